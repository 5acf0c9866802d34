/* fonts.h - the fonts of one PDF: which characters are used, how they are coded, how embedded.
 *
 * Decides codes so that text copies back exactly, in every reader: a code is the CID of a glyph,
 * and where several code points share a glyph (U+00A0 and the space, a radical and its character)
 * each further one has a font dictionary of its own, over the same outlines, with its own map to
 * Unicode. Knows nothing of pages or of where a character stands.
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
    uint64_t *recent; /* while collecting: pairs seen lately, most are seen again and again */
    uint32_t *slots;  /* then: where a pair stands, plus 1, by its hash */
    size_t slot_mask;
    uint16_t *codes;  /* by pair */
    uint16_t *layers; /* by pair: which of the glyph's code points, and so which dictionary */
    int32_t *widths;  /* by pair, 1/1000 em */
    uint16_t layer_count;
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
/* How to draw a character; only for what was collected. */
typedef struct jb_coded {
    uint16_t code;
    uint16_t layer;
    int32_t width; /* its advance, 1/1000 em */
} jb_coded;
jb_coded jb_faces_code(const jb_faces *faces, jb_font font, uint32_t glyph, uint32_t code_point);
/* Appends the resource name of a font's layer. */
void jb_faces_add_name(jb_str *out, jb_font font, uint16_t layer);

/* Embeds one face whose codes are settled; gives the objects of its layers. */
typedef struct jb_program {
    const char *bytes; /* the subset */
    size_t len;
    const jb_font_info *info;
    jb_cff cff; /* when info->cff */
} jb_program;
jb_obj *jb_face_write(jb_arena *arena, jb_pdf *pdf, const jb_face *face, const jb_program *program);

#endif
