/* chart.h - a chart between its passes: scale, texts, bands, drawing.
 *
 * A band is the least part of a chart that stands on one page: a category with its bars, or a row
 * of panels. What stands above the bands is its top, what stands below its foot.
 */
#ifndef JIANBAO_LAYOUT_CHART_H
#define JIANBAO_LAYOUT_CHART_H

#include "run.h"

#define CHART_GAP JB_PT(4)
#define CHART_TICKS 6

/* Round steps from 0 to the first that no value is above. */
typedef struct chart_scale {
    jb_dec top, step;
    unsigned steps; /* 1 to CHART_TICKS - 1 */
} chart_scale;

chart_scale chart_scale_make(jb_dec most);
/* How much of `room` a value takes, rounded; values above the top take all of it. */
jb_len chart_length(const chart_scale *scale, jb_dec value, jb_len room);
/* The step as it is printed, divided by 10^power. */
const char *chart_tick(jb_arena *arena, const chart_scale *scale, unsigned tick, int power,
                       jb_lang lang);

typedef struct chart {
    box base;
    const jb_chart_block *src;
    chart_scale scale;
    jb_len width, panel_width;
    bool rows; /* categories stand one under the other in one panel */
    para title, later_title, unit, source;
    para *categories; /* of each category */
    para *labels;     /* of each point of each panel; of stacked bars and dots, of the first of
                       * each category, all of them joined */
    para *names;      /* of each series */
    para *looks;      /* by jb_look */
    para *panel_titles;
    para ticks[CHART_TICKS];
    bool used[JB_LOOK_HOLLOW + 1]; /* looks that occur */
    jb_len label_width;            /* of the column of categories */
    jb_len value_width;            /* of the column of figures */
    size_t turns;                  /* of lines: rows that names of categories take turns on */
    bool crowded;                  /* of lines: not even so there is room for them */
    jb_len plot_height;            /* of lines: between the axes */
    bool bare;                     /* of lines: named without a piece of them */
    jb_len *heights;               /* of bands */
    size_t band_count;
    jb_len top, foot; /* heights; title and source are counted in the foot */
    stack notes;
    note_map note_map;

    /* where it stopped */
    size_t band;
    bool begun, drawn;
    uint32_t tag;
} chart;

static inline const jb_chart_point *chart_point(const chart *c, size_t panel, size_t category,
                                                size_t series)
{
    return &c->src->panels[panel].points[category * c->src->series_count + series];
}
static inline size_t chart_point_index(const chart *c, size_t panel, size_t category, size_t series)
{
    return (panel * c->src->category_count + category) * c->src->series_count + series;
}
static inline jb_len chart_pitch(const chart *c)
{
    return style_pitch(&c->src->label_style);
}
/* One label for all series of a category. */
static inline bool chart_joins(const chart *c)
{
    return c->src->kind == JB_CHART_STACKED || c->src->kind == JB_CHART_DOTS;
}
static inline jb_len chart_text_height(const para *p, const jb_style *style)
{
    return (jb_len)p->set.count * style_pitch(style);
}

/* A place to draw in, and what the drawing belongs to. */
typedef struct area {
    jb_len x, y, width, height;
    ink in;
} area;

/* chart_text.c: sets all texts, finds the columns' widths */
jb_status chart_texts(run *r, chart *c) JB_MUST_USE;
/* Writes a text with its lines set to the left, the middle or the right of the area. */
void chart_write(run *r, const chart *c, const para *p, const area *at, jb_align align);
/* Clears the place of a text that is set to the left of the area. */
void chart_clear(run *r, const chart *c, const para *p, const area *at);
/* chart_marks.c: bars, marks of points, lines */
void chart_bar(run *r, const area *at, size_t series, const jb_chart_point *point);
void chart_bar_series(run *r, const area *at, size_t series);
void chart_dot(run *r, const area *at, size_t series, const jb_chart_point *point);
void chart_segment(run *r, const area *from, const area *to, size_t series);
void chart_hair(run *r, jb_len x, jb_len y, jb_len width, jb_len height, uint32_t path,
                uint32_t color);
/* chart_rows.c: bars, stacked bars and dots */
jb_len chart_row_height(const chart *c, size_t panel, size_t category);
void chart_row_draw(run *r, const chart *c, size_t panel, size_t category, const area *at);
/* Grid lines behind rows, and the ticks under them. */
void chart_rows_grid(run *r, const chart *c, const area *at);
void chart_rows_ticks(run *r, const chart *c, const area *at);
/* chart_lines.c */
jb_len chart_lines_width(const chart *c); /* between the axes */
jb_len chart_lines_height(const chart *c);
/* Makes the drawing high enough for every label. */
void chart_lines_fit(run *r, chart *c);
void chart_lines_draw(run *r, const chart *c, size_t panel, const area *at);
/* chart_key.c: which series and looks are which */
jb_len chart_key_height(const chart *c);
void chart_key_draw(run *r, const chart *c, const area *at);

#endif
