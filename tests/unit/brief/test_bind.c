/* Layouts bound to a store: what is found only once the data and the parameters are known. */
#include <jianbao/brief.h>

#include <jbtest.h>

typedef struct bound {
    char dir[JB_TEST_DIR];
    jb_catalogue *catalogue;
    jb_store *store;
    jb_brief *brief;
    jb_doc *doc;
    jb_error err;
} bound;

static int setup(void **state)
{
    bound *b = calloc(1, sizeof *b);
    assert_non_null(b);
    jb_test_dir(b->dir);
    assert_jb_ok(jb_catalogue_load(NULL, &b->catalogue, &b->err), &b->err);
    assert_jb_ok(
        jb_store_open(jb_test_path(b->dir, "store.db"), JB_STORE_CREATE, &b->store, &b->err),
        &b->err);
    *state = b;
    return 0;
}

static int teardown(void **state)
{
    bound *b = *state;
    jb_doc_free(b->doc);
    jb_brief_free(b->brief);
    jb_store_close(b->store);
    jb_catalogue_free(b->catalogue);
    jb_test_dir_remove(b->dir);
    free(b);
    return 0;
}

/* One agency; a figure from a source whose report nobody recorded, and a report of its own. */
static void fill(bound *b)
{
    jb_agency agency;
    jb_agency_init(&agency);
    agency.code = "440105";
    agency.name = "广州市海珠区人力资源和社会保障局";
    agency.level = JB_LEVEL_COUNTY;
    jb_report report;
    jb_report_init(&report);
    report.agency_code = "440105";
    report.year = 2024;
    report.title = "法治报告";
    report.source = "held.txt";
    jb_fact fact;
    jb_fact_init(&fact);
    fact.agency_code = "440105";
    fact.year = 2024;
    fact.indicator = "enf_cases_filed";
    fact.value = jb_dec_int(140);
    fact.unit = "宗";
    fact.source = "cited.txt";
    int64_t id = 0;
    assert_jb_ok(jb_store_begin(b->store, &b->err), &b->err);
    assert_jb_ok(jb_store_put_agency(b->store, &agency, NULL, &b->err), &b->err);
    assert_jb_ok(jb_store_put_report(b->store, &report, NULL, &b->err), &b->err);
    assert_jb_ok(jb_store_put_fact(b->store, &fact, NULL, &id, &b->err), &b->err);
    assert_jb_ok(jb_store_commit(b->store, &b->err), &b->err);
}

static jb_status bind(bound *b, const char *set)
{
    assert_jb_ok(jb_brief_load("compare", b->catalogue, &b->brief, &b->err), &b->err);
    if (set != NULL) {
        assert_jb_ok(jb_brief_set(b->brief, set, &b->err), &b->err);
    }
    return jb_brief_bind(b->brief, b->store, &b->doc, &b->err);
}

static void test_bind_nothing_held_names_what_narrows_it(void **state)
{
    bound *b = *state;
    fill(b);
    assert_jb_fails(bind(b, "from=2030"), &b->err, JB_ERR_INPUT,
                    "comparison \"enforcement\" with --set from=2030");
    assert_non_null(strstr(b->err.zh, "“enforcement”对照的内容（限定为 --set from=2030）"));
}

static void test_bind_empty_store_says_to_import(void **state)
{
    bound *b = *state;
    assert_jb_fails(bind(b, NULL), &b->err, JB_ERR_INPUT, "import reports and figures first");
}

static void test_bind_empty_title_is_refused(void **state)
{
    static const char *const titles[] = {"title=", "title=  ", "title=　\n"};
    bound *b = *state;
    fill(b);
    for (size_t i = 0; i < 3; i++) {
        b->err = (jb_error){0};
        assert_jb_fails(bind(b, titles[i]), &b->err, JB_ERR_INPUT, "title is empty");
        assert_string_equal(b->err.loc.path, "$.document_title");
        jb_brief_free(b->brief);
        b->brief = NULL;
    }
}

/* Both the report that is held and the one that is only cited stand in the list of sources. */
static void test_bind_lists_every_source(void **state)
{
    bound *b = *state;
    fill(b);
    assert_jb_ok(bind(b, NULL), &b->err);
    size_t lists = 0;
    for (size_t i = 0; i < b->doc->block_count; i++) {
        const jb_block *block = &b->doc->blocks[i];
        if (block->kind != JB_BLOCK_LIST) {
            continue;
        }
        lists++;
        assert_int_equal(block->item_count, 2);
        assert_non_null(strstr(block->items[0].text.items[0].text, "held.txt"));
        assert_non_null(strstr(block->items[1].text.items[0].text, "cited.txt"));
    }
    assert_int_equal(lists, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_bind_nothing_held_names_what_narrows_it, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(test_bind_empty_store_says_to_import, setup, teardown),
        cmocka_unit_test_setup_teardown(test_bind_empty_title_is_refused, setup, teardown),
        cmocka_unit_test_setup_teardown(test_bind_lists_every_source, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
