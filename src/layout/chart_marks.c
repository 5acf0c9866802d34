/* chart_marks.c - bars, points and lines as paths that stay apart in grey print.
 *
 * Series differ in lightness first, in colour second, points in shape as well. A figure that is
 * not exact is hatched, one that does not compare is hollow: never a full bar beside full bars.
 */
#include "chart.h"

#include <string.h>

#define OUTLINE 500
#define LINE 1200

/* Lightness 21, 70, 45, 86 per cent: each pair differs in grey. */
static const uint32_t fills[] = {0x1f3a5f, 0x9dbad9, 0x5f7a4a, 0xdcd9cf};

static uint32_t fill_of(size_t series)
{
    return fills[series % (sizeof fills / sizeof *fills)];
}

static void push_path(run *r, const area *at, const jb_path *path)
{
    jb_mark mark = {
        .kind = JB_MARK_PATH,
        .tag = at->in.tag,
        .block = at->in.path,
        .x = path->points[0].x,
        .y = path->points[0].y,
        .color = 0x1f3a5f,
    };
    jb_len right = mark.x;
    jb_len bottom = mark.y;
    for (uint32_t i = 1; i < path->count; i++) {
        jb_point p = path->points[i];
        mark.x = p.x < mark.x ? p.x : mark.x;
        mark.y = p.y < mark.y ? p.y : mark.y;
        right = p.x > right ? p.x : right;
        bottom = p.y > bottom ? p.y : bottom;
    }
    mark.width = right - mark.x;
    mark.height = bottom - mark.y;
    jb_path *copy = jb_arena_alloc(r->arena, sizeof *copy);
    *copy = *path;
    mark.path = copy;
    JB_PUSH(r->marks, r->mark_count, r->mark_cap, mark);
    r->fresh = false;
}

static void push_shape(run *r, const area *at, const jb_point *points, uint32_t count,
                       size_t series, jb_look look, bool dashed)
{
    jb_point *copy = jb_arena_array(r->arena, count, sizeof *copy);
    memcpy(copy, points, count * sizeof *copy);
    jb_path path = {
        .points = copy,
        .count = count,
        .closed = true,
        .stroke = OUTLINE,
        .filled = look != JB_LOOK_HATCHED,
        .fill = look == JB_LOOK_HOLLOW ? 0xffffff : fill_of(series),
        .hatch = look == JB_LOOK_HATCHED ? JB_HATCH_DIAGONAL : JB_HATCH_NONE,
        .dashed = dashed && look == JB_LOOK_HOLLOW,
    };
    push_path(r, at, &path);
}

/* A value that is only a bound has a point at its open end. */
void chart_bar(run *r, const area *at, size_t series, const jb_chart_point *point)
{
    jb_len right = at->x + at->width;
    jb_len bottom = at->y + at->height;
    jb_len middle = at->y + at->height / 2;
    jb_len tip = at->height / 3;
    if (at->width <= 0) {
        return;
    }
    if (point->bound > 0) {
        jb_point arrow[] = {{at->x, at->y},
                            {right, at->y},
                            {right + tip, middle},
                            {right, bottom},
                            {at->x, bottom}};
        push_shape(r, at, arrow, 5, series, point->look, true);
        return;
    }
    if (point->bound < 0 && at->width > tip) {
        jb_point notch[] = {{at->x, at->y},
                            {right, at->y},
                            {right - tip, middle},
                            {right, bottom},
                            {at->x, bottom}};
        push_shape(r, at, notch, 5, series, point->look, true);
        return;
    }
    jb_point bar[] = {{at->x, at->y}, {right, at->y}, {right, bottom}, {at->x, bottom}};
    push_shape(r, at, bar, 4, series, point->look, true);
}

/* What is hatched or hollow says at its beginning which series it is of, as the key shows it. */
void chart_bar_series(run *r, const area *at, size_t series)
{
    area band = *at;
    band.width = at->width < at->height ? at->width / 2 : at->height / 2;
    chart_bar(r, &band, series, &(jb_chart_point){.present = true});
}

/* Shapes by series: square, diamond, triangle, and a triangle upside down. The area is the
 * middle of the mark and how far it reaches. */
void chart_dot(run *r, const area *at, size_t series, const jb_chart_point *point)
{
    jb_len x = at->x;
    jb_len y = at->y;
    jb_len d = at->width;
    jb_len s = d * 4 / 5;
    jb_point square[] = {{x - s, y - s}, {x + s, y - s}, {x + s, y + s}, {x - s, y + s}};
    jb_point diamond[] = {{x, y - d}, {x + d, y}, {x, y + d}, {x - d, y}};
    jb_point up[] = {{x, y - d}, {x + d, y + s}, {x - d, y + s}};
    jb_point down[] = {{x, y + d}, {x - d, y - s}, {x + d, y - s}};
    const jb_point *shapes[] = {square, diamond, up, down};
    static const uint32_t counts[] = {4, 4, 3, 3};
    size_t shape = series % 4;
    push_shape(r, at, shapes[shape], counts[shape], series, point->look, false);
}

/* Lines of later series are dashed: they stay apart where they cross. */
void chart_segment(run *r, const area *from, const area *to, size_t series)
{
    jb_point *points = jb_arena_array(r->arena, 2, sizeof *points);
    points[0] = (jb_point){from->x, from->y};
    points[1] = (jb_point){to->x, to->y};
    jb_path path = {.points = points, .count = 2, .stroke = LINE, .dashed = series % 2 == 1};
    push_path(r, from, &path);
}

void chart_hair(run *r, jb_len x, jb_len y, jb_len width, jb_len height, uint32_t path,
                uint32_t color)
{
    mark_rule(r, x, y, width, height, path);
    r->marks[r->mark_count - 1].color = color;
}
