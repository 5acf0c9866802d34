/* Layout upon the real typeset and the fonts that come with it. */
#include "random_doc.h"

#include <jbtest.h>

static jb_fontset *open_fonts(void)
{
    jb_fontset *fonts = NULL;
    jb_error err = {0};
    assert_jb_ok(jb_fontset_open("fonts", NULL, &fonts, &err), &err);
    return fonts;
}

static void test_layout_run_random_with_fonts(void **unused)
{
    (void)unused;
    jb_fontset *fonts = open_fonts();
    assert_true(random_check(fonts, 150) > 90);
    jb_fontset_free(fonts);
}

/* 22 lines of 28 characters fill the type area: GB/T 9704-2012, 5.2.3. */
static void test_page_holds_22_lines_of_28(void **unused)
{
    (void)unused;
    jb_fontset *fonts = open_fonts();
    made m;
    made_open(&m);
    m.doc.page.char_pitch = 15790;
    jb_str s = {0};
    for (int i = 0; i < 22 * 28; i++) {
        jb_str_add(&s, "字");
    }
    jb_block *block = add_text(&m, JB_BLOCK_PARAGRAPH, jb_str_text(&s));
    block->style.grid = true;
    jb_str_free(&s);
    jb_pages *pages = NULL;
    jb_error err = {0};
    assert_jb_ok(jb_layout_run(made_doc(&m), fonts, &pages, &err), &err);
    check_pages(&m, pages);
    assert_int_equal(pages->count, 1);
    assert_int_equal(pages->pages[0].marks[21].count, 28);
    assert_int_equal(pages->pages[0].marks[21].x, m.doc.page.left);
    assert_int_equal(pages->pages[0].marks[22].tag, JB_TAG_ARTIFACT);
    jb_pages_free(pages);
    made_close(&m);
    jb_fontset_free(fonts);
}

/* Where there is no room for them on one line. */
static void test_short_words_are_broken_between_words(void **unused)
{
    (void)unused;
    static const char *const short_words[][3] = {
        {"明示为零", "明示", "为零"},
        {"未找到报告", "未找到", "报告"},
        {"提及但无数字", "提及但", "无数字"},
    };
    jb_fontset *fonts = open_fonts();
    for (size_t i = 0; i < sizeof short_words / sizeof *short_words; i++) {
        made m;
        made_open(&m);
        made_table t = add_table(&m, 12, 0, 1);
        t.src->orient = JB_ORIENT_PORTRAIT;
        for (size_t k = 0; k < 12; k++) {
            t.columns[k].align = JB_ALIGN_LEFT;
            t.body[k].centered = k % 2 == 0;
            set_cell(&m, &t.body[k], short_words[i][0]);
        }
        jb_pages *pages = NULL;
        jb_error err = {0};
        assert_jb_ok(jb_layout_run(made_doc(&m), fonts, &pages, &err), &err);
        check_pages(&m, pages);
        const jb_mark *first = mark_with(pages, 0, short_words[i][1]);
        const jb_mark *second = mark_with(pages, 0, short_words[i][2]);
        assert_non_null(first);
        assert_non_null(second);
        assert_true(second->y > first->y);
        jb_pages_free(pages);
        made_close(&m);
    }
    jb_fontset_free(fonts);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_page_holds_22_lines_of_28),
        cmocka_unit_test(test_short_words_are_broken_between_words),
        cmocka_unit_test(test_layout_run_random_with_fonts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
