/* text.c - looking at code points.
 *
 * Decides which marks part clauses and which end sentences. Knows no words.
 */
#include "text.h"

#include <string.h>

/* A sign at its place. The first place is that of NUL, too, and holds what never stands there. */
#define SIGN(c) [(c) % 64] = (c)

const jb_signs jb_stops = {
    {[0] = 1, SIGN(U'。'), SIGN(U'！'), SIGN(U'？'), SIGN('!'), SIGN('?'), SIGN('\n')}};
const jb_signs jb_commas = {{[0] = 1,
                             SIGN(','),
                             SIGN(U'，'),
                             SIGN(';'),
                             SIGN(U'；'),
                             SIGN(':'),
                             SIGN(U'：'),
                             SIGN('('),
                             SIGN(')'),
                             SIGN(U'（'),
                             SIGN(U'）')}};

size_t jb_any_at(jb_points t, size_t i, const char32_t *const *words)
{
    uint32_t c = jb_point(t, i);
    for (; *words != NULL; words++) {
        size_t len = **words == c ? jb_word_at(t, i, *words) : 0;
        if (len > 0) {
            return len;
        }
    }
    return 0;
}

/* Most words are turned away by their last character. */
size_t jb_any_before(jb_points t, size_t end, const char32_t *const *words)
{
    for (; *words != NULL; words++) {
        size_t len = jb_word_before(t, end, *words);
        if (len > 0) {
            return len;
        }
    }
    return 0;
}

/* A character, or all of them where a word has none there. */
static void note_beside(uint64_t bits[2], bool there, uint32_t c)
{
    bits[c / 64 % 2] |= (uint64_t)1 << (c % 64);
    for (size_t i = 0; !there && i < 2; i++) {
        bits[i] = UINT64_MAX;
    }
}

void jb_wordset_note(jb_wordset *set)
{
    for (const char32_t *const *word = set->words; *word != NULL; word++) {
        size_t len = jb_points_len(*word);
        jb_note(set->firsts, **word);
        jb_note(set->lasts, (*word)[len - 1]);
        note_beside(set->seconds, len > 1, (*word)[1]);
        note_beside(set->befores, len > 1, (*word)[len > 1 ? len - 2 : 0]);
    }
    set->noted = true;
}

size_t jb_set_next(jb_points t, size_t from, size_t to, jb_wordset *set)
{
    jb_points part = {t.p, to < t.n ? to : t.n};
    if (!set->noted) {
        jb_wordset_note(set);
    }
    for (size_t i = from; i < part.n; i++) {
        if (jb_is_noted(set->firsts, t.p[i]) &&
            jb_is_noted_beside(set->seconds, jb_point(part, i + 1)) &&
            jb_any_at(part, i, set->words) > 0) {
            return i;
        }
    }
    return to;
}

size_t jb_sets_next(jb_points t, size_t from, size_t to, jb_wordset *a, jb_wordset *b)
{
    uint64_t firsts[4];
    if (!a->noted) {
        jb_wordset_note(a);
    }
    if (!b->noted) {
        jb_wordset_note(b);
    }
    for (size_t i = 0; i < 4; i++) {
        firsts[i] = a->firsts[i] | b->firsts[i];
    }
    while (from < to && !jb_is_noted(firsts, t.p[from])) {
        from++;
    }
    return from;
}

bool jb_any_in(jb_points t, size_t from, size_t to, const char32_t *const *words)
{
    jb_wordset set = {.words = words};
    return jb_set_in(t, from, to, &set);
}

size_t jb_skip_blanks(jb_points t, size_t i)
{
    while (jb_point(t, i) == ' ') {
        i++;
    }
    return i;
}

size_t jb_skip_blanks_before(jb_points t, size_t i)
{
    while (jb_point_before(t, i) == ' ') {
        i--;
    }
    return i;
}

void jb_charset_fill(jb_charset *set, bool (*holds)(uint32_t c))
{
    for (uint32_t c = 0; c < 65536; c++) {
        if (holds(c)) {
            jb_charset_add(set, c);
        }
    }
}

bool jb_is_opening(uint32_t c)
{
    return c == '(' || c == U'（' || c == '[' || c == U'【' || c == U'〔' || c == U'《' ||
           c == U'〈' || c == U'“' || c == U'‘' || c == U'「' || c == U'『';
}

bool jb_is_closing(uint32_t c)
{
    return c == ')' || c == U'）' || c == ']' || c == U'】' || c == U'〕' || c == U'》' ||
           c == U'〉' || c == U'”' || c == U'’' || c == U'」' || c == U'』';
}

bool jb_is_quote(uint32_t c)
{
    return c == U'“' || c == U'”' || c == U'‘' || c == U'’' || c == '"' || c == '\'' ||
           c == U'「' || c == U'」' || c == U'『' || c == U'』';
}

const char32_t *jb_points_of(jb_arena *arena, const char *text)
{
    size_t len = strlen(text);
    char32_t *out = jb_arena_array(arena, jb_utf8_count(text, len) + 1, sizeof *out);
    size_t count = 0;
    for (size_t pos = 0; pos < len;) {
        out[count++] = jb_utf8_next(text, len, &pos);
    }
    return out;
}
