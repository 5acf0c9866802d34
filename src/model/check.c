/* check.c - what no single field of a record shows: whether its parts agree with one another.
 *
 * Decides which records may enter a store. Each fault says what disagrees and how to mend it.
 * Plausibility (the catalogue's bands) is not a fault here: odd figures are stated, too.
 */
#include "codes.h"
#include "field.h"
#include "raw.h"

#include <stdio.h>
#include <string.h>

/* What every check hands on: where the record stands and where a fault goes. */
typedef struct place {
    const jb_loc *loc;
    jb_error *err;
} place;

static jb_status missing(place at, const char *field)
{
    return jb_fail(at.err, JB_ERR_INPUT, at.loc, "%s is missing", "缺少 %s", field);
}

/* The first of name/text pairs, ended by NULL, whose text is empty. */
typedef struct need {
    const char *name;
    bool given;
} need;

static jb_status need_all(place at, const need *needs, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (!needs[i].given) {
            return missing(at, needs[i].name);
        }
    }
    return JB_OK;
}

static jb_status known_indicator(place at, const jb_catalogue *catalogue, const char *code,
                                 const jb_indicator **out)
{
    *out = jb_catalogue_find(catalogue, code);
    if (*out != NULL) {
        return JB_OK;
    }
    const char *near = jb_catalogue_nearest(catalogue, code);
    if (near != NULL) {
        return jb_fail(at.err, JB_ERR_INPUT, at.loc,
                       "indicator \"%s\" is not in the catalogue; did you mean \"%s\"?",
                       "指标目录中没有“%s”；是否应为“%s”？", code, near);
    }
    return jb_fail(at.err, JB_ERR_INPUT, at.loc, "indicator \"%s\" is not in the catalogue",
                   "指标目录中没有“%s”", code);
}

/* ---- unit and value
 * ------------------------------------------------------------------------------ */

static bool accepts(const jb_indicator *indicator, const char *word)
{
    if (indicator->units[0] == NULL || word[0] == '\0') {
        return true;
    }
    for (size_t i = 0; indicator->units[i] != NULL; i++) {
        if (strcmp(indicator->units[i], word) == 0) {
            return true;
        }
    }
    return false;
}

static jb_status check_unit(place at, const jb_fact *fact, const jb_indicator *indicator)
{
    int power = 0;
    const char *word = "";
    if (!jb_unit_split(fact->unit, &power, &word) || accepts(indicator, word)) {
        return JB_OK;
    }
    jb_str list = {0};
    for (size_t i = 0; indicator->units[i] != NULL; i++) {
        jb_str_add(&list, i == 0 ? "" : " ");
        jb_str_add(&list, indicator->units[i]);
    }
    jb_status status = jb_fail(
        at.err, JB_ERR_INPUT, at.loc,
        "unit \"%s\" does not fit %s (%s), which is counted in: %s; choose another "
        "indicator, or add the unit to the catalogue",
        "单位“%s”与指标 %s（%s）不符，可用单位：%s；请改用其他指标，或在指标目录中补充该单位",
        fact->unit, indicator->code, indicator->zh, jb_str_text(&list));
    jb_str_free(&list);
    return status;
}

/* Counts and persons are whole and not negative; a broken one is mostly a forgotten 万. */
static jb_status check_value(place at, const jb_fact *fact, const jb_indicator *indicator)
{
    char text[JB_DEC_TEXT];
    (void)jb_dec_text(fact->value, text);
    bool counted = indicator->kind == JB_KIND_COUNT || indicator->kind == JB_KIND_PERSONS;
    if (counted && jb_dec_trim(fact->value).scale != 0) {
        return jb_fail(at.err, JB_ERR_INPUT, at.loc,
                       "value %s of %s is not whole: write it in single units (2.88万 is 28800)",
                       "%s 不是整数，而指标 %s 按个数统计：请换算为基本单位（2.88万应写 28800）",
                       text, indicator->code);
    }
    if (indicator->kind != JB_KIND_RATE && fact->value.coef < 0) {
        return jb_fail(at.err, JB_ERR_INPUT, at.loc, "value %s of %s is below zero",
                       "%s 小于零，而指标 %s 不可能为负", text, indicator->code);
    }
    if (indicator->unit == JB_UNIT_PERCENT && (jb_dec_cmp(fact->value, jb_dec_int(1000000)) > 0 ||
                                               jb_dec_cmp(fact->value, jb_dec_int(-1000000)) < 0)) {
        return jb_fail(at.err, JB_ERR_INPUT, at.loc, "value %s of %s is no percentage",
                       "%s 不可能是指标 %s 的百分比", text, indicator->code);
    }
    if (!jb_raw_agrees(fact->raw, fact->unit, fact->value)) {
        return jb_fail(
            at.err, JB_ERR_INPUT, at.loc,
            "value %s does not agree with raw \"%s\": write the value in the base unit "
            "(万 = 10000, 亿 = 100000000), or mend raw",
            "value %s 与原文“%s”不一致：value 应换算为基本单位（万＝10000，亿＝100000000），"
            "或更正 raw",
            text, fact->raw);
    }
    return JB_OK;
}

/* ---- period
 * -------------------------------------------------------------------------------------- */

static bool whole_year(jb_period period)
{
    return period.start.year == period.end.year && period.start.month == 1 &&
           period.start.day == 1 && period.end.month == 12 && period.end.day == 31;
}

/* Kinds that say something about their dates must not be contradicted by them. An unstated period
 * may carry any dates: those it is read as, such as the report's year up to its signature. */
static jb_status check_period_kind(place at, jb_period period, bool start, bool end)
{
    bool both = start && end;
    if (period.kind == JB_PERIOD_FULL_YEAR && both && !whole_year(period)) {
        return jb_fail(at.err, JB_ERR_INPUT, at.loc,
                       "period_kind is full_year but the dates are not 1 January to 31 December "
                       "of one year",
                       "period_kind 为 full_year，但起止日期不是同一年的 1 月 1 日至 12 月 31 日");
    }
    if (period.kind == JB_PERIOD_PART_YEAR && both &&
        (period.start.year != period.end.year || whole_year(period))) {
        return jb_fail(
            at.err, JB_ERR_INPUT, at.loc,
            "period_kind is part_year but the dates are a whole year or cross into "
            "another: use full_year, campaign or cumulative",
            "period_kind 为 part_year，但起止日期是整年或跨年：请改用 full_year、campaign 或 "
            "cumulative");
    }
    if (period.kind == JB_PERIOD_AS_OF && start &&
        (!end || jb_date_cmp(period.start, period.end) != 0)) {
        return jb_fail(at.err, JB_ERR_INPUT, at.loc,
                       "period_kind is as_of: write its day as period_end and leave period_start "
                       "empty",
                       "period_kind 为 as_of：请把时点写入 period_end，period_start 留空");
    }
    return JB_OK;
}

static jb_status check_period(place at, jb_period period)
{
    bool start = jb_date_known(period.start);
    bool end = jb_date_known(period.end);
    if (start && end && jb_date_cmp(period.start, period.end) > 0) {
        char from[JB_DATE_TEXT];
        char to[JB_DATE_TEXT];
        jb_date_text(period.start, from);
        jb_date_text(period.end, to);
        return jb_fail(at.err, JB_ERR_INPUT, at.loc, "period_start %s is after period_end %s",
                       "period_start %s 晚于 period_end %s", from, to);
    }
    return check_period_kind(at, period, start, end);
}

/* ---- origin
 * -------------------------------------------------------------------------------------- */

static jb_status check_span(place at, const jb_fact *fact)
{
    bool start = fact->char_start >= 0;
    bool end = fact->char_end >= 0;
    if (!start && !end) {
        return JB_OK;
    }
    if (!start || !end) {
        return missing(at, start ? "char_end" : "char_start");
    }
    int64_t span = fact->char_end - fact->char_start;
    int64_t count = (int64_t)jb_utf8_count(fact->raw, strlen(fact->raw));
    if (span != count) {
        return jb_fail(at.err, JB_ERR_INPUT, at.loc,
                       "char_start to char_end spans %lld characters but raw \"%s\" has %lld",
                       "char_start 至 char_end 共 %lld 个字符，而 raw“%s”有 %lld 个",
                       (long long)span, fact->raw, (long long)count);
    }
    return JB_OK;
}

static jb_status check_origin(place at, const jb_fact *fact)
{
    if (fact->raw[0] != '\0' && fact->sentence[0] != '\0' &&
        strstr(fact->sentence, fact->raw) == NULL) {
        return jb_fail(at.err, JB_ERR_INPUT, at.loc,
                       "raw \"%s\" does not stand in sentence: copy both from the report",
                       "raw“%s”不在 sentence 之中：两者都应照抄报告原文", fact->raw);
    }
    return check_span(at, fact);
}

/* ---- records
 * ------------------------------------------------------------------------------------- */

jb_status jb_fact_check(const jb_fact *fact, const jb_catalogue *catalogue, const jb_loc *loc,
                        jb_error *err)
{
    place at = {loc, err};
    const need needs[] = {{"agency_code", fact->agency_code[0] != '\0'},
                          {"year", fact->year != 0},
                          {"indicator", fact->indicator[0] != '\0'},
                          {"value", fact->value.scale != JB_DEC_UNSET},
                          {"source", fact->source[0] != '\0'}};
    const jb_indicator *indicator = NULL;
    jb_status status = need_all(at, needs, sizeof needs / sizeof needs[0]);
    if (status == JB_OK) {
        status = known_indicator(at, catalogue, fact->indicator, &indicator);
    }
    if (status == JB_OK) {
        status = check_unit(at, fact, indicator);
    }
    if (status == JB_OK) {
        status = check_value(at, fact, indicator);
    }
    if (status == JB_OK) {
        status = check_period(at, fact->period);
    }
    return status == JB_OK ? check_origin(at, fact) : status;
}

/* The level that the zeros of a division code say. */
static jb_level code_level(const char *code)
{
    if (strcmp(code, "000000") == 0 || strcmp(code, "100000") == 0) {
        return JB_LEVEL_NATION;
    }
    if (strcmp(code + 2, "0000") == 0) {
        return JB_LEVEL_PROVINCE;
    }
    return strcmp(code + 4, "00") == 0 ? JB_LEVEL_PREFECTURE : JB_LEVEL_COUNTY;
}

jb_status jb_agency_check(const jb_agency *agency, const jb_loc *loc, jb_error *err)
{
    place at = {loc, err};
    const need needs[] = {{"code", agency->code[0] != '\0'},
                          {"name", agency->name[0] != '\0'},
                          {"level", agency->level < JB_LEVELS}};
    jb_status status = need_all(at, needs, sizeof needs / sizeof needs[0]);
    if (status != JB_OK) {
        return status;
    }
    if (code_level(agency->code) != agency->level) {
        return jb_fail(err, JB_ERR_INPUT, loc, "code %s is of level %s, not %s",
                       "行政区划代码 %s 的层级是 %s，不是 %s", agency->code,
                       jb_level_code(code_level(agency->code)), jb_level_code(agency->level));
    }
    if (strcmp(agency->parent, agency->code) == 0) {
        return jb_fail(err, JB_ERR_INPUT, loc, "parent is the agency's own code %s",
                       "parent 不能是本单位自己的代码 %s", agency->code);
    }
    if (jb_date_known(agency->valid_from) && jb_date_known(agency->valid_to) &&
        jb_date_cmp(agency->valid_from, agency->valid_to) > 0) {
        return jb_fail(err, JB_ERR_INPUT, loc, "valid_from is after valid_to",
                       "valid_from 晚于 valid_to");
    }
    return JB_OK;
}

jb_status jb_report_check(const jb_report *report, const jb_loc *loc, jb_error *err)
{
    place at = {loc, err};
    const need needs[] = {{"agency_code", report->agency_code[0] != '\0'},
                          {"year", report->year != 0},
                          {"source", report->source[0] != '\0'}};
    jb_status status = need_all(at, needs, sizeof needs / sizeof needs[0]);
    if (status != JB_OK) {
        return status;
    }
    if (jb_date_known(report->signed_on) && report->signed_on.year < report->year) {
        return jb_fail(err, JB_ERR_INPUT, loc, "signed_on lies before %d, the year reported on",
                       "落款日期（signed_on）早于报告年度 %d", report->year);
    }
    return JB_OK;
}

jb_status jb_absent_check(const jb_absent *absent, const jb_catalogue *catalogue, const jb_loc *loc,
                          jb_error *err)
{
    place at = {loc, err};
    /* These two claim something of a report's words, so the report must be named. */
    bool quoting = absent->kind == JB_ABSENT_NO_NUMBER || absent->kind == JB_ABSENT_ZERO_STATED;
    const need needs[] = {{"agency_code", absent->agency_code[0] != '\0'},
                          {"year", absent->year != 0},
                          {"indicator", absent->indicator[0] != '\0'},
                          {"kind", absent->kind < JB_ABSENCES},
                          {"source", !quoting || absent->source[0] != '\0'}};
    const jb_indicator *indicator = NULL;
    jb_status status = need_all(at, needs, sizeof needs / sizeof needs[0]);
    return status == JB_OK ? known_indicator(at, catalogue, absent->indicator, &indicator) : status;
}
