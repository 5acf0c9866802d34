/* sql.h - what the files of a user's query share.
 *
 * sql.c prepares and runs it, sql_guard.c says what it may do, sql_tables.c gives it tables,
 * sql_name.c names facts without ids. Private to the room.
 */
#ifndef JIANBAO_STORE_SQL_H
#define JIANBAO_STORE_SQL_H

#include "db.h"

/* A table that queries see. Its columns never change; those of the store's own may. */
typedef struct sql_table {
    const char *name;           /* here and in the store */
    const char *const *columns; /* "#name": a whole number */
    const char *const *keys;    /* columns by which the store finds rows */
    const char *order;          /* a fixed one, through all columns that tell rows apart */
    int size;                   /* a guess, for SQLite's plans */
    bool facts;                 /* its first column names the fact */
} sql_table;

typedef enum sql_denial {
    SQL_DENIED_NOTHING,
    SQL_DENIED_TABLE,
    SQL_DENIED_FUNCTION,
    SQL_DENIED_ACTION
} sql_denial;

struct jb_sql {
    jb_sql_text text;
    sqlite3 *db; /* in memory */
    sqlite3_stmt *stmt;
    bool declaring;    /* a table is being made known: our own words, not the query's */
    sql_denial denial; /* what was asked for in vain */
    char denied[128];  /* its name */
    /* while it runs */
    jb_store *store;
    unsigned statuses;
    int64_t deadline; /* nanoseconds of this thread's processor time */
    int store_rc;     /* what the store answered when it failed */
};

/* ---- sql_guard.c */
/* Everything but reading our tables and plain functions is refused from here on. */
int sql_guard(jb_sql *sql);
/* Ends what runs longer than the deadline; for both databases. */
int sql_watch(void *sql);
int64_t sql_clock(void);

/* ---- sql_tables.c */
const sql_table *sql_table_find(const char *name);
int sql_tables_add(jb_sql *sql);

/* ---- sql_name.c */
extern const char *const sql_fact_columns[];
/* "440105:2024:enf_cases_filed:1f…" of a row of all sql_fact_columns. */
char *sql_fact_name(sqlite3_stmt *row);

#endif
