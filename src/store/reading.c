/* reading.c - who declares that a person has read a report whole.
 *
 * Decides which report may be declared so, and that a declaration is for one text of it. Refuses to
 * know what follows for the figures that the report does not give.
 */
#include "db.h"

#include <stdio.h>
#include <string.h>

/* A declaration on its way in; the first texts tell the report. */
typedef struct declaration {
    jb_store *store;
    const jb_report *report;
    jb_reading reading;
    const char *texts[9]; /* as the columns of the table come, without the id */
    jb_error *err;
} declaration;

enum { TOLD_BY = 4, SHA256 = 4, TEXTS = 9 };

static jb_status fail_said(const declaration *d, const char *by, const char *on)
{
    const jb_report *report = d->report;
    jb_loc loc = jb_loc_make(d->store->path, 0, 0, NULL);
    if (d->reading == JB_READING_PROGRAM) {
        return jb_fail(d->err, JB_ERR_INPUT, &loc,
                       "%s of %s in %d is not declared read whole; there is nothing to take back",
                       "%s（机构 %s，%d 年度）本未确认通读，无可撤回", report->source,
                       report->agency_code, report->year);
    }
    if (!by[0]) {
        return jb_fail(d->err, JB_ERR_INPUT, &loc,
                       "%s of %s in %d counts as read whole by its record already",
                       "%s（机构 %s，%d 年度）的记录本已视为通读", report->source,
                       report->agency_code, report->year);
    }
    return jb_fail(d->err, JB_ERR_INPUT, &loc,
                   "%s of %s in %d was declared read whole already (%s%s%s)",
                   "%s（机构 %s，%d 年度）已确认通读（%s%s%s）", report->source,
                   report->agency_code, report->year, by, on[0] ? ", " : "", on);
}

/* What the store says of the report now; it must say something else. */
static jb_status check_state(declaration *d, sqlite3_stmt *stmt)
{
    jb_arena *arena = d->store->scratch;
    jb_loc loc = jb_loc_make(d->store->path, 0, 0, NULL);
    int rc = sqlite3_step(stmt);
    if (rc == SQLITE_ROW) {
        bool said = strcmp(jb_column_text(arena, stmt, 0), jb_reading_code(d->reading)) == 0;
        d->texts[SHA256] = jb_column_text(arena, stmt, 1);
        return said ? fail_said(d, jb_column_text(arena, stmt, 2), jb_column_text(arena, stmt, 3))
                    : JB_OK;
    }
    if (rc != SQLITE_DONE) {
        return jb_store_fail(d->store, rc, d->err);
    }
    return jb_fail(d->err, JB_ERR_NOTFOUND, &loc, "no report %s of %s in %d is held",
                   "没有报告 %s（机构 %s，%d 年度）", d->report->source, d->report->agency_code,
                   d->report->year);
}

static jb_status find_report(declaration *d)
{
    sqlite3_stmt *stmt = NULL;
    jb_status status = jb_store_ask(d->store,
                                    "SELECT reading, sha256, read_by, read_on FROM v_report WHERE "
                                    "agency_code = ?1 AND year = ?2 AND source = ?3 AND title = ?4",
                                    d->texts, TOLD_BY, &stmt, d->err);
    if (status == JB_OK) {
        status = check_state(d, stmt);
    }
    sqlite3_finalize(stmt);
    return status;
}

jb_status jb_store_read_report(jb_store *store, const jb_report *report, jb_reading reading,
                               const jb_verdict *verdict, jb_error *err)
{
    char year[12];
    char day[JB_DATE_TEXT];
    (void)snprintf(year, sizeof year, "%d", report->year);
    jb_date_text(verdict->on, day);
    declaration d = {.store = store,
                     .report = report,
                     .reading = reading,
                     .texts = {report->agency_code, year, report->source, report->title, "",
                               jb_reading_code(reading), verdict->by, verdict->reason, day},
                     .err = err};
    jb_status status = jb_store_want_transaction(store, err);
    if (status == JB_OK) {
        status = jb_verdict_check(verdict, err);
    }
    jb_arena_mark mark = jb_arena_save(store->scratch);
    if (status == JB_OK) {
        status = find_report(&d);
    }
    if (status == JB_OK) {
        status = jb_store_run(store,
                              "INSERT INTO reading (agency_code, year, source, title, sha256, "
                              "reading, by, reason, read_on) "
                              "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
                              d.texts, TEXTS, err);
    }
    jb_arena_restore(store->scratch, mark);
    return status;
}
