/* remarks.h - the sentences that may have to be said about a figure, a row or a column. */
#ifndef JIANBAO_DATASET_REMARKS_H
#define JIANBAO_DATASET_REMARKS_H

#include <jianbao/dataset.h>

/* In both languages; zh is NULL when there is nothing to say. */
typedef struct remark {
    const char *kind; /* as in jb_note */
    const char *zh;
    const char *en;
} remark;

/* What can be remarked about one figure, in the order in which it is said. */
typedef enum aspect {
    ASPECT_PERIOD,
    ASPECT_CHANNEL,
    ASPECT_POPULATION,
    ASPECT_COVERAGE,
    ASPECT_QUALIFIER,
    ASPECT_CHANGE,
    ASPECT_FACT,
    ASPECTS
} aspect;

/* What the checks say against a figure, and what follows from it. */
remark remark_doubt(jb_arena *arena, const jb_doubt *doubt);
remark remark_of(jb_arena *arena, aspect of, const jb_figure *figure, const jb_row *row);

/* Its own note says that it is none of the report's results (是工作要求，不是统计结果): then it
 * stands in the table with the note and is not told as a finding. */
bool figure_no_result(const jb_fact *fact);

/* The day of the report that states it: signed, else published; not known: year 0. */
jb_date figure_written(const jb_fact *fact, const jb_row *row);
/* The last day that the figure can cover, when that is before the end of its row's year. */
bool figure_ends_early(const jb_fact *fact, const jb_row *row, jb_date *day);

#endif
