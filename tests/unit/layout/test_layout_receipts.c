/* Figures that lead to their receipts and back, and how those look that nobody has checked. */
#include "layout_help.h"

#include <jbtest.h>

static jb_pages *lay(made *m)
{
    jb_pages *pages = NULL;
    jb_error err = {0};
    assert_jb_ok(jb_layout_run(made_doc(m), NULL, &pages, &err), &err);
    return pages;
}

static jb_inline *item_of(made *m, jb_text *text, const char *words, int64_t fact)
{
    jb_inline *item = jb_arena_alloc(m->arena, sizeof *item);
    item->text = jb_arena_strdup(m->arena, words);
    item->fact = fact;
    *text = (jb_text){item, 1};
    return item;
}

static const char *digits_of(made *m, int64_t fact)
{
    return jb_arena_printf(m->arena, "%d", (int)fact);
}

/* A paragraph that is one figure, which says its own id. */
static void add_said(made *m, int64_t fact)
{
    (void)item_of(m, &add_block(m, JB_BLOCK_PARAGRAPH)->text, digits_of(m, fact), fact);
}

/* Figures `first` and on, a row each behind its label. */
static made_table add_shown(made *m, int64_t first, size_t rows)
{
    made_table t = add_table(m, 2, 1, rows);
    set_cell(m, &t.head[0], "单位");
    set_cell(m, &t.head[1], "件数");
    for (size_t i = 0; i < rows; i++) {
        int64_t fact = first + (int64_t)i;
        set_cell(m, &t.body[2 * i], jb_arena_printf(m->arena, "局%zu", i + 1));
        set_figure(m, &t.body[2 * i + 1], digits_of(m, fact));
        (void)item_of(m, &t.body[2 * i + 1].text, digits_of(m, fact), fact);
    }
    return t;
}

/* A ledger of the figures `first` and on; `back` is what its lines say when nothing better is
 * known. */
static made_table add_ledger(made *m, int64_t first, size_t rows, const char *back)
{
    made_table t = add_table(m, 3, 1, rows);
    t.src->number = words(m, "表9");
    for (size_t i = 0; i < 3; i++) {
        set_cell(m, &t.head[i], "栏");
        t.columns[i].align = JB_ALIGN_LEFT;
    }
    for (size_t i = 0; i < rows; i++) {
        int64_t fact = first + (int64_t)i;
        set_cell(m, &t.body[3 * i], "句");
        item_of(m, &t.body[3 * i + 1].text, digits_of(m, fact), fact)->receipt = true;
        item_of(m, &t.body[3 * i + 2].text, back, fact)->back = true;
    }
    return t;
}

typedef struct spot {
    const jb_mark *mark;
    size_t page;
} spot;

static spot anchor_of(const jb_pages *pages, uint32_t number)
{
    spot found = {0};
    for (size_t p = 0; p < pages->count; p++) {
        for (size_t i = 0; i < pages->pages[p].mark_count; i++) {
            const jb_mark *mark = &pages->pages[p].marks[i];
            if (mark->kind == JB_MARK_ANCHOR && mark->target == number) {
                assert_null(found.mark); /* each number once */
                found = (spot){mark, p};
            }
        }
    }
    return found;
}

/* The `index`-th text of a figure outside and inside its receipt, whichever block it is in. */
static spot text_of(const jb_pages *pages, int64_t fact, uint32_t block, size_t index)
{
    for (size_t p = 0; p < pages->count; p++) {
        for (size_t i = 0; i < pages->pages[p].mark_count; i++) {
            const jb_mark *mark = &pages->pages[p].marks[i];
            if (mark->kind == JB_MARK_TEXT && mark->fact == fact && mark->block == block &&
                index-- == 0) {
                return (spot){mark, p};
            }
        }
    }
    return (spot){0};
}

/* The link whose element holds the text; NULL when the text is none. */
static const jb_mark *link_of(const jb_pages *pages, spot text)
{
    const jb_mark *found = NULL;
    assert_non_null(text.mark);
    for (size_t i = 0; text.mark != NULL && i < pages->pages[text.page].mark_count; i++) {
        const jb_mark *mark = &pages->pages[text.page].marks[i];
        if (mark->kind == JB_MARK_LINK && mark->tag == text.mark->tag && found == NULL) {
            assert_int_equal(pages->tags[mark->tag].kind, JB_TAG_LINK);
            assert_true(mark->x <= text.mark->x);
            found = mark;
        }
    }
    return found;
}

static size_t count_kind(const jb_pages *pages, jb_mark_kind kind)
{
    size_t n = 0;
    for (size_t p = 0; p < pages->count; p++) {
        for (size_t i = 0; i < pages->pages[p].mark_count; i++) {
            n += pages->pages[p].marks[i].kind == kind;
        }
    }
    return n;
}

/* The figure in that block leads to its receipt in the block of the ledger. */
static void assert_leads(const jb_pages *pages, int64_t fact, uint32_t block, uint32_t ledger)
{
    const jb_mark *link = link_of(pages, text_of(pages, fact, block, 0));
    spot own = text_of(pages, fact, ledger, 0);
    spot at = anchor_of(pages, link != NULL ? link->target : 0);
    if (link == NULL || at.mark == NULL || own.mark == NULL) {
        fail_msg("figure %lld leads nowhere", (long long)fact);
        return;
    }
    assert_true(link->fact == fact);
    assert_true(at.mark->fact == fact);
    assert_int_equal(at.mark->block, ledger);
    assert_int_equal(own.page, at.page);
    assert_true(at.mark->y <= own.mark->y - own.mark->size / 2);
}

static void test_figure_and_receipt_lead_to_one_another(void **unused)
{
    made m;
    (void)unused;
    made_open(&m);
    add_said(&m, 7);                               /* block 0 */
    add_shown(&m, 7, 2);                           /* 1: 7 and 8 */
    add_break(&m);                                 /* 2 */
    add_said(&m, 9);                               /* 3: on page 2 */
    add_break(&m);                                 /* 4 */
    made_table ledger = add_ledger(&m, 7, 4, "—"); /* 5: 7 to 10 */
    jb_pages *pages = lay(&m);
    assert_int_equal(pages->count, 3);
    assert_leads(pages, 7, 0, 5);
    assert_leads(pages, 7, 1, 5);
    assert_leads(pages, 8, 1, 5);
    assert_leads(pages, 9, 3, 5);
    /* A cell's link stands in the cell. */
    uint32_t tag = text_of(pages, 8, 1, 0).mark->tag;
    assert_int_equal(pages->tags[pages->tags[tag].parent].kind, JB_TAG_TD);
    /* The receipt's own figure leads nowhere; behind it the way back, to the table and not to the
     * sentence before it. */
    assert_null(link_of(pages, text_of(pages, 7, 5, 0)));
    const jb_mark *back = link_of(pages, text_of(pages, 7, 5, 1));
    assert_non_null(back);
    assert_true(back->fact == 0);
    assert_int_equal(anchor_of(pages, back->target).mark->block, 1);
    assert_int_equal(anchor_of(pages, back->target).page, 0);
    assert_int_equal(anchor_of(pages, link_of(pages, text_of(pages, 9, 5, 1))->target).page, 1);
    assert_null(link_of(pages, text_of(pages, 10, 5, 1)));
    const char *const said[] = {"表1\n第1页", "表1\n第1页", "第2页", "—"};
    for (size_t i = 0; i < 4; i++) {
        set_cell(&m, &ledger.body[3 * i + 2], said[i]);
    }
    check_pages(&m, pages);
    jb_pages_free(pages);
    made_close(&m);
}

static void test_document_without_receipts_has_no_links(void **unused)
{
    made m;
    (void)unused;
    made_open(&m);
    add_said(&m, 7);
    add_shown(&m, 7, 3);
    jb_pages *pages = lay(&m);
    check_pages(&m, pages);
    assert_int_equal(count_kind(pages, JB_MARK_LINK), 0);
    assert_int_equal(count_kind(pages, JB_MARK_ANCHOR), 0);
    assert_int_equal(count_tags(pages, JB_TAG_LINK), 0);
    jb_pages_free(pages);
    made_close(&m);
}

static void test_figure_without_receipt_is_no_link(void **unused)
{
    made m;
    (void)unused;
    made_open(&m);
    add_shown(&m, 7, 3);
    add_ledger(&m, 8, 1, "—");
    jb_pages *pages = lay(&m);
    assert_null(link_of(pages, text_of(pages, 7, 0, 0)));
    assert_leads(pages, 8, 0, 1);
    assert_null(link_of(pages, text_of(pages, 9, 0, 0)));
    jb_pages_free(pages);
    made_close(&m);
}

static void test_long_tables_lead_from_every_page(void **unused)
{
    enum { ROWS = 120 };
    made m;
    (void)unused;
    made_open(&m);
    add_shown(&m, 100, ROWS);
    add_ledger(&m, 100, ROWS, "—");
    jb_pages *pages = lay(&m);
    assert_true(pages->tables[0].pages > 2);
    assert_true(pages->tables[1].pages > 2);
    for (int64_t fact = 100; fact < 100 + ROWS; fact++) {
        assert_leads(pages, fact, 0, 1);
        spot shown = text_of(pages, fact, 0, 0);
        /* The words of the way back, of which this is the last piece, are on two lines. */
        const jb_mark *back = link_of(pages, text_of(pages, fact, 1, 1));
        assert_non_null(back);
        assert_int_equal(anchor_of(pages, back->target).page, shown.page);
        assert_int_equal(anchor_of(pages, back->target).mark->x, shown.mark->x);
    }
    /* Repeated heads and titles are no links: one for each figure, two lines for each way back. */
    assert_int_equal(count_kind(pages, JB_MARK_LINK), 3 * ROWS);
    assert_int_equal(count_tags(pages, JB_TAG_LINK), 2 * ROWS);
    jb_pages_free(pages);
    made_close(&m);
}

static void test_table_in_parts_leads_from_each_part(void **unused)
{
    enum { COLS = 40 };
    made m;
    (void)unused;
    made_open(&m);
    made_table t = add_table(&m, COLS, 1, 1);
    for (size_t i = 0; i < COLS; i++) {
        set_cell(&m, &t.head[i], "件数");
        (void)item_of(&m, &t.body[i].text, "8803294", i == 0 ? 0 : 500 + (int64_t)i);
    }
    add_ledger(&m, 501, COLS - 1, "—");
    jb_pages *pages = lay(&m);
    check_pages(&m, pages);
    assert_true(pages->tables[0].parts > 1);
    for (int64_t fact = 501; fact < 500 + COLS; fact++) {
        assert_leads(pages, fact, 0, 1);
        assert_non_null(link_of(pages, text_of(pages, fact, 1, 1)));
    }
    jb_pages_free(pages);
    made_close(&m);
}

static void test_figure_shown_twice_has_one_receipt_that_leads_to_the_first(void **unused)
{
    made m;
    (void)unused;
    made_open(&m);
    add_shown(&m, 7, 1);
    add_break(&m);
    add_shown(&m, 7, 1);
    add_ledger(&m, 7, 1, "—");
    add_ledger(&m, 7, 1, "—"); /* a second receipt leads back too, but nothing leads to it */
    jb_pages *pages = lay(&m);
    assert_leads(pages, 7, 0, 3);
    assert_leads(pages, 7, 2, 3);
    for (uint32_t block = 3; block <= 4; block++) {
        const jb_mark *back = link_of(pages, text_of(pages, 7, block, 1));
        assert_int_equal(anchor_of(pages, back->target).mark->block, 0);
    }
    jb_pages_free(pages);
    made_close(&m);
}

static void test_receipts_before_their_figures_name_the_table_alone(void **unused)
{
    made m;
    (void)unused;
    made_open(&m);
    made_table ledger = add_ledger(&m, 7, 2, "—");
    add_break(&m);
    add_shown(&m, 7, 1);
    add_said(&m, 8); /* in no table: nobody knows yet where */
    jb_pages *pages = lay(&m);
    assert_leads(pages, 7, 2, 0);
    assert_leads(pages, 8, 3, 0);
    assert_int_equal(anchor_of(pages, link_of(pages, text_of(pages, 7, 0, 1))->target).page, 1);
    assert_null(link_of(pages, text_of(pages, 8, 0, 1)));
    set_cell(&m, &ledger.body[2], "表1");
    check_pages(&m, pages);
    jb_pages_free(pages);
    made_close(&m);
}

static void test_receipt_over_several_pages_stands_where_it_begins(void **unused)
{
    made m;
    jb_str s = {0};
    (void)unused;
    made_open(&m);
    add_shown(&m, 7, 1);
    made_table ledger = add_ledger(&m, 7, 1, "—");
    for (size_t i = 0; i < 3000; i++) {
        jb_str_add(&s, "长句");
    }
    set_cell(&m, &ledger.body[0], jb_str_text(&s));
    jb_str_free(&s);
    jb_pages *pages = lay(&m);
    assert_true(pages->tables[1].splits > 0);
    const jb_mark *link = link_of(pages, text_of(pages, 7, 0, 0));
    assert_int_equal(anchor_of(pages, link->target).page, 0);
    jb_pages_free(pages);
    made_close(&m);
}

static void test_figures_without_support_are_underlined_apart(void **unused)
{
    made m;
    (void)unused;
    made_open(&m);
    made_table t = add_shown(&m, 701, 3);
    for (size_t i = 0; i < 3; i++) {
        item_of(&m, &t.body[2 * i + 1].text, digits_of(&m, 701 + (int64_t)i), 701 + (int64_t)i)
            ->support = (jb_support)i;
    }
    jb_pages *pages = lay(&m);
    check_pages(&m, pages);
    const jb_page *page = &pages->pages[0];
    size_t lines = 0;
    size_t dots = 0;
    for (size_t i = 1; i < page->mark_count; i++) {
        const jb_mark *mark = &page->marks[i];
        const jb_mark *text = &page->marks[i - 1];
        if (text->kind == JB_MARK_TEXT && text->fact == 701) {
            assert_true(mark->kind == JB_MARK_TEXT); /* nothing under what is beyond doubt */
        }
        bool dotted = mark->kind == JB_MARK_PATH;
        bool line = mark->kind == JB_MARK_RECT && text->kind == JB_MARK_TEXT && text->fact != 0;
        if (dotted) {
            assert_true(mark->path->dotted && mark->path->stroke > 0);
        }
        if (dotted || (line && text->fact == 703)) {
            assert_int_equal(mark->tag, JB_TAG_ARTIFACT);
            assert_int_equal(mark->x, text->x);
            assert_int_equal(mark->width, text->width);
            assert_true(mark->y > text->y && mark->y < text->y + text->size / 3);
        }
        dots += dotted && text->fact == 702;
        lines += line && text->fact == 703;
    }
    assert_int_equal(dots, 1);
    assert_int_equal(lines, 1);
    jb_pages_free(pages);
    made_close(&m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_figure_and_receipt_lead_to_one_another),
        cmocka_unit_test(test_document_without_receipts_has_no_links),
        cmocka_unit_test(test_figure_without_receipt_is_no_link),
        cmocka_unit_test(test_long_tables_lead_from_every_page),
        cmocka_unit_test(test_table_in_parts_leads_from_each_part),
        cmocka_unit_test(test_figure_shown_twice_has_one_receipt_that_leads_to_the_first),
        cmocka_unit_test(test_receipts_before_their_figures_name_the_table_alone),
        cmocka_unit_test(test_receipt_over_several_pages_stands_where_it_begins),
        cmocka_unit_test(test_figures_without_support_are_underlined_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
