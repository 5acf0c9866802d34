/* Queries that users write: what they may read, what they may not do, and that neither the order of
 * import nor the shape of a query can do harm.
 */
#include "fixture.h"

#include <stdio.h>

static const char facts[] = "agency_code,year,indicator,value,unit,source,status,sentence\n"
                            "440105,2023,enf_cases_filed,120,件,a.txt,approved,立案120件。\n"
                            "440106,2023,enf_cases_filed,80,件,b.txt,extracted,立案80件。\n"
                            "440106,2023,enf_wages_recovered,2604.50,元,b.txt,extracted,受理。\n"
                            "440105,2024,enf_cases_filed,7,件,c.txt,rejected,立案7件。\n";
static const char facts_turned[] =
    "agency_code,year,indicator,value,unit,source,status,sentence\n"
    "440105,2024,enf_cases_filed,7,件,c.txt,rejected,立案7件。\n"
    "440106,2023,enf_wages_recovered,2604.50,元,b.txt,extracted,受理。\n"
    "440106,2023,enf_cases_filed,80,件,b.txt,extracted,立案80件。\n"
    "440105,2023,enf_cases_filed,120,件,a.txt,approved,立案120件。\n";

static int setup(void **state)
{
    (void)fixture_setup(state);
    load(*state, "agencies.csv", AGENCIES);
    load(*state, "facts.csv", facts);
    return 0;
}

#define sql_test(test) cmocka_unit_test_setup_teardown(test, setup, fixture_teardown)

typedef struct asked {
    jb_arena *arena;
    jb_sql_rows rows;
} asked;

static jb_status ask_with(fixture *f, const char *text, const jb_sql_ask *ask, asked *out)
{
    jb_sql_text from = {.text = text, .len = strlen(text), .catalogue = f->catalogue};
    jb_sql *sql = NULL;
    forget(f);
    *out = (asked){.arena = jb_arena_new()};
    jb_status status = jb_sql_open(&from, &sql, &f->err);
    if (status == JB_OK) {
        status = jb_sql_run(sql, f->store, ask, out->arena, &out->rows, &f->err);
    }
    jb_sql_close(sql);
    return status;
}

/* The values, "|" between columns and a line for each row. The caller frees. */
static char *told(fixture *f, const char *text, const jb_sql_ask *ask)
{
    asked a;
    jb_str out = {0};
    assert_jb_ok(ask_with(f, text, ask, &a), &f->err);
    for (size_t i = 0; i < a.rows.rows * a.rows.columns; i++) {
        const char *value = a.rows.values[i].text;
        jb_str_add(&out, value != NULL ? value : "-");
        jb_str_addc(&out, (i + 1) % a.rows.columns == 0 ? '\n' : '|');
    }
    jb_arena_free(a.arena);
    jb_str_addc(&out, '\0');
    return out.data;
}

static void answers_with(fixture *f, const char *text, const jb_sql_ask *ask, const char *wanted)
{
    char *got = told(f, text, ask);
    assert_string_equal(got, wanted);
    free(got);
}

static void answers(fixture *f, const char *text, const char *wanted)
{
    answers_with(f, text, &(jb_sql_ask){0}, wanted);
}

static void refuses_with(fixture *f, const char *text, const jb_sql_ask *ask, const char *part)
{
    asked a;
    jb_status status = ask_with(f, text, ask, &a);
    assert_jb_fails(status, &f->err, JB_ERR_INPUT, part);
    jb_arena_free(a.arena);
}

static void refuses(fixture *f, const char *text, const char *part)
{
    refuses_with(f, text, &(jb_sql_ask){0}, part);
}

/* ---- what a query may read */

static void test_run_reads_the_views_in_a_fixed_order(void **state)
{
    fixture *f = *state;
    answers(f, "SELECT agency_name, year, value FROM v_fact WHERE indicator = 'enf_cases_filed'",
            "广州市海珠区人力资源和社会保障局|2023|120\n"
            "广州市天河区人力资源和社会保障局|2023|80\n");
    answers(f, "SELECT agency_code, year, facts, indicators FROM v_coverage",
            "440105|2023|1|1\n440105|2024|0|0\n440106|2023|2|2\n");
    answers(f, "SELECT short_name FROM agency WHERE code = '440106'", "天河区\n");
    answers(f,
            "SELECT count(*) FROM v_report r, v_absence a, v_denominator, v_witness, v_reading, "
            "v_original",
            "0\n");
}

static void test_run_shows_only_facts_that_papers_may_show(void **state)
{
    fixture *f = *state;
    answers(f, "SELECT count(*) FROM v_fact", "3\n");
    answers(f, "SELECT count(*) FROM v_fact WHERE status = 'rejected'", "0\n");
    answers_with(f, "SELECT value FROM v_fact", &(jb_sql_ask){.statuses = 1U << JB_REVIEW_APPROVED},
                 "120\n");
    answers_with(f, "SELECT value FROM v_fact", &(jb_sql_ask){.statuses = 1U << JB_REVIEW_REJECTED},
                 "7\n");
}

static void test_run_does_all_that_a_select_does(void **state)
{
    fixture *f = *state;
    answers(f,
            "WITH most(code, n) AS (SELECT agency_code, count(*) FROM v_fact GROUP BY 1) "
            "SELECT a.short_name, n FROM most JOIN agency a USING (code) ORDER BY n DESC",
            "天河区|2\n海珠区|1\n");
    answers(f, "WITH x AS (SELECT * FROM v_fact) SELECT count(*) FROM x", "3\n");
    answers(f,
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3) "
            "SELECT i FROM n",
            "1\n2\n3\n");
    answers(f,
            "SELECT value FROM v_fact WHERE year IN (2022, 2023) AND agency_code >= '440106' "
            "AND value LIKE '8%';",
            "80\n");
    answers(f, "SELECT sum(value) FROM v_fact WHERE indicator = 'enf_cases_filed'", "200\n");
    answers(f, "SELECT yoy_percent, '', NULL FROM v_fact LIMIT 1", "-||-\n");
    answers(f,
            "SELECT DISTINCT indicator_name(indicator), indicator_name('x') FROM v_fact "
            "ORDER BY 1",
            "立案数|x\n追发工资|x\n");
    answers(f, "-- the newest\nSELECT max(year) /* of all */ FROM v_fact -- end", "2023\n");
    answers(f,
            "SELECT f.value, c.facts FROM v_coverage c LEFT JOIN v_fact f ON f.agency_code = "
            "c.agency_code AND f.year = c.year WHERE c.year = 2024",
            "-|0\n");
}

static void test_run_gives_the_same_whatever_the_order_of_import(void **state)
{
    fixture *f = *state;
    static const char *const queries[] = {
        "SELECT * FROM v_fact", "SELECT value FROM v_fact ORDER BY unit",
        "SELECT group_concat(value) FROM v_fact GROUP BY year",
        "SELECT DISTINCT source FROM v_fact", "SELECT rowid, value FROM v_fact"};
    char *first[5];
    jb_sql_ask everything = {.statuses = 0xFU};
    for (size_t i = 0; i < 5; i++) {
        first[i] = told(f, queries[i], &everything);
    }
    jb_store_close(f->store);
    f->store = NULL;
    assert_jb_ok(jb_store_open(in_dir(f, "b.db"), JB_STORE_CREATE, &f->store, &f->err), &f->err);
    load(f, "agencies.csv", AGENCIES);
    load(f, "facts.csv", facts_turned);
    for (size_t i = 0; i < 5; i++) {
        char *again = told(f, queries[i], &everything);
        assert_string_equal(again, first[i]);
        free(again);
        free(first[i]);
    }
}

static void test_run_binds_parameters_as_values(void **state)
{
    fixture *f = *state;
    static const char wild[] = "x' OR '1'='1' --\"";
    jb_sql_value params[] = {{.text = wild}, {.text = "2023", .number = true}};
    jb_sql_ask ask = {.params = params};
    answers_with(f, "SELECT :name, count(*) FROM v_fact WHERE agency_code = :name", &ask,
                 "x' OR '1'='1' --\"|0\n");
    answers_with(f, "SELECT :name, typeof(:year), count(*) FROM v_fact WHERE year = :year", &ask,
                 "x' OR '1'='1' --\"|integer|3\n");
    params[0].text = "440105,440106";
    answers_with(f,
                 "SELECT count(*), listed('440106', :a), listed('4401', :a), listed('x', '') "
                 "FROM v_fact WHERE listed(agency_code, :a)",
                 &ask, "3|1|0|1\n");
}

static void test_fact_named_finds_the_fact(void **state)
{
    fixture *f = *state;
    asked a;
    jb_fact fact;
    bool found = false;
    assert_jb_ok(ask_with(f, "SELECT fact FROM v_fact WHERE value = '80'", &(jb_sql_ask){0}, &a),
                 &f->err);
    const char *name = a.rows.values != NULL ? a.rows.values[0].text : "";
    assert_int_equal(strncmp(name, "440106:2023:enf_cases_filed:", 28), 0);
    assert_jb_ok(jb_store_fact_named(f->store, name, a.arena, &fact, &found, &f->err), &f->err);
    assert_true(found);
    assert_string_equal(fact.sentence, "立案80件。");
    static const char *const others[] = {"", "440106", "440106:2023:enf_cases_filed:",
                                         "440106:2023:enf_cases_filed:0000000000000000",
                                         "::::::::::::::::::::"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        assert_jb_ok(jb_store_fact_named(f->store, others[i], a.arena, &fact, &found, &f->err),
                     &f->err);
        assert_false(found);
    }
    jb_arena_free(a.arena);
}

/* ---- what it may not do */

static void test_open_refuses_what_does_not_only_read(void **state)
{
    fixture *f = *state;
    static const char *const texts[] = {"",
                                        "  -- nothing",
                                        "/* open",
                                        "INSERT INTO v_fact (year) VALUES (1)",
                                        "DELETE FROM v_fact",
                                        "UPDATE v_fact SET value = 0",
                                        "CREATE TABLE x (y)",
                                        "CREATE TEMP TABLE x (y)",
                                        "DROP VIEW v_fact",
                                        "PRAGMA user_version",
                                        "PRAGMA user_version = 1",
                                        "ATTACH 'other.db' AS o",
                                        "DETACH main",
                                        "VACUUM INTO 'x.db'",
                                        "BEGIN",
                                        "ANALYZE",
                                        "EXPLAIN SELECT 1",
                                        "EXPLAIN QUERY PLAN SELECT 1",
                                        "VALUES (1)",
                                        "SELECTED",
                                        "REINDEX",
                                        "SELECT 1; SELECT 2",
                                        "SELECT 1; DROP VIEW v_fact",
                                        "SELECT 1; PRAGMA user_version = 1"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        refuses(f, texts[i], "a query only reads");
    }
    refuses(f, "SELECT 1; SELECT 2", "a query only reads");
    assert_jb_at(&f->err, 1, 11);
    /* Behind a WITH only SQLite knows; each of these is refused by its guard or its grammar. */
    refuses(f, "WITH x AS (SELECT 1) INSERT INTO v_fact (year) SELECT * FROM x",
            "a query only reads");
    refuses(f, "WITH x AS (SELECT 1) DELETE FROM v_fact", "v_fact may not be modified");
    refuses(f, "WITH x AS (SELECT 1) INSERT INTO sqlite_master SELECT * FROM x",
            "a query only reads");
}

static void test_open_refuses_tables_that_are_not_for_queries(void **state)
{
    fixture *f = *state;
    refuses(f, "SELECT * FROM sqlite_master", "may not read \"sqlite_master\"");
    assert_jb_at(&f->err, 1, 15);
    refuses(f, "SELECT count(*) FROM sqlite_schema", "may not read \"sqlite_");
    refuses(f, "SELECT * FROM pragma_table_info('v_fact')", "a query only reads");
    refuses(f, "SELECT count(*) FROM pragma_database_list", "a query only reads");
    refuses(f, "SELECT * FROM json_each('[1]')", "no such table");
    refuses(f, "SELECT * FROM fact", "no such table: fact");
    refuses(f, "SELECT * FROM decision", "no such table: decision");
    refuses(f, "SELECT * FROM v_history", "no such table: v_history");
    /* A name of the query's own does not open what it shadows. */
    refuses(f, "WITH v_fact AS (SELECT * FROM decision) SELECT * FROM v_fact", "no such table");
    refuses(f, "SELECT id FROM v_fact", "no such column: id");
}

static void test_open_refuses_functions_that_are_not_listed(void **state)
{
    fixture *f = *state;
    static const char *const names[] = {"load_extension('x')",
                                        "random()",
                                        "randomblob(9)",
                                        "avg(1)",
                                        "total(1)",
                                        "round(1.5)",
                                        "date('now')",
                                        "strftime('%Y', 'now')",
                                        "printf('%f', 1)",
                                        "hex('a')",
                                        "char(7)",
                                        "sqlite_version()",
                                        "changes()",
                                        "last_insert_rowid()",
                                        "json('1')",
                                        "zeroblob(9)",
                                        "rank() OVER (ORDER BY 1)",
                                        "row_number() OVER ()",
                                        "writefile('x', 'y')",
                                        "readfile('x')",
                                        "fts3_tokenizer('x')",
                                        "sqlite_compileoption_get(1)"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char text[128];
        snprintf(text, sizeof text, "SELECT %s FROM v_coverage", names[i]);
        refuses(f, text, "function");
    }
    refuses(f, "SELECT value, load_extension('x') FROM v_fact", "the function \"load_extension\"");
    assert_jb_at(&f->err, 1, 15);
}

static void test_open_says_where_the_fault_is(void **state)
{
    fixture *f = *state;
    refuses(f, "SELECT valeu FROM v_fact", "no such column: valeu");
    assert_jb_at(&f->err, 1, 8);
    refuses(f, "SELECT value FROM v_facts", "no such table: v_facts");
    assert_jb_at(&f->err, 1, 19);
    refuses(f, "SELECT value FROM v_fact WERE year = 1", "syntax error");
    assert_jb_at(&f->err, 1, 31);
    refuses(f, "SELECT \"2023\" FROM v_fact", "no such column: 2023");
    refuses(f, "SELECT ? FROM v_fact", ":name");
    refuses(f, "SELECT @a FROM v_fact", ":name");
    assert_jb_at(&f->err, 1, 8);
    refuses(f, "SELECT $a FROM v_fact", ":name");
}

static void test_run_refuses_what_is_no_text_or_whole_number(void **state)
{
    fixture *f = *state;
    refuses(f, "SELECT 1.5", "binary fraction");
    refuses(f, "SELECT sum(value) AS s FROM v_fact", "row 1, column \"s\" is a binary fraction");
    refuses(f, "SELECT x'00'", "not a text");
    refuses(f, "SELECT CAST(x'ff' AS TEXT)", "not a text");
    refuses(f, "SELECT CAST(x'6100' AS TEXT)", "not a text");
    refuses(f, "SELECT CAST(x'07' AS TEXT)", "not a text");
    refuses(f, "SELECT abs(-9223372036854775807 - 1)", "integer overflow");
}

static void test_run_is_bounded(void **state)
{
    fixture *f = *state;
    static const char endless[] =
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n";
    static const char growing[] =
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION SELECT i + 1 FROM n) SELECT i FROM n ORDER BY -i";
    static const char rows[] = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n "
                               "LIMIT 2001) SELECT i FROM n";
    refuses_with(f, endless, &(jb_sql_ask){.milliseconds = 100}, "more than 0.1 seconds");
    refuses_with(f,
                 "SELECT count(*) FROM v_fact a, v_fact b, v_fact c, v_fact d, v_fact e, v_fact "
                 "g, v_fact h, v_fact i, v_fact j, v_fact k, v_fact l, v_fact m, v_fact n",
                 &(jb_sql_ask){.milliseconds = 100}, "more than 0.1 seconds");
    asked a;
    assert_int_equal(ask_with(f, growing, &(jb_sql_ask){.milliseconds = 1500}, &a), JB_ERR_INPUT);
    jb_arena_free(a.arena);
    refuses(f, rows, "more than 2000 rows");
    answers(f,
            "SELECT count(*) FROM (WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM "
            "n LIMIT 2001) SELECT i FROM n)",
            "2001\n");
    refuses_with(f, "SELECT value FROM v_fact", &(jb_sql_ask){.rows = 2}, "more than 2 rows");
    answers(f, "SELECT 1", "1\n"); /* and nothing of that lasts */
}

/* Names of WITH that use one another twice each grow beyond any memory while they are read. */
static void test_open_is_bounded(void **state)
{
    fixture *f = *state;
    jb_str text = {0};
    jb_str_add(&text, "WITH a0(x) AS (SELECT 1)");
    for (int i = 1; i <= 40; i++) {
        jb_str_addf(&text, ", a%d(x) AS (SELECT 1 FROM a%d p, a%d q)", i, i - 1, i - 1);
    }
    jb_str_add(&text, " SELECT count(*) FROM a40");
    refuses(f, jb_str_text(&text), "too much");
    jb_str_clear(&text);
    jb_str_add(&text, "SELECT ");
    for (int i = 0; i < 20000; i++) {
        jb_str_add(&text, "(");
    }
    refuses(f, jb_str_text(&text), "");
    jb_str_clear(&text);
    jb_str_add(&text, "SELECT 1");
    for (int i = 1; i < 65; i++) {
        jb_str_addf(&text, ", %d", i);
    }
    refuses(f, jb_str_text(&text), "too many columns");
    jb_str_free(&text);
    refuses(f,
            "SELECT CAST(replace('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'a', replace(replace("
            "'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'a', replace('aaaaaaaaaaaaaaaaaaaaaaaaa',"
            "'a', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa')), 'a', 'bbbbbbbbbbbbbbbbb')) AS TEXT)",
            "too big");
}

/* ---- any bytes at all */

static const char *const words[] = {"SELECT ",
                                    "FROM ",
                                    "v_fact ",
                                    "v_coverage ",
                                    "WHERE ",
                                    "value ",
                                    "year ",
                                    "* ",
                                    "count(*) ",
                                    "( ",
                                    ") ",
                                    ", ",
                                    "= ",
                                    "'",
                                    "\"",
                                    ";",
                                    "--",
                                    "/*",
                                    "WITH ",
                                    "x ",
                                    "AS ",
                                    "INSERT INTO ",
                                    "DELETE FROM ",
                                    "fact ",
                                    "PRAGMA ",
                                    "user_version ",
                                    "ATTACH ",
                                    "DROP TABLE ",
                                    "1 ",
                                    "NULL ",
                                    ":a ",
                                    "ORDER BY ",
                                    "GROUP BY ",
                                    "UNION ALL ",
                                    "JOIN ",
                                    "LIMIT ",
                                    "sqlite_master ",
                                    "|| ",
                                    "RECURSIVE ",
                                    "VALUES (1) ",
                                    "UPDATE ",
                                    "SET ",
                                    "\xE6\xB5\xB7",
                                    "\xFF",
                                    "\x01",
                                    "group_concat("};

static unsigned long long dice = 20240101;

static unsigned roll(unsigned sides)
{
    dice = dice * 6364136223846793005ULL + 1442695040888963407ULL;
    return (unsigned)(dice >> 33) % sides;
}

static void random_query(jb_str *out)
{
    unsigned parts = 1 + roll(14);
    jb_str_clear(out);
    jb_str_add(out, roll(3) != 0 ? "SELECT " : roll(2) != 0 ? "WITH " : "");
    for (unsigned i = 0; i < parts; i++) {
        if (roll(12) == 0) {
            jb_str_addc(out, (char)(1 + roll(255)));
        } else {
            jb_str_add(out, words[roll(sizeof words / sizeof *words)]);
        }
    }
}

static void test_random_queries_change_nothing(void **state)
{
    fixture *f = *state;
    reopen(f, "a.db", JB_STORE_READ);
    size_t before_len = 0, after_len = 0;
    char *before = jb_test_read_bytes(in_dir(f, "a.db"), &before_len);
    reopen(f, "a.db", JB_STORE_WRITE); /* where harm could be done */
    jb_str text = {0};
    size_t good = 0;
    jb_sql_value nothing[64] = {{0}};
    for (int i = 0; i < 20000; i++) {
        asked a;
        random_query(&text);
        jb_sql_ask ask = {.milliseconds = 50, .params = nothing};
        jb_status status = ask_with(f, jb_str_text(&text), &ask, &a);
        assert_true(status == JB_OK || (status == JB_ERR_INPUT && f->err.en[0] != '\0'));
        good += status == JB_OK;
        jb_arena_free(a.arena);
    }
    assert_true(good > 20); /* some of them did read */
    jb_str_free(&text);
    forget(f);
    reopen(f, "a.db", JB_STORE_READ);
    char *after = jb_test_read_bytes(in_dir(f, "a.db"), &after_len);
    assert_int_equal(before_len, after_len);
    for (size_t i = 0; i < 100; i++) { /* opening for writing counts itself */
        bool counter = (i >= 24 && i < 28) || i >= 92;
        assert_true(counter || before[i] == after[i]);
    }
    assert_memory_equal(before + 100, after + 100, before_len - 100);
    free(before);
    free(after);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        sql_test(test_run_reads_the_views_in_a_fixed_order),
        sql_test(test_run_shows_only_facts_that_papers_may_show),
        sql_test(test_run_does_all_that_a_select_does),
        sql_test(test_run_gives_the_same_whatever_the_order_of_import),
        sql_test(test_run_binds_parameters_as_values),
        sql_test(test_fact_named_finds_the_fact),
        sql_test(test_open_refuses_what_does_not_only_read),
        sql_test(test_open_refuses_tables_that_are_not_for_queries),
        sql_test(test_open_refuses_functions_that_are_not_listed),
        sql_test(test_open_says_where_the_fault_is),
        sql_test(test_run_refuses_what_is_no_text_or_whole_number),
        sql_test(test_run_is_bounded),
        sql_test(test_open_is_bounded),
        sql_test(test_random_queries_change_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
