/* test_tables.c - what the heads of a table say of its figures: time, change, aim, share, place;
 * heads in two rows, parts, totals; tables typed with tabs, bars and blanks.
 */
#include "run.h"

typedef struct row {
    const char *table; /* cells parted by |, rows by \n */
    const char *want;  /* "code=value period change", " ?" behind it when doubtful; by "; " */
} row;

#define YEAR " 2024-01-01..2024-12-31"
#define OCTOBER " 2024-01-01..2024-10-31"

static const char *told(const run *r)
{
    jb_str out = {0};
    jb_str_add(&out, "");
    for (size_t i = 0; i < r->extraction->found_count; i++) {
        const jb_fact *f = &r->extraction->found[i].fact;
        char value[JB_DEC_TEXT];
        jb_dec_text(f->value, value);
        jb_str_addf(&out, "%s%s=%s", i ? "; " : "", f->indicator, value);
        add_period(&out, f->period);
        add_change(&out, f);
        jb_str_add(&out, jb_dec_cmp(f->confidence, (jb_dec){60, 2}) < 0 ? " ?" : "");
    }
    const char *text = jb_arena_strdup(r->extraction->arena, out.data);
    jb_str_free(&out);
    return text;
}

static void as_page(const char *title, const char *table, jb_str *out)
{
    jb_str_addf(out, "<html><body><h1>%s</h1><table><tr><td>", title);
    for (const char *c = table; *c != '\0'; c++) {
        if (*c == '|') {
            jb_str_add(out, "</td><td>");
        } else if (*c == '\n') {
            jb_str_add(out, "</td></tr><tr><td>");
        } else {
            jb_str_addf(out, "%c", *c);
        }
    }
    jb_str_add(out, "</td></tr></table></body></html>");
}

static void as_lines(const char *title, const char *table, const char *gap, jb_str *out)
{
    jb_str_addf(out, "%s\n\n", title);
    for (const char *c = table; *c != '\0'; c++) {
        if (*c == '|') {
            jb_str_add(out, gap);
        } else {
            jb_str_addf(out, "%c", *c);
        }
    }
    jb_str_add(out, "\n");
}

static void expect_text(const char *text, const char *want)
{
    jb_error err = {0};
    const jb_extract_options options = {.agency_code = "440105", .year = 2024};
    run r = {.arena = jb_arena_new()};
    assert_jb_ok(jb_original_parse(text[0] == '<' ? "t.html" : "t.txt", text, strlen(text), NULL,
                                   &r.original, &err),
                 &err);
    assert_jb_ok(jb_extract_run(run_extractor, r.original, &options, &r.extraction, &err), &err);
    if (strcmp(told(&r), want) != 0) {
        fail_msg("%s\n  wanted %s\n  found  %s", text, want, told(&r));
    }
    run_free(&r);
}

/* The same table as a page, and typed with tabs, bars and blanks. */
static void expect_table(const char *title, const row *table)
{
    static const char *const gaps[] = {NULL, "\t", " | ", "    "};
    for (size_t i = 0; i < sizeof gaps / sizeof *gaps; i++) {
        jb_str text = {0};
        if (gaps[i] == NULL) {
            as_page(title, table->table, &text);
        } else {
            as_lines(title, table->table, gaps[i], &text);
        }
        expect_text(jb_str_text(&text), table->want);
        jb_str_free(&text);
    }
}

static void expect_tables(const char *title, const row *tables, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        expect_table(title, &tables[i]);
    }
}

#define EXPECT(title, tables) expect_tables(title, tables, sizeof(tables) / sizeof *(tables))
static const char year_report[] = "海珠区人社局2024年工作统计";

/* ---- times -------------------------------------------------------------------------------------
 */

static void test_tables_heads_tell_times(void **state)
{
    (void)state;
    static const row tables[] = {
        {"指标|12月|1-12月\n仲裁受理（件）|120|1866\n仲裁结案（件）|110|1801",
         "arb_accepted=120 2024-12-01..2024-12-31; arb_accepted=1866" YEAR
         "; arb_closed=110 2024-12-01..2024-12-31; arb_closed=1801" YEAR},
        {"项目|第四季度|全年\n检查用人单位（户）|300|1260\n受理投诉（件）|50|212",
         "enf_inspections=300 2024-10-01..2024-12-31; enf_inspections=1260" YEAR
         "; enf_complaints_received=50 2024-10-01..2024-12-31; enf_complaints_received=212" YEAR},
        {"季度|仲裁受理（件）|仲裁结案（件）\n一季度|420|410\n全年|1866|1801",
         "arb_accepted=420 2024-01-01..2024-03-31; arb_closed=410 2024-01-01..2024-03-31; "
         "arb_accepted=1866" YEAR "; arb_closed=1801" YEAR},
        {"指标|2024|2023\n检查用人单位（户）|1260|1100\n受理投诉（件）|212|230",
         "enf_inspections=1260" YEAR "; enf_complaints_received=212" YEAR},
        {"指标|截至11月底|全年目标\n检查用人单位（户）|1160|1200\n受理投诉（件）|202|200",
         "enf_inspections=1160 2024-01-01..2024-11-30; "
         "enf_complaints_received=202 2024-01-01..2024-11-30"},
        {"指标|今年以来|去年同期\n检查用人单位（户）|1160|1000\n受理投诉（件）|202|200",
         "enf_inspections=1160; enf_complaints_received=202"},
    };
    EXPECT(year_report, tables);
}

/* 单位：件、户、人、万元 for all rows: each head says which. */
static void test_tables_units_said_together(void **state)
{
    (void)state;
    static const row several[] = {
        {"指标|全年累计|上年同期\n检查用人单位户数|2916|3104\n投诉受理数|1287|1655\n"
         "追发工资涉及人数|3358|4920\n追发工资金额|4671.2|6839.5",
         "enf_inspections=2916" YEAR "; enf_complaints_received=1287" YEAR
         "; wage_workers=3358" YEAR "; wage_recovered_amount=46712000" YEAR},
    };
    EXPECT("海珠区人社局2024年劳动保障监察统计表\n单位：件、户、人、万元", several);
}

/* 本月 is a month only where the report, the caption or another head says which. */
static void test_tables_month_must_be_said(void **state)
{
    (void)state;
    static const row unsaid[] = {
        {"指标|本月|累计|同比\n仲裁受理（件）|120|1866|8%\n仲裁结案（件）|110|1801|-2.5%",
         "arb_accepted=1866 yoy 8%; arb_closed=1801 yoy -2.5%"},
        {"指标|当月数|年累计数\n仲裁受理（件）|120|1866\n仲裁结案（件）|110|1801",
         "arb_accepted=1866; arb_closed=1801"},
        {"指标|本季度|本年累计\n检查用人单位（户）|300|960\n受理投诉（件）|50|162",
         "enf_inspections=960; enf_complaints_received=162"},
        {"指标|当月|1—9月累计\n仲裁受理（件）|120|1866\n仲裁结案（件）|110|1801",
         "arb_accepted=120 2024-09-01..2024-09-30; arb_accepted=1866 2024-01-01..2024-09-30; "
         "arb_closed=110 2024-09-01..2024-09-30; arb_closed=1801 2024-01-01..2024-09-30"},
    };
    static const row december[] = {
        {"指标|本月|同比|累计|同比\n检查用人单位（户）|130|5%|1260|8%\n受理投诉（件）|20|-4%|212|-"
         "2%",
         "enf_inspections=130 2024-12-01..2024-12-31 yoy 5%; enf_inspections=1260" YEAR
         " yoy 8%; enf_complaints_received=20 2024-12-01..2024-12-31 yoy -4%; "
         "enf_complaints_received=212" YEAR " yoy -2%"},
        {"指标|本月|上月|环比\n检查用人单位（户）|130|120|8.3%\n受理投诉（件）|20|25|-20%",
         "enf_inspections=130 2024-12-01..2024-12-31; "
         "enf_complaints_received=20 2024-12-01..2024-12-31"},
    };
    static const row october[] = {
        {"指标|本月|本年累计\n检查用人单位（户）|130|1260\n受理投诉（件）|20|212",
         "enf_inspections=130 2024-10-01..2024-10-31; enf_inspections=1260" OCTOBER
         "; enf_complaints_received=20 2024-10-01..2024-10-31; "
         "enf_complaints_received=212" OCTOBER},
    };
    EXPECT(year_report, unsaid);
    EXPECT("海珠区人社局2024年12月劳动保障统计月报", december);
    EXPECT("海珠区人社局2024年1-10月统计", october);
}

static void test_tables_caption_tells_time(void **state)
{
    (void)state;
    expect_text("海珠区人社局2024年工作统计\n\n2024年11月劳动保障监察情况表\n指标\t本月\t累计\n"
                "检查用人单位（户）\t130\t1260\n受理投诉（件）\t20\t212\n",
                "enf_inspections=130 2024-11-01..2024-11-30; "
                "enf_inspections=1260 2024-01-01..2024-11-30; "
                "enf_complaints_received=20 2024-11-01..2024-11-30; "
                "enf_complaints_received=212 2024-01-01..2024-11-30");
}

static void test_tables_month_not_said_has_a_reason(void **state)
{
    (void)state;
    run r = run_with(run_extractor,
                     "海珠区人社局2024年工作统计\n\n指标\t本月\t累计\n仲裁受理（件）\t120\t1866\n",
                     "440105", 2024);
    assert_string_equal(run_why(&r, "120"), "period");
    run_free(&r);
}

/* ---- changes, aims, shares ---------------------------------------------------------------------
 */

static void test_tables_heads_tell_changes(void **state)
{
    (void)state;
    static const row tables[] = {
        {"指标|上年同期|本期|增减\n检查用人单位（户）|1100|1260|14.5%\n追发工资（万元）|600|563.2|-"
         "6.1%",
         "enf_inspections=1260 yoy 14.5%; wage_recovered_amount=5632000 yoy -6.1%"},
        {"指标|2024年|2023年|增减量|增幅（%）\n检查用人单位（户）|1260|1100|160|14.5\n"
         "受理投诉（件）|212|230|-18|-7.8",
         "enf_inspections=1260" YEAR " yoy 14.5%; enf_complaints_received=212" YEAR " yoy -7.8%"},
        {"指标|2024年|2023年|增减数\n检查用人单位（户）|1260|1100|160\n受理投诉（件）|212|230|-18",
         "enf_inspections=1260" YEAR "; enf_complaints_received=212" YEAR},
        {"指标|全年|同比±%\n检查用人单位（户）|1260|+14.5\n受理投诉（件）|212|-2.1",
         "enf_inspections=1260" YEAR " yoy 14.5%; enf_complaints_received=212" YEAR " yoy -2.1%"},
        {"指标|全年|环比增长（%）\n检查用人单位（户）|1260|14.5\n受理投诉（件）|212|-2",
         "enf_inspections=1260" YEAR "; enf_complaints_received=212" YEAR},
    };
    EXPECT(year_report, tables);
}

static void test_tables_heads_tell_aims_and_shares(void **state)
{
    (void)state;
    static const row tables[] = {
        {"指标|目标|完成\n仲裁结案率（%）|90|96.5\n检查用人单位（户）|1000|1260",
         "arb_close_rate=96.5; enf_inspections=1260"},
        {"指标|计划数|实际数\n检查用人单位（户）|1000|1260\n受理投诉（件）|200|212",
         "enf_inspections=1260; enf_complaints_received=212"},
        {"指标名称|年度任务|完成数|完成率（%）\n检查用人单位（户）|1000|1260|126\n"
         "受理投诉（件）|200|212|106",
         "enf_inspections=1260; enf_complaints_received=212"},
        {"项目|检查用人单位（户）|受理投诉（件）\n年度目标|1000|200\n实际完成|1260|212",
         "enf_inspections=1260; enf_complaints_received=212"},
        {"类别|案件数（件）|占比（%）\n仲裁受理|1866|60\n仲裁结案|1801|58",
         "arb_accepted=1866; arb_closed=1801"},
        {"指标|全年|全市排名\n检查用人单位（户）|1260|3\n受理投诉（件）|212|5",
         "enf_inspections=1260" YEAR "; enf_complaints_received=212" YEAR},
        {"指标|2024年完成|2025年计划\n检查用人单位（户）|1260|1300\n受理投诉（件）|212|200",
         "enf_inspections=1260" YEAR "; enf_complaints_received=212" YEAR},
    };
    EXPECT(year_report, tables);
}

/* ---- parts, totals, what is not understood -----------------------------------------------------
 */

static void test_tables_unknown_heads_are_doubtful(void **state)
{
    (void)state;
    static const row tables[] = {
        {"指标|甲栏|乙栏\n检查用人单位（户）|1260|30\n受理投诉（件）|212|12",
         "enf_inspections=1260 ?; enf_inspections=30 ?; enf_complaints_received=212 ?; "
         "enf_complaints_received=12 ?"},
        {"行业|检查用人单位（户）|受理投诉（件）\n建筑业|400|100\n餐饮业|500|60",
         "enf_inspections=400 ?; enf_complaints_received=100 ?; enf_inspections=500 ?; "
         "enf_complaints_received=60 ?"},
        {"单位|检查用人单位（户）|受理投诉（件）\n综合科|100|20\n执法大队|1160|192\n合计|1260|212",
         "enf_inspections=100 ?; enf_complaints_received=20 ?; enf_inspections=1160 ?; "
         "enf_complaints_received=192 ?; enf_inspections=1260; enf_complaints_received=212"},
    };
    EXPECT(year_report, tables);
}

static void test_tables_places_below(void **state)
{
    (void)state;
    static const row tables[] = {
        {"地区|仲裁受理案件数（件）|仲裁结案数（件）\n全区|1806|1790\n天河区|100|98\n沙园街道|40|"
         "39",
         "arb_accepted=1806; arb_closed=1790"},
        {"指标|全区合计|沙园街|滨江街\n检查用人单位（户）|1260|60|70\n受理投诉（件）|212|9|11",
         "enf_inspections=1260; enf_complaints_received=212"},
    };
    EXPECT(year_report, tables);
}

static void test_tables_of_all_offices(void **state)
{
    (void)state;
    expect_text(
        "海珠区2024年度行政处罚实施情况统计表\n处罚数量（宗） | 合计（宗） | 罚没金额（万元）\n"
        "94929 | 108156 | 1753.79\n",
        "");
}

static void test_tables_parts(void **state)
{
    (void)state;
    static const row tables[] = {
        {"指标|2024年|2023年\n仲裁受理案件（件）|1866|1700\n其中：集体争议|12|14\n"
         "检查用人单位（户）|1260|1100",
         "arb_accepted=1866" YEAR "; disp_collective=12" YEAR "; enf_inspections=1260" YEAR},
    };
    EXPECT(year_report, tables);
    expect_text(
        "海珠区人社局2024年工作统计\n\n指标\t2024年\t2023年\n仲裁受理案件（件）\t1866\t1700\n"
        "　　结案\t1801\t1650\n",
        "arb_accepted=1866" YEAR "; arb_closed=1801" YEAR);
}

/* ---- heads in two rows -------------------------------------------------------------------------
 */

static void test_tables_heads_in_two_rows(void **state)
{
    (void)state;
    expect_text(
        "<html><body><h1>海珠区人社局2024年工作统计</h1><table>"
        "<tr><th rowspan=2>时间</th><th colspan=2>劳动仲裁</th><th colspan=2>劳动监察</th></tr>"
        "<tr><th>受理案件（件）</th><th>结案（件）</th><th>受理投诉（件）</th>"
        "<th>立案（件）</th></tr>"
        "<tr><td>本月</td><td>120</td><td>110</td><td>20</td><td>5</td></tr>"
        "<tr><td>全年</td><td>1866</td><td>1801</td><td>212</td><td>35</td></tr>"
        "</table></body></html>",
        "arb_accepted=1866" YEAR "; arb_closed=1801" YEAR "; enf_complaints_received=212" YEAR
        "; enf_cases_filed=35" YEAR);
    expect_text(
        "海珠区人社局2024年工作统计\n\n\t2024年\t\t2023年\t\n指标\t上半年\t全年\t上半年\t全年\n"
        "检查用人单位（户）\t600\t1260\t500\t1100\n受理投诉（件）\t90\t212\t80\t230\n",
        "enf_inspections=600 2024-01-01..2024-06-30; enf_inspections=1260" YEAR
        "; enf_complaints_received=90 2024-01-01..2024-06-30; "
        "enf_complaints_received=212" YEAR);
}

static void test_tables_heads_of_row_groups(void **state)
{
    (void)state;
    expect_text(
        "<html><body><h1>海珠区人社局2024年工作统计</h1><table>"
        "<tr><th>类别</th><th>指标</th><th>目标</th><th>实际</th></tr>"
        "<tr><td rowspan=2>劳动仲裁</td><td>受理案件（件）</td><td>1500</td><td>1866</td></tr>"
        "<tr><td>结案（件）</td><td>1400</td><td>1801</td></tr>"
        "<tr><td>劳动监察</td><td>立案（件）</td><td>30</td><td>35</td></tr>"
        "</table></body></html>",
        "arb_accepted=1866; arb_closed=1801; enf_cases_filed=35");
}

/* ---- typed lines -------------------------------------------------------------------------------
 */

static void test_tables_typed_lines(void **state)
{
    (void)state;
    expect_text(
        "海珠区人社局2024年工作统计\n\n| 指标 | 全年 |\n|---|---|\n| 检查用人单位（户） | 1260 |\n",
        "enf_inspections=1260" YEAR);
    expect_text("海珠区人社局2024年工作统计\n\n仲裁受理（件）\t仲裁结案（件）\n1866\t1801\n",
                "arb_accepted=1866; arb_closed=1801");
    expect_text("海珠区人社局2024年工作统计\n\n指标        全年      目标\n"
                "检查用人单位（户）   1260     1000\n",
                "enf_inspections=1260" YEAR);
    expect_text("海珠区人社局2024年工作统计\n\n　　一、执法情况\t全年检查用人单位1260户。\n",
                "enf_inspections=1260" YEAR);
    expect_text(
        "海珠区人社局2024年工作统计\n\n联系人：李明 | 电话：84411234\n全年检查用人单位1260户。\n",
        "enf_inspections=1260" YEAR);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_tables_heads_tell_times),
        cmocka_unit_test(test_tables_units_said_together),
        cmocka_unit_test(test_tables_month_must_be_said),
        cmocka_unit_test(test_tables_caption_tells_time),
        cmocka_unit_test(test_tables_month_not_said_has_a_reason),
        cmocka_unit_test(test_tables_heads_tell_changes),
        cmocka_unit_test(test_tables_heads_tell_aims_and_shares),
        cmocka_unit_test(test_tables_unknown_heads_are_doubtful),
        cmocka_unit_test(test_tables_places_below),
        cmocka_unit_test(test_tables_of_all_offices),
        cmocka_unit_test(test_tables_parts),
        cmocka_unit_test(test_tables_heads_in_two_rows),
        cmocka_unit_test(test_tables_heads_of_row_groups),
        cmocka_unit_test(test_tables_typed_lines),
    };
    return cmocka_run_group_tests_name("extract_tables", tests, run_setup, run_teardown);
}
