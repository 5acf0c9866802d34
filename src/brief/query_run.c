/* query_run.c - queries asked while a document is bound.
 *
 * Decides that a figure shown with a fact is that fact's figure. What queries answered goes into
 * the document's fingerprint. Refuses to know where answers stand. */
#include "brief_private.h"

#include <stdlib.h>
#include <string.h>

void queries_reset(jb_brief *brief)
{
    brief->asked[0] = '\0';
    brief->open_count = 0;
}

static jb_sql_value param_value(const jb_brief *brief, const query_param *from)
{
    if (from->param != NULL) {
        return (jb_sql_value){from->param->value, from->param->type == PARAM_INTEGER};
    }
    return (jb_sql_value){brief->each.code, from->each == EACH_YEAR};
}

/* ---- facts */

static bool same_figure(const jb_fact *fact, const char *text)
{
    jb_dec value;
    return strcmp(fact->raw, text) == 0 ||
           (jb_dec_parse(text, strlen(text), &value) && jb_dec_cmp(value, fact->value) == 0);
}

static jb_status fact_fail(const query_set *set, size_t row, const char *figure, const char *name,
                           const jb_fact *fact, jb_error *err)
{
    char value[JB_DEC_TEXT] = "";
    if (fact == NULL) {
        return jb_json_fail(jb_json_find(set->json, "facts"), err,
                            "row %zu: \"%s\" is to be the figure of a fact, but \"%s\" names none; "
                            "take the column fact of v_fact as it is",
                            "第 %zu 行：“%s”应是某条事实的数字，但“%s”不指向任何事实；请直接取 "
                            "v_fact 的 fact 列",
                            row + 1, figure, name != NULL ? name : "NULL");
    }
    (void)jb_dec_text(fact->value, value);
    return jb_json_fail(jb_json_find(set->json, "facts"), err,
                        "row %zu: \"%s\" is not the figure of its fact, which says %s; take value "
                        "or raw of v_fact as it is",
                        "第 %zu 行：“%s”不是所指事实的数字（应为 %s）；请直接取 v_fact 的 value 或 "
                        "raw 列",
                        row + 1, figure, value);
}

static void open_keep(jb_brief *brief, const jb_fact *fact)
{
    if (fact->status != JB_REVIEW_APPROVED && fact->status != JB_REVIEW_CORRECTED) {
        JB_PUSH(brief->open_facts, brief->open_count, brief->open_cap, fact->id);
    }
}

static jb_status fact_find(jb_brief *brief, const query_set *set, size_t row, size_t column,
                           const jb_fact **out, jb_error *err)
{
    const jb_sql_value *values = &set->rows.values[row * set->rows.columns];
    const char *figure = values[column].text;
    const char *name = values[set->fact_of[column]].text;
    jb_fact *fact = jb_arena_alloc(set->arena, sizeof *fact);
    bool found = false;
    if (figure == NULL) {
        return JB_OK;
    }
    jb_status st = name != NULL
                       ? jb_store_fact_named(brief->store, name, set->arena, fact, &found, err)
                       : JB_OK;
    if (st == JB_OK && (!found || !same_figure(fact, figure))) {
        return fact_fail(set, row, figure, name, found ? fact : NULL, err);
    }
    if (st == JB_OK) {
        open_keep(brief, fact);
        *out = fact;
    }
    return st;
}

static jb_status facts_find(jb_brief *brief, query_set *set, jb_error *err)
{
    const jb_fact **facts =
        jb_arena_array(set->arena, set->rows.rows * set->rows.columns + 1, sizeof(void *));
    jb_status st = JB_OK;
    set->facts = facts;
    for (size_t column = 0; column < set->rows.columns; column++) {
        for (size_t row = 0; row < set->rows.rows && st == JB_OK; row++) {
            if (set->fact_of[column] != NO_COLUMN) {
                st = fact_find(brief, set, row, column, &facts[row * set->rows.columns + column],
                               err);
            }
        }
    }
    return st;
}

/* ---- asking */

static void asked_note(jb_brief *brief, const query_set *set)
{
    jb_str said = {0};
    jb_str_addf(&said, "%s\n%zu %zu ", brief->asked, set->rows.rows, set->rows.columns);
    jb_json_quote(&said, set->name);
    for (size_t i = 0; i < set->rows.rows * set->rows.columns; i++) {
        jb_str_addc(&said, '\n');
        if (set->rows.values[i].text != NULL) {
            jb_json_quote(&said, set->rows.values[i].text);
        }
    }
    jb_str_add(&said, brief->open_count > 0 ? "\ndraft" : "");
    jb_sha256(jb_str_text(&said), said.len, brief->asked);
    jb_str_free(&said);
}

static jb_status query_run(jb_brief *brief, query_set *set, jb_error *err)
{
    jb_sql_value *params = jb_arena_array(brief->arena, set->param_count + 1, sizeof *params);
    for (size_t i = 0; i < set->param_count; i++) {
        params[i] = param_value(brief, &set->params[i]);
    }
    jb_sql_ask ask = {.params = params, .statuses = brief->statuses};
    jb_arena_free(set->arena);
    set->arena = jb_arena_new();
    jb_status st = jb_sql_run(set->sql, brief->store, &ask, set->arena, &set->rows, err);
    if (st == JB_OK) {
        st = facts_find(brief, set, err);
    }
    asked_note(brief, set);
    return st;
}

jb_status queries_run(jb_brief *brief, each_kind kind, jb_error *err)
{
    unsigned wanted = kind != EACH_KINDS ? 1U << kind : 0;
    jb_status st = JB_OK;
    for (size_t i = 0; i < brief->query_count && st == JB_OK; i++) {
        if (brief->queries[i].each == wanted) {
            st = query_run(brief, &brief->queries[i], err);
        }
    }
    return st;
}
