/* para_help.h - a paragraph of one style, and its lines as text. Included once by a test. */
#ifndef JIANBAO_PARA_HELP_H
#define JIANBAO_PARA_HELP_H

#include "jbtest.h"

#include <jianbao/typeset.h>

#define EM 16000 /* the size all paragraphs here are set in */

typedef struct desk {
    jb_arena *arena;
    jb_fontset *fonts;
} desk;

static inline int desk_open(void **state)
{
    static desk d;
    jb_error err = {0};
    d.arena = jb_arena_new();
    assert_jb_ok(jb_fontset_open("fonts", NULL, &d.fonts, &err), &err);
    *state = &d;
    return 0;
}

static inline int desk_close(void **state)
{
    desk *d = *state;
    jb_fontset_free(d->fonts);
    jb_arena_free(d->arena);
    return 0;
}

static inline jb_para build_runs(desk *d, const jb_run *runs, size_t count,
                                 const jb_para_spec *spec)
{
    jb_error err = {0};
    jb_para para = {0};
    assert_jb_ok(jb_para_build(d->arena, d->fonts, runs, count, spec, &para, &err), &err);
    return para;
}

static inline jb_para build(desk *d, const char *text, const jb_para_spec *spec)
{
    jb_run run = {.text = text, .role = JB_ROLE_BODY, .size = EM};
    return build_runs(d, &run, 1, spec);
}

/* All that stands on the line, spaces at its end included. */
static inline void line_text(const jb_line *line, jb_str *out)
{
    for (size_t p = 0; p < line->piece_count; p++) {
        for (uint32_t i = 0; i < line->pieces[p].count; i++) {
            jb_str_add_utf8(out, line->pieces[p].code_points[i]);
        }
    }
}

/* The lines with "|" between them. */
static inline void para_text(const jb_para *para, jb_str *out)
{
    jb_str_add(out, "");
    for (size_t i = 0; i < para->count; i++) {
        jb_str_add(out, i ? "|" : "");
        line_text(&para->lines[i], out);
    }
}

/* Where the last thing on the line ends. */
static inline jb_len line_end(const jb_line *line)
{
    const jb_piece *last = &line->pieces[line->piece_count - 1];
    return last->x + last->width;
}

/* What must hold of any line: pieces adjoin and their widths are the sums of their advances. */
static inline void check_pieces(const jb_line *line)
{
    for (size_t p = 0; p < line->piece_count; p++) {
        const jb_piece *piece = &line->pieces[p];
        jb_len sum = 0;
        assert_true(piece->count > 0);
        for (uint32_t i = 0; i < piece->count; i++) {
            assert_true(piece->adv[i] >= 0);
            sum += piece->adv[i];
        }
        assert_int_equal(sum, piece->width);
        assert_true(p == 0 || piece->x == piece[-1].x + piece[-1].width);
    }
}

#endif
