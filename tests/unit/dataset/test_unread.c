/* test_unread.c - reports that nobody but the program has read are never said to be silent. */
#include "fixture.h"

static jb_query_column columns[] = {
    {.head_zh = "立案",
     .head_en = "Cases opened",
     .indicators = (const char *const[]){"enf_cases_filed", NULL}},
    {.head_zh = "受理",
     .head_en = "Accepted",
     .indicators = (const char *const[]){"disp_accepted_all", "arb_accepted", NULL}}};

static void put_read_by(fixture *f, const char *code, int year, const char *source,
                        jb_reading reading)
{
    jb_report report;
    jb_report_init(&report);
    report.agency_code = code;
    report.year = year;
    report.source = source;
    report.reading = reading;
    assert_jb_ok(jb_store_put_report(f->store, &report, NULL, &f->err), &f->err);
}

/* 海珠区 states one figure, 光明区 none; both reports were read by the program only. */
static void put_unread(fixture *f)
{
    put_agency(f, HAIZHU, "广州市海珠区人力资源和社会保障局", "海珠区", "Haizhu");
    put_agency(f, GUANGMING, "深圳市光明区人力资源局", "光明区", "Guangming");
    put_read_by(f, HAIZHU, 2024, "440105-2024.txt", JB_READING_PROGRAM);
    put_read_by(f, GUANGMING, 2024, "440311-2024.txt", JB_READING_PROGRAM);
    put_plain(f, HAIZHU, 2024, "enf_cases_filed", "140", "宗");
}

static void declare(fixture *f, const char *code, const char *source)
{
    jb_report report;
    jb_report_init(&report);
    report.agency_code = code;
    report.year = 2024;
    report.source = source;
    const jb_verdict verdict = {.by = "李"};
    assert_jb_ok(jb_store_read_report(f->store, &report, JB_READING_PERSON, &verdict, &f->err),
                 &f->err);
}

static jb_absence absence_in(const jb_dataset *d, const char *code, size_t column)
{
    const jb_cell *cell = jb_dataset_cell(d, row_of(d, code), column);
    assert_int_equal(cell->figure_count, 0);
    return cell->absence;
}

static const char *findings_of(fixture *f, jb_lang lang)
{
    jb_dataset *d = ask(f, columns, 2);
    jb_theme theme = {d, lang == JB_LANG_ZH ? "执法" : "enforcement", "表1"};
    jb_findings found;
    assert_jb_ok(jb_findings_build(f->arena, &theme, 1, 3, lang, &found, &f->err), &f->err);
    const char *text = findings_text(f, &found);
    jb_dataset_free(d);
    return text;
}

static void test_unread_report_is_under_review(void **state)
{
    fixture *f = *state;
    put_unread(f);
    jb_dataset *d = ask(f, columns, 2);
    assert_true(d->rows[0].unread);
    assert_string_equal(text_of(f, d, HAIZHU, 0, JB_LANG_ZH), "140");
    assert_string_equal(text_of(f, d, HAIZHU, 1, JB_LANG_ZH), "待核");
    assert_string_equal(text_of(f, d, GUANGMING, 0, JB_LANG_EN), "under review");
    assert_int_equal(d->absences, 1U << JB_ABSENT_UNDER_REVIEW);
    assert_non_null(strstr(jb_dataset_legend(f->arena, d, JB_LANG_ZH), "尚无人通读全文"));
    assert_non_null(strstr(jb_dataset_legend(f->arena, d, JB_LANG_EN), "no person has yet read"));
    assert_string_equal(row_notes(f, d, GUANGMING, JB_LANG_ZH), "");
    assert_non_null(strstr(jb_source_line(f->arena, &d->rows[0], 0, JB_LANG_ZH), "尚无人通读全文"));
    jb_dataset_free(d);
}

static void test_read_report_is_silent(void **state)
{
    fixture *f = *state;
    put_unread(f);
    declare(f, GUANGMING, "440311-2024.txt");
    jb_dataset *d = ask(f, columns, 2);
    assert_int_equal(absence_in(d, GUANGMING, 0), JB_ABSENT_SILENT);
    assert_int_equal(absence_in(d, HAIZHU, 1), JB_ABSENT_UNDER_REVIEW);
    assert_null(strstr(jb_source_line(f->arena, &d->rows[1], 0, JB_LANG_EN), "not yet read"));
    jb_dataset_free(d);
}

static void test_one_unread_of_several_reports_is_enough(void **state)
{
    fixture *f = *state;
    put_unread(f);
    declare(f, GUANGMING, "440311-2024.txt");
    put_read_by(f, GUANGMING, 2024, "supplement.txt", JB_READING_PROGRAM);
    jb_dataset *d = ask(f, columns, 2);
    assert_int_equal(absence_in(d, GUANGMING, 0), JB_ABSENT_UNDER_REVIEW);
    jb_dataset_free(d);
}

static void test_recorded_absences_stay(void **state)
{
    fixture *f = *state;
    put_unread(f);
    put_absent(f, GUANGMING, 2024, "enf_cases_filed", JB_ABSENT_ZERO_STATED, "");
    put_absent(f, HAIZHU, 2024, "disp_accepted_all", JB_ABSENT_NO_NUMBER, "");
    jb_dataset *d = ask(f, columns, 2);
    assert_int_equal(absence_in(d, GUANGMING, 0), JB_ABSENT_ZERO_STATED);
    assert_int_equal(absence_in(d, HAIZHU, 1), JB_ABSENT_NO_NUMBER);
    jb_dataset_free(d);
}

/* That somebody missed one indicator of a column says nothing of the other. */
static void test_recorded_silence_must_cover_the_column(void **state)
{
    fixture *f = *state;
    put_unread(f);
    put_absent(f, HAIZHU, 2024, "disp_accepted_all", JB_ABSENT_SILENT, "");
    jb_dataset *d = ask(f, columns, 2);
    assert_int_equal(absence_in(d, HAIZHU, 1), JB_ABSENT_UNDER_REVIEW);
    jb_dataset_free(d);
    put_absent(f, HAIZHU, 2024, "arb_accepted", JB_ABSENT_SILENT, "");
    d = ask(f, columns, 2);
    assert_int_equal(absence_in(d, HAIZHU, 1), JB_ABSENT_SILENT);
    jb_dataset_free(d);
}

/* `extract` into `import`: a figure that carries doubt was read by a program. */
static void test_source_without_record_read_by_a_program(void **state)
{
    fixture *f = *state;
    put_agency(f, HAIZHU, "广州市海珠区人力资源和社会保障局", "海珠区", "Haizhu");
    put_agency(f, GUANGMING, "深圳市光明区人力资源局", "光明区", "Guangming");
    jb_fact fact = fact_of(f, HAIZHU, 2024, "enf_cases_filed", "140", "宗");
    fact.confidence = (jb_dec){9, 1};
    put_fact(f, fact);
    put_plain(f, HAIZHU, 2024, "disp_total", "5", "宗"); /* typed, of the same source */
    put_plain(f, GUANGMING, 2024, "enf_cases_filed", "7", "宗");
    jb_dataset *d = ask(f, columns, 2);
    assert_int_equal(absence_in(d, HAIZHU, 1), JB_ABSENT_UNDER_REVIEW);
    assert_int_equal(absence_in(d, GUANGMING, 1), JB_ABSENT_SILENT);
    jb_dataset_free(d);
}

static void test_findings_say_of_no_unread_report_that_it_is_silent(void **state)
{
    fixture *f = *state;
    put_unread(f);
    assert_string_equal(findings_of(f, JB_LANG_ZH),
                        "两份报告均属2024年。执法方面，海珠区2024年立案140宗。"
                        "光明区的报告有无上述数据待核。");
    assert_string_equal(findings_of(f, JB_LANG_EN),
                        "Two reports cover 2024. On enforcement: Haizhu (2024) reports Cases "
                        "opened: 140 cases. Whether the report of Guangming gives such figures is "
                        "still under review.");
    declare(f, GUANGMING, "440311-2024.txt");
    assert_string_equal(findings_of(f, JB_LANG_ZH),
                        "两份报告均属2024年。执法方面，表1各项仅海珠区披露：2024年立案140宗。"
                        "光明区报告未披露上述数据，不等于为零。");
}

static void test_findings_of_nothing_but_unread_reports(void **state)
{
    fixture *f = *state;
    put_agency(f, HAIZHU, "广州市海珠区人力资源和社会保障局", "海珠区", "Haizhu");
    put_read_by(f, HAIZHU, 2024, "a.txt", JB_READING_PROGRAM);
    assert_string_equal(findings_of(f, JB_LANG_ZH),
                        "一份报告属2024年。执法方面，尚无核定的数字，有待核者。"
                        "海珠区的报告有无上述数据待核。");
}

static void test_one_figure_among_unread_is_one_so_far(void **state)
{
    fixture *f = *state;
    put_unread(f);
    jb_dataset *d = ask(f, columns, 1);
    assert_string_equal(head_notes(f, d, 0, JB_LANG_ZH),
                        "本列目前仅1个机构有数，待核的尚未计入，暂不比较。");
    assert_non_null(strstr(head_notes(f, d, 0, JB_LANG_EN), "So far one agency"));
    jb_dataset_free(d);
    declare(f, GUANGMING, "440311-2024.txt");
    d = ask(f, columns, 1);
    assert_string_equal(head_notes(f, d, 0, JB_LANG_ZH), "本列仅1个机构有数，无从比较。");
    jb_dataset_free(d);
}

static void test_fingerprint_knows_who_read(void **state)
{
    fixture *f = *state;
    char before[JB_SHA256_TEXT];
    char after[JB_SHA256_TEXT];
    put_unread(f);
    jb_dataset *d = ask(f, columns, 1);
    jb_dataset_fingerprint(d, before);
    jb_dataset_free(d);
    declare(f, HAIZHU, "440105-2024.txt");
    d = ask(f, columns, 1);
    jb_dataset_fingerprint(d, after);
    jb_dataset_free(d);
    assert_string_not_equal(before, after);
}

#define T(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        T(test_unread_report_is_under_review),
        T(test_read_report_is_silent),
        T(test_one_unread_of_several_reports_is_enough),
        T(test_recorded_absences_stay),
        T(test_recorded_silence_must_cover_the_column),
        T(test_source_without_record_read_by_a_program),
        T(test_findings_say_of_no_unread_report_that_it_is_silent),
        T(test_findings_of_nothing_but_unread_reports),
        T(test_one_figure_among_unread_is_one_so_far),
        T(test_fingerprint_knows_who_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
