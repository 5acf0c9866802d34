/* torture_words.c - every word in, every word out, in order; lines that end where they may.
 *
 * The rules of a line's edge are written down here once more, without the room that keeps them.
 */
#include "torture.h"

#include <stdlib.h>
#include <string.h>

/* ---- words */

typedef struct strings {
    char **items;
    size_t count, cap;
} strings;

static void strings_take(strings *s, jb_str *text)
{
    if (text->len > 0) {
        char *copy = jb_xmalloc(text->len + 1);
        memcpy(copy, text->data, text->len + 1);
        JB_PUSH(s->items, s->count, s->cap, copy);
    }
    jb_str_clear(text);
}

static void strings_free(strings *s)
{
    for (size_t i = 0; i < s->count; i++) {
        free(s->items[i]);
    }
    free(s->items);
}

static void text_add(jb_str *out, const jb_text *text)
{
    for (size_t i = 0; i < text->count; i++) {
        for (const char *p = text->items[i].text; *p != '\0'; p++) {
            if (*p != ' ' && *p != '\n') {
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

static void want_cells(strings *want, jb_str *s, const jb_table_cell *cells, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        text_add(s, &cells[i].text);
        want_one(want, s, &cells[i].marks);
    }
}

/* A table in parts says its key columns and its title again: it is looked at by itself. */
static bool in_parts(const made *m, const jb_pages *pages, uint32_t block)
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

static void want_all(const made *m, const jb_pages *pages, strings *want)
{
    jb_str s = {0};
    for (size_t i = 0; i < m->count; i++) {
        const jb_block *block = &m->blocks[i];
        if (block->kind == JB_BLOCK_TABLE) {
            want_table(want, &s, block->table, in_parts(m, pages, (uint32_t)i));
        } else if (block->kind == JB_BLOCK_LIST) {
            want_items(want, &s, block->items, block->item_count, false);
        } else {
            want_one(want, &s, &block->text);
        }
    }
    jb_str_free(&s);
}

static uint32_t own_tag(const jb_pages *pages, const jb_mark *mark)
{
    const jb_tag *tag = &pages->tags[mark->tag];
    return tag->kind == JB_TAG_LINK ? tag->parent : mark->tag;
}

static bool under_table(const jb_pages *pages, size_t tag)
{
    while (tag != 0 && pages->tags[tag].kind != JB_TAG_TABLE) {
        tag = pages->tags[tag].parent;
    }
    return tag != 0;
}

/* The text of each element, and the block it belongs to. */
typedef struct spoken {
    jb_str text;
    uint32_t block;
} spoken;

static spoken *listen(const jb_pages *pages)
{
    spoken *all = jb_xmalloc(pages->tag_count * sizeof *all);
    memset(all, 0, pages->tag_count * sizeof *all);
    for (size_t p = 0; p < pages->count; p++) {
        for (size_t i = 0; i < pages->pages[p].mark_count; i++) {
            const jb_mark *mark = &pages->pages[p].marks[i];
            for (uint32_t k = 0; mark->tag != JB_TAG_ARTIFACT && k < mark->count; k++) {
                spoken *to = &all[own_tag(pages, mark)];
                to->block = mark->block;
                if (mark->code_points[k] != ' ') {
                    jb_str_add_utf8(&to->text, mark->code_points[k]);
                }
            }
        }
    }
    return all;
}

static void compare(const strings *want, const strings *have, fault *f)
{
    for (size_t i = 0; i < want->count && i < have->count; i++) {
        if (strcmp(want->items[i], have->items[i]) != 0) {
            fault_say(f, "text %zu should be \"%.60s\" and is \"%.60s\"", i, want->items[i],
                      have->items[i]);
        }
    }
    if (want->count != have->count) {
        fault_say(f, "%zu texts in, %zu out", want->count, have->count);
    }
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Each text of each cell stands in the parts, as often as in the table at least. */
static void compare_parts(strings *want, strings *have, uint32_t block, fault *f)
{
    size_t k = 0;
    if (want->count > 0 && have->count > 0) {
        qsort(want->items, want->count, sizeof *want->items, by_text);
        qsort(have->items, have->count, sizeof *have->items, by_text);
    }
    for (size_t i = 0; i < want->count; i++, k++) {
        while (k < have->count && strcmp(have->items[k], want->items[i]) < 0) {
            k++;
        }
        if (k == have->count || strcmp(have->items[k], want->items[i]) != 0) {
            fault_say(f, "block %u in parts lacks \"%.60s\"", block, want->items[i]);
            return;
        }
    }
}

static void check_parts(const made *m, const jb_pages *pages, const spoken *all, uint32_t block,
                        fault *f)
{
    const jb_table_block *t = m->blocks[block].table;
    strings want = {0};
    strings have = {0};
    jb_str s = {0};
    want_cells(&want, &s, t->head, t->head_rows * t->column_count);
    want_cells(&want, &s, t->body, t->body_rows * t->column_count);
    for (size_t i = 0; i < pages->tag_count; i++) {
        if (all[i].block == block && all[i].text.len > 0 && under_table(pages, i)) {
            jb_str_add(&s, jb_str_text(&all[i].text));
            strings_take(&have, &s);
        }
    }
    compare_parts(&want, &have, block, f);
    strings_free(&want);
    strings_free(&have);
    jb_str_free(&s);
}

void torture_words(const made *m, const jb_pages *pages, fault *f)
{
    strings want = {0};
    strings have = {0};
    spoken *all = listen(pages);
    for (uint32_t i = 0; i < m->count; i++) {
        if (in_parts(m, pages, i)) {
            check_parts(m, pages, all, i, f);
        }
    }
    want_all(m, pages, &want);
    for (size_t i = 0; i < pages->tag_count; i++) {
        if (!in_parts(m, pages, all[i].block) || !under_table(pages, i)) {
            strings_take(&have, &all[i].text);
        }
        jb_str_free(&all[i].text);
    }
    compare(&want, &have, f);
    strings_free(&want);
    strings_free(&have);
    free(all);
}

/* ---- lines */

static bool among(const uint32_t *list, uint32_t c)
{
    while (*list != 0 && *list != c) {
        list++;
    }
    return *list != 0;
}

static bool closes(uint32_t c)
{
    static const uint32_t list[] = {0xFF0C, 0x3002, 0x3001, 0xFF1B, 0xFF1A, 0xFF1F, 0xFF01,
                                    0xFF09, 0x300B, 0x3009, 0x300D, 0x300F, 0x3011, 0x3015,
                                    0x201D, 0x2019, 0xFF05, 0x2030, 0x2103, 0};
    return among(list, c);
}

static bool opens(uint32_t c)
{
    static const uint32_t list[] = {0xFF08, 0x300A, 0x3008, 0x300C, 0x300E, 0x3010,
                                    0x3014, 0x201C, 0x2018, 0xFFE5, 0x2116, 0};
    return among(list, c);
}

static bool digit(uint32_t c)
{
    return c >= '0' && c <= '9';
}

static const char *bad_edge(uint32_t last, uint32_t before, uint32_t first)
{
    static const uint32_t units[] = {0x4EF6, 0x4E07, 0x4EBF, 0x5143, 0x4EBA, 0x5E74, 0x6708,
                                     0x65E5, '%',    0xFF05, 0x2030, 0x2103, 0};
    if (closes(first)) {
        return "begins with a mark that closes";
    }
    if (opens(last)) {
        return "ends with a mark that opens";
    }
    if (digit(last) && digit(first)) {
        return "splits a number";
    }
    if ((last == '.' || last == ',') && digit(before) && digit(first)) {
        return "splits a number at its point";
    }
    if (digit(last) && among(units, first)) {
        return "splits a number from its unit";
    }
    if (last == first && (last == 0x2014 || last == 0x2026)) {
        return "splits a dash or dots";
    }
    return NULL;
}

typedef struct edge {
    uint32_t last, before;
    bool soft;
} edge;

static void edge_leave(edge *e, const jb_mark *mark)
{
    for (uint32_t k = 0; k < mark->count; k++) {
        if (mark->code_points[k] != ' ') {
            e->before = e->last;
            e->last = mark->code_points[k];
        }
    }
    e->soft = mark->soft_end && mark->count > 0 && mark->code_points[mark->count - 1] != ' ';
}

void torture_lines(const jb_pages *pages, fault *f)
{
    edge *edges = jb_xmalloc(pages->tag_count * sizeof *edges);
    memset(edges, 0, pages->tag_count * sizeof *edges);
    for (size_t p = 0; p < pages->count; p++) {
        const jb_page *page = &pages->pages[p];
        for (size_t i = 0; i < page->mark_count; i++) {
            const jb_mark *mark = &page->marks[i];
            if (mark->kind != JB_MARK_TEXT || mark->tag == JB_TAG_ARTIFACT || mark->count == 0) {
                continue;
            }
            edge *e = &edges[own_tag(pages, mark)];
            const char *bad = e->soft ? bad_edge(e->last, e->before, mark->code_points[0]) : NULL;
            if (bad != NULL && !page->overfull) {
                fault_say(f, "page %s: a line at %d,%d of block %u %s (U+%04X, U+%04X)",
                          page->label, mark->x, mark->y, mark->block, bad, (unsigned)e->last,
                          (unsigned)mark->code_points[0]);
            }
            edge_leave(e, mark);
        }
    }
    free(edges);
}
