/* sql_tables.c - the tables a user's query sees: virtual ones, read out of the store for it.
 *
 * Decides which views and columns there are and in which order their rows come, so that neither ids
 * nor the order of import reach a query. Refuses to know what is asked of them.
 */
#include "sql.h"

#include <stdlib.h>
#include <string.h>

/* ---- what there is */

static const char *const absence_columns[] = {"agency_code", "agency_name", "#year", "indicator",
                                              "kind",        "source",      "note",  NULL};
static const char *const report_columns[] = {
    "agency_code",  "agency_name", "#year",  "title",   "source",  "sha256",  "signed_on",
    "published_on", "note",        "#facts", "reading", "read_by", "read_on", NULL};
static const char *const reading_columns[] = {"agency_code", "agency_name", "#year",   "source",
                                              "title",       "sha256",      "reading", "by",
                                              "reason",      "read_on",     "#counts", NULL};
static const char *const original_columns[] = {
    "sha256", "agency_code", "#year",        "source",        "kind",        "encoding",
    "title",  "signed_on",   "published_on", "superseded_by", "#characters", NULL};
static const char *const coverage_columns[] = {"agency_code", "agency_name", "#year",
                                               "#reports",    "#facts",      "#indicators",
                                               "#absences",   "#unread",     NULL};
static const char *const denominator_columns[] = {"agency_code", "agency_name", "#year",  "kind",
                                                  "value",       "as_of",       "source", "note",
                                                  "#settled",    NULL};
static const char *const witness_columns[] = {"agency_code", "agency_name", "#year",    "kind",
                                              "verdict",     "stated",      "found",    "reasons",
                                              "zh",          "en",          "#current", NULL};
static const char *const agency_columns[] = {
    "code", "name", "short_name", "name_en", "level", "parent", "valid_from", "valid_to", NULL};

static const char *const agency_year[] = {"agency_code", "year", NULL};
static const char *const agency_year_indicator[] = {"agency_code", "year", "indicator", NULL};
static const char *const agency_keys[] = {"code", NULL};

static const sql_table tables[] = {
    {"v_fact", sql_fact_columns, agency_year_indicator,
     "agency_code, year, indicator, period_start, period_end, period_kind, scope_population, "
     "scope_channel, scope_coverage, term, source, source_sha256, ifnull(char_start, -1), "
     "ifnull(char_end, -1), value, raw, unit, qualifier, sentence, basis, yoy_percent, yoy_points, "
     "agency, rule, confidence, note, status",
     1000000, true},
    {"v_absence", absence_columns, agency_year_indicator, "agency_code, year, indicator", 100000,
     false},
    {"v_report", report_columns, agency_year, "agency_code, year, source, title", 10000, false},
    {"v_reading", reading_columns, agency_year,
     "agency_code, year, source, title, sha256, counts, read_on, by, reading, reason", 10000,
     false},
    {"v_original", original_columns, agency_year, "agency_code, year, source, sha256", 10000,
     false},
    {"v_coverage", coverage_columns, agency_year, "agency_code, year", 10000, false},
    {"v_denominator", denominator_columns, agency_year, "agency_code, year, kind, source", 10000,
     false},
    {"v_witness", witness_columns, agency_year,
     "agency_code, year, kind, zh, verdict, stated, found, reasons, en, current", 100000, false},
    {"agency", agency_columns, agency_keys, "code, valid_from", 1000, false},
};

const sql_table *sql_table_find(const char *name)
{
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        if (sqlite3_stricmp(tables[i].name, name) == 0) {
            return &tables[i];
        }
    }
    return NULL;
}

/* ---- a virtual table */

typedef struct made_table {
    sqlite3_vtab base; /* first: SQLite's own */
    const sql_table *table;
    jb_sql *sql;
} made_table;

typedef struct cursor {
    sqlite3_vtab_cursor base;
    sqlite3_stmt *rows;
    const char *asked; /* the SQL of `rows`: SQLite's own text, which stays as long */
    sqlite3_int64 number;
    bool done;
} cursor;

/* One for each module: which table, for which query. */
typedef struct module_of {
    const sql_table *table;
    jb_sql *sql;
} module_of;

static const char *bare(const char *column)
{
    return column + (column[0] == '#');
}

/* The name of a declared column, NULL for the name of a fact. */
static const char *declared(const sql_table *table, int column)
{
    return !table->facts ? table->columns[column] : column == 0 ? NULL : table->columns[column - 1];
}

static int connect_table(sqlite3 *db, void *context, int argc, const char *const *argv,
                         sqlite3_vtab **out, char **message)
{
    const module_of *from = context;
    jb_str sql = {0};
    (void)argc;
    (void)argv;
    (void)message;
    jb_str_add(&sql, from->table->facts ? "CREATE TABLE x (fact TEXT" : "CREATE TABLE x (");
    for (size_t i = 0; from->table->columns[i] != NULL; i++) {
        const char *column = from->table->columns[i];
        jb_str_addf(&sql, "%s\"%s\" %s", i > 0 || from->table->facts ? ", " : "", bare(column),
                    column[0] == '#' ? "INTEGER" : "TEXT");
    }
    jb_str_addc(&sql, ')');
    from->sql->declaring = true;
    int rc = sqlite3_declare_vtab(db, jb_str_text(&sql));
    from->sql->declaring = false;
    jb_str_free(&sql);
    if (rc != SQLITE_OK) {
        return rc;
    }
    made_table *made = jb_xmalloc(sizeof *made);
    *made = (made_table){.table = from->table, .sql = from->sql};
    *out = &made->base;
    return SQLITE_OK;
}

static int disconnect_table(sqlite3_vtab *table)
{
    free(table);
    return SQLITE_OK;
}

/* ---- the plan: a SELECT on the store */

static void columns_write(sqlite3_str *out, const sql_table *table, sqlite3_uint64 used)
{
    bool all = table->facts && (used & 1) != 0; /* the name is made of all */
    sqlite3_str_appendall(out, "SELECT ");
    for (unsigned i = 0; table->columns[i] != NULL; i++) {
        bool asked = all || (used >> (i + table->facts) & 1) != 0;
        sqlite3_str_appendf(out, "%s%s%s%s", i > 0 ? ", " : "", asked ? "\"" : "",
                            asked ? bare(table->columns[i]) : "NULL", asked ? "\"" : "");
    }
    sqlite3_str_appendf(out, " FROM \"%w\"", table->name);
}

static const char *operator_of(const struct sqlite3_index_constraint *c)
{
    switch (c->op) {
    case SQLITE_INDEX_CONSTRAINT_EQ:
        return "=";
    case SQLITE_INDEX_CONSTRAINT_GT:
        return ">";
    case SQLITE_INDEX_CONSTRAINT_GE:
        return ">=";
    case SQLITE_INDEX_CONSTRAINT_LT:
        return "<";
    case SQLITE_INDEX_CONSTRAINT_LE:
        return "<=";
    default:
        return NULL;
    }
}

static bool is_key(const sql_table *table, const char *column)
{
    for (size_t i = 0; table->keys[i] != NULL; i++) {
        if (strcmp(table->keys[i], bare(column)) == 0) {
            return true;
        }
    }
    return false;
}

/* Conditions on keys are handed on; SQLite checks them once more, so that what the store says of
 * them need not be what the query means. */
static int conditions_write(sqlite3_str *out, const sql_table *table, sqlite3_index_info *info)
{
    int rows = table->size;
    int count = 0;
    for (int i = 0; i < info->nConstraint; i++) {
        const struct sqlite3_index_constraint *c = &info->aConstraint[i];
        const char *sign = c->usable != 0 && c->iColumn >= 0 ? operator_of(c) : NULL;
        const char *column = sign != NULL ? declared(table, c->iColumn) : NULL;
        if (column == NULL || !is_key(table, column) ||
            strcmp(sqlite3_vtab_collation(info, i), "BINARY") != 0) {
            continue;
        }
        info->aConstraintUsage[i].argvIndex = ++count;
        sqlite3_str_appendf(out, " AND \"%w\" %s ?%d", bare(column), sign, count);
        rows /= *sign != '=' ? 2 : strcmp(bare(column), "year") == 0 ? 10 : 100;
    }
    return rows > 1 ? rows : 1;
}

static const char *const status_names[] = {"extracted", "approved", "corrected", "rejected"};

/* A paper does not show what it may not show. */
static void statuses_write(sqlite3_str *out, unsigned statuses)
{
    const char *glue = "";
    unsigned shown = statuses != 0 ? statuses : ~(1U << JB_REVIEW_REJECTED);
    sqlite3_str_appendall(out, " AND status IN (");
    for (unsigned i = 0; i < sizeof status_names / sizeof *status_names; i++) {
        if ((shown >> i & 1) != 0) {
            sqlite3_str_appendf(out, "%s'%s'", glue, status_names[i]);
            glue = ", ";
        }
    }
    sqlite3_str_appendall(out, ")");
}

static int plan(sqlite3_vtab *base, sqlite3_index_info *info)
{
    const made_table *made = (const made_table *)base;
    sqlite3_str *out = sqlite3_str_new(NULL);
    columns_write(out, made->table, info->colUsed);
    sqlite3_str_appendall(out, " WHERE 1");
    info->estimatedRows = conditions_write(out, made->table, info);
    info->estimatedCost = (int)info->estimatedRows;
    info->idxStr = sqlite3_str_finish(out);
    info->needToFreeIdxStr = 1;
    return info->idxStr != NULL ? SQLITE_OK : SQLITE_NOMEM;
}

/* ---- rows */

static int open_cursor(sqlite3_vtab *table, sqlite3_vtab_cursor **out)
{
    cursor *made = jb_xmalloc(sizeof *made);
    (void)table;
    *made = (cursor){0};
    *out = &made->base;
    return SQLITE_OK;
}

static int close_cursor(sqlite3_vtab_cursor *base)
{
    sqlite3_finalize(((cursor *)base)->rows);
    free(base);
    return SQLITE_OK;
}

/* What the store could not do is told as the store's fault. */
static int store_said(jb_sql *sql, int rc)
{
    if (rc != SQLITE_OK && (rc & 0xff) != SQLITE_INTERRUPT && (rc & 0xff) != SQLITE_NOMEM) {
        sql->store_rc = rc;
    }
    return rc;
}

static int next_row(sqlite3_vtab_cursor *base)
{
    cursor *at = (cursor *)base;
    int rc = sqlite3_step(at->rows);
    at->done = rc != SQLITE_ROW;
    at->number++;
    return rc == SQLITE_ROW || rc == SQLITE_DONE ? SQLITE_OK
                                                 : store_said(((made_table *)base->pVtab)->sql, rc);
}

static int rows_prepare(cursor *at, const made_table *made, const char *asked)
{
    sqlite3_str *out = sqlite3_str_new(NULL);
    sqlite3_finalize(at->rows);
    at->rows = NULL;
    at->asked = asked;
    sqlite3_str_appendall(out, asked);
    if (made->table->facts) {
        statuses_write(out, made->sql->statuses);
    }
    sqlite3_str_appendf(out, " ORDER BY %s", made->table->order);
    char *sql = sqlite3_str_finish(out);
    if (sql == NULL) {
        return SQLITE_NOMEM;
    }
    int rc = sqlite3_prepare_v2(made->sql->store->db, sql, -1, &at->rows, NULL);
    sqlite3_free(sql);
    return store_said(made->sql, rc);
}

static int filter(sqlite3_vtab_cursor *base, int number, const char *asked, int argc,
                  sqlite3_value **argv)
{
    cursor *at = (cursor *)base;
    int rc = SQLITE_OK;
    (void)number;
    if (at->rows == NULL || at->asked != asked) {
        rc = rows_prepare(at, (made_table *)base->pVtab, asked);
    } else {
        (void)sqlite3_reset(at->rows);
    }
    for (int i = 0; i < argc && rc == SQLITE_OK; i++) {
        rc = sqlite3_bind_value(at->rows, i + 1, argv[i]);
    }
    at->number = 0;
    return rc == SQLITE_OK ? next_row(base) : rc;
}

static int at_end(sqlite3_vtab_cursor *base)
{
    return ((cursor *)base)->done;
}

static int give_column(sqlite3_vtab_cursor *base, sqlite3_context *context, int column)
{
    const cursor *at = (const cursor *)base;
    bool facts = ((const made_table *)base->pVtab)->table->facts;
    if (facts && column == 0) {
        sqlite3_result_text(context, sql_fact_name(at->rows), -1, free);
    } else {
        sqlite3_result_value(context, sqlite3_column_value(at->rows, column - facts));
    }
    return SQLITE_OK;
}

/* Of this scan alone: a query that asks for it learns nothing. */
static int give_number(sqlite3_vtab_cursor *base, sqlite3_int64 *out)
{
    *out = ((const cursor *)base)->number;
    return SQLITE_OK;
}

static const sqlite3_module module = {
    .xConnect = connect_table,
    .xBestIndex = plan,
    .xDisconnect = disconnect_table,
    .xOpen = open_cursor,
    .xClose = close_cursor,
    .xFilter = filter,
    .xNext = next_row,
    .xEof = at_end,
    .xColumn = give_column,
    .xRowid = give_number,
};

int sql_tables_add(jb_sql *sql)
{
    int rc = sqlite3_drop_modules(sql->db, NULL); /* json_each and whatever else there is */
    for (size_t i = 0; i < sizeof tables / sizeof *tables && rc == SQLITE_OK; i++) {
        module_of *of = jb_xmalloc(sizeof *of);
        *of = (module_of){&tables[i], sql};
        rc = sqlite3_create_module_v2(sql->db, tables[i].name, &module, of, free);
    }
    return rc;
}
