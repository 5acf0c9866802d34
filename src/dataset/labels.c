/* labels.c - the word before a figure in a column where not all figures are the same thing.
 *
 * The report's own term where it tells the figures apart, else the indicator's short name.
 */
#include "work.h"

#include <stdlib.h>
#include <string.h>

typedef struct usage {
    const char *term;
    const jb_indicator *indicator;
} usage;

typedef struct usages {
    usage *items;
    size_t count, cap;
} usages;

static void add_usage(usages *all, const jb_figure *figure)
{
    for (size_t i = 0; i < all->count; i++) {
        if (all->items[i].indicator == figure->indicator &&
            strcmp(all->items[i].term, figure->fact->term) == 0) {
            return;
        }
    }
    usage item = {figure->fact->term, figure->indicator};
    JB_PUSH(all->items, all->count, all->cap, item);
}

/* Two indicators go by the same word: then the word says nothing. */
static bool ambiguous(const usages *all, const jb_figure *figure)
{
    for (size_t i = 0; i < all->count; i++) {
        if (all->items[i].indicator != figure->indicator &&
            strcmp(all->items[i].term, figure->fact->term) == 0) {
            return true;
        }
    }
    return false;
}

static const char *short_name(const jb_indicator *indicator, jb_lang lang)
{
    if (lang == JB_LANG_EN) {
        return indicator->short_en[0] != '\0' ? indicator->short_en : indicator->en;
    }
    return indicator->short_zh[0] != '\0' ? indicator->short_zh : indicator->zh;
}

/* Of people only what says how they come into it: 追发, 讨要 and 解决 are done with money. */
const char *label_word(const jb_figure *figure)
{
    static const char *const people[] = {"涉及", "惠及", "受益", "帮助", "服务"};
    const char *term = figure->fact->term;
    bool said = figure->indicator->kind != JB_KIND_PERSONS;
    for (size_t i = 0; i < sizeof people / sizeof *people; i++) {
        said = said || strcmp(term, people[i]) == 0;
    }
    return said ? term : "";
}

/* 审结（调处） leaves open which of the two a figure is, and 欠薪线索 what was done with them. */
static bool names_several(const jb_column *column)
{
    return strstr(column->head_zh, "或") != NULL || strstr(column->head_zh, "（") != NULL;
}

static bool said_by_head(const jb_column *column, const char *word)
{
    size_t len = strlen(column->head_zh);
    size_t two = 2 * strlen("字");
    const char *tail = column->head_zh + (len > two ? len - two : 0);
    return !jb_terms_differ(word, tail) ||
           (!names_several(column) && strstr(column->head_zh, word) != NULL);
}

/* 受理 in a list of several measures leaves open of what: its name, 调解受理, says that too. */
static bool is_tail_of_name(const jb_indicator *indicator, const char *term)
{
    size_t name = strlen(indicator->short_zh);
    size_t len = strlen(term);
    return name > len && strcmp(indicator->short_zh + name - len, term) == 0;
}

static void label(const jb_column *column, bool lists, const usages *all, jb_figure *figure)
{
    const char *term = label_word(figure);
    if (column->mixed) {
        bool own = term[0] != '\0' && !ambiguous(all, figure) &&
                   !(lists && is_tail_of_name(figure->indicator, term));
        figure->label_zh = own ? term : short_name(figure->indicator, JB_LANG_ZH);
        figure->label_en = short_name(figure->indicator, JB_LANG_EN);
    } else if (column->open && term[0] == '\0' && names_several(column)) {
        figure->label_zh = short_name(figure->indicator, JB_LANG_ZH);
    } else if ((column->reasons & JB_REASON_TERM) != 0 ||
               (column->open && !said_by_head(column, term))) {
        figure->label_zh = term;
    }
}

void make_labels(work *w, size_t column)
{
    const jb_column *of = &w->columns[column];
    if (!of->mixed && !of->open && (of->reasons & JB_REASON_TERM) == 0) {
        return;
    }
    usages all = {0};
    for (size_t r = 0; r < w->row_count; r++) {
        const jb_cell *cell = cell_at(w, r, column);
        for (size_t i = 0; i < cell->figure_count; i++) {
            add_usage(&all, &cell->figures[i]);
        }
    }
    for (size_t r = 0; r < w->row_count; r++) {
        jb_figure *figures = w->figures[r * w->column_count + column];
        for (size_t i = 0; i < cell_at(w, r, column)->figure_count; i++) {
            label(of, w->plan[column].all, &all, &figures[i]);
        }
    }
    free(all.items);
}
