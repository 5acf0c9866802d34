/* Text blocks, pages and their furniture, on positions computed by hand. */
#include "layout_test.h"

#define HAN_100                                                                                                                \
    "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十" \
    "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十" \
    "一二三四五六七八九十一二三四五六七八九十"
#define BASELINE ((28990 - 16000) / 2 + 14080)

static size_t lines_on(const jb_pages *pages, size_t page)
{
    size_t n = 0;
    for (size_t i = 0; i < pages->pages[page].mark_count; i++) {
        n += pages->pages[page].marks[i].kind == JB_MARK_TEXT &&
             pages->pages[page].marks[i].tag != JB_TAG_ARTIFACT;
    }
    return n;
}

static void test_layout_run_empty_document(void **unused)
{
    (void)unused;
    made m;
    made_open(&m);
    jb_pages *pages = lay(&m);
    assert_int_equal(pages->count, 1);
    assert_string_equal(pages->pages[0].label, "1");
    close_all(&m, pages);
}

static void test_paragraph_stands_on_the_grid(void **unused)
{
    (void)unused;
    made m;
    made_open(&m);
    jb_block *space = add_space(&m, JB_PT(10));
    assert_non_null(space);
    (void)add_lines(&m, 2);
    jb_pages *pages = lay(&m);
    const jb_mark *marks = pages->pages[0].marks;
    jb_len top = m.doc.page.top;
    assert_int_equal(marks[0].y, top + 28990 + BASELINE);
    assert_int_equal(marks[1].y, top + 2 * 28990 + BASELINE);
    assert_int_equal(marks[0].x, m.doc.page.left);
    assert_true(marks[0].soft_end);
    assert_false(marks[1].soft_end);
    close_all(&m, pages);
}

static void test_paragraph_leaves_two_lines(void **unused)
{
    (void)unused;
    made m;
    made_open(&m);
    (void)add_lines(&m, 23);
    jb_pages *pages = lay(&m);
    assert_int_equal(pages->count, 2);
    assert_int_equal(lines_on(pages, 0), 21);
    assert_int_equal(lines_on(pages, 1), 2);
    close_all(&m, pages);
}

static void test_paragraph_of_three_lines_moves_whole(void **unused)
{
    (void)unused;
    made m;
    made_open(&m);
    (void)add_lines(&m, 20);
    (void)add_lines(&m, 3);
    jb_pages *pages = lay(&m);
    assert_int_equal(lines_on(pages, 0), 20);
    assert_int_equal(lines_on(pages, 1), 3);
    assert_string_equal(pages->pages[0].ended, "two lines of a paragraph are kept together");
    close_all(&m, pages);
}

static void test_paragraph_kept_whole(void **unused)
{
    (void)unused;
    made m;
    made_open(&m);
    (void)add_lines(&m, 15);
    add_lines(&m, 8)->style.keep_lines = true;
    jb_pages *pages = lay(&m);
    assert_int_equal(lines_on(pages, 0), 15);
    assert_string_equal(pages->pages[0].ended, "a block is kept whole");
    close_all(&m, pages);
}

static void test_paragraph_longer_than_a_page_kept_whole(void **unused)
{
    (void)unused;
    made m;
    made_open(&m);
    add_lines(&m, 50)->style.keep_lines = true;
    jb_pages *pages = lay(&m);
    assert_int_equal(pages->count, 3);
    close_all(&m, pages);
}

static void test_space_before_falls_away_on_a_flowed_page(void **unused)
{
    (void)unused;
    made m;
    made_open(&m);
    m.doc.page.line_pitch = 0;
    (void)add_lines(&m, 22);
    add_lines(&m, 2)->style.before = JB_PT(7);
    (void)add_break(&m);
    add_lines(&m, 1)->style.before = JB_PT(7);
    jb_pages *pages = lay(&m);
    assert_int_equal(pages->count, 3);
    assert_int_equal(pages->pages[1].marks[0].y, m.doc.page.top + BASELINE);
    assert_int_equal(pages->pages[2].marks[0].y, m.doc.page.top + JB_PT(7) + BASELINE);
    close_all(&m, pages);
}

static void test_heading_never_last(void **unused)
{
    (void)unused;
    made m;
    made_open(&m);
    (void)add_lines(&m, 19);
    (void)add_heading(&m, 1, "一、甲");
    (void)add_heading(&m, 2, "（一）乙");
    (void)add_lines(&m, 5);
    jb_pages *pages = lay(&m);
    assert_int_equal(lines_on(pages, 0), 19);
    assert_string_equal(pages->pages[0].ended, "a heading is kept with what follows it");
    close_all(&m, pages);
}

static void test_heading_stays_when_two_lines_fit(void **unused)
{
    (void)unused;
    made m;
    made_open(&m);
    (void)add_lines(&m, 19);
    (void)add_heading(&m, 1, "一、甲");
    (void)add_lines(&m, 5);
    jb_pages *pages = lay(&m);
    assert_int_equal(lines_on(pages, 0), 22);
    assert_int_equal(lines_on(pages, 1), 3);
    close_all(&m, pages);
}

static void test_headings_have_tags_and_bookmarks(void **unused)
{
    (void)unused;
    made m;
    made_open(&m);
    (void)add_heading(&m, 0, "标题");
    (void)add_heading(&m, 2, "先二级");
    (void)add_heading(&m, 1, "一级\n两行");
    (void)add_heading(&m, 4, "四级");
    (void)add_lines(&m, 1);
    jb_pages *pages = lay(&m);
    static const jb_tag_kind kinds[] = {JB_TAG_DOCUMENT, JB_TAG_TITLE, JB_TAG_H2,
                                        JB_TAG_H2,       JB_TAG_H3,    JB_TAG_P};
    static const unsigned levels[] = {1, 2, 2, 3};
    assert_int_equal(pages->tag_count, 6);
    for (size_t i = 0; i < 6; i++) {
        assert_int_equal(pages->tags[i].kind, kinds[i]);
        assert_int_equal(pages->tags[i].parent, 0);
    }
    assert_int_equal(pages->bookmark_count, 4);
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(pages->bookmarks[i].level, levels[i]);
    }
    assert_string_equal(pages->bookmarks[2].title, "一级 两行");
    assert_int_equal(pages->bookmarks[0].y, m.doc.page.top);
    close_all(&m, pages);
}

/* Without a title the first heading is an H1 whatever its level, and none is skipped after it. */
static void test_headings_without_title_begin_at_the_top(void **unused)
{
    (void)unused;
    static const unsigned asked[] = {3, 1, 3, 2, 3, 4, 5, 6, 6};
    static const unsigned got[] = {1, 1, 2, 2, 3, 4, 5, 6, 6};
    made m;
    made_open(&m);
    for (size_t i = 0; i < 9; i++) {
        (void)add_heading(&m, asked[i], "标题");
    }
    (void)add_lines(&m, 1);
    jb_pages *pages = lay(&m);
    assert_int_equal(pages->bookmark_count, 9);
    for (size_t i = 0; i < 9; i++) {
        assert_int_equal(pages->tags[i + 1].kind, (unsigned)JB_TAG_H1 + got[i] - 1);
        assert_int_equal(pages->bookmarks[i].level, got[i]);
    }
    close_all(&m, pages);
}

static void test_list_hangs_labels(void **unused)
{
    (void)unused;
    static const char *const labels[] = {"1.", "〔100〕"};
    static const char *const texts[] = {"短", HAN_100};
    made m;
    made_open(&m);
    (void)add_list(&m, 2, labels, texts, false);
    jb_pages *pages = lay(&m);
    const jb_mark *marks = pages->pages[0].marks;
    jb_len left = m.doc.page.left;
    assert_int_equal(marks[0].x, left);
    assert_int_equal(marks[1].x, left + JB_PT(32));
    /* The second label is wider than its place: its text begins behind it. */
    assert_int_equal(marks[3].x, left + marks[2].width + JB_PT(4));
    assert_int_equal(marks[4].x, left + JB_PT(32));
    static const jb_tag_kind kinds[] = {JB_TAG_DOCUMENT, JB_TAG_LIST, JB_TAG_LI,  JB_TAG_LBL,
                                        JB_TAG_LBODY,    JB_TAG_LI,   JB_TAG_LBL, JB_TAG_LBODY};
    static const uint32_t parents[] = {0, 0, 1, 2, 2, 1, 5, 5};
    assert_int_equal(pages->tag_count, 8);
    for (size_t i = 0; i < 8; i++) {
        assert_int_equal(pages->tags[i].kind, kinds[i]);
        assert_int_equal(pages->tags[i].parent, parents[i]);
    }
    close_all(&m, pages);
}

static void test_label_of_two_lines_is_refused(void **unused)
{
    (void)unused;
    static const char *const labels[] = {"1.", "2\n3"};
    static const char *const texts[] = {"甲", "乙"};
    made m;
    made_open(&m);
    (void)add_list(&m, 2, labels, texts, false);
    refuse(&m, JB_ERR_INPUT, "must stand on one line", "$.blocks[0] (item 2)");
    made_close(&m);
}

static void test_note_call_links_to_a_later_list(void **unused)
{
    (void)unused;
    static const char *const labels[] = {"1.", "2."};
    static const char *const texts[] = {"甲", "乙"};
    const char *parts[] = {"共41件", "^2", "，另", "^9", NULL};
    made m;
    made_open(&m);
    add_text(&m, JB_BLOCK_PARAGRAPH, "")->text = words_of(&m, parts);
    (void)add_list(&m, 2, labels, texts, true);
    jb_pages *pages = lay(&m);
    const jb_mark *marks = pages->pages[0].marks;
    assert_int_equal(marks[1].kind, JB_MARK_TEXT);
    assert_int_equal(pages->tags[marks[1].tag].kind, JB_TAG_LINK);
    assert_true(marks[1].y < marks[0].y);
    assert_int_equal(marks[2].kind, JB_MARK_LINK);
    assert_int_equal(marks[2].tag, marks[1].tag);
    assert_int_equal(marks[2].target, 2);
    /* Nobody wrote note 9: its call is plain text. */
    assert_int_equal(pages->tags[marks[4].tag].kind, JB_TAG_P);
    assert_int_equal(marks[5].kind, JB_MARK_ANCHOR);
    assert_int_equal(marks[5].target, 1);
    close_all(&m, pages);
}

static void test_figures_keep_their_facts(void **unused)
{
    (void)unused;
    made m;
    made_open(&m);
    jb_inline items[] = {{.text = "共"}, {.text = "41", .fact = 77}, {.text = "件", .bold = true}};
    add_text(&m, JB_BLOCK_PARAGRAPH, "")->text = (jb_text){items, 3};
    jb_pages *pages = lay(&m);
    assert_int_equal(pages->pages[0].marks[0].fact, 0);
    assert_int_equal(pages->pages[0].marks[1].fact, 77);
    close_all(&m, pages);
}

static void test_page_breaks_make_no_blank_page(void **unused)
{
    (void)unused;
    made m;
    made_open(&m);
    (void)add_break(&m);
    (void)add_lines(&m, 1);
    (void)add_break(&m);
    (void)add_break(&m);
    (void)add_lines(&m, 1);
    (void)add_break(&m);
    jb_pages *pages = lay(&m);
    assert_int_equal(pages->count, 2);
    assert_string_equal(pages->pages[0].ended, "a new page was asked for");
    close_all(&m, pages);
}

static const jb_mark *last_mark(const jb_pages *pages, size_t page, size_t back)
{
    return &pages->pages[page].marks[pages->pages[page].mark_count - 1 - back];
}

static void test_numbers_stand_outside(void **unused)
{
    (void)unused;
    made m;
    made_open(&m);
    (void)add_lines(&m, 1);
    (void)add_break(&m);
    (void)add_lines(&m, 1);
    m.doc.page.footer = words(&m, "版式v1");
    jb_pages *pages = lay(&m);
    const jb_mark *odd = last_mark(pages, 0, 1);
    const jb_mark *even = last_mark(pages, 1, 1);
    jb_len right = m.doc.page.width - m.doc.page.right;
    jb_len bottom = m.doc.page.height - m.doc.page.bottom;
    assert_int_equal(odd->x + odd->width, right - JB_PT(14));
    assert_int_equal(even->x, m.doc.page.left + JB_PT(14));
    assert_int_equal(odd->y, bottom + JB_MM100(700) + 12320);
    assert_string_equal(page_text(&m, pages, 1, true), "— 2 —|版式v1|");
    assert_int_equal(last_mark(pages, 0, 0)->x, m.doc.page.left);
    assert_int_equal(last_mark(pages, 0, 0)->y, odd->y);
    assert_int_equal(last_mark(pages, 1, 0)->x + last_mark(pages, 1, 0)->width, right);
    close_all(&m, pages);
}

static void test_numbers_centered_and_none(void **unused)
{
    (void)unused;
    made m;
    made_open(&m);
    m.doc.page.numbering = JB_NUMBERING_CENTER;
    jb_pages *pages = lay(&m);
    const jb_mark *mark = last_mark(pages, 0, 0);
    jb_len left = m.doc.page.left;
    assert_int_equal(mark->x - left, (JB_MM100(15600) - mark->width) / 2);
    jb_pages_free(pages);
    m.doc.page.numbering = JB_NUMBERING_NONE;
    pages = lay(&m);
    assert_int_equal(pages->pages[0].mark_count, 0);
    close_all(&m, pages);
}

static void test_missing_character_names_its_block(void **unused)
{
    (void)unused;
    made m;
    made_open(&m);
    (void)add_lines(&m, 1);
    (void)add_text(&m, JB_BLOCK_PARAGRAPH, "坏\U0001F600");
    refuse(&m, JB_ERR_FONT, "U+1F600", "$.blocks[1]");
    made_close(&m);
}

static void test_line_higher_than_the_page_is_refused(void **unused)
{
    (void)unused;
    made m;
    made_open(&m);
    (void)add_lines(&m, 1);
    add_lines(&m, 1)->style.pitch = JB_PT(700);
    refuse(&m, JB_ERR_INPUT, "fits on an empty page", "$.blocks[1]");
    made_close(&m);
}

/* A long footer wraps into the bottom margin; what would leave the paper is refused, by name. */
static void test_footer_wraps_and_never_leaves_the_paper(void **unused)
{
    (void)unused;
    made m;
    made_open(&m);
    (void)add_lines(&m, 1);
    m.doc.page.footer = words(&m, HAN_100);
    jb_pages *pages = lay(&m);
    const jb_page *page = &pages->pages[0];
    assert_true(page->mark_count > 3);
    assert_true(page->marks[page->mark_count - 1].y > page->marks[page->mark_count - 2].y);
    assert_true(page->marks[page->mark_count - 1].y < page->height);
    jb_pages_free(pages);
    m.doc.page.number_drop = m.doc.page.bottom - JB_PT(15);
    refuse(&m, JB_ERR_INPUT, "runs off the paper", "$.page.footer");
    made_close(&m);
}

static void test_margins_without_type_area_are_refused(void **unused)
{
    (void)unused;
    made m;
    made_open(&m);
    m.doc.page.left = m.doc.page.width;
    refuse(&m, JB_ERR_INPUT, "no type area", "$.page");
    m.doc.page.left = 0;
    m.doc.page.right = 0;
    add_lines(&m, 1)->style.first_indent = 0;
    jb_pages *pages = lay(&m);
    close_all(&m, pages);
}

static void test_overfull_line_is_told(void **unused)
{
    (void)unused;
    made m;
    made_open(&m);
    (void)add_text(&m, JB_BLOCK_PARAGRAPH,
                   "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa");
    jb_pages *pages = lay(&m);
    assert_true(pages->pages[0].overfull);
    close_all(&m, pages);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_layout_run_empty_document),
        cmocka_unit_test(test_paragraph_stands_on_the_grid),
        cmocka_unit_test(test_paragraph_leaves_two_lines),
        cmocka_unit_test(test_paragraph_of_three_lines_moves_whole),
        cmocka_unit_test(test_paragraph_kept_whole),
        cmocka_unit_test(test_paragraph_longer_than_a_page_kept_whole),
        cmocka_unit_test(test_space_before_falls_away_on_a_flowed_page),
        cmocka_unit_test(test_heading_never_last),
        cmocka_unit_test(test_heading_stays_when_two_lines_fit),
        cmocka_unit_test(test_headings_have_tags_and_bookmarks),
        cmocka_unit_test(test_headings_without_title_begin_at_the_top),
        cmocka_unit_test(test_list_hangs_labels),
        cmocka_unit_test(test_label_of_two_lines_is_refused),
        cmocka_unit_test(test_note_call_links_to_a_later_list),
        cmocka_unit_test(test_figures_keep_their_facts),
        cmocka_unit_test(test_page_breaks_make_no_blank_page),
        cmocka_unit_test(test_numbers_stand_outside),
        cmocka_unit_test(test_numbers_centered_and_none),
        cmocka_unit_test(test_missing_character_names_its_block),
        cmocka_unit_test(test_line_higher_than_the_page_is_refused),
        cmocka_unit_test(test_footer_wraps_and_never_leaves_the_paper),
        cmocka_unit_test(test_margins_without_type_area_are_refused),
        cmocka_unit_test(test_overfull_line_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
