/* A missed figure on its way in, and what the passage that states it gives. */
#ifndef JIANBAO_CLI_REVIEW_ADD_H
#define JIANBAO_CLI_REVIEW_ADD_H

#include "review.h"

enum { SCOPE_POPULATION, SCOPE_CHANNEL, SCOPE_COVERAGE, SCOPES };

/* A figure on its way in. */
typedef struct addition {
    cli *c;
    jb_store *store;
    const jb_catalogue *catalogue;
    const given *g;
    const jb_indicator *indicator;
    const jb_report *report;
    const char *text;          /* of the report, NULL when it is not held */
    const char *passage;       /* as it stands there, or as given */
    size_t passage_from;       /* byte in text */
    size_t passage_at;         /* byte in text of what is quoted of it */
    bool insisted;             /* --yes */
    const char *taken[SCOPES]; /* from the figures beside it, "" for none */
    jb_verdict verdict;
    jb_fact fact;
} addition;

/* --text in the report's text, where it must stand once (or at --at); as given where no text is
 * held. */
jb_status passage_find(addition *a, jb_error *err) JB_MUST_USE;
/* --value in the passage: unit, value, how exactly, and the words quoted. */
jb_status number_find(addition *a, jb_error *err) JB_MUST_USE;

/* ---- review_around.c */
/* Period and scope from the stored figures of the passage, else of the sentence, where they agree.
 * Faults when the place is held already; asks when it is held as another indicator. */
jb_status surroundings_read(addition *a, jb_error *err) JB_MUST_USE;
/* Asks when the sentence has another figure of the same indicator and scope. */
jb_status whole_check(const addition *a, jb_error *err) JB_MUST_USE;

/* ---- review_reading.c */
/* Asks when the program takes the number for a plan, a single case or the like. */
jb_status reading_check(const addition *a, jb_error *err) JB_MUST_USE;

#endif
