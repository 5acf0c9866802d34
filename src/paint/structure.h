/* structure.h - the tree of what the pages mean, as PDF structure elements. */
#ifndef JB_PAINT_STRUCTURE_H
#define JB_PAINT_STRUCTURE_H

#include "content.h"

/* Writes the structure tree below `root`, a dictionary that is still empty, as the last objects of
 * the file. `pages_at` are the page objects. The parent tree's keys are the pages' numbers, then
 * those of the annotations in the order of `pieces`. */
void jb_structure_write(jb_pdf *pdf, jb_arena *arena, const jb_pages *pages, const jb_obj *pages_at,
                        const jb_pieces *pieces, jb_obj root);

#endif
