/* for_each: blocks that stand once for each agency, division or year of a comparison. While they
 * are bound, every comparison they show holds these rows alone, and queries that ask for it are
 * asked anew. Knows nothing of what the blocks say. */
#include "brief_private.h"

#include <stdlib.h>
#include <string.h>

const char *const each_names[] = {"agency", "region", "year", NULL};

/* ---- reading */

static jb_status inner_check(const jb_json *json, const block *inner, jb_error *err)
{
    if (inner->type == BLOCK_TITLE || inner->type >= BLOCK_FOR_EACH) {
        return jb_json_fail(json, err, "this block stands once in a document, not in for_each",
                            "这种 block 一份文件只有一个，不能放在 for_each 里");
    }
    if (inner->name != NULL) {
        return jb_json_fail(jb_json_find(json, "id"), err,
                            "an id is of one block; those in for_each stand many times",
                            "编号只属于一个 block；for_each 里的 block 要印多次");
    }
    return JB_OK;
}

static jb_status inner_read(jb_brief *brief, const jb_json *blocks, jb_error *err)
{
    size_t notes = brief->note_count;
    jb_status st = JB_OK;
    for (const jb_json *j = jb_json_first(blocks); j != NULL && st == JB_OK; j = jb_json_next(j)) {
        block *inner = NULL;
        st = block_append(brief, j, &inner, err);
        if (st == JB_OK) {
            st = inner_check(j, inner, err);
            inner->inner = true;
        }
    }
    if (st == JB_OK && brief->note_count > notes) {
        return jb_json_fail(blocks, err, "a footnote is called once; for_each would call it again",
                            "脚注只能引用一次；放在 for_each 里会重复引用");
    }
    return st;
}

/* Inside, the word stands for what is gone through. */
static jb_status word_check(const jb_brief *brief, const jb_json *json, const char *word,
                            jb_error *err)
{
    if (param_find(brief, word) == NULL && data_find(brief, word) == NULL &&
        query_find(brief, word) == NULL) {
        return JB_OK;
    }
    return jb_json_fail(json, err,
                        "{%s} is what this for_each goes through; give the parameter, data or "
                        "query of that name another one",
                        "{%s} 在这里指 for_each 逐一印出的对象；请给同名的参数、数据或查询另取一名",
                        word);
}

static jb_status what_read(jb_brief *brief, const jb_json *json, block *out, jb_error *err)
{
    const jb_json *each = NULL;
    const jb_json *data = NULL;
    unsigned choice = 0;
    jb_status st = jb_json_need(json, "each", JB_JSON_STRING, &each, err);
    if (st == JB_OK) {
        st = jb_json_choice(each, each_names, &choice, err);
    }
    out->each = (each_kind)choice;
    if (st == JB_OK) {
        st = jb_json_need(json, "data", JB_JSON_STRING, &data, err);
    }
    out->refs = jb_arena_array(brief->arena, 1, sizeof *out->refs);
    if (st == JB_OK) {
        st = data_name(brief, data, &out->refs[0].data, err);
    }
    return st == JB_OK ? word_check(brief, json, each_names[choice], err) : st;
}

jb_status for_each_read(jb_brief *brief, const jb_json *json, block *out, jb_error *err)
{
    const jb_json *blocks = NULL;
    if (brief->each.on) {
        return jb_json_fail(json, err, "a for_each cannot stand in another one",
                            "for_each 里不能再放 for_each");
    }
    jb_status st = what_read(brief, json, out, err);
    if (st == JB_OK) {
        st = jb_json_need(json, "blocks", JB_JSON_ARRAY, &blocks, err);
    }
    if (st == JB_OK && jb_json_count(blocks) == 0) {
        st = jb_json_fail(blocks, err, "for_each needs at least one block",
                          "for_each 里至少要有一个 block");
    }
    out->inner_count = st == JB_OK ? jb_json_count(blocks) : 0;
    if (st != JB_OK) {
        return st;
    }
    brief->each = (each_state){.on = true, .kind = out->each};
    st = inner_read(brief, blocks, err);
    brief->each = (each_state){0};
    return st;
}

/* How many blocks there are with those in for_each. */
size_t blocks_count(const jb_json *blocks)
{
    size_t count = jb_json_count(blocks);
    for (const jb_json *j = jb_json_first(blocks); j != NULL; j = jb_json_next(j)) {
        const jb_json *inner = jb_json_kind(j) == JB_JSON_OBJECT ? jb_json_find(j, "blocks") : NULL;
        if (inner != NULL && jb_json_kind(inner) == JB_JSON_ARRAY) {
            count += jb_json_count(inner);
        }
    }
    return count;
}

/* ---- binding */

/* The comparisons that the blocks show, put aside while others take their place. */
typedef struct aside {
    data_set *set;
    jb_dataset *bound;
} aside;

static size_t set_add(aside *out, size_t count, data_set *set)
{
    for (size_t at = 0; at < count; at++) {
        if (out[at].set == set) {
            return count;
        }
    }
    out[count] = (aside){set, set->bound};
    return count + 1;
}

static size_t sets_collect(const block *from, aside *out)
{
    size_t count = 0;
    for (size_t i = 1; i <= from->inner_count; i++) {
        for (size_t k = 0; k < from[i].ref_count; k++) {
            count = set_add(out, count, from[i].refs[k].data);
        }
        if (from[i].when.data != NULL) {
            count = set_add(out, count, from[i].when.data);
        }
    }
    return count;
}

static size_t refs_count(const block *from)
{
    size_t count = 0;
    for (size_t i = 1; i <= from->inner_count; i++) {
        count += from[i].ref_count + 1;
    }
    return count;
}

/* One round: these agencies or this year. */
typedef struct turn {
    each_state each;
    const char *const *agencies; /* NULL: as asked for */
    int year;                    /* 0: as asked for */
} turn;

typedef struct rounds {
    jb_brief *brief;
    jb_doc *doc;
    const block *from;
    const aside *sets;
    size_t set_count;
    block_list *out;
} rounds;

static jb_status turn_sets_bind(const rounds *r, const turn *t, jb_error *err)
{
    jb_status st = JB_OK;
    for (size_t i = 0; i < r->set_count && st == JB_OK; i++) {
        data_set *set = r->sets[i].set;
        set->bound = NULL;
        set->only = t->agencies;
        set->only_year = t->year;
        st = data_bind(r->brief, set, err);
    }
    return st;
}

static jb_status turn_bind(const rounds *r, const turn *t, jb_error *err)
{
    r->brief->each = t->each;
    jb_status st = turn_sets_bind(r, t, err);
    if (st == JB_OK) {
        st = queries_run(r->brief, t->each.kind, err);
    }
    for (size_t i = 1; i <= r->from->inner_count && st == JB_OK; i++) {
        st = block_add(r->brief, r->doc, r->from + i, r->out, err);
    }
    for (size_t i = 0; i < r->set_count; i++) {
        data_set *set = r->sets[i].set;
        if (set->bound != r->sets[i].bound) {
            jb_dataset_free(set->bound);
        }
        set->bound = r->sets[i].bound;
        set->only = NULL;
        set->only_year = 0;
    }
    r->brief->each = (each_state){0};
    return st;
}

/* The row is the last of its agency: as it was called in its last year. */
static bool last_row(const jb_dataset *data, size_t row)
{
    return row + 1 == data->row_count ||
           strcmp(data->rows[row].agency->code, data->rows[row + 1].agency->code) != 0;
}

static const char *full_name(const jb_brief *brief, const jb_agency *agency)
{
    bool english = brief->lang == JB_LANG_EN && agency->name_en[0] != '\0';
    return english ? agency->name_en : agency->name;
}

static jb_status agencies_bind(const rounds *r, const jb_dataset *data, jb_error *err)
{
    jb_status st = JB_OK;
    for (size_t i = 0; i < data->row_count && st == JB_OK; i++) {
        const jb_agency *agency = data->rows[i].agency;
        const char *only[] = {agency->code, NULL};
        turn t = {{true, EACH_AGENCY, agency->code, full_name(r->brief, agency)}, only, 0};
        if (last_row(data, i)) {
            st = turn_bind(r, &t, err);
        }
    }
    return st;
}

static jb_status years_bind(const rounds *r, const jb_dataset *data, jb_error *err)
{
    int years[256];
    size_t count = years_list(data, years, sizeof years / sizeof *years);
    jb_status st = JB_OK;
    for (size_t i = 0; i < count && st == JB_OK; i++) {
        const char *text = jb_arena_printf(r->brief->arena, "%d", years[i]);
        turn t = {{true, EACH_YEAR, text, text}, NULL, years[i]};
        st = turn_bind(r, &t, err);
    }
    return st;
}

/* ---- divisions */

static int by_text(const void *left, const void *right)
{
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

/* The divisions right above the agencies, each once, by code. */
static const char **divisions_list(const rounds *r, const jb_dataset *data, size_t *count)
{
    const char **list = jb_arena_array(r->brief->arena, data->row_count + 1, sizeof *list);
    size_t all = 0;
    for (size_t i = 0; i < data->row_count; i++) {
        if (last_row(data, i)) {
            list[all++] = data->rows[i].agency->parent;
        }
    }
    if (all > 0) {
        qsort(list, all, sizeof *list, by_text);
    }
    *count = 0;
    for (size_t i = 0; i < all; i++) {
        if (*count == 0 || strcmp(list[*count - 1], list[i]) != 0) {
            list[(*count)++] = list[i];
        }
    }
    return list;
}

static const char *const *agencies_under(const rounds *r, const jb_dataset *data,
                                         const char *division)
{
    const char **codes = jb_arena_array(r->brief->arena, data->row_count + 1, sizeof *codes);
    size_t count = 0;
    for (size_t i = 0; i < data->row_count; i++) {
        if (last_row(data, i) && strcmp(data->rows[i].agency->parent, division) == 0) {
            codes[count++] = data->rows[i].agency->code;
        }
    }
    return codes;
}

typedef struct naming {
    const jb_brief *brief;
    const char *name;
} naming;

/* They come in the order of their days: the last one stays. */
static jb_status name_take(const jb_agency *agency, void *context, jb_error *err)
{
    naming *n = context;
    (void)err;
    n->name = jb_arena_strdup(n->brief->arena, jb_agency_label(agency, n->brief->lang));
    return JB_OK;
}

/* As its own agency is called for short; its code when none is held. */
static jb_status division_name(const rounds *r, const char *code, const char **out, jb_error *err)
{
    const char *only[] = {code, NULL};
    jb_filter filter = {.agencies = only};
    naming n = {r->brief, code};
    jb_status st = JB_OK;
    if (code[0] != '\0') {
        st = jb_store_agencies(r->brief->store, &filter, name_take, &n, err);
    } else {
        n.name = r->brief->lang == JB_LANG_ZH ? "上级区划未载" : "division above not on record";
    }
    *out = n.name;
    return st;
}

static jb_status regions_bind(const rounds *r, const jb_dataset *data, jb_error *err)
{
    size_t count = 0;
    const char **list = divisions_list(r, data, &count);
    jb_status st = JB_OK;
    for (size_t i = 0; i < count && st == JB_OK; i++) {
        turn t = {{true, EACH_REGION, list[i], ""}, agencies_under(r, data, list[i]), 0};
        st = division_name(r, list[i], &t.each.name, err);
        if (st == JB_OK) {
            st = turn_bind(r, &t, err);
        }
    }
    return st;
}

jb_status for_each_bind(jb_brief *brief, jb_doc *doc, const block *from, block_list *out,
                        jb_error *err)
{
    const jb_dataset *data = from->refs[0].data->bound;
    aside *sets = jb_arena_array(brief->arena, refs_count(from) + 1, sizeof *sets);
    rounds r = {brief, doc, from, sets, sets_collect(from, sets), out};
    switch (from->each) {
    case EACH_REGION:
        return regions_bind(&r, data, err);
    case EACH_YEAR:
        return years_bind(&r, data, err);
    case EACH_AGENCY:
    case EACH_KINDS:
        break;
    }
    return agencies_bind(&r, data, err);
}
