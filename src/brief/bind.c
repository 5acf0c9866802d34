/* Asks the store and fills the blocks. */
#include "brief_private.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

/* ---- dates: the newest report dates the document, never the clock */

static int64_t date_seconds(jb_date date)
{
    struct tm tm = {.tm_year = date.year - 1900, .tm_mon = date.month - 1, .tm_mday = date.day};
    return (int64_t)timegm(&tm);
}

static jb_date later(jb_date a, jb_date b)
{
    return jb_date_known(b) && (!jb_date_known(a) || jb_date_cmp(b, a) > 0) ? b : a;
}

/* When the newest of the row's reports came out; the end of its year when none says. */
static jb_date row_date(const jb_row *row)
{
    jb_date date = {0};
    for (size_t i = 0; i < row->report_count; i++) {
        const jb_report *report = row->reports[i];
        bool published = jb_date_known(report->published_on);
        date = later(date, published ? report->published_on : report->signed_on);
    }
    return jb_date_known(date) ? date : (jb_date){(int16_t)row->year, 12, 31};
}

static int64_t newest_date(const jb_brief *brief)
{
    jb_date newest = {0};
    for (size_t i = 0; i < brief->data_count; i++) {
        const jb_dataset *data = brief->data[i].bound;
        for (size_t k = 0; k < data->row_count; k++) {
            newest = later(newest, row_date(&data->rows[k]));
        }
    }
    return jb_date_known(newest) ? date_seconds(newest) : 0;
}

/* What the first table that shows a data set is called. */
static jb_status title_bind(jb_brief *brief, const block *from, jb_error *err)
{
    data_set *data = from->refs[0].data;
    jb_status st = template_fill(brief, brief->arena, from->caption, &data->title, err);
    if (st == JB_OK && from->number != NULL) {
        return template_expand(brief, brief->arena, from->number, &data->number, err);
    }
    data->number = jb_arena_printf(
        brief->arena, brief->lang == JB_LANG_ZH ? "“%s”表" : "the table \"%s\"", data->title);
    return st;
}

/* One that stands for each agency gives its title when that is the same for all; a number it has
 * for none. */
static void title_bind_inner(jb_brief *brief, const block *from)
{
    const char *words = NULL;
    jb_error ignored = {0};
    jb_status st = jb_json_text(from->caption, &words, &ignored);
    if (st == JB_OK && strchr(words, '{') == NULL) {
        from->refs[0].data->title = jb_arena_strdup(brief->arena, words);
    }
}

static jb_status titles_bind(jb_brief *brief, jb_error *err)
{
    jb_status st = JB_OK;
    for (size_t i = 0; i < brief->block_count && st == JB_OK; i++) {
        const block *from = &brief->blocks[i];
        if (from->type == BLOCK_TABLE && !from->inner && from->refs[0].data->title == NULL) {
            st = title_bind(brief, from, err);
        }
    }
    for (size_t i = 0; i < brief->block_count && st == JB_OK; i++) {
        const block *from = &brief->blocks[i];
        if (from->type == BLOCK_TABLE && from->inner && from->refs[0].data->title == NULL) {
            title_bind_inner(brief, from);
        }
    }
    return st;
}

/* ---- blocks */

static jb_status heading_words(const jb_brief *brief, jb_arena *arena, const jb_json *from,
                               jb_text *out, jb_error *err)
{
    const char *text = "";
    jb_status st = template_fill(brief, arena, from, &text, err);
    *out = text_plain(arena, text);
    return st;
}

static jb_status list_bind(const jb_brief *brief, jb_arena *arena, const block *from, jb_block *out,
                           jb_error *err)
{
    jb_list_item *items = jb_arena_array(arena, jb_json_count(from->items), sizeof *items);
    jb_status st = JB_OK;
    for (const jb_json *j = jb_json_first(from->items); j != NULL && st == JB_OK;
         j = jb_json_next(j)) {
        jb_list_item *item = &items[out->item_count++];
        item->label = text_plain(arena, jb_arena_printf(arena, "%zu.", out->item_count));
        st = rich_bind(brief, arena, j, &item->text, err);
    }
    out->items = items;
    out->label_width = out->style.size * 2;
    return st;
}

static bool same_report(const jb_row *a, const jb_row *b)
{
    return a->year == b->year && strcmp(a->agency->code, b->agency->code) == 0;
}

static bool row_listed(const jb_row *const *rows, size_t count, const jb_row *row)
{
    for (size_t i = 0; i < count; i++) {
        if (same_report(rows[i], row)) {
            return true;
        }
    }
    return false;
}

/* The rows of all tables, each agency-year once, in the order of the tables. */
static size_t rows_collect(const block *from, jb_arena *arena, const jb_row ***out)
{
    size_t cap = 0;
    size_t count = 0;
    for (size_t i = 0; i < from->ref_count; i++) {
        cap += from->refs[i].data->bound->row_count;
    }
    const jb_row **rows = jb_arena_array(arena, cap, sizeof(void *));
    for (size_t i = 0; i < from->ref_count; i++) {
        const jb_dataset *data = from->refs[i].data->bound;
        for (size_t k = 0; k < data->row_count; k++) {
            if (!row_listed(rows, count, &data->rows[k])) {
                rows[count++] = &data->rows[k];
            }
        }
    }
    *out = rows;
    return count;
}

/* Every report that is held, and every source that a figure names without one. */
static jb_status sources_bind(const jb_brief *brief, jb_arena *arena, const block *from,
                              jb_block *out)
{
    const jb_row **rows = NULL;
    size_t row_count = rows_collect(from, arena, &rows);
    size_t lines = 0;
    for (size_t i = 0; i < row_count; i++) {
        lines += jb_source_count(rows[i]);
    }
    jb_list_item *items = jb_arena_array(arena, lines, sizeof *items);
    for (size_t i = 0; i < row_count; i++) {
        for (size_t k = 0; k < jb_source_count(rows[i]); k++) {
            jb_list_item *item = &items[out->item_count++];
            item->label = text_plain(arena, jb_arena_printf(arena, "%zu.", out->item_count));
            item->text = text_plain(arena, jb_source_line(arena, rows[i], k, brief->lang));
        }
    }
    out->items = items;
    out->label_width = out->style.size * 2;
    return JB_OK;
}

static const jb_block_kind kinds[BLOCK_TYPES] = {
    [BLOCK_TITLE] = JB_BLOCK_HEADING,         [BLOCK_HEADING] = JB_BLOCK_HEADING,
    [BLOCK_PARAGRAPH] = JB_BLOCK_PARAGRAPH,   [BLOCK_LIST] = JB_BLOCK_LIST,
    [BLOCK_FINDINGS] = JB_BLOCK_PARAGRAPH,    [BLOCK_TABLE] = JB_BLOCK_TABLE,
    [BLOCK_SOURCES] = JB_BLOCK_LIST,          [BLOCK_SPACE] = JB_BLOCK_SPACE,
    [BLOCK_PAGE_BREAK] = JB_BLOCK_PAGE_BREAK, [BLOCK_CHART] = JB_BLOCK_CHART,
    [BLOCK_WITNESSES] = JB_BLOCK_TABLE,       [BLOCK_GAPS] = JB_BLOCK_TABLE,
    [BLOCK_LEDGER] = JB_BLOCK_TABLE,          [BLOCK_REQUESTS] = JB_BLOCK_TABLE,
    [BLOCK_QUERY] = JB_BLOCK_TABLE,
};

static jb_status block_bind(const jb_brief *brief, jb_arena *arena, const block *from,
                            jb_block *out, jb_error *err)
{
    out->kind = kinds[from->type];
    out->path = jb_arena_strdup(arena, from->path);
    out->level = from->level;
    out->height = from->height;
    if (from->style != NULL) {
        out->style = *from->style;
    }
    switch (from->type) {
    case BLOCK_TITLE:
    case BLOCK_HEADING:
        return heading_words(brief, arena, from->text, &out->text, err);
    case BLOCK_PARAGRAPH:
        return rich_bind(brief, arena, from->text, &out->text, err);
    case BLOCK_LIST:
        return list_bind(brief, arena, from, out, err);
    case BLOCK_TABLE:
        return table_bind(brief, arena, from, &out->table, err);
    case BLOCK_CHART:
        return chart_bind(brief, arena, from, out, err);
    case BLOCK_SOURCES:
        return sources_bind(brief, arena, from, out);
    case BLOCK_WITNESSES:
        return verdicts_bind(brief, arena, from, out, err);
    case BLOCK_GAPS:
        return silences_bind(brief, arena, from, out, err);
    case BLOCK_LEDGER:
        return ledger_bind(brief, arena, from, out, err);
    case BLOCK_REQUESTS:
        return requests_bind(brief, arena, from, out, err);
    case BLOCK_QUERY:
        return query_bind(brief, arena, from, out, err);
    case BLOCK_FINDINGS: /* makes several */
    case BLOCK_FOR_EACH:
    case BLOCK_SPACE:
    case BLOCK_PAGE_BREAK:
    case BLOCK_MASTHEAD:
    case BLOCK_RECIPIENT:
    case BLOCK_ANNEXES:
    case BLOCK_SIGNATURE:
    case BLOCK_IMPRINT:
    case BLOCK_ANNEX:
    case BLOCK_CONTENTS:
    case BLOCK_TYPES:
        break;
    }
    return JB_OK;
}

/* The phrases of one paragraph, from `*at` on. */
static jb_text paragraph_bind(jb_arena *arena, const jb_findings *findings, size_t *at)
{
    jb_inline *items = jb_arena_array(arena, findings->count, sizeof *items);
    size_t count = 0;
    do {
        const jb_phrase *phrase = &findings->phrases[(*at)++];
        items[count].text = jb_arena_strdup(arena, phrase->text);
        items[count].support =
            phrase->figure != NULL ? support_of(phrase->figure->fact) : JB_SUPPORT_FULL;
        items[count++].fact = phrase->figure != NULL ? phrase->figure->fact->id : 0;
    } while (*at < findings->count && !findings->phrases[*at].begins);
    return (jb_text){items, count};
}

/* A paragraph, or one for each theme. */
static jb_status findings_add(const jb_brief *brief, jb_arena *arena, const block *from,
                              block_list *out, jb_error *err)
{
    jb_theme *themes = jb_arena_array(arena, from->ref_count, sizeof *themes);
    for (size_t i = 0; i < from->ref_count; i++) {
        const data_set *data = from->refs[i].data;
        themes[i] =
            (jb_theme){data->bound, from->refs[i].theme, data->number != NULL ? data->number : ""};
    }
    jb_findings findings = {0};
    jb_status st =
        jb_findings_build(arena, themes, from->ref_count, from->limit, brief->lang, &findings, err);
    for (size_t at = 0; st == JB_OK && at < findings.count;) {
        jb_block made = {.turned = from->turned};
        st = block_bind(brief, arena, from, &made, err);
        made.text = paragraph_bind(arena, &findings, &at);
        JB_PUSH(out->items, out->count, out->cap, made);
    }
    return st;
}

jb_status block_add(jb_brief *brief, jb_doc *doc, const block *from, block_list *out, jb_error *err)
{
    if (!when_holds(&from->when)) {
        return JB_OK;
    }
    if (from->type == BLOCK_FOR_EACH) {
        return for_each_bind(brief, doc, from, out, err);
    }
    if (from->type >= BLOCK_MASTHEAD) {
        return office_bind(brief, doc->arena, from, out, err);
    }
    if (from->type == BLOCK_FINDINGS) {
        return findings_add(brief, doc->arena, from, out, err);
    }
    jb_block made = {.turned = from->turned};
    jb_status st = block_bind(brief, doc->arena, from, &made, err);
    JB_PUSH(out->items, out->count, out->cap, made);
    return st;
}

static jb_status blocks_bind(jb_brief *brief, jb_doc *doc, block_list *out, jb_error *err)
{
    jb_status st = JB_OK;
    for (size_t i = 0; i < brief->block_count && st == JB_OK; i++) {
        const block *from = &brief->blocks[i];
        if (from->inner) {
            continue;
        }
        st = block_add(brief, doc, from, out, err);
        if (from->name != NULL && out->count > 0) {
            out->items[out->count - 1].id = (uint32_t)(i + 1);
        }
    }
    doc->blocks = jb_arena_keep(doc->arena, out->items, out->count, sizeof *out->items);
    doc->block_count = out->count;
    return st;
}

/* The line at the foot of each page, with the draft mark before it where it is due. */
static jb_status footer_bind(const jb_brief *brief, jb_doc *doc, jb_error *err)
{
    const char *mark = "";
    const char *footer = "";
    jb_status st = JB_OK;
    if (brief->draft_mark != NULL && jb_brief_unreviewed(brief) > 0) {
        st = template_expand(brief, doc->arena, brief->draft_mark, &mark, err);
    }
    if (st == JB_OK && brief->footer != NULL) {
        st = template_expand(brief, doc->arena, brief->footer, &footer, err);
    }
    const char *gap = *mark != '\0' && *footer != '\0' ? "　" : "";
    if (*mark != '\0' || *footer != '\0') {
        doc->page.footer =
            text_plain(doc->arena, jb_arena_printf(doc->arena, "%s%s%s", mark, gap, footer));
    }
    return st;
}

/* What stands on every page: the running head, the foot, the word behind the text. */
static jb_status page_bind(const jb_brief *brief, jb_doc *doc, jb_error *err)
{
    const jb_style *style = style_find(brief, "header");
    jb_status st = JB_OK;
    if (style != NULL) {
        doc->page.header_style = *style;
    }
    if (brief->header != NULL) {
        st = rich_bind(brief, doc->arena, brief->header, &doc->page.header, err);
    }
    bool due = brief->watermark_always || jb_brief_unreviewed(brief) > 0;
    if (st == JB_OK && brief->watermark != NULL && due) {
        st = template_fill(brief, doc->arena, brief->watermark, &doc->page.watermark, err);
    }
    return st == JB_OK ? footer_bind(brief, doc, err) : st;
}

static jb_status head_bind(const jb_brief *brief, jb_doc *doc, jb_error *err)
{
    const jb_style *number = style_find(brief, "page_number");
    const jb_style *footer = style_find(brief, "footer");
    doc->source = jb_arena_strdup(doc->arena, brief->source);
    doc->lang = brief->lang;
    doc->lang_tag = brief->lang == JB_LANG_ZH ? "zh-CN" : "en-GB";
    doc->subject = jb_arena_strdup(doc->arena, brief->title[brief->lang]);
    doc->author = "";
    doc->date = newest_date(brief);
    doc->page = brief->page;
    if (number != NULL) {
        doc->page.number_style = *number;
    }
    if (footer != NULL) {
        doc->page.footer_style = *footer;
    }
    jb_status st = template_fill(brief, doc->arena, brief->doc_title, &doc->title, err);
    if (st == JB_OK && brief->author != NULL) {
        st = template_expand(brief, doc->arena, brief->author, &doc->author, err);
    }
    return st == JB_OK ? footnotes_bind(brief, doc, err) : st;
}

jb_status jb_brief_annex(jb_brief *brief, const char *mark, jb_error *err)
{
    if (param_find(brief, "mark") != NULL) {
        return jb_brief_set(brief, jb_arena_printf(brief->arena, "mark=%s", mark), err);
    }
    size_t length = strlen(mark);
    if (jb_utf8_check(mark, length) < length) {
        return jb_fail(err, JB_ERR_USAGE, NULL,
                       "the mark of the annex is not UTF-8; set the terminal to UTF-8",
                       "附件标记不是 UTF-8；请将终端设为 UTF-8");
    }
    brief->annex = jb_arena_strdup(brief->arena, mark);
    return JB_OK;
}

/* The first line of an annex, on its own; the title follows after an empty line. */
static void annex_mark_put(const jb_brief *brief, jb_arena *arena, jb_block *out)
{
    const jb_style *style = style_find(brief, "annex_mark");
    out->kind = JB_BLOCK_PARAGRAPH;
    out->path = "$";
    out->style = style != NULL ? *style : *style_find(brief, "body");
    out->style.after = out->style.pitch;
    out->text = text_plain(arena, jb_arena_strdup(arena, brief->annex));
}

static jb_status doc_bind(jb_brief *brief, jb_doc **out, jb_error *err)
{
    jb_str_clear(brief->heard);
    *brief->untested = false;
    jb_status st = sets_bind(brief, err);
    queries_reset(brief);
    if (st == JB_OK) {
        st = queries_run(brief, EACH_KINDS, err);
    }
    if (st == JB_OK) {
        st = titles_bind(brief, err);
    }
    if (st != JB_OK) {
        return st;
    }
    jb_arena *arena = jb_arena_new();
    jb_doc *doc = jb_arena_alloc(arena, sizeof *doc);
    block_list blocks = {0};
    doc->arena = arena;
    if (brief->annex != NULL) {
        jb_block mark = {0};
        annex_mark_put(brief, arena, &mark);
        JB_PUSH(blocks.items, blocks.count, blocks.cap, mark);
    }
    st = head_bind(brief, doc, err);
    if (st == JB_OK) {
        st = blocks_bind(brief, doc, &blocks, err);
    }
    if (st == JB_OK) { /* last: by now it is known whether anything shown is unreviewed */
        st = page_bind(brief, doc, err);
    }
    free(blocks.items);
    if (st != JB_OK) {
        jb_doc_free(doc);
        return st;
    }
    *out = doc;
    return JB_OK;
}

jb_status jb_brief_bind(jb_brief *brief, jb_store *store, jb_doc **out, jb_error *err)
{
    *out = NULL;
    brief->store = store;
    jb_status st = jb_store_snapshot(store, err);
    if (st == JB_OK) {
        st = doc_bind(brief, out, err);
    }
    jb_store_snapshot_end(store);
    brief->store = NULL;
    return st;
}

bool jb_brief_untested(const jb_brief *brief)
{
    return *brief->untested;
}

void jb_brief_release(jb_brief *brief)
{
    for (size_t i = 0; i < brief->data_count; i++) {
        jb_dataset_free(brief->data[i].bound);
        brief->data[i].bound = NULL;
    }
}

void jb_doc_free(jb_doc *doc)
{
    if (doc != NULL) {
        jb_arena_free(doc->arena);
    }
}

const jb_dataset *jb_brief_data(const jb_brief *brief, size_t index)
{
    return index < brief->data_count ? brief->data[index].bound : NULL;
}

const char *jb_brief_data_title(const jb_brief *brief, size_t index)
{
    const data_set *set = &brief->data[index];
    return set->title != NULL ? set->title : set->name;
}
