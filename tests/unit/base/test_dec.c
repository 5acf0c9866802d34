/* Exact decimals: examples whose results are known, and laws that hold for any numbers. */
#include "jbtest.h"

enum { ROUNDS = 20000 };

static jb_dec dec(const char *text)
{
    jb_dec value = {0};
    if (!jb_dec_parse(text, strlen(text), &value)) {
        fail_msg("%s does not parse", text);
    }
    return value;
}

static void assert_dec(jb_dec value, const char *want)
{
    char text[JB_DEC_TEXT];
    assert_int_equal(jb_dec_text(value, text), strlen(want));
    assert_string_equal(text, want);
}

static void test_parse_text_round_trip(void **state)
{
    (void)state;
    static const char *const same[] = {
        "0",
        "7",
        "-7",
        "2604.50",
        "0.05",
        "-0.5",
        "88032940",
        "9223372036854775807",
        "0.000",
        "10.0",
        "0.1",
        "-9223372036854775808",
        "8803.294",
        "-0.00001",
        "1234567.89",
        "-9.223372036854775808",
        "0.000000000000000001",
    };
    for (size_t i = 0; i < sizeof same / sizeof same[0]; i++) {
        assert_dec(dec(same[i]), same[i]);
    }
    assert_dec(dec("007.50"), "7.50");
}

static void test_parse_never_minus_zero(void **state)
{
    (void)state;
    assert_dec(dec("-0"), "0");
    assert_dec(dec("-0.00"), "0.00");
}

static void test_parse_refuses(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "",
        "-",
        ".",
        "1.",
        ".5",
        "+1",
        "1e3",
        "1,000",
        " 1",
        "1 ",
        "--1",
        "1.2.3",
        "0x10",
        "１",
        "1a",
        "-.5",
        "9223372036854775808",
        "-9223372036854775809",
        "99999999999999999999",
        "0.0000000000000000001",
    };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        jb_dec value = {0};
        if (jb_dec_parse(bad[i], strlen(bad[i]), &value)) {
            fail_msg("%s was accepted", bad[i]);
        }
    }
    jb_dec value = {0};
    assert_false(jb_dec_parse("1\0", 2, &value));
    assert_true(jb_dec_parse("123", 2, &value));
    assert_dec(value, "12");
}

static void test_cmp_is_exact_across_scales(void **state)
{
    (void)state;
    assert_int_equal(jb_dec_cmp(dec("2604.50"), dec("2604.5")), 0);
    assert_int_equal(jb_dec_cmp(dec("9223372036854775807"), dec("9.223372036854775807")), 1);
    assert_int_equal(jb_dec_cmp(dec("-9223372036854775808"), dec("0.000000000000000001")), -1);
    assert_int_equal(jb_dec_cmp(dec("0.1"), dec("0.100000000000000001")), -1);
    assert_int_equal(jb_dec_cmp(dec("0.000"), dec("0")), 0);
}

static void test_add_sub_mul_examples(void **state)
{
    (void)state;
    jb_dec out = {0};
    assert_true(jb_dec_add(dec("0.1"), dec("0.2"), &out));
    assert_dec(out, "0.3");
    assert_true(jb_dec_add(dec("1.50"), dec("2"), &out));
    assert_dec(out, "3.50");
    assert_true(jb_dec_sub(dec("2"), dec("2.00"), &out));
    assert_dec(out, "0.00");
    assert_true(jb_dec_mul(dec("1.5"), dec("-0.2"), &out));
    assert_dec(out, "-0.30");
    assert_true(jb_dec_mul(dec("0.0000000001"), dec("1.0000000000"), &out));
    assert_int_equal(jb_dec_cmp(out, dec("0.0000000001")), 0);
}

static void test_overflow_is_reported(void **state)
{
    (void)state;
    jb_dec max = jb_dec_int(INT64_MAX);
    jb_dec min = jb_dec_int(INT64_MIN);
    jb_dec one = jb_dec_int(1);
    jb_dec out = {0};
    assert_false(jb_dec_add(max, one, &out));
    assert_false(jb_dec_sub(min, one, &out));
    assert_false(jb_dec_add(max, dec("0.5"), &out));
    assert_false(jb_dec_mul(max, jb_dec_int(2), &out));
    assert_false(jb_dec_mul(min, min, &out));
    assert_false(jb_dec_mul(dec("0.0000000001"), dec("0.0000000001"), &out));
    assert_false(jb_dec_div(max, dec("0.1"), 0, JB_ROUND_HALF_UP, &out));
    assert_false(jb_dec_div(min, jb_dec_int(-1), 0, JB_ROUND_HALF_UP, &out));
    assert_false(jb_dec_div(one, jb_dec_int(0), 2, JB_ROUND_HALF_UP, &out));
    assert_false(jb_dec_div(one, one, 19, JB_ROUND_HALF_UP, &out));
    assert_false(jb_dec_round(max, 1, JB_ROUND_HALF_UP, &out));
    assert_false(jb_dec_shift(max, 1, &out));
    assert_false(jb_dec_shift(one, 19, &out));
    assert_false(jb_dec_shift(one, INT32_MAX, &out));
    assert_false(jb_dec_shift(one, INT32_MIN, &out));
    assert_false(jb_dec_shift(one, -19, &out));
}

static void assert_div(const char *a, const char *b, unsigned digits, jb_round mode,
                       const char *want)
{
    jb_dec out = {0};
    assert_true(jb_dec_div(dec(a), dec(b), digits, mode, &out));
    assert_dec(out, want);
}

static void test_div_examples(void **state)
{
    (void)state;
    assert_div("1", "3", 4, JB_ROUND_HALF_UP, "0.3333");
    assert_div("2", "3", 4, JB_ROUND_HALF_UP, "0.6667");
    assert_div("-2", "3", 0, JB_ROUND_HALF_UP, "-1");
    assert_div("1", "8", 2, JB_ROUND_HALF_UP, "0.13");
    assert_div("1", "8", 2, JB_ROUND_HALF_EVEN, "0.12");
    assert_div("3", "8", 2, JB_ROUND_HALF_EVEN, "0.38");
    assert_div("-1", "8", 2, JB_ROUND_HALF_UP, "-0.13");
    assert_div("-1", "1000", 2, JB_ROUND_HALF_UP, "0.00");
    assert_div("2604.50", "0.5", 1, JB_ROUND_HALF_UP, "5209.0");
    assert_div("0.000000000000000001", "9223372036854775807", 18, JB_ROUND_HALF_UP,
               "0.000000000000000000");
    assert_div("9223372036854775807", "9223372036854775807", 18, JB_ROUND_HALF_UP,
               "1.000000000000000000");
    assert_div("1.000000000000000000", "3", 0, JB_ROUND_HALF_UP, "0");
    assert_div("0.000000000000000009", "0.000000000000000003", 0, JB_ROUND_HALF_UP, "3");
    assert_div("1.000000000000000000", "2", 0, JB_ROUND_HALF_UP, "1");
}

static void assert_round(const char *a, unsigned digits, jb_round mode, const char *want)
{
    jb_dec out = {0};
    assert_true(jb_dec_round(dec(a), digits, mode, &out));
    assert_dec(out, want);
}

static void test_round_examples(void **state)
{
    (void)state;
    assert_round("2.345", 2, JB_ROUND_HALF_UP, "2.35");
    assert_round("2.345", 2, JB_ROUND_HALF_EVEN, "2.34");
    assert_round("2.355", 2, JB_ROUND_HALF_EVEN, "2.36");
    assert_round("-2.345", 2, JB_ROUND_HALF_UP, "-2.35");
    assert_round("-0.4", 0, JB_ROUND_HALF_UP, "0");
    assert_round("0.5", 0, JB_ROUND_HALF_EVEN, "0");
    assert_round("1.5", 0, JB_ROUND_HALF_EVEN, "2");
    assert_round("2.3450000000000001", 2, JB_ROUND_HALF_EVEN, "2.35");
    assert_round("7", 2, JB_ROUND_HALF_UP, "7.00");
    assert_round("99.995", 2, JB_ROUND_HALF_UP, "100.00");
    assert_round("-9223372036854775.808", 0, JB_ROUND_HALF_UP, "-9223372036854776");
}

static void assert_shift(const char *a, int power, const char *want)
{
    jb_dec out = {0};
    assert_true(jb_dec_shift(dec(a), power, &out));
    assert_dec(out, want);
}

static void test_shift_examples(void **state)
{
    (void)state;
    assert_shift("8803.294", 4, "88032940");
    assert_shift("2604.50", 1, "26045.0");
    assert_shift("2604.50", 8, "260450000000");
    assert_shift("88032940", -4, "8803.2940");
    assert_shift("5", -18, "0.000000000000000005");
    assert_shift("50", -19, "0.000000000000000005");
    assert_shift("0", 1000, "0");
    assert_shift("0.00", -3, "0.00000");
    assert_shift("0", INT32_MIN, "0.000000000000000000");
    assert_shift("12.5", 0, "12.5");
}

static void test_trim_examples(void **state)
{
    (void)state;
    assert_dec(jb_dec_trim(dec("2604.50")), "2604.5");
    assert_dec(jb_dec_trim(dec("100.00")), "100");
    assert_dec(jb_dec_trim(dec("100")), "100");
    assert_dec(jb_dec_trim(dec("0.000")), "0");
}

static jb_dec any(uint64_t *seed)
{
    int64_t coef = (int64_t)jb_test_random(seed);
    unsigned drop = (unsigned)(jb_test_random(seed) % 63);
    return (jb_dec){coef / (int64_t)(UINT64_C(1) << drop), (uint8_t)(jb_test_random(seed) % 19)};
}

static void test_law_sum_minus_part_is_other_part(void **state)
{
    (void)state;
    uint64_t seed = 20240501;
    unsigned held = 0;
    for (int i = 0; i < ROUNDS; i++) {
        jb_dec a = any(&seed);
        jb_dec b = any(&seed);
        jb_dec sum = {0};
        jb_dec back = {0};
        if (jb_dec_add(a, b, &sum) && jb_dec_sub(sum, b, &back)) {
            assert_int_equal(jb_dec_cmp(back, a), 0);
            held++;
        }
    }
    assert_true(held > ROUNDS / 4);
}

static void test_law_text_parses_back(void **state)
{
    (void)state;
    uint64_t seed = 7;
    for (int i = 0; i < ROUNDS; i++) {
        jb_dec a = any(&seed);
        jb_dec b = {0};
        char text[JB_DEC_TEXT];
        assert_true(jb_dec_parse(text, jb_dec_text(a, text), &b));
        assert_true(a.coef == b.coef && a.scale == b.scale);
    }
}

static void test_law_shift_back_and_forth(void **state)
{
    (void)state;
    uint64_t seed = 99;
    unsigned held = 0;
    for (int i = 0; i < ROUNDS; i++) {
        jb_dec a = any(&seed);
        int power = (int)(jb_test_random(&seed) % 37) - 18;
        jb_dec b = {0};
        jb_dec c = {0};
        if (jb_dec_shift(a, power, &b)) {
            assert_true(jb_dec_shift(b, -power, &c));
            assert_int_equal(jb_dec_cmp(a, c), 0);
            held++;
        }
    }
    assert_true(held > ROUNDS / 4);
}

static void test_law_cmp_is_an_order(void **state)
{
    (void)state;
    uint64_t seed = 4711;
    for (int i = 0; i < ROUNDS; i++) {
        jb_dec a = any(&seed);
        jb_dec b = any(&seed);
        jb_dec c = any(&seed);
        assert_int_equal(jb_dec_cmp(a, b), -jb_dec_cmp(b, a));
        assert_int_equal(jb_dec_cmp(a, jb_dec_trim(a)), 0);
        if (jb_dec_cmp(a, b) <= 0 && jb_dec_cmp(b, c) <= 0) {
            assert_true(jb_dec_cmp(a, c) <= 0);
        }
    }
}

/* Twice the distance between a rounded value and the exact one is at most one last digit. */
static void test_law_round_is_nearest(void **state)
{
    (void)state;
    uint64_t seed = 31337;
    for (int i = 0; i < ROUNDS; i++) {
        jb_dec a = any(&seed);
        unsigned digits = (unsigned)(jb_test_random(&seed) % (a.scale + 1U));
        jb_round mode = i % 2 ? JB_ROUND_HALF_UP : JB_ROUND_HALF_EVEN;
        jb_dec rounded = {0};
        jb_dec gap = {0};
        jb_dec twice = {0};
        jb_dec unit = {1, (uint8_t)digits};
        assert_true(jb_dec_round(a, digits, mode, &rounded));
        assert_int_equal(rounded.scale, digits);
        if (jb_dec_sub(a, rounded, &gap) && jb_dec_add(gap, gap, &twice)) {
            twice.coef = twice.coef < 0 ? -twice.coef : twice.coef;
            assert_true(jb_dec_cmp(twice, unit) <= 0);
        }
    }
}

static void test_law_product_divides_back(void **state)
{
    (void)state;
    uint64_t seed = 5150;
    unsigned held = 0;
    for (int i = 0; i < ROUNDS; i++) {
        jb_dec a = any(&seed);
        jb_dec b = any(&seed);
        jb_dec product = {0};
        jb_dec back = {0};
        if (b.coef != 0 && jb_dec_mul(a, b, &product) &&
            jb_dec_div(product, b, a.scale, JB_ROUND_HALF_UP, &back)) {
            assert_int_equal(jb_dec_cmp(back, a), 0);
            held++;
        }
    }
    assert_true(held > ROUNDS / 20);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_parse_text_round_trip),
        cmocka_unit_test(test_parse_never_minus_zero),
        cmocka_unit_test(test_parse_refuses),
        cmocka_unit_test(test_cmp_is_exact_across_scales),
        cmocka_unit_test(test_add_sub_mul_examples),
        cmocka_unit_test(test_overflow_is_reported),
        cmocka_unit_test(test_div_examples),
        cmocka_unit_test(test_round_examples),
        cmocka_unit_test(test_shift_examples),
        cmocka_unit_test(test_trim_examples),
        cmocka_unit_test(test_law_sum_minus_part_is_other_part),
        cmocka_unit_test(test_law_text_parses_back),
        cmocka_unit_test(test_law_shift_back_and_forth),
        cmocka_unit_test(test_law_cmp_is_an_order),
        cmocka_unit_test(test_law_round_is_nearest),
        cmocka_unit_test(test_law_product_divides_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
