/* plan.c - reads the question: looks up its indicators and refuses what cannot be asked.
 *
 * The layout room checks names where it can point at a line; this is the last guard. Knows no
 * store.
 */
#include "work.h"

static jb_status unknown_indicator(const work *w, const char *code, jb_error *err)
{
    const char *nearest = jb_catalogue_nearest(w->catalogue, code);
    if (nearest != NULL) {
        return jb_fail(
            err, JB_ERR_USAGE, NULL,
            "comparison \"%s\" asks for an unknown indicator \"%s\"; did you mean \"%s\"?",
            "对比“%s”要的指标“%s”不在目录里；是不是“%s”？", w->query->name, code, nearest);
    }
    return jb_fail(err, JB_ERR_USAGE, NULL,
                   "comparison \"%s\" asks for an unknown indicator \"%s\"; the catalogue lists "
                   "the codes",
                   "对比“%s”要的指标“%s”不在目录里；代码见指标目录", w->query->name, code);
}

/* A column that derives needs one of stated figures to derive from. */
static jb_status plan_derived(work *w, size_t index, jb_error *err)
{
    const jb_query_column *query = &w->query->columns[index];
    plan_column *plan = &w->plan[index];
    if (query->of >= w->query->column_count ||
        w->query->columns[query->of].derive != JB_DERIVE_NONE) {
        return jb_fail(err, JB_ERR_USAGE, NULL,
                       "column %zu of comparison \"%s\" derives from no column of stated figures",
                       "第%zu列（对比“%s”）所由推算的不是列数的列", index + 1, w->query->name);
    }
    plan->query = query;
    plan->derive = query->derive;
    plan->of = query->of;
    return JB_OK;
}

static jb_status plan_column_of(work *w, size_t index, jb_error *err)
{
    plan_column *plan = &w->plan[index];
    plan->query = &w->query->columns[index];
    if (plan->query->derive != JB_DERIVE_NONE) {
        return plan_derived(w, index, err);
    }
    const char *const *codes = plan->query->indicators;
    if (codes == NULL || codes[0] == NULL) {
        return jb_fail(err, JB_ERR_USAGE, NULL,
                       "column %zu of comparison \"%s\" names no indicator; give it at least one "
                       "code",
                       "第%zu列（对比“%s”）没有指标；请至少写一个指标代码", index + 1,
                       w->query->name);
    }
    while (codes[plan->count] != NULL) {
        plan->count++;
    }
    plan->indicators = jb_arena_array(w->arena, plan->count, sizeof(void *));
    for (size_t i = 0; i < plan->count; i++) {
        plan->indicators[i] = jb_catalogue_find(w->catalogue, codes[i]);
        if (plan->indicators[i] == NULL) {
            return unknown_indicator(w, codes[i], err);
        }
    }
    plan->all = plan->query->pick == JB_PICK_ALL && plan->count > 1;
    return JB_OK;
}

bool plan_changes(const work *w)
{
    for (size_t i = 0; i < w->column_count; i++) {
        if (w->plan[i].derive == JB_DERIVE_CHANGE || w->plan[i].derive == JB_DERIVE_BEFORE) {
            return true;
        }
    }
    return false;
}

bool plan_remarks(const work *w, size_t column)
{
    for (size_t i = 0; i < w->column_count; i++) {
        if (w->plan[i].derive == JB_DERIVE_REMARK && w->plan[i].of == column) {
            return true;
        }
    }
    return false;
}

bool plan_derives(const work *w)
{
    bool any = w->query->totals != JB_TOTALS_NONE;
    for (size_t i = 0; i < w->column_count; i++) {
        any = any || w->plan[i].derive != JB_DERIVE_NONE;
    }
    return any;
}

jb_status plan_query(work *w, jb_error *err)
{
    const jb_query *query = w->query;
    if (query->year_from != 0 && query->year_to != 0 && query->year_from > query->year_to) {
        return jb_fail(err, JB_ERR_USAGE, NULL,
                       "comparison \"%s\" runs from %d back to %d; put the earlier year first",
                       "对比“%s”的年份从%d到%d，前后颠倒；请把较早的年份写在前面", query->name,
                       query->year_from, query->year_to);
    }
    if (query->ordered && (query->order >= query->column_count ||
                           query->columns[query->order].derive != JB_DERIVE_NONE)) {
        return jb_fail(err, JB_ERR_USAGE, NULL,
                       "comparison \"%s\" is ordered by a column that states no figures",
                       "对比“%s”据以排列的不是列数的列", query->name);
    }
    w->column_count = query->column_count;
    w->plan = jb_arena_array(w->arena, w->column_count, sizeof *w->plan);
    for (size_t i = 0; i < w->column_count; i++) {
        jb_status status = plan_column_of(w, i, err);
        if (status != JB_OK) {
            return status;
        }
    }
    return JB_OK;
}
