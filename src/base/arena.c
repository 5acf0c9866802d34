/* arena.c - memory: arenas, the allocators that never return NULL, growing arrays.
 *
 * Decides how chunks grow and when to give up: exhaustion ends the program (docs/adr/0001).
 * Refuses to know what is kept in the memory.
 */
#include <jianbao/base.h>

#include <stdalign.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#if defined(__SANITIZE_ADDRESS__)
#define JB_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define JB_ASAN 1
#endif
#endif

#ifdef JB_ASAN
#include <sanitizer/asan_interface.h>
#define HIDE(at, size) ASAN_POISON_MEMORY_REGION(at, size)
#define SHOW(at, size) ASAN_UNPOISON_MEMORY_REGION(at, size)
#define GAP ALIGN /* between two objects, so that running over the end of one is seen */
#else
#define HIDE(at, size) ((void)0)
#define SHOW(at, size) ((void)0)
#define GAP 0
#endif

#define ALIGN alignof(max_align_t)
#define FIRST_CHUNK ((size_t)64 * 1024)
#define LARGEST_CHUNK ((size_t)1024 * 1024)

struct chunk {
    struct chunk *before;
    size_t cap;
    size_t used;
    alignas(max_align_t) unsigned char bytes[];
};

struct jb_arena {
    struct chunk *last;
    size_t next_cap;
};

static size_t rounded(size_t size)
{
    if (size > SIZE_MAX / 2) {
        jb_panic("a request for %zu bytes of memory", size);
    }
    return (size + ALIGN - 1) / ALIGN * ALIGN;
}

static void chunk_drop(jb_arena *arena)
{
    struct chunk *chunk = arena->last;
    arena->last = chunk->before;
    SHOW(chunk->bytes, chunk->cap);
    free(chunk);
}

/* What is large gets a chunk of its own size and does not make later chunks grow. */
static struct chunk *chunk_add(jb_arena *arena, size_t need)
{
    size_t cap = need;
    if (need <= arena->next_cap / 4) {
        cap = arena->next_cap;
        if (arena->next_cap < LARGEST_CHUNK) {
            arena->next_cap *= 2;
        }
    }
    struct chunk *chunk = jb_xmalloc(sizeof *chunk + cap);
    *chunk = (struct chunk){arena->last, cap, 0};
    HIDE(chunk->bytes, cap);
    arena->last = chunk;
    return chunk;
}

jb_arena *jb_arena_new(void)
{
    jb_arena *arena = jb_xmalloc(sizeof *arena);
    *arena = (jb_arena){NULL, FIRST_CHUNK};
    return arena;
}

void jb_arena_free(jb_arena *arena)
{
    if (!arena) {
        return;
    }
    while (arena->last) {
        chunk_drop(arena);
    }
    free(arena);
}

/* As it comes, for what is written whole. */
static void *take(jb_arena *arena, size_t size)
{
    size_t need = rounded(size ? size : 1) + GAP;
    struct chunk *chunk = arena->last;
    if (!chunk || chunk->cap - chunk->used < need) {
        chunk = chunk_add(arena, need);
    }
    void *at = chunk->bytes + chunk->used;
    chunk->used += need;
    SHOW(at, size);
    return at;
}

void *jb_arena_alloc(jb_arena *arena, size_t size)
{
    return memset(take(arena, size), 0, size);
}

void *jb_arena_array(jb_arena *arena, size_t count, size_t size)
{
    if (size && count > SIZE_MAX / size) {
        jb_panic("an array of %zu items of %zu bytes", count, size);
    }
    return jb_arena_alloc(arena, count * size);
}

void *jb_arena_keep(jb_arena *arena, const void *items, size_t count, size_t size)
{
    void *kept = jb_arena_array(arena, count, size);
    return count > 0 ? memcpy(kept, items, count * size) : kept;
}

char *jb_arena_strdup(jb_arena *arena, const char *text)
{
    return jb_arena_strndup(arena, text, strlen(text));
}

char *jb_arena_join(jb_arena *arena, const char *a, const char *b, const char *c, const char *d)
{
    size_t len[] = {strlen(a), strlen(b), strlen(c), strlen(d)};
    size_t all = len[0] + len[1] + len[2] + len[3];
    char *text = take(arena, all + 1);
    memcpy(text, a, len[0]);
    memcpy(text + len[0], b, len[1]);
    memcpy(text + len[0] + len[1], c, len[2]);
    memcpy(text + len[0] + len[1] + len[2], d, len[3]);
    text[all] = '\0';
    return text;
}

char *jb_arena_strndup(jb_arena *arena, const char *text, size_t len)
{
    if (len == SIZE_MAX) {
        jb_panic("a text of %zu bytes", len);
    }
    char *copy = take(arena, len + 1);
    if (len) {
        memcpy(copy, text, len);
    }
    copy[len] = '\0';
    return copy;
}

char *jb_arena_printf(jb_arena *arena, const char *fmt, ...)
{
    char brief[256]; /* most texts: formatted once */
    va_list args;
    va_start(args, fmt);
    int len = vsnprintf(brief, sizeof brief, fmt, args);
    va_end(args);
    if (len < 0) {
        jb_panic("a text could not be formatted: %s", fmt);
    }
    if ((size_t)len < sizeof brief) {
        return jb_arena_strndup(arena, brief, (size_t)len);
    }
    char *text = take(arena, (size_t)len + 1);
    va_start(args, fmt);
    (void)vsnprintf(text, (size_t)len + 1, fmt, args);
    va_end(args);
    return text;
}

size_t jb_arena_used(const jb_arena *arena)
{
    size_t used = 0;
    for (const struct chunk *chunk = arena->last; chunk; chunk = chunk->before) {
        used += chunk->used;
    }
    return used;
}

jb_arena_mark jb_arena_save(const jb_arena *arena)
{
    return (jb_arena_mark){arena->last, arena->last ? arena->last->used : 0};
}

void jb_arena_restore(jb_arena *arena, jb_arena_mark mark)
{
    while (arena->last && arena->last != mark.chunk) {
        chunk_drop(arena);
    }
    struct chunk *chunk = arena->last;
    if (chunk != mark.chunk || (chunk && chunk->used < mark.used)) {
        jb_panic("an arena was restored to a mark that is not its own");
    }
    if (chunk) {
        HIDE(chunk->bytes + mark.used, chunk->used - mark.used);
        chunk->used = mark.used;
    }
}

void *jb_xmalloc(size_t size)
{
    void *memory = malloc(size ? size : 1);
    if (!memory) {
        jb_panic("out of memory (%zu bytes)", size);
    }
    return memory;
}

void *jb_xrealloc(void *old, size_t size)
{
    void *memory = realloc(old, size ? size : 1);
    if (!memory) {
        jb_panic("out of memory (%zu bytes)", size);
    }
    return memory;
}

static size_t room_for(size_t cap, size_t need)
{
    size_t wanted = cap > SIZE_MAX / 2 ? need : cap * 2;
    wanted = wanted < need ? need : wanted;
    return wanted < 8 ? 8 : wanted;
}

void *jb_arena_grow(jb_arena *arena, void *items, size_t *cap, size_t need, size_t size)
{
    if (items && need <= *cap) {
        return items;
    }
    size_t wanted = room_for(items ? *cap : 0, need);
    void *longer = jb_arena_array(arena, wanted, size);
    if (items) {
        memcpy(longer, items, *cap * size);
    }
    *cap = wanted;
    return longer;
}

void *jb_grow(void *data, size_t *cap, size_t need, size_t size)
{
    if (data && need <= *cap) {
        return data;
    }
    size_t wanted = room_for(*cap, need);
    if (size && wanted > SIZE_MAX / size) {
        jb_panic("an array of %zu items of %zu bytes", wanted, size);
    }
    *cap = wanted;
    return jb_xrealloc(data, wanted * size);
}
