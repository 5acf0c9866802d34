/* Bars beside figures: their length, their look, and where there are none. */
#include <brief/brief_private.h>
#include <jbtest.h>

typedef struct made {
    jb_fact facts[3];
    jb_figure figures[3];
    jb_cell cells[3];
    jb_row rows[3];
    jb_column column;
    jb_dataset data;
} made;

static void make(made *m, const int64_t values[3])
{
    memset(m, 0, sizeof *m);
    for (size_t i = 0; i < 3; i++) {
        m->facts[i].value = jb_dec_int(values[i]);
        m->facts[i].unit = "件";
        m->figures[i].fact = &m->facts[i];
        m->cells[i].figures = &m->figures[i];
        m->cells[i].figure_count = 1;
    }
    m->column.numeric = true;
    m->data.rows = m->rows;
    m->data.row_count = 3;
    m->data.columns = &m->column;
    m->data.column_count = 1;
    m->data.cells = m->cells;
}

static bool has_bars(const made *m)
{
    return jb_dec_cmp(bar_longest(&m->data, 0), jb_dec_int(0)) > 0;
}

static void test_bar_is_a_share_of_the_longest(void **unused)
{
    (void)unused;
    made m;
    make(&m, (const int64_t[]){200, 50, 0});
    jb_dec longest = bar_longest(&m.data, 0);
    jb_table_cell cells[3] = {0};
    for (size_t i = 0; i < 3; i++) {
        bar_bind(longest, &m.figures[i], &cells[i]);
    }
    assert_int_equal(cells[0].bar, 1000);
    assert_int_equal(cells[1].bar, 250);
    assert_int_equal(cells[2].bar, 0);
}

static void test_bar_of_little_is_seen(void **unused)
{
    (void)unused;
    made m;
    make(&m, (const int64_t[]){9000000, 1, 0});
    jb_table_cell cell = {0};
    bar_bind(bar_longest(&m.data, 0), &m.figures[1], &cell);
    assert_int_equal(cell.bar, 1);
}

static void test_bar_kind_follows_the_qualifier(void **unused)
{
    (void)unused;
    static const struct {
        jb_qualifier qualifier;
        jb_bar kind;
    } cases[] = {{JB_QUAL_EXACT, JB_BAR_SOLID},
                 {JB_QUAL_ABOUT, JB_BAR_HATCHED},
                 {JB_QUAL_NEARLY, JB_BAR_HATCHED},
                 {JB_QUAL_AT_LEAST, JB_BAR_HOLLOW},
                 {JB_QUAL_LESS_THAN, JB_BAR_HOLLOW}};
    made m;
    make(&m, (const int64_t[]){7, 7, 7});
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        jb_table_cell cell = {0};
        m.facts[0].qualifier = cases[i].qualifier;
        bar_bind(bar_longest(&m.data, 0), &m.figures[0], &cell);
        assert_int_equal(cell.bar_kind, cases[i].kind);
    }
}

static void test_bars_only_where_figures_compare(void **unused)
{
    (void)unused;
    made m;
    make(&m, (const int64_t[]){3, 2, 1});
    assert_true(has_bars(&m));
    m.column.reasons = 1;
    assert_false(has_bars(&m));
    m.column.reasons = 0;
    m.column.mixed = true;
    assert_false(has_bars(&m));
    m.column.mixed = false;
    m.facts[1].unit = "人";
    assert_false(has_bars(&m));
    make(&m, (const int64_t[]){3, -2, 1});
    assert_false(has_bars(&m));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_bar_is_a_share_of_the_longest),
        cmocka_unit_test(test_bar_of_little_is_seen),
        cmocka_unit_test(test_bar_kind_follows_the_qualifier),
        cmocka_unit_test(test_bars_only_where_figures_compare),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
