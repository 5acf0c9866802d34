/* Layouts bound to a store: what is found only once the data and the parameters are known. */
#include <bound.h>

static int setup(void **state)
{
    bound *b = bound_open();
    assert_jb_ok(jb_store_commit(b->store, &b->err), &b->err);
    *state = b;
    return 0;
}

/* One agency; a figure from a source whose report nobody recorded, and a report of its own. */
static void fill(bound *b)
{
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
    assert_jb_ok(jb_store_begin(b->store, &b->err), &b->err);
    agency_put(b, county("440105", "广州市海珠区人力资源和社会保障局"));
    assert_jb_ok(jb_store_put_report(b->store, &report, NULL, &b->err), &b->err);
    fact_put(b, fact);
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
                    "holds nothing from 2030 on; it has 2024");
    assert_non_null(strstr(b->err.zh, "没有 2030 年度及以后的报告或数字；现有 2024 年度的"));
}

static void test_bind_empty_store_says_to_import(void **state)
{
    bound *b = *state;
    assert_jb_fails(bind(b, NULL), &b->err, JB_ERR_INPUT, "holds no reports or figures yet");
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

/* A layout of these blocks over a store with one agency. */
static jb_status bind_blocks(bound *b, const char *blocks)
{
    jb_str text = {0};
    jb_str_addf(&text,
                "{\"jianbao\": 1, \"id\": \"t\", \"title\": {\"zh\": \"表\", \"en\": \"t\"},"
                "\"description\": {\"zh\": \"表\", \"en\": \"t\"}, \"document_title\": \"t\","
                "\"style_sheet\": \"gongwen\", \"page\": {\"header\": [\"简报\", {\"field\": "
                "\"section\"}], \"watermark\": {\"text\": \"草稿\"}},"
                "\"params\": {\"blank\": {\"type\": \"text\", \"default\": \"\"}},"
                "\"data\": {\"cases\": {\"columns\": [{\"indicators\": [\"enf_cases_filed\"]}]}},"
                "\"blocks\": %s}",
                blocks);
    const char *path = jb_test_path(b->dir, "layout.json");
    jb_test_write(path, jb_str_text(&text));
    jb_str_free(&text);
    jb_brief_free(b->brief);
    jb_doc_free(b->doc);
    b->brief = NULL;
    b->doc = NULL;
    b->err = (jb_error){0};
    jb_status status = jb_brief_load(path, b->catalogue, &b->brief, &b->err);
    if (status != JB_OK) {
        return status;
    }
    return jb_brief_bind(b->brief, b->store, &b->doc, &b->err);
}

static void test_bind_pieces_of_text(void **state)
{
    bound *b = *state;
    fill(b);
    assert_jb_ok(bind_blocks(b, "[{\"type\": \"paragraph\", \"text\": [\"见\", {\"see\": \"t\"}, "
                                "{\"note\": \"甲\"}, {\"text\": \"粗\", \"bold\": true}, "
                                "{\"text\": \"网\", \"link\": \"https://a.b/\"}]},"
                                "{\"type\": \"list\", \"items\": [[{\"note\": \"乙\"}]]},"
                                "{\"type\": \"table\", \"id\": \"t\", \"data\": \"cases\", "
                                "\"number\": \"表1\", \"title\": \"x\"}]"),
                 &b->err);
    const jb_text *text = &b->doc->blocks[0].text;
    assert_int_equal(text->count, 5);
    assert_string_equal(text->items[1].text, "表1");
    assert_int_not_equal(text->items[1].see, 0);
    assert_int_equal(text->items[1].see, b->doc->blocks[2].id);
    assert_int_equal(text->items[2].footnote, 1);
    assert_true(text->items[2].superscript);
    assert_true(text->items[3].bold);
    assert_string_equal(text->items[4].uri, "https://a.b/");
    assert_int_equal(b->doc->blocks[1].items[0].text.items[0].footnote, 2);
    assert_int_equal(b->doc->footnote_count, 2);
    assert_string_equal(b->doc->footnotes[1].text.items[0].text, "乙");
    assert_int_equal(b->doc->page.header.items[1].field, JB_FIELD_SECTION);
    /* The one figure is unreviewed. */
    assert_string_equal(b->doc->page.watermark, "草稿");
}

static void test_bind_reference_without_a_name(void **state)
{
    bound *b = *state;
    fill(b);
    assert_jb_fails(bind_blocks(b, "[{\"type\": \"paragraph\", \"text\": [{\"see\": \"t\"}]},"
                                   "{\"type\": \"table\", \"id\": \"t\", \"data\": \"cases\", "
                                   "\"title\": \"x\"}]"),
                    &b->err, JB_ERR_INPUT, "no number to be called by");
    assert_string_equal(b->err.loc.path, "$.blocks[0].text[0]");
}

static const jb_block *block_of(const bound *b, jb_block_kind kind)
{
    for (size_t i = 0; i < b->doc->block_count; i++) {
        if (b->doc->blocks[i].kind == kind) {
            return &b->doc->blocks[i];
        }
    }
    return NULL;
}

static void test_bind_parts_of_a_document(void **state)
{
    bound *b = *state;
    fill(b);
    assert_jb_ok(
        bind_blocks(b,
                    "[{\"type\": \"masthead\", \"form\": \"document\", \"issuer\": \"某局文件\", "
                    "\"number\": \"某发〔2025〕9号\", \"signer\": \"张某\"},"
                    "{\"type\": \"recipient\", \"text\": \"各县区\"},"
                    "{\"type\": \"annexes\", \"items\": [\"甲\", \"乙\"]},"
                    "{\"type\": \"signature\", \"agency\": \"某局\", \"date\": \"2025年8月8日\", "
                    "\"sealed\": true},"
                    "{\"type\": \"page_break\", \"orientation\": \"landscape\"},"
                    "{\"type\": \"paragraph\", \"text\": \"横\"},"
                    "{\"type\": \"annex\", \"mark\": \"附件1\", \"title\": \"甲\"},"
                    "{\"type\": \"imprint\", \"issuer\": \"某局办\", \"date\": "
                    "\"2025年8月9日\"}]"),
        &b->err);
    const jb_block *pair = block_of(b, JB_BLOCK_PAIR);
    assert_string_equal(pair->text.items[0].text, "某发〔2025〕9号");
    assert_string_equal(pair->right.items[0].text, "签发人：张某");
    const jb_block *rule = block_of(b, JB_BLOCK_RULE);
    assert_int_equal(rule->height, JB_MM100(50));
    assert_int_equal(rule->style.color, 0xE60012);
    const jb_block *annexes = block_of(b, JB_BLOCK_LIST);
    assert_string_equal(annexes->lead.items[0].text, "附件：");
    assert_string_equal(annexes->items[1].label.items[0].text, "2.");
    assert_true(block_of(b, JB_BLOCK_SIGNATURE)->sealed);
    const jb_block *heading = block_of(b, JB_BLOCK_HEADING);
    assert_string_equal(heading->text.items[0].text, "甲");
    assert_int_equal(heading->level, 1);
    assert_true(heading->turned);
    assert_false(block_of(b, JB_BLOCK_SIGNATURE)->turned);
    const jb_block *imprint = block_of(b, JB_BLOCK_IMPRINT);
    assert_string_equal(imprint->right.items[0].text, "2025年8月9日印发");
    bool recipient = false;
    for (size_t i = 0; i < b->doc->block_count; i++) {
        const jb_text *text = &b->doc->blocks[i].text;
        recipient = recipient || (text->count > 0 && strcmp(text->items[0].text, "各县区：") == 0);
    }
    assert_true(recipient);
}

static void test_bind_imprint_without_words_is_none(void **state)
{
    bound *b = *state;
    fill(b);
    assert_jb_ok(bind_blocks(b, "[{\"type\": \"imprint\", \"lines\": [{\"label\": \"报：\", "
                                "\"text\": \"{blank}\"}], \"run\": \"{blank}\"}]"),
                 &b->err);
    assert_int_equal(b->doc->block_count, 0);
    assert_jb_ok(
        bind_blocks(b, "[{\"type\": \"imprint\", \"lines\": [{\"label\": \"报：\", "
                       "\"text\": \"{blank}\"}, {\"label\": \"送：\", \"text\": \"市总工会。\"}], "
                       "\"run\": \"共印30份\"}]"),
        &b->err);
    const jb_block *imprint = block_of(b, JB_BLOCK_IMPRINT);
    assert_int_equal(imprint->item_count, 1);
    assert_string_equal(imprint->items[0].label.items[0].text, "送：");
    assert_string_equal(imprint->right.items[0].text, "共印30份");
}

static void test_bind_what_the_standard_forbids(void **state)
{
    static const struct {
        const char *block, *message, *path;
    } cases[] = {
        {"{\"type\": \"masthead\", \"form\": \"document\", \"issuer\": \"某局\", \"number\": "
         "\"某发〔2025〕09号\"}",
         "no document number", "$.blocks[0].number"},
        {"{\"type\": \"masthead\", \"form\": \"document\", \"issuer\": \"某局\", \"number\": "
         "\"某发〔2025〕第9号\"}",
         "no document number", "$.blocks[0].number"},
        {"{\"type\": \"masthead\", \"form\": \"document\", \"issuer\": \"某局\", \"number\": "
         "\"某发[2025]9号\"}",
         "no document number", "$.blocks[0].number"},
        {"{\"type\": \"imprint\", \"date\": \"2025年8月08日\"}", "not padded", "$.blocks[0].date"},
        {"{\"type\": \"annexes\", \"items\": [\"甲；\"]}", "no mark stands",
         "$.blocks[0].items[0]"},
        {"{\"type\": \"signature\", \"agency\": \"某局\", \"date\": \"2025年08月8日\"}",
         "not padded", "$.blocks[0].date"},
    };
    bound *b = *state;
    fill(b);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        jb_str blocks = {0};
        jb_str_addf(&blocks, "[%s]", cases[i].block);
        assert_jb_fails(bind_blocks(b, jb_str_text(&blocks)), &b->err, JB_ERR_INPUT,
                        cases[i].message);
        assert_string_equal(b->err.loc.path, cases[i].path);
        assert_null(b->brief); /* it took no data to be told */
        jb_str_free(&blocks);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_bind_nothing_held_names_what_narrows_it, setup,
                                        bound_close),
        cmocka_unit_test_setup_teardown(test_bind_empty_store_says_to_import, setup, bound_close),
        cmocka_unit_test_setup_teardown(test_bind_empty_title_is_refused, setup, bound_close),
        cmocka_unit_test_setup_teardown(test_bind_lists_every_source, setup, bound_close),
        cmocka_unit_test_setup_teardown(test_bind_pieces_of_text, setup, bound_close),
        cmocka_unit_test_setup_teardown(test_bind_reference_without_a_name, setup, bound_close),
        cmocka_unit_test_setup_teardown(test_bind_parts_of_a_document, setup, bound_close),
        cmocka_unit_test_setup_teardown(test_bind_imprint_without_words_is_none, setup,
                                        bound_close),
        cmocka_unit_test_setup_teardown(test_bind_what_the_standard_forbids, setup, bound_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
