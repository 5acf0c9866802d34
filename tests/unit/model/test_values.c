/* test_values.c - dates, periods, codes and units as plain values. */
#include "jbtest.h"

#include <jianbao/model.h>

static jb_date day(const char *text)
{
    jb_date date = {0};
    assert_true(jb_date_parse(text, &date));
    return date;
}

/* ---- dates -------------------------------------------------------------------------------------
 */

static void test_date_parse_accepts_real_days(void **state)
{
    (void)state;
    static const char *const good[] = {"2024-01-01", "2024-02-29", "2000-02-29",
                                       "1900-01-01", "2199-12-31", "2021-11-30"};
    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
        char text[JB_DATE_TEXT];
        jb_date_text(day(good[i]), text);
        assert_string_equal(text, good[i]);
    }
}

static void test_date_parse_refuses_what_is_no_day(void **state)
{
    (void)state;
    static const char *const bad[] = {"",           "2023-02-29", "1900-02-29", "2024-13-01",
                                      "2024-00-10", "2024-04-31", "2024-01-00", "1899-12-31",
                                      "2200-01-01", "2024-1-1",   "2024/01/01", "2024-01-01 ",
                                      "2024-01-0x", "-024-01-01", "20240101",   "２024-01-01"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        jb_date date = {1, 1, 1};
        assert_false(jb_date_parse(bad[i], &date));
        assert_int_equal(date.year, 1);
    }
}

static void test_date_cmp_orders_days(void **state)
{
    (void)state;
    assert_int_equal(jb_date_cmp(day("2023-12-31"), day("2024-01-01")), -1);
    assert_int_equal(jb_date_cmp(day("2024-02-01"), day("2024-01-31")), 1);
    assert_int_equal(jb_date_cmp(day("2024-02-01"), day("2024-02-01")), 0);
    assert_int_equal(jb_date_cmp(day("2024-02-01"), day("2024-02-02")), -1);
}

static void test_date_text_of_an_unknown_day_is_empty(void **state)
{
    (void)state;
    char text[JB_DATE_TEXT] = "x";
    jb_date_text((jb_date){0}, text);
    assert_string_equal(text, "");
    assert_false(jb_date_known((jb_date){0}));
    assert_true(jb_date_known(day("2024-01-01")));
}

/* ---- periods -----------------------------------------------------------------------------------
 */

typedef struct period_case {
    const char *start;
    const char *end;
    jb_period_kind kind;
    const char *zh;
    const char *en;
} period_case;

static const period_case period_cases[] = {
    {"2021-01-01", "2021-10-31", JB_PERIOD_PART_YEAR, "2021年1月1日至10月31日",
     "1 January to 31 October 2021"},
    {"2024-11-01", "2025-01-28", JB_PERIOD_CAMPAIGN, "2024年11月1日至2025年1月28日",
     "1 November 2024 to 28 January 2025"},
    {"2024-01-01", "2024-12-31", JB_PERIOD_FULL_YEAR, "2024年1月1日至12月31日",
     "1 January to 31 December 2024"},
    {NULL, "2021-11-14", JB_PERIOD_AS_OF, "截至2021年11月14日", "as of 14 November 2021"},
    {"2021-11-14", "2021-11-14", JB_PERIOD_AS_OF, "截至2021年11月14日", "as of 14 November 2021"},
    {NULL, "2021-11-14", JB_PERIOD_CUMULATIVE, "截至2021年11月14日", "up to 14 November 2021"},
    {"2024-11-01", NULL, JB_PERIOD_CAMPAIGN, "自2024年11月1日起", "from 1 November 2024"},
    {"2024-05-06", "2024-05-06", JB_PERIOD_CAMPAIGN, "2024年5月6日", "6 May 2024"},
    {NULL, NULL, JB_PERIOD_UNSTATED, "", ""},
    {NULL, NULL, JB_PERIOD_FULL_YEAR, "", ""},
};

static jb_period period_of(const period_case *it)
{
    jb_period period = {.kind = it->kind};
    if (it->start != NULL) {
        period.start = day(it->start);
    }
    if (it->end != NULL) {
        period.end = day(it->end);
    }
    return period;
}

static void test_period_text_in_both_languages(void **state)
{
    (void)state;
    jb_arena *arena = jb_arena_new();
    for (size_t i = 0; i < sizeof period_cases / sizeof period_cases[0]; i++) {
        jb_period period = period_of(&period_cases[i]);
        assert_string_equal(jb_period_text(arena, period, JB_LANG_ZH), period_cases[i].zh);
        assert_string_equal(jb_period_text(arena, period, JB_LANG_EN), period_cases[i].en);
    }
    jb_arena_free(arena);
}

/* A list of facts must not print as stated what a report does not state, nor hide the kind. */
static void test_period_label_names_what_is_not_plain(void **state)
{
    (void)state;
    static const struct {
        period_case of;
        const char *zh, *en;
    } cases[] = {
        {{"2023-01-01", "2023-12-31", JB_PERIOD_UNSTATED, NULL, NULL},
         "2023年（未写明）",
         "2023 (not stated)"},
        {{NULL, NULL, JB_PERIOD_UNSTATED, NULL, NULL}, "2023年（未写明）", "2023 (not stated)"},
        {{"2023-01-01", "2023-11-18", JB_PERIOD_UNSTATED, NULL, NULL},
         "2023年1月1日至11月18日（未写明）",
         "1 January to 18 November 2023 (not stated)"},
        {{"2024-11-01", NULL, JB_PERIOD_CAMPAIGN, NULL, NULL},
         "专项行动 自2024年11月1日起",
         "campaign from 1 November 2024"},
        {{"2024-01-01", NULL, JB_PERIOD_CUMULATIVE, NULL, NULL},
         "累计 自2024年1月1日起",
         "running total from 1 January 2024"},
        {{NULL, NULL, JB_PERIOD_CUMULATIVE, NULL, NULL}, "累计", "running total"},
        {{NULL, NULL, JB_PERIOD_FULL_YEAR, NULL, NULL}, "2023年全年", "the year 2023"},
        {{NULL, NULL, JB_PERIOD_PART_YEAR, NULL, NULL}, "2023年部分时段", "part of 2023"},
        {{NULL, NULL, JB_PERIOD_AS_OF, NULL, NULL}, "时点（未写明）", "a day not stated"},
        {{"2023-01-01", "2023-12-31", JB_PERIOD_FULL_YEAR, NULL, NULL},
         "2023年1月1日至12月31日",
         "1 January to 31 December 2023"},
    };
    jb_arena *arena = jb_arena_new();
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        jb_period period = period_of(&cases[i].of);
        assert_string_equal(jb_period_label(arena, period, 2023, JB_LANG_ZH), cases[i].zh);
        assert_string_equal(jb_period_label(arena, period, 2023, JB_LANG_EN), cases[i].en);
    }
    jb_arena_free(arena);
}

static void test_period_equal_looks_at_kind_and_both_dates(void **state)
{
    (void)state;
    jb_period base = period_of(&period_cases[0]);
    jb_period other = base;
    assert_true(jb_period_equal(base, other));
    other.kind = JB_PERIOD_CUMULATIVE;
    assert_false(jb_period_equal(base, other));
    other = base;
    other.end = day("2021-10-30");
    assert_false(jb_period_equal(base, other));
    other = base;
    other.start = (jb_date){0};
    assert_false(jb_period_equal(base, other));
}

/* ---- codes -------------------------------------------------------------------------------------
 */

#define ROUND_TRIP(type, noun, count)                                                              \
    for (unsigned i = 0; i < (count); i++) {                                                       \
        type back = (type)((i + 1) % (count));                                                     \
        assert_true(noun##_code((type)i)[0] != '\0');                                              \
        assert_true(noun##_parse(noun##_code((type)i), &back));                                    \
        assert_int_equal(back, i);                                                                 \
    }                                                                                              \
    assert_string_equal(noun##_code((type)(count)), "")

static void test_codes_read_back_as_the_same_value(void **state)
{
    (void)state;
    ROUND_TRIP(jb_period_kind, jb_period_kind, JB_PERIOD_KINDS);
    ROUND_TRIP(jb_qualifier, jb_qualifier, JB_QUALIFIERS);
    ROUND_TRIP(jb_absence, jb_absence, JB_ABSENCES);
    ROUND_TRIP(jb_basis, jb_basis, JB_BASES);
    ROUND_TRIP(jb_review, jb_review, JB_REVIEWS);
    ROUND_TRIP(jb_level, jb_level, JB_LEVELS);
    ROUND_TRIP(jb_unit, jb_unit, JB_UNITS);
}

static void test_codes_are_spelt_as_documented(void **state)
{
    (void)state;
    assert_string_equal(jb_period_kind_code(JB_PERIOD_AS_OF), "as_of");
    assert_string_equal(jb_qualifier_code(JB_QUAL_NEARLY), "nearly");
    assert_string_equal(jb_absence_code(JB_ABSENT_ZERO_STATED), "zero_stated");
    assert_string_equal(jb_basis_code(JB_BASIS_MANUAL), "manual");
    assert_string_equal(jb_review_code(JB_REVIEW_REJECTED), "rejected");
    assert_string_equal(jb_level_code(JB_LEVEL_COUNTY), "county");
    assert_string_equal(jb_unit_code(JB_UNIT_PERSON_TIME), "person_time");
    jb_qualifier qualifier = JB_QUAL_ABOUT;
    assert_false(jb_qualifier_parse("Exact", &qualifier));
    assert_false(jb_qualifier_parse("", &qualifier));
    assert_int_equal(qualifier, JB_QUAL_ABOUT);
}

static void test_absence_texts_are_all_different(void **state)
{
    (void)state;
    for (unsigned lang = 0; lang < 2; lang++) {
        for (unsigned i = 0; i < JB_ABSENCES; i++) {
            const char *text = jb_absence_text((jb_absence)i, (jb_lang)lang);
            assert_true(text[0] != '\0');
            assert_true(jb_absence_meaning((jb_absence)i, (jb_lang)lang)[0] != '\0');
            for (unsigned j = 0; j < i; j++) {
                assert_string_not_equal(text, jb_absence_text((jb_absence)j, (jb_lang)lang));
            }
        }
    }
    assert_string_equal(jb_absence_text(JB_ABSENT_SILENT, JB_LANG_ZH), "未披露");
    assert_string_equal(jb_absence_text(JB_ABSENT_SILENT, JB_LANG_EN), "n.d.");
}

/* ---- units -------------------------------------------------------------------------------------
 */

static void split(const char *text, int power, const char *word)
{
    int got = -1;
    const char *rest = NULL;
    assert_true(jb_unit_split(text, &got, &rest));
    assert_int_equal(got, power);
    assert_string_equal(rest, word);
}

static void test_unit_split_finds_the_power_and_the_word(void **state)
{
    (void)state;
    split("元", 0, "元");
    split("万元", 4, "元");
    split("亿元", 8, "元");
    split("千元", 3, "元");
    split("百万元", 6, "元");
    split("十亿元", 9, "元");
    split("万亿元", 12, "元");
    split("万人次", 4, "人次");
    split("万件", 4, "件");
    split("家次", 0, "家次");
    split("%", 0, "%");
    split("万", 4, "");
    split("余家", 0, "家");
    split("余万元", 4, "元");
    split("万余元", 4, "元");
    split("百分点", 0, "百分点");
}

static void test_unit_split_refuses_nothing(void **state)
{
    (void)state;
    int power = 0;
    const char *word = NULL;
    assert_false(jb_unit_split("", &power, &word));
}

static void unit_of(const char *word, jb_unit prefer, jb_unit want)
{
    jb_unit got = JB_UNIT_NONE;
    assert_true(jb_unit_of(word, prefer, &got));
    assert_int_equal(got, want);
}

static void test_unit_of_keeps_entities_and_visits_apart(void **state)
{
    (void)state;
    unit_of("家", JB_UNIT_ENTITY, JB_UNIT_ENTITY);
    unit_of("家次", JB_UNIT_ENTITY, JB_UNIT_VISIT);
    unit_of("人", JB_UNIT_PERSON, JB_UNIT_PERSON);
    unit_of("人次", JB_UNIT_PERSON, JB_UNIT_PERSON_TIME);
    unit_of("户", JB_UNIT_CASE, JB_UNIT_ENTITY);
}

static void test_unit_of_prefers_what_an_ambiguous_word_may_mean(void **state)
{
    (void)state;
    unit_of("件", JB_UNIT_CASE, JB_UNIT_CASE);
    unit_of("件", JB_UNIT_ITEM, JB_UNIT_ITEM);
    unit_of("个", JB_UNIT_ENTITY, JB_UNIT_ENTITY);
    unit_of("次", JB_UNIT_VISIT, JB_UNIT_VISIT);
    unit_of("", JB_UNIT_CNY, JB_UNIT_CNY);
    jb_unit unit = JB_UNIT_NONE;
    assert_false(jb_unit_of("吨", JB_UNIT_CASE, &unit));
}

static void test_unit_name_is_a_word_of_the_unit(void **state)
{
    (void)state;
    assert_string_equal(jb_unit_name(JB_UNIT_CASE, JB_LANG_ZH), "件");
    assert_string_equal(jb_unit_name(JB_UNIT_CASE, JB_LANG_EN), "cases");
    for (unsigned i = 0; i < JB_UNIT_NONE; i++) {
        unit_of(jb_unit_name((jb_unit)i, JB_LANG_ZH), (jb_unit)i, (jb_unit)i);
        assert_true(jb_unit_name((jb_unit)i, JB_LANG_EN)[0] != '\0');
    }
    assert_string_equal(jb_unit_name(JB_UNIT_NONE, JB_LANG_ZH), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_date_parse_accepts_real_days),
        cmocka_unit_test(test_date_parse_refuses_what_is_no_day),
        cmocka_unit_test(test_date_cmp_orders_days),
        cmocka_unit_test(test_date_text_of_an_unknown_day_is_empty),
        cmocka_unit_test(test_period_text_in_both_languages),
        cmocka_unit_test(test_period_label_names_what_is_not_plain),
        cmocka_unit_test(test_period_equal_looks_at_kind_and_both_dates),
        cmocka_unit_test(test_codes_read_back_as_the_same_value),
        cmocka_unit_test(test_codes_are_spelt_as_documented),
        cmocka_unit_test(test_absence_texts_are_all_different),
        cmocka_unit_test(test_unit_split_finds_the_power_and_the_word),
        cmocka_unit_test(test_unit_split_refuses_nothing),
        cmocka_unit_test(test_unit_of_keeps_entities_and_visits_apart),
        cmocka_unit_test(test_unit_of_prefers_what_an_ambiguous_word_may_mean),
        cmocka_unit_test(test_unit_name_is_a_word_of_the_unit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
