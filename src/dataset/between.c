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
    jb_store *store;
    int from, to; /* the years asked for, else those held */
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

static void set_range(finder *f)
{
    const records *held = &f->w->records;
    const jb_query *query = f->w->query;
    f->from = query->year_from;
    f->to = query->year_to;
    for (size_t i = 0; i < held->year_count; i++) {
        int year = held->years[i].year;
        bool earlier = query->year_from == 0 && (f->from == 0 || year < f->from);
        f->from = earlier ? year : f->from;
        f->to = query->year_to == 0 && year > f->to ? year : f->to;
    }
}

/* An agency: its stretches of the records, which are in the order of codes. */
typedef struct stretch {
    const char *code;
    size_t agency_from, agency_to;
    size_t year_from, year_to;
} stretch;

/* The next of those of the table and of those that only figures name; false behind the last. */
static bool next(const records *held, stretch *s)
{
    size_t a = s->agency_to;
    size_t y = s->year_to;
    if (a == held->agency_count && y == held->year_count) {
        return false;
    }
    s->code = a < held->agency_count ? held->agencies[a].code : held->years[y].code;
    if (y < held->year_count && strcmp(held->years[y].code, s->code) < 0) {
        s->code = held->years[y].code;
    }
    s->agency_from = a;
    s->year_from = y;
    while (a < held->agency_count && strcmp(held->agencies[a].code, s->code) == 0) {
        a++;
    }
    while (y < held->year_count && strcmp(held->years[y].code, s->code) == 0) {
        y++;
    }
    s->agency_to = a;
    s->year_to = y;
    return true;
}

static bool has_year(const records *held, const stretch *s, int year)
{
    for (size_t y = s->year_from; y < s->year_to; y++) {
        if (held->years[y].year == year) {
            return true;
        }
    }
    return false;
}

/* An agency that did not exist in the year owes no report of it; one without a record always was.
 */
static bool owes(const records *held, const stretch *s, int year)
{
    bool existed = s->agency_from == s->agency_to;
    for (size_t a = s->agency_from; a < s->agency_to && !existed; a++) {
        existed = jb_agency_valid_in(&held->agencies[a], year);
    }
    return existed && !has_year(held, s, year);
}

/* The store is asked only of agencies that miss a year. */
static jb_status look(finder *f, const stretch *s, jb_error *err)
{
    const records *held = &f->w->records;
    int first = 0;
    int last = 0;
    bool asked = false;
    for (int year = f->from; year <= f->to; year++) {
        if (!owes(held, s, year)) {
            continue;
        }
        jb_status status = asked ? JB_OK : jb_store_ends(f->store, s->code, &first, &last, err);
        if (status != JB_OK) {
            return status;
        }
        asked = true;
        if (first < year && year < last) {
            agency_year item = {s->code, year};
            JB_PUSH(f->found, f->count, f->cap, item);
        }
    }
    return JB_OK;
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
    finder f = {.w = w, .store = store};
    stretch s = {0};
    jb_status status = JB_OK;
    set_range(&f);
    while (f.from != 0 && status == JB_OK && next(&w->records, &s)) {
        status = look(&f, &s, err);
    }
    if (status == JB_OK && f.count > 0) {
        take(w, &f);
    }
    free(f.found);
    return status;
}
