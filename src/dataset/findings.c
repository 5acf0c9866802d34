/* findings.c - sentences over several tables: who reports, who states what, who states nothing.
 *
 * Says how many reports of which years there are and who is silent; theme.c says what the tables
 * hold.
 */
#include "panel.h"

#include <stdlib.h>
#include <string.h>

static bool same_row(const jb_row *a, const jb_row *b)
{
    return a->year == b->year && strcmp(a->agency->code, b->agency->code) == 0;
}

static void add_subject(panel *p, const jb_row *row, bool with_figures, bool waits)
{
    bool repeated = false;
    for (size_t i = 0; i < p->subject_count; i++) {
        subject *known = &p->subjects[i];
        if (same_row(known->row, row)) {
            known->states = known->states || with_figures;
            known->waits = known->waits || waits;
            return;
        }
        if (strcmp(known->row->agency->code, row->agency->code) == 0) {
            known->repeated = true;
            repeated = true;
        }
    }
    subject item = {row, with_figures, waits, repeated};
    JB_PUSH(p->subjects, p->subject_count, p->subject_cap, item);
}

static void gather_subjects(panel *p)
{
    for (size_t d = 0; d < p->count; d++) {
        for (size_t r = 0; r < p->themes[d].dataset->row_count; r++) {
            const jb_dataset *dataset = p->themes[d].dataset;
            add_subject(p, &dataset->rows[r], row_states(dataset, r), row_waits(dataset, r));
        }
    }
}

/* ---- first sentence: the reports --------------------------------------------------------- */

/* As many as the list of sources has lines. */
static size_t reports(const subject *of)
{
    return of->row->reported ? jb_source_count(of->row) : 0;
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
        if (reports(&p->subjects[i]) == 0 || (at < count && years[at] == year)) {
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
        for (size_t c = 0; c < p->themes[d].dataset->column_count; c++) {
            if ((p->themes[d].dataset->columns[c].reasons & ~(unsigned)JB_REASON_SINGLE) != 0) {
                return true;
            }
        }
    }
    return false;
}

/* Some figure is read as its report's year. */
static bool unstated(const panel *p)
{
    for (size_t d = 0; d < p->count; d++) {
        for (size_t c = 0; c < p->themes[d].dataset->column_count; c++) {
            if ((p->themes[d].dataset->columns[c].reasons & JB_REASON_UNSTATED) != 0) {
                return true;
            }
        }
    }
    return false;
}

/* A table has totals, changes or orders. */
static bool derives(const panel *p)
{
    for (size_t d = 0; d < p->count; d++) {
        const jb_dataset *dataset = p->themes[d].dataset;
        bool any = dataset->summary_count > 0;
        for (size_t c = 0; c < dataset->column_count; c++) {
            any = any || dataset->columns[c].derive != JB_DERIVE_NONE;
        }
        if (any) {
            return true;
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
    if (incomparable(p) && derives(p)) {
        say_in(s, "，口径各异，只有可比的才相加、排序",
               "; their figures are not all alike, and only those that are were added or ordered");
    } else if (incomparable(p)) {
        say_in(s, "，口径各异，只并列、不排名",
               "; their figures are not alike and stand side by side without ranking");
    }
    say_in(s, unstated(p) ? "；未写明起止日期的数按报告年度理解。" : "。", ".");
}

/* ---- last sentences: who states nothing -------------------------------------------------- */

const char *subject_name(speech *s, const subject *of)
{
    const char *label = jb_agency_label(of->row->agency, s->lang);
    if (!of->repeated) {
        return label;
    }
    return jb_arena_printf(s->arena, s->lang == JB_LANG_EN ? "%s for %d" : "%s%d年度", label,
                           of->row->year);
}

void say_name(speech *s, name_list *list, const char *name)
{
    if (s->lang == JB_LANG_ZH) {
        say(s, list->said++ == 0 ? "" : "、");
        say(s, name);
        return;
    }
    bool last = ++list->said == list->count;
    if (list->said > 1) {
        say(s, list->comma || list->count > 2 ? ", " : " ");
        say(s, last ? jb_arena_printf(s->arena, "%s ", list->join) : "");
    }
    say(s, list->before);
    say(s, name);
    list->comma = strchr(name, ',') != NULL;
}

/* Why nothing is said of a subject. */
typedef enum lack {
    LACK_SILENT,  /* its report has been read and gives none of the figures */
    LACK_WAITING, /* nobody knows yet whether it does */
    LACK_REPORT   /* there is none */
} lack;

static bool lacks(const subject *of, lack why)
{
    lack its = !of->row->reported ? LACK_REPORT : of->waits ? LACK_WAITING : LACK_SILENT;
    return !of->states && its == why;
}

/* Subjects that say nothing for one reason, and the agencies among them: an agency's years stand
 * together in every table. */
typedef struct silence {
    size_t subjects, agencies;
} silence;

static silence count_silent(const panel *p, lack why)
{
    silence out = {0};
    const char *last = "";
    for (size_t i = 0; i < p->subject_count; i++) {
        const subject *of = &p->subjects[i];
        if (lacks(of, why)) {
            out.subjects++;
            out.agencies += strcmp(of->row->agency->code, last) != 0;
            last = of->row->agency->code;
        }
    }
    return out;
}

static void say_silent_names(speech *s, const panel *p, lack why, size_t count)
{
    name_list names = {.before = "of ", .join = why == LACK_REPORT ? "or" : "and", .count = count};
    for (size_t i = 0; i < p->subject_count; i++) {
        if (lacks(&p->subjects[i], why)) {
            say_name(s, &names, subject_name(s, &p->subjects[i]));
        }
    }
}

static void say_silent_subjects(speech *s, const panel *p, lack why, silence of)
{
    bool english = s->lang == JB_LANG_EN;
    if (of.subjects <= NAMED) {
        say_silent_names(s, p, why, of.subjects);
    } else if (of.subjects == of.agencies) {
        say(s, jb_arena_printf(s->arena, english ? "of %zu agencies" : "%zu家单位", of.agencies));
    } else {
        say(s,
            jb_arena_printf(s->arena,
                            english ? "of %zu agencies for %zu report years" : "%zu家单位%zu个年度",
                            of.agencies, of.subjects));
    }
}

static void say_silent(speech *s, const panel *p)
{
    silence with = count_silent(p, LACK_SILENT);
    silence waiting = count_silent(p, LACK_WAITING);
    silence without = count_silent(p, LACK_REPORT);
    if (with.subjects > 0) {
        bool several = with.subjects > 1;
        say_in(s, "", several ? " The reports " : " The report ");
        say_silent_subjects(s, p, LACK_SILENT, with);
        say_in(s,
               several ? "报告均未披露上述数据，不等于为零。" : "报告未披露上述数据，不等于为零。",
               several ? " give none of these figures, which does not mean zero."
                       : " gives none of these figures, which does not mean zero.");
    }
    if (waiting.subjects > 0) {
        bool several = waiting.subjects > 1;
        say_in(s, "", several ? " Whether the reports " : " Whether the report ");
        say_silent_subjects(s, p, LACK_WAITING, waiting);
        say_in(s, "的报告有无上述数据待核。",
               several ? " give such figures is still under review."
                       : " gives such figures is still under review.");
    }
    if (without.subjects > 0) {
        say_in(s, "未找到", " No report ");
        say_silent_subjects(s, p, LACK_REPORT, without);
        say_in(s, "的报告。", " was found.");
    }
}

jb_status jb_findings_build(jb_arena *arena, const jb_theme *themes, size_t count, unsigned limit,
                            jb_lang lang, jb_findings *out, jb_error *err)
{
    *out = (jb_findings){0};
    if (count == 0 || limit == 0) {
        return jb_fail(err, JB_ERR_USAGE, NULL,
                       "findings need at least one table and a limit of at least one figure",
                       "要点至少需要一张表，每表每单位至少列一个数");
    }
    panel p = {.themes = themes, .count = count, .limit = limit};
    gather_subjects(&p);
    speech s = {.arena = arena, .lang = lang};
    say_reports(&s, &p);
    for (size_t i = 0; i < count; i++) {
        say_theme(&s, &p, i);
    }
    if (count > 1) {
        say_paragraph(&s);
    }
    say_silent(&s, &p);
    say_end(&s, out);
    free(p.subjects);
    return JB_OK;
}
