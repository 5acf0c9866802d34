/* health.c - whether the file is whole and holds what it claims.
 *
 * Decides what is looked at: SQLite's own check, the schema, references, texts against their
 * SHA-256, figures against the texts they point into. Mends nothing.
 */
#include "db.h"
#include "migrate.h"

#include <string.h>

typedef struct patient {
    jb_store *store;
    jb_ailment_fn fn;
    void *context;
    jb_error *err;
} patient;

static jb_status tell(const patient *p, const char *check, const char *what)
{
    return p->fn(check, what, p->context, p->err);
}

/* Tells of each row that the query gives, by its first column; `format` takes it. */
static jb_status tell_rows(const patient *p, const char *check, const char *sql,
                           const char *healthy)
{
    sqlite3_stmt *stmt = NULL;
    jb_status status = jb_store_prepare(p->store, sql, &stmt, p->err);
    int rc = status == JB_OK ? sqlite3_step(stmt) : SQLITE_DONE;
    while (rc == SQLITE_ROW && status == JB_OK) {
        const char *what = (const char *)sqlite3_column_text(stmt, 0);
        if (what == NULL || strcmp(what, healthy) != 0) {
            status = tell(p, check, what != NULL ? what : "NULL");
        }
        rc = status == JB_OK ? sqlite3_step(stmt) : rc;
    }
    sqlite3_finalize(stmt);
    return status == JB_OK && rc != SQLITE_DONE ? jb_store_fail(p->store, rc, p->err) : status;
}

/* ---- schema -----------------------------------------------------------------------------------
 */

static bool same_object(sqlite3_stmt *find, const char *name, const char *sql)
{
    (void)sqlite3_bind_text(find, 1, name, -1, NULL);
    bool same = sqlite3_step(find) == SQLITE_ROW &&
                strcmp((const char *)sqlite3_column_text(find, 0), sql) == 0;
    (void)sqlite3_reset(find);
    return same;
}

/* Every object of `from` must be in `to` and say the same. */
static jb_status compare(const patient *p, sqlite3 *from, sqlite3 *to, bool ours)
{
    static const char all[] = "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL "
                              "AND name NOT LIKE 'sqlite_%' ORDER BY name";
    sqlite3_stmt *list = NULL;
    sqlite3_stmt *find = NULL;
    jb_status status = JB_OK;
    int rc = sqlite3_prepare_v2(from, all, -1, &list, NULL);
    if (rc == SQLITE_OK) {
        rc = sqlite3_prepare_v2(to, "SELECT sql FROM sqlite_schema WHERE name = ?1", -1, &find,
                                NULL);
    }
    rc = rc == SQLITE_OK ? sqlite3_step(list) : rc;
    for (; rc == SQLITE_ROW && status == JB_OK; rc = sqlite3_step(list)) {
        const char *name = (const char *)sqlite3_column_text(list, 0);
        const char *sql = ours ? (const char *)sqlite3_column_text(list, 1) : NULL;
        (void)sqlite3_bind_text(find, 1, name, -1, NULL);
        bool held = sqlite3_step(find) == SQLITE_ROW;
        (void)sqlite3_reset(find);
        if (!held || (ours && !same_object(find, name, sql))) {
            status = tell(p, ours ? "schema" : "stranger", name);
        }
    }
    sqlite3_finalize(list);
    sqlite3_finalize(find);
    return status == JB_OK && rc != SQLITE_DONE ? jb_store_fail(p->store, rc, p->err) : status;
}

static jb_status check_schema(const patient *p)
{
    sqlite3 *fresh = NULL;
    int rc = sqlite3_open(":memory:", &fresh);
    jb_status status = rc == SQLITE_OK ? JB_OK : jb_db_fail(fresh, rc, ":memory:", p->err);
    if (status == JB_OK) {
        status = jb_migrations_run(fresh, ":memory:", jb_store_schema, p->err);
    }
    if (status == JB_OK) {
        status = compare(p, fresh, p->store->db, true);
    }
    if (status == JB_OK) {
        status = compare(p, p->store->db, fresh, false);
    }
    (void)sqlite3_close(fresh);
    return status;
}

/* ---- texts ------------------------------------------------------------------------------------
 */

static jb_status check_texts(const patient *p)
{
    sqlite3_stmt *stmt = NULL;
    jb_status status = jb_store_prepare(
        p->store, "SELECT source, sha256, text FROM original ORDER BY id", &stmt, p->err);
    int rc = status == JB_OK ? sqlite3_step(stmt) : SQLITE_DONE;
    while (rc == SQLITE_ROW && status == JB_OK) {
        char sha256[JB_SHA256_TEXT];
        const char *text = (const char *)sqlite3_column_text(stmt, 2);
        jb_sha256(text, strlen(text), sha256);
        if (strcmp(sha256, (const char *)sqlite3_column_text(stmt, 1)) != 0) {
            status = tell(p, "text", (const char *)sqlite3_column_text(stmt, 0));
        }
        rc = status == JB_OK ? sqlite3_step(stmt) : rc;
    }
    sqlite3_finalize(stmt);
    return status == JB_OK && rc != SQLITE_DONE ? jb_store_fail(p->store, rc, p->err) : status;
}

jb_status jb_store_health(jb_store *store, jb_ailment_fn fn, void *context, jb_error *err)
{
    patient p = {store, fn, context, err};
    jb_status status = tell_rows(&p, "integrity", "PRAGMA integrity_check(20)", "ok");
    if (status == JB_OK) {
        status = tell_rows(&p, "reference",
                           "SELECT \"table\" || ' ' || ifnull(rowid, '?') || ' -> ' || parent "
                           "FROM pragma_foreign_key_check",
                           "");
    }
    if (status == JB_OK) {
        status = check_schema(&p);
    }
    if (status == JB_OK) {
        status = check_texts(&p);
    }
    if (status == JB_OK) {
        status = tell_rows(&p, "place",
                           "SELECT f.id FROM fact f JOIN original o ON o.sha256 = f.source_sha256 "
                           "WHERE f.char_start IS NOT NULL AND substr(o.text, f.char_start + 1, "
                           "f.char_end - f.char_start) <> f.raw ORDER BY f.id",
                           "");
    }
    return status;
}
