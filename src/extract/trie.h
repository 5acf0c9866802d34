/* trie.h - a set of words over code points, found in one pass over a text.
 *
 * Each word carries a list of numbers (what it means to whoever put it in). Knows no grammar.
 */
#ifndef JIANBAO_EXTRACT_TRIE_H
#define JIANBAO_EXTRACT_TRIE_H

#include "text.h"

typedef struct jb_trie jb_trie;

jb_trie *jb_trie_new(jb_arena *arena);
/* The word's number, from 0 in the order of adding; the same for the same word. */
uint32_t jb_trie_add(jb_trie *trie, const char32_t *word, size_t len);
size_t jb_trie_count(const jb_trie *trie);
/* The first place from `i` on where a word may begin; the end of the text when there is none. */
size_t jb_trie_next(const jb_trie *trie, jb_points t, size_t i);
/* Words that begin at `i`, shortest first: calls `found` for each with its number and length. */
typedef void jb_trie_found(void *context, uint32_t word, size_t at, size_t len);
void jb_trie_at(const jb_trie *trie, jb_points t, size_t i, jb_trie_found *found, void *context);

/* The first word that begins in [from, to), of several at one place the one added first; its length
 * is 0 when there is none. */
typedef struct jb_trie_word {
    uint32_t word;
    size_t at, len;
} jb_trie_word;
jb_trie_word jb_trie_first(const jb_trie *trie, jb_points t, size_t from, size_t to);

#endif
