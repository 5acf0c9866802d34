/* brief_help.h - a store in a folder of its own, and the examples of docs/layouts.md bound to it.
 */
#ifndef JIANBAO_BRIEF_HELP_H
#define JIANBAO_BRIEF_HELP_H

#include <jianbao/brief.h>

#include <jbtest.h>

typedef struct bound {
    char dir[JB_TEST_DIR];
    jb_catalogue *catalogue;
    jb_store *store;
    jb_brief *brief;
    jb_doc *doc;
    jb_error err;
} bound;

/* An empty store, its transaction begun. */
static inline bound *bound_open(void)
{
    bound *b = calloc(1, sizeof *b);
    assert_non_null(b);
    jb_test_dir(b->dir);
    assert_jb_ok(jb_catalogue_load(NULL, &b->catalogue, &b->err), &b->err);
    assert_jb_ok(
        jb_store_open(jb_test_path(b->dir, "store.db"), JB_STORE_CREATE, &b->store, &b->err),
        &b->err);
    assert_jb_ok(jb_store_begin(b->store, &b->err), &b->err);
    return b;
}

static inline int bound_close(void **state)
{
    bound *b = *state;
    jb_doc_free(b->doc);
    jb_brief_free(b->brief);
    jb_store_close(b->store);
    jb_catalogue_free(b->catalogue);
    jb_test_dir_remove(b->dir);
    free(b);
    return 0;
}

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

#endif
