/* test_actors.c - whose deeds a text tells, what a figure without a noun goes back to, lists under
 * one verb, and numbers that count each one or nothing yet.
 */
#include "run.h"

/* ---- actors -----------------------------------------------------------------------------------
 */

static void test_actors_mark_goes_on(void **state)
{
    (void)state;
    run_rejects("今年以来，区公安局严打恶意欠薪。已立案15起，追回工资612万元。", "612万元",
                "elsewhere");
    run_rejects("记者从司法部获悉，平台开通以来为1750名农民工追回欠薪270万元。", "1750名",
                "elsewhere");
    run_rejects("人民调解组织调解纠纷6420件。社区今年又调解纠纷1260件。", "1260件", "elsewhere");
    run_rejects("公司为2300名农民工发放工资1600万元。", "2300名", "elsewhere");
    run_rejects("新收劳动争议386件，其中判决162件、调解131件。", "131件", "elsewhere");
    run_rejects("全市公安机关受理人社部门移送案件26起，追讨工资1120万元。", "1120万元",
                "elsewhere");
}

static void test_actors_mark_leaves_own(void **state)
{
    (void)state;
    run_expect("人民法院同区人社局会商。区劳动监察大队立案15起。", "enf_cases_filed=15起");
    run_expect("移送公安3件，法院判决2起。全年立案查处9件。",
               "enf_crime_referrals=3件; enf_cases_filed=9件");
    run_expect("区人社局联合公安机关检查用人单位60户。", "enf_inspections=60户");
    run_expect("住建部门反映的欠薪线索35条已全部办结。", "wage_clues_closed=35条");
    run_expect("公安机关提前介入，人社部门移送案件5件。全年为210名农民工追回工资320万元。",
               "enf_crime_referrals=5件; wage_workers=210名; wage_recovered_amount=3200000万元");
    run_expect("劳动争议人民调解委员会受理调解案件86件。", "med_accepted=86件");
}

static void test_actors_title_names_body(void **state)
{
    (void)state;
    static const char passage[] = "海珠区人民法院2023年度白皮书\n我院受理劳动争议案件240件。\n";
    run r = run_with(run_extractor, passage, "440105", 2023);
    assert_string_equal(run_found(&r), "");
    assert_string_equal(run_why(&r, "240件"), "elsewhere");
    run_free(&r);
}

/* In a text of another body, what it ordered and limited is its own, too. */
static void test_actors_deeds_of_another_body(void **state)
{
    (void)state;
    static const char housing[] =
        "市住房和城乡建设局通报检查情况\n本次检查在建工程86项，下达限期整改"
        "通知书35份，约谈企业6家。\n";
    static const char review[] = "市司法局2023年行政复议统计分析\n全市新收行政复议案件230件，"
                                 "责令履行3件，变更2件。\n";
    run r = run_with(run_extractor, housing, "410400", 2023);
    assert_string_equal(run_found(&r), "");
    run_free(&r);
    r = run_with(run_extractor, review, "410400", 2023);
    assert_string_equal(run_found(&r), "");
    run_free(&r);
    run_rejects("6日，记者从市公安局城关分局了解到，行动中约谈企业负责人11人次。", "11人次",
                "elsewhere");
    run_rejects("2023年，县政府共收到行政复议申请85件，直接纠错6件。", "6件", "elsewhere");
    run_rejects("水利行业治欠保支成效明显，水利部介绍。项目实名制管理覆盖率达到95%。", "95%",
                "elsewhere");
    run_rejects("全区各级工会化解劳动纠纷120起，调解成功96起。", "96起", "elsewhere");
}

static void test_actors_heard_from_labour(void **state)
{
    (void)state;
    run_expect("18日，记者从市劳动监察支队了解到，今年责令整改12家。", "enf_rectify_orders=12家");
    run_expect("市治欠办介绍，在建项目实名制管理覆盖率达到95%。", "wage_coverage_rate=95%");
    run_expect("区公安局与人社局通报，全区人社系统追发农民工工资590万元。全区公安机关立案43起。",
               "wage_recovered_amount=5900000万元");
    run_expect("我局被申请行政复议5件，被撤销1件。", "rev_cases=5件; rev_corrected=1件");
}

/* 我市 without any 我区 speaks for the city, also when the agency given is a district's. */
static void test_actors_own_city(void **state)
{
    (void)state;
    run_expect("我市检查企业80家。全市劳动监察立案6起。",
               "enf_inspections=80家; enf_cases_filed=6起");
    run_rejects("我市举措有力。我区检查企业80家。全市立案6起。", "6起", "elsewhere");
}

/* ---- what goes back ----------------------------------------------------------------------------
 */

static void test_antecedent_kind_of_workers(void **state)
{
    (void)state;
    run_expect("为防欠薪，巡查欠薪隐患单位143户，涉及农民工4390人。",
               "enf_inspections=143户; enf_workers_covered=4390人");
    run_expect("受理欠薪投诉20件，涉及农民工43人。",
               "enf_complaints_received=20件; wage_workers=43人");
}

/* Beyond a ； and a full stop, where nothing else is spoken of. */
static void test_antecedent_farther_back(void **state)
{
    (void)state;
    run_expect("受理群众投诉举报402件，涉及劳动者5129人；办结391件，办结率97.3%。",
               "enf_complaints_received=402件; enf_complaints_closed=391件; "
               "enf_complaint_close_rate=97.3%");
    run_expect("仲裁委员会立案受理1516件，审结1497件。结案率93.3%，涉及劳动者1973人。",
               "arb_accepted=1516件; arb_closed=1497件; arb_close_rate=93.3%; arb_workers=1973人");
    run_expect("各级调解组织和仲裁机构共受理争议案件216件，其中仲裁机构受理92件；办结209件。",
               "disp_accepted_all=216件; arb_accepted=92件; disp_closed_all=209件");
}

static void test_antecedent_other_business(void **state)
{
    (void)state;
    run_rejects("劳动争议：接待来访50批次，涉及80人，办结49批次。", "80人", "no_indicator");
    run_rejects("劳动监察：共接信访件32件，办结31件。", "31件", "no_indicator");
    run_rejects("追回工资9万元；追缴社会保险费86万元，涉及职工410人。", "410人", "no_indicator");
}

/* ---- lists -------------------------------------------------------------------------------------
 */

static void test_window_list_under_one_verb(void **state)
{
    (void)state;
    run_expect("共办结12345热线交办件41件，投诉案件67件，欠薪线索30条。",
               "enf_complaints_closed=67件; wage_clues_closed=30条");
    run_expect("调解组织受理纠纷42件，仲裁机构受理案件18件。",
               "med_accepted=42件; arb_accepted=18件");
}

static void test_window_parts_in_brackets(void **state)
{
    (void)state;
    run_expect("追发工资268万元（农民工231万元），惠及213人（农民工186人）。",
               "wage_recovered_amount=2680000万元; wage_recovered_amount=2310000万元; "
               "wage_workers=213人; wage_workers=186人");
}

/* ---- no results --------------------------------------------------------------------------------
 */

static void test_reject_all_each_and_per_head(void **state)
{
    (void)state;
    run_rejects("做到举报一起、查处一起、整改一起。", "一起", "threshold");
    run_rejects("仲裁员人均审结案件134件。", "134件", "threshold");
    run_rejects("凡涉及三十名农民工以上的案件由市里督办。", "三十名", "threshold");
    run_rejects("处罚款2万元以上20万元以下。", "20万元以下", "threshold");
}

static void test_reject_all_denied_and_owed(void **state)
{
    (void)state;
    run_rejects("接到欠薪案件64件，尚未办结案件11件。", "11件", "no_indicator");
    run_rejects("18家未按时支付工资，涉及职工560人。", "560人", "owed");
    run_rejects("复议案件从2015年的59件增长到98件。", "59件", "earlier");
    run_rejects("单个项目拖欠工资1200万元，涉及农民工560人。", "560人", "owed");
    run_rejects("拟对3家企业作出行政处罚。", "3家", "target");
    run_rejects("12月20日上午，86名农民工领到工资，共计163万元。", "163万元", "story");
    run_rejects("平台转办我省欠薪线索5万条，已办结409条。", "5万条", "elsewhere");
}

static void test_reject_all_one_firm(void **state)
{
    (void)state;
    run_rejects("其中一家企业欠薪86万元，经督促支付工资40万元。", "40万元", "story");
    run_rejects("宏利鞋业拖欠52名工人工资61万元，已追回30万元。", "30万元", "story");
    run_rejects("监察员说，我追回工资8000元。", "8000元", "story");
    run_expect("3家鞋业公司拖欠工资，监察大队为52名工人追回工资61万元。",
               "wage_workers=52名; wage_recovered_amount=610000万元");
    run_expect("我市监察机构追回工资61万元。", "wage_recovered_amount=610000万元");
}

static void test_reject_all_aims_without_cue(void **state)
{
    (void)state;
    run_rejects("使劳动监察案件结案率达到99%。", "99%", "target");
    run_rejects("确保争议及时化解，年末仲裁结案率达98%。", "98%", "target");
    run_rejects("争取检查用人单位400户。", "400户", "target");
    run_expect("劳动监察立案35件，使结案率达到99%。",
               "enf_cases_filed=35件; enf_case_close_rate=99%");
}

static void test_reject_all_trials(void **state)
{
    (void)state;
    run_rejects("全区受理一审劳动争议案件420件。", "420件", "elsewhere");
    run_rejects("仲裁院受理劳动争议540件；同期，区法院受理劳动争议168件。", "168件", "elsewhere");
    run_expect("一审行政诉讼案件3件。", "lit_cases=3件");
}

/* ---- parts and pairs ---------------------------------------------------------------------------
 */

static void test_parts_settle_shares(void **state)
{
    (void)state;
    run_expect("仲裁院受理私营企业劳动争议37件，占案件总数的93%。", "");
    run_expect("仲裁院受理劳动争议40件，同比上升3%。", "arb_accepted=40件");
}

static void test_window_two_rates(void **state)
{
    (void)state;
    run_expect("仲裁院结案率和调解率长期保持在97%和72%。",
               "arb_close_rate=97%; arb_mediation_rate=72%");
}

static void test_titles_tell_what_is_not_repeated(void **state)
{
    (void)state;
    static const char *const texts[][2] = {
        {"海珠区为25名劳动者追回工资20万元\n\n区人社局召开新闻发布会。\n",
         "wage_workers=25名; wage_recovered_amount=200000万元"},
        {"海珠区为25名劳动者追回工资20万元\n\n张某说，公司拖欠他们工资多月。\n", ""},
        {"海珠区追回工资20万元\n\n区人社局共追回工资20.4万元。\n",
         "wage_recovered_amount=204000万元"},
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        run r = run_text(texts[i][0]);
        assert_string_equal(run_found(&r), texts[i][1]);
        run_free(&r);
    }
}

static void test_tables_read_a_cell_a_line(void **state)
{
    (void)state;
    run_expect("指标 |\n计算单位 |\n2023年 |\n1、检查用人单位数 |\n家次 |\n2290 |\n2.5% |\n"
               "2、受理劳动争议案件总数 |\n件 |\n3315 |\n-5.0% |\n",
               "enf_inspections=2290家次; arb_accepted=3315件");
}

/* ---- broken lines ------------------------------------------------------------------------------
 */

/* A word broken over a line end, also over an empty line, shows that the line goes on. */
static void test_lines_join_broken_words(void **state)
{
    (void)state;
    run_expect("区劳动保障监察大队组织开展农民工工资支付等专项检查，全年共检查用人\n单位450家，"
               "涉及劳动者1500人。",
               "enf_inspections=450家; enf_workers_covered=1500人");
    run_expect("据统计，区人社局全年检查各类企业近2000家，处理群众举报投诉\n\n案件348宗。",
               "enf_inspections=2000家; enf_complaints_received=348宗");
    run_expect("区劳动保障监察大队开展专项检查，全年共检查企业一批又一批\n人社部门立案5起。",
               "enf_cases_filed=5起");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_actors_mark_goes_on),
        cmocka_unit_test(test_actors_mark_leaves_own),
        cmocka_unit_test(test_actors_title_names_body),
        cmocka_unit_test(test_actors_deeds_of_another_body),
        cmocka_unit_test(test_actors_heard_from_labour),
        cmocka_unit_test(test_actors_own_city),
        cmocka_unit_test(test_antecedent_kind_of_workers),
        cmocka_unit_test(test_antecedent_farther_back),
        cmocka_unit_test(test_antecedent_other_business),
        cmocka_unit_test(test_window_list_under_one_verb),
        cmocka_unit_test(test_window_parts_in_brackets),
        cmocka_unit_test(test_reject_all_each_and_per_head),
        cmocka_unit_test(test_reject_all_denied_and_owed),
        cmocka_unit_test(test_reject_all_one_firm),
        cmocka_unit_test(test_reject_all_aims_without_cue),
        cmocka_unit_test(test_reject_all_trials),
        cmocka_unit_test(test_parts_settle_shares),
        cmocka_unit_test(test_window_two_rates),
        cmocka_unit_test(test_titles_tell_what_is_not_repeated),
        cmocka_unit_test(test_tables_read_a_cell_a_line),
        cmocka_unit_test(test_lines_join_broken_words),
    };
    return cmocka_run_group_tests_name("extract_actors", tests, run_setup, run_teardown);
}
