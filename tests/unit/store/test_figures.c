/* Many facts at once, verdicts, health. */
#include "fixture.h"

#define HEAD "agency_code,year,indicator,value,unit,period_end,source,status\n"

typedef struct collected {
    jb_fact list[16];
    size_t count;
} collected;

static jb_status collect(const jb_fact *fact, void *context, jb_error *err)
{
    collected *c = context;
    (void)err;
    assert_true(c->count < sizeof c->list / sizeof c->list[0]);
    c->list[c->count++] = *fact;
    return JB_OK;
}

static void read_figures(fixture *f, const jb_filter *filter, jb_arena *arena, collected *out)
{
    out->count = 0;
    assert_jb_ok(jb_store_figures(f->store, filter, arena, collect, out, &f->err), &f->err);
}

static void test_figures_come_by_indicator_year_and_agency(void **state)
{
    fixture *f = *state;
    collected c;
    jb_arena *arena = jb_arena_new();
    load(f, "agencies.csv", AGENCIES);
    load(f, "facts.csv",
         HEAD "440106,2023,enf_cases_filed,7,件,2023-12-31,b,\n"
              "440105,2023,enf_cases_filed,5,件,2023-12-31,a,\n"
              "440105,2023,enf_cases_filed,4,件,2023-06-30,a,\n"
              "440105,2022,enf_cases_filed,3,件,,a,\n"
              "440105,2023,arb_cases_accepted,9,件,,a,\n"
              "440105,2023,enf_wages_recovered,2604.50,元,,a,rejected\n");
    read_figures(f, &(jb_filter){0}, arena, &c);
    assert_int_equal(c.count, 5);
    assert_string_equal(c.list[0].indicator, "arb_cases_accepted");
    assert_int_equal(c.list[1].year, 2022);
    assert_int_equal(c.list[2].value.coef, 4); /* of one agency by period, not by id */
    assert_int_equal(c.list[3].value.coef, 5);
    assert_string_equal(c.list[4].agency_code, "440106");
    assert_ptr_equal(c.list[1].agency_code, c.list[2].agency_code);
    assert_string_equal(c.list[1].raw, "");
    const char *const two[] = {"enf_wages_recovered", "arb_cases_accepted", "enf_wages_recovered",
                               NULL};
    read_figures(f, &(jb_filter){.indicators = two, .with_rejected = true}, arena, &c);
    assert_int_equal(c.count, 2);
    assert_int_equal(c.list[1].value.scale, 2);
    jb_arena_free(arena);
}

static void test_figures_are_those_that_count(void **state)
{
    fixture *f = *state;
    collected c;
    jb_arena *arena = jb_arena_new();
    int64_t id = 0;
    jb_verdict verdict = {.by = "li"};
    load(f, "agencies.csv", AGENCIES);
    load(f, "facts.csv",
         HEAD "440105,2023,enf_cases_filed,5,件,,a,\n440106,2023,enf_cases_filed,7,件,,b,\n");
    read_figures(f, &(jb_filter){0}, arena, &c);
    assert_int_equal(c.count, 2);
    assert_jb_ok(jb_store_begin(f->store, &f->err), &f->err);
    assert_jb_ok(jb_store_decide(f->store, c.list[1].id, JB_REVIEW_REJECTED, &verdict, &f->err),
                 &f->err);
    jb_fact fact = c.list[0];
    fact.value = jb_dec_int(6);
    assert_jb_ok(jb_store_correct(f->store, c.list[0].id, &fact, &verdict, &id, &f->err), &f->err);
    assert_jb_ok(jb_store_commit(f->store, &f->err), &f->err);
    read_figures(f, &(jb_filter){0}, arena, &c);
    assert_int_equal(c.count, 1);
    assert_int_equal(c.list[0].value.coef, 6);
    assert_int_equal(c.list[0].status, JB_REVIEW_CORRECTED);
    jb_arena_free(arena);
}

static jb_status count_year(const char *code, int year, void *context, jb_error *err)
{
    (void)err;
    *(int *)context += year == 2023 && strcmp(code, "440105") == 0 ? 1 : 100;
    return JB_OK;
}

static void test_years_are_those_of_which_something_is_known(void **state)
{
    fixture *f = *state;
    int sum = 0;
    load(f, "agencies.csv", AGENCIES);
    load(f, "facts.csv", HEAD "440105,2023,enf_cases_filed,5,件,,a,\n");
    load(f, "absences.csv",
         "agency_code,year,indicator,kind,source\n"
         "440106,2023,enf_cases_filed,no_report,\n");
    assert_jb_ok(jb_store_years(f->store, &(jb_filter){0}, count_year, &sum, &f->err), &f->err);
    assert_int_equal(sum, 1);
}

/* Neither a rejected figure nor a report that somebody did not find is an end. */
static void test_ends_are_the_first_and_last_year_known(void **state)
{
    fixture *f = *state;
    int first = -1;
    int last = -1;
    jb_verdict verdict = {.by = "li"};
    load(f, "agencies.csv", AGENCIES);
    load(f, "facts.csv",
         HEAD "440105,2023,enf_cases_filed,5,件,,a,\n440105,2019,enf_cases_filed,6,件,,c,\n"
              "440105,2018,enf_cases_filed,7,件,,d,\n");
    load(f, "absences.csv",
         "agency_code,year,indicator,kind,source\n"
         "440105,2025,enf_cases_filed,no_report,\n440105,2024,enf_cases_filed,silent,b\n");
    assert_jb_ok(jb_store_begin(f->store, &f->err), &f->err);
    assert_jb_ok(jb_store_decide(f->store, 3, JB_REVIEW_REJECTED, &verdict, &f->err), &f->err);
    assert_jb_ok(jb_store_commit(f->store, &f->err), &f->err);
    assert_jb_ok(jb_store_ends(f->store, "440105", &first, &last, &f->err), &f->err);
    assert_int_equal(first, 2019);
    assert_int_equal(last, 2024);
    assert_jb_ok(jb_store_ends(f->store, "440106", &first, &last, &f->err), &f->err);
    assert_int_equal(first, 0);
    assert_int_equal(last, 0);
}

/* ---- verdicts
 * ------------------------------------------------------------------------------------ */

static jb_status keep_testimony(const jb_testimony *t, void *context, jb_error *err)
{
    (void)err;
    int *sum = context;
    *sum += t->fact_count == 2 && t->facts[0] == 2 && t->facts[1] == 1 ? 1 : 100;
    *sum += t->current ? 0 : 10;
    return JB_OK;
}

static int testimonies(fixture *f)
{
    int sum = 0;
    assert_jb_ok(jb_store_testimonies(f->store, keep_testimony, &sum, &f->err), &f->err);
    return sum;
}

static void test_testimonies_replace_and_grow_stale(void **state)
{
    fixture *f = *state;
    static const int64_t facts[] = {2, 1};
    jb_testimony t = {"440105", 2023,     "subset", "holds", "5", "7",
                      "",       "成立。", "Holds.", facts,   2,   false};
    load(f, "agencies.csv", AGENCIES);
    load(f, "facts.csv",
         HEAD "440105,2023,enf_cases_filed,5,件,,a,\n440105,2023,arb_cases_accepted,7,件,,a,\n");
    for (int i = 0; i < 2; i++) {
        assert_jb_ok(jb_store_begin(f->store, &f->err), &f->err);
        assert_jb_ok(jb_store_put_testimonies(f->store, &t, 1, &f->err), &f->err);
        assert_jb_ok(jb_store_commit(f->store, &f->err), &f->err);
        assert_int_equal(testimonies(f), 1);
    }
    assert_jb_ok(jb_store_begin(f->store, &f->err), &f->err);
    assert_jb_ok(
        jb_store_decide(f->store, 1, JB_REVIEW_REJECTED, &(jb_verdict){.by = "li"}, &f->err),
        &f->err);
    assert_jb_ok(jb_store_commit(f->store, &f->err), &f->err);
    assert_int_equal(testimonies(f), 11); /* the same, no longer current */
    assert_jb_fails(jb_store_put_testimonies(f->store, &t, 1, &f->err), &f->err, JB_ERR_INTERNAL,
                    "transaction");
}

/* ---- health
 * -------------------------------------------------------------------------------------- */

static jb_status note_check(const char *check, const char *what, void *context, jb_error *err)
{
    (void)err;
    jb_str *text = context;
    jb_str_addf(text, "%s %s;", check, what);
    return JB_OK;
}

/* What is found after the SQL was run on the file behind our back. */
static void assert_health(fixture *f, const char *sql, const char *part)
{
    jb_str found = {0};
    jb_store_close(f->store);
    f->store = NULL;
    assert_int_equal(run_sql(in_dir(f, "a.db"), sql), SQLITE_OK);
    reopen(f, "a.db", JB_STORE_READ);
    assert_jb_ok(jb_store_health(f->store, note_check, &found, &f->err), &f->err);
    if (part[0] == '\0' ? found.len > 0 : strstr(jb_str_text(&found), part) == NULL) {
        fail_msg("found \"%s\", wanted \"%s\"", jb_str_text(&found), part);
    }
    jb_str_free(&found);
}

static void test_health_of_a_sound_store(void **state)
{
    fixture *f = *state;
    load(f, "agencies.csv", AGENCIES);
    assert_health(f, "SELECT 1", "");
}

static void test_health_tells_what_was_altered(void **state)
{
    fixture *f = *state;
    load(f, "agencies.csv", AGENCIES);
    load(f, "facts.csv", HEAD "440105,2023,enf_cases_filed,5,件,,a,\n");
    assert_health(f, "DROP TRIGGER fact_no_update", "schema fact_no_update");
    assert_health(f, "CREATE TABLE mine (x)", "stranger mine");
    assert_health(f,
                  "INSERT INTO original (sha256, agency_code, year, source, kind, encoding, title, "
                  "signed_on, published_on, text) VALUES (printf('%064d', 7), '440105', 2023, "
                  "'a.txt', 'text', 'UTF-8', '', '', '', 'other')",
                  "text a.txt");
    assert_health(f,
                  "UPDATE fact SET source_sha256 = printf('%064d', 7), char_start = 0, "
                  "char_end = 2, raw = '5件'",
                  "place 1");
    assert_health(f, "PRAGMA foreign_keys = OFF; DELETE FROM division WHERE code = '440105'",
                  "reference ");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        fixture_test(test_figures_come_by_indicator_year_and_agency),
        fixture_test(test_figures_are_those_that_count),
        fixture_test(test_years_are_those_of_which_something_is_known),
        fixture_test(test_ends_are_the_first_and_last_year_known),
        fixture_test(test_testimonies_replace_and_grow_stale),
        fixture_test(test_health_of_a_sound_store),
        fixture_test(test_health_tells_what_was_altered),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
