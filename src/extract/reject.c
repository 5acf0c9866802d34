/* reject.c - numbers that are no figures of the report.
 *
 * Decides by what stands around a number: labels, ordinals, thresholds, slogans, stories, aims and
 * what other bodies did. Refuses to know indicators. Dates never come here; values of other
 * years are compared.c's, changes changes.c's.
 */
#include "reject.h"

enum { SPEECH = 24, QUOTE_MAX = 120, TITLE_LEVEL = 9, NEAR = 12 };

/* ---- labels and ordinals --------------------------------------------------------------------- */

static bool is_label(const jb_place *at)
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
static bool is_bare(const jb_place *at)
{
    const jb_quantity *q = at->q;
    if (q->unit->class != JB_CLASS_NONE || q->power >= 4) {
        return false;
    }
    jb_points t = at->work->t;
    size_t end = jb_skip_blanks_before(t, q->span.start);
    static jb_words rates = {U"率为", U"率", U"率均为", U"率是", NULL};
    static jb_wordset rates_set = {.words = rates};
    return !(q->value.coef == 0 && jb_set_before(t, end, &rates_set) > 0);
}

/* 7趟, 3摞: what follows looks like a word to count in. */
static bool is_measured(const jb_place *at)
{
    static jb_words not_measure = {U"号", U"年", U"月", U"日", U"时", U"度", U"第", U"的", U"和",
                                   U"与", U"至", U"到", U"或", U"及", U"以", U"等", NULL};
    static jb_wordset not_measure_set = {.words = not_measure};
    jb_points t = at->work->t;
    size_t end = at->q->span.end;
    return jb_is_han(jb_point(t, end)) && jb_set_at(t, end, &not_measure_set) == 0 &&
           !jb_is_digit(jb_point_before(t, at->q->span.start)) &&
           jb_is_han(jb_point_before(t, jb_skip_blanks_before(t, at->q->span.start)));
}

static bool is_enumerator(const jb_place *at)
{
    jb_points t = at->work->t;
    const jb_quantity *q = at->q;
    uint32_t after = jb_point(t, q->span.end);
    if (q->unit->class != JB_CLASS_NONE || q->span.start > at->s->span.start + 1) {
        return false;
    }
    return after == '.' || after == U'、' || after == U'．' || jb_is_closing(after);
}

static bool is_ordinal(const jb_place *at)
{
    jb_points t = at->work->t;
    size_t end = jb_skip_blanks_before(t, at->q->span.start);
    if (jb_point_before(t, end) == U'第') {
        return true;
    }
    static jb_words ranks = {U"位列前", U"排名前", U"排名后", U"名列前", U"列前",
                             U"排前",   U"居前",   U"进入前", U"连续",   NULL};
    static jb_wordset ranks_set = {.words = ranks};
    return jb_set_before(t, end, &ranks_set) > 0;
}

/* ---- thresholds --------------------------------------------------------------------------------
 */

static bool ends_clause(uint32_t c)
{
    return c == 0 || jb_is_comma(c) || jb_is_stop(c);
}

/* 三十名农民工以上的案件: the bound stands behind the noun. */
static bool ends_in_bound(const jb_place *at)
{
    jb_points t = at->work->t;
    size_t i = at->q->span.end;
    for (unsigned n = 0; n < 5 && jb_is_han(jb_point(t, i)); n++, i++) {
        if (n > 0 && jb_any_at(t, i, (jb_words){U"以上的", U"以下的", NULL}) > 0) {
            return true;
        }
    }
    return false;
}

/* 受理案件逾万件的省份有…: places told by a size. */
static bool describes_places(const jb_place *at)
{
    static jb_words places = {U"的省份", U"的省市", U"的省区",   U"的城市",     U"的地区",
                              U"的市县", U"的区县", U"的县区",   U"的地方",     U"的镇街",
                              U"的乡镇", U"的街道", U"的仲裁院", U"的仲裁机构", NULL};
    return jb_any_at(at->work->t, at->q->span.end, places) > 0;
}

/* 30人以上劳资纠纷, 不低于15个工作日: a size named, not a result. A share may be a result: 80%以上.
 */
static bool is_threshold(const jb_place *at)
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
    if (q->unit->class == JB_CLASS_COUNT && ends_in_bound(at)) {
        return true;
    }
    if (q->unit->class == JB_CLASS_COUNT && describes_places(at)) {
        return true;
    }
    uint32_t last = jb_point_before(t, q->span.end);
    bool bound = q->bounded && (last == U'上' || last == U'下' || last == U'内');
    if (q->unit->class == JB_CLASS_PERCENT || !bound) {
        return jb_word_at(t, q->span.end, U"次/") > 0;
    }
    /* 2万元以上20万元以下: two bounds beside each other. */
    bool paired = at->index > at->s->first_quantity && q[-1].bounded &&
                  q[-1].span.end == q->span.start && q[-1].unit == q->unit;
    return paired || !ends_clause(jb_point(t, jb_skip_blanks(t, q->span.end)));
}

/* 每季度…6家: how often, not how many. */
static bool is_frequency(const jb_place *at)
{
    const jb_work *work = at->work;
    size_t index = jb_mark_before(work, at->q->span.start);
    if (index != SIZE_MAX) {
        const jb_mark *mark = &work->marks[index];
        bool near = mark->span.end + 2 * NEAR > at->q->span.start &&
                    mark->span.start >= at->s->span.start &&
                    jb_same_clause(work, mark->span.end, at->q->span.start);
        if (near && mark->kind == JB_MARK_EVERY) {
            return true;
        }
    }
    if (at->q->unit->class == JB_CLASS_PERCENT) {
        return false;
    }
    static jb_words each = {U"平均每件", U"每件", U"每人", U"每名",     U"每户",
                            U"每家",     U"每次", U"平均", U"案均",     U"户均",
                            U"月均",     U"日均", U"年均", U"案均涉及", NULL};
    static jb_wordset each_set = {.words = each};
    static jb_words rates = {U"日均", U"月均", U"年均", U"户均", NULL};
    static jb_wordset rates_set = {.words = rates};
    size_t start = jb_skip_blanks_before(work->t, at->q->span.start);
    size_t near = start > at->s->span.start + NEAR ? start - NEAR : at->s->span.start;
    return jb_set_before(work->t, start, &each_set) > 0 ||
           jb_set_in(work->t, jb_clause_begin(work, start, near), start, &rates_set);
}

/* 举报一起、查处一起: each single one, not one. */
static bool is_each(const jb_place *at)
{
    const jb_work *work = at->work;
    const jb_quantity *q = at->q;
    if (q->unit->class != JB_CLASS_COUNT || jb_point(work->t, q->digits.start) != U'一') {
        return false;
    }
    for (size_t i = at->index > at->s->first_quantity ? at->index - 1 : at->index;
         i < at->s->quantity_end && i <= at->index + 1; i++) {
        const jb_quantity *other = &work->quantities[i];
        size_t from = i < at->index ? other->span.end : q->span.end;
        size_t to = i < at->index ? q->span.start : other->span.start;
        if (i != at->index && other->unit == q->unit && to - from <= NEAR &&
            jb_point(work->t, other->digits.start) == U'一') {
            return true;
        }
    }
    return false;
}

/* 仲裁员人均办案134件: so many each. Money a head is an indicator's. */
static bool is_per_head(const jb_place *at)
{
    static jb_words heads = {U"人均", NULL};
    static jb_wordset heads_set = {.words = heads};
    const jb_work *work = at->work;
    size_t start = at->q->span.start;
    size_t floor = start > at->s->span.start + NEAR ? start - NEAR : at->s->span.start;
    return at->q->unit->class == JB_CLASS_COUNT &&
           jb_set_in(work->t, jb_clause_begin(work, start, floor), start, &heads_set);
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

/* The signs before the next figure, noted on the way from the one before it. */
typedef struct signs {
    size_t read, title, quote;
} signs;

static bool opens_quote(uint32_t c)
{
    return c == U'“' || c == U'「';
}

static bool closes_quote(uint32_t c)
{
    return c == U'”' || c == U'」';
}

static void read_signs(jb_points t, signs *seen, size_t to)
{
    for (; seen->read < to; seen->read++) {
        uint32_t c = t.p[seen->read];
        if (jb_is_common(c)) {
            continue;
        }
        if (c == U'《' || c == U'》' || c == '\n') {
            seen->title = seen->read + 1;
        }
        if (opens_quote(c) || closes_quote(c) || jb_is_stop(c)) {
            seen->quote = seen->read + 1;
        }
    }
}

/* Inside “…”: a name or a slogan. A quote that is not closed is a slip of the pen. */
static bool is_quoted(const jb_place *at)
{
    jb_points t = at->work->t;
    size_t start = at->q->span.start;
    size_t limit = at->q->span.end + QUOTE_MAX;
    if (at->quote == 0 || at->quote + QUOTE_MAX <= start || !opens_quote(t.p[at->quote - 1])) {
        return false;
    }
    for (size_t i = at->q->span.end; i < limit && i < t.n; i++) {
        uint32_t c = t.p[i];
        if (closes_quote(c)) {
            return !is_speech(t, at->quote, i);
        }
        if (c == U'“' || c == '\n') {
            return false;
        }
    }
    return false;
}

static bool in_title(const jb_place *at)
{
    return at->title > 0 && at->title + QUOTE_MAX > at->q->span.start &&
           at->work->t.p[at->title - 1] == U'《';
}

/* ---- cues --------------------------------------------------------------------------------------
 */

/* 其中一家企业欠薪313万元，垫付224万元: of one, up to a ；. */
static bool is_of_one(const jb_place *at)
{
    static jb_words ones = {U"其中一家", U"其中一户", U"其中一名", U"其中一个",   U"其中一起",
                            U"其中一宗", U"其中一例", U"其中1家",  U"其中有一家", NULL};
    static jb_wordset ones_set = {.words = ones};
    jb_points t = at->work->t;
    for (size_t i = at->q->span.start; i > at->s->span.start; i--) {
        if (t.p[i - 1] == U'；' || t.p[i - 1] == ';') {
            return false;
        }
        if (t.p[i - 1] == U'其' && jb_set_at(t, i - 1, &ones_set) > 0) {
            return true;
        }
    }
    return false;
}

/* 又一起欠薪案件, 这起纠纷: one, not the number one. */
static bool is_single(const jb_place *at)
{
    static jb_words pointing = {U"又", U"再", U"这",   U"那", U"该", U"另",
                                U"首", U"同", U"任何", U"有", U"是", NULL};
    const jb_work *work = at->work;
    const jb_quantity *q = at->q;
    size_t start = jb_skip_blanks_before(work->t, q->span.start);
    return q->unit->class == JB_CLASS_COUNT && q->span.end == q->span.start + 2 &&
           jb_point(work->t, q->digits.start) == U'一' &&
           (jb_any_before(work->t, start, pointing) > 0 || start <= at->s->span.start);
}

/* 最多的一案86人, 老顾一个人就调成117件: said of one, not of all. */
static bool is_extreme(const jb_place *at)
{
    const jb_work *work = at->work;
    bool among = false;
    for (size_t i = jb_steering_hit(at); i < at->s->hit_end; i++) {
        const jb_hit *hit = &work->hits[i];
        if (hit->at >= at->q->span.start) {
            break;
        }
        if (hit->cue == JB_CUE_EXTREME && jb_same_clause(work, hit->at, at->q->span.start)) {
            return true;
        }
        among = among || jb_point(work->t, hit->at) == U'其';
    }
    return (among && is_of_one(at)) || is_single(at) || jb_is_of_person(at);
}

/* ---- all ---------------------------------------------------------------------------------------
 */

/* 为768名农民工讨薪1540万元 over the story of 49万元: the title sums up many of such. */
static bool is_more_than_told(const jb_work *work, const jb_sentence *title, const jb_sentence *s)
{
    for (size_t i = title->first_quantity; i < title->quantity_end; i++) {
        const jb_quantity *sum = &work->quantities[i];
        for (size_t k = s->first_quantity; k < s->quantity_end; k++) {
            const jb_quantity *q = &work->quantities[k];
            bool same = q->kind == JB_QUANTITY_NUMBER && q->unit->class == sum->unit->class &&
                        (q->unit->class == JB_CLASS_MONEY ||
                         (q->unit->class == JB_CLASS_COUNT && jb_counts_people(q->unit->utf8) &&
                          jb_counts_people(sum->unit->utf8)));
            if (same && jb_dec_cmp(sum->value, q->value) > 0) {
                return true;
            }
        }
    }
    return false;
}

/* Whether the text tells a single case that the title may be about. */
static bool tells_title(const jb_work *work, const jb_sentence *title)
{
    bool tells = false;
    for (size_t i = 0; i < work->sentence_count; i++) {
        const jb_sentence *s = &work->sentences[i];
        if (s->is_story && s != title && is_more_than_told(work, title, s)) {
            return false;
        }
        tells = tells || s->is_story;
    }
    return tells;
}

/* A title's figure that the text gives, too. One that stands alone is told there, unless the text
 * tells a single case. */
static bool is_title_again(const jb_place *at)
{
    const jb_work *work = at->work;
    if (at->s->level != TITLE_LEVEL) {
        return false;
    }
    if (tells_title(work, at->s)) {
        return true;
    }
    for (size_t i = 0; i < work->quantity_count; i++) {
        const jb_quantity *q = &work->quantities[i];
        if (q != at->q && q->unit->class == at->q->unit->class &&
            jb_dec_cmp(q->value, at->q->value) == 0) {
            return true;
        }
    }
    return false;
}

static jb_reject why_in_table(const jb_place *at)
{
    if (at->s->section == JB_SECTION_FURNITURE) {
        return JB_REJECT_DOCUMENT;
    }
    return at->work->all_plan || at->s->section == JB_SECTION_PLAN ? JB_REJECT_TARGET
                                                                   : JB_REJECT_NONE;
}

static jb_reject why(const jb_place *at)
{
    if (at->work->matches[at->index].in_table) {
        return why_in_table(at);
    }
    if (at->s->section == JB_SECTION_FURNITURE || is_title_again(at) || in_title(at) ||
        is_label(at)) {
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
    if (is_threshold(at) || is_frequency(at) || is_each(at) || is_per_head(at)) {
        return JB_REJECT_THRESHOLD;
    }
    if (at->q->kind == JB_QUANTITY_NUMBER && is_bare(at)) {
        return is_measured(at) ? JB_REJECT_MEASURE : JB_REJECT_DOCUMENT;
    }
    if (jb_is_difference(at)) {
        return JB_REJECT_CHANGE;
    }
    if (jb_is_earlier(at)) {
        return JB_REJECT_EARLIER;
    }
    if (jb_is_aim(at)) {
        return JB_REJECT_TARGET;
    }
    bool story = at->s->is_story && at->q->span.start >= at->s->story.start &&
                 at->q->span.start < at->s->story.end;
    if (story || is_extreme(at) || jb_is_one_told(at) || jb_is_of_one_told(at)) {
        return JB_REJECT_STORY;
    }
    if (jb_is_elsewhere(at) || jb_is_aside(at) || jb_is_of_all_kinds(at)) {
        return JB_REJECT_ELSEWHERE;
    }
    return jb_is_owed(at) ? JB_REJECT_OWED : JB_REJECT_NONE;
}

void jb_reject_all(jb_work *work)
{
    jb_stories_mark(work);
    jb_cases_mark(work);
    jb_actors_mark(work);
    work->own_city = jb_speaks_for_city(work);
    signs seen = {0, 0, 0};
    for (size_t s = 0; s < work->sentence_count; s++) {
        const jb_sentence *sentence = &work->sentences[s];
        size_t person = jb_person_in(work, sentence);
        size_t kinds = jb_kinds_in(work, sentence);
        for (size_t i = sentence->first_quantity; i < sentence->quantity_end; i++) {
            jb_place at = {.work = work,
                           .s = sentence,
                           .q = &work->quantities[i],
                           .index = i,
                           .person = person,
                           .kinds = kinds};
            if (at.q->why == JB_REJECT_NONE) {
                read_signs(work->t, &seen, at.q->span.start);
                at.title = seen.title;
                at.quote = seen.quote;
                at.clause = jb_clause_start(&at);
                at.q->why = why(&at);
            }
        }
    }
}
