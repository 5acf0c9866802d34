/* compared.c - values of other times that a figure is set against, and differences.
 *
 * 比上年的1873件, 与2022年立案140件相比, 由58%提高到76%, 同比少立案28件: none is the report's.
 * Decides by the words of comparison around a number; refuses to know indicators.
 */
#include "reject.h"

enum { SERIES = 60 };

/* Where the 从 or 由 stands that a time or a number follows at once; `at` when there is none. */
static size_t start_word(const jb_work *work, size_t at, size_t floor)
{
    for (size_t i = at; i > floor; i--) {
        uint32_t c = work->t.p[i - 1];
        if ((c == U'从' || c == U'由') && jb_is_digit(jb_point(work->t, i))) {
            return i - 1;
        }
    }
    return at;
}

static jb_words rises = {U"提高到", U"上升到", U"增加到", U"提升到", U"下降到", U"降低到",
                         U"减少到", U"提高至", U"上升至", U"增加至", U"提升至", U"下降至",
                         U"降低至", U"减少至", U"降至",   U"升至",   U"增至",   U"减至",
                         U"降到",   U"升到",   U"增到",   U"缩短至", U"压缩至", U"压降至",
                         U"缩短到", U"增长到", U"增长至", U"上涨到", NULL};
static jb_wordset rises_set = {.words = rises};

/* 由2019年的1560件下降到720件: between the two stands how it changed, and no other figure. */
size_t jb_rise_from(const jb_work *work, const jb_quantity *start, size_t to)
{
    if (to > start->span.end + SERIES || !jb_same_clause(work, start->span.end, to) ||
        !jb_set_in(work->t, start->span.end, to, &rises_set)) {
        return to;
    }
    size_t floor = jb_clause_begin(work, start->span.start, 0);
    for (size_t i = start->span.start; i > floor; i--) {
        if (work->t.p[i - 1] == U'由' || work->t.p[i - 1] == U'从') {
            return i - 1;
        }
    }
    return to;
}

bool jb_is_next_in_series(const jb_work *work, const jb_quantity *before, size_t to)
{
    static jb_words verbs = {U"为",     U"是",     U"达到",   U"达",     U"则为",
                             U"共",     U"有",     U"增至",   U"增加到", U"增长到",
                             U"上升到", U"升至",   U"降至",   U"下降到", U"减少到",
                             U"上升至", U"下降至", U"减少至", U"增加至", NULL};
    size_t i = jb_skip_blanks(work->t, before->span.end);
    if (!jb_is_comma(jb_point(work->t, i)) && jb_point(work->t, i) != U'、') {
        return false;
    }
    i = jb_skip_blanks(work->t, i + 1);
    size_t mark = jb_mark_before(work, to);
    if (mark == SIZE_MAX || work->marks[mark].span.start != i ||
        work->marks[mark].kind != JB_MARK_YEAR) {
        return false;
    }
    i = work->marks[mark].span.end;
    i += jb_any_at(work->t, i, verbs);
    return jb_skip_blanks(work->t, i) == to;
}

/* 由58%提高到76%, 从2015年的107件（其中…59件），增长到…: where it started from. */
static bool is_start(const jb_place *at)
{
    const jb_work *work = at->work;
    size_t i = at->q->span.start;
    size_t end = at->q->span.end;
    size_t floor = i > at->s->span.start + SERIES ? i - SERIES : at->s->span.start;
    size_t limit = end + SERIES < at->s->span.end ? end + SERIES : at->s->span.end;
    size_t from = start_word(work, i, floor);
    if (from < i && !jb_set_in(work->t, from, i, &rises_set) &&
        jb_set_in(work->t, end, limit, &rises_set)) {
        return true;
    }
    if (jb_set_at(work->t, end, &rises_set) == 0) {
        return false;
    }
    while (i > at->s->span.start && !jb_is_comma(work->t.p[i - 1])) {
        uint32_t c = work->t.p[--i];
        if (c == U'由' || c == U'从') {
            return true;
        }
    }
    return false;
}

static bool is_past(const jb_work *work, const jb_mark *mark)
{
    int year = mark->from.year;
    return year == JB_YEAR_LAST ||
           (year > JB_YEAR_NEXT && year < work->identity.year && mark->to.year == year);
}

/* 同去年成功率54.8%相比, 与2022年立案140件、结案130件相比: a year before and 相比 on its other
 * side.
 */
static bool is_measure(const jb_place *at)
{
    static jb_words against = {U"相比", U"相较", U"对比", U"比较", NULL};
    const jb_work *work = at->work;
    size_t index = jb_mark_before(work, at->q->span.start);
    size_t end = at->q->span.end;
    if (index == SIZE_MAX || !is_past(work, &work->marks[index]) ||
        work->marks[index].span.start < at->s->span.start ||
        !jb_same_clause(work, work->marks[index].span.end, at->q->span.start)) {
        return false;
    }
    while (end < at->s->span.end && !jb_is_comma(work->t.p[end])) {
        end++;
    }
    return jb_any_in(work->t, at->q->span.end, end, against) &&
           jb_any_before(work->t, work->marks[index].span.start,
                         (jb_words){U"与", U"同", U"和", U"跟", NULL}) > 0;
}

/* 去年同期立案58件，涉及430人: what was so a year ago, up to a ； or another time. */
static bool is_of_same_time(const jb_place *at)
{
    static jb_words against = {U"比", U"较", U"与", U"同", U"和", U"跟", NULL};
    static jb_words compared = {U"相比", U"相较", U"比",   U"增",   U"减", U"多",
                                U"少",   U"上升", U"下降", U"持平", NULL};
    const jb_work *work = at->work;
    size_t index = jb_mark_before(work, at->q->span.start);
    if (index == SIZE_MAX || !is_past(work, &work->marks[index]) ||
        work->marks[index].span.start < at->s->span.start) {
        return false;
    }
    size_t end = work->marks[index].span.end;
    size_t len = jb_any_at(work->t, end, (jb_words){U"同期", NULL});
    return len > 0 && jb_any_before(work->t, work->marks[index].span.start, against) == 0 &&
           jb_point(work->t, end + len) != U'的' &&
           jb_any_before(work->t, work->marks[index].span.start, (jb_words){U"是", U"为", NULL}) ==
               0 &&
           jb_any_at(work->t, end + len, compared) == 0 &&
           !jb_any_in(work->t, end, at->q->span.start, (jb_words){U"；", U";", U"今年", NULL});
}

/* 2022年为430名农民工追回…: for them; not as many as 430. */
static bool is_for_people(const jb_place *at, size_t i)
{
    return at->work->t.p[i] == U'为' && i + 1 == at->q->span.start &&
           at->q->unit->class == JB_CLASS_COUNT && jb_counts_people(at->q->unit->utf8) &&
           jb_is_han(jb_point(at->work->t, at->q->span.end));
}

/* 比上年的1873件, 较去年同期（1570宗）, 2.14万宗、6.9万人: what a change is measured against. */
static bool is_earlier(const jb_place *at)
{
    const jb_work *work = at->work;
    size_t start = at->q->span.start;
    size_t index = jb_mark_before(work, start);
    if (index == SIZE_MAX) {
        return false;
    }
    const jb_mark *mark = &work->marks[index];
    int year = mark->from.year;
    bool before = mark->compared || year == JB_YEAR_LAST ||
                  (year > JB_YEAR_NEXT && year < work->identity.year && mark->to.year == year);
    if (!before || mark->carried || mark->quoted || mark->span.start < at->s->span.start) {
        return false;
    }
    for (size_t i = mark->span.end; i < start; i++) {
        static jb_words gap = {U"同期", U"的", U"(", U"（", U" ", U"为", U"度", U"是", NULL};
        static jb_wordset gap_set = {.words = gap};
        size_t len = jb_set_at(work->t, i, &gap_set);
        if (!mark->compared && is_for_people(at, i)) {
            return false;
        }
        if (len == 0) {
            bool joined = at->index > at->s->first_quantity &&
                          work->quantities[at->index - 1].why == JB_REJECT_EARLIER &&
                          work->quantities[at->index - 1].span.end + 1 == start &&
                          work->t.p[start - 1] == U'、';
            return joined;
        }
        i += len - 1;
    }
    return true;
}

/* 同比少立案28件, 多追回120万元: a difference, whatever was counted. */
bool jb_is_difference(const jb_place *at)
{
    static jb_words deeds = {U"立案", U"追回", U"追发", U"受理", U"检查", U"查处", U"办结",
                             U"审结", U"结案", U"处理", U"接收", U"移送", NULL};
    static jb_words within = {U"至", U"减", U"不", U"很", U"许", U"众", NULL};
    const jb_work *work = at->work;
    for (size_t i = jb_clause_start(at); i < at->q->span.start; i++) {
        uint32_t c = work->t.p[i];
        if ((c == U'少' || c == U'多') && jb_any_at(work->t, i + 1, deeds) > 0 &&
            jb_any_before(work->t, i, within) == 0 && !jb_is_digit(jb_point_before(work->t, i)) &&
            jb_is_han(jb_point_before(work->t, i)) != (i == jb_clause_start(at))) {
            return true;
        }
    }
    return false;
}

/* 五年前，全县仅有12个: of then, unless another time is said since. */
static bool is_long_ago(const jb_place *at)
{
    static jb_words ago = {U"年前，", U"年前,", NULL};
    static jb_wordset ago_set = {.words = ago};
    static jb_words counts = {U"两", U"三", U"四", U"五", U"六", U"八", U"十", U"几", U"多", NULL};
    const jb_work *work = at->work;
    size_t index = jb_mark_before(work, at->q->span.start);
    size_t from = at->s->span.start;
    if (index != SIZE_MAX && work->marks[index].span.start >= from) {
        from = work->marks[index].span.start;
    }
    size_t found = jb_set_next(work->t, from, at->q->span.start, &ago_set);
    return found < at->q->span.start && jb_any_before(work->t, found, counts) > 0 &&
           !jb_any_in(work->t, from, at->q->span.start, (jb_words){U"如今", U"现在", U"；", NULL});
}

/* 前年立案88件，去年102件: of the year before the last. */
static bool is_two_years_ago(const jb_place *at)
{
    static jb_words ago = {U"前年", NULL};
    static jb_wordset ago_set = {.words = ago};
    static jb_words other = {U"以", U"之", U"目", U"大", NULL};
    const jb_work *work = at->work;
    size_t from = jb_clause_begin(work, at->q->span.start, at->s->span.start);
    size_t i = jb_set_next(work->t, from, at->q->span.start, &ago_set);
    return i < at->q->span.start && jb_any_before(work->t, i, other) == 0 &&
           !jb_is_digit(jb_point_before(work->t, i)) &&
           !jb_any_in(work->t, i, at->q->span.start, (jb_words){U"以来", U"起", U"至", NULL});
}

bool jb_is_earlier(const jb_place *at)
{
    return is_two_years_ago(at) || is_earlier(at) || is_start(at) || is_measure(at) ||
           is_of_same_time(at) || is_long_ago(at);
}
