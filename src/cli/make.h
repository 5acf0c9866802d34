/* make.h - a paper from a layout and a store, with the figures it shows: what brief, verify and
 * attach share. */
#ifndef JIANBAO_CLI_MAKE_H
#define JIANBAO_CLI_MAKE_H

#include "cli.h"

#include <jianbao/proof.h>

typedef struct recipe {
    const char *layout; /* name or file; for messages where `text` is given */
    const char *text;   /* of the layout, NULL: read it */
    size_t text_len;
    const char *const *set;
    size_t set_count;
    const char *statuses, *catalogue, *fonts, *font_dir; /* as given, or NULL */
    const char *annex;                                   /* its mark, or NULL */
    bool approved_only;
    bool dated; /* to be dated `date`, whatever the data and the environment say */
    int64_t date;
    bool without_data;
} recipe;

typedef struct paper {
    jb_catalogue *catalogue;
    jb_brief *brief;
    jb_doc *doc;
    jb_fontset *fonts;
    jb_pages *pages; /* NULL until set */
    jb_proof_made made;
    jb_attachment files[3];
    void *packed[2];             /* of the first two; NULL without data */
    char sha256[JB_SHA256_TEXT]; /* of the file, when it is painted */
} paper;

/* The recipe's part of a command's options: set, status, catalogue, fonts, font-dir and
 * approved-only, as far as it has them. */
recipe recipe_read(const command *cmd, const given *g, const char *layout);

/* Loads and binds; figures are known, pages not yet. Free the paper in every case. */
jb_status paper_bind(cli *c, const recipe *r, paper *out, jb_error *err) JB_MUST_USE;
/* Sets the pages, with the figures attached unless the recipe is without. */
jb_status paper_set(cli *c, const recipe *r, paper *p, jb_error *err) JB_MUST_USE;
/* The steps of this for papers that share briefing and fonts: the figures as they are attached;
 * pages, when the comparisons are let go of; what is of this paper alone, the document with it. */
void paper_figures(paper *p);
jb_status paper_pages(paper *p, bool without_data, jb_error *err) JB_MUST_USE;
void paper_clear(paper *p);
/* Paints them. */
jb_status paper_paint(paper *p, jb_out *out, jb_error *err) JB_MUST_USE;
/* To a file that appears whole or not at all; `early`: who writes many settles what is on disk for
 * all of them at once. */
jb_status paper_write(paper *p, const char *path, bool early, jb_error *err) JB_MUST_USE;
void paper_free(paper *p);

#endif
