/* page.c - the page in hand: its type area, its end.
 *
 * Decides what a finished page is. What stands around its text is furniture.c's matter.
 */
#include "page.h"

#include "footnotes.h"

#include <string.h>

bool page_drops_space(const run *r, jb_len y)
{
    return r->fresh && r->flowed && y == r->y;
}

bool page_may_end(const run *r, jb_len y)
{
    return r->bottom - y < (r->bottom - r->top) / 4;
}

/* The margins turn with the sheet, clockwise: what was on the left, for the binding, is above. */
static jb_page_spec turn(const jb_page_spec *from)
{
    jb_page_spec to = *from;
    jb_len foot = from->number_drop + from->number_style.size * 6 / 5;
    to.width = from->height;
    to.height = from->width;
    to.top = from->left;
    to.right = from->top;
    to.bottom = from->right > foot ? from->right : foot;
    to.left = from->bottom;
    return to;
}

void page_faces(run *r)
{
    r->faces[0] = r->doc->page;
    r->faces[1] = turn(&r->doc->page);
    page_face(r, false);
}

void page_face(run *r, bool turned)
{
    const jb_page_spec *page = &r->faces[turned];
    r->page = page;
    r->left = page->left;
    r->top = page->top;
    r->right = page->width - page->right;
    r->bottom = page->height - page->bottom;
}

bool page_turned(const run *r)
{
    return r->page == &r->faces[1];
}

void page_begin(run *r, bool flowed)
{
    r->y = r->top;
    r->chain_y = r->top;
    r->fresh = true;
    r->kept_only = true;
    r->flowed = flowed;
    r->page_block = r->block;
    r->overfull = false;
    r->mark_count = 0;
    r->why = "the page is full";
    r->page_section = NULL;
    r->bottom = r->page->height - r->page->bottom;
    watermark_place(r);
    footnotes_begin(r);
}

/* The furniture is written at once, or when the number of pages is known. */
static jb_status keep_page(run *r)
{
    late_page late = {
        .turned = page_turned(r),
        .unnumbered = r->unnumbered || (r->doc->page.cover && r->page_count == 0),
        .flowed = r->flowed,
        .first_block = r->page_block,
        .used = r->y - r->top,
    };
    late.section = r->page_section != NULL ? r->page_section : r->section;
    bool waits = r->page->numbering == JB_NUMBERING_TOTAL;
    jb_status status = waits ? JB_OK : furniture_place(r, r->page_count, &late);
    late.spare = waits ? FURNITURE_SPARE : 0;
    late.marks = jb_arena_array(r->arena, r->mark_count + late.spare + 1, sizeof *late.marks);
    if (r->mark_count > 0) {
        memcpy(late.marks, r->marks, r->mark_count * sizeof *r->marks);
    }
    JB_PUSH(r->late, r->late_count, r->late_cap, late);
    return status;
}

jb_status page_end(run *r, const char *why)
{
    jb_status status = footnotes_write(r);
    if (status == JB_OK) {
        imprint_draw(r);
        status = keep_page(r);
    }
    if (status != JB_OK || r->late_status != JB_OK) {
        return status != JB_OK ? status : r->late_status;
    }
    jb_page page = {
        .width = r->page->width,
        .height = r->page->height,
        .marks = r->late[r->page_count].marks,
        .mark_count = r->mark_count,
        .label = jb_arena_printf(r->arena, "%zu", r->page_count + 1),
        .overfull = r->overfull,
        .ended = why,
        .ended_by = r->block,
        .goes_on = r->goes_on,
    };
    JB_PUSH(r->pages, r->page_count, r->page_cap, page);
    page_begin(r, true);
    return JB_OK;
}
