/* load.c - copies what the store holds for a query and sorts it by content.
 *
 * Every record of the asked agencies and years is looked at, because any of them makes a row; only
 * those of the columns' indicators are kept. Judges nothing.
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

static bool same_code(const char *a, const char *b)
{
    return a != NULL && strcmp(a, b) == 0;
}

/* The two figures of a rate in the table: its total is worked out again from theirs. */
static bool wanted_for_rate(const work *w, const char *indicator)
{
    for (size_t c = 0; c < w->column_count && w->query->totals != JB_TOTALS_NONE; c++) {
        for (size_t i = 0; i < w->plan[c].count; i++) {
            const jb_indicator *of = w->plan[c].indicators[i];
            if (of->agg == JB_AGG_RATE &&
                (same_code(of->numerator, indicator) || same_code(of->denominator, indicator))) {
                return true;
            }
        }
    }
    return false;
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

static jb_fact copy_fact(jb_arena *arena, const jb_fact *fact, const jb_fact *before)
{
    static const jb_fact none;
    const jb_fact *like = before != NULL ? before : &none;
    jb_fact copy = *fact;
    copy.agency_code = keep(arena, fact->agency_code, like->agency_code);
    copy.agency = keep(arena, fact->agency, like->agency);
    copy.indicator = keep(arena, fact->indicator, like->indicator);
    copy.term = keep(arena, fact->term, like->term);
    copy.unit = keep(arena, fact->unit, like->unit);
    copy.scope_population = keep(arena, fact->scope_population, like->scope_population);
    copy.scope_channel = keep(arena, fact->scope_channel, like->scope_channel);
    copy.scope_coverage = keep(arena, fact->scope_coverage, like->scope_coverage);
    copy.source = keep(arena, fact->source, like->source);
    copy.source_sha256 = keep(arena, fact->source_sha256, like->source_sha256);
    copy.raw = keep(arena, fact->raw, like->raw);
    copy.sentence = keep(arena, fact->sentence, like->sentence);
    copy.rule = keep(arena, fact->rule, like->rule);
    copy.note = keep(arena, fact->note, like->note);
    return copy;
}

/* A person who types a figure is sure of it; what a program reads is always in some doubt. */
static bool read_by_program(const jb_fact *fact)
{
    return jb_dec_cmp(fact->confidence, jb_dec_int(1)) < 0;
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

static jb_status on_fact(const jb_fact *fact, void *context, jb_error *err)
{
    (void)err;
    work *w = context;
    records *held = &w->records;
    note_year(w, fact->agency_code, fact->year);
    note_citation(w, fact->agency_code, fact->year, fact->source, read_by_program(fact));
    bool shown = wanted(w, fact->indicator);
    if (!shown && !wanted_for_rate(w, fact->indicator)) {
        return JB_OK;
    }
    if (w->query->statuses != 0 && !(w->query->statuses & 1U << fact->status)) {
        if (shown) {
            withhold(w, fact);
        }
        return JB_OK;
    }
    const jb_fact *before = held->fact_count > 0 ? &held->facts[held->fact_count - 1] : NULL;
    jb_fact copy = copy_fact(w->arena, fact, before);
    JB_PUSH(held->facts, held->fact_count, held->fact_cap, copy);
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
    void *out = jb_arena_array(arena, count, size);
    if (count > 0) {
        qsort(items, count, size, order);
        memcpy(out, items, count * size);
    }
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
        status = jb_store_facts(store, &filter, on_fact, w, err);
    }
    if (status == JB_OK) {
        status = jb_store_absences(store, &filter, on_absent, w, err);
    }
    settle_records(w->arena, &w->records);
    w->divisions =
        settle(w->arena, w->divisions, w->division_count, sizeof *w->divisions, agency_order);
    drop_repeated_years(&w->records);
    return status;
}
