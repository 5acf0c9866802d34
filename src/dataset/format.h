/* format.h - a figure in pieces, shared by cells, notes and sentences. */
#ifndef JIANBAO_DATASET_FORMAT_H
#define JIANBAO_DATASET_FORMAT_H

#include <jianbao/dataset.h>

/* "18 November 2021", "2021年11月18日". */
const char *date_words(jb_arena *arena, jb_date date, jb_lang lang);

#endif
