/* collect.c - numbers notes in the order a reader meets their marks.
 *
 * Equal texts are one note. Knows nothing of what they say.
 */
#include "collect.h"

#include <stdlib.h>
#include <string.h>

/* FNV-1a; only to spare comparing every text with every other. */
static uint32_t hash_text(const char *text)
{
    uint32_t hash = 2166136261U;
    for (const char *at = text; *at != '\0'; at++) {
        hash = (hash ^ (unsigned char)*at) * 16777619U;
    }
    return hash;
}

static size_t find(const collector *c, const remark *said, uint32_t hash)
{
    for (size_t i = 0; i < c->count; i++) {
        if (c->hashes[i] == hash && strcmp(c->notes[i].zh, said->zh) == 0 &&
            strcmp(c->notes[i].en, said->en) == 0) {
            return i;
        }
    }
    return c->count;
}

void collect(collector *c, remark said)
{
    if (said.zh == NULL) {
        return;
    }
    uint32_t hash = hash_text(said.zh);
    size_t index = find(c, &said, hash);
    if (index == c->count) {
        jb_note note = {said.kind, said.zh, said.en};
        size_t hashes = c->count;
        JB_PUSH(c->hashes, hashes, c->hash_cap, hash);
        JB_PUSH(c->notes, c->count, c->cap, note);
    }
    JB_PUSH(c->open, c->open_count, c->open_cap, (unsigned)index);
}

void collect_again(collector *c, const unsigned *notes, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        JB_PUSH(c->open, c->open_count, c->open_cap, notes[i]);
    }
}

static int ascending(const void *left, const void *right)
{
    unsigned a = *(const unsigned *)left;
    unsigned b = *(const unsigned *)right;
    return (a > b) - (a < b);
}

const unsigned *collect_place(collector *c, size_t *count)
{
    *count = 0;
    if (c->open_count == 0) {
        return NULL;
    }
    qsort(c->open, c->open_count, sizeof *c->open, ascending);
    unsigned *out = jb_arena_array(c->arena, c->open_count, sizeof *out);
    for (size_t i = 0; i < c->open_count; i++) {
        if (*count == 0 || out[*count - 1] != c->open[i]) {
            out[(*count)++] = c->open[i];
        }
    }
    c->open_count = 0;
    return out;
}

const jb_note *collect_end(collector *c, size_t *count)
{
    jb_note *out = jb_arena_keep(c->arena, c->notes, c->count, sizeof *out);
    *count = c->count;
    free(c->notes);
    free(c->hashes);
    free(c->open);
    return out;
}
