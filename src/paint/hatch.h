/* hatch.h - the lines of a hatched area, the same for every painter.
 *
 * Decides spacing and thickness of the patterns, and that they are in step over the whole page.
 * The painter clips them to the area.
 */
#ifndef JB_PAINT_HATCH_H
#define JB_PAINT_HATCH_H

#include <jianbao/pages.h>

typedef struct jb_segment {
    jb_point from, to; /* a dot when they are the same */
} jb_segment;

/* The lines that cover the mark's box; free() them. */
size_t jb_hatch_list(const jb_mark *mark, jb_segment **out);
jb_len jb_hatch_width(jb_hatch hatch);

#endif
