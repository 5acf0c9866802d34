/* jianbao/brief.h - layout JSON to a checked document bound to data.
 *
 * The only user of layout JSON. The format is docs/layouts.md; its JSON Schema is
 * layouts/schema/layout.schema.json.
 */
#ifndef JIANBAO_BRIEF_H
#define JIANBAO_BRIEF_H

#include <jianbao/dataset.h>
#include <jianbao/doc.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct jb_brief jb_brief;

typedef struct jb_param {
    const char *name;
    const char *type;     /* "text", "integer", "agencies", "boolean" */
    const char *fallback; /* default as text */
    const char *help_zh, *help_en;
} jb_param;

/* Reads and checks a layout without data: keys, types, styles, references, indicators. `name` is a
 * file (has a '/' or ends in .json) or one of the layouts that come with the program. */
jb_status jb_brief_load(const char *name, const jb_catalogue *catalogue, jb_brief **out,
                        jb_error *err) JB_MUST_USE;
/* Likewise from a text at hand; `name` is for messages. */
jb_status jb_brief_read(const char *name, const char *text, size_t len,
                        const jb_catalogue *catalogue, jb_brief **out, jb_error *err) JB_MUST_USE;
void jb_brief_free(jb_brief *brief);

/* The layout as it was read. */
const char *jb_brief_source_text(const jb_brief *brief, size_t *len);
jb_lang jb_brief_lang(const jb_brief *brief);

const char *jb_brief_id(const jb_brief *brief);
const char *jb_brief_title(const jb_brief *brief, jb_lang lang);
const char *jb_brief_description(const jb_brief *brief, jb_lang lang);
const jb_param *jb_brief_params(const jb_brief *brief, size_t *count);
/* Sets a declared parameter from "name=value"; unknown names and wrong values are errors. */
jb_status jb_brief_set(jb_brief *brief, const char *assignment, jb_error *err) JB_MUST_USE;

/* Which facts may be shown: bits 1 << jb_review, 0 = all but the rejected (the default). Cells of
 * those that may not say that they are under review. */
void jb_brief_statuses(jb_brief *brief, unsigned statuses);

/* What is asked for beyond the layout, before binding: rows of totals in every comparison; behind
 * every column of one figure a cell the columns derived from it (bits 1 << jb_derive), unless the
 * layout has them; and reasons that may be passed over. False when nothing is worked out of the
 * figures, so that there is nothing to relax. */
bool jb_brief_derive(jb_brief *brief, jb_totals totals, unsigned derives, unsigned relax);

/* Before binding: the paper is an annex, "附件" or "附件1", which stands above its first block. A
 * layout that has a parameter `mark` sets it itself. */
jb_status jb_brief_annex(jb_brief *brief, const char *mark, jb_error *err) JB_MUST_USE;

/* Asks the store and fills the blocks. The document owns its arena. */
jb_status jb_brief_bind(jb_brief *brief, jb_store *store, jb_doc **out, jb_error *err) JB_MUST_USE;
void jb_doc_free(jb_doc *doc);

/* Lets go of the comparisons: the document needs them no more. */
void jb_brief_release(jb_brief *brief);

/* The comparisons of a bound layout, in its order; `index` from 0, NULL at the end. Borrowed until
 * the next bind. */
const jb_dataset *jb_brief_data(const jb_brief *brief, size_t index);
/* Whether the layout holds queries: what they answer is not among the comparisons. */
bool jb_brief_asks(const jb_brief *brief);
/* After binding: a table of verdicts was asked for, and the store holds none. */
bool jb_brief_untested(const jb_brief *brief);
/* After binding: how many of the figures shown nobody has approved or corrected. */
size_t jb_brief_unreviewed(const jb_brief *brief);
/* SHA-256 over all that a bound document depends on but the program and its fonts: the layout's
 * text, the values of its parameters, what is asked for beyond it, and the data. The same
 * fingerprint, the same document. Hexadecimal. */
void jb_brief_fingerprint(const jb_brief *brief, char out[JB_SHA256_TEXT]);
/* Before binding: other indicators in place of the columns of every comparison, NULL-terminated
 * codes of the catalogue. For `gaps`, whose columns are of one indicator each. */
void jb_brief_indicators(jb_brief *brief, const char *const *codes);
/* After binding: the gaps of comparison `index`, with pointers into it. */
jb_gap_list jb_brief_gaps(const jb_brief *brief, size_t index, jb_arena *arena);
/* What the table that shows it is called on paper, or its name in the layout. */
const char *jb_brief_data_title(const jb_brief *brief, size_t index);

/* The names of the layouts that come with the program; `index` from 0, NULL at the end. */
const char *jb_brief_builtin(size_t index);
/* The text of a layout, of a file or one that comes with the program; for `layout show`. */
jb_status jb_brief_text(jb_arena *arena, const char *name, const char **text, size_t *len,
                        jb_error *err) JB_MUST_USE;
/* The text of one that comes with the program. */
jb_status jb_brief_builtin_text(const char *name, const char **text, size_t *len,
                                jb_error *err) JB_MUST_USE;

#ifdef __cplusplus
}
#endif

#endif
