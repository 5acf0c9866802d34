/* The text of web pages: what is dropped, what is a line, tables, damaged pages. */
#include "sample.h"

static jb_original *page(const char *body)
{
    jb_str s = {0};
    jb_str_addf(&s, "<!DOCTYPE html><html><body>%s</body></html>", body);
    jb_original *o = parse(s.data);
    assert_int_equal(o->kind, JB_ORIGINAL_HTML);
    jb_str_free(&s);
    return o;
}

static void check_page(const char *body, const char *want)
{
    jb_original *o = page(body);
    assert_string_equal(o->text, want);
    jb_original_free(o);
}

static void test_html_blocks_are_lines(void **state)
{
    (void)state;
    check_page("<h1>甲</h1><p>乙<br>丙</p><div>丁<span>戊</span></div><ul><li>己<li>庚</ul>",
               "甲\n乙\n丙\n丁戊\n己\n庚\n");
}

static void test_html_blanks_and_entities(void **state)
{
    (void)state;
    check_page("<p>  立案\n  12件  </p><p>a \n b&nbsp;&lt;&#20960;&gt;&mdash;</p>",
               "立案12件\na b\xC2\xA0<几>—\n");
}

static void test_html_furniture_is_dropped(void **state)
{
    (void)state;
    check_page(
        "<script>var a = '<p>甲</p>';</script><style>p{}</style><nav>乙</nav>"
        "<div class=\"main-nav\">丙</div><div id='Footer'>丁</div><header>戊</header>"
        "<div class=shareBox>己</div><div class=crumbs>壬</div><div style='display:none'>庚</div>"
        "<select><option>辛</select><p class=navy-text>立案3件</p>",
        "立案3件\n");
}

static void test_html_a_report_inside_a_form_stays(void **state)
{
    (void)state;
    jb_str s = {0};
    jb_str_add(&s, "<form><div class=header><a>首页</a></div>");
    for (unsigned i = 0; i < 60; i++) {
        jb_str_add(&s, "<p>全年共立案十二件，办结十一件。</p>");
    }
    jb_str_add(&s, "<aside>热点</aside></form>");
    jb_original *o = page(s.data);
    assert_non_null(strstr(o->text, "全年共立案"));
    assert_null(strstr(o->text, "热点"));
    jb_str_free(&s);
    jb_original_free(o);
}

static void test_html_date_and_source_stay(void **state)
{
    (void)state;
    jb_original *o = page("<h1>某县2023年法治政府建设情况报告</h1>"
                          "<div class=sharebar>发布日期：2024-01-15 分享</div><p>立案3件。</p>");
    assert_int_equal(section_of(o, "发布日期"), JB_SECTION_FURNITURE);
    assert_int_equal(section_of(o, "立案"), JB_SECTION_RESULTS);
    jb_original_free(o);
}

static void test_html_title_only_in_the_head(void **state)
{
    (void)state;
    const char *html = "<html><head><title>某县2023年法治政府建设情况报告_某县政府</title></head>"
                       "<body><p>立案3件。</p><table><tr><td>甲<td>1</table></body></html>";
    jb_original *o = parse(html);
    assert_string_equal(o->text, "某县2023年法治政府建设情况报告\n立案3件。\n甲\t1\n");
    assert_int_equal(o->lines[0].level, 9);
    check_text(o, o->tables[0].cells[1].span, "1");
    jb_original_free(o);
    o = parse("<html><title>甲乙丙</title><body><h1>甲乙丙</h1></body></html>");
    assert_string_equal(o->text, "甲乙丙\n");
    jb_original_free(o);
}

/* ---- tables ------------------------------------------------------------------------------ */

static void check_cell(const jb_original *o, size_t index, const char *text, unsigned row,
                       unsigned column, unsigned rowspan, unsigned colspan, bool header)
{
    const jb_text_cell *cell = &o->tables[0].cells[index];
    check_text(o, cell->span, text);
    assert_int_equal(cell->row, row);
    assert_int_equal(cell->column, column);
    assert_int_equal(cell->rowspan, rowspan);
    assert_int_equal(cell->colspan, colspan);
    assert_int_equal(cell->header, header);
}

static void test_html_table_with_merged_cells(void **state)
{
    (void)state;
    jb_original *o =
        page("<p>附表</p><table><thead><tr><th rowspan=2>项目<th colspan=2>数量"
             "<tr><th>本年<th>上年</thead>"
             "<tr><td><p>立案</p><p>（件）</p><td>12<td>11<tr><td>处罚<td><td>3</table>"
             "<p>完</p>");
    assert_int_equal(o->table_count, 1);
    assert_string_equal(o->text,
                        "附表\n项目\t数量\n本年\t上年\n立案 （件）\t12\t11\n处罚\t\t3\n完\n");
    assert_int_equal(o->tables[0].rows, 4);
    assert_int_equal(o->tables[0].columns, 3);
    assert_int_equal(o->tables[0].count, 10);
    check_cell(o, 0, "项目", 0, 0, 2, 1, true);
    check_cell(o, 1, "数量", 0, 1, 1, 2, true);
    check_cell(o, 2, "本年", 1, 1, 1, 1, true);
    check_cell(o, 3, "上年", 1, 2, 1, 1, true);
    check_cell(o, 4, "立案 （件）", 2, 0, 1, 1, false);
    check_cell(o, 8, "", 3, 1, 1, 1, false);
    check_cell(o, 9, "3", 3, 2, 1, 1, false);
    assert_false(line_of(o, "附表")->in_table);
    assert_true(line_of(o, "处罚")->in_table);
    assert_false(line_of(o, "完")->in_table);
    jb_original_free(o);
}

static void test_html_table_first_row_is_the_head(void **state)
{
    (void)state;
    jb_original *o = page("<table><tr><td>项目<td>数量<tr><td>立案<td>12</table>");
    check_cell(o, 0, "项目", 0, 0, 1, 1, true);
    check_cell(o, 3, "12", 1, 1, 1, 1, false);
    jb_original_free(o);
}

static void test_html_tables_that_only_place_text(void **state)
{
    (void)state;
    jb_original *o =
        page("<table><tr><td>左</td><td><p>立案12件。</p>"
             "<table><tr><td>项目<td>数量<tr><td>立案<td>12</table></td></tr></table>");
    assert_int_equal(o->table_count, 1);
    check_cell(o, 3, "12", 1, 1, 1, 1, false);
    assert_false(line_of(o, "立案12件。")->in_table);
    jb_original_free(o);
}

static void test_html_table_with_wild_spans(void **state)
{
    (void)state;
    jb_original *o = page("<table><tr><td colspan=99999999999 rowspan=0>甲<td>乙"
                          "<tr><td rowspan=500>丙<td colspan=-1>丁</table>");
    assert_int_equal(o->table_count, 1);
    assert_true(o->tables[0].columns <= 256);
    jb_original_free(o);
}

/* ---- kinds and faults ---------------------------------------------------------------------- */

static void test_html_declared_encodings(void **state)
{
    (void)state;
    const char gbk[] = "<html><head><meta charset=gb2312></head><body>\xC1\xA2\xB0\xB8"
                       "3\xBC\xFE</body></html>";
    jb_original *o = parse_with(gbk, strlen(gbk), NULL);
    assert_string_equal(o->encoding, "GB18030");
    assert_string_equal(o->text, "立案3件\n");
    jb_original_free(o);
    /* Declared one thing and is another: what the bytes are counts. */
    o = parse("<html><meta charset=gb2312><body>立案3件</body></html>");
    assert_string_equal(o->encoding, "UTF-8");
    assert_string_equal(o->text, "立案3件\n");
    jb_original_free(o);
}

static void test_html_kind_as_asked(void **state)
{
    (void)state;
    const char *text = "立案<b>3</b>件";
    jb_original *o = parse(text);
    assert_int_equal(o->kind, JB_ORIGINAL_TEXT);
    assert_string_equal(o->text, text);
    jb_original_free(o);
    const jb_original_options html = {.kind = "html"};
    o = parse_with(text, strlen(text), &html);
    assert_string_equal(o->text, "立案3件\n");
    jb_original_free(o);
    const jb_original_options plain = {.kind = "text"};
    o = parse_with("<html>立案", strlen("<html>立案"), &plain);
    assert_string_equal(o->text, "<html>立案");
    jb_original_free(o);
}

static void test_html_nested_too_deep(void **state)
{
    (void)state;
    jb_str s = {0};
    jb_str_add(&s, "<html><body>");
    for (unsigned i = 0; i < 100000; i++) {
        jb_str_add(&s, i % 2 ? "<div>" : "<table><tr><td>");
    }
    jb_str_add(&s, "立案");
    check_refused(s.data, s.len, NULL, JB_ERR_INPUT, "nests more than");
    jb_str_free(&s);
}

static void test_html_without_text(void **state)
{
    (void)state;
    const char *html = "<html><body><img src=a.png><script>甲</script></body></html>";
    check_refused(html, strlen(html), NULL, JB_ERR_INPUT, "no text");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_html_blocks_are_lines),
        cmocka_unit_test(test_html_blanks_and_entities),
        cmocka_unit_test(test_html_furniture_is_dropped),
        cmocka_unit_test(test_html_a_report_inside_a_form_stays),
        cmocka_unit_test(test_html_date_and_source_stay),
        cmocka_unit_test(test_html_title_only_in_the_head),
        cmocka_unit_test(test_html_table_with_merged_cells),
        cmocka_unit_test(test_html_table_first_row_is_the_head),
        cmocka_unit_test(test_html_tables_that_only_place_text),
        cmocka_unit_test(test_html_table_with_wild_spans),
        cmocka_unit_test(test_html_declared_encodings),
        cmocka_unit_test(test_html_kind_as_asked),
        cmocka_unit_test(test_html_nested_too_deep),
        cmocka_unit_test(test_html_without_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
