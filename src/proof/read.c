/* read.c - the JSON of json.c, read back.
 *
 * Decides what must be there for a comparison; what else stands in the file is not looked at.
 */
#include "proof_private.h"

#include <string.h>

const char *text_of(const jb_json *object, const char *key)
{
    const jb_json *value =
        object != NULL && jb_json_kind(object) == JB_JSON_OBJECT ? jb_json_find(object, key) : NULL;
    const char *text = "";
    jb_error ignored = {0};
    return value != NULL && jb_json_text(value, &text, &ignored) == JB_OK ? text : "";
}

static bool flag_of(const jb_json *object, const char *key)
{
    const jb_json *value = jb_json_find(object, key);
    bool on = false;
    jb_error ignored = {0};
    return value != NULL && jb_json_bool(value, &on, &ignored) == JB_OK && on;
}

static jb_status format_check(const jb_json *root, jb_error *err)
{
    const jb_json *format = NULL;
    int64_t number = 0;
    jb_status st = jb_json_need(root, "jianbao_data", JB_JSON_NUMBER, &format, err);
    if (st == JB_OK) {
        st = jb_json_int(format, 1, INT32_MAX, &number, err);
    }
    if (st == JB_OK && number != 1) {
        st = jb_json_fail(format, err,
                          "data format %d is not known; it was written by a newer jianbao",
                          "不认识数据格式 %d；它出自更新版本的 jianbao", (int)number);
    }
    return st;
}

static jb_status set_read(jb_arena *arena, const jb_json *made, jb_proof_made *out, jb_error *err)
{
    const jb_json *list = NULL;
    jb_status st = jb_json_need(made, "set", JB_JSON_ARRAY, &list, err);
    if (st != JB_OK) {
        return st;
    }
    const char **set = jb_arena_array(arena, jb_json_count(list), sizeof *set);
    for (const jb_json *j = jb_json_first(list); j != NULL && st == JB_OK; j = jb_json_next(j)) {
        st = jb_json_text(j, &set[out->set_count++], err);
    }
    out->set = set;
    return st;
}

static jb_status made_read(jb_arena *arena, const jb_json *root, jb_proof_made *out, jb_error *err)
{
    const jb_json *layout = NULL;
    const jb_json *made = NULL;
    const jb_json *date = NULL;
    jb_status st = jb_json_need(root, "layout", JB_JSON_OBJECT, &layout, err);
    if (st == JB_OK) {
        st = jb_json_need(root, "made", JB_JSON_OBJECT, &made, err);
    }
    if (st == JB_OK) {
        st = jb_json_need(made, "date", JB_JSON_NUMBER, &date, err);
    }
    if (st == JB_OK) {
        st = jb_json_int(date, INT64_C(-62135596800), INT64_C(253402300799), &out->date, err);
    }
    if (st != JB_OK) {
        return st;
    }
    out->program = text_of(root, "program");
    out->layout = text_of(layout, "id");
    out->version = text_of(layout, "version");
    out->statuses = text_of(made, "status");
    out->annex = text_of(made, "annex");
    out->own_catalogue = flag_of(made, "own_catalogue");
    out->own_fonts = flag_of(made, "own_fonts");
    return set_read(arena, made, out, err);
}

/* Facts stand by number from 1, so that cells find them. */
static jb_status facts_read(jb_arena *arena, jb_proof *proof, jb_error *err)
{
    const jb_json *list = NULL;
    jb_status st = jb_json_need(proof->root, "facts", JB_JSON_ARRAY, &list, err);
    if (st != JB_OK) {
        return st;
    }
    proof->facts = jb_arena_array(arena, jb_json_count(list) + 1, sizeof(void *));
    for (const jb_json *j = jb_json_first(list); j != NULL && st == JB_OK; j = jb_json_next(j)) {
        st = jb_json_want(j, JB_JSON_OBJECT, err);
        proof->facts[++proof->fact_count] = j;
    }
    return st;
}

jb_status jb_proof_read(jb_arena *arena, const char *source, const char *text, size_t len,
                        const jb_proof **out, jb_error *err)
{
    jb_proof *proof = jb_arena_alloc(arena, sizeof *proof);
    const jb_json *tables = NULL;
    *out = proof;
    jb_status st = jb_json_parse(arena, source, text, len, 1, &proof->root, err);
    if (st == JB_OK) {
        st = jb_json_want(proof->root, JB_JSON_OBJECT, err);
    }
    if (st == JB_OK) {
        st = format_check(proof->root, err);
    }
    if (st == JB_OK) {
        st = made_read(arena, proof->root, &proof->made, err);
    }
    if (st == JB_OK) {
        st = jb_json_need(proof->root, "tables", JB_JSON_ARRAY, &tables, err);
    }
    return st == JB_OK ? facts_read(arena, proof, err) : st;
}

const jb_proof_made *jb_proof_how(const jb_proof *proof)
{
    return &proof->made;
}

size_t jb_proof_facts(const jb_proof *proof)
{
    return proof->fact_count;
}
