/* table.c - a table as a box: prepared by its passes, placed page by page, proved at its end.
 */
#include "table.h"

static table *self(box *b)
{
    return (table *)b;
}

static jb_len reach(const run *r, const box *b, jb_len y, bool whole)
{
    const table *t = (const table *)(const void *)b;
    if (whole) {
        return table_whole(r, t, y);
    }
    return table_begins(r, t, y) ? y : r->bottom + 1;
}

/* Rows in are rows out, and every line of every cell stands on a page. */
static jb_status prove(run *r, table *t)
{
    jb_table_count *count = &t->count;
    where at = {.path = t->base.block->path};
    JB_PUSH(r->tables, r->table_count, r->table_cap, *count);
    if (count->rows_in == count->rows_out && count->cells_in == count->cells_out) {
        return JB_OK;
    }
    jb_loc loc = where_loc(r, &at);
    return jb_fail(r->err, JB_ERR_INTERNAL, &loc,
                   "the table has %zu rows and %zu cells, but %zu rows and %zu cells were placed; "
                   "nothing is printed",
                   "表格有 %zu 行 %zu 格，只排出 %zu 行 %zu 格；不予输出", count->rows_in,
                   count->cells_in, count->rows_out, count->cells_out);
}

static jb_status place(run *r, box *b, placed *out)
{
    table *t = self(b);
    *out = PLACED_ALL;
    bool notes_now = t->rows_done;
    if (!t->rows_done) {
        plan p = table_plan(r, t);
        bool stuck = !p.opening && p.end == t->row && p.part == 0 && t->row < t->rows;
        if (p.none || stuck) {
            *out = PLACED_NONE;
            return JB_OK;
        }
        table_draw(r, t, &p);
        notes_now = p.notes;
    }
    bool alone = r->fresh;
    *out = notes_now ? stack_place(r, &t->notes, alone) : PLACED_PART;
    if (*out == PLACED_NONE && !alone) {
        *out = PLACED_PART;
    }
    if (*out != PLACED_ALL) {
        return JB_OK;
    }
    r->y += b->block->style.after;
    return prove(r, t);
}

static jb_status prepare(run *r, table *t)
{
    jb_status status = table_grid(r, t);
    if (status == JB_OK) {
        status = table_measure(r, t);
    }
    if (status == JB_OK) {
        status = table_widths(r, t);
    }
    if (status == JB_OK) {
        status = table_rows(r, t);
    }
    return status != JB_OK ? status : table_parts(r, t);
}

jb_status table_box(run *r, const jb_block *block, uint32_t path, box **out)
{
    static const box_ops ops = {reach, place};
    const jb_table_block *src = block->table;
    table *t = jb_arena_alloc(r->work, sizeof *t);
    t->base = (box){.ops = &ops, .block = block, .path = path};
    t->src = src;
    t->cols = src->column_count;
    t->head_rows = src->head_rows;
    t->rows = src->head_rows + src->body_rows;
    t->row = t->head_rows;
    t->width = r->right - r->left;
    t->cells = jb_arena_array(r->work, t->rows * t->cols + 1, sizeof *t->cells);
    t->columns = jb_arena_array(r->work, t->cols + 1, sizeof *t->columns);
    t->joint = jb_arena_array(r->work, t->rows + 1, sizeof *t->joint);
    t->count = (jb_table_count){.path = block->path, .rows_in = src->body_rows};
    *out = &t->base;
    if (t->cols == 0) {
        where at = {.path = block->path};
        jb_loc loc = where_loc(r, &at);
        return jb_fail(r->err, JB_ERR_INPUT, &loc,
                       "this table has no columns; give it at least one",
                       "表格没有列；请至少给出一列");
    }
    for (size_t i = 0; i < t->cols; i++) {
        t->columns[i].src = &src->columns[i];
    }
    return prepare(r, t);
}
