/* years.c - which years a comparison takes when it asks for the newest ones. */
#include "brief_private.h"

#include <string.h>

#define YEARS_MAX 200 /* a store holds 1900 to 2199 at most */

typedef struct year_list {
    int years[YEARS_MAX];
    size_t count;
    size_t limit;
} year_list;

/* Keeps the newest ones, descending. */
static jb_status year_keep(const char *agency_code, int year, void *context, jb_error *err)
{
    year_list *list = context;
    size_t at = 0;
    (void)agency_code;
    (void)err;
    while (at < list->count && list->years[at] > year) {
        at++;
    }
    if (at == list->limit || (at < list->count && list->years[at] == year)) {
        return JB_OK;
    }
    list->count += list->count < list->limit;
    memmove(&list->years[at + 1], &list->years[at], (list->count - at - 1) * sizeof list->years[0]);
    list->years[at] = year;
    return JB_OK;
}

jb_status years_last(jb_store *store, const jb_query *query, int64_t last, int *from, jb_error *err)
{
    year_list list = {.limit = last < YEARS_MAX ? (size_t)last : YEARS_MAX};
    jb_filter filter = {
        .agencies = query->agencies, .year_from = query->year_from, .year_to = query->year_to};
    if (last == 0) {
        return JB_OK;
    }
    jb_status st = jb_store_years(store, &filter, year_keep, &list, err);
    if (st == JB_OK && list.count > 0) {
        *from = list.years[list.count - 1];
    }
    return st;
}

/* A year of which no report was found gives a paper its name only where there is no other. */
static bool any_reported(const jb_dataset *data)
{
    for (size_t i = 0; i < data->row_count; i++) {
        if (data->rows[i].year != 0 && data->rows[i].reported) {
            return true;
        }
    }
    return false;
}

size_t years_list(const jb_dataset *data, int *out, size_t cap)
{
    size_t count = 0;
    bool reported = any_reported(data);
    for (size_t i = 0; i < data->row_count && count < cap; i++) {
        int year = data->rows[i].year;
        size_t at = count;
        if (reported && !data->rows[i].reported) {
            continue;
        }
        while (at > 0 && out[at - 1] > year) {
            at--;
        }
        if (year == 0 || (at > 0 && out[at - 1] == year)) {
            continue;
        }
        memmove(&out[at + 1], &out[at], (count - at) * sizeof *out);
        out[at] = year;
        count++;
    }
    return count;
}

size_t years_count(const jb_dataset *data)
{
    int years[YEARS_MAX];
    return years_list(data, years, YEARS_MAX);
}
