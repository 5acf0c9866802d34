/* total.h - totals over figures of which some are already known to stay out. Private. */
#ifndef JIANBAO_MEASURE_TOTAL_H
#define JIANBAO_MEASURE_TOTAL_H

#include <jianbao/measure.h>

typedef struct total_extra {
    const unsigned *reasons; /* one for each figure, or NULL */
    bool figures_only;       /* zeros in words do not count */
} total_extra;

/* The addends of that agency: how many, and where they begin. */
size_t total_addends(const jb_total *total, const char *code, const jb_measured *const **from);

jb_total total_make(jb_arena *arena, const jb_total_ask *ask, total_extra extra);

#endif
