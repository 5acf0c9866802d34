/* hans.c - numerals in Chinese characters. */
#include "hans.h"

static int64_t scale_of(uint32_t c)
{
    switch (c) {
    case U'十':
        return 10;
    case U'百':
        return 100;
    case U'千':
        return 1000;
    case U'万':
        return 10000;
    case U'亿':
        return 100000000;
    default:
        return 0;
    }
}

/* 二〇二四: digits one by one. */
static size_t read_plain(jb_points t, size_t i, int64_t *value)
{
    size_t len = 0;
    *value = 0;
    for (; len < 15 && jb_han_digit(jb_point(t, i + len)) >= 0; len++) {
        *value = *value * 10 + jb_han_digit(jb_point(t, i + len));
    }
    return len;
}

typedef struct sum {
    int64_t high, middle, section, digit; /* behind 亿, behind 万, below, not yet scaled */
    bool has_digit;
} sum;

/* Adds one scale character; false when the numeral would be nonsense (十 after 百 without need). */
static bool apply(sum *s, int64_t scale)
{
    int64_t below = s->section + s->digit;
    if (scale == 100000000) {
        below += s->middle;
        s->high = below * scale;
        s->middle = s->section = 0;
    } else if (scale == 10000) {
        s->middle = below * scale;
        s->section = 0;
    } else {
        if (!s->has_digit && !(scale == 10 && s->section % 100 == 0)) {
            return false;
        }
        below = 1;
        s->section += (s->has_digit ? s->digit : 1) * scale;
    }
    s->digit = 0;
    s->has_digit = false;
    return below > 0;
}

size_t jb_han_read(jb_points t, size_t i, int64_t *value)
{
    size_t len = read_plain(t, i, value);
    if (len > 1 && scale_of(jb_point(t, i + len)) == 0 && jb_point(t, i) != U'零') {
        return len;
    }
    sum s = {0};
    for (len = 0; len < 20; len++) {
        uint32_t c = jb_point(t, i + len);
        int digit = c == U'廿' ? -1 : jb_han_digit(c);
        int64_t scale = scale_of(c);
        if (digit >= 0 && !(s.has_digit && s.digit > 0)) {
            s.digit = digit;
            s.has_digit = digit > 0;
        } else if (c == U'廿' && len == 0) {
            s.section = 20;
        } else if (scale == 0 || (scale == 100000000 && s.high > 0) || !apply(&s, scale)) {
            break;
        }
    }
    *value = s.high + s.middle + s.section + s.digit;
    return len;
}
