/* JSON: what is accepted, where faults are, what the typed access says. */
#include "jbtest.h"

static jb_arena *arena;

static int setup(void **state)
{
    (void)state;
    arena = jb_arena_new();
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    jb_arena_free(arena);
    return 0;
}

static const jb_json *parse(const char *text)
{
    jb_error err = {0};
    const jb_json *json = NULL;
    assert_jb_ok(jb_json_parse(arena, "t.json", text, strlen(text), 1, &json, &err), &err);
    return json;
}

static void refuse_bytes(const char *text, size_t len, unsigned line, unsigned column,
                         const char *part)
{
    jb_error err = {0};
    const jb_json *json = NULL;
    /* An exact copy on the heap: reading behind the end shows under the sanitizers. */
    char *copy = jb_xmalloc(len);
    if (len) {
        memcpy(copy, text, len);
    }
    assert_jb_fails(jb_json_parse(arena, "t.json", copy, len, 1, &json, &err), &err, JB_ERR_INPUT,
                    part);
    assert_string_equal(err.loc.source, "t.json");
    assert_jb_at(&err, line, column);
    free(copy);
}

static void refuse(const char *text, unsigned line, unsigned column, const char *part)
{
    refuse_bytes(text, strlen(text), line, column, part);
}

/* ---- parsing ---- */

static void test_parse_all_types(void **state)
{
    (void)state;
    const jb_json *root =
        parse("{\"n\":null,\"t\":true,\"f\":false,\"d\":-1.50,\"s\":\"劳\\u52a8\\n\\ud83d\\ude00\","
              "\"a\":[1,[],{}],\"o\":{\"x\":\"\"}}");
    assert_int_equal(jb_json_kind(root), JB_JSON_OBJECT);
    assert_int_equal(jb_json_count(root), 7);
    jb_error err = {0};
    const char *text = NULL;
    bool truth = true;
    assert_int_equal(jb_json_kind(jb_json_find(root, "n")), JB_JSON_NULL);
    assert_jb_ok(jb_json_bool(jb_json_find(root, "f"), &truth, &err), &err);
    assert_false(truth);
    assert_jb_ok(jb_json_bool(jb_json_find(root, "t"), &truth, &err), &err);
    assert_true(truth);
    assert_jb_ok(jb_json_text(jb_json_find(root, "s"), &text, &err), &err);
    assert_string_equal(text, "劳动\n😀");
    assert_null(jb_json_find(root, "N"));
    assert_null(jb_json_find(jb_json_find(root, "a"), "n"));
}

static void test_walk_first_next_at(void **state)
{
    (void)state;
    const jb_json *root = parse("{\"a\":[10,20,30],\"b\":{},\"c\":1}");
    const jb_json *a = jb_json_first(root);
    assert_string_equal(jb_json_key(a), "a");
    assert_string_equal(jb_json_key(jb_json_next(a)), "b");
    assert_ptr_equal(jb_json_next(a), jb_json_at(root, 1));
    assert_null(jb_json_next(jb_json_at(root, 2)));
    assert_null(jb_json_next(root));
    assert_null(jb_json_first(jb_json_find(root, "b")));
    assert_int_equal(jb_json_count(a), 3);
    assert_string_equal(jb_json_key(jb_json_at(a, 1)), "");
    assert_null(jb_json_at(a, 3));
}

static void test_places_and_paths(void **state)
{
    (void)state;
    const jb_json *root =
        parse("\xEF\xBB\xBF{\n  \"块\": [ 1,\n    {\"宽\": 5, \"a b\": \"\\\"]\" }],"
              "\n\t\"z\" :\r\n null }");
    const jb_json *block = jb_json_at(jb_json_first(root), 1);
    const jb_json *odd = jb_json_find(block, "a b");
    jb_loc loc = jb_json_loc(jb_json_find(block, "宽"));
    assert_int_equal(loc.line, 3);
    assert_int_equal(loc.column, 11);
    assert_string_equal(loc.path, "$.块[1].宽");
    assert_string_equal(loc.source, "t.json");
    assert_string_equal(jb_json_path(arena, odd), "$.块[1][\"a b\"]");
    assert_int_equal(jb_json_loc(odd).column, 21);
    loc = jb_json_loc(jb_json_find(root, "z"));
    assert_int_equal(loc.line, 5);
    assert_int_equal(loc.column, 2);
    loc = jb_json_loc(root);
    assert_int_equal(loc.line, 1);
    assert_int_equal(loc.column, 1);
    assert_string_equal(loc.path, "$");
}

static void test_first_line_is_added(void **state)
{
    (void)state;
    jb_error err = {0};
    const jb_json *json = NULL;
    assert_jb_fails(jb_json_parse(arena, "a.jsonl", "{\"a\":}", 6, 40, &json, &err), &err,
                    JB_ERR_INPUT, "}");
    assert_jb_at(&err, 40, 6);
}

static void test_parse_refuses_syntax(void **state)
{
    (void)state;
    refuse("", 1, 1, "no JSON");
    refuse(" \n ", 2, 2, "no JSON");
    refuse("{\"a\":1", 1, 7, "ends too early");
    refuse("{\"1\":1,", 1, 8, "ends too early");
    refuse("[[1]", 1, 5, "ends too early");
    refuse("{\"a\":1,}", 1, 8, "remove the comma");
    refuse("[1,\n]", 2, 1, "remove the comma");
    refuse("{\"a\" 1}", 1, 6, "colon");
    refuse("{\"a\":1 \"b\":2}", 1, 8, "comma");
    refuse("[1 2]", 1, 4, "comma");
    refuse("[1}", 1, 3, "}");
    refuse("{a:1}", 1, 2, "key in double quotes");
    refuse("{'a':1}", 1, 2, "key in double quotes");
    refuse("{\"a\":1,b:2}", 1, 8, "key in double quotes");
    refuse("{,}", 1, 2, "key in double quotes");
    refuse("[1,2x]", 1, 5, "\"x\"");
    refuse("[{}x]", 1, 4, "\"x\"");
    refuse("[tru]", 1, 2, "\"tru\"");
    refuse("[nan]", 1, 2, "\"nan\"");
    refuse("[，]", 1, 2, "\"，\"");
    refuse("// x\n{}", 1, 1, "no comments");
    refuse("{} x", 1, 4, "has ended");
    refuse("{}\n{}", 2, 1, "has ended");
    refuse("[\"a\\q\"]", 1, 4, "escape");
    refuse("[\"\\ud800\"]", 1, 3, "\\uD800 is half of a surrogate pair");
    refuse("[\"\\ud800\\u0041\"]", 1, 3, "half of a surrogate pair");
    refuse("[\"\\ude00\\ud83d\"]", 1, 3, "half of a surrogate pair");
    refuse("[\"\\ud83d\\ude00\\ude00\"]", 1, 15, "half of a surrogate pair");
    refuse("[\"\\\\ud83d\\ude00\"]", 1, 10, "half of a surrogate pair");
    refuse("[\"\\u12g4\"]", 1, 3, "hexadecimal");
    refuse("[\"\\u12\"]", 1, 3, "hexadecimal");
    refuse("[\"\\ud83d\\uzzzz\"]", 1, 3, "half of a surrogate pair");
}

static void test_parse_refuses_bad_numbers(void **state)
{
    (void)state;
    static const char *const bad[] = {"[01]", "[-01]", "[1.]", "[+1]",
                                      "[.5]", "[1e]",  "[-]",  "[0x1]"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        jb_error err = {0};
        const jb_json *json = NULL;
        assert_jb_fails(jb_json_parse(arena, NULL, bad[i], strlen(bad[i]), 1, &json, &err), &err,
                        JB_ERR_INPUT, "");
        assert_null(json);
        assert_int_equal(err.loc.line, 1);
    }
    (void)parse("[0,-0,0.5,1e5,1E+5,-1.25e-7]");
}

static void test_parse_refuses_characters(void **state)
{
    (void)state;
    refuse("{\"k\": \"劳\xC0\xCD\"}", 1, 9, "0xC0");
    refuse_bytes("[1,\0 2]", 7, 1, 4, "NUL");
    refuse("[\"a\nb\"]", 1, 4, "line break");
    refuse("[\"\t\"]", 1, 3, "control character");
    refuse("[1,\x01 2]", 1, 4, "control character");
    refuse("[\"劳\\u0000\"]", 1, 4, "\\u0000");
    refuse("{\"\\u0000\":1}", 1, 3, "\\u0000");
    refuse("[\"abc", 1, 2, "not closed");
    refuse("[\"abc\\", 1, 2, "not closed");
    refuse("[\"abc\\\"]", 1, 2, "not closed");
    (void)parse("[\"\\\\u0000\"]"); /* an escaped backslash and digits */
}

static void test_parse_refuses_twins_at_the_second(void **state)
{
    (void)state;
    refuse("{\"a\":1,\n \"b\":{},\n \"a\":2}", 3, 2, "\"a\" appears twice");
    refuse("{\"x\":{\"z\":1,\"y\":1,\"y\":2,\"z\":3}}", 1, 19, "\"y\" appears twice");
    refuse("{\"a\":1,\"\\u0061\":2}", 1, 8, "first on line 1");
    (void)parse("[{\"a\":1},{\"a\":1,\"A\":2}]");
}

static void test_parse_many_members(void **state)
{
    (void)state;
    jb_str text = {0};
    jb_str_addc(&text, '{');
    for (int i = 0; i < 50000; i++) {
        jb_str_addf(&text, "\"k%d\":%d,", i, i);
    }
    jb_str_add(&text, "\"k7\":0}");
    jb_error err = {0};
    const jb_json *json = NULL;
    assert_jb_fails(jb_json_parse(arena, NULL, text.data, text.len, 1, &json, &err), &err,
                    JB_ERR_INPUT, "\"k7\" appears twice");
    jb_str_free(&text);
}

static void nest(jb_str *text, int levels, bool objects)
{
    jb_str_clear(text);
    for (int i = 0; i < levels; i++) {
        jb_str_add(text, objects ? "{\"a\":" : "[");
    }
    jb_str_add(text, "1");
    for (int i = 0; i < levels; i++) {
        jb_str_addc(text, objects ? '}' : ']');
    }
}

static void test_parse_depth(void **state)
{
    (void)state;
    jb_str text = {0};
    for (int objects = 0; objects < 2; objects++) {
        nest(&text, JB_JSON_MAX_DEPTH, objects);
        (void)parse(text.data);
        nest(&text, JB_JSON_MAX_DEPTH + 1, objects);
        refuse(text.data, 1, objects ? 5 * JB_JSON_MAX_DEPTH + 1 : JB_JSON_MAX_DEPTH + 1, "64");
        nest(&text, 10000, objects);
        refuse(text.data, 1, objects ? 5 * JB_JSON_MAX_DEPTH + 1 : JB_JSON_MAX_DEPTH + 1, "64");
    }
    jb_str_clear(&text);
    jb_str_add(&text, "[\"");
    for (int i = 0; i < 200; i++) {
        jb_str_add(&text, "[{"); /* brackets in a string do not nest */
    }
    jb_str_add(&text, "\"]");
    (void)parse(text.data);
    jb_str_free(&text);
}

/* ---- typed access ---- */

static void assert_exact(const char *json, const char *want)
{
    jb_error err = {0};
    jb_dec value = {0};
    char text[JB_DEC_TEXT];
    assert_jb_ok(jb_json_dec(jb_json_first(parse(json)), &value, &err), &err);
    (void)jb_dec_text(value, text);
    assert_string_equal(text, want);
}

static void test_dec_is_exact(void **state)
{
    (void)state;
    assert_exact("[0.1]", "0.1");
    assert_exact("[12345678901234567.89]", "12345678901234567.89");
    assert_exact("[2604.50]", "2604.50");
    assert_exact("[ -0.0 ]", "0.0");
    assert_exact("[9007199254740993]", "9007199254740993");
    assert_exact("[\"0.30\"]", "0.30");
}

static void refuse_dec(const char *json, const char *part)
{
    jb_error err = {0};
    jb_dec value = {0};
    assert_jb_fails(jb_json_dec(jb_json_first(parse(json)), &value, &err), &err, JB_ERR_INPUT,
                    part);
    assert_jb_at(&err, 1, 2);
    assert_string_equal(err.loc.path, "$[0]");
}

static void test_dec_refuses(void **state)
{
    (void)state;
    refuse_dec("[1e3]", "1e3");
    refuse_dec("[\"1,000\"]", "1,000");
    refuse_dec("[\"\"]", "decimal");
    refuse_dec("[123456789012345678901234567890]", "exactly");
    refuse_dec("[true]", "expected number, found boolean");
}

static void test_int_range_and_kind(void **state)
{
    (void)state;
    int64_t value = 0;
    jb_error err = {0};
    const jb_json *root = parse("[12,1.0,-3,99999999999999999999,\"5\",1e1]");
    assert_jb_ok(jb_json_int(jb_json_at(root, 0), 0, 12, &value, &err), &err);
    assert_int_equal(value, 12);
    static const char *const parts[] = {
        "not between 0 and 11",          "not a whole number", "not between", "not between",
        "expected number, found string", "not a whole number"};
    for (size_t i = 0; i < 6; i++) {
        jb_error bad = {0};
        assert_jb_fails(jb_json_int(jb_json_at(root, i), 0, 11, &value, &bad), &bad, JB_ERR_INPUT,
                        parts[i]);
    }
    assert_int_equal(value, 12);
}

static void test_want_names_both_types(void **state)
{
    (void)state;
    jb_error err = {0};
    const jb_json *root = parse("{\"a\":\n[{}]}");
    assert_jb_fails(jb_json_want(jb_json_find(root, "a"), JB_JSON_OBJECT, &err), &err, JB_ERR_INPUT,
                    "expected object, found array");
    assert_non_null(strstr(err.zh, "应为对象，实为数组"));
    assert_jb_at(&err, 2, 1);
    jb_error alone = {0};
    const jb_json *text = parse("{\"a\": \"立案\"}");
    assert_jb_fails(jb_json_want(jb_json_find(text, "a"), JB_JSON_ARRAY, &alone), &alone,
                    JB_ERR_INPUT, "write [\"立案\"]");
    assert_non_null(strstr(alone.zh, "请写作 [\"立案\"]"));
}

static void test_need(void **state)
{
    (void)state;
    jb_error absent = {0};
    jb_error wrong = {0};
    jb_error not_object = {0};
    const jb_json *out = NULL;
    const jb_json *root = parse("{\"page\":{\"width\":\"x\"}}");
    const jb_json *page = jb_json_first(root);
    assert_jb_ok(jb_json_need(root, "page", JB_JSON_OBJECT, &out, &absent), &absent);
    assert_ptr_equal(out, page);
    jb_error top = {0};
    assert_jb_fails(jb_json_need(root, "blocks", JB_JSON_ARRAY, &out, &top), &top, JB_ERR_INPUT,
                    "the document lacks the key \"blocks\" (array)");
    assert_non_null(strstr(top.zh, "文档缺少键“blocks”（数组）"));
    assert_jb_fails(jb_json_need(page, "height", JB_JSON_NUMBER, &out, &absent), &absent,
                    JB_ERR_INPUT, "$.page lacks the key \"height\" (number)");
    assert_jb_at(&absent, 1, 9);
    assert_jb_fails(jb_json_need(page, "width", JB_JSON_NUMBER, &out, &wrong), &wrong, JB_ERR_INPUT,
                    "expected number, found string");
    assert_string_equal(wrong.loc.path, "$.page.width");
    assert_jb_fails(jb_json_need(jb_json_first(page), "x", JB_JSON_NUMBER, &out, &not_object),
                    &not_object, JB_ERR_INPUT, "expected object");
}

static void test_only(void **state)
{
    (void)state;
    static const char *const keys[] = {"width", "height", NULL};
    jb_error near = {0};
    jb_error far = {0};
    const jb_json *root = parse("[{\"width\":1,\n \"heigth\":2},{\"colour\":3},{}]");
    assert_jb_fails(jb_json_only(jb_json_first(root), keys, &near), &near, JB_ERR_INPUT,
                    "unknown key \"heigth\" in $[0]; did you mean \"height\"?");
    assert_non_null(strstr(near.zh, "“height”"));
    assert_jb_at(&near, 2, 2);
    assert_string_equal(near.loc.path, "$[0].heigth");
    assert_jb_fails(jb_json_only(jb_json_at(root, 1), keys, &far), &far, JB_ERR_INPUT,
                    "one of: width, height");
    jb_error none = {0};
    assert_jb_ok(jb_json_only(jb_json_at(root, 2), keys, &none), &none);
}

static void test_choice(void **state)
{
    (void)state;
    static const char *const choices[] = {"left", "right", "centre", NULL};
    jb_error near = {0};
    jb_error far = {0};
    unsigned which = 9;
    const jb_json *root = parse("[\"right\",\"center\",\"up\"]");
    assert_jb_ok(jb_json_choice(jb_json_at(root, 0), choices, &which, &near), &near);
    assert_int_equal(which, 1);
    assert_jb_fails(jb_json_choice(jb_json_at(root, 1), choices, &which, &near), &near,
                    JB_ERR_INPUT, "did you mean \"centre\"?");
    assert_jb_fails(jb_json_choice(jb_json_at(root, 2), choices, &which, &far), &far, JB_ERR_INPUT,
                    "\"up\" is not a choice here; one of: left, right, centre");
    assert_non_null(strstr(far.zh, "left、right、centre"));
}

static void test_fail_is_placed_at_the_value(void **state)
{
    (void)state;
    jb_error err = {0};
    const jb_json *root = parse("{\"a\":[1,\n2]}");
    const jb_json *two = jb_json_at(jb_json_first(root), 1);
    assert_jb_fails(jb_json_fail(two, &err, "no %s", "无 %s", "luck"), &err, JB_ERR_INPUT,
                    "no luck");
    assert_jb_at(&err, 2, 1);
    assert_string_equal(err.loc.path, "$.a[1]");
}

static void test_quote_parses_back(void **state)
{
    (void)state;
    jb_str text = {0};
    static const char all[] = "\"\\/\b\f\n\r\t\x01\x1F\x7F劳动😀";
    jb_str_addc(&text, '[');
    jb_json_quote(&text, all);
    jb_str_addc(&text, ']');
    jb_error err = {0};
    const char *back = NULL;
    assert_jb_ok(jb_json_text(jb_json_first(parse(text.data)), &back, &err), &err);
    assert_string_equal(back, all);
    jb_str_clear(&text);
    jb_json_quote(&text, "a/劳\n\x02");
    assert_string_equal(text.data, "\"a/劳\\n\\u0002\"");
    jb_str_free(&text);
}

/* ---- random damage ---- */

static const char valid[] =
    "{\"name\": \"比较\", \"page\": {\"size\": [210.0, 297], \"margin\": 1e1}, \"blocks\": [\n"
    "  {\"kind\": \"table\", \"columns\": [1, 2.50, -3], \"note\": "
    "\"a\\n\\u52b3\\ud83d\\ude00\"},\n"
    "  {\"kind\": \"text\", \"bold\": true, \"none\": null, \"empty\": {}, \"list\": []}\n]}\n";

static void visit(const jb_json *value, unsigned depth)
{
    jb_error err = {0};
    const char *text = "";
    assert_true(depth <= JB_JSON_MAX_DEPTH);
    assert_int_equal(jb_utf8_check(jb_json_key(value), strlen(jb_json_key(value))),
                     strlen(jb_json_key(value)));
    if (jb_json_kind(value) == JB_JSON_STRING) {
        assert_jb_ok(jb_json_text(value, &text, &err), &err);
        assert_int_equal(jb_utf8_check(text, strlen(text)), strlen(text));
    }
    jb_loc loc = jb_json_loc(value);
    assert_true(loc.line >= 1 && loc.column >= 1 && loc.path[0] == '$');
    for (const jb_json *c = jb_json_first(value); c; c = jb_json_next(c)) {
        visit(c, depth + 1);
    }
}

static size_t damage(char *text, size_t len, uint64_t *seed)
{
    static const char marks[] = "{}[]\",:\\u019-+.eE\ntf \x80\xC3";
    for (uint64_t n = jb_test_random(seed) % 4 + 1; n > 0 && len > 1; n--) {
        size_t at = jb_test_random(seed) % len;
        size_t from = jb_test_random(seed) % len;
        switch (jb_test_random(seed) % 4) {
        case 0:
            text[at] = marks[jb_test_random(seed) % (sizeof marks - 1)];
            break;
        case 1:
            memmove(text + at, text + at + 1, len - at - 1);
            len--;
            break;
        case 2:
            text[at] = text[from];
            break;
        default:
            len = at + 1;
            break;
        }
    }
    return len;
}

static void test_damaged_documents(void **state)
{
    (void)state;
    uint64_t seed = 8803294;
    unsigned accepted = 0;
    for (int i = 0; i < 20000; i++) {
        char text[sizeof valid];
        memcpy(text, valid, sizeof valid);
        size_t len = damage(text, sizeof valid - 1, &seed);
        char *exact = memcpy(jb_xmalloc(len), text, len);
        jb_error err = {0};
        const jb_json *json = NULL;
        jb_arena_mark mark = jb_arena_save(arena);
        if (jb_json_parse(arena, "d", exact, len, 1, &json, &err) == JB_OK) {
            accepted++;
            visit(json, 0);
        } else {
            assert_int_equal(err.status, JB_ERR_INPUT);
            assert_true(err.en[0] && err.zh[0] && err.loc.line >= 1 && err.loc.column >= 1);
            assert_int_equal(jb_utf8_check(err.en, strlen(err.en)), strlen(err.en));
        }
        jb_arena_restore(arena, mark);
        free(exact);
    }
    assert_true(accepted > 100 && accepted < 19000);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(test_parse_all_types),
        CASE(test_walk_first_next_at),
        CASE(test_places_and_paths),
        CASE(test_first_line_is_added),
        CASE(test_parse_refuses_syntax),
        CASE(test_parse_refuses_bad_numbers),
        CASE(test_parse_refuses_characters),
        CASE(test_parse_refuses_twins_at_the_second),
        CASE(test_parse_many_members),
        CASE(test_parse_depth),
        CASE(test_dec_is_exact),
        CASE(test_dec_refuses),
        CASE(test_int_range_and_kind),
        CASE(test_want_names_both_types),
        CASE(test_need),
        CASE(test_only),
        CASE(test_choice),
        CASE(test_fail_is_placed_at_the_value),
        CASE(test_quote_parses_back),
        CASE(test_damaged_documents),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
