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

/* The only page of a small document, with marks that can be written. */
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

/* ---- what came later: charts, footnotes, contents */

static jb_mark *text_of_kind(ruined *r, jb_tag_kind kind)
{
    size_t i = 0;
    while (r->marks[i].kind != JB_MARK_TEXT || r->marks[i].tag == JB_TAG_ARTIFACT ||
           r->tags[r->marks[i].tag].kind != kind) {
        i++;
    }
    return &r->marks[i];
}
static void cover_point(ruined *r)
{
    jb_mark *text = text_of_kind(r, JB_TAG_FIGURE);
    for (size_t i = 0; i < r->page.mark_count; i++) {
        if (r->marks[i].kind == JB_MARK_PATH && r->marks[i].path->closed) {
            text->x = r->marks[i].x;
            text->y = r->marks[i].y + r->marks[i].height;
        }
    }
}
static void join_labels(ruined *r)
{
    const jb_mark *first = NULL;
    for (size_t i = 0; i < r->page.mark_count; i++) {
        jb_mark *mark = &r->marks[i];
        bool label = mark->kind == JB_MARK_RECT && mark->color == 0xffffff;
        if (label && first != NULL) {
            mark->x = first->x + first->width;
            mark->y = first->y;
        }
        first = label ? mark : first;
    }
}
static void lose_figure(ruined *r)
{
    text_of_kind(r, JB_TAG_FIGURE)->tag = JB_TAG_ARTIFACT;
}
static void lose_footnote(ruined *r)
{
    text_of_kind(r, JB_TAG_NOTE)->tag = JB_TAG_ARTIFACT;
}
static void count_wrongly(ruined *r)
{
    static const uint32_t third[] = {0x2462};
    text_of_kind(r, JB_TAG_LBL)->code_points = third;
}
static void wrong_page(ruined *r)
{
    static const uint32_t seven[] = {'7'};
    size_t i = r->page.mark_count;
    do {
        i--;
    } while (r->marks[i].kind != JB_MARK_TEXT || r->marks[i].tag == JB_TAG_ARTIFACT ||
             r->tags[r->marks[i].tag].kind != JB_TAG_LINK);
    r->marks[i].code_points = seven;
}

static void make_chart(made *m)
{
    jb_chart_block *c = jb_arena_alloc(m->arena, sizeof *c);
    jb_chart_point *points = jb_arena_array(m->arena, 2, sizeof *points);
    jb_chart_panel *panel = jb_arena_alloc(m->arena, sizeof *panel);
    jb_text *years = jb_arena_array(m->arena, 2, sizeof *years);
    for (int i = 0; i < 2; i++) {
        years[i] = words(m, i == 0 ? "2023" : "2024");
        points[i] =
            (jb_chart_point){.present = true, .value = jb_dec_int(5 + i), .label = words(m, "5")};
    }
    panel->points = points;
    c->kind = JB_CHART_LINES;
    c->categories = years;
    c->category_count = 2;
    c->series = jb_arena_array(m->arena, 1, sizeof *c->series);
    c->series_count = 1;
    c->panels = panel;
    c->panel_count = 1;
    c->title = words(m, "图");
    c->title_style = c->unit_style = c->label_style = c->note_style = m->doc.page.footer_style;
    c->alt = "图";
    add_block(m, JB_BLOCK_CHART)->chart = c;
}

static void make_more(made *m)
{
    static const char *const call[] = {"有注", "^0", NULL};
    jb_list_item *note = jb_arena_alloc(m->arena, sizeof *note);
    jb_block *block = add_text(m, JB_BLOCK_PARAGRAPH, "");
    block->text = words_of(m, call);
    ((jb_inline *)(uintptr_t)block->text.items)[1].footnote = 1;
    note->text = words(m, FOOTNOTE_SIGN "脚注");
    m->doc.footnotes = note;
    m->doc.footnote_count = 1;
    m->doc.footnote_style = m->doc.page.footer_style;
    m->doc.footnote_by_page = true;
    make_chart(m);
    (void)add_heading(m, 1, "一节");
    jb_style *styles = jb_arena_array(m->arena, JB_CONTENTS_LEVELS, sizeof *styles);
    styles[0] = m->doc.page.footer_style;
    block = add_text(m, JB_BLOCK_CONTENTS, "目录");
    block->entry_styles = styles;
    block->levels = 1;
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
    make_more(m);
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
        {"a figure upon a point", cover_point},
        {"two labels that touch", join_labels},
        {"a figure of a chart lost", lose_figure},
        {"a footnote lost", lose_footnote},
        {"a footnote counted wrongly", count_wrongly},
        {"a wrong page in the contents", wrong_page},
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
