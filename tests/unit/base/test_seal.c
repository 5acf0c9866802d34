/* A hash that bytes hold of themselves, and a file in memory. */
#include <jbtest.h>

#define TEXT "begin <00000000000000000000000000000000> and <00000000000000000000000000000000> end"

static void test_seal_holds_until_a_byte_changes(void **state)
{
    (void)state;
    char bytes[] = TEXT;
    const size_t places[] = {7, 46};
    size_t len = strlen(bytes);
    assert_false(jb_seal_holds(bytes, len, places, 2));
    char whole[JB_SHA256_TEXT], expected[JB_SHA256_TEXT];
    jb_seal(bytes, len, places, 2, whole);
    jb_sha256(bytes, len, expected);
    assert_string_equal(whole, expected);
    assert_true(jb_seal_holds(bytes, len, places, 2));
    assert_memory_equal(bytes + places[0], bytes + places[1], JB_SEAL_TEXT);
    for (size_t i = 0; i < len; i++) {
        bytes[i] ^= 1;
        assert_false(jb_seal_holds(bytes, len, places, 2));
        bytes[i] ^= 1;
    }
    assert_true(jb_seal_holds(bytes, len, places, 2));
}

static void test_out_memory_holds_all_that_was_written(void **state)
{
    (void)state;
    jb_str into = {0};
    jb_error err = {0};
    char part[1000];
    memset(part, 'x', sizeof part);
    jb_out *out = jb_out_memory(&into);
    for (int i = 0; i < 200; i++) {
        jb_out_write(out, part, sizeof part);
    }
    jb_out_write(out, "end", 3);
    assert_jb_ok(jb_out_commit(out, &err), &err);
    assert_int_equal(into.len, 200003);
    assert_string_equal(into.data + 200000, "end");
    jb_str_free(&into);
    out = jb_out_memory(&into);
    jb_out_write(out, "gone", 4);
    jb_out_abort(out);
    jb_str_free(&into);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_seal_holds_until_a_byte_changes),
        cmocka_unit_test(test_out_memory_holds_all_that_was_written),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
