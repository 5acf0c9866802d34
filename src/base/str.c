/* str.c - strings that grow.
 *
 * Decides only how room is made. Refuses to know what the bytes mean.
 */
#include <jianbao/base.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void jb_str_free(jb_str *s)
{
    free(s->data);
    *s = (jb_str){0};
}

void jb_str_clear(jb_str *s)
{
    s->len = 0;
    if (s->data) {
        s->data[0] = '\0';
    }
}

enum { FIRST_ROOM = 256 }; /* most strings are lines: they grow once or never */

static void make_room(jb_str *s, size_t more)
{
    if (s->data && more < s->cap - s->len) {
        return;
    }
    if (more >= SIZE_MAX - s->len) {
        jb_panic("a text of more than %zu bytes", SIZE_MAX);
    }
    size_t need = s->len + more + 1;
    s->data = jb_grow(s->data, &s->cap, need < FIRST_ROOM ? FIRST_ROOM : need, 1);
}

void jb_str_add(jb_str *s, const char *text)
{
    jb_str_addn(s, text, strlen(text));
}

void jb_str_addn(jb_str *s, const char *bytes, size_t len)
{
    make_room(s, len);
    if (len) {
        memcpy(s->data + s->len, bytes, len);
    }
    s->len += len;
    s->data[s->len] = '\0';
}

void jb_str_addc(jb_str *s, char c)
{
    make_room(s, 1);
    s->data[s->len++] = c;
    s->data[s->len] = '\0';
}

/* Mostly there is room enough, and the text is formatted only once. */
void jb_str_addf(jb_str *s, const char *fmt, ...)
{
    enum { USUAL = 96 };
    va_list args;
    make_room(s, USUAL);
    size_t room = s->cap - s->len;
    va_start(args, fmt);
    int len = vsnprintf(s->data + s->len, room, fmt, args);
    va_end(args);
    if (len < 0) {
        jb_panic("a text could not be formatted: %s", fmt);
    }
    if ((size_t)len >= room) {
        make_room(s, (size_t)len);
        va_start(args, fmt);
        (void)vsnprintf(s->data + s->len, (size_t)len + 1, fmt, args);
        va_end(args);
    }
    s->len += (size_t)len;
}

void jb_str_add_utf8(jb_str *s, uint32_t code_point)
{
    char bytes[4] = {0};
    jb_str_addn(s, bytes, jb_utf8_put(code_point, bytes));
}

const char *jb_str_text(const jb_str *s)
{
    return s->data ? s->data : "";
}
