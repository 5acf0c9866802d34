/* test_derive.c - totals, changes, ranks and shares as the table shows them: what is given, what is
 * refused and what is said of it.
 */
#include "fixture.h"

static const char *const districts[] = {"330101", "330102", "330103", "330104", "330105"};
#define DISTRICTS (sizeof districts / sizeof *districts)

static const jb_query_column filed = {.indicators = CODES("enf_cases_filed")};

/* Five districts of one city, each with a report of 2023 and one of 2024. */
static void put_city(fixture *f)
{
    for (size_t i = 0; i < DISTRICTS; i++) {
        jb_agency agency;
        jb_agency_init(&agency);
        agency.code = districts[i];
        agency.name = jb_arena_printf(f->arena, "%zu区人力资源和社会保障局", i + 1);
        agency.short_name = jb_arena_printf(f->arena, "%zu区", i + 1);
        agency.name_en = jb_arena_printf(f->arena, "District %zu", i + 1);
        agency.level = JB_LEVEL_COUNTY;
        agency.parent = i < 3 ? "330100" : "330200";
        assert_jb_ok(jb_store_put_agency(f->store, &agency, NULL, &f->err), &f->err);
        put_report(f, districts[i], 2023, "2024-02-01");
        put_report(f, districts[i], 2024, "2025-02-01");
    }
}

static jb_fact approved(fixture *f, size_t district, int year, const char *indicator,
                        const char *value)
{
    jb_fact fact = fact_of(f, districts[district], year, indicator, value, "件");
    fact.status = JB_REVIEW_APPROVED;
    return fact;
}

/* Cases filed by the first districts; NULL: nothing. */
static void put_filed(fixture *f, int year, const char *const *values)
{
    for (size_t i = 0; i < DISTRICTS; i++) {
        if (values[i] != NULL) {
            put_fact(f, approved(f, i, year, "enf_cases_filed", values[i]));
        }
    }
}

typedef struct question {
    jb_totals totals;
    jb_derive derive;
    unsigned relax;
    int from;
} question;

/* The table of cases filed, with a derived column behind them when one is asked for. */
static jb_dataset *ask_derived(fixture *f, question q)
{
    const jb_query_column columns[] = {filed, {.derive = q.derive, .of = 0}};
    jb_query query = {.name = "test",
                      .columns = columns,
                      .column_count = q.derive != JB_DERIVE_NONE ? 2 : 1,
                      .year_from = q.from,
                      .totals = q.totals,
                      .relax = q.relax};
    jb_dataset *dataset = NULL;
    assert_jb_ok(jb_dataset_build(f->store, f->catalogue, &query, &dataset, &f->err), &f->err);
    return dataset;
}

static jb_dataset *ask_total(fixture *f, unsigned relax)
{
    return ask_derived(f, (question){JB_TOTALS_ALL, JB_DERIVE_NONE, relax, 2024});
}

static const jb_derived *total_of(const jb_dataset *d)
{
    assert_int_equal(d->summary_count, 1);
    return d->summaries[0].cells[0].derived;
}

static void check_text(fixture *f, const jb_derived *derived, const char *zh)
{
    assert_string_equal(jb_derived_text(f->arena, derived, JB_LANG_ZH), zh);
}

static void check_note(const jb_derived *derived, const char *zh)
{
    assert_non_null(derived->note_zh);
    if (strstr(derived->note_zh, zh) == NULL) {
        fail_msg("no \"%s\" in \"%s\"", zh, derived->note_zh);
    }
}

/* ---- totals ------------------------------------------------------------------------------ */

static void test_total_names_the_missing(void **state)
{
    fixture *f = *state;
    put_city(f);
    put_filed(f, 2024, (const char *const[]){"10", "20", NULL, "40", "50"});
    jb_dataset *d = ask_total(f, 0);
    const jb_derived *total = total_of(d);
    check_text(f, total, "120");
    assert_string_equal(total->rule, "sum");
    assert_int_equal(total->covered, 4);
    assert_int_equal(total->expected, 5);
    assert_int_equal(total->fact_count, 4);
    check_note(total, "3区（未披露）");
    assert_int_equal(d->summaries[0].cells[0].note_count, 1);
    jb_dataset_free(d);
}

static void test_total_of_zero_in_words_is_covered(void **state)
{
    fixture *f = *state;
    put_city(f);
    put_filed(f, 2024, (const char *const[]){"10", "20", NULL, "40", "50"});
    put_absent(f, districts[2], 2024, "enf_cases_filed", JB_ABSENT_ZERO_STATED, "");
    jb_dataset *d = ask_total(f, 0);
    check_text(f, total_of(d), "120");
    assert_int_equal(total_of(d)->covered, 5);
    jb_dataset_free(d);
}

static void test_total_does_not_wait_for_what_does_not_apply(void **state)
{
    fixture *f = *state;
    put_city(f);
    put_filed(f, 2024, (const char *const[]){"10", "20", NULL, "40", "50"});
    put_absent(f, districts[2], 2024, "enf_cases_filed", JB_ABSENT_NOT_APPLICABLE, "");
    jb_dataset *d = ask_total(f, 0);
    assert_int_equal(total_of(d)->expected, 4);
    jb_dataset_free(d);
}

static void test_total_of_nothing_is_its_reason(void **state)
{
    fixture *f = *state;
    put_city(f);
    jb_dataset *d = ask_total(f, 0);
    const jb_derived *total = total_of(d);
    assert_false(total->given);
    check_text(f, total, "—");
    check_note(total, "不合计：没有可加的数。");
    jb_dataset_free(d);
}

static void test_total_of_one_among_several_is_none(void **state)
{
    fixture *f = *state;
    put_city(f);
    put_filed(f, 2024, (const char *const[]){"10", NULL, NULL, NULL, NULL});
    jb_dataset *d = ask_total(f, 0);
    assert_false(total_of(d)->given);
    assert_int_equal(total_of(d)->reasons, JB_REASON_SINGLE);
    jb_dataset_free(d);
}

static void test_total_of_bounds_is_a_bound(void **state)
{
    fixture *f = *state;
    put_city(f);
    put_filed(f, 2024, (const char *const[]){"10", "20", "30", "40", NULL});
    jb_fact fact = approved(f, 4, 2024, "enf_cases_filed", "50");
    fact.qualifier = JB_QUAL_AT_LEAST;
    put_fact(f, fact);
    jb_dataset *d = ask_total(f, 0);
    check_text(f, total_of(d), "≥150");
    check_note(total_of(d), "加数中有下限，合计只是下限。");
    jb_dataset_free(d);
}

/* What is approximate is no bound. */
static void test_total_that_is_approximate_says_so(void **state)
{
    fixture *f = *state;
    put_city(f);
    put_filed(f, 2024, (const char *const[]){"10", "20", "30", NULL, NULL});
    jb_fact fact = approved(f, 3, 2024, "enf_cases_filed", "40");
    fact.qualifier = JB_QUAL_AT_LEAST;
    put_fact(f, fact);
    fact = approved(f, 4, 2024, "enf_cases_filed", "50");
    fact.qualifier = JB_QUAL_AT_MOST;
    put_fact(f, fact);
    jb_dataset *d = ask_total(f, 0);
    check_text(f, total_of(d), "约150");
    check_note(total_of(d), "加数中既有下限又有上限，合计为约数。");
    jb_dataset_free(d);
}

/* Half of a year and whole years: no common footing, unless the layout passes over it and says so.
 */
static void put_two_periods(fixture *f)
{
    put_city(f);
    put_filed(f, 2024, (const char *const[]){"10", "20", NULL, NULL, NULL});
    for (size_t i = 2; i < 4; i++) {
        jb_fact fact = approved(f, i, 2024, "enf_cases_filed", "5");
        fact.period = period_of("2024-01-01", "2024-06-30", JB_PERIOD_PART_YEAR);
        put_fact(f, fact);
    }
}

static void test_total_across_periods_is_refused(void **state)
{
    put_two_periods(*state);
    jb_dataset *d = ask_total(*state, 0);
    assert_false(total_of(d)->given);
    assert_true((total_of(d)->reasons & JB_REASON_PERIOD) != 0);
    check_note(total_of(d), "不合计：期间");
    jb_dataset_free(d);
}

static void test_relaxed_total_says_so_above_the_notes(void **state)
{
    put_two_periods(*state);
    jb_dataset *d = ask_total(*state, JB_REASON_PERIOD);
    check_text(*state, total_of(d), "40");
    assert_true((total_of(d)->relaxed & JB_REASON_PERIOD) != 0);
    bool said = false;
    for (size_t i = 0; i < d->general_count; i++) {
        said = said || strcmp(d->general[i].kind, "relaxed") == 0;
    }
    assert_true(said);
    jb_dataset_free(d);
}

static void test_subtotals_stand_behind_their_rows(void **state)
{
    fixture *f = *state;
    put_city(f);
    put_filed(f, 2024, (const char *const[]){"10", "20", "30", "40", "50"});
    jb_dataset *d = ask_derived(f, (question){JB_TOTALS_PARENTS, JB_DERIVE_NONE, 0, 2024});
    assert_int_equal(d->summary_count, 3);
    assert_int_equal(d->summaries[0].after, 3);
    assert_string_equal(d->summaries[0].parent, "330100");
    check_text(f, d->summaries[0].cells[0].derived, "60");
    check_text(f, d->summaries[1].cells[0].derived, "90");
    check_text(f, d->summaries[2].cells[0].derived, "150");
    jb_dataset_free(d);
}

/* One city and its districts: its subtotal would say the total again. */
static void test_subtotal_of_all_is_not_said_twice(void **state)
{
    fixture *f = *state;
    put_city(f);
    put_filed(f, 2024, (const char *const[]){"10", "20", "30", "40", "50"});
    jb_agency city;
    jb_agency_init(&city);
    city.code = "330100";
    city.name = "某市人力资源和社会保障局";
    city.level = JB_LEVEL_PREFECTURE;
    city.parent = "330000";
    assert_jb_ok(jb_store_put_agency(f->store, &city, NULL, &f->err), &f->err);
    put_report(f, "330100", 2024, "2025-02-01");
    const char *const asked[] = {"330100", districts[0], districts[1], districts[2], NULL};
    jb_query query = {.name = "test",
                      .agencies = asked,
                      .columns = &filed,
                      .column_count = 1,
                      .year_from = 2024,
                      .totals = JB_TOTALS_PARENTS};
    jb_dataset *d = NULL;
    assert_jb_ok(jb_dataset_build(f->store, f->catalogue, &query, &d, &f->err), &f->err);
    assert_int_equal(d->summary_count, 1);
    assert_string_equal(d->summaries[0].parent, "");
    check_text(f, d->summaries[0].cells[0].derived, "60");
    jb_dataset_free(d);
}

/* (1 + 90) / (10 + 100), not the average of 10 and 90 percent. */
static void test_rate_is_worked_out_again(void **state)
{
    fixture *f = *state;
    put_city(f);
    put_fact(f, approved(f, 0, 2024, "disp_resolved", "1"));
    put_fact(f, approved(f, 0, 2024, "disp_total", "10"));
    put_fact(f, approved(f, 1, 2024, "disp_resolved", "90"));
    put_fact(f, approved(f, 1, 2024, "disp_total", "100"));
    const jb_query_column rate = {.indicators = CODES("disp_resolve_rate")};
    jb_query query = {.name = "test",
                      .columns = &rate,
                      .column_count = 1,
                      .year_from = 2024,
                      .totals = JB_TOTALS_ALL};
    jb_dataset *d = NULL;
    assert_jb_ok(jb_dataset_build(f->store, f->catalogue, &query, &d, &f->err), &f->err);
    assert_string_equal(total_of(d)->rule, "ratio");
    check_text(f, total_of(d), "82.73");
    assert_int_equal(total_of(d)->fact_count, 4);
    jb_dataset_free(d);
}

/* ---- changes ----------------------------------------------------------------------------- */

static jb_dataset *ask_change(fixture *f, jb_totals totals)
{
    return ask_derived(f, (question){totals, JB_DERIVE_CHANGE, 0, 2024});
}

static const jb_derived *derived_at(const jb_dataset *d, size_t district)
{
    const jb_derived *derived = jb_dataset_cell(d, row_of(d, districts[district]), 1)->derived;
    assert_non_null(derived);
    return derived;
}

/* The year before is looked up although it is not asked for, and stands in no row. */
static void test_change_from_two_reports(void **state)
{
    fixture *f = *state;
    put_city(f);
    put_filed(f, 2023, (const char *const[]){"80", "50", "3", "0", NULL});
    put_filed(f, 2024, (const char *const[]){"100", "40", "5", "7", "9"});
    jb_dataset *d = ask_change(f, JB_TOTALS_NONE);
    assert_int_equal(d->row_count, DISTRICTS);
    check_text(f, derived_at(d, 0), "+25.00%");
    assert_string_equal(derived_at(d, 0)->rule, "two_reports");
    assert_int_equal(derived_at(d, 0)->fact_count, 2);
    check_text(f, derived_at(d, 1), "-20.00%");
    check_text(f, derived_at(d, 2), "+2件");
    check_note(derived_at(d, 2), "基数过小");
    check_text(f, derived_at(d, 3), "+7件");
    check_note(derived_at(d, 3), "基数为零");
    check_text(f, derived_at(d, 4), "—");
    check_note(derived_at(d, 4), "没有可比的基数");
    jb_dataset_free(d);
}

static void test_stated_change_is_told_apart(void **state)
{
    fixture *f = *state;
    put_city(f);
    jb_fact fact = approved(f, 0, 2024, "enf_cases_filed", "100");
    fact.has_yoy_percent = true;
    assert_true(jb_dec_parse("46.54", 5, &fact.yoy_percent));
    put_fact(f, fact);
    jb_dataset *d = ask_change(f, JB_TOTALS_NONE);
    check_text(f, derived_at(d, 0), "称+46.54%");
    assert_string_equal(derived_at(d, 0)->rule, "stated");
    assert_non_null(strstr(head_notes(f, d, 1, JB_LANG_ZH), "报告自述"));
    jb_dataset_free(d);
}

static void test_restated_base_shows_both(void **state)
{
    fixture *f = *state;
    put_city(f);
    put_filed(f, 2023, (const char *const[]){"80", NULL, NULL, NULL, NULL});
    put_filed(f, 2024, (const char *const[]){"100", NULL, NULL, NULL, NULL});
    jb_fact quoted = approved(f, 0, 2024, "enf_cases_filed", "84");
    quoted.period = period_of("2023-01-01", "2023-12-31", JB_PERIOD_FULL_YEAR);
    put_fact(f, quoted);
    jb_dataset *d = ask_change(f, JB_TOTALS_NONE);
    assert_int_equal(jb_dataset_cell(d, 0, 0)->figure_count, 1);
    assert_non_null(strstr(cell_notes(f, d, districts[0], 0, JB_LANG_ZH), "报告所引上年数为84件"));
    check_note(derived_at(d, 0), "本年报告引作84，上年报告（330101-2023.txt）为80");
    jb_dataset_free(d);
}

static void test_total_changes_like_for_like(void **state)
{
    fixture *f = *state;
    put_city(f);
    put_filed(f, 2023, (const char *const[]){"80", "120", NULL, "500", NULL});
    put_filed(f, 2024, (const char *const[]){"100", "120", "999", NULL, NULL});
    jb_dataset *d = ask_change(f, JB_TOTALS_ALL);
    const jb_derived *change = d->summaries[0].cells[1].derived;
    check_text(f, change, "+10.00%");
    assert_int_equal(change->covered, 2);
    check_note(change, "只比两年都有可比数的2家：本年220件，上年200件");
    jb_dataset_free(d);
}

/* ---- ranks and shares -------------------------------------------------------------------- */

static void test_rank_is_an_order_of_size(void **state)
{
    fixture *f = *state;
    put_city(f);
    put_filed(f, 2024, (const char *const[]){"10", "30", "30", NULL, "50"});
    jb_dataset *d = ask_derived(f, (question){JB_TOTALS_NONE, JB_DERIVE_RANK, 0, 2024});
    check_text(f, derived_at(d, 4), "1");
    check_text(f, derived_at(d, 1), "并列2");
    check_text(f, derived_at(d, 2), "并列2");
    check_text(f, derived_at(d, 0), "4");
    assert_false(derived_at(d, 3)->given);
    assert_non_null(strstr(d->columns[1].head_zh, "数值大小次序"));
    assert_non_null(strstr(head_notes(f, d, 1, JB_LANG_ZH), "2024年4家"));
    jb_dataset_free(d);
}

/* As a 0 in digits, and of no fact. */
static void test_rank_of_zero_in_words(void **state)
{
    fixture *f = *state;
    put_city(f);
    put_filed(f, 2024, (const char *const[]){"10", "20", NULL, "0", NULL});
    put_absent(f, districts[2], 2024, "enf_cases_filed", JB_ABSENT_ZERO_STATED, "");
    jb_dataset *d = ask_derived(f, (question){JB_TOTALS_NONE, JB_DERIVE_RANK, 0, 2024});
    check_text(f, derived_at(d, 2), "并列3");
    check_text(f, derived_at(d, 3), "并列3");
    assert_int_equal(derived_at(d, 2)->fact_count, 0);
    jb_dataset_free(d);
}

/* Of several years each may have one alone. */
static void test_alone_in_each_year(void **state)
{
    fixture *f = *state;
    put_city(f);
    put_filed(f, 2023, (const char *const[]){"10", NULL, NULL, NULL, NULL});
    put_filed(f, 2024, (const char *const[]){NULL, "20", NULL, NULL, NULL});
    jb_dataset *d = ask_derived(f, (question){JB_TOTALS_NONE, JB_DERIVE_RANK, 0, 2023});
    assert_string_equal(head_notes(f, d, 1, JB_LANG_ZH), "不排次序：同一年度仅一家披露。");
    jb_dataset_free(d);
}

static void test_rank_leaves_out_what_does_not_compare(void **state)
{
    fixture *f = *state;
    put_city(f);
    put_filed(f, 2024, (const char *const[]){"10", "30", "20", NULL, NULL});
    jb_fact part = approved(f, 3, 2024, "enf_cases_filed", "99");
    part.period = period_of("2024-01-01", "2024-06-30", JB_PERIOD_PART_YEAR);
    put_fact(f, part);
    jb_fact raw = approved(f, 4, 2024, "enf_cases_filed", "98");
    raw.status = JB_REVIEW_EXTRACTED;
    put_fact(f, raw);
    jb_dataset *d = ask_derived(f, (question){JB_TOTALS_NONE, JB_DERIVE_RANK, 0, 2024});
    check_text(f, derived_at(d, 1), "1");
    check_text(f, derived_at(d, 3), "—");
    check_note(derived_at(d, 3), "期间");
    check_note(derived_at(d, 4), "尚未复核");
    jb_dataset_free(d);
}

static void test_share_needs_all_of_them(void **state)
{
    fixture *f = *state;
    put_city(f);
    put_filed(f, 2024, (const char *const[]){"10", "20", "30", "40", NULL});
    jb_dataset *d = ask_derived(f, (question){JB_TOTALS_NONE, JB_DERIVE_SHARE, 0, 2024});
    assert_false(derived_at(d, 0)->given);
    assert_non_null(strstr(head_notes(f, d, 1, JB_LANG_ZH), "不算占比：数据不全"));
    jb_dataset_free(d);
    put_fact(f, approved(f, 4, 2024, "enf_cases_filed", "100"));
    d = ask_derived(f, (question){JB_TOTALS_NONE, JB_DERIVE_SHARE, 0, 2024});
    check_text(f, derived_at(d, 4), "50.00");
    jb_dataset_free(d);
}

/* ---- the whole --------------------------------------------------------------------------- */

static void test_fingerprint_holds_the_base(void **state)
{
    fixture *f = *state;
    char one[JB_SHA256_TEXT];
    char two[JB_SHA256_TEXT];
    put_city(f);
    put_filed(f, 2024, (const char *const[]){"100", NULL, NULL, NULL, NULL});
    jb_dataset *d = ask_change(f, JB_TOTALS_NONE);
    jb_dataset_fingerprint(d, one);
    jb_dataset_free(d);
    put_filed(f, 2023, (const char *const[]){"80", NULL, NULL, NULL, NULL});
    d = ask_change(f, JB_TOTALS_NONE);
    jb_dataset_fingerprint(d, two);
    jb_dataset_free(d);
    assert_string_not_equal(one, two);
}

static void test_findings_tell_totals_with_their_coverage(void **state)
{
    fixture *f = *state;
    put_city(f);
    put_filed(f, 2023, (const char *const[]){"20", "20", NULL, NULL, NULL});
    put_filed(f, 2024, (const char *const[]){"10", "40", "30", NULL, NULL});
    jb_dataset *d = ask_change(f, JB_TOTALS_ALL);
    jb_theme theme = {d, "执法", "表1"};
    jb_findings found;
    assert_jb_ok(jb_findings_build(f->arena, &theme, 1, 3, JB_LANG_ZH, &found, &f->err), &f->err);
    const char *text = findings_text(f, &found);
    assert_non_null(strstr(text, "2024年合计：立案80件（3/5局），同口径较上年+25.00%（2/5局）。"));
    jb_dataset_free(d);
}

static void test_derived_column_needs_a_stated_one(void **state)
{
    fixture *f = *state;
    const jb_query_column columns[] = {filed, {.derive = JB_DERIVE_RANK, .of = 1}};
    jb_query query = {.name = "test", .columns = columns, .column_count = 2};
    jb_dataset *d = NULL;
    assert_jb_fails(jb_dataset_build(f->store, f->catalogue, &query, &d, &f->err), &f->err,
                    JB_ERR_USAGE, "derives from no column");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_total_names_the_missing),
        TEST(test_total_of_zero_in_words_is_covered),
        TEST(test_total_does_not_wait_for_what_does_not_apply),
        TEST(test_total_of_nothing_is_its_reason),
        TEST(test_total_of_one_among_several_is_none),
        TEST(test_total_of_bounds_is_a_bound),
        TEST(test_total_that_is_approximate_says_so),
        TEST(test_total_across_periods_is_refused),
        TEST(test_relaxed_total_says_so_above_the_notes),
        TEST(test_subtotals_stand_behind_their_rows),
        TEST(test_subtotal_of_all_is_not_said_twice),
        TEST(test_rate_is_worked_out_again),
        TEST(test_change_from_two_reports),
        TEST(test_stated_change_is_told_apart),
        TEST(test_restated_base_shows_both),
        TEST(test_total_changes_like_for_like),
        TEST(test_rank_is_an_order_of_size),
        TEST(test_rank_of_zero_in_words),
        TEST(test_alone_in_each_year),
        TEST(test_rank_leaves_out_what_does_not_compare),
        TEST(test_share_needs_all_of_them),
        TEST(test_fingerprint_holds_the_base),
        TEST(test_findings_tell_totals_with_their_coverage),
        TEST(test_derived_column_needs_a_stated_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
