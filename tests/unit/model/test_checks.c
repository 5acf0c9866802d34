/* test_checks.c - records whose fields are fine one by one but do not agree. */
#include "jbtest.h"

#include <jianbao/model.h>

typedef struct world {
    jb_catalogue *catalogue;
    jb_arena *arena;
} world;

static int set_up(void **state)
{
    static world all;
    jb_error err = {0};
    assert_jb_ok(jb_catalogue_load(NULL, &all.catalogue, &err), &err);
    all.arena = jb_arena_new();
    *state = &all;
    return 0;
}

static int tear_down(void **state)
{
    world *all = *state;
    jb_catalogue_free(all->catalogue);
    jb_arena_free(all->arena);
    return 0;
}

/* Sets fields from "name=text" arguments, ended by NULL. */
typedef struct edit {
    const char *field;
    const char *text;
} edit;
#define EDITS 8

static void apply(jb_arena *arena, jb_fact *fact, const edit *edits)
{
    for (size_t i = 0; i < EDITS && edits[i].field != NULL; i++) {
        unsigned field = 0;
        while (strcmp(jb_fact_fields[field], edits[i].field) != 0) {
            field++;
            assert_non_null(jb_fact_fields[field]);
        }
        jb_error err = {0};
        assert_jb_ok(jb_fact_set(arena, fact, field, edits[i].text, NULL, &err), &err);
    }
}

/* A fact that is right in every way. */
static jb_fact sound(jb_arena *arena)
{
    static const edit first[EDITS] = {{"agency_code", "360121"},
                                      {"year", "2024"},
                                      {"indicator", "wage_recovered_amount"},
                                      {"value", "88032940"},
                                      {"unit", "万元"},
                                      {"source", "nc.txt"},
                                      {"raw", "8803.294万元"},
                                      {"sentence", "为4054名农民工追讨工资8803.294万元。"}};
    static const edit second[EDITS] = {{"period_kind", "campaign"},
                                       {"period_start", "2024-11-01"},
                                       {"period_end", "2025-01-28"},
                                       {"char_start", "100"},
                                       {"char_end", "110"}};
    jb_fact fact;
    jb_fact_init(&fact);
    apply(arena, &fact, first);
    apply(arena, &fact, second);
    return fact;
}

typedef struct check_case {
    edit edits[EDITS];
    const char *part; /* of the message; NULL: the fact is fine */
} check_case;

static void run(void **state, const check_case *checks, size_t count)
{
    const world *all = *state;
    for (size_t i = 0; i < count; i++) {
        jb_fact fact = sound(all->arena);
        jb_error err = {0};
        jb_loc loc = jb_loc_make("facts.csv", 9, 0, "");
        apply(all->arena, &fact, checks[i].edits);
        jb_status status = jb_fact_check(&fact, all->catalogue, &loc, &err);
        if (checks[i].part == NULL) {
            assert_jb_ok(status, &err);
        } else {
            assert_jb_fails(status, &err, JB_ERR_INPUT, checks[i].part);
            assert_int_equal(err.loc.line, 9);
        }
    }
}
#define RUN(checks) run(state, checks, sizeof(checks) / sizeof((checks)[0]))

/* The origin that would not fit another value. */
#define NO_ORIGIN                                                                                  \
    {"raw", ""}, {"sentence", ""}, {"char_start", ""},                                             \
    {                                                                                              \
        "char_end", ""                                                                             \
    }

static void test_fact_check_accepts_a_sound_fact(void **state)
{
    static const check_case checks[] = {{{{NULL, NULL}}, NULL}};
    RUN(checks);
}

static void test_fact_check_wants_the_required_fields(void **state)
{
    static const check_case checks[] = {
        {{{"agency_code", ""}}, "agency_code is missing"},
        {{{"year", ""}}, "year is missing"},
        {{{"indicator", ""}}, "indicator is missing"},
        {{{"value", ""}}, "value is missing"},
        {{{"source", ""}}, "source is missing"},
        {{{"agency", ""}, {"term", ""}, {"rule", ""}, {"note", ""}}, NULL},
    };
    RUN(checks);
}

static void test_fact_check_knows_the_catalogue(void **state)
{
    static const check_case checks[] = {
        {{{"indicator", "wage_recoverd_amount"}}, "did you mean \"wage_recovered_amount\""},
        {{{"indicator", "quite_another_thing"}}, "is not in the catalogue"},
    };
    RUN(checks);
}

static void test_fact_check_refuses_a_unit_of_another_kind(void **state)
{
#define COUNTED(code, unit_) {"indicator", code}, {"value", "41"}, {"unit", unit_}, NO_ORIGIN
    static const check_case checks[] = {
        {{COUNTED("enf_penalties", "宗")}, NULL},
        {{COUNTED("enf_penalties", "件")}, NULL},
        {{COUNTED("enf_penalties", "")}, NULL},
        {{COUNTED("enf_penalties", "元")}, "unit \"元\" does not fit enf_penalties"},
        {{COUNTED("enf_penalties", "万元")}, "does not fit"},
        {{COUNTED("wage_recovered_amount", "%")}, "does not fit"},
        {{COUNTED("wage_recovered_amount", "亿元")}, NULL},
        {{COUNTED("wage_recovered_amount", "万")}, NULL},
        {{COUNTED("disp_workers", "人次")}, NULL},
        {{COUNTED("disp_workers", "户")}, "does not fit"},
        {{COUNTED("disp_workers", "名")}, NULL},
        {{COUNTED("disp_workers", "万人")}, NULL},
        {{COUNTED("med_orgs", "家次")}, "does not fit"},
        {{COUNTED("med_orgs", "余个")}, NULL},
        {{COUNTED("enf_random_entities", "家次")}, NULL},
        {{COUNTED("enf_random_entities", "家")}, NULL},
        {{COUNTED("enf_random_entities", "人")}, "does not fit"},
        {{COUNTED("enf_site_inspections", "次")}, NULL},
        {{COUNTED("wage_clues_received", "件")}, NULL},
        {{COUNTED("arb_close_rate", "%")}, NULL},
        {{COUNTED("arb_close_rate", "件")}, "does not fit"},
        {{COUNTED("oth_award", "项")}, NULL},
    };
    RUN(checks);
}

static void test_fact_check_wants_whole_counts(void **state)
{
    static const check_case checks[] = {
        {{{"indicator", "enf_penalties"}, {"unit", "件"}, {"value", "2.5"}, NO_ORIGIN},
         "is not whole"},
        {{{"indicator", "enf_penalties"}, {"unit", "件"}, {"value", "2.0"}, NO_ORIGIN}, NULL},
        {{{"indicator", "disp_workers"}, {"unit", "万人"}, {"value", "2.88"}, NO_ORIGIN},
         "2.88万 is 28800"},
        {{{"indicator", "enf_penalties"}, {"unit", "件"}, {"value", "-1"}, NO_ORIGIN},
         "below zero"},
        {{{"indicator", "enf_penalties"}, {"unit", "件"}, {"value", "0"}, NO_ORIGIN}, NULL},
        {{{"indicator", "arb_close_rate"}, {"unit", "%"}, {"value", "89.25"}, NO_ORIGIN}, NULL},
        {{{"indicator", "wage_malicious_trend"}, {"unit", "%"}, {"value", "-80"}, NO_ORIGIN}, NULL},
        {{{"indicator", "arb_close_rate"}, {"unit", "%"}, {"value", "1000001"}, NO_ORIGIN},
         "no percentage"},
    };
    RUN(checks);
}

/* An amount whose value, raw and unit are given; the rest of the origin is left out. */
#define RAW(value_, raw_, unit_)                                                                   \
    {"value", value_}, {"raw", raw_}, {"unit", unit_}, {"sentence", ""}, {"char_start", ""},       \
    {                                                                                              \
        "char_end", ""                                                                             \
    }

static void test_fact_check_compares_value_and_raw(void **state)
{
    static const check_case checks[] = {
        {{RAW("26040000", "2604万元", "万元")}, NULL},
        {{RAW("26040000", "2604元", "元")}, "value 26040000 does not agree with raw \"2604元\""},
        {{RAW("2604", "2604万元", "万元")}, "does not agree"},
        {{RAW("10000000", "1000余万元", "万元")}, NULL},
        {{RAW("1290000", "129万余元", "元")}, NULL},
        {{RAW("222000000", "2.22亿元", "亿元")}, NULL},
        {{RAW("5000000", "5百万元", "元")}, NULL},
        {{RAW("1590", "1,590元", "元")}, NULL},
        {{RAW("1234567.5", "1,234,567.5元", "元")}, NULL},
        {{RAW("590", "1,590元", "元")}, "does not agree"},
        {{RAW("26040000", "2604", "万元")}, NULL},
        {{RAW("2604", "2604", "元")}, NULL},
        {{RAW("26040000", "2604 万元", "万元")}, NULL},
        {{RAW("20000", "二万元", "元")}, NULL},
        {{RAW("0", "未动用", "")}, NULL},
        {{RAW("26040000", "为2261名农民工追回2604万元", "万元")}, NULL},
        {{RAW("99", "为2261名农民工追回2604万元", "万元")}, "does not agree"},
        {{RAW("2604.50", "2604.5元", "元")}, NULL},
        {{RAW("2310", "2 310元", "元")}, NULL},
        {{RAW("128", "12８元", "元")}, NULL},
        {{RAW("1234", "１，２３４元", "元")}, NULL},
        {{RAW("1234", "1，234元", "元")}, NULL},
        {{RAW("350000000", "3亿5000万元", "元")}, NULL},
        {{RAW("20000", "2萬元", "元")}, NULL},
        {{RAW("2311", "2 310元", "元")}, "does not agree"},
        {{RAW("1", "99999999999999999999999999999999999999999999999元", "元")}, "does not agree"},
    };
    RUN(checks);
}

static void test_number_find_gives_number_and_unit(void **state)
{
    static const char text[] = "立案12件，受理2 310 件，其中12人\n万元\t8.5\n";
    static const struct {
        const char *unit;
        jb_dec value;
        size_t count;
        const char *first;
    } cases[] = {
        {"件", {2310, 0}, 1, "2 310 件"}, {"件", {12, 0}, 2, "12件"}, {"人", {12, 0}, 2, "12"},
        {"万元", {85000, 0}, 1, "8.5"},   {"件", {31, 0}, 0, ""},     {"", {310, 0}, 1, "310"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        jb_number_place places[2] = {{0, 0, 0}};
        size_t count = jb_number_find(text, cases[i].unit, cases[i].value, places, 2);
        assert_int_equal(count, cases[i].count);
        assert_int_equal(places[0].end - places[0].start, strlen(cases[i].first));
        assert_memory_equal(text + places[0].start, cases[i].first, strlen(cases[i].first));
    }
    jb_number_place place = {0, 0, 0};
    static const char amount[] = "追发工资约2865.4 万元，";
    assert_int_equal(jb_number_find(amount, "万元", (jb_dec){28654000, 0}, &place, 1), 1);
    assert_int_equal(place.end - place.unit, strlen("万元"));
    assert_memory_equal(amount + place.unit, "万元", strlen("万元"));
    assert_true(jb_number_any("受理１起"));
    assert_false(jb_number_any("未发生一起"));
}

static void test_fact_check_compares_signs(void **state)
{
#define TREND(value_, raw_) {"indicator", "wage_malicious_trend"}, RAW(value_, raw_, "%")
    static const check_case checks[] = {
        {{TREND("-80", "下降80%")}, NULL},    {{TREND("-80", "-80%")}, NULL},
        {{TREND("-80", "−80%")}, NULL},       {{TREND("80", "80%")}, NULL},
        {{TREND("80", "-80%")}, "not agree"}, {{TREND("-80", "下降8%")}, "not agree"},
    };
    RUN(checks);
}

static void test_fact_check_looks_at_the_period(void **state)
{
#define PERIOD(kind, start, end)                                                                   \
    {"period_kind", kind}, {"period_start", start},                                                \
    {                                                                                              \
        "period_end", end                                                                          \
    }
    static const check_case checks[] = {
        {{PERIOD("campaign", "2025-01-28", "2024-11-01")},
         "period_start 2025-01-28 is after period_end 2024-11-01"},
        {{PERIOD("full_year", "2024-01-01", "2024-12-31")}, NULL},
        {{PERIOD("full_year", "", "")}, NULL},
        {{PERIOD("full_year", "2024-01-01", "2024-10-31")}, "full_year"},
        {{PERIOD("full_year", "2023-01-01", "2024-12-31")}, "full_year"},
        {{PERIOD("part_year", "2024-01-01", "2024-10-31")}, NULL},
        {{PERIOD("part_year", "", "2024-10-31")}, NULL},
        {{PERIOD("part_year", "2024-01-01", "2024-12-31")}, "part_year"},
        {{PERIOD("part_year", "2023-11-01", "2024-01-31")}, "part_year"},
        {{PERIOD("as_of", "", "2024-12-31")}, NULL},
        {{PERIOD("as_of", "", "")}, NULL},
        {{PERIOD("as_of", "2024-12-31", "2024-12-31")}, NULL},
        {{PERIOD("as_of", "2024-01-01", "2024-12-31")}, "leave period_start empty"},
        {{PERIOD("as_of", "2024-12-31", "")}, "leave period_start empty"},
        {{PERIOD("cumulative", "2020-12-01", "2024-12-31")}, NULL},
        {{PERIOD("unstated", "", "")}, NULL},
        {{PERIOD("unstated", "2024-01-01", "2024-12-31")}, NULL},
        {{PERIOD("unstated", "2024-01-01", "2024-11-18")}, NULL},
        {{PERIOD("unstated", "2024-11-18", "2024-01-01")}, "is after"},
    };
    RUN(checks);
}

static void test_fact_check_looks_at_the_origin(void **state)
{
    static const check_case checks[] = {
        {{{"sentence", "为4054名农民工追讨工资。"}}, "does not stand in sentence"},
        {{{"sentence", ""}}, NULL},
        {{{"char_end", "111"}}, "spans 11 characters but raw \"8803.294万元\" has 10"},
        {{{"char_end", "99"}}, "spans -1 characters"},
        {{{"char_end", ""}}, "char_end is missing"},
        {{{"char_start", ""}}, "char_start is missing"},
        {{{"raw", ""}, {"sentence", ""}}, "spans 10 characters"},
        {{{"char_start", "0"}, {"char_end", "10"}}, NULL},
    };
    RUN(checks);
}

/* ---- the other records
 * --------------------------------------------------------------------------- */

static jb_agency district(void)
{
    jb_agency agency;
    jb_agency_init(&agency);
    agency.code = "440105";
    agency.name = "海珠区人社局";
    agency.level = JB_LEVEL_COUNTY;
    agency.parent = "440100";
    return agency;
}

static void agency_fails(jb_agency agency, const char *part)
{
    jb_error err = {0};
    jb_status status = jb_agency_check(&agency, NULL, &err);
    assert_jb_fails(status, &err, JB_ERR_INPUT, part);
}

static void test_agency_check(void **state)
{
    (void)state;
    jb_error err = {0};
    jb_agency agency = district();
    assert_jb_ok(jb_agency_check(&agency, NULL, &err), &err);
    agency.code = "";
    agency_fails(agency, "code is missing");
    agency = district();
    agency.name = "";
    agency_fails(agency, "name is missing");
    agency = district();
    agency.level = JB_LEVELS;
    agency_fails(agency, "level is missing");
    agency = district();
    agency.level = JB_LEVEL_PREFECTURE;
    agency_fails(agency, "440105 is of level county, not prefecture");
    agency = district();
    agency.parent = agency.code;
    agency_fails(agency, "parent");
    agency = district();
    agency.valid_from = (jb_date){2021, 4, 1};
    agency.valid_to = (jb_date){2021, 3, 31};
    agency_fails(agency, "valid_from is after valid_to");
}

static void test_agency_check_reads_levels_from_codes(void **state)
{
    (void)state;
    static const struct {
        const char *code;
        jb_level level;
    } all[] = {{"000000", JB_LEVEL_NATION},
               {"100000", JB_LEVEL_NATION},
               {"440000", JB_LEVEL_PROVINCE},
               {"440100", JB_LEVEL_PREFECTURE},
               {"120116", JB_LEVEL_COUNTY}};
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        jb_error err = {0};
        jb_agency agency = district();
        agency.code = all[i].code;
        agency.level = all[i].level;
        agency.parent = "";
        assert_jb_ok(jb_agency_check(&agency, NULL, &err), &err);
    }
}

static void test_report_check(void **state)
{
    (void)state;
    jb_report report;
    jb_error err = {0};
    jb_report_init(&report);
    assert_jb_fails(jb_report_check(&report, NULL, &err), &err, JB_ERR_INPUT, "agency_code");
    err = (jb_error){0};
    report.agency_code = "440311";
    assert_jb_fails(jb_report_check(&report, NULL, &err), &err, JB_ERR_INPUT, "year");
    err = (jb_error){0};
    report.year = 2021;
    assert_jb_fails(jb_report_check(&report, NULL, &err), &err, JB_ERR_INPUT, "source");
    err = (jb_error){0};
    report.source = "gm.txt";
    report.signed_on = (jb_date){2021, 11, 18};
    assert_jb_ok(jb_report_check(&report, NULL, &err), &err);
    report.signed_on.year = 2020;
    assert_jb_fails(jb_report_check(&report, NULL, &err), &err, JB_ERR_INPUT, "before 2021");
}

static void test_absent_check(void **state)
{
    const world *all = *state;
    jb_absent absent;
    jb_error err = {0};
    jb_absent_init(&absent);
    absent.agency_code = "440311";
    absent.year = 2021;
    absent.indicator = "lit_lost";
    assert_jb_fails(jb_absent_check(&absent, all->catalogue, NULL, &err), &err, JB_ERR_INPUT,
                    "kind is missing");
    err = (jb_error){0};
    absent.kind = JB_ABSENT_NOT_APPLICABLE;
    assert_jb_ok(jb_absent_check(&absent, all->catalogue, NULL, &err), &err);
    absent.kind = JB_ABSENT_ZERO_STATED;
    assert_jb_fails(jb_absent_check(&absent, all->catalogue, NULL, &err), &err, JB_ERR_INPUT,
                    "source is missing");
    err = (jb_error){0};
    absent.source = "gm.txt";
    assert_jb_ok(jb_absent_check(&absent, all->catalogue, NULL, &err), &err);
    absent.indicator = "lit_lst";
    assert_jb_fails(jb_absent_check(&absent, all->catalogue, NULL, &err), &err, JB_ERR_INPUT,
                    "did you mean \"lit_lost\"");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_fact_check_accepts_a_sound_fact),
        cmocka_unit_test(test_fact_check_wants_the_required_fields),
        cmocka_unit_test(test_fact_check_knows_the_catalogue),
        cmocka_unit_test(test_fact_check_refuses_a_unit_of_another_kind),
        cmocka_unit_test(test_fact_check_wants_whole_counts),
        cmocka_unit_test(test_fact_check_compares_value_and_raw),
        cmocka_unit_test(test_number_find_gives_number_and_unit),
        cmocka_unit_test(test_fact_check_compares_signs),
        cmocka_unit_test(test_fact_check_looks_at_the_period),
        cmocka_unit_test(test_fact_check_looks_at_the_origin),
        cmocka_unit_test(test_agency_check),
        cmocka_unit_test(test_agency_check_reads_levels_from_codes),
        cmocka_unit_test(test_report_check),
        cmocka_unit_test(test_absent_check),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
