/* test_reasons.c - each bit of a column's reasons, alone and against its nearest innocent. */
#include "fixture.h"

typedef struct pair {
    jb_fact a, b; /* 海珠区 and 上城区, both 2024 unless the test says otherwise */
} pair;

static const char *const TWO[] = {"enf_penalties", "enf_cases_filed", NULL};

/* Two full-year figures that compare in every way. */
static pair alike(fixture *f)
{
    put_three(f);
    pair p = {fact_of(f, HAIZHU, 2024, "enf_penalties", "41", "宗"),
              fact_of(f, SHANGCHENG, 2024, "enf_penalties", "40", "宗")};
    return p;
}

static void check(fixture *f, pair p, const char *const *codes, jb_pick pick, unsigned want)
{
    put_fact(f, p.a);
    put_fact(f, p.b);
    jb_query_column column = {.indicators = codes, .pick = pick};
    jb_dataset *d = ask(f, &column, 1);
    assert_int_equal(d->columns[0].reasons, want);
    jb_dataset_free(d);
}

static void check_first(fixture *f, pair p, unsigned want)
{
    check(f, p, TWO, JB_PICK_FIRST, want);
}

static void test_reasons_none(void **state)
{
    pair p = alike(*state);
    p.b.value = jb_dec_int(41);
    p.b.unit = "件"; /* a synonym */
    check_first(*state, p, 0);
}

static void test_reasons_indicator(void **state)
{
    pair p = alike(*state);
    p.b.indicator = "enf_cases_filed";
    check_first(*state, p, JB_REASON_INDICATOR);
}

static void test_reasons_unit(void **state)
{
    pair p = alike(*state);
    p.a.indicator = p.b.indicator = "enf_random_entities";
    p.a.unit = "家";
    p.b.unit = "家次";
    check(*state, p, CODES("enf_random_entities"), JB_PICK_FIRST, JB_REASON_UNIT);
}

static void test_reasons_scale_is_no_other_unit(void **state)
{
    pair p = alike(*state);
    p.a.indicator = p.b.indicator = "wage_recovered_amount";
    p.a.unit = "万元";
    p.b.unit = "亿元";
    check(*state, p, CODES("wage_recovered_amount"), JB_PICK_FIRST, 0);
}

static void test_reasons_year(void **state)
{
    pair p = alike(*state);
    p.b = fact_of(*state, SHANGCHENG, 2023, "enf_penalties", "40", "宗");
    check_first(*state, p, JB_REASON_YEAR);
}

static void test_reasons_period_kind(void **state)
{
    pair p = alike(*state);
    p.b.period = period_of("2024-01-01", "2024-10-31", JB_PERIOD_PART_YEAR);
    check_first(*state, p, JB_REASON_PERIOD);
}

static void test_reasons_period_length(void **state)
{
    pair p = alike(*state);
    p.a.period = period_of("2024-01-01", "2024-09-30", JB_PERIOD_PART_YEAR);
    p.b.period = period_of("2024-01-01", "2024-10-31", JB_PERIOD_PART_YEAR);
    check_first(*state, p, JB_REASON_PERIOD);
}

static void test_reasons_same_months_of_two_years(void **state)
{
    pair p = alike(*state);
    p.a.period = period_of("2024-01-01", "2024-10-31", JB_PERIOD_PART_YEAR);
    p.b = fact_of(*state, SHANGCHENG, 2023, "enf_penalties", "40", "宗");
    p.b.period = period_of("2023-01-01", "2023-10-31", JB_PERIOD_PART_YEAR);
    check_first(*state, p, JB_REASON_YEAR);
}

/* Both reports are for 2024; the periods are not of the same year. */
static void test_reasons_years_of_the_periods(void **state)
{
    static const struct {
        const char *a_start, *a_end, *b_start, *b_end;
        jb_period_kind kind;
    } cases[] = {
        {"2024-01-01", "2024-06-30", "2023-01-01", "2023-06-30", JB_PERIOD_PART_YEAR},
        {NULL, "2024-12-31", NULL, "2023-12-31", JB_PERIOD_AS_OF},
        {"2023-11-01", "2024-01-31", "2022-11-01", "2023-01-31", JB_PERIOD_CAMPAIGN},
        {"2024-01-01", "2024-12-31", "2025-01-01", "2025-12-31", JB_PERIOD_FULL_YEAR},
        {"2024-01-01", "2024-12-31", "2023-01-01", "2023-12-31", JB_PERIOD_FULL_YEAR},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        fixture *f = fixture_new();
        pair p = alike(f);
        p.a.period = period_of(cases[i].a_start, cases[i].a_end, cases[i].kind);
        p.b.period = period_of(cases[i].b_start, cases[i].b_end, cases[i].kind);
        put_fact(f, p.a);
        put_fact(f, p.b);
        jb_query_column column = {.indicators = TWO, .pick = JB_PICK_FIRST};
        jb_dataset *d = ask(f, &column, 1);
        assert_int_equal(d->columns[0].reasons, JB_REASON_YEAR);
        jb_dataset_free(d);
        fixture_free(f);
    }
    (void)state;
}

static void test_reasons_unstated(void **state)
{
    pair p = alike(*state);
    p.b.period = period_of(NULL, NULL, JB_PERIOD_UNSTATED);
    check_first(*state, p, JB_REASON_UNSTATED);
}

/* An unstated or full year in a report signed in November is not as long as another's year. */
static void test_reasons_report_signed_early(void **state)
{
    fixture *f = *state;
    pair p = alike(f);
    p.a = fact_of(f, HAIZHU, 2021, "enf_penalties", "41", "宗");
    p.b = fact_of(f, GUANGMING, 2021, "enf_penalties", "40", "宗");
    check_first(f, p, JB_REASON_PERIOD);
}

static void test_reasons_scope(void **state)
{
    pair p = alike(*state);
    p.b.scope_channel = "平台";
    check_first(*state, p, JB_REASON_SCOPE);
}

static void test_reasons_scope_shared(void **state)
{
    pair p = alike(*state);
    p.a.scope_population = p.b.scope_population = "农民工";
    check_first(*state, p, 0);
}

static void test_reasons_qualifier(void **state)
{
    pair p = alike(*state);
    p.b.qualifier = JB_QUAL_AT_LEAST;
    check_first(*state, p, JB_REASON_QUALIFIER);
}

static void test_reasons_base(void **state)
{
    pair p = alike(*state);
    p.a.indicator = p.b.indicator = "arb_close_rate";
    p.a.unit = p.b.unit = "%";
    check(*state, p, CODES("arb_close_rate"), JB_PICK_FIRST, JB_REASON_BASE);
}

static void test_reasons_term(void **state)
{
    pair p = alike(*state);
    p.a.term = "处罚";
    p.b.term = "作出处罚";
    check_first(*state, p, JB_REASON_TERM);
}

static void test_reasons_term_unknown_differs_from_none(void **state)
{
    pair p = alike(*state);
    p.a.term = "处罚";
    check_first(*state, p, 0);
}

static void test_reasons_terms_of_a_column_that_shows_all(void **state)
{
    pair p = alike(*state);
    p.a.term = "处罚";
    p.b.term = "立案";
    p.b.indicator = "enf_cases_filed";
    check(*state, p, TWO, JB_PICK_ALL, JB_REASON_INDICATOR);
}

static void test_reasons_single(void **state)
{
    fixture *f = *state;
    put_three(f);
    put_plain(f, HAIZHU, 2024, "enf_penalties", "41", "宗");
    jb_dataset *d = ask_first(f, TWO);
    assert_int_equal(d->columns[0].reasons, JB_REASON_SINGLE);
    jb_dataset_free(d);
}

static void test_reasons_bound_alone_is_beside_nothing(void **state)
{
    fixture *f = *state;
    put_three(f);
    jb_fact fact = fact_of(f, HAIZHU, 2024, "enf_penalties", "40", "宗");
    fact.qualifier = JB_QUAL_AT_LEAST;
    put_fact(f, fact);
    jb_dataset *d = ask_first(f, TWO);
    assert_int_equal(d->columns[0].reasons, JB_REASON_SINGLE);
    jb_dataset_free(d);
}

static void test_reasons_single_agency_over_years(void **state)
{
    fixture *f = *state;
    put_three(f);
    put_plain(f, HAIZHU, 2024, "enf_penalties", "41", "宗");
    put_plain(f, HAIZHU, 2023, "enf_penalties", "41", "宗");
    jb_dataset *d = ask_first(f, TWO);
    assert_int_equal(d->columns[0].reasons, JB_REASON_SINGLE | JB_REASON_YEAR);
    assert_int_equal(d->columns[0].stated, 2);
    jb_dataset_free(d);
}

static void test_reasons_nothing_stated(void **state)
{
    fixture *f = *state;
    put_three(f);
    jb_dataset *d = ask_first(f, TWO);
    assert_int_equal(d->columns[0].reasons, 0);
    assert_int_equal(d->columns[0].stated, 0);
    assert_false(d->columns[0].numeric);
    jb_dataset_free(d);
}

#define T(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        T(test_reasons_none),
        T(test_reasons_indicator),
        T(test_reasons_unit),
        T(test_reasons_scale_is_no_other_unit),
        T(test_reasons_year),
        T(test_reasons_period_kind),
        T(test_reasons_period_length),
        T(test_reasons_same_months_of_two_years),
        T(test_reasons_years_of_the_periods),
        T(test_reasons_unstated),
        T(test_reasons_report_signed_early),
        T(test_reasons_scope),
        T(test_reasons_scope_shared),
        T(test_reasons_qualifier),
        T(test_reasons_base),
        T(test_reasons_term),
        T(test_reasons_term_unknown_differs_from_none),
        T(test_reasons_terms_of_a_column_that_shows_all),
        T(test_reasons_single),
        T(test_reasons_bound_alone_is_beside_nothing),
        T(test_reasons_single_agency_over_years),
        T(test_reasons_nothing_stated),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
