/* page.h - beginning a page; for the driver only. */
#ifndef JIANBAO_LAYOUT_PAGE_H
#define JIANBAO_LAYOUT_PAGE_H

#include "run.h"

/* `flowed`: because the one before was full, not because a new page was asked for. */
void page_begin(run *r, bool flowed);

/* Works out the page of the document, upright and turned. */
void page_faces(run *r);

/* ---- furniture.c ---- */

#define FURNITURE_SPARE 32 /* marks that the furniture of a page usually needs at most */

/* Writes the furniture of a page, whose number is index + 1. */
jb_status furniture_place(run *r, size_t index, const late_page *late) JB_MUST_USE;
/* What had to wait for the number of pages. */
jb_status furniture_finish(run *r) JB_MUST_USE;

/* ---- watermark.c ---- */

/* Where a drawn word stands: the middle of one that goes from corner to corner, the beginning of
 * the baseline of one that goes straight down. */
typedef struct turned_word {
    jb_len x, y;
    jb_len width, size;
    uint32_t color;
    bool down;
} turned_word;

/* Draws a word of one line. */
jb_status turned_draw(run *r, const para *word, const turned_word *t, watermark *w) JB_MUST_USE;

/* Draws the word behind the text, for both faces of the page. */
jb_status watermark_build(run *r) JB_MUST_USE;
/* It comes first on a page. */
void watermark_place(run *r);

#endif
