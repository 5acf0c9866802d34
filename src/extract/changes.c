/* changes.c - changes on the year before and the figures they belong to.
 *
 * A number behind 增长, 下降 and the like is a change; it belongs to the figure before it, several
 * after 分别 to as many figures before. Changes on the month before are found and left aside.
 */
#include "work.h"

enum { BRACKET = 60, SPAN_MAX = 40, LIST_MAX = 12 };

static jb_words rises = {U"同比多", U"高出", U"增长", U"增加", U"上升", U"提高",
                         U"提升",   U"上涨", U"攀升", U"增多", U"增幅", U"升幅",
                         U"增",     U"升",   U"上扬", U"涨幅", NULL};
static jb_wordset rises_set = {.words = rises};
static jb_words falls = {U"同比少", U"下降", U"降低", U"减少", U"回落", U"下滑", U"压降",
                         U"压减",   U"降幅", U"缩减", U"降",   U"减",   NULL};
static jb_wordset falls_set = {.words = falls};
static jb_words between = {U"分别为", U"分别", U"了", U"约", U"达到", U"达",
                           U"为",     U"近",   U"超", U"仅", NULL};
static jb_wordset between_set = {.words = between};
/* New 立案, a new level, or the name of something: no change. */
static jb_words not_change = {U"新增", U"补增", U"催增", U"加减", NULL};
static jb_wordset not_change_set = {.words = not_change};
static jb_words yearly = {U"同比", U"上年", U"去年", U"同期", U"比增", U"比升", U"年同", NULL};
static jb_wordset yearly_set = {.words = yearly};
static jb_words monthly = {U"环比", U"上月", U"上季", NULL};
static jb_wordset monthly_set = {.words = monthly};

typedef struct verb_found {
    size_t verb; /* where the verb begins */
    int sign;    /* 0: none found */
} verb_found;

/* 同比+12.55%, 同比-8.26% */
static int sign_at(uint32_t c)
{
    return c == '+' || c == U'↑' || c == U'＋' ? 1 : c == '-' || c == U'↓' || c == U'−' ? -1 : 0;
}

/* The verb that stands right before the figure. */
static verb_found verb_before(jb_points t, size_t at)
{
    size_t end = jb_skip_blanks_before(t, at);
    int sign = sign_at(jb_point_before(t, end));
    static jb_words heads = {U"同比", U"同比:", U"同比：", U"分别", U"同比增减", U"增减", NULL};
    static jb_wordset heads_set = {.words = heads};
    if (sign != 0 && jb_set_before(t, end - 1, &heads_set) > 0) {
        return (verb_found){end - 1, sign};
    }
    /* 高于上年3.1个百分点 */
    static jb_words years = {U"上年同期", U"去年同期", U"上年", U"去年", NULL};
    static jb_wordset years_set = {.words = years};
    size_t year = jb_set_before(t, end, &years_set);
    if (year > 0) {
        int over = jb_any_before(t, end - year, (jb_words){U"高于", U"高出", U"超出", NULL}) > 0;
        int under = jb_any_before(t, end - year, (jb_words){U"低于", NULL}) > 0;
        return (verb_found){end - year, over - under};
    }
    for (unsigned step = 0; step < 3; step++) {
        size_t len = jb_set_before(t, end, &between_set);
        size_t up = jb_set_before(t, end, &rises_set);
        size_t down = jb_set_before(t, end, &falls_set);
        if (up > 0 || down > 0) {
            size_t verb = end - (up > 0 ? up : down);
            bool other = jb_set_before(t, end, &not_change_set) > 0;
            return (verb_found){verb, other ? 0 : up > 0 ? 1 : -1};
        }
        if (len == 0) {
            break;
        }
        end = jb_skip_blanks_before(t, end - len);
    }
    return (verb_found){0, 0};
}

static bool said_before(jb_points t, size_t floor, size_t at, jb_wordset *words)
{
    size_t from = at > floor + SPAN_MAX ? at - SPAN_MAX : floor;
    return jb_set_in(t, from, at, words);
}

/* Measured against the year before: by words of the clause or a time named shortly before. */
static bool is_yearly_change(const jb_work *work, const jb_sentence *s, size_t verb, size_t at)
{
    jb_points t = work->t;
    size_t floor = verb > s->span.start + SPAN_MAX ? verb - SPAN_MAX : s->span.start;
    if (jb_set_in(t, jb_clause_begin(work, verb, floor), at, &yearly_set)) {
        return true;
    }
    size_t index = jb_mark_before(work, verb);
    if (index == SIZE_MAX || work->marks[index].span.start < floor) {
        return false;
    }
    const jb_mark *mark = &work->marks[index];
    int year = mark->from.year;
    return year == JB_YEAR_LAST || (mark->compared && year + 1 == work->identity.year);
}

static void keep_change(jb_match *match, const jb_quantity *q, int sign)
{
    jb_dec value = q->value;
    value.coef = sign < 0 ? -value.coef : value.coef;
    if (q->unit->class == JB_CLASS_PERCENT) {
        match->has_percent = true;
        match->percent = value;
    } else if (q->unit->class == JB_CLASS_POINTS) {
        match->has_points = true;
        match->points = value;
    } else if (q->unit->class == JB_CLASS_TIMES && sign > 0 && jb_dec_shift(value, 2, &value)) {
        match->has_percent = true;
        match->percent = jb_dec_trim(value);
    }
}

/* The clause of the change: back to the figure before or the sentence's start. */
static size_t change_floor(const jb_work *work, const jb_sentence *s, size_t i)
{
    return i > s->first_quantity ? work->quantities[i - 1].span.end : s->span.start;
}

/* Whether only list signs stand between two figures. */
static bool listed(const jb_work *work, size_t from, size_t to)
{
    jb_points t = work->t;
    for (size_t i = from; i < to; i++) {
        uint32_t c = t.p[i];
        if (c != U'、' && c != U'和' && c != U'与' && c != U'及' && c != ' ' && c != ',' &&
            c != U'，' && c != U'以') {
            return false;
        }
    }
    return to - from <= 3;
}

/* 比去年多受理120件, 较上年同期少15件: a difference, said by 多 or 少 behind what it is from. */
static int more_or_less(const jb_work *work, size_t at)
{
    size_t index = jb_mark_before(work, at);
    if (index == SIZE_MAX || !work->marks[index].compared) {
        return 0;
    }
    size_t i = work->marks[index].span.end;
    i += jb_any_at(work->t, i, (jb_words){U"同期", U"度", NULL});
    int sign = jb_point(work->t, i) == U'多' ? 1 : jb_point(work->t, i) == U'少' ? -1 : 0;
    return sign != 0 && jb_same_clause(work, i, at) ? sign : 0;
}

/* A second change right behind the first, 20%和31%, makes a list without 分别. */
static bool list_ahead(const jb_work *work, const jb_sentence *s, size_t i)
{
    const jb_quantity *q = &work->quantities[i];
    return i + 1 < s->quantity_end && q[1].unit == q->unit && q->unit->class == JB_CLASS_PERCENT &&
           listed(work, q->span.end, q[1].span.start);
}

/* 近五年下降80%: a change over more than a year. */
static bool over_years(const jb_work *work, const jb_sentence *s, size_t verb)
{
    size_t index = jb_mark_before(work, verb);
    return index != SIZE_MAX && work->marks[index].kind == JB_MARK_YEARS &&
           work->marks[index].span.start >= s->span.start;
}

/* `yearly` goes in and out: 同比 once said holds for the changes that follow in the paragraph. */
static bool find_in(jb_work *work, const jb_sentence *s, bool is_yearly)
{
    bool in_list = false;
    int sign = 0;
    for (size_t i = s->first_quantity; i < s->quantity_end; i++) {
        jb_quantity *q = &work->quantities[i];
        jb_match *match = &work->matches[i];
        if (q->kind != JB_QUANTITY_NUMBER || q->why != JB_REJECT_NONE || match->in_table) {
            continue;
        }
        size_t floor = change_floor(work, s, i);
        verb_found found = verb_before(work->t, q->span.start);
        if (found.sign == 0 && !in_list && more_or_less(work, q->span.start) != 0) {
            q->why = JB_REJECT_CHANGE;
            match->owner = JB_OWNER_OPEN;
            continue;
        }
        int own = sign_at(jb_point_before(work->t, q->span.start));
        if (found.sign == 0 && in_list && listed(work, floor, q->span.start - (own != 0))) {
            found = (verb_found){floor, own != 0 ? own : sign};
        } else if (found.sign != 0) {
            bool month = said_before(work->t, floor, found.verb, &monthly_set);
            bool year = is_yearly_change(work, s, found.verb, q->span.start);
            bool respective = jb_any_in(work->t, floor, found.verb, (jb_words){U"分别", NULL});
            bool many = over_years(work, s, found.verb);
            is_yearly = !month && !many && (year || is_yearly);
            in_list = respective || (in_list && floor + 3 >= found.verb) || list_ahead(work, s, i);
            if (found.verb < floor) {
                found.sign = 0;
            }
        } else {
            in_list = false;
        }
        if (found.sign == 0) {
            continue;
        }
        sign = found.sign;
        if (!is_yearly && q->unit->class == JB_CLASS_PERCENT && !in_list &&
            !said_before(work->t, floor, found.verb, &monthly_set)) {
            continue; /* a change over years may be a figure of its own */
        }
        q->why = JB_REJECT_CHANGE;
        if (is_yearly) {
            keep_change(match, q, sign);
        }
        match->owner = JB_OWNER_OPEN;
    }
    return is_yearly;
}

void jb_changes_find(jb_work *work)
{
    bool yearly_said = false;
    for (size_t i = 0; i < work->sentence_count; i++) {
        yearly_said = yearly_said && work->sentences[i].paragraph != i;
        yearly_said = find_in(work, &work->sentences[i], yearly_said);
    }
}

/* ---- whose change it is ------------------------------------------------------------------------
 */

static bool is_figure(const jb_work *work, size_t i)
{
    return work->quantities[i].kind == JB_QUANTITY_NUMBER &&
           work->quantities[i].why == JB_REJECT_NONE && work->matches[i].target != SIZE_MAX;
}

static bool fits_unit(const jb_work *work, size_t figure, const jb_match *change)
{
    bool rate = work->quantities[figure].unit->class == JB_CLASS_PERCENT;
    return !change->has_points || rate;
}

static void give(jb_work *work, size_t figure, jb_match *change)
{
    jb_match *to = &work->matches[figure];
    change->owner = figure;
    if (!fits_unit(work, figure, change) || to->has_percent || to->has_points) {
        return;
    }
    to->has_percent = change->has_percent;
    to->percent = change->percent;
    to->has_points = change->has_points;
    to->points = change->points;
}

/* 受理量同比增长12.55%，达2448件: nothing stands before, and the figure is where it led. */
static void attach_next(jb_work *work, const jb_sentence *s, size_t i)
{
    size_t end = work->quantities[i].span.end;
    if (i + 1 >= s->quantity_end || !is_figure(work, i + 1) ||
        work->quantities[i + 1].span.start > end + 6) {
        return;
    }
    if (jb_any_in(work->t, end, work->quantities[i + 1].span.start,
                  (jb_words){U"达", U"至", U"为", U"到", NULL})) {
        give(work, i + 1, &work->matches[i]);
    }
}

/* 同比增加12.3%，结案率提高1.2个百分点: a change of a rate behind another's, with a head of its
 * own. */
static bool has_rate(const jb_work *work, size_t i)
{
    const jb_quantity *q = &work->quantities[i];
    bool second = i > 0 && q[-1].why == JB_REJECT_CHANGE && q->unit->class == JB_CLASS_POINTS;
    return second && jb_any_in(work->t, q[-1].span.end, q->span.start, (jb_words){U"率", NULL});
}

/* The figure before, past earlier years' values; any other number between them breaks the tie. */
static void attach_one(jb_work *work, const jb_sentence *s, size_t i)
{
    if (has_rate(work, i)) {
        attach_next(work, s, i);
        return;
    }
    for (size_t k = i; k > s->first_quantity; k--) {
        const jb_quantity *before = &work->quantities[k - 1];
        if (is_figure(work, k - 1)) {
            if (before->span.end + SPAN_MAX > work->quantities[i].span.start) {
                give(work, k - 1, &work->matches[i]);
            } else {
                attach_next(work, s, i);
            }
            return;
        }
        if (before->why != JB_REJECT_EARLIER && before->why != JB_REJECT_CHANGE &&
            before->why != JB_REJECT_DOCUMENT && before->unit->class != JB_CLASS_TIME) {
            attach_next(work, s, i);
            return;
        }
    }
    attach_next(work, s, i);
}

/* Whether a bracket is open at this place of the sentence. */
static bool in_bracket(const jb_work *work, const jb_sentence *s, size_t at)
{
    size_t floor = at > s->span.start + BRACKET ? at - BRACKET : s->span.start;
    for (size_t i = at; i > floor; i--) {
        uint32_t c = work->t.p[i - 1];
        if (c == ')' || c == U'）') {
            return false;
        }
        if (c == '(' || c == U'（') {
            return true;
        }
    }
    return false;
}

/* The last `count` figures before a place, the last of them first; how many there are. */
static size_t figures_before(const jb_work *work, const jb_sentence *s, size_t first, size_t count,
                             size_t figures[LIST_MAX])
{
    size_t found = 0;
    bool inside = in_bracket(work, s, work->quantities[first].span.start);
    for (size_t k = first; k > s->first_quantity && found < count; k--) {
        const jb_quantity *q = &work->quantities[k - 1];
        if (q->kind == JB_QUANTITY_NUMBER && inside == in_bracket(work, s, q->span.start) &&
            (q->why == JB_REJECT_NONE || q->why == JB_REJECT_NO_INDICATOR)) {
            figures[found++] = k - 1;
        }
    }
    return found;
}

/* What a head counts: 案件数, 人数, 金额. */
typedef enum kind { KIND_NONE, KIND_CASES, KIND_PEOPLE, KIND_MONEY } kind;

static kind kind_at(jb_points t, size_t i, size_t *len)
{
    static jb_words cases = {U"案件数量", U"案件数", U"案件量", U"件数",
                             U"宗数",     U"起数",   U"案件",   NULL};
    static jb_words people = {U"涉及人数", U"涉案人数", U"人数", NULL};
    static jb_words money = {U"涉及金额", U"涉案金额", U"金额", U"总额", U"数额", NULL};
    *len = jb_any_at(t, i, cases);
    if (*len > 0) {
        return KIND_CASES;
    }
    *len = jb_any_at(t, i, people);
    if (*len > 0) {
        return KIND_PEOPLE;
    }
    *len = jb_any_at(t, i, money);
    return *len > 0 ? KIND_MONEY : KIND_NONE;
}

static bool is_of(const jb_quantity *q, kind what)
{
    bool people = jb_counts_people(q->unit->utf8);
    switch (what) {
    case KIND_CASES:
        return q->unit->class == JB_CLASS_COUNT && !people;
    case KIND_PEOPLE:
        return people;
    case KIND_MONEY:
        return q->unit->class == JB_CLASS_MONEY;
    case KIND_NONE:
        break;
    }
    return false;
}

/* The only figure of that kind before a place in the sentence; SIZE_MAX for none or several. */
static size_t only_of(const jb_work *work, const jb_sentence *s, size_t first, kind what)
{
    size_t found = SIZE_MAX;
    for (size_t i = s->first_quantity; i < first; i++) {
        if (is_figure(work, i) && is_of(&work->quantities[i], what)) {
            if (found != SIZE_MAX) {
                return SIZE_MAX;
            }
            found = i;
        }
    }
    return found;
}

/* 案件数、人数和金额同比分别下降…: heads that say which figures the changes belong to, the last
 * of them first; 0 when there are not as many heads as changes. */
static size_t figures_named(const jb_work *work, const jb_sentence *s, size_t first, size_t count,
                            size_t figures[LIST_MAX])
{
    size_t end = work->quantities[first].span.start;
    size_t i = first > s->first_quantity ? work->quantities[first - 1].span.end : s->span.start;
    kind heads[LIST_MAX];
    size_t found = 0;
    while (i < end && found < LIST_MAX) {
        size_t len = 0;
        kind what = kind_at(work->t, i, &len);
        if (what != KIND_NONE) {
            heads[found++] = what;
        }
        i += len > 0 ? len : 1;
    }
    if (found != count) {
        return 0;
    }
    for (size_t k = 0; k < count; k++) {
        figures[count - 1 - k] = only_of(work, s, first, heads[k]);
    }
    return count;
}

/* Changes in a row: one belongs to the figure before it, n to the last n figures, in order. Returns
 * where the row ends. */
static size_t attach_row(jb_work *work, const jb_sentence *s, size_t first)
{
    size_t changes[LIST_MAX];
    size_t figures[LIST_MAX];
    size_t count = 0;
    size_t end = first;
    bool inside = in_bracket(work, s, work->quantities[first].span.start);
    for (; end < s->quantity_end && work->quantities[end].why == JB_REJECT_CHANGE; end++) {
        if (end > first && has_rate(work, end)) {
            break;
        }
        jb_match *change = &work->matches[end];
        bool known = change->has_percent || change->has_points;
        change->owner = SIZE_MAX;
        /* Those in brackets have heads of their own. */
        bool aside = !inside && in_bracket(work, s, work->quantities[end].span.start);
        if (known && !aside && count < LIST_MAX) {
            changes[count++] = end;
        }
    }
    if (count == 1) {
        attach_one(work, s, changes[0]);
        return end;
    }
    size_t named = count > 1 ? figures_named(work, s, changes[0], count, figures) : 0;
    size_t found = named > 0 ? named : figures_before(work, s, first, count, figures);
    for (size_t i = 0; i < count && found == count; i++) {
        if (figures[count - 1 - i] != SIZE_MAX && is_figure(work, figures[count - 1 - i])) {
            give(work, figures[count - 1 - i], &work->matches[changes[i]]);
        }
    }
    return end;
}

/* 同比持平 is a change of nought, 翻番 of a hundred. */
static void attach_words(jb_work *work, const jb_sentence *s)
{
    for (size_t i = s->first_quantity; i < s->quantity_end; i++) {
        jb_match *match = &work->matches[i];
        if (!is_figure(work, i) || match->has_percent || match->has_points) {
            continue;
        }
        size_t from = work->quantities[i].span.end;
        size_t end = i + 1 < s->quantity_end ? work->quantities[i + 1].span.start : s->span.end;
        end = end > from + 14 ? from + 14 : end;
        if (!jb_set_in(work->t, from, end, &yearly_set)) {
            continue;
        }
        if (jb_any_in(work->t, from, end, (jb_words){U"持平", NULL})) {
            match->has_percent = true;
            match->percent = jb_dec_int(0);
        } else if (jb_any_in(work->t, from, end, (jb_words){U"翻番", U"翻一番", NULL})) {
            match->has_percent = true;
            match->percent = jb_dec_int(100);
        }
    }
}

void jb_changes_attach(jb_work *work)
{
    for (size_t n = 0; n < work->sentence_count; n++) {
        const jb_sentence *s = &work->sentences[n];
        for (size_t i = s->first_quantity; i < s->quantity_end; i++) {
            if (work->quantities[i].why == JB_REJECT_CHANGE &&
                work->matches[i].owner == JB_OWNER_OPEN) {
                i = attach_row(work, s, i) - 1;
            }
        }
        attach_words(work, s);
    }
}
