/* witness.c - the verdicts of arithmetic over the figures that are held.
 *
 * Decides that a new run takes the place of the last one: a verdict is worked out from facts, which
 * stay, and so is nothing that could be lost. Refuses to judge and never touches a fact.
 */
#include "db.h"
#include "select.h"

#include <stdlib.h>

static jb_status step_done(jb_store *store, sqlite3_stmt *stmt, jb_error *err)
{
    int rc = sqlite3_step(stmt);
    rc = rc == SQLITE_DONE ? rc : sqlite3_extended_errcode(store->db);
    (void)sqlite3_reset(stmt);
    return rc == SQLITE_DONE ? JB_OK : jb_store_fail(store, rc, err);
}

static jb_status put_facts(jb_store *store, sqlite3_stmt *stmt, const jb_testimony *t, int64_t id,
                           jb_error *err)
{
    jb_status status = JB_OK;
    for (size_t i = 0; i < t->fact_count && status == JB_OK; i++) {
        (void)sqlite3_bind_int64(stmt, 1, id);
        (void)sqlite3_bind_int64(stmt, 2, (int64_t)i);
        (void)sqlite3_bind_int64(stmt, 3, t->facts[i]);
        status = step_done(store, stmt, err);
    }
    return status;
}

static jb_status put_one(jb_store *store, sqlite3_stmt *stmt, const jb_testimony *t, jb_error *err)
{
    const char *const texts[] = {t->agency_code, t->check,   t->verdict, t->stated,
                                 t->found,       t->reasons, t->zh,      t->en};
    jb_status status = jb_store_bind(store, stmt, texts, sizeof texts / sizeof texts[0], err);
    if (status == JB_OK) {
        (void)sqlite3_bind_int64(stmt, 9, t->year);
        status = step_done(store, stmt, err);
    }
    (void)sqlite3_clear_bindings(stmt);
    return status;
}

static jb_status put_all(jb_store *store, sqlite3_stmt *one, sqlite3_stmt *fact,
                         const jb_testimony *list, size_t count, jb_error *err)
{
    jb_status status = jb_db_run(store->db, store->path, "DELETE FROM witness", err);
    for (size_t i = 0; i < count && status == JB_OK; i++) {
        status = put_one(store, one, &list[i], err);
        if (status == JB_OK) {
            status = put_facts(store, fact, &list[i], sqlite3_last_insert_rowid(store->db), err);
        }
    }
    return status;
}

jb_status jb_store_put_testimonies(jb_store *store, const jb_testimony *list, size_t count,
                                   jb_error *err)
{
    sqlite3_stmt *one = NULL;
    sqlite3_stmt *fact = NULL;
    jb_status status = jb_store_want_transaction(store, err);
    if (status == JB_OK) {
        status = jb_store_prepare(store,
                                  "INSERT INTO witness (agency_code, kind, verdict, stated, found, "
                                  "reasons, zh, en, year) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, "
                                  "?9)",
                                  &one, err);
    }
    if (status == JB_OK) {
        status = jb_store_prepare(
            store, "INSERT INTO witness_fact (witness_id, place, fact_id) VALUES (?1, ?2, ?3)",
            &fact, err);
    }
    if (status == JB_OK) {
        status = put_all(store, one, fact, list, count, err);
    }
    sqlite3_finalize(one);
    sqlite3_finalize(fact);
    return status;
}

/* ---- reading ----------------------------------------------------------------------------------
 */

/* "3 17 4" */
static void read_ids(jb_arena *arena, const char *text, jb_testimony *out)
{
    size_t count = text[0] != '\0';
    for (const char *p = text; *p != '\0'; p++) {
        count += *p == ' ';
    }
    int64_t *facts = jb_arena_array(arena, count + 1, sizeof *facts);
    for (size_t i = 0; i < count; i++) {
        char *end = NULL;
        facts[i] = strtoll(text, &end, 10);
        text = end;
    }
    out->facts = facts;
    out->fact_count = count;
}

static jb_testimony read_one(jb_arena *arena, sqlite3_stmt *stmt)
{
    jb_testimony t = {
        .agency_code = jb_column_text(arena, stmt, 0),
        .year = sqlite3_column_int(stmt, 1),
        .check = jb_column_text(arena, stmt, 2),
        .verdict = jb_column_text(arena, stmt, 3),
        .stated = jb_column_text(arena, stmt, 4),
        .found = jb_column_text(arena, stmt, 5),
        .reasons = jb_column_text(arena, stmt, 6),
        .zh = jb_column_text(arena, stmt, 7),
        .en = jb_column_text(arena, stmt, 8),
        .current = sqlite3_column_int(stmt, 10) != 0,
    };
    read_ids(arena, jb_column_text(arena, stmt, 9), &t);
    return t;
}

#define FIELDS                                                                                     \
    "SELECT agency_code, year, kind, verdict, stated, found, reasons, zh, en, fact_ids, current "  \
    "FROM v_witness"

static jb_status read_all(jb_store *store, sqlite3_stmt *stmt, jb_testimony_fn fn, void *context,
                          jb_error *err)
{
    jb_status status = JB_OK;
    jb_arena *arena = jb_arena_new();
    int rc = sqlite3_step(stmt);
    while (rc == SQLITE_ROW && status == JB_OK) {
        jb_arena_mark mark = jb_arena_save(arena);
        jb_testimony t = read_one(arena, stmt);
        status = fn(&t, context, err);
        jb_arena_restore(arena, mark);
        rc = status == JB_OK ? sqlite3_step(stmt) : rc;
    }
    jb_arena_free(arena);
    return status == JB_OK && rc != SQLITE_DONE ? jb_store_fail(store, rc, err) : status;
}

jb_status jb_store_testimonies(jb_store *store, jb_testimony_fn fn, void *context, jb_error *err)
{
    sqlite3_stmt *stmt = NULL;
    jb_status status = jb_store_prepare(store, FIELDS " ORDER BY id", &stmt, err);
    if (status == JB_OK) {
        status = read_all(store, stmt, fn, context, err);
    }
    jb_store_done(store, stmt);
    return status;
}

jb_status jb_store_objections(jb_store *store, const char *const *agencies, jb_testimony_fn fn,
                              void *context, jb_error *err)
{
    jb_filter filter = {.agencies = agencies};
    jb_select q = {.glue = " AND "};
    sqlite3_stmt *stmt = NULL;
    jb_str_add(&q.sql, FIELDS " WHERE verdict = 'fails'");
    jb_select_filter(&q, JB_TABLE_REPORTS, &filter);
    jb_str_add(&q.sql, " AND current ORDER BY id");
    jb_status status = jb_select_prepare(store, &q, &stmt, err);
    if (status == JB_OK) {
        status = read_all(store, stmt, fn, context, err);
    }
    jb_store_done(store, stmt);
    jb_select_free(&q);
    return status;
}
