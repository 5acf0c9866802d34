/* tally.c - a running sum that takes only figures like its first.
 *
 * A plain value without memory of its own, so that a tree of divisions can hold one at each node.
 */
#include "key.h"

#include <string.h>

jb_tally jb_tally_make(const jb_measured *like, unsigned relaxed)
{
    return (jb_tally){.like = like, .qualifier = JB_QUAL_EXACT, .allow = relaxed};
}

static unsigned differences(const jb_measured *like, const jb_measured *figure)
{
    if (like == NULL || like == figure) {
        return 0;
    }
    key a = key_of(like);
    key b = key_after(figure, &a);
    unsigned bits = key_diff(&a, &b);
    if (indicators_overlap(like->indicator, figure->indicator)) {
        bits |= JB_REASON_OVERLAP;
    }
    return bits | (terms_differ(like->fact, figure->fact) ? (unsigned)JB_REASON_TERM : 0U);
}

static void put(jb_tally *tally, jb_dec value, jb_qualifier qualifier, size_t count)
{
    tally->qualifier =
        tally->count == 0 ? qualifier : jb_qualifier_add(tally->qualifier, qualifier);
    tally->overflow = tally->overflow || !jb_dec_add(tally->value, value, &tally->value);
    tally->count += count;
}

unsigned jb_tally_add(jb_tally *tally, const jb_measured *figure)
{
    unsigned bits = jb_judge_one(figure) | differences(tally->like, figure);
    jb_gate gate = jb_gate_of(JB_USE_ADD, bits, tally->allow);
    if (gate.bars != 0) {
        return gate.bars;
    }
    tally->like = tally->like == NULL ? figure : tally->like;
    tally->notes |= gate.notes;
    tally->relaxed |= gate.relaxed;
    put(tally, figure->fact->value, figure->fact->qualifier, 1);
    return 0;
}

unsigned jb_tally_join(jb_tally *tally, const jb_tally *other)
{
    if (other->count == 0) {
        return 0;
    }
    jb_gate gate = jb_gate_of(JB_USE_ADD, differences(tally->like, other->like), tally->allow);
    if (gate.bars != 0) {
        return gate.bars;
    }
    tally->like = tally->like == NULL ? other->like : tally->like;
    tally->notes |= other->notes | gate.notes;
    tally->relaxed |= other->relaxed | gate.relaxed;
    tally->overflow = tally->overflow || other->overflow;
    put(tally, other->value, other->qualifier, other->count);
    return 0;
}
