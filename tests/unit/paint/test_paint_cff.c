/* test_paint_cff.c - reading the CIDs of a CFF font, sound or damaged. */
#include "jbtest.h"

#include <paint/cff.h>

static const char FONT[] = "tests/data/fonts/tiny-cff.otf";

static void test_cff_read_gives_cids_of_keyed_font(void **state)
{
    jb_arena *arena = jb_arena_new();
    size_t len;
    char *font = jb_test_read_bytes(FONT, &len);
    jb_cff cff;

    (void)state;
    assert_true(jb_cff_read(arena, font, len, &cff));
    assert_true(cff.keyed);
    assert_true(cff.count > 10);
    assert_int_equal(cff.cids[0], 0);
    for (size_t i = 2; i < cff.count; i++) {
        assert_true(cff.cids[i] > cff.cids[i - 1]);
    }
    assert_true(cff.cids[cff.count - 1] >= cff.count); /* Adobe-GB1's numbers, not the font's */
    assert_true(cff.len < len);
    free(font);
    jb_arena_free(arena);
}

static void test_cff_read_when_no_cff_table_is_false(void **state)
{
    jb_arena *arena = jb_arena_new();
    size_t len;
    char *font = jb_test_read_bytes("tests/data/fonts/tiny-ttf.ttf", &len);
    jb_cff cff;

    (void)state;
    assert_false(jb_cff_read(arena, font, len, &cff));
    assert_false(jb_cff_read(arena, "", 0, &cff));
    free(font);
    jb_arena_free(arena);
}

/* Nothing may be read past the end: the copies have exactly their length, for the sanitizer. */
static void test_cff_read_when_truncated_reads_nothing_beyond(void **state)
{
    size_t len;
    char *font = jb_test_read_bytes(FONT, &len);

    (void)state;
    for (size_t cut = 0; cut < len; cut += 7) {
        jb_arena *arena = jb_arena_new();
        char *part = jb_xmalloc(cut + (cut == 0));
        jb_cff cff;

        memcpy(part, font, cut);
        assert_true(!jb_cff_read(arena, part, cut, &cff) || cff.count > 0);
        free(part);
        jb_arena_free(arena);
    }
    free(font);
}

static void test_cff_read_when_damaged_does_not_crash(void **state)
{
    size_t len;
    char *font = jb_test_read_bytes(FONT, &len);
    char *copy = jb_xmalloc(len);
    uint64_t seed = 20240101;
    unsigned refused = 0;

    (void)state;
    for (int round = 0; round < 5000; round++) {
        jb_arena *arena = jb_arena_new();
        jb_cff cff;

        memcpy(copy, font, len);
        for (int i = 0; i < 4; i++) { /* the heads of the file and of the table */
            copy[jb_test_random(&seed) % 2000 % len] = (char)jb_test_random(&seed);
        }
        refused += !jb_cff_read(arena, copy, len, &cff);
        jb_arena_free(arena);
    }
    assert_true(refused > 0);
    free(copy);
    free(font);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cff_read_gives_cids_of_keyed_font),
        cmocka_unit_test(test_cff_read_when_no_cff_table_is_false),
        cmocka_unit_test(test_cff_read_when_truncated_reads_nothing_beyond),
        cmocka_unit_test(test_cff_read_when_damaged_does_not_crash),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
