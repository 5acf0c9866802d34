/* lines.c - the lines of a large text file, one at a time.
 *
 * Decides what a line is (ended by LF or CRLF, valid UTF-8, not over a limit) and holds no more
 * than one of them. Refuses to know what a line says.
 */
#include "error.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A line that exceeds the limit by more than CR and a byte order mark is over it for certain. */
#define SPARE 4U

struct jb_lines {
    FILE *file;
    char *source;
    size_t limit;
    jb_str line;
    unsigned number;
    size_t at;  /* of the bytes in part, those before it are used */
    size_t end; /* of part */
    char part[65536];
};

jb_status jb_lines_open(const char *path, size_t limit, jb_lines **out, jb_error *err)
{
    FILE *file = strcmp(path, "-") == 0 ? stdin : fopen(path, "rbe");
    if (!file) {
        return jb_fail_os(err, path, errno, "cannot be read", "无法读取");
    }
    jb_lines *lines = jb_xmalloc(sizeof *lines);
    memset(lines, 0, sizeof *lines);
    size_t size = strlen(path) + 1;
    lines->file = file;
    lines->source = memcpy(jb_xmalloc(size), path, size);
    lines->limit = limit;
    *out = lines;
    return JB_OK;
}

static jb_status too_long(const jb_lines *lines, jb_error *err)
{
    size_t column = jb_utf8_count(jb_str_text(&lines->line), lines->limit) + 1;
    jb_loc loc = jb_loc_make(lines->source, lines->number, (unsigned)column, NULL);
    return jb_fail(err, JB_ERR_INPUT, &loc,
                   "the line is longer than %zu bytes; check that this is a text file with one "
                   "record a line",
                   "该行超过 %zu 字节；请确认这是每行一条记录的文本文件", lines->limit);
}

/* Moves bytes up to and including a line feed from the file to the line; *whole tells whether
 * the line feed came. */
static jb_status take(jb_lines *lines, bool *whole, jb_error *err)
{
    *whole = false;
    while (!*whole) {
        if (lines->at == lines->end) {
            lines->at = 0;
            lines->end = fread(lines->part, 1, sizeof lines->part, lines->file);
        }
        if (lines->end == 0) {
            return ferror(lines->file)
                       ? jb_fail_os(err, lines->source, errno, "cannot be read", "无法读取")
                       : JB_OK;
        }
        const char *from = lines->part + lines->at;
        const char *feed = memchr(from, '\n', lines->end - lines->at);
        size_t len = feed ? (size_t)(feed - from) : lines->end - lines->at;
        jb_str_addn(&lines->line, from, len);
        lines->at += len + (feed != NULL);
        *whole = feed != NULL;
        if (lines->line.len > lines->limit && lines->line.len - lines->limit > SPARE) {
            return too_long(lines, err);
        }
    }
    return JB_OK;
}

static jb_status check(const jb_lines *lines, const char *text, size_t len, jb_error *err)
{
    if (len > lines->limit) {
        return too_long(lines, err);
    }
    size_t fault = jb_utf8_check(text, len);
    if (fault == len) {
        return JB_OK;
    }
    unsigned column = (unsigned)jb_utf8_count(text, fault) + 1;
    jb_loc loc = jb_loc_make(lines->source, lines->number, column, NULL);
    return jb_fail_byte(err, &loc, text[fault]);
}

jb_status jb_lines_next(jb_lines *lines, const char **line, size_t *len, jb_error *err)
{
    bool whole = false;
    *line = NULL;
    *len = 0;
    jb_str_clear(&lines->line);
    lines->number++;
    jb_status status = take(lines, &whole, err);
    jb_str *bytes = &lines->line;
    if (status != JB_OK || (!whole && bytes->len == 0)) {
        lines->number -= status == JB_OK;
        return status;
    }
    if (whole && bytes->len > 0 && bytes->data[bytes->len - 1] == '\r') {
        bytes->data[--bytes->len] = '\0';
    }
    size_t mark = lines->number == 1 ? jb_mark_length(bytes->data, bytes->len) : 0;
    status = check(lines, bytes->data + mark, bytes->len - mark, err);
    if (status == JB_OK) {
        *line = bytes->data + mark;
        *len = bytes->len - mark;
    }
    return status;
}

unsigned jb_lines_number(const jb_lines *lines)
{
    return lines->number;
}

const char *jb_lines_source(const jb_lines *lines)
{
    return lines->source;
}

void jb_lines_close(jb_lines *lines)
{
    if (!lines) {
        return;
    }
    if (lines->file != stdin) {
        (void)fclose(lines->file);
    }
    jb_str_free(&lines->line);
    free(lines->source);
    free(lines);
}
