/* numbers.c - what belongs to a number and may not be torn from it at a line's end.
 *
 * Decides how far a number reaches: sign, currency, 第, separators, range, 余, 万, unit. Works on
 * the text alone.
 */
#include "breaks.h"
#include "chars.h"

#include <uchar.h>

/* After a number and any of 余多几 十百千万亿. */
static const char32_t *const zh_units[] = {
    U"个百分点", U"百分点",   U"个工作日", U"工作日",   U"个月", U"个",       U"元",
    U"件",       U"宗",       U"起",       U"人次",     U"人",   U"名",       U"家次",
    U"家",       U"户次",     U"户",       U"条次",     U"轮次", U"条",       U"份",
    U"次",       U"批次",     U"批",       U"项",       U"张",   U"台",       U"场次",
    U"场",       U"期",       U"届",       U"岁",       U"年度", U"年底",     U"年末",
    U"年初",     U"年",       U"月份",     U"月底",     U"月末", U"月",       U"日",
    U"号",       U"季度",     U"天",       U"时",       U"小时", U"分钟",     U"分",
    U"秒",       U"周",       U"倍",       U"成",       U"度",   U"级",       U"类",
    U"种",       U"位",       U"所",       U"处",       U"篇",   U"部",       U"套",
    U"座",       U"辆",       U"吨",       U"公里",     U"千米", U"平方公里", U"平方米",
    U"米",       U"亩",       U"公顷",     U"章",       U"节",   U"款",       U"页",
    U"版",       U"层",       U"例",       U"笔",       U"单",   U"宗次",     U"件次",
    U"场（次）", U"人（次）", U"家（次）", U"户（次）", U"间",   U"只"};

static const char32_t *const en_units[] = {U"million", U"billion",    U"thousand", U"per cent",
                                           U"percent", U"percentage", U"yuan",     U"%"};

typedef struct scan {
    const uint32_t *text;
    size_t count;
    jb_lang lang;
} scan;

static uint32_t at(const scan *s, size_t i)
{
    return i < s->count ? s->text[i] : 0;
}

static bool is_one_of(uint32_t c, const char32_t *set)
{
    for (; *set; set++) {
        if (*set == c) {
            return true;
        }
    }
    return false;
}

static bool is_thin(uint32_t c)
{
    return (c >= 0x2006 && c <= 0x200A) || c == 0x202F || c == 0xA0;
}

static bool is_gap(uint32_t c)
{
    return c == ' ' || is_thin(c);
}

static bool is_dash(uint32_t c)
{
    return is_one_of(c, U"-~/\u2010\u2011\u2012\u2013\u2014\u2212～－〜");
}

static bool is_sign(uint32_t c)
{
    return is_one_of(c, U"+-\u2212±＋－");
}

static bool is_bound(uint32_t c)
{
    return is_one_of(c, U"<>≥≤≈＜＞≧≦");
}

static bool is_percent(uint32_t c)
{
    return is_one_of(c, U"%‰％‱℃");
}

static bool is_numeral(uint32_t c)
{
    return is_one_of(c, U"一二三四五六七八九十百零〇两");
}

static size_t match(const scan *s, size_t from, const char32_t *word)
{
    size_t len = 0;
    while (word[len]) {
        if (at(s, from + len) != word[len]) {
            return 0;
        }
        len++;
    }
    return len;
}

static size_t longest(const scan *s, size_t from, const char32_t *const *words, size_t count)
{
    size_t best = 0;
    for (size_t i = 0; i < count; i++) {
        size_t len = match(s, from, words[i]);
        best = len > best ? len : best;
    }
    return best;
}

/* Digits with what separates them: 1,234.5 10:30 2 604. */
static size_t digits_end(const scan *s, size_t i)
{
    for (;;) {
        if (char_is_digit(at(s, i))) {
            i++;
            continue;
        }
        uint32_t c = at(s, i);
        bool inside = is_one_of(c, U".,:．：'\u2236") || is_thin(c) || c == ' ';
        if (!inside || !char_is_digit(at(s, i + 1))) {
            return i;
        }
        i++;
    }
}

static size_t unit_end(const scan *s, size_t i)
{
    size_t from = is_gap(at(s, i)) ? i + 1 : i;
    size_t pos = from;
    if (s->lang == JB_LANG_EN) {
        size_t len = longest(s, pos, en_units, sizeof en_units / sizeof *en_units);
        if (len) {
            return pos + len;
        }
    } /* English text quotes Chinese: 2023年 */
    while (is_one_of(at(s, pos), U"余多几来十百千万亿")) {
        pos++;
    }
    size_t after = is_gap(at(s, pos)) && pos > from ? pos + 1 : pos;
    size_t len = longest(s, after, zh_units, sizeof zh_units / sizeof *zh_units);
    if (len) {
        pos = after + len;
        pos += at(s, pos) == U'余';
    }
    return pos > from ? pos : i;
}

/* 80%以上 and 300人左右 are one statement each. */
static size_t bound_end(const scan *s, size_t i)
{
    static const char32_t *const bounds[] = {U"以上", U"以下", U"以内", U"左右", U"上下"};
    return i + longest(s, i, bounds, sizeof bounds / sizeof *bounds);
}

/* The end of a number that begins at i, with its percent sign, range, unit and bound. */
static size_t number_end(const scan *s, size_t i)
{
    for (;;) {
        i = digits_end(s, i);
        size_t percent = is_gap(at(s, i)) ? i + 1 : i;
        if (is_percent(at(s, percent))) {
            i = percent + 1;
        }
        size_t next = is_dash(at(s, i)) ? i + 1 : i;
        next += is_sign(at(s, next)) && next > i;
        if (next == i || !char_is_digit(at(s, next))) {
            break;
        }
        i = next;
    }
    return bound_end(s, unit_end(s, i));
}

static size_t currency_start(const scan *s, size_t i)
{
    static const char32_t *const codes[] = {U"CNY", U"RMB", U"USD", U"HKD", U"EUR", U"MOP", U"No."};
    size_t end = i > 0 && is_gap(s->text[i - 1]) ? i - 1 : i;
    if (end < 3 || !longest(s, end - 3, codes, sizeof codes / sizeof *codes)) {
        return i;
    }
    return end - 3;
}

/* The beginning of what belongs to the number whose digits begin at i. */
static size_t number_start(const scan *s, size_t i)
{
    if (i > 0 && is_sign(s->text[i - 1])) {
        uint32_t before = i > 1 ? s->text[i - 2] : 0;
        i -= !char_is_digit(before) && !char_is_letter(before) && !is_percent(before);
    }
    if (i > 0 && is_bound(s->text[i - 1])) {
        i--;
    }
    if (i > 0 && is_one_of(s->text[i - 1], U"$¥￥＄£€#№〕")) { /* 〔2024〕5号 */
        return i - 1;
    }
    size_t before = i > 0 && is_gap(s->text[i - 1]) ? i - 1 : i;
    if (before > 0 && is_one_of(s->text[before - 1], U"第表图注")) {
        return before - 1;
    }
    if (before > 1 && s->text[before - 2] == U'附' && s->text[before - 1] == U'件') {
        return before - 2;
    }
    return currency_start(s, i);
}

static void glue(uint8_t *cuts, size_t start, size_t end)
{
    for (size_t i = start + 1; i < end; i++) {
        if (cuts[i] > CUT_WEAK && cuts[i] != CUT_MUST) {
            cuts[i] = CUT_WEAK;
        }
    }
}

/* 第一季度 */
static size_t ordinal_end(const scan *s, size_t i)
{
    size_t pos = i + 1;
    while (is_numeral(at(s, pos))) {
        pos++;
    }
    return pos == i + 1 ? i + 1 : unit_end(s, pos);
}

void numbers_glue(const uint32_t *text, size_t count, jb_lang lang, uint8_t *cuts)
{
    scan s = {text, count, lang};
    for (size_t i = 0; i < count; i++) {
        size_t end = i + 1;
        if (char_is_digit(text[i])) {
            end = number_end(&s, i);
            glue(cuts, number_start(&s, i), end);
        } else if (text[i] == U'第') {
            end = ordinal_end(&s, i);
            glue(cuts, i, end);
        }
        i = end - 1;
    }
}
