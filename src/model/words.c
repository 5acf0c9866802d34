/* words.c - a stated figure in words: the report's qualifier and unit, and no digit more or less.
 *
 * Keeps the report's own word for "about" and "at least" where it is known, because 余 and 以上 are
 * not quite the same. Moves the point of an amount by whole powers of ten; never rounds, never
 * turns one base unit into another. Knows no tables.
 */
#include "unit.h"

#include <string.h>

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

/* ---- qualifiers -------------------------------------------------------------------------- */

typedef enum place { BEFORE, INNER, AFTER } place;

typedef struct option {
    const char *found; /* in raw */
    const char *shown;
    jb_qualifier qualifier;
    place place;
} option;

/* Under each qualifier the first word is the usual one. */
static const option options[] = {
    {"以上", "以上", JB_QUAL_AT_LEAST, AFTER},
    {"余", "余", JB_QUAL_AT_LEAST, INNER},
    {"多", "多", JB_QUAL_AT_LEAST, INNER},
    {"至少", "至少", JB_QUAL_AT_LEAST, BEFORE},
    {"不少于", "不少于", JB_QUAL_AT_LEAST, BEFORE},
    {"不低于", "不低于", JB_QUAL_AT_LEAST, BEFORE},
    {"逾", "逾", JB_QUAL_MORE_THAN, BEFORE},
    {"超", "超过", JB_QUAL_MORE_THAN, BEFORE},
    {"约", "约", JB_QUAL_ABOUT, BEFORE},
    {"左右", "左右", JB_QUAL_ABOUT, AFTER},
    {"以下", "以下", JB_QUAL_AT_MOST, AFTER},
    {"以内", "以内", JB_QUAL_AT_MOST, AFTER},
    {"不超过", "不超过", JB_QUAL_AT_MOST, BEFORE},
    {"不足", "不足", JB_QUAL_LESS_THAN, BEFORE},
    {"不到", "不到", JB_QUAL_LESS_THAN, BEFORE},
    {"近", "近", JB_QUAL_NEARLY, BEFORE},
};

static const option *find(const jb_fact *fact)
{
    const option *usual = NULL;
    for (size_t i = 0; i < sizeof options / sizeof options[0]; i++) {
        if (options[i].qualifier != fact->qualifier) {
            continue;
        }
        if (strstr(fact->raw, options[i].found) != NULL) {
            return &options[i];
        }
        usual = usual != NULL ? usual : &options[i];
    }
    return usual;
}

jb_qualifier_words jb_qualifier_zh(const jb_fact *fact)
{
    jb_qualifier_words words = {"", "", ""};
    const option *chosen = find(fact);
    if (chosen == NULL) {
        return words;
    }
    switch (chosen->place) {
    case BEFORE:
        words.before = chosen->shown;
        break;
    case INNER:
        words.inner = chosen->shown;
        break;
    case AFTER:
        words.after = chosen->shown;
        break;
    }
    return words;
}

static const char *const english[JB_QUALIFIERS][2] = {
    [JB_QUAL_EXACT] = {"", ""},
    [JB_QUAL_AT_LEAST] = {"≥", "at least "},
    [JB_QUAL_MORE_THAN] = {">", "more than "},
    [JB_QUAL_ABOUT] = {"c.\u00a0", "about "}, /* no-break space */
    [JB_QUAL_AT_MOST] = {"≤", "at most "},
    [JB_QUAL_LESS_THAN] = {"<", "less than "},
    [JB_QUAL_NEARLY] = {"just under\u00a0", "just under "},
};

const char *jb_qualifier_sign_en(jb_qualifier qualifier)
{
    return qualifier < JB_QUALIFIERS ? english[qualifier][0] : "";
}

const char *jb_qualifier_word_en(jb_qualifier qualifier)
{
    return qualifier < JB_QUALIFIERS ? english[qualifier][1] : "";
}

/* ---- units ------------------------------------------------------------------------------- */

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

int jb_money_power(jb_dec value, jb_lang lang)
{
    if (lang == JB_LANG_EN) {
        return reaches(value, 6) ? 6 : 0;
    }
    if (reaches(value, 8)) {
        return 8;
    }
    return reaches(value, 4) ? 4 : 0;
}

const char *jb_money_unit(int power, jb_lang lang)
{
    if (lang == JB_LANG_EN) {
        return power == 6 ? "CNY million" : "CNY";
    }
    if (power == 8) {
        return "亿元";
    }
    return power == 4 ? "万元" : "元";
}

static const char *scale_word(int power)
{
    static const char *const words[] = {"", "十", "百", "千", "万", "十万", "百万", "千万", "亿"};
    return power >= 0 && (size_t)power < sizeof words / sizeof words[0] ? words[power] : NULL;
}

jb_written jb_fact_written(const jb_fact *fact, const jb_indicator *indicator)
{
    jb_written out = {0, "", "", indicator->unit};
    if (!jb_unit_split(fact->unit, &out.power, &out.word)) {
        out.power = indicator->unit == JB_UNIT_CNY ? jb_money_power(fact->value, JB_LANG_ZH) : 0;
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

/* ---- a figure ---------------------------------------------------------------------------- */

static jb_pieces pieces_zh(jb_arena *arena, const jb_fact *fact, const jb_indicator *of, int power)
{
    bool own = power == JB_OWN_UNIT;
    jb_written unit = jb_fact_written(fact, of);
    jb_qualifier_words words = jb_qualifier_zh(fact);
    jb_dec value = shown(fact, own ? unit.power : power);
    return (jb_pieces){.before = words.before,
                       .number = jb_number_text(arena, value, JB_LANG_ZH),
                       .after = jb_arena_join(arena, words.inner, own ? unit.scale : "",
                                              own ? unit.word : "", words.after)};
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

static const char *unit_after_en(jb_arena *arena, jb_unit unit, jb_dec value, int power)
{
    if (unit == JB_UNIT_CNY) {
        return power == 6 ? " million" : "";
    }
    const char *name = jb_unit_name(unit, JB_LANG_EN);
    if (unit == JB_UNIT_PERCENT || name[0] == '\0') {
        return name;
    }
    bool one = jb_dec_cmp(value, jb_dec_int(1)) == 0;
    return jb_arena_printf(arena, " %s", one ? singular(arena, name) : name);
}

static jb_pieces pieces_en(jb_arena *arena, const jb_fact *fact, const jb_indicator *of, int power,
                           const char *qualifier)
{
    bool own = power == JB_OWN_UNIT;
    bool money = of->unit == JB_UNIT_CNY;
    jb_unit unit = jb_fact_written(fact, of).unit;
    if (own) {
        power = money ? jb_money_power(fact->value, JB_LANG_EN) : 0;
    }
    return (jb_pieces){.before =
                           jb_arena_join(arena, qualifier, own && money ? "CNY " : "", "", ""),
                       .number = jb_number_text(arena, shown(fact, power), JB_LANG_EN),
                       .after = own ? unit_after_en(arena, unit, fact->value, power) : ""};
}

jb_pieces jb_fact_pieces(jb_arena *arena, const jb_fact *fact, const jb_indicator *of, int power,
                         jb_lang lang)
{
    return lang == JB_LANG_EN
               ? pieces_en(arena, fact, of, power, jb_qualifier_sign_en(fact->qualifier))
               : pieces_zh(arena, fact, of, power);
}

const char *jb_fact_words(jb_arena *arena, const jb_fact *fact, const jb_indicator *of,
                          jb_lang lang)
{
    jb_pieces text = lang == JB_LANG_EN ? pieces_en(arena, fact, of, JB_OWN_UNIT,
                                                    jb_qualifier_word_en(fact->qualifier))
                                        : pieces_zh(arena, fact, of, JB_OWN_UNIT);
    return jb_arena_join(arena, text.before, text.number, text.after, "");
}

/* 33万元 and 11517元: an amount that is no whole number of the scale keeps the smaller one while it
 * is short. */
static const char *round_unit(jb_dec value)
{
    static const struct {
        int power;
        const char *unit;
    } scales[] = {{8, "亿元"}, {4, "万元"}};
    jb_dec moved;
    for (size_t i = 0; i < sizeof scales / sizeof *scales; i++) {
        if (reaches(value, scales[i].power) && jb_dec_shift(value, -scales[i].power, &moved) &&
            jb_dec_trim(moved).scale == 0) {
            return scales[i].unit;
        }
    }
    return reaches(value, 6) ? "" : "元";
}

const char *jb_value_words(jb_arena *arena, jb_dec value, const jb_indicator *of, jb_lang lang)
{
    jb_fact fact;
    jb_fact_init(&fact);
    fact.value = value;
    if (of->unit == JB_UNIT_CNY) {
        fact.unit = round_unit(value);
    }
    return jb_fact_words(arena, &fact, of, lang);
}
