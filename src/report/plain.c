/* plain.c - the text made plain for reading, one character for one.
 *
 * Decides which characters mean the same in a report: full-width and half-width, the kinds of
 * blank, traditional and simplified. Leaves what is traditional to ICU; refuses every change that
 * would make two characters of one or one of two, so that places stay true.
 */
#include "text.h"

#include <threads.h>
#include <unicode/ucnv.h>
#include <unicode/unorm2.h>
#include <unicode/uset.h>
#include <unicode/utf16.h>
#include <unicode/utrans.h>

enum {
    HAN_FIRST = 0x3400,
    HAN_END = 0xA000,
    HAN_COUNT = HAN_END - HAN_FIRST,
    FULLWIDTH_FIRST = 0xFF01,
    FULLWIDTH_LAST = 0xFF5E,
    FULLWIDTH_SHIFT = 0xFEE0,
    BASIC = 0x10000 /* characters behind these are plain as they are */
};

static UChar simple[HAN_COUNT]; /* 0: not in the character set of simplified texts */
static UChar known[BASIC];      /* the plain character of each that was met; 0: not yet */
static once_flag basic_once = ONCE_FLAG_INIT;
static once_flag table_once = ONCE_FLAG_INIT;

/* In the old character set of simplified Chinese, yet written in traditional texts only. 著 is not
 * among them: 显著, 著名 keep it. */
static const UChar also_traditional[] = u"於後徵摺夥菸藉麽乾";

/* What GB2312 has stands for itself; most reports need no more than this. */
static void make_basic(void)
{
    UErrorCode code = U_ZERO_ERROR;
    UConverter *gb = ucnv_open("GB2312", &code);
    USet *set = uset_openEmpty();
    ucnv_getUnicodeSet(gb, set, UCNV_ROUNDTRIP_SET, &code);
    if (U_FAILURE(code)) {
        jb_panic("ICU has no GB2312: %s", u_errorName(code));
    }
    for (int32_t c = HAN_FIRST; c < HAN_END; c++) {
        simple[c - HAN_FIRST] = uset_contains(set, c) ? (UChar)c : 0;
    }
    for (const UChar *c = also_traditional; *c; c++) {
        simple[*c - HAN_FIRST] = 0;
    }
    uset_close(set);
    ucnv_close(gb);
}

/* Each character goes through alone (line ends keep them apart); what does not come back as one
 * stays as it was. */
static void fill_from(const UChar *text, int32_t len)
{
    UChar c = HAN_FIRST;
    for (int32_t at = 0; at < len && c < HAN_END; c++) {
        int32_t end = at;
        while (end < len && text[end] != '\n') {
            end++;
        }
        UChar *place = &simple[c - HAN_FIRST];
        if (*place == 0) {
            *place = end - at == 1 ? text[at] : c;
        }
        at = end + 1;
    }
}

static void make_table(void)
{
    static UChar text[3 * HAN_COUNT];
    UErrorCode code = U_ZERO_ERROR;
    UTransliterator *change =
        utrans_openU(u"Traditional-Simplified", -1, UTRANS_FORWARD, NULL, 0, NULL, &code);
    int32_t len = 0;
    for (int32_t c = HAN_FIRST; c < HAN_END; c++) {
        text[len++] = (UChar)c;
        text[len++] = '\n';
    }
    int32_t limit = len;
    utrans_transUChars(change, text, &len, 3 * HAN_COUNT, 0, &limit, &code);
    if (U_FAILURE(code)) {
        jb_panic("ICU cannot simplify Chinese: %s", u_errorName(code));
    }
    fill_from(text, len);
    utrans_close(change);
}

static uint32_t simplified(uint32_t c)
{
    UChar plain = simple[c - HAN_FIRST];
    if (plain == 0) {
        call_once(&table_once, make_table);
        plain = simple[c - HAN_FIRST];
    }
    return plain;
}

/* Radicals and compatibility forms, which PDFs have in place of the characters, and the small
 * punctuation of some input methods (﹪ for %). */
static uint32_t composed(uint32_t c)
{
    UErrorCode code = U_ZERO_ERROR;
    const UNormalizer2 *nfkc = unorm2_getNFKCInstance(&code);
    UChar out[8];
    int32_t len =
        unorm2_getDecomposition(nfkc, (UChar32)c, out, (int32_t)(sizeof out / sizeof *out), &code);
    if (U_FAILURE(code) || len != 1) {
        return c;
    }
    uint32_t one = out[0];
    return one >= HAN_FIRST && one < HAN_END ? simplified(one) : one;
}

/* （），：；！？ stay: they are how Chinese is written. */
static uint32_t half_width(uint32_t c)
{
    switch (c) {
    case 0xFF01:
    case 0xFF08:
    case 0xFF09:
    case 0xFF0C:
    case 0xFF1A:
    case 0xFF1B:
    case 0xFF1F:
        return c;
    default:
        return c - FULLWIDTH_SHIFT;
    }
}

static bool is_blank(uint32_t c)
{
    return c < 0x20 || c == 0x7F || c == 0xA0 || c == 0xAD || c == 0x1680 ||
           (c >= 0x2000 && c <= 0x200F) || c == 0x202F || (c >= 0x205F && c <= 0x2064) ||
           c == 0x3000 || c == 0xFEFF;
}

bool plain_is_line_end(uint32_t c)
{
    return c == '\n' || c == '\r' || c == 0x0B || c == 0x0C || c == 0x85 || c == 0x2028 ||
           c == 0x2029;
}

static uint32_t plain_of(uint32_t c)
{
    if (c >= HAN_FIRST && c < HAN_END) {
        return simplified(c);
    }
    if (plain_is_line_end(c)) {
        return '\n';
    }
    if (is_blank(c)) {
        return ' ';
    }
    if (c >= FULLWIDTH_FIRST && c <= FULLWIDTH_LAST) {
        return half_width(c);
    }
    bool odd = (c >= 0x2E80 && c <= 0x2FDF) || (c >= 0xF900 && c <= 0xFAFF) ||
               (c >= 0xFE50 && c <= 0xFE6B);
    return odd ? composed(c) : c;
}

void plain_make(const uint32_t *points, size_t count, uint32_t *plain)
{
    call_once(&basic_once, make_basic);
    for (size_t i = 0; i < count; i++) {
        uint32_t c = points[i];
        plain[i] = c < BASIC ? known[c] : c;
        if (plain[i] == 0) {
            known[c] = (UChar)plain_of(c);
            plain[i] = known[c];
        }
        /* One line end of two characters ends one line. */
        if (c == '\n' && i > 0 && points[i - 1] == '\r') {
            plain[i - 1] = ' ';
        }
    }
}
