/* furniture.c - what stands around the text of a page: its number, the line at the foot, the
 * running head.
 *
 * Decides their places (numbers after GB/T 9704-2012, 7.5). They have no meaning of their own.
 */
#include "page.h"

#include <stdlib.h>
#include <string.h>

static bool centered(const jb_page_spec *page)
{
    return page->numbering == JB_NUMBERING_CENTER || page->numbering == JB_NUMBERING_TOTAL;
}

/* Odd pages have the number on the right, one character in; even pages on the left. */
static jb_len number_x(const run *r, jb_len width, bool odd)
{
    jb_len inset = r->page->number_style.size;
    if (centered(r->page)) {
        return r->left + (r->right - r->left - width) / 2;
    }
    return odd ? r->right - inset - width : r->left + inset;
}

static const char *number_words(run *r, size_t page)
{
    if (r->page->numbering != JB_NUMBERING_TOTAL) {
        return jb_arena_printf(r->work, "— %zu —", page + 1);
    }
    bool zh = r->doc->lang == JB_LANG_ZH;
    return jb_arena_printf(r->work, zh ? "第 %zu 页　共 %zu 页" : "Page %zu of %zu", page + 1,
                           r->page_count);
}

/* A turned page among upright ones is bound like them: its number stands on the sheet where theirs
 * do, to be read when the sheet is held upright. */
static bool turned_sheet(const run *r)
{
    const jb_page_spec *page = &r->doc->page;
    return page_turned(r) && page->height > page->width && page->numbering == JB_NUMBERING_GONGWEN;
}

static jb_status draw_number(run *r, const para *number, bool odd)
{
    const jb_page_spec *sheet = &r->doc->page;
    jb_len size = sheet->number_style.size;
    jb_len width = para_width(number);
    watermark drawn = {0};
    turned_word t = {
        .width = width, .size = size, .color = sheet->number_style.color, .down = true};
    t.x = sheet->bottom - sheet->number_drop - size * 88 / 100;
    t.y = odd ? sheet->width - sheet->right - size - width : sheet->left + size;
    jb_status status = turned_draw(r, number, &t, &drawn);
    for (size_t i = 0; i < drawn.count; i++) {
        mark_push(r, &drawn.marks[i]);
    }
    free(drawn.marks);
    return status;
}

static jb_status place_number(run *r, size_t index, jb_len baseline, jb_len *width)
{
    const jb_page_spec *page = r->page;
    bool odd = index % 2 == 0;
    jb_inline *item = jb_arena_alloc(r->work, sizeof *item);
    item->text = number_words(r, index);
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
    if (turned_sheet(r)) {
        return draw_number(r, &number, odd);
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
    if (taken > 0 && centered(page)) {
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

/* ---- the running head */

/* The words of the head on this page, with its fields filled in. */
static jb_text head_words(run *r, size_t index, const char *section)
{
    const jb_text *from = &r->page->header;
    jb_inline *items = jb_arena_array(r->work, from->count + 1, sizeof *items);
    for (size_t i = 0; i < from->count; i++) {
        items[i] = from->items[i];
        if (items[i].field == JB_FIELD_SECTION) {
            items[i].text = section != NULL ? section : "";
        } else if (items[i].field == JB_FIELD_PAGE) {
            items[i].text = jb_arena_printf(r->work, "%zu", index + 1);
        }
    }
    return (jb_text){items, from->count};
}

static jb_status check_header(run *r, const where *at, const para *head, jb_len height)
{
    if (height + r->page->header_gap <= r->top) {
        return JB_OK;
    }
    jb_loc loc = where_loc(r, at);
    return jb_fail(r->err, JB_ERR_INPUT, &loc,
                   "the running head takes %zu lines and runs off the paper; shorten it or what it "
                   "names, set it smaller or make the top margin larger",
                   "页眉共 %zu 行，超出纸边；请缩短页眉或其中的标题、减小字号，或加大上边距",
                   head->set.count);
}

/* It stands above the type area; the first page has its masthead or title instead. */
static jb_status place_header(run *r, size_t index, const char *section)
{
    const jb_style *style = &r->page->header_style;
    jb_text text = head_words(r, index, section);
    if (index == 0 || text_empty(&text)) {
        return JB_OK;
    }
    jb_align align = style->align == JB_ALIGN_JUSTIFY ? JB_ALIGN_LEFT : style->align;
    text_spec spec = {.style = style, .align = align, .width = r->right - r->left};
    where at = {.path = "$.page.header"};
    para head;
    jb_status status = text_build(r, &text, &spec, &at, &head);
    jb_len height = (jb_len)head.set.count * style_pitch(style) + style->rule;
    if (status == JB_OK) {
        status = check_header(r, &at, &head, height);
    }
    if (status != JB_OK) {
        return status;
    }
    ink in = {.tag = JB_TAG_ARTIFACT, .path = (uint32_t)r->doc->block_count};
    jb_len y = r->top - r->page->header_gap - height;
    for (size_t i = 0; i < head.set.count; i++) {
        mark_line(r, &head, i, style, r->left, y, &in);
        y += style_pitch(style);
    }
    if (style->rule > 0) {
        mark_fill(r, r->left, y, r->right - r->left, style->rule, style->color, in.path);
    }
    return JB_OK;
}

/* ---- all of it */

jb_status furniture_place(run *r, size_t index, const late_page *late)
{
    const jb_page_spec *page = r->page;
    bool odd = index % 2 == 0;
    jb_len size =
        page->numbering != JB_NUMBERING_NONE ? page->number_style.size : page->footer_style.size;
    jb_len baseline = page->height - page->bottom + page->number_drop + size * 88 / 100;
    jb_len width = 0;
    jb_status status = place_header(r, index, late->section);
    if (status == JB_OK && !late->unnumbered) {
        status = place_number(r, index, baseline, &width);
    }
    return status != JB_OK ? status : place_footer(r, baseline, odd, width);
}

/* Adds the furniture to a page that has been waiting for it. */
static jb_status finish_page(run *r, size_t i)
{
    late_page *late = &r->late[i];
    jb_page *page = &r->pages[i];
    r->mark_count = 0;
    page_face(r, late->turned);
    jb_status status = furniture_place(r, i, late);
    if (status != JB_OK) {
        return status;
    }
    if (r->mark_count > late->spare) {
        jb_mark *more = jb_arena_array(r->arena, page->mark_count + r->mark_count, sizeof *more);
        memcpy(more, late->marks, page->mark_count * sizeof *more);
        late->marks = more;
        page->marks = more;
    }
    memcpy(late->marks + page->mark_count, r->marks, r->mark_count * sizeof *r->marks);
    page->mark_count += r->mark_count;
    return JB_OK;
}

jb_status furniture_finish(run *r)
{
    jb_status status = JB_OK;
    if (r->doc->page.numbering != JB_NUMBERING_TOTAL) {
        return JB_OK;
    }
    for (size_t i = 0; i < r->page_count && status == JB_OK; i++) {
        status = finish_page(r, i);
    }
    return status;
}
