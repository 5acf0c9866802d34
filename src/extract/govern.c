/* govern.c - how far a time reaches.
 *
 * A time governs the figures behind it in its sentence until another is said; past a full stop
 * only 其中, a campaign and figures of the same kind of work. In brackets and behind 由…的 it holds
 * in its clause. Other years' values are rejected here.
 */
#include "identity.h"
#include "periods.h"

#include <string.h>

enum { NEAR = 4, BRACKET = 60, CLAUSE = 240, PARAGRAPH = 40, REPEAT = 100, TITLE_LEVEL = 9 };

static jb_work_group group_of(const jb_indicator *it)
{
    const char *f = it->family;
    if (strcmp(f, "disp") == 0 || strcmp(f, "arb") == 0 || strcmp(f, "med") == 0) {
        return JB_GROUP_DISPUTES;
    }
    if (strcmp(f, "enf") == 0 || strcmp(f, "wage") == 0) {
        return JB_GROUP_ENFORCEMENT;
    }
    return strcmp(f, "rev") == 0 || strcmp(f, "lit") == 0 ? JB_GROUP_LITIGATION : JB_GROUP_OTHER;
}

/* ---- all figures ------------------------------------------------------------------------------
 */

/* A table's head says the time of its cells. */
static void assign_cell(const jb_period_state *s, size_t quantity)
{
    jb_match *match = &s->work->matches[quantity];
    jb_quantity *q = &s->work->quantities[quantity];
    match->governed = match->cell->time.kind != JB_TIME_NONE;
    if (s->work->identity.year != 0 && !jb_period_of_head(s, &match->cell->time, &match->period) &&
        q->why == JB_REJECT_NONE) {
        q->why = JB_REJECT_PERIOD;
    }
}

static void assign(jb_period_state *s, size_t quantity)
{
    jb_work *work = s->work;
    jb_match *match = &work->matches[quantity];
    jb_quantity *q = &work->quantities[quantity];
    if (match->in_table) {
        assign_cell(s, quantity);
        return;
    }
    match->period = s->any ? s->now : s->own;
    match->governed = s->any;
    if (s->any && s->current && q->unit->class == JB_CLASS_PERCENT) {
        match->period.kind = JB_PERIOD_UNSTATED;
    }
    if (q->why != JB_REJECT_NONE || work->identity.year == 0) {
        return;
    }
    if (s->any && s->now.end.year < work->identity.year && !s->stated) {
        match->earlier = s->now.start.year == s->now.end.year && !match->in_series;
    } else if (s->any && (s->now.start.year > work->identity.year ||
                          (s->own.kind == JB_PERIOD_PART_YEAR &&
                           jb_date_cmp(s->now.start, s->own.end) > 0))) {
        q->why = JB_REJECT_TARGET;
    }
}

static bool continues(const jb_period_state *s, const jb_sentence *sentence)
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
    /* 1-10月，监察…。仲裁…: labour work of one kind and the other, not suits and reviews. */
    bool labour =
        s->opened && (groups & ~(unsigned)(JB_GROUP_DISPUTES | JB_GROUP_ENFORCEMENT)) == 0;
    return s->held || labour || groups == 0 || (groups & s->groups) != 0 ||
           jb_word_at(work->t, sentence->span.start, U"其中") > 0;
}

/* 冬季专项行动进展: a text about a campaign alone. */
static bool tells_campaign(const jb_work *work)
{
    static jb_words names = {U"专项", U"行动", U"冬季", U"攻坚", U"春节", NULL};
    for (size_t i = 0; i < work->sentence_count && i < PARAGRAPH; i++) {
        const jb_sentence *s = &work->sentences[i];
        if (s->level == TITLE_LEVEL && jb_any_in(work->t, s->span.start, s->span.end, names)) {
            return true;
        }
    }
    return false;
}

/* 动用应急周转金85万元。 behind a campaign's sentence is of the year, unless it or the title says
 * otherwise. */
static bool is_aside(const jb_period_state *s, const jb_sentence *sentence)
{
    static jb_words funds = {U"动用", U"启用", U"启动应急", U"垫付", U"使用应急", NULL};
    static jb_words taken_up = {U"行动", U"期间", U"其中", U"专项", U"整治", U"攻坚", NULL};
    const jb_work *work = s->work;
    size_t start = jb_skip_blanks(work->t, sentence->span.start);
    return s->any && s->now.kind == JB_PERIOD_CAMPAIGN && jb_any_at(work->t, start, funds) > 0 &&
           !jb_any_in(work->t, start, sentence->span.end, taken_up) && !tells_campaign(work);
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
            while (end < s->span.end && end < at + CLAUSE && work->t.p[end] != ')' &&
                   work->t.p[end] != U'）') {
                end++;
            }
            return end;
        }
    }
    return 0;
}

/* 由2018年的91.2%提高到98.5% */
static bool starts_from(const jb_work *work, const jb_mark *mark)
{
    uint32_t before = jb_point_before(work->t, mark->span.start);
    return before == U'由' || before == U'从';
}

static bool ends_part(uint32_t c)
{
    return c == ';' || c == U'；' || c == ')' || c == U'）';
}

/* 由上半年的31起, 近五年下降80%: times that hold in their clause only; where it ends, or 0. */
static size_t local_end(const jb_work *work, const jb_sentence *s, const jb_mark *mark)
{
    size_t end = mark->span.end;
    bool goes_on = jb_is_comma(jb_point(work->t, end)) || jb_point_before(work->t, end) == U'来';
    bool years = mark->kind == JB_MARK_YEARS && mark->span.start > s->span.start + 4 && !goes_on;
    bool part =
        (mark->kind == JB_MARK_PART || starts_from(work, mark)) && jb_point(work->t, end) == U'的';
    /* 立案47件，其中3月份23件；: a part of a longer time. */
    bool among = mark->kind == JB_MARK_PART && mark->span.start > s->span.start + 4 &&
                 jb_any_before(work->t, mark->span.start, (jb_words){U"其中", U"其中，", NULL}) > 0;
    if (!years && !part && !among) {
        return 0;
    }
    while (end < s->span.end && end < mark->span.end + CLAUSE &&
           !(among ? ends_part(work->t.p[end]) : jb_is_comma(work->t.p[end])) &&
           !(starts_from(work, mark) && (work->t.p[end] == U'到' || work->t.p[end] == U'至'))) {
        end++;
    }
    return end;
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
static size_t assign_list(jb_period_state *s, const jb_sentence *sentence, size_t first,
                          size_t quantity)
{
    jb_work *work = s->work;
    size_t limit = quantity < sentence->quantity_end ? work->quantities[quantity].span.start
                                                     : sentence->span.end;
    size_t count = year_list(work, first, limit);
    for (size_t i = 0; i < count && quantity + i < sentence->quantity_end; i++) {
        jb_period_apply(s, first + i, sentence->span.end);
        s->stated = false;
        assign(s, quantity + i);
    }
    return count;
}

/* 2021年至2023年分别120件、108件、96件: the years of the span, as many as figures joined behind
 * 分别; 0 when this is none. */
static size_t span_years(const jb_work *work, const jb_sentence *s, size_t first, size_t quantity)
{
    const jb_mark *mark = &work->marks[first];
    size_t behind = mark->span.end; /* or behind the list before this one */
    if (quantity > s->first_quantity && work->quantities[quantity - 1].span.end > behind) {
        behind = work->quantities[quantity - 1].span.end;
    }
    size_t count = jb_mark_years(work, mark, &(int){0});
    if (count == 0 || quantity + count > s->quantity_end ||
        work->quantities[quantity].span.start > behind + BRACKET ||
        !jb_any_in(work->t, behind, work->quantities[quantity].span.start,
                   (jb_words){U"分别", NULL})) {
        return 0;
    }
    for (size_t i = quantity + 1; i < quantity + count; i++) {
        if (work->quantities[i].span.start != work->quantities[i - 1].span.end + 1 ||
            work->quantities[i].unit != work->quantities[quantity].unit) {
            return 0;
        }
    }
    return count;
}

/* Gives each figure of such a span its year; how many there were. */
static size_t assign_span(jb_period_state *s, const jb_sentence *sentence, size_t first,
                          size_t quantity)
{
    jb_mark *mark = &s->work->marks[first];
    jb_mark whole = *mark;
    int year = 0;
    size_t count = span_years(s->work, sentence, first, quantity);
    (void)jb_mark_years(s->work, &whole, &year);
    for (size_t i = 0; i < count; i++) {
        mark->kind = JB_MARK_YEAR;
        mark->from.year = mark->to.year = year + (int)i;
        jb_period_apply(s, first, sentence->span.end);
        s->stated = false;
        s->work->matches[quantity + i].in_series = true;
        assign(s, quantity + i);
    }
    *mark = whole;
    return count;
}

/* One sentence while it is read. */
typedef struct reading {
    jb_period_state *s;
    const jb_sentence *sentence;
    size_t index;
    size_t paragraph_end;    /* 0 until somebody asked */
    jb_period_state outside; /* what holds again behind `close` */
    size_t close;            /* where the reach of a bracketed or local time ends; 0 for none */
    size_t listed;           /* figures before this one have their year from a list */
    size_t span;             /* the span of years that the last list was of; SIZE_MAX for none */
} reading;

/* A time said in brackets governs nothing behind them. */
static void leave_bracket(reading *r, size_t at)
{
    if (r->close != 0 && at >= r->close) {
        *r->s = r->outside;
        r->close = 0;
    }
}

/* 是上年98件的2.7倍: a time whose only figure was rejected as what a change is measured against. */
static bool is_measure(const reading *r, size_t mark, size_t quantity)
{
    const jb_work *work = r->s->work;
    return quantity < r->sentence->quantity_end &&
           work->quantities[quantity].why == JB_REJECT_EARLIER &&
           work->quantities[quantity].span.start < work->marks[mark].span.end + NEAR;
}

/* Lets a mark govern; how many more marks it took with it. */
static size_t take_mark(reading *r, size_t mark, size_t quantity)
{
    const jb_work *work = r->s->work;
    size_t at = work->marks[mark].span.start;
    if (at < r->sentence->span.start) {
        return 0;
    }
    if (is_measure(r, mark, quantity)) {
        return 0;
    }
    size_t list = assign_list(r->s, r->sentence, mark, quantity);
    if (list > 0) {
        r->listed = quantity + list;
        return list - 1;
    }
    list = assign_span(r->s, r->sentence, mark, quantity);
    r->span = list > 0 ? mark : SIZE_MAX;
    if (list > 0) {
        r->listed = quantity + list;
        return 0;
    }
    if (r->paragraph_end == 0) {
        r->paragraph_end = paragraph_end(work, r->index);
    }
    leave_bracket(r, at);
    if (r->close == 0) {
        /* 攻坚行动（11月15日至春节前）检查…: said before any figure, it holds for all of them. */
        bool first = quantity == r->sentence->first_quantity;
        size_t bracket = first ? 0 : bracket_end(work, r->sentence, at);
        r->close = bracket ? bracket : local_end(work, r->sentence, &work->marks[mark]);
        r->outside = *r->s;
    }
    jb_period_apply(r->s, mark, r->paragraph_end);
    return 0;
}

static void take_figure(reading *r, size_t quantity)
{
    const jb_work *work = r->s->work;
    size_t target = work->matches[quantity].target;
    if (quantity >= r->listed && r->span != SIZE_MAX) {
        r->listed = quantity + assign_span(r->s, r->sentence, r->span, quantity);
    }
    if (quantity >= r->listed) {
        assign(r->s, quantity);
    }
    if (target != SIZE_MAX) {
        r->s->groups |= group_of(work->extractor->targets[target].indicator);
    }
}

static void assign_sentence(jb_period_state *s, size_t index, size_t *mark)
{
    const jb_work *work = s->work;
    const jb_sentence *sentence = &work->sentences[index];
    reading r = {.s = s, .sentence = sentence, .index = index, .outside = *s};
    r.span = SIZE_MAX;
    for (size_t i = sentence->first_quantity; i <= sentence->quantity_end; i++) {
        bool last = i == sentence->quantity_end;
        size_t limit = last ? sentence->span.end : work->quantities[i].span.start;
        for (; *mark < work->mark_count && work->marks[*mark].span.start < limit; ++*mark) {
            *mark += take_mark(&r, *mark, i);
        }
        leave_bracket(&r, last ? SIZE_MAX : limit);
        if (!last) {
            take_figure(&r, i);
        }
    }
}

/* 2008年这里受理投诉100多件，2009年70多件，今年20多件: what follows without a noun is of the same
 * kind and newer. */
static bool is_followed(const jb_work *work, const jb_sentence *s, size_t i)
{
    const jb_quantity *old = &work->quantities[i];
    for (size_t k = i + 1; k < s->quantity_end && k < i + 6; k++) {
        const jb_quantity *q = &work->quantities[k];
        size_t mark = jb_mark_before(work, q->span.start);
        bool dated = mark != SIZE_MAX && work->marks[mark].span.start >= old->span.end &&
                     work->marks[mark].span.end + 2 >= q->span.start &&
                     work->marks[mark].kind == JB_MARK_YEAR && !work->marks[mark].compared;
        if (q->unit != old->unit || !dated) {
            return false;
        }
        if (work->marks[mark].from.year == JB_YEAR_THIS ||
            work->marks[mark].from.year == work->identity.year) {
            return true;
        }
    }
    return false;
}

/* A series, 2021年500件、2022年600件、2023年700件: only the report's year is its result. */
static void drop_series(jb_work *work, const jb_sentence *s)
{
    for (size_t i = s->first_quantity; i < s->quantity_end; i++) {
        const jb_match *old = &work->matches[i];
        if (work->quantities[i].why != JB_REJECT_NONE || old->target == SIZE_MAX ||
            old->in_series || old->period.end.year >= work->identity.year) {
            continue;
        }
        if (old->period.start.year == old->period.end.year && is_followed(work, s, i)) {
            work->quantities[i].why = JB_REJECT_EARLIER;
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

/* The figure of the report's year that says the same as an earlier one: the report repeats itself,
 * once with a time and once without. SIZE_MAX when there is none. */
static size_t same_figure(const jb_work *work, size_t i)
{
    size_t limit = i + REPEAT < work->quantity_count ? i + REPEAT : work->quantity_count;
    for (size_t k = i > REPEAT ? i - REPEAT : 0; k < limit; k++) {
        const jb_match *match = &work->matches[k];
        if (k != i && match->target == work->matches[i].target && !match->earlier &&
            work->quantities[k].why == JB_REJECT_NONE &&
            match->period.end.year >= work->identity.year &&
            jb_dec_cmp(work->quantities[k].value, work->quantities[i].value) == 0) {
            return k;
        }
    }
    return SIZE_MAX;
}

static void drop_or_repeat(jb_work *work, size_t i)
{
    size_t same = same_figure(work, i);
    if (same == SIZE_MAX) {
        work->quantities[i].why = JB_REJECT_EARLIER;
    } else {
        work->matches[i].period = work->matches[same].period;
    }
}

/* A campaign begun in the year before says nothing of what that whole year came to. */
static bool is_winter(const jb_period *period)
{
    return period->kind == JB_PERIOD_CAMPAIGN && period->start.year < period->end.year;
}

/* A headline may give the campaign's figure without its time. */
static bool is_of_winter(const jb_work *work, size_t i)
{
    if (is_winter(&work->matches[i].period)) {
        return true;
    }
    size_t limit = i + REPEAT < work->quantity_count ? i + REPEAT : work->quantity_count;
    for (size_t k = i + 1; k < limit && !work->matches[i].governed; k++) {
        if (work->matches[k].target == work->matches[i].target &&
            is_winter(&work->matches[k].period) &&
            jb_dec_cmp(work->quantities[k].value, work->quantities[i].value) == 0) {
            return true;
        }
    }
    return false;
}

/* 去年全市立案200件, in a text of this year that says nothing newer, is what it reports. */
static void drop_earlier(jb_work *work)
{
    size_t count = work->extractor->target_count;
    bool *newer = jb_arena_array(work->scratch, count + 1, sizeof *newer);
    bool reports = false; /* whether it counts anything of its year outside a series */
    size_t series = 0;
    for (size_t i = 0; i < work->quantity_count; i++) {
        const jb_match *match = &work->matches[i];
        if (match->target != SIZE_MAX && work->quantities[i].why == JB_REJECT_NONE &&
            match->period.end.year >= work->identity.year && !is_of_winter(work, i)) {
            newer[match->target] = true;
            reports = reports || !match->in_series;
            series += match->in_series;
        }
    }
    for (size_t i = 0; i < work->quantity_count; i++) {
        const jb_match *match = &work->matches[i];
        bool over = match->in_series && (reports || series < 2) &&
                    match->period.end.year < work->identity.year;
        if (match->earlier && match->target == SIZE_MAX) {
            work->quantities[i].why = JB_REJECT_EARLIER;
        } else if (over || (match->earlier && newer[match->target])) {
            drop_or_repeat(work, i);
        }
    }
}

/* 行动期间，共检查…: a paragraph that goes on with the campaign told before. */
static bool resumes(const jb_period_state *s, const jb_sentence *sentence)
{
    static jb_words words = {
        U"行动期间",     U"行动以来", U"行动开展以来", U"行动启动以来", U"该行动",
        U"此次行动",     U"本次行动", U"行动中",       U"行动共",       U"此次专项",
        U"检查工作以来", U"检查期间", U"检查中",       U"专项检查共",   U"攻坚期间",
        U"本次督查",     U"此次督查", U"本次检查",     U"此次检查",     U"本次专项",
        U"督查期间",     U"活动期间", U"活动中",       U"整治期间",     U"专项行动中",
        U"专项行动共",   NULL};
    return s->has_campaign &&
           jb_any_in(s->work->t, sentence->span.start, sentence->span.end, words);
}

static void open_paragraph(jb_period_state *s, const jb_sentence *sentence)
{
    s->any = s->has_since = s->held = false;
    if (sentence->first_quantity < sentence->quantity_end && resumes(s, sentence)) {
        s->now = s->campaign;
        s->since = s->campaign.start;
        s->any = s->held = s->has_since = true;
        s->until = s->current = s->opened = s->stated = false;
        s->groups = 0;
    }
}

/* Written in the year after the report's and never saying 今年: what it calls 去年 is the report's
 * year. */
static bool speaks_of_last_year(const jb_period_state *s)
{
    const jb_work *work = s->work;
    for (size_t i = 0; i < work->mark_count; i++) {
        const jb_mark *mark = &work->marks[i];
        if (mark->from.year == JB_YEAR_THIS && !mark->whole && !mark->quoted) {
            return false;
        }
    }
    return jb_date_known(s->written) && s->written.year == work->identity.year + 1;
}

/* The campaign goes on behind the sentence. */
static void assign_aside(jb_period_state *s, size_t index, size_t *mark)
{
    jb_period_state before = *s;
    s->any = false;
    assign_sentence(s, index, mark);
    if (!s->any) {
        *s = before;
    }
}

void jb_periods_assign(jb_work *work)
{
    jb_period_state s = {.work = work, .written = jb_news_day(work)};
    size_t mark = 0;
    s.over = speaks_of_last_year(&s);
    if (!jb_date_known(s.written)) {
        s.written = jb_day_so_far(work);
    }
    s.own = jb_period_own(&s);
    for (size_t i = 0; i < work->sentence_count; i++) {
        const jb_sentence *sentence = &work->sentences[i];
        bool fresh = sentence->paragraph == i;
        if (fresh) {
            open_paragraph(&s, sentence);
        } else if (sentence->first_quantity < sentence->quantity_end && !continues(&s, sentence)) {
            s.any = false;
        }
        if (!fresh && is_aside(&s, sentence)) {
            assign_aside(&s, i, &mark);
        } else {
            assign_sentence(&s, i, &mark);
        }
        drop_series(work, sentence);
    }
    drop_earlier(work);
}
