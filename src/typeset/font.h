/* font.h - a font file that is open, and the set's lookup as the paragraph code sees it.
 *
 * Private to the room. HarfBuzz types stay behind this header.
 */
#ifndef JIANBAO_TYPESET_FONT_H
#define JIANBAO_TYPESET_FONT_H

#include <jianbao/typeset.h>

#include <hb.h>

/* A subset that was taken, for the next document that asks for the same glyphs: figures and titles
 * of a batch are mostly alike. One allocation each. */
typedef struct kept_subset {
    uint32_t *glyphs; /* NULL: none; what follows lies behind them */
    uint32_t *map;
    int32_t *advances;
    char *bytes;
    size_t count, len;
} kept_subset;

enum { KEPT_SUBSETS = 8, KEPT_GLYPHS = 64 /* at most: larger ones do not come again */ };

typedef struct font_file {
    const char *path;   /* without "#index" */
    const char *name;   /* as the manifest has it: what messages show */
    const char *family; /* from the manifest, or NULL */
    unsigned index;     /* face within a collection */
    unsigned upem;
    hb_face_t *face; /* NULL until opened */
    hb_face_t *bare; /* what a subset is taken from; NULL until one is */
    hb_font_t *font; /* scaled to units per em, so advances are exact */
    kept_subset kept[KEPT_SUBSETS];
    size_t kept_next; /* the oldest */
    bool described;
    jb_font_info info;
} font_file;

/* Opens the file when it is not open yet, and refuses what could not be drawn or embedded. */
jb_status font_open(font_file *file, jb_error *err) JB_MUST_USE;
void font_close(font_file *file);
/* Fills file->info; the file is open. Strings go to the arena. */
void font_fill_info(jb_arena *arena, font_file *file);

/* Font units to 1/1000 em, rounded half up. */
int32_t font_milli(const font_file *file, int32_t units);

/* A character as one role and language draw it, looked up once. */
typedef struct glyph_slot {
    uint32_t glyph;
    int32_t advance; /* 1/1000 em */
    jb_font font;
    int16_t before; /* white left and right of the ink of a punctuation mark, 1/1000 em */
    int16_t after;
    uint8_t known;
} glyph_slot;

/* NULL and an error when no font has the character. */
const glyph_slot *fontset_slot(jb_fontset *fonts, jb_role role, jb_lang lang, uint32_t c,
                               const jb_loc *loc, jb_error *err);

/* The open file of that index. */
jb_status fontset_file(jb_fontset *fonts, jb_font font, font_file **out, jb_error *err) JB_MUST_USE;

#endif
