/* outline.h - the outlines of glyphs, as SVG path data. */
#ifndef JB_PAINT_OUTLINE_H
#define JB_PAINT_OUTLINE_H

#include <jianbao/typeset.h>

/* The outlines of `count` glyphs of a font in 1/1000 em, y upwards; "" for one that draws nothing.
 */
jb_status jb_outlines_list(jb_arena *arena, jb_fontset *fonts, jb_font font, const uint32_t *glyphs,
                           size_t count, const char ***out, jb_error *err) JB_MUST_USE;

#endif
