/* test_records.c - every field of every record: text in, the same text out; bad text refused. */
#include "jbtest.h"

#include <jianbao/model.h>

#define HASH "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

/* A record type with its functions, so that one property holds for all of them. */
typedef struct record_case {
    const char *const *fields;
    void (*init)(void *record);
    jb_status (*set)(jb_arena *arena, void *record, unsigned field, const char *text,
                     jb_error *err);
    const char *(*text)(jb_arena *arena, const void *record, unsigned field);
    const char *const *samples; /* two a field, canonical */
} record_case;

#define RECORD(noun)                                                                               \
    static void noun##_init_any(void *record)                                                      \
    {                                                                                              \
        noun##_init(record);                                                                       \
    }                                                                                              \
    static jb_status noun##_set_any(jb_arena *arena, void *record, unsigned field,                 \
                                    const char *text, jb_error *err)                               \
    {                                                                                              \
        return noun##_set(arena, record, field, text, NULL, err);                                  \
    }                                                                                              \
    static const char *noun##_text_any(jb_arena *arena, const void *record, unsigned field)        \
    {                                                                                              \
        return noun##_field(arena, record, field);                                                 \
    }

RECORD(jb_fact)
RECORD(jb_agency)
RECORD(jb_report)
RECORD(jb_absent)

static const char *const fact_samples[] = {"440105",
                                           "360121",
                                           "海珠区人社局",
                                           "甲局",
                                           "2024",
                                           "1990",
                                           "enf_cases_filed",
                                           "x",
                                           "审结",
                                           "调处",
                                           "8803.290",
                                           "-80",
                                           "万元",
                                           "%",
                                           "at_least",
                                           "nearly",
                                           "2024-01-01",
                                           "2020-02-29",
                                           "2024-12-31",
                                           "2199-12-31",
                                           "campaign",
                                           "full_year",
                                           "农民工",
                                           "一审",
                                           "平台",
                                           "现场",
                                           "含街道",
                                           "全区",
                                           "46.54",
                                           "-7.65",
                                           "0",
                                           "1.20",
                                           "derived",
                                           "manual",
                                           "approved",
                                           "rejected",
                                           "a.txt",
                                           "https://example.org/报告?年=2024&b=\"1\"",
                                           HASH,
                                           HASH,
                                           "0",
                                           "2147483647",
                                           "10",
                                           "17",
                                           "8803.294万元",
                                           "两\n行",
                                           "句子，\t有\"引号\"",
                                           "x",
                                           "rule-1",
                                           "张三",
                                           "0.95",
                                           "1",
                                           "附注",
                                           "第一行\n第二行"};
static const char *const agency_samples[] = {
    "440105",     "120000",     "广州市海珠区人力资源和社会保障局",
    "x",          "海珠区",     "x",
    "Haizhu",     "x",          "county",
    "nation",     "440100",     "000000",
    "2021-04-01", "1949-10-01", "2099-12-31",
    "2021-03-31"};
static const char *const report_samples[] = {
    "440105",     "360121",     "2024",    "2023",   "报告",       "x",
    "a.txt",      "b.html",     HASH,      HASH,     "2024-01-29", "2021-11-18",
    "2024-02-08", "2024-02-09", "program", "person", "附注",       "x\ny"};
static const char *const absent_samples[] = {"440105",   "360121", "2024",        "2023",
                                             "lit_lost", "x",      "zero_stated", "no_report",
                                             "a.txt",    "b",      "附注",        "x"};

static const record_case cases[] = {
    {jb_fact_fields, jb_fact_init_any, jb_fact_set_any, jb_fact_text_any, fact_samples},
    {jb_agency_fields, jb_agency_init_any, jb_agency_set_any, jb_agency_text_any, agency_samples},
    {jb_report_fields, jb_report_init_any, jb_report_set_any, jb_report_text_any, report_samples},
    {jb_absent_fields, jb_absent_init_any, jb_absent_set_any, jb_absent_text_any, absent_samples},
};
#define CASES (sizeof cases / sizeof cases[0])

/* Room for any of the records. */
typedef union any_record {
    jb_fact fact;
    jb_agency agency;
    jb_report report;
    jb_absent absent;
} any_record;

static unsigned field_of(const char *const *fields, const char *name)
{
    for (unsigned i = 0; fields[i] != NULL; i++) {
        if (strcmp(fields[i], name) == 0) {
            return i;
        }
    }
    fail_msg("no field %s", name);
    return 0;
}

static void check_columns(const char *const *fields, const char *want)
{
    jb_str line = {0};
    for (unsigned i = 0; fields[i] != NULL; i++) {
        jb_str_add(&line, i == 0 ? "" : " ");
        jb_str_add(&line, fields[i]);
    }
    assert_string_equal(jb_str_text(&line), want);
    jb_str_free(&line);
}

static void test_fields_stand_in_the_documented_order(void **state)
{
    (void)state;
    check_columns(jb_fact_fields,
                  "agency_code agency year indicator term value unit qualifier period_start "
                  "period_end period_kind scope_population scope_channel scope_coverage "
                  "yoy_percent yoy_points basis status source source_sha256 char_start char_end "
                  "raw sentence rule confidence note");
    check_columns(jb_agency_fields,
                  "code name short_name name_en level parent valid_from valid_to");
    check_columns(jb_report_fields,
                  "agency_code year title source sha256 signed_on published_on reading note");
    check_columns(jb_absent_fields, "agency_code year indicator kind source note");
}

/* Sets every field of a record to one of its two samples. */
static void fill(const record_case *it, jb_arena *arena, any_record *record, unsigned which)
{
    it->init(record);
    for (unsigned i = 0; it->fields[i] != NULL; i++) {
        jb_error err = {0};
        assert_jb_ok(it->set(arena, record, i, it->samples[2 * i + which], &err), &err);
    }
}

static void test_set_then_field_gives_the_same_text(void **state)
{
    (void)state;
    jb_arena *arena = jb_arena_new();
    for (size_t c = 0; c < CASES; c++) {
        for (unsigned which = 0; which < 2; which++) {
            any_record record;
            fill(&cases[c], arena, &record, which);
            for (unsigned i = 0; cases[c].fields[i] != NULL; i++) {
                assert_string_equal(cases[c].text(arena, &record, i),
                                    cases[c].samples[2 * i + which]);
            }
        }
    }
    jb_arena_free(arena);
}

static void test_set_to_nothing_equals_never_set(void **state)
{
    (void)state;
    jb_arena *arena = jb_arena_new();
    for (size_t c = 0; c < CASES; c++) {
        any_record filled;
        any_record fresh;
        fill(&cases[c], arena, &filled, 1);
        cases[c].init(&fresh);
        for (unsigned i = 0; cases[c].fields[i] != NULL; i++) {
            jb_error err = {0};
            assert_jb_ok(cases[c].set(arena, &filled, i, "", &err), &err);
            assert_string_equal(cases[c].text(arena, &filled, i), cases[c].text(arena, &fresh, i));
        }
    }
    jb_arena_free(arena);
}

static void test_field_text_is_canonical(void **state)
{
    (void)state;
    jb_arena *arena = jb_arena_new();
    jb_fact fact;
    jb_error err = {0};
    unsigned value = field_of(jb_fact_fields, "value");
    jb_fact_init(&fact);
    assert_string_equal(jb_fact_field(arena, &fact, value), "");
    assert_jb_ok(jb_fact_set(arena, &fact, value, "007.50", NULL, &err), &err);
    assert_string_equal(jb_fact_field(arena, &fact, value), "7.50");
    assert_jb_ok(jb_fact_set(arena, &fact, value, "-0", NULL, &err), &err);
    assert_string_equal(jb_fact_field(arena, &fact, value), "0");
    jb_arena_free(arena);
}

static void test_fact_init_gives_documented_defaults(void **state)
{
    (void)state;
    jb_fact fact;
    jb_fact_init(&fact);
    assert_int_equal(fact.qualifier, JB_QUAL_EXACT);
    assert_int_equal(fact.period.kind, JB_PERIOD_UNSTATED);
    assert_int_equal(fact.basis, JB_BASIS_STATED);
    assert_int_equal(fact.status, JB_REVIEW_EXTRACTED);
    assert_int_equal(fact.char_start, -1);
    assert_int_equal(fact.char_end, -1);
    assert_int_equal(jb_dec_cmp(fact.confidence, jb_dec_int(1)), 0);
    assert_string_equal(fact.sentence, "");
    assert_false(fact.has_yoy_percent);
    assert_int_equal(fact.id, 0);
}

static void test_fact_set_change_is_given_only_when_written(void **state)
{
    (void)state;
    jb_arena *arena = jb_arena_new();
    jb_fact fact;
    jb_error err = {0};
    unsigned yoy = field_of(jb_fact_fields, "yoy_percent");
    jb_fact_init(&fact);
    assert_string_equal(jb_fact_field(arena, &fact, yoy), "");
    assert_jb_ok(jb_fact_set(arena, &fact, yoy, "0", NULL, &err), &err);
    assert_true(fact.has_yoy_percent);
    assert_false(fact.has_yoy_points);
    assert_string_equal(jb_fact_field(arena, &fact, yoy), "0");
    assert_jb_ok(jb_fact_set(arena, &fact, yoy, "", NULL, &err), &err);
    assert_false(fact.has_yoy_percent);
    jb_arena_free(arena);
}

typedef struct bad_case {
    const char *field;
    const char *text;
    const char *part; /* of the message */
} bad_case;

static const bad_case bad_cases[] = {
    {"agency_code", "44010", "six digits"},
    {"agency_code", "44010x", "agency_code \"44010x\""},
    {"agency", "甲\n乙", "agency is not one line"},
    {"year", "24", "1990 to 2100"},
    {"year", "1989", "1990 to 2100"},
    {"year", "2101", "1990 to 2100"},
    {"year", "2024.0", "year \"2024.0\""},
    {"value", "1,590", "value \"1,590\" is not a plain number"},
    {"value", "8803.294万", "plain number"},
    {"value", "１２", "plain number"},
    {"value", "1e5", "plain number"},
    {"value", "99999999999999999999", "plain number"},
    {"qualifier", "atleast", "none of: exact, at_least"},
    {"period_start", "2023-02-29", "YYYY-MM-DD"},
    {"period_end", "2024年", "YYYY-MM-DD"},
    {"period_kind", "year", "full_year, part_year"},
    {"yoy_percent", "+46.54%", "yoy_percent"},
    {"basis", "Stated", "stated, derived, manual"},
    {"status", "ok", "extracted, approved, corrected, rejected"},
    {"source_sha256", "abc", "64 digits"},
    {"char_start", "-1", "0 or more"},
    {"char_end", "2147483648", "0 or more"},
    {"char_end", "1.5", "0 or more"},
    {"confidence", "1.01", "from 0 to 1"},
    {"confidence", "-0.5", "from 0 to 1"},
    {"note", "\x01", "control characters"},
    {"note", "\xff\xfe", "UTF-8"},
    {"raw", "\xc2\x85", "control characters"},
    {"sentence", "a\x7f", "control characters"},
};

static void test_fact_set_refuses_bad_text(void **state)
{
    (void)state;
    jb_arena *arena = jb_arena_new();
    for (size_t i = 0; i < sizeof bad_cases / sizeof bad_cases[0]; i++) {
        jb_fact fact;
        jb_error err = {0};
        jb_loc loc = jb_loc_make("facts.csv", 7, 3, "");
        jb_fact_init(&fact);
        unsigned field = field_of(jb_fact_fields, bad_cases[i].field);
        jb_status status = jb_fact_set(arena, &fact, field, bad_cases[i].text, &loc, &err);
        assert_jb_fails(status, &err, JB_ERR_INPUT, bad_cases[i].part);
        assert_jb_at(&err, 7, 3);
        assert_int_equal(jb_utf8_check(err.en, strlen(err.en)), strlen(err.en));
    }
    jb_arena_free(arena);
}

static void test_other_records_refuse_bad_text(void **state)
{
    (void)state;
    jb_arena *arena = jb_arena_new();
    any_record record;
    jb_error err = {0};
    jb_agency_init(&record.agency);
    jb_status status = jb_agency_set(arena, &record.agency, field_of(jb_agency_fields, "level"),
                                     "district", NULL, &err);
    assert_jb_fails(status, &err, JB_ERR_INPUT, "nation, province, prefecture, county");
    err = (jb_error){0};
    jb_report_init(&record.report);
    status = jb_report_set(arena, &record.report, field_of(jb_report_fields, "signed_on"),
                           "2024-1-29", NULL, &err);
    assert_jb_fails(status, &err, JB_ERR_INPUT, "signed_on \"2024-1-29\"");
    err = (jb_error){0};
    jb_absent_init(&record.absent);
    status = jb_absent_set(arena, &record.absent, field_of(jb_absent_fields, "kind"), "missing",
                           NULL, &err);
    assert_jb_fails(status, &err, JB_ERR_INPUT, "no_report, silent");
    jb_arena_free(arena);
}

static void test_set_cuts_long_text_in_its_message(void **state)
{
    (void)state;
    jb_arena *arena = jb_arena_new();
    jb_fact fact;
    jb_error err = {0};
    jb_str text = {0};
    for (unsigned i = 0; i < 500; i++) {
        jb_str_add(&text, "数");
    }
    jb_fact_init(&fact);
    jb_status status = jb_fact_set(arena, &fact, field_of(jb_fact_fields, "value"),
                                   jb_str_text(&text), NULL, &err);
    assert_jb_fails(status, &err, JB_ERR_INPUT, "数…\" is not a plain number");
    jb_str_free(&text);
    jb_arena_free(arena);
}

/* ---- the figure in its sentence */

static const char *found_at(const char *sentence, const char *raw, const char *text, int64_t start)
{
    jb_fact fact = {0};
    jb_fact_init(&fact);
    fact.sentence = sentence;
    fact.raw = raw;
    fact.char_start = start;
    return jb_fact_in_sentence(&fact, text);
}

static void test_fact_in_sentence_marks_the_only_place(void **unused)
{
    const char *sentence = "立案13件，结案3件。";
    (void)unused;
    assert_ptr_equal(found_at(sentence, "13件", NULL, -1), strstr(sentence, "13件"));
    /* Not the end of 13件. */
    assert_ptr_equal(found_at(sentence, "3件", NULL, -1), strstr(sentence, "结案") + 6);
    assert_null(found_at(sentence, "4件", NULL, -1));
    assert_null(found_at(sentence, "", NULL, -1));
    assert_null(found_at("共13件。", "3件", NULL, -1));
}

static void test_fact_in_sentence_goes_by_the_place_in_the_text(void **unused)
{
    const char *sentence = "立案3件，结案3件。";
    /* The sentence stands twice, broken over lines the second time. */
    const char *text = "报告\n立案3件，结案3件。\n另：立案\n  3件，结案3件。\n";
    (void)unused;
    assert_null(found_at(sentence, "3件", NULL, 5));
    assert_null(found_at(sentence, "3件", text, -1));
    assert_ptr_equal(found_at(sentence, "3件", text, 5), strstr(sentence, "3件"));
    assert_ptr_equal(found_at(sentence, "3件", text, 10), strstr(sentence, "结案") + 6);
    assert_ptr_equal(found_at(sentence, "3件", text, 21), strstr(sentence, "3件"));
    assert_ptr_equal(found_at(sentence, "3件", text, 26), strstr(sentence, "结案") + 6);
    /* A place where the sentence does not stand tells nothing; nor does one beyond the text. */
    assert_null(found_at(sentence, "3件", text, 1));
    assert_null(found_at(sentence, "3件", text, 4000));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_fields_stand_in_the_documented_order),
        cmocka_unit_test(test_set_then_field_gives_the_same_text),
        cmocka_unit_test(test_set_to_nothing_equals_never_set),
        cmocka_unit_test(test_field_text_is_canonical),
        cmocka_unit_test(test_fact_init_gives_documented_defaults),
        cmocka_unit_test(test_fact_set_change_is_given_only_when_written),
        cmocka_unit_test(test_fact_set_refuses_bad_text),
        cmocka_unit_test(test_other_records_refuse_bad_text),
        cmocka_unit_test(test_set_cuts_long_text_in_its_message),
        cmocka_unit_test(test_fact_in_sentence_marks_the_only_place),
        cmocka_unit_test(test_fact_in_sentence_goes_by_the_place_in_the_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
