/* test_cells.c - rows, what a cell shows, why it shows nothing, and questions that are refused. */
#include "fixture.h"

/* ---- rows -------------------------------------------------------------------------------- */

static void test_rows_in_code_order_with_years_ascending(void **state)
{
    fixture *f = *state;
    put_three(f);
    put_report(f, HAIZHU, 2022, NULL);
    jb_dataset *d = ask_first(f, CODES("enf_cases_filed"));
    assert_int_equal(d->row_count, 5);
    assert_string_equal(d->rows[0].agency->code, SHANGCHENG);
    assert_string_equal(d->rows[1].agency->code, HAIZHU);
    assert_int_equal(d->rows[1].year, 2022);
    assert_int_equal(d->rows[2].year, 2023);
    assert_int_equal(d->rows[3].year, 2024);
    assert_string_equal(d->rows[4].agency->code, GUANGMING);
    assert_non_null(d->rows[4].report);
    jb_dataset_free(d);
}

/* ---- years between ----------------------------------------------------------------------- */

/* "2022 2023", of the rows of one agency; years without a report in brackets. */
static const char *years_of(fixture *f, const jb_dataset *d, const char *code)
{
    const char *out = "";
    for (size_t r = 0; r < d->row_count; r++) {
        if (strcmp(d->rows[r].agency->code, code) == 0) {
            out = jb_arena_printf(f->arena, d->rows[r].reported ? "%s%s%d" : "%s%s(%d)", out,
                                  out[0] == '\0' ? "" : " ", d->rows[r].year);
        }
    }
    return out;
}

static jb_dataset *ask_years(fixture *f, const char *const *agencies, int from, int to)
{
    jb_query_column column = {.indicators = CODES("enf_cases_filed")};
    jb_query query = {.name = "t",
                      .agencies = agencies,
                      .year_from = from,
                      .year_to = to,
                      .columns = &column,
                      .column_count = 1};
    jb_dataset *d = NULL;
    assert_jb_ok(jb_dataset_build(f->store, f->catalogue, &query, &d, &f->err), &f->err);
    return d;
}

static void test_year_between_two_is_a_row(void **state)
{
    fixture *f = *state;
    put_three(f); /* 2024 */
    put_report(f, HAIZHU, 2020, NULL);
    put_report(f, HAIZHU, 2022, NULL);
    jb_dataset *d = ask_years(f, NULL, 0, 0);
    assert_string_equal(years_of(f, d, HAIZHU), "2020 (2021) 2022 (2023) 2024");
    assert_string_equal(jb_cell_text(f->arena, d, row_of(d, HAIZHU) + 1, 0, JB_LANG_ZH),
                        "未找到报告");
    assert_string_equal(years_of(f, d, GUANGMING), "2021");
    jb_dataset_free(d);
    /* The years that bound it need not be asked for. */
    d = ask_years(f, NULL, 2023, 2023);
    assert_string_equal(years_of(f, d, HAIZHU), "(2023)");
    assert_string_equal(years_of(f, d, GUANGMING), "");
    assert_string_equal(jb_source_line(f->arena, &d->rows[row_of(d, HAIZHU)], 0, JB_LANG_ZH),
                        "广州市海珠区人力资源和社会保障局：2023年度未找到报告");
    jb_dataset_free(d);
    /* Before the first and after the last nothing is missed. */
    d = ask_years(f, NULL, 2018, 2020);
    assert_string_equal(years_of(f, d, HAIZHU), "2020");
    jb_dataset_free(d);
}

/* Nobody reports in a year of which somebody recorded that no report was found: no end of a gap. */
static void test_recorded_absence_bounds_no_gap(void **state)
{
    fixture *f = *state;
    put_three(f);
    put_absent(f, GUANGMING, 2023, "enf_cases_filed", JB_ABSENT_NO_REPORT, "");
    jb_dataset *d = ask_years(f, NULL, 0, 0);
    assert_string_equal(years_of(f, d, GUANGMING), "2021 (2023)");
    jb_dataset_free(d);
}

/* 330102 goes by another name from that year on, the first ends with 2020; reports of 2019 and
 * 2023. */
static void put_renamed(fixture *f, int16_t from)
{
    jb_agency agency;
    jb_agency_init(&agency);
    agency.code = "330102";
    agency.level = JB_LEVEL_COUNTY;
    agency.name = "旧局";
    assert_true(jb_date_parse("2020-12-31", &agency.valid_to));
    assert_jb_ok(jb_store_put_agency(f->store, &agency, NULL, &f->err), &f->err);
    agency.name = "新局";
    agency.valid_from = (jb_date){from, 1, 1};
    agency.valid_to = (jb_date){0};
    assert_jb_ok(jb_store_put_agency(f->store, &agency, NULL, &f->err), &f->err);
    put_report(f, "330102", 2019, NULL);
    put_report(f, "330102", 2023, NULL);
}

/* A code that was not in use owes no report. */
static void test_no_year_between_two_of_a_code_not_in_use(void **state)
{
    fixture *f = *state;
    put_renamed(f, 2023);
    jb_dataset *d = ask_years(f, NULL, 0, 0);
    assert_string_equal(years_of(f, d, "330102"), "2019 (2020) 2023");
    jb_dataset_free(d);
}

/* Where one year is asked for, an agency asked for by name stands in it. */
static void test_agency_asked_for_stands_in_the_one_year(void **state)
{
    fixture *f = *state;
    put_three(f);
    jb_dataset *d = ask_years(f, CODES(HAIZHU, GUANGMING), 2024, 2024);
    assert_string_equal(years_of(f, d, GUANGMING), "(2024)");
    jb_dataset_free(d);
    d = ask_years(f, CODES(HAIZHU, GUANGMING), 2023, 2024);
    assert_string_equal(years_of(f, d, GUANGMING), "(0)");
    jb_dataset_free(d);
}

static void test_rows_from_fact_or_absence_without_report(void **state)
{
    fixture *f = *state;
    put_three(f);
    put_plain(f, HAIZHU, 2019, "disp_total", "5", "宗"); /* not of the column */
    put_absent(f, HAIZHU, 2020, "disp_total", JB_ABSENT_UNDER_REVIEW, "");
    jb_dataset *d = ask_first(f, CODES("enf_cases_filed"));
    assert_int_equal(d->row_count, 8); /* 2021 to 2023 lie between */
    assert_int_equal(d->rows[1].year, 2019);
    assert_null(d->rows[1].report);
    assert_int_equal(d->rows[2].year, 2020);
    /* A figure of whatever kind comes from a report, even if the report was never recorded. */
    assert_true(d->rows[1].reported);
    assert_int_equal(jb_dataset_cell(d, 1, 0)->absence, JB_ABSENT_SILENT);
    assert_false(d->rows[2].reported);
    assert_int_equal(jb_dataset_cell(d, 2, 0)->absence, JB_ABSENT_NO_REPORT);
    jb_dataset_free(d);
}

static void test_absence_no_report_gives_way_to_a_report(void **state)
{
    fixture *f = *state;
    put_three(f);
    put_absent(f, HAIZHU, 2024, "enf_cases_filed", JB_ABSENT_NO_REPORT, "");
    jb_dataset *d = ask_first(f, CODES("enf_cases_filed"));
    assert_string_equal(text_of(f, d, HAIZHU, 0, JB_LANG_ZH), "未披露");
    jb_dataset_free(d);
}

static void test_rows_agency_asked_without_anything(void **state)
{
    fixture *f = *state;
    put_three(f);
    put_agency(f, "360121", "南昌县人力资源和社会保障局", "南昌县", "");
    jb_query_column column = {.indicators = CODES("enf_cases_filed")};
    jb_query query = {.name = "t",
                      .agencies = CODES("360121", HAIZHU, "360121"),
                      .columns = &column,
                      .column_count = 1};
    jb_dataset *d = NULL;
    assert_jb_ok(jb_dataset_build(f->store, f->catalogue, &query, &d, &f->err), &f->err);
    assert_int_equal(d->row_count, 2);
    assert_string_equal(d->rows[0].agency->code, "360121");
    assert_int_equal(d->rows[0].year, 0);
    assert_string_equal(jb_cell_text(f->arena, d, 0, 0, JB_LANG_ZH), "未找到报告");
    jb_dataset_free(d);
}

static void test_rows_year_limits(void **state)
{
    fixture *f = *state;
    put_three(f);
    jb_query_column column = {.indicators = CODES("enf_cases_filed")};
    jb_query query = {
        .name = "t", .year_from = 2022, .year_to = 2023, .columns = &column, .column_count = 1};
    jb_dataset *d = NULL;
    assert_jb_ok(jb_dataset_build(f->store, f->catalogue, &query, &d, &f->err), &f->err);
    assert_int_equal(d->row_count, 1);
    assert_int_equal(d->rows[0].year, 2023);
    jb_dataset_free(d);
}

static void test_rows_name_of_the_agency_in_its_year(void **state)
{
    fixture *f = *state;
    put_renamed(f, 2021);
    jb_dataset *d = ask_first(f, CODES("enf_cases_filed"));
    assert_int_equal(d->row_count, 5);
    assert_string_equal(d->rows[1].agency->name, "旧局");
    assert_string_equal(d->rows[2].agency->name, "新局");
    jb_dataset_free(d);
}

/* ---- figures ----------------------------------------------------------------------------- */

static void test_cell_repeats_are_one_figure(void **state)
{
    fixture *f = *state;
    put_three(f);
    jb_fact fact = fact_of(f, HAIZHU, 2024, "enf_penalties", "41", "宗");
    fact.raw = "41宗";
    fact.char_start = 900;
    fact.char_end = 903;
    put_fact(f, fact);
    fact.char_start = 100;
    fact.char_end = 103;
    put_fact(f, fact);
    jb_dataset *d = ask_first(f, CODES("enf_penalties"));
    const jb_cell *cell = jb_dataset_cell(d, row_of(d, HAIZHU), 0);
    assert_int_equal(cell->figure_count, 1);
    assert_int_equal(cell->figures[0].fact->char_start, 100);
    jb_dataset_free(d);
}

static void test_cell_repeat_that_says_more_stands_for_both(void **state)
{
    fixture *f = *state;
    put_three(f);
    jb_fact fact = fact_of(f, HAIZHU, 2024, "enf_penalties", "41", "宗");
    fact.char_start = 100;
    fact.char_end = 103;
    fact.raw = "41宗";
    put_fact(f, fact);
    fact.char_start = 900;
    fact.char_end = 903;
    fact.note = "与前文同一数。";
    put_fact(f, fact);
    jb_dataset *d = ask_first(f, CODES("enf_penalties"));
    const jb_cell *cell = jb_dataset_cell(d, row_of(d, HAIZHU), 0);
    assert_int_equal(cell->figure_count, 1);
    assert_string_equal(cell->figures[0].fact->note, "与前文同一数。");
    jb_dataset_free(d);
}

static void test_cell_different_figures_stay_apart(void **state)
{
    fixture *f = *state;
    put_three(f);
    jb_fact part = fact_of(f, HAIZHU, 2024, "enf_penalties", "30", "宗");
    part.period = period_of("2024-01-01", "2024-09-30", JB_PERIOD_PART_YEAR);
    put_fact(f, part);
    jb_fact scoped = fact_of(f, HAIZHU, 2024, "enf_penalties", "41", "宗");
    scoped.scope_channel = "双随机";
    put_fact(f, scoped);
    put_plain(f, HAIZHU, 2024, "enf_penalties", "41", "宗");
    jb_dataset *d = ask_first(f, CODES("enf_penalties"));
    /* the widest full year first, never a sum */
    assert_string_equal(text_of(f, d, HAIZHU, 0, JB_LANG_ZH), "41；41；30");
    assert_false(d->columns[0].numeric);
    jb_dataset_free(d);
}

static void test_cell_bound_and_exact_are_two_figures(void **state)
{
    fixture *f = *state;
    put_three(f);
    jb_fact fact = fact_of(f, HAIZHU, 2024, "enf_penalties", "40", "宗");
    fact.char_start = 10;
    fact.char_end = 13;
    put_fact(f, fact);
    fact.char_start = 90;
    fact.char_end = 94;
    fact.qualifier = JB_QUAL_AT_LEAST;
    put_fact(f, fact);
    jb_dataset *d = ask_first(f, CODES("enf_penalties"));
    assert_string_equal(text_of(f, d, HAIZHU, 0, JB_LANG_ZH), "40；40以上");
    jb_dataset_free(d);
}

static void test_cell_first_picks_the_preferred_indicator(void **state)
{
    fixture *f = *state;
    put_three(f);
    put_plain(f, HAIZHU, 2024, "arb_accepted", "7", "件");
    put_plain(f, HAIZHU, 2024, "disp_accepted_all", "9", "件");
    put_plain(f, GUANGMING, 2021, "arb_accepted", "8", "件");
    jb_dataset *d = ask_first(f, CODES("disp_accepted_all", "arb_accepted"));
    assert_string_equal(jb_dataset_cell(d, row_of(d, HAIZHU), 0)->figures[0].fact->indicator,
                        "disp_accepted_all");
    assert_int_equal(jb_dataset_cell(d, row_of(d, HAIZHU), 0)->figure_count, 1);
    assert_string_equal(jb_dataset_cell(d, row_of(d, GUANGMING), 0)->figures[0].fact->indicator,
                        "arb_accepted");
    assert_true(d->columns[0].mixed);
    assert_int_equal(d->columns[0].stated, 2);
    jb_dataset_free(d);
}

static void test_cell_all_keeps_the_order_of_indicators(void **state)
{
    fixture *f = *state;
    put_three(f);
    put_plain(f, HAIZHU, 2024, "arb_accepted", "7", "件");
    put_plain(f, HAIZHU, 2024, "disp_total", "9", "件");
    jb_dataset *d = ask_all(f, CODES("disp_total", "med_accepted", "arb_accepted"));
    const jb_cell *cell = jb_dataset_cell(d, row_of(d, HAIZHU), 0);
    assert_int_equal(cell->figure_count, 2);
    assert_string_equal(cell->figures[0].indicator->code, "disp_total");
    assert_string_equal(cell->figures[1].indicator->code, "arb_accepted");
    assert_false(d->columns[0].numeric);
    jb_dataset_free(d);
}

static void test_cell_zero_is_a_figure(void **state)
{
    fixture *f = *state;
    put_three(f);
    put_plain(f, HAIZHU, 2024, "enf_penalties", "0", "宗");
    jb_dataset *d = ask_first(f, CODES("enf_penalties"));
    assert_int_equal(jb_dataset_cell(d, row_of(d, HAIZHU), 0)->figure_count, 1);
    assert_string_equal(text_of(f, d, HAIZHU, 0, JB_LANG_ZH), "0");
    assert_int_equal(d->columns[0].stated, 1);
    jb_dataset_free(d);
}

static void test_cell_rejected_fact_is_not_shown(void **state)
{
    fixture *f = *state;
    put_three(f);
    jb_fact fact = fact_of(f, HAIZHU, 2024, "enf_penalties", "41", "宗");
    fact.status = JB_REVIEW_REJECTED;
    put_fact(f, fact);
    jb_dataset *d = ask_first(f, CODES("enf_penalties"));
    assert_string_equal(text_of(f, d, HAIZHU, 0, JB_LANG_ZH), "未披露");
    jb_dataset_free(d);
}

/* ---- absences ---------------------------------------------------------------------------- */

static void test_cell_each_kind_of_absence(void **state)
{
    fixture *f = *state;
    put_three(f);
    for (unsigned kind = 0; kind < JB_ABSENCES; kind++) {
        put_absent(f, HAIZHU, 2000 + (int)kind, "enf_penalties", (jb_absence)kind, "");
    }
    jb_dataset *d = ask_first(f, CODES("enf_penalties"));
    size_t row = row_of(d, HAIZHU);
    for (unsigned kind = 0; kind < JB_ABSENCES; kind++) {
        assert_int_equal(jb_dataset_cell(d, row + kind, 0)->absence, kind);
        assert_string_equal(jb_cell_text(f->arena, d, row + kind, 0, JB_LANG_ZH),
                            jb_absence_text((jb_absence)kind, JB_LANG_ZH));
    }
    assert_int_equal(d->absences, (1U << JB_ABSENCES) - 1);
    assert_int_equal(d->columns[0].stated, 1); /* the zero in words */
    jb_dataset_free(d);
}

static void test_cell_held_report_is_silent(void **state)
{
    fixture *f = *state;
    put_three(f);
    put_plain(f, HAIZHU, 2024, "enf_penalties", "1", "宗");
    jb_dataset *d = ask_first(f, CODES("enf_penalties"));
    assert_int_equal(jb_dataset_cell(d, row_of(d, GUANGMING), 0)->absence, JB_ABSENT_SILENT);
    assert_int_equal(d->absences, 1U << JB_ABSENT_SILENT);
    jb_dataset_free(d);
}

static void test_cell_fact_wins_over_recorded_absence(void **state)
{
    fixture *f = *state;
    put_three(f);
    put_absent(f, HAIZHU, 2024, "disp_accepted_all", JB_ABSENT_NO_NUMBER, "");
    put_plain(f, HAIZHU, 2024, "arb_accepted", "7", "件");
    jb_dataset *d = ask_first(f, CODES("disp_accepted_all", "arb_accepted"));
    assert_int_equal(jb_dataset_cell(d, row_of(d, HAIZHU), 0)->figure_count, 1);
    jb_dataset_free(d);
}

static void test_cell_absence_of_the_preferred_indicator_wins(void **state)
{
    fixture *f = *state;
    put_three(f);
    put_absent(f, HAIZHU, 2024, "arb_accepted", JB_ABSENT_NO_NUMBER, "");
    put_absent(f, HAIZHU, 2024, "disp_accepted_all", JB_ABSENT_NOT_APPLICABLE, "");
    jb_dataset *d = ask_first(f, CODES("disp_accepted_all", "arb_accepted"));
    assert_string_equal(text_of(f, d, HAIZHU, 0, JB_LANG_ZH), "不适用");
    jb_dataset_free(d);
}

/* ---- refused questions ------------------------------------------------------------------- */

static void refuse(fixture *f, const jb_query *query, jb_status want, const char *part)
{
    jb_dataset *d = NULL;
    f->err = (jb_error){0};
    assert_jb_fails(jb_dataset_build(f->store, f->catalogue, query, &d, &f->err), &f->err, want,
                    part);
    assert_null(d);
    f->err = (jb_error){0};
}

static void test_build_refuses_bad_questions(void **state)
{
    fixture *f = *state;
    put_three(f);
    jb_query_column unknown = {.indicators = CODES("enf_penaltes")};
    jb_query_column far = {.indicators = CODES("xyzzy")};
    jb_query_column none = {.indicators = CODES(NULL)};
    jb_query_column good = {.indicators = CODES("enf_penalties")};
    jb_query q = {.name = "t", .columns = &unknown, .column_count = 1};
    refuse(f, &q, JB_ERR_USAGE, "did you mean \"enf_penalties\"");
    q.columns = &far;
    refuse(f, &q, JB_ERR_USAGE, "unknown indicator \"xyzzy\"");
    q.columns = &none;
    refuse(f, &q, JB_ERR_USAGE, "names no indicator");
    q.columns = &good;
    q.year_from = 2024;
    q.year_to = 2023;
    refuse(f, &q, JB_ERR_USAGE, "2024 back to 2023");
    q.year_from = 0;
    q.agencies = CODES("999999");
    refuse(f, &q, JB_ERR_NOTFOUND, "no agency 999999");
}

static void test_build_empty_store(void **state)
{
    fixture *f = *state;
    jb_dataset *d = ask_first(f, CODES("enf_penalties"));
    assert_int_equal(d->row_count, 0);
    assert_int_equal(d->note_count, 0);
    assert_int_equal(d->columns[0].reasons, 0);
    assert_string_equal(jb_dataset_legend(f->arena, d, JB_LANG_ZH), "");
    jb_dataset_free(d);
    jb_dataset_free(NULL);
}

#define T(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        T(test_rows_in_code_order_with_years_ascending),
        T(test_year_between_two_is_a_row),
        T(test_recorded_absence_bounds_no_gap),
        T(test_no_year_between_two_of_a_code_not_in_use),
        T(test_agency_asked_for_stands_in_the_one_year),
        T(test_rows_from_fact_or_absence_without_report),
        T(test_absence_no_report_gives_way_to_a_report),
        T(test_rows_agency_asked_without_anything),
        T(test_rows_year_limits),
        T(test_rows_name_of_the_agency_in_its_year),
        T(test_cell_repeats_are_one_figure),
        T(test_cell_repeat_that_says_more_stands_for_both),
        T(test_cell_different_figures_stay_apart),
        T(test_cell_bound_and_exact_are_two_figures),
        T(test_cell_first_picks_the_preferred_indicator),
        T(test_cell_all_keeps_the_order_of_indicators),
        T(test_cell_zero_is_a_figure),
        T(test_cell_rejected_fact_is_not_shown),
        T(test_cell_each_kind_of_absence),
        T(test_cell_held_report_is_silent),
        T(test_cell_fact_wins_over_recorded_absence),
        T(test_cell_absence_of_the_preferred_indicator_wins),
        T(test_build_refuses_bad_questions),
        T(test_build_empty_store),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
