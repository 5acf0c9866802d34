/* json.c - a JSON document as values that know their place.
 *
 * cJSON decides what is JSON. Its tree is copied into the arena while the text is walked beside
 * it: that gives every value its offset, and numbers their digits as they were written, which no
 * double could give back. Refuses to know which keys are right.
 */
#include "json.h"

#include <cJSON.h>
#include <stdlib.h>
#include <string.h>

struct builder {
    jb_arena *arena;
    const struct json_doc *doc;
    size_t at;
    jb_error *err;
};

static jb_status build_value(struct builder *b, const cJSON *item, jb_json *value);

static size_t skip_digits(const char *text, size_t at)
{
    while (text[at] >= '0' && text[at] <= '9') {
        at++;
    }
    return at;
}

/* cJSON takes what strtod takes; JSON knows neither 01 nor 1. nor 1e. */
static bool is_number(const char *text)
{
    size_t at = text[0] == '-';
    size_t whole = skip_digits(text, at);
    if (whole == at || (text[at] == '0' && whole > at + 1)) {
        return false;
    }
    at = whole;
    if (text[at] == '.') {
        size_t end = skip_digits(text, at + 1);
        if (end == at + 1) {
            return false;
        }
        at = end;
    }
    if (text[at] == 'e' || text[at] == 'E') {
        at += text[at + 1] == '+' || text[at + 1] == '-' ? 2 : 1;
        size_t end = skip_digits(text, at);
        return end > at && text[end] == '\0';
    }
    return text[at] == '\0';
}

static jb_status build_number(struct builder *b, jb_json *value)
{
    const char *text = b->doc->text + b->at;
    size_t room = b->doc->len - b->at;
    size_t len = 0;
    while (len < room && text[len] && strchr("+-.0123456789eE", text[len])) {
        len++;
    }
    b->at += len;
    value->type = JB_JSON_NUMBER;
    value->text = jb_arena_strndup(b->arena, text, len);
    if (is_number(value->text)) {
        return JB_OK;
    }
    return jb_json_fail(value, b->err, "%s is not a JSON number", "%s 不是 JSON 数字", value->text);
}

static int by_key(const void *a, const void *b)
{
    const jb_json *const *x = a;
    const jb_json *const *y = b;
    int order = strcmp((*x)->key, (*y)->key);
    return order ? order : ((*x)->index > (*y)->index) - ((*x)->index < (*y)->index);
}

/* Sorted rather than compared each with each: an object may have very many members. */
static const jb_json *second_of_a_key(const jb_json *object, const jb_json **first)
{
    const jb_json **sorted = jb_xmalloc(object->count * sizeof(const jb_json *));
    for (size_t i = 0; i < object->count; i++) {
        sorted[i] = object->children + i;
    }
    qsort(sorted, object->count, sizeof(const jb_json *), by_key);
    const jb_json *found = NULL;
    for (size_t i = 1; i < object->count; i++) {
        if (strcmp(sorted[i - 1]->key, sorted[i]->key) == 0 &&
            (!found || sorted[i]->index < found->index)) {
            *first = sorted[i - 1];
            found = sorted[i];
        }
    }
    free(sorted);
    return found;
}

static jb_status refuse_twins(const jb_json *object, jb_error *err)
{
    const jb_json *first = NULL;
    const jb_json *second = object->count > 1 ? second_of_a_key(object, &first) : NULL;
    if (!second) {
        return JB_OK;
    }
    jb_loc loc = json_key_loc(second);
    return jb_fail(
        err, JB_ERR_INPUT, &loc, "the key \"%s\" appears twice in one object; first on line %u",
        "同一对象中键“%s”重复；首次出现在第 %u 行", second->key, json_key_loc(first).line);
}

static void skip_mark(struct builder *b)
{
    b->at = json_skip_space(b->doc, b->at) + 1;
}

static jb_status build_children(struct builder *b, const cJSON *item, jb_json *value)
{
    size_t index = 0;
    value->type = cJSON_IsObject(item) ? JB_JSON_OBJECT : JB_JSON_ARRAY;
    value->count = (size_t)cJSON_GetArraySize(item);
    jb_json *children = jb_arena_array(b->arena, value->count, sizeof *children);
    value->children = children;
    for (const cJSON *from = item->child; from; from = from->next, index++) {
        jb_json *child = children + index;
        *child = (jb_json){.doc = b->doc, .parent = value, .index = index, .key = ""};
        skip_mark(b); /* the bracket or a comma */
        if (value->type == JB_JSON_OBJECT) {
            child->key = jb_arena_strdup(b->arena, from->string);
            child->key_at = json_skip_space(b->doc, b->at);
            b->at = json_skip_string(b->doc, child->key_at);
            skip_mark(b); /* the colon */
        }
        jb_status status = build_value(b, from, child);
        if (status != JB_OK) {
            return status;
        }
    }
    if (value->count == 0) {
        skip_mark(b);
    }
    skip_mark(b);
    return value->type == JB_JSON_OBJECT ? refuse_twins(value, b->err) : JB_OK;
}

static jb_status build_value(struct builder *b, const cJSON *item, jb_json *value)
{
    b->at = json_skip_space(b->doc, b->at);
    value->at = b->at;
    if (cJSON_IsString(item)) {
        value->type = JB_JSON_STRING;
        value->text = jb_arena_strdup(b->arena, item->valuestring);
        b->at = json_skip_string(b->doc, b->at);
        return JB_OK;
    }
    if (cJSON_IsNumber(item)) {
        return build_number(b, value);
    }
    if (cJSON_IsArray(item) || cJSON_IsObject(item)) {
        return build_children(b, item, value);
    }
    value->type = cJSON_IsNull(item) ? JB_JSON_NULL : JB_JSON_BOOL;
    value->truth = cJSON_IsTrue(item);
    b->at += cJSON_IsFalse(item) ? strlen("false") : strlen("true"); /* null is as long */
    return JB_OK;
}

/* cJSON gets a copy that ends in a NUL which it may read: some versions look behind the end. */
static jb_status parse(const struct json_doc *doc, cJSON **tree, jb_error *err)
{
    size_t len = doc->len - doc->start;
    char *copy = jb_xmalloc(len + 1);
    memcpy(copy, doc->text + doc->start, len);
    copy[len] = '\0';
    const char *end = copy;
    *tree = cJSON_ParseWithLengthOpts(copy, len + 1, &end, true);
    jb_status status = *tree ? JB_OK : json_explain(doc, doc->start + (size_t)(end - copy), err);
    free(copy);
    return status;
}

jb_status jb_json_parse(jb_arena *arena, const char *source, const char *text, size_t len,
                        unsigned first_line, const jb_json **out, jb_error *err)
{
    struct json_doc *doc = jb_arena_alloc(arena, sizeof *doc);
    *doc = (struct json_doc){
        .source = source ? jb_arena_strdup(arena, source) : "",
        .text = text,
        .len = len,
        .start = jb_mark_length(text, len),
        .first_line = first_line,
    };
    cJSON *tree = NULL;
    jb_status status = json_scan(doc, err);
    if (status == JB_OK) {
        status = parse(doc, &tree, err);
    }
    if (status != JB_OK) {
        return status;
    }
    jb_json *root = jb_arena_alloc(arena, sizeof *root);
    *root = (jb_json){.doc = doc, .key = ""};
    struct builder b = {.arena = arena, .doc = doc, .at = doc->start, .err = err};
    status = build_value(&b, tree, root);
    cJSON_Delete(tree);
    *out = status == JB_OK ? root : NULL;
    return status;
}
