/* What stands around and between the text: contents, links, running heads, footnotes. Positions
 * computed by hand. */
#include "layout_test.h"

/* The second piece of a text, to be written to. */
static jb_inline *second_piece(made *m, jb_block *block)
{
    jb_inline *items = jb_arena_array(m->arena, block->text.count + 1, sizeof *items);
    memcpy(items, block->text.items, block->text.count * sizeof *items);
    block->text.items = items;
    return &items[1];
}

static jb_block *add_contents(made *m, unsigned levels)
{
    jb_block *block = add_block(m, JB_BLOCK_CONTENTS);
    jb_style *styles = jb_arena_array(m->arena, JB_CONTENTS_LEVELS, sizeof *styles);
    for (size_t i = 0; i < JB_CONTENTS_LEVELS; i++) {
        styles[i] = body_style();
        styles[i].first_indent = (jb_len)i * JB_PT(16);
    }
    block->text = words(m, "目录");
    block->entry_styles = styles;
    block->levels = levels;
    return block;
}

/* ---- contents */

static void test_contents_show_the_pages_of_headings(void **unused)
{
    (void)unused;
    made m;
    made_open(&m);
    (void)add_heading(&m, 0, "总标题");
    (void)add_contents(&m, 2);
    (void)add_break(&m);
    (void)add_heading(&m, 1, "一、执法");
    (void)add_lines(&m, 250);
    (void)add_heading(&m, 2, "（一）争议");
    (void)add_heading(&m, 3, "1. 细目");
    (void)add_lines(&m, 3);
    jb_pages *pages = lay(&m);
    size_t page = page_with(&m, pages, "（一）争议|字");
    page = page == 0 ? page_with(&m, pages, "（一）争议|1.") : page;
    assert_int_equal(page, 13);
    assert_non_null(strstr(page_text(&m, pages, 0, false), "目录|一、执法|2|（一）争议|13|"));
    assert_null(strstr(page_text(&m, pages, 0, false), "细目"));
    assert_int_equal(count_tags(pages, JB_TAG_TOC), 1);
    assert_int_equal(count_tags(pages, JB_TAG_TOCI), 2);
    assert_int_equal(count_tags(pages, JB_TAG_REFERENCE), 2);
    const jb_mark *number = mark_with(pages, 0, "13");
    assert_int_equal(number->x + number->width, m.doc.page.width - m.doc.page.right);
    assert_int_equal(pages->tags[number->tag].kind, JB_TAG_LINK);
    /* The dots fill what lies between, and are no text. */
    const jb_mark *dots = mark_with(pages, 0, "……");
    assert_int_equal(dots->tag, JB_TAG_ARTIFACT);
    close_all(&m, pages);
}

/* In either language the dots begin behind the entry and end before the number. */
static void test_contents_leader_fills_the_line(void **unused)
{
    (void)unused;
    for (int lang = 0; lang < 2; lang++) {
        made m;
        made_open(&m);
        m.doc.lang = lang == 0 ? JB_LANG_ZH : JB_LANG_EN;
        (void)add_contents(&m, 1);
        (void)add_heading(&m, 1, "执法");
        jb_pages *pages = lay(&m);
        const jb_mark *dots = mark_with(pages, 0, "……");
        jb_len from = m.doc.page.left + 2 * body_style().size;
        jb_len to = m.doc.page.width - m.doc.page.right;
        assert_true(dots->x > from && dots->x < from + 2 * body_style().size);
        assert_true(dots->x + dots->width > to - 3 * body_style().size);
        close_all(&m, pages);
    }
}

static void test_contents_go_on_over_pages(void **unused)
{
    (void)unused;
    made m;
    made_open(&m);
    (void)add_contents(&m, 1);
    for (int i = 0; i < 50; i++) {
        (void)add_heading(&m, 1, jb_arena_printf(m.arena, "第%d节", i));
        (void)add_lines(&m, 2);
    }
    jb_pages *pages = lay(&m);
    assert_int_equal(count_tags(pages, JB_TAG_TOC), 1);
    assert_int_equal(count_tags(pages, JB_TAG_TOCI), 50);
    assert_non_null(strstr(page_text(&m, pages, 2, false), "第49节|10|"));
    assert_int_equal(page_with(&m, pages, "第49节|字"), 10);
    close_all(&m, pages);
}

static void test_contents_of_nothing(void **unused)
{
    (void)unused;
    made m;
    made_open(&m);
    add_contents(&m, 3)->text = (jb_text){0};
    (void)add_lines(&m, 2);
    jb_pages *pages = lay(&m);
    assert_int_equal(count_tags(pages, JB_TAG_TOC), 0);
    close_all(&m, pages);
}

/* ---- links */

static void test_cross_reference_is_a_link(void **unused)
{
    (void)unused;
    made m;
    made_open(&m);
    const char *parts[] = {"情况见", "表2", "。", NULL};
    jb_block *text = add_text(&m, JB_BLOCK_PARAGRAPH, "");
    text->text = words_of(&m, parts);
    second_piece(&m, text)->see = 7;
    (void)add_lines(&m, 30);
    made_table table = add_table(&m, 2, 1, 3);
    set_cell(&m, &table.body[0], "甲");
    m.blocks[m.count - 1].id = 7;
    jb_pages *pages = lay(&m);
    assert_int_equal(count_tags(pages, JB_TAG_REFERENCE), 1);
    const jb_mark *word = mark_with(pages, 0, "表2");
    assert_int_equal(pages->tags[word->tag].kind, JB_TAG_LINK);
    assert_int_equal(pages->tags[pages->tags[word->tag].parent].kind, JB_TAG_REFERENCE);
    const jb_mark *link = word + 1;
    assert_int_equal(link->kind, JB_MARK_LINK);
    assert_int_equal(link->width, word->width);
    size_t found = 0;
    for (size_t i = 0; i < pages->pages[1].mark_count; i++) {
        const jb_mark *mark = &pages->pages[1].marks[i];
        found += mark->kind == JB_MARK_ANCHOR && mark->target == link->target;
    }
    assert_int_equal(found, 1);
    close_all(&m, pages);
}

static void test_link_over_two_lines_is_one_element(void **unused)
{
    (void)unused;
    made m;
    made_open(&m);
    const char *parts[] = {"一二三四五六七八九十一二三四五六七八九十", "详见本局网站公开栏目全文",
                           NULL};
    jb_block *text = add_text(&m, JB_BLOCK_PARAGRAPH, "");
    text->text = words_of(&m, parts);
    second_piece(&m, text)->uri = "https://example.org/";
    jb_pages *pages = lay(&m);
    assert_int_equal(count_tags(pages, JB_TAG_LINK), 1);
    size_t links = 0;
    for (size_t i = 0; i < pages->pages[0].mark_count; i++) {
        const jb_mark *mark = &pages->pages[0].marks[i];
        links += mark->kind == JB_MARK_LINK;
        assert_true(mark->kind != JB_MARK_LINK || strcmp(mark->uri, "https://example.org/") == 0);
    }
    assert_int_equal(links, 2);
    close_all(&m, pages);
}

/* ---- furniture */

static void test_numbering_shows_the_total(void **unused)
{
    (void)unused;
    made m;
    made_open(&m);
    m.doc.page.numbering = JB_NUMBERING_TOTAL;
    (void)add_lines(&m, 22 * 10 + 5);
    jb_pages *pages = lay(&m);
    assert_int_equal(pages->count, 11);
    assert_string_equal(page_text(&m, pages, 0, true), "第 1 页　共 11 页|");
    assert_string_equal(page_text(&m, pages, 10, true), "第 11 页　共 11 页|");
    const jb_mark *number = mark_with(pages, 4, "第 5");
    jb_len left = m.doc.page.left;
    jb_len right = m.doc.page.width - m.doc.page.right;
    assert_in_range(number->x * 2 + number->width, left + right - 2, left + right + 2);
    close_all(&m, pages);
}

static void test_running_head_names_the_section(void **unused)
{
    (void)unused;
    made m;
    made_open(&m);
    jb_inline *head = jb_arena_array(m.arena, 2, sizeof *head);
    head[0].text = "简报　";
    head[1].field = JB_FIELD_SECTION;
    m.doc.page.header = (jb_text){head, 2};
    m.doc.page.header_style = m.doc.page.footer_style;
    m.doc.page.header_gap = JB_PT(8);
    m.doc.page.header_style.rule = 500;
    m.doc.page.numbering = JB_NUMBERING_NONE;
    (void)add_heading(&m, 1, "一、执法");
    (void)add_lines(&m, 40);
    (void)add_heading(&m, 1, "二、争议");
    (void)add_lines(&m, 60);
    jb_pages *pages = lay(&m);
    assert_string_equal(page_text(&m, pages, 0, true), "");
    assert_string_equal(page_text(&m, pages, 1, true), "简报　|二、争议|");
    assert_string_equal(page_text(&m, pages, 2, true), "简报　|二、争议|");
    const jb_mark *mark = mark_with(pages, 1, "简报");
    assert_true(mark->y < m.doc.page.top - JB_PT(8));
    close_all(&m, pages);
}

static void test_running_head_off_the_paper(void **unused)
{
    (void)unused;
    made m;
    made_open(&m);
    m.doc.page.header = words(&m, "一\n二\n三\n四\n五\n六\n七\n八\n九\n十\n一\n二\n三");
    m.doc.page.header_style = m.doc.page.footer_style;
    (void)add_lines(&m, 40);
    jb_pages *pages = NULL;
    jb_error err = {0};
    assert_jb_fails(jb_layout_run(made_doc(&m), NULL, &pages, &err), &err, JB_ERR_INPUT,
                    "runs off the paper");
    assert_string_equal(err.loc.path, "$.page.header");
    made_close(&m);
}

static void test_watermark_lies_behind_the_text(void **unused)
{
    (void)unused;
    made m;
    made_open(&m);
    m.doc.page.watermark = "草稿";
    (void)add_lines(&m, 30);
    jb_pages *pages = lay(&m);
    assert_int_equal(pages->count, 2);
    for (size_t p = 0; p < 2; p++) {
        const jb_mark *marks = pages->pages[p].marks;
        for (size_t i = 0; i < 4; i++) {
            assert_int_equal(marks[i].kind, JB_MARK_PATH);
            assert_int_equal(marks[i].tag, JB_TAG_ARTIFACT);
            /* A square and its hole in one line; what overlaps is an area of its own. */
            assert_int_equal(marks[i].path->count, i % 2 == 0 ? 11 : 5);
        }
        assert_int_equal(marks[4].kind, JB_MARK_TEXT);
        assert_true(marks[2].x > marks[0].x && marks[2].y < marks[0].y);
    }
    assert_null(strstr(page_text(&m, pages, 0, true), "草"));
    close_all(&m, pages);
}

static void test_turned_section(void **unused)
{
    (void)unused;
    made m;
    made_open(&m);
    (void)add_lines(&m, 2);
    (void)add_break(&m);
    add_heading(&m, 1, "附表")->turned = true;
    add_lines(&m, 2)->turned = true;
    (void)add_break(&m);
    (void)add_lines(&m, 2);
    jb_pages *pages = lay_only(&m);
    assert_int_equal(pages->count, 3);
    assert_true(pages->pages[0].width < pages->pages[0].height);
    assert_true(pages->pages[1].width > pages->pages[1].height);
    assert_true(pages->pages[2].width < pages->pages[2].height);
    close_all(&m, pages);
}

/* ---- footnotes */

static void set_footnotes(made *m, size_t count, size_t lines)
{
    jb_list_item *items = jb_arena_array(m->arena, count + 1, sizeof *items);
    for (size_t i = 0; i < count; i++) {
        jb_str s = {0};
        jb_str_addf(&s, "注%zu", i + 1);
        /* The first line begins half a character in. */
        for (size_t k = 0; k < lines * 40 - 10; k++) {
            jb_str_add(&s, "文");
        }
        items[i].label = words(m, jb_arena_printf(m->arena, "%zu", i + 1));
        items[i].text = words(m, jb_str_text(&s));
        jb_str_free(&s);
    }
    m->doc.footnotes = items;
    m->doc.footnote_count = count;
    m->doc.footnote_style =
        (jb_style){.role = JB_ROLE_SONG, .size = JB_PT(10), .pitch = JB_PT(14), .before = JB_PT(8)};
}

/* A paragraph of full lines, then one that calls a footnote. */
static void add_call(made *m, size_t lines, unsigned number)
{
    (void)add_lines(m, lines);
    const char *call = jb_arena_printf(m->arena, "^%u", number);
    const char *parts[] = {"这里有注", call, "。", NULL};
    jb_block *block = add_text(m, JB_BLOCK_PARAGRAPH, "");
    block->text = words_of(m, parts);
    jb_inline *items = second_piece(m, block);
    items->note = 0;
    items->footnote = number;
}

static void test_footnote_stands_at_the_foot_of_its_page(void **unused)
{
    (void)unused;
    made m;
    made_open(&m);
    set_footnotes(&m, 1, 1);
    add_call(&m, 3, 1);
    (void)add_lines(&m, 30);
    jb_pages *pages = lay(&m);
    const jb_mark *note = mark_with(pages, 0, "注1");
    assert_non_null(note);
    jb_len bottom = m.doc.page.height - m.doc.page.bottom;
    assert_int_equal(note->y, bottom - JB_PT(14) + JB_PT(2) + JB_PT(10) * 88 / 100);
    assert_int_equal(pages->tags[note->tag].kind, JB_TAG_NOTE);
    /* One line less of text fits on the page. */
    const jb_mark *call = mark_with(pages, 0, "1");
    assert_int_equal(pages->tags[call->tag].kind, JB_TAG_LINK);
    assert_int_equal(call[1].kind, JB_MARK_LINK);
    assert_int_equal(call[1].target, pages->tags[note->tag].id);
    for (size_t i = 0; i < pages->pages[0].mark_count; i++) {
        const jb_mark *mark = &pages->pages[0].marks[i];
        assert_true(mark->kind != JB_MARK_TEXT || mark->tag == JB_TAG_ARTIFACT ||
                    pages->tags[mark->tag].kind != JB_TAG_P || mark->y <= bottom - JB_PT(22));
    }
    close_all(&m, pages);
}

/* The line with the call goes where at least two lines of the note do. */
static void test_footnote_moves_its_call(void **unused)
{
    (void)unused;
    made m;
    made_open(&m);
    set_footnotes(&m, 1, 4);
    add_call(&m, 21, 1);
    jb_pages *pages = lay(&m);
    assert_int_equal(page_with(&m, pages, "这里有注"), 2);
    assert_int_equal(page_with(&m, pages, "注1"), 2);
    close_all(&m, pages);
}

static void test_footnote_goes_on_on_the_next_page(void **unused)
{
    (void)unused;
    made m;
    made_open(&m);
    set_footnotes(&m, 1, 6);
    add_call(&m, 19, 1);
    (void)add_lines(&m, 30);
    jb_pages *pages = lay(&m);
    assert_int_equal(page_with(&m, pages, "这里有注"), 1);
    assert_int_equal(page_with(&m, pages, "注1"), 1);
    assert_int_equal(count_tags(pages, JB_TAG_NOTE), 1);
    assert_non_null(mark_with(pages, 1, "文"));
    close_all(&m, pages);
}

static void test_footnote_longer_than_pages(void **unused)
{
    (void)unused;
    made m;
    made_open(&m);
    set_footnotes(&m, 2, 150);
    add_call(&m, 10, 1);
    add_call(&m, 3, 2);
    jb_pages *pages = lay(&m);
    assert_true(pages->count > 6);
    assert_int_equal(count_tags(pages, JB_TAG_NOTE), 2);
    assert_string_equal(pages->pages[pages->count - 2].ended, "a footnote goes on");
    close_all(&m, pages);
}

static void test_footnote_marks_begin_anew_on_each_page(void **unused)
{
    (void)unused;
    made m;
    made_open(&m);
    set_footnotes(&m, 3, 1);
    m.doc.footnote_by_page = true;
    add_call(&m, 3, 1);
    add_call(&m, 3, 2);
    (void)add_break(&m);
    add_call(&m, 3, 3);
    jb_pages *pages = lay(&m);
    assert_non_null(strstr(page_text(&m, pages, 0, false), "①|注1"));
    assert_non_null(strstr(page_text(&m, pages, 0, false), "②|注2"));
    assert_non_null(strstr(page_text(&m, pages, 0, false), "有注|②|。"));
    assert_non_null(strstr(page_text(&m, pages, 1, false), "①|注3"));
    assert_non_null(strstr(page_text(&m, pages, 1, false), "有注|①|。"));
    close_all(&m, pages);
}

static void test_footnote_called_nowhere(void **unused)
{
    (void)unused;
    made m;
    made_open(&m);
    set_footnotes(&m, 2, 1);
    add_call(&m, 3, 2);
    jb_pages *pages = NULL;
    jb_error err = {0};
    assert_jb_fails(jb_layout_run(made_doc(&m), NULL, &pages, &err), &err, JB_ERR_INTERNAL,
                    "footnote 1 is called nowhere");
    made_close(&m);
}

static void test_heading_is_not_parted_from_a_line_that_calls(void **unused)
{
    (void)unused;
    made m;
    made_open(&m);
    set_footnotes(&m, 1, 4);
    (void)add_lines(&m, 19);
    (void)add_heading(&m, 1, "二、争议");
    add_call(&m, 0, 1);
    jb_pages *pages = lay(&m);
    assert_int_equal(page_with(&m, pages, "二、争议"), 2);
    assert_int_equal(page_with(&m, pages, "这里有注"), 2);
    close_all(&m, pages);
}

static uint32_t dice;

static unsigned roll(unsigned below)
{
    dice = dice * 1664525U + 1013904223U;
    return (dice >> 8) % below;
}

/* Notes of any length called anywhere: none is lost, nothing overlaps or leaves its frame. */
static void random_footnotes(uint32_t seed)
{
    made m;
    made_open(&m);
    dice = seed;
    unsigned count = 1 + roll(12);
    set_footnotes(&m, count, 1 + roll(roll(4) == 0 ? 70 : 6));
    m.doc.footnote_by_page = roll(2) == 0;
    for (unsigned i = 1; i <= count; i++) {
        if (roll(3) == 0) {
            (void)add_heading(&m, 1 + roll(2), "二、争议");
        }
        if (roll(4) == 0) {
            made_table t = add_table(&m, 2, 1, 1 + roll(30));
            set_cell(&m, &t.body[0], "甲");
        }
        add_call(&m, roll(25), i);
    }
    jb_pages *pages = lay(&m);
    assert_int_equal(count_tags(pages, JB_TAG_NOTE), count);
    close_all(&m, pages);
}

static void test_footnotes_at_random(void **unused)
{
    (void)unused;
    for (uint32_t seed = 1; seed <= 1500; seed++) {
        random_footnotes(seed);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_contents_show_the_pages_of_headings),
        cmocka_unit_test(test_contents_leader_fills_the_line),
        cmocka_unit_test(test_contents_go_on_over_pages),
        cmocka_unit_test(test_contents_of_nothing),
        cmocka_unit_test(test_cross_reference_is_a_link),
        cmocka_unit_test(test_link_over_two_lines_is_one_element),
        cmocka_unit_test(test_numbering_shows_the_total),
        cmocka_unit_test(test_running_head_names_the_section),
        cmocka_unit_test(test_running_head_off_the_paper),
        cmocka_unit_test(test_watermark_lies_behind_the_text),
        cmocka_unit_test(test_turned_section),
        cmocka_unit_test(test_footnote_stands_at_the_foot_of_its_page),
        cmocka_unit_test(test_footnote_moves_its_call),
        cmocka_unit_test(test_footnote_goes_on_on_the_next_page),
        cmocka_unit_test(test_footnote_longer_than_pages),
        cmocka_unit_test(test_footnote_marks_begin_anew_on_each_page),
        cmocka_unit_test(test_footnote_called_nowhere),
        cmocka_unit_test(test_heading_is_not_parted_from_a_line_that_calls),
        cmocka_unit_test(test_footnotes_at_random),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
