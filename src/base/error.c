/* error.c - errors in two languages with a place, and the end of the program on our own faults.
 *
 * Decides that the first fault wins and how an error looks on one line. Refuses to know which
 * language the user reads or where the message is printed.
 */
#include "error.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/utf8.h>

/* Where a text cut off at `len` bytes must end so that its last character is whole. */
static size_t whole(const char *text, size_t len)
{
    size_t lead = len;
    while (lead > 0 && U8_IS_TRAIL(text[lead - 1])) {
        lead--;
    }
    if (lead == 0) {
        return len;
    }
    uint8_t first = (uint8_t)text[lead - 1];
    return len - lead < (size_t)U8_COUNT_TRAIL_BYTES(first) ? lead - 1 : len;
}

static void format_list(char *out, size_t size, const char *fmt, va_list args) JB_PRINTF(3, 0);

static void format_list(char *out, size_t size, const char *fmt, va_list args)
{
    int len = vsnprintf(out, size, fmt, args);
    if (len < 0) {
        out[0] = '\0';
    } else if ((size_t)len >= size) {
        out[whole(out, size - 1)] = '\0';
    }
}

jb_status jb_fail_list(jb_error *err, jb_status status, const jb_loc *loc, const char *en,
                       const char *zh, va_list args)
{
    if (!err || err->status != JB_OK) {
        return status;
    }
    err->status = status;
    err->loc = loc ? *loc : (jb_loc){0};
    va_list again;
    va_copy(again, args);
    format_list(err->en, sizeof err->en, en, args);
    format_list(err->zh, sizeof err->zh, zh, again);
    va_end(again);
    return status;
}

jb_status jb_fail(jb_error *err, jb_status status, const jb_loc *loc, const char *en,
                  const char *zh, ...)
{
    va_list args;
    va_start(args, zh);
    jb_fail_list(err, status, loc, en, zh, args);
    va_end(args);
    return status;
}

/* The end of a name tells more than its beginning. */
static void copy_tail(char *out, size_t size, const char *text)
{
    static const char dots[] = "...";
    size_t len = text ? strlen(text) : 0;
    if (len < size) {
        memcpy(out, text ? text : "", len + 1);
        return;
    }
    const char *tail = text + len - (size - sizeof dots);
    while (U8_IS_TRAIL(*tail)) {
        tail++;
    }
    (void)snprintf(out, size, "%s%s", dots, tail);
}

jb_loc jb_loc_make(const char *source, unsigned line, unsigned column, const char *path)
{
    jb_loc loc = {.line = line, .column = column};
    copy_tail(loc.source, sizeof loc.source, source);
    copy_tail(loc.path, sizeof loc.path, path);
    return loc;
}

void jb_error_format(const jb_error *err, jb_lang lang, char *buf, size_t size)
{
    if (size == 0) {
        return;
    }
    jb_str out = {0};
    const jb_loc *loc = &err->loc;
    if (loc->source[0]) {
        jb_str_addf(&out, "%s:", loc->source);
    }
    if (loc->line) {
        jb_str_addf(&out, "%u:", loc->line);
    }
    if (loc->line && loc->column) {
        jb_str_addf(&out, "%u:", loc->column);
    }
    jb_str_addf(&out, "%s%s", out.len ? " " : "", lang == JB_LANG_ZH ? err->zh : err->en);
    if (loc->path[0]) {
        const char *part = lang == JB_LANG_ZH ? loc->part_zh : loc->part_en;
        jb_str_addf(&out, " (%s%s%s%s)", loc->path, part[0] ? " (" : "", part, part[0] ? ")" : "");
    }
    size_t len = out.len < size ? out.len : whole(out.data, size - 1);
    memcpy(buf, jb_str_text(&out), len);
    buf[len] = '\0';
    jb_str_free(&out);
}

void jb_panic(const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    (void)fputs("jianbao: ", stderr);
    (void)vfprintf(stderr, fmt, args);
    (void)fputc('\n', stderr);
    va_end(args);
    jb_out_abandon_all();
    abort();
}
