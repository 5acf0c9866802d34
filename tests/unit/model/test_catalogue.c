/* test_catalogue.c - the embedded catalogue is whole; a faulty one is refused with its place. */
#include "jbtest.h"

#include <jianbao/model.h>

/* ---- the embedded catalogue
 * ---------------------------------------------------------------------- */

static int load(void **state)
{
    jb_catalogue *catalogue = NULL;
    jb_error err = {0};
    assert_jb_ok(jb_catalogue_load(NULL, &catalogue, &err), &err);
    *state = catalogue;
    return 0;
}

static int unload(void **state)
{
    jb_catalogue_free(*state);
    return 0;
}

static void test_load_finds_every_entry_by_its_code(void **state)
{
    const jb_catalogue *catalogue = *state;
    size_t count = 0;
    for (; jb_catalogue_at(catalogue, count) != NULL; count++) {
        const jb_indicator *it = jb_catalogue_at(catalogue, count);
        assert_ptr_equal(jb_catalogue_find(catalogue, it->code), it);
        assert_int_equal(it->order, count);
        assert_non_null(jb_catalogue_family(catalogue, it->family));
    }
    assert_true(count >= 110);
    assert_null(jb_catalogue_at(catalogue, count));
    assert_null(jb_catalogue_find(catalogue, "enf"));
    assert_null(jb_catalogue_find(catalogue, ""));
    assert_null(jb_catalogue_family(catalogue, "xyz"));
}

static void test_load_keeps_what_an_entry_says(void **state)
{
    const jb_catalogue *catalogue = *state;
    const jb_indicator *filed = jb_catalogue_find(catalogue, "enf_cases_filed");
    assert_string_equal(filed->zh, "劳动保障监察立案数");
    assert_string_equal(filed->short_zh, "立案");
    assert_int_equal(filed->unit, JB_UNIT_CASE);
    assert_int_equal(filed->kind, JB_KIND_COUNT);
    assert_int_equal(filed->agg, JB_AGG_SUM);
    assert_int_equal(filed->direction, JB_DIR_NEUTRAL);
    assert_null(filed->part_of);
    assert_false(filed->base_unclear);
    assert_string_equal(filed->units[0], "件");
    const jb_indicator *rate = jb_catalogue_find(catalogue, "disp_resolve_rate");
    assert_string_equal(rate->numerator, "disp_resolved");
    assert_string_equal(rate->denominator, "disp_total");
    assert_int_equal(jb_dec_cmp(rate->band_max, jb_dec_int(100)), 0);
    assert_string_equal(jb_catalogue_family(catalogue, "wage")->zh, "工资追回");
}

static void same_texts(const char *const *a, const char *const *b)
{
    for (; *a != NULL && *b != NULL; a++, b++) {
        assert_string_equal(*a, *b);
    }
    assert_ptr_equal(*a, *b); /* both at their end */
}

static void same_indicators(const jb_indicator *const *a, const jb_indicator *const *b)
{
    for (; *a != NULL && *b != NULL; a++, b++) {
        assert_string_equal((*a)->code, (*b)->code);
    }
    assert_ptr_equal(*a, *b);
}

static void same_name(const char *a, const char *b)
{
    assert_string_equal(a != NULL ? a : "(none)", b != NULL ? b : "(none)");
}

static void same_indicator(const jb_indicator *a, const jb_indicator *b)
{
    const char *const texts[][2] = {{a->code, b->code},
                                    {a->family, b->family},
                                    {a->zh, b->zh},
                                    {a->en, b->en},
                                    {a->short_zh, b->short_zh},
                                    {a->short_en, b->short_en},
                                    {a->numerator, b->numerator},
                                    {a->denominator, b->denominator},
                                    {a->part_of, b->part_of},
                                    {a->definition_zh, b->definition_zh},
                                    {a->source, b->source},
                                    {a->definition_en, b->definition_en},
                                    {a->pitfall_zh, b->pitfall_zh},
                                    {a->pitfall_en, b->pitfall_en}};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        same_name(texts[i][0], texts[i][1]);
    }
    assert_true(a->unit == b->unit && a->kind == b->kind && a->agg == b->agg);
    assert_true(a->direction == b->direction && a->base_unclear == b->base_unclear);
    assert_true(a->order == b->order && jb_dec_cmp(a->band_min, b->band_min) == 0);
    assert_int_equal(jb_dec_cmp(a->band_max, b->band_max), 0);
    same_texts(a->units, b->units);
    same_texts(a->whole_of, b->whole_of);
    same_texts(a->never_with, b->never_with);
    same_indicators(a->overlaps, b->overlaps);
}

/* The tables made when the program was built say what the JSON says when it is read now. */
static void test_built_in_tables_are_the_json(void **state)
{
    jb_catalogue *read = NULL;
    jb_error err = {0};
    size_t i = 0;
    assert_jb_ok(jb_catalogue_load("src/model/catalogue.json", &read, &err), &err);
    for (; jb_catalogue_at(*state, i) != NULL && jb_catalogue_at(read, i) != NULL; i++) {
        const jb_indicator *it = jb_catalogue_at(*state, i);
        same_indicator(it, jb_catalogue_at(read, i));
        assert_string_equal(jb_catalogue_family(*state, it->family)->zh,
                            jb_catalogue_family(read, it->family)->zh);
    }
    assert_ptr_equal(jb_catalogue_at(*state, i), jb_catalogue_at(read, i));
    for (i = 0; jb_catalogue_check(*state, i) != NULL && jb_catalogue_check(read, i) != NULL; i++) {
        const jb_check *a = jb_catalogue_check(*state, i);
        const jb_check *b = jb_catalogue_check(read, i);
        assert_true(a->kind == b->kind && strcmp(a->of->code, b->of->code) == 0);
        same_indicators(a->plus, b->plus);
        same_indicators(a->minus, b->minus);
        same_indicators(a->over, b->over);
    }
    assert_ptr_equal(jb_catalogue_check(*state, i), jb_catalogue_check(read, i));
    assert_true(i > 0);
    jb_catalogue_free(read);
}

static void test_rates_of_unknown_base_are_marked(void **state)
{
    static const char *const unclear[] = {"arb_close_rate",       "disp_precase_rate",
                                          "wage_clue_close_rate", "wage_clue_approval_rate",
                                          "arb_mediation_rate",   "arb_final_rate",
                                          "med_success_rate"};
    for (size_t i = 0; i < sizeof unclear / sizeof unclear[0]; i++) {
        assert_true(jb_catalogue_find(*state, unclear[i])->base_unclear);
    }
    assert_false(jb_catalogue_find(*state, "disp_resolve_rate")->base_unclear);
}

static void test_nearest_helps_with_a_slip(void **state)
{
    assert_string_equal(jb_catalogue_nearest(*state, "enf_case_filed"), "enf_cases_filed");
    assert_null(jb_catalogue_nearest(*state, "completely different"));
}

static void test_named_finds_an_indicator_by_its_chinese_name(void **state)
{
    static const char *const names[][2] = {{"立案", "enf_cases_filed"},
                                           {"责令改正", "enf_rectify_orders"},
                                           {"责令限期改正", "enf_rectify_orders"},
                                           {"追回工资", "wage_recovered_amount"},
                                           {"线索办结率", "wage_clue_close_rate"}};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        assert_string_equal(jb_catalogue_named(*state, names[i][0])->code, names[i][1]);
        assert_string_equal(jb_catalogue_nearest(*state, names[i][0]), names[i][1]);
    }
    assert_null(jb_catalogue_named(*state, "天气"));
    assert_null(jb_catalogue_named(*state, "率"));
    assert_null(jb_catalogue_named(*state, ""));
}

static void test_json_gives_the_phrases(void **state)
{
    const jb_json *list = jb_json_find(jb_catalogue_json(*state), "indicators");
    const jb_json *phrases = jb_json_find(jb_json_at(list, 0), "phrases");
    assert_int_equal(jb_json_kind(phrases), JB_JSON_ARRAY);
    assert_true(jb_json_count(phrases) > 0);
}

/* Words that a column head has room for. */
static void test_short_names_are_short(void **state)
{
    for (size_t i = 0; jb_catalogue_at(*state, i) != NULL; i++) {
        const jb_indicator *it = jb_catalogue_at(*state, i);
        assert_true(jb_utf8_columns(it->short_zh) <= 16);
        assert_true(jb_utf8_columns(it->short_en) <= 24);
    }
}

/* ---- other catalogues
 * ---------------------------------------------------------------------------- */

#define HEAD "{\"format\": 1, \"families\": [{\"code\": \"a\", \"zh\": \"甲\", \"en\": \"A\"}],\n"
#define BODY                                                                                       \
    "\"zh\": \"一\", \"en\": \"One\", \"short_zh\": \"一\", \"short_en\": \"One\", "             \
    "\"definition_zh\": \"定义\", \"definition_en\": \"Definition\", \"agg\": \"sum\", "         \
    "\"direction\": \"neutral\""
#define COUNT BODY ", \"kind\": \"count\", \"unit\": \"case\", \"family\": \"a\""
#define BAND ", \"band\": [0, 9.5]"
#define ENTRY(code, more) "{\"code\": \"" code "\", " COUNT BAND more "}"
#define DOC(entries) HEAD "\"indicators\": [\n" entries "]}\n"

static jb_status load_text(const char *text, jb_catalogue **out, jb_error *err)
{
    char dir[JB_TEST_DIR];
    const char *path = jb_test_path(jb_test_dir(dir), "catalogue.json");
    jb_test_write(path, text);
    jb_status status = jb_catalogue_load(path, out, err);
    jb_test_dir_remove(dir);
    return status;
}

static void test_load_reads_another_file(void **state)
{
    (void)state;
    jb_catalogue *catalogue = NULL;
    jb_error err = {0};
    const char *text = DOC(ENTRY("a_one", ", \"units\": [\"家\", \"家次\"]") ",\n" ENTRY(
        "a_two", ", \"part_of\": \"a_one\", \"phrases\": [\"甲N\"]"));
    assert_jb_ok(load_text(text, &catalogue, &err), &err);
    const jb_indicator *one = jb_catalogue_find(catalogue, "a_one");
    assert_string_equal(one->units[1], "家次");
    assert_null(one->units[2]);
    assert_string_equal(one->source, "");
    assert_string_equal(jb_catalogue_find(catalogue, "a_two")->part_of, "a_one");
    assert_null(jb_catalogue_at(catalogue, 2));
    jb_catalogue_free(catalogue);
}

static void test_load_an_empty_catalogue_finds_nothing(void **state)
{
    (void)state;
    jb_catalogue *catalogue = NULL;
    jb_error err = {0};
    assert_jb_ok(load_text(DOC(""), &catalogue, &err), &err);
    assert_null(jb_catalogue_find(catalogue, "a_one"));
    assert_null(jb_catalogue_nearest(catalogue, "a_one"));
    assert_null(jb_catalogue_at(catalogue, 0));
    jb_catalogue_free(catalogue);
}

typedef struct fault_case {
    const char *text;
    unsigned line; /* 0: any */
    const char *part;
} fault_case;

#define ONLY(fields) DOC("{\"code\": \"a_one\", " fields "}")

static const fault_case fault_cases[] = {
    {"[]", 1, "object"},
    {"{\"format\": 1", 0, ""},
    {"{\"format\": 2, \"families\": [], \"indicators\": []}", 1, ""},
    {"{\"families\": [], \"indicators\": []}", 1, "format"},
    {"{\"format\": 1, \"indicators\": []}", 1, "families"},
    {"{\"format\": 1, \"families\": []}", 1, "indicators"},
    {"{\"format\": 1, \"families\": [], \"indicators\": [], \"version\": 1}", 1, "version"},
    {"{\"format\": 1, \"families\": [{\"code\": \"a\", \"zh\": \"甲\"}], \"indicators\": []}", 1,
     "en"},
    {"{\"format\": 1, \"families\": [{\"code\": \"a\", \"zh\": \"甲\", \"en\": \"A\", \"x\": 1}], "
     "\"indicators\": []}",
     1, "x"},
    {"{\"format\": 1, \"families\": [{\"code\": \"a\", \"zh\": \"甲\", \"en\": \"A\"},\n{\"code\": "
     "\"a\", \"zh\": \"乙\", \"en\": \"B\"}], \"indicators\": []}",
     2, "\"a\" occurs twice"},
    {DOC("7"), 3, ""},
    {DOC(ENTRY("a_one", ", \"colour\": 1")), 3, "colour"},
    {DOC(ENTRY("a_one", "") ",\n" ENTRY("a_one", "")), 4, "\"a_one\" occurs twice"},
    {DOC(ENTRY("b_one", "")), 3, "must be \"a_\""},
    {DOC(ENTRY("a_", "")), 3, "must be \"a_\""},
    {DOC(ENTRY("a_One", "")), 3, "lower-case"},
    {ONLY(COUNT), 3, "band"},
    {ONLY(BODY BAND ", \"unit\": \"case\", \"family\": \"a\""), 3, "kind"},
    {ONLY(BODY BAND ", \"kind\": \"count\", \"family\": \"a\""), 3, "unit"},
    {ONLY(BODY BAND ", \"kind\": \"count\", \"unit\": \"case\""), 3, "family"},
    {ONLY(BODY BAND ", \"kind\": \"count\", \"unit\": \"tonne\", \"family\": \"a\""), 3, "tonne"},
    {ONLY(BODY BAND ", \"kind\": \"sum\", \"unit\": \"case\", \"family\": \"a\""), 3, "sum"},
    {DOC("{\"code\": \"b_one\", " BODY BAND
         ", \"kind\": \"count\", \"unit\": \"case\", \"family\": \"b\"}"),
     3, "family \"b\""},
    {ONLY(BODY BAND ", \"kind\": \"rate\", \"unit\": \"case\", \"family\": \"a\""), 3,
     "not measured in case"},
    {ONLY(BODY BAND ", \"kind\": \"count\", \"unit\": \"CNY\", \"family\": \"a\""), 3,
     "not measured in CNY"},
    {ONLY(COUNT ", \"band\": [5, 1]"), 3, "above its greatest"},
    {ONLY(COUNT ", \"band\": [5]"), 3, "two numbers"},
    {ONLY(COUNT ", \"band\": [5, \"x\"]"), 3, ""},
    {ONLY(COUNT ", \"band\": 5"), 3, ""},
    {DOC(ENTRY("a_one", ", \"part_of\": \"a_two\"")), 3, "part_of \"a_two\""},
    {DOC(ENTRY("a_one", ", \"numerator\": \"a_two\"")), 3, "numerator \"a_two\""},
    {DOC(ENTRY("a_one", ", \"denominator\": \"a_two\"")), 3, "denominator \"a_two\""},
    {DOC(ENTRY("a_one", ", \"part_of\": \"a_one\"")), 3, "names itself"},
    {DOC(ENTRY("a_one", ", \"part_of\": \"a_two\"") ",\n" ENTRY("a_two",
                                                                ", \"part_of\": \"a_one\"")),
     3, "by way of others"},
    {DOC(ENTRY("a_one", ", \"whole_of\": [\"a_two\"]")), 3, "whole_of names \"a_two\""},
    {DOC(ENTRY("a_one", ", \"never_with\": [\"a_two\"]")), 3, "never_with names \"a_two\""},
    {DOC(ENTRY("a_one", ", \"follows\": [\"a_two\"]")), 3, "follows names \"a_two\""},
    {DOC(ENTRY("a_one", ", \"never_with\": \"a_one\"")), 3, ""},
    {DOC(ENTRY("a_one", ", \"pitfall_zh\": \"易混\"")), 3, "one language only"},
    {DOC(ENTRY("a_one", ", \"source\": \"\"")), 3, "leave the key out"},
    {DOC(ENTRY("a_one", ", \"phrases\": \"立案N\"")), 3, ""},
    {DOC(ENTRY("a_one", ", \"phrases\": [1]")), 3, ""},
    {DOC(ENTRY("a_one", ", \"anti_phrases\": [\"\"]")), 3, "empty text"},
    {DOC(ENTRY("a_one", ", \"units\": [\"吨\"]")), 3, "吨"},
    {DOC(ENTRY("a_one", ", \"base_unclear\": \"yes\"")), 3, ""},
    {ONLY("\"zh\": \"一\", \"en\": \"One\", \"short_zh\": \"一\", \"short_en\": \"One\", "
          "\"definition_zh\": \"定义\", \"definition_en\": \"x\", \"agg\": \"rate\", "
          "\"direction\": \"up\", \"kind\": \"rate\", \"unit\": \"percent\", \"family\": "
          "\"a\"" BAND),
     3, "numerator and a denominator"},
};

static void test_load_refuses_a_faulty_catalogue_with_its_place(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof fault_cases / sizeof fault_cases[0]; i++) {
        jb_catalogue *catalogue = NULL;
        jb_error err = {0};
        jb_status status = load_text(fault_cases[i].text, &catalogue, &err);
        assert_jb_fails(status, &err, JB_ERR_INPUT, fault_cases[i].part);
        assert_null(catalogue);
        if (fault_cases[i].line != 0) {
            assert_int_equal(err.loc.line, fault_cases[i].line);
        }
        assert_non_null(strstr(err.loc.source, "catalogue.json"));
    }
}

/* What counts some of the same, in both directions and over several steps. */
static bool overlap(const jb_catalogue *catalogue, const char *a, const char *b)
{
    const jb_indicator *const *list = jb_catalogue_find(catalogue, a)->overlaps;
    while (*list != NULL && strcmp((*list)->code, b) != 0) {
        list++;
    }
    return *list != NULL;
}

static void test_relations_hold_in_both_directions(void **state)
{
    (void)state;
    jb_catalogue *catalogue = NULL;
    jb_error err = {0};
    assert_jb_ok(jb_catalogue_load(NULL, &catalogue, &err), &err);
    static const char *const pairs[][2] = {{"disp_accepted_all", "med_accepted"},
                                           {"arb_final_awards", "arb_closed"},
                                           {"wage_recovered_amount", "wage_deposit_used"},
                                           {"wage_clues_received", "wage_clues_closed"}};
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        assert_true(overlap(catalogue, pairs[i][0], pairs[i][1]));
        assert_true(overlap(catalogue, pairs[i][1], pairs[i][0]));
    }
    assert_false(overlap(catalogue, "med_accepted", "arb_accepted"));
    assert_false(overlap(catalogue, "arb_closed", "arb_closed"));
    const jb_check *check = jb_catalogue_check(catalogue, 0);
    assert_non_null(check);
    assert_non_null(check->of);
    assert_null(jb_catalogue_check(catalogue, 10000));
    jb_catalogue_free(catalogue);
}

#define CHECKS(text)                                                                               \
    "{\"format\": 1, \"families\": [{\"code\": \"a\", \"zh\": \"甲\", \"en\": \"A\"}],\n"         \
    "\"indicators\": [" ENTRY("a_one", "") "],\n\"checks\": [" text "]}"

static void test_load_refuses_faulty_checks(void **state)
{
    static const fault_case cases[] = {
        {CHECKS("7"), 3, "object"},
        {CHECKS("{\"check\": \"sum\", \"of\": \"a_one\"}"), 3, "sum"},
        {CHECKS("{\"check\": \"equal\", \"of\": \"a_two\", \"plus\": [\"a_one\"]}"), 3, "a_two"},
        {CHECKS("{\"check\": \"equal\", \"of\": \"a_one\"}"), 3, "plus"},
        {CHECKS("{\"check\": \"rate\", \"of\": \"a_one\", \"plus\": [\"a_one\"]}"), 3, "over"},
        {CHECKS("{\"check\": \"equal\", \"of\": \"a_one\", \"with\": []}"), 3, "with"}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        jb_catalogue *catalogue = NULL;
        jb_error err = {0};
        assert_jb_fails(load_text(cases[i].text, &catalogue, &err), &err, JB_ERR_INPUT,
                        cases[i].part);
        assert_int_equal(err.loc.line, cases[i].line);
    }
}

static void test_load_reports_a_file_that_is_not_there(void **state)
{
    (void)state;
    jb_catalogue *catalogue = NULL;
    jb_error err = {0};
    jb_status status = jb_catalogue_load("/nonexistent/catalogue.json", &catalogue, &err);
    assert_true(status != JB_OK);
    assert_int_equal(err.status, status);
    assert_null(catalogue);
    jb_catalogue_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_load_finds_every_entry_by_its_code),
        cmocka_unit_test(test_load_keeps_what_an_entry_says),
        cmocka_unit_test(test_built_in_tables_are_the_json),
        cmocka_unit_test(test_rates_of_unknown_base_are_marked),
        cmocka_unit_test(test_nearest_helps_with_a_slip),
        cmocka_unit_test(test_named_finds_an_indicator_by_its_chinese_name),
        cmocka_unit_test(test_json_gives_the_phrases),
        cmocka_unit_test(test_short_names_are_short),
        cmocka_unit_test(test_load_reads_another_file),
        cmocka_unit_test(test_load_an_empty_catalogue_finds_nothing),
        cmocka_unit_test(test_load_refuses_a_faulty_catalogue_with_its_place),
        cmocka_unit_test(test_relations_hold_in_both_directions),
        cmocka_unit_test(test_load_refuses_faulty_checks),
        cmocka_unit_test(test_load_reports_a_file_that_is_not_there),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
