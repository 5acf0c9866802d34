/* cff.h - what a PDF must know of a CFF font: its table and the CIDs of its glyphs.
 *
 * Outlines, widths and everything else in it are left alone; the fonts come from our own subsetter.
 */
#ifndef JB_PAINT_CFF_H
#define JB_PAINT_CFF_H

#include <jianbao/base.h>

typedef struct jb_cff {
    const unsigned char *bytes; /* the CFF table, borrowed from the font */
    size_t len;
    bool keyed;     /* by CID; else glyph numbers serve as CIDs */
    size_t count;   /* glyphs */
    uint16_t *cids; /* by glyph, when keyed */
} jb_cff;

/* False when the font has no readable CFF table. */
bool jb_cff_read(jb_arena *arena, const char *font, size_t len, jb_cff *out) JB_MUST_USE;

#endif
