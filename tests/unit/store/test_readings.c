/* Who has read a report whole: records, declarations, new versions, the older schema. */
#include "fixture.h"

#define TEXT_ONE "关于2023年度情况的报告\n全年立案120件，办结118件。\n"
#define TEXT_TWO "关于2023年度情况的报告\n全年立案125件，办结118件。\n"

static int readings_setup(void **state)
{
    (void)fixture_setup(state);
    fixture *f = *state;
    load(f, "agencies.csv", AGENCIES);
    assert_jb_ok(jb_store_begin(f->store, &f->err), &f->err);
    return 0;
}

#define readings_test(test) cmocka_unit_test_setup_teardown(test, readings_setup, fixture_teardown)

static const jb_verdict li = {.by = "李", .reason = "两页都看了", .on = {2026, 1, 2}};

static jb_report some_report(jb_reading reading)
{
    jb_report report;
    jb_report_init(&report);
    report.agency_code = "440105";
    report.year = 2023;
    report.source = "haizhu.txt";
    report.title = "关于2023年度情况的报告";
    report.reading = reading;
    return report;
}

static void put_text(fixture *f, const char *text)
{
    char sha256[JB_SHA256_TEXT];
    jb_held held = {.kind = "text", .encoding = "UTF-8", .text = text};
    jb_held_result result;
    jb_sha256(text, strlen(text), sha256);
    held.report = some_report(JB_READING_PROGRAM);
    held.report.sha256 = sha256;
    assert_jb_ok(jb_store_put_original(f->store, &held, NULL, &result, &f->err), &f->err);
}

static jb_status declare(fixture *f, jb_reading reading)
{
    jb_report report = some_report(reading);
    return jb_store_read_report(f->store, &report, reading, &li, &f->err);
}

static jb_status keep_reading(const jb_report *report, void *context, jb_error *err)
{
    (void)err;
    *(const char **)context = jb_reading_code(report->reading);
    return JB_OK;
}

/* Of the only report. */
static const char *reading_of(fixture *f)
{
    const char *code = "";
    assert_jb_ok(jb_store_reports(f->store, NULL, keep_reading, &code, &f->err), &f->err);
    return code;
}

static void commit(fixture *f)
{
    assert_jb_ok(jb_store_commit(f->store, &f->err), &f->err);
}

static long long ask(fixture *f, const char *sql)
{
    return ask_sql(in_dir(f, "a.db"), sql);
}

static void test_reading_is_declared_and_taken_back(void **state)
{
    fixture *f = *state;
    put_text(f, TEXT_ONE);
    assert_string_equal(reading_of(f), "program");
    assert_jb_ok(declare(f, JB_READING_PERSON), &f->err);
    assert_string_equal(reading_of(f), "person");
    commit(f);
    assert_int_equal(ask(f, "SELECT count(*) FROM v_report WHERE reading = 'person' "
                            "AND read_by = '李' AND read_on = '2026-01-02'"),
                     1);
    assert_int_equal(ask(f, "SELECT unread FROM v_coverage"), 0);
    assert_jb_ok(jb_store_begin(f->store, &f->err), &f->err);
    assert_jb_ok(declare(f, JB_READING_PROGRAM), &f->err);
    assert_string_equal(reading_of(f), "program");
    commit(f);
    assert_int_equal(ask(f, "SELECT count(*) FROM v_reading"), 2);
    assert_int_equal(ask(f, "SELECT count(*) FROM v_reading WHERE counts AND id = 2 "
                            "AND agency_name <> '' AND reason = '两页都看了'"),
                     1);
    assert_int_equal(ask(f, "SELECT unread FROM v_coverage"), 1);
}

static void test_reading_faults(void **state)
{
    fixture *f = *state;
    assert_jb_fails(declare(f, JB_READING_PERSON), &f->err, JB_ERR_NOTFOUND, "no report");
    forget(f);
    put_text(f, TEXT_ONE);
    assert_jb_fails(declare(f, JB_READING_PROGRAM), &f->err, JB_ERR_INPUT, "nothing to take back");
    forget(f);
    assert_jb_ok(declare(f, JB_READING_PERSON), &f->err);
    assert_jb_fails(declare(f, JB_READING_PERSON), &f->err, JB_ERR_INPUT,
                    "already (李, 2026-01-02)");
    forget(f);
    jb_report report = some_report(JB_READING_PROGRAM);
    jb_status status = jb_store_read_report(f->store, &report, JB_READING_PROGRAM,
                                            &(jb_verdict){.by = ""}, &f->err);
    assert_jb_fails(status, &f->err, JB_ERR_INPUT, "who decides");
    forget(f);
    jb_store_rollback(f->store);
    assert_jb_fails(declare(f, JB_READING_PERSON), &f->err, JB_ERR_INTERNAL, "transaction");
}

static void test_record_says_person_unless_told(void **state)
{
    fixture *f = *state;
    commit(f);
    load(f, "reports.csv",
         "agency_code,year,source,title\n440105,2023,haizhu.txt,关于2023年度情况的报告\n");
    assert_string_equal(reading_of(f), "person");
    assert_jb_ok(jb_store_begin(f->store, &f->err), &f->err);
    assert_jb_fails(declare(f, JB_READING_PERSON), &f->err, JB_ERR_INPUT, "by its record");
}

static void test_new_version_starts_unread(void **state)
{
    fixture *f = *state;
    put_text(f, TEXT_ONE);
    assert_jb_ok(declare(f, JB_READING_PERSON), &f->err);
    put_text(f, TEXT_TWO);
    assert_string_equal(reading_of(f), "program");
    commit(f);
    assert_int_equal(ask(f, "SELECT count(*) FROM v_reading WHERE counts"), 0);
}

static void test_text_of_a_typed_record_starts_unread(void **state)
{
    fixture *f = *state;
    jb_report report = some_report(JB_READING_PERSON);
    assert_jb_ok(jb_store_put_report(f->store, &report, NULL, &f->err), &f->err);
    put_text(f, TEXT_ONE);
    assert_string_equal(reading_of(f), "program");
}

static void test_very_text_that_was_read_stays_read(void **state)
{
    fixture *f = *state;
    char sha256[JB_SHA256_TEXT];
    jb_report report = some_report(JB_READING_PERSON);
    jb_sha256(TEXT_ONE, strlen(TEXT_ONE), sha256);
    report.sha256 = sha256;
    assert_jb_ok(jb_store_put_report(f->store, &report, NULL, &f->err), &f->err);
    put_text(f, TEXT_ONE);
    assert_string_equal(reading_of(f), "person");
}

static void test_reading_is_append_only(void **state)
{
    fixture *f = *state;
    put_text(f, TEXT_ONE);
    assert_jb_ok(declare(f, JB_READING_PERSON), &f->err);
    commit(f);
    static const char *const refused[] = {"UPDATE reading SET by = 'x'", "DELETE FROM reading",
                                          "INSERT OR REPLACE INTO reading SELECT * FROM reading"};
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        assert_int_not_equal(run_sql(in_dir(f, "a.db"), refused[i]), SQLITE_OK);
    }
}

/* A report that the program read is unread after the upgrade, one without a text is as typed. */
static void test_second_schema_is_upgraded(void **state)
{
    fixture *f = *state;
    const char *path = in_dir(f, "old.db");
    static const char *const files[] = {"src/store/schema/001_init.sql",
                                        "src/store/schema/002_originals.sql"};
    for (size_t i = 0; i < 2; i++) {
        char *sql = jb_test_read(files[i]);
        assert_int_equal(run_sql(path, sql), SQLITE_OK);
        free(sql);
    }
    assert_int_equal(
        run_sql(path,
                "PRAGMA user_version = 2;"
                "INSERT INTO agency (code, name, short_name, name_en, level, parent, valid_from, "
                "valid_to) VALUES ('440105', '海珠', '', '', 'county', '', '', '');"
                "INSERT INTO original (sha256, agency_code, year, source, kind, encoding, title, "
                "signed_on, published_on, text) VALUES (printf('%064d', 7), '440105', 2023, "
                "'a.txt', 'text', '', '', '', '', 'x');"
                "INSERT INTO report (agency_code, year, title, source, sha256, signed_on, "
                "published_on, note) VALUES ('440105', 2023, '', 'a.txt', printf('%064d', 7), '', "
                "'', ''), ('440105', 2022, '', 'b.txt', printf('%064d', 8), '', '', ''), "
                "('440105', 2021, '', 'c.txt', '', '', '', '')"),
        SQLITE_OK);
    reopen(f, "old.db", JB_STORE_WRITE);
    assert_int_equal(ask_sql(path, "SELECT user_version FROM pragma_user_version"), 5);
    assert_int_equal(
        ask_sql(path, "SELECT count(*) FROM v_report WHERE year = 2023 AND reading = 'program'"),
        1);
    assert_int_equal(
        ask_sql(path, "SELECT count(*) FROM v_report WHERE year < 2023 AND reading = 'person'"), 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        readings_test(test_reading_is_declared_and_taken_back),
        readings_test(test_reading_faults),
        readings_test(test_record_says_person_unless_told),
        readings_test(test_new_version_starts_unread),
        readings_test(test_text_of_a_typed_record_starts_unread),
        readings_test(test_very_text_that_was_read_stays_read),
        readings_test(test_reading_is_append_only),
        readings_test(test_second_schema_is_upgraded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
