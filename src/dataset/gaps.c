/* gaps.c - what an agency did not disclose, or disclosed in a way that cannot be compared.
 *
 * Decides against what a figure is held: the largest group of like figures of whole years, of
 * agencies of one level. What differs is measure's to say. Refuses to call silence what nobody has
 * read.
 */
#include "derive.h"
#include "format.h"

#include <stdlib.h>
#include <string.h>

const char *jb_gap_code(jb_gap_kind kind)
{
    static const char *const codes[JB_GAPS] = {"no_report", "not_disclosed", "no_number",
                                               "not_comparable", "under_review"};
    return codes[kind];
}

const char *jb_gap_name(jb_gap_kind kind, jb_lang lang)
{
    static const char *const zh[JB_GAPS] = {"未找到报告", "未披露", "提及但无数字", "不可比",
                                            "待核"};
    static const char *const en[JB_GAPS] = {"no report found", "not disclosed", "without a number",
                                            "not comparable", "under review"};
    return lang == JB_LANG_ZH ? zh[kind] : en[kind];
}

/* What figures of one column, year and level are held against. */
typedef struct standard {
    size_t column;
    int year;
    jb_level level;
    bool has;
    jb_measured like;
} standard;

typedef struct finder {
    jb_arena *arena;
    const jb_dataset *data;
    const jb_catalogue *catalogue;
    const jb_query_column *columns;
    jb_gap *list;
    size_t count, cap;
    standard *standards;
    size_t standard_count, standard_cap;
} finder;

/* ---- figures that serve --------------------------------------------------------------------- */

static jb_measured measured(const jb_figure *figure, const jb_row *row)
{
    return measured_figure(figure, row);
}

static bool whole_year(const jb_measured *figure)
{
    jb_shape shape = jb_shape_of(figure);
    bool year = shape.kind == JB_PERIOD_FULL_YEAR && shape.start.year == figure->year;
    return year || shape.kind == JB_PERIOD_AS_OF;
}

static unsigned bars(unsigned reasons)
{
    return jb_gate_of(JB_USE_RANK, reasons, 0).bars;
}

/* Figures of one column, year and level that may stand in one order. */
typedef struct group {
    jb_measured like;
    size_t agencies;
    size_t last_row; /* an agency counts once */
} group;

static void group_take(group **groups, size_t *count, size_t *cap, jb_measured figure, size_t row)
{
    for (size_t i = 0; i < *count; i++) {
        group *g = &(*groups)[i];
        if (bars(jb_judge_pair(&figure, &g->like) & ~(unsigned)JB_REASON_REPEATED &
                 ~(unsigned)JB_REASON_OVERLAP) == 0) {
            g->agencies += g->last_row != row;
            g->last_row = row;
            return;
        }
    }
    group fresh = {figure, 1, row};
    JB_PUSH(*groups, *count, *cap, fresh);
}

static bool peers(const jb_row *a, const jb_row *b)
{
    return a->year == b->year && a->agency->level == b->agency->level;
}

static bool scoped(const jb_measured *figure)
{
    const jb_fact *fact = figure->fact;
    return fact->scope_population[0] != '\0' || fact->scope_channel[0] != '\0' ||
           fact->scope_coverage[0] != '\0';
}

/* What most peers of the row state for a whole year; false when none does. Of groups of equal size
 * the one that says least of its scope, then the first by code. */
static bool standard_of(const finder *f, size_t row, size_t column, jb_measured *out)
{
    group *groups = NULL;
    size_t count = 0;
    size_t cap = 0;
    for (size_t r = 0; r < f->data->row_count; r++) {
        const jb_cell *cell = jb_dataset_cell(f->data, r, column);
        for (size_t i = 0; i < cell->figure_count && peers(&f->data->rows[r], &f->data->rows[row]);
             i++) {
            jb_measured one = measured(&cell->figures[i], &f->data->rows[r]);
            if (whole_year(&one)) {
                group_take(&groups, &count, &cap, one, r);
            }
        }
    }
    size_t best = 0;
    for (size_t i = 1; i < count; i++) {
        bool even = groups[i].agencies == groups[best].agencies;
        bool wider = !scoped(&groups[i].like) && scoped(&groups[best].like);
        best = groups[i].agencies > groups[best].agencies || (even && wider) ? i : best;
    }
    if (count > 0) {
        *out = groups[best].like;
    }
    free(groups);
    return count > 0;
}

static const standard *standard_find(finder *f, size_t row, size_t column)
{
    const jb_row *of = &f->data->rows[row];
    for (size_t i = 0; i < f->standard_count; i++) {
        const standard *held = &f->standards[i];
        if (held->column == column && held->year == of->year && held->level == of->agency->level) {
            return held;
        }
    }
    standard made = {.column = column, .year = of->year, .level = of->agency->level};
    made.has = standard_of(f, row, column, &made.like);
    JB_PUSH(f->standards, f->standard_count, f->standard_cap, made);
    return &f->standards[f->standard_count - 1];
}

static unsigned against(const jb_measured *figure, const jb_measured *like)
{
    unsigned reasons = jb_judge_one(figure);
    reasons |= whole_year(figure) ? 0U : JB_REASON_PERIOD;
    if (like != NULL && like->fact != figure->fact) {
        reasons |= jb_judge_pair(figure, like) & ~(unsigned)JB_REASON_REPEATED &
                   ~(unsigned)JB_REASON_OVERLAP & ~(unsigned)JB_REASON_TERM;
    }
    return bars(reasons);
}

/* The reasons against the figure of the cell that has the fewest; 0 when one serves. Two that serve
 * and differ contradict each other. */
static unsigned cell_reasons(finder *f, size_t row, size_t column, const jb_figure **out)
{
    const jb_cell *cell = jb_dataset_cell(f->data, row, column);
    const standard *held = standard_find(f, row, column);
    unsigned least = 0;
    size_t serve = 0;
    *out = NULL;
    for (size_t i = 0; i < cell->figure_count; i++) {
        jb_measured one = measured(&cell->figures[i], &f->data->rows[row]);
        unsigned reasons = against(&one, held->has ? &held->like : NULL);
        serve += reasons == 0;
        if (*out == NULL || __builtin_popcount(reasons) < __builtin_popcount(least)) {
            *out = &cell->figures[i];
            least = reasons;
        }
    }
    return serve > 1 ? JB_REASON_OVERLAP : least;
}

/* ---- gaps ----------------------------------------------------------------------------------- */

static void gap_add(finder *f, jb_gap gap)
{
    gap.found_zh = "";
    gap.found_en = "";
    JB_PUSH(f->list, f->count, f->cap, gap);
}

static const char *found_text(const finder *f, const jb_cell *cell, jb_lang lang)
{
    jb_str out = {0};
    for (size_t i = 0; i < cell->figure_count; i++) {
        jb_str_add(&out, i == 0 ? "" : lang == JB_LANG_ZH ? "；" : "; ");
        jb_str_add(&out, jb_figure_prose(f->arena, &cell->figures[i], lang));
    }
    const char *text = jb_arena_strdup(f->arena, jb_str_text(&out));
    jb_str_free(&out);
    return text;
}

/* ---- why, for a reader who knows none of our words ------------------------------------------- */

static const char *why_period(jb_arena *arena, const jb_measured *figure, jb_lang lang)
{
    jb_date day;
    bool zh = lang == JB_LANG_ZH;
    bool early = jb_measured_ends_early(figure, &day);
    if (early && figure->fact->period.kind != JB_PERIOD_PART_YEAR) {
        return jb_arena_printf(
            arena,
            zh ? "报告成文早于年末，数字至多到%s，不是全年数"
               : "the report was written before the year was over, so the figure "
                 "reaches %s at most",
            date_words(arena, day, lang));
    }
    const char *label = jb_period_label(arena, figure->fact->period, figure->year, lang);
    return jb_arena_printf(
        arena, zh ? "是%s的数，不是全年数" : "it is of %s, not of the whole year", label);
}

/* What the figure is of, and what is asked for instead: most others' have no such limit. */
static const char *why_scope(jb_arena *arena, const jb_measured *figure, jb_lang lang)
{
    const jb_fact *fact = figure->fact;
    const char *limit = "";
    const char *coverage = fact->scope_coverage;
    bool zh = lang == JB_LANG_ZH;
    if (fact->scope_channel[0] != '\0' || fact->scope_population[0] != '\0') {
        bool both = fact->scope_channel[0] != '\0' && fact->scope_population[0] != '\0';
        limit = jb_arena_join(arena, fact->scope_channel, both ? zh ? "、" : ", " : "",
                              fact->scope_population, "");
        limit = jb_arena_printf(arena,
                                zh ? "只计“%s”，其他单位未作此限定，请补充不作此限定的数"
                                   : "it is only of \"%s\", unlike the others: please give the "
                                     "figure without that limit",
                                limit);
    }
    if (coverage[0] != '\0') {
        limit = jb_arena_printf(arena,
                                zh ? "%s%s统计范围为“%s”，其他单位未作此说明，请补充口径一致的数"
                                   : "%s%sits coverage is \"%s\", unlike the others: please give "
                                     "one that is alike",
                                limit,
                                limit[0] == '\0' ? ""
                                : zh             ? "；"
                                                 : "; ",
                                coverage);
    }
    return limit[0] != '\0' ? limit : jb_reason_text(JB_REASON_SCOPE, lang);
}

static const char *why_unit(jb_arena *arena, const jb_measured *figure, jb_lang lang)
{
    const char *unit = jb_unit_name(jb_measured_unit(figure), lang);
    return jb_arena_printf(
        arena, lang == JB_LANG_ZH ? "按“%s”计，与其他单位不同" : "it counts %s, unlike the others",
        unit);
}

static const char *why_one(jb_arena *arena, unsigned reason, const jb_measured *figure,
                           jb_lang lang)
{
    bool zh = lang == JB_LANG_ZH;
    switch (reason) {
    case JB_REASON_PERIOD:
    case JB_REASON_YEAR:
        return why_period(arena, figure, lang);
    case JB_REASON_SCOPE:
        return why_scope(arena, figure, lang);
    case JB_REASON_UNIT:
        return why_unit(arena, figure, lang);
    case JB_REASON_OVERLAP:
        return zh ? "同一事项有几个不同的数，请说明以哪个为准"
                  : "several unlike figures are given for it: which one holds?";
    case JB_REASON_DOUBTFUL:
        return zh ? "数字存疑，请核实" : "arithmetic speaks against it: please check";
    case JB_REASON_DERIVED:
        return zh ? "不是报告原文所载的数" : "it is not stated in the report";
    default:
        return jb_reason_text(reason, lang);
    }
}

/* One clause for each reason; that nobody has reviewed it is no matter of the agency's. */
static const char *why_text(jb_arena *arena, unsigned reasons, const jb_measured *figure,
                            jb_lang lang)
{
    const char *out = "";
    unsigned told = jb_reasons_telling(reasons);
    told = told == JB_REASON_UNREVIEWED ? told : told & ~(unsigned)JB_REASON_UNREVIEWED;
    for (unsigned i = 0; i < JB_REASONS; i++) {
        if ((told & 1U << i) != 0) {
            out = jb_arena_printf(arena, "%s%s%s", out,
                                  out[0] == '\0'       ? ""
                                  : lang == JB_LANG_ZH ? "；"
                                                       : "; ",
                                  why_one(arena, 1U << i, figure, lang));
        }
    }
    return jb_arena_printf(arena, lang == JB_LANG_ZH ? "%s。" : "%s.", out);
}

static void figure_gap(finder *f, jb_gap gap, size_t row, size_t column)
{
    const jb_figure *figure = NULL;
    const jb_cell *cell = jb_dataset_cell(f->data, row, column);
    gap.reasons = cell_reasons(f, row, column, &figure);
    if (gap.reasons == 0) {
        return;
    }
    bool ours = gap.reasons == JB_REASON_UNREVIEWED;
    gap.kind = ours ? JB_GAP_REVIEW : JB_GAP_INCOMPARABLE;
    gap.fact = figure->fact;
    jb_measured one = measured(figure, &f->data->rows[row]);
    gap.why_zh = why_text(f->arena, gap.reasons, &one, JB_LANG_ZH);
    gap.why_en = why_text(f->arena, gap.reasons, &one, JB_LANG_EN);
    gap_add(f, gap);
    f->list[f->count - 1].found_zh = found_text(f, cell, JB_LANG_ZH);
    f->list[f->count - 1].found_en = found_text(f, cell, JB_LANG_EN);
}

static void absence_gap(finder *f, jb_gap gap, jb_absence absence)
{
    switch (absence) {
    case JB_ABSENT_NO_REPORT:
        gap.kind = JB_GAP_NO_REPORT;
        gap.why_zh = "未找到该年度报告。";
        gap.why_en = "No report of that year was found.";
        break;
    case JB_ABSENT_SILENT:
        gap.kind = JB_GAP_SILENT;
        gap.why_zh = "报告未提及。";
        gap.why_en = "The report does not speak of it.";
        break;
    case JB_ABSENT_NO_NUMBER:
        gap.kind = JB_GAP_NO_NUMBER;
        gap.why_zh = "报告提及而未给出数字。";
        gap.why_en = "The report speaks of it without a number.";
        break;
    case JB_ABSENT_UNDER_REVIEW:
        gap.kind = JB_GAP_REVIEW;
        gap.why_zh = "报告尚无人通读，或数字尚未审核：不能说未披露。";
        gap.why_en = "Nobody has read the report whole or settled the figure yet: it cannot be "
                     "called not disclosed.";
        break;
    case JB_ABSENT_NOT_APPLICABLE:
    case JB_ABSENT_ZERO_STATED:
    case JB_ABSENCES:
        return;
    }
    gap_add(f, gap);
}

static void report_gap(finder *f, const jb_agency *agency, int year)
{
    gap_add(f, (jb_gap){.kind = JB_GAP_NO_REPORT,
                        .agency = agency,
                        .year = year,
                        .why_zh = year == 0 ? "所涉各年均未找到报告。" : "未找到该年度报告。",
                        .why_en = year == 0 ? "No report of any of the years was found."
                                            : "No report of that year was found."});
}

static void row_gaps(finder *f, size_t row)
{
    const jb_row *of = &f->data->rows[row];
    bool figures = false;
    for (size_t c = 0; c < f->data->column_count; c++) {
        figures = figures || jb_dataset_cell(f->data, row, c)->figure_count > 0;
    }
    if (!of->reported && !figures) {
        report_gap(f, of->agency, of->year);
        return;
    }
    for (size_t c = 0; c < f->data->column_count; c++) {
        const jb_cell *cell = jb_dataset_cell(f->data, row, c);
        jb_gap gap = {.agency = of->agency, .year = of->year};
        gap.indicator = jb_catalogue_find(f->catalogue, f->columns[c].indicators[0]);
        if (cell->figure_count > 0) {
            figure_gap(f, gap, row, c);
        } else {
            absence_gap(f, gap, cell->absence);
        }
    }
}

/* ---- years of which there is not even a row ------------------------------------------------- */

static int int_order(const void *left, const void *right)
{
    int a = *(const int *)left;
    int b = *(const int *)right;
    return (a > b) - (a < b);
}

/* Ascending, without repeats and without 0. */
static size_t years_of(const finder *f, int **out)
{
    int *years = jb_arena_array(f->arena, f->data->row_count, sizeof *years);
    size_t count = 0;
    size_t kept = 0;
    for (size_t i = 0; i < f->data->row_count; i++) {
        years[count] = f->data->rows[i].year;
        count += years[count] != 0;
    }
    if (count > 0) {
        qsort(years, count, sizeof *years, int_order);
    }
    for (size_t i = 0; i < count; i++) {
        if (kept == 0 || years[kept - 1] != years[i]) {
            years[kept++] = years[i];
        }
    }
    *out = years;
    return kept;
}

/* As some row has it: records of one agency may end and begin between years. */
static const jb_agency *agency_in(const finder *f, size_t from, size_t to, int year)
{
    for (size_t i = from; i < to; i++) {
        if (jb_agency_valid_in(f->data->rows[i].agency, year)) {
            return f->data->rows[i].agency;
        }
    }
    return NULL;
}

static void agency_gaps(finder *f, size_t from, size_t to, const int *years, size_t year_count)
{
    size_t row = from + (f->data->rows[from].year == 0);
    if (year_count == 0) {
        report_gap(f, f->data->rows[from].agency, 0);
    }
    for (size_t y = 0; y < year_count; y++) {
        const jb_agency *agency = agency_in(f, from, to, years[y]);
        if (row < to && f->data->rows[row].year == years[y]) {
            row_gaps(f, row++);
        } else if (agency != NULL) {
            report_gap(f, agency, years[y]);
        }
    }
}

jb_gap_list jb_gaps_find(jb_arena *arena, const jb_dataset *dataset, const jb_catalogue *catalogue,
                         const jb_query_column *columns)
{
    finder f = {.arena = arena, .data = dataset, .catalogue = catalogue, .columns = columns};
    int *years = NULL;
    size_t year_count = years_of(&f, &years);
    for (size_t from = 0; from < dataset->row_count;) {
        const char *code = dataset->rows[from].agency->code;
        size_t to = from + 1;
        while (to < dataset->row_count && strcmp(dataset->rows[to].agency->code, code) == 0) {
            to++;
        }
        agency_gaps(&f, from, to, years, year_count);
        from = to;
    }
    jb_gap *list = jb_arena_array(arena, f.count, sizeof *list);
    for (size_t i = 0; i < f.count; i++) {
        list[i] = f.list[i];
    }
    free(f.list);
    free(f.standards);
    return (jb_gap_list){list, f.count};
}
