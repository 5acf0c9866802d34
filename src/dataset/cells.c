/* cells.c - which figures a cell shows, and why it shows none.
 *
 * Repeats of one figure are one figure; different figures stay side by side and are never added.
 * Knows no notes and no units.
 */
#include "work.h"

#include <stdlib.h>
#include <string.h>

/* The plain year first, what is narrower or of another kind after it. */
static int kind_rank(jb_period_kind kind)
{
    switch (kind) {
    case JB_PERIOD_FULL_YEAR:
        return 0;
    case JB_PERIOD_UNSTATED:
        return 1;
    case JB_PERIOD_PART_YEAR:
        return 2;
    case JB_PERIOD_CUMULATIVE:
        return 3;
    case JB_PERIOD_CAMPAIGN:
        return 4;
    case JB_PERIOD_AS_OF:
        return 5;
    case JB_PERIOD_KINDS:
        break;
    }
    return 6;
}

static int limits(const jb_fact *fact)
{
    return (fact->scope_population[0] != '\0') + (fact->scope_channel[0] != '\0') +
           (fact->scope_coverage[0] != '\0');
}

static int period_order(const jb_fact *a, const jb_fact *b)
{
    int order = kind_rank(a->period.kind) - kind_rank(b->period.kind);
    order = order != 0 ? order : limits(a) - limits(b);
    order = order != 0 ? order : jb_date_cmp(a->period.start, b->period.start);
    return order != 0 ? order : jb_date_cmp(b->period.end, a->period.end);
}

static int scope_order(const jb_fact *a, const jb_fact *b)
{
    int order = strcmp(a->scope_channel, b->scope_channel);
    order = order != 0 ? order : strcmp(a->scope_population, b->scope_population);
    order = order != 0 ? order : strcmp(a->scope_coverage, b->scope_coverage);
    return order != 0 ? order : strcmp(a->term, b->term);
}

/* 0 when the two are one figure, however often the report repeats it. */
static int figure_order(const jb_fact *a, const jb_fact *b)
{
    int order = period_order(a, b);
    order = order != 0 ? order : scope_order(a, b);
    order = order != 0 ? order : (int)a->qualifier - (int)b->qualifier;
    return order != 0 ? order : jb_dec_cmp(a->value, b->value);
}

static int flag_order(bool a, bool b)
{
    return (int)b - (int)a;
}

static int offset_order(int64_t a, int64_t b)
{
    uint64_t x = (uint64_t)a; /* -1, not known, comes last */
    uint64_t y = (uint64_t)b;
    return (x > y) - (x < y);
}

static int text_order(const jb_fact *a, const jb_fact *b)
{
    int order = strcmp(a->source, b->source);
    order = order != 0 ? order : strcmp(a->source_sha256, b->source_sha256);
    order = order != 0 ? order : strcmp(a->raw, b->raw);
    order = order != 0 ? order : strcmp(a->unit, b->unit);
    order = order != 0 ? order : strcmp(a->sentence, b->sentence);
    order = order != 0 ? order : strcmp(a->note, b->note);
    order = order != 0 ? order : strcmp(a->rule, b->rule);
    return order != 0 ? order : strcmp(a->agency, b->agency);
}

static int number_order(const jb_fact *a, const jb_fact *b)
{
    int order = jb_dec_cmp(a->yoy_percent, b->yoy_percent);
    order = order != 0 ? order : jb_dec_cmp(a->yoy_points, b->yoy_points);
    order = order != 0 ? order : (int)a->value.scale - (int)b->value.scale;
    order = order != 0 ? order : (int)a->status - (int)b->status;
    order = order != 0 ? order : (int)a->basis - (int)b->basis;
    return order != 0 ? order : jb_dec_cmp(a->confidence, b->confidence);
}

/* Of repeats the one that says most stands for all, then the first in the report. Only content is
 * compared, never the id, so that the order of import cannot show. */
int fact_order(const jb_fact *a, const jb_fact *b)
{
    int order = figure_order(a, b);
    order = order != 0 ? order : flag_order(a->has_yoy_percent, b->has_yoy_percent);
    order = order != 0 ? order : flag_order(a->has_yoy_points, b->has_yoy_points);
    order = order != 0 ? order : flag_order(a->note[0] != '\0', b->note[0] != '\0');
    order = order != 0 ? order : offset_order(a->char_start, b->char_start);
    order = order != 0 ? order : offset_order(a->char_end, b->char_end);
    order = order != 0 ? order : text_order(a, b);
    return order != 0 ? order : number_order(a, b);
}

bool fact_same_figure(const jb_fact *a, const jb_fact *b)
{
    return figure_order(a, b) == 0;
}

/* ---- one cell ---------------------------------------------------------------------------- */

typedef struct figure_list {
    jb_figure *items;
    size_t count, cap;
} figure_list;

/* Facts of one indicator stand together in the row's span, repeats next to each other. */
static void pick_indicator(const work *w, const row_span *span, const jb_indicator *indicator,
                           figure_list *list)
{
    const jb_fact *last = NULL;
    for (size_t i = span->fact_from; i < span->fact_to; i++) {
        const jb_fact *fact = &w->records.facts[i];
        if (strcmp(fact->indicator, indicator->code) != 0) {
            continue;
        }
        if (last != NULL && fact_same_figure(last, fact)) {
            continue;
        }
        jb_figure figure = {
            .fact = fact,
            .indicator = indicator,
            .label_zh = "",
            .label_en = "",
            .population_en = jb_catalogue_scope(w->catalogue, fact->scope_population, JB_LANG_EN),
            .channel_en = jb_catalogue_scope(w->catalogue, fact->scope_channel, JB_LANG_EN),
            .coverage_en = jb_catalogue_scope(w->catalogue, fact->scope_coverage, JB_LANG_EN),
            .doubtful = doubts_bar(w, fact)};
        JB_PUSH(list->items, list->count, list->cap, figure);
        last = fact;
    }
}

static void pick_figures(const work *w, size_t row, const plan_column *plan, figure_list *list)
{
    for (size_t i = 0; i < plan->count; i++) {
        pick_indicator(w, &w->spans[row], plan->indicators[i], list);
        if (list->count > 0 && !plan->all) {
            return;
        }
    }
}

/* The report's own year is what the row is about: the figure of the year before that it quotes
 * beside it goes into a note. */
static bool quotes_before(const jb_fact *fact, int year)
{
    bool span =
        fact->period.kind == JB_PERIOD_FULL_YEAR || fact->period.kind == JB_PERIOD_PART_YEAR;
    return span && fact->period.start.year == year - 1 && fact->period.end.year == year - 1;
}

static jb_figure *own_figure(const figure_list *list, const jb_figure *quoted, int year)
{
    for (size_t i = 0; i < list->count; i++) {
        jb_figure *own = &list->items[i];
        if (own->indicator == quoted->indicator && own->before == NULL &&
            !quotes_before(own->fact, year)) {
            return own;
        }
    }
    return NULL;
}

static void set_aside_quoted(figure_list *list, int year)
{
    size_t kept = 0;
    for (size_t i = 0; i < list->count; i++) {
        jb_figure figure = list->items[i];
        jb_figure *own = quotes_before(figure.fact, year) ? own_figure(list, &figure, year) : NULL;
        if (own != NULL) {
            own->before = figure.fact;
        } else {
            list->items[kept++] = figure;
        }
    }
    list->count = kept;
}

/* What was recorded of the indicator, or NULL. */
static const jb_absent *recorded(const work *w, const row_span *span, const jb_indicator *indicator)
{
    for (size_t a = span->absent_from; a < span->absent_to; a++) {
        if (strcmp(w->records.absents[a].indicator, indicator->code) == 0) {
            return &w->records.absents[a];
        }
    }
    return NULL;
}

/* What nobody recorded: that a report is silent is known only when a person has read it whole. */
static jb_absence usual_absence(const jb_row *row)
{
    if (!row->reported) {
        return JB_ABSENT_NO_REPORT;
    }
    return row->unread ? JB_ABSENT_UNDER_REVIEW : JB_ABSENT_SILENT;
}

/* A recorded absence wins; of several the one of the preferred indicator. But that no report was
 * found is never said where there is one, whatever was recorded before it was; nor that a report is
 * silent which may yet state another indicator of the column. */
jb_absence absence_in(const work *w, const row_span *span, const jb_row *row,
                      const plan_column *plan)
{
    jb_absence usual = usual_absence(row);
    const jb_absent *first = NULL;
    bool all = true;
    for (size_t i = 0; i < plan->count; i++) {
        const jb_absent *absent = recorded(w, span, plan->indicators[i]);
        first = first != NULL ? first : absent;
        all = all && absent != NULL;
    }
    if (first == NULL || first->kind == JB_ABSENT_NO_REPORT) {
        return usual;
    }
    return first->kind == JB_ABSENT_SILENT && !all ? usual : first->kind;
}

void make_cells(work *w)
{
    size_t total = w->row_count * w->column_count;
    w->cells = jb_arena_array(w->arena, total, sizeof *w->cells);
    w->figures = jb_arena_array(w->arena, total, sizeof(void *));
    figure_list list = {0};
    for (size_t r = 0; r < w->row_count; r++) {
        for (size_t c = 0; c < w->column_count; c++) {
            jb_cell *cell = cell_at(w, r, c);
            list.count = 0;
            pick_figures(w, r, &w->plan[c], &list);
            set_aside_quoted(&list, w->rows[r].year);
            if (list.count == 0) {
                cell->absence = absence_in(w, &w->spans[r], &w->rows[r], &w->plan[c]);
                continue;
            }
            jb_figure *figures = jb_arena_keep(w->arena, list.items, list.count, sizeof *figures);
            w->figures[r * w->column_count + c] = figures;
            cell->figures = figures;
            cell->figure_count = list.count;
        }
    }
    free(list.items);
}
