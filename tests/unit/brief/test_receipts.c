/* Receipts: the ledger's lines with the span marked in its sentence, the looks of figures that
 * nobody has checked, and blocks that a parameter asks for. */
#include "brief_help.h"

#define TEXT "一、监察\n全年立案3件，结案3件。\n处罚5件。\n"
#define SENTENCE "全年立案3件，结案3件。"

typedef struct entry {
    const char *indicator;
    int64_t value, start;
    const char *raw, *sentence;
    jb_review status;
    const char *unit; /* NULL: 件 */
} entry;

static const entry entries[] = {
    {"enf_cases_filed", 3, 9, "3件", SENTENCE, JB_REVIEW_APPROVED, NULL},
    {"enf_cases_closed", 3, 14, "3件", SENTENCE, JB_REVIEW_CORRECTED, NULL},
    {"enf_penalties", 5, 20, "5件", "处罚5件。", JB_REVIEW_EXTRACTED, NULL},
    {"enf_crime_referrals", 2, -1, "", "", JB_REVIEW_APPROVED, NULL},
    {"wage_recovered_amount", 26050000, -1, "", "", JB_REVIEW_CORRECTED, "万元"},
};
#define ENTRIES (sizeof entries / sizeof *entries)

static int64_t put_fact(bound *b, const entry *e, const char *sha256)
{
    jb_fact fact;
    jb_fact_init(&fact);
    fact.agency_code = "440105";
    fact.year = 2023;
    fact.indicator = e->indicator;
    fact.value = jb_dec_int(e->value);
    fact.unit = e->unit != NULL ? e->unit : "件";
    fact.source = "haizhu.txt";
    fact.raw = e->raw;
    fact.sentence = e->sentence;
    fact.status = e->status;
    if (e->start >= 0) {
        fact.source_sha256 = sha256;
        fact.char_start = e->start;
        fact.char_end = e->start + 2;
    }
    return fact_put(b, fact);
}

static int setup(void **state)
{
    bound *b = bound_open();
    char sha256[JB_SHA256_TEXT];
    jb_held held = {.kind = "text", .encoding = "UTF-8", .text = TEXT, .superseded_by = ""};
    jb_held_result result;
    jb_verdict verdict = {.by = "李", .reason = "", .on = {2024, 3, 1}};
    jb_sha256(TEXT, strlen(TEXT), sha256);
    agency_put(b, county("440105", "海珠区人社局"));
    jb_report_init(&held.report);
    held.report.agency_code = "440105";
    held.report.year = 2023;
    held.report.title = "2023年度报告";
    held.report.source = "haizhu.txt";
    held.report.sha256 = sha256;
    assert_jb_ok(jb_store_put_original(b->store, &held, NULL, &result, &b->err), &b->err);
    int64_t first = put_fact(b, &entries[0], sha256);
    for (size_t i = 1; i < ENTRIES; i++) {
        put_fact(b, &entries[i], sha256);
    }
    assert_jb_ok(jb_store_decide(b->store, first, JB_REVIEW_APPROVED, &verdict, &b->err), &b->err);
    assert_jb_ok(jb_store_commit(b->store, &b->err), &b->err);
    *state = b;
    return 0;
}

/* A table of two of the figures, or all, and the ledger of all when the parameter `more` holds. */
static jb_status load(bound *b, const char *params, const char *shown, const char *ledger_when)
{
    jb_str s = {0};
    jb_str_addf(
        &s,
        "{\"jianbao\": 1, \"id\": \"t\", \"title\": {\"zh\": \"表\", \"en\": \"t\"},"
        "\"description\": {\"zh\": \"表\", \"en\": \"t\"}, \"document_title\": \"t\","
        "\"style_sheet\": \"gongwen\", \"params\": {%s}, \"data\": {"
        "\"all\": {\"columns\": [{\"indicators\": [\"enf_cases_filed\"]},"
        "{\"indicators\": [\"enf_cases_closed\"]}, {\"indicators\": [\"enf_penalties\"]},"
        "{\"indicators\": [\"enf_crime_referrals\"]}, "
        "{\"indicators\": [\"wage_recovered_amount\"]}]},"
        "\"penalties\": {\"columns\": [{\"indicators\": [\"enf_penalties\"]}]},"
        "\"two\": {\"columns\": [{\"indicators\": [\"enf_cases_filed\"]},"
        "{\"indicators\": [\"enf_cases_closed\"]}]}},"
        "\"blocks\": [%s {\"type\": \"ledger\", \"data\": \"all\", \"title\": \"来源\"%s}]}",
        params, shown, ledger_when);
    const char *path = jb_test_path(b->dir, "layout.json");
    jb_test_write(path, jb_str_text(&s));
    jb_str_free(&s);
    jb_brief_free(b->brief);
    b->brief = NULL;
    b->err = (jb_error){.status = JB_OK};
    return jb_brief_load(path, b->catalogue, &b->brief, &b->err);
}

#define TABLE(data) "{\"type\": \"table\", \"data\": \"" data "\", \"title\": \"甲\"},"

#define CHART(data)                                                                                \
    "{\"type\": \"chart\", \"data\": \"" data "\", \"kind\": \"bars\", \"title\": \"甲\"},"

static void bind(bound *b)
{
    jb_doc_free(b->doc);
    b->doc = NULL;
    assert_jb_ok(jb_brief_bind(b->brief, b->store, &b->doc, &b->err), &b->err);
}

static const char *cell_words(const jb_table_cell *cell)
{
    static char out[256];
    out[0] = '\0';
    for (size_t i = 0; i < cell->text.count; i++) {
        bool bold = cell->text.items[i].bold;
        (void)snprintf(out + strlen(out), sizeof out - strlen(out), bold ? "[%s]" : "%s",
                       cell->text.items[i].text);
    }
    return out;
}

static const jb_table_cell *cell_of(const bound *b, size_t block, size_t row, size_t column)
{
    const jb_table_block *table = b->doc->blocks[block].table;
    assert_true(row < table->body_rows && column < table->column_count);
    return &table->body[row * table->column_count + column];
}

static void test_ledger_line_is_the_figures_receipt(void **state)
{
    bound *b = *state;
    assert_jb_ok(load(b, "", TABLE("all"), ""), &b->err);
    bind(b);
    for (size_t i = 0; i < ENTRIES; i++) {
        const jb_inline *figure = cell_of(b, 1, i, 3)->text.items;
        const jb_inline *back = cell_of(b, 1, i, 4)->text.items;
        int64_t fact = cell_of(b, 0, 0, 2 + i)->text.items[0].fact;
        assert_true(fact != 0 && figure->fact == fact && back->fact == fact);
        assert_true(figure->receipt && !figure->back && back->back && !back->receipt);
        assert_false(cell_of(b, 0, 0, 2 + i)->text.items[0].receipt);
        assert_string_equal(cell_words(cell_of(b, 1, i, 6)), "2023年度报告");
    }
    /* The first was decided on by a person, the second came so. */
    assert_non_null(strstr(cell_words(cell_of(b, 1, 0, 9)), "李\n2024-03-01"));
    assert_non_null(strstr(cell_words(cell_of(b, 1, 1, 9)), "随导入"));
}

static void test_ledger_marks_the_span_by_its_place(void **state)
{
    bound *b = *state;
    assert_jb_ok(load(b, "", TABLE("all"), ""), &b->err);
    bind(b);
    assert_string_equal(cell_words(cell_of(b, 1, 0, 7)), "全年立案[3件]，结案3件。");
    assert_string_equal(cell_words(cell_of(b, 1, 1, 7)), "全年立案3件，结案[3件]。");
    assert_string_equal(cell_words(cell_of(b, 1, 2, 7)), "处罚[5件]。");
    assert_string_equal(cell_words(cell_of(b, 1, 3, 7)), "—");
}

static void test_ledger_says_a_corrected_amount_in_its_unit(void **state)
{
    bound *b = *state;
    assert_jb_ok(load(b, "", TABLE("all"), ""), &b->err);
    bind(b);
    assert_string_equal(cell_words(cell_of(b, 1, 0, 3)), "3件");
    assert_string_equal(cell_words(cell_of(b, 1, 3, 3)), "2件");
    assert_string_equal(cell_words(cell_of(b, 1, 4, 3)), "2605万元");
}

static void test_ledger_alone_leads_nowhere(void **state)
{
    bound *b = *state;
    assert_jb_ok(load(b, "", "", ""), &b->err);
    bind(b);
    assert_int_equal(b->doc->blocks[0].table->column_count, 9);
    assert_true(cell_of(b, 0, 0, 3)->text.items[0].receipt);
}

static void test_figures_without_support_look_different_and_the_legend_says_why(void **state)
{
    static const jb_support looks[] = {JB_SUPPORT_FULL, JB_SUPPORT_FULL, JB_SUPPORT_UNCHECKED,
                                       JB_SUPPORT_NONE, JB_SUPPORT_NONE};
    bound *b = *state;
    assert_jb_ok(load(b, "", TABLE("all") TABLE("two"), ""), &b->err);
    bind(b);
    for (size_t i = 0; i < ENTRIES; i++) {
        assert_int_equal(cell_of(b, 0, 0, 2 + i)->text.items[0].support, looks[i]);
    }
    const jb_text *legend = &b->doc->blocks[0].table->legend;
    jb_table_cell all = {.text = *legend};
    assert_non_null(strstr(cell_words(&all), "点线"));
    assert_non_null(strstr(cell_words(&all), "细线"));
    unsigned seen = 0;
    for (size_t i = 0; i < legend->count; i++) {
        seen |= 1U << legend->items[i].support; /* the words look like what they explain */
    }
    assert_int_equal(seen, 7);
    /* Nothing is said of what does not occur. */
    all.text = b->doc->blocks[1].table->legend;
    assert_null(strstr(cell_words(&all), "线"));
}

static void test_chart_explains_the_looks_of_its_figures(void **state)
{
    bound *b = *state;
    assert_jb_ok(load(b, "", CHART("all"), ""), &b->err); /* of the first column alone */
    bind(b);
    assert_int_equal(b->doc->blocks[0].chart->panels[0].points[0].label.items[0].support,
                     JB_SUPPORT_FULL);
    const jb_chart_block *chart = b->doc->blocks[0].chart;
    size_t notes = chart->note_count;
    assert_jb_ok(load(b, "", CHART("penalties"), ""), &b->err);
    bind(b);
    chart = b->doc->blocks[0].chart;
    assert_int_equal(chart->panels[0].points[0].label.items[0].support, JB_SUPPORT_UNCHECKED);
    assert_int_equal(chart->note_count, notes + 1);
    jb_table_cell last = {.text = chart->notes[notes].text};
    assert_non_null(strstr(cell_words(&last), "点线"));
    assert_null(strstr(cell_words(&last), "细线"));
}

static void test_block_stands_when_its_parameter_holds(void **state)
{
    static const struct {
        const char *declared, *set;
        size_t blocks;
    } cases[] = {
        {"\"more\": {\"type\": \"boolean\", \"default\": true}", NULL, 2},
        {"\"more\": {\"type\": \"boolean\", \"default\": false}", NULL, 1},
        {"\"more\": {\"type\": \"boolean\", \"default\": false}", "more=true", 2},
        {"\"more\": {\"type\": \"boolean\", \"default\": true}", "more=false", 1},
        {"\"more\": {\"type\": \"integer\", \"default\": 0}", NULL, 1},
        {"\"more\": {\"type\": \"integer\", \"default\": 0}", "more=2", 2},
        {"\"more\": {\"type\": \"text\", \"default\": \"\"}", NULL, 1},
        {"\"more\": {\"type\": \"text\", \"default\": \"\"}", "more=false", 2},
    };
    bound *b = *state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_jb_ok(load(b, cases[i].declared, TABLE("all"), ", \"when\": {\"param\": \"more\"}"),
                     &b->err);
        if (cases[i].set != NULL) {
            assert_jb_ok(jb_brief_set(b->brief, cases[i].set, &b->err), &b->err);
        }
        bind(b);
        assert_int_equal(b->doc->block_count, cases[i].blocks);
    }
}

static void test_faults_of_parameters_and_conditions(void **state)
{
    bound *b = *state;
    const char *flag = "\"more\": {\"type\": \"boolean\", \"default\": true}";
    assert_jb_fails(load(b, flag, "", ", \"when\": {\"param\": \"mor\"}"), &b->err, JB_ERR_INPUT,
                    "more");
    assert_jb_fails(load(b, flag, "", ", \"when\": {\"param\": \"more\", \"years\": 2}"), &b->err,
                    JB_ERR_INPUT, "years");
    assert_jb_fails(load(b, flag, "", ", \"when\": {}"), &b->err, JB_ERR_INPUT, "data");
    assert_jb_fails(load(b, "\"more\": {\"type\": \"boolean\", \"default\": \"yes\"}", "", ""),
                    &b->err, JB_ERR_INPUT, "boolean");
    assert_jb_ok(load(b, flag, "", ""), &b->err);
    assert_jb_fails(jb_brief_set(b->brief, "more=yes", &b->err), &b->err, JB_ERR_USAGE,
                    "neither true nor false");
}

/* A page with a ledger is another page when somebody else answers for a figure. */
static void test_fingerprint_knows_who_decided(void **state)
{
    bound *b = *state;
    char before[JB_SHA256_TEXT];
    char after[JB_SHA256_TEXT];
    jb_verdict verdict = {.by = "王", .reason = "", .on = {2024, 3, 2}};
    assert_jb_ok(load(b, "", TABLE("all"), ""), &b->err);
    bind(b);
    jb_brief_fingerprint(b->brief, before);
    bind(b);
    jb_brief_fingerprint(b->brief, after);
    assert_string_equal(before, after);
    int64_t fact = cell_of(b, 0, 0, 2)->text.items[0].fact;
    assert_jb_ok(jb_store_begin(b->store, &b->err), &b->err);
    assert_jb_ok(jb_store_decide(b->store, fact, JB_REVIEW_APPROVED, &verdict, &b->err), &b->err);
    assert_jb_ok(jb_store_commit(b->store, &b->err), &b->err);
    bind(b);
    jb_brief_fingerprint(b->brief, after);
    assert_string_not_equal(before, after);
}

int main(void)
{
#define receipt_test(test) cmocka_unit_test_setup_teardown(test, setup, bound_close)
    const struct CMUnitTest tests[] = {
        receipt_test(test_ledger_line_is_the_figures_receipt),
        receipt_test(test_ledger_marks_the_span_by_its_place),
        receipt_test(test_ledger_says_a_corrected_amount_in_its_unit),
        receipt_test(test_ledger_alone_leads_nowhere),
        receipt_test(test_figures_without_support_look_different_and_the_legend_says_why),
        receipt_test(test_chart_explains_the_looks_of_its_figures),
        receipt_test(test_block_stands_when_its_parameter_holds),
        receipt_test(test_faults_of_parameters_and_conditions),
        receipt_test(test_fingerprint_knows_who_decided),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
