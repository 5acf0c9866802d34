/* test_kinds.c - bodies that are not the labour authority, disputes of all kinds, single cases that
 * nobody is named in, series over years, and lists that name firms.
 */
#include "run.h"

static void test_actors_discipline_bodies(void **state)
{
    (void)state;
    run_rejects("今年以来，县纪委监委开展督查16次，走访项目现场42个，惠及农民工260余人。", "42个",
                "elsewhere");
    run_rejects("驻市人社局纪检监察组开展监督，抽查项目19个，推动解决欠薪问题8件。", "8件",
                "elsewhere");
    run_rejects("镇纪委联合多部门走访工地22个，推动支付工资46万元。", "46万元", "elsewhere");
    run_rejects("区纪检监察机关走访企业28家，推动追回拖欠工资210万元。", "28家", "elsewhere");
    run_expect("在县纪委监委的监督督促下，县人社局受理投诉132起，讨回工资540万元。",
               "enf_complaints_received=132起; wage_recovered_amount=5400000万元");
    run_expect("县人社局会同县纪委监委检查在建项目26个，追回工资88万元。",
               "enf_site_inspections=26个; wage_recovered_amount=880000万元");
}

static void test_actors_joined_by_others(void **state)
{
    (void)state;
    run_rejects("城东派出所联合司法所帮助45名农民工追回工资68万元。", "45名", "elsewhere");
    run_expect("区公安分局联合区人社局追回工资60万元。", "wage_recovered_amount=600000万元");
    run_expect(
        "检察机关制发检察建议书，先后通报重大劳动保障违法行为2批次8家、失信联合惩戒对象2批次3家"
        "。",
        "enf_violations_published=8家; enf_dishonest_listed=3家");
}

static void test_kinds_of_all_disputes(void **state)
{
    (void)state;
    run_rejects("某市完善镇、村两级人民调解网络，共排查矛盾纠纷1860起，调处1852起，成功率99%。",
                "1852起", "elsewhere");
    run_rejects("截至11月底，平台在线调解案件3260件，涵盖劳动争议、消费纠纷、交通事故等，调解成功率"
                "91.2%。",
                "3260件", "elsewhere");
    run_rejects("“云调解”共调解纠纷2150件，涉及婚姻家庭、劳动争议等领域，调解成功率95%。", "95%",
                "elsewhere");
    run_rejects("邀请26家调解机构、180名调解员入驻平台。", "26家", "no_indicator");
}

static void test_kinds_leave_labour(void **state)
{
    (void)state;
    run_expect("各级劳动争议调解组织调解成功率86.5%。", "med_success_rate=86.5%");
    run_expect("仲裁院进驻综治中心，今年受理劳动争议仲裁86件。", "arb_accepted=86件");
}

static void test_cases_after_talks(void **state)
{
    (void)state;
    run_rejects("驿站发现其所在班组存在欠薪隐患。经多轮协商，成功为18名工人追回欠薪21万余元。",
                "18名", "story");
    run_rejects("经过三轮调解，最终帮助12名工人拿到工资8.6万元。", "8.6万元", "story");
    run_rejects("项目因班组长失联，造成9名农民工工资没有支付。", "9名", "owed");
    run_rejects("由主管单位先行垫付工程款180万元，建设公司支付90万元解决工资款。", "90万元",
                "elsewhere");
    run_rejects("检查用人单位20户，被拖欠工资的农民工2360人。", "2360人", "owed");
    run_expect("全年经多轮协商，为1560名工人追回欠薪2300万元。",
               "wage_workers=1560名; wage_recovered_amount=23000000万元");
}

static void test_aside_sitting(void **state)
{
    (void)state;
    run_rejects("6月3日至5日，仲裁院走进园区，连续公开开庭审理了8起典型劳动争议案件。", "8起",
                "elsewhere");
    run_expect("1月至5月，仲裁院巡回开庭，审理劳动争议案件46起。", "arb_closed=46起");
}

static void test_topics_rate_behind_other_business(void **state)
{
    (void)state;
    run_rejects("出庭应诉工伤纠纷案件26件。收取劳动能力鉴定材料260份。案件办结率100%。", "100%",
                "no_indicator");
    run_expect("全年受理劳动纠纷26件。办结率100%。", "disp_total=26件; disp_resolve_rate=100%");
}

/* Each figure of a span has its year, in every list of the sentence. A report that counts anything
 * else of its year reports that year alone. */
static void test_series_over_years(void **state)
{
    (void)state;
    static const char series[] =
        "2021年至2023年仲裁机构受理劳动争议案件分别为930件、960件、1070件，劳动者当事人数分别为"
        "1010人、1060人、1180人。";
    run r = run_with(run_extractor, series, "411100", 2023);
    assert_string_equal(run_found(&r), "arb_accepted=930件; arb_accepted=960件; arb_accepted=1070件"
                                       "; arb_workers=1010人; arb_workers=1060人; "
                                       "arb_workers=1180人");
    assert_int_equal(r.extraction->found[0].fact.period.start.year, 2021);
    assert_int_equal(r.extraction->found[4].fact.period.end.year, 2022);
    run_free(&r);
    r = run_with(run_extractor, "检查用人单位30户。2021年至2023年，分别受理争议43件、47件、51件。",
                 "411100", 2023);
    assert_string_equal(run_found(&r), "enf_inspections=30户; arb_accepted=51件");
    run_free(&r);
}

static void test_window_named_firms(void **state)
{
    (void)state;
    run_expect("公布今年第一批拖欠农民工工资“黑名单”，涉及宏远建筑工程有限公司、安泰劳务有限公司等6"
               "家企业。",
               "enf_dishonest_listed=6家");
    run_expect("在公布的重大劳动保障违法案件中，涉及恒达石材有限公司、新景装饰有限公司等5家企业。",
               "enf_violations_published=5家");
    run_expect("公布第二批拖欠农民工工资“黑名单”，涉及企业40家、劳动者1600人。",
               "enf_dishonest_listed=40家");
}

static void test_phrases_elided_verbs(void **state)
{
    (void)state;
    run_expect("共排查工程项目86个，企业1200余家。",
               "enf_site_inspections=86个; enf_inspections=1200家");
    run_expect("对拒不改正的4家企业，依法予以处罚。", "enf_penalties=4家");
    run_expect("妥善处置拖欠工资引发的突发群体性上访事件三起。", "disp_mass_incidents=3起");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_actors_discipline_bodies),
        cmocka_unit_test(test_actors_joined_by_others),
        cmocka_unit_test(test_kinds_of_all_disputes),
        cmocka_unit_test(test_kinds_leave_labour),
        cmocka_unit_test(test_cases_after_talks),
        cmocka_unit_test(test_aside_sitting),
        cmocka_unit_test(test_topics_rate_behind_other_business),
        cmocka_unit_test(test_series_over_years),
        cmocka_unit_test(test_window_named_firms),
        cmocka_unit_test(test_phrases_elided_verbs),
    };
    return cmocka_run_group_tests_name("extract_kinds", tests, run_setup, run_teardown);
}
