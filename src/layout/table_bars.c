/* table_bars.c - bars beside the figures of a column, all to one scale.
 *
 * Decides how they look: a figure that is only about right is hatched, one that is a bound or
 * cannot be compared is hollow, so that grey prints still tell them apart. They are furniture; the
 * figure says it all.
 */
#include "table.h"

#define GREY 0x808080
#define LINE 400
#define STEP 2000 /* from one stroke of the hatching to the next */

static jb_len bar_gap(const table *t)
{
    return t->src->cell_style.size / 2;
}

jb_len bar_room(const table *t, size_t row, size_t col)
{
    jb_len bar = t->src->columns[col].bar;
    bool apart = row_in_head(t, row) || cell_at(t, row, col)->colspan > 1;
    return bar > 0 && !apart ? bar + bar_gap(t) : 0;
}

static void draw_outline(run *r, const table *t, jb_len x, jb_len y, jb_len width, jb_len height)
{
    mark_fill(r, x, y, width, LINE, GREY, t->path);
    mark_fill(r, x, y + height - LINE, width, LINE, GREY, t->path);
    mark_fill(r, x, y, LINE, height, GREY, t->path);
    mark_fill(r, x + width - LINE, y, LINE, height, GREY, t->path);
}

/* `right`: where the longest bar ends; `middle`: of its height. */
void bar_draw(run *r, const table *t, size_t index, jb_len right, jb_len middle)
{
    const cell *c = &t->cells[index];
    jb_len room = bar_room(t, index / t->cols, index % t->cols);
    if (room == 0 || c->src->bar == 0) {
        return;
    }
    jb_len longest = t->src->columns[index % t->cols].bar;
    unsigned share = c->src->bar < 1000 ? c->src->bar : 1000;
    jb_len width = (jb_len)((int64_t)longest * share / 1000);
    width = width > 2 * LINE ? width : 2 * LINE;
    jb_len height = t->src->cell_style.size * 6 / 10;
    jb_len x = right - longest;
    jb_len y = middle - height / 2;
    if (c->src->bar_kind == JB_BAR_SOLID) {
        mark_fill(r, x, y, width, height, GREY, t->path);
        return;
    }
    draw_outline(r, t, x, y, width, height);
    for (jb_len at = STEP; c->src->bar_kind == JB_BAR_HATCHED && at + LINE < width; at += STEP) {
        mark_fill(r, x + at, y, LINE, height, GREY, t->path);
    }
}
