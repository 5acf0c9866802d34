/* fixture.h - a folder, a catalogue and a store to play with; records in few words. */
#ifndef JIANBAO_TEST_STORE_FIXTURE_H
#define JIANBAO_TEST_STORE_FIXTURE_H

#include <jianbao/store.h>

#include <jbtest.h>
#include <sqlite3.h>

static const char fixture_catalogue[] =
    "{\"format\": 1,"
    "\"families\": [{\"code\": \"enf\", \"zh\": \"执法\", \"en\": \"Enforcement\"},"
    "{\"code\": \"arb\", \"zh\": \"仲裁\", \"en\": \"Arbitration\"}],"
    "\"indicators\": ["
    "{\"code\": \"enf_cases_filed\", \"zh\": \"立案数\", \"en\": \"Cases filed\","
    "\"short_zh\": \"立案\", \"short_en\": \"Filed\", \"family\": \"enf\", \"unit\": \"case\","
    "\"units\": [\"件\", \"宗\"], \"kind\": \"count\", \"agg\": \"sum\", \"direction\": "
    "\"neutral\","
    "\"definition_zh\": \"立案\", \"definition_en\": \"Cases filed.\", \"band\": [0, 100000]},"
    "{\"code\": \"enf_wages_recovered\", \"zh\": \"追发工资\", \"en\": \"Wages recovered\","
    "\"short_zh\": \"追发\", \"short_en\": \"Wages\", \"family\": \"enf\", \"unit\": \"CNY\","
    "\"units\": [\"元\"], \"kind\": \"amount\", \"agg\": \"sum\", \"direction\": \"neutral\","
    "\"definition_zh\": \"追发工资\", \"definition_en\": \"Wages recovered.\","
    "\"band\": [0, 100000000000]},"
    "{\"code\": \"arb_cases_accepted\", \"zh\": \"受理数\", \"en\": \"Cases accepted\","
    "\"short_zh\": \"受理\", \"short_en\": \"Accepted\", \"family\": \"arb\", \"unit\": \"case\","
    "\"units\": [\"件\", \"宗\"], \"kind\": \"count\", \"agg\": \"sum\", \"direction\": "
    "\"neutral\","
    "\"definition_zh\": \"受理\", \"definition_en\": \"Cases accepted.\", \"band\": [0, 100000]}"
    "]}";

typedef struct fixture {
    char dir[JB_TEST_DIR];
    jb_catalogue *catalogue;
    jb_store *store;
    jb_error err;
    /* what on_fault saw */
    jb_error faults[8];
    size_t fault_count;
} fixture;

static inline const char *in_dir(fixture *f, const char *name)
{
    return jb_test_path(f->dir, name);
}

static inline int fixture_setup(void **state)
{
    fixture *f = calloc(1, sizeof *f);
    assert_non_null(f);
    (void)jb_test_dir(f->dir);
    jb_test_write(in_dir(f, "catalogue.json"), fixture_catalogue);
    assert_jb_ok(jb_catalogue_load(in_dir(f, "catalogue.json"), &f->catalogue, &f->err), &f->err);
    assert_jb_ok(jb_store_open(in_dir(f, "a.db"), JB_STORE_CREATE, &f->store, &f->err), &f->err);
    *state = f;
    return 0;
}

static inline int fixture_teardown(void **state)
{
    fixture *f = *state;
    jb_store_close(f->store);
    jb_catalogue_free(f->catalogue);
    jb_test_dir_remove(f->dir);
    free(f);
    return 0;
}

#define fixture_test(test) cmocka_unit_test_setup_teardown(test, fixture_setup, fixture_teardown)

/* Forgets the last error, which every failing call must have set. */
static inline void forget(fixture *f)
{
    f->err = (jb_error){.status = JB_OK};
    f->fault_count = 0;
}

static inline void reopen(fixture *f, const char *name, jb_store_mode mode)
{
    jb_store_close(f->store);
    f->store = NULL;
    assert_jb_ok(jb_store_open(in_dir(f, name), mode, &f->store, &f->err), &f->err);
}

static inline void keep_fault(const jb_error *fault, void *context)
{
    fixture *f = context;
    if (f->fault_count < sizeof f->faults / sizeof f->faults[0]) {
        f->faults[f->fault_count] = *fault;
    }
    f->fault_count++;
}

/* Writes the bytes to a file and imports it; does not commit. */
static inline jb_status import_bytes(fixture *f, const char *name, const char *bytes, size_t len,
                                     jb_import_result *result)
{
    jb_import options = {
        .catalogue = f->catalogue, .on_fault = keep_fault, .context = f, .max_faults = 5};
    jb_test_write_bytes(in_dir(f, name), bytes, len);
    return jb_store_import(f->store, in_dir(f, name), &options, result, &f->err);
}

static inline jb_status import_text(fixture *f, const char *name, const char *text)
{
    jb_import_result result;
    return import_bytes(f, name, text, strlen(text), &result);
}

/* One whole transaction that must go well. */
static inline void load(fixture *f, const char *name, const char *text)
{
    assert_jb_ok(jb_store_begin(f->store, &f->err), &f->err);
    jb_status status = import_text(f, name, text);
    if (f->fault_count) {
        jb_test_print(&f->faults[0]);
    }
    assert_jb_ok(status, &f->err);
    assert_jb_ok(jb_store_commit(f->store, &f->err), &f->err);
}

/* One transaction with one file that must fail, be rolled back and change nothing. */
static inline void refuse(fixture *f, const char *name, const char *text, const char *part)
{
    assert_jb_ok(jb_store_begin(f->store, &f->err), &f->err);
    jb_status status = import_text(f, name, text);
    assert_jb_fails(status, &f->err, JB_ERR_INPUT, part);
    jb_store_rollback(f->store);
}

/* The caller frees. */
static inline char *export_text(fixture *f, jb_table table, jb_records format,
                                const jb_filter *filter)
{
    jb_out *out = NULL;
    assert_jb_ok(jb_out_open(in_dir(f, "export"), &out, &f->err), &f->err);
    assert_jb_ok(jb_store_export(f->store, table, format, filter, out, &f->err), &f->err);
    assert_jb_ok(jb_out_commit(out, &f->err), &f->err);
    return jb_test_read(in_dir(f, "export"));
}

/* SQL on the file itself, as a colleague would with a browser; the result code. */
static inline int run_sql(const char *path, const char *sql)
{
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    int rc = sqlite3_exec(db, sql, NULL, NULL, NULL);
    sqlite3_close(db);
    return rc;
}

/* The first column of the first row. */
static inline long long ask_sql(const char *path, const char *sql)
{
    sqlite3 *db = NULL;
    sqlite3_stmt *stmt = NULL;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &stmt, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(stmt), SQLITE_ROW);
    long long answer = sqlite3_column_int64(stmt, 0);
    sqlite3_finalize(stmt);
    sqlite3_close(db);
    return answer;
}

#define AGENCIES                                                                                   \
    "code,name,short_name,level\n"                                                                 \
    "440105,广州市海珠区人力资源和社会保障局,海珠区,county\n"                   \
    "440106,广州市天河区人力资源和社会保障局,天河区,county\n"

#endif
