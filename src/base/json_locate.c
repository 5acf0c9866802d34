/* json_locate.c - where a JSON value stands: its line and column, its path.
 *
 * Places are computed when somebody asks, from the offsets kept at parsing; almost nobody does.
 */
#include "json.h"

#include <string.h>

jb_loc json_place(const struct json_doc *doc, size_t at, const char *path)
{
    unsigned line = 0;
    unsigned column = 0;
    jb_place(doc->text, at, &line, &column);
    return jb_loc_make(doc->source, doc->first_line + line - 1, column, path);
}

/* Letters, digits, _ and -, or anything beyond ASCII. */
static bool is_plain(const char *key)
{
    bool plain = key[0] != '\0' && !(key[0] >= '0' && key[0] <= '9') && key[0] != '-';
    for (const char *c = key; *c && plain; c++) {
        plain = (*c >= '0' && *c <= '9') || (*c >= 'a' && *c <= 'z') || (*c >= 'A' && *c <= 'Z') ||
                *c == '_' || *c == '-' || (unsigned char)*c >= 0x80;
    }
    return plain;
}

static void add_path(jb_str *out, const jb_json *value)
{
    if (!value->parent) {
        jb_str_addc(out, '$');
        return;
    }
    add_path(out, value->parent);
    if (value->parent->type == JB_JSON_ARRAY) {
        jb_str_addf(out, "[%zu]", value->index);
    } else if (is_plain(value->key)) {
        jb_str_addf(out, ".%s", value->key);
    } else {
        jb_str_addc(out, '[');
        jb_json_quote(out, value->key);
        jb_str_addc(out, ']');
    }
}

const char *jb_json_path(jb_arena *arena, const jb_json *value)
{
    jb_str path = {0};
    add_path(&path, value);
    const char *kept = jb_arena_strndup(arena, path.data, path.len);
    jb_str_free(&path);
    return kept;
}

static jb_loc loc_at(const jb_json *value, size_t at)
{
    jb_str path = {0};
    add_path(&path, value);
    jb_loc loc = json_place(value->doc, at, path.data);
    jb_str_free(&path);
    return loc;
}

jb_loc jb_json_loc(const jb_json *value)
{
    return loc_at(value, value->at);
}

jb_loc json_key_loc(const jb_json *member)
{
    return loc_at(member, member->key_at);
}
