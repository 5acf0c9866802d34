/* layout_test.h - how the tests upon the stand-in for typeset lay a document out, or see it
 * refused. */
#ifndef JIANBAO_LAYOUT_TEST_H
#define JIANBAO_LAYOUT_TEST_H

#include "layout_help.h"

#include <jbtest.h>

#define LINE_HAN 27 /* characters of 16 points in 156 mm */

/* The pages as they come, for what check_pages does not hold of. */
static inline jb_pages *lay_only(made *m)
{
    jb_pages *pages = NULL;
    jb_error err = {0};
    assert_jb_ok(jb_layout_run(made_doc(m), NULL, &pages, &err), &err);
    return pages;
}

static inline jb_pages *lay(made *m)
{
    jb_pages *pages = lay_only(m);
    check_pages(m, pages);
    return pages;
}

/* `path`: where the fault is said to be, with the part of the block in brackets. */
static inline void refuse(made *m, jb_status want, const char *part, const char *path)
{
    jb_pages *pages = NULL;
    jb_error err = {0};
    jb_status status = jb_layout_run(made_doc(m), NULL, &pages, &err);
    assert_jb_fails(status, &err, want, part);
    assert_string_equal(err.loc.source, "test.json");
    char place[400];
    (void)snprintf(place, sizeof place, "%s%s%s%s", err.loc.path, err.loc.part_en[0] ? " (" : "",
                   err.loc.part_en, err.loc.part_en[0] ? ")" : "");
    assert_string_equal(place, path);
    assert_int_equal(err.loc.part_en[0] == '\0', err.loc.part_zh[0] == '\0');
    assert_null(strstr(err.loc.part_zh, "table"));
    assert_null(pages);
}

static inline void close_all(made *m, jb_pages *pages)
{
    jb_pages_free(pages);
    made_close(m);
}

/* A paragraph of this many full lines. */
static inline jb_block *add_lines(made *m, size_t lines)
{
    jb_str s = {0};
    for (size_t i = 0; i < lines * LINE_HAN; i++) {
        jb_str_add(&s, "字");
    }
    jb_block *block = add_text(m, JB_BLOCK_PARAGRAPH, jb_str_text(&s));
    jb_str_free(&s);
    return block;
}

#endif
