/* jianbao/layout.h - places a document on pages.
 *
 * Pure: no JSON, no SQL, no files, no PDF. Every block is placed by the same contract: place into
 * the room that is left, all of it or a part, and go on where it stopped. Rows in are rows out,
 * checked on every run.
 */
#ifndef JIANBAO_LAYOUT_H
#define JIANBAO_LAYOUT_H

#include <jianbao/doc.h>
#include <jianbao/pages.h>

#ifdef __cplusplus
extern "C" {
#endif

/* A character that no font has, a table whose columns cannot be made to fit, or a block that makes
 * no progress on an empty page are errors with the block's path. */
jb_status jb_layout_run(const jb_doc *doc, jb_fontset *fonts, jb_pages **out,
                        jb_error *err) JB_MUST_USE;
void jb_pages_free(jb_pages *pages); /* NULL is fine */

/* What jb_page.ended says, for programs and in both languages. NULL when it says something else. */
typedef struct jb_page_end {
    const char *code; /* "row" */
    const char *en, *zh;
} jb_page_end;
const jb_page_end *jb_page_end_find(const char *ended);

#ifdef __cplusplus
}
#endif

#endif
