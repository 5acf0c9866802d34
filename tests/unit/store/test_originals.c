/* Reports' texts and their versions, further places, corrections, history, the older schema. */
#include "fixture.h"

#define TEXT_ONE "关于2023年度情况的报告\n全年立案120件，办结118件。\n"
#define TEXT_TWO "关于2023年度情况的报告\n全年立案125件，办结118件。\n"

static int originals_setup(void **state)
{
    (void)fixture_setup(state);
    fixture *f = *state;
    load(f, "agencies.csv", AGENCIES);
    assert_jb_ok(jb_store_begin(f->store, &f->err), &f->err);
    return 0;
}

#define originals_test(test)                                                                       \
    cmocka_unit_test_setup_teardown(test, originals_setup, fixture_teardown)

static const char *sha_of(const char *text)
{
    static char sha[4][JB_SHA256_TEXT];
    static unsigned next;
    char *out = sha[next++ % 4];
    jb_sha256(text, strlen(text), out);
    return out;
}

static jb_held some_text(const char *text)
{
    jb_held held = {.kind = "text", .encoding = "UTF-8", .text = text};
    jb_report_init(&held.report);
    held.report.agency_code = "440105";
    held.report.year = 2023;
    held.report.source = "haizhu.txt";
    held.report.title = "关于2023年度情况的报告";
    held.report.sha256 = sha_of(text);
    held.report.signed_on = (jb_date){2024, 1, 15};
    return held;
}

static jb_held_result put_text(fixture *f, const jb_held *held)
{
    jb_held_result result;
    assert_jb_ok(jb_store_put_original(f->store, held, NULL, &result, &f->err), &f->err);
    return result;
}

/* 立案 of one of the texts above: code points 18 to 22. */
static jb_fact some_fact(const char *text, int64_t value, const char *raw)
{
    jb_fact fact;
    jb_fact_init(&fact);
    fact.agency_code = "440105";
    fact.year = 2023;
    fact.indicator = "enf_cases_filed";
    fact.value = jb_dec_int(value);
    fact.unit = "件";
    fact.source = "haizhu.txt";
    fact.source_sha256 = sha_of(text);
    fact.char_start = 18;
    fact.char_end = 22;
    fact.raw = raw;
    return fact;
}

static int64_t put_fact(fixture *f, const jb_fact *fact)
{
    int64_t id = 0;
    assert_jb_ok(jb_store_put_fact(f->store, fact, NULL, &id, &f->err), &f->err);
    return id;
}

static void commit(fixture *f)
{
    assert_jb_ok(jb_store_commit(f->store, &f->err), &f->err);
}

static long long ask(fixture *f, const char *sql)
{
    return ask_sql(in_dir(f, "a.db"), sql);
}

static jb_status add_value(const jb_fact *fact, void *context, jb_error *err)
{
    char value[JB_DEC_TEXT];
    (void)err;
    (void)jb_dec_text(fact->value, value);
    char *out = context;
    size_t used = strlen(out);
    (void)snprintf(out + used, 200 - used, "%s %s;", value, jb_review_code(fact->status));
    return JB_OK;
}

static const char *values(fixture *f, const jb_filter *filter)
{
    static char out[200];
    out[0] = '\0';
    assert_jb_ok(jb_store_facts(f->store, filter, add_value, out, &f->err), &f->err);
    return out;
}

/* ---- texts ---------------------------------------------------------------------------------- */

static void test_original_is_read_back(void **state)
{
    fixture *f = *state;
    jb_held held = some_text(TEXT_ONE);
    jb_held_result result = put_text(f, &held);
    assert_false(result.already);
    assert_int_equal(result.replaced, 0);
    jb_arena *arena = jb_arena_new();
    const jb_held *back = NULL;
    assert_jb_ok(jb_store_original(f->store, sha_of(TEXT_ONE), arena, &back, &f->err), &f->err);
    assert_non_null(back);
    assert_string_equal(back->text, TEXT_ONE);
    assert_string_equal(back->report.title, held.report.title);
    assert_int_equal(back->report.signed_on.day, 15);
    assert_string_equal(back->superseded_by, "");
    assert_jb_ok(jb_store_original(f->store, sha_of(TEXT_TWO), arena, &back, &f->err), &f->err);
    assert_null(back);
    jb_arena_free(arena);
    commit(f);
    assert_int_equal(ask(f, "SELECT count(*) FROM report WHERE sha256 <> ''"), 1);
}

static void test_original_again_writes_nothing(void **state)
{
    fixture *f = *state;
    jb_held held = some_text(TEXT_ONE);
    (void)put_text(f, &held);
    held.report.source = "copy.txt";
    held.report.year = 2024;
    assert_true(put_text(f, &held).already);
    commit(f);
    assert_int_equal(ask(f, "SELECT count(*) FROM original"), 1);
    assert_int_equal(ask(f, "SELECT count(*) FROM report WHERE source = 'haizhu.txt'"), 1);
}

static void test_original_faults(void **state)
{
    fixture *f = *state;
    jb_held_result result;
    jb_held held = some_text(TEXT_ONE);
    held.report.sha256 = sha_of(TEXT_TWO);
    jb_status status = jb_store_put_original(f->store, &held, NULL, &result, &f->err);
    assert_jb_fails(status, &f->err, JB_ERR_INPUT, "SHA-256");
    forget(f);
    held = some_text(TEXT_ONE);
    held.report.agency_code = "990101";
    status = jb_store_put_original(f->store, &held, NULL, &result, &f->err);
    assert_jb_fails(status, &f->err, JB_ERR_INPUT, "990101 is not in the store");
    forget(f);
    held = some_text("");
    status = jb_store_put_original(f->store, &held, NULL, &result, &f->err);
    assert_jb_fails(status, &f->err, JB_ERR_INPUT, "no text");
    forget(f);
    jb_store_rollback(f->store);
    held = some_text(TEXT_ONE);
    status = jb_store_put_original(f->store, &held, NULL, &result, &f->err);
    assert_jb_fails(status, &f->err, JB_ERR_INTERNAL, "transaction");
}

static void test_new_version_replaces_facts_and_absences(void **state)
{
    fixture *f = *state;
    jb_held one = some_text(TEXT_ONE);
    jb_fact fact = some_fact(TEXT_ONE, 120, "120件");
    jb_absent absent;
    (void)put_text(f, &one);
    int64_t id = put_fact(f, &fact);
    jb_absent_init(&absent);
    absent.agency_code = "440105";
    absent.year = 2023;
    absent.indicator = "arb_cases_accepted";
    absent.kind = JB_ABSENT_NO_NUMBER;
    absent.source = "haizhu.txt";
    assert_jb_ok(jb_store_put_absent(f->store, &absent, NULL, &f->err), &f->err);
    jb_held two = some_text(TEXT_TWO);
    two.report.title = "";
    assert_int_equal(put_text(f, &two).replaced, 1);
    assert_string_equal(values(f, NULL), "");
    fact = some_fact(TEXT_TWO, 125, "125件"); /* the same place, another text */
    (void)put_fact(f, &fact);
    fact.indicator = "arb_cases_accepted"; /* no longer absent */
    (void)put_fact(f, &fact);
    commit(f);
    assert_string_equal(
        values(f, &(jb_filter){.indicators = (const char *[]){"enf_cases_filed", NULL}}),
        "125 extracted;");
    assert_int_equal(ask(f, "SELECT count(*) FROM fact"), 3);
    assert_int_equal(ask(f, "SELECT count(*) FROM absence"), 0);
    assert_int_equal(ask(f, "SELECT count(*) FROM absence_past"), 1);
    assert_int_equal(ask(f, "SELECT count(*) FROM report"), 1);
    assert_int_equal(ask(f, "SELECT count(*) FROM v_history WHERE event = 'replaced'"), 1);
    assert_jb_ok(jb_store_begin(f->store, &f->err), &f->err);
    jb_status status =
        jb_store_decide(f->store, id, JB_REVIEW_APPROVED, &(jb_verdict){.by = "li"}, &f->err);
    assert_jb_fails(status, &f->err, JB_ERR_INPUT, "older version");
}

static void test_other_title_and_source_is_another_report(void **state)
{
    fixture *f = *state;
    jb_held one = some_text(TEXT_ONE);
    jb_held two = some_text(TEXT_TWO);
    (void)put_text(f, &one);
    two.report.source = "other.txt";
    assert_int_equal(put_text(f, &two).replaced, 1); /* the title is the same */
    jb_held three = some_text("第三份\n");
    three.report.source = "third.txt";
    three.report.title = "另一份报告";
    assert_int_equal(put_text(f, &three).replaced, 0);
    commit(f);
    assert_int_equal(ask(f, "SELECT count(*) FROM report"), 2);
    assert_int_equal(ask(f, "SELECT count(*) FROM original WHERE superseded_by IS NULL"), 2);
}

static void test_report_without_text_gives_way(void **state)
{
    fixture *f = *state;
    jb_held held = some_text(TEXT_ONE);
    jb_report report = held.report;
    report.sha256 = "";
    report.note = "扫描件";
    assert_jb_ok(jb_store_put_report(f->store, &report, NULL, &f->err), &f->err);
    (void)put_text(f, &held);
    commit(f);
    assert_int_equal(ask(f, "SELECT count(*) FROM report WHERE sha256 <> '' AND note = '扫描件'"),
                     1);
    assert_int_equal(ask(f, "SELECT count(*) FROM report"), 1);
}

static void test_texts_are_append_only(void **state)
{
    fixture *f = *state;
    static const char *const attempts[] = {
        "UPDATE original SET text = 'x'",
        "UPDATE original SET superseded_by = NULL WHERE superseded_by IS NOT NULL",
        "DELETE FROM original",
        "INSERT OR REPLACE INTO original SELECT * FROM original",
        "UPDATE evidence SET char_end = 99",
        "DELETE FROM evidence",
    };
    jb_held one = some_text(TEXT_ONE);
    jb_held two = some_text(TEXT_TWO);
    (void)put_text(f, &one);
    jb_fact fact = some_fact(TEXT_ONE, 120, "120件");
    int64_t id = put_fact(f, &fact);
    assert_jb_ok(jb_store_put_evidence(f->store, id, (jb_place){3, 7}, &f->err), &f->err);
    (void)put_text(f, &two);
    commit(f);
    jb_store_close(f->store);
    f->store = NULL;
    for (size_t i = 0; i < sizeof attempts / sizeof attempts[0]; i++) {
        assert_int_equal(run_sql(in_dir(f, "a.db"), attempts[i]), SQLITE_CONSTRAINT);
    }
}

/* ---- places --------------------------------------------------------------------------------- */

static void test_place_must_say_raw(void **state)
{
    fixture *f = *state;
    jb_held held = some_text(TEXT_ONE);
    (void)put_text(f, &held);
    jb_fact fact = some_fact(TEXT_ONE, 118, "118件");
    jb_status status = jb_store_put_fact(f->store, &fact, NULL, NULL, &f->err);
    assert_jb_fails(status, &f->err, JB_ERR_INPUT, "are \"120件\", not raw \"118件\"");
    forget(f);
    fact.char_start = 900;
    fact.char_end = 904;
    status = jb_store_put_fact(f->store, &fact, NULL, NULL, &f->err);
    assert_jb_fails(status, &f->err, JB_ERR_INPUT, "not raw");
    forget(f);
    fact.source_sha256 = sha_of("not held");
    (void)put_fact(f, &fact);
}

static void test_import_checks_places(void **state)
{
    fixture *f = *state;
    jb_held held = some_text(TEXT_ONE);
    (void)put_text(f, &held);
    commit(f);
    char text[600];
    (void)snprintf(text, sizeof text,
                   "agency_code,year,indicator,value,unit,source,source_sha256,char_start,char_end,"
                   "raw\n440105,2023,enf_cases_filed,118,件,haizhu.txt,%s,18,22,118件\n",
                   sha_of(TEXT_ONE));
    refuse(f, "facts.csv", text, "1 of 1");
    assert_non_null(strstr(f->faults[0].en, "not raw"));
}

static void test_evidence_is_read_back(void **state)
{
    fixture *f = *state;
    jb_held held = some_text(TEXT_ONE);
    (void)put_text(f, &held);
    jb_fact fact = some_fact(TEXT_ONE, 120, "120件");
    int64_t id = put_fact(f, &fact);
    assert_jb_ok(jb_store_put_evidence(f->store, id, (jb_place){30, 34}, &f->err), &f->err);
    assert_jb_ok(jb_store_put_evidence(f->store, id, (jb_place){3, 7}, &f->err), &f->err);
    jb_status status = jb_store_put_evidence(f->store, id, (jb_place){3, 7}, &f->err);
    assert_jb_fails(status, &f->err, JB_ERR_INPUT, "3 to 7");
    forget(f);
    status = jb_store_put_evidence(f->store, id, (jb_place){9, 9}, &f->err);
    assert_jb_fails(status, &f->err, JB_ERR_INPUT, "9 to 9");
    forget(f);
    status = jb_store_put_evidence(f->store, 77, (jb_place){3, 7}, &f->err);
    assert_jb_fails(status, &f->err, JB_ERR_NOTFOUND, "77");
    forget(f);
    jb_arena *arena = jb_arena_new();
    const jb_place *places = NULL;
    size_t count = 0;
    assert_jb_ok(jb_store_evidence(f->store, id, arena, &places, &count, &f->err), &f->err);
    assert_int_equal(count, 2);
    assert_int_equal(places[0].start, 3);
    assert_int_equal(places[1].end, 34);
    jb_arena_free(arena);
}

/* ---- review --------------------------------------------------------------------------------- */

static jb_status see_event(const jb_event *event, void *context, jb_error *err)
{
    char *out = context;
    size_t used = strlen(out);
    (void)err;
    (void)snprintf(out + used, 600 - used, "%lld %s %s %s %s %s %lld\n", (long long)event->fact_id,
                   event->event, event->status, event->by, event->reason, event->decided_on,
                   (long long)event->other_id);
    return JB_OK;
}

static void test_correct_supersedes_and_is_on_record(void **state)
{
    fixture *f = *state;
    jb_fact fact = some_fact("x", 120, "");
    fact.char_start = fact.char_end = -1;
    fact.rule = "phrase";
    int64_t id = put_fact(f, &fact);
    int64_t second = 0;
    int64_t third = 0;
    jb_verdict li = {.by = "li", .reason = "看错", .on = {2026, 3, 1}};
    fact.value = jb_dec_int(125);
    assert_jb_ok(jb_store_correct(f->store, id, &fact, &li, &second, &f->err), &f->err);
    jb_status status = jb_store_correct(f->store, id, &fact, &li, &third, &f->err);
    assert_jb_fails(status, &f->err, JB_ERR_INPUT, "corrected by fact 2");
    forget(f);
    status = jb_store_decide(f->store, id, JB_REVIEW_APPROVED, &li, &f->err);
    assert_jb_fails(status, &f->err, JB_ERR_INPUT, "corrected by fact 2");
    forget(f);
    fact.value = jb_dec_int(126);
    jb_verdict wang = {.by = "wang"};
    status = jb_store_correct(f->store, second, &fact, &(jb_verdict){.by = ""}, &third, &f->err);
    assert_jb_fails(status, &f->err, JB_ERR_INPUT, "who decides");
    forget(f);
    assert_jb_ok(jb_store_correct(f->store, second, &fact, &wang, &third, &f->err), &f->err);
    assert_string_equal(values(f, NULL), "126 corrected;");
    char seen[600] = "";
    assert_jb_ok(jb_store_history(f->store, second, see_event, seen, &f->err), &f->err);
    assert_string_equal(seen, "1 entered extracted phrase   0\n"
                              "1 superseded corrected li 看错 2026-03-01 2\n"
                              "2 entered corrected phrase   1\n"
                              "2 decided corrected li 看错 2026-03-01 0\n"
                              "2 superseded corrected wang   3\n"
                              "3 entered corrected phrase   2\n"
                              "3 decided corrected wang   0\n");
    status = jb_store_history(f->store, 99, see_event, seen, &f->err);
    assert_jb_fails(status, &f->err, JB_ERR_NOTFOUND, "99");
}

static void test_fact_by_id(void **state)
{
    fixture *f = *state;
    jb_fact fact = some_fact("x", 120, "120件");
    int64_t id = put_fact(f, &fact);
    int64_t second = 0;
    assert_jb_ok(
        jb_store_decide(f->store, id, JB_REVIEW_REJECTED, &(jb_verdict){.by = "li"}, &f->err),
        &f->err);
    jb_arena *arena = jb_arena_new();
    jb_standing standing;
    jb_fact back;
    assert_jb_ok(jb_store_fact(f->store, id, arena, &back, &standing, &f->err), &f->err);
    assert_string_equal(back.raw, "120件");
    assert_int_equal(back.id, id);
    assert_int_equal(back.status, JB_REVIEW_REJECTED);
    assert_int_equal(standing.superseded_by, 0);
    fact.value = jb_dec_int(121);
    assert_jb_ok(jb_store_correct(f->store, id, &fact, &(jb_verdict){.by = "li"}, &second, &f->err),
                 &f->err);
    assert_jb_ok(jb_store_fact(f->store, id, arena, &back, &standing, &f->err), &f->err);
    assert_int_equal(standing.superseded_by, second);
    jb_status status = jb_store_fact(f->store, 55, arena, &back, &standing, &f->err);
    assert_jb_fails(status, &f->err, JB_ERR_NOTFOUND, "55");
    jb_arena_free(arena);
}

static void test_facts_filter_by_status(void **state)
{
    fixture *f = *state;
    static const char *const sources[] = {"a", "b", "c"};
    static const jb_review statuses[] = {JB_REVIEW_EXTRACTED, JB_REVIEW_APPROVED,
                                         JB_REVIEW_REJECTED};
    for (int i = 0; i < 3; i++) {
        jb_fact fact = some_fact("x", 120 + i, "");
        fact.char_start = fact.char_end = -1;
        fact.source = sources[i];
        fact.status = statuses[i];
        (void)put_fact(f, &fact);
    }
    jb_filter filter = {.statuses = 1U << JB_REVIEW_APPROVED};
    assert_string_equal(values(f, &filter), "121 approved;");
    filter.statuses |= 1U << JB_REVIEW_REJECTED;
    assert_string_equal(values(f, &filter), "121 approved;122 rejected;");
    filter.statuses = 0;
    assert_string_equal(values(f, &filter), "120 extracted;121 approved;");
}

/* ---- an older store ------------------------------------------------------------------------- */

static void test_older_store_is_upgraded(void **state)
{
    fixture *f = *state;
    const char *path = in_dir(f, "old.db");
    char *sql = jb_test_read("src/store/schema/001_init.sql");
    assert_int_equal(run_sql(path, sql), SQLITE_OK);
    free(sql);
    assert_int_equal(
        run_sql(path,
                "PRAGMA user_version = 1;"
                "INSERT INTO agency (code, name, short_name, name_en, level, parent, valid_from, "
                "valid_to) VALUES ('440105', '海珠', '', '', 'county', '', '', '');"
                "INSERT INTO fact (agency_code, agency, year, indicator, term, value, unit, "
                "qualifier, period_start, period_end, period_kind, scope_population, "
                "scope_channel, scope_coverage, basis, status, source, source_sha256, raw, "
                "sentence, rule, confidence, note) VALUES ('440105', '', 2023, "
                "'enf_cases_filed', '', '120', '件', 'exact', '', '', 'unstated', '', '', '', "
                "'stated', 'extracted', 'a.txt', '', '', '', 'manual', '1', '');"
                "INSERT INTO decision (fact_id, decision, by, reason) VALUES (1, 'approved', "
                "'li', '')"),
        SQLITE_OK);
    jb_store_close(f->store);
    f->store = NULL;
    jb_status status = jb_store_open(path, JB_STORE_READ, &f->store, &f->err);
    assert_jb_fails(status, &f->err, JB_ERR_STORE, "init --upgrade");
    forget(f);
    reopen(f, "old.db", JB_STORE_WRITE);
    assert_string_equal(values(f, NULL), "120 approved;");
    assert_jb_ok(jb_store_begin(f->store, &f->err), &f->err);
    jb_held held = some_text(TEXT_ONE);
    (void)put_text(f, &held);
    commit(f);
    assert_int_equal(ask_sql(path, "SELECT count(*) FROM decision WHERE decided_on = ''"), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        originals_test(test_original_is_read_back),
        originals_test(test_original_again_writes_nothing),
        originals_test(test_original_faults),
        originals_test(test_new_version_replaces_facts_and_absences),
        originals_test(test_other_title_and_source_is_another_report),
        originals_test(test_report_without_text_gives_way),
        originals_test(test_texts_are_append_only),
        originals_test(test_place_must_say_raw),
        originals_test(test_import_checks_places),
        originals_test(test_evidence_is_read_back),
        originals_test(test_correct_supersedes_and_is_on_record),
        originals_test(test_fact_by_id),
        originals_test(test_facts_filter_by_status),
        originals_test(test_older_store_is_upgraded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
