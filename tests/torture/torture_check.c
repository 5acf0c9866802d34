/* torture_check.c - what must hold of any pages: places, elements, rows, the ends of pages.
 */
#include "torture.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void fault_say(fault *f, const char *format, ...)
{
    if (fault_found(f)) {
        return;
    }
    va_list args;
    va_start(args, format);
    (void)vsnprintf(f->text, sizeof f->text, format, args);
    va_end(args);
}

bool fault_found(const fault *f)
{
    return f->text[0] != '\0';
}

/* ---- places */

static bool opening(uint32_t c)
{
    return (c >= 0x3008 && c <= 0x301B && c % 2 == 0) || c == 0xFF08 || c == 0x201C ||
           c == 0x2018 || c == 0x3014 || c == 0xFFE5;
}

/* What ink there can be: the white of an opening mark at a line's edge may lie outside. */
static jb_len ink_left(const jb_mark *mark)
{
    bool white = mark->kind == JB_MARK_TEXT && mark->count > 0 && opening(mark->code_points[0]);
    jb_len whole = mark->kind == JB_MARK_LINK ? mark->height : mark->size;
    return mark->x + (white || mark->kind == JB_MARK_LINK ? whole / 2 : 0);
}

static jb_len ink_top(const jb_mark *mark)
{
    return mark->kind == JB_MARK_TEXT ? mark->y - mark->size * 88 / 100 : mark->y;
}

static jb_len ink_bottom(const jb_mark *mark)
{
    return ink_top(mark) + mark->height;
}

/* The type area of a page: that of the document, or the same turned. */
typedef struct area {
    jb_len left, top, right, bottom;
} area;

static area area_of(const made *m, const jb_page *page)
{
    const jb_page_spec *s = &m->doc.page;
    if (page->width == s->width) {
        return (area){s->left, s->top, s->width - s->right, s->height - s->bottom};
    }
    jb_len foot = s->number_drop + s->number_style.size * 6 / 5;
    foot = s->right > foot ? s->right : foot;
    return (area){s->bottom, s->left, page->width - s->top, page->height - foot};
}

static void check_frame(const made *m, const jb_page *page, const jb_mark *mark, fault *f)
{
    area a = area_of(m, page);
    jb_len top = ink_top(mark);
    jb_len slack = JB_PT(1);
    if (mark->block >= m->count) {
        /* Around the type area; a word behind the text is drawn, not written. */
        bool within = mark->kind != JB_MARK_PATH && top < a.bottom && ink_bottom(mark) > a.top;
        if (mark->tag != JB_TAG_ARTIFACT || within || top < 0 || ink_bottom(mark) > page->height ||
            mark->x < 0 || mark->x + mark->width > page->width) {
            fault_say(f, "page %s: furniture at %d,%d", page->label, mark->x, mark->y);
        }
        return;
    }
    /* What cannot be broken may be wider than its measure; the page then says so. */
    bool wide = ink_left(mark) < a.left || mark->x + mark->width > a.right + 2;
    if ((wide && !page->overfull) || top < a.top - slack || ink_bottom(mark) > a.bottom + slack) {
        fault_say(f, "page %s: outside its frame at %d,%d, %d wide, of block %u", page->label,
                  mark->x, mark->y, mark->width, mark->block);
    }
}

static int by_top(const void *a, const void *b)
{
    jb_len left = ink_top(*(const jb_mark *const *)a);
    jb_len right = ink_top(*(const jb_mark *const *)b);
    return left < right ? -1 : left > right;
}

static void check_overlaps(const jb_page *page, fault *f)
{
    /* NOLINTNEXTLINE(bugprone-sizeof-expression): a list of pointers. */
    const jb_mark **texts = jb_xmalloc((page->mark_count + 1) * sizeof *texts);
    size_t n = 0;
    for (size_t i = 0; i < page->mark_count; i++) {
        if (page->marks[i].kind == JB_MARK_TEXT) {
            texts[n++] = &page->marks[i];
        }
    }
    /* NOLINTNEXTLINE(bugprone-sizeof-expression): a list of pointers. */
    qsort(texts, n, sizeof *texts, by_top);
    for (size_t i = 0; i < n; i++) {
        const jb_mark *a = texts[i];
        for (size_t k = i + 1; k < n && ink_top(texts[k]) < ink_bottom(a); k++) {
            const jb_mark *b = texts[k];
            if (ink_left(a) < b->x + b->width && ink_left(b) < a->x + a->width) {
                fault_say(f, "page %s: texts overlap at %d,%d and %d,%d (blocks %u, %u)",
                          page->label, a->x, a->y, b->x, b->y, a->block, b->block);
            }
        }
    }
    free(texts);
}

/* ---- the ends of pages */

static void check_end(const made *m, const jb_pages *pages, size_t p, fault *f)
{
    const jb_page *page = &pages->pages[p];
    jb_len lowest = 0;
    size_t shown = 0;
    for (size_t i = 0; i < page->mark_count; i++) {
        const jb_mark *mark = &page->marks[i];
        if (mark->block < m->count) {
            lowest = ink_bottom(mark) > lowest ? ink_bottom(mark) : lowest;
            shown++;
        }
    }
    bool last = p + 1 == pages->count;
    if (last != (page->ended[0] == '\0')) {
        fault_say(f, "page %s of %zu ended \"%s\"", page->label, pages->count, page->ended);
    }
    if (jb_page_end_find(page->ended) == NULL) {
        fault_say(f, "nobody explains \"%s\"", page->ended);
    }
    bool blank = strcmp(page->ended, "left blank before the imprint") == 0;
    if (shown == 0 && !blank && (p > 0 || pages->count > 1)) {
        fault_say(f, "page %s is empty", page->label);
    }
    /* White that was asked for, or two lines and the space around them, may not have fitted. */
    jb_len left = area_of(m, page).bottom - lowest;
    for (size_t i = 0; i < m->count; i++) {
        left -= m->blocks[i].kind == JB_BLOCK_SPACE ? m->blocks[i].height : 0;
    }
    bool signs = page->ended_by < m->count && m->blocks[page->ended_by].kind >= JB_BLOCK_RULE;
    jb_len most = signs ? JB_PT(300) : JB_PT(130);
    if (!last && strcmp(page->ended, "the page is full") == 0 && left > most) {
        fault_say(f, "page %s is called full with %d left", page->label, left);
    }
}

static bool in_note(const jb_pages *pages, uint32_t tag)
{
    while (tag != 0 && pages->tags[tag].kind != JB_TAG_NOTE) {
        tag = pages->tags[tag].parent;
    }
    return tag != 0;
}

/* Where an imprint is meant for the back of a sheet, the last page is one. */
static void check_back(const made *m, const jb_pages *pages, fault *f)
{
    const jb_block *last = m->count > 1 ? &m->blocks[m->count - 1] : NULL;
    bool asked = last != NULL && last->kind == JB_BLOCK_IMPRINT && last->even_page;
    if (asked && pages->count > 1 && pages->count % 2 != 0) {
        fault_say(f, "the imprint stands on page %zu", pages->count);
    }
}

/* Headings, or a masthead with its title, may fill a low page. */
static bool begins_text(const jb_block *block)
{
    return block->kind == JB_BLOCK_HEADING || block->masthead;
}

static void check_heading_feet(const made *m, const jb_pages *pages, size_t p, fault *f)
{
    const jb_page *page = &pages->pages[p];
    const jb_mark *last = NULL;
    bool alone = true;
    for (size_t i = 0; i < page->mark_count; i++) {
        const jb_mark *mark = &page->marks[i];
        bool note = mark->tag != JB_TAG_ARTIFACT && in_note(pages, mark->tag);
        if (mark->kind == JB_MARK_TEXT && mark->block < m->count && !note) {
            alone = alone && begins_text(&m->blocks[mark->block]);
            last = mark;
        }
    }
    if (p + 1 == pages->count || last == NULL || alone) {
        return;
    }
    const jb_block *block = &m->blocks[last->block];
    bool asked = block + 1 < m->blocks + m->count && block[1].kind != JB_BLOCK_TABLE &&
                 strcmp(page->ended, "a new page was asked for") == 0;
    /* Under the last heading there may be nothing but the imprint. */
    asked = asked || strcmp(page->ended, "the imprint stands on the last even page") == 0;
    if (block->kind == JB_BLOCK_HEADING && !asked) {
        fault_say(f, "page %s ends with a heading (%s)", page->label, page->ended);
    }
}

/* The row of the body that an element of a table's body stands in, from 1. */
static size_t body_row(const jb_pages *pages, uint32_t tag)
{
    while (tag != 0 && pages->tags[tag].kind != JB_TAG_TR) {
        tag = pages->tags[tag].parent;
    }
    uint32_t body = pages->tags[tag].parent;
    size_t row = 0;
    for (uint32_t i = body + 1; tag != 0 && i <= tag; i++) {
        row += pages->tags[i].kind == JB_TAG_TR && pages->tags[i].parent == body;
    }
    return pages->tags[body].kind == JB_TAG_TBODY ? row : 0;
}

/* No label at the foot of a page without a row under it, when there was any other way. */
static void check_label_feet(const made *m, const jb_pages *pages, size_t p, fault *f)
{
    const jb_page *page = &pages->pages[p];
    const jb_mark *last = NULL;
    size_t first_row = 0;
    for (size_t i = 0; i < page->mark_count; i++) {
        const jb_mark *mark = &page->marks[i];
        if (mark->kind == JB_MARK_TEXT && mark->tag != JB_TAG_ARTIFACT && mark->block < m->count) {
            bool other = last == NULL || last->block != mark->block;
            first_row = other && m->blocks[mark->block].kind == JB_BLOCK_TABLE
                            ? body_row(pages, mark->tag)
                            : first_row;
            last = mark;
        }
    }
    const jb_table_block *t = last != NULL ? m->blocks[last->block].table : NULL;
    size_t row = t != NULL && t->row_kinds != NULL ? body_row(pages, last->tag) : 0;
    if (row > 0 && row < t->body_rows && row > first_row + 2 && first_row > 0 &&
        t->row_kinds[row - 1] == JB_ROW_GROUP && t->row_kinds[row - 2] != JB_ROW_GROUP) {
        fault_say(f, "page %s ends with the label of a group, row %zu", page->label, row);
    }
}

/* ---- elements */

static bool parent_fits(jb_tag_kind kind, jb_tag_kind parent)
{
    if (kind == JB_TAG_TR) {
        return parent == JB_TAG_THEAD || parent == JB_TAG_TBODY;
    }
    if (kind == JB_TAG_TH || kind == JB_TAG_TD) {
        return parent == JB_TAG_TR;
    }
    if (kind == JB_TAG_THEAD || kind == JB_TAG_TBODY) {
        return parent == JB_TAG_TABLE;
    }
    if (kind == JB_TAG_CAPTION) {
        return parent == JB_TAG_TABLE || parent == JB_TAG_LIST || parent == JB_TAG_FIGURE ||
               parent == JB_TAG_TOC;
    }
    if (kind == JB_TAG_TOCI) {
        return parent == JB_TAG_TOC;
    }
    if (kind == JB_TAG_LBODY) {
        return parent == JB_TAG_LI;
    }
    return kind != JB_TAG_LI || parent == JB_TAG_LIST;
}

static bool over_page(const jb_pages *pages, uint32_t tag)
{
    jb_tag_kind kind = pages->tags[tag].kind;
    return kind == JB_TAG_LIST || kind == JB_TAG_TOC || kind == JB_TAG_TBODY ||
           kind == JB_TAG_FIGURE;
}

/* An element is open from its own to its last descendant: others may not come between. */
static void check_tags(const made *m, const jb_pages *pages, fault *f)
{
    uint32_t *heads = jb_xmalloc((pages->tag_count + 1) * sizeof *heads);
    memset(heads, 0, (pages->tag_count + 1) * sizeof *heads);
    uint32_t before = 0;
    for (size_t i = 0; i < pages->tag_count; i++) {
        const jb_tag *tag = &pages->tags[i];
        if (i == 0 ? tag->kind != JB_TAG_DOCUMENT : tag->parent >= i) {
            fault_say(f, "element %zu stands before its parent", i);
        } else if (i > 0 && !parent_fits(tag->kind, pages->tags[tag->parent].kind)) {
            fault_say(f, "element %zu of kind %d has a parent of kind %d", i, (int)tag->kind,
                      (int)pages->tags[tag->parent].kind);
        }
        bool body = i + 1 == pages->tag_count || tag->kind != JB_TAG_THEAD;
        for (size_t k = i + 1; !body && k < pages->tag_count; k++) {
            body = pages->tags[k].kind == JB_TAG_TBODY && pages->tags[k].parent == tag->parent;
        }
        if (!body) {
            fault_say(f, "table element %u has a head and no body", tag->parent);
        }
        if (tag->kind == JB_TAG_THEAD && ++heads[tag->parent] > 1) {
            fault_say(f, "table element %u has two heads", tag->parent);
        }
        /* All open elements are ancestors of the one before; but what goes on over the page may
         * call notes and refer to things there, and a list may go on under footnotes. */
        bool link = tag->kind == JB_TAG_LINK || tag->kind == JB_TAG_REFERENCE;
        bool goes_on = link || (m->doc.footnote_count > 0 && over_page(pages, tag->parent));
        uint32_t at = before;
        before = link ? before : (uint32_t)i;
        while (at != 0 && i > 0 && at != tag->parent) {
            at = pages->tags[at].parent;
        }
        if (i > 0 && at != tag->parent && !goes_on) {
            fault_say(f,
                      "element %zu of kind %d goes on in element %u of kind %d, which was closed",
                      i, (int)tag->kind, tag->parent, (int)pages->tags[tag->parent].kind);
        }
    }
    free(heads);
}

/* Every place of a table's grid is taken once. */
typedef struct grid {
    size_t width; /* of the first row */
    size_t at;    /* columns of the row in hand so far */
    uint16_t *below;
    size_t cap;
} grid;

static void grid_skip(grid *g)
{
    while (g->at < g->cap && g->below[g->at] > 0) {
        g->below[g->at++]--;
    }
}

static void grid_close(grid *g, uint32_t table, fault *f)
{
    grid_skip(g);
    g->width = g->width == 0 ? g->at : g->width;
    if (g->at != g->width) {
        fault_say(f, "table element %u has rows of %zu and %zu columns", table, g->width, g->at);
    }
    g->at = 0;
}

static void grid_take(grid *g, const jb_tag *tag)
{
    uint16_t across = tag->colspan > 1 ? tag->colspan : 1;
    uint16_t down = tag->rowspan > 1 ? tag->rowspan : 1;
    grid_skip(g);
    for (uint16_t i = 0; i < across && g->at < g->cap; i++) {
        g->below[g->at++] = (uint16_t)(down - 1);
    }
}

static void check_grids(const jb_pages *pages, fault *f)
{
    uint16_t below[256] = {0};
    grid g = {.below = below, .cap = 256};
    uint32_t table = 0;
    bool open = false;
    for (size_t i = 1; i < pages->tag_count; i++) {
        const jb_tag *tag = &pages->tags[i];
        if (open && (tag->kind == JB_TAG_TR || tag->kind == JB_TAG_TABLE)) {
            grid_close(&g, table, f);
            open = false;
        }
        if (tag->kind == JB_TAG_TABLE) {
            table = (uint32_t)i;
            g.width = 0;
            g.at = 0;
            memset(below, 0, sizeof below);
        } else if (tag->kind == JB_TAG_TR) {
            open = true;
        } else if (tag->kind == JB_TAG_TH || tag->kind == JB_TAG_TD) {
            grid_take(&g, tag);
        }
    }
    if (open) {
        grid_close(&g, table, f);
    }
}

/* ---- rows */

static void check_counts(const made *m, const jb_pages *pages, fault *f)
{
    size_t n = 0;
    for (size_t i = 0; i < m->count; i++) {
        const jb_table_block *t = m->blocks[i].table;
        if (m->blocks[i].kind != JB_BLOCK_TABLE) {
            continue;
        }
        const jb_table_count *count = &pages->tables[n++];
        size_t cells = 0;
        for (size_t k = 0; k < t->head_rows * t->column_count; k++) {
            cells += !t->head[k].covered;
        }
        for (size_t k = 0; k < t->body_rows * t->column_count; k++) {
            cells += !t->body[k].covered;
        }
        if (n > pages->table_count || count->rows_in != t->body_rows ||
            count->rows_out != t->body_rows || count->cells_in != cells ||
            count->cells_out != cells) {
            fault_say(f, "block %zu: %zu rows and %zu cells in, %zu and %zu out", i, t->body_rows,
                      cells, count->rows_out, count->cells_out);
        }
    }
    if (n != pages->table_count) {
        fault_say(f, "%zu tables in, %zu out", n, pages->table_count);
    }
}

void torture_check(const made *m, const jb_pages *pages, fault *f)
{
    for (size_t p = 0; p < pages->count && !fault_found(f); p++) {
        const jb_page *page = &pages->pages[p];
        for (size_t i = 0; i < page->mark_count; i++) {
            check_frame(m, page, &page->marks[i], f);
            if (page->marks[i].tag != JB_TAG_ARTIFACT && page->marks[i].tag >= pages->tag_count) {
                fault_say(f, "page %s: a mark of no element", page->label);
            }
        }
        check_overlaps(page, f);
        check_end(m, pages, p, f);
        check_heading_feet(m, pages, p, f);
        check_label_feet(m, pages, p, f);
    }
    check_tags(m, pages, f);
    check_grids(pages, f);
    check_counts(m, pages, f);
    check_back(m, pages, f);
    torture_words(m, pages, f);
    torture_lines(pages, f);
    torture_numbers(m, pages, f);
    torture_charts(m, pages, f);
}
