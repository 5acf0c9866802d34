/* test_rank.c - orders with ties, with what cannot be told apart, and with those left out. */
#include "fixture.h"

static jb_measured penalties(fixture *f, const char *code, const char *value)
{
    return figure_of(f, code, 2024, "enf_penalties", value);
}

static jb_ranking ranked(fixture *f, const jb_measured *figures, size_t count)
{
    jb_rank_ask ask = {.figures = figures, .count = count};
    return jb_ranking_make(f->arena, &ask);
}

static void assert_rank(const jb_rank *rank, const char *code, unsigned first, unsigned last)
{
    assert_true(rank->ranked);
    assert_string_equal(rank->figure->fact->agency_code, code);
    assert_int_equal(rank->first, first);
    assert_int_equal(rank->last, last);
}

static void test_rank_with_a_tie(void **state)
{
    fixture *f = *state;
    jb_measured m[] = {penalties(f, "440101", "5"), penalties(f, "440102", "9"),
                       penalties(f, "440103", "9.0"), penalties(f, "440104", "12")};
    jb_ranking r = ranked(f, m, 4);
    assert_true(r.given);
    assert_rank(&r.ranks[0], "440104", 1, 1);
    assert_rank(&r.ranks[1], "440102", 2, 2);
    assert_rank(&r.ranks[2], "440103", 2, 2);
    assert_rank(&r.ranks[3], "440101", 4, 4);
    assert_true(r.ranks[1].tied && r.ranks[2].tied && !r.ranks[0].tied);
    assert_false(r.ranks[1].vague);
    jb_rank_ask up = {.figures = m, .count = 4, .ascending = true};
    r = jb_ranking_make(f->arena, &up);
    assert_rank(&r.ranks[0], "440101", 1, 1);
    assert_rank(&r.ranks[1], "440102", 2, 2);
    assert_rank(&r.ranks[3], "440104", 4, 4);
}

static void test_rank_of_an_approximation_is_a_stretch(void **state)
{
    fixture *f = *state;
    jb_measured m[] = {penalties(f, "440101", "480"), penalties(f, "440102", "500"),
                       penalties(f, "440103", "530"), penalties(f, "440104", "900")};
    change(&m[1])->qualifier = JB_QUAL_ABOUT;
    jb_ranking r = ranked(f, m, 4);
    assert_rank(&r.ranks[0], "440104", 1, 1);
    assert_rank(&r.ranks[1], "440103", 2, 3);
    assert_rank(&r.ranks[2], "440102", 2, 4);
    assert_rank(&r.ranks[3], "440101", 3, 4);
    assert_true(r.ranks[1].vague && r.ranks[2].vague && r.ranks[3].vague && !r.ranks[0].vague);
    assert_false(r.ranks[1].tied);
    assert_true((r.notes & JB_REASON_QUALIFIER) != 0);
}

static void test_rank_of_bounds(void **state)
{
    fixture *f = *state;
    jb_measured m[] = {penalties(f, "440101", "80"), penalties(f, "440102", "99"),
                       penalties(f, "440103", "70")};
    change(&m[0])->qualifier = JB_QUAL_AT_LEAST;
    jb_ranking r = ranked(f, m, 3);
    assert_rank(&r.ranks[0], "440101", 1, 2);
    assert_rank(&r.ranks[1], "440102", 1, 2);
    assert_rank(&r.ranks[2], "440103", 3, 3);
}

static void test_rank_leaves_out_with_reasons(void **state)
{
    fixture *f = *state;
    jb_measured m[] = {penalties(f, "440101", "5"), penalties(f, "440102", "9"),
                       penalties(f, "440103", "7"), penalties(f, "440104", "12"),
                       penalties(f, "440105", "50")};
    set_period(&m[3], "2024-01-01", "2024-10-31", JB_PERIOD_PART_YEAR);
    change(&m[4])->status = JB_REVIEW_EXTRACTED;
    jb_ranking r = ranked(f, m, 5);
    assert_true(r.given);
    assert_int_equal(r.ranked, 3);
    assert_rank(&r.ranks[0], "440102", 1, 1);
    assert_false(r.ranks[3].ranked);
    assert_int_equal(r.ranks[3].reasons, JB_REASON_PERIOD);
    assert_int_equal(r.ranks[4].reasons, JB_REASON_UNREVIEWED);
    jb_rank_ask ask = {.figures = m, .count = 5, .relaxed = JB_REASON_UNREVIEWED};
    r = jb_ranking_make(f->arena, &ask);
    assert_rank(&r.ranks[0], "440105", 1, 1);
    assert_int_equal(r.relaxed, JB_REASON_UNREVIEWED);
}

static void test_rank_of_one_or_none_is_none(void **state)
{
    fixture *f = *state;
    jb_measured m[] = {penalties(f, "440101", "5"), penalties(f, "440102", "9")};
    assert_int_equal(ranked(f, m, 0).barred, JB_REASON_NOTHING);
    assert_int_equal(ranked(f, m, 1).barred, JB_REASON_SINGLE);
    set_period(&m[1], "2024-01-01", "2024-10-31", JB_PERIOD_PART_YEAR);
    jb_ranking r = ranked(f, m, 2);
    assert_false(r.given);
    assert_true((r.barred & JB_REASON_PERIOD) != 0);
    assert_false(r.ranks[0].ranked || r.ranks[1].ranked);
    assert_int_equal(r.ranked, 0);
}

static void test_rank_of_rates_needs_a_base(void **state)
{
    fixture *f = *state;
    jb_measured m[3];
    jb_measured base[2] = {figure_of(f, "440101", 2024, "disp_total", "9"),
                           figure_of(f, "440102", 2024, "disp_total", "500")};
    m[0] = figure_of(f, "440101", 2024, "disp_resolve_rate", "100");
    m[1] = figure_of(f, "440102", 2024, "disp_resolve_rate", "97.5");
    m[2] = figure_of(f, "440103", 2024, "disp_resolve_rate", "99");
    assert_int_equal(ranked(f, m, 3).ranked, 3); /* rates do not add, but stand in an order */
    const jb_measured *bases[] = {&base[0], &base[1], NULL};
    jb_rank_ask ask = {.figures = m, .count = 3, .bases = bases, .min_base = jb_dec_int(30)};
    jb_ranking r = jb_ranking_make(f->arena, &ask);
    assert_false(r.given);
    assert_true((r.ranks[0].reasons & JB_REASON_SMALL_BASE) != 0);
    assert_true((r.ranks[2].reasons & JB_REASON_NO_BASE) != 0);
    for (size_t i = 0; i < 2; i++) {
        m[i] = figure_of(f, i == 0 ? "440101" : "440102", 2024, "arb_close_rate", "98");
    }
    assert_true((ranked(f, m, 2).barred & JB_REASON_BASE) != 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rank_with_a_tie),
        cmocka_unit_test(test_rank_of_an_approximation_is_a_stretch),
        cmocka_unit_test(test_rank_of_bounds),
        cmocka_unit_test(test_rank_leaves_out_with_reasons),
        cmocka_unit_test(test_rank_of_one_or_none_is_none),
        cmocka_unit_test(test_rank_of_rates_needs_a_base),
    };
    return cmocka_run_group_tests(tests, fixture_setup, fixture_teardown);
}
