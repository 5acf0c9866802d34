/* test_words.c - findings in the reports' own words: what a figure is called, and what is said of
 * one that is none.
 */
#include "fixture.h"

/* A figure with the report's word for what was done. */
static void put_term(fixture *f, const char *code, int year, const char *indicator,
                     const char *value, const char *unit, const char *term)
{
    jb_fact fact = fact_of(f, code, year, indicator, value, unit);
    fact.term = term;
    put_fact(f, fact);
}

static const char *said_of(fixture *f, const jb_query_column *columns, size_t count, jb_lang lang)
{
    jb_dataset *d = ask(f, columns, count);
    const jb_theme one = {d, lang == JB_LANG_EN ? "this" : "这", "表1"};
    jb_findings found;
    assert_jb_ok(jb_findings_build(f->arena, &one, 1, 3, lang, &found, &f->err), &f->err);
    const char *text = findings_text(f, &found);
    jb_dataset_free(d);
    return text;
}

/* 办理 may be received or closed: the head must not decide it. */
static void test_findings_keep_the_reports_verb(void **state)
{
    fixture *f = *state;
    put_three(f);
    put_term(f, HAIZHU, 2024, "wage_clues_received", "130", "条", "办理");
    put_term(f, GUANGMING, 2021, "wage_clues_received", "12", "条", "接收");
    const jb_query_column clues = {.head_zh = "线索接收",
                                   .head_en = "Leads received",
                                   .indicators = CODES("wage_clues_received")};
    const char *text = said_of(f, &clues, 1, JB_LANG_ZH);
    assert_non_null(strstr(text, "海珠区2024年线索办理130条"));
    assert_non_null(strstr(text, "线索接收12条"));
    text = said_of(f, &clues, 1, JB_LANG_EN);
    assert_non_null(strstr(text, "Leads received (in the report \"办理\"): 130 items"));
    assert_non_null(strstr(text, "Leads received: 12 items"));
}

/* Nor add a verb to what the report only counts. */
static void test_findings_add_no_verb(void **state)
{
    fixture *f = *state;
    put_three(f);
    put_term(f, HAIZHU, 2024, "disp_accepted_all", "1590", "件", "受理");
    put_term(f, GUANGMING, 2021, "disp_total", "9545", "宗", "劳资纠纷");
    put_term(f, GUANGMING, 2021, "disp_resolved", "9510", "宗", "化解");
    const jb_query_column both[] = {
        {.head_zh = "受理", .indicators = CODES("disp_accepted_all", "disp_total")},
        {.head_zh = "办结（化解）", .indicators = CODES("disp_closed_all", "disp_resolved")}};
    assert_non_null(strstr(said_of(f, both, 2, JB_LANG_ZH), "劳资纠纷9545宗、化解9510宗"));
    assert_null(strstr(said_of(f, both, 2, JB_LANG_ZH), "受理劳资纠纷"));
    assert_non_null(strstr(said_of(f, both + 1, 1, JB_LANG_ZH), "劳资纠纷化解9510宗"));
}

/* 受理 alone leaves open of what: the group says it, else the catalogue. */
static void test_findings_name_the_thing(void **state)
{
    fixture *f = *state;
    put_three(f);
    put_term(f, HAIZHU, 2024, "arb_accepted", "1528", "件", "受理");
    put_term(f, GUANGMING, 2021, "arb_accepted", "2448", "件", "受理");
    put_term(f, GUANGMING, 2021, "arb_closed", "2216", "件", "审结");
    const jb_query_column grouped[] = {
        {.head_zh = "受理", .group_zh = "仲裁受理", .indicators = CODES("arb_accepted")},
        {.head_zh = "审结", .group_zh = "仲裁审结", .indicators = CODES("arb_closed")}};
    assert_non_null(strstr(said_of(f, grouped, 2, JB_LANG_ZH), "海珠区2024年仲裁受理1528件"));
    assert_non_null(strstr(said_of(f, grouped, 2, JB_LANG_ZH), "仲裁受理2448件、审结2216件"));
    const jb_query_column bare = {.head_zh = "受理", .indicators = CODES("arb_accepted")};
    assert_non_null(strstr(said_of(f, &bare, 1, JB_LANG_ZH), "仲裁受理1528件"));
}

/* What was paid and what was issued have their verbs. */
static void test_findings_say_what_was_done(void **state)
{
    fixture *f = *state;
    put_three(f);
    put_term(f, HAIZHU, 2024, "wage_recovered_amount", "560000", "万元", "解决");
    put_term(f, GUANGMING, 2021, "wage_recovered_amount", "10000", "万元", "讨要");
    put_term(f, HAIZHU, 2024, "enf_penalties", "41", "宗", "作出");
    const jb_query_column two[] = {
        {.head_zh = "追回工资", .indicators = CODES("wage_recovered_amount")},
        {.head_zh = "行政处罚", .indicators = CODES("enf_penalties")}};
    const char *text = said_of(f, two, 2, JB_LANG_ZH);
    assert_non_null(strstr(text, "解决工资56万元、作出行政处罚41宗"));
    assert_non_null(strstr(text, "讨要工资1万元"));
    put_term(f, SHANGCHENG, 2023, "enf_cases_filed", "9", "件", "办理");
    const jb_query_column filed = {.head_zh = "立案", .indicators = CODES("enf_cases_filed")};
    assert_non_null(strstr(said_of(f, &filed, 1, JB_LANG_ZH), "劳动保障监察办理9件"));
}

/* A column of several things tells its figure where nothing plainer stands left of it. */
static void test_findings_keep_the_leftmost_figure(void **state)
{
    fixture *f = *state;
    put_three(f);
    put_term(f, HAIZHU, 2024, "disp_total", "540", "宗", "");
    put_plain(f, HAIZHU, 2024, "enf_penalties", "52", "宗");
    put_plain(f, GUANGMING, 2021, "disp_resolved", "7", "宗");
    const jb_query_column two[] = {{.head_zh = "其他",
                                    .pick = JB_PICK_ALL,
                                    .indicators = CODES("disp_total", "disp_resolved")},
                                   {.head_zh = "行政处罚", .indicators = CODES("enf_penalties")}};
    assert_non_null(
        strstr(said_of(f, two, 2, JB_LANG_ZH), "海珠区2024年劳资纠纷540宗、行政处罚52宗"));
}

/* What its own note calls no result is left to the table. */
static void test_findings_tell_no_demand_as_a_result(void **state)
{
    fixture *f = *state;
    put_three(f);
    jb_fact fact = fact_of(f, SHANGCHENG, 2023, "arb_close_rate", "100", "%");
    fact.note = "是工作要求，不是统计结果。";
    put_fact(f, fact);
    const jb_query_column rate = {
        .head_zh = "结案率", .head_en = "Closure rate", .indicators = CODES("arb_close_rate")};
    assert_non_null(strstr(said_of(f, &rate, 1, JB_LANG_ZH),
                           "表1各项仅上城区披露：报告所写不是统计结果，见表1。"));
    put_plain(f, HAIZHU, 2024, "arb_close_rate", "95", "%");
    const char *text = said_of(f, &rate, 1, JB_LANG_ZH);
    assert_non_null(strstr(text, "上城区报告所写不是统计结果，见表1；"));
    assert_non_null(strstr(text, "结案率95%"));
    assert_null(strstr(text, "100%"));
    assert_non_null(strstr(said_of(f, &rate, 1, JB_LANG_EN),
                           "Shangcheng gives what is no statistical result, see 表1;"));
}

/* English names hold commas: each has its preposition. */
static void test_findings_list_english_names(void **state)
{
    fixture *f = *state;
    put_agency(f, HAIZHU, "甲", "", "Haizhu District, Guangzhou");
    put_agency(f, GUANGMING, "乙", "", "Guangming");
    put_agency(f, SHANGCHENG, "丙", "", "Shangcheng District, Hangzhou");
    put_plain(f, HAIZHU, 2024, "enf_penalties", "41", "宗");
    put_plain(f, GUANGMING, 2024, "enf_cases_filed", "4", "宗");
    put_plain(f, SHANGCHENG, 2024, "enf_cases_filed", "5", "宗");
    jb_findings found;
    jb_query_column penalties = {
        .head_zh = "处罚", .head_en = "Penalties: all", .indicators = CODES("enf_penalties")};
    jb_dataset *one = ask(f, &penalties, 1);
    jb_query_column cases = {
        .head_zh = "立案", .head_en = "Cases opened", .indicators = CODES("enf_cases_filed")};
    jb_dataset *two = ask(f, &cases, 1);
    const jb_theme themes[] = {{one, "penalties", "Table 1"}, {two, "cases", "Table 2"}};
    assert_jb_ok(jb_findings_build(f->arena, themes, 2, 3, JB_LANG_EN, &found, &f->err), &f->err);
    const char *text = findings_text(f, &found);
    assert_non_null(strstr(text, "figures of Table 1, namely Penalties all: 41 cases."));
    assert_non_null(strstr(text, "no figure of Table 2 is given by Haizhu District, Guangzhou."));
    jb_dataset_free(one);
    jb_dataset_free(two);
    put_absent(f, HAIZHU, 2023, "enf_penalties", JB_ABSENT_NO_REPORT, "");
    put_absent(f, SHANGCHENG, 2023, "enf_penalties", JB_ABSENT_NO_REPORT, "");
    assert_non_null(strstr(said_of(f, &penalties, 1, JB_LANG_EN),
                           "No report of Shangcheng District, Hangzhou for 2023, or of Haizhu "
                           "District, Guangzhou for 2023 was found."));
}

#define T(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        T(test_findings_keep_the_reports_verb),    T(test_findings_add_no_verb),
        T(test_findings_name_the_thing),           T(test_findings_say_what_was_done),
        T(test_findings_keep_the_leftmost_figure), T(test_findings_tell_no_demand_as_a_result),
        T(test_findings_list_english_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
