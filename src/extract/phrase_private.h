/* phrase_private.h - what compiling and matching phrases share. */
#ifndef JIANBAO_EXTRACT_PHRASE_PRIVATE_H
#define JIANBAO_EXTRACT_PHRASE_PRIVATE_H

#include "phrase.h"

/* A phrase filed under a word. */
typedef struct jb_anchor {
    uint64_t seen[2]; /* characters left and right, one of which must be there, a bit each */
    uint32_t needs;   /* where its groups begin among the needs of all phrases */
    uint32_t phrase;
    uint8_t groups; /* of the phrase */
    bool tight;     /* the phrase begins with it: nothing but fillers between it and the figure */
} jb_anchor;

/* Needs: of every other word of a phrase a group, its characters next to the figure, one of which
 * must be there; a group is ended, and so is the list. A character stands as the number of its bit
 * among those held on its side of a window: with so many, hardly two share one. */
enum { JB_HELD = 1024, JB_GROUP_END = 0xfffe, JB_NEEDS_END = 0xffff };

static inline uint16_t jb_held_bit(bool right, uint32_t c)
{
    return (uint16_t)((right ? JB_HELD : 0) + c % JB_HELD);
}

/* The bit that is always seen: where nothing must be there. */
#define JB_NO_NEED ((uint64_t)1)

/* What a gap does not step over: what parts clauses or ends sentences in a window, and figures. */
static inline bool jb_parts_gap(uint32_t c)
{
    return jb_is_comma(c) || c == U'。' || c == '\n' || c == JB_FIGURE;
}

/* anchors.c */
bool jb_phrase_file(jb_phrases *all, const jb_phrase *phrase, uint32_t number); /* false: no word */
void jb_phrases_settle(jb_phrases *all); /* once, when all are filed */

/* A character's bit among 64: whoever lacks it cannot be there. */
static inline uint64_t jb_near_bit(uint32_t c)
{
    return (uint64_t)1 << (c % 64);
}

/* fillers.c: words that say nothing, which may stand between the nearest word and the figure. */
enum { JB_FILLER_ROWS = 64 };

/* Those of one side in rows by the rest of the character next to the figure: at most places only a
 * few are compared. */
typedef struct jb_filler_rows {
    jb_choice *words;
    size_t firsts[JB_FILLER_ROWS + 1]; /* of each row, one more for the end */
} jb_filler_rows;

typedef struct jb_fillers {
    jb_filler_rows left, right;
} jb_fillers;
struct jb_fillers *jb_fillers_new(jb_arena *arena);

#endif
