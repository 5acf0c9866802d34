/* sql.c - a query that a user wrote: prepared, given its parameters, run within limits.
 *
 * Decides what is said of a query at fault and what its values may be. Refuses to know tables, and
 * gives a query no way to the file.
 */
#include "sql.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#define PREPARE_HEAP ((sqlite3_int64)64 << 20) /* bytes beyond what is taken */
#define RUN_HEAP ((sqlite3_int64)256 << 20)
#define BYTES_MAX ((size_t)8 << 20) /* of one answer */
#define WATCH_STEPS 1000

/* ---- faults */

static jb_loc place_of(const jb_sql *sql, size_t at)
{
    if (sql->text.place != NULL) {
        return sql->text.place(at, sql->text.context);
    }
    return jb_loc_make("query", 1, at == JB_SQL_WHOLE ? 0 : (unsigned)at + 1, NULL);
}

static bool is_word(char c)
{
    return isalnum((unsigned char)c) != 0 || c == '_' || (unsigned char)c >= 0x80;
}

/* Where the name stands first as a word of its own. */
static size_t name_find(const jb_sql *sql, const char *name)
{
    size_t len = strlen(name);
    for (size_t i = 0; len > 0 && i + len <= sql->text.len; i++) {
        const char *at = sql->text.text + i;
        if (sqlite3_strnicmp(at, name, (int)len) == 0 && (i == 0 || !is_word(at[-1])) &&
            (i + len == sql->text.len || !is_word(at[len]))) {
            return i;
        }
    }
    return JB_SQL_WHOLE;
}

static jb_status fail_action(const jb_sql *sql, size_t at, jb_error *err)
{
    jb_loc loc = place_of(sql, at);
    return jb_fail(err, JB_ERR_INPUT, &loc,
                   "a query only reads: it is one statement that begins with SELECT or WITH",
                   "查询只能读取：应为一条以 SELECT 或 WITH 开头的语句");
}

static jb_status fail_denied(const jb_sql *sql, jb_error *err)
{
    if (sql->denial == SQL_DENIED_ACTION) {
        return fail_action(sql, JB_SQL_WHOLE, err);
    }
    jb_loc loc = place_of(sql, name_find(sql, sql->denied));
    if (sql->denial == SQL_DENIED_TABLE) {
        return jb_fail(err, JB_ERR_INPUT, &loc,
                       "a query may not read \"%s\"; docs/store.md lists the tables it sees",
                       "查询不能读取“%s”；可读的表见 docs/store.md", sql->denied);
    }
    return jb_fail(err, JB_ERR_INPUT, &loc,
                   "a query may not use the function \"%s\"; docs/store.md lists those it has",
                   "查询不能使用函数“%s”；可用的函数见 docs/store.md", sql->denied);
}

/* SQLite's words. Where it does not say where, the name at their end does. */
static jb_status fail_words(jb_sql *sql, jb_error *err)
{
    const char *words = sqlite3_errmsg(sql->db);
    int offset = sqlite3_error_offset(sql->db);
    const char *name = strrchr(words, ' ');
    size_t at = offset >= 0    ? (size_t)offset
                : name != NULL ? name_find(sql, name + 1)
                               : JB_SQL_WHOLE;
    jb_loc loc = place_of(sql, at);
    return jb_fail(err, JB_ERR_INPUT, &loc, "the query cannot be read: %s", "查询有误：%s", words);
}

static jb_status fail_time(jb_sql *sql, unsigned milliseconds, jb_error *err)
{
    jb_loc loc = place_of(sql, JB_SQL_WHOLE);
    return jb_fail(
        err, JB_ERR_INPUT, &loc,
        "the query takes more than %u.%u seconds; narrow it down by agency_code, year or "
        "indicator",
        "查询用时超过 %u.%u 秒；请用 agency_code、year 或 indicator 缩小范围", milliseconds / 1000,
        milliseconds % 1000 / 100);
}

static jb_status fail_memory(const jb_sql *sql, jb_error *err)
{
    jb_loc loc = place_of(sql, JB_SQL_WHOLE);
    return jb_fail(err, JB_ERR_INPUT, &loc,
                   "the query asks for too much at once; narrow it down or make it simpler",
                   "查询过于庞大；请缩小范围或改得简单些");
}

/* ---- opening */

/* Behind spaces, comments and nothing else. */
static const char *words_begin(const char *at)
{
    for (;;) {
        at += strspn(at, " \t\r\n;");
        if (strncmp(at, "--", 2) == 0) {
            at += strcspn(at, "\n");
        } else if (strncmp(at, "/*", 2) == 0) {
            const char *end = strstr(at + 2, "*/");
            at = end != NULL ? end + 2 : at + strlen(at);
        } else {
            return at;
        }
    }
}

static bool reads(const char *words)
{
    return (sqlite3_strnicmp(words, "SELECT", 6) == 0 && !is_word(words[6])) ||
           (sqlite3_strnicmp(words, "WITH", 4) == 0 && !is_word(words[4]));
}

/* Memory that SQLite may take from here on, of all connections of the program; the former limit.
 * Nested names of WITH can grow beyond any bound while a query is only read. */
static sqlite3_int64 heap_bound(sqlite3_int64 more)
{
    sqlite3_int64 held = sqlite3_hard_heap_limit64(-1);
    sqlite3_int64 bound = sqlite3_memory_used() + more;
    (void)sqlite3_hard_heap_limit64(held > 0 && held < bound ? held : bound);
    return held;
}

static jb_status prepare_fail(jb_sql *sql, int rc, jb_error *err)
{
    if (rc == SQLITE_NOMEM) {
        return fail_memory(sql, err);
    }
    return sql->denial != SQL_DENIED_NOTHING ? fail_denied(sql, err) : fail_words(sql, err);
}

static jb_status prepare(jb_sql *sql, jb_error *err)
{
    const char *text = sql->text.text;
    const char *begin = words_begin(text);
    const char *rest = NULL;
    if (!reads(begin)) {
        return fail_action(sql, (size_t)(begin - text), err);
    }
    sqlite3_int64 held = heap_bound(PREPARE_HEAP);
    int rc = sqlite3_prepare_v2(sql->db, text, (int)sql->text.len, &sql->stmt, &rest);
    (void)sqlite3_hard_heap_limit64(held);
    if (rc != SQLITE_OK) {
        return prepare_fail(sql, rc, err);
    }
    const char *more = words_begin(rest);
    if (*more != '\0' || sqlite3_column_count(sql->stmt) == 0) {
        return fail_action(sql, *more != '\0' ? (size_t)(more - text) : JB_SQL_WHOLE, err);
    }
    return JB_OK;
}

/* :name, and no other way to write a parameter. */
static jb_status params_check(const jb_sql *sql, jb_error *err)
{
    for (int i = 1; i <= sqlite3_bind_parameter_count(sql->stmt); i++) {
        const char *name = sqlite3_bind_parameter_name(sql->stmt, i);
        if (name == NULL || name[0] != ':') {
            size_t at = name != NULL ? (size_t)(strstr(sql->text.text, name) - sql->text.text)
                                     : JB_SQL_WHOLE;
            jb_loc loc = place_of(sql, at);
            return jb_fail(err, JB_ERR_INPUT, &loc,
                           "a parameter is written :name, with the name of one of the layout's",
                           "参数写作 :名称，名称是版式中的参数");
        }
    }
    return JB_OK;
}

jb_status jb_sql_open(const jb_sql_text *text, jb_sql **out, jb_error *err)
{
    jb_sql *sql = jb_xmalloc(sizeof *sql);
    *sql = (jb_sql){.text = *text};
    *out = NULL;
    int rc =
        sqlite3_open_v2(":memory:", &sql->db,
                        SQLITE_OPEN_READWRITE | SQLITE_OPEN_MEMORY | SQLITE_OPEN_NOMUTEX, NULL);
    if (rc == SQLITE_OK) {
        rc = sql_tables_add(sql);
    }
    if (rc == SQLITE_OK) {
        rc = sql_guard(sql);
    }
    jb_status status = rc == SQLITE_OK ? prepare(sql, err) : jb_db_fail(sql->db, rc, "", err);
    if (status == JB_OK) {
        status = params_check(sql, err);
    }
    if (status != JB_OK) {
        jb_sql_close(sql);
        return status;
    }
    *out = sql;
    return JB_OK;
}

void jb_sql_close(jb_sql *sql)
{
    if (sql != NULL) {
        sqlite3_finalize(sql->stmt);
        (void)sqlite3_close(sql->db);
        free(sql);
    }
}

const char *jb_sql_param(const jb_sql *sql, unsigned index, size_t *at)
{
    if (index >= (unsigned)sqlite3_bind_parameter_count(sql->stmt)) {
        return NULL;
    }
    const char *name = sqlite3_bind_parameter_name(sql->stmt, (int)index + 1);
    if (at != NULL) {
        *at = name_find(sql, name);
    }
    return name + 1;
}

const char *jb_sql_column(const jb_sql *sql, unsigned index)
{
    return index < (unsigned)sqlite3_column_count(sql->stmt)
               ? sqlite3_column_name(sql->stmt, (int)index)
               : NULL;
}

/* ---- running */

typedef struct answer {
    jb_arena *arena;
    jb_sql_value *values;
    size_t count, cap;
    size_t rows, bytes;
} answer;

static jb_status fail_value(const jb_sql *sql, const answer *a, int column, jb_error *err)
{
    jb_loc loc = place_of(sql, JB_SQL_WHOLE);
    const char *name = sqlite3_column_name(sql->stmt, column);
    if (sqlite3_column_type(sql->stmt, column) == SQLITE_FLOAT) {
        return jb_fail(err, JB_ERR_INPUT, &loc,
                       "row %zu, column \"%s\" is a binary fraction, which no figure may be; take "
                       "the value as it is, or CAST it AS INTEGER",
                       "第 %zu 行“%s”列是二进制小数，不能用作数字；请直接取原值，或用 CAST(… AS "
                       "INTEGER) 取整",
                       a->rows + 1, name);
    }
    return jb_fail(err, JB_ERR_INPUT, &loc, "row %zu, column \"%s\" is not a text",
                   "第 %zu 行“%s”列不是文本", a->rows + 1, name);
}

static bool has_control(const char *text)
{
    for (; *text != '\0'; text++) {
        unsigned char c = (unsigned char)*text;
        if ((c < 0x20 && c != '\n' && c != '\r' && c != '\t') || c == 0x7F) {
            return true;
        }
    }
    return false;
}

static jb_status value_read(const jb_sql *sql, answer *a, int column, jb_error *err)
{
    int type = sqlite3_column_type(sql->stmt, column);
    jb_sql_value value = {.number = type == SQLITE_INTEGER || type == SQLITE_NULL};
    if (type == SQLITE_FLOAT || type == SQLITE_BLOB) {
        return fail_value(sql, a, column, err);
    }
    if (type != SQLITE_NULL) {
        const char *text = (const char *)sqlite3_column_text(sql->stmt, column);
        size_t len = (size_t)sqlite3_column_bytes(sql->stmt, column);
        if (text == NULL || jb_utf8_check(text, len) < len || has_control(text)) {
            return fail_value(sql, a, column, err);
        }
        value.text = jb_arena_strndup(a->arena, text, len);
        a->bytes += len;
    }
    JB_PUSH(a->values, a->count, a->cap, value);
    return JB_OK;
}

static jb_status row_read(const jb_sql *sql, answer *a, const jb_sql_ask *ask, jb_error *err)
{
    unsigned limit = ask->rows != 0 ? ask->rows : JB_SQL_ROWS;
    jb_status status = JB_OK;
    if (a->rows == limit) {
        jb_loc loc = place_of(sql, JB_SQL_WHOLE);
        return jb_fail(err, JB_ERR_INPUT, &loc,
                       "the query gives more than %u rows; narrow it down, or say with LIMIT how "
                       "many are wanted",
                       "查询结果超过 %u 行；请缩小范围，或用 LIMIT 写明要多少行", limit);
    }
    for (int i = 0; i < sqlite3_column_count(sql->stmt) && status == JB_OK; i++) {
        status = value_read(sql, a, i, err);
    }
    a->rows++;
    return status == JB_OK && a->bytes > BYTES_MAX ? fail_memory(sql, err) : status;
}

static jb_status step_fail(jb_sql *sql, int rc, const jb_sql_ask *ask, jb_error *err)
{
    if (sql->store_rc != SQLITE_OK) {
        return jb_store_fail(sql->store, sql->store_rc, err);
    }
    switch (rc & 0xff) {
    case SQLITE_INTERRUPT:
        return fail_time(sql, ask->milliseconds != 0 ? ask->milliseconds : JB_SQL_MILLISECONDS,
                         err);
    case SQLITE_NOMEM:
    case SQLITE_FULL:
        return fail_memory(sql, err);
    default:
        return fail_words(sql, err);
    }
}

static jb_status params_bind(const jb_sql *sql, const jb_sql_ask *ask, jb_error *err)
{
    int rc = SQLITE_OK;
    for (int i = 0; i < sqlite3_bind_parameter_count(sql->stmt) && rc == SQLITE_OK; i++) {
        const jb_sql_value *value = &ask->params[i];
        if (value->text == NULL) {
            rc = sqlite3_bind_null(sql->stmt, i + 1);
        } else if (value->number) {
            rc = sqlite3_bind_int64(sql->stmt, i + 1, strtoll(value->text, NULL, 10));
        } else {
            rc = sqlite3_bind_text(sql->stmt, i + 1, value->text, -1, SQLITE_TRANSIENT);
        }
    }
    return rc == SQLITE_OK ? JB_OK : jb_db_fail(sql->db, rc, sql->store->path, err);
}

/* All rows, with both databases under watch. */
static jb_status rows_read(jb_sql *sql, const jb_sql_ask *ask, answer *a, jb_error *err)
{
    unsigned milliseconds = ask->milliseconds != 0 ? ask->milliseconds : JB_SQL_MILLISECONDS;
    jb_status status = params_bind(sql, ask, err);
    sqlite3_int64 held = heap_bound(RUN_HEAP);
    sql->deadline = sql_clock() + (int64_t)milliseconds * 1000000;
    sqlite3_progress_handler(sql->db, WATCH_STEPS, sql_watch, sql);
    sqlite3_progress_handler(sql->store->db, WATCH_STEPS, sql_watch, sql);
    int rc = SQLITE_DONE;
    while (status == JB_OK && (rc = sqlite3_step(sql->stmt)) == SQLITE_ROW) {
        status = row_read(sql, a, ask, err);
    }
    if (status == JB_OK && rc != SQLITE_DONE) {
        status = step_fail(sql, rc, ask, err);
    }
    sqlite3_progress_handler(sql->store->db, 0, NULL, NULL);
    sqlite3_progress_handler(sql->db, 0, NULL, NULL);
    (void)sqlite3_reset(sql->stmt);
    (void)sqlite3_hard_heap_limit64(held);
    return status;
}

jb_status jb_sql_run(jb_sql *sql, jb_store *store, const jb_sql_ask *ask, jb_arena *arena,
                     jb_sql_rows *out, jb_error *err)
{
    answer a = {.arena = arena};
    sql->store = store;
    sql->store_rc = SQLITE_OK;
    sql->statuses = ask->statuses;
    /* One moment of the store for all that is read of it. */
    jb_status status = jb_db_run(store->db, store->path, "SAVEPOINT query", err);
    if (status == JB_OK) {
        status = rows_read(sql, ask, &a, err);
        jb_error ignored = {0};
        jb_status released = jb_db_run(store->db, store->path, "RELEASE query", &ignored);
        status = status == JB_OK && released != JB_OK
                     ? jb_store_fail(store, sqlite3_errcode(store->db), err)
                     : status;
    }
    jb_sql_value *values = jb_arena_array(arena, a.count + 1, sizeof *values);
    if (a.count > 0) {
        memcpy(values, a.values, a.count * sizeof *values);
    }
    free(a.values);
    *out = (jb_sql_rows){values, a.rows, (size_t)sqlite3_column_count(sql->stmt)};
    sql->store = NULL;
    return status;
}
