/* navigate.c - links, bookmarks and page labels.
 *
 * Decides: destinations are direct arrays (PDF/A allows them and they need no names); a link inside
 * an artifact, such as a note's number in a repeated table head, is not painted, because PDF/UA has
 * no place for it in the tree and its first occurrence carries the same link.
 */
#include "navigate.h"

#include <string.h>

static void add_destination(jb_str *out, const jb_guide *guide, uint32_t page, jb_len y)
{
    jb_str_add(out, "/Dest[");
    jb_pdf_add_ref(out, guide->pages_at[page]);
    jb_str_add(out, "/XYZ null ");
    jb_pdf_add_milli(out, (int64_t)guide->pages->pages[page].height - y);
    jb_str_add(out, " null]");
}

/* PDF/UA wants words for each link: its alternative text, else where it leads. */
static void add_description(jb_str *out, const jb_guide *guide, const jb_mark *mark, uint32_t page)
{
    const char *alt = guide->pages->tags[mark->tag].alt;
    const char *tag = guide->pages->lang_tag;
    const char *label = guide->pages->pages[page].label;
    bool chinese = tag == NULL || strncmp(tag, "zh", 2) == 0;
    jb_str text = {0};

    if (alt != NULL) {
        jb_str_add(&text, alt);
    } else if (mark->fact != 0 && label != NULL && *label != '\0') {
        jb_str_addf(&text, chinese ? "出处：第 %s 页" : "Source: page %s", label);
    } else if (label != NULL && *label != '\0') {
        jb_str_addf(&text, chinese ? "转到第 %s 页" : "Go to page %s", label);
    } else {
        jb_str_addf(&text, chinese ? "转到第 %u 页" : "Go to page %u", (unsigned)page + 1);
    }
    jb_str_add(out, "/Contents");
    jb_pdf_add_text(out, jb_str_text(&text));
    jb_str_free(&text);
}

static void add_rectangle(jb_str *out, const jb_mark *mark, jb_len height)
{
    int64_t bottom = (int64_t)height - mark->y - mark->height;

    jb_str_add(out, "/Rect[");
    jb_pdf_add_milli(out, mark->x);
    jb_str_addc(out, ' ');
    jb_pdf_add_milli(out, bottom);
    jb_str_addc(out, ' ');
    jb_pdf_add_milli(out, (int64_t)mark->x + mark->width);
    jb_str_addc(out, ' ');
    jb_pdf_add_milli(out, bottom + mark->height);
    jb_str_addc(out, ']');
}

static void add_aim(jb_str *out, const jb_guide *guide, const jb_mark *mark)
{
    if (mark->target != 0) {
        const jb_anchor *anchor =
            jb_anchors_find(guide->anchors, guide->anchor_count, mark->target);

        add_destination(out, guide, anchor->page, anchor->y);
        add_description(out, guide, mark, anchor->page);
        return;
    }
    jb_str_add(out, "/A<</S/URI/URI(");
    for (const char *c = mark->uri; *c != '\0'; c++) {
        jb_str_add(out, *c == '(' || *c == ')' || *c == '\\' ? "\\" : "");
        jb_str_addc(out, *c);
    }
    jb_str_add(out, ")>>/Contents");
    jb_pdf_add_text(out, mark->uri);
}

void jb_links_add(jb_guide *guide, uint32_t number, jb_str *annots, jb_pieces *pieces)
{
    const jb_page *page = &guide->pages->pages[number];
    jb_str body = {0};

    for (size_t i = 0; i < page->mark_count; i++) {
        const jb_mark *mark = &page->marks[i];
        jb_piece_of piece;

        if (mark->kind != JB_MARK_LINK || mark->tag == JB_TAG_ARTIFACT) {
            continue;
        }
        piece = (jb_piece_of){mark->tag, number, 0, jb_pdf_dict(guide->pdf)};
        jb_str_clear(&body);
        jb_str_add(&body, "/Type/Annot/Subtype/Link/F 4/Border[0 0 0]/StructParent ");
        jb_pdf_add_uint(&body, guide->next_key++);
        add_rectangle(&body, mark, page->height);
        add_aim(&body, guide, mark);
        jb_str_addc(&body, '\n');
        jb_pdf_fill(guide->pdf, piece.annot, jb_str_text(&body));
        jb_pdf_add_ref(annots, piece.annot);
        jb_str_addc(annots, ' ');
        JB_PUSH(pieces->items, pieces->count, pieces->cap, piece);
    }
    jb_str_free(&body);
}

/* ---- bookmarks --------------------------------------------------------------------------- */

/* A level that skips one hangs below the nearest above it. */
void jb_bookmarks_write(const jb_guide *guide, jb_arena *arena)
{
    const jb_pages *pages = guide->pages;
    jb_obj *objects = jb_arena_array(arena, pages->bookmark_count, sizeof *objects);
    size_t *open = jb_arena_array(arena, pages->bookmark_count, sizeof *open);
    size_t depth = 0;
    jb_str body = {0};

    for (size_t i = 0; i < pages->bookmark_count; i++) {
        const jb_bookmark *mark = &pages->bookmarks[i];

        while (depth > 0 && pages->bookmarks[open[depth - 1]].level >= mark->level) {
            depth--;
        }
        objects[i] = jb_pdf_bookmark(guide->pdf, depth == 0 ? 0 : objects[open[depth - 1]]);
        open[depth++] = i;
        jb_str_clear(&body);
        jb_str_add(&body, "/Title");
        jb_pdf_add_text(&body, mark->title);
        add_destination(&body, guide, mark->page, mark->y);
        jb_str_addc(&body, '\n');
        jb_pdf_fill(guide->pdf, objects[i], jb_str_text(&body));
    }
    jb_str_free(&body);
}

/* ---- page labels ------------------------------------------------------------------------- */

/* The number a label writes, 0 when it is anything else than a plain decimal. */
static uint32_t label_number(const char *label)
{
    uint32_t value = 0;

    if (label == NULL || *label == '0' || strlen(label) > 9) {
        return 0;
    }
    for (; *label != '\0'; label++) {
        if (*label < '0' || *label > '9') {
            return 0;
        }
        value = value * 10 + (uint32_t)(*label - '0');
    }
    return value;
}

void jb_labels_add(jb_str *out, const jb_pages *pages)
{
    uint32_t expected = 0; /* the number that goes on with the range; 0 for none */

    jb_str_add(out, "/PageLabels<</Nums[");
    for (size_t i = 0; i < pages->count; i++) {
        uint32_t value = label_number(pages->pages[i].label);

        if (value != 0 && value == expected) {
            expected++;
        } else if (value != 0) {
            jb_str_addf(out, "%zu<</S/D/St %u>>", i, (unsigned)value);
            expected = value + 1;
        } else {
            jb_str_addf(out, "%zu<</P", i);
            jb_pdf_add_text(out, pages->pages[i].label == NULL ? "" : pages->pages[i].label);
            jb_str_add(out, ">>");
            expected = 0;
        }
    }
    jb_str_add(out, "]>>\n");
}
