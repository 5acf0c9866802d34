/* Figures that nobody has reviewed: counted, marked on the paper, or withheld. */
#include <bound.h>

static void put_fact(bound *f, const char *indicator, int64_t value, jb_review status)
{
    jb_fact fact;
    jb_fact_init(&fact);
    fact.agency_code = "440105";
    fact.year = 2023;
    fact.indicator = indicator;
    fact.value = jb_dec_int(value);
    fact.unit = "件";
    fact.source = "a.txt";
    fact.status = status;
    fact_put(f, fact);
}

static int setup(void **state)
{
    bound *f = bound_open();
    agency_put(f, county("440105", "海珠区人社局"));
    put_fact(f, "enf_cases_filed", 120, JB_REVIEW_EXTRACTED);
    put_fact(f, "enf_penalties", 7, JB_REVIEW_APPROVED);
    put_fact(f, "arb_closed", 800, JB_REVIEW_CORRECTED);
    assert_jb_ok(jb_store_commit(f->store, &f->err), &f->err);
    *state = f;
    return 0;
}

/* Two tables that both show 立案; `extra` are further keys of the layout. */
static jb_status load(bound *f, const char *extra)
{
    jb_str text = {0};
    jb_str_addf(&text,
                "{\"jianbao\": 1, \"id\": \"t\", \"title\": {\"zh\": \"表\", \"en\": \"t\"},"
                "\"description\": {\"zh\": \"表\", \"en\": \"t\"}, \"document_title\": \"t\","
                "\"style_sheet\": \"gongwen\", %s \"data\": {"
                "\"a\": {\"columns\": [{\"indicators\": [\"enf_cases_filed\"]},"
                "{\"indicators\": [\"enf_penalties\"]}]},"
                "\"b\": {\"columns\": [{\"indicators\": [\"enf_cases_filed\"]},"
                "{\"indicators\": [\"arb_closed\"]}]}},"
                "\"blocks\": [{\"type\": \"table\", \"data\": \"a\", \"title\": \"甲\"},"
                "{\"type\": \"table\", \"data\": \"b\", \"title\": \"乙\"}]}",
                extra);
    const char *path = jb_test_path(f->dir, "layout.json");
    jb_test_write(path, jb_str_text(&text));
    jb_str_free(&text);
    return jb_brief_load(path, f->catalogue, &f->brief, &f->err);
}

static const char *footer(const bound *f)
{
    return f->doc->page.footer.count > 0 ? f->doc->page.footer.items[0].text : "";
}

static void bind(bound *f, const char *extra, unsigned statuses)
{
    assert_jb_ok(load(f, extra), &f->err);
    jb_brief_statuses(f->brief, statuses);
    assert_jb_ok(jb_brief_bind(f->brief, f->store, &f->doc, &f->err), &f->err);
}

static void test_unreviewed_figure_in_two_tables_counts_once(void **state)
{
    bound *f = *state;
    bind(f, "", 0);
    assert_int_equal(jb_brief_unreviewed(f->brief), 1);
    assert_string_equal(footer(f), "");
}

static void test_draft_mark_stands_before_the_footer(void **state)
{
    bound *f = *state;
    bind(f, "\"draft_mark\": \"草稿\", \"page\": {\"footer\": \"版式{layout}\"},", 0);
    assert_string_equal(footer(f), "草稿　版式t");
}

static void test_draft_mark_only_while_unreviewed(void **state)
{
    bound *f = *state;
    bind(f, "\"draft_mark\": \"草稿\",", 1U << JB_REVIEW_APPROVED | 1U << JB_REVIEW_CORRECTED);
    assert_int_equal(jb_brief_unreviewed(f->brief), 0);
    assert_string_equal(footer(f), "");
}

static void test_withheld_figure_is_under_review_and_not_silent(void **state)
{
    bound *f = *state;
    bind(f, "", 1U << JB_REVIEW_APPROVED);
    const jb_dataset *a = jb_brief_data(f->brief, 0);
    const jb_dataset *b = jb_brief_data(f->brief, 1);
    assert_int_equal(jb_dataset_cell(a, 0, 0)->figure_count, 0);
    assert_int_equal(jb_dataset_cell(a, 0, 0)->absence, JB_ABSENT_UNDER_REVIEW);
    assert_int_equal(jb_dataset_cell(a, 0, 1)->figure_count, 1);
    assert_int_equal(jb_dataset_cell(b, 0, 1)->absence, JB_ABSENT_UNDER_REVIEW);
}

/* One sentence instead of a column of 待核; where a single row waits nothing is left out. */
static void test_columns_that_wait_everywhere_are_said_once(void **state)
{
    bound *f = *state;
    unsigned approved = 1U << JB_REVIEW_APPROVED;
    bind(f, "", approved);
    assert_int_equal(f->doc->blocks[0].table->column_count, 4);
    jb_doc_free(f->doc);
    f->doc = NULL;
    jb_brief_free(f->brief);
    f->brief = NULL;
    assert_jb_ok(jb_store_begin(f->store, &f->err), &f->err);
    jb_fact fact;
    jb_fact_init(&fact);
    fact.agency_code = "440105";
    fact.year = 2024;
    fact.indicator = "enf_cases_filed";
    fact.value = jb_dec_int(130);
    fact.source = "b.txt";
    fact_put(f, fact);
    assert_jb_ok(jb_store_commit(f->store, &f->err), &f->err);
    bind(f, "", approved);
    const jb_table_block *table = f->doc->blocks[0].table;
    assert_int_equal(table->column_count, 3);
    assert_non_null(strstr(table->notes[0].text.items[0].text, "各行均为待核，未列出。"));
}

static void put_year(bound *f, int year, const char *indicator, jb_review status)
{
    jb_report report = {.agency_code = "440105",
                        .year = year,
                        .title = "报告",
                        .sha256 = "",
                        .source = "r.txt",
                        .note = "",
                        .reading = JB_READING_PERSON};
    assert_jb_ok(jb_store_put_report(f->store, &report, NULL, &f->err), &f->err);
    jb_fact fact;
    jb_fact_init(&fact);
    fact.agency_code = "440105";
    fact.year = year;
    fact.indicator = indicator;
    fact.value = jb_dec_int(9);
    fact.unit = "件";
    fact.source = "r.txt";
    fact.status = status;
    fact_put(f, fact);
}

/* What no report gives is said once, too, and never as if nobody had looked. */
static void test_columns_disclosed_nowhere_are_said_once(void **state)
{
    bound *f = *state;
    assert_jb_ok(jb_store_begin(f->store, &f->err), &f->err);
    put_year(f, 2021, "enf_penalties", JB_REVIEW_APPROVED);
    put_year(f, 2022, "enf_penalties", JB_REVIEW_APPROVED);
    assert_jb_ok(jb_store_commit(f->store, &f->err), &f->err);
    bind(f, "", 1U << JB_REVIEW_APPROVED);
    /* 2023 waits, the others were read whole and are silent. */
    const jb_table_block *table = f->doc->blocks[0].table;
    assert_int_equal(table->column_count, 3);
    assert_non_null(
        strstr(table->notes[0].text.items[0].text, "各行均未披露或待核，未列出；未披露不等于零。"));
}

static void put_no_report(bound *f, const char *code, const char *indicator, const char *note)
{
    jb_absent absent;
    jb_absent_init(&absent);
    absent.agency_code = code;
    absent.year = 2021;
    absent.indicator = indicator;
    absent.kind = JB_ABSENT_NO_REPORT;
    absent.note = note;
    assert_jb_ok(jb_store_put_absent(f->store, &absent, NULL, &f->err), &f->err);
}

/* What is said where there is no report, or of a total that has nothing to add, keeps no column,
 * and the marks of the other notes follow each other. */
static void test_row_without_a_report_keeps_no_column(void **state)
{
    bound *f = *state;
    assert_jb_ok(jb_store_begin(f->store, &f->err), &f->err);
    agency_put(f, county("440106", "天河区人社局"));
    agency_put(f, county("440111", "白云区人社局"));
    put_year(f, 2021, "enf_penalties", JB_REVIEW_APPROVED);
    put_no_report(f, "440106", "enf_crime_referrals", "网站查找，无。");
    put_no_report(f, "440111", "enf_penalties", "来函称不编报告。");
    assert_jb_ok(jb_store_commit(f->store, &f->err), &f->err);
    const char *path = jb_test_path(f->dir, "layout.json");
    jb_test_write(path,
                  "{\"jianbao\": 1, \"id\": \"t\", \"title\": {\"zh\": \"t\", \"en\": \"t\"},"
                  "\"description\": {\"zh\": \"t\", \"en\": \"t\"}, \"document_title\": \"t\","
                  "\"style_sheet\": \"gongwen\", \"data\": {\"a\": {\"total\": true,"
                  "\"years\": {\"from\": 2021, \"to\": 2021}, \"columns\": ["
                  "{\"indicators\": [\"enf_crime_referrals\"]},"
                  "{\"indicators\": [\"enf_penalties\"]}]}},"
                  "\"blocks\": [{\"type\": \"table\", \"data\": \"a\", \"title\": \"x\"}]}");
    assert_jb_ok(jb_brief_load(path, f->catalogue, &f->brief, &f->err), &f->err);
    assert_jb_ok(jb_brief_bind(f->brief, f->store, &f->doc, &f->err), &f->err);
    const jb_table_block *table = f->doc->blocks[0].table;
    assert_int_equal(table->column_count, 3);
    assert_non_null(strstr(table->notes[0].text.items[0].text, "各行均未披露，未列出"));
    size_t numbered = 0;
    for (size_t i = 0; i < table->note_count; i++) {
        const jb_text *label = &table->notes[i].label;
        assert_null(strstr(table->notes[i].text.items[0].text, "网站查找"));
        if (label->count > 0 && label->items[0].text[0] != '\0') {
            numbered++;
        }
    }
    assert_true(numbered >= 2); /* 来函, and why there is no total */
}

static void test_draft_mark_faults(void **state)
{
    bound *f = *state;
    assert_jb_fails(load(f, "\"draft_mark\": true,"), &f->err, JB_ERR_INPUT, "words of the mark");
    f->err = (jb_error){.status = JB_OK};
    assert_jb_fails(load(f, "\"draft_mark\": 3,"), &f->err, JB_ERR_INPUT, "string");
    f->err = (jb_error){.status = JB_OK};
    assert_jb_ok(load(f, "\"draft_mark\": false,"), &f->err);
}

int main(void)
{
#define review_test(test) cmocka_unit_test_setup_teardown(test, setup, bound_close)
    const struct CMUnitTest tests[] = {
        review_test(test_unreviewed_figure_in_two_tables_counts_once),
        review_test(test_draft_mark_stands_before_the_footer),
        review_test(test_draft_mark_only_while_unreviewed),
        review_test(test_withheld_figure_is_under_review_and_not_silent),
        review_test(test_columns_that_wait_everywhere_are_said_once),
        review_test(test_columns_disclosed_nowhere_are_said_once),
        review_test(test_row_without_a_report_keeps_no_column),
        review_test(test_draft_mark_faults),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
