/* marks.c - marks on the page in hand and elements in the tree of what they mean.
 *
 * Decides where a baseline lies in its line, and that a call of a note is a link. Knows no blocks.
 */
#include "run.h"

uint32_t tag_add(run *r, jb_tag_kind kind, uint32_t parent)
{
    jb_tag tag = {.kind = kind, .parent = parent};
    JB_PUSH(r->tags, r->tag_count, r->tag_cap, tag);
    return (uint32_t)(r->tag_count - 1);
}

/* The em box stands in the middle of the pitch; the baseline lies 0.88 em below its top. */
jb_len line_baseline(const jb_style *style, jb_len top)
{
    return top + (style_pitch(style) - style->size) / 2 + style->size * 88 / 100;
}

static void push(run *r, const jb_mark *mark)
{
    JB_PUSH(r->marks, r->mark_count, r->mark_cap, *mark);
    r->fresh = false;
}

static void mark_link(run *r, const jb_mark *text, uint32_t anchor)
{
    jb_mark link = {
        .kind = JB_MARK_LINK,
        .tag = text->tag,
        .block = text->block,
        .x = text->x,
        .y = text->y - text->size * 88 / 100,
        .width = text->width,
        .height = text->size,
        .target = anchor,
    };
    push(r, &link);
}

static void mark_piece(run *r, const jb_piece *piece, const jb_inline *item, jb_len x,
                       jb_len baseline, const ink *in, bool soft)
{
    uint32_t anchor = 0;
    uint32_t tag = in->tag;
    if (item->note != 0 && tag != JB_TAG_ARTIFACT) {
        anchor = notes_find(r, in->notes, item->note);
    }
    if (anchor != 0) {
        tag = tag_add(r, JB_TAG_LINK, tag);
    }
    jb_mark mark = {
        .kind = JB_MARK_TEXT,
        .tag = tag,
        .block = in->path,
        .fact = item->fact,
        .x = x + piece->x,
        .y = baseline - piece->rise,
        .width = piece->width,
        .height = piece->size,
        .color = piece->color,
        .font = piece->font,
        .size = piece->size,
        .count = piece->count,
        .code_points = piece->code_points,
        .glyphs = piece->glyphs,
        .adv = piece->adv,
        .soft_end = soft,
    };
    push(r, &mark);
    if (anchor != 0) {
        mark_link(r, &mark, anchor);
    }
}

void mark_text(run *r, const para *p, size_t i, jb_len x, jb_len baseline, const ink *in)
{
    const jb_line *line = &p->set.lines[i];
    bool goes_on = !line->last && i + 1 < p->set.count;
    for (size_t k = 0; k < line->piece_count; k++) {
        const jb_piece *piece = &line->pieces[k];
        mark_piece(r, piece, &p->items[piece->ref], x, baseline, in,
                   goes_on && k + 1 == line->piece_count);
    }
    r->overfull = r->overfull || line->overfull;
}

void mark_line(run *r, const para *p, size_t i, const jb_style *style, jb_len x, jb_len top,
               const ink *in)
{
    if (i < p->set.count) {
        mark_text(r, p, i, x, line_baseline(style, top), in);
    }
}

void mark_rule(run *r, jb_len x, jb_len y, jb_len width, jb_len height, uint32_t path)
{
    mark_fill(r, x, y, width, height, 0, path);
}

void mark_fill(run *r, jb_len x, jb_len y, jb_len width, jb_len height, uint32_t color,
               uint32_t path)
{
    jb_mark mark = {
        .kind = JB_MARK_RECT,
        .tag = JB_TAG_ARTIFACT,
        .block = path,
        .x = x,
        .y = y,
        .width = width,
        .height = height,
        .color = color,
    };
    push(r, &mark);
}

void mark_anchor(run *r, jb_len x, jb_len y, uint32_t anchor, uint32_t tag, uint32_t path)
{
    jb_mark mark = {
        .kind = JB_MARK_ANCHOR,
        .tag = tag,
        .block = path,
        .x = x,
        .y = y,
        .target = anchor,
    };
    push(r, &mark);
}
