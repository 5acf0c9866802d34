/* bind_chart.h - a chart between its parts: bars and what stands around a drawing, lines. */
#ifndef JIANBAO_BRIEF_BIND_CHART_H
#define JIANBAO_BRIEF_BIND_CHART_H

#include "brief_private.h"

typedef struct plot {
    const jb_brief *brief;
    jb_arena *arena;
    const block *from;
    const jb_dataset *data;
    const size_t *drawn; /* rows of the data */
    size_t rows;         /* so many of them */
    const char *above;   /* names of those left out because they are above others; NULL: none */
    const size_t *columns;
    size_t column_count;
    jb_chart_block *chart;
    jb_chart_point *points;
    unsigned *notes; /* of the dataset, in the order of their marks here */
    size_t note_count;
    unsigned supports; /* bits 1 << jb_support of the figures shown */
    bool of_years;     /* the same agencies over years: these differ as they should */
    const char *gaps;  /* where lines are broken between two figures, and why; NULL: nowhere */
} plot;

typedef struct shown {
    jb_measured figure;
    jb_chart_point *point;
} shown;

bool plot_zh(const plot *p);
const char *plot_word(const plot *p, const char *zh, const char *en);
const jb_row *plot_row(const plot *p, size_t i);
jb_chart_panel *plot_panels(plot *p, size_t panels, size_t categories, size_t series);
/* Arithmetic speaks against a figure of the cell. */
bool plot_doubtful(const jb_cell *cell);
/* Fills the point; false when the cell has no figure that can be drawn. `dated`: what hangs on the
 * row's year is marked at the figure. */
bool plot_point(plot *p, size_t row, size_t column, bool dated, jb_chart_point *out, shown *put);
/* The figure that most others compare with is full, and those that compare with it. */
void plot_look_apart(const plot *p, shown *list, size_t count);

/* bind_lines.c: a category for each year, a line or a panel for each agency */
void lines_bind(plot *p);
/* Whether any agency has figures of two years. */
bool lines_any(const plot *p);

#endif
