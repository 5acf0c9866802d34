/* chart_lines.c - lines over years. A missing year is a gap, never a line drawn across it.
 *
 * Every figure is printed beside its point; where labels would collide with one another or would
 * cover a point they move up or down to the nearest free place. Every line is named on the right,
 * behind a piece of it, in the order in which lines end. The drawing is made high enough for all.
 */
#include "chart.h"

#define GRID 0xc8c8c8
#define AXIS 0x404040
#define HAIR 300
#define MARK_EDGE 500 /* outline of a mark, and white around it */

/* The place of a label or of a point's mark. */
typedef struct taken {
    jb_len x, width, top, height;
} taken;

/* The name of a line, beside where it ends. */
typedef struct line_name {
    size_t series;
    jb_len middle; /* where the line ends */
    jb_len height, top;
} line_name;

typedef struct lines {
    const chart *c;
    size_t panel;
    area plot; /* between the axes */
    taken *all;
    size_t count;
    line_name *names;
    bool crowded; /* a label found no free place */
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

/* What ticks and names leave. */
static jb_len width_left(const chart *c)
{
    jb_len names = name_width(c);
    return c->panel_width - tick_width(c) - CHART_GAP - (names > 0 ? names + 2 * CHART_GAP : 0);
}

/* The piece of a line before its name: which is which must not hang on what is nearest. Names that
 * leave no room for it go without. */
static jb_len sample_width(const chart *c)
{
    jb_len width = 2 * c->src->label_style.size + CHART_GAP;
    jb_len left = width_left(c) - width;
    bool room = left >= c->panel_width / 3 && left >= c->value_width;
    return c->src->series_count > 1 && name_width(c) > 0 && room && !c->bare ? width : 0;
}

jb_len chart_lines_width(const chart *c)
{
    return width_left(c) - sample_width(c);
}

static jb_len mark_reach(const chart *c)
{
    return c->src->label_style.size * 3 / 10;
}

/* Names of categories take turns on as many rows as they need not to meet. */
static size_t foot_lines(const chart *c)
{
    size_t most = 1;
    for (size_t i = 0; i < c->src->category_count; i++) {
        size_t count = para_lines(&c->categories[i]);
        most = count > most ? count : most;
    }
    return most * c->turns;
}

/* Rows of turns stand apart, so that no row of years is read on into the next. */
static jb_len turn_height(const chart *c)
{
    return (jb_len)(foot_lines(c) / c->turns) * chart_pitch(c) + CHART_GAP / 2;
}

jb_len chart_lines_height(const chart *c)
{
    jb_len foot = (jb_len)c->turns * turn_height(c) - CHART_GAP / 2;
    return c->plot_height + foot + chart_pitch(c) + 2 * CHART_GAP;
}

/* ---- free places */

static bool is_free(const lines *l, const taken *place)
{
    for (size_t i = 0; i < l->count; i++) {
        const taken *other = &l->all[i];
        if (place->x < other->x + other->width && other->x < place->x + place->width &&
            place->top < other->top + other->height && other->top < place->top + place->height) {
            return false;
        }
    }
    return true;
}

/* The free place nearest to the wanted one, tried in steps of half a line. */
static jb_len find_free(lines *l, taken place)
{
    jb_len step = chart_pitch(l->c) / 2;
    jb_len lowest = l->plot.y + l->plot.height - place.height;
    jb_len highest = l->plot.y - chart_pitch(l->c);
    jb_len wanted = place.top < lowest ? place.top : lowest;
    wanted = wanted > highest ? wanted : highest;
    for (jb_len off = 0; off <= l->plot.height + chart_pitch(l->c); off += step) {
        place.top = wanted - off;
        if (place.top >= highest && is_free(l, &place)) {
            return place.top;
        }
        place.top = wanted + off;
        if (place.top <= lowest && is_free(l, &place)) {
            return place.top;
        }
    }
    l->crowded = true;
    return wanted;
}

/* Half of the white beside a label: two figures that touch would be read as one. */
static jb_len beside(const chart *c)
{
    return c->src->label_style.size / 4;
}

/* Finds the place of a label, and writes it where there is a run to write in. */
static void put_label(run *r, lines *l, const para *text, jb_len x, jb_len top)
{
    if (text->set.count == 0) {
        return;
    }
    jb_len pitch = chart_pitch(l->c);
    jb_len width = para_width(text);
    taken place = {x - beside(l->c), width + 2 * beside(l->c), top,
                   pitch * (jb_len)text->set.count};
    place.top = find_free(l, place);
    l->all[l->count++] = place;
    if (r != NULL) {
        area at = {x, place.top, width, pitch, l->plot.in};
        chart_clear(r, l->c, text, &at);
        chart_write(r, l->c, text, &at, JB_ALIGN_LEFT);
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

/* Between the axis' numbers and the lines' names. */
static jb_len within(const lines *l, jb_len x, jb_len width)
{
    jb_len last = l->plot.x + l->plot.width - width;
    x = x < last ? x : last;
    return x > l->plot.x ? x : l->plot.x;
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
        const para *name = &c->categories[i];
        area label = {0, l->plot.y + l->plot.height + CHART_GAP, para_width(name), chart_pitch(c),
                      l->plot.in};
        label.x = within(l, point_x(l, i) - label.width / 2, label.width);
        label.y += (jb_len)(i % c->turns) * turn_height(c);
        chart_write(r, c, name, &label, JB_ALIGN_CENTER);
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
        if (whole && joined && !point->apart) {
            chart_segment(r, &before, &here, series);
        }
        joined = whole;
        before = here;
    }
    for (size_t i = 0; i < c->src->category_count; i++) {
        const jb_chart_point *point = chart_point(c, l->panel, i, series);
        if (point->present) {
            area dot = {point_x(l, i), point_y(l, point), mark_reach(c), 0, l->plot.in};
            chart_dot(r, &dot, series, point);
        }
    }
}

/* Marks of points are there before any label. */
static void take_points(lines *l)
{
    const chart *c = l->c;
    jb_len reach = mark_reach(c) + MARK_EDGE;
    for (size_t i = 0; i < c->src->category_count; i++) {
        for (size_t s = 0; s < c->src->series_count; s++) {
            const jb_chart_point *point = chart_point(c, l->panel, i, s);
            if (point->present) {
                l->all[l->count++] =
                    (taken){point_x(l, i) - reach, 2 * reach, point_y(l, point) - reach, 2 * reach};
            }
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
        jb_len x = within(l, point_x(l, category) - para_width(text) / 2, para_width(text));
        jb_len height = chart_text_height(text, &c->src->label_style);
        put_label(r, l, text, x, y - height - mark_reach(c) - MARK_EDGE);
    }
}

/* ---- names of the lines */

static jb_len line_end_y(const lines *l, size_t series)
{
    const chart *c = l->c;
    for (size_t i = c->src->category_count; i > 0; i--) {
        const jb_chart_point *point = chart_point(c, l->panel, i - 1, series);
        if (point->present) {
            return point_y(l, point);
        }
    }
    return l->plot.y + l->plot.height;
}

/* Lines that have a name, from the one that ends highest to the lowest. */
static size_t names_sort(const lines *l, line_name *list)
{
    const chart *c = l->c;
    size_t count = 0;
    for (size_t s = 0; s < c->src->series_count; s++) {
        line_name one = {.series = s, .middle = line_end_y(l, s)};
        one.height = chart_text_height(&c->names[s], &c->src->label_style);
        size_t at = one.height > 0 ? count++ : count;
        for (; one.height > 0 && at > 0 && list[at - 1].middle > one.middle; at--) {
            list[at] = list[at - 1];
        }
        if (one.height > 0) {
            list[at] = one;
        }
    }
    return count;
}

/* Names that would meet stand close, as near to the ends of their lines as they can together. */
static void names_spread(line_name *list, size_t count)
{
    for (size_t from = 0; from < count; from++) {
        list[from].top = list[from].middle - list[from].height / 2;
        for (size_t first = from; first > 0; first--) {
            if (list[first - 1].top + list[first - 1].height <= list[first].top) {
                break;
            }
            /* A group: from the first that touches it, around the middle of what all want. */
            size_t head = first - 1;
            while (head > 0 && list[head - 1].top + list[head - 1].height >= list[head].top) {
                head--;
            }
            int64_t want = 0;
            jb_len above = 0;
            for (size_t i = head; i <= from; i++) {
                want += list[i].middle - list[i].height / 2 - above;
                above += list[i].height;
            }
            jb_len top = (jb_len)(want / (int64_t)(from - head + 1));
            for (size_t i = head; i <= from; i++) {
                list[i].top = top;
                top += list[i].height;
            }
            first = head + 1;
        }
    }
}

/* Back into the drawing; false: there is no room for all. */
static bool names_clamp(const lines *l, line_name *list, size_t count)
{
    jb_len lowest = l->plot.y + l->plot.height;
    jb_len highest = l->plot.y - chart_pitch(l->c);
    for (size_t i = 0; i < count; i++) {
        list[i].top = list[i].top > highest ? list[i].top : highest;
        highest = list[i].top + list[i].height;
    }
    for (size_t i = count; i > 0; i--) {
        jb_len last = lowest - list[i - 1].height;
        list[i - 1].top = list[i - 1].top < last ? list[i - 1].top : last;
        lowest = list[i - 1].top;
    }
    return lowest >= l->plot.y - chart_pitch(l->c);
}

static void draw_name(run *r, const lines *l, const line_name *name)
{
    const chart *c = l->c;
    const para *text = &c->names[name->series];
    jb_len x = l->plot.x + l->plot.width + 2 * CHART_GAP;
    jb_len middle = name->top + chart_pitch(c) / 2;
    if (sample_width(c) > 0) {
        jb_chart_point sample = {.present = true};
        area from = {x, middle, 0, 0, l->plot.in};
        area to = {x + 2 * c->src->label_style.size, middle, 0, 0, l->plot.in};
        area dot = {(from.x + to.x) / 2, middle, mark_reach(c), 0, l->plot.in};
        chart_segment(r, &from, &to, name->series);
        chart_dot(r, &dot, name->series, &sample);
    }
    area at = {x + sample_width(c), name->top, para_width(text), chart_pitch(c), l->plot.in};
    chart_write(r, c, text, &at, JB_ALIGN_LEFT);
}

static void name_lines(run *r, lines *l)
{
    size_t count = names_sort(l, l->names);
    names_spread(l->names, count);
    l->crowded = !names_clamp(l, l->names, count) || l->crowded;
    for (size_t i = 0; r != NULL && i < count; i++) {
        draw_name(r, l, &l->names[i]);
    }
}

static void put_labels(run *r, lines *l)
{
    take_points(l);
    for (size_t i = 0; i < l->c->src->category_count; i++) {
        label_points(r, l, i);
    }
    name_lines(r, l);
}

/* With room for the places of all that may be drawn in one panel. */
static lines open_lines(run *r, const chart *c)
{
    size_t most = 2 * c->src->category_count * c->src->series_count + 1;
    return (lines){
        .c = c,
        .all = jb_arena_array(r->work, most, sizeof(taken)),
        .names = jb_arena_array(r->work, c->src->series_count + 1, sizeof(line_name)),
    };
}

/* ---- how high: as asked for, or as every label needs */

static bool fits(lines *l, size_t panel, jb_len height)
{
    l->panel = panel;
    l->count = 0;
    l->crowded = false;
    l->plot = (area){.width = chart_lines_width(l->c), .height = height};
    put_labels(NULL, l);
    return !l->crowded;
}

static void find_height(run *r, chart *c)
{
    jb_len wanted = c->src->panel_height > 0 ? c->src->panel_height : c->panel_width / 3;
    jb_len least = 4 * chart_pitch(c);
    lines l = open_lines(r, c);
    c->plot_height = wanted > least ? wanted : least;
    size_t p = 0; /* panels share the scale, and so their height */
    while (p < c->src->panel_count && c->plot_height < r->bottom - r->top) {
        bool enough = fits(&l, p, c->plot_height);
        c->plot_height += enough ? 0 : chart_pitch(c);
        p = enough ? p + 1 : 0;
    }
}

void chart_lines_fit(run *r, chart *c)
{
    find_height(r, c);
    jb_len height = c->plot_height;
    if (height <= (r->bottom - r->top) / 2 || sample_width(c) == 0) {
        return;
    }
    c->bare = true; /* a wider drawing may be lower */
    find_height(r, c);
    if (c->plot_height >= height) {
        c->bare = false;
        c->plot_height = height;
    }
}

void chart_lines_draw(run *r, const chart *c, size_t panel, const area *at)
{
    lines l = open_lines(r, c);
    l.panel = panel;
    l.plot = *at;
    l.plot.x += tick_width(c) + CHART_GAP;
    l.plot.y += chart_pitch(c);
    l.plot.width = chart_lines_width(c);
    l.plot.height = c->plot_height;
    draw_frame(r, &l, at);
    for (size_t s = 0; s < c->src->series_count; s++) {
        draw_series(r, &l, s);
    }
    put_labels(r, &l);
}
