/* phrase.h - the catalogue's phrases, compiled, and what of a text they are laid upon.
 *
 * Decides whether a phrase fits around a figure and how well. Knows no indicator: a phrase belongs
 * to a number the caller gave. docs/catalogue.md describes the language.
 */
#ifndef JIANBAO_EXTRACT_PHRASE_H
#define JIANBAO_EXTRACT_PHRASE_H

#include "trie.h"

#include <jianbao/model.h>
#include <jianbao/report.h>

/* What stands for other figures and for times in a window. */
enum { JB_FIGURE = 1, JB_TIME = 2 };

enum { JB_WINDOW = 72, JB_ITEMS = 16 };

/* The words around a figure without blanks, quotes, dates and other figures' digits. `left` is
 * read backwards from its end, `right` forwards. */
typedef struct jb_window {
    uint32_t left[JB_WINDOW], right[JB_WINDOW];
    size_t left_len, right_len;
    bool counts; /* the figure is a count of things, not of people */
    bool shares; /* 3541人，2208.6万元: counts another thing than the figure right before it */
    size_t left_at[JB_WINDOW], right_at[JB_WINDOW]; /* places in the text */
    jb_span heads, head; /* of a list with 分别 and the figure's own, in the text; else empty */
} jb_window;

typedef enum jb_item_kind { JB_ITEM_WORDS, JB_ITEM_GAP } jb_item_kind;

typedef struct jb_choice {
    const char32_t *text;
    uint32_t len;
    char32_t first, last; /* of its characters: most words are turned away by them */
    bool borrowed;        /* a synonym of what the phrase says */
} jb_choice;

typedef struct jb_item {
    jb_item_kind kind;
    bool optional;
    bool of_class;    /* any word of a class */
    jb_choice *words; /* alternatives; the last has no text */
    uint64_t near;    /* the characters that stand next to the figure, a bit each, by their rest */
} jb_item;

typedef struct jb_phrase {
    size_t owner; /* the caller's number: which indicator */
    uint8_t groups;
    bool anti;
    bool turned;                 /* made from another: the figure before the last word */
    const jb_item *left, *right; /* from the figure outwards */
    size_t left_count, right_count;
    uint64_t topics;    /* one of these must be spoken of; 0 for any */
    const char *source; /* as written */
} jb_phrase;

/* Words that phrases call by one name: <人>. */
typedef struct jb_word_class {
    const char32_t *name;
    jb_choice *words; /* the last has no text */
    size_t count;
} jb_word_class;

/* Phrases by a word: those of one word lie in a row. */
typedef struct jb_rows {
    struct jb_anchor *anchors;
    uint32_t *firsts; /* by word: the first of its row; one more for the end */
} jb_rows;

enum { JB_GROUPS = 4 };

/* Phrases by their word nearest to the figure, for one side of it. */
typedef struct jb_anchored {
    jb_trie *trie;
    jb_rows all;
    jb_rows loose[JB_GROUPS]; /* by group: those whose word may stand farther away */
    size_t longest;           /* of the words */
    bool far;                 /* some phrases reach over what parts clauses */
} jb_anchored;

typedef struct jb_phrases {
    jb_arena *arena;
    jb_word_class *classes, *synonyms;
    size_t class_count, class_cap, synonym_count, synonym_cap;
    jb_phrase *list;
    size_t count, cap;
    jb_anchored sides[2]; /* left and right */
    struct jb_filed *filed;
    size_t filed_count, filed_cap;
    size_t longest;  /* of the words they are filed under */
    uint16_t *needs; /* what must be there besides: phrase_private.h */
    size_t need_count, need_cap;
    struct jb_fillers *fillers; /* what may stand between the figure and the nearest word */
    uint32_t *tried;            /* by phrase: the round it was last tried in */
    uint32_t round;
    const char32_t **topics;
    size_t topic_count;
} jb_phrases;

/* How a phrase fits: `weight` is what its words are worth, `term` the word next to the figure. */
typedef struct jb_fit {
    const jb_phrase *phrase;
    int weight;
    bool right_only;
    bool coordinate;          /* reaches over a figure joined with 、 */
    size_t near_at, near_len; /* the word next to the figure, a place in the text */
} jb_fit;

jb_choice jb_choice_of(const char32_t *text, size_t len);

void jb_phrases_init(jb_phrases *all, jb_arena *arena);
/* The number of a topic's name, from 0 to 63; made when it is new. */
jb_status jb_phrases_topic(jb_phrases *all, const jb_json *name, jb_error *err) JB_MUST_USE;
/* A class of words that later phrases may call by its name. */
jb_status jb_phrases_class(jb_phrases *all, const jb_json *name, const jb_json *words,
                           jb_error *err) JB_MUST_USE;
/* Words that later phrases take for each other; anti-phrases mean what they say. */
jb_status jb_phrases_synonyms(jb_phrases *all, const jb_json *name, const jb_json *words,
                              jb_error *err) JB_MUST_USE;
/* Compiles one phrase; a fault is reported at `text`. */
typedef struct jb_phrase_of {
    size_t owner;
    uint8_t groups; /* JB_GROUPS bits that mean what the caller chose: a match may ask for some */
    bool anti;
} jb_phrase_of;
jb_status jb_phrases_add(jb_phrases *all, jb_phrase_of of, const jb_json *text,
                         jb_error *err) JB_MUST_USE;
/* Every phrase of these groups that fits in the window. */
typedef void jb_fit_found(void *context, const jb_fit *fit);
void jb_phrases_match(jb_phrases *all, const jb_window *window, uint8_t groups, jb_fit_found *found,
                      void *context);

#endif
