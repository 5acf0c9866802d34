/* format.c - a figure as its cell has it: in the column's scale, with its label.
 *
 * Knows neither marks nor fonts.
 */
#include "format.h"

#include <string.h>

#define NBSP "\xC2\xA0"

/* ---- a figure in pieces ------------------------------------------------------------------ */

/* An amount that the column's scale does not fit: it would begin with 0. */
static bool out_of_scale(const jb_figure *figure, int power)
{
    jb_dec value = figure->fact->value;
    jb_dec one = jb_dec_int(1);
    return power > 0 && figure->indicator->unit == JB_UNIT_CNY && value.coef != 0 &&
           jb_fact_written(figure->fact, figure->indicator).power != power &&
           jb_dec_shift(one, power, &one) && jb_dec_cmp(value, one) < 0 &&
           jb_dec_cmp(value, jb_dec_int(0)) > 0;
}

jb_parts figure_parts(jb_arena *arena, const jb_column *of, const jb_figure *figure, jb_lang lang)
{
    bool english = lang == JB_LANG_EN;
    const char *label = english ? figure->label_en : figure->label_zh;
    const char *unit = english ? of->unit_en : of->unit_zh;
    const char *gap = english ? " " : NBSP;
    int power = english ? of->power_en : of->power;
    power = unit[0] == '\0' || out_of_scale(figure, power) ? JB_OWN_UNIT : power;
    jb_pieces text = jb_fact_pieces(arena, figure->fact, figure->indicator, power, lang);
    size_t whole = strcspn(text.number, ".");
    jb_parts parts = {.prefix =
                          jb_arena_join(arena, label, label[0] != '\0' ? gap : "", text.before, ""),
                      .whole = jb_arena_strndup(arena, text.number, whole),
                      .fraction = text.number + whole,
                      .suffix = text.after};
    return parts;
}

jb_parts jb_figure_parts(jb_arena *arena, const jb_dataset *dataset, size_t column,
                         const jb_figure *figure, jb_lang lang)
{
    return figure_parts(arena, &dataset->columns[column], figure, lang);
}

const char *jb_figure_prose(jb_arena *arena, const jb_figure *figure, jb_lang lang)
{
    return jb_fact_words(arena, figure->fact, figure->indicator, lang);
}

const char *date_words(jb_arena *arena, jb_date date, jb_lang lang)
{
    jb_period day = {date, date, JB_PERIOD_PART_YEAR};
    return jb_period_text(arena, day, lang);
}

/* ---- whole cells ------------------------------------------------------------------------- */

const char *jb_cell_text(jb_arena *arena, const jb_dataset *dataset, size_t row, size_t column,
                         jb_lang lang)
{
    const jb_cell *cell = jb_dataset_cell(dataset, row, column);
    if (cell->derived != NULL) {
        return jb_derived_text(arena, cell->derived, lang);
    }
    if (cell->figure_count == 0) {
        return jb_absence_text(cell->absence, lang);
    }
    jb_str out = {0};
    for (size_t i = 0; i < cell->figure_count; i++) {
        jb_parts parts = jb_figure_parts(arena, dataset, column, &cell->figures[i], lang);
        if (i > 0) {
            jb_str_add(&out, lang == JB_LANG_EN ? "; " : "；");
        }
        jb_str_add(&out, parts.prefix);
        jb_str_add(&out, parts.whole);
        jb_str_add(&out, parts.fraction);
        jb_str_add(&out, parts.suffix);
    }
    const char *text = jb_arena_strdup(arena, jb_str_text(&out));
    jb_str_free(&out);
    return text;
}

const char *jb_agency_label(const jb_agency *agency, jb_lang lang)
{
    if (lang == JB_LANG_EN && agency->name_en[0] != '\0') {
        return agency->name_en;
    }
    return agency->short_name[0] != '\0' ? agency->short_name : agency->name;
}
