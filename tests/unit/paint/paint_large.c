/* paint_large.c - paints a report of three tables of 3,000 rows by ten columns, fully tagged, and
 * wants a small file.
 *
 * Usage: paint_large FILE LIMIT, from the source tree's root. Prints bytes, pages and the time that
 * painting took; fails when the file is larger than LIMIT bytes.
 */
#include "sample.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { TABLES = 3, ROWS = 3000, COLUMNS = 10, PAGE_ROWS = 38 };

typedef struct large {
    sample fonts; /* its fonts and arena only */
    jb_page *pages;
    jb_tag *tags;
    jb_mark *marks; /* of the last page */
    size_t page_count, page_cap, tag_count, tag_cap, mark_count, mark_cap;
    uint64_t random;
} large;

/* A number below `limit`: splitmix64, the same everywhere. */
static uint32_t draw(large *l, uint32_t limit)
{
    uint64_t z = l->random += 0x9E3779B97F4A7C15u;

    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
    z = (z ^ z >> 27) * 0x94D049BB133111EBu;
    return (uint32_t)((z ^ z >> 31) % limit);
}

static uint32_t add_tag(large *l, jb_tag_kind kind, uint32_t parent)
{
    jb_tag tag = {.kind = kind, .parent = parent};

    JB_PUSH(l->tags, l->tag_count, l->tag_cap, tag);
    return (uint32_t)l->tag_count - 1;
}

static void end_page(large *l)
{
    jb_page page = {.width = 595276, .height = 841890, .ended = "", .mark_count = l->mark_count};
    jb_mark *marks = jb_arena_array(l->fonts.arena, l->mark_count + 1, sizeof *marks);

    for (size_t i = 0; i < l->mark_count; i++) {
        marks[i] = l->marks[i];
    }
    page.marks = marks;
    page.label = jb_arena_printf(l->fonts.arena, "%zu", l->page_count + 1);
    JB_PUSH(l->pages, l->page_count, l->page_cap, page);
    l->mark_count = 0;
}

static void add_text(large *l, uint32_t tag, jb_len x, jb_len y, const char *text)
{
    sample *s = &l->fonts;

    s->page[0].mark_count = 0;
    (void)sample_text(s, tag, JB_ROLE_SONG, 7500, x, y, text);
    for (size_t i = 0; i < s->page[0].mark_count; i++) {
        JB_PUSH(l->marks, l->mark_count, l->mark_cap, s->marks[0][i]);
    }
}

static void add_rule(large *l, jb_len y)
{
    jb_mark rule = {.kind = JB_MARK_RECT,
                    .tag = JB_TAG_ARTIFACT,
                    .x = JB_PT(36),
                    .y = y,
                    .width = 523280,
                    .height = 400,
                    .color = 0x808080};

    JB_PUSH(l->marks, l->mark_count, l->mark_cap, rule);
}

static void add_han(large *l, jb_str *out, uint32_t count)
{
    static const char *const parts[] = {"人力", "资源", "社会", "保障", "劳动", "监察", "局",
                                        "县",   "市",   "区",   "东",   "西",   "南",   "北",
                                        "山",   "江",   "平",   "安",   "新",   "河"};

    for (uint32_t i = 0; i < count; i++) {
        jb_str_add(out, parts[draw(l, sizeof parts / sizeof *parts)]);
    }
}

static void fill_cell(large *l, unsigned row, unsigned column, jb_str *text)
{
    jb_str_clear(text);
    if (column == 0) {
        jb_str_addf(text, "%u", row + 1);
    } else if (column == 1) {
        add_han(l, text, 6 + draw(l, 6));
    } else if (column == 8) {
        jb_str_addf(text, "%s%u.%u%%", draw(l, 2) == 0 ? "+" : "-", draw(l, 100), draw(l, 10));
    } else if (column == 9) {
        add_han(l, text, draw(l, 6));
    } else {
        jb_str_addf(text, "%u,%03u", 1 + draw(l, 99), draw(l, 1000));
    }
}

/* A cell of two lines now and then: both must be one piece of marked content. */
static void add_row(large *l, uint32_t parent, unsigned number, jb_len y, jb_str *text)
{
    uint32_t row = add_tag(l, JB_TAG_TR, parent);

    for (unsigned c = 0; c < COLUMNS; c++) {
        uint32_t cell = add_tag(l, number == 0 || c == 1 ? JB_TAG_TH : JB_TAG_TD, row);
        jb_len x = JB_PT(40 + 51 * (int)c + (c > 1 ? 40 : 0));

        l->tags[cell].row_header = number > 0 && c == 1;
        fill_cell(l, number, c, text);
        if (text->len > 0) {
            add_text(l, cell, x, y, jb_str_text(text));
        }
        if (c == 1 && draw(l, 4) == 0) {
            add_text(l, cell, x, y + 8000, "（分局）");
        }
    }
    add_rule(l, y + 10000);
}

static void add_table(large *l, jb_str *text)
{
    uint32_t table = add_tag(l, JB_TAG_TABLE, 0);
    uint32_t head = add_tag(l, JB_TAG_THEAD, table);
    uint32_t body = 0;

    for (unsigned r = 0; r <= ROWS; r++) {
        if (r == 1) {
            body = add_tag(l, JB_TAG_TBODY, table);
        }
        add_row(l, r == 0 ? head : body, r, JB_PT(60 + 19 * (int)(r % PAGE_ROWS)), text);
        if (r % PAGE_ROWS == PAGE_ROWS - 1 || r == ROWS) {
            add_text(l, JB_TAG_ARTIFACT, JB_PT(280), JB_PT(800), "第1页");
            end_page(l);
        }
    }
}

static void build(large *l)
{
    jb_str text = {0};
    uint32_t title = add_tag(l, JB_TAG_DOCUMENT, 0);

    title = add_tag(l, JB_TAG_TITLE, title);
    add_text(l, title, JB_PT(40), JB_PT(40), "大表");
    for (int i = 0; i < TABLES; i++) {
        add_table(l, &text);
    }
    jb_str_free(&text);
    l->fonts.pages.pages = l->pages;
    l->fonts.pages.count = l->page_count;
    l->fonts.pages.tags = l->tags;
    l->fonts.pages.tag_count = l->tag_count;
}

static size_t paint(large *l, const char *path)
{
    const jb_pdf_options options = {.date = 1700000000, .version = "test"};
    struct timespec from, to;
    jb_error err = {0};
    jb_out *out;
    FILE *file;
    long size;

    (void)clock_gettime(CLOCK_MONOTONIC, &from);
    if (jb_out_open(path, &out, &err) != JB_OK ||
        jb_paint_pdf(&l->fonts.pages, l->fonts.fonts, &options, out, &err) != JB_OK ||
        jb_out_commit(out, &err) != JB_OK) {
        jb_panic("%s: %s", path, err.en);
    }
    (void)clock_gettime(CLOCK_MONOTONIC, &to);
    file = fopen(path, "rb");
    if (file == NULL || fseek(file, 0, SEEK_END) != 0 || (size = ftell(file)) < 0) {
        jb_panic("%s: cannot be measured", path);
    }
    (void)fclose(file);
    (void)printf("%s: %ld bytes, %zu pages, %zu elements, painted in %ld ms\n", path, size,
                 l->page_count, l->tag_count,
                 (long)(to.tv_sec - from.tv_sec) * 1000 + (to.tv_nsec - from.tv_nsec) / 1000000);
    return (size_t)size;
}

int main(int argc, char **argv)
{
    static large l;
    size_t size;

    if (argc != 3) {
        (void)fputs("usage: paint_large FILE LIMIT\n", stderr);
        return 2;
    }
    sample_open(&l.fonts, "fonts", NULL);
    sample_page(&l.fonts, "");
    build(&l);
    size = paint(&l, argv[1]);
    sample_close(&l.fonts);
    free(l.pages);
    free(l.tags);
    free(l.marks);
    return size <= strtoul(argv[2], NULL, 10) ? 0 : 1;
}
