/* remarks.c - the sentences about one figure: period, scope, qualifier, and its own note.
 *
 * Says only what the record knows. Where nothing is out of the ordinary, nothing is said.
 */
#include "remarks.h"

#include "format.h"
#include "say.h"

#include <string.h>

static const remark nothing = {"", NULL, NULL};

static jb_date year_end(int year)
{
    return (jb_date){(int16_t)year, 12, 31};
}

/* The report that the figure was taken from, when it is held; else the row's first. */
static const jb_report *report_of(const jb_fact *fact, const jb_row *row)
{
    for (size_t i = 0; i < row->report_count; i++) {
        if (strcmp(row->reports[i]->source, fact->source) == 0) {
            return row->reports[i];
        }
    }
    return row->report;
}

jb_date figure_written(const jb_fact *fact, const jb_row *row)
{
    const jb_report *report = report_of(fact, row);
    if (report == NULL || row->year == 0) {
        return (jb_date){0};
    }
    return jb_date_known(report->signed_on) ? report->signed_on : report->published_on;
}

/* That report was signed (else published) before its year was over: the day. */
static bool closed_early(const jb_fact *fact, const jb_row *row, jb_date *day)
{
    *day = figure_written(fact, row);
    return jb_date_known(*day) && jb_date_cmp(*day, year_end(row->year)) < 0;
}

bool figure_ends_early(const jb_fact *fact, const jb_row *row, jb_date *day)
{
    jb_measured figure = {.fact = fact, .written = figure_written(fact, row), .year = row->year};
    return jb_measured_ends_early(&figure, day);
}

/* ---- period ------------------------------------------------------------------------------ */

/* The verb for the day a report was closed on: signed when that is known, else published. */
static const char *closing(const jb_fact *fact, const jb_row *row, jb_lang lang)
{
    bool signed_on = jb_date_known(report_of(fact, row)->signed_on);
    if (lang == JB_LANG_EN) {
        return signed_on ? "signed" : "published";
    }
    return signed_on ? "落款" : "发布";
}

static remark remark_unstated(jb_arena *arena, const jb_fact *fact, const jb_row *row)
{
    remark out = {.kind = "period"};
    jb_date day;
    if (closed_early(fact, row, &day)) {
        out.zh =
            jb_arena_printf(arena, "报告未写明起止日期；报告%s于%s，数字至多到该日，不是全年数。",
                            closing(fact, row, JB_LANG_ZH), date_words(arena, day, JB_LANG_ZH));
        out.en =
            jb_arena_printf(arena,
                            "The report states no period; it was %s on %s, so the figure "
                            "reaches that day at most and is not for the full year.",
                            closing(fact, row, JB_LANG_EN), date_words(arena, day, JB_LANG_EN));
        return out;
    }
    if (figure_ends_early(fact, row, &day)) {
        out.zh = jb_arena_printf(arena, "报告未写明起止日期，按截至%s理解，不是全年数。",
                                 date_words(arena, day, JB_LANG_ZH));
        out.en = jb_arena_printf(arena,
                                 "The report states no period; read as up to %s, not the full "
                                 "year.",
                                 date_words(arena, day, JB_LANG_EN));
        return out;
    }
    out.zh = jb_arena_printf(arena, "报告未写明起止日期，按%d年度理解。", row->year);
    out.en = jb_arena_printf(arena, "The report states no period; read as the year %d.", row->year);
    return out;
}

static remark remark_full_year(jb_arena *arena, const jb_fact *fact, const jb_row *row)
{
    remark out = {.kind = "period"};
    jb_date day;
    int year = fact->period.start.year != 0 ? fact->period.start.year : fact->period.end.year;
    if (year != 0 && year != row->year) {
        out.zh = jb_arena_printf(arena, "为%d年全年数，不是报告年度的数。", year);
        out.en = jb_arena_printf(arena, "For the full year %d, not the year of the report.", year);
    } else if (closed_early(fact, row, &day)) {
        out.zh =
            jb_arena_printf(arena, "报告%s于%s，早于年末，所称全年不可能覆盖整年。",
                            closing(fact, row, JB_LANG_ZH), date_words(arena, day, JB_LANG_ZH));
        out.en =
            jb_arena_printf(arena,
                            "The report was %s on %s, before the year was over, so its "
                            "\"full year\" cannot cover the whole of it.",
                            closing(fact, row, JB_LANG_EN), date_words(arena, day, JB_LANG_EN));
    }
    return out;
}

static bool leaves_year(jb_period period, int year)
{
    return (jb_date_known(period.start) && period.start.year != year) ||
           (jb_date_known(period.end) && period.end.year != year);
}

/* "（…）" / " (…)" around a period, or nothing when its dates are not known. */
static const char *bracketed(jb_arena *arena, jb_period period, jb_lang lang)
{
    const char *text = jb_period_text(arena, period, lang);
    if (text[0] == '\0') {
        return "";
    }
    return jb_arena_printf(arena, lang == JB_LANG_EN ? " (%s)" : "（%s）", text);
}

static remark remark_part_year(jb_arena *arena, jb_period period, int year)
{
    const char *zh = jb_period_text(arena, period, JB_LANG_ZH);
    const char *en = jb_period_text(arena, period, JB_LANG_EN);
    bool other = leaves_year(period, year);
    remark out = {.kind = "period"};
    out.zh = zh[0] == '\0' ? "期间不足一年，起止日期不详，不是全年数。"
                           : jb_arena_printf(arena, "期间为%s，%s。", zh,
                                             other ? "不是报告年度全年" : "不是全年");
    out.en = en[0] == '\0'
                 ? "The period is part of a year, its dates are not known."
                 : jb_arena_printf(arena, "The period is %s, %s.", en,
                                   other ? "not the full year of the report" : "not the full year");
    return out;
}

static remark remark_campaign(jb_arena *arena, jb_period period, int year)
{
    bool leaves = leaves_year(period, year);
    remark out = {.kind = "period"};
    out.zh = jb_arena_printf(arena, "专项行动口径%s，%s不是全年数。",
                             bracketed(arena, period, JB_LANG_ZH), leaves ? "跨出报告年度，" : "");
    out.en = jb_arena_printf(arena, "For a campaign%s%s, not the full year.",
                             bracketed(arena, period, JB_LANG_EN),
                             leaves ? " that runs beyond the year of the report" : "");
    return out;
}

static remark remark_as_of(jb_arena *arena, jb_period period)
{
    const char *zh = jb_period_text(arena, period, JB_LANG_ZH);
    const char *en = jb_period_text(arena, period, JB_LANG_EN);
    remark out = {.kind = "period"};
    out.zh = zh[0] == '\0' ? "为某一时点的数，日期不详，不是全年发生数。"
                           : jb_arena_printf(arena, "为%s的时点数，不是全年发生数。", zh);
    out.en = en[0] == '\0' ? "A stock at a date that is not stated, not a flow over the year."
                           : jb_arena_printf(arena, "A stock %s, not a flow over the year.", en);
    return out;
}

static bool whole_year(jb_period period)
{
    jb_date a = period.start;
    jb_date b = period.end;
    return jb_date_known(a) && a.year == b.year && a.month == 1 && a.day == 1 && b.month == 12 &&
           b.day == 31;
}

/* A running total may carry the dates of the whole year; it still is not a year's flow for sure. */
static remark remark_cumulative(jb_arena *arena, jb_period period)
{
    const char *zh = bracketed(arena, period, JB_LANG_ZH);
    const char *en = bracketed(arena, period, JB_LANG_EN);
    bool start = jb_date_known(period.start);
    bool end = jb_date_known(period.end);
    remark out = {.kind = "period"};
    if (!start || !end) {
        out.zh = jb_arena_printf(arena, "为累计数%s，%s未写明，与全年发生数口径未必相同。", zh,
                                 start ? "截止日期"
                                 : end ? "起始日期"
                                       : "起止日期");
        out.en = jb_arena_printf(arena,
                                 "A running total%s whose %s not stated, not necessarily the flow "
                                 "over the year.",
                                 en,
                                 start ? "end is"
                                 : end ? "beginning is"
                                       : "dates are");
        return out;
    }
    if (whole_year(period)) {
        out.zh = jb_arena_printf(arena, "为累计数%s，与全年发生数口径未必相同。", zh);
        out.en = jb_arena_printf(arena,
                                 "A running total%s, not necessarily the flow over the year.", en);
        return out;
    }
    out.zh = jb_arena_printf(arena, "为累计数%s，不是当年全年数。", zh);
    out.en = jb_arena_printf(arena, "A running total%s, not the figure of the full year.", en);
    return out;
}

static remark remark_period(jb_arena *arena, const jb_fact *fact, const jb_row *row)
{
    switch (fact->period.kind) {
    case JB_PERIOD_FULL_YEAR:
        return remark_full_year(arena, fact, row);
    case JB_PERIOD_PART_YEAR:
        return remark_part_year(arena, fact->period, row->year);
    case JB_PERIOD_AS_OF:
        return remark_as_of(arena, fact->period);
    case JB_PERIOD_CAMPAIGN:
        return remark_campaign(arena, fact->period, row->year);
    case JB_PERIOD_CUMULATIVE:
        return remark_cumulative(arena, fact->period);
    case JB_PERIOD_UNSTATED:
        return remark_unstated(arena, fact, row);
    case JB_PERIOD_KINDS:
        break;
    }
    return nothing;
}

/* ---- scope, qualifier, note -------------------------------------------------------------- */

/* The text in place of the form's @. */
static const char *fill(jb_arena *arena, const char *form, const char *text)
{
    size_t before = strcspn(form, "@");
    return jb_arena_printf(arena, "%.*s%s%s", (int)before, form, text, form + before + 1);
}

static remark remark_scope(jb_arena *arena, const char *scope, const char *scope_en, const char *zh,
                           const char *en)
{
    if (scope[0] == '\0') {
        return nothing;
    }
    remark out = {"scope", fill(arena, zh, scope), fill(arena, en, scope_en)};
    return out;
}

static bool ends_with(const char *text, const char *end)
{
    size_t len = strlen(text);
    return len >= strlen(end) && strcmp(text + len - strlen(end), end) == 0;
}

static remark remark_channel(jb_arena *arena, const char *channel, const char *channel_en)
{
    bool says_so = ends_with(channel, "渠道");
    return remark_scope(arena, channel, channel_en,
                        says_so ? "仅限“@”，不是全部。" : "仅限“@”渠道，不是全部。",
                        "Only through the channel \"@\", not all.");
}

static const char *bound_name(jb_qualifier qualifier, jb_lang lang)
{
    static const char *const names[JB_QUALIFIERS][2] = {
        [JB_QUAL_EXACT] = {"", ""},
        [JB_QUAL_AT_LEAST] = {"下限", "a lower bound"},
        [JB_QUAL_MORE_THAN] = {"下限", "a lower bound"},
        [JB_QUAL_ABOUT] = {"约数", "an approximation"},
        [JB_QUAL_AT_MOST] = {"上限", "an upper bound"},
        [JB_QUAL_LESS_THAN] = {"上限", "an upper bound"},
        [JB_QUAL_NEARLY] = {"略低于所写数的约数", "an approximation from below"},
    };
    return qualifier < JB_QUALIFIERS ? names[qualifier][lang] : "";
}

static remark remark_qualifier(jb_arena *arena, const jb_fact *fact)
{
    if (fact->qualifier == JB_QUAL_EXACT) {
        return nothing;
    }
    const char *zh = bound_name(fact->qualifier, JB_LANG_ZH);
    const char *en = bound_name(fact->qualifier, JB_LANG_EN);
    remark out = {.kind = "qualifier"};
    if (fact->raw[0] == '\0') {
        out.zh = jb_arena_printf(arena, "报告只给出%s，不是确数。", zh);
        out.en = jb_arena_printf(arena, "The report gives %s, not an exact figure.", en);
        return out;
    }
    out.zh = jb_arena_printf(arena, "报告写作“%s”，是%s，不是确数。", fact->raw, zh);
    out.en =
        jb_arena_printf(arena, "The report has \"%s\": %s, not an exact figure.", fact->raw, en);
    return out;
}

/* Last year's figure as this report quotes it. */
static remark remark_before(jb_arena *arena, const jb_figure *figure)
{
    jb_figure quoted = {.fact = figure->before, .indicator = figure->indicator};
    if (figure->before == NULL) {
        return nothing;
    }
    return (remark){
        "change",
        jb_arena_printf(arena, "报告所引上年数为%s。", jb_figure_prose(arena, &quoted, JB_LANG_ZH)),
        jb_arena_printf(arena, "The report quotes %s for the year before.",
                        jb_figure_prose(arena, &quoted, JB_LANG_EN))};
}

/* A change is the report's own claim: nothing here recomputes it. */
static remark remark_change(jb_arena *arena, const jb_figure *figure)
{
    const jb_fact *fact = figure->fact;
    remark before = remark_before(arena, figure);
    if (!fact->has_yoy_percent && !fact->has_yoy_points) {
        return before;
    }
    remark out = {.kind = "change"};
    out.zh = jb_arena_printf(arena, "报告称%s。", prose_changes(arena, fact, JB_LANG_ZH));
    out.en = jb_arena_printf(arena, "According to the report: %s.",
                             prose_changes(arena, fact, JB_LANG_EN));
    if (before.zh != NULL) {
        out.zh = jb_arena_printf(arena, "%s%s", out.zh, before.zh);
        out.en = jb_arena_printf(arena, "%s %s", out.en, before.en);
    }
    return out;
}

static remark remark_fact(const jb_fact *fact)
{
    remark out = {"fact", fact->note, fact->note};
    return fact->note[0] == '\0' ? nothing : out;
}

bool figure_no_result(const jb_fact *fact)
{
    return strstr(fact->note, "不是统计结果") != NULL || strstr(fact->note, "不是统计数") != NULL;
}

remark remark_doubt(jb_arena *arena, const jb_doubt *doubt)
{
    remark out = {.kind = "doubt"};
    if (!doubt->bars) {
        out.zh = jb_arena_printf(arena, "核对提示：%s", doubt->zh);
        out.en = jb_arena_printf(arena, "Checked: %s", doubt->en);
        return out;
    }
    out.zh = jb_arena_printf(arena, "存疑，待核：%s照录报告数字，不用于合计、排序和增减计算。",
                             doubt->zh);
    out.en = jb_arena_printf(arena,
                             "In doubt: %s As reported; not added, put in order or turned into a "
                             "change.",
                             doubt->en);
    return out;
}

remark remark_of(jb_arena *arena, aspect of, const jb_figure *figure, const jb_row *row)
{
    const jb_fact *fact = figure->fact;
    switch (of) {
    case ASPECT_PERIOD:
        return remark_period(arena, fact, row);
    case ASPECT_CHANNEL:
        return remark_channel(arena, fact->scope_channel, figure->channel_en);
    case ASPECT_POPULATION:
        return remark_scope(arena, fact->scope_population, figure->population_en,
                            "仅指“@”，不是全部劳动者。", "Only \"@\", not all workers.");
    case ASPECT_COVERAGE:
        return remark_scope(arena, fact->scope_coverage, figure->coverage_en, "统计范围为“@”。",
                            "The figure covers \"@\".");
    case ASPECT_QUALIFIER:
        return remark_qualifier(arena, fact);
    case ASPECT_CHANGE:
        return remark_change(arena, figure);
    case ASPECT_FACT:
        return remark_fact(fact);
    case ASPECTS:
        break;
    }
    return nothing;
}
