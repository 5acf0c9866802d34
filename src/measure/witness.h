/* witness.h - what the checks of a report's figures share. Private. */
#ifndef JIANBAO_MEASURE_WITNESS_H
#define JIANBAO_MEASURE_WITNESS_H

#include "key.h"

/* A stretch of the sorted figures: one agency and year. */
typedef struct group {
    const jb_measured *const *from;
    size_t count;
} group;

typedef struct court {
    jb_arena *arena;
    const jb_catalogue *catalogue;
    group now;
    group before; /* the same agency's year before; count 0 when there is none */
    jb_witness *list;
    size_t count, cap;
} court;

/* Figures that are held against each other, and what hinders that. */
#define MOST_PARTIES 16
typedef struct party {
    const jb_measured *figures[MOST_PARTIES];
    size_t count;
    unsigned hinders;
} party;

/* One testimony on its way to the list: `zh` and `en` say how it came out. */
typedef struct testimony {
    const char *check;
    jb_outcome outcome;
    const char *stated, *found;
    unsigned reasons;
    const char *zh, *en;
} testimony;

void court_say(court *c, const party *p, testimony t);
/* The same with the sentence that tells why it cannot be tested. */
void court_untestable(court *c, const party *p, const char *check);
/* In that order: figures of one indicator, repeats left out. NULL when there is none. */
const jb_measured *const *group_find(const group *g, const jb_indicator *indicator, size_t *count);
/* Adds that indicator's figure that fits the first of the party best; false when there is none, or
 * no room. `stock`: only its year must agree. */
bool party_join(party *p, const group *g, const jb_indicator *indicator);
party party_of(const jb_measured *first);
/* "“受理争议”1590件" / "Disputes accepted (1,590 cases)". */
const char *figure_words(jb_arena *arena, const jb_measured *figure, jb_lang lang);
/* Those from the given one on, joined: "…与…". */
const char *party_words(jb_arena *arena, const party *p, size_t from, jb_lang lang);
/* "1000元—20万元": what is usual. */
const char *band_words(jb_arena *arena, const jb_indicator *of, jb_lang lang);
const char *dec_words(jb_arena *arena, jb_dec value);
bool is_counted(const jb_measured *figure);
bool is_exact(const jb_measured *figure);

/* witness_sum.c */
void witness_sums(court *c, const jb_measured *figure);
/* witness_rate.c */
void witness_rates(court *c, const jb_measured *figure);
/* witness_year.c */
void witness_years(court *c, const jb_measured *figure);

#endif
