/* check.h - are these pages what pages.h promises? Both painters ask before they draw. */
#ifndef JB_PAINT_CHECK_H
#define JB_PAINT_CHECK_H

#include <jianbao/pages.h>

/* JB_ERR_INTERNAL names the first thing that is not. */
jb_status jb_pages_check(const jb_pages *pages, const jb_fontset *fonts, jb_error *err) JB_MUST_USE;

/* Anchors of all pages, sorted by number. */
typedef struct jb_anchor {
    uint32_t number;
    uint32_t page;
    jb_len x, y;
} jb_anchor;
size_t jb_anchors_list(jb_arena *arena, const jb_pages *pages, jb_anchor **out);
const jb_anchor *jb_anchors_find(const jb_anchor *anchors, size_t count, uint32_t number);

const char *jb_tag_kind_name(jb_tag_kind kind); /* as PDF names it; TITLE is "Title", */
const char *jb_tag_kind_role(jb_tag_kind kind); /* and here "H1", as PDF 1.7 has no Title */

#endif
