/* cases.c - paragraphs that tell one case as a story: who came, what was done, what they got.
 *
 * Nobody need be named in one: 17名工人来到监察大队反映…半个月后，17名工人拿到了工资. Weighs the
 * signs of a story sentence by sentence and asks for two, or a strong one. A sentence that sums up
 * ends it. Only persons and money are told so; what counts cases or employers is left alone.
 */
#include "reject.h"

enum {
    OPENS = 12,
    ENOUGH = 3,
    STRONG = 3,
    SMALL = 3,
    CROWD = 500,
    FORTUNE = 20000000,
    REACH = 24,
    CASES = 64
};

/* 今年共…, 去年，…, 2023年前八个月: what is told holds for a longer time. 今年可以回家过年 does
 * not. */
static bool is_of_long_time(const jb_work *work, const jb_sentence *s)
{
    static jb_words goes_on = {U"以来", U"前", U"上", U"下", U"共", U"已", U"全", U"，",
                               U",",    U"该", U"各", U"我", U"第", U"一", NULL};
    size_t mark = jb_mark_before(work, s->span.end);
    for (; mark != SIZE_MAX && work->marks[mark].span.start >= s->span.start;
         mark = mark > 0 ? mark - 1 : SIZE_MAX) {
        const jb_mark *one = &work->marks[mark];
        bool year = one->span.end == one->span.start + 2;
        bool day =
            one->kind == JB_MARK_DAY || one->kind == JB_MARK_EVERY || one->kind == JB_MARK_FESTIVAL;
        bool opens = one->span.start <= s->span.start + OPENS;
        if (!day && (year ? jb_any_at(work->t, one->span.end, goes_on) > 0 : opens)) {
            return true;
        }
    }
    return false;
}

/* 共拖欠45人 and 共有 sum up nothing. */
static bool is_sum(const jb_work *work, size_t i)
{
    static jb_words owed = {U"共拖欠", U"共欠", U"共有", U"共同", U"共计拖欠", NULL};
    return jb_any_at(work->t, i, owed) == 0 &&
           jb_any_before(work->t, i, (jb_words){U"公", U"一", NULL}) == 0;
}

/* Words of the signs, by kind, and all of them: a sentence is looked through once. */
/* clang-format off */
#define SUMS \
    U"累计", U"全年", U"据统计", U"以来", U"截至", U"截止", U"上半年", U"下半年", U"统计", U"总计", U"年内", \
    U"一年来", U"专项", U"百日", U"各级", U"行动中", U"行动期间", U"行动以", U"冬季行动", U"全市", U"全区", U"全县"
#define LATER \
    U"天后", U"日后", U"月后", U"周后", U"小时后", U"次日", U"第二天", U"翌日", U"当晚", U"连夜", U"凌晨", \
    U"一周内", U"随后", U"历时", U"半月后", U"几天后", U"不久后", U"当天下午", U"第三天", U"天之后", U"当日下", \
    U"轮协商", U"轮调解", U"轮沟通", U"轮磋商", U"轮谈判", U"多次协商", U"反复协商", U"反复劝说"
#define ENDS \
    U"终于", U"如愿", U"锦旗", U"感谢信", U"激动", U"道谢", U"感激", U"喜笑", U"捧着", U"拿着刚", U"满意离", \
    U"脸上", U"热泪", U"流泪", U"竖起", U"满意而", U"圆满解", U"得以解决", U"握着", U"一分不", U"悉数", U"全部付", \
    U"全部结", U"当场支付", U"当场付", U"当场发", U"当场兑", U"专程"
#define HEARD \
    U"接到投诉", U"接到举报", U"接到求助", U"接到反映", U"接报后", U"接到报案", U"接到线索", U"得知", U"了解情况", \
    U"接诉后", U"接到工人", U"接到农民", U"经了解", U"经查", U"经调查", U"接到该", U"接访后", U"事情", U"原来", U"事发", \
    U"接到诉求后", U"求助"
#define FOLK \
    U"工人们", U"施工方", U"工友们", U"双方", U"对方", U"负责人", U"老乡", U"物业", U"项目部", U"承包人", U"工头", \
    U"总包单位", U"一家", U"农民工们", U"家住"
#define DEEDS \
    U"赶赴", U"赶到", U"第一时间", U"立即", U"耐心", U"多次上门", U"不懈", U"多次沟通", U"反复", U"几番", U"约谈", \
    U"当即", U"多方努力", U"迟迟", U"突然", U"最终", U"经多方", U"到场", U"讨要无", U"无果", U"资金紧张", \
    U"失联", U"跑路", U"资金链断"
/* clang-format on */
enum { SUM, LATE, END, HEARD_OF, FOLKS, DEED, KINDS };
static const char32_t *const sums[] = {SUMS, NULL};
static const char32_t *const later[] = {LATER, NULL};
static const char32_t *const ends[] = {ENDS, NULL};
static const char32_t *const heard[] = {HEARD, NULL};
static const char32_t *const folk[] = {FOLK, NULL};
static const char32_t *const deeds[] = {DEEDS, NULL};
static const char32_t *const *const kinds[KINDS] = {sums, later, ends, heard, folk, deeds};
static jb_words all_words = {SUMS, LATER, ENDS, HEARD, FOLK, DEEDS, U"共", NULL};
static jb_wordset all_set = {.words = all_words};

/* Which kinds of words a sentence has, a bit each. */
static unsigned kinds_in(const jb_work *work, const jb_sentence *s)
{
    unsigned found = 0;
    size_t end = s->span.end;
    for (size_t i = jb_set_next(work->t, s->span.start, end, &all_set); i < end;
         i = jb_set_next(work->t, i + 1, end, &all_set)) {
        for (unsigned k = 0; k < KINDS; k++) {
            if ((found >> k & 1) == 0 && jb_any_at(work->t, i, kinds[k]) > 0) {
                found |= 1U << k;
            }
        }
        if (work->t.p[i] == U'共' && is_sum(work, i)) {
            found |= 1U << SUM;
        }
    }
    return found;
}

static bool is_people(const jb_quantity *q)
{
    return q->kind == JB_QUANTITY_NUMBER && q->unit->class == JB_CLASS_COUNT &&
           jb_counts_people(q->unit->utf8);
}

static bool is_money(const jb_quantity *q)
{
    return q->kind == JB_QUANTITY_NUMBER && q->unit->class == JB_CLASS_MONEY;
}

/* Persons and money, or one of anything: 一处工地. */
static bool is_of_one_case(const jb_work *work, const jb_sentence *s)
{
    for (size_t i = s->first_quantity; i < s->quantity_end; i++) {
        const jb_quantity *q = &work->quantities[i];
        bool one = jb_dec_cmp(q->value, jb_dec_int(1)) == 0;
        bool round = jb_point_before(work->t, q->span.end) == U'轮'; /* 经过三轮调解 */
        if (q->kind == JB_QUANTITY_NUMBER && q->unit->class == JB_CLASS_COUNT && !is_people(q) &&
            !one && !round) {
            return false;
        }
    }
    return true;
}

/* 17名工人来到…反映, 接到45名农民工投诉: those who came are counted, in one clause with their
 * coming. 受理 and 接待 count many. */
static bool group_came(const jb_work *work, const jb_sentence *s)
{
    static jb_words came = {U"来到", U"前来", U"求助", U"投诉", U"反映", U"聚集", U"围堵",
                            U"堵在", U"堵住", U"报案", U"诉求", U"找到", U"集体", U"跑到",
                            U"赶到", U"来电", U"信访", U"申请", NULL};
    static jb_wordset came_set = {.words = came};
    static jb_words many = {U"受理", U"接待", U"累计", U"涉及", U"办理", U"处理", U"惠及", NULL};
    static jb_wordset many_set = {.words = many};
    for (size_t i = s->first_quantity; i < s->quantity_end; i++) {
        const jb_quantity *q = &work->quantities[i];
        size_t end = q->span.end + REACH < s->span.end ? q->span.end + REACH : s->span.end;
        size_t from = jb_clause_begin(work, q->span.start, s->span.start);
        if (is_people(q) && !jb_set_in(work->t, from, q->span.start, &many_set) &&
            jb_set_in(work->t, q->span.end, end, &came_set)) {
            return true;
        }
    }
    return false;
}

/* Nobody tells a case of a thousand people without saying whose it was. */
static bool is_too_large(const jb_work *work, const jb_sentence *s)
{
    for (size_t i = s->first_quantity; i < s->quantity_end; i++) {
        const jb_quantity *q = &work->quantities[i];
        int64_t most = is_people(q) ? CROWD : FORTUNE;
        if ((is_people(q) || is_money(q)) && jb_dec_cmp(q->value, jb_dec_int(most)) >= 0) {
            return true;
        }
    }
    return false;
}

static bool has_persons_or_money(const jb_work *work, const jb_sentence *s)
{
    for (size_t i = s->first_quantity; i < s->quantity_end; i++) {
        if (is_people(&work->quantities[i]) || is_money(&work->quantities[i])) {
            return true;
        }
    }
    return false;
}

/* 半个月后 and 终于 are strong signs, 接到投诉后, 施工方 and 第一时间 weak ones. */
static unsigned signs_of(const jb_work *work, const jb_sentence *s, unsigned found)
{
    unsigned strong = (found >> LATE & 1) + (found >> END & 1) + (unsigned)group_came(work, s);
    return strong * STRONG + (found >> HEARD_OF & 1) + (found >> FOLKS & 1) + (found >> DEED & 1);
}

/* Once a story is told, another paragraph goes on with it that begins with what followed. */
static bool takes_up(const jb_work *work, const jb_sentence *s)
{
    static jb_words then = {U"接到",     U"接报",     U"接诉",   U"随后", U"事发", U"最终",
                            U"经过",     U"为帮助",   U"得知",   U"经",   U"了解", U"大队工作",
                            U"执法人员", U"工作人员", U"监察员", U"该",   U"当天", U"次日",
                            U"事情",     U"为此",     NULL};
    return jb_any_at(work->t, jb_skip_openings(work, s->span.start), then) > 0;
}

/* Whether the sentence states again what a story told: the same persons or the same money. */
static bool repeats(const jb_work *work, const jb_sentence *s, const size_t *told, size_t count)
{
    for (size_t i = s->first_quantity; i < s->quantity_end; i++) {
        const jb_quantity *q = &work->quantities[i];
        for (size_t k = 0; k < count; k++) {
            const jb_quantity *one = &work->quantities[told[k]];
            if ((is_people(q) || is_money(q)) && q->unit->class == one->unit->class &&
                jb_dec_cmp(q->value, one->value) == 0) {
                return true;
            }
        }
    }
    return false;
}

static size_t tell(const jb_work *work, const jb_sentence *s, size_t *told, size_t count)
{
    for (size_t i = s->first_quantity; i < s->quantity_end && count < CASES; i++) {
        const jb_quantity *q = &work->quantities[i];
        if ((is_people(q) && jb_dec_cmp(q->value, jb_dec_int(SMALL)) > 0) || is_money(q)) {
            told[count++] = i;
        }
    }
    return count;
}

/* Whether the sentence has figures of persons or money that may be one case's. */
static bool may_tell(const jb_work *work, const jb_sentence *s)
{
    return has_persons_or_money(work, s) && is_of_one_case(work, s) && !is_too_large(work, s);
}

/* Where the paragraphs lie whose words must be weighed: with a sentence that may tell, or before
 * one that is taken up. */
static bool *find_worth(const jb_work *work)
{
    bool *worth = jb_arena_array(work->scratch, work->sentence_count + 1, sizeof *worth);
    bool told = false;
    size_t next = work->sentence_count;
    worth[next] = false;
    for (size_t i = work->sentence_count; i-- > 0;) {
        const jb_sentence *s = &work->sentences[i];
        told = told || may_tell(work, s);
        worth[i] = told;
        if (s->paragraph == i) {
            worth[i] = told || (worth[next] && takes_up(work, &work->sentences[next]));
            told = false;
            next = i;
        }
    }
    return worth;
}

static bool ends_story(const jb_work *work, const jb_sentence *s, unsigned *found)
{
    if (!is_of_one_case(work, s) || is_too_large(work, s)) {
        return true;
    }
    *found = kinds_in(work, s);
    return (*found >> SUM & 1) != 0 || is_of_long_time(work, s);
}

void jb_cases_mark(jb_work *work)
{
    size_t told[CASES];
    size_t count = 0;
    unsigned signs = 0;
    const bool *worth = find_worth(work);
    for (size_t i = 0; i < work->sentence_count; i++) {
        jb_sentence *s = &work->sentences[i];
        if (s->paragraph == i && !(signs >= ENOUGH && takes_up(work, s))) {
            signs = 0;
        }
        unsigned found = 0;
        if (!worth[s->paragraph]) {
            continue;
        }
        if (ends_story(work, s, &found)) {
            signs = 0;
            continue;
        }
        signs += signs_of(work, s, found);
        if (signs >= ENOUGH && has_persons_or_money(work, s)) {
            s->is_story = true;
            s->story = s->span;
        }
        count = s->is_story ? tell(work, s, told, count) : count;
    }
    for (size_t i = 0; i < work->sentence_count && count > 0; i++) {
        jb_sentence *s = &work->sentences[i];
        unsigned found = 0;
        if (!s->is_story && repeats(work, s, told, count) && !ends_story(work, s, &found)) {
            s->is_story = true;
        }
    }
}
