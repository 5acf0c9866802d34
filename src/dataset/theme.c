/* theme.c - the sentence of findings about one table: who states what, for when and through which
 * channel.
 *
 * Sets figures side by side; never ranks, adds, subtracts or explains.
 */
#include "panel.h"

#include <stdlib.h>
#include <string.h>

static bool states(const jb_cell *cell)
{
    return cell->figure_count > 0 || cell->absence == JB_ABSENT_ZERO_STATED;
}

bool row_states(const jb_dataset *dataset, size_t row)
{
    for (size_t c = 0; c < dataset->column_count; c++) {
        if (states(jb_dataset_cell(dataset, row, c))) {
            return true;
        }
    }
    return false;
}

bool row_waits(const jb_dataset *dataset, size_t row)
{
    for (size_t c = 0; c < dataset->column_count; c++) {
        const jb_cell *cell = jb_dataset_cell(dataset, row, c);
        if (cell->figure_count == 0 && cell->absence == JB_ABSENT_UNDER_REVIEW) {
            return true;
        }
    }
    return false;
}

static bool any_waits(const jb_dataset *dataset)
{
    return (dataset->absences & 1U << JB_ABSENT_UNDER_REVIEW) != 0;
}

/* Others may yet turn out to state a figure. */
static bool others_wait(const jb_dataset *dataset)
{
    for (size_t r = 0; r < dataset->row_count; r++) {
        if (!row_states(dataset, r) && row_waits(dataset, r)) {
            return true;
        }
    }
    return false;
}

/* A figure, or a zero in words, that is going to be said of an agency. */
typedef struct item {
    const jb_column *column;
    const jb_figure *figure; /* NULL: zero in words */
    const char *lead;
    bool kept, said;
} item;

typedef struct items {
    item *list;
    size_t count, cap;
    bool more; /* left out beyond the limit */
} items;

static void add_item(items *out, item one)
{
    JB_PUSH(out->list, out->count, out->cap, one);
}

/* Keeps `limit` of them: the first of each column from the left, then what columns have besides, so
 * that no column's second figure takes the place of another's first. */
static void keep_first(items *all, unsigned limit)
{
    size_t left = limit;
    bool again = false;
    for (size_t round = 0; round < 2; round++) {
        for (size_t i = 0; i < all->count && left > 0; i++) {
            again = i > 0 && all->list[i].column == all->list[i - 1].column;
            if (again == (round == 1)) {
                all->list[i].kept = true;
                left--;
            }
        }
    }
    size_t kept = 0;
    for (size_t i = 0; i < all->count; i++) {
        if (all->list[i].kept) {
            all->list[kept++] = all->list[i];
        }
    }
    all->more = all->more || kept < all->count;
    all->count = kept;
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
            item one = {.column = column, .figure = figure};
            one.lead = prose_lead(s->arena, figure, &dataset->rows[row], s->lang);
            add_item(out, one);
        }
        if (cell->figure_count == 0 && states(cell)) {
            add_item(out, (item){.column = column, .lead = ""});
        }
    }
    keep_first(out, limit);
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
static bool people_named(speech *s, const jb_dataset *dataset, const items *all, const char *people)
{
    for (size_t i = 0; i < all->count; i++) {
        const item *one = &all->list[i];
        if (one->figure != NULL &&
            strstr(prose_label(s->arena, dataset, one->column, one->figure, JB_LANG_ZH), people) !=
                NULL) {
            return true;
        }
    }
    return false;
}

static void say_item(speech *s, const jb_dataset *dataset, const items *all, const item *one)
{
    if (one->figure == NULL) {
        say(s, prose_head(s->arena, dataset, one->column, s->lang));
        say_in(s, "报告明示为零", ": nil, as the report says in words");
        return;
    }
    say(s, prose_label(s->arena, dataset, one->column, one->figure, s->lang));
    say_in(s, "", ": ");
    say_figure(s, one->figure);
    const char *people = one->figure->fact->scope_population;
    say(s, prose_remarks(s->arena, one->figure, !people_named(s, dataset, all, people), s->lang));
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
static void say_items(speech *s, const jb_dataset *dataset, items *all)
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
                say_item(s, dataset, all, &all->list[j]);
                all->list[j].said = true;
                first = false;
            }
        }
    }
    if (all->more) {
        say_in(s, "等", ", among others");
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

static void say_agencies(speech *s, const panel *p, const jb_dataset *dataset, bool only)
{
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
        say_items(s, dataset, &all);
        first = false;
    }
    free(all.list);
}

/* Who gives figures elsewhere and none here must be named here, or the reader takes the list for
 * whole; who gives none at all is named at the end of the findings. */
static bool lacks_here(const jb_dataset *dataset, const subject *of)
{
    for (size_t r = 0; r < dataset->row_count; r++) {
        const jb_row *row = &dataset->rows[r];
        if (row->year == of->row->year && strcmp(row->agency->code, of->row->agency->code) == 0) {
            return of->states && row->reported && !row_states(dataset, r) && !row_waits(dataset, r);
        }
    }
    return false;
}

static void say_lacking_names(speech *s, const panel *p, const jb_dataset *dataset)
{
    bool first = true;
    for (size_t i = 0; i < p->subject_count; i++) {
        if (lacks_here(dataset, &p->subjects[i])) {
            say_in(s, first ? "" : "、", first ? "" : ", ");
            say(s, subject_name(s, &p->subjects[i]));
            first = false;
        }
    }
}

static void say_lacking(speech *s, const panel *p, const jb_dataset *dataset)
{
    size_t count = 0;
    for (size_t i = 0; i < p->subject_count; i++) {
        count += lacks_here(dataset, &p->subjects[i]);
    }
    if (count > NAMED) {
        say(s, jb_arena_printf(s->arena,
                               s->lang == JB_LANG_EN ? "; %zu others give no figure"
                                                     : "；另有%zu份报告未披露",
                               count));
    } else if (count > 0) {
        say_in(s, "；", "; no figure is given by ");
        say_lacking_names(s, p, dataset);
        say_in(s, "未披露", "");
    }
}

/* ---- too many to name -------------------------------------------------------------------- */

/* Of so many agencies a table's sentence may not grow longer than this, in code points. */
#define CROWD 50
#define CROWD_LENGTH_ZH 150
#define CROWD_LENGTH_EN 300
/* What is said of single columns ends here. */
#define COLUMNS 4
#define COLUMNS_LENGTH 60

static bool short_enough(speech *s, const panel *p, const jb_dataset *dataset, bool only)
{
    speech trial = {.arena = s->arena, .lang = s->lang};
    jb_findings said = {0};
    size_t length = 0;
    say_agencies(&trial, p, dataset, only);
    say_end(&trial, &said);
    for (size_t i = 0; i < said.count; i++) {
        length += jb_utf8_count(said.phrases[i].text, strlen(said.phrases[i].text));
    }
    return length <= (s->lang == JB_LANG_EN ? CROWD_LENGTH_EN : CROWD_LENGTH_ZH);
}

typedef struct tally {
    size_t agencies, years; /* of the table; a row without a year counts as an agency only */
    size_t agencies_stating, years_stating;
    bool single; /* no agency has more than one row */
} tally;

static tally count_rows(const jb_dataset *dataset)
{
    tally out = {.single = true};
    const char *last = "";
    const char *last_stating = "";
    for (size_t r = 0; r < dataset->row_count; r++) {
        const char *code = dataset->rows[r].agency->code;
        bool again = strcmp(code, last) == 0;
        out.single = out.single && !again;
        out.agencies += !again;
        out.years += dataset->rows[r].year != 0;
        last = code;
        if (row_states(dataset, r)) {
            out.years_stating++;
            out.agencies_stating += strcmp(code, last_stating) != 0;
            last_stating = code;
        }
    }
    return out;
}

/* "（立案8家、行政处罚7家等）": how many state each column, the leftmost first. A column that
 * nobody states is left to the table: a nought here could be taken for a figure. */
static void say_columns(speech *s, const panel *p, const jb_dataset *dataset, const tally *t)
{
    bool english = s->lang == JB_LANG_EN;
    const char *colon = english ? ": " : "";
    const char *counter = english ? "" : t->single ? "家" : "个";
    const char *text = "";
    size_t named = 0;
    bool more = false;
    for (size_t c = 0; c < dataset->column_count; c++) {
        const jb_column *column = &dataset->columns[c];
        if (column->stated == 0) {
            continue;
        }
        const char *gap = named == 0 ? "" : english ? ", " : "、";
        const char *head = prose_head(s->arena, dataset, column, s->lang);
        const char *next =
            jb_arena_printf(s->arena, "%s%s%s%zu%s", gap, head, colon, column->stated, counter);
        size_t length = strlen(text) + strlen(next);
        if (named == COLUMNS || named == p->limit || length > 3 * (size_t)COLUMNS_LENGTH) {
            more = true;
            break;
        }
        text = jb_arena_printf(s->arena, "%s%s", text, next);
        named++;
    }
    if (named > 0) {
        const char *others = more ? (english ? ", among others" : "等") : "";
        say(s, jb_arena_printf(s->arena, english ? " (%s%s)" : "（%s%s）", text, others));
    }
}

static void say_tally(speech *s, const panel *p, const jb_theme *theme)
{
    bool english = s->lang == JB_LANG_EN;
    tally t = count_rows(theme->dataset);
    if (english) {
        say(s, t.single ? jb_arena_printf(s->arena, "%zu of %zu agencies state figures",
                                          t.agencies_stating, t.agencies)
                        : jb_arena_printf(s->arena,
                                          "%zu of %zu report years of %zu agencies have figures",
                                          t.years_stating, t.years, t.agencies));
    } else {
        say(s, t.single ? jb_arena_printf(s->arena, "%zu家单位中%zu家披露数字", t.agencies,
                                          t.agencies_stating)
                        : jb_arena_printf(s->arena, "%zu家单位的%zu个报告年度中%zu个披露数字",
                                          t.agencies, t.years, t.years_stating));
    }
    say_columns(s, p, theme->dataset, &t);
    if (any_waits(theme->dataset)) {
        say_in(s, "，待核的尚未计入", ", what is under review not counted");
    }
    if (theme->table[0] != '\0') {
        say(s, jb_arena_printf(s->arena, english ? ", see %s" : "，见%s", theme->table));
    }
}

static void say_nothing(speech *s, const jb_dataset *dataset)
{
    if (any_waits(dataset)) {
        say_in(s, "尚无核定的数字，有待核者。", "no figure is settled yet; some are under review.");
    } else {
        say_in(s, "各报告均未披露数字。", "no report gives a figure.");
    }
}

void say_theme(speech *s, const panel *p, size_t index)
{
    const jb_theme *theme = &p->themes[index];
    size_t stating = rows_stating(theme->dataset);
    if (p->count > 1) {
        say_paragraph(s);
    }
    say(s, jb_arena_printf(s->arena, s->lang == JB_LANG_EN ? " On %s: " : "%s方面，", theme->name));
    if (stating == 0) {
        say_nothing(s, theme->dataset);
        return;
    }
    bool only = stating == 1 && p->subject_count > 1 && !others_wait(theme->dataset);
    bool named =
        stating <= NAMED && (p->subject_count <= CROWD || short_enough(s, p, theme->dataset, only));
    if (named) {
        say_agencies(s, p, theme->dataset, only);
        if (!only) {
            say_lacking(s, p, theme->dataset);
        }
    } else {
        say_tally(s, p, theme);
    }
    say_in(s, "。", ".");
    say_totals(s, p, theme->dataset);
}
