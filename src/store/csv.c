/* csv.c - comma-separated values after RFC 4180.
 *
 * Decides where fields begin and end and what is malformed. Stricter than most readers: a stray
 * quote is a fault, because guessing at it would move figures into other columns.
 */
#include "csv.h"

#include <stdlib.h>
#include <string.h>

/* A place in the line being read. */
typedef struct cursor {
    const char *text;
    size_t len, at;
    unsigned line, column;
} cursor;

static jb_loc loc_at(const jb_csv *csv, unsigned line, unsigned column)
{
    return jb_loc_make(jb_lines_source(csv->lines), line, column, NULL);
}

static bool at_end(const cursor *c)
{
    return c->at >= c->len;
}

/* Over an ASCII character. */
static void step(cursor *c)
{
    c->at++;
    c->column++;
}

/* Keeps what comes before the next of the stops or the end of the line; lines end with a NUL. */
static void take_until(jb_csv *csv, cursor *c, const char *stops)
{
    const char *from = c->text + c->at;
    size_t len = strcspn(from, stops);
    jb_str_addn(&csv->text, from, len);
    c->column += (unsigned)jb_utf8_count(from, len);
    c->at += len;
}

static jb_status next_line(jb_csv *csv, cursor *c, jb_error *err)
{
    *c = (cursor){.column = 1};
    jb_status status = jb_lines_next(csv->lines, &c->text, &c->len, err);
    c->line = jb_lines_number(csv->lines);
    csv->broken = status != JB_OK;
    return status;
}

static jb_status fail_open_quote(jb_csv *csv, const jb_csv_field *field, jb_error *err)
{
    jb_loc loc = loc_at(csv, field->line, field->column);
    csv->broken = true;
    return jb_fail(err, JB_ERR_INPUT, &loc,
                   "the quotation mark that opens here is never closed (a quote within a quoted "
                   "field is written twice)",
                   "此处开始的引号没有结束（引号字段中的引号须写两次）");
}

/* The rest of a quoted field; the cursor stands behind the opening quote. */
static jb_status read_quoted(jb_csv *csv, cursor *c, const jb_csv_field *field, jb_error *err)
{
    for (;;) {
        take_until(csv, c, "\"");
        if (!at_end(c)) {
            step(c);
            if (at_end(c) || c->text[c->at] != '"') {
                return JB_OK;
            }
            jb_str_addc(&csv->text, '"');
            step(c);
            continue;
        }
        jb_status status = next_line(csv, c, err);
        if (status != JB_OK) {
            return status;
        }
        if (!c->text || csv->text.len > csv->limit) {
            return fail_open_quote(csv, field, err);
        }
        jb_str_addc(&csv->text, '\n');
    }
}

static jb_status fail_stray(jb_csv *csv, const cursor *c, jb_error *err)
{
    jb_loc loc = loc_at(csv, c->line, c->column);
    if (!at_end(c) && c->text[c->at] == '"') {
        return jb_fail(err, JB_ERR_INPUT, &loc,
                       "a quotation mark inside a field without quotes; put the whole field in "
                       "quotes and write the mark twice",
                       "未加引号的字段中出现引号；请将整个字段加上引号，并把其中的引号写两次");
    }
    return jb_fail(err, JB_ERR_INPUT, &loc,
                   "text behind a closing quotation mark; a comma or the end of the line is due",
                   "引号字段结束之后还有文字；此处应为逗号或行尾");
}

static jb_status read_field(jb_csv *csv, cursor *c, jb_error *err)
{
    jb_csv_field field = {.at = csv->text.len, .line = c->line, .column = c->column};
    jb_status status = JB_OK;
    if (!at_end(c) && c->text[c->at] == '"') {
        step(c);
        status = read_quoted(csv, c, &field, err);
    } else {
        take_until(csv, c, ",\"");
    }
    if (status == JB_OK && !at_end(c) && c->text[c->at] != ',') {
        status = fail_stray(csv, c, err);
    }
    jb_str_addc(&csv->text, '\0');
    JB_PUSH(csv->fields, csv->count, csv->cap, field);
    return status;
}

jb_status jb_csv_read(jb_csv *csv, bool *more, jb_error *err)
{
    cursor c;
    jb_status status = JB_OK;
    csv->count = 0;
    jb_str_clear(&csv->text);
    do {
        status = next_line(csv, &c, err);
    } while (status == JB_OK && c.text && c.len == 0);
    csv->line = c.line;
    *more = status == JB_OK && c.text;
    while (*more && status == JB_OK) {
        status = read_field(csv, &c, err);
        if (status != JB_OK || at_end(&c)) {
            break;
        }
        step(&c);
    }
    return status;
}

const char *jb_csv_text(const jb_csv *csv, size_t index)
{
    return csv->text.data + csv->fields[index].at;
}

void jb_csv_free(jb_csv *csv)
{
    jb_str_free(&csv->text);
    free(csv->fields);
    *csv = (jb_csv){0};
}

void jb_csv_quote(jb_str *out, const char *text)
{
    if (!strpbrk(text, ",\"\r\n")) {
        jb_str_add(out, text);
        return;
    }
    jb_str_addc(out, '"');
    for (const char *p = text; *p; p++) {
        if (*p == '"') {
            jb_str_addc(out, '"');
        }
        jb_str_addc(out, *p);
    }
    jb_str_addc(out, '"');
}
