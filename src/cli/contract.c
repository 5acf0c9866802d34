/* The contract of a run: what went onto the pages, as JSON, and why each page ended, in words.
 *
 * Everything is counted on the finished pages, not on the way to them. The same pages give the same
 * report.
 */
#include "contract.h"

#include <stdlib.h>
#include <string.h>

static const char *yes(bool value)
{
    return value ? "true" : "false";
}

/* ---- what is counted */

static uint32_t highest_anchor(const jb_pages *pages)
{
    uint32_t highest = 0;
    for (size_t p = 0; p < pages->count; p++) {
        for (size_t i = 0; i < pages->pages[p].mark_count; i++) {
            const jb_mark *mark = &pages->pages[p].marks[i];
            bool anchor = mark->kind == JB_MARK_ANCHOR;
            highest = anchor && mark->target > highest ? mark->target : highest;
        }
    }
    return highest;
}

typedef struct links {
    bool *stands; /* by number of the anchor */
    uint32_t highest;
    size_t count, resolved;
} links;

static void see_anchor(links *l, const jb_mark *mark)
{
    if (mark->kind == JB_MARK_ANCHOR) {
        l->stands[mark->target] = true;
    }
}

static void see_link(links *l, const jb_mark *mark)
{
    if (mark->kind == JB_MARK_LINK) {
        l->count++;
        bool out = mark->target == 0 && mark->uri != NULL; /* not ours to follow */
        l->resolved += out || (mark->target <= l->highest && l->stands[mark->target]);
    }
}

static void each_mark(const jb_pages *pages, links *l, void (*see)(links *l, const jb_mark *mark))
{
    for (size_t p = 0; p < pages->count; p++) {
        for (size_t i = 0; i < pages->pages[p].mark_count; i++) {
            see(l, &pages->pages[p].marks[i]);
        }
    }
}

static links links_count(const jb_pages *pages)
{
    links l = {.highest = highest_anchor(pages)};
    l.stands = jb_xmalloc((size_t)l.highest + 1);
    memset(l.stands, 0, (size_t)l.highest + 1);
    each_mark(pages, &l, see_anchor);
    each_mark(pages, &l, see_link);
    free(l.stands);
    l.stands = NULL;
    return l;
}

static size_t tags_count(const jb_pages *pages, jb_tag_kind kind)
{
    size_t count = 0;
    for (size_t i = 0; i < pages->tag_count; i++) {
        count += pages->tags[i].kind == kind;
    }
    return count;
}

/* On how many pages the chart of each block stands, 0 where a block is none. The caller frees. */
static size_t *charts_count(const jb_pages *pages)
{
    size_t *on = jb_xmalloc((pages->path_count + 1) * sizeof *on);
    memset(on, 0, (pages->path_count + 1) * sizeof *on);
    for (size_t p = 0; p < pages->count; p++) {
        uint32_t last = UINT32_MAX; /* marks of a block stand together */
        for (size_t i = 0; i < pages->pages[p].mark_count; i++) {
            const jb_mark *mark = &pages->pages[p].marks[i];
            bool drawn = mark->tag != JB_TAG_ARTIFACT && mark->block != last &&
                         pages->tags[mark->tag].kind == JB_TAG_FIGURE;
            if (drawn && mark->block < pages->path_count) {
                on[mark->block]++;
                last = mark->block;
            }
        }
    }
    return on;
}

/* ---- as JSON */

static void add_charts(jb_str *s, const jb_pages *pages)
{
    size_t *on = charts_count(pages);
    bool any = false;
    jb_str_add(s, "  \"charts\": [");
    for (size_t i = 0; i < pages->path_count; i++) {
        if (on[i] > 0) {
            jb_str_add(s, any ? ",\n    {\"path\": " : "\n    {\"path\": ");
            jb_json_quote(s, pages->paths[i]);
            jb_str_addf(s, ", \"pages\": %zu}", on[i]);
            any = true;
        }
    }
    jb_str_add(s, any ? "\n  ],\n" : "],\n");
    free(on);
}

static void add_tables(jb_str *s, const jb_pages *pages)
{
    jb_str_add(s, "  \"tables\": [");
    for (size_t i = 0; i < pages->table_count; i++) {
        const jb_table_count *t = &pages->tables[i];
        jb_str_add(s, i > 0 ? ",\n    {\"path\": " : "\n    {\"path\": ");
        jb_json_quote(s, t->path);
        jb_str_addf(s,
                    ", \"rows_in\": %zu, \"rows_out\": %zu, \"cells_in\": %zu, \"cells_out\": %zu, "
                    "\"pages\": %zu, \"parts\": %zu, \"turned\": %s, \"rows_split\": %zu}",
                    t->rows_in, t->rows_out, t->cells_in, t->cells_out, t->pages, t->parts,
                    yes(t->turned), t->splits);
    }
    jb_str_add(s, pages->table_count > 0 ? "\n  ],\n" : "],\n");
}

static const char *block_path(const jb_pages *pages, const jb_page *page)
{
    return page->ended_by < pages->path_count ? pages->paths[page->ended_by] : "$";
}

/* A page on which a block is cut is a split of that block, with the page's reason. */
static void add_page_ends(jb_str *s, const jb_pages *pages)
{
    jb_str_add(s, "  \"page_ends\": [");
    for (size_t i = 0; i < pages->count; i++) {
        const jb_page *page = &pages->pages[i];
        const jb_page_end *end = jb_page_end_find(page->ended);
        jb_str_addf(s, "%s\n    {\"page\": %zu, \"label\": ", i > 0 ? "," : "", i + 1);
        jb_json_quote(s, page->label);
        jb_str_add(s, ", \"reason\": ");
        jb_json_quote(s, end != NULL ? end->code : "other");
        jb_str_add(s, ", \"words\": ");
        jb_json_quote(s, page->ended);
        jb_str_add(s, ", \"block\": ");
        jb_json_quote(s, block_path(pages, page));
        jb_str_addf(s, ", \"split\": %s, \"overfull\": %s}", yes(page->goes_on),
                    yes(page->overfull));
    }
    jb_str_add(s, "\n  ]\n");
}

static size_t pages_that(const jb_pages *pages, bool overfull)
{
    size_t count = 0;
    for (size_t i = 0; i < pages->count; i++) {
        count += overfull ? pages->pages[i].overfull : pages->pages[i].goes_on;
    }
    return count;
}

void contract_json(const jb_pages *pages, jb_str *s)
{
    links l = links_count(pages);
    jb_str_addf(s, "{\n  \"format\": 1,\n  \"ok\": true,\n  \"pages\": %zu,\n", pages->count);
    jb_str_addf(s, "  \"notes\": %zu,\n  \"links\": {\"count\": %zu, \"resolved\": %zu},\n",
                tags_count(pages, JB_TAG_NOTE), l.count, l.resolved);
    jb_str_addf(s, "  \"missing_glyphs\": [],\n  \"overfull_pages\": %zu,\n  \"splits\": %zu,\n",
                pages_that(pages, true), pages_that(pages, false));
    jb_str_addf(s, "  \"contents_entries\": %zu,\n", tags_count(pages, JB_TAG_TOCI));
    add_tables(s, pages);
    add_charts(s, pages);
    add_page_ends(s, pages);
    jb_str_add(s, "}\n");
}

/* Nothing was printed; a character that no font has is named where programs look for it. */
void contract_fault(const jb_error *fault, jb_str *s)
{
    char en[2048];
    char zh[2048];
    jb_error_format(fault, JB_LANG_EN, en, sizeof en);
    jb_error_format(fault, JB_LANG_ZH, zh, sizeof zh);
    jb_str_add(s, "{\n  \"format\": 1,\n  \"ok\": false,\n  \"pages\": 0,\n  \"fault\": {\"en\": ");
    jb_json_quote(s, en);
    jb_str_add(s, ", \"zh\": ");
    jb_json_quote(s, zh);
    jb_str_add(s, "},\n  \"missing_glyphs\": [");
    if (fault->status == JB_ERR_FONT) {
        jb_json_quote(s, en);
    }
    jb_str_add(s, "]\n}\n");
}

/* ---- in words */

static void explain_charts(const cli *c, const jb_pages *pages, FILE *to)
{
    size_t *on = charts_count(pages);
    for (size_t i = 0; i < pages->path_count; i++) {
        if (on[i] > 0) {
            (void)fprintf(to, SAY(c, "图 %s：%zu 页%.0s\n", "chart %s: on %zu page%s\n"),
                          pages->paths[i], on[i], PLURAL(on[i]));
        }
    }
    free(on);
}

void contract_explain(const cli *c, const jb_pages *pages, FILE *to)
{
    for (size_t i = 0; i < pages->count; i++) {
        const jb_page *page = &pages->pages[i];
        const jb_page_end *end = jb_page_end_find(page->ended);
        if (page->ended[0] == '\0') {
            (void)fprintf(to, SAY(c, "第 %s 页：文档到此结束\n", "page %s: the document ends\n"),
                          page->label);
            continue;
        }
        (void)fprintf(
            to, SAY(c, "第 %s 页：%s（%s%s）%s\n", "page %s: %s (%s%s)%s\n"), page->label,
            end != NULL ? SAY(c, end->zh, end->en) : page->ended, block_path(pages, page),
            page->goes_on ? SAY(c, "，下页续排", ", goes on") : "",
            page->overfull ? SAY(c, "；有一行排不下", "; a line is too long for its place") : "");
    }
    for (size_t i = 0; i < pages->table_count; i++) {
        const jb_table_count *t = &pages->tables[i];
        (void)fprintf(to,
                      SAY(c, "表 %s：%zu 行 %zu 格，全部排出；%zu 页%.0s",
                          "table %s: all of %zu rows and %zu cells, on %zu page%s"),
                      t->path, t->rows_out, t->cells_out, t->pages, PLURAL(t->pages));
        if (t->parts > 1) {
            (void)fprintf(to, SAY(c, "；列数过多，分成 %zu 部分", "; too wide, in %zu parts"),
                          t->parts);
        }
        (void)fputs(t->turned ? SAY(c, "；用横页", "; on landscape pages") : "", to);
        (void)fputc('\n', to);
    }
    explain_charts(c, pages, to);
}
