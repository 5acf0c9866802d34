/* Tables that do not fit: turned pages, parts, labels said again; and what tables look like. */
#include "layout_test.h"

static bool page_says(made *m, const jb_pages *pages, size_t page, bool artifacts, const char *text)
{
    return strstr(page_text(m, pages, page, artifacts), text) != NULL;
}

/* Columns of 66 points: six stand on an upright page, nine on a turned one. */
static made_table add_wide(made *m, size_t cols, size_t rows)
{
    made_table t = add_table(m, cols, 1, rows);
    for (size_t i = 0; i < rows * cols; i++) {
        set_figure(m, &t.body[i], "1,234,567.89");
        if (i % cols == 0) {
            t.body[i].has_axis = false;
            set_cell(m, &t.body[i], jb_arena_printf(m->arena, "局%zu", i / cols + 1));
        }
    }
    for (size_t i = 0; i < cols; i++) {
        set_cell(m, &t.head[i], jb_arena_printf(m->arena, "%zu项", i));
    }
    return t;
}

static void test_table_goes_landscape_when_it_fits_there(void **unused)
{
    (void)unused;
    made m;
    made_open(&m);
    (void)add_text(&m, JB_BLOCK_PARAGRAPH, "前文");
    (void)add_heading(&m, 1, "标题");
    (void)add_wide(&m, 9, 3);
    (void)add_text(&m, JB_BLOCK_PARAGRAPH, "后文");
    jb_pages *pages = lay(&m);
    assert_int_equal(pages->count, 3);
    assert_int_equal(pages->pages[1].width, m.doc.page.height);
    assert_int_equal(pages->pages[1].height, m.doc.page.width);
    assert_true(page_says(&m, pages, 1, false, "标题"));
    assert_true(pages->tables[0].turned);
    assert_int_equal(pages->tables[0].parts, 1);
    assert_int_equal(pages->pages[2].width, m.doc.page.width);
    assert_string_equal(jb_page_end_find(pages->pages[0].ended)->code, "turned");
    assert_string_equal(jb_page_end_find(pages->pages[1].ended)->code, "upright");
    close_all(&m, pages);
}

static void test_table_stays_upright_when_told(void **unused)
{
    (void)unused;
    made m;
    made_open(&m);
    made_table t = add_wide(&m, 9, 3);
    t.src->orient = JB_ORIENT_PORTRAIT;
    jb_pages *pages = lay(&m);
    assert_int_equal(pages->pages[0].width, m.doc.page.width);
    assert_false(pages->tables[0].turned);
    assert_int_equal(pages->tables[0].parts, 2);
    close_all(&m, pages);
}

static void test_table_in_parts_repeats_its_key_columns(void **unused)
{
    (void)unused;
    made m;
    made_open(&m);
    made_table t = add_wide(&m, 9, 3);
    t.src->orient = JB_ORIENT_PORTRAIT;
    jb_pages *pages = lay(&m);
    const char *text = page_text(&m, pages, 0, false);
    assert_non_null(strstr(text, "（第1/2部分）"));
    assert_non_null(strstr(text, "（第2/2部分）"));
    const char *first = strstr(text, "局1");
    assert_non_null(first);
    assert_non_null(strstr(first + 1, "局1"));
    assert_int_equal(pages->tables[0].rows_out, 3);
    assert_int_equal(pages->tables[0].cells_in, 4 * 9);
    assert_int_equal(pages->tables[0].cells_out, 4 * 9);
    assert_int_equal(pages->tables[0].pages, 1);
    assert_int_equal(count_tags(pages, JB_TAG_TABLE), 2);
    assert_int_equal(count_tags(pages, JB_TAG_THEAD), 2);
    /* Eight columns in two parts of four, each behind the key. */
    assert_int_equal(count_tags(pages, JB_TAG_TD), 3 * 8);
    close_all(&m, pages);
}

static void test_table_part_title_follows_its_template(void **unused)
{
    (void)unused;
    made m;
    made_open(&m);
    made_table t = add_wide(&m, 9, 1);
    t.src->orient = JB_ORIENT_PORTRAIT;
    t.src->part = "之{part}，共{parts}";
    jb_pages *pages = lay(&m);
    assert_true(page_says(&m, pages, 0, false, "之2，共2"));
    close_all(&m, pages);
}

/* Notes stand once, under the last part; calls in every part lead to them. */
static void test_table_in_parts_has_its_notes_once(void **unused)
{
    (void)unused;
    made m;
    made_open(&m);
    made_table t = add_wide(&m, 9, 1);
    const char *notes[] = {"注文"};
    const char *call[] = {"^1", NULL};
    t.src->orient = JB_ORIENT_PORTRAIT;
    set_notes(&m, &t, 1, notes);
    t.body[1].marks = words_of(&m, call);
    jb_pages *pages = lay(&m);
    assert_int_equal(count_tags(pages, JB_TAG_NOTE), 1);
    assert_int_equal(count_tags(pages, JB_TAG_LINK), 1);
    close_all(&m, pages);
}

static void test_table_is_cut_between_groups_of_its_head(void **unused)
{
    (void)unused;
    made m;
    made_open(&m);
    made_table t = add_wide(&m, 9, 1);
    t.src->orient = JB_ORIENT_PORTRAIT;
    jb_table_cell *head = jb_arena_array(m.arena, 18, sizeof *head);
    for (size_t i = 0; i < 18; i++) {
        set_cell(&m, &head[i], "头");
    }
    set_cell(&m, &head[1], "甲组");
    set_cell(&m, &head[4], "乙组");
    span_cell(head, 9, 0, 1, 1, 3);
    span_cell(head, 9, 0, 4, 1, 5);
    t.src->head = head;
    t.src->head_rows = 2;
    jb_pages *pages = lay(&m);
    const char *text = page_text(&m, pages, 0, false);
    const char *second = strstr(text, "乙组");
    assert_non_null(second);
    assert_null(strstr(second + 1, "乙组"));
    assert_non_null(strstr(text, "甲组"));
    close_all(&m, pages);
}

static void test_table_of_60_columns_and_3000_rows(void **unused)
{
    (void)unused;
    made m;
    made_open(&m);
    (void)add_wide(&m, 60, 3000);
    jb_pages *pages = lay_only(&m);
    assert_true(pages->tables[0].parts > 5);
    assert_int_equal(pages->tables[0].rows_out, 3000);
    assert_int_equal(pages->tables[0].cells_out, 3001 * 60);
    close_all(&m, pages);
}

static void test_table_moves_with_its_heading_when_its_first_row_does_not_fit(void **unused)
{
    (void)unused;
    made m;
    made_open(&m);
    (void)add_text(&m, JB_BLOCK_PARAGRAPH, "前文");
    (void)add_space(&m, JB_PT(500));
    (void)add_heading(&m, 1, "标题");
    made_table t = add_table(&m, 2, 1, 40);
    jb_str s = {0};
    for (int i = 0; i < 120; i++) {
        jb_str_add(&s, "字字字字字字");
    }
    set_cell(&m, &t.body[0], jb_str_text(&s));
    jb_str_free(&s);
    jb_pages *pages = lay(&m);
    assert_false(page_says(&m, pages, 0, false, "标题"));
    assert_true(page_says(&m, pages, 1, false, "标题"));
    assert_string_equal(jb_page_end_find(pages->pages[0].ended)->code, "heading");
    close_all(&m, pages);
}

/* ---- kinds of rows */

typedef struct grouped {
    made_table t;
    jb_row_kind *kinds;
} grouped;

static grouped add_grouped(made *m, size_t rows)
{
    made_table t = add_table(m, 3, 1, rows);
    jb_row_kind *kinds = jb_arena_array(m->arena, rows, sizeof *kinds);
    for (size_t i = 0; i < rows * 3; i++) {
        set_figure(m, &t.body[i], "7");
    }
    t.src->row_kinds = kinds;
    return (grouped){t, kinds};
}

static void make_group(made *m, grouped *g, size_t row, const char *label)
{
    made_table *t = &g->t;
    g->kinds[row] = JB_ROW_GROUP;
    span_cell(t->body, 3, row, 0, 1, 3);
    t->body[row * 3].has_axis = false;
    set_cell(m, &t->body[row * 3], label);
}

static void test_group_label_is_said_again(void **unused)
{
    (void)unused;
    made m;
    made_open(&m);
    grouped g = add_grouped(&m, 50);
    made_table t = g.t;
    make_group(&m, &g, 0, "甲区");
    jb_pages *pages = lay(&m);
    assert_int_equal(pages->count, 2);
    assert_true(page_says(&m, pages, 1, true, "甲区|（续）"));
    assert_false(page_says(&m, pages, 1, false, "甲区"));
    jb_pages_free(pages);
    t.src->again = "，接前页";
    pages = lay(&m);
    assert_true(page_says(&m, pages, 1, true, "甲区|，接前页"));
    close_all(&m, pages);
}

/* Wherever the page ends, the label is not the last thing on it. */
static void test_group_label_is_not_left_behind(void **unused)
{
    (void)unused;
    for (size_t at = 20; at < 40; at++) {
        made m;
        made_open(&m);
        grouped g = add_grouped(&m, 60);
        make_group(&m, &g, at, "乙区");
        jb_pages *pages = lay(&m);
        const char *text = page_text(&m, pages, 0, false);
        const char *label = strstr(text, "乙区|");
        assert_true(label == NULL || label[strlen("乙区|")] != '\0');
        close_all(&m, pages);
    }
}

static void test_merged_label_says_that_it_goes_on(void **unused)
{
    (void)unused;
    made m;
    made_open(&m);
    grouped g = add_grouped(&m, 50);
    made_table t = g.t;
    span_cell(t.body, 3, 0, 0, 50, 1);
    t.body[0].has_axis = false;
    t.body[0].header = true;
    set_cell(&m, &t.body[0], "丙区");
    jb_pages *pages = lay(&m);
    assert_int_equal(pages->count, 2);
    assert_true(page_says(&m, pages, 1, true, "丙区|（续）"));
    close_all(&m, pages);
}

static size_t rects(const jb_pages *pages, size_t page, jb_len height, uint32_t color)
{
    size_t n = 0;
    for (size_t i = 0; i < pages->pages[page].mark_count; i++) {
        const jb_mark *mark = &pages->pages[page].marks[i];
        n += mark->kind == JB_MARK_RECT && (height == 0 || mark->height == height) &&
             mark->color == color;
    }
    return n;
}

static void test_total_stands_under_a_rule_in_bold(void **unused)
{
    (void)unused;
    made m;
    made_open(&m);
    grouped g = add_grouped(&m, 4);
    made_table t = g.t;
    jb_pages *pages = lay(&m);
    size_t before = rects(pages, 0, 500, 0);
    jb_pages_free(pages);
    g.kinds[3] = JB_ROW_TOTAL;
    t.src->total_style = t.src->cell_style;
    t.src->total_style.color = 0x123456;
    pages = lay(&m);
    assert_int_equal(rects(pages, 0, 500, 0), before + 1);
    size_t styled = 0;
    for (size_t i = 0; i < pages->pages[0].mark_count; i++) {
        styled += pages->pages[0].marks[i].color == 0x123456;
    }
    assert_int_equal(styled, 3);
    close_all(&m, pages);
}

static void test_stripes_lie_under_every_other_row(void **unused)
{
    (void)unused;
    made m;
    made_open(&m);
    grouped g = add_grouped(&m, 9);
    made_table t = g.t;
    t.src->zebra = true;
    jb_pages *pages = lay(&m);
    assert_int_equal(rects(pages, 0, JB_PT(19), 0xF0F0F0), 4);
    close_all(&m, pages);
}

static void test_bars_are_solid_hatched_or_hollow(void **unused)
{
    (void)unused;
    made m;
    made_open(&m);
    grouped g = add_grouped(&m, 3);
    made_table t = g.t;
    t.columns[2].bar = JB_PT(40);
    for (size_t row = 0; row < 3; row++) {
        t.body[row * 3 + 2].bar = 500;
        t.body[row * 3 + 2].bar_kind = (jb_bar)row;
    }
    jb_pages *pages = lay(&m);
    /* One; four sides and strokes at 2, 4 ... 18 points; four sides. */
    assert_int_equal(rects(pages, 0, 0, 0x808080), 1 + (4 + 9) + 4);
    const jb_mark *solid = NULL;
    for (size_t i = 0; solid == NULL; i++) {
        const jb_mark *mark = &pages->pages[0].marks[i];
        solid = mark->kind == JB_MARK_RECT && mark->color == 0x808080 ? mark : NULL;
    }
    assert_int_equal(solid->width, JB_PT(20));
    close_all(&m, pages);
}

/* ---- white */

static void test_white_alone_makes_no_page(void **unused)
{
    (void)unused;
    made m;
    made_open(&m);
    (void)add_space(&m, JB_PT(100));
    (void)add_text(&m, JB_BLOCK_PARAGRAPH, "");
    (void)add_break(&m);
    (void)add_text(&m, JB_BLOCK_PARAGRAPH, "文");
    (void)add_break(&m);
    (void)add_text(&m, JB_BLOCK_PARAGRAPH, "");
    jb_pages *pages = lay(&m);
    assert_int_equal(pages->count, 1);
    close_all(&m, pages);
}

/* A block that has no room under white, but has without, is no fault. */
static void test_white_gives_way_to_what_fills_a_page(void **unused)
{
    (void)unused;
    made m;
    made_open(&m);
    (void)add_space(&m, JB_PT(400));
    made_table t = add_table(&m, 2, 1, 3);
    t.src->head_style.pitch = JB_PT(500);
    jb_pages *pages = lay(&m);
    assert_int_equal(pages->count, 1);
    close_all(&m, pages);
}

static void test_page_end_find(void **unused)
{
    (void)unused;
    assert_string_equal(jb_page_end_find("the page is full")->code, "full");
    assert_string_equal(jb_page_end_find("")->code, "last");
    assert_null(jb_page_end_find("because"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_table_goes_landscape_when_it_fits_there),
        cmocka_unit_test(test_table_stays_upright_when_told),
        cmocka_unit_test(test_table_in_parts_repeats_its_key_columns),
        cmocka_unit_test(test_table_part_title_follows_its_template),
        cmocka_unit_test(test_table_in_parts_has_its_notes_once),
        cmocka_unit_test(test_table_is_cut_between_groups_of_its_head),
        cmocka_unit_test(test_table_of_60_columns_and_3000_rows),
        cmocka_unit_test(test_table_moves_with_its_heading_when_its_first_row_does_not_fit),
        cmocka_unit_test(test_group_label_is_said_again),
        cmocka_unit_test(test_group_label_is_not_left_behind),
        cmocka_unit_test(test_merged_label_says_that_it_goes_on),
        cmocka_unit_test(test_total_stands_under_a_rule_in_bold),
        cmocka_unit_test(test_stripes_lie_under_every_other_row),
        cmocka_unit_test(test_bars_are_solid_hatched_or_hollow),
        cmocka_unit_test(test_white_alone_makes_no_page),
        cmocka_unit_test(test_white_gives_way_to_what_fills_a_page),
        cmocka_unit_test(test_page_end_find),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
