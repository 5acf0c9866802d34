/* persons.c - what one person has done in his working life.
 *
 * 从业22年，办理案件3100件: an official's tally is no figure of the agency's. Decides by the words
 * that tell of a life at work (从业, 参加工作), of doing alone (经手, 独立审理), and by 他 and 她.
 */
#include "reject.h"

enum { PRONOUN_REACH = 8 };

/* 十六名仲裁员从业, 全市从业人员: many, or all. */
static bool is_of_many(const jb_work *work, size_t from, size_t to)
{
    static jb_words many = {U"全市", U"全县", U"全区", U"全省", U"全国", U"我局",
                            U"我市", U"我县", U"我区", U"各级", NULL};
    static jb_wordset many_set = {.words = many};
    return jb_set_in(work->t, from, to, &many_set);
}

/* clang-format off */
#define PRONOUNS U"他", U"她"
#define LIVES \
    U"从业", U"参加工作", U"从事监察", U"从事劳动", U"从事仲裁", U"从事调解", U"任仲裁员", \
    U"任监察员", U"担任仲裁员", U"担任监察员", U"作为一名", U"先进个人的"
#define ALONE \
    U"经手", U"亲手", U"独立办理", U"独立审理", U"独立承办", U"独立调解", U"独自办理"
/* clang-format on */
static jb_words any_words = {PRONOUNS, LIVES, ALONE, NULL};
static jb_wordset any_set = {.words = any_words};
static jb_words pronouns = {PRONOUNS, NULL};
static jb_words lives = {LIVES, NULL};

/* 他先后调解纠纷300多起, 她八年来参与处理…: the deed stands behind the pronoun, or behind a time.
 */
static bool is_deed_of(const jb_work *work, size_t i, size_t end)
{
    static jb_words not_he = {U"其", U"吉", U"利", U"维", U"排", U"无", NULL};
    static jb_words deeds = {U"先后", U"共",   U"累计", U"已",   U"每年", U"一年", U"审理", U"调解",
                             U"办理", U"帮助", U"经手", U"受理", U"接听", U"主办", U"参与", U"处理",
                             U"为",   U"成功", U"带领", U"带队", U"还",   U"一共", NULL};
    static jb_wordset deeds_set = {.words = deeds};
    size_t limit = i + PRONOUN_REACH < end ? i + PRONOUN_REACH : end;
    size_t deed = jb_set_next(work->t, i, limit, &deeds_set);
    bool timed = deed < limit && jb_any_before(work->t, deed, (jb_words){U"年来", U"年", NULL}) > 0;
    return jb_any_before(work->t, i, not_he) == 0 &&
           (timed || jb_set_at(work->t, i + 1, &deeds_set) > 0);
}

/* Whether the word found at `i` tells of one person up to `end`: 从业22年, 任仲裁员以来;
 * 从业人员 are many. */
static bool tells_of_one(const jb_work *work, size_t i, size_t end)
{
    static jb_words others = {U"从业人员", U"从业者", U"从业资格", U"从业单位", NULL};
    if (jb_any_at(work->t, i, pronouns) > 0) {
        return is_deed_of(work, i, end);
    }
    if (jb_any_at(work->t, i, lives) > 0) {
        return jb_any_at(work->t, i, others) == 0 && !is_of_many(work, i, end);
    }
    return true; /* 李建国经手案件1200件: nobody but a single person does so */
}

/* 副院长罗军，先后审理案件1900件: a title and a name before the clause that says what he did. */
static bool is_of_named(const jb_place *at)
{
    static jb_words deeds = {U"先后", U"累计", U"独立", U"亲自", U"每年", U"年均", U"办理", U"审理",
                             U"调解", U"处理", U"已办", U"已审", U"共办", U"共审", NULL};
    static jb_wordset deeds_set = {.words = deeds};
    static jb_words titles = {U"院长", U"队长",   U"局长",   U"主任",   U"庭长", U"科长",
                              U"站长", U"仲裁员", U"监察员", U"调解员", NULL};
    jb_points t = at->work->t;
    size_t end = at->clause;
    if (end == 0 || !jb_is_comma(t.p[end - 1]) || jb_set_at(t, end, &deeds_set) == 0) {
        return false;
    }
    for (size_t len = 2; len <= 3 && len < end; len++) {
        size_t name = end - 1 - len;
        if (jb_is_surname(t.p[name]) && jb_any_before(t, name, titles) > 0) {
            return true;
        }
    }
    return false;
}

size_t jb_person_in(const jb_work *work, const jb_sentence *s)
{
    return s->first_quantity == s->quantity_end
               ? SIZE_MAX
               : jb_set_next(work->t, s->span.start, s->span.end, &any_set);
}

bool jb_is_of_person(const jb_place *at)
{
    const jb_work *work = at->work;
    size_t end = at->q->span.start;
    for (size_t i = at->person; i < end; i = jb_set_next(work->t, i + 1, end, &any_set)) {
        if (tells_of_one(work, i, end) &&
            !jb_any_in(work->t, i, end, (jb_words){U"；", U";", NULL})) {
            return true;
        }
    }
    return is_of_named(at);
}
