/* PDFs of others: opened, told apart, joined, sealed. */
#include <jianbao/bundle.h>

#include <jbtest.h>

/* libqpdf finds the objects without a table. */
#define SMALL                                                                                      \
    "%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"                               \
    "2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n"                                 \
    "3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] /Contents 4 0 R >>\nendobj\n"   \
    "4 0 obj\n<< /Length 4 >>\nstream\n% me\nendstream\nendobj\n"                                  \
    "5 0 obj\n<< /Producer (Some Office) >>\nendobj\n"                                             \
    "trailer\n<< /Root 1 0 R /Size 6 /Info 5 0 R >>\nstartxref\n0\n%%EOF\n"

static jb_bundle *opened(const char *bytes, size_t len)
{
    jb_bundle *bundle = NULL;
    jb_error err = {0};
    assert_jb_ok(jb_bundle_open("memo.pdf", bytes, len, &bundle, &err), &err);
    return bundle;
}

static void joined(jb_str *out, const char *file)
{
    jb_error err = {0};
    jb_bundle *memo = opened(SMALL, strlen(SMALL));
    jb_annex annex = {.bytes = SMALL,
                      .len = strlen(SMALL),
                      .bookmark = "附件：摘要",
                      .label = "附件",
                      .file_name = file,
                      .file_mime = "text/plain",
                      .file_description = "a file",
                      .file = "inside",
                      .file_len = 6};
    assert_jb_ok(jb_bundle_append(memo, &annex, out, &err), &err);
    jb_bundle_close(memo);
}

static void test_open_tells_what_is_no_pdf(void **state)
{
    (void)state;
    static const char *const bad[][2] = {
        {"", "empty"},
        {"Dear colleague", "no PDF"},
        {"%PDF-1.4\n1 0 obj\n<< /Type", "damaged"},
        {"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages "
         "/Kids [] /Count 0 >>\nendobj\ntrailer\n<< /Root 1 0 R /Size 3 >>\n",
         "no pages"},
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        jb_bundle *bundle = NULL;
        jb_error err = {0};
        jb_status st = jb_bundle_open("memo.pdf", bad[i][0], strlen(bad[i][0]), &bundle, &err);
        assert_jb_fails(st, &err, JB_ERR_INPUT, bad[i][1]);
        assert_null(bundle);
    }
}

static void test_about_says_what_it_is(void **state)
{
    (void)state;
    jb_bundle *bundle = opened(SMALL, strlen(SMALL));
    const jb_bundle_traits *about = jb_bundle_about(bundle);
    assert_int_equal(about->pages, 1);
    assert_true(about->repaired);
    assert_false(about->restricted || about->is_signed || about->archival || about->tagged);
    assert_string_equal(about->producer, "Some Office");
    jb_bundle_close(bundle);
}

static void test_append_adds_pages_and_the_file(void **state)
{
    (void)state;
    jb_str out = {0}, again = {0};
    jb_arena *arena = jb_arena_new();
    jb_error err = {0};
    const char *bytes = NULL;
    size_t len = 0;
    joined(&out, "a.txt");
    joined(&again, "a.txt");
    assert_int_equal(out.len, again.len);
    assert_memory_equal(out.data, again.data, out.len);
    jb_bundle *bundle = opened(out.data, out.len);
    assert_int_equal(jb_bundle_about(bundle)->pages, 2);
    assert_false(jb_bundle_about(bundle)->repaired);
    assert_jb_ok(jb_bundle_file(bundle, arena, "a.txt", &bytes, &len, &err), &err);
    assert_int_equal(len, 6);
    assert_memory_equal(bytes, "inside", 6);
    assert_jb_ok(jb_bundle_file(bundle, arena, "b.txt", &bytes, &len, &err), &err);
    assert_null(bytes);
    jb_bundle_close(bundle);
    jb_arena_free(arena);
    jb_str_free(&out);
    jb_str_free(&again);
}

static void test_seal_tells_changed_from_appended(void **state)
{
    (void)state;
    jb_str out = {0};
    size_t behind = 9;
    joined(&out, NULL);
    assert_int_equal(jb_bundle_seal(out.data, out.len, &behind), JB_SEAL_WHOLE);
    assert_int_equal(behind, 0);
    for (size_t i = 0; i < out.len; i += 7) {
        out.data[i] ^= 4;
        assert_int_equal(jb_bundle_seal(out.data, out.len, &behind), JB_SEAL_BROKEN);
        out.data[i] ^= 4;
    }
    jb_str_add(&out, "% note\n%%EOF\n");
    assert_int_equal(jb_bundle_seal(out.data, out.len, &behind), JB_SEAL_APPENDED);
    assert_int_equal(behind, 13);
    assert_int_equal(jb_bundle_seal(SMALL, strlen(SMALL), &behind), JB_SEAL_BROKEN);
    assert_int_equal(jb_bundle_seal("/ID", 3, &behind), JB_SEAL_BROKEN);
    assert_int_equal(jb_bundle_seal("", 0, &behind), JB_SEAL_BROKEN);
    jb_str_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_open_tells_what_is_no_pdf),
        cmocka_unit_test(test_about_says_what_it_is),
        cmocka_unit_test(test_append_adds_pages_and_the_file),
        cmocka_unit_test(test_seal_tells_changed_from_appended),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
