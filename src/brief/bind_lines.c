/* Figures over years as lines: which years and agencies, where a line is broken, and why.
 *
 * A line leads from one figure to the next only where a change may be worked out between them, so
 * that no table beside it says otherwise.
 */
#include "bind_chart.h"

#include <stdlib.h>
#include <string.h>

enum { LINES_MOST = 5, GAPS_MOST = 8 };

static int by_year(const void *a, const void *b)
{
    int left = *(const int *)a;
    int right = *(const int *)b;
    return (left > right) - (left < right);
}

/* The years of the rows, ascending, with those between: a year without a report is a gap. */
static size_t years_of(const plot *p, int **out)
{
    int *years = jb_arena_array(p->arena, p->rows + 1, sizeof *years);
    size_t count = 0;
    *out = years;
    for (size_t i = 0; i < p->rows; i++) {
        if (plot_row(p, i)->year != 0) {
            years[count++] = plot_row(p, i)->year;
        }
    }
    if (count == 0) {
        return 0;
    }
    qsort(years, count, sizeof *years, by_year);
    int first = years[0];
    size_t span = (size_t)(years[count - 1] - first) + 1;
    *out = jb_arena_array(p->arena, span, sizeof **out);
    for (size_t i = 0; i < span; i++) {
        (*out)[i] = first + (int)i;
    }
    return span;
}

/* First rows of the agencies, of those drawn; rows of one agency stand together. */
static size_t agencies_of(const plot *p, size_t **out)
{
    size_t count = 0;
    *out = jb_arena_array(p->arena, p->rows + 1, sizeof **out);
    for (size_t i = 0; i < p->rows; i++) {
        bool same =
            i > 0 && strcmp(plot_row(p, i)->agency->code, plot_row(p, i - 1)->agency->code) == 0;
        if (!same) {
            (*out)[count++] = i;
        }
    }
    (*out)[count] = p->rows;
    return count;
}

/* ---- where a line is broken -------------------------------------------------------------- */

typedef struct gaps {
    jb_str said;
    size_t count;
} gaps;

/* What keeps a change between the two from being worked out because they do not compare. A base
 * that is 0 or small, a bound and what nobody has reviewed do not bar a line. */
static unsigned parted(const plot *p, const jb_measured *now, const jb_measured *before)
{
    static const unsigned drawn = JB_REASON_QUALIFIER | JB_REASON_ZERO_BASE | JB_REASON_SMALL_BASE |
                                  JB_REASON_NO_BASE | JB_REASON_RANGE | JB_REASON_UNREVIEWED;
    jb_change_ask ask = {.relaxed = p->from->refs[0].data->relax};
    return jb_change_make(now, before, &ask).barred & ~drawn;
}

/* A hollow figure says itself why no line leads to it. */
static void gap_say(const plot *p, gaps *g, const jb_row *row, int year, unsigned why)
{
    const char *reasons = jb_reasons_text(p->arena, why, p->brief->lang);
    const char *name = jb_agency_label(row->agency, p->brief->lang);
    if (g->count++ < GAPS_MOST) {
        jb_str_add(&g->said, g->count > 1 ? plot_word(p, "；", "; ") : "");
        jb_str_addf(&g->said, plot_zh(p) ? "%s%d年（%s）" : "%s %d (%s)", name, year, reasons);
    }
}

static void line_part(const plot *p, const shown *list, size_t count, const jb_row *row, gaps *g)
{
    for (size_t i = 1; i < count; i++) {
        const jb_measured *now = &list[i].figure;
        const jb_measured *before = &list[i - 1].figure;
        unsigned why = now->year == before->year + 1 ? parted(p, now, before) : 0;
        bool solid =
            list[i].point->look != JB_LOOK_HOLLOW && list[i - 1].point->look != JB_LOOK_HOLLOW;
        list[i].point->apart = why != 0;
        if (why != 0 && solid) {
            gap_say(p, g, row, now->year, why);
        }
    }
}

static const char *gaps_text(const plot *p, gaps *g)
{
    jb_str out = {0};
    if (g->count == 0) {
        return NULL;
    }
    jb_str_add(&out, plot_word(p, "与上年不可比，折线断开：",
                               "Not comparable with the year before, the line is broken: "));
    jb_str_add(&out, jb_str_text(&g->said));
    if (g->count > GAPS_MOST) {
        jb_str_addf(&out, plot_zh(p) ? "；等共%zu处" : "; and others, %zu in all", g->count);
    }
    jb_str_add(&out, plot_word(p, "。", "."));
    const char *text = jb_arena_strdup(p->arena, jb_str_text(&out));
    jb_str_free(&out);
    jb_str_free(&g->said);
    return text;
}

/* ---- points ------------------------------------------------------------------------------ */

/* Rows of one agency, which may have changed its name. */
static bool agency_was(const plot *p, size_t from, size_t to, int year)
{
    for (size_t i = from; i < to; i++) {
        if (jb_agency_valid_in(plot_row(p, i)->agency, year)) {
            return true;
        }
    }
    return false;
}

/* Among several lines the place of a figure that is not drawn tells nobody whose it is. */
static void label_owned(const plot *p, const jb_text *name, jb_chart_point *point)
{
    if (point->present || point->label.count == 0) {
        return;
    }
    jb_inline *items = jb_arena_array(p->arena, point->label.count + 2, sizeof *items);
    items[0] = name->items[0];
    items[1].text = plot_word(p, "：", ": ");
    memcpy(items + 2, point->label.items, point->label.count * sizeof *items);
    point->label = (jb_text){items, point->label.count + 2};
}

/* One line: the rows of one agency, with its name when there are others in the drawing. */
static void line_bind(plot *p, size_t from, size_t to, const int *years, size_t stride,
                      const jb_text *name, jb_chart_point *points, gaps *g)
{
    size_t count = p->chart->category_count;
    shown *list = jb_xmalloc((count + 1) * sizeof *list);
    size_t found = 0;
    for (size_t y = 0; y < count; y++) {
        jb_chart_point *point = &points[y * stride];
        /* Of a year in which there was no such agency nothing is missing. */
        if (agency_was(p, from, to, years[y])) {
            const char *none = jb_absence_text(JB_ABSENT_NO_REPORT, p->brief->lang);
            point->label = text_plain(p->arena, none);
        }
        for (size_t i = from; i < to; i++) {
            if (plot_row(p, i)->year == years[y]) {
                found += plot_point(p, p->drawn[i], p->columns[0], true, point, &list[found]);
            }
        }
        if (name != NULL) {
            label_owned(p, name, point);
        }
    }
    plot_look_apart(p, list, found);
    line_part(p, list, found, plot_row(p, to - 1), g);
    free(list);
}

/* An agency goes by the name that it has in its last year. */
void lines_bind(plot *p)
{
    int *years = NULL;
    size_t *first = NULL;
    gaps g = {0};
    size_t count = years_of(p, &years);
    size_t agencies = agencies_of(p, &first);
    bool apart_panels = agencies > LINES_MOST;
    size_t lines = apart_panels ? 1 : agencies;
    jb_chart_panel *panels = plot_panels(p, apart_panels ? agencies : 1, count, lines);
    jb_text *categories = jb_arena_array(p->arena, count, sizeof *categories);
    jb_text *series = jb_arena_array(p->arena, agencies, sizeof *series);
    for (size_t i = 0; i < count; i++) {
        categories[i] = text_plain(p->arena, jb_arena_printf(p->arena, "%d", years[i]));
    }
    for (size_t a = 0; a < agencies; a++) {
        const jb_row *row = plot_row(p, first[a + 1] - 1);
        jb_text name = text_plain(p->arena, jb_agency_label(row->agency, p->brief->lang));
        jb_chart_point *points = apart_panels ? p->points + a * count : p->points + a;
        line_bind(p, first[a], first[a + 1], years, lines, lines > 1 ? &name : NULL, points, &g);
        if (apart_panels) {
            panels[a].title = name;
        } else {
            series[a] = name;
        }
    }
    p->gaps = gaps_text(p, &g);
    p->chart->panel_columns = apart_panels ? 2 : 1;
    p->chart->categories = categories;
    p->chart->series = series;
}

/* Lines over the years of which none has two points are no lines: a sentence says so. */
bool lines_any(const plot *p)
{
    size_t found = 0;
    for (size_t i = 0; i < p->rows; i++) {
        const jb_cell *cell = jb_dataset_cell(p->data, p->drawn[i], p->columns[0]);
        bool first =
            i == 0 || strcmp(plot_row(p, i)->agency->code, plot_row(p, i - 1)->agency->code) != 0;
        found = (first ? 0 : found) + (cell->figure_count > 0 && !plot_doubtful(cell));
        if (found > 1) {
            return true;
        }
    }
    return false;
}
