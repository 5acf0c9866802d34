/* test_traps.c - numbers near labour words that are no figures of the report: single cases told by
 * a name, what one person did, differences, other years, duties, other business; and heads of a
 * list that share what the last one ends with.
 */
#include "run.h"

static void test_stories_mark_names_and_thanks(void **state)
{
    (void)state;
    run_rejects("经协调，赵强、孙涛等26名农民工拿到了被拖欠的工资。", "26名", "story");
    run_rejects("“太感谢你们了，帮我们35个人要回了46万元血汗钱！”", "46万元", "story");
    run_rejects("双方达成调解协议，企业当庭支付6万元工资。", "6万元", "story");
    run_rejects("又一起欠薪案件得到圆满解决。", "一起", "story");
    run_rejects("他先后调解劳动纠纷300多起。", "300多起", "story");
    run_expect("为建筑、餐饮等26名农民工追回工资46万元。",
               "wage_workers=26名; wage_recovered_amount=460000万元");
    run_expect("其他共受理投诉举报35件。", "enf_complaints_received=35件");
}

static void test_reject_all_comparisons(void **state)
{
    (void)state;
    run_rejects("与2022年立案140件相比，全年立案下降一成。", "140件", "earlier");
    run_rejects("去年同期立案58件，追回工资120万元。", "58件", "earlier");
    run_rejects("去年同期立案58件，追回工资120万元。", "120万元", "earlier");
    run_rejects("五年前，全县仅有调解组织12个。", "12个", "earlier");
    run_rejects("同比少立案28件，少追回工资120万元。", "120万元", "change");
    run_expect("与去年同期相比，立案35件。", "enf_cases_filed=35件");
    run_expect("2023年前三季度，立案35件。", "enf_cases_filed=35件");
    run_expect("立案35件，至少追回工资120万元。",
               "enf_cases_filed=35件; wage_recovered_amount=1200000万元");
}

static void test_reject_all_duties(void **state)
{
    (void)state;
    run_rejects("要求辖区36个在建项目做好年底资金统筹安排。", "36个", "target");
    run_rejects("各镇街要在12月底前完成50家企业的书面审查。", "50家", "target");
    run_expect("要求15家企业立即整改，已责令改正15家。", "enf_rectify_orders=15家");
}

static void test_topics_weigh_other_business(void **state)
{
    (void)state;
    static const char *const passages[] = {
        "根治欠薪，受理投诉举报60件。劳动能力鉴定受理265件，办结260件。",
        "根治欠薪，受理投诉举报60件。失业保险金发放1.2万人次。",
        "根治欠薪，受理投诉举报60件。签订集体合同215份，覆盖企业486家。",
    };
    for (size_t i = 0; i < sizeof passages / sizeof *passages; i++) {
        run_expect(passages[i], "enf_complaints_received=60件");
    }
    run_expect("培训执法人员30人；受理投诉举报60件，办结58件。",
               "enf_complaints_received=60件; enf_complaints_closed=58件");
}

static void test_is_elsewhere_other_regulators(void **state)
{
    (void)state;
    run_rejects("县医疗保障局追回基金52万元，行政处罚7家。", "7家", "elsewhere");
    run_rejects("市应急管理局检查企业230家，责令改正45家。", "45家", "elsewhere");
    run_expect("市场监管、人社部门检查人力资源服务机构30家，行政处罚7家。",
               "enf_inspections=30家; enf_penalties=7家");
}

static void test_reject_all_not_owed_to_paid(void **state)
{
    (void)state;
    run_rejects("未依法支付农民工工资的企业共29家，涉及2570人。", "2570人", "owed");
}

static void test_window_make_shared_heads(void **state)
{
    (void)state;
    run_expect("劳动监察、劳动仲裁案件按期结案率分别达到99%、98%。",
               "enf_case_close_rate=99%; arb_close_rate=98%");
    run_expect("劳动争议仲裁、劳动保障监察案件结案率分别为93.2%和96.5%。",
               "arb_close_rate=93.2%; enf_case_close_rate=96.5%");
    run_expect("监察案件和仲裁案件的结案率分别达100%、95%。",
               "enf_case_close_rate=100%; arb_close_rate=95%");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_stories_mark_names_and_thanks),
        cmocka_unit_test(test_reject_all_comparisons),
        cmocka_unit_test(test_reject_all_duties),
        cmocka_unit_test(test_topics_weigh_other_business),
        cmocka_unit_test(test_is_elsewhere_other_regulators),
        cmocka_unit_test(test_reject_all_not_owed_to_paid),
        cmocka_unit_test(test_window_make_shared_heads),
    };
    return cmocka_run_group_tests_name("extract_traps", tests, run_setup, run_teardown);
}
