/* test_order.c - rows in order of size, last year's figures and remarks: where they stand, what is
 * said, and that no order is given where none may be.
 */
#include "fixture.h"

static const char *const districts[] = {"330101", "330102", "330103", "330104"};
#define DISTRICTS (sizeof districts / sizeof *districts)

static void put_city(fixture *f)
{
    for (size_t i = 0; i < DISTRICTS; i++) {
        put_agency(f, districts[i], jb_arena_printf(f->arena, "%zu区", i + 1), "", "");
        put_report(f, districts[i], 2023, "2024-02-01");
        put_report(f, districts[i], 2024, "2025-02-01");
    }
}

static jb_fact filed(fixture *f, size_t district, int year, const char *value)
{
    jb_fact fact = fact_of(f, districts[district], year, "enf_cases_filed", value, "件");
    fact.status = JB_REVIEW_APPROVED;
    return fact;
}

static void put_filed(fixture *f, int year, const char *const *values)
{
    for (size_t i = 0; i < DISTRICTS; i++) {
        if (values[i] != NULL) {
            put_fact(f, filed(f, i, year, values[i]));
        }
    }
}

/* Cases filed, last year's, remarks; ordered by the first. */
static jb_dataset *ask_ordered(fixture *f, int from)
{
    const jb_query_column columns[] = {{.indicators = CODES("enf_cases_filed")},
                                       {.derive = JB_DERIVE_BEFORE, .of = 0},
                                       {.derive = JB_DERIVE_REMARK, .of = 0}};
    jb_query query = {.name = "test",
                      .columns = columns,
                      .column_count = 3,
                      .year_from = from,
                      .totals = JB_TOTALS_ALL,
                      .ordered = true};
    jb_dataset *dataset = NULL;
    assert_jb_ok(jb_dataset_build(f->store, f->catalogue, &query, &dataset, &f->err), &f->err);
    return dataset;
}

static const char *codes(fixture *f, const jb_dataset *d)
{
    const char *text = "";
    for (size_t r = 0; r < d->row_count; r++) {
        text = jb_arena_printf(f->arena, "%s%s", text, d->rows[r].agency->code + 5);
    }
    return text;
}

static const char *order_note(const jb_dataset *d)
{
    for (size_t i = 0; i < d->general_count; i++) {
        if (strcmp(d->general[i].kind, "order") == 0) {
            return d->general[i].zh;
        }
    }
    return "";
}

static const char *derived_text(fixture *f, const jb_dataset *d, size_t row, size_t column)
{
    return jb_derived_text(f->arena, jb_dataset_cell(d, row, column)->derived, JB_LANG_ZH);
}

/* ---- order ------------------------------------------------------------------------------- */

static void test_rows_stand_by_size_and_the_rest_by_code(void **state)
{
    fixture *f = *state;
    put_city(f);
    put_filed(f, 2024, (const char *const[]){NULL, "20", "30", "20"});
    jb_dataset *d = ask_ordered(f, 2024);
    assert_string_equal(codes(f, d), "3241");
    assert_int_equal(d->ordered, 3);
    assert_non_null(strstr(order_note(d), "由大到小"));
    assert_non_null(strstr(order_note(d), "其中1家"));
    assert_string_equal(jb_cell_text(f->arena, d, 0, 0, JB_LANG_ZH), "30");
    jb_dataset_free(d);
}

static void test_another_period_is_not_put_in_order(void **state)
{
    fixture *f = *state;
    put_city(f);
    put_filed(f, 2024, (const char *const[]){"10", "20", "30", NULL});
    jb_fact part = filed(f, 3, 2024, "99");
    part.period = period_of("2024-01-01", "2024-06-30", JB_PERIOD_PART_YEAR);
    put_fact(f, part);
    jb_dataset *d = ask_ordered(f, 2024);
    assert_string_equal(codes(f, d), "3214");
    assert_int_equal(d->ordered, 3);
    jb_dataset_free(d);
}

static void test_no_order_over_unlike_periods(void **state)
{
    fixture *f = *state;
    put_city(f);
    put_filed(f, 2024, (const char *const[]){"10", "20", NULL, NULL});
    for (size_t i = 2; i < 4; i++) {
        jb_fact part = filed(f, i, 2024, "99");
        part.period = period_of("2024-01-01", "2024-06-30", JB_PERIOD_PART_YEAR);
        put_fact(f, part);
    }
    jb_dataset *d = ask_ordered(f, 2024);
    assert_string_equal(codes(f, d), "1234");
    assert_int_equal(d->ordered, 0);
    assert_non_null(strstr(order_note(d), "未按"));
    jb_dataset_free(d);
}

static void test_no_order_over_several_years(void **state)
{
    fixture *f = *state;
    put_city(f);
    put_filed(f, 2023, (const char *const[]){"40", "30", "20", "10"});
    put_filed(f, 2024, (const char *const[]){"10", "20", "30", "40"});
    jb_dataset *d = ask_ordered(f, 2023);
    assert_string_equal(codes(f, d), "11223344");
    assert_int_equal(d->ordered, 0);
    assert_non_null(strstr(order_note(d), "几个年度"));
    jb_dataset_free(d);
}

static void test_order_does_not_depend_on_the_import(void **state)
{
    fixture *f = *state;
    put_city(f);
    for (size_t i = DISTRICTS; i-- > 0;) {
        put_fact(f, filed(f, i, 2024, "7"));
    }
    jb_dataset *d = ask_ordered(f, 2024);
    assert_string_equal(codes(f, d), "1234");
    assert_int_equal(d->ordered, 4);
    jb_dataset_free(d);
}

static void test_order_needs_a_column_of_figures(void **state)
{
    fixture *f = *state;
    const jb_query_column columns[] = {{.indicators = CODES("enf_cases_filed")},
                                       {.derive = JB_DERIVE_RANK, .of = 0}};
    jb_query query = {
        .name = "test", .columns = columns, .column_count = 2, .ordered = true, .order = 1};
    jb_dataset *d = NULL;
    assert_int_equal(jb_dataset_build(f->store, f->catalogue, &query, &d, &f->err), JB_ERR_USAGE);
}

/* ---- the year before --------------------------------------------------------------------- */

static void test_before_follows_its_row_and_is_added(void **state)
{
    fixture *f = *state;
    put_city(f);
    put_filed(f, 2023, (const char *const[]){"8", "18", NULL, "0"});
    put_filed(f, 2024, (const char *const[]){"10", "20", "30", "40"});
    jb_dataset *d = ask_ordered(f, 2024);
    assert_string_equal(codes(f, d), "4321");
    assert_string_equal(derived_text(f, d, 0, 1), "0");
    assert_string_equal(derived_text(f, d, 1, 1), "未披露");
    assert_string_equal(derived_text(f, d, 3, 1), "8");
    const jb_derived *total = d->summaries[0].cells[1].derived;
    assert_string_equal(jb_derived_text(f->arena, total, JB_LANG_ZH), "26");
    assert_int_equal(total->covered, 3);
    assert_int_equal(total->expected, 4);
    assert_int_equal(jb_dataset_cell(d, 3, 1)->derived->fact_count, 1);
    jb_dataset_free(d);
}

static void test_before_says_when_it_does_not_compare(void **state)
{
    fixture *f = *state;
    put_city(f);
    put_filed(f, 2024, (const char *const[]){"10", "20", "30", "40"});
    jb_fact part = filed(f, 0, 2023, "5");
    part.period = period_of("2023-01-01", "2023-06-30", JB_PERIOD_PART_YEAR);
    put_fact(f, part);
    jb_dataset *d = ask_ordered(f, 2024);
    const jb_derived *before = jb_dataset_cell(d, 3, 1)->derived;
    assert_true((before->reasons & JB_REASON_PERIOD) != 0);
    assert_non_null(strstr(before->note_zh, "不可比"));
    jb_dataset_free(d);
}

/* ---- remarks ----------------------------------------------------------------------------- */

static void test_remark_stands_in_its_column_only(void **state)
{
    fixture *f = *state;
    put_city(f);
    put_filed(f, 2024, (const char *const[]){"10", "20", "30", NULL});
    jb_fact noted = filed(f, 3, 2024, "40");
    noted.note = "含专项行动。";
    put_fact(f, noted);
    jb_dataset *d = ask_ordered(f, 2024);
    assert_string_equal(derived_text(f, d, 0, 2), "含专项行动。");
    assert_string_equal(derived_text(f, d, 1, 2), "");
    for (size_t i = 0; i < d->note_count; i++) {
        assert_null(strstr(d->notes[i].zh, "专项行动"));
    }
    jb_dataset_free(d);
}

/* ---- sources of what is not shown ---------------------------------------------------------- */

/* A fact of another indicator still makes its row, and its source is told. */
static void test_row_of_a_fact_that_is_not_shown(void **state)
{
    fixture *f = *state;
    put_city(f);
    put_filed(f, 2024, (const char *const[]){"10", "20", "30", "40"});
    put_agency(f, "330109", "9区", "", "");
    jb_fact other = fact_of(f, "330109", 2024, "enf_penalties", "3", "件");
    other.source = "unheld.txt";
    put_fact(f, other);
    jb_dataset *d = ask_ordered(f, 2024);
    assert_string_equal(codes(f, d), "43219");
    assert_int_equal(d->rows[4].source_count, 1);
    assert_string_equal(d->rows[4].sources[0], "unheld.txt");
    assert_true(d->rows[4].reported);
    jb_dataset_free(d);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_rows_stand_by_size_and_the_rest_by_code),
        TEST(test_another_period_is_not_put_in_order),
        TEST(test_no_order_over_unlike_periods),
        TEST(test_no_order_over_several_years),
        TEST(test_order_does_not_depend_on_the_import),
        TEST(test_order_needs_a_column_of_figures),
        TEST(test_before_follows_its_row_and_is_added),
        TEST(test_before_says_when_it_does_not_compare),
        TEST(test_remark_stands_in_its_column_only),
        TEST(test_row_of_a_fact_that_is_not_shown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
