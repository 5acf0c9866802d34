/* Queries of a layout: the example of docs/layouts.md, what is traced, what texts say of it, where
 * faults are, conditions, and blocks for each division and year. */
#include "brief_help.h"

static void put_agency(bound *b, const char *code, const char *name, const char *parent)
{
    jb_agency agency = county(code, jb_test_path("局", name));
    agency.short_name = name;
    agency.parent = parent;
    agency_put(b, agency);
}

static void put_fact(bound *b, const char *code, int year, int64_t value, jb_review status)
{
    jb_fact fact = filed_in(code, year);
    fact.sentence = "立案若干件。";
    fact.status = status;
    fact.value = jb_dec_int(value);
    fact_put(b, fact);
}

static int setup(void **state)
{
    bound *b = bound_open();
    put_agency(b, "330100", "某市", "330000");
    put_agency(b, "330101", "甲区", "330100");
    put_agency(b, "330102", "乙区", "330100");
    put_agency(b, "330201", "丙区", "330200");
    put_fact(b, "330201", 2024, 5, JB_REVIEW_EXTRACTED);
    put_fact(b, "330101", 2024, 1200, JB_REVIEW_EXTRACTED);
    put_fact(b, "330101", 2023, 900, JB_REVIEW_APPROVED);
    put_fact(b, "330102", 2024, 30, JB_REVIEW_APPROVED);
    put_fact(b, "330102", 2023, 7, JB_REVIEW_REJECTED);
    assert_jb_ok(jb_store_commit(b->store, &b->err), &b->err);
    *state = b;
    return 0;
}

#define query_test(test) cmocka_unit_test_setup_teardown(test, setup, bound_close)

/* A layout with these queries and blocks. */
static jb_status load(bound *b, const char *queries, const char *blocks)
{
    jb_str text = {0};
    jb_str_addf(&text,
                "{\"jianbao\": 1, \"id\": \"t\", \"title\": {\"zh\": \"t\", \"en\": \"t\"},"
                "\"description\": {\"zh\": \"t\", \"en\": \"t\"}, \"document_title\": \"t\","
                "\"style_sheet\": \"gongwen\", \"params\": {"
                "\"word\": {\"type\": \"text\", \"default\": \"\"},"
                "\"since\": {\"type\": \"integer\", \"default\": 2024},"
                "\"agencies\": {\"type\": \"agencies\", \"default\": \"\"}},"
                "\"data\": {\"d\": {\"columns\": [{\"indicators\": [\"enf_cases_filed\"]}]}},\n"
                "\"queries\": {%s},\n\"blocks\": [%s]}",
                queries, blocks);
    jb_doc_free(b->doc);
    jb_brief_free(b->brief);
    b->doc = NULL;
    b->brief = NULL;
    b->err = (jb_error){.status = JB_OK};
    jb_status st =
        jb_brief_read("t.json", jb_str_text(&text), text.len, b->catalogue, &b->brief, &b->err);
    jb_str_free(&text);
    return st;
}

static jb_status bind(bound *b, const char *queries, const char *blocks)
{
    jb_status st = load(b, queries, blocks);
    return st == JB_OK ? jb_brief_bind(b->brief, b->store, &b->doc, &b->err) : st;
}

/* The words of a text. */
static const char *words(const jb_text *text)
{
    static char out[512];
    out[0] = '\0';
    for (size_t i = 0; i < text->count; i++) {
        size_t len = strlen(out);
        snprintf(out + len, sizeof out - len, "%s", text->items[i].text);
    }
    return out;
}

static const char *cell(const jb_table_block *table, size_t row, size_t column)
{
    return words(&table->body[row * table->column_count + column].text);
}

static const char one[] = "\"q\": {\"sql\": \"SELECT value, unit, agency_name AS 局, fact FROM "
                          "v_fact WHERE agency_code = '330101' AND year = 2024\","
                          "\"facts\": {\"value\": \"fact\"}}";

/* ---- the table */

static void test_example_prints_an_own_query(void **state)
{
    bound *b = *state;
    assert_jb_ok(example_load(b, "query", NULL, NULL), &b->err);
    assert_jb_ok(jb_brief_bind(b->brief, b->store, &b->doc, &b->err), &b->err);
    assert_int_equal(b->doc->block_count, 3);
    assert_string_equal(words(&b->doc->blocks[1].text), "2024年以来共有数字3（自行查询）个。");
    const jb_table_block *table = b->doc->blocks[2].table;
    assert_int_equal(table->column_count, 5); /* without the names of facts */
    assert_int_equal(table->body_rows, 2);
    assert_string_equal(words(&table->head[3].text), "数字");
    assert_string_equal(cell(table, 0, 3), "1200");
    assert_true(table->body[3].text.items[0].fact > 0);
    assert_int_equal(table->body[1].text.items[0].fact, 0);
    assert_int_equal(table->columns[3].align, JB_ALIGN_RIGHT);
    assert_int_equal(table->columns[4].align, JB_ALIGN_LEFT);
    assert_string_equal(words(&table->unit), "自行查询，非对照");
    assert_int_equal(table->note_count, 2);
    assert_non_null(strstr(words(&table->notes[0].text), "未经可比性检验"));
    assert_non_null(strstr(words(&table->notes[1].text), "“数字”列为报告所载数字"));
    assert_int_equal(jb_brief_unreviewed(b->brief), 2);
    assert_jb_ok(jb_brief_set(b->brief, "agencies=330201,330102", &b->err), &b->err);
    jb_doc_free(b->doc);
    assert_jb_ok(jb_brief_bind(b->brief, b->store, &b->doc, &b->err), &b->err);
    assert_int_equal(b->doc->blocks[2].table->body_rows, 1);
    assert_int_equal(jb_brief_unreviewed(b->brief), 1);
}

static void test_table_without_facts_says_so(void **state)
{
    bound *b = *state;
    assert_jb_ok(bind(b, "\"q\": {\"sql\": \"SELECT value, NULL AS n FROM v_fact\"}",
                      "{\"type\": \"query\", \"query\": \"q\", \"title\": \"x\"}"),
                 &b->err);
    const jb_table_block *table = b->doc->blocks[0].table;
    assert_int_equal(table->body_rows, 4); /* the rejected one is not there */
    assert_string_equal(cell(table, 0, 1), "—");
    assert_non_null(strstr(words(&table->notes[1].text), "未逐一对应报告原句"));
    assert_jb_ok(bind(b, "\"q\": {\"sql\": \"SELECT 1 AS x WHERE 0\"}",
                      "{\"type\": \"query\", \"query\": \"q\", \"title\": \"x\"}"),
                 &b->err);
    assert_int_equal(b->doc->blocks[0].kind, JB_BLOCK_PARAGRAPH);
}

static void test_traced_cells_are_the_figures_of_their_facts(void **state)
{
    bound *b = *state;
    static const struct {
        const char *sql, *part;
    } wrong[] = {
        {"SELECT value + 1 AS v, fact AS f FROM v_fact", "is not the figure of its fact"},
        {"SELECT value AS v, 'x' AS f FROM v_fact", "names none"},
        {"SELECT value AS v, NULL AS f FROM v_fact", "names none"},
        {"SELECT a.value AS v, b.fact AS f FROM v_fact a, v_fact b WHERE a.value <> b.value",
         "is not the figure of its fact"},
    };
    char query[512];
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        snprintf(query, sizeof query, "\"q\": {\"sql\": \"%s\", \"facts\": {\"v\": \"f\"}}",
                 wrong[i].sql);
        assert_jb_fails(bind(b, query, "{\"type\": \"query\", \"query\": \"q\", \"title\": \"x\"}"),
                        &b->err, JB_ERR_INPUT, wrong[i].part);
    }
    assert_jb_ok(
        bind(b, "\"q\": {\"sql\": \"SELECT NULL AS v, NULL AS f\", \"facts\": {\"v\": \"f\"}}",
             "{\"type\": \"query\", \"query\": \"q\", \"title\": \"x\"}"),
        &b->err);
    assert_jb_fails(load(b,
                         "\"q\": {\"sql\": \"SELECT 1 AS v, 2 AS f\", \"facts\": {\"w\": \"f\"}}",
                         "{\"type\": \"space\", \"height\": \"1pt\"}"),
                    &b->err, JB_ERR_INPUT, "no column \"w\"");
    assert_jb_fails(
        load(b,
             "\"q\": {\"sql\": \"SELECT 1 AS v, 2 AS f\", \"facts\": {\"v\": \"f\", \"f\": \"v\"}}",
             "{\"type\": \"space\", \"height\": \"1pt\"}"),
        &b->err, JB_ERR_INPUT, "cannot be a figure itself");
}

/* ---- texts */

static void test_texts_take_the_value_of_one_row(void **state)
{
    bound *b = *state;
    assert_jb_ok(bind(b, one,
                      "{\"type\": \"paragraph\", \"text\": \"{q.局}立案{q.value}{q.unit}。\"},"
                      "{\"type\": \"paragraph\", \"text\": [\"共\", {\"text\": \"{q.value}\", "
                      "\"bold\": true}]},"
                      "{\"type\": \"heading\", \"text\": \"{q.value}\"},"
                      "{\"type\": \"paragraph\", \"text\": \"{q.rows}\"}"),
                 &b->err);
    const jb_text *text = &b->doc->blocks[0].text;
    assert_int_equal(text->count, 3);
    assert_string_equal(text->items[1].text, "1200");
    assert_true(text->items[1].fact > 0);
    assert_int_equal(text->items[0].fact, 0);
    assert_string_equal(text->items[2].text, "件。");
    text = &b->doc->blocks[1].text;
    assert_true(text->items[1].bold && text->items[1].fact > 0);
    assert_string_equal(words(&b->doc->blocks[2].text), "1200");
    assert_string_equal(words(&b->doc->blocks[3].text), "1（自行查询）");
    assert_jb_fails(bind(b, "\"q\": {\"sql\": \"SELECT value FROM v_fact\"}",
                         "{\"type\": \"paragraph\", \"text\": \"{q.value}\"}"),
                    &b->err, JB_ERR_INPUT, "the query gives 4");
    assert_jb_fails(load(b, one, "{\"type\": \"paragraph\", \"text\": \"{q.valu}\"}"), &b->err,
                    JB_ERR_INPUT, "did you mean \"value\"");
    assert_jb_fails(load(b, one, "{\"type\": \"paragraph\", \"text\": \"{p.value}\"}"), &b->err,
                    JB_ERR_INPUT, "neither a parameter nor data");
}

static void test_parameters_are_values(void **state)
{
    bound *b = *state;
    assert_jb_ok(load(b, "\"q\": {\"sql\": \"SELECT :word AS w, typeof(:since) AS t\"}",
                      "{\"type\": \"paragraph\", \"text\": \"{q.w} {q.t}\"}"),
                 &b->err);
    assert_jb_ok(jb_brief_set(b->brief, "word=' OR \"x\"; --", &b->err), &b->err);
    assert_jb_ok(jb_brief_bind(b->brief, b->store, &b->doc, &b->err), &b->err);
    assert_string_equal(words(&b->doc->blocks[0].text), "' OR \"x\"; -- integer");
}

/* ---- faults and where they are */

static void test_faults_have_their_place_in_the_layout(void **state)
{
    bound *b = *state;
    static const char space[] = "{\"type\": \"space\", \"height\": \"1pt\"}";
    assert_jb_fails(load(b, "\"q\": {\"sql\": \"SELECT valeu FROM v_fact\"}", space), &b->err,
                    JB_ERR_INPUT, "no such column: valeu");
    assert_jb_at(&b->err, 2, 34); /* "queries": {"q": {"sql": "SELECT | */
    assert_string_equal(b->err.loc.path, "$.queries.q.sql");
    assert_jb_fails(
        load(b, "\"q\": {\"sql\": \"SELECT '\\u5c40\\\\n\\\"', valeu FROM v_fact\"}", space),
        &b->err, JB_ERR_INPUT, "no such column: valeu");
    assert_jb_at(&b->err, 2, 49);
    assert_jb_fails(load(b, "\"q\": {\"sql\": \"SELECT '局', valeu FROM v_fact\"}", space), &b->err,
                    JB_ERR_INPUT, "no such column: valeu");
    assert_jb_at(&b->err, 2, 39);
    assert_jb_fails(load(b, "\"q\": {\"sql\": [\n\"SELECT value\",\n  \"FROM v_facts\"]}", space),
                    &b->err, JB_ERR_INPUT, "no such table: v_facts");
    assert_jb_at(&b->err, 4, 9);
    assert_string_equal(b->err.loc.path, "$.queries.q.sql[1]");
    assert_jb_fails(load(b, "\"q\": {\"sql\": \"SELECT :sinse\"}", space), &b->err, JB_ERR_INPUT,
                    "no parameter \"sinse\"; did you mean \"since\"");
    assert_jb_at(&b->err, 2, 34);
    assert_jb_fails(load(b, "\"q\": {\"sql\": \"DROP TABLE fact\"}", space), &b->err, JB_ERR_INPUT,
                    "a query only reads");
    assert_jb_fails(load(b, "\"q\": {\"sql\": \"SELECT 1 AS x, 2 AS x\"}", space), &b->err,
                    JB_ERR_INPUT, "two columns");
    assert_jb_fails(load(b, "\"d\": {\"sql\": \"SELECT 1\"}", space), &b->err, JB_ERR_INPUT,
                    "already");
    assert_jb_fails(load(b, "\"q\": {\"sql\": []}", space), &b->err, JB_ERR_INPUT, "only reads");
    assert_jb_fails(load(b, "\"q\": {\"sql\": [\"SELECT\\n1\"]}", space), &b->err, JB_ERR_INPUT,
                    "no line break");
    assert_jb_fails(load(b, "\"q\": {\"sequel\": \"SELECT 1\"}", space), &b->err, JB_ERR_INPUT,
                    "sequel");
    assert_jb_fails(load(b, "\"q\": 1", space), &b->err, JB_ERR_INPUT, "object");
    assert_jb_fails(load(b, one, "{\"type\": \"query\", \"query\": \"p\", \"title\": \"x\"}"),
                    &b->err, JB_ERR_INPUT, "no query \"p\"");
    assert_jb_fails(bind(b, "\"q\": {\"sql\": \"SELECT 1.5 AS x\"}",
                         "{\"type\": \"query\", \"query\": \"q\", \"title\": \"x\"}"),
                    &b->err, JB_ERR_INPUT, "binary fraction");
    assert_string_equal(b->err.loc.path, "$.queries.q.sql");
}

/* ---- conditions */

static void test_blocks_wait_for_rows(void **state)
{
    bound *b = *state;
    static const struct {
        const char *when;
        size_t blocks;
    } cases[] = {
        {"{\"query\": \"q\", \"rows\": 4}", 2},
        {"{\"query\": \"q\", \"rows\": 5}", 1},
        {"{\"data\": \"d\", \"rows\": 4}", 2},
        {"{\"data\": \"d\", \"rows\": 5}", 1},
        {"{\"data\": \"d\", \"rows\": 1, \"years\": 2}", 2},
        {"{\"data\": \"d\", \"rows\": 1, \"years\": 3}", 1},
    };
    char blocks[256];
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        snprintf(blocks, sizeof blocks,
                 "{\"type\": \"title\", \"text\": \"t\"},"
                 "{\"type\": \"paragraph\", \"text\": \"x\", \"when\": %s}",
                 cases[i].when);
        assert_jb_ok(bind(b, "\"q\": {\"sql\": \"SELECT value FROM v_fact\"}", blocks), &b->err);
        assert_int_equal(b->doc->block_count, cases[i].blocks);
    }
    static const struct {
        const char *when, *part;
    } wrong[] = {
        {"{\"query\": \"q\", \"years\": 1}", "a query has rows"},
        {"{\"query\": \"q\"}", "say how many"},
        {"{\"data\": \"d\"}", "say how many"},
        {"{\"rows\": 1}", "\"data\""},
        {"{\"data\": \"d\", \"query\": \"q\", \"rows\": 1}", "not for both"},
        {"{\"data\": \"d\", \"rows\": 0}", "between 1"},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        snprintf(blocks, sizeof blocks, "{\"type\": \"paragraph\", \"text\": \"x\", \"when\": %s}",
                 wrong[i].when);
        assert_jb_fails(load(b, "\"q\": {\"sql\": \"SELECT value FROM v_fact\"}", blocks), &b->err,
                        JB_ERR_INPUT, wrong[i].part);
    }
}

/* ---- once for each */

static void test_for_each_goes_through_divisions(void **state)
{
    bound *b = *state;
    assert_jb_ok(
        bind(b,
             "\"q\": {\"sql\": \"SELECT :region AS r, count(*) AS n FROM agency WHERE "
             "parent = :region\"}",
             "{\"type\": \"for_each\", \"each\": \"region\", \"data\": \"d\", \"blocks\": ["
             "{\"type\": \"paragraph\", \"text\": \"{region} {d.agencies} {q.n}\"},"
             "{\"type\": \"table\", \"data\": \"d\", \"title\": \"{region}\"}]},"
             "{\"type\": \"paragraph\", \"text\": \"{d.agencies}\"}"),
        &b->err);
    assert_int_equal(b->doc->block_count, 5);
    assert_string_equal(words(&b->doc->blocks[0].text), "某市 2 2（自行查询）");
    assert_int_equal(b->doc->blocks[1].table->body_rows, 3);
    assert_string_equal(words(&b->doc->blocks[2].text), "330200 1 1（自行查询）");
    assert_int_equal(b->doc->blocks[3].table->body_rows, 1);
    assert_string_equal(words(&b->doc->blocks[4].text), "3");
}

static void test_for_each_goes_through_years(void **state)
{
    bound *b = *state;
    assert_jb_ok(bind(b,
                      "\"q\": {\"sql\": \"SELECT count(*) AS n, typeof(:year) AS t FROM v_fact "
                      "WHERE year = :year\"}",
                      "{\"type\": \"for_each\", \"each\": \"year\", \"data\": \"d\", \"blocks\": ["
                      "{\"type\": \"paragraph\", \"text\": \"{year} {q.n} {q.t} {d.years}\"},"
                      "{\"type\": \"table\", \"data\": \"d\", \"keys\": [\"agency\"], \"title\": "
                      "\"x\", \"when\": {\"data\": \"d\", \"rows\": 3}}]}"),
                 &b->err);
    assert_int_equal(b->doc->block_count, 3);
    assert_string_equal(words(&b->doc->blocks[0].text), "2023 1（自行查询） integer 2023年");
    assert_string_equal(words(&b->doc->blocks[1].text), "2024 3（自行查询） integer 2024年");
    assert_int_equal(b->doc->blocks[2].table->body_rows, 3);
}

static void test_for_each_keeps_its_queries_inside(void **state)
{
    bound *b = *state;
    static const char by_agency[] = "\"q\": {\"sql\": \"SELECT :agency AS a\"}";
    assert_jb_ok(
        bind(b, by_agency,
             "{\"type\": \"for_each\", \"each\": \"agency\", \"data\": \"d\", \"blocks\": ["
             "{\"type\": \"query\", \"query\": \"q\", \"title\": \"{agency}\"}]}"),
        &b->err);
    assert_int_equal(b->doc->block_count, 3);
    assert_string_equal(cell(b->doc->blocks[0].table, 0, 0), "330101");
    assert_string_equal(cell(b->doc->blocks[2].table, 0, 0), "330201");
    assert_jb_fails(load(b, by_agency, "{\"type\": \"query\", \"query\": \"q\", \"title\": \"x\"}"),
                    &b->err, JB_ERR_INPUT, "\"each\": \"agency\"");
    assert_jb_fails(load(b, by_agency, "{\"type\": \"paragraph\", \"text\": \"{q.a}\"}"), &b->err,
                    JB_ERR_INPUT, "\"each\": \"agency\"");
    assert_jb_fails(
        load(b, by_agency,
             "{\"type\": \"for_each\", \"each\": \"year\", \"data\": \"d\", \"blocks\": ["
             "{\"type\": \"query\", \"query\": \"q\", \"title\": \"x\"}]}"),
        &b->err, JB_ERR_INPUT, "\"each\": \"agency\"");
    assert_jb_fails(load(b, "\"q\": {\"sql\": \"SELECT :agency, :year\"}",
                         "{\"type\": \"space\", \"height\": \"1pt\"}"),
                    &b->err, JB_ERR_INPUT, "one of :agency");
    assert_jb_fails(
        load(b, "\"year\": {\"sql\": \"SELECT 1\"}",
             "{\"type\": \"for_each\", \"each\": \"year\", \"data\": \"d\", \"blocks\": ["
             "{\"type\": \"space\", \"height\": \"1pt\"}]}"),
        &b->err, JB_ERR_INPUT, "{year}");
}

/* ---- the fingerprint */

static void test_fingerprint_follows_what_queries_answer(void **state)
{
    bound *b = *state;
    char first[JB_SHA256_TEXT], again[JB_SHA256_TEXT], other[JB_SHA256_TEXT];
    assert_jb_ok(bind(b, "\"q\": {\"sql\": \"SELECT count(*) AS n FROM v_absence\"}",
                      "{\"type\": \"paragraph\", \"text\": \"{q.n}\"}"),
                 &b->err);
    jb_brief_fingerprint(b->brief, first);
    jb_doc_free(b->doc);
    assert_jb_ok(jb_brief_bind(b->brief, b->store, &b->doc, &b->err), &b->err);
    jb_brief_fingerprint(b->brief, again);
    assert_string_equal(first, again);
    jb_absent absent;
    jb_absent_init(&absent);
    absent.agency_code = "330101";
    absent.year = 2020;
    absent.indicator = "arb_accepted";
    absent.kind = JB_ABSENT_SILENT;
    assert_jb_ok(jb_store_begin(b->store, &b->err), &b->err);
    assert_jb_ok(jb_store_put_absent(b->store, &absent, NULL, &b->err), &b->err);
    assert_jb_ok(jb_store_commit(b->store, &b->err), &b->err);
    jb_doc_free(b->doc);
    assert_jb_ok(jb_brief_bind(b->brief, b->store, &b->doc, &b->err), &b->err);
    jb_brief_fingerprint(b->brief, other);
    assert_string_not_equal(first, other);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        query_test(test_example_prints_an_own_query),
        query_test(test_table_without_facts_says_so),
        query_test(test_traced_cells_are_the_figures_of_their_facts),
        query_test(test_texts_take_the_value_of_one_row),
        query_test(test_parameters_are_values),
        query_test(test_faults_have_their_place_in_the_layout),
        query_test(test_blocks_wait_for_rows),
        query_test(test_for_each_goes_through_divisions),
        query_test(test_for_each_goes_through_years),
        query_test(test_for_each_keeps_its_queries_inside),
        query_test(test_fingerprint_follows_what_queries_answer),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
