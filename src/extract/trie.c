/* trie.c - a set of words over code points.
 *
 * Edges lie in one open hash table keyed by node and code point; a bitmap of first characters
 * turns away nearly every place of a text at once.
 */
#include "trie.h"

#include <string.h>

#define NO_WORD UINT32_MAX

enum { FIRSTS = 65536 / 64 };

typedef struct edge {
    uint64_t key; /* node << 32 | code point, 0 when free */
    uint32_t to;
} edge;

struct jb_trie {
    jb_arena *arena;
    uint64_t firsts[FIRSTS];
    edge *edges;
    size_t edge_count, edge_cap; /* cap is a power of two */
    uint32_t *words;             /* by node */
    size_t node_count, node_cap;
    uint32_t word_count;
};

static uint64_t key_of(uint32_t node, uint32_t c)
{
    return ((uint64_t)(node + 1) << 32) | c;
}

static size_t slot_of(const jb_trie *trie, uint64_t key)
{
    size_t slot = (size_t)((key * 0x9e3779b97f4a7c15ULL) >> 20) & (trie->edge_cap - 1);
    while (trie->edges[slot].key != 0 && trie->edges[slot].key != key) {
        slot = (slot + 1) & (trie->edge_cap - 1);
    }
    return slot;
}

static void grow_edges(jb_trie *trie)
{
    edge *old = trie->edges;
    size_t count = trie->edge_cap;
    trie->edge_cap = count == 0 ? 1024 : count * 2;
    trie->edges = jb_arena_array(trie->arena, trie->edge_cap, sizeof *trie->edges);
    for (size_t i = 0; i < count; i++) {
        if (old[i].key != 0) {
            trie->edges[slot_of(trie, old[i].key)] = old[i];
        }
    }
}

static uint32_t new_node(jb_trie *trie)
{
    if (trie->node_count == trie->node_cap) {
        size_t cap = trie->node_cap == 0 ? 1024 : trie->node_cap * 2;
        uint32_t *words = jb_arena_array(trie->arena, cap, sizeof *words);
        if (trie->node_count > 0) {
            memcpy(words, trie->words, trie->node_count * sizeof *words);
        }
        trie->words = words;
        trie->node_cap = cap;
    }
    trie->words[trie->node_count] = NO_WORD;
    return (uint32_t)trie->node_count++;
}

jb_trie *jb_trie_new(jb_arena *arena)
{
    jb_trie *trie = jb_arena_alloc(arena, sizeof *trie);
    trie->arena = arena;
    grow_edges(trie);
    (void)new_node(trie);
    return trie;
}

uint32_t jb_trie_add(jb_trie *trie, const char32_t *word, size_t len)
{
    uint32_t node = 0;
    for (size_t i = 0; i < len; i++) {
        if (trie->edge_count * 2 >= trie->edge_cap) {
            grow_edges(trie);
        }
        uint64_t key = key_of(node, word[i]);
        size_t slot = slot_of(trie, key);
        if (trie->edges[slot].key == 0) {
            trie->edges[slot] = (edge){key, new_node(trie)};
            trie->edge_count++;
        }
        node = trie->edges[slot].to;
    }
    if (len > 0 && word[0] < 65536) {
        trie->firsts[word[0] / 64] |= 1ULL << (word[0] % 64);
    }
    if (trie->words[node] == NO_WORD) {
        trie->words[node] = trie->word_count++;
    }
    return trie->words[node];
}

size_t jb_trie_count(const jb_trie *trie)
{
    return trie->word_count;
}

void jb_trie_at(const jb_trie *trie, jb_points t, size_t i, jb_trie_found *found, void *context)
{
    uint32_t c = t.p[i];
    if (c >= 65536 || !((trie->firsts[c / 64] >> (c % 64)) & 1)) {
        return;
    }
    uint32_t node = 0;
    for (size_t at = i; at < t.n; at++) {
        const edge *next = &trie->edges[slot_of(trie, key_of(node, t.p[at]))];
        if (next->key == 0) {
            return;
        }
        node = next->to;
        if (trie->words[node] != NO_WORD) {
            found(context, trie->words[node], i, at + 1 - i);
        }
    }
}
