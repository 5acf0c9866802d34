/* fuzz_json.c - any bytes as a JSON document: refused with a place, or a tree that can be walked,
 * has valid strings and gives each value its path and position.
 */
#include "fuzz.h"

static size_t walk(jb_arena *arena, const jb_json *value, unsigned depth)
{
    FUZZ_CHECK(depth <= JB_JSON_MAX_DEPTH);
    FUZZ_CHECK(jb_json_path(arena, value)[0] == '$');
    FUZZ_CHECK(jb_json_loc(value).line >= 1);
    const char *key = jb_json_key(value);
    FUZZ_CHECK(jb_utf8_check(key, strlen(key)) == strlen(key));
    jb_error err = {0};
    const char *text;
    if (jb_json_kind(value) == JB_JSON_STRING) {
        FUZZ_CHECK(jb_json_text(value, &text, &err) == JB_OK);
        FUZZ_CHECK(jb_utf8_check(text, strlen(text)) == strlen(text));
    }
    jb_dec number;
    jb_status status = jb_json_dec(value, &number, &err);
    fuzz_check_error(status, &err);
    bool holds = jb_json_kind(value) == JB_JSON_ARRAY || jb_json_kind(value) == JB_JSON_OBJECT;
    size_t count = 0, total = 1;
    for (const jb_json *v = holds ? jb_json_first(value) : NULL; v; v = jb_json_next(v)) {
        if (jb_json_kind(value) == JB_JSON_OBJECT) {
            FUZZ_CHECK(jb_json_find(value, jb_json_key(v)) == v);
        }
        total += walk(arena, v, depth + 1);
        count++;
    }
    FUZZ_CHECK(!holds || count == jb_json_count(value));
    return total;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    /* Positions are looked for anew for each value: long inputs only cost time. */
    if (size > 4096) {
        return 0;
    }
    jb_arena *arena = jb_arena_new();
    char *text = jb_arena_alloc(arena, size + 1);
    if (size > 0) {
        memcpy(text, data, size);
    }
    jb_error err = {0};
    const jb_json *root = NULL;
    jb_status status = jb_json_parse(arena, "fuzz.json", text, size, 1, &root, &err);
    fuzz_check_error(status, &err);
    if (status == JB_OK) {
        FUZZ_CHECK(walk(arena, root, 0) > 0);
    } else {
        FUZZ_CHECK(status == JB_ERR_INPUT && err.loc.line >= 1);
    }
    jb_arena_free(arena);
    return 0;
}
