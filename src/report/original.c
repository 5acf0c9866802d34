/* original.c - a report from its bytes: reading, freezing, looking places up.
 *
 * Decides the order of the work and what every kind of file has in common: limits, the frozen text
 * and its three arrays. Refuses to know encodings, markup or what a heading is.
 */
#include "text.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/utf8.h>

/* Text without punctuation has no sentences; this much of it on either side will do. */
enum { SENTENCE_MAX = 4000 };

static const char *const kind_names[JB_ORIGINAL_KINDS] = {"text", "html", "docx", "pdf"};

void draft_free(draft *d)
{
    jb_str_free(&d->text);
    free(d->cells);
    free(d->tables);
    *d = (draft){.points = 0};
}

void draft_add(draft *d, const char *text, size_t len)
{
    jb_str_addn(&d->text, text, len);
    d->points += jb_utf8_count(text, len);
}

void draft_put(draft *d, uint32_t c)
{
    jb_str_add_utf8(&d->text, c);
    d->points++;
}

/* ---- freezing ---------------------------------------------------------------------------- */

static uint32_t next_valid(const uint8_t *text, size_t *pos)
{
    size_t at = *pos;
    UChar32 c = 0;
    U8_NEXT_UNSAFE(text, at, c);
    *pos = at;
    return (uint32_t)c;
}

static void freeze_points(jb_original *o)
{
    uint32_t *points = jb_arena_array(o->arena, o->count, sizeof *points);
    uint32_t *plain = jb_arena_array(o->arena, o->count, sizeof *plain);
    size_t *bytes = jb_arena_array(o->arena, o->count + 1, sizeof *bytes);
    const uint8_t *text = (const uint8_t *)o->text;
    size_t at = 0;
    for (size_t i = 0; i < o->count; i++) {
        bytes[i] = at;
        points[i] = next_valid(text, &at);
    }
    bytes[o->count] = o->len;
    plain_make(points, o->count, plain);
    o->points = points;
    o->plain = plain;
    o->bytes = bytes;
}

static void freeze_tables(jb_original *o, const draft *d)
{
    jb_text_cell *cells = jb_arena_array(o->arena, d->cell_count, sizeof *cells);
    jb_text_table *tables = jb_arena_array(o->arena, d->table_count, sizeof *tables);
    if (d->cell_count) {
        memcpy(cells, d->cells, d->cell_count * sizeof *cells);
    }
    for (size_t i = 0; i < d->table_count; i++) {
        const draft_table *t = &d->tables[i];
        tables[i] = (jb_text_table){cells + t->first, t->count, t->rows, t->columns, t->span};
    }
    o->tables = tables;
    o->table_count = d->table_count;
}

/* Tables stand in the order of the text and never one in another. */
static void mark_tables(const jb_original *o, jb_text_line *lines)
{
    size_t table = 0;
    for (size_t i = 0; i < o->line_count; i++) {
        while (table < o->table_count && o->tables[table].span.end <= lines[i].span.start) {
            table++;
        }
        lines[i].in_table =
            table < o->table_count && o->tables[table].span.start < lines[i].span.end;
    }
}

static jb_status freeze(const input *in, jb_original *o, const char *text, size_t len,
                        const draft *d)
{
    o->text = jb_arena_strndup(o->arena, text, len);
    o->len = len;
    o->count = jb_utf8_count(text, len);
    jb_sha256(o->text, len, o->sha256);
    freeze_points(o);
    freeze_tables(o, d);
    jb_text_line *lines = NULL;
    jb_status status = lines_find(in, o, &lines);
    if (status != JB_OK) {
        return status;
    }
    mark_tables(o, lines);
    sections_mark(o, lines);
    lines_join(o, lines);
    return JB_OK;
}

static bool only_blanks(const char *text, size_t len)
{
    for (size_t pos = 0; pos < len;) {
        uint32_t c = jb_utf8_next(text, len, &pos), plain = 0;
        plain_make(&c, 1, &plain);
        if (plain != ' ' && plain != '\n') {
            return false;
        }
    }
    return true;
}

/* ---- the kinds --------------------------------------------------------------------------- */

static jb_status kind_asked(const input *in, const char *name, jb_original_kind *kind)
{
    for (unsigned i = 0; i < JB_ORIGINAL_KINDS; i++) {
        if (strcmp(name, kind_names[i]) == 0) {
            *kind = (jb_original_kind)i;
            return JB_OK;
        }
    }
    return jb_fail(in->err, JB_ERR_USAGE, NULL,
                   "there is no kind of report \"%s\"; choose text, html, docx or pdf",
                   "没有“%s”这种报告格式；可选 text、html、docx、pdf", name);
}

/* Plain text and pages: what differs shows only in the decoded text. */
static jb_status read_text(const input *in, bool guess, jb_original *o, draft *d)
{
    const char *text = NULL;
    size_t len = 0;
    jb_status status = text_decode(in, &text, &len, &o->encoding);
    if (status != JB_OK) {
        return status;
    }
    if (guess && kind_is_markup(text, len)) {
        o->kind = JB_ORIGINAL_HTML;
    }
    if (o->kind == JB_ORIGINAL_HTML) {
        status = html_read(in, text, len, d);
        text = jb_str_text(&d->text);
        len = d->text.len;
    }
    if (status == JB_OK && only_blanks(text, len)) {
        return INPUT_FAIL(in, "there is no text in the file: is it the right one?",
                          "文件里没有文字：请核对是否选错了文件");
    }
    return status == JB_OK ? freeze(in, o, text, len, d) : status;
}

static jb_status read_package(const input *in, jb_original *o, draft *d)
{
    o->encoding = "UTF-8";
    bool docx = o->kind == JB_ORIGINAL_DOCX;
    jb_status status = docx ? docx_read(in, d) : pdf_read(in, d);
    if (status != JB_OK) {
        return status;
    }
    const char *text = jb_str_text(&d->text);
    if (only_blanks(text, d->text.len)) {
        return docx
                   ? INPUT_FAIL(in,
                                "there is no text in the document; if it holds pictures of pages, "
                                "recognise the text (OCR) first",
                                "文档里没有文字；如果内容是页面图片，请先做文字识别（OCR）")
                   : INPUT_FAIL(in,
                                "the PDF has no text: it is a scan; recognise the text (OCR) first",
                                "这份 PDF 没有文字，是扫描件；请先做文字识别（OCR）再用");
    }
    return freeze(in, o, text, d->text.len, d);
}

static jb_status read_kind(const input *in, const jb_original_options *options, jb_original *o,
                           draft *d)
{
    bool asked = options && options->kind;
    jb_status status =
        asked ? kind_asked(in, options->kind, &o->kind) : kind_of_bytes(in, &o->kind);
    if (status != JB_OK) {
        return status;
    }
    bool text = o->kind == JB_ORIGINAL_TEXT || o->kind == JB_ORIGINAL_HTML;
    return text ? read_text(in, !asked, o, d) : read_package(in, o, d);
}

static size_t limit_of(const jb_original_options *options)
{
    return options && options->limit ? options->limit : LIMIT_BYTES;
}

static jb_status check_size(const input *in, size_t limit)
{
    if (in->len == 0) {
        return INPUT_FAIL(in, "the file is empty", "文件是空的");
    }
    if (in->len > limit) {
        return INPUT_FAIL(in, "the file is larger than %zu bytes", "文件超过 %zu 字节", limit);
    }
    return JB_OK;
}

jb_status jb_original_parse(const char *source, const void *bytes, size_t len,
                            const jb_original_options *options, jb_original **out, jb_error *err)
{
    *out = NULL;
    input in = {.source = source, .bytes = bytes, .len = len, .err = err};
    in.encoding = options ? options->encoding : NULL;
    in.loc = jb_loc_make(source, 0, 0, NULL);
    jb_status status = check_size(&in, limit_of(options));
    if (status != JB_OK) {
        return status;
    }
    in.scratch = jb_arena_new();
    jb_arena *arena = jb_arena_new();
    jb_original *o = jb_arena_alloc(arena, sizeof *o);
    o->arena = arena;
    o->source = jb_arena_strdup(arena, source);
    draft d = {.points = 0};
    status = read_kind(&in, options, o, &d);
    draft_free(&d);
    jb_arena_free(in.scratch);
    if (status != JB_OK) {
        jb_arena_free(arena);
        return status;
    }
    *out = o;
    return JB_OK;
}

jb_status jb_original_read(const char *path, const jb_original_options *options, jb_original **out,
                           jb_error *err)
{
    *out = NULL;
    jb_arena *scratch = jb_arena_new();
    const char *bytes = NULL;
    size_t len = 0;
    jb_status status = jb_file_read(scratch, path, limit_of(options), &bytes, &len, err);
    if (status == JB_OK) {
        status = jb_original_parse(path, bytes, len, options, out, err);
    }
    jb_arena_free(scratch);
    return status;
}

void jb_original_free(jb_original *original)
{
    if (original) {
        jb_arena_free(original->arena);
    }
}

/* ---- places ------------------------------------------------------------------------------ */

size_t jb_original_line(const jb_original *original, size_t point)
{
    size_t low = 0, high = original->line_count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (original->lines[middle].span.start <= point) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return low;
}

const char *jb_original_slice(jb_arena *arena, const jb_original *original, jb_span span)
{
    size_t end = span.end < original->count ? span.end : original->count;
    size_t start = span.start < end ? span.start : end;
    size_t from = original->bytes[start];
    return jb_arena_strndup(arena, original->text + from, original->bytes[end] - from);
}

/* Whether reading stops behind this place: the end of a sentence or of a line that does not go
 * on. */
static bool stops_after(const jb_original *o, size_t point)
{
    uint32_t c = o->plain[point];
    if (c != '\n') {
        return is_sentence_end(c);
    }
    return !o->lines[jb_original_line(o, point)].joins;
}

static bool is_blank_at(const jb_original *o, size_t point)
{
    return o->plain[point] == ' ' || o->plain[point] == '\n';
}

jb_span jb_original_sentence(const jb_original *original, jb_span span)
{
    size_t count = original->count;
    size_t end = span.end < count ? span.end : count;
    size_t start = span.start < end ? span.start : end;
    const size_t first = start > SENTENCE_MAX ? start - SENTENCE_MAX : 0;
    const size_t last = count - end > SENTENCE_MAX ? end + SENTENCE_MAX : count;
    const jb_span kept = {start, end};
    while (start > first && !stops_after(original, start - 1)) {
        start--;
    }
    while (end < last && (end == kept.start || !stops_after(original, end - 1))) {
        end++;
    }
    while (start < kept.start && is_blank_at(original, start)) {
        start++;
    }
    while (end > kept.end && is_blank_at(original, end - 1)) {
        end--;
    }
    return (jb_span){start, end};
}
