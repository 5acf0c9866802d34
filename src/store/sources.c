/* sources.c - what facts name as their source without a report that is held.
 *
 * Looks at every fact, but only at the index until one is found: in a store whose reports are held
 * nothing else is read. Refuses to know what follows for those who ask.
 */
#include "keep.h"
#include "select.h"

#include <string.h>

/* A person who types a figure is sure of it; what a program reads is always in some doubt. */
static bool in_doubt(const char *confidence)
{
    jb_dec value = jb_dec_int(1);
    return confidence[0] != '\0' && jb_dec_parse(confidence, strlen(confidence), &value) &&
           jb_dec_cmp(value, jb_dec_int(1)) < 0;
}

static const char *text(sqlite3_stmt *stmt, int at)
{
    const char *found = (const char *)sqlite3_column_text(stmt, at);
    return found != NULL ? found : "";
}

static jb_status run(jb_store *store, sqlite3_stmt *stmt, jb_source_fn fn, void *context,
                     jb_error *err)
{
    jb_status status = JB_OK;
    int rc = sqlite3_step(stmt);
    while (rc == SQLITE_ROW && status == JB_OK) {
        status = fn(text(stmt, 0), sqlite3_column_int(stmt, 1), text(stmt, 2),
                    in_doubt(text(stmt, 3)), context, err);
        rc = status == JB_OK ? sqlite3_step(stmt) : rc;
    }
    return status == JB_OK && rc != SQLITE_DONE ? jb_store_fail(store, rc, err) : status;
}

/* ---- from what is kept of a few agencies */

typedef struct sought {
    const jb_kept *kept;
    const jb_filter *filter;
    const jb_fact *fact; /* the one looked at */
    bool found;          /* its report */
    bool bare;           /* a fact without */
} sought;

static jb_status on_kept_report(const void *record, void *context, jb_error *err)
{
    const jb_row *row = record;
    sought *s = context;
    (void)err;
    s->found = s->found || (row->report.year == s->fact->year &&
                            strcmp(row->report.source, s->fact->source) == 0 &&
                            strcmp(row->report.agency_code, s->fact->agency_code) == 0);
    return JB_OK;
}

static jb_status on_kept_fact(const void *record, void *context, jb_error *err)
{
    const jb_row *row = record;
    sought *s = context;
    const jb_fact *last = s->fact;
    s->fact = &row->fact;
    if (last != NULL && last->year == s->fact->year && strcmp(last->source, s->fact->source) == 0 &&
        strcmp(last->agency_code, s->fact->agency_code) == 0) {
        return JB_OK;
    }
    s->found = false;
    jb_status status = jb_kept_each(s->kept, JB_TABLE_REPORTS, s->filter, on_kept_report, s, err);
    s->bare = s->bare || !s->found;
    return status;
}

/* Most often each figure has its report, and what is at hand says so without a question. */
static bool all_reported(jb_store *store, const jb_filter *filter)
{
    jb_filter narrow = *filter;
    sought s = {.kept = &store->kept, .filter = &narrow};
    jb_error ignored = {0};
    narrow.with_rejected = true;
    return jb_kept_has(&store->kept, JB_TABLE_FACTS, &narrow) &&
           jb_kept_each(&store->kept, JB_TABLE_FACTS, &narrow, on_kept_fact, &s, &ignored) ==
               JB_OK &&
           !s.bare;
}

/* ---- from the tables */

/* What no report is held of, by agency, year and source: the index tells. */
static void ask_bare(jb_select *q, const jb_filter *narrow)
{
    jb_str_add(&q->sql, "SELECT agency_code, year, source FROM fact");
    q->glue = " WHERE ";
    jb_select_filter(q, JB_TABLE_REPORTS, narrow);
    jb_str_add(&q->sql, " EXCEPT SELECT agency_code, year, source FROM report");
    q->glue = " WHERE ";
    jb_select_filter(q, JB_TABLE_REPORTS, narrow);
}

static jb_status any_bare(jb_store *store, const jb_filter *narrow, bool *any, jb_error *err)
{
    jb_select q = {0};
    sqlite3_stmt *stmt = NULL;
    ask_bare(&q, narrow);
    jb_status status = jb_select_prepare(store, &q, &stmt, err);
    int rc = status == JB_OK ? sqlite3_step(stmt) : SQLITE_DONE;
    *any = rc == SQLITE_ROW;
    if (rc != SQLITE_ROW && rc != SQLITE_DONE) {
        status = jb_store_fail(store, rc, err);
    }
    jb_store_done(store, stmt);
    jb_select_free(&q);
    return status;
}

/* Mostly there are none, and the longer question is not asked. */
jb_status jb_store_sources(jb_store *store, const jb_filter *filter, jb_source_fn fn, void *context,
                           jb_error *err)
{
    jb_filter narrow = {
        .agencies = filter->agencies, .year_from = filter->year_from, .year_to = filter->year_to};
    jb_select q = {0};
    sqlite3_stmt *stmt = NULL;
    bool any = false;
    if (jb_again_sourced(store, &narrow) || all_reported(store, &narrow)) {
        return JB_OK;
    }
    jb_status status = any_bare(store, &narrow, &any, err);
    if (status == JB_OK && !any) {
        jb_again_source(store, &narrow);
    }
    if (status != JB_OK || !any) {
        return status;
    }
    jb_str_add(&q.sql, "WITH bare(code, y, s) AS (");
    ask_bare(&q, &narrow);
    jb_str_add(&q.sql,
               ") SELECT DISTINCT f.agency_code, f.year, f.source, f.confidence FROM bare "
               "CROSS JOIN v_fact f ON f.agency_code = code AND f.year = y AND f.source = s "
               "WHERE f.status <> 'rejected' "
               "ORDER BY f.agency_code, f.year, f.source, f.confidence");
    status = jb_select_prepare(store, &q, &stmt, err);
    if (status == JB_OK) {
        status = run(store, stmt, fn, context, err);
    }
    jb_store_done(store, stmt);
    jb_select_free(&q);
    return status;
}
