/* keep.c - all that is held of a few agencies, read once.
 *
 * Decides which questions can be answered from it: those that limit agencies and years, and the
 * status of facts. Others go to the tables. Refuses to know who asks.
 */
#include "keep.h"

#include "figure_row.h"
#include "select.h"

#include <stdlib.h>
#include <string.h>

#define MOST 64 /* agencies */

static const jb_table tables[] = {JB_TABLE_AGENCIES, JB_TABLE_REPORTS, JB_TABLE_FACTS,
                                  JB_TABLE_ABSENCES};
#define TABLES (sizeof tables / sizeof *tables)

static int text_order(const void *left, const void *right)
{
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

static bool kept_code(const jb_kept *kept, const char *code)
{
    return bsearch(&code, kept->codes, kept->code_count, sizeof *kept->codes, text_order) != NULL;
}

bool jb_kept_has(const jb_kept *kept, jb_table table, const jb_filter *filter)
{
    bool ours = false;
    for (size_t i = 0; i < TABLES; i++) {
        ours = ours || table == tables[i];
    }
    if (!kept->on || !ours || !filter || !filter->agencies || filter->indicators ||
        filter->families) {
        return false;
    }
    for (const char *const *code = filter->agencies; *code; code++) {
        if (!kept_code(kept, *code)) {
            return false;
        }
    }
    return true;
}

/* ---- asking --------------------------------------------------------------------------------- */

static bool named(const char *const *codes, const char *code)
{
    while (*codes && strcmp(*codes, code) != 0) {
        codes++;
    }
    return *codes != NULL;
}

static bool year_fits(const jb_filter *filter, int year)
{
    return (!filter->year_from || year >= filter->year_from) &&
           (!filter->year_to || year <= filter->year_to);
}

static bool status_fits(const jb_filter *filter, jb_review status)
{
    return filter->statuses ? (filter->statuses & 1U << status) != 0
                            : filter->with_rejected || status != JB_REVIEW_REJECTED;
}

/* `agencies` are those asked for, NULL: all that are kept. */
static bool row_fits(jb_table table, const jb_row *row, const char *const *agencies,
                     const jb_filter *filter)
{
    switch (table) {
    case JB_TABLE_AGENCIES:
        return !agencies || named(agencies, row->agency.code);
    case JB_TABLE_REPORTS:
        return year_fits(filter, row->report.year) &&
               (!agencies || named(agencies, row->report.agency_code));
    case JB_TABLE_FACTS:
        return year_fits(filter, row->fact.year) && status_fits(filter, row->fact.status) &&
               (!agencies || named(agencies, row->fact.agency_code));
    case JB_TABLE_ABSENCES:
        return year_fits(filter, row->absent.year) &&
               (!agencies || named(agencies, row->absent.agency_code));
    case JB_TABLE_AUTO:
    case JB_TABLE_DENOMINATORS:
        break;
    }
    jb_panic("table %d is not kept", (int)table);
}

jb_status jb_kept_each(const jb_kept *kept, jb_table table, const jb_filter *filter, jb_row_fn fn,
                       void *context, jb_error *err)
{
    jb_status status = JB_OK;
    bool all = true;
    for (size_t i = 0; i < kept->code_count && all; i++) {
        all = named(filter->agencies, kept->codes[i]);
    }
    const char *const *agencies = all ? NULL : filter->agencies;
    for (size_t i = 0; i < kept->len[table] && status == JB_OK; i++) {
        if (row_fits(table, &kept->rows[table][i], agencies, filter)) {
            status = fn(&kept->rows[table][i], context, err);
        }
    }
    return status;
}

/* ---- years ---------------------------------------------------------------------------------- */

enum { YEAR_FIRST = 1900, YEARS = 300 }; /* as the tables allow */

static void mark(bool *years, const char *code, const char *of, int year, const jb_filter *filter)
{
    if (strcmp(code, of) == 0 && year_fits(filter, year) && year >= YEAR_FIRST &&
        year < YEAR_FIRST + YEARS) {
        years[year - YEAR_FIRST] = true;
    }
}

static void years_mark(const jb_kept *kept, const char *code, const jb_filter *filter, bool *years)
{
    for (size_t i = 0; i < kept->len[JB_TABLE_REPORTS]; i++) {
        const jb_report *report = &kept->rows[JB_TABLE_REPORTS][i].report;
        mark(years, code, report->agency_code, report->year, filter);
    }
    for (size_t i = 0; i < kept->len[JB_TABLE_FACTS]; i++) {
        const jb_fact *fact = &kept->rows[JB_TABLE_FACTS][i].fact;
        if (fact->status != JB_REVIEW_REJECTED) {
            mark(years, code, fact->agency_code, fact->year, filter);
        }
    }
    for (size_t i = 0; i < kept->len[JB_TABLE_ABSENCES]; i++) {
        const jb_absent *absent = &kept->rows[JB_TABLE_ABSENCES][i].absent;
        if (absent->kind != JB_ABSENT_NO_REPORT) {
            mark(years, code, absent->agency_code, absent->year, filter);
        }
    }
}

jb_status jb_kept_years(const jb_kept *kept, const jb_filter *filter, jb_year_fn fn, void *context,
                        jb_error *err)
{
    jb_status status = JB_OK;
    for (size_t i = 0; i < kept->code_count; i++) {
        bool years[YEARS] = {false};
        if (named(filter->agencies, kept->codes[i])) {
            years_mark(kept, kept->codes[i], filter, years);
        }
        for (int y = 0; y < YEARS && status == JB_OK; y++) {
            status = years[y] ? fn(kept->codes[i], YEAR_FIRST + y, context, err) : JB_OK;
        }
    }
    return status;
}

/* ---- keeping -------------------------------------------------------------------------------- */

/* The same statement for every agency: it is prepared once for the life of the store. */
static jb_status statement(jb_store *store, jb_table table, sqlite3_stmt **out, jb_error *err)
{
    static const char *const one[] = {"", NULL};
    sqlite3_stmt **held = &store->kept.stmts[table];
    jb_filter filter = {.agencies = one, .with_rejected = true};
    jb_select q = {.glue = " WHERE "};
    jb_status status = JB_OK;
    if (!*held) {
        jb_select_table(&q, table, &filter);
        status = jb_store_prepare(store, jb_str_text(&q.sql), held, err);
        jb_select_free(&q);
    }
    *out = *held;
    return status;
}

static jb_status keep_rows(jb_store *store, jb_table table, const char *code, jb_error *err)
{
    jb_kept *kept = &store->kept;
    sqlite3_stmt *stmt = NULL;
    jb_status status = statement(store, table, &stmt, err);
    if (status == JB_OK) {
        status = jb_store_bind(store, stmt, &code, 1, err);
    }
    int rc = status == JB_OK ? sqlite3_step(stmt) : SQLITE_DONE;
    while (rc == SQLITE_ROW && status == JB_OK) {
        jb_row row;
        status = jb_row_read(store, kept->arena, table, stmt, &row, err);
        if (status == JB_OK) {
            JB_PUSH(kept->rows[table], kept->len[table], kept->cap[table], row);
            rc = sqlite3_step(stmt);
        }
    }
    if (status == JB_OK && rc != SQLITE_DONE) {
        status = jb_store_fail(store, rc, err);
    }
    (void)sqlite3_reset(stmt);
    return status;
}

/* ---- facts ---------------------------------------------------------------------------------- */

/* What v_fact asks for each fact, and whether the store holds anything that could answer yes:
 * often it does not, and asking takes as long as reading the fact. */
static const char present[] = "SELECT EXISTS (SELECT 1 FROM decision), "
                              "EXISTS (SELECT 1 FROM fact WHERE supersedes IS NOT NULL), "
                              "EXISTS (SELECT 1 FROM original), EXISTS (SELECT 1 FROM withdrawal)";
static const char *const counts[] = {
    "", /* a decision changes the status only */
    " AND NOT EXISTS (SELECT 1 FROM fact n WHERE n.supersedes = f.id)",
    " AND NOT EXISTS (SELECT 1 FROM original o WHERE o.sha256 = f.source_sha256 "
    "AND o.superseded_by IS NOT NULL)",
    " AND NOT EXISTS (SELECT 1 FROM v_withdrawn w WHERE w.agency_code = f.agency_code "
    "AND w.year = f.year AND ((w.sha256 <> '' AND f.source_sha256 = w.sha256) "
    "OR (f.source_sha256 = '' AND f.source = w.source)))"};

static jb_status facts_statement(jb_store *store, sqlite3_stmt **out, jb_error *err)
{
    sqlite3_stmt *stmt = NULL;
    jb_str sql = {0};
    jb_status status = jb_store_prepare(store, present, &stmt, err);
    int rc = status == JB_OK ? sqlite3_step(stmt) : SQLITE_ROW;
    if (rc != SQLITE_ROW) {
        status = jb_store_fail(store, rc, err);
    } else if (status == JB_OK) {
        jb_figure_columns(&sql, sqlite3_column_int(stmt, 0) != 0, true);
        jb_str_add(&sql, " FROM fact f WHERE agency_code = ?");
        for (int i = 1; i < (int)(sizeof counts / sizeof *counts); i++) {
            jb_str_add(&sql, sqlite3_column_int(stmt, i) != 0 ? counts[i] : "");
        }
        jb_str_addf(&sql, " ORDER BY %s", jb_row_kind_of(JB_TABLE_FACTS)->order);
    }
    jb_store_done(store, stmt);
    status = status == JB_OK ? jb_store_prepare(store, jb_str_text(&sql), out, err) : status;
    jb_str_free(&sql);
    return status;
}

/* In the order of an index. */
static jb_status keep_facts(jb_store *store, jb_texts *texts, sqlite3_stmt *stmt, const char *code,
                            jb_error *err)
{
    jb_kept *kept = &store->kept;
    jb_status status = jb_store_bind(store, stmt, &code, 1, err);
    int rc = status == JB_OK ? sqlite3_step(stmt) : SQLITE_DONE;
    while (rc == SQLITE_ROW && status == JB_OK) {
        jb_row row;
        status = jb_figure_read(store, texts, stmt, true, &row.fact, err);
        if (status == JB_OK) {
            JB_PUSH(kept->rows[JB_TABLE_FACTS], kept->len[JB_TABLE_FACTS],
                    kept->cap[JB_TABLE_FACTS], row);
            rc = sqlite3_step(stmt);
        }
    }
    if (status == JB_OK && rc != SQLITE_DONE) {
        status = jb_store_fail(store, rc, err);
    }
    (void)sqlite3_reset(stmt);
    return status;
}

/* Facts that the rough order does not tell apart. */
static bool tied(const jb_fact *a, const jb_fact *b)
{
    return a->year == b->year && a->period.kind == b->period.kind &&
           jb_date_cmp(a->period.start, b->period.start) == 0 &&
           jb_date_cmp(a->period.end, b->period.end) == 0 &&
           strcmp(a->indicator, b->indicator) == 0 &&
           strcmp(a->scope_population, b->scope_population) == 0 &&
           strcmp(a->scope_channel, b->scope_channel) == 0 &&
           strcmp(a->scope_coverage, b->scope_coverage) == 0 && strcmp(a->term, b->term) == 0;
}

static bool any_tied(const jb_kept *kept, size_t from)
{
    const jb_row *rows = kept->rows[JB_TABLE_FACTS];
    for (size_t i = from + 1; i < kept->len[JB_TABLE_FACTS]; i++) {
        if (tied(&rows[i - 1].fact, &rows[i].fact)) {
            return true;
        }
    }
    return false;
}

/* To sort facts by all their columns takes SQLite as long as to find them, and few need it: they
 * are read in the order of an index, and once more where that leaves a doubt. */
static jb_status keep_all_facts(jb_store *store, jb_error *err)
{
    jb_kept *kept = &store->kept;
    sqlite3_stmt *stmt = NULL;
    jb_texts texts = {.arena = kept->arena};
    jb_status status = facts_statement(store, &stmt, err);
    for (size_t i = 0; i < kept->code_count && status == JB_OK; i++) {
        size_t from = kept->len[JB_TABLE_FACTS];
        status = keep_facts(store, &texts, stmt, kept->codes[i], err);
        if (status == JB_OK && any_tied(kept, from)) {
            kept->len[JB_TABLE_FACTS] = from;
            status = keep_rows(store, JB_TABLE_FACTS, kept->codes[i], err);
        }
    }
    jb_store_done(store, stmt);
    jb_texts_free(&texts);
    return status;
}

static void forget(jb_kept *kept)
{
    jb_arena_free(kept->arena);
    kept->arena = NULL;
    kept->on = false;
    kept->code_count = 0;
    memset(kept->len, 0, sizeof kept->len);
}

static void codes_keep(jb_kept *kept, const char *const *agencies, size_t count)
{
    kept->codes = jb_arena_array(kept->arena, count, sizeof *kept->codes);
    for (size_t i = 0; i < count; i++) {
        kept->codes[i] = jb_arena_strdup(kept->arena, agencies[i]);
    }
    qsort(kept->codes, count, sizeof *kept->codes, text_order);
    for (size_t i = 0; i < count; i++) {
        if (i == 0 || strcmp(kept->codes[i], kept->codes[kept->code_count - 1]) != 0) {
            kept->codes[kept->code_count++] = kept->codes[i];
        }
    }
}

jb_status jb_store_keep(jb_store *store, const char *const *agencies, jb_error *err)
{
    jb_kept *kept = &store->kept;
    size_t count = agencies ? jb_names_count(agencies) : 0;
    jb_status status = JB_OK;
    forget(kept);
    if (count == 0 || count > MOST) {
        return JB_OK;
    }
    kept->arena = jb_arena_new();
    codes_keep(kept, agencies, count);
    for (size_t i = 0; i < kept->code_count; i++) {
        for (size_t t = 0; t < TABLES && status == JB_OK; t++) {
            status = tables[t] == JB_TABLE_FACTS ? JB_OK
                                                 : keep_rows(store, tables[t], kept->codes[i], err);
        }
    }
    status = status == JB_OK ? keep_all_facts(store, err) : status;
    kept->on = status == JB_OK;
    return status;
}

void jb_kept_free(jb_kept *kept)
{
    forget(kept);
    for (size_t i = 0; i < JB_TABLE_COUNT; i++) {
        sqlite3_finalize(kept->stmts[i]);
        free(kept->rows[i]);
    }
}
