/* load.c - copies what the store holds for a query and sorts it by content.
 *
 * Every record of the asked agencies and years makes a row; read are only facts of the columns'
 * indicators: any other fact stands behind a report that is held, or the store tells its source.
 * Judges nothing.
 */
#include "work.h"

#include <stdlib.h>
#include <string.h>

/* Neighbouring records share most of their strings: `like` is the one before, when there is one. */
static const char *keep(jb_arena *arena, const char *text, const char *like)
{
    if (like != NULL && strcmp(like, text) == 0) {
        return like;
    }
    return *text == '\0' ? "" : jb_arena_strdup(arena, text);
}

static bool wanted(const work *w, const char *indicator)
{
    for (size_t c = 0; c < w->column_count; c++) {
        for (size_t i = 0; i < w->plan[c].count; i++) {
            if (strcmp(w->plan[c].indicators[i]->code, indicator) == 0) {
                return true;
            }
        }
    }
    return false;
}

/* The columns' indicators, and the two figures of each rate whose total is worked out again. */
static const char *const *indicators_needed(const work *w)
{
    size_t most = 1;
    for (size_t c = 0; c < w->column_count; c++) {
        most += 3 * w->plan[c].count;
    }
    const char **codes = jb_arena_array(w->arena, most, sizeof *codes);
    size_t count = 0;
    for (size_t c = 0; c < w->column_count; c++) {
        for (size_t i = 0; i < w->plan[c].count; i++) {
            const jb_indicator *of = w->plan[c].indicators[i];
            codes[count++] = of->code;
            if (w->query->totals != JB_TOTALS_NONE && of->agg == JB_AGG_RATE &&
                of->numerator != NULL && of->denominator != NULL) {
                codes[count++] = of->numerator;
                codes[count++] = of->denominator;
            }
        }
    }
    codes[count] = NULL;
    return codes;
}

static void note_year(work *w, const char *code, int year)
{
    records *held = &w->records;
    const char *like = NULL;
    if (held->year_count > 0) {
        like = held->years[held->year_count - 1].code;
        if (held->years[held->year_count - 1].year == year && strcmp(like, code) == 0) {
            return;
        }
    }
    agency_year item = {keep(w->arena, code, like), year};
    JB_PUSH(held->years, held->year_count, held->year_cap, item);
}

/* Neighbouring facts cite one source: most repeats are caught here, the others after sorting. */
static void note_citation(work *w, const char *code, int year, const char *source, bool program)
{
    records *held = &w->records;
    static const citation none = {"", 0, "", false};
    const citation *like = &none;
    if (held->citation_count > 0) {
        citation *last = &held->citations[held->citation_count - 1];
        if (last->year == year && strcmp(last->code, code) == 0 &&
            strcmp(last->source, source) == 0) {
            last->program = last->program || program;
            return;
        }
        like = last;
    }
    citation item = {keep(w->arena, code, like->code), year, keep(w->arena, source, like->source),
                     program};
    JB_PUSH(held->citations, held->citation_count, held->citation_cap, item);
}

static jb_agency copy_agency(jb_arena *arena, const jb_agency *agency)
{
    jb_agency copy = *agency;
    copy.code = keep(arena, agency->code, NULL);
    copy.name = keep(arena, agency->name, NULL);
    copy.short_name = keep(arena, agency->short_name, NULL);
    copy.name_en = keep(arena, agency->name_en, NULL);
    copy.parent = keep(arena, agency->parent, NULL);
    return copy;
}

static jb_status on_agency(const jb_agency *agency, void *context, jb_error *err)
{
    (void)err;
    work *w = context;
    jb_agency copy = copy_agency(w->arena, agency);
    JB_PUSH(w->records.agencies, w->records.agency_count, w->records.agency_cap, copy);
    return JB_OK;
}

static jb_status on_division(const jb_agency *agency, void *context, jb_error *err)
{
    (void)err;
    work *w = context;
    jb_agency copy = copy_agency(w->arena, agency);
    JB_PUSH(w->divisions, w->division_count, w->division_cap, copy);
    return JB_OK;
}

static jb_status on_report(const jb_report *report, void *context, jb_error *err)
{
    (void)err;
    work *w = context;
    jb_report copy = *report;
    copy.agency_code = keep(w->arena, report->agency_code, NULL);
    copy.title = keep(w->arena, report->title, NULL);
    copy.source = keep(w->arena, report->source, NULL);
    copy.sha256 = keep(w->arena, report->sha256, NULL);
    copy.note = keep(w->arena, report->note, NULL);
    note_year(w, report->agency_code, report->year);
    JB_PUSH(w->records.reports, w->records.report_count, w->records.report_cap, copy);
    return JB_OK;
}

/* A figure that may not be shown yet is no silence. */
static void withhold(work *w, const jb_fact *fact)
{
    jb_absent absent;
    jb_absent_init(&absent);
    absent.agency_code = keep(w->arena, fact->agency_code, NULL);
    absent.year = fact->year;
    absent.indicator = keep(w->arena, fact->indicator, NULL);
    absent.kind = JB_ABSENT_UNDER_REVIEW;
    JB_PUSH(w->records.absents, w->records.absent_count, w->records.absent_cap, absent);
}

/* Of every indicator, be it shown or not. */
static jb_status on_source(const char *code, int year, const char *source, bool program,
                           void *context, jb_error *err)
{
    (void)err;
    note_year(context, code, year);
    note_citation(context, code, year, source, program);
    return JB_OK;
}

/* Its texts are in the arena. */
static jb_status on_fact(const jb_fact *fact, void *context, jb_error *err)
{
    (void)err;
    work *w = context;
    records *held = &w->records;
    if (w->query->statuses != 0 && !(w->query->statuses & 1U << fact->status)) {
        if (wanted(w, fact->indicator)) {
            withhold(w, fact);
        }
        return JB_OK;
    }
    JB_PUSH(held->facts, held->fact_count, held->fact_cap, *fact);
    return JB_OK;
}

/* Somebody read a report and did not find the figure in it, or found that it is zero. */
static bool speaks_of_report(jb_absence kind)
{
    return kind == JB_ABSENT_SILENT || kind == JB_ABSENT_NO_NUMBER || kind == JB_ABSENT_ZERO_STATED;
}

static jb_status on_absent(const jb_absent *absent, void *context, jb_error *err)
{
    (void)err;
    work *w = context;
    note_year(w, absent->agency_code, absent->year);
    if (speaks_of_report(absent->kind)) {
        note_citation(w, absent->agency_code, absent->year, absent->source, false);
    }
    if (!wanted(w, absent->indicator)) {
        return JB_OK;
    }
    jb_absent copy = *absent;
    copy.agency_code = keep(w->arena, absent->agency_code, NULL);
    copy.indicator = keep(w->arena, absent->indicator, NULL);
    copy.source = keep(w->arena, absent->source, NULL);
    copy.note = keep(w->arena, absent->note, NULL);
    JB_PUSH(w->records.absents, w->records.absent_count, w->records.absent_cap, copy);
    return JB_OK;
}

/* ---- sorting ----------------------------------------------------------------------------- */

static int key_order(const char *a, int a_year, const char *b, int b_year)
{
    int order = strcmp(a, b);
    return order != 0 ? order : (a_year > b_year) - (a_year < b_year);
}

static int agency_order(const void *left, const void *right)
{
    const jb_agency *a = left;
    const jb_agency *b = right;
    int order = strcmp(a->code, b->code);
    return order != 0 ? order : jb_date_cmp(a->valid_from, b->valid_from);
}

static int report_order(const void *left, const void *right)
{
    const jb_report *a = left;
    const jb_report *b = right;
    int order = key_order(a->agency_code, a->year, b->agency_code, b->year);
    order = order != 0 ? order : strcmp(a->source, b->source);
    return order != 0 ? order : strcmp(a->title, b->title);
}

static int loaded_fact_order(const void *left, const void *right)
{
    const jb_fact *a = left;
    const jb_fact *b = right;
    int order = key_order(a->agency_code, a->year, b->agency_code, b->year);
    order = order != 0 ? order : strcmp(a->indicator, b->indicator);
    return order != 0 ? order : fact_order(a, b);
}

static int absent_order(const void *left, const void *right)
{
    const jb_absent *a = left;
    const jb_absent *b = right;
    int order = key_order(a->agency_code, a->year, b->agency_code, b->year);
    order = order != 0 ? order : strcmp(a->indicator, b->indicator);
    order = order != 0 ? order : (int)a->kind - (int)b->kind;
    return order != 0 ? order : strcmp(a->note, b->note);
}

static int citation_order(const void *left, const void *right)
{
    const citation *a = left;
    const citation *b = right;
    int order = key_order(a->code, a->year, b->code, b->year);
    return order != 0 ? order : strcmp(a->source, b->source);
}

static int year_order(const void *left, const void *right)
{
    const agency_year *a = left;
    const agency_year *b = right;
    return key_order(a->code, a->year, b->code, b->year);
}

/* Sorts the grown array and moves it to the arena. */
static void *settle(jb_arena *arena, void *items, size_t count, size_t size,
                    int (*order)(const void *, const void *))
{
    if (count > 0) {
        qsort(items, count, size, order);
    }
    void *out = jb_arena_keep(arena, items, count, size);
    free(items);
    return out;
}

static void settle_records(jb_arena *arena, records *held)
{
    held->agencies =
        settle(arena, held->agencies, held->agency_count, sizeof *held->agencies, agency_order);
    held->reports =
        settle(arena, held->reports, held->report_count, sizeof *held->reports, report_order);
    held->facts =
        settle(arena, held->facts, held->fact_count, sizeof *held->facts, loaded_fact_order);
    held->absents =
        settle(arena, held->absents, held->absent_count, sizeof *held->absents, absent_order);
    held->citations = settle(arena, held->citations, held->citation_count, sizeof *held->citations,
                             citation_order);
    held->years = settle(arena, held->years, held->year_count, sizeof *held->years, year_order);
}

static void drop_repeated_years(records *held)
{
    size_t kept = 0;
    for (size_t i = 0; i < held->year_count; i++) {
        if (kept == 0 || year_order(&held->years[kept - 1], &held->years[i]) != 0) {
            held->years[kept++] = held->years[i];
        }
    }
    held->year_count = kept;
}

jb_status load_records(work *w, jb_store *store, jb_error *err)
{
    jb_filter filter = {.agencies = w->query->agencies,
                        .year_from = w->query->year_from,
                        .year_to = w->query->year_to};
    jb_filter who = {.agencies = w->query->agencies};
    jb_filter everyone = {0};
    filter.year_from -= filter.year_from > 1 && plan_changes(w);
    jb_status status = jb_store_agencies(store, &who, on_agency, w, err);
    if (status == JB_OK && w->query->totals == JB_TOTALS_PARENTS) {
        status = jb_store_agencies(store, &everyone, on_division, w, err);
    }
    if (status == JB_OK) {
        status = jb_store_reports(store, &filter, on_report, w, err);
    }
    if (status == JB_OK) {
        status = jb_store_sources(store, &filter, on_source, w, err);
    }
    jb_filter shown = filter;
    shown.indicators = indicators_needed(w);
    if (status == JB_OK) {
        status = jb_store_figures_whole(store, &shown, w->arena, on_fact, w, err);
    }
    if (status == JB_OK) {
        status = jb_store_absences(store, &filter, on_absent, w, err);
    }
    if (status == JB_OK) {
        status = load_doubts(w, store, err);
    }
    settle_records(w->arena, &w->records);
    place_doubts(w);
    w->divisions =
        settle(w->arena, w->divisions, w->division_count, sizeof *w->divisions, agency_order);
    drop_repeated_years(&w->records);
    return status;
}
