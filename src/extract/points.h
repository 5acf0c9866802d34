/* points.h - one point of time while it is read, for dates.c. */
#ifndef JIANBAO_EXTRACT_POINTS_H
#define JIANBAO_EXTRACT_POINTS_H

#include "dates.h"

/* A point of time while it is read: a span of months within a year. */
typedef struct jb_when_read {
    int year;
    int month1, day1, month2, day2;
    bool whole, day;
} jb_when_read;

/* Each reads at `i`; how many characters, 0 when there is none. */
size_t jb_point_small(jb_points t, size_t i, int low, int high, int *value);
size_t jb_point_number(jb_points t, size_t i, int *year);
size_t jb_point_year(jb_points t, size_t i, jb_when_read *out);
size_t jb_point_part(jb_points t, size_t i, bool after_year, jb_when_read *out);
size_t jb_point_read(jb_points t, size_t i, jb_when_read *out);
/* A dash and the blanks around it. */
size_t jb_point_dash(jb_points t, size_t i);

#endif
