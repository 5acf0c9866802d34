/* select.c - reading records, filtered, in a fixed order.
 *
 * Decides how a filter becomes SQL and that the order never depends on ids. Refuses to know what
 * is done with the records.
 */
#include "select.h"

#include "db.h"
#include "keep.h"
#include "row.h"

#include <stdlib.h>

static void add_param(jb_select *q, const char *text)
{
    JB_PUSH(q->params, q->len, q->cap, text);
}

static void add_condition(jb_select *q)
{
    jb_str_add(&q->sql, q->glue);
    q->glue = " AND ";
}

static void limit_to(jb_select *q, const char *column, const char *const *names)
{
    if (!names) {
        return;
    }
    add_condition(q);
    jb_str_addf(&q->sql, "%s IN (", column);
    for (size_t i = 0; names[i]; i++) {
        jb_str_add(&q->sql, i ? ", ?" : "?");
        add_param(q, names[i]);
    }
    jb_str_add(&q->sql, ")");
}

/* "enf" stands for all indicators whose code starts with "enf_". */
static void limit_to_families(jb_select *q, const char *const *families)
{
    if (!families) {
        return;
    }
    add_condition(q);
    jb_str_add(&q->sql, "(0");
    for (size_t i = 0; families[i]; i++) {
        jb_str_addf(&q->sql, " OR substr(indicator, 1, length(?%zu) + 1) = ?%zu || '_'", q->len + 1,
                    q->len + 1);
        add_param(q, families[i]);
    }
    jb_str_add(&q->sql, ")");
}

static void limit_years(jb_select *q, const jb_filter *filter)
{
    if (filter->year_from) {
        add_condition(q);
        jb_str_addf(&q->sql, "year >= %d", filter->year_from);
    }
    if (filter->year_to) {
        add_condition(q);
        jb_str_addf(&q->sql, "year <= %d", filter->year_to);
    }
}

static void limit_statuses(jb_select *q, const jb_filter *filter)
{
    if (filter->statuses == 0) {
        if (!filter->with_rejected) {
            add_condition(q);
            jb_str_add(&q->sql, "status <> 'rejected'");
        }
        return;
    }
    add_condition(q);
    jb_str_add(&q->sql, "status IN (''");
    for (unsigned i = 0; i < JB_REVIEWS; i++) {
        if (filter->statuses & 1U << i) {
            jb_str_addf(&q->sql, ", '%s'", jb_review_code((jb_review)i));
        }
    }
    jb_str_add(&q->sql, ")");
}

void jb_select_filter(jb_select *q, jb_table table, const jb_filter *filter)
{
    limit_to(q, table == JB_TABLE_AGENCIES ? "code" : "agency_code", filter->agencies);
    if (table != JB_TABLE_AGENCIES) {
        limit_years(q, filter);
    }
    if (table == JB_TABLE_FACTS || table == JB_TABLE_ABSENCES) {
        /* Of a few agencies all facts are nearer than all agencies of an indicator: with the sign
         * SQLite does not look for its index. */
        limit_to(q, jb_names_few(filter->agencies) ? "+indicator" : "indicator",
                 filter->indicators);
        limit_to_families(q, filter->families);
    }
    if (table == JB_TABLE_FACTS) {
        limit_statuses(q, filter);
    }
}

jb_status jb_select_prepare(jb_store *store, const jb_select *q, sqlite3_stmt **out, jb_error *err)
{
    jb_status status = jb_store_prepare(store, jb_str_text(&q->sql), out, err);
    for (size_t i = 0; i < q->len && status == JB_OK; i++) {
        int rc = sqlite3_bind_text(*out, (int)i + 1, q->params[i], -1, NULL);
        status = rc == SQLITE_OK ? JB_OK : jb_store_fail(store, rc, err);
    }
    return status;
}

void jb_select_free(jb_select *q)
{
    jb_str_free(&q->sql);
    free(q->params);
}

static void write_columns(jb_select *q, const jb_row_kind *kind)
{
    jb_str_add(&q->sql, "SELECT id");
    for (size_t i = 0; kind->fields[i]; i++) {
        jb_str_addf(&q->sql, ", %s", kind->fields[i]);
    }
}

void jb_select_table(jb_select *q, jb_table table, const jb_filter *filter)
{
    const jb_row_kind *kind = jb_row_kind_of(table);
    write_columns(q, kind);
    jb_str_addf(&q->sql, " FROM %s", kind->view);
    if (filter) {
        jb_select_filter(q, table, filter);
    }
    jb_str_addf(&q->sql, " ORDER BY %s", kind->order);
    for (size_t i = 0; kind->fields[i]; i++) {
        jb_str_addf(&q->sql, ", %s", kind->fields[i]);
    }
}

jb_status jb_row_read(jb_store *store, jb_arena *arena, jb_table table, sqlite3_stmt *stmt,
                      jb_row *record, jb_error *err)
{
    jb_loc loc = jb_loc_make(store->path, 0, 0, NULL);
    jb_row_init(table, record);
    jb_row_set_id(table, record, sqlite3_column_int64(stmt, 0));
    for (int i = 1; i < sqlite3_column_count(stmt); i++) {
        const char *text = (const char *)sqlite3_column_text(stmt, i);
        if (!text || !text[0]) {
            continue;
        }
        jb_status status = jb_row_set(arena, table, record, (unsigned)(i - 1), text, &loc, err);
        if (status != JB_OK) {
            return status;
        }
    }
    return JB_OK;
}

static jb_status run_query(jb_store *store, jb_table table, sqlite3_stmt *stmt, jb_row_fn fn,
                           void *context, jb_error *err)
{
    jb_arena *arena = jb_arena_new();
    jb_status status = JB_OK;
    int rc = sqlite3_step(stmt);
    while (rc == SQLITE_ROW && status == JB_OK) {
        jb_arena_mark mark = jb_arena_save(arena);
        jb_row record;
        status = jb_row_read(store, arena, table, stmt, &record, err);
        if (status == JB_OK) {
            status = fn(&record, context, err);
        }
        jb_arena_restore(arena, mark);
        rc = status == JB_OK ? sqlite3_step(stmt) : rc;
    }
    jb_arena_free(arena);
    return status == JB_OK && rc != SQLITE_DONE ? jb_store_fail(store, rc, err) : status;
}

jb_status jb_row_each(jb_store *store, jb_table table, const jb_filter *filter, jb_row_fn fn,
                      void *context, jb_error *err)
{
    jb_select q = {.glue = " WHERE "};
    sqlite3_stmt *stmt = NULL;
    if (jb_kept_has(&store->kept, table, filter)) {
        return jb_kept_each(&store->kept, table, filter, fn, context, err);
    }
    if (jb_again_takes(store, table, filter)) {
        return jb_again_each(store, table, filter, fn, context, err);
    }
    jb_select_table(&q, table, filter);
    jb_status status = jb_select_prepare(store, &q, &stmt, err);
    if (status == JB_OK) {
        status = run_query(store, table, stmt, fn, context, err);
    }
    jb_store_done(store, stmt);
    jb_select_free(&q);
    return status;
}

jb_status jb_fact_find(jb_store *store, int64_t id, jb_arena *arena, jb_fact *out, bool *found,
                       jb_error *err)
{
    jb_select q = {.glue = " WHERE "};
    sqlite3_stmt *stmt = NULL;
    jb_row row;
    write_columns(&q, jb_row_kind_of(JB_TABLE_FACTS));
    jb_str_addf(&q.sql, " FROM v_fact_all WHERE id = %lld", (long long)id);
    jb_status status = jb_store_prepare(store, jb_str_text(&q.sql), &stmt, err);
    int rc = status == JB_OK ? sqlite3_step(stmt) : SQLITE_DONE;
    *found = rc == SQLITE_ROW;
    if (*found) {
        status = jb_row_read(store, arena, JB_TABLE_FACTS, stmt, &row, err);
        *out = row.fact;
    } else if (rc != SQLITE_DONE) {
        status = jb_store_fail(store, rc, err);
    }
    jb_store_done(store, stmt);
    jb_str_free(&q.sql);
    return status;
}

/* ---- the public readers: one typed callback each -------------------------------------------- */

typedef struct visitor {
    jb_agency_fn agency;
    jb_report_fn report;
    jb_fact_fn fact;
    jb_absent_fn absent;
    jb_denominator_fn denominator;
    void *context;
} visitor;

static jb_status visit_agency(const void *record, void *context, jb_error *err)
{
    const visitor *v = context;
    return v->agency(record, v->context, err);
}

static jb_status visit_report(const void *record, void *context, jb_error *err)
{
    const visitor *v = context;
    return v->report(record, v->context, err);
}

static jb_status visit_fact(const void *record, void *context, jb_error *err)
{
    const visitor *v = context;
    return v->fact(record, v->context, err);
}

static jb_status visit_absent(const void *record, void *context, jb_error *err)
{
    const visitor *v = context;
    return v->absent(record, v->context, err);
}

static jb_status visit_denominator(const void *record, void *context, jb_error *err)
{
    const visitor *v = context;
    return v->denominator(record, v->context, err);
}

jb_status jb_store_agencies(jb_store *store, const jb_filter *filter, jb_agency_fn fn,
                            void *context, jb_error *err)
{
    visitor v = {.agency = fn, .context = context};
    return jb_row_each(store, JB_TABLE_AGENCIES, filter, visit_agency, &v, err);
}

jb_status jb_store_reports(jb_store *store, const jb_filter *filter, jb_report_fn fn, void *context,
                           jb_error *err)
{
    visitor v = {.report = fn, .context = context};
    return jb_row_each(store, JB_TABLE_REPORTS, filter, visit_report, &v, err);
}

jb_status jb_store_facts(jb_store *store, const jb_filter *filter, jb_fact_fn fn, void *context,
                         jb_error *err)
{
    visitor v = {.fact = fn, .context = context};
    return jb_row_each(store, JB_TABLE_FACTS, filter, visit_fact, &v, err);
}

jb_status jb_store_absences(jb_store *store, const jb_filter *filter, jb_absent_fn fn,
                            void *context, jb_error *err)
{
    visitor v = {.absent = fn, .context = context};
    return jb_row_each(store, JB_TABLE_ABSENCES, filter, visit_absent, &v, err);
}

jb_status jb_store_denominators(jb_store *store, const jb_filter *filter, jb_denominator_fn fn,
                                void *context, jb_error *err)
{
    visitor v = {.denominator = fn, .context = context};
    return jb_row_each(store, JB_TABLE_DENOMINATORS, filter, visit_denominator, &v, err);
}
