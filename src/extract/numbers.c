/* numbers.c - numbers of a text with what belongs to them.
 *
 * A quantity is read from its first digit: number, 余, scale, 余, unit, bound; the qualifier is
 * looked for leftwards. Numerals in characters count only where a unit follows.
 */
#include "numbers.h"

#include "hans.h"

#include <stdlib.h>
#include <string.h>
#include <threads.h>

enum { STRUCTURE = 20 };

/* Longest first where one begins with another. */
static const jb_unit_word units[] = {
    {U"", "", JB_CLASS_NONE},
    {U"个百分点", "个百分点", JB_CLASS_POINTS},
    {U"百分点", "百分点", JB_CLASS_POINTS},
    {U"个工作日", "个工作日", JB_CLASS_TIME},
    {U"工作日", "工作日", JB_CLASS_TIME},
    {U"个小时", "个小时", JB_CLASS_TIME},
    {U"小时", "小时", JB_CLASS_TIME},
    {U"分钟", "分钟", JB_CLASS_TIME},
    {U"个月", "个月", JB_CLASS_TIME},
    {U"个季度", "个季度", JB_CLASS_TIME},
    {U"周年", "周年", JB_CLASS_TIME},
    {U"年", "年", JB_CLASS_TIME},
    {U"月", "月", JB_CLASS_TIME},
    {U"天", "天", JB_CLASS_TIME},
    {U"日", "日", JB_CLASS_TIME},
    {U"周岁", "周岁", JB_CLASS_TIME},
    {U"岁", "岁", JB_CLASS_TIME},
    {U"%", "%", JB_CLASS_PERCENT},
    {U"％", "%", JB_CLASS_PERCENT},
    {U"元人民币", "元人民币", JB_CLASS_MONEY},
    {U"元", "元", JB_CLASS_MONEY},
    {U"家(次)", "家次", JB_CLASS_COUNT},
    {U"户(次)", "户次", JB_CLASS_COUNT},
    {U"人(次)", "人次", JB_CLASS_COUNT},
    {U"家次", "家次", JB_CLASS_COUNT},
    {U"户次", "户次", JB_CLASS_COUNT},
    {U"间次", "间次", JB_CLASS_COUNT},
    {U"人次", "人次", JB_CLASS_COUNT},
    {U"名次", "名次", JB_CLASS_COUNT},
    {U"场次", "场次", JB_CLASS_COUNT},
    {U"轮次", "轮次", JB_CLASS_COUNT},
    {U"条次", "条次", JB_CLASS_COUNT},
    {U"批次", "批次", JB_CLASS_COUNT},
    {U"件次", "件次", JB_CLASS_OTHER},
    {U"件", "件", JB_CLASS_COUNT},
    {U"宗", "宗", JB_CLASS_COUNT},
    {U"起", "起", JB_CLASS_COUNT},
    {U"例", "例", JB_CLASS_COUNT},
    {U"份", "份", JB_CLASS_COUNT},
    {U"条", "条", JB_CLASS_COUNT},
    {U"项", "项", JB_CLASS_COUNT},
    {U"处", "处", JB_CLASS_COUNT},
    {U"册", "册", JB_CLASS_COUNT},
    {U"张", "张", JB_CLASS_COUNT},
    {U"本", "本", JB_CLASS_COUNT},
    {U"篇", "篇", JB_CLASS_COUNT},
    {U"封", "封", JB_CLASS_COUNT},
    {U"卷", "卷", JB_CLASS_COUNT},
    {U"期", "期", JB_CLASS_COUNT},
    {U"部", "部", JB_CLASS_COUNT},
    {U"家", "家", JB_CLASS_COUNT},
    {U"户", "户", JB_CLASS_COUNT},
    {U"所", "所", JB_CLASS_COUNT},
    {U"间", "间", JB_CLASS_COUNT},
    {U"次", "次", JB_CLASS_COUNT},
    {U"场", "场", JB_CLASS_COUNT},
    {U"轮", "轮", JB_CLASS_COUNT},
    {U"批", "批", JB_CLASS_COUNT},
    {U"人", "人", JB_CLASS_COUNT},
    {U"名", "名", JB_CLASS_COUNT},
    {U"位", "位", JB_CLASS_COUNT},
    {U"倍", "倍", JB_CLASS_TIMES},
    {U"平方米", "平方米", JB_CLASS_OTHER},
    {U"公里", "公里", JB_CLASS_OTHER},
    {U"笔", "笔", JB_CLASS_OTHER},
    {U"台", "台", JB_CLASS_OTHER},
    {U"辆", "辆", JB_CLASS_OTHER},
    {U"分", "分", JB_CLASS_OTHER},
    {U"级", "级", JB_CLASS_OTHER},
    {U"个", "个", JB_CLASS_COUNT},
};

static jb_charset unit_firsts, beginnings; /* what units and quantities begin with */
static once_flag sets_once = ONCE_FLAG_INIT;
static void make_sets(void);

const jb_unit_word *jb_unit_word_at(jb_points t, size_t i, size_t *len)
{
    call_once(&sets_once, make_sets);
    *len = 0;
    if (!jb_charset_has(&unit_firsts, jb_point(t, i))) {
        return &units[0];
    }
    for (size_t k = 1; k < sizeof units / sizeof *units; k++) {
        if (jb_point(t, i) == units[k].text[0]) {
            *len = jb_word_at(t, i, units[k].text);
            if (*len > 0) {
                return &units[k];
            }
        }
    }
    return &units[0];
}

/* ---- the number itself ----------------------------------------------------------------------- */

static jb_writing writing_of(jb_points t, const uint32_t *original)
{
    return (jb_writing){t.p, original, t.n};
}

/* Of words alone the original is not looked at. */
static int scale_at(jb_points t, size_t i)
{
    return jb_scale_at(writing_of(t, t.p), i);
}

static size_t vague_at(jb_points t, size_t i)
{
    return jb_vague_at(writing_of(t, t.p), i);
}

static size_t digits_at(jb_points t, size_t i)
{
    size_t len = 0;
    while (jb_is_digit(jb_point(t, i + len))) {
        len++;
    }
    return len;
}

/* Whether what counts something stands behind the digits of a group. */
static bool counted(jb_writing text, size_t i)
{
    jb_points t = {text.plain, text.n};
    size_t at = i;
    if (jb_point(t, at) == '.') {
        at += 1 + digits_at(t, at + 1);
    }
    at = jb_skip_blanks(t, at);
    size_t len = 0;
    (void)jb_unit_word_at(t, at, &len);
    return len > 0 || jb_point(t, at) == U'万' || jb_point(t, at) == U'亿' ||
           jb_point(t, at) == U'余';
}

/* ---- what stands around it ------------------------------------------------------------------- */

typedef struct hedge {
    const char32_t *word;
    jb_qualifier qualifier;
} hedge;

static const hedge hedges_before[] = {
    {U"不低于", JB_QUAL_AT_LEAST}, {U"不少于", JB_QUAL_AT_LEAST}, {U"不超过", JB_QUAL_AT_MOST},
    {U"不高于", JB_QUAL_AT_MOST},  {U"至少", JB_QUAL_AT_LEAST},   {U"最多", JB_QUAL_AT_MOST},
    {U"至多", JB_QUAL_AT_MOST},    {U"超过", JB_QUAL_MORE_THAN},  {U"突破", JB_QUAL_MORE_THAN},
    {U"多达", JB_QUAL_EXACT},      {U"不足", JB_QUAL_LESS_THAN},  {U"不到", JB_QUAL_LESS_THAN},
    {U"未满", JB_QUAL_LESS_THAN},  {U"不满", JB_QUAL_LESS_THAN},  {U"将近", JB_QUAL_NEARLY},
    {U"接近", JB_QUAL_NEARLY},     {U"大约", JB_QUAL_ABOUT},      {U"约", JB_QUAL_ABOUT},
    {U"近", JB_QUAL_NEARLY},       {U"逾", JB_QUAL_MORE_THAN},    {U"超", JB_QUAL_MORE_THAN},
};

static const hedge hedges_behind[] = {
    {U"及以上", JB_QUAL_AT_LEAST}, {U"以上", JB_QUAL_AT_LEAST}, {U"之多", JB_QUAL_EXACT},
    {U"及以下", JB_QUAL_AT_MOST},  {U"以下", JB_QUAL_AT_MOST},  {U"以内", JB_QUAL_AT_MOST},
    {U"之内", JB_QUAL_AT_MOST},    {U"左右", JB_QUAL_ABOUT},    {U"上下", JB_QUAL_ABOUT},
    {U"不等", JB_QUAL_ABOUT},
};

/* 商超2家: the word is no hedge. */
static bool is_shop(jb_points t, size_t at)
{
    return jb_point(t, at) == U'超' && jb_point_before(t, at) == U'商';
}

static void hedge_before(jb_points t, jb_quantity *q)
{
    size_t end = jb_skip_blanks_before(t, q->span.start);
    for (size_t k = 0; k < sizeof hedges_before / sizeof *hedges_before; k++) {
        size_t len = jb_word_before(t, end, hedges_before[k].word);
        if (len > 0 && !is_shop(t, end - len)) {
            q->qualifier = hedges_before[k].qualifier;
            q->span.start = end - len;
            q->bounded = q->bounded || hedges_before[k].word[0] == U'不' || len == 2;
            return;
        }
    }
}

static size_t hedge_behind(jb_points t, size_t i, jb_quantity *q)
{
    for (size_t k = 0; k < sizeof hedges_behind / sizeof *hedges_behind; k++) {
        size_t len = jb_word_at(t, i, hedges_behind[k].word);
        if (len > 0) {
            q->qualifier = hedges_behind[k].qualifier;
            q->bounded = true;
            return len;
        }
    }
    return 0;
}

/* ---- one quantity ---------------------------------------------------------------------------- */

/* 近百万元, 超千名, 逾亿元: a scale with no digit before it, behind a word that hedges. */
static size_t read_scale_alone(jb_points t, size_t i, int64_t *value)
{
    static jb_words hedged = {U"近", U"超", U"逾", U"约", U"达", NULL};
    static jb_wordset hedged_set = {.words = hedged};
    size_t len = 0;
    if (jb_set_before(t, i, &hedged_set) == 0) {
        return 0;
    }
    *value = 1;
    for (int power = scale_at(t, i); power > 0 && len < 2; power = scale_at(t, i + len)) {
        for (; power > 0; power--) {
            *value *= 10;
        }
        len++;
    }
    return *value >= 100 ? len : 0;
}

static size_t read_han(jb_points t, size_t i, jb_quantity *q)
{
    int64_t value = 0;
    size_t len = jb_han_read(t, i, &value);
    if (len == 0) {
        len = read_scale_alone(t, i, &value);
    }
    if (len == 0) {
        return 0;
    }
    /* 一千万: the scale belongs to the unit as written. */
    q->value = jb_dec_int(value);
    q->han = true;
    q->digits = (jb_span){i, i + len};
    size_t at = i + len;
    size_t vague = vague_at(t, at);
    if (vague > 0) {
        q->qualifier = JB_QUAL_AT_LEAST;
        at += vague;
        int power = scale_at(t, at);
        if (power >= 4 && jb_dec_shift(q->value, power, &q->value)) {
            q->power = power;
            at++;
        }
    }
    uint32_t last = jb_point(t, i + len - 1);
    if (last == U'万' || last == U'亿') {
        q->power = last == U'万' ? 4 : 8;
    }
    q->unit_at = at;
    return at;
}

/* 百分之九十五, 九成, 九成五. */
static size_t read_share(jb_points t, size_t i, jb_quantity *q)
{
    int64_t value = 0;
    static const jb_unit_word percent = {U"%", "%", JB_CLASS_PERCENT};
    bool of_hundred = jb_word_at(t, i, U"百分之") > 0;
    size_t len = jb_han_read(t, of_hundred ? i + 3 : i, &value);
    if (of_hundred && len == 0 && jb_point(t, i + 3) == U'百') { /* 百分之百 */
        len = 1;
        value = 100;
    }
    if (len == 0) {
        return 0;
    }
    size_t at = (of_hundred ? i + 3 : i) + len;
    q->value = jb_dec_int(value);
    if (!of_hundred) {
        if (jb_point(t, at) != U'成' || value < 1 || value > 10 ||
            jb_any_at(t, at, (jb_words){U"成立", U"成员", U"成功", U"成果", U"成效", NULL}) > 0) {
            return 0;
        }
        q->value = jb_dec_int(value * 10);
        q->qualifier = JB_QUAL_ABOUT;
        at++;
    } else if (jb_point(t, at) == U'点') {
        int64_t part = 0;
        size_t more = jb_han_read(t, at + 1, &part);
        if (more > 0 && more < 4) {
            static const int64_t tens[] = {1, 10, 100, 1000};
            q->value = (jb_dec){value * tens[more] + part, (uint8_t)more};
            at += 1 + more;
        }
    }
    q->han = true;
    q->unit = &percent;
    q->digits = (jb_span){i, at};
    q->unit_at = at;
    return at;
}

static size_t read_core(jb_points t, const uint32_t *original, size_t i, jb_quantity *q)
{
    jb_number number;
    if (jb_number_read(writing_of(t, original), i, counted, &number)) {
        q->digits = (jb_span){i, number.digits_end};
        if (!number.known) {
            return 0;
        }
        q->value = number.value;
        q->power = number.power;
        q->unit_at = number.unit_at;
        q->qualifier = number.vague ? JB_QUAL_AT_LEAST : q->qualifier;
        return number.end;
    }
    size_t at = read_share(t, i, q);
    return at > 0 ? at : read_han(t, i, q);
}

static bool is_range_dash(uint32_t c)
{
    return c == '-' || c == U'—' || c == U'–' || c == '~' || c == U'～' || c == U'至' || c == U'到';
}

/* 20至30家, 63%~68%: the second number is looked over, not added. */
static size_t read_second(jb_points t, const uint32_t *original, size_t at, jb_quantity *q)
{
    size_t dash = at;
    while (dash < at + 2 && is_range_dash(jb_point(t, dash))) {
        dash++;
    }
    if (dash == at) {
        return at;
    }
    jb_quantity second = {.unit = &units[0]};
    size_t end = read_core(t, original, dash, &second);
    size_t len = 0;
    const jb_unit_word *unit = jb_unit_word_at(t, end, &len);
    if (end == 0 || unit->class == JB_CLASS_NONE || (q->unit != unit && q->unit != &units[0])) {
        return at;
    }
    q->ranged = true;
    q->unit = unit;
    return end + len;
}

/* 三个阶段, 6个区, 5个督查组: what is counted is how the work was divided, not what it came to.
 * 18个街道 调解中心 are bodies. */
static void drop_structure(jb_points t, size_t at, jb_quantity *q)
{
    static const jb_unit_word divided = {U"个", "个", JB_CLASS_OTHER};
    static jb_words parts = {
        U"阶段",     U"环节",   U"方面",   U"步骤", U"层面", U"层级", U"部门", U"督查组", U"督导组",
        U"检查组",   U"工作组", U"专项组", U"小组", U"专班", U"区县", U"县区", U"县市",   U"县（",
        U"市县",     U"地市",   U"州市",   U"镇街", U"街道", U"乡镇", U"指标", U"季度",   U"时段",
        U"成员单位", U"等级",   U"特点",   U"特征", U"亮点", U"难点", U"重点", U"原因",   NULL};
    static jb_wordset parts_set = {.words = parts};
    static jb_words bodies = {U"调解",   U"仲裁",   U"驿站",   U"中心",
                              U"工作站", U"服务站", U"调委会", NULL};
    uint32_t place = jb_point(t, at);
    uint32_t behind = jb_point(t, at + 1);
    bool one =
        (place == U'区' || place == U'县' || place == U'市' || place == U'省' || place == U'镇') &&
        behind != U'级' && behind != U'域' && behind != U'场';
    if (q->unit->text[0] != U'个' || q->unit->class != JB_CLASS_COUNT ||
        (!one && jb_set_at(t, at, &parts_set) == 0)) {
        return;
    }
    size_t end = at;
    while (end < at + STRUCTURE && !jb_is_comma(jb_point(t, end)) && jb_point(t, end) != 0) {
        end++;
    }
    if (!jb_any_in(t, at, end, bodies)) {
        q->unit = &divided;
    }
}

/* A numeral in characters is a number only with something to count behind it. */
static bool counts(const jb_quantity *q)
{
    return !q->han || q->unit->class == JB_CLASS_COUNT || q->unit->class == JB_CLASS_PERCENT ||
           q->unit->class == JB_CLASS_POINTS || q->unit->class == JB_CLASS_MONEY ||
           q->unit->class == JB_CLASS_TIMES || (q->unit->class == JB_CLASS_TIME);
}

/* 受理案件数（件）  1806: in tables the unit stands in brackets before the number. */
static void unit_before(jb_points t, size_t i, jb_quantity *q)
{
    size_t close = jb_skip_blanks_before(t, i);
    uint32_t c = jb_point_before(t, close);
    if (c != ')' && c != U'）') {
        return;
    }
    size_t open = close - 1;
    while (open > 0 && open + 8 > close && t.p[open - 1] != '(' && t.p[open - 1] != U'（') {
        open--;
    }
    size_t at = open;
    int power = 0;
    for (int more = scale_at(t, at); more > 0; more = scale_at(t, at)) {
        power += more;
        at++;
    }
    size_t len = 0;
    const jb_unit_word *unit = jb_unit_word_at(t, at, &len);
    if (len > 0 && at + len + 1 == close && jb_dec_shift(q->value, power, &q->value)) {
        q->unit = unit;
        q->power = power;
    }
}

size_t jb_quantity_read(jb_points plain, const uint32_t *original, size_t i, jb_quantity *out)
{
    *out = (jb_quantity){.qualifier = JB_QUAL_EXACT, .unit = &units[0]};
    size_t at = read_core(plain, original, i, out);
    if (at == 0) {
        return 0;
    }
    size_t len = 0;
    if (out->unit->class == JB_CLASS_NONE) {
        size_t unit_at = at;
        if (jb_point(plain, at) == ' ' && jb_is_digit(jb_point_before(plain, at))) {
            unit_at = jb_skip_blanks(plain, at);
        }
        out->unit = jb_unit_word_at(plain, unit_at, &len);
        if (len > 0 && unit_at > at && out->power == 0) {
            out->unit_at = unit_at;
        }
        at = len > 0 ? unit_at + len : at;
    }
    if (len == 0 && out->unit->class == JB_CLASS_NONE && out->power == 0) {
        unit_before(plain, i, out);
    }
    at = read_second(plain, original, at, out);
    if (!counts(out)) {
        return 0;
    }
    drop_structure(plain, at, out);
    out->span = (jb_span){i, at};
    at += hedge_behind(plain, at, out);
    out->span.end = at;
    hedge_before(plain, out);
    return at - i;
}

/* ---- none and some --------------------------------------------------------------------------- */

static jb_words zero_words = {U"未发生", U"未出现", U"未有",   U"没有发生", U"没有出现", U"没有",
                              U"未产生", U"未收到", U"未接到", U"均无",     U"无一",     U"未发现",
                              U"未作出", U"无",     U"零",     NULL};
static jb_wordset zero_words_set = {.words = zero_words};
static jb_words not_zero = {U"无法", U"无论",   U"无需",   U"无须", U"无故", U"无理", U"无关",
                            U"无锡", U"无为",   U"无障",   U"无偿", U"无形", U"无限", U"无欠",
                            U"无证", U"无极",   U"零工",   U"零散", U"零距", U"零售", U"零星",
                            U"零报", U"零容",   U"零跑",   U"零门", U"零时", U"零障", U"零陵",
                            U"零超", U"没有的", U"未有效", NULL};
static jb_wordset not_zero_set = {.words = not_zero};
static jb_words vague_words = {U"一批",   U"多起",   U"多件", U"多名", U"多家",
                               U"若干起", U"若干件", U"数十", U"数百", U"大量",
                               U"一大批", U"一系列", NULL};
static jb_wordset vague_words_set = {.words = vague_words};

/* 没有发生一起: the one belongs to the none. */
static size_t one_more(jb_points t, size_t i)
{
    return jb_any_at(t, i, (jb_words){U"一起", U"一件", U"一宗", U"一例", U"1起", U"1件", NULL});
}

static size_t read_words(jb_points t, size_t i, jb_quantity *out)
{
    *out = (jb_quantity){.kind = JB_QUANTITY_ZERO, .unit = &units[0], .value = jb_dec_int(0)};
    uint32_t c = jb_point(t, i);
    size_t len = 0;
    if (c == U'未' || c == U'没' || c == U'无' || c == U'零' || c == U'均') {
        len = jb_set_at(t, i, &not_zero_set) > 0 ? 0 : jb_set_at(t, i, &zero_words_set);
        if (len > 0 && jb_point_before(t, i) == U'毫') {
            len = 0;
        }
    } else if (c == U'一' || c == U'多' || c == U'若' || c == U'数' || c == U'大') {
        len = jb_set_at(t, i, &vague_words_set);
        out->kind = JB_QUANTITY_VAGUE;
    }
    if (len > 0 && out->kind == JB_QUANTITY_ZERO) {
        len += one_more(t, i + len);
    }
    out->span = out->digits = (jb_span){i, i + len};
    out->unit_at = i + len;
    return len;
}

static bool may_begin(uint32_t c)
{
    switch (c) {
    case U'未':
    case U'没':
    case U'无':
    case U'零':
    case U'均':
    case U'若':
    case U'数':
    case U'多':
    case U'大':
    case U'百':
    case U'千':
    case U'万':
    case U'亿':
    case U'十':
    case U'廿':
        return true;
    default:
        return jb_is_digit(c) || jb_han_digit(c) >= 0;
    }
}

static void make_sets(void)
{
    for (size_t k = 1; k < sizeof units / sizeof *units; k++) {
        jb_charset_add(&unit_firsts, units[k].text[0]);
    }
    jb_charset_fill(&beginnings, may_begin);
}

/* The first place from `i` on where a quantity may begin; `end` when there is none before it. */
static size_t next_beginning(jb_points t, size_t i, size_t end)
{
    while (i < end && !jb_charset_has(&beginnings, t.p[i])) {
        i++;
    }
    return i;
}

jb_quantity *jb_quantities_find(jb_points plain, const uint32_t *original, const jb_mark *marks,
                                size_t mark_count, size_t *count)
{
    call_once(&sets_once, make_sets);
    jb_quantity *list = NULL;
    size_t cap = 0;
    size_t mark = 0;
    size_t floor = 0; /* a qualifier is not taken from the number before */
    *count = 0;
    for (size_t i = 0; i < plain.n;) {
        while (mark < mark_count && marks[mark].span.end <= i) {
            mark++;
        }
        if (mark < mark_count && marks[mark].span.start <= i) {
            i = marks[mark].span.end;
            floor = i;
            continue;
        }
        i = next_beginning(plain, i, mark < mark_count ? marks[mark].span.start : plain.n);
        if (i == plain.n || (mark < mark_count && marks[mark].span.start == i)) {
            continue;
        }
        jb_quantity q;
        size_t len = read_words(plain, i, &q);
        if (len == 0) {
            len = jb_quantity_read(plain, original, i, &q);
        }
        if (len == 0) {
            i += digits_at(plain, i) > 0 ? digits_at(plain, i) : 1;
            continue;
        }
        if (q.span.start < floor) {
            q.span.start = i;
        }
        JB_PUSH(list, *count, cap, q);
        i += len;
        floor = i;
    }
    return list;
}
