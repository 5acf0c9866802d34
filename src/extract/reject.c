/* reject.c - numbers that are no figures of the report.
 *
 * Decides by what stands around a number: labels, ordinals, thresholds, slogans, stories, aims and
 * what other bodies did. Refuses to know indicators. Dates never come here; changes and earlier
 * years are found in changes.c and periods.c.
 */
#include "divisions.h"
#include "work.h"

#include <string.h>

enum { OPENING = 30, SPEECH = 24, QUOTE_MAX = 120, NEAR = 12, FAR = 160, STEER = 1200 };

typedef struct place {
    const jb_work *work;
    const jb_sentence *s;
    jb_quantity *q;
    size_t index;
} place;

/* ---- labels and ordinals --------------------------------------------------------------------- */

static bool is_label(const place *at)
{
    jb_points t = at->work->t;
    const jb_quantity *q = at->q;
    uint32_t before = jb_point_before(t, q->span.start);
    uint32_t after = jb_point(t, q->span.end);
    bool plus = (before == '+' && q->unit->class != JB_CLASS_PERCENT) || after == '+';
    if (jb_is_latin(before) || jb_is_latin(after) || plus) {
        return true;
    }
    if (q->unit->class != JB_CLASS_NONE) {
        return jb_any_before(t, q->digits.start,
                             (jb_words){U"〔", U"【", U"[", U"电话", U"热线", NULL}) > 0;
    }
    if (after == U'号' || after == '-' || after == '/' || before == '/' || before == '-') {
        return true;
    }
    return q->power < 4 &&
           jb_any_at(t, q->span.end, (jb_words){U"热线", U"平台", U"工单", NULL}) > 0;
}

/* 0 without a unit is a figure after 率为; other bare numbers only with 万 behind them. */
static bool is_bare(const place *at)
{
    const jb_quantity *q = at->q;
    if (q->unit->class != JB_CLASS_NONE || q->power >= 4) {
        return false;
    }
    jb_points t = at->work->t;
    size_t end = jb_skip_blanks_before(t, q->span.start);
    static jb_words rates = {U"率为", U"率", U"率均为", U"率是", NULL};
    return !(q->value.coef == 0 && jb_any_before(t, end, rates) > 0);
}

/* 7趟, 3摞: what follows looks like a word to count in. */
static bool is_measured(const place *at)
{
    static jb_words not_measure = {U"号", U"年", U"月", U"日", U"时", U"度", U"第", U"的", U"和",
                                   U"与", U"至", U"到", U"或", U"及", U"以", U"等", NULL};
    jb_points t = at->work->t;
    size_t end = at->q->span.end;
    return jb_is_han(jb_point(t, end)) && jb_any_at(t, end, not_measure) == 0 &&
           !jb_is_digit(jb_point_before(t, at->q->span.start)) &&
           jb_is_han(jb_point_before(t, jb_skip_blanks_before(t, at->q->span.start)));
}

static bool is_enumerator(const place *at)
{
    jb_points t = at->work->t;
    const jb_quantity *q = at->q;
    uint32_t after = jb_point(t, q->span.end);
    if (q->unit->class != JB_CLASS_NONE || q->span.start > at->s->span.start + 1) {
        return false;
    }
    return after == '.' || after == U'、' || after == U'．' || jb_is_closing(after);
}

static bool is_ordinal(const place *at)
{
    jb_points t = at->work->t;
    size_t end = jb_skip_blanks_before(t, at->q->span.start);
    if (jb_point_before(t, end) == U'第') {
        return true;
    }
    static jb_words ranks = {U"位列前", U"排名前", U"排名后", U"名列前", U"列前",
                             U"排前",   U"居前",   U"进入前", U"连续",   NULL};
    return jb_any_before(t, end, ranks) > 0;
}

/* ---- thresholds --------------------------------------------------------------------------------
 */

static bool ends_clause(uint32_t c)
{
    return c == 0 || jb_is_comma(c) || jb_is_stop(c);
}

/* 30人以上劳资纠纷, 不低于15个工作日: a size named, not a result. A share may be a result: 80%以上.
 */
static bool is_threshold(const place *at)
{
    jb_points t = at->work->t;
    const jb_quantity *q = at->q;
    if (q->unit->class == JB_CLASS_TIME) {
        return true;
    }
    /* A share that must not be lower is asked for, not reached. */
    if (q->unit->class == JB_CLASS_PERCENT &&
        jb_any_at(t, q->span.start, (jb_words){U"不低于", U"不少于", U"不高于", NULL}) > 0) {
        return true;
    }
    uint32_t last = jb_point_before(t, q->span.end);
    bool bound = q->bounded && (last == U'上' || last == U'下' || last == U'内');
    if (q->unit->class == JB_CLASS_PERCENT || !bound) {
        return jb_word_at(t, q->span.end, U"次/") > 0;
    }
    return !ends_clause(jb_point(t, jb_skip_blanks(t, q->span.end)));
}

/* 每季度…6家: how often, not how many. */
static bool is_frequency(const place *at)
{
    const jb_work *work = at->work;
    size_t index = jb_mark_before(work, at->q->span.start);
    if (index != SIZE_MAX) {
        const jb_mark *mark = &work->marks[index];
        bool near =
            mark->span.end + 2 * NEAR > at->q->span.start && mark->span.start >= at->s->span.start;
        for (size_t i = mark->span.end; near && i < at->q->span.start; i++) {
            near = !jb_is_comma(work->t.p[i]);
        }
        if (near && mark->kind == JB_MARK_EVERY) {
            return true;
        }
    }
    if (at->q->unit->class == JB_CLASS_PERCENT) {
        return false;
    }
    return jb_any_before(work->t, jb_skip_blanks_before(work->t, at->q->span.start),
                         (jb_words){U"平均每件", U"每件", U"每人", U"每名", U"每户", U"每家",
                                    U"每次", U"平均", U"案均", U"户均", U"月均", U"日均", U"年均",
                                    U"案均涉及", NULL}) > 0;
}

/* ---- quotes ------------------------------------------------------------------------------------
 */

/* A quotation this long that has clauses is what somebody says, and read like any other text. */
static bool is_speech(jb_points t, size_t from, size_t to)
{
    bool clauses = false;
    for (size_t i = from; i < to && !clauses; i++) {
        clauses = jb_is_comma(t.p[i]) || jb_is_stop(t.p[i]);
    }
    return clauses && to - from >= SPEECH;
}

/* Inside “…”: a name or a slogan. A quote that is not closed is a slip of the pen. */
static bool is_quoted(const place *at)
{
    jb_points t = at->work->t;
    size_t start = at->q->span.start;
    size_t floor = start > QUOTE_MAX ? start - QUOTE_MAX : 0;
    size_t limit = at->q->span.end + QUOTE_MAX;
    size_t open = start;
    for (; open > floor && t.p[open - 1] != U'“' && t.p[open - 1] != U'「'; open--) {
        uint32_t c = t.p[open - 1];
        if (c == U'”' || c == U'」' || jb_is_stop(c)) {
            return false;
        }
    }
    for (size_t i = at->q->span.end; open > floor && i < limit && i < t.n; i++) {
        uint32_t c = t.p[i];
        if (c == U'”' || c == U'」') {
            return !is_speech(t, open, i);
        }
        if (c == U'“' || c == '\n') {
            return false;
        }
    }
    return false;
}

static bool in_title(const place *at)
{
    jb_points t = at->work->t;
    size_t start = at->q->span.start;
    size_t floor = start > QUOTE_MAX ? start - QUOTE_MAX : 0;
    for (size_t i = start; i > floor; i--) {
        uint32_t c = t.p[i - 1];
        if (c == U'》' || c == '\n') {
            return false;
        }
        if (c == U'《') {
            return true;
        }
    }
    return false;
}

/* ---- cues --------------------------------------------------------------------------------------
 */

/* 803位工友: people who are counted are nobody in particular. */
static bool is_counted(const jb_work *work, size_t at)
{
    static jb_words counters = {U"位", U"名", U"个", U"多名", U"余名", NULL};
    size_t len = jb_any_before(work->t, at, counters);
    return len > 0 && jb_is_digit(jb_point_before(work->t, at - len));
}

/* 近日…解决一起欠薪案件，为34名农民工…: what one case came to. */
static bool tells_one(const jb_work *work, const jb_sentence *s)
{
    static jb_words lately = {U"近日", U"日前", U"近期", U"前不久", U"不久前", NULL};
    if (s->first_quantity == s->quantity_end) {
        return false;
    }
    const jb_quantity *q = &work->quantities[s->first_quantity];
    return q->kind == JB_QUANTITY_NUMBER && q->unit->class == JB_CLASS_COUNT &&
           jb_dec_cmp(q->value, jb_dec_int(1)) == 0 &&
           jb_any_in(work->t, s->span.start, q->span.start, lately);
}

/* 张某等23人, 某公司: 某 but not 某些. */
static bool names_somebody(const jb_work *work, const jb_sentence *s)
{
    for (size_t i = s->first_hit; i < s->hit_end; i++) {
        if (work->hits[i].cue == JB_CUE_STORY && !is_counted(work, work->hits[i].at)) {
            return true;
        }
    }
    for (size_t i = s->span.start; i < s->span.end; i++) {
        if (work->t.p[i] == U'某' &&
            jb_any_at(work->t, i,
                      (jb_words){U"某些", U"某种", U"某个", U"某一", U"某项", U"某方面", U"某县",
                                 U"某市", U"某区", NULL}) == 0) {
            return true;
        }
    }
    return false;
}

/* A sentence that sums up ends a story: it has a year, 共 or a whole place for a subject. */
static bool sums_up(const jb_work *work, const jb_sentence *s)
{
    static jb_words sums = {U"共", U"累计", U"全年", U"据统计", U"据了解", U"以来", U"截至", NULL};
    size_t mark = jb_mark_before(work, s->span.end);
    bool timed = mark != SIZE_MAX && work->marks[mark].span.start >= s->span.start &&
                 work->marks[mark].kind != JB_MARK_DAY;
    for (size_t i = s->first_hit; i < s->hit_end; i++) {
        jb_cue cue = work->hits[i].cue;
        if (cue == JB_CUE_OWN || cue == JB_CUE_CITY) {
            return true;
        }
    }
    return timed || jb_any_in(work->t, s->span.start, s->span.end, sums);
}

/* Which sentences tell a single case: those with its cues, and those that go on with it. */
static void mark_stories(jb_work *work)
{
    bool telling = false;
    for (size_t i = 0; i < work->sentence_count; i++) {
        jb_sentence *s = &work->sentences[i];
        bool heads = s->paragraph == i &&
                     jb_any_at(work->t, s->span.start,
                               (jb_words){U"典型案例", U"案例", U"【案例", U"案情", NULL}) > 0;
        telling = telling && s->paragraph != i;
        s->is_story = names_somebody(work, s) || heads || tells_one(work, s) ||
                      (telling && !sums_up(work, s));
        telling = s->is_story;
    }
}

/* The first hit of the sentence that is near enough to the figure to steer it. */
static size_t first_hit(const place *at)
{
    size_t start = at->q->span.start;
    size_t near = start > STEER ? jb_hit_from(at->work, start - STEER) : 0;
    return near > at->s->first_hit ? near : at->s->first_hit;
}

static bool same_clause(const jb_work *work, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++) {
        if (jb_is_comma(work->t.p[i])) {
            return false;
        }
    }
    return true;
}

/* 最多的一案86人, 老顾一个人就调成117件: said of one, not of all. */
static bool is_extreme(const place *at)
{
    const jb_work *work = at->work;
    for (size_t i = first_hit(at); i < at->s->hit_end; i++) {
        const jb_hit *hit = &work->hits[i];
        if (hit->at >= at->q->span.start) {
            break;
        }
        if (hit->cue == JB_CUE_EXTREME && same_clause(work, hit->at, at->q->span.start)) {
            return true;
        }
    }
    return false;
}

/* 我局将5家企业列入: done, not to be done. */
static bool is_aim(const jb_work *work, const jb_hit *hit)
{
    size_t end = hit->at + hit->len;
    return hit->cue == JB_CUE_TARGET &&
           !(jb_point_before(work->t, end) == U'将' && jb_is_digit(jb_point(work->t, end)));
}

/* 2025年打算。…: a short opening that announces plans, for its whole paragraph. */
static bool heads_plan(const place *at)
{
    const jb_work *work = at->work;
    const jb_sentence *first = &work->sentences[at->s->paragraph];
    if (first == at->s || first->first_quantity < first->quantity_end ||
        first->span.end - first->span.start > OPENING) {
        return false;
    }
    for (size_t i = first->first_hit; i < first->hit_end; i++) {
        if (work->hits[i].cue == JB_CUE_TARGET) {
            return true;
        }
    }
    return jb_any_in(work->t, first->span.start, first->span.end,
                     (jb_words){U"打算", U"思路", U"展望", U"设想", U"工作计划", NULL});
}

/* An aim holds to the end of its sentence, a norm in its clause. */
static bool is_target(const place *at)
{
    const jb_work *work = at->work;
    if (at->s->section == JB_SECTION_PLAN || work->all_plan || heads_plan(at)) {
        return true;
    }
    for (size_t i = first_hit(at); i < at->s->hit_end; i++) {
        const jb_hit *hit = &work->hits[i];
        if (hit->at >= at->q->span.start) {
            break;
        }
        if (is_aim(work, hit) ||
            (hit->cue == JB_CUE_NORM && same_clause(work, hit->at, at->q->span.start))) {
            return true;
        }
    }
    return false;
}

/* 全国根治欠薪线索反映平台, 全省前列: a name or a rank, not whose figures these are. */
static bool is_scope(const jb_work *work, const jb_hit *hit)
{
    static jb_words names = {U"排",   U"根治",     U"欠薪",   U"平台", U"首",   U"率先", U"前列",
                             U"领先", U"第",       U"范围",   U"通报", U"推广", U"排名", U"先进",
                             U"示范", U"试点",     U"联网",   U"和谐", U"统一", U"各区", U"考核",
                             U"模范", U"劳动关系", U"农民工", U"文明", U"优秀", U"性",   U"人大",
                             U"政协", U"最",       NULL};
    static jb_words before = {U"同期", U"据", U"据统计", U"其中", U"目前", U"通报", U"来看", NULL};
    size_t end = hit->at + hit->len;
    size_t mark = jb_mark_before(work, hit->at);
    uint32_t c = jb_point_before(work->t, jb_skip_blanks_before(work->t, hit->at));
    bool opens = c == 0 || jb_is_comma(c) || jb_is_stop(c) ||
                 jb_any_before(work->t, hit->at, before) > 0 ||
                 (mark != SIZE_MAX && work->marks[mark].span.end == hit->at);
    return opens && jb_any_at(work->t, end, names) == 0;
}

/* Where the clause of a figure begins, times and short openings left out. */
static size_t clause_start(const place *at)
{
    const jb_work *work = at->work;
    size_t i = at->q->span.start;
    size_t floor = i > at->s->span.start + FAR ? i - FAR : at->s->span.start;
    while (i > floor && !jb_is_comma(work->t.p[i - 1])) {
        i--;
    }
    static jb_words openings = {U"其中", U"同时", U"此外", U"目前",
                                U"另外", U"同期", U"同年", NULL};
    for (;;) {
        i = jb_skip_blanks(work->t, i);
        size_t mark = jb_mark_before(work, i + 1);
        size_t next = mark == SIZE_MAX ? 0 : mark + 1;
        size_t len = jb_any_at(work->t, i, openings);
        if (next < work->mark_count && work->marks[next].span.start == i) {
            i = work->marks[next].span.end;
        } else if (len > 0) {
            i += len;
        } else {
            return i;
        }
    }
}

/* 成都市2018年…, said by one of its districts; 其中德清县…, said by its city: another place is the
 * subject. The place's own name, alone or behind those above it, is not another. */
static int place_named(const jb_work *work, size_t i)
{
    const jb_divisions *all = work->extractor->divisions;
    size_t own = jb_division_coded(all, work->identity.agency_code);
    size_t len = 0;
    size_t named = jb_division_named(all, work->t, i, &len);
    if (own == SIZE_MAX || named == SIZE_MAX) {
        return 0;
    }
    bool is_own = false;
    for (size_t k = named; k != SIZE_MAX && !is_own; k = jb_division_at(all, k)->next_same) {
        is_own = k == own;
    }
    size_t next = 0;
    bool above = jb_division_within(all, own, named) &&
                 jb_division_short(all, work->t, i + len, &next) != SIZE_MAX;
    return is_own || above ? -1 : 1;
}

/* 全区 in a banner or a city of an autonomous region is that region. */
static bool is_region(const jb_work *work, const jb_hit *hit)
{
    static const char *const regions[] = {"15", "45", "54", "64", "65"};
    const char *code = work->identity.agency_code;
    size_t len = strlen(work->identity.short_name);
    if (work->level == JB_LEVEL_PROVINCE || len < 3 || jb_word_at(work->t, hit->at, U"全区") == 0 ||
        strcmp(work->identity.short_name + len - 3, "区") == 0) {
        return false;
    }
    for (size_t i = 0; i < sizeof regions / sizeof *regions; i++) {
        if (strncmp(code, regions[i], 2) == 0) {
            return true;
        }
    }
    return false;
}

/* Whether the last place named at the start of a clause before the figure is another. */
static bool is_other_place(const place *at)
{
    const jb_work *work = at->work;
    size_t start = at->q->span.start;
    size_t floor = start > at->s->span.start + FAR ? start - FAR : at->s->span.start;
    size_t i = clause_start(at);
    for (;;) {
        int named = place_named(work, i);
        if (named != 0 || i <= floor) {
            return named > 0;
        }
        /* The clause before, unless ； parts them. */
        size_t comma = i;
        while (comma > floor && !jb_is_comma(work->t.p[comma - 1])) {
            comma--;
        }
        if (comma <= floor || work->t.p[comma - 1] == ';' || work->t.p[comma - 1] == U'；') {
            return false;
        }
        i = comma - 1;
        while (i > floor && !jb_is_comma(work->t.p[i - 1])) {
            i--;
        }
    }
}

/* Which cue means somebody else, for an agency of this level. */
static bool is_above(const jb_work *work, jb_cue cue)
{
    switch (cue) {
    case JB_CUE_NATION:
        return work->level != JB_LEVEL_NATION;
    case JB_CUE_PROVINCE:
        return work->level != JB_LEVEL_PROVINCE && work->level != JB_LEVELS;
    case JB_CUE_CITY:
        return work->level == JB_LEVEL_COUNTY;
    case JB_CUE_STORY:
    case JB_CUE_EXTREME:
    case JB_CUE_TARGET:
    case JB_CUE_NORM:
    case JB_CUE_OWN:
    case JB_CUE_AMONG:
    case JB_CUES:
        break;
    }
    return false;
}

/* 公安机关受理8起: another body is the subject of the clause that begins here. */
static bool body_at(const jb_work *work, size_t i, size_t end)
{
    static jb_words bodies = {U"公安",   U"法院",   U"检察",     U"人民法院", U"税务",   U"住建",
                              U"工会",   U"总工会", U"法律援助", U"司法局",   U"司法所", U"妇联",
                              U"信访局", U"交通局", U"水利局",   NULL};
    static jb_words ranks = {U"全市", U"全县", U"全区", U"全省", U"该市", U"该县",
                             U"该区", U"该省", U"我市", U"我县", U"我区", U"各级",
                             U"各地", U"市",   U"县",   U"区",   U"省",   NULL};
    for (size_t rank = jb_any_at(work->t, i, ranks); rank > 0;
         rank = jb_any_at(work->t, i, ranks)) {
        i += rank;
    }
    size_t len = jb_any_at(work->t, i, bodies);
    return len > 0 && i < end &&
           !jb_any_in(work->t, i, end,
                      (jb_words){U"移送", U"移交", U"联合", U"、", U"会同", U"配合", NULL});
}

/* 检察院支持起诉27件，帮助143名农民工…: its clause or, up to a ；, one that goes on without a
 * subject of its own. */
static bool is_other_body(const place *at)
{
    static jb_words goes_on = {U"为", U"帮助", U"追", U"涉及", U"共", NULL};
    const jb_work *work = at->work;
    size_t start = at->q->span.start;
    size_t i = clause_start(at);
    if (body_at(work, i, start)) {
        return true;
    }
    if (jb_any_at(work->t, i, goes_on) == 0) {
        return false;
    }
    size_t comma = i;
    while (comma > at->s->span.start && !jb_is_comma(work->t.p[comma - 1])) {
        comma--;
    }
    if (comma <= at->s->span.start || work->t.p[comma - 1] == U'；' ||
        work->t.p[comma - 1] == ';') {
        return false;
    }
    size_t before = comma - 1;
    while (before > at->s->span.start && !jb_is_comma(work->t.p[before - 1])) {
        before--;
    }
    return body_at(work, before, comma);
}

static bool is_elsewhere(const place *at)
{
    const jb_work *work = at->work;
    bool elsewhere = is_other_place(at) || is_other_body(at);
    for (size_t i = first_hit(at); i < at->s->hit_end; i++) {
        const jb_hit *hit = &work->hits[i];
        if (hit->at >= at->q->span.start) {
            break;
        }
        if ((is_above(work, hit->cue) || is_region(work, hit)) && is_scope(work, hit)) {
            elsewhere = true;
        } else if (hit->cue == JB_CUE_OWN ||
                   (hit->cue == JB_CUE_CITY && !is_above(work, hit->cue))) {
            elsewhere = false;
        }
    }
    return elsewhere;
}

/* ---- all ---------------------------------------------------------------------------------------
 */

/* 由58%提高到76%: where it started from. */
static bool is_start(const place *at)
{
    static jb_words rises = {U"提高到", U"上升到", U"增加到", U"提升到", U"下降到", U"降低到",
                             U"减少到", U"提高至", U"上升至", U"增加至", U"提升至", U"下降至",
                             U"降低至", U"减少至", U"降至",   U"升至",   U"增至",   U"减至",
                             U"降到",   U"升到",   U"增到",   U"缩短至", U"压缩至", U"压降至",
                             U"缩短到", NULL};
    const jb_work *work = at->work;
    if (jb_any_at(work->t, at->q->span.end, rises) == 0) {
        return false;
    }
    size_t i = at->q->span.start;
    while (i > at->s->span.start && !jb_is_comma(work->t.p[i - 1])) {
        uint32_t c = work->t.p[--i];
        if (c == U'由' || c == U'从') {
            return true;
        }
    }
    return false;
}

/* 同去年成功率54.8%相比: a year before and 相比 on its other side. */
static bool is_measure(const place *at)
{
    const jb_work *work = at->work;
    size_t index = jb_mark_before(work, at->q->span.start);
    return index != SIZE_MAX && work->marks[index].from.year == JB_YEAR_LAST &&
           work->marks[index].span.start >= at->s->span.start &&
           jb_any_at(work->t, at->q->span.end, (jb_words){U"相比", U"相较", NULL}) > 0 &&
           same_clause(work, work->marks[index].span.end, at->q->span.start);
}

/* 比上年的1873件, 较去年同期（1570宗）, 2.14万宗、6.9万人: what a change is measured against. */
static bool is_earlier(const place *at)
{
    const jb_work *work = at->work;
    size_t start = at->q->span.start;
    size_t index = jb_mark_before(work, start);
    if (index == SIZE_MAX) {
        return false;
    }
    const jb_mark *mark = &work->marks[index];
    int year = mark->from.year;
    bool before = mark->compared || year == JB_YEAR_LAST ||
                  (year > JB_YEAR_NEXT && year < work->identity.year && mark->to.year == year);
    if (!before || mark->carried || mark->quoted || mark->span.start < at->s->span.start) {
        return false;
    }
    for (size_t i = mark->span.end; i < start; i++) {
        static jb_words gap = {U"同期", U"的", U"(", U"（", U" ", U"为", U"度", U"是", NULL};
        size_t len = jb_any_at(work->t, i, gap);
        if (len == 0) {
            bool joined = at->index > at->s->first_quantity &&
                          work->quantities[at->index - 1].why == JB_REJECT_EARLIER &&
                          work->quantities[at->index - 1].span.end + 1 == start &&
                          work->t.p[start - 1] == U'、';
            return joined;
        }
        i += len - 1;
    }
    return true;
}

static jb_reject why_in_table(const place *at)
{
    if (at->s->section == JB_SECTION_FURNITURE) {
        return JB_REJECT_DOCUMENT;
    }
    return at->work->all_plan || at->s->section == JB_SECTION_PLAN ? JB_REJECT_TARGET
                                                                   : JB_REJECT_NONE;
}

static jb_reject why(const place *at)
{
    if (at->work->matches[at->index].in_table) {
        return why_in_table(at);
    }
    bool furniture = at->s->section == JB_SECTION_FURNITURE || at->s->level == 9;
    if (furniture || in_title(at) || is_label(at)) {
        return JB_REJECT_DOCUMENT;
    }
    if (is_enumerator(at)) {
        return JB_REJECT_ENUMERATOR;
    }
    if (is_ordinal(at)) {
        return JB_REJECT_ORDINAL;
    }
    if (at->q->kind == JB_QUANTITY_NUMBER && is_quoted(at)) {
        return JB_REJECT_SLOGAN;
    }
    if (at->q->ranged) {
        return JB_REJECT_RANGE;
    }
    if (is_threshold(at) || is_frequency(at)) {
        return JB_REJECT_THRESHOLD;
    }
    if (at->q->kind == JB_QUANTITY_NUMBER && is_bare(at)) {
        return is_measured(at) ? JB_REJECT_MEASURE : JB_REJECT_DOCUMENT;
    }
    if (is_earlier(at) || is_start(at) || is_measure(at)) {
        return JB_REJECT_EARLIER;
    }
    if (is_target(at)) {
        return JB_REJECT_TARGET;
    }
    if (at->s->is_story || is_extreme(at)) {
        return JB_REJECT_STORY;
    }
    return is_elsewhere(at) ? JB_REJECT_ELSEWHERE : JB_REJECT_NONE;
}

void jb_reject_all(jb_work *work)
{
    mark_stories(work);
    for (size_t s = 0; s < work->sentence_count; s++) {
        const jb_sentence *sentence = &work->sentences[s];
        for (size_t i = sentence->first_quantity; i < sentence->quantity_end; i++) {
            place at = {work, sentence, &work->quantities[i], i};
            if (at.q->why == JB_REJECT_NONE) {
                at.q->why = why(&at);
            }
        }
    }
}
