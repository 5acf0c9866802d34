/* The figures of a paper as files, and what differs between two. */
#include <jianbao/proof.h>

#include <bound.h>

static const jb_proof_made how = {.program = "9.9",
                                  .set = (const char *const[]){"from=2020"},
                                  .set_count = 1,
                                  .statuses = "approved",
                                  .annex = "",
                                  .date = 1700000000};

static char *json_of(bound *f)
{
    jb_str out = {0};
    jb_doc_free(f->doc);
    assert_jb_ok(jb_brief_bind(f->brief, f->store, &f->doc, &f->err), &f->err);
    jb_out *to = jb_out_memory(&out);
    jb_proof_write_json(f->brief, &how, to);
    assert_jb_ok(jb_out_commit(to, &f->err), &f->err);
    return out.data;
}

static const jb_proof *proof_of(bound *f, const char *text)
{
    const jb_proof *proof = NULL;
    assert_jb_ok(jb_proof_read(f->arena, "figures.json", text, strlen(text), &proof, &f->err),
                 &f->err);
    return proof;
}

/* The first place of `from` as `to`, of the same length. */
static char *altered(bound *f, const char *text, const char *from, const char *to)
{
    char *copy = jb_arena_strdup(f->arena, text);
    char *at = strstr(copy, from);
    assert_non_null(at);
    for (size_t i = 0; at != NULL && to[i] != '\0'; i++) {
        at[i] = to[i];
    }
    return copy;
}

static void test_read_gives_back_how_it_was_made(void **state)
{
    bound *f = *state;
    char *text = json_of(f);
    const jb_proof *proof = proof_of(f, text);
    const jb_proof_made *made = jb_proof_how(proof);
    size_t len = 0;
    char version[JB_SHA256_TEXT];
    const char *layout = jb_brief_source_text(f->brief, &len);
    jb_sha256(layout, len, version);
    assert_string_equal(made->program, "9.9");
    assert_string_equal(made->layout, "compare");
    assert_string_equal(made->version, version);
    assert_string_equal(made->statuses, "approved");
    assert_int_equal(made->set_count, 1);
    assert_string_equal(made->set[0], "from=2020");
    assert_int_equal(made->date, 1700000000);
    assert_int_equal(jb_proof_facts(proof), 25);
    free(text);
}

static void test_compare_finds_nothing_between_equals(void **state)
{
    bound *f = *state;
    char *a = json_of(f);
    char *b = json_of(f);
    size_t count = 9;
    assert_string_equal(a, b);
    (void)jb_proof_compare(f->arena, proof_of(f, a), proof_of(f, b), &count);
    assert_int_equal(count, 0);
    free(a);
    free(b);
}

static void test_compare_names_cell_and_field(void **state)
{
    bound *f = *state;
    char *text = json_of(f);
    size_t count = 0;
    const char *other = altered(f, text, "\"raw\":\"140", "\"raw\":\"141");
    other = altered(f, other, "\"shown\":\"140\"", "\"shown\":\"141\"");
    const jb_difference *list =
        jb_proof_compare(f->arena, proof_of(f, text), proof_of(f, other), &count);
    assert_int_equal(count, 1);
    assert_int_equal(list[0].kind, JB_PROOF_FIGURE);
    assert_string_equal(list[0].who, "海珠区");
    assert_string_equal(list[0].year, "2024");
    assert_string_equal(list[0].before, "140");
    assert_string_equal(list[0].after, "141");
    assert_string_equal(list[0].fields, "raw");
    free(text);
}

static void test_compare_sees_rows_reports_and_notes(void **state)
{
    bound *f = *state;
    char *text = json_of(f);
    size_t count = 0;
    static const struct {
        const char *from, *to;
        jb_proof_kind kind;
        size_t count;
    } cases[] = {
        {"\"agency_code\":\"440105\",\"agency\"", "\"agency_code\":\"440106\",\"agency\"",
         JB_PROOF_ROW, 2},
        {"\"reported\":true", "\"reported\":null", JB_PROOF_SOURCE, 1},
        {"\"head\":\"劳动", "\"head\":\"去动", JB_PROOF_NOTE, 1},
        {"\"absence\":\"silent", "\"absence\":\"sILENT", JB_PROOF_FIGURE, 1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *other = altered(f, text, cases[i].from, cases[i].to);
        const jb_difference *list =
            jb_proof_compare(f->arena, proof_of(f, text), proof_of(f, other), &count);
        assert_int_equal(count, cases[i].count);
        assert_int_equal(list[0].kind, cases[i].kind);
        assert_int_equal(list[0].figures > 0, cases[i].kind == JB_PROOF_ROW);
    }
    free(text);
}

static void test_read_refuses_what_is_not_ours(void **state)
{
    bound *f = *state;
    static const char *const bad[][2] = {
        {"{}", "jianbao_data"},
        {"[]", "object"},
        {"{\"jianbao_data\": 2}", "newer"},
        {"{\"jianbao_data\": 1}", "layout"},
        {"{\"jianbao_data\": 1, \"layout\": {}, \"made\": {\"date\": 1}}", "set"},
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        const jb_proof *proof = NULL;
        jb_error err = {0};
        jb_status st =
            jb_proof_read(f->arena, "figures.json", bad[i][0], strlen(bad[i][0]), &proof, &err);
        assert_jb_fails(st, &err, JB_ERR_INPUT, bad[i][1]);
    }
}

static void test_csv_has_a_line_for_each_cell(void **state)
{
    bound *f = *state;
    jb_str out = {0};
    free(json_of(f));
    jb_out *to = jb_out_memory(&out);
    jb_proof_write_csv(f->brief, &how, to);
    assert_jb_ok(jb_out_commit(to, &f->err), &f->err);
    size_t lines = 0;
    for (const char *p = out.data; *p != '\0'; p++) {
        lines += *p == '\n';
    }
    assert_memory_equal(out.data, "\xEF\xBB\xBFtable,title,", 15);
    assert_true(lines > 3 * 5 * 4);
    assert_non_null(strstr(out.data, "compare"));
    assert_non_null(strstr(out.data, ",9.9\n"));
    jb_str_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_read_gives_back_how_it_was_made, five_setup,
                                        bound_close),
        cmocka_unit_test_setup_teardown(test_compare_finds_nothing_between_equals, five_setup,
                                        bound_close),
        cmocka_unit_test_setup_teardown(test_compare_names_cell_and_field, five_setup, bound_close),
        cmocka_unit_test_setup_teardown(test_compare_sees_rows_reports_and_notes, five_setup,
                                        bound_close),
        cmocka_unit_test_setup_teardown(test_read_refuses_what_is_not_ours, five_setup,
                                        bound_close),
        cmocka_unit_test_setup_teardown(test_csv_has_a_line_for_each_cell, five_setup, bound_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
