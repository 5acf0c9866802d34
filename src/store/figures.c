/* figures.c - many facts at once: one indicator after the other, with or without what proves them.
 *
 * Decides which facts do not count, and the order of facts that share indicator, year and agency.
 * Refuses to know what is compared.
 */
#include "figure_row.h"
#include "keep.h"
#include "row.h"
#include "select.h"

#include <stdlib.h>
#include <string.h>

/* ---- facts that do not count ------------------------------------------------------------------
 */

/* What v_fact leaves out, read once: asking for each of a million facts would take longer than
 * reading them. Both lists are short and sorted. */
typedef struct gone {
    int64_t *superseded; /* ids of facts that others correct, or of reports withdrawn */
    size_t count, cap;
    const char **replaced; /* sha256 of older versions of reports */
    size_t text_count, text_cap;
    bool decisions; /* there are any */
} gone;

static jb_status gone_load(jb_store *store, jb_arena *arena, gone *out, jb_error *err)
{
    static const char *const sql[] = {
        "SELECT supersedes FROM fact WHERE supersedes IS NOT NULL UNION "
        "SELECT f.id FROM v_withdrawn w CROSS JOIN fact f ON f.agency_code = w.agency_code "
        "AND f.year = w.year AND ((w.sha256 <> '' AND f.source_sha256 = w.sha256) "
        "OR (f.source_sha256 = '' AND f.source = w.source)) ORDER BY 1",
        "SELECT sha256 FROM original WHERE superseded_by IS NOT NULL ORDER BY sha256"};
    jb_status status = JB_OK;
    for (size_t i = 0; i < 2 && status == JB_OK; i++) {
        sqlite3_stmt *stmt = NULL;
        status = jb_store_prepare(store, sql[i], &stmt, err);
        int rc = status == JB_OK ? sqlite3_step(stmt) : SQLITE_DONE;
        for (; rc == SQLITE_ROW; rc = sqlite3_step(stmt)) {
            if (i == 0) {
                JB_PUSH(out->superseded, out->count, out->cap, sqlite3_column_int64(stmt, 0));
            } else {
                JB_PUSH(out->replaced, out->text_count, out->text_cap,
                        jb_column_text(arena, stmt, 0));
            }
        }
        status = status == JB_OK && rc != SQLITE_DONE ? jb_store_fail(store, rc, err) : status;
        jb_store_done(store, stmt);
    }
    return status;
}

static jb_status decisions_load(jb_store *store, gone *out, jb_error *err)
{
    sqlite3_stmt *stmt = NULL;
    jb_status status =
        jb_store_prepare(store, "SELECT EXISTS (SELECT 1 FROM decision)", &stmt, err);
    int rc = status == JB_OK ? sqlite3_step(stmt) : SQLITE_ROW;
    out->decisions = status == JB_OK && rc == SQLITE_ROW && sqlite3_column_int(stmt, 0) != 0;
    status = rc != SQLITE_ROW ? jb_store_fail(store, rc, err) : status;
    jb_store_done(store, stmt);
    return status;
}

static int cmp_ids(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a;
    int64_t y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

static int cmp_codes(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool is_gone(const gone *list, sqlite3_stmt *stmt)
{
    int64_t id = sqlite3_column_int64(stmt, 0);
    const char *sha256 = list->text_count > 0 ? jb_figure_sha256(stmt) : "";
    return (list->count > 0 &&
            bsearch(&id, list->superseded, list->count, sizeof id, cmp_ids) != NULL) ||
           (sha256[0] != '\0' && bsearch(&sha256, list->replaced, list->text_count,
                                         sizeof *list->replaced, cmp_codes) != NULL);
}

/* ---- facts of one indicator, year and agency ------------------------------------------------- */

typedef struct reader {
    jb_store *store;
    jb_texts texts;
    gone left_out;
    unsigned statuses; /* bits of those that are wanted */
    bool whole;        /* with what proves them */
    jb_fact *held;     /* those not handed on yet: of one indicator, year and agency */
    size_t len, cap;
    jb_fact_fn fn;
    void *context;
} reader;

/* Never by id alone: that depends on the order of import. */
static int cmp_facts(const void *left, const void *right)
{
    const jb_fact *a = left;
    const jb_fact *b = right;
    int order = jb_date_cmp(a->period.start, b->period.start);
    order = order != 0 ? order : jb_date_cmp(a->period.end, b->period.end);
    order = order != 0 ? order : (int)a->period.kind - (int)b->period.kind;
    order = order != 0 ? order : jb_figure_cmp_texts(a, b);
    order = order != 0 ? order : jb_dec_cmp(a->value, b->value);
    order = order != 0 ? order : (int)a->qualifier - (int)b->qualifier;
    return order != 0 ? order : (a->id > b->id) - (a->id < b->id);
}

static jb_status hand_on(reader *r, jb_error *err)
{
    jb_status status = JB_OK;
    if (r->len > 1) {
        qsort(r->held, r->len, sizeof *r->held, cmp_facts);
    }
    for (size_t i = 0; i < r->len && status == JB_OK; i++) {
        status = r->fn(&r->held[i], r->context, err);
    }
    r->len = 0;
    return status;
}

static jb_status take(reader *r, sqlite3_stmt *stmt, jb_error *err)
{
    jb_fact fact;
    jb_status status = jb_figure_read(r->store, &r->texts, stmt, r->whole, &fact, err);
    if (status != JB_OK) {
        return status;
    }
    if ((r->statuses & 1U << fact.status) == 0) {
        return JB_OK;
    }
    const jb_fact *last = r->len > 0 ? &r->held[0] : NULL;
    if (last != NULL && (last->agency_code != fact.agency_code || last->year != fact.year ||
                         last->indicator != fact.indicator)) {
        status = hand_on(r, err);
    }
    if (r->held == NULL) {
        r->len = r->cap = 0;
    }
    JB_PUSH(r->held, r->len, r->cap, fact);
    return status;
}

static jb_status run(reader *r, sqlite3_stmt *stmt, jb_error *err)
{
    jb_status status = JB_OK;
    int rc = sqlite3_step(stmt);
    while (rc == SQLITE_ROW && status == JB_OK) {
        status = is_gone(&r->left_out, stmt) ? JB_OK : take(r, stmt, err);
        rc = status == JB_OK ? sqlite3_step(stmt) : rc;
    }
    if (status == JB_OK && rc != SQLITE_DONE) {
        return jb_store_fail(r->store, rc, err);
    }
    return status == JB_OK ? hand_on(r, err) : status;
}

/* The rest of the filter, with the indicator alone as the last parameter when it is given. */
static jb_status run_filter(reader *r, const jb_filter *filter, jb_error *err)
{
    jb_select q = {.glue = " WHERE "};
    sqlite3_stmt *stmt = NULL;
    jb_figure_columns(&q.sql, r->left_out.decisions, r->whole);
    jb_str_add(&q.sql, " FROM fact f");
    jb_filter narrow = *filter;
    narrow.with_rejected = true; /* the status is looked at here */
    narrow.statuses = 0;
    jb_select_filter(&q, JB_TABLE_FACTS, &narrow);
    jb_str_add(&q.sql, jb_names_few(filter->agencies) ? " ORDER BY +indicator, year, agency_code"
                                                      : " ORDER BY indicator, year, agency_code");
    jb_status status = jb_select_prepare(r->store, &q, &stmt, err);
    if (status == JB_OK) {
        status = run(r, stmt, err);
    }
    jb_store_done(r->store, stmt);
    jb_select_free(&q);
    return status;
}

/* One indicator after the other: so the index gives the order and nothing is sorted. */
static jb_status run_indicators(reader *r, const jb_filter *filter, jb_error *err)
{
    const char **codes = NULL;
    size_t count = 0;
    size_t cap = 0;
    jb_status status = JB_OK;
    for (size_t i = 0; filter->indicators[i] != NULL; i++) {
        JB_PUSH(codes, count, cap, filter->indicators[i]);
    }
    if (count > 0) {
        qsort(codes, count, sizeof *codes, cmp_codes);
    }
    /* Of a few agencies all facts are nearer than all agencies of each indicator. */
    bool few = jb_names_few(filter->agencies);
    if (few) {
        status = run_filter(r, filter, err);
    }
    for (size_t i = 0; i < count && status == JB_OK && !few; i++) {
        const char *const one[] = {codes[i], NULL};
        jb_filter narrow = *filter;
        narrow.indicators = one;
        if (i == 0 || strcmp(codes[i], codes[i - 1]) != 0) {
            status = run_filter(r, &narrow, err);
        }
    }
    free(codes);
    return status;
}

/* ---- from what is kept of a few agencies ----------------------------------------------------- */

static bool indicator_wanted(const jb_filter *filter, const char *code)
{
    const char *const *one = filter->indicators;
    while (one != NULL && *one != NULL && strcmp(*one, code) != 0) {
        one++;
    }
    return one == NULL || *one != NULL;
}

typedef struct kept_reader {
    reader *r;
    const jb_filter *filter;
} kept_reader;

static jb_status take_kept(const void *record, void *context, jb_error *err)
{
    const jb_row *row = record;
    kept_reader *k = context;
    reader *r = k->r;
    (void)err;
    if (indicator_wanted(k->filter, row->fact.indicator)) {
        jb_fact fact = row->fact;
        jb_figure_take(&r->texts, &fact);
        JB_PUSH(r->held, r->len, r->cap, fact);
    }
    return JB_OK;
}

static int cmp_kept(const void *left, const void *right)
{
    const jb_fact *a = left;
    const jb_fact *b = right;
    int order = strcmp(a->indicator, b->indicator);
    order = order != 0 ? order : (a->year > b->year) - (a->year < b->year);
    order = order != 0 ? order : strcmp(a->agency_code, b->agency_code);
    return order != 0 ? order : cmp_facts(left, right);
}

static jb_status read_kept(reader *r, const jb_filter *filter, const jb_filter *narrow,
                           jb_error *err)
{
    kept_reader k = {.r = r, .filter = filter};
    jb_status status = jb_kept_each(&r->store->kept, JB_TABLE_FACTS, narrow, take_kept, &k, err);
    if (r->len > 1) {
        qsort(r->held, r->len, sizeof *r->held, cmp_kept);
    }
    for (size_t i = 0; i < r->len && status == JB_OK; i++) {
        status = r->fn(&r->held[i], r->context, err);
    }
    return status;
}

static jb_status figures_read(reader *r, const jb_filter *filter, jb_arena *arena, jb_error *err)
{
    r->texts.arena = arena;
    jb_filter narrow = *filter;
    narrow.indicators = NULL;
    if (r->whole && jb_kept_has(&r->store->kept, JB_TABLE_FACTS, &narrow)) {
        jb_status status = read_kept(r, filter, &narrow, err);
        jb_texts_free(&r->texts);
        free(r->held);
        return status;
    }
    unsigned all = (1U << JB_REVIEWS) - 1;
    unsigned rejected = filter->with_rejected ? 0 : 1U << JB_REVIEW_REJECTED;
    r->statuses = filter->statuses != 0 ? filter->statuses : all & ~rejected;
    jb_status status = gone_load(r->store, arena, &r->left_out, err);
    status = status == JB_OK ? decisions_load(r->store, &r->left_out, err) : status;
    if (status == JB_OK) {
        status = filter->indicators != NULL ? run_indicators(r, filter, err)
                                            : run_filter(r, filter, err);
    }
    free(r->left_out.superseded);
    free(r->left_out.replaced);
    jb_texts_free(&r->texts);
    free(r->held);
    return status;
}

jb_status jb_store_figures(jb_store *store, const jb_filter *filter, jb_arena *arena, jb_fact_fn fn,
                           void *context, jb_error *err)
{
    reader r = {.store = store, .fn = fn, .context = context};
    r.held = jb_grow(NULL, &r.cap, 8, sizeof *r.held);
    return figures_read(&r, filter, arena, err);
}

jb_status jb_store_figures_whole(jb_store *store, const jb_filter *filter, jb_arena *arena,
                                 jb_fact_fn fn, void *context, jb_error *err)
{
    reader r = {.store = store, .fn = fn, .context = context, .whole = true};
    r.held = jb_grow(NULL, &r.cap, 8, sizeof *r.held);
    return figures_read(&r, filter, arena, err);
}

/* ---- years ---------------------------------------------------------------------------------- */

/* The first or last year asked for, else of the store, or of its few agencies: all facts need not
 * be gone through for one agency. */
static void add_end(jb_select *q, const char *which, int year, const jb_filter *few)
{
    static const char *const tables[] = {"fact", "report", "absence"};
    if (year != 0) {
        jb_str_addf(&q->sql, "%d", year);
        return;
    }
    jb_str_addf(&q->sql, "(SELECT %s(y) FROM (", which);
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        jb_str_addf(&q->sql, "%sSELECT %s(year) AS y FROM %s", i > 0 ? " UNION ALL " : "", which,
                    tables[i]);
        q->glue = " WHERE ";
        jb_select_filter(q, JB_TABLE_REPORTS, few);
    }
    jb_str_add(&q->sql, "))");
}

/* Each is named six times in one question. */
static jb_filter few_agencies(const jb_filter *filter)
{
    return (jb_filter){.agencies = jb_names_few(filter->agencies) ? filter->agencies : NULL};
}

jb_status jb_store_years(jb_store *store, const jb_filter *filter, jb_year_fn fn, void *context,
                         jb_error *err)
{
    jb_filter narrow = {
        .agencies = filter->agencies, .year_from = filter->year_from, .year_to = filter->year_to};
    jb_select q = {.glue = " WHERE "};
    sqlite3_stmt *stmt = NULL;
    if (jb_kept_has(&store->kept, JB_TABLE_REPORTS, &narrow)) {
        return jb_kept_years(&store->kept, &narrow, fn, context, err);
    }
    /* Asks for each year of each agency once instead of reading every fact. */
    jb_str_add(&q.sql, "WITH RECURSIVE years(year) AS (SELECT ");
    jb_filter few = few_agencies(filter);
    add_end(&q, "min", filter->year_from, &few);
    jb_str_add(&q.sql, " UNION ALL SELECT year + 1 FROM years WHERE year < ");
    add_end(&q, "max", filter->year_to, &few);
    q.glue = " WHERE ";
    jb_str_add(&q.sql, "), known(agency_code, year) AS (SELECT code, year FROM division, years) "
                       "SELECT agency_code, year FROM known k");
    jb_select_filter(&q, JB_TABLE_REPORTS, &narrow);
    jb_str_addf(&q.sql,
                "%s(EXISTS (SELECT 1 FROM report r WHERE r.agency_code = k.agency_code "
                "AND r.year = k.year) OR EXISTS (SELECT 1 FROM v_fact f WHERE f.agency_code = "
                "k.agency_code AND f.year = k.year AND f.status <> 'rejected') OR EXISTS ("
                "SELECT 1 FROM absence b WHERE b.agency_code = k.agency_code AND b.year = k.year "
                "AND b.kind <> 'no_report')) ORDER BY agency_code, year",
                q.glue);
    jb_status status = jb_select_prepare(store, &q, &stmt, err);
    int rc = status == JB_OK ? sqlite3_step(stmt) : SQLITE_DONE;
    while (rc == SQLITE_ROW && status == JB_OK) {
        const char *code = (const char *)sqlite3_column_text(stmt, 0);
        status = fn(code != NULL ? code : "", sqlite3_column_int(stmt, 1), context, err);
        rc = status == JB_OK ? sqlite3_step(stmt) : rc;
    }
    jb_store_done(store, stmt);
    jb_select_free(&q);
    return status == JB_OK && rc != SQLITE_DONE ? jb_store_fail(store, rc, err) : status;
}
