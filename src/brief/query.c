/* query.c - the queries section: SQL of the layout's author, checked without a store.
 *
 * Decides which parameters a query gets and which of its columns are figures with a fact. Refuses
 * to judge SQL: the store does. */
#include "brief_private.h"

#include <stdlib.h>
#include <string.h>

query_set *query_find(const jb_brief *brief, const char *name)
{
    for (size_t i = 0; i < brief->query_count; i++) {
        if (strcmp(brief->queries[i].name, name) == 0) {
            return &brief->queries[i];
        }
    }
    return NULL;
}

jb_status query_fits(const jb_brief *brief, const jb_json *json, const query_set *set,
                     jb_error *err)
{
    unsigned here = brief->each.on ? 1U << brief->each.kind : 0;
    if ((set->each & ~here) == 0) {
        return JB_OK;
    }
    unsigned kind = 0;
    while ((set->each >> kind & 1) == 0) {
        kind++;
    }
    return jb_json_fail(json, err,
                        "query \"%s\" asks for :%s, so it can only stand in a for_each with "
                        "\"each\": \"%s\"",
                        "查询“%s”用到 :%s，只能放在 \"each\": \"%s\" 的 for_each 里", set->name,
                        each_names[kind], each_names[kind]);
}

jb_status query_name(const jb_brief *brief, const jb_json *value, query_set **out, jb_error *err)
{
    const char *name = NULL;
    const char *names[64] = {0};
    jb_status st = jb_json_text(value, &name, err);
    if (st != JB_OK) {
        return st;
    }
    *out = query_find(brief, name);
    if (*out != NULL) {
        return query_fits(brief, value, *out, err);
    }
    size_t count = brief->query_count < 64 ? brief->query_count : 64;
    for (size_t i = 0; i < count; i++) {
        names[i] = brief->queries[i].name;
    }
    hint near = hint_make(brief->arena, name, names, count);
    return jb_json_fail(value, err, "no query \"%s\"%s%.0s", "没有名为“%s”的查询%.0s%s", name,
                        near.en, near.zh);
}

/* ---- the text */

static jb_status lines_read(const jb_brief *brief, query_set *out, jb_error *err)
{
    jb_str text = {0};
    jb_status st = JB_OK;
    for (const jb_json *j = jb_json_first(out->sql_json); j != NULL && st == JB_OK;
         j = jb_json_next(j)) {
        const char *line = "";
        st = jb_json_text(j, &line, err);
        if (st == JB_OK && strchr(line, '\n') != NULL) {
            st = jb_json_fail(j, err, "a line of a query holds no line break",
                              "查询的一行中不能再有换行");
        }
        jb_str_add(&text, text.len > 0 ? "\n" : "");
        jb_str_add(&text, line);
    }
    out->text = jb_arena_strdup(brief->arena, jb_str_text(&text));
    jb_str_free(&text);
    return st;
}

static jb_status text_read(const jb_brief *brief, query_set *out, jb_error *err)
{
    out->sql_json = jb_json_find(out->json, "sql");
    jb_status st = JB_OK;
    if (out->sql_json != NULL && jb_json_kind(out->sql_json) == JB_JSON_ARRAY) {
        st = lines_read(brief, out, err);
    } else {
        st = jb_json_need(out->json, "sql", JB_JSON_STRING, &out->sql_json, err);
        if (st == JB_OK) {
            st = jb_json_text(out->sql_json, &out->text, err);
        }
    }
    if (st != JB_OK) {
        return st;
    }
    jb_sql_text text = {.text = out->text,
                        .len = strlen(out->text),
                        .catalogue = brief->catalogue,
                        .lang = brief->lang,
                        .place = query_place,
                        .context = out};
    out->layout = brief->text;
    jb_sha256(text.text, text.len, out->digest);
    return jb_sql_open(&text, &out->sql, err);
}

/* ---- parameters */

static jb_status unknown_param(const jb_brief *brief, const query_set *set, const char *name,
                               size_t at, jb_error *err)
{
    const char *names[70] = {0};
    size_t count = 0;
    for (size_t i = 0; i < brief->param_count && count < 64; i++) {
        names[count++] = brief->params[i].shown.name;
    }
    for (size_t i = 0; i < EACH_KINDS; i++) {
        names[count++] = each_names[i];
    }
    hint near = hint_make(brief->arena, name, names, count);
    jb_loc loc = query_place(at, set);
    return jb_fail(err, JB_ERR_INPUT, &loc, "the layout has no parameter \"%s\"%s%.0s",
                   "版式没有参数“%s”%.0s%s", name, near.en, near.zh);
}

static bool each_find(const char *name, each_kind *out)
{
    for (unsigned i = 0; i < EACH_KINDS; i++) {
        if (strcmp(each_names[i], name) == 0) {
            *out = (each_kind)i;
            return true;
        }
    }
    return false;
}

static jb_status query_params_read(const jb_brief *brief, query_set *out, jb_error *err)
{
    query_param params[64] = {{0}};
    const char *name = NULL;
    size_t at = 0;
    while (out->param_count < 64 &&
           (name = jb_sql_param(out->sql, (unsigned)out->param_count, &at)) != NULL) {
        query_param *to = &params[out->param_count++];
        *to = (query_param){.param = param_find(brief, name)};
        if (to->param == NULL && !each_find(name, &to->each)) {
            return unknown_param(brief, out, name, at, err);
        }
        out->each |= to->param == NULL ? 1U << to->each : 0;
    }
    out->params = jb_arena_keep(brief->arena, params, out->param_count, sizeof *params);
    if ((out->each & (out->each - 1)) != 0) {
        return jb_json_fail(out->sql_json, err,
                            "a query asks for one of :agency, :region and :year that no parameter "
                            "is called; a for_each goes through one",
                            "未作参数声明的 :agency、:region、:year 只能用一个；for_each "
                            "一次只按一种逐一印出");
    }
    return JB_OK;
}

/* ---- columns */

static jb_status column_find(const jb_brief *brief, const query_set *set, const jb_json *json,
                             const char *name, size_t *out, jb_error *err)
{
    for (*out = 0; *out < set->column_count; ++*out) {
        if (strcmp(set->columns[*out], name) == 0) {
            return JB_OK;
        }
    }
    hint near = hint_make(brief->arena, name, set->columns, set->column_count);
    return jb_json_fail(json, err, "the query has no column \"%s\"%s%.0s",
                        "查询没有名为“%s”的列%.0s%s", name, near.en, near.zh);
}

static jb_status columns_list(const jb_brief *brief, query_set *out, jb_error *err)
{
    const char *names[64] = {0};
    const char *name = NULL;
    size_t count = 0;
    while (count < 64 && (name = jb_sql_column(out->sql, (unsigned)count)) != NULL) {
        for (size_t i = 0; i < count; i++) {
            if (strcmp(names[i], name) == 0) {
                return jb_json_fail(out->sql_json, err,
                                    "two columns of the query are called \"%s\"; give one another "
                                    "name with AS",
                                    "查询有两列都叫“%s”；请用 AS 给其中一列另取一名", name);
            }
        }
        names[count++] = jb_arena_strdup(brief->arena, name);
    }
    out->columns = jb_arena_keep(brief->arena, names, count, sizeof *names);
    out->column_count = count;
    return JB_OK;
}

/* "facts": {"value": "fact"}: the figures of one column are those of the facts another names. */
static jb_status facts_read(const jb_brief *brief, query_set *out, jb_error *err)
{
    const jb_json *facts = jb_json_find(out->json, "facts");
    size_t *of = jb_arena_array(brief->arena, out->column_count, sizeof *of);
    bool *hidden = jb_arena_array(brief->arena, out->column_count, sizeof *hidden);
    size_t figure = 0;
    size_t fact = 0;
    for (size_t i = 0; i < out->column_count; i++) {
        of[i] = NO_COLUMN;
    }
    out->fact_of = of;
    out->hidden = hidden;
    jb_status st = facts != NULL ? jb_json_want(facts, JB_JSON_OBJECT, err) : JB_OK;
    for (const jb_json *j = facts != NULL && st == JB_OK ? jb_json_first(facts) : NULL;
         j != NULL && st == JB_OK; j = jb_json_next(j)) {
        const char *name = NULL;
        st = column_find(brief, out, j, jb_json_key(j), &figure, err);
        if (st == JB_OK) {
            st = jb_json_text(j, &name, err);
        }
        if (st == JB_OK) {
            st = column_find(brief, out, j, name, &fact, err);
        }
        if (st == JB_OK && (fact == figure || hidden[figure] || of[fact] != NO_COLUMN)) {
            st = jb_json_fail(j, err, "a column that names facts cannot be a figure itself",
                              "指明出处的列本身不能又是数字列");
        }
        if (st == JB_OK) {
            of[figure] = fact;
            hidden[fact] = true;
        }
    }
    return st;
}

/* ---- the section */

static jb_status query_name_check(const jb_brief *brief, const jb_json *json, jb_error *err)
{
    const char *name = jb_json_key(json);
    jb_status st = template_name(json, err);
    if (st == JB_OK && (param_find(brief, name) != NULL || data_find(brief, name) != NULL)) {
        return jb_json_fail(json, err,
                            "\"%s\" is a parameter or data already; give the query another name",
                            "“%s”已是参数名或数据名；请给查询另取一名", name);
    }
    return st;
}

static jb_status query_read(const jb_brief *brief, const jb_json *json, query_set *out,
                            jb_error *err)
{
    static const char *const keys[] = {"sql", "facts", NULL};
    out->name = jb_json_key(json);
    out->json = json;
    jb_status st = query_name_check(brief, json, err);
    if (st == JB_OK) {
        st = jb_json_want(json, JB_JSON_OBJECT, err);
    }
    if (st == JB_OK) {
        st = jb_json_only(json, keys, err);
    }
    if (st == JB_OK) {
        st = text_read(brief, out, err);
    }
    if (st == JB_OK) {
        st = query_params_read(brief, out, err);
    }
    if (st == JB_OK) {
        st = columns_list(brief, out, err);
    }
    return st == JB_OK ? facts_read(brief, out, err) : st;
}

jb_status queries_read(jb_brief *brief, const jb_json *queries, jb_error *err)
{
    if (queries == NULL) {
        return JB_OK;
    }
    jb_status st = jb_json_want(queries, JB_JSON_OBJECT, err);
    if (st != JB_OK) {
        return st;
    }
    brief->queries = jb_arena_array(brief->arena, jb_json_count(queries), sizeof *brief->queries);
    for (const jb_json *j = jb_json_first(queries); j != NULL && st == JB_OK; j = jb_json_next(j)) {
        st = query_read(brief, j, &brief->queries[brief->query_count++], err);
    }
    return st;
}

bool jb_brief_asks(const jb_brief *brief)
{
    return brief->query_count > 0;
}

void queries_free(jb_brief *brief)
{
    for (size_t i = 0; i < brief->query_count; i++) {
        jb_sql_close(brief->queries[i].sql);
        jb_arena_free(brief->queries[i].arena);
    }
    free(brief->open_facts);
}
