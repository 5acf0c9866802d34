/* for_each: blocks that stand once for each agency of a comparison. While they are bound, every
 * comparison they show holds the rows of that agency alone. Knows nothing of what the blocks say.
 */
#include "brief_private.h"

#include <string.h>

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
    brief->repeating = true;
    for (const jb_json *j = jb_json_first(blocks); j != NULL && st == JB_OK; j = jb_json_next(j)) {
        block *inner = NULL;
        st = block_append(brief, j, &inner, err);
        if (st == JB_OK) {
            st = inner_check(j, inner, err);
            inner->inner = true;
        }
    }
    brief->repeating = false;
    if (st == JB_OK && brief->note_count > notes) {
        return jb_json_fail(blocks, err, "a footnote is called once; for_each would call it again",
                            "脚注只能引用一次；放在 for_each 里会重复引用");
    }
    return st;
}

jb_status for_each_read(jb_brief *brief, const jb_json *json, block *out, jb_error *err)
{
    static const char *const kinds[] = {"agency", NULL};
    const jb_json *each = NULL;
    const jb_json *data = NULL;
    const jb_json *blocks = NULL;
    unsigned choice = 0;
    if (brief->repeating) {
        return jb_json_fail(json, err, "a for_each cannot stand in another one",
                            "for_each 里不能再放 for_each");
    }
    jb_status st = jb_json_need(json, "each", JB_JSON_STRING, &each, err);
    if (st == JB_OK) {
        st = jb_json_choice(each, kinds, &choice, err);
    }
    if (st == JB_OK) {
        st = jb_json_need(json, "data", JB_JSON_STRING, &data, err);
    }
    out->refs = jb_arena_array(brief->arena, 1, sizeof *out->refs);
    if (st == JB_OK) {
        st = data_name(brief, data, &out->refs[0].data, err);
    }
    if (st == JB_OK) {
        st = jb_json_need(json, "blocks", JB_JSON_ARRAY, &blocks, err);
    }
    if (st == JB_OK && jb_json_count(blocks) == 0) {
        st = jb_json_fail(blocks, err, "for_each needs at least one block",
                          "for_each 里至少要有一个 block");
    }
    if (st == JB_OK &&
        (param_find(brief, "agency") != NULL || data_find(brief, "agency") != NULL)) {
        st = jb_json_fail(json, err,
                          "{agency} is the agency's name here; give the parameter or data of that "
                          "name another one",
                          "这里 {agency} 指机构名称；请给叫 agency 的参数或数据另取一名");
    }
    out->inner_count = st == JB_OK ? jb_json_count(blocks) : 0;
    return st == JB_OK ? inner_read(brief, blocks, err) : st;
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

static size_t sets_collect(const block *from, aside *out)
{
    size_t count = 0;
    for (size_t i = 1; i <= from->inner_count; i++) {
        for (size_t k = 0; k < from[i].ref_count; k++) {
            data_set *set = from[i].refs[k].data;
            size_t at = 0;
            while (at < count && out[at].set != set) {
                at++;
            }
            if (at == count) {
                out[count++] = (aside){set, set->bound};
            }
        }
    }
    return count;
}

static size_t refs_count(const block *from)
{
    size_t count = 0;
    for (size_t i = 1; i <= from->inner_count; i++) {
        count += from[i].ref_count;
    }
    return count;
}

static jb_status agency_bind(jb_brief *brief, jb_doc *doc, const block *from,
                             const jb_agency *agency, const aside *sets, size_t set_count,
                             block_list *out, jb_error *err)
{
    const char *only[] = {agency->code, NULL};
    jb_status st = JB_OK;
    brief->agency = agency;
    for (size_t i = 0; i < set_count && st == JB_OK; i++) {
        sets[i].set->bound = NULL;
        sets[i].set->only = only;
        st = data_bind(brief, sets[i].set, err);
    }
    for (size_t i = 1; i <= from->inner_count && st == JB_OK; i++) {
        st = block_add(brief, doc, from + i, out, err);
    }
    for (size_t i = 0; i < set_count; i++) {
        if (sets[i].set->bound != sets[i].bound) {
            jb_dataset_free(sets[i].set->bound);
        }
        sets[i].set->bound = sets[i].bound;
        sets[i].set->only = NULL;
    }
    brief->agency = NULL;
    return st;
}

jb_status for_each_bind(jb_brief *brief, jb_doc *doc, const block *from, block_list *out,
                        jb_error *err)
{
    const jb_dataset *data = from->refs[0].data->bound;
    aside *sets = jb_arena_array(brief->arena, refs_count(from) + 1, sizeof *sets);
    size_t set_count = sets_collect(from, sets);
    jb_status st = JB_OK;
    for (size_t i = 0; i < data->row_count && st == JB_OK; i++) {
        const jb_agency *agency = data->rows[i].agency;
        bool last =
            i + 1 == data->row_count || strcmp(agency->code, data->rows[i + 1].agency->code) != 0;
        if (last) { /* as it was called in its last year */
            st = agency_bind(brief, doc, from, agency, sets, set_count, out, err);
        }
    }
    return st;
}
