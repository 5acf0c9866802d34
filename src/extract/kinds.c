/* kinds.c - disputes of all kinds, labour's among them at most.
 *
 * 人民调解组织调处矛盾纠纷2527起; 调解案件5189件，涵盖劳动争议、消费纠纷、交通事故等. Decides by
 * who mediates and by what a sentence lists; a figure whose own clause speaks of labour is left
 * alone.
 */
#include "reject.h"

/* clang-format off */
#define OTHER_KINDS \
    U"消费纠纷", U"交通事故", U"家庭矛盾", U"婚姻", U"邻里", U"物业纠纷", U"物业、", U"赡养", U"家事", U"民间借贷", \
    U"宅基地", U"医患", U"医疗纠纷", U"山林", U"征地", U"消费、"
#define MEDIATORS \
    U"人民调解", U"大调解", U"综治", U"纠纷多元", U"多元化解", U"调处化解中心", U"矛盾纠纷调处", U"社会治理中心", U"矛调中心"
/* clang-format on */
static jb_words any_words = {OTHER_KINDS, MEDIATORS, NULL};
static jb_wordset any_set = {.words = any_words};
static jb_words other_kinds = {OTHER_KINDS, NULL};
static jb_wordset other_kinds_set = {.words = other_kinds};
static jb_words mediators = {MEDIATORS, NULL};
static jb_wordset mediators_set = {.words = mediators};
static jb_words labour = {U"劳动", U"劳资", U"欠薪",   U"工资", U"人社", U"人力资源",
                          U"仲裁", U"监察", U"农民工", U"用工", U"劳务", NULL};
static jb_wordset labour_set = {.words = labour};

size_t jb_kinds_in(const jb_work *work, const jb_sentence *s)
{
    return s->first_quantity == s->quantity_end
               ? SIZE_MAX
               : jb_set_next(work->t, s->span.start, s->span.end, &any_set);
}

/* 在线调解案件5189件，内容涵盖劳动争议、消费纠纷、交通事故等，成功率92%: but 其中劳动争议120件 is
 * labour's.
 */
static bool is_of_list(const jb_place *at)
{
    jb_points t = at->work->t;
    size_t to = at->q->span.end;
    size_t from = jb_clause_begin(at->work, at->q->span.start, at->s->span.start);
    while (to < at->s->span.end && !jb_is_comma(t.p[to])) {
        to++;
    }
    return jb_set_in(t, at->s->span.start, at->s->span.end, &other_kinds_set) &&
           (!jb_set_in(t, from, to, &labour_set) || jb_set_in(t, from, to, &other_kinds_set));
}

/* Who mediates whatever comes, with no word of labour up to the figure. */
static bool is_of_mediators(const jb_place *at)
{
    jb_points t = at->work->t;
    size_t from = at->s->span.start;
    return jb_set_in(t, from, at->q->span.start, &mediators_set) &&
           !jb_set_in(t, from, at->q->span.end, &labour_set);
}

bool jb_is_of_all_kinds(const jb_place *at)
{
    static jb_words settling = {U"调解", U"纠纷", U"调处", U"化解", NULL};
    return at->kinds < at->s->span.end && at->s->actor != JB_ACTOR_OWN &&
           jb_any_in(at->work->t, at->s->span.start, at->q->span.end, settling) &&
           (is_of_list(at) || is_of_mediators(at));
}
