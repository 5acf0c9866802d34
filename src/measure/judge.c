/* judge.c - the reasons a figure carries, those between two, and those of a whole group.
 *
 * Finds what is so; reasons.c knows what that bars.
 */
#include "key.h"

#include <stdlib.h>
#include <string.h>

/* ---- one --------------------------------------------------------------------------------- */

static bool period_open(const jb_period *period)
{
    switch (period->kind) {
    case JB_PERIOD_PART_YEAR:
    case JB_PERIOD_CAMPAIGN:
    case JB_PERIOD_CUMULATIVE:
        return !jb_date_known(period->start) || !jb_date_known(period->end);
    case JB_PERIOD_AS_OF:
        return !jb_date_known(period->start) && !jb_date_known(period->end);
    case JB_PERIOD_FULL_YEAR:
    case JB_PERIOD_UNSTATED:
    case JB_PERIOD_KINDS:
        break;
    }
    return false;
}

static bool additive(const jb_indicator *indicator)
{
    return indicator->agg == JB_AGG_SUM || indicator->agg == JB_AGG_LATEST;
}

static unsigned judge_status(jb_review status)
{
    if (status == JB_REVIEW_REJECTED) {
        return JB_REASON_REJECTED;
    }
    return status == JB_REVIEW_EXTRACTED ? JB_REASON_UNREVIEWED : 0U;
}

unsigned jb_judge_one(const jb_measured *figure)
{
    const jb_fact *fact = figure->fact;
    const jb_indicator *indicator = figure->indicator;
    unsigned bits = judge_status(fact->status);
    if (fact->period.kind == JB_PERIOD_UNSTATED) {
        bits |= JB_REASON_UNSTATED;
        bits |= jb_date_known(figure->written) ? 0U : JB_REASON_UNDATED;
    }
    bits |= period_open(&fact->period) ? JB_REASON_OPEN : 0U;
    bits |= fact->qualifier != JB_QUAL_EXACT ? JB_REASON_QUALIFIER : 0U;
    bits |= indicator->base_unclear ? JB_REASON_BASE : 0U;
    bits |= indicator->kind == JB_KIND_TEXT ? JB_REASON_TEXT : 0U;
    bits |= additive(indicator) ? 0U : JB_REASON_ADDITIVE;
    if (figure->agency != NULL && !jb_agency_valid_in(figure->agency, figure->year)) {
        bits |= JB_REASON_BREAK;
    }
    return bits | (figure->doubtful ? (unsigned)JB_REASON_DOUBTFUL : 0U);
}

/* ---- two --------------------------------------------------------------------------------- */

/* One after the other, without a common day. */
static bool disjoint(jb_shape a, jb_shape b)
{
    bool known = jb_date_known(a.start) && jb_date_known(a.end) && jb_date_known(b.start) &&
                 jb_date_known(b.end);
    return known && (jb_date_cmp(a.end, b.start) < 0 || jb_date_cmp(b.end, a.start) < 0);
}

/* Two figures of one agency for one indicator, or of indicators that the catalogue keeps apart. */
static unsigned judge_overlap(const jb_measured *a, const jb_measured *b)
{
    if (a->indicator != b->indicator) {
        return indicators_overlap(a->indicator, b->indicator) ? JB_REASON_OVERLAP : 0U;
    }
    if (strcmp(a->fact->agency_code, b->fact->agency_code) != 0 || a->year != b->year) {
        return 0;
    }
    if (jb_measured_same(a, b)) {
        return JB_REASON_REPEATED;
    }
    return disjoint(jb_shape_of(a), jb_shape_of(b)) ? 0U : JB_REASON_OVERLAP;
}

unsigned jb_judge_pair(const jb_measured *a, const jb_measured *b)
{
    key x = key_of(a);
    key y = key_of(b);
    unsigned bits = key_diff(&x, &y) | judge_overlap(a, b);
    if (a->indicator == b->indicator && terms_differ(a->fact, b->fact)) {
        bits |= JB_REASON_TERM;
    }
    return bits;
}

/* ---- identity and order ------------------------------------------------------------------ */

static int text_cmp(const char *const *a, const char *const *b, size_t count)
{
    int order = 0;
    for (size_t i = 0; order == 0 && i < count; i++) {
        order = strcmp(a[i], b[i]);
    }
    return order;
}

static int period_cmp(const jb_period *a, const jb_period *b)
{
    int order = sign(a->kind, b->kind);
    if (order == 0) {
        order = jb_date_cmp(a->start, b->start);
    }
    return order != 0 ? order : jb_date_cmp(a->end, b->end);
}

/* What makes two figures the same one. */
static int figure_cmp(const jb_measured *x, const jb_measured *y)
{
    const jb_fact *a = x->fact;
    const jb_fact *b = y->fact;
    const char *left[] = {a->scope_population, a->scope_channel, a->scope_coverage, a->term};
    const char *right[] = {b->scope_population, b->scope_channel, b->scope_coverage, b->term};
    int order = strcmp(a->agency_code, b->agency_code);
    if (order == 0) {
        order = sign(x->year, y->year);
    }
    if (order == 0) {
        order = sign(x->indicator->order, y->indicator->order);
    }
    if (order == 0) {
        order = period_cmp(&a->period, &b->period);
    }
    if (order == 0) {
        order = text_cmp(left, right, 4);
    }
    if (order == 0) {
        order = jb_dec_cmp(a->value, b->value);
    }
    if (order == 0) {
        order = sign(a->qualifier, b->qualifier);
    }
    return order != 0 ? order : sign(jb_measured_unit(x), jb_measured_unit(y));
}

bool jb_measured_same(const jb_measured *a, const jb_measured *b)
{
    return figure_cmp(a, b) == 0;
}

/* The one that says most stands before its like: a stated change, a review. */
static int worth_cmp(const jb_fact *a, const jb_fact *b)
{
    int order =
        sign(b->has_yoy_percent + b->has_yoy_points, a->has_yoy_percent + a->has_yoy_points);
    if (order == 0) {
        order = sign(b->status, a->status);
    }
    if (order == 0) {
        order = sign(a->char_start, b->char_start);
    }
    if (order == 0) {
        order = jb_dec_cmp(a->yoy_percent, b->yoy_percent);
    }
    if (order == 0) {
        order = jb_dec_cmp(a->yoy_points, b->yoy_points);
    }
    if (order == 0) {
        order = sign(a->value.scale, b->value.scale);
    }
    return order != 0 ? order : sign(a->basis, b->basis);
}

static int agency_cmp(const jb_agency *a, const jb_agency *b)
{
    if (a == NULL || b == NULL) {
        return (a != NULL) - (b != NULL);
    }
    int order = jb_date_cmp(a->valid_from, b->valid_from);
    if (order == 0) {
        order = jb_date_cmp(a->valid_to, b->valid_to);
    }
    return order != 0 ? order : sign(a->level, b->level);
}

int jb_measured_cmp(const jb_measured *x, const jb_measured *y)
{
    const jb_fact *a = x->fact;
    const jb_fact *b = y->fact;
    const char *left[] = {a->source, a->unit, a->raw, a->sentence, a->note, a->rule};
    const char *right[] = {b->source, b->unit, b->raw, b->sentence, b->note, b->rule};
    int order = figure_cmp(x, y);
    if (order == 0) {
        order = worth_cmp(a, b);
    }
    if (order == 0) {
        order = jb_date_cmp(x->written, y->written);
    }
    if (order == 0) {
        order = agency_cmp(x->agency, y->agency);
    }
    return order != 0 ? order : text_cmp(left, right, 6);
}

/* ---- many -------------------------------------------------------------------------------- */

static int by_content(const void *a, const void *b)
{
    return jb_measured_cmp(*(const jb_measured *const *)a, *(const jb_measured *const *)b);
}

/* What overlaps among figures that stand in order: those of one agency lie side by side. */
static unsigned overlaps_within(const jb_measured *const *order, size_t from, size_t to)
{
    unsigned bits = 0;
    for (size_t i = from; i < to; i++) {
        for (size_t k = i + 1; k < to && order[k]->indicator == order[i]->indicator; k++) {
            bits |= judge_overlap(order[i], order[k]);
        }
    }
    return bits;
}

typedef struct kind_seen {
    const jb_indicator *of;
} kind_seen;

/* Indicators are few: each new one is held against those seen. */
static unsigned overlaps_between(const jb_measured *const *order, size_t count)
{
    kind_seen *seen = NULL;
    size_t seen_count = 0;
    size_t cap = 0;
    unsigned bits = 0;
    for (size_t i = 0; i < count; i++) {
        kind_seen one = {order[i]->indicator};
        bool known = false;
        for (size_t k = 0; k < seen_count; k++) {
            known = known || seen[k].of == one.of;
        }
        for (size_t k = 0; !known && k < seen_count; k++) {
            bits |= indicators_overlap(seen[k].of, one.of) ? JB_REASON_OVERLAP : 0U;
        }
        if (!known) {
            JB_PUSH(seen, seen_count, cap, one);
        }
    }
    free(seen);
    return bits;
}

static unsigned overlaps_of(const jb_measured *figures, size_t count)
{
    const jb_measured **order = jb_xmalloc((count + 1) * sizeof(void *));
    unsigned bits = 0;
    for (size_t i = 0; i < count; i++) {
        order[i] = &figures[i];
    }
    sort_if_needed((void *)order, count, sizeof(void *), by_content);
    for (size_t from = 0, to = 0; from < count; from = to) {
        while (to < count && order[to]->year == order[from]->year &&
               strcmp(order[to]->fact->agency_code, order[from]->fact->agency_code) == 0) {
            to++;
        }
        bits |= overlaps_within(order, from, to);
    }
    bits |= overlaps_between(order, count);
    free((void *)order);
    return bits;
}

jb_gate jb_gate_all(jb_use use, const jb_measured *figures, size_t count, unsigned relaxed)
{
    unsigned bits = count == 0 ? JB_REASON_NOTHING : overlaps_of(figures, count);
    key first = {0};
    const jb_fact *worded = NULL;
    bool agencies = false;
    for (size_t i = 0; i < count; i++) {
        key mine = i == 0 ? key_of(&figures[i]) : key_after(&figures[i], &first);
        first = i == 0 ? mine : first;
        bits |= jb_judge_one(&figures[i]) | key_diff(&first, &mine);
        const jb_fact *fact = figures[i].fact;
        agencies = agencies || strcmp(fact->agency_code, figures[0].fact->agency_code) != 0;
        worded = worded == NULL && fact->term[0] != '\0' ? fact : worded;
        bits |= worded != NULL && terms_differ(worded, fact) ? JB_REASON_TERM : 0U;
    }
    if (count > 0 && !agencies) {
        bits |= JB_REASON_SINGLE;
    }
    return jb_gate_of(use, bits, relaxed);
}
