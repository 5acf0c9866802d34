/* tree.c - whose figure counts under which node in a given year.
 *
 * Decides by the validity of agencies: who is there on the last day of the year, under which parent
 * then; a code that is not there is a stray. Refuses to know figures.
 */
#include "tree.h"

#include "division.h"

#include <stdlib.h>
#include <string.h>

#define DEPTH_MAX 8

static const char nation[] = "000000";

/* ---- agencies of a year -----------------------------------------------------------------------
 */

static bool valid_at_end(const jb_agency *agency, int year)
{
    jb_date end = {(int16_t)year, 12, 31};
    return (!jb_date_known(agency->valid_from) || jb_date_cmp(agency->valid_from, end) <= 0) &&
           (!jb_date_known(agency->valid_to) || jb_date_cmp(agency->valid_to, end) >= 0);
}

static int cmp_record(const void *code, const void *agency)
{
    return strcmp(code, ((const jb_agency *)agency)->code);
}

/* The records of one code; *count is 0 when there are none. */
static size_t records_of(const jb_agencies *all, const char *code, size_t *count)
{
    size_t from = jb_sorted_from(code, all->list, all->count, sizeof *all->list, cmp_record);
    size_t end = from;
    while (end < all->count && strcmp(all->list[end].code, code) == 0) {
        end++;
    }
    *count = end - from;
    return from;
}

const jb_agency *jb_agencies_in(const jb_agencies *all, const char *code, int year, bool *valid)
{
    size_t count = 0;
    size_t first = records_of(all, code, &count);
    *valid = false;
    if (count == 0) {
        return NULL;
    }
    /* Records of a code stand by valid_from: the last one that is valid wins, else the last that
     * had begun. */
    const jb_agency *begun = &all->list[first];
    jb_date end = {(int16_t)year, 12, 31};
    for (size_t i = count; i > 0; i--) {
        const jb_agency *agency = &all->list[first + i - 1];
        if (valid_at_end(agency, year)) {
            *valid = true;
            return agency;
        }
        if (begun == &all->list[first] && jb_date_cmp(agency->valid_from, end) <= 0) {
            begun = agency;
        }
    }
    return begun;
}

const char *jb_agency_above(jb_arena *arena, const char *code, const jb_agency *agency)
{
    char above[8];
    if (agency != NULL && agency->parent[0] != '\0') {
        memcpy(above, agency->parent, 6);
        above[6] = '\0';
    } else {
        jb_code_parent(code, above);
    }
    bool top = above[0] != '\0' && jb_code_level(above) == JB_LEVEL_NATION;
    return top ? nation : jb_arena_strdup(arena, above);
}

/* ---- nodes of a tree under construction -------------------------------------------------------
 */

typedef struct growth {
    jb_arena *arena;
    const jb_agencies *all;
    int year;
    jb_node *nodes; /* by code */
    size_t count, cap;
    const char **above; /* by node */
    size_t *order;      /* nodes by the code above, then by code */
} growth;

static int cmp_nodes(const void *a, const void *b)
{
    const jb_node *x = a;
    const jb_node *y = b;
    return strcmp(x->code, y->code);
}

static int cmp_code(const void *code, const void *node)
{
    return strcmp(code, ((const jb_node *)node)->code);
}

/* Among the first `count` nodes. */
static bool node_held(const growth *g, const char *code, size_t count)
{
    return count > 0 && bsearch(code, g->nodes, count, sizeof *g->nodes, cmp_code) != NULL;
}

static const char *first_of(const char *a, const char *b)
{
    return a[0] != '\0' ? a : b;
}

static void name_node(jb_arena *arena, jb_node *node)
{
    const jb_agency *agency = node->agency;
    if (agency != NULL) {
        node->name_zh = first_of(agency->short_name, agency->name);
        node->name_en = first_of(agency->name_en, node->name_zh);
        return;
    }
    bool top = node->level == JB_LEVEL_NATION;
    /* What the store happens to hold is not the nation. */
    node->name_zh = top ? "所列单位" : first_of(jb_code_name(arena, node->code), node->code);
    node->name_en = top ? "Agencies listed" : node->name_zh;
}

static void node_add(growth *g, const char *code, const jb_agency *agency, bool valid)
{
    jb_node node = {.code = jb_code_level(code) == JB_LEVEL_NATION ? nation : code,
                    .agency = agency,
                    .level = jb_code_level(code),
                    .stray = agency != NULL && !valid};
    name_node(g->arena, &node);
    JB_PUSH(g->nodes, g->count, g->cap, node);
}

static void agencies_add(growth *g)
{
    for (size_t i = 0; i < g->all->count; i++) {
        const char *code = g->all->list[i].code;
        bool valid = false;
        if (i == 0 || strcmp(code, g->all->list[i - 1].code) != 0) {
            const jb_agency *agency = jb_agencies_in(g->all, code, g->year, &valid);
            node_add(g, code, agency, valid);
        }
    }
    if (g->count > 0) {
        qsort(g->nodes, g->count, sizeof *g->nodes, cmp_nodes);
    }
    /* The nation is there in any case: what does not hang under it hangs nowhere. */
    if (!node_held(g, nation, g->count)) {
        node_add(g, nation, NULL, false);
        qsort(g->nodes, g->count, sizeof *g->nodes, cmp_nodes);
    }
}

/* Adds what is missing above the nodes; true when something was. */
static bool parents_add(growth *g)
{
    size_t before = g->count;
    for (size_t i = 0; i < before; i++) {
        const char *above = jb_agency_above(g->arena, g->nodes[i].code, g->nodes[i].agency);
        bool held = above[0] == '\0' || node_held(g, above, before);
        for (size_t k = before; k < g->count && !held; k++) {
            held = strcmp(g->nodes[k].code, above) == 0;
        }
        if (!held) {
            node_add(g, above, NULL, false);
        }
    }
    if (g->count > before) {
        qsort(g->nodes, g->count, sizeof *g->nodes, cmp_nodes);
    }
    return g->count > before;
}

/* ---- depth first ------------------------------------------------------------------------------
 */

typedef struct child {
    const char *above;
    size_t node;
} child;

static int cmp_children(const void *a, const void *b)
{
    const child *x = a;
    const child *y = b;
    int order = strcmp(x->above, y->above);
    return order != 0 ? order : (x->node > y->node) - (x->node < y->node);
}

typedef struct walk {
    const growth *g;
    child *children;
    jb_tree *tree;
} walk;

static int cmp_above(const void *code, const void *one)
{
    return strcmp(code, ((const child *)one)->above);
}

static size_t first_child(const walk *w, const char *code)
{
    return jb_sorted_from(code, w->children, w->g->count, sizeof *w->children, cmp_above);
}

static void place(walk *w, size_t from, size_t parent, unsigned depth)
{
    jb_tree *tree = w->tree;
    size_t at = tree->count++;
    tree->nodes[at] = w->g->nodes[from];
    tree->nodes[at].parent = parent;
    tree->nodes[at].depth = depth;
    const char *code = tree->nodes[at].code;
    for (size_t i = first_child(w, code);
         i < w->g->count && strcmp(w->children[i].above, code) == 0 && depth < DEPTH_MAX; i++) {
        place(w, w->children[i].node, at, depth + 1);
    }
    tree->nodes[at].end = tree->count;
}

/* A stray with valid agencies below it is a node like any division without an agency. */
static void settle(jb_arena *arena, jb_tree *tree)
{
    bool *below = jb_arena_array(arena, tree->count + 1, sizeof *below);
    for (size_t i = tree->count; i > 0; i--) {
        jb_node *node = &tree->nodes[i - 1];
        bool valid = node->agency != NULL && !node->stray;
        node->leaf = valid && !below[i - 1];
        node->stray = node->stray && !below[i - 1];
        if (node->parent != SIZE_MAX && (valid || below[i - 1])) {
            below[node->parent] = true;
        }
    }
    tree->leaves = jb_arena_array(arena, tree->count + 1, sizeof *tree->leaves);
    for (size_t i = 0; i < tree->count; i++) {
        tree->leaves[i + 1] = tree->leaves[i] + tree->nodes[i].leaf;
    }
}

typedef struct coded {
    const char *code;
    size_t node;
} coded;

static int cmp_coded(const void *a, const void *b)
{
    const coded *x = a;
    const coded *y = b;
    int order = strcmp(x->code, y->code);
    return order != 0 ? order : (x->node > y->node) - (x->node < y->node);
}

static void index_codes(jb_arena *arena, jb_tree *tree)
{
    coded *list = jb_arena_array(arena, tree->count + 1, sizeof *list);
    for (size_t i = 0; i < tree->count; i++) {
        if (tree->nodes[i].agency != NULL) {
            list[tree->coded++] = (coded){tree->nodes[i].agency->code, i};
        }
    }
    if (tree->coded > 0) {
        qsort(list, tree->coded, sizeof *list, cmp_coded);
    }
    tree->by_code = jb_arena_array(arena, tree->coded + 1, sizeof *tree->by_code);
    for (size_t i = 0; i < tree->coded; i++) {
        tree->by_code[i] = list[i].node;
    }
}

static jb_status fail_circle(const growth *g, const jb_tree *tree, jb_error *err)
{
    for (size_t i = 0; i < g->count; i++) {
        size_t k = 0;
        while (k < tree->count && strcmp(tree->nodes[k].code, g->nodes[i].code) != 0) {
            k++;
        }
        if (k == tree->count) {
            return jb_fail(err, JB_ERR_INPUT, NULL,
                           "agency %s: the codes above it lead in a circle or through more than "
                           "%d levels in %d; mend parent in the table of agencies",
                           "机构 %s：其上级代码成环或超过 %d 级（%d 年）；请更正机构表的 parent",
                           g->nodes[i].code, DEPTH_MAX, g->year);
        }
    }
    return JB_OK;
}

jb_status jb_tree_divisions(jb_arena *arena, const jb_agencies *all, int year, jb_tree *out,
                            jb_error *err)
{
    growth g = {.arena = arena, .all = all, .year = year};
    *out = (jb_tree){.year = year};
    agencies_add(&g);
    for (int i = 0; i < DEPTH_MAX && parents_add(&g); i++) {
    }
    walk w = {&g, jb_arena_array(arena, g.count + 1, sizeof(child)), out};
    for (size_t i = 0; i < g.count; i++) {
        w.children[i] = (child){jb_agency_above(arena, g.nodes[i].code, g.nodes[i].agency), i};
        if (g.nodes[i].level == JB_LEVEL_NATION) {
            w.children[i].above = "";
        }
    }
    qsort(w.children, g.count, sizeof *w.children, cmp_children);
    out->nodes = jb_arena_array(arena, g.count, sizeof *out->nodes);
    place(&w, w.children[0].node, SIZE_MAX, 0);
    jb_status status = out->count < g.count ? fail_circle(&g, out, err) : JB_OK;
    settle(arena, out);
    index_codes(arena, out);
    free(g.nodes);
    return status;
}

/* ---- groups -----------------------------------------------------------------------------------
 */

static const jb_agency *member_in(const jb_agencies *all, const jb_member *member, int year,
                                  bool *valid)
{
    return jb_agencies_in(all, member->code, year, valid);
}

static jb_status member_fail(const jb_groups *groups, const jb_member *member, jb_error *err)
{
    jb_loc loc = jb_loc_make(groups->path, member->line, 0, NULL);
    return jb_fail(err, JB_ERR_INPUT, &loc,
                   "agency %s is not in the store; `jianbao export -t agencies` lists them",
                   "库中没有机构 %s；jianbao export -t agencies 可列出全部", member->code);
}

/* A division and one that lies in it would be counted twice. */
static jb_status check_nested(jb_arena *arena, const jb_agencies *all, const jb_groups *groups,
                              const jb_member *member, int year, jb_error *err)
{
    bool valid = false;
    const char *code = member->code;
    for (int i = 0; i < DEPTH_MAX && code[0] != '\0'; i++) {
        code = jb_agency_above(arena, code, jb_agencies_in(all, code, year, &valid));
        for (size_t k = 0; k < groups->count; k++) {
            const jb_member *other = &groups->members[k];
            if (strcmp(other->group, member->group) == 0 && strcmp(other->code, code) == 0) {
                jb_loc loc = jb_loc_make(groups->path, member->line, 0, NULL);
                return jb_fail(
                    err, JB_ERR_INPUT, &loc,
                    "group \"%s\" holds %s (line %u) and %s, which lies in it: figures "
                    "would be counted twice; take one of them out",
                    "组“%s”同时含有 %s（第 %u 行）和其下的 %s：数字会重复计算；请去掉其一",
                    member->group, code, other->line, member->code);
            }
        }
    }
    return JB_OK;
}

static void group_add(jb_tree *tree, const char *name)
{
    tree->nodes[tree->count++] =
        (jb_node){.code = name, .name_zh = name, .name_en = name, .level = JB_LEVELS, .depth = 1};
}

static void member_add(jb_arena *arena, jb_tree *tree, const jb_member *member,
                       const jb_agency *agency, size_t group, bool valid)
{
    jb_node *node = &tree->nodes[tree->count++];
    *node = (jb_node){.code = member->code,
                      .agency = agency,
                      .level = agency->level,
                      .depth = 2,
                      .parent = group,
                      .leaf = valid,
                      .stray = !valid};
    name_node(arena, node);
    node->end = tree->count;
    tree->nodes[group].end = tree->count;
}

jb_status jb_tree_groups(jb_arena *arena, const jb_agencies *all, const jb_groups *groups, int year,
                         jb_tree *out, jb_error *err)
{
    *out = (jb_tree){.year = year};
    out->nodes = jb_arena_array(arena, 2 * groups->count + 1, sizeof *out->nodes);
    group_add(out, "");
    out->nodes[0].parent = SIZE_MAX;
    out->nodes[0].depth = 0;
    size_t group = 0;
    jb_status status = JB_OK;
    for (size_t i = 0; i < groups->count && status == JB_OK; i++) {
        const jb_member *member = &groups->members[i];
        bool valid = false;
        const jb_agency *agency = member_in(all, member, year, &valid);
        if (i == 0 || strcmp(member->group, groups->members[i - 1].group) != 0) {
            group = out->count;
            group_add(out, member->group);
        }
        status = agency == NULL ? member_fail(groups, member, err)
                                : check_nested(arena, all, groups, member, year, err);
        if (status == JB_OK) {
            member_add(arena, out, member, agency, group, valid);
        }
    }
    out->nodes[0].end = out->count;
    out->leaves = jb_arena_array(arena, out->count + 1, sizeof *out->leaves);
    for (size_t i = 0; i < out->count; i++) {
        out->leaves[i + 1] = out->leaves[i] + out->nodes[i].leaf;
    }
    index_codes(arena, out);
    return status;
}
