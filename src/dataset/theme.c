/* theme.c - the sentence of findings about one table: who states what, for when and through which
 * channel.
 *
 * Sets figures side by side; never ranks, adds, subtracts or explains.
 */
#include "panel.h"
#include "remarks.h"

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

/* Rates whose base nobody states are left to the table when the agency has plainer figures, and so
 * are columns that list other definitions when it has one further left. */
static bool plain(const jb_column *column, const jb_figure *figure, const items *before)
{
    bool list = column->mixed && !column->numeric;
    bool led = before->count > 0 && before->list[0].column != column;
    return !(list && led) && !figure->indicator->base_unclear;
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
            if (figure_no_result(figure->fact) || (plain_only && !plain(column, figure, out))) {
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

/* Returns what it was called, for the next of the same thing. */
static const char *say_item(speech *s, const jb_dataset *dataset, const items *all, const item *one,
                            const char *before)
{
    if (one->figure == NULL) {
        const char *head = prose_head(s->arena, dataset, one->column, s->lang);
        say_in(s, "报告明示", "");
        say(s, head);
        say_in(s, "为零", ": nil, as the report says in words");
        return "";
    }
    const char *label = prose_label(s->arena, dataset, one->column, one->figure, s->lang);
    say(s, s->lang == JB_LANG_ZH ? prose_after(s->arena, label, before) : label);
    say_in(s, "", ": ");
    say_figure(s, one->figure);
    const char *people = one->figure->fact->scope_population;
    say(s, prose_remarks(s->arena, one->figure, !people_named(s, dataset, all, people), s->lang));
    return label;
}

/* The figures that the columns of a table ask for: of others of the matter, which other tables may
 * hold, nothing is said. */
static const char *figures_of(speech *s, const jb_theme *theme)
{
    bool english = s->lang == JB_LANG_EN;
    if (theme->table[0] == '\0') {
        return english ? "" : "所列各项";
    }
    return jb_arena_printf(s->arena, english ? " of %s" : "%s各项", theme->table);
}

/* English sets the lead in brackets behind the agency; Chinese begins with it. */
static void say_lead(speech *s, const jb_theme *theme, const char *lead, bool first, bool only)
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
    if (first && only && theme->table[0] != '\0') {
        say(s, jb_arena_printf(s->arena, "figures%s, namely ", figures_of(s, theme)));
    }
}

/* All items of one lead together, then those of the next. */
static void say_items(speech *s, const jb_theme *theme, items *all, bool only)
{
    for (size_t i = 0; i < all->count; i++) {
        if (all->list[i].said) {
            continue;
        }
        const char *lead = all->list[i].lead;
        say_lead(s, theme, lead, i == 0, only);
        const char *before = "";
        bool first = true;
        for (size_t j = i; j < all->count; j++) {
            if (!all->list[j].said && strcmp(all->list[j].lead, lead) == 0) {
                say_in(s, first ? "" : "、", first ? "" : ", ");
                before = say_item(s, theme->dataset, all, &all->list[j], before);
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

/* An agency of which the notes say that nothing it states is a result. */
static void say_no_result(speech *s, const jb_theme *theme)
{
    bool english = s->lang == JB_LANG_EN;
    say_in(s, "报告所写不是统计结果", " gives what is no statistical result");
    if (theme->table[0] != '\0') {
        say(s, jb_arena_printf(s->arena, english ? ", see %s" : "，见%s", theme->table));
    }
}

static void say_agency(speech *s, const panel *p, const jb_theme *theme, size_t row, bool only)
{
    const char *name = jb_agency_label(theme->dataset->rows[row].agency, s->lang);
    items all = {0};
    gather_items(s, theme->dataset, row, p->limit, &all);
    if (only) {
        say(s, s->lang == JB_LANG_EN
                   ? jb_arena_printf(s->arena, "only %s", name)
                   : jb_arena_printf(s->arena, "%s仅%s披露：", figures_of(s, theme), name));
    } else {
        say(s, name);
    }
    if (all.count == 0) {
        say_no_result(s, theme);
    } else {
        say_items(s, theme, &all, only);
    }
    free(all.list);
}

static void say_agencies(speech *s, const panel *p, const jb_theme *theme, bool only)
{
    bool first = true;
    for (size_t r = 0; r < theme->dataset->row_count; r++) {
        if (row_states(theme->dataset, r)) {
            say_in(s, first ? "" : "；", first ? "" : "; ");
            say_agency(s, p, theme, r, only);
            first = false;
        }
    }
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

static void say_lacking_names(speech *s, const panel *p, const jb_dataset *dataset, size_t count)
{
    name_list names = {.before = "by ", .join = "or", .count = count};
    for (size_t i = 0; i < p->subject_count; i++) {
        if (lacks_here(dataset, &p->subjects[i])) {
            say_name(s, &names, subject_name(s, &p->subjects[i]));
        }
    }
}

static void say_lacking(speech *s, const panel *p, const jb_theme *theme)
{
    bool english = s->lang == JB_LANG_EN;
    size_t count = 0;
    for (size_t i = 0; i < p->subject_count; i++) {
        count += lacks_here(theme->dataset, &p->subjects[i]);
    }
    const char *figures = figures_of(s, theme);
    if (count > NAMED) {
        say(s, english ? jb_arena_printf(s->arena, "; %zu others give none of these figures", count)
                       : jb_arena_printf(s->arena, "；另有%zu份报告%s均未披露", count, figures));
    } else if (count > 0) {
        say(s, english ? jb_arena_printf(s->arena, "; no figure%s is given ", figures) : "；");
        say_lacking_names(s, p, theme->dataset, count);
        say(s, english ? "" : jb_arena_printf(s->arena, "%s均未披露", figures));
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

static bool short_enough(speech *s, const panel *p, const jb_theme *theme, bool only)
{
    speech trial = {.arena = s->arena, .lang = s->lang};
    jb_findings said = {0};
    size_t length = 0;
    say_agencies(&trial, p, theme, only);
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

/* "（立案8家、行政处罚7家等）", " (8 for Cases opened, ...)": how many state each column, the
 * leftmost first. A column that nobody states is left to the table: a nought here could be taken
 * for a figure. */
static void say_columns(speech *s, const panel *p, const jb_dataset *dataset, const tally *t)
{
    bool english = s->lang == JB_LANG_EN;
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
            english ? jb_arena_printf(s->arena, "%s%zu for %s", gap, column->stated, head)
                    : jb_arena_printf(s->arena, "%s%s%zu%s", gap, head, column->stated, counter);
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

static const char *tally_en(speech *s, const tally *t)
{
    return t->single
               ? jb_arena_printf(s->arena, "%zu of %zu agencies state figures", t->agencies_stating,
                                 t->agencies)
               : jb_arena_printf(s->arena, "%zu of %zu report years of %zu agencies have figures",
                                 t->years_stating, t->years, t->agencies);
}

static const char *tally_zh(speech *s, const tally *t)
{
    return t->single
               ? jb_arena_printf(s->arena, "%zu家单位中%zu家披露", t->agencies, t->agencies_stating)
               : jb_arena_printf(s->arena, "%zu家单位的%zu个报告年度中%zu个披露", t->agencies,
                                 t->years, t->years_stating);
}

static void say_tally(speech *s, const panel *p, const jb_theme *theme)
{
    tally t = count_rows(theme->dataset);
    if (s->lang == JB_LANG_EN) {
        say(s, tally_en(s, &t));
        say(s, figures_of(s, theme));
    } else {
        say(s, tally_zh(s, &t));
        say(s, theme->table[0] == '\0' ? "数字"
                                       : jb_arena_printf(s->arena, "%s所列数字", theme->table));
    }
    say_columns(s, p, theme->dataset, &t);
    if (any_waits(theme->dataset)) {
        say_in(s, "，待核的尚未计入", ", what is under review not counted");
    }
}

static void say_nothing(speech *s, const jb_theme *theme)
{
    bool english = s->lang == JB_LANG_EN;
    const char *figures = figures_of(s, theme);
    if (any_waits(theme->dataset)) {
        say_in(s, "尚无核定的数字，有待核者。", "no figure is settled yet; some are under review.");
    } else {
        say(s, english ? jb_arena_printf(s->arena, "no report gives a figure%s.", figures)
                       : jb_arena_printf(s->arena, "%s各报告均未披露。", figures));
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
        say_nothing(s, theme);
        return;
    }
    bool only = stating == 1 && p->subject_count > 1 && !others_wait(theme->dataset);
    bool named = stating <= NAMED && (p->subject_count <= CROWD || short_enough(s, p, theme, only));
    if (named) {
        say_agencies(s, p, theme, only);
        if (!only) {
            say_lacking(s, p, theme);
        }
    } else {
        say_tally(s, p, theme);
    }
    say_in(s, "。", ".");
    say_totals(s, p, theme->dataset);
}
