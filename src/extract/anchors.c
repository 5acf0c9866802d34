/* anchors.c - phrases filed under the words nearest to the figure, so that a window looks only at
 * those it can hold.
 *
 * Decides which word that is and what else must be there. Those of one word lie in a row, the last
 * filed first: a window goes through many of them and tries few.
 */
#include "phrase.h"
#include "phrase_private.h"

#include <string.h>

enum { GROUP = 8 }; /* the most characters of which one must be there */

typedef struct jb_filed {
    jb_anchor anchor;
    uint32_t word;
    bool right;
} jb_filed;

static bool is_needed(const jb_item *item)
{
    return item->kind == JB_ITEM_WORDS && !item->optional;
}

static const jb_item *anchor_item(const jb_item *items, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (is_needed(&items[i])) {
            return &items[i];
        }
    }
    return NULL;
}

static unsigned bit_count(uint64_t bits)
{
    unsigned count = 0;
    for (; bits != 0; bits &= bits - 1) {
        count++;
    }
    return count;
}

/* Of the other words that must be there, the characters of the one that is likeliest to lack. */
static uint64_t need_of(const jb_item *items, size_t count, const jb_item *anchor)
{
    uint64_t need = 0;
    for (size_t i = 0; i < count; i++) {
        if (is_needed(&items[i]) && &items[i] != anchor &&
            (need == 0 || bit_count(items[i].near) < bit_count(need))) {
            need = items[i].near;
        }
    }
    return need == 0 ? JB_NO_NEED : need;
}

/* The characters of the item next to the figure as a group of `needs`; of too many one is nearly
 * always there, and nothing is added. Returns how long the list has become. */
static size_t add_group(uint16_t *needs, size_t len, const jb_item *item, bool right)
{
    size_t end = len;
    for (const jb_choice *word = item->words; word->text != NULL; word++) {
        uint16_t bit = jb_held_bit(right, right ? word->first : word->last);
        size_t k = len;
        while (k < end && needs[k] != bit) {
            k++;
        }
        if (k == len + GROUP) {
            return len;
        }
        needs[k] = bit;
        end += k == end;
    }
    needs[end] = JB_GROUP_END;
    return end + 1;
}

/* Adds what must be on one side besides the anchor, which is known to be. */
static size_t add_needs(uint16_t *needs, size_t len, const jb_item *items, size_t count,
                        const jb_item *anchor, bool right)
{
    for (size_t i = 0; i < count; i++) {
        if (is_needed(&items[i]) && &items[i] != anchor) {
            len = add_group(needs, len, &items[i], right);
        }
    }
    return len;
}

/* Adds the needs of a phrase to those of all; returns where they begin. */
static uint32_t needs_of(jb_phrases *all, const jb_phrase *phrase, const jb_item *anchor)
{
    enum { MOST = 2 * JB_ITEMS * (GROUP + 1) + GROUP + 1 };
    all->needs = jb_arena_grow(all->arena, all->needs, &all->need_cap, all->need_count + MOST,
                               sizeof *all->needs);
    uint16_t *needs = all->needs + all->need_count;
    size_t len = add_needs(needs, 0, phrase->left, phrase->left_count, anchor, false);
    len = add_needs(needs, len, phrase->right, phrase->right_count, anchor, true);
    needs[len++] = JB_NEEDS_END;
    all->need_count += len;
    return (uint32_t)(all->need_count - len);
}

static bool parts_clauses(const jb_choice *word)
{
    for (size_t i = 0; i < word->len; i++) {
        if (jb_parts_gap(word->text[i])) {
            return true;
        }
    }
    return false;
}

/* Whether nothing that parts clauses can stand between the anchor and the figure. */
static bool is_bound(const jb_item *items, const jb_item *anchor)
{
    for (; items < anchor; items++) {
        for (const jb_choice *word = items->words; word != NULL && word->text != NULL; word++) {
            if (parts_clauses(word)) {
                return false;
            }
        }
    }
    return true;
}

static void keep(jb_phrases *all, jb_filed filed)
{
    all->filed = jb_arena_grow(all->arena, all->filed, &all->filed_cap, all->filed_count + 1,
                               sizeof *all->filed);
    all->filed[all->filed_count++] = filed;
}

bool jb_phrase_file(jb_phrases *all, const jb_phrase *phrase, uint32_t number)
{
    const jb_item *item = anchor_item(phrase->left, phrase->left_count);
    bool right = item == NULL;
    if (right) {
        item = anchor_item(phrase->right, phrase->right_count);
    }
    if (item == NULL) {
        return false;
    }
    jb_anchor anchor = {.seen = {need_of(phrase->left, phrase->left_count, item),
                                 need_of(phrase->right, phrase->right_count, item)},
                        .needs = needs_of(all, phrase, item),
                        .phrase = number,
                        .groups = phrase->groups,
                        .tight = item == (right ? phrase->right : phrase->left)};
    all->sides[right].far |= !is_bound(right ? phrase->right : phrase->left, item);
    for (const jb_choice *word = item->words; word->text != NULL; word++) {
        jb_anchored *side = &all->sides[right];
        side->longest = word->len > side->longest ? word->len : side->longest;
        keep(all, (jb_filed){anchor, jb_trie_add(side->trie, word->text, word->len), right});
    }
    return true;
}

/* What goes into a row: phrases of one side that share a group, tight ones or not. */
typedef struct row_of {
    bool right, tight;
    uint8_t groups;
} row_of;

static bool belongs(const jb_filed *filed, row_of of)
{
    return filed->right == of.right && (of.tight || !filed->anchor.tight) &&
           (filed->anchor.groups & of.groups) != 0;
}

static void settle(jb_phrases *all, row_of of, jb_rows *rows)
{
    size_t words = jb_trie_count(all->sides[of.right].trie);
    uint32_t end = 0;
    rows->firsts = jb_arena_array(all->arena, words + 1, sizeof *rows->firsts);
    for (size_t i = 0; i < all->filed_count; i++) {
        if (belongs(&all->filed[i], of)) {
            rows->firsts[all->filed[i].word]++;
        }
    }
    for (size_t word = 0; word < words; word++) {
        end += rows->firsts[word];
        rows->firsts[word] = end;
    }
    rows->firsts[words] = end;
    /* Each word's end moves down to its beginning. */
    rows->anchors = jb_arena_array(all->arena, end, sizeof *rows->anchors);
    for (size_t i = 0; i < all->filed_count; i++) {
        if (belongs(&all->filed[i], of)) {
            rows->anchors[--rows->firsts[all->filed[i].word]] = all->filed[i].anchor;
        }
    }
}

void jb_phrases_settle(jb_phrases *all)
{
    for (unsigned right = 0; right < 2; right++) {
        jb_anchored *side = &all->sides[right];
        settle(all, (row_of){right, true, UINT8_MAX}, &side->all);
        for (unsigned group = 0; group < JB_GROUPS; group++) {
            settle(all, (row_of){right, false, (uint8_t)(1U << group)}, &side->loose[group]);
        }
    }
}
