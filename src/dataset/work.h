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
    bool all;         /* every indicator is shown, and there are several */
    jb_derive derive; /* then there are no indicators */
    size_t of;
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
    jb_doubts doubts;         /* what the store's verdicts say against single facts */
    const jb_doubt **against; /* by fact, or NULL; repeats of one figure share it */
    jb_objection *objections; /* while they are read */
    size_t objection_count, objection_cap;
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
    jb_row *prior_rows; /* of the year before the first one asked for: only changes look there */
    row_span *prior_spans;
    size_t prior_count;
    jb_agency *divisions; /* all of the store, sorted by code: names of the divisions above */
    size_t division_count, division_cap;
    const char **members; /* codes of all agencies asked for, sorted; see make_members */
    size_t member_count;
    struct rolls *rolls; /* gather.c: members as they were, by year */
    jb_summary *summaries;
    size_t summary_count;
    jb_cell *summary_cells; /* column_count each */
    unsigned relaxed[JB_USES];
    bool several_years; /* among the rows */
    jb_column *columns;
    size_t column_count;
    jb_cell *cells;
    jb_figure **figures; /* a cell's figures while they may still change, by cell */
    /* the order of the rows; the differences; columns with one figure; what was relaxed */
    jb_note general[3 + JB_USES];
    size_t general_count;
    size_t ordered;           /* rows at the top in order of size */
    unsigned absences_before; /* kinds that stand for figures of the year before */
    const jb_note *notes;
    size_t note_count;
} work;

/* plan.c */
jb_status plan_query(work *w, jb_error *err) JB_MUST_USE;
/* Something is worked out; something is of the year before; what notes say of the column is said in
 * a column of its own. */
bool plan_derives(const work *w);
bool plan_changes(const work *w);
bool plan_remarks(const work *w, size_t column);
/* load.c */
jb_status load_records(work *w, jb_store *store, jb_error *err) JB_MUST_USE;
/* between.c: once they are loaded */
jb_status fill_between(work *w, jb_store *store, jb_error *err) JB_MUST_USE;
/* rows.c */
jb_status make_rows(work *w, jb_error *err) JB_MUST_USE;
/* Rows before the first year asked for are there for changes only. */
void part_prior_rows(work *w);
/* doubts.c */
jb_status load_doubts(work *w, jb_store *store, jb_error *err) JB_MUST_USE;
/* Once the facts stand in order. */
void place_doubts(work *w);
/* What speaks against one of the records' facts, or NULL. */
const jb_doubt *doubt_of(const work *w, const jb_fact *fact);
bool doubts_bar(const work *w, const jb_fact *fact);
/* cells.c */
int fact_order(const jb_fact *a, const jb_fact *b);
bool fact_same_figure(const jb_fact *a, const jb_fact *b);
void make_cells(work *w);
/* columns.c */
void make_columns(work *w);
/* reasons.c */
unsigned column_reasons(const work *w, size_t column);
size_t column_agencies(const work *w, size_t column);
/* gather.c */
void make_members(work *w);
/* Why there is no figure of the column in that stretch of the records. */
jb_absence absence_in(const work *w, const row_span *span, const jb_row *row,
                      const plan_column *plan);
/* derive.c */
void make_derived(work *w);
/* order.c: after what is derived, which looks rows up by code */
void order_rows(work *w);
/* labels.c */
/* The report's word for the figure; "" when it is not known. */
const char *label_word(const jb_figure *figure);
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

/* Columns of totals, changes, ranks and shares state nothing of their own. */
static inline bool column_derives(const work *w, size_t column)
{
    return w->plan[column].derive != JB_DERIVE_NONE;
}

static inline bool cell_states(const jb_cell *cell)
{
    return cell->figure_count > 0 || cell->absence == JB_ABSENT_ZERO_STATED;
}

#endif
