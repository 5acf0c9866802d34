/* decode.c - bytes to UTF-8, strictly.
 *
 * Decides which encoding wins: the one the user names, then a byte order mark, then UTF-8 if the
 * bytes are that, then what is declared or detected. Never puts one character for another: bytes
 * that do not decode are a fault with their place. Refuses to know what the text says.
 */
#include "text.h"

#include <string.h>
#include <unicode/ucnv.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>

enum { PIECE = 16384, FEW = 8 };

/* Bytes while they become text. */
typedef struct decoding {
    jb_str text;
    size_t fault; /* offset of the bytes that are not the encoding; SIZE_MAX when all are */
    bool cut;     /* they are the beginning of a character that the end cuts off */
    UChar lead;   /* a first half whose second half has yet to come */
} decoding;

/* ---- places ------------------------------------------------------------------------------ */

/* The place behind the text that could be read. */
static jb_loc place_after(const input *in, const char *text, size_t len)
{
    unsigned line = 1;
    size_t start = len >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    for (size_t i = 0; i < len; i++) {
        if (text[i] == '\n') {
            line++;
            start = i + 1;
        }
    }
    unsigned column = (unsigned)jb_utf8_count(text + start, len - start) + 1;
    return jb_loc_make(in->source, line, column, NULL);
}

static jb_status fail_cut(const input *in, jb_loc loc, const char *encoding)
{
    return jb_fail(in->err, JB_ERR_INPUT, &loc,
                   "the text ends inside a character (%s): the file is cut short; fetch it again",
                   "文本在一个字符中间断掉（%s）：文件不完整，请重新获取", encoding);
}

static jb_status fail_mixed(const input *in, jb_loc loc, const char *one, const char *two)
{
    return jb_fail(in->err, JB_ERR_INPUT, &loc,
                   "the file mixes encodings: it is %s in front of this place and %s from here; "
                   "save it again in one of them",
                   "文件混用了两种编码：此处之前是 %s，从此处起是 %s；请统一成一种编码后再用", one,
                   two);
}

static jb_status fail_byte(const input *in, jb_loc loc, unsigned byte, const char *encoding)
{
    return jb_fail(
        in->err, JB_ERR_INPUT, &loc,
        "byte 0x%02X is not %s here: the file is damaged, or in another encoding, "
        "which --encoding can name",
        "此处的字节 0x%02X 不是 %s 编码：文件已损坏，或者是别的编码（可用 --encoding 指定）", byte,
        encoding);
}

/* ---- with a converter -------------------------------------------------------------------- */

static void add_units(decoding *d, const UChar *units, const UChar *end)
{
    for (; units < end; units++) {
        UChar u = *units;
        if (U16_IS_LEAD(u)) {
            d->lead = u;
        } else if (U16_IS_TRAIL(u)) {
            jb_str_add_utf8(&d->text, (uint32_t)U16_GET_SUPPLEMENTARY(d->lead, u));
        } else if (u < 0x80) {
            jb_str_addc(&d->text, (char)u);
        } else {
            jb_str_add_utf8(&d->text, u);
        }
    }
}

static void convert_all(UConverter *converter, const char *bytes, size_t len, decoding *d)
{
    UChar piece[PIECE] = {0};
    const char *at = bytes, *end = bytes + len;
    UErrorCode code = U_BUFFER_OVERFLOW_ERROR;
    while (code == U_BUFFER_OVERFLOW_ERROR) {
        UChar *to = piece;
        code = U_ZERO_ERROR;
        ucnv_toUnicode(converter, &to, piece + PIECE, &at, end, NULL, true, &code);
        add_units(d, piece, to);
    }
    if (U_FAILURE(code)) {
        char invalid[16];
        int8_t count = (int8_t)sizeof invalid;
        UErrorCode ignored = U_ZERO_ERROR;
        ucnv_getInvalidChars(converter, invalid, &count, &ignored);
        size_t read = (size_t)(at - bytes), back = count > 0 ? (size_t)count : 0;
        d->fault = read >= back ? read - back : 0;
        d->cut = code == U_TRUNCATED_CHAR_FOUND;
    }
}

static void convert(const char *encoding, const char *bytes, size_t len, decoding *d)
{
    *d = (decoding){.fault = SIZE_MAX};
    UErrorCode code = U_ZERO_ERROR;
    UConverter *converter = ucnv_open(encoding, &code);
    ucnv_setToUCallBack(converter, UCNV_TO_U_CALLBACK_STOP, NULL, NULL, NULL, &code);
    if (U_FAILURE(code)) {
        jb_panic("ICU has no %s: %s", encoding, u_errorName(code));
    }
    jb_str_add(&d->text, "");
    convert_all(converter, bytes, len, d);
    ucnv_close(converter);
}

/* The file begins in another encoding and goes over to UTF-8. */
static jb_status fail_island(const input *in, const char *encoding)
{
    decoding d;
    convert(encoding, in->bytes, utf8_island(in->bytes, in->len), &d);
    jb_loc loc = place_after(in, d.text.data, d.text.len);
    jb_str_free(&d.text);
    return fail_mixed(in, loc, encoding, "UTF-8");
}

static bool is_wide(const char *encoding)
{
    return strncmp(encoding, "UTF-16", 6) == 0;
}

static jb_status fail_decoding(const input *in, const decoding *d, const char *encoding)
{
    size_t island = utf8_island(in->bytes, in->len);
    if (!is_wide(encoding) && island < in->len && island < d->fault + 4) {
        return fail_island(in, encoding);
    }
    jb_loc loc = place_after(in, d->text.data, d->text.len);
    return d->cut ? fail_cut(in, loc, encoding)
                  : fail_byte(in, loc, (uint8_t)in->bytes[d->fault], encoding);
}

/* Keeps the text in scratch; frees what was decoded. */
static jb_status take(const input *in, decoding *d, const char *encoding, const char **text,
                      size_t *len)
{
    jb_status status = JB_OK;
    if (d->fault != SIZE_MAX) {
        status = fail_decoding(in, d, encoding);
    } else {
        size_t mark = d->text.len >= 3 && memcmp(d->text.data, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
        *len = d->text.len - mark;
        *text = jb_arena_strndup(in->scratch, d->text.data + mark, *len);
    }
    jb_str_free(&d->text);
    return status;
}

/* ---- UTF-8 ------------------------------------------------------------------------------- */

/* More bytes in characters of three and four than bytes that are no UTF-8. */
static bool mostly_utf8(const char *bytes, size_t len, size_t *bad)
{
    size_t good = 0;
    *bad = 0;
    for (size_t pos = 0; pos < len;) {
        size_t at = pos;
        int32_t c = utf8_step(bytes, len, &pos);
        if (c < 0) {
            *bad += pos - at;
        } else if (c >= 0x800) {
            good += pos - at;
        }
    }
    return good > *bad;
}

/* The bytes at the end are the beginning of a character. */
static bool is_cut(const char *rest, size_t left)
{
    const uint8_t *bytes = (const uint8_t *)rest;
    size_t need = U8_IS_LEAD(bytes[0]) ? (size_t)U8_COUNT_TRAIL_BYTES(bytes[0]) : 0;
    if (need == 0 || left > need) {
        return false;
    }
    for (size_t i = 1; i < left; i++) {
        if (!U8_IS_TRAIL(bytes[i])) {
            return false;
        }
    }
    return true;
}

static jb_status fail_utf8(const input *in, size_t fault, size_t bad)
{
    jb_loc loc = place_after(in, in->bytes, fault);
    const char *rest = in->bytes + fault;
    if (is_cut(rest, in->len - fault)) {
        return fail_cut(in, loc, "UTF-8");
    }
    size_t left = in->len - fault, next = utf8_island(rest, left);
    const char *other = bad >= FEW ? encoding_detect(rest, next) : NULL;
    if (other && utf8_island(in->bytes, fault) < fault) {
        return fail_mixed(in, loc, "UTF-8", other);
    }
    return other && next < left ? fail_island(in, other)
                                : fail_byte(in, loc, (uint8_t)*rest, "UTF-8");
}

static jb_status take_utf8(const input *in, const char **text, size_t *len)
{
    size_t mark = in->len >= 3 && memcmp(in->bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    *text = in->bytes + mark;
    *len = in->len - mark;
    size_t fault = jb_utf8_check(*text, *len) + mark, bad = 0;
    if (fault == in->len) {
        return JB_OK;
    }
    (void)mostly_utf8(in->bytes, in->len, &bad);
    return fail_utf8(in, fault, bad);
}

/* ---- what no text has --------------------------------------------------------------------- */

static jb_status fail_control(const input *in, const char *text, size_t at)
{
    return jb_fail(in->err, JB_ERR_INPUT, &in->loc,
                   "this is no text but binary data (byte 0x%02X): give the report as text, HTML, "
                   ".docx or PDF",
                   "这不是文本，而是二进制数据（字节 0x%02X）：请提供文本、HTML、.docx 或 PDF",
                   (unsigned)(uint8_t)text[at]);
}

/* A NUL, or more than one in a hundred bytes that no text has; *first is the place. */
static bool is_binary(const char *text, size_t len, size_t *first)
{
    size_t controls = 0;
    for (size_t i = 0; i < len; i++) {
        uint8_t c = (uint8_t)text[i];
        if (c >= 0x20) {
            continue;
        }
        if (c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != '\v') {
            *first = controls++ == 0 || c == 0 ? i : *first;
            if (c == 0) {
                return true;
            }
        }
    }
    return controls * 100 > len;
}

static jb_status check_text(const input *in, const char *text, size_t len)
{
    size_t at = 0;
    if (is_binary(text, len, &at)) {
        return fail_control(in, text, at);
    }
    const char *end = text + len;
    for (const char *c = memchr(text, 0xEF, len); c; c = memchr(c, 0xEF, (size_t)(end - c))) {
        if (end - c >= 3 && memcmp(c, "\xEF\xBF\xBD", 3) == 0) {
            jb_loc loc = place_after(in, text, (size_t)(c - text));
            return jb_fail(
                in->err, JB_ERR_INPUT, &loc,
                "the text holds U+FFFD, the mark for a lost character: an earlier "
                "conversion damaged it; use the original file",
                "文本中有 U+FFFD（丢失字符的标记）：先前的转换已损坏内容，请使用原始文件");
        }
        c++;
    }
    return JB_OK;
}

/* ---- choosing ---------------------------------------------------------------------------- */

static jb_status take_named(const input *in, const char *encoding, const char **text, size_t *len)
{
    if (strcmp(encoding, "UTF-8") == 0) {
        return take_utf8(in, text, len);
    }
    decoding d;
    convert(encoding, in->bytes, in->len, &d);
    return take(in, &d, encoding, text, len);
}

/* UTF-16 without saying which: by its mark, else by its look. */
static const char *exactly(const input *in, const char *encoding)
{
    if (strcmp(encoding, "UTF-16") != 0) {
        return encoding;
    }
    const char *bytes = in->bytes;
    if (in->len >= 2 && (memcmp(bytes, "\xFE\xFF", 2) == 0 || memcmp(bytes, "\xFF\xFE", 2) == 0)) {
        return bytes[0] == '\xFE' ? "UTF-16BE" : "UTF-16LE";
    }
    const char *found = encoding_detect(bytes, in->len);
    return found && strcmp(found, "UTF-16BE") == 0 ? found : "UTF-16LE";
}

static const char *marked(const input *in)
{
    static const struct {
        const char *mark;
        size_t len;
        const char *encoding;
    } marks[] = {{"\xEF\xBB\xBF", 3, "UTF-8"},
                 {"\xFF\xFE", 2, "UTF-16LE"},
                 {"\xFE\xFF", 2, "UTF-16BE"},
                 {"\x84\x31\x95\x33", 4, "GB18030"}};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (in->len >= marks[i].len && memcmp(in->bytes, marks[i].mark, marks[i].len) == 0) {
            return marks[i].encoding;
        }
    }
    return NULL;
}

static jb_status fail_unknown(const input *in)
{
    jb_loc loc = place_after(in, in->bytes, jb_utf8_check(in->bytes, in->len));
    return jb_fail(in->err, JB_ERR_INPUT, &loc,
                   "the encoding cannot be told: from here it is not UTF-8, and it does not look "
                   "like Chinese in GB18030, Big5 or UTF-16; name it with --encoding",
                   "无法判断文件编码：从此处起不是 UTF-8，也不像 GB18030、Big5 或 UTF-16 的中文；"
                   "请用 --encoding 指定");
}

static jb_status take_unknown(const input *in, const char **encoding, const char **text,
                              size_t *len)
{
    const char *declared = encoding_declared(in->bytes, in->len);
    const char *found = encoding_detect(in->bytes, in->len);
    bool wide = found && is_wide(found);
    size_t bad = 0;
    if (!wide && is_binary(in->bytes, in->len, &bad)) {
        return fail_control(in, in->bytes, bad);
    }
    if (!wide && mostly_utf8(in->bytes, in->len, &bad)) {
        return fail_utf8(in, jb_utf8_check(in->bytes, in->len), bad);
    }
    if (!wide && declared && strncmp(declared, "UTF", 3) != 0) {
        found = declared;
    }
    if (!found) {
        return fail_unknown(in);
    }
    *encoding = found;
    jb_status status = take_named(in, found, text, len);
    bool mixed = status == JB_OK && !wide && utf8_island(in->bytes, in->len) < in->len;
    return mixed ? fail_island(in, found) : status;
}

jb_status text_decode(const input *in, const char **text, size_t *len, const char **encoding)
{
    jb_status status = JB_OK;
    const char *known = marked(in);
    if (in->encoding) {
        known = encoding_named(in->encoding, strlen(in->encoding));
        if (!known) {
            return jb_fail(in->err, JB_ERR_USAGE, NULL,
                           "the encoding \"%s\" is not read; choose UTF-8, GB18030 (GBK, GB2312), "
                           "Big5, Big5-HKSCS, UTF-16, UTF-16LE or UTF-16BE",
                           "不支持编码“%s”；可选 UTF-8、GB18030（GBK、GB2312）、Big5、Big5-HKSCS、"
                           "UTF-16、UTF-16LE、UTF-16BE",
                           in->encoding);
        }
    }
    if (known) {
        *encoding = exactly(in, known);
        status = take_named(in, *encoding, text, len);
    } else if (jb_utf8_check(in->bytes, in->len) == in->len) {
        *encoding = "UTF-8";
        *text = in->bytes;
        *len = in->len;
    } else {
        status = take_unknown(in, encoding, text, len);
    }
    return status == JB_OK ? check_text(in, *text, *len) : status;
}
