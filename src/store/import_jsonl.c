/* import_jsonl.c - a JSON Lines file, object by object, into the importer.
 *
 * Decides which JSON values a field may be. Refuses to know the fields.
 */
#include "import.h"

static jb_status choose_table(jb_importer *run, const jb_json *object, jb_error *err)
{
    size_t count = jb_json_count(object);
    const char **names = jb_arena_array(run->arena, count + 1, sizeof *names);
    for (size_t i = 0; i < count; i++) {
        names[i] = jb_json_key(jb_json_at(object, i));
    }
    jb_loc loc = jb_json_loc(object);
    return jb_importer_choose(run, names, count, &loc, err);
}

/* A string, a number as it is written, or "" for null. */
static jb_status text_of(jb_arena *arena, const jb_json *value, const char **out, jb_error *err)
{
    char digits[JB_DEC_TEXT];
    jb_dec number = {0};
    jb_json_type type = jb_json_kind(value);
    jb_status status = JB_OK;
    switch (type) {
    case JB_JSON_NULL:
        *out = "";
        return JB_OK;
    case JB_JSON_STRING:
        return jb_json_text(value, out, err);
    case JB_JSON_NUMBER:
        status = jb_json_dec(value, &number, err);
        if (status == JB_OK) {
            *out = jb_arena_strndup(arena, digits, jb_dec_text(number, digits));
        }
        return status;
    case JB_JSON_BOOL:
    case JB_JSON_ARRAY:
    case JB_JSON_OBJECT:
        break;
    }
    return jb_json_fail(value, err, "a string, a number or null is wanted here, not %s%.0s",
                        "此处应为字符串、数字或 null，而不是%.0s%s",
                        jb_json_type_name(type, JB_LANG_EN), jb_json_type_name(type, JB_LANG_ZH));
}

static jb_status fill_row(jb_importer *run, const jb_json *object, jb_error *err)
{
    for (const jb_json *value = jb_json_first(object); value; value = jb_json_next(value)) {
        const char *text = "";
        unsigned field = 0;
        jb_loc loc = jb_json_loc(value);
        jb_status status = jb_importer_find(run, jb_json_key(value), &loc, &field, err);
        if (status == JB_OK) {
            status = text_of(run->arena, value, &text, err);
        }
        if (status == JB_OK) {
            status = jb_importer_set(run, field, text, &loc, err);
        }
        if (status != JB_OK) {
            return status;
        }
    }
    return JB_OK;
}

static jb_status read_object(jb_importer *run, const char *line, size_t len, jb_error *err)
{
    const jb_json *object = NULL;
    unsigned number = jb_lines_number(run->lines);
    jb_status status = jb_json_parse(run->arena, run->loc.source, line, len, number, &object, err);
    if (status == JB_OK) {
        status = jb_json_want(object, JB_JSON_OBJECT, err);
    }
    if (status == JB_OK && !run->kind) {
        status = choose_table(run, object, err);
    }
    if (status != JB_OK) {
        return status;
    }
    jb_row_init(run->result->table, &run->row);
    status = fill_row(run, object, err);
    return status == JB_OK ? jb_importer_put(run, number, err) : status;
}

jb_status jb_import_jsonl(jb_importer *run, jb_error *err)
{
    const char *line = NULL;
    size_t len = 0;
    jb_status status = jb_lines_next(run->lines, &line, &len, err);
    while (status == JB_OK && line && !run->stopped) {
        if (len > 0) {
            jb_error fault = {.status = JB_OK};
            jb_arena_mark mark = jb_arena_save(run->arena);
            run->seen++;
            status = jb_importer_row_end(run, read_object(run, line, len, &fault), &fault, err);
            jb_arena_restore(run->arena, mark);
        }
        if (status == JB_OK) {
            status = jb_lines_next(run->lines, &line, &len, err);
        }
    }
    return status;
}
