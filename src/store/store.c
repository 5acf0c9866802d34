/* store.c - closing and transactions.
 *
 * Decides what a transaction is. Refuses to know how records look.
 */
#include "db.h"
#include "keep.h"
#include "origins.h"

#include <stdlib.h>

static void forget_answers(jb_store *store)
{
    for (size_t i = 0; i < JB_TABLE_COUNT; i++) {
        jb_again_forget(&store->again[i]);
    }
}

void jb_store_close(jb_store *store)
{
    if (!store) {
        return;
    }
    jb_store_rollback(store);
    for (int i = 0; i < JB_STMTS; i++) {
        sqlite3_finalize(store->stmts[i]);
    }
    for (size_t i = 0; i < JB_IDLE; i++) {
        sqlite3_finalize(store->idle[i]);
    }
    jb_kept_free(&store->kept);
    forget_answers(store);
    if (store->writable) {
        /* At rest a store is one plain file that can be copied or read from a shared folder;
         * refused, without harm, while others have it open. */
        (void)sqlite3_busy_timeout(store->db, 0);
        (void)sqlite3_exec(store->db, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL);
    }
    (void)sqlite3_close(store->db);
    for (size_t i = 0; i < JB_TABLE_COUNT; i++) {
        free(store->origins[i].items);
    }
    jb_arena_free(store->scratch);
    jb_arena_free(store->sources);
    free(store->path);
    free(store);
}

jb_status jb_store_begin(jb_store *store, jb_error *err)
{
    jb_loc loc = jb_loc_make(store->path, 0, 0, NULL);
    if (!store->writable) {
        return jb_fail(err, JB_ERR_INTERNAL, &loc, "the store was opened for reading only",
                       "数据库以只读方式打开");
    }
    if (!sqlite3_get_autocommit(store->db)) {
        return jb_fail(err, JB_ERR_INTERNAL, &loc, "a transaction is open already", "事务已经开始");
    }
    jb_origins_clear(store);
    return jb_db_run(store->db, store->path, "BEGIN IMMEDIATE", err);
}

jb_status jb_store_snapshot(jb_store *store, jb_error *err)
{
    bool apart = !store->writable && sqlite3_get_autocommit(store->db) != 0;
    return apart ? jb_db_run(store->db, store->path, "BEGIN", err) : JB_OK;
}

void jb_store_snapshot_end(jb_store *store)
{
    forget_answers(store);
    if (!store->writable && !sqlite3_get_autocommit(store->db)) {
        (void)sqlite3_exec(store->db, "COMMIT", NULL, NULL, NULL);
    }
}

jb_status jb_store_commit(jb_store *store, jb_error *err)
{
    jb_status status = jb_store_want_transaction(store, err);
    if (status == JB_OK) {
        status = jb_db_run(store->db, store->path, "COMMIT", err);
    }
    return status;
}

void jb_store_rollback(jb_store *store)
{
    if (!sqlite3_get_autocommit(store->db)) {
        (void)sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
    }
    jb_origins_clear(store);
}
