/* campaigns.c - figures of one campaign, which are not the year's.
 *
 * Decides that 专项行动期间, 此次检查共 and the like make what follows in the paragraph a
 * campaign's, until the text says 全年 or 今年以来. Days that nobody stated stay unknown. Refuses
 * to know what any other time means: that is periods.c's.
 */
#include "periods.h"

enum { TAIL = 10, SUBJECT = 8, REACH = 24, TITLES = 3, TITLE_LEVEL = 9 };

/* ---- 专项检查期间, 此次行动中 ------------------------------------------------------------------
 */

static jb_words names = {U"专项", U"行动", U"攻坚", U"整治", U"百日", NULL};
static jb_wordset names_set = {.words = names};
static jb_words this_one = {U"此次", U"本次", U"这次", U"此轮", U"本轮", U"该次", U"该项", NULL};
static jb_wordset this_set = {.words = this_one};
static jb_words kinds = {U"行动", U"专项", U"检查", U"整治", U"活动",
                         U"督查", U"攻坚", U"排查", U"清理", NULL};

/* What makes of a campaign's name a time: behind it, a few characters on. */
static jb_words tails = {U"期间", U"以来", U"中，", U"中,",  U"中共", U"中全", U"中累",
                         U"中各", U"中查", U"中检", U"过程", U"结束", NULL};
/* The same where they stand alone: 共, not 公共 or 共同. */
static jb_words weak_tails = {U"共", U"累计", U"已", U"目前", U"仅", NULL};
static jb_words no_tails = {U"共同", U"共享", U"共建", U"共治", U"共识", NULL};
/* 等专项行动中, 4次专项检查共: several, over the year; 此项行动 is one. */
static jb_words several = {U"等", U"次", U"项", U"个", U"类", U"轮", U"系列", NULL};
static jb_words one = {U"这项", U"此项", U"该项", U"本项", U"专项", NULL};

static bool parts(uint32_t c)
{
    return jb_is_comma(c) || jb_is_stop(c) || c == U'、' || c == '\n';
}

static bool has_tail(jb_points t, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++) {
        size_t weak = jb_any_at(t, i, weak_tails);
        bool alone = weak > 0 && jb_point_before(t, i) != U'公' && jb_any_at(t, i, no_tails) == 0;
        size_t len = alone ? weak : jb_any_at(t, i, tails);
        if (len > 0 && i + len <= to) {
            return true;
        }
    }
    return false;
}

/* The end of the piece from `at`, with the comma; no further than it matters. */
static size_t piece_end(jb_points t, size_t at, size_t limit)
{
    limit = limit < at + REACH ? limit : at + REACH;
    while (at < limit && !parts(t.p[at])) {
        at++;
    }
    return at + (at < limit);
}

/* Behind the name that says such a time at `at`; 0 where none does. Moves `at` past what names
 * several. */
static size_t name_end(jb_points t, size_t *at, size_t limit)
{
    size_t head = jb_set_at(t, *at, &this_set);
    size_t name = head > 0 ? 0 : jb_set_at(t, *at, &names_set);
    size_t end = piece_end(t, *at, limit);
    size_t behind = *at + head + name;
    size_t near = behind + (head > 0 ? SUBJECT : TAIL);
    near = near < end ? near : end;
    if (head > 0) {
        return jb_any_in(t, behind, near, kinds) ? behind : 0;
    }
    if (name > 0 && jb_any_before(t, *at, several) > 0 && jb_any_before(t, *at, one) == 0) {
        *at = end;
        return 0;
    }
    return name > 0 && has_tail(t, behind, near) ? behind : 0;
}

/* 全年专项行动共检查…: said to be the year's. */
static bool is_of_year(const jb_work *work, size_t at)
{
    size_t mark = jb_mark_before(work, at);
    return mark != SIZE_MAX && work->marks[mark].whole &&
           work->marks[mark].span.end + SUBJECT >= at;
}

/* Behind the last such name in [from, to); 0 for none. */
static size_t last_time(const jb_work *work, size_t from, size_t to)
{
    size_t found = 0;
    for (size_t i = jb_sets_next(work->t, from, to, &names_set, &this_set); i < to;
         i = jb_sets_next(work->t, i + 1, to, &names_set, &this_set)) {
        size_t at = i;
        size_t end = name_end(work->t, &i, to);
        found = end > 0 && !is_of_year(work, at) ? end : found;
    }
    return found;
}

/* ---- what it makes of the figures ---------------------------------------------------------- */

/* 全年, 2023年, 今年以来, 1-10月: a plain time behind the campaign's. */
static bool is_plain_time(const jb_mark *mark)
{
    if (mark->compared || mark->quoted || mark->carried) {
        return false;
    }
    switch (mark->kind) {
    case JB_MARK_YEAR:
    case JB_MARK_YEARS:
    case JB_MARK_REPORT:
        return true;
    case JB_MARK_SINCE:
        return mark->from.month == 0;
    case JB_MARK_PART:
        return mark->from.day == 0;
    case JB_MARK_UNTIL:
    case JB_MARK_NOW:
    case JB_MARK_FESTIVAL:
    case JB_MARK_DAY:
    case JB_MARK_EVERY:
        break;
    }
    return false;
}

static bool overruled(const jb_work *work, size_t from, size_t to)
{
    for (size_t i = jb_mark_before(work, to); i < work->mark_count; i--) {
        const jb_mark *mark = &work->marks[i];
        if (mark->span.start < from) {
            return false;
        }
        if (is_plain_time(mark)) {
            return true;
        }
    }
    return false;
}

/* Whether a time of the sentence says the day that the period begins or ends with. */
static bool says_day(const jb_work *work, const jb_sentence *s, jb_date day, bool begins)
{
    for (size_t i = jb_mark_before(work, s->span.end); i < work->mark_count; i--) {
        const jb_mark *mark = &work->marks[i];
        if (mark->span.start < s->span.start) {
            return false;
        }
        const jb_when *when = begins ? &mark->from : &mark->to;
        bool open = !begins && (mark->kind == JB_MARK_NOW || mark->kind == JB_MARK_FESTIVAL);
        if (!mark->quoted && !mark->compared && (open || when->month == day.month)) {
            return true;
        }
    }
    return false;
}

/* Days that were said stay; the year's first and last day, and the day of writing, were not unless
 * the sentence names them. Another year's days stay: they tell which year it is. */
static jb_period of_campaign(const jb_work *work, const jb_sentence *s, const jb_match *match)
{
    const jb_identity *id = &work->identity;
    jb_period p = match->period;
    if (match->in_series) {
        return p;
    }
    bool first = p.start.month == 1 && p.start.day == 1;
    bool last = (p.end.month == 12 && p.end.day == 31) || jb_date_cmp(p.end, id->signed_on) == 0 ||
                jb_date_cmp(p.end, id->published_on) == 0;
    p.kind = JB_PERIOD_CAMPAIGN;
    if (match->governed && p.end.year != id->year) {
        return p;
    }
    if (!match->governed || (first && !says_day(work, s, p.start, true))) {
        p.start = (jb_date){0};
    }
    if (!match->governed || (last && !says_day(work, s, p.end, false))) {
        p.end = (jb_date){0};
    }
    return p;
}

/* 截至目前, opening a sentence behind the campaign's in a report of the whole year: told of the
 * year. */
static bool starts_anew(const jb_work *work, const jb_sentence *s)
{
    enum { OPENING = 4 };
    size_t start = s->span.start;
    for (size_t i = jb_mark_before(work, s->span.end); i < work->mark_count; i--) {
        const jb_mark *mark = &work->marks[i];
        if (mark->span.start < start) {
            return false;
        }
        if (mark->span.start <= start + OPENING &&
            (mark->kind == JB_MARK_NOW || mark->kind == JB_MARK_UNTIL)) {
            return true;
        }
    }
    return false;
}

/* `said`: where the words end that made an earlier sentence of the paragraph the campaign's, or 0;
 * returned for the next. */
static size_t assign_sentence(jb_work *work, const jb_sentence *s, size_t said)
{
    size_t from = s->span.start;
    for (size_t i = s->first_quantity; i < s->quantity_end; i++) {
        jb_match *match = &work->matches[i];
        const jb_quantity *q = &work->quantities[i];
        size_t time = last_time(work, from, q->span.start);
        from = q->span.end;
        said = time > 0 ? time : said;
        if (said > 0 && overruled(work, said, q->span.start)) {
            said = 0;
        }
        if (said > 0 && !match->in_table && match->period.kind != JB_PERIOD_CAMPAIGN &&
            match->period.kind != JB_PERIOD_AS_OF) {
            match->period = of_campaign(work, s, match);
        }
    }
    return said;
}

/* ---- a text about a campaign alone ---------------------------------------------------------- */

/* 我市根治欠薪冬季行动成效明显: what such a text gives without a time is the campaign's. */
static bool names_one(const jb_work *work)
{
    static jb_words titles = {U"行动",   U"专项检查", U"专项整治", U"专项执法",
                              U"大检查", U"攻坚",     U"百日",     NULL};
    for (size_t i = 0; i < work->sentence_count && i < TITLES; i++) {
        const jb_sentence *s = &work->sentences[i];
        if (s->level == TITLE_LEVEL && jb_any_in(work->t, s->span.start, s->span.end, titles)) {
            return true;
        }
    }
    return false;
}

static void assign_rest(jb_work *work)
{
    for (size_t i = 0; i < work->quantity_count; i++) {
        jb_match *match = &work->matches[i];
        if (!match->governed && !match->in_table && match->period.kind == JB_PERIOD_UNSTATED) {
            match->period = of_campaign(work, &work->sentences[0], match);
        }
    }
}

/* ---- all ------------------------------------------------------------------------------------ */

static size_t paragraph_end(const jb_work *work, size_t first)
{
    size_t end = first + 1;
    while (end < work->sentence_count && work->sentences[end].paragraph == first) {
        end++;
    }
    return end;
}

static bool states_any(const jb_work *work, size_t first, size_t end)
{
    size_t to = work->sentences[end - 1].quantity_end;
    for (size_t i = work->sentences[first].first_quantity; i < to; i++) {
        if (work->matches[i].target != SIZE_MAX) {
            return true;
        }
    }
    return false;
}

void jb_campaigns_assign(jb_work *work)
{
    bool alone = names_one(work);
    if (alone) {
        assign_rest(work);
    }
    for (size_t first = 0; first < work->sentence_count;) {
        size_t end = paragraph_end(work, first);
        size_t said = 0;
        bool any = states_any(work, first, end);
        for (size_t i = first; i < end && any; i++) {
            said = alone || !starts_anew(work, &work->sentences[i]) ? said : 0;
            said = assign_sentence(work, &work->sentences[i], said);
        }
        first = end;
    }
}
