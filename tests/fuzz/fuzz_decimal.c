/* fuzz_decimal.c - two decimals from text: what parses prints as it was, and the four operations
 * agree with each other and with comparison.
 */
#include "fuzz.h"

static void check_one(jb_dec a, const char *text, size_t len)
{
    char out[JB_DEC_TEXT];
    size_t written = jb_dec_text(a, out);
    FUZZ_CHECK(written == strlen(out) && written < 24);
    jb_dec again;
    FUZZ_CHECK(jb_dec_parse(out, written, &again));
    FUZZ_CHECK(again.coef == a.coef && again.scale == a.scale);
    bool plain = len > 0 && text[0] != '-' && (text[0] != '0' || len == 1 || text[1] == '.');
    FUZZ_CHECK(!plain || (written == len && memcmp(out, text, len) == 0));
    FUZZ_CHECK(jb_dec_cmp(a, jb_dec_trim(a)) == 0);
    jb_dec big, back;
    if (jb_dec_shift(a, 4, &big) && jb_dec_shift(big, -4, &back)) {
        FUZZ_CHECK(jb_dec_cmp(a, back) == 0);
    }
    for (unsigned digits = 0; digits <= 18; digits++) {
        jb_dec up, even;
        if (jb_dec_round(a, digits, JB_ROUND_HALF_UP, &up) &&
            jb_dec_round(a, digits, JB_ROUND_HALF_EVEN, &even)) {
            FUZZ_CHECK(digits < a.scale || jb_dec_cmp(up, a) == 0);
            FUZZ_CHECK(digits < a.scale || jb_dec_cmp(even, a) == 0);
        }
    }
}

static void check_two(jb_dec a, jb_dec b)
{
    int order = jb_dec_cmp(a, b);
    FUZZ_CHECK(order == -jb_dec_cmp(b, a) && order >= -1 && order <= 1);
    jb_dec sum, other, difference, product, quotient;
    if (jb_dec_add(a, b, &sum)) {
        FUZZ_CHECK(jb_dec_add(b, a, &other) && jb_dec_cmp(sum, other) == 0);
        FUZZ_CHECK(!jb_dec_sub(sum, b, &difference) || jb_dec_cmp(difference, a) == 0);
    }
    if (jb_dec_sub(a, b, &difference)) {
        FUZZ_CHECK(jb_dec_cmp(difference, jb_dec_int(0)) == order);
    }
    if (jb_dec_mul(a, b, &product)) {
        FUZZ_CHECK(jb_dec_mul(b, a, &other) && jb_dec_cmp(product, other) == 0);
    }
    if (jb_dec_div(a, b, 4, JB_ROUND_HALF_UP, &quotient)) {
        FUZZ_CHECK(b.coef != 0 && quotient.scale <= 18);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *text = (const char *)data;
    const char *end = size ? memchr(text, '\n', size) : NULL;
    size_t first = end ? (size_t)(end - text) : size;
    jb_dec a, b;
    bool good = jb_dec_parse(text, first, &a);
    if (good) {
        check_one(a, text, first);
    }
    if (good && end && jb_dec_parse(end + 1, size - first - 1, &b)) {
        check_two(a, b);
    }
    return 0;
}
