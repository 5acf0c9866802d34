/* jianbao/bundle.h - PDFs made by others: opened, followed by an annex, their attached files.
 *
 * The only user of libqpdf. Decides what of two documents becomes one (pages, bookmarks, page
 * labels, attached files, tags) and whether a file is as it was written. Knows nothing of figures
 * and layouts. What is not added stays as it was: streams are copied byte for byte.
 */
#ifndef JIANBAO_BUNDLE_H
#define JIANBAO_BUNDLE_H

#include <jianbao/base.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct jb_bundle jb_bundle;

/* What its user must know about a document. */
typedef struct jb_bundle_traits {
    size_t pages;
    bool repaired;   /* the cross-reference table was damaged and has been found again */
    bool restricted; /* encrypted, but readable without a password */
    bool is_signed;  /* by somebody: any change ends what that proves */
    bool archival;   /* says of itself that it is PDF/A */
    bool tagged;
    const char *producer; /* what made it, "" unknown */
} jb_bundle_traits;

/* Opens a PDF that stands in memory and stays there; `source` names it in messages. Told apart: not
 * a PDF, needs a password, too damaged to be read. */
jb_status jb_bundle_open(const char *source, const char *bytes, size_t len, jb_bundle **out,
                         jb_error *err) JB_MUST_USE;
void jb_bundle_close(jb_bundle *bundle); /* NULL is fine */
const jb_bundle_traits *jb_bundle_about(const jb_bundle *bundle);

/* The attached file of that name, its last one when there are several; *bytes is NULL when there is
 * none. */
jb_status jb_bundle_file(jb_bundle *bundle, jb_arena *arena, const char *name, const char **bytes,
                         size_t *len, jb_error *err) JB_MUST_USE;

/* What goes behind a document. */
typedef struct jb_annex {
    const char *bytes; /* a PDF of ours */
    size_t len;
    const char *bookmark;  /* over the annex's own bookmarks: "附件：标题" */
    const char *label;     /* before its page numbers: "附件" gives 附件-1, 附件-2 */
    const char *file_name; /* a file attached besides, or NULL */
    const char *file_mime, *file_description;
    const void *file;
    size_t file_len;
} jb_annex;

/* Writes the document with the annex behind it, sealed. Same input, same bytes. The bundle is used
 * up: only closing is left. */
jb_status jb_bundle_append(jb_bundle *bundle, const jb_annex *annex, jb_str *out,
                           jb_error *err) JB_MUST_USE;

/* A PDF's /ID holds a hash of the whole file (jb_seal). */
typedef enum jb_seal_state {
    JB_SEAL_WHOLE,    /* every byte is as it was written */
    JB_SEAL_APPENDED, /* so are those before `behind` others, which somebody added (a signature,
                         a note) */
    JB_SEAL_BROKEN    /* changed, or never sealed */
} jb_seal_state;
jb_seal_state jb_bundle_seal(const char *bytes, size_t len, size_t *behind);

#ifdef __cplusplus
}
#endif

#endif
