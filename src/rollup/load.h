/* load.h - what of the store a roll-up reads: once for all indicators, and once for each.
 *
 * Private to the room.
 */
#ifndef JIANBAO_ROLLUP_LOAD_H
#define JIANBAO_ROLLUP_LOAD_H

#include "tree.h"

/* A report's day, and whether it is of a known source. */
typedef struct jb_paper {
    const char *code;
    int year;
    const char *source;
    jb_date written;
    bool unread; /* no person has read it whole */
} jb_paper;

typedef struct jb_known {
    const char *code;
    int year;
} jb_known;

typedef struct jb_gap {
    const char *code;
    int year;
    const char *indicator;
    jb_absence kind;
} jb_gap;

/* What holds for every indicator. */
typedef struct jb_ground {
    jb_arena *arena;
    jb_store *store;
    const jb_catalogue *catalogue;
    jb_filter filter; /* years and statuses */
    jb_agencies agencies;
    jb_paper *papers; /* by code and year */
    size_t paper_count, paper_cap;
    jb_known *known; /* by code and year */
    size_t known_count, known_cap;
    jb_gap *gaps; /* by code, year and indicator */
    size_t gap_count, gap_cap;
    int *years; /* of which anything is known, ascending */
    size_t year_count, year_cap;
    jb_doubts doubts; /* what the store's verdicts say against single facts */
} jb_ground;

jb_status jb_ground_load(jb_ground *ground, jb_error *err) JB_MUST_USE;
/* Besides, what the checks of the last run say against single facts. */
jb_status jb_ground_doubts(jb_ground *ground, jb_error *err) JB_MUST_USE;
void jb_ground_free(jb_ground *ground);

/* Facts as measure wants them; they must outlive the result. */
jb_measured *jb_ground_measure(const jb_ground *ground, jb_arena *arena, const jb_fact *facts,
                               size_t count);

/* The figures of one indicator, by year and agency. */
typedef struct jb_series {
    const jb_indicator *indicator;
    jb_measured *list;
    size_t count;
    jb_known *withheld; /* agencies and years with a figure that may not be counted yet; sorted */
    size_t withheld_count;
} jb_series;

jb_status jb_series_load(const jb_ground *ground, jb_arena *arena, const jb_indicator *indicator,
                         jb_series *out, jb_error *err) JB_MUST_USE;
/* What is known of an agency that gives no figure of the series. */
jb_absence jb_series_absence(const jb_ground *ground, const jb_series *of, const char *code,
                             int year);
/* Those of one year. */
jb_series jb_series_in(const jb_series *all, int year);

#endif
