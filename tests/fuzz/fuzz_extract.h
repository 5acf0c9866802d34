/* fuzz_extract.h - what holds for every text that figures were read from. The catalogue is
 * compiled once, at the first input.
 */
#ifndef JIANBAO_FUZZ_EXTRACT_H
#define JIANBAO_FUZZ_EXTRACT_H

#include "fuzz.h"

#include <jianbao/extract.h>

enum { FUZZ_TEXT_MAX = 4096 };

static jb_catalogue *fuzz_catalogue;
static jb_extractor *fuzz_extractor_open;

static inline void fuzz_close_extractor(void)
{
    jb_extractor_free(fuzz_extractor_open);
    jb_catalogue_free(fuzz_catalogue);
}

static inline jb_extractor *fuzz_extractor(void)
{
    if (!fuzz_extractor_open) {
        jb_error err = {0};
        FUZZ_CHECK(jb_catalogue_load(NULL, &fuzz_catalogue, &err) == JB_OK);
        FUZZ_CHECK(jb_extractor_open(fuzz_catalogue, &fuzz_extractor_open, &err) == JB_OK);
        atexit(fuzz_close_extractor);
    }
    return fuzz_extractor_open;
}

static inline void fuzz_check_span(const jb_original *o, jb_span span)
{
    FUZZ_CHECK(span.start < span.end && span.end <= o->count);
}

static inline void fuzz_check_found(const jb_original *o, const jb_extraction *e)
{
    int64_t last = 0;
    for (size_t i = 0; i < e->found_count; i++) {
        const jb_found *found = &e->found[i];
        FUZZ_CHECK(found->fact.char_start >= last);
        jb_span span = {(size_t)found->fact.char_start, (size_t)found->fact.char_end};
        fuzz_check_span(o, span);
        FUZZ_CHECK(strcmp(jb_original_slice(e->arena, o, span), found->fact.raw) == 0);
        FUZZ_CHECK(strstr(found->fact.sentence, found->fact.raw) != NULL);
        FUZZ_CHECK(found->place_count > 0 && found->places[0].start == span.start);
        for (size_t k = 0; k < found->place_count; k++) {
            fuzz_check_span(o, found->places[k]);
        }
        last = found->fact.char_start;
    }
}

static inline void fuzz_check_numbers(const jb_original *o, const jb_extraction *e)
{
    for (size_t i = 0; i < e->number_count; i++) {
        const jb_number_seen *n = &e->numbers[i];
        fuzz_check_span(o, n->span);
        FUZZ_CHECK(n->why < JB_REJECTS);
        FUZZ_CHECK(n->found == SIZE_MAX || n->found < e->found_count);
        FUZZ_CHECK(n->why != JB_REJECT_NONE || n->found != SIZE_MAX);
    }
}

typedef void fuzz_see(const jb_original *original, const jb_extraction *extraction);

/* The bytes between `before` and `after`, read as the report of one bureau for 2023; `see` looks at
 * what was read. Bytes that are no UTF-8 are cut off. */
static inline void fuzz_extract(const char *before, const uint8_t *data, size_t size,
                                const char *after, fuzz_see *see)
{
    if (size > FUZZ_TEXT_MAX) {
        return;
    }
    jb_str text = {0};
    jb_str_add(&text, before);
    jb_str_addn(&text, (const char *)data, jb_utf8_check((const char *)data, size));
    jb_str_add(&text, after);
    const jb_original_options how = {.kind = "text", .encoding = "UTF-8"};
    const jb_extract_options options = {.agency_code = "440105", .year = 2023};
    jb_error err = {0};
    jb_original *o = NULL;
    jb_status status = jb_original_parse("fuzz", text.data, text.len, &how, &o, &err);
    fuzz_check_error(status, &err);
    jb_extraction *e = NULL;
    if (status == JB_OK) {
        status = jb_extract_run(fuzz_extractor(), o, &options, &e, &err);
        fuzz_check_error(status, &err);
        FUZZ_CHECK(status == JB_OK);
        fuzz_check_found(o, e);
        fuzz_check_numbers(o, e);
        see(o, e);
    }
    jb_extraction_free(e);
    jb_original_free(o);
    jb_str_free(&text);
}

#endif
