/* torture_words.c - every word in, every word out, in order; lines that end where they may.
 *
 * The rules of a line's edge are written down here once more, without the room that keeps them.
 */
#include "torture_words.h"

#include <stdlib.h>
#include <string.h>

/* ---- words */

uint32_t torture_own_tag(const jb_pages *pages, uint32_t tag)
{
    while (pages->tags[tag].kind == JB_TAG_LINK || pages->tags[tag].kind == JB_TAG_REFERENCE) {
        tag = pages->tags[tag].parent;
    }
    return tag;
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

static spoken *listen(const made *m, const jb_pages *pages)
{
    spoken *all = jb_xmalloc(pages->tag_count * sizeof *all);
    memset(all, 0, pages->tag_count * sizeof *all);
    for (size_t p = 0; p < pages->count; p++) {
        for (size_t i = 0; i < pages->pages[p].mark_count; i++) {
            const jb_mark *mark = &pages->pages[p].marks[i];
            for (uint32_t k = 0; mark->tag != JB_TAG_ARTIFACT && k < mark->count; k++) {
                spoken *to = &all[torture_own_tag(pages, mark->tag)];
                to->block = mark->block;
                bool numbers = m->doc.footnote_by_page && circled(mark->code_points[k]);
                if (mark->code_points[k] != ' ' && !numbers) {
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

/* A footnote and its label stand wherever the page had room for them. */
static bool is_footnote(const jb_pages *pages, const spoken *all, size_t tag)
{
    if (pages->tags[tag].kind == JB_TAG_LBL) {
        tag = pages->tags[tag].parent;
    }
    return pages->tags[tag].kind == JB_TAG_NOTE && all[tag].text.len > 0 &&
           strncmp(jb_str_text(&all[tag].text), FOOTNOTE_SIGN, strlen(FOOTNOTE_SIGN)) == 0;
}

void torture_footnotes(const jb_pages *pages, bool *own)
{
    memset(own, 0, pages->tag_count * sizeof *own);
    jb_str s = {0};
    for (size_t p = 0; p < pages->count; p++) {
        for (size_t i = 0; i < pages->pages[p].mark_count; i++) {
            const jb_mark *mark = &pages->pages[p].marks[i];
            bool text = mark->kind == JB_MARK_TEXT && mark->tag != JB_TAG_ARTIFACT;
            if (text && mark->count > 0 && pages->tags[mark->tag].kind == JB_TAG_NOTE) {
                jb_str_add_utf8(&s, mark->code_points[0]);
                own[mark->tag] = own[mark->tag] || strcmp(jb_str_text(&s), FOOTNOTE_SIGN) == 0;
                jb_str_clear(&s);
            }
        }
    }
    jb_str_free(&s);
    for (size_t i = 1; i < pages->tag_count; i++) {
        own[i] = own[i] || own[pages->tags[i].parent];
    }
}

static void compare_footnotes(const made *m, const jb_pages *pages, const spoken *all, fault *f)
{
    strings want = {0};
    strings have = {0};
    jb_str s = {0};
    for (size_t i = 0; i < pages->tag_count; i++) {
        if (is_footnote(pages, all, i) && all[i].text.len > 0) {
            jb_str_add(&s, jb_str_text(&all[i].text));
            strings_take(&have, &s);
        }
    }
    want_footnotes(m, &want);
    compare(&want, &have, f);
    strings_free(&want);
    strings_free(&have);
    jb_str_free(&s);
}

void torture_words(const made *m, const jb_pages *pages, fault *f)
{
    strings want = {0};
    strings have = {0};
    spoken *all = listen(m, pages);
    expect_begin(m);
    for (uint32_t i = 0; i < m->count; i++) {
        if (in_parts(m, pages, i)) {
            check_parts(m, pages, all, i, f);
        }
    }
    compare_footnotes(m, pages, all, f);
    want_all(m, pages, &want);
    jb_str s = {0};
    for (size_t i = 0; i < pages->tag_count; i++) {
        bool apart = in_parts(m, pages, all[i].block) && under_table(pages, i);
        if (all[i].text.len > 0 && !apart && !is_footnote(pages, all, i)) {
            jb_str_add(&s, jb_str_text(&all[i].text));
            if (pages->tags[i].kind == JB_TAG_FIGURE) {
                sort_bytes(&s);
            }
            strings_take(&have, &s);
        }
    }
    for (size_t i = 0; i < pages->tag_count; i++) {
        jb_str_free(&all[i].text);
    }
    compare(&want, &have, f);
    strings_free(&want);
    strings_free(&have);
    jb_str_free(&s);
    free(all);
}

/* The numbers of a page's calls and of the notes that begin on it: each from 1 on. */
void torture_numbers(const made *m, const jb_pages *pages, fault *f)
{
    for (size_t p = 0; m->doc.footnote_by_page && p < pages->count; p++) {
        uint32_t calls = 0;
        uint32_t labels = 0;
        for (size_t i = 0; i < pages->pages[p].mark_count; i++) {
            const jb_mark *mark = &pages->pages[p].marks[i];
            bool one = mark->kind == JB_MARK_TEXT && mark->tag != JB_TAG_ARTIFACT &&
                       mark->count == 1 && circled(mark->code_points[0]);
            jb_tag_kind kind = one ? pages->tags[mark->tag].kind : JB_TAG_P;
            uint32_t *n = kind == JB_TAG_LINK ? &calls : kind == JB_TAG_LBL ? &labels : NULL;
            if (n != NULL && circled_number(mark->code_points[0]) != ++*n) {
                fault_say(f, "page %s: footnote mark U+%04X is out of step", pages->pages[p].label,
                          (unsigned)mark->code_points[0]);
            }
        }
        if (calls != labels) {
            fault_say(f, "page %s calls %u footnotes and begins %u", pages->pages[p].label, calls,
                      labels);
        }
    }
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
            edge *e = &edges[torture_own_tag(pages, mark->tag)];
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
