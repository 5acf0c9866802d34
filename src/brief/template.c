/* Text with {expressions}: parameters, and what is known of the data.
 *
 *   {name}            a parameter
 *   {data.rows}       rows of a data set
 *   {data.agencies}   agencies in it
 *   {data.names}      their full names, one after the other
 *   {data.years}      its years, as words: 2021年、2023年和2024年
 *   {data.fingerprint} the first 12 digits of its fingerprint
 *   {layout}          the layout's id
 *   {query.rows}      rows of a query
 *   {query.column}    the value of its only row
 *   {agency}, {region}, {year}  inside a for_each: what it goes through
 *   {{ and }}         a brace
 */
#include "brief_private.h"

#include <stdlib.h>
#include <string.h>

typedef enum field {
    FIELD_NONE,
    FIELD_PARAM,
    FIELD_ROWS,
    FIELD_AGENCIES,
    FIELD_YEARS,
    FIELD_FINGERPRINT,
    FIELD_NAMES,
    FIELD_LAYOUT,
    FIELD_EACH,
    FIELD_QUERY_ROWS,
    FIELD_QUERY
} field;

typedef struct expression {
    field kind;
    const param *param;
    const data_set *data;
    const query_set *query;
    size_t column; /* of the query */
} expression;

/* A stretch of a finished text that is the figure of a fact. */
typedef struct span {
    size_t start, end;
    int64_t fact;
} span;

typedef struct sink {
    jb_str text;
    span *spans;
    size_t count, cap;
} sink;

static const char *const field_names[] = {"rows", "agencies", "years", "fingerprint", "names"};

static jb_status unknown_name(const jb_brief *brief, const jb_json *text, const char *name,
                              jb_error *err)
{
    const char *names[170] = {0};
    size_t count = 0;
    for (size_t i = 0; i < brief->param_count && count < 64; i++) {
        names[count++] = brief->params[i].shown.name;
    }
    for (size_t i = 0; i < brief->data_count && count < 128; i++) {
        names[count++] = brief->data[i].name;
    }
    for (size_t i = 0; i < brief->query_count && count < 160; i++) {
        names[count++] = brief->queries[i].name;
    }
    names[count++] = "layout";
    hint near = hint_make(brief->arena, name, names, count);
    return jb_json_fail(text, err, "{%s} is neither a parameter nor data%s%.0s",
                        "{%s} 既不是参数也不是数据%.0s%s", name, near.en, near.zh);
}

static jb_status query_expression(const jb_brief *brief, const jb_json *text, const char *column,
                                  expression *out, jb_error *err)
{
    const query_set *set = out->query;
    jb_status st = query_fits(brief, text, set, err);
    out->kind = strcmp(column, "rows") == 0 ? FIELD_QUERY_ROWS : FIELD_QUERY;
    if (st != JB_OK || out->kind == FIELD_QUERY_ROWS) {
        return st;
    }
    while (out->column < set->column_count && strcmp(set->columns[out->column], column) != 0) {
        out->column++;
    }
    if (out->column < set->column_count) {
        return JB_OK;
    }
    hint near = hint_make(brief->arena, column, set->columns, set->column_count);
    return jb_json_fail(text, err, "{%s.%s}: the query has no such column%s%.0s",
                        "{%s.%s}：查询没有这一列%.0s%s", set->name, column, near.en, near.zh);
}

static jb_status data_expression(const jb_brief *brief, const jb_json *text, char *name, char *dot,
                                 expression *out, jb_error *err)
{
    *dot = '\0';
    out->query = query_find(brief, name);
    if (out->query != NULL) {
        return query_expression(brief, text, dot + 1, out, err);
    }
    out->data = data_find(brief, name);
    if (out->data == NULL) {
        return unknown_name(brief, text, name, err);
    }
    for (unsigned i = 0; i < sizeof field_names / sizeof *field_names; i++) {
        if (strcmp(dot + 1, field_names[i]) == 0) {
            out->kind = (field)(FIELD_ROWS + i);
            return JB_OK;
        }
    }
    return jb_json_fail(
        text, err, "{%s.%s}: a data set has .rows, .agencies, .names, .years and .fingerprint",
        "{%s.%s}：数据只有 .rows、.agencies、.names、.years 和 .fingerprint", name, dot + 1);
}

static jb_status expression_read(const jb_brief *brief, const jb_json *text, char *name,
                                 expression *out, jb_error *err)
{
    char *dot = strchr(name, '.');
    if (dot != NULL) {
        return data_expression(brief, text, name, dot, out, err);
    }
    if (strcmp(name, "layout") == 0) {
        out->kind = FIELD_LAYOUT;
        return JB_OK;
    }
    if (brief->each.on && strcmp(name, each_names[brief->each.kind]) == 0) {
        out->kind = FIELD_EACH;
        return JB_OK;
    }
    out->kind = FIELD_PARAM;
    out->param = param_find(brief, name);
    return out->param != NULL ? JB_OK : unknown_name(brief, text, name, err);
}

static void years_add(jb_str *out, const jb_dataset *data, jb_lang lang)
{
    int years[256];
    size_t count = years_list(data, years, sizeof years / sizeof *years);
    for (size_t i = 0; i < count; i++) {
        bool last = i + 1 == count;
        if (i > 0) {
            const char *comma = lang == JB_LANG_ZH ? "、" : ", ";
            const char *and = lang == JB_LANG_ZH ? "和" : " and ";
            jb_str_add(out, last ? and : comma);
        }
        jb_str_addf(out, lang == JB_LANG_ZH ? "%d年" : "%d", years[i]);
    }
}

/* As each was called in its last year; its rows stand together. */
static void names_add(jb_str *out, const jb_dataset *data, jb_lang lang)
{
    bool first = true;
    for (size_t i = 0; i < data->row_count; i++) {
        const jb_agency *agency = data->rows[i].agency;
        if (i + 1 < data->row_count && strcmp(agency->code, data->rows[i + 1].agency->code) == 0) {
            continue;
        }
        bool english = lang == JB_LANG_EN && agency->name_en[0] != '\0';
        jb_str_add(out, first ? "" : lang == JB_LANG_ZH ? "、" : ", ");
        jb_str_add(out, english ? agency->name_en : agency->name);
        first = false;
    }
}

static size_t agencies_count(const jb_dataset *data)
{
    size_t count = 0;
    for (size_t i = 0; i < data->row_count; i++) {
        if (i == 0 || strcmp(data->rows[i].agency->code, data->rows[i - 1].agency->code) != 0) {
            count++;
        }
    }
    return count;
}

static jb_status value_add(const jb_brief *brief, const jb_json *json, sink *to,
                           const expression *from, jb_error *err)
{
    span made = {.start = to->text.len};
    jb_status st = query_value(brief, json, from->query, from->column, &to->text, &made.fact, err);
    made.end = to->text.len;
    if (made.fact != 0) {
        JB_PUSH(to->spans, to->count, to->cap, made);
    }
    return st;
}

static jb_status expression_add(const jb_brief *brief, const jb_json *json, sink *to,
                                const expression *from, jb_error *err)
{
    jb_str *out = &to->text;
    char fingerprint[JB_SHA256_TEXT];
    switch (from->kind) {
    case FIELD_NONE:
        break;
    case FIELD_PARAM:
        jb_str_add(out, from->param->value);
        break;
    case FIELD_ROWS:
        jb_str_addf(out, "%zu", from->data->bound->row_count);
        break;
    case FIELD_AGENCIES:
        jb_str_addf(out, "%zu", agencies_count(from->data->bound));
        break;
    case FIELD_YEARS:
        years_add(out, from->data->bound, brief->lang);
        break;
    case FIELD_FINGERPRINT:
        jb_dataset_fingerprint(from->data->bound, fingerprint);
        jb_str_addn(out, fingerprint, 12);
        break;
    case FIELD_NAMES:
        names_add(out, from->data->bound, brief->lang);
        break;
    case FIELD_LAYOUT:
        jb_str_add(out, brief->id);
        break;
    case FIELD_EACH:
        jb_str_add(out, brief->each.name);
        break;
    case FIELD_QUERY_ROWS:
        query_rows_add(brief, from->query, out);
        break;
    case FIELD_QUERY:
        return value_add(brief, json, to, from, err);
    }
    return JB_OK;
}

/* Walks the template; with `out` it writes, without it only checks. */
static jb_status walk(const jb_brief *brief, const jb_json *json, sink *out, jb_error *err)
{
    const char *text = NULL;
    jb_status st = jb_json_text(json, &text, err);
    for (const char *p = text; st == JB_OK && *p != '\0';) {
        size_t plain = strcspn(p, "{}");
        if (out != NULL) {
            jb_str_addn(&out->text, p, plain);
        }
        p += plain;
        if (*p == '\0') {
            break;
        }
        if (p[0] == p[1]) {
            if (out != NULL) {
                jb_str_addc(&out->text, *p);
            }
            p += 2;
            continue;
        }
        const char *end = *p == '{' ? strpbrk(p + 1, "{}") : NULL;
        char name[128];
        size_t len = end != NULL ? (size_t)(end - p) - 1 : 0;
        if (end == NULL || *end != '}' || len == 0 || len >= sizeof name) {
            return jb_json_fail(json, err,
                                "an unpaired brace; write {name} for a value and {{ or }} for a "
                                "brace itself",
                                "花括号不成对；取值写 {名称}，花括号本身写 {{ 或 }}");
        }
        memcpy(name, p + 1, len);
        name[len] = '\0';
        expression found = {0};
        st = expression_read(brief, json, name, &found, err);
        if (st == JB_OK && out != NULL) {
            st = expression_add(brief, json, out, &found, err);
        }
        p = end + 1;
    }
    return st;
}

jb_status template_name(const jb_json *json, jb_error *err)
{
    const char *name = jb_json_key(json);
    if (*name != '\0' && strpbrk(name, ".{}=") == NULL) {
        return JB_OK;
    }
    return jb_json_fail(json, err,
                        "\"%s\" is no name: one cannot be empty nor hold a full stop, a brace or "
                        "an equals sign",
                        "“%s”不能作名称：名称不能为空，也不能含句点、花括号或等号", name);
}

jb_status template_check(const jb_brief *brief, const jb_json *text, jb_error *err)
{
    return walk(brief, text, NULL, err);
}

jb_status template_expand(const jb_brief *brief, jb_arena *arena, const jb_json *text,
                          const char **out, jb_error *err)
{
    sink built = {0};
    jb_status st = walk(brief, text, &built, err);
    *out = st == JB_OK ? jb_arena_strdup(arena, jb_str_text(&built.text)) : "";
    jb_str_free(&built.text);
    free(built.spans);
    return st;
}

/* The words up to a figure, then the figure, and so on; there is always one piece. */
static jb_text pieces_cut(jb_arena *arena, const sink *from, const jb_inline *like)
{
    jb_inline *items = jb_arena_array(arena, 2 * from->count + 1, sizeof *items);
    const char *text = jb_str_text(&from->text);
    size_t count = 0;
    size_t at = 0;
    for (size_t i = 0; i <= from->count; i++) {
        size_t end = i < from->count ? from->spans[i].start : from->text.len;
        if (end > at || (i == from->count && count == 0)) {
            items[count] = *like;
            items[count++].text = jb_arena_strndup(arena, text + at, end - at);
        }
        if (i < from->count) {
            at = from->spans[i].end;
            items[count] = *like;
            items[count].fact = from->spans[i].fact;
            items[count++].text = jb_arena_strndup(arena, text + end, at - end);
        }
    }
    return (jb_text){items, count};
}

jb_status template_pieces(const jb_brief *brief, jb_arena *arena, const jb_json *text,
                          const jb_inline *like, jb_text *out, jb_error *err)
{
    sink built = {0};
    jb_status st = walk(brief, text, &built, err);
    *out = pieces_cut(arena, &built, like);
    jb_str_free(&built.text);
    free(built.spans);
    return st;
}

/* Nothing but spaces and line breaks. */
static bool text_blank(const char *text)
{
    static const char wide[] = "　";
    for (;;) {
        text += strspn(text, " \t\r\n");
        if (strncmp(text, wide, strlen(wide)) != 0) {
            return *text == '\0';
        }
        text += strlen(wide);
    }
}

jb_status title_check(const jb_json *text, jb_error *err)
{
    const char *words = NULL;
    jb_status st = jb_json_text(text, &words, err);
    if (st == JB_OK && text_blank(words)) {
        return jb_json_fail(text, err, "a title cannot be empty", "标题不能为空");
    }
    return st;
}

jb_status template_fill(const jb_brief *brief, jb_arena *arena, const jb_json *text,
                        const char **out, jb_error *err)
{
    jb_status st = template_expand(brief, arena, text, out, err);
    if (st == JB_OK && text_blank(*out)) {
        return jb_json_fail(text, err,
                            "this title is empty once its {expressions} are filled in; write some "
                            "words or set its parameter",
                            "代入各 {表达式} 之后标题为空；请写明文字，或设定所用的参数");
    }
    return st;
}
