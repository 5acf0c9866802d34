/* test_witness.c - the five published reports held against themselves, and each check alone.
 *
 * The records are examples/five-agencies; what must come out was worked out by hand from them.
 */
#include "fixture.h"

#include <jianbao/store.h>

#define MOST 200

typedef struct five {
    jb_measured figures[MOST];
    jb_report reports[8];
    size_t count, report_count;
    fixture *f;
} five;

/* ---- the five reports -------------------------------------------------------------------- */

static jb_status keep_report(const jb_report *report, void *context, jb_error *err)
{
    five *all = context;
    (void)err;
    jb_report *copy = &all->reports[all->report_count++];
    *copy = *report;
    copy->agency_code = jb_arena_strdup(all->f->arena, report->agency_code);
    return JB_OK;
}

static jb_status keep_fact(const jb_fact *fact, void *context, jb_error *err)
{
    five *all = context;
    jb_arena *arena = all->f->arena;
    jb_fact *copy = jb_arena_alloc(arena, sizeof *copy);
    jb_fact_init(copy);
    for (unsigned i = 0; jb_fact_fields[i] != NULL; i++) {
        jb_status status = jb_fact_set(arena, copy, i, jb_fact_field(arena, fact, i), NULL, err);
        if (status != JB_OK) {
            return status;
        }
    }
    jb_measured figure = {copy,       jb_catalogue_find(all->f->catalogue, copy->indicator),
                          NULL,       {0, 0, 0},
                          copy->year, false};
    for (size_t i = 0; i < all->report_count; i++) {
        const jb_report *r = &all->reports[i];
        if (strcmp(r->agency_code, copy->agency_code) == 0) {
            figure.written = jb_date_known(r->signed_on) ? r->signed_on : r->published_on;
        }
    }
    assert_true(all->count < MOST);
    all->figures[all->count++] = figure;
    return JB_OK;
}

static void load(fixture *f, five *all)
{
    static const char *const files[] = {"agencies", "reports", "facts"};
    char dir[JB_TEST_DIR];
    jb_store *store = NULL;
    jb_import options = {.catalogue = f->catalogue};
    jb_import_result result;
    *all = (five){.f = f};
    (void)jb_test_dir(dir);
    assert_jb_ok(jb_store_open(jb_test_path(dir, "s.db"), JB_STORE_CREATE, &store, &f->err),
                 &f->err);
    assert_jb_ok(jb_store_begin(store, &f->err), &f->err);
    for (size_t i = 0; i < 3; i++) {
        const char *path = jb_arena_printf(f->arena, "examples/five-agencies/%s.csv", files[i]);
        assert_jb_ok(jb_store_import(store, path, &options, &result, &f->err), &f->err);
    }
    jb_filter any = {0};
    assert_jb_ok(jb_store_reports(store, &any, keep_report, all, &f->err), &f->err);
    assert_jb_ok(jb_store_facts(store, &any, keep_fact, all, &f->err), &f->err);
    jb_store_close(store);
    jb_test_dir_remove(dir);
}

/* ---- looking for one --------------------------------------------------------------------- */

static const jb_witness *find(const jb_witnesses *all, const char *check, const char *code,
                              const char *indicator)
{
    const jb_witness *found = NULL;
    for (size_t i = 0; i < all->count; i++) {
        const jb_witness *w = &all->list[i];
        if (strcmp(w->check, check) == 0 && strcmp(w->figures[0]->fact->agency_code, code) == 0 &&
            strcmp(w->figures[0]->indicator->code, indicator) == 0) {
            assert_null(found); /* once */
            found = w;
        }
    }
    return found;
}

static const jb_witness *say(const jb_witnesses *all, const char *check, const char *code,
                             const char *indicator, jb_outcome outcome)
{
    const jb_witness *w = find(all, check, code, indicator);
    assert_non_null(w);
    assert_int_equal(w->outcome, outcome);
    return w;
}

#define NANCHANG "360121"
#define HAIZHU "440105"
#define GUANGMING "440311"
#define BINHAI "120116"

static void test_five_reports_sums(void **state)
{
    five all;
    load(*state, &all);
    jb_witnesses w = jb_witness_all(all.f->arena, all.f->catalogue, all.figures, all.count);
    const jb_witness *parts = say(&w, "parts", NANCHANG, "disp_accepted_all", JB_OUTCOME_HOLDS);
    assert_int_equal(parts->figure_count, 3);
    assert_string_equal(parts->zh,
                        "“受理争议”1590件，各部分之和（“调解受理”62件与“仲裁受理”1528件）"
                        "为1590，核对成立。");
    assert_string_equal(parts->stated, "1590");
    assert_string_equal(parts->found, "1590");
    say(&w, "subset", HAIZHU, "rev_withdrawn", JB_OUTCOME_HOLDS);
    say(&w, "subset", HAIZHU, "lit_withdrawn", JB_OUTCOME_HOLDS);
    say(&w, "subset", NANCHANG, "med_success", JB_OUTCOME_HOLDS);
    say(&w, "equal", NANCHANG, "disp_workers", JB_OUTCOME_FAILS);
    const jb_witness *mean = say(&w, "average", BINHAI, "wage_recovered_amount", JB_OUTCOME_HOLDS);
    assert_string_equal(mean->found, "11517");
    assert_string_equal(
        say(&w, "average", NANCHANG, "wage_recovered_amount", JB_OUTCOME_HOLDS)->found, "21715");
}

static void test_five_reports_rates(void **state)
{
    five all;
    load(*state, &all);
    jb_witnesses w = jb_witness_all(all.f->arena, all.f->catalogue, all.figures, all.count);
    say(&w, "rate", NANCHANG, "med_success_rate", JB_OUTCOME_HOLDS);
    say(&w, "rate", GUANGMING, "disp_resolve_rate", JB_OUTCOME_HOLDS);
    const jb_witness *off = say(&w, "rate", GUANGMING, "arb_close_rate", JB_OUTCOME_FAILS);
    assert_string_equal(off->stated, "89.25");
    assert_string_equal(off->found, "90.52");
    assert_int_equal(off->reasons, JB_REASON_BASE);
    assert_non_null(strstr(off->zh, "分母未说明"));
    /* Its own numerator is not stated: that the wider base does not give it proves nothing. */
    off = say(&w, "rate", NANCHANG, "arb_close_rate", JB_OUTCOME_UNTESTABLE);
    assert_string_equal(off->found, "85.60");
    assert_int_equal(off->reasons, JB_REASON_BASE);
    assert_non_null(strstr(off->zh, "分母未说明，可能不是这两个数，无法核对"));
    off = say(&w, "attainable", GUANGMING, "wage_clue_close_rate", JB_OUTCOME_FAILS);
    assert_string_equal(off->stated, "96.55");
    say(&w, "attainable", BINHAI, "wage_clue_approval_rate", JB_OUTCOME_FAILS);
    /* 100% of the platform's clues since January, beside 130 of a campaign. */
    const jb_witness *other = find(&w, "attainable", NANCHANG, "wage_clue_close_rate");
    assert_non_null(other);
    assert_int_equal(other->outcome, JB_OUTCOME_UNTESTABLE);
    assert_true((other->reasons & JB_REASON_PERIOD) != 0);
}

static void test_five_reports_changes(void **state)
{
    five all;
    load(*state, &all);
    jb_witnesses w = jb_witness_all(all.f->arena, all.f->catalogue, all.figures, all.count);
    assert_string_equal(say(&w, "implied", NANCHANG, "disp_accepted_all", JB_OUTCOME_HOLDS)->found,
                        "1085");
    assert_string_equal(say(&w, "implied", GUANGMING, "arb_accepted", JB_OUTCOME_HOLDS)->found,
                        "2175");
    assert_string_equal(say(&w, "implied", GUANGMING, "arb_closed", JB_OUTCOME_HOLDS)->found,
                        "2047");
    assert_string_equal(say(&w, "implied", GUANGMING, "arb_workers", JB_OUTCOME_HOLDS)->found,
                        "3753");
}

/* 41 penalties stand in two places of the report. */
static void test_five_reports_repeat(void **state)
{
    five all;
    load(*state, &all);
    for (size_t i = 0; i < all.count; i++) {
        if (strcmp(all.figures[i].fact->indicator, "enf_penalties") == 0) {
            all.figures[all.count] = again(all.f, &all.figures[i]);
            change(&all.figures[all.count++])->sentence = "双公示";
            break;
        }
    }
    jb_witnesses w = jb_witness_all(all.f->arena, all.f->catalogue, all.figures, all.count);
    say(&w, "repeated", HAIZHU, "enf_penalties", JB_OUTCOME_HOLDS);
}

/* What fails is exactly what is known to be wrong: no false alarm. */
static void test_five_reports_have_no_other_faults(void **state)
{
    five all;
    load(*state, &all);
    size_t fails = 0;
    jb_witnesses w = jb_witness_all(all.f->arena, all.f->catalogue, all.figures, all.count);
    for (size_t i = 0; i < w.count; i++) {
        fails += w.list[i].outcome == JB_OUTCOME_FAILS;
        assert_true(w.list[i].zh[0] != '\0' && w.list[i].en[0] != '\0');
    }
    assert_int_equal(fails, 4);
}

/* ---- in a list --------------------------------------------------------------------------- */

static jb_hearing hearing_of(fixture *f, const jb_witness *w, jb_lang lang)
{
    jb_measured *figures = jb_arena_array(f->arena, w->figure_count, sizeof *figures);
    for (size_t i = 0; i < w->figure_count; i++) {
        figures[i] = *w->figures[i];
    }
    return (jb_hearing){f->arena,        f->catalogue, w->check, w->outcome, figures,
                        w->figure_count, w->stated,    w->found, lang};
}

/* The words of the first verdict of that kind. */
static void words(fixture *f, const jb_witnesses *all, const char *check, const char *stated,
                  const char *against)
{
    for (size_t i = 0; i < all->count; i++) {
        if (strcmp(all->list[i].check, check) == 0) {
            jb_hearing h = hearing_of(f, &all->list[i], JB_LANG_ZH);
            assert_string_equal(jb_hearing_stated(&h), stated);
            assert_string_equal(jb_hearing_against(&h), against);
            h.lang = JB_LANG_EN;
            assert_true(jb_hearing_stated(&h)[0] != '\0' && jb_hearing_against(&h)[0] != '\0');
            return;
        }
    }
    fail_msg("no %s", check);
}

/* Each kind says what stands there, with its unit. */
static void test_words_of_each_check(void **state)
{
    fixture *f = *state;
    jb_measured m[] = {figure_of(f, "440101", 2024, "wage_recovered_amount", "102630000"),
                       figure_of(f, "440101", 2024, "wage_workers", "311"),
                       figure_of(f, "440101", 2023, "wage_recovered_amount", "10263"),
                       figure_of(f, "440101", 2024, "arb_accepted", "1528"),
                       figure_of(f, "440101", 2024, "arb_closed", "1500"),
                       figure_of(f, "440101", 2024, "arb_close_rate", "97"),
                       figure_of(f, "440101", 2024, "arb_workers", "1528"),
                       figure_of(f, "440101", 2024, "lit_lost", "4"),
                       figure_of(f, "440101", 2024, "lit_cases", "3"),
                       figure_of(f, "440101", 2024, "enf_penalties", "34"),
                       figure_of(f, "440101", 2024, "enf_penalties", "30"),
                       figure_of(f, "440101", 2024, "disp_resolve_rate", "107")};
    change(&m[0])->unit = "万元";
    change(&m[2])->unit = "元";
    change(&m[10])->source = "b";
    jb_witnesses w = jb_witness_all(f->arena, f->catalogue, m, sizeof m / sizeof *m);
    words(f, &w, "average", "10263万元", "人均追回33万元；常见范围1000元—20万元");
    words(f, &w, "slip", "10263万元", "上年10263元");
    words(f, &w, "rate", "97%", "核算98.17%");
    words(f, &w, "equal", "1528人", "仲裁受理1528件");
    words(f, &w, "subset", "4件", "行政诉讼3件");
    words(f, &w, "percent", "107%", "上限100%");
    words(f, &w, "repeated", "34件", "另载30件");
}

/* What the change implies is no figure of the report. */
static void test_words_of_what_is_implied(void **state)
{
    fixture *f = *state;
    jb_measured m[] = {figure_of(f, "440101", 2024, "disp_accepted_all", "1590"),
                       figure_of(f, "440101", 2023, "disp_accepted_all", "1102"),
                       figure_of(f, "440101", 2024, "arb_accepted", "489"),
                       figure_of(f, "440101", 2024, "arb_accepted", "537"),
                       figure_of(f, "440101", 2023, "arb_accepted", "523")};
    change(&m[0])->has_yoy_percent = true;
    change(&m[0])->yoy_percent = dec("46.54");
    jb_witnesses w = jb_witness_all(f->arena, f->catalogue, m, 2);
    words(f, &w, "restated", "1590件，称+46.54%", "推算上年数1085件；上年报告1102件");
    set_period(&m[3], "2023-01-01", "2023-12-31", JB_PERIOD_FULL_YEAR);
    w = jb_witness_all(f->arena, f->catalogue, &m[2], 3);
    words(f, &w, "restated", "上年数537件", "上年报告523件");
}

/* A figure is quoted with its qualifier, in the unit and the word of its report. */
static void test_sentences_quote_what_reports_write(void **state)
{
    fixture *f = *state;
    jb_measured m[] = {figure_of(f, "440101", 2024, "wage_recovered_amount", "8000000"),
                       figure_of(f, "440101", 2024, "wage_workers", "825")};
    change(&m[0])->unit = "余万元";
    change(&m[0])->raw = "800余万元";
    change(&m[0])->qualifier = JB_QUAL_AT_LEAST;
    jb_witnesses w = jb_witness_all(f->arena, f->catalogue, m, 2);
    words(f, &w, "average", "800余万元", "惠及劳动者825人");
    assert_non_null(strstr(w.list[0].zh, "“追回工资”800余万元无法与“惠及劳动者”825人核对"));
    assert_non_null(strstr(w.list[0].en, "CNY 8 million"));
}

/* What is only unlikely is not called wrong. */
static void test_names_of_verdicts(void **state)
{
    (void)state;
    assert_string_equal(jb_verdict_name("equal", JB_OUTCOME_FAILS, JB_LANG_ZH), "存疑");
    assert_string_equal(jb_verdict_name("average", JB_OUTCOME_FAILS, JB_LANG_EN), "doubtful");
    assert_string_equal(jb_verdict_name("parts", JB_OUTCOME_FAILS, JB_LANG_ZH), "不成立");
    assert_string_equal(jb_verdict_name("equal", JB_OUTCOME_HOLDS, JB_LANG_ZH), "成立");
}

/* ---- each check alone -------------------------------------------------------------------- */

static jb_witnesses hear(fixture *f, const jb_measured *figures, size_t count)
{
    return jb_witness_all(f->arena, f->catalogue, figures, count);
}

static void test_parts_that_do_not_add_up(void **state)
{
    fixture *f = *state;
    jb_measured m[] = {figure_of(f, "440101", 2024, "disp_accepted_all", "1591"),
                       figure_of(f, "440101", 2024, "med_accepted", "62"),
                       figure_of(f, "440101", 2024, "arb_accepted", "1528")};
    jb_witnesses w = hear(f, m, 3);
    say(&w, "parts", "440101", "disp_accepted_all", JB_OUTCOME_FAILS);
    change(&m[1])->qualifier = JB_QUAL_ABOUT;
    w = hear(f, m, 3);
    assert_int_equal(
        say(&w, "parts", "440101", "disp_accepted_all", JB_OUTCOME_UNTESTABLE)->reasons,
        JB_REASON_QUALIFIER);
    w = hear(f, m, 2); /* a part is missing */
    assert_null(find(&w, "parts", "440101", "disp_accepted_all"));
    m[1].fact = figure_of(f, "440102", 2024, "med_accepted", "62").fact;
    w = hear(f, m, 3); /* it is another agency's */
    assert_null(find(&w, "parts", "440101", "disp_accepted_all"));
}

static void test_balance(void **state)
{
    fixture *f = *state;
    jb_measured m[] = {figure_of(f, "440101", 2024, "arb_carried_in", "35"),
                       figure_of(f, "440101", 2024, "arb_accepted", "100"),
                       figure_of(f, "440101", 2024, "arb_closed", "110"),
                       figure_of(f, "440101", 2024, "arb_pending", "25")};
    set_period(&m[3], NULL, "2024-12-31", JB_PERIOD_AS_OF);
    set_period(&m[0], NULL, "2023-12-31", JB_PERIOD_AS_OF);
    jb_witnesses w = hear(f, m, 4);
    say(&w, "balance", "440101", "arb_pending", JB_OUTCOME_HOLDS);
    change(&m[2])->value = dec("111");
    w = hear(f, m, 4);
    assert_string_equal(say(&w, "balance", "440101", "arb_pending", JB_OUTCOME_FAILS)->found, "24");
}

static void test_alarms(void **state)
{
    fixture *f = *state;
    jb_measured m[] = {figure_of(f, "440101", 2024, "disp_resolve_rate", "107"),
                       figure_of(f, "440101", 2024, "enf_penalties", "3000000"),
                       figure_of(f, "440101", 2024, "lit_withdrawn", "7"),
                       figure_of(f, "440101", 2024, "lit_cases", "6"),
                       figure_of(f, "440101", 2024, "wage_recovered_amount", "26040000"),
                       figure_of(f, "440101", 2024, "wage_workers", "61")};
    jb_witnesses w = hear(f, m, 6);
    say(&w, "percent", "440101", "disp_resolve_rate", JB_OUTCOME_FAILS);
    say(&w, "band", "440101", "enf_penalties", JB_OUTCOME_FAILS);
    say(&w, "subset", "440101", "lit_withdrawn", JB_OUTCOME_FAILS);
    say(&w, "average", "440101", "wage_recovered_amount", JB_OUTCOME_FAILS);
    change(&m[0])->status = JB_REVIEW_REJECTED;
    w = hear(f, m, 6);
    assert_null(find(&w, "percent", "440101", "disp_resolve_rate"));
}

static void test_slip_of_ten_thousand(void **state)
{
    fixture *f = *state;
    jb_measured m[] = {figure_of(f, "440101", 2023, "wage_recovered_amount", "26040000"),
                       figure_of(f, "440101", 2024, "wage_recovered_amount", "2700")};
    jb_witnesses w = hear(f, m, 2);
    say(&w, "slip", "440101", "wage_recovered_amount", JB_OUTCOME_FAILS);
    change(&m[1])->value = dec("27000000");
    w = hear(f, m, 2);
    say(&w, "slip", "440101", "wage_recovered_amount", JB_OUTCOME_HOLDS);
}

static void test_contradiction(void **state)
{
    fixture *f = *state;
    jb_measured m[] = {figure_of(f, "440101", 2024, "enf_penalties", "41"),
                       figure_of(f, "440101", 2024, "enf_penalties", "43")};
    jb_witnesses w = hear(f, m, 2);
    say(&w, "repeated", "440101", "enf_penalties", JB_OUTCOME_FAILS);
    change(&m[0])->term = "处罚";
    change(&m[1])->term = "公示";
    w = hear(f, m, 2);
    assert_null(find(&w, "repeated", "440101", "enf_penalties"));
}

static void test_stated_change_without_a_whole_base(void **state)
{
    fixture *f = *state;
    jb_measured m = figure_of(f, "440101", 2024, "enf_penalties", "50");
    change(&m)->has_yoy_percent = true;
    change(&m)->yoy_percent = dec("12");
    jb_witnesses w = hear(f, &m, 1);
    say(&w, "implied", "440101", "enf_penalties", JB_OUTCOME_FAILS);
}

static void test_restated(void **state)
{
    fixture *f = *state;
    jb_measured m[] = {figure_of(f, "440101", 2023, "disp_accepted_all", "1102"),
                       figure_of(f, "440101", 2024, "disp_accepted_all", "1590")};
    change(&m[1])->has_yoy_percent = true;
    change(&m[1])->yoy_percent = dec("46.54");
    jb_witnesses w = hear(f, m, 2);
    const jb_witness *r = say(&w, "restated", "440101", "disp_accepted_all", JB_OUTCOME_FAILS);
    assert_string_equal(r->stated, "1085");
    assert_string_equal(r->found, "1102");
    change(&m[0])->value = dec("1085");
    w = hear(f, m, 2);
    say(&w, "restated", "440101", "disp_accepted_all", JB_OUTCOME_HOLDS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_five_reports_sums),
        cmocka_unit_test(test_five_reports_rates),
        cmocka_unit_test(test_five_reports_changes),
        cmocka_unit_test(test_five_reports_repeat),
        cmocka_unit_test(test_five_reports_have_no_other_faults),
        cmocka_unit_test(test_words_of_each_check),
        cmocka_unit_test(test_words_of_what_is_implied),
        cmocka_unit_test(test_sentences_quote_what_reports_write),
        cmocka_unit_test(test_names_of_verdicts),
        cmocka_unit_test(test_parts_that_do_not_add_up),
        cmocka_unit_test(test_balance),
        cmocka_unit_test(test_alarms),
        cmocka_unit_test(test_slip_of_ten_thousand),
        cmocka_unit_test(test_contradiction),
        cmocka_unit_test(test_stated_change_without_a_whole_base),
        cmocka_unit_test(test_restated),
    };
    return cmocka_run_group_tests(tests, fixture_setup, fixture_teardown);
}
