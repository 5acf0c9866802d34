/* parts.c - wholes and their parts.
 *
 * Where the parts that the catalogue says make up an indicator follow a figure and add up to it,
 * the figure is that whole: 1590 = 62 by mediation + 1528 by arbitration.
 */
#include "work.h"

#include <string.h>

enum { TITLE_LEVEL = 9, SHARE = 14, AHEAD = 14 }; /* figures looked at behind the whole */

static bool is_figure(const jb_work *work, size_t i)
{
    return work->quantities[i].kind == JB_QUANTITY_NUMBER &&
           work->quantities[i].why == JB_REJECT_NONE && work->matches[i].target != SIZE_MAX;
}

/* The nearest figure behind `i` that states this part; SIZE_MAX when there is none. */
static size_t part_after(const jb_work *work, size_t i, size_t part, size_t limit)
{
    for (size_t k = i + 1; k < work->quantity_count && k <= i + AHEAD; k++) {
        if (work->quantities[k].span.start >= limit) {
            break;
        }
        if (is_figure(work, k) && work->matches[k].target == part) {
            return k;
        }
    }
    return SIZE_MAX;
}

static bool adds_up(const jb_work *work, size_t i, const size_t *parts, size_t limit)
{
    jb_dec sum = jb_dec_int(0);
    for (; *parts != SIZE_MAX; parts++) {
        size_t k = part_after(work, i, *parts, limit);
        if (k == SIZE_MAX || !jb_dec_add(sum, work->quantities[k].value, &sum)) {
            return false;
        }
    }
    return jb_dec_cmp(sum, work->quantities[i].value) == 0;
}

static size_t paragraph_end(const jb_work *work, size_t sentence)
{
    size_t next = sentence;
    while (next < work->sentence_count && next < sentence + 4 &&
           work->sentences[next].paragraph == work->sentences[sentence].paragraph) {
        next++;
    }
    return work->sentences[next - 1].span.end;
}

static void settle(jb_work *work, size_t sentence, size_t i)
{
    const jb_extractor *e = work->extractor;
    for (const size_t *t = e->wholes; *t != SIZE_MAX; t++) {
        const jb_target *whole = &e->targets[*t];
        const jb_indicator *now = e->targets[work->matches[i].target].indicator;
        if (strcmp(now->family, whole->indicator->family) != 0 &&
            work->quantities[i].unit->class == JB_CLASS_COUNT &&
            adds_up(work, i, whole->whole_of, paragraph_end(work, sentence))) {
            work->matches[i].target = *t;
            work->matches[i].score += 10;
        }
    }
}

/* ---- parts of one kind -------------------------------------------------------------------------
 */

/* Whether it is said to be a share of something: 1037件，占案件总数的93.8%. */
static bool is_share(const jb_work *work, size_t i)
{
    size_t end = work->quantities[i].span.end;
    size_t at = end + (jb_is_comma(jb_point(work->t, end)) ? 1 : 0);
    return i + 1 < work->quantity_count &&
           work->quantities[i + 1].unit->class == JB_CLASS_PERCENT &&
           work->quantities[i + 1].span.start <= end + SHARE && jb_point(work->t, at) == U'占';
}

/* 受理私营企业争议1037件，占案件总数的93.8%: of all cases, whatever the number of all is. */
static bool is_of_all(const jb_work *work, size_t i)
{
    static jb_words all = {U"案件总数", U"案件总量", U"受案总数", U"受案总量", U"受理总数",
                           U"受理总量", U"争议总数", U"争议总量", U"投诉总数", U"投诉总量",
                           U"立案总数", U"立案总量", U"全部案件", NULL};
    const jb_indicator *it = work->extractor->targets[work->matches[i].target].indicator;
    return it->part_of == NULL && jb_any_in(work->t, work->quantities[i].span.end,
                                            work->quantities[i + 1].span.start, all);
}

/* Cases of the same indicator that are said to be a share are no second total. */
static bool is_part_of(const jb_work *work, size_t i, size_t whole)
{
    return work->matches[whole].target == work->matches[i].target &&
           work->quantities[whole].unit->class == JB_CLASS_COUNT &&
           jb_dec_cmp(work->quantities[i].value, work->quantities[whole].value) < 0;
}

static void drop_part(jb_work *work, size_t i)
{
    const jb_unit_word *unit = work->quantities[i].unit;
    if (unit->class != JB_CLASS_COUNT || jb_counts_people(unit->utf8) ||
        work->matches[i].in_table || !is_share(work, i)) {
        return;
    }
    if (is_of_all(work, i)) {
        work->matches[i].target = SIZE_MAX;
        return;
    }
    for (size_t k = i; k > 0 && k + AHEAD > i; k--) {
        if (is_figure(work, k - 1) && is_part_of(work, i, k - 1)) {
            work->matches[i].target = SIZE_MAX;
            return;
        }
    }
}

/* What the title says is left to the text where it states the same indicator. */
static void drop_titled(jb_work *work, const jb_sentence *s)
{
    for (size_t i = s->first_quantity; i < s->quantity_end; i++) {
        for (size_t k = 0; k < work->quantity_count; k++) {
            bool inside = k >= s->first_quantity && k < s->quantity_end;
            if (!inside && work->matches[k].target == work->matches[i].target) {
                work->matches[i].target = SIZE_MAX;
            }
        }
    }
}

void jb_parts_settle(jb_work *work)
{
    for (size_t s = 0; s < work->sentence_count; s++) {
        if (work->sentences[s].level == TITLE_LEVEL) {
            drop_titled(work, &work->sentences[s]);
        }
    }
    for (size_t i = work->quantity_count; i > 0; i--) {
        if (is_figure(work, i - 1)) {
            drop_part(work, i - 1);
        }
    }
    for (size_t s = 0; s < work->sentence_count; s++) {
        const jb_sentence *sentence = &work->sentences[s];
        for (size_t i = sentence->first_quantity; i < sentence->quantity_end; i++) {
            if (is_figure(work, i)) {
                settle(work, s, i);
            }
        }
    }
}
