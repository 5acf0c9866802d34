/* work.h - what is passed from hand to hand while a dataset is built.
 *
 * load.c fills the records, rows.c and cells.c lay them out, columns.c, reasons.c and labels.c
 * judge the columns, notes.c says what must be said. Only this room includes it.
 */
#ifndef JIANBAO_DATASET_WORK_H
#define JIANBAO_DATASET_WORK_H

#include <jianbao/dataset.h>

/* A column of the query with its codes looked up. */
typedef struct plan_column {
    const jb_query_column *query;
    const jb_indicator **indicators; /* in order of preference */
    size_t count;
    bool all; /* every indicator is shown, and there are several */
} plan_column;

typedef struct agency_year {
    const char *code;
    int year;
} agency_year;

/* What a fact, or an absence that speaks of a report, names as its source. */
typedef struct citation {
    const char *code;
    int year;
    const char *source;
    bool program; /* a program read a figure out of it */
} citation;

/* Copies of what the store holds for the query, sorted by content so that the order of import
 * cannot show. The arrays are malloc'd while they grow and then moved to the arena. */
typedef struct records {
    jb_agency *agencies;
    size_t agency_count, agency_cap;
    jb_report *reports;
    size_t report_count, report_cap;
    jb_fact *facts; /* of the columns' indicators only */
    size_t fact_count, fact_cap;
    jb_absent *absents; /* likewise */
    size_t absent_count, absent_cap;
    citation *citations; /* of every indicator */
    size_t citation_count, citation_cap;
    agency_year *years; /* every agency-year of which anything is held */
    size_t year_count, year_cap;
} records;

/* The stretch of the sorted records that belongs to a row. */
typedef struct row_span {
    size_t fact_from, fact_to;
    size_t absent_from, absent_to;
} row_span;

typedef struct work {
    jb_arena *arena;
    const jb_catalogue *catalogue;
    const jb_query *query;
    plan_column *plan;
    records records;
    jb_row *rows;
    row_span *spans;
    size_t row_count;
    jb_column *columns;
    size_t column_count;
    jb_cell *cells;
    jb_figure **figures; /* a cell's figures while they may still change, by cell */
    jb_note general[2];  /* the differences; columns with one figure */
    size_t general_count;
    const jb_note *notes;
    size_t note_count;
} work;

/* plan.c */
jb_status plan_query(work *w, jb_error *err) JB_MUST_USE;
/* load.c */
jb_status load_records(work *w, jb_store *store, jb_error *err) JB_MUST_USE;
/* rows.c */
jb_status make_rows(work *w, jb_error *err) JB_MUST_USE;
/* cells.c */
int fact_order(const jb_fact *a, const jb_fact *b);
bool fact_same_figure(const jb_fact *a, const jb_fact *b);
void make_cells(work *w);
/* columns.c */
void make_columns(work *w);
/* reasons.c */
unsigned column_reasons(const work *w, size_t column);
size_t column_agencies(const work *w, size_t column);
/* labels.c */
void make_labels(work *w, size_t column);
/* notes.c */
void make_notes(work *w);

static inline jb_cell *cell_at(const work *w, size_t row, size_t column)
{
    return &w->cells[row * w->column_count + column];
}

/* Nobody knows yet whether there is a figure. */
static inline bool cell_waits(const jb_cell *cell)
{
    return cell->figure_count == 0 && cell->absence == JB_ABSENT_UNDER_REVIEW;
}

static inline bool cell_states(const jb_cell *cell)
{
    return cell->figure_count > 0 || cell->absence == JB_ABSENT_ZERO_STATED;
}

#endif
