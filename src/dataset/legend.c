/* legend.c - the lines under a table: what its absences mean and which reports it draws on.
 *
 * Explains only what occurs.
 */
#include "format.h"

static bool shows_zero(const jb_dataset *dataset)
{
    for (size_t i = 0; i < dataset->row_count * dataset->column_count; i++) {
        for (size_t f = 0; f < dataset->cells[i].figure_count; f++) {
            if (dataset->cells[i].figures[f].fact->value.coef == 0) {
                return true;
            }
        }
    }
    return false;
}

static void explain(jb_str *out, const char *text, const char *meaning, jb_lang lang)
{
    bool first = out->len == 0;
    if (lang == JB_LANG_EN) {
        jb_str_addf(out, "%s%s = %s", first ? "" : "; ", text, meaning);
    } else {
        jb_str_addf(out, "%s“%s”指%s", first ? "表中" : "；", text, meaning);
    }
}

/* The mark of what was not worked out, where no note says why. */
static bool shows_nothing_derived(const jb_dataset *dataset)
{
    for (size_t i = 0; i < dataset->row_count * dataset->column_count; i++) {
        const jb_derived *derived = dataset->cells[i].derived;
        if (derived != NULL && !derived->given && derived->note_zh == NULL) {
            return true;
        }
    }
    return false;
}

const char *jb_dataset_legend(jb_arena *arena, const jb_dataset *dataset, jb_lang lang)
{
    jb_str out = {0};
    for (unsigned kind = 0; kind < JB_ABSENCES; kind++) {
        if ((dataset->absences & (1U << kind)) != 0) {
            explain(&out, jb_absence_text((jb_absence)kind, lang),
                    jb_absence_meaning((jb_absence)kind, lang), lang);
        }
    }
    if (shows_zero(dataset)) {
        explain(&out, "0", lang == JB_LANG_EN ? "the report states zero" : "报告写明的数就是零",
                lang);
    }
    if (shows_nothing_derived(dataset)) {
        explain(&out, "—",
                lang == JB_LANG_EN ? "no figure that could be used" : "该处没有可用来推算的数",
                lang);
    }
    if (out.len > 0) {
        jb_str_add(&out, lang == JB_LANG_EN ? "." : "。");
    }
    const char *text = jb_arena_strdup(arena, jb_str_text(&out));
    jb_str_free(&out);
    return text;
}

/* ---- sources ----------------------------------------------------------------------------- */

static const char *name_of(const jb_agency *agency, jb_lang lang)
{
    return lang == JB_LANG_EN && agency->name_en[0] != '\0' ? agency->name_en : agency->name;
}

static const char *no_report(jb_arena *arena, const jb_row *row, jb_lang lang)
{
    const char *name = name_of(row->agency, lang);
    if (row->year == 0) {
        return jb_arena_printf(arena, lang == JB_LANG_EN ? "%s: no report found" : "%s：未找到报告",
                               name);
    }
    return jb_arena_printf(
        arena, lang == JB_LANG_EN ? "%s: no report found for %d" : "%s：%d年度未找到报告", name,
        row->year);
}

static void add_details(jb_arena *arena, jb_str *out, const jb_report *report, jb_lang lang)
{
    bool english = lang == JB_LANG_EN;
    jb_str_addf(out, english ? "%d" : "%d年度", report->year);
    if (jb_date_known(report->signed_on)) {
        jb_str_addf(out, english ? "; signed %s" : "，%s落款",
                    date_words(arena, report->signed_on, lang));
    }
    if (jb_date_known(report->published_on)) {
        jb_str_addf(out, english ? "; published %s" : "，%s发布",
                    date_words(arena, report->published_on, lang));
    }
    if (report->source[0] != '\0') {
        jb_str_addf(out, english ? "; source: %s" : "，来源：%s", report->source);
    }
    if (report->reading != JB_READING_PERSON) {
        jb_str_add(out, english ? "; not yet read whole by a person" : "，尚无人通读全文");
    }
}

size_t jb_source_count(const jb_row *row)
{
    size_t count = row->report_count + row->source_count;
    return count > 0 ? count : 1;
}

/* A figure names its source, but the report itself was never recorded: only that name is known. */
static const char *bare_source(jb_arena *arena, const jb_row *row, const char *source, jb_lang lang)
{
    return jb_arena_printf(arena,
                           lang == JB_LANG_EN
                               ? "%s: report for %d (source: %s; no record of the report is held)"
                               : "%s：%d年度报告（来源：%s；报告的标题和日期未登记）",
                           name_of(row->agency, lang), row->year, source);
}

const char *jb_source_line(jb_arena *arena, const jb_row *row, size_t index, jb_lang lang)
{
    if (row->report_count + row->source_count == 0) {
        return no_report(arena, row, lang);
    }
    if (index >= row->report_count) {
        return bare_source(arena, row, row->sources[index - row->report_count], lang);
    }
    const jb_report *report = row->reports[index];
    bool english = lang == JB_LANG_EN;
    const char *title = report->title;
    if (title[0] == '\0') {
        title = english ? "annual report" : "年度报告";
    }
    jb_str out = {0};
    jb_str_addf(&out, english ? "%s: %s (" : "%s：%s（", name_of(row->agency, lang), title);
    add_details(arena, &out, report, lang);
    jb_str_add(&out, english ? ")" : "）");
    const char *text = jb_arena_strdup(arena, jb_str_text(&out));
    jb_str_free(&out);
    return text;
}
