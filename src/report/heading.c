/* heading.c - headings of a report: their numbers and what they announce.
 *
 * Decides by words which of the prescribed blocks a heading opens. The words are those that
 * bureaus use; 一是, 二是 are inline and no headings. Refuses to know where the heading stands.
 */
#include "text.h"

enum { PHRASE_MAX = 60, UNNUMBERED_MAX = 20 };

bool is_sentence_end(uint32_t c)
{
    return c == 0x3002 || c == 0xFF01 || c == 0xFF1F || c == 0xFF1B || c == '!' || c == '?' ||
           c == ';';
}

static bool is_han_digit(uint32_t c)
{
    static const char32_t digits[] = U"一二三四五六七八九十〇零百";
    for (const char32_t *digit = digits; *digit != 0; digit++) {
        if (*digit == c) {
            return true;
        }
    }
    return false;
}

static bool is_digit(uint32_t c)
{
    return c >= '0' && c <= '9';
}

static size_t run_of(view v, bool (*is)(uint32_t))
{
    size_t n = 0;
    while (n < v.len && is(v.at[n])) {
        n++;
    }
    return n;
}

/* 第一部分, 第二章 */
static size_t part_number(view v)
{
    if (!view_starts(v, U"第")) {
        return 0;
    }
    size_t n = run_of(view_skip(v, 1), is_han_digit);
    view rest = view_skip(v, 1 + n);
    if (n == 0 || n > 3 || !view_starts(rest, U"部分|章|篇")) {
        return 0;
    }
    return 1 + n + (view_starts(rest, U"部分") ? 2 : 1);
}

/* （一） or (1): the digits between brackets. */
static size_t bracketed(view v, bool (*is)(uint32_t))
{
    if (!view_starts(v, U"（|(|〔|[|【")) {
        return 0;
    }
    size_t n = run_of(view_skip(v, 1), is);
    view rest = view_skip(v, 1 + n);
    return n > 0 && n <= 3 && view_starts(rest, U"）|)|〕|]|】") ? n + 2 : 0;
}

static size_t han_number(view v)
{
    size_t n = run_of(v, is_han_digit);
    view rest = view_skip(v, n);
    return n > 0 && n <= 3 && view_starts(rest, U"、|.|．|,|，|:|：| ") ? n + 1 : 0;
}

/* 1. 1、 but neither 1.5 nor 2024. */
static size_t digit_number(view v)
{
    size_t n = run_of(v, is_digit);
    view rest = view_skip(v, n);
    if (n == 0 || n > 2 || !view_starts(rest, U".|、|．")) {
        return 0;
    }
    rest = view_skip(rest, 1);
    return rest.len > 0 && is_digit(rest.at[0]) ? 0 : n + 1;
}

static view past_blanks(view v)
{
    while (v.len && (v.at[0] == ' ' || view_starts(v, U"、|.|:|："))) {
        v = view_skip(v, 1);
    }
    return v;
}

/* What every number of a heading begins with; most lines have none. */
static bool may_be_numbered(view v)
{
    static const char32_t first[] = U"第（(〔[【";
    for (size_t i = 0; v.len > 0 && first[i] != 0; i++) {
        if (first[i] == v.at[0]) {
            return true;
        }
    }
    return v.len > 0 && (is_han_digit(v.at[0]) || is_digit(v.at[0]));
}

unsigned heading_rank(view line, view *text)
{
    *text = line;
    if (!may_be_numbered(line)) {
        return 0;
    }
    const size_t lengths[] = {part_number(line), han_number(line), bracketed(line, is_han_digit),
                              digit_number(line), bracketed(line, is_digit)};
    for (unsigned i = 0; i < sizeof lengths / sizeof *lengths; i++) {
        if (lengths[i]) {
            *text = past_blanks(view_skip(line, lengths[i]));
            return text->len ? i + 1 : 0;
        }
    }
    return 0;
}

view heading_phrase(view text)
{
    size_t n = 0;
    while (n < text.len && n < PHRASE_MAX && !is_sentence_end(text.at[n]) && text.at[n] != ':' &&
           text.at[n] != 0xFF1A) {
        n++;
    }
    return (view){text.at, n, 0};
}

/* ---- what they announce ------------------------------------------------------------------- */

#define FAULTS U"问题|不足|短板|薄弱|差距|困难|弱项"

static size_t find_shortcomings(view v)
{
    static view_words there_is = {.texts = U"存在|尚有|还有|面临"};
    static view_words faults = {
        .texts = U"主要问题|主要不足|问题|不足|短板|薄弱|困难|差距|工作中的问题|工作中的不足"};
    size_t at = view_find_words(v, &there_is);
    if (at != SIZE_MAX) {
        view after = view_skip(v, at);
        after.len = after.len < 24 ? after.len : 24;
        if (view_holds(after, FAULTS)) {
            return at;
        }
    }
    if (view_starts_words(v, &faults)) {
        return 0;
    }
    return view_ends(v, U"主要问题|不足之处|问题和不足|问题与不足|不足和原因|不足及原因")
               ? v.len - 1
               : SIZE_MAX;
}

static size_t find_year(view v)
{
    for (size_t i = 0; i + 5 <= v.len; i++) {
        view at = view_skip(v, i);
        if (view_starts(at, U"20") && is_digit(at.at[2]) && is_digit(at.at[3]) &&
            view_starts(view_skip(at, 4), U"年")) {
            return i;
        }
    }
    return SIZE_MAX;
}

#define INTENT U"计划|安排|打算|思路|设想|目标|任务|部署|重点|重点工作|要点|谋划"

static size_t find_plan(view v)
{
    static view_words ahead = {
        .texts = U"下一步|下步|下一阶段|下阶段|明年|来年|下一年|下年度|今后|接下来|"
                 "下半年工作|下半年打算|下半年安排|下季度|新的一年"};
    static view_words plans = {
        .texts = U"工作计划|工作安排|主要安排|工作打算|工作设想|努力方向|打算|改进方向"};
    static view_words aims = {.texts = U"目标|工作目标|总体目标"};
    static view_words parts = {.texts = U"第一季度|第二季度|第三季度|第四季度|下半年"};
    size_t first = view_find_words(v, &ahead);
    if (view_ends(v, U"完成情况|落实情况|执行情况|推进情况|进展情况")) {
        return first;
    }
    size_t own = view_find_words(v, &plans);
    if (view_ends(v, U"工作思路|改进措施|整改措施") &&
        !view_starts(v, U"明确|理清|厘清|拓宽|创新|转变|完善|落实")) {
        own = own < v.len - 1 ? own : v.len - 1;
    }
    if (view_starts_words(v, &aims)) {
        own = 0;
    }
    size_t year = view_starts_words(v, &parts) ? 0 : find_year(v);
    if (year != SIZE_MAX && view_ends(v, INTENT)) {
        own = year < own ? year : own;
    }
    return own < first ? own : first;
}

static size_t find_duties(view v)
{
    static view_words duties = {.texts = U"第一责任人|责任人职责"};
    static view_words heads = {.texts = U"负责人|负责同志|主要领导|党政主要|一把手"};
    size_t at = view_find_words(v, &duties);
    size_t who = view_find_words(v, &heads);
    if (who != SIZE_MAX && view_holds(view_skip(v, who), U"履行|履职|尽责")) {
        return who < at ? who : at;
    }
    return at;
}

static size_t find_results(view v)
{
    static view_words results = {
        .texts = U"成效|成果|成绩|总结|完成情况|落实情况|开展情况|推进情况|进展情况|工作情况|"
                 "主要做法|经验做法|主要举措|主要措施|工作举措|工作措施|主要工作|工作亮点|"
                 "回顾|举措|基本情况|建设情况"};
    return view_find_words(v, &results);
}

static size_t find_other(view v)
{
    static view_words other = {
        .texts =
            U"其他|其它|需要报告|需要说明|有关建议|意见建议|意见和建议|附件|附表|附：|工作建议"};
    return view_starts_words(v, &other) ? 0 : SIZE_MAX;
}

jb_section heading_section(view text)
{
    const size_t at[JB_SECTIONS] = {
        [JB_SECTION_RESULTS] = find_results(text),
        [JB_SECTION_SHORTCOMINGS] = find_shortcomings(text),
        [JB_SECTION_DUTIES] = find_duties(text),
        [JB_SECTION_PLAN] = find_plan(text),
        [JB_SECTION_OTHER] = find_other(text),
        [JB_SECTION_FURNITURE] = SIZE_MAX,
    };
    /* The earliest word tells; 主要工作安排 holds one of the results and means a plan. */
    static const jb_section order[] = {JB_SECTION_OTHER, JB_SECTION_PLAN, JB_SECTION_SHORTCOMINGS,
                                       JB_SECTION_DUTIES, JB_SECTION_RESULTS};
    jb_section best = JB_SECTIONS;
    size_t first = SIZE_MAX;
    for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
        if (at[order[i]] < first) {
            first = at[order[i]];
            best = order[i];
        }
    }
    bool plan = best == JB_SECTION_RESULTS && at[JB_SECTION_PLAN] != SIZE_MAX &&
                at[JB_SECTION_PLAN] <= first + 2;
    return plan ? JB_SECTION_PLAN : best;
}

jb_section heading_section_strict(view text)
{
    static view_words faults = {.texts = U"存在|主要问题|问题和|问题与|不足|工作中存在|主要不足"};
    static view_words plans = {
        .texts = U"下一步|下步|下一阶段|明年|下一年|下年度|20|工作计划|工作打算|今后"};
    if (text.len > UNNUMBERED_MAX) {
        return JB_SECTIONS;
    }
    if (view_starts_words(text, &faults)) {
        return heading_section(text);
    }
    if (view_starts_words(text, &plans)) {
        jb_section section = heading_section(text);
        return section == JB_SECTION_PLAN ? section : JB_SECTIONS;
    }
    return JB_SECTIONS;
}
