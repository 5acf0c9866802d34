/* notes.c - walks the table as a reader does and hangs each sentence where it belongs.
 *
 * Heads from left to right, then row by row: what holds for the whole row on its year, the rest on
 * the cells. The sentences themselves are made in heads.c and remarks.c.
 */
#include "collect.h"
#include "format.h"
#include "heads.h"
#include "work.h"

#include <string.h>

static void note_heads(const work *w, collector *c)
{
    for (size_t i = 0; i < w->column_count; i++) {
        collect(c, remark_column(w, i));
        collect(c, remark_terms(w, i));
        collect(c, remark_base(w, i));
        w->columns[i].notes = collect_place(c, &w->columns[i].note_count);
    }
}

/* ---- absences ---------------------------------------------------------------------------- */

/* The texts recorded with the absences of a cell; returns how many were called. */
static size_t note_absence(const work *w, collector *c, size_t row, size_t column)
{
    const plan_column *plan = &w->plan[column];
    const row_span *span = &w->spans[row];
    size_t called = 0;
    for (size_t i = 0; i < plan->count; i++) {
        for (size_t a = span->absent_from; a < span->absent_to; a++) {
            const jb_absent *absent = &w->records.absents[a];
            if (absent->note[0] == '\0' ||
                strcmp(absent->indicator, plan->indicators[i]->code) != 0) {
                continue;
            }
            remark said = {"absence", absent->note, absent->note};
            if (c != NULL) {
                collect(c, said);
            }
            called++;
        }
    }
    return called;
}

static bool row_without_figures(const work *w, size_t row)
{
    for (size_t i = 0; i < w->column_count; i++) {
        if (cell_at(w, row, i)->figure_count > 0) {
            return false;
        }
    }
    return w->column_count > 1;
}

/* The one text that was recorded for each cell of an empty row, or NULL. */
static const char *shared_absence(const work *w, size_t row)
{
    const row_span *span = &w->spans[row];
    if (span->absent_from == span->absent_to || !row_without_figures(w, row)) {
        return NULL;
    }
    const char *text = w->records.absents[span->absent_from].note;
    for (size_t a = span->absent_from; a < span->absent_to; a++) {
        if (strcmp(w->records.absents[a].note, text) != 0) {
            return NULL;
        }
    }
    for (size_t i = 0; i < w->column_count; i++) {
        if (note_absence(w, NULL, row, i) == 0) {
            return NULL;
        }
    }
    return text;
}

/* A report is held and says nothing of the whole table. */
static bool silent_row(const work *w, size_t row)
{
    bool silent = false;
    for (size_t i = 0; i < w->column_count; i++) {
        jb_absence absence = cell_at(w, row, i)->absence;
        if (absence != JB_ABSENT_SILENT && absence != JB_ABSENT_NO_NUMBER &&
            absence != JB_ABSENT_NOT_APPLICABLE) {
            return false;
        }
        silent = silent || absence == JB_ABSENT_SILENT;
    }
    return silent && row_without_figures(w, row) && w->rows[row].report != NULL;
}

/* ---- rows and cells ---------------------------------------------------------------------- */

/* What is remarked about the period of every figure of the row, when that is one and the same. */
static remark shared_period(const work *w, size_t row)
{
    remark shared = {"", NULL, NULL};
    size_t figures = 0;
    for (size_t i = 0; i < w->column_count; i++) {
        const jb_cell *cell = cell_at(w, row, i);
        for (size_t f = 0; f < cell->figure_count; f++) {
            remark said = remark_of(w->arena, ASPECT_PERIOD, &cell->figures[f], &w->rows[row]);
            if (said.zh == NULL || (figures > 0 && strcmp(said.zh, shared.zh) != 0)) {
                return (remark){"", NULL, NULL};
            }
            shared = said;
            figures++;
        }
    }
    return figures > 1 ? shared : (remark){"", NULL, NULL};
}

/* "62件、54起：" before what concerns only some figures of a cell. */
static remark naming(const work *w, const jb_cell *cell, const bool *named, remark said)
{
    const char *zh = "";
    const char *en = "";
    for (size_t i = 0; i < cell->figure_count; i++) {
        if (named[i]) {
            zh = jb_arena_printf(w->arena, "%s%s%s", zh, zh[0] == '\0' ? "" : "、",
                                 figure_named(w->arena, &cell->figures[i], JB_LANG_ZH));
            en = jb_arena_printf(w->arena, "%s%s%s", en, en[0] == '\0' ? "" : ", ",
                                 figure_named(w->arena, &cell->figures[i], JB_LANG_EN));
        }
    }
    remark out = {said.kind, jb_arena_printf(w->arena, "%s：%s", zh, said.zh),
                  jb_arena_printf(w->arena, "%s: %s", en, said.en)};
    return out;
}

/* One aspect of all figures of a cell: each text once, naming its figures unless it holds for all
 * of them. */
static void note_aspect(const work *w, collector *c, const jb_cell *cell, const jb_row *row,
                        aspect of)
{
    remark *said = jb_arena_array(w->arena, cell->figure_count, sizeof *said);
    bool *done = jb_arena_array(w->arena, cell->figure_count, sizeof *done);
    bool *named = jb_arena_array(w->arena, cell->figure_count, sizeof *named);
    for (size_t i = 0; i < cell->figure_count; i++) {
        said[i] = remark_of(w->arena, of, &cell->figures[i], row);
    }
    for (size_t i = 0; i < cell->figure_count; i++) {
        if (said[i].zh == NULL || done[i]) {
            continue;
        }
        size_t same = 0;
        for (size_t j = 0; j < cell->figure_count; j++) {
            named[j] = said[j].zh != NULL && strcmp(said[j].zh, said[i].zh) == 0;
            done[j] = done[j] || named[j];
            same += named[j];
        }
        collect(c, same == cell->figure_count ? said[i] : naming(w, cell, named, said[i]));
    }
}

static void note_row(const work *w, collector *c, size_t row)
{
    static const remark silence = {"absence", "该报告未给出本表任何数字；未披露不等于零。",
                                   "The report gives no figure for this table; not disclosed is "
                                   "not zero."};
    remark period = shared_period(w, row);
    const char *absence = shared_absence(w, row);
    collect(c, period);
    if (absence != NULL) {
        collect(c, (remark){"absence", absence, absence});
    } else if (silent_row(w, row)) {
        collect(c, silence);
    }
    w->rows[row].notes = collect_place(c, &w->rows[row].note_count);
    for (size_t i = 0; i < w->column_count; i++) {
        jb_cell *cell = cell_at(w, row, i);
        if (cell->figure_count == 0 && absence == NULL) {
            (void)note_absence(w, c, row, i);
        }
        for (int of = 0; of < ASPECTS && cell->figure_count > 0; of++) {
            if (of != ASPECT_PERIOD || period.zh == NULL) {
                note_aspect(w, c, cell, &w->rows[row], (aspect)of);
            }
        }
        cell->notes = collect_place(c, &cell->note_count);
    }
}

void make_notes(work *w)
{
    collector c = {.arena = w->arena};
    note_heads(w, &c);
    for (size_t r = 0; r < w->row_count; r++) {
        note_row(w, &c, r);
    }
    w->notes = collect_end(&c, &w->note_count);
}
