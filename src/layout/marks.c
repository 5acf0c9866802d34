/* marks.c - marks on the page in hand and elements in the tree of what they mean.
 *
 * Decides where a baseline lies in its line, and that a call of a note is a link. Knows no blocks.
 */
#include "refs.h"

#define SUPPORT_LINE 350 /* thin enough to be overlooked by who does not ask */
#define SUPPORT_DOTS 450

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

void mark_push(run *r, const jb_mark *mark)
{
    JB_PUSH(r->marks, r->mark_count, r->mark_cap, *mark);
    r->fresh = false;
}

/* Where a stretch of text leads. */
typedef struct lead {
    uint32_t anchor;
    const char *uri;
    receipt *receipt; /* of the figure that leads to it, NULL */
} lead;

static void lead_figure(const run *r, const jb_inline *item, lead *to)
{
    receipt *found = item->receipt ? NULL : receipts_find(r, item->fact);
    if (found == NULL) {
        return;
    }
    to->anchor = item->back ? receipts_place_of(found) : found->anchor;
    to->receipt = item->back ? NULL : found;
}

static lead lead_of(const run *r, const jb_inline *item, const ink *in)
{
    lead to = {0};
    if (in->tag == JB_TAG_ARTIFACT) {
        return to;
    }
    if (item->note != 0) {
        to.anchor = notes_find(r, in->notes, item->note);
    } else if (item->footnote != 0) {
        to.anchor = footnotes_anchor(r, item->footnote);
    } else if (item->see != 0) {
        to.anchor = refs_find(r, item->see);
    } else if (item->fact != 0) {
        lead_figure(r, item, &to);
    } else {
        to.uri = item->uri;
    }
    return to;
}

/* One element for a link, in however many pieces and lines it stands. */
static uint32_t link_tag(run *r, const jb_inline *item, uint32_t parent)
{
    if (r->link_item != item || r->link_parent != parent) {
        r->link_item = item;
        r->link_parent = parent;
        uint32_t holder = item->see != 0 ? tag_add(r, JB_TAG_REFERENCE, parent) : parent;
        r->link_tag = tag_add(r, JB_TAG_LINK, holder);
    }
    return r->link_tag;
}

/* Digits and Chinese are pieces of their own: what the piece before leads to goes on. */
static bool link_widened(run *r, const jb_mark *link)
{
    jb_mark *last = r->link_mark < r->mark_count ? &r->marks[r->link_mark] : NULL;
    bool same = last != NULL && last->kind == JB_MARK_LINK && last->tag == link->tag &&
                last->y == link->y && last->height == link->height && last->x <= link->x;
    if (same) {
        last->width = link->x + link->width - last->x;
    }
    return same;
}

static void mark_link(run *r, const jb_mark *text, const lead *to)
{
    jb_mark link = {
        .kind = JB_MARK_LINK,
        .tag = text->tag,
        .block = text->block,
        .x = text->x,
        .y = text->y - text->size * 88 / 100,
        .width = text->width,
        .height = text->size,
        .target = to->anchor,
        .fact = to->receipt != NULL ? to->receipt->fact : 0,
        .uri = to->uri,
    };
    if (!link_widened(r, &link)) {
        r->link_mark = r->mark_count;
        mark_push(r, &link);
    }
}

/* A line under a figure that is not beyond doubt, in the white below its type. */
static void mark_support(run *r, const jb_mark *text, jb_support support)
{
    jb_len y = text->y + text->size * 16 / 100;
    if (support == JB_SUPPORT_NONE) {
        mark_fill(r, text->x, y, text->width, SUPPORT_LINE, text->color, text->block);
        return;
    }
    jb_point *points = jb_arena_array(r->arena, 2, sizeof *points);
    jb_path *path = jb_arena_alloc(r->arena, sizeof *path);
    points[0] = (jb_point){text->x, y};
    points[1] = (jb_point){text->x + text->width, y};
    *path = (jb_path){.points = points, .count = 2, .stroke = SUPPORT_DOTS, .dotted = true};
    jb_mark mark = {
        .kind = JB_MARK_PATH,
        .tag = JB_TAG_ARTIFACT,
        .block = text->block,
        .x = text->x,
        .y = y,
        .width = text->width,
        .color = text->color,
        .path = path,
    };
    mark_push(r, &mark);
}

static void mark_piece(run *r, const jb_piece *piece, const jb_inline *item, jb_len x,
                       jb_len baseline, const ink *in, bool soft)
{
    lead to = lead_of(r, item, in);
    bool leads = to.anchor != 0 || to.uri != NULL;
    const jb_piece *shown = item->footnote != 0 ? footnotes_mark(r, item->footnote) : NULL;
    shown = shown != NULL ? shown : piece;
    jb_mark mark = {
        .kind = JB_MARK_TEXT,
        .tag = leads ? link_tag(r, item, in->tag) : in->tag,
        .block = in->path,
        .fact = item->fact,
        .x = x + piece->x,
        .y = baseline - piece->rise,
        .width = piece->width,
        .height = piece->size,
        .color = piece->color,
        .font = shown->font,
        .size = piece->size,
        .count = shown->count,
        .code_points = shown->code_points,
        .glyphs = shown->glyphs,
        .adv = shown == piece ? piece->adv : NULL,
        .soft_end = soft,
    };
    if (shown != piece) {
        jb_len *adv = jb_arena_array(r->arena, shown->count + 1, sizeof *adv);
        adv[0] = piece->width;
        mark.adv = adv;
    }
    if (to.receipt != NULL) {
        receipts_lead_back(r, to.receipt, &mark);
    }
    mark_push(r, &mark);
    if (item->support != JB_SUPPORT_FULL) {
        mark_support(r, &mark, item->support);
    }
    if (leads) {
        mark_link(r, &mark, &to);
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
    mark_push(r, &mark);
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
    mark_push(r, &mark);
}
