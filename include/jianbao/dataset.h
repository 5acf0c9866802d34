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

typedef struct jb_query_column {
    const char *head_zh; /* NULL: the short name of the first indicator */
    const char *head_en;
    const char *group_zh; /* a head over several columns with the same group, or NULL */
    const char *group_en;
    const char *const *indicators; /* NULL-terminated codes, in order of preference */
    jb_pick pick;
} jb_query_column;

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
} jb_query;

/* ---- the answer -------------------------------------------------------------------------- */

typedef struct jb_note {
    /* "period", "scope", "qualifier", "change", "absence", "column", "fact", "term", "base" */
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
    const unsigned *notes; /* about this figure; like the cell's */
    size_t note_count;
} jb_figure;

typedef struct jb_cell {
    const jb_figure *figures; /* NULL when absent; else in the column's order of indicators */
    size_t figure_count;
    jb_absence absence;    /* meaningful when figure_count is 0 */
    const unsigned *notes; /* indices into the dataset's notes, ascending, without repeats; those
                            * of its figures included */
    size_t note_count;
} jb_cell;

typedef struct jb_row {
    const jb_agency *agency;
    int year; /* 0: no report found at all */
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

typedef struct jb_column {
    const char *head_zh, *head_en;
    const char *group_zh, *group_en; /* "" for none */
    const char *unit_zh, *unit_en;   /* stated once in the head; "" when each figure says its own */
    int power;                       /* Chinese shows values divided by 10^power (万元: 4) */
    int power_en;                    /* English likewise (CNY million: 6) */
    bool mixed;                      /* several indicators are shown: each figure says which */
    bool numeric;                    /* figures stand one a cell: align them on the decimal point */
    size_t stated;                   /* agencies (rows) that state it */
    unsigned reasons; /* jb_reason bits: why the column's figures do not compare; 0 = they do */
    const unsigned *notes;
    size_t note_count;
} jb_column;

typedef struct jb_dataset {
    jb_arena *arena;
    const char *name;
    const jb_row *rows;
    size_t row_count;
    const jb_column *columns;
    size_t column_count;
    const jb_cell *cells;   /* row_count * column_count, row by row */
    const jb_note *general; /* about the table as a whole: printed first, without a mark */
    size_t general_count;
    const jb_note *notes; /* in the order a reader meets their marks */
    size_t note_count;
    unsigned absences; /* bits 1 << jb_absence: the kinds that occur */
} jb_dataset;

jb_status jb_dataset_build(jb_store *store, const jb_catalogue *catalogue, const jb_query *query,
                           jb_dataset **out, jb_error *err) JB_MUST_USE;
void jb_dataset_free(jb_dataset *dataset); /* NULL is fine */
const jb_cell *jb_dataset_cell(const jb_dataset *dataset, size_t row, size_t column);

/* ---- as text ----------------------------------------------------------------------------- */

/* A figure as it is printed, in parts so that columns can align: prefix+whole ends at the decimal
 * axis, fraction+suffix begins there. "约", "调处 " are prefixes; "余", "以上", "%", "件" suffixes.
 */
typedef struct jb_parts {
    const char *prefix;
    const char *whole;
    const char *fraction; /* with its point, or "" */
    const char *suffix;
} jb_parts;

/* Chinese: no grouping. English: comma every three digits. Never rounds. */
const char *jb_number_text(jb_arena *arena, jb_dec value, jb_lang lang);
/* One figure of a cell, in the column's scale. */
jb_parts jb_figure_parts(jb_arena *arena, const jb_dataset *dataset, size_t column,
                         const jb_figure *figure, jb_lang lang);
/* The whole cell on one line: figures joined by "；" / "; ", or the absence text. No marks. */
const char *jb_cell_text(jb_arena *arena, const jb_dataset *dataset, size_t row, size_t column,
                         jb_lang lang);
/* A figure in running text: "1590件", "8803.294万元", "80%以上"; "1,590 cases". */
const char *jb_figure_prose(jb_arena *arena, const jb_figure *figure, jb_lang lang);
/* A legend of the absences that occur and of 0: one line, "" when nothing needs saying. */
const char *jb_dataset_legend(jb_arena *arena, const jb_dataset *dataset, jb_lang lang);
/* "海珠区": the short name, else the name. */
const char *jb_agency_label(const jb_agency *agency, jb_lang lang);

/* ---- findings ---------------------------------------------------------------------------- */

/* A piece of a sentence; `figure` is NULL for plain words. */
typedef struct jb_phrase {
    const char *text;
    const jb_figure *figure;
} jb_phrase;

typedef struct jb_findings {
    const jb_phrase *phrases;
    size_t count;
} jb_findings;

/* One paragraph over several tables of the same agencies: which years the reports cover and
 * whether they may be compared, then per table who states what (figures with their period where it
 * is not the plain year), then who states nothing. Places figures side by side; never ranks or
 * adds. `limit` figures a table and agency are named (the leftmost columns first); where too many
 * agencies or years state figures, only how many do and where the table is. */
typedef struct jb_theme {
    const jb_dataset *dataset;
    const char *name;  /* names the table in the sentence: "执法" */
    const char *table; /* where the figures stand: "表1"; "" when they stand in no table */
} jb_theme;

jb_status jb_findings_build(jb_arena *arena, const jb_theme *themes, size_t count, unsigned limit,
                            jb_lang lang, jb_findings *out, jb_error *err) JB_MUST_USE;

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
