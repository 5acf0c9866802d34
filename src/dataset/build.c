/* build.c - the order of work: question, records, years between, rows, cells, columns, what is
 * derived, notes.
 *
 * Owns the dataset's arena. Decides nothing itself.
 */
#include "work.h"

static jb_status build(work *w, jb_store *store, jb_error *err)
{
    jb_status status = plan_query(w, err);
    if (status == JB_OK) {
        status = load_records(w, store, err);
    }
    if (status == JB_OK) {
        status = fill_between(w, store, err);
    }
    if (status == JB_OK) {
        status = make_rows(w, err);
    }
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

jb_status jb_dataset_build(jb_store *store, const jb_catalogue *catalogue, const jb_query *query,
                           jb_dataset **out, jb_error *err)
{
    *out = NULL;
    work w = {.arena = jb_arena_new(), .catalogue = catalogue, .query = query};
    jb_status status = build(&w, store, err);
    if (status != JB_OK) {
        jb_arena_free(w.arena);
        return status;
    }
    *out = publish(&w);
    return JB_OK;
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
