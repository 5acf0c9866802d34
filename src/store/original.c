/* original.c - the frozen texts of reports, their versions, and further places of a figure.
 *
 * Decides what is another version of the same report and what gives way to it. Refuses to know how
 * a text was read from a file and what stands in it.
 */
#include "db.h"
#include "row.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char columns[] =
    "SELECT agency_code, year, source, title, signed_on, published_on, sha256, kind, encoding, "
    "text, superseded_by, EXISTS (SELECT 1 FROM v_withdrawn w WHERE w.agency_code = "
    "original.agency_code AND w.year = original.year AND w.sha256 = original.sha256) FROM "
    "original ";

/* A text on its way in, its fields as texts. */
typedef struct version {
    jb_store *store;
    const jb_held *held;
    const jb_loc *loc;
    char year[12];
    char signed_on[JB_DATE_TEXT];
    char published_on[JB_DATE_TEXT];
    jb_error *err;
} version;

static jb_status check_held(const version *v)
{
    const jb_held *held = v->held;
    char sha256[JB_SHA256_TEXT];
    if (!held->text[0]) {
        return jb_fail(v->err, JB_ERR_INPUT, v->loc, "the report has no text", "报告没有文字");
    }
    jb_sha256(held->text, strlen(held->text), sha256);
    if (strcmp(sha256, held->report.sha256) == 0) {
        return jb_report_check(&held->report, v->loc, v->err);
    }
    return jb_fail(v->err, JB_ERR_INPUT, v->loc, "the text's SHA-256 is %s, not %s as it is called",
                   "文本的 SHA-256 是 %s，与所称的 %s 不符", sha256, held->report.sha256);
}

static jb_status is_held(const version *v, bool *out, bool *withdrawn)
{
    sqlite3_stmt *stmt = NULL;
    jb_status status =
        jb_store_ask(v->store,
                     "SELECT o.superseded_by IS NULL AND EXISTS (SELECT 1 FROM v_withdrawn w "
                     "WHERE w.agency_code = "
                     "o.agency_code AND w.year = o.year AND w.sha256 = o.sha256) "
                     "FROM original o WHERE sha256 = ?1",
                     &v->held->report.sha256, 1, &stmt, v->err);
    int rc = status == JB_OK ? sqlite3_step(stmt) : SQLITE_DONE;
    *out = rc == SQLITE_ROW;
    *withdrawn = rc == SQLITE_ROW && sqlite3_column_int(stmt, 0) != 0;
    if (rc != SQLITE_ROW && rc != SQLITE_DONE) {
        status = jb_store_fail(v->store, rc, v->err);
    }
    sqlite3_finalize(stmt);
    return status;
}

static jb_status insert_text(const version *v)
{
    const jb_report *report = &v->held->report;
    const char *const texts[] = {
        report->agency_code, v->year,        report->source, report->title,     v->signed_on,
        v->published_on,     report->sha256, v->held->kind,  v->held->encoding, v->held->text};
    sqlite3_stmt *stmt = NULL;
    jb_status status = jb_store_ask(
        v->store,
        "INSERT INTO original (agency_code, year, source, title, signed_on, published_on, sha256, "
        "kind, encoding, text) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        texts, sizeof texts / sizeof texts[0], &stmt, v->err);
    if (status != JB_OK) {
        sqlite3_finalize(stmt);
        return status;
    }
    int rc = sqlite3_step(stmt);
    if (rc == SQLITE_CONSTRAINT_FOREIGNKEY) {
        status = jb_fail(v->err, JB_ERR_INPUT, v->loc,
                         "agency %s is not in the store; import its agencies first",
                         "数据库中没有代码为 %s 的机构；请先导入机构表", report->agency_code);
    } else if (rc != SQLITE_DONE) {
        status = jb_store_fail(v->store, rc, v->err);
    }
    sqlite3_finalize(stmt);
    return status;
}

/* A text that was withdrawn is of the agency and year that are given now. */
static jb_status move_text(const version *v)
{
    const jb_report *report = &v->held->report;
    const char *const texts[] = {report->agency_code, v->year,      report->source,
                                 report->title,       v->signed_on, v->published_on,
                                 report->sha256};
    return jb_store_run(v->store,
                        "UPDATE original SET agency_code = ?1, year = ?2, source = ?3, title = ?4, "
                        "signed_on = ?5, published_on = ?6 WHERE sha256 = ?7",
                        texts, sizeof texts / sizeof texts[0], v->err);
}

static jb_status replace_older(const version *v, size_t *replaced)
{
    const jb_report *report = &v->held->report;
    const char *const texts[] = {report->agency_code, v->year, report->source, report->title,
                                 report->sha256};
    jb_status status =
        jb_store_run(v->store,
                     "UPDATE original SET superseded_by = ?5 WHERE agency_code = ?1 AND year = ?2 "
                     "AND (source = ?3 OR (title <> '' AND title = ?4)) AND sha256 <> ?5 "
                     "AND superseded_by IS NULL",
                     texts, sizeof texts / sizeof texts[0], v->err);
    *replaced = status == JB_OK ? (size_t)sqlite3_changes64(v->store->db) : 0;
    return status;
}

/* What people said of the report holds on: a note of any version, that somebody has read it whole
 * only of this very text. */
static jb_status find_said(const version *v, const char *const *texts, size_t count,
                           jb_report *report)
{
    sqlite3_stmt *stmt = NULL;
    jb_status status = jb_store_ask(
        v->store,
        "WITH same AS (SELECT id, sha256, reading, note FROM v_report WHERE agency_code = ?1 "
        "AND year = ?2 AND (source = ?3 OR (title <> '' AND title = ?4))) "
        "SELECT (SELECT note FROM same WHERE note <> '' ORDER BY id DESC LIMIT 1), "
        "EXISTS (SELECT 1 FROM same WHERE sha256 = ?5 AND reading = 'person')",
        texts, count, &stmt, v->err);
    int rc = status == JB_OK ? sqlite3_step(stmt) : SQLITE_DONE;
    if (rc == SQLITE_ROW) {
        const char *note = jb_column_text(v->store->scratch, stmt, 0);
        report->note = report->note[0] ? report->note : note;
        report->reading = sqlite3_column_int(stmt, 1) ? JB_READING_PERSON : report->reading;
    } else {
        status = jb_store_fail(v->store, rc, v->err);
    }
    sqlite3_finalize(stmt);
    return status;
}

/* The report's record says what the newest text says; records of older versions, and those that
 * were imported without a text, give way. */
static jb_status put_record(const version *v)
{
    jb_report report = v->held->report;
    const char *const texts[] = {report.agency_code, v->year, report.source, report.title,
                                 report.sha256};
    size_t count = sizeof texts / sizeof texts[0];
    jb_status status = find_said(v, texts, count, &report);
    if (status == JB_OK) {
        status = jb_store_run(v->store,
                              "DELETE FROM report WHERE agency_code = ?1 AND year = ?2 "
                              "AND (source = ?3 OR (title <> '' AND title = ?4))",
                              texts, count - 1, v->err);
    }
    return status == JB_OK ? jb_store_put_report(v->store, &report, v->loc, v->err) : status;
}

jb_status jb_store_put_original(jb_store *store, const jb_held *held, const jb_loc *loc,
                                jb_held_result *out, jb_error *err)
{
    version v = {.store = store, .held = held, .loc = loc, .err = err};
    *out = (jb_held_result){.already = false};
    (void)snprintf(v.year, sizeof v.year, "%d", held->report.year);
    jb_date_text(held->report.signed_on, v.signed_on);
    jb_date_text(held->report.published_on, v.published_on);
    jb_status status = jb_store_want_transaction(store, err);
    if (status == JB_OK) {
        status = check_held(&v);
    }
    bool withdrawn = false;
    if (status == JB_OK) {
        status = is_held(&v, &out->already, &withdrawn);
    }
    out->already = out->already && !withdrawn;
    if (status != JB_OK || out->already) {
        return status;
    }
    jb_arena_mark mark = jb_arena_save(store->scratch);
    status = withdrawn ? move_text(&v) : insert_text(&v);
    if (status == JB_OK && withdrawn) {
        status = jb_report_restore(store, &held->report, &out->restored, err);
    }
    if (status == JB_OK) {
        status = replace_older(&v, &out->replaced);
    }
    if (status == JB_OK) {
        status = put_record(&v);
    }
    jb_arena_restore(store->scratch, mark);
    return status;
}

/* ---- reading -------------------------------------------------------------------------------- */

static jb_date column_date(sqlite3_stmt *stmt, int column)
{
    jb_date date = {0};
    const char *text = (const char *)sqlite3_column_text(stmt, column);
    return text && jb_date_parse(text, &date) ? date : (jb_date){0};
}

static const jb_held *read_held(jb_arena *arena, sqlite3_stmt *stmt)
{
    jb_held *held = jb_arena_alloc(arena, sizeof *held);
    jb_report_init(&held->report);
    held->report.agency_code = jb_column_text(arena, stmt, 0);
    held->report.year = sqlite3_column_int(stmt, 1);
    held->report.source = jb_column_text(arena, stmt, 2);
    held->report.title = jb_column_text(arena, stmt, 3);
    held->report.signed_on = column_date(stmt, 4);
    held->report.published_on = column_date(stmt, 5);
    held->report.sha256 = jb_column_text(arena, stmt, 6);
    held->kind = jb_column_text(arena, stmt, 7);
    held->encoding = jb_column_text(arena, stmt, 8);
    held->text = jb_column_text(arena, stmt, 9);
    held->superseded_by = jb_column_text(arena, stmt, 10);
    held->withdrawn = sqlite3_column_int(stmt, 11) != 0;
    return held;
}

jb_status jb_store_original(jb_store *store, const char *sha256, jb_arena *arena,
                            const jb_held **out, jb_error *err)
{
    sqlite3_stmt *stmt = NULL;
    jb_str sql = {0};
    *out = NULL;
    jb_str_addf(&sql, "%sWHERE sha256 = ?1", columns);
    jb_status status = jb_store_ask(store, jb_str_text(&sql), &sha256, 1, &stmt, err);
    int rc = status == JB_OK ? sqlite3_step(stmt) : SQLITE_DONE;
    if (rc == SQLITE_ROW) {
        *out = read_held(arena, stmt);
    } else if (rc != SQLITE_DONE) {
        status = jb_store_fail(store, rc, err);
    }
    sqlite3_finalize(stmt);
    jb_str_free(&sql);
    return status;
}

/* ---- further places ------------------------------------------------------------------------- */

static jb_status fail_place(jb_store *store, int rc, int64_t fact_id, jb_place place, jb_error *err)
{
    jb_loc loc = jb_loc_make(store->path, 0, 0, NULL);
    switch (rc) {
    case SQLITE_CONSTRAINT_FOREIGNKEY:
        return jb_fail(err, JB_ERR_NOTFOUND, &loc, "there is no fact %lld",
                       "没有编号为 %lld 的数据", (long long)fact_id);
    case SQLITE_CONSTRAINT_PRIMARYKEY:
    case SQLITE_CONSTRAINT_CHECK:
        return jb_fail(err, JB_ERR_INPUT, &loc,
                       "characters %lld to %lld are no further place of fact %lld",
                       "字符 %lld 至 %lld 不是数据 %lld 的另一处出处", (long long)place.start,
                       (long long)place.end, (long long)fact_id);
    default:
        return jb_store_fail(store, rc, err);
    }
}

jb_status jb_store_put_evidence(jb_store *store, int64_t fact_id, jb_place place, jb_error *err)
{
    jb_status status = jb_store_want_transaction(store, err);
    sqlite3_stmt **stmt = &store->stmts[JB_STMT_EVIDENCE];
    if (status == JB_OK && !*stmt) {
        status = jb_store_prepare(
            store, "INSERT INTO evidence (fact_id, char_start, char_end) VALUES (?1, ?2, ?3)", stmt,
            err);
    }
    if (status != JB_OK) {
        return status;
    }
    (void)sqlite3_bind_int64(*stmt, 1, fact_id);
    (void)sqlite3_bind_int64(*stmt, 2, place.start);
    (void)sqlite3_bind_int64(*stmt, 3, place.end);
    int rc = sqlite3_step(*stmt);
    rc = rc == SQLITE_DONE ? rc : sqlite3_extended_errcode(store->db);
    (void)sqlite3_reset(*stmt);
    return rc == SQLITE_DONE ? JB_OK : fail_place(store, rc, fact_id, place, err);
}

jb_status jb_store_evidence(jb_store *store, int64_t fact_id, jb_arena *arena, const jb_place **out,
                            size_t *count, jb_error *err)
{
    sqlite3_stmt *stmt = NULL;
    jb_place *places = NULL;
    size_t cap = 0;
    *count = 0;
    jb_status status = jb_store_prepare(store,
                                        "SELECT char_start, char_end FROM evidence "
                                        "WHERE fact_id = ?1 ORDER BY char_start, char_end",
                                        &stmt, err);
    if (status == JB_OK) {
        (void)sqlite3_bind_int64(stmt, 1, fact_id);
    }
    int rc = status == JB_OK ? sqlite3_step(stmt) : SQLITE_DONE;
    for (; rc == SQLITE_ROW; rc = sqlite3_step(stmt)) {
        jb_place place = {sqlite3_column_int64(stmt, 0), sqlite3_column_int64(stmt, 1)};
        JB_PUSH(places, *count, cap, place);
    }
    if (rc != SQLITE_DONE) {
        status = jb_store_fail(store, rc, err);
    }
    jb_place *kept = jb_arena_array(arena, *count, sizeof *kept);
    if (*count > 0) {
        memcpy(kept, places, *count * sizeof *kept);
    }
    free(places);
    *out = kept;
    sqlite3_finalize(stmt);
    return status;
}
