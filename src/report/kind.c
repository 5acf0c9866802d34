/* kind.c - what a file is, by its first bytes. */
#include "text.h"

#include <string.h>

jb_status kind_of_bytes(const input *in, jb_original_kind *kind)
{
    (void)in;
    *kind = JB_ORIGINAL_TEXT;
    return JB_OK;
}
bool kind_is_markup(const char *text, size_t len)
{
    (void)text;
    (void)len;
    return false;
}
jb_status html_read(const input *in, const char *text, size_t len, draft *out)
{
    (void)text;
    (void)len;
    (void)out;
    return INPUT_FAIL(in, "x", "x");
}
jb_status docx_read(const input *in, draft *out)
{
    (void)out;
    return INPUT_FAIL(in, "x", "x");
}
jb_status pdf_read(const input *in, draft *out)
{
    (void)out;
    return INPUT_FAIL(in, "x", "x");
}
jb_status text_decode(const input *in, const char **text, size_t *len, const char **encoding)
{
    size_t mark = in->len >= 3 && memcmp(in->bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    *text = in->bytes + mark;
    *len = in->len - mark;
    *encoding = "UTF-8";
    return jb_utf8_check(*text, *len) == *len ? JB_OK : INPUT_FAIL(in, "not UTF-8", "不是 UTF-8");
}
