/* The command line's own parts: options, lists, years, choices, tables. */
#include "cli/contract.h"

#include <jbtest.h>

static const option_spec options[] = {
    {'o', "output", {"文件", "FILE"}, {"输出", "output"}},
    {'s', "set", {"值", "VALUE"}, {"多次", "repeated"}},
    {'q', "quiet", {NULL, NULL}, {"安静", "quiet"}},
    {0, NULL, {NULL, NULL}, {NULL, NULL}},
};

static const command cmd = {
    .name = "try",
    .args = {"文件", "FILE"},
    .summary = {"试", "try"},
    .more = {"", ""},
    .options = options,
    .min_args = 1,
    .max_args = 2,
};

static jb_status parse(cli *c, given *g, bool *help, jb_error *err, int count, const char **argv_in)
{
    char *argv[16] = {0};
    for (int i = 0; i < count; i++) {
        argv[i] = jb_arena_strdup(c->arena, argv_in[i]);
    }
    memset(g, 0, sizeof *g);
    memset(err, 0, sizeof *err);
    return options_parse(c, &cmd, count, argv, g, help, err);
}

#define PARSE(...)                                                                                 \
    parse(&c, &g, &help, &err, (int)(sizeof((const char *[]){__VA_ARGS__}) / sizeof(char *)),      \
          (const char *[]){__VA_ARGS__})

static void test_options_are_kept_in_order(void **state)
{
    (void)state;
    cli c = {.arena = jb_arena_new(), .lang = JB_LANG_EN};
    given g;
    bool help = false;
    jb_error err = {0};
    size_t count = 0;
    assert_jb_ok(PARSE("try", "a.json", "--set", "x=1", "-q", "-s", "y=2", "-o", "f"), &err);
    const char *const *list = option_list(&cmd, &g, "set", &count);
    assert_int_equal(count, 2);
    assert_string_equal(list[0], "x=1");
    assert_string_equal(list[1], "y=2");
    assert_string_equal(option(&cmd, &g, "output"), "f");
    assert_non_null(option(&cmd, &g, "quiet"));
    assert_int_equal(g.arg_count, 1);
    assert_string_equal(g.args[0], "a.json");
    jb_arena_free(c.arena);
}

static void test_options_say_what_is_wrong(void **state)
{
    (void)state;
    cli c = {.arena = jb_arena_new(), .lang = JB_LANG_EN};
    given g;
    bool help = false;
    jb_error err = {0};
    assert_jb_fails(PARSE("try", "a", "--ouput", "f"), &err, JB_ERR_USAGE, "did you mean --output");
    assert_jb_fails(PARSE("try", "a", "-o"), &err, JB_ERR_USAGE, "needs a value");
    assert_jb_fails(PARSE("try"), &err, JB_ERR_USAGE, "missing");
    assert_jb_fails(PARSE("try", "a", "b", "c"), &err, JB_ERR_USAGE, "\"c\"");
    assert_jb_fails(PARSE("try", "a", "--lang", "fr"), &err, JB_ERR_USAGE, "zh");
    assert_jb_fails(PARSE("try", "a", "-qz", "-o"), &err, JB_ERR_USAGE, "unknown option -z");
    assert_jb_fails(PARSE("try", "a", "-qo"), &err, JB_ERR_USAGE, "option -o needs");
    assert_jb_fails(PARSE("try", "a", "--quiet=yes"), &err, JB_ERR_USAGE, "--quiet takes no");
    assert_jb_fails(PARSE("try", "a", "--store="), &err, JB_ERR_USAGE, "--store is empty");
    assert_jb_fails(PARSE("try", "a", "-o", ""), &err, JB_ERR_USAGE, "-o is empty");
    assert_jb_fails(PARSE("try", "a", ""), &err, JB_ERR_USAGE, "argument 2 is empty");
    assert_jb_ok(PARSE("try", "--help"), &err);
    assert_true(help);
    jb_arena_free(c.arena);
}

static void test_years(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int from, to; /* from -1: refused */
    } cases[] = {
        {"2023", 2023, 2023}, {"2021-2024", 2021, 2024}, {"2021-", 2021, 0},
        {"-2024", 0, 2024},   {"2024-2021", -1, 0},      {"23", -1, 0},
        {"-", -1, 0},         {"2023x", -1, 0},          {"", -1, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int from = 0;
        int to = 0;
        jb_error err = {0};
        jb_status st = years_parse(cases[i].text, &from, &to, &err);
        if (cases[i].from < 0) {
            assert_jb_fails(st, &err, JB_ERR_USAGE, "no year");
            continue;
        }
        assert_jb_ok(st, &err);
        assert_int_equal(from, cases[i].from);
        assert_int_equal(to, cases[i].to);
    }
}

static void test_split_list(void **state)
{
    (void)state;
    jb_arena *arena = jb_arena_new();
    assert_null(split_list(arena, NULL));
    assert_null(split_list(arena, ""));
    const char *const *list = split_list(arena, "a,bc");
    assert_string_equal(list[0], "a");
    assert_string_equal(list[1], "bc");
    assert_null(list[2]);
    jb_arena_free(arena);
}

/* Chinese takes two columns; a cell of two lines makes the row two lines high. */
static void test_table_aligns_chinese(void **state)
{
    (void)state;
    char text[256] = {0};
    jb_arena *arena = jb_arena_new();
    term_table *t = term_table_new(arena, 2);
    term_table_right(t, 1);
    term_table_cell(t, "机构");
    term_table_cell(t, "数");
    term_table_rule(t);
    term_table_cell(t, "a");
    term_table_cell(t, "1\n234");
    FILE *to = fmemopen(text, sizeof text, "w");
    assert_non_null(to);
    term_table_print(t, to);
    assert_int_equal(fclose(to), 0);
    assert_string_equal(text, "机构   数\n---------\na       1\n      234\n");
    jb_arena_free(arena);
}

static void test_exit_codes_differ(void **state)
{
    (void)state;
    assert_int_equal(exit_code(JB_OK), 0);
    for (jb_status a = JB_ERR_USAGE; a <= JB_ERR_INTERNAL; a++) {
        for (jb_status b = JB_OK; b < a; b++) {
            assert_int_not_equal(exit_code(a), exit_code(b));
        }
    }
}

/* A page with a receipt, a figure that leads to it, and one that leads to none. */
static void test_contract_counts_receipts(void **state)
{
    static const char *const paths[] = {"$.blocks[0]", "$.blocks[1]", "$.page"};
    jb_tag tags[] = {
        {.kind = JB_TAG_DOCUMENT}, {.kind = JB_TAG_P}, {.kind = JB_TAG_LINK, .parent = 1}};
    jb_mark marks[] = {
        {.kind = JB_MARK_TEXT, .tag = 2, .fact = 7},
        {.kind = JB_MARK_TEXT, .tag = 2, .fact = 7}, /* its unit */
        {.kind = JB_MARK_LINK, .tag = 2, .fact = 7, .target = 1},
        {.kind = JB_MARK_TEXT, .tag = 1, .fact = 8},
        {.kind = JB_MARK_ANCHOR, .tag = JB_TAG_ARTIFACT, .block = 1, .fact = 7, .target = 1},
        {.kind = JB_MARK_TEXT, .tag = 1, .block = 1, .fact = 7},
    };
    jb_page page = {.marks = marks, .mark_count = sizeof marks / sizeof *marks, .ended = ""};
    jb_pages pages = {
        .pages = &page, .count = 1, .tags = tags, .tag_count = 3, .paths = paths, .path_count = 3};
    jb_error err = {0};
    jb_str s = {0};
    (void)state;
    page.label = "1";
    contract_json(&pages, &s);
    assert_non_null(strstr(jb_str_text(&s), "\"links\": {\"count\": 1, \"resolved\": 1}"));
    assert_non_null(strstr(jb_str_text(&s), "\"receipts\": {\"count\": 1, \"links\": 1, "
                                            "\"resolved\": 1, \"figures\": 2, \"without\": 1}"));
    jb_str_free(&s);
    assert_jb_ok(contract_check(&pages, &err), &err);
    marks[4].fact = 9; /* the receipt of another */
    assert_jb_fails(contract_check(&pages, &err), &err, JB_ERR_INTERNAL, "receipt");
    marks[4].fact = 7;
    marks[2].target = 5; /* nothing stands there */
    assert_jb_fails(contract_check(&pages, &err), &err, JB_ERR_INTERNAL, "nowhere");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_options_are_kept_in_order),
        cmocka_unit_test(test_options_say_what_is_wrong),
        cmocka_unit_test(test_years),
        cmocka_unit_test(test_split_list),
        cmocka_unit_test(test_table_aligns_chinese),
        cmocka_unit_test(test_exit_codes_differ),
        cmocka_unit_test(test_contract_counts_receipts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
