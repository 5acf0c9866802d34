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

#ifdef __cplusplus
}
#endif

#endif
