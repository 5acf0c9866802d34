/* office.c - parts of an official document that are not running text: rules, lines with a left and
 * a right end, the signature and the imprint.
 *
 * Decides their places after GB/T 9704-2012, 7.3.5 and 7.4. Sizes come with the styles.
 */
#include "run.h"

/* Rules of the imprint, 7.4.1: the outer ones are thicker. */
#define RULE_OUTER JB_MM100(35)
#define RULE_INNER JB_MM100(25)
#define SEALED_INDENT 4 /* characters right of the date, 7.3.5.1 */
#define PLAIN_INDENT 2  /* right of the signature without a seal, 7.3.5.2 */

typedef struct office {
    box base;
    para left, right;
    entry *copies; /* imprint: who receives some */
    jb_len width, height;
} office;

static const office *const_self(const box *b)
{
    return (const office *)(const void *)b;
}

static jb_len reach(const run *r, const box *b, jb_len y, bool whole)
{
    const jb_style *style = &b->block->style;
    return stack_start(r, style, style->before, y) + const_self(b)->height +
           (whole ? style->after : 0);
}

/* An em on the grid is a step of the grid. */
static jb_len em(const run *r, const jb_style *style)
{
    return style->grid && r->page->char_pitch > 0 ? r->page->char_pitch : style->size;
}

static void write_para(run *r, const para *p, const jb_style *style, jb_len x, jb_len y,
                       uint32_t path)
{
    if (p->set.count == 0) {
        return;
    }
    ink in = {.tag = tag_add(r, JB_TAG_P, 0), .path = path};
    for (size_t i = 0; i < p->set.count; i++) {
        mark_line(r, p, i, style, x, y + (jb_len)i * style_pitch(style), &in);
    }
}

/* ---- left and right end of a line */

static jb_status build_ends(run *r, office *o, jb_len width, jb_align align)
{
    const jb_block *block = o->base.block;
    where at = {.path = block->path};
    text_spec spec = {.style = &block->style, .align = align, .width = width};
    jb_status status = text_build(r, &block->text, &spec, &at, &o->left);
    return status == JB_OK ? text_build(r, &block->right, &spec, &at, &o->right) : status;
}

/* They share the line they meet on when there is a character's room between them. */
static jb_len ends_height(const office *o)
{
    const jb_style *style = &o->base.block->style;
    size_t left = o->left.set.count;
    size_t right = o->right.set.count;
    jb_len used = left > 0 ? line_end(&o->left.set.lines[left - 1]) : 0;
    bool share = right > 0 && left > 0 && used + para_width(&o->right) + style->size <= o->width;
    return (jb_len)(left + right - (share ? 1 : 0)) * style_pitch(style);
}

static void write_ends(run *r, const office *o, jb_len x, jb_len y)
{
    const jb_style *style = &o->base.block->style;
    jb_len foot = y + ends_height(o);
    write_para(r, &o->left, style, x, y, o->base.path);
    write_para(r, &o->right, style, x + o->width - para_width(&o->right),
               foot - (jb_len)o->right.set.count * style_pitch(style), o->base.path);
}

/* ---- signature */

static jb_status build_signature(run *r, office *o)
{
    const jb_style *style = &o->base.block->style;
    jb_len width = r->right - r->left - 2 * SEALED_INDENT * em(r, style);
    jb_status status = build_ends(r, o, width, JB_ALIGN_LEFT);
    o->width = r->right - r->left;
    o->height = (jb_len)(o->left.set.count + o->right.set.count) * style_pitch(style);
    return status;
}

/* Who signs without a seal stands two characters in from the right, the date begins two characters
 * right of it; a longer date takes that place. Under a seal the date stands four in, with who signs
 * in the middle over it. */
static void write_signature(run *r, const office *o, jb_len y)
{
    const jb_style *style = &o->base.block->style;
    jb_len signer = para_width(&o->left);
    jb_len date = para_width(&o->right);
    jb_len step = em(r, style);
    jb_len signer_x = r->right - PLAIN_INDENT * step - signer;
    jb_len date_x = signer_x + PLAIN_INDENT * step;
    if (o->base.block->sealed) {
        date_x = r->right - SEALED_INDENT * step - date;
        signer_x = date_x + (date - signer) / 2;
        signer_x = signer_x + signer > r->right ? r->right - signer : signer_x;
    } else if (date_x + date > r->right - PLAIN_INDENT * step) {
        date_x = r->right - PLAIN_INDENT * step - date;
        signer_x =
            signer_x < date_x - PLAIN_INDENT * step ? signer_x : date_x - PLAIN_INDENT * step;
    }
    write_para(r, &o->left, style, signer_x, y, o->base.path);
    y += (jb_len)o->left.set.count * style_pitch(style);
    write_para(r, &o->right, style, date_x, y, o->base.path);
}

/* ---- imprint */

/* Each hangs by its own label: lines go on under the character behind it, 7.4.2. */
static jb_status build_copy(run *r, office *o, size_t i)
{
    const jb_block *block = o->base.block;
    entry *e = &o->copies[i];
    where at = {.path = block->path, .what = "item", .row = i + 1};
    jb_status status = text_build_label(r, &block->items[i].label, &block->style, &at, &e->label);
    if (status != JB_OK) {
        return status;
    }
    text_spec spec = {.style = &block->style, .align = JB_ALIGN_JUSTIFY};
    e->label_x = block->style.size;
    e->text_x = e->label_x + para_width(&e->label) + para_white(&e->label);
    spec.width = e->label_x + o->width - e->text_x;
    return text_build(r, &block->items[i].text, &spec, &at, &e->text);
}

static jb_status build_imprint(run *r, office *o)
{
    const jb_block *block = o->base.block;
    o->width = r->right - r->left - 2 * block->style.size;
    o->copies = jb_arena_array(r->work, block->item_count + 1, sizeof *o->copies);
    jb_status status = build_ends(r, o, o->width, JB_ALIGN_LEFT);
    o->height = ends_height(o) + 2 * RULE_OUTER;
    for (size_t i = 0; i < block->item_count && status == JB_OK; i++) {
        status = build_copy(r, o, i);
        o->height += (jb_len)para_lines(&o->copies[i].text) * style_pitch(&block->style);
        o->height += RULE_INNER;
    }
    return status;
}

static void imprint_rule(run *r, const office *o, jb_len thick, jb_len y)
{
    mark_fill(r, r->left, y, r->right - r->left, thick, o->base.block->style.color, o->base.path);
}

static jb_len write_copies(run *r, const office *o, jb_len y)
{
    const jb_style *style = &o->base.block->style;
    for (size_t i = 0; i < o->base.block->item_count; i++) {
        const entry *e = &o->copies[i];
        ink in = {.tag = tag_add(r, JB_TAG_P, 0), .path = o->base.path};
        mark_line(r, &e->label, 0, style, r->left + e->label_x, y, &in);
        for (size_t k = 0; k < para_lines(&e->text); k++) {
            mark_line(r, &e->text, k, style, r->left + e->text_x, y, &in);
            y += style_pitch(style);
        }
        if (i + 1 < o->base.block->item_count || o->left.set.count + o->right.set.count > 0) {
            imprint_rule(r, o, RULE_INNER, y);
        }
        y += RULE_INNER;
    }
    return y;
}

/* The last rule lies on the lower edge of the type area, 7.4.1. */
void imprint_draw(run *r)
{
    const office *o = r->imprint != NULL ? const_self(r->imprint) : NULL;
    if (o == NULL) {
        return;
    }
    jb_len end = r->page->height - r->page->bottom;
    jb_len y = end - o->height;
    imprint_rule(r, o, RULE_OUTER, y);
    y = write_copies(r, o, y + RULE_OUTER);
    write_ends(r, o, r->left + o->base.block->style.size, y);
    imprint_rule(r, o, RULE_OUTER, end - RULE_OUTER);
    r->imprint = NULL;
    r->imprint_height = 0;
}

/* ---- all of them */

static void draw(run *r, office *o, jb_len y)
{
    const jb_block *block = o->base.block;
    if (block->kind == JB_BLOCK_RULE) {
        mark_fill(r, r->left, y, o->width, block->height, block->style.color, o->base.path);
    } else if (block->kind == JB_BLOCK_PAIR) {
        write_ends(r, o, r->left + block->style.first_indent, y);
    } else {
        write_signature(r, o, y);
    }
}

static jb_status place(run *r, box *b, placed *out)
{
    office *o = (office *)b;
    const jb_style *style = &b->block->style;
    if (reach(r, b, r->y, false) > r->bottom) {
        r->why = b->block->kind == JB_BLOCK_IMPRINT ? "the imprint stands on a page of its own"
                                                    : "the page is full";
        *out = PLACED_NONE;
        return JB_OK;
    }
    *out = PLACED_ALL;
    if (b->block->kind == JB_BLOCK_IMPRINT) {
        r->imprint = b;
        r->imprint_height = o->height;
        r->bottom -= o->height;
        r->fresh = false;
        return JB_OK;
    }
    jb_len y = stack_start(r, style, style->before, r->y);
    draw(r, o, y);
    r->y = y + o->height + style->after;
    r->fresh = false;
    return JB_OK;
}

jb_status office_box(run *r, const jb_block *block, uint32_t path, box **out)
{
    static const box_ops ops = {reach, place};
    office *o = jb_arena_alloc(r->work, sizeof *o);
    o->base = (box){.ops = &ops, .block = block, .path = path};
    o->width = r->right - r->left;
    *out = &o->base;
    if (block->kind == JB_BLOCK_RULE) {
        o->height = block->height;
        return JB_OK;
    }
    if (block->kind == JB_BLOCK_SIGNATURE) {
        return build_signature(r, o);
    }
    if (block->kind == JB_BLOCK_IMPRINT) {
        return build_imprint(r, o);
    }
    o->width -= 2 * block->style.first_indent;
    jb_status status = build_ends(r, o, o->width, JB_ALIGN_LEFT);
    o->height = ends_height(o);
    return status;
}
