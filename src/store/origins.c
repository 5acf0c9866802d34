/* origins.c - where the records of the open transaction came from.
 *
 * Decides how a record held already is named in a message. Refuses to know what it says.
 */
#include "origins.h"

#include <string.h>

void jb_origins_add(jb_store *store, jb_table table, int64_t id, const jb_loc *loc)
{
    if (!loc || loc->line == 0) {
        return;
    }
    if (!store->last_source || strcmp(store->last_source, loc->source) != 0) {
        store->last_source = jb_arena_strdup(store->sources, loc->source);
    }
    jb_origins *list = &store->origins[table];
    jb_origin origin = {.id = id, .line = loc->line, .source = store->last_source};
    JB_PUSH(list->items, list->len, list->cap, origin);
}

static int id_order(const void *id, const void *origin)
{
    int64_t wanted = *(const int64_t *)id;
    int64_t held = ((const jb_origin *)origin)->id;
    return (wanted > held) - (wanted < held);
}

const jb_origin *jb_origins_find(const jb_store *store, jb_table table, int64_t id)
{
    const jb_origins *list = &store->origins[table];
    size_t at = jb_sorted_from(&id, list->items, list->len, sizeof *list->items, id_order);
    return at < list->len && list->items[at].id == id ? &list->items[at] : NULL;
}

void jb_origins_cut(jb_store *store, jb_table table, size_t len)
{
    jb_origins *list = &store->origins[table];
    list->len = len < list->len ? len : list->len;
}

void jb_origins_clear(jb_store *store)
{
    for (size_t i = 0; i < JB_TABLE_COUNT; i++) {
        store->origins[i].len = 0;
    }
    jb_arena_free(store->sources);
    store->sources = jb_arena_new();
    store->last_source = NULL;
}

const char *jb_origins_name(const jb_store *store, jb_arena *arena, jb_table table, int64_t id)
{
    const jb_origin *origin = jb_origins_find(store, table, id);
    return origin ? jb_arena_printf(arena, "%s:%u", origin->source, origin->line)
                  : jb_arena_printf(arena, "#%lld", (long long)id);
}
