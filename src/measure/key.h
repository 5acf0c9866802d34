/* key.h - what of a figure must agree before it joins others, worked out once. Private. */
#ifndef JIANBAO_MEASURE_KEY_H
#define JIANBAO_MEASURE_KEY_H

#include <jianbao/measure.h>

typedef struct key {
    const jb_measured *figure;
    jb_shape shape;
    jb_unit unit;
    int level; /* -1: not known */
} key;

key key_of(const jb_measured *figure);
/* The same, given the key of a figure that is probably written in the same unit. */
key key_after(const jb_measured *figure, const key *last);
/* INDICATOR, UNIT, YEAR, PERIOD, SCOPE, TIER, DERIVED: what differs. */
unsigned key_diff(const key *a, const key *b);
/* An order in which keys that agree in everything named by `dims` (those bits) stand together. */
int key_cmp(const key *a, const key *b, unsigned dims);
/* A full calendar year of the report's own, without a narrower scope. */
bool key_plain(const key *k);
/* Whether both words are known and differ. */
bool terms_differ(const jb_fact *a, const jb_fact *b);
/* qsort, but for what is in order already, as it mostly comes from a store. */
void sort_if_needed(void *items, size_t count, size_t size,
                    int (*cmp)(const void *a, const void *b));
/* Whether the catalogue keeps the two apart. */
bool indicators_overlap(const jb_indicator *a, const jb_indicator *b);

static inline int sign(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

#endif
