/* The data section: which agencies, years and indicators stand in each named comparison. */
#include "brief_private.h"

#include <string.h>

data_set *data_find(const jb_brief *brief, const char *name)
{
    for (size_t i = 0; i < brief->data_count; i++) {
        if (strcmp(brief->data[i].name, name) == 0) {
            return &brief->data[i];
        }
    }
    return NULL;
}

jb_status data_name(const jb_brief *brief, const jb_json *value, data_set **out, jb_error *err)
{
    const char *name = NULL;
    jb_status st = jb_json_text(value, &name, err);
    if (st != JB_OK) {
        return st;
    }
    *out = data_find(brief, name);
    if (*out != NULL) {
        return JB_OK;
    }
    const char *names[64] = {0};
    size_t count = brief->data_count < 64 ? brief->data_count : 64;
    for (size_t i = 0; i < count; i++) {
        names[i] = brief->data[i].name;
    }
    hint near = hint_make(brief->arena, name, names, count);
    return jb_json_fail(value, err, "no data set \"%s\"%s%.0s", "没有名为“%s”的数据%.0s%s", name,
                        near.en, near.zh);
}

static jb_status int_source_read(const jb_brief *brief, const jb_json *value, int64_t min,
                                 int64_t max, int_source *out, jb_error *err)
{
    if (jb_json_kind(value) == JB_JSON_OBJECT) {
        return param_ref(brief, value, PARAM_INTEGER, &out->param, err);
    }
    return jb_json_int(value, min, max, &out->value, err);
}

static jb_status years_read(const jb_brief *brief, const jb_json *years, data_set *out,
                            jb_error *err)
{
    static const char *const keys[] = {"from", "to", "last", NULL};
    if (years == NULL) {
        return JB_OK;
    }
    jb_status st = jb_json_only(years, keys, err);
    const jb_json *from = jb_json_find(years, "from");
    const jb_json *to = jb_json_find(years, "to");
    const jb_json *last = jb_json_find(years, "last");
    if (st == JB_OK && from != NULL) {
        st = int_source_read(brief, from, 1990, 2100, &out->from, err);
    }
    if (st == JB_OK && to != NULL) {
        st = int_source_read(brief, to, 1990, 2100, &out->to, err);
    }
    if (st == JB_OK && last != NULL) {
        st = int_source_read(brief, last, 1, 200, &out->last, err);
    }
    return st;
}

static bool is_code(const char *text)
{
    return strlen(text) == 6 && strspn(text, "0123456789") == 6;
}

static jb_status agencies_read(const jb_brief *brief, const jb_json *value, data_set *out,
                               jb_error *err)
{
    if (value == NULL) {
        return JB_OK;
    }
    if (jb_json_kind(value) == JB_JSON_OBJECT) {
        return param_ref(brief, value, PARAM_AGENCIES, &out->agency_param, err);
    }
    jb_status st = jb_json_want(value, JB_JSON_ARRAY, err);
    if (st != JB_OK) {
        return st;
    }
    const char **codes = jb_arena_array(brief->arena, jb_json_count(value) + 1, sizeof *codes);
    size_t count = 0;
    for (const jb_json *j = jb_json_first(value); j != NULL; j = jb_json_next(j)) {
        st = jb_json_text(j, &codes[count], err);
        if (st != JB_OK) {
            return st;
        }
        if (!is_code(codes[count])) {
            return jb_json_fail(j, err, "\"%s\" is no division code; it has six digits",
                                "“%s”不是行政区划代码；应为六位数字", codes[count]);
        }
        count++;
    }
    out->agencies = codes;
    return JB_OK;
}

static jb_status indicator_read(const jb_brief *brief, const jb_json *value, const char **out,
                                jb_error *err)
{
    jb_status st = jb_json_text(value, out, err);
    if (st != JB_OK || jb_catalogue_find(brief->catalogue, *out) != NULL) {
        return st;
    }
    const char *near = jb_catalogue_nearest(brief->catalogue, *out);
    if (near == NULL) {
        return jb_json_fail(value, err,
                            "unknown indicator \"%s\"; `jianbao facts --indicators` lists them",
                            "没有名为“%s”的指标；jianbao facts --indicators 可列出全部", *out);
    }
    return jb_json_fail(value, err, "unknown indicator \"%s\"; did you mean \"%s\"?",
                        "没有名为“%s”的指标；是否指“%s”？", *out, near);
}

static jb_status indicators_read(const jb_brief *brief, const jb_json *json, jb_query_column *out,
                                 jb_error *err)
{
    const jb_json *list = NULL;
    jb_status st = jb_json_need(json, "indicators", JB_JSON_ARRAY, &list, err);
    if (st != JB_OK) {
        return st;
    }
    size_t count = jb_json_count(list);
    if (count == 0) {
        return jb_json_fail(list, err, "a column needs at least one indicator",
                            "每列至少要有一个指标");
    }
    const char **codes = jb_arena_array(brief->arena, count + 1, sizeof *codes);
    size_t i = 0;
    for (const jb_json *j = jb_json_first(list); j != NULL && st == JB_OK; j = jb_json_next(j)) {
        st = indicator_read(brief, j, &codes[i++], err);
    }
    out->indicators = codes;
    return st;
}

static jb_status head_read(const jb_json *json, const char *key, const char **out, jb_error *err)
{
    const jb_json *value = jb_json_find(json, key);
    return value != NULL ? jb_json_text(value, out, err) : JB_OK;
}

/* What every column may have. A layout is written in one language; its words serve for both. */
static jb_status heads_read(const jb_json *json, jb_query_column *out, jb_error *err)
{
    jb_status st = head_read(json, "head", &out->head_zh, err);
    if (st == JB_OK) {
        st = head_read(json, "group", &out->group_zh, err);
    }
    out->head_en = out->head_zh;
    out->group_en = out->group_zh;
    return st;
}

static jb_status stated_read(const jb_brief *brief, const jb_json *json, jb_query_column *out,
                             jb_error *err)
{
    static const char *const keys[] = {"name", "head", "group", "indicators", "pick", NULL};
    static const char *const picks[] = {"first", "all", NULL};
    jb_status st = jb_json_only(json, keys, err);
    unsigned pick = 0;
    const jb_json *value = jb_json_find(json, "pick");
    if (st == JB_OK && value != NULL) {
        st = jb_json_choice(value, picks, &pick, err);
    }
    out->pick = pick == 0 ? JB_PICK_FIRST : JB_PICK_ALL;
    return st == JB_OK ? indicators_read(brief, json, out, err) : st;
}

static jb_status column_read(const jb_brief *brief, const jb_json *list, const jb_json *json,
                             jb_query_column *out, jb_error *err)
{
    jb_status st = jb_json_want(json, JB_JSON_OBJECT, err);
    if (st == JB_OK && jb_json_find(json, "derive") != NULL) {
        st = derived_column_read(brief, list, json, out, err);
    } else if (st == JB_OK) {
        st = stated_read(brief, json, out, err);
    }
    return st == JB_OK ? heads_read(json, out, err) : st;
}

static jb_status columns_read(const jb_brief *brief, const jb_json *json, data_set *out,
                              jb_error *err)
{
    const jb_json *list = NULL;
    jb_status st = jb_json_need(json, "columns", JB_JSON_ARRAY, &list, err);
    if (st != JB_OK) {
        return st;
    }
    if (jb_json_count(list) == 0) {
        return jb_json_fail(list, err, "a data set needs at least one column", "数据至少要有一列");
    }
    out->columns = jb_arena_array(brief->arena, jb_json_count(list), sizeof *out->columns);
    for (const jb_json *j = jb_json_first(list); j != NULL && st == JB_OK; j = jb_json_next(j)) {
        st = column_read(brief, list, j, &out->columns[out->column_count++], err);
    }
    return st == JB_OK ? column_names_check(brief, list, err) : st;
}

static jb_status set_read(const jb_brief *brief, const jb_json *json, data_set *out, jb_error *err)
{
    static const char *const keys[] = {"agencies", "years", "columns", "order",
                                       "total",    "relax", NULL};
    out->name = jb_json_key(json);
    out->json = json;
    jb_status st = template_name(json, err);
    if (st == JB_OK && param_find(brief, out->name) != NULL) {
        return jb_json_fail(json, err, "\"%s\" is a parameter already; give the data another name",
                            "“%s”已是参数名；请给数据另取一名", out->name);
    }
    if (st == JB_OK) {
        st = jb_json_only(json, keys, err);
    }
    if (st == JB_OK) {
        st = agencies_read(brief, jb_json_find(json, "agencies"), out, err);
    }
    if (st == JB_OK) {
        st = years_read(brief, jb_json_find(json, "years"), out, err);
    }
    if (st == JB_OK) {
        st = total_read(jb_json_find(json, "total"), &out->totals, err);
    }
    if (st == JB_OK) {
        st = relax_read(brief, jb_json_find(json, "relax"), &out->relax, err);
    }
    if (st == JB_OK) {
        st = columns_read(brief, json, out, err);
    }
    return st == JB_OK ? order_read(brief, jb_json_find(json, "order"),
                                    jb_json_find(json, "columns"), out, err)
                       : st;
}

jb_status data_read(jb_brief *brief, const jb_json *data, jb_error *err)
{
    if (data == NULL) {
        return JB_OK;
    }
    jb_status st = jb_json_want(data, JB_JSON_OBJECT, err);
    if (st != JB_OK) {
        return st;
    }
    brief->data = jb_arena_array(brief->arena, jb_json_count(data), sizeof *brief->data);
    for (const jb_json *j = jb_json_first(data); j != NULL && st == JB_OK; j = jb_json_next(j)) {
        st = set_read(brief, j, &brief->data[brief->data_count++], err);
    }
    return st;
}
