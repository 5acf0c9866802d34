/* breaks.h - how willingly a text may be cut before each character.
 *
 * Private to the room: finer than jb_break, so that a line that cannot be broken well is broken
 * at the least evil place.
 */
#ifndef JIANBAO_TYPESET_BREAKS_H
#define JIANBAO_TYPESET_BREAKS_H

#include <jianbao/typeset.h>

#include <unicode/ubrk.h>

/* From worst to best. */
typedef enum cut {
    CUT_NEVER, /* within one cluster */
    CUT_BAD,   /* a mark would stand astray at a line's edge */
    CUT_LAST,  /* within a word or number */
    CUT_WEAK,  /* between a number and its unit */
    CUT_WORD,  /* within a Chinese word: as good as any, but not in a title */
    CUT_MAY,
    CUT_MUST,
    CUTS
} cut;

/* Texts come again: names in each table and chart of a document, heads and the introduction in each
 * document of a batch. A text of few characters is kept with its cuts, by its hash. */
enum { KEPT_TEXTS = 256, KEPT_LENGTH = 1024 };

typedef struct kept_text {
    uint32_t *text; /* NULL: none; the cuts lie behind it */
    uint8_t *cuts;
    size_t count, cap;
    jb_lang lang;
    bool loose;
} kept_text;

/* Buffers and iterators, kept from call to call. Zero-initialise. */
typedef struct breaker {
    kept_text kept[KEPT_TEXTS];
    UBreakIterator *lines[2]; /* per language */
    UBreakIterator *words;
    bool loose;   /* a dash or an ellipsis may begin a line */
    UChar *units; /* the text as ICU wants it */
    size_t unit_cap;
    uint32_t *places; /* code point at each unit */
    size_t place_cap;
    uint32_t *seen; /* the text without characters that draw nothing */
    size_t seen_cap;
    uint8_t *seen_cuts;
    size_t seen_cut_cap;
} breaker;

void breaker_free(breaker *b);

/* cuts[i] is for the place before code point i; cuts has room for count. */
void breaks_find(breaker *b, const uint32_t *text, size_t count, jb_lang lang, uint8_t *cuts);
/* Turns CUT_MAY within a Chinese word into CUT_WORD. */
void breaks_mark_words(breaker *b, const uint32_t *text, size_t count, uint8_t *cuts);

/* Numbers, their signs, units and ranges: lowers cuts within them to CUT_WEAK. */
void numbers_glue(const uint32_t *text, size_t count, jb_lang lang, uint8_t *cuts);

#endif
