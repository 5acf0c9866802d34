/* build.c - the order of work: question, records, years between; then, without the store, rows,
 * cells, columns, what is derived, notes.
 *
 * Owns the dataset's arena. Decides nothing itself.
 */
#include "work.h"

struct jb_draft {
    work w;
    jb_query query; /* a copy, for `w` to point to */
};

static jb_status load(work *w, jb_store *store, jb_error *err)
{
    jb_status status = plan_query(w, err);
    if (status == JB_OK) {
        status = load_records(w, store, err);
    }
    return status == JB_OK ? fill_between(w, store, err) : status;
}

static jb_status build(work *w, jb_error *err)
{
    jb_status status = make_rows(w, err);
    if (status == JB_OK) {
        part_prior_rows(w);
        make_cells(w);
        make_columns(w);
        if (plan_derives(w)) {
            make_derived(w);
        }
        order_rows(w);
        make_notes(w);
    }
    return status;
}

static unsigned absence_bits(const work *w)
{
    unsigned bits = w->absences_before;
    for (size_t i = 0; i < w->row_count * w->column_count; i++) {
        if (w->cells[i].figure_count == 0 && w->cells[i].derived == NULL) {
            bits |= 1U << w->cells[i].absence;
        }
    }
    return bits;
}

static jb_dataset *publish(const work *w)
{
    jb_dataset *out = jb_arena_alloc(w->arena, sizeof *out);
    out->arena = w->arena;
    out->name = jb_arena_strdup(w->arena, w->query->name != NULL ? w->query->name : "");
    out->rows = w->rows;
    out->row_count = w->row_count;
    out->ordered = w->ordered;
    out->columns = w->columns;
    out->column_count = w->column_count;
    out->cells = w->cells;
    out->summaries = w->summaries;
    out->summary_count = w->summary_count;
    jb_note *general = jb_arena_array(w->arena, w->general_count, sizeof *general);
    for (size_t i = 0; i < w->general_count; i++) {
        general[i] = w->general[i];
    }
    out->general = general;
    out->general_count = w->general_count;
    out->notes = w->notes;
    out->note_count = w->note_count;
    out->absences = absence_bits(w);
    out->fingerprint = jb_arena_alloc(w->arena, JB_SHA256_TEXT);
    return out;
}

jb_status jb_dataset_load(jb_store *store, const jb_catalogue *catalogue, const jb_query *query,
                          jb_draft **out, jb_error *err)
{
    jb_arena *arena = jb_arena_new();
    jb_draft *draft = jb_arena_alloc(arena, sizeof *draft);
    draft->query = *query;
    draft->w = (work){.arena = arena, .catalogue = catalogue, .query = &draft->query};
    jb_status status = load(&draft->w, store, err);
    if (status != JB_OK) {
        jb_arena_free(arena);
        draft = NULL;
    }
    *out = draft;
    return status;
}

size_t jb_draft_figures(const jb_draft *draft)
{
    return draft->w.records.fact_count;
}

jb_status jb_dataset_finish(jb_draft *draft, jb_dataset **out, jb_error *err)
{
    *out = NULL;
    jb_status status = build(&draft->w, err);
    if (status != JB_OK) {
        jb_draft_free(draft);
        return status;
    }
    *out = publish(&draft->w);
    return JB_OK;
}

void jb_draft_free(jb_draft *draft)
{
    if (draft != NULL) {
        jb_arena_free(draft->w.arena);
    }
}

jb_status jb_dataset_build(jb_store *store, const jb_catalogue *catalogue, const jb_query *query,
                           jb_dataset **out, jb_error *err)
{
    jb_draft *draft = NULL;
    *out = NULL;
    jb_status status = jb_dataset_load(store, catalogue, query, &draft, err);
    return status == JB_OK ? jb_dataset_finish(draft, out, err) : status;
}

void jb_dataset_free(jb_dataset *dataset)
{
    if (dataset != NULL) {
        jb_arena_free(dataset->arena);
    }
}

const jb_cell *jb_dataset_cell(const jb_dataset *dataset, size_t row, size_t column)
{
    if (row >= dataset->row_count || column >= dataset->column_count) {
        jb_panic("cell %zu,%zu of a dataset of %zu by %zu", row, column, dataset->row_count,
                 dataset->column_count);
    }
    return &dataset->cells[row * dataset->column_count + column];
}
