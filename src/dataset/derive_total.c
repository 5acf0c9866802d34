/* derive_total.c - a column's total of one year, or the rate worked out again from its two figures.
 *
 * Rates are never averaged. What a total lacks it says.
 */
#include "derive.h"

#include <string.h>

/* So many missing agencies are named. */
#define NAMED_MISSING 12

jb_total total_of(const work *w, const batch *b)
{
    jb_total_ask ask = {.figures = b->figures, .count = b->count, .relaxed = w->query->relax};
    ask.expected = expected_of(w, b, &ask.expected_count);
    return jb_total_make(w->arena, &ask);
}

static void say_coverage(const work *w, jb_derived *out, const jb_total *total)
{
    derived_say(w, out, jb_total_text(w->arena, total, NAMED_MISSING, JB_LANG_ZH),
                jb_total_text(w->arena, total, NAMED_MISSING, JB_LANG_EN));
}

/* The figures of a division above the others stay out of their sum. */
static void say_outside(const work *w, jb_derived *out, const jb_total *total)
{
    for (size_t i = 0; i < total->left_out_count; i++) {
        if ((total->left_out[i].reasons & JB_REASON_OUTSIDE) != 0) {
            derived_say(w, out, "上级单位的数不计入。",
                        "Figures of the division above are not counted.");
            return;
        }
    }
}

/* Where a column shows several indicators, and where nobody has looked at an addend yet. */
static void say_contents(const work *w, jb_derived *out, size_t column, const jb_total *total)
{
    if (w->columns[column].mixed && total->addend_count > 0) {
        const jb_indicator *of = total->addends[0]->indicator;
        derived_say(w, out, jb_arena_printf(w->arena, "只合计“%s”。", of->zh),
                    jb_arena_printf(w->arena, "Of \"%s\" only.", of->en));
    }
    if ((total->notes & JB_REASON_UNREVIEWED) != 0) {
        derived_say(w, out, "含尚未复核的数。", "Includes figures that nobody has reviewed yet.");
    }
}

static jb_derived *refuse(const work *w, unsigned reasons)
{
    return derived_refused(w, "total", JB_USE_ADD, reasons);
}

/* ---- sums -------------------------------------------------------------------------------- */

/* A total of nothing but zeros in words. */
static void print_zeros(jb_derived *out)
{
    derived_words(out, "0", "0");
}

static bool has_approximate(const jb_total *total)
{
    for (size_t i = 0; i < total->addend_count; i++) {
        jb_qualifier qualifier = total->addends[i]->fact->qualifier;
        if (qualifier == JB_QUAL_ABOUT || qualifier == JB_QUAL_NEARLY) {
            return true;
        }
    }
    return false;
}

/* What a total is that is not exact: a bound to one side, or, with addends that are approximate or
 * bounds to both sides, approximate itself. */
static void say_bound(const work *w, jb_derived *out, const jb_total *total)
{
    switch (total->qualifier) {
    case JB_QUAL_AT_LEAST:
    case JB_QUAL_MORE_THAN:
        derived_say(w, out, "加数中有下限，合计只是下限。",
                    "Some addends are lower bounds, and so is the total.");
        return;
    case JB_QUAL_AT_MOST:
    case JB_QUAL_LESS_THAN:
        derived_say(w, out, "加数中有上限，合计只是上限。",
                    "Some addends are upper bounds, and so is the total.");
        return;
    case JB_QUAL_ABOUT:
    case JB_QUAL_NEARLY:
        if (has_approximate(total)) {
            derived_say(w, out, "加数中有约数，合计为约数。",
                        "Some addends are approximate, and so is the total.");
        } else {
            derived_say(w, out, "加数中既有下限又有上限，合计为约数。",
                        "Some addends are lower bounds and others upper ones: the total is "
                        "approximate.");
        }
        return;
    case JB_QUAL_EXACT:
    case JB_QUALIFIERS:
        return;
    }
}

const jb_derived *derive_sum(work *w, const batch *b)
{
    jb_total total = total_of(w, b);
    /* One agency's figure is no total, however well its coverage is told. */
    bool alone = total.given && total.covered == 1;
    if (!total.given || alone) {
        unsigned why = alone ? (unsigned)JB_REASON_SINGLE : total.barred;
        jb_derived *none = refuse(w, why != 0 ? why : JB_REASON_NOTHING);
        derived_facts(w, none, (const jb_total *const[]){&total}, 1);
        if (none->note_zh == NULL) {
            derived_say(w, none, "不合计：没有可加的数。", "Not added: there is no figure.");
        }
        return none;
    }
    bool exact = total.qualifier == JB_QUAL_EXACT;
    jb_derived *out = derived_given(w, "total", exact ? "sum" : "sum_of_bounds", total.value);
    out->qualifier = total.qualifier;
    out->covered = total.covered;
    out->expected = total.expected;
    if (total.addend_count > 0) {
        derived_as_figure(w, out, b->column, total.addends[0]);
    } else {
        print_zeros(out);
    }
    derived_facts(w, out, (const jb_total *const[]){&total}, 1);
    say_coverage(w, out, &total);
    say_outside(w, out, &total);
    say_contents(w, out, b->column, &total);
    say_bound(w, out, &total);
    derived_relaxed(w, out, JB_USE_ADD, total.relaxed);
    return out;
}

/* ---- rates ------------------------------------------------------------------------------- */

/* The two figures of the column's rate, when the catalogue knows both. */
static bool rate_parts(const work *w, size_t column, const jb_indicator **numerator,
                       const jb_indicator **denominator)
{
    const plan_column *plan = &w->plan[column];
    const jb_indicator *rate = plan->count == 1 ? plan->indicators[0] : NULL;
    if (rate == NULL || rate->agg != JB_AGG_RATE || rate->numerator == NULL ||
        rate->denominator == NULL) {
        return false;
    }
    *numerator = jb_catalogue_find(w->catalogue, rate->numerator);
    *denominator = jb_catalogue_find(w->catalogue, rate->denominator);
    return *numerator != NULL && *denominator != NULL;
}

static jb_derived *print_ratio(work *w, const jb_ratio *ratio, const jb_indicator *numerator,
                               const jb_indicator *denominator)
{
    jb_derived *out = derived_given(w, "total", "ratio", ratio->value);
    out->covered = ratio->numerator.covered;
    out->expected = ratio->numerator.expected;
    out->unit_zh = out->unit_en = "%";
    derived_plain(w, out, "", "");
    derived_facts(w, out, (const jb_total *const[]){&ratio->numerator, &ratio->denominator}, 2);
    derived_say(
        w, out,
        jb_arena_printf(w->arena, "由“%s”合计除以“%s”合计重算，不是各率的平均。", numerator->zh,
                        denominator->zh),
        jb_arena_printf(w->arena,
                        "Worked out again as the total of \"%s\" over the total of \"%s\"; no "
                        "average of the rates.",
                        numerator->en, denominator->en));
    say_coverage(w, out, &ratio->numerator);
    derived_relaxed(w, out, JB_USE_ADD, ratio->relaxed);
    return out;
}

static const jb_derived *ratio(work *w, batch *over, batch *under, const jb_indicator *numerator,
                               const jb_indicator *denominator)
{
    batch_indicator(w, numerator, over);
    batch_indicator(w, denominator, under);
    jb_ratio_ask ask = {.numerators = over->figures,
                        .numerator_count = over->count,
                        .denominators = under->figures,
                        .denominator_count = under->count,
                        .power = 2,
                        .digits = 2,
                        .relaxed = w->query->relax};
    ask.expected = expected_of(w, over, &ask.expected_count);
    jb_ratio made = jb_ratio_make(w->arena, &ask);
    if (made.given && made.numerator.covered == 1) {
        return refuse(w, JB_REASON_SINGLE);
    }
    if (made.given) {
        return print_ratio(w, &made, numerator, denominator);
    }
    jb_derived *none = refuse(w, JB_REASON_ADDITIVE);
    derived_say(w, none,
                jb_arena_printf(w->arena, "也没有成对的“%s”与“%s”可供重算。", numerator->zh,
                                denominator->zh),
                jb_arena_printf(w->arena,
                                "There are no matching figures of \"%s\" and \"%s\" to work it out "
                                "again.",
                                numerator->en, denominator->en));
    return none;
}

const jb_derived *derive_total(work *w, size_t column, int year, const char *parent)
{
    batch over = {.column = column, .year = year, .parent = parent};
    batch under = over;
    const jb_indicator *numerator = NULL;
    const jb_indicator *denominator = NULL;
    const jb_derived *out = NULL;
    if (w->plan[column].all) {
        return refuse(w, JB_REASON_INDICATOR);
    }
    if (rate_parts(w, column, &numerator, &denominator)) {
        out = ratio(w, &over, &under, numerator, denominator);
    } else {
        batch_all(w, &over);
        out = derive_sum(w, &over);
    }
    batch_free(&over);
    batch_free(&under);
    return out;
}
