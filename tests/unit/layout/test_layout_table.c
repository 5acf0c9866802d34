/* Tables on positions computed by hand, and what happens to them at page ends. */
#include "layout_test.h"

static made_table add_figures(made *m, size_t cols, size_t rows)
{
    made_table t = add_table(m, cols, 1, rows);
    for (size_t i = 0; i < cols; i++) {
        set_cell(m, &t.head[i], i == 0 ? "单位" : "件数");
    }
    for (size_t i = 0; i < rows * cols; i++) {
        set_figure(m, &t.body[i], jb_arena_printf(m->arena, "%zu", i));
        if (i % cols == 0) {
            t.body[i].has_axis = false;
            set_cell(m, &t.body[i], jb_arena_printf(m->arena, "局%zu", i / cols + 1));
        }
    }
    return t;
}

/* 说明0, 说明1 ... */
static void set_numbered_notes(made *m, made_table *t, size_t count)
{
    const char **notes = jb_arena_array(m->arena, count + 1, sizeof *notes);
    for (size_t i = 0; i < count; i++) {
        notes[i] = jb_arena_printf(m->arena, "说明%zu", i);
    }
    if (count > 0) {
        set_notes(m, t, count, notes);
    }
}

static size_t count_on(const jb_pages *pages, size_t page, jb_mark_kind kind, jb_len height)
{
    size_t n = 0;
    for (size_t i = 0; i < pages->pages[page].mark_count; i++) {
        const jb_mark *mark = &pages->pages[page].marks[i];
        n += mark->kind == kind && (height == 0 || mark->height == height);
    }
    return n;
}

static const jb_mark *find_text(const jb_pages *pages, size_t page, const char *text)
{
    size_t len = strlen(text);
    for (size_t i = 0; i < pages->pages[page].mark_count; i++) {
        const jb_mark *mark = &pages->pages[page].marks[i];
        size_t pos = 0;
        uint32_t k = 0;
        while (mark->kind == JB_MARK_TEXT && k < mark->count && pos < len &&
               jb_utf8_next(text, len, &pos) == mark->code_points[k]) {
            k++;
        }
        if (mark->kind == JB_MARK_TEXT && pos == len && k == mark->count) {
            return mark;
        }
    }
    fail_msg("no mark says %s", text);
    return NULL;
}

static void test_table_in_full(void **unused)
{
    (void)unused;
    static const char want[] = "page 1: \n"
                               "text P 249.5,119.4 表1\n"
                               "text P 267.5,119.4 　\n"
                               "text P 279.5,119.4 各局办案情况\n"
                               "text P 485.6,135.3 单位：件\n"
                               "rect - 79.4,138.9 442.2x0.75\n"
                               "text TH 140.1,152.9 单位\n"
                               "text TH 290.5,152.9 立案\n"
                               "text TH 440.9,152.9 处罚\n"
                               "rect - 79.4,158.6 442.2x0.50\n"
                               "text TH 82.4,172.4 海珠\n"
                               "text TD 290.5,172.4 12.5\n"
                               "text Link 310.5,169.1 1\n"
                               "link Link 310.5,163.2 #1\n"
                               "text TD 445.9,172.4 —\n"
                               "text TH 82.4,191.4 上城\n"
                               "text TD 295.5,191.4 7\n"
                               "text TD 448.4,191.4 4\n"
                               "rect - 79.4,197.1 442.2x0.75\n"
                               "text P 79.4,207.8 注：\n"
                               "anchor Note 97.4,197.9 #1\n"
                               "text Lbl 97.4,207.8 1.\n"
                               "text Note 108.6,207.8 截至十月\n"
                               "text P 79.4,220.8 来源：年度报告\n"
                               "text - 458.6,774.8 — 1 —\n";
    made m;
    made_open(&m);
    made_table t = add_table(&m, 3, 1, 2);
    static const char *const heads[] = {"单位", "立案", "处罚"};
    for (size_t i = 0; i < 3; i++) {
        set_cell(&m, &t.head[i], heads[i]);
    }
    set_cell(&m, &t.body[0], "海珠");
    set_figure(&m, &t.body[1], "12.5");
    const char *call[] = {"^1", NULL};
    t.body[1].marks = words_of(&m, call);
    set_cell(&m, &t.body[2], "—");
    t.body[2].centered = true;
    set_cell(&m, &t.body[3], "上城");
    set_figure(&m, &t.body[4], "7");
    set_figure(&m, &t.body[5], "4");
    const char *notes[] = {"截至十月"};
    set_notes(&m, &t, 1, notes);
    t.src->source = words(&m, "来源：年度报告");
    t.src->summary = "两局三列";
    jb_pages *pages = lay(&m);
    assert_string_equal(dump_pages(&m, pages), want);
    assert_string_equal(pages->tags[1].alt, "两局三列");
    assert_int_equal(pages->tags[1].kind, JB_TAG_TABLE);
    assert_int_equal(pages->tables[0].pages, 1);
    close_all(&m, pages);
}

static void test_table_continues_with_title_and_head(void **unused)
{
    (void)unused;
    made m;
    made_open(&m);
    made_table t = add_figures(&m, 3, 70);
    jb_pages *pages = lay(&m);
    assert_int_equal(pages->count, 3);
    assert_int_equal(pages->tables[0].pages, 3);
    assert_non_null(strstr(page_text(&m, pages, 1, true), "续|表1|　|各局办案情况|单位：件|单位|"));
    assert_int_equal(count_tags(pages, JB_TAG_THEAD), 1);
    assert_int_equal(count_tags(pages, JB_TAG_TR), 71);
    assert_int_equal(count_tags(pages, JB_TAG_CAPTION), 1);
    /* Thick at the very top and bottom, thin where it breaks. */
    assert_int_equal(count_on(pages, 0, JB_MARK_RECT, 750), 1);
    assert_int_equal(count_on(pages, 0, JB_MARK_RECT, 500), 2);
    assert_int_equal(count_on(pages, 2, JB_MARK_RECT, 750), 2);
    assert_string_equal(pages->pages[0].ended, "the next row of the table does not fit");
    t.src->rules = JB_RULES_NONE;
    jb_pages_free(pages);
    pages = lay(&m);
    assert_int_equal(count_on(pages, 0, JB_MARK_RECT, 0), 0);
    close_all(&m, pages);
}

static void test_table_last_row_is_not_alone(void **unused)
{
    (void)unused;
    made m;
    made_open(&m);
    /* 637.8 of height: caption 34, head 19, rules 2, rows 19 each: 30 fit. */
    (void)add_figures(&m, 2, 31);
    jb_pages *pages = lay(&m);
    assert_non_null(find_text(pages, 0, "局29"));
    assert_non_null(find_text(pages, 1, "局30"));
    assert_string_equal(pages->pages[0].ended, "the last rows of the table are kept together");
    close_all(&m, pages);
}

static void test_table_notes_take_two_rows_along(void **unused)
{
    (void)unused;
    made m;
    made_open(&m);
    made_table t = add_figures(&m, 2, 30);
    const char *notes[] = {"甲", "乙", "丙"};
    set_notes(&m, &t, 3, notes);
    jb_pages *pages = lay(&m);
    assert_int_equal(pages->count, 2);
    assert_non_null(find_text(pages, 0, "局28"));
    assert_non_null(find_text(pages, 1, "局29"));
    assert_non_null(find_text(pages, 1, "甲"));
    close_all(&m, pages);
}

static void test_table_long_notes_flow_on(void **unused)
{
    (void)unused;
    made m;
    made_open(&m);
    made_table t = add_figures(&m, 2, 28);
    set_numbered_notes(&m, &t, 48);
    jb_pages *pages = lay(&m);
    assert_int_equal(pages->count, 2);
    assert_non_null(find_text(pages, 0, "局28"));
    assert_non_null(find_text(pages, 0, "说明0"));
    assert_non_null(find_text(pages, 1, "说明47"));
    assert_non_null(find_text(pages, 1, "续")); /* and whose they are */
    assert_int_equal(pages->tables[0].pages, 1);
    close_all(&m, pages);
}

static void test_table_short_moves_whole(void **unused)
{
    (void)unused;
    made m;
    made_open(&m);
    (void)add_space(&m, JB_PT(520));
    (void)add_text(&m, JB_BLOCK_PARAGRAPH, "如下表。");
    (void)add_heading(&m, 1, "一、表");
    (void)add_figures(&m, 2, 5);
    jb_pages *pages = lay(&m);
    assert_int_equal(pages->count, 2);
    assert_int_equal(pages->tables[0].pages, 1);
    assert_non_null(find_text(pages, 1, "一、表"));
    close_all(&m, pages);
}

/* Its rows stand together rather than on two pages, whatever its notes; but not at the price of a
 * page. */
static void test_table_short_is_not_cut_unless_that_saves_a_page(void **unused)
{
    (void)unused;
    for (int i = 0; i < 2; i++) {
        made m;
        made_open(&m);
        (void)add_space(&m, JB_PT(440));
        (void)add_text(&m, JB_BLOCK_PARAGRAPH, "如下表。");
        made_table t = add_figures(&m, 2, 8);
        set_numbered_notes(&m, &t, 15);
        (void)add_space(&m, JB_PT(i == 0 ? 20 : 270));
        (void)add_text(&m, JB_BLOCK_PARAGRAPH, "表后。");
        jb_pages *pages = lay(&m);
        assert_int_equal(pages->count, 2);
        assert_non_null(find_text(pages, i == 0 ? 1 : 0, "局1"));
        assert_non_null(find_text(pages, 1, "表后。"));
        close_all(&m, pages);
    }
}

/* It would leave more than a quarter of the page, or is not short: it begins where it stands. */
static void test_table_begins_rather_than_leave_a_page_empty(void **unused)
{
    static const struct {
        int space;
        size_t rows, notes;
        const char *ends; /* stands on the second page */
    } cases[] = {{350, 6, 8, "说明7"}, {490, 12, 0, "局12"}};
    (void)unused;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        made m;
        made_open(&m);
        (void)add_space(&m, JB_PT(cases[i].space));
        (void)add_text(&m, JB_BLOCK_PARAGRAPH, "如下表。");
        made_table t = add_figures(&m, 2, cases[i].rows);
        set_numbered_notes(&m, &t, cases[i].notes);
        jb_pages *pages = lay(&m);
        assert_int_equal(pages->count, 2);
        assert_non_null(find_text(pages, 0, "局2"));
        assert_non_null(find_text(pages, 1, cases[i].ends));
        close_all(&m, pages);
    }
}

/* On its second page the table ends early: that notes are whole is no reason to end the page too.
 */
static void test_table_notes_begin_rather_than_leave_a_page_empty(void **unused)
{
    (void)unused;
    made m;
    made_open(&m);
    made_table t = add_figures(&m, 2, 40);
    set_numbered_notes(&m, &t, 35);
    jb_pages *pages = lay(&m);
    assert_int_equal(pages->count, 3);
    assert_non_null(find_text(pages, 1, "局40"));
    assert_non_null(find_text(pages, 1, "说明0"));
    assert_non_null(find_text(pages, 2, "说明34"));
    close_all(&m, pages);
}

static void test_table_row_higher_than_a_page_goes_on(void **unused)
{
    (void)unused;
    made m;
    made_open(&m);
    made_table t = add_figures(&m, 2, 3);
    t.columns[1].align = JB_ALIGN_LEFT;
    jb_str s = {0};
    for (int i = 0; i < 6000; i++) {
        jb_str_add(&s, "长");
    }
    set_cell(&m, &t.body[3], jb_str_text(&s));
    t.body[3].has_axis = false;
    jb_str_free(&s);
    jb_pages *pages = lay(&m);
    assert_true(pages->count > 2);
    assert_int_equal(count_tags(pages, JB_TAG_TR), 4);
    assert_string_equal(pages->pages[0].ended,
                        "a row of the table is higher than a page and is split");
    /* The label beside it is said again, as furniture. */
    assert_int_equal(find_text(pages, 0, "局2")->tag, 14);
    assert_int_equal(find_text(pages, 1, "局2")->tag, JB_TAG_ARTIFACT);
    close_all(&m, pages);
}

static void test_table_merged_label_is_said_again(void **unused)
{
    (void)unused;
    made m;
    made_open(&m);
    made_table t = add_figures(&m, 3, 50);
    t.src->rules = JB_RULES_OPEN_GRID;
    span_cell(t.body, 3, 1, 0, 48, 1);
    set_cell(&m, &t.body[3], "各街道");
    jb_pages *pages = lay(&m);
    assert_int_equal(pages->count, 2);
    assert_int_not_equal(find_text(pages, 0, "各街道")->tag, JB_TAG_ARTIFACT);
    assert_int_equal(find_text(pages, 1, "各街道")->tag, JB_TAG_ARTIFACT);
    assert_int_equal(pages->tags[find_text(pages, 0, "各街道")->tag].rowspan, 48);
    close_all(&m, pages);
}

static void test_table_merged_cell_is_not_cut_after_one_row(void **unused)
{
    (void)unused;
    made m;
    made_open(&m);
    made_table t = add_figures(&m, 3, 50);
    span_cell(t.body, 3, 29, 0, 20, 1);
    jb_pages *pages = lay(&m);
    /* 30 rows fit; the merged cell begins in the 30th, whose second figure is 89. */
    assert_non_null(find_text(pages, 0, "局29"));
    assert_non_null(find_text(pages, 1, "89"));
    close_all(&m, pages);
}

static void test_table_group_heads_are_underlined(void **unused)
{
    (void)unused;
    made m;
    made_open(&m);
    made_table t = add_table(&m, 5, 2, 1);
    for (size_t i = 0; i < 10; i++) {
        set_cell(&m, &t.head[i], "项");
    }
    for (size_t i = 0; i < 5; i++) {
        set_cell(&m, &t.body[i], "值");
        t.columns[i].fraction = 200;
    }
    span_cell(t.head, 5, 0, 0, 2, 1);
    span_cell(t.head, 5, 0, 1, 1, 2);
    span_cell(t.head, 5, 0, 3, 1, 2);
    jb_pages *pages = lay(&m);
    const jb_mark *rules[8];
    size_t n = marks_of_tag(pages, JB_TAG_ARTIFACT, rules, 8);
    assert_true(n >= 4);
    jb_len column = JB_MM100(15600) / 5;
    assert_in_range(rules[1]->x, m.doc.page.left + column + 2990, m.doc.page.left + column + 3010);
    assert_in_range(rules[1]->width, 2 * column - 6010, 2 * column - 5990);
    assert_true(rules[1]->x + rules[1]->width < rules[2]->x);
    assert_int_equal(rules[1]->height, 500);
    uint32_t tag = find_text(pages, 0, "项")->tag;
    assert_int_equal(pages->tags[tag].rowspan, 2);
    assert_false(pages->tags[tag].row_header);
    close_all(&m, pages);
}

static void test_table_widths_follow_hints(void **unused)
{
    (void)unused;
    made m;
    made_open(&m);
    made_table t = add_table(&m, 4, 0, 1);
    for (size_t i = 0; i < 4; i++) {
        t.columns[i].align = JB_ALIGN_LEFT;
        set_cell(&m, &t.body[i], "值");
    }
    t.columns[1].fixed = JB_PT(50);
    t.columns[2].fraction = 500;
    jb_pages *pages = lay(&m);
    jb_len left = m.doc.page.left + JB_PT(3);
    jb_len width = JB_MM100(15600);
    const jb_mark *cells[4];
    size_t n = 0;
    for (size_t i = 0; i < pages->pages[0].mark_count; i++) {
        const jb_mark *mark = &pages->pages[0].marks[i];
        bool cell = mark->kind == JB_MARK_TEXT && mark->tag != JB_TAG_ARTIFACT &&
                    pages->tags[pages->tags[mark->tag].parent].kind == JB_TAG_TR;
        if (cell && n < 4) {
            cells[n++] = mark;
        }
    }
    jb_len rest = width - JB_PT(50) - width / 2;
    assert_int_equal(n, 4);
    assert_int_equal(cells[1]->x, left + rest / 2);
    assert_int_equal(cells[2]->x, left + rest / 2 + JB_PT(50));
    assert_int_equal(cells[3]->x, left + rest / 2 + JB_PT(50) + width / 2);
    close_all(&m, pages);
}

static void test_table_tolerant_column_wraps_freaks(void **unused)
{
    (void)unused;
    made m;
    made_open(&m);
    made_table t = add_figures(&m, 2, 20);
    t.columns[0].tolerant = true;
    set_cell(&m, &t.head[1], "一个很长的表头一个很长的表头一个很长的表头一个很长的表头");
    set_cell(&m, &t.body[10], "一个很长的单位名称一个很长的单位名称一个很长的单位名称");
    jb_pages *pages = lay(&m);
    /* The long head keeps its line; the one long cell wraps. */
    assert_non_null(
        find_text(pages, 0, "一个很长的表头一个很长的表头一个很长的表头一个很长的表头"));
    close_all(&m, pages);
}

/* Columns of figures of which one has an absence, and one that asks for all the room. */
static jb_pages *lay_absence(made *m, size_t cols, const char *absence)
{
    made_table t = add_figures(m, cols, 20);
    t.src->orient = JB_ORIENT_PORTRAIT;
    for (size_t i = 1; i < cols; i++) {
        t.columns[i].tolerant = true;
    }
    for (size_t i = 0; i < 20; i++) {
        t.body[i * cols + cols - 1].has_axis = false;
        set_cell(m, &t.body[i * cols + cols - 1], "一句说明，排成几行也无妨，只要别的列放得下就行");
    }
    t.body[cols + 1] = (jb_table_cell){.centered = true};
    set_cell(m, &t.body[cols + 1], absence);
    return lay(m);
}

static void test_table_short_words_stay_whole_while_there_is_room(void **unused)
{
    (void)unused;
    static const char *const words[] = {"未披露", "明示为零", "未找到报告", "提及但无数字"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        made m;
        made_open(&m);
        jb_pages *pages = lay_absence(&m, 9, words[i]);
        assert_non_null(find_text(pages, 0, words[i]));
        close_all(&m, pages);
    }
}

static void test_table_column_wider_than_the_page(void **unused)
{
    (void)unused;
    made m;
    made_open(&m);
    made_table t = add_table(&m, 3, 0, 1);
    jb_str s = {0};
    for (int i = 0; i < 150; i++) {
        jb_str_addc(&s, '1');
    }
    set_figure(&m, &t.body[2], jb_str_text(&s));
    t.src->orient = JB_ORIENT_PORTRAIT;
    /* 150 times 5 + 6 points are 266.7 mm. */
    refuse(&m, JB_ERR_INPUT, "column 3 of this table needs 266.7 mm and the page has 156.0 mm",
           "$.blocks[0]");
    jb_str_free(&s);
    made_close(&m);
}

static void test_table_missing_character_names_its_cell(void **unused)
{
    (void)unused;
    made m;
    made_open(&m);
    made_table t = add_figures(&m, 3, 4);
    set_cell(&m, &t.body[3 + 2], "\U0001F600");
    refuse(&m, JB_ERR_FONT, "U+1F600", "$.blocks[0] (table row 2, column 3)");
    set_cell(&m, &t.head[1], "\U0001F600");
    refuse(&m, JB_ERR_FONT, "U+1F600", "$.blocks[0] (table head row 1, column 2)");
    t.src->title = words(&m, "\U0001F600");
    made_close(&m);
}

static void test_table_spans_must_match(void **unused)
{
    (void)unused;
    made m;
    made_open(&m);
    made_table t = add_figures(&m, 3, 4);
    t.body[4].colspan = 2;
    refuse(&m, JB_ERR_INTERNAL, "do not match", "$.blocks[0] (table row 2, column 3)");
    t.body[4].colspan = 1;
    t.body[7].covered = true;
    refuse(&m, JB_ERR_INTERNAL, "do not match", "$.blocks[0] (table row 3, column 2)");
    made_close(&m);
}

static void test_table_without_columns(void **unused)
{
    (void)unused;
    made m;
    made_open(&m);
    (void)add_table(&m, 0, 0, 0);
    refuse(&m, JB_ERR_INPUT, "no columns", "$.blocks[0]");
    made_close(&m);
}

static void test_table_without_rows(void **unused)
{
    (void)unused;
    made m;
    made_open(&m);
    made_table t = add_figures(&m, 2, 0);
    t.src->source = words(&m, "来源");
    jb_pages *pages = lay(&m);
    /* PDF/UA-1 has no head without a body. */
    assert_int_equal(count_tags(pages, JB_TAG_THEAD), 0);
    assert_int_equal(count_tags(pages, JB_TAG_TBODY), 1);
    assert_int_equal(count_tags(pages, JB_TAG_TH), 2);
    close_all(&m, pages);
}

static void test_table_head_higher_than_a_page(void **unused)
{
    (void)unused;
    made m;
    made_open(&m);
    made_table t = add_figures(&m, 2, 3);
    t.src->head_style.pitch = JB_PT(640);
    refuse(&m, JB_ERR_INPUT, "fits on an empty page", "$.blocks[0]");
    made_close(&m);
}

static void test_table_marks_do_not_move_figures(void **unused)
{
    (void)unused;
    made m;
    made_open(&m);
    made_table t = add_table(&m, 2, 0, 2);
    t.columns[1].align = JB_ALIGN_RIGHT;
    set_cell(&m, &t.body[1], "41");
    set_cell(&m, &t.body[3], "64");
    const char *call[] = {"^1", NULL};
    t.body[3].marks = words_of(&m, call);
    jb_pages *pages = lay(&m);
    const jb_mark *plain = find_text(pages, 0, "41");
    const jb_mark *noted = find_text(pages, 0, "64");
    assert_int_equal(plain->x, noted->x);
    assert_int_equal(find_text(pages, 0, "1")->x, noted->x + noted->width);
    close_all(&m, pages);
}

static void test_table_of_3000_rows(void **unused)
{
    (void)unused;
    made m;
    made_open(&m);
    (void)add_figures(&m, 10, 3000);
    jb_pages *pages = lay_only(&m);
    assert_int_equal(pages->tables[0].rows_out, 3000);
    assert_int_equal(pages->tables[0].cells_out, 30010);
    assert_true(pages->count > 90);
    close_all(&m, pages);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_table_in_full),
        cmocka_unit_test(test_table_continues_with_title_and_head),
        cmocka_unit_test(test_table_last_row_is_not_alone),
        cmocka_unit_test(test_table_notes_take_two_rows_along),
        cmocka_unit_test(test_table_long_notes_flow_on),
        cmocka_unit_test(test_table_short_moves_whole),
        cmocka_unit_test(test_table_short_is_not_cut_unless_that_saves_a_page),
        cmocka_unit_test(test_table_begins_rather_than_leave_a_page_empty),
        cmocka_unit_test(test_table_notes_begin_rather_than_leave_a_page_empty),
        cmocka_unit_test(test_table_row_higher_than_a_page_goes_on),
        cmocka_unit_test(test_table_merged_label_is_said_again),
        cmocka_unit_test(test_table_merged_cell_is_not_cut_after_one_row),
        cmocka_unit_test(test_table_group_heads_are_underlined),
        cmocka_unit_test(test_table_widths_follow_hints),
        cmocka_unit_test(test_table_tolerant_column_wraps_freaks),
        cmocka_unit_test(test_table_short_words_stay_whole_while_there_is_room),
        cmocka_unit_test(test_table_column_wider_than_the_page),
        cmocka_unit_test(test_table_missing_character_names_its_cell),
        cmocka_unit_test(test_table_spans_must_match),
        cmocka_unit_test(test_table_without_columns),
        cmocka_unit_test(test_table_without_rows),
        cmocka_unit_test(test_table_head_higher_than_a_page),
        cmocka_unit_test(test_table_marks_do_not_move_figures),
        cmocka_unit_test(test_table_of_3000_rows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
