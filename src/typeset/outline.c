/* outline.c - the shape of a glyph as polygons.
 *
 * Decides how finely a curve is cut. For words that are drawn rather than written; text is text.
 */
#include "font.h"

#include <stdlib.h>

#define STEPS 6 /* chords of a curve */

typedef struct pen {
    const font_file *file;
    jb_outline_point *points;
    size_t count, cap;
    int32_t x, y; /* font units */
} pen;

static void add_point(pen *p, int32_t x, int32_t y, bool first)
{
    jb_outline_point point = {font_milli(p->file, x), font_milli(p->file, y), first};
    JB_PUSH(p->points, p->count, p->cap, point);
    p->x = x;
    p->y = y;
}

/* HarfBuzz hands over whole font units as floats. */
static int32_t units(float value)
{
    return (int32_t)(value < 0 ? value - 0.5F : value + 0.5F);
}

static void move_to(hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *state, float x, float y,
                    void *user)
{
    (void)funcs;
    (void)state;
    (void)user;
    add_point(data, units(x), units(y), true);
}

static void line_to(hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *state, float x, float y,
                    void *user)
{
    (void)funcs;
    (void)state;
    (void)user;
    add_point(data, units(x), units(y), false);
}

/* A cubic curve by its four points, in chords; all in integers. */
static void add_curve(pen *p, const int64_t x[4], const int64_t y[4])
{
    const int64_t whole = (int64_t)STEPS * STEPS * STEPS;
    for (int64_t t = 1; t <= STEPS; t++) {
        int64_t s = STEPS - t;
        int64_t at_x =
            x[0] * s * s * s + 3 * x[1] * s * s * t + 3 * x[2] * s * t * t + x[3] * t * t * t;
        int64_t at_y =
            y[0] * s * s * s + 3 * y[1] * s * s * t + 3 * y[2] * s * t * t + y[3] * t * t * t;
        add_point(p, (int32_t)(at_x / whole), (int32_t)(at_y / whole), false);
    }
}

/* NOLINTNEXTLINE(readability-function-size): HarfBuzz says what it is given. */
static void cubic_to(hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *state, float x1, float y1,
                     float x2, float y2, float x3, float y3, void *user)
{
    (void)funcs;
    (void)state;
    (void)user;
    pen *p = data;
    const int64_t x[4] = {p->x, units(x1), units(x2), units(x3)};
    const int64_t y[4] = {p->y, units(y1), units(y2), units(y3)};
    add_curve(p, x, y);
}

static jb_status draw(font_file *file, uint32_t glyph, pen *p)
{
    /* Without a function for quadratic curves HarfBuzz makes them cubic. */
    hb_draw_funcs_t *funcs = hb_draw_funcs_create();
    hb_draw_funcs_set_move_to_func(funcs, move_to, NULL, NULL);
    hb_draw_funcs_set_line_to_func(funcs, line_to, NULL, NULL);
    hb_draw_funcs_set_cubic_to_func(funcs, cubic_to, NULL, NULL);
#if HB_VERSION_ATLEAST(7, 0, 0)
    hb_font_draw_glyph(file->font, glyph, funcs, p);
#else
    hb_font_get_glyph_shape(file->font, glyph, funcs, p);
#endif
    hb_draw_funcs_destroy(funcs);
    return JB_OK;
}

jb_status jb_font_outline(jb_arena *arena, jb_fontset *fonts, jb_font font, uint32_t glyph,
                          const jb_outline_point **out, size_t *count, jb_error *err)
{
    font_file *file = NULL;
    jb_status status = fontset_file(fonts, font, &file, err);
    if (status != JB_OK) {
        return status;
    }
    pen p = {.file = file};
    status = draw(file, glyph, &p);
    jb_outline_point *points = jb_arena_array(arena, p.count + 1, sizeof *points);
    for (size_t i = 0; i < p.count; i++) {
        points[i] = p.points[i];
    }
    free(p.points);
    *out = points;
    *count = p.count;
    return status;
}
