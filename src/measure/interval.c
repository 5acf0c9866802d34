/* interval.c - what an approximate figure may be, and what a sum of such figures is.
 *
 * Decides how far 约 and 近 reach. Never narrows what a report said.
 */
#include "interval.h"

/* Half a unit of the last digit that is not zero: 50 for 500, 0.05 for 2.1; of 0 it is 0. */
static jb_dec half_unit(jb_dec value)
{
    jb_dec trimmed = jb_dec_trim(value);
    int power = -(int)trimmed.scale;
    int64_t coef = trimmed.coef;
    jb_dec half = jb_dec_int(0);
    if (coef == 0) {
        return half;
    }
    for (; coef % 10 == 0; coef /= 10) {
        power++;
    }
    /* 5 * 10^(power - 1); a fraction too fine for a decimal is 0. */
    return jb_dec_shift(jb_dec_int(5), power - 1, &half) ? half : jb_dec_int(0);
}

static void reach_below(jb_dec value, jb_interval *out)
{
    out->has_low = jb_dec_sub(value, half_unit(value), &out->low);
}

jb_interval interval_of(jb_dec value, jb_qualifier qualifier)
{
    jb_interval out = {value, value, true, true, false, false};
    switch (qualifier) {
    case JB_QUAL_AT_LEAST:
    case JB_QUAL_MORE_THAN:
        out.has_high = false;
        out.low_open = qualifier == JB_QUAL_MORE_THAN;
        break;
    case JB_QUAL_AT_MOST:
    case JB_QUAL_LESS_THAN:
        out.has_low = false;
        out.high_open = qualifier == JB_QUAL_LESS_THAN;
        break;
    case JB_QUAL_ABOUT:
        reach_below(value, &out);
        out.has_high = jb_dec_add(value, half_unit(value), &out.high);
        break;
    case JB_QUAL_NEARLY:
        reach_below(value, &out);
        out.high_open = value.coef != 0; /* there is nothing just below 0 */
        break;
    case JB_QUAL_EXACT:
    case JB_QUALIFIERS:
        break;
    }
    return out;
}

jb_interval jb_interval_of(const jb_fact *fact)
{
    return interval_of(fact->value, fact->qualifier);
}

/* All of a lies below all of b. */
static bool below(jb_interval a, jb_interval b)
{
    if (!a.has_high || !b.has_low) {
        return false;
    }
    int order = jb_dec_cmp(a.high, b.low);
    return order < 0 || (order == 0 && (a.high_open || b.low_open));
}

int jb_interval_cmp(jb_interval a, jb_interval b)
{
    if (below(a, b)) {
        return -1;
    }
    return below(b, a) ? 1 : 0;
}

bool interval_add(jb_interval a, jb_interval b, jb_interval *out)
{
    jb_interval sum = {.has_low = a.has_low && b.has_low,
                       .has_high = a.has_high && b.has_high,
                       .low_open = a.low_open || b.low_open,
                       .high_open = a.high_open || b.high_open};
    bool fits = (!sum.has_low || jb_dec_add(a.low, b.low, &sum.low)) &&
                (!sum.has_high || jb_dec_add(a.high, b.high, &sum.high));
    *out = sum;
    return fits;
}

/* ---- qualifiers of sums ------------------------------------------------------------------ */

/* To which side a figure may lie: 1 above, -1 below, 0 neither, 2 both. */
static int side_of(jb_qualifier qualifier)
{
    switch (qualifier) {
    case JB_QUAL_AT_LEAST:
    case JB_QUAL_MORE_THAN:
        return 1;
    case JB_QUAL_AT_MOST:
    case JB_QUAL_LESS_THAN:
    case JB_QUAL_NEARLY:
        return -1;
    case JB_QUAL_ABOUT:
        return 2;
    case JB_QUAL_EXACT:
    case JB_QUALIFIERS:
        break;
    }
    return 0;
}

static bool strict(jb_qualifier qualifier)
{
    return qualifier == JB_QUAL_MORE_THAN || qualifier == JB_QUAL_LESS_THAN ||
           qualifier == JB_QUAL_NEARLY;
}

jb_qualifier jb_qualifier_add(jb_qualifier a, jb_qualifier b)
{
    int left = side_of(a);
    int right = side_of(b);
    if (left == 0 || right == 0) {
        jb_qualifier one = left == 0 ? b : a;
        return one == JB_QUAL_NEARLY ? JB_QUAL_LESS_THAN : one;
    }
    if (left != right || left == 2) {
        return JB_QUAL_ABOUT;
    }
    bool open = strict(a) || strict(b);
    if (left == 1) {
        return open ? JB_QUAL_MORE_THAN : JB_QUAL_AT_LEAST;
    }
    return open ? JB_QUAL_LESS_THAN : JB_QUAL_AT_MOST;
}
