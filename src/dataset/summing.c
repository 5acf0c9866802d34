/* summing.c - the sentence about a table's totals: what was added over whom, how it changed like
 * for like, where the largest number stands.
 *
 * Says nothing that does not stand in the table, and nothing at all where the table has no totals.
 */
#include "panel.h"

#include <string.h>

/* Of fewer comparable figures than these the largest is no news. */
#define FEW 3

/* The total of all for the last year. */
static const jb_summary *last_total(const jb_dataset *dataset)
{
    const jb_summary *last = NULL;
    for (size_t i = 0; i < dataset->summary_count; i++) {
        const jb_summary *one = &dataset->summaries[i];
        if (one->parent[0] == '\0' && (last == NULL || one->year > last->year)) {
            last = one;
        }
    }
    return last;
}

/* The column that derives this from column `of`, or the column count. */
static size_t derived_column(const jb_dataset *dataset, size_t of, jb_derive derive)
{
    for (size_t c = 0; c < dataset->column_count; c++) {
        if (dataset->columns[c].derive == derive && dataset->columns[c].of == of) {
            return c;
        }
    }
    return dataset->column_count;
}

static void say_coverage(speech *s, const jb_derived *derived)
{
    const char *over = jb_coverage_text(s->arena, derived->covered, derived->expected, s->lang);
    say(s, jb_arena_printf(s->arena, s->lang == JB_LANG_EN ? " (%s)" : "（%s）", over));
}

static void say_change(speech *s, const jb_dataset *dataset, const jb_summary *total, size_t of)
{
    size_t c = derived_column(dataset, of, JB_DERIVE_CHANGE);
    const jb_derived *derived = c < dataset->column_count ? total->cells[c].derived : NULL;
    if (derived == NULL || !derived->given) {
        return;
    }
    say_in(s, "，同口径较上年", ", like for like ");
    say_derived(s, derived);
    say_in(s, "", " on the year before");
    say_coverage(s, derived);
}

/* The only first place; of two that share it, or may, nothing is said. */
static const jb_row *first_place(const jb_dataset *dataset, size_t column, int year,
                                 const jb_derived **place)
{
    for (size_t r = 0; r < dataset->row_count; r++) {
        const jb_derived *derived = jb_dataset_cell(dataset, r, column)->derived;
        bool first = derived->zh.prefix[0] == '\0' && strcmp(derived->zh.whole, "1") == 0;
        if (dataset->rows[r].year == year && derived->given && first) {
            *place = derived;
            return &dataset->rows[r];
        }
    }
    return NULL;
}

static size_t ranked(const jb_dataset *dataset, size_t column, int year)
{
    size_t count = 0;
    for (size_t r = 0; r < dataset->row_count; r++) {
        count +=
            dataset->rows[r].year == year && jb_dataset_cell(dataset, r, column)->derived->given;
    }
    return count;
}

static void say_first(speech *s, const jb_dataset *dataset, const jb_summary *total, size_t of)
{
    size_t c = derived_column(dataset, of, JB_DERIVE_RANK);
    const jb_derived *place = NULL;
    const jb_row *row =
        c < dataset->column_count ? first_place(dataset, c, total->year, &place) : NULL;
    if (row == NULL) {
        return;
    }
    size_t count = ranked(dataset, c, total->year);
    if (count < FEW) {
        return;
    }
    bool lowest = strstr(dataset->columns[c].head_en, "lowest") != NULL;
    const char *label = jb_agency_label(row->agency, s->lang);
    say(s, s->lang == JB_LANG_EN
               ? jb_arena_printf(s->arena, ", the %s of %zu comparable figures being %s's",
                                 lowest ? "lowest" : "largest", count, label)
               : jb_arena_printf(s->arena, "，可比的%zu家中数值最%s的是%s", count,
                                 lowest ? "小" : "大", label));
}

static void say_total(speech *s, const jb_dataset *dataset, const jb_summary *total, size_t column)
{
    const jb_column *of = &dataset->columns[column];
    const jb_derived *derived = total->cells[column].derived;
    say(s, prose_head(s->arena, dataset, of, s->lang));
    say_in(s, "", " ");
    say_derived(s, derived);
    say_coverage(s, derived);
    say_change(s, dataset, total, column);
    say_first(s, dataset, total, column);
}

void say_totals(speech *s, const panel *p, const jb_dataset *dataset)
{
    const jb_summary *total = last_total(dataset);
    size_t given = 0;
    size_t refused = 0;
    for (size_t c = 0; total != NULL && c < dataset->column_count; c++) {
        bool stated = dataset->columns[c].derive == JB_DERIVE_NONE;
        bool sum = stated && total->cells[c].derived->given;
        refused += stated && !sum && dataset->columns[c].stated > 1;
        if (!sum || given >= p->limit) {
            continue;
        }
        if (given++ == 0) {
            say(s,
                jb_arena_printf(s->arena, s->lang == JB_LANG_EN ? " Totals for %d: " : "%d年合计：",
                                total->year));
        } else {
            say_in(s, "；", "; ");
        }
        say_total(s, dataset, total, c);
    }
    if (given > 0) {
        say_in(s, "。", ".");
    } else if (refused > 0) {
        say_in(s, "各数口径不同或不可相加，不作合计。",
               " The figures are not alike or do not add up; no total is given.");
    }
}
