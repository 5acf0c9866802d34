/* flow.c - the page driver: the only place that decides to begin a new page.
 *
 * Blocks are placed one after the other. What is kept with what follows it is only placed where
 * the beginning of what follows has room as well.
 */
#include "footnotes.h"
#include "page.h"
#include "refs.h"

#include <string.h>

typedef struct flow {
    run *run;
    box **boxes; /* prepared so far; NULL for those that are not, spaces and breaks */
    bool broken; /* a new page was asked for */
    bool kept;   /* the last block is kept with the next */
} flow;

static jb_status build(flow *f, size_t i)
{
    const jb_block *block = &f->run->doc->blocks[i];
    switch (block->kind) {
    case JB_BLOCK_HEADING:
    case JB_BLOCK_PARAGRAPH:
    case JB_BLOCK_LIST:
        return text_box(f->run, block, (uint32_t)i, &f->boxes[i]);
    case JB_BLOCK_TABLE:
        return table_box(f->run, block, (uint32_t)i, &f->boxes[i]);
    case JB_BLOCK_CHART:
        return chart_box(f->run, block, (uint32_t)i, &f->boxes[i]);
    case JB_BLOCK_CONTENTS:
        return contents_box(f->run, block, (uint32_t)i, &f->boxes[i]);
    case JB_BLOCK_RULE:
    case JB_BLOCK_PAIR:
    case JB_BLOCK_SIGNATURE:
    case JB_BLOCK_IMPRINT:
        return office_box(f->run, block, (uint32_t)i, &f->boxes[i]);
    case JB_BLOCK_SPACE:
    case JB_BLOCK_PAGE_BREAK:
        break;
    }
    return JB_OK;
}

/* A paragraph without words and contents without an entry are white: a heading is not kept with
 * that but with what is under it. */
static bool keeps_next(const jb_doc *doc, const jb_block *block)
{
    switch (block->kind) {
    case JB_BLOCK_HEADING:
        return true;
    case JB_BLOCK_PARAGRAPH:
        return block->style.keep_next || text_empty(&block->text);
    case JB_BLOCK_LIST:
    case JB_BLOCK_RULE:
    case JB_BLOCK_PAIR:
        return block->style.keep_next;
    case JB_BLOCK_TABLE:
    case JB_BLOCK_CHART:
    case JB_BLOCK_SIGNATURE:
    case JB_BLOCK_IMPRINT:
    case JB_BLOCK_SPACE:
    case JB_BLOCK_PAGE_BREAK:
        break;
    case JB_BLOCK_CONTENTS:
        return !contents_any(doc, block);
    }
    return false;
}

static jb_status prepare(flow *f, size_t i);

/* A table may want a turned page, and then what is kept with it stands there too. */
static jb_status block_turned(flow *f, size_t i, bool *turned)
{
    const jb_doc *doc = f->run->doc;
    size_t at = i;
    while (at < doc->block_count && (keeps_next(doc, &doc->blocks[at]) ||
                                     (at > i && doc->blocks[at].kind == JB_BLOCK_SPACE))) {
        at++;
    }
    *turned = doc->blocks[i].turned;
    if (at == doc->block_count || doc->blocks[at].kind != JB_BLOCK_TABLE) {
        return JB_OK;
    }
    jb_status status = prepare(f, at);
    *turned = status == JB_OK && f->boxes[at]->turned;
    return status;
}

/* A block is set in the measure of the page it will stand on, whatever page is in hand. */
static jb_status prepare(flow *f, size_t i)
{
    run *r = f->run;
    bool now = page_turned(r);
    bool turned = false;
    if (f->boxes[i] != NULL) {
        return JB_OK;
    }
    jb_status status = JB_OK;
    if (r->doc->blocks[i].kind != JB_BLOCK_TABLE) {
        status = block_turned(f, i, &turned);
    }
    if (status == JB_OK) {
        jb_len bottom = r->bottom;
        page_face(r, turned);
        status = build(f, i);
        page_face(r, now);
        r->bottom = bottom;
    }
    if (status == JB_OK && f->boxes[i] != NULL && r->doc->blocks[i].kind != JB_BLOCK_TABLE) {
        f->boxes[i]->turned = turned;
    }
    return status;
}

static jb_len space_end(const run *r, const jb_block *block, jb_len y)
{
    jb_len end = y < r->bottom - block->height ? y + block->height : r->bottom;
    jb_len until = r->top + block->until;
    return block->until > 0 && until > end ? until : end;
}

/* What signs the text of block i, behind nothing but white; 0 when nothing does. */
static size_t signature_of(const jb_doc *doc, size_t i)
{
    bool text = doc->blocks[i].kind == JB_BLOCK_PARAGRAPH || doc->blocks[i].kind == JB_BLOCK_LIST;
    size_t next = i + 1;
    while (text && next < doc->block_count && doc->blocks[next].kind == JB_BLOCK_SPACE) {
        next++;
    }
    return text && next < doc->block_count && doc->blocks[next].kind == JB_BLOCK_SIGNATURE ? next
                                                                                           : 0;
}

/* Whether the signature has room on the page when the text of block i ends at y. */
static bool signed_on_page(const flow *f, size_t i, size_t signature, jb_len y)
{
    const run *r = f->run;
    const box *signs = f->boxes[signature];
    for (size_t k = i + 1; k < signature; k++) {
        y = space_end(r, &r->doc->blocks[k], y);
    }
    return signs->ops->reach(r, signs, y, false) <= r->bottom;
}

/* What signs a text must not stand alone on a page: two lines of the text go with it, or all of
 * what is shorter or kept together. Asked of a block that would begin, or go on, at y; `away` when
 * all of it waits for the next page. */
static jb_status hold_lines(flow *f, size_t i, jb_len y, bool *away)
{
    enum { GO_WITH = 2 };
    const run *r = f->run;
    size_t next = signature_of(r->doc, i);
    *away = false;
    if (next == 0) {
        return JB_OK;
    }
    jb_status status = prepare(f, next);
    if (status == JB_OK) {
        const box *own = f->boxes[i];
        jb_len lines = r->top + GO_WITH * style_pitch(&own->block->style);
        bool here = signed_on_page(f, i, next, own->ops->reach(r, own, y, true));
        bool there = signed_on_page(f, i, next, lines);
        bool whole =
            signed_on_page(f, i, next, own->ops->reach(r, own, r->top, true)) && page_may_end(r, y);
        *away = text_hold(f->boxes[i], here || !there ? 0 : GO_WITH, whole);
    }
    return status;
}

/* Whether the block, all it is kept with and the beginning of what follows have room. */
static jb_status chain_fits(flow *f, size_t from, bool *fits)
{
    const jb_doc *doc = f->run->doc;
    jb_len y = f->run->y;
    *fits = true;
    for (size_t i = from; i < doc->block_count && *fits; i++) {
        const jb_block *block = &doc->blocks[i];
        if (block->kind == JB_BLOCK_PAGE_BREAK) {
            break;
        }
        if (block->kind == JB_BLOCK_SPACE) {
            y = space_end(f->run, block, y);
            continue;
        }
        jb_status status = prepare(f, i);
        if (status != JB_OK) {
            return status;
        }
        bool kept = keeps_next(doc, block);
        const box *b = f->boxes[i];
        bool away = false;
        status = hold_lines(f, i, y, &away);
        if (status != JB_OK) {
            return status;
        }
        *fits = !away && b->ops->reach(f->run, b, y, false) <= f->run->bottom;
        y = b->ops->reach(f->run, b, y, kept);
        if (!kept) {
            break;
        }
    }
    return JB_OK;
}

static jb_status no_progress(const run *r, const jb_block *block)
{
    where at = {.path = block->path};
    jb_loc loc = where_loc(r, &at);
    return jb_fail(r->err, JB_ERR_INPUT, &loc,
                   "not even the beginning of this block fits on an empty page (type area %d mm "
                   "high); reduce its type size, heads or padding, or enlarge the type area",
                   "这一块连开头都放不进一张空页（版心高 %d 毫米）；请减小字号、表头或间距，"
                   "或加大版心",
                   len_tenths(r->bottom - r->top) / 10);
}

/* A page that is fresh but for notes left over has room only on the next. */
static jb_status give_way(flow *f, size_t i)
{
    run *r = f->run;
    if (footnotes_pending(r)) {
        return page_end(r, "a footnote goes on");
    }
    if (r->y == r->top) {
        return no_progress(r, f->boxes[i]->block);
    }
    r->y = r->top; /* white alone makes no page */
    return JB_OK;
}

static void place_anchor(run *r, size_t i, jb_len y)
{
    const jb_block *block = &r->doc->blocks[i];
    refs_place(r, i, y);
    if (block->kind == JB_BLOCK_HEADING && block->level == 1) {
        r->section = text_flat(r->work, &block->text);
        r->page_section = r->page_section != NULL ? r->page_section : r->section;
    }
}

static jb_status place_box(flow *f, size_t i)
{
    run *r = f->run;
    bool begun = false;
    for (;;) {
        placed got = PLACED_NONE;
        bool was_fresh = r->fresh;
        jb_len y = r->y;
        bool away = false;
        jb_status status = hold_lines(f, i, y, &away);
        if (status == JB_OK) {
            status = f->boxes[i]->ops->place(r, f->boxes[i], &got);
        }
        if (status == JB_OK && !begun && got != PLACED_NONE) {
            begun = true;
            place_anchor(r, i, y);
        }
        if (status != JB_OK || got == PLACED_ALL) {
            return status;
        }
        r->goes_on = got == PLACED_PART;
        status = got == PLACED_NONE && was_fresh ? give_way(f, i) : page_end(r, r->why);
        r->goes_on = false;
        if (status != JB_OK) {
            return status;
        }
    }
}

/* Turns the page for a block that wants it so, and back for the next that does not. */
static jb_status turn_page(flow *f, size_t i)
{
    run *r = f->run;
    jb_status status = prepare(f, i);
    if (status != JB_OK || f->boxes[i]->turned == page_turned(r)) {
        return status;
    }
    bool turned = f->boxes[i]->turned;
    if (!r->fresh) {
        bool lies = r->faces[turned].width > r->faces[turned].height;
        status = page_end(r, lies ? "the next table stands on a landscape page"
                                  : "what follows stands on an upright page");
    }
    /* A footnote is set in the measure of the page that calls it. */
    while (status == JB_OK && footnotes_pending(r)) {
        status = page_end(r, "a footnote goes on");
    }
    if (status != JB_OK) {
        return status;
    }
    page_face(r, turned);
    page_begin(r, r->flowed);
    return status;
}

static bool page_even(const run *r)
{
    return (r->page_count + 1) % 2 == 0;
}

/* An imprint for the back of the last sheet: a page that is left blank before it has no number, and
 * neither has its own, 7.5. */
static jb_status seek_back(flow *f, size_t i)
{
    run *r = f->run;
    const box *b = f->boxes[i];
    jb_status status = JB_OK;
    bool fits = b->ops->reach(r, b, r->y, false) <= r->bottom;
    if (!b->block->even_page || (page_even(r) && (fits || r->fresh))) {
        return JB_OK;
    }
    if (!r->fresh) {
        status = page_end(r, "the imprint stands on the last even page");
    }
    while (status == JB_OK && footnotes_pending(r)) {
        status = page_end(r, "a footnote goes on");
    }
    if (status == JB_OK && r->page_count > 0 && !page_even(r)) {
        r->unnumbered = true;
        status = page_end(r, "left blank before the imprint");
    }
    return status;
}

static jb_status flow_block(flow *f, size_t i)
{
    run *r = f->run;
    const jb_block *block = &r->doc->blocks[i];
    bool kept = keeps_next(r->doc, block);
    jb_status turned = turn_page(f, i);
    if (turned == JB_OK && block->kind == JB_BLOCK_IMPRINT) {
        turned = seek_back(f, i);
    }
    if (turned != JB_OK) {
        return turned;
    }
    r->chain_y = f->kept ? r->chain_y : r->y;
    f->kept = kept;
    if (kept && !r->kept_only) {
        bool fits = true;
        jb_status status = chain_fits(f, i, &fits);
        if (status == JB_OK && !fits) {
            status = page_end(r, block->kind == JB_BLOCK_HEADING
                                     ? "a heading is kept with what follows it"
                                     : "a paragraph is kept with what follows it");
        }
        if (status != JB_OK) {
            return status;
        }
    }
    jb_status status = place_box(f, i);
    bool begins = block->kind == JB_BLOCK_HEADING || block->masthead;
    r->kept_only = r->fresh || (begins && r->kept_only);
    return status;
}

/* Space falls away at the top of a page that text has flowed on to, and never fills a page. */
static void flow_space(run *r, const jb_block *block)
{
    if (!page_drops_space(r, r->y)) {
        r->y = space_end(r, block, r->y);
    }
}

static jb_status begin_asked_page(flow *f)
{
    run *r = f->run;
    f->broken = false;
    if (r->fresh) { /* white alone makes no page */
        r->y = r->top;
        r->flowed = false;
        return JB_OK;
    }
    jb_status status = page_end(r, "a new page was asked for");
    r->flowed = false;
    return status;
}

/* The last page, and those that notes left over still need. */
static jb_status end_pages(run *r)
{
    while (!r->fresh || r->page_count == 0 || footnotes_pending(r)) {
        jb_status status = page_end(r, "a footnote goes on");
        if (status != JB_OK) {
            return status;
        }
    }
    r->pages[r->page_count - 1].ended = "";
    return JB_OK;
}

jb_status flow_blocks(run *r)
{
    flow f = {.run = r};
    f.boxes = jb_arena_array(r->work, r->doc->block_count + 1, sizeof(box *));
    page_begin(r, false);
    for (size_t i = 0; i < r->doc->block_count; i++) {
        const jb_block *block = &r->doc->blocks[i];
        jb_status status = JB_OK;
        r->block = (uint32_t)i;
        if (block->kind == JB_BLOCK_PAGE_BREAK) {
            f.broken = true;
            continue;
        }
        if (f.broken) {
            status = begin_asked_page(&f);
        }
        if (status == JB_OK && block->kind == JB_BLOCK_SPACE) {
            flow_space(r, block);
        } else if (status == JB_OK) {
            status = flow_block(&f, i);
        }
        if (status != JB_OK) {
            return status;
        }
    }
    return end_pages(r);
}
