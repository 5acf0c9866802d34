/* load.c - what of the store a roll-up reads.
 *
 * Decides what is kept of agencies, reports and absences, and what the lack of a figure means.
 * Refuses to know trees.
 */
#include "load.h"

#include <stdlib.h>
#include <string.h>

/* ---- agencies, reports, absences --------------------------------------------------------------
 */

typedef struct loader {
    jb_ground *ground;
    size_t agency_cap;
    jb_objection *objections;
    size_t objection_count, objection_cap;
} loader;

static jb_status keep_agency(const jb_agency *agency, void *context, jb_error *err)
{
    loader *l = context;
    jb_arena *arena = l->ground->arena;
    jb_agency copy = *agency;
    (void)err;
    copy.code = jb_arena_strdup(arena, agency->code);
    copy.name = jb_arena_strdup(arena, agency->name);
    copy.short_name = jb_arena_strdup(arena, agency->short_name);
    copy.name_en = jb_arena_strdup(arena, agency->name_en);
    copy.parent = jb_arena_strdup(arena, agency->parent);
    JB_PUSH(l->ground->agencies.list, l->ground->agencies.count, l->agency_cap, copy);
    return JB_OK;
}

static jb_status keep_report(const jb_report *report, void *context, jb_error *err)
{
    jb_ground *g = ((loader *)context)->ground;
    (void)err;
    jb_paper paper = {jb_arena_strdup(g->arena, report->agency_code), report->year,
                      jb_arena_strdup(g->arena, report->source),
                      jb_date_known(report->signed_on) ? report->signed_on : report->published_on,
                      report->reading == JB_READING_PROGRAM};
    JB_PUSH(g->papers, g->paper_count, g->paper_cap, paper);
    return JB_OK;
}

static void add_year(jb_ground *g, int year)
{
    for (size_t i = 0; i < g->year_count; i++) {
        if (g->years[i] == year) {
            return;
        }
    }
    JB_PUSH(g->years, g->year_count, g->year_cap, year);
    for (size_t i = g->year_count - 1; i > 0 && g->years[i] < g->years[i - 1]; i--) {
        int year_before = g->years[i - 1];
        g->years[i - 1] = g->years[i];
        g->years[i] = year_before;
    }
}

static jb_status keep_known(const char *code, int year, void *context, jb_error *err)
{
    jb_ground *g = ((loader *)context)->ground;
    (void)err;
    bool again = g->known_count > 0 && strcmp(g->known[g->known_count - 1].code, code) == 0;
    jb_known known = {again ? g->known[g->known_count - 1].code : jb_arena_strdup(g->arena, code),
                      year};
    JB_PUSH(g->known, g->known_count, g->known_cap, known);
    add_year(g, year);
    return JB_OK;
}

static jb_status keep_gap(const jb_absent *absent, void *context, jb_error *err)
{
    jb_ground *g = ((loader *)context)->ground;
    (void)err;
    jb_gap gap = {jb_arena_strdup(g->arena, absent->agency_code), absent->year,
                  jb_arena_strdup(g->arena, absent->indicator), absent->kind};
    JB_PUSH(g->gaps, g->gap_count, g->gap_cap, gap);
    add_year(g, absent->year);
    return JB_OK;
}

static jb_status keep_objection(const jb_testimony *t, void *context, jb_error *err)
{
    loader *l = context;
    jb_arena *arena = l->ground->arena;
    int64_t *facts = jb_arena_array(arena, t->fact_count + 1, sizeof *facts);
    (void)err;
    memcpy(facts, t->facts, t->fact_count * sizeof *facts);
    jb_objection one = {jb_arena_strdup(arena, t->check), facts, t->fact_count,
                        jb_arena_strdup(arena, t->zh), jb_arena_strdup(arena, t->en)};
    JB_PUSH(l->objections, l->objection_count, l->objection_cap, one);
    return JB_OK;
}

jb_status jb_ground_doubts(jb_ground *ground, jb_error *err)
{
    loader l = {.ground = ground};
    jb_status status = jb_store_objections(ground->store, NULL, keep_objection, &l, err);
    ground->doubts = jb_doubts_make(ground->arena, l.objections, l.objection_count);
    free(l.objections);
    return status;
}

jb_status jb_ground_load(jb_ground *ground, jb_error *err)
{
    loader l = {.ground = ground};
    jb_filter years = {.year_from = ground->filter.year_from, .year_to = ground->filter.year_to};
    ground->arena = jb_arena_new();
    jb_status status = jb_store_agencies(ground->store, NULL, keep_agency, &l, err);
    if (status == JB_OK) {
        status = jb_store_reports(ground->store, &years, keep_report, &l, err);
    }
    if (status == JB_OK) {
        status = jb_store_years(ground->store, &years, keep_known, &l, err);
    }
    if (status == JB_OK) {
        status = jb_store_absences(ground->store, &years, keep_gap, &l, err);
    }
    return status;
}

void jb_ground_free(jb_ground *ground)
{
    jb_arena_free(ground->arena);
    free(ground->agencies.list);
    free(ground->papers);
    free(ground->known);
    free(ground->gaps);
    free(ground->years);
}

/* ---- looking things up ------------------------------------------------------------------------
 */

static int cmp_year(const void *key, const void *item)
{
    const jb_known *wanted = key;
    jb_known at;
    memcpy(&at, item, sizeof at);
    int order = strcmp(wanted->code, at.code);
    return order != 0 ? order : wanted->year - at.year;
}

/* The first of `count` records of `size` bytes, which begin with code and year, that is not before
 * code and year. */
static size_t first_at(const void *list, size_t count, size_t size, const char *code, int year)
{
    jb_known wanted = {.code = code, .year = year};
    return jb_sorted_from(&wanted, list, count, size, cmp_year);
}

_Static_assert(offsetof(jb_paper, year) == offsetof(jb_known, year), "read alike");
_Static_assert(offsetof(jb_gap, year) == offsetof(jb_known, year), "read alike");

/* The report a figure was taken from; else, when there is only one, that one. */
static const jb_paper *paper_of(const jb_ground *g, const jb_fact *fact)
{
    size_t first =
        first_at(g->papers, g->paper_count, sizeof *g->papers, fact->agency_code, fact->year);
    size_t i = first;
    for (; i < g->paper_count && g->papers[i].year == fact->year &&
           strcmp(g->papers[i].code, fact->agency_code) == 0;
         i++) {
        if (strcmp(g->papers[i].source, fact->source) == 0) {
            return &g->papers[i];
        }
    }
    return i == first + 1 ? &g->papers[first] : NULL;
}

/* A report that nobody has read whole may yet hold the figure. */
static bool has_unread(const jb_ground *g, const char *code, int year)
{
    size_t i = first_at(g->papers, g->paper_count, sizeof *g->papers, code, year);
    for (; i < g->paper_count && g->papers[i].year == year && strcmp(g->papers[i].code, code) == 0;
         i++) {
        if (g->papers[i].unread) {
            return true;
        }
    }
    return false;
}

jb_absence jb_series_absence(const jb_ground *ground, const jb_series *of, const char *code,
                             int year)
{
    const char *indicator = of->indicator->code;
    size_t w = first_at(of->withheld, of->withheld_count, sizeof *of->withheld, code, year);
    if (w < of->withheld_count && of->withheld[w].year == year &&
        strcmp(of->withheld[w].code, code) == 0) {
        return JB_ABSENT_UNDER_REVIEW;
    }
    size_t i = first_at(ground->gaps, ground->gap_count, sizeof *ground->gaps, code, year);
    for (; i < ground->gap_count && ground->gaps[i].year == year &&
           strcmp(ground->gaps[i].code, code) == 0;
         i++) {
        if (strcmp(ground->gaps[i].indicator, indicator) == 0) {
            return ground->gaps[i].kind;
        }
    }
    i = first_at(ground->known, ground->known_count, sizeof *ground->known, code, year);
    bool known = i < ground->known_count && ground->known[i].year == year &&
                 strcmp(ground->known[i].code, code) == 0;
    if (!known) {
        return JB_ABSENT_NO_REPORT;
    }
    return has_unread(ground, code, year) ? JB_ABSENT_UNDER_REVIEW : JB_ABSENT_SILENT;
}

/* ---- figures ----------------------------------------------------------------------------------
 */

static jb_measured measured_of(const jb_ground *g, const jb_fact *fact, const jb_measured *last)
{
    const jb_doubt *doubt = jb_doubts_of(&g->doubts, fact->id);
    jb_measured m = {.fact = fact, .year = fact->year, .doubtful = doubt != NULL && doubt->bars};
    bool same = last != NULL && last->year == fact->year &&
                last->fact->agency_code == fact->agency_code && last->fact->source == fact->source;
    if (last != NULL && last->fact->indicator == fact->indicator) {
        m.indicator = last->indicator;
    } else {
        m.indicator = jb_catalogue_find(g->catalogue, fact->indicator);
    }
    if (same) {
        m.agency = last->agency;
        m.written = last->written;
        return m;
    }
    bool valid = false;
    m.agency = jb_agencies_in(&g->agencies, fact->agency_code, fact->year, &valid);
    const jb_paper *paper = paper_of(g, fact);
    m.written = paper != NULL ? paper->written : (jb_date){0};
    return m;
}

/* What is said of a figure holds for every repeat of it. */
static void share_doubts(jb_measured *list, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        for (size_t k = 0; list[i].doubtful && k < count; k++) {
            bool same = list[k].indicator == list[i].indicator && list[i].indicator != NULL &&
                        jb_measured_same(&list[i], &list[k]);
            list[k].doubtful = list[k].doubtful || same;
        }
    }
}

jb_measured *jb_ground_measure(const jb_ground *ground, jb_arena *arena, const jb_fact *facts,
                               size_t count)
{
    jb_measured *list = jb_arena_array(arena, count + 1, sizeof *list);
    for (size_t i = 0; i < count; i++) {
        list[i] = measured_of(ground, &facts[i], i > 0 ? &list[i - 1] : NULL);
    }
    /* Facts of one agency and year stand side by side. */
    for (size_t from = 0, to = 0; from < count && ground->doubts.count > 0; from = to) {
        while (to < count && list[to].year == list[from].year &&
               strcmp(facts[to].agency_code, facts[from].agency_code) == 0) {
            to++;
        }
        share_doubts(list + from, to - from);
    }
    return list;
}

typedef struct collector {
    jb_fact *facts;
    size_t count, cap;
    unsigned statuses; /* 0: all that were read */
    jb_known *withheld;
    size_t withheld_count, withheld_cap;
} collector;

/* A figure that may not be counted yet is no silence. */
static jb_status keep_fact(const jb_fact *fact, void *context, jb_error *err)
{
    collector *c = context;
    (void)err;
    if (c->statuses != 0 && (c->statuses & 1U << fact->status) == 0) {
        jb_known known = {fact->agency_code, fact->year};
        JB_PUSH(c->withheld, c->withheld_count, c->withheld_cap, known);
    } else {
        JB_PUSH(c->facts, c->count, c->cap, *fact);
    }
    return JB_OK;
}

static int by_agency_year(const void *a, const void *b)
{
    const jb_known *x = a;
    const jb_known *y = b;
    int order = strcmp(x->code, y->code);
    return order != 0 ? order : (x->year > y->year) - (x->year < y->year);
}

jb_status jb_series_load(const jb_ground *ground, jb_arena *arena, const jb_indicator *indicator,
                         jb_series *out, jb_error *err)
{
    const char *const codes[] = {indicator->code, NULL};
    jb_filter filter = ground->filter;
    collector c = {.statuses = filter.statuses};
    filter.indicators = codes;
    filter.statuses = 0;
    *out = (jb_series){.indicator = indicator};
    jb_status status = jb_store_figures(ground->store, &filter, arena, keep_fact, &c, err);
    if (status == JB_OK && c.count > 0) {
        jb_fact *facts = jb_arena_array(arena, c.count, sizeof *facts);
        memcpy(facts, c.facts, c.count * sizeof *facts);
        out->list = jb_ground_measure(ground, arena, facts, c.count);
        out->count = c.count;
    }
    if (status == JB_OK && c.withheld_count > 0) {
        qsort(c.withheld, c.withheld_count, sizeof *c.withheld, by_agency_year);
        out->withheld = jb_arena_array(arena, c.withheld_count, sizeof *out->withheld);
        memcpy(out->withheld, c.withheld, c.withheld_count * sizeof *c.withheld);
        out->withheld_count = c.withheld_count;
    }
    free(c.withheld);
    free(c.facts);
    return status;
}

jb_series jb_series_in(const jb_series *all, int year)
{
    size_t from = 0;
    while (from < all->count && all->list[from].year < year) {
        from++;
    }
    size_t to = from;
    while (to < all->count && all->list[to].year == year) {
        to++;
    }
    return (jb_series){all->indicator, all->list + from, to - from, all->withheld,
                       all->withheld_count};
}
