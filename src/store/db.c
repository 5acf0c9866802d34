/* db.c - SQLite's result codes as faults that say what to do; statements.
 *
 * Decides the wording of all that SQLite can refuse. Refuses to know tables.
 */
#include "db.h"

#include <string.h>

static jb_status fail_io(sqlite3 *db, int rc, const jb_loc *loc, jb_error *err)
{
    if (rc == SQLITE_FULL) {
        return jb_fail(err, JB_ERR_IO, loc, "the disk is full; nothing was changed",
                       "磁盘已满；数据未作任何改动");
    }
    if (rc == SQLITE_READONLY) {
        return jb_fail(err, JB_ERR_IO, loc,
                       "the store or its folder cannot be written; check the permissions",
                       "数据库文件或其所在文件夹不可写；请检查权限");
    }
    if (rc == SQLITE_CANTOPEN || rc == SQLITE_AUTH || rc == SQLITE_PERM) {
        return jb_fail(err, JB_ERR_IO, loc,
                       "the store cannot be opened (%s); check the permissions",
                       "无法打开数据库文件（%s）；请检查权限", sqlite3_errmsg(db));
    }
    return jb_fail(err, JB_ERR_IO, loc, "the store cannot be read or written (%s)",
                   "读写数据库文件失败（%s）", sqlite3_errmsg(db));
}

jb_status jb_db_fail(sqlite3 *db, int rc, const char *path, jb_error *err)
{
    jb_loc loc = jb_loc_make(path, 0, 0, NULL);
    switch (rc & 0xff) {
    case SQLITE_NOMEM:
        jb_panic("out of memory");
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return jb_fail(err, JB_ERR_STORE, &loc,
                       "the store is locked by another program; close that program or wait, then "
                       "try again",
                       "数据库正被另一程序占用；请关闭该程序或稍候再试");
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return jb_fail(err, JB_ERR_STORE, &loc,
                       "the store is damaged; restore a backup copy, or make a new store and "
                       "import the files again",
                       "数据库文件已损坏；请恢复备份，或新建数据库并重新导入");
    case SQLITE_FULL:
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_AUTH:
    case SQLITE_IOERR:
    case SQLITE_PROTOCOL:
    case SQLITE_NOLFS:
        return fail_io(db, rc & 0xff, &loc, err);
    default:
        return jb_fail(err, JB_ERR_INTERNAL, &loc,
                       "the store answered unexpectedly (%s); please report this",
                       "数据库返回意外结果（%s）；请反馈此问题", sqlite3_errmsg(db));
    }
}

jb_status jb_store_fail(jb_store *store, int rc, jb_error *err)
{
    return jb_db_fail(store->db, rc, store->path, err);
}

jb_status jb_db_run(sqlite3 *db, const char *path, const char *sql, jb_error *err)
{
    int rc = sqlite3_exec(db, sql, NULL, NULL, NULL);
    return rc == SQLITE_OK ? JB_OK : jb_db_fail(db, rc, path, err);
}

jb_status jb_store_prepare(jb_store *store, const char *sql, sqlite3_stmt **out, jb_error *err)
{
    for (size_t i = 0; i < JB_IDLE; i++) {
        if (store->idle[i] != NULL && strcmp(sqlite3_sql(store->idle[i]), sql) == 0) {
            *out = store->idle[i];
            store->idle[i] = NULL;
            return JB_OK;
        }
    }
    int rc = sqlite3_prepare_v2(store->db, sql, -1, out, NULL);
    return rc == SQLITE_OK ? JB_OK : jb_store_fail(store, rc, err);
}

void jb_store_done(jb_store *store, sqlite3_stmt *stmt)
{
    if (stmt == NULL) {
        return;
    }
    (void)sqlite3_reset(stmt); /* its fault was told when it was stepped */
    (void)sqlite3_clear_bindings(stmt);
    sqlite3_finalize(store->idle[store->idle_next]);
    store->idle[store->idle_next] = stmt;
    store->idle_next = (store->idle_next + 1) % JB_IDLE;
}

jb_status jb_store_bind(jb_store *store, sqlite3_stmt *stmt, const char *const *texts, size_t count,
                        jb_error *err)
{
    int rc = SQLITE_OK;
    for (size_t i = 0; i < count && rc == SQLITE_OK; i++) {
        rc = sqlite3_bind_text(stmt, (int)i + 1, texts[i] ? texts[i] : "", -1, NULL);
    }
    return rc == SQLITE_OK ? JB_OK : jb_store_fail(store, rc, err);
}

jb_status jb_store_ask(jb_store *store, const char *sql, const char *const *texts, size_t count,
                       sqlite3_stmt **out, jb_error *err)
{
    jb_status status = jb_store_prepare(store, sql, out, err);
    return status == JB_OK ? jb_store_bind(store, *out, texts, count, err) : status;
}

const char *jb_column_text(jb_arena *arena, sqlite3_stmt *stmt, int column)
{
    const char *text = (const char *)sqlite3_column_text(stmt, column);
    return text && text[0] ? jb_arena_strdup(arena, text) : "";
}

jb_status jb_store_run(jb_store *store, const char *sql, const char *const *texts, size_t count,
                       jb_error *err)
{
    sqlite3_stmt *stmt = NULL;
    jb_status status = jb_store_ask(store, sql, texts, count, &stmt, err);
    if (status == JB_OK) {
        int rc = sqlite3_step(stmt);
        status = rc == SQLITE_DONE ? JB_OK : jb_store_fail(store, rc, err);
    }
    sqlite3_finalize(stmt);
    return status;
}

jb_status jb_store_want_transaction(jb_store *store, jb_error *err)
{
    if (!sqlite3_get_autocommit(store->db)) {
        return JB_OK;
    }
    jb_loc loc = jb_loc_make(store->path, 0, 0, NULL);
    return jb_fail(err, JB_ERR_INTERNAL, &loc, "a record was put outside a transaction",
                   "在事务之外写入记录");
}
