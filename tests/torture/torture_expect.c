/* torture_expect.c - the texts that a document's pages must hold, in reading order.
 *
 * Written from the document alone; only the numbers of pages in contents come from the pages.
 */
#include "torture_words.h"

#include <stdlib.h>
#include <string.h>

/* ---- circled numbers: where marks begin anew on each page nobody knows them beforehand */

static bool circles_left_out;

uint32_t circled_number(uint32_t c)
{
    return c >= 0x2460 && c <= 0x2473   ? c - 0x245F
           : c >= 0x3251 && c <= 0x325F ? c - 0x3251 + 21
           : c >= 0x32B1 && c <= 0x32BF ? c - 0x32B1 + 36
                                        : 0;
}

void expect_begin(const made *m)
{
    circles_left_out = m->doc.footnote_by_page;
}

bool circled(uint32_t c)
{
    return circled_number(c) > 0;
}

static uint32_t point_of(const char *p)
{
    return ((uint32_t)p[0] & 0x0FU) << 12 | ((uint32_t)p[1] & 0x3FU) << 6 |
           ((uint32_t)p[2] & 0x3FU);
}

/* ---- lists of strings */

void strings_take(strings *s, jb_str *text)
{
    if (text->len > 0) {
        char *copy = jb_xmalloc(text->len + 1);
        memcpy(copy, text->data, text->len + 1);
        JB_PUSH(s->items, s->count, s->cap, copy);
    }
    jb_str_clear(text);
}

void strings_free(strings *s)
{
    for (size_t i = 0; i < s->count; i++) {
        free(s->items[i]);
    }
    free(s->items);
}

static void text_add(jb_str *out, const jb_text *text)
{
    for (size_t i = 0; i < text->count; i++) {
        if (circles_left_out && text->items[i].footnote != 0) {
            continue;
        }
        for (const char *p = text->items[i].text; *p != '\0'; p++) {
            if (circles_left_out && (p[0] & 0xF0) == 0xE0 && circled(point_of(p))) {
                p += 2;
            } else if (*p != ' ' && *p != '\n') {
                jb_str_addc(out, *p);
            }
        }
    }
}

static void want_one(strings *want, jb_str *s, const jb_text *text)
{
    text_add(s, text);
    strings_take(want, s);
}

static void want_items(strings *want, jb_str *s, const jb_list_item *items, size_t count,
                       bool notes)
{
    for (size_t i = 0; i < count; i++) {
        want_one(want, s, notes ? &items[i].text : &items[i].label);
        want_one(want, s, notes ? &items[i].label : &items[i].text);
    }
}

void want_cells(strings *want, jb_str *s, const jb_table_cell *cells, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        text_add(s, &cells[i].text);
        want_one(want, s, &cells[i].marks);
    }
}

/* A table in parts says its key columns and its title again: it is looked at by itself. */
bool in_parts(const made *m, const jb_pages *pages, uint32_t block)
{
    size_t n = 0;
    for (uint32_t i = 0; i < block && i < m->count; i++) {
        n += m->blocks[i].kind == JB_BLOCK_TABLE;
    }
    return block < m->count && m->blocks[block].kind == JB_BLOCK_TABLE && n < pages->table_count &&
           pages->tables[n].parts > 1;
}

static void want_caption(strings *want, jb_str *s, const jb_table_block *t)
{
    text_add(s, &t->number);
    size_t len = s->len;
    jb_str title = {0};
    text_add(&title, &t->title);
    jb_str_add(s, len > 0 && title.len > 0 ? "　" : "");
    jb_str_add(s, jb_str_text(&title));
    jb_str_free(&title);
    strings_take(want, s);
    want_one(want, s, &t->unit);
}

static void want_table(strings *want, jb_str *s, const jb_table_block *t, bool parts)
{
    if (!parts) {
        want_caption(want, s, t);
        want_cells(want, s, t->head, t->head_rows * t->column_count);
        want_cells(want, s, t->body, t->body_rows * t->column_count);
    }
    if (t->note_count > 0) {
        want_one(want, s, &t->notes_lead);
    }
    want_items(want, s, t->notes, t->note_count, true);
    want_one(want, s, &t->legend);
    want_one(want, s, &t->source);
}

/* ---- charts: what stands in a drawing has no order of its own, so its bytes are sorted */

static int by_byte(const void *a, const void *b)
{
    return (int)*(const unsigned char *)a - (int)*(const unsigned char *)b;
}

void sort_bytes(jb_str *s)
{
    if (s->len > 0) {
        qsort(s->data, s->len, 1, by_byte);
    }
}

static bool look_used(const jb_chart_block *c, jb_look look)
{
    bool used = false;
    size_t count = c->category_count * c->series_count;
    for (size_t p = 0; p < c->panel_count; p++) {
        for (size_t i = 0; i < count; i++) {
            const jb_chart_point *point = &c->panels[p].points[i];
            used = used || (point->present && point->look == look);
        }
    }
    return used && look != JB_LOOK_SOLID;
}

static void want_key(jb_str *s, const jb_chart_block *c)
{
    for (size_t i = 0; c->series_count > 1 && c->kind != JB_CHART_LINES && i < c->series_count;
         i++) {
        text_add(s, &c->series[i]);
    }
    for (size_t i = 0; c->looks != NULL && i <= JB_LOOK_HOLLOW; i++) {
        if (look_used(c, (jb_look)i)) {
            text_add(s, &c->looks[i]);
        }
    }
}

static void want_panel(jb_str *s, const jb_chart_block *c, const jb_chart_panel *panel)
{
    bool joined = c->kind == JB_CHART_STACKED || c->kind == JB_CHART_DOTS;
    text_add(s, &panel->title);
    for (size_t i = 0; i < c->category_count; i++) {
        bool any = false;
        text_add(s, &c->categories[i]);
        for (size_t k = 0; k < c->series_count; k++) {
            const jb_text *label = &panel->points[i * c->series_count + k].label;
            bool some = label->count > 0 && label->items[0].text[0] != '\0';
            jb_str_add(s, joined && any && some ? "/" : "");
            any = any || some;
            text_add(s, label);
        }
    }
    for (size_t k = 0; c->kind == JB_CHART_LINES && k < c->series_count; k++) {
        text_add(s, &c->series[k]);
    }
}

static void want_chart(strings *want, jb_str *s, const jb_chart_block *c)
{
    text_add(s, &c->unit);
    want_key(s, c);
    for (size_t p = 0; p < c->panel_count; p++) {
        want_panel(s, c, &c->panels[p]);
    }
    sort_bytes(s);
    strings_take(want, s);
    jb_str title = {0};
    text_add(s, &c->number);
    text_add(&title, &c->title);
    jb_str_add(s, s->len > 0 && title.len > 0 ? "\u3000" : "");
    jb_str_add(s, jb_str_text(&title));
    jb_str_free(&title);
    strings_take(want, s);
    if (c->note_count > 0) {
        want_one(want, s, &c->notes_lead);
    }
    want_items(want, s, c->notes, c->note_count, true);
    want_one(want, s, &c->source);
}

/* ---- contents and imprints */

static size_t page_of(const jb_pages *pages, size_t block)
{
    for (size_t p = 0; p < pages->count; p++) {
        for (size_t i = 0; i < pages->pages[p].mark_count; i++) {
            const jb_mark *mark = &pages->pages[p].marks[i];
            if (mark->kind == JB_MARK_TEXT && mark->block == block) {
                return p + 1;
            }
        }
    }
    return 0;
}

static void want_contents(strings *want, jb_str *s, const made *m, const jb_pages *pages,
                          const jb_block *block)
{
    bool any = false;
    for (size_t i = 0; i < m->count; i++) {
        const jb_block *from = &m->blocks[i];
        if (from->kind != JB_BLOCK_HEADING || from->level == 0 || from->level > block->levels) {
            continue;
        }
        if (!any) {
            want_one(want, s, &block->text);
        }
        any = true;
        text_add(s, &from->text);
        jb_str_addf(s, "%zu", page_of(pages, i));
        strings_take(want, s);
    }
}

static void want_imprint(strings *want, jb_str *s, const jb_block *block)
{
    for (size_t i = 0; i < block->item_count; i++) {
        text_add(s, &block->items[i].label);
        want_one(want, s, &block->items[i].text);
    }
    want_one(want, s, &block->text);
    want_one(want, s, &block->right);
}

/* ---- all of it */

static void want_list(strings *want, jb_str *s, const jb_block *block)
{
    if (block->item_count > 0) {
        want_one(want, s, &block->lead);
    }
    want_items(want, s, block->items, block->item_count, false);
}

static void want_block(strings *want, jb_str *s, const made *m, const jb_pages *pages, uint32_t i)
{
    const jb_block *block = &m->blocks[i];
    switch (block->kind) {
    case JB_BLOCK_TABLE:
        want_table(want, s, block->table, in_parts(m, pages, i));
        break;
    case JB_BLOCK_CHART:
        want_chart(want, s, block->chart);
        break;
    case JB_BLOCK_LIST:
        want_list(want, s, block);
        break;
    case JB_BLOCK_CONTENTS:
        want_contents(want, s, m, pages, block);
        break;
    case JB_BLOCK_IMPRINT:
        want_imprint(want, s, block);
        break;
    case JB_BLOCK_HEADING:
    case JB_BLOCK_PARAGRAPH:
    case JB_BLOCK_PAIR:
    case JB_BLOCK_SIGNATURE:
        want_one(want, s, &block->text);
        want_one(want, s, &block->right);
        break;
    case JB_BLOCK_SPACE:
    case JB_BLOCK_PAGE_BREAK:
    case JB_BLOCK_RULE:
        break;
    }
}

void want_all(const made *m, const jb_pages *pages, strings *want)
{
    jb_str s = {0};
    for (uint32_t i = 0; i < m->count; i++) {
        want_block(want, &s, m, pages, i);
    }
    jb_str_free(&s);
}

void want_footnotes(const made *m, strings *want)
{
    jb_str s = {0};
    for (size_t i = 0; i < m->doc.footnote_count; i++) {
        want_one(want, &s, &m->doc.footnotes[i].text);
        if (!m->doc.footnote_by_page) {
            want_one(want, &s, &m->doc.footnotes[i].label);
        }
    }
    jb_str_free(&s);
}
