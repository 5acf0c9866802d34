/* share.c - each addend's part of a total.
 *
 * Decides that only a complete total, or one declared as what it is, has parts in percent.
 */
#include <jianbao/measure.h>

#define MOST_DIGITS 9U

static unsigned judge(const jb_total *total, bool declared)
{
    unsigned bits = total->notes & ~(unsigned)(JB_REASON_INCOMPLETE | JB_REASON_SINGLE);
    for (size_t i = 0; i < total->addend_count; i++) {
        bits |= jb_judge_one(total->addends[i]);
    }
    if (!declared && total->covered < total->expected) {
        bits |= JB_REASON_INCOMPLETE;
    }
    if (total->addend_count + total->zero_count < 2) {
        bits |= JB_REASON_SINGLE;
    }
    if (total->given && jb_dec_cmp(total->value, jb_dec_int(0)) == 0) {
        bits |= JB_REASON_ZERO_BASE;
    }
    return bits;
}

jb_shares jb_shares_make(jb_arena *arena, const jb_total *total, bool declared, unsigned digits,
                         unsigned relaxed)
{
    jb_shares out = {0};
    /* What the total was relaxed by is no longer at issue, but is said again. */
    jb_gate gate = jb_gate_of(JB_USE_SHARE, judge(total, declared), relaxed | total->relaxed);
    out.barred = gate.bars | total->barred;
    out.notes = gate.notes;
    out.relaxed = gate.relaxed | total->relaxed;
    jb_share *shares = jb_arena_array(arena, total->addend_count + 1, sizeof *shares);
    for (size_t i = 0; out.barred == 0 && i < total->addend_count; i++) {
        jb_dec top;
        shares[i].figure = total->addends[i];
        if (!jb_dec_shift(total->addends[i]->fact->value, 2, &top) ||
            !jb_dec_div(top, total->value, digits > MOST_DIGITS ? MOST_DIGITS : digits,
                        JB_ROUND_HALF_EVEN, &shares[i].percent)) {
            out.barred |= JB_REASON_RANGE;
        }
    }
    out.given = out.barred == 0;
    out.shares = shares;
    out.count = out.given ? total->addend_count : 0;
    return out;
}
