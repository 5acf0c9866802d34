/* derive.h - what the files that work out totals, changes, ranks and shares share.
 *
 * The judgement and the arithmetic are the measure's; here figures are found, handed over, and what
 * comes back is put into words.
 */
#ifndef JIANBAO_DATASET_DERIVE_H
#define JIANBAO_DATASET_DERIVE_H

#include "remarks.h"
#include "work.h"

/* A column's figures of one year, of all rows or of those under one division. */
typedef struct batch {
    size_t column;
    int year;
    const char *parent; /* NULL: of all */
    jb_measured *figures;
    size_t *rows; /* of each figure */
    size_t count, cap;
} batch;

/* ---- gather.c: which figures go in */

/* One of the records' facts. */
jb_measured measured_of(const work *w, const jb_fact *fact, const jb_indicator *indicator,
                        const jb_row *row);
jb_measured measured_figure(const jb_figure *figure, const jb_row *row);
/* The one figure of a cell that can be ranked or changed: of its row's own year. False when there
 * is none, or several; `reasons` then says why. */
bool cell_figure(const work *w, size_t row, size_t column, jb_measured *out, unsigned *reasons);
/* Likewise to be ranked: a zero in words is 0. */
bool rank_figure(const work *w, size_t row, size_t column, jb_measured *out, unsigned *reasons);
bool row_under(const jb_row *row, const char *parent);
/* All figures of the cells. */
void batch_all(const work *w, batch *b);
/* Likewise of the year before, of the indicators that the cells show. */
void batch_before(const work *w, batch *b);
/* Facts of one indicator, whether the table shows it or not. */
void batch_indicator(const work *w, const jb_indicator *indicator, batch *b);
void batch_add(batch *b, jb_measured figure, size_t row);
void batch_free(batch *b);
/* The row of the same agency one year earlier, and its facts; NULL when there is none. */
const jb_row *row_before(const work *w, size_t row, row_span *span);
/* Agencies of which the batch should hold a figure. */
jb_expected *expected_of(const work *w, const batch *b, size_t *count);

/* ---- derive_text.c: results in words */

/* Refused, with the note "不排名：…。"; what carries JB_REASON_NOTHING alone needs no note. */
jb_derived *derived_refused(const work *w, const char *kind, jb_use use, unsigned reasons);
jb_derived *derived_given(const work *w, const char *kind, const char *rule, jb_dec value);
/* The value as figures like `like` are printed in the column. */
void derived_as_figure(const work *w, jb_derived *out, size_t column, const jb_measured *like);
/* A number with a sign that is always shown, and a unit: "+12.50%". */
void derived_signed(const work *w, jb_derived *out, const char *before_zh, const char *before_en);
void derived_plain(const work *w, jb_derived *out, const char *before_zh, const char *before_en);
void derived_words(jb_derived *out, const char *zh, const char *en);
/* Another sentence behind the note. */
void derived_say(const work *w, jb_derived *out, const char *zh, const char *en);
void derived_facts(const work *w, jb_derived *out, const jb_total *const *totals, size_t count);
void derived_fact_pair(const work *w, jb_derived *out, const jb_measured *a, const jb_measured *b);
/* Remembers what was passed over, so that the table can say so. */
void derived_relaxed(work *w, jb_derived *out, jb_use use, unsigned relaxed);

/* ---- derive_total.c, derive_rank.c, derive_change.c, derive_before.c, derive_remark.c */

jb_total total_of(const work *w, const batch *b);
/* The figures of the batch added. */
const jb_derived *derive_sum(work *w, const batch *b);
const jb_derived *derive_total(work *w, size_t column, int year, const char *parent);
void derive_ranks(work *w, size_t column, int year);
void derive_shares(work *w, size_t column, int year);
const jb_derived *derive_share_total(work *w, size_t of, int year, const char *parent);
void derive_change(work *w, size_t row, size_t column);
const jb_derived *derive_like_change(work *w, size_t of, int year, const char *parent);
/* The facts of the year before that a change of `now` may be worked out from, and the change that
 * allows most. */
void change_bases(const work *w, const jb_measured *now, size_t row, batch *b);
jb_change change_best(const work *w, const jb_measured *now, const batch *b);
/* The figure of the year before that the row's own report quotes. */
bool change_quoted(const work *w, size_t row, const jb_measured *now, jb_measured *out);
/* Says of `out` that the two reports give that figure differently, if they do. */
void change_restated(const work *w, size_t row, const jb_measured *now, const jb_measured *before,
                     jb_derived *out);
void derive_before(work *w, size_t row, size_t column);
const jb_derived *derive_before_total(work *w, size_t column, int year, const char *parent);
void derive_remark(work *w, size_t row, size_t column);

#endif
