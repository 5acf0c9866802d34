/* periods.h - the time that governs while a report is read from front to back. */
#ifndef JIANBAO_EXTRACT_PERIODS_H
#define JIANBAO_EXTRACT_PERIODS_H

#include "work.h"

/* Families that speak of the same work: a time goes on past a full stop within one of them. */
typedef enum jb_work_group {
    JB_GROUP_DISPUTES = 1,
    JB_GROUP_ENFORCEMENT = 2,
    JB_GROUP_LITIGATION = 4,
    JB_GROUP_OTHER = 8
} jb_work_group;

typedef struct jb_period_state {
    jb_work *work;
    jb_period own;   /* of the report when nothing is said */
    jb_date written; /* signed, or else published; unknown when neither */
    jb_period now;   /* governing */
    bool over;       /* written in the year after the report's: its 去年 is the report's year */
    bool any;
    bool held;    /* a campaign or span with its own beginning */
    bool until;   /* 截至…: 今年 behind it goes no further */
    bool current; /* 当前, without a beginning: a rate is of no said time */
    bool opened;  /* a part of the year that opens its sentence: it holds on in the paragraph */
    bool stated;  /* the time opens its sentence: an earlier year may be what is spoken of */
    unsigned groups;
    jb_date since; /* a beginning said without its end, in this paragraph */
    bool has_since;
    jb_period campaign; /* the last one said, also of a paragraph before */
    bool has_campaign;
} jb_period_state;

/* Up to which day a text tells that is not dated itself, by the times it names; unknown when they
 * do not say. */
jb_date jb_day_so_far(const jb_work *work);
/* What governs when nothing is said. */
jb_period jb_period_own(jb_period_state *s);
/* The time that a table's head says; false when it is one that the report does not tell: 本月. */
bool jb_period_of_head(const jb_period_state *s, const jb_head_time *time, jb_period *out);
/* Lets the mark of this index govern; campaigns look ahead to the paragraph's end. */
void jb_period_apply(jb_period_state *s, size_t mark, size_t paragraph_end);

#endif
