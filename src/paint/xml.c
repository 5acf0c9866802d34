/* xml.c - see xml.h. */
#include "xml.h"

#include <string.h>

void jb_xml_add(jb_str *out, const char *text)
{
    size_t len = strlen(text), pos = 0;

    while (pos < len) {
        uint32_t c = jb_utf8_next(text, len, &pos);

        if (c == '&') {
            jb_str_add(out, "&amp;");
        } else if (c == '<') {
            jb_str_add(out, "&lt;");
        } else if (c == '>') {
            jb_str_add(out, "&gt;");
        } else if (c == '"') {
            jb_str_add(out, "&quot;");
        } else {
            jb_str_add_utf8(out, c < 0x20 || c == 0xFFFE || c == 0xFFFF ? ' ' : c);
        }
    }
}
