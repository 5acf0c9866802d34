/* heads.h - the sentences about a whole column. */
#ifndef JIANBAO_DATASET_HEADS_H
#define JIANBAO_DATASET_HEADS_H

#include "remarks.h"
#include "work.h"

/* Why the column's figures do not compare, in one sentence. */
/* What holds for several columns alike, said once of the table. */
void remarks_general(work *w);
remark remark_column(const work *w, size_t column);
/* The reports' differing words. */
remark remark_terms(const work *w, size_t column);
/* Rates whose base no report states. */
remark remark_base(const work *w, size_t column);

#endif
