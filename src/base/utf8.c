/* utf8.c - UTF-8: checking, reading, writing, counting, widths on a terminal.
 *
 * Decides what is valid text (no overlong forms, surrogates or NUL). Leaves the properties of
 * characters to ICU and refuses to know fonts.
 */
#include "error.h"

#include <string.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#define REPLACEMENT 0xFFFDU

/* Negative when the bytes at *pos are not UTF-8. */
static UChar32 next_or_fault(const char *text, size_t len, size_t *pos)
{
    const uint8_t *bytes = (const uint8_t *)text;
    size_t at = *pos;
    UChar32 c = 0;
    U8_NEXT(bytes, at, len, c);
    *pos = at;
    return c;
}

uint32_t jb_utf8_next(const char *text, size_t len, size_t *pos)
{
    if (*pos >= len) {
        return 0;
    }
    UChar32 c = next_or_fault(text, len, pos);
    return c < 0 ? REPLACEMENT : (uint32_t)c;
}

/* NOLINTNEXTLINE(readability-function-size): what nests is ICU's macro. */
size_t jb_utf8_put(uint32_t code_point, char out[4])
{
    uint8_t bytes[4] = {0};
    bool bad = code_point > UCHAR_MAX_VALUE || U_IS_SURROGATE(code_point);
    uint32_t c = bad ? REPLACEMENT : code_point;
    size_t len = 0;
    U8_APPEND_UNSAFE(bytes, len, c);
    memcpy(out, bytes, len);
    return len;
}

/* Three bytes that every Chinese character and most punctuation is; of those with the first byte
 * E0 or ED not all are characters. */
static bool is_usual_three(const char *text)
{
    uint8_t lead = (uint8_t)text[0];
    return lead >= 0xE1 && lead <= 0xEF && lead != 0xED && U8_IS_TRAIL(text[1]) &&
           U8_IS_TRAIL(text[2]);
}

size_t jb_utf8_check(const char *text, size_t len)
{
    size_t pos = 0;
    while (pos < len) {
        if (len - pos >= 3 && is_usual_three(text + pos)) {
            pos += 3;
            continue;
        }
        size_t start = pos;
        if (next_or_fault(text, len, &pos) <= 0) {
            return start;
        }
    }
    return len;
}

size_t jb_utf8_count(const char *text, size_t len)
{
    size_t count = 0;
    for (size_t i = 0; i < len; i++) {
        count += !U8_IS_TRAIL(text[i]);
    }
    return count;
}

static unsigned columns_of(UChar32 c)
{
    int8_t type = u_charType(c);
    if (type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_FORMAT_CHAR ||
        type == U_CONTROL_CHAR) {
        return 0;
    }
    int width = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
    return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

unsigned jb_utf8_columns(const char *text)
{
    size_t len = strlen(text);
    unsigned columns = 0;
    for (size_t pos = 0; pos < len;) {
        columns += columns_of((UChar32)jb_utf8_next(text, len, &pos));
    }
    return columns;
}

void jb_place(const char *text, size_t offset, unsigned *line, unsigned *column)
{
    size_t start = 0;
    *line = 1;
    for (size_t i = 0; i < offset; i++) {
        if (text[i] == '\n') {
            start = i + 1;
            (*line)++;
        }
    }
    if (start == 0) {
        start = jb_mark_length(text, offset);
    }
    *column = (unsigned)jb_utf8_count(text + start, offset - start) + 1;
}

size_t jb_mark_length(const char *text, size_t len)
{
    return len >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
}
