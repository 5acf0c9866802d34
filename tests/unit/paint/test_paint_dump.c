/* test_paint_dump.c - the text painter's form, and what both painters refuse. */
#include "painted.h"

static const jb_pdf_options OPTIONS = {.date = 1700000000, .version = "test"};

static char *dump(painted *p)
{
    const char *path = jb_test_path(p->dir, "dump.txt");
    jb_error err = {0};
    jb_out *out;

    assert_jb_ok(jb_out_open(path, &out, &err), &err);
    assert_jb_ok(jb_paint_dump(&p->s.pages, p->s.fonts, out, &err), &err);
    assert_jb_ok(jb_out_commit(out, &err), &err);
    return jb_test_read(path);
}

static void equals_golden(painted *p, const char *golden_path)
{
    char *text = dump(p);
    char *golden;

    if (getenv("JIANBAO_UPDATE_GOLDEN") != NULL) {
        jb_test_write(golden_path, text);
    }
    golden = jb_test_read(golden_path);
    assert_string_equal(text, golden);
    free(golden);
    free(text);
}

static void test_dump_of_report_is_the_golden_text(void **state)
{
    equals_golden(*state, "tests/unit/paint/report.dump");
}

static void test_dump_of_chart_is_the_golden_text(void **state)
{
    equals_golden(*state, "tests/unit/paint/chart.dump");
}

static void test_dump_when_a_mark_moves_shows_it(void **state)
{
    painted *p = *state;
    char *before = dump(p), *after;

    p->s.marks[0][0].x += 1;
    after = dump(p);
    assert_string_not_equal(before, after);
    assert_non_null(strstr(after, "130.001"));
    free(before);
    free(after);
}

/* ---- broken page lists ------------------------------------------------------------------- */

/* Both painters must refuse, and leave nothing behind. */
static void refuses(painted *p, const char *part)
{
    const char *path = jb_test_path(p->dir, "refused");

    for (int pdf = 0; pdf < 2; pdf++) {
        jb_error err = {0};
        jb_out *out;
        jb_status status;

        assert_jb_ok(jb_out_open(path, &out, &err), &err);
        status = pdf ? jb_paint_pdf(&p->s.pages, p->s.fonts, &OPTIONS, out, &err)
                     : jb_paint_dump(&p->s.pages, p->s.fonts, out, &err);
        jb_out_abort(out);
        assert_jb_fails(status, &err, JB_ERR_INTERNAL, part);
        assert_int_not_equal(access(path, F_OK), 0);
    }
}

static jb_mark *first_of(painted *p, jb_mark_kind kind)
{
    for (size_t page = 0; page < p->s.pages.count; page++) {
        for (size_t i = 0; i < p->s.page[page].mark_count; i++) {
            if (p->s.marks[page][i].kind == kind) {
                return &p->s.marks[page][i];
            }
        }
    }
    fail_msg("the report lacks a mark");
    return NULL;
}

static void test_paint_when_tag_out_of_range_refuses(void **state)
{
    painted *p = *state;

    first_of(p, JB_MARK_TEXT)->tag = (uint32_t)p->s.pages.tag_count;
    refuses(p, "element does not exist");
}

static void test_paint_when_parent_follows_child_refuses(void **state)
{
    painted *p = *state;

    p->s.tags[3].parent = 3;
    refuses(p, "before its parent");
}

static void test_paint_when_kind_unknown_refuses(void **state)
{
    painted *p = *state;

    p->s.tags[3].kind = JB_TAG_KINDS;
    refuses(p, "unknown or misplaced");
}

static void test_paint_when_text_in_row_refuses(void **state)
{
    painted *p = *state;

    p->s.tags[first_of(p, JB_MARK_TEXT)->tag].kind = JB_TAG_TR;
    refuses(p, "only groups");
}

static void test_paint_when_font_out_of_range_refuses(void **state)
{
    painted *p = *state;

    first_of(p, JB_MARK_TEXT)->font = 1000;
    refuses(p, "lacks its font");
}

static void test_paint_when_glyph_missing_refuses(void **state)
{
    painted *p = *state;
    jb_mark *mark = first_of(p, JB_MARK_TEXT);
    uint32_t *glyphs = jb_arena_array(p->s.arena, mark->count, sizeof *glyphs);

    mark->glyphs = glyphs; /* all .notdef */
    refuses(p, "lacks its font");
}

static void test_paint_when_link_dangles_refuses(void **state)
{
    painted *p = *state;

    first_of(p, JB_MARK_LINK)->target = 99;
    refuses(p, "leads nowhere");
}

static void test_paint_when_link_outside_link_element_refuses(void **state)
{
    painted *p = *state;

    first_of(p, JB_MARK_LINK)->tag = 1;
    refuses(p, "outside a Link element");
}

static void test_paint_when_anchor_twice_refuses(void **state)
{
    painted *p = *state;

    sample_mark(&p->s, JB_MARK_ANCHOR, 0)->target = 1;
    refuses(p, "same number");
}

static void test_paint_when_bookmark_beyond_last_page_refuses(void **state)
{
    painted *p = *state;

    p->s.bookmarks[1].page = 2;
    refuses(p, "bookmark");
}

static void test_paint_when_title_not_utf8_refuses(void **state)
{
    painted *p = *state;

    p->s.pages.title = "\xC0\x80";
    refuses(p, "title");
}

static void test_paint_when_ids_repeat_refuses(void **state)
{
    painted *p = *state;

    p->s.tags[1].id = 7;
    refuses(p, "same id");
}

static void test_paint_when_no_page_refuses(void **state)
{
    painted *p = *state;

    p->s.pages.count = 0;
    refuses(p, "no page");
}

static void test_paint_when_figure_lacks_alternative_refuses(void **state)
{
    painted *p = *state;

    p->s.tags[p->s.marks[0][p->s.page[0].mark_count - 1].tag].alt = "";
    refuses(p, "no alternative text");
}

static void test_paint_when_entry_outside_contents_refuses(void **state)
{
    painted *p = *state;

    (void)sample_tag(&p->s, JB_TAG_TOCI, 0);
    refuses(p, "outside the contents");
}

static void test_paint_when_text_in_contents_refuses(void **state)
{
    painted *p = *state;

    first_of(p, JB_MARK_TEXT)->tag = 3; /* an entry: its texts stand in elements below it */
    refuses(p, "only groups");
}

/* Each way to break a path, by itself. */
static void test_paint_when_path_malformed_refuses(void **state)
{
    painted *p = *state;
    jb_mark *mark = first_of(p, JB_MARK_PATH);
    const jb_path whole = *mark->path;
    jb_path broken[6];

    for (int i = 0; i < 6; i++) {
        broken[i] = whole;
    }
    broken[0].points = NULL;
    broken[1].count = 2; /* of an area */
    broken[2].stroke = -1;
    broken[3].hatch = JB_HATCHES;
    broken[4].filled = false; /* and neither stroke nor hatch */
    broken[5].closed = false; /* but filled */
    for (int i = 0; i < 6; i++) {
        mark->path = &broken[i];
        refuses(p, "path lacks");
    }
    mark->path = &whole;
    mark->width--;
    refuses(p, "path lacks");
}

static void test_paint_when_attachment_malformed_refuses(void **state)
{
    painted *p = *state;
    jb_attachment whole = p->s.attachments[0];

    p->s.attachments[0].name = "data.json";
    refuses(p, "same name");
    p->s.attachments[0].name = "../x.csv";
    refuses(p, "with a folder");
    p->s.attachments[0] = whole;
    p->s.attachments[0].mime = "csv";
    refuses(p, "attachment is malformed");
    p->s.attachments[0] = whole;
    p->s.attachments[0].relation = JB_RELATIONS;
    refuses(p, "attachment is malformed");
    p->s.attachments[0] = whole;
    p->s.attachments[0].bytes = NULL;
    refuses(p, "attachment is malformed");
}

#define REPORT_TEST(f) cmocka_unit_test_setup_teardown(f, open_report, close_painted)
#define CHART_TEST(f) cmocka_unit_test_setup_teardown(f, open_chart, close_painted)

int main(void)
{
    const struct CMUnitTest tests[] = {
        REPORT_TEST(test_dump_of_report_is_the_golden_text),
        REPORT_TEST(test_dump_when_a_mark_moves_shows_it),
        REPORT_TEST(test_paint_when_tag_out_of_range_refuses),
        REPORT_TEST(test_paint_when_parent_follows_child_refuses),
        REPORT_TEST(test_paint_when_kind_unknown_refuses),
        REPORT_TEST(test_paint_when_text_in_row_refuses),
        REPORT_TEST(test_paint_when_font_out_of_range_refuses),
        REPORT_TEST(test_paint_when_glyph_missing_refuses),
        REPORT_TEST(test_paint_when_link_dangles_refuses),
        REPORT_TEST(test_paint_when_link_outside_link_element_refuses),
        REPORT_TEST(test_paint_when_anchor_twice_refuses),
        REPORT_TEST(test_paint_when_bookmark_beyond_last_page_refuses),
        REPORT_TEST(test_paint_when_title_not_utf8_refuses),
        REPORT_TEST(test_paint_when_ids_repeat_refuses),
        REPORT_TEST(test_paint_when_no_page_refuses),
        CHART_TEST(test_dump_of_chart_is_the_golden_text),
        CHART_TEST(test_paint_when_figure_lacks_alternative_refuses),
        CHART_TEST(test_paint_when_entry_outside_contents_refuses),
        CHART_TEST(test_paint_when_text_in_contents_refuses),
        CHART_TEST(test_paint_when_path_malformed_refuses),
        CHART_TEST(test_paint_when_attachment_malformed_refuses),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
