/* torture_chart.c - what must hold of drawings: every figure can be read, every point be seen.
 */
#include "torture.h"

#include <stdio.h>
#include <stdlib.h>

typedef struct box4 {
    jb_len left, top, right, bottom;
} box4;

static box4 box_of(const jb_mark *mark)
{
    jb_len top = mark->kind == JB_MARK_TEXT ? mark->y - mark->size * 88 / 100 : mark->y;
    jb_len height = mark->kind == JB_MARK_TEXT ? mark->size : mark->height;
    return (box4){mark->x, top, mark->x + mark->width, top + height};
}

static bool over(box4 a, box4 b)
{
    /* A hair of a point is the rounding of places. */
    return a.left + 50 < b.right && b.left + 50 < a.right && a.top + 50 < b.bottom &&
           b.top + 50 < a.bottom;
}

/* Bars and points; lines may pass behind figures, which stand on white. */
static bool solid(const jb_mark *mark)
{
    return mark->kind == JB_MARK_PATH && mark->path->closed;
}

static bool white(const jb_mark *mark)
{
    return mark->kind == JB_MARK_RECT && mark->color == 0xffffff;
}

/* Marks in painting order: what covers comes after what is covered. */
static void check_chart(const jb_page *page, size_t block, fault *f)
{
    for (size_t i = 0; i < page->mark_count; i++) {
        const jb_mark *shape = &page->marks[i];
        if (shape->block != block || !solid(shape)) {
            continue;
        }
        for (size_t k = 0; k < page->mark_count; k++) {
            const jb_mark *other = &page->marks[k];
            bool covers = other->kind == JB_MARK_TEXT || (k > i && white(other));
            if (other->block == block && covers && over(box_of(shape), box_of(other))) {
                fault_say(f, "page %s: %s at %d,%d of chart %zu stands over a shape at %d,%d",
                          page->label, other->kind == JB_MARK_TEXT ? "a text" : "white", other->x,
                          other->y, block, shape->x, shape->y);
            }
        }
    }
}

/* Behind every line of a label the paper is white: two of them side by side keep half an em, or
 * "2028" and "7961" would be read as one figure. */
static void check_labels(const jb_page *page, size_t block, fault *f)
{
    for (size_t i = 0; i < page->mark_count; i++) {
        const jb_mark *a = &page->marks[i];
        for (size_t k = i + 1; a->block == block && white(a) && k < page->mark_count; k++) {
            const jb_mark *b = &page->marks[k];
            if (b->block != block || !white(b)) {
                continue;
            }
            box4 room = box_of(a);
            room.left -= a->height * 2 / 5;
            room.right += a->height * 2 / 5;
            if (over(room, box_of(b))) {
                fault_say(f, "page %s: labels at %d,%d and %d,%d of chart %zu touch", page->label,
                          a->x, a->y, b->x, b->y, block);
            }
        }
    }
}

void torture_charts(const made *m, const jb_pages *pages, fault *f)
{
    for (size_t i = 0; i < m->count; i++) {
        for (size_t p = 0; m->blocks[i].kind == JB_BLOCK_CHART && p < pages->count; p++) {
            check_chart(&pages->pages[p], i, f);
            check_labels(&pages->pages[p], i, f);
        }
    }
}
