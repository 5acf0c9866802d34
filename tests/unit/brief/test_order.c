/* The example of docs/layouts.md on rows in order of size: keys, top rows of the chart, refusals.
 */
#include "brief_help.h"

static void put(bound *b, int number, int year, const char *value, int month)
{
    char code[8];
    (void)snprintf(code, sizeof code, "3301%02d", number);
    jb_fact fact = filed_in(code, year);
    fact.source = year == 2024 ? "2024.txt" : "2023.txt";
    fact.note = number == 1 ? "含专项行动。" : "";
    fact.period = (jb_period){{(int16_t)year, 1, 1},
                              {(int16_t)year, (uint8_t)month, month == 6 ? 30 : 31},
                              month == 12 ? JB_PERIOD_FULL_YEAR : JB_PERIOD_PART_YEAR};
    assert_true(jb_dec_parse(value, strlen(value), &fact.value));
    fact_put(b, fact);
}

/* Seven districts; two share the fifth place. `months`: of all but the first three figures. */
static void fill(bound *b, int months)
{
    static const char *const values[] = {"10", "20", "30", "30", "50", "60", "70"};
    for (int i = 1; i <= 7; i++) {
        char code[8];
        char name[16];
        (void)snprintf(code, sizeof code, "3301%02d", i);
        (void)snprintf(name, sizeof name, "%d区", i);
        agency_put(b, county(code, name));
        put(b, i, 2024, values[i - 1], i > 4 ? months : 12);
    }
    put(b, 7, 2023, "35", 12);
    if (months != 12) {
        agency_put(b, county("330108", "8区"));
        put(b, 8, 2024, "5", months); /* four of full years, four of less: neither is most */
    }
    assert_jb_ok(jb_store_commit(b->store, &b->err), &b->err);
}

static int setup(void **state)
{
    bound *b = bound_open();
    *state = b;
    return 0;
}

static void bind(bound *b)
{
    assert_jb_ok(example_load(b, "order", NULL, NULL), &b->err);
    assert_jb_ok(jb_brief_bind(b->brief, b->store, &b->doc, &b->err), &b->err);
}

static void test_keys_number_the_rows(void **state)
{
    bound *b = *state;
    fill(b, 12);
    bind(b);
    const jb_table_block *table = b->doc->blocks[1].table;
    assert_int_equal(table->column_count, 6);
    assert_int_equal(table->key_columns, 2);
    assert_string_equal(table->head[0].text.items[0].text, "序号");
    assert_string_equal(text_at(table, 0, 0), "1");
    assert_string_equal(text_at(table, 0, 1), "7区");
    assert_string_equal(text_at(table, 0, 2), "70");
    assert_string_equal(text_at(table, 0, 3), "35");
    assert_string_equal(text_at(table, 6, 5), "含专项行动。");
    assert_string_equal(text_at(table, 7, 0), "");
    assert_string_equal(text_at(table, 7, 1), "合计");
    assert_string_equal(text_at(table, 7, 2), "270");
}

static void test_top_rows_keep_those_that_share_the_last_place(void **state)
{
    bound *b = *state;
    fill(b, 12);
    assert_jb_ok(example_load(b, "order", "\"top\": 5", "\"top\": 4"), &b->err);
    assert_jb_ok(jb_brief_bind(b->brief, b->store, &b->doc, &b->err), &b->err);
    const jb_chart_block *chart = b->doc->blocks[2].chart;
    assert_int_equal(chart->category_count, 5);
    assert_string_equal(chart->categories[0].items[0].text, "7区");
    assert_null(strstr(chart->alt, "1区"));
}

static void test_chart_without_an_order_shows_all_and_says_so(void **state)
{
    bound *b = *state;
    fill(b, 6);
    bind(b);
    const jb_chart_block *chart = b->doc->blocks[2].chart;
    assert_int_equal(chart->category_count, 8);
    assert_true(chart->note_count > 0);
    assert_non_null(strstr(chart->notes[0].text.items[0].text, "未按"));
}

static void test_year_may_go_only_where_there_is_one(void **state)
{
    bound *b = *state;
    fill(b, 12);
    assert_jb_ok(example_load(b, "order", "\"from\": 2024", "\"from\": 2023"), &b->err);
    assert_int_equal(jb_brief_bind(b->brief, b->store, &b->doc, &b->err), JB_ERR_INPUT);
    assert_non_null(strstr(b->err.en, "leaves out the year"));
}

static void refused(bound *b, const char *from, const char *to, const char *why)
{
    assert_int_equal(example_load(b, "order", from, to), JB_ERR_INPUT);
    assert_non_null(strstr(b->err.en, why));
}

static void test_top_without_an_order_is_refused(void **state)
{
    refused(*state, "\"order\": \"filed\",", "", "order");
}

static void test_order_by_an_unknown_column_is_refused(void **state)
{
    refused(*state, "\"order\": \"filed\"", "\"order\": \"field\"", "filed");
}

static void test_keys_without_the_agency_are_refused(void **state)
{
    refused(*state, "[\"number\", \"agency\"]", "[\"number\"]", "agency");
}

static void test_keys_said_twice_are_refused(void **state)
{
    refused(*state, "[\"number\", \"agency\"]", "[\"agency\", \"agency\"]", "already");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, bound_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_keys_number_the_rows),
        TEST(test_top_rows_keep_those_that_share_the_last_place),
        TEST(test_chart_without_an_order_shows_all_and_says_so),
        TEST(test_year_may_go_only_where_there_is_one),
        TEST(test_top_without_an_order_is_refused),
        TEST(test_order_by_an_unknown_column_is_refused),
        TEST(test_keys_without_the_agency_are_refused),
        TEST(test_keys_said_twice_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
