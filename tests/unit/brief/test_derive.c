/* Derived columns and totals of the example in docs/layouts.md, over a small store. */
#include "brief_help.h"

static void put(bound *b, const char *code, int year, const char *value)
{
    jb_fact fact = filed_in(code, year);
    fact.source = year == 2024 ? "2024.txt" : "2023.txt";
    assert_true(jb_dec_parse(value, strlen(value), &fact.value));
    fact_put(b, fact);
}

static int setup(void **state)
{
    bound *b = bound_open();
    agency_put(b, county("330101", "甲区"));
    agency_put(b, county("330102", "乙区"));
    agency_put(b, county("330103", "丙区"));
    put(b, "330101", 2023, "80");
    put(b, "330101", 2024, "100");
    put(b, "330102", 2023, "40");
    put(b, "330102", 2024, "50");
    assert_jb_ok(jb_store_commit(b->store, &b->err), &b->err);
    *state = b;
    return 0;
}

static const jb_table_block *bind(bound *b, const char *layout)
{
    assert_jb_ok(jb_brief_load(layout, b->catalogue, &b->brief, &b->err), &b->err);
    assert_jb_ok(jb_brief_bind(b->brief, b->store, &b->doc, &b->err), &b->err);
    for (size_t i = 0; i < b->doc->block_count; i++) {
        if (b->doc->blocks[i].table != NULL) {
            return b->doc->blocks[i].table;
        }
    }
    fail_msg("no table");
    return NULL;
}

/* Two rows, the total in bold, and under it how many it covers. */
static void test_example_of_the_documentation(void **state)
{
    bound *b = *state;
    const jb_table_block *table = bind(b, example_write(b, "totals", NULL, NULL));
    assert_int_equal(table->body_rows, 4);
    assert_int_equal(table->column_count, 5);
    assert_string_equal(text_at(table, 0, 2), "100");
    assert_string_equal(text_at(table, 0, 3), "+25.00%");
    assert_string_equal(text_at(table, 0, 4), "1");
    assert_string_equal(text_at(table, 2, 0), "合计");
    assert_string_equal(text_at(table, 2, 2), "150");
    assert_true(table->body[2 * table->column_count + 2].text.items[0].bold);
    assert_string_equal(text_at(table, 2, 3), "+25.00%");
    assert_string_equal(text_at(table, 3, 2), "2/3局");
    assert_int_equal(table->body[0].text.items[0].fact, 0);
}

/* What the command line adds stands behind each column, in front of what follows it. */
static void test_derive_adds_columns_behind_their_figures(void **state)
{
    bound *b = *state;
    assert_jb_ok(jb_brief_load("compare", b->catalogue, &b->brief, &b->err), &b->err);
    jb_brief_derive(b->brief, JB_TOTALS_ALL, 1U << JB_DERIVE_RANK, 0);
    assert_jb_ok(jb_brief_bind(b->brief, b->store, &b->doc, &b->err), &b->err);
    const jb_dataset *d = jb_brief_data(b->brief, 0);
    assert_int_equal(d->column_count, 8);
    for (size_t c = 0; c < d->column_count; c += 2) {
        assert_int_equal(d->columns[c].derive, JB_DERIVE_NONE);
        assert_int_equal(d->columns[c + 1].derive, JB_DERIVE_RANK);
        assert_int_equal(d->columns[c + 1].of, c);
    }
    assert_int_equal(d->summary_count, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_example_of_the_documentation, setup, bound_close),
        cmocka_unit_test_setup_teardown(test_derive_adds_columns_behind_their_figures, setup,
                                        bound_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
