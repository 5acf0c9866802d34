/* aims.c - what is to be reached, asked for or planned: no result, however like one it is worded.
 *
 * Decides by the words that open a sentence or a clause, by the section and by what the whole text
 * is. 到2025年年底…率96%以上 is an aim; 到2023年底，结案率达98.6% is none.
 */
#include "reject.h"

enum { OPENING = 30, HEAD = 16, CLAUSE = 20 };

/* 我局将5家企业列入: done, not to be done. */
static bool is_aim_word(const jb_work *work, const jb_hit *hit)
{
    size_t end = hit->at + hit->len;
    return hit->cue == JB_CUE_TARGET &&
           !(jb_point_before(work->t, end) == U'将' && jb_is_digit(jb_point(work->t, end)));
}

/* 2025年打算。…: a short opening that announces plans, for its whole paragraph. */
static bool heads_plan(const jb_place *at)
{
    const jb_work *work = at->work;
    const jb_sentence *first = &work->sentences[at->s->paragraph];
    if (first == at->s || first->first_quantity < first->quantity_end ||
        first->span.end - first->span.start > OPENING) {
        return false;
    }
    for (size_t i = first->first_hit; i < first->hit_end; i++) {
        const jb_hit *hit = &work->hits[i];
        /* 某市将继续严查！ announces the deed, not a plan. */
        if (hit->cue == JB_CUE_TARGET &&
            !jb_any_in(work->t, hit->at, hit->at + hit->len, (jb_words){U"将", NULL})) {
            return true;
        }
    }
    return jb_any_in(work->t, first->span.start, first->span.end,
                     (jb_words){U"打算", U"思路", U"展望", U"设想", U"工作计划", NULL});
}

/* 完成年初确定的检查300家用人单位的任务: a task of so many; 剩余6条线索要在一周内办结: what is to
 * become of those counted; said behind the figure, in its clause. */
static bool is_task(const jb_place *at)
{
    static jb_words set = {U"完成", U"下达", U"确定", U"定下", U"既定", NULL};
    static jb_words tasks = {U"的任务", U"的目标", U"的指标", NULL};
    static jb_words any = {U"的任务", U"的目标", U"的指标", U"要在", U"要于", U"须在",
                           U"应在",   U"应于",   U"要全部", U"必须", U"务必", NULL};
    static jb_wordset any_set = {.words = any};
    static jb_words within = {U"主", U"重", U"只", U"需", U"还", NULL};
    const jb_work *work = at->work;
    size_t end = at->q->span.end;
    size_t limit = end + CLAUSE < at->s->span.end ? end + CLAUSE : at->s->span.end;
    size_t i = jb_set_next(work->t, end, limit, &any_set);
    if (i == limit || !jb_same_clause(work, end, i)) {
        return false;
    }
    if (jb_any_at(work->t, i, tasks) > 0) {
        return jb_any_in(work->t, at->clause, at->q->span.start, set);
    }
    return at->q->unit->class == JB_CLASS_COUNT && jb_any_before(work->t, i, within) == 0 &&
           !jb_any_in(work->t, at->clause, at->q->span.start, (jb_words){U"责令", NULL});
}

/* 95%的考核任务: what is asked for stands behind. */
static bool is_asked(const jb_place *at)
{
    static jb_words asked = {U"的考核任务", U"的考核目标", U"的考核指标", U"的考核要求",
                             U"的目标",     U"的任务",     U"的年度目标", U"的工作目标",
                             U"的年度任务", U"的指标任务", U"目标任务",   NULL};
    static jb_wordset asked_set = {.words = asked};
    return jb_set_at(at->work->t, at->q->span.end, &asked_set) > 0;
}

/* 要求辖区29个在建项目做好…: what those counted are to do. */
static bool is_told_to(const jb_place *at)
{
    static jb_words duties = {U"做好", U"落实", U"加强", U"抓好", U"严格", U"建立",
                              U"完善", U"开展", U"完成", U"统筹", U"提前", U"高度重视",
                              U"立即", U"切实", U"严防", U"及时", NULL};
    static jb_words orders = {U"要求", U"叮嘱", U"嘱咐", NULL};
    static jb_wordset orders_set = {.words = orders};
    const jb_work *work = at->work;
    jb_points t = work->t;
    size_t end = at->q->span.end;
    size_t limit = end + CLAUSE < at->s->span.end ? end + CLAUSE : at->s->span.end;
    return at->q->unit->class == JB_CLASS_COUNT &&
           jb_set_in(t, jb_clause_start(at), at->q->span.start, &orders_set) &&
           jb_any_in(t, end, limit, duties) &&
           !jb_any_in(t, end, limit, (jb_words){U"整改", U"改正", NULL});
}

/* 使结案率达到100%: a share that something is to bring about, where nothing was counted. */
static bool is_brought_about(const jb_place *at)
{
    const jb_work *work = at->work;
    if (at->q->unit->class != JB_CLASS_PERCENT) {
        return false;
    }
    for (size_t i = at->s->first_quantity; i < at->s->quantity_end; i++) {
        if (work->quantities[i].unit->class != JB_CLASS_PERCENT) {
            return false;
        }
    }
    return jb_any_at(work->t, jb_skip_blanks(work->t, at->s->span.start),
                     (jb_words){U"使", U"保证", U"努力使", NULL}) > 0;
}

/* 确保…，年末结案率达98%: what is to be reached by the year's end. */
static bool is_due(const jb_place *at)
{
    const jb_work *work = at->work;
    if (at->q->unit->class != JB_CLASS_PERCENT) {
        return false;
    }
    size_t from = jb_clause_begin(work, at->q->span.start, at->s->span.start);
    bool due =
        jb_any_at(work->t, jb_skip_blanks(work->t, from),
                  (jb_words){U"年末", U"年底", U"到年底", U"年内", NULL}) > 0 ||
        jb_any_in(work->t, from, at->q->span.start,
                  (jb_words){U"要保持", U"要达到", U"要达", U"应达", U"须达", U"需达", NULL});
    for (size_t i = jb_steering_hit(at); due && i < at->s->hit_end; i++) {
        const jb_hit *hit = &work->hits[i];
        if (hit->at < at->q->span.start && hit->cue == JB_CUE_NORM) {
            return true;
        }
    }
    return false;
}

/* 第二阶段为…，对120家企业进行检查: how a campaign is laid out, where nothing is summed up. */
static bool is_of_stage(const jb_place *at)
{
    static jb_words stages = {U"阶段为", U"阶段是", U"阶段，", U"阶段,", U"阶段（",
                              U"阶段(",  U"阶段：", U"阶段:",  NULL};
    static jb_wordset stages_set = {.words = stages};
    static jb_words done = {U"共", U"累计", U"已", U"截至", U"截止", U"结束", U"中，", NULL};
    const jb_work *work = at->work;
    size_t from = at->s->span.start;
    size_t limit = from + HEAD < at->q->span.start ? from + HEAD : at->q->span.start;
    size_t first = jb_skip_blanks(work->t, from);
    first += jb_any_at(work->t, first, (jb_words){U"（", U"(", NULL});
    bool numbered = jb_point(work->t, first) == U'第' || jb_is_digit(jb_point(work->t, first));
    return numbered && jb_set_in(work->t, from, limit, &stages_set) &&
           !jb_any_in(work->t, from, at->s->span.end, done);
}

/* 计划全年检查500家; 方案明确，年内对60家…: a clause that begins with a plan. */
static bool is_planned(const jb_place *at)
{
    static jb_words plans = {U"计划",   U"拟",     U"争取",   U"力求",   U"预计",
                             U"明确年", U"明确对", U"明确要", U"规定要", NULL};
    static jb_wordset plans_set = {.words = plans};
    static jb_words names = {U"计划生育", U"计划内", U"计划单列", NULL};
    return jb_set_at(at->work->t, at->clause, &plans_set) > 0 &&
           jb_any_at(at->work->t, at->clause, names) == 0;
}

/* 到2025年年底, 到“十四五”末, 通过两年努力: how a sentence of aims begins. */
static bool opens_with_term(const jb_work *work, const jb_sentence *s)
{
    static jb_words ends = {U"年底", U"底", U"末", NULL};
    static jb_words efforts = {U"努力", U"时间", NULL};
    size_t from = jb_skip_blanks(work->t, s->span.start);
    size_t limit = from + HEAD < s->span.end ? from + HEAD : s->span.end;
    size_t end = from;
    while (end < limit && !jb_is_comma(work->t.p[end])) {
        end++;
    }
    if (jb_any_at(work->t, from, (jb_words){U"到", U"至", NULL}) > 0) {
        return jb_any_before(work->t, end, ends) > 0;
    }
    return jb_any_at(work->t, from, (jb_words){U"通过", U"用", U"经过", U"力争", NULL}) > 0 &&
           jb_any_in(work->t, from, end, (jb_words){U"年", NULL}) &&
           jb_any_before(work->t, end, efforts) > 0;
}

/* Whether a share of the sentence is one that must be reached: 96%以上, 不低于60%. */
static bool asks_for_share(const jb_work *work, const jb_sentence *s)
{
    for (size_t i = s->first_quantity; i < s->quantity_end; i++) {
        const jb_quantity *q = &work->quantities[i];
        if (q->unit->class == JB_CLASS_PERCENT && q->bounded) {
            return true;
        }
    }
    return false;
}

/* 检查不少于500户；结案率达到98%: what is asked for, unless the sentence counts anything plainly.
 */
static bool asks_at_least(const jb_place *at)
{
    static jb_words least = {U"不少于", U"不低于", NULL};
    static jb_words done = {U"共", U"累计", U"已", NULL};
    const jb_work *work = at->work;
    bool asks = false;
    for (size_t i = at->s->first_quantity; i < at->s->quantity_end; i++) {
        const jb_quantity *q = &work->quantities[i];
        bool bound = q->bounded && jb_any_at(work->t, q->span.start, least) > 0;
        bool counts = q->unit->class == JB_CLASS_COUNT || q->unit->class == JB_CLASS_MONEY;
        if (counts && !bound) {
            return false;
        }
        asks = asks || bound;
    }
    return asks && !jb_any_in(work->t, at->s->span.start, at->s->span.end, done);
}

/* 到2025年年底，…率96%以上；…保持100%: shares by a term, one of them as a bound, and nothing done.
 */
static bool is_goal(const jb_place *at)
{
    static jb_words done = {U"共", U"累计", U"已", U"全年", U"同比提高", U"追回", U"追发", NULL};
    const jb_work *work = at->work;
    return at->q->unit->class == JB_CLASS_PERCENT && asks_for_share(work, at->s) &&
           opens_with_term(work, at->s) &&
           !jb_any_in(work->t, at->s->span.start, at->s->span.end, done);
}

static bool is_share(const jb_quantity *q)
{
    return q->kind == JB_QUANTITY_NUMBER && q->unit->class == JB_CLASS_PERCENT;
}

/* 要求参评机构结案率均超过92%; 评选标准: what whoever is chosen must have. 按照要求，… asks for
 * nothing. */
static bool is_condition(const jb_place *at)
{
    static jb_words standards = {U"评选标准", U"参评",     U"评选条件", U"申报条件", U"入选条件",
                                 U"达标标准", U"考核标准", U"认定标准", U"评估标准", U"创建标准",
                                 U"评定标准", U"建设标准", U"合格标准", NULL};
    static jb_wordset standards_set = {.words = standards};
    static jb_words no_order = {U"按照", U"按", U"根据", U"的",   U"依据", U"工作", U"遵照",
                                U"”",    U"新", U"各项", U"考核", U"总体", NULL};
    const jb_work *work = at->work;
    size_t from = at->s->span.start;
    size_t to = at->q->span.start;
    if (!is_share(at->q)) {
        return false;
    }
    if (jb_set_in(work->t, from, to, &standards_set)) {
        return true;
    }
    for (size_t i = jb_clause_begin(work, to, from); i + 2 < to; i++) {
        if (jb_word_at(work->t, i, U"要求") > 0 && jb_is_han(work->t.p[i + 2]) &&
            jb_any_before(work->t, i, no_order) == 0 &&
            !jb_any_in(work->t, from, to, (jb_words){U"已", U"实现", U"完成", NULL})) {
            return true;
        }
    }
    return false;
}

/* 八项措施包括：…；…办结率达到95%以上: what is listed is to be done. */
static bool is_measure_listed(const jb_place *at)
{
    static jb_words lists = {U"措施包括", U"举措包括", U"任务包括", U"任务是",   U"任务为",
                             U"目标是",   U"目标为",   U"要求是",   U"要求为",   U"措施是",
                             U"目标包括", U"要做到",   U"应做到",   U"务必做到", U"必须做到",
                             U"须做到",   U"明确到",   U"提出到",   U"规定到",   U"明确，到",
                             U"提出，到", U"务必达到", NULL};
    static jb_wordset lists_set = {.words = lists};
    return is_share(at->q) &&
           jb_set_in(at->work->t, at->s->span.start, at->q->span.start, &lists_set);
}

/* 4.投诉案件结案率达到98%以上。: a numbered line with nothing but round shares; how many of them
 * are bounds, or 0. */
static unsigned goals_in(const jb_work *work, size_t index)
{
    static jb_words done = {U"同比",   U"比上年", U"去年", U"已", U"共", U"累计",
                            U"实现了", U"较",     U"全年", U"了", NULL};
    if (index >= work->sentence_count) {
        return 0;
    }
    const jb_sentence *s = &work->sentences[index];
    size_t i = jb_skip_blanks(work->t, s->span.start);
    bool numbered = jb_is_digit(jb_point(work->t, i)) ||
                    jb_any_at(work->t, i, (jb_words){U"(", U"（", U"①", U"②", U"③", NULL}) > 0;
    unsigned bounds = 0;
    for (size_t k = s->first_quantity; k < s->quantity_end; k++) {
        const jb_quantity *q = &work->quantities[k];
        if (is_share(q)) {
            if (q->value.scale > 0) {
                return 0;
            }
            bounds += q->bounded;
        } else if (q->unit->class != JB_CLASS_NONE) {
            return 0;
        }
    }
    return numbered && !jb_any_in(work->t, s->span.start, s->span.end, done) ? bounds : 0;
}

/* One of several such lines, at least three bounds in them. */
static bool is_listed_goal(const jb_place *at)
{
    const jb_work *work = at->work;
    size_t index = (size_t)(at->s - work->sentences);
    unsigned own = is_share(at->q) ? goals_in(work, index) : 0;
    unsigned others = 0;
    for (size_t i = index > 2 ? index - 2 : 0; own > 0 && i <= index + 2; i++) {
        others += i == index ? 0 : goals_in(work, i);
    }
    return own > 0 && others > 0 && own + others >= 3;
}

/* An aim holds to the end of its sentence, a norm in its clause. */
bool jb_is_aim(const jb_place *at)
{
    const jb_work *work = at->work;
    if (is_brought_about(at) || is_due(at) || is_planned(at) || is_goal(at) || is_told_to(at) ||
        is_condition(at) || is_measure_listed(at) || is_listed_goal(at) || is_task(at) ||
        asks_at_least(at) || is_of_stage(at)) {
        return true;
    }
    if (at->s->section == JB_SECTION_PLAN || work->all_plan || heads_plan(at) || is_asked(at)) {
        return true;
    }
    for (size_t i = jb_steering_hit(at); i < at->s->hit_end; i++) {
        const jb_hit *hit = &work->hits[i];
        if (hit->at >= at->q->span.start) {
            break;
        }
        if (is_aim_word(work, hit) ||
            (hit->cue == JB_CUE_NORM && jb_same_clause(work, hit->at, at->q->span.start))) {
            return true;
        }
    }
    return false;
}
