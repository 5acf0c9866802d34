/* Charts of the example in docs/layouts.md over the made-up prefecture: what may not be compared
 * does not look as if it could, what is missing says why.
 */
#include "brief_help.h"

#define FOLDER "examples/prefecture/"

static int setup(void **state)
{
    bound *b = bound_open();
    bound_import(b, FOLDER "agencies.csv");
    bound_import(b, FOLDER "reports.jsonl");
    bound_import(b, FOLDER "facts.jsonl");
    bound_import(b, FOLDER "absences.jsonl");
    assert_jb_ok(jb_store_commit(b->store, &b->err), &b->err);
    *state = b;
    return 0;
}

static const jb_chart_block *chart_at(bound *b, size_t block)
{
    assert_jb_ok(example_load(b, "charts", NULL, NULL), &b->err);
    assert_jb_ok(jb_brief_bind(b->brief, b->store, &b->doc, &b->err), &b->err);
    assert_int_equal(b->doc->blocks[block].kind, JB_BLOCK_CHART);
    return b->doc->blocks[block].chart;
}

static const jb_chart_point *point_of(const jb_chart_block *chart, const char *name)
{
    for (size_t i = 0; i < chart->category_count; i++) {
        if (strcmp(chart->categories[i].items[0].text, name) == 0) {
            return &chart->panels[0].points[i * chart->series_count];
        }
    }
    fail_msg("%s does not stand in the chart", name);
    return NULL;
}

static void test_bars_look_as_they_compare(void **state)
{
    const jb_chart_block *chart = chart_at(*state, 1);
    assert_int_equal(chart->kind, JB_CHART_BARS);
    assert_int_equal(point_of(chart, "甲区")->look, JB_LOOK_SOLID);
    assert_int_equal(point_of(chart, "己区")->look, JB_LOOK_HOLLOW);  /* a campaign */
    assert_int_equal(point_of(chart, "丑县")->look, JB_LOOK_HATCHED); /* 近600万元 */
    assert_int_equal(point_of(chart, "子县")->bound, 1);              /* 800余万元 */
    assert_int_equal(point_of(chart, "甲区")->bound, 0);
}

/* Two years of the same agencies: each year is said, and only what is no full year is hollow. */
static void test_bars_of_the_same_agencies_over_years_compare(void **state)
{
    bound *b = *state;
    assert_jb_ok(example_load(b, "charts", "\"years\": { \"from\": 2024 }",
                              "\"years\": { \"from\": 2023 }, \"agencies\": [\"990101\", "
                              "\"990102\", \"990106\"]"),
                 &b->err);
    assert_jb_ok(jb_brief_bind(b->brief, b->store, &b->doc, &b->err), &b->err);
    const jb_chart_block *chart = b->doc->blocks[1].chart;
    assert_int_equal(point_of(chart, "甲区 2023")->look, JB_LOOK_SOLID);
    assert_int_equal(point_of(chart, "甲区 2024")->look, JB_LOOK_SOLID);
    assert_int_equal(point_of(chart, "己区 2024")->look, JB_LOOK_HOLLOW); /* a campaign */
}

/* Quarters and half-years beside the year: the bar says the first, and how many there are. */
static void test_many_figures_leave_room_to_draw(void **state)
{
    bound *b = *state;
    assert_jb_ok(jb_store_begin(b->store, &b->err), &b->err);
    for (uint8_t month = 3; month <= 9; month = (uint8_t)(month + 3)) {
        jb_fact fact = filed_in("990101", 2024);
        fact.indicator = "wage_recovered_amount";
        fact.unit = "万元";
        fact.value = jb_dec_int(1000000 * month);
        fact.source = "parts.txt";
        fact.period = (jb_period){{2024, 1, 1}, {2024, month, 30}, JB_PERIOD_PART_YEAR};
        fact_put(b, fact);
    }
    assert_jb_ok(jb_store_commit(b->store, &b->err), &b->err);
    const jb_chart_point *point = point_of(chart_at(b, 1), "甲区");
    const char *label = point->label.items[0].text;
    assert_string_equal(label + strlen(label) - strlen("等4个数"), "等4个数");
    assert_int_equal(point->look, JB_LOOK_HOLLOW);
}

/* A city beside its own districts would set their scale. */
static void test_who_is_above_others_is_not_drawn(void **state)
{
    const jb_chart_block *chart = chart_at(*state, 1);
    for (size_t i = 0; i < chart->category_count; i++) {
        assert_string_not_equal(chart->categories[i].items[0].text, "北溟市");
    }
    assert_string_equal(chart->notes[0].text.items[0].text, "北溟市为所列单位的上级，未画入。");
    assert_non_null(strstr(chart->alt, "北溟市为所列单位的上级，未画入。"));
    assert_null(strstr(chart->alt, "北溟市2024年"));
}

/* Of one year there is no line to draw: a sentence stands in its place. */
static void test_lines_need_an_agency_with_two_years(void **state)
{
    bound *b = *state;
    assert_jb_ok(example_load(b, "charts", "\"bars\"", "\"lines\""), &b->err);
    assert_jb_ok(jb_brief_bind(b->brief, b->store, &b->doc, &b->err), &b->err);
    assert_int_equal(b->doc->blocks[1].kind, JB_BLOCK_PARAGRAPH);
    assert_string_equal(b->doc->blocks[1].text.items[0].text,
                        "图1　2024年追回工资：各单位有数字的年度都不足两年，不作折线图。");
}

static void test_missing_says_why(void **state)
{
    const jb_chart_block *chart = chart_at(*state, 1);
    const jb_chart_point *none = point_of(chart, "丙区");
    assert_false(none->present);
    assert_string_equal(none->label.items[0].text, "未找到报告");
    assert_non_null(strstr(chart->alt, "丙区2024年 未找到报告"));
}

static void test_lines_have_gaps(void **state)
{
    const jb_chart_block *chart = chart_at(*state, 2);
    assert_int_equal(chart->kind, JB_CHART_LINES);
    assert_int_equal(chart->category_count, 4);
    assert_int_equal(chart->series_count, 3);
    assert_string_equal(chart->series[2].items[0].text, "壬区");
    assert_true(chart->panels[0].points[1 * 3 + 2].present);
    assert_false(chart->panels[0].points[2 * 3 + 2].present); /* 壬区 became part of another */
}

static const jb_chart_block *lines_of(bound *b, const char *from, const char *to)
{
    assert_jb_ok(example_load(b, "charts", from, to), &b->err);
    assert_jb_ok(jb_brief_bind(b->brief, b->store, &b->doc, &b->err), &b->err);
    return b->doc->blocks[2].chart;
}

static bool notes_say(const jb_chart_block *chart, const char *text)
{
    for (size_t i = 0; i < chart->note_count; i++) {
        if (strcmp(chart->notes[i].text.items[0].text, text) == 0) {
            return true;
        }
    }
    return false;
}

/* The table beside it refuses the change from 丁县 to 丁区. */
static void test_lines_are_broken_where_a_change_is_refused(void **state)
{
    const jb_chart_block *chart = lines_of(*state, "\"990109\"", "\"990104\"");
    assert_string_equal(chart->series[2].items[0].text, "丁区"); /* as it is called now */
    for (size_t year = 0; year < 4; year++) {
        assert_true(chart->panels[0].points[year * 3 + 2].present);
        assert_int_equal(chart->panels[0].points[year * 3 + 2].apart, year == 2);
        assert_false(chart->panels[0].points[year * 3].apart);
    }
    assert_true(notes_say(
        chart, "与上年不可比，折线断开：丁区2023年（机构更名、合并或拆分，前后不连续）。"));
    assert_non_null(strstr(chart->alt, "折线断开：丁区2023年"));
}

static void test_what_is_missing_among_lines_says_whose(void **state)
{
    const jb_chart_block *chart = lines_of(*state, "\"990109\"", "\"990103\"");
    const jb_chart_point *none = &chart->panels[0].points[3 * 3 + 2];
    assert_false(none->present);
    assert_string_equal(none->label.items[0].text, "丙区");
    assert_string_equal(none->label.items[2].text, "未找到报告");
}

/* A chart has no row for the year to hang a note on. */
static void test_notes_of_a_year_stand_at_its_figure(void **state)
{
    bound *b = *state;
    assert_jb_ok(jb_brief_load("yoy_series", b->catalogue, &b->brief, &b->err), &b->err);
    assert_jb_ok(jb_brief_set(b->brief, "agencies=990102,990101", &b->err), &b->err);
    assert_jb_ok(jb_brief_bind(b->brief, b->store, &b->doc, &b->err), &b->err);
    size_t hollow = 0;
    for (size_t i = 0; i < b->doc->block_count; i++) {
        const jb_chart_block *chart = b->doc->blocks[i].chart;
        size_t points =
            chart != NULL ? chart->panel_count * chart->category_count * chart->series_count : 0;
        for (size_t k = 0; k < points; k++) {
            const jb_chart_point *point = &chart->panels[0].points[k];
            bool apart = point->present && point->look == JB_LOOK_HOLLOW;
            hollow += apart;
            assert_true(!apart || point->label.count > 1);
        }
    }
    assert_true(hollow > 0);
}

static void test_units_do_not_mix(void **state)
{
    bound *b = *state;
    assert_jb_ok(example_load(b, "charts", "[\"wages\"]", "[\"filed\", \"wages\"]"), &b->err);
    assert_int_equal(jb_brief_bind(b->brief, b->store, &b->doc, &b->err), JB_ERR_INPUT);
    assert_string_equal(b->err.loc.path, "$.blocks[1]");
    assert_non_null(strstr(b->err.en, "two charts"));
}

static void test_unknown_column_is_told_with_its_place(void **state)
{
    bound *b = *state;
    assert_int_equal(example_load(b, "charts", "[\"wages\"]", "[\"wage\"]"), JB_ERR_INPUT);
    assert_string_equal(b->err.loc.path, "$.blocks[1].columns[0]");
    assert_non_null(strstr(b->err.en, "wages"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_bars_look_as_they_compare, setup, bound_close),
        cmocka_unit_test_setup_teardown(test_bars_of_the_same_agencies_over_years_compare, setup,
                                        bound_close),
        cmocka_unit_test_setup_teardown(test_many_figures_leave_room_to_draw, setup, bound_close),
        cmocka_unit_test_setup_teardown(test_who_is_above_others_is_not_drawn, setup, bound_close),
        cmocka_unit_test_setup_teardown(test_lines_need_an_agency_with_two_years, setup,
                                        bound_close),
        cmocka_unit_test_setup_teardown(test_missing_says_why, setup, bound_close),
        cmocka_unit_test_setup_teardown(test_lines_have_gaps, setup, bound_close),
        cmocka_unit_test_setup_teardown(test_lines_are_broken_where_a_change_is_refused, setup,
                                        bound_close),
        cmocka_unit_test_setup_teardown(test_what_is_missing_among_lines_says_whose, setup,
                                        bound_close),
        cmocka_unit_test_setup_teardown(test_notes_of_a_year_stand_at_its_figure, setup,
                                        bound_close),
        cmocka_unit_test_setup_teardown(test_units_do_not_mix, setup, bound_close),
        cmocka_unit_test_setup_teardown(test_unknown_column_is_told_with_its_place, setup,
                                        bound_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
