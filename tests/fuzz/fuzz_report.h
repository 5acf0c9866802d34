/* fuzz_report.h - what holds for every report that could be read, whatever file it came from. */
#ifndef JIANBAO_FUZZ_REPORT_H
#define JIANBAO_FUZZ_REPORT_H

#include "fuzz.h"

#include <jianbao/report.h>

static inline void fuzz_check_text(const jb_original *o)
{
    FUZZ_CHECK(o->count > 0 && jb_utf8_check(o->text, o->len) == o->len);
    FUZZ_CHECK(jb_utf8_count(o->text, o->len) == o->count && o->bytes[o->count] == o->len);
    size_t pos = 0;
    for (size_t i = 0; i < o->count; i++) {
        FUZZ_CHECK(o->bytes[i] == pos && o->points[i] == jb_utf8_next(o->text, o->len, &pos));
        FUZZ_CHECK(o->plain[i] == '\n' || o->plain[i] >= 0x20);
    }
}

static inline void fuzz_check_lines(const jb_original *o)
{
    size_t last = 0;
    FUZZ_CHECK(o->line_count > 0);
    for (size_t i = 0; i < o->line_count; i++) {
        const jb_text_line *line = &o->lines[i];
        FUZZ_CHECK(line->span.start >= last && line->span.end >= line->span.start);
        FUZZ_CHECK(line->span.end <= o->count && line->section < JB_SECTIONS);
        FUZZ_CHECK(line->level <= 4 || line->level == 9);
        FUZZ_CHECK(jb_original_line(o, line->span.start) == i);
        jb_span sentence = jb_original_sentence(o, line->span);
        FUZZ_CHECK(sentence.start <= line->span.start && sentence.end >= line->span.end);
        last = line->span.end + (i + 1 < o->line_count);
    }
    FUZZ_CHECK(!o->lines[o->line_count - 1].joins);
}

static inline void fuzz_check_tables(const jb_original *o)
{
    size_t end = 0;
    for (size_t i = 0; i < o->table_count; i++) {
        const jb_text_table *t = &o->tables[i];
        FUZZ_CHECK(t->span.start >= end && t->span.end >= t->span.start);
        FUZZ_CHECK(t->span.end <= o->count && t->count > 0);
        end = t->span.end;
        size_t at = t->span.start;
        for (size_t k = 0; k < t->count; k++) {
            const jb_text_cell *cell = &t->cells[k];
            FUZZ_CHECK(cell->span.start >= at && cell->span.end >= cell->span.start);
            FUZZ_CHECK(cell->span.end <= t->span.end && cell->rowspan > 0 && cell->colspan > 0);
            FUZZ_CHECK(cell->row + cell->rowspan <= t->rows);
            FUZZ_CHECK(cell->column + cell->colspan <= t->columns);
            at = cell->span.end;
        }
    }
}

static inline void fuzz_report(const void *bytes, size_t size, const jb_original_options *options)
{
    jb_error err = {0};
    jb_original *o = NULL;
    jb_status status = jb_original_parse("fuzz", bytes, size, options, &o, &err);
    fuzz_check_error(status, &err);
    FUZZ_CHECK((status == JB_OK) == (o != NULL));
    if (o) {
        fuzz_check_text(o);
        fuzz_check_lines(o);
        fuzz_check_tables(o);
    }
    jb_original_free(o);
}

#endif
