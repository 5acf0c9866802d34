/* witness.c - the figures of each agency held against one another.
 *
 * Decides that all years of an agency are looked at together and one agency at a time. Refuses to
 * judge: that is measure's; and to keep what it says: that is the store's.
 */
#include "load.h"

#include <stdlib.h>
#include <string.h>

typedef struct bundle {
    jb_fact *facts;
    size_t count, cap;
} bundle;

static jb_status keep(const jb_fact *fact, void *context, jb_error *err)
{
    bundle *b = context;
    (void)err;
    JB_PUSH(b->facts, b->count, b->cap, *fact);
    return JB_OK;
}

static jb_status agency_run(const jb_ground *g, const jb_agency *agency, bundle *b,
                            jb_witness_fn fn, void *context, jb_error *err)
{
    const char *const codes[] = {agency->code, NULL};
    jb_filter filter = {.agencies = codes};
    jb_arena *arena = jb_arena_new();
    b->count = 0;
    /* Whole: the sentences quote what the reports write. */
    jb_status status = jb_store_figures_whole(g->store, &filter, arena, keep, b, err);
    if (status == JB_OK && b->count > 0) {
        jb_measured *figures = jb_ground_measure(g, arena, b->facts, b->count);
        size_t known = 0;
        /* An indicator that another catalogue knew says nothing here. */
        for (size_t i = 0; i < b->count; i++) {
            if (figures[i].indicator != NULL) {
                figures[known++] = figures[i];
            }
        }
        jb_witnesses all = jb_witness_all(arena, g->catalogue, figures, known);
        status = fn(agency, &all, context, err);
    }
    jb_arena_free(arena);
    return status;
}

jb_status jb_witness_run(jb_store *store, const jb_catalogue *catalogue, jb_witness_fn fn,
                         void *context, jb_error *err)
{
    jb_ground g = {.store = store, .catalogue = catalogue};
    bundle b = {.count = 0};
    jb_status status = jb_ground_load(&g, err);
    for (size_t i = 0; i < g.agencies.count && status == JB_OK; i++) {
        const jb_agency *agency = &g.agencies.list[i];
        bool last =
            i + 1 == g.agencies.count || strcmp(agency->code, g.agencies.list[i + 1].code) != 0;
        if (last) {
            status = agency_run(&g, agency, &b, fn, context, err);
        }
    }
    free(b.facts);
    jb_ground_free(&g);
    return status;
}
