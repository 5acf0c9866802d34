/* aside.c - numbers in a labour text that are no results of labour work.
 *
 * Who came to a meeting, what another field of administration inspected and fined, one thing told
 * in a word (一处工地). Decides by the figure's clause and by what its sentence is about.
 */
#include "reject.h"

enum { REACH = 48, BACK = 12, DAYS = 7 };

/* 28家在建工程项目负责人参加了会议, in one clause. */
static bool is_attendance(const jb_place *at)
{
    static jb_words came = {U"参加", U"出席", U"参会", U"与会", U"到会", U"列席", U"参训", NULL};
    static jb_wordset came_set = {.words = came};
    static jb_words had = {U"参加社会", U"参加工伤", U"参加失业", U"参加养老", U"参加基本",
                           U"参加仲裁", U"参加庭审", U"参加诉讼", NULL};
    jb_points t = at->work->t;
    size_t from = at->q->span.end;
    size_t end = from;
    while (end < at->s->span.end && end < from + REACH && !jb_is_comma(t.p[end])) {
        end++;
    }
    return at->q->unit->class == JB_CLASS_COUNT && jb_set_in(t, from, end, &came_set) &&
           !jb_any_in(t, from, end, had);
}

/* 建筑市场秩序整治, 安全生产检查: the work of others, unless wages or the labour authority are in
 * it. */
static bool is_of_other_field(const jb_place *at)
{
    static jb_words fields = {U"建筑市场", U"违法分包", U"违法发包", U"转包",     U"工程质量",
                              U"质量安全", U"安全生产", U"施工安全", U"消防安全", U"食品安全",
                              U"环境保护", U"生态环境", U"扬尘",     U"招投标",   U"停止执业",
                              U"燃气",     U"安全隐患", NULL};
    static jb_wordset fields_set = {.words = fields};
    static jb_words labour = {U"欠薪",     U"工资",   U"劳动", U"用工",   U"用人", U"人力资源",
                              U"人社",     U"农民工", U"社保", U"劳务",   U"仲裁", U"职介",
                              U"职业中介", U"我局",   U"本局", U"保证金", NULL};
    static jb_wordset labour_set = {.words = labour};
    const jb_work *work = at->work;
    size_t from = at->s->span.start;
    size_t to = at->q->span.end;
    return at->s->actor != JB_ACTOR_OWN && jb_set_in(work->t, from, to, &fields_set) &&
           !jb_set_in(work->t, from, to, &labour_set);
}

/* 涉及童工11人: children found at work are no workers helped. */
static bool is_of_children(const jb_place *at)
{
    size_t from = jb_clause_begin(at->work, at->q->span.start, at->s->span.start);
    return at->q->unit->class == JB_CLASS_COUNT && jb_counts_people(at->q->unit->utf8) &&
           jb_any_in(at->work->t, from, at->q->span.start, (jb_words){U"童工", NULL});
}

/* 等12个功能室, 2个工业园区: how a house or a place is divided. */
static bool is_of_structure(const jb_place *at)
{
    static jb_words parts = {U"功能室", U"功能区", U"功能分区", U"办事窗口", U"服务窗口",
                             U"工业园", U"产业园", U"开发区",   U"园区",     U"科室",
                             U"接待室", U"功能厅", U"板块",     NULL};
    static jb_wordset parts_set = {.words = parts};
    return at->q->unit->class == JB_CLASS_COUNT &&
           jb_set_at(at->work->t, at->q->span.end, &parts_set) > 0 &&
           !jb_any_in(at->work->t, at->q->span.end, at->s->span.end,
                      (jb_words){U"成立", U"设立", U"建立了", U"建成", NULL});
}

/* 分三批公布, 分2次支付: how often something was done, not what. */
static bool is_portion(const jb_place *at)
{
    jb_points t = at->work->t;
    return at->q->unit->class == JB_CLASS_COUNT && jb_point_before(t, at->q->span.start) == U'分' &&
           jb_any_before(t, at->q->span.end,
                         (jb_words){U"批", U"次", U"期", U"步", U"批次", NULL}) > 0;
}

/* 一起涉及50余人经济补偿金的集体争议: one, with what it was before the noun. */
static bool is_described(const jb_place *at)
{
    jb_points t = at->work->t;
    for (size_t i = at->q->span.end; i < at->s->span.end && i < at->q->span.end + REACH; i++) {
        if (t.p[i] == U'的') {
            return i >= at->q->span.end + 4;
        }
        if (jb_is_comma(t.p[i])) {
            return false;
        }
    }
    return false;
}

static bool is_written_one(const jb_place *at)
{
    const jb_quantity *q = at->q;
    return q->unit->class == JB_CLASS_COUNT && jb_point(at->work->t, q->digits.start) == U'一' &&
           q->span.end <= q->span.start + 2 && jb_dec_cmp(q->value, jb_dec_int(1)) == 0;
}

static bool is_denied(const jb_place *at)
{
    static jb_words denied = {U"未", U"无", U"没有", U"零", U"不", NULL};
    size_t from = jb_clause_begin(at->work, at->q->span.start, at->s->span.start);
    return jb_any_in(at->work->t, from, at->q->span.start, denied);
}

/* 曝光一家、警示一片; 调解室的一个缩影: a figure of speech. */
static bool is_idiom(const jb_place *at)
{
    jb_points t = at->work->t;
    size_t end = at->q->span.end;
    if (!is_written_one(at)) {
        return false;
    }
    if (jb_point_before(t, at->q->span.start) == U'的' && jb_point_before(t, end) == U'个') {
        return true;
    }
    if (!jb_is_comma(jb_point(t, end)) && jb_point(t, end) != U'、') {
        return false;
    }
    for (size_t i = end + 1; i < end + 6 && jb_is_han(jb_point(t, i)); i++) {
        if (t.p[i] == U'一') {
            return true;
        }
    }
    return false;
}

/* 化解一起…的争议，涉及职工258名，金额1108万元: what is told of it goes on up to a ； or a sum. */
bool jb_is_of_one_told(const jb_place *at)
{
    static jb_words sums = {U"共", U"累计", U"合计", U"总计", U"全年", U"以来", U"；", U";", NULL};
    static jb_wordset sums_set = {.words = sums};
    const jb_work *work = at->work;
    bool people = at->q->unit->class == JB_CLASS_COUNT && jb_counts_people(at->q->unit->utf8);
    if (!people && at->q->unit->class != JB_CLASS_MONEY) {
        return false;
    }
    size_t first = at->s->first_quantity;
    first = at->index > first + BACK ? at->index - BACK : first;
    for (size_t i = first; i < at->index; i++) {
        jb_place one = {.work = work, .s = at->s, .q = &work->quantities[i], .index = i};
        if (is_written_one(&one) && !is_denied(&one) && (jb_is_one_told(&one)) &&
            !jb_set_in(work->t, one.q->span.end, at->q->span.start, &sums_set)) {
            return true;
        }
    }
    return false;
}

/* 成功化解一起群体性讨薪事件: settled, and only one. 移送一起 counts. */
static bool is_settled_one(const jb_place *at)
{
    static jb_words settled = {U"化解",   U"化解了", U"调解",   U"调解了", U"处置", U"处置了",
                               U"解决",   U"解决了", U"调处",   U"调处了", U"审理", U"审理了",
                               U"审结了", U"处理了", U"办结了", U"化解掉", U"平息", NULL};
    jb_points t = at->work->t;
    return is_written_one(at) && jb_any_before(t, at->q->span.start, settled) > 0 &&
           jb_is_han(jb_point(t, at->q->span.end)) && !is_denied(at);
}

/* 一处在建项目, 一起因停工引发的案件: one thing in a word, with what it was behind it. */
bool jb_is_one_told(const jb_place *at)
{
    if (is_idiom(at) || is_settled_one(at) ||
        (is_written_one(at) && !is_denied(at) && is_described(at))) {
        return true;
    }
    static jb_words of = {U"因",   U"由",   U"涉",   U"拖欠", U"在建", U"工地",   U"疑难",
                          U"长达", U"集体", U"建筑", U"突发", U"欠薪", U"农民工", U"劳资",
                          U"劳动", U"重大", U"典型", U"施工", U"工程", NULL};
    static jb_words denied = {U"未", U"无", U"没有", U"零", NULL};
    jb_points t = at->work->t;
    const jb_quantity *q = at->q;
    size_t from = jb_clause_begin(at->work, q->span.start, at->s->span.start);
    return jb_any_before(t, q->span.end, (jb_words){U"起", U"件", U"宗", U"例", U"处", NULL}) > 0 &&
           jb_point(t, q->digits.start) == U'一' && jb_dec_cmp(q->value, jb_dec_int(1)) == 0 &&
           jb_any_at(t, q->span.end, of) > 0 && !jb_any_in(t, from, q->span.start, denied);
}

/* 6月17日至19日，…连续开庭审理了10起: what one court week on the road came to. */
static bool is_of_sitting(const jb_place *at)
{
    static jb_words sitting = {U"开庭", U"庭审", U"集中审理", NULL};
    const jb_work *work = at->work;
    size_t from = at->s->span.start;
    size_t next = jb_mark_before(work, from + 1);
    next = next == SIZE_MAX ? 0 : next + 1;
    if (at->q->unit->class != JB_CLASS_COUNT || next == work->mark_count) {
        return false;
    }
    const jb_mark *mark = &work->marks[next];
    bool days = mark->kind != JB_MARK_UNTIL && mark->span.start <= from + 1 &&
                mark->from.day != 0 && mark->to.day != 0 && mark->from.month == mark->to.month &&
                mark->to.day < mark->from.day + DAYS;
    return days && jb_any_in(work->t, from, at->q->span.start, sitting);
}

/* 建设公司支付100万元解决工资款: one firm that paid of its own, where none is made to. */
static bool is_paid_by_firm(const jb_place *at)
{
    static jb_words paying = {
        U"公司支付", U"公司先行支付", U"公司垫付",     U"公司先行垫付", U"公司筹集",
        U"公司拨付", U"单位垫付",     U"单位先行垫付", U"单位先行支付", NULL};
    static jb_wordset paying_set = {.words = paying};
    static jb_words many = {U"督促", U"责令", U"要求", U"协调", U"推动", U"家",   U"户",
                            U"各",   U"促",   U"令",   U"用人", U"共",   U"累计", NULL};
    jb_points t = at->work->t;
    return at->q->unit->class == JB_CLASS_MONEY &&
           jb_set_in(t, at->clause, at->q->span.start, &paying_set) &&
           !jb_any_in(t, at->clause, at->q->span.start, many);
}

bool jb_is_aside(const jb_place *at)
{
    return is_attendance(at) || is_of_other_field(at) || is_of_children(at) ||
           is_of_structure(at) || is_portion(at) || is_of_sitting(at) || is_paid_by_firm(at);
}
