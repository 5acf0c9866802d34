/* Whose report it is and of which year: what the title, the signature and the source line say, what
 * the user says, and that the unknown stays unknown.
 */
#include "run.h"

static run read_with(const char *text, const jb_extract_options *options)
{
    return run_bytes(run_extractor, text, strlen(text), "UTF-8", options);
}

static void check_evidence(const run *r, jb_evidence by, const char *how, const char *words)
{
    assert_string_equal(by.how, how);
    assert_string_equal(jb_original_slice(r->original->arena, r->original, by.span), words);
    assert_true(jb_dec_cmp(by.confidence, jb_dec_int(0)) > 0);
    assert_true(jb_dec_cmp(by.confidence, jb_dec_int(1)) <= 0);
}

static void check_date(jb_date date, const char *want)
{
    char text[JB_DATE_TEXT];
    jb_date_text(date, text);
    assert_string_equal(text, want);
}

static const char report[] = "广州市海珠区人力资源和社会保障局2023年法治政府建设年度报告\n"
                             "发布日期：2024-01-15 来源：区人社局\n"
                             "我局劳动保障监察立案320件。\n"
                             "广州市海珠区人力资源和社会保障局\n"
                             "2024年1月10日\n";

static void test_title_tells_agency_and_year(void **state)
{
    (void)state;
    run r = read_with(report, NULL);
    const jb_identity *who = &r.extraction->identity;
    assert_string_equal(who->agency_code, "440105");
    assert_string_equal(who->agency, "广州市海珠区人力资源和社会保障局");
    assert_string_equal(who->short_name, "海珠区");
    assert_int_equal(who->year, 2023);
    assert_string_equal(who->title, "广州市海珠区人力资源和社会保障局2023年法治政府建设年度报告");
    check_evidence(&r, who->agency_by, "title", "广州市海珠区人力资源和社会保障局");
    assert_string_equal(who->year_by.how, "title");
    check_date(who->signed_on, "2024-01-10");
    check_date(who->published_on, "2024-01-15");
    check_evidence(&r, who->signed_by, "signature", "2024年1月10日");
    check_evidence(&r, who->published_by, "source line", "2024-01-15");
    run_free(&r);
}

static void test_facts_carry_the_identity(void **state)
{
    (void)state;
    run r = read_with(report, NULL);
    assert_int_equal(r.extraction->found_count, 1);
    const jb_fact *fact = &r.extraction->found[0].fact;
    assert_string_equal(fact->agency_code, "440105");
    assert_string_equal(fact->agency, "广州市海珠区人力资源和社会保障局");
    assert_int_equal(fact->year, 2023);
    assert_string_equal(fact->source, "report.txt");
    assert_string_equal(fact->source_sha256, r.original->sha256);
    assert_non_null(strstr(fact->sentence, fact->raw));
    run_free(&r);
}

static void test_signature_tells_the_agency(void **state)
{
    (void)state;
    run r = read_with("2023年度法治政府建设情况报告\n"
                      "2023年，我局依法履职，现将情况报告如下。\n"
                      "我局劳动保障监察立案320件。\n"
                      "\n"
                      "广州市海珠区人力资源和社会保障局\n"
                      "2024年1月10日\n",
                      NULL);
    const jb_identity *who = &r.extraction->identity;
    assert_string_equal(who->agency_code, "440105");
    assert_string_equal(jb_original_slice(r.original->arena, r.original, who->agency_by.span),
                        "广州市海珠区人力资源和社会保障局");
    assert_int_equal(who->year, 2023);
    check_date(who->published_on, "");
    run_free(&r);
}

static void test_source_line_tells_the_agency(void **state)
{
    (void)state;
    run r = read_with("2023年度法治政府建设情况报告\n"
                      "发布日期：2024-01-15 来源：广州市海珠区人力资源和社会保障局\n"
                      "我局劳动保障监察立案320件。\n",
                      NULL);
    const jb_identity *who = &r.extraction->identity;
    assert_string_equal(who->agency_code, "440105");
    assert_string_equal(who->agency_by.how, "source line");
    check_date(who->signed_on, "");
    run_free(&r);
}

static void test_given_wins_over_the_text(void **state)
{
    (void)state;
    run r = read_with(report, &(jb_extract_options){.agency_code = "440106", .year = 2021});
    const jb_identity *who = &r.extraction->identity;
    assert_string_equal(who->agency_code, "440106");
    assert_int_equal(who->year, 2021);
    assert_string_equal(who->agency_by.how, "given");
    assert_string_equal(who->year_by.how, "given");
    for (size_t i = 0; i < r.extraction->found_count; i++) {
        assert_string_equal(r.extraction->found[i].fact.agency_code, "440106");
        assert_int_equal(r.extraction->found[i].fact.year, 2021);
    }
    run_free(&r);
}

static void test_unknown_stays_unknown(void **state)
{
    (void)state;
    run r = read_with("劳动保障监察立案320件。\n", NULL);
    const jb_identity *who = &r.extraction->identity;
    assert_string_equal(who->agency_code, "");
    assert_string_equal(who->agency, "");
    assert_int_equal(who->year, 0);
    check_date(who->signed_on, "");
    check_date(who->published_on, "");
    assert_string_equal(figures_of(&r), "enf_cases_filed=320 320件");
    assert_string_equal(r.extraction->found[0].fact.agency_code, "");
    assert_int_equal(r.extraction->found[0].fact.year, 0);
    run_free(&r);
}

/* A place that is no division known to the program is not guessed. */
static void test_unknown_division_is_not_guessed(void **state)
{
    (void)state;
    run r = read_with("望溪县人力资源和社会保障局2023年法治政府建设报告\n"
                      "我局劳动保障监察立案320件。\n",
                      NULL);
    assert_string_equal(r.extraction->identity.agency_code, "");
    assert_int_equal(r.extraction->identity.year, 2023);
    run_free(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_title_tells_agency_and_year),
        cmocka_unit_test(test_facts_carry_the_identity),
        cmocka_unit_test(test_signature_tells_the_agency),
        cmocka_unit_test(test_source_line_tells_the_agency),
        cmocka_unit_test(test_given_wins_over_the_text),
        cmocka_unit_test(test_unknown_stays_unknown),
        cmocka_unit_test(test_unknown_division_is_not_guessed),
    };
    return cmocka_run_group_tests(tests, run_setup, run_teardown);
}
