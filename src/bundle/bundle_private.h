/* What the files of the bundle room share: an open document, faults, and trees of names and
 * numbers. Handles of libqpdf are freed with their document. */
#ifndef JIANBAO_BUNDLE_PRIVATE_H
#define JIANBAO_BUNDLE_PRIVATE_H

#include <jianbao/bundle.h>

#include <qpdf/qpdf-c.h>

struct jb_bundle {
    qpdf_data pdf;
    jb_arena *arena;
    const char *source;
    jb_bundle_traits traits;
};

/* ---- open.c */
/* The fault that libqpdf holds, if any, as one of ours. */
jb_status bundle_check(jb_bundle *b, jb_error *err) JB_MUST_USE;
/* The value of a key where `dict` is a dictionary, else a null object. */
qpdf_oh pdf_key(const jb_bundle *b, qpdf_oh dict, const char *key);
/* Whole number, or `fallback`. */
long long pdf_int(const jb_bundle *b, qpdf_oh value, long long fallback);
/* The dictionary under the key, made (as an object of its own) where there is none. */
qpdf_oh pdf_dict_under(const jb_bundle *b, qpdf_oh parent, const char *key);

/* ---- tree.c */
typedef struct leaf {
    const char *name; /* of a tree of names: its bytes */
    size_t len;
    long long number; /* of a tree of numbers */
    qpdf_oh value;
} leaf;

typedef struct leaves {
    leaf *items;
    size_t count, cap;
    bool numbers;
    unsigned nodes; /* seen so far: trees that run in circles end */
} leaves;

/* Adds all that a tree holds; the names live in the bundle's arena. */
void tree_read(const jb_bundle *b, qpdf_oh tree, leaves *out);
bool tree_holds(const leaves *all, const char *name, size_t len);
/* Sorted, as one flat node. */
qpdf_oh tree_write(const jb_bundle *b, leaves *all);
void leaves_free(leaves *all);

/* ---- file.c */
/* The annex's attached files and the one besides, among those of the document. */
void files_join(const jb_bundle *b, jb_bundle *annex, const jb_annex *what);

/* ---- tags.c */
/* The annex's pages are the document's last ones. */
void tags_join(const jb_bundle *b, jb_bundle *annex, size_t first);

/* ---- seal.c */
/* Where in the last /ID the seal's digits stand; 0 when there is none. */
size_t seal_places(const char *bytes, size_t len, size_t places[2]);

#endif
