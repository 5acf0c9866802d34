/* The parts of official documents, positions computed by hand from GB/T 9704. */
#include "layout_test.h"

#define LINE 28990

static jb_block *add_office(made *m, jb_block_kind kind, const char *left, const char *right)
{
    jb_block *block = add_block(m, kind);
    block->text = words(m, left);
    block->right = words(m, right);
    return block;
}

static void test_space_reaches_down_to_a_place(void **unused)
{
    (void)unused;
    made m;
    made_open(&m);
    m.doc.page.line_pitch = 0;
    (void)add_lines(&m, 1);
    add_space(&m, 0)->until = JB_MM100(3500);
    (void)add_text(&m, JB_BLOCK_PARAGRAPH, "红头");
    jb_pages *pages = lay(&m);
    const jb_mark *mark = mark_with(pages, 0, "红头");
    assert_int_equal(mark->y, m.doc.page.top + JB_MM100(3500) + (LINE - 16000) / 2 + 14080);
    close_all(&m, pages);
}

static void test_rule_spans_the_measure(void **unused)
{
    (void)unused;
    made m;
    made_open(&m);
    jb_block *rule = add_block(&m, JB_BLOCK_RULE);
    rule->height = JB_MM100(50);
    rule->style.color = 0xE60012;
    rule->style.pitch = JB_PT(16);
    rule->style.before = JB_PT(4);
    jb_pages *pages = lay(&m);
    const jb_mark *mark = &pages->pages[0].marks[0];
    assert_int_equal(mark->kind, JB_MARK_RECT);
    assert_int_equal(mark->x, m.doc.page.left);
    assert_int_equal(mark->y, m.doc.page.top + JB_PT(4));
    assert_int_equal(mark->width, m.doc.page.width - m.doc.page.left - m.doc.page.right);
    assert_int_equal(mark->color, 0xE60012);
    assert_int_equal(mark->tag, JB_TAG_ARTIFACT);
    close_all(&m, pages);
}

static void test_pair_stands_at_both_ends(void **unused)
{
    (void)unused;
    made m;
    made_open(&m);
    add_office(&m, JB_BLOCK_PAIR, "某局编", "8月8日")->style.first_indent = JB_PT(16);
    (void)add_office(&m, JB_BLOCK_PAIR, "一二三四五六七八九十一二三四五六七八九十",
                     "一二三四五六七八");
    jb_pages *pages = lay(&m);
    const jb_mark *marks = pages->pages[0].marks;
    jb_len right = m.doc.page.width - m.doc.page.right;
    assert_int_equal(marks[0].x, m.doc.page.left + JB_PT(16));
    assert_int_equal(marks[1].x + marks[1].width, right - JB_PT(16));
    assert_int_equal(marks[0].y, marks[1].y);
    /* No room for both on one line. */
    assert_int_equal(marks[3].y - marks[2].y, LINE);
    assert_int_equal(marks[3].x + marks[3].width, right);
    close_all(&m, pages);
}

static void test_signature_without_seal(void **unused)
{
    (void)unused;
    made m;
    made_open(&m);
    (void)add_office(&m, JB_BLOCK_SIGNATURE, "某某市某某局办公室", "八月八日");
    (void)add_office(&m, JB_BLOCK_SIGNATURE, "某局", "二〇二五年十二月八日");
    jb_pages *pages = lay(&m);
    const jb_mark *marks = pages->pages[0].marks;
    jb_len right = m.doc.page.width - m.doc.page.right;
    assert_int_equal(marks[0].x + marks[0].width, right - JB_PT(32));
    assert_int_equal(marks[1].x, marks[0].x + JB_PT(32));
    /* A longer date stands two in from the right. */
    assert_int_equal(marks[3].x + marks[3].width, right - JB_PT(32));
    assert_int_equal(marks[2].x, marks[3].x - JB_PT(32));
    close_all(&m, pages);
}

static void test_signature_under_a_seal(void **unused)
{
    (void)unused;
    made m;
    made_open(&m);
    add_office(&m, JB_BLOCK_SIGNATURE, "某局", "二〇二五年八月八日")->sealed = true;
    jb_pages *pages = lay(&m);
    const jb_mark *marks = pages->pages[0].marks;
    jb_len right = m.doc.page.width - m.doc.page.right;
    assert_int_equal(marks[1].x + marks[1].width, right - JB_PT(64));
    assert_int_equal(marks[0].x * 2 + marks[0].width, marks[1].x * 2 + marks[1].width);
    close_all(&m, pages);
}

static void test_signature_is_not_alone_on_a_page(void **unused)
{
    (void)unused;
    made m;
    made_open(&m);
    (void)add_lines(&m, 21);
    (void)add_office(&m, JB_BLOCK_SIGNATURE, "某局", "八月八日");
    jb_pages *pages = lay(&m);
    assert_int_equal(pages->count, 2);
    assert_non_null(strstr(page_text(&m, pages, 1, false), "字|某局|八月八日|"));
    assert_string_equal(pages->pages[0].ended, "what signs a text is kept with it");
    close_all(&m, pages);
}

/* What stands on the second page, where the first ends for the sake of the signature. */
static const char *second_page(made *m, const jb_pages *pages)
{
    assert_int_equal(pages->count, 2);
    assert_string_equal(pages->pages[0].ended, "what signs a text is kept with it");
    return page_text(m, pages, 1, false);
}

static void test_signature_takes_a_short_paragraph_whole(void **unused)
{
    (void)unused;
    made m;
    made_open(&m);
    (void)add_lines(&m, 20);
    (void)add_text(&m, JB_BLOCK_PARAGRAPH, "特此通报。");
    (void)add_office(&m, JB_BLOCK_SIGNATURE, "某局", "八月八日");
    jb_pages *pages = lay(&m);
    assert_non_null(strstr(second_page(&m, pages), "特此通报。|某局|八月八日|"));
    close_all(&m, pages);
}

/* Kept whole, it goes with the signature though it would still fit; otherwise its last item does.
 */
static void test_signature_takes_a_list(void **unused)
{
    (void)unused;
    static const char *const labels[] = {"1.", "2."};
    static const char *const texts[] = {"名称一", "名称二"};
    for (int whole = 0; whole < 2; whole++) {
        made m;
        made_open(&m);
        (void)add_lines(&m, 19);
        add_list(&m, 2, labels, texts, false)->style.keep_lines = whole == 1;
        (void)add_office(&m, JB_BLOCK_SIGNATURE, "某局", "八月八日");
        jb_pages *pages = lay(&m);
        const char *text = second_page(&m, pages);
        assert_non_null(strstr(text, "名称二|某局|八月八日|"));
        assert_int_equal(strstr(text, "名称一") != NULL, whole);
        close_all(&m, pages);
    }
}

/* A heading is not left behind by what goes with the signature. */
static void test_signature_takes_the_heading_of_a_short_paragraph(void **unused)
{
    (void)unused;
    made m;
    made_open(&m);
    (void)add_lines(&m, 19);
    (void)add_heading(&m, 1, "三、其他");
    (void)add_text(&m, JB_BLOCK_PARAGRAPH, "特此通报。");
    add_space(&m, LINE);
    (void)add_office(&m, JB_BLOCK_SIGNATURE, "某局", "八月八日");
    jb_pages *pages = lay(&m);
    assert_int_equal(pages->count, 2);
    assert_int_equal(page_with(&m, pages, "三、其他"), 2);
    assert_int_equal(page_with(&m, pages, "特此通报"), 2);
    close_all(&m, pages);
}

/* Where list and signature together are higher than a page, or the page before would be left nearly
 * white, the list is cut and its end goes with the signature. */
static void test_signature_leaves_a_long_list_cut(void **unused)
{
    (void)unused;
    for (size_t lines = 2; lines <= 30; lines += 4) {
        made m;
        made_open(&m);
        (void)add_lines(&m, 2);
        const char *labels[30];
        const char *texts[30];
        for (size_t i = 0; i < lines; i++) {
            labels[i] = "1.";
            texts[i] = i + 1 < lines ? "名称" : "末项";
        }
        add_list(&m, lines, labels, texts, false)->style.keep_lines = true;
        (void)add_office(&m, JB_BLOCK_SIGNATURE, "某局", "八月八日");
        jb_pages *pages = lay(&m);
        size_t last = pages->count;
        assert_int_equal(last, lines <= 18 ? 1 : 2);
        assert_int_equal(page_with(&m, pages, "末项"), last);
        assert_int_equal(page_with(&m, pages, "八月"), last);
        assert_int_equal(page_with(&m, pages, "名称"), 1);
        close_all(&m, pages);
    }
}

static jb_block *add_imprint(made *m)
{
    jb_block *block = add_office(m, JB_BLOCK_IMPRINT, "某局办公室", "2025年8月8日印发");
    jb_list_item *items = jb_arena_array(m->arena, 2, sizeof *items);
    items[0].label = words(m, "抄送：");
    items[0].text = words(m, "市委办、市人大办、市政府办、市政协办。");
    block->items = items;
    block->item_count = 1;
    block->style.size = JB_PT(14);
    block->style.pitch = JB_PT(24);
    return block;
}

static void test_imprint_ends_on_the_edge_of_the_type_area(void **unused)
{
    (void)unused;
    made m;
    made_open(&m);
    (void)add_lines(&m, 3);
    (void)add_imprint(&m);
    jb_pages *pages = lay_only(&m);
    assert_int_equal(pages->count, 1);
    jb_len bottom = m.doc.page.height - m.doc.page.bottom;
    const jb_mark *rules[4] = {0};
    size_t n = 0;
    for (size_t i = 0; i < pages->pages[0].mark_count; i++) {
        const jb_mark *mark = &pages->pages[0].marks[i];
        if (mark->kind == JB_MARK_RECT && n < 4) {
            rules[n++] = mark;
        }
    }
    assert_int_equal(n, 3);
    /* NOLINTBEGIN(clang-analyzer-core.NullDereference): there are three, as counted. */
    assert_int_equal(rules[0]->height, JB_MM100(35));
    assert_int_equal(rules[1]->height, JB_MM100(25));
    assert_int_equal(rules[2]->y + rules[2]->height, bottom);
    /* NOLINTEND(clang-analyzer-core.NullDereference) */
    const jb_mark *label = mark_with(pages, 0, "抄送");
    assert_int_equal(label->x, m.doc.page.left + JB_PT(14));
    assert_int_equal(mark_with(pages, 0, "市委办")->x, label->x + JB_PT(42));
    const jb_mark *date = mark_with(pages, 0, "2025");
    assert_int_equal(date->x + date->width, m.doc.page.width - m.doc.page.right - JB_PT(14));
    close_all(&m, pages);
}

static void test_imprint_takes_a_page_of_its_own(void **unused)
{
    (void)unused;
    made m;
    made_open(&m);
    (void)add_lines(&m, 21);
    (void)add_imprint(&m);
    jb_pages *pages = lay_only(&m);
    assert_int_equal(pages->count, 2);
    assert_int_equal(page_with(&m, pages, "抄送"), 2);
    close_all(&m, pages);
}

static bool numbered(made *m, const jb_pages *pages, size_t page)
{
    return strstr(page_text(m, pages, page, true), "—") != NULL;
}

/* 21 lines leave no room on the second page for what the back of the sheet bears. */
static void test_imprint_stands_on_the_back_of_the_last_sheet(void **unused)
{
    (void)unused;
    static const struct {
        size_t lines, pages;
        bool blank;
    } cases[] = {{3, 2, false}, {21, 2, false}, {25, 2, false}, {43, 4, true}, {47, 4, false}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        made m;
        made_open(&m);
        (void)add_lines(&m, cases[i].lines);
        add_imprint(&m)->even_page = true;
        jb_pages *pages = lay_only(&m);
        assert_int_equal(pages->count, cases[i].pages);
        assert_int_equal(page_with(&m, pages, "抄送"), cases[i].pages);
        assert_true(numbered(&m, pages, 0));
        assert_int_equal(numbered(&m, pages, cases[i].pages - 1), !cases[i].blank);
        assert_int_equal(numbered(&m, pages, cases[i].pages - 2), !cases[i].blank);
        close_all(&m, pages);
    }
}

/* Bound with upright pages its number stands where theirs do: at the foot of the sheet, which lies
 * on the left; even pages have it on the left of the sheet, which lies above. */
static void test_number_of_a_turned_page_stands_on_the_sheet(void **unused)
{
    (void)unused;
    made m;
    made_open(&m);
    (void)add_lines(&m, 2);
    for (int i = 0; i < 2; i++) {
        (void)add_break(&m);
        add_text(&m, JB_BLOCK_PARAGRAPH, "横页")->turned = true;
    }
    jb_pages *pages = lay_only(&m);
    assert_int_equal(pages->count, 3);
    for (size_t p = 1; p < 3; p++) {
        size_t drawn = 0;
        assert_false(numbered(&m, pages, p));
        for (size_t i = 0; i < pages->pages[p].mark_count; i++) {
            const jb_mark *mark = &pages->pages[p].marks[i];
            if (mark->kind == JB_MARK_PATH) {
                drawn++;
                assert_true(mark->x >= 0 && mark->x + mark->width < m.doc.page.bottom);
                assert_int_equal(mark->y < pages->pages[p].height / 2, p == 1);
            }
        }
        assert_true(drawn > 0);
    }
    close_all(&m, pages);
}

static void test_list_hangs_by_its_lead(void **unused)
{
    (void)unused;
    made m;
    made_open(&m);
    const char *labels[] = {"1.", "2."};
    const char *texts[] = {"名称一", "名称二"};
    jb_block *list = add_list(&m, 2, labels, texts, false);
    list->lead = words(&m, "附件：");
    list->style.first_indent = JB_PT(32);
    list->label_width = 0;
    jb_pages *pages = lay(&m);
    jb_len left = m.doc.page.left;
    assert_int_equal(mark_with(pages, 0, "附件")->x, left + JB_PT(32));
    assert_int_equal(mark_with(pages, 0, "1.")->x, left + JB_PT(80));
    assert_int_equal(mark_with(pages, 0, "2.")->x, left + JB_PT(80));
    assert_int_equal(mark_with(pages, 0, "名称二")->x, mark_with(pages, 0, "名称一")->x);
    assert_int_equal(count_tags(pages, JB_TAG_CAPTION), 1);
    close_all(&m, pages);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_space_reaches_down_to_a_place),
        cmocka_unit_test(test_rule_spans_the_measure),
        cmocka_unit_test(test_pair_stands_at_both_ends),
        cmocka_unit_test(test_signature_without_seal),
        cmocka_unit_test(test_signature_under_a_seal),
        cmocka_unit_test(test_signature_is_not_alone_on_a_page),
        cmocka_unit_test(test_signature_takes_a_short_paragraph_whole),
        cmocka_unit_test(test_signature_takes_a_list),
        cmocka_unit_test(test_signature_takes_the_heading_of_a_short_paragraph),
        cmocka_unit_test(test_signature_leaves_a_long_list_cut),
        cmocka_unit_test(test_imprint_ends_on_the_edge_of_the_type_area),
        cmocka_unit_test(test_imprint_takes_a_page_of_its_own),
        cmocka_unit_test(test_imprint_stands_on_the_back_of_the_last_sheet),
        cmocka_unit_test(test_number_of_a_turned_page_stands_on_the_sheet),
        cmocka_unit_test(test_list_hangs_by_its_lead),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
