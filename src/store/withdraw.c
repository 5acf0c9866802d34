/* withdraw.c - taking back a report or an absence that is held.
 *
 * Decides what goes with a report that is withdrawn, and that all of it stays on record. Refuses to
 * know why somebody withdraws it.
 */
#include "db.h"
#include "row.h"

#include <stdio.h>

/* ---- absences ------------------------------------------------------------------------------- */

/* Texts 1 to 3 say who, why and on which day; the rest belongs to the condition. */
static jb_status absences_move(jb_store *store, const char *condition, const char *const *texts,
                               size_t count, size_t *moved, jb_error *err)
{
    jb_str sql = {0};
    jb_str_addf(&sql,
                "INSERT INTO absence_past (agency_code, year, indicator, kind, source, note, "
                "source_sha256, by, reason, withdrawn_on) SELECT agency_code, year, indicator, "
                "kind, source, note, source_sha256, ?1, ?2, ?3 FROM absence WHERE %s ORDER BY id",
                condition);
    jb_status status = jb_store_run(store, jb_str_text(&sql), texts, count, err);
    *moved = status == JB_OK ? (size_t)sqlite3_changes64(store->db) : 0;
    jb_str_free(&sql);
    if (status == JB_OK && *moved > 0) {
        /* The verdict is bound all the same, so that the condition numbers its texts once. */
        jb_str_addf(&sql, "DELETE FROM absence WHERE ?1 || ?2 || ?3 IS NOT NULL AND %s", condition);
        status = jb_store_run(store, jb_str_text(&sql), texts, count, err);
        jb_str_free(&sql);
    }
    return status;
}

jb_status jb_absence_take_back(jb_store *store, const char *agency, int year, const char *indicator,
                               const jb_verdict *verdict, size_t *moved, jb_error *err)
{
    char when[12];
    char day[JB_DATE_TEXT];
    (void)snprintf(when, sizeof when, "%d", year);
    jb_date_text(verdict->on, day);
    const char *const texts[] = {verdict->by, verdict->reason, day, agency, when, indicator};
    return absences_move(store, "agency_code = ?4 AND year = ?5 AND indicator = ?6", texts,
                         sizeof texts / sizeof texts[0], moved, err);
}

jb_status jb_store_withdraw_absence(jb_store *store, const char *agency, int year,
                                    const char *indicator, const jb_verdict *verdict, jb_error *err)
{
    size_t moved = 0;
    jb_loc loc = jb_loc_make(store->path, 0, 0, NULL);
    jb_status status = jb_store_want_transaction(store, err);
    if (status == JB_OK) {
        status = jb_verdict_check(verdict, err);
    }
    if (status == JB_OK) {
        status = jb_absence_take_back(store, agency, year, indicator, verdict, &moved, err);
    }
    if (status == JB_OK && moved == 0) {
        return jb_fail(err, JB_ERR_NOTFOUND, &loc,
                       "no absence of %s is recorded for %s in %d; `jianbao export -t absences` "
                       "lists them",
                       "没有 %s 的缺失记录（机构 %s，%d 年度）；jianbao export -t absences 可列出",
                       indicator, agency, year);
    }
    return status;
}

/* ---- reports -------------------------------------------------------------------------------- */

/* A report on its way out, as texts. */
typedef struct leaving {
    jb_store *store;
    const jb_report *report;
    const jb_verdict *verdict;
    char year[12];
    char day[JB_DATE_TEXT];
    jb_error *err;
} leaving;

static jb_status event_insert(const leaving *l, const char *event)
{
    const jb_report *report = l->report;
    const char *const texts[] = {event,          report->agency_code, l->year,
                                 report->source, report->title,       report->sha256,
                                 l->verdict->by, l->verdict->reason,  l->day};
    return jb_store_run(l->store,
                        "INSERT INTO withdrawal (event, agency_code, year, source, title, sha256, "
                        "by, reason, decided_on) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
                        texts, sizeof texts / sizeof texts[0], l->err);
}

/* Facts of the report's text, and those that cite the report without one. */
static jb_status facts_count(const leaving *l, size_t *count)
{
    const jb_report *report = l->report;
    const char *const texts[] = {report->agency_code, l->year, report->source, report->sha256};
    sqlite3_stmt *stmt = NULL;
    jb_status status =
        jb_store_ask(l->store,
                     "SELECT count(*) FROM v_fact WHERE agency_code = ?1 AND year = ?2 AND "
                     "((?4 <> '' AND source_sha256 = ?4) OR (source_sha256 = '' AND source = ?3))",
                     texts, sizeof texts / sizeof texts[0], &stmt, l->err);
    int rc = status == JB_OK ? sqlite3_step(stmt) : SQLITE_ROW;
    *count = status == JB_OK && rc == SQLITE_ROW ? (size_t)sqlite3_column_int64(stmt, 0) : 0;
    status = rc != SQLITE_ROW ? jb_store_fail(l->store, rc, l->err) : status;
    sqlite3_finalize(stmt);
    return status;
}

static jb_status record_remove(const leaving *l)
{
    const jb_report *report = l->report;
    jb_loc loc = jb_loc_make(l->store->path, 0, 0, NULL);
    const char *const texts[] = {report->agency_code, l->year, report->source, report->title};
    jb_status status = jb_store_run(l->store,
                                    "DELETE FROM report WHERE agency_code = ?1 AND year = ?2 "
                                    "AND source = ?3 AND title = ?4",
                                    texts, sizeof texts / sizeof texts[0], l->err);
    if (status == JB_OK && sqlite3_changes64(l->store->db) == 0) {
        return jb_fail(l->err, JB_ERR_NOTFOUND, &loc, "no report %s of %s in %d is held",
                       "没有报告 %s（机构 %s，%d 年度）", report->source, report->agency_code,
                       report->year);
    }
    return status;
}

static jb_status absences_leave(const leaving *l)
{
    const jb_report *report = l->report;
    size_t moved = 0;
    const char *const texts[] = {
        l->verdict->by, l->verdict->reason, l->day,        report->agency_code,
        l->year,        report->source,     report->sha256};
    return absences_move(l->store,
                         "agency_code = ?4 AND year = ?5 AND (source = ?6 OR (?7 <> '' AND "
                         "source_sha256 = ?7))",
                         texts, sizeof texts / sizeof texts[0], &moved, l->err);
}

static leaving leaving_of(jb_store *store, const jb_report *report, const jb_verdict *verdict,
                          jb_error *err)
{
    leaving l = {.store = store, .report = report, .verdict = verdict, .err = err};
    (void)snprintf(l.year, sizeof l.year, "%d", report->year);
    jb_date_text(verdict->on, l.day);
    return l;
}

jb_status jb_store_withdraw_report(jb_store *store, const jb_report *report,
                                   const jb_verdict *verdict, size_t *facts, jb_error *err)
{
    leaving l = leaving_of(store, report, verdict, err);
    *facts = 0;
    jb_status status = jb_store_want_transaction(store, err);
    if (status == JB_OK) {
        status = jb_verdict_check(verdict, err);
    }
    if (status == JB_OK) {
        status = facts_count(&l, facts);
    }
    if (status == JB_OK) {
        status = record_remove(&l);
    }
    if (status == JB_OK) {
        status = absences_leave(&l);
    }
    return status == JB_OK ? event_insert(&l, "withdrawn") : status;
}

/* ---- coming back ---------------------------------------------------------------------------- */

jb_status jb_report_restore(jb_store *store, const jb_report *report, bool *restored, jb_error *err)
{
    static const jb_verdict nobody = {.by = "", .reason = ""};
    leaving l = leaving_of(store, report, &nobody, err);
    const char *const texts[] = {report->agency_code, l.year, report->source, report->sha256};
    sqlite3_stmt *stmt = NULL;
    *restored = false;
    /* A text is known by itself, whatever its file was called then. */
    jb_status status = jb_store_ask(
        store,
        "SELECT source, title FROM v_withdrawn WHERE agency_code = ?1 AND year = ?2 AND "
        "((sha256 = '' AND source = ?3) OR (sha256 <> '' AND sha256 = ?4)) ORDER BY id LIMIT 1",
        texts, sizeof texts / sizeof texts[0], &stmt, err);
    int rc = status == JB_OK ? sqlite3_step(stmt) : SQLITE_DONE;
    jb_report then = *report;
    if (rc == SQLITE_ROW) {
        *restored = true;
        then.source = jb_column_text(store->scratch, stmt, 0);
        then.title = jb_column_text(store->scratch, stmt, 1);
    } else if (rc != SQLITE_DONE) {
        status = jb_store_fail(store, rc, err);
    }
    sqlite3_finalize(stmt);
    l.report = &then;
    return status == JB_OK && *restored ? event_insert(&l, "restored") : status;
}
