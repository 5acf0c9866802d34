/* The blocks of a layout, checked without data: types, keys, references, templates. */
#include "brief_private.h"

#include <string.h>

static const char *const type_names[] = {"title",    "heading", "paragraph",  "list",
                                         "findings", "table",   "chart",      "gaps",
                                         "sources",  "space",   "page_break", NULL};

static const char *const title_keys[] = {"type", "text", "style", "when", NULL};
static const char *const heading_keys[] = {"type", "text", "level", "style", "when", NULL};
static const char *const list_keys[] = {"type", "items", "style", "when", NULL};
static const char *const findings_keys[] = {"type", "tables", "figures", "style", "when", NULL};
static const char *const table_keys[] = {"type",          "data",     "number",    "title",
                                         "summary",       "row_head", "year_head", "rules",
                                         "agency_column", "when",     NULL};
static const char *const chart_keys[] = {"type",    "data",   "kind",  "columns", "number", "title",
                                         "summary", "height", "style", "when",    NULL};
static const char *const gaps_keys[] = {"type",  "data",  "show", "number",
                                        "title", "rules", "when", NULL};
static const char *const sources_keys[] = {"type", "data", "style", "when", NULL};
static const char *const space_keys[] = {"type", "height", "when", NULL};
static const char *const break_keys[] = {"type", "when", NULL};

static const char *const *const keys_of[BLOCK_TYPES] = {
    title_keys, heading_keys, title_keys,   list_keys,  findings_keys, table_keys,
    chart_keys, gaps_keys,    sources_keys, space_keys, break_keys,
};

/* A template that must be there. */
static jb_status text_need(const jb_brief *brief, const jb_json *json, const char *key,
                           const jb_json **out, jb_error *err)
{
    jb_status st = jb_json_need(json, key, JB_JSON_STRING, out, err);
    return st == JB_OK ? template_check(brief, *out, err) : st;
}

/* Likewise of a title: one that is blank as it is written needs no data to be seen. */
static jb_status title_need(const jb_brief *brief, const jb_json *json, const char *key,
                            const jb_json **out, jb_error *err)
{
    jb_status st = text_need(brief, json, key, out, err);
    return st == JB_OK ? title_check(*out, err) : st;
}

static jb_status text_maybe(const jb_brief *brief, const jb_json *json, const char *key,
                            const jb_json **out, jb_error *err)
{
    *out = jb_json_find(json, key);
    return *out != NULL ? template_check(brief, *out, err) : JB_OK;
}

static jb_status heading_read(jb_brief *brief, const jb_json *json, block *out, jb_error *err)
{
    static const char *const usual[] = {"heading1", "heading2", "heading3"};
    const jb_json *level = jb_json_find(json, "level");
    int64_t number = 1;
    jb_status st = level != NULL ? jb_json_int(level, 1, 3, &number, err) : JB_OK;
    out->level = (unsigned)number;
    if (st == JB_OK) {
        st = title_need(brief, json, "text", &out->text, err);
    }
    return st == JB_OK ? style_of(brief, json, usual[number - 1], &out->style, err) : st;
}

static jb_status list_read(jb_brief *brief, const jb_json *json, block *out, jb_error *err)
{
    jb_status st = jb_json_need(json, "items", JB_JSON_ARRAY, &out->items, err);
    const jb_json *item = st == JB_OK ? jb_json_first(out->items) : NULL;
    for (; item != NULL && st == JB_OK; item = jb_json_next(item)) {
        st = template_check(brief, item, err);
    }
    return st == JB_OK ? style_of(brief, json, "list", &out->style, err) : st;
}

static jb_status finding_ref_read(jb_brief *brief, const jb_json *json, data_ref *out,
                                  jb_error *err)
{
    static const char *const keys[] = {"data", "theme", NULL};
    const jb_json *data = NULL;
    const jb_json *theme = NULL;
    jb_status st = jb_json_only(json, keys, err);
    if (st == JB_OK) {
        st = jb_json_need(json, "data", JB_JSON_STRING, &data, err);
    }
    if (st == JB_OK) {
        st = jb_json_need(json, "theme", JB_JSON_STRING, &theme, err);
    }
    if (st == JB_OK) {
        st = data_name(brief, data, &out->data, err);
    }
    return st == JB_OK ? jb_json_text(theme, &out->theme, err) : st;
}

static jb_status findings_read(jb_brief *brief, const jb_json *json, block *out, jb_error *err)
{
    const jb_json *tables = NULL;
    const jb_json *figures = jb_json_find(json, "figures");
    int64_t limit = 3;
    jb_status st = jb_json_need(json, "tables", JB_JSON_ARRAY, &tables, err);
    if (st == JB_OK && jb_json_count(tables) == 0) {
        st = jb_json_fail(tables, err, "findings need at least one table",
                          "findings 至少要指明一个表");
    }
    if (st == JB_OK && figures != NULL) {
        st = jb_json_int(figures, 1, 20, &limit, err);
    }
    if (st != JB_OK) {
        return st;
    }
    out->limit = (unsigned)limit;
    out->refs = jb_arena_array(brief->arena, jb_json_count(tables), sizeof *out->refs);
    for (const jb_json *j = jb_json_first(tables); j != NULL && st == JB_OK; j = jb_json_next(j)) {
        st = finding_ref_read(brief, j, &out->refs[out->ref_count++], err);
    }
    return st == JB_OK ? style_of(brief, json, "body", &out->style, err) : st;
}

/* "data": one name, or a list of names. */
static jb_status refs_read(jb_brief *brief, const jb_json *json, block *out, jb_error *err)
{
    const jb_json *data = jb_json_find(json, "data");
    if (data != NULL && jb_json_kind(data) == JB_JSON_ARRAY && jb_json_count(data) > 0) {
        jb_status st = JB_OK;
        out->refs = jb_arena_array(brief->arena, jb_json_count(data), sizeof *out->refs);
        for (const jb_json *j = jb_json_first(data); j != NULL && st == JB_OK;
             j = jb_json_next(j)) {
            st = data_name(brief, j, &out->refs[out->ref_count++].data, err);
        }
        return st;
    }
    const jb_json *name = NULL;
    jb_status st = jb_json_need(json, "data", JB_JSON_STRING, &name, err);
    out->refs = jb_arena_array(brief->arena, 1, sizeof *out->refs);
    out->ref_count = 1;
    return st == JB_OK ? data_name(brief, name, &out->refs[0].data, err) : st;
}

static jb_status word_read(const jb_json *json, const char *key, const char *usual,
                           const char **out, jb_error *err)
{
    const jb_json *value = jb_json_find(json, key);
    *out = usual;
    return value != NULL ? jb_json_text(value, out, err) : JB_OK;
}

static jb_status table_read(jb_brief *brief, const jb_json *json, block *out, jb_error *err)
{
    static const char *const rules[] = {"three_line", "open_grid", "none", NULL};
    static const char *const shows[] = {"always", "auto", NULL};
    unsigned show = 0;
    bool zh = brief->lang == JB_LANG_ZH;
    const jb_json *data = jb_json_find(json, "data");
    unsigned choice = 0;
    jb_status st = JB_OK;
    if (data != NULL) {
        st = jb_json_want(data, JB_JSON_STRING, err);
    }
    if (st == JB_OK) {
        st = refs_read(brief, json, out, err);
    }
    if (st == JB_OK) {
        st = text_maybe(brief, json, "number", &out->number, err);
    }
    if (st == JB_OK) {
        st = title_need(brief, json, "title", &out->caption, err);
    }
    if (st == JB_OK) {
        st = text_maybe(brief, json, "summary", &out->summary, err);
    }
    if (st == JB_OK) {
        st = word_read(json, "row_head", zh ? "机构" : "Agency", &out->row_head, err);
    }
    if (st == JB_OK) {
        st = word_read(json, "year_head", zh ? "报告年度" : "Report year", &out->year_head, err);
    }
    if (st == JB_OK && jb_json_find(json, "rules") != NULL) {
        st = jb_json_choice(jb_json_find(json, "rules"), rules, &choice, err);
    }
    if (st == JB_OK && jb_json_find(json, "agency_column") != NULL) {
        st = jb_json_choice(jb_json_find(json, "agency_column"), shows, &show, err);
    }
    out->agency_auto = show == 1;
    out->rules = (jb_rules)choice;
    return st;
}

/* The columns named, else the first that states figures. */
static jb_status chart_columns_read(const jb_brief *brief, const jb_json *json, block *out,
                                    jb_error *err)
{
    const data_set *set = out->refs[0].data;
    const jb_json *list = jb_json_find(set->json, "columns");
    const jb_json *names = jb_json_find(json, "columns");
    size_t most = names != NULL ? jb_json_count(names) : 0;
    size_t *columns = jb_arena_array(brief->arena, most + 1, sizeof *columns);
    out->columns = columns;
    if (names == NULL) {
        while (set->columns[columns[0]].derive != JB_DERIVE_NONE) {
            columns[0]++; /* one that states figures there is: others derive from it */
        }
        out->column_count = 1;
        return JB_OK;
    }
    jb_status st = jb_json_want(names, JB_JSON_ARRAY, err);
    for (const jb_json *j = jb_json_first(names); j != NULL && st == JB_OK; j = jb_json_next(j)) {
        st = stated_column_find(brief, list, j, &columns[out->column_count++], err);
    }
    if (st == JB_OK && out->column_count == 0) {
        st = jb_json_fail(names, err, "a chart needs at least one column", "图至少要有一列数字");
    }
    return st;
}

static jb_status chart_height_read(const jb_json *json, block *out, jb_error *err)
{
    const jb_json *height = jb_json_find(json, "height");
    jb_status st = height != NULL ? length_read(height, 0, &out->height, err) : JB_OK;
    if (st == JB_OK && out->height < 0) {
        st = jb_json_fail(height, err, "a height cannot be negative", "高度不能为负");
    }
    return st;
}

static jb_status chart_read(jb_brief *brief, const jb_json *json, block *out, jb_error *err)
{
    static const char *const kinds[] = {"bars", "stacked", "dots", "lines", NULL};
    const jb_json *kind = NULL;
    unsigned choice = 0;
    jb_status st = refs_read(brief, json, out, err);
    if (st == JB_OK) {
        st = jb_json_need(json, "kind", JB_JSON_STRING, &kind, err);
    }
    if (st == JB_OK) {
        st = jb_json_choice(kind, kinds, &choice, err);
    }
    if (st == JB_OK) {
        st = chart_columns_read(brief, json, out, err);
    }
    if (st == JB_OK) {
        st = text_maybe(brief, json, "number", &out->number, err);
    }
    if (st == JB_OK) {
        st = title_need(brief, json, "title", &out->caption, err);
    }
    if (st == JB_OK) {
        st = text_maybe(brief, json, "summary", &out->summary, err);
    }
    if (st == JB_OK) {
        st = chart_height_read(json, out, err);
    }
    out->chart_kind = (jb_chart_kind)choice;
    return st == JB_OK ? style_of(brief, json, "chart", &out->style, err) : st;
}

static jb_status gaps_read(jb_brief *brief, const jb_json *json, block *out, jb_error *err)
{
    static const char *const shows[] = {"requests", "definitions", NULL};
    const jb_json *show = jb_json_find(json, "show");
    unsigned choice = 0;
    jb_status st = show != NULL ? jb_json_choice(show, shows, &choice, err) : JB_OK;
    out->definitions = choice == 1;
    return st == JB_OK ? table_read(brief, json, out, err) : st;
}

static jb_status space_read(const jb_json *json, block *out, jb_error *err)
{
    const jb_json *height = NULL;
    jb_status st = jb_json_need(json, "height", JB_JSON_STRING, &height, err);
    if (st == JB_OK) {
        st = length_read(height, 0, &out->height, err);
    }
    if (st == JB_OK && out->height < 0) {
        st = jb_json_fail(height, err, "a space cannot be negative", "间距不能为负");
    }
    return st;
}

static jb_status text_block_read(jb_brief *brief, const jb_json *json, const char *usual,
                                 block *out, jb_error *err)
{
    bool title = out->type == BLOCK_TITLE;
    jb_status st = title ? title_need(brief, json, "text", &out->text, err)
                         : text_need(brief, json, "text", &out->text, err);
    return st == JB_OK ? style_of(brief, json, usual, &out->style, err) : st;
}

/* {"data": name, "years": n}: the block stands only when the comparison has so many years. */
static jb_status when_read(jb_brief *brief, const jb_json *json, block *out, jb_error *err)
{
    static const char *const keys[] = {"data", "years", NULL};
    const jb_json *when = jb_json_find(json, "when");
    const jb_json *data = NULL;
    const jb_json *years = NULL;
    int64_t number = 0;
    if (when == NULL) {
        return JB_OK;
    }
    jb_status st = jb_json_want(when, JB_JSON_OBJECT, err);
    if (st == JB_OK) {
        st = jb_json_only(when, keys, err);
    }
    if (st == JB_OK) {
        st = jb_json_need(when, "data", JB_JSON_STRING, &data, err);
    }
    if (st == JB_OK) {
        st = jb_json_need(when, "years", JB_JSON_NUMBER, &years, err);
    }
    if (st == JB_OK) {
        st = jb_json_int(years, 1, 200, &number, err);
    }
    out->when_years = (unsigned)number;
    return st == JB_OK ? data_name(brief, data, &out->when, err) : st;
}

static jb_status kind_read(jb_brief *brief, const jb_json *json, block *out, jb_error *err)
{
    switch (out->type) {
    case BLOCK_TITLE:
        return text_block_read(brief, json, "title", out, err);
    case BLOCK_HEADING:
        return heading_read(brief, json, out, err);
    case BLOCK_PARAGRAPH:
        return text_block_read(brief, json, "body", out, err);
    case BLOCK_LIST:
        return list_read(brief, json, out, err);
    case BLOCK_FINDINGS:
        return findings_read(brief, json, out, err);
    case BLOCK_TABLE:
        return table_read(brief, json, out, err);
    case BLOCK_CHART:
        return chart_read(brief, json, out, err);
    case BLOCK_GAPS:
        return gaps_read(brief, json, out, err);
    case BLOCK_SOURCES: {
        jb_status st = refs_read(brief, json, out, err);
        return st == JB_OK ? style_of(brief, json, "sources", &out->style, err) : st;
    }
    case BLOCK_SPACE:
        return space_read(json, out, err);
    case BLOCK_PAGE_BREAK:
    case BLOCK_TYPES:
        break;
    }
    return JB_OK;
}

static jb_status block_read(jb_brief *brief, const jb_json *json, block *out, jb_error *err)
{
    const jb_json *type = NULL;
    unsigned choice = 0;
    jb_status st = jb_json_need(json, "type", JB_JSON_STRING, &type, err);
    if (st == JB_OK) {
        st = jb_json_choice(type, type_names, &choice, err);
    }
    if (st == JB_OK) {
        st = jb_json_only(json, keys_of[choice], err);
    }
    if (st != JB_OK) {
        return st;
    }
    out->type = (block_type)choice;
    out->json = json;
    out->path = jb_json_path(brief->arena, json);
    st = when_read(brief, json, out, err);
    return st == JB_OK ? kind_read(brief, json, out, err) : st;
}

jb_status blocks_read(jb_brief *brief, const jb_json *blocks, jb_error *err)
{
    if (jb_json_count(blocks) == 0) {
        return jb_json_fail(blocks, err, "a layout needs at least one block",
                            "版式至少要有一个 block");
    }
    brief->blocks = jb_arena_array(brief->arena, jb_json_count(blocks), sizeof *brief->blocks);
    jb_status st = JB_OK;
    for (const jb_json *j = jb_json_first(blocks); j != NULL && st == JB_OK; j = jb_json_next(j)) {
        st = jb_json_want(j, JB_JSON_OBJECT, err);
        if (st == JB_OK) {
            st = block_read(brief, j, &brief->blocks[brief->block_count++], err);
        }
    }
    return st;
}
