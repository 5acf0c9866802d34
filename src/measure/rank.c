/* rank.c - an order of figures that are alike, with ties and with what cannot be told apart.
 *
 * Order only: nothing here says that more is better. Approximate figures are intervals; where two
 * overlap, neither stands above the other.
 */
#include "pick.h"

#include <stdlib.h>

/* ---- who is ranked ----------------------------------------------------------------------- */

static unsigned base_reasons(const jb_rank_ask *ask, size_t i)
{
    if (ask->min_base.coef <= 0 || ask->bases == NULL) {
        return 0;
    }
    const jb_measured *base = ask->bases[i];
    unsigned bits = JB_REASON_NO_BASE;
    if (base != NULL) {
        bool small = jb_dec_cmp(base->fact->value, ask->min_base) < 0;
        bits = small ? (unsigned)JB_REASON_SMALL_BASE : 0U;
    }
    return bits & ~(ask->relaxed & ~jb_reasons_firm());
}

static pick pick_ranked(jb_arena *arena, const jb_rank_ask *ask)
{
    unsigned *extra = jb_arena_array(arena, ask->count + 1, sizeof *extra);
    for (size_t i = 0; i < ask->count; i++) {
        extra[i] = base_reasons(ask, i);
    }
    pick_ask want = {.use = JB_USE_RANK,
                     .figures = ask->figures,
                     .count = ask->count,
                     .extra = extra,
                     .relaxed = ask->relaxed};
    return pick_make(arena, &want);
}

/* ---- places ------------------------------------------------------------------------------ */

/* An end of an interval on its way into a sorted list. Without an end it lies beyond all. */
typedef struct end {
    jb_dec value;
    bool known;
    bool open;
} end;

static end low_of(const jb_measured *m)
{
    jb_interval i = jb_interval_of(m->fact);
    return (end){i.low, i.has_low, i.low_open};
}

static end high_of(const jb_measured *m)
{
    jb_interval i = jb_interval_of(m->fact);
    return (end){i.high, i.has_high, i.high_open};
}

/* Lower ends: none is lowest; an open one lies after a closed one of the same value. */
static int by_low(const void *a, const void *b)
{
    const end *x = a;
    const end *y = b;
    if (!x->known || !y->known) {
        return x->known - y->known;
    }
    int order = jb_dec_cmp(x->value, y->value);
    return order != 0 ? order : x->open - y->open;
}

/* Upper ends: none is highest; an open one lies before a closed one of the same value. */
static int by_high(const void *a, const void *b)
{
    const end *x = a;
    const end *y = b;
    if (!x->known || !y->known) {
        return y->known - x->known;
    }
    int order = jb_dec_cmp(x->value, y->value);
    return order != 0 ? order : y->open - x->open;
}

/* Everything that ends at `high` lies below what begins at `low`. */
static bool below(const end *high, const end *low)
{
    if (!high->known || !low->known) {
        return false;
    }
    int order = jb_dec_cmp(high->value, low->value);
    return order < 0 || (order == 0 && (high->open || low->open));
}

/* Among sorted ends: how many upper ones lie below `low`. */
static size_t count_below(const end *highs, size_t count, end low)
{
    size_t from = 0;
    size_t to = count;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (below(&highs[middle], &low)) {
            from = middle + 1;
        } else {
            to = middle;
        }
    }
    return from;
}

/* Among sorted ends: how many lower ones lie above `high`. */
static size_t count_above(const end *lows, size_t count, end high)
{
    size_t from = 0;
    size_t to = count;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (below(&high, &lows[middle])) {
            to = middle;
        } else {
            from = middle + 1;
        }
    }
    return count - from;
}

static int by_value(const void *a, const void *b)
{
    return jb_dec_cmp(*(const jb_dec *)a, *(const jb_dec *)b);
}

/* How many exact figures have that very value, among values sorted. */
static size_t count_equal(const jb_dec *values, size_t count, jb_dec value)
{
    size_t from = jb_sorted_from(&value, values, count, sizeof *values, by_value);
    size_t equal = 0;
    while (from + equal < count && jb_dec_cmp(values[from + equal], value) == 0) {
        equal++;
    }
    return equal;
}

typedef struct field {
    end *lows, *highs;
    jb_dec *exact;
    size_t count, exact_count;
} field;

static field field_of(jb_arena *arena, const jb_rank *ranks, size_t count)
{
    field f = {jb_arena_array(arena, count + 1, sizeof *f.lows),
               jb_arena_array(arena, count + 1, sizeof *f.highs),
               jb_arena_array(arena, count + 1, sizeof *f.exact), count, 0};
    for (size_t i = 0; i < count; i++) {
        const jb_measured *m = ranks[i].figure;
        f.lows[i] = low_of(m);
        f.highs[i] = high_of(m);
        if (m->fact->qualifier == JB_QUAL_EXACT) {
            f.exact[f.exact_count++] = m->fact->value;
        }
    }
    qsort(f.lows, count, sizeof *f.lows, by_low);
    qsort(f.highs, count, sizeof *f.highs, by_high);
    qsort(f.exact, f.exact_count, sizeof *f.exact, by_value);
    return f;
}

static void place(const field *f, bool ascending, jb_rank *rank)
{
    const jb_measured *m = rank->figure;
    size_t under = count_below(f->highs, f->count, low_of(m));
    size_t over = count_above(f->lows, f->count, high_of(m));
    size_t before = ascending ? under : over;
    size_t after = ascending ? over : under;
    bool exact = m->fact->qualifier == JB_QUAL_EXACT;
    size_t equal = exact ? count_equal(f->exact, f->exact_count, m->fact->value) : 1;
    rank->first = (unsigned)(before + 1);
    rank->last = (unsigned)(f->count - after);
    rank->tied = equal > 1;
    rank->vague = before + after + equal < f->count;
    if (!rank->vague) {
        rank->last = rank->first;
    }
}

/* ---- the ranking ------------------------------------------------------------------------- */

static int by_place(const void *a, const void *b)
{
    const jb_rank *x = a;
    const jb_rank *y = b;
    int order = (int)y->ranked - (int)x->ranked;
    if (order == 0) {
        order = sign(x->first, y->first);
    }
    if (order == 0) {
        order = sign(x->last, y->last);
    }
    return order != 0 ? order : jb_measured_cmp(x->figure, y->figure);
}

static void withhold(jb_rank *ranks, size_t count, unsigned barred)
{
    for (size_t i = 0; i < count; i++) {
        ranks[i] = (jb_rank){.figure = ranks[i].figure, .reasons = ranks[i].reasons | barred};
    }
}

jb_ranking jb_ranking_make(jb_arena *arena, const jb_rank_ask *ask)
{
    jb_ranking out = {0};
    pick p = pick_ranked(arena, ask);
    jb_rank *ranks = jb_arena_array(arena, p.count + 1, sizeof *ranks);
    for (size_t pass = 0; pass < 2; pass++) {
        for (size_t i = 0; i < p.count; i++) {
            const entry *e = &p.entries[i];
            if (e->in == (pass == 0)) {
                unsigned why = e->in ? 0U : entry_bars(&p, e);
                ranks[out.count++] = (jb_rank){.figure = e->key.figure, .reasons = why};
            }
        }
    }
    out.ranks = ranks;
    out.barred = p.barred | (p.count == 0 ? (unsigned)JB_REASON_NOTHING : 0U);
    out.barred |= p.count > 0 && p.agencies < 2 ? (unsigned)JB_REASON_SINGLE : 0U;
    out.given = out.barred == 0;
    field f = field_of(arena, ranks, p.in);
    for (size_t i = 0; out.given && i < p.in; i++) {
        place(&f, ask->ascending, &ranks[i]);
        ranks[i].ranked = true;
    }
    for (size_t i = 0; out.given && i < p.count; i++) {
        unsigned bits = p.entries[i].in ? p.entries[i].reasons : 0U;
        jb_gate gate = jb_gate_of(JB_USE_RANK, bits, ask->relaxed);
        out.notes |= gate.notes;
        out.relaxed |= gate.relaxed;
    }
    out.ranked = out.given ? p.in : 0;
    if (!out.given) {
        withhold(ranks, out.count, out.barred);
    }
    qsort(ranks, out.count, sizeof *ranks, by_place);
    return out;
}
