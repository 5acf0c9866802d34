/* jianbao/store.h - the SQLite store: schema, migrations, transactions, history.
 *
 * The only room that knows sqlite3. Facts are append-only: a correction supersedes, nothing is
 * overwritten or deleted. The schema and its stable views are documented in docs/store.md so that
 * a colleague with a SQLite browser can use the file.
 */
#ifndef JIANBAO_STORE_H
#define JIANBAO_STORE_H

#include <jianbao/model.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct jb_store jb_store;

typedef enum jb_store_mode {
    JB_STORE_READ,  /* must exist; opened read-only, nothing on disk changes */
    JB_STORE_WRITE, /* must exist; migrated to the current schema if older */
    JB_STORE_CREATE /* must not exist */
} jb_store_mode;

/* Faults told apart, each with what to do: no such file, a directory, not a SQLite file, a SQLite
 * file that is not a jianbao store, a store made by a newer program, an older store opened
 * read-only (needs `jianbao init --upgrade`), damaged, locked. */
jb_status jb_store_open(const char *path, jb_store_mode mode, jb_store **out,
                        jb_error *err) JB_MUST_USE;
void jb_store_close(jb_store *store); /* NULL is fine; rolls back what was not committed */

jb_status jb_store_begin(jb_store *store, jb_error *err) JB_MUST_USE;
jb_status jb_store_commit(jb_store *store, jb_error *err) JB_MUST_USE;
void jb_store_rollback(jb_store *store);

/* Inside begin/commit. A fact with offsets into a text that is held must say what stands there. A
 * record equal to one held is an input error that names the one held (its
 * id); the same key with other content is one, too. `loc` is where the record came from. */
jb_status jb_store_put_agency(jb_store *store, const jb_agency *agency, const jb_loc *loc,
                              jb_error *err) JB_MUST_USE;
jb_status jb_store_put_report(jb_store *store, const jb_report *report, const jb_loc *loc,
                              jb_error *err) JB_MUST_USE;
jb_status jb_store_put_fact(jb_store *store, const jb_fact *fact, const jb_loc *loc, int64_t *id,
                            jb_error *err) JB_MUST_USE;
jb_status jb_store_put_absent(jb_store *store, const jb_absent *absent, const jb_loc *loc,
                              jb_error *err) JB_MUST_USE;
jb_status jb_store_put_denominator(jb_store *store, const jb_denominator *denominator,
                                   const jb_loc *loc, jb_error *err) JB_MUST_USE;

/* ---- the reports' own texts ---------------------------------------------------------------- */

/* A report with the frozen text that its sha256 names. */
typedef struct jb_held {
    jb_report report;
    const char *kind; /* "text", "html", "docx", "pdf" */
    const char *encoding;
    const char *text;          /* UTF-8 */
    const char *superseded_by; /* sha256 of the newer version, "" for the one that counts */
    bool withdrawn;            /* when read: the report was withdrawn */
} jb_held;

/* What became of a text that was put. */
typedef struct jb_held_result {
    bool already;    /* this very text is held: nothing was written */
    size_t replaced; /* older versions that it replaces */
    bool restored;   /* it was withdrawn from this agency and year: its facts count again */
} jb_held_result;

/* Inside begin/commit. Keeps the text and the report's record (an imported record of the same
 * report without a text gives way to it). A text of the same agency, year and source, or the same
 * agency, year and title, with another sha256 is an older version: its facts and absences no
 * longer count from then on, and stay on record; what was said of its reading holds for that text
 * alone. A record that says that a person has read this very text (the same sha256) keeps saying
 * so. A text that was withdrawn comes back, to its old agency and year or to those given now. */
jb_status jb_store_put_original(jb_store *store, const jb_held *held, const jb_loc *loc,
                                jb_held_result *out, jb_error *err) JB_MUST_USE;
/* *out is NULL when no text of that name is held. */
jb_status jb_store_original(jb_store *store, const char *sha256, jb_arena *arena,
                            const jb_held **out, jb_error *err) JB_MUST_USE;

/* Code points of a text, end exclusive. */
typedef struct jb_place {
    int64_t start, end;
} jb_place;

/* A further place of its text that states the fact; the fact's own span is the first. */
jb_status jb_store_put_evidence(jb_store *store, int64_t fact_id, jb_place place,
                                jb_error *err) JB_MUST_USE;
jb_status jb_store_evidence(jb_store *store, int64_t fact_id, jb_arena *arena, const jb_place **out,
                            size_t *count, jb_error *err) JB_MUST_USE;

/* ---- review -------------------------------------------------------------------------------- */

/* Who decides, why ("" or NULL: not said), and on which day: the caller knows, the store has no
 * clock. */
typedef struct jb_verdict {
    const char *by;
    const char *reason;
    jb_date on;
} jb_verdict;

/* Whether a fact counts: 0, "" and false when it does. */
typedef struct jb_standing {
    int64_t superseded_by;   /* the fact that corrects it */
    const char *replaced_by; /* sha256 of the newer version of its report */
    bool withdrawn;          /* with its report */
} jb_standing;

/* One fact, be it superseded or not; an unknown id is JB_ERR_NOTFOUND. */
jb_status jb_store_fact(jb_store *store, int64_t id, jb_arena *arena, jb_fact *out,
                        jb_standing *standing, jb_error *err) JB_MUST_USE;

/* A reviewer's decision on a fact that counts; appended, the latest counts. */
jb_status jb_store_decide(jb_store *store, int64_t fact_id, jb_review decision,
                          const jb_verdict *verdict, jb_error *err) JB_MUST_USE;
/* Puts `fact`, with the status corrected, in the place of one that counts, and records who said
 * so. Where it is of another indicator, an absence of that one is withdrawn. */
jb_status jb_store_correct(jb_store *store, int64_t fact_id, const jb_fact *fact,
                           const jb_verdict *verdict, int64_t *id, jb_error *err) JB_MUST_USE;

/* A fact that a person found: approved, in the person's name. An absence of the same agency, year
 * and indicator is withdrawn; *withdrawn (may be NULL) says whether there was one. */
jb_status jb_store_add_fact(jb_store *store, const jb_fact *fact, const jb_verdict *verdict,
                            int64_t *id, bool *withdrawn, jb_error *err) JB_MUST_USE;

/* Takes back what was recorded as absent; none is JB_ERR_NOTFOUND. It stays on record. */
jb_status jb_store_withdraw_absence(jb_store *store, const char *agency, int year,
                                    const char *indicator, const jb_verdict *verdict,
                                    jb_error *err) JB_MUST_USE;
/* Takes back a report: its record and absences leave, its facts no longer count and stay on record.
 * `report` is told by agency, year, source, title and sha256; one that is not held is
 * JB_ERR_NOTFOUND. *facts are those that counted until now. Putting the report again, with its text
 * or without, restores it. */
jb_status jb_store_withdraw_report(jb_store *store, const jb_report *report,
                                   const jb_verdict *verdict, size_t *facts,
                                   jb_error *err) JB_MUST_USE;

/* Declares that a person has read the report whole, or takes that back (JB_READING_PROGRAM).
 * Appended; the latest counts, for the very text that the report has now. `report` is told by
 * agency, year, source and title; one that is not held is JB_ERR_NOTFOUND, one of which that is
 * said already JB_ERR_INPUT. */
jb_status jb_store_read_report(jb_store *store, const jb_report *report, jb_reading reading,
                               const jb_verdict *verdict, jb_error *err) JB_MUST_USE;

/* An event in the life of a fact. */
typedef struct jb_event {
    int64_t fact_id;
    const char *event; /* "entered", "decided", "superseded", "replaced", "withdrawn", "restored" */
    const char *status;     /* after it */
    const char *by;         /* who, or what read it */
    const char *reason;     /* of a report's new version: its sha256 */
    const char *decided_on; /* YYYY-MM-DD or "" */
    int64_t other_id;       /* the fact that supersedes or is superseded, 0 for none */
} jb_event;

/* The events of the fact, of those it supersedes and of those that supersede it, oldest first. */
typedef jb_status (*jb_event_fn)(const jb_event *event, void *context, jb_error *err);
jb_status jb_store_history(jb_store *store, int64_t fact_id, jb_event_fn fn, void *context,
                           jb_error *err) JB_MUST_USE;

/* ---- verdicts of arithmetic, and health --------------------------------------------------------
 */

/* What arithmetic says of figures of one agency; `check`, `verdict` and `reasons` are codes of
 * measure. */
typedef struct jb_testimony {
    const char *agency_code;
    int year;
    const char *check;
    const char *verdict; /* "holds", "fails", "untestable" */
    const char *stated;  /* both numbers, "" for none */
    const char *found;
    const char *reasons;
    const char *zh, *en;
    const int64_t *facts; /* ids, in the order of the sentence */
    size_t fact_count;
    bool current; /* when read: all its facts still count; putting ignores it */
} jb_testimony;

/* Inside begin/commit. These take the place of all that are held: they are worked out from facts,
 * which stay. */
jb_status jb_store_put_testimonies(jb_store *store, const jb_testimony *list, size_t count,
                                   jb_error *err) JB_MUST_USE;
/* In the order in which they were put. Each lives until the callback returns. */
typedef jb_status (*jb_testimony_fn)(const jb_testimony *testimony, void *context, jb_error *err);
jb_status jb_store_testimonies(jb_store *store, jb_testimony_fn fn, void *context,
                               jb_error *err) JB_MUST_USE;
/* Likewise, but only what failed and still counts, of these agencies (NULL-terminated codes; NULL:
 * of all). */
jb_status jb_store_objections(jb_store *store, const char *const *agencies, jb_testimony_fn fn,
                              void *context, jb_error *err) JB_MUST_USE;

/* Looks over the whole file and calls back for each thing that is wrong. `check` is "integrity"
 * (what: SQLite's words), "reference" (table and row), "schema" (an object that is missing or
 * altered), "stranger" (an object of somebody else), "text" (the source of a text that is not what
 * its SHA-256 says) or "place" (id of a fact that is not what stands in its text). */
typedef jb_status (*jb_ailment_fn)(const char *check, const char *what, void *context,
                                   jb_error *err);
jb_status jb_store_health(jb_store *store, jb_ailment_fn fn, void *context,
                          jb_error *err) JB_MUST_USE;

/* ---- reading ------------------------------------------------------------------------------- */

/* From here to the end all answers are of one moment, whatever others write meanwhile; asking is
 * quicker, too. Does nothing to a store that is open for writing. */
jb_status jb_store_snapshot(jb_store *store, jb_error *err) JB_MUST_USE;
void jb_store_snapshot_end(jb_store *store);

/* What to read; zero-initialise for everything. Lists are NULL-terminated, NULL = no limit. */
typedef struct jb_filter {
    const char *const *agencies;   /* codes */
    const char *const *indicators; /* codes */
    const char *const *families;   /* prefixes such as "enf" */
    int year_from, year_to;        /* 0 = open */
    bool with_rejected;
    unsigned statuses; /* of facts: bits 1 << jb_review, 0 = all but the rejected */
} jb_filter;

/* Keeps all that is held of these few agencies at hand, so that one document's many questions read
 * it once; with NULL, or more than 64 agencies, nothing is kept. Answers are the same as without,
 * but of the moment of keeping. Between begin and commit it must not be used. */
jb_status jb_store_keep(jb_store *store, const char *const *agencies, jb_error *err) JB_MUST_USE;

/* Calls back once a record, in a fixed order that does not depend on the order of import:
 * agencies by code and valid_from; reports by agency and year; facts by agency, year, catalogue
 * code, period, scope, then all other columns. Record and strings live until the callback
 * returns. A callback that returns other than JB_OK stops the reading. */
typedef jb_status (*jb_agency_fn)(const jb_agency *agency, void *context, jb_error *err);
typedef jb_status (*jb_report_fn)(const jb_report *report, void *context, jb_error *err);
typedef jb_status (*jb_fact_fn)(const jb_fact *fact, void *context, jb_error *err);
typedef jb_status (*jb_absent_fn)(const jb_absent *absent, void *context, jb_error *err);
typedef jb_status (*jb_denominator_fn)(const jb_denominator *denominator, void *context,
                                       jb_error *err);

jb_status jb_store_agencies(jb_store *store, const jb_filter *filter, jb_agency_fn fn,
                            void *context, jb_error *err) JB_MUST_USE;
jb_status jb_store_reports(jb_store *store, const jb_filter *filter, jb_report_fn fn, void *context,
                           jb_error *err) JB_MUST_USE;
jb_status jb_store_facts(jb_store *store, const jb_filter *filter, jb_fact_fn fn, void *context,
                         jb_error *err) JB_MUST_USE;
jb_status jb_store_absences(jb_store *store, const jb_filter *filter, jb_absent_fn fn,
                            void *context, jb_error *err) JB_MUST_USE;
/* The facts that count, for comparing and adding many of them: by indicator, year, agency, then by
 * what they say. Of each only what that needs: without agency, raw, sentence, rule, note, sha256,
 * offsets and confidence, which are as in an empty record. Every text is kept once, in the arena,
 * so that a record may be copied and kept; equal texts are the same pointer. */
jb_status jb_store_figures(jb_store *store, const jb_filter *filter, jb_arena *arena, jb_fact_fn fn,
                           void *context, jb_error *err) JB_MUST_USE;
/* Likewise with all that a record holds, for printing the figures. */
jb_status jb_store_figures_whole(jb_store *store, const jb_filter *filter, jb_arena *arena,
                                 jb_fact_fn fn, void *context, jb_error *err) JB_MUST_USE;
/* What facts that count, be it of any indicator, name as their source although no report of that
 * agency, year and source is held; by agency, year and source. `by_program`: a program read one of
 * them, with some doubt, out of it. Only what the filter says of agencies and years counts; texts
 * live until the callback returns. */
typedef jb_status (*jb_source_fn)(const char *agency_code, int year, const char *source,
                                  bool by_program, void *context, jb_error *err);
jb_status jb_store_sources(jb_store *store, const jb_filter *filter, jb_source_fn fn, void *context,
                           jb_error *err) JB_MUST_USE;
/* The years of which anything is known of an agency (a report, a fact or an absence), by agency and
 * year; only what the filter says of agencies and years counts. The code lives until the callback
 * returns. */
typedef jb_status (*jb_year_fn)(const char *agency_code, int year, void *context, jb_error *err);
jb_status jb_store_years(jb_store *store, const jb_filter *filter, jb_year_fn fn, void *context,
                         jb_error *err) JB_MUST_USE;
/* The first and the last of them; 0 and 0 for none. Costs little of an agency with much. */
jb_status jb_store_ends(jb_store *store, const char *agency_code, int *first, int *last,
                        jb_error *err) JB_MUST_USE;
/* By agency, year, kind and source. */
jb_status jb_store_denominators(jb_store *store, const jb_filter *filter, jb_denominator_fn fn,
                                void *context, jb_error *err) JB_MUST_USE;

/* ---- queries that users write ---------------------------------------------------------------- */

/* One SELECT over what the store shows to queries (docs/store.md). Its tables are read for it: the
 * query itself runs in a database of its own, in memory, and never touches the file. It can be
 * checked without a store. */
typedef struct jb_sql jb_sql;

typedef struct jb_sql_text {
    const char *text;
    size_t len;
    const jb_catalogue *catalogue; /* of the function indicator_name */
    jb_lang lang;
    /* Where a byte of the text stands, for faults; JB_SQL_WHOLE: the text as a whole. NULL: in a
     * source "query", on line 1. */
    jb_loc (*place)(size_t at, const void *context);
    const void *context;
} jb_sql_text;

#define JB_SQL_WHOLE SIZE_MAX

/* What is no single reading statement, names what is not there or may not be read, or is too large
 * is an input error. The text and what its context points to must live as long. */
jb_status jb_sql_open(const jb_sql_text *text, jb_sql **out, jb_error *err) JB_MUST_USE;
void jb_sql_close(jb_sql *sql); /* NULL is fine */
/* The names of its parameters, without the colon, and of its columns; `index` from 0, NULL at the
 * end. `at` (may be NULL): where the parameter stands first. */
const char *jb_sql_param(const jb_sql *sql, unsigned index, size_t *at);
const char *jb_sql_column(const jb_sql *sql, unsigned index);

typedef struct jb_sql_value {
    const char *text; /* NULL: null */
    bool number;      /* a whole number, or null */
} jb_sql_value;

typedef struct jb_sql_ask {
    const jb_sql_value *params; /* by index */
    unsigned statuses;          /* of facts, as jb_filter.statuses */
    unsigned rows;              /* at most, 0 = JB_SQL_ROWS; more is an input error */
    unsigned milliseconds;      /* of the processor at most, 0 = JB_SQL_MILLISECONDS */
} jb_sql_ask;

#define JB_SQL_ROWS 2000
#define JB_SQL_MILLISECONDS 5000

typedef struct jb_sql_rows {
    const jb_sql_value *values; /* row after row */
    size_t rows, columns;
} jb_sql_rows;

/* The rows in the order of the query, into the arena. They never depend on the order of import:
 * tables are read in a fixed order and hold no ids. */
jb_status jb_sql_run(jb_sql *sql, jb_store *store, const jb_sql_ask *ask, jb_arena *arena,
                     jb_sql_rows *out, jb_error *err) JB_MUST_USE;

/* The fact that a query's column `fact` names; *found is false for what names none. */
jb_status jb_store_fact_named(jb_store *store, const char *name, jb_arena *arena, jb_fact *out,
                              bool *found, jb_error *err) JB_MUST_USE;

/* ---- files in and out -------------------------------------------------------------------- */

typedef enum jb_table {
    JB_TABLE_AUTO, /* told from the columns */
    JB_TABLE_AGENCIES,
    JB_TABLE_REPORTS,
    JB_TABLE_FACTS,
    JB_TABLE_ABSENCES,
    JB_TABLE_DENOMINATORS
} jb_table;

typedef enum jb_records { JB_RECORDS_AUTO, JB_RECORDS_CSV, JB_RECORDS_JSONL } jb_records;

typedef struct jb_import {
    jb_table table;
    jb_records format; /* AUTO: by the file's ending; "-" needs it said */
    const jb_catalogue *catalogue;
    unsigned max_faults; /* stop after so many bad rows (0 = 20) */
    /* Called for each bad row before the import fails as a whole. */
    void (*on_fault)(const jb_error *fault, void *context);
    void *context;
    bool update; /* agencies: one held under the same code and day is given what the row says */
} jb_import;

typedef struct jb_import_result {
    jb_table table;
    size_t rows;   /* put into the store */
    size_t faults; /* bad rows seen */
} jb_import_result;

/* Reads one file into the open transaction. Any bad row makes it fail after the rest was checked
 * too (the error then sums up); the caller rolls back, so it is everything or nothing. Lines over
 * 1 MiB are input errors. */
jb_status jb_store_import(jb_store *store, const char *path, const jb_import *options,
                          jb_import_result *result, jb_error *err) JB_MUST_USE;

/* Writes a table. Importing the output into an empty store and exporting again gives the same
 * bytes. */
jb_status jb_store_export(jb_store *store, jb_table table, jb_records format,
                          const jb_filter *filter, jb_out *out, jb_error *err) JB_MUST_USE;

#ifdef __cplusplus
}
#endif

#endif
