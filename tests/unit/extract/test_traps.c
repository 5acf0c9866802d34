/* test_traps.c - numbers near labour words that are no figures of the report: single cases told by
 * a name, what one person did, other places, differences, other years, duties, tasks, other
 * business; and heads and years that share words in a list.
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

static void test_persons_tally_of_a_life(void **state)
{
    (void)state;
    run_rejects("从业十八年，郑海涛办理监察案件2600多件。", "2600多件", "story");
    run_rejects("任仲裁员以来，她已审理案件740件，调解率达82%。", "82%", "story");
    run_rejects("林建华经手欠薪案件960件，为6400名农民工追回工资5200万元。", "6400名", "story");
    run_rejects("区仲裁院副院长罗军，先后审理案件1900件。", "1900件", "story");
    run_expect("区仲裁院副院长罗军介绍，全区审理仲裁案件190件。", "arb_closed=190件");
    run_rejects("她七年来参与处理欠薪案件430件。", "430件", "story");
    run_expect("检查从业人员较多的企业60家，立案35件。",
               "enf_inspections=60家; enf_cases_filed=35件");
    run_expect("从业十八年，他办理案件2600件；全区受理投诉举报35件。",
               "enf_complaints_received=35件");
}

/* As a prefecture's report of 2023: what the counties did is not its own. */
static void expect_of_city(const char *passage, const char *found)
{
    jb_str text = {0};
    jb_str_addf(&text, "平顶山市人社局2023年工作情况\n　　%s\n", passage);
    run r = run_with(run_extractor, jb_str_text(&text), "410400", 2023);
    assert_string_equal(run_found(&r), found);
    run_free(&r);
    jb_str_free(&text);
}

static void test_is_elsewhere_other_places(void **state)
{
    (void)state;
    expect_of_city("全市立案35件。叶县人社局对全县60家用人单位进行检查。", "enf_cases_filed=35件");
    expect_of_city("记者从叶县人社局获悉，该县今年检查用人单位60家。", "");
    expect_of_city("鲁山县仲裁院获评先进。今年，该院受理仲裁案件120件。", "");
    expect_of_city("全市追回工资120万元；其中石龙区追回12万元，惠及46人。",
                   "wage_recovered_amount=1200000万元");
    run_rejects("如深圳市建立保障基金，垫付欠薪2.1亿元。", "2.1亿元", "elsewhere");
    run_rejects("在江苏，去年追回工资5.6亿元。", "5.6亿元", "elsewhere");
    run_expect("今年全国检查用人单位6.2万户，海珠区检查用人单位60户。", "enf_inspections=60户");
    run_expect("我区受理投诉举报35件。", "enf_complaints_received=35件");
}

static void test_is_elsewhere_police_take_over(void **state)
{
    (void)state;
    run_rejects("区公安局接到人社局移送的线索后立案，追回工资46万元。", "46万元", "elsewhere");
    run_expect("公安部门受理人社部门移交的案件9件。", "enf_crime_referrals=9件");
    run_expect("公安机关移送的线索由监察大队查处，追回工资46万元。",
               "wage_recovered_amount=460000万元");
}

static void test_reject_all_tasks_and_stages(void **state)
{
    (void)state;
    run_rejects("一是检查用人单位不少于500户；二是投诉结案率达到98%。", "不少于500户", "target");
    run_rejects("一是检查用人单位不少于500户；二是投诉结案率达到98%。", "98%", "target");
    run_rejects("完成年初确定的检查300家用人单位的任务。", "300家", "target");
    run_rejects("第二阶段为集中检查，对全区120家企业进行检查。", "120家", "target");
    run_rejects("剩余6条欠薪线索要在一周内办结。", "6条", "target");
    run_rejects("此次行动将检查企业1500家。", "1500家", "target");
    run_expect("将检查发现的问题通报，共检查用人单位60家。", "enf_inspections=60家");
    run_expect("责令改正不少于30家，检查用人单位60家。",
               "enf_rectify_orders=30家; enf_inspections=60家");
}

static void test_window_make_series_of_years(void **state)
{
    (void)state;
    run_expect("2021年受理仲裁案件410件，2022年为468件，2023年为532件。", "arb_accepted=532件");
    run_expect("2021年至2023年，受理仲裁案件分别为410件、468件、532件。", "arb_accepted=532件");
    run_expect("举报投诉量由2019年的1560件下降到2023年的720件。", "enf_complaints_received=720件");
    run_rejects("前年立案88件，今年立案96件。", "88件", "earlier");
    run_expect("前年立案88件，今年立案96件。", "enf_cases_filed=96件");
}

/* What stands between ； counts cases and names nobody: it is told of many. */
static void test_stories_end_behind_a_semicolon(void **state)
{
    (void)state;
    run_expect("妥善处置某培训企业900余人集中裁员；处置10人以上群体性讨薪19起。",
               "disp_collective=19起");
    run_expect("妥善处置某培训企业集中裁员；处置10人以上群体性讨薪19起；", "disp_collective=19起");
    run_expect("劳动监察立案138宗；处置某培训企业集中裁员，为35名工人追回工资12万元。",
               "enf_cases_filed=138宗");
    run_expect("（记者 代某）劳动监察立案138宗。", "enf_cases_filed=138宗");
    run_expect("监察支队支队长 孙某某：今年劳动监察立案138宗。", "enf_cases_filed=138宗");
    run_rejects("妥善处置某培训企业集中裁员；为35名工人追回工资12万元。", "35名", "story");
    run_expect("处置老板欠薪逃匿事件43起，全年追讨欠薪870万元。",
               "wage_cases=43起; wage_recovered_amount=8700000万元");
    run_expect("当好“包工头怕、农民工爱”的队伍后盾，全年受理欠薪案件118件。", "wage_cases=118件");
}

/* A court that judges the agency's cases is not the subject of other business. */
static void test_is_elsewhere_courts_that_judge(void **state)
{
    (void)state;
    run_expect("行政诉讼34件，法院判决驳回诉讼请求24件，败诉1件。", "lit_cases=34件; lit_lost=1件");
    run_rejects("同期，法院受理劳动争议案件168件。", "168件", "elsewhere");
    run_rejects("法院判决劳动争议仲裁案件168件。", "168件", "elsewhere");
}

/* 截至9月20日 is no week on the road. */
static void test_is_aside_not_of_a_cut(void **state)
{
    (void)state;
    run_expect("截至9月20日，仲裁院受理94件，流动开庭12场；劳动监察立案35件。",
               "arb_accepted=94件; enf_cases_filed=35件");
}

static void test_reject_all_portions(void **state)
{
    (void)state;
    run_rejects("分三批公布重大欠薪违法案件15起。", "三批", "elsewhere");
    run_rejects("非建设领域拖欠的1.6亿元工资已清偿1.5亿元。", "1.6亿元", "owed");
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
        cmocka_unit_test(test_persons_tally_of_a_life),
        cmocka_unit_test(test_is_elsewhere_other_places),
        cmocka_unit_test(test_is_elsewhere_police_take_over),
        cmocka_unit_test(test_reject_all_tasks_and_stages),
        cmocka_unit_test(test_window_make_series_of_years),
        cmocka_unit_test(test_stories_end_behind_a_semicolon),
        cmocka_unit_test(test_is_elsewhere_courts_that_judge),
        cmocka_unit_test(test_is_aside_not_of_a_cut),
        cmocka_unit_test(test_reject_all_portions),
    };
    return cmocka_run_group_tests_name("extract_traps", tests, run_setup, run_teardown);
}
