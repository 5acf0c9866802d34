/* test_notes.c - each kind of note: when it is said, where it hangs, in which order. */
#include "fixture.h"

static const char *const PENALTIES[] = {"enf_penalties", NULL};

static jb_query_column one_of(const char *const *codes)
{
    return (jb_query_column){.indicators = codes, .pick = JB_PICK_FIRST};
}

/* ---- period ------------------------------------------------------------------------------ */

static void check_period(fixture *f, const char *code, int year, jb_period period, const char *zh,
                         const char *en)
{
    jb_fact fact = fact_of(f, code, year, "enf_penalties", "41", "宗");
    fact.period = period;
    put_fact(f, fact);
    jb_dataset *d = ask_first(f, PENALTIES);
    assert_string_equal(cell_notes(f, d, code, 0, JB_LANG_ZH), zh);
    assert_string_equal(cell_notes(f, d, code, 0, JB_LANG_EN), en);
    jb_dataset_free(d);
}

static void test_period_full_year_says_nothing(void **state)
{
    fixture *f = *state;
    put_three(f);
    check_period(f, HAIZHU, 2024, period_of("2024-01-01", "2024-12-31", JB_PERIOD_FULL_YEAR), "",
                 "");
}

static void test_period_full_year_of_another_year(void **state)
{
    fixture *f = *state;
    put_three(f);
    check_period(f, HAIZHU, 2024, period_of("2023-01-01", "2023-12-31", JB_PERIOD_FULL_YEAR),
                 "为2023年全年数，不是报告年度的数。",
                 "For the full year 2023, not the year of the report.");
}

static void test_period_full_year_in_a_report_signed_early(void **state)
{
    fixture *f = *state;
    put_three(f);
    check_period(f, GUANGMING, 2021, period_of("2021-01-01", "2021-12-31", JB_PERIOD_FULL_YEAR),
                 "报告落款于2021年11月18日，早于年末，所称全年不可能覆盖整年。",
                 "The report was signed on 18 November 2021, before the year was over, so its "
                 "\"full year\" cannot cover the whole of it.");
}

static void test_period_full_year_in_a_report_signed_on_its_last_day(void **state)
{
    fixture *f = *state;
    put_three(f);
    put_report(f, HAIZHU, 2020, "2020-12-31");
    check_period(f, HAIZHU, 2020, period_of("2020-01-01", "2020-12-31", JB_PERIOD_FULL_YEAR), "",
                 "");
}

static void test_period_cumulative_over_the_whole_year(void **state)
{
    fixture *f = *state;
    put_three(f);
    check_period(f, HAIZHU, 2024, period_of("2024-01-01", "2024-12-31", JB_PERIOD_CUMULATIVE),
                 "为累计数（2024年1月1日至12月31日），与全年发生数口径未必相同。",
                 "A running total (1 January to 31 December 2024), not necessarily the flow over "
                 "the year.");
}

static void test_period_part_year(void **state)
{
    fixture *f = *state;
    put_three(f);
    check_period(f, GUANGMING, 2021, period_of("2021-01-01", "2021-10-31", JB_PERIOD_PART_YEAR),
                 "期间为2021年1月1日至10月31日，不是全年。",
                 "The period is 1 January to 31 October 2021, not the full year.");
}

static void test_period_part_year_without_dates(void **state)
{
    fixture *f = *state;
    put_three(f);
    check_period(f, GUANGMING, 2021, period_of(NULL, NULL, JB_PERIOD_PART_YEAR),
                 "期间不足一年，起止日期不详，不是全年数。",
                 "The period is part of a year, its dates are not known.");
}

static void test_period_campaign_beyond_the_year(void **state)
{
    fixture *f = *state;
    put_three(f);
    check_period(f, HAIZHU, 2024, period_of("2024-11-01", "2025-01-28", JB_PERIOD_CAMPAIGN),
                 "专项行动口径（2024年11月1日至2025年1月28日），跨出报告年度，不是全年数。",
                 "For a campaign (1 November 2024 to 28 January 2025) that runs beyond the year of "
                 "the report, not the full year.");
}

static void test_period_campaign_within_the_year(void **state)
{
    fixture *f = *state;
    put_three(f);
    check_period(f, HAIZHU, 2024, period_of("2024-03-01", "2024-05-31", JB_PERIOD_CAMPAIGN),
                 "专项行动口径（2024年3月1日至5月31日），不是全年数。",
                 "For a campaign (1 March to 31 May 2024), not the full year.");
}

static void test_period_as_of(void **state)
{
    fixture *f = *state;
    put_three(f);
    check_period(f, GUANGMING, 2021, period_of(NULL, "2021-11-14", JB_PERIOD_AS_OF),
                 "为截至2021年11月14日的时点数，不是全年发生数。",
                 "A stock as of 14 November 2021, not a flow over the year.");
}

static void test_period_cumulative(void **state)
{
    fixture *f = *state;
    put_three(f);
    check_period(f, HAIZHU, 2024, period_of("2024-01-01", NULL, JB_PERIOD_CUMULATIVE),
                 "为累计数（自2024年1月1日起），截止日期未写明，与全年发生数口径未必相同。",
                 "A running total (from 1 January 2024) whose end is not stated, not necessarily "
                 "the flow over the year.");
    check_period(f, HAIZHU, 2023, period_of(NULL, "2023-11-14", JB_PERIOD_CUMULATIVE),
                 "为累计数（截至2023年11月14日），起始日期未写明，与全年发生数口径未必相同。",
                 "A running total (up to 14 November 2023) whose beginning is not stated, not "
                 "necessarily the flow over the year.");
    check_period(f, HAIZHU, 2022, period_of("2018-01-01", "2022-12-31", JB_PERIOD_CUMULATIVE),
                 "为累计数（2018年1月1日至2022年12月31日），不是当年全年数。",
                 "A running total (1 January 2018 to 31 December 2022), not the figure of the full "
                 "year.");
}

/* What two figures of a row are told alike is one note with two marks; the rest stays apart. */
static void test_note_sentence_shared_in_a_row(void **state)
{
    fixture *f = *state;
    put_three(f);
    jb_fact fact = fact_of(f, HAIZHU, 2024, "enf_cases_filed", "140", "宗");
    fact.note = "行动止于春节前。";
    put_fact(f, fact);
    fact = fact_of(f, HAIZHU, 2024, "enf_penalties", "41", "宗");
    fact.note = "含街道。行动止于春节前。";
    put_fact(f, fact);
    fact = fact_of(f, SHANGCHENG, 2023, "enf_penalties", "40", "宗");
    fact.note = "含街道。照录。";
    put_fact(f, fact);
    const jb_query_column columns[] = {{.indicators = CODES("enf_cases_filed")},
                                       {.indicators = CODES("enf_penalties")}};
    jb_dataset *d = ask(f, columns, 2);
    assert_string_equal(cell_notes(f, d, SHANGCHENG, 1, JB_LANG_ZH), "含街道。照录。");
    assert_string_equal(cell_notes(f, d, HAIZHU, 0, JB_LANG_ZH), "行动止于春节前。");
    assert_string_equal(cell_notes(f, d, HAIZHU, 1, JB_LANG_ZH), "行动止于春节前。含街道。");
    jb_dataset_free(d);
}

static void test_period_unstated(void **state)
{
    fixture *f = *state;
    put_three(f);
    check_period(f, HAIZHU, 2024, period_of(NULL, NULL, JB_PERIOD_UNSTATED),
                 "报告未写明起止日期，按2024年度理解。",
                 "The report states no period; read as the year 2024.");
}

/* Signed in November, the report cannot speak of the whole year. */
static void test_period_unstated_in_a_report_signed_early(void **state)
{
    fixture *f = *state;
    put_three(f);
    check_period(f, GUANGMING, 2021, period_of(NULL, NULL, JB_PERIOD_UNSTATED),
                 "报告未写明起止日期；报告落款于2021年11月18日，数字至多到该日，不是全年数。",
                 "The report states no period; it was signed on 18 November 2021, so the figure "
                 "reaches that day at most and is not for the full year.");
}

static void test_period_shared_by_the_row_hangs_on_its_year(void **state)
{
    fixture *f = *state;
    put_three(f);
    static const char *const codes[] = {"enf_penalties", "enf_cases_filed"};
    for (size_t i = 0; i < 2; i++) {
        jb_fact fact = fact_of(f, HAIZHU, 2024, codes[i], "5", "宗");
        fact.period = period_of(NULL, NULL, JB_PERIOD_UNSTATED);
        put_fact(f, fact);
    }
    jb_query_column columns[] = {one_of(PENALTIES), one_of(CODES("enf_cases_filed")),
                                 one_of(CODES("enf_dishonest_listed"))};
    jb_dataset *d = ask(f, columns, 3);
    assert_string_equal(row_notes(f, d, HAIZHU, JB_LANG_ZH),
                        "报告未写明起止日期，按2024年度理解。");
    assert_string_equal(cell_notes(f, d, HAIZHU, 0, JB_LANG_ZH), "");
    jb_dataset_free(d);
}

static void test_period_not_shared_stays_on_the_cells(void **state)
{
    fixture *f = *state;
    put_three(f);
    jb_fact fact = fact_of(f, HAIZHU, 2024, "enf_penalties", "5", "宗");
    fact.period = period_of(NULL, NULL, JB_PERIOD_UNSTATED);
    put_fact(f, fact);
    put_plain(f, HAIZHU, 2024, "enf_cases_filed", "6", "宗");
    jb_query_column columns[] = {one_of(PENALTIES), one_of(CODES("enf_cases_filed"))};
    jb_dataset *d = ask(f, columns, 2);
    assert_string_equal(row_notes(f, d, HAIZHU, JB_LANG_ZH), "");
    assert_string_equal(cell_notes(f, d, HAIZHU, 0, JB_LANG_ZH),
                        "报告未写明起止日期，按2024年度理解。");
    assert_string_equal(cell_notes(f, d, HAIZHU, 1, JB_LANG_ZH), "");
    jb_dataset_free(d);
}

/* ---- scope, qualifier, fact -------------------------------------------------------------- */

static void test_scope_each_part_is_said(void **state)
{
    fixture *f = *state;
    put_three(f);
    jb_fact fact = fact_of(f, HAIZHU, 2024, "wage_workers", "2261", "名");
    fact.scope_channel = "全国根治欠薪线索反映平台";
    fact.scope_population = "农民工";
    fact.scope_coverage = "含街道";
    put_fact(f, fact);
    jb_dataset *d = ask_first(f, CODES("wage_workers"));
    assert_string_equal(cell_notes(f, d, HAIZHU, 0, JB_LANG_ZH),
                        "仅限“全国根治欠薪线索反映平台”渠道，不是全部。"
                        "仅指“农民工”，不是全部劳动者。统计范围为“含街道”。");
    assert_string_equal(cell_notes(f, d, HAIZHU, 0, JB_LANG_EN),
                        "Only through the channel \"全国根治欠薪线索反映平台\", not all."
                        "Only \"农民工\", not all workers.The figure covers \"含街道\".");
    jb_dataset_free(d);
}

static void test_qualifier_quotes_the_report(void **state)
{
    fixture *f = *state;
    put_three(f);
    jb_fact fact = fact_of(f, HAIZHU, 2024, "enf_penalties", "40", "宗");
    fact.qualifier = JB_QUAL_AT_LEAST;
    fact.raw = "40余宗";
    put_fact(f, fact);
    fact = fact_of(f, GUANGMING, 2021, "enf_penalties", "50", "宗");
    fact.period = period_of("2021-01-01", "2021-10-31", JB_PERIOD_PART_YEAR);
    fact.qualifier = JB_QUAL_ABOUT;
    put_fact(f, fact);
    jb_dataset *d = ask_first(f, PENALTIES);
    assert_string_equal(cell_notes(f, d, HAIZHU, 0, JB_LANG_ZH),
                        "报告写作“40余宗”，是下限，不是确数。");
    assert_non_null(
        strstr(cell_notes(f, d, GUANGMING, 0, JB_LANG_ZH), "报告只给出约数，不是确数。"));
    assert_string_equal(cell_notes(f, d, HAIZHU, 0, JB_LANG_EN),
                        "The report has \"40余宗\": a lower bound, not an exact figure.");
    jb_dataset_free(d);
}

static void test_fact_note_as_it_stands(void **state)
{
    fixture *f = *state;
    put_three(f);
    jb_fact fact = fact_of(f, HAIZHU, 2024, "enf_penalties", "41", "宗");
    fact.note = "文中两处提到，只计一次。";
    put_fact(f, fact);
    jb_dataset *d = ask_first(f, PENALTIES);
    assert_string_equal(cell_notes(f, d, HAIZHU, 0, JB_LANG_ZH), fact.note);
    assert_string_equal(cell_notes(f, d, HAIZHU, 0, JB_LANG_EN), fact.note);
    const jb_cell *cell = jb_dataset_cell(d, row_of(d, HAIZHU), 0);
    assert_string_equal(d->notes[cell->notes[0]].kind, "fact");
    jb_dataset_free(d);
}

static const char *figure_notes(fixture *f, const jb_dataset *d, const char *code, size_t figure)
{
    const jb_cell *cell = jb_dataset_cell(d, row_of(d, code), 0);
    assert_true(figure < cell->figure_count);
    return notes_text(f, d, cell->figures[figure].notes, cell->figures[figure].note_count,
                      JB_LANG_ZH);
}

static void test_crowded_cell_hangs_notes_on_their_figures(void **state)
{
    fixture *f = *state;
    put_three(f);
    put_plain(f, HAIZHU, 2024, "med_accepted", "62", "件");
    jb_fact fact = fact_of(f, HAIZHU, 2024, "med_success", "54", "起");
    fact.note = "包含在受理数之内。";
    put_fact(f, fact);
    jb_dataset *d = ask_all(f, CODES("med_accepted", "med_success"));
    assert_string_equal(figure_notes(f, d, HAIZHU, 0), "");
    assert_string_equal(figure_notes(f, d, HAIZHU, 1), fact.note);
    assert_string_equal(cell_notes(f, d, HAIZHU, 0, JB_LANG_ZH), fact.note);
    jb_dataset_free(d);
}

static void test_change_is_the_claim_of_the_report(void **state)
{
    fixture *f = *state;
    put_three(f);
    jb_fact fact = fact_of(f, HAIZHU, 2024, "arb_close_rate", "95", "%");
    fact.has_yoy_percent = true;
    fact.yoy_percent = (jb_dec){-110, 2};
    fact.has_yoy_points = true;
    fact.yoy_points = (jb_dec){-12, 1};
    put_fact(f, fact);
    jb_dataset *d = ask_first(f, CODES("arb_close_rate"));
    assert_string_equal(cell_notes(f, d, HAIZHU, 0, JB_LANG_ZH),
                        "报告称同比下降1.10%，同比下降1.2个百分点。");
    assert_string_equal(cell_notes(f, d, HAIZHU, 0, JB_LANG_EN),
                        "According to the report: down 1.10% on the year, down 1.2 points on the "
                        "year.");
    jb_dataset_free(d);
}

static void test_what_only_one_figure_can_be_told_is_one_note(void **state)
{
    fixture *f = *state;
    put_three(f);
    jb_fact fact = fact_of(f, HAIZHU, 2024, "enf_penalties", "40", "宗");
    fact.qualifier = JB_QUAL_AT_LEAST;
    fact.raw = "40余宗";
    fact.note = "不含街道。";
    put_fact(f, fact);
    jb_dataset *d = ask_first(f, PENALTIES);
    const jb_cell *cell = jb_dataset_cell(d, row_of(d, HAIZHU), 0);
    assert_int_equal(cell->note_count, 1);
    assert_string_equal(cell_notes(f, d, HAIZHU, 0, JB_LANG_ZH),
                        "报告写作“40余宗”，是下限，不是确数。不含街道。");
    jb_dataset_free(d);
}

/* ---- what holds for many ----------------------------------------------------------------- */

static void test_shared_by_the_column_hangs_on_its_head(void **state)
{
    fixture *f = *state;
    put_three(f);
    jb_fact fact = fact_of(f, HAIZHU, 2024, "wage_workers", "10", "名");
    fact.scope_population = "农民工";
    put_fact(f, fact);
    fact = fact_of(f, SHANGCHENG, 2023, "wage_workers", "11", "名");
    fact.scope_population = "农民工";
    put_fact(f, fact);
    jb_dataset *d = ask_first(f, CODES("wage_workers"));
    assert_non_null(strstr(head_notes(f, d, 0, JB_LANG_ZH), "仅指“农民工”，不是全部劳动者。"));
    assert_string_equal(cell_notes(f, d, HAIZHU, 0, JB_LANG_ZH), "");
    assert_string_equal(cell_notes(f, d, SHANGCHENG, 0, JB_LANG_ZH), "");
    jb_dataset_free(d);
}

static void test_said_on_the_head_is_not_said_on_the_row(void **state)
{
    fixture *f = *state;
    put_three(f);
    static const char *const codes[] = {"wage_workers", "wage_clues_closed"};
    for (size_t i = 0; i < 2; i++) {
        jb_fact fact = fact_of(f, HAIZHU, 2024, codes[i], "10", "");
        fact.scope_channel = "平台";
        put_fact(f, fact);
    }
    jb_fact fact = fact_of(f, SHANGCHENG, 2023, "wage_workers", "11", "");
    fact.scope_channel = "平台";
    put_fact(f, fact);
    jb_query_column columns[] = {one_of(CODES("wage_workers")), one_of(CODES("wage_clues_closed"))};
    jb_dataset *d = ask(f, columns, 2);
    assert_non_null(strstr(head_notes(f, d, 0, JB_LANG_ZH), "仅限“平台”渠道"));
    assert_string_equal(row_notes(f, d, HAIZHU, JB_LANG_ZH), "");
    assert_string_equal(cell_notes(f, d, HAIZHU, 1, JB_LANG_ZH), "仅限“平台”渠道，不是全部。");
    jb_dataset_free(d);
}

static void test_general_differences_of_several_columns(void **state)
{
    fixture *f = *state;
    put_three(f);
    static const char *const codes[] = {"enf_penalties", "enf_cases_filed"};
    for (size_t i = 0; i < 2; i++) {
        put_plain(f, HAIZHU, 2024, codes[i], "10", "宗");
        put_plain(f, SHANGCHENG, 2023, codes[i], "11", "宗");
    }
    jb_query_column columns[] = {one_of(PENALTIES), one_of(CODES("enf_cases_filed")),
                                 one_of(CODES("enf_dishonest_listed"))};
    jb_dataset *d = ask(f, columns, 3);
    assert_int_equal(d->general_count, 1);
    assert_string_equal(d->general[0].zh, "本表各列数字的年度不同，只并列，不排名、不相加。");
    assert_string_equal(head_notes(f, d, 0, JB_LANG_ZH), "");
    jb_dataset_free(d);
}

static void test_general_columns_of_one_agency(void **state)
{
    fixture *f = *state;
    put_three(f);
    put_plain(f, HAIZHU, 2024, "enf_penalties", "10", "宗");
    put_plain(f, SHANGCHENG, 2023, "enf_cases_filed", "11", "宗");
    jb_query_column columns[] = {one_of(PENALTIES), one_of(CODES("enf_cases_filed")),
                                 one_of(CODES("enf_dishonest_listed"))};
    jb_dataset *d = ask(f, columns, 3);
    assert_int_equal(d->general_count, 1);
    assert_string_equal(d->general[0].zh, "各列都仅1个机构有数，无从比较。");
    assert_string_equal(head_notes(f, d, 0, JB_LANG_ZH), "");
    jb_dataset_free(d);
    put_plain(f, HAIZHU, 2024, "enf_dishonest_listed", "1", "家");
    put_plain(f, SHANGCHENG, 2023, "enf_dishonest_listed", "2", "家");
    d = ask(f, columns, 3);
    assert_int_equal(d->general_count, 1);
    assert_string_equal(d->general[0].zh, "“行政处罚”“立案”各列都仅1个机构有数，无从比较。");
    assert_string_equal(head_notes(f, d, 2, JB_LANG_ZH),
                        "本列各数年度不同，只并列，不排名、不相加。");
    jb_dataset_free(d);
}

/* Two columns headed alike are told apart by what stands over them. */
static void test_general_columns_are_named_with_their_group(void **state)
{
    fixture *f = *state;
    put_three(f);
    put_plain(f, HAIZHU, 2024, "arb_accepted", "10", "宗");
    put_plain(f, HAIZHU, 2024, "med_accepted", "11", "宗");
    put_plain(f, HAIZHU, 2024, "enf_penalties", "1", "宗");
    put_plain(f, SHANGCHENG, 2023, "enf_penalties", "2", "宗");
    const jb_query_column columns[] = {
        {.head_zh = "受理",
         .head_en = "accepted",
         .group_zh = "仲裁",
         .group_en = "Arbitration",
         .indicators = CODES("arb_accepted")},
        {.head_zh = "受理", .group_zh = "调解受理", .indicators = CODES("med_accepted")},
        {.head_zh = "处罚", .indicators = PENALTIES}};
    jb_dataset *d = ask(f, columns, 3);
    assert_string_equal(d->general[0].zh, "“仲裁受理”“调解受理”各列都仅1个机构有数，无从比较。");
    assert_non_null(strstr(d->general[0].en, "\"Arbitration, accepted\", "));
    jb_dataset_free(d);
}

/* ---- heads ------------------------------------------------------------------------------- */

static void test_head_single_agency(void **state)
{
    fixture *f = *state;
    put_three(f);
    put_plain(f, HAIZHU, 2024, "enf_penalties", "41", "宗");
    jb_dataset *d = ask_first(f, PENALTIES);
    assert_string_equal(head_notes(f, d, 0, JB_LANG_ZH), "本列仅1个机构有数，无从比较。");
    jb_dataset_free(d);
}

static void test_head_single_not_said_when_one_agency_was_asked(void **state)
{
    fixture *f = *state;
    put_three(f);
    put_report(f, HAIZHU, 2023, NULL);
    put_plain(f, HAIZHU, 2024, "enf_penalties", "41", "宗");
    put_plain(f, HAIZHU, 2023, "enf_penalties", "40", "宗");
    jb_query_column column = one_of(PENALTIES);
    jb_query query = {
        .name = "t", .agencies = CODES(HAIZHU), .columns = &column, .column_count = 1};
    jb_dataset *d = NULL;
    assert_jb_ok(jb_dataset_build(f->store, f->catalogue, &query, &d, &f->err), &f->err);
    assert_string_equal(head_notes(f, d, 0, JB_LANG_ZH),
                        "本列各数年度不同，只并列，不排名、不相加。");
    jb_dataset_free(d);
}

static void test_head_composes_its_reasons(void **state)
{
    fixture *f = *state;
    put_three(f);
    put_plain(f, HAIZHU, 2024, "enf_penalties", "41", "宗");
    jb_fact fact = fact_of(f, GUANGMING, 2021, "enf_penalties", "50", "宗");
    fact.period = period_of("2021-01-01", "2021-10-31", JB_PERIOD_PART_YEAR);
    put_fact(f, fact);
    jb_dataset *d = ask_first(f, PENALTIES);
    assert_string_equal(head_notes(f, d, 0, JB_LANG_ZH),
                        "本列各数年度、期间不同，只并列，不排名、不相加。");
    assert_string_equal(head_notes(f, d, 0, JB_LANG_EN),
                        "The figures of this column differ in year and period; they stand side by "
                        "side and are neither ranked nor added.");
    jb_dataset_free(d);
}

static void test_head_unstated_periods_only(void **state)
{
    fixture *f = *state;
    put_three(f);
    put_report(f, SHANGCHENG, 2024, NULL);
    jb_fact fact = fact_of(f, HAIZHU, 2024, "enf_penalties", "41", "宗");
    put_fact(f, fact);
    fact = fact_of(f, SHANGCHENG, 2024, "enf_penalties", "40", "宗");
    fact.period = period_of(NULL, NULL, JB_PERIOD_UNSTATED);
    put_fact(f, fact);
    jb_dataset *d = ask_first(f, PENALTIES);
    assert_string_equal(head_notes(f, d, 0, JB_LANG_ZH),
                        "本列各数有的未写明期间，只并列，不排名、不相加。");
    jb_dataset_free(d);
}

static void test_head_terms(void **state)
{
    fixture *f = *state;
    put_three(f);
    jb_fact fact = fact_of(f, HAIZHU, 2024, "disp_closed_all", "1361", "件");
    fact.term = "调处";
    put_fact(f, fact);
    fact = fact_of(f, GUANGMING, 2021, "arb_closed", "2216", "件");
    fact.term = "审结";
    put_fact(f, fact);
    jb_dataset *d = ask_first(f, CODES("disp_closed_all", "arb_closed"));
    assert_non_null(
        strstr(head_notes(f, d, 0, JB_LANG_ZH), "“调处”与“审结”是各报告自己的用语，未必同义。"));
    assert_non_null(strstr(head_notes(f, d, 0, JB_LANG_EN),
                           "\"调处\" and \"审结\" are the reports' own words"));
    jb_dataset_free(d);
}

static void test_head_base_of_rates(void **state)
{
    fixture *f = *state;
    put_three(f);
    put_plain(f, HAIZHU, 2024, "arb_close_rate", "100", "%");
    jb_dataset *d = ask_first(f, CODES("arb_close_rate"));
    assert_string_equal(head_notes(f, d, 0, JB_LANG_ZH),
                        "本列仅1个机构有数，无从比较。报告未说明该率的分母，不与其他率比较。");
    jb_dataset_free(d);
    jb_fact fact = fact_of(f, GUANGMING, 2021, "arb_close_rate", "89.25", "%");
    put_fact(f, fact);
    d = ask_first(f, CODES("arb_close_rate"));
    assert_non_null(
        strstr(head_notes(f, d, 0, JB_LANG_ZH), "各报告未说明率的分母，率之间不作比较。"));
    jb_dataset_free(d);
}

static void test_head_comparable_column_says_nothing(void **state)
{
    fixture *f = *state;
    put_three(f);
    put_plain(f, HAIZHU, 2024, "enf_penalties", "41", "宗");
    put_plain(f, SHANGCHENG, 2024, "enf_penalties", "40", "件");
    jb_dataset *d = ask_first(f, PENALTIES);
    assert_int_equal(d->columns[0].reasons, 0);
    assert_int_equal(d->columns[0].note_count, 0);
    jb_dataset_free(d);
}

/* ---- absences ---------------------------------------------------------------------------- */

static void test_absence_silent_row(void **state)
{
    fixture *f = *state;
    put_three(f);
    put_plain(f, HAIZHU, 2024, "enf_penalties", "41", "宗");
    jb_query_column columns[] = {one_of(PENALTIES), one_of(CODES("enf_cases_filed"))};
    jb_dataset *d = ask(f, columns, 2);
    assert_string_equal(row_notes(f, d, SHANGCHENG, JB_LANG_ZH),
                        "该报告未给出本表任何数字；未披露不等于零。");
    assert_string_equal(row_notes(f, d, HAIZHU, JB_LANG_ZH), "");
    jb_dataset_free(d);
}

static void test_absence_zero_in_words_is_no_silence(void **state)
{
    fixture *f = *state;
    put_three(f);
    put_absent(f, SHANGCHENG, 2023, "enf_penalties", JB_ABSENT_ZERO_STATED, "");
    jb_query_column columns[] = {one_of(PENALTIES), one_of(CODES("enf_cases_filed"))};
    jb_dataset *d = ask(f, columns, 2);
    assert_string_equal(row_notes(f, d, SHANGCHENG, JB_LANG_ZH), "");
    jb_dataset_free(d);
}

static void test_absence_recorded_text_on_its_cell(void **state)
{
    fixture *f = *state;
    put_three(f);
    put_absent(f, SHANGCHENG, 2023, "enf_cases_filed", JB_ABSENT_SILENT, "只有检查次数。");
    jb_query_column columns[] = {one_of(PENALTIES), one_of(CODES("enf_cases_filed"))};
    jb_dataset *d = ask(f, columns, 2);
    assert_string_equal(cell_notes(f, d, SHANGCHENG, 0, JB_LANG_ZH), "");
    assert_string_equal(cell_notes(f, d, SHANGCHENG, 1, JB_LANG_ZH), "只有检查次数。");
    jb_dataset_free(d);
}

static void test_absence_text_of_the_whole_row_hangs_on_its_year(void **state)
{
    fixture *f = *state;
    put_three(f);
    put_absent(f, SHANGCHENG, 2023, "enf_cases_filed", JB_ABSENT_SILENT, "定性报告，没有数字。");
    put_absent(f, SHANGCHENG, 2023, "enf_penalties", JB_ABSENT_SILENT, "定性报告，没有数字。");
    jb_query_column columns[] = {one_of(PENALTIES), one_of(CODES("enf_cases_filed"))};
    jb_dataset *d = ask(f, columns, 2);
    assert_string_equal(row_notes(f, d, SHANGCHENG, JB_LANG_ZH), "定性报告，没有数字。");
    assert_string_equal(cell_notes(f, d, SHANGCHENG, 0, JB_LANG_ZH), "");
    jb_dataset_free(d);
}

/* ---- order ------------------------------------------------------------------------------- */

static void test_notes_number_as_a_reader_meets_them(void **state)
{
    fixture *f = *state;
    put_three(f);
    jb_fact fact = fact_of(f, HAIZHU, 2024, "enf_penalties", "41", "宗");
    fact.note = "甲。";
    put_fact(f, fact);
    fact = fact_of(f, GUANGMING, 2021, "enf_penalties", "50", "宗");
    fact.period = period_of("2021-01-01", "2021-10-31", JB_PERIOD_PART_YEAR);
    fact.note = "甲。";
    put_fact(f, fact);
    put_absent(f, SHANGCHENG, 2023, "enf_penalties", JB_ABSENT_SILENT, "乙。");
    jb_dataset *d = ask_first(f, PENALTIES);
    assert_int_equal(d->note_count, 4);
    assert_string_equal(d->notes[0].kind, "column");
    assert_string_equal(d->notes[1].zh, "乙。"); /* 330102 comes first */
    assert_string_equal(d->notes[2].zh, "甲。");
    assert_string_equal(d->notes[3].kind, "period");
    const jb_cell *cell = jb_dataset_cell(d, row_of(d, GUANGMING), 0);
    assert_int_equal(cell->note_count, 2); /* ascending, the repeated text is the same note */
    assert_int_equal(cell->notes[0], 2);
    assert_int_equal(cell->notes[1], 3);
    jb_dataset_free(d);
}

#define T(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        T(test_period_full_year_says_nothing),
        T(test_period_full_year_of_another_year),
        T(test_period_full_year_in_a_report_signed_early),
        T(test_period_full_year_in_a_report_signed_on_its_last_day),
        T(test_period_cumulative_over_the_whole_year),
        T(test_period_part_year),
        T(test_period_part_year_without_dates),
        T(test_period_campaign_beyond_the_year),
        T(test_period_campaign_within_the_year),
        T(test_period_as_of),
        T(test_period_cumulative),
        T(test_note_sentence_shared_in_a_row),
        T(test_period_unstated),
        T(test_period_unstated_in_a_report_signed_early),
        T(test_period_shared_by_the_row_hangs_on_its_year),
        T(test_period_not_shared_stays_on_the_cells),
        T(test_scope_each_part_is_said),
        T(test_qualifier_quotes_the_report),
        T(test_fact_note_as_it_stands),
        T(test_crowded_cell_hangs_notes_on_their_figures),
        T(test_change_is_the_claim_of_the_report),
        T(test_what_only_one_figure_can_be_told_is_one_note),
        T(test_shared_by_the_column_hangs_on_its_head),
        T(test_said_on_the_head_is_not_said_on_the_row),
        T(test_general_differences_of_several_columns),
        T(test_general_columns_of_one_agency),
        T(test_general_columns_are_named_with_their_group),
        T(test_head_single_agency),
        T(test_head_single_not_said_when_one_agency_was_asked),
        T(test_head_composes_its_reasons),
        T(test_head_unstated_periods_only),
        T(test_head_terms),
        T(test_head_base_of_rates),
        T(test_head_comparable_column_says_nothing),
        T(test_absence_silent_row),
        T(test_absence_zero_in_words_is_no_silence),
        T(test_absence_recorded_text_on_its_cell),
        T(test_absence_text_of_the_whole_row_hangs_on_its_year),
        T(test_notes_number_as_a_reader_meets_them),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
