/* Files in and out: every kind of bad row, everything or nothing, the same bytes back. */
#include "fixture.h"

#define FACT_HEAD "agency_code,year,indicator,value,unit,source,note\n"
#define ROW(code, value, note) code ",2023,enf_cases_filed," value ",件,a.html," note "\n"

static int import_setup(void **state)
{
    (void)fixture_setup(state);
    load(*state, "agencies.csv", AGENCIES);
    return 0;
}

#define import_test(test) cmocka_unit_test_setup_teardown(test, import_setup, fixture_teardown)

static size_t lines_of(const char *text)
{
    size_t count = 0;
    for (; *text; text++) {
        count += *text == '\n';
    }
    return count;
}

static size_t held(fixture *f, jb_table table)
{
    char *text = export_text(f, table, JB_RECORDS_JSONL, NULL);
    size_t count = lines_of(text);
    free(text);
    return count;
}

/* One row that is wrong and one that is right: the fault is told and nothing is kept. */
static void refuse_row(fixture *f, const char *name, const char *text, const char *part,
                       unsigned line, unsigned column)
{
    refuse(f, name, text, "nothing was imported");
    assert_int_equal(f->fault_count, 1);
    assert_jb_fails(f->faults[0].status, &f->faults[0], JB_ERR_INPUT, part);
    assert_jb_at(&f->faults[0], line, column);
    forget(f);
    assert_int_equal(held(f, JB_TABLE_FACTS), 0);
}

/* The file as a whole is wrong. */
static void refuse_file(fixture *f, const char *name, const char *text, const char *part,
                        unsigned line, unsigned column)
{
    refuse(f, name, text, part);
    assert_jb_at(&f->err, line, column);
    assert_int_equal(f->fault_count, 0);
    forget(f);
}

/* ---- good files ----------------------------------------------------------------------------- */

static void test_import_csv_forms(void **state)
{
    fixture *f = *state;
    jb_import_result result;
    static const char text[] = "\xEF\xBB\xBF\"agency_code\",year,value,indicator,note,source\r\n"
                               "440105,2023,120,enf_cases_filed,\"a, \"\"b\"\"\r\nc\",x\r\n"
                               "\r\n"
                               "440106,2023,7,enf_cases_filed,,x";
    assert_jb_ok(jb_store_begin(f->store, &f->err), &f->err);
    assert_jb_ok(import_bytes(f, "FACTS.CSV", text, sizeof text - 1, &result), &f->err);
    assert_int_equal(result.table, JB_TABLE_FACTS);
    assert_int_equal(result.rows, 2);
    assert_int_equal(result.faults, 0);
    char *out = export_text(f, JB_TABLE_FACTS, JB_RECORDS_CSV, NULL);
    assert_non_null(strstr(out, ",\"a, \"\"b\"\"\nc\"\n"));
    free(out);
}

static void test_import_jsonl_forms(void **state)
{
    fixture *f = *state;
    load(f, "facts.jsonl",
         "{\"agency_code\": \"440105\", \"year\": 2023, \"indicator\": \"enf_wages_recovered\","
         " \"value\": 2604.50, \"unit\": \"元\", \"source\": \"a\", \"note\": null}\n"
         "\n"
         "{\"agency_code\": 440106, \"year\": \"2023\", \"indicator\": \"enf_cases_filed\","
         " \"value\": \"9\", \"source\": \"a\", \"note\": \"x\\r\\ny\"}\n");
    char *out = export_text(f, JB_TABLE_FACTS, JB_RECORDS_JSONL, NULL);
    assert_non_null(strstr(out, "\"year\":2023,"));
    assert_non_null(strstr(out, "\"value\":\"2604.50\""));
    assert_non_null(strstr(out, "\"note\":\"x\\ny\""));
    assert_null(strstr(out, "null"));
    free(out);
}

static void test_import_tells_tables_apart(void **state)
{
    fixture *f = *state;
    jb_import_result result;
    static const char reports[] = "agency_code,year,source\n440105,2023,a.html\n";
    static const char absences[] = "{\"agency_code\":\"440105\",\"year\":2023,"
                                   "\"indicator\":\"enf_cases_filed\",\"kind\":\"silent\"}\n";
    assert_jb_ok(jb_store_begin(f->store, &f->err), &f->err);
    assert_jb_ok(import_bytes(f, "r.csv", reports, sizeof reports - 1, &result), &f->err);
    assert_int_equal(result.table, JB_TABLE_REPORTS);
    assert_jb_ok(import_bytes(f, "a.ndjson", absences, sizeof absences - 1, &result), &f->err);
    assert_int_equal(result.table, JB_TABLE_ABSENCES);
}

/* ---- bad files ------------------------------------------------------------------------------ */

static void test_import_bad_header(void **state)
{
    fixture *f = *state;
    refuse_file(f, "f.csv", "agency_code,year,indicator,valeu,unit\n", "did you mean \"value\"", 1,
                28);
    refuse_file(f, "f.csv", "agency_code,year,indicator,unit,term\n", "need a column \"value\"", 1,
                0);
}

static void test_import_odd_headers(void **state)
{
    fixture *f = *state;
    refuse_file(f, "f.csv", "agency_code,year,year,indicator,value\n", "stands twice", 1, 18);
    refuse_file(f, "f.csv", "", "empty", 0, 0);
    refuse_file(f, "f.csv", "a,b,c\n1,2,3\n", "fit none of the tables", 1, 1);
    refuse_file(f, "f.csv", "agency_code;year;indicator;value\n", "commas", 1, 1);
    refuse_file(f, "f.csv", "code,name,level,\n", "no column \"\"", 1, 17);
}

static void test_import_bad_values(void **state)
{
    fixture *f = *state;
    refuse_row(f, "f.csv", FACT_HEAD ROW("440105", "1,200", "") ROW("440106", "1", ""),
               "the row has 8 fields, the first line names 7", 2, 44);
    refuse_row(f, "f.csv", FACT_HEAD ROW("440105", "12x", "") ROW("440106", "1", ""), "\"12x\"", 2,
               29);
    refuse_row(f, "f.csv", FACT_HEAD ROW("440105", "", "") ROW("440106", "1", ""),
               "value is missing", 2, 0);
    refuse_row(f, "f.csv",
               "agency_code,year,indicator,value,source,note,period_end,period_kind\n"
               "440105,2023,enf_cases_filed,1,海,\"多\n行\",2023-02-30,as_of\n",
               "2023-02-30", 3, 4);
    refuse_row(f, "f.csv", FACT_HEAD ROW("440199", "1", "") ROW("440106", "1", ""),
               "import its agencies first", 2, 0);
    refuse_row(f, "f.csv", FACT_HEAD "440105,2023\n" ROW("440106", "1", ""), "has 2 fields", 2, 0);
    refuse_row(f, "f.csv", FACT_HEAD ROW("440105", "1\"", "") ROW("440106", "1", ""), "quot", 2,
               30);
    refuse_row(f, "f.csv", FACT_HEAD ROW("440105", "\"1\"2", "") ROW("440106", "1", ""),
               "behind a closing", 2, 32);
}

static void test_import_duplicates(void **state)
{
    fixture *f = *state;
    refuse_row(f, "f.csv",
               FACT_HEAD ROW("440105", "1", "") ROW("440106", "1", "") ROW("440105", "1", ""),
               "f.csv:2)", 4, 0);
    refuse_row(f, "f.csv", FACT_HEAD ROW("440105", "1", "") ROW("440105", "2", ""),
               "value 2 contradicts", 3, 0);
    load(f, "f.csv", FACT_HEAD ROW("440105", "1", ""));
    refuse(f, "g.csv", FACT_HEAD ROW("440105", "1", ""), "nothing was imported");
    assert_non_null(strstr(f->faults[0].en, "(#1)"));
}

static void test_import_bad_json(void **state)
{
    fixture *f = *state;
#define GOOD                                                                                       \
    "{\"agency_code\":\"440105\",\"year\":2023,\"indicator\":\"enf_cases_filed\",\"value\":1,"     \
    "\"source\":\"a\"}\n"
    refuse_row(f, "f.jsonl", GOOD "{\"agency_code\": \"440106\",, }\n", "", 2, 26);
    refuse_row(f, "f.jsonl", GOOD "[1]\n", "object", 2, 1);
    refuse_row(f, "f.jsonl", GOOD "{\"agency_code\": \"440106\", \"yeer\": 2023}\n",
               "did you mean \"year\"", 2, 35);
    refuse_row(f, "f.jsonl", GOOD "{\"agency_code\": true}\n", "string, a number or null", 2, 17);
    refuse_row(f, "f.jsonl", GOOD "{\"year\": 2023.5}\n", "2023.5", 2, 10);
    refuse_row(f, "f.jsonl", GOOD "{\"year\": 2023, \"year\": 2022}\n", "", 2, 16);
}

static void test_import_bad_bytes(void **state)
{
    fixture *f = *state;
    jb_import_result result;
    /* "海珠" in GB 18030 */
    refuse_file(f, "f.csv", FACT_HEAD "440105,2023,enf_cases_filed,1,\xBA\xA3\xD6\xE9,a,\n",
                "UTF-8", 2, 31);
    static const char nul[] = FACT_HEAD "440105,20\0003,enf_cases_filed,1,,a,\n";
    assert_jb_ok(jb_store_begin(f->store, &f->err), &f->err);
    jb_status status = import_bytes(f, "f.csv", nul, sizeof nul - 1, &result);
    assert_jb_fails(status, &f->err, JB_ERR_INPUT, "NUL");
    assert_jb_at(&f->err, 2, 10);
}

static void test_import_too_long(void **state)
{
    fixture *f = *state;
    jb_str text = {0};
    jb_str_add(&text, FACT_HEAD "440105,2023,enf_cases_filed,1,件,a,");
    size_t head = text.len;
    for (size_t i = 0; i < 1100000; i++) {
        jb_str_addc(&text, 'x');
    }
    refuse_file(f, "f.csv", jb_str_text(&text), "longer", 2, 1048575);
    text.data[head] = '"';
    for (size_t i = head + 1; i < text.len; i++) {
        text.data[i] = i % 100 == 0 ? '\n' : 'x';
    }
    refuse_file(f, "f.csv", jb_str_text(&text), "never closed", 2, 35);
    text.data[head + 200000] = '"';
    text.data[head + 200001] = '\0';
    refuse_row(f, "f.csv", jb_str_text(&text), "at most", 2, 0);
    jb_str_free(&text);
}

static void test_import_open_quote(void **state)
{
    refuse_file(*state, "f.csv", FACT_HEAD ROW("440105", "1", "\"abc") "x,y\n", "never closed", 2,
                40);
}

static void test_import_names_and_formats(void **state)
{
    fixture *f = *state;
    jb_import_result result;
    jb_import options = {.catalogue = f->catalogue};
    assert_jb_ok(jb_store_begin(f->store, &f->err), &f->err);
    jb_status status = import_text(f, "facts.txt", "x");
    assert_jb_fails(status, &f->err, JB_ERR_USAGE, ".csv");
    forget(f);
    status = jb_store_import(f->store, in_dir(f, "none.csv"), &options, &result, &f->err);
    assert_true(status == JB_ERR_IO || status == JB_ERR_NOTFOUND);
    forget(f);
    options.format = JB_RECORDS_CSV;
    options.table = JB_TABLE_REPORTS;
    jb_test_write(in_dir(f, "facts.txt"), FACT_HEAD);
    status = jb_store_import(f->store, in_dir(f, "facts.txt"), &options, &result, &f->err);
    assert_jb_fails(status, &f->err, JB_ERR_INPUT, "reports have no column \"indicator\"");
}

/* ---- everything or nothing ------------------------------------------------------------------ */

static void test_import_counts_all_faults(void **state)
{
    fixture *f = *state;
    refuse(f, "f.csv",
           FACT_HEAD ROW("440105", "x", "") ROW("440106", "1", "") ROW("440105", "y", "")
               ROW("440105", "1", ""),
           "2 of 4 rows are wrong; nothing was imported");
    assert_int_equal(f->fault_count, 2);
    forget(f);
    refuse(f, "f.csv",
           FACT_HEAD ROW("1", "x", "") ROW("2", "1", "") ROW("3", "y", "") ROW("4", "1", "")
               ROW("5", "1", "") ROW("6", "1", "") ROW("7", "1", ""),
           "stopped after 5 wrong rows of 5 read");
    assert_int_equal(f->fault_count, 5);
}

static void test_import_without_listener_tells_first_fault(void **state)
{
    fixture *f = *state;
    jb_import_result result;
    jb_import options = {.catalogue = f->catalogue};
    jb_test_write(in_dir(f, "f.csv"), FACT_HEAD ROW("440105", "x", "") ROW("440105", "y", ""));
    assert_jb_ok(jb_store_begin(f->store, &f->err), &f->err);
    jb_status status = jb_store_import(f->store, in_dir(f, "f.csv"), &options, &result, &f->err);
    assert_jb_fails(status, &f->err, JB_ERR_INPUT, "value \"x\" is not");
    assert_non_null(strstr(f->err.en, "2 of 2 rows"));
    assert_jb_at(&f->err, 2, 29);
    assert_int_equal(result.faults, 2);
    assert_int_equal(result.rows, 0);
}

static void test_import_failure_leaves_transaction_as_it_was(void **state)
{
    fixture *f = *state;
    assert_jb_ok(jb_store_begin(f->store, &f->err), &f->err);
    assert_jb_ok(import_text(f, "f.csv", FACT_HEAD ROW("440105", "1", "")), &f->err);
    jb_status status = import_text(f, "g.csv", FACT_HEAD ROW("440106", "1", "") ROW("1", "1", ""));
    assert_jb_fails(status, &f->err, JB_ERR_INPUT, "1 of 2");
    forget(f);
    /* the good row of the failed file is gone, so it can come again */
    assert_jb_ok(import_text(f, "h.csv", FACT_HEAD ROW("440106", "1", "")), &f->err);
    status = import_text(f, "i.csv", FACT_HEAD ROW("440106", "1", ""));
    assert_jb_fails(status, &f->err, JB_ERR_INPUT, "1 of 1");
    assert_non_null(strstr(f->faults[0].en, "h.csv:2)"));
    forget(f);
    assert_jb_ok(jb_store_commit(f->store, &f->err), &f->err);
    assert_int_equal(held(f, JB_TABLE_FACTS), 2);
}

/* ---- the same bytes back -------------------------------------------------------------------- */

static const char tricky[] =
    "agency_code,agency,year,indicator,term,value,unit,qualifier,period_start,period_end,"
    "period_kind,scope_population,yoy_percent,source,char_start,char_end,raw,sentence,confidence,"
    "note\n"
    "440106,天河,2023,enf_wages_recovered,追发,88032940.0,元,exact,2023-01-01,2023-10-31,"
    "part_year,\"农民工, 建筑\",-3.20,b.html,0,10,8803.294万元,,0.950,\n"
    "440105,\"海\"\"珠\"\"\",2023,enf_cases_filed,立案,120,宗,about,,,unstated,,,\"a,b.html\",,,,"
    "\"第一行\n\n第三行,\"\"引\"\" 😀\u3000尾\",1,' =1+1\n"
    "440105,,2022,enf_cases_filed,,0,宗,exact,,2022-12-31,as_of,,0.0,\\n.html,,,,\"\n\",0,\t\n";

static void round_trip(fixture *f, jb_table table, jb_records format, const char *name)
{
    char *agencies = export_text(f, JB_TABLE_AGENCIES, format, NULL);
    char *first = export_text(f, table, format, NULL);
    bool csv = format == JB_RECORDS_CSV;
    assert_true(lines_of(first) > 1);
    (void)unlink(in_dir(f, name));
    jb_store *before = f->store;
    f->store = NULL;
    reopen(f, name, JB_STORE_CREATE);
    load(f, csv ? "a.csv" : "a.jsonl", agencies);
    load(f, csv ? "t.csv" : "t.jsonl", first);
    char *second = export_text(f, table, format, NULL);
    assert_string_equal(first, second);
    jb_store_close(f->store);
    f->store = before;
    free(agencies);
    free(first);
    free(second);
}

static void test_export_round_trip(void **state)
{
    fixture *f = *state;
    load(f, "f.csv", tricky);
    round_trip(f, JB_TABLE_FACTS, JB_RECORDS_CSV, "b.db");
    round_trip(f, JB_TABLE_FACTS, JB_RECORDS_JSONL, "c.db");
    load(f, "r.csv",
         "agency_code,year,title,source,signed_on\n440105,2023,\"a\"\"\",x,2024-01-31\n"
         "440106,2023,b,y,\n");
    round_trip(f, JB_TABLE_REPORTS, JB_RECORDS_CSV, "d.db");
    round_trip(f, JB_TABLE_REPORTS, JB_RECORDS_JSONL, "e.db");
    load(f, "b.csv",
         "agency_code,year,indicator,kind,note\n440105,2023,arb_cases_accepted,silent,\n"
         "440106,2023,arb_cases_accepted,under_review,\"x\ny\"\n");
    round_trip(f, JB_TABLE_ABSENCES, JB_RECORDS_CSV, "g.db");
    round_trip(f, JB_TABLE_ABSENCES, JB_RECORDS_JSONL, "h.db");
}

static void test_export_is_exact(void **state)
{
    fixture *f = *state;
    load(f, "b.csv",
         "indicator,kind,agency_code,year,note\narb_cases_accepted,silent,440106,2023,\n"
         "arb_cases_accepted,no_report,440105,2023,\"x,\"\"y\"\"\"\n");
    char *csv = export_text(f, JB_TABLE_ABSENCES, JB_RECORDS_CSV, NULL);
    assert_string_equal(csv, "agency_code,year,indicator,kind,source,note\n"
                             "440105,2023,arb_cases_accepted,no_report,,\"x,\"\"y\"\"\"\n"
                             "440106,2023,arb_cases_accepted,silent,,\n");
    free(csv);
    char *json = export_text(f, JB_TABLE_ABSENCES, JB_RECORDS_JSONL, NULL);
    assert_string_equal(json, "{\"agency_code\":\"440105\",\"year\":2023,"
                              "\"indicator\":\"arb_cases_accepted\",\"kind\":\"no_report\","
                              "\"note\":\"x,\\\"y\\\"\"}\n"
                              "{\"agency_code\":\"440106\",\"year\":2023,"
                              "\"indicator\":\"arb_cases_accepted\",\"kind\":\"silent\"}\n");
    free(json);
}

static void test_export_keeps_decisions(void **state)
{
    fixture *f = *state;
    load(f, "f.csv", FACT_HEAD ROW("440105", "1", "") ROW("440106", "1", ""));
    assert_jb_ok(jb_store_begin(f->store, &f->err), &f->err);
    assert_jb_ok(jb_store_decide(f->store, 1, JB_REVIEW_REJECTED,
                                 &(jb_verdict){.by = "li", .reason = ""}, &f->err),
                 &f->err);
    assert_jb_ok(jb_store_commit(f->store, &f->err), &f->err);
    round_trip(f, JB_TABLE_FACTS, JB_RECORDS_JSONL, "b.db");
    jb_filter filter = {.with_rejected = false};
    char *some = export_text(f, JB_TABLE_FACTS, JB_RECORDS_JSONL, &filter);
    assert_int_equal(lines_of(some), 1);
    free(some);
}

static void test_export_needs_table_and_format(void **state)
{
    fixture *f = *state;
    jb_out *out = NULL;
    assert_jb_ok(jb_out_open(in_dir(f, "export"), &out, &f->err), &f->err);
    jb_status status = jb_store_export(f->store, JB_TABLE_AUTO, JB_RECORDS_CSV, NULL, out, &f->err);
    assert_jb_fails(status, &f->err, JB_ERR_USAGE, "which table");
    jb_out_abort(out);
}

static void test_order_does_not_depend_on_import(void **state)
{
    fixture *f = *state;
    jb_str rows[2] = {{0}, {0}};
    for (int i = 0; i < 200; i++) {
        int n[2] = {i, 199 - i};
        for (int k = 0; k < 2; k++) {
            jb_str_add(&rows[k], i == 0 ? FACT_HEAD : "");
            jb_str_addf(&rows[k], "%s,%d,enf_cases_filed,%d,件,s%d,\n",
                        n[k] % 2 ? "440105" : "440106", 2020 + n[k] % 3, n[k] * 7 % 13, n[k]);
        }
    }
    load(f, "f.csv", jb_str_text(&rows[0]));
    char *first = export_text(f, JB_TABLE_FACTS, JB_RECORDS_CSV, NULL);
    reopen(f, "b.db", JB_STORE_CREATE);
    load(f, "a.csv", AGENCIES);
    load(f, "f.csv", jb_str_text(&rows[1]));
    char *second = export_text(f, JB_TABLE_FACTS, JB_RECORDS_CSV, NULL);
    assert_string_equal(first, second);
    free(first);
    free(second);
    jb_str_free(&rows[0]);
    jb_str_free(&rows[1]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        import_test(test_import_csv_forms),
        import_test(test_import_jsonl_forms),
        import_test(test_import_tells_tables_apart),
        import_test(test_import_bad_header),
        import_test(test_import_odd_headers),
        import_test(test_import_bad_values),
        import_test(test_import_duplicates),
        import_test(test_import_bad_json),
        import_test(test_import_bad_bytes),
        import_test(test_import_too_long),
        import_test(test_import_open_quote),
        import_test(test_import_names_and_formats),
        import_test(test_import_counts_all_faults),
        import_test(test_import_without_listener_tells_first_fault),
        import_test(test_import_failure_leaves_transaction_as_it_was),
        import_test(test_export_round_trip),
        import_test(test_export_is_exact),
        import_test(test_export_keeps_decisions),
        import_test(test_export_needs_table_and_format),
        import_test(test_order_does_not_depend_on_import),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
