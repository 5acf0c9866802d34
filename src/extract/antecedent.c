/* antecedent.c - what a figure without a noun of its own goes back to.
 *
 * 受理投诉30件，涉及劳动者50人，办结28件: 涉及 and 办结 speak of the complaints. Decides which
 * figures before are meant, and whether they are other business (接待来访50批次，涉及80人). What
 * elaborates what comes from the catalogue.
 */
#include "work.h"

#include <string.h>

enum { AFTER = 14, FIRST_BONUS = 14, FARTHER_BONUS = 10, LESS = 4 };

static bool counts_things(const jb_quantity *q)
{
    return q->kind == JB_QUANTITY_NUMBER && q->unit->class == JB_CLASS_COUNT &&
           !jb_counts_people(q->unit->utf8) && q->why != JB_REJECT_CHANGE &&
           q->why != JB_REJECT_THRESHOLD && q->why != JB_REJECT_DATE;
}

static bool breaks_between(const jb_work *work, size_t from, size_t to)
{
    static jb_words breaks = {U"；", U";", U"。", NULL};
    static jb_wordset breaks_set = {.words = breaks};
    return jb_set_in(work->t, from, to, &breaks_set);
}

/* The next figure before `i` that counts things, of the sentence and not across a ；. */
static size_t thing_before(const jb_work *work, const jb_sentence *s, size_t i)
{
    size_t right = work->quantities[i].span.start;
    while (i > s->first_quantity) {
        const jb_quantity *q = &work->quantities[--i];
        if (breaks_between(work, q->span.end, right)) {
            break;
        }
        if (counts_things(q)) {
            return i;
        }
        right = q->span.start;
    }
    return SIZE_MAX;
}

/* 涉及, 已办结: words that need something to speak of. */
static bool goes_back(const jb_work *work, const jb_sentence *s, size_t i)
{
    static jb_words bare = {U"涉及", U"涉",   U"办结", U"结案",   U"处理", U"解决",   U"答复",
                            U"回复", U"办理", U"处结", U"按期",   U"及时", U"当场",   U"现场",
                            U"协调", U"全部", U"均",   U"结案率", U"办结", U"办结率", NULL};
    static jb_wordset bare_set = {.words = bare};
    size_t floor = i > s->first_quantity ? work->quantities[i - 1].span.end : s->span.start;
    size_t from = work->quantities[i].span.start;
    while (from > floor && !jb_is_comma(work->t.p[from - 1]) && work->t.p[from - 1] != U'、') {
        from--;
    }
    from = jb_skip_blanks(work->t, from);
    from += jb_any_at(work->t, from, (jb_words){U"其中", U"已", U"共", NULL});
    return jb_set_at(work->t, from, &bare_set) > 0;
}

/* The topics named in the words that are the figure's own: from the comma or figure before it to
 * the next one behind. */
static uint64_t own_topics(const jb_work *work, const jb_sentence *s, size_t i)
{
    jb_span span = work->quantities[i].span;
    size_t floor = i > s->first_quantity ? work->quantities[i - 1].span.end : s->span.start;
    size_t from = jb_clause_begin(work, span.start, floor);
    size_t limit = i + 1 < s->quantity_end ? work->quantities[i + 1].span.start : s->span.end;
    limit = limit > span.end + AFTER ? span.end + AFTER : limit;
    size_t to = span.end;
    while (to < limit && !jb_is_comma(work->t.p[to]) && work->t.p[to] != U'、') {
        to++;
    }
    uint64_t topics = 0;
    for (size_t h = jb_hit_from(work, from); h < s->hit_end && work->hits[h].at < to; h++) {
        uint64_t named = work->hits[h].topics;
        uint64_t other = named & work->extractor->other_topics;
        topics |= other != 0 ? other : named;
    }
    return topics;
}

/* 追缴社会保险费860万元，涉及职工…, 涉及企业23家、职工…: the figure right before, or the one before
 * those that 、 joins, is money, and for what is other business. */
static bool is_other_money(const jb_work *work, const jb_sentence *s, size_t i)
{
    if (!jb_counts_people(work->quantities[i].unit->utf8)) {
        return false;
    }
    while (i > s->first_quantity + 1 && counts_things(&work->quantities[i - 1]) &&
           jb_point(work->t, work->quantities[i - 1].span.end) == U'、') {
        i--;
    }
    if (i == s->first_quantity || work->quantities[i - 1].unit->class != JB_CLASS_MONEY) {
        return false;
    }
    size_t at = work->quantities[i - 1].span.start;
    size_t hit = jb_hit_from(work, at);
    return hit > s->first_hit && work->hits[hit - 1].at + AFTER > at &&
           (work->hits[hit - 1].topics & work->extractor->other_topics) != 0;
}

/* A figure of no indicator, or of one for what a report counts besides: 审查集体合同56份. */
static bool is_aside(const jb_work *work, size_t quantity)
{
    size_t target = work->matches[quantity].target;
    return target == SIZE_MAX ||
           strcmp(work->extractor->targets[target].indicator->family, "oth") == 0;
}

bool jb_is_other_business(const jb_work *work, size_t sentence, size_t quantity)
{
    const jb_sentence *s = &work->sentences[sentence];
    uint64_t other = work->extractor->other_topics;
    size_t before = thing_before(work, s, quantity);
    /* 补签合同1.1万份，补发工资4200万元，涉及5130人: the money right before is known. */
    if (quantity > s->first_quantity && work->matches[quantity - 1].target != SIZE_MAX &&
        work->quantities[quantity - 1].unit->class == JB_CLASS_MONEY &&
        jb_counts_people(work->quantities[quantity].unit->utf8)) {
        return false;
    }
    if (other != 0 && goes_back(work, s, quantity) && own_topics(work, s, quantity) == 0 &&
        is_other_money(work, s, quantity)) {
        return true;
    }
    if (other == 0 || before == SIZE_MAX || !goes_back(work, s, quantity) ||
        own_topics(work, s, quantity) != 0) {
        return false;
    }
    uint64_t topics = own_topics(work, s, before);
    while (topics == 0 && work->matches[before].target == SIZE_MAX) {
        before = thing_before(work, s, before);
        if (before == SIZE_MAX) {
            return false;
        }
        topics = own_topics(work, s, before);
    }
    return is_aside(work, before) && topics != 0 && (topics & ~other) == 0;
}

static bool in_list(const size_t *list, size_t target)
{
    for (; *list != SIZE_MAX; list++) {
        if (*list == target) {
            return true;
        }
    }
    return false;
}

/* All of arbitration's figures are of the same cases. */
static bool is_of_list(const jb_work *work, const size_t *list, size_t target)
{
    const jb_target *targets = work->extractor->targets;
    return in_list(list, target) ||
           (*list != SIZE_MAX && strcmp(targets[*list].indicator->family, "arb") == 0 &&
            strcmp(targets[target].indicator->family, "arb") == 0);
}

/* Whether all that [first, end) counts is of the list: 调解组织和仲裁机构受理500件，其中仲裁300件
 * speaks of more. 1 and 0 for yes and no, -1 where nothing is counted. */
static int speaks_of(const jb_work *work, size_t first, size_t end, const size_t *list, bool strict)
{
    int answer = -1;
    for (size_t i = first; i < end; i++) {
        size_t target = work->matches[i].target;
        const jb_quantity *q = &work->quantities[i];
        /* 审结166件，其中裁决41件、撤诉7件: what has no indicator and stands behind what has one.
         */
        bool unknown = target == SIZE_MAX;
        if (counts_things(q) && (!unknown || (strict && q->why == JB_REJECT_NONE && answer < 0))) {
            answer = answer != 0 && !unknown && is_of_list(work, list, target);
        }
    }
    return answer;
}

/* 受理投诉402件，涉及劳动者5129人；办结391件。结案率97%: beyond a ； or a full stop, for words that
 * need something to speak of and say nothing else. */
static bool follows_farther(const jb_work *work, size_t sentence, size_t quantity,
                            const size_t *list)
{
    const jb_sentence *s = &work->sentences[sentence];
    if (!goes_back(work, s, quantity) || own_topics(work, s, quantity) != 0) {
        return false;
    }
    int answer = -1;
    for (size_t end = quantity; end > s->first_quantity && answer < 0;) {
        size_t first = end;
        do {
            first--;
        } while (first > s->first_quantity &&
                 !breaks_between(work, work->quantities[first - 1].span.end,
                                 work->quantities[first].span.start));
        answer = speaks_of(work, first, end, list, true);
        end = first;
    }
    if (answer < 0 && sentence > s->paragraph) {
        answer = speaks_of(work, s[-1].first_quantity, s[-1].quantity_end, list, false);
    }
    return answer > 0;
}

/* How much speaks for an indicator that elaborates one of the figures before, the nearest most. */
int jb_follows_bonus(const jb_work *work, size_t sentence, size_t quantity, size_t target)
{
    const size_t *list = work->extractor->targets[target].follows;
    const jb_sentence *s = &work->sentences[sentence];
    if (list == NULL) {
        return 0;
    }
    /* 解决欠薪860万元，涉及720人: money right before has people of its own. */
    if (quantity > s->first_quantity &&
        work->quantities[quantity - 1].unit->class == JB_CLASS_MONEY &&
        in_list(list, work->matches[quantity - 1].target)) {
        return FIRST_BONUS;
    }
    int bonus = FIRST_BONUS;
    uint64_t between = 0;
    for (size_t i = thing_before(work, s, quantity); i != SIZE_MAX && bonus > 0;
         i = thing_before(work, s, i)) {
        /* 检查414家，处理欠薪企业169家，涉及…: speaks of the nearer, which is about something else.
         */
        uint64_t own = own_topics(work, s, i);
        if (in_list(list, work->matches[i].target)) {
            return between != 0 && (between & own) == 0 ? 0 : bonus;
        }
        between |= own;
        bonus -= work->matches[i].target == SIZE_MAX ? 0 : LESS;
    }
    return bonus > 0 && follows_farther(work, sentence, quantity, list) ? FARTHER_BONUS : 0;
}
