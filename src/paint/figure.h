/* figure.h - where figures stand, for readers that show or skip them as a whole. */
#ifndef JB_PAINT_FIGURE_H
#define JB_PAINT_FIGURE_H

#include <jianbao/pages.h>

typedef struct jb_figure {
    uint32_t page; /* UINT32_MAX: nothing was drawn, or on more than one page */
    bool seen;
    jb_len left, top, right, bottom;
} jb_figure;

/* By tag, of what is drawn in it and in the elements below; NULL when no tag is a figure. */
const jb_figure *jb_figures_find(jb_arena *arena, const jb_pages *pages);

#endif
