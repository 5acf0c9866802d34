/* table.c - a table as a box: prepared by its passes, placed page by page, proved at its end.
 *
 * Decides whether it stands upright, on a turned page or in parts. A block is one table, or several
 * one under the other when its columns do not fit.
 */
#include "table.h"

typedef struct tables {
    box base;
    table *parts;
    size_t count, at;
    jb_table_count total;
    size_t last_page;
} tables;

static tables *self(box *b)
{
    return (tables *)b;
}

static jb_len reach(const run *r, const box *b, jb_len y, bool whole)
{
    const tables *all = (const tables *)(const void *)b;
    if (!whole) {
        return table_begins(r, &all->parts[all->at], y) ? y : r->bottom + 1;
    }
    for (size_t i = all->at; i < all->count && y <= r->bottom; i++) {
        y = table_whole(r, &all->parts[i], y);
    }
    return y;
}

/* Rows in are rows out, and every line of every cell stands on a page: of each part with the cells
 * it says again, and of the whole without. */
static jb_status prove(run *r, const tables *all)
{
    const jb_table_count *count = &all->total;
    bool complete = count->rows_in == count->rows_out && count->cells_in == count->cells_out;
    where at = {.path = all->base.block->path};
    for (size_t i = 0; i < all->count; i++) {
        const jb_table_count *part = &all->parts[i].count;
        complete = complete && part->cells_in == part->cells_out;
    }
    JB_PUSH(r->tables, r->table_count, r->table_cap, *count);
    if (complete) {
        return JB_OK;
    }
    jb_loc loc = where_loc(r, &at);
    return jb_fail(r->err, JB_ERR_INTERNAL, &loc,
                   "the table has %zu rows and %zu cells, but %zu rows and %zu cells were placed; "
                   "nothing is printed",
                   "表格有 %zu 行 %zu 格，只排出 %zu 行 %zu 格；不予输出", count->rows_in,
                   count->cells_in, count->rows_out, count->cells_out);
}

static placed place_part(run *r, table *t)
{
    bool notes_now = t->rows_done;
    if (!t->rows_done) {
        plan p = table_plan(r, t);
        bool stuck = !p.opening && p.end == t->row && p.part == 0 && t->row < t->rows;
        if (p.none || stuck) {
            return PLACED_NONE;
        }
        table_draw(r, t, &p);
        notes_now = p.notes;
    }
    bool alone = r->fresh;
    placed got = notes_now ? stack_place(r, &t->notes, alone) : PLACED_PART;
    return got == PLACED_NONE && !alone ? PLACED_PART : got;
}

static void add_up(tables *all, const table *t)
{
    jb_table_count *total = &all->total;
    const jb_table_count *part = &t->count;
    total->rows_out =
        all->at == 0 || part->rows_out < total->rows_out ? part->rows_out : total->rows_out;
    total->cells_out += t->first_out;
    total->splits += part->splits;
    /* A page on which one part ends and the next begins counts once. */
    total->pages += part->pages - (t->last_page - part->pages + 1 == all->last_page);
    all->last_page = t->last_page;
}

static jb_status place(run *r, box *b, placed *out)
{
    tables *all = self(b);
    bool some = false;
    for (; all->at < all->count; all->at++) {
        table *t = &all->parts[all->at];
        *out = place_part(r, t);
        if (*out != PLACED_ALL) {
            *out = *out == PLACED_NONE && some ? PLACED_PART : *out;
            return JB_OK;
        }
        some = true;
        r->kept_only = false;
        add_up(all, t);
    }
    r->y += b->block->style.after;
    return prove(r, all);
}

/* ---- preparing */

static void open_table(run *r, table *t, const jb_block *block, uint32_t path,
                       const jb_table_block *src)
{
    *t = (table){.block = block, .path = path, .src = src, .before = block->style.before};
    t->cols = src->column_count;
    t->head_rows = src->head_rows;
    t->rows = src->head_rows + src->body_rows;
    t->row = t->head_rows;
    t->width = r->right - r->left;
    t->cells = jb_arena_array(r->work, t->rows * t->cols + 1, sizeof *t->cells);
    t->columns = jb_arena_array(r->work, t->cols + 1, sizeof *t->columns);
    t->joint = jb_arena_array(r->work, t->rows + 1, sizeof *t->joint);
    t->page_room = r->bottom - r->top;
    t->count = (jb_table_count){.path = block->path, .rows_in = src->body_rows, .parts = 1};
    for (size_t i = 0; i < t->cols; i++) {
        t->columns[i].src = &src->columns[i];
    }
}

static jb_status measure(run *r, table *t)
{
    kinds_find(r, t);
    jb_status status = table_grid(r, t);
    return status != JB_OK ? status : table_measure(r, t);
}

static jb_status settle(run *r, table *t)
{
    t->width = r->right - r->left;
    jb_status status = table_widths(r, t);
    if (status == JB_OK) {
        status = table_rows(r, t);
    }
    t->page_room = r->bottom - r->top;
    if (status == JB_OK) {
        status = kinds_labels(r, t);
    }
    return status != JB_OK ? status : table_parts(r, t);
}

/* How the columns go on the page that is faced now: in how many parts. */
typedef struct fit {
    jb_status status;
    jb_len *floors;
    groups groups; /* no ends: it fits */
} fit;

static fit fit_page(run *r, table *t)
{
    fit f = {.floors = jb_arena_array(r->work, t->cols + 1, sizeof(jb_len))};
    bool fits = false;
    f.groups.count = 1;
    t->width = r->right - r->left;
    f.status = table_fits(r, t, t->width, f.floors, &fits);
    if (f.status == JB_OK && !fits) {
        f.status = groups_find(r, t, f.floors, t->width, &f.groups);
    }
    return f;
}

/* Upright as long as that does; turned when it is asked for or holds more columns. */
static fit choose_page(run *r, table *t, bool *turned)
{
    bool lies = r->doc->page.width > r->doc->page.height;
    jb_orient own = lies ? JB_ORIENT_LANDSCAPE : JB_ORIENT_PORTRAIT;
    jb_orient orient = t->src->orient;
    if (t->block->turned && orient == JB_ORIENT_AUTO) {
        orient = lies ? JB_ORIENT_PORTRAIT : JB_ORIENT_LANDSCAPE;
    }
    *turned = orient != JB_ORIENT_AUTO && orient != own;
    page_face(r, *turned);
    fit f = fit_page(r, t);
    if (orient != JB_ORIENT_AUTO || lies || (f.status == JB_OK && f.groups.count == 1)) {
        return f;
    }
    jb_error kept = *r->err;
    *r->err = (jb_error){0};
    page_face(r, true);
    fit other = fit_page(r, t);
    bool worse =
        other.status != JB_OK || (f.status == JB_OK && other.groups.count >= f.groups.count);
    *r->err = worse ? kept : *r->err;
    *turned = !worse;
    page_face(r, *turned);
    return worse ? f : other;
}

static jb_status cut_parts(run *r, tables *all, const table *whole, const groups *g)
{
    jb_status status = JB_OK;
    jb_len line = style_pitch(&whole->src->cell_style);
    all->count = g->count;
    all->parts = jb_arena_array(r->work, g->count, sizeof *all->parts);
    /* The last part first: its notes are what calls in all of them lead to. */
    for (size_t i = g->count; i > 0 && status == JB_OK; i--) {
        table *t = &all->parts[i - 1];
        const bool *echo = NULL;
        const jb_table_block *src = groups_block(r, whole, g, i - 1, &echo);
        open_table(r, t, whole->block, whole->path, src);
        t->echo = echo;
        t->before = i > 1 && t->before < line ? line : t->before;
        status = measure(r, t);
        if (status == JB_OK) {
            status = settle(r, t);
        }
        if (i < g->count) {
            t->note_map = all->parts[g->count - 1].note_map;
        }
    }
    return status;
}

static jb_status prepare(run *r, tables *all)
{
    const jb_block *block = all->base.block;
    table *whole = jb_arena_alloc(r->work, sizeof *whole);
    bool face = page_turned(r);
    open_table(r, whole, block, all->base.path, block->table);
    jb_status status = measure(r, whole);
    if (status != JB_OK) {
        return status;
    }
    fit f = choose_page(r, whole, &all->base.turned);
    all->total = whole->count;
    all->total.parts = f.groups.count;
    all->total.turned = all->base.turned;
    all->parts = whole;
    all->count = 1;
    status = f.status;
    if (status == JB_OK) {
        status = f.groups.count > 1 ? cut_parts(r, all, whole, &f.groups) : settle(r, whole);
    }
    page_face(r, face);
    return status;
}

jb_status table_box(run *r, const jb_block *block, uint32_t path, box **out)
{
    static const box_ops ops = {reach, place};
    tables *all = jb_arena_alloc(r->work, sizeof *all);
    all->base = (box){.ops = &ops, .block = block, .path = path};
    *out = &all->base;
    if (block->table->column_count == 0) {
        where at = {.path = block->path};
        jb_loc loc = where_loc(r, &at);
        return jb_fail(r->err, JB_ERR_INPUT, &loc,
                       "this table has no columns; give it at least one",
                       "表格没有列；请至少给出一列");
    }
    return prepare(r, all);
}
