/* What agencies are asked to supply, as a table: indicator, period wanted, why what is there cannot
 * be used; and what the indicators mean.
 *
 * What waits for our own reading is not asked for: it is counted in a note.
 */
#include "brief_private.h"

#include <string.h>

typedef struct sheet_of {
    const jb_brief *brief;
    jb_arena *arena;
    const block *from;
    jb_gap_list gaps;
    bool zh;
    bool agencies; /* more than one: they have a column */
} sheet_of;

static jb_gap_list gaps_of(const jb_brief *brief, const data_set *set, jb_arena *arena)
{
    return jb_gaps_find(arena, set->bound, brief->catalogue, set->columns);
}

jb_gap_list jb_brief_gaps(const jb_brief *brief, size_t index, jb_arena *arena)
{
    return gaps_of(brief, &brief->data[index], arena);
}

void jb_brief_indicators(jb_brief *brief, const char *const *codes)
{
    size_t count = 0;
    while (codes[count] != NULL) {
        count++;
    }
    for (size_t i = 0; i < brief->data_count; i++) {
        jb_query_column *columns = jb_arena_array(brief->arena, count, sizeof *columns);
        for (size_t k = 0; k < count; k++) {
            const char **one = jb_arena_array(brief->arena, 2, sizeof *one);
            one[0] = jb_arena_strdup(brief->arena, codes[k]);
            columns[k].indicators = one;
        }
        brief->data[i].columns = columns;
        brief->data[i].column_count = count;
    }
}

static const char *by_lang(const sheet_of *s, const char *zh, const char *en)
{
    return s->zh ? zh : en;
}

static bool asked(const jb_gap *gap)
{
    return gap->kind != JB_GAP_REVIEW;
}

static size_t asked_count(const sheet_of *s)
{
    size_t count = 0;
    for (size_t i = 0; i < s->gaps.count; i++) {
        count += asked(&s->gaps.list[i]);
    }
    return count;
}

static bool several_agencies(const jb_gap_list *gaps)
{
    for (size_t i = 1; i < gaps->count; i++) {
        if (strcmp(gaps->list[0].agency->code, gaps->list[i].agency->code) != 0) {
            return true;
        }
    }
    return false;
}

static jb_table_cell cell_of(const sheet_of *s, const char *text)
{
    return (jb_table_cell){.text = text_plain(s->arena, text)};
}

/* Columns by their share of the width in 1/1000. */
static void columns_make(const sheet_of *s, jb_table_block *table, const unsigned *shares,
                         const char *const *heads, size_t count)
{
    jb_table_column *columns = jb_arena_array(s->arena, count, sizeof *columns);
    jb_table_cell *head = jb_arena_array(s->arena, count, sizeof *head);
    for (size_t i = 0; i < count; i++) {
        columns[i] = (jb_table_column){.align = JB_ALIGN_LEFT, .fraction = shares[i]};
        head[i] = cell_of(s, heads[i]);
    }
    table->columns = columns;
    table->column_count = count;
    table->head = head;
    table->head_rows = 1;
}

/* ---- requests */

static const char *why_text(const sheet_of *s, const jb_gap *gap)
{
    const char *found = by_lang(s, gap->found_zh, gap->found_en);
    const char *why = by_lang(s, gap->why_zh, gap->why_en);
    if (found[0] == '\0') {
        return why;
    }
    return jb_arena_printf(s->arena, s->zh ? "报告所载为%s：%s" : "Stated is %s: %s", found, why);
}

static const char *wanted_text(const sheet_of *s, const jb_gap *gap)
{
    return gap->year == 0
               ? by_lang(s, "各年全年", "each whole year")
               : jb_arena_printf(s->arena, s->zh ? "%d年全年" : "the whole of %d", gap->year);
}

/* 仲裁结案(审结)数 as Chinese print has it. */
static const char *full_width(jb_arena *arena, const char *text)
{
    jb_str out = {0};
    for (const char *p = text; *p != '\0'; p++) {
        if (*p == '(' || *p == ')') {
            jb_str_add(&out, *p == '(' ? "（" : "）");
        } else {
            jb_str_addc(&out, *p);
        }
    }
    const char *kept = jb_arena_strdup(arena, jb_str_text(&out));
    jb_str_free(&out);
    return kept;
}

static const char *name_text(const sheet_of *s, const jb_indicator *of)
{
    return s->zh ? full_width(s->arena, of->zh) : of->en;
}

static const char *indicator_text(const sheet_of *s, const jb_gap *gap)
{
    return gap->indicator == NULL ? by_lang(s, "年度报告及其全部指标", "the report, all indicators")
                                  : name_text(s, gap->indicator);
}

static void request_bind(const sheet_of *s, const jb_gap *gap, jb_table_cell *out)
{
    size_t at = 0;
    if (s->agencies) {
        out[at] = cell_of(s, jb_agency_label(gap->agency, s->brief->lang));
        out[at++].header = true;
    }
    out[at] = cell_of(s, indicator_text(s, gap));
    out[at].header = at == 0;
    at++;
    out[at++] = cell_of(s, wanted_text(s, gap));
    out[at] = cell_of(s, why_text(s, gap));
    if (gap->fact != NULL && out[at].text.count > 0) {
        jb_inline *item = jb_arena_alloc(s->arena, sizeof *item);
        *item = out[at].text.items[0];
        item->fact = gap->fact->id;
        out[at].text.items = item;
    }
    out[at + 1] = cell_of(s, ""); /* to be filled in */
}

static void review_note(const sheet_of *s, jb_table_block *table)
{
    size_t waiting = s->gaps.count - asked_count(s);
    if (waiting == 0) {
        return;
    }
    jb_list_item *item = jb_arena_alloc(s->arena, sizeof *item);
    item->text = text_plain(
        s->arena,
        jb_arena_printf(s->arena,
                        s->zh ? "另有%zu项待核：报告尚无人通读，或数字尚未审核，不在请求之列。"
                              : "%zu more are under review: nobody has read the report whole or "
                                "settled the figure yet. They are not asked for.",
                        waiting));
    table->notes = item;
    table->note_count = 1;
    table->notes_lead = text_plain(s->arena, by_lang(s, "注：", "Note:\xC2\xA0"));
}

static void rows_bind(const sheet_of *s, jb_table_block *table)
{
    static const unsigned wide[] = {130, 210, 130, 370, 160};
    static const unsigned narrow[] = {240, 140, 440, 180};
    static const char *const zh[] = {"单位", "指标", "所需期间", "为何请求补充", "补充的数字"};
    static const char *const en[] = {"Agency", "Indicator", "Period wanted", "Why it is asked for",
                                     "Your figure"};
    size_t columns = s->agencies ? 5 : 4;
    const char *const *heads = s->zh ? zh : en;
    jb_table_cell *cells = jb_arena_array(s->arena, asked_count(s) * columns, sizeof *cells);
    columns_make(s, table, s->agencies ? wide : narrow, heads + (5 - columns), columns);
    for (size_t i = 0; i < s->gaps.count; i++) {
        if (asked(&s->gaps.list[i])) {
            request_bind(s, &s->gaps.list[i], cells + table->body_rows++ * columns);
        }
    }
    table->body = cells;
    review_note(s, table);
}

/* ---- definitions */

static bool wanted(const sheet_of *s, const jb_indicator *indicator)
{
    for (size_t i = 0; i < s->gaps.count; i++) {
        const jb_gap *gap = &s->gaps.list[i];
        if (asked(gap) && (gap->indicator == indicator || gap->indicator == NULL)) {
            return true;
        }
    }
    return false;
}

static void definitions_bind(const sheet_of *s, jb_table_block *table)
{
    static const unsigned shares[] = {250, 750};
    static const char *const zh[] = {"指标", "定义"};
    static const char *const en[] = {"Indicator", "Definition"};
    const data_set *set = s->from->refs[0].data;
    jb_table_cell *cells = jb_arena_array(s->arena, set->column_count * 2, sizeof *cells);
    columns_make(s, table, shares, s->zh ? zh : en, 2);
    for (size_t i = 0; i < set->column_count; i++) {
        const jb_indicator *of =
            jb_catalogue_find(s->brief->catalogue, set->columns[i].indicators[0]);
        if (!wanted(s, of)) {
            continue;
        }
        jb_table_cell *row = cells + table->body_rows++ * 2;
        row[0] = cell_of(s, name_text(s, of));
        row[0].header = true;
        row[1] = cell_of(
            s, jb_arena_printf(s->arena, "%s%s%s", by_lang(s, of->definition_zh, of->definition_en),
                               s->zh ? "" : " ", by_lang(s, of->pitfall_zh, of->pitfall_en)));
    }
    table->body = cells;
}

/* ---- */

static jb_status nothing_bind(const sheet_of *s, jb_block *out, jb_error *err)
{
    const jb_style *body = style_find(s->brief, "body");
    if (body == NULL) {
        return jb_json_fail(s->from->json, err, "the style sheet has no style \"body\"",
                            "样式表缺少样式“body”");
    }
    out->kind = s->from->definitions ? JB_BLOCK_SPACE : JB_BLOCK_PARAGRAPH;
    out->style = *body;
    out->text = text_plain(s->arena,
                           by_lang(s, "没有需要请求补充的数字。", "There is nothing to ask for."));
    return JB_OK;
}

jb_status requests_bind(const jb_brief *brief, jb_arena *arena, const block *from, jb_block *out,
                        jb_error *err)
{
    sheet_of s = {.brief = brief, .arena = arena, .from = from, .zh = brief->lang == JB_LANG_ZH};
    const char *title = "";
    s.gaps = gaps_of(brief, from->refs[0].data, arena);
    s.agencies = several_agencies(&s.gaps);
    if (asked_count(&s) == 0) {
        return nothing_bind(&s, out, err);
    }
    jb_table_block *table = jb_arena_alloc(arena, sizeof *table);
    if (from->definitions) {
        definitions_bind(&s, table);
    } else {
        rows_bind(&s, table);
    }
    jb_status st = table_looks_bind(brief, from, table, err);
    if (st == JB_OK) {
        st = table_titles_bind(brief, arena, from, table, &title, err);
    }
    if (st == JB_OK && from->summary == NULL) {
        table->summary = jb_arena_printf(arena, s.zh ? "%s：%zu 行。" : "%s: %zu rows.", title,
                                         table->body_rows);
    }
    out->table = table;
    return st;
}
