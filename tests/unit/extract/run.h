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

static inline run run_with(jb_extractor *extractor, const char *text, const char *code, int year)
{
    run r = {.arena = jb_arena_new()};
    jb_error err = {0};
    jb_original_options kind = {.kind = "text"};
    jb_extract_options options = {.agency_code = code, .year = year};
    assert_jb_ok(jb_original_parse("report.txt", text, strlen(text), &kind, &r.original, &err),
                 &err);
    assert_jb_ok(jb_extract_run(extractor, r.original, &options, &r.extraction, &err), &err);
    return r;
}

/* A passage of a county's report of 2023. */
static inline run run_passage(const char *passage)
{
    jb_str text = {0};
    jb_str_addf(&text, "海珠区人社局2023年工作情况\n　　%s\n", passage);
    run r = run_with(run_extractor, jb_str_text(&text), "440105", 2023);
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

#endif
