/* heads.h - the sentences about a whole column. */
#ifndef JIANBAO_DATASET_HEADS_H
#define JIANBAO_DATASET_HEADS_H

#include "remarks.h"
#include "work.h"

/* What holds for several columns alike, said once of the table. */
void remarks_general(work *w);
/* Why the column's figures do not compare, in one sentence, unless the table says it. */
remark remark_column(const work *w, size_t column);
/* The reports' differing words. */
remark remark_terms(const work *w, size_t column);
/* Rates whose base no report states. */
remark remark_base(const work *w, size_t column);

/* ---- derive_heads.c ---------------------------------------------------------------------- */

/* What a derived column's values are and are not. */
remark remark_derived(const work *w, size_t column);
/* The one reason for which every value of it is refused. */
remark remark_refused(const work *w, size_t column);
/* What was passed over at each use, said of the table. */
void remarks_relaxed(work *w);

#endif
