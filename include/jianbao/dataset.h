/* jianbao/dataset.h - figures set side by side: cells, notes, units, number formats, findings.
 *
 * Decides what a cell holds, why it holds nothing, what must be said about it, and whether the
 * figures of a column compare at all. Tables on paper, the terminal, CSV and the sentences of a
 * briefing all come from here and so cannot contradict each other. Every cell keeps the facts it
 * shows. Knows nothing of pages or fonts. Rules and worked examples: docs/comparability.md.
 */
#ifndef JIANBAO_DATASET_H
#define JIANBAO_DATASET_H

#include <jianbao/measure.h>
#include <jianbao/store.h>

#ifdef __cplusplus
extern "C" {
#endif

/* ---- the question ------------------------------------------------------------------------ */

typedef enum jb_pick {
    JB_PICK_FIRST, /* the first of the column's indicators that the agency states */
    JB_PICK_ALL    /* all of them, each with its name and unit, one under the other */
} jb_pick;

/* What a column says of the figures of another. */
typedef enum jb_derive {
    JB_DERIVE_NONE,   /* nothing: the column shows stated figures */
    JB_DERIVE_CHANGE, /* on the year before: from two reports, else as the report states it */
    JB_DERIVE_RANK,   /* place in the order of size among the rows of the year */
    JB_DERIVE_SHARE,  /* of the total of the year, in percent */
    JB_DERIVE_BEFORE, /* the figure of the year before, as last year's report states it */
    JB_DERIVE_REMARK, /* in words: the notes of the report and of the figure or its absence */
    JB_DERIVES
} jb_derive;

const char *jb_derive_code(jb_derive derive); /* "change"; "" for none */

typedef struct jb_query_column {
    const char *head_zh; /* NULL: the short name of the first indicator, or of what is derived */
    const char *head_en;
    const char *group_zh; /* a head over several columns with the same group, or NULL */
    const char *group_en;
    const char *const *indicators; /* NULL-terminated codes, in order of preference */
    jb_pick pick;
    jb_derive derive; /* other than none: from the column `of`, and there are no indicators */
    size_t of;        /* the index of a column of stated figures */
} jb_query_column;

/* Which rows of totals stand in the table. */
typedef enum jb_totals {
    JB_TOTALS_NONE,
    JB_TOTALS_ALL,    /* one for each year, under the table */
    JB_TOTALS_PARENTS /* and before it one for each year of each division above */
} jb_totals;

/* One table. Rows are agencies in division-code order, and under an agency its years ascending:
 * those with a report, a fact or an absence. An agency asked for by code that has none of them
 * gets one row without a year: no report found. */
typedef struct jb_query {
    const char *name;            /* as the layout calls it, for messages */
    const char *const *agencies; /* NULL-terminated codes; NULL = every agency of the store */
    int year_from, year_to;      /* 0 = open */
    const jb_query_column *columns;
    size_t column_count;
    /* Which facts may be shown: bits 1 << jb_review, 0 = all but the rejected. Of those that may
     * not, the cell says that they are under review. */
    unsigned statuses;
    jb_totals totals;
    unsigned relax; /* reasons that may be passed over (jb_relax_parse); the table says so */
    /* Rows of one year stand in the order of size of the column `order` (of stated figures), the
     * largest first, where its figures may be ranked; those that may not, and rows without a
     * figure, follow by code. Where no order is allowed all rows stand by code. A general note
     * says which. Subtotals then stand under the table. */
    bool ordered;
    size_t order;
} jb_query;

/* ---- the answer -------------------------------------------------------------------------- */

typedef struct jb_note {
    /* "period", "scope", "qualifier", "change", "absence", "column", "fact", "term", "base",
     * "doubt"; of
     * what is derived: "total", "share", "rank", "change", "relaxed"; of the rows: "order" */
    const char *kind;
    const char *zh; /* a sentence with its full stop */
    const char *en;
} jb_note;

/* A label stands before the number when a column shows several indicators or the reports' words
 * differ: the report's term, else the indicator's short name; "" for none. */
typedef struct jb_figure {
    const jb_fact *fact;
    const jb_indicator *indicator;
    const char *label_zh, *label_en;
    const char *population_en, *channel_en, *coverage_en; /* the fact's scope in English */
    const jb_fact *before; /* last year's figure as the same report quotes it, or NULL; in a note */
    bool doubtful;         /* arithmetic speaks against it; a note says how */
    const unsigned *notes; /* about this figure; like the cell's */
    size_t note_count;
} jb_figure;

/* A figure as it is printed, in parts so that columns can align: prefix+whole ends at the decimal
 * axis, fraction+suffix begins there. "约", "调处 " are prefixes; "余", "以上", "%", "件" suffixes.
 */
typedef struct jb_parts {
    const char *prefix;
    const char *whole;
    const char *fraction; /* with its point, or "" */
    const char *suffix;
} jb_parts;

/* What was worked out from stated figures, or why it was not. Every number printed that no report
 * states is one of these. */
typedef struct jb_derived {
    const char *kind; /* "total", "change", "rank", "share", "before", "remark" */
    const char *rule; /* how: "sum", "two_reports", "stated", ...: docs/comparability.md */
    bool given;       /* else it is refused, and `reasons` and the note say why */
    unsigned reasons; /* bits of jb_reason; where it is given: that nothing more is */
    unsigned relaxed; /* these were passed over */
    jb_dec value;     /* as printed; meaningless when refused */
    jb_qualifier qualifier;
    const char *unit_zh, *unit_en;   /* of the value: "件", "%", "个百分点"; "" for a rank */
    jb_parts zh, en;                 /* as printed in the cell */
    const char *prose_zh, *prose_en; /* of a total in running text: "约19552.3万元"; else "" */
    const jb_fact *const *facts;     /* that went into it */
    size_t fact_count;
    size_t covered, expected;      /* agencies with a figure, of so many; 0, 0: it covers none */
    const char *note_zh, *note_en; /* sentences; NULL when nothing needs saying */
} jb_derived;

typedef struct jb_cell {
    const jb_figure *figures; /* NULL when absent; else in the column's order of indicators */
    size_t figure_count;
    jb_absence absence;        /* meaningful when figure_count is 0 and nothing is derived */
    const jb_derived *derived; /* of a column or row that derives; NULL where figures stand */
    const unsigned *notes; /* indices into the dataset's notes, ascending, without repeats; those
                            * of its figures included */
    size_t note_count;
} jb_cell;

typedef struct jb_row {
    const jb_agency *agency;
    int year; /* 0: no report found in several years */
    /* There is a report: one is held, or a figure or a recorded silence comes from one. Every room
     * that says whether there is a report asks this. */
    bool reported;
    /* There is one that no person has read whole: what has no figure is under review, for nobody
     * knows that the report is silent. */
    bool unread;
    const jb_report *report;         /* the first that is held; NULL when none is */
    const jb_report *const *reports; /* all that are held */
    size_t report_count;
    const char *const *sources; /* named by figures or absences; no report is held for them */
    size_t source_count;
    const unsigned *notes; /* about the whole row; hang on its year */
    size_t note_count;
} jb_row;

/* A row of totals. */
typedef struct jb_summary {
    const char *label_zh, *label_en; /* 合计, 广州市小计 */
    const char *parent;              /* the division whose total it is, "" for all */
    int year;
    size_t after;         /* stands behind so many rows */
    const jb_cell *cells; /* one for each column, all derived */
} jb_summary;

typedef struct jb_column {
    const char *head_zh, *head_en;
    const char *group_zh, *group_en; /* "" for none */
    const char *unit_zh, *unit_en;   /* stated once in the head; "" when each figure says its own */
    int power;                       /* Chinese shows values divided by 10^power (万元: 4) */
    int power_en;                    /* English likewise (CNY million: 6) */
    bool mixed;                      /* several indicators are shown: each figure says which */
    bool open;        /* one of several might be: figures say what the head does not */
    bool numeric;     /* figures stand one a cell: align them on the decimal point */
    size_t stated;    /* agencies (rows) that state it */
    unsigned reasons; /* jb_reason bits: why the column's figures do not compare; 0 = they do */
    jb_derive derive; /* from column `of`: all its cells are derived */
    size_t of;
    const unsigned *notes;
    size_t note_count;
} jb_column;

typedef struct jb_dataset {
    jb_arena *arena;
    const char *name;
    const jb_row *rows;
    size_t row_count;
    size_t ordered; /* so many rows at the top stand in order of size; 0: all stand by code */
    const jb_column *columns;
    size_t column_count;
    const jb_cell *cells;        /* row_count * column_count, row by row */
    const jb_summary *summaries; /* ascending by `after` */
    size_t summary_count;
    const jb_note *general; /* about the table as a whole: printed first, without a mark */
    size_t general_count;
    const jb_note *notes; /* in the order a reader meets their marks */
    size_t note_count;
    unsigned absences; /* bits 1 << jb_absence: the kinds that occur */
    char *fingerprint; /* room for jb_dataset_fingerprint to keep its answer, "" before; or NULL */
} jb_dataset;

jb_status jb_dataset_build(jb_store *store, const jb_catalogue *catalogue, const jb_query *query,
                           jb_dataset **out, jb_error *err) JB_MUST_USE;
void jb_dataset_free(jb_dataset *dataset); /* NULL is fine */

/* The same in two steps, for who builds several: what the store is asked, and the rest, which asks
 * nobody, changes nothing that others see, and so may be another thread's work. What the query
 * points to must live until the draft is finished. */
typedef struct jb_draft jb_draft;
jb_status jb_dataset_load(jb_store *store, const jb_catalogue *catalogue, const jb_query *query,
                          jb_draft **out, jb_error *err) JB_MUST_USE;
/* How many figures it holds: a measure of the work that is left. */
size_t jb_draft_figures(const jb_draft *draft);
/* Ends the draft, whether it succeeds or fails. */
jb_status jb_dataset_finish(jb_draft *draft, jb_dataset **out, jb_error *err) JB_MUST_USE;
void jb_draft_free(jb_draft *draft); /* NULL is fine */

const jb_cell *jb_dataset_cell(const jb_dataset *dataset, size_t row, size_t column);

/* ---- as text ----------------------------------------------------------------------------- */

/* One figure of a cell, in the column's scale. */
jb_parts jb_figure_parts(jb_arena *arena, const jb_dataset *dataset, size_t column,
                         const jb_figure *figure, jb_lang lang);
/* What was derived, on one line: "≥512", "+12.5%", "—". */
const char *jb_derived_text(jb_arena *arena, const jb_derived *derived, jb_lang lang);
/* The whole cell on one line: figures joined by "；" / "; ", or the absence text. No marks. */
const char *jb_cell_text(jb_arena *arena, const jb_dataset *dataset, size_t row, size_t column,
                         jb_lang lang);
/* A figure in running text: "1590件", "8803.294万元", "80%以上"; "1,590 cases". */
const char *jb_figure_prose(jb_arena *arena, const jb_figure *figure, jb_lang lang);
/* A legend of the absences that occur and of 0: one line, "" when nothing needs saying. */
const char *jb_dataset_legend(jb_arena *arena, const jb_dataset *dataset, jb_lang lang);
/* The head, and what stands over it where it takes that to say of what: "行政复议撤回". */
const char *jb_column_name(jb_arena *arena, const jb_dataset *dataset, const jb_column *column,
                           jb_lang lang);
/* "海珠区": the short name, else the name. */
const char *jb_agency_label(const jb_agency *agency, jb_lang lang);

/* ---- findings ---------------------------------------------------------------------------- */

/* A piece of a sentence; `figure` and `derived` are NULL for plain words. */
typedef struct jb_phrase {
    const char *text;
    const jb_figure *figure;
    const jb_derived *derived;
    bool begins; /* a paragraph: longer findings have one for each table */
} jb_phrase;

typedef struct jb_findings {
    const jb_phrase *phrases;
    size_t count;
} jb_findings;

/* Sentences over several tables of the same agencies: which years the reports cover and
 * whether they may be compared, then per table who states what (figures with their period where it
 * is not the plain year), then the totals, changes and orders that stand in the table and could be
 * worked out, each with its coverage, then who states nothing. `limit` figures a table and agency
 * are named (one of each column, the leftmost first); where too many agencies or years state
 * figures, only how many do and where the table is. */
typedef struct jb_theme {
    const jb_dataset *dataset;
    const char *name;  /* names the table in the sentence: "执法" */
    const char *table; /* where the figures stand: "表1"; "" when they stand in no table */
} jb_theme;

jb_status jb_findings_build(jb_arena *arena, const jb_theme *themes, size_t count, unsigned limit,
                            jb_lang lang, jb_findings *out, jb_error *err) JB_MUST_USE;

/* ---- gaps --------------------------------------------------------------------------------- */

/* Why an agency's figure of a year is not at hand. */
typedef enum jb_gap_kind {
    JB_GAP_NO_REPORT,    /* no report of the year was found */
    JB_GAP_SILENT,       /* a person read the reports whole: they are silent */
    JB_GAP_NO_NUMBER,    /* spoken of without a number */
    JB_GAP_INCOMPARABLE, /* there is a figure that cannot be set beside the others */
    JB_GAP_REVIEW,       /* a report or figure nobody has settled: nothing to ask the agency for */
    JB_GAPS
} jb_gap_kind;

const char *jb_gap_code(jb_gap_kind kind); /* "not_disclosed" */
const char *jb_gap_name(jb_gap_kind kind, jb_lang lang);

typedef struct jb_gap {
    jb_gap_kind kind;
    const jb_agency *agency;
    int year;                        /* 0: no report of any of the years */
    const jb_indicator *indicator;   /* NULL for a report that is missing as a whole */
    unsigned reasons;                /* of measure, why the figure cannot be used */
    const jb_fact *fact;             /* that figure, or NULL */
    const char *found_zh, *found_en; /* it as it is printed; "" for none */
    const char *why_zh, *why_en;     /* a sentence with its full stop */
} jb_gap;

typedef struct jb_gap_list {
    const jb_gap *list; /* by agency, year, column */
    size_t count;
} jb_gap_list;

/* Goes through a comparison whose columns are those of the query, of one indicator each (its
 * first). A figure serves when it is of the whole year (or of a day, where it is a stock), may be
 * put in one order with what most agencies of its level state for a whole year, and nothing of its
 * own speaks against that. Every agency is asked about every year of the comparison in which it
 * existed. */
jb_gap_list jb_gaps_find(jb_arena *arena, const jb_dataset *dataset, const jb_catalogue *catalogue,
                         const jb_query_column *columns);

/* ---- sources ----------------------------------------------------------------------------- */

/* How many lines the row has in a list of sources: one for each report held and for each source
 * that figures name without one; one as well to say that there is none. */
size_t jb_source_count(const jb_row *row);
/* "广州市海珠区人力资源和社会保障局：关于2024年度……的报告（2024年度，来源……）"; `index` from 0. */
const char *jb_source_line(jb_arena *arena, const jb_row *row, size_t index, jb_lang lang);

/* SHA-256 over all shown facts, absences and reports in a fixed text form: two papers with the same
 * fingerprint show the same data. Hexadecimal. */
void jb_dataset_fingerprint(const jb_dataset *dataset, char out[JB_SHA256_TEXT]);

#ifdef __cplusplus
}
#endif

#endif
