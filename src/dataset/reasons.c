/* reasons.c - whether the figures of a column compare, and if not, why.
 *
 * Each bit is decided here and nowhere else; docs/comparability.md gives the rules in words. Says
 * nothing about which figure is better.
 */
#include "remarks.h"
#include "unit.h"
#include "work.h"

#include <stdlib.h>
#include <string.h>

static jb_measured measured(const jb_figure *figure, const jb_row *row)
{
    return (jb_measured){figure->fact, figure->indicator, row->agency,
                         figure_written(figure->fact, row), row->year};
}

static bool scopes_differ(const jb_fact *a, const jb_fact *b)
{
    return strcmp(a->scope_population, b->scope_population) != 0 ||
           strcmp(a->scope_channel, b->scope_channel) != 0 ||
           strcmp(a->scope_coverage, b->scope_coverage) != 0;
}

/* The first figure of a column, with which all others are compared. */
typedef struct measure {
    const jb_figure *figure;
    const jb_row *row;
    size_t count;
    bool inexact;
    const char **terms; /* the first known term, by indicator when all are shown */
} measure;

static unsigned compare(const measure *first, const jb_figure *figure, const jb_row *row)
{
    const jb_fact *a = first->figure->fact;
    const jb_fact *b = figure->fact;
    unsigned bits = 0;
    bits |= figure->indicator != first->figure->indicator ? JB_REASON_INDICATOR : 0U;
    bits |= unit_written(figure).unit != unit_written(first->figure).unit ? JB_REASON_UNIT : 0U;
    jb_measured here = measured(figure, row);
    jb_measured there = measured(first->figure, first->row);
    jb_shape mine = jb_shape_of(&here);
    jb_shape other = jb_shape_of(&there);
    bool year = row->year != first->row->year || jb_shape_years_differ(mine, other);
    bits |= year ? JB_REASON_YEAR : 0U;
    bits |= jb_shapes_differ(mine, other) ? JB_REASON_PERIOD : 0U;
    bits |= scopes_differ(a, b) ? JB_REASON_SCOPE : 0U;
    return bits;
}

/* Columns that show all of several indicators expect several words: there only the words for one
 * indicator are held against each other. */
static unsigned compare_term(measure *first, const plan_column *plan, const jb_figure *figure)
{
    const char *term = figure->fact->term;
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
    return strcmp(first->terms[slot], term) != 0 ? JB_REASON_TERM : 0U;
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
