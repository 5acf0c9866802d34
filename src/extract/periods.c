/* periods.c - the period each figure speaks of.
 *
 * A time said governs the figures behind it in its sentence until another is said; past a full
 * stop only 其中 and figures of the same kind of work. What is not said is the report's own
 * period: its title's, cut off at the day it was signed. Other years' values are rejected here.
 */
#include "festival.h"
#include "work.h"

#include <string.h>

enum { BRACKET = 60, PARAGRAPH = 40 };

/* Families that speak of the same work: a time goes on past a full stop within one of them. */
typedef enum group {
    GROUP_DISPUTES = 1,
    GROUP_ENFORCEMENT = 2,
    GROUP_LITIGATION = 4,
    GROUP_OTHER = 8
} group;

typedef struct state {
    jb_work *work;
    jb_period own;   /* of the report when nothing is said */
    jb_date written; /* signed, or else published; unknown when neither */
    jb_period now;   /* governing */
    bool any;
    bool held;   /* a campaign or span with its own beginning */
    bool until;  /* 截至…: 今年 behind it goes no further */
    bool stated; /* the time opens its sentence: an earlier year may be what is spoken of */
    unsigned groups;
    jb_date since; /* a beginning said without its end, in this paragraph */
    bool has_since;
} state;

static jb_date date_of(int year, int month, int day)
{
    return (jb_date){(int16_t)year, (uint8_t)month, (uint8_t)day};
}

static group group_of(const jb_indicator *it)
{
    const char *f = it->family;
    if (strcmp(f, "disp") == 0 || strcmp(f, "arb") == 0 || strcmp(f, "med") == 0) {
        return GROUP_DISPUTES;
    }
    if (strcmp(f, "enf") == 0 || strcmp(f, "wage") == 0) {
        return GROUP_ENFORCEMENT;
    }
    return strcmp(f, "rev") == 0 || strcmp(f, "lit") == 0 ? GROUP_LITIGATION : GROUP_OTHER;
}

static int real_year(const state *s, int year)
{
    int report = s->work->identity.year;
    switch (year) {
    case JB_YEAR_UNSAID:
    case JB_YEAR_THIS:
        return report;
    case JB_YEAR_LAST:
        return report - 1;
    case JB_YEAR_NEXT:
        return report + 1;
    default:
        return year;
    }
}

/* ---- what a mark says --------------------------------------------------------------------------
 */

static jb_date first_of(const state *s, jb_when when)
{
    int year = real_year(s, when.year);
    int month = when.month ? when.month : 1;
    int days = jb_days_of(year, month);
    int day = when.day ? when.day : 1;
    return date_of(year, month, day > days ? days : day);
}

static jb_date last_of(const state *s, jb_when when)
{
    int year = real_year(s, when.year);
    int month = when.month ? when.month : 12;
    int days = jb_days_of(year, month);
    int day = when.day ? when.day : days;
    return date_of(year, month, day > days ? days : day);
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
static jb_period capped(const state *s, jb_date start, jb_date end)
{
    if (jb_date_known(s->written) && jb_date_cmp(end, s->written) > 0 &&
        jb_date_cmp(start, s->written) <= 0) {
        end = s->written;
    }
    return (jb_period){start, end, kind_of(start, end)};
}

static jb_date year_start(const state *s)
{
    return date_of(s->work->identity.year, 1, 1);
}

static jb_date year_end(const state *s)
{
    return date_of(s->work->identity.year, 12, 31);
}

/* The end of what is still going on: the day of writing, when that is in the year. */
static jb_date open_end(const state *s, jb_date start)
{
    jb_date end = year_end(s);
    if (jb_date_known(s->written) &&
        (jb_date_cmp(s->written, end) < 0 || jb_date_cmp(start, end) > 0)) {
        return s->written;
    }
    return end;
}

static bool is_eve(const jb_mark *mark)
{
    return mark->kind == JB_MARK_FESTIVAL;
}

/* A month of autumn goes before the festival of the next year. */
static jb_date eve_after(const state *s, const jb_mark *mark, jb_date start)
{
    int year = mark->to.year > JB_YEAR_NEXT ? mark->to.year : start.year + (start.month >= 3);
    return jb_festival_eve(year > 0 ? year : s->work->identity.year);
}

/* A time that ends before it begins is a slip of the pen and says nothing. */
static void govern(state *s, jb_period period, bool held)
{
    if (!jb_date_known(period.end) || jb_date_cmp(period.start, period.end) > 0) {
        return;
    }
    s->now = period;
    s->any = true;
    s->held = held;
    s->until = false;
    s->groups = 0;
}

/* The festival that ends a campaign begun earlier in the paragraph. */
static const jb_mark *eve_ahead(const state *s, size_t mark, size_t limit)
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
    static jb_words names = {U"行动", U"专项", U"检查", U"整治", U"攻坚", U"活动",
                             U"治理", U"战役", U"清欠", U"启动", NULL};
    const jb_sentence *s = &work->sentences[jb_sentence_of(work, mark->span.start)];
    size_t end =
        s->span.end < mark->span.end + 4 * BRACKET ? s->span.end : mark->span.end + 4 * BRACKET;
    return jb_any_in(work->t, mark->span.end, end, names);
}

static void begin(state *s, size_t index, size_t paragraph_end)
{
    const jb_mark *mark = &s->work->marks[index];
    jb_date start = first_of(s, mark->from);
    const jb_mark *eve = mark->from.month ? eve_ahead(s, index, paragraph_end) : NULL;
    s->has_since = mark->from.month != 0;
    if (eve != NULL) {
        jb_date end = eve_after(s, eve, start);
        /* 自11月15日…至2023年春节前 began the year before. */
        if (mark->from.year == JB_YEAR_UNSAID && eve->to.year > JB_YEAR_NEXT && start.month >= 7) {
            start.year = (int16_t)(eve->to.year - 1);
        }
        s->since = start;
        govern(s, (jb_period){start, end, JB_PERIOD_CAMPAIGN}, true);
        return;
    }
    s->since = start;
    jb_date end = mark->from.month ? open_end(s, start) : last_of(s, mark->from);
    if (mark->from.month == 0 && mark->from.year < s->work->identity.year) {
        end = open_end(s, start);
    }
    jb_period period = capped(s, start, end);
    if (mark->from.month != 0 && start.year != period.end.year) {
        period.kind = JB_PERIOD_CAMPAIGN;
    }
    govern(s, period, mark->from.month != 0 && is_campaign(s->work, mark));
}

static void until(state *s, jb_date end)
{
    jb_date start = s->has_since ? s->since : date_of(end.year, 1, 1);
    jb_period period = {start, end, kind_of(start, end)};
    if (s->has_since && start.year != end.year) {
        period.kind = JB_PERIOD_CAMPAIGN;
    }
    govern(s, period, s->has_since);
    s->until = true;
}

static void years(state *s, const jb_mark *mark)
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

static void festival(state *s, const jb_mark *mark)
{
    if (mark->from.year == 0 && mark->from.month == 0) {
        return; /* 春节前 alone: see eve_ahead */
    }
    jb_date start = first_of(s, mark->from);
    jb_date end = eve_after(s, mark, start);
    govern(s, (jb_period){start, end, JB_PERIOD_CAMPAIGN}, true);
}

/* A span over two years with months is a campaign's. */
static void part(state *s, const jb_mark *mark)
{
    jb_date start = first_of(s, mark->from);
    jb_date end = last_of(s, mark->to);
    jb_period period = capped(s, start, end);
    if (mark->from.month != 0 && start.year != end.year) {
        period = (jb_period){start, end, JB_PERIOD_CAMPAIGN};
    }
    govern(s, period, period.kind == JB_PERIOD_CAMPAIGN);
}

/* Whether nothing but a list number stands before the mark in its sentence. */
static bool opens(const jb_work *work, const jb_mark *mark)
{
    const jb_sentence *sentence = &work->sentences[jb_sentence_of(work, mark->span.start)];
    return mark->span.start <= sentence->span.start + 4 && mark->from.year > JB_YEAR_NEXT;
}

static void apply(state *s, size_t index, size_t paragraph_end)
{
    const jb_mark *mark = &s->work->marks[index];
    if (mark->compared || mark->quoted || mark->carried) {
        return;
    }
    if (mark->kind != JB_MARK_DAY && mark->kind != JB_MARK_EVERY) {
        s->stated = opens(s->work, mark);
    }
    switch (mark->kind) {
    case JB_MARK_YEAR:
        if (real_year(s, mark->from.year) != s->work->identity.year) {
            jb_date start = first_of(s, mark->from);
            govern(s, (jb_period){start, last_of(s, mark->to), JB_PERIOD_FULL_YEAR}, false);
        } else if (s->until && mark->from.year == JB_YEAR_THIS && !mark->whole) {
            break;
        } else if (!s->held || mark->from.year > JB_YEAR_NEXT || mark->whole) {
            govern(s, capped(s, year_start(s), year_end(s)), false);
        }
        break;
    case JB_MARK_PART:
        part(s, mark);
        break;
    case JB_MARK_SINCE:
        begin(s, index, paragraph_end);
        break;
    case JB_MARK_UNTIL:
        until(s, last_of(s, mark->to));
        break;
    case JB_MARK_NOW:
        until(s, open_end(s, s->has_since ? s->since : year_start(s)));
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

/* ---- the report's own period ------------------------------------------------------------------
 */

static jb_period own_period(state *s)
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

/* ---- all figures ------------------------------------------------------------------------------
 */

static void assign(state *s, size_t quantity)
{
    jb_work *work = s->work;
    jb_match *match = &work->matches[quantity];
    jb_quantity *q = &work->quantities[quantity];
    match->period = s->any ? s->now : s->own;
    match->governed = s->any;
    if (q->why != JB_REJECT_NONE || work->identity.year == 0) {
        return;
    }
    if (s->any && s->now.end.year < work->identity.year && !s->stated) {
        q->why = s->now.start.year == s->now.end.year ? JB_REJECT_EARLIER : JB_REJECT_NONE;
    } else if (s->any && s->now.start.year > work->identity.year) {
        q->why = JB_REJECT_TARGET;
    }
}

static bool continues(const state *s, const jb_sentence *sentence)
{
    const jb_work *work = s->work;
    unsigned groups = 0;
    if (!s->any) {
        return false;
    }
    for (size_t i = sentence->first_quantity; i < sentence->quantity_end; i++) {
        if (work->matches[i].target != SIZE_MAX && work->quantities[i].why == JB_REJECT_NONE) {
            groups |= group_of(work->extractor->targets[work->matches[i].target].indicator);
        }
    }
    return s->held || groups == 0 || (groups & s->groups) != 0 ||
           jb_word_at(work->t, sentence->span.start, U"其中") > 0;
}

static size_t paragraph_end(const jb_work *work, size_t sentence)
{
    size_t next = sentence;
    while (next < work->sentence_count && next < sentence + PARAGRAPH &&
           work->sentences[next].paragraph == work->sentences[sentence].paragraph) {
        next++;
    }
    return work->sentences[next - 1].span.end;
}

/* Where the bracket around a place ends; 0 when it stands in none. */
static size_t bracket_end(const jb_work *work, const jb_sentence *s, size_t at)
{
    size_t floor = at > s->span.start + BRACKET ? at - BRACKET : s->span.start;
    for (size_t i = at; i > floor; i--) {
        uint32_t c = work->t.p[i - 1];
        if (c == ')' || c == U'）') {
            return 0;
        }
        if (c == '(' || c == U'（') {
            size_t end = at;
            while (end < s->span.end && end < at + 4 * BRACKET && work->t.p[end] != ')' &&
                   work->t.p[end] != U'）') {
                end++;
            }
            return end;
        }
    }
    return 0;
}

/* 由上半年的31起, 近五年下降80%: times that hold in their clause only; where it ends, or 0. */
static size_t local_end(const jb_work *work, const jb_sentence *s, const jb_mark *mark)
{
    bool years = mark->kind == JB_MARK_YEARS && mark->span.start > s->span.start + 4;
    bool part = mark->kind == JB_MARK_PART && jb_point(work->t, mark->span.end) == U'的';
    if (!years && !part) {
        return 0;
    }
    size_t end = mark->span.end;
    while (end < s->span.end && end < mark->span.end + 4 * BRACKET &&
           !jb_is_comma(work->t.p[end])) {
        end++;
    }
    return end;
}

/* A time said in brackets governs nothing behind them. */
static void leave_bracket(state *s, const state *outside, size_t *close, size_t at)
{
    if (*close != 0 && at >= *close) {
        *s = *outside;
        *close = 0;
    }
}

/* 2021年、2022年、2023年分别…: as many years joined by 、 as figures follow, one each. */
static size_t year_list(const jb_work *work, size_t first, size_t limit)
{
    size_t count = 1;
    for (size_t i = first + 1; i < work->mark_count && work->marks[i].span.start < limit; i++) {
        const jb_mark *before = &work->marks[i - 1];
        uint32_t c = jb_point(work->t, before->span.end);
        bool joined = work->marks[i].span.start == before->span.end + 1 &&
                      (c == U'、' || c == U'和' || c == U'与' || c == U'及');
        if (!joined || work->marks[i].kind != JB_MARK_YEAR || before->kind != JB_MARK_YEAR) {
            break;
        }
        count++;
    }
    size_t end = work->marks[first + count - 1].span.end;
    return count > 1 && jb_any_in(work->t, end, limit < end + BRACKET ? limit : end + BRACKET,
                                  (jb_words){U"分别", NULL})
               ? count
               : 0;
}

/* Gives each figure of such a list its year; how many there were. */
static size_t assign_list(state *s, const jb_sentence *sentence, size_t first, size_t quantity)
{
    jb_work *work = s->work;
    size_t limit = quantity < sentence->quantity_end ? work->quantities[quantity].span.start
                                                     : sentence->span.end;
    size_t count = year_list(work, first, limit);
    for (size_t i = 0; i < count && quantity + i < sentence->quantity_end; i++) {
        apply(s, first + i, sentence->span.end);
        s->stated = false;
        assign(s, quantity + i);
    }
    return count;
}

static void assign_sentence(state *s, size_t index, size_t *mark)
{
    jb_work *work = s->work;
    const jb_sentence *sentence = &work->sentences[index];
    size_t end = 0;
    state outside = *s;
    size_t close = 0;  /* of the bracket that the last time stood in */
    size_t listed = 0; /* figures before this one have their year from a list */
    for (size_t i = sentence->first_quantity; i <= sentence->quantity_end; i++) {
        size_t limit =
            i < sentence->quantity_end ? work->quantities[i].span.start : sentence->span.end;
        leave_bracket(s, &outside, &close, limit);
        for (; *mark < work->mark_count && work->marks[*mark].span.start < limit; ++*mark) {
            size_t at = work->marks[*mark].span.start;
            size_t list = at >= sentence->span.start ? assign_list(s, sentence, *mark, i) : 0;
            if (list > 0) {
                *mark += list - 1;
                listed = i + list;
                continue;
            }
            if (at >= sentence->span.start) {
                end = end ? end : paragraph_end(work, index);
                leave_bracket(s, &outside, &close, at);
                if (close == 0) {
                    close = bracket_end(work, sentence, at);
                    close = close ? close : local_end(work, sentence, &work->marks[*mark]);
                    outside = *s;
                }
                apply(s, *mark, end);
            }
        }
        leave_bracket(s, &outside, &close, limit + (i == sentence->quantity_end));
        if (i < sentence->quantity_end && i >= listed) {
            assign(s, i);
        }
        if (i < sentence->quantity_end) {
            if (work->matches[i].target != SIZE_MAX) {
                s->groups |= group_of(work->extractor->targets[work->matches[i].target].indicator);
            }
        }
    }
}

/* A series, 2021年500件、2022年600件、2023年700件: only the report's year is its result. */
static void drop_series(jb_work *work, const jb_sentence *s)
{
    for (size_t i = s->first_quantity; i < s->quantity_end; i++) {
        const jb_match *old = &work->matches[i];
        if (work->quantities[i].why != JB_REJECT_NONE || old->target == SIZE_MAX ||
            old->period.end.year >= work->identity.year) {
            continue;
        }
        for (size_t k = i + 1; k < s->quantity_end && k < i + 12; k++) {
            const jb_match *new = &work->matches[k];
            if (new->target == old->target &&new->period.start.year == work->identity.year &&
                old->period.start.year == old->period.end.year) {
                work->quantities[i].why = JB_REJECT_EARLIER;
            }
        }
    }
}

static jb_date written_on(const jb_identity *identity)
{
    return jb_date_known(identity->signed_on) ? identity->signed_on : identity->published_on;
}

void jb_periods_assign(jb_work *work)
{
    state s = {.work = work, .written = written_on(&work->identity)};
    size_t mark = 0;
    s.own = own_period(&s);
    for (size_t i = 0; i < work->sentence_count; i++) {
        const jb_sentence *sentence = &work->sentences[i];
        bool fresh = sentence->paragraph == i;
        if (fresh) {
            s.any = s.has_since = s.held = false;
        } else if (sentence->first_quantity < sentence->quantity_end && !continues(&s, sentence)) {
            s.any = false;
        }
        assign_sentence(&s, i, &mark);
        drop_series(work, sentence);
    }
}
