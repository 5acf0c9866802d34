/* view.c - looking at text: characters, and what a line begins with, holds, ends with.
 *
 * Decides nothing about reports; the words come from the callers as UTF-8, alternatives separated
 * by a bar.
 */
#include "text.h"

#include <string.h>
#include <unicode/utf8.h>

enum { WORD_MAX = 64 };

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

/* One alternative as code points; *words moves behind it. 0 at the end. */
static size_t next_word(const char **words, uint32_t out[WORD_MAX])
{
    const char *bar = strchr(*words, '|');
    size_t len = bar ? (size_t)(bar - *words) : strlen(*words), count = 0;
    for (size_t pos = 0; pos < len && count < WORD_MAX;) {
        out[count++] = jb_utf8_next(*words, len, &pos);
    }
    *words += bar ? len + 1 : len;
    return count;
}

static bool same(const uint32_t *a, const uint32_t *b, size_t count)
{
    return memcmp(a, b, count * sizeof *a) == 0;
}

static size_t find_word(view v, const uint32_t *word, size_t count)
{
    for (size_t i = 0; i + count <= v.len; i++) {
        if (v.at[i] == word[0] && same(v.at + i, word, count)) {
            return i;
        }
    }
    return SIZE_MAX;
}

size_t view_find(view v, const char *texts)
{
    uint32_t word[WORD_MAX];
    size_t first = SIZE_MAX, count = 0;
    while ((count = next_word(&texts, word)) > 0) {
        size_t at = find_word(v, word, count);
        first = at < first ? at : first;
    }
    return first;
}

bool view_holds(view v, const char *texts)
{
    return view_find(v, texts) != SIZE_MAX;
}

bool view_starts(view v, const char *texts)
{
    uint32_t word[WORD_MAX];
    size_t count = 0;
    while ((count = next_word(&texts, word)) > 0) {
        if (count <= v.len && same(v.at, word, count)) {
            return true;
        }
    }
    return false;
}

bool view_ends(view v, const char *texts)
{
    uint32_t word[WORD_MAX];
    size_t count = 0;
    while ((count = next_word(&texts, word)) > 0) {
        if (count <= v.len && same(v.at + v.len - count, word, count)) {
            return true;
        }
    }
    return false;
}
