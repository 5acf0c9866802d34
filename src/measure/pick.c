/* pick.c - which of many figures go together for a use.
 *
 * The largest number of agencies whose figures are alike decides; when that is not more than half
 * of those that state anything, there is no common footing and `barred` says so. Order of input
 * cannot show: everything is sorted by content first.
 */
#include "pick.h"

#include <stdlib.h>
#include <string.h>

/* ---- order ------------------------------------------------------------------------------- */

static int by_content(const void *a, const void *b)
{
    return jb_measured_cmp(((const entry *)a)->key.figure, ((const entry *)b)->key.figure);
}

static const unsigned key_dims = JB_REASON_INDICATOR | JB_REASON_UNIT | JB_REASON_YEAR |
                                 JB_REASON_PERIOD | JB_REASON_SCOPE | JB_REASON_TIER |
                                 JB_REASON_DERIVED;

/* For qsort, which passes nothing along: the dimensions travel with each element. */
typedef struct candidate {
    entry *entry;
    unsigned dims;
} candidate;

static int by_class(const void *a, const void *b)
{
    const candidate *x = a;
    const candidate *y = b;
    int order = key_cmp(&x->entry->key, &y->entry->key, x->dims);
    /* Entries lie in the order of their contents. */
    return order != 0 ? order : (x->entry > y->entry) - (x->entry < y->entry);
}

static bool barred(const pick *p, const entry *e)
{
    return entry_bars(p, e) != 0;
}

static bool same_agency(const entry *a, const entry *b)
{
    return strcmp(entry_code(a), entry_code(b)) == 0;
}

/* ---- entries ----------------------------------------------------------------------------- */

static void fill(jb_arena *arena, const pick_ask *ask, pick *p)
{
    p->entries = jb_arena_array(arena, ask->count + 1, sizeof *p->entries);
    p->count = ask->count;
    for (size_t i = 0; i < ask->count; i++) {
        entry *e = &p->entries[i];
        e->key =
            i == 0 ? key_of(&ask->figures[i]) : key_after(&ask->figures[i], &p->entries[i - 1].key);
        e->reasons = jb_judge_one(e->key.figure);
        e->extra = ask->extra == NULL ? 0U : ask->extra[i];
    }
    sort_if_needed(p->entries, p->count, sizeof *p->entries, by_content);
}

/* A repeat follows what it repeats; a rejected figure is not repeated by a good one. */
static void mark_repeats(pick *p)
{
    const entry *kept = NULL;
    for (size_t i = 0; i < p->count; i++) {
        entry *e = &p->entries[i];
        if (barred(p, e)) {
            continue;
        }
        if (kept != NULL && jb_measured_same(kept->key.figure, e->key.figure)) {
            e->reasons |= JB_REASON_REPEATED;
        } else {
            kept = e;
        }
    }
}

static size_t count_stating(const pick *p)
{
    size_t count = 0;
    const entry *last = NULL;
    for (size_t i = 0; i < p->count; i++) {
        const entry *e = &p->entries[i];
        bool counts = e->extra == 0 && (e->reasons & JB_REASON_REJECTED) == 0;
        if (counts && (last == NULL || !same_agency(last, e))) {
            count++;
            last = e;
        }
    }
    return count;
}

/* ---- classes of figures that are alike --------------------------------------------------- */

/* A stretch of candidates that agree in every dimension. */
typedef struct stretch {
    candidate *from;
    size_t count;
    size_t agencies; /* whose figures do not overlap each other */
} stretch;

/* The entries of one agency inside a stretch; true when they may be added. */
static bool clean(const candidate *from, size_t count)
{
    unsigned bits = 0;
    for (size_t i = 0; i < count; i++) {
        for (size_t k = i + 1; k < count; k++) {
            bits |= jb_judge_pair(from[i].entry->key.figure, from[k].entry->key.figure);
        }
    }
    return (bits & JB_REASON_OVERLAP) == 0;
}

static size_t run_of(const candidate *from, size_t left)
{
    size_t count = 1;
    while (count < left && same_agency(from[0].entry, from[count].entry)) {
        count++;
    }
    return count;
}

static size_t clean_agencies(const stretch *s)
{
    size_t agencies = 0;
    for (size_t i = 0, run = 0; i < s->count; i += run) {
        run = run_of(s->from + i, s->count - i);
        agencies += clean(s->from + i, run);
    }
    return agencies;
}

static bool better(const stretch *a, const stretch *b)
{
    if (b->count == 0 || a->agencies != b->agencies) {
        return b->count == 0 || a->agencies > b->agencies;
    }
    return key_plain(&a->from->entry->key) && !key_plain(&b->from->entry->key);
}

static stretch largest(candidate *list, size_t count)
{
    stretch best = {0};
    for (size_t i = 0, end = 0; i < count; i = end) {
        for (end = i + 1; end < count; end++) {
            if (key_cmp(&list[i].entry->key, &list[end].entry->key, list[i].dims) != 0) {
                break;
            }
        }
        stretch s = {list + i, end - i, 0};
        s.agencies = clean_agencies(&s);
        best = better(&s, &best) ? s : best;
    }
    return best;
}

static void take(pick *p, const stretch *s)
{
    for (size_t i = 0, run = 0; i < s->count; i += run) {
        run = run_of(s->from + i, s->count - i);
        bool good = clean(s->from + i, run);
        p->agencies += good;
        for (size_t k = i; k < i + run; k++) {
            s->from[k].entry->in = good;
            s->from[k].entry->reasons |= good ? 0U : JB_REASON_OVERLAP;
            p->in += good;
        }
    }
}

/* ---- picking ----------------------------------------------------------------------------- */

static size_t candidates_of(pick *p, const key *like, candidate *out)
{
    size_t count = 0;
    for (size_t i = 0; i < p->count; i++) {
        entry *e = &p->entries[i];
        if (like != NULL) {
            e->reasons |= key_diff(like, &e->key);
        }
        if (!barred(p, e)) {
            out[count++] = (candidate){e, key_dims & p->bars};
        }
    }
    return count;
}

/* What keeps the others from joining. */
static void explain(pick *p, const key *like)
{
    for (size_t i = 0; i < p->count; i++) {
        entry *e = &p->entries[i];
        unsigned between = key_diff(like, &e->key);
        e->reasons |= between;
        if (!e->in && !barred(p, e)) {
            /* They differ in days that are not known: no bit names it. */
            e->reasons |= JB_REASON_YEAR & p->bars;
        }
    }
}

/* Indicators that overlap may stand side by side only for different agencies, and never add. */
static unsigned mixed_overlap(const pick *p)
{
    const entry *first = NULL;
    for (size_t i = 0; i < p->count; i++) {
        const entry *e = &p->entries[i];
        if (!e->in) {
            continue;
        }
        first = first == NULL ? e : first;
        for (size_t k = 0; k < i && e->key.figure->indicator != first->key.figure->indicator; k++) {
            const entry *other = &p->entries[k];
            if (other->in &&
                indicators_overlap(other->key.figure->indicator, e->key.figure->indicator)) {
                return JB_REASON_OVERLAP;
            }
        }
    }
    return 0;
}

/* Words are told apart among the picked only. */
static void note_terms(pick *p)
{
    const jb_measured *worded = NULL;
    for (size_t i = 0; i < p->count; i++) {
        entry *e = &p->entries[i];
        if (e->in && e->key.figure->fact->term[0] != '\0') {
            worded = worded == NULL ? e->key.figure : worded;
            bool differ = worded->indicator == e->key.figure->indicator &&
                          terms_differ(worded->fact, e->key.figure->fact);
            e->reasons |= differ ? (unsigned)JB_REASON_TERM : 0U;
        }
    }
}

static unsigned no_footing(const pick *p)
{
    unsigned bits = 0;
    for (size_t i = 0; i < p->count; i++) {
        const entry *e = &p->entries[i];
        bits |= e->in || e->extra != 0 ? 0U : e->reasons & p->bars & ~(unsigned)JB_REASON_REPEATED;
    }
    return bits;
}

pick pick_make(jb_arena *arena, const pick_ask *ask)
{
    pick p = {0};
    /* What concerns a whole group is not for single figures to fail by. */
    p.bars = jb_use_bars(ask->use) & ~(ask->relaxed & ~jb_reasons_firm());
    fill(arena, ask, &p);
    mark_repeats(&p);
    p.stating = count_stating(&p);
    key like = {0};
    if (ask->like != NULL) {
        like = key_of(ask->like);
    }
    candidate *list = jb_arena_array(arena, p.count + 1, sizeof *list);
    size_t count = candidates_of(&p, ask->like == NULL ? NULL : &like, list);
    sort_if_needed(list, count, sizeof *list, by_class);
    stretch best = largest(list, count);
    take(&p, &best);
    if (best.count > 0) {
        explain(&p, &best.from->entry->key);
        p.barred = mixed_overlap(&p);
        note_terms(&p);
    }
    if (ask->like == NULL && p.agencies * 2 <= p.stating && p.stating > p.agencies) {
        p.barred |= no_footing(&p);
    }
    return p;
}
