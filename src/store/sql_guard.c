/* sql_guard.c - what a user's query may do.
 *
 * Decides which functions and tables it may name and how large it may grow. What is not on a list
 * is refused. Refuses to know what tables hold.
 */
#include "sql.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

/* Without those that ask the clock or chance, give binary fractions (avg, total, round), or give
 * places in an order (rank, row_number, ...). */
static const char *const functions[] = {
    "abs",    "coalesce", "count", "glob",   "group_concat", "ifnull", "iif",  "indicator_name",
    "instr",  "length",   "like",  "listed", "lower",        "ltrim",  "max",  "min",
    "nullif", "replace",  "rtrim", "substr", "substring",    "sum",    "trim", "typeof",
    "upper",  NULL};

static bool known_function(const char *name)
{
    for (size_t i = 0; functions[i] != NULL; i++) {
        if (sqlite3_stricmp(functions[i], name) == 0) {
            return true;
        }
    }
    return false;
}

static int deny(jb_sql *sql, sql_denial denial, const char *name)
{
    if (sql->denial == SQL_DENIED_NOTHING) {
        sql->denial = denial;
        (void)snprintf(sql->denied, sizeof sql->denied, "%s", name != NULL ? name : "");
    }
    return SQLITE_DENY;
}

/* A table is read without a column, too: count(*), or a WITH of the query's own. */
static bool known_table(const char *table, const char *column)
{
    bool foreign =
        sqlite3_strnicmp(table, "sqlite_", 7) == 0 || sqlite3_strnicmp(table, "pragma_", 7) == 0;
    return sql_table_find(table) != NULL || (column[0] == '\0' && !foreign);
}

static int authorise(void *context, int action, const char *first, const char *second,
                     const char *database, const char *inside)
{
    jb_sql *sql = context;
    (void)database;
    (void)inside;
    if (sql->declaring) {
        return SQLITE_OK;
    }
    switch (action) {
    case SQLITE_SELECT:
    case SQLITE_RECURSIVE:
        return SQLITE_OK;
    case SQLITE_READ:
        return known_table(first, second) ? SQLITE_OK : deny(sql, SQL_DENIED_TABLE, first);
    case SQLITE_FUNCTION:
        return known_function(second) ? SQLITE_OK : deny(sql, SQL_DENIED_FUNCTION, second);
    default:
        return deny(sql, SQL_DENIED_ACTION, NULL);
    }
}

/* listed(code, 'a,b'): whether the code stands in the list; an empty list holds all. */
static void listed(sqlite3_context *context, int count, sqlite3_value **values)
{
    const char *code = (const char *)sqlite3_value_text(values[0]);
    const char *list = (const char *)sqlite3_value_text(values[1]);
    size_t len = code != NULL ? strlen(code) : 0;
    bool found = list == NULL || *list == '\0';
    (void)count;
    for (const char *at = list; !found && code != NULL && at != NULL;) {
        size_t item = strcspn(at, ",");
        found = item == len && memcmp(at, code, len) == 0;
        at = at[item] == ',' ? at + item + 1 : NULL;
    }
    sqlite3_result_int(context, found);
}

/* What the catalogue calls an indicator; a code it does not have stays as it is. */
static void indicator_name(sqlite3_context *context, int count, sqlite3_value **values)
{
    const jb_sql *sql = sqlite3_user_data(context);
    const char *code = (const char *)sqlite3_value_text(values[0]);
    (void)count;
    if (code == NULL) {
        return;
    }
    const jb_indicator *found = jb_catalogue_find(sql->text.catalogue, code);
    const char *name = found == NULL ? code : sql->text.lang == JB_LANG_ZH ? found->zh : found->en;
    sqlite3_result_text(context, name, -1, SQLITE_TRANSIENT);
}

static void limits_set(sqlite3 *db)
{
    static const struct {
        int id, value;
    } limits[] = {
        {SQLITE_LIMIT_LENGTH, 256 << 10},   {SQLITE_LIMIT_SQL_LENGTH, 16 << 10},
        {SQLITE_LIMIT_COLUMN, 64},          {SQLITE_LIMIT_EXPR_DEPTH, 100},
        {SQLITE_LIMIT_COMPOUND_SELECT, 20}, {SQLITE_LIMIT_FUNCTION_ARG, 20},
        {SQLITE_LIMIT_ATTACHED, 0},         {SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 200},
        {SQLITE_LIMIT_VARIABLE_NUMBER, 64}, {SQLITE_LIMIT_TRIGGER_DEPTH, 1},
        {SQLITE_LIMIT_WORKER_THREADS, 0},
    };
    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++) {
        (void)sqlite3_limit(db, limits[i].id, limits[i].value);
    }
}

int sql_guard(jb_sql *sql)
{
    const int kind = SQLITE_UTF8 | SQLITE_DETERMINISTIC;
    (void)sqlite3_db_config(sql->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    /* "x" is a name and never a text: a column misspelt is a fault. */
    (void)sqlite3_db_config(sql->db, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
    int rc = sqlite3_exec(sql->db, "PRAGMA temp_store = MEMORY; PRAGMA query_only = ON", NULL, NULL,
                          NULL);
    if (rc == SQLITE_OK) {
        rc = sqlite3_create_function_v2(sql->db, "listed", 2, kind, sql, listed, NULL, NULL, NULL);
    }
    if (rc == SQLITE_OK) {
        rc = sqlite3_create_function_v2(sql->db, "indicator_name", 1, kind, sql, indicator_name,
                                        NULL, NULL, NULL);
    }
    limits_set(sql->db);
    return rc == SQLITE_OK ? sqlite3_set_authorizer(sql->db, authorise, sql) : rc;
}

/* This thread's own time: a machine that is busy with others makes no query fail. */
int64_t sql_clock(void)
{
    struct timespec now = {0};
    (void)clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

int sql_watch(void *sql)
{
    return sql_clock() > ((const jb_sql *)sql)->deadline;
}
