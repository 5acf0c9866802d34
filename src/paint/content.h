/* content.h - the marks of a page as a PDF content stream, and what of it belongs to which element.
 */
#ifndef JB_PAINT_CONTENT_H
#define JB_PAINT_CONTENT_H

#include "fonts.h"
#include "pdf.h"

#include <jianbao/pages.h>

/* A piece of an element's content, in reading order. */
typedef struct jb_piece_of {
    uint32_t tag;
    uint32_t page; /* 0-based */
    uint32_t mcid; /* marked content, when annot is 0 */
    jb_obj annot;  /* a link's annotation */
} jb_piece_of;

typedef struct jb_pieces {
    jb_piece_of *items;
    size_t count, cap;
} jb_pieces;

/* Appends the operators of page `number` to `out` and its tagged pieces to `pieces`. */
void jb_content_add(jb_str *out, const jb_pages *pages, uint32_t number, const jb_faces *faces,
                    jb_pieces *pieces);

#endif
