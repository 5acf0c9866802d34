/* unit.c - the unit a figure is written in and the scale in which money is shown.
 *
 * Moves the point of an amount by whole powers of ten, and does nothing else to a figure: no base
 * unit is ever turned into another.
 */
#include "unit.h"

#include <string.h>

static const char *scale_word(int power)
{
    static const char *const words[] = {"", "十", "百", "千", "万", "十万", "百万", "千万", "亿"};
    return power >= 0 && (size_t)power < sizeof words / sizeof words[0] ? words[power] : NULL;
}

bool unit_is_money(const jb_figure *figure)
{
    return figure->indicator->unit == JB_UNIT_CNY;
}

figure_unit unit_written(const jb_figure *figure)
{
    const jb_indicator *indicator = figure->indicator;
    figure_unit out = {0, "", "", indicator->unit};
    if (!jb_unit_split(figure->fact->unit, &out.power, &out.word)) {
        out.power = unit_is_money(figure) ? unit_power(figure->fact->value, JB_LANG_ZH) : 0;
    }
    out.scale = scale_word(out.power);
    if (out.scale == NULL) {
        out.power = 0;
        out.scale = "";
    }
    bool known = jb_unit_of(out.word, indicator->unit, &out.unit);
    if (!known) {
        out.unit = indicator->unit;
    }
    /* A percent sign of either width, 元 with or without 人民币: one way to print them. */
    bool one_word = known && (out.unit == JB_UNIT_CNY || out.unit == JB_UNIT_PERCENT);
    if (out.word[0] == '\0' || one_word) {
        out.word = jb_unit_name(out.unit, JB_LANG_ZH);
    }
    return out;
}

/* The number is at least 10^power, sign aside. It can then be shown in that scale: what is so large
 * has too few decimals left for the shift to overflow. */
static bool reaches(jb_dec value, int power)
{
    int64_t bound = 1;
    for (int i = 0; i < power; i++) {
        bound *= 10;
    }
    return jb_dec_cmp(value, jb_dec_int(bound)) >= 0 || jb_dec_cmp(value, jb_dec_int(-bound)) <= 0;
}

int unit_power(jb_dec value, jb_lang lang)
{
    if (lang == JB_LANG_EN) {
        return reaches(value, 6) ? 6 : 0;
    }
    if (reaches(value, 8)) {
        return 8;
    }
    return reaches(value, 4) ? 4 : 0;
}

const char *unit_money(int power, jb_lang lang)
{
    if (lang == JB_LANG_EN) {
        return power == 6 ? "CNY million" : "CNY";
    }
    if (power == 8) {
        return "亿元";
    }
    return power == 4 ? "万元" : "元";
}
