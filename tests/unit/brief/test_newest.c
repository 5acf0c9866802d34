/* The newest years, blocks that wait for a second year, tables of one agency, and the block of
 * gaps. */
#include <bound.h>

static void put(bound *b, const char *code, int year)
{
    jb_fact fact = filed_in(code, year);
    fact.value = jb_dec_int(year);
    fact_put(b, fact);
}

static int setup(void **state)
{
    bound *b = bound_open();
    static const char *const codes[] = {"330101", "330102"};
    for (size_t i = 0; i < 2; i++) {
        jb_agency agency = county(codes[i], i == 0 ? "甲区人社局" : "乙区人社局");
        agency.short_name = i == 0 ? "甲区" : "乙区";
        agency_put(b, agency);
    }
    for (int year = 2019; year <= 2024; year += year == 2020 ? 2 : 1) {
        put(b, codes[0], year);
    }
    put(b, codes[1], 2024);
    assert_jb_ok(jb_store_commit(b->store, &b->err), &b->err);
    *state = b;
    return 0;
}

/* A layout of one comparison, two tables and a title. */
static jb_status bind(bound *b, const char *years, const char *agencies)
{
    char text[2048];
    snprintf(text, sizeof text,
             "{\"jianbao\": 1, \"id\": \"t\", \"title\": {\"zh\": \"t\", \"en\": \"t\"},"
             "\"description\": {\"zh\": \"t\", \"en\": \"t\"}, \"document_title\": \"{d.names}\","
             "\"style_sheet\": \"gongwen\", \"data\": {\"d\": {\"agencies\": [%s], \"years\": %s,"
             "\"columns\": [{\"indicators\": [\"enf_cases_filed\"]}]}}, \"blocks\": ["
             "{\"type\": \"title\", \"text\": \"{d.names}：{d.years}\"},"
             "{\"type\": \"table\", \"data\": \"d\", \"title\": \"x\", \"agency_column\": "
             "\"auto\"},"
             "{\"type\": \"table\", \"data\": \"d\", \"title\": \"y\", \"when\": {\"data\": \"d\","
             "\"years\": 2}}]}",
             agencies, years);
    return bound_again(b, text);
}

static void test_last_takes_the_newest_years_held(void **state)
{
    bound *b = *state;
    assert_jb_ok(bind(b, "{\"last\": 3}", "\"330101\""), &b->err);
    assert_string_equal(b->doc->title, "甲区人社局");
    assert_string_equal(b->doc->blocks[0].text.items[0].text, "甲区人社局：2022年、2023年和2024年");
    assert_jb_ok(bind(b, "{\"last\": 3, \"to\": 2023}", "\"330101\""), &b->err);
    assert_string_equal(b->doc->blocks[0].text.items[0].text, "甲区人社局：2020年、2022年和2023年");
    assert_jb_ok(bind(b, "{\"last\": 100}", "\"330101\""), &b->err);
    assert_int_equal(jb_brief_data(b->brief, 0)->row_count, 6); /* 2021 lies between */
    assert_jb_fails(bind(b, "{\"last\": 0}", "\"330101\""), &b->err, JB_ERR_INPUT,
                    "between 1 and 200");
}

static void test_when_waits_for_a_second_year(void **state)
{
    bound *b = *state;
    assert_jb_ok(bind(b, "{}", "\"330102\""), &b->err);
    assert_int_equal(b->doc->block_count, 2);
    assert_jb_ok(bind(b, "{}", "\"330101\""), &b->err);
    assert_int_equal(b->doc->block_count, 3);
}

/* A layout of one block, about indicators that nobody states. */
static const jb_block *bind_block(bound *b, const char *type)
{
    char text[1024];
    snprintf(text, sizeof text,
             "{\"jianbao\": 1, \"id\": \"t\", \"title\": {\"zh\": \"t\", \"en\": \"t\"},"
             "\"description\": {\"zh\": \"t\", \"en\": \"t\"}, \"document_title\": \"t\","
             "\"style_sheet\": \"gongwen\", \"data\": {\"d\": {\"years\": {\"from\": 2024},"
             "\"columns\": [{\"head\": \"处罚\", \"indicators\": [\"enf_penalties\"]}]}},"
             "\"blocks\": [{\"type\": \"%s\", \"data\": \"d\", \"title\": \"x\"}]}",
             type);
    jb_test_write(jb_test_path(b->dir, "t.json"), text);
    assert_jb_ok(jb_brief_load(jb_test_path(b->dir, "t.json"), b->catalogue, &b->brief, &b->err),
                 &b->err);
    assert_jb_ok(jb_brief_bind(b->brief, b->store, &b->doc, &b->err), &b->err);
    return &b->doc->blocks[0];
}

static void test_the_same_silence_is_one_line(void **state)
{
    const jb_block *block = bind_block(*state, "gaps");
    assert_int_equal(block->kind, JB_BLOCK_TABLE);
    assert_int_equal(block->table->body_rows, 1);
    assert_string_equal(block->table->body[0].text.items[0].text, "甲区、乙区");
    assert_string_equal(block->table->body[3].text.items[0].text, "处罚");
}

/* What to run is for who prints, not for who reads the paper. */
static void test_no_verdicts_are_no_command_on_paper(void **state)
{
    bound *b = *state;
    const jb_block *block = bind_block(b, "witnesses");
    assert_int_equal(block->kind, JB_BLOCK_PARAGRAPH);
    assert_string_equal(block->text.items[0].text, "本库尚未作数字核对。");
    assert_true(jb_brief_untested(b->brief));
}

static void test_agency_column_goes_with_one_agency(void **state)
{
    bound *b = *state;
    assert_jb_ok(bind(b, "{}", "\"330101\""), &b->err);
    assert_int_equal(b->doc->blocks[1].table->column_count, 2);
    assert_string_equal(b->doc->blocks[1].table->body[0].text.items[0].text, "2019");
    assert_int_equal(b->doc->blocks[2].table->column_count, 3);
    assert_jb_ok(bind(b, "{}", "\"330101\", \"330102\""), &b->err);
    assert_int_equal(b->doc->blocks[1].table->column_count, 3);
    assert_string_equal(b->doc->title, "甲区人社局、乙区人社局");
}

static void test_fingerprint_follows_what_is_shown(void **state)
{
    bound *b = *state;
    char first[JB_SHA256_TEXT];
    char other[JB_SHA256_TEXT];
    assert_jb_ok(bind(b, "{\"last\": 3}", "\"330101\""), &b->err);
    jb_brief_fingerprint(b->brief, first);
    assert_jb_ok(bind(b, "{\"last\": 3}", "\"330101\""), &b->err);
    jb_brief_fingerprint(b->brief, other);
    assert_string_equal(first, other);
    assert_jb_ok(bind(b, "{\"last\": 2}", "\"330101\""), &b->err);
    jb_brief_fingerprint(b->brief, other);
    assert_string_not_equal(first, other);
}

static void test_gaps_ask_for_other_indicators(void **state)
{
    bound *b = *state;
    static const char *const codes[] = {"enf_cases_filed", "enf_penalties", NULL};
    jb_arena *arena = jb_arena_new();
    assert_jb_ok(bind(b, "{\"from\": 2023}", "\"330101\", \"330102\""), &b->err);
    jb_gap_list gaps = jb_brief_gaps(b->brief, 0, arena);
    assert_int_equal(gaps.count, 1); /* 乙区 has nothing of 2023 */
    assert_int_equal(gaps.list[0].kind, JB_GAP_NO_REPORT);
    assert_int_equal(gaps.list[0].year, 2023);
    assert_null(gaps.list[0].indicator);
    jb_brief_indicators(b->brief, codes);
    jb_doc_free(b->doc);
    assert_jb_ok(jb_brief_bind(b->brief, b->store, &b->doc, &b->err), &b->err);
    gaps = jb_brief_gaps(b->brief, 0, arena);
    assert_int_equal(gaps.count, 4);
    assert_int_equal(gaps.list[0].kind, JB_GAP_SILENT);
    assert_string_equal(gaps.list[0].indicator->code, "enf_penalties");
    jb_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_last_takes_the_newest_years_held, setup, bound_close),
        cmocka_unit_test_setup_teardown(test_when_waits_for_a_second_year, setup, bound_close),
        cmocka_unit_test_setup_teardown(test_agency_column_goes_with_one_agency, setup,
                                        bound_close),
        cmocka_unit_test_setup_teardown(test_fingerprint_follows_what_is_shown, setup, bound_close),
        cmocka_unit_test_setup_teardown(test_gaps_ask_for_other_indicators, setup, bound_close),
        cmocka_unit_test_setup_teardown(test_the_same_silence_is_one_line, setup, bound_close),
        cmocka_unit_test_setup_teardown(test_no_verdicts_are_no_command_on_paper, setup,
                                        bound_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
