/* restate.c - last year's figure as last year's report gave it, against what this year's report
 * quotes or implies; and the whole numbers that a printed percentage allows.
 *
 * Decides what the printed digits allow: half a unit of the last one to either side, both ends
 * included, so that no way of rounding is taken for a fault.
 */
#include "change.h"
#include "key.h"

__extension__ typedef __int128 wide;

/* Beyond this there is no figure of ours, and below it nothing here overflows. */
#define LARGEST INT64_C(1000000000000000)
#define MOST_SCALE 6U

static int64_t power_of_ten(unsigned scale)
{
    int64_t out = 1;
    for (unsigned i = 0; i < scale; i++) {
        out *= 10;
    }
    return out;
}

static bool whole(jb_dec value, int64_t *out)
{
    jb_dec trimmed = jb_dec_trim(value);
    *out = trimmed.coef;
    return trimmed.scale == 0 && trimmed.coef >= 0 && trimmed.coef <= LARGEST;
}

static bool usable(jb_dec percent)
{
    return percent.scale <= MOST_SCALE && percent.coef > -LARGEST && percent.coef < LARGEST;
}

static wide floor_div(wide a, wide b)
{
    wide quotient = a / b;
    return quotient - (a % b != 0 && (a < 0) != (b < 0));
}

static wide ceil_div(wide a, wide b)
{
    return -floor_div(-a, b);
}

bool jb_implied_bases(jb_dec value, jb_dec percent, int64_t *low, int64_t *high)
{
    int64_t now = 0;
    if (!whole(value, &now) || !usable(percent)) {
        return false;
    }
    /* In halves of the last digit: value / base = (200 + 2 percent -+ 1 half) / 200. */
    wide unit = 200 * (wide)power_of_ten(percent.scale);
    wide ratio = unit + 2 * (wide)percent.coef;
    if (ratio + 1 <= 0) {
        *low = 1;
        *high = 0;
        return true;
    }
    if (ratio - 1 <= 0) {
        return false; /* a fall of 100 per cent: every large base would do */
    }
    wide first = ceil_div(now * unit, ratio + 1);
    wide last = floor_div(now * unit, ratio - 1);
    first = first < 1 ? 1 : first;
    if (last > INT64_MAX) {
        return false;
    }
    *low = (int64_t)first;
    *high = (int64_t)last;
    return true;
}

bool jb_implied_numerators(jb_dec base, jb_dec percent, int64_t *low, int64_t *high)
{
    int64_t of = 0;
    if (!whole(base, &of) || of == 0 || !usable(percent)) {
        return false;
    }
    wide unit = 200 * (wide)power_of_ten(percent.scale);
    wide first = ceil_div(of * (2 * (wide)percent.coef - 1), unit);
    wide last = floor_div(of * (2 * (wide)percent.coef + 1), unit);
    if (last > INT64_MAX) {
        return false;
    }
    *low = (int64_t)(first < 0 ? 0 : first);
    *high = (int64_t)last;
    return true;
}

/* ---- restatements ------------------------------------------------------------------------ */

static bool exact(const jb_measured *figure)
{
    return figure->fact->qualifier == JB_QUAL_EXACT && figure->fact->status != JB_REVIEW_REJECTED;
}

/* The quoted figure stands in the later report: only its own time counts. */
static bool same_thing(const jb_measured *quoted, const jb_measured *original)
{
    jb_measured moved = *quoted;
    moved.year = original->year;
    moved.written = original->written;
    key a = key_of(&moved);
    key b = key_of(original);
    unsigned dims =
        JB_REASON_INDICATOR | JB_REASON_UNIT | JB_REASON_YEAR | JB_REASON_PERIOD | JB_REASON_SCOPE;
    return (key_diff(&a, &b) & dims) == 0;
}

static void by_quotation(const jb_measured *quoted, const jb_measured *original,
                         jb_restatement *out)
{
    out->quoted = quoted;
    out->testable = exact(quoted) && exact(original) && same_thing(quoted, original);
    out->differs = out->testable && jb_dec_cmp(quoted->fact->value, original->fact->value) != 0;
}

static void by_change(const jb_measured *now, const jb_measured *original, jb_restatement *out)
{
    unsigned hinders = JB_REASON_INDICATOR | JB_REASON_UNIT | JB_REASON_YEAR | JB_REASON_PERIOD |
                       JB_REASON_SCOPE | JB_REASON_BREAK;
    bool counted = now->indicator->kind == JB_KIND_COUNT || now->indicator->kind == JB_KIND_PERSONS;
    out->implied = now;
    if (!counted || !now->fact->has_yoy_percent || !exact(now) || !exact(original) ||
        (change_between(now, original) & hinders) != 0 ||
        !jb_implied_bases(now->fact->value, now->fact->yoy_percent, &out->low, &out->high)) {
        return;
    }
    out->testable = out->low <= out->high;
    jb_dec value = original->fact->value;
    out->differs = out->testable && (jb_dec_cmp(value, jb_dec_int(out->low)) < 0 ||
                                     jb_dec_cmp(value, jb_dec_int(out->high)) > 0);
}

jb_restatement jb_restatement_make(const jb_measured *now, const jb_measured *quoted,
                                   const jb_measured *original)
{
    jb_restatement out = {.original = original};
    if (original == NULL) {
        return out;
    }
    if (quoted != NULL) {
        by_quotation(quoted, original, &out);
    } else if (now != NULL) {
        by_change(now, original, &out);
    }
    return out;
}
