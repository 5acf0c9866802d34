/* trie.c - a set of words over code points.
 *
 * Edges lie in one open hash table. The first edge of a word is keyed by its first two characters
 * together (by the only one it has), those that follow by the node before and one character; each
 * knows the word that ends with it and whether longer ones go on. Most words have two characters or
 * three: they are found in one look or two, and each look waits for memory. A bitmap of first pairs
 * and one of words of a single character turn away nearly every place of a text before the table is
 * asked: both stay in the processor's nearest cache, the table does not.
 */
#include "trie.h"

#include <string.h>

#define NO_WORD UINT32_MAX

enum { SINGLES = 65536 / 64, PAIRS = 65536 / 64, ROOT = 0 };

typedef struct edge {
    uint64_t key;  /* one of those below, 0 when free */
    uint32_t to;   /* the node it leads to; ROOT when no word goes on from there */
    uint32_t word; /* that ends here, or NO_WORD */
} edge;

struct jb_trie {
    jb_arena *arena;
    bool any_alone;
    uint64_t alone[SINGLES]; /* characters that are a word by themselves, by their lower bits */
    uint64_t pairs[PAIRS];   /* by hash: may say yes for a pair that begins no word */
    edge *edges;
    size_t edge_count, edge_cap; /* cap is a power of two */
    uint32_t node_count;         /* the root is one */
    uint32_t word_count;
};

/* Code points and nodes need less than half of the bits: the uppermost two tell the kinds apart. */
static uint64_t key_of(uint32_t node, uint32_t c)
{
    return ((uint64_t)node << 32) | c;
}

static uint64_t key_of_pair(uint32_t first, uint32_t second)
{
    return key_of(first, second) | (uint64_t)1 << 63;
}

static uint64_t key_of_single(uint32_t c)
{
    return (uint64_t)1 << 62 | c;
}

static size_t slot_of(const jb_trie *trie, uint64_t key)
{
    /* The upper bits: those below hold nothing of the node. */
    size_t slot = (size_t)((key * 0x9e3779b97f4a7c15ULL) >> 40) & (trie->edge_cap - 1);
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

jb_trie *jb_trie_new(jb_arena *arena)
{
    jb_trie *trie = jb_arena_alloc(arena, sizeof *trie);
    trie->arena = arena;
    trie->node_count = 1;
    grow_edges(trie);
    return trie;
}

static bool bit_of(const uint64_t *bits, uint32_t i)
{
    return (bits[i / 64] >> (i % 64)) & 1;
}

static void set_bit(uint64_t *bits, uint32_t i)
{
    bits[i / 64] |= 1ULL << (i % 64);
}

static uint32_t pair_of(uint32_t first, uint32_t second)
{
    return (first * 0x9e3779b1U + second * 0x85ebca77U) >> 16;
}

static void note_start(jb_trie *trie, const char32_t *word, size_t len)
{
    if (len == 1) {
        set_bit(trie->alone, word[0] % 65536);
        trie->any_alone = true;
    } else if (len > 1) {
        set_bit(trie->pairs, pair_of(word[0], word[1]));
    }
}

/* The edge with this key, made when there is none. */
static edge *edge_keyed(jb_trie *trie, uint64_t key)
{
    edge *found = &trie->edges[slot_of(trie, key)];
    if (found->key == 0) {
        *found = (edge){key, ROOT, NO_WORD};
        trie->edge_count++;
    }
    return found;
}

uint32_t jb_trie_add(jb_trie *trie, const char32_t *word, size_t len)
{
    while ((trie->edge_count + len) * 2 > trie->edge_cap) {
        grow_edges(trie);
    }
    edge *last =
        edge_keyed(trie, len == 1 ? key_of_single(word[0]) : key_of_pair(word[0], word[1]));
    for (size_t i = 2; i < len; i++) {
        if (last->to == ROOT) {
            last->to = trie->node_count++;
        }
        last = edge_keyed(trie, key_of(last->to, word[i]));
    }
    note_start(trie, word, len);
    if (last->word == NO_WORD) {
        last->word = trie->word_count++;
    }
    return last->word;
}

size_t jb_trie_count(const jb_trie *trie)
{
    return trie->word_count;
}

/* Whether a word may begin with these; `alone`: words of one character are looked for, too. */
static inline bool starts(const jb_trie *trie, uint32_t c, uint32_t next, bool alone)
{
    unsigned pair = bit_of(trie->pairs, pair_of(c, next));
    return (alone ? pair | (unsigned)bit_of(trie->alone, c % 65536) : pair) != 0;
}

static inline size_t next_start(const jb_trie *trie, jb_points t, size_t i, bool alone)
{
    if (i >= t.n) {
        return i;
    }
    uint32_t c = t.p[i];
    for (; i + 1 < t.n; i++) {
        uint32_t next = t.p[i + 1];
        if (starts(trie, c, next, alone)) {
            return i;
        }
        c = next;
    }
    return starts(trie, c, 0, alone) ? i : t.n;
}

size_t jb_trie_next(const jb_trie *trie, jb_points t, size_t i)
{
    return trie->any_alone ? next_start(trie, t, i, true) : next_start(trie, t, i, false);
}

void jb_trie_at(const jb_trie *trie, jb_points t, size_t i, jb_trie_found *found, void *context)
{
    uint32_t c = t.p[i];
    uint32_t second = jb_point(t, i + 1);
    if (bit_of(trie->alone, c % 65536)) {
        const edge *only = &trie->edges[slot_of(trie, key_of_single(c))];
        if (only->key != 0) {
            found(context, only->word, i, 1);
        }
    }
    if (!bit_of(trie->pairs, pair_of(c, second))) {
        return;
    }
    const edge *next = &trie->edges[slot_of(trie, key_of_pair(c, second))];
    for (size_t end = i + 2; next->key != 0; end++) {
        if (next->word != NO_WORD) {
            found(context, next->word, i, end - i);
        }
        if (next->to == ROOT || end >= t.n) {
            return;
        }
        next = &trie->edges[slot_of(trie, key_of(next->to, t.p[end]))];
    }
}

static void keep_lowest(void *context, uint32_t word, size_t at, size_t len)
{
    jb_trie_word *best = context;
    if (best->len == 0 || word < best->word) {
        *best = (jb_trie_word){word, at, len};
    }
}

jb_trie_word jb_trie_first(const jb_trie *trie, jb_points t, size_t from, size_t to)
{
    jb_trie_word best = {0, to, 0};
    jb_points near = {t.p, to < t.n ? to + 1 : t.n}; /* looked for no farther than need be */
    for (size_t i = jb_trie_next(trie, near, from); i < to && i < near.n && best.len == 0;
         i = jb_trie_next(trie, near, i + 1)) {
        jb_trie_at(trie, t, i, keep_lowest, &best);
    }
    return best;
}
