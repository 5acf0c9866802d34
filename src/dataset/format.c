/* format.c - a figure as text: number, scale, unit, qualifier, label.
 *
 * Shows every digit the report gave: moves the point of an amount, never rounds. Knows neither
 * marks nor fonts.
 */
#include "format.h"

#include "qualifier.h"
#include "unit.h"

#include <string.h>

#define NBSP "\xC2\xA0"

/* ---- numbers ----------------------------------------------------------------------------- */

static const char *grouped(jb_arena *arena, const char *digits)
{
    size_t len = strcspn(digits, ".");
    size_t start = digits[0] == '-' ? 1 : 0;
    jb_str out = {0};
    for (size_t i = 0; i < len; i++) {
        if (i > start && (len - i) % 3 == 0) {
            jb_str_addc(&out, ',');
        }
        jb_str_addc(&out, digits[i]);
    }
    jb_str_add(&out, digits + len);
    const char *text = jb_arena_strdup(arena, jb_str_text(&out));
    jb_str_free(&out);
    return text;
}

const char *jb_number_text(jb_arena *arena, jb_dec value, jb_lang lang)
{
    char digits[JB_DEC_TEXT];
    (void)jb_dec_text(value, digits);
    return lang == JB_LANG_EN ? grouped(arena, digits) : jb_arena_strdup(arena, digits);
}

/* The first number of the report's own wording: it knows how many decimals were printed. */
static bool raw_number(const char *raw, jb_dec *out)
{
    const char *digits = strpbrk(raw, "0123456789");
    return digits != NULL && jb_dec_parse(digits, strspn(digits, "0123456789."), out);
}

static jb_dec shown(const jb_fact *fact, int power)
{
    jb_dec value = fact->value;
    jb_dec moved;
    if (power != 0 && jb_dec_shift(value, -power, &moved)) {
        value = jb_dec_trim(moved);
    }
    jb_dec written;
    if (raw_number(fact->raw, &written) && jb_dec_cmp(written, value) == 0) {
        return written;
    }
    return value;
}

/* ---- a figure in pieces ------------------------------------------------------------------ */

typedef struct pieces {
    const char *before; /* qualifier, currency */
    const char *number;
    const char *after; /* qualifier, unit */
} pieces;

static pieces pieces_zh(jb_arena *arena, const jb_figure *figure, int power, bool own_unit)
{
    figure_unit unit = unit_written(figure);
    qualifier_words words = qualifier_zh(figure->fact);
    const char *scale = own_unit ? unit.scale : "";
    const char *word = own_unit ? unit.word : "";
    jb_dec value = shown(figure->fact, own_unit ? unit.power : power);
    pieces out = {.before = words.before,
                  .number = jb_number_text(arena, value, JB_LANG_ZH),
                  .after = jb_arena_join(arena, words.inner, scale, word, words.after)};
    return out;
}

/* "cases" for one case is wrong in a sentence. */
static const char *singular(jb_arena *arena, const char *plural)
{
    size_t len = strlen(plural);
    if (len > 3 && strcmp(plural + len - 3, "ies") == 0) {
        return jb_arena_printf(arena, "%.*sy", (int)(len - 3), plural);
    }
    return len > 1 && plural[len - 1] == 's' ? jb_arena_strndup(arena, plural, len - 1) : plural;
}

static const char *unit_after_en(jb_arena *arena, const jb_figure *figure, int power)
{
    jb_unit unit = unit_written(figure).unit;
    if (unit == JB_UNIT_CNY) {
        return power == 6 ? " million" : "";
    }
    const char *name = jb_unit_name(unit, JB_LANG_EN);
    if (unit == JB_UNIT_PERCENT || name[0] == '\0') {
        return name;
    }
    bool one = jb_dec_cmp(figure->fact->value, jb_dec_int(1)) == 0;
    return jb_arena_printf(arena, " %s", one ? singular(arena, name) : name);
}

static pieces pieces_en(jb_arena *arena, const jb_figure *figure, int power, bool own_unit,
                        const char *qualifier)
{
    bool money = unit_is_money(figure);
    if (own_unit) {
        power = money ? unit_power(figure->fact->value, JB_LANG_EN) : 0;
    }
    pieces out = {.before =
                      jb_arena_join(arena, qualifier, own_unit && money ? "CNY " : "", "", ""),
                  .number = jb_number_text(arena, shown(figure->fact, power), JB_LANG_EN),
                  .after = own_unit ? unit_after_en(arena, figure, power) : ""};
    return out;
}

/* An amount that the column's scale does not fit: it would begin with 0. */
static bool out_of_scale(const jb_figure *figure, int power)
{
    jb_dec value = figure->fact->value;
    jb_dec one = jb_dec_int(1);
    return power > 0 && unit_is_money(figure) && value.coef != 0 &&
           unit_written(figure).power != power && jb_dec_shift(one, power, &one) &&
           jb_dec_cmp(value, one) < 0 && jb_dec_cmp(value, jb_dec_int(0)) > 0;
}

jb_parts figure_parts(jb_arena *arena, const jb_column *of, const jb_figure *figure, jb_lang lang)
{
    const char *label = figure->label_zh;
    const char *gap = NBSP;
    pieces text;
    if (lang == JB_LANG_EN) {
        label = figure->label_en;
        gap = " ";
        text = pieces_en(arena, figure, of->power_en,
                         of->unit_en[0] == '\0' || out_of_scale(figure, of->power_en),
                         qualifier_sign_en(figure->fact->qualifier));
    } else {
        text = pieces_zh(arena, figure, of->power,
                         of->unit_zh[0] == '\0' || out_of_scale(figure, of->power));
    }
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
    pieces text = lang == JB_LANG_EN ? pieces_en(arena, figure, 0, true,
                                                 qualifier_word_en(figure->fact->qualifier))
                                     : pieces_zh(arena, figure, 0, true);
    return jb_arena_join(arena, text.before, text.number, text.after, "");
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
