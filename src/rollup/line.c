/* line.c - one indicator, one year, one node: the total, what stands beside it, and what it is
 * divided by.
 *
 * Decides which figures are handed to measure for a node. Refuses to judge them itself.
 */
#include "line.h"

#include <string.h>

/* Figures to their nodes: counted, then placed. Figures of a year come by agency, as do the codes
 * of the tree, so that both are walked along together. */
typedef struct placing {
    const jb_tree *tree;
    const jb_series *year;
    jb_measured *to[2]; /* of leaves and strays; of agencies above others */
    size_t *at[2];
} placing;

static const char *code_at(const jb_tree *tree, size_t i)
{
    return tree->nodes[tree->by_code[i]].agency->code;
}

static void place_figure(placing *p, size_t node, const jb_measured *figure, bool counting)
{
    const jb_node *n = &p->tree->nodes[node];
    size_t which = n->leaf || n->stray ? 0 : 1;
    if (counting) {
        p->at[which][node + 1]++;
    } else {
        p->to[which][p->at[which][node]++] = *figure;
    }
}

static void place_figures(placing *p, bool counting)
{
    const jb_tree *tree = p->tree;
    size_t at = 0;
    for (size_t i = 0; i < p->year->count; i++) {
        const jb_measured *figure = &p->year->list[i];
        const char *code = figure->fact->agency_code;
        while (at < tree->coded && strcmp(code_at(tree, at), code) < 0) {
            at++;
        }
        for (size_t k = at; k < tree->coded && strcmp(code_at(tree, k), code) == 0; k++) {
            place_figure(p, tree->by_code[k], figure, counting);
        }
    }
}

static void place_all(jb_arena *arena, placing *p)
{
    size_t nodes = p->tree->count;
    for (size_t w = 0; w < 2; w++) {
        p->at[w] = jb_arena_array(arena, nodes + 2, sizeof *p->at[w]);
    }
    place_figures(p, true);
    for (size_t w = 0; w < 2; w++) {
        for (size_t i = 0; i < nodes; i++) {
            p->at[w][i + 1] += p->at[w][i];
        }
        p->to[w] = jb_arena_array(arena, p->at[w][nodes] + 1, sizeof *p->to[w]);
    }
    place_figures(p, false);
    /* Placing moved each start to its end, which is the start of the next. */
    for (size_t w = 0; w < 2; w++) {
        memmove(p->at[w] + 1, p->at[w], nodes * sizeof *p->at[w]);
        p->at[w][0] = 0;
    }
}

/* Zeros in words are figures where it comes to order. */
static void take_zeros(const jb_ground *ground, jb_arena *arena, jb_sheet *sheet)
{
    const jb_tree *tree = sheet->tree;
    size_t leaves = tree->leaves[tree->count];
    jb_fact *facts = jb_arena_array(arena, leaves + 1, sizeof *facts);
    sheet->zero_nodes = jb_arena_array(arena, leaves + 1, sizeof *sheet->zero_nodes);
    for (size_t i = 0; i < tree->count; i++) {
        const jb_expected *expected = &sheet->expected[tree->leaves[i]];
        if (tree->nodes[i].leaf && expected->absence == JB_ABSENT_ZERO_STATED) {
            facts[sheet->zero_count] =
                *jb_zero_in_words(arena, expected->code, tree->year, sheet->indicator);
            sheet->zero_nodes[sheet->zero_count++] = i;
        }
    }
    sheet->zeros = jb_ground_measure(ground, arena, facts, sheet->zero_count);
}

jb_sheet jb_sheet_make(const jb_ground *ground, jb_arena *arena, const jb_tree *tree,
                       const jb_series *year)
{
    jb_sheet sheet = {.tree = tree, .indicator = year->indicator};
    placing p = {.tree = tree, .year = year};
    place_all(arena, &p);
    sheet.added = p.to[0];
    sheet.added_at = p.at[0];
    sheet.own = p.to[1];
    sheet.own_at = p.at[1];
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
            stated ? JB_ABSENT_SILENT : jb_series_absence(ground, year, node->code, tree->year)};
    }
    sheet.expected = expected;
    take_zeros(ground, arena, &sheet);
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

/* Figures that are to be put in order, and where their ranks go. */
typedef struct field {
    jb_measured *figures;
    size_t *places;
    size_t count;
} field;

static void add_figure(field *f, const jb_measured *figure, size_t place)
{
    f->places[f->count] = place;
    f->figures[f->count++] = *figure;
}

static field gather_field(const jb_sheet *sheet, jb_arena *arena, size_t node)
{
    const jb_tree *tree = sheet->tree;
    size_t end = tree->nodes[node].end;
    size_t all = sheet->added_at[tree->count];
    size_t most = sheet->added_at[end] - sheet->added_at[node] + sheet->zero_count;
    field f = {jb_arena_array(arena, most + 1, sizeof *f.figures),
               jb_arena_array(arena, most + 1, sizeof *f.places), 0};
    for (size_t i = node; i < end; i++) {
        for (size_t k = sheet->added_at[i]; k < sheet->added_at[i + 1] && tree->nodes[i].leaf;
             k++) {
            add_figure(&f, &sheet->added[k], k);
        }
    }
    for (size_t z = 0; z < sheet->zero_count; z++) {
        if (sheet->zero_nodes[z] >= node && sheet->zero_nodes[z] < end) {
            add_figure(&f, &sheet->zeros[z], all + sheet->zero_nodes[z]);
        }
    }
    return f;
}

void jb_sheet_rank(jb_sheet *sheet, jb_arena *arena, size_t node, unsigned relaxed)
{
    const jb_tree *tree = sheet->tree;
    field f = gather_field(sheet, arena, node);
    jb_rank_ask ask = {.figures = f.figures, .count = f.count, .relaxed = relaxed | JB_REASON_TIER};
    jb_ranking *ranking = jb_arena_alloc(arena, sizeof *ranking);
    *ranking = jb_ranking_make(arena, &ask);
    sheet->ranking = ranking;
    sheet->ranks =
        jb_arena_array(arena, sheet->added_at[tree->count] + tree->count + 1, sizeof(void *));
    for (size_t i = 0; i < ranking->count; i++) {
        sheet->ranks[f.places[ranking->ranks[i].figure - f.figures]] = &ranking->ranks[i];
    }
}

/* A leaf's one figure, or its zero in words. */
static const jb_rank *rank_of(const jb_sheet *sheet, size_t node)
{
    size_t at = sheet->added_at[node];
    size_t count = sheet->added_at[node + 1] - at;
    if (sheet->ranks == NULL || !sheet->tree->nodes[node].leaf || count > 1) {
        return NULL;
    }
    return sheet->ranks[count == 1 ? at : sheet->added_at[sheet->tree->count] + node];
}

/* "全市" and its like say of an agency with others below it what the total of those is. */
static bool covers_all(const char *coverage)
{
    static const char all[] = "全";
    return strncmp(coverage, all, strlen(all)) == 0 &&
           jb_utf8_count(coverage, strlen(coverage)) == 2;
}

static const jb_measured *own_figures(jb_arena *arena, const jb_measured *from, size_t count)
{
    jb_measured *out = jb_arena_array(arena, count, sizeof *out);
    for (size_t i = 0; i < count; i++) {
        out[i] = from[i];
        if (covers_all(from[i].fact->scope_coverage)) {
            jb_fact *fact = jb_arena_alloc(arena, sizeof *fact);
            *fact = *from[i].fact;
            fact->scope_coverage = "";
            out[i].fact = fact;
        }
    }
    return out;
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
    jb_total_ask ask = {.figures = own_figures(arena, sheet->own + from, count),
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

/* One agency's figure is no total of several. */
static void refuse_single(jb_total *total, jb_ratio *ratio)
{
    if (total->covered != 1 || total->expected <= 1 || !total->given) {
        return;
    }
    if (ratio != NULL) {
        ratio->barred |= JB_REASON_SINGLE;
        ratio->given = false;
    } else {
        total->barred |= JB_REASON_SINGLE;
        total->given = false;
        total->value = jb_dec_int(0);
        total->qualifier = JB_QUAL_EXACT;
    }
}

/* Whether the agency states the figure, and if not, what is known of that. */
static const jb_measured *stated_by(const jb_line_ask *how, size_t node, const char *code,
                                    const jb_expected **unstated)
{
    jb_total_ask ask = jb_sheet_ask(how->sheet, node, how->ask->relaxed);
    for (size_t i = 0; i < ask.count; i++) {
        const jb_measured *figure = ask.figures + i;
        if (strcmp(figure->fact->agency_code, code) == 0) {
            return figure;
        }
    }
    for (size_t i = 0; i < ask.expected_count; i++) {
        *unstated = strcmp(ask.expected[i].code, code) == 0 ? &ask.expected[i] : *unstated;
    }
    return NULL;
}

/* An agency may state its rate without the two numbers it is made of: it is missing in their sums,
 * but it is not silent on the rate. */
static void own_missing(jb_arena *arena, const jb_line_ask *how, size_t node, jb_total *sum)
{
    jb_missing *missing = jb_arena_array(arena, sum->missing_count + 1, sizeof *missing);
    for (size_t i = 0; i < sum->missing_count; i++) {
        missing[i] = sum->missing[i];
        const jb_expected *expected = missing[i].expected;
        const jb_measured *rate =
            missing[i].figure == NULL ? stated_by(how, node, expected->code, &expected) : NULL;
        missing[i].expected = expected;
        if (rate != NULL) {
            missing[i].figure = rate;
            missing[i].reasons = JB_REASON_ADDITIVE;
        }
    }
    sum->missing = missing;
}

/* The quotient of two sums in place of rates, which never add. Where there is none, the line keeps
 * what its agencies state of the rate itself: that a report does not give the two numbers says
 * nothing of the rate. */
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
    refuse_single(&ratio->numerator, ratio);
    own_missing(arena, how, node, &ratio->numerator);
    line->ratio = ratio;
    line->over = how->numerator->indicator;
    line->under = how->denominator->indicator;
    line->total = ratio->given || ratio->numerator.covered > 0 ? &ratio->numerator : line->total;
}

static void add_change(jb_arena *arena, const jb_line_ask *how, size_t node, size_t node_before,
                       jb_rollup_line *line)
{
    jb_change_ask two = {.digits = 2, .relaxed = how->ask->relaxed};
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
    bool rate = line->indicator->kind == JB_KIND_RATE;
    line->per_count = rate ? 0 : ask->per_count;
}

/* A rate of one agency is no sum: what it states stands as it is. */
static void state_one(jb_arena *arena, const jb_total_ask *ask, jb_total *total)
{
    unsigned harmless = JB_REASON_ADDITIVE | JB_REASON_BASE;
    if (total->given || ask->count != 1 || ask->expected_count != 1 || total->left_out_count != 1 ||
        (total->left_out[0].reasons & ~harmless) != 0) {
        return;
    }
    const jb_measured **one = jb_arena_alloc(arena, sizeof(void *));
    *one = total->left_out[0].figure;
    *total = (jb_total){.given = true,
                        .value = (*one)->fact->value,
                        .qualifier = (*one)->fact->qualifier,
                        .covered = 1,
                        .expected = 1,
                        .addends = one,
                        .addend_count = 1};
}

static const jb_total *stated_total(jb_arena *arena, const jb_line_ask *how, size_t node)
{
    jb_total_ask ask = jb_sheet_ask(how->sheet, node, how->ask->relaxed);
    jb_total *total = jb_arena_alloc(arena, sizeof *total);
    *total = jb_total_make(arena, &ask);
    state_one(arena, &ask, total);
    refuse_single(total, NULL);
    return total;
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
                           .depth = n->level == JB_LEVELS ? 0 : n->depth - tree->nodes[first].depth,
                           .leaf = n->leaf,
                           .listed = tree->leaves[n->end] - tree->leaves[node]};
    line.total = stated_total(arena, how, node);
    bool lone = line.listed == 1 && line.total->left_out_count > 0;
    if (how->numerator != NULL && !n->leaf && !line.total->given && !lone) {
        add_ratio(arena, how, node, &line);
    }
    line.rank = rank_of(how->sheet, node);
    line.ranking = line.rank != NULL ? how->sheet->ranking : NULL;
    line.own = own_total(arena, how->sheet, node, how->ask->relaxed);
    add_difference(&line);
    if (how->before != NULL && node_before != SIZE_MAX && line.ratio == NULL) {
        add_change(arena, how, node, node_before, &line);
    }
    add_pers(arena, how, &line);
    return line;
}
