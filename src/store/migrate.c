/* migrate.c - numbered SQL files that bring a store to the current schema.
 *
 * Decides that each file runs once, in order, whole or not at all. Refuses to know what the files
 * say, and never goes back.
 */
#include "migrate.h"

#include "db.h"

#include <stdlib.h>
#include <string.h>

static int number_of(const char *name)
{
    const char *slash = strrchr(name, '/');
    return (int)strtol(slash ? slash + 1 : name, NULL, 10);
}

int jb_migrations_last(const jb_embedded *list)
{
    int last = 0;
    for (; list->name; list++) {
        last = number_of(list->name);
    }
    return last;
}

jb_status jb_migrations_version(sqlite3 *db, const char *path, int *out, jb_error *err)
{
    sqlite3_stmt *stmt = NULL;
    int rc = sqlite3_prepare_v2(db, "PRAGMA user_version", -1, &stmt, NULL);
    if (rc == SQLITE_OK) {
        rc = sqlite3_step(stmt);
    }
    *out = rc == SQLITE_ROW ? sqlite3_column_int(stmt, 0) : 0;
    jb_status status = rc == SQLITE_ROW ? JB_OK : jb_db_fail(db, rc, path, err);
    sqlite3_finalize(stmt);
    return status;
}

/* Inside a transaction: runs the file unless another program was faster. */
static jb_status apply(sqlite3 *db, const char *path, const jb_embedded *file, jb_error *err)
{
    int held = 0;
    jb_status status = jb_migrations_version(db, path, &held, err);
    if (status != JB_OK || held >= number_of(file->name)) {
        return status;
    }
    jb_str sql = {0};
    jb_str_addn(&sql, (const char *)file->bytes, file->len);
    jb_str_addf(&sql, "\n;PRAGMA user_version = %d;", number_of(file->name));
    status = jb_db_run(db, path, jb_str_text(&sql), err);
    jb_str_free(&sql);
    return status;
}

static jb_status step(sqlite3 *db, const char *path, const jb_embedded *file, jb_error *err)
{
    jb_status status = jb_db_run(db, path, "BEGIN IMMEDIATE", err);
    if (status != JB_OK) {
        return status;
    }
    status = apply(db, path, file, err);
    if (status == JB_OK) {
        status = jb_db_run(db, path, "COMMIT", err);
    }
    if (status != JB_OK && !sqlite3_get_autocommit(db)) {
        (void)sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL);
    }
    return status;
}

jb_status jb_migrations_run(sqlite3 *db, const char *path, const jb_embedded *list, jb_error *err)
{
    int held = 0;
    jb_status status = jb_migrations_version(db, path, &held, err);
    for (; status == JB_OK && list->name; list++) {
        if (number_of(list->name) > held) {
            status = step(db, path, list, err);
        }
    }
    return status;
}
