/* unit.h - the unit a figure is written in and the one its column shows. */
#ifndef JIANBAO_DATASET_UNIT_H
#define JIANBAO_DATASET_UNIT_H

#include <jianbao/dataset.h>

typedef struct figure_unit {
    int power;         /* of the scale word: 4 for 万元 */
    const char *scale; /* 万, 亿, "" */
    const char *word;  /* 元, 宗, 家次, % */
    jb_unit unit;      /* what the word stands for */
} figure_unit;

/* As the report wrote it; where it wrote none, the canonical one. */
figure_unit unit_written(const jb_figure *figure);

/* Of the powers 0, 4, 8 (English 0, 6) the largest in which `value` is at least 1. */
int unit_power(jb_dec value, jb_lang lang);
/* 万元, 亿元 / CNY million; the power is one of unit_power's. */
const char *unit_money(int power, jb_lang lang);
bool unit_is_money(const jb_figure *figure);

#endif
