/* fonts.h - the fonts of one PDF: which characters are used, how they are coded, how embedded.
 *
 * Decides codes so that text copies back exactly: every distinct pair of glyph and code point has
 * its own two-byte code. Knows nothing of pages or of where a character stands.
 */
#ifndef JB_PAINT_FONTS_H
#define JB_PAINT_FONTS_H

#include "cff.h"
#include "pdf.h"

#include <jianbao/typeset.h>

/* One font file. `pairs` are glyph << 32 | code point, sorted, each once. */
typedef struct jb_face {
    uint64_t *pairs;
    size_t count, cap, tidy_at;
    uint16_t *codes; /* by pair */
    uint16_t *cids;  /* by pair: what the code selects in the font */
    uint16_t *gids;  /* by pair: the glyph in the subset */
    int32_t *widths; /* by pair, 1/1000 em */
    bool shared;     /* some glyph has more than one code */
    jb_obj object;
} jb_face;

typedef struct jb_faces {
    jb_arena *arena;
    jb_face *faces; /* by jb_font */
    size_t count;
} jb_faces;

jb_faces *jb_faces_new(jb_arena *arena, size_t count);
void jb_faces_free(jb_faces *faces);
/* First all characters are collected, */
void jb_faces_use(jb_faces *faces, jb_font font, const uint32_t *glyphs,
                  const uint32_t *code_points, size_t count);
/* then the fonts are subset and embedded. Gives the resource dictionary of all. */
jb_status jb_faces_embed(jb_faces *faces, jb_fontset *fonts, jb_pdf *pdf, jb_obj *resources,
                         jb_error *err) JB_MUST_USE;
/* The code of a character and its advance; only for what was collected. */
uint16_t jb_faces_code(const jb_faces *faces, jb_font font, uint32_t glyph, uint32_t code_point,
                       int32_t *width);

/* Embeds one face whose codes are settled. */
typedef struct jb_program {
    const char *bytes; /* the subset */
    size_t len;
    const jb_font_info *info;
    jb_cff cff; /* when info->cff */
} jb_program;
jb_obj jb_face_write(jb_arena *arena, jb_pdf *pdf, const jb_face *face, const jb_program *program);

#endif
