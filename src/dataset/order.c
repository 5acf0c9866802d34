/* order.c - rows in the order of size of one column, where its figures may be ranked.
 *
 * Whether they may is the measure's to say. What may not be ranked stands behind, by code; where
 * nothing may, the table stays as it was and says why.
 */
#include "derive.h"

#include <stdlib.h>
#include <string.h>

/* The one year of the rows, 0 when there are several. */
static int only_year(const work *w)
{
    int year = 0;
    for (size_t r = 0; r < w->row_count; r++) {
        if (w->rows[r].year != 0 && year != 0 && w->rows[r].year != year) {
            return 0;
        }
        year = w->rows[r].year != 0 ? w->rows[r].year : year;
    }
    return year;
}

static void say(work *w, const char *zh, const char *en)
{
    w->general[w->general_count++] = (jb_note){"order", zh, en};
}

/* ---- notes ------------------------------------------------------------------------------- */

static void say_refused(work *w, unsigned reasons)
{
    const jb_column *of = &w->columns[w->query->order];
    say(w,
        jb_arena_printf(w->arena, "未按“%s”大小排列，按机构代码排列：%s。", of->head_zh,
                        jb_reasons_text(w->arena, reasons, JB_LANG_ZH)),
        jb_arena_printf(w->arena, "Not in order of \"%s\" but of agency codes: %s.", of->head_en,
                        jb_reasons_text(w->arena, reasons, JB_LANG_EN)));
}

static void say_several_years(work *w)
{
    say(w, "表中有几个年度，不按大小排列，按机构代码和年度排列。",
        "The table has several years: its rows stand by agency code and year, not in order of "
        "size.");
}

static bool is_vague(const jb_ranking *made)
{
    for (size_t i = 0; i < made->ranked; i++) {
        if (made->ranks[i].vague) {
            return true;
        }
    }
    return false;
}

static void say_ordered(work *w, const jb_ranking *made)
{
    const jb_column *of = &w->columns[w->query->order];
    size_t rest = w->row_count - made->ranked;
    const char *zh = jb_arena_printf(w->arena, "按“%s”由大到小排列，不表示优劣", of->head_zh);
    const char *en = jb_arena_printf(w->arena,
                                     "In order of \"%s\", the largest first; it says nothing about "
                                     "better or worse",
                                     of->head_en);
    if (rest > 0) {
        zh = jb_arena_printf(w->arena, "%s；其中%zu家无数或与其他各家不可比，按机构代码列在后面",
                             zh, rest);
        en = jb_arena_printf(w->arena,
                             "%s; %zu without a figure, or with one that does not compare, follow "
                             "by agency code",
                             en, rest);
    }
    if (is_vague(made)) {
        zh = jb_arena_printf(w->arena, "%s；约数和界限值按所写的数列入，其位置未必确切", zh);
        en = jb_arena_printf(w->arena,
                             "%s; approximate figures and bounds stand by the number as written, "
                             "their place is uncertain",
                             en);
    }
    say(w, jb_arena_printf(w->arena, "%s。", zh), jb_arena_printf(w->arena, "%s.", en));
}

/* ---- rows -------------------------------------------------------------------------------- */

/* Moves row `from[i]` to place i, with all that belongs to it. */
static void permute(work *w, const size_t *from)
{
    size_t rows = w->row_count;
    size_t wide = w->column_count;
    jb_row *row = jb_arena_array(w->arena, rows, sizeof *row);
    row_span *spans = jb_arena_array(w->arena, rows, sizeof *spans);
    jb_cell *cells = jb_arena_array(w->arena, rows * wide, sizeof *cells);
    jb_figure **figures = jb_arena_array(w->arena, rows * wide, sizeof(void *));
    for (size_t i = 0; i < rows; i++) {
        row[i] = w->rows[from[i]];
        spans[i] = w->spans[from[i]];
        memcpy(&cells[i * wide], &w->cells[from[i] * wide], wide * sizeof *cells);
        memcpy(&figures[i * wide], &w->figures[from[i] * wide], wide * sizeof(void *));
    }
    w->rows = row;
    w->spans = spans;
    w->cells = cells;
    w->figures = figures;
}

/* By the number as it is written: an approximate figure or bound has no better place. */
static int by_value(const void *left, const void *right)
{
    const jb_rank *a = left;
    const jb_rank *b = right;
    int order = jb_dec_cmp(b->figure->fact->value, a->figure->fact->value);
    return order != 0 ? order : jb_measured_cmp(a->figure, b->figure);
}

static void apply(work *w, const batch *b, const jb_ranking *made)
{
    size_t *from = jb_arena_array(w->arena, w->row_count, sizeof *from);
    bool *placed = jb_arena_array(w->arena, w->row_count, sizeof *placed);
    jb_rank *ranks = jb_arena_keep(w->arena, made->ranks, made->ranked, sizeof *ranks);
    size_t count = 0;
    qsort(ranks, made->ranked, sizeof *ranks, by_value);
    for (size_t i = 0; i < made->ranked; i++) {
        from[count] = b->rows[ranks[i].figure - b->figures];
        placed[from[count++]] = true;
    }
    for (size_t r = 0; r < w->row_count; r++) {
        if (!placed[r]) {
            from[count++] = r;
        }
    }
    permute(w, from);
    w->ordered = made->ranked;
}

void order_rows(work *w)
{
    if (!w->query->ordered || w->row_count == 0) {
        return;
    }
    batch b = {.column = w->query->order, .year = only_year(w)};
    if (b.year == 0) {
        say_several_years(w);
        return;
    }
    for (size_t r = 0; r < w->row_count && !w->plan[b.column].all; r++) {
        jb_measured figure;
        unsigned reasons = 0;
        if (rank_figure(w, r, b.column, &figure, &reasons)) {
            batch_add(&b, figure, r);
        }
    }
    jb_rank_ask ask = {.figures = b.figures, .count = b.count, .relaxed = w->query->relax};
    jb_ranking made = jb_ranking_make(w->arena, &ask);
    if (made.given && made.ranked > 0) {
        apply(w, &b, &made);
        say_ordered(w, &made);
        w->relaxed[JB_USE_RANK] |= made.relaxed;
    } else {
        say_refused(w, w->plan[b.column].all ? (unsigned)JB_REASON_INDICATOR : made.barred);
    }
    batch_free(&b);
}
