/* run.c - one indicator after the other, one year after the other, one node after the other.
 *
 * Decides which lines there are and in what order; holds the figures of one indicator at a time.
 * Refuses to know how a line is printed.
 */
#include "line.h"

#include <stdlib.h>
#include <string.h>

typedef struct job {
    jb_ground ground;
    const jb_rollup_ask *ask;
    jb_denominators *denominators;
    jb_tree *trees; /* one a year */
    size_t *firsts; /* the node to begin with, SIZE_MAX when the year has none */
    jb_rollup_fn fn;
    void *context;
} job;

static bool wants_change(const jb_rollup_ask *ask)
{
    return ask->change || ask->by == JB_ROLLUP_YEAR;
}

/* ---- trees ------------------------------------------------------------------------------------
 */

static size_t node_coded(const jb_tree *tree, const char *code)
{
    for (size_t i = 0; i < tree->count; i++) {
        if (strcmp(tree->nodes[i].code, code) == 0 && !tree->nodes[i].stray) {
            return i;
        }
    }
    return SIZE_MAX;
}

static jb_status trees_make(job *j, jb_error *err)
{
    jb_ground *g = &j->ground;
    jb_status status = JB_OK;
    bool found = j->ask->region == NULL;
    j->trees = jb_arena_array(g->arena, g->year_count + 1, sizeof *j->trees);
    j->firsts = jb_arena_array(g->arena, g->year_count + 1, sizeof *j->firsts);
    for (size_t i = 0; i < g->year_count && status == JB_OK; i++) {
        jb_tree *tree = &j->trees[i];
        status =
            j->ask->by == JB_ROLLUP_GROUP
                ? jb_tree_groups(g->arena, &g->agencies, j->ask->groups, g->years[i], tree, err)
                : jb_tree_divisions(g->arena, &g->agencies, g->years[i], tree, err);
        j->firsts[i] = tree->count > 0 ? 0 : SIZE_MAX;
        if (status == JB_OK && j->ask->region != NULL) {
            j->firsts[i] = node_coded(tree, j->ask->region);
            found = found || j->firsts[i] != SIZE_MAX;
        }
    }
    if (status == JB_OK && j->ask->by == JB_ROLLUP_GROUP && g->year_count == 0) {
        /* A file at fault is at fault also where there is nothing to add. */
        int year = j->ask->year_from != 0 ? j->ask->year_from : 2000;
        status = jb_tree_groups(g->arena, &g->agencies, j->ask->groups, year, j->trees, err);
    }
    if (status == JB_OK && !found && g->year_count > 0) {
        return jb_fail(err, JB_ERR_NOTFOUND, NULL,
                       "the store has no division %s in these years; `jianbao export -t agencies` "
                       "lists the agencies",
                       "库中这些年度没有行政区划 %s；jianbao export -t agencies 可列出机构",
                       j->ask->region);
    }
    return status;
}

/* ---- one indicator -----------------------------------------------------------------------------
 */

typedef struct sheets {
    jb_series all, over, under; /* the indicator; of a rate its two figures */
    bool rate;
    jb_sheet now, before, over_now, under_now;
    int held; /* the year of `before`, 0 for none */
    size_t held_at;
} sheets;

static bool is_shown(const job *j, const jb_node *node, const jb_node *first, bool is_first)
{
    if (j->ask->by == JB_ROLLUP_GROUP) {
        return node->depth == 1;
    }
    if (is_first || j->ask->by == JB_ROLLUP_YEAR) {
        return is_first;
    }
    jb_level deepest = j->ask->level;
    bool shown = deepest == JB_LEVELS ? node->depth == first->depth + 1 : node->level <= deepest;
    return shown && !node->stray;
}

static bool is_empty(const jb_tree *tree, const jb_sheet *sheet, size_t node)
{
    size_t end = tree->nodes[node].end;
    return tree->leaves[end] == tree->leaves[node] &&
           sheet->added_at[end] == sheet->added_at[node] &&
           sheet->own_at[end] == sheet->own_at[node];
}

/* The same node in the tree of the year before, or SIZE_MAX. */
static size_t node_before(const jb_tree *before, const jb_node *node)
{
    size_t low = 0;
    size_t high = before->coded;
    while (low < high && node->level < JB_LEVELS) {
        size_t middle = low + (high - low) / 2;
        size_t at = before->by_code[middle];
        int order = strcmp(before->nodes[at].agency->code, node->code);
        if (order == 0 && !before->nodes[at].stray) {
            return at;
        }
        if (order < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    /* A group, or a division without an agency: there are few. */
    return node->agency == NULL ? node_coded(before, node->code) : SIZE_MAX;
}

static jb_status lines_make(job *j, jb_arena *arena, size_t at, const sheets *s, jb_error *err)
{
    const jb_tree *tree = &j->trees[at];
    size_t first = j->firsts[at];
    bool chained = wants_change(j->ask) && s->held == tree->year - 1;
    const jb_tree *tree_before = chained ? &j->trees[s->held_at] : NULL;
    jb_line_ask how = {.ask = j->ask,
                       .denominators = j->denominators,
                       .sheet = &s->now,
                       .before = chained ? &s->before : NULL,
                       .numerator = s->rate ? &s->over_now : NULL,
                       .denominator = s->rate ? &s->under_now : NULL};
    jb_status status = JB_OK;
    for (size_t i = first; i < tree->nodes[first].end && status == JB_OK; i++) {
        if (!is_shown(j, &tree->nodes[i], &tree->nodes[first], i == first) ||
            is_empty(tree, &s->now, i)) {
            continue;
        }
        jb_arena_mark mark = jb_arena_save(arena);
        jb_rollup_line line = jb_line_make(
            arena, &how, i, first, chained ? node_before(tree_before, &tree->nodes[i]) : SIZE_MAX);
        status = j->fn(&line, j->context, err);
        jb_arena_restore(arena, mark);
    }
    return status;
}

static jb_sheet sheet_of(const job *j, jb_arena *arena, size_t at, const jb_series *series)
{
    jb_series year = jb_series_in(series, j->trees[at].year);
    jb_sheet sheet = jb_sheet_make(&j->ground, arena, &j->trees[at], &year);
    jb_sheet_settle(&sheet, arena, j->firsts[at], j->ask->relaxed);
    return sheet;
}

static jb_status year_run(job *j, jb_arena *arena, size_t at, sheets *s, jb_error *err)
{
    s->now = sheet_of(j, arena, at, &s->all);
    if (s->rate) {
        s->over_now = sheet_of(j, arena, at, &s->over);
        s->under_now = sheet_of(j, arena, at, &s->under);
    }
    jb_status status = JB_OK;
    if (j->trees[at].year >= j->ask->year_from) {
        if (j->ask->rank) {
            jb_sheet_rank(&s->now, arena, j->firsts[at], j->ask->relaxed);
        }
        status = lines_make(j, arena, at, s, err);
    }
    s->before = s->now;
    s->held = j->trees[at].year;
    s->held_at = at;
    return status;
}

static jb_status rate_load(const job *j, jb_arena *arena, sheets *s, jb_error *err)
{
    const jb_indicator *in = s->all.indicator;
    const jb_catalogue *catalogue = j->ground.catalogue;
    if (in->kind != JB_KIND_RATE || in->numerator == NULL || in->denominator == NULL) {
        return JB_OK;
    }
    const jb_indicator *over = jb_catalogue_find(catalogue, in->numerator);
    const jb_indicator *under = jb_catalogue_find(catalogue, in->denominator);
    if (over == NULL || under == NULL) {
        return JB_OK;
    }
    s->rate = true;
    jb_status status = jb_series_load(&j->ground, arena, over, &s->over, err);
    return status == JB_OK ? jb_series_load(&j->ground, arena, under, &s->under, err) : status;
}

/* Without being asked for by name, what no report states gives no lines. */
static jb_status indicator_run(job *j, const jb_indicator *indicator, bool named, jb_error *err)
{
    jb_arena *arena = jb_arena_new();
    sheets s = {.rate = false};
    jb_status status = jb_series_load(&j->ground, arena, indicator, &s.all, err);
    bool wanted = named || (s.all.count > 0 && indicator->kind != JB_KIND_TEXT);
    if (status == JB_OK && wanted) {
        status = rate_load(j, arena, &s, err);
    }
    for (size_t i = 0; i < j->ground.year_count && status == JB_OK && wanted; i++) {
        if (j->firsts[i] != SIZE_MAX) {
            status = year_run(j, arena, i, &s, err);
        }
    }
    jb_arena_free(arena);
    return status;
}

static jb_status indicators_run(job *j, jb_error *err)
{
    const char *const *codes = j->ask->indicators;
    const jb_catalogue *catalogue = j->ground.catalogue;
    const jb_indicator *in = NULL;
    jb_status status = JB_OK;
    for (size_t i = 0; codes != NULL && codes[i] != NULL && status == JB_OK; i++) {
        in = jb_catalogue_find(catalogue, codes[i]);
        status = in != NULL ? indicator_run(j, in, true, err)
                            : jb_fail(err, JB_ERR_USAGE, NULL, "unknown indicator \"%s\"",
                                      "没有名为“%s”的指标", codes[i]);
    }
    for (size_t i = 0; codes == NULL && status == JB_OK; i++) {
        in = jb_catalogue_at(catalogue, i);
        if (in == NULL) {
            break;
        }
        status = indicator_run(j, in, false, err);
    }
    return status;
}

static jb_status denominators_load(job *j, jb_error *err)
{
    if (j->ask->per_count == 0) {
        return JB_OK;
    }
    return jb_denominators_load(j->ground.store, &j->ground.filter, &j->denominators, err);
}

jb_status jb_rollup_run(jb_store *store, const jb_catalogue *catalogue, const jb_rollup_ask *ask,
                        jb_rollup_fn fn, void *context, jb_error *err)
{
    job j = {.ground = {.store = store,
                        .catalogue = catalogue,
                        .filter = {.year_from = ask->year_from,
                                   .year_to = ask->year_to,
                                   .statuses = ask->statuses}},
             .ask = ask,
             .fn = fn,
             .context = context};
    if (wants_change(ask) && ask->year_from > 0) {
        j.ground.filter.year_from = ask->year_from - 1;
    }
    jb_status status = jb_ground_load(&j.ground, err);
    if (status == JB_OK) {
        status = jb_ground_doubts(&j.ground, err);
    }
    if (status == JB_OK) {
        status = denominators_load(&j, err);
    }
    if (status == JB_OK) {
        status = trees_make(&j, err);
    }
    if (status == JB_OK) {
        status = indicators_run(&j, err);
    }
    jb_denominators_free(j.denominators);
    jb_ground_free(&j.ground);
    return status;
}
