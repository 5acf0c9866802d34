/* Records put, decided on, read back: keys, order, append-only, views. */
#include "fixture.h"

static jb_fact some_fact(void)
{
    jb_fact fact;
    jb_fact_init(&fact);
    fact.agency_code = "440105";
    fact.year = 2023;
    fact.indicator = "enf_cases_filed";
    fact.value = jb_dec_int(120);
    fact.unit = "件";
    fact.source = "haizhu-2023.html";
    return fact;
}

static jb_absent some_absence(void)
{
    jb_absent absent;
    jb_absent_init(&absent);
    absent.agency_code = "440105";
    absent.year = 2023;
    absent.indicator = "enf_cases_filed";
    absent.kind = JB_ABSENT_SILENT;
    return absent;
}

static int records_setup(void **state)
{
    (void)fixture_setup(state);
    fixture *f = *state;
    load(f, "agencies.csv", AGENCIES);
    assert_jb_ok(jb_store_begin(f->store, &f->err), &f->err);
    return 0;
}

#define records_test(test) cmocka_unit_test_setup_teardown(test, records_setup, fixture_teardown)

static int64_t put(fixture *f, const jb_fact *fact)
{
    int64_t id = 0;
    assert_jb_ok(jb_store_put_fact(f->store, fact, NULL, &id, &f->err), &f->err);
    return id;
}

static void put_fails(fixture *f, const jb_fact *fact, const char *part)
{
    int64_t id = -7;
    jb_loc loc = jb_loc_make("facts.csv", 9, 0, NULL);
    jb_status status = jb_store_put_fact(f->store, fact, &loc, &id, &f->err);
    assert_jb_fails(status, &f->err, JB_ERR_INPUT, part);
    assert_jb_at(&f->err, 9, 0);
    assert_int_equal(id, -7);
    forget(f);
}

/* What the reading callbacks saw. */
typedef struct seen {
    size_t count;
    char text[4096];
    jb_status answer;
} seen;

static jb_status see_fact(const jb_fact *fact, void *context, jb_error *err)
{
    seen *s = context;
    char value[JB_DEC_TEXT];
    (void)jb_dec_text(fact->value, value);
    s->count++;
    size_t used = strlen(s->text);
    (void)snprintf(s->text + used, sizeof s->text - used, "%s %d %s %s %s\n", fact->agency_code,
                   fact->year, fact->indicator, value, jb_review_code(fact->status));
    return s->answer == JB_OK ? JB_OK : jb_fail(err, s->answer, NULL, "enough", "够了");
}

static void read_facts(fixture *f, const jb_filter *filter, seen *out)
{
    *out = (seen){.count = 0};
    assert_jb_ok(jb_store_facts(f->store, filter, see_fact, out, &f->err), &f->err);
}

/* ---- keys ----------------------------------------------------------------------------------- */

static void test_put_fact_repeated(void **state)
{
    fixture *f = *state;
    jb_fact fact = some_fact();
    int64_t id = put(f, &fact);
    char held[64];
    (void)snprintf(held, sizeof held, "repeats the record already held (#%lld)", (long long)id);
    put_fails(f, &fact, held);
    seen s;
    read_facts(f, NULL, &s);
    assert_int_equal(s.count, 1);
}

static void test_put_fact_contradicting(void **state)
{
    fixture *f = *state;
    jb_fact fact = some_fact();
    int64_t id = put(f, &fact);
    char held[64];
    (void)snprintf(held, sizeof held, "already held (#%lld), which says 120", (long long)id);
    fact.value = jb_dec_int(121);
    fact.agency = "海珠";
    put_fails(f, &fact, held);
    fact.value = jb_dec_int(120);
    put_fails(f, &fact, "other content in column agency");
}

static void test_put_fact_other_places_are_other_facts(void **state)
{
    fixture *f = *state;
    jb_fact fact = some_fact();
    (void)put(f, &fact);
    fact.value = jb_dec_int(121);
    fact.source = "yearbook.pdf";
    (void)put(f, &fact);
    fact.char_start = 10;
    fact.char_end = 13;
    (void)put(f, &fact);
    fact.char_start = 40;
    fact.char_end = 43;
    (void)put(f, &fact);
    put_fails(f, &fact, "repeats");
    fact.term = "立案查处";
    (void)put(f, &fact);
    fact.scope_population = "农民工";
    (void)put(f, &fact);
    fact.period.kind = JB_PERIOD_FULL_YEAR;
    (void)put(f, &fact);
    seen s;
    read_facts(f, NULL, &s);
    assert_int_equal(s.count, 7);
}

static void test_put_fact_unknown_agency(void **state)
{
    fixture *f = *state;
    jb_fact fact = some_fact();
    fact.agency_code = "440199";
    put_fails(f, &fact, "440199 is not in the store; import its agencies first");
}

static void test_put_fact_incomplete(void **state)
{
    fixture *f = *state;
    jb_fact fact;
    jb_fact_init(&fact);
    fact.agency_code = "440105";
    fact.indicator = "enf_cases_filed";
    put_fails(f, &fact, "cannot be kept");
    fact.year = 2023;
    put_fails(f, &fact, "cannot be kept"); /* no value: not zero */
}

static void test_put_fact_too_much_text(void **state)
{
    fixture *f = *state;
    jb_fact fact = some_fact();
    char *text = malloc(200001);
    assert_non_null(text);
    memset(text, 'a', 200000);
    text[200000] = '\0';
    fact.note = text;
    put_fails(f, &fact, "at most 131072");
    text[100000] = '\0';
    (void)put(f, &fact);
    free(text);
    fact.note = "a\r\nb";
    put_fails(f, &fact, "carriage return");
}

static void test_put_agency_and_report_repeated(void **state)
{
    fixture *f = *state;
    jb_agency agency;
    jb_agency_init(&agency);
    agency.code = "440105";
    agency.name = "海珠区劳动局";
    agency.level = JB_LEVEL_COUNTY;
    jb_status status = jb_store_put_agency(f->store, &agency, NULL, &f->err);
    assert_jb_fails(status, &f->err, JB_ERR_INPUT, "other content in column name");
    forget(f);
    agency.valid_from = (jb_date){2019, 1, 1};
    assert_jb_ok(jb_store_put_agency(f->store, &agency, NULL, &f->err), &f->err);
    jb_report report;
    jb_report_init(&report);
    report.agency_code = "440105";
    report.year = 2023;
    report.title = "法治政府建设年度报告";
    report.source = "a.html";
    assert_jb_ok(jb_store_put_report(f->store, &report, NULL, &f->err), &f->err);
    status = jb_store_put_report(f->store, &report, NULL, &f->err);
    assert_jb_fails(status, &f->err, JB_ERR_INPUT, "repeats");
    forget(f);
    report.source = "b.html";
    assert_jb_ok(jb_store_put_report(f->store, &report, NULL, &f->err), &f->err);
}

static void test_put_absence_beside_fact(void **state)
{
    fixture *f = *state;
    jb_fact fact = some_fact();
    jb_absent absent = some_absence();
    int64_t id = put(f, &fact);
    jb_status status = jb_store_put_absent(f->store, &absent, NULL, &f->err);
    assert_jb_fails(status, &f->err, JB_ERR_INPUT, "cannot be absent");
    forget(f);
    /* a rejected fact states nothing */
    assert_jb_ok(jb_store_decide(f->store, id, JB_REVIEW_REJECTED,
                                 &(jb_verdict){.by = "li", .reason = "误读"}, &f->err),
                 &f->err);
    assert_jb_ok(jb_store_put_absent(f->store, &absent, NULL, &f->err), &f->err);
    fact.term = "查处";
    put_fails(f, &fact, "recorded as absent");
    fact.status = JB_REVIEW_REJECTED;
    (void)put(f, &fact);
    status = jb_store_put_absent(f->store, &absent, NULL, &f->err);
    assert_jb_fails(status, &f->err, JB_ERR_INPUT, "repeats");
}

static void test_put_outside_transaction(void **state)
{
    fixture *f = *state;
    jb_fact fact = some_fact();
    jb_store_rollback(f->store);
    jb_status status = jb_store_put_fact(f->store, &fact, NULL, NULL, &f->err);
    assert_jb_fails(status, &f->err, JB_ERR_INTERNAL, "transaction");
}

static void test_close_rolls_back(void **state)
{
    fixture *f = *state;
    jb_fact fact = some_fact();
    (void)put(f, &fact);
    reopen(f, "a.db", JB_STORE_READ);
    seen s;
    read_facts(f, NULL, &s);
    assert_int_equal(s.count, 0);
}

/* ---- decisions ------------------------------------------------------------------------------ */

static void test_decide_latest_counts(void **state)
{
    fixture *f = *state;
    jb_fact fact = some_fact();
    int64_t id = put(f, &fact);
    jb_filter filter = {.with_rejected = false};
    seen s;
    assert_jb_ok(jb_store_decide(f->store, id, JB_REVIEW_REJECTED,
                                 &(jb_verdict){.by = "li", .reason = NULL}, &f->err),
                 &f->err);
    read_facts(f, &filter, &s);
    assert_int_equal(s.count, 0);
    filter.with_rejected = true;
    read_facts(f, &filter, &s);
    assert_string_equal(s.text, "440105 2023 enf_cases_filed 120 rejected\n");
    assert_jb_ok(jb_store_decide(f->store, id, JB_REVIEW_APPROVED,
                                 &(jb_verdict){.by = "wang", .reason = "核对原文"}, &f->err),
                 &f->err);
    filter.with_rejected = false;
    read_facts(f, &filter, &s);
    assert_string_equal(s.text, "440105 2023 enf_cases_filed 120 approved\n");
}

static void test_decide_unknown_fact_or_person(void **state)
{
    fixture *f = *state;
    jb_status status = jb_store_decide(f->store, 77, JB_REVIEW_APPROVED,
                                       &(jb_verdict){.by = "li", .reason = ""}, &f->err);
    assert_jb_fails(status, &f->err, JB_ERR_NOTFOUND, "77");
    forget(f);
    jb_fact fact = some_fact();
    status = jb_store_decide(f->store, put(f, &fact), JB_REVIEW_APPROVED,
                             &(jb_verdict){.by = "", .reason = ""}, &f->err);
    assert_jb_fails(status, &f->err, JB_ERR_INPUT, "who decides");
}

static void test_history_is_append_only(void **state)
{
    fixture *f = *state;
    static const char *const attempts[] = {
        "UPDATE fact SET value = '1'",
        "DELETE FROM fact",
        "UPDATE decision SET decision = 'approved'",
        "DELETE FROM decision",
        "INSERT OR REPLACE INTO fact SELECT * FROM fact",
        "INSERT OR REPLACE INTO decision SELECT * FROM decision",
    };
    jb_fact fact = some_fact();
    int64_t id = put(f, &fact);
    assert_jb_ok(jb_store_decide(f->store, id, JB_REVIEW_REJECTED,
                                 &(jb_verdict){.by = "li", .reason = ""}, &f->err),
                 &f->err);
    assert_jb_ok(jb_store_commit(f->store, &f->err), &f->err);
    jb_store_close(f->store);
    f->store = NULL;
    for (size_t i = 0; i < sizeof attempts / sizeof attempts[0]; i++) {
        assert_int_equal(run_sql(in_dir(f, "a.db"), attempts[i]), SQLITE_CONSTRAINT);
    }
    assert_int_equal(ask_sql(in_dir(f, "a.db"), "SELECT count(*) FROM fact JOIN decision "
                                                "WHERE value = '120' AND decision = 'rejected'"),
                     1);
}

static void test_superseded_facts_are_hidden(void **state)
{
    fixture *f = *state;
    jb_fact fact = some_fact();
    (void)put(f, &fact);
    assert_jb_ok(jb_store_commit(f->store, &f->err), &f->err);
    static const char correct[] =
        "INSERT INTO fact (supersedes, agency_code, agency, year, indicator, term, value, unit,"
        " qualifier, period_start, period_end, period_kind, scope_population, scope_channel,"
        " scope_coverage, basis, status, source, source_sha256, raw, sentence, rule, confidence,"
        " note) SELECT id, agency_code, agency, year, indicator, term, '125', unit, qualifier,"
        " period_start, period_end, period_kind, scope_population, scope_channel, scope_coverage,"
        " basis, 'corrected', source, source_sha256, raw, sentence, rule, confidence, note"
        " FROM fact WHERE value = '120'";
    const char *path = in_dir(f, "a.db");
    assert_int_equal(run_sql(path, correct), SQLITE_OK);
    assert_int_equal(run_sql(path, correct), SQLITE_CONSTRAINT); /* corrected once */
    seen s;
    read_facts(f, NULL, &s);
    assert_string_equal(s.text, "440105 2023 enf_cases_filed 125 corrected\n");
    assert_int_equal(ask_sql(path, "SELECT count(*) FROM v_history"), 3);
    assert_jb_ok(jb_store_begin(f->store, &f->err), &f->err);
    put_fails(f, &fact, "repeats");
}

/* ---- reading -------------------------------------------------------------------------------- */

static void put_some(fixture *f, const char *agency, int year, const char *indicator)
{
    jb_fact fact = some_fact();
    fact.agency_code = agency;
    fact.year = year;
    fact.indicator = indicator;
    (void)put(f, &fact);
}

static void test_facts_filter(void **state)
{
    fixture *f = *state;
    seen s;
    put_some(f, "440106", 2023, "arb_cases_accepted");
    put_some(f, "440106", 2021, "enf_cases_filed");
    put_some(f, "440105", 2022, "enf_cases_filed");
    put_some(f, "440105", 2023, "arb_cases_accepted");
    read_facts(f, &(jb_filter){.year_from = 2022, .year_to = 2022}, &s);
    assert_string_equal(s.text, "440105 2022 enf_cases_filed 120 extracted\n");
    const char *agencies[] = {"440106", "999999", NULL};
    const char *families[] = {"enf", NULL};
    read_facts(f, &(jb_filter){.agencies = agencies, .families = families}, &s);
    assert_string_equal(s.text, "440106 2021 enf_cases_filed 120 extracted\n");
    const char *part[] = {"en", NULL};
    read_facts(f, &(jb_filter){.families = part}, &s);
    assert_int_equal(s.count, 0);
    const char *indicators[] = {"arb_cases_accepted", "enf_cases_filed", NULL};
    read_facts(f, &(jb_filter){.indicators = indicators, .year_from = 2023}, &s);
    assert_string_equal(s.text, "440105 2023 arb_cases_accepted 120 extracted\n"
                                "440106 2023 arb_cases_accepted 120 extracted\n");
    const char *none[] = {NULL};
    read_facts(f, &(jb_filter){.agencies = none}, &s);
    assert_int_equal(s.count, 0);
    const char *hostile[] = {"' OR 1 --", NULL};
    read_facts(f, &(jb_filter){.indicators = hostile}, &s);
    assert_int_equal(s.count, 0);
}

static void test_facts_callback_stops(void **state)
{
    fixture *f = *state;
    put_some(f, "440105", 2022, "enf_cases_filed");
    put_some(f, "440105", 2023, "enf_cases_filed");
    seen s = {.answer = JB_ERR_USAGE};
    jb_status status = jb_store_facts(f->store, NULL, see_fact, &s, &f->err);
    assert_jb_fails(status, &f->err, JB_ERR_USAGE, "enough");
    assert_int_equal(s.count, 1);
}

static jb_status compare_fact(const jb_fact *fact, void *context, jb_error *err)
{
    (void)err;
    const jb_fact *want = context;
    jb_arena *arena = jb_arena_new();
    assert_int_equal(fact->id, want->id);
    for (unsigned i = 0; jb_fact_fields[i]; i++) {
        assert_string_equal(jb_fact_field(arena, fact, i), jb_fact_field(arena, want, i));
    }
    jb_arena_free(arena);
    return JB_OK;
}

static void test_facts_come_back_whole(void **state)
{
    fixture *f = *state;
    jb_arena *arena = jb_arena_new();
    jb_fact fact = some_fact();
    static const char *const pairs[][2] = {
        {"agency", "海珠区人社局"},
        {"term", "立案"},
        {"value", "88032940.50"},
        {"unit", "万元"},
        {"indicator", "enf_wages_recovered"},
        {"qualifier", "more_than"},
        {"period_start", "2023-01-01"},
        {"period_end", "2023-10-31"},
        {"period_kind", "part_year"},
        {"scope_population", "农民工"},
        {"scope_channel", "根治欠薪线索反映平台"},
        {"scope_coverage", "含街道"},
        {"yoy_percent", "-3.20"},
        {"yoy_points", "0"},
        {"basis", "manual"},
        {"status", "approved"},
        {"source_sha256", "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"},
        {"char_start", "0"},
        {"char_end", "11"},
        {"raw", "8803.2940万元"},
        {"sentence", "追发工资\n\"8803.2940万元\", 😀"},
        {"rule", "typed"},
        {"confidence", "0.95"},
        {"note", "说明"},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        unsigned field = 0;
        while (strcmp(jb_fact_fields[field], pairs[i][0]) != 0) {
            field++;
        }
        assert_jb_ok(jb_fact_set(arena, &fact, field, pairs[i][1], NULL, &f->err), &f->err);
    }
    fact.id = put(f, &fact);
    assert_true(fact.id > 0);
    assert_jb_ok(jb_store_facts(f->store, NULL, compare_fact, &fact, &f->err), &f->err);
    jb_arena_free(arena);
}

static jb_status see_absent(const jb_absent *absent, void *context, jb_error *err)
{
    (void)err;
    seen *s = context;
    s->count++;
    assert_int_equal(absent->kind, JB_ABSENT_SILENT);
    assert_true(absent->id > 0);
    return JB_OK;
}

static jb_status see_report(const jb_report *report, void *context, jb_error *err)
{
    (void)err;
    (void)snprintf(context, 64, "%s %d %s", report->agency_code, report->year, report->source);
    return JB_OK;
}

static jb_status see_agency(const jb_agency *agency, void *context, jb_error *err)
{
    (void)err;
    char *text = context;
    size_t used = strlen(text);
    (void)snprintf(text + used, 64 - used, "%s;", agency->short_name);
    return JB_OK;
}

static void test_other_records_come_back(void **state)
{
    fixture *f = *state;
    jb_absent absent = some_absence();
    seen s = {.count = 0};
    char text[64] = "";
    jb_report report;
    jb_report_init(&report);
    report.agency_code = "440106";
    report.year = 2022;
    report.source = "tianhe.html";
    assert_jb_ok(jb_store_put_absent(f->store, &absent, NULL, &f->err), &f->err);
    assert_jb_ok(jb_store_put_report(f->store, &report, NULL, &f->err), &f->err);
    jb_filter filter = {.year_from = 2023};
    assert_jb_ok(jb_store_absences(f->store, &filter, see_absent, &s, &f->err), &f->err);
    assert_int_equal(s.count, 1);
    assert_jb_ok(jb_store_reports(f->store, &filter, see_report, text, &f->err), &f->err);
    assert_string_equal(text, "");
    assert_jb_ok(jb_store_reports(f->store, NULL, see_report, text, &f->err), &f->err);
    assert_string_equal(text, "440106 2022 tianhe.html");
    text[0] = '\0';
    assert_jb_ok(jb_store_agencies(f->store, &filter, see_agency, text, &f->err), &f->err);
    assert_string_equal(text, "海珠区;天河区;");
}

static void test_views(void **state)
{
    fixture *f = *state;
    const char *path = in_dir(f, "a.db");
    jb_agency agency;
    jb_agency_init(&agency);
    agency.code = "440106";
    agency.name = "新名";
    agency.level = JB_LEVEL_COUNTY;
    agency.valid_from = (jb_date){2022, 7, 1};
    assert_jb_ok(jb_store_put_agency(f->store, &agency, NULL, &f->err), &f->err);
    put_some(f, "440106", 2021, "enf_cases_filed");
    put_some(f, "440106", 2022, "enf_cases_filed");
    put_some(f, "440106", 2022, "arb_cases_accepted");
    jb_absent absent = some_absence();
    assert_jb_ok(jb_store_put_absent(f->store, &absent, NULL, &f->err), &f->err);
    assert_jb_ok(jb_store_commit(f->store, &f->err), &f->err);
    assert_int_equal(ask_sql(path, "SELECT count(*) FROM v_fact WHERE agency_name = '新名'"), 2);
    assert_int_equal(ask_sql(path, "SELECT count(*) FROM v_coverage"), 3);
    assert_int_equal(ask_sql(path, "SELECT facts * 100 + indicators * 10 + absences "
                                   "FROM v_coverage WHERE year = 2022"),
                     220);
    assert_int_equal(ask_sql(path, "SELECT count(*) FROM v_absence WHERE kind = 'silent' AND "
                                   "agency_name LIKE '%海珠区%'"),
                     1);
    assert_int_equal(ask_sql(path, "SELECT count(*) FROM v_report"), 0);
}

/* The queries of docs/store.md, as a colleague would copy them. */
static void test_documented_queries_run(void **state)
{
    fixture *f = *state;
    char *text = jb_test_read("docs/store.md");
    size_t count = 0;
    for (char *at = strstr(text, "```sql\n"); at; at = strstr(at, "```sql\n")) {
        char *end = strstr(at + 7, "```");
        assert_non_null(end);
        *end = '\0';
        assert_int_equal(run_sql(in_dir(f, "a.db"), at + 7), SQLITE_OK);
        at = end + 1;
        count++;
    }
    assert_true(count >= 5);
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        records_test(test_put_fact_repeated),
        records_test(test_put_fact_contradicting),
        records_test(test_put_fact_other_places_are_other_facts),
        records_test(test_put_fact_unknown_agency),
        records_test(test_put_fact_incomplete),
        records_test(test_put_fact_too_much_text),
        records_test(test_put_agency_and_report_repeated),
        records_test(test_put_absence_beside_fact),
        records_test(test_put_outside_transaction),
        records_test(test_close_rolls_back),
        records_test(test_decide_latest_counts),
        records_test(test_decide_unknown_fact_or_person),
        records_test(test_history_is_append_only),
        records_test(test_superseded_facts_are_hidden),
        records_test(test_facts_filter),
        records_test(test_facts_callback_stops),
        records_test(test_facts_come_back_whole),
        records_test(test_other_records_come_back),
        records_test(test_views),
        records_test(test_documented_queries_run),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
