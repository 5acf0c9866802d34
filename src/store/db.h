/* db.h - what the files of this room share of an open store.
 *
 * Decides how statements are kept and how SQLite's result codes become our errors. Refuses to know
 * what the tables hold.
 */
#ifndef JIANBAO_STORE_DB_H
#define JIANBAO_STORE_DB_H

#include <jianbao/store.h>

#include <sqlite3.h>

#define JB_TABLE_COUNT ((size_t)JB_TABLE_DENOMINATORS + 1)

/* To prepare a question takes longer than to answer it for a few agencies, and a document asks the
 * same of each of its tables. */
#define JB_IDLE 24

/* Statements prepared once and kept: two for each table, then single ones. */
enum {
    JB_STMT_INSERT = 0,
    JB_STMT_HELD = (int)JB_TABLE_COUNT,
    JB_STMT_ABSENCE_OF = 2 * (int)JB_TABLE_COUNT,
    JB_STMT_FACT_OF,
    JB_STMT_PLACE,
    JB_STMT_EVIDENCE,
    JB_STMT_DECIDE,
    JB_STMTS
};

/* Where a record of the open transaction came from, to be named when it is repeated. */
typedef struct jb_origin {
    int64_t id;
    unsigned line;
    const char *source;
} jb_origin;

typedef struct jb_origins {
    jb_origin *items;
    size_t len, cap;
} jb_origins;

/* All records of a few agencies, see keep.c. */
typedef struct jb_kept {
    bool on;
    const char **codes; /* sorted, without repeats */
    size_t code_count;
    jb_arena *arena;
    union jb_row *rows[JB_TABLE_COUNT];
    size_t len[JB_TABLE_COUNT], cap[JB_TABLE_COUNT];
    sqlite3_stmt *stmts[JB_TABLE_COUNT];
} jb_kept;

/* An answer to be given again, see again.c. */
typedef struct jb_again {
    bool on;
    int year_from, year_to; /* what was asked for */
    jb_arena *arena;
    union jb_row *rows;
    size_t len, cap;
} jb_again;

struct jb_store {
    sqlite3 *db;
    jb_kept kept;
    jb_again again[JB_TABLE_COUNT]; /* of the facts only that every source has its report */
    char *path;
    bool writable;
    sqlite3_stmt *stmts[JB_STMTS];
    sqlite3_stmt *idle[JB_IDLE]; /* that may be asked again, see jb_store_done */
    size_t idle_next;
    jb_arena *scratch;
    jb_arena *sources;       /* texts of the origins */
    const char *last_source; /* of them, or NULL */
    jb_origins origins[JB_TABLE_COUNT];
};

/* Turns what SQLite said last into a fault about the file at `path`. */
jb_status jb_db_fail(sqlite3 *db, int rc, const char *path, jb_error *err);
jb_status jb_store_fail(jb_store *store, int rc, jb_error *err);

/* Runs SQL that returns no rows. */
jb_status jb_db_run(sqlite3 *db, const char *path, const char *sql, jb_error *err) JB_MUST_USE;

/* A failure is an internal error unless the store is locked or damaged. */
/* One that was done with is used again. */
jb_status jb_store_prepare(jb_store *store, const char *sql, sqlite3_stmt **out,
                           jb_error *err) JB_MUST_USE;
/* Instead of sqlite3_finalize: keeps the statement for the next who asks the same. NULL is fine. */
void jb_store_done(jb_store *store, sqlite3_stmt *stmt);

/* Binds texts (NULL as ''), which must live until the statement is reset. */
jb_status jb_store_bind(jb_store *store, sqlite3_stmt *stmt, const char *const *texts, size_t count,
                        jb_error *err) JB_MUST_USE;
/* Both: a statement ready to be stepped. It is to be finalized in every case. */
jb_status jb_store_ask(jb_store *store, const char *sql, const char *const *texts, size_t count,
                       sqlite3_stmt **out, jb_error *err) JB_MUST_USE;
/* The text of a column, "" when it is NULL, in the arena. */
const char *jb_column_text(jb_arena *arena, sqlite3_stmt *stmt, int column);
/* Runs a statement that returns no rows, with those texts. */
jb_status jb_store_run(jb_store *store, const char *sql, const char *const *texts, size_t count,
                       jb_error *err) JB_MUST_USE;

/* Faults unless it says who decides. */
jb_status jb_verdict_check(const jb_verdict *verdict, jb_error *err) JB_MUST_USE;
/* Faults unless a transaction is open. */
jb_status jb_store_want_transaction(jb_store *store, jb_error *err) JB_MUST_USE;

#endif
