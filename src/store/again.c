/* again.c - what the tables of one document ask alike, answered once.
 *
 * Decides which answers are kept while a snapshot lasts, during which they cannot change: all
 * agencies or reports of some years, and that no source lacks its report. Refuses to know who asks.
 */
#include "keep.h"
#include "select.h"

#include <stdlib.h>

static bool still(const jb_store *store)
{
    return !store->writable && sqlite3_get_autocommit(store->db) == 0;
}

static bool same_years(const jb_again *again, const jb_filter *filter)
{
    return again->year_from == filter->year_from && again->year_to == filter->year_to;
}

bool jb_again_takes(const jb_store *store, jb_table table, const jb_filter *filter)
{
    bool few_asked = filter == NULL || filter->agencies != NULL || filter->indicators != NULL ||
                     filter->families != NULL;
    return !few_asked && (table == JB_TABLE_AGENCIES || table == JB_TABLE_REPORTS) && still(store);
}

static jb_status read_rows(jb_store *store, jb_table table, sqlite3_stmt *stmt, jb_again *again,
                           jb_error *err)
{
    jb_status status = JB_OK;
    int rc = sqlite3_step(stmt);
    while (rc == SQLITE_ROW && status == JB_OK) {
        jb_row row;
        status = jb_row_read(store, again->arena, table, stmt, &row, err);
        JB_PUSH(again->rows, again->len, again->cap, row);
        rc = status == JB_OK ? sqlite3_step(stmt) : rc;
    }
    return status == JB_OK && rc != SQLITE_DONE ? jb_store_fail(store, rc, err) : status;
}

static jb_status learn(jb_store *store, jb_table table, const jb_filter *filter, jb_again *again,
                       jb_error *err)
{
    jb_select q = {.glue = " WHERE "};
    sqlite3_stmt *stmt = NULL;
    jb_again_forget(again);
    again->arena = jb_arena_new();
    jb_select_table(&q, table, filter);
    jb_status status = jb_select_prepare(store, &q, &stmt, err);
    if (status == JB_OK) {
        status = read_rows(store, table, stmt, again, err);
    }
    jb_store_done(store, stmt);
    jb_select_free(&q);
    again->on = status == JB_OK;
    again->year_from = filter->year_from;
    again->year_to = filter->year_to;
    return status;
}

jb_status jb_again_each(jb_store *store, jb_table table, const jb_filter *filter, jb_row_fn fn,
                        void *context, jb_error *err)
{
    jb_again *again = &store->again[table];
    jb_status status = JB_OK;
    if (!again->on || !same_years(again, filter)) {
        status = learn(store, table, filter, again, err);
    }
    for (size_t i = 0; i < again->len && status == JB_OK; i++) {
        status = fn(&again->rows[i], context, err);
    }
    return status;
}

bool jb_again_sourced(const jb_store *store, const jb_filter *filter)
{
    const jb_again *again = &store->again[JB_TABLE_FACTS];
    return filter->agencies == NULL && again->on && same_years(again, filter) && still(store);
}

void jb_again_source(jb_store *store, const jb_filter *filter)
{
    if (filter->agencies == NULL && still(store)) {
        store->again[JB_TABLE_FACTS] =
            (jb_again){.on = true, .year_from = filter->year_from, .year_to = filter->year_to};
    }
}

void jb_again_forget(jb_again *again)
{
    jb_arena_free(again->arena);
    free(again->rows);
    *again = (jb_again){0};
}
