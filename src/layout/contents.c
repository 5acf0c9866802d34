/* contents.c - the contents: headings with the pages they stand on.
 *
 * Decides what an entry looks like. The numbers are not known when the entries are placed, so each
 * leaves room for one and is filled in at the end: entries never move, and numbers cannot be wrong.
 */
#include "refs.h"

#include <stdio.h>

/* Room beside an entry's last line: at least two dots and a number of four digits. */
#define LEADER_LEAST 2 /* em */
#define NUMBER_ROOM 3  /* em */

typedef struct toc_entry {
    size_t block;
    const jb_style *style;
    para text;
} toc_entry;

typedef struct contents {
    box base;
    para title;
    toc_entry *entries;
    size_t count;
    size_t at; /* where it stopped */
    uint32_t tag;
} contents;

static contents *self(const box *b)
{
    return (contents *)(void *)(uintptr_t)b;
}

static jb_len entry_height(const toc_entry *e)
{
    return (jb_len)para_lines(&e->text) * style_pitch(e->style);
}

static jb_len title_height(const contents *c)
{
    const jb_style *style = &c->base.block->style;
    return (jb_len)c->title.set.count * style_pitch(style) +
           (c->title.set.count > 0 ? style->after : 0);
}

static jb_len reach(const run *r, const box *b, jb_len y, bool whole)
{
    const contents *c = self(b);
    if (c->at == 0) {
        y += (page_drops_space(r, y) ? 0 : b->block->style.before) + title_height(c);
    }
    for (size_t i = c->at; i < c->count && (whole || i == c->at); i++) {
        y += entry_height(&c->entries[i]);
    }
    return y + (whole && c->count > 0 ? b->block->style.after : 0);
}

static void write_title(run *r, contents *c, jb_len y)
{
    const jb_style *style = &c->base.block->style;
    if (c->title.set.count == 0) {
        return;
    }
    ink in = {.tag = tag_add(r, JB_TAG_CAPTION, c->tag), .path = c->base.path};
    for (size_t i = 0; i < c->title.set.count; i++) {
        mark_line(r, &c->title, i, style, r->left, y, &in);
        y += style_pitch(style);
    }
}

/* Leader and number follow when the page is known: their marks are kept. */
static void write_slot(run *r, const toc_entry *e, const ink *in, jb_len y)
{
    size_t lines = para_lines(&e->text);
    jb_len top = y + (jb_len)(lines - 1) * style_pitch(e->style);
    jb_len used = lines <= e->text.set.count ? line_end(&e->text.set.lines[lines - 1]) : 0;
    slot s = {
        .page = r->page_count,
        .mark = r->mark_count,
        .block = e->block,
        .style = e->style,
        .from = r->left + e->style->first_indent + used,
        .to = r->right,
    };
    jb_mark blank = {
        .kind = JB_MARK_TEXT,
        .tag = JB_TAG_ARTIFACT,
        .block = in->path,
        .x = s.to,
        .y = line_baseline(e->style, top),
        .height = e->style->size,
        .size = e->style->size,
        .color = e->style->color,
    };
    JB_PUSH(r->slots, r->slot_count, r->slot_cap, s);
    mark_push(r, &blank);
    blank.tag = in->tag;
    mark_push(r, &blank);
}

static void write_entry(run *r, contents *c, const toc_entry *e, jb_len y)
{
    uint32_t item = tag_add(r, JB_TAG_TOCI, c->tag);
    uint32_t reference = tag_add(r, JB_TAG_REFERENCE, item);
    ink in = {.tag = tag_add(r, JB_TAG_LINK, reference), .path = c->base.path};
    for (size_t i = 0; i < e->text.set.count; i++) {
        jb_len top = y + (jb_len)i * style_pitch(e->style);
        mark_line(r, &e->text, i, e->style, r->left + e->style->first_indent, top, &in);
    }
    write_slot(r, e, &in, y);
    jb_mark link = {
        .kind = JB_MARK_LINK,
        .tag = in.tag,
        .block = in.path,
        .x = r->left,
        .y = y + (style_pitch(e->style) - e->style->size) / 2,
        .width = r->right - r->left,
        .height = entry_height(e) - style_pitch(e->style) + e->style->size,
        .target = r->refs.of_block[e->block],
    };
    mark_push(r, &link);
}

static jb_status place(run *r, box *b, placed *out)
{
    contents *c = self(b);
    jb_len y = r->y;
    bool wrote = false;
    while (c->at < c->count) {
        if (reach(r, b, y, false) > r->bottom) {
            r->why = "the page is full";
            break;
        }
        if (c->at == 0) {
            c->tag = tag_add(r, JB_TAG_TOC, 0);
            y += page_drops_space(r, y) ? 0 : b->block->style.before;
            write_title(r, c, y);
            y += title_height(c);
        }
        write_entry(r, c, &c->entries[c->at], y);
        y += entry_height(&c->entries[c->at++]);
        wrote = true;
    }
    y += c->at == c->count && wrote ? b->block->style.after : 0;
    r->y = y;
    *out = c->at == c->count ? PLACED_ALL : wrote ? PLACED_PART : PLACED_NONE;
    return JB_OK;
}

static jb_status build_entry(run *r, const jb_block *block, size_t heading, toc_entry *e)
{
    const jb_block *from = &r->doc->blocks[heading];
    const jb_style *style = &block->entry_styles[from->level - 1];
    jb_len room = style->size * (LEADER_LEAST + NUMBER_ROOM);
    jb_inline *flat = jb_arena_alloc(r->work, sizeof *flat);
    flat->text = text_flat(r->work, &from->text);
    jb_text text = {flat, 1};
    text_spec spec = {
        .style = style,
        .align = JB_ALIGN_LEFT,
        .width = r->right - r->left - style->first_indent - room,
        .first = 0,
        .rest = style->rest_indent,
    };
    where at = {.path = block->path, .what = "entry", .row = heading + 1};
    *e = (toc_entry){.block = heading, .style = style};
    return text_build(r, &text, &spec, &at, &e->text);
}

static bool lists(const jb_block *listing, const jb_block *block)
{
    return block->kind == JB_BLOCK_HEADING && block->level > 0 && block->level <= listing->levels &&
           block->level <= JB_CONTENTS_LEVELS && !text_empty(&block->text);
}

bool contents_any(const jb_doc *doc, const jb_block *block)
{
    bool any = false;
    for (size_t i = 0; i < doc->block_count && !any; i++) {
        any = lists(block, &doc->blocks[i]);
    }
    return any;
}

jb_status contents_box(run *r, const jb_block *block, uint32_t path, box **out)
{
    static const box_ops ops = {reach, place};
    const jb_doc *doc = r->doc;
    contents *c = jb_arena_alloc(r->work, sizeof *c);
    c->base = (box){.ops = &ops, .block = block, .path = path};
    c->entries = jb_arena_array(r->work, doc->block_count + 1, sizeof *c->entries);
    *out = &c->base;
    text_spec spec = {
        .style = &block->style,
        .align = block->style.align,
        .width = r->right - r->left,
    };
    where at = {.path = block->path, .what = "title"};
    jb_status status = text_build(r, &block->text, &spec, &at, &c->title);
    for (size_t i = 0; i < doc->block_count && status == JB_OK; i++) {
        if (lists(block, &doc->blocks[i])) {
            status = build_entry(r, block, i, &c->entries[c->count++]);
        }
    }
    return status;
}

/* ---- when every page is there */

static jb_status build_word(run *r, const char *word, const jb_style *style, para *out)
{
    jb_inline *item = jb_arena_alloc(r->work, sizeof *item);
    item->text = word;
    jb_text text = {item, 1};
    where at = {.path = "$.blocks", .what = "page number"};
    return text_build_label(r, &text, style, &at, out);
}

static void fill_mark(jb_mark *mark, const para *p, jb_len x)
{
    if (p->set.count == 0 || p->set.lines[0].piece_count == 0) {
        return;
    }
    const jb_piece *piece = &p->set.lines[0].pieces[0];
    mark->x = x + piece->x;
    mark->width = piece->width;
    mark->font = piece->font;
    mark->count = piece->count;
    mark->code_points = piece->code_points;
    mark->glyphs = piece->glyphs;
    mark->adv = piece->adv;
}

/* Dots from the number to the left, in step from line to line, as far as the entry's end. */
static jb_status fill_leader(run *r, const slot *s, jb_len to, jb_mark *mark)
{
    para p = {0};
    jb_status status = build_word(r, "…", s->style, &p);
    jb_len step = para_width(&p);
    if (status != JB_OK || step <= 0) {
        return status;
    }
    jb_len right = s->to - NUMBER_ROOM * s->style->size / 2;
    right -= right > to ? (right - to + step - 1) / step * step : 0;
    jb_len room = right - s->from - s->style->size / 2;
    jb_str dots = {0};
    for (; room >= step; room -= step) {
        jb_str_add(&dots, "…");
    }
    const char *text = jb_arena_strdup(r->work, jb_str_text(&dots));
    jb_str_free(&dots);
    p = (para){0};
    status = build_word(r, text, s->style, &p);
    if (status == JB_OK) {
        fill_mark(mark, &p, right - para_width(&p));
    }
    return status;
}

static jb_status fill_slot(run *r, const slot *s)
{
    jb_mark *marks = r->late[s->page].marks + s->mark;
    size_t page = r->refs.page_of[s->block];
    para number = {0};
    jb_status status = build_word(r, jb_arena_printf(r->work, "%zu", page + 1), s->style, &number);
    if (status != JB_OK) {
        return status;
    }
    jb_len x = s->to - para_width(&number);
    fill_mark(&marks[1], &number, x);
    return fill_leader(r, s, x - s->style->size / 4, &marks[0]);
}

jb_status contents_fill(run *r)
{
    jb_status status = JB_OK;
    for (size_t i = 0; i < r->slot_count && status == JB_OK; i++) {
        status = fill_slot(r, &r->slots[i]);
    }
    return status;
}
