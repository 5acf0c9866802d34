/* derive.c - which totals, changes, ranks and shares the table has, and where they stand.
 *
 * Each is asked for once; what comes of it is decided elsewhere.
 */
#include "derive.h"

#include "format.h"

#include <stdlib.h>
#include <string.h>

/* ---- columns ----------------------------------------------------------------------------- */

/* The distinct years of the rows, ascending. */
static size_t gather_years(const work *w, int **out)
{
    bool held[2200] = {false};
    int *years = jb_arena_array(w->arena, w->row_count, sizeof *years);
    size_t count = 0;
    for (size_t r = 0; r < w->row_count; r++) {
        if (w->rows[r].year > 0 && w->rows[r].year < 2200) {
            held[w->rows[r].year] = true;
        }
    }
    for (int year = 1; year < 2200; year++) {
        if (held[year]) {
            years[count++] = year;
        }
    }
    *out = years;
    return count;
}

static const char *kind_of(jb_derive derive)
{
    return jb_derive_code(derive);
}

static jb_use use_of(jb_derive derive)
{
    switch (derive) {
    case JB_DERIVE_CHANGE:
        return JB_USE_CHANGE;
    case JB_DERIVE_RANK:
        return JB_USE_RANK;
    case JB_DERIVE_SHARE:
        return JB_USE_SHARE;
    case JB_DERIVE_NONE:
    case JB_DERIVE_BEFORE:
    case JB_DERIVE_REMARK:
    case JB_DERIVES:
        break;
    }
    return JB_USE_TABLE;
}

/* Rows without a year have nothing to derive from. */
static void fill_rest(work *w, size_t column)
{
    jb_derive derive = w->plan[column].derive;
    for (size_t r = 0; r < w->row_count; r++) {
        jb_cell *cell = cell_at(w, r, column);
        if (cell->derived == NULL) {
            cell->derived = derived_refused(w, kind_of(derive), use_of(derive), JB_REASON_NOTHING);
        }
    }
}

static void derive_column(work *w, size_t column, const int *years, size_t count)
{
    for (size_t i = 0; i < count && w->plan[column].derive == JB_DERIVE_RANK; i++) {
        derive_ranks(w, column, years[i]);
    }
    for (size_t i = 0; i < count && w->plan[column].derive == JB_DERIVE_SHARE; i++) {
        derive_shares(w, column, years[i]);
    }
    for (size_t r = 0; r < w->row_count; r++) {
        if (w->plan[column].derive == JB_DERIVE_REMARK) {
            derive_remark(w, r, column);
        } else if (w->plan[column].derive == JB_DERIVE_CHANGE && w->rows[r].year != 0) {
            derive_change(w, r, column);
        } else if (w->plan[column].derive == JB_DERIVE_BEFORE && w->rows[r].year != 0) {
            derive_before(w, r, column);
        }
    }
    fill_rest(w, column);
}

/* ---- rows of totals ---------------------------------------------------------------------- */

static const jb_derived *summary_cell(work *w, size_t column, int year, const char *parent)
{
    const plan_column *plan = &w->plan[column];
    switch (plan->derive) {
    case JB_DERIVE_NONE:
        return derive_total(w, column, year, parent);
    case JB_DERIVE_CHANGE:
        return derive_like_change(w, plan->of, year, parent);
    case JB_DERIVE_SHARE:
        return derive_share_total(w, plan->of, year, parent);
    case JB_DERIVE_BEFORE:
        return derive_before_total(w, column, year, parent);
    case JB_DERIVE_REMARK:
        return derived_given(w, "remark", "notes", jb_dec_int(0));
    case JB_DERIVE_RANK:
    case JB_DERIVES:
        break;
    }
    return derived_refused(w, "rank", JB_USE_RANK, JB_REASON_NOTHING);
}

/* The division as it was in the year; its code when no record is held. */
static const char *parent_name(const work *w, const char *code, int year, jb_lang lang)
{
    const jb_agency *agency = jb_agency_in(w->divisions, w->division_count, code, year);
    return agency != NULL ? jb_agency_label(agency, lang) : code;
}

static void add_summary(work *w, int year, const char *parent, size_t after)
{
    jb_summary *out = &w->summaries[w->summary_count];
    jb_cell *cells = &w->summary_cells[w->summary_count * w->column_count];
    w->summary_count++;
    *out = (jb_summary){.label_zh = "合计",
                        .label_en = "Total",
                        .parent = parent != NULL ? parent : "",
                        .year = year,
                        .after = after,
                        .cells = cells};
    if (parent != NULL) {
        out->label_zh =
            jb_arena_printf(w->arena, "%s小计", parent_name(w, parent, year, JB_LANG_ZH));
        out->label_en =
            jb_arena_printf(w->arena, "%s subtotal", parent_name(w, parent, year, JB_LANG_EN));
    }
    for (size_t c = 0; c < w->column_count; c++) {
        cells[c].derived = summary_cell(w, c, year, parent);
    }
}

/* Several rows of the year stand under the division: one alone needs no subtotal. */
static bool parent_year(const work *w, const char *parent, int year)
{
    size_t count = 0;
    for (size_t r = 0; r < w->row_count; r++) {
        count += w->rows[r].year == year && row_under(&w->rows[r], parent);
    }
    return count > 1;
}

/* A division's rows that stand together. */
typedef struct group {
    const char *parent;
    size_t after;
} group;

/* Divisions above, each behind its last row. */
static size_t gather_groups(const work *w, group **out)
{
    group *groups = jb_arena_array(w->arena, w->row_count, sizeof *groups);
    size_t count = 0;
    for (size_t r = 0; r < w->row_count; r++) {
        const char *parent = w->rows[r].agency->parent;
        size_t at = 0;
        while (at < count && strcmp(groups[at].parent, parent) != 0) {
            at++;
        }
        if (parent[0] == '\0') {
            continue;
        }
        groups[at] = (group){parent, w->query->ordered ? w->row_count : r + 1};
        count += at == count;
    }
    *out = groups;
    return count;
}

static int group_order(const void *left, const void *right)
{
    const group *a = left;
    const group *b = right;
    int order = (a->after > b->after) - (a->after < b->after);
    return order != 0 ? order : strcmp(a->parent, b->parent);
}

static bool same_total(const jb_derived *a, const jb_derived *b)
{
    return a->given == b->given &&
           (!a->given || (jb_dec_cmp(a->value, b->value) == 0 && a->qualifier == b->qualifier &&
                          a->covered == b->covered && a->expected == b->expected));
}

/* The division's total is the total of all. */
static bool total_of_all(work *w, const char *parent, int year)
{
    bool same = true;
    for (size_t c = 0; c < w->column_count && same; c++) {
        same = same_total(summary_cell(w, c, year, parent), summary_cell(w, c, year, NULL));
    }
    return same;
}

/* Whether each division has several rows of a year: group by group, year by year. */
static bool *several_of(const work *w, const group *groups, size_t group_count, const int *years,
                        size_t count, size_t *divisions)
{
    bool *several = jb_arena_array(w->arena, group_count * count + 1, sizeof *several);
    for (size_t i = 0; i < group_count * count; i++) {
        several[i] = parent_year(w, groups[i / count].parent, years[i % count]);
        divisions[i % count] += several[i];
    }
    return several;
}

/* Where one division alone has several rows of a year, and beside it only those above it, its total
 * is not said twice. */
static void derive_subtotals(work *w, const group *groups, size_t group_count, const int *years,
                             size_t count)
{
    size_t *divisions = jb_arena_array(w->arena, count, sizeof *divisions);
    const bool *several = several_of(w, groups, group_count, years, count, divisions);
    for (size_t i = 0; i < group_count * count; i++) {
        const group *of = &groups[i / count];
        int year = years[i % count];
        if (several[i] && (divisions[i % count] > 1 || !total_of_all(w, of->parent, year))) {
            add_summary(w, year, of->parent, of->after);
        }
    }
}

static void derive_summaries(work *w, const int *years, size_t count)
{
    group *groups = NULL;
    size_t group_count = 0;
    if (w->query->totals == JB_TOTALS_PARENTS) {
        group_count = gather_groups(w, &groups);
    }
    if (group_count > 0) {
        qsort(groups, group_count, sizeof *groups, group_order);
    }
    size_t most = (group_count + 1) * count;
    w->summaries = jb_arena_array(w->arena, most, sizeof *w->summaries);
    w->summary_cells = jb_arena_array(w->arena, most * w->column_count, sizeof *w->summary_cells);
    if (group_count > 1 && count > 0) {
        derive_subtotals(w, groups, group_count, years, count);
    }
    for (size_t i = 0; i < count; i++) {
        add_summary(w, years[i], NULL, w->row_count);
    }
}

void make_derived(work *w)
{
    int *years = NULL;
    size_t count = gather_years(w, &years);
    w->several_years = count > 1;
    make_members(w);
    for (size_t c = 0; c < w->column_count; c++) {
        if (column_derives(w, c)) {
            derive_column(w, c, years, count);
        }
    }
    if (w->query->totals != JB_TOTALS_NONE && w->row_count > 0) {
        derive_summaries(w, years, count);
    }
}
