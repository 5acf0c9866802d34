/* test_format.c - numbers, units, scales, qualifiers and labels as they are printed. */
#include "fixture.h"

static jb_dec dec(const char *text)
{
    jb_dec value;
    assert_true(jb_dec_parse(text, strlen(text), &value));
    return value;
}

/* ---- numbers ----------------------------------------------------------------------------- */

static void test_number_text_groups_in_english_only(void **state)
{
    fixture *f = *state;
    static const struct {
        const char *value, *en;
    } cases[] = {{"0", "0"},
                 {"999", "999"},
                 {"1000", "1,000"},
                 {"-1590", "-1,590"},
                 {"88032940", "88,032,940"},
                 {"8803.2940", "8,803.2940"},
                 {"-123", "-123"},
                 {"9223372036854775807", "9,223,372,036,854,775,807"}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        jb_dec value = dec(cases[i].value);
        assert_string_equal(jb_number_text(f->arena, value, JB_LANG_EN), cases[i].en);
        assert_string_equal(jb_number_text(f->arena, value, JB_LANG_ZH), cases[i].value);
    }
}

/* ---- units ------------------------------------------------------------------------------- */

static void test_unit_shared_stands_in_the_head(void **state)
{
    fixture *f = *state;
    put_three(f);
    put_plain(f, HAIZHU, 2024, "enf_penalties", "41", "宗");
    put_plain(f, GUANGMING, 2021, "enf_penalties", "1590", "宗");
    jb_dataset *d = ask_first(f, CODES("enf_penalties"));
    assert_string_equal(d->columns[0].unit_zh, "宗");
    assert_string_equal(d->columns[0].unit_en, "cases");
    assert_string_equal(text_of(f, d, GUANGMING, 0, JB_LANG_ZH), "1590");
    assert_string_equal(text_of(f, d, GUANGMING, 0, JB_LANG_EN), "1,590");
    assert_true(d->columns[0].numeric);
    jb_dataset_free(d);
}

static void test_unit_synonyms_stay_with_their_figures(void **state)
{
    fixture *f = *state;
    put_three(f);
    put_plain(f, HAIZHU, 2024, "enf_penalties", "41", "宗");
    put_plain(f, GUANGMING, 2021, "enf_penalties", "12", "件");
    jb_dataset *d = ask_first(f, CODES("enf_penalties"));
    assert_string_equal(d->columns[0].unit_zh, "");
    assert_string_equal(d->columns[0].unit_en, "cases");
    assert_string_equal(text_of(f, d, HAIZHU, 0, JB_LANG_ZH), "41宗");
    assert_string_equal(text_of(f, d, GUANGMING, 0, JB_LANG_ZH), "12件");
    assert_string_equal(text_of(f, d, GUANGMING, 0, JB_LANG_EN), "12");
    assert_int_equal(d->columns[0].reasons & JB_REASON_UNIT, 0);
    jb_dataset_free(d);
}

static void test_unit_entities_and_visits_are_not_one(void **state)
{
    fixture *f = *state;
    put_three(f);
    put_plain(f, HAIZHU, 2024, "enf_random_entities", "136", "家");
    put_plain(f, GUANGMING, 2021, "enf_random_entities", "28", "家次");
    jb_dataset *d = ask_first(f, CODES("enf_random_entities"));
    assert_string_equal(d->columns[0].unit_en, "");
    assert_string_equal(text_of(f, d, GUANGMING, 0, JB_LANG_EN), "28 visits");
    assert_string_equal(text_of(f, d, HAIZHU, 0, JB_LANG_EN), "136 entities");
    assert_true((d->columns[0].reasons & JB_REASON_UNIT) != 0);
    jb_dataset_free(d);
}

static void test_unit_missing_is_the_canonical_one(void **state)
{
    fixture *f = *state;
    put_three(f);
    put_plain(f, HAIZHU, 2024, "enf_penalties", "41", "");
    put_plain(f, HAIZHU, 2024, "wage_recovered_amount", "26040000", "");
    jb_query_column columns[] = {{.indicators = CODES("enf_penalties")},
                                 {.indicators = CODES("wage_recovered_amount")}};
    jb_dataset *d = ask(f, columns, 2);
    const jb_cell *count = jb_dataset_cell(d, row_of(d, HAIZHU), 0);
    const jb_cell *money = jb_dataset_cell(d, row_of(d, HAIZHU), 1);
    assert_string_equal(jb_figure_prose(f->arena, &count->figures[0], JB_LANG_ZH), "41件");
    assert_string_equal(jb_figure_prose(f->arena, &money->figures[0], JB_LANG_ZH), "2604万元");
    jb_dataset_free(d);
}

/* ---- scale of money ---------------------------------------------------------------------- */

/* In yuan, and the word that the report writes. */
typedef struct amount {
    const char *value, *unit;
} amount;

static jb_dataset *amounts(fixture *f, amount a, amount b)
{
    put_three(f);
    put_plain(f, HAIZHU, 2024, "wage_recovered_amount", a.value, a.unit);
    put_plain(f, GUANGMING, 2021, "wage_recovered_amount", b.value, b.unit);
    return ask_first(f, CODES("wage_recovered_amount"));
}

static void test_scale_of_most_reports(void **state)
{
    fixture *f = *state;
    jb_dataset *d = amounts(f, (amount){"88032940", "元"}, (amount){"26040000", "万元"});
    assert_string_equal(d->columns[0].unit_zh, "万元");
    assert_int_equal(d->columns[0].power, 4);
    assert_string_equal(d->columns[0].unit_en, "CNY million");
    assert_int_equal(d->columns[0].power_en, 6);
    assert_string_equal(text_of(f, d, HAIZHU, 0, JB_LANG_ZH), "8803.294");
    assert_string_equal(text_of(f, d, GUANGMING, 0, JB_LANG_ZH), "2604");
    assert_string_equal(text_of(f, d, HAIZHU, 0, JB_LANG_EN), "88.03294");
    jb_dataset_free(d);
    /* 元 where more reports write it than all else. */
    put_plain(f, SHANGCHENG, 2023, "wage_recovered_amount", "20000000", "元");
    d = ask_first(f, CODES("wage_recovered_amount"));
    assert_string_equal(d->columns[0].unit_zh, "元");
    assert_string_equal(text_of(f, d, GUANGMING, 0, JB_LANG_ZH), "26040000");
    jb_dataset_free(d);
}

/* The unit is the reports' own, however large the amounts are. */
static void test_scale_is_not_made_larger_than_reports_write(void **state)
{
    fixture *f = *state;
    jb_dataset *d = amounts(f, (amount){"122617500", "万元"}, (amount){"250000000", "万元"});
    assert_string_equal(d->columns[0].unit_zh, "万元");
    assert_string_equal(text_of(f, d, HAIZHU, 0, JB_LANG_ZH), "12261.75");
    jb_dataset_free(d);
}

static void test_scale_small_amounts_in_yuan(void **state)
{
    fixture *f = *state;
    jb_dataset *d = amounts(f, (amount){"9999.5", "元"}, (amount){"20000000", "元"});
    assert_string_equal(d->columns[0].unit_zh, "元");
    assert_string_equal(d->columns[0].unit_en, "CNY");
    assert_string_equal(text_of(f, d, HAIZHU, 0, JB_LANG_ZH), "9999.5");
    assert_string_equal(text_of(f, d, GUANGMING, 0, JB_LANG_EN), "20,000,000");
    jb_dataset_free(d);
}

static void test_scale_boundaries(void **state)
{
    fixture *f = *state;
    jb_dataset *d = amounts(f, (amount){"100000000", "亿元"}, (amount){"250000000", "亿元"});
    assert_string_equal(d->columns[0].unit_zh, "亿元");
    assert_string_equal(text_of(f, d, GUANGMING, 0, JB_LANG_ZH), "2.5");
    jb_dataset_free(d);
}

static void test_scale_zero_does_not_decide(void **state)
{
    fixture *f = *state;
    jb_dataset *d = amounts(f, (amount){"0", "元"}, (amount){"20000", "万元"});
    assert_string_equal(d->columns[0].unit_zh, "万元");
    assert_string_equal(text_of(f, d, HAIZHU, 0, JB_LANG_ZH), "0");
    assert_string_equal(d->columns[0].unit_en, "CNY");
    jb_dataset_free(d);
}

static void test_scale_keeps_every_decimal(void **state)
{
    fixture *f = *state;
    jb_dataset *d =
        amounts(f, (amount){"20000.00000000000001", "元"}, (amount){"20000000", "万元"});
    assert_string_equal(d->columns[0].unit_zh, "万元");
    assert_string_equal(text_of(f, d, HAIZHU, 0, JB_LANG_ZH), "2.000000000000000001");
    jb_dataset_free(d);
}

static void test_digits_as_the_report_printed_them(void **state)
{
    fixture *f = *state;
    put_three(f);
    jb_fact fact = fact_of(f, HAIZHU, 2024, "wage_recovered_amount", "26045000", "万元");
    fact.raw = "2604.50万元";
    put_fact(f, fact);
    jb_dataset *d = ask_first(f, CODES("wage_recovered_amount"));
    const jb_cell *cell = jb_dataset_cell(d, row_of(d, HAIZHU), 0);
    jb_parts parts = jb_figure_parts(f->arena, d, 0, &cell->figures[0], JB_LANG_ZH);
    assert_string_equal(parts.prefix, "");
    assert_string_equal(parts.whole, "2604");
    assert_string_equal(parts.fraction, ".50");
    assert_string_equal(parts.suffix, "");
    /* in another scale than the report's there are no printed digits to keep */
    assert_string_equal(text_of(f, d, HAIZHU, 0, JB_LANG_EN), "26.045");
    jb_dataset_free(d);
}

/* ---- qualifiers -------------------------------------------------------------------------- */

static jb_figure figure_of(fixture *f, const jb_fact *fact)
{
    jb_figure figure = {.fact = fact,
                        .indicator = jb_catalogue_find(f->catalogue, fact->indicator),
                        .label_zh = "",
                        .label_en = ""};
    return figure;
}

static void check_qualifier(fixture *f, jb_qualifier qualifier, const char *raw, const char *zh,
                            const char *en)
{
    jb_fact fact = fact_of(f, HAIZHU, 2024, "enf_random_entities", "500", "家");
    fact.qualifier = qualifier;
    fact.raw = raw;
    jb_figure figure = figure_of(f, &fact);
    assert_non_null(figure.indicator);
    assert_string_equal(jb_figure_prose(f->arena, &figure, JB_LANG_ZH), zh);
    assert_string_equal(jb_figure_prose(f->arena, &figure, JB_LANG_EN), en);
}

static void test_qualifier_words(void **state)
{
    fixture *f = *state;
    check_qualifier(f, JB_QUAL_EXACT, "500家", "500家", "500 entities");
    check_qualifier(f, JB_QUAL_AT_LEAST, "", "500家以上", "at least 500 entities");
    check_qualifier(f, JB_QUAL_AT_LEAST, "500余家", "500余家", "at least 500 entities");
    check_qualifier(f, JB_QUAL_AT_LEAST, "500多家", "500多家", "at least 500 entities");
    check_qualifier(f, JB_QUAL_AT_LEAST, "至少500家", "至少500家", "at least 500 entities");
    check_qualifier(f, JB_QUAL_MORE_THAN, "", "逾500家", "more than 500 entities");
    check_qualifier(f, JB_QUAL_MORE_THAN, "超过500家", "超过500家", "more than 500 entities");
    check_qualifier(f, JB_QUAL_ABOUT, "", "约500家", "about 500 entities");
    check_qualifier(f, JB_QUAL_ABOUT, "500家左右", "500家左右", "about 500 entities");
    check_qualifier(f, JB_QUAL_AT_MOST, "", "500家以下", "at most 500 entities");
    check_qualifier(f, JB_QUAL_AT_MOST, "不超过500家", "不超过500家", "at most 500 entities");
    check_qualifier(f, JB_QUAL_LESS_THAN, "", "不足500家", "less than 500 entities");
    check_qualifier(f, JB_QUAL_NEARLY, "近500家", "近500家", "just under 500 entities");
}

static void test_qualifier_parts_in_a_cell(void **state)
{
    fixture *f = *state;
    put_three(f);
    jb_fact fact = fact_of(f, HAIZHU, 2024, "wage_recovered_amount", "10000000", "万元");
    fact.qualifier = JB_QUAL_AT_LEAST;
    fact.raw = "1000余万元";
    put_fact(f, fact);
    fact = fact_of(f, GUANGMING, 2021, "wage_recovered_amount", "5000000", "万元");
    fact.qualifier = JB_QUAL_ABOUT;
    put_fact(f, fact);
    jb_dataset *d = ask_first(f, CODES("wage_recovered_amount"));
    const jb_cell *cell = jb_dataset_cell(d, row_of(d, HAIZHU), 0);
    jb_parts parts = jb_figure_parts(f->arena, d, 0, &cell->figures[0], JB_LANG_ZH);
    assert_string_equal(parts.whole, "1000");
    assert_string_equal(parts.suffix, "余");
    assert_string_equal(jb_figure_prose(f->arena, &cell->figures[0], JB_LANG_ZH), "1000余万元");
    assert_string_equal(jb_figure_prose(f->arena, &cell->figures[0], JB_LANG_EN),
                        "at least CNY 10 million");
    assert_string_equal(text_of(f, d, HAIZHU, 0, JB_LANG_EN), "≥10");
    assert_string_equal(text_of(f, d, GUANGMING, 0, JB_LANG_ZH), "约500");
    assert_string_equal(text_of(f, d, GUANGMING, 0, JB_LANG_EN), "c." NBSP "5");
    jb_dataset_free(d);
}

static void test_prose_examples(void **state)
{
    fixture *f = *state;
    jb_fact rate = fact_of(f, HAIZHU, 2024, "disp_precase_rate", "80", "%");
    rate.qualifier = JB_QUAL_AT_LEAST;
    rate.raw = "80%以上";
    jb_figure figure = figure_of(f, &rate);
    assert_string_equal(jb_figure_prose(f->arena, &figure, JB_LANG_ZH), "80%以上");
    assert_string_equal(jb_figure_prose(f->arena, &figure, JB_LANG_EN), "at least 80%");
    jb_fact one = fact_of(f, HAIZHU, 2024, "enf_dishonest_listed", "1", "家");
    figure = figure_of(f, &one);
    assert_string_equal(jb_figure_prose(f->arena, &figure, JB_LANG_EN), "1 entity");
    jb_fact small = fact_of(f, HAIZHU, 2024, "wage_recovered_amount", "5000", "元");
    figure = figure_of(f, &small);
    assert_string_equal(jb_figure_prose(f->arena, &figure, JB_LANG_EN), "CNY 5,000");
}

/* ---- labels ------------------------------------------------------------------------------ */

static void put_term(fixture *f, const char *code, int year, const char *indicator,
                     const char *value, const char *unit, const char *term)
{
    jb_fact fact = fact_of(f, code, year, indicator, value, unit);
    fact.term = term;
    put_fact(f, fact);
}

static void test_label_terms_tell_mixed_figures_apart(void **state)
{
    fixture *f = *state;
    put_three(f);
    put_term(f, HAIZHU, 2024, "disp_closed_all", "1361", "件", "调处");
    put_term(f, GUANGMING, 2021, "arb_closed", "2216", "件", "");
    jb_dataset *d = ask_first(f, CODES("disp_closed_all", "arb_closed"));
    assert_string_equal(text_of(f, d, HAIZHU, 0, JB_LANG_ZH), "调处" NBSP "1361");
    assert_string_equal(text_of(f, d, GUANGMING, 0, JB_LANG_ZH), "仲裁结案" NBSP "2216");
    assert_string_equal(text_of(f, d, GUANGMING, 0, JB_LANG_EN), "arbitration closed 2,216");
    jb_dataset_free(d);
}

static void test_label_word_of_two_indicators_gives_way(void **state)
{
    fixture *f = *state;
    put_three(f);
    put_term(f, HAIZHU, 2024, "disp_accepted_all", "1590", "件", "受理");
    put_term(f, GUANGMING, 2021, "arb_accepted", "2448", "件", "受理");
    jb_dataset *d = ask_first(f, CODES("disp_accepted_all", "arb_accepted"));
    assert_string_equal(text_of(f, d, HAIZHU, 0, JB_LANG_ZH), "争议受理" NBSP "1590");
    assert_string_equal(text_of(f, d, GUANGMING, 0, JB_LANG_ZH), "仲裁受理" NBSP "2448");
    jb_dataset_free(d);
}

static void test_label_differing_terms_of_one_indicator(void **state)
{
    fixture *f = *state;
    put_three(f);
    put_term(f, HAIZHU, 2024, "wage_clues_received", "130", "条", "接收");
    put_term(f, GUANGMING, 2021, "wage_clues_received", "1007", "条", "办理");
    jb_dataset *d = ask_first(f, CODES("wage_clues_received"));
    assert_false(d->columns[0].mixed);
    assert_string_equal(text_of(f, d, GUANGMING, 0, JB_LANG_ZH), "办理" NBSP "1007");
    assert_string_equal(text_of(f, d, GUANGMING, 0, JB_LANG_EN), "1,007");
    jb_dataset_free(d);
}

static void test_label_mixed_cell_states_units(void **state)
{
    fixture *f = *state;
    put_three(f);
    put_term(f, GUANGMING, 2021, "disp_total", "9545", "宗", "劳资纠纷");
    put_term(f, GUANGMING, 2021, "disp_resolve_rate", "99.63", "%", "");
    put_plain(f, GUANGMING, 2021, "wage_recovered_amount", "22008000", "万元");
    jb_dataset *d = ask_all(f, CODES("disp_total", "disp_resolve_rate", "wage_recovered_amount"));
    assert_string_equal(text_of(f, d, GUANGMING, 0, JB_LANG_ZH),
                        "劳资纠纷" NBSP "9545宗；化解率" NBSP "99.63%；追回工资" NBSP "2200.8万元");
    assert_string_equal(text_of(f, d, GUANGMING, 0, JB_LANG_EN),
                        "disputes recorded 9,545 cases; settlement rate 99.63%; "
                        "wages recovered CNY 22.008 million");
    jb_dataset_free(d);
}

static void test_column_heads_fall_back_to_the_indicator(void **state)
{
    fixture *f = *state;
    put_three(f);
    jb_query_column columns[] = {
        {.head_zh = "处罚", .group_zh = "执法", .indicators = CODES("enf_penalties")},
        {.indicators = CODES("enf_cases_filed")}};
    jb_dataset *d = ask(f, columns, 2);
    assert_string_equal(d->columns[0].head_zh, "处罚");
    assert_string_equal(d->columns[0].head_en, "penalties");
    assert_string_equal(d->columns[0].group_zh, "执法");
    assert_string_equal(d->columns[0].group_en, "");
    assert_string_equal(d->columns[1].head_zh, "立案");
    jb_dataset_free(d);
}

static void test_agency_label_prefers_the_short_name(void **state)
{
    (void)state;
    jb_agency agency;
    jb_agency_init(&agency);
    agency.name = "广州市海珠区人力资源和社会保障局";
    assert_string_equal(jb_agency_label(&agency, JB_LANG_ZH), agency.name);
    agency.short_name = "海珠区";
    assert_string_equal(jb_agency_label(&agency, JB_LANG_ZH), "海珠区");
    assert_string_equal(jb_agency_label(&agency, JB_LANG_EN), "海珠区");
    agency.name_en = "Haizhu";
    assert_string_equal(jb_agency_label(&agency, JB_LANG_EN), "Haizhu");
}

#define T(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        T(test_number_text_groups_in_english_only),
        T(test_unit_shared_stands_in_the_head),
        T(test_unit_synonyms_stay_with_their_figures),
        T(test_unit_entities_and_visits_are_not_one),
        T(test_unit_missing_is_the_canonical_one),
        T(test_scale_of_most_reports),
        T(test_scale_is_not_made_larger_than_reports_write),
        T(test_scale_small_amounts_in_yuan),
        T(test_scale_boundaries),
        T(test_scale_zero_does_not_decide),
        T(test_scale_keeps_every_decimal),
        T(test_digits_as_the_report_printed_them),
        T(test_qualifier_words),
        T(test_qualifier_parts_in_a_cell),
        T(test_prose_examples),
        T(test_label_terms_tell_mixed_figures_apart),
        T(test_label_word_of_two_indicators_gives_way),
        T(test_label_differing_terms_of_one_indicator),
        T(test_label_mixed_cell_states_units),
        T(test_column_heads_fall_back_to_the_indicator),
        T(test_agency_label_prefers_the_short_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
