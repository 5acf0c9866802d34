/* festival.h - when Spring Festival was. */
#ifndef JIANBAO_EXTRACT_FESTIVAL_H
#define JIANBAO_EXTRACT_FESTIVAL_H

#include <jianbao/model.h>

/* The day before the first day of the Chinese year that begins in this year; unknown outside 1950
 * to 2100. */
jb_date jb_festival_eve(int year);

#endif
