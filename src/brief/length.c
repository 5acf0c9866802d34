/* Lengths as people write them: "37mm", "16pt", "2em", and type sizes by their Chinese names.
 *
 * Read as exact decimals and turned into 1/1000 point once.
 */
#include "brief_private.h"

#include <string.h>

/* 1/1000 point; the sizes of the Chinese 号 system as offices use them. */
static const struct {
    const char *name;
    jb_len size;
} named_sizes[] = {
    {"初号", 42000}, {"小初", 36000}, {"一号", 26000}, {"小一", 24000},
    {"二号", 22000}, {"小二", 18000}, {"三号", 16000}, {"小三", 15000},
    {"四号", 14000}, {"小四", 12000}, {"五号", 10500}, {"小五", 9000},
    {"六号", 7500},  {"小六", 6500},  {"七号", 5500},  {"八号", 5000},
};

/* No page is longer: 10 m. */
#define LENGTH_MAX ((int64_t)28346457)

static jb_status bad_length(const jb_json *value, const char *text, jb_error *err)
{
    return jb_json_fail(value, err,
                        "\"%s\" is no length; write a number with mm, cm, pt or em, such as "
                        "\"37mm\", or a type size such as \"三号\"",
                        "“%s”不是长度；请写数字加单位 mm、cm、pt 或 em，如 \"37mm\"，或字号名，如 "
                        "\"三号\"",
                        text);
}

/* The unit in 1/1000 point as a fraction, so that millimetres stay exact until the one rounding. */
static bool unit_read(const char *unit, jb_len em, int64_t *numerator, int64_t *denominator)
{
    *denominator = 1;
    if (strcmp(unit, "pt") == 0) {
        *numerator = 1000;
    } else if (strcmp(unit, "em") == 0) {
        *numerator = em;
    } else if (strcmp(unit, "mm") == 0) {
        *numerator = 360000;
        *denominator = 127;
    } else if (strcmp(unit, "cm") == 0) {
        *numerator = 3600000;
        *denominator = 127;
    } else {
        return false;
    }
    return true;
}

jb_status length_read(const jb_json *value, jb_len em, jb_len *out, jb_error *err)
{
    const char *text = NULL;
    jb_status st = jb_json_text(value, &text, err);
    if (st != JB_OK) {
        return st;
    }
    for (size_t i = 0; i < sizeof named_sizes / sizeof *named_sizes; i++) {
        if (strcmp(text, named_sizes[i].name) == 0) {
            *out = named_sizes[i].size;
            return JB_OK;
        }
    }
    size_t digits = strspn(text, "-.0123456789");
    jb_dec number;
    int64_t numerator = 0;
    int64_t denominator = 1;
    if (!jb_dec_parse(text, digits, &number) ||
        !unit_read(text + digits, em, &numerator, &denominator)) {
        return bad_length(value, text, err);
    }
    jb_dec product;
    jb_dec result;
    if (!jb_dec_mul(number, jb_dec_int(numerator), &product) ||
        !jb_dec_div(product, jb_dec_int(denominator), 0, JB_ROUND_HALF_UP, &result) ||
        result.coef > LENGTH_MAX || result.coef < -LENGTH_MAX) {
        return bad_length(value, text, err);
    }
    *out = (jb_len)result.coef;
    return JB_OK;
}
