/* derive_rank.c - the order of size of a column's figures of one year, and their shares in the
 * total. Says nothing about better or worse.
 */
#include "derive.h"

#include <stdlib.h>
#include <string.h>

static void put(work *w, size_t row, size_t column, const jb_derived *derived)
{
    cell_at(w, row, column)->derived = derived;
}

/* The one figure of each cell of the year; other cells are refused at once. */
static void gather_single(work *w, size_t column, const char *kind, jb_use use, batch *b)
{
    for (size_t r = 0; r < w->row_count; r++) {
        jb_measured figure;
        unsigned reasons = 0;
        if (w->rows[r].year != b->year) {
            continue;
        }
        if (!rank_figure(w, r, b->column, &figure, &reasons)) {
            put(w, r, column, derived_refused(w, kind, use, reasons));
            continue;
        }
        size_t rows = b->count;
        size_t cap = b->cap;
        JB_PUSH(b->rows, rows, cap, r);
        JB_PUSH(b->figures, b->count, b->cap, figure);
    }
}

/* ---- ranks ------------------------------------------------------------------------------- */

static const jb_derived *print_rank(work *w, const jb_rank *rank)
{
    jb_derived *out = derived_given(w, "rank", "order_of_size", jb_dec_int(rank->first));
    const char *text = jb_arena_printf(w->arena, "%u", rank->first);
    if (rank->last > rank->first) {
        text = jb_arena_printf(w->arena, "%u—%u", rank->first, rank->last);
    }
    derived_words(out, text, text);
    out->qualifier = rank->last > rank->first ? JB_QUAL_ABOUT : JB_QUAL_EXACT;
    if (rank->tied && rank->last == rank->first) {
        out->zh.prefix = "并列";
        out->en.suffix = "=";
    }
    if (!jb_is_zero_in_words(rank->figure)) {
        derived_fact_pair(w, out, rank->figure, NULL);
    }
    if (rank->last > rank->first) {
        derived_say(w, out, "列中有约数或界限值，次序只能定到此范围。",
                    "Approximate figures or bounds stand in the column: the place can only be told "
                    "within this range.");
    }
    return out;
}

void derive_ranks(work *w, size_t column, int year)
{
    size_t of = w->plan[column].of;
    batch b = {.column = of, .year = year};
    if (w->plan[of].all) {
        for (size_t r = 0; r < w->row_count; r++) {
            put(w, r, column, derived_refused(w, "rank", JB_USE_RANK, JB_REASON_INDICATOR));
        }
        return;
    }
    gather_single(w, column, "rank", JB_USE_RANK, &b);
    jb_rank_ask ask = {.figures = b.figures,
                       .count = b.count,
                       .ascending = w->plan[of].indicators[0]->direction == JB_DIR_DOWN,
                       .relaxed = w->query->relax};
    jb_ranking made = jb_ranking_make(w->arena, &ask);
    for (size_t i = 0; i < made.count; i++) {
        const jb_rank *rank = &made.ranks[i];
        size_t row = b.rows[rank->figure - b.figures];
        unsigned reasons = made.given ? rank->reasons : made.barred;
        put(w, row, column,
            made.given && rank->ranked ? print_rank(w, rank)
                                       : derived_refused(w, "rank", JB_USE_RANK, reasons));
    }
    for (size_t i = 0; i < b.count && made.count == 0; i++) {
        put(w, b.rows[i], column, derived_refused(w, "rank", JB_USE_RANK, made.barred));
    }
    w->relaxed[JB_USE_RANK] |= made.given ? made.relaxed : 0U;
    batch_free(&b);
}

/* ---- shares ------------------------------------------------------------------------------ */

static bool total_and_shares(work *w, batch *b, jb_total *total, jb_shares *shares)
{
    bool declared = (w->query->relax & JB_REASON_INCOMPLETE) != 0;
    batch_all(w, b);
    *total = total_of(w, b);
    *shares = jb_shares_make(w->arena, total, declared, 2, w->query->relax);
    return shares->given;
}

static unsigned share_bars(const jb_total *total, const jb_shares *shares)
{
    unsigned bars = shares->barred != 0 ? shares->barred : total->barred;
    return bars != 0 ? bars : JB_REASON_NOTHING;
}

static const jb_derived *print_share(work *w, const jb_total *total, const jb_shares *shares,
                                     const jb_share *share)
{
    jb_derived *out = derived_given(w, "share", "of_total", share->percent);
    out->unit_zh = out->unit_en = "%";
    out->covered = total->covered;
    out->expected = total->expected;
    derived_plain(w, out, "", "");
    derived_facts(w, out, &total, 1);
    derived_relaxed(w, out, JB_USE_SHARE, shares->relaxed);
    return out;
}

/* Why a figure has no share although others have. */
static unsigned left_out_why(const jb_total *total, const batch *b, size_t row)
{
    for (size_t i = 0; i < total->left_out_count; i++) {
        if (b->rows[total->left_out[i].figure - b->figures] == row) {
            return total->left_out[i].reasons;
        }
    }
    return JB_REASON_NOTHING;
}

static void refuse_shares(work *w, size_t column, int year, const batch *b, const jb_total *total,
                          unsigned bars)
{
    for (size_t r = 0; r < w->row_count; r++) {
        if (w->rows[r].year != year || cell_at(w, r, column)->derived != NULL) {
            continue;
        }
        bool figures = cell_at(w, r, b->column)->figure_count > 0;
        unsigned why = !figures ? JB_REASON_NOTHING : bars != 0 ? bars : left_out_why(total, b, r);
        put(w, r, column, derived_refused(w, "share", JB_USE_SHARE, why));
    }
}

void derive_shares(work *w, size_t column, int year)
{
    batch b = {.column = w->plan[column].of, .year = year};
    jb_total total = {0};
    jb_shares shares = {0};
    bool all = w->plan[b.column].all;
    bool given = !all && total_and_shares(w, &b, &total, &shares);
    for (size_t i = 0; given && i < shares.count; i++) {
        size_t row = b.rows[shares.shares[i].figure - b.figures];
        put(w, row, column, print_share(w, &total, &shares, &shares.shares[i]));
    }
    unsigned bars = given ? 0 : all ? JB_REASON_INDICATOR : share_bars(&total, &shares);
    refuse_shares(w, column, year, &b, &total, bars);
    batch_free(&b);
}

/* What the parts of all rows make up; parts of a division's total are not printed. */
const jb_derived *derive_share_total(work *w, size_t of, int year, const char *parent)
{
    batch b = {.column = of, .year = year};
    jb_total total = {0};
    jb_shares shares = {0};
    if (parent != NULL || w->plan[of].all || !total_and_shares(w, &b, &total, &shares)) {
        batch_free(&b);
        return derived_refused(w, "share", JB_USE_SHARE, JB_REASON_NOTHING);
    }
    jb_derived *out = derived_given(w, "share", "of_total", jb_dec_int(100));
    out->unit_zh = out->unit_en = "%";
    derived_plain(w, out, "", "");
    derived_facts(w, out, (const jb_total *const[]){&total}, 1);
    batch_free(&b);
    return out;
}
