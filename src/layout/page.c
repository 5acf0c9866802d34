/* page.c - the page in hand: its type area, its number, its end.
 *
 * Decides where the page number and the line at the foot stand (GB/T 9704-2012, 7.5). They are
 * furniture: no meaning of their own.
 */
#include "page.h"

#include <stdio.h>
#include <string.h>

bool page_drops_space(const run *r, jb_len y)
{
    return r->fresh && r->flowed && y == r->y;
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
    r->fresh = true;
    r->kept_only = true;
    r->flowed = flowed;
    r->overfull = false;
    r->mark_count = 0;
    r->why = "the page is full";
}

/* Odd pages have the number on the right, one character in; even pages on the left. */
static jb_len number_x(const run *r, jb_len width, bool odd)
{
    jb_len inset = r->page->number_style.size;
    if (r->page->numbering == JB_NUMBERING_CENTER) {
        return r->left + (r->right - r->left - width) / 2;
    }
    return odd ? r->right - inset - width : r->left + inset;
}

static jb_status place_number(run *r, jb_len baseline, bool odd, jb_len *width)
{
    const jb_page_spec *page = r->page;
    char digits[32];
    (void)snprintf(digits, sizeof digits, "— %zu —", r->page_count + 1);
    jb_inline *item = jb_arena_alloc(r->work, sizeof *item);
    item->text = digits;
    jb_text text = {.items = item, .count = 1};
    where at = {.path = "$.page.numbering"};
    para number;
    *width = 0;
    if (page->numbering == JB_NUMBERING_NONE) {
        return JB_OK;
    }
    jb_status status = text_build_label(r, &text, &page->number_style, &at, &number);
    if (status != JB_OK || number.set.count == 0) {
        return status;
    }
    *width = para_width(&number);
    ink in = {.tag = JB_TAG_ARTIFACT, .path = (uint32_t)r->doc->block_count};
    mark_text(r, &number, 0, number_x(r, *width, odd), baseline, &in);
    return JB_OK;
}

/* Lines that go on below the paper would be lost without a word. */
static jb_status check_footer(run *r, const where *at, size_t lines, jb_len baseline)
{
    const jb_style *style = &r->page->footer_style;
    jb_len most = r->page->height - style->size * 12 / 100 - baseline;
    if (lines == 0 || (jb_len)(lines - 1) * style_pitch(style) <= most) {
        return JB_OK;
    }
    jb_loc loc = where_loc(r, at);
    return jb_fail(r->err, JB_ERR_INPUT, &loc,
                   "the footer takes %zu lines and runs off the paper; shorten it, set it smaller "
                   "or make the bottom margin larger",
                   "页脚共 %zu 行，超出纸边；请缩短文字、减小字号，或加大下边距", lines);
}

/* The small print stands across from the number, on its baseline. */
static jb_status place_footer(run *r, jb_len baseline, bool odd, jb_len taken)
{
    const jb_page_spec *page = r->page;
    jb_len room = r->right - r->left;
    if (taken > 0 && page->numbering == JB_NUMBERING_CENTER) {
        room = (room - taken) / 2 - page->number_style.size;
    } else if (taken > 0) {
        room -= taken + 2 * page->number_style.size;
    }
    text_spec spec = {
        .style = &page->footer_style,
        .align = odd ? JB_ALIGN_LEFT : JB_ALIGN_RIGHT,
        .width = room,
    };
    where at = {.path = "$.page.footer"};
    para footer;
    jb_status status = text_build(r, &page->footer, &spec, &at, &footer);
    if (status == JB_OK) {
        status = check_footer(r, &at, footer.set.count, baseline);
    }
    if (status != JB_OK) {
        return status;
    }
    ink in = {.tag = JB_TAG_ARTIFACT, .path = (uint32_t)r->doc->block_count};
    jb_len x = odd ? r->left : r->right - room;
    for (size_t i = 0; i < footer.set.count; i++) {
        mark_text(r, &footer, i, x, baseline, &in);
        baseline += style_pitch(&page->footer_style);
    }
    return JB_OK;
}

static jb_status place_furniture(run *r)
{
    const jb_page_spec *page = r->page;
    bool odd = (r->page_count + 1) % 2 == 1;
    jb_len size =
        page->numbering != JB_NUMBERING_NONE ? page->number_style.size : page->footer_style.size;
    jb_len baseline = r->bottom + page->number_drop + size * 88 / 100;
    jb_len width = 0;
    jb_status status = place_number(r, baseline, odd, &width);
    return status != JB_OK ? status : place_footer(r, baseline, odd, width);
}

jb_status page_end(run *r, const char *why)
{
    jb_status status = place_furniture(r);
    if (status != JB_OK) {
        return status;
    }
    jb_mark *marks = jb_arena_array(r->arena, r->mark_count + 1, sizeof *marks);
    if (r->mark_count > 0) {
        memcpy(marks, r->marks, r->mark_count * sizeof *marks);
    }
    jb_page page = {
        .width = r->page->width,
        .height = r->page->height,
        .marks = marks,
        .mark_count = r->mark_count,
        .label = jb_arena_printf(r->arena, "%zu", r->page_count + 1),
        .overfull = r->overfull,
        .ended = why,
    };
    JB_PUSH(r->pages, r->page_count, r->page_cap, page);
    page_begin(r, true);
    return JB_OK;
}
