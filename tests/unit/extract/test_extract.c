/* Which figures are read out of sentences, and which numbers are none. The sentences are our own;
 * the expected lines say what a careful reader would note down.
 */
#include "run.h"

typedef struct sentence_case {
    const char *text;
    const char *want; /* see add_fact */
} sentence_case;

static void check_cases(const sentence_case *cases, size_t count)
{
    size_t failed = 0;
    for (size_t i = 0; i < count; i++) {
        run r = run_text(cases[i].text);
        const char *seen = figures_of(&r);
        const char *broken = broken_rule(&r);
        if (broken || strcmp(seen, cases[i].want) != 0) {
            print_error("%s\n  want: %s\n  seen: %s\n", cases[i].text, cases[i].want,
                        broken ? broken : seen);
            failed++;
        }
        run_free(&r);
    }
    assert_int_equal(failed, 0);
}

#define CHECK_CASES(cases) check_cases((cases), sizeof(cases) / sizeof *(cases))

static void test_numbers_as_written(void **state)
{
    (void)state;
    static const sentence_case cases[] = {
        {"我局劳动保障监察立案1,234件。", "enf_cases_filed=1234 1,234件"},
        {"我局劳动保障监察立案１２３４件。", "enf_cases_filed=1234 １２３４件"},
        {"我局劳动保障监察立案二十余件。", "enf_cases_filed=20 二十余件 at_least"},
        {"我局劳动保障监察立案一百零八件。", "enf_cases_filed=108 一百零八件"},
        {"我局劳动保障监察立案1.2万件。", "enf_cases_filed=12000 1.2万件"},
        {"全区追回被拖欠工资8803.294万元。", "wage_recovered_amount=88032940 8803.294万元"},
        {"全区追回被拖欠工资2.22亿元。", "wage_recovered_amount=222000000 2.22亿元"},
        {"全区追回被拖欠工资1000余万元。", "wage_recovered_amount=10000000 1000余万元 at_least"},
        {"我局主动检查用人单位近500家。", "enf_inspections=500 近500家 nearly"},
        {"我局主动检查用人单位约500家。", "enf_inspections=500 约500家 about"},
        {"我局主动检查用人单位超过500家。", "enf_inspections=500 超过500家 more_than"},
        {"劳动争议调解成功率达80%以上。", "med_success_rate=80 80%以上 at_least"},
        {"劳动人事争议仲裁结案率为百分之九十五。", "arb_close_rate=95 百分之九十五"},
        {"劳动人事争议仲裁结案率98.5％。", "arb_close_rate=98.5 98.5％"},
    };
    CHECK_CASES(cases);
}

static void test_lists_and_frames(void **state)
{
    (void)state;
    static const sentence_case cases[] = {
        {"我局劳动保障监察立案320件、结案298件。",
         "enf_cases_filed=320 320件; enf_cases_closed=298 298件"},
        {"全区劳动保障监察机构立案320件，结案298件。",
         "enf_cases_filed=320 320件; enf_cases_closed=298 298件"},
        {"我局对86宗重大行政执法决定开展法制审核。", "enf_legal_reviews=86 86宗"},
        {"监察大队为54名农民工追讨工资12.5万元。",
         "wage_workers=54 54名; wage_recovered_amount=125000 12.5万元"},
        {"我局作出行政处理决定、行政处罚决定分别为15宗、9宗。",
         "enf_treatment_decisions=15 15宗; enf_penalties=9 9宗"},
        {"仲裁院受理、审结劳动人事争议案件分别为412件、398件。",
         "arb_accepted=412 412件; arb_closed=398 398件"},
        {"我局作为被告的行政诉讼案件12件，其中败诉1件。", "lit_cases=12 12件; lit_lost=1 1件"},
        {"仲裁院审结案件398件，其中调解结案201件、裁决结案150件。",
         "arb_closed=398 398件; arb_mediated=201 201件; arb_awards=150 150件"},
    };
    CHECK_CASES(cases);
}

static void test_changes_belong_to_their_figure(void **state)
{
    (void)state;
    static const sentence_case cases[] = {
        {"我局劳动保障监察立案320件，同比增加12.55%。", "enf_cases_filed=320 320件 yoy 12.55%"},
        {"我局劳动保障监察立案320件，同比下降7.1%。", "enf_cases_filed=320 320件 yoy -7.1%"},
        {"仲裁院受理劳动争议412件，比上年上升3%；审结398件，比上年减少2%。",
         "arb_accepted=412 412件 yoy 3%; arb_closed=398 398件 yoy -2%"},
        {"劳动人事争议仲裁受理412件，同比增长3%；审结398件，下降2%。",
         "arb_accepted=412 412件 yoy 3%; arb_closed=398 398件 yoy -2%"},
        {"处理欠薪案件35件，为320名农民工追回工资60万元，案件数、人数和金额同比分别下降5%、6%和7%"
         "。",
         "wage_cases=35 35件 yoy -5%; wage_workers=320 320名 yoy -6%; "
         "wage_recovered_amount=600000 60万元 yoy -7%"},
        {"劳动人事争议仲裁结案率由2020年的91.2%提高到96.5%。", "arb_close_rate=96.5 96.5%"},
        {"劳动人事争议仲裁结案率95%，同比下降3.2个百分点。",
         "arb_close_rate=95 95% yoy -3.2 points"},
        {"我局劳动保障监察立案320件，上年为280件。", "enf_cases_filed=320 320件"},
        {"我局劳动保障监察立案320件，较2022年的280件有所增加。", "enf_cases_filed=320 320件"},
    };
    CHECK_CASES(cases);
}

static void test_periods_as_stated(void **state)
{
    (void)state;
    static const sentence_case cases[] = {
        {"1-10月，我局劳动保障监察立案320件。", "enf_cases_filed=320 320件 2023-01-01..2023-10-31"},
        {"2023年1月至11月，我局劳动保障监察立案320件。",
         "enf_cases_filed=320 320件 2023-01-01..2023-11-30"},
        {"截至11月14日，我局劳动保障监察立案320件。",
         "enf_cases_filed=320 320件 2023-01-01..2023-11-14"},
        {"上半年，我局劳动保障监察立案320件。", "enf_cases_filed=320 320件 2023-01-01..2023-06-30"},
        {"前三季度，我局劳动保障监察立案320件。",
         "enf_cases_filed=320 320件 2023-01-01..2023-09-30"},
        {"全年劳动保障监察立案320件。", "enf_cases_filed=320 320件 2023-01-01..2023-12-31"},
        {"1-10月，我局劳动保障监察立案320件，结案298件。",
         "enf_cases_filed=320 320件 2023-01-01..2023-10-31; "
         "enf_cases_closed=298 298件 2023-01-01..2023-10-31"},
        {"2023年12月至2023年1月，我局劳动保障监察立案320件。", "enf_cases_filed=320 320件"},
        {"2月30日至3月31日，我局劳动保障监察立案320件。",
         "enf_cases_filed=320 320件 2023-02-28..2023-03-31"},
        {"1-10月，我局劳动保障监察立案320件。我局办理行政复议案件7件。",
         "enf_cases_filed=320 320件 2023-01-01..2023-10-31; rev_cases=7 7件"},
    };
    CHECK_CASES(cases);
}

static void test_traps_yield_nothing(void **state)
{
    (void)state;
    static const sentence_case cases[] = {
        {"2023年12月15日召开劳动保障监察工作会议。", ""},
        {"我局检查用人单位30至50家。", ""},
        {"全年劳动人事争议仲裁立案最多的一天43件。", ""},
        {"近日，劳动监察大队解决一起欠薪案件，为34名农民工追回工资60万元。", ""},
        {"2024年打算。劳动人事争议仲裁结案率96%。", ""},
        {"会议要求，对39个在建项目开展排查。", ""},
        {"检察院支持起诉27件，帮助143名农民工追回工资60万元。", ""},
        {"根据《保障农民工工资支付条例》（国令第724号）开展欠薪检查。", ""},
        {"落实粤人社发〔2022〕18号文件，规范立案。", ""},
        {"欠薪投诉请拨打020-12345678。", ""},
        {"依照《劳动保障监察条例》第二十条规定立案查处。", ""},
        {"对30人以上劳资纠纷实行领导包案。", ""},
        {"仲裁公开开庭前公告不少于15个工作日。", ""},
        {"我局劳动保障监察考核排名全市第3。", ""},
        {"某公司拖欠工人工资，我局立案1件，为35名农民工追回工资60万元。", ""},
        {"全省劳动保障监察机构立案3200件。", ""},
        {"二、2024年工作计划\n力争劳动保障监察立案300件以上。", ""},
        {"做到“一案一策”，欠薪案件立案不拖延。", ""},
    };
    CHECK_CASES(cases);
}

static void test_repeated_figure_is_found_once(void **state)
{
    (void)state;
    run r = run_text("一、工作成效\n我局劳动保障监察立案320件。\n"
                     "二、主要做法\n我局劳动保障监察立案320件。\n");
    assert_string_equal(figures_of(&r), "enf_cases_filed=320 320件");
    const jb_found *found = &r.extraction->found[0];
    assert_int_equal(found->place_count, 2);
    assert_true(found->places[0].end < found->places[1].start);
    for (size_t i = 0; i < found->place_count; i++) {
        assert_string_equal(jb_original_slice(r.original->arena, r.original, found->places[i]),
                            "320件");
    }
    run_free(&r);
}

static void test_different_figures_stay_apart(void **state)
{
    (void)state;
    run r = run_text("我局劳动保障监察立案320件。\n另据台账，我局劳动保障监察立案318件。\n");
    assert_string_equal(figures_of(&r), "enf_cases_filed=320 320件; enf_cases_filed=318 318件");
    run_free(&r);
}

static void test_zero_in_words_is_an_absence(void **state)
{
    (void)state;
    static const struct {
        const char *text, *indicator, *words;
    } cases[] = {
        {"我局全年无败诉案件。", "lit_lost", "无"},
        {"我局行政诉讼案件无一败诉。", "lit_lost", "无一"},
        {"行政诉讼零败诉。", "lit_lost", "零"},
        {"全区未发生群体性事件。", "disp_mass_incidents", "未发生"},
        {"全年没有发生群体性事件。", "disp_mass_incidents", "没有发生"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        run r = run_text(cases[i].text);
        const jb_extraction *e = r.extraction;
        assert_int_equal(e->found_count, 0);
        bool said = false;
        for (size_t k = 0; k < e->absent_count; k++) {
            const char *at = jb_original_slice(e->arena, r.original, e->absent_places[k]);
            if (strcmp(e->absents[k].indicator, cases[i].indicator) == 0) {
                assert_int_equal(e->absents[k].kind, JB_ABSENT_ZERO_STATED);
                assert_string_equal(e->absents[k].agency_code, "440105");
                assert_int_equal(e->absents[k].year, 2023);
                assert_string_equal(at, cases[i].words);
                said = true;
            }
        }
        if (!said) {
            fail_msg("%s: %s is not said to be zero", cases[i].text, cases[i].indicator);
        }
        run_free(&r);
    }
}

/* A figure 0 is a figure. */
static void test_zero_in_digits_is_a_figure(void **state)
{
    (void)state;
    static const sentence_case cases[] = {
        {"我局行政诉讼败诉0件。", "lit_lost=0 0件"},
    };
    CHECK_CASES(cases);
}

static void test_every_number_has_its_reason(void **state)
{
    (void)state;
    static const struct {
        const char *text, *number;
        jb_reject why;
    } cases[] = {
        {"我局劳动保障监察立案320件。", "320件", JB_REJECT_NONE},
        {"我局劳动保障监察立案320件，同比增加12.55%。", "12.55%", JB_REJECT_CHANGE},
        {"我局劳动保障监察立案320件，上年为280件。", "280件", JB_REJECT_EARLIER},
        {"对30人以上劳资纠纷实行领导包案。", "30人", JB_REJECT_THRESHOLD},
        {"全省劳动保障监察机构立案3200件。", "3200件", JB_REJECT_ELSEWHERE},
        {"二、2024年工作计划\n力争劳动保障监察立案300件。", "300件", JB_REJECT_TARGET},
        {"落实粤人社发〔2022〕18号文件，规范立案。", "18", JB_REJECT_DOCUMENT},
        {"我局劳动保障监察考核排名全市第3名。", "3", JB_REJECT_ORDINAL},
        {"食堂采购桌椅75个。", "75个", JB_REJECT_NO_INDICATOR},
        {"某公司拖欠工人工资，我局立案1件，追回工资60万元。", "60万元", JB_REJECT_STORY},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        run r = run_text(cases[i].text);
        const jb_extraction *e = r.extraction;
        const jb_number_seen *seen = NULL;
        for (size_t k = 0; k < e->number_count; k++) {
            const char *raw = jb_original_slice(e->arena, r.original, e->numbers[k].span);
            if (strstr(raw, cases[i].number)) {
                seen = &e->numbers[k];
            }
        }
        if (!seen || seen->why != cases[i].why) {
            fail_msg("%s: %s: %s instead of %s", cases[i].text, cases[i].number,
                     seen ? jb_reject_code(seen->why) : "not seen", jb_reject_code(cases[i].why));
        }
        run_free(&r);
    }
}

static void test_every_reason_has_words(void **state)
{
    (void)state;
    for (unsigned i = 0; i < JB_REJECTS; i++) {
        assert_true(strlen(jb_reject_code((jb_reject)i)) > 0);
        assert_true(strlen(jb_reject_text((jb_reject)i, JB_LANG_EN)) > 0);
        assert_true(strlen(jb_reject_text((jb_reject)i, JB_LANG_ZH)) > 0);
        for (unsigned k = 0; k < i; k++) {
            assert_string_not_equal(jb_reject_code((jb_reject)i), jb_reject_code((jb_reject)k));
        }
    }
}

static void test_the_report_s_own_word(void **state)
{
    (void)state;
    static const struct {
        const char *text, *term;
    } cases[] = {
        {"仲裁院审结劳动争议案件398件。", "审结"},
        {"仲裁院办结劳动争议仲裁案件398件。", "办结"},
        {"监察大队追回农民工工资12.5万元。", "追回"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        run r = run_text(cases[i].text);
        assert_int_equal(r.extraction->found_count, 1);
        assert_string_equal(r.extraction->found[0].fact.term, cases[i].term);
        run_free(&r);
    }
}

/* A made-up indicator, known to the program by its file alone. */
static void test_indicator_of_a_file_is_found(void **state)
{
    (void)state;
    char dir[JB_TEST_DIR];
    const char *path = jb_test_path(jb_test_dir(dir), "catalogue.json");
    jb_test_write(path, "{\"format\": 1, \"families\": [{\"code\": \"x\", \"zh\": \"其他\", "
                        "\"en\": \"Other\"}], \"indicators\": [{\"code\": \"x_kites\", "
                        "\"family\": \"x\", \"unit\": \"entity\", \"kind\": \"count\", "
                        "\"agg\": \"sum\", \"direction\": \"neutral\", \"zh\": \"放飞风筝数\", "
                        "\"en\": \"Kites flown\", \"short_zh\": \"风筝\", \"short_en\": \"Kites\", "
                        "\"definition_zh\": \"放飞的风筝。\", \"definition_en\": \"Kites flown.\", "
                        ""
                        "\"band\": [0, 1000], \"phrases\": [\"放飞…风筝{n}\"], "
                        "\"anti_phrases\": [\"纸…风筝{n}\"]}]}");
    jb_error err = {0};
    jb_catalogue *catalogue = NULL;
    jb_extractor *extractor = NULL;
    jb_status status = jb_catalogue_load(path, &catalogue, &err);
    assert_jb_ok(status, &err);
    status = jb_extractor_open(catalogue, &extractor, &err);
    assert_jb_ok(status, &err);
    const char *text = "我局放飞彩色风筝17个。我局放飞纸风筝9个。我局劳动保障监察立案320件。";
    run r = run_bytes(extractor, text, strlen(text), "UTF-8",
                      &(jb_extract_options){.agency_code = "440105", .year = 2023});
    assert_string_equal(figures_of(&r), "x_kites=17 17个");
    run_free(&r);
    jb_extractor_free(extractor);
    jb_catalogue_free(catalogue);
    jb_test_dir_remove(dir);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_numbers_as_written),
        cmocka_unit_test(test_lists_and_frames),
        cmocka_unit_test(test_changes_belong_to_their_figure),
        cmocka_unit_test(test_periods_as_stated),
        cmocka_unit_test(test_traps_yield_nothing),
        cmocka_unit_test(test_repeated_figure_is_found_once),
        cmocka_unit_test(test_different_figures_stay_apart),
        cmocka_unit_test(test_zero_in_words_is_an_absence),
        cmocka_unit_test(test_zero_in_digits_is_a_figure),
        cmocka_unit_test(test_every_number_has_its_reason),
        cmocka_unit_test(test_every_reason_has_words),
        cmocka_unit_test(test_the_report_s_own_word),
        cmocka_unit_test(test_indicator_of_a_file_is_found),
    };
    return cmocka_run_group_tests(tests, run_setup, run_teardown);
}
