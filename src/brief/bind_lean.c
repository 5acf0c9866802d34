/* A dataset without the columns that hold no figure: a column of 未披露 or 待核 from top to bottom
 * takes room and says what one sentence can say. A column that a note hangs on alone stays, for the
 * note must keep its mark.
 */
#include "brief_private.h"

#include <string.h>

/* What a column without any figure has instead. */
typedef enum lack { LACK_NONE, LACK_WAITS, LACK_SILENT, LACK_EITHER, LACKS } lack;

static lack cell_lack(const jb_cell *cell, lack before)
{
    if (cell->figure_count > 0 || cell->derived != NULL) {
        return LACK_NONE;
    }
    lack its = cell->absence == JB_ABSENT_UNDER_REVIEW ? LACK_WAITS
               : cell->absence == JB_ABSENT_SILENT     ? LACK_SILENT
                                                       : LACK_NONE;
    return its == LACK_NONE || its == before || before == LACKS ? its : LACK_EITHER;
}

/* A column worked out of such a one goes with it. */
static lack column_lack(const jb_dataset *data, size_t column)
{
    const jb_column *c = &data->columns[column];
    if (c->derive != JB_DERIVE_NONE) {
        return c->derive == JB_DERIVE_REMARK ? LACK_NONE : column_lack(data, c->of);
    }
    lack found = LACKS;
    for (size_t row = 0; row < data->row_count && found != LACK_NONE; row++) {
        const jb_cell *cell = jb_dataset_cell(data, row, column);
        /* Where there is no report the whole row says so. */
        if (cell->absence != JB_ABSENT_NO_REPORT || cell->figure_count > 0) {
            found = cell_lack(cell, found);
        }
    }
    return data->row_count > 1 && found != LACKS ? found : LACK_NONE;
}

static void mark_used(bool *used, const unsigned *notes, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        used[notes[i]] = true;
    }
}

static void mark_rows(bool *used, const jb_dataset *data)
{
    for (size_t row = 0; row < data->row_count; row++) {
        mark_used(used, data->rows[row].notes, data->rows[row].note_count);
    }
}

static void mark_column(bool *used, const jb_dataset *data, size_t column)
{
    mark_used(used, data->columns[column].notes, data->columns[column].note_count);
    for (size_t row = 0; row < data->row_count; row++) {
        const jb_cell *cell = jb_dataset_cell(data, row, column);
        mark_used(used, cell->notes, cell->note_count);
    }
    for (size_t s = 0; s < data->summary_count; s++) {
        const jb_cell *cell = &data->summaries[s].cells[column];
        mark_used(used, cell->notes, cell->note_count);
    }
}

static bool has_unused(const bool *used, const unsigned *notes, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (!used[notes[i]]) {
            return true;
        }
    }
    return false;
}

/* Something is said at the column alone that would be lost with it. Where there is no report the
 * whole row says so, and a total that has nothing to add says no more than the column. */
static bool says_alone(const bool *used, const jb_dataset *data, size_t column)
{
    const jb_column *head = &data->columns[column];
    bool found = has_unused(used, head->notes, head->note_count);
    for (size_t row = 0; row < data->row_count && !found; row++) {
        const jb_cell *cell = jb_dataset_cell(data, row, column);
        bool bare = cell->figure_count == 0 && cell->derived == NULL &&
                    cell->absence == JB_ABSENT_NO_REPORT;
        found = !bare && has_unused(used, cell->notes, cell->note_count);
    }
    return found;
}

/* Keeps the columns that say something alone, with those that are worked out of them. */
static void keep_noted(jb_arena *arena, const jb_dataset *data, bool *drop)
{
    bool *used = jb_arena_array(arena, data->note_count + 1, sizeof *used);
    mark_rows(used, data);
    for (size_t i = 0; i < data->column_count; i++) {
        if (!drop[i]) {
            mark_column(used, data, i);
        }
    }
    for (size_t i = 0; i < data->column_count; i++) {
        size_t of = data->columns[i].derive != JB_DERIVE_NONE ? data->columns[i].of : i;
        if (drop[i] && (!drop[of] || says_alone(used, data, i))) {
            drop[i] = drop[of] = false;
            mark_column(used, data, i);
            mark_column(used, data, of);
        }
    }
    for (size_t i = 0; i < data->column_count; i++) {
        drop[i] =
            drop[i] && (data->columns[i].derive == JB_DERIVE_NONE || drop[data->columns[i].of]);
    }
}

static const jb_cell *cells_keep(jb_arena *arena, const jb_cell *from, size_t columns,
                                 const bool *drop, size_t rows, size_t left)
{
    jb_cell *out = jb_arena_array(arena, rows * left + 1, sizeof *out);
    size_t at = 0;
    for (size_t i = 0; i < rows * columns; i++) {
        if (!drop[i % columns]) {
            out[at++] = from[i];
        }
    }
    return out;
}

static void columns_keep(jb_arena *arena, const jb_dataset *data, const bool *drop, jb_dataset *out)
{
    jb_column *columns = jb_arena_array(arena, data->column_count, sizeof *columns);
    size_t *places = jb_arena_array(arena, data->column_count, sizeof *places);
    out->column_count = 0;
    for (size_t i = 0; i < data->column_count; i++) {
        places[i] = out->column_count;
        if (!drop[i]) {
            columns[out->column_count++] = data->columns[i];
        }
    }
    for (size_t i = 0; i < out->column_count; i++) {
        columns[i].of = places[columns[i].of];
    }
    out->columns = columns;
}

static void summaries_keep(jb_arena *arena, const jb_dataset *data, const bool *drop,
                           jb_dataset *out)
{
    jb_summary *list = jb_arena_array(arena, data->summary_count + 1, sizeof *list);
    for (size_t i = 0; i < data->summary_count; i++) {
        list[i] = data->summaries[i];
        list[i].cells =
            cells_keep(arena, list[i].cells, data->column_count, drop, 1, out->column_count);
    }
    out->summaries = list;
}

/* "“纳入失信名单”“双随机检查”各行均为待核，未列出。" */
static jb_note said(jb_arena *arena, const jb_dataset *data, const bool *drop, lack what)
{
    static const char *const words[LACKS][2] = {
        [LACK_WAITS] = {"各行均为待核，未列出。", "under review in every row, and left out."},
        [LACK_SILENT] = {"各行均未披露，未列出；未披露不等于零。",
                         "disclosed in no row, and left out; not disclosed is not zero."},
        [LACK_EITHER] = {"各行均未披露或待核，未列出；未披露不等于零。",
                         "not disclosed or under review in every row, and left out; not disclosed "
                         "is not zero."},
    };
    const char *zh = "";
    const char *en = "";
    for (size_t i = 0; i < data->column_count; i++) {
        const jb_column *c = &data->columns[i];
        if (drop[i] && c->derive == JB_DERIVE_NONE && column_lack(data, i) == what) {
            zh = jb_arena_printf(arena, "%s“%s”", zh, jb_column_name(arena, data, c, JB_LANG_ZH));
            en = jb_arena_printf(arena, "%s%s\"%s\"", en, en[0] == '\0' ? "" : ", ",
                                 jb_column_name(arena, data, c, JB_LANG_EN));
        }
    }
    jb_note note = {0};
    if (zh[0] != '\0') {
        note = (jb_note){"column", jb_arena_printf(arena, "%s%s", zh, words[what][0]),
                         jb_arena_printf(arena, "%s: %s", en, words[what][1])};
    }
    return note;
}

static void general_keep(jb_arena *arena, const jb_dataset *data, const bool *drop, jb_dataset *out)
{
    jb_note *general = jb_arena_array(arena, data->general_count + LACKS, sizeof *general);
    size_t count = 0;
    for (lack what = LACK_WAITS; what < LACKS; what++) {
        jb_note note = said(arena, data, drop, what);
        if (note.zh != NULL) {
            general[count++] = note;
        }
    }
    for (size_t i = 0; i < data->general_count; i++) {
        general[count++] = data->general[i];
    }
    out->general = general;
    out->general_count = count;
}

/* ---- notes ------------------------------------------------------------------------------- */

/* The numbers that notes had, and have when those of the columns left out are gone. */
typedef struct renumbering {
    jb_arena *arena;
    unsigned *to;
} renumbering;

static const unsigned *renumbered(const renumbering *by, const unsigned *notes, size_t count)
{
    unsigned *out = jb_arena_array(by->arena, count, sizeof *out);
    for (size_t i = 0; i < count; i++) {
        out[i] = by->to[notes[i]];
    }
    return out;
}

static const jb_cell *cells_renumber(const renumbering *by, const jb_cell *from, size_t count)
{
    jb_cell *out = jb_arena_keep(by->arena, from, count, sizeof *out);
    for (size_t i = 0; i < count; i++) {
        jb_figure *figures =
            jb_arena_keep(by->arena, out[i].figures, out[i].figure_count, sizeof *figures);
        for (size_t k = 0; k < out[i].figure_count; k++) {
            figures[k].notes = renumbered(by, figures[k].notes, figures[k].note_count);
        }
        out[i].figures = out[i].figure_count > 0 ? figures : NULL;
        out[i].notes = renumbered(by, out[i].notes, out[i].note_count);
    }
    return out;
}

static void notes_renumber(const renumbering *by, jb_dataset *out)
{
    jb_row *rows = jb_arena_keep(by->arena, out->rows, out->row_count, sizeof *rows);
    jb_column *columns = jb_arena_keep(by->arena, out->columns, out->column_count, sizeof *columns);
    jb_summary *sums = jb_arena_keep(by->arena, out->summaries, out->summary_count, sizeof *sums);
    for (size_t i = 0; i < out->row_count; i++) {
        rows[i].notes = renumbered(by, rows[i].notes, rows[i].note_count);
    }
    for (size_t i = 0; i < out->column_count; i++) {
        columns[i].notes = renumbered(by, columns[i].notes, columns[i].note_count);
    }
    for (size_t i = 0; i < out->summary_count; i++) {
        sums[i].cells = cells_renumber(by, sums[i].cells, out->column_count);
    }
    out->cells = cells_renumber(by, out->cells, out->row_count * out->column_count);
    out->rows = rows;
    out->columns = columns;
    out->summaries = sums;
}

/* Notes that nothing calls any more go, and the others close up. */
static void notes_keep(jb_arena *arena, jb_dataset *out)
{
    bool *used = jb_arena_array(arena, out->note_count + 1, sizeof *used);
    renumbering by = {arena, jb_arena_array(arena, out->note_count + 1, sizeof(unsigned))};
    jb_note *notes = jb_arena_array(arena, out->note_count + 1, sizeof *notes);
    size_t count = 0;
    mark_rows(used, out);
    for (size_t i = 0; i < out->column_count; i++) {
        mark_column(used, out, i);
    }
    for (size_t i = 0; i < out->note_count; i++) {
        by.to[i] = (unsigned)count;
        if (used[i]) {
            notes[count++] = out->notes[i];
        }
    }
    if (count < out->note_count) {
        notes_renumber(&by, out);
        out->notes = notes;
        out->note_count = count;
    }
}

const jb_dataset *dataset_lean(jb_arena *arena, const jb_dataset *data)
{
    bool *drop = jb_arena_array(arena, data->column_count + 1, sizeof *drop);
    size_t gone = 0;
    size_t stated = 0;
    for (size_t i = 0; i < data->column_count; i++) {
        drop[i] = column_lack(data, i) != LACK_NONE;
    }
    keep_noted(arena, data, drop);
    for (size_t i = 0; i < data->column_count; i++) {
        gone += drop[i];
        stated += !drop[i] && data->columns[i].derive == JB_DERIVE_NONE;
    }
    if (gone == 0 || stated == 0) {
        return data;
    }
    jb_dataset *out = jb_arena_alloc(arena, sizeof *out);
    *out = *data;
    columns_keep(arena, data, drop, out);
    out->cells = cells_keep(arena, data->cells, data->column_count, drop, data->row_count,
                            out->column_count);
    summaries_keep(arena, data, drop, out);
    general_keep(arena, data, drop, out);
    notes_keep(arena, out);
    return out;
}
