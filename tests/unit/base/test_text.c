/* Strings, UTF-8, the nearest name, the look of an error, SHA-256. */
#include "jbtest.h"

static void test_str_grows_and_stays_terminated(void **state)
{
    (void)state;
    jb_str s = {0};
    assert_string_equal(jb_str_text(&s), "");
    for (int i = 0; i < 1000; i++) {
        jb_str_addf(&s, "%d,", i % 10);
    }
    assert_int_equal(s.len, 2000);
    assert_int_equal(strlen(s.data), 2000);
    jb_str_clear(&s);
    assert_string_equal(jb_str_text(&s), "");
    jb_str_add(&s, "劳");
    jb_str_addc(&s, '-');
    jb_str_addn(&s, "abc", 2);
    jb_str_add_utf8(&s, 0x1F600);
    assert_string_equal(s.data, "劳-ab😀");
    jb_str_free(&s);
    assert_null(s.data);
}

static void test_utf8_next_put_round_trip(void **state)
{
    (void)state;
    static const uint32_t points[] = {1,      0x7F,   0x80,    0x7FF,   0x800,
                                      0xFFFD, 0xFFFF, 0x10000, 0x10FFFF};
    for (size_t i = 0; i < sizeof points / sizeof points[0]; i++) {
        char bytes[4];
        size_t len = jb_utf8_put(points[i], bytes);
        size_t pos = 0;
        assert_int_equal(jb_utf8_check(bytes, len), len);
        assert_int_equal(jb_utf8_next(bytes, len, &pos), points[i]);
        assert_int_equal(pos, len);
        assert_int_equal(jb_utf8_next(bytes, len, &pos), 0);
    }
}

static void test_utf8_put_never_writes_invalid(void **state)
{
    (void)state;
    static const uint32_t bad[] = {0xD800, 0xDFFF, 0x110000, UINT32_MAX};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        char bytes[4];
        size_t len = jb_utf8_put(bad[i], bytes);
        assert_int_equal(len, 3);
        assert_memory_equal(bytes, "\xEF\xBF\xBD", 3);
    }
}

static void test_utf8_check_finds_first_fault(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        size_t len;
        size_t fault;
    } cases[] = {
        {"", 0, 0},
        {"abc", 3, 3},
        {"劳动", 6, 6},
        {"ab\0c", 4, 2},         /* NUL */
        {"a\xC0\x80", 3, 1},     /* overlong */
        {"\xE0\x80\x80", 3, 0},  /* overlong */
        {"a\xED\xA0\x80", 4, 1}, /* surrogate */
        {"\xF4\x90\x80\x80", 4, 0},
        {"ab\xE5\x8A", 4, 2}, /* truncated */
        {"\x80", 1, 0},
        {"\xFF\xFE", 2, 0},
        {"\xC0\xCD\xB6\xAF", 4, 0}, /* GBK */
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_int_equal(jb_utf8_check(cases[i].bytes, cases[i].len), cases[i].fault);
    }
}

static void test_utf8_count_and_columns(void **state)
{
    (void)state;
    assert_int_equal(jb_utf8_count("劳动ab", 8), 4);
    assert_int_equal(jb_utf8_columns(""), 0);
    assert_int_equal(jb_utf8_columns("abc"), 3);
    assert_int_equal(jb_utf8_columns("劳动ab"), 6);
    assert_int_equal(jb_utf8_columns("（，）"), 6);
    assert_int_equal(jb_utf8_columns("ｱ"), 1);  /* half-width */
    assert_int_equal(jb_utf8_columns("Ａ"), 2); /* full-width */
    assert_int_equal(jb_utf8_columns("e\xCC\x81"), 1);
    assert_int_equal(jb_utf8_columns("\xEF\xBB\xBF"
                                     "a"),
                     1);
}

static void test_nearest(void **state)
{
    (void)state;
    static const char *const names[] = {"width", "height", "columns", "title", "案件数", "结案率"};
    size_t count = sizeof names / sizeof names[0];
    assert_string_equal(jb_nearest("widht", names, count), "width"); /* swapped */
    assert_string_equal(jb_nearest("column", names, count), "columns");
    assert_string_equal(jb_nearest("Title", names, count), "title");
    assert_string_equal(jb_nearest("heigth", names, count), "height");
    assert_string_equal(jb_nearest("案件数量", names, count), "案件数");
    assert_null(jb_nearest("colour", names, count));
    assert_null(jb_nearest("xy", names, count));
    assert_null(jb_nearest("", names, count));
    assert_null(jb_nearest("width", names, 0));
}

static void test_nearest_takes_first_of_equals(void **state)
{
    (void)state;
    static const char *const names[] = {"cat", "bat", "rat"};
    assert_string_equal(jb_nearest("mat", names, 3), "cat");
}

static void test_nearest_survives_long_names(void **state)
{
    (void)state;
    char longest[500];
    memset(longest, 'a', sizeof longest - 1);
    longest[sizeof longest - 1] = '\0';
    const char *const names[] = {longest, "b"};
    assert_null(jb_nearest(longest, names, 2));
}

static void assert_format(const jb_loc *loc, const char *want)
{
    jb_error err = {0};
    char line[256];
    assert_int_equal(jb_fail(&err, JB_ERR_INPUT, loc, "bad %s", "错误 %s", "x"), JB_ERR_INPUT);
    jb_error_format(&err, JB_LANG_EN, line, sizeof line);
    assert_string_equal(line, want);
}

static void test_error_format_shapes(void **state)
{
    (void)state;
    jb_loc all = jb_loc_make("a.json", 3, 7, "$.blocks[2]");
    jb_loc line = jb_loc_make("a.csv", 3, 0, NULL);
    jb_loc file = jb_loc_make("a.csv", 0, 9, NULL);
    jb_loc path = jb_loc_make(NULL, 0, 0, "$.x");
    assert_format(&all, "a.json:3:7: bad x ($.blocks[2])");
    assert_format(&line, "a.csv:3: bad x");
    assert_format(&file, "a.csv: bad x");
    assert_format(&path, "bad x ($.x)");
    assert_format(NULL, "bad x");
}

static void test_error_format_part_in_its_language(void **state)
{
    (void)state;
    char line[200];
    jb_error err = {.en = "is wrong", .zh = "有误"};
    err.loc = jb_loc_make("f.json", 0, 0, "$.a");
    (void)strcpy(err.loc.part_en, "note 5");
    (void)strcpy(err.loc.part_zh, "注 5");
    jb_error_format(&err, JB_LANG_EN, line, sizeof line);
    assert_string_equal(line, "f.json: is wrong ($.a (note 5))");
    jb_error_format(&err, JB_LANG_ZH, line, sizeof line);
    assert_string_equal(line, "f.json: 有误 ($.a (注 5))");
}

static void test_error_format_chinese(void **state)
{
    (void)state;
    jb_error err = {0};
    char line[64];
    jb_loc loc = jb_loc_make("甲.csv", 1, 2, NULL);
    (void)jb_fail(&err, JB_ERR_INPUT, &loc, "bad", "不对");
    jb_error_format(&err, JB_LANG_ZH, line, sizeof line);
    assert_string_equal(line, "甲.csv:1:2: 不对");
    jb_error_format(&err, JB_LANG_ZH, line, 15); /* ends within the first character */
    assert_string_equal(line, "甲.csv:1:2: ");
}

static void test_fail_first_fault_wins(void **state)
{
    (void)state;
    jb_error err = {0};
    (void)jb_fail(&err, JB_ERR_INPUT, NULL, "first", "第一");
    assert_int_equal(jb_fail(&err, JB_ERR_IO, NULL, "second", "第二"), JB_ERR_IO);
    assert_int_equal(err.status, JB_ERR_INPUT);
    assert_string_equal(err.en, "first");
    assert_int_equal(jb_fail(NULL, JB_ERR_IO, NULL, "third", "第三"), JB_ERR_IO);
}

static void test_fail_cuts_at_whole_character(void **state)
{
    (void)state;
    jb_str many = {0};
    for (int i = 0; i < 1300; i++) {
        jb_str_add(&many, "劳");
    }
    for (int shift = 0; shift < 3; shift++) {
        jb_error err = {0};
        (void)jb_fail(&err, JB_ERR_INPUT, NULL, "%.*s%s", "%.*s%s", shift, "ab", many.data);
        assert_true(strlen(err.en) > sizeof err.en - 5);
        assert_int_equal(jb_utf8_check(err.en, strlen(err.en)), strlen(err.en));
        assert_int_equal(jb_utf8_check(err.zh, strlen(err.zh)), strlen(err.zh));
    }
    jb_str_free(&many);
}

static void test_loc_make_keeps_the_end(void **state)
{
    (void)state;
    jb_str name = {0};
    for (int i = 0; i < 500; i++) {
        jb_str_add(&name, "路");
    }
    jb_str_add(&name, "/end.csv");
    jb_loc loc = jb_loc_make(name.data, 0, 0, name.data);
    jb_str_free(&name);
    assert_non_null(strstr(loc.source, "/end.csv"));
    assert_non_null(strstr(loc.path, "/end.csv"));
    assert_true(strncmp(loc.source, "...", 3) == 0);
    assert_int_equal(jb_utf8_check(loc.source, strlen(loc.source)), strlen(loc.source));
    assert_int_equal(jb_utf8_check(loc.path, strlen(loc.path)), strlen(loc.path));
}

static void test_sha256_known_answers(void **state)
{
    (void)state;
    char text[JB_SHA256_TEXT];
    jb_sha256("", 0, text);
    assert_string_equal(text, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    jb_sha256("abc", 3, text);
    assert_string_equal(text, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

static void test_sha256_of_pieces_is_that_of_the_whole(void **state)
{
    (void)state;
    char text[JB_SHA256_TEXT];
    jb_sha256_pieces pieces;
    jb_sha256_begin(&pieces);
    jb_sha256_add(&pieces, "a", 1);
    jb_sha256_add(&pieces, "", 0);
    jb_sha256_add(&pieces, "bc", 2);
    jb_sha256_end(&pieces, text);
    assert_string_equal(text, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

/* What is formatted may be longer than the room that there is. */
static void test_str_addf_of_any_length(void **state)
{
    (void)state;
    for (int width = 0; width < 400; width++) {
        jb_str s = {0};
        jb_str_add(&s, "x");
        jb_str_addf(&s, "%*s|", width, "");
        jb_str_addf(&s, "%d", 7);
        assert_int_equal(s.len, (size_t)width + 3);
        assert_int_equal(strlen(s.data), s.len);
        assert_string_equal(s.data + width + 1, "|7");
        jb_str_free(&s);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_str_grows_and_stays_terminated),
        cmocka_unit_test(test_str_addf_of_any_length),
        cmocka_unit_test(test_sha256_of_pieces_is_that_of_the_whole),
        cmocka_unit_test(test_utf8_next_put_round_trip),
        cmocka_unit_test(test_utf8_put_never_writes_invalid),
        cmocka_unit_test(test_utf8_check_finds_first_fault),
        cmocka_unit_test(test_utf8_count_and_columns),
        cmocka_unit_test(test_nearest),
        cmocka_unit_test(test_nearest_takes_first_of_equals),
        cmocka_unit_test(test_nearest_survives_long_names),
        cmocka_unit_test(test_error_format_shapes),
        cmocka_unit_test(test_error_format_part_in_its_language),
        cmocka_unit_test(test_error_format_chinese),
        cmocka_unit_test(test_fail_first_fault_wins),
        cmocka_unit_test(test_fail_cuts_at_whole_character),
        cmocka_unit_test(test_loc_make_keeps_the_end),
        cmocka_unit_test(test_sha256_known_answers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
