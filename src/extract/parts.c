/* parts.c - wholes and their parts.
 *
 * Where the parts that the catalogue says make up an indicator follow a figure and add up to it,
 * the figure is that whole: 1590 = 62 by mediation + 1528 by arbitration.
 */
#include "work.h"

#include <string.h>

enum { AHEAD = 14 }; /* figures looked at behind the whole */

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

void jb_parts_settle(jb_work *work)
{
    for (size_t s = 0; s < work->sentence_count; s++) {
        const jb_sentence *sentence = &work->sentences[s];
        for (size_t i = sentence->first_quantity; i < sentence->quantity_end; i++) {
            if (is_figure(work, i)) {
                settle(work, s, i);
            }
        }
    }
}
