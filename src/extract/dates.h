/* dates.h - expressions of time in a text: years, months, parts of a year, spans, cut-offs.
 *
 * Decides what they say, not what they govern (periods.c) and not which year "this year" is.
 */
#ifndef JIANBAO_EXTRACT_DATES_H
#define JIANBAO_EXTRACT_DATES_H

#include "text.h"

#include <jianbao/model.h>
#include <jianbao/report.h>

typedef enum jb_mark_kind {
    JB_MARK_YEAR,     /* a whole year: 2024年, 今年, 全年 */
    JB_MARK_PART,     /* a part of one: 1-10月, 上半年, 11月, 2024年3月至5月 */
    JB_MARK_DAY,      /* one day: 3月15日 */
    JB_MARK_UNTIL,    /* 截至11月14日 */
    JB_MARK_SINCE,    /* 2024年以来, 自11月起, 今年以来 */
    JB_MARK_NOW,      /* 目前, 截至目前 */
    JB_MARK_YEARS,    /* 近五年, 连续6年, “十四五”以来 */
    JB_MARK_EVERY,    /* 每季度, 每年 */
    JB_MARK_FESTIVAL, /* 春节前 */
    JB_MARK_REPORT,   /* 本季度: what the report as a whole speaks of */
} jb_mark_kind;

enum { JB_YEAR_UNSAID = 0, JB_YEAR_THIS = 1, JB_YEAR_LAST = 2, JB_YEAR_NEXT = 3 };

/* One end of a time; 0 for what is not said. `year` is a year or one of the above. */
typedef struct jb_when {
    int year, month, day;
} jb_when;

typedef struct jb_mark {
    jb_span span;
    jb_mark_kind kind;
    jb_when from, to; /* both inclusive */
    int count;        /* of years, for JB_MARK_YEARS */
    bool compared;    /* 较去年, 与2023年同期相比: what a change is measured against */
    bool carried;     /* 上年结转: cases carried over, no time of a figure */
    bool quoted;      /* inside 《》 or quotes: the name of a document */
    bool whole;       /* 全年: said to be the whole year */
} jb_mark;

/* Whether one may begin with this character, at this place: quick looks that turn most away. */
bool jb_mark_may_begin_with(uint32_t c);
bool jb_mark_may_begin(jb_points t, size_t i);
/* What joins the two ends of a span: 1-10月, 3月至5月. */
bool jb_is_dash(uint32_t c);
/* Reads the expression at `i`; its length, 0 when there is none. */
size_t jb_mark_read(jb_points t, size_t i, jb_mark *out);
/* All of a text, in order; the caller frees. */
jb_mark *jb_marks_find(jb_points t, size_t *count);
int jb_days_of(int year, int month);

#endif
