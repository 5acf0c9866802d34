/* reasons.c - the names and words of the reasons, and which of them bar what.
 *
 * The table of docs/comparability.md in C. Decides no figure; says nothing of pages.
 */
#include <jianbao/measure.h>

#include <string.h>

typedef struct reason_words {
    const char *code;
    const char *zh;
    const char *en;
} reason_words;

/* In the order of the bits. */
static const reason_words words[JB_REASONS] = {
    {"indicator", "指标不同", "the indicators differ"},
    {"unit", "计量单位不同", "the units differ"},
    {"year", "年度不同", "the years differ"},
    {"period", "期间的类别或长短不同", "the periods differ in kind or length"},
    {"unstated", "报告未写明期间，按报告年度理解",
     "a period is not stated and is read as the year of the report"},
    {"scope", "口径范围（对象、渠道、覆盖）不同",
     "the scopes (population, channel, coverage) differ"},
    {"qualifier", "有约数或上下限", "a figure is a bound or an approximation"},
    {"base", "比率的分母未说明", "the base of a rate is not stated"},
    {"term", "报告用语不同", "the reports' own words differ"},
    {"single", "仅一家披露", "only one agency states it"},
    {"undated", "报告未写明期间，成文日期也不详",
     "neither the period nor the day of the report is known"},
    {"open", "期间的起止不全", "a period has no known beginning or end"},
    {"derived", "数据来历不同（报告所载、推算或另行提供）",
     "the figures' origins differ (stated, derived or given from elsewhere)"},
    {"text", "是等级或文字，不是数量", "it is a grade or a text, not a quantity"},
    {"additive", "该指标依性质不可相加", "figures of this kind never add up"},
    {"overlap", "互相包含、可能重叠，或对同一事项说法不一",
     "the figures contain each other, may overlap or contradict each other"},
    {"repeated", "是重复出现的同一数字", "it is the same figure stated again"},
    {"tier", "行政层级不同", "the agencies are of different levels"},
    {"unreviewed", "尚未复核", "a figure has not been reviewed"},
    {"rejected", "复核未通过", "a figure was rejected in review"},
    {"no_base", "没有可比的基数", "there is nothing to compare with"},
    {"zero_base", "基数为零", "the base is zero"},
    {"small_base", "基数过小", "the base is too small"},
    {"break", "机构更名、合并或拆分，前后不连续",
     "the agency was renamed, merged or split: a break in the series"},
    {"restated", "本年报告所示的上年数与上年报告不一致",
     "this year's report gives another figure for the year before"},
    {"incomplete", "数据不全", "figures are missing"},
    {"outside", "机构不在所列范围", "the agency is not of the group"},
    {"range", "结果超出精确计算的范围", "the result is too large to be exact"},
    {"nothing", "没有数据", "there is no figure"},
    {"doubtful", "数字存疑，待核", "arithmetic speaks against a figure"},
};

/* The number of a bit, or JB_REASONS when it is not exactly one that is known. */
static unsigned number_of(unsigned reason)
{
    for (unsigned i = 0; i < JB_REASONS; i++) {
        if (reason == 1U << i) {
            return i;
        }
    }
    return JB_REASONS;
}

const char *jb_reason_code(unsigned reason)
{
    unsigned number = number_of(reason);
    return number == JB_REASONS ? NULL : words[number].code;
}

bool jb_reason_parse(const char *code, unsigned *out)
{
    for (unsigned i = 0; i < JB_REASONS; i++) {
        if (strcmp(words[i].code, code) == 0) {
            *out = 1U << i;
            return true;
        }
    }
    return false;
}

const char *jb_reason_text(unsigned reason, jb_lang lang)
{
    unsigned number = number_of(reason);
    if (number == JB_REASONS) {
        return "";
    }
    return lang == JB_LANG_EN ? words[number].en : words[number].zh;
}

static const char *join(jb_arena *arena, unsigned reasons, const char *between,
                        const char *(*say)(unsigned, jb_lang), jb_lang lang)
{
    const char *out = "";
    for (unsigned i = 0; i < JB_REASONS; i++) {
        if ((reasons & 1U << i) != 0) {
            out = jb_arena_printf(arena, "%s%s%s", out, out[0] == '\0' ? "" : between,
                                  say(1U << i, lang));
        }
    }
    return out;
}

static const char *say_code(unsigned reason, jb_lang lang)
{
    (void)lang;
    return jb_reason_code(reason);
}

const char *jb_reasons_text(jb_arena *arena, unsigned reasons, jb_lang lang)
{
    return join(arena, reasons, lang == JB_LANG_EN ? "; " : "；", jb_reason_text, lang);
}

unsigned jb_reasons_telling(unsigned reasons)
{
    static const unsigned weak = JB_REASON_NOTHING | JB_REASON_SINGLE | JB_REASON_NO_BASE;
    unsigned strong = (reasons & ~weak) != 0 ? reasons & ~weak : reasons;
    return (strong & JB_REASON_PERIOD) != 0 ? strong & ~(unsigned)JB_REASON_YEAR : strong;
}

const char *jb_reasons_codes(jb_arena *arena, unsigned reasons)
{
    return join(arena, reasons, ",", say_code, JB_LANG_EN);
}

/* ---- uses -------------------------------------------------------------------------------- */

typedef struct use_words {
    const char *code;
    const char *zh;
    const char *en;
} use_words;

static const use_words uses[JB_USES] = {
    {"table", "同表并列", "one table"}, {"column", "同列并列", "one column"},
    {"add", "相加", "adding"},          {"rank", "排名", "ranking"},
    {"change", "增减", "change"},       {"share", "占比", "shares"},
};

const char *jb_use_code(jb_use use)
{
    return uses[use].code;
}

bool jb_use_parse(const char *code, jb_use *out)
{
    for (unsigned i = 0; i < JB_USES; i++) {
        if (strcmp(uses[i].code, code) == 0) {
            *out = (jb_use)i;
            return true;
        }
    }
    return false;
}

const char *jb_use_name(jb_use use, jb_lang lang)
{
    return lang == JB_LANG_EN ? uses[use].en : uses[use].zh;
}

#define BARS_TABLE ((unsigned)JB_REASON_REJECTED)
#define BARS_COLUMN (BARS_TABLE | JB_REASON_INDICATOR | JB_REASON_UNIT)
/* What adding and everything beyond it need. */
#define BARS_JOIN                                                                                  \
    (BARS_COLUMN | JB_REASON_YEAR | JB_REASON_PERIOD | JB_REASON_OPEN | JB_REASON_SCOPE |          \
     JB_REASON_TIER | JB_REASON_TEXT | JB_REASON_OVERLAP | JB_REASON_REPEATED |                    \
     JB_REASON_OUTSIDE | JB_REASON_RANGE | JB_REASON_NOTHING | JB_REASON_DOUBTFUL)
#define BARS_ADD (BARS_JOIN | JB_REASON_ADDITIVE)
/* What a statement about more and less needs besides. */
#define BARS_ORDER                                                                                 \
    (JB_REASON_UNDATED | JB_REASON_DERIVED | JB_REASON_UNREVIEWED | JB_REASON_BASE |               \
     JB_REASON_SINGLE | JB_REASON_SMALL_BASE | JB_REASON_NO_BASE)
#define BARS_RANK (BARS_JOIN | BARS_ORDER)
#define BARS_CHANGE (BARS_RANK | JB_REASON_QUALIFIER | JB_REASON_ZERO_BASE | JB_REASON_BREAK)
#define BARS_SHARE                                                                                 \
    (BARS_ADD | BARS_ORDER | JB_REASON_QUALIFIER | JB_REASON_ZERO_BASE | JB_REASON_INCOMPLETE)

unsigned jb_use_bars(jb_use use)
{
    static const unsigned masks[JB_USES] = {BARS_TABLE, BARS_COLUMN, BARS_ADD,
                                            BARS_RANK,  BARS_CHANGE, BARS_SHARE};
    return masks[use];
}

unsigned jb_reasons_firm(void)
{
    return JB_REASON_REJECTED | JB_REASON_TEXT | JB_REASON_ADDITIVE | JB_REASON_OVERLAP |
           JB_REASON_REPEATED | JB_REASON_NO_BASE | JB_REASON_ZERO_BASE | JB_REASON_OUTSIDE |
           JB_REASON_RANGE | JB_REASON_NOTHING | JB_REASON_SINGLE | JB_REASON_QUALIFIER;
}

/* ---- relaxing ---------------------------------------------------------------------------- */

static jb_status relax_one(const char *code, unsigned *out, jb_error *err)
{
    unsigned bit = 0;
    jb_arena *arena = jb_arena_new();
    unsigned open = ((1U << JB_REASONS) - 1) & ~jb_reasons_firm();
    const char *choices = jb_reasons_codes(arena, open);
    jb_status status = JB_OK;
    if (!jb_reason_parse(code, &bit)) {
        status = jb_fail(err, JB_ERR_USAGE, NULL,
                         "\"%s\" is not the name of a reason; those that can be relaxed are %s",
                         "“%s”不是理由的名称；可以放宽的有 %s", code, choices);
    } else if ((bit & open) == 0) {
        status = jb_fail(err, JB_ERR_USAGE, NULL,
                         "\"%s\" cannot be relaxed, for the result would be false; those that can "
                         "be relaxed are %s",
                         "“%s”不能放宽，否则结果不实；可以放宽的有 %s", code, choices);
    }
    *out |= bit;
    jb_arena_free(arena);
    return status;
}

jb_status jb_relax_parse(const char *list, unsigned *out, jb_error *err)
{
    jb_status status = JB_OK;
    unsigned bits = 0;
    jb_str code = {0};
    while (status == JB_OK && *list != '\0') {
        size_t len = strcspn(list, ", ");
        if (len > 0) {
            jb_str_clear(&code);
            jb_str_addn(&code, list, len);
            status = relax_one(jb_str_text(&code), &bits, err);
        }
        list += len;
        list += strspn(list, ", ");
    }
    jb_str_free(&code);
    if (status == JB_OK) {
        *out = bits;
    }
    return status;
}

const char *jb_relax_text(jb_arena *arena, jb_use use, unsigned relaxed, jb_lang lang)
{
    if (relaxed == 0) {
        return "";
    }
    const char *what = jb_reasons_text(arena, relaxed, lang);
    if (lang == JB_LANG_EN) {
        return jb_arena_printf(arena, "For %s the following was set aside on request: %s.",
                               jb_use_name(use, lang), what);
    }
    return jb_arena_printf(arena, "%s时按要求未计较以下差异：%s。", jb_use_name(use, lang), what);
}

jb_gate jb_gate_of(jb_use use, unsigned reasons, unsigned relaxed)
{
    unsigned bars = reasons & jb_use_bars(use);
    unsigned forgiven = bars & relaxed & ~jb_reasons_firm();
    return (jb_gate){bars & ~forgiven, reasons & ~bars, forgiven};
}
