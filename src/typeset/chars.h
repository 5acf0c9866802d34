/* chars.h - what kind of character a code point is to the typesetter.
 *
 * Decides the classes after W3C CLREQ and which marks may not open or close a line. Knows no
 * fonts and no widths.
 */
#ifndef JIANBAO_TYPESET_CHARS_H
#define JIANBAO_TYPESET_CHARS_H

#include <jianbao/base.h>

typedef enum char_class {
    CLS_HAN,    /* ideographs, kana, other full-width signs */
    CLS_LATIN,  /* letters and figures, and signs that belong to a figure */
    CLS_SYMBOL, /* all else: takes no gap */
    CLS_OPEN,   /* full-width opening mark: its white is on the left */
    CLS_CLOSE,  /* full-width closing mark: its white is on the right */
    CLS_COMMA,  /* pause within a sentence */
    CLS_STOP,   /* end of a sentence or clause */
    CLS_MIDDLE, /* middle dot: white on both sides */
    CLS_DASH,   /* dash or ellipsis, written twice */
    CLS_SPACE,
    CLS_ZERO, /* drawn as nothing, with no width */
    CLS_NEWLINE
} char_class;

typedef struct char_info {
    char_class cls;
    bool no_start;  /* not at the start of a line */
    bool no_end;    /* not at the end of a line */
    bool connector; /* no_start, yet fine after a space: "- item" */
} char_info;

char_info char_look_up(uint32_t c);
/* Almost all are characters, letters or figures, and every rule asks. */
static inline bool char_is_plain(uint32_t c)
{
    return (c >= 0x4E00 && c <= 0x9FFF) || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
           (c >= 'A' && c <= 'Z');
}
static inline char_info char_look(uint32_t c)
{
    if (char_is_plain(c)) {
        return (char_info){c >= 0x4E00 ? CLS_HAN : CLS_LATIN, false, false, false};
    }
    return char_look_up(c);
}

/* A control character that stands for neither a line end nor a space. */
bool char_is_control(uint32_t c);
bool char_is_digit(uint32_t c);  /* ASCII or full-width */
bool char_is_letter(uint32_t c); /* Latin letter */
/* A space that a line end swallows; no-break spaces are not. */
bool char_is_trimmed(uint32_t c);
/* Width of a space that has one by definition, in 1/1000 em; 0 for others. */
int32_t char_space_width(uint32_t c);
/* Whether the role's Latin font is asked first. */
bool char_prefers_latin(uint32_t c, jb_lang lang);

#endif
