/* test_total.c - totals, what they confess, rates over several agencies and shares. */
#include "fixture.h"

#define MOST 24

typedef struct town {
    jb_measured figures[MOST];
    size_t count;
    jb_expected expected[MOST];
    size_t expected_count;
} town;

static const char *code_of(fixture *f, size_t i)
{
    return jb_arena_printf(f->arena, "4401%02zu", i + 1);
}

/* `count` districts, of which district i has 10 * (i + 1) penalties in 2024. */
static town town_of(fixture *f, size_t count)
{
    town t = {.count = count, .expected_count = count};
    for (size_t i = 0; i < count; i++) {
        const char *value = jb_arena_printf(f->arena, "%zu", 10 * (i + 1));
        t.figures[i] = figure_of(f, code_of(f, i), 2024, "enf_penalties", value);
        t.figures[i].agency =
            agency_of(f, code_of(f, i), jb_arena_printf(f->arena, "%zu区", i + 1), JB_LEVEL_COUNTY);
        t.expected[i] = (jb_expected){code_of(f, i), t.figures[i].agency, JB_ABSENT_SILENT};
    }
    return t;
}

static jb_total total_of(fixture *f, const town *t, unsigned relaxed)
{
    jb_total_ask ask = {.figures = t->figures,
                        .count = t->count,
                        .expected = t->expected,
                        .expected_count = t->expected_count,
                        .relaxed = relaxed};
    return jb_total_make(f->arena, &ask);
}

static void drop(town *t, size_t i)
{
    t->figures[i] = t->figures[--t->count];
}

static void test_total_of_all(void **state)
{
    fixture *f = *state;
    town t = town_of(f, 4);
    jb_total total = total_of(f, &t, 0);
    assert_true(total.given);
    assert_dec(total.value, "100");
    assert_int_equal(total.qualifier, JB_QUAL_EXACT);
    assert_int_equal(total.covered, 4);
    assert_int_equal(total.expected, 4);
    assert_int_equal(total.notes, 0);
    assert_string_equal(jb_total_text(f->arena, &total, 5, JB_LANG_ZH), "");
}

static void test_total_of_nothing_is_nothing(void **state)
{
    fixture *f = *state;
    town t = town_of(f, 3);
    t.count = 0;
    jb_total total = total_of(f, &t, 0);
    assert_false(total.given);
    assert_int_equal(total.barred, JB_REASON_NOTHING);
    assert_int_equal(total.covered, 0);
    assert_int_equal(total.missing_count, 3);
    assert_string_equal(jb_total_text(f->arena, &total, 5, JB_LANG_ZH), "不作合计：没有数据。");
}

static void test_total_names_whom_it_misses_and_why(void **state)
{
    fixture *f = *state;
    town t = town_of(f, 5);
    set_period(&t.figures[1], "2024-01-01", "2024-10-31", JB_PERIOD_PART_YEAR);
    t.expected[4].absence = JB_ABSENT_NO_REPORT;
    drop(&t, 4);
    jb_total total = total_of(f, &t, 0);
    assert_true(total.given);
    assert_dec(total.value, "80");
    assert_int_equal(total.covered, 3);
    assert_int_equal(total.missing_count, 2);
    assert_ptr_equal(total.missing[0].figure, &t.figures[1]);
    assert_int_equal(total.missing[0].reasons, JB_REASON_PERIOD);
    assert_null(total.missing[1].figure);
    assert_true((total.notes & JB_REASON_INCOMPLETE) != 0);
    assert_string_equal(jb_total_text(f->arena, &total, 5, JB_LANG_ZH),
                        "合计含3/5局，未含2区（期间的类别或长短不同）、5区（未找到报告）。");
    assert_string_equal(jb_total_text(f->arena, &total, 1, JB_LANG_EN),
                        "The total covers 3 of 5 agencies; not included: 2区 (the periods differ "
                        "in kind or length) and 1 more.");
    /* Relaxed by name: it is in, and the total says so. */
    total = total_of(f, &t, JB_REASON_PERIOD);
    assert_dec(total.value, "100");
    assert_int_equal(total.relaxed, JB_REASON_PERIOD);
}

static void test_total_without_common_footing_is_refused(void **state)
{
    fixture *f = *state;
    town t = town_of(f, 2);
    set_period(&t.figures[1], "2024-11-01", "2025-01-28", JB_PERIOD_CAMPAIGN);
    jb_total total = total_of(f, &t, 0);
    assert_false(total.given);
    assert_int_equal(total.barred, JB_REASON_PERIOD | JB_REASON_YEAR);
    assert_int_equal(total.covered, 1);
}

static void test_total_counts_a_zero_in_words_and_a_zero_in_digits(void **state)
{
    fixture *f = *state;
    town t = town_of(f, 3);
    change(&t.figures[0])->value = dec("0");
    t.expected[2].absence = JB_ABSENT_ZERO_STATED;
    drop(&t, 2);
    jb_total total = total_of(f, &t, 0);
    assert_dec(total.value, "20");
    assert_int_equal(total.covered, 3);
    assert_int_equal(total.zero_count, 1);
    assert_int_equal(total.addend_count, 2);
    t.count = 0;
    t.expected[0].absence = t.expected[1].absence = JB_ABSENT_ZERO_STATED;
    total = total_of(f, &t, 0);
    assert_true(total.given); /* all of them said zero */
    assert_dec(total.value, "0");
}

static void test_total_adds_a_repeated_figure_once(void **state)
{
    fixture *f = *state;
    town t = town_of(f, 2);
    t.figures[2] = again(f, &t.figures[0]);
    change(&t.figures[2])->sentence = "双公示";
    t.count = 3;
    jb_total total = total_of(f, &t, 0);
    assert_true(total.given);
    assert_dec(total.value, "30");
    assert_int_equal(total.left_out_count, 1);
    assert_int_equal(total.left_out[0].reasons, JB_REASON_REPEATED);
    change(&t.figures[2])->value = dec("12"); /* another number: which one? */
    total = total_of(f, &t, 0);
    assert_int_equal(total.covered, 1);
    assert_int_equal(total.missing[0].reasons, JB_REASON_OVERLAP);
}

static void test_total_never_adds_parts_to_wholes(void **state)
{
    fixture *f = *state;
    jb_measured all[] = {figure_of(f, "360121", 2024, "disp_accepted_all", "1590"),
                         figure_of(f, "360121", 2024, "med_accepted", "62"),
                         figure_of(f, "360121", 2024, "arb_accepted", "1528")};
    jb_total_ask ask = {.figures = all, .count = 3, .relaxed = JB_REASON_INDICATOR};
    assert_false(jb_total_make(f->arena, &ask).given);
    ask.figures = all + 1;
    ask.count = 2;
    jb_total parts = jb_total_make(f->arena, &ask);
    assert_true(parts.given);
    assert_dec(parts.value, "1590");
}

static void test_total_never_adds_rates(void **state)
{
    fixture *f = *state;
    jb_measured rates[] = {figure_of(f, "440101", 2024, "disp_resolve_rate", "99.63"),
                           figure_of(f, "440102", 2024, "disp_resolve_rate", "98")};
    jb_total_ask ask = {.figures = rates, .count = 2, .relaxed = ~0U};
    jb_total total = jb_total_make(f->arena, &ask);
    assert_false(total.given);
    assert_true((total.barred & JB_REASON_ADDITIVE) != 0);
    assert_int_equal(total.addend_count, 0);
}

static void test_total_of_bounds_is_a_bound(void **state)
{
    fixture *f = *state;
    town t = town_of(f, 3);
    change(&t.figures[0])->qualifier = JB_QUAL_AT_LEAST;
    jb_total total = total_of(f, &t, 0);
    assert_true(total.given);
    assert_int_equal(total.qualifier, JB_QUAL_AT_LEAST);
    assert_true((total.notes & JB_REASON_QUALIFIER) != 0);
    change(&t.figures[1])->qualifier = JB_QUAL_AT_MOST;
    assert_int_equal(total_of(f, &t, 0).qualifier, JB_QUAL_ABOUT);
}

static void test_total_is_exact(void **state)
{
    fixture *f = *state;
    jb_measured sums[] = {figure_of(f, "440101", 2024, "wage_recovered_amount", "0.1"),
                          figure_of(f, "440102", 2024, "wage_recovered_amount", "0.2"),
                          figure_of(f, "440103", 2024, "wage_recovered_amount", "8803.294")};
    jb_total_ask ask = {.figures = sums, .count = 2};
    assert_dec(jb_total_make(f->arena, &ask).value, "0.3");
    ask.count = 3;
    assert_dec(jb_total_make(f->arena, &ask).value, "8803.594");
    change(&sums[0])->value = (jb_dec){INT64_MAX, 0};
    change(&sums[1])->value = (jb_dec){INT64_MAX, 0};
    jb_total total = jb_total_make(f->arena, &ask);
    assert_false(total.given);
    assert_int_equal(total.barred, JB_REASON_RANGE);
}

static void test_total_refuses_outsiders_and_the_rejected(void **state)
{
    fixture *f = *state;
    town t = town_of(f, 4);
    t.expected_count = 3;
    change(&t.figures[0])->status = JB_REVIEW_REJECTED;
    jb_total total = total_of(f, &t, ~0U);
    assert_dec(total.value, "50");
    assert_int_equal(total.covered, 2);
    assert_int_equal(total.left_out_count, 2);
    assert_int_equal(total.left_out[0].reasons, JB_REASON_REJECTED);
    assert_int_equal(total.left_out[1].reasons, JB_REASON_OUTSIDE);
}

static void test_total_keeps_levels_apart(void **state)
{
    fixture *f = *state;
    town t = town_of(f, 3);
    t.figures[0].agency = agency_of(f, code_of(f, 0), "广州市", JB_LEVEL_PREFECTURE);
    jb_total total = total_of(f, &t, 0);
    assert_dec(total.value, "50");
    assert_int_equal(total.left_out[0].reasons, JB_REASON_TIER);
}

/* ---- tallies ----------------------------------------------------------------------------- */

static void test_tally_joins_like_a_total(void **state)
{
    fixture *f = *state;
    town t = town_of(f, 6);
    jb_tally left = jb_tally_make(&t.figures[0], 0);
    jb_tally right = jb_tally_make(&t.figures[0], 0);
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(jb_tally_add(&left, &t.figures[i]), 0);
        assert_int_equal(jb_tally_add(&right, &t.figures[i + 3]), 0);
    }
    assert_int_equal(jb_tally_join(&left, &right), 0);
    assert_dec(left.value, "210");
    assert_int_equal(left.count, 6);
    change(&t.figures[5])->scope_coverage = "含街道";
    assert_int_equal(jb_tally_add(&left, &t.figures[5]), JB_REASON_SCOPE);
    assert_dec(left.value, "210");
    jb_tally other = jb_tally_make(NULL, 0);
    assert_int_equal(jb_tally_join(&left, &other), 0);
    assert_int_equal(jb_tally_add(&other, &t.figures[5]), 0);
    assert_int_equal(jb_tally_join(&left, &other), JB_REASON_SCOPE);
    assert_int_equal(left.count, 6);
}

/* ---- rates and shares -------------------------------------------------------------------- */

static void test_ratio_is_of_sums_over_the_same_agencies(void **state)
{
    fixture *f = *state;
    jb_measured top[] = {figure_of(f, "440101", 2024, "disp_resolved", "1"),
                         figure_of(f, "440102", 2024, "disp_resolved", "90"),
                         figure_of(f, "440103", 2024, "disp_resolved", "7")};
    jb_measured base[] = {figure_of(f, "440101", 2024, "disp_total", "2"),
                          figure_of(f, "440102", 2024, "disp_total", "100"),
                          figure_of(f, "440104", 2024, "disp_total", "9")};
    jb_ratio_ask ask = {.numerators = top,
                        .numerator_count = 3,
                        .denominators = base,
                        .denominator_count = 3,
                        .power = 2,
                        .digits = 2};
    jb_ratio ratio = jb_ratio_make(f->arena, &ask);
    assert_true(ratio.given);
    assert_dec(ratio.value, "89.22"); /* 91 / 102; the average of 50 and 90 is 70 */
    assert_int_equal(ratio.numerator.addend_count, 2);
    assert_int_equal(ratio.denominator.addend_count, 2);
    set_period(&base[0], "2024-01-01", "2024-11-14", JB_PERIOD_PART_YEAR);
    ratio = jb_ratio_make(f->arena, &ask);
    assert_dec(ratio.value, "90.00");
    change(&top[1])->qualifier = JB_QUAL_AT_LEAST;
    assert_false(jb_ratio_make(f->arena, &ask).given);
    change(&top[1])->qualifier = JB_QUAL_EXACT;
    change(&base[1])->value = dec("0");
    assert_int_equal(jb_ratio_make(f->arena, &ask).barred, JB_REASON_ZERO_BASE);
    ask.denominator_count = 0;
    assert_true((jb_ratio_make(f->arena, &ask).barred & JB_REASON_NOTHING) != 0);
}

static void test_shares_need_a_complete_or_declared_total(void **state)
{
    fixture *f = *state;
    town t = town_of(f, 3);
    jb_total total = total_of(f, &t, 0);
    jb_shares shares = jb_shares_make(f->arena, &total, false, 1, 0);
    assert_true(shares.given);
    assert_dec(shares.shares[0].percent, "16.7");
    assert_dec(shares.shares[2].percent, "50.0");
    drop(&t, 0);
    total = total_of(f, &t, 0);
    shares = jb_shares_make(f->arena, &total, false, 1, 0);
    assert_false(shares.given);
    assert_int_equal(shares.barred, JB_REASON_INCOMPLETE);
    assert_true(jb_shares_make(f->arena, &total, true, 1, 0).given);
    change(&t.figures[0])->qualifier = JB_QUAL_ABOUT;
    total = total_of(f, &t, 0);
    assert_int_equal(jb_shares_make(f->arena, &total, true, 1, ~0U).barred, JB_REASON_QUALIFIER);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_total_of_all),
        cmocka_unit_test(test_total_of_nothing_is_nothing),
        cmocka_unit_test(test_total_names_whom_it_misses_and_why),
        cmocka_unit_test(test_total_without_common_footing_is_refused),
        cmocka_unit_test(test_total_counts_a_zero_in_words_and_a_zero_in_digits),
        cmocka_unit_test(test_total_adds_a_repeated_figure_once),
        cmocka_unit_test(test_total_never_adds_parts_to_wholes),
        cmocka_unit_test(test_total_never_adds_rates),
        cmocka_unit_test(test_total_of_bounds_is_a_bound),
        cmocka_unit_test(test_total_is_exact),
        cmocka_unit_test(test_total_refuses_outsiders_and_the_rejected),
        cmocka_unit_test(test_total_keeps_levels_apart),
        cmocka_unit_test(test_tally_joins_like_a_total),
        cmocka_unit_test(test_ratio_is_of_sums_over_the_same_agencies),
        cmocka_unit_test(test_shares_need_a_complete_or_declared_total),
    };
    return cmocka_run_group_tests(tests, fixture_setup, fixture_teardown);
}
