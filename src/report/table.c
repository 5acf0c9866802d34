/* table.c - tables of pages and documents: rows, columns, merged cells.
 *
 * Decides where the cells stand in the text and in the grid, and which tables only place text on a
 * page. Refuses to know markup.
 */
#include "table.h"

#include <stdlib.h>
#include <string.h>

enum { LONG_CELL = 300, LONG_CELL_LINES = 3 };

void draft_cut(draft *d, size_t bytes)
{
    if (bytes < d->text.len) {
        d->points -= jb_utf8_count(d->text.data + bytes, d->text.len - bytes);
        d->text.len = bytes;
        d->text.data[bytes] = '\0';
        d->fixed = d->fixed < bytes ? d->fixed : bytes;
    }
}

bool draft_at_start(const draft *d, const build_table *t)
{
    if (d->text.len == 0 || d->text.data[d->text.len - 1] == '\n') {
        return true;
    }
    return t && t->in_cell && t->cells[t->count - 1].from == d->text.len;
}

void draft_break(draft *d, const build_table *t)
{
    if (!draft_at_start(d, t)) {
        draft_put(d, '\n');
    }
}

void table_begin(build_table *t, draft *d)
{
    *t = (build_table){.start = d->points};
}

void table_row(build_table *t, draft *d)
{
    table_row_end(t, d);
    draft_break(d, NULL);
    t->in_row = true;
}

void table_cell(build_table *t, draft *d, jb_text_cell cell)
{
    table_cell_end(t, d);
    if (!t->in_row) {
        table_row(t, d);
    }
    if (t->count > 0 && t->cells[t->count - 1].cell.row == t->rows) {
        draft_put(d, '\t');
    }
    cell.row = t->rows;
    cell.span = (jb_span){d->points, d->points};
    const build_cell item = {cell, d->text.len, d->text.len};
    JB_PUSH(t->cells, t->count, t->cap, item);
    t->in_cell = true;
}

void table_cell_end(build_table *t, draft *d)
{
    if (!t->in_cell) {
        return;
    }
    build_cell *last = &t->cells[t->count - 1];
    size_t least = last->from > d->fixed ? last->from : d->fixed;
    while (d->text.len > least && strchr(" \n", d->text.data[d->text.len - 1])) {
        draft_cut(d, d->text.len - 1);
    }
    last->to = d->text.len;
    last->cell.span.end = d->points;
    t->in_cell = false;
}

void table_row_end(build_table *t, draft *d)
{
    table_cell_end(t, d);
    bool any = t->count > 0 && t->cells[t->count - 1].cell.row == t->rows;
    if (t->in_row && any) {
        t->rows++;
        draft_put(d, '\n');
    }
    t->in_row = false;
}

/* ---- the grid ---------------------------------------------------------------------------- */

/* A row whose cells all belong to the row above is none: what is merged may reach too far. */
static void fit_rows(const build_table *t, jb_text_cell *cell)
{
    unsigned below = t->rows - cell->row;
    cell->rowspan = cell->rowspan == 0 || cell->rowspan > below ? below : cell->rowspan;
}

static void place_cell(jb_text_cell *cell, unsigned *free_from, unsigned column)
{
    column = column < COLUMNS_MAX ? column : COLUMNS_MAX - 1;
    while (column < COLUMNS_MAX - 1 && free_from[column] > cell->row) {
        column++;
    }
    cell->column = column;
    unsigned most = COLUMNS_MAX - column;
    cell->colspan = cell->colspan < most ? cell->colspan : most;
    for (unsigned i = 0; i < cell->colspan; i++) {
        free_from[column + i] = cell->row + cell->rowspan;
    }
}

static unsigned place_all(build_table *t)
{
    unsigned free_from[COLUMNS_MAX] = {0}, columns = 0, next = 0;
    for (size_t i = 0; i < t->count; i++) {
        jb_text_cell *cell = &t->cells[i].cell;
        bool first = i == 0 || t->cells[i - 1].cell.row != cell->row;
        fit_rows(t, cell);
        if (!t->places) {
            place_cell(cell, free_from, first ? 0 : next);
        }
        next = cell->column + cell->colspan;
        columns = next > columns ? next : columns;
    }
    return columns;
}

/* Where nothing is marked as a head, the first row is. */
static void mark_head(build_table *t)
{
    bool any = t->rows < 2;
    for (size_t i = 0; i < t->count && !any; i++) {
        any = t->cells[i].cell.header;
    }
    for (size_t i = 0; i < t->count && !any && t->cells[i].cell.row == 0; i++) {
        t->cells[i].cell.header = true;
    }
}

/* ---- the end ----------------------------------------------------------------------------- */

static bool is_long(const build_cell *cell, const char *text)
{
    size_t lines = 0;
    for (size_t i = cell->from; i < cell->to; i++) {
        lines += text[i] == '\n';
    }
    return lines >= LONG_CELL_LINES && cell->cell.span.end - cell->cell.span.start >= LONG_CELL;
}

static bool only_places(const build_table *t, const draft *d)
{
    bool layout = t->nests || t->count < 2;
    for (size_t i = 0; i < t->count && !layout; i++) {
        layout = is_long(&t->cells[i], d->text.data);
    }
    return layout;
}

/* The text keeps its length: places found so far stay true. */
static void change(draft *d, size_t from, size_t to, char old, char new)
{
    for (size_t i = from; i < to; i++) {
        if (d->text.data[i] == old) {
            d->text.data[i] = new;
        }
    }
}

static void add_table(build_table *t, draft *d)
{
    draft_table table = {d->cell_count, t->count, t->rows, place_all(t), {t->start, d->points}};
    mark_head(t);
    for (size_t i = 0; i < t->count; i++) {
        change(d, t->cells[i].from, t->cells[i].to, '\n', ' ');
        JB_PUSH(d->cells, d->cell_count, d->cell_cap, t->cells[i].cell);
    }
    JB_PUSH(d->tables, d->table_count, d->table_cap, table);
    d->fixed = d->text.len;
}

void table_end(build_table *t, draft *d)
{
    table_row_end(t, d);
    if (only_places(t, d)) {
        for (size_t i = 1; i < t->count; i++) {
            change(d, t->cells[i].from - 1, t->cells[i].from, '\t', '\n');
        }
    } else {
        add_table(t, d);
    }
    free(t->cells);
    *t = (build_table){.start = 0};
}
