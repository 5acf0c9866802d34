/* structure.c - structure elements after ISO 32000-1 14.7 and 14.8, as PDF/UA-1 wants them.
 *
 * Decides the order of an element's kids, its attributes and the parent tree. A table has thousands
 * of elements: each is written and forgotten, and what neighbours share stands first in it, where
 * it packs to nothing.
 */
#include "structure.h"

#include "check.h"
#include "figure.h"

#include <stdlib.h>
#include <string.h>

#define NONE UINT32_MAX

typedef struct tree {
    jb_pdf *pdf;
    jb_arena *arena;
    const jb_pages *pages;
    const jb_obj *pages_at;
    const jb_pieces *pieces;
    jb_obj first_element;     /* of tag 0; the others follow */
    uint32_t *child, *next;   /* first child, next sibling, by tag */
    uint32_t *first;          /* the first piece of an element or of what it holds */
    uint32_t *own, *own_end;  /* range in `sorted` of an element's own pieces, by tag */
    uint32_t *sorted;         /* pieces by element, then in reading order */
    const jb_figure *figures; /* by tag, NULL when there are none */
    jb_obj root;
} tree;

/* ---- order ------------------------------------------------------------------------------- */

static void sort_pieces(tree *t)
{
    size_t tags = t->pages->tag_count;
    uint32_t at = 0;

    t->own = jb_arena_array(t->arena, tags, sizeof *t->own);
    t->own_end = jb_arena_array(t->arena, tags, sizeof *t->own_end);
    t->sorted = jb_arena_array(t->arena, t->pieces->count + 1, sizeof *t->sorted);
    for (size_t i = 0; i < t->pieces->count; i++) {
        t->own_end[t->pieces->items[i].tag]++;
    }
    for (size_t i = 0; i < tags; i++) {
        uint32_t count = t->own_end[i];

        t->own[i] = t->own_end[i] = at;
        at += count;
    }
    for (size_t i = 0; i < t->pieces->count; i++) {
        t->sorted[t->own_end[t->pieces->items[i].tag]++] = (uint32_t)i;
    }
}

static void link_tags(tree *t)
{
    size_t tags = t->pages->tag_count;

    t->child = jb_arena_array(t->arena, tags, sizeof *t->child);
    t->next = jb_arena_array(t->arena, tags, sizeof *t->next);
    t->first = jb_arena_array(t->arena, tags, sizeof *t->first);
    for (size_t i = 0; i < tags; i++) {
        t->child[i] = t->next[i] = NONE;
        t->first[i] = t->own[i] < t->own_end[i] ? t->sorted[t->own[i]] : NONE;
    }
    for (size_t i = tags; i-- > 1;) { /* children before parents, siblings from the last */
        uint32_t parent = t->pages->tags[i].parent;

        t->next[i] = t->child[parent];
        t->child[parent] = (uint32_t)i;
        if (t->first[i] < t->first[parent]) {
            t->first[parent] = t->first[i];
        }
    }
}

static jb_obj element_of(const tree *t, uint32_t tag)
{
    return t->first_element + tag;
}

/* ---- elements ---------------------------------------------------------------------------- */

static void add_piece(jb_str *out, const tree *t, uint32_t index, uint32_t page)
{
    const jb_piece_of *piece = &t->pieces->items[index];
    if (piece->annot != 0) {
        jb_str_add(out, "<</Type/OBJR/Pg ");
        jb_pdf_add_ref(out, t->pages_at[piece->page]);
        jb_str_add(out, "/Obj ");
        jb_pdf_add_ref(out, piece->annot);
        jb_str_add(out, ">>");
    } else if (piece->page == page) {
        jb_pdf_add_uint(out, piece->mcid);
        jb_str_addc(out, ' ');
    } else {
        jb_str_add(out, "<</Type/MCR/Pg ");
        jb_pdf_add_ref(out, t->pages_at[piece->page]);
        jb_str_add(out, "/MCID ");
        jb_pdf_add_uint(out, piece->mcid);
        jb_str_add(out, ">>");
    }
}

/* Own content and child elements in reading order. Children keep their order among themselves;
 * content goes before the first child that starts after it. Returns how many there are. */
static size_t add_kids(jb_str *out, const tree *t, uint32_t tag, uint32_t page)
{
    uint32_t own = t->own[tag];
    size_t count = 0;

    for (uint32_t kid = t->child[tag]; kid != NONE; kid = t->next[kid]) {
        while (t->first[kid] != NONE && own < t->own_end[tag] && t->sorted[own] < t->first[kid]) {
            add_piece(out, t, t->sorted[own++], page);
            count++;
        }
        jb_pdf_add_ref(out, element_of(t, kid));
        jb_str_addc(out, ' ');
        count++;
    }
    for (; own < t->own_end[tag]; own++) {
        add_piece(out, t, t->sorted[own], page);
        count++;
    }
    return count;
}

/* How a list is numbered, seen from the first character of its first label that tells. */
static const char *numbering_of(uint32_t c)
{
    if ((c >= '0' && c <= '9') || (c >= 0x2460 && c <= 0x249B) || (c >= 0x3220 && c <= 0x3229) ||
        (c >= 0x4E00 && c <= 0x9FFF)) {
        return "Decimal"; /* 1 ① ⑴ ㈠ 一: PDF has no name for Chinese numerals */
    }
    if (c >= 'a' && c <= 'z') {
        return "LowerAlpha";
    }
    if (c >= 'A' && c <= 'Z') {
        return "UpperAlpha";
    }
    switch (c) {
    case 0x25CB: /* ○ */
    case 0x25E6: /* ◦ */
        return "Circle";
    case 0x25A0: /* ■ */
    case 0x25AA: /* ▪ */
    case 0x25A1: /* □ */
        return "Square";
    default:
        return "Disc";
    }
}

/* The first character of an element's text that is not a bracket or a space, 0 for none. */
static uint32_t first_character(const tree *t, uint32_t tag)
{
    const jb_page *page;

    if (t->first[tag] == NONE) {
        return 0;
    }
    page = &t->pages->pages[t->pieces->items[t->first[tag]].page];
    for (size_t i = 0; i < page->mark_count; i++) {
        const jb_mark *mark = &page->marks[i];

        for (uint32_t k = 0; mark->kind == JB_MARK_TEXT && mark->tag == tag && k < mark->count;
             k++) {
            uint32_t c = mark->code_points[k];

            if (c != '(' && c != 0xFF08 && c != '[' && c != ' ' && c != 0x3000) {
                return c;
            }
        }
    }
    return 0;
}

static const char *list_numbering(const tree *t, uint32_t list)
{
    for (uint32_t item = t->child[list]; item != NONE; item = t->next[item]) {
        for (uint32_t part = t->child[item]; part != NONE; part = t->next[part]) {
            if (t->pages->tags[part].kind == JB_TAG_LBL && t->first[part] != NONE) {
                return numbering_of(first_character(t, part));
            }
        }
    }
    return "None";
}

static void add_cell_attributes(jb_str *out, const jb_tag *tag)
{
    bool head = tag->kind == JB_TAG_TH;

    if (!head && tag->colspan <= 1 && tag->rowspan <= 1) {
        return;
    }
    jb_str_add(out, "/A<</O/Table");
    if (head) {
        jb_str_add(out, tag->row_header ? "/Scope/Row" : "/Scope/Column");
    }
    if (tag->colspan > 1) {
        jb_str_addf(out, "/ColSpan %u", (unsigned)tag->colspan);
    }
    if (tag->rowspan > 1) {
        jb_str_addf(out, "/RowSpan %u", (unsigned)tag->rowspan);
    }
    jb_str_add(out, ">>");
}

static void add_figure_attributes(jb_str *out, const tree *t, uint32_t index)
{
    const jb_figure *f = &t->figures[index];
    jb_len height;

    jb_str_add(out, "/A<</O/Layout/Placement/Block");
    if (f->page != NONE) {
        height = t->pages->pages[f->page].height;
        jb_str_add(out, "/BBox[");
        jb_pdf_add_milli(out, f->left);
        jb_str_addc(out, ' ');
        jb_pdf_add_milli(out, (int64_t)height - f->bottom);
        jb_str_addc(out, ' ');
        jb_pdf_add_milli(out, f->right);
        jb_str_addc(out, ' ');
        jb_pdf_add_milli(out, (int64_t)height - f->top);
        jb_str_addc(out, ']');
    }
    jb_str_add(out, ">>");
}

static void add_attributes(jb_str *out, const tree *t, uint32_t index)
{
    const jb_tag *tag = &t->pages->tags[index];

    if (tag->kind == JB_TAG_TH || tag->kind == JB_TAG_TD) {
        add_cell_attributes(out, tag);
    } else if (tag->kind == JB_TAG_LIST) {
        jb_str_addf(out, "/A<</O/List/ListNumbering/%s>>", list_numbering(t, index));
    } else if (tag->kind == JB_TAG_FIGURE) {
        add_figure_attributes(out, t, index);
    } else if (tag->kind == JB_TAG_TABLE && tag->alt != NULL) {
        jb_str_add(out, "/A<</O/Table/Summary");
        jb_pdf_add_text(out, tag->alt);
        jb_str_add(out, ">>");
    }
    if (tag->alt != NULL && tag->kind != JB_TAG_TABLE) {
        jb_str_add(out, "/Alt");
        jb_pdf_add_text(out, tag->alt);
    }
    if (tag->lang != NULL) {
        jb_str_addf(out, "/Lang(%s)", tag->lang);
    }
}

/* Notes must have identifiers; those without a number of their own are named by their place. The
 * letter keeps the two kinds apart, the fixed width keeps them sorted as text. */
static bool add_id(jb_str *out, const tree *t, uint32_t index)
{
    const jb_tag *tag = &t->pages->tags[index];

    if (tag->id != 0) {
        jb_str_addf(out, "(i%08x)", (unsigned)tag->id);
    } else if (tag->kind == JB_TAG_NOTE) {
        jb_str_addf(out, "(n%08x)", (unsigned)index);
    }
    return tag->id != 0 || tag->kind == JB_TAG_NOTE;
}

static void add_element(const tree *t, uint32_t index, jb_str *body, jb_str *scratch)
{
    const jb_tag *tag = &t->pages->tags[index];
    bool content = t->own[index] < t->own_end[index];
    uint32_t page = content ? t->pieces->items[t->sorted[t->own[index]]].page : NONE;
    size_t kids;

    jb_str_clear(body);
    jb_str_clear(scratch);
    jb_str_add(body, "<</P ");
    jb_pdf_add_ref(body, index == 0 ? t->root : element_of(t, tag->parent));
    if (content) {
        jb_str_add(body, "/Pg ");
        jb_pdf_add_ref(body, t->pages_at[page]);
    }
    jb_str_add(body, "/S/");
    jb_str_add(body, jb_tag_kind_role(tag->kind));
    add_attributes(body, t, index);
    kids = add_kids(scratch, t, index, page);
    if (scratch->len > 0 && scratch->data[scratch->len - 1] == ' ') {
        scratch->data[--scratch->len] = '\0';
    }
    if (kids > 0) {
        jb_str_add(body, kids > 1 ? "/K[" : "/K ");
        jb_str_addn(body, scratch->data, scratch->len);
        jb_str_add(body, kids > 1 ? "]" : "");
    }
    jb_str_clear(scratch);
    if (add_id(scratch, t, index)) {
        jb_str_addf(body, "/ID%s", jb_str_text(scratch));
    }
    jb_str_add(body, ">>");
    jb_pdf_add(t->pdf, body);
}

/* ---- root -------------------------------------------------------------------------------- */

/* Keys in one leaf of the parent tree: those of pages hold an array each. */
enum { LEAF_PAGES = 8, LEAF_LINKS = 256 };

static size_t leaves_of(size_t keys, size_t most)
{
    return (keys + most - 1) / most;
}

static void begin_leaf(jb_str *leaf, size_t first, size_t last)
{
    jb_str_clear(leaf);
    jb_str_addf(leaf, "<</Limits[%zu %zu]/Nums[", first, last);
}

static void end_leaf(const tree *t, jb_str *leaf)
{
    jb_str_add(leaf, "]>>");
    jb_pdf_add(t->pdf, leaf);
}

/* The element of each marked content of a page, in its order. */
static void add_page_leaves(const tree *t, jb_str *leaf)
{
    size_t i = 0;

    for (size_t page = 0; page < t->pages->count; page++) {
        if (page % LEAF_PAGES == 0) {
            size_t last = page + LEAF_PAGES - 1;

            begin_leaf(leaf, page, last < t->pages->count ? last : t->pages->count - 1);
        }
        jb_str_addf(leaf, "%zu[", page);
        for (; i < t->pieces->count && t->pieces->items[i].page == page; i++) {
            if (t->pieces->items[i].annot == 0) {
                jb_pdf_add_ref(leaf, element_of(t, t->pieces->items[i].tag));
                jb_str_addc(leaf, ' ');
            }
        }
        jb_str_addc(leaf, ']');
        if (page % LEAF_PAGES == LEAF_PAGES - 1 || page + 1 == t->pages->count) {
            end_leaf(t, leaf);
        }
    }
}

/* The element of each annotation. */
static void add_link_leaves(const tree *t, size_t links, jb_str *leaf)
{
    size_t count = 0;

    for (size_t i = 0; i < t->pieces->count; i++) {
        size_t key = t->pages->count + count;

        if (t->pieces->items[i].annot == 0) {
            continue;
        }
        if (count % LEAF_LINKS == 0) {
            size_t left = links - count;

            begin_leaf(leaf, key, key + (left < LEAF_LINKS ? left : LEAF_LINKS) - 1);
        }
        jb_str_addf(leaf, "%zu %u 0 R ", key, (unsigned)element_of(t, t->pieces->items[i].tag));
        count++;
        if (count % LEAF_LINKS == 0 || count == links) {
            end_leaf(t, leaf);
        }
    }
}

static size_t count_links(const jb_pieces *pieces)
{
    size_t count = 0;

    for (size_t i = 0; i < pieces->count; i++) {
        count += pieces->items[i].annot != 0;
    }
    return count;
}

typedef struct named {
    char id[16];
    jb_obj element;
} named;

static int compare_names(const void *a, const void *b)
{
    return strcmp(((const named *)a)->id, ((const named *)b)->id);
}

static void add_id_tree(jb_str *out, const tree *t)
{
    named *names = jb_arena_array(t->arena, t->pages->tag_count, sizeof *names);
    size_t count = 0;
    jb_str id = {0};

    for (uint32_t i = 0; i < t->pages->tag_count; i++) {
        jb_str_clear(&id);
        if (add_id(&id, t, i)) {
            memcpy(names[count].id, jb_str_text(&id), id.len + 1);
            names[count++].element = element_of(t, i);
        }
    }
    jb_str_free(&id);
    if (count == 0) {
        return;
    }
    qsort(names, count, sizeof *names, compare_names);
    jb_str_addf(out, "/IDTree<</Kids[<</Limits[%s%s]/Names[", names[0].id, names[count - 1].id);
    for (size_t i = 0; i < count; i++) {
        jb_str_addf(out, "%s %u 0 R ", names[i].id, (unsigned)names[i].element);
    }
    jb_str_add(out, "]>>]>>\n");
}

static void fill_root(const tree *t, size_t leaves, size_t keys)
{
    jb_str body = {0};

    jb_str_addf(&body, "/Type/StructTreeRoot/K %u 0 R/ParentTree<</Kids[",
                (unsigned)element_of(t, 0));
    for (size_t i = 0; i < leaves; i++) {
        jb_str_addf(&body, "%zu 0 R ", t->first_element + t->pages->tag_count + i);
    }
    jb_str_addf(&body, "]>>/ParentTreeNextKey %zu\n", keys);
    add_id_tree(&body, t);
    jb_pdf_fill(t->pdf, t->root, jb_str_text(&body));
    jb_str_free(&body);
}

void jb_structure_write(jb_pdf *pdf, jb_arena *arena, const jb_pages *pages, const jb_obj *pages_at,
                        const jb_pieces *pieces, jb_obj root)
{
    tree t = {.pdf = pdf,
              .arena = arena,
              .pages = pages,
              .pages_at = pages_at,
              .pieces = pieces,
              .root = root};
    size_t links = count_links(pieces);
    size_t leaves = leaves_of(pages->count, LEAF_PAGES) + leaves_of(links, LEAF_LINKS);
    jb_str body = {0}, scratch = {0};

    sort_pieces(&t);
    link_tags(&t);
    t.figures = jb_figures_find(arena, pages);
    t.first_element = jb_pdf_seal(pdf, pages->tag_count + leaves);
    for (uint32_t i = 0; i < pages->tag_count; i++) {
        add_element(&t, i, &body, &scratch);
    }
    add_page_leaves(&t, &body);
    add_link_leaves(&t, links, &body);
    fill_root(&t, leaves, pages->count + links);
    jb_str_free(&body);
    jb_str_free(&scratch);
}
