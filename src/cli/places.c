/* The agencies of a store as places in the tree of divisions. */
#include "places.h"

#include <jianbao/rollup.h>

#include <stdlib.h>
#include <string.h>

#define DEPTH_MAX 8 /* of the tree; a parent that leads in a circle ends there */

static int cmp_code(const void *code, const void *one)
{
    return strcmp(code, ((const place *)one)->code);
}

static place *find(const places *all, const char *code)
{
    return all->count > 0 ? bsearch(code, all->list, all->count, sizeof *all->list, cmp_code)
                          : NULL;
}

/* Records come by code and day: the latest one of a code stays. */
static jb_status on_agency(const jb_agency *agency, void *context, jb_error *err)
{
    places *all = context;
    (void)err;
    bool named = agency->short_name[0] != '\0';
    char above[8] = "";
    jb_code_parent(agency->code, above);
    place one = {.code = jb_arena_strdup(all->arena, agency->code),
                 .name = jb_arena_strdup(all->arena, agency->name)};
    one.parent = jb_arena_strdup(all->arena, strlen(agency->parent) == 6 ? agency->parent : above);
    one.short_name = named ? jb_arena_strdup(all->arena, agency->short_name) : one.name;
    if (all->count > 0 && strcmp(all->list[all->count - 1].code, one.code) == 0) {
        all->list[all->count - 1] = one;
    } else {
        JB_PUSH(all->list, all->count, all->cap, one);
    }
    return JB_OK;
}

static void year_note(places *all, int year)
{
    size_t at = all->year_count;
    while (at > 0 && all->years[at - 1] > year) {
        at--;
    }
    if (at > 0 && all->years[at - 1] == year) {
        return;
    }
    JB_PUSH(all->years, all->year_count, all->year_cap, year);
    memmove(&all->years[at + 1], &all->years[at],
            (all->year_count - 1 - at) * sizeof all->years[0]);
    all->years[at] = year;
}

static jb_status on_year(const char *code, int year, void *context, jb_error *err)
{
    places *all = context;
    place *one = find(all, code);
    (void)err;
    if (one != NULL) {
        one->known = true;
        year_note(all, year);
    }
    return JB_OK;
}

static bool is_under(const places *all, const place *one, const char *region)
{
    char code[8];
    (void)snprintf(code, sizeof code, "%s", one->code);
    for (int depth = 0; depth < DEPTH_MAX && code[0] != '\0'; depth++) {
        if (strcmp(code, region) == 0) {
            return true;
        }
        const place *here = find(all, code);
        char above[8] = "";
        jb_code_parent(code, above);
        (void)snprintf(code, sizeof code, "%s", here != NULL ? here->parent : above);
    }
    return false;
}

static void leaves_mark(places *all)
{
    for (size_t i = 0; i < all->count; i++) {
        all->list[i].leaf = true;
    }
    for (size_t i = 0; i < all->count; i++) {
        place *above = find(all, all->list[i].parent);
        if (above != NULL) {
            above->leaf = false;
        }
    }
}

/* Marks first, for the way up goes through those that are left out. */
static jb_status keep_region(places *all, const char *region, jb_error *err)
{
    bool *under = jb_arena_array(all->arena, all->count, sizeof *under);
    size_t kept = 0;
    for (size_t i = 0; i < all->count; i++) {
        under[i] = is_under(all, &all->list[i], region);
    }
    for (size_t i = 0; i < all->count; i++) {
        if (under[i]) {
            all->list[kept++] = all->list[i];
        }
    }
    all->count = kept;
    if (kept > 0) {
        return JB_OK;
    }
    return jb_fail(err, JB_ERR_NOTFOUND, NULL,
                   "the store has no agency in the division %s; `jianbao export -t agencies` lists "
                   "them",
                   "库中没有 %s 范围内的机构；jianbao export -t agencies 可列出全部", region);
}

jb_status places_load(cli *c, jb_store *store, const char *region, int from, int to, places *out,
                      jb_error *err)
{
    jb_filter everyone = {0};
    jb_filter years = {.year_from = from, .year_to = to};
    *out = (places){.arena = c->arena};
    jb_status st = jb_store_agencies(store, &everyone, on_agency, out, err);
    leaves_mark(out);
    if (st == JB_OK && region != NULL) {
        st = keep_region(out, region, err);
    }
    return st == JB_OK ? jb_store_years(store, &years, on_year, out, err) : st;
}

void places_free(places *all)
{
    free(all->list);
    free(all->years);
}

const char *place_title(const places *all, jb_arena *arena, const char *code)
{
    const place *one = find(all, code);
    const char *listed = one == NULL ? jb_code_name(arena, code) : one->short_name;
    return listed[0] != '\0' ? listed : code;
}

jb_status region_check(const char *code, jb_error *err)
{
    if (code == NULL || (strlen(code) == 6 && strspn(code, "0123456789") == 6)) {
        return JB_OK;
    }
    return jb_fail(err, JB_ERR_USAGE, NULL,
                   "--region: \"%s\" is no division code; write six digits, such as 440100",
                   "--region：“%s”不是行政区划代码；应为六位数字，如 440100", code);
}
