/* findings.c - one paragraph over several tables: who reports, who states what, who states nothing.
 *
 * Sets figures side by side with their period and scope. Never ranks, adds, subtracts or explains.
 */
#include "say.h"

#include <stdlib.h>
#include <string.h>

/* An agency-year over all tables. */
typedef struct subject {
    const jb_row *row;
    bool states;   /* a figure, or a zero in words, in any table */
    bool repeated; /* the agency has other years */
} subject;

typedef struct panel {
    const jb_dataset *const *datasets;
    const char *const *themes;
    size_t count;
    unsigned limit;
    subject *subjects;
    size_t subject_count, subject_cap;
} panel;

static bool states(const jb_cell *cell)
{
    return cell->figure_count > 0 || cell->absence == JB_ABSENT_ZERO_STATED;
}

static bool row_states(const jb_dataset *dataset, size_t row)
{
    for (size_t c = 0; c < dataset->column_count; c++) {
        if (states(jb_dataset_cell(dataset, row, c))) {
            return true;
        }
    }
    return false;
}

static bool same_row(const jb_row *a, const jb_row *b)
{
    return a->year == b->year && strcmp(a->agency->code, b->agency->code) == 0;
}

static void add_subject(panel *p, const jb_row *row, bool with_figures)
{
    bool repeated = false;
    for (size_t i = 0; i < p->subject_count; i++) {
        subject *known = &p->subjects[i];
        if (same_row(known->row, row)) {
            known->states = known->states || with_figures;
            return;
        }
        if (strcmp(known->row->agency->code, row->agency->code) == 0) {
            known->repeated = true;
            repeated = true;
        }
    }
    subject item = {row, with_figures, repeated};
    JB_PUSH(p->subjects, p->subject_count, p->subject_cap, item);
}

static void gather_subjects(panel *p)
{
    for (size_t d = 0; d < p->count; d++) {
        for (size_t r = 0; r < p->datasets[d]->row_count; r++) {
            add_subject(p, &p->datasets[d]->rows[r], row_states(p->datasets[d], r));
        }
    }
}

/* ---- first sentence: the reports --------------------------------------------------------- */

static bool reports(const subject *of)
{
    return of->row->year != 0 && (of->row->report != NULL || of->states);
}

/* The distinct years, ascending; returns how many. The caller frees. */
static size_t gather_years(const panel *p, int **out)
{
    int *years = NULL;
    size_t count = 0;
    size_t cap = 0;
    for (size_t i = 0; i < p->subject_count; i++) {
        int year = p->subjects[i].row->year;
        size_t at = 0;
        while (at < count && years[at] < year) {
            at++;
        }
        if (!reports(&p->subjects[i]) || (at < count && years[at] == year)) {
            continue;
        }
        JB_PUSH(years, count, cap, year);
        memmove(&years[at + 1], &years[at], (count - 1 - at) * sizeof *years);
        years[at] = year;
    }
    *out = years;
    return count;
}

static const char *year_list(jb_arena *arena, const int *years, size_t count, jb_lang lang)
{
    bool english = lang == JB_LANG_EN;
    if (count > 4) {
        return jb_arena_printf(arena, english ? "the years %d to %d" : "%d年至%d年", years[0],
                               years[count - 1]);
    }
    const char *text = "";
    for (size_t i = 0; i < count; i++) {
        const char *gap = i + 1 == count ? (english ? " and " : "和") : (english ? ", " : "、");
        text = jb_arena_printf(arena, english ? "%s%s%d" : "%s%s%d年", text, i == 0 ? "" : gap,
                               years[i]);
    }
    return text;
}

static bool incomparable(const panel *p)
{
    for (size_t d = 0; d < p->count; d++) {
        for (size_t c = 0; c < p->datasets[d]->column_count; c++) {
            if ((p->datasets[d]->columns[c].reasons & ~(unsigned)JB_REASON_SINGLE) != 0) {
                return true;
            }
        }
    }
    return false;
}

/* "one" becomes "One". */
static const char *capital(jb_arena *arena, const char *text)
{
    char *copy = jb_arena_strdup(arena, text);
    if (copy[0] >= 'a' && copy[0] <= 'z') {
        copy[0] = (char)(copy[0] - 'a' + 'A');
    }
    return copy;
}

static void say_reports(speech *s, const panel *p)
{
    size_t held = 0;
    for (size_t i = 0; i < p->subject_count; i++) {
        held += reports(&p->subjects[i]);
    }
    int *years = NULL;
    size_t year_count = gather_years(p, &years);
    const char *count = prose_count(s->arena, held, s->lang);
    const char *list = year_list(s->arena, years, year_count, s->lang);
    free(years);
    if (held == 0) {
        say_in(s, "没有找到任何报告。", "No report was found.");
        return;
    }
    if (s->lang == JB_LANG_EN) {
        say(s, jb_arena_printf(s->arena, "%s report%s %s", capital(s->arena, count),
                               held == 1 ? " covers" : "s cover", list));
    } else {
        const char *verb = held == 1 ? "属" : year_count == 1 ? "均属" : "分属";
        say(s, jb_arena_printf(s->arena, "%s份报告%s%s", held == 1 ? "一" : count, verb, list));
    }
    if (incomparable(p)) {
        say_in(s, "，口径各异，只并列、不排名",
               "; their figures are not alike and stand side by side without ranking");
    }
    say_in(s, "。", ".");
}

/* ---- a sentence for each table ----------------------------------------------------------- */

/* A figure, or a zero in words, that is going to be said of an agency. */
typedef struct item {
    const jb_column *column;
    const jb_figure *figure; /* NULL: zero in words */
    const char *lead;
    bool said;
} item;

typedef struct items {
    item *list;
    size_t count, cap;
    bool more; /* left out beyond the limit */
} items;

static void add_item(items *out, unsigned limit, item one)
{
    if (out->count >= limit) {
        out->more = true;
        return;
    }
    JB_PUSH(out->list, out->count, out->cap, one);
}

/* Columns that list other definitions, and rates whose base nobody states, are left to the table
 * when the agency has plainer figures. */
static bool plain(const jb_column *column, const jb_figure *figure)
{
    bool list = column->mixed && !column->numeric;
    return !list && !figure->indicator->base_unclear;
}

static void gather_from(speech *s, const jb_dataset *dataset, size_t row, unsigned limit,
                        bool plain_only, items *out)
{
    out->count = 0;
    out->more = false;
    for (size_t c = 0; c < dataset->column_count; c++) {
        const jb_cell *cell = jb_dataset_cell(dataset, row, c);
        const jb_column *column = &dataset->columns[c];
        for (size_t f = 0; f < cell->figure_count; f++) {
            const jb_figure *figure = &cell->figures[f];
            if (plain_only && !plain(column, figure)) {
                out->more = true;
                continue;
            }
            item one = {column, figure, prose_lead(s->arena, figure, &dataset->rows[row], s->lang),
                        false};
            add_item(out, limit, one);
        }
        if (cell->figure_count == 0 && states(cell)) {
            add_item(out, limit, (item){column, NULL, "", false});
        }
    }
}

static void gather_items(speech *s, const jb_dataset *dataset, size_t row, unsigned limit,
                         items *out)
{
    gather_from(s, dataset, row, limit, true, out);
    if (out->count == 0) {
        gather_from(s, dataset, row, limit, false, out);
    }
}

/* A label that names the people spares saying it again of the figures beside it. */
static bool people_named(speech *s, const items *all, const char *people)
{
    for (size_t i = 0; i < all->count; i++) {
        const item *one = &all->list[i];
        if (one->figure != NULL &&
            strstr(prose_label(s->arena, one->column, one->figure, JB_LANG_ZH), people) != NULL) {
            return true;
        }
    }
    return false;
}

static void say_item(speech *s, const items *all, const item *one)
{
    if (one->figure == NULL) {
        say(s, s->lang == JB_LANG_EN ? one->column->head_en : one->column->head_zh);
        say_in(s, "报告明示为零", ": nil, as the report says in words");
        return;
    }
    say(s, prose_label(s->arena, one->column, one->figure, s->lang));
    say_in(s, "", ": ");
    say_figure(s, one->figure);
    const char *people = one->figure->fact->scope_population;
    say(s, prose_remarks(s->arena, one->figure, !people_named(s, all, people), s->lang));
}

/* English sets the lead in brackets behind the agency; Chinese begins with it. */
static void say_lead(speech *s, const char *lead, bool first)
{
    if (s->lang == JB_LANG_ZH) {
        say(s, first ? "" : "，另");
        say(s, lead);
        return;
    }
    say(s, first ? "" : "; separately");
    if (lead[0] != '\0') {
        say(s, jb_arena_printf(s->arena, " (%s)", lead));
    }
    say(s, first ? " reports " : " ");
}

/* All items of one lead together, then those of the next. */
static void say_items(speech *s, items *all)
{
    for (size_t i = 0; i < all->count; i++) {
        if (all->list[i].said) {
            continue;
        }
        const char *lead = all->list[i].lead;
        say_lead(s, lead, i == 0);
        bool first = true;
        for (size_t j = i; j < all->count; j++) {
            if (!all->list[j].said && strcmp(all->list[j].lead, lead) == 0) {
                say_in(s, first ? "" : "、", first ? "" : ", ");
                say_item(s, all, &all->list[j]);
                all->list[j].said = true;
                first = false;
            }
        }
    }
    if (all->more) {
        say_in(s, "等", " and others");
    }
}

static size_t rows_stating(const jb_dataset *dataset)
{
    size_t count = 0;
    for (size_t r = 0; r < dataset->row_count; r++) {
        count += row_states(dataset, r);
    }
    return count;
}

static void say_theme(speech *s, const panel *p, size_t index)
{
    const jb_dataset *dataset = p->datasets[index];
    size_t stating = rows_stating(dataset);
    const char *theme = p->themes[index];
    say(s, jb_arena_printf(s->arena, s->lang == JB_LANG_EN ? " On %s: " : "%s方面，", theme));
    if (stating == 0) {
        say_in(s, "各报告均未披露数字。", "no report gives a figure.");
        return;
    }
    bool only = stating == 1 && p->subject_count > 1;
    items all = {0};
    bool first = true;
    for (size_t r = 0; r < dataset->row_count; r++) {
        if (!row_states(dataset, r)) {
            continue;
        }
        say_in(s, first ? "" : "；", first ? "" : "; ");
        say_in(s, only ? "仅" : "", only ? "only " : "");
        say(s, jb_agency_label(dataset->rows[r].agency, s->lang));
        say_in(s, only ? "披露：" : "", "");
        gather_items(s, dataset, r, p->limit, &all);
        say_items(s, &all);
        first = false;
    }
    say_in(s, "。", ".");
    free(all.list);
}

/* ---- last sentences: who states nothing -------------------------------------------------- */

/* So many agencies are named; of more only the number is given. */
#define NAMED 6

static const char *subject_name(speech *s, const subject *of)
{
    const char *label = jb_agency_label(of->row->agency, s->lang);
    if (!of->repeated) {
        return label;
    }
    return jb_arena_printf(s->arena, s->lang == JB_LANG_EN ? "%s %d" : "%s%d年度", label,
                           of->row->year);
}

/* Says the names of silent subjects with or without a report; returns how many there are. */
static size_t say_silent_names(speech *s, const panel *p, bool with_report)
{
    size_t count = 0;
    for (size_t i = 0; i < p->subject_count; i++) {
        const subject *of = &p->subjects[i];
        if (of->states || (of->row->report != NULL) != with_report) {
            continue;
        }
        if (count < NAMED) {
            say_in(s, count > 0 ? "、" : "", count > 0 ? ", " : "");
            say(s, subject_name(s, of));
        }
        count++;
    }
    if (count > NAMED) {
        const char *total = prose_count(s->arena, count, s->lang);
        say(s, jb_arena_printf(s->arena,
                               s->lang == JB_LANG_EN ? " and others (%s in all)" : "等%s个单位",
                               total));
    }
    return count;
}

static bool any_silent(const panel *p, bool with_report)
{
    for (size_t i = 0; i < p->subject_count; i++) {
        const subject *of = &p->subjects[i];
        if (!of->states && (of->row->report != NULL) == with_report) {
            return true;
        }
    }
    return false;
}

static void say_silent(speech *s, const panel *p)
{
    if (any_silent(p, true)) {
        say_in(s, "", " The reports of ");
        size_t count = say_silent_names(s, p, true);
        say_in(s,
               count > 1 ? "报告均未披露上述数据，不等于为零。"
                         : "报告未披露上述数据，不等于为零。",
               " give none of these figures, which does not mean zero.");
    }
    if (any_silent(p, false)) {
        say_in(s, "未找到", " No report was found of ");
        (void)say_silent_names(s, p, false);
        say_in(s, "的报告。", ".");
    }
}

jb_status jb_findings_build(jb_arena *arena, const jb_dataset *const *datasets,
                            const char *const *themes, size_t count, unsigned limit, jb_lang lang,
                            jb_findings *out, jb_error *err)
{
    *out = (jb_findings){0};
    if (count == 0 || limit == 0) {
        return jb_fail(err, JB_ERR_USAGE, NULL,
                       "findings need at least one table and a limit of at least one figure",
                       "要点至少需要一张表，每表每单位至少列一个数");
    }
    panel p = {.datasets = datasets, .themes = themes, .count = count, .limit = limit};
    gather_subjects(&p);
    speech s = {.arena = arena, .lang = lang};
    say_reports(&s, &p);
    for (size_t i = 0; i < count; i++) {
        say_theme(&s, &p, i);
    }
    say_silent(&s, &p);
    say_end(&s, out);
    free(p.subjects);
    return JB_OK;
}
