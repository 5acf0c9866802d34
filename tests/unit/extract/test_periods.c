/* test_periods.c - which time each figure speaks of, and what a change is on the year before. */
#include "run.h"

#include <extract/festival.h>

typedef struct row {
    const char *passage; /* what is said of the figure 35件 */
    const char *start, *end, *kind;
} row;

static const row rows[] = {
    {"劳动监察立案35件。", "2023-01-01", "2023-12-31", "unstated"},
    {"2023年，劳动监察立案35件。", "2023-01-01", "2023-12-31", "full_year"},
    {"今年以来，劳动监察立案35件。", "2023-01-01", "2023-12-31", "cumulative"},
    {"1-10月，劳动监察立案35件。", "2023-01-01", "2023-10-31", "part_year"},
    {"今年1至10月，劳动监察立案35件。", "2023-01-01", "2023-10-31", "part_year"},
    {"前10月，劳动监察立案35件。", "2023-01-01", "2023-10-31", "part_year"},
    {"前三季度，劳动监察立案35件。", "2023-01-01", "2023-09-30", "part_year"},
    {"上半年，劳动监察立案35件。", "2023-01-01", "2023-06-30", "part_year"},
    {"第四季度，劳动监察立案35件。", "2023-10-01", "2023-12-31", "part_year"},
    {"第一、二季度，劳动监察立案35件。", "2023-01-01", "2023-06-30", "part_year"},
    {"8月至9月，劳动监察立案35件。", "2023-08-01", "2023-09-30", "part_year"},
    {"2月份，劳动监察立案35件。", "2023-02-01", "2023-02-28", "part_year"},
    {"截至11月14日，劳动监察立案35件。", "2023-01-01", "2023-11-14", "part_year"},
    {"截至10月底，劳动监察立案35件。", "2023-01-01", "2023-10-31", "part_year"},
    {"截至6月末，检查企业10户，今年劳动监察立案35件。", "2023-01-01", "2023-06-30", "part_year"},
    {"2022年11月至2023年春节前，劳动监察立案35件。", "2022-11-01", "2023-01-21", "campaign"},
    {"2023年11月开始，我局开展冬季行动，劳动监察立案35件。欠薪问题在春节前清零。", "2023-11-01",
     "2024-02-09", "campaign"},
    {"2021年至2023年，劳动监察立案35件。", "2021-01-01", "2023-12-31", "cumulative"},
    {"2021年以来，劳动监察立案35件。", "2021-01-01", "2023-12-31", "cumulative"},
    {"“十三五”期间，劳动监察立案35件。", "2016-01-01", "2020-12-31", "cumulative"},
    {"近三年，劳动监察立案35件。", "2021-01-01", "2023-12-31", "cumulative"},
    {"上半年，受理投诉60件，劳动监察立案35件。", "2023-01-01", "2023-06-30", "part_year"},
    {"上半年，受理投诉60件；其中，立案35件。", "2023-01-01", "2023-06-30", "part_year"},
    {"上半年，受理投诉60件。其中立案35件。", "2023-01-01", "2023-06-30", "part_year"},
    {"上半年，仲裁受理60件。劳动监察立案35件。", "2023-01-01", "2023-06-30", "part_year"},
    {"我局加强执法，上半年仲裁受理60件。劳动监察立案35件。", "2023-01-01", "2023-12-31",
     "unstated"},
    {"上半年，行政复议60件。劳动监察立案35件。", "2023-01-01", "2023-06-30", "part_year"},
    {"年初以来，劳动监察立案35件。", "2023-01-01", "2023-12-31", "cumulative"},
    {"冬季行动（2022年11月15日至2023年春节前），劳动监察立案35件。", "2022-11-15", "2023-01-21",
     "campaign"},
    {"2022年11月15日至2023年春节期间，劳动监察立案35件。", "2022-11-15", "2023-01-21", "campaign"},
    {"受理投诉60件，其中3月份20件；劳动监察立案35件。", "2023-01-01", "2023-12-31", "unstated"},
    {"2023年，检查企业10户，是上年8户的1.25倍，劳动监察立案35件。", "2023-01-01", "2023-12-31",
     "full_year"},
    {"条例实施三年来，累计检查企业60户，劳动监察立案35件。", "2021-01-01", "2023-12-31",
     "cumulative"},
    {"劳动监察受理投诉60件（上半年40件），立案35件。", "2023-01-01", "2023-12-31", "unstated"},
    {"按照《2021—2025年纲要》，劳动监察立案35件。", "2023-01-01", "2023-12-31", "unstated"},
    {"较上半年增加，劳动监察立案35件。", "2023-01-01", "2023-12-31", "unstated"},
    {"到11月底，劳动监察立案35件。", "2023-01-01", "2023-11-30", "part_year"},
    {"至9月末，劳动监察立案35件。", "2023-01-01", "2023-09-30", "part_year"},
    {"头5个月，劳动监察立案35件。", "2023-01-01", "2023-05-31", "part_year"},
    {"今年7、8月份，劳动监察立案35件。", "2023-07-01", "2023-08-31", "part_year"},
    {"2023年二季度以来，劳动监察立案35件。", "2023-04-01", "2023-12-31", "part_year"},
    {"2022年11月15日至今年1月15日，劳动监察立案35件。", "2022-11-15", "2023-01-15", "campaign"},
    {"2022年12月至次年1月，劳动监察立案35件。", "2022-12-01", "2023-01-31", "campaign"},
    {"记者从12月18日召开的会议上获悉，截至11月底，劳动监察立案35件。", "2023-01-01", "2023-11-30",
     "part_year"},
    {"专项检查于4月10日至5月20日开展。检查中，劳动监察立案35件。", "2023-04-10", "2023-05-20",
     "part_year"},
    {"2022年，受理投诉60件，目前劳动监察立案35件。", "2022-01-01", "2022-12-31", "full_year"},
    {"2022年以来，开展专项整治。截至6月底，劳动监察立案35件。", "2022-01-01", "2023-06-30",
     "campaign"},
    {"检查自2023年12月1日启动，截至1月20日，劳动监察立案35件。", "2023-12-01", "2024-01-20",
     "campaign"},
    {"2023年11月15日以来，开展行动。截至12月20日，劳动监察立案35件。", "2023-11-15", "2023-12-20",
     "part_year"},
    {"自2022年11月10日行动启动到2023年1月26日，劳动监察立案35件。", "2022-11-10", "2023-01-26",
     "campaign"},
    {"2022年11月至2023年春节前，开展冬季行动，检查企业10户。动用应急周转金85万元。"
     "劳动监察立案35件。",
     "2022-11-01", "2023-01-21", "campaign"},
    {"截至7月底，受理投诉60件。\n全年检查企业10户。\n劳动监察立案35件。", "2023-01-01",
     "2023-12-31", "unstated"},
    {"今年来，我局加强执法。\n检查企业10户。\n1至11月，受理投诉60件。\n劳动监察立案35件。",
     "2023-01-01", "2023-11-30", "unstated"},
    {"我局加强执法。\n1至11月，受理投诉60件。\n劳动监察立案35件。", "2023-01-01", "2023-12-31",
     "unstated"},
    {"今年来，我局加强执法。\n1至11月，受理投诉60件。\n全年检查企业10户。\n劳动监察立案35件。",
     "2023-01-01", "2023-12-31", "unstated"},
    {"今年来，我局加强执法。\n1至6月，受理投诉60件。\n劳动监察立案35件。", "2023-01-01",
     "2023-12-31", "unstated"},
    {"专项行动期间，检查企业10户，劳动监察立案35件。", "", "", "campaign"},
    {"此次专项检查共检查企业10户，劳动监察立案35件。", "", "", "campaign"},
    {"2023年根治欠薪冬季行动中，劳动监察立案35件。", "", "", "campaign"},
    {"专项整治行动以来，检查企业10户。其中劳动监察立案35件。", "", "", "campaign"},
    {"截至6月底，专项行动共检查企业10户，劳动监察立案35件。", "", "2023-06-30", "campaign"},
    {"专项行动期间，检查企业10户。劳动监察立案35件。", "", "", "campaign"},
    {"1月1日至3月31日专项行动期间，劳动监察立案35件。", "2023-01-01", "2023-03-31", "campaign"},
    {"2022年专项行动期间，劳动监察立案35件。", "2022-01-01", "2022-12-31", "campaign"},
    {"全年集中办理案件，劳动监察共检查企业10户，立案35件。", "2023-01-01", "2023-12-31",
     "full_year"},
    {"专项整治公共场所用工问题，劳动监察立案35件。", "2023-01-01", "2023-12-31", "unstated"},
    {"开展4次专项执法行动共检查企业10户，劳动监察立案35件。", "2023-01-01", "2023-12-31",
     "unstated"},
    {"专项行动期间，检查企业10户。截至11月底，劳动监察立案35件。", "2023-01-01", "2023-11-30",
     "part_year"},
    {"专项行动期间检查企业10户，全年劳动监察立案35件。", "2023-01-01", "2023-12-31", "full_year"},
    {"专项行动期间检查企业10户，今年以来劳动监察立案35件。", "2023-01-01", "2023-12-31",
     "cumulative"},
    {"开展清理整顿等专项行动中，劳动监察立案35件。", "2023-01-01", "2023-12-31", "unstated"},
    {"开展3个专项行动，共检查企业10户，劳动监察立案35件。", "2023-01-01", "2023-12-31", "unstated"},
    {"截至目前，劳动监察立案35件。", "2023-01-01", "2023-12-31", "unstated"},
    {"近三年，劳动监察分别立案12件、24件、35件。", "2023-01-01", "2023-12-31", "full_year"},
};

static const jb_fact *filed(const run *r)
{
    for (size_t i = 0; i < r->extraction->found_count; i++) {
        const jb_fact *f = &r->extraction->found[i].fact;
        if (strcmp(f->raw, "35件") == 0) {
            return f;
        }
    }
    return NULL;
}

static void test_periods_assign_forms(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        run r = run_passage(rows[i].passage);
        const jb_fact *f = filed(&r);
        char start[JB_DATE_TEXT] = "";
        char end[JB_DATE_TEXT] = "";
        if (f != NULL) {
            jb_date_text(f->period.start, start);
            jb_date_text(f->period.end, end);
        }
        if (f == NULL || strcmp(start, rows[i].start) != 0 || strcmp(end, rows[i].end) != 0 ||
            strcmp(jb_period_kind_code(f->period.kind), rows[i].kind) != 0) {
            fail_msg("%s: %s to %s, %s", rows[i].passage, start, end,
                     f ? jb_period_kind_code(f->period.kind) : "nothing found");
        }
        run_free(&r);
    }
}

static const char *period_of(const char *text, const char *indicator)
{
    static char out[64];
    run r = run_with(run_extractor, text, "440105", 0);
    const jb_fact *f = run_fact(&r, indicator);
    char start[JB_DATE_TEXT];
    char end[JB_DATE_TEXT];
    jb_date_text(f->period.start, start);
    jb_date_text(f->period.end, end);
    (void)snprintf(out, sizeof out, "%s %s %s", start, end, jb_period_kind_code(f->period.kind));
    run_free(&r);
    return out;
}

/* A fund told behind a campaign's sentence is of the year, unless it or the title says otherwise.
 */
static void test_periods_fund_behind_a_campaign(void **state)
{
    (void)state;
    static const char campaign[] = "2022年11月至2023年春节前，开展冬季行动，检查企业10户。";
    static const char *const titles[] = {"海珠区人社局2023年工作情况",
                                         "海珠区人社局2023年冬季专项行动情况"};
    static const char *const ends[] = {"动用应急周转金85万元。",
                                       "行动期间，动用应急周转金85万元。"};
    static const char *const wants[2][2] = {
        {"2023-01-01 2023-12-31 unstated", "2022-11-01 2023-01-21 campaign"},
        {"2022-11-01 2023-01-21 campaign", "2022-11-01 2023-01-21 campaign"}};
    for (size_t i = 0; i < 2; i++) {
        for (size_t k = 0; k < 2; k++) {
            jb_str text = {0};
            jb_str_addf(&text, "%s\n　　%s%s\n", titles[i], campaign, ends[k]);
            assert_string_equal(period_of(jb_str_text(&text), "wage_emergency_fund_used"),
                                wants[i][k]);
            jb_str_free(&text);
        }
    }
}

/* What a text about one campaign gives without a time is the campaign's, not the year's. */
static void test_periods_of_a_campaigns_title(void **state)
{
    (void)state;
    assert_string_equal(
        period_of("海珠区2023年根治欠薪冬季行动情况\n劳动监察立案35件。", "enf_cases_filed"),
        "  campaign");
    assert_string_equal(period_of("海珠区2023年根治欠薪冬季行动情况\n2023年，劳动监察立案35件。",
                                  "enf_cases_filed"),
                        "2023-01-01 2023-12-31 full_year");
}

static void test_periods_capped_by_signature(void **state)
{
    (void)state;
    assert_string_equal(period_of("海珠区人社局2021年法治政府建设年度报告\n全年劳动监察立案35件。\n"
                                  "海珠区人社局\n2021年11月18日\n",
                                  "enf_cases_filed"),
                        "2021-01-01 2021-11-18 part_year");
}

static void test_periods_signed_the_year_after(void **state)
{
    (void)state;
    assert_string_equal(period_of("海珠区人社局2021年法治政府建设年度报告\n今年以来劳动监察立案35"
                                  "件。\n海珠区人社局\n2022年1月18日\n",
                                  "enf_cases_filed"),
                        "2021-01-01 2021-12-31 cumulative");
}

static void test_periods_of_title(void **state)
{
    (void)state;
    assert_string_equal(
        period_of("海珠区2021年上半年劳动监察情况\n劳动监察立案35件。\n", "enf_cases_filed"),
        "2021-01-01 2021-06-30 part_year");
}

static void test_periods_year_from_the_day_written(void **state)
{
    (void)state;
    assert_string_equal(period_of("海珠区通报清欠工作（2020年11月26日）\n今年1-10月，劳动监察立案35"
                                  "件。\n",
                                  "enf_cases_filed"),
                        "2020-01-01 2020-10-31 part_year");
}

static void test_periods_earlier_years(void **state)
{
    (void)state;
    run_rejects("劳动监察立案35件，比上年的40件减少12.5%。", "40件", "earlier");
    run_rejects("劳动监察立案35件，较去年同期（40件）略降。", "40件", "earlier");
    run_rejects("2021年、2022年、2023年分别立案20件、30件、35件。", "20件", "earlier");
    run_expect("2021年、2022年、2023年劳动监察分别立案20件、30件、35件。", "enf_cases_filed=35件");
    run_rejects("2021年至2023年，劳动监察分别立案20件、30件、35件。", "30件", "earlier");
    run_expect("2021年至2023年，劳动监察分别立案20件、30件、35件。", "enf_cases_filed=35件");
    run_rejects("2024年劳动监察将立案50件以上。", "50件以上", "target");
}

static void test_festival_eve(void **state)
{
    (void)state;
    static const int eves[][3] = {{2005, 2, 8},  {2010, 2, 13}, {2016, 2, 7},
                                  {2020, 1, 24}, {2021, 2, 11}, {2024, 2, 9},
                                  {2025, 1, 28}, {2027, 2, 5},  {2030, 2, 2}};
    for (size_t i = 0; i < sizeof eves / sizeof *eves; i++) {
        jb_date eve = jb_festival_eve(eves[i][0]);
        assert_int_equal(eve.year, eves[i][0]);
        assert_int_equal(eve.month, eves[i][1]);
        assert_int_equal(eve.day, eves[i][2]);
    }
    assert_false(jb_date_known(jb_festival_eve(1200)));
}

/* ---- changes -----------------------------------------------------------------------------------
 */

typedef struct change_row {
    const char *passage, *indicator, *percent, *points; /* "" for none */
} change_row;

static const change_row changes[] = {
    {"仲裁受理案件2448件，同比增长12.55%。", "arb_accepted", "12.55", ""},
    {"仲裁受理案件2448件，与去年同比增加46.54%。", "arb_accepted", "46.54", ""},
    {"仲裁受理案件2448件(同比下降8.3%)。", "arb_accepted", "-8.3", ""},
    {"仲裁受理案件2448件，同比+6.7%。", "arb_accepted", "6.7", ""},
    {"仲裁受理案件2448件，同比-6.7%。", "arb_accepted", "-6.7", ""},
    {"仲裁受理案件2448件，比增4.7%。", "arb_accepted", "4.7", ""},
    {"仲裁受理案件2448件，比上年的1873件增加30.7%。", "arb_accepted", "30.7", ""},
    {"仲裁受理案件2448件，同比持平。", "arb_accepted", "0", ""},
    {"仲裁受理案件2448件，同比翻一番。", "arb_accepted", "100", ""},
    {"仲裁受理案件2448件，同比增长1.2倍。", "arb_accepted", "120", ""},
    {"仲裁受理案件2448件，较上年减少了三成。", "arb_accepted", "-30", ""},
    {"仲裁受理案件2448件，环比上升4.2%，同比下降17.7%。", "arb_accepted", "-17.7", ""},
    {"仲裁受理案件2448件，环比上升4.2%。", "arb_accepted", "", ""},
    {"仲裁案件受理量同比增长12.55%，达2448件。", "arb_accepted", "12.55", ""},
    {"仲裁结案率98%，同比提高1.2个百分点。", "arb_close_rate", "", "1.2"},
    {"仲裁结案率98%，高于上年3.1个百分点。", "arb_close_rate", "", "3.1"},
    {"仲裁受理案件2448件，较上年下降12.5个百分点。", "arb_accepted", "", ""},
    {"受理仲裁案件2448件、审结2216件，同比分别增长12.55%和8.26%。", "arb_closed", "8.26", ""},
    {"受理仲裁案件2448件、审结2216件，分别同比增长12.55%、下降8.26%。", "arb_closed", "-8.26", ""},
    {"受理仲裁案件2448件、审结2216件，受理数同比增长5%，审结数同比增长6%。", "arb_accepted", "5",
     ""},
    {"受理仲裁案件2448件、审结2216件，受理数同比增长5%，审结数同比增长6%。", "arb_closed", "6", ""},
    {"仲裁受理案件2448件，同比增加12.3%，结案率提高1.2个百分点，达到97.5%。", "arb_accepted",
     "12.3", ""},
    {"仲裁受理案件2448件，同比增加12.3%，结案率提高1.2个百分点，达到97.5%。", "arb_close_rate", "",
     "1.2"},
    {"仲裁受理案件2448件，结案率提高1.2个百分点，达到97.5%。", "arb_close_rate", "", ""},
    {"仲裁调解成功率同比上升了3个百分点，达71.2%。", "arb_mediation_rate", "", "3"},
};

static void test_changes_attach_forms(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        run r = run_passage(changes[i].passage);
        const jb_fact *f = run_fact(&r, changes[i].indicator);
        char percent[JB_DEC_TEXT] = "";
        char points[JB_DEC_TEXT] = "";
        if (f->has_yoy_percent) {
            jb_dec_text(f->yoy_percent, percent);
        }
        if (f->has_yoy_points) {
            jb_dec_text(f->yoy_points, points);
        }
        if (strcmp(percent, changes[i].percent) != 0 || strcmp(points, changes[i].points) != 0) {
            fail_msg("%s: %s%%, %s points", changes[i].passage, percent, points);
        }
        run_free(&r);
    }
}

static void test_changes_are_no_figures(void **state)
{
    (void)state;
    run_rejects("仲裁受理案件2448件，比去年多受理120件。", "120件", "change");
    run_rejects("劳动监察立案35件，比上年增加12件。", "12件", "change");
    run_rejects("案件数、人数、金额同比分别下降27.3%、31.9%和22.6%。", "31.9%", "change");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_periods_assign_forms),
        cmocka_unit_test(test_periods_fund_behind_a_campaign),
        cmocka_unit_test(test_periods_of_a_campaigns_title),
        cmocka_unit_test(test_periods_capped_by_signature),
        cmocka_unit_test(test_periods_signed_the_year_after),
        cmocka_unit_test(test_periods_of_title),
        cmocka_unit_test(test_periods_year_from_the_day_written),
        cmocka_unit_test(test_periods_earlier_years),
        cmocka_unit_test(test_festival_eve),
        cmocka_unit_test(test_changes_attach_forms),
        cmocka_unit_test(test_changes_are_no_figures),
    };
    return cmocka_run_group_tests_name("extract_periods", tests, run_setup, run_teardown);
}
