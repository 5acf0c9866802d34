/* query_table.c - what a query answered, on paper: as a table, and as words in texts.
 *
 * Decides that such a table always says that it is no comparison, and that a number in a text that
 * no fact stands behind says so, too. Ranks, adds and draws nothing. */
#include "brief_private.h"

#include <stdlib.h>
#include <string.h>

#define HASH_SHOWN 12 /* digits of a SHA-256 */

jb_status query_block_read(jb_brief *brief, const jb_json *json, block *out, jb_error *err)
{
    const jb_json *name = NULL;
    jb_status st = jb_json_need(json, "query", JB_JSON_STRING, &name, err);
    return st == JB_OK ? query_name(brief, name, &out->query, err) : st;
}

/* ---- a table */

typedef struct sheet_of {
    const jb_brief *brief;
    jb_arena *arena;
    const query_set *set;
    const size_t *shown; /* columns */
    size_t count;
    bool zh;
} sheet_of;

static const jb_sql_value *value_at(const query_set *set, size_t row, size_t column)
{
    return &set->rows.values[row * set->rows.columns + column];
}

static sheet_of sheet_open(const jb_brief *brief, jb_arena *arena, const query_set *set)
{
    size_t *shown = jb_arena_array(arena, set->column_count, sizeof *shown);
    sheet_of s = {.brief = brief,
                  .arena = arena,
                  .set = set,
                  .shown = shown,
                  .zh = brief->lang == JB_LANG_ZH};
    for (size_t i = 0; i < set->column_count; i++) {
        if (!set->hidden[i]) {
            shown[s.count++] = i;
        }
    }
    return s;
}

/* Figures and whole numbers stand on the right. */
static bool is_numeric(const query_set *set, size_t column)
{
    bool some = false;
    for (size_t row = 0; row < set->rows.rows; row++) {
        const jb_sql_value *value = value_at(set, row, column);
        if (!value->number && set->facts[row * set->rows.columns + column] == NULL) {
            return false;
        }
        some = some || value->text != NULL;
    }
    return some;
}

static void columns_bind(const sheet_of *s, jb_table_block *table)
{
    jb_table_column *columns = jb_arena_array(s->arena, s->count, sizeof *columns);
    jb_table_cell *head = jb_arena_array(s->arena, s->count, sizeof *head);
    for (size_t i = 0; i < s->count; i++) {
        bool numeric = is_numeric(s->set, s->shown[i]);
        columns[i].align = numeric ? JB_ALIGN_RIGHT : JB_ALIGN_LEFT;
        columns[i].tolerant = !numeric;
        head[i].text =
            text_plain(s->arena, jb_arena_strdup(s->arena, s->set->columns[s->shown[i]]));
    }
    table->columns = columns;
    table->column_count = s->count;
    table->head = head;
    table->head_rows = 1;
    table->key_columns = 1;
}

static void body_bind(const sheet_of *s, jb_table_block *table)
{
    unsigned supports = 0;
    jb_table_cell *cells = jb_arena_array(s->arena, s->set->rows.rows * s->count, sizeof *cells);
    for (size_t row = 0; row < s->set->rows.rows; row++) {
        for (size_t i = 0; i < s->count; i++) {
            const jb_sql_value *value = value_at(s->set, row, s->shown[i]);
            const jb_fact *fact = s->set->facts[row * s->set->rows.columns + s->shown[i]];
            jb_inline *item = jb_arena_alloc(s->arena, sizeof *item);
            item->text = value->text != NULL && value->text[0] != '\0'
                             ? jb_arena_strdup(s->arena, value->text)
                             : "—";
            if (fact != NULL) {
                item->fact = fact->id;
                item->support = support_of(fact);
                supports |= 1U << item->support;
            }
            cells[row * s->count + i].text = (jb_text){item, 1};
            cells[row * s->count + i].header = i == 0;
        }
    }
    table->body = cells;
    table->body_rows = s->set->rows.rows;
    table->legend = support_legend(s->arena, (jb_text){0}, supports, s->brief->lang);
}

/* "立案、处罚": the columns whose figures are those of facts. */
static const char *traced_columns(const sheet_of *s)
{
    jb_str names = {0};
    for (size_t i = 0; i < s->count; i++) {
        if (s->set->fact_of[s->shown[i]] != NO_COLUMN) {
            jb_str_add(&names, names.len == 0 ? "" : s->zh ? "、" : ", ");
            jb_str_addf(&names, s->zh ? "“%s”" : "\"%s\"", s->set->columns[s->shown[i]]);
        }
    }
    const char *text = jb_arena_strdup(s->arena, jb_str_text(&names));
    jb_str_free(&names);
    return text;
}

static const char *origin_text(const sheet_of *s)
{
    const char *traced = traced_columns(s);
    if (traced[0] == '\0') {
        return s->zh ? "表中内容均由查询得出，未逐一对应报告原句。"
                     : "All that stands here was worked out by the query; no cell leads to a "
                       "sentence of a report.";
    }
    return jb_arena_printf(s->arena,
                           s->zh ? "%s列为报告所载数字，可追溯至原句；其余由查询得出。"
                                 : "Figures under %s are those of reports and lead to their "
                                   "sentences; the rest was worked out by the query.",
                           traced);
}

/* Always there: no layout can turn them off. */
static void notes_bind(const sheet_of *s, jb_table_block *table)
{
    jb_list_item *items = jb_arena_array(s->arena, 2, sizeof *items);
    items[0].text = text_plain(
        s->arena, s->zh ? "本表由本单位自行查询，未经可比性检验，所列数字不得据以排名、相加或比较。"
                        : "This table is the office's own query. It has not been tested for "
                          "comparability; its figures must not be ranked, added or compared.");
    items[1].text = text_plain(
        s->arena,
        jb_arena_printf(s->arena,
                        s->zh ? "%s查询语句见版式 %s 的 %s（SHA-256 前12位 %.*s）。"
                              : "%s The query is \"%s.%s\" (SHA-256 begins %.*s).",
                        origin_text(s), s->brief->id, s->set->name, HASH_SHOWN, s->set->digest));
    table->notes = items;
    table->note_count = 2;
    table->notes_lead = text_plain(s->arena, s->zh ? "注：" : "Notes:\xC2\xA0");
    table->unit = text_plain(s->arena, s->zh ? "自行查询，非对照" : "Own query, no comparison");
}

static jb_status none_bind(const sheet_of *s, const block *from, jb_block *out, jb_error *err)
{
    const char *title = "";
    const jb_style *style = style_find(s->brief, "body");
    jb_status st = template_fill(s->brief, s->arena, from->caption, &title, err);
    if (st == JB_OK && style == NULL) {
        return jb_json_fail(from->json, err, "the style sheet has no style \"%s\"",
                            "样式表缺少样式“%s”", "body");
    }
    if (st != JB_OK) {
        return st;
    }
    out->kind = JB_BLOCK_PARAGRAPH;
    out->style = *style;
    out->text = text_plain(s->arena, jb_arena_printf(s->arena,
                                                     s->zh ? "“%s”：自行查询没有结果。"
                                                           : "%s: the own query gives no row.",
                                                     title));
    return style_fits(s->brief, from->json, "body", style, err);
}

jb_status query_bind(const jb_brief *brief, jb_arena *arena, const block *from, jb_block *out,
                     jb_error *err)
{
    jb_table_block *table = jb_arena_alloc(arena, sizeof *table);
    sheet_of s = sheet_open(brief, arena, from->query);
    const char *title = "";
    if (from->query->rows.rows == 0) {
        return none_bind(&s, from, out, err);
    }
    columns_bind(&s, table);
    body_bind(&s, table);
    notes_bind(&s, table);
    jb_status st = table_looks_bind(brief, from, table, err);
    if (st == JB_OK) {
        st = table_titles_bind(brief, arena, from, table, &title, err);
    }
    if (st == JB_OK && from->summary == NULL) {
        table->summary =
            jb_arena_printf(arena, s.zh ? "%s（自行查询）：%zu 行。" : "%s (own query): %zu rows.",
                            title, table->body_rows);
    }
    out->table = table;
    return st;
}

/* ---- words */

static bool has_digit(const char *text)
{
    return strpbrk(text, "0123456789") != NULL;
}

/* A number behind which no fact stands says so. */
static void own_add(const jb_brief *brief, jb_str *out)
{
    jb_str_add(out, brief->lang == JB_LANG_ZH ? "（自行查询）" : " (own query)");
}

void query_rows_add(const jb_brief *brief, const query_set *set, jb_str *out)
{
    jb_str_addf(out, "%zu", set->rows.rows);
    own_add(brief, out);
}

jb_status query_value(const jb_brief *brief, const jb_json *json, const query_set *set,
                      size_t column, jb_str *out, int64_t *fact, jb_error *err)
{
    if (set->rows.rows != 1) {
        return jb_json_fail(
            json, err,
            "{%s.%s} takes the value of a query's only row, but the query gives "
            "%zu; narrow it down, or let the block wait with \"when\"",
            "{%s.%s} 取查询唯一一行的值，但查询有 %zu 行；请缩小范围，或给 block 加 "
            "when 条件",
            set->name, set->columns[column], set->rows.rows);
    }
    const char *text = set->rows.values[column].text;
    bool traced = set->facts[column] != NULL;
    *fact = traced ? set->facts[column]->id : 0;
    jb_str_add(out, text != NULL && text[0] != '\0' ? text : "—");
    if (text != NULL && !traced && has_digit(text)) {
        own_add(brief, out);
    }
    return JB_OK;
}
