/* fuzz_periods.c - the grammar of times on any text: they stand in order and apart, name months and
 * days that exist, and what each of them governs starts before it ends.
 */
#include "fuzz_points.h"
#include "periods.h"

static void check_day(jb_date date)
{
    if (jb_date_known(date)) {
        char text[JB_DATE_TEXT];
        jb_date again;
        jb_date_text(date, text);
        FUZZ_CHECK(jb_date_parse(text, &again));
        FUZZ_CHECK(jb_date_cmp(date, again) == 0);
    }
}

static void check_period(jb_period period)
{
    FUZZ_CHECK(period.kind < JB_PERIOD_KINDS);
    check_day(period.start);
    check_day(period.end);
    if (jb_date_known(period.start) && jb_date_known(period.end)) {
        FUZZ_CHECK(jb_date_cmp(period.start, period.end) <= 0);
    }
}

static void check_mark(jb_points t, const jb_mark *m, size_t last)
{
    FUZZ_CHECK(m->span.start >= last && m->span.start < m->span.end && m->span.end <= t.n);
    FUZZ_CHECK(m->from.month >= 0 && m->from.month <= 12 && m->to.month <= 12);
    FUZZ_CHECK(m->from.day >= 0 && m->from.day <= 31 && m->to.day <= 31);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static uint32_t room[FUZZ_POINTS];
    jb_points t = fuzz_points(data, size, room);
    size_t count = 0;
    size_t last = 0;
    jb_mark *marks = jb_marks_find(t, &count);
    jb_sentence whole = {.span = {0, t.n}};
    jb_work work = {.t = t, .marks = marks, .mark_count = count};
    work.sentences = &whole;
    work.sentence_count = 1;
    work.identity.year = 2023;
    jb_period_state state = {.work = &work};
    state.own = jb_period_own(&state);
    check_period(state.own);
    for (size_t i = 0; i < count; i++) {
        check_mark(t, &marks[i], last);
        jb_period_apply(&state, i, t.n);
        check_period(state.any ? state.now : state.own);
        last = marks[i].span.end;
    }
    free(marks);
    return 0;
}
