/* interval.h - intervals of values that stand in no fact. Private. */
#ifndef JIANBAO_MEASURE_INTERVAL_H
#define JIANBAO_MEASURE_INTERVAL_H

#include <jianbao/measure.h>

jb_interval interval_of(jb_dec value, jb_qualifier qualifier);
/* The sum of two; false when an end does not fit. */
bool interval_add(jb_interval a, jb_interval b, jb_interval *out) JB_MUST_USE;

#endif
