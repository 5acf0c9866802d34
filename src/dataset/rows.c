/* rows.c - one row for each agency-year of which anything is held, in the order of division codes.
 *
 * An agency that was asked for by name and has nothing gets a row of the one year asked for, else
 * without a year, so that nobody asked for disappears. Knows no columns.
 */
#include "work.h"

#include <stdlib.h>
#include <string.h>

static bool agency_held_in(const jb_agency *agency, int year)
{
    jb_date first = {(int16_t)year, 1, 1};
    jb_date last = {(int16_t)year, 12, 31};
    bool begun = !jb_date_known(agency->valid_from) || jb_date_cmp(agency->valid_from, last) <= 0;
    bool ended = jb_date_known(agency->valid_to) && jb_date_cmp(agency->valid_to, first) < 0;
    return begun && !ended;
}

/* The first record of the agency, searched from `start` on; agencies are sorted by code. */
static size_t agency_start(const records *held, size_t start, const char *code)
{
    while (start < held->agency_count && strcmp(held->agencies[start].code, code) < 0) {
        start++;
    }
    return start;
}

/* The agency as it was in that year; with no year or no match, as it is now. */
static const jb_agency *agency_of(const records *held, size_t start, const char *code, int year)
{
    const jb_agency *latest = NULL;
    const jb_agency *match = NULL;
    for (size_t i = start; i < held->agency_count; i++) {
        if (strcmp(held->agencies[i].code, code) != 0) {
            break;
        }
        latest = &held->agencies[i];
        if (year != 0 && agency_held_in(latest, year)) {
            match = latest;
        }
    }
    return match != NULL ? match : latest;
}

/* Facts may come without an agency record; they name their agency themselves. */
static const jb_agency *agency_from_facts(work *w, const agency_year *key)
{
    jb_agency *agency = jb_arena_alloc(w->arena, sizeof *agency);
    jb_agency_init(agency);
    agency->code = key->code;
    agency->name = key->code;
    for (size_t i = 0; i < w->records.fact_count; i++) {
        const jb_fact *fact = &w->records.facts[i];
        if (strcmp(fact->agency_code, key->code) == 0 && fact->agency[0] != '\0') {
            agency->name = fact->agency;
            break;
        }
    }
    return agency;
}

static bool has_year(const records *held, const char *code, int from)
{
    for (size_t i = 0; i < held->year_count; i++) {
        if (held->years[i].year >= from && strcmp(held->years[i].code, code) == 0) {
            return true;
        }
    }
    return false;
}

/* Where one year is asked for, what is not found is the report of that year. */
static int year_missed(const jb_query *query, const jb_agency *agency)
{
    bool one = query->year_from != 0 && query->year_from == query->year_to;
    return one && jb_agency_valid_in(agency, query->year_from) ? query->year_from : 0;
}

/* The agencies asked for that have nothing, at the end of the years; the caller sorts. */
static jb_status add_empty(work *w, jb_error *err)
{
    const char *const *codes = w->query->agencies;
    records *held = &w->records;
    size_t asked = 0;
    while (codes != NULL && codes[asked] != NULL) {
        asked++;
    }
    agency_year *years = jb_arena_array(w->arena, held->year_count + asked, sizeof *years);
    if (held->year_count > 0) {
        memcpy(years, held->years, held->year_count * sizeof *years);
    }
    held->years = years;
    for (size_t i = 0; i < asked; i++) {
        if (has_year(held, codes[i], w->query->year_from)) {
            continue;
        }
        size_t start = agency_start(held, 0, codes[i]);
        const jb_agency *agency = agency_of(held, start, codes[i], 0);
        if (agency == NULL) {
            return jb_fail(err, JB_ERR_NOTFOUND, NULL,
                           "the store has no agency %s, which comparison \"%s\" asks for; check "
                           "the code or import the agency first",
                           "库里没有机构%s（对比“%s”要用）；请核对代码，或先导入机构表", codes[i],
                           w->query->name);
        }
        held->years[held->year_count++] =
            (agency_year){agency->code, year_missed(w->query, agency)};
    }
    return JB_OK;
}

static int row_order(const void *left, const void *right)
{
    const agency_year *a = left;
    const agency_year *b = right;
    int order = strcmp(a->code, b->code);
    return order != 0 ? order : (a->year > b->year) - (a->year < b->year);
}

static int against(const char *code, int year, const agency_year *key)
{
    agency_year item = {code, year};
    return row_order(&item, key);
}

/* Records and rows are in the same order, so one pass finds each row's share. */
static void make_spans(work *w)
{
    const records *held = &w->records;
    size_t f = 0;
    size_t a = 0;
    for (size_t r = 0; r < w->row_count; r++) {
        const agency_year *key = &held->years[r];
        row_span *span = &w->spans[r];
        span->fact_from = f;
        while (f < held->fact_count &&
               against(held->facts[f].agency_code, held->facts[f].year, key) <= 0) {
            f++;
        }
        span->fact_to = f;
        span->absent_from = a;
        while (a < held->absent_count &&
               against(held->absents[a].agency_code, held->absents[a].year, key) <= 0) {
            a++;
        }
        span->absent_to = a;
    }
}

/* ---- reports ----------------------------------------------------------------------------- */

/* The reports from `from` on that belong to the key; returns where they end. */
static size_t take_reports(work *w, jb_row *row, const agency_year *key, size_t from)
{
    const records *held = &w->records;
    while (from < held->report_count &&
           against(held->reports[from].agency_code, held->reports[from].year, key) < 0) {
        from++;
    }
    size_t end = from;
    while (end < held->report_count &&
           against(held->reports[end].agency_code, held->reports[end].year, key) == 0) {
        end++;
    }
    const jb_report **reports = jb_arena_array(w->arena, end - from, sizeof(void *));
    for (size_t i = from; i < end; i++) {
        reports[i - from] = &held->reports[i];
        row->unread = row->unread || held->reports[i].reading != JB_READING_PERSON;
    }
    row->reports = reports;
    row->report_count = end - from;
    row->report = end > from ? reports[0] : NULL;
    return end;
}

static bool report_held(const jb_row *row, const char *source)
{
    for (size_t i = 0; i < row->report_count; i++) {
        if (strcmp(row->reports[i]->source, source) == 0) {
            return true;
        }
    }
    return false;
}

/* Likewise the sources that are cited; those for which a report is held say nothing new. */
static size_t take_citations(work *w, jb_row *row, const agency_year *key, size_t from)
{
    const records *held = &w->records;
    while (from < held->citation_count &&
           against(held->citations[from].code, held->citations[from].year, key) < 0) {
        from++;
    }
    size_t end = from;
    while (end < held->citation_count &&
           against(held->citations[end].code, held->citations[end].year, key) == 0) {
        end++;
    }
    const char **sources = jb_arena_array(w->arena, end - from, sizeof *sources);
    for (size_t i = from; i < end; i++) {
        const char *source = held->citations[i].source;
        bool repeated = i > from && strcmp(held->citations[i - 1].source, source) == 0;
        if (source[0] == '\0' || report_held(row, source)) {
            continue;
        }
        row->unread = row->unread || held->citations[i].program;
        if (!repeated) {
            sources[row->source_count++] = source;
        }
    }
    row->sources = sources;
    row->reported = row->report_count > 0 || end > from;
    return end;
}

static void make_reports(work *w)
{
    size_t p = 0;
    size_t c = 0;
    for (size_t r = 0; r < w->row_count; r++) {
        p = take_reports(w, &w->rows[r], &w->records.years[r], p);
        c = take_citations(w, &w->rows[r], &w->records.years[r], c);
    }
}

jb_status make_rows(work *w, jb_error *err)
{
    jb_status status = add_empty(w, err);
    if (status != JB_OK) {
        return status;
    }
    records *held = &w->records;
    if (held->year_count > 1) {
        qsort(held->years, held->year_count, sizeof *held->years, row_order);
    }
    w->row_count = held->year_count;
    w->rows = jb_arena_array(w->arena, w->row_count, sizeof *w->rows);
    w->spans = jb_arena_array(w->arena, w->row_count, sizeof *w->spans);
    size_t start = 0;
    for (size_t r = 0; r < w->row_count; r++) {
        const agency_year *key = &held->years[r];
        start = agency_start(held, start, key->code);
        w->rows[r].year = key->year;
        w->rows[r].agency = agency_of(held, start, key->code, key->year);
        if (w->rows[r].agency == NULL) {
            w->rows[r].agency = agency_from_facts(w, key);
        }
    }
    make_spans(w);
    make_reports(w);
    return JB_OK;
}

static bool is_prior(const work *w, size_t row)
{
    return w->rows[row].year != 0 && w->rows[row].year < w->query->year_from;
}

void part_prior_rows(work *w)
{
    size_t kept = 0;
    size_t prior = 0;
    for (size_t r = 0; r < w->row_count; r++) {
        prior += is_prior(w, r);
    }
    w->prior_rows = jb_arena_array(w->arena, prior, sizeof *w->prior_rows);
    w->prior_spans = jb_arena_array(w->arena, prior, sizeof *w->prior_spans);
    for (size_t r = 0; r < w->row_count; r++) {
        if (is_prior(w, r)) {
            w->prior_rows[w->prior_count] = w->rows[r];
            w->prior_spans[w->prior_count++] = w->spans[r];
        } else {
            w->rows[kept] = w->rows[r];
            w->spans[kept++] = w->spans[r];
        }
    }
    w->row_count = kept;
}
