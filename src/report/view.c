/* view.c - looking at text: characters, and what a line begins with, holds, ends with.
 *
 * Decides nothing about reports; the words come from the callers, alternatives separated by
 * a bar.
 */
#include "text.h"

#include <unicode/utf8.h>

char ascii_small(char c)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz";
    if (c >= 'A' && c <= 'Z') {
        return letters[c - 'A'];
    }
    return c;
}

int32_t utf8_step(const char *bytes, size_t len, size_t *pos)
{
    const uint8_t *text = (const uint8_t *)bytes;
    size_t at = *pos;
    UChar32 c = 0;
    U8_NEXT(text, at, len, c);
    *pos = at;
    return c;
}

view line_view(const jb_original *original, const jb_text_line *line)
{
    size_t start = line->span.start, end = line->span.end, indent = 0;
    while (start < end && original->plain[start] == ' ') {
        uint32_t c = original->points[start++];
        indent += c == 0x3000 ? 2 : c == '\t' ? 4 : 1;
    }
    while (end > start && original->plain[end - 1] == ' ') {
        end--;
    }
    return (view){original->plain + start, end - start, indent};
}

view view_skip(view v, size_t points)
{
    size_t n = points < v.len ? points : v.len;
    return (view){v.at + n, v.len - n, 0};
}

/* The length of the alternative at `word`. */
static size_t word_length(const char32_t *word)
{
    size_t len = 0;
    while (word[len] != 0 && word[len] != '|') {
        len++;
    }
    return len;
}

/* The alternative behind the one at `word`, NULL when that was the last. */
static const char32_t *word_behind(const char32_t *word)
{
    while (*word != 0 && *word != '|') {
        word++;
    }
    return *word == '|' ? word + 1 : NULL;
}

static bool has_at(view v, size_t i, const char32_t *word)
{
    for (; *word != 0 && *word != '|'; word++, i++) {
        if (i >= v.len || v.at[i] != *word) {
            return false;
        }
    }
    return true;
}

static bool any_at(view v, size_t i, const char32_t *texts)
{
    for (const char32_t *word = texts; word != NULL; word = word_behind(word)) {
        if (has_at(v, i, word)) {
            return true;
        }
    }
    return false;
}

static uint64_t bit_of(uint32_t c)
{
    return (uint64_t)1 << (c % 64);
}

/* Where the alternatives begin, and their first characters, a bit each: most places of a text have
 * none of them. */
static void words_note(view_words *words)
{
    for (const char32_t *word = words->texts; word != NULL; word = word_behind(word)) {
        if (words->count == VIEW_WORDS) {
            jb_panic("more than %d words to look for", VIEW_WORDS);
        }
        words->starts[words->count++] = word;
        words->firsts |= bit_of(*word);
    }
}

size_t view_find_words(view v, view_words *words)
{
    if (words->count == 0) {
        words_note(words);
    }
    for (size_t i = 0; i < v.len; i++) {
        bool possible = (words->firsts & bit_of(v.at[i])) != 0;
        for (size_t k = 0; possible && k < words->count; k++) {
            if (*words->starts[k] == v.at[i] && has_at(v, i, words->starts[k])) {
                return i;
            }
        }
    }
    return SIZE_MAX;
}

bool view_starts_words(view v, view_words *words)
{
    if (words->count == 0) {
        words_note(words);
    }
    bool possible = v.len > 0 && (words->firsts & bit_of(v.at[0])) != 0;
    for (size_t k = 0; possible && k < words->count; k++) {
        if (has_at(v, 0, words->starts[k])) {
            return true;
        }
    }
    return false;
}

size_t view_find(view v, const char32_t *texts)
{
    view_words words; /* its places are filled only as far as there are words */
    words.texts = texts;
    words.count = 0;
    words.firsts = 0;
    return view_find_words(v, &words);
}

bool view_holds(view v, const char32_t *texts)
{
    return view_find(v, texts) != SIZE_MAX;
}

bool view_starts(view v, const char32_t *texts)
{
    return any_at(v, 0, texts);
}

bool view_ends(view v, const char32_t *texts)
{
    for (const char32_t *word = texts; word != NULL; word = word_behind(word)) {
        size_t len = word_length(word);
        if (len <= v.len && has_at(v, v.len - len, word)) {
            return true;
        }
    }
    return false;
}
