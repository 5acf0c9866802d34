/* test_para.c - paragraphs whose lines can be told beforehand. */
#include "para_help.h"

static jb_para_spec zh(jb_len width, jb_align align)
{
    return (jb_para_spec){.width = width, .align = align, .lang = JB_LANG_ZH};
}

static void check_lines(desk *d, const char *text, const jb_para_spec *spec, const char *wanted)
{
    jb_para para = build(d, text, spec);
    jb_str got = {0};
    para_text(&para, &got);
    assert_string_equal(jb_str_text(&got), wanted);
    jb_str_free(&got);
    for (size_t i = 0; i < para.count; i++) {
        check_pieces(&para.lines[i]);
    }
}

static jb_len width_of(desk *d, const char *text)
{
    jb_para_spec spec = zh(100 * EM, JB_ALIGN_LEFT);
    jb_para para = build(d, text, &spec);
    assert_int_equal(para.count, 1);
    check_pieces(&para.lines[0]);
    return para.lines[0].width;
}

/* ---- the two rules for what may begin a line ---------------------------------------------- */

static void test_para_build_strict_and_loose(void **state)
{
    desk *d = *state;
    jb_para_spec strict = zh(7 * EM, JB_ALIGN_LEFT);
    jb_para_spec loose = strict;
    loose.loose = true;
    check_lines(d, "一二三四五六——七八", &strict, "一二三四五|六——七八");
    check_lines(d, "一二三四五六——七八", &loose, "一二三四五六|——七八");
    check_lines(d, "一二三四五六……七八", &strict, "一二三四五|六……七八");
    check_lines(d, "一二三四五六……七八", &loose, "一二三四五六|……七八");
    check_lines(d, "一二三四五六——七八", &strict,
                "一二三四五|六——七八"); /* nor what was set before */
    /* Neither is ever cut in two, nor a number, and other marks keep to their rule. */
    check_lines(d, "一二三四五六七——八", &loose, "一二三四五六七|——八");
    check_lines(d, "一二三四五2021—2025年", &loose, "一二三四五|2021—2025年");
    check_lines(d, "一二三四五六七。八", &loose, "一二三四五六|七。八");
}

/* ---- widths ------------------------------------------------------------------------------ */

static void test_para_build_quarter_gap_between_han_and_latin(void **state)
{
    desk *d = *state;
    assert_int_equal(width_of(d, "中国"), 2 * EM);
    assert_int_equal(width_of(d, "12"), EM);
    assert_int_equal(width_of(d, "中12国"), 3 * EM + 2 * (EM / 4));
    assert_int_equal(width_of(d, "中，12。"), 3 * EM + EM / 2); /* none beside marks */
    assert_int_equal(width_of(d, "中 12"), 2 * EM + EM / 4);    /* a space is the gap */
    assert_int_equal(width_of(d, "￥12％"), 3 * EM); /* nor between a figure and its sign */
    jb_para_spec spec = zh(100 * EM, JB_ALIGN_LEFT);
    spec.no_gap = true;
    assert_int_equal(build(d, "中12国", &spec).lines[0].width, 3 * EM);
}

static void test_para_build_squeezes_adjacent_marks(void **state)
{
    desk *d = *state;
    assert_int_equal(width_of(d, "中，国"), 3 * EM);
    assert_int_equal(width_of(d, "中”，国"), 3 * EM + EM / 2);
    assert_int_equal(width_of(d, "中，“国"), 3 * EM + EM / 2);
    assert_int_equal(width_of(d, "中（“国"), 3 * EM + EM / 2);
    assert_int_equal(width_of(d, "中国。"), 2 * EM + EM / 2); /* half width at the end */
    assert_int_equal(width_of(d, "中——国"), 4 * EM);
    assert_int_equal(width_of(d, "中……国"), 4 * EM);
}

static void test_para_build_dash_is_one_stroke_in_any_font(void **state)
{
    desk *d = *state;
    jb_run run = {.text = "——", .role = JB_ROLE_SONG, .size = EM};
    jb_para_spec spec = zh(100 * EM, JB_ALIGN_LEFT);
    jb_para para = build_runs(d, &run, 1, &spec);
    const jb_piece *piece = &para.lines[0].pieces[0];
    assert_true(piece->adv[0] < piece->adv[1]);
}

static void test_para_build_zero_width_leaves_no_trace(void **state)
{
    desk *d = *state;
    assert_int_equal(width_of(d, "中\u200B国\u00AD\uFE00"), 2 * EM);
    jb_para_spec spec = zh(100 * EM, JB_ALIGN_LEFT);
    check_lines(d, "中\u2060国\u200D", &spec, "中国");
}

static void test_para_build_fixed_spaces(void **state)
{
    desk *d = *state;
    assert_int_equal(width_of(d, "中\u3000国"), 3 * EM);
    assert_int_equal(width_of(d, "1\u2009234"), 2 * EM + EM / 5);
}

/* ---- lines ------------------------------------------------------------------------------- */

static void test_para_build_marks_stay_off_edges(void **state)
{
    desk *d = *state;
    jb_para_spec spec = zh(5 * EM, JB_ALIGN_JUSTIFY);
    check_lines(d, "一二三四五，六七八", &spec, "一二三四|五，六七八");
    check_lines(d, "一二三四，五六七八九十", &spec, "一二三四，|五六七八九|十");
    check_lines(d, "一二三四（五）六七", &spec, "一二三四|（五）六七");
    check_lines(d, "一二三四共25件案件", &spec, "一二三四共|25件案件");
}

static void test_para_build_squeezes_before_pushing_out(void **state)
{
    desk *d = *state;
    jb_para_spec spec = zh(5 * EM, JB_ALIGN_JUSTIFY);
    /* Two commas give the half em that the last character lacks. */
    jb_para para = build(d, "一，二，三四，五六七八九", &spec);
    jb_str got = {0};
    para_text(&para, &got);
    assert_string_equal(jb_str_text(&got), "一，二，三|四，五六七|八九");
    jb_str_free(&got);
    check_lines(d, "一，二，三四。", &spec, "一，二，三|四。");
    spec.width = 6 * EM;
    check_lines(d, "一，二，三四，五六七八九", &spec, "一，二，三四，|五六七八九");
}

/* Readers take a bold word and the bracket squeezed against it for two on top of each other. */
static void test_para_build_keeps_marks_off_words_of_another_font(void **state)
{
    desk *d = *state;
    jb_para_spec spec = zh(6 * EM - EM / 4, JB_ALIGN_JUSTIFY);
    jb_run runs[2] = {{.text = "一二三四", .role = JB_ROLE_BODY, .size = EM},
                      {.text = "（五", .role = JB_ROLE_BODY, .size = EM}};
    assert_int_equal(build_runs(d, runs, 2, &spec).count, 1);
    runs[0].role = JB_ROLE_HEI;
    assert_int_equal(build_runs(d, runs, 2, &spec).count, 2);
}

static void test_para_build_no_lonely_last_character(void **state)
{
    desk *d = *state;
    jb_para_spec spec = zh(20 * EM, JB_ALIGN_JUSTIFY);
    /* Pulled up by squeezing the comma ... */
    check_lines(d, "一二三四五六七八九十，二二三四五六七八九。", &spec,
                "一二三四五六七八九十，二二三四五六七八九。");
    /* ... or given company, where there is no white to squeeze. */
    check_lines(d, "一二三四五六七八九十一二三四五六七八九十百。", &spec,
                "一二三四五六七八九十一二三四五六七八九|十百。");
}

static void test_para_build_justified_lines_fill_the_measure(void **state)
{
    desk *d = *state;
    jb_para_spec spec = zh(10 * EM + 777, JB_ALIGN_JUSTIFY);
    spec.first_indent = 2 * EM;
    jb_para para =
        build(d, "全区共追回2604.50万元工资，涉及1234人，同比增长5%，均已发放到位。", &spec);
    assert_true(para.count > 2);
    for (size_t i = 0; i < para.count; i++) {
        const jb_line *line = &para.lines[i];
        check_pieces(line);
        assert_int_equal(line->x, i == 0 ? 2 * EM : 0);
        assert_int_equal(line->last, i + 1 == para.count);
        assert_int_equal(line->size, EM);
        if (!line->last) {
            assert_int_equal(line_end(line), spec.width);
        }
    }
}

static void test_para_build_lines_before_a_long_figure_share_its_white(void **state)
{
    desk *d = *state;
    jb_para_spec spec = zh(12 * EM, JB_ALIGN_JUSTIFY);
    /* The amount does not fit behind the eight characters before it: the line above gives two. */
    check_lines(d, "一二三四五六七八九十百千一二三四五六七八1234.5678万元工资发放到账了", &spec,
                "一二三四五六七八九十|百千一二三四五六七八|1234.5678万元工资发放到|账了");
    /* Three lines share what one would have had. */
    check_lines(
        d, "一二三四五六七八九十百千一二三四五六七八九十百千一二三四五六七八九123456万元工资发放",
        &spec,
        "一二三四五六七八九十百|千一二三四五六七八九十|百千一二三四五六七八九|"
        "123456万元工资发放");
    /* A white of less than a character stays where it is. */
    spec.width = 12 * EM + EM / 2;
    check_lines(d, "一二三四五六七八九十百千一二三四五六七八九十百千一二三", &spec,
                "一二三四五六七八九十百千|一二三四五六七八九十百千|一二三");
}

static void test_para_build_opening_mark_hangs_its_white(void **state)
{
    desk *d = *state;
    jb_para_spec spec = zh(5 * EM, JB_ALIGN_JUSTIFY);
    jb_para para = build(d, "一二三四五“一二三四，五六七八九十百千", &spec);
    const jb_line *line = &para.lines[1];
    assert_int_equal(line->x, 0);
    assert_true(line->pieces[0].x < 0);
    assert_int_equal(line_end(line), spec.width);
    assert_int_equal(line->width, spec.width);
}

static void test_para_build_alignments(void **state)
{
    desk *d = *state;
    static const struct {
        jb_align align;
        jb_len x;
    } wanted[] = {{JB_ALIGN_LEFT, 0},
                  {JB_ALIGN_CENTER, 3 * EM},
                  {JB_ALIGN_RIGHT, 6 * EM},
                  {JB_ALIGN_BALANCED, 3 * EM},
                  {JB_ALIGN_DECIMAL, 0}};
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
        jb_para_spec spec = zh(10 * EM, wanted[i].align);
        jb_para para = build(d, "一二三四", &spec);
        assert_int_equal(para.count, 1);
        assert_int_equal(para.lines[0].x, wanted[i].x);
        assert_int_equal(para.lines[0].pieces[0].x, wanted[i].x);
        assert_int_equal(para.lines[0].width, 4 * EM);
    }
}

static void test_para_build_left_is_never_spread(void **state)
{
    desk *d = *state;
    jb_para_spec spec = zh(5 * EM + EM / 2, JB_ALIGN_LEFT);
    jb_para para = build(d, "一二三四五六七八", &spec);
    assert_int_equal(para.lines[0].width, 5 * EM);
    /* Squeezed only when all of it then fits on the line. */
    check_lines(d, "一，二三四五", &spec, "一，二三四五");
    check_lines(d, "一，二三四五六", &spec, "一，二三四|五六");
}

static void test_para_build_hanging_indent(void **state)
{
    desk *d = *state;
    jb_para_spec spec = zh(5 * EM, JB_ALIGN_LEFT);
    spec.rest_indent = 2 * EM;
    spec.first_indent = -EM;
    jb_para para = build(d, "一二三四五六七八九", &spec);
    jb_str got = {0};
    para_text(&para, &got);
    assert_string_equal(jb_str_text(&got), "一二三四五六|七八九");
    jb_str_free(&got);
    assert_int_equal(para.lines[0].x, -EM);
    assert_int_equal(para.lines[1].x, 2 * EM);
}

static void test_para_build_forced_ends(void **state)
{
    desk *d = *state;
    jb_para_spec spec = zh(10 * EM, JB_ALIGN_JUSTIFY);
    jb_para para = build(d, "一二\n\n三\r\n四\n", &spec);
    assert_int_equal(para.count, 4);
    assert_int_equal(para.lines[1].piece_count, 0);
    assert_int_equal(para.lines[1].size, EM);
    for (size_t i = 0; i < 4; i++) {
        assert_true(para.lines[i].last);
    }
    assert_int_equal(build(d, "", &spec).count, 0);
    assert_int_equal(build(d, "\n", &spec).count, 1);
    assert_int_equal(build_runs(d, NULL, 0, &spec).count, 0);
}

static void test_para_build_overfull_only_when_one_cluster_is_too_wide(void **state)
{
    desk *d = *state;
    jb_para_spec spec = zh(EM / 2, JB_ALIGN_LEFT);
    jb_para para = build(d, "一12", &spec);
    assert_int_equal(para.count, 3);
    assert_true(para.lines[0].overfull);
    assert_false(para.lines[1].overfull);
    spec.width = 3 * EM + EM / 2;
    check_lines(d, "1234567890万", &spec, "1234567|890万");
    assert_false(build(d, "1234567890万", &spec).lines[0].overfull);
    check_lines(d, "aaaaaaaaaaaaaa", &spec, "aaaaaaa|aaaaaaa");
}

static void test_para_build_spaces_at_ends_stay_in_the_text(void **state)
{
    desk *d = *state;
    jb_para_spec spec = {.width = 4 * EM, .align = JB_ALIGN_LEFT, .lang = JB_LANG_EN};
    jb_para para = build(d, "seven cases  were", &spec);
    jb_str got = {0};
    para_text(&para, &got);
    assert_string_equal(jb_str_text(&got), "seven |cases  |were");
    jb_str_free(&got);
    const jb_piece *piece = &para.lines[1].pieces[0];
    assert_int_equal(piece->count, 7);
    assert_int_equal(piece->adv[5], 0);
    assert_int_equal(piece->adv[6], 0);
    assert_int_equal(para.lines[1].width, piece->width);
}

static void test_para_build_superscript_stays_with_its_word(void **state)
{
    desk *d = *state;
    jb_run runs[] = {{.text = "一二三四五", .role = JB_ROLE_SONG, .size = EM, .ref = 1},
                     {.text = "12", .role = JB_ROLE_SONG, .size = EM / 2, .rise = 5000, .ref = 2},
                     {.text = "，六", .role = JB_ROLE_SONG, .size = EM, .ref = 1}};
    jb_para_spec spec = zh(5 * EM, JB_ALIGN_JUSTIFY);
    jb_para para = build_runs(d, runs, 3, &spec);
    jb_str got = {0};
    para_text(&para, &got);
    assert_string_equal(jb_str_text(&got), "一二三四|五12，六");
    jb_str_free(&got);
    const jb_line *line = &para.lines[1];
    assert_int_equal(line->piece_count, 3);
    assert_int_equal(line->pieces[1].rise, 5000);
    assert_int_equal(line->pieces[1].ref, 2);
    assert_int_equal(line->pieces[1].x, EM); /* no gap before it */
    assert_int_equal(line->pieces[1].width, EM / 2);
}

static void test_para_build_pieces_split_by_style_only(void **state)
{
    desk *d = *state;
    jb_run runs[] = {{.text = "中", .role = JB_ROLE_BODY, .size = EM, .color = 0},
                     {.text = "国", .role = JB_ROLE_BODY, .size = EM, .color = 0},
                     {.text = "人", .role = JB_ROLE_BODY, .size = EM, .color = 0xFF0000},
                     {.text = "8", .role = JB_ROLE_BODY, .size = EM, .color = 0xFF0000}};
    jb_para_spec spec = zh(10 * EM, JB_ALIGN_LEFT);
    jb_para para = build_runs(d, runs, 4, &spec);
    assert_int_equal(para.lines[0].piece_count, 3);
    assert_int_equal(para.lines[0].pieces[0].count, 2);
    assert_int_equal(para.lines[0].pieces[1].color, 0xFF0000);
}

static void test_para_build_grid(void **state)
{
    desk *d = *state;
    jb_para_spec spec = zh(28 * 15793, JB_ALIGN_JUSTIFY);
    spec.grid = true;
    spec.pitch = 15793;
    jb_para para =
        build(d, "一二三四五六七八九十一二三四五六七八九十一二三四五六七，一二三", &spec);
    assert_int_equal(para.lines[0].pieces[0].count, 28);
    for (uint32_t i = 0; i < 28; i++) {
        assert_int_equal(para.lines[0].pieces[0].adv[i], 15793);
    }
}

static void test_para_build_balanced_title(void **state)
{
    desk *d = *state;
    jb_para_spec spec = zh(20 * EM, JB_ALIGN_BALANCED);
    check_lines(d, "广州市海珠区等五区劳动保障监察和劳动争议处理情况比较", &spec,
                "广州市海珠区等五区劳动保障|监察和劳动争议处理情况比较");
    check_lines(d, "一行就够的标题", &spec, "一行就够的标题");
}

static void test_para_build_missing_character(void **state)
{
    desk *d = *state;
    jb_loc loc = jb_loc_make("notes.json", 12, 5, "$.note");
    jb_para_spec spec = zh(10 * EM, JB_ALIGN_LEFT);
    spec.loc = &loc;
    jb_run run = {.text = "一\U0001F600", .role = JB_ROLE_HEI, .size = EM};
    jb_error err = {0};
    jb_para para;
    assert_jb_fails(jb_para_build(d->arena, d->fonts, &run, 1, &spec, &para, &err), &err,
                    JB_ERR_FONT, "U+1F600");
    assert_jb_at(&err, 12, 5);
    spec.width = 0;
    jb_error other = {0};
    assert_jb_fails(jb_para_build(d->arena, d->fonts, &run, 1, &spec, &para, &other), &other,
                    JB_ERR_INTERNAL, "width");
}

static void test_para_build_tab_is_a_space(void **state)
{
    desk *d = *state;
    jb_para_spec spec = zh(20 * EM, JB_ALIGN_LEFT);
    jb_run tab = {.text = "a\tb", .role = JB_ROLE_BODY, .size = EM};
    jb_run space = {.text = "a b", .role = JB_ROLE_BODY, .size = EM};
    jb_error err = {0};
    jb_para with_tab;
    jb_para with_space;
    assert_jb_ok(jb_para_build(d->arena, d->fonts, &tab, 1, &spec, &with_tab, &err), &err);
    assert_jb_ok(jb_para_build(d->arena, d->fonts, &space, 1, &spec, &with_space, &err), &err);
    assert_int_equal(with_tab.lines[0].pieces[0].code_points[1], ' ');
    assert_int_equal(with_tab.lines[0].width, with_space.lines[0].width);
}

static void test_para_build_control_character_has_a_place(void **state)
{
    desk *d = *state;
    static const char *const texts[] = {"a\x01z", "a\x1Fz", "\x7F", "\xC2\x80z"};
    jb_loc loc = jb_loc_make("notes.json", 12, 5, "$.note");
    jb_para_spec spec = zh(10 * EM, JB_ALIGN_LEFT);
    spec.loc = &loc;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        jb_run run = {.text = texts[i], .role = JB_ROLE_BODY, .size = EM};
        jb_error err = {0};
        jb_error measured = {0};
        jb_para para;
        jb_len natural = 0;
        jb_len minimum = 0;
        assert_jb_fails(jb_para_build(d->arena, d->fonts, &run, 1, &spec, &para, &err), &err,
                        JB_ERR_INPUT, "control character");
        assert_jb_at(&err, 12, 5);
        assert_jb_fails(
            jb_para_measure(d->fonts, &run, 1, JB_LANG_ZH, &loc, &natural, &minimum, &measured),
            &measured, JB_ERR_INPUT, "control character");
    }
}

/* ---- measuring --------------------------------------------------------------------------- */

static void test_para_measure_agrees_with_build(void **state)
{
    desk *d = *state;
    static const char *const texts[] = {"追回工资2604.50万元，涉及“三类”企业（含建筑业）。",
                                        "中",
                                        "12,345",
                                        "一二\n三四五六\n七",
                                        "",
                                        "甲 乙 "};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        jb_run run = {.text = texts[i], .role = JB_ROLE_SONG, .size = 10500};
        jb_len natural = -1;
        jb_len minimum = -1;
        jb_error err = {0};
        assert_jb_ok(jb_para_measure(d->fonts, &run, 1, JB_LANG_ZH, NULL, &natural, &minimum, &err),
                     &err);
        assert_true(minimum <= natural);
        jb_para_spec spec = zh(natural > 0 ? natural : 1, JB_ALIGN_LEFT);
        jb_para para = build_runs(d, &run, 1, &spec);
        jb_len widest = 0;
        for (size_t k = 0; k < para.count; k++) {
            assert_true(para.lines[k].last);
            widest = para.lines[k].width > widest ? para.lines[k].width : widest;
        }
        assert_int_equal(widest, natural);
        spec.width = minimum > 0 ? minimum : 1;
        para = build_runs(d, &run, 1, &spec);
        for (size_t k = 0; k < para.count; k++) {
            assert_false(para.lines[k].overfull);
            assert_true(para.lines[k].width <= spec.width);
        }
    }
}

static void test_para_measure_minimum_is_the_widest_unbreakable(void **state)
{
    desk *d = *state;
    jb_run run = {.text = "共追回2604.50万元", .role = JB_ROLE_SONG, .size = EM};
    jb_run unit = {.text = "2604.50万元", .role = JB_ROLE_SONG, .size = EM};
    jb_len natural = 0;
    jb_len minimum = 0;
    jb_len alone = 0;
    jb_len same = 0;
    jb_error err = {0};
    assert_jb_ok(jb_para_measure(d->fonts, &run, 1, JB_LANG_ZH, NULL, &natural, &minimum, &err),
                 &err);
    assert_jb_ok(jb_para_measure(d->fonts, &unit, 1, JB_LANG_ZH, NULL, &alone, &same, &err), &err);
    assert_int_equal(minimum, alone);
    assert_int_equal(alone, same);
    assert_int_equal(natural, alone + 3 * EM + EM / 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_para_build_strict_and_loose),
        cmocka_unit_test(test_para_build_quarter_gap_between_han_and_latin),
        cmocka_unit_test(test_para_build_squeezes_adjacent_marks),
        cmocka_unit_test(test_para_build_dash_is_one_stroke_in_any_font),
        cmocka_unit_test(test_para_build_zero_width_leaves_no_trace),
        cmocka_unit_test(test_para_build_fixed_spaces),
        cmocka_unit_test(test_para_build_marks_stay_off_edges),
        cmocka_unit_test(test_para_build_squeezes_before_pushing_out),
        cmocka_unit_test(test_para_build_keeps_marks_off_words_of_another_font),
        cmocka_unit_test(test_para_build_no_lonely_last_character),
        cmocka_unit_test(test_para_build_justified_lines_fill_the_measure),
        cmocka_unit_test(test_para_build_lines_before_a_long_figure_share_its_white),
        cmocka_unit_test(test_para_build_opening_mark_hangs_its_white),
        cmocka_unit_test(test_para_build_alignments),
        cmocka_unit_test(test_para_build_left_is_never_spread),
        cmocka_unit_test(test_para_build_hanging_indent),
        cmocka_unit_test(test_para_build_forced_ends),
        cmocka_unit_test(test_para_build_overfull_only_when_one_cluster_is_too_wide),
        cmocka_unit_test(test_para_build_spaces_at_ends_stay_in_the_text),
        cmocka_unit_test(test_para_build_superscript_stays_with_its_word),
        cmocka_unit_test(test_para_build_pieces_split_by_style_only),
        cmocka_unit_test(test_para_build_grid),
        cmocka_unit_test(test_para_build_balanced_title),
        cmocka_unit_test(test_para_build_missing_character),
        cmocka_unit_test(test_para_build_tab_is_a_space),
        cmocka_unit_test(test_para_build_control_character_has_a_place),
        cmocka_unit_test(test_para_measure_agrees_with_build),
        cmocka_unit_test(test_para_measure_minimum_is_the_widest_unbreakable),
    };
    return cmocka_run_group_tests(tests, desk_open, desk_close);
}
