/* jianbao/rollup.h - figures of many agencies added up a tree: county, prefecture, province,
 * nation.
 *
 * Decides whose figure counts under which node in which year, how many agencies a node has, and
 * what a figure is divided by. What may be added is measure's to say; every line keeps its total
 * with coverage, bounds and what was left out. A figure of an agency that has agencies below it is
 * never added to theirs: it stands beside, with the difference. Silence is never zero. Rules in
 * words: docs/rollup.md.
 */
#ifndef JIANBAO_ROLLUP_H
#define JIANBAO_ROLLUP_H

#include <jianbao/measure.h>
#include <jianbao/store.h>

#ifdef __cplusplus
extern "C" {
#endif

/* ---- divisions ------------------------------------------------------------------------------ */

/* The level that the zeros of a code say. */
jb_level jb_code_level(const char *code);
/* The code above by the list of divisions, else by its digits; "" for the nation. */
void jb_code_parent(const char *code, char out[8]);
/* 广州市; "" when the list does not have the code. Borrowed from the arena. */
const char *jb_code_name(jb_arena *arena, const char *code);

/* ---- denominators --------------------------------------------------------------------------- */

typedef struct jb_denominators jb_denominators;

jb_status jb_denominators_load(jb_store *store, const jb_filter *filter, jb_denominators **out,
                               jb_error *err) JB_MUST_USE;
void jb_denominators_free(jb_denominators *all); /* NULL is fine */
/* What is held of an agency and year. `settled` is false when sources differ: then nothing may be
 * divided by it. NULL when nothing is held. */
typedef struct jb_divisor {
    jb_dec value;
    jb_date as_of;
    const char *source;
    bool settled;
} jb_divisor;
const jb_divisor *jb_denominators_find(const jb_denominators *all, const char *agency_code,
                                       int year, jb_per kind);

/* A total per 10,000 workers, per inspector ... */
typedef struct jb_per_value {
    jb_per kind;
    bool given;
    jb_dec value;           /* two decimals, rounded half to even */
    jb_qualifier qualifier; /* of the total */
    jb_dec divisor;         /* how many there are, of exactly the agencies in the total */
    size_t agencies;        /* in the total */
    size_t missing;         /* of which no number is held */
    size_t unsettled;       /* of which sources differ */
    const char *first;      /* code of the first such agency, "" for none */
} jb_per_value;

/* The total of year `year` divided by what its agencies have. Where some lack a number and every
 * agency of `code` (may be NULL) is in the total, the number of `code` itself serves. */
jb_per_value jb_per_total(const jb_denominators *all, const jb_total *total, const char *code,
                          int year, jb_per kind);
/* One figure: the same for one agency. */
jb_per_value jb_per_figure(const jb_denominators *all, const jb_fact *fact, jb_per kind);
/* Why there is none: "3 of 22 agencies have no number of workers (440105 first)"; "" when given. */
const char *jb_per_text(jb_arena *arena, const jb_per_value *value, jb_lang lang);

/* ---- groups --------------------------------------------------------------------------------- */

typedef struct jb_groups jb_groups;

/* A CSV file with the columns group and agency_code, in any order; every fault is named by line. */
jb_status jb_groups_load(const char *path, jb_groups **out, jb_error *err) JB_MUST_USE;
void jb_groups_free(jb_groups *groups); /* NULL is fine */

/* ---- the question ---------------------------------------------------------------------------- */

typedef enum jb_rollup_by {
    JB_ROLLUP_DIVISION, /* a line for each node of the tree down to a level */
    JB_ROLLUP_YEAR,     /* a line for each year, with the change on the year before */
    JB_ROLLUP_GROUP     /* a line for each group */
} jb_rollup_by;

typedef struct jb_rollup_ask {
    jb_rollup_by by;
    const jb_groups *groups;       /* of JB_ROLLUP_GROUP */
    const char *region;            /* code of the division to begin with; NULL: the nation */
    jb_level level;                /* the deepest that is shown; JB_LEVELS: one below the first */
    const char *const *indicators; /* NULL-terminated codes, in this order; NULL: all that have
                                    * figures, in the catalogue's order */
    int year_from, year_to;        /* 0 = open */
    unsigned statuses;             /* like jb_filter */
    bool change;                   /* by year the change is given in any case */
    bool rank;                     /* of agencies without others below them, over the first node */
    const jb_per *per;             /* what to divide by */
    size_t per_count;
    unsigned relaxed; /* reasons, as measure has them */
} jb_rollup_ask;

/* ---- the answer ------------------------------------------------------------------------------ */

typedef struct jb_rollup_line {
    const jb_indicator *indicator;
    int year;
    const char *code; /* of the division; of a group its name */
    const char *name_zh, *name_en;
    jb_level level;        /* JB_LEVELS for a group */
    unsigned depth;        /* 0 for the first node */
    bool leaf;             /* an agency without agencies below it */
    size_t listed;         /* so many of them the store has below it, or is itself */
    const jb_total *total; /* of the agencies below, or of the leaf itself */
    const jb_ratio *ratio; /* of a rate: recomputed, `total` is its numerator's; else NULL */
    const jb_indicator *over, *under; /* its two figures */
    const jb_total *own; /* what the node's own agency states; NULL when it states nothing */
    bool has_difference; /* both are exact */
    jb_dec difference;   /* own - total */
    const jb_like_change *change; /* on the year before, like for like; NULL when not asked for, or
                                   * when nothing is known of that year */
    const jb_rank *rank;          /* of a leaf with one figure, when asked for; else NULL */
    const jb_ranking *ranking;    /* it stands in */
    const jb_per_value *per;
    size_t per_count;
} jb_rollup_line;

/* Lines by indicator, then year, then tree; each lives until the callback returns. */
typedef jb_status (*jb_rollup_fn)(const jb_rollup_line *line, void *context, jb_error *err);
/* A region that is no node in any of the years is JB_ERR_NOTFOUND. */
jb_status jb_rollup_run(jb_store *store, const jb_catalogue *catalogue, const jb_rollup_ask *ask,
                        jb_rollup_fn fn, void *context, jb_error *err) JB_MUST_USE;

/* ---- witnesses over a store -------------------------------------------------------------------
 */

/* What measure's witnesses say of one agency; lives until the callback returns. */
typedef jb_status (*jb_witness_fn)(const jb_agency *agency, const jb_witnesses *witnesses,
                                   void *context, jb_error *err);
/* Agency after agency by code, each over all its years; agencies without figures are left out. */
jb_status jb_witness_run(jb_store *store, const jb_catalogue *catalogue, jb_witness_fn fn,
                         void *context, jb_error *err) JB_MUST_USE;

#ifdef __cplusplus
}
#endif

#endif
