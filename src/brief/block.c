/* The blocks of a layout, checked without data: types, keys, references, templates. */
#include "brief_private.h"

#include <string.h>

static const char *const type_names[] = {
    "title",   "heading",   "paragraph", "list",       "findings",  "table",
    "chart",   "sources",   "space",     "page_break", "witnesses", "gaps",
    "ledger",  "requests",  "query",     "for_each",   "masthead",  "recipient",
    "annexes", "signature", "imprint",   "annex",      "contents",  NULL};

static const char *const title_keys[] = {"type", "id", "text", "style", "when", NULL};
static const char *const heading_keys[] = {"type", "id", "text", "level", "style", "when", NULL};
static const char *const list_keys[] = {"type", "id", "items", "style", "when", NULL};
static const char *const findings_keys[] = {"type",  "id",   "tables", "figures",
                                            "style", "when", NULL};
static const char *const table_keys[] = {
    "type",     "id",          "data",          "number",      "title",   "summary",
    "row_head", "year_head",   "rules",         "orientation", "stripes", "bars",
    "keys",     "number_head", "agency_column", "when",        NULL};
static const char *const chart_keys[] = {"type",   "id",    "data",    "kind",   "columns",
                                         "number", "title", "summary", "height", "style",
                                         "top",    "when",  NULL};
static const char *const sources_keys[] = {"type", "id", "data", "style", "when", NULL};
static const char *const listing_keys[] = {"type",    "id",      "data",  "number",
                                           "title",   "summary", "rules", "orientation",
                                           "stripes", "when",    NULL};
static const char *const witness_keys[] = {"type",        "id",      "data",     "number",
                                           "title",       "summary", "verdicts", "rules",
                                           "orientation", "stripes", "when",     NULL};
static const char *const requests_keys[] = {"type",        "id",      "data",    "show",
                                            "number",      "title",   "summary", "rules",
                                            "orientation", "stripes", "when",    NULL};
static const char *const query_keys[] = {"type",    "id",      "query", "number",
                                         "title",   "summary", "rules", "orientation",
                                         "stripes", "when",    NULL};
static const char *const space_keys[] = {"type", "height", "when", NULL};
static const char *const for_each_keys[] = {"type", "each", "data", "blocks", "when", NULL};
static const char *const break_keys[] = {"type", "orientation", "when", NULL};

/* Those of office.c check their own. */
static const char *const *const keys_of[BLOCK_TYPES] = {
    title_keys,   heading_keys,  title_keys, list_keys,     findings_keys, table_keys,
    chart_keys,   sources_keys,  space_keys, break_keys,    witness_keys,  listing_keys,
    listing_keys, requests_keys, query_keys, for_each_keys,
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
        st = rich_check(brief, item, false, err);
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

/* How a table looks: turned or not, stripes, bars. */
static jb_status looks_read(const jb_json *json, block *out, jb_error *err)
{
    static const char *const orients[] = {"auto", "portrait", "landscape", NULL};
    const jb_json *orient = jb_json_find(json, "orientation");
    const jb_json *stripes = jb_json_find(json, "stripes");
    const jb_json *bars = jb_json_find(json, "bars");
    unsigned choice = JB_ORIENT_AUTO;
    jb_status st = orient != NULL ? jb_json_choice(orient, orients, &choice, err) : JB_OK;
    out->orient = (jb_orient)choice;
    if (st == JB_OK && stripes != NULL) {
        st = jb_json_bool(stripes, &out->zebra, err);
    }
    if (st == JB_OK && bars != NULL) {
        st = length_read(bars, 0, &out->bars, err);
    }
    if (st == JB_OK && (out->bars < 0 || out->bars > JB_PT(200))) {
        st = jb_json_fail(bars, err, "the longest bar is 0 to 200 pt (70 mm)",
                          "最长的数据条应为 0 至 200 磅（70 毫米）");
    }
    return st;
}

static jb_status rules_read(const jb_json *json, block *out, jb_error *err)
{
    static const char *const names[] = {"three_line", "open_grid", "none", NULL};
    const jb_json *rules = jb_json_find(json, "rules");
    unsigned choice = 0;
    jb_status st = rules != NULL ? jb_json_choice(rules, names, &choice, err) : JB_OK;
    out->rules = (jb_rules)choice;
    return st;
}

/* The number and title of a table or chart, and what it shows for who cannot see it. */
static jb_status titles_read(jb_brief *brief, const jb_json *json, block *out, jb_error *err)
{
    jb_status st = text_maybe(brief, json, "number", &out->number, err);
    if (st == JB_OK) {
        st = title_need(brief, json, "title", &out->caption, err);
    }
    return st == JB_OK ? text_maybe(brief, json, "summary", &out->summary, err) : st;
}

static jb_status table_read(jb_brief *brief, const jb_json *json, block *out, jb_error *err)
{
    const jb_json *data = jb_json_find(json, "data");
    jb_status st = JB_OK;
    if (data != NULL) {
        st = jb_json_want(data, JB_JSON_STRING, err);
    }
    if (st == JB_OK) {
        st = refs_read(brief, json, out, err);
    }
    if (st == JB_OK) {
        st = titles_read(brief, json, out, err);
    }
    if (st == JB_OK) {
        st = keys_read(brief, json, out, err);
    }
    if (st == JB_OK) {
        st = rules_read(json, out, err);
    }
    return st == JB_OK ? looks_read(json, out, err) : st;
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

/* The first rows of data in the order of size of a column that the chart shows. */
static jb_status chart_top_read(const jb_json *json, block *out, jb_error *err)
{
    const jb_json *top = jb_json_find(json, "top");
    const data_set *set = out->refs[0].data;
    int64_t number = 0;
    bool shows = false;
    if (top == NULL) {
        return JB_OK;
    }
    jb_status st = jb_json_int(top, 1, 1000, &number, err);
    for (size_t i = 0; i < out->column_count; i++) {
        shows = shows || (set->ordered && out->columns[i] == set->order);
    }
    out->top = (unsigned)number;
    if (st == JB_OK && (!shows || out->chart_kind == JB_CHART_LINES)) {
        return jb_json_fail(
            top, err,
            "the top rows are those of bars, dots or stacked bars of the column "
            "by which \"%s\" is ordered; give the data an \"order\"",
            "“top”取数据“%s”按大小排列的前几行，用于画该列的条形图或点图；请给数据写“order”",
            set->name);
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
        st = titles_read(brief, json, out, err);
    }
    if (st == JB_OK) {
        st = chart_height_read(json, out, err);
    }
    out->chart_kind = (jb_chart_kind)choice;
    if (st == JB_OK) {
        st = chart_top_read(json, out, err);
    }
    return st == JB_OK ? style_of(brief, json, "chart", &out->style, err) : st;
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

static jb_status title_read(jb_brief *brief, const jb_json *json, block *out, jb_error *err)
{
    jb_status st = title_need(brief, json, "text", &out->text, err);
    return st == JB_OK ? style_of(brief, json, "title", &out->style, err) : st;
}

static jb_status paragraph_read(jb_brief *brief, const jb_json *json, block *out, jb_error *err)
{
    const jb_json *text = jb_json_find(json, "text");
    jb_status st = JB_OK;
    out->text = text;
    if (text == NULL || jb_json_kind(text) != JB_JSON_ARRAY) {
        st = text_need(brief, json, "text", &out->text, err);
    } else {
        st = rich_check(brief, text, false, err);
    }
    return st == JB_OK ? style_of(brief, json, "body", &out->style, err) : st;
}

/* ["fails", "untestable"]; left out: all. */
static jb_status verdicts_read(const jb_json *list, block *out, jb_error *err)
{
    jb_status st = list != NULL ? jb_json_want(list, JB_JSON_ARRAY, err) : JB_OK;
    if (st == JB_OK && list != NULL && jb_json_count(list) == 0) {
        st = jb_json_fail(list, err, "name at least one verdict, or leave the key out for all",
                          "至少要写一种结论；要全部则不写此项");
    }
    for (const jb_json *j = st == JB_OK && list != NULL ? jb_json_first(list) : NULL;
         j != NULL && st == JB_OK; j = jb_json_next(j)) {
        unsigned choice = 0;
        st = jb_json_choice(j, verdict_names, &choice, err);
        out->verdicts |= 1U << choice;
    }
    return st;
}

/* What tables of records have in common. */
static jb_status table_shape_read(jb_brief *brief, const jb_json *json, block *out, jb_error *err)
{
    jb_status st = titles_read(brief, json, out, err);
    if (st == JB_OK) {
        st = rules_read(json, out, err);
    }
    return st == JB_OK ? looks_read(json, out, err) : st;
}

/* A table of records about the rows or figures of comparisons. */
static jb_status listing_read(jb_brief *brief, const jb_json *json, block *out, jb_error *err)
{
    jb_status st = refs_read(brief, json, out, err);
    if (st == JB_OK) {
        st = verdicts_read(jb_json_find(json, "verdicts"), out, err);
    }
    return st == JB_OK ? table_shape_read(brief, json, out, err) : st;
}

static jb_status requests_read(jb_brief *brief, const jb_json *json, block *out, jb_error *err)
{
    static const char *const shows[] = {"requests", "definitions", NULL};
    const jb_json *data = jb_json_find(json, "data");
    const jb_json *show = jb_json_find(json, "show");
    unsigned choice = 0;
    jb_status st = data != NULL ? jb_json_want(data, JB_JSON_STRING, err) : JB_OK;
    if (st == JB_OK && show != NULL) {
        st = jb_json_choice(show, shows, &choice, err);
    }
    out->definitions = choice == 1;
    return st == JB_OK ? listing_read(brief, json, out, err) : st;
}

/* A new page may turn what follows, until another turns it back. */
static jb_status break_read(jb_brief *brief, const jb_json *json, block *out, jb_error *err)
{
    static const char *const names[] = {"portrait", "landscape", NULL};
    const jb_json *orientation = jb_json_find(json, "orientation");
    unsigned choice = 0;
    if (orientation == NULL) {
        return JB_OK;
    }
    jb_status st = jb_json_choice(orientation, names, &choice, err);
    out->turned = (choice == 1) != (brief->page.width > brief->page.height);
    return st;
}

static jb_status kind_read(jb_brief *brief, const jb_json *json, block *out, jb_error *err)
{
    switch (out->type) {
    case BLOCK_TITLE:
        return title_read(brief, json, out, err);
    case BLOCK_HEADING:
        return heading_read(brief, json, out, err);
    case BLOCK_PARAGRAPH:
        return paragraph_read(brief, json, out, err);
    case BLOCK_LIST:
        return list_read(brief, json, out, err);
    case BLOCK_FINDINGS:
        return findings_read(brief, json, out, err);
    case BLOCK_TABLE:
        return table_read(brief, json, out, err);
    case BLOCK_CHART:
        return chart_read(brief, json, out, err);
    case BLOCK_SOURCES: {
        jb_status st = refs_read(brief, json, out, err);
        return st == JB_OK ? style_of(brief, json, "sources", &out->style, err) : st;
    }
    case BLOCK_SPACE:
        return space_read(json, out, err);
    case BLOCK_PAGE_BREAK:
        return break_read(brief, json, out, err);
    case BLOCK_WITNESSES:
    case BLOCK_GAPS:
    case BLOCK_LEDGER:
        return listing_read(brief, json, out, err);
    case BLOCK_REQUESTS:
        return requests_read(brief, json, out, err);
    case BLOCK_QUERY: {
        jb_status st = query_block_read(brief, json, out, err);
        return st == JB_OK ? table_shape_read(brief, json, out, err) : st;
    }
    case BLOCK_FOR_EACH:
        return for_each_read(brief, json, out, err);
    case BLOCK_MASTHEAD:
    case BLOCK_RECIPIENT:
    case BLOCK_ANNEXES:
    case BLOCK_SIGNATURE:
    case BLOCK_IMPRINT:
    case BLOCK_ANNEX:
    case BLOCK_CONTENTS:
        return office_read(brief, json, out, err);
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
    if (st == JB_OK && keys_of[choice] != NULL) {
        st = jb_json_only(json, keys_of[choice], err);
    }
    if (st == JB_OK) {
        st = block_name_read(brief, json, out, err);
    }
    if (st != JB_OK) {
        return st;
    }
    out->turned = brief->block_count > 1 && out[-1].turned;
    out->type = (block_type)choice;
    out->json = json;
    out->path = jb_json_path(brief->arena, json);
    st = when_read(brief, json, out, err);
    return st == JB_OK ? kind_read(brief, json, out, err) : st;
}

jb_status block_append(jb_brief *brief, const jb_json *json, block **out, jb_error *err)
{
    jb_status st = jb_json_want(json, JB_JSON_OBJECT, err);
    if (st == JB_OK) {
        *out = &brief->blocks[brief->block_count++];
        st = block_read(brief, json, *out, err);
    }
    return st;
}

jb_status blocks_read(jb_brief *brief, const jb_json *blocks, jb_error *err)
{
    if (jb_json_count(blocks) == 0) {
        return jb_json_fail(blocks, err, "a layout needs at least one block",
                            "版式至少要有一个 block");
    }
    brief->blocks = jb_arena_array(brief->arena, blocks_count(blocks), sizeof *brief->blocks);
    jb_status st = JB_OK;
    block *made = NULL;
    for (const jb_json *j = jb_json_first(blocks); j != NULL && st == JB_OK; j = jb_json_next(j)) {
        st = block_append(brief, j, &made, err);
    }
    if (st == JB_OK) {
        st = office_order_check(brief, err);
    }
    if (st == JB_OK) {
        st = numbers_check(brief, err);
    }
    return st == JB_OK ? sees_check(brief, err) : st;
}
