/* heads.c - what a table's head says of its cells: which time, a change, an aim, a share.
 *
 * Takes the words of one head. Known ones are taken away; what remains names an indicator, or is
 * not understood. Refuses to know where the head stands.
 */
#include "divisions.h"
#include "tables.h"

#include <string.h>

/* Said of a month or quarter before. */
static jb_words rings = {U"环比",   U"比上月", U"较上月", U"比上季",
                         U"较上季", U"比上期", U"较上期", NULL};
static jb_words changes = {U"同比",   U"增减",   U"增长",   U"增幅",   U"增速", U"升降",
                           U"比上年", U"较上年", U"比去年", U"较去年", U"变化", U"变动",
                           U"升幅",   U"降幅",   U"±",      U"+/-",    NULL};
static jb_words earlier = {U"上年", U"同期", U"去年", U"基期", U"上期", NULL};
static jb_words aims = {U"目标", U"计划", U"任务", U"指标值", U"预期", U"预算", NULL};
static jb_words aim_ends = {U"目标", U"目标值", U"目标数", U"计划",   U"计划数", U"计划值",
                            U"任务", U"任务数", U"任务量", U"指标值", NULL};
static jb_words reached = {U"完成", U"实际", U"实绩", U"达到", NULL};
static jb_words shares = {U"完成率", U"完成比", U"完成进度", U"完成占比", U"达成率",
                          U"占比",   U"比重",   U"占总",     U"占全",     U"构成",
                          U"所占",   U"百分比", U"序时进度", U"进度",     NULL};
static jb_words percents = {U"%", U"％", U"比", U"率", U"百分", NULL};
static jb_words ranks = {U"排名", U"排位", U"位次", U"名次", U"得分", U"分值", U"权重",
                         U"代码", U"编码", U"编号", U"序号", U"行次", NULL};
static jb_words sums = {U"累计", U"以来", NULL};
static jb_words this_month = {U"本月", U"当月", U"该月", U"月度", NULL};
static jb_words this_quarter = {U"本季", U"当季", U"该季", NULL};

static jb_words totals = {U"合计", U"总计", U"共计", U"全区", U"全市", U"全县", U"全局", NULL};

/* Words that name no indicator of their own. */
static jb_words values = {
    U"指标值", U"指标", U"项目", U"数量", U"数值", U"数据",   U"数",   U"值",   U"量",
    U"合计",   U"总计", U"小计", U"共计", U"总",   U"共",     U"累计", U"实际", U"实绩",
    U"实有",   U"完成", U"已",   U"情况", U"统计", U"结果",   U"绝对", U"全区", U"全市",
    U"全县",   U"全省", U"全州", U"全旗", U"全局", U"本级",   U"年初", U"以来", U"年度",
    U"全年",   U"本年", U"今年", U"本期", U"当期", U"报告期", U"期",   U"年",   U"月份",
    U"月",     U"季度", U"季",   U"自",   U"至",   U"单位",   U"时间", U"发生", U"本",
    U"当",     U"该",   U"度",   U"目标", U"计划", U"任务",   U"预期", U"同比", U"上年",
    U"去年",   U"同期", U"的",   U"其中", U"中",   U"和",     U"及",   NULL};
static jb_wordset values_set = {.words = values};
/* Words for what a cell counts: they help to name an indicator and need no explaining. */
static jb_words counts = {U"件数", U"案件", U"人数", U"户数", U"家数", U"金额", U"人次",
                          U"次数", U"宗数", U"起数", U"涉及", U"人员", NULL};
static jb_wordset counts_set = {.words = counts};

static bool says(const jb_work *work, jb_span head, const char32_t *const *words)
{
    return jb_any_in(work->t, head.start, head.end, words);
}

/* ---- times -------------------------------------------------------------------------------------
 */

static bool is_this_year(const jb_work *work, int year)
{
    return year == JB_YEAR_UNSAID || year == JB_YEAR_THIS || year == work->identity.year;
}

/* What a time in a head says of the cells: a span, or a word for the report's own. */
static void take_time(const jb_work *work, const jb_mark *mark, jb_head *head)
{
    jb_head_time *time = &head->time;
    int year = mark->from.year;
    bool past = year == JB_YEAR_LAST || (year > JB_YEAR_NEXT && year < work->identity.year);
    if (past || mark->compared) {
        head->kind = JB_HEAD_EARLIER;
    } else if (year == JB_YEAR_NEXT || (year > JB_YEAR_NEXT && year > work->identity.year)) {
        head->kind = JB_HEAD_AIM;
    }
    time->from = mark->from;
    time->to = mark->to;
    switch (mark->kind) {
    case JB_MARK_YEAR:
        time->kind = mark->whole ? JB_TIME_SPAN : JB_TIME_YEAR;
        break;
    case JB_MARK_PART:
        time->kind = JB_TIME_SPAN;
        break;
    case JB_MARK_UNTIL:
        time->from = (jb_when){mark->to.year, 1, 1};
        time->kind = is_this_year(work, mark->to.year) ? JB_TIME_SPAN : JB_TIME_NONE;
        break;
    case JB_MARK_SINCE:
    case JB_MARK_NOW:
        time->kind = mark->from.month == 0 ? JB_TIME_SUM : JB_TIME_NONE;
        head->unknown = mark->from.month != 0;
        break;
    case JB_MARK_REPORT:
        time->kind = JB_TIME_OWN;
        break;
    case JB_MARK_DAY:
    case JB_MARK_YEARS:
    case JB_MARK_EVERY:
    case JB_MARK_FESTIVAL:
        head->unknown = true;
        break;
    }
}

static const jb_mark *mark_in(const jb_work *work, jb_span span)
{
    size_t index = jb_mark_before(work, span.end);
    return index != SIZE_MAX && work->marks[index].span.start >= span.start ? &work->marks[index]
                                                                            : NULL;
}

static void read_time(const jb_work *work, jb_head *head)
{
    const jb_mark *mark = mark_in(work, head->span);
    if (jb_is_year_cell(work, head->span)) {
        int year = 0;
        for (size_t i = head->span.start; i < head->span.end; i++) {
            uint32_t c = work->t.p[i];
            year = jb_is_digit(c) ? year * 10 + (int)(c - '0') : year;
        }
        const jb_mark bare = {.kind = JB_MARK_YEAR, .from = {year, 0, 0}, .to = {year, 0, 0}};
        take_time(work, &bare, head);
    } else if (says(work, head->span, this_month)) {
        head->time.kind = JB_TIME_MONTH;
    } else if (says(work, head->span, this_quarter)) {
        head->time.kind = JB_TIME_QUARTER;
    } else if (mark != NULL) {
        take_time(work, mark, head);
    }
    if (says(work, head->span, sums) &&
        (head->time.kind == JB_TIME_NONE || head->time.kind == JB_TIME_YEAR)) {
        head->time.kind = JB_TIME_SUM;
    }
}

/* ---- words -------------------------------------------------------------------------------------
 */

/* The topic that a word at this place is of; its length. */
static size_t topic_at(const jb_work *work, size_t i)
{
    size_t hit = jb_hit_from(work, i);
    for (; hit < work->hit_count && work->hits[hit].at == i; hit++) {
        if (work->hits[hit].topics != 0) {
            return work->hits[hit].len;
        }
    }
    return 0;
}

/* The mark that begins there; its length. */
static size_t mark_at(const jb_work *work, size_t i, size_t end)
{
    for (size_t k = jb_mark_before(work, end); k != SIZE_MAX && k < work->mark_count; k--) {
        if (work->marks[k].span.start == i) {
            return work->marks[k].span.end - i;
        }
        if (work->marks[k].span.start < i || k == 0) {
            break;
        }
    }
    return 0;
}

/* A bracket with a unit or a note; its length. */
static size_t bracket_at(const jb_work *work, size_t i, size_t end)
{
    uint32_t c = work->t.p[i];
    size_t to = i;
    if (c != '(' && c != U'（') {
        return 0;
    }
    while (to < end && work->t.p[to] != ')' && work->t.p[to] != U'）') {
        to++;
    }
    return (to < end ? to + 1 : to) - i;
}

static void read_words(const jb_work *work, jb_head *head)
{
    bool named = false;
    size_t step = 1;
    head->plain = true;
    for (size_t i = head->span.start; i < head->span.end; i += step) {
        step = mark_at(work, i, head->span.end);
        step = step > 0 ? step : bracket_at(work, i, head->span.end);
        if (step > 0) {
            continue;
        }
        step = topic_at(work, i);
        named = named || step > 0;
        step = step > 0 ? step : jb_set_at(work->t, i, &counts_set);
        if (step > 0) {
            head->plain = false;
            continue;
        }
        step = jb_set_at(work->t, i, &values_set);
        if (step == 0) {
            step = 1;
            if (jb_is_han(work->t.p[i])) {
                head->plain = false;
                head->unknown = true;
            }
        }
    }
    head->unknown = head->unknown && !named;
}

/* ---- all
 * ------------------------------------------------------------------------------------------- */

/* The head without a bracket at its end. */
static size_t end_of_words(const jb_work *work, jb_span span)
{
    for (size_t i = span.start; i < span.end; i++) {
        if (work->t.p[i] == '(' || work->t.p[i] == U'（') {
            return jb_skip_blanks_before(work->t, i);
        }
    }
    return span.end;
}

static jb_head_kind kind_of(const jb_work *work, const jb_head *head)
{
    jb_span span = head->span;
    bool aim = says(work, span, aims);
    if (says(work, span, rings)) {
        return JB_HEAD_RING;
    }
    if (says(work, span, shares) ||
        (aim && says(work, span, percents) && says(work, span, (jb_words){U"完成", U"占", NULL}))) {
        return JB_HEAD_SHARE;
    }
    if (says(work, span, changes)) {
        return JB_HEAD_CHANGE;
    }
    if (says(work, span, ranks)) {
        return JB_HEAD_RANK;
    }
    if (head->kind != JB_HEAD_FIGURES) {
        return head->kind; /* by its time */
    }
    bool ends = jb_any_before(work->t, end_of_words(work, span), aim_ends) > 0;
    if (aim && (head->plain || ends) && !says(work, span, reached)) {
        return JB_HEAD_AIM;
    }
    bool dated = head->time.kind != JB_TIME_NONE;
    return !dated && says(work, span, earlier) ? JB_HEAD_EARLIER : JB_HEAD_FIGURES;
}

jb_head jb_head_read(const jb_work *work, jb_span span)
{
    jb_head head = {.span = span};
    if (span.end == span.start) {
        head.plain = true;
        return head;
    }
    read_time(work, &head);
    read_words(work, &head);
    head.kind = kind_of(work, &head);
    head.unknown = head.unknown && head.kind == JB_HEAD_FIGURES;
    head.total = head.plain && head.kind == JB_HEAD_FIGURES && says(work, span, totals);
    return head;
}

/* 沙园街道, 石楼镇: a part of the agency's place. */
static bool is_town(const jb_work *work, jb_span head)
{
    static jb_words towns = {U"街道", U"街", U"镇", U"乡", NULL};
    size_t len = jb_any_before(work->t, head.end, towns);
    if (len == 0 || head.end - head.start > 8 || head.end - head.start < len + 2) {
        return false;
    }
    uint32_t first = work->t.p[head.start];
    bool all = first == U'各' || first == U'全' || first == U'含' || first == U'乡' ||
               first == U'镇' || first == U'街';
    for (size_t i = head.start; i < head.end; i++) {
        all = all || topic_at(work, i) > 0;
    }
    return !all;
}

bool jb_head_is_elsewhere(const jb_work *work, jb_span head)
{
    size_t len = 0;
    size_t named = jb_division_named(work->extractor->divisions, work->t, head.start, &len);
    bool other = named != SIZE_MAX && len + 1 >= head.end - head.start &&
                 strcmp(jb_division_at(work->extractor->divisions, named)->code,
                        work->identity.agency_code) != 0;
    return other || is_town(work, head);
}
