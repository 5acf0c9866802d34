/* chars.c - the table of marks and the ranges around it.
 *
 * Decides class and line-edge rules of each mark in one place. Everything not listed follows its
 * Unicode properties.
 */
#include "chars.h"

#include <stdlib.h>
#include <unicode/uchar.h>

enum { NS = 1, NE = 2, CONN = 4 };

typedef struct mark {
    uint16_t code;
    uint8_t cls;
    uint8_t flags;
} mark;

/* Sorted by code point. */
static const mark marks[] = {
    {0x0021, CLS_SYMBOL, NS},        /* ! */
    {0x0024, CLS_LATIN, NE},         /* $ */
    {0x0025, CLS_LATIN, NS},         /* % */
    {0x0028, CLS_SYMBOL, NE},        /* ( */
    {0x0029, CLS_SYMBOL, NS},        /* ) */
    {0x002B, CLS_LATIN, 0},          /* + */
    {0x002C, CLS_SYMBOL, NS},        /* , */
    {0x002D, CLS_LATIN, NS | CONN},  /* - */
    {0x002E, CLS_SYMBOL, NS},        /* . */
    {0x002F, CLS_SYMBOL, NS | CONN}, /* / */
    {0x003A, CLS_SYMBOL, NS},        /* : */
    {0x003B, CLS_SYMBOL, NS},        /* ; */
    {0x003F, CLS_SYMBOL, NS},        /* ? */
    {0x005B, CLS_SYMBOL, NE},        /* [ */
    {0x005D, CLS_SYMBOL, NS},        /* ] */
    {0x007B, CLS_SYMBOL, NE},        /* { */
    {0x007D, CLS_SYMBOL, NS},        /* } */
    {0x007E, CLS_SYMBOL, NS | CONN}, /* ~ */
    {0x00A3, CLS_LATIN, NE},         /* pound */
    {0x00A5, CLS_LATIN, NE},         /* yen */
    {0x00AB, CLS_SYMBOL, NE},        /* left guillemet */
    {0x00B0, CLS_SYMBOL, NS},        /* degree */
    {0x00B7, CLS_MIDDLE, NS},        /* middle dot */
    {0x00BB, CLS_SYMBOL, NS},        /* right guillemet */
    {0x2010, CLS_SYMBOL, NS | CONN}, /* hyphen */
    {0x2011, CLS_SYMBOL, NS | CONN}, /* no-break hyphen */
    {0x2012, CLS_SYMBOL, NS | CONN}, /* figure dash */
    {0x2013, CLS_SYMBOL, NS | CONN}, /* en dash */
    {0x2014, CLS_DASH, NS | CONN},   /* em dash */
    {0x2018, CLS_OPEN, NE},          /* left single quote */
    {0x2019, CLS_CLOSE, NS},         /* right single quote */
    {0x201C, CLS_OPEN, NE},          /* left double quote */
    {0x201D, CLS_CLOSE, NS},         /* right double quote */
    {0x2025, CLS_DASH, NS | CONN},   /* two dots */
    {0x2026, CLS_DASH, NS | CONN},   /* ellipsis */
    {0x2027, CLS_MIDDLE, NS},        /* hyphenation point */
    {0x2030, CLS_LATIN, NS},         /* per mille */
    {0x2032, CLS_SYMBOL, NS},        /* prime */
    {0x2033, CLS_SYMBOL, NS},        /* double prime */
    {0x20AC, CLS_LATIN, NE},         /* euro */
    {0x2103, CLS_SYMBOL, NS},        /* degree Celsius */
    {0x2116, CLS_SYMBOL, NE},        /* numero */
    {0x2212, CLS_LATIN, 0},          /* minus */
    {0x3001, CLS_COMMA, NS},         /* 、 */
    {0x3002, CLS_STOP, NS},          /* 。 */
    {0x3005, CLS_HAN, NS},           /* 々 */
    {0x3008, CLS_OPEN, NE},          /* 〈 */
    {0x3009, CLS_CLOSE, NS},         /* 〉 */
    {0x300A, CLS_OPEN, NE},          /* 《 */
    {0x300B, CLS_CLOSE, NS},         /* 》 */
    {0x300C, CLS_OPEN, NE},          /* 「 */
    {0x300D, CLS_CLOSE, NS},         /* 」 */
    {0x300E, CLS_OPEN, NE},          /* 『 */
    {0x300F, CLS_CLOSE, NS},         /* 』 */
    {0x3010, CLS_OPEN, NE},          /* 【 */
    {0x3011, CLS_CLOSE, NS},         /* 】 */
    {0x3014, CLS_OPEN, NE},          /* 〔 */
    {0x3015, CLS_CLOSE, NS},         /* 〕 */
    {0x3016, CLS_OPEN, NE},          /* 〖 */
    {0x3017, CLS_CLOSE, NS},         /* 〗 */
    {0x301C, CLS_HAN, NS},           /* wave dash */
    {0x30FB, CLS_MIDDLE, NS},        /* katakana middle dot */
    {0xFF01, CLS_STOP, NS},          /* ！ */
    {0xFF04, CLS_HAN, NE},           /* ＄ */
    {0xFF05, CLS_HAN, NS},           /* ％ */
    {0xFF08, CLS_OPEN, NE},          /* （ */
    {0xFF09, CLS_CLOSE, NS},         /* ） */
    {0xFF0C, CLS_COMMA, NS},         /* ， */
    {0xFF0E, CLS_STOP, NS},          /* ． */
    {0xFF0F, CLS_HAN, NS | CONN},    /* ／ */
    {0xFF1A, CLS_STOP, NS},          /* ： */
    {0xFF1B, CLS_STOP, NS},          /* ； */
    {0xFF1F, CLS_STOP, NS},          /* ？ */
    {0xFF3B, CLS_OPEN, NE},          /* ［ */
    {0xFF3D, CLS_CLOSE, NS},         /* ］ */
    {0xFF5B, CLS_OPEN, NE},          /* ｛ */
    {0xFF5D, CLS_CLOSE, NS},         /* ｝ */
    {0xFF5E, CLS_HAN, NS | CONN},    /* ～ */
    {0xFFE1, CLS_HAN, NE},           /* full-width pound */
    {0xFFE5, CLS_HAN, NE},           /* ￥ */
};

static int compare_mark(const void *key, const void *item)
{
    uint32_t code = *(const uint32_t *)key;
    const mark *m = item;
    return code < m->code ? -1 : code > m->code;
}

static bool is_newline(uint32_t c)
{
    return (c >= 0x0A && c <= 0x0D) || c == 0x85 || c == 0x2028 || c == 0x2029;
}

static bool is_space(uint32_t c)
{
    return c == 0x20 || c == 0x09 || c == 0xA0 || c == 0x202F || c == 0x205F || c == 0x3000 ||
           (c >= 0x2000 && c <= 0x200A);
}

static bool is_zero(uint32_t c)
{
    return c == 0xAD || c == 0x61C || (c >= 0x200B && c <= 0x200F) ||
           (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x2069) || c == 0xFEFF ||
           (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF);
}

static char_class class_of(uint32_t c)
{
    if (is_newline(c)) {
        return CLS_NEWLINE;
    }
    if (is_space(c)) {
        return CLS_SPACE;
    }
    if (is_zero(c)) {
        return CLS_ZERO;
    }
    if ((c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x20000 && c <= 0x3FFFF)) {
        return CLS_HAN;
    }
    int width = u_getIntPropertyValue((UChar32)c, UCHAR_EAST_ASIAN_WIDTH);
    if (width == U_EA_WIDE || width == U_EA_FULLWIDTH) {
        return CLS_HAN;
    }
    return u_isalnum((UChar32)c) ? CLS_LATIN : CLS_SYMBOL;
}

char_info char_look_up(uint32_t c)
{
    char_info info = {CLS_LATIN, false, false, false};
    const mark *m = bsearch(&c, marks, sizeof marks / sizeof *marks, sizeof *marks, compare_mark);
    if (!m) {
        info.cls = class_of(c);
        return info;
    }
    info.cls = (char_class)m->cls;
    info.no_start = (m->flags & NS) != 0;
    info.no_end = (m->flags & NE) != 0;
    info.connector = (m->flags & CONN) != 0;
    return info;
}

bool char_is_control(uint32_t c)
{
    return (c < 0x20 || (c >= 0x7F && c < 0xA0)) && !is_newline(c) && c != 0x09;
}

bool char_is_digit(uint32_t c)
{
    return (c >= '0' && c <= '9') || (c >= 0xFF10 && c <= 0xFF19);
}

bool char_is_letter(uint32_t c)
{
    if (c < 0x80) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
    return c < 0x250 && u_isalpha((UChar32)c);
}

bool char_is_trimmed(uint32_t c)
{
    return is_space(c) && c != 0xA0 && c != 0x202F && c != 0x2007;
}

int32_t char_space_width(uint32_t c)
{
    static const int16_t quads[] = {500, 1000, 500, 1000, 333, 250, 167, 500, 250, 200, 100};
    if (c >= 0x2000 && c <= 0x200A) {
        return quads[c - 0x2000];
    }
    if (c == 0x3000) {
        return 1000;
    }
    if (c == 0x202F) {
        return 200;
    }
    return c == 0x205F ? 222 : 0;
}

bool char_prefers_latin(uint32_t c, jb_lang lang)
{
    if (lang == JB_LANG_EN) {
        return c < 0x2300;
    }
    if (c < 0x250) {
        return c != 0xB0 && c != 0xB1 && c != 0xB7 && c != 0xD7 && c != 0xF7;
    }
    /* Dashes of ranges, minus, per mille and the figures of superscripts stand with figures. */
    return (c >= 0x1E00 && c <= 0x1EFF) || (c >= 0x2000 && c <= 0x2013) || c == 0x202F ||
           c == 0x205F || c == 0x2030 || (c >= 0x2070 && c <= 0x209F) || c == 0x20AC || c == 0x2212;
}
