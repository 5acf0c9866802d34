/* navigate.h - what takes a reader through a PDF: links, bookmarks, page labels. */
#ifndef JB_PAINT_NAVIGATE_H
#define JB_PAINT_NAVIGATE_H

#include "check.h"
#include "content.h"

typedef struct jb_guide {
    jb_pdf *pdf;
    const jb_pages *pages;
    const jb_obj *pages_at;
    const jb_anchor *anchors;
    size_t anchor_count;
    uint32_t next_key; /* of the structure's parent tree */
} jb_guide;

/* Writes the annotations of page `number`, names them as pieces of their elements, appends their
 * references to `annots`. */
void jb_links_add(jb_guide *guide, uint32_t number, jb_str *annots, jb_pieces *pieces);
void jb_bookmarks_write(const jb_guide *guide, jb_arena *arena);
/* Appends /PageLabels. */
void jb_labels_add(jb_str *out, const jb_pages *pages);

#endif
