/* collect.h - notes in the order in which they are first called. */
#ifndef JIANBAO_DATASET_COLLECT_H
#define JIANBAO_DATASET_COLLECT_H

#include "remarks.h"

typedef struct collector {
    jb_arena *arena;
    jb_note *notes;
    uint32_t *hashes; /* of the Chinese text, to find repeats */
    size_t count, cap, hash_cap;
    unsigned *open; /* notes called at the present place */
    size_t open_count, open_cap;
} collector;

/* Calls a note at the present place; a text said before is the same note. */
void collect(collector *c, remark said);
/* Closes the place: its notes, ascending and without repeats. */
/* Calls notes that were placed before. */
void collect_again(collector *c, const unsigned *notes, size_t count);
const unsigned *collect_place(collector *c, size_t *count);
/* All notes, in the arena; the collector is done with. */
const jb_note *collect_end(collector *c, size_t *count);

#endif
