/* bound.h - a store in a folder of its own and a layout bound to it: what the tests of the rooms
 * above the store begin with. Header only, as jbtest.h, which it includes.
 */
#ifndef JIANBAO_BOUND_H
#define JIANBAO_BOUND_H

#include <jianbao/brief.h>

#include <jbtest.h>

typedef struct bound {
    char dir[JB_TEST_DIR];
    jb_catalogue *catalogue;
    jb_store *store;
    jb_brief *brief;
    jb_doc *doc;
    jb_arena *arena;
    jb_error err;
} bound;

/* An empty store, its transaction begun. */
static inline bound *bound_open(void)
{
    bound *b = calloc(1, sizeof *b);
    assert_non_null(b);
    jb_test_dir(b->dir);
    b->arena = jb_arena_new();
    assert_jb_ok(jb_catalogue_load(NULL, &b->catalogue, &b->err), &b->err);
    assert_jb_ok(
        jb_store_open(jb_test_path(b->dir, "store.db"), JB_STORE_CREATE, &b->store, &b->err),
        &b->err);
    assert_jb_ok(jb_store_begin(b->store, &b->err), &b->err);
    return b;
}

static inline int bound_close(void **state)
{
    bound *b = *state;
    jb_doc_free(b->doc);
    jb_brief_free(b->brief);
    jb_store_close(b->store);
    jb_catalogue_free(b->catalogue);
    jb_arena_free(b->arena);
    jb_test_dir_remove(b->dir);
    free(b);
    return 0;
}

static inline void bound_import(bound *b, const char *path)
{
    jb_import options = {.catalogue = b->catalogue};
    jb_import_result result;
    assert_jb_ok(jb_store_import(b->store, path, &options, &result, &b->err), &b->err);
}

/* The published reports of five agencies; the layout `compare`, not bound yet. */
static inline int five_setup(void **state)
{
    static const char *const names[] = {"agencies", "reports", "facts", "absences"};
    bound *b = bound_open();
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        bound_import(b, jb_arena_printf(b->arena, "examples/five-agencies/%s.csv", names[i]));
    }
    assert_jb_ok(jb_store_commit(b->store, &b->err), &b->err);
    assert_jb_ok(jb_brief_load("compare", b->catalogue, &b->brief, &b->err), &b->err);
    *state = b;
    return 0;
}

/* The layout of that text instead of the one before, bound to the store. */
static inline jb_status bound_again(bound *b, const char *text)
{
    const char *path = jb_test_path(b->dir, "t.json");
    jb_test_write(path, text);
    jb_doc_free(b->doc);
    jb_brief_free(b->brief);
    b->doc = NULL;
    b->brief = NULL;
    jb_status st = jb_brief_load(path, b->catalogue, &b->brief, &b->err);
    return st == JB_OK ? jb_brief_bind(b->brief, b->store, &b->doc, &b->err) : st;
}

/* ---- records ----------------------------------------------------------------------------- */

/* A county of that code; the caller adds what else is to be said of it. */
static inline jb_agency county(const char *code, const char *name)
{
    jb_agency agency;
    jb_agency_init(&agency);
    agency.code = code;
    agency.name = name;
    agency.level = JB_LEVEL_COUNTY;
    return agency;
}

static inline void agency_put(bound *b, jb_agency agency)
{
    assert_jb_ok(jb_store_put_agency(b->store, &agency, NULL, &b->err), &b->err);
}

/* Cases filed in a whole year, approved; without a value yet. */
static inline jb_fact filed_in(const char *code, int year)
{
    jb_fact fact;
    jb_fact_init(&fact);
    fact.agency_code = code;
    fact.year = year;
    fact.indicator = "enf_cases_filed";
    fact.unit = "件";
    fact.source = "a.txt";
    fact.status = JB_REVIEW_APPROVED;
    fact.period = (jb_period){{(int16_t)year, 1, 1}, {(int16_t)year, 12, 31}, JB_PERIOD_FULL_YEAR};
    return fact;
}

static inline int64_t fact_put(bound *b, jb_fact fact)
{
    int64_t id = 0;
    assert_jb_ok(jb_store_put_fact(b->store, &fact, NULL, &id, &b->err), &b->err);
    return id;
}

#endif
