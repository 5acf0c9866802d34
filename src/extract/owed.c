/* owed.c - wages that were found to be owed, and what is still being dealt with.
 *
 * 存在拖欠工资的用人单位953户，涉及职工1.82万人: these people have got nothing yet. Holds for
 * persons and money only, from the clause that says so on to those that go on with it (涉及, 其中,
 * 金额), until a verb says that something was done.
 */
#include "reject.h"

enum { CLAUSES_BACK = 4 };

static jb_words pending = {U"正在查处", U"正在办理", U"正在处理", U"正在调查",     U"正在侦办",
                           U"正在核实", U"正在协调", U"正在督办", U"正在立案调查", U"正在依法",
                           U"正在抓紧", U"正在跟进", U"正在推进", U"正在积极",     NULL};
static jb_wordset pending_set = {.words = pending};

static bool is_persons_or_money(const jb_quantity *q)
{
    switch (q->unit->class) {
    case JB_CLASS_MONEY:
        return true;
    case JB_CLASS_COUNT:
        return jb_counts_people(q->unit->utf8);
    case JB_CLASS_NONE:
        return q->power >= 4;
    case JB_CLASS_PERCENT:
    case JB_CLASS_POINTS:
    case JB_CLASS_TIMES:
    case JB_CLASS_TIME:
    case JB_CLASS_OTHER:
        break;
    }
    return false;
}

static bool says_owed(const jb_work *work, jb_span clause)
{
    static jb_words found = {U"存在", U"查出", U"查实",   U"发现", U"尚有",
                             U"仍有", U"还有", U"仍拖欠", NULL};
    static jb_wordset found_set = {.words = found};
    static jb_words owing = {U"拖欠", U"欠薪", U"被欠", U"欠付", NULL};
    static jb_wordset owing_set = {.words = owing};
    static jb_words unpaid = {
        U"未按时支付", U"未及时支付", U"未足额支付", U"未按月支付", U"未按时足额支付",
        U"未按时发放", U"未支付",     U"未发放",     U"未依法支付", U"不按时支付",
        U"未依法发放", U"不支付",     NULL};
    static jb_wordset unpaid_set = {.words = unpaid};
    /* 拖欠工资1200万元，涉及…: an amount that is only owed. */
    bool amount = clause.end > clause.start && work->t.p[clause.end - 1] == U'元' &&
                  jb_any_in(work->t, clause.start, clause.end, (jb_words){U"拖欠", U"欠薪", NULL});
    /* 请求支付经济补偿120万元: asked for, not yet got. */
    static jb_words claims = {U"请求支付",     U"请求裁决",     U"请求公司", U"诉请",
                              U"要求公司支付", U"要求单位支付", NULL};
    static jb_wordset claims_set = {.words = claims};
    return jb_set_in(work->t, clause.start, clause.end, &pending_set) ||
           jb_set_in(work->t, clause.start, clause.end, &claims_set) ||
           jb_set_in(work->t, clause.start, clause.end, &unpaid_set) || amount ||
           (jb_set_in(work->t, clause.start, clause.end, &found_set) &&
            jb_set_in(work->t, clause.start, clause.end, &owing_set));
}

static bool says_done(const jb_work *work, jb_span clause)
{
    static jb_words done = {U"追",   U"讨",   U"责令", U"督促", U"解决", U"化解", U"办结",
                            U"结案", U"立案", U"处理", U"查处", U"清欠", U"补发", U"支付了",
                            U"发放", U"为",   U"帮",   U"兑付", U"清偿", U"协调", U"全部",
                            U"清理", U"补缴", U"兑现", U"要回", U"垫付", NULL};
    static jb_wordset done_set = {.words = done};
    return jb_set_in(work->t, clause.start, clause.end, &done_set);
}

/* 正在查处6件: whatever is counted. */
static bool is_pending(const jb_place *at)
{
    const jb_work *work = at->work;
    size_t end = jb_skip_blanks_before(work->t, at->q->span.start);
    static jb_words between = {U"案件", U"的", U"共", U"案", NULL};
    static jb_wordset between_set = {.words = between};
    end -= jb_set_before(work->t, end, &between_set);
    return jb_set_before(work->t, end, &pending_set) > 0;
}

/* 被拖欠的1540万元工资全部兑付到位; where another sum stands behind, that one was paid. */
static bool is_paid_behind(const jb_place *at)
{
    static jb_words paid = {U"兑付", U"付清", U"追回", U"讨回", U"结清",     U"到位",
                            U"清偿", U"兑现", U"发还", U"到手", U"支付完毕", NULL};
    jb_points t = at->work->t;
    size_t end = at->q->span.end;
    while (end < at->s->span.end && !jb_is_comma(t.p[end])) {
        end++;
    }
    bool sum_behind = at->index + 1 < at->s->quantity_end && at->q[1].span.start < end &&
                      at->q->unit->class == JB_CLASS_MONEY &&
                      at->q[1].unit->class == JB_CLASS_MONEY;
    return !sum_behind && jb_any_in(t, at->q->span.end, end, paid);
}

/* 造成7名农民工工资没有支付, 导致23名工人工资未能发放: what a case began with. */
static bool is_unpaid_behind(const jb_place *at)
{
    static jb_words unpaid = {U"没有支付", U"没有发放",   U"没有拿到", U"没有兑付",
                              U"未能支付", U"未能发放",   U"未能拿到", U"无法支付",
                              U"无法发放", U"未得到支付", U"没拿到",   U"未兑付",
                              U"未支付",   U"未发放",     U"被拖欠",   NULL};
    static jb_wordset unpaid_set = {.words = unpaid};
    static jb_words caused = {U"造成", U"导致", U"致使", U"以致", NULL};
    jb_points t = at->work->t;
    size_t from = jb_clause_begin(at->work, at->q->span.start, at->s->span.start);
    size_t end = at->q->span.end;
    while (end < at->s->span.end && !jb_is_comma(t.p[end])) {
        end++;
    }
    return jb_set_in(t, at->q->span.end, end, &unpaid_set) &&
           jb_any_in(t, from, at->q->span.start, caused);
}

/* Behind 被拖欠工资的, or 被拖欠工资的农民工人数为: where the words end that say whose money it
 * was. */
static size_t owner_end(const jb_place *at)
{
    static jb_words verbs = {U"人数为", U"人数达", U"人数", U"共", U"为", U"达", NULL};
    static jb_words people = {U"农民工", U"劳动者", U"职工", U"工人", NULL};
    size_t end = at->q->span.start;
    size_t noun = end - jb_any_before(at->work->t, end, verbs);
    size_t len = jb_any_before(at->work->t, noun, people);
    return len > 0 ? noun - len : end;
}

bool jb_is_owed(const jb_place *at)
{
    static jb_words owed_by = {U"被欠薪的", U"被拖欠的", U"被拖欠工资的",
                               U"被欠薪",   U"拖欠的",   NULL};
    static jb_wordset owed_by_set = {.words = owed_by};
    static jb_words goes_on = {U"涉及", U"涉", U"其中", U"共", U"金额", U"合计", U"拖欠", NULL};
    static jb_wordset goes_on_set = {.words = goes_on};
    const jb_work *work = at->work;
    if (is_pending(at)) {
        return true;
    }
    if (!is_persons_or_money(at->q)) {
        return false;
    }
    if (is_unpaid_behind(at)) {
        return true;
    }
    size_t end = at->q->span.start;
    jb_span clause = {jb_clause_begin(work, end, at->s->span.start), end};
    for (unsigned back = 0; back < CLAUSES_BACK; back++) {
        if (says_owed(work, clause)) {
            return jb_any_in(work->t, clause.start, clause.end, (jb_words){U"正在", NULL}) ||
                   !says_done(work, clause);
        }
        if (says_done(work, clause)) {
            return false;
        }
        if (back == 0 && jb_set_before(work->t, owner_end(at), &owed_by_set) > 0) {
            return !is_paid_behind(at);
        }
        if (jb_set_at(work->t, jb_skip_blanks(work->t, clause.start), &goes_on_set) == 0 ||
            !jb_clause_before(at, clause.start, &clause)) {
            return false;
        }
    }
    return false;
}
