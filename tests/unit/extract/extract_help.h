/* extract_help.h - what the tests of this room share: a text in memory read with the embedded
 * catalogue, and its figures as short lines that a reader can compare. Header only.
 */
#ifndef JIANBAO_TEST_EXTRACT_HELP_H
#define JIANBAO_TEST_EXTRACT_HELP_H

#include <jianbao/extract.h>

#include <jbtest.h>

/* A text that was read: free with reading_free. */
typedef struct reading {
    jb_original *original;
    jb_extraction *extraction;
} reading;

static jb_catalogue *help_catalogue;
static jb_extractor *help_extractor;

/* Group setup and teardown: the catalogue is compiled once. */
static inline int help_open(void **state)
{
    (void)state;
    jb_error err = {0};
    jb_status status = jb_catalogue_load(NULL, &help_catalogue, &err);
    assert_jb_ok(status, &err);
    status = jb_extractor_open(help_catalogue, &help_extractor, &err);
    assert_jb_ok(status, &err);
    return 0;
}

static inline int help_close(void **state)
{
    (void)state;
    jb_extractor_free(help_extractor);
    jb_catalogue_free(help_catalogue);
    return 0;
}

static inline reading read_bytes(jb_extractor *extractor, const void *bytes, size_t len,
                                 const char *encoding, const jb_extract_options *options)
{
    reading r = {0};
    jb_error err = {0};
    const jb_original_options how = {.kind = "text", .encoding = encoding};
    jb_status status = jb_original_parse("report.txt", bytes, len, &how, &r.original, &err);
    assert_jb_ok(status, &err);
    status = jb_extract_run(extractor, r.original, options, &r.extraction, &err);
    assert_jb_ok(status, &err);
    return r;
}

/* As the report for 2023 of division 440105. */
static inline reading read_text(const char *text)
{
    const jb_extract_options options = {.agency_code = "440105", .year = 2023};
    return read_bytes(help_extractor, text, strlen(text), "UTF-8", &options);
}

static inline void reading_free(reading *r)
{
    jb_extraction_free(r->extraction);
    jb_original_free(r->original);
}

static inline void add_period(jb_str *out, jb_period period)
{
    char start[JB_DATE_TEXT];
    char end[JB_DATE_TEXT];
    if (period.kind == JB_PERIOD_UNSTATED) {
        return;
    }
    jb_date_text(period.start, start);
    jb_date_text(period.end, end);
    jb_str_addf(out, " %s..%s", start, end);
    if (period.kind == JB_PERIOD_AS_OF || period.kind == JB_PERIOD_CAMPAIGN ||
        period.kind == JB_PERIOD_CUMULATIVE) {
        jb_str_addf(out, " %s", jb_period_kind_code(period.kind));
    }
}

static inline void add_change(jb_str *out, const jb_fact *fact)
{
    char text[JB_DEC_TEXT];
    if (fact->has_yoy_percent) {
        jb_dec_text(fact->yoy_percent, text);
        jb_str_addf(out, " yoy %s%%", text);
    }
    if (fact->has_yoy_points) {
        jb_dec_text(fact->yoy_points, text);
        jb_str_addf(out, " yoy %s points", text);
    }
}

/* "enf_cases_filed=320 320件": the code, the value, the text; then, where the report says so, the
 * qualifier, the period and the change. */
static inline void add_fact(jb_str *out, const jb_fact *fact)
{
    char value[JB_DEC_TEXT];
    jb_dec_text(fact->value, value);
    jb_str_addf(out, "%s=%s %s", fact->indicator, value, fact->raw);
    if (fact->qualifier != JB_QUAL_EXACT) {
        jb_str_addf(out, " %s", jb_qualifier_code(fact->qualifier));
    }
    add_period(out, fact->period);
    add_change(out, fact);
}

/* All figures of a reading, "; " between them; in the arena of the extraction. */
static inline const char *figures_of(const reading *r)
{
    jb_str out = {0};
    jb_str_add(&out, "");
    for (size_t i = 0; i < r->extraction->found_count; i++) {
        jb_str_add(&out, i ? "; " : "");
        add_fact(&out, &r->extraction->found[i].fact);
    }
    const char *text = jb_arena_strdup(r->extraction->arena, out.data);
    jb_str_free(&out);
    return text;
}

/* What holds for every reading, whatever the text. NULL, or what does not. */
static inline const char *broken_rule(const reading *r)
{
    const jb_extraction *e = r->extraction;
    int64_t last = -1;
    for (size_t i = 0; i < e->found_count; i++) {
        const jb_fact *fact = &e->found[i].fact;
        if (fact->char_start < last || fact->char_start >= fact->char_end ||
            (size_t)fact->char_end > r->original->count) {
            return "spans are in order and inside the text";
        }
        jb_span span = {(size_t)fact->char_start, (size_t)fact->char_end};
        if (strcmp(jb_original_slice(e->arena, r->original, span), fact->raw) != 0) {
            return "the slice is raw";
        }
        if (!e->found[i].place_count || e->found[i].places[0].start != span.start ||
            e->found[i].places[0].end != span.end) {
            return "the first place is the figure's own";
        }
        last = fact->char_start;
    }
    for (size_t i = 0; i < e->number_count; i++) {
        const jb_number_seen *n = &e->numbers[i];
        if (n->span.start >= n->span.end || n->span.end > r->original->count ||
            n->why >= JB_REJECTS || (n->found != SIZE_MAX && n->found >= e->found_count) ||
            (n->why == JB_REJECT_NONE && n->found == SIZE_MAX)) {
            return "a number has a span, a reason and a valid figure";
        }
    }
    return NULL;
}

#endif
