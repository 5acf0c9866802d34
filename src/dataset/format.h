/* format.h - days and figures in words, shared by notes, totals and lines under a table. */
#ifndef JIANBAO_DATASET_FORMAT_H
#define JIANBAO_DATASET_FORMAT_H

#include <jianbao/dataset.h>

/* "18 November 2021", "2021年11月18日". */
const char *date_words(jb_arena *arena, jb_date date, jb_lang lang);
/* A figure in the column's scale. */
jb_parts figure_parts(jb_arena *arena, const jb_column *of, const jb_figure *figure, jb_lang lang);

#endif
