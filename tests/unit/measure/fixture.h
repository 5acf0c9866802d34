/* fixture.h - figures to judge, made in a line. */
#ifndef MEASURE_FIXTURE_H
#define MEASURE_FIXTURE_H

#include <jianbao/measure.h>

#include <jbtest.h>

typedef struct fixture {
    jb_arena *arena;
    jb_catalogue *catalogue;
    jb_error err;
} fixture;

static inline int fixture_setup(void **state)
{
    fixture *f = calloc(1, sizeof *f);
    assert_non_null(f);
    f->arena = jb_arena_new();
    assert_jb_ok(jb_catalogue_load(NULL, &f->catalogue, &f->err), &f->err);
    *state = f;
    return 0;
}

static inline int fixture_teardown(void **state)
{
    fixture *f = *state;
    jb_catalogue_free(f->catalogue);
    jb_arena_free(f->arena);
    free(f);
    return 0;
}

static inline jb_dec dec(const char *text)
{
    jb_dec out;
    assert_true(jb_dec_parse(text, strlen(text), &out));
    return out;
}

static inline void assert_dec(jb_dec value, const char *text)
{
    char buf[JB_DEC_TEXT];
    (void)jb_dec_text(value, buf);
    assert_string_equal(buf, text);
}

static inline jb_date day(const char *text)
{
    jb_date out;
    assert_true(jb_date_parse(text, &out));
    return out;
}

static inline jb_agency *agency_of(fixture *f, const char *code, const char *name, jb_level level)
{
    jb_agency *out = jb_arena_alloc(f->arena, sizeof *out);
    jb_agency_init(out);
    out->code = code;
    out->name = name;
    out->short_name = name;
    out->level = level;
    return out;
}

/* A reviewed, exact figure of a full year, in a report of the next January; the fact may be
 * changed through `change`. */
static inline jb_measured figure_of(fixture *f, const char *code, int year, const char *indicator,
                                    const char *value)
{
    jb_fact *fact = jb_arena_alloc(f->arena, sizeof *fact);
    jb_fact_init(fact);
    const jb_indicator *of = jb_catalogue_find(f->catalogue, indicator);
    assert_non_null(of);
    fact->agency_code = code;
    fact->year = year;
    fact->indicator = indicator;
    fact->value = dec(value);
    fact->unit = jb_unit_name(of->unit, JB_LANG_ZH);
    fact->period = (jb_period){{(int16_t)year, 1, 1}, {(int16_t)year, 12, 31}, JB_PERIOD_FULL_YEAR};
    fact->status = JB_REVIEW_APPROVED;
    jb_measured out = {fact, of, NULL, {(int16_t)(year + 1), 1, 20}, year, false};
    return out;
}

static inline jb_fact *change(jb_measured *figure)
{
    union {
        const jb_fact *in;
        jb_fact *out;
    } fact = {figure->fact};
    return fact.out;
}

/* A copy with a fact of its own. */
static inline jb_measured again(fixture *f, const jb_measured *figure)
{
    jb_fact *fact = jb_arena_alloc(f->arena, sizeof *fact);
    *fact = *figure->fact;
    jb_measured out = *figure;
    out.fact = fact;
    return out;
}

static inline void set_period(jb_measured *figure, const char *start, const char *end,
                              jb_period_kind kind)
{
    jb_period period = {.kind = kind};
    if (start != NULL) {
        period.start = day(start);
    }
    if (end != NULL) {
        period.end = day(end);
    }
    change(figure)->period = period;
}

#endif
