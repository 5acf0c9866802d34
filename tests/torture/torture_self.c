/* torture_self.c - pages with one fault each, which must be found: a check that cannot fail proves
 * nothing.
 */
#include "torture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct ruined {
    jb_pages pages;
    jb_page page;
    jb_mark *marks;
    jb_tag *tags;
    jb_table_count count;
} ruined;

/* The first page of a document of two paragraphs and a table, with marks that can be written. */
static ruined copy(const jb_pages *pages)
{
    ruined out = {.pages = *pages, .page = pages->pages[0], .count = pages->tables[0]};
    size_t marks = out.page.mark_count * sizeof *out.marks;
    size_t tags = pages->tag_count * sizeof *out.tags;
    out.marks = jb_xmalloc(marks);
    out.tags = jb_xmalloc(tags);
    memcpy(out.marks, out.page.marks, marks);
    memcpy(out.tags, pages->tags, tags);
    return out;
}

static jb_mark *text_mark(ruined *r, size_t n)
{
    size_t i = 0;
    while (r->marks[i].kind != JB_MARK_TEXT || n-- > 0) {
        i++;
    }
    return &r->marks[i];
}

static uint32_t first_tag(const ruined *r, jb_tag_kind kind)
{
    uint32_t i = 0;
    while (r->tags[i].kind != kind) {
        i++;
    }
    return i;
}

static void move_out(ruined *r)
{
    text_mark(r, 0)->x = 0;
}
static void move_down(ruined *r)
{
    text_mark(r, 0)->y = JB_PT(900);
}
static void lay_over(ruined *r)
{
    text_mark(r, 1)->x = text_mark(r, 0)->x;
    text_mark(r, 1)->y = text_mark(r, 0)->y;
}
static void lose_text(ruined *r)
{
    text_mark(r, 2)->tag = JB_TAG_ARTIFACT;
}
static void lose_row(ruined *r)
{
    r->count.rows_out--;
}
static void lose_cell(ruined *r)
{
    r->count.cells_out--;
}
static void no_reason(ruined *r)
{
    r->page.ended = "because";
}
static void lose_parent(ruined *r)
{
    r->tags[first_tag(r, JB_TAG_TR)].parent = 0;
}
static void second_head(ruined *r)
{
    r->tags[first_tag(r, JB_TAG_TBODY)].kind = JB_TAG_THEAD;
}
static void widen_cell(ruined *r)
{
    r->tags[first_tag(r, JB_TAG_TD)].colspan = 2;
}
static void break_badly(ruined *r)
{
    static const uint32_t comma[] = {0xFF0C};
    text_mark(r, 0)->soft_end = true;
    text_mark(r, 1)->tag = text_mark(r, 0)->tag;
    text_mark(r, 1)->count = 1;
    text_mark(r, 1)->code_points = comma;
}

static void make_plain(made *m)
{
    (void)add_text(m, JB_BLOCK_PARAGRAPH, "第一段文字");
    (void)add_text(m, JB_BLOCK_PARAGRAPH, "第二段文字");
    made_table t = add_table(m, 3, 1, 2);
    for (size_t i = 0; i < 3; i++) {
        set_cell(m, &t.head[i], "项目");
    }
    for (size_t i = 0; i < 6; i++) {
        set_figure(m, &t.body[i], "7");
    }
}

int torture_self(jb_fontset *fonts)
{
    static const struct {
        const char *name;
        void (*ruin)(ruined *r);
    } ways[] = {
        {"nothing", NULL},
        {"text left of its frame", move_out},
        {"text under its frame", move_down},
        {"text upon text", lay_over},
        {"text lost", lose_text},
        {"a row lost", lose_row},
        {"a cell lost", lose_cell},
        {"a page without a reason", no_reason},
        {"a row without a table", lose_parent},
        {"two heads", second_head},
        {"a cell too wide", widen_cell},
        {"a comma at a line's start", break_badly},
    };
    made m;
    jb_pages *pages = NULL;
    jb_error err = {0};
    int failed = 0;
    made_open(&m);
    make_plain(&m);
    if (jb_layout_run(made_doc(&m), fonts, &pages, &err) != JB_OK) {
        (void)fprintf(stderr, "%s\n", err.en);
        return 1;
    }
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        ruined r = copy(pages);
        fault f = {{0}};
        if (ways[i].ruin != NULL) {
            ways[i].ruin(&r);
        }
        r.page.marks = r.marks;
        r.pages.pages = &r.page;
        r.pages.tags = r.tags;
        r.pages.tables = &r.count;
        if (ways[i].ruin == break_badly) {
            torture_lines(&r.pages, &f); /* the words would tell too */
        } else {
            torture_check(&m, &r.pages, &f);
        }
        if (fault_found(&f) != (ways[i].ruin != NULL)) {
            printf("%s: %s\n", ways[i].name, fault_found(&f) ? f.text : "was not found");
            failed = 1;
        }
        free(r.marks);
        free(r.tags);
    }
    jb_pages_free(pages);
    made_close(&m);
    return failed;
}
