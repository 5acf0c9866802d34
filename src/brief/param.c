/* Parameters: declared in the layout with type and default, set from the command line. */
#include "brief_private.h"

#include <stdlib.h>
#include <string.h>

static const char *const type_names[] = {"text", "integer", "agencies", NULL};

param *param_find(const jb_brief *brief, const char *name)
{
    for (size_t i = 0; i < brief->param_count; i++) {
        if (strcmp(brief->params[i].shown.name, name) == 0) {
            return &brief->params[i];
        }
    }
    return NULL;
}

static hint nearest_param(const jb_brief *brief, const char *name)
{
    const char *names[64] = {0};
    size_t count = brief->param_count < 64 ? brief->param_count : 64;
    for (size_t i = 0; i < count; i++) {
        names[i] = brief->params[i].shown.name;
    }
    return hint_make(brief->arena, name, names, count);
}

static bool codes_valid(const char *text)
{
    while (*text != '\0') {
        size_t digits = strspn(text, "0123456789");
        if (digits != 6) {
            return false;
        }
        text += digits;
        if (*text == ',') {
            text++;
            if (*text == '\0') {
                return false;
            }
        } else if (*text != '\0') {
            return false;
        }
    }
    return true;
}

/* The value of a parameter, checked against its declaration. `wrong`: whose fault it would be. */
static jb_status value_check(const param *to, const char *text, jb_status wrong, const jb_loc *loc,
                             jb_error *err)
{
    if (to->type == PARAM_AGENCIES && !codes_valid(text)) {
        return jb_fail(err, wrong, loc,
                       "parameter %s: \"%s\" is no list of division codes; write six digits each, "
                       "separated by commas, such as 440105,360121",
                       "参数 %s：“%s”不是行政区划代码列表；每个代码六位数字，用逗号隔开，如 "
                       "440105,360121",
                       to->shown.name, text);
    }
    if (to->type == PARAM_INTEGER) {
        jb_dec number;
        if (!jb_dec_parse(text, strlen(text), &number) || number.scale != 0 ||
            number.coef < to->min || number.coef > to->max) {
            return jb_fail(err, wrong, loc,
                           "parameter %s: \"%s\" is no whole number from %lld to %lld",
                           "参数 %s：“%s”不是 %lld 到 %lld 之间的整数", to->shown.name, text,
                           (long long)to->min, (long long)to->max);
        }
    }
    return JB_OK;
}

static jb_status help_read(const jb_json *help, jb_param *shown, jb_error *err)
{
    static const char *const keys[] = {"zh", "en", NULL};
    shown->help_zh = "";
    shown->help_en = "";
    if (help == NULL) {
        return JB_OK;
    }
    jb_status st = jb_json_only(help, keys, err);
    const jb_json *zh = NULL;
    const jb_json *en = NULL;
    if (st == JB_OK) {
        st = jb_json_need(help, "zh", JB_JSON_STRING, &zh, err);
    }
    if (st == JB_OK) {
        st = jb_json_need(help, "en", JB_JSON_STRING, &en, err);
    }
    if (st == JB_OK) {
        st = jb_json_text(zh, &shown->help_zh, err);
    }
    return st == JB_OK ? jb_json_text(en, &shown->help_en, err) : st;
}

static jb_status bounds_read(const jb_json *json, param *out, jb_error *err)
{
    const jb_json *min = jb_json_find(json, "min");
    const jb_json *max = jb_json_find(json, "max");
    out->min = -1000000000;
    out->max = 1000000000;
    jb_status st = JB_OK;
    if (min != NULL) {
        st = jb_json_int(min, out->min, out->max, &out->min, err);
    }
    if (st == JB_OK && max != NULL) {
        st = jb_json_int(max, out->min, out->max, &out->max, err);
    }
    return st;
}

static jb_status default_read(jb_brief *brief, const jb_json *json, param *out, jb_error *err)
{
    const jb_json *fallback = jb_json_find(json, "default");
    if (fallback == NULL) {
        return jb_json_fail(json, err, "parameter %s needs a \"default\"",
                            "参数 %s 缺少 \"default\"", out->shown.name);
    }
    jb_status st;
    if (out->type == PARAM_INTEGER) {
        int64_t number = 0;
        st = jb_json_int(fallback, out->min, out->max, &number, err);
        out->value = jb_arena_printf(brief->arena, "%lld", (long long)number);
    } else {
        st = jb_json_text(fallback, &out->value, err);
    }
    if (st == JB_OK) {
        jb_loc loc = jb_json_loc(fallback);
        st = value_check(out, out->value, JB_ERR_INPUT, &loc, err);
    }
    out->shown.fallback = out->value;
    return st;
}

static jb_status param_read(jb_brief *brief, const jb_json *json, param *out, jb_error *err)
{
    static const char *const keys[] = {"type", "default", "help", "min", "max", NULL};
    jb_status st = jb_json_only(json, keys, err);
    const jb_json *type = NULL;
    unsigned choice = 0;
    if (st == JB_OK) {
        st = jb_json_need(json, "type", JB_JSON_STRING, &type, err);
    }
    if (st == JB_OK) {
        st = jb_json_choice(type, type_names, &choice, err);
    }
    if (st != JB_OK) {
        return st;
    }
    out->shown.name = jb_json_key(json);
    out->shown.type = type_names[choice];
    out->type = (param_type)choice;
    st = bounds_read(json, out, err);
    if (st == JB_OK) {
        st = help_read(jb_json_find(json, "help"), &out->shown, err);
    }
    return st == JB_OK ? default_read(brief, json, out, err) : st;
}

/* Templates read {layout} and {name.field}; a name must not be taken for either. */
static jb_status name_check(const jb_json *json, jb_error *err)
{
    const char *name = jb_json_key(json);
    if (strcmp(name, "layout") == 0) {
        return jb_json_fail(json, err, "a parameter cannot be called layout: {layout} is the id",
                            "参数不能叫 layout：{layout} 指版式的 id");
    }
    return template_name(json, err);
}

jb_status params_read(jb_brief *brief, const jb_json *params, jb_error *err)
{
    if (params == NULL) {
        return JB_OK;
    }
    jb_status st = jb_json_want(params, JB_JSON_OBJECT, err);
    if (st != JB_OK) {
        return st;
    }
    size_t count = jb_json_count(params);
    brief->params = jb_arena_array(brief->arena, count, sizeof *brief->params);
    brief->shown_params = jb_arena_array(brief->arena, count, sizeof *brief->shown_params);
    for (const jb_json *j = jb_json_first(params); j != NULL && st == JB_OK; j = jb_json_next(j)) {
        param *out = &brief->params[brief->param_count];
        st = name_check(j, err);
        if (st != JB_OK) {
            return st;
        }
        st = param_read(brief, j, out, err);
        brief->shown_params[brief->param_count++] = out->shown;
    }
    return st;
}

jb_status param_ref(const jb_brief *brief, const jb_json *value, param_type type, const param **out,
                    jb_error *err)
{
    static const char *const keys[] = {"param", NULL};
    jb_status st = jb_json_only(value, keys, err);
    const jb_json *name = NULL;
    if (st == JB_OK) {
        st = jb_json_need(value, "param", JB_JSON_STRING, &name, err);
    }
    const char *text = NULL;
    if (st == JB_OK) {
        st = jb_json_text(name, &text, err);
    }
    if (st != JB_OK) {
        return st;
    }
    const param *found = param_find(brief, text);
    if (found == NULL) {
        hint near = nearest_param(brief, text);
        return jb_json_fail(name, err, "unknown parameter \"%s\"%s%.0s", "没有名为“%s”的参数%.0s%s",
                            text, near.en, near.zh);
    }
    if (found->type != type) {
        return jb_json_fail(name, err, "parameter \"%s\" is of type %s, %s is wanted here",
                            "参数“%s”的类型是 %s，此处需要 %s", text, found->shown.type,
                            type_names[type]);
    }
    *out = found;
    return JB_OK;
}

const char *const *param_codes(jb_arena *arena, const param *from)
{
    size_t length = strlen(from->value);
    if (length == 0) {
        return NULL;
    }
    size_t count = (length + 1) / 7;
    const char **codes = jb_arena_array(arena, count + 1, sizeof *codes);
    for (size_t i = 0; i < count; i++) {
        codes[i] = jb_arena_strndup(arena, from->value + 7 * i, 6);
    }
    return codes;
}

const jb_param *jb_brief_params(const jb_brief *brief, size_t *count)
{
    *count = brief->param_count;
    return brief->shown_params;
}

jb_status jb_brief_set(jb_brief *brief, const char *assignment, jb_error *err)
{
    size_t length = strlen(assignment);
    size_t fault = jb_utf8_check(assignment, length);
    if (fault < length) {
        return jb_fail(err, JB_ERR_USAGE, NULL,
                       "--set: byte 0x%02X of \"%.*s...\" is not UTF-8; set the terminal to UTF-8",
                       "--set：字节 0x%02X（“%.*s……”之后）不是 UTF-8；请将终端设为 UTF-8",
                       (unsigned)(unsigned char)assignment[fault], (int)(fault < 40 ? fault : 0),
                       assignment);
    }
    const char *equals = strchr(assignment, '=');
    if (equals == NULL || equals == assignment) {
        return jb_fail(err, JB_ERR_USAGE, NULL, "\"%s\": write --set name=value",
                       "“%s”：请写成 --set 名称=值", assignment);
    }
    const char *name = jb_arena_strndup(brief->arena, assignment, (size_t)(equals - assignment));
    param *to = param_find(brief, name);
    if (to == NULL) {
        hint near = nearest_param(brief, name);
        return jb_fail(err, JB_ERR_USAGE, NULL,
                       "layout %s has no parameter \"%s\"%s%.0s (jianbao layout show %s)",
                       "版式 %s 没有参数“%s”%.0s%s（jianbao layout show %s）", brief->id, name,
                       near.en, near.zh, brief->name);
    }
    jb_loc loc = jb_loc_make("--set", 0, 0, NULL);
    jb_status st = value_check(to, equals + 1, JB_ERR_USAGE, &loc, err);
    if (st == JB_OK) {
        to->value = jb_arena_strdup(brief->arena, equals + 1);
    }
    return st;
}
