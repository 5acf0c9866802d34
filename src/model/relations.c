/* relations.c - what the indicators of a catalogue are to each other, and the checks it asks for.
 *
 * Decides which indicators count some of the same, from part_of, whole_of, never_with and the two
 * figures of a rate. Refuses to know figures.
 */
#include "relations.h"

#include <stdlib.h>
#include <string.h>

/* ---- names ------------------------------------------------------------------------------- */

static jb_status find_named(const jb_catalogue *catalogue, const jb_json *value, const char *key,
                            const jb_indicator **out, jb_error *err)
{
    const char *code = "";
    jb_status status = jb_json_text(value, &code, err);
    if (status != JB_OK) {
        return status;
    }
    *out = jb_catalogue_find(catalogue, code);
    if (*out == NULL) {
        const char *near = jb_catalogue_nearest(catalogue, code);
        return jb_json_fail(
            value, err, "%s names \"%s\", which is not in the catalogue; the nearest is \"%s\"",
            "目录中没有 %s 所指的“%s”；相近的是“%s”", key, code, near == NULL ? "-" : near);
    }
    return JB_OK;
}

/* A list of codes; absent (NULL) is empty. */
static jb_status read_named(jb_arena *arena, const jb_catalogue *catalogue, const jb_json *list,
                            const char *key, const jb_indicator *const **out, jb_error *err)
{
    jb_status status = list == NULL ? JB_OK : jb_json_want(list, JB_JSON_ARRAY, err);
    if (status != JB_OK) {
        return status;
    }
    size_t count = list == NULL ? 0 : jb_json_count(list);
    const jb_indicator **found = jb_arena_array(arena, count + 1, sizeof(void *));
    const jb_json *item = count == 0 ? NULL : jb_json_first(list);
    for (size_t i = 0; status == JB_OK && item != NULL; i++, item = jb_json_next(item)) {
        status = find_named(catalogue, item, key, &found[i], err);
    }
    *out = found;
    return status;
}

/* ---- what overlaps ----------------------------------------------------------------------- */

/* A square of bits: row contains column, or they are kept apart. */
typedef struct matrix {
    bool *cells;
    size_t size;
} matrix;

static bool *at(const matrix *m, size_t row, size_t column)
{
    return &m->cells[row * m->size + column];
}

static void mark(const matrix *m, const jb_catalogue *catalogue, size_t from, const char *code)
{
    const jb_indicator *other = code == NULL ? NULL : jb_catalogue_find(catalogue, code);
    if (other != NULL) {
        *at(m, from, other->order) = true;
    }
}

/* What contains what, over all steps (Warshall). */
static void close_over(const matrix *m)
{
    for (size_t via = 0; via < m->size; via++) {
        for (size_t from = 0; from < m->size; from++) {
            for (size_t to = 0; *at(m, from, via) && to < m->size; to++) {
                *at(m, from, to) = *at(m, from, to) || *at(m, via, to);
            }
        }
    }
}

static void mark_contained(const matrix *m, const jb_catalogue *catalogue)
{
    for (size_t i = 0; i < m->size; i++) {
        const jb_indicator *one = jb_catalogue_at(catalogue, i);
        const jb_indicator *whole =
            one->part_of == NULL ? NULL : jb_catalogue_find(catalogue, one->part_of);
        if (whole != NULL) {
            *at(m, whole->order, i) = true;
        }
        for (size_t k = 0; one->whole_of[k] != NULL; k++) {
            mark(m, catalogue, i, one->whole_of[k]);
        }
    }
}

/* These hold for the two alone, not for what they contain. */
static void mark_apart(const matrix *m, const jb_catalogue *catalogue)
{
    for (size_t i = 0; i < m->size; i++) {
        const jb_indicator *one = jb_catalogue_at(catalogue, i);
        const jb_indicator *numerator =
            one->numerator == NULL ? NULL : jb_catalogue_find(catalogue, one->numerator);
        if (numerator != NULL && one->kind == JB_KIND_RATE) {
            mark(m, catalogue, numerator->order, one->denominator);
        }
        for (size_t k = 0; one->never_with[k] != NULL; k++) {
            mark(m, catalogue, i, one->never_with[k]);
        }
    }
}

static void fill_overlaps(jb_arena *arena, const jb_catalogue *catalogue, jb_indicator *indicators,
                          const matrix *m)
{
    for (size_t i = 0; i < m->size; i++) {
        size_t count = 0;
        const jb_indicator **list = jb_arena_array(arena, m->size + 1, sizeof(void *));
        for (size_t k = 0; k < m->size; k++) {
            if (k != i && (*at(m, i, k) || *at(m, k, i))) {
                list[count++] = jb_catalogue_at(catalogue, k);
            }
        }
        indicators[i].overlaps = list;
    }
}

static jb_status check_names(jb_arena *arena, const jb_catalogue *catalogue, const jb_json *list,
                             jb_error *err)
{
    static const char *const keys[] = {"whole_of", "never_with", "follows"};
    jb_status status = JB_OK;
    for (const jb_json *entry = jb_json_first(list); status == JB_OK && entry != NULL;
         entry = jb_json_next(entry)) {
        for (size_t k = 0; status == JB_OK && k < sizeof keys / sizeof keys[0]; k++) {
            const jb_indicator *const *found = NULL;
            status =
                read_named(arena, catalogue, jb_json_find(entry, keys[k]), keys[k], &found, err);
        }
    }
    return status;
}

jb_status jb_relations_link(jb_arena *arena, const jb_catalogue *catalogue,
                            jb_indicator *indicators, const jb_json *list, jb_error *err)
{
    jb_status status = check_names(arena, catalogue, list, err);
    if (status != JB_OK) {
        return status;
    }
    matrix m = {NULL, jb_json_count(list)};
    m.cells = jb_xmalloc(m.size * m.size + 1);
    memset(m.cells, 0, m.size * m.size + 1);
    mark_contained(&m, catalogue);
    close_over(&m);
    mark_apart(&m, catalogue);
    fill_overlaps(arena, catalogue, indicators, &m);
    free(m.cells);
    return JB_OK;
}

/* ---- checks ------------------------------------------------------------------------------ */

static jb_status wants(const jb_json *entry, const jb_check *check, jb_error *err)
{
    bool plus = check->plus[0] != NULL;
    bool over = check->over[0] != NULL;
    bool need_over = check->kind == JB_CHECK_RATE || check->kind == JB_CHECK_ATTAINABLE;
    if (plus == (check->kind == JB_CHECK_ATTAINABLE) || over != need_over ||
        (check->minus[0] != NULL && check->kind != JB_CHECK_BALANCE)) {
        return jb_json_fail(
            entry, err,
            "a check \"rate\" needs plus and over, \"attainable\" over, "
            "\"balance\" plus and minus, \"equal\" plus; %s has others",
            "检查 rate 须有 plus 与 over，attainable 须有 over，balance 须有 plus 与 "
            "minus，equal 须有 plus；%s 与此不符",
            check->of->code);
    }
    return JB_OK;
}

static jb_status read_check(jb_arena *arena, const jb_catalogue *catalogue, const jb_json *entry,
                            jb_check *out, jb_error *err)
{
    static const char *const keys[] = {"check", "of", "plus", "minus", "over", NULL};
    static const char *const kinds[] = {"rate", "attainable", "balance", "equal", NULL};
    const jb_indicator *const **lists[] = {&out->plus, &out->minus, &out->over};
    const jb_json *value = NULL;
    unsigned kind = 0;
    jb_status status = jb_json_want(entry, JB_JSON_OBJECT, err);
    if (status == JB_OK) {
        status = jb_json_only(entry, keys, err);
    }
    if (status == JB_OK) {
        status = jb_json_need(entry, "check", JB_JSON_STRING, &value, err);
    }
    if (status == JB_OK) {
        status = jb_json_choice(value, kinds, &kind, err);
        out->kind = (jb_check_kind)kind;
    }
    if (status == JB_OK) {
        status = jb_json_need(entry, "of", JB_JSON_STRING, &value, err);
    }
    if (status == JB_OK) {
        status = find_named(catalogue, value, "of", &out->of, err);
    }
    for (size_t i = 0; status == JB_OK && i < 3; i++) {
        status = read_named(arena, catalogue, jb_json_find(entry, keys[i + 2]), keys[i + 2],
                            lists[i], err);
    }
    return status == JB_OK ? wants(entry, out, err) : status;
}

jb_status jb_relations_checks(jb_arena *arena, const jb_catalogue *catalogue, const jb_json *json,
                              const jb_check **out, size_t *count, jb_error *err)
{
    const jb_json *list = jb_json_find(json, "checks");
    jb_status status = list == NULL ? JB_OK : jb_json_want(list, JB_JSON_ARRAY, err);
    if (status != JB_OK || list == NULL) {
        return status;
    }
    jb_check *checks = jb_arena_array(arena, jb_json_count(list), sizeof *checks);
    const jb_json *entry = jb_json_first(list);
    for (; status == JB_OK && entry != NULL; entry = jb_json_next(entry)) {
        status = read_check(arena, catalogue, entry, &checks[(*count)++], err);
    }
    *out = checks;
    return status;
}
