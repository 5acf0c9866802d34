/* table_groups.c - a table too wide for the page, in parts that repeat its key columns.
 *
 * Decides where columns are cut: rather between groups of the head than within one, and so that the
 * parts are about equally wide. Type is never set smaller, nothing is left out: a cell over
 * columns of two parts stands in both, and counts once.
 */
#include "table.h"

#include <string.h>

/* ---- where to cut */

/* Columns that hold row headers from the first row to the last. */
static size_t header_columns(const table *t)
{
    for (size_t col = 0; col < t->cols; col++) {
        for (size_t row = t->head_rows; row < t->rows; row++) {
            const cell *c = cell_at(t, row, col);
            if (!t->cells[c->owner].src->header || c->owner % t->cols > col) {
                return col;
            }
        }
    }
    return t->rows > t->head_rows ? t->cols : 0;
}

/* No head over several columns lies over the cut before `col`. */
static bool good_cut(const table *t, size_t col)
{
    return t->head_rows == 0 || cell_at(t, 0, col)->owner % t->cols == col;
}

/* Ends of groups that are no wider than `room`; their number. A cut between groups of the head is
 * taken when it leaves at least half of the room used. */
static size_t pack(const table *t, const jb_len *floors, size_t from, int64_t room, size_t *ends)
{
    size_t count = 0;
    while (from < t->cols) {
        int64_t used = 0;
        size_t good = from;
        size_t end = from;
        while (end < t->cols && (end == from || used + floors[end] <= room)) {
            used += floors[end++];
            bool cut = end == t->cols || good_cut(t, end);
            good = cut && 2 * used >= room ? end : good;
        }
        from = end < t->cols && good > from ? good : end;
        ends[count++] = from;
    }
    return count;
}

/* The least room that does with as many parts: none is left with a column or two. */
static void balance(const table *t, const jb_len *floors, size_t from, int64_t room, groups *g)
{
    int64_t low = 0;
    int64_t high = room;
    while (high - low > JB_PT(1)) {
        int64_t middle = low + (high - low) / 2;
        if (pack(t, floors, from, middle, g->ends) <= g->count) {
            high = middle;
        } else {
            low = middle;
        }
    }
    g->count = pack(t, floors, from, high, g->ends);
}

jb_status groups_find(run *r, const table *t, const jb_len *floors, jb_len width, groups *out)
{
    size_t keys = t->src->key_columns > 0 ? t->src->key_columns : header_columns(t);
    size_t widest = 0;
    int64_t taken = 0;
    keys = keys < t->cols ? keys : t->cols - 1;
    for (size_t i = 0; i < t->cols; i++) {
        widest = i >= keys && (widest < keys || floors[i] > floors[widest]) ? i : widest;
        taken += i < keys ? floors[i] : 0;
    }
    /* Keys that leave no room for a column beside them are not repeated. */
    while (keys > 0 && (taken > width / 2 || taken + floors[widest] > width)) {
        taken -= floors[--keys];
        widest = floors[keys] > floors[widest] ? keys : widest;
    }
    if (floors[widest] > width) {
        return table_too_wide(r, t, widest, floors[widest]);
    }
    *out = (groups){.keys = keys, .ends = jb_arena_array(r->work, t->cols + 1, sizeof(size_t))};
    out->count = pack(t, floors, keys, width - taken, out->ends);
    balance(t, floors, keys, width - taken, out);
    return JB_OK;
}

/* ---- what a part prints */

typedef struct cutting {
    const table *t;
    const groups *g;
    size_t part;
    size_t from, end; /* the columns besides the keys */
    size_t cols;
} cutting;

static size_t column_of(const cutting *c, size_t place)
{
    return place < c->g->keys ? place : c->from + place - c->g->keys;
}

/* What stands at a place of the part: the cell of the whole, cut to the columns that are here. */
static jb_table_cell cut_cell(const cutting *c, size_t row, size_t place, bool *echo)
{
    size_t col = column_of(c, place);
    const cell *at = cell_at(c->t, row, col);
    size_t owner_row = at->owner / c->t->cols;
    size_t owner_col = at->owner % c->t->cols;
    const cell *owner = &c->t->cells[at->owner];
    bool first = place == 0 || column_of(c, place - 1) < owner_col;
    if (owner_row != row || !first) {
        return (jb_table_cell){.covered = true};
    }
    jb_table_cell out = *owner->src;
    size_t end = place;
    while (end < c->cols && column_of(c, end) < owner_col + owner->colspan) {
        end++;
    }
    out.colspan = (unsigned)(end - place);
    out.rowspan = owner->rowspan;
    *echo = col != owner_col || (c->part > 0 && place < c->g->keys);
    return out;
}

static const jb_table_cell *cut_rows(run *r, const cutting *c, size_t from, size_t end, bool *echo)
{
    jb_table_cell *cells = jb_arena_array(r->work, (end - from) * c->cols + 1, sizeof *cells);
    for (size_t row = from; row < end; row++) {
        for (size_t i = 0; i < c->cols; i++) {
            cells[(row - from) * c->cols + i] = cut_cell(c, row, i, &echo[row * c->cols + i]);
        }
    }
    return cells;
}

static const char *numbered(run *r, const char *template, size_t part, size_t parts)
{
    jb_str s = {0};
    for (const char *p = template; *p != '\0';) {
        if (strncmp(p, "{parts}", 7) == 0) {
            jb_str_addf(&s, "%zu", parts);
            p += 7;
        } else if (strncmp(p, "{part}", 6) == 0) {
            jb_str_addf(&s, "%zu", part);
            p += 6;
        } else {
            jb_str_addc(&s, *p++);
        }
    }
    const char *text = jb_arena_strdup(r->arena, jb_str_text(&s));
    jb_str_free(&s);
    return text;
}

static jb_text part_title(run *r, const jb_table_block *src, size_t part, size_t parts)
{
    const char *usual =
        r->doc->lang == JB_LANG_ZH ? "（第{part}/{parts}部分）" : " (part {part} of {parts})";
    jb_inline *item = jb_arena_alloc(r->work, sizeof *item);
    item->text = numbered(r, src->part != NULL ? src->part : usual, part, parts);
    jb_text words = {.items = item, .count = 1};
    return text_join(r->work, &src->title, "", &words);
}

const jb_table_block *groups_block(run *r, const table *t, const groups *g, size_t i,
                                   const bool **echo)
{
    cutting c = {.t = t, .g = g, .part = i, .end = g->ends[i]};
    c.from = i > 0 ? g->ends[i - 1] : g->keys;
    c.cols = g->keys + c.end - c.from;
    jb_table_block *out = jb_arena_alloc(r->work, sizeof *out);
    jb_table_column *columns = jb_arena_array(r->work, c.cols + 1, sizeof *columns);
    bool *echoes = jb_arena_array(r->work, t->rows * c.cols + 1, sizeof *echoes);
    for (size_t k = 0; k < c.cols; k++) {
        columns[k] = t->src->columns[column_of(&c, k)];
    }
    *out = *t->src;
    out->title = part_title(r, t->src, i + 1, g->count);
    out->columns = columns;
    out->column_count = c.cols;
    out->head = cut_rows(r, &c, 0, t->head_rows, echoes);
    out->body = cut_rows(r, &c, t->head_rows, t->rows, echoes);
    if (i + 1 < g->count) {
        out->note_count = 0;
        out->legend = (jb_text){0};
        out->source = (jb_text){0};
    }
    *echo = echoes;
    return out;
}
