/* raw.c - whether a value agrees with the words it was read from, and where in them it stands.
 *
 * Decides only for numbers in digits, full-width ones too; Chinese numerals and zeros in words are
 * for people and for the extraction. Exists because a lost 万 is the commonest slip of the hand.
 */
#include "raw.h"

#include <stdlib.h>
#include <string.h>
#include <uchar.h>

/* A text as code points, with where each begins in it. */
typedef struct text {
    uint32_t *plain, *original;
    size_t *bytes; /* one more than there are points */
    size_t n;
} text;

static bool is_blank(uint32_t c)
{
    return c <= 0x20 || c == 0xA0 || (c >= 0x2000 && c <= 0x200F) || c == 0x202F || c == 0x205F ||
           c == 0x3000 || c == 0xFEFF;
}

/* As far as numbers go what reading a report makes plain. */
static uint32_t plain_of(uint32_t c)
{
    bool digit = c >= 0xFF10 && c <= 0xFF19;
    switch (c) {
    case 0xFF0D: /* － */
    case 0x2212: /* − */
        return '-';
    case 0xFF0E: /* ． */
        return '.';
    case 0xFF05: /* ％ */
        return '%';
    case U'萬':
        return U'万';
    case U'億':
        return U'亿';
    case U'餘':
        return U'余';
    case U'幾':
        return U'几';
    case U'來':
        return U'来';
    default:
        return digit ? c - 0xFF10 + '0' : is_blank(c) ? ' ' : c;
    }
}

static text text_of(const char *utf8)
{
    size_t len = strlen(utf8);
    size_t caps[3] = {0};
    /* No more points than bytes, and an end. */
    text t = {.plain = jb_grow(NULL, &caps[0], len + 1, sizeof *t.plain),
              .original = jb_grow(NULL, &caps[1], len + 1, sizeof *t.original),
              .bytes = jb_grow(NULL, &caps[2], len + 1, sizeof *t.bytes)};
    for (size_t pos = 0; pos < len; t.n++) {
        t.bytes[t.n] = pos;
        t.original[t.n] = jb_utf8_next(utf8, len, &pos);
        t.plain[t.n] = plain_of(t.original[t.n]);
    }
    t.bytes[t.n] = len;
    return t;
}

static void text_free(text *t)
{
    free(t->plain);
    free(t->original);
    free(t->bytes);
}

static bool is_digit(uint32_t c)
{
    return c >= '0' && c <= '9';
}

/* Without the words that count, both ways to read a blank between digits are open. */
static bool always(jb_writing t, size_t at)
{
    (void)t;
    (void)at;
    return true;
}

static bool never(jb_writing t, size_t at)
{
    (void)t;
    (void)at;
    return false;
}

/* ---- agreement ------------------------------------------------------------------------------ */

/* 下降80% is written as -80, so a value below zero may lack its sign in the text. */
static bool equals(jb_dec written, bool negative, jb_dec value)
{
    jb_dec minus = {-written.coef, written.scale};
    if (negative || value.coef < 0) {
        return jb_dec_cmp(minus, value) == 0;
    }
    return jb_dec_cmp(written, value) == 0;
}

/* What is looked for. */
typedef struct wanted {
    jb_writing text;
    const char *unit;
    jb_dec value;
    bool within; /* a number may end before the text does */
} wanted;

static size_t skip_blanks(jb_writing t, size_t i)
{
    while (i < t.n && t.plain[i] == ' ') {
        i++;
    }
    return i;
}

/* Whether nothing follows that could be a unit. */
static bool is_bare(const wanted *w, const jb_number *found)
{
    static const char32_t ends[] = U"，。；、,;)）|";
    size_t at = found->end;
    if (found->power != 0) {
        return false;
    }
    if (!w->within || at >= w->text.n) {
        return skip_blanks(w->text, at) == w->text.n;
    }
    bool over = w->text.original[at] == '\t' || w->text.original[at] == '\n';
    for (size_t i = 0; ends[i] != 0 && !over; i++) {
        over = w->text.plain[at] == ends[i];
    }
    return over;
}

/* A number that nothing follows may have its scale in the unit. */
static bool agrees(const wanted *w, const jb_number *found, bool negative)
{
    int power = 0;
    const char *word = "";
    jb_dec scaled;
    if (!found->known || equals(found->value, negative, w->value)) {
        return found->known;
    }
    return is_bare(w, found) && jb_unit_split(w->unit, &power, &word) &&
           jb_dec_shift(found->value, power, &scaled) && equals(scaled, negative, w->value);
}

/* The number at `at` in one of its readings; *next is where the shortest of them ends. */
static bool matches(const wanted *w, size_t at, bool negative, jb_number *found, size_t *next)
{
    jb_number narrow;
    bool wide = jb_number_read(w->text, at, always, found) && agrees(w, found, negative);
    (void)jb_number_read(w->text, at, never, &narrow);
    *next = narrow.digits_end;
    if (!wide && agrees(w, &narrow, negative)) {
        *found = narrow;
        return true;
    }
    return wide;
}

bool jb_raw_agrees(const char *raw, const char *unit, jb_dec value)
{
    text t = text_of(raw);
    wanted w = {{t.plain, t.original, t.n}, unit, value, false};
    bool minus = t.n > 0 && t.plain[0] == '-';
    bool seen = false;
    bool good = false;
    for (size_t i = 0; i < t.n && !good;) {
        jb_number found;
        if (!is_digit(t.plain[i])) {
            i++;
            continue;
        }
        good = matches(&w, i, minus && !seen, &found, &i);
        seen = true;
    }
    text_free(&t);
    return good || !seen;
}

/* ---- places --------------------------------------------------------------------------------- */

/* The unit as written behind the number, when it is that of the figure. */
static size_t with_unit(const wanted *w, const char *utf8, const text *t, size_t end)
{
    int power = 0;
    const char *word = "";
    size_t at = skip_blanks(w->text, end);
    if (!jb_unit_split(w->unit, &power, &word) || word[0] == '\0' ||
        strncmp(utf8 + t->bytes[at], word, strlen(word)) != 0) {
        return t->bytes[end];
    }
    return t->bytes[at] + strlen(word);
}

size_t jb_number_find(const char *utf8, const char *unit, jb_dec value, jb_number_place *out,
                      size_t max)
{
    text t = text_of(utf8);
    wanted w = {{t.plain, t.original, t.n}, unit, value, true};
    size_t count = 0;
    for (size_t i = 0; i < t.n;) {
        jb_number found;
        size_t start = i;
        if (!is_digit(t.plain[i])) {
            i++;
            continue;
        }
        if (matches(&w, start, false, &found, &i)) {
            if (count < max) {
                size_t end = with_unit(&w, utf8, &t, found.end);
                size_t unit_at = t.bytes[skip_blanks(w.text, found.unit_at)];
                out[count] = (jb_number_place){t.bytes[start], end, unit_at < end ? unit_at : end};
            }
            count++;
            i = found.end > i ? found.end : i;
        }
    }
    text_free(&t);
    return count;
}

bool jb_number_any(const char *utf8)
{
    text t = text_of(utf8);
    bool any = false;
    for (size_t i = 0; i < t.n && !any; i++) {
        any = is_digit(t.plain[i]);
    }
    text_free(&t);
    return any;
}
