/* json_access.c - reading a parsed document: members, typed values, keys that must or may be there.
 *
 * Decides how a wrong type, a missing or unknown key and a wrong choice are reported. Refuses to
 * know any particular document.
 */
#include "json.h"

#include <stdlib.h>
#include <string.h>

jb_json_type jb_json_kind(const jb_json *value)
{
    return value->type;
}

const char *jb_json_type_name(jb_json_type type, jb_lang lang)
{
    static const char *const names[][2] = {
        [JB_JSON_NULL] = {"空值", "null"},     [JB_JSON_BOOL] = {"布尔值", "boolean"},
        [JB_JSON_NUMBER] = {"数字", "number"}, [JB_JSON_STRING] = {"字符串", "string"},
        [JB_JSON_ARRAY] = {"数组", "array"},   [JB_JSON_OBJECT] = {"对象", "object"},
    };
    return names[type][lang == JB_LANG_ZH ? 0 : 1];
}

size_t jb_json_count(const jb_json *value)
{
    return value->count;
}

const jb_json *jb_json_find(const jb_json *object, const char *key)
{
    for (size_t i = 0; object->type == JB_JSON_OBJECT && i < object->count; i++) {
        if (strcmp(object->children[i].key, key) == 0) {
            return object->children + i;
        }
    }
    return NULL;
}

const jb_json *jb_json_at(const jb_json *value, size_t index)
{
    return index < value->count ? value->children + index : NULL;
}

const jb_json *jb_json_first(const jb_json *value)
{
    return jb_json_at(value, 0);
}

const jb_json *jb_json_next(const jb_json *value)
{
    return value->parent ? jb_json_at(value->parent, value->index + 1) : NULL;
}

const char *jb_json_key(const jb_json *member)
{
    return member->key;
}

jb_status jb_json_fail(const jb_json *value, jb_error *err, const char *en, const char *zh, ...)
{
    jb_loc loc = jb_json_loc(value);
    va_list args;
    va_start(args, zh);
    jb_fail_list(err, JB_ERR_INPUT, &loc, en, zh, args);
    va_end(args);
    return JB_ERR_INPUT;
}

enum { QUOTED = 60 }; /* bytes of a string that a message shows */

jb_status jb_json_want(const jb_json *value, jb_json_type type, jb_error *err)
{
    if (value->type == type) {
        return JB_OK;
    }
    if (type == JB_JSON_ARRAY && value->type == JB_JSON_STRING && strlen(value->text) < QUOTED) {
        return jb_json_fail(value, err, "expected array, found string: write [\"%s\"]",
                            "应为数组，实为字符串：请写作 [\"%s\"]", value->text);
    }
    /* Both languages take all four; each leaves out the other's. */
    return jb_json_fail(value, err, "expected %s%.0s, found %s%.0s", "应为%.0s%s，实为%.0s%s",
                        jb_json_type_name(type, JB_LANG_EN), jb_json_type_name(type, JB_LANG_ZH),
                        jb_json_type_name(value->type, JB_LANG_EN),
                        jb_json_type_name(value->type, JB_LANG_ZH));
}

jb_status jb_json_text(const jb_json *value, const char **out, jb_error *err)
{
    jb_status status = jb_json_want(value, JB_JSON_STRING, err);
    if (status == JB_OK) {
        *out = value->text;
    }
    return status;
}

jb_status jb_json_bool(const jb_json *value, bool *out, jb_error *err)
{
    jb_status status = jb_json_want(value, JB_JSON_BOOL, err);
    if (status == JB_OK) {
        *out = value->truth;
    }
    return status;
}

jb_status jb_json_int(const jb_json *value, int64_t min, int64_t max, int64_t *out, jb_error *err)
{
    jb_dec number = {0};
    jb_status status = jb_json_want(value, JB_JSON_NUMBER, err);
    if (status != JB_OK) {
        return status;
    }
    if (strpbrk(value->text, ".eE")) {
        return jb_json_fail(value, err, "%s is not a whole number", "%s 不是整数", value->text);
    }
    if (!jb_dec_parse(value->text, strlen(value->text), &number) || number.coef < min ||
        number.coef > max) {
        return jb_json_fail(value, err, "%s is not between %lld and %lld",
                            "%s 不在 %lld 至 %lld 之间", value->text, (long long)min,
                            (long long)max);
    }
    *out = number.coef;
    return JB_OK;
}

jb_status jb_json_dec(const jb_json *value, jb_dec *out, jb_error *err)
{
    if (value->type != JB_JSON_NUMBER && value->type != JB_JSON_STRING) {
        return jb_json_want(value, JB_JSON_NUMBER, err);
    }
    if (jb_dec_parse(value->text, strlen(value->text), out)) {
        return JB_OK;
    }
    return jb_json_fail(value, err,
                        "\"%s\" is not a decimal number that can be kept exactly (digits, at most "
                        "18 of them, and a point)",
                        "“%s”不是可以精确保存的十进制数（至多 18 位数字和一个小数点）",
                        value->text);
}

/* "$" tells a user less than a word. */
static const char *place_name(const jb_loc *loc, jb_lang lang)
{
    if (strcmp(loc->path, "$") != 0) {
        return loc->path;
    }
    return lang == JB_LANG_ZH ? "文档" : "the document";
}

/* Chinese takes a blank after a path, none after a word. */
static const char *place_gap(const jb_loc *loc)
{
    return strcmp(loc->path, "$") != 0 ? " " : "";
}

jb_status jb_json_need(const jb_json *object, const char *key, jb_json_type type,
                       const jb_json **out, jb_error *err)
{
    jb_status status = jb_json_want(object, JB_JSON_OBJECT, err);
    if (status != JB_OK) {
        return status;
    }
    *out = jb_json_find(object, key);
    if (*out) {
        return jb_json_want(*out, type, err);
    }
    jb_loc loc = jb_json_loc(object);
    return jb_fail(err, JB_ERR_INPUT, &loc, "%s%.0s%.0s lacks the key \"%s\" (%s%.0s)",
                   "%.0s%s%s缺少键“%s”（%.0s%s）", place_name(&loc, JB_LANG_EN),
                   place_name(&loc, JB_LANG_ZH), place_gap(&loc), key,
                   jb_json_type_name(type, JB_LANG_EN), jb_json_type_name(type, JB_LANG_ZH));
}

/* Reports `name`, which is not in the list, with the nearest that is or else all that are. */
static jb_status suggest(jb_error *err, const jb_loc *loc, const char *const *list,
                         const char *name, const char *en, const char *zh)
{
    jb_str told_en = {0};
    jb_str told_zh = {0};
    size_t count = 0;
    for (; list[count]; count++) {
        jb_str_addf(&told_en, "%s%s", count ? ", " : "; one of: ", list[count]);
        jb_str_addf(&told_zh, "%s%s", count ? "、" : "；可用：", list[count]);
    }
    const char *nearest = jb_nearest(name, list, count);
    if (nearest) {
        jb_str_clear(&told_en);
        jb_str_clear(&told_zh);
        jb_str_addf(&told_en, "; did you mean \"%s\"?", nearest);
        jb_str_addf(&told_zh, "；是否应为“%s”？", nearest);
    }
    jb_status status = jb_fail(err, JB_ERR_INPUT, loc, "%s%.0s%s%.0s", "%.0s%s%.0s%s", en, zh,
                               jb_str_text(&told_en), jb_str_text(&told_zh));
    jb_str_free(&told_en);
    jb_str_free(&told_zh);
    return status;
}

static bool listed(const char *const *list, const char *name, unsigned *index)
{
    for (*index = 0; list[*index]; (*index)++) {
        if (strcmp(list[*index], name) == 0) {
            return true;
        }
    }
    return false;
}

static jb_status unknown_key(const jb_json *member, const char *const *keys, jb_error *err)
{
    jb_str en = {0};
    jb_str zh = {0};
    jb_loc in = jb_json_loc(member->parent);
    jb_loc loc = json_key_loc(member);
    jb_str_addf(&en, "unknown key \"%s\" in %s", member->key, place_name(&in, JB_LANG_EN));
    jb_str_addf(&zh, "%s%s中有未知的键“%s”", place_name(&in, JB_LANG_ZH), place_gap(&in),
                member->key);
    jb_status status = suggest(err, &loc, keys, member->key, en.data, zh.data);
    jb_str_free(&en);
    jb_str_free(&zh);
    return status;
}

jb_status jb_json_only(const jb_json *object, const char *const *keys, jb_error *err)
{
    unsigned index = 0;
    jb_status status = jb_json_want(object, JB_JSON_OBJECT, err);
    for (size_t i = 0; status == JB_OK && i < object->count; i++) {
        if (!listed(keys, object->children[i].key, &index)) {
            status = unknown_key(object->children + i, keys, err);
        }
    }
    return status;
}

jb_status jb_json_choice(const jb_json *value, const char *const *choices, unsigned *out,
                         jb_error *err)
{
    unsigned index = 0;
    jb_status status = jb_json_want(value, JB_JSON_STRING, err);
    if (status != JB_OK) {
        return status;
    }
    if (listed(choices, value->text, &index)) {
        *out = index;
        return JB_OK;
    }
    jb_str en = {0};
    jb_str zh = {0};
    jb_loc loc = jb_json_loc(value);
    jb_str_addf(&en, "\"%s\" is not a choice here", value->text);
    jb_str_addf(&zh, "此处不能用“%s”", value->text);
    status = suggest(err, &loc, choices, value->text, en.data, zh.data);
    jb_str_free(&en);
    jb_str_free(&zh);
    return status;
}

/* Whether a byte must be escaped; without a branch in it, so that many are looked at together. */
static bool needs_escape(const char *text, size_t len)
{
    unsigned odd = 0;
    for (size_t i = 0; i < len; i++) {
        unsigned char byte = (unsigned char)text[i];
        odd |= (unsigned)(byte < 0x20) | (unsigned)(byte == '"') | (unsigned)(byte == '\\');
    }
    return odd != 0;
}

/* Short texts are copied once, quotes and all. */
static void quote_plain(jb_str *out, const char *text, size_t len)
{
    char quoted[64];
    if (len == 0) {
        jb_str_addn(out, "\"\"", 2);
        return;
    }
    if (len + 2 > sizeof quoted) {
        jb_str_addc(out, '"');
        jb_str_addn(out, text, len);
        jb_str_addc(out, '"');
        return;
    }
    quoted[0] = '"';
    memcpy(quoted + 1, text, len);
    quoted[len + 1] = '"';
    jb_str_addn(out, quoted, len + 2);
}

void jb_json_quote(jb_str *out, const char *text)
{
    size_t len = strlen(text);
    if (!needs_escape(text, len)) {
        quote_plain(out, text, len);
        return;
    }
    static const char named[] = "\"\\\b\f\n\r\t";
    static const char letters[] = "\"\\bfnrt";
    jb_str_addc(out, '"');
    const char *run = text; /* what needs no escape is copied in one piece */
    const char *c = text;
    for (;; c++) {
        unsigned char byte = (unsigned char)*c;
        if (byte > '\\' || (byte >= 0x20 && byte != '"' && byte != '\\')) {
            continue;
        }
        if (byte == '\0') {
            break;
        }
        jb_str_addn(out, run, (size_t)(c - run));
        run = c + 1;
        const char *name = strchr(named, *c);
        if (name) {
            jb_str_addc(out, '\\');
            jb_str_addc(out, letters[name - named]);
        } else {
            jb_str_addf(out, "\\u%04x", (unsigned)(unsigned char)*c);
        }
    }
    jb_str_addn(out, run, (size_t)(c - run));
    jb_str_addc(out, '"');
}
