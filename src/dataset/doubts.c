/* doubts.c - what the store's verdicts say against the facts at hand.
 *
 * A verdict names facts by id; what it says of one holds for every repeat of the same figure.
 * Judges nothing: whom a check speaks against is the measure's.
 */
#include "work.h"

#include <stdlib.h>
#include <string.h>

static jb_status on_objection(const jb_testimony *t, void *context, jb_error *err)
{
    work *w = context;
    records *held = &w->records;
    int64_t *facts = jb_arena_keep(w->arena, t->facts, t->fact_count, sizeof *facts);
    (void)err;
    jb_objection one = {jb_arena_strdup(w->arena, t->check), facts, t->fact_count,
                        jb_arena_strdup(w->arena, t->zh), jb_arena_strdup(w->arena, t->en)};
    JB_PUSH(held->objections, held->objection_count, held->objection_cap, one);
    return JB_OK;
}

jb_status load_doubts(work *w, jb_store *store, jb_error *err)
{
    records *held = &w->records;
    jb_status status = jb_store_objections(store, w->query->agencies, on_objection, w, err);
    held->doubts = jb_doubts_make(w->arena, held->objections, held->objection_count);
    free(held->objections);
    held->objections = NULL;
    return status;
}

static bool repeats(const jb_fact *a, const jb_fact *b)
{
    return a->year == b->year && strcmp(a->agency_code, b->agency_code) == 0 &&
           strcmp(a->indicator, b->indicator) == 0 && fact_same_figure(a, b);
}

void place_doubts(work *w)
{
    records *held = &w->records;
    held->against = jb_arena_array(w->arena, held->fact_count + 1, sizeof(void *));
    for (size_t from = 0, to = 0; from < held->fact_count && held->doubts.count > 0; from = to) {
        const jb_doubt *found = NULL;
        for (to = from; to < held->fact_count && repeats(&held->facts[from], &held->facts[to]);
             to++) {
            const jb_doubt *here = jb_doubts_of(&held->doubts, held->facts[to].id);
            found = found == NULL || (here != NULL && here->bars && !found->bars) ? here : found;
        }
        for (size_t i = from; i < to; i++) {
            held->against[i] = found;
        }
    }
}

const jb_doubt *doubt_of(const work *w, const jb_fact *fact)
{
    return w->records.against[fact - w->records.facts];
}

bool doubts_bar(const work *w, const jb_fact *fact)
{
    const jb_doubt *doubt = doubt_of(w, fact);
    return doubt != NULL && doubt->bars;
}
