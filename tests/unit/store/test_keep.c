/* What is kept of few agencies answers as the tables do. */
#include "fixture.h"

#define FACTS                                                                                      \
    "agency_code,year,indicator,value,unit,period_start,period_end,period_kind,source,status\n"    \
    "440105,2022,enf_cases_filed,3,件,2022-01-01,2022-12-31,full_year,b,\n"                       \
    "440105,2022,enf_cases_filed,3,件,2022-01-01,2022-12-31,full_year,a,\n"                       \
    "440105,2023,enf_cases_filed,5,件,,,,a,rejected\n"                                            \
    "440105,2021,arb_cases_accepted,9,件,,,,a,approved\n"                                         \
    "440106,2023,enf_cases_filed,7,件,,,,c,approved\n"
#define REPORTS "agency_code,year,title,source\n440105,2022,报告,a\n440106,2024,报告,d\n"
#define ABSENCES                                                                                   \
    "agency_code,year,indicator,kind\n440105,2022,arb_cases_accepted,silent\n"                     \
    "440106,2020,arb_cases_accepted,no_report\n440106,2019,arb_cases_accepted,silent\n"

static const char *const both[] = {"440106", "440105", NULL};
static const char *const one[] = {"440105", NULL};
static const char *const filed[] = {"enf_cases_filed", NULL};

/* All that is asked of a store about few agencies, as one text; the caller frees. */
static char *answers(fixture *f)
{
    static const jb_table tables[] = {JB_TABLE_AGENCIES, JB_TABLE_REPORTS, JB_TABLE_FACTS,
                                      JB_TABLE_ABSENCES};
    const jb_filter filters[] = {
        {.agencies = both},
        {.agencies = one},
        {.agencies = both, .year_from = 2022},
        {.agencies = one, .year_to = 2022},
        {.agencies = both, .with_rejected = true},
        {.agencies = both, .statuses = 1U << JB_REVIEW_APPROVED},
        {.agencies = both, .indicators = filed},
        {0},
    };
    jb_str all = {0};
    for (size_t t = 0; t < sizeof tables / sizeof *tables; t++) {
        for (size_t i = 0; i < sizeof filters / sizeof *filters; i++) {
            char *text = export_text(f, tables[t], JB_RECORDS_CSV, &filters[i]);
            jb_str_addf(&all, "-- table %zu filter %zu\n%s", t, i, text);
            free(text);
        }
    }
    return all.data;
}

static jb_status year_add(const char *code, int year, void *context, jb_error *err)
{
    (void)err;
    jb_str_addf(context, "%s %d\n", code, year);
    return JB_OK;
}

static char *years(fixture *f, int from)
{
    jb_str all = {0};
    jb_filter filter = {.agencies = both, .year_from = from};
    jb_str_add(&all, "years\n");
    assert_jb_ok(jb_store_years(f->store, &filter, year_add, &all, &f->err), &f->err);
    return all.data;
}

static void load_all(fixture *f)
{
    load(f, "agencies.csv", AGENCIES);
    load(f, "facts.csv", FACTS);
    load(f, "reports.csv", REPORTS);
    load(f, "absences.csv", ABSENCES);
}

static void test_kept_agencies_answer_as_the_tables_do(void **state)
{
    fixture *f = *state;
    load_all(f);
    char *wanted = answers(f);
    char *wanted_years[] = {years(f, 0), years(f, 2022)};
    assert_non_null(strstr(wanted, "440105,")); /* there is something to compare */
    assert_string_equal(wanted_years[1], "years\n440105 2022\n440106 2023\n440106 2024\n");
    assert_jb_ok(jb_store_keep(f->store, both, &f->err), &f->err);
    for (int i = 0; i < 2; i++) {
        char *got = answers(f);
        char *got_years = years(f, i == 0 ? 0 : 2022);
        assert_string_equal(got, wanted);
        assert_string_equal(got_years, wanted_years[i]);
        free(got);
        free(got_years);
        free(wanted_years[i]);
    }
    free(wanted);
}

static void test_keeping_ends(void **state)
{
    fixture *f = *state;
    load_all(f);
    char *before = answers(f);
    assert_jb_ok(jb_store_keep(f->store, one, &f->err), &f->err);
    load(f, "more.csv", "agency_code,year,title,source\n440105,2020,报告,z\n");
    char *kept = answers(f);
    assert_jb_ok(jb_store_keep(f->store, NULL, &f->err), &f->err);
    char *after = answers(f);
    assert_string_not_equal(after, before);
    assert_string_not_equal(after, kept); /* of the moment of keeping */
    free(before);
    free(kept);
    free(after);
}

/* Between the two calls a reader sees nothing of what others write. */
static void test_snapshot_is_of_one_moment(void **state)
{
    fixture *f = *state;
    jb_store *reader = NULL;
    load_all(f);
    assert_jb_ok(jb_store_open(in_dir(f, "a.db"), JB_STORE_READ, &reader, &f->err), &f->err);
    jb_store *writer = f->store;
    f->store = reader;
    char *before = answers(f);
    assert_jb_ok(jb_store_snapshot(reader, &f->err), &f->err);
    char *first = answers(f);
    f->store = writer;
    load(f, "more.csv", "agency_code,year,title,source\n440105,2020,报告,z\n");
    f->store = reader;
    char *during = answers(f);
    jb_store_snapshot_end(reader);
    char *after = answers(f);
    f->store = writer;
    jb_store_close(reader);
    assert_string_equal(first, before);
    assert_string_equal(during, before);
    assert_string_not_equal(after, before);
    free(before);
    free(first);
    free(during);
    free(after);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        fixture_test(test_kept_agencies_answer_as_the_tables_do),
        fixture_test(test_keeping_ends),
        fixture_test(test_snapshot_is_of_one_moment),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
