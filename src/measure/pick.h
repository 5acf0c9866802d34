/* pick.h - which of many figures go together for a use, and why the others do not. Private. */
#ifndef JIANBAO_MEASURE_PICK_H
#define JIANBAO_MEASURE_PICK_H

#include "key.h"

/* One figure on its way into a total or ranking. */
typedef struct entry {
    key key;
    unsigned reasons; /* all that hold; those that bar are among them */
    unsigned extra;   /* the caller's: they bar whatever the use */
    bool in;
} entry;

typedef struct pick_ask {
    jb_use use;
    const jb_measured *figures;
    size_t count;
    const unsigned *extra; /* reasons that keep a figure out, one for each; or NULL */
    const jb_measured *like;
    unsigned relaxed;
} pick_ask;

typedef struct pick {
    entry *entries; /* every figure, in jb_measured_cmp's order */
    size_t count;
    size_t in;       /* figures that were picked */
    size_t agencies; /* of those */
    size_t stating;  /* agencies of all figures but those the caller keeps out */
    unsigned barred; /* what lies between the picked and the others when they are too many */
    unsigned bars;   /* the reasons that bar this use, after relaxing */
} pick;

pick pick_make(jb_arena *arena, const pick_ask *ask);
/* What bars this figure. */
static inline unsigned entry_bars(const pick *p, const entry *e)
{
    return (e->reasons & p->bars) | e->extra;
}
static inline const char *entry_code(const entry *e)
{
    return e->key.figure->fact->agency_code;
}

#endif
