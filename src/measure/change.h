/* change.h - the arithmetic of a change, for figures and totals alike. Private. */
#ifndef JIANBAO_MEASURE_CHANGE_H
#define JIANBAO_MEASURE_CHANGE_H

#include <jianbao/measure.h>

/* Two values of which nothing bars the comparison but what their size and qualifiers do. */
typedef struct change_values {
    jb_kind kind;
    jb_dec now, before;
    jb_interval now_range, before_range;
    bool exact;
} change_values;

/* Fills difference, percent or points, direction; adds to out->barred what forbids them. */
void change_fill(const change_values *values, const jb_change_ask *ask, jb_change *out);
/* What lies between a figure and that of the year before: jb_judge_pair, but YEAR says that it is
 * not the year before, and BREAK that the agency is not the same. */
unsigned change_between(const jb_measured *now, const jb_measured *before);
/* One of two amounts is about 10^4 times the other: yuan for 10,000 yuan. */
bool amount_slips(jb_dec a, jb_dec b);

#endif
