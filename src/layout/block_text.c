/* block_text.c - headings, paragraphs and lists as boxes.
 *
 * Decides their elements and bookmarks. How their lines go on pages is stack.c's matter.
 */
#include "run.h"

typedef struct text_block {
    box base;
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

/* Bookmarks never skip a level downwards, whatever the headings do. */
static void add_bookmark(run *r, const jb_block *block, const stack *s)
{
    unsigned level = block->level == 0 ? 1 : r->top_level + block->level - 1;
    unsigned above = r->bookmark_count > 0 ? r->bookmarks[r->bookmark_count - 1].level : 0;
    jb_bookmark mark = {
        .title = text_flat(r->arena, &block->text),
        .level = level > above + 1 ? above + 1 : level,
        .page = s->begun_on,
        .y = s->begun_at,
    };
    JB_PUSH(r->bookmarks, r->bookmark_count, r->bookmark_cap, mark);
    if (block->level == 0) {
        r->top_level = 2;
    }
}

static jb_status place(run *r, box *b, placed *out)
{
    text_block *self = (text_block *)b;
    bool begun = self->lines.at > 0 || self->lines.line > 0;
    *out = stack_place(r, &self->lines, r->kept_only);
    if (!begun && *out != PLACED_NONE && b->block->kind == JB_BLOCK_HEADING) {
        add_bookmark(r, b->block, &self->lines);
    }
    return JB_OK;
}

static jb_tag_kind heading_kind(unsigned level)
{
    static const jb_tag_kind kinds[] = {JB_TAG_TITLE, JB_TAG_H1, JB_TAG_H2, JB_TAG_H3};
    return kinds[level < 3 ? level : 3];
}

static jb_status build_single(run *r, const jb_block *block, entry *e)
{
    text_spec spec = {
        .style = &block->style,
        .align = block->style.align,
        .width = r->right - r->left,
        .first = block->style.first_indent,
        .rest = block->style.rest_indent,
    };
    where at = {.path = block->path};
    bool heading = block->kind == JB_BLOCK_HEADING;
    e->kind = heading ? heading_kind(block->level) : JB_TAG_P;
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
    return stack_list(r, block->items, block->item_count, &block->style, block->label_width, NULL,
                      &at, s->entries);
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
    return list ? build_list(r, block, &self->lines)
                : build_single(r, block, &self->lines.entries[0]);
}
