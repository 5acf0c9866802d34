/* chart_key.c - the key above a chart: which series is which, what hatched and hollow mean.
 *
 * Only what occurs is explained. Entries stand beside one another and wrap.
 */
#include "chart.h"

enum { LOOKS = JB_LOOK_HOLLOW + 1 };

/* Names of the lines stand at their ends, those of one series say nothing. */
static bool names_series(const chart *c)
{
    return c->src->series_count > 1 && c->src->kind != JB_CHART_LINES;
}

static size_t key_count(const chart *c)
{
    return (names_series(c) ? c->src->series_count : 0) + LOOKS;
}

/* The text of an entry, NULL when it is not wanted; the point is how its sample looks. */
static const para *key_entry(const chart *c, size_t i, size_t *series, jb_chart_point *sample)
{
    size_t names = names_series(c) ? c->src->series_count : 0;
    *series = i < names ? i : 0;
    sample->look = i < names ? JB_LOOK_SOLID : (jb_look)(i - names);
    const para *text = i < names ? &c->names[i] : &c->looks[i - names];
    bool wanted = i < names || c->used[i - names];
    return wanted && text->set.count > 0 ? text : NULL;
}

static jb_len sample_size(const chart *c)
{
    return c->src->label_style.size * 7 / 10;
}

static void draw_sample(run *r, const chart *c, const area *at, size_t series,
                        const jb_chart_point *sample)
{
    if (c->src->kind != JB_CHART_DOTS && c->src->kind != JB_CHART_LINES) {
        chart_bar(r, at, series, sample);
        return;
    }
    area dot = {at->x + at->width / 2, at->y + at->height / 2, at->height / 2, 0, at->in};
    chart_dot(r, &dot, series, sample);
}

/* Walks the entries; draws them when `at` is not NULL. The height they take. */
static jb_len walk(run *r, const chart *c, const area *at)
{
    jb_len pitch = chart_pitch(c);
    jb_len size = sample_size(c);
    jb_len x = 0;
    jb_len y = 0;
    bool any = false;
    for (size_t i = 0; i < key_count(c); i++) {
        size_t series = 0;
        jb_chart_point sample = {0};
        const para *text = key_entry(c, i, &series, &sample);
        if (text == NULL) {
            continue;
        }
        jb_len width = 2 * size + CHART_GAP + para_width(text) + 3 * CHART_GAP;
        if (x > 0 && x + width > c->width) {
            x = 0;
            y += pitch;
        }
        if (at != NULL) {
            area swatch = {at->x + x, at->y + y + (pitch - size) / 2, 2 * size, size, at->in};
            draw_sample(r, c, &swatch, series, &sample);
            area place = {at->x + x + 2 * size + CHART_GAP, at->y + y, para_width(text), pitch,
                          at->in};
            chart_write(r, c, text, &place, JB_ALIGN_LEFT);
        }
        x += width;
        any = true;
    }
    return any ? y + pitch : 0;
}

jb_len chart_key_height(const chart *c)
{
    jb_len height = walk(NULL, c, NULL);
    return height > 0 ? height + CHART_GAP : 0;
}

void chart_key_draw(run *r, const chart *c, const area *at)
{
    (void)walk(r, c, at);
}
