/* between.c - years that lie between two of an agency's years and of which the store holds nothing.
 *
 * Such a year is a gap in the agency's own series, and silence about it would look as if nobody had
 * asked: it gets a row. Years before its first and after its last are none. Knows no columns.
 */
#include "work.h"

#include <stdlib.h>
#include <string.h>

typedef struct finder {
    work *w;
    int from, to;     /* the years asked for, else those held */
    const char *code; /* of the year before, in the arena */
    int last;
    agency_year *found;
    size_t count, cap;
} finder;

static int key_order(const void *left, const void *right)
{
    const agency_year *a = left;
    const agency_year *b = right;
    int order = strcmp(a->code, b->code);
    return order != 0 ? order : (a->year > b->year) - (a->year < b->year);
}

static bool held_already(const records *held, const agency_year *key)
{
    size_t at = jb_sorted_from(key, held->years, held->year_count, sizeof *key, key_order);
    return at < held->year_count && key_order(key, &held->years[at]) == 0;
}

static int code_order(const void *code, const void *agency)
{
    return strcmp(code, ((const jb_agency *)agency)->code);
}

/* An agency that did not exist in the year owes no report of it; one without a record always was.
 */
static bool existed(const records *held, const agency_year *key)
{
    size_t from = jb_sorted_from(key->code, held->agencies, held->agency_count,
                                 sizeof *held->agencies, code_order);
    size_t at = from;
    for (; at < held->agency_count && strcmp(held->agencies[at].code, key->code) == 0; at++) {
        if (jb_agency_valid_in(&held->agencies[at], key->year)) {
            return true;
        }
    }
    return at == from;
}

static jb_status on_year(const char *code, int year, void *context, jb_error *err)
{
    finder *f = context;
    (void)err;
    if (f->code == NULL || strcmp(f->code, code) != 0) {
        f->code = jb_arena_strdup(f->w->arena, code);
        f->last = year;
    }
    int first = f->last + 1 > f->from ? f->last + 1 : f->from;
    for (int y = first; y < year && y <= f->to; y++) {
        agency_year item = {f->code, y};
        if (!held_already(&f->w->records, &item) && existed(&f->w->records, &item)) {
            JB_PUSH(f->found, f->count, f->cap, item);
        }
    }
    f->last = year;
    return JB_OK;
}

/* Agencies of the table and those that only figures name; both lists are in the order of codes. */
static size_t count_codes(const records *held)
{
    size_t count = 0;
    size_t a = 0;
    size_t y = 0;
    while (a < held->agency_count || y < held->year_count) {
        const char *code = a < held->agency_count ? held->agencies[a].code : held->years[y].code;
        if (y < held->year_count && strcmp(held->years[y].code, code) < 0) {
            code = held->years[y].code;
        }
        while (a < held->agency_count && strcmp(held->agencies[a].code, code) == 0) {
            a++;
        }
        while (y < held->year_count && strcmp(held->years[y].code, code) == 0) {
            y++;
        }
        count++;
    }
    return count;
}

/* Nothing is missing where each agency has each of the years: then nothing is asked. */
static bool all_held(const finder *f)
{
    const records *held = &f->w->records;
    size_t years = 0;
    for (size_t i = 0; i < held->year_count; i++) {
        years += held->years[i].year >= f->from && held->years[i].year <= f->to;
    }
    return years >= count_codes(held) * (size_t)(f->to - f->from + 1);
}

static void set_range(finder *f)
{
    const records *held = &f->w->records;
    f->from = f->w->query->year_from;
    f->to = f->w->query->year_to;
    for (size_t i = 0; i < held->year_count; i++) {
        int year = held->years[i].year;
        f->from = f->from == 0 || (f->w->query->year_from == 0 && year < f->from) ? year : f->from;
        f->to = f->w->query->year_to == 0 && year > f->to ? year : f->to;
    }
}

static void take(work *w, const finder *f)
{
    records *held = &w->records;
    agency_year *years = jb_arena_array(w->arena, held->year_count + f->count, sizeof *years);
    if (held->year_count > 0) {
        memcpy(years, held->years, held->year_count * sizeof *years);
    }
    memcpy(years + held->year_count, f->found, f->count * sizeof *years);
    held->years = years;
    held->year_count += f->count;
    qsort(years, held->year_count, sizeof *years, key_order);
}

jb_status fill_between(work *w, jb_store *store, jb_error *err)
{
    finder f = {.w = w};
    jb_filter whole = {.agencies = w->query->agencies};
    set_range(&f);
    if (f.from == 0 || f.to < f.from || all_held(&f)) {
        return JB_OK;
    }
    jb_status status = jb_store_years(store, &whole, on_year, &f, err);
    if (status == JB_OK && f.count > 0) {
        take(w, &f);
    }
    free(f.found);
    return status;
}
