/* derive_before.c - the figure of the year before beside this year's, and its total.
 *
 * The one that a change is worked out from, so that the two columns cannot contradict each other.
 * Where last year's report has none, what this year's quotes, marked; else why there is none.
 */
#include "derive.h"

#include <string.h>

/* Stands before a figure that only this year's report tells of last year. */
#define QUOTED_ZH "称"
#define QUOTED_EN "rep. "

/* What keeps a change from being worked out without making the two figures unlike. */
static unsigned unlike(unsigned barred)
{
    static const unsigned alike = JB_REASON_ZERO_BASE | JB_REASON_SMALL_BASE | JB_REASON_NO_BASE |
                                  JB_REASON_QUALIFIER | JB_REASON_UNREVIEWED | JB_REASON_NOTHING |
                                  JB_REASON_RANGE | JB_REASON_DOUBTFUL;
    return barred & ~alike;
}

static jb_derived *given_before(const work *w, size_t column, const jb_measured *figure,
                                const char *rule)
{
    jb_derived *out = derived_given(w, "before", rule, figure->fact->value);
    out->qualifier = figure->fact->qualifier;
    derived_as_figure(w, out, column, figure);
    derived_fact_pair(w, out, figure, NULL);
    const jb_doubt *doubt = doubt_of(w, figure->fact);
    if (doubt != NULL) {
        remark said = remark_doubt(w->arena, doubt);
        derived_say(w, out, said.zh, said.en);
    }
    return out;
}

static jb_derived *quoted(const work *w, size_t column, const jb_measured *figure)
{
    jb_derived *out = given_before(w, column, figure, "quoted");
    out->zh.prefix = jb_arena_printf(w->arena, QUOTED_ZH "%s", out->zh.prefix);
    out->en.prefix = jb_arena_printf(w->arena, QUOTED_EN "%s", out->en.prefix);
    derived_say(w, out, "本年报告引述的上年数，未见于上年报告。",
                "Last year's figure as this year's report quotes it; no report of last year "
                "states it.");
    return out;
}

static jb_derived *beside(const work *w, size_t row, size_t column, const jb_measured *now,
                          const batch *b)
{
    jb_change change = change_best(w, now, b);
    const jb_measured *figure = change.before != NULL ? change.before : &b->figures[0];
    jb_derived *out = given_before(w, column, figure, "report_before");
    unsigned reasons = unlike(change.barred);
    if (reasons != 0) {
        out->reasons = reasons;
        derived_say(w, out,
                    jb_arena_printf(w->arena, "上年数与本年数不可比：%s。",
                                    jb_reasons_text(w->arena, reasons, JB_LANG_ZH)),
                    jb_arena_printf(w->arena, "Does not compare with this year's figure: %s.",
                                    jb_reasons_text(w->arena, reasons, JB_LANG_EN)));
    }
    change_restated(w, row, now, figure, out);
    return out;
}

/* The first of the column's indicators that last year's report states. */
static bool figure_before(const work *w, const plan_column *plan, const jb_row *before,
                          const row_span *span, jb_measured *out)
{
    for (size_t i = 0; before != NULL && i < plan->count; i++) {
        for (size_t f = span->fact_from; f < span->fact_to; f++) {
            const jb_fact *fact = &w->records.facts[f];
            if (strcmp(fact->indicator, plan->indicators[i]->code) == 0) {
                *out = measured_of(w, fact, plan->indicators[i], before);
                return true;
            }
        }
    }
    return false;
}

/* Why last year's report says nothing; the cell keeps it for the total. */
static jb_derived *missing(work *w, size_t row, jb_cell *cell, const plan_column *plan)
{
    row_span span;
    const jb_row *before = row_before(w, row, &span);
    jb_derived *out = derived_refused(w, "before", JB_USE_TABLE, JB_REASON_NOTHING);
    cell->absence = before != NULL ? absence_in(w, &span, before, plan) : JB_ABSENT_NO_REPORT;
    derived_words(out, jb_absence_text(cell->absence, JB_LANG_ZH),
                  jb_absence_text(cell->absence, JB_LANG_EN));
    w->absences_before |= 1U << cell->absence;
    return out;
}

void derive_before(work *w, size_t row, size_t column)
{
    const plan_column *plan = &w->plan[w->plan[column].of];
    jb_cell *cell = cell_at(w, row, column);
    batch b = {.column = w->plan[column].of, .year = w->rows[row].year};
    jb_measured now;
    jb_measured other;
    unsigned reasons = 0;
    row_span span;
    if (plan->all) {
        cell->derived = derived_refused(w, "before", JB_USE_TABLE, JB_REASON_INDICATOR);
        return;
    }
    bool single = cell_figure(w, row, b.column, &now, &reasons);
    if (single) {
        change_bases(w, &now, row, &b);
    }
    const jb_row *before = row_before(w, row, &span);
    if (b.count > 0) {
        cell->derived = beside(w, row, column, &now, &b);
    } else if (!single && figure_before(w, plan, before, &span, &other)) {
        cell->derived = given_before(w, column, &other, "report_before");
    } else if (single && change_quoted(w, row, &now, &other)) {
        cell->derived = quoted(w, column, &other);
    } else {
        cell->derived = missing(w, row, cell, plan);
    }
    batch_free(&b);
}

/* Of what the column prints, but for figures that are only quoted. */
const jb_derived *derive_before_total(work *w, size_t column, int year, const char *parent)
{
    batch b = {.column = column, .year = year, .parent = parent};
    const plan_column *plan = &w->plan[w->plan[column].of];
    for (size_t r = 0; r < w->row_count && !plan->all; r++) {
        const jb_derived *derived = cell_at(w, r, column)->derived;
        bool counts = w->rows[r].year == year && row_under(&w->rows[r], parent) &&
                      strcmp(derived->rule, "report_before") == 0;
        row_span span;
        const jb_row *before = counts ? row_before(w, r, &span) : NULL;
        if (before != NULL) {
            const jb_fact *fact = derived->facts[0];
            batch_add(
                &b, measured_of(w, fact, jb_catalogue_find(w->catalogue, fact->indicator), before),
                r);
        }
    }
    const jb_derived *out = derive_sum(w, &b);
    batch_free(&b);
    return out;
}
