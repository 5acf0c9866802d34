/* witness_rate.c - rates against their figures, and quotients against what is plausible.
 *
 * A rate that one of several possible bases reproduces holds; which base a report meant is not
 * guessed when none does.
 */
#include "witness.h"

#define MOST_CASES 8

/* A base that a rate may have, and its numerator. */
typedef struct base_case {
    const jb_indicator *numerator; /* NULL: not named */
    const jb_indicator *base;
} base_case;

static const jb_indicator *named(const court *c, const char *code)
{
    return code == NULL ? NULL : jb_catalogue_find(c->catalogue, code);
}

static size_t cases_of(const court *c, const jb_indicator *rate, base_case *out)
{
    size_t count = 0;
    const jb_indicator *base = named(c, rate->denominator);
    if (base != NULL) {
        out[count++] = (base_case){named(c, rate->numerator), base};
    }
    const jb_check *check = NULL;
    for (size_t i = 0; (check = jb_catalogue_check(c->catalogue, i)) != NULL; i++) {
        bool rated = check->kind == JB_CHECK_RATE || check->kind == JB_CHECK_ATTAINABLE;
        if (check->of == rate && rated && count < MOST_CASES) {
            out[count++] = (base_case){check->plus[0], check->over[0]};
        }
    }
    return count;
}

/* ---- both figures are there -------------------------------------------------------------- */

/* More digits than printed, so that the reader sees how far off it is. */
static const char *quotient(court *c, const party *p)
{
    jb_dec top;
    jb_dec out;
    unsigned digits = p->figures[0]->fact->value.scale;
    if (!jb_dec_shift(p->figures[1]->fact->value, 2, &top) ||
        !jb_dec_div(top, p->figures[2]->fact->value, digits < 2 ? 2 : digits, JB_ROUND_HALF_EVEN,
                    &out)) {
        return "";
    }
    return dec_words(c->arena, out);
}

static bool reproduces(party *p)
{
    int64_t low = 0;
    int64_t high = 0;
    jb_dec top = p->figures[1]->fact->value;
    if (!jb_implied_numerators(p->figures[2]->fact->value, p->figures[0]->fact->value, &low,
                               &high)) {
        p->hinders |= jb_dec_cmp(p->figures[2]->fact->value, jb_dec_int(0)) == 0
                          ? JB_REASON_ZERO_BASE
                          : JB_REASON_RANGE;
        return false;
    }
    return jb_dec_cmp(top, jb_dec_int(low)) >= 0 && jb_dec_cmp(top, jb_dec_int(high)) <= 0;
}

static const char *tail(const party *p, bool holds, jb_lang lang)
{
    bool unclear = p->figures[0]->indicator->base_unclear && !holds;
    if (lang == JB_LANG_EN) {
        return unclear ? "; its base is not stated" : "";
    }
    return unclear ? "，分母未说明" : "";
}

static void say_rate(court *c, const party *p, bool holds)
{
    testimony t = {.check = "rate", .outcome = holds ? JB_OUTCOME_HOLDS : JB_OUTCOME_FAILS};
    bool unclear = p->figures[0]->indicator->base_unclear && !holds;
    t.reasons = unclear ? (unsigned)JB_REASON_BASE : 0U;
    t.stated = dec_words(c->arena, p->figures[0]->fact->value);
    t.found = quotient(c, p);
    t.zh = jb_arena_printf(c->arena, "%s，按%s计算为%s%%，%s%s。",
                           figure_words(c->arena, p->figures[0], JB_LANG_ZH),
                           party_words(c->arena, p, 1, JB_LANG_ZH), t.found,
                           holds ? "核对成立" : "两者不一致", tail(p, holds, JB_LANG_ZH));
    t.en = jb_arena_printf(
        c->arena, "%s; %s give %s%%, %s%s.", figure_words(c->arena, p->figures[0], JB_LANG_EN),
        party_words(c->arena, p, 1, JB_LANG_EN), t.found,
        holds ? "which agrees" : "which does not agree", tail(p, holds, JB_LANG_EN));
    court_say(c, p, t);
}

/* ---- only the base is there -------------------------------------------------------------- */

/* A printed rate rules something out only when the base is smaller than its steps. */
static bool telling(const party *p)
{
    jb_dec rate = p->figures[0]->fact->value;
    jb_dec base = p->figures[1]->fact->value;
    jb_dec steps = jb_dec_int(1);
    bool whole = jb_dec_cmp(rate, jb_dec_int(100)) == 0 || jb_dec_cmp(rate, jb_dec_int(0)) == 0;
    return !whole && jb_dec_shift(steps, (int)rate.scale + 2, &steps) &&
           jb_dec_cmp(base, steps) < 0 && jb_dec_cmp(base, jb_dec_int(0)) > 0;
}

static void say_attainable(court *c, const party *p, int64_t low, int64_t high)
{
    bool holds = low <= high;
    testimony t = {.check = "attainable", .outcome = holds ? JB_OUTCOME_HOLDS : JB_OUTCOME_FAILS};
    bool unclear = p->figures[0]->indicator->base_unclear && !holds;
    t.reasons = unclear ? (unsigned)JB_REASON_BASE : 0U;
    t.stated = dec_words(c->arena, p->figures[0]->fact->value);
    if (holds) {
        t.found = low == high
                      ? jb_arena_printf(c->arena, "%lld", (long long)low)
                      : jb_arena_printf(c->arena, "%lld-%lld", (long long)low, (long long)high);
    }
    const char *base_zh = figure_words(c->arena, p->figures[1], JB_LANG_ZH);
    const char *base_en = figure_words(c->arena, p->figures[1], JB_LANG_EN);
    const char *rate_zh = figure_words(c->arena, p->figures[0], JB_LANG_ZH);
    const char *rate_en = figure_words(c->arena, p->figures[0], JB_LANG_EN);
    if (holds) {
        t.zh = jb_arena_printf(c->arena, "%s，以%s为分母，分子可为%s，核对成立。", rate_zh, base_zh,
                               t.found);
        t.en = jb_arena_printf(c->arena, "%s over %s is possible with a numerator of %s.", rate_en,
                               base_en, t.found);
    } else {
        t.zh = jb_arena_printf(c->arena, "%s，以%s为分母，任何整数都得不到这个率，分母另有所指。",
                               rate_zh, base_zh);
        t.en = jb_arena_printf(c->arena,
                               "%s: no whole number over %s gives this rate, so its base is "
                               "another.",
                               rate_en, base_en);
    }
    court_say(c, p, t);
}

static bool attainable(party *p, int64_t *low, int64_t *high)
{
    return telling(p) &&
           jb_implied_numerators(p->figures[1]->fact->value, p->figures[0]->fact->value, low, high);
}

/* ---- rates ------------------------------------------------------------------------------- */

/* Holds for one base: said alone. Else all that fail, else all that cannot be tested. */
typedef struct hearing {
    const jb_indicator *own; /* the rate's own numerator, or NULL */
    bool refuted;            /* with the base that goes with it; NULL: with any */
    party parties[MOST_CASES];
    jb_outcome outcomes[MOST_CASES];
    int64_t low[MOST_CASES], high[MOST_CASES];
    bool both[MOST_CASES];
    size_t count;
} hearing;

static void hear_case(const court *c, const jb_measured *rate, const base_case *b, hearing *h)
{
    size_t i = h->count;
    party p = party_of(rate);
    bool both = b->numerator != NULL && party_join(&p, &c->now, b->numerator);
    if (!party_join(&p, &c->now, b->base)) {
        return;
    }
    bool holds = false;
    if (both) {
        holds = p.hinders == 0 && reproduces(&p);
    } else if (p.hinders == 0 && !attainable(&p, &h->low[i], &h->high[i])) {
        return; /* every base would do: nothing to say */
    } else {
        holds = h->low[i] <= h->high[i];
    }
    h->both[i] = both;
    h->outcomes[i] = holds ? JB_OUTCOME_HOLDS : JB_OUTCOME_FAILS;
    h->outcomes[i] = p.hinders != 0 ? JB_OUTCOME_UNTESTABLE : h->outcomes[i];
    h->refuted = h->refuted || (h->outcomes[i] == JB_OUTCOME_FAILS &&
                                (h->own == NULL || b->numerator == NULL || b->numerator == h->own));
    h->parties[h->count++] = p;
}

static bool occurs(const hearing *h, jb_outcome outcome, bool both)
{
    for (size_t i = 0; i < h->count; i++) {
        if (h->outcomes[i] == outcome && h->both[i] == both) {
            return true;
        }
    }
    return false;
}

/* A wider base does not give the rate; its own may, and nothing tells: the figure that goes with it
 * is not there. */
static void say_open(court *c, const party *p)
{
    testimony t = {
        .check = "rate", .outcome = JB_OUTCOME_UNTESTABLE, .reasons = p->hinders | JB_REASON_BASE};
    t.stated = dec_words(c->arena, p->figures[0]->fact->value);
    t.found = quotient(c, p);
    t.zh = jb_arena_printf(c->arena, "%s，按%s计算为%s%%；分母未说明，可能不是这两个数，无法核对。",
                           figure_words(c->arena, p->figures[0], JB_LANG_ZH),
                           party_words(c->arena, p, 1, JB_LANG_ZH), t.found);
    t.en = jb_arena_printf(c->arena,
                           "%s; %s give %s%%, but its base is not stated and may be another.",
                           figure_words(c->arena, p->figures[0], JB_LANG_EN),
                           party_words(c->arena, p, 1, JB_LANG_EN), t.found);
    court_say(c, p, t);
}

static void say_cases(court *c, const hearing *h, jb_outcome outcome, bool both)
{
    for (size_t i = 0; i < h->count; i++) {
        if (h->outcomes[i] != outcome || h->both[i] != both) {
            continue;
        }
        if (outcome == JB_OUTCOME_FAILS && both && !h->refuted) {
            say_open(c, &h->parties[i]);
        } else if (outcome == JB_OUTCOME_UNTESTABLE) {
            court_untestable(c, &h->parties[i], both ? "rate" : "attainable");
        } else if (both) {
            say_rate(c, &h->parties[i], outcome == JB_OUTCOME_HOLDS);
        } else {
            say_attainable(c, &h->parties[i], h->low[i], h->high[i]);
        }
    }
}

static void rate_cases(court *c, const jb_measured *figure)
{
    base_case cases[MOST_CASES];
    hearing h = {.own = named(c, figure->indicator->numerator)};
    size_t count = cases_of(c, figure->indicator, cases);
    for (size_t i = 0; i < count; i++) {
        hear_case(c, figure, &cases[i], &h);
    }
    static const jb_outcome order[] = {JB_OUTCOME_HOLDS, JB_OUTCOME_FAILS, JB_OUTCOME_UNTESTABLE};
    for (size_t i = 0; i < 3; i++) {
        /* Two figures say more than one. */
        for (size_t both = 0; both < 2; both++) {
            if (occurs(&h, order[i], both == 0)) {
                say_cases(c, &h, order[i], both == 0);
                return;
            }
        }
    }
}

/* ---- amounts per head -------------------------------------------------------------------- */

static void say_average(court *c, const party *p, const jb_indicator *of, jb_dec found)
{
    bool holds = jb_dec_cmp(found, of->band_min) >= 0 && jb_dec_cmp(found, of->band_max) <= 0;
    testimony t = {.check = "average", .outcome = holds ? JB_OUTCOME_HOLDS : JB_OUTCOME_FAILS};
    t.stated = jb_arena_printf(c->arena, "%s-%s", dec_words(c->arena, of->band_min),
                               dec_words(c->arena, of->band_max));
    t.found = dec_words(c->arena, found);
    t.zh = jb_arena_printf(c->arena, "%s，“%s”为%s，%s常见范围（%s）。",
                           party_words(c->arena, p, 0, JB_LANG_ZH), of->short_zh,
                           jb_value_words(c->arena, found, of, JB_LANG_ZH), holds ? "在" : "超出",
                           band_words(c->arena, of, JB_LANG_ZH));
    t.en = jb_arena_printf(c->arena, "%s. %s: %s, %s what is usual (%s).",
                           party_words(c->arena, p, 0, JB_LANG_EN), of->short_en,
                           jb_value_words(c->arena, found, of, JB_LANG_EN),
                           holds ? "within" : "outside", band_words(c->arena, of, JB_LANG_EN));
    court_say(c, p, t);
}

/* `figure` is the numerator of a quotient that the catalogue names and gives a band. */
static void average(court *c, const jb_measured *figure, const jb_indicator *of)
{
    party p = party_of(figure);
    jb_dec found;
    if (!party_join(&p, &c->now, named(c, of->denominator))) {
        return;
    }
    if (p.hinders == 0 && jb_dec_cmp(p.figures[1]->fact->value, jb_dec_int(0)) == 0) {
        p.hinders = JB_REASON_ZERO_BASE;
    }
    if (p.hinders == 0 && !jb_dec_div(figure->fact->value, p.figures[1]->fact->value, 0,
                                      JB_ROUND_HALF_EVEN, &found)) {
        p.hinders = JB_REASON_RANGE;
    }
    if (p.hinders != 0) {
        court_untestable(c, &p, "average");
    } else {
        say_average(c, &p, of, found);
    }
}

void witness_rates(court *c, const jb_measured *figure)
{
    if (figure->indicator->unit == JB_UNIT_PERCENT) {
        rate_cases(c, figure);
        return;
    }
    const jb_indicator *of = NULL;
    for (size_t i = 0; (of = jb_catalogue_at(c->catalogue, i)) != NULL; i++) {
        if (of->agg == JB_AGG_RATE && of->unit != JB_UNIT_PERCENT &&
            named(c, of->numerator) == figure->indicator) {
            average(c, figure, of);
        }
    }
}
