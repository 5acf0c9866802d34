/* Reports and absences that are withdrawn, figures that people add, agencies that are renamed. */
#include "fixture.h"

#define TEXT "关于2023年度情况的报告\n全年立案120件，办结118件。\n"

static const jb_verdict li = {.by = "李", .reason = "误加", .on = {2026, 1, 2}};
static const jb_verdict nobody = {.by = ""};

static int withdraw_setup(void **state)
{
    (void)fixture_setup(state);
    fixture *f = *state;
    load(f, "agencies.csv", AGENCIES);
    assert_jb_ok(jb_store_begin(f->store, &f->err), &f->err);
    return 0;
}

#define withdraw_test(test) cmocka_unit_test_setup_teardown(test, withdraw_setup, fixture_teardown)

static const char *sha_of_text(void)
{
    static char sha[JB_SHA256_TEXT];
    jb_sha256(TEXT, strlen(TEXT), sha);
    return sha;
}

static jb_held some_text(const char *agency)
{
    jb_held held = {.kind = "text", .encoding = "UTF-8", .text = TEXT};
    jb_report_init(&held.report);
    held.report.agency_code = agency;
    held.report.year = 2023;
    held.report.source = "haizhu.txt";
    held.report.title = "关于2023年度情况的报告";
    held.report.sha256 = sha_of_text();
    return held;
}

static jb_held_result put_text(fixture *f, const char *agency)
{
    jb_held_result result;
    jb_held held = some_text(agency);
    assert_jb_ok(jb_store_put_original(f->store, &held, NULL, &result, &f->err), &f->err);
    return result;
}

static jb_fact some_fact(const char *agency, const char *indicator)
{
    jb_fact fact;
    jb_fact_init(&fact);
    fact.agency_code = agency;
    fact.year = 2023;
    fact.indicator = indicator;
    fact.value = jb_dec_int(120);
    fact.unit = "件";
    fact.source = "haizhu.txt";
    fact.source_sha256 = sha_of_text();
    fact.char_start = 18;
    fact.char_end = 22;
    fact.raw = "120件";
    return fact;
}

static int64_t put_fact(fixture *f, const jb_fact *fact)
{
    int64_t id = 0;
    assert_jb_ok(jb_store_put_fact(f->store, fact, NULL, &id, &f->err), &f->err);
    return id;
}

static void put_absent(fixture *f, const char *agency, const char *indicator, const char *source)
{
    jb_absent absent;
    jb_absent_init(&absent);
    absent.agency_code = agency;
    absent.year = 2023;
    absent.indicator = indicator;
    absent.kind = JB_ABSENT_SILENT;
    absent.source = source;
    assert_jb_ok(jb_store_put_absent(f->store, &absent, NULL, &f->err), &f->err);
}

static void withdraw(fixture *f, const char *agency, size_t facts)
{
    size_t count = 0;
    jb_held held = some_text(agency);
    assert_jb_ok(jb_store_withdraw_report(f->store, &held.report, &li, &count, &f->err), &f->err);
    assert_int_equal(count, facts);
}

static jb_status count_fact(const jb_fact *fact, void *context, jb_error *err)
{
    (void)fact;
    (void)err;
    ++*(size_t *)context;
    return JB_OK;
}

/* As v_fact has it, and as the reading of figures for a briefing has it: the same. */
static size_t facts_of(fixture *f, const char *agency)
{
    const char *const codes[] = {agency, NULL};
    jb_filter filter = {.agencies = codes};
    size_t slow = 0;
    size_t fast = 0;
    jb_arena *arena = jb_arena_new();
    assert_jb_ok(jb_store_facts(f->store, &filter, count_fact, &slow, &f->err), &f->err);
    assert_jb_ok(jb_store_figures(f->store, &filter, arena, count_fact, &fast, &f->err), &f->err);
    jb_arena_free(arena);
    assert_int_equal(slow, fast);
    return slow;
}

static long long ask(fixture *f, const char *sql)
{
    assert_jb_ok(jb_store_commit(f->store, &f->err), &f->err);
    long long answer = ask_sql(in_dir(f, "a.db"), sql);
    assert_jb_ok(jb_store_begin(f->store, &f->err), &f->err);
    return answer;
}

static void test_withdraw_report_takes_its_figures_along(void **state)
{
    fixture *f = *state;
    (void)put_text(f, "440105");
    jb_fact fact = some_fact("440105", "enf_cases_filed");
    (void)put_fact(f, &fact);
    jb_fact cited = some_fact("440105", "enf_penalties");
    cited.source_sha256 = "";
    (void)put_fact(f, &cited);
    jb_fact other = cited;
    other.source = "other.txt";
    (void)put_fact(f, &other);
    put_absent(f, "440105", "lit_lost", "haizhu.txt");
    put_absent(f, "440105", "arb_closed", "other.txt");
    withdraw(f, "440105", 2);
    assert_int_equal(facts_of(f, "440105"), 1);
    assert_int_equal(ask(f, "SELECT count(*) FROM v_report"), 0);
    assert_int_equal(ask(f, "SELECT count(*) FROM absence"), 1);
    assert_int_equal(ask(f, "SELECT count(*) FROM absence_past WHERE by = '李' AND withdrawn_on "
                            "= '2026-01-02'"),
                     1);
    assert_int_equal(ask(f, "SELECT count(*) FROM v_fact_all WHERE withdrawn"), 2);
    assert_int_equal(ask(f, "SELECT count(*) FROM v_history WHERE event = 'withdrawn'"), 2);
    assert_int_equal(ask(f, "SELECT withdrawn FROM v_original"), 1);
}

static void test_withdraw_report_faults(void **state)
{
    fixture *f = *state;
    size_t facts = 0;
    jb_held held = some_text("440105");
    jb_status status = jb_store_withdraw_report(f->store, &held.report, &li, &facts, &f->err);
    assert_jb_fails(status, &f->err, JB_ERR_NOTFOUND, "no report haizhu.txt of 440105");
    forget(f);
    (void)put_text(f, "440105");
    status = jb_store_withdraw_report(f->store, &held.report, &nobody, &facts, &f->err);
    assert_jb_fails(status, &f->err, JB_ERR_INPUT, "needs the name");
}

static void test_withdrawn_figure_is_not_decided_on(void **state)
{
    fixture *f = *state;
    (void)put_text(f, "440105");
    jb_fact fact = some_fact("440105", "enf_cases_filed");
    int64_t id = put_fact(f, &fact);
    withdraw(f, "440105", 1);
    jb_status status = jb_store_decide(f->store, id, JB_REVIEW_APPROVED, &li, &f->err);
    assert_jb_fails(status, &f->err, JB_ERR_INPUT, "was withdrawn");
}

static void test_put_again_restores(void **state)
{
    fixture *f = *state;
    (void)put_text(f, "440105");
    jb_fact fact = some_fact("440105", "enf_cases_filed");
    int64_t id = put_fact(f, &fact);
    assert_jb_ok(jb_store_decide(f->store, id, JB_REVIEW_APPROVED, &li, &f->err), &f->err);
    withdraw(f, "440105", 1);
    jb_held_result result = put_text(f, "440105");
    assert_false(result.already);
    assert_true(result.restored);
    assert_int_equal(facts_of(f, "440105"), 1);
    assert_int_equal(ask(f, "SELECT count(*) FROM v_fact WHERE status = 'approved'"), 1);
    assert_int_equal(ask(f, "SELECT count(*) FROM v_report"), 1);
    result = put_text(f, "440105");
    assert_true(result.already);
    withdraw(f, "440105", 1);
    assert_int_equal(facts_of(f, "440105"), 0);
}

static void test_put_elsewhere_moves_the_text(void **state)
{
    fixture *f = *state;
    (void)put_text(f, "440105");
    jb_fact fact = some_fact("440105", "enf_cases_filed");
    (void)put_fact(f, &fact);
    jb_held_result result = put_text(f, "440106");
    assert_true(result.already);
    withdraw(f, "440105", 1);
    result = put_text(f, "440106");
    assert_false(result.already);
    assert_false(result.restored);
    jb_fact moved = some_fact("440106", "enf_cases_filed");
    (void)put_fact(f, &moved);
    assert_int_equal(facts_of(f, "440105"), 0);
    assert_int_equal(facts_of(f, "440106"), 1);
    withdraw(f, "440106", 1);
    result = put_text(f, "440105");
    assert_true(result.restored);
    assert_int_equal(facts_of(f, "440105"), 1);
    assert_int_equal(facts_of(f, "440106"), 0);
}

static void test_text_that_is_not_withdrawn_is_not_moved(void **state)
{
    fixture *f = *state;
    (void)put_text(f, "440105");
    assert_jb_ok(jb_store_commit(f->store, &f->err), &f->err);
    const char *path = in_dir(f, "a.db");
    assert_int_equal(run_sql(path, "UPDATE original SET agency_code = '440106'"),
                     SQLITE_CONSTRAINT);
    assert_int_equal(run_sql(path, "UPDATE original SET text = 'x'"), SQLITE_CONSTRAINT);
    assert_jb_ok(jb_store_begin(f->store, &f->err), &f->err);
    withdraw(f, "440105", 0);
    assert_jb_ok(jb_store_commit(f->store, &f->err), &f->err);
    assert_int_equal(run_sql(path, "UPDATE original SET text = 'x'"), SQLITE_CONSTRAINT);
    assert_int_equal(run_sql(path, "UPDATE withdrawal SET by = 'x'"), SQLITE_CONSTRAINT);
    assert_int_equal(run_sql(path, "DELETE FROM withdrawal"), SQLITE_CONSTRAINT);
    assert_int_equal(run_sql(path, "INSERT OR REPLACE INTO withdrawal SELECT * FROM withdrawal"),
                     SQLITE_CONSTRAINT);
}

static void test_record_without_text_comes_back_by_import(void **state)
{
    fixture *f = *state;
    static const char reports[] = "agency_code,year,source\n440105,2023,haizhu.txt\n";
    jb_fact cited = some_fact("440105", "enf_penalties");
    cited.source_sha256 = "";
    (void)put_fact(f, &cited);
    assert_jb_ok(import_text(f, "reports.csv", reports), &f->err);
    jb_held held = some_text("440105");
    held.report.title = "";
    held.report.sha256 = "";
    size_t facts = 0;
    assert_jb_ok(jb_store_withdraw_report(f->store, &held.report, &li, &facts, &f->err), &f->err);
    assert_int_equal(facts, 1);
    assert_int_equal(facts_of(f, "440105"), 0);
    assert_jb_ok(import_text(f, "reports.csv", reports), &f->err);
    assert_int_equal(facts_of(f, "440105"), 1);
}

static void test_add_fact_withdraws_the_absence(void **state)
{
    fixture *f = *state;
    int64_t id = 0;
    bool withdrawn = false;
    (void)put_text(f, "440105");
    put_absent(f, "440105", "enf_cases_filed", "");
    put_absent(f, "440106", "enf_cases_filed", "");
    jb_fact fact = some_fact("440105", "enf_cases_filed");
    jb_status status = jb_store_add_fact(f->store, &fact, &nobody, &id, &withdrawn, &f->err);
    assert_jb_fails(status, &f->err, JB_ERR_INPUT, "needs the name");
    forget(f);
    assert_jb_ok(jb_store_add_fact(f->store, &fact, &li, &id, &withdrawn, &f->err), &f->err);
    assert_true(withdrawn);
    assert_int_equal(ask(f, "SELECT count(*) FROM absence"), 1);
    assert_int_equal(ask(f, "SELECT count(*) FROM v_fact WHERE status = 'approved'"), 1);
    assert_int_equal(ask(f, "SELECT count(*) FROM v_history WHERE event = 'decided' AND by = '李'"),
                     1);
    fact.indicator = "enf_penalties";
    assert_jb_ok(jb_store_add_fact(f->store, &fact, &li, &id, &withdrawn, &f->err), &f->err);
    assert_false(withdrawn);
}

static void test_correct_moves_to_another_indicator(void **state)
{
    fixture *f = *state;
    (void)put_text(f, "440105");
    put_absent(f, "440105", "enf_penalties", "");
    jb_fact fact = some_fact("440105", "enf_cases_filed");
    int64_t id = put_fact(f, &fact);
    int64_t next = 0;
    fact.indicator = "enf_penalties";
    assert_jb_ok(jb_store_correct(f->store, id, &fact, &li, &next, &f->err), &f->err);
    assert_int_equal(ask(f, "SELECT count(*) FROM absence"), 0);
    assert_int_equal(ask(f, "SELECT count(*) FROM v_fact WHERE indicator = 'enf_penalties'"), 1);
    assert_int_equal(ask(f, "SELECT count(*) FROM v_fact WHERE indicator = 'enf_cases_filed'"), 0);
    assert_int_equal(facts_of(f, "440105"), 1);
}

static void test_withdraw_absence(void **state)
{
    fixture *f = *state;
    put_absent(f, "440105", "enf_cases_filed", "");
    jb_status status =
        jb_store_withdraw_absence(f->store, "440105", 2023, "enf_penalties", &li, &f->err);
    assert_jb_fails(status, &f->err, JB_ERR_NOTFOUND, "no absence of enf_penalties");
    forget(f);
    assert_jb_ok(
        jb_store_withdraw_absence(f->store, "440105", 2023, "enf_cases_filed", &li, &f->err),
        &f->err);
    assert_int_equal(ask(f, "SELECT count(*) FROM absence"), 0);
    assert_int_equal(ask(f, "SELECT count(*) FROM absence_past WHERE reason = '误加'"), 1);
}

static void test_import_update_renames_and_keeps_the_id(void **state)
{
    fixture *f = *state;
    static const char renamed[] = "code,name,short_name,level\n"
                                  "440106,天河区人社局,天河,county\n"
                                  "440104,越秀区人社局,越秀,county\n";
    long long id = ask(f, "SELECT id FROM agency WHERE code = '440106'");
    jb_import options = {.catalogue = f->catalogue, .update = true};
    jb_import_result result;
    jb_test_write_bytes(in_dir(f, "renamed.csv"), renamed, strlen(renamed));
    assert_jb_ok(jb_store_import(f->store, in_dir(f, "renamed.csv"), &options, &result, &f->err),
                 &f->err);
    assert_int_equal(result.rows, 2);
    assert_int_equal(ask(f, "SELECT id FROM agency WHERE name = '天河区人社局'"), id);
    assert_int_equal(ask(f, "SELECT count(*) FROM agency"), 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        withdraw_test(test_withdraw_report_takes_its_figures_along),
        withdraw_test(test_withdraw_report_faults),
        withdraw_test(test_withdrawn_figure_is_not_decided_on),
        withdraw_test(test_put_again_restores),
        withdraw_test(test_put_elsewhere_moves_the_text),
        withdraw_test(test_text_that_is_not_withdrawn_is_not_moved),
        withdraw_test(test_record_without_text_comes_back_by_import),
        withdraw_test(test_add_fact_withdraws_the_absence),
        withdraw_test(test_correct_moves_to_another_indicator),
        withdraw_test(test_withdraw_absence),
        withdraw_test(test_import_update_renames_and_keeps_the_id),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
