/* catalogue.c - the indicators this program knows, read from JSON; those that come with it were
 * read when it was built.
 *
 * Decides that the catalogue is whole: codes unique, families and named relations present. Knows
 * nothing of figures; an indicator is added in the JSON without touching any code.
 */
#include "indicator.h"
#include "relations.h"
#include "tables.h"

#include <stdlib.h>
#include <string.h>

#define CATALOGUE_LIMIT ((size_t)8 << 20)

extern const jb_embedded jb_model_embedded[];

/* Either what is built in or what was read: the same tables. */
struct jb_catalogue {
    jb_arena *arena;
    catalogue_tables t;
    jb_family *families;
    jb_indicator *indicators;
    /* Of what is built in, only when it is asked for. */
    const jb_json **json;
};

/* ---- lookup
 * -------------------------------------------------------------------------------------- */

static int compare_code(const void *key, const void *item)
{
    const jb_indicator *const *entry = item;
    return strcmp(key, (*entry)->code);
}

static int compare_entries(const void *a, const void *b)
{
    const jb_indicator *left = *(const jb_indicator *const *)a;
    const jb_indicator *right = *(const jb_indicator *const *)b;
    int order = strcmp(left->code, right->code);
    return order != 0 ? order : (left->order > right->order) - (left->order < right->order);
}

const jb_indicator *jb_catalogue_find(const jb_catalogue *catalogue, const char *code)
{
    const jb_indicator *const *found =
        bsearch(code, catalogue->t.by_code, catalogue->t.count, sizeof(void *), compare_code);
    return found == NULL ? NULL : *found;
}

const jb_indicator *jb_catalogue_at(const jb_catalogue *catalogue, size_t index)
{
    return index < catalogue->t.count ? &catalogue->t.indicators[index] : NULL;
}

const jb_family *jb_catalogue_family(const jb_catalogue *catalogue, const char *code)
{
    for (size_t i = 0; i < catalogue->t.family_count; i++) {
        if (strcmp(catalogue->t.families[i].code, code) == 0) {
            return &catalogue->t.families[i];
        }
    }
    return NULL;
}

const char *jb_catalogue_nearest(const jb_catalogue *catalogue, const char *code)
{
    const jb_indicator *named = jb_catalogue_named(catalogue, code);
    return named != NULL ? named->code : jb_nearest(code, catalogue->t.codes, catalogue->t.count);
}

const jb_check *jb_catalogue_check(const jb_catalogue *catalogue, size_t index)
{
    return index < catalogue->t.check_count ? &catalogue->t.checks[index] : NULL;
}

const catalogue_tables *jb_catalogue_tables(const jb_catalogue *catalogue)
{
    return &catalogue->t;
}

const jb_json *jb_catalogue_json(const jb_catalogue *catalogue)
{
    const jb_embedded *own = &jb_model_embedded[0];
    jb_error err = {0};
    if (*catalogue->json == NULL &&
        jb_json_parse(catalogue->arena, own->name, (const char *)own->bytes, own->len, 1,
                      catalogue->json, &err) != JB_OK) {
        jb_panic("%s: %s", own->name, err.en); /* it was read when the tables were made */
    }
    return *catalogue->json;
}

/* ---- families
 * ------------------------------------------------------------------------------------ */

static jb_status read_name(const jb_json *entry, const char *key, const char **out, jb_error *err)
{
    const jb_json *value = NULL;
    jb_status status = jb_json_need(entry, key, JB_JSON_STRING, &value, err);
    return status == JB_OK ? jb_json_text(value, out, err) : status;
}

static jb_status read_family(jb_catalogue *catalogue, const jb_json *entry, jb_error *err)
{
    static const char *const keys[] = {"code", "zh", "en", NULL};
    jb_family family = {0};
    jb_status status = jb_json_want(entry, JB_JSON_OBJECT, err);
    if (status == JB_OK) {
        status = jb_json_only(entry, keys, err);
    }
    if (status == JB_OK) {
        status = read_name(entry, "code", &family.code, err);
    }
    if (status == JB_OK) {
        status = read_name(entry, "zh", &family.zh, err);
    }
    if (status == JB_OK) {
        status = read_name(entry, "en", &family.en, err);
    }
    if (status == JB_OK && jb_catalogue_family(catalogue, family.code) != NULL) {
        return jb_json_fail(entry, err, "family \"%s\" occurs twice", "类别“%s”重复", family.code);
    }
    catalogue->families[catalogue->t.family_count++] = family;
    return status;
}

static jb_status read_families(jb_catalogue *catalogue, jb_error *err)
{
    const jb_json *list = NULL;
    jb_status status = jb_json_need(*catalogue->json, "families", JB_JSON_ARRAY, &list, err);
    if (status != JB_OK) {
        return status;
    }
    catalogue->families =
        jb_arena_array(catalogue->arena, jb_json_count(list), sizeof *catalogue->families);
    catalogue->t.families = catalogue->families;
    const jb_json *entry = jb_json_first(list);
    for (; status == JB_OK && entry != NULL; entry = jb_json_next(entry)) {
        status = read_family(catalogue, entry, err);
    }
    return status;
}

/* ---- indicators
 * ---------------------------------------------------------------------------------- */

static jb_status read_indicators(jb_catalogue *catalogue, const jb_json **list, jb_error *err)
{
    jb_status status = jb_json_need(*catalogue->json, "indicators", JB_JSON_ARRAY, list, err);
    if (status != JB_OK) {
        return status;
    }
    size_t count = jb_json_count(*list);
    catalogue->indicators = jb_arena_array(catalogue->arena, count, sizeof *catalogue->indicators);
    catalogue->t.indicators = catalogue->indicators;
    const jb_json *entry = jb_json_first(*list);
    for (; entry != NULL; entry = jb_json_next(entry)) {
        jb_indicator *next = &catalogue->indicators[catalogue->t.count];
        status = jb_indicator_read(catalogue->arena, entry, next, err);
        if (status != JB_OK) {
            return status;
        }
        if (jb_catalogue_family(catalogue, next->family) == NULL) {
            return jb_json_fail(jb_json_find(entry, "family"), err,
                                "family \"%s\" is not among the catalogue's families",
                                "类别“%s”不在目录的 families 之中", next->family);
        }
        next->order = (unsigned)catalogue->t.count++;
    }
    return JB_OK;
}

/* Sorts for lookup; a code that occurs twice is a fault at its second place. */
static jb_status index_codes(jb_catalogue *catalogue, const jb_json *list, jb_error *err)
{
    size_t count = catalogue->t.count;
    const jb_indicator **by_code = jb_arena_array(catalogue->arena, count, sizeof(void *));
    const char **codes = jb_arena_array(catalogue->arena, count, sizeof(char *));
    for (size_t i = 0; i < count; i++) {
        by_code[i] = &catalogue->indicators[i];
        codes[i] = catalogue->indicators[i].code;
    }
    if (count > 0) {
        qsort(by_code, count, sizeof(void *), compare_entries);
    }
    catalogue->t.by_code = by_code;
    catalogue->t.codes = codes;
    for (size_t i = 1; i < count; i++) {
        const jb_indicator *second = by_code[i];
        if (strcmp(by_code[i - 1]->code, second->code) == 0) {
            return jb_json_fail(jb_json_find(jb_json_at(list, second->order), "code"), err,
                                "indicator \"%s\" occurs twice", "指标“%s”重复", second->code);
        }
    }
    return JB_OK;
}

static jb_status check_link(const jb_catalogue *catalogue, const jb_json *entry, const char *key,
                            const char *code, const char *self, jb_error *err)
{
    if (code == NULL) {
        return JB_OK;
    }
    const jb_json *at = jb_json_find(entry, key);
    if (strcmp(code, self) == 0) {
        return jb_json_fail(at, err, "%s of %s names itself", "%s 指向了指标 %s 自身", key, self);
    }
    if (jb_catalogue_find(catalogue, code) == NULL) {
        const char *near = jb_catalogue_nearest(catalogue, code);
        if (near == NULL) {
            return jb_json_fail(at, err, "%s \"%s\" is not in the catalogue",
                                "目录中没有 %s 所指的“%s”", key, code);
        }
        return jb_json_fail(at, err, "%s \"%s\" is not in the catalogue; did you mean \"%s\"?",
                            "目录中没有 %s 所指的“%s”；是否指“%s”？", key, code, near);
    }
    return JB_OK;
}

/* Whether following part_of from an indicator comes back to it. */
static bool circular(const jb_catalogue *catalogue, const jb_indicator *from)
{
    const jb_indicator *at = from;
    for (size_t steps = 0; at != NULL && at->part_of != NULL; steps++) {
        if (steps > catalogue->t.count) {
            return true;
        }
        at = jb_catalogue_find(catalogue, at->part_of);
    }
    return false;
}

static jb_status check_links(const jb_catalogue *catalogue, const jb_json *list, jb_error *err)
{
    const jb_json *entry = jb_json_first(list);
    for (size_t i = 0; i < catalogue->t.count; i++, entry = jb_json_next(entry)) {
        const jb_indicator *it = &catalogue->indicators[i];
        jb_status status = check_link(catalogue, entry, "numerator", it->numerator, it->code, err);
        if (status == JB_OK) {
            status = check_link(catalogue, entry, "denominator", it->denominator, it->code, err);
        }
        if (status == JB_OK) {
            status = check_link(catalogue, entry, "part_of", it->part_of, it->code, err);
        }
        if (status != JB_OK) {
            return status;
        }
    }
    entry = jb_json_first(list);
    for (size_t i = 0; i < catalogue->t.count; i++, entry = jb_json_next(entry)) {
        if (circular(catalogue, &catalogue->indicators[i])) {
            return jb_json_fail(jb_json_find(entry, "part_of"), err,
                                "%s is part of itself by way of others",
                                "指标 %s 的 part_of 形成循环", catalogue->indicators[i].code);
        }
    }
    return JB_OK;
}

/* ---- what the extraction reads
 * -------------------------------------------------------------------- */

static jb_status check_texts(const jb_json *list, jb_error *err)
{
    jb_status status = JB_OK;
    for (const jb_json *item = jb_json_first(list); status == JB_OK && item != NULL;
         item = jb_json_next(item)) {
        const char *text = "";
        status = jb_json_text(item, &text, err);
        if (status == JB_OK && text[0] == '\0') {
            return jb_json_fail(item, err, "an empty text in a list", "列表中有空文本");
        }
    }
    return status;
}

/* A list of objects with exactly these keys; those of `lists` are lists of texts. */
static jb_status check_entries(const jb_json *list, const char *const *keys, const char *lists,
                               jb_error *err)
{
    jb_status status = list == NULL ? JB_OK : jb_json_want(list, JB_JSON_ARRAY, err);
    const jb_json *entry = list == NULL || status != JB_OK ? NULL : jb_json_first(list);
    for (; status == JB_OK && entry != NULL; entry = jb_json_next(entry)) {
        status = jb_json_want(entry, JB_JSON_OBJECT, err);
        if (status == JB_OK) {
            status = jb_json_only(entry, keys, err);
        }
        for (size_t i = 0; status == JB_OK && keys[i] != NULL; i++) {
            bool texts = strstr(lists, keys[i]) != NULL;
            const jb_json *value = NULL;
            status =
                jb_json_need(entry, keys[i], texts ? JB_JSON_ARRAY : JB_JSON_STRING, &value, err);
            if (status == JB_OK && texts) {
                status = check_texts(value, err);
            }
        }
    }
    return status;
}

static jb_status check_topics(const jb_json *json, jb_error *err)
{
    static const char *const topic[] = {"name", "words", NULL};
    static const char *const variant[] = {"as", "words", "not", NULL};
    static const char *const scope[] = {"field", "say", "say_en", "words", "families", NULL};
    jb_status status = check_entries(jb_json_find(json, "topics"), topic, "words", err);
    if (status == JB_OK) {
        status = check_entries(jb_json_find(json, "classes"), topic, "words", err);
    }
    if (status == JB_OK) {
        status = check_entries(jb_json_find(json, "synonyms"), topic, "words", err);
    }
    if (status == JB_OK) {
        status = check_entries(jb_json_find(json, "variants"), variant, "words not", err);
    }
    return status == JB_OK
               ? check_entries(jb_json_find(json, "scopes"), scope, "words families", err)
               : status;
}

static jb_status read_scopes(jb_catalogue *catalogue, jb_error *err)
{
    const jb_json *list = jb_json_find(*catalogue->json, "scopes");
    const jb_json *entry = list == NULL ? NULL : jb_json_first(list);
    jb_status status = JB_OK;
    if (entry == NULL) {
        return status;
    }
    scope_name *names = jb_arena_array(catalogue->arena, jb_json_count(list), sizeof *names);
    for (size_t i = 0; status == JB_OK && entry != NULL; entry = jb_json_next(entry), i++) {
        status = read_name(entry, "say", &names[i].zh, err);
        if (status == JB_OK) {
            status = read_name(entry, "say_en", &names[i].en, err);
        }
    }
    catalogue->t.scopes = names;
    catalogue->t.scope_count = jb_json_count(list);
    return status;
}

const char *jb_catalogue_scope(const jb_catalogue *catalogue, const char *scope, jb_lang lang)
{
    bool asked = lang == JB_LANG_EN && scope[0] != '\0';
    for (size_t i = 0; asked && i < catalogue->t.scope_count; i++) {
        if (strcmp(catalogue->t.scopes[i].zh, scope) == 0) {
            return catalogue->t.scopes[i].en;
        }
    }
    return scope;
}

/* ---- loading
 * ------------------------------------------------------------------------------------- */

static jb_status parse(const jb_catalogue *catalogue, const char *path, jb_error *err)
{
    const char *text = NULL;
    size_t len = 0;
    jb_status status = jb_file_read(catalogue->arena, path, CATALOGUE_LIMIT, &text, &len, err);
    return status == JB_OK
               ? jb_json_parse(catalogue->arena, path, text, len, 1, catalogue->json, err)
               : status;
}

static jb_status check_head(const jb_json *json, jb_error *err)
{
    static const char *const keys[] = {"format",   "families", "topics",     "scopes", "classes",
                                       "synonyms", "variants", "indicators", "checks", NULL};
    const jb_json *format = NULL;
    int64_t number = 0;
    jb_status status = jb_json_want(json, JB_JSON_OBJECT, err);
    if (status == JB_OK) {
        status = jb_json_only(json, keys, err);
    }
    if (status == JB_OK) {
        status = jb_json_need(json, "format", JB_JSON_NUMBER, &format, err);
    }
    if (status == JB_OK) {
        status = jb_json_int(format, 1, 1, &number, err);
    }
    return status;
}

static jb_status fill(jb_catalogue *catalogue, const char *path, jb_error *err)
{
    const jb_json *list = NULL;
    jb_status status = parse(catalogue, path, err);
    if (status == JB_OK) {
        status = check_head(*catalogue->json, err);
    }
    if (status == JB_OK) {
        status = read_families(catalogue, err);
    }
    if (status == JB_OK) {
        status = read_indicators(catalogue, &list, err);
    }
    if (status == JB_OK) {
        status = index_codes(catalogue, list, err);
    }
    if (status == JB_OK) {
        status = check_links(catalogue, list, err);
    }
    if (status == JB_OK) {
        status = check_topics(*catalogue->json, err);
    }
    if (status == JB_OK) {
        status = read_scopes(catalogue, err);
    }
    if (status == JB_OK) {
        status = jb_relations_link(catalogue->arena, catalogue, catalogue->indicators, list, err);
    }
    return status == JB_OK
               ? jb_relations_checks(catalogue->arena, catalogue, *catalogue->json,
                                     &catalogue->t.checks, &catalogue->t.check_count, err)
               : status;
}

jb_status jb_catalogue_load(const char *path, jb_catalogue **out, jb_error *err)
{
    jb_arena *arena = jb_arena_new();
    jb_catalogue *catalogue = jb_arena_alloc(arena, sizeof *catalogue);
    catalogue->arena = arena;
    catalogue->json = jb_arena_alloc(arena, sizeof(void *));
    catalogue->t = path == NULL ? jb_model_tables : (catalogue_tables){0};
    jb_status status = path == NULL ? JB_OK : fill(catalogue, path, err);
    if (status != JB_OK) {
        jb_catalogue_free(catalogue);
        return status;
    }
    *out = catalogue;
    return JB_OK;
}

void jb_catalogue_free(jb_catalogue *catalogue)
{
    if (catalogue != NULL) {
        jb_arena_free(catalogue->arena);
    }
}
