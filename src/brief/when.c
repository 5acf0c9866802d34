/* when.c - what a block waits for before it stands: so many years or rows of a comparison, so many
 * rows of a query. Refuses to know what blocks say. */
#include "brief_private.h"

static jb_status number_read(const jb_json *when, const char *key, int64_t max, size_t *out,
                             jb_error *err)
{
    const jb_json *value = jb_json_find(when, key);
    int64_t number = 0;
    jb_status st = value != NULL ? jb_json_int(value, 1, max, &number, err) : JB_OK;
    *out = (size_t)number;
    return st;
}

static jb_status subject_read(const jb_brief *brief, const jb_json *when, condition *out,
                              jb_error *err)
{
    const jb_json *query = jb_json_find(when, "query");
    const jb_json *data = NULL;
    if (query != NULL && jb_json_find(when, "data") == NULL) {
        return query_name(brief, query, &out->query, err);
    }
    if (query != NULL) {
        return jb_json_fail(query, err, "a block waits for data or for a query, not for both",
                            "block 的条件只能是 data 或 query 之一");
    }
    jb_status st = jb_json_need(when, "data", JB_JSON_STRING, &data, err);
    return st == JB_OK ? data_name(brief, data, &out->data, err) : st;
}

/* A comparison has years or rows, a query rows. */
static jb_status counts_read(const jb_json *when, condition *out, jb_error *err)
{
    const jb_json *years = jb_json_find(when, "years");
    jb_status st = number_read(when, "years", 200, &out->years, err);
    if (st == JB_OK && years != NULL && out->query != NULL) {
        return jb_json_fail(years, err, "a query has rows, not years", "查询只有行数，没有年数");
    }
    if (st == JB_OK) {
        st = number_read(when, "rows", 1000000, &out->rows, err);
    }
    if (st == JB_OK && out->years == 0 && out->rows == 0) {
        return jb_json_fail(when, err, "say how many \"rows\" or \"years\" the block waits for",
                            "请写明至少要有多少行（rows）或多少年（years）");
    }
    return st;
}

jb_status when_read(jb_brief *brief, const jb_json *json, block *out, jb_error *err)
{
    static const char *const keys[] = {"data", "query", "years", "rows", NULL};
    const jb_json *when = jb_json_find(json, "when");
    if (when == NULL) {
        return JB_OK;
    }
    jb_status st = jb_json_want(when, JB_JSON_OBJECT, err);
    if (st == JB_OK && out->name != NULL) {
        st = jb_json_fail(when, err, "a block with an id always stands: texts refer to it",
                          "有 id 的 block 必须印出，文中会引用它");
    }
    if (st == JB_OK) {
        st = jb_json_only(when, keys, err);
    }
    if (st == JB_OK) {
        st = subject_read(brief, when, &out->when, err);
    }
    if (st == JB_OK) {
        st = counts_read(when, &out->when, err);
    }
    out->when.json = when;
    return st;
}

bool when_holds(const condition *when)
{
    if (when->json == NULL) {
        return true;
    }
    if (when->query != NULL) {
        return when->query->rows.rows >= when->rows;
    }
    return years_count(when->data->bound) >= when->years &&
           when->data->bound->row_count >= when->rows;
}
