/* brief_help.h - the examples of docs/layouts.md bound to a store. */
#ifndef JIANBAO_BRIEF_HELP_H
#define JIANBAO_BRIEF_HELP_H

#include <bound.h>

/* The block of docs/layouts.md behind that mark as a file; `from` in it replaced by `to`, when
 * given. */
static inline const char *example_write(bound *b, const char *name, const char *from,
                                        const char *to)
{
    jb_arena *arena = jb_arena_new();
    const char *mark = jb_arena_printf(arena, "<!-- example: %s -->\n\n```json\n", name);
    const char *text = NULL;
    size_t len = 0;
    assert_jb_ok(jb_file_read(arena, "docs/layouts.md", 1U << 20, &text, &len, &b->err), &b->err);
    const char *start = strstr(text, mark);
    assert_non_null(start);
    start += strlen(mark);
    const char *end = strstr(start, "```");
    assert_non_null(end);
    const char *json = jb_arena_strndup(arena, start, (size_t)(end - start));
    if (from != NULL) {
        const char *at = strstr(json, from);
        assert_non_null(at);
        json = jb_arena_printf(arena, "%.*s%s%s", (int)(at - json), json, to, at + strlen(from));
    }
    const char *path = jb_test_path(b->dir, "example.json");
    jb_test_write(path, json);
    jb_arena_free(arena);
    return path;
}

static inline jb_status example_load(bound *b, const char *name, const char *from, const char *to)
{
    return jb_brief_load(example_write(b, name, from, to), b->catalogue, &b->brief, &b->err);
}

/* What stands in a cell of the body; "" when nothing does. */
static inline const char *text_at(const jb_table_block *table, size_t row, size_t column)
{
    const jb_text *text = &table->body[row * table->column_count + column].text;
    return text->count > 0 ? text->items[0].text : "";
}

#endif
