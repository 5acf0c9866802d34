/* Lines, titles, headings, blocks, furniture, joins and sentences of plain text. */
#include "sample.h"

static void test_sections_of_a_report(void **state)
{
    (void)state;
    jb_original *o = parse(sample);
    assert_int_equal(o->kind, JB_ORIGINAL_TEXT);
    assert_int_equal(o->line_count, 17);
    assert_int_equal(o->lines[0].level, 9);
    assert_int_equal(section_of(o, "发布日期"), JB_SECTION_FURNITURE);
    assert_int_equal(section_of(o, "2023年，我局"), JB_SECTION_RESULTS);
    assert_int_equal(line_of(o, "一、主要")->level, 1);
    assert_int_equal(line_of(o, "（一）")->level, 2);
    assert_int_equal(section_of(o, "（二）"), JB_SECTION_RESULTS);
    assert_int_equal(section_of(o, "二、存在"), JB_SECTION_SHORTCOMINGS);
    assert_int_equal(section_of(o, "执法人员"), JB_SECTION_SHORTCOMINGS);
    assert_int_equal(section_of(o, "主持专题"), JB_SECTION_DUTIES);
    assert_int_equal(section_of(o, "检查用人"), JB_SECTION_PLAN);
    assert_int_equal(o->lines[14].section, JB_SECTION_OTHER);
    assert_int_equal(section_of(o, "2024年1月"), JB_SECTION_OTHER);
    assert_int_equal(section_of(o, "打印"), JB_SECTION_FURNITURE);
    jb_original_free(o);
}

/* The block of a line of text below the heading. */
static jb_section block_under(const char *heading)
{
    jb_str s = {0};
    jb_str_addf(&s, "一、概述\n本局工作有序。\n%s\n办理案件3件。\n", heading);
    jb_original *o = parse(s.data);
    jb_section section = section_of(o, "办理案件");
    jb_str_free(&s);
    jb_original_free(o);
    return section;
}

static void test_headings_announce_blocks(void **state)
{
    (void)state;
    static const struct {
        const char *heading;
        jb_section section;
    } cases[] = {
        {"二、主要举措和成效", JB_SECTION_RESULTS},
        {"二、主要做法", JB_SECTION_RESULTS},
        {"二、加强组织领导，压实责任", JB_SECTION_RESULTS},
        {"二、破解难题、补齐短板，优化营商环境", JB_SECTION_RESULTS},
        {"二、2023年工作计划完成情况", JB_SECTION_RESULTS},
        {"二、存在的主要问题和原因", JB_SECTION_SHORTCOMINGS},
        {"二、不足之处", JB_SECTION_SHORTCOMINGS},
        {"二、工作中存在的短板", JB_SECTION_SHORTCOMINGS},
        {"二、存在问题及下一步打算", JB_SECTION_SHORTCOMINGS},
        {"第二部分 存在的困难", JB_SECTION_SHORTCOMINGS},
        {"存在的问题", JB_SECTION_SHORTCOMINGS},
        {"二、党政主要负责人履行推进法治建设职责情况", JB_SECTION_DUTIES},
        {"二、第一责任人职责落实情况", JB_SECTION_DUTIES},
        {"二、下一步工作计划", JB_SECTION_PLAN},
        {"二、下步思路", JB_SECTION_PLAN},
        {"二、明年工作打算", JB_SECTION_PLAN},
        {"二、2024年度推进法治政府建设的主要安排", JB_SECTION_PLAN},
        {"二、下一年度主要工作安排", JB_SECTION_PLAN},
        {"二．下一步工作", JB_SECTION_PLAN},
        {"二、2024年重点工作", JB_SECTION_PLAN},
        {"工作打算", JB_SECTION_PLAN},
        {"二、接下来的工作", JB_SECTION_PLAN},
        {"二、下半年工作安排", JB_SECTION_PLAN},
        {"二、第四季度重点：", JB_SECTION_PLAN},
        {"二、目标任务", JB_SECTION_PLAN},
        {"二、目标任务完成情况", JB_SECTION_RESULTS},
        {"二、其他需要报告的情况", JB_SECTION_OTHER},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        jb_section got = block_under(cases[i].heading);
        if (got != cases[i].section) {
            fail_msg("%s: block %d, not %d", cases[i].heading, (int)got, (int)cases[i].section);
        }
    }
}

static void test_headings_below_a_part_stay_in_it(void **state)
{
    (void)state;
    jb_original *o = parse("第一部分 2023年工作总结\n"
                           "一、强化执法\n立案12件。\n"
                           "（三）存在的问题\n问题3个。\n"
                           "二、优化服务\n服务4场。\n"
                           "第二部分 2024年工作计划\n"
                           "一、提升普法工作成效\n普法5场。\n");
    assert_int_equal(section_of(o, "立案"), JB_SECTION_RESULTS);
    assert_int_equal(section_of(o, "问题3"), JB_SECTION_SHORTCOMINGS);
    assert_int_equal(section_of(o, "服务"), JB_SECTION_RESULTS);
    assert_int_equal(section_of(o, "普法5"), JB_SECTION_PLAN);
    jb_original_free(o);
}

static void test_levels_of_headings(void **state)
{
    (void)state;
    jb_original *o = parse("一、甲事\n(二)乙事\n1.丙事\n2、丁事\n（3）戊事\n一是己事。\n1.5万元。\n"
                           "2023年立案。\n3人。\n十二、庚事\n");
    const unsigned want[] = {1, 2, 3, 3, 4, 0, 0, 0, 0, 1};
    for (size_t i = 0; i < sizeof want / sizeof *want; i++) {
        assert_int_equal(o->lines[i].level, want[i]);
    }
    jb_original_free(o);
}

static void test_a_report_without_headings_is_results(void **state)
{
    (void)state;
    jb_original *o = parse("今年，我局立案12件，结案11件。\n下一步，我局将检查企业300户。\n");
    assert_int_equal(o->lines[0].section, JB_SECTION_RESULTS);
    assert_int_equal(o->lines[0].level, 0);
    assert_int_equal(o->lines[1].section, JB_SECTION_PLAN);
    jb_original_free(o);
}

static void test_furniture_around_the_report(void **state)
{
    (void)state;
    jb_original *o = parse("首页 > 政务公开 > 年度报告\n"
                           "无障碍浏览\n"
                           "青河县人力资源和社会保障局\n"
                           "2023年法治政府建设情况报告\n"
                           "上一篇：2022年法治政府建设情况报告\n"
                           "来源：办公室 浏览次数：12\n"
                           "【字号：大 中 小】\n"
                           "县人社局坚持依法行政，现将有关情况报告如下，请予审阅。\n"
                           "一、工作成效\n"
                           "打印社保凭证1200份，主办现场招聘会12场，服务群众三千人，效果明显。\n"
                           "分享到：\n"
                           "版权所有 青河县\n"
                           "网站地图\n");
    const jb_section want[] = {JB_SECTION_FURNITURE, JB_SECTION_FURNITURE, JB_SECTION_OTHER,
                               JB_SECTION_OTHER,     JB_SECTION_FURNITURE, JB_SECTION_FURNITURE,
                               JB_SECTION_FURNITURE, JB_SECTION_RESULTS,   JB_SECTION_RESULTS,
                               JB_SECTION_RESULTS,   JB_SECTION_FURNITURE, JB_SECTION_FURNITURE,
                               JB_SECTION_FURNITURE};
    for (size_t i = 0; i < sizeof want / sizeof *want; i++) {
        assert_int_equal(o->lines[i].section, want[i]);
    }
    assert_int_equal(o->lines[2].level, 9);
    assert_int_equal(o->lines[3].level, 9);
    jb_original_free(o);
}

static void test_a_title_that_does_not_say_report(void **state)
{
    (void)state;
    jb_original *o =
        parse("青河县多措并举护航农民工工资\n\n今年全县追回工资36万元，惠及农民工三百人。\n");
    assert_int_equal(o->lines[0].level, 9);
    assert_int_equal(o->lines[2].section, JB_SECTION_RESULTS);
    jb_original_free(o);
    o = parse("全年追回农民工工资36万元\n检查18户\n");
    assert_int_equal(o->lines[0].level, 0);
    jb_original_free(o);
}

static void test_line_ends_of_all_kinds(void **state)
{
    (void)state;
    jb_original *o = parse("立案1件\r\n立案2件\r立案3件\n立案4件\xE2\x80\xA8立案5件");
    assert_int_equal(o->line_count, 5);
    check_text(o, o->lines[0].span, "立案1件");
    check_text(o, o->lines[1].span, "立案2件");
    check_text(o, o->lines[4].span, "立案5件");
    assert_string_equal(plain_of(o), "立案1件 \n立案2件\n立案3件\n立案4件\n立案5件");
    jb_original_free(o);
}

static void test_plain_is_one_for_one(void **state)
{
    (void)state;
    jb_original *o = parse("１２．５％（Ａ）　\xC2\xA0，：；！？。、“”～－⼯更\t著乾﹪﹑\n");
    assert_string_equal(plain_of(o), "12.5%（A）  ，：；！？。、“”~-工更 著干%、\n");
    jb_original_free(o);
}

/* ---- joins ------------------------------------------------------------------------------- */

static void test_joins_of_wrapped_text(void **state)
{
    (void)state;
    jb_original *o = parse("    今年以来，我局坚持问题导向，加大对拖欠工资案件的查处力\n"
                           "度，全年共受理投诉举报案件一百二十件，为劳动者追回工资合计\n"
                           "1234.5万元，涉及劳动者三百余人，全部案件均在规定期限内办结\n"
                           "完毕。\n"
                           "    此外，我局还组织开展了执法检查活动，共检查各类用人单位\n"
                           "三十户。\n"
                           "一、工作成效\n"
                           "    检查户数比上年增加。\n");
    const bool want[] = {true, true, true, false, true, false, false, false};
    for (size_t i = 0; i < sizeof want / sizeof *want; i++) {
        if (o->lines[i].joins != want[i]) {
            fail_msg("line %zu: joins is not %d", i + 1, want[i]);
        }
    }
    jb_span sentence = jb_original_sentence(o, find_span(o, "1234.5"));
    check_text(o, sentence,
               "今年以来，我局坚持问题导向，加大对拖欠工资案件的查处力\n"
               "度，全年共受理投诉举报案件一百二十件，为劳动者追回工资合计\n"
               "1234.5万元，涉及劳动者三百余人，全部案件均在规定期限内办结\n"
               "完毕。");
    jb_original_free(o);
}

/* Lines of as many characters, digits or not; a long number may reach beyond. */
static void test_joins_of_lines_wrapped_by_characters(void **state)
{
    (void)state;
    jb_original *o = parse("处理劳动信访9,872宗，涉及2.94万人，比上年下降32.38%\n"
                           "和28.6%；劳动监察机构立案634宗，结案601宗，行政处罚1\n"
                           "22宗，罚款191.2万元；责令限期改正1,055份；向公安移送\n"
                           "欠薪案件48宗。\n"
                           "3.仲裁机构受理案件8,115宗，审结7,960宗，结案率98.1%，\n"
                           "其中调解4,521宗。\n");
    const bool want[] = {true, true, true, false, true, false};
    for (size_t i = 0; i < sizeof want / sizeof *want; i++) {
        if (o->lines[i].joins != want[i]) {
            fail_msg("line %zu: joins is not %d", i + 1, want[i]);
        }
    }
    jb_original_free(o);
}

static void test_joins_not_between_paragraphs(void **state)
{
    (void)state;
    jb_original *o =
        parse("立案12件\n结案11件\n处罚3件\n共为劳动者追回工资36万元\n其他工作有序推进\n");
    for (size_t i = 0; i < o->line_count; i++) {
        assert_false(o->lines[i].joins);
    }
    jb_original_free(o);
}

static void test_joins_not_in_tables_typed_with_blanks(void **state)
{
    (void)state;
    jb_original *o = parse("        立案（件）      498    511   -2.5%\n"
                           "        裁决（件）      298    300   -0.7%\n"
                           "        涉案金额（万元）3961   4206  -5.8%\n"
                           "        涉及人数（人）  1021   1100  -7.2%\n");
    for (size_t i = 0; i < o->line_count; i++) {
        assert_false(o->lines[i].joins);
    }
    jb_original_free(o);
}

static void test_joins_where_a_clause_breaks_off(void **state)
{
    (void)state;
    jb_original *o = parse("全年立案12件，\n结案11件。\n处罚3户\n，罚款2万元。\n");
    assert_true(o->lines[0].joins);
    assert_false(o->lines[1].joins);
    assert_true(o->lines[2].joins);
    jb_original_free(o);
}

/* ---- sentences and lines ------------------------------------------------------------------ */

static void test_sentence_ends_at_marks_and_lines(void **state)
{
    (void)state;
    jb_original *o = parse("标题甲\n  立案12件，结案11件；处罚3件。检查40户! 走访5次\n其他。\n");
    check_text(o, jb_original_sentence(o, find_span(o, "12")), "立案12件，结案11件；");
    check_text(o, jb_original_sentence(o, find_span(o, "3件")), "处罚3件。");
    check_text(o, jb_original_sentence(o, find_span(o, "3件。")), "处罚3件。");
    check_text(o, jb_original_sentence(o, find_span(o, "40")), "检查40户!");
    check_text(o, jb_original_sentence(o, find_span(o, "5次")), "走访5次");
    check_text(o, jb_original_sentence(o, find_span(o, "标题")), "标题甲");
    check_text(o, jb_original_sentence(o, find_span(o, "11件；处罚")),
               "立案12件，结案11件；处罚3件。");
    jb_original_free(o);
}

static void test_line_of_places(void **state)
{
    (void)state;
    jb_original *o = parse("甲\n\n乙丙\n");
    assert_int_equal(o->line_count, 3);
    assert_int_equal(jb_original_line(o, 0), 0);
    assert_int_equal(jb_original_line(o, 1), 0);
    assert_int_equal(jb_original_line(o, 2), 1);
    assert_int_equal(jb_original_line(o, 4), 2);
    assert_int_equal(jb_original_line(o, 5), 2);
    assert_int_equal(jb_original_line(o, 99), 2);
    jb_original_free(o);
}

static void test_slice_beyond_the_end(void **state)
{
    (void)state;
    jb_original *o = parse("甲乙丙");
    check_text(o, (jb_span){1, 99}, "乙丙");
    check_text(o, (jb_span){7, 99}, "");
    jb_original_free(o);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sections_of_a_report),
        cmocka_unit_test(test_headings_announce_blocks),
        cmocka_unit_test(test_headings_below_a_part_stay_in_it),
        cmocka_unit_test(test_levels_of_headings),
        cmocka_unit_test(test_a_report_without_headings_is_results),
        cmocka_unit_test(test_furniture_around_the_report),
        cmocka_unit_test(test_a_title_that_does_not_say_report),
        cmocka_unit_test(test_line_ends_of_all_kinds),
        cmocka_unit_test(test_plain_is_one_for_one),
        cmocka_unit_test(test_joins_of_wrapped_text),
        cmocka_unit_test(test_joins_of_lines_wrapped_by_characters),
        cmocka_unit_test(test_joins_not_between_paragraphs),
        cmocka_unit_test(test_joins_not_in_tables_typed_with_blanks),
        cmocka_unit_test(test_joins_where_a_clause_breaks_off),
        cmocka_unit_test(test_sentence_ends_at_marks_and_lines),
        cmocka_unit_test(test_line_of_places),
        cmocka_unit_test(test_slice_beyond_the_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
