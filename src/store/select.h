/* select.h - a SELECT under construction. Private to the room.
 *
 * Decides how a filter becomes conditions. Refuses to know which columns are read.
 */
#ifndef JIANBAO_STORE_SELECT_H
#define JIANBAO_STORE_SELECT_H

#include "db.h"
#include "row.h"

/* SQL under construction with the texts of its parameters. */
typedef struct jb_select {
    jb_str sql;
    const char **params;
    size_t len, cap;
    const char *glue; /* " WHERE " before the first condition, then " AND " */
} jb_select;

/* Adds the conditions of the filter for that table. */
void jb_select_filter(jb_select *q, jb_table table, const jb_filter *filter);
/* The statement with its parameters bound; the texts must live until it is finalised. */
jb_status jb_select_prepare(jb_store *store, const jb_select *q, sqlite3_stmt **out,
                            jb_error *err) JB_MUST_USE;
/* All of a table that the filter (may be NULL) lets through, in the fixed order. */
void jb_select_table(jb_select *q, jb_table table, const jb_filter *filter);
void jb_select_free(jb_select *q);
/* Column 0 is the id, the fields follow. What is empty keeps the value of an empty record. */
jb_status jb_row_read(jb_store *store, jb_arena *arena, jb_table table, sqlite3_stmt *stmt,
                      jb_row *record, jb_error *err) JB_MUST_USE;

#endif
