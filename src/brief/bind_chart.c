/* A dataset as a chart block: bars over agencies, or lines over years.
 *
 * What the gate keeps apart must not look comparable: such a figure is hollow, an approximate one
 * is hatched, a bound has an open end. What is missing says why. The figures' notes come along.
 */
#include "bind_chart.h"

#include <stdlib.h>
#include <string.h>

enum { CANDIDATES = 64, ALT_MOST = 40 };

bool plot_zh(const plot *p)
{
    return p->brief->lang == JB_LANG_ZH;
}

const char *plot_word(const plot *p, const char *zh, const char *en)
{
    return plot_zh(p) ? zh : en;
}

/* ---- which figures compare --------------------------------------------------------------- */

static jb_measured measured_of(const jb_row *row, const jb_figure *figure)
{
    jb_measured out = {.fact = figure->fact,
                       .indicator = figure->indicator,
                       .agency = row->agency,
                       .year = row->year,
                       .doubtful = figure->doubtful};
    if (row->report != NULL) {
        bool is_signed = jb_date_known(row->report->signed_on);
        out.written = is_signed ? row->report->signed_on : row->report->published_on;
    }
    return out;
}

/* What keeps two figures from standing as bars beside each other. Along a line years differ, and
 * where each agency stands with its years. */
static unsigned apart(const plot *p, const jb_measured *a, const jb_measured *b)
{
    unsigned bars = jb_use_bars(JB_USE_RANK);
    if (p->chart->kind == JB_CHART_LINES || p->of_years) {
        bars &= ~(unsigned)JB_REASON_YEAR;
    }
    unsigned own = jb_judge_one(b) & ~(unsigned)(JB_REASON_UNREVIEWED | JB_REASON_QUALIFIER);
    return (jb_judge_pair(a, b) | own) & bars & ~(unsigned)JB_REASON_INDICATOR;
}

/* The figure that most others compare with is full, and those that compare with it. */
void plot_look_apart(const plot *p, shown *list, size_t count)
{
    size_t best = 0;
    size_t most = 0;
    for (size_t i = 0; i < count && i < CANDIDATES && most + 1 < count; i++) {
        size_t with = 0;
        for (size_t k = 0; k < count; k++) {
            with += k != i && apart(p, &list[i].figure, &list[k].figure) == 0;
        }
        if (with > most) {
            most = with;
            best = i;
        }
    }
    for (size_t k = 0; k < count; k++) {
        if (k != best && apart(p, &list[best].figure, &list[k].figure) != 0) {
            list[k].point->look = JB_LOOK_HOLLOW;
        }
    }
    if (most == 0 && count > 1) {
        list[best].point->look = JB_LOOK_HOLLOW;
    }
}

/* ---- words ------------------------------------------------------------------------------- */

static size_t note_number(plot *p, unsigned note)
{
    for (size_t i = 0; i < p->note_count; i++) {
        if (p->notes[i] == note) {
            return i + 1;
        }
    }
    p->notes[p->note_count++] = note;
    return p->note_count;
}

/* Text with the marks of notes behind it. */
static jb_text marked(plot *p, const char *text, const jb_fact *fact, const unsigned *notes,
                      size_t count)
{
    jb_inline *items = jb_arena_array(p->arena, count + 1, sizeof *items);
    items[0].text = jb_arena_strdup(p->arena, text);
    items[0].fact = fact != NULL ? fact->id : 0;
    items[0].support = fact != NULL ? support_of(fact) : JB_SUPPORT_FULL;
    for (size_t i = 0; i < count; i++) {
        size_t number = note_number(p, notes[i]);
        items[i + 1].text = note_mark(p->arena, number, p->data->note_count);
        items[i + 1].superscript = true;
        items[i + 1].note = (uint32_t)number;
    }
    return (jb_text){items, count + 1};
}

static void qualify(jb_chart_point *out, jb_qualifier qualifier)
{
    bool above = qualifier == JB_QUAL_AT_LEAST || qualifier == JB_QUAL_MORE_THAN;
    bool below = qualifier == JB_QUAL_AT_MOST || qualifier == JB_QUAL_LESS_THAN;
    out->bound = above ? 1 : below ? -1 : 0;
    out->look = qualifier == JB_QUAL_EXACT ? JB_LOOK_SOLID : JB_LOOK_HATCHED;
}

/* A bar or point would show as a quantity what arithmetic speaks against: the number stands alone.
 */
bool plot_doubtful(const jb_cell *cell)
{
    for (size_t i = 0; i < cell->figure_count; i++) {
        if (cell->figures[i].doubtful) {
            return true;
        }
    }
    return false;
}

/* What a row's notes say of the table's cells is no word about a chart. */
static size_t year_notes(const plot *p, const jb_row *row, unsigned *out)
{
    size_t count = 0;
    for (size_t i = 0; i < row->note_count; i++) {
        if (strcmp(p->data->notes[row->notes[i]].kind, "absence") != 0) {
            out[count++] = row->notes[i];
        }
    }
    return count;
}

/* More figures than these in one place leave no room to draw: the first, and how many follow. */
enum { MOST_TOLD = 2 };

static const char *told(const plot *p, size_t row, size_t column)
{
    const jb_cell *cell = jb_dataset_cell(p->data, row, column);
    if (cell->figure_count <= MOST_TOLD) {
        return jb_cell_text(p->arena, p->data, row, column, p->brief->lang);
    }
    bool zh = p->brief->lang == JB_LANG_ZH;
    jb_parts f = jb_figure_parts(p->arena, p->data, column, &cell->figures[0], p->brief->lang);
    return jb_arena_printf(p->arena, zh ? "%s%s%s%s等%zu个数" : "%s%s%s%s, one of %zu figures",
                           f.prefix, f.whole, f.fraction, f.suffix, cell->figure_count);
}

/* With the marks of the figures that are told. */
static jb_text figure_marked(plot *p, const char *text, const jb_cell *cell, const jb_row *row)
{
    bool all = cell->figure_count <= MOST_TOLD;
    const unsigned *own = all ? cell->notes : cell->figures[0].notes;
    size_t own_count = all ? cell->note_count : cell->figures[0].note_count;
    size_t count = row != NULL ? row->note_count : 0;
    unsigned *notes = jb_arena_array(p->arena, count + own_count + 1, sizeof *notes);
    count = row != NULL ? year_notes(p, row, notes) : 0;
    for (size_t i = 0; i < own_count; i++) {
        notes[count++] = own[i];
    }
    const jb_fact *fact = cell->figure_count > 0 ? cell->figures[0].fact : NULL;
    return marked(p, text, fact, notes, count);
}

bool plot_point(plot *p, size_t row, size_t column, bool dated, jb_chart_point *out, shown *put)
{
    const jb_cell *cell = jb_dataset_cell(p->data, row, column);
    bool any = cell->figure_count > 0;
    out->label =
        figure_marked(p, told(p, row, column), cell, dated && any ? &p->data->rows[row] : NULL);
    p->supports |= any ? 1U << support_of(cell->figures[0].fact) : 0;
    if (!any || plot_doubtful(cell)) {
        return false;
    }
    out->present = true;
    out->value = cell->figures[0].fact->value;
    qualify(out, cell->figures[0].fact->qualifier);
    if (cell->figure_count > 1) {
        out->look = JB_LOOK_HOLLOW; /* one bar cannot show several figures as one */
    }
    *put = (shown){measured_of(&p->data->rows[row], &cell->figures[0]), out};
    return true;
}

/* ---- which rows -------------------------------------------------------------------------- */

static bool same_figure(const jb_dataset *data, size_t a, size_t b, size_t column)
{
    const jb_cell *left = jb_dataset_cell(data, a, column);
    const jb_cell *right = jb_dataset_cell(data, b, column);
    return left->figure_count == 1 && right->figure_count == 1 &&
           jb_dec_cmp(left->figures[0].fact->value, right->figures[0].fact->value) == 0;
}

const jb_row *plot_row(const plot *p, size_t i)
{
    return &p->data->rows[p->drawn[i]];
}

/* Of rows in order of size the first, with those that share the last place. Where no order was
 * allowed there is no top: all rows are drawn, and a note says why. */
static void rows_find(plot *p)
{
    size_t *drawn = jb_arena_array(p->arena, p->data->row_count + 1, sizeof *drawn);
    size_t top = p->data->ordered > 0 ? p->from->top : 0;
    size_t end = top > 0 ? p->data->ordered : p->data->row_count;
    const bool *above = rows_above(p->arena, p->data, p->brief->lang, &p->above);
    for (size_t i = 0; i < end; i++) {
        if (above[i]) {
            continue;
        }
        if (top > 0 && p->rows >= top &&
            !same_figure(p->data, drawn[p->rows - 1], i, p->from->refs[0].data->order)) {
            break;
        }
        drawn[p->rows++] = i;
    }
    p->drawn = drawn;
}

/* ---- bars: a category for each row ------------------------------------------------------- */

static bool several_years(const plot *p)
{
    for (size_t i = 1; i < p->rows; i++) {
        if (plot_row(p, i)->year != plot_row(p, 0)->year) {
            return true;
        }
    }
    return false;
}

static jb_text row_marked(plot *p, const char *name, const jb_row *row)
{
    unsigned *notes = jb_arena_array(p->arena, row->note_count + 1, sizeof *notes);
    return marked(p, name, NULL, notes, year_notes(p, row, notes));
}

static jb_text row_name(plot *p, const jb_row *row, bool year)
{
    const char *name = jb_agency_label(row->agency, p->brief->lang);
    if (year && row->year != 0) {
        name = jb_arena_printf(p->arena, "%s %d", name, row->year);
    }
    return row_marked(p, name, row);
}

jb_chart_panel *plot_panels(plot *p, size_t panels, size_t categories, size_t series)
{
    jb_chart_panel *list = jb_arena_array(p->arena, panels, sizeof *list);
    size_t each = categories * series;
    p->points = jb_arena_array(p->arena, panels * each, sizeof *p->points);
    for (size_t i = 0; i < panels; i++) {
        list[i].points = p->points + i * each;
    }
    p->chart->panels = list;
    p->chart->panel_count = panels;
    p->chart->category_count = categories;
    p->chart->series_count = series;
    return list;
}

static jb_text column_name(const plot *p, size_t column)
{
    const jb_column *c = &p->data->columns[column];
    return text_plain(p->arena, plot_word(p, c->head_zh, c->head_en));
}

static size_t count_year(const shown *list, size_t count, int year)
{
    size_t found = 0;
    for (size_t i = 0; i < count; i++) {
        found += list[i].figure.year == year;
    }
    return found;
}

static bool stands_in(const shown *list, size_t count, const jb_agency *agency, int year)
{
    for (size_t i = 0; i < count; i++) {
        if (list[i].figure.year == year && strcmp(list[i].figure.agency->code, agency->code) == 0) {
            return true;
        }
    }
    return false;
}

/* Whether every agency stands in the year that has most of them: then the bars of one are its
 * years. Of different agencies in different years nothing compares. */
static bool same_over_years(const shown *list, size_t count)
{
    int fullest = 0;
    size_t most = 1; /* of one agency a year nothing is told */
    for (size_t i = 0; i < count; i++) {
        size_t found =
            list[i].figure.year != fullest ? count_year(list, count, list[i].figure.year) : 0;
        fullest = found > most ? list[i].figure.year : fullest;
        most = found > most ? found : most;
    }
    for (size_t i = 0; i < count; i++) {
        if (!stands_in(list, count, list[i].figure.agency, fullest)) {
            return false;
        }
    }
    return count > 0;
}

static void bars_bind(plot *p)
{
    size_t rows = p->rows;
    bool year = several_years(p);
    (void)plot_panels(p, 1, rows, p->column_count);
    jb_text *categories = jb_arena_array(p->arena, rows, sizeof *categories);
    jb_text *series = jb_arena_array(p->arena, p->column_count, sizeof *series);
    shown *list = jb_xmalloc((rows + 1) * sizeof *list);
    for (size_t i = 0; i < rows; i++) {
        categories[i] = row_name(p, plot_row(p, i), year);
    }
    for (size_t s = 0; s < p->column_count; s++) {
        size_t count = 0;
        series[s] = column_name(p, p->columns[s]);
        for (size_t i = 0; i < rows; i++) {
            jb_chart_point *point = &p->points[i * p->column_count + s];
            count += plot_point(p, p->drawn[i], p->columns[s], false, point, &list[count]);
        }
        p->of_years = year && same_over_years(list, count);
        plot_look_apart(p, list, count);
    }
    free(list);
    p->chart->categories = categories;
    p->chart->series = series;
}

/* ---- around the drawing ------------------------------------------------------------------ */

/* Why there is no order, where the layout asks for the top of one. */
static const jb_note *note_unordered(const plot *p)
{
    for (size_t i = 0; p->from->top > 0 && p->data->ordered == 0 && i < p->data->general_count;
         i++) {
        if (strcmp(p->data->general[i].kind, "order") == 0) {
            return &p->data->general[i];
        }
    }
    return NULL;
}

/* Those of the figures shown. What holds for a whole table is said by the looks here. */
static void notes_bind(plot *p)
{
    jb_list_item *items = jb_arena_array(p->arena, p->note_count + 4, sizeof *items);
    const jb_note *unordered = note_unordered(p);
    size_t count = 0;
    if (p->above != NULL) {
        items[count++].text = text_plain(p->arena, p->above);
    }
    if (p->gaps != NULL) {
        items[count++].text = text_plain(p->arena, p->gaps);
    }
    if (unordered != NULL) {
        items[count++].text = text_plain(p->arena, plot_word(p, unordered->zh, unordered->en));
    }
    for (size_t i = 0; i < p->note_count; i++) {
        const jb_note *note = &p->data->notes[p->notes[i]];
        jb_list_item *item = &items[count++];
        item->label = text_plain(p->arena, note_mark(p->arena, i + 1, p->data->note_count));
        item->text = text_plain(p->arena, plot_word(p, note->zh, note->en));
        item->note = (uint32_t)(i + 1);
    }
    jb_text legend = support_legend(p->arena, (jb_text){0}, p->supports, p->brief->lang);
    if (legend.count > 0) {
        items[count++].text = legend;
    }
    p->chart->notes = items;
    p->chart->note_count = count;
    if (count > 0) {
        p->chart->notes_lead = text_plain(p->arena, plot_word(p, "注：", "Notes:\xC2\xA0"));
    }
}

static void looks_bind(plot *p)
{
    jb_text *looks = jb_arena_array(p->arena, JB_LOOK_HOLLOW + 1, sizeof *looks);
    looks[JB_LOOK_HATCHED] =
        text_plain(p->arena, plot_word(p, "约数或界限", "approximate or a bound"));
    looks[JB_LOOK_HOLLOW] = text_plain(
        p->arena, plot_word(p, "口径与其他不同，不比高低", "not comparable with the others"));
    p->chart->looks = looks;
}

/* The figures in words, for a reader who cannot see the drawing. */
static const char *alt_text(const plot *p, const char *title)
{
    jb_str out = {0};
    const char *comma = plot_word(p, "；", "; ");
    size_t rows = p->rows;
    jb_str_add(&out, title);
    jb_str_add(&out, plot_word(p, "：", ": "));
    for (size_t i = 0; i < rows && i < ALT_MOST; i++) {
        const jb_row *row = plot_row(p, i);
        jb_str_add(&out, i > 0 ? comma : "");
        jb_str_add(&out, jb_agency_label(row->agency, p->brief->lang));
        if (row->year != 0) {
            jb_str_addf(&out, plot_zh(p) ? "%d年" : " %d", row->year);
        }
        for (size_t c = 0; c < p->column_count; c++) {
            jb_str_add(&out, c > 0 ? plot_word(p, "、", ", ") : " ");
            jb_str_add(&out,
                       jb_cell_text(p->arena, p->data, p->drawn[i], p->columns[c], p->brief->lang));
        }
    }
    if (rows > ALT_MOST) {
        jb_str_addf(&out, plot_zh(p) ? "；等共%zu行" : "; and more, %zu rows in all", rows);
    }
    jb_str_add(&out, plot_word(p, "。", "."));
    if (p->above != NULL) {
        jb_str_add(&out, plot_word(p, "", " "));
        jb_str_add(&out, p->above);
    }
    if (p->gaps != NULL) {
        jb_str_add(&out, plot_word(p, "", " "));
        jb_str_add(&out, p->gaps);
    }
    const char *text = jb_arena_strdup(p->arena, jb_str_text(&out));
    jb_str_free(&out);
    return text;
}

static jb_status words_bind(plot *p, jb_error *err)
{
    const char *number = "";
    const char *title = "";
    jb_chart_block *chart = p->chart;
    const jb_column *first = &p->data->columns[p->columns[0]];
    const char *unit = plot_word(p, first->unit_zh, first->unit_en);
    jb_status st = JB_OK;
    if (p->from->number != NULL) {
        st = template_expand(p->brief, p->arena, p->from->number, &number, err);
    }
    if (st == JB_OK) {
        st = template_fill(p->brief, p->arena, p->from->caption, &title, err);
    }
    if (st == JB_OK && p->from->summary != NULL) {
        st = template_fill(p->brief, p->arena, p->from->summary, &chart->alt, err);
    } else if (st == JB_OK) {
        chart->alt = alt_text(p, title);
    }
    chart->number = text_plain(p->arena, number);
    chart->title = text_plain(p->arena, title);
    chart->continued = plot_word(p, "续{number}　{title}", "{number} {title} (continued)");
    chart->power = plot_zh(p) ? first->power : first->power_en;
    if (*unit != '\0') {
        const char *said = plot_zh(p) ? jb_arena_printf(p->arena, "单位：%s", unit)
                                      : jb_arena_printf(p->arena, "Unit: %s", unit);
        chart->unit = text_plain(p->arena, said);
    }
    return st;
}

static jb_status styles_bind(const plot *p, jb_error *err)
{
    struct {
        const char *name;
        jb_style *to;
    } const fields[] = {
        {"chart_title", &p->chart->title_style},
        {"table_unit", &p->chart->unit_style},
        {"chart_label", &p->chart->label_style},
        {"table_note", &p->chart->note_style},
    };
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        const jb_style *style = style_find(p->brief, fields[i].name);
        if (style == NULL) {
            return jb_json_fail(p->from->json, err, "the style sheet has no style \"%s\"",
                                "样式表缺少样式“%s”", fields[i].name);
        }
        *fields[i].to = *style;
    }
    return JB_OK;
}

/* Bars of cases beside bars of persons would look comparable. */
static jb_status check_units(const plot *p, jb_error *err)
{
    const jb_indicator *first = NULL;
    for (size_t i = 0; i < p->rows; i++) {
        for (size_t s = 0; s < p->column_count; s++) {
            const jb_cell *cell = jb_dataset_cell(p->data, p->drawn[i], p->columns[s]);
            if (cell->figure_count == 0) {
                continue;
            }
            const jb_indicator *here = cell->figures[0].indicator;
            first = first != NULL ? first : here;
            if (here->unit != first->unit) {
                return jb_json_fail(p->from->json, err,
                                    "this chart would draw %s beside %s on one scale; make two "
                                    "charts",
                                    "这张图会把“%s”和“%s”画在同一比例上；请分成两张图",
                                    plot_zh(p) ? first->short_zh : first->short_en,
                                    plot_zh(p) ? here->short_zh : here->short_en);
            }
        }
    }
    return JB_OK;
}

/* The indicators of the columns, of which a stack draws the sum: parts of one whole, or nothing. */
static const jb_indicator *indicator_of(const plot *p, size_t column)
{
    const char *const *codes = p->from->refs[0].data->columns[column].indicators;
    return codes[0] != NULL && codes[1] == NULL ? jb_catalogue_find(p->brief->catalogue, codes[0])
                                                : NULL;
}

static jb_status check_stack(const plot *p, jb_error *err)
{
    const char *whole = NULL;
    for (size_t s = 0; s < p->column_count; s++) {
        const jb_indicator *it = indicator_of(p, p->columns[s]);
        bool part = it != NULL && it->part_of != NULL && it->agg == JB_AGG_SUM;
        if (!part || (whole != NULL && strcmp(whole, it->part_of) != 0)) {
            return jb_json_fail(
                p->from->json, err,
                "a stack draws the sum of its columns, so each must hold one part "
                "of the same whole (part_of in the catalogue); use bars or dots",
                "堆叠图画的是各列之和，各列须是同一整体的组成部分（指标目录的 part_of）；"
                "请改用条形图或点图");
        }
        whole = it->part_of;
    }
    return JB_OK;
}

/* A stack that lacks a part would look smaller than it is: it is not drawn, its figures stand. */
static void drop_broken_stacks(plot *p)
{
    for (size_t i = 0; i < p->chart->category_count; i++) {
        jb_chart_point *points = &p->points[i * p->column_count];
        bool whole = true;
        for (size_t s = 0; s < p->column_count; s++) {
            whole = whole && points[s].present;
        }
        for (size_t s = 0; s < p->column_count && !whole; s++) {
            points[s].present = false;
        }
    }
}

static jb_status draw_bind(plot *p, jb_error *err)
{
    jb_status st = check_units(p, err);
    if (st == JB_OK && p->chart->kind == JB_CHART_STACKED) {
        st = check_stack(p, err);
    }
    if (st != JB_OK) {
        return st;
    }
    if (p->chart->kind == JB_CHART_LINES) {
        lines_bind(p);
    } else {
        bars_bind(p);
    }
    if (p->chart->kind == JB_CHART_STACKED) {
        drop_broken_stacks(p);
    }
    return styles_bind(p, err);
}

static jb_status sentence_bind(const plot *p, jb_block *out, jb_error *err)
{
    const char *number = "";
    const char *title = "";
    jb_status st = styles_bind(p, err);
    if (st == JB_OK && p->from->number != NULL) {
        st = template_expand(p->brief, p->arena, p->from->number, &number, err);
    }
    if (st == JB_OK) {
        st = template_fill(p->brief, p->arena, p->from->caption, &title, err);
    }
    out->kind = JB_BLOCK_PARAGRAPH;
    out->style = p->chart->note_style;
    const char *gap = *number != '\0' ? plot_word(p, "　", " ") : "";
    const char *why = plot_word(p, "：各单位有数字的年度都不足两年，不作折线图。",
                                ": no agency has figures of two years; no lines are drawn.");
    out->text =
        text_plain(p->arena, jb_arena_printf(p->arena, "%s%s%s%s", number, gap, title, why));
    return st;
}

jb_status chart_bind(const jb_brief *brief, jb_arena *arena, const block *from, jb_block *out,
                     jb_error *err)
{
    jb_chart_block *chart = jb_arena_alloc(arena, sizeof *chart);
    plot p = {.brief = brief, .arena = arena, .from = from, .chart = chart};
    p.data = from->refs[0].data->bound;
    p.columns = from->columns;
    p.column_count = from->column_count;
    p.notes = jb_arena_array(arena, p.data->note_count + 1, sizeof *p.notes);
    rows_find(&p);
    chart->kind = from->chart_kind;
    chart->panel_height = from->height;
    if (chart->kind == JB_CHART_LINES && !lines_any(&p)) {
        return sentence_bind(&p, out, err);
    }
    out->chart = chart;
    jb_status st = draw_bind(&p, err);
    if (st == JB_OK) {
        st = words_bind(&p, err);
    }
    notes_bind(&p);
    looks_bind(&p);
    return st;
}
