/* test_paint_svg.c - a page as a picture: that it is whole, stable, and shows what the PDF shows.
 */
#include "painted.h"

static char *draw(painted *p, size_t page)
{
    const char *path = jb_test_path(p->dir, "page.svg");
    jb_error err = {0};
    jb_out *out;

    assert_jb_ok(jb_out_open(path, &out, &err), &err);
    assert_jb_ok(jb_paint_svg(&p->s.pages, page, p->s.fonts, out, &err), &err);
    assert_jb_ok(jb_out_commit(out, &err), &err);
    return jb_test_read(path);
}

static size_t count_of(const char *text, const char *part)
{
    size_t count = 0;

    for (; (text = strstr(text, part)) != NULL; text += strlen(part)) {
        count++;
    }
    return count;
}

static void test_svg_has_each_mark_once(void **state)
{
    painted *p = *state;
    char *svg = draw(p, 0);

    assert_non_null(strstr(svg, "aria-label=\"上海市\""));
    assert_int_equal(count_of(svg, "<g "), 7);        /* texts of one font each */
    assert_int_equal(count_of(svg, "<clipPath "), 3); /* hatched areas */
    assert_int_equal(count_of(svg, "stroke-dasharray"), 1);
    assert_non_null(strstr(svg, "d=\"M150 220L400 220L400 234L150 234Z\""));
    assert_int_equal(count_of(svg, "<text"), 0); /* no viewer's font */
    free(svg);
}

/* Each glyph that is placed is defined, once, whatever viewers do with others. */
static void test_svg_defines_each_glyph_once(void **state)
{
    char *svg = draw(*state, 0);
    char id[64];

    for (const char *at = svg; (at = strstr(at, "xlink:href=\"#")) != NULL; at++) {
        size_t len = strcspn(at + 13, "\"");

        assert_true(len < 30);
        (void)snprintf(id, sizeof id, "id=\"%.*s\"", (int)len, at + 13);
        assert_int_equal(count_of(svg, id), 1);
    }
    assert_true(count_of(svg, "<use ") > 20);
    free(svg);
}

static void test_svg_twice_is_the_same(void **state)
{
    char *first = draw(*state, 0), *second = draw(*state, 0);

    assert_string_equal(first, second);
    free(first);
    free(second);
}

/* The second glyph of a text at 16 pt stands a full em after the first. */
static void test_svg_places_glyphs_in_thousandths_of_an_em(void **state)
{
    painted *p = *state;
    char *svg;

    p->s.page[0].mark_count = 0;
    (void)sample_text(&p->s, 1, JB_ROLE_HEI, JB_PT(16), JB_PT(100), JB_PT(200), "一、案");
    svg = draw(p, 0);
    assert_non_null(strstr(svg, "translate(100 200) scale(0.016000 -0.016000)"));
    assert_non_null(strstr(svg, "x=\"1000\"/>"));
    assert_non_null(strstr(svg, "x=\"2000\"/>"));
    free(svg);
}

static void test_svg_escapes_what_xml_reserves(void **state)
{
    painted *p = *state;
    char *svg;

    p->s.pages.title = "A & <B> \"C\"";
    (void)sample_text(&p->s, 1, JB_ROLE_BODY, JB_PT(16), JB_PT(100), JB_PT(700), "a<b & \"c\"");
    svg = draw(p, 0);
    assert_non_null(strstr(svg, "<title>A &amp; &lt;B&gt; &quot;C&quot; 1/1</title>"));
    assert_non_null(strstr(svg, "a&lt;b &amp; &quot;c&quot;"));
    free(svg);
}

static void test_svg_when_page_missing_fails(void **state)
{
    painted *p = *state;
    const char *path = jb_test_path(p->dir, "page.svg");
    jb_error err = {0};
    jb_out *out;

    assert_jb_ok(jb_out_open(path, &out, &err), &err);
    assert_jb_fails(jb_paint_svg(&p->s.pages, 1, p->s.fonts, out, &err), &err, JB_ERR_USAGE,
                    "no page 2");
    jb_out_abort(out);
}

#define CHART_TEST(f) cmocka_unit_test_setup_teardown(f, open_chart, close_painted)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CHART_TEST(test_svg_has_each_mark_once),
        CHART_TEST(test_svg_defines_each_glyph_once),
        CHART_TEST(test_svg_twice_is_the_same),
        CHART_TEST(test_svg_places_glyphs_in_thousandths_of_an_em),
        CHART_TEST(test_svg_escapes_what_xml_reserves),
        CHART_TEST(test_svg_when_page_missing_fails),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
