/* numbers.h - numbers of a text with what belongs to them: qualifier, scale, unit, bound.
 *
 * Decides what a number is worth and how it is hedged. Knows neither what it counts nor whether it
 * is a result (reject.c).
 */
#ifndef JIANBAO_EXTRACT_NUMBERS_H
#define JIANBAO_EXTRACT_NUMBERS_H

#include "dates.h"

#include <jianbao/extract.h>

typedef enum jb_unit_class {
    JB_CLASS_NONE,    /* no unit, or a word that counts nothing we know */
    JB_CLASS_COUNT,   /* 件 家次 人 */
    JB_CLASS_PERCENT, /* % */
    JB_CLASS_POINTS,  /* 个百分点 */
    JB_CLASS_TIMES,   /* 倍 */
    JB_CLASS_MONEY,   /* 元 */
    JB_CLASS_TIME,    /* 天 个工作日 小时 */
    JB_CLASS_OTHER,   /* 平方米 公里 分 */
} jb_unit_class;

typedef struct jb_unit_word {
    const char32_t *text;
    const char *utf8; /* as records write it */
    jb_unit_class class;
} jb_unit_word;

typedef enum jb_quantity_kind {
    JB_QUANTITY_NUMBER,
    JB_QUANTITY_ZERO,  /* 未发生, 无: none, said in words */
    JB_QUANTITY_VAGUE, /* 一批, 多起: some, not said how many */
} jb_quantity_kind;

typedef struct jb_quantity {
    jb_quantity_kind kind;
    jb_span span;   /* qualifier, number, scale, unit, bound */
    jb_span digits; /* the number alone */
    jb_dec value;   /* with its scale: 万 is in it */
    jb_qualifier qualifier;
    const jb_unit_word *unit; /* never NULL; the first of the list when there is none */
    int power;                /* of the scale written: 万 is 4 */
    size_t unit_at;           /* where scale and unit begin */
    bool han;                 /* in Chinese characters */
    bool ranged;              /* 3-5次: no single value */
    bool bounded;             /* 以上, 以下 stand behind it */
    jb_reject why;
} jb_quantity;

/* Reads the quantity at `i` with the qualifier before it; its length from `i`, 0 when there is
 * none. `original` is the same text before it was made plain. */
size_t jb_quantity_read(jb_points plain, const uint32_t *original, size_t i, jb_quantity *out);
/* Those outside the marks, in order; the caller frees. */
jb_quantity *jb_quantities_find(jb_points plain, const uint32_t *original, const jb_mark *marks,
                                size_t mark_count, size_t *count);
/* The unit word at `i`, the first of the list when there is none. */
const jb_unit_word *jb_unit_word_at(jb_points t, size_t i, size_t *len);

#endif
