/* chart_scale.c - round steps for a chart's axis, and lengths on it. Exact: a figure is a decimal.
 */
#include "chart.h"

/* 1, 2 or 5 times a power of ten, the smallest of which CHART_TICKS - 1 reach the value. */
static bool step_reaches(jb_dec step, jb_dec most)
{
    jb_dec reach;
    return !jb_dec_mul(step, jb_dec_int(CHART_TICKS - 1), &reach) || jb_dec_cmp(reach, most) >= 0;
}

static jb_dec step_for(jb_dec most)
{
    static const int64_t heads[] = {1, 2, 5};
    for (int power = -6; power < 18; power++) {
        for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
            jb_dec step;
            if (jb_dec_shift(jb_dec_int(heads[i]), power, &step) && step_reaches(step, most)) {
                return step;
            }
        }
    }
    return most;
}

chart_scale chart_scale_make(jb_dec most)
{
    chart_scale scale = {.top = jb_dec_int(1), .step = jb_dec_int(1), .steps = 1};
    if (jb_dec_cmp(most, jb_dec_int(0)) <= 0) {
        return scale;
    }
    scale.step = step_for(most);
    scale.top = scale.step;
    while (jb_dec_cmp(scale.top, most) < 0 && scale.steps < CHART_TICKS - 1) {
        jb_dec next;
        if (!jb_dec_add(scale.top, scale.step, &next)) {
            break;
        }
        scale.top = next;
        scale.steps++;
    }
    return scale;
}

jb_len chart_length(const chart_scale *scale, jb_dec value, jb_len room)
{
    enum { DIGITS = 9, ONE = 1000000000 };
    jb_dec share;
    if (jb_dec_cmp(value, scale->top) >= 0) {
        return room;
    }
    if (jb_dec_cmp(value, jb_dec_int(0)) <= 0 ||
        !jb_dec_div(value, scale->top, DIGITS, JB_ROUND_HALF_UP, &share) ||
        !jb_dec_round(share, DIGITS, JB_ROUND_HALF_UP, &share)) {
        return 0;
    }
    return (jb_len)((share.coef * room + ONE / 2) / ONE);
}

/* English groups by three. */
static const char *group(jb_arena *arena, const char *digits)
{
    jb_str out = {0};
    size_t whole = 0;
    while (digits[whole] >= '0' && digits[whole] <= '9') {
        whole++;
    }
    for (size_t i = 0; digits[i] != '\0'; i++) {
        if (i > 0 && i < whole && (whole - i) % 3 == 0) {
            jb_str_addc(&out, ',');
        }
        jb_str_addc(&out, digits[i]);
    }
    const char *text = jb_arena_strdup(arena, jb_str_text(&out));
    jb_str_free(&out);
    return text;
}

const char *chart_tick(jb_arena *arena, const chart_scale *scale, unsigned tick, int power,
                       jb_lang lang)
{
    jb_dec value = scale->step;
    char text[JB_DEC_TEXT];
    if (!jb_dec_mul(scale->step, jb_dec_int(tick), &value) ||
        !jb_dec_shift(value, -power, &value)) {
        return "";
    }
    (void)jb_dec_text(jb_dec_trim(value), text);
    return lang == JB_LANG_EN ? group(arena, text) : jb_arena_strdup(arena, text);
}
