/* chart_lines.c - lines over years. A missing year is a gap, never a line drawn across it.
 *
 * Every figure is printed beside its point, every line is named at its end; where labels would
 * collide they move up or down to the nearest free place. The drawing is made high enough that
 * there always is one.
 */
#include "chart.h"

#define GRID 0xc8c8c8
#define AXIS 0x404040
#define HAIR 300

/* A label that stands already. */
typedef struct taken {
    jb_len x, width, top;
} taken;

typedef struct lines {
    const chart *c;
    size_t panel;
    area plot; /* between the axes */
    taken *labels;
    size_t count;
} lines;

static jb_len tick_width(const chart *c)
{
    jb_len widest = 0;
    for (unsigned i = 0; i <= c->scale.steps; i++) {
        jb_len width = para_width(&c->ticks[i]);
        widest = width > widest ? width : widest;
    }
    return widest;
}

static jb_len name_width(const chart *c)
{
    jb_len widest = 0;
    for (size_t s = 0; s < c->src->series_count; s++) {
        jb_len width = para_width(&c->names[s]);
        widest = width > widest ? width : widest;
    }
    return widest;
}

jb_len chart_lines_width(const chart *c)
{
    jb_len names = name_width(c);
    return c->panel_width - tick_width(c) - CHART_GAP - (names > 0 ? names + 2 * CHART_GAP : 0);
}

static size_t foot_lines(const chart *c)
{
    size_t most = 1;
    for (size_t i = 0; i < c->src->category_count; i++) {
        size_t count = para_lines(&c->categories[i]);
        most = count > most ? count : most;
    }
    return most;
}

/* Each label bars less than two pitches of places to those that stand within its width: with twice
 * as many pitches as there can be such neighbours, one place stays free. */
static jb_len free_height(const chart *c)
{
    size_t count = c->src->category_count > 0 ? c->src->category_count : 1;
    jb_len apart = chart_lines_width(c) / (jb_len)count;
    size_t beside = 1;
    if (apart > 0) {
        beside = 2 * (size_t)((c->value_width + apart - 1) / apart) + 1;
    }
    beside = beside < count ? beside : count;
    size_t labels = beside * c->src->series_count;
    labels = labels > c->src->series_count ? labels : c->src->series_count;
    return (jb_len)(2 * labels + 2) * chart_pitch(c);
}

static jb_len plot_height(const chart *c)
{
    jb_len wanted = c->src->panel_height > 0 ? c->src->panel_height : c->panel_width / 3;
    jb_len least = free_height(c);
    return wanted > least ? wanted : least;
}

jb_len chart_lines_height(const chart *c)
{
    return plot_height(c) + (jb_len)(foot_lines(c) + 1) * chart_pitch(c) + 2 * CHART_GAP;
}

static bool is_free(const lines *l, const taken *place)
{
    jb_len pitch = chart_pitch(l->c);
    for (size_t i = 0; i < l->count; i++) {
        const taken *other = &l->labels[i];
        if (place->x < other->x + other->width && other->x < place->x + place->width &&
            place->top < other->top + pitch && other->top < place->top + pitch) {
            return false;
        }
    }
    return true;
}

/* The free place nearest to the wanted one, tried in steps of half a line. */
static jb_len find_free(const lines *l, taken place, jb_len height)
{
    jb_len step = chart_pitch(l->c) / 2;
    jb_len lowest = l->plot.y + l->plot.height - height;
    jb_len wanted = place.top < lowest ? place.top : lowest;
    for (jb_len off = 0; off <= l->plot.height; off += step) {
        place.top = wanted - off;
        if (place.top >= l->plot.y - chart_pitch(l->c) && is_free(l, &place)) {
            return place.top;
        }
        place.top = wanted + off;
        if (place.top <= lowest && is_free(l, &place)) {
            return place.top;
        }
    }
    return wanted;
}

static void put_label(run *r, lines *l, const para *text, jb_len x, jb_len top)
{
    if (text->set.count == 0) {
        return;
    }
    jb_len pitch = chart_pitch(l->c);
    jb_len width = para_width(text);
    taken place = {x, width, top};
    place.top = find_free(l, place, pitch * (jb_len)text->set.count);
    area at = {x, place.top, width, pitch, l->plot.in};
    chart_clear(r, l->c, text, &at);
    chart_write(r, l->c, text, &at, JB_ALIGN_LEFT);
    for (size_t i = 0; i < text->set.count; i++) {
        l->labels[l->count++] = (taken){x, width, place.top + (jb_len)i * pitch};
    }
}

static jb_len point_x(const lines *l, size_t category)
{
    size_t count = l->c->src->category_count;
    return l->plot.x +
           (jb_len)(((int64_t)l->plot.width * (jb_len)(2 * category + 1)) / (jb_len)(2 * count));
}

static jb_len point_y(const lines *l, const jb_chart_point *point)
{
    return l->plot.y + l->plot.height - chart_length(&l->c->scale, point->value, l->plot.height);
}

static void draw_frame(run *r, const lines *l, const area *at)
{
    const chart *c = l->c;
    for (unsigned i = 0; i <= c->scale.steps; i++) {
        jb_len y =
            l->plot.y + l->plot.height - (jb_len)((int64_t)l->plot.height * i / c->scale.steps);
        chart_hair(r, l->plot.x, y - HAIR / 2, l->plot.width, i == 0 ? 2 * HAIR : HAIR,
                   l->plot.in.path, i == 0 ? AXIS : GRID);
        area tick = {at->x, y - chart_pitch(c) / 2, tick_width(c), chart_pitch(c), l->plot.in};
        tick.in.tag = JB_TAG_ARTIFACT;
        chart_write(r, c, &c->ticks[i], &tick, JB_ALIGN_RIGHT);
    }
    for (size_t i = 0; i < c->src->category_count; i++) {
        jb_len width = l->plot.width / (jb_len)c->src->category_count;
        area label = {point_x(l, i) - width / 2, l->plot.y + l->plot.height + CHART_GAP, width,
                      chart_pitch(c), l->plot.in};
        chart_write(r, c, &c->categories[i], &label, JB_ALIGN_CENTER);
    }
}

static void draw_series(run *r, const lines *l, size_t series)
{
    const chart *c = l->c;
    area before = l->plot;
    bool joined = false;
    for (size_t i = 0; i < c->src->category_count; i++) {
        const jb_chart_point *point = chart_point(c, l->panel, i, series);
        area here = l->plot;
        here.x = point_x(l, i);
        if (point->present) {
            here.y = point_y(l, point);
        }
        /* No line leads to a figure that does not compare: it would read as a rise or a fall. */
        bool whole = point->present && point->look != JB_LOOK_HOLLOW;
        if (whole && joined) {
            chart_segment(r, &before, &here, series);
        }
        joined = whole;
        before = here;
    }
    for (size_t i = 0; i < c->src->category_count; i++) {
        const jb_chart_point *point = chart_point(c, l->panel, i, series);
        if (point->present) {
            area dot = {point_x(l, i), point_y(l, point), c->src->label_style.size * 3 / 10, 0,
                        l->plot.in};
            chart_dot(r, &dot, series, point);
        }
    }
}

/* The figure above its point; why there is none, on the axis. */
static void label_points(run *r, lines *l, size_t category)
{
    const chart *c = l->c;
    for (size_t s = 0; s < c->src->series_count; s++) {
        const jb_chart_point *point = chart_point(c, l->panel, category, s);
        const para *text = &c->labels[chart_point_index(c, l->panel, category, s)];
        jb_len y = point->present ? point_y(l, point) : l->plot.y + l->plot.height;
        jb_len x = point_x(l, category) - para_width(text) / 2;
        x = x > l->plot.x ? x : l->plot.x; /* the axis' numbers stand on its left */
        put_label(r, l, text, x, y - chart_pitch(c) - c->src->label_style.size * 3 / 10);
    }
}

static void name_lines(run *r, lines *l)
{
    const chart *c = l->c;
    for (size_t s = 0; s < c->src->series_count; s++) {
        jb_len y = l->plot.y + l->plot.height;
        for (size_t i = c->src->category_count; i > 0; i--) {
            const jb_chart_point *point = chart_point(c, l->panel, i - 1, s);
            if (point->present) {
                y = point_y(l, point);
                break;
            }
        }
        put_label(r, l, &c->names[s], l->plot.x + l->plot.width + 2 * CHART_GAP,
                  y - chart_pitch(c) / 2);
    }
}

void chart_lines_draw(run *r, const chart *c, size_t panel, const area *at)
{
    size_t most = (c->src->category_count + 1) * c->src->series_count * 4 + 1;
    lines l = {.c = c, .panel = panel, .plot = *at};
    l.labels = jb_arena_array(r->work, most, sizeof *l.labels);
    l.plot.x += tick_width(c) + CHART_GAP;
    l.plot.y += chart_pitch(c);
    l.plot.width = chart_lines_width(c);
    l.plot.height = plot_height(c);
    draw_frame(r, &l, at);
    for (size_t s = 0; s < c->src->series_count; s++) {
        draw_series(r, &l, s);
    }
    for (size_t i = 0; i < c->src->category_count; i++) {
        label_points(r, &l, i);
    }
    name_lines(r, &l);
}
