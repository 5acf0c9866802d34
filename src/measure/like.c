/* like.c - changes of totals, like for like: only agencies that report both years take part.
 *
 * Decides who is left out of both totals, so that a total never grows because one agency more
 * reported.
 */
#include "change.h"
#include "interval.h"
#include "total.h"

/* Addends of that figure's agency and indicator: how many, and the first. */
static size_t fellows(const jb_total *total, const jb_measured *of, const jb_measured **first)
{
    const jb_measured *const *run = NULL;
    size_t all = total_addends(total, of->fact->agency_code, &run);
    size_t count = 0;
    *first = NULL;
    for (size_t i = 0; i < all; i++) {
        if (run[i]->indicator == of->indicator) {
            *first = *first == NULL ? run[i] : *first;
            count++;
        }
    }
    return count;
}

/* What lets a figure be added but not be set against that of another year. */
static unsigned own_bars(const jb_measured *figure)
{
    return jb_judge_one(figure) & (JB_REASON_UNREVIEWED | JB_REASON_UNDATED);
}

/* What keeps figures out of a like-for-like total: no fellow, several, a break between, or that one
 * of the two may be added only: one such agency must not undo the change of all others. */
static unsigned *unmatched(jb_arena *arena, const jb_total_ask *side, const jb_total *own,
                           const jb_total *others, bool later, unsigned relaxed)
{
    unsigned *out = jb_arena_array(arena, side->count + 1, sizeof *out);
    for (size_t i = 0; i < side->count; i++) {
        const jb_measured *mine = &side->figures[i];
        const jb_measured *other = NULL;
        const jb_measured *same = NULL;
        size_t theirs = fellows(others, mine, &other);
        size_t ours = fellows(own, mine, &same);
        if (other == NULL || same != mine) {
            out[i] = JB_REASON_NO_BASE; /* or it was no addend in the first place */
        } else if (theirs > 1 || ours > 1) {
            out[i] = JB_REASON_OVERLAP;
        } else {
            unsigned bits = later ? change_between(mine, other) : change_between(other, mine);
            out[i] = ((bits & JB_REASON_BREAK) | own_bars(mine) | own_bars(other)) & ~relaxed;
        }
    }
    return out;
}

static jb_total side_total(jb_arena *arena, const jb_total_ask *side, const unsigned *reasons,
                           const jb_total *first)
{
    jb_total_ask want = *side;
    want.like = first->addend_count > 0 ? first->addends[0] : side->like;
    jb_total out = total_make(arena, &want, (total_extra){reasons, true});
    /* Without a common footing in the first place there is none among the fewer. */
    out.barred |= first->barred;
    out.given = out.barred == 0;
    return out;
}

static bool ranges(const jb_total *total, jb_interval *out)
{
    bool fits = true;
    *out = interval_of(jb_dec_int(0), JB_QUAL_EXACT);
    for (size_t i = 0; fits && i < total->addend_count; i++) {
        fits = interval_add(*out, jb_interval_of(total->addends[i]->fact), out);
    }
    return fits;
}

/* What lies between the two years' figures as such, agencies aside. */
static unsigned between(const jb_total *now, const jb_total *before)
{
    unsigned bits = 0;
    for (size_t i = 0; i < now->addend_count; i++) {
        const jb_measured *other = NULL;
        bits |= jb_judge_one(now->addends[i]);
        if (fellows(before, now->addends[i], &other) > 0) {
            bits |= jb_judge_one(other) | change_between(now->addends[i], other);
        }
    }
    return bits & ~(unsigned)JB_REASON_QUALIFIER;
}

static void change_of(const jb_like_change *of, const jb_change_ask *ask, jb_change *out)
{
    const jb_total *now = &of->now;
    const jb_total *before = &of->before;
    change_values v = {.now = now->value, .before = before->value};
    jb_gate gate = jb_gate_of(JB_USE_CHANGE, between(now, before), ask->relaxed);
    out->barred = gate.bars | now->barred | before->barred;
    out->notes = gate.notes | now->notes | before->notes;
    out->relaxed = gate.relaxed | now->relaxed | before->relaxed;
    if (!now->given || !before->given || now->addend_count == 0) {
        out->barred |= JB_REASON_NO_BASE;
        return;
    }
    if (!ranges(now, &v.now_range) || !ranges(before, &v.before_range)) {
        out->barred |= JB_REASON_RANGE;
    }
    v.kind = now->addends[0]->indicator->kind;
    v.exact = now->qualifier == JB_QUAL_EXACT && before->qualifier == JB_QUAL_EXACT;
    if (out->barred == 0) {
        change_fill(&v, ask, out);
    }
}

jb_like_change jb_change_totals(jb_arena *arena, const jb_total_ask *now,
                                const jb_total_ask *before, const jb_change_ask *ask)
{
    jb_like_change out = {.change.origin = JB_CHANGE_COMPUTED};
    total_extra none = {NULL, true};
    jb_total first_now = total_make(arena, now, none);
    jb_total first_before = total_make(arena, before, none);
    unsigned *now_out = unmatched(arena, now, &first_now, &first_before, true, ask->relaxed);
    unsigned *before_out = unmatched(arena, before, &first_before, &first_now, false, ask->relaxed);
    out.now = side_total(arena, now, now_out, &first_now);
    out.before = side_total(arena, before, before_out, &first_before);
    change_of(&out, ask, &out.change);
    return out;
}
