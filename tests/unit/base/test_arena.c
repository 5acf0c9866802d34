/* Memory: what an arena hands out is zeroed, aligned and lives until its mark or its end. */
#include "jbtest.h"

#include <signal.h>
#include <sys/wait.h>

static bool all_zero(const unsigned char *bytes, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        if (bytes[i]) {
            return false;
        }
    }
    return true;
}

static void test_alloc_is_zeroed_and_aligned(void **state)
{
    (void)state;
    jb_arena *arena = jb_arena_new();
    for (size_t size = 0; size < 3000; size += 7) {
        unsigned char *at = jb_arena_alloc(arena, size);
        assert_non_null(at);
        assert_int_equal((uintptr_t)at % _Alignof(max_align_t), 0);
        assert_true(all_zero(at, size));
        memset(at, 0xAB, size);
    }
    jb_arena_free(arena);
}

static void test_alloc_keeps_earlier_objects(void **state)
{
    (void)state;
    enum { COUNT = 5000 };
    static char *kept[COUNT];
    jb_arena *arena = jb_arena_new();
    for (int i = 0; i < COUNT; i++) {
        size_t pad = i % 100 == 0 ? 200000 : (size_t)(i % 90);
        kept[i] = jb_arena_printf(arena, "%d", i);
        memset(jb_arena_alloc(arena, pad), 0xFF, pad);
    }
    for (int i = 0; i < COUNT; i++) {
        assert_int_equal(strtol(kept[i], NULL, 10), i);
    }
    assert_true(jb_arena_used(arena) > 50U * 200000U);
    jb_arena_free(arena);
}

static void test_restore_gives_back_and_zeroes_again(void **state)
{
    (void)state;
    jb_arena *arena = jb_arena_new();
    char *before = jb_arena_strdup(arena, "kept");
    size_t used = jb_arena_used(arena);
    for (int round = 0; round < 3; round++) {
        jb_arena_mark mark = jb_arena_save(arena);
        for (int i = 0; i < 100; i++) {
            unsigned char *at = jb_arena_alloc(arena, 5000);
            assert_true(all_zero(at, 5000));
            memset(at, 0xCD, 5000);
        }
        jb_arena_restore(arena, mark);
        assert_int_equal(jb_arena_used(arena), used);
    }
    assert_string_equal(before, "kept");
    jb_arena_free(arena);
}

static void test_kept_items_are_a_copy(void **state)
{
    (void)state;
    jb_arena *arena = jb_arena_new();
    int items[3] = {4, 5, 6};
    int *kept = jb_arena_keep(arena, items, 3, sizeof *items);
    items[1] = 0;
    assert_int_equal(kept[1], 5);
    assert_non_null(jb_arena_keep(arena, NULL, 0, sizeof *items));
    jb_arena_free(arena);
}

static void test_grown_array_keeps_its_items(void **state)
{
    (void)state;
    jb_arena *arena = jb_arena_new();
    int *list = NULL;
    size_t cap = 0;
    for (int i = 0; i < 1000; i++) {
        list = jb_arena_grow(arena, list, &cap, (size_t)i + 1, sizeof *list);
        assert_int_equal(list[i], 0);
        list[i] = i;
    }
    assert_true(cap >= 1000 && cap < 2100);
    for (int i = 0; i < 1000; i++) {
        assert_int_equal(list[i], i);
    }
    assert_ptr_equal(jb_arena_grow(arena, list, &cap, cap, sizeof *list), list);
    jb_arena_free(arena);
}

static void test_restore_of_empty_arena(void **state)
{
    (void)state;
    jb_arena *arena = jb_arena_new();
    jb_arena_mark mark = jb_arena_save(arena);
    (void)jb_arena_alloc(arena, 10);
    jb_arena_restore(arena, mark);
    assert_int_equal(jb_arena_used(arena), 0);
    assert_non_null(jb_arena_alloc(arena, 10));
    jb_arena_free(arena);
    jb_arena_free(NULL);
}

static void test_strndup_copies_so_many_bytes(void **state)
{
    (void)state;
    jb_arena *arena = jb_arena_new();
    assert_string_equal(jb_arena_strndup(arena, "abcdef", 3), "abc");
    assert_string_equal(jb_arena_strndup(arena, "", 0), "");
    assert_memory_equal(jb_arena_strndup(arena, "a\0b", 3), "a\0b", 4);
    assert_string_equal(jb_arena_printf(arena, "%d-%s", 7, "x"), "7-x");
    assert_string_equal(jb_arena_join(arena, "上", "", "bc", "d"), "上bcd");
    assert_string_equal(jb_arena_join(arena, "", "", "", ""), "");
    jb_arena_free(arena);
}

static void test_push_grows(void **state)
{
    (void)state;
    int *numbers = NULL;
    size_t len = 0;
    size_t cap = 0;
    for (int i = 0; i < 1000; i++) {
        JB_PUSH(numbers, len, cap, i);
    }
    assert_int_equal(len, 1000);
    assert_true(cap >= 1000);
    for (int i = 0; i < 1000; i++) {
        assert_int_equal(numbers[i], i);
    }
    free(numbers);
}

/* Runs what must end the program in a child and checks how it ended and what it said. */
static void expect_panic(void (*act)(void), const char *part)
{
    char said[512] = {0};
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        (void)signal(SIGABRT, SIG_DFL);
        (void)dup2(ends[1], STDERR_FILENO);
        act();
        _exit(0);
    }
    (void)close(ends[1]);
    size_t len = 0;
    ssize_t got = 0;
    while (len < sizeof said - 1 && (got = read(ends[0], said + len, sizeof said - 1 - len)) > 0) {
        len += (size_t)got;
    }
    (void)close(ends[0]);
    int how = 0;
    assert_int_equal(waitpid(child, &how, 0), child);
    assert_true(WIFSIGNALED(how) && WTERMSIG(how) == SIGABRT);
    assert_true(strncmp(said, "jianbao: ", 9) == 0);
    assert_non_null(strstr(said, part));
}

static void overflow_array(void)
{
    (void)jb_arena_array(jb_arena_new(), SIZE_MAX / 2, 4);
}

static void foreign_mark(void)
{
    jb_arena *a = jb_arena_new();
    jb_arena *b = jb_arena_new();
    (void)jb_arena_alloc(a, 1);
    (void)jb_arena_alloc(b, 1);
    jb_arena_restore(a, jb_arena_save(b));
}

static void plain_panic(void)
{
    jb_panic("page %d is lost", 12);
}

static void test_array_overflow_panics(void **state)
{
    (void)state;
    expect_panic(overflow_array, "array of");
}

static void test_restore_foreign_mark_panics(void **state)
{
    (void)state;
    expect_panic(foreign_mark, "mark");
}

static void test_panic_prints_message(void **state)
{
    (void)state;
    expect_panic(plain_panic, "page 12 is lost\n");
}

static int number_order(const void *key, const void *item)
{
    int wanted = *(const int *)key;
    int held = *(const int *)item;
    return (wanted > held) - (wanted < held);
}

static void test_sorted_from_begins_with_the_first_of_several(void **state)
{
    static const int list[] = {1, 3, 3, 3, 7};
    static const struct {
        int key;
        size_t at;
    } cases[] = {{0, 0}, {1, 0}, {2, 1}, {3, 1}, {4, 4}, {7, 4}, {8, 5}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_int_equal(jb_sorted_from(&cases[i].key, list, 5, sizeof *list, number_order),
                         cases[i].at);
    }
    assert_int_equal(jb_sorted_from(&cases[1].key, NULL, 0, sizeof *list, number_order), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_alloc_is_zeroed_and_aligned),
        cmocka_unit_test(test_alloc_keeps_earlier_objects),
        cmocka_unit_test(test_restore_gives_back_and_zeroes_again),
        cmocka_unit_test(test_kept_items_are_a_copy),
        cmocka_unit_test(test_grown_array_keeps_its_items),
        cmocka_unit_test(test_restore_of_empty_arena),
        cmocka_unit_test(test_strndup_copies_so_many_bytes),
        cmocka_unit_test(test_push_grows),
        cmocka_unit_test(test_sorted_from_begins_with_the_first_of_several),
        cmocka_unit_test(test_array_overflow_panics),
        cmocka_unit_test(test_restore_foreign_mark_panics),
        cmocka_unit_test(test_panic_prints_message),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
