/* hans.h - numerals in Chinese characters.
 *
 * Decides what 一千二百零三, 二〇二四, 两 and 廿 are worth. Knows nothing of what stands around
 * them.
 */
#ifndef JIANBAO_EXTRACT_HANS_H
#define JIANBAO_EXTRACT_HANS_H

#include "text.h"

/* 0 to 9, -1 when it is none; 两 is 2. */
static inline int jb_han_digit(uint32_t c)
{
    switch (c) {
    case U'零':
    case U'〇':
    case U'○':
        return 0;
    case U'一':
        return 1;
    case U'二':
    case U'两':
        return 2;
    case U'三':
        return 3;
    case U'四':
        return 4;
    case U'五':
        return 5;
    case U'六':
        return 6;
    case U'七':
        return 7;
    case U'八':
        return 8;
    case U'九':
        return 9;
    default:
        return -1;
    }
}
/* Reads the numeral at `i`, composed with 十百千万亿 or digit by digit; returns its length, 0 when
 * there is none. A lone 百, 千, 万 or 亿 is no numeral; 十 is 10. */
size_t jb_han_read(jb_points t, size_t i, int64_t *value);

#endif
