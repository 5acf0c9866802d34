/* line.c - one indicator, one year, one node: the total, what stands beside it, and what it is
 * divided by.
 *
 * Decides which figures are handed to measure for a node. Refuses to judge them itself.
 */
#include "line.h"

/* Figures to their nodes: counted, then placed. `own` takes those of agencies above others. */
typedef struct placing {
    const jb_tree *tree;
    const jb_series *year;
    bool own;
    jb_measured *to;
    size_t *at;
} placing;

static bool is_placed(const placing *p, size_t node)
{
    const jb_node *n = &p->tree->nodes[node];
    return p->own != (n->leaf || n->stray);
}

static void place_figures(placing *p, bool counting)
{
    size_t count = 0;
    size_t first = 0;
    for (size_t i = 0; i < p->year->count; i++) {
        const jb_measured *figure = &p->year->list[i];
        if (i == 0 || figure->fact->agency_code != figure[-1].fact->agency_code) {
            first = jb_tree_find(p->tree, figure->fact->agency_code, &count);
        }
        for (size_t k = 0; k < count; k++) {
            size_t node = p->tree->by_code[first + k];
            if (is_placed(p, node) && counting) {
                p->at[node + 1]++;
            } else if (is_placed(p, node)) {
                p->to[p->at[node]++] = *figure;
            }
        }
    }
}

static void place_all(jb_arena *arena, placing *p, jb_measured **to, size_t **at)
{
    size_t nodes = p->tree->count;
    p->at = jb_arena_array(arena, nodes + 2, sizeof *p->at);
    place_figures(p, true);
    for (size_t i = 0; i < nodes; i++) {
        p->at[i + 1] += p->at[i];
    }
    p->to = jb_arena_array(arena, p->at[nodes] + 1, sizeof *p->to);
    place_figures(p, false);
    /* Placing moved each start to its end, which is the start of the next. */
    for (size_t i = nodes; i > 0; i--) {
        p->at[i] = p->at[i - 1];
    }
    p->at[0] = 0;
    *to = p->to;
    *at = p->at;
}

jb_sheet jb_sheet_make(const jb_ground *ground, jb_arena *arena, const jb_tree *tree,
                       const jb_series *year)
{
    jb_sheet sheet = {.tree = tree, .indicator = year->indicator};
    placing added = {.tree = tree, .year = year};
    placing own = {.tree = tree, .year = year, .own = true};
    place_all(arena, &added, &sheet.added, &sheet.added_at);
    place_all(arena, &own, &sheet.own, &sheet.own_at);
    size_t leaves = tree->leaves[tree->count];
    jb_expected *expected = jb_arena_array(arena, leaves + 1, sizeof *expected);
    size_t at = 0;
    for (size_t i = 0; i < tree->count; i++) {
        const jb_node *node = &tree->nodes[i];
        if (!node->leaf) {
            continue;
        }
        bool stated = sheet.added_at[i + 1] > sheet.added_at[i];
        expected[at++] = (jb_expected){
            node->code, node->agency,
            stated ? JB_ABSENT_SILENT
                   : jb_ground_absence(ground, node->code, tree->year, year->indicator->code)};
    }
    sheet.expected = expected;
    return sheet;
}

jb_total_ask jb_sheet_ask(const jb_sheet *sheet, size_t node, unsigned relaxed)
{
    const jb_tree *tree = sheet->tree;
    size_t end = tree->nodes[node].end;
    /* The tree itself sees to it that nobody is counted with those below. */
    return (jb_total_ask){.figures = sheet->added + sheet->added_at[node],
                          .count = sheet->added_at[end] - sheet->added_at[node],
                          .expected = sheet->expected + tree->leaves[node],
                          .expected_count = tree->leaves[end] - tree->leaves[node],
                          .like = sheet->like,
                          .relaxed = relaxed | JB_REASON_TIER};
}

void jb_sheet_settle(jb_sheet *sheet, jb_arena *arena, size_t node, unsigned relaxed)
{
    jb_total_ask ask = jb_sheet_ask(sheet, node, relaxed);
    jb_total total = jb_total_make(arena, &ask);
    if (total.given && total.addend_count > 0) {
        sheet->like = total.addends[0];
    }
}

/* What the node's own agency states, beside the total of those below it. */
static const jb_total *own_total(jb_arena *arena, const jb_sheet *sheet, size_t node,
                                 unsigned relaxed)
{
    size_t from = sheet->own_at[node];
    size_t count = sheet->own_at[node + 1] - from;
    if (count == 0) {
        return NULL;
    }
    jb_expected *one = jb_arena_alloc(arena, sizeof *one);
    *one = (jb_expected){sheet->tree->nodes[node].agency->code, sheet->tree->nodes[node].agency,
                         JB_ABSENT_SILENT};
    jb_total_ask ask = {.figures = sheet->own + from,
                        .count = count,
                        .expected = one,
                        .expected_count = 1,
                        .like = sheet->like,
                        .relaxed = relaxed | JB_REASON_TIER};
    jb_total *total = jb_arena_alloc(arena, sizeof *total);
    *total = jb_total_make(arena, &ask);
    return total;
}

static void add_difference(jb_rollup_line *line)
{
    const jb_total *total = line->total;
    const jb_total *own = line->own;
    if (own != NULL && own->given && total->given && line->ratio == NULL &&
        own->qualifier == JB_QUAL_EXACT && total->qualifier == JB_QUAL_EXACT) {
        line->has_difference = jb_dec_sub(own->value, total->value, &line->difference);
    }
}

static void add_ratio(jb_arena *arena, const jb_line_ask *how, size_t node, jb_rollup_line *line)
{
    jb_total_ask over = jb_sheet_ask(how->numerator, node, how->ask->relaxed);
    jb_total_ask under = jb_sheet_ask(how->denominator, node, how->ask->relaxed);
    jb_ratio_ask ask = {.numerators = over.figures,
                        .numerator_count = over.count,
                        .denominators = under.figures,
                        .denominator_count = under.count,
                        .expected = over.expected,
                        .expected_count = over.expected_count,
                        .power = 2,
                        .digits = 2,
                        .relaxed = over.relaxed};
    jb_ratio *ratio = jb_arena_alloc(arena, sizeof *ratio);
    *ratio = jb_ratio_make(arena, &ask);
    line->ratio = ratio;
    line->total = &ratio->numerator;
}

static void add_change(jb_arena *arena, const jb_line_ask *how, size_t node, size_t node_before,
                       jb_rollup_line *line)
{
    static const jb_change_ask two = {.digits = 2};
    jb_total_ask now = jb_sheet_ask(how->sheet, node, how->ask->relaxed);
    jb_total_ask before = jb_sheet_ask(how->before, node_before, how->ask->relaxed);
    jb_like_change *change = jb_arena_alloc(arena, sizeof *change);
    *change = jb_change_totals(arena, &now, &before, &two);
    line->change = change;
}

static void add_pers(jb_arena *arena, const jb_line_ask *how, jb_rollup_line *line)
{
    const jb_rollup_ask *ask = how->ask;
    jb_per_value *values = jb_arena_array(arena, ask->per_count + 1, sizeof *values);
    const char *whole = line->level < JB_LEVELS && !line->leaf ? line->code : NULL;
    for (size_t i = 0; i < ask->per_count; i++) {
        values[i] = jb_per_total(how->denominators, line->total, whole, line->year, ask->per[i]);
    }
    line->per = values;
    line->per_count = line->ratio == NULL ? ask->per_count : 0;
}

jb_rollup_line jb_line_make(jb_arena *arena, const jb_line_ask *how, size_t node, size_t first,
                            size_t node_before)
{
    const jb_tree *tree = how->sheet->tree;
    const jb_node *n = &tree->nodes[node];
    jb_rollup_line line = {.indicator = how->sheet->indicator,
                           .year = tree->year,
                           .code = n->code,
                           .name_zh = n->name_zh,
                           .name_en = n->name_en,
                           .level = n->level,
                           .depth = n->depth - tree->nodes[first].depth,
                           .leaf = n->leaf};
    if (how->numerator != NULL && !n->leaf) {
        add_ratio(arena, how, node, &line);
    } else {
        jb_total_ask ask = jb_sheet_ask(how->sheet, node, how->ask->relaxed);
        jb_total *total = jb_arena_alloc(arena, sizeof *total);
        *total = jb_total_make(arena, &ask);
        line.total = total;
    }
    line.own = own_total(arena, how->sheet, node, how->ask->relaxed);
    add_difference(&line);
    if (how->before != NULL && node_before != SIZE_MAX && line.ratio == NULL) {
        add_change(arena, how, node, node_before, &line);
    }
    add_pers(arena, how, &line);
    return line;
}
