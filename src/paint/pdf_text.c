/* pdf_text.c - numbers, names and text strings as PDF writes them.
 *
 * Decides their spelling only; everything is made of integers, so no locale and no rounding of
 * floats can change a byte.
 */
#include "pdf.h"

#include <string.h>

void jb_pdf_add_milli(jb_str *out, int64_t value)
{
    uint64_t size = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    unsigned fraction = (unsigned)(size % 1000);

    jb_str_addf(out, "%s%llu", value < 0 ? "-" : "", (unsigned long long)(size / 1000));
    if (fraction % 100 == 0 && fraction != 0) {
        jb_str_addf(out, ".%u", fraction / 100);
    } else if (fraction % 10 == 0 && fraction != 0) {
        jb_str_addf(out, ".%02u", fraction / 10);
    } else if (fraction != 0) {
        jb_str_addf(out, ".%03u", fraction);
    }
}

void jb_pdf_add_utf16(jb_str *out, uint32_t code_point)
{
    if (code_point > 0xFFFF) {
        uint32_t rest = code_point - 0x10000;

        jb_str_addf(out, "%04X%04X", 0xD800 + (unsigned)(rest >> 10),
                    0xDC00 + (unsigned)(rest & 0x3FF));
    } else {
        jb_str_addf(out, "%04X", (unsigned)code_point);
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
