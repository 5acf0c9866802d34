/* Which of the figures shown nobody has looked at yet. */
#include "brief_private.h"

#include <stdlib.h>

typedef struct id_list {
    int64_t *items;
    size_t count, cap;
} id_list;

static void collect(const jb_fact *fact, id_list *list)
{
    if (fact->status != JB_REVIEW_APPROVED && fact->status != JB_REVIEW_CORRECTED) {
        JB_PUSH(list->items, list->count, list->cap, fact->id);
    }
}

static void cell_collect(const jb_cell *cell, id_list *list)
{
    for (size_t i = 0; i < cell->figure_count; i++) {
        collect(cell->figures[i].fact, list);
        if (cell->figures[i].before != NULL) {
            collect(cell->figures[i].before, list);
        }
    }
    for (size_t i = 0; cell->derived != NULL && i < cell->derived->fact_count; i++) {
        collect(cell->derived->facts[i], list);
    }
}

static int id_order(const void *left, const void *right)
{
    int64_t a = *(const int64_t *)left;
    int64_t b = *(const int64_t *)right;
    return (a > b) - (a < b);
}

/* A figure in two tables counts once. */
static size_t different(id_list *list)
{
    size_t count = 0;
    if (list->count > 0) {
        qsort(list->items, list->count, sizeof *list->items, id_order);
    }
    for (size_t i = 0; i < list->count; i++) {
        count += i == 0 || list->items[i] != list->items[i - 1];
    }
    return count;
}

size_t jb_brief_unreviewed(const jb_brief *brief)
{
    id_list list = {0};
    for (size_t i = 0; i < brief->data_count; i++) {
        const jb_dataset *data = brief->data[i].bound;
        size_t cells = data != NULL ? data->row_count * data->column_count : 0;
        for (size_t k = 0; k < cells; k++) {
            cell_collect(&data->cells[k], &list);
        }
        for (size_t k = 0; data != NULL && k < data->summary_count * data->column_count; k++) {
            const jb_summary *summary = &data->summaries[k / data->column_count];
            cell_collect(&summary->cells[k % data->column_count], &list);
        }
    }
    for (size_t i = 0; i < brief->open_count; i++) {
        JB_PUSH(list.items, list.count, list.cap, brief->open_facts[i]);
    }
    size_t count = different(&list);
    free(list.items);
    return count;
}

void jb_brief_statuses(jb_brief *brief, unsigned statuses)
{
    brief->statuses = statuses;
}
