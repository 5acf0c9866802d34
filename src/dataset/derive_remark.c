/* derive_remark.c - the notes of a row's reports and of one column's figures as a column of words.
 *
 * The table does not say them a second time underneath. Adds nothing to what was recorded.
 */
#include "derive.h"

#include <string.h>

/* Behind one another, each text once. */
static const char *join(const work *w, const char *before, const char *next)
{
    if (next[0] == '\0' || strstr(before, next) != NULL) {
        return before;
    }
    return before[0] == '\0' ? next : jb_arena_printf(w->arena, "%s%s", before, next);
}

static const char *figure_notes(const work *w, size_t row, size_t of, const char *text)
{
    const jb_cell *cell = cell_at(w, row, of);
    const row_span *span = &w->spans[row];
    const plan_column *plan = &w->plan[of];
    for (size_t i = 0; i < cell->figure_count; i++) {
        text = join(w, text, cell->figures[i].fact->note);
    }
    for (size_t i = 0; cell->figure_count == 0 && i < plan->count; i++) {
        for (size_t a = span->absent_from; a < span->absent_to; a++) {
            const jb_absent *absent = &w->records.absents[a];
            bool own = strcmp(absent->indicator, plan->indicators[i]->code) == 0;
            text = own ? join(w, text, absent->note) : text;
        }
    }
    return text;
}

void derive_remark(work *w, size_t row, size_t column)
{
    size_t of = w->plan[column].of;
    const jb_row *held = &w->rows[row];
    const char *text = "";
    for (size_t i = 0; i < held->report_count; i++) {
        text = join(w, text, held->reports[i]->note);
    }
    text = figure_notes(w, row, of, text);
    jb_derived *out = derived_given(w, "remark", "notes", jb_dec_int(0));
    derived_words(out, text, text);
    cell_at(w, row, column)->derived = out;
}
