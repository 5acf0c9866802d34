/* reasons.c - whether the figures of a column compare, and if not, why.
 *
 * What lies between two figures is the measure's judgement; here it is gathered over a column.
 * docs/comparability.md gives the rules in words. Says nothing about which figure is better.
 */
#include "derive.h"

#include <stdlib.h>
#include <string.h>

/* The first figure of a column, with which all others are compared. */
typedef struct measure {
    const jb_figure *figure;
    const jb_row *row;
    size_t count;
    bool inexact;
    const char **terms; /* the first known term, by indicator when all are shown */
} measure;

/* What the column's own words say apart, the terms, is judged below. */
static unsigned compare(const measure *first, const jb_figure *figure, const jb_row *row)
{
    static const unsigned between =
        JB_REASON_INDICATOR | JB_REASON_UNIT | JB_REASON_YEAR | JB_REASON_PERIOD | JB_REASON_SCOPE;
    jb_measured here = measured_figure(figure, row);
    jb_measured there = measured_figure(first->figure, first->row);
    unsigned years = row->year != first->row->year ? (unsigned)JB_REASON_YEAR : 0U;
    return (jb_judge_pair(&here, &there) & between) | years;
}

/* Columns that show all of several indicators expect several words: there only the words for one
 * indicator are held against each other. */
static unsigned compare_term(measure *first, const plan_column *plan, const jb_figure *figure)
{
    const char *term = label_word(figure);
    size_t slot = 0;
    while (plan->all && plan->indicators[slot] != figure->indicator) {
        slot++;
    }
    if (term[0] == '\0') {
        return 0;
    }
    if (first->terms[slot] == NULL) {
        first->terms[slot] = term;
    }
    return jb_terms_differ(first->terms[slot], term) ? JB_REASON_TERM : 0U;
}

static unsigned weigh(measure *first, const plan_column *plan, const jb_figure *figure,
                      const jb_row *row)
{
    unsigned bits = compare_term(first, plan, figure);
    if (first->count++ == 0) {
        first->figure = figure;
        first->row = row;
    }
    bits |= compare(first, figure, row);
    bits |= figure->fact->period.kind == JB_PERIOD_UNSTATED ? JB_REASON_UNSTATED : 0U;
    bits |= figure->indicator->base_unclear ? JB_REASON_BASE : 0U;
    first->inexact = first->inexact || figure->fact->qualifier != JB_QUAL_EXACT;
    return bits;
}

size_t column_agencies(const work *w, size_t column)
{
    size_t count = 0;
    const char *last = "";
    for (size_t r = 0; r < w->row_count; r++) {
        const char *code = w->rows[r].agency->code;
        if (cell_states(cell_at(w, r, column)) && strcmp(code, last) != 0) {
            count++;
            last = code;
        }
    }
    return count;
}

unsigned column_reasons(const work *w, size_t column)
{
    const plan_column *plan = &w->plan[column];
    unsigned bits = 0;
    measure first = {0};
    first.terms = jb_arena_array(w->arena, plan->count, sizeof *first.terms);
    for (size_t r = 0; r < w->row_count; r++) {
        const jb_cell *cell = cell_at(w, r, column);
        for (size_t i = 0; i < cell->figure_count; i++) {
            bits |= weigh(&first, plan, &cell->figures[i], &w->rows[r]);
        }
    }
    if (first.inexact && first.count > 1) {
        bits |= JB_REASON_QUALIFIER;
    }
    if (column_agencies(w, column) == 1) {
        bits |= JB_REASON_SINGLE;
    }
    return bits;
}
