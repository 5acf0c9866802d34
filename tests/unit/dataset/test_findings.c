/* test_findings.c - the paragraph over several tables, the legend, the sources, the fingerprint. */
#include "fixture.h"

static jb_query_column columns[] = {
    {.head_zh = "受理",
     .head_en = "Accepted",
     .indicators = (const char *const[]){"disp_accepted_all", "arb_accepted", NULL}},
    {.head_zh = "结案率",
     .head_en = "Closure rate",
     .indicators = (const char *const[]){"arb_close_rate", NULL}},
    {.head_zh = "其他",
     .head_en = "Other",
     .pick = JB_PICK_ALL,
     .indicators = (const char *const[]){"disp_precase_rate", "disp_total", NULL}}};
static jb_query_column enforcement[] = {
    {.head_zh = "立案",
     .head_en = "Cases opened",
     .indicators = (const char *const[]){"enf_cases_filed", NULL}},
    {.head_zh = "行政处罚",
     .head_en = "Penalties",
     .indicators = (const char *const[]){"enf_penalties", NULL}}};

static void put_disputes(fixture *f)
{
    put_three(f);
    jb_fact fact = fact_of(f, HAIZHU, 2024, "enf_cases_filed", "140", "宗");
    fact.period = period_of(NULL, NULL, JB_PERIOD_UNSTATED);
    put_fact(f, fact);
    fact = fact_of(f, HAIZHU, 2024, "disp_accepted_all", "1590", "件");
    fact.term = "受理争议";
    fact.has_yoy_percent = true;
    fact.yoy_percent = (jb_dec){4654, 2};
    put_fact(f, fact);
    put_plain(f, HAIZHU, 2024, "arb_close_rate", "100", "%");
    fact = fact_of(f, GUANGMING, 2021, "arb_accepted", "2448", "件");
    fact.term = "受理";
    fact.period = period_of("2021-01-01", "2021-10-31", JB_PERIOD_PART_YEAR);
    fact.scope_channel = "仲裁机构";
    fact.has_yoy_percent = true;
    fact.yoy_percent = (jb_dec){-765, 2};
    put_fact(f, fact);
}

static const char *findings_of(fixture *f, unsigned limit, jb_lang lang, jb_findings *out)
{
    jb_dataset *both[2] = {ask(f, enforcement, 2), ask(f, columns, 3)};
    static const char *const themes[2][2] = {{"执法", "争议"}, {"enforcement", "disputes"}};
    const jb_theme two[2] = {{both[0], themes[lang][0], "表1"}, {both[1], themes[lang][1], ""}};
    assert_jb_ok(jb_findings_build(f->arena, two, 2, limit, lang, out, &f->err), &f->err);
    const char *text = findings_text(f, out);
    for (size_t i = 0; i < out->count; i++) {
        const jb_phrase *phrase = &out->phrases[i];
        if (phrase->figure != NULL) {
            assert_string_equal(phrase->text, jb_figure_prose(f->arena, phrase->figure, lang));
        }
    }
    jb_dataset_free(both[0]);
    jb_dataset_free(both[1]);
    return text;
}

static void test_findings_three_agencies(void **state)
{
    fixture *f = *state;
    put_disputes(f);
    jb_findings found;
    assert_string_equal(findings_of(f, 3, JB_LANG_ZH, &found),
                        "三份报告分属2021年、2023年和2024年，口径各异，只并列、不排名；"
                        "未写明起止日期的数按报告年度理解。"
                        "执法方面，表1各项仅海珠区披露：2024年立案140宗。"
                        "争议方面，海珠区2024年受理争议1590件（同比增加46.54%）等；"
                        "光明区2021年1—10月（限“仲裁机构”）仲裁受理2448件（同比下降7.65%）。"
                        "上城区报告未披露上述数据，不等于为零。");
}

static void test_findings_in_english(void **state)
{
    fixture *f = *state;
    put_disputes(f);
    jb_findings found;
    assert_string_equal(
        findings_of(f, 3, JB_LANG_EN, &found),
        "Three reports cover 2021, 2023 and 2024; their figures are not alike and stand side by "
        "side without ranking. On enforcement: only Haizhu (report for 2024) reports "
        "figures of 表1, namely Cases opened: 140 cases. On disputes: Haizhu (2024) reports "
        "disputes accepted: 1,590 "
        "cases (up 46.54% on the year), among others; Guangming (January to October 2021, only "
        "through \"仲裁机构\") reports arbitration accepted: 2,448 cases (down 7.65% on the year). "
        "The report of Shangcheng gives none of these figures, which does not mean zero.");
}

/* Every number of the paragraph that is a figure is a phrase of its own. */
static void test_findings_each_figure_is_a_phrase(void **state)
{
    fixture *f = *state;
    put_disputes(f);
    jb_findings found;
    (void)findings_of(f, 3, JB_LANG_ZH, &found);
    size_t figures = 0;
    for (size_t i = 0; i < found.count; i++) {
        figures += found.phrases[i].figure != NULL;
        if (found.phrases[i].figure == NULL) {
            assert_null(strstr(found.phrases[i].text, "1590"));
            assert_null(strstr(found.phrases[i].text, "140"));
        }
    }
    assert_int_equal(figures, 3);
}

/* The second figure of a column never takes the place of another column's first. */
static void test_findings_limit_names_each_column_once(void **state)
{
    fixture *f = *state;
    put_three(f);
    put_plain(f, HAIZHU, 2024, "enf_cases_filed", "140", "宗");
    put_plain(f, HAIZHU, 2024, "enf_penalties", "41", "宗");
    jb_fact campaign = fact_of(f, HAIZHU, 2024, "enf_cases_filed", "30", "宗");
    campaign.period = period_of("2024-11-01", "2025-01-20", JB_PERIOD_CAMPAIGN);
    put_fact(f, campaign);
    jb_findings found;
    const char *text = findings_of(f, 2, JB_LANG_ZH, &found);
    assert_non_null(strstr(text, "立案140宗、行政处罚41宗等。"));
}

/* Longer findings have a paragraph for each table, short ones are one. */
static void test_findings_begin_paragraphs_when_long(void **state)
{
    fixture *f = *state;
    put_disputes(f);
    jb_findings found;
    (void)findings_of(f, 3, JB_LANG_ZH, &found);
    for (size_t i = 0; i < found.count; i++) {
        assert_false(found.phrases[i].begins);
    }
    for (int year = 2018; year < 2024; year++) {
        put_plain(f, HAIZHU, year, "enf_cases_filed", "140", "宗");
        put_plain(f, HAIZHU, year, "enf_penalties", "41", "宗");
        put_plain(f, HAIZHU, year, "disp_accepted_all", "1590", "件");
    }
    (void)findings_of(f, 3, JB_LANG_ZH, &found);
    size_t paragraphs = 0;
    for (size_t i = 0; i < found.count; i++) {
        paragraphs += found.phrases[i].begins;
    }
    assert_in_range(paragraphs, 2, 3);
}

static void test_findings_limit(void **state)
{
    fixture *f = *state;
    put_three(f);
    put_plain(f, HAIZHU, 2024, "enf_cases_filed", "140", "宗");
    put_plain(f, HAIZHU, 2024, "enf_penalties", "41", "宗");
    jb_findings found;
    assert_non_null(strstr(findings_of(f, 1, JB_LANG_ZH, &found), "2024年立案140宗等。"));
    assert_non_null(strstr(findings_of(f, 2, JB_LANG_ZH, &found), "立案140宗、行政处罚41宗。"));
}

static void test_findings_rate_is_said_when_it_is_all_there_is(void **state)
{
    fixture *f = *state;
    put_three(f);
    jb_fact fact = fact_of(f, HAIZHU, 2024, "disp_precase_rate", "80", "%");
    fact.qualifier = JB_QUAL_AT_LEAST;
    fact.raw = "80%以上";
    put_fact(f, fact);
    jb_findings found;
    assert_non_null(
        strstr(findings_of(f, 3, JB_LANG_ZH, &found), "仅海珠区披露：2024年其他80%以上。"));
}

static void test_findings_comparable_figures_without_the_warning(void **state)
{
    fixture *f = *state;
    put_agency(f, HAIZHU, "广州市海珠区人力资源和社会保障局", "海珠区", "Haizhu");
    put_agency(f, SHANGCHENG, "杭州市上城区人力资源和社会保障局", "上城区", "");
    put_plain(f, HAIZHU, 2024, "enf_penalties", "41", "宗");
    put_plain(f, SHANGCHENG, 2024, "enf_penalties", "40", "宗");
    jb_findings found;
    const char *text = findings_of(f, 3, JB_LANG_ZH, &found);
    assert_string_equal(text, "两份报告均属2024年。执法方面，上城区2024年行政处罚40宗；海珠区2024年"
                              "行政处罚41宗。争议方面，所列各项各报告均未披露。");
}

static void test_findings_one_agency_is_not_the_only_one(void **state)
{
    fixture *f = *state;
    put_agency(f, HAIZHU, "广州市海珠区人力资源和社会保障局", "海珠区", "Haizhu");
    put_report(f, HAIZHU, 2024, "2024-12-31");
    jb_fact fact = fact_of(f, HAIZHU, 2024, "enf_penalties", "1", "宗");
    fact.has_yoy_points = true;
    fact.yoy_points = (jb_dec){-12, 1};
    put_fact(f, fact);
    jb_findings found;
    assert_string_equal(
        findings_of(f, 3, JB_LANG_ZH, &found),
        "一份报告属2024年。执法方面，海珠区2024年行政处罚1宗（同比下降1.2个百分点）。"
        "争议方面，所列各项各报告均未披露。");
    assert_non_null(strstr(findings_of(f, 3, JB_LANG_EN, &found),
                           "One report covers 2024. On enforcement: Haizhu (2024) reports "
                           "Penalties: 1 case (down 1.2 points on the year)."));
}

static void test_findings_campaign_is_named(void **state)
{
    fixture *f = *state;
    put_three(f);
    jb_fact fact = fact_of(f, HAIZHU, 2024, "enf_penalties", "41", "宗");
    fact.period = period_of("2024-11-01", "2025-01-28", JB_PERIOD_CAMPAIGN);
    put_fact(f, fact);
    jb_findings found;
    assert_non_null(strstr(findings_of(f, 3, JB_LANG_ZH, &found),
                           "专项行动（2024年11月1日至2025年1月28日，非全年数）行政处罚41宗。"));
}

static void test_findings_zero_in_words(void **state)
{
    fixture *f = *state;
    put_three(f);
    put_absent(f, HAIZHU, 2024, "enf_penalties", JB_ABSENT_ZERO_STATED, "");
    jb_findings found;
    const char *text = findings_of(f, 3, JB_LANG_ZH, &found);
    assert_non_null(strstr(text, "表1各项仅海珠区披露：报告明示行政处罚为零。"));
    assert_non_null(strstr(text, "上城区、光明区报告均未披露上述数据"));
}

static void test_findings_agency_without_report(void **state)
{
    fixture *f = *state;
    put_three(f);
    put_plain(f, HAIZHU, 2024, "enf_penalties", "41", "宗");
    put_absent(f, SHANGCHENG, 2020, "enf_penalties", JB_ABSENT_NO_REPORT, "");
    jb_findings found;
    const char *text = findings_of(f, 3, JB_LANG_ZH, &found);
    assert_non_null(strstr(text, "三份报告"));
    assert_non_null(strstr(text, "上城区2023年度、光明区报告均未披露"));
    assert_non_null(strstr(text, "未找到上城区2020年度的报告。"));
}

/* Two reports of one year, and a figure from a third source whose report nobody recorded. */
static void test_findings_and_sources_agree_on_reports(void **state)
{
    fixture *f = *state;
    put_three(f);
    jb_report second;
    jb_report_init(&second);
    second.agency_code = HAIZHU;
    second.year = 2024;
    second.title = "专项报告";
    second.source = "a-special.txt";
    assert_jb_ok(jb_store_put_report(f->store, &second, NULL, &f->err), &f->err);
    put_plain(f, HAIZHU, 2024, "enf_penalties", "41", "宗");
    jb_fact fact = fact_of(f, HAIZHU, 2024, "disp_total", "7", "宗");
    fact.source = "b-unrecorded.txt";
    put_fact(f, fact);
    put_plain(f, SHANGCHENG, 2022, "enf_penalties", "40", "宗"); /* its report likewise */
    jb_findings found;
    const char *text = findings_of(f, 3, JB_LANG_ZH, &found);
    assert_non_null(strstr(text, "六份报告分属2021年、2022年、2023年和2024年"));
    assert_null(strstr(text, "未找到"));
    jb_dataset *d = ask(f, enforcement, 2);
    const jb_row *row = &d->rows[row_of(d, HAIZHU)];
    assert_int_equal(jb_source_count(row), 3);
    assert_string_equal(jb_source_line(f->arena, row, 0, JB_LANG_ZH),
                        "广州市海珠区人力资源和社会保障局：年度报告（2024年度，来源："
                        "440105-2024.txt）");
    assert_string_equal(jb_source_line(f->arena, row, 1, JB_LANG_ZH),
                        "广州市海珠区人力资源和社会保障局：专项报告（2024年度，来源："
                        "a-special.txt）");
    assert_string_equal(jb_source_line(f->arena, row, 2, JB_LANG_ZH),
                        "广州市海珠区人力资源和社会保障局：2024年度报告（来源：b-unrecorded.txt；"
                        "报告的标题和日期未登记）");
    row = &d->rows[row_of(d, SHANGCHENG)];
    assert_int_equal(row->year, 2022);
    assert_string_equal(jb_source_line(f->arena, row, 0, JB_LANG_EN),
                        "Shangcheng: report for 2022 (source: 330102-2022.txt; no record of the "
                        "report is held)");
    assert_string_equal(text_of(f, d, SHANGCHENG, 0, JB_LANG_ZH), "未披露");
    jb_dataset_free(d);
}

/* `count` agencies, the first `stating` of which give a figure for each of `years` years. */
static void put_crowd(fixture *f, size_t count, size_t stating, int years)
{
    for (size_t i = 0; i < count; i++) {
        const char *code = jb_arena_printf(f->arena, "%06zu", 110000 + i);
        put_agency(f, code, jb_arena_printf(f->arena, "第%zu局", i), "", "");
        for (int year = 2024; year > 2024 - years; year--) {
            put_report(f, code, year, NULL);
            if (i < stating) {
                put_plain(f, code, year, "enf_cases_filed", "140", "宗");
            }
            if (i == 0) {
                put_plain(f, code, year, "enf_penalties", "3", "宗");
            }
        }
    }
}

static void test_findings_name_eight_and_count_nine(void **state)
{
    fixture *f = *state;
    put_crowd(f, 12, 8, 1);
    jb_findings found;
    const char *text = findings_of(f, 3, JB_LANG_ZH, &found);
    assert_non_null(strstr(text, "第7局2024年立案140宗。争议"));
    put_plain(f, "110008", 2024, "enf_cases_filed", "5", "宗");
    text = findings_of(f, 3, JB_LANG_ZH, &found);
    assert_string_equal(text,
                        "12份报告均属2024年。执法方面，12家单位中9家披露表1所列数字（立案9家、"
                        "行政处罚1家）。争议方面，所列各项各报告均未披露。"
                        "第9局、第10局、第11局报告均未披露上述数据，不等于为零。");
    assert_non_null(strstr(findings_of(f, 1, JB_LANG_EN, &found),
                           "On enforcement: 9 of 12 agencies state figures of 表1 (9 for Cases "
                           "opened, among others)."));
}

static void test_findings_count_years_of_few_agencies(void **state)
{
    fixture *f = *state;
    put_crowd(f, 5, 2, 5);
    jb_findings found;
    const char *text = findings_of(f, 3, JB_LANG_ZH, &found);
    assert_non_null(strstr(text, "执法方面，5家单位的25个报告年度中10个披露表1所列数字（立案10个、"
                                 "行政处罚5个）。"));
    assert_non_null(strstr(text, "3家单位15个年度报告均未披露上述数据"));
    text = findings_of(f, 3, JB_LANG_EN, &found);
    assert_non_null(strstr(text, "10 of 25 report years of 5 agencies have figures of 表1 (10 for "
                                 "Cases opened, 5 for Penalties)."));
    assert_non_null(strstr(text, "The reports of 3 agencies for 15 report years give none"));
}

static void test_findings_name_who_is_silent_on_one_matter(void **state)
{
    fixture *f = *state;
    put_three(f);
    put_plain(f, HAIZHU, 2024, "enf_cases_filed", "140", "宗");
    put_plain(f, GUANGMING, 2021, "enf_cases_filed", "11", "宗");
    put_plain(f, GUANGMING, 2021, "arb_accepted", "2448", "件");
    put_plain(f, SHANGCHENG, 2023, "arb_accepted", "90", "件");
    jb_findings found;
    const char *text = findings_of(f, 3, JB_LANG_ZH, &found);
    assert_non_null(strstr(text, "海珠区2024年立案140宗；光明区2021年（至多到11月18日）立案11宗；"
                                 "上城区表1各项均未披露。"));
    assert_non_null(strstr(text, "仲裁受理2448件；海珠区所列各项均未披露。"));
    text = findings_of(f, 3, JB_LANG_EN, &found);
    assert_non_null(strstr(text, "11 cases; no figure of 表1 is given by Shangcheng."));
}

static void test_findings_count_many_silent_on_one_matter(void **state)
{
    fixture *f = *state;
    put_crowd(f, 12, 2, 1);
    for (unsigned i = 2; i < 12; i++) {
        put_plain(f, jb_arena_printf(f->arena, "%06u", 110000 + i), 2024, "arb_accepted", "9",
                  "件");
    }
    jb_findings found;
    assert_non_null(
        strstr(findings_of(f, 3, JB_LANG_ZH, &found), "140宗；另有10份报告表1各项均未披露。"));
    assert_non_null(strstr(findings_of(f, 3, JB_LANG_EN, &found),
                           "140 cases; 10 others give none of these figures."));
}

static void test_findings_tell_columns_with_one_head_apart(void **state)
{
    fixture *f = *state;
    put_three(f);
    put_plain(f, HAIZHU, 2024, "arb_accepted", "14", "件");
    put_plain(f, HAIZHU, 2024, "med_accepted", "45", "件");
    put_plain(f, HAIZHU, 2024, "med_success", "3", "件");
    jb_query_column heads[] = {{.head_zh = "受理",
                                .head_en = "accepted",
                                .group_zh = "仲裁",
                                .group_en = "Arbitration",
                                .indicators = (const char *const[]){"arb_accepted", NULL}},
                               {.head_zh = "受理",
                                .head_en = "accepted",
                                .group_zh = "调解",
                                .group_en = "Mediation",
                                .indicators = (const char *const[]){"med_accepted", NULL}},
                               {.head_zh = "成功",
                                .head_en = "settled",
                                .group_zh = "调解",
                                .group_en = "Mediation",
                                .indicators = (const char *const[]){"med_success", NULL}}};
    jb_dataset *d = ask(f, heads, 3);
    static const char *const names[] = {"争议", "disputes"};
    static const char *const said[] = {
        "仲裁受理14件、调解受理45件、调解成功3件",
        "Arbitration, accepted: 14 cases, Mediation, accepted: 45 cases, "
        "Mediation, settled: 3"};
    for (int lang = 0; lang < 2; lang++) {
        const jb_theme one = {d, names[lang], "表1"};
        jb_findings found;
        assert_jb_ok(jb_findings_build(f->arena, &one, 1, 3, (jb_lang)lang, &found, &f->err),
                     &f->err);
        assert_non_null(strstr(findings_text(f, &found), said[lang]));
    }
    jb_dataset_free(d);
}

static void test_findings_empty_store(void **state)
{
    fixture *f = *state;
    jb_findings found;
    assert_non_null(strstr(findings_of(f, 3, JB_LANG_ZH, &found), "没有找到任何报告。"));
}

static void test_findings_refuse_nothing_to_say(void **state)
{
    fixture *f = *state;
    jb_findings found;
    assert_jb_fails(jb_findings_build(f->arena, NULL, 0, 3, JB_LANG_ZH, &found, &f->err), &f->err,
                    JB_ERR_USAGE, "at least one table");
}

/* ---- legend and sources ------------------------------------------------------------------ */

static void test_legend_explains_only_what_occurs(void **state)
{
    fixture *f = *state;
    put_three(f);
    put_plain(f, HAIZHU, 2024, "enf_penalties", "41", "宗");
    put_plain(f, GUANGMING, 2021, "enf_penalties", "40", "宗");
    put_plain(f, SHANGCHENG, 2023, "enf_penalties", "39", "宗");
    jb_dataset *d = ask(f, enforcement + 1, 1);
    assert_string_equal(jb_dataset_legend(f->arena, d, JB_LANG_ZH), "");
    jb_dataset_free(d);
    put_absent(f, HAIZHU, 2024, "enf_cases_filed", JB_ABSENT_NOT_APPLICABLE, "");
    put_plain(f, GUANGMING, 2021, "enf_cases_filed", "0", "宗");
    d = ask(f, enforcement, 1);
    const char *zh = jb_dataset_legend(f->arena, d, JB_LANG_ZH);
    const char *want =
        jb_arena_printf(f->arena, "表中“%s”指%s；“%s”指%s；“0”指报告写明的数就是零。",
                        jb_absence_text(JB_ABSENT_SILENT, JB_LANG_ZH),
                        jb_absence_meaning(JB_ABSENT_SILENT, JB_LANG_ZH),
                        jb_absence_text(JB_ABSENT_NOT_APPLICABLE, JB_LANG_ZH),
                        jb_absence_meaning(JB_ABSENT_NOT_APPLICABLE, JB_LANG_ZH));
    assert_string_equal(zh, want);
    assert_non_null(
        strstr(jb_dataset_legend(f->arena, d, JB_LANG_EN), "; 0 = the report states zero."));
    jb_dataset_free(d);
}

static void test_source_line(void **state)
{
    fixture *f = *state;
    put_three(f);
    put_absent(f, HAIZHU, 2020, "enf_penalties", JB_ABSENT_NO_REPORT, "");
    jb_dataset *d = ask(f, enforcement, 1);
    assert_string_equal(jb_source_line(f->arena, &d->rows[row_of(d, GUANGMING)], 0, JB_LANG_ZH),
                        "深圳市光明区人力资源局：年度报告（2021年度，2021年11月18日落款，来源："
                        "440311-2021.txt）");
    assert_string_equal(jb_source_line(f->arena, &d->rows[row_of(d, GUANGMING)], 0, JB_LANG_EN),
                        "Guangming: 年度报告 (2021; signed 18 November 2021; source: "
                        "440311-2021.txt)");
    assert_string_equal(jb_source_line(f->arena, &d->rows[row_of(d, HAIZHU)], 0, JB_LANG_ZH),
                        "广州市海珠区人力资源和社会保障局：2020年度未找到报告");
    jb_row none = {.agency = d->rows[0].agency};
    assert_string_equal(jb_source_line(f->arena, &none, 0, JB_LANG_EN),
                        "Shangcheng: no report found");
    jb_dataset_free(d);
}

/* ---- fingerprint ------------------------------------------------------------------------- */

static void fingerprint_of(fixture *f, char out[JB_SHA256_TEXT])
{
    jb_dataset *d = ask(f, columns, 3);
    jb_dataset_fingerprint(d, out);
    jb_dataset_free(d);
}

static void test_fingerprint_changes_with_the_data(void **state)
{
    fixture *f = *state;
    put_disputes(f);
    char before[JB_SHA256_TEXT];
    char after[JB_SHA256_TEXT];
    fingerprint_of(f, before);
    put_plain(f, HAIZHU, 2024, "enf_penalties", "41", "宗"); /* not shown in this table */
    fingerprint_of(f, after);
    assert_string_equal(before, after);
    put_absent(f, SHANGCHENG, 2023, "disp_total", JB_ABSENT_SILENT, "只有定性描述。");
    fingerprint_of(f, after);
    assert_string_not_equal(before, after);
    put_plain(f, SHANGCHENG, 2023, "arb_accepted", "3", "宗");
    fingerprint_of(f, before);
    assert_string_not_equal(before, after);
}

#define T(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        T(test_findings_three_agencies),
        T(test_findings_in_english),
        T(test_findings_each_figure_is_a_phrase),
        T(test_findings_limit_names_each_column_once),
        T(test_findings_begin_paragraphs_when_long),
        T(test_findings_limit),
        T(test_findings_rate_is_said_when_it_is_all_there_is),
        T(test_findings_comparable_figures_without_the_warning),
        T(test_findings_one_agency_is_not_the_only_one),
        T(test_findings_campaign_is_named),
        T(test_findings_zero_in_words),
        T(test_findings_agency_without_report),
        T(test_findings_and_sources_agree_on_reports),
        T(test_findings_name_eight_and_count_nine),
        T(test_findings_count_years_of_few_agencies),
        T(test_findings_name_who_is_silent_on_one_matter),
        T(test_findings_count_many_silent_on_one_matter),
        T(test_findings_tell_columns_with_one_head_apart),
        T(test_findings_empty_store),
        T(test_findings_refuse_nothing_to_say),
        T(test_legend_explains_only_what_occurs),
        T(test_source_line),
        T(test_fingerprint_changes_with_the_data),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
