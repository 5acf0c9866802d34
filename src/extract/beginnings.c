/* beginnings.c - whether an expression of time can begin at a place of the text.
 *
 * Turns away nearly every place by two characters, or for a number by what stands behind it, so
 * that dates.c looks closely at few. It may say yes where there is no time; where one begins it
 * must: a word added to dates.c has its first two characters here.
 */
#include "dates.h"
#include "hans.h"

/* What may stand second when this character begins a time; NULL when it begins none. */
static const char32_t *seconds_of(uint32_t first)
{
    switch (first) {
    case U'今':
    case U'全':
    case U'去':
    case U'明':
    case U'来':
        return U"年";
    case U'本':
        return U"年季月期";
    case U'当':
        return U"年前";
    case U'年':
        return U"内初";
    case U'上':
        return U"年半一季个月";
    case U'下':
        return U"年半一";
    case U'新':
        return U"的";
    case U'第':
        return U"一二三四";
    case U'截':
        return U"至止到";
    case U'目':
        return U"前";
    case U'迄':
        return U"今";
    case U'每':
        return U"季个半月年周天日";
    case U'连':
        return U"续";
    case U'过':
        return U"去";
    case U'最':
        return U"近";
    case U'春':
        return U"节";
    case U'农':
        return U"历";
    case U'“':
        return U"十";
    case U'期':
        return U"内";
    case U'首':
        return U"季";
    default:
        return NULL;
    }
}

static bool is_among(uint32_t c, const char32_t *list)
{
    while (*list != 0 && *list != c) {
        list++;
    }
    return c != 0 && *list == c;
}

static bool begins_number(uint32_t c)
{
    return jb_is_digit(c) || c == U'十' || jb_han_digit(c) >= 0;
}

/* Digits in either script, scales, and noughts typed as letters. */
static bool is_numeral(uint32_t c)
{
    switch (c) {
    case U'百':
    case U'千':
    case U'万':
    case U'亿':
    case U'廿':
    case 'O':
    case 'o':
    case U'○':
    case U'Ｏ':
        return true;
    default:
        return begins_number(c);
    }
}

/* Where the number ends and blanks behind it, too. */
static size_t behind_number(jb_points t, size_t i)
{
    while (is_numeral(jb_point(t, i))) {
        i++;
    }
    return jb_skip_blanks(t, i);
}

/* 2024年, 11月, 三季度, 1-10月, 2024.2.8, 五年来, 三个月, 一、二季度, 十四五期间: a number is one
 * of time only with these behind it. */
static bool is_of_time(jb_points t, size_t i)
{
    size_t at = behind_number(t, i);
    uint32_t c = jb_point(t, at);
    uint32_t next = jb_point(t, at + 1);
    switch (c) {
    case U'年':
    case U'月':
    case U'季':
    case '/':
        return true;
    case U'个':
        return next == U'年' || next == U'月';
    case U'、':
    case '.':
        return begins_number(next);
    case U'以':
    case U'期':
    case U'时':
        return jb_point(t, i) == U'十';
    default:
        return jb_is_dash(c);
    }
}

bool jb_mark_may_begin_with(uint32_t c)
{
    return c == U'自' || c == U'从' || c == U'近' || c == U'前' || c == U'头' || c == U'到' ||
           c == U'至' || seconds_of(c) != NULL || begins_number(c);
}

bool jb_mark_may_begin(jb_points t, size_t i)
{
    uint32_t c = jb_point(t, i);
    if (c == U'自' || c == U'从') {
        return jb_mark_may_begin(t, jb_skip_blanks(t, i + 1));
    }
    if (c == U'到' || c == U'至') {
        uint32_t next = jb_point(t, i + 1);
        return next == U'今' || (next != U'目' && jb_mark_may_begin(t, jb_skip_blanks(t, i + 1)));
    }
    if (c == U'近' || c == U'前' || c == U'头') {
        uint32_t next = jb_point(t, jb_skip_blanks(t, i + 1));
        return is_numeral(next);
    }
    const char32_t *seconds = seconds_of(c);
    if (seconds != NULL) {
        return is_among(jb_point(t, i + 1), seconds);
    }
    return begins_number(c) && is_of_time(t, i);
}
