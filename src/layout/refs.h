/* refs.h - anchors of blocks, the contents, what is filled in when all pages are known. */
#ifndef JIANBAO_LAYOUT_REFS_H
#define JIANBAO_LAYOUT_REFS_H

#include "run.h"

/* Hands out the anchors; after notes_collect. */
void refs_collect(run *r);
/* The block begins at y of the page in hand. */
void refs_place(run *r, size_t block, jb_len y);
/* The anchor of a block that a cross-reference names, 0 when there is none. */
uint32_t refs_find(const run *r, uint32_t id);

/* The page numbers of the contents, once every page is there. */
jb_status contents_fill(run *r) JB_MUST_USE;

#endif
