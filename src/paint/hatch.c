/* hatch.c - see hatch.h. Integers only, so that painters and machines agree. */
#include "hatch.h"

/* Wide enough apart to stay apart at half size, near enough for a bar of a few points. */
enum { DIAGONAL_STEP = 4000, DIAGONAL_WIDTH = 600, DOT_STEP = 3000, DOT_WIDTH = 1000 };

typedef struct list {
    jb_segment *items;
    size_t count, cap;
} list;

jb_len jb_hatch_width(jb_hatch hatch)
{
    return hatch == JB_HATCH_DOTS ? DOT_WIDTH : DIAGONAL_WIDTH;
}

/* The first multiple of `step` that is not below `value`. */
static jb_len first_step(jb_len value, jb_len step)
{
    jb_len rest = value % step;

    return rest == 0 ? value : rest < 0 ? value - rest : value - rest + step;
}

static jb_len larger(jb_len a, jb_len b)
{
    return a > b ? a : b;
}

static jb_len smaller(jb_len a, jb_len b)
{
    return a < b ? a : b;
}

/* x + y is the same along a line, which rises to the right. */
static void add_diagonals(list *l, const jb_mark *m)
{
    jb_len right = m->x + m->width, bottom = m->y + m->height;

    for (jb_len sum = first_step(m->x + m->y, DIAGONAL_STEP); sum <= right + bottom;
         sum += DIAGONAL_STEP) {
        jb_len from = larger(m->x, sum - bottom), to = smaller(right, sum - m->y);
        jb_segment line = {{from, sum - from}, {to, sum - to}};

        JB_PUSH(l->items, l->count, l->cap, line);
    }
}

/* Rows half a step apart, every second one shifted. */
static void add_dots(list *l, const jb_mark *m)
{
    for (jb_len y = first_step(m->y, DOT_STEP / 2); y <= m->y + m->height; y += DOT_STEP / 2) {
        jb_len shift = y / (DOT_STEP / 2) % 2 == 0 ? 0 : DOT_STEP / 2;

        for (jb_len x = first_step(m->x - shift, DOT_STEP) + shift; x <= m->x + m->width;
             x += DOT_STEP) {
            jb_segment dot = {{x, y}, {x, y}};

            JB_PUSH(l->items, l->count, l->cap, dot);
        }
    }
}

size_t jb_hatch_list(const jb_mark *mark, jb_segment **out)
{
    list l = {0};

    if (mark->path->hatch == JB_HATCH_DIAGONAL) {
        add_diagonals(&l, mark);
    } else if (mark->path->hatch == JB_HATCH_DOTS) {
        add_dots(&l, mark);
    }
    *out = l.items;
    return l.count;
}
