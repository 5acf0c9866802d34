/* run.h - what the tests of the extraction share: one extractor, a report made of a text, and
 * looking at what was found in it.
 */
#ifndef JIANBAO_TEST_EXTRACT_RUN_H
#define JIANBAO_TEST_EXTRACT_RUN_H

#include <jianbao/extract.h>

#include <jbtest.h>

/* A report read; free it with run_free. */
typedef struct run {
    jb_original *original;
    jb_extraction *extraction;
    jb_arena *arena;
} run;

static jb_catalogue *run_catalogue;
static jb_extractor *run_extractor;

static inline int run_setup(void **state)
{
    (void)state;
    jb_error err = {0};
    assert_jb_ok(jb_catalogue_load(NULL, &run_catalogue, &err), &err);
    assert_jb_ok(jb_extractor_open(run_catalogue, &run_extractor, &err), &err);
    return 0;
}

static inline int run_teardown(void **state)
{
    (void)state;
    jb_extractor_free(run_extractor);
    jb_catalogue_free(run_catalogue);
    return 0;
}

/* Any bytes in an encoding, as plain text. */
static inline run run_bytes(jb_extractor *extractor, const void *bytes, size_t len,
                            const char *encoding, const jb_extract_options *options)
{
    run r = {.arena = jb_arena_new()};
    jb_error err = {0};
    const jb_original_options how = {.kind = "text", .encoding = encoding};
    assert_jb_ok(jb_original_parse("report.txt", bytes, len, &how, &r.original, &err), &err);
    assert_jb_ok(jb_extract_run(extractor, r.original, options, &r.extraction, &err), &err);
    return r;
}

static inline run run_with(jb_extractor *extractor, const char *text, const char *code, int year)
{
    const jb_extract_options options = {.agency_code = code, .year = year};
    return run_bytes(extractor, text, strlen(text), NULL, &options);
}

/* As the report for 2023 of division 440105. */
static inline run run_text(const char *text)
{
    return run_with(run_extractor, text, "440105", 2023);
}

/* A passage of a county's report of 2023. */
static inline run run_passage(const char *passage)
{
    jb_str text = {0};
    jb_str_addf(&text, "海珠区人社局2023年工作情况\n　　%s\n", passage);
    run r = run_text(jb_str_text(&text));
    jb_str_free(&text);
    return r;
}

static inline void run_free(run *r)
{
    jb_extraction_free(r->extraction);
    jb_original_free(r->original);
    jb_arena_free(r->arena);
}

/* What was found, as "indicator=value unit" parted by "; ", in the order of the text. */
static inline const char *run_found(run *r)
{
    jb_str out = {0};
    for (size_t i = 0; i < r->extraction->found_count; i++) {
        const jb_fact *f = &r->extraction->found[i].fact;
        char value[JB_DEC_TEXT];
        jb_dec_text(f->value, value);
        jb_str_addf(&out, "%s%s=%s%s", i > 0 ? "; " : "", f->indicator, value, f->unit);
    }
    const char *text = jb_arena_strdup(r->arena, jb_str_text(&out));
    jb_str_free(&out);
    return text;
}

static inline const jb_fact *run_fact(const run *r, const char *indicator)
{
    for (size_t i = 0; i < r->extraction->found_count; i++) {
        if (strcmp(r->extraction->found[i].fact.indicator, indicator) == 0) {
            return &r->extraction->found[i].fact;
        }
    }
    fail_msg("no figure for %s", indicator);
    return NULL;
}

/* Why the number with this raw text became no figure. */
static inline const char *run_why(const run *r, const char *raw)
{
    for (size_t i = 0; i < r->extraction->number_count; i++) {
        const jb_number_seen *n = &r->extraction->numbers[i];
        if (strcmp(jb_original_slice(r->arena, r->original, n->span), raw) == 0) {
            return jb_reject_code(n->why);
        }
    }
    return "not seen";
}

static inline void run_expect(const char *passage, const char *want)
{
    run r = run_passage(passage);
    const char *got = run_found(&r);
    if (strcmp(got, want) != 0) {
        fail_msg("%s\n  wanted %s\n  found  %s", passage, want, got);
    }
    run_free(&r);
}

static inline void run_rejects(const char *passage, const char *raw, const char *why)
{
    run r = run_passage(passage);
    if (strcmp(run_why(&r, raw), why) != 0) {
        fail_msg("%s: %s was rejected as %s, not as %s", passage, raw, run_why(&r, raw), why);
    }
    run_free(&r);
}

/* ---- figures as short lines that a reader can compare ---------------------------------------- */

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

/* All figures with all that is said of them, "; " between them; in the arena of the extraction. */
static inline const char *figures_of(const run *r)
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

/* What holds for every report read, whatever the text. NULL, or what does not. */
static inline const char *broken_rule(const run *r)
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
