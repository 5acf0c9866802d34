/* test_measure_property.c - what must hold for any figures, tried on 10,000 random sets of them.
 *
 * A failure names its seed; MEASURE_SEED=n runs that one alone.
 */
#include "fixture.h"

#define SETS 10000
#define MOST 24
#define AGENCIES 6

static uint64_t running; /* the seed at work, named when it fails */

static const char *const codes[AGENCIES] = {"440101", "440102", "440103",
                                            "440104", "440105", "440100"};
static const char *const indicators[] = {
    "enf_penalties",         "disp_accepted_all", "arb_accepted", "arb_closed",
    "arb_close_rate",        "disp_resolved",     "disp_total",   "disp_resolve_rate",
    "wage_recovered_amount", "wage_workers"};
#define INDICATORS (sizeof indicators / sizeof indicators[0])

typedef struct world {
    fixture *f;
    uint64_t seed;
    jb_measured figures[MOST + 1];
    size_t count;
    jb_expected expected[AGENCIES];
    size_t expected_count;
    unsigned relaxed;
} world;

static size_t below(world *w, size_t bound)
{
    return (size_t)(jb_test_random(&w->seed) % bound);
}

static bool one_in(world *w, size_t n)
{
    return below(w, n) == 0;
}

/* ---- making worlds ----------------------------------------------------------------------- */

static void roughen(world *w, jb_measured *m)
{
    jb_fact *fact = change(m);
    if (one_in(w, 8)) {
        fact->qualifier = (jb_qualifier)below(w, JB_QUALIFIERS);
    }
    if (one_in(w, 8)) {
        fact->period.end = (jb_date){(int16_t)m->year, 10, 31};
        fact->period.kind = JB_PERIOD_PART_YEAR;
    } else if (one_in(w, 8)) {
        fact->period = (jb_period){.kind = JB_PERIOD_UNSTATED};
    } else if (one_in(w, 20)) {
        fact->period.end = (jb_date){0, 0, 0};
        fact->period.kind = JB_PERIOD_CUMULATIVE;
    }
    fact->scope_channel = one_in(w, 8) ? "平台" : "";
    fact->term = one_in(w, 8) ? "受理" : "";
    if (one_in(w, 8)) {
        fact->status = (jb_review)below(w, JB_REVIEWS);
    }
    fact->basis = one_in(w, 16) ? JB_BASIS_DERIVED : JB_BASIS_STATED;
    if (one_in(w, 10)) {
        m->written = one_in(w, 2) ? (jb_date){0, 0, 0} : (jb_date){(int16_t)m->year, 11, 18};
    }
    fact->has_yoy_percent = one_in(w, 6);
    fact->yoy_percent = (jb_dec){(int64_t)below(w, 4000) - 2000, 2};
}

static jb_measured any_figure(world *w, const char *code, const char *indicator)
{
    int year = one_in(w, 3) ? 2023 : 2024;
    jb_measured m = figure_of(w->f, code, year, indicator, "0");
    change(&m)->value =
        (jb_dec){(int64_t)below(w, 60) * (one_in(w, 3) ? 1 : 10), (uint8_t)(one_in(w, 4) ? 1 : 0)};
    m.agency = one_in(w, 12)
                   ? NULL
                   : agency_of(w->f, code, code,
                               strcmp(code, "440100") == 0 ? JB_LEVEL_PREFECTURE : JB_LEVEL_COUNTY);
    roughen(w, &m);
    return m;
}

/* Mostly of one indicator, for else nothing would ever pass. */
static world make(fixture *f, uint64_t seed)
{
    world w = {.f = f, .seed = seed * 2654435761U + 88172645463325252U};
    (void)jb_test_random(&w.seed);
    const char *main_one = indicators[below(&w, INDICATORS)];
    w.count = below(&w, MOST);
    w.expected_count = 1 + below(&w, AGENCIES);
    for (size_t i = 0; i < w.expected_count; i++) {
        w.expected[i] = (jb_expected){codes[i], NULL, (jb_absence)below(&w, JB_ABSENCES)};
    }
    for (size_t i = 0; i < w.count; i++) {
        const char *of = one_in(&w, 3) ? indicators[below(&w, INDICATORS)] : main_one;
        bool repeat = i > 0 && one_in(&w, 8);
        w.figures[i] = repeat ? again(f, &w.figures[below(&w, i)])
                              : any_figure(&w, codes[below(&w, AGENCIES)], of);
    }
    w.relaxed = one_in(&w, 2) ? (unsigned)jb_test_random(&w.seed) : 0U;
    return w;
}

/* Of the same indicator, so that there is something to add. */
static world narrowed(const world *w)
{
    world out = *w;
    out.count = 0;
    for (size_t i = 0; i < w->count; i++) {
        if (w->figures[i].indicator == w->figures[0].indicator) {
            out.figures[out.count++] = w->figures[i];
        }
    }
    return out;
}

static void shuffle(world *w)
{
    for (size_t i = w->count; i > 1; i--) {
        size_t k = below(w, i);
        jb_measured kept = w->figures[i - 1];
        w->figures[i - 1] = w->figures[k];
        w->figures[k] = kept;
    }
}

/* ---- totals ------------------------------------------------------------------------------ */

static jb_total total_of(const world *w, bool named)
{
    jb_total_ask ask = {.figures = w->figures,
                        .count = w->count,
                        .expected = named ? w->expected : NULL,
                        .expected_count = named ? w->expected_count : 0,
                        .relaxed = w->relaxed};
    return jb_total_make(w->f->arena, &ask);
}

static unsigned bars_of(const world *w, jb_use use)
{
    return jb_use_bars(use) & ~(w->relaxed & ~jb_reasons_firm());
}

static void check_total(const world *w, const jb_total *t)
{
    unsigned bars = bars_of(w, JB_USE_ADD);
    jb_dec sum = jb_dec_int(0);
    for (size_t i = 0; i < t->addend_count; i++) {
        const jb_measured *a = t->addends[i];
        assert_true(jb_dec_add(sum, a->fact->value, &sum));
        assert_int_equal(jb_judge_one(a) & bars, 0);
        for (size_t k = 0; t->given && k < i; k++) {
            assert_int_equal(jb_judge_pair(a, t->addends[k]) & bars, 0);
        }
    }
    if (t->given) {
        assert_int_equal(jb_dec_cmp(sum, t->value), 0);
        assert_true(t->addend_count + t->zero_count > 0);
    }
    assert_int_equal(t->given, t->barred == 0);
    assert_int_equal(t->covered + t->missing_count, t->expected);
    assert_int_equal(t->addend_count + t->left_out_count, w->count);
    for (size_t i = 0; i < t->left_out_count; i++) {
        assert_true(t->left_out[i].reasons != 0);
    }
}

static void same_total(const jb_total *a, const jb_total *b)
{
    assert_int_equal(a->given, b->given);
    assert_int_equal(jb_dec_cmp(a->value, b->value), 0);
    assert_int_equal(a->qualifier, b->qualifier);
    assert_int_equal(a->barred, b->barred);
    assert_int_equal(a->notes, b->notes);
    assert_int_equal(a->covered, b->covered);
    assert_int_equal(a->addend_count, b->addend_count);
    for (size_t i = 0; i < a->addend_count; i++) {
        assert_int_equal(jb_measured_cmp(a->addends[i], b->addends[i]), 0);
    }
    for (size_t i = 0; i < a->left_out_count; i++) {
        assert_int_equal(a->left_out[i].reasons, b->left_out[i].reasons);
        assert_int_equal(jb_measured_cmp(a->left_out[i].figure, b->left_out[i].figure), 0);
    }
    for (size_t i = 0; i < a->missing_count; i++) {
        assert_string_equal(a->missing[i].expected->code, b->missing[i].expected->code);
        assert_int_equal(a->missing[i].reasons, b->missing[i].reasons);
    }
}

static void check_totals(world *w)
{
    jb_total open = total_of(w, false);
    jb_total named = total_of(w, true);
    check_total(w, &open);
    check_total(w, &named);
    world mixed = *w;
    shuffle(&mixed);
    jb_total again_named = total_of(&mixed, true);
    same_total(&named, &again_named);
    /* One agency more never lowers coverage. */
    world more = *w;
    more.figures[more.count++] = any_figure(&more, "440199", indicators[below(&more, INDICATORS)]);
    jb_total wider = total_of(&more, false);
    assert_true(wider.covered >= open.covered);
    assert_true(wider.expected == open.expected + 1);
}

/* ---- ranks and shares -------------------------------------------------------------------- */

static jb_ranking ranking_of(const world *w)
{
    jb_rank_ask ask = {.figures = w->figures, .count = w->count, .relaxed = w->relaxed};
    return jb_ranking_make(w->f->arena, &ask);
}

static void check_places(const world *w, const jb_ranking *r)
{
    unsigned bars = bars_of(w, JB_USE_RANK);
    for (size_t i = 0; i < r->ranked; i++) {
        const jb_rank *a = &r->ranks[i];
        assert_true(a->ranked && a->first >= 1 && a->first <= a->last && a->last <= r->ranked);
        assert_int_equal(jb_judge_one(a->figure) & bars, 0);
        for (size_t k = 0; k < i; k++) {
            const jb_rank *b = &r->ranks[k];
            assert_int_equal(jb_judge_pair(a->figure, b->figure) & bars, 0);
            int order =
                jb_interval_cmp(jb_interval_of(b->figure->fact), jb_interval_of(a->figure->fact));
            assert_true(order >= 0 || b->first == a->first);
            assert_true(order != 1 || b->last < a->first || a->vague || b->vague);
            assert_true(order == 0 || b->first < a->first || order < 0);
        }
    }
}

static void check_ranking(world *w)
{
    jb_ranking r = ranking_of(w);
    assert_int_equal(r.count, w->count);
    assert_int_equal(r.given, r.barred == 0);
    assert_true(r.given || r.ranked == 0);
    check_places(w, &r);
    for (size_t i = r.ranked; i < r.count; i++) {
        assert_true(!r.ranks[i].ranked && r.ranks[i].reasons != 0);
    }
    world mixed = *w;
    shuffle(&mixed);
    jb_ranking other = ranking_of(&mixed);
    assert_int_equal(other.barred, r.barred);
    for (size_t i = 0; i < r.count; i++) {
        assert_int_equal(other.ranks[i].first, r.ranks[i].first);
        assert_int_equal(other.ranks[i].last, r.ranks[i].last);
        assert_int_equal(other.ranks[i].reasons, r.ranks[i].reasons);
        assert_int_equal(jb_measured_cmp(other.ranks[i].figure, r.ranks[i].figure), 0);
    }
}

static void check_shares(world *w)
{
    jb_total t = total_of(w, true);
    jb_shares s = jb_shares_make(w->f->arena, &t, one_in(w, 2), 1, w->relaxed);
    assert_int_equal(s.given, s.barred == 0);
    assert_true(!s.given || t.given);
    for (size_t i = 0; i < s.count; i++) {
        assert_ptr_equal(s.shares[i].figure, t.addends[i]);
        assert_int_equal(jb_judge_one(s.shares[i].figure) & bars_of(w, JB_USE_SHARE), 0);
    }
}

/* ---- changes and rates ------------------------------------------------------------------- */

static void check_changes(const world *w)
{
    jb_change_ask ask = {.digits = 2, .relaxed = w->relaxed};
    unsigned harmless = JB_REASON_YEAR | JB_REASON_SINGLE | JB_REASON_PERIOD;
    unsigned bars = bars_of(w, JB_USE_CHANGE) & ~harmless;
    for (size_t i = 0; i < w->count; i++) {
        for (size_t k = 0; k < w->count; k++) {
            const jb_measured *a = &w->figures[i];
            const jb_measured *b = &w->figures[k];
            jb_change c = jb_change_make(a, b, &ask);
            bool printed = c.has_percent || c.has_points || c.has_difference;
            assert_true(!printed ||
                        ((jb_judge_one(a) | jb_judge_one(b) | jb_judge_pair(a, b)) & bars) == 0);
            assert_true(!c.has_percent || c.barred == 0);
            assert_false(c.has_percent && c.has_points);
            assert_true(!printed || (w->relaxed & JB_REASON_YEAR) != 0 || a->year == b->year + 1);
        }
    }
}

static world of_year(const world *w, int year, const char *indicator)
{
    world out = *w;
    out.count = 0;
    for (size_t i = 0; i < w->count; i++) {
        const jb_measured *m = &w->figures[i];
        if (m->year == year && (indicator == NULL || strcmp(m->indicator->code, indicator) == 0)) {
            out.figures[out.count++] = *m;
        }
    }
    return out;
}

static void same_agencies(const jb_total *a, const jb_total *b)
{
    assert_int_equal(a->addend_count, b->addend_count);
    for (size_t i = 0; i < a->addend_count; i++) {
        assert_string_equal(a->addends[i]->fact->agency_code, b->addends[i]->fact->agency_code);
    }
}

static void check_like_for_like(const world *w)
{
    world now = of_year(w, 2024, NULL);
    world before = of_year(w, 2023, NULL);
    jb_total_ask a = {.figures = now.figures, .count = now.count, .relaxed = w->relaxed};
    jb_total_ask b = {.figures = before.figures, .count = before.count, .relaxed = w->relaxed};
    jb_change_ask ask = {.digits = 2, .relaxed = w->relaxed};
    jb_like_change c = jb_change_totals(w->f->arena, &a, &b, &ask);
    if (c.change.has_percent || c.change.has_difference) {
        assert_true(c.now.given && c.before.given);
        same_agencies(&c.now, &c.before);
        assert_int_equal(c.change.barred & ~(unsigned)(JB_REASON_SMALL_BASE | JB_REASON_ZERO_BASE),
                         0);
    }
}

static void check_ratio(const world *w)
{
    world top = of_year(w, 2024, "disp_resolved");
    world base = of_year(w, 2024, "disp_total");
    jb_ratio_ask ask = {.numerators = top.figures,
                        .numerator_count = top.count,
                        .denominators = base.figures,
                        .denominator_count = base.count,
                        .power = 2,
                        .digits = 2,
                        .relaxed = w->relaxed};
    jb_ratio r = jb_ratio_make(w->f->arena, &ask);
    assert_int_equal(r.given, r.barred == 0);
    if (r.given) {
        assert_true(r.numerator.addend_count > 0);
        same_agencies(&r.numerator, &r.denominator);
    }
}

/* ---- witnesses and the gate -------------------------------------------------------------- */

static void check_witnesses(world *w)
{
    jb_witnesses a = jb_witness_all(w->f->arena, w->f->catalogue, w->figures, w->count);
    world mixed = *w;
    shuffle(&mixed);
    jb_witnesses b = jb_witness_all(w->f->arena, w->f->catalogue, mixed.figures, mixed.count);
    assert_int_equal(a.count, b.count);
    for (size_t i = 0; i < a.count; i++) {
        const jb_witness *x = &a.list[i];
        assert_string_equal(x->zh, b.list[i].zh);
        assert_string_equal(x->en, b.list[i].en);
        assert_true(x->figure_count > 0);
        assert_true(x->outcome != JB_OUTCOME_UNTESTABLE || x->reasons != 0);
        for (size_t k = 0; k < x->figure_count; k++) {
            assert_true(x->figures[k]->fact->status != JB_REVIEW_REJECTED);
            assert_string_equal(x->figures[k]->fact->agency_code, x->figures[0]->fact->agency_code);
        }
    }
}

static void check_gate(const world *w)
{
    unsigned seen = 0;
    for (size_t i = 0; i < w->count; i++) {
        seen |= jb_judge_one(&w->figures[i]);
        for (size_t k = 0; k < i; k++) {
            unsigned pair = jb_judge_pair(&w->figures[i], &w->figures[k]);
            assert_int_equal(pair, jb_judge_pair(&w->figures[k], &w->figures[i]));
            seen |= pair;
        }
    }
    jb_gate gate = jb_gate_all(JB_USE_ADD, w->figures, w->count, w->relaxed);
    unsigned found = gate.bars | gate.notes | gate.relaxed;
    unsigned group = JB_REASON_SINGLE | JB_REASON_NOTHING;
    /* Days that are not known differ from nothing, so that not every pair differs as its ends do.
     */
    unsigned loose = JB_REASON_YEAR;
    assert_int_equal(found & ~(group | loose), seen & ~(group | loose));
    assert_int_equal(gate.bars & w->relaxed & ~jb_reasons_firm(), 0);
}

static void check(world *w)
{
    check_totals(w);
    check_ranking(w);
    check_shares(w);
    check_changes(w);
    check_like_for_like(w);
    check_ratio(w);
    check_witnesses(w);
    check_gate(w);
}

static void test_any_figures(void **state)
{
    fixture *f = *state;
    const char *wanted = getenv("MEASURE_SEED");
    uint64_t from = wanted == NULL ? 1 : strtoull(wanted, NULL, 10);
    uint64_t to = wanted == NULL ? SETS : from;
    size_t totals = 0;
    size_t rankings = 0;
    for (uint64_t seed = from; seed <= to; seed++) {
        jb_arena *kept = f->arena;
        f->arena = jb_arena_new();
        world w = make(f, seed);
        running = seed;
        check(&w);
        world narrow = narrowed(&w);
        check(&narrow);
        totals += total_of(&narrow, false).given;
        rankings += ranking_of(&narrow).given;
        jb_arena_free(f->arena);
        f->arena = kept;
    }
    /* Worlds in which nothing ever passes would prove nothing. */
    assert_true(wanted != NULL || (totals > SETS / 10 && rankings > SETS / 20));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_any_figures),
    };
    int failed = cmocka_run_group_tests(tests, fixture_setup, fixture_teardown);
    if (failed != 0) {
        print_message("MEASURE_SEED=%llu\n", (unsigned long long)running);
    }
    return failed;
}
