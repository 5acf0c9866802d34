/* chart_rows.c - charts whose categories stand one under the other: bars, stacked bars, dots.
 *
 * The category is named on the left, its figures stand on the right of the longest bar's end, so
 * that none is lost and none collides. What is missing says why in its place.
 */
#include "chart.h"

#define GRID 0xc8c8c8
#define AXIS 0x404040
#define HAIR 300

static jb_len plot_x(const chart *c, const area *at)
{
    return at->x + c->label_width + CHART_GAP;
}

static jb_len plot_width(const chart *c, const area *at)
{
    return at->width - c->label_width - c->value_width - 3 * CHART_GAP;
}

static size_t bars_of(const chart *c)
{
    return chart_joins(c) ? 1 : c->src->series_count;
}

static jb_len bar_height(const chart *c)
{
    return c->src->label_style.size * 8 / 10;
}

jb_len chart_row_height(const chart *c, size_t panel, size_t category)
{
    jb_len label = chart_text_height(&c->categories[category], &c->src->label_style);
    jb_len bars = 0;
    for (size_t s = 0; s < bars_of(c); s++) {
        const para *value = &c->labels[chart_point_index(c, panel, category, s)];
        jb_len height = chart_text_height(value, &c->src->label_style);
        bars += height > chart_pitch(c) ? height : chart_pitch(c);
    }
    return (label > bars ? label : bars) + CHART_GAP;
}

void chart_rows_grid(run *r, const chart *c, const area *at)
{
    jb_len width = plot_width(c, at);
    for (unsigned i = 1; i <= c->scale.steps; i++) {
        jb_len x = plot_x(c, at) + (jb_len)((int64_t)width * i / c->scale.steps);
        chart_hair(r, x - HAIR / 2, at->y, HAIR, at->height, at->in.path, GRID);
    }
    chart_hair(r, plot_x(c, at) - HAIR, at->y, 2 * HAIR, at->height, at->in.path, AXIS);
}

/* Every how many ticks there is room for a number. */
static unsigned tick_stride(const chart *c, jb_len width)
{
    jb_len widest = 0;
    for (unsigned i = 0; i <= c->scale.steps; i++) {
        jb_len own = para_width(&c->ticks[i]);
        widest = own > widest ? own : widest;
    }
    unsigned stride = 1;
    while (stride < c->scale.steps &&
           (int64_t)width * stride / c->scale.steps < widest + CHART_GAP) {
        stride++;
    }
    return stride;
}

/* The ticks' numbers are furniture: every figure stands beside its bar. */
void chart_rows_ticks(run *r, const chart *c, const area *at)
{
    jb_len width = plot_width(c, at);
    unsigned stride = tick_stride(c, width);
    jb_len free_from = at->x;
    for (unsigned i = 0; i <= c->scale.steps; i += stride) {
        area place = *at;
        place.width = para_width(&c->ticks[i]);
        place.x = plot_x(c, at) + (jb_len)((int64_t)width * i / c->scale.steps) - place.width / 2;
        if (place.x + place.width > at->x + at->width) {
            place.x = at->x + at->width - place.width;
        }
        if (place.x < free_from) {
            continue;
        }
        free_from = place.x + place.width;
        place.in.tag = JB_TAG_ARTIFACT;
        chart_write(r, c, &c->ticks[i], &place, JB_ALIGN_LEFT);
    }
}

static void draw_value(run *r, const chart *c, const para *text, const area *at, jb_len end)
{
    area place = *at;
    place.x = end + CHART_GAP;
    place.width = at->x + at->width - place.x;
    place.y += (at->height - chart_text_height(text, &c->src->label_style)) / 2;
    chart_clear(r, c, text, &place);
    chart_write(r, c, text, &place, JB_ALIGN_LEFT);
}

static void draw_series_bar(run *r, const chart *c, const area *bar, size_t series,
                            const jb_chart_point *point)
{
    chart_bar(r, bar, series, point);
    if (c->src->series_count > 1 && point->look != JB_LOOK_SOLID) {
        chart_bar_series(r, bar, series);
    }
}

static void draw_bar(run *r, const chart *c, size_t panel, size_t category, size_t series,
                     const area *at)
{
    const jb_chart_point *point = chart_point(c, panel, category, series);
    area bar = *at;
    bar.x = plot_x(c, at);
    bar.width = 0;
    bar.height = bar_height(c);
    bar.y += (at->height - bar.height) / 2;
    if (point->present) {
        bar.width = chart_length(&c->scale, point->value, plot_width(c, at));
        draw_series_bar(r, c, &bar, series, point);
    }
    const para *text = &c->labels[chart_point_index(c, panel, category, series)];
    draw_value(r, c, text, at, bar.x + bar.width + (point->bound > 0 ? CHART_GAP : 0));
}

static void draw_stack(run *r, const chart *c, size_t panel, size_t category, const area *at)
{
    area bar = *at;
    bar.x = plot_x(c, at);
    bar.height = bar_height(c);
    bar.y += (at->height - bar.height) / 2;
    for (size_t s = 0; s < c->src->series_count; s++) {
        const jb_chart_point *point = chart_point(c, panel, category, s);
        if (point->present) {
            bar.width = chart_length(&c->scale, point->value, plot_width(c, at));
            draw_series_bar(r, c, &bar, s, point);
            bar.x += bar.width;
        }
    }
    draw_value(r, c, &c->labels[chart_point_index(c, panel, category, 0)], at, bar.x);
}

static void draw_dots(run *r, const chart *c, size_t panel, size_t category, const area *at)
{
    jb_len middle = at->y + at->height / 2;
    jb_len x = plot_x(c, at);
    jb_len end = x;
    chart_hair(r, x, middle - HAIR / 2, plot_width(c, at), HAIR, at->in.path, GRID);
    for (size_t s = 0; s < c->src->series_count; s++) {
        const jb_chart_point *point = chart_point(c, panel, category, s);
        if (point->present) {
            area dot = {x + chart_length(&c->scale, point->value, plot_width(c, at)), middle,
                        bar_height(c) / 2, 0, at->in};
            chart_dot(r, &dot, s, point);
            end = x + plot_width(c, at);
        }
    }
    draw_value(r, c, &c->labels[chart_point_index(c, panel, category, 0)], at, end);
}

void chart_row_draw(run *r, const chart *c, size_t panel, size_t category, const area *at)
{
    area row = *at;
    row.height = chart_row_height(c, panel, category) - CHART_GAP;
    row.y += CHART_GAP / 2;
    const para *label = &c->categories[category];
    area place = row;
    place.width = c->label_width;
    place.y += (row.height - chart_text_height(label, &c->src->label_style)) / 2;
    chart_write(r, c, label, &place, JB_ALIGN_RIGHT);
    if (c->src->kind == JB_CHART_STACKED) {
        draw_stack(r, c, panel, category, &row);
        return;
    }
    if (c->src->kind == JB_CHART_DOTS) {
        draw_dots(r, c, panel, category, &row);
        return;
    }
    size_t count = c->src->series_count;
    area line = row;
    for (size_t s = 0; s < count; s++) {
        const para *value = &c->labels[chart_point_index(c, panel, category, s)];
        jb_len least = chart_text_height(value, &c->src->label_style);
        least = least > chart_pitch(c) ? least : chart_pitch(c);
        line.height = count == 1 ? row.height : least;
        draw_bar(r, c, panel, category, s, &line);
        line.y += line.height;
    }
}
