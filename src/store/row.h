/* row.h - the kinds of record seen alike: as a list of named fields.
 *
 * The tables of the store have a column for each field of the model, so that reading, writing,
 * import and export are written once. `record` points to the jb_agency, jb_report, jb_fact,
 * jb_absent or jb_denominator that belongs to the table. Private to the room.
 */
#ifndef JIANBAO_STORE_ROW_H
#define JIANBAO_STORE_ROW_H

#include <jianbao/store.h>

/* Room for a record of any kind. */
typedef union jb_row {
    jb_agency agency;
    jb_report report;
    jb_fact fact;
    jb_absent absent;
    jb_denominator denominator;
} jb_row;

typedef struct jb_row_kind {
    const char *name;            /* as the command line calls it: "facts" */
    const char *table;           /* written to: "fact" */
    const char *view;            /* read from: "v_fact" */
    const char *const *fields;   /* all columns, in order */
    const char *const *required; /* must be there and not empty */
    const char *const *key;      /* SQL expressions that a row is known by */
    const char *order;           /* what rows are ordered by before all other columns */
} jb_row_kind;

/* NULL for JB_TABLE_AUTO. */
const jb_row_kind *jb_row_kind_of(jb_table table);
size_t jb_names_count(const char *const *names);
/* There is a list, and it is short. */
bool jb_names_few(const char *const *names);
/* Index in the list, or -1. */
int jb_names_find(const char *const *names, const char *name);

/* Whole numbers are INTEGER columns, and JSON numbers in JSON Lines. */
bool jb_column_is_int(const char *name);
/* Numbers that may be missing are NULL in the store. */
bool jb_column_is_nullable(const char *name);

void jb_row_init(jb_table table, void *record);
jb_status jb_row_set(jb_arena *arena, jb_table table, void *record, unsigned field,
                     const char *text, const jb_loc *loc, jb_error *err) JB_MUST_USE;
jb_status jb_row_check(jb_table table, const void *record, const jb_catalogue *catalogue,
                       const jb_loc *loc, jb_error *err) JB_MUST_USE;
const char *jb_row_field(jb_arena *arena, jb_table table, const void *record, unsigned field);
void jb_row_set_id(jb_table table, void *record, int64_t id);

/* A fact that takes the place of another, which must count. */
jb_status jb_fact_put_over(jb_store *store, const jb_fact *fact, int64_t supersedes, int64_t *id,
                           jb_error *err) JB_MUST_USE;
/* Moves the absence of that key to those of the past, if there is one. */
jb_status jb_absence_take_back(jb_store *store, const char *agency, int year, const char *indicator,
                               const jb_verdict *verdict, size_t *moved, jb_error *err) JB_MUST_USE;
/* Where the report was withdrawn: records that it is back. */
jb_status jb_report_restore(jb_store *store, const jb_report *report, bool *restored,
                            jb_error *err) JB_MUST_USE;
/* Gives the agency held under that code and day another name or standing; *held is false when there
 * is none. */
jb_status jb_agency_replace(jb_store *store, const jb_agency *agency, bool *held,
                            jb_error *err) JB_MUST_USE;
/* Inside a transaction; `id` may be NULL. */
jb_status jb_row_put(jb_store *store, jb_table table, const void *record, const jb_loc *loc,
                     int64_t *id, jb_error *err) JB_MUST_USE;

typedef jb_status (*jb_row_fn)(const void *record, void *context, jb_error *err);
/* One fact of v_fact_all into the arena; *found is false when there is none. */
jb_status jb_fact_find(jb_store *store, int64_t id, jb_arena *arena, jb_fact *out, bool *found,
                       jb_error *err) JB_MUST_USE;
/* Record and strings live until the callback returns. A NULL filter reads everything, rejected
 * facts too. */
jb_status jb_row_each(jb_store *store, jb_table table, const jb_filter *filter, jb_row_fn fn,
                      void *context, jb_error *err) JB_MUST_USE;

#endif
