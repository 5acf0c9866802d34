/* periods.c - which days a time means for this report.
 *
 * Decides what 今年以来, 截至11月14日 or 自11月起 come to, given the report's year and the day it
 * was written. What is not said is the report's own period: its title's, cut off at that day. How
 * far a time reaches is govern.c's.
 */
#include "periods.h"

#include "festival.h"

enum { CLAUSE = 240, PLAN = 12 };

static jb_date date_of(int year, int month, int day)
{
    return (jb_date){(int16_t)year, (uint8_t)month, (uint8_t)day};
}

static int real_year(const jb_period_state *s, int year)
{
    int report = s->work->identity.year;
    switch (year) {
    case JB_YEAR_UNSAID:
    case JB_YEAR_THIS:
        return report;
    case JB_YEAR_LAST:
        return report - !s->over;
    case JB_YEAR_NEXT:
        return report + 1;
    default:
        return year;
    }
}

/* ---- what a mark says --------------------------------------------------------------------------
 */

/* 2月30日 is no day: read as the last of its month. */
static jb_date day_in_month(int year, int month, int day)
{
    int days = jb_days_of(year, month);
    return date_of(year, month, day > days ? days : day);
}

static jb_date first_of(const jb_period_state *s, jb_when when)
{
    int month = when.month ? when.month : 1;
    return day_in_month(real_year(s, when.year), month, when.day ? when.day : 1);
}

static jb_date last_of(const jb_period_state *s, jb_when when)
{
    return day_in_month(real_year(s, when.year), when.month ? when.month : 12,
                        when.day ? when.day : 31);
}

static bool is_whole_year(jb_date start, jb_date end)
{
    return start.year == end.year && start.month == 1 && start.day == 1 && end.month == 12 &&
           end.day == 31;
}

static jb_period_kind kind_of(jb_date start, jb_date end)
{
    if (is_whole_year(start, end)) {
        return JB_PERIOD_FULL_YEAR;
    }
    return start.year == end.year ? JB_PERIOD_PART_YEAR : JB_PERIOD_CUMULATIVE;
}

/* Nothing can have happened after the report was written. */
static jb_period capped(const jb_period_state *s, jb_date start, jb_date end)
{
    if (jb_date_known(s->written) && jb_date_cmp(end, s->written) > 0 &&
        jb_date_cmp(start, s->written) <= 0) {
        end = s->written;
    }
    return (jb_period){start, end, kind_of(start, end)};
}

static jb_date year_start(const jb_period_state *s)
{
    return date_of(s->work->identity.year, 1, 1);
}

static jb_date year_end(const jb_period_state *s)
{
    return date_of(s->work->identity.year, 12, 31);
}

/* The end of what is still going on: the day of writing, when that is in the year. */
static jb_date open_end(const jb_period_state *s, jb_date start)
{
    jb_date end = year_end(s);
    if (jb_date_known(s->written) &&
        (jb_date_cmp(s->written, end) < 0 || jb_date_cmp(start, end) > 0)) {
        return s->written;
    }
    return end;
}

/* A campaign with a month of its own goes on past the year's end until the text was written. */
static jb_date campaign_end(const jb_period_state *s, jb_date start)
{
    bool later = jb_date_known(s->written) && jb_date_cmp(s->written, start) > 0 &&
                 s->written.year - start.year <= 1;
    return later ? s->written : open_end(s, start);
}

static bool is_eve(const jb_mark *mark)
{
    return mark->kind == JB_MARK_FESTIVAL;
}

/* A month of autumn goes before the festival of the next year. */
static jb_date eve_after(const jb_period_state *s, const jb_mark *mark, jb_date start)
{
    int year = mark->to.year > JB_YEAR_NEXT ? mark->to.year : start.year + (start.month >= 3);
    return jb_festival_eve(year > 0 ? year : s->work->identity.year);
}

/* A time that ends before it begins is a slip of the pen and says nothing. */
static void govern(jb_period_state *s, jb_period period, bool held)
{
    if (!jb_date_known(period.end) || jb_date_cmp(period.start, period.end) > 0) {
        return;
    }
    s->now = period;
    s->any = true;
    s->held = held;
    if (held || period.kind == JB_PERIOD_CAMPAIGN) {
        s->campaign = period;
        s->has_campaign = true;
    }
    s->until = s->current = false;
    s->groups = 0;
}

/* The festival that ends a campaign begun earlier in the paragraph. */
static const jb_mark *eve_ahead(const jb_period_state *s, size_t mark, size_t limit)
{
    const jb_work *work = s->work;
    for (size_t i = mark + 1; i < work->mark_count && i < mark + 8; i++) {
        if (work->marks[i].span.start >= limit) {
            break;
        }
        if (is_eve(&work->marks[i])) {
            return &work->marks[i];
        }
    }
    return NULL;
}

/* 2024年11月开始…冬季行动: what lasts past its sentence. */
static bool is_campaign(const jb_work *work, const jb_mark *mark)
{
    static jb_words names = {U"行动", U"专项", U"检查", U"整治", U"攻坚", U"活动", U"治理", U"战役",
                             U"清欠", U"启动", U"督查", U"督导", U"巡查", U"月",   NULL};
    const jb_sentence *s = &work->sentences[jb_sentence_of(work, mark->span.start)];
    size_t end = s->span.end < mark->span.end + CLAUSE ? s->span.end : mark->span.end + CLAUSE;
    return jb_any_in(work->t, mark->span.end, end, names) ||
           (mark->from.day != 0 && jb_any_in(work->t, s->span.start, mark->span.start, names));
}

/* 从2014年7月开始，准备用两年半…: what was planned then, no time that figures are of. */
static bool begins_plan(const jb_work *work, const jb_mark *mark)
{
    static jb_words plans = {U"准备", U"计划", U"拟用", U"打算", U"力争", NULL};
    const jb_sentence *s = &work->sentences[jb_sentence_of(work, mark->span.start)];
    size_t end = s->span.end < mark->span.end + PLAN ? s->span.end : mark->span.end + PLAN;
    return jb_any_in(work->t, mark->span.end, end, plans);
}

static void begin(jb_period_state *s, size_t index, size_t paragraph_end)
{
    const jb_mark *mark = &s->work->marks[index];
    if (begins_plan(s->work, mark)) {
        return;
    }
    jb_date start = first_of(s, mark->from);
    const jb_mark *eve = mark->from.month ? eve_ahead(s, index, paragraph_end) : NULL;
    bool years = mark->from.year > JB_YEAR_NEXT && mark->from.year < s->work->identity.year;
    s->has_since = mark->from.month != 0 || years;
    if (eve != NULL) {
        jb_date end = eve_after(s, eve, start);
        /* 自11月15日…至2023年春节前 began the year before. */
        if (mark->from.year == JB_YEAR_UNSAID && eve->to.year > JB_YEAR_NEXT && start.month >= 7) {
            start.year = (int16_t)(eve->to.year - 1);
        }
        s->since = start;
        bool written = jb_date_known(s->written) && jb_date_cmp(s->written, start) > 0;
        end = written && jb_date_cmp(s->written, end) < 0 ? s->written : end;
        govern(s, (jb_period){start, end, JB_PERIOD_CAMPAIGN}, true);
        return;
    }
    s->since = start;
    jb_date end = mark->from.month ? campaign_end(s, start) : last_of(s, mark->from);
    if (mark->from.month == 0 && mark->from.year < s->work->identity.year) {
        end = open_end(s, start);
    }
    jb_period period = capped(s, start, end);
    if (mark->from.month != 0 && start.year != period.end.year) {
        period.kind = JB_PERIOD_CAMPAIGN;
    }
    if (mark->from.month == 0 && period.kind == JB_PERIOD_FULL_YEAR) {
        period.kind = JB_PERIOD_CUMULATIVE; /* 今年以来: where it ends is not said */
    }
    govern(s, period, mark->from.month != 0 && is_campaign(s->work, mark));
}

static void until(jb_period_state *s, jb_date end)
{
    bool since = s->has_since && jb_date_cmp(s->since, end) <= 0;
    jb_date start = since ? s->since : date_of(end.year, 1, 1);
    jb_period period = {start, end, kind_of(start, end)};
    if (since && start.year != end.year) {
        period.kind = JB_PERIOD_CAMPAIGN;
    }
    govern(s, period, since);
    s->until = true;
}

/* 2019年11月15日以来…截至1月15日: a day without its year, early in one, is of the year behind what
 * began in the second half of the year before. */
static jb_date reached(const jb_period_state *s, const jb_mark *mark)
{
    enum { SUMMER = 7 };
    jb_date end = last_of(s, mark->to);
    bool before = s->has_since && mark->to.year == JB_YEAR_UNSAID &&
                  jb_date_cmp(end, s->since) < 0 && end.year == s->since.year;
    if (before && s->since.month >= SUMMER && end.month < SUMMER) {
        end.year++;
    }
    return end;
}

static void years(jb_period_state *s, const jb_mark *mark)
{
    int year = s->work->identity.year;
    jb_date start =
        mark->from.year ? date_of(mark->from.year, 1, 1) : date_of(year - mark->count + 1, 1, 1);
    jb_date end =
        mark->to.year && mark->to.year < year ? date_of(mark->to.year, 12, 31) : year_end(s);
    if (mark->count == 0 || mark->count > 1) {
        govern(s, (jb_period){start, end, JB_PERIOD_CUMULATIVE}, false);
    }
}

static void festival(jb_period_state *s, const jb_mark *mark)
{
    if (mark->from.year == 0 && mark->from.month == 0) {
        return; /* 春节前 alone: see eve_ahead */
    }
    jb_date start = first_of(s, mark->from);
    jb_date end = eve_after(s, mark, start);
    govern(s, (jb_period){start, end, JB_PERIOD_CAMPAIGN}, true);
}

/* A span over two years with months is a campaign's. */
static void part(jb_period_state *s, const jb_mark *mark)
{
    jb_date start = first_of(s, mark->from);
    jb_date end = last_of(s, mark->to);
    jb_period period = capped(s, start, end);
    if (mark->from.month != 0 && start.year != end.year) {
        period = (jb_period){start, end, JB_PERIOD_CAMPAIGN};
    }
    /* 4月10日至5月20日开展专项检查 */
    bool days = mark->from.day != 0 && mark->to.day != 0 && mark->from.month != 0 &&
                jb_date_cmp(start, end) < 0 && is_campaign(s->work, mark);
    govern(s, period, period.kind == JB_PERIOD_CAMPAIGN || days);
}

/* 去年11月开展专项行动至今: the month before it is where that began. */
static void begin_here(jb_period_state *s, size_t index)
{
    const jb_work *work = s->work;
    const jb_mark *now = &work->marks[index];
    const jb_mark *before = index > 0 ? now - 1 : now;
    if (before == now || before->from.month == 0 || before->span.end + CLAUSE < now->span.start ||
        (before->kind != JB_MARK_PART && before->kind != JB_MARK_DAY)) {
        return;
    }
    for (size_t i = before->span.end; i < now->span.start; i++) {
        if (jb_is_comma(work->t.p[i]) || jb_is_stop(work->t.p[i])) {
            return;
        }
    }
    s->since = first_of(s, before->from);
    s->has_since = true;
}

/* 2022年受理投诉1279起；目前已解决3840万元: where a year that is over opens the sentence, 目前 says
 * what came of it. */
static bool tells_outcome(const jb_period_state *s, size_t index)
{
    const jb_work *work = s->work;
    const jb_mark *now = &work->marks[index];
    size_t floor = work->sentences[jb_sentence_of(work, now->span.start)].span.start;
    for (size_t i = index; i > 0 && work->marks[i - 1].span.start >= floor; i--) {
        const jb_mark *mark = &work->marks[i - 1];
        if (!mark->compared && !mark->quoted && !mark->carried) {
            return mark->kind == JB_MARK_YEAR && now->span.end == now->span.start + 2 &&
                   real_year(s, mark->from.year) < work->identity.year;
        }
    }
    return false;
}

/* Whether nothing but a list number stands before the mark in its sentence. */
static bool at_start(const jb_work *work, const jb_mark *mark)
{
    const jb_sentence *sentence = &work->sentences[jb_sentence_of(work, mark->span.start)];
    return mark->span.start <= sentence->span.start + 4;
}

static bool opens(const jb_work *work, const jb_mark *mark)
{
    bool clause = jb_is_comma(jb_point_before(work->t, mark->span.start)) &&
                  mark->kind == JB_MARK_YEAR && !mark->compared;
    return (at_start(work, mark) || clause) && mark->from.year > JB_YEAR_NEXT;
}

/* 2025年，确保…，全年走访企业200户; 2024年受理…；全年结案…: the whole of the year named before in
 * the sentence. */
static bool follows_other_year(const jb_period_state *s, size_t index)
{
    const jb_work *work = s->work;
    size_t floor = work->sentences[jb_sentence_of(work, work->marks[index].span.start)].span.start;
    for (size_t i = index; i > 0 && work->marks[i - 1].span.start >= floor; i--) {
        const jb_mark *before = &work->marks[i - 1];
        if (real_year(s, before->from.year) > work->identity.year) {
            return true;
        }
        if (before->kind == JB_MARK_YEAR && !before->compared && !before->quoted &&
            !before->carried) {
            return before->from.year > JB_YEAR_NEXT && before->from.year == before->to.year &&
                   before->from.year + 1 == work->identity.year;
        }
    }
    return false;
}

void jb_period_apply(jb_period_state *s, size_t index, size_t paragraph_end)
{
    const jb_mark *mark = &s->work->marks[index];
    if (mark->compared || mark->quoted || mark->carried) {
        return;
    }
    if (mark->kind == JB_MARK_NOW && s->any && tells_outcome(s, index)) {
        return;
    }
    if (mark->kind != JB_MARK_DAY && mark->kind != JB_MARK_EVERY) {
        s->stated = opens(s->work, mark);
    }
    s->opened = false;
    switch (mark->kind) {
    case JB_MARK_YEAR:
        if (real_year(s, mark->from.year) != s->work->identity.year) {
            jb_date start = first_of(s, mark->from);
            govern(s, (jb_period){start, last_of(s, mark->to), JB_PERIOD_FULL_YEAR}, false);
        } else if ((s->until && mark->from.year == JB_YEAR_THIS && !mark->whole) ||
                   (mark->whole && follows_other_year(s, index))) {
            break;
        } else if (!s->held || mark->from.year > JB_YEAR_NEXT || mark->whole) {
            govern(s, capped(s, year_start(s), year_end(s)), false);
        }
        break;
    case JB_MARK_PART:
        part(s, mark);
        s->opened = at_start(s->work, mark);
        break;
    case JB_MARK_SINCE:
        begin(s, index, paragraph_end);
        break;
    case JB_MARK_UNTIL:
        until(s, reached(s, mark));
        break;
    case JB_MARK_NOW:
        begin_here(s, index);
        until(s, s->has_since ? campaign_end(s, s->since) : open_end(s, year_start(s)));
        if (s->now.kind == JB_PERIOD_FULL_YEAR && !jb_date_known(s->written)) {
            s->now.kind = JB_PERIOD_UNSTATED; /* 截至目前, of a day that nobody knows */
        }
        s->current = !s->has_since;
        break;
    case JB_MARK_YEARS:
        years(s, mark);
        break;
    case JB_MARK_FESTIVAL:
        festival(s, mark);
        break;
    case JB_MARK_REPORT:
        govern(s, s->own, false);
        break;
    case JB_MARK_DAY:
    case JB_MARK_EVERY:
        break;
    }
}

/* ---- heads of tables --------------------------------------------------------------------------
 */

static bool is_part(const jb_period *period, int months)
{
    return period->kind == JB_PERIOD_PART_YEAR && period->start.day == 1 &&
           period->start.month + months - 1 == period->end.month;
}

static bool months_of(const jb_period_state *s, int from, int to, jb_period *out)
{
    int year = s->work->identity.year;
    *out = capped(s, date_of(year, from, 1), day_in_month(year, to, 31));
    return true;
}

/* 本月, 本季度: the report's own when it is as long, else the last of what the table or the report
 * runs up to. */
static bool latest(const jb_period_state *s, const jb_head_time *time, int months, jb_period *out)
{
    const jb_period *own = &s->own;
    bool grown = own->kind == JB_PERIOD_PART_YEAR && own->start.month == 1 && own->start.day == 1;
    bool ended = own->end.day == jb_days_of(own->end.year, own->end.month);
    int last = time->month > 0 ? time->month : grown && ended ? own->end.month : 0;
    if (is_part(own, months)) {
        *out = *own;
        return true;
    }
    if (last == 0 || last % months != 0) {
        return false;
    }
    return months_of(s, last - months + 1, last, out);
}

static bool summed(const jb_period_state *s, const jb_head_time *time, jb_period *out)
{
    if (s->own.kind == JB_PERIOD_PART_YEAR) {
        jb_date start = date_of(s->own.end.year, 1, 1);
        *out = (jb_period){start, s->own.end, kind_of(start, s->own.end)};
        return true;
    }
    *out = s->own;
    return time->monthly && time->month > 0 ? months_of(s, 1, time->month, out) : true;
}

bool jb_period_of_head(const jb_period_state *s, const jb_head_time *time, jb_period *out)
{
    switch (time->kind) {
    case JB_TIME_SPAN:
        *out = capped(s, first_of(s, time->from), last_of(s, time->to));
        return jb_date_cmp(out->start, out->end) <= 0;
    case JB_TIME_YEAR:
        if (s->own.kind == JB_PERIOD_PART_YEAR) {
            *out = s->own;
            return time->monthly ? summed(s, time, out) : true;
        }
        *out = capped(s, year_start(s), year_end(s));
        return true;
    case JB_TIME_SUM:
        return summed(s, time, out);
    case JB_TIME_MONTH:
        return latest(s, time, 1, out);
    case JB_TIME_QUARTER:
        return latest(s, time, 3, out);
    case JB_TIME_NONE:
    case JB_TIME_OWN:
        break;
    }
    *out = s->own;
    return true;
}

/* ---- the report's own period ------------------------------------------------------------------
 */

jb_period jb_period_own(jb_period_state *s)
{
    jb_work *work = s->work;
    for (size_t i = 0; i < work->sentence_count && i < 40; i++) {
        const jb_sentence *title = &work->sentences[i];
        if (title->level != 9 && i > 0) {
            continue;
        }
        for (size_t k = 0; k < work->mark_count; k++) {
            const jb_mark *mark = &work->marks[k];
            if (mark->span.start >= title->span.end) {
                break;
            }
            if (mark->span.start >= title->span.start && mark->kind == JB_MARK_PART &&
                mark->from.month != 0 && real_year(s, mark->from.year) == work->identity.year &&
                title->level == 9) {
                return capped(s, first_of(s, mark->from), last_of(s, mark->to));
            }
        }
    }
    jb_period period = capped(s, year_start(s), year_end(s));
    period.kind = JB_PERIOD_UNSTATED;
    return period;
}
