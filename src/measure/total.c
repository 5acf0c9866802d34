/* total.c - sums that confess what they cover, whom they miss and what they left out.
 *
 * Decides when a total is given. A total of nothing is nothing, never 0.
 */
#include "total.h"

#include "pick.h"

#include <stdlib.h>
#include <string.h>

/* ---- whom a total should cover ----------------------------------------------------------- */

static int by_code(const void *a, const void *b)
{
    const jb_expected *x = *(const jb_expected *const *)a;
    const jb_expected *y = *(const jb_expected *const *)b;
    return strcmp(x->code, y->code);
}

typedef struct roll {
    const jb_expected **list; /* by code, each once */
    size_t count;
    bool given;
} roll;

static roll roll_of_figures(jb_arena *arena, const jb_total_ask *ask)
{
    roll out = {jb_arena_array(arena, ask->count + 1, sizeof(void *)), ask->count, false};
    jb_expected *made = jb_arena_array(arena, ask->count + 1, sizeof *made);
    for (size_t i = 0; i < ask->count; i++) {
        const jb_measured *m = &ask->figures[i];
        made[i] = (jb_expected){m->fact->agency_code, m->agency, JB_ABSENT_SILENT};
        out.list[i] = &made[i];
    }
    return out;
}

static roll roll_of(jb_arena *arena, const jb_total_ask *ask)
{
    roll out = {NULL, ask->expected_count, true};
    if (ask->expected == NULL) {
        out = roll_of_figures(arena, ask);
    } else {
        out.list = jb_arena_array(arena, out.count + 1, sizeof(void *));
        for (size_t i = 0; i < out.count; i++) {
            out.list[i] = &ask->expected[i];
        }
    }
    sort_if_needed((void *)out.list, out.count, sizeof(void *), by_code);
    size_t kept = 0;
    for (size_t i = 0; i < out.count; i++) {
        if (kept == 0 || strcmp(out.list[kept - 1]->code, out.list[i]->code) != 0) {
            out.list[kept++] = out.list[i];
        }
    }
    out.count = kept;
    return out;
}

static int find_code(const void *wanted, const void *item)
{
    return strcmp(wanted, (*(const jb_expected *const *)item)->code);
}

/* Figures stand mostly in the order of the roll: the next is looked for behind the last, `from`. */
static bool on_roll(const roll *r, const char *code, size_t *from)
{
    if (*from < r->count && strcmp(r->list[*from]->code, code) == 0) {
        (*from)++;
        return true;
    }
    const jb_expected *const *found =
        r->count == 0 ? NULL
                      : bsearch(code, (const void *)r->list, r->count, sizeof(void *), find_code);
    *from = found == NULL ? *from : (size_t)(found - (const jb_expected *const *)r->list) + 1;
    return found != NULL;
}

static unsigned *extra_reasons(jb_arena *arena, const jb_total_ask *ask, const roll *r,
                               const unsigned *extra)
{
    unsigned *out = jb_arena_array(arena, ask->count + 1, sizeof *out);
    size_t from = 0;
    for (size_t i = 0; i < ask->count; i++) {
        bool outside = r->given && !on_roll(r, ask->figures[i].fact->agency_code, &from);
        out[i] = (extra == NULL ? 0U : extra[i]) | (outside ? JB_REASON_OUTSIDE : 0U);
    }
    return out;
}

static int agency_order(const void *code, const void *addend)
{
    return strcmp(code, (*(const jb_measured *const *)addend)->fact->agency_code);
}

size_t total_addends(const jb_total *total, const char *code, const jb_measured *const **from)
{
    size_t first =
        jb_sorted_from(code, total->addends, total->addend_count, sizeof(void *), agency_order);
    size_t count = 0;
    while (first + count < total->addend_count &&
           strcmp(total->addends[first + count]->fact->agency_code, code) == 0) {
        count++;
    }
    *from = total->addends + first;
    return count;
}

/* ---- what came of it --------------------------------------------------------------------- */

typedef struct sums {
    const jb_measured **addends;
    jb_left_out *left_out;
    const jb_expected **zeros;
    jb_missing *missing;
} sums;

static void add_one(const entry *e, const jb_total_ask *ask, jb_total *out)
{
    const jb_fact *fact = e->key.figure->fact;
    jb_gate gate = jb_gate_of(JB_USE_ADD, e->reasons, ask->relaxed);
    bool fits = jb_dec_add(out->value, fact->value, &out->value);
    out->qualifier = out->addend_count == 0 ? fact->qualifier
                                            : jb_qualifier_add(out->qualifier, fact->qualifier);
    out->notes |= gate.notes;
    out->relaxed |= gate.relaxed;
    out->barred |= gate.bars | (fits ? 0U : (unsigned)JB_REASON_RANGE);
}

static void add_all(const pick *p, const jb_total_ask *ask, sums *s, jb_total *out)
{
    for (size_t i = 0; i < p->count; i++) {
        const entry *e = &p->entries[i];
        if (e->in) {
            add_one(e, ask, out);
            s->addends[out->addend_count++] = e->key.figure;
        } else {
            s->left_out[out->left_out_count++] = (jb_left_out){e->key.figure, entry_bars(p, e)};
        }
    }
}

static size_t first_of(const pick *p, const char *code, size_t from)
{
    while (from < p->count && strcmp(entry_code(&p->entries[from]), code) < 0) {
        from++;
    }
    return from;
}

/* What became of one agency; `at` is where its figures begin. */
static void cover(const pick *p, const jb_expected *whom, size_t at, bool zeros, sums *s,
                  jb_total *out)
{
    jb_missing missing = {whom, NULL, 0};
    bool in = false;
    for (size_t i = at; i < p->count && strcmp(entry_code(&p->entries[i]), whom->code) == 0; i++) {
        const entry *e = &p->entries[i];
        in = in || e->in;
        if (!e->in && missing.figure == NULL) {
            missing.figure = e->key.figure;
        }
        missing.reasons |= e->in ? 0U : entry_bars(p, e);
    }
    if (in) {
        out->covered++;
    } else if (zeros && missing.figure == NULL && whom->absence == JB_ABSENT_ZERO_STATED) {
        out->covered++;
        s->zeros[out->zero_count++] = whom;
    } else {
        s->missing[out->missing_count++] = missing;
    }
}

static void cover_all(const pick *p, const roll *r, bool zeros, sums *s, jb_total *out)
{
    size_t at = 0;
    for (size_t i = 0; i < r->count; i++) {
        at = first_of(p, r->list[i]->code, at);
        cover(p, r->list[i], at, zeros, s, out);
    }
    out->expected = r->count;
}

static unsigned left_out_bars(const jb_total *total)
{
    unsigned bits = 0;
    for (size_t i = 0; i < total->left_out_count; i++) {
        bits |= total->left_out[i].reasons;
    }
    return bits;
}

static void decide(jb_total *out)
{
    if (out->addend_count == 0 && out->zero_count == 0) {
        out->barred |= JB_REASON_NOTHING | left_out_bars(out);
    }
    out->given = out->barred == 0;
    if (out->covered < out->expected) {
        out->notes |= JB_REASON_INCOMPLETE;
    }
    if (out->covered == 1 && out->expected > 1) {
        out->notes |= JB_REASON_SINGLE;
    }
    if (!out->given) {
        out->value = jb_dec_int(0);
        out->qualifier = JB_QUAL_EXACT;
    }
}

jb_total total_make(jb_arena *arena, const jb_total_ask *ask, total_extra extra)
{
    jb_total out = {0};
    roll r = roll_of(arena, ask);
    pick_ask want = {.use = JB_USE_ADD,
                     .figures = ask->figures,
                     .count = ask->count,
                     .extra = extra_reasons(arena, ask, &r, extra.reasons),
                     .like = ask->like,
                     .relaxed = ask->relaxed};
    pick p = pick_make(arena, &want);
    sums s = {jb_arena_array(arena, p.count + 1, sizeof(void *)),
              jb_arena_array(arena, p.count + 1, sizeof *s.left_out),
              jb_arena_array(arena, r.count + 1, sizeof(void *)),
              jb_arena_array(arena, r.count + 1, sizeof *s.missing)};
    out.barred = p.barred;
    out.addends = s.addends;
    out.left_out = s.left_out;
    out.zeros = s.zeros;
    out.missing = s.missing;
    add_all(&p, ask, &s, &out);
    cover_all(&p, &r, !extra.figures_only, &s, &out);
    decide(&out);
    return out;
}

jb_total jb_total_make(jb_arena *arena, const jb_total_ask *ask)
{
    return total_make(arena, ask, (total_extra){NULL, false});
}
