/* A last page of a few lines: when its stretch is set closer, how close, and when it stays. */
#include "layout_test.h"

#define PITCH 28990

/* Body text, then small lines of sources: `small` of 9 points on 14.5. */
static void add_stretch(made *m, size_t lines, size_t small)
{
    (void)add_lines(m, lines);
    static const char *labels[60];
    static const char *texts[60];
    for (size_t i = 0; i < small; i++) {
        labels[i] = "1.";
        texts[i] = "来源";
    }
    jb_block *list = add_list(m, small, labels, texts, false);
    list->style.size = JB_PT(9);
    list->style.pitch = 14500;
    list->style.before = JB_PT(6);
}

/* How far apart the last two lines of the page stand. */
static jb_len last_pitch(const jb_pages *pages, size_t page)
{
    const jb_page *p = &pages->pages[page];
    jb_len lowest = 0;
    jb_len next = 0;
    for (size_t i = 0; i < p->mark_count; i++) {
        const jb_mark *mark = &p->marks[i];
        if (mark->kind != JB_MARK_TEXT || mark->tag == JB_TAG_ARTIFACT || mark->y == lowest) {
            continue;
        }
        if (mark->y > lowest) {
            next = lowest;
            lowest = mark->y;
        } else if (mark->y > next) {
            next = mark->y;
        }
    }
    return lowest - next;
}

static void test_spill_is_set_closer(void **unused)
{
    (void)unused;
    made m;
    made_open(&m);
    m.doc.page.spill = JB_PT(110);
    add_stretch(&m, 11, 24); /* two lines too many */
    jb_pages *pages = lay(&m);
    assert_int_equal(pages->count, 1);
    /* Half of the way to 125 hundredths of the size does. */
    assert_int_equal(last_pitch(pages, 0), (14500 + 11250) / 2);
    close_all(&m, pages);
}

static void test_spill_goes_to_the_limit(void **unused)
{
    (void)unused;
    made m;
    made_open(&m);
    m.doc.page.spill = JB_PT(110);
    add_stretch(&m, 11, 27);
    jb_pages *pages = lay(&m);
    assert_int_equal(pages->count, 1);
    assert_int_equal(last_pitch(pages, 0), 11250);
    close_all(&m, pages);
}

static void test_spill_beyond_the_limit_stays_as_it_is(void **unused)
{
    (void)unused;
    made m;
    made_open(&m);
    m.doc.page.spill = JB_PT(110);
    add_stretch(&m, 11, 29);
    jb_pages *pages = lay(&m);
    assert_int_equal(pages->count, 2);
    assert_int_equal(last_pitch(pages, 0), 14500);
    close_all(&m, pages);
}

static void test_spill_of_body_text_stays(void **unused)
{
    (void)unused;
    made m;
    made_open(&m);
    m.doc.page.spill = JB_PT(110);
    (void)add_lines(&m, 24);
    jb_pages *pages = lay(&m);
    assert_int_equal(pages->count, 2);
    assert_int_equal(last_pitch(pages, 0), PITCH);
    close_all(&m, pages);
}

static void test_no_spill_is_asked_about(void **unused)
{
    (void)unused;
    made m;
    made_open(&m);
    add_stretch(&m, 11, 24);
    jb_pages *pages = lay(&m);
    assert_int_equal(pages->count, 2);
    assert_int_equal(last_pitch(pages, 0), 14500);
    close_all(&m, pages);
}

/* Before and after pages that were asked for each stretch is judged by itself. */
static void test_only_the_stretch_that_spills_is_closer(void **unused)
{
    (void)unused;
    made m;
    made_open(&m);
    m.doc.page.spill = JB_PT(110);
    add_stretch(&m, 5, 5);
    (void)add_break(&m);
    add_stretch(&m, 11, 24);
    (void)add_break(&m);
    add_stretch(&m, 11, 29);
    jb_pages *pages = lay(&m);
    assert_int_equal(pages->count, 4);
    assert_int_equal(last_pitch(pages, 0), 14500);
    assert_int_equal(last_pitch(pages, 1), (14500 + 11250) / 2);
    assert_int_equal(last_pitch(pages, 2), 14500);
    close_all(&m, pages);
}

static void test_cover_has_no_number(void **unused)
{
    (void)unused;
    made m;
    made_open(&m);
    m.doc.page.cover = true;
    (void)add_lines(&m, 1);
    (void)add_break(&m);
    (void)add_lines(&m, 1);
    jb_pages *pages = lay(&m);
    assert_null(strstr(page_text(&m, pages, 0, true), "—"));
    assert_non_null(strstr(page_text(&m, pages, 1, true), "— 2 —"));
    close_all(&m, pages);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_spill_is_set_closer),
        cmocka_unit_test(test_spill_goes_to_the_limit),
        cmocka_unit_test(test_spill_beyond_the_limit_stays_as_it_is),
        cmocka_unit_test(test_spill_of_body_text_stays),
        cmocka_unit_test(test_no_spill_is_asked_about),
        cmocka_unit_test(test_only_the_stretch_that_spills_is_closer),
        cmocka_unit_test(test_cover_has_no_number),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
