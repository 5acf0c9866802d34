/* query_place.c - where a byte of a query stands in the layout's file: queries are JSON strings, in
 * which one byte may be written as several. Refuses to know SQL. */
#include "brief_private.h"

#include <stdlib.h>
#include <string.h>

/* The text from that line and column on. */
static const char *text_at(const char *text, unsigned line, unsigned column)
{
    for (; line > 1 && *text != '\0'; line--) {
        text += strcspn(text, "\n");
        text += *text == '\n';
    }
    size_t len = strcspn(text, "\n");
    size_t pos = 0;
    for (; column > 1 && pos < len; column--) {
        (void)jb_utf8_next(text, len, &pos);
    }
    return text + pos;
}

static size_t utf8_size(unsigned long code)
{
    return code < 0x80 ? 1 : code < 0x800 ? 2 : 3;
}

/* One character of a JSON string as it is written: the bytes it takes there, and those it means.
 * Of a pair of surrogates each half means two. */
static size_t char_size(const char *at, size_t *means)
{
    char digits[5] = "";
    size_t pos = 0;
    if (*at != '\\') {
        (void)jb_utf8_next(at, strlen(at), &pos);
        *means = pos;
        return pos;
    }
    if (at[1] != 'u') {
        *means = 1;
        return 2;
    }
    memcpy(digits, at + 2, 4);
    unsigned long code = strtoul(digits, NULL, 16);
    *means = code >= 0xD800 && code < 0xE000 ? 2 : utf8_size(code);
    return 6;
}

static jb_loc place_in(const query_set *set, const jb_json *string, size_t at)
{
    jb_loc loc = jb_json_loc(string);
    const char *p = text_at(set->layout, loc.line, loc.column);
    loc.column++; /* behind the quotation mark */
    for (p += *p == '"'; at > 0 && *p != '"' && *p != '\0';) {
        size_t means = 0;
        size_t size = char_size(p, &means);
        loc.column += (unsigned)jb_utf8_count(p, size);
        p += size;
        at -= means < at ? means : at;
    }
    return loc;
}

jb_loc query_place(size_t at, const void *from)
{
    const query_set *set = from;
    const jb_json *line = jb_json_first(set->sql_json);
    if (at == JB_SQL_WHOLE) {
        return jb_json_loc(set->sql_json);
    }
    if (jb_json_kind(set->sql_json) != JB_JSON_ARRAY) {
        return place_in(set, set->sql_json, at);
    }
    for (const char *text = set->text; line != NULL; line = jb_json_next(line)) {
        size_t len = strcspn(text, "\n");
        const jb_json *next = jb_json_next(line);
        if (at <= len || next == NULL) {
            return place_in(set, line, at);
        }
        at -= len + 1;
        text += len + 1;
    }
    return jb_json_loc(set->sql_json);
}
