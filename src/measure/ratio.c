/* ratio.c - a rate over several agencies: sums of numerators over sums of denominators.
 *
 * Never an average. Only agencies that give both figures for the same time and scope take part; how
 * a rate is rounded is decided here and printed nowhere else.
 */
#include "key.h"
#include "total.h"

#include <stdlib.h>
#include <string.h>

#define MOST_DIGITS 9U
#define MOST_ROUNDS 8U

/* ---- who gives both ---------------------------------------------------------------------- */

/* What must agree between a numerator and its denominator. A stock has no length of time. */
static unsigned pair_dims(const jb_measured *numerator, const jb_measured *denominator)
{
    unsigned dims = JB_REASON_YEAR | JB_REASON_PERIOD | JB_REASON_SCOPE | JB_REASON_TIER;
    bool stock =
        denominator->indicator->agg == JB_AGG_LATEST && numerator->indicator->agg != JB_AGG_LATEST;
    return stock ? 0U : dims;
}

static unsigned pair_reasons(const jb_measured *numerator, const jb_measured *denominator)
{
    key a = key_of(numerator);
    key b = key_of(denominator);
    unsigned dims = pair_dims(numerator, denominator);
    unsigned bits = key_diff(&a, &b) & dims;
    return dims == 0 && numerator->year != denominator->year ? (unsigned)JB_REASON_YEAR : bits;
}

/* For each figure why it must stay out: its fellow is missing, not the only one or unlike. */
static unsigned *unmatched(jb_arena *arena, const jb_measured *figures, size_t count,
                           const jb_total *others, bool numerators, unsigned relaxed)
{
    unsigned *out = jb_arena_array(arena, count + 1, sizeof *out);
    for (size_t i = 0; i < count; i++) {
        const jb_measured *mine = &figures[i];
        const jb_measured *const *run = NULL;
        size_t fellows = total_addends(others, mine->fact->agency_code, &run);
        if (fellows != 1) {
            out[i] = fellows == 0 ? JB_REASON_NOTHING : JB_REASON_OVERLAP;
        } else {
            unsigned bits = numerators ? pair_reasons(mine, run[0]) : pair_reasons(run[0], mine);
            out[i] = bits & ~relaxed;
        }
    }
    return out;
}

static jb_total side(jb_arena *arena, const jb_ratio_ask *ask, bool numerators,
                     const jb_total *others)
{
    jb_total_ask want = {.figures = numerators ? ask->numerators : ask->denominators,
                         .count = numerators ? ask->numerator_count : ask->denominator_count,
                         .expected = ask->expected,
                         .expected_count = ask->expected_count,
                         .relaxed = ask->relaxed};
    total_extra extra = {NULL, true};
    if (others != NULL) {
        extra.reasons =
            unmatched(arena, want.figures, want.count, others, numerators, ask->relaxed);
    }
    return total_make(arena, &want, extra);
}

/* ---- the ratio --------------------------------------------------------------------------- */

static bool same_agencies(const jb_total *a, const jb_total *b)
{
    bool same = a->addend_count == b->addend_count;
    for (size_t i = 0; same && i < a->addend_count; i++) {
        same = strcmp(a->addends[i]->fact->agency_code, b->addends[i]->fact->agency_code) == 0;
    }
    return same;
}

static void divide(const jb_ratio_ask *ask, jb_ratio *out)
{
    jb_dec top;
    unsigned digits = ask->digits > MOST_DIGITS ? MOST_DIGITS : ask->digits;
    if (jb_dec_cmp(out->denominator.value, jb_dec_int(0)) == 0) {
        out->barred |= JB_REASON_ZERO_BASE;
    } else if (!jb_dec_shift(out->numerator.value, ask->power, &top) ||
               !jb_dec_div(top, out->denominator.value, digits, JB_ROUND_HALF_EVEN, &out->value)) {
        out->barred |= JB_REASON_RANGE;
    }
}

jb_ratio jb_ratio_make(jb_arena *arena, const jb_ratio_ask *ask)
{
    jb_ratio out = {0};
    jb_total all = side(arena, ask, false, NULL);
    out.numerator = side(arena, ask, true, &all);
    out.denominator = side(arena, ask, false, &out.numerator);
    /* A denominator may have dropped out for its class: then its numerator goes, too. */
    for (unsigned i = 0; i < MOST_ROUNDS && !same_agencies(&out.numerator, &out.denominator); i++) {
        out.numerator = side(arena, ask, true, &out.denominator);
        out.denominator = side(arena, ask, false, &out.numerator);
    }
    out.barred = out.numerator.barred | out.denominator.barred;
    if (!same_agencies(&out.numerator, &out.denominator)) {
        out.barred |= JB_REASON_OVERLAP; /* no set of agencies has one of each */
    }
    out.notes = out.numerator.notes | out.denominator.notes;
    out.relaxed = out.numerator.relaxed | out.denominator.relaxed;
    if (((out.numerator.notes | out.denominator.notes) & JB_REASON_QUALIFIER) != 0) {
        out.barred |= JB_REASON_QUALIFIER;
    }
    if (out.barred == 0) {
        divide(ask, &out);
    }
    out.given = out.barred == 0;
    return out;
}
