/* dates.c - expressions of time in a text.
 *
 * Reads a point of time (a year, a part of one), joins two of them to a span, and looks at what
 * stands before and behind: 截至, 自, 以来, 底. Refuses to know the report's year.
 */
#include "points.h"

#include <stdlib.h>

/* ---- the whole expression -------------------------------------------------------------------- */

static jb_when first_day(const jb_when_read *p)
{
    return (jb_when){p->year, p->month1, p->month1 ? (p->day1 ? p->day1 : 1) : 0};
}

static jb_when last_day(const jb_when_read *p)
{
    return (jb_when){p->year, p->month2, p->month2 ? p->day2 : 0};
}

static jb_words since_words = {U"以来", U"开始", U"起至今", U"至今", U"以后", U"起", NULL};
static jb_wordset since_words_set = {.words = since_words};
static jb_words until_words = {U"截至", U"截止到", U"截止至", U"截止", U"截到", NULL};
static jb_wordset until_words_set = {.words = until_words};
static jb_words now_words = {U"截至目前", U"截止目前", U"截至报告期末", U"截至发稿", U"目前",
                             U"当前",     U"至今",     U"迄今为止",     U"迄今",     NULL};
static jb_wordset now_words_set = {.words = now_words};
static jb_words every_words = {U"每季度", U"每个季度", U"每半年", U"每个月", U"每月", U"每年度",
                               U"每年",   U"每周",     U"每天",   U"每日",   NULL};
static jb_wordset every_words_set = {.words = every_words};
static jb_words compare_words = {U"较", U"比", U"与", U"同", U"相比", U"相较", U"对比", NULL};
static jb_wordset compare_words_set = {.words = compare_words};
static jb_words carried_words = {U"结转", U"未结", U"度结转", U"遗留", U"转入",
                                 U"转来", U"移交", U"带入",   NULL};
static jb_wordset carried_words_set = {.words = carried_words};

static void set_kind(jb_mark *out, const jb_when_read *a, const jb_when_read *b, bool joined)
{
    out->from = first_day(a);
    out->to = last_day(b);
    out->whole = a->whole;
    if (joined && out->to.year == JB_YEAR_UNSAID) {
        out->to.year = a->year;
    }
    if (joined && out->from.year == JB_YEAR_UNSAID && b->year > 3) {
        out->from.year = b->year;
    }
    out->kind = joined || a->month1 ? JB_MARK_PART : JB_MARK_YEAR;
    if (!joined && a->day) {
        out->kind = JB_MARK_DAY;
    }
}

/* 2021—2025年: the first year goes without its 年. */
static size_t read_year_span(jb_points t, size_t i, jb_mark *out)
{
    jb_when_read a = {0};
    jb_when_read b = {0};
    size_t len = jb_point_number(t, i, &a.year);
    size_t dash = len > 0 ? jb_point_dash(t, i + len) : 0;
    if (dash == 0) {
        return 0;
    }
    size_t more = jb_point_year(t, i + len + dash, &b);
    if (more == 0 || b.year <= a.year) {
        return 0;
    }
    *out = (jb_mark){.kind = JB_MARK_PART};
    out->from = (jb_when){a.year, 0, 0};
    out->to = (jb_when){b.year, 0, 0};
    return len + dash + more;
}

/* Behind 至 the festival's name alone will do. */
static size_t read_festival(jb_points t, size_t i, bool until, jb_when *when)
{
    static jb_words before = {U"春节前夕", U"春节之前", U"春节前", U"农历春节前", NULL};
    static jb_wordset before_set = {.words = before};
    jb_when_read year = {0};
    size_t len = jb_point_year(t, i, &year);
    size_t more = jb_set_at(t, i + len, &before_set);
    if (more == 0 && until) {
        more = jb_any_at(t, i + len, (jb_words){U"春节期间", U"春节", NULL});
    }
    *when = (jb_when){year.year, 0, 0};
    return more > 0 ? len + more : 0;
}

/* 至今, but not 至今年1月. */
static bool is_till_now(jb_points t, size_t i)
{
    return jb_word_at(t, i, U"至今") > 0 && jb_point(t, i + 2) != U'年';
}

/* 次年1月 behind a year by its number is of the year after that. */
static size_t read_end(jb_points t, size_t i, const jb_when_read *first, jb_when_read *out)
{
    static jb_words next = {U"次年", U"翌年", U"第二年", NULL};
    size_t head = jb_any_at(t, i, next);
    size_t len = head > 0 ? jb_point_part(t, i + head, false, out) : 0;
    if (len == 0) {
        return head > 0 ? 0 : jb_point_read(t, i, out);
    }
    out->year = first->year > JB_YEAR_NEXT    ? first->year + 1
                : first->year == JB_YEAR_LAST ? JB_YEAR_THIS
                                              : JB_YEAR_NEXT;
    return head + len;
}

/* A span of two points, or one. */
static size_t read_span(jb_points t, size_t i, jb_mark *out)
{
    size_t len = read_year_span(t, i, out);
    if (len > 0) {
        return len;
    }
    jb_when_read a;
    jb_when_read b;
    jb_when eve;
    len = jb_point_read(t, i, &a);
    if (len == 0) {
        return 0;
    }
    *out = (jb_mark){0};
    size_t skip = jb_any_at(t, i + len, (jb_words){U"起", U"开始", NULL});
    size_t dash = jb_point_dash(t, i + len + skip);
    if (dash > 0 && !is_till_now(t, i + len + skip)) {
        size_t more = read_festival(t, i + len + skip + dash, true, &eve);
        if (more > 0) {
            set_kind(out, &a, &a, false);
            out->kind = JB_MARK_FESTIVAL;
            out->to = eve;
            return len + skip + dash + more;
        }
        b = (jb_when_read){0};
        more = read_end(t, i + len + skip + dash, &a, &b);
        if (more > 0) {
            set_kind(out, &a, &b, true);
            return len + skip + dash + more;
        }
    }
    set_kind(out, &a, &a, false);
    return len;
}

/* “十三五”期间: the five-year plans since the tenth, 2001 to 2005. */
static size_t read_plan(jb_points t, size_t i, jb_mark *out)
{
    static const char32_t *const plans[] = {U"十五",   U"十一五", U"十二五",
                                            U"十三五", U"十四五", U"十五五"};
    size_t head = jb_point(t, i) == U'“';
    for (size_t k = 0; k < sizeof plans / sizeof *plans; k++) {
        size_t len = jb_word_at(t, i + head, plans[k]);
        size_t at = i + head + len;
        if (len == 0 || (head && jb_point(t, at) != U'”')) {
            continue;
        }
        size_t more = jb_any_at(t, at + head, (jb_words){U"以来", U"期间", U"时期", NULL});
        if (more > 0) {
            int first = 2001 + 5 * (int)k;
            *out = (jb_mark){.kind = JB_MARK_YEARS, .from = {first, 0, 0}, .to = {first + 4, 0, 0}};
            return at + head + more - i;
        }
    }
    return 0;
}

/* 近五年, 连续6年, 五年来, “十四五”以来. */
static size_t read_years(jb_points t, size_t i, jb_mark *out)
{
    static jb_words heads = {U"近", U"连续", U"过去", U"最近", NULL};
    static jb_wordset heads_set = {.words = heads};
    size_t len = read_plan(t, i, out);
    if (len > 0) {
        return len;
    }
    *out = (jb_mark){.kind = JB_MARK_YEARS};
    len = jb_set_at(t, i, &heads_set);
    size_t number = jb_point_small(t, i + len, 2, 20, &out->count);
    size_t at = i + len + number;
    if (number == 0 || jb_point(t, at) == ' ') {
        return 0;
    }
    if (jb_point(t, at) == U'个') {
        at++;
    }
    if (jb_point(t, at) != U'年' && !(len > 0 && jb_point(t, at) == U'月')) {
        return 0;
    }
    at++;
    size_t tail = jb_any_at(t, at, (jb_words){U"以来", U"来", U"间", NULL});
    return len > 0 || (tail > 0 && jb_point(t, at + tail) != U'自') ? at + tail - i : 0;
}

/* 本季度 is what the whole report speaks of; 上季度 lies before it. */
static size_t read_relative(jb_points t, size_t i, jb_mark *out)
{
    static jb_words this_words = {U"本季度", U"本月份", U"本月", U"期内", U"本期", NULL};
    static jb_wordset this_words_set = {.words = this_words};
    static jb_words last_words = {U"上季度", U"上一季度", U"上个月", U"上月", U"上一月", NULL};
    static jb_wordset last_words_set = {.words = last_words};
    *out = (jb_mark){.kind = JB_MARK_REPORT};
    size_t len = jb_set_at(t, i, &this_words_set);
    if (len == 0) {
        len = jb_set_at(t, i, &last_words_set);
        out->kind = JB_MARK_PART;
        out->from.year = out->to.year = JB_YEAR_LAST;
    }
    return len;
}

static size_t read_simple(jb_points t, size_t i, jb_mark *out)
{
    static jb_words since_new_year = {U"年初以来", U"年初至今", U"开年以来", U"入年以来", NULL};
    static jb_wordset since_new_year_set = {.words = since_new_year};
    size_t len = read_relative(t, i, out);
    if (len > 0) {
        return len;
    }
    *out = (jb_mark){.kind = JB_MARK_SINCE};
    len = jb_set_at(t, i, &since_new_year_set);
    if (len > 0) {
        out->from.year = out->to.year = JB_YEAR_THIS;
        return len;
    }
    *out = (jb_mark){.kind = JB_MARK_EVERY};
    len = jb_set_at(t, i, &every_words_set);
    if (len == 0) {
        out->kind = JB_MARK_NOW;
        len = jb_set_at(t, i, &now_words_set);
    }
    if (len == 0) {
        out->kind = JB_MARK_FESTIVAL;
        len = read_festival(t, i, false, &out->to);
    }
    return len;
}

/* 到11月底, at the start of a clause or behind a beginning (行动启动到1月26日): as good as 截至. */
static size_t read_reached(jb_points t, size_t i)
{
    static jb_words begins = {U"启动", U"开始", U"开展", U"部署", U"以来", U"启动以来", NULL};
    uint32_t c = jb_point(t, i);
    uint32_t before = jb_point_before(t, jb_skip_blanks_before(t, i));
    bool opens = before == 0 || before == U'、' || jb_is_comma(before) || jb_is_stop(before) ||
                 jb_any_before(t, i, begins) > 0;
    return (c == U'到' || c == U'至') && opens ? 1 : 0;
}

/* What 到 may stand before: a day or the end of a month, and not one that is yet to come. */
static bool is_reached(jb_points t, const jb_mark *mark, size_t end)
{
    bool month = mark->from.month != 0 && mark->from.month == mark->to.month &&
                 mark->from.year != JB_YEAR_NEXT &&
                 (mark->kind == JB_MARK_PART || mark->kind == JB_MARK_DAY);
    return month && jb_any_at(t, end, (jb_words){U"前", U"之前", U"以前", NULL}) == 0;
}

/* 从12月18日召开的会议上获悉: the day of an event, not a beginning. */
static bool is_of_event(jb_points t, size_t i, size_t end)
{
    static jb_words events = {U"召开", U"举行", U"举办", U"发布", U"的",
                              U"上午", U"下午", U"在",   U"市",   NULL};
    return jb_point(t, i) == U'从' &&
           (jb_any_at(t, end, events) > 0 || jb_any_before(t, i, (jb_words){U"记者", NULL}) > 0);
}

/* 第二季度以来 begins with that quarter; 前三季度以来 is over. */
static bool begins_with_quarter(jb_points t, const jb_mark *mark, size_t end)
{
    return jb_point_before(t, end) == U'度' && mark->to.month == mark->from.month + 2;
}

static size_t read_dated(jb_points t, size_t i, jb_mark *out)
{
    size_t until = jb_set_at(t, i, &until_words_set);
    size_t reached = until > 0 ? 0 : read_reached(t, i);
    size_t head = until > 0     ? until
                  : reached > 0 ? reached
                                : jb_any_at(t, i, (jb_words){U"自从", U"自", U"从", NULL});
    size_t at = jb_skip_blanks(t, i + head);
    size_t len = read_span(t, at, out);
    if (len == 0) {
        return 0;
    }
    at += len;
    if (reached > 0) {
        bool is = is_reached(t, out, at);
        out->kind = JB_MARK_UNTIL;
        return is ? at - i : 0;
    }
    size_t since = jb_set_at(t, at, &since_words_set);
    if (since > 0 && until == 0 && out->kind != JB_MARK_FESTIVAL) {
        out->kind = out->kind == JB_MARK_PART && out->from.month != out->to.month &&
                            out->to.month != 0 && head == 0 && !begins_with_quarter(t, out, at)
                        ? JB_MARK_PART
                        : JB_MARK_SINCE;
        at += since;
    } else if (until > 0) {
        out->kind = JB_MARK_UNTIL;
    } else if (head > 0 && !is_of_event(t, i, at) &&
               (out->kind == JB_MARK_DAY ||
                (out->kind == JB_MARK_PART && out->from.month == out->to.month))) {
        out->kind = JB_MARK_SINCE; /* 自11月15日专项行动启动 */
    }
    return at - i;
}

/* 较去年, 2023年同期, 是上年的1.5倍: measured against, not spoken of. */
static bool is_compared(jb_points t, const jb_mark *mark)
{
    size_t start = mark->span.start;
    size_t end = mark->span.end;
    if (jb_set_before(t, start, &compare_words_set) > 0 ||
        jb_any_at(t, end, (jb_words){U"同期", U"同比", U"相比", U"度同期", NULL}) > 0) {
        return true;
    }
    uint32_t after = jb_point(t, end);
    return mark->from.year == JB_YEAR_LAST && (after == U'的' || after == U'（' || after == '(') &&
           mark->kind != JB_MARK_SINCE;
}

size_t jb_mark_read(jb_points t, size_t i, jb_mark *out)
{
    if (!jb_mark_may_begin(t, i)) {
        return 0;
    }
    uint32_t c = jb_point(t, i);
    uint32_t before = jb_point_before(t, i);
    if (jb_is_digit(c) && (jb_is_digit(before) || before == '.' || jb_is_latin(before))) {
        return 0;
    }
    size_t len = read_simple(t, i, out);
    if (len == 0) {
        len = read_years(t, i, out);
    }
    if (len == 0) {
        len = read_dated(t, i, out);
    }
    if (len == 0) {
        return 0;
    }
    out->span = (jb_span){i, i + len};
    out->carried = jb_set_at(t, i + len, &carried_words_set) > 0;
    out->compared = is_compared(t, out);
    return len;
}
