/* Charts upon the real fonts: scales, every figure printed once, what does not compare looks so. */
#include "layout/chart.h"
#include "random_doc.h"

#include <jbtest.h>

/* ---- charts made by hand ----------------------------------------------------------------- */

static jb_style small(jb_align align)
{
    return (jb_style){.role = JB_ROLE_SONG, .size = JB_PT(9), .pitch = JB_PT(13), .align = align};
}

typedef struct made_chart {
    jb_chart_block *src;
    jb_chart_point *points;
} made_chart;

static made_chart add_chart(made *m, jb_chart_kind kind, size_t categories, size_t series,
                            size_t panels)
{
    jb_block *block = add_text(m, JB_BLOCK_CHART, "");
    jb_chart_block *c = jb_arena_alloc(m->arena, sizeof *c);
    size_t total = categories * series * panels;
    jb_text *names = jb_arena_array(m->arena, categories + series, sizeof *names);
    jb_chart_panel *list = jb_arena_array(m->arena, panels, sizeof *list);
    made_chart out = {c, jb_arena_array(m->arena, total, sizeof(jb_chart_point))};
    for (size_t i = 0; i < categories; i++) {
        names[i] = words(m, jb_arena_printf(m->arena, "第%zu区", i + 1));
    }
    for (size_t i = 0; i < series; i++) {
        names[categories + i] = words(m, jb_arena_printf(m->arena, "%zu系", i + 1));
    }
    for (size_t i = 0; i < panels; i++) {
        list[i].points = out.points + i * categories * series;
        list[i].title =
            panels > 1 ? words(m, jb_arena_printf(m->arena, "分图%zu", i + 1)) : (jb_text){0};
    }
    *c = (jb_chart_block){
        .kind = kind,
        .number = words(m, "图1"),
        .title = words(m, "立案数"),
        .unit = words(m, "单位：件"),
        .categories = names,
        .category_count = categories,
        .series = names + categories,
        .series_count = series,
        .panels = list,
        .panel_count = panels,
        .panel_columns = 1,
        .continued = "续{number}　{title}",
        .title_style = small(JB_ALIGN_CENTER),
        .unit_style = small(JB_ALIGN_RIGHT),
        .label_style = small(JB_ALIGN_LEFT),
        .note_style = small(JB_ALIGN_LEFT),
        .alt = "各区立案数",
    };
    block->chart = c;
    block->text = (jb_text){0};
    return out;
}

static void set_point(made *m, jb_chart_point *point, int64_t value, jb_look look)
{
    *point = (jb_chart_point){.present = true, .value = jb_dec_int(value), .look = look};
    point->label = words(m, jb_arena_printf(m->arena, "%lld", (long long)value));
}

static jb_pages *lay(made *m, jb_fontset *fonts)
{
    jb_pages *pages = NULL;
    jb_error err = {0};
    assert_jb_ok(jb_layout_run(made_doc(m), fonts, &pages, &err), &err);
    check_pages(m, pages);
    return pages;
}

static jb_fontset *open_fonts(void)
{
    jb_fontset *fonts = NULL;
    jb_error err = {0};
    assert_jb_ok(jb_fontset_open("fonts", NULL, &fonts, &err), &err);
    return fonts;
}

/* How often these words stand on the pages as one mark that means something. */
static size_t times(const jb_pages *pages, const char *text)
{
    size_t found = 0;
    for (size_t p = 0; p < pages->count; p++) {
        for (size_t i = 0; i < pages->pages[p].mark_count; i++) {
            const jb_mark *mark = &pages->pages[p].marks[i];
            jb_str s = {0};
            for (uint32_t k = 0; mark->kind == JB_MARK_TEXT && k < mark->count; k++) {
                jb_str_add_utf8(&s, mark->code_points[k]);
            }
            found += mark->tag != JB_TAG_ARTIFACT && strcmp(jb_str_text(&s), text) == 0;
            jb_str_free(&s);
        }
    }
    return found;
}

static const jb_path *path_at(const jb_pages *pages, size_t wanted)
{
    for (size_t i = 0, n = 0; i < pages->pages[0].mark_count; i++) {
        const jb_mark *mark = &pages->pages[0].marks[i];
        if (mark->kind == JB_MARK_PATH && n++ == wanted) {
            return mark->path;
        }
    }
    return NULL;
}

/* ---- the scale --------------------------------------------------------------------------- */

static void test_scale_is_round_and_reaches(void **unused)
{
    (void)unused;
    static const struct {
        const char *most, *top, *step;
    } cases[] = {{"140", "150", "50"},   {"1", "1", "0.2"},
                 {"9", "10", "2"},       {"88032940", "100000000", "20000000"},
                 {"99.63", "100", "20"}, {"0.3", "0.3", "0.1"},
                 {"5", "5", "1"},        {"0", "1", "1"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        jb_dec most = {0};
        char text[JB_DEC_TEXT];
        assert_true(jb_dec_parse(cases[i].most, strlen(cases[i].most), &most));
        chart_scale scale = chart_scale_make(most);
        (void)jb_dec_text(jb_dec_trim(scale.top), text);
        assert_string_equal(text, cases[i].top);
        (void)jb_dec_text(jb_dec_trim(scale.step), text);
        assert_string_equal(text, cases[i].step);
    }
}

static void test_length_is_exact(void **unused)
{
    (void)unused;
    chart_scale scale = chart_scale_make(jb_dec_int(9));
    assert_int_equal(chart_length(&scale, jb_dec_int(0), 1000), 0);
    assert_int_equal(chart_length(&scale, jb_dec_int(5), 1000), 500);
    assert_int_equal(chart_length(&scale, jb_dec_int(10), 1000), 1000);
    assert_int_equal(chart_length(&scale, jb_dec_int(11), 1000), 1000);
    jb_dec third = {33333, 4};
    assert_int_equal(chart_length(&scale, third, 300000), 99999);
}

/* ---- what is drawn ----------------------------------------------------------------------- */

static void test_bar_lengths_follow_values(void **unused)
{
    (void)unused;
    jb_fontset *fonts = open_fonts();
    made m;
    made_open(&m);
    made_chart c = add_chart(&m, JB_CHART_BARS, 3, 1, 1);
    set_point(&m, &c.points[0], 100, JB_LOOK_SOLID);
    set_point(&m, &c.points[1], 50, JB_LOOK_SOLID);
    c.points[2].label = words(&m, "未披露");
    jb_pages *pages = lay(&m, fonts);
    const jb_path *first = path_at(pages, 0);
    const jb_path *second = path_at(pages, 1);
    jb_len over =
        first->points[1].x - first->points[0].x - 2 * (second->points[1].x - second->points[0].x);
    assert_true(over >= -1 && over <= 1); /* each is rounded once */
    assert_null(path_at(pages, 2));       /* what is missing has no bar of length 0 */
    assert_int_equal(times(pages, "未披露"), 1);
    assert_int_equal(count_tags(pages, JB_TAG_FIGURE), 1);
    jb_pages_free(pages);
    made_close(&m);
    jb_fontset_free(fonts);
}

static void test_looks_are_told_apart_and_explained(void **unused)
{
    (void)unused;
    jb_fontset *fonts = open_fonts();
    made m;
    made_open(&m);
    made_chart c = add_chart(&m, JB_CHART_BARS, 3, 1, 1);
    jb_text looks[JB_LOOK_HOLLOW + 1] = {{0}, words(&m, "约数"), words(&m, "不可比")};
    c.src->looks = looks;
    set_point(&m, &c.points[0], 100, JB_LOOK_SOLID);
    set_point(&m, &c.points[1], 50, JB_LOOK_HOLLOW);
    set_point(&m, &c.points[2], 70, JB_LOOK_SOLID);
    c.points[2].bound = 1;
    jb_pages *pages = lay(&m, fonts);
    assert_int_equal(times(pages, "不可比"), 1);
    assert_int_equal(times(pages, "约数"), 0); /* does not occur */
    const jb_path *solid = path_at(pages, 1);
    const jb_path *hollow = path_at(pages, 2);
    const jb_path *bound = path_at(pages, 3);
    assert_int_not_equal(solid->fill, 0xffffff);
    assert_int_equal(hollow->fill, 0xffffff);
    assert_true(hollow->dashed);
    assert_int_equal(bound->count, 5);
    jb_pages_free(pages);
    made_close(&m);
    jb_fontset_free(fonts);
}

static void test_missing_year_is_a_gap(void **unused)
{
    (void)unused;
    jb_fontset *fonts = open_fonts();
    made m;
    made_open(&m);
    made_chart c = add_chart(&m, JB_CHART_LINES, 5, 1, 1);
    for (size_t i = 0; i < 5; i++) {
        set_point(&m, &c.points[i], 100 + 7 * (int64_t)i, JB_LOOK_SOLID);
    }
    c.points[2] = (jb_chart_point){.label = words(&m, "未披露")};
    jb_pages *pages = lay(&m, fonts);
    size_t segments = 0;
    for (size_t i = 0; path_at(pages, i) != NULL; i++) {
        segments += !path_at(pages, i)->closed;
    }
    assert_int_equal(segments, 2); /* 1-2 and 4-5, nothing over year 3 */
    assert_int_equal(times(pages, "未披露"), 1);
    jb_pages_free(pages);
    made_close(&m);
    jb_fontset_free(fonts);
}

static void test_no_line_leads_to_what_is_apart(void **unused)
{
    (void)unused;
    jb_fontset *fonts = open_fonts();
    made m;
    made_open(&m);
    made_chart c = add_chart(&m, JB_CHART_LINES, 4, 1, 1);
    for (size_t i = 0; i < 4; i++) {
        set_point(&m, &c.points[i], 100, JB_LOOK_SOLID);
    }
    c.points[2].apart = true;
    jb_pages *pages = lay(&m, fonts);
    size_t segments = 0;
    for (size_t i = 0; path_at(pages, i) != NULL; i++) {
        segments += !path_at(pages, i)->closed;
    }
    assert_int_equal(segments, 2); /* 1-2 and 3-4 */
    jb_pages_free(pages);
    made_close(&m);
    jb_fontset_free(fonts);
}

/* Three lines end within the height of one name: the names stand in the order of their ends, each
 * behind a piece of its line. */
static void test_lines_are_named_in_order_with_a_sample(void **unused)
{
    (void)unused;
    jb_fontset *fonts = open_fonts();
    made m;
    made_open(&m);
    made_chart c = add_chart(&m, JB_CHART_LINES, 2, 3, 1);
    static const int64_t values[] = {900, 100, 500, 500, 502, 501};
    const jb_text series[] = {words(&m, "甲"), words(&m, "乙"), words(&m, "丙")};
    c.src->series = series;
    for (size_t i = 0; i < 6; i++) {
        set_point(&m, &c.points[i], values[i], JB_LOOK_SOLID);
    }
    jb_pages *pages = lay(&m, fonts);
    const jb_mark *names[] = {mark_with(pages, 0, "乙"), mark_with(pages, 0, "丙"),
                              mark_with(pages, 0, "甲")};
    for (size_t i = 0; i < 3; i++) {
        size_t samples = 0;
        for (size_t k = 0; k < pages->pages[0].mark_count; k++) {
            const jb_mark *mark = &pages->pages[0].marks[k];
            bool beside = mark->kind == JB_MARK_PATH && mark->x + mark->width < names[i]->x &&
                          mark->x > names[i]->x - JB_PT(30);
            samples += beside && mark->y < names[i]->y && mark->y > names[i]->y - JB_PT(9);
        }
        assert_int_equal(samples, 2); /* line and mark */
        assert_true(i == 0 || names[i]->y >= names[i - 1]->y + JB_PT(13));
    }
    jb_pages_free(pages);
    made_close(&m);
    jb_fontset_free(fonts);
}

/* Hollow bars of two series begin with what the key shows. */
static void test_hollow_bars_tell_their_series(void **unused)
{
    (void)unused;
    jb_fontset *fonts = open_fonts();
    made m;
    made_open(&m);
    made_chart c = add_chart(&m, JB_CHART_BARS, 1, 2, 1);
    set_point(&m, &c.points[0], 100, JB_LOOK_HOLLOW);
    set_point(&m, &c.points[1], 90, JB_LOOK_HATCHED);
    jb_pages *pages = lay(&m, fonts);
    /* Two samples of the key, then each bar and its beginning. */
    for (size_t i = 0; i < 2; i++) {
        assert_true(path_at(pages, 3 + 2 * i)->filled);
        assert_int_equal(path_at(pages, 3 + 2 * i)->fill, path_at(pages, i)->fill);
    }
    assert_int_not_equal(path_at(pages, 3)->fill, path_at(pages, 5)->fill);
    jb_pages_free(pages);
    made_close(&m);
    jb_fontset_free(fonts);
}

static void test_high_chart_goes_on_with_its_title(void **unused)
{
    (void)unused;
    jb_fontset *fonts = open_fonts();
    made m;
    made_open(&m);
    made_chart c = add_chart(&m, JB_CHART_BARS, 120, 1, 1);
    for (size_t i = 0; i < 120; i++) {
        set_point(&m, &c.points[i], 1000 + (int64_t)i, JB_LOOK_SOLID);
    }
    jb_pages *pages = lay(&m, fonts);
    assert_true(pages->count > 2);
    for (int i = 0; i < 120; i++) {
        char text[32];
        (void)snprintf(text, sizeof text, "%d", 1000 + i);
        assert_int_equal(times(pages, text), 1);
    }
    assert_int_equal(count_tags(pages, JB_TAG_FIGURE), 1);
    jb_pages_free(pages);
    made_close(&m);
    jb_fontset_free(fonts);
}

static const char *const note_words[] = {"说明之甲", "说明之乙", "说明之丙",
                                         "说明之丁", "说明之戊", "说明之己"};

static size_t notes_on(const jb_pages *pages, size_t page)
{
    jb_pages one = *pages;
    size_t found = 0;
    one.pages = &pages->pages[page];
    one.count = 1;
    for (int i = 0; i < 6; i++) {
        found += times(&one, note_words[i]);
    }
    return found;
}

/* Wherever on the page it stands: its notes are with it, or two of them at least on either page. */
static void test_chart_notes_are_not_torn(void **unused)
{
    (void)unused;
    jb_fontset *fonts = open_fonts();
    for (int space = 300; space < 600; space += 9) {
        made m;
        made_open(&m);
        (void)add_text(&m, JB_BLOCK_PARAGRAPH, "如下图。");
        add_space(&m, JB_PT(space));
        made_chart c = add_chart(&m, JB_CHART_BARS, 5, 1, 1);
        for (size_t i = 0; i < 5; i++) {
            set_point(&m, &c.points[i], 1000 + (int64_t)i, JB_LOOK_SOLID);
        }
        jb_list_item *items = jb_arena_array(m.arena, 6, sizeof *items);
        c.src->notes = items;
        c.src->note_count = 2 + (size_t)(space % 5);
        for (size_t i = 0; i < c.src->note_count; i++) {
            items[i].text = words(&m, note_words[i]);
        }
        jb_pages *pages = lay(&m, fonts);
        size_t found = 0;
        for (size_t p = 0; p < pages->count; p++) {
            assert_int_not_equal(notes_on(pages, p), 1);
            found += notes_on(pages, p);
        }
        assert_int_equal(found, c.src->note_count);
        jb_pages_free(pages);
        made_close(&m);
    }
    jb_fontset_free(fonts);
}

/* The chart fills its page: on the next its notes say whose they are. */
static void test_chart_notes_on_another_page_name_their_chart(void **unused)
{
    (void)unused;
    jb_fontset *fonts = open_fonts();
    made m;
    made_open(&m);
    made_chart c = add_chart(&m, JB_CHART_BARS, 34, 1, 1);
    for (size_t i = 0; i < 34; i++) {
        set_point(&m, &c.points[i], 1000, JB_LOOK_SOLID);
    }
    jb_list_item *items = jb_arena_array(m.arena, 6, sizeof *items);
    for (size_t i = 0; i < 5; i++) {
        items[i].text = words(&m, note_words[i]);
    }
    c.src->notes = items;
    c.src->note_count = 5;
    c.src->notes_lead = words(&m, "注：");
    jb_pages *pages = lay(&m, fonts);
    assert_int_equal(pages->count, 2);
    assert_int_equal(notes_on(pages, 0), 0);
    const jb_mark *owner = mark_with(pages, 1, "图");
    const jb_mark *lead = mark_with(pages, 1, "注：");
    assert_non_null(owner);
    assert_non_null(lead);
    assert_int_equal(owner->tag, JB_TAG_ARTIFACT);
    assert_int_equal(owner->y, lead->y);
    assert_true(lead->x > owner->x);
    jb_pages_free(pages);
    made_close(&m);
    jb_fontset_free(fonts);
}

static void test_chart_without_words_is_refused(void **unused)
{
    (void)unused;
    jb_fontset *fonts = open_fonts();
    made m;
    made_open(&m);
    made_chart c = add_chart(&m, JB_CHART_BARS, 1, 1, 1);
    c.src->alt = "";
    jb_pages *pages = NULL;
    jb_error err = {0};
    assert_int_equal(jb_layout_run(made_doc(&m), fonts, &pages, &err), JB_ERR_INPUT);
    assert_non_null(strstr(err.en, "alt"));
    made_close(&m);
    jb_fontset_free(fonts);
}

/* ---- any chart --------------------------------------------------------------------------- */

static jb_chart_block *random_chart(made *m, size_t *figures)
{
    size_t categories = 1 + pick(pick(4) == 0 ? 60 : 8);
    size_t series = 1 + pick(4);
    size_t panels = pick(4) == 0 ? 1 + pick(6) : 1;
    jb_chart_kind kind = (jb_chart_kind)pick(4);
    categories = kind == JB_CHART_LINES && categories > 12 ? 12 : categories;
    made_chart c = add_chart(m, kind, categories, series, panels);
    c.src->panel_columns = panels > 1 ? 1 + pick(2) : 1;
    for (size_t i = 0; i < categories * series * panels; i++) {
        set_point(m, &c.points[i], (int64_t)(100000 + i), (jb_look)pick(3));
        c.points[i].value = jb_dec_int((int64_t)pick(pick(2) ? 50 : 100000));
        c.points[i].present = pick(6) != 0;
        c.points[i].bound = (int)pick(3) - 1;
    }
    *figures = kind == JB_CHART_BARS || kind == JB_CHART_LINES ? categories * series * panels : 0;
    return c.src;
}

/* Nothing lost, nothing overlaps, nothing outside the type area (check_pages), for any chart. */
static void test_random_charts_hold(void **unused)
{
    (void)unused;
    jb_fontset *fonts = open_fonts();
    size_t drawn = 0;
    for (uint32_t seed = 1; seed <= 200; seed++) {
        made m;
        made_open(&m);
        pick_from(seed);
        size_t figures = 0;
        (void)add_text(&m, JB_BLOCK_PARAGRAPH, "前文。");
        (void)random_chart(&m, &figures);
        jb_pages *pages = NULL;
        jb_error err = {0};
        jb_status status = jb_layout_run(made_doc(&m), fonts, &pages, &err);
        if (status == JB_OK) {
            check_pages(&m, pages);
            drawn++;
            for (size_t i = 0; i < figures; i++) {
                char text[32];
                (void)snprintf(text, sizeof text, "%zu", 100000 + i);
                assert_int_equal(times(pages, text), 1);
            }
            jb_pages_free(pages);
        } else {
            assert_true(strstr(err.en, "leave no room to draw") != NULL ||
                        strstr(err.en, "the page has") != NULL);
        }
        made_close(&m);
    }
    assert_true(drawn > 150);
    jb_fontset_free(fonts);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_scale_is_round_and_reaches),
        cmocka_unit_test(test_length_is_exact),
        cmocka_unit_test(test_chart_notes_are_not_torn),
        cmocka_unit_test(test_bar_lengths_follow_values),
        cmocka_unit_test(test_looks_are_told_apart_and_explained),
        cmocka_unit_test(test_missing_year_is_a_gap),
        cmocka_unit_test(test_no_line_leads_to_what_is_apart),
        cmocka_unit_test(test_lines_are_named_in_order_with_a_sample),
        cmocka_unit_test(test_hollow_bars_tell_their_series),
        cmocka_unit_test(test_high_chart_goes_on_with_its_title),
        cmocka_unit_test(test_chart_notes_on_another_page_name_their_chart),
        cmocka_unit_test(test_chart_without_words_is_refused),
        cmocka_unit_test(test_random_charts_hold),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
