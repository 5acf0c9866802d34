/* sql_name.c - facts named by what they say, so that queries need no ids.
 *
 * Decides the name: where to look, and the first digits of a hash over the record. Refuses to let
 * the order of import into it.
 */
#include "row.h"
#include "sql.h"

#include <stdlib.h>
#include <string.h>

#define HASH_SHOWN 16

/* The columns of v_fact as queries see it, without the name itself. */
const char *const sql_fact_columns[] = {"agency_code",
                                        "agency",
                                        "agency_name",
                                        "#year",
                                        "indicator",
                                        "term",
                                        "value",
                                        "unit",
                                        "qualifier",
                                        "period_start",
                                        "period_end",
                                        "period_kind",
                                        "scope_population",
                                        "scope_channel",
                                        "scope_coverage",
                                        "yoy_percent",
                                        "yoy_points",
                                        "basis",
                                        "status",
                                        "source",
                                        "source_sha256",
                                        "#char_start",
                                        "#char_end",
                                        "raw",
                                        "sentence",
                                        "rule",
                                        "confidence",
                                        "note",
                                        NULL};

/* What others say of the fact, not the record itself. */
static bool outside(const char *column)
{
    return strcmp(column, "agency_name") == 0 || strcmp(column, "status") == 0;
}

static const char *text_of(sqlite3_stmt *row, const char *column)
{
    for (int i = 0; sql_fact_columns[i] != NULL; i++) {
        const char *name = sql_fact_columns[i];
        if (strcmp(name + (name[0] == '#'), column) == 0) {
            const char *text = (const char *)sqlite3_column_text(row, i);
            return text != NULL ? text : "";
        }
    }
    return "";
}

char *sql_fact_name(sqlite3_stmt *row)
{
    jb_str said = {0};
    jb_str name = {0};
    char digest[JB_SHA256_TEXT];
    for (int i = 0; sql_fact_columns[i] != NULL; i++) {
        const char *text = (const char *)sqlite3_column_text(row, i);
        if (outside(sql_fact_columns[i])) {
            continue;
        }
        jb_json_quote(&said, text != NULL ? text : "");
        jb_str_add(&said, text != NULL ? "\n" : " null\n");
    }
    jb_sha256(jb_str_text(&said), said.len, digest);
    jb_str_addf(&name, "%s:%s:%s:%.*s", text_of(row, "agency_code"), text_of(row, "year"),
                text_of(row, "indicator"), HASH_SHOWN, digest);
    jb_str_free(&said);
    return name.data;
}

/* The parts before the hash into texts of the arena; false when it is no such name. */
static bool name_split(jb_arena *arena, const char *name, const char *parts[3])
{
    for (size_t i = 0; i < 3; i++) {
        size_t len = strcspn(name, ":");
        if (name[len] != ':') {
            return false;
        }
        parts[i] = jb_arena_strndup(arena, name, len);
        name += len + 1;
    }
    return strlen(name) == HASH_SHOWN;
}

/* Those of the place, oldest first, until one has the name. */
static jb_status id_find(jb_store *store, sqlite3_stmt *stmt, const char *name, int64_t *id,
                         jb_error *err)
{
    int rc = sqlite3_step(stmt);
    for (; rc == SQLITE_ROW && *id == 0; rc = sqlite3_step(stmt)) {
        char *found = sql_fact_name(stmt);
        if (strcmp(found, name) == 0) {
            *id = sqlite3_column_int64(stmt, (int)jb_names_count(sql_fact_columns));
            free(found);
            return JB_OK;
        }
        free(found);
    }
    return rc == SQLITE_DONE ? JB_OK : jb_store_fail(store, rc, err);
}

jb_status jb_store_fact_named(jb_store *store, const char *name, jb_arena *arena, jb_fact *out,
                              bool *found, jb_error *err)
{
    const char *parts[3];
    sqlite3_stmt *stmt = NULL;
    jb_str sql = {0};
    int64_t id = 0;
    *found = false;
    if (!name_split(arena, name, parts)) {
        return JB_OK;
    }
    jb_str_add(&sql, "SELECT ");
    for (size_t i = 0; sql_fact_columns[i] != NULL; i++) {
        const char *column = sql_fact_columns[i];
        jb_str_addf(&sql, "%s, ", column + (column[0] == '#'));
    }
    jb_str_add(&sql, "id FROM v_fact WHERE agency_code = ?1 AND year = ?2 AND indicator = ?3 "
                     "ORDER BY id");
    jb_status status = jb_store_ask(store, jb_str_text(&sql), parts, 3, &stmt, err);
    if (status == JB_OK) {
        status = id_find(store, stmt, name, &id, err);
    }
    sqlite3_finalize(stmt);
    jb_str_free(&sql);
    return status == JB_OK && id != 0 ? jb_fact_find(store, id, arena, out, found, err) : status;
}
