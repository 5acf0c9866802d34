/* The encodings of reports: the same text from every copy, and bytes that are none of them. */
#include "sample.h"

#include <unicode/ucnv.h>

/* The text in another encoding; the caller frees. */
static char *encoded(const char *text, const char *encoding, size_t *len)
{
    UErrorCode code = U_ZERO_ERROR;
    size_t room = strlen(text) * 4 + 16;
    char *out = jb_xmalloc(room);
    int32_t size =
        ucnv_convert(encoding, "UTF-8", out, (int32_t)room, text, (int32_t)strlen(text), &code);
    assert_true(U_SUCCESS(code));
    *len = (size_t)size;
    return out;
}

static void check_copy(const char *encoding, const char *mark, size_t mark_len)
{
    jb_original *first = parse(sample);
    size_t len = 0;
    char *copy = encoded(sample, encoding, &len);
    char *marked = jb_xmalloc(len + mark_len);
    memcpy(marked, mark, mark_len);
    memcpy(marked + mark_len, copy, len);
    jb_original *o = parse_with(marked, len + mark_len, NULL);
    assert_string_equal(o->encoding, encoding);
    assert_string_equal(o->text, first->text);
    assert_string_equal(o->sha256, first->sha256);
    assert_int_equal(o->line_count, first->line_count);
    for (size_t i = 0; i < o->line_count; i++) {
        assert_int_equal(o->lines[i].section, first->lines[i].section);
        assert_int_equal(o->lines[i].level, first->lines[i].level);
    }
    free(copy);
    free(marked);
    jb_original_free(o);
    jb_original_free(first);
}

static void test_parse_copies_in_other_encodings(void **state)
{
    (void)state;
    check_copy("UTF-8", "\xEF\xBB\xBF", 3);
    check_copy("GB18030", "", 0);
    check_copy("GB18030", "\x84\x31\x95\x33", 4);
    check_copy("UTF-16LE", "", 0);
    check_copy("UTF-16BE", "", 0);
    check_copy("UTF-16LE", "\xFF\xFE", 2);
    check_copy("UTF-16BE", "\xFE\xFF", 2);
}

static void test_parse_big5_reads_plain_as_simplified(void **state)
{
    (void)state;
    const char *traditional = "青河縣關於2023年度法治政府建設情況的報告\n"
                              "一、主要工作成效\n"
                              "勞動監察執法立案36件，成效顯著，著名企業處罰後複議8件。\n";
    size_t len = 0;
    char *bytes = encoded(traditional, "Big5", &len);
    jb_original *o = parse_with(bytes, len, NULL);
    assert_string_equal(o->encoding, "Big5");
    assert_string_equal(o->text, traditional);
    assert_string_equal(plain_of(o), "青河县关于2023年度法治政府建设情况的报告\n"
                                     "一、主要工作成效\n"
                                     "劳动监察执法立案36件，成效显著，著名企业处罚后复议8件。\n");
    assert_int_equal(o->lines[0].level, 9);
    assert_int_equal(o->lines[1].level, 1);
    free(bytes);
    jb_original_free(o);
}

static void test_parse_the_given_encoding_wins(void **state)
{
    (void)state;
    size_t len = 0;
    char *bytes = encoded("立案36件。", "GB18030", &len);
    const jb_original_options gbk = {.encoding = "gbk"};
    jb_original *o = parse_with(bytes, len, &gbk);
    assert_string_equal(o->text, "立案36件。");
    jb_original_free(o);
    const jb_original_options utf8 = {.encoding = "utf8"};
    check_refused(bytes, len, &utf8, JB_ERR_INPUT, "not UTF-8");
    const jb_original_options latin = {.encoding = "latin1"};
    check_refused(bytes, len, &latin, JB_ERR_USAGE, "latin1");
    free(bytes);
}

static void test_parse_utf16_without_saying_which(void **state)
{
    (void)state;
    const jb_original_options wide = {.encoding = "UTF-16"};
    const char *const names[] = {"UTF-16LE", "UTF-16BE"};
    for (size_t i = 0; i < 2; i++) {
        size_t len = 0;
        char *bytes = encoded(sample, names[i], &len);
        jb_original *o = parse_with(bytes, len, &wide);
        assert_string_equal(o->encoding, names[i]);
        assert_string_equal(o->text, sample);
        free(bytes);
        jb_original_free(o);
    }
}

static void test_parse_characters_beyond_the_basic_plane(void **state)
{
    (void)state;
    const char *text = "𠮷野家劳动保障监察立案3件，共计𠀀户。受理案件十二件，结案十件。\n";
    const char *const names[] = {"GB18030", "UTF-16LE", "UTF-16BE"};
    for (size_t i = 0; i < 3; i++) {
        size_t len = 0;
        char *bytes = encoded(text, names[i], &len);
        const jb_original_options options = {.encoding = names[i]};
        jb_original *o = parse_with(bytes, len, &options);
        assert_string_equal(o->text, text);
        assert_int_equal(o->points[0], 0x20BB7);
        free(bytes);
        jb_original_free(o);
    }
}

/* ---- faults ------------------------------------------------------------------------------ */

static void check_fault_at(const void *bytes, size_t len, const char *part, unsigned line,
                           unsigned column)
{
    jb_error err = {0};
    jb_original *o = NULL;
    jb_status status = jb_original_parse("report", bytes, len, NULL, &o, &err);
    assert_jb_fails(status, &err, JB_ERR_INPUT, part);
    assert_jb_at(&err, line, column);
    assert_string_equal(err.loc.source, "report");
}

static void test_parse_cut_inside_a_character(void **state)
{
    (void)state;
    check_fault_at("立案\n三件", 12, "inside a character", 2, 2);
    size_t len = 0;
    char *bytes = encoded(sample, "GB18030", &len);
    /* The last line: ten characters, a blank and the line end. */
    check_fault_at(bytes, len - 2, "inside a character", 17, 9);
    free(bytes);
    bytes = encoded(sample, "UTF-16LE", &len);
    check_fault_at(bytes, len - 3, "inside a character", 17, 9);
    free(bytes);
}

static void test_parse_bytes_that_are_not_the_encoding(void **state)
{
    (void)state;
    jb_str s = {0};
    jb_str_add(&s, "劳动监察\n立案三\xFF件，办结二件。\n");
    check_fault_at(s.data, s.len, "0xFF is not UTF-8", 2, 4);
    jb_str_clear(&s);
    jb_str_add(&s, "\xEF\xBB\xBF立案\xFF件");
    check_fault_at(s.data, s.len, "0xFF is not UTF-8", 1, 3);
    jb_str_free(&s);
    size_t len = 0;
    char *bytes = encoded(sample, "GB18030", &len);
    /* In the first line, behind the name of the bureau. */
    bytes[26] = (char)0xFF;
    bytes[27] = (char)0xFF;
    check_fault_at(bytes, len, "not GB18030", 1, 14);
    free(bytes);
}

static void test_parse_mixed_encodings(void **state)
{
    (void)state;
    size_t len = 0;
    char *gbk = encoded(sample, "GB18030", &len);
    jb_str s = {0};
    jb_str_add(&s, sample);
    jb_str_addn(&s, gbk, len);
    check_fault_at(s.data, s.len, "mixes encodings: it is UTF-8 in front", 18, 1);
    jb_str_clear(&s);
    jb_str_addn(&s, gbk, len);
    jb_str_add(&s, sample);
    check_fault_at(s.data, s.len, "mixes encodings: it is GB18030 in front", 18, 1);
    jb_str_clear(&s);
    jb_str_addn(&s, gbk, len);
    jb_str_add(&s, "本行是后来添加的内容。\n");
    jb_str_addn(&s, gbk, len);
    check_fault_at(s.data, s.len, "mixes encodings", 18, 1);
    jb_str_free(&s);
    free(gbk);
}

static void test_parse_text_with_lost_characters(void **state)
{
    (void)state;
    const char *text = "立案\n3\xEF\xBF\xBD件";
    check_fault_at(text, strlen(text), "U+FFFD", 2, 2);
}

static void test_parse_binary(void **state)
{
    (void)state;
    check_refused("立案\0三件", 13, NULL, JB_ERR_INPUT, "binary");
    char noise[4096];
    uint64_t seed = 7;
    for (size_t i = 0; i < sizeof noise; i++) {
        noise[i] = (char)jb_test_random(&seed);
    }
    check_refused(noise, sizeof noise, NULL, JB_ERR_INPUT, "binary");
    check_refused("\1\2\3\4\5\6ab", 8, NULL, JB_ERR_INPUT, "binary");
}

static void test_parse_other_formats_are_named(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        size_t len;
        const char *part;
    } files[] = {
        {"\x89PNG\r\n\x1A\n\0\0\0", 11, "PNG"},
        {"\xFF\xD8\xFF\xE0", 4, "JPEG"},
        {"GIF89a", 6, "GIF"},
        {"{\\rtf1 x}", 9, "RTF"},
        {"MIME-Version: 1.0\r\n", 19, ".mht"},
        {"Rar!\x1A\7", 6, "RAR"},
        {"\x1F\x8B\x08", 3, "gzip"},
        {"PK\3\4 xl/workbook.xml", 20, ".xlsx"},
        {"PK\3\4 OFD.xml", 12, "OFD"},
        {"PK\3\4 notes.txt", 14, "zip"},
        {"SQLite format 3", 16, "SQLite"},
        {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8, ".doc"},
        {"\xD0\xCF\x11\xE0 E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0", 37, "password"}};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        check_refused(files[i].bytes, files[i].len, NULL, JB_ERR_INPUT, files[i].part);
    }
}

static void test_parse_nothing(void **state)
{
    (void)state;
    check_refused("", 0, NULL, JB_ERR_INPUT, "empty");
    const char *blanks = " \r\n\t\xC2\xA0\xE3\x80\x80\n";
    check_refused(blanks, strlen(blanks), NULL, JB_ERR_INPUT, "no text");
    check_refused("\xEF\xBB\xBF", 3, NULL, JB_ERR_INPUT, "no text");
}

static void test_parse_more_than_the_limit(void **state)
{
    (void)state;
    const jb_original_options options = {.limit = 20};
    check_refused(sample, strlen(sample), &options, JB_ERR_INPUT, "larger than 20 bytes");
}

static void test_parse_too_many_lines(void **state)
{
    (void)state;
    size_t len = 1000002;
    char *text = jb_xmalloc(len);
    memset(text, '\n', len);
    text[0] = 'a';
    check_refused(text, len, NULL, JB_ERR_INPUT, "lines");
    free(text);
}

static void test_parse_an_unknown_kind(void **state)
{
    (void)state;
    const jb_original_options options = {.kind = "odt"};
    check_refused(sample, strlen(sample), &options, JB_ERR_USAGE, "odt");
}

static void test_read_files(void **state)
{
    (void)state;
    char dir[JB_TEST_DIR];
    jb_test_dir(dir);
    const char *path = jb_test_path(dir, "report.txt");
    jb_test_write(path, sample);
    jb_error err = {0};
    jb_original *o = NULL;
    assert_jb_ok(jb_original_read(path, NULL, &o, &err), &err);
    assert_string_equal(o->source, path);
    assert_string_equal(o->text, sample);
    jb_original_free(o);
    const jb_original_options options = {.limit = 100};
    assert_jb_fails(jb_original_read(path, &options, &o, &err), &err, JB_ERR_INPUT, "larger");
    assert_null(o);
    err = (jb_error){0};
    jb_status status = jb_original_read(jb_test_path(dir, "none.txt"), NULL, &o, &err);
    assert_int_not_equal(status, JB_OK);
    assert_non_null(strstr(err.loc.source, "none.txt"));
    jb_test_dir_remove(dir);
}

/* A file of one gigabyte without blocks on the disk. */
static void test_read_a_huge_file_is_refused(void **state)
{
    (void)state;
    char dir[JB_TEST_DIR];
    jb_test_dir(dir);
    const char *path = jb_test_path(dir, "huge.txt");
    jb_test_write(path, "a");
    assert_int_equal(truncate(path, (off_t)1 << 30), 0);
    jb_error err = {0};
    jb_original *o = NULL;
    assert_jb_fails(jb_original_read(path, NULL, &o, &err), &err, JB_ERR_INPUT, "larger");
    assert_null(o);
    jb_test_dir_remove(dir);
}

/* ---- any text ---------------------------------------------------------------------------- */

static uint32_t random_point(uint64_t *seed)
{
    static const uint32_t some[] = {'\n',    '\r',   '\t',   ' ',    '3',    'a',
                                    0xA0,    0x3000, 0x3002, 0xFF0C, 0xFF15, 0x4E00,
                                    0x20BB7, 0xE9,   0x2F2F, 0x2028, 0xF981};
    uint64_t r = jb_test_random(seed);
    return r % 3 == 0 ? 0x4E00 + (uint32_t)(r >> 8) % 0x5200
                      : some[(r >> 8) % (sizeof some / sizeof *some)];
}

static void test_parse_places_agree_for_random_texts(void **state)
{
    (void)state;
    uint64_t seed = 20240115;
    const jb_original_options options = {.encoding = "UTF-8", .kind = "text"};
    for (unsigned turn = 0; turn < 300; turn++) {
        jb_str s = {0};
        jb_str_add(&s, "始");
        size_t count = jb_test_random(&seed) % 400;
        for (size_t i = 0; i < count; i++) {
            jb_str_add_utf8(&s, random_point(&seed));
        }
        jb_original *o = parse_with(s.data, s.len, &options);
        assert_string_equal(o->text, s.data);
        size_t a = jb_test_random(&seed) % (o->count + 1);
        size_t b = a + jb_test_random(&seed) % (o->count + 1 - a);
        const char *slice = jb_original_slice(o->arena, o, (jb_span){a, b});
        assert_int_equal(strlen(slice), o->bytes[b] - o->bytes[a]);
        assert_memory_equal(slice, s.data + o->bytes[a], strlen(slice));
        jb_span sentence = jb_original_sentence(o, (jb_span){a, b});
        assert_true(sentence.start <= a && b <= sentence.end && sentence.end <= o->count);
        jb_str_free(&s);
        jb_original_free(o);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_parse_copies_in_other_encodings),
        cmocka_unit_test(test_parse_big5_reads_plain_as_simplified),
        cmocka_unit_test(test_parse_the_given_encoding_wins),
        cmocka_unit_test(test_parse_utf16_without_saying_which),
        cmocka_unit_test(test_parse_characters_beyond_the_basic_plane),
        cmocka_unit_test(test_parse_cut_inside_a_character),
        cmocka_unit_test(test_parse_bytes_that_are_not_the_encoding),
        cmocka_unit_test(test_parse_mixed_encodings),
        cmocka_unit_test(test_parse_text_with_lost_characters),
        cmocka_unit_test(test_parse_binary),
        cmocka_unit_test(test_parse_other_formats_are_named),
        cmocka_unit_test(test_parse_nothing),
        cmocka_unit_test(test_parse_more_than_the_limit),
        cmocka_unit_test(test_parse_too_many_lines),
        cmocka_unit_test(test_parse_an_unknown_kind),
        cmocka_unit_test(test_read_files),
        cmocka_unit_test(test_read_a_huge_file_is_refused),
        cmocka_unit_test(test_parse_places_agree_for_random_texts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
