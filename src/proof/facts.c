/* facts.c - the facts of a briefing, each once, with numbers that follow the tables.
 *
 * Decides the numbers; refuses to show ids of the store, which depend on the order of import.
 */
#include "proof_private.h"

#include <stdlib.h>
#include <string.h>

typedef struct walk {
    fact_list *list;
    size_t cap;
    size_t met;
    bool numbering; /* the second time around */
} walk;

static int compare_ids(const void *left, const void *right)
{
    int64_t a = ((const numbered *)left)->fact->id;
    int64_t b = ((const numbered *)right)->fact->id;
    return (a > b) - (a < b);
}

static numbered *find(const fact_list *list, const jb_fact *fact)
{
    numbered key = {.fact = fact};
    return bsearch(&key, list->by_id, list->count, sizeof key, compare_ids);
}

static void visit(walk *w, const jb_fact *fact, bool shown)
{
    if (!w->numbering) {
        JB_PUSH(w->list->by_id, w->list->count, w->cap, ((numbered){.fact = fact}));
        return;
    }
    numbered *found = find(w->list, fact);
    if (found->number == 0) {
        w->list->in_order[w->met++] = found;
        found->number = w->met;
    }
    found->shown = found->shown || shown;
}

static void visit_cell(walk *w, const jb_cell *cell)
{
    for (size_t i = 0; i < cell->figure_count; i++) {
        visit(w, cell->figures[i].fact, true);
        if (cell->figures[i].before != NULL) {
            visit(w, cell->figures[i].before, false);
        }
    }
    for (size_t i = 0; cell->derived != NULL && i < cell->derived->fact_count; i++) {
        visit(w, cell->derived->facts[i], false);
    }
}

static void visit_all(walk *w, const jb_brief *brief)
{
    const jb_dataset *data = NULL;
    for (size_t i = 0; (data = jb_brief_data(brief, i)) != NULL; i++) {
        for (size_t k = 0; k < data->row_count * data->column_count; k++) {
            visit_cell(w, &data->cells[k]);
        }
        for (size_t k = 0; k < data->summary_count * data->column_count; k++) {
            const jb_summary *summary = &data->summaries[k / data->column_count];
            visit_cell(w, &summary->cells[k % data->column_count]);
        }
    }
}

/* Sorted by id, each id once. */
static void settle(fact_list *list)
{
    size_t kept = 0;
    if (list->count > 0) {
        qsort(list->by_id, list->count, sizeof *list->by_id, compare_ids);
    }
    for (size_t i = 0; i < list->count; i++) {
        if (kept == 0 || list->by_id[kept - 1].fact->id != list->by_id[i].fact->id) {
            list->by_id[kept++] = list->by_id[i];
        }
    }
    list->count = kept;
}

fact_list facts_number(jb_arena *arena, const jb_brief *brief)
{
    fact_list list = {0};
    walk w = {.list = &list};
    visit_all(&w, brief);
    settle(&list);
    numbered *kept = jb_arena_array(arena, list.count, sizeof *kept);
    for (size_t i = 0; i < list.count; i++) {
        kept[i] = list.by_id[i];
    }
    free(list.by_id);
    list.by_id = kept;
    list.in_order = jb_arena_array(arena, list.count, sizeof(void *));
    w.numbering = true;
    visit_all(&w, brief);
    return list;
}

size_t fact_number(const fact_list *facts, const jb_fact *fact)
{
    return find(facts, fact)->number;
}

static bool same_facts(const jb_derived *a, const jb_derived *b)
{
    return a->fact_count == b->fact_count && a->fact_count > 0 &&
           memcmp(a->facts, b->facts, a->fact_count * sizeof(void *)) == 0;
}

bool share_repeats(shares_met *met, size_t column, int year, const jb_derived *derived)
{
    if (strcmp(derived->kind, "share") != 0 || !derived->given) {
        return false;
    }
    for (size_t i = 0; i < met->count; i++) {
        if (met->items[i].column == column && met->items[i].year == year) {
            return same_facts(met->items[i].first, derived);
        }
    }
    JB_PUSH(met->items, met->count, met->cap, ((struct share_met){column, year, derived}));
    return false;
}

void shares_forget(shares_met *met)
{
    free(met->items);
    *met = (shares_met){0};
}

void text_pass(jb_str *text, size_t at_least, jb_out *out)
{
    if (text->len >= at_least) {
        jb_out_write(out, jb_str_text(text), text->len);
        jb_str_clear(text);
    }
}
