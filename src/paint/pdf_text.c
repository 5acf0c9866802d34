/* pdf_text.c - numbers, names and text strings as PDF writes them.
 *
 * Decides their spelling only; everything is made of integers, so no locale and no rounding of
 * floats can change a byte.
 */
#include "pdf.h"

#include <string.h>

enum { DIGITS = 20 };

/* Writes the number so that it ends before `end`; returns where it begins. */
static char *put_uint(char *end, uint64_t value)
{
    do {
        *--end = (char)('0' + value % 10);
        value /= 10;
    } while (value > 0);
    return end;
}

void jb_pdf_add_uint(jb_str *out, uint64_t value)
{
    char text[DIGITS];
    const char *first = put_uint(text + DIGITS, value);

    jb_str_addn(out, first, (size_t)(text + DIGITS - first));
}

static void add_digits(jb_str *out, const char *digits, unsigned value)
{
    const char text[4] = {digits[value >> 12 & 15], digits[value >> 8 & 15],
                          digits[value >> 4 & 15], digits[value & 15]};

    jb_str_addn(out, text, sizeof text);
}

static const char small_digits[] = "0123456789abcdef";
static const char large_digits[] = "0123456789ABCDEF";

void jb_pdf_add_hex(jb_str *out, uint16_t value)
{
    add_digits(out, small_digits, value);
}

void jb_pdf_add_ref(jb_str *out, jb_obj object)
{
    char text[DIGITS + 4];
    char *end = text + DIGITS;
    const char *first = put_uint(end, object);

    end[0] = ' ';
    end[1] = '0';
    end[2] = ' ';
    end[3] = 'R';
    jb_str_addn(out, first, (size_t)(end + 4 - first));
}

void jb_pdf_add_milli(jb_str *out, int64_t value)
{
    uint64_t size = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    unsigned rest = (unsigned)(size % 1000);
    char text[1 + DIGITS + 4];
    char *point = text + 1 + DIGITS;
    char *first = put_uint(point, size / 1000);
    size_t fraction = rest == 0 ? 0 : rest % 10 != 0 ? 4 : rest % 100 != 0 ? 3 : 2;

    point[0] = '.';
    point[1] = (char)('0' + rest / 100);
    point[2] = (char)('0' + rest / 10 % 10);
    point[3] = (char)('0' + rest % 10);
    if (value < 0) {
        *--first = '-';
    }
    jb_str_addn(out, first, (size_t)(point - first) + fraction);
}

void jb_pdf_add_utf16(jb_str *out, uint32_t code_point)
{
    if (code_point > 0xFFFF) {
        uint32_t rest = code_point - 0x10000;

        add_digits(out, large_digits, 0xD800 + (rest >> 10));
        add_digits(out, large_digits, 0xDC00 + (rest & 0x3FF));
    } else {
        add_digits(out, large_digits, code_point);
    }
}

void jb_pdf_add_text(jb_str *out, const char *utf8)
{
    size_t len = strlen(utf8);
    size_t pos = 0;

    jb_str_add(out, "<FEFF");
    while (pos < len) {
        uint32_t c = jb_utf8_next(utf8, len, &pos);

        jb_pdf_add_utf16(out, c < 0x20 || c == 0xFFFE || c == 0xFFFF ? 0x20 : c);
    }
    jb_str_addc(out, '>');
}

void jb_pdf_add_name(jb_str *out, const char *text)
{
    static const char allowed[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
                                  "-+._";
    size_t before = out->len;

    for (; *text != '\0'; text++) {
        if (strchr(allowed, *text) != NULL) {
            jb_str_addc(out, *text);
        }
    }
    if (out->len == before) {
        jb_str_add(out, "Font");
    }
}
