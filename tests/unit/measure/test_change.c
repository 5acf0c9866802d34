/* test_change.c - changes on the year before, their guards, and restatements. */
#include "fixture.h"

#define A "440105"

static const jb_change_ask two_digits = {.digits = 2};

typedef struct years {
    jb_measured now, before;
} years;

static years of(fixture *f, const char *indicator, const char *now, const char *before)
{
    return (years){figure_of(f, A, 2024, indicator, now), figure_of(f, A, 2023, indicator, before)};
}

static jb_change made(const years *y)
{
    return jb_change_make(&y->now, &y->before, &two_digits);
}

static void test_change_in_percent(void **state)
{
    years y = of(*state, "disp_accepted_all", "1590", "1085");
    jb_change c = made(&y);
    assert_int_equal(c.barred, 0);
    assert_true(c.has_percent && c.has_difference && c.has_direction && !c.has_points);
    assert_dec(c.percent, "46.54");
    assert_dec(c.difference, "505");
    assert_int_equal(c.direction, 1);
    y = of(*state, "wage_recovered_amount", "0.3", "0.1");
    c = made(&y);
    assert_dec(c.percent, "200.00");
    assert_dec(c.difference, "0.2");
}

static void test_change_rounds_half_to_even(void **state)
{
    years y = of(*state, "enf_penalties", "8001", "8000"); /* 0.0125 */
    assert_dec(made(&y).percent, "0.01");
    y = of(*state, "enf_penalties", "8003", "8000"); /* 0.0375 */
    assert_dec(made(&y).percent, "0.04");
    y = of(*state, "enf_penalties", "7999", "8000");
    assert_dec(made(&y).percent, "-0.01");
}

static void test_change_of_a_rate_is_in_points(void **state)
{
    years y = of(*state, "disp_resolve_rate", "99.63", "98.5");
    jb_change c = made(&y);
    assert_true(c.has_points && !c.has_percent && !c.has_difference);
    assert_dec(c.points, "1.13");
    y = of(*state, "arb_close_rate", "100", "98.5");
    c = made(&y);
    assert_int_equal(c.barred, JB_REASON_BASE);
    assert_false(c.has_points);
    assert_false(c.has_direction);
}

static void test_change_guards_its_base(void **state)
{
    fixture *f = *state;
    years y = of(f, "enf_penalties", "12", "0");
    jb_change c = made(&y);
    assert_int_equal(c.barred, JB_REASON_ZERO_BASE);
    assert_false(c.has_percent);
    assert_true(c.has_difference);
    y = of(f, "enf_penalties", "12", "9");
    assert_int_equal(made(&y).barred, JB_REASON_SMALL_BASE);
    assert_dec(made(&y).difference, "3");
    y = of(f, "enf_penalties", "12", "10");
    assert_int_equal(made(&y).barred, 0);
    jb_change_ask strict = {.digits = 2, .small_base = jb_dec_int(50)};
    assert_int_equal(jb_change_make(&y.now, &y.before, &strict).barred, JB_REASON_SMALL_BASE);
    strict.relaxed = JB_REASON_SMALL_BASE;
    c = jb_change_make(&y.now, &y.before, &strict);
    assert_dec(c.percent, "20.00");
    assert_int_equal(c.relaxed, JB_REASON_SMALL_BASE);
    c = jb_change_make(&y.now, NULL, &two_digits);
    assert_int_equal(c.barred, JB_REASON_NO_BASE);
    assert_false(c.has_direction);
}

static void test_change_needs_like_periods_of_years_in_a_row(void **state)
{
    fixture *f = *state;
    years y = of(f, "enf_penalties", "120", "100");
    set_period(&y.now, "2024-01-01", "2024-10-31", JB_PERIOD_PART_YEAR);
    assert_int_equal(made(&y).barred, JB_REASON_PERIOD);
    assert_false(made(&y).has_difference);
    set_period(&y.before, "2023-01-01", "2023-10-31", JB_PERIOD_PART_YEAR);
    assert_int_equal(made(&y).barred, 0);
    set_period(&y.before, "2023-02-01", "2023-02-28", JB_PERIOD_PART_YEAR);
    set_period(&y.now, "2024-02-01", "2024-02-29", JB_PERIOD_PART_YEAR);
    assert_int_equal(made(&y).barred, 0);
    y.before = figure_of(f, A, 2022, "enf_penalties", "100");
    y.now = figure_of(f, A, 2024, "enf_penalties", "120");
    assert_int_equal(made(&y).barred, JB_REASON_YEAR);
    y.before = figure_of(f, A, 2024, "enf_penalties", "100");
    assert_true((made(&y).barred & JB_REASON_YEAR) != 0);
}

static void test_change_across_a_break_is_barred(void **state)
{
    fixture *f = *state;
    years y = of(f, "enf_penalties", "120", "100");
    y.before.agency = agency_of(f, A, "旧区", JB_LEVEL_COUNTY);
    jb_agency *merged = agency_of(f, A, "新区", JB_LEVEL_COUNTY);
    merged->valid_from = day("2024-03-01");
    y.now.agency = merged;
    assert_int_equal(made(&y).barred, JB_REASON_BREAK);
    jb_change_ask relaxed = {.digits = 1, .relaxed = JB_REASON_BREAK};
    jb_change c = jb_change_make(&y.now, &y.before, &relaxed);
    assert_dec(c.percent, "20.0");
    assert_int_equal(c.relaxed, JB_REASON_BREAK);
}

static void test_change_of_bounds_has_only_a_certain_direction(void **state)
{
    fixture *f = *state;
    years y = of(f, "enf_penalties", "120", "100");
    change(&y.now)->qualifier = JB_QUAL_AT_LEAST;
    jb_change c = made(&y);
    assert_int_equal(c.barred, JB_REASON_QUALIFIER);
    assert_true(c.has_direction && !c.has_percent && !c.has_difference);
    assert_int_equal(c.direction, 1);
    change(&y.before)->qualifier = JB_QUAL_AT_LEAST;
    assert_false(made(&y).has_direction);
    jb_change_ask all = {.digits = 2, .relaxed = ~0U};
    assert_false(jb_change_make(&y.now, &y.before, &all).has_percent);
}

static void test_change_stated_is_told_apart(void **state)
{
    years y = of(*state, "arb_workers", "3466", "1");
    assert_int_equal(jb_change_stated(&y.now).barred, JB_REASON_NO_BASE);
    change(&y.now)->has_yoy_percent = true;
    change(&y.now)->yoy_percent = dec("-7.65");
    jb_change c = jb_change_stated(&y.now);
    assert_int_equal(c.origin, JB_CHANGE_STATED);
    assert_dec(c.percent, "-7.65");
    assert_int_equal(c.direction, -1);
    assert_false(c.has_points);
}

/* ---- totals ------------------------------------------------------------------------------ */

static void test_change_of_totals_is_like_for_like(void **state)
{
    fixture *f = *state;
    jb_measured now[] = {figure_of(f, "440101", 2024, "enf_penalties", "110"),
                         figure_of(f, "440102", 2024, "enf_penalties", "55"),
                         figure_of(f, "440103", 2024, "enf_penalties", "900")};
    jb_measured before[] = {figure_of(f, "440101", 2023, "enf_penalties", "100"),
                            figure_of(f, "440102", 2023, "enf_penalties", "50"),
                            figure_of(f, "440104", 2023, "enf_penalties", "7")};
    jb_total_ask a = {.figures = now, .count = 3};
    jb_total_ask b = {.figures = before, .count = 3};
    jb_like_change c = jb_change_totals(f->arena, &a, &b, &two_digits);
    assert_dec(c.now.value, "165");
    assert_dec(c.before.value, "150");
    assert_dec(c.change.percent, "10.00");
    assert_int_equal(c.now.covered, 2);
    assert_int_equal(c.now.left_out_count, 1);
    assert_int_equal(c.now.left_out[0].reasons, JB_REASON_NO_BASE);
    /* Two that nobody follows: no total at all. */
    a.figures = now + 2;
    a.count = 1;
    c = jb_change_totals(f->arena, &a, &b, &two_digits);
    assert_false(c.change.has_percent);
    assert_true((c.change.barred & JB_REASON_NO_BASE) != 0);
}

static void test_change_of_totals_leaves_out_breaks(void **state)
{
    fixture *f = *state;
    jb_measured now[] = {figure_of(f, "440101", 2024, "enf_penalties", "110"),
                         figure_of(f, "440102", 2024, "enf_penalties", "500")};
    jb_measured before[] = {figure_of(f, "440101", 2023, "enf_penalties", "100"),
                            figure_of(f, "440102", 2023, "enf_penalties", "50")};
    jb_agency *merged = agency_of(f, "440102", "并区", JB_LEVEL_COUNTY);
    merged->valid_from = day("2024-01-01");
    now[1].agency = merged;
    before[1].agency = agency_of(f, "440102", "旧区", JB_LEVEL_COUNTY);
    now[0].agency = before[0].agency = agency_of(f, "440101", "一区", JB_LEVEL_COUNTY);
    jb_total_ask a = {.figures = now, .count = 2};
    jb_total_ask b = {.figures = before, .count = 2};
    jb_like_change c = jb_change_totals(f->arena, &a, &b, &two_digits);
    assert_dec(c.change.percent, "10.00");
    assert_int_equal(c.now.missing[0].reasons, JB_REASON_BREAK);
}

/* ---- restatements ------------------------------------------------------------------------ */

static void test_restatement_by_an_implied_base(void **state)
{
    fixture *f = *state;
    years y = of(f, "disp_accepted_all", "1590", "1085");
    assert_false(jb_restatement_make(&y.now, NULL, &y.before).testable);
    change(&y.now)->has_yoy_percent = true;
    change(&y.now)->yoy_percent = dec("46.54");
    jb_restatement r = jb_restatement_make(&y.now, NULL, &y.before);
    assert_true(r.testable && !r.differs);
    assert_int_equal(r.low, 1085);
    change(&y.before)->value = dec("1102");
    r = jb_restatement_make(&y.now, NULL, &y.before);
    assert_true(r.testable && r.differs);
    assert_ptr_equal(r.original, &y.before);
    set_period(&y.before, "2023-01-01", "2023-10-31", JB_PERIOD_PART_YEAR);
    assert_false(jb_restatement_make(&y.now, NULL, &y.before).testable);
}

static void test_restatement_by_a_quoted_figure(void **state)
{
    fixture *f = *state;
    years y = of(f, "disp_accepted_all", "1590", "1102");
    jb_measured quoted = figure_of(f, A, 2024, "disp_accepted_all", "1085");
    set_period(&quoted, "2023-01-01", "2023-12-31", JB_PERIOD_FULL_YEAR);
    jb_restatement r = jb_restatement_make(&y.now, &quoted, &y.before);
    assert_true(r.testable && r.differs);
    assert_ptr_equal(r.quoted, &quoted);
    change(&quoted)->value = dec("1102");
    assert_false(jb_restatement_make(&y.now, &quoted, &y.before).differs);
}

/* ---- what printed digits allow ----------------------------------------------------------- */

static void bases(const char *value, const char *percent, int64_t low, int64_t high)
{
    int64_t a = 0;
    int64_t b = 0;
    assert_true(jb_implied_bases(dec(value), dec(percent), &a, &b));
    assert_int_equal(a, low);
    assert_int_equal(b, high);
}

static void test_implied_bases(void **state)
{
    (void)state;
    bases("1590", "46.54", 1085, 1085);
    bases("2448", "12.55", 2175, 2175);
    bases("2216", "8.26", 2047, 2047);
    bases("3466", "-7.65", 3753, 3753);
    bases("50", "12", 45, 44); /* 44.4 to 44.8: none */
    bases("1000", "10", 905, 913);
    bases("7", "0.0", 7, 7);
    bases("0", "20", 1, 0);
    int64_t a = 0;
    int64_t b = 0;
    assert_false(jb_implied_bases(dec("1.5"), dec("10"), &a, &b));
    assert_false(jb_implied_bases(dec("0"), dec("-100"), &a, &b));
}

static void test_implied_numerators(void **state)
{
    (void)state;
    int64_t a = 0;
    int64_t b = 0;
    assert_true(jb_implied_numerators(dec("1007"), dec("96.55"), &a, &b));
    assert_true(a > b);
    assert_true(jb_implied_numerators(dec("1043"), dec("96.55"), &a, &b));
    assert_int_equal(a, 1007);
    assert_int_equal(b, 1007);
    assert_true(jb_implied_numerators(dec("62"), dec("87"), &a, &b));
    assert_int_equal(a, 54);
    assert_true(jb_implied_numerators(dec("6424"), dec("97.13"), &a, &b));
    assert_true(a > b);
    assert_false(jb_implied_numerators(dec("0"), dec("50"), &a, &b));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_change_in_percent),
        cmocka_unit_test(test_change_rounds_half_to_even),
        cmocka_unit_test(test_change_of_a_rate_is_in_points),
        cmocka_unit_test(test_change_guards_its_base),
        cmocka_unit_test(test_change_needs_like_periods_of_years_in_a_row),
        cmocka_unit_test(test_change_across_a_break_is_barred),
        cmocka_unit_test(test_change_of_bounds_has_only_a_certain_direction),
        cmocka_unit_test(test_change_stated_is_told_apart),
        cmocka_unit_test(test_change_of_totals_is_like_for_like),
        cmocka_unit_test(test_change_of_totals_leaves_out_breaks),
        cmocka_unit_test(test_restatement_by_an_implied_base),
        cmocka_unit_test(test_restatement_by_a_quoted_figure),
        cmocka_unit_test(test_implied_bases),
        cmocka_unit_test(test_implied_numerators),
    };
    return cmocka_run_group_tests(tests, fixture_setup, fixture_teardown);
}
