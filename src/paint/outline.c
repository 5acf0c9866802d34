/* outline.c - see outline.h.
 *
 * HarfBuzz takes the outlines out of the font's subset, TrueType or CFF. Coordinates are kept to a
 * tenth of 1/1000 em, far finer than a screen.
 */
#include "outline.h"

#include "pdf.h"

#include <hb.h>

enum { UNITS = 1000 };

static int64_t rounded(float value)
{
    return (int64_t)(value < 0 ? value - 0.5F : value + 0.5F);
}

static void add_point(jb_str *out, float x, float y)
{
    jb_pdf_add_milli(out, rounded(x * 10) * 100);
    jb_str_addc(out, ' ');
    jb_pdf_add_milli(out, rounded(y * 10) * 100);
}

static void move_to(hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *state, float x, float y,
                    void *user)
{
    (void)funcs, (void)state, (void)user;
    jb_str_addc(data, 'M');
    add_point(data, x, y);
}

static void line_to(hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *state, float x, float y,
                    void *user)
{
    (void)funcs, (void)state, (void)user;
    jb_str_addc(data, 'L');
    add_point(data, x, y);
}

static void quadratic_to(hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *state, float cx,
                         float cy, float x, float y, void *user)
{
    (void)funcs, (void)state, (void)user;
    jb_str_addc(data, 'Q');
    add_point(data, cx, cy);
    jb_str_addc(data, ' ');
    add_point(data, x, y);
}

/* NOLINTNEXTLINE(readability-function-size): HarfBuzz has it so */
static void cubic_to(hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *state, float cx, float cy,
                     float dx, float dy, float x, float y, void *user)
{
    (void)funcs, (void)state, (void)user;
    jb_str_addc(data, 'C');
    add_point(data, cx, cy);
    jb_str_addc(data, ' ');
    add_point(data, dx, dy);
    jb_str_addc(data, ' ');
    add_point(data, x, y);
}

static void close_path(hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *state, void *user)
{
    (void)funcs, (void)state, (void)user;
    jb_str_addc(data, 'Z');
}

static hb_draw_funcs_t *draw_funcs(void)
{
    hb_draw_funcs_t *funcs = hb_draw_funcs_create();

    hb_draw_funcs_set_move_to_func(funcs, move_to, NULL, NULL);
    hb_draw_funcs_set_line_to_func(funcs, line_to, NULL, NULL);
    hb_draw_funcs_set_quadratic_to_func(funcs, quadratic_to, NULL, NULL);
    hb_draw_funcs_set_cubic_to_func(funcs, cubic_to, NULL, NULL);
    hb_draw_funcs_set_close_path_func(funcs, close_path, NULL, NULL);
    return funcs;
}

static void draw(hb_font_t *font, uint32_t glyph, hb_draw_funcs_t *funcs, jb_str *out)
{
#if HB_VERSION_ATLEAST(7, 0, 0)
    hb_font_draw_glyph(font, glyph, funcs, out);
#else
    hb_font_get_glyph_shape(font, glyph, funcs, out);
#endif
}

static void draw_all(jb_arena *arena, const char *bytes, size_t len, const uint32_t *ids,
                     size_t count, const char **out)
{
    hb_blob_t *blob = hb_blob_create(bytes, (unsigned)len, HB_MEMORY_MODE_READONLY, NULL, NULL);
    hb_face_t *face = hb_face_create(blob, 0);
    hb_font_t *font = hb_font_create(face);
    hb_draw_funcs_t *funcs = draw_funcs();
    jb_str path = {0};

    hb_font_set_scale(font, UNITS, UNITS);
    for (size_t i = 0; i < count; i++) {
        jb_str_clear(&path);
        draw(font, ids[i], funcs, &path);
        out[i] = jb_arena_strdup(arena, jb_str_text(&path));
    }
    jb_str_free(&path);
    hb_draw_funcs_destroy(funcs);
    hb_font_destroy(font);
    hb_face_destroy(face);
    hb_blob_destroy(blob);
}

jb_status jb_outlines_list(jb_arena *arena, jb_fontset *fonts, jb_font font, const uint32_t *glyphs,
                           size_t count, const char ***out, jb_error *err)
{
    uint32_t *ids = jb_arena_array(arena, count, sizeof *ids);
    int32_t *advances = jb_arena_array(arena, count, sizeof *advances);
    const char *bytes;
    size_t len;
    jb_status status =
        jb_font_subset(arena, fonts, font, glyphs, count, &bytes, &len, ids, advances, err);

    if (status == JB_OK) {
        *out = jb_arena_array(arena, count, sizeof **out);
        draw_all(arena, bytes, len, ids, count, *out);
    }
    return status;
}
