/* text.h - looking at code points: words at a place, before a place, kinds of characters.
 *
 * Every access is bounded: beyond either end there is a NUL. Knows no grammar.
 */
#ifndef JIANBAO_EXTRACT_TEXT_H
#define JIANBAO_EXTRACT_TEXT_H

#include <jianbao/base.h>

#include <uchar.h>

/* Code points somewhere in a longer text; `n` is where reading must stop. */
typedef struct jb_points {
    const uint32_t *p;
    size_t n;
} jb_points;

/* A list of words, longest first where one begins with another; ended by NULL. */
typedef const char32_t *const jb_words[];

static inline uint32_t jb_point(jb_points t, size_t i)
{
    return i < t.n ? t.p[i] : 0;
}

static inline uint32_t jb_point_before(jb_points t, size_t i)
{
    return i > 0 && i <= t.n ? t.p[i - 1] : 0;
}

static inline bool jb_is_digit(uint32_t c)
{
    return c >= '0' && c <= '9';
}

static inline bool jb_is_latin(uint32_t c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static inline bool jb_is_han(uint32_t c)
{
    return (c >= 0x4e00 && c <= 0x9fff) || c == 0x3007 || (c >= 0x3400 && c <= 0x4dbf);
}

static inline size_t jb_points_len(const char32_t *word)
{
    size_t len = 0;
    while (word[len] != 0) {
        len++;
    }
    return len;
}

/* The length of the word when it stands at `i` (ends at `end`), else 0. */
static inline size_t jb_word_at(jb_points t, size_t i, const char32_t *word)
{
    size_t len = 0;
    for (; word[len] != 0; len++) {
        if (i + len >= t.n || t.p[i + len] != word[len]) {
            return 0;
        }
    }
    return len;
}

static inline size_t jb_word_before(jb_points t, size_t end, const char32_t *word)
{
    size_t len = jb_points_len(word);
    return len <= end && jb_point_before(t, end) == word[len - 1] ? jb_word_at(t, end - len, word)
                                                                  : 0;
}

/* A set of characters of the basic plane, asked for every character of a text. */
typedef struct jb_charset {
    uint64_t bits[65536 / 64];
} jb_charset;

static inline bool jb_charset_has(const jb_charset *set, uint32_t c)
{
    return c < 65536 && ((set->bits[c / 64] >> (c % 64)) & 1) != 0;
}

static inline void jb_charset_add(jb_charset *set, uint32_t c)
{
    if (c < 65536) {
        set->bits[c / 64] |= (uint64_t)1 << (c % 64);
    }
}

/* Adds every character for which `holds`. */
void jb_charset_fill(jb_charset *set, bool (*holds)(uint32_t c));

/* A list of words that is asked for at most places of a text: what its words begin and end with is
 * noted at the first question, two characters of each, and turns most places away. */
typedef struct jb_wordset {
    const char32_t *const *words;
    bool noted;
    uint64_t firsts[4], seconds[2]; /* all seconds, when a word has but one character */
    uint64_t lasts[4], befores[2];  /* the same from the end */
} jb_wordset;

void jb_wordset_note(jb_wordset *set);

static inline void jb_note(uint64_t bits[4], uint32_t c)
{
    bits[c / 64 % 4] |= (uint64_t)1 << (c % 64);
}

/* Whether the character may be among those noted: never wrong when it says no. */
static inline bool jb_is_noted(const uint64_t bits[4], uint32_t c)
{
    return ((bits[c / 64 % 4] >> (c % 64)) & 1) != 0;
}

/* The same of the character beside it. */
static inline bool jb_is_noted_beside(const uint64_t bits[2], uint32_t c)
{
    return ((bits[c / 64 % 2] >> (c % 64)) & 1) != 0;
}

/* The length of the first word of the list that stands there, else 0. */
size_t jb_any_at(jb_points t, size_t i, const char32_t *const *words);
size_t jb_any_before(jb_points t, size_t end, const char32_t *const *words);
/* Whether one of the words stands somewhere in [from, to). */
bool jb_any_in(jb_points t, size_t from, size_t to, const char32_t *const *words);

/* The same of sets. */
static inline size_t jb_set_at(jb_points t, size_t i, jb_wordset *set)
{
    if (!set->noted) {
        jb_wordset_note(set);
    }
    bool possible = jb_is_noted(set->firsts, jb_point(t, i)) &&
                    jb_is_noted_beside(set->seconds, jb_point(t, i + 1));
    return possible ? jb_any_at(t, i, set->words) : 0;
}

static inline size_t jb_set_before(jb_points t, size_t end, jb_wordset *set)
{
    if (!set->noted) {
        jb_wordset_note(set);
    }
    bool possible = jb_is_noted(set->lasts, jb_point_before(t, end)) &&
                    jb_is_noted_beside(set->befores, end > 0 ? jb_point_before(t, end - 1) : 0);
    return possible ? jb_any_before(t, end, set->words) : 0;
}

/* The first place in [from, to) where one of the words stands, all of it before `to`; `to` when
 * there is none. */
size_t jb_set_next(jb_points t, size_t from, size_t to, jb_wordset *set);

/* The first place in [from, to) where a word of either may begin: never too far. */
size_t jb_sets_next(jb_points t, size_t from, size_t to, jb_wordset *a, jb_wordset *b);

static inline bool jb_set_in(jb_points t, size_t from, size_t to, jb_wordset *set)
{
    return jb_set_next(t, from, to, set) < to;
}

size_t jb_skip_blanks(jb_points t, size_t i);        /* the next place without a blank */
size_t jb_skip_blanks_before(jb_points t, size_t i); /* the same leftwards */

/* The characters that most of a text is made of, none of them a sign. */
static inline bool jb_is_common(uint32_t c)
{
    return c - 0x4e00 < 0x5200;
}

/* Signs by their last six bits, in which no two of them agree: one look tells whether a character
 * is among them, without a branch for each. */
typedef struct jb_signs {
    uint16_t at[64]; /* what cannot stand at its place where there is none */
} jb_signs;

extern const jb_signs jb_stops, jb_commas;

static inline bool jb_is_sign(const jb_signs *signs, uint32_t c)
{
    return signs->at[c % 64] == c;
}

/* Ends a sentence: 。！？ and line ends. */
static inline bool jb_is_stop(uint32_t c)
{
    return jb_is_sign(&jb_stops, c);
}

/* Parts clauses: ，；： and brackets, in both widths. */
static inline bool jb_is_comma(uint32_t c)
{
    return jb_is_sign(&jb_commas, c);
}

bool jb_is_opening(uint32_t c); /* brackets and quotes */
bool jb_is_closing(uint32_t c);
bool jb_is_quote(uint32_t c);

/* UTF-8 to code points in the arena, ended by 0. */
const char32_t *jb_points_of(jb_arena *arena, const char *text);

#endif
