/* change.c - the change on the year before, computed from two reports or stated by one.
 *
 * Decides when there is a percentage, when points, when only a direction. Counts and amounts change
 * in percent, rates in points, never both.
 */
#include "change.h"

#include "key.h"

#include <string.h>

#define SMALL_BASE 10
#define MOST_DIGITS 9U

/* ---- values ------------------------------------------------------------------------------ */

static bool small_kind(jb_kind kind)
{
    return kind == JB_KIND_COUNT || kind == JB_KIND_PERSONS;
}

static jb_dec magnitude(jb_dec value)
{
    jb_dec out = value;
    bool negative = jb_dec_cmp(value, jb_dec_int(0)) < 0;
    return negative && jb_dec_sub(jb_dec_int(0), value, &out) ? out : value;
}

static unsigned base_reasons(const change_values *v, const jb_change_ask *ask)
{
    jb_dec limit = ask->small_base.coef == 0 ? jb_dec_int(SMALL_BASE) : ask->small_base;
    if (v->kind == JB_KIND_RATE) {
        return 0;
    }
    if (jb_dec_cmp(v->before, jb_dec_int(0)) == 0) {
        return JB_REASON_ZERO_BASE;
    }
    return small_kind(v->kind) && jb_dec_cmp(magnitude(v->before), limit) < 0 ? JB_REASON_SMALL_BASE
                                                                              : 0U;
}

static void fill_percent(const change_values *v, const jb_change_ask *ask, jb_change *out)
{
    unsigned digits = ask->digits > MOST_DIGITS ? MOST_DIGITS : ask->digits;
    jb_dec top;
    out->has_percent =
        jb_dec_shift(out->difference, 2, &top) &&
        jb_dec_div(top, magnitude(v->before), digits, JB_ROUND_HALF_EVEN, &out->percent);
    out->barred |= out->has_percent ? 0U : JB_REASON_RANGE;
}

static void fill_exact(const change_values *v, const jb_change_ask *ask, jb_change *out)
{
    jb_dec difference;
    if (!jb_dec_sub(v->now, v->before, &difference)) {
        out->barred |= JB_REASON_RANGE;
        return;
    }
    out->has_direction = true;
    out->direction = jb_dec_cmp(difference, jb_dec_int(0));
    if (v->kind == JB_KIND_RATE) {
        out->has_points = true;
        out->points = difference;
        return;
    }
    out->has_difference = true;
    out->difference = difference;
    if (out->barred == 0) {
        fill_percent(v, ask, out);
    }
}

void change_fill(const change_values *v, const jb_change_ask *ask, jb_change *out)
{
    if (!v->exact) {
        out->barred |= JB_REASON_QUALIFIER;
        out->direction = jb_interval_cmp(v->now_range, v->before_range);
        out->has_direction = out->direction != 0;
        return;
    }
    unsigned base = base_reasons(v, ask);
    jb_gate gate = jb_gate_of(JB_USE_CHANGE, base, ask->relaxed);
    out->barred |= gate.bars;
    out->relaxed |= gate.relaxed;
    fill_exact(v, ask, out);
}

/* ---- figures ----------------------------------------------------------------------------- */

static jb_date year_later(jb_date day)
{
    if (jb_date_known(day)) {
        day.year = (int16_t)(day.year + 1);
    }
    return day;
}

/* The 29th of February has no fellow: the last day of February does. */
static bool follows(jb_date before, jb_date now)
{
    if (before.month == 2 && now.month == 2 && before.day >= 28 && now.day >= 28) {
        before.day = now.day;
    }
    return jb_date_cmp(year_later(before), now) == 0;
}

static bool agency_changed(const jb_measured *now, const jb_measured *before)
{
    const jb_agency *a = now->agency;
    const jb_agency *b = before->agency;
    if (strcmp(now->fact->agency_code, before->fact->agency_code) != 0) {
        return true;
    }
    return a != NULL && b != NULL && a != b &&
           (jb_date_cmp(a->valid_from, b->valid_from) != 0 || strcmp(a->name, b->name) != 0 ||
            strcmp(a->parent, b->parent) != 0);
}

/* a is between 3,000 and 30,000 times b: half an order of magnitude around 10^4. */
static bool slipped(jb_dec a, jb_dec b)
{
    jb_dec low;
    jb_dec high;
    return jb_dec_cmp(b, jb_dec_int(0)) > 0 && jb_dec_mul(b, jb_dec_int(3000), &low) &&
           jb_dec_mul(b, jb_dec_int(30000), &high) && jb_dec_cmp(a, low) >= 0 &&
           jb_dec_cmp(a, high) <= 0;
}

bool amount_slips(jb_dec a, jb_dec b)
{
    return slipped(a, b) || slipped(b, a);
}

unsigned change_between(const jb_measured *now, const jb_measured *before)
{
    unsigned bits = jb_judge_pair(now, before) & ~(unsigned)JB_REASON_YEAR;
    jb_shape mine = jb_shape_of(now);
    jb_shape other = jb_shape_of(before);
    bool next = now->year == before->year + 1 && follows(other.start, mine.start) &&
                follows(other.end, mine.end);
    if (next) {
        /* Days that shift with the leap year are the same length of time. */
        bits &= mine.kind == other.kind ? ~(unsigned)JB_REASON_PERIOD : ~0U;
    }
    bool other_days = (bits & JB_REASON_PERIOD) != 0;
    bits |= next || other_days ? 0U : (unsigned)JB_REASON_YEAR;
    bits |= now->year == before->year + 1 ? 0U : (unsigned)JB_REASON_YEAR;
    return bits | (agency_changed(now, before) ? (unsigned)JB_REASON_BREAK : 0U);
}

jb_change jb_change_make(const jb_measured *now, const jb_measured *before,
                         const jb_change_ask *ask)
{
    jb_change out = {.origin = JB_CHANGE_COMPUTED, .now = now, .before = before};
    unsigned bits = jb_judge_one(now);
    if (before == NULL) {
        bits |= JB_REASON_NO_BASE;
    } else {
        bits |= jb_judge_one(before) | change_between(now, before);
        bool slip = now->indicator->kind == JB_KIND_AMOUNT &&
                    amount_slips(now->fact->value, before->fact->value);
        bits |= slip ? (unsigned)JB_REASON_DOUBTFUL : 0U;
    }
    bits &= ~(unsigned)JB_REASON_QUALIFIER;
    jb_gate gate = jb_gate_of(JB_USE_CHANGE, bits, ask->relaxed);
    out.barred = gate.bars;
    out.notes = gate.notes;
    out.relaxed = gate.relaxed;
    if (out.barred == 0 && before != NULL) {
        change_values values = {now->indicator->kind,
                                now->fact->value,
                                before->fact->value,
                                jb_interval_of(now->fact),
                                jb_interval_of(before->fact),
                                now->fact->qualifier == JB_QUAL_EXACT &&
                                    before->fact->qualifier == JB_QUAL_EXACT};
        change_fill(&values, ask, &out);
    }
    return out;
}

jb_change jb_change_stated(const jb_measured *now)
{
    const jb_fact *fact = now->fact;
    jb_change out = {.origin = JB_CHANGE_STATED, .now = now};
    jb_dec value = fact->has_yoy_percent ? fact->yoy_percent : fact->yoy_points;
    if (fact->status == JB_REVIEW_REJECTED) {
        out.barred = JB_REASON_REJECTED;
    } else if (!fact->has_yoy_percent && !fact->has_yoy_points) {
        out.barred = JB_REASON_NO_BASE;
    }
    if (out.barred == 0) {
        out.has_percent = fact->has_yoy_percent;
        out.has_points = fact->has_yoy_points;
        out.percent = fact->has_yoy_percent ? fact->yoy_percent : jb_dec_int(0);
        out.points = fact->has_yoy_points ? fact->yoy_points : jb_dec_int(0);
        out.has_direction = true;
        out.direction = jb_dec_cmp(value, jb_dec_int(0));
    }
    return out;
}
