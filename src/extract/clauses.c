/* clauses.c - the clauses before a figure, and the words of grammar that still steer it.
 *
 * Decides where a clause begins and which one goes before it. Knows no bodies and no places.
 */
#include "reject.h"

enum { FAR = 160, STEER = 1200 };

size_t jb_steering_hit(const jb_place *at)
{
    size_t start = at->q->span.start;
    size_t near = start > STEER ? jb_hit_from(at->work, start - STEER) : 0;
    return near > at->s->first_hit ? near : at->s->first_hit;
}

/* Asked several times for every figure, so it is noted once for every place. */
void jb_clauses_find(jb_work *work)
{
    size_t start = 0;
    work->clauses = jb_arena_array(work->scratch, work->t.n + 1, sizeof *work->clauses);
    for (size_t i = 0; i < work->t.n; i++) {
        work->clauses[i] = start;
        start = jb_is_comma(work->t.p[i]) ? i + 1 : start;
    }
    work->clauses[work->t.n] = start;
}

bool jb_same_clause(const jb_work *work, size_t from, size_t to)
{
    return work->clauses[to] <= from;
}

size_t jb_clause_begin(const jb_work *work, size_t i, size_t floor)
{
    size_t start = work->clauses[i];
    return start > floor ? start : i > floor ? floor : i;
}

/* Where the time ends that begins at this place; the place itself when none does. */
static size_t behind_time(const jb_work *work, size_t i)
{
    size_t mark = jb_mark_before(work, i + 1);
    size_t next = mark == SIZE_MAX ? 0 : mark + 1;
    bool here = next < work->mark_count && work->marks[next].span.start == i;
    return here ? work->marks[next].span.end : i;
}

size_t jb_skip_openings(const jb_work *work, size_t i)
{
    static jb_words openings = {U"其中", U"同时", U"此外", U"目前",
                                U"另外", U"同期", U"同年", NULL};
    static jb_wordset openings_set = {.words = openings};
    for (;;) {
        i = jb_skip_blanks(work->t, i);
        size_t behind = behind_time(work, i);
        behind += behind == i ? jb_set_at(work->t, i, &openings_set) : 0;
        if (behind == i) {
            return i;
        }
        i = behind;
    }
}

size_t jb_clause_start(const jb_place *at)
{
    size_t i = at->q->span.start;
    size_t floor = i > at->s->span.start + FAR ? i - FAR : at->s->span.start;
    return jb_skip_openings(at->work, jb_clause_begin(at->work, i, floor));
}

bool jb_clause_before(const jb_place *at, size_t i, jb_span *out)
{
    const jb_work *work = at->work;
    size_t floor = at->s->span.start;
    size_t end = jb_clause_begin(work, i, floor);
    if (end <= floor || work->t.p[end - 1] == ';' || work->t.p[end - 1] == U'；') {
        return false;
    }
    *out = (jb_span){jb_skip_openings(work, jb_clause_begin(work, end - 1, floor)), end - 1};
    return true;
}
