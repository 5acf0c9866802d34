/* block_text.c - headings, paragraphs and lists as boxes.
 *
 * Decides their elements and bookmarks. How their lines go on pages is stack.c's matter.
 */
#include "run.h"

typedef struct text_block {
    box base;
    unsigned level; /* of a heading in the tree of headings, from 1 */
    stack lines;
} text_block;

static const text_block *const_self(const box *b)
{
    return (const text_block *)(const void *)b;
}

static jb_len reach(const run *r, const box *b, jb_len y, bool whole)
{
    const stack *s = &const_self(b)->lines;
    return stack_reach(r, s, y, whole) + (whole ? s->after : 0);
}

/* The title is the one heading of the first level, and what stands under it begins at the second.
 * No level is skipped downwards, whatever the layout says: a reader who walks the headings by their
 * level must find each. Blocks are prepared in the order of the document. */
#define LEVEL_MAX 6

static unsigned heading_level(run *r, const jb_block *block)
{
    unsigned level = block->level == 0 ? 1 : r->top_level + block->level - 1;
    level = level > r->heading + 1 ? r->heading + 1 : level;
    level = level > LEVEL_MAX ? LEVEL_MAX : level;
    if (block->level == 0) {
        r->top_level = 2;
    }
    r->heading = level;
    return level;
}

static void add_bookmark(run *r, const text_block *self)
{
    jb_bookmark mark = {
        .title = text_flat(r->arena, &self->base.block->text),
        .level = self->level,
        .page = self->lines.begun_on,
        .y = self->lines.begun_at,
    };
    JB_PUSH(r->bookmarks, r->bookmark_count, r->bookmark_cap, mark);
}

static jb_status place(run *r, box *b, placed *out)
{
    text_block *self = (text_block *)b;
    bool begun = self->lines.at > 0 || self->lines.line > 0;
    *out = stack_place(r, &self->lines, r->kept_only);
    if (!begun && *out != PLACED_NONE && b->block->kind == JB_BLOCK_HEADING) {
        add_bookmark(r, self);
    }
    return JB_OK;
}

bool text_hold(box *b, size_t lines, bool whole)
{
    stack *s = &((text_block *)b)->lines;
    s->hold = lines;
    s->keep = b->block->style.keep_lines && whole;
    return lines > 0 && (s->keep || (s->count == 1 && para_lines(&s->entries[0].text) <= lines));
}

static jb_tag_kind heading_kind(const jb_block *block, unsigned level)
{
    static const jb_tag_kind kinds[LEVEL_MAX] = {JB_TAG_H1, JB_TAG_H2, JB_TAG_H3,
                                                 JB_TAG_H4, JB_TAG_H5, JB_TAG_H6};
    return block->level == 0 ? JB_TAG_TITLE : kinds[level - 1];
}

static jb_status build_single(run *r, text_block *self, const jb_block *block)
{
    entry *e = &self->lines.entries[0];
    text_spec spec = {
        .style = &block->style,
        .align = block->style.align,
        .width = r->right - r->left,
        .first = block->style.first_indent,
        .rest = block->style.rest_indent,
    };
    where at = {.path = block->path};
    e->kind = JB_TAG_P;
    if (block->kind == JB_BLOCK_HEADING) {
        self->level = heading_level(r, block);
        e->kind = heading_kind(block, self->level);
    }
    return text_build(r, &block->text, &spec, &at, &e->text);
}

static jb_status build_list(run *r, const jb_block *block, stack *s)
{
    where at = {.path = block->path, .what = "item"};
    s->list = block->item_count > 0;
    for (size_t i = 0; i < block->item_count; i++) {
        s->entries[i].kind = JB_TAG_LI;
        s->entries[i].anchor = block->items[i].note != 0 ? ++r->list_anchors : 0;
    }
    return stack_list(r, block->items, block->item_count, &block->style, block->label_width,
                      text_empty(&block->lead) ? NULL : &block->lead, &at, s->entries);
}

jb_status text_box(run *r, const jb_block *block, uint32_t path, box **out)
{
    static const box_ops ops = {reach, place};
    text_block *self = jb_arena_alloc(r->work, sizeof *self);
    bool list = block->kind == JB_BLOCK_LIST;
    size_t count = list ? block->item_count : 1;
    self->base = (box){.ops = &ops, .block = block, .path = path};
    self->lines = (stack){
        .style = &block->style,
        .entries = jb_arena_array(r->work, count + 1, sizeof(entry)),
        .count = count,
        .before = block->style.before,
        .after = block->style.after,
        .keep = block->style.keep_lines || block->kind == JB_BLOCK_HEADING,
        .path = path,
    };
    *out = &self->base;
    return list ? build_list(r, block, &self->lines) : build_single(r, self, block);
}
