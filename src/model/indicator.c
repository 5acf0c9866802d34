/* indicator.c - one entry of the catalogue: from JSON to a jb_indicator.
 *
 * Decides which keys an entry has and which of them must agree (kind and unit, band, pitfall in
 * both languages). Refuses to know the other entries.
 */
#include "indicator.h"

#include "codes.h"
#include "unit.h"

#include <string.h>

static const char *const keys[] = {"code",
                                   "zh",
                                   "en",
                                   "short_zh",
                                   "short_en",
                                   "family",
                                   "unit",
                                   "units",
                                   "kind",
                                   "agg",
                                   "direction",
                                   "numerator",
                                   "part_of",
                                   "denominator",
                                   "definition_zh",
                                   "source",
                                   "definition_en",
                                   "band",
                                   "pitfall_zh",
                                   "pitfall_en",
                                   "base_unclear",
                                   "phrases",
                                   "anti_phrases",
                                   "whole_of",
                                   "never_with",
                                   "follows",
                                   NULL};

/* ---- texts
 * --------------------------------------------------------------------------------------- */

typedef struct text_key {
    const char *key;
    size_t at;
    const char *otherwise; /* what stands for an absent key */
    bool required;
} text_key;

static const text_key text_keys[] = {
    {"code", offsetof(jb_indicator, code), NULL, true},
    {"zh", offsetof(jb_indicator, zh), NULL, true},
    {"en", offsetof(jb_indicator, en), NULL, true},
    {"short_zh", offsetof(jb_indicator, short_zh), NULL, true},
    {"short_en", offsetof(jb_indicator, short_en), NULL, true},
    {"family", offsetof(jb_indicator, family), NULL, true},
    {"definition_zh", offsetof(jb_indicator, definition_zh), NULL, true},
    {"definition_en", offsetof(jb_indicator, definition_en), NULL, true},
    {"numerator", offsetof(jb_indicator, numerator), NULL, false},
    {"denominator", offsetof(jb_indicator, denominator), NULL, false},
    {"part_of", offsetof(jb_indicator, part_of), NULL, false},
    {"source", offsetof(jb_indicator, source), "", false},
    {"pitfall_zh", offsetof(jb_indicator, pitfall_zh), "", false},
    {"pitfall_en", offsetof(jb_indicator, pitfall_en), "", false},
};

/* A key that is written must say something; what is not known is left out. */
static jb_status filled_text(const jb_json *value, const char **out, jb_error *err)
{
    jb_status status = jb_json_text(value, out, err);
    if (status == JB_OK && (*out)[0] == '\0') {
        return jb_json_fail(value, err, "\"%s\" is empty; leave the key out instead",
                            "“%s”为空；没有内容请省略此键", jb_json_key(value));
    }
    return status;
}

static jb_status read_texts(const jb_json *entry, jb_indicator *out, jb_error *err)
{
    for (size_t i = 0; i < sizeof text_keys / sizeof text_keys[0]; i++) {
        const text_key *want = &text_keys[i];
        const char *text = want->otherwise;
        const jb_json *value = jb_json_find(entry, want->key);
        jb_status status = JB_OK;
        if (value == NULL && want->required) {
            status = jb_json_need(entry, want->key, JB_JSON_STRING, &value, err);
        } else if (value != NULL) {
            status = filled_text(value, &text, err);
        }
        if (status != JB_OK) {
            return status;
        }
        memcpy((char *)out + want->at, &text, sizeof text);
    }
    return JB_OK;
}

/* Absent (NULL) gives an empty list. */
static jb_status texts_read(jb_arena *arena, const jb_json *array, const char *const **out,
                            jb_error *err)
{
    if (array != NULL) {
        jb_status status = jb_json_want(array, JB_JSON_ARRAY, err);
        if (status != JB_OK) {
            return status;
        }
    }
    size_t count = array == NULL ? 0 : jb_json_count(array);
    const char **list = jb_arena_array(arena, count + 1, sizeof *list);
    const jb_json *item = count == 0 ? NULL : jb_json_first(array);
    for (size_t i = 0; item != NULL; i++, item = jb_json_next(item)) {
        jb_status status = jb_json_text(item, &list[i], err);
        if (status != JB_OK) {
            return status;
        }
        if (list[i][0] == '\0') {
            return jb_json_fail(item, err, "an empty text in a list", "列表中有空文本");
        }
    }
    *out = list;
    return JB_OK;
}

/* ---- closed lists
 * -------------------------------------------------------------------------------- */

typedef struct choice_key {
    const char *key;
    size_t at;
    const char *const *codes;
} choice_key;

static const choice_key choice_keys[] = {
    {"unit", offsetof(jb_indicator, unit), jb_unit_codes},
    {"kind", offsetof(jb_indicator, kind), jb_kind_codes},
    {"agg", offsetof(jb_indicator, agg), jb_agg_codes},
    {"direction", offsetof(jb_indicator, direction), jb_direction_codes},
};
_Static_assert(sizeof(jb_unit) == sizeof(unsigned), "enums are copied as unsigned");
_Static_assert(sizeof(jb_kind) == sizeof(unsigned), "enums are copied as unsigned");
_Static_assert(sizeof(jb_agg) == sizeof(unsigned), "enums are copied as unsigned");
_Static_assert(sizeof(jb_direction) == sizeof(unsigned), "enums are copied as unsigned");

static jb_status read_choices(const jb_json *entry, jb_indicator *out, jb_error *err)
{
    for (size_t i = 0; i < sizeof choice_keys / sizeof choice_keys[0]; i++) {
        const choice_key *want = &choice_keys[i];
        const jb_json *value = NULL;
        unsigned choice = 0;
        jb_status status = jb_json_need(entry, want->key, JB_JSON_STRING, &value, err);
        if (status == JB_OK) {
            status = jb_json_choice(value, want->codes, &choice, err);
        }
        if (status != JB_OK) {
            return status;
        }
        memcpy((char *)out + want->at, &choice, sizeof choice);
    }
    return JB_OK;
}

/* ---- the rest
 * ------------------------------------------------------------------------------------ */

static jb_status read_band(const jb_json *entry, jb_indicator *out, jb_error *err)
{
    const jb_json *band = NULL;
    jb_status status = jb_json_need(entry, "band", JB_JSON_ARRAY, &band, err);
    if (status != JB_OK) {
        return status;
    }
    if (jb_json_count(band) != 2) {
        return jb_json_fail(band, err, "a band is two numbers: [least, most]",
                            "band 应为两个数：[最小, 最大]");
    }
    status = jb_json_dec(jb_json_at(band, 0), &out->band_min, err);
    if (status == JB_OK) {
        status = jb_json_dec(jb_json_at(band, 1), &out->band_max, err);
    }
    if (status == JB_OK && jb_dec_cmp(out->band_min, out->band_max) > 0) {
        return jb_json_fail(band, err, "the band's least value is above its greatest",
                            "band 的最小值大于最大值");
    }
    return status;
}

/* Without `units` the common words of the unit; written ones must be words we know, or figures in
 * them could not be told from others. */
static jb_status read_units(jb_arena *arena, const jb_json *entry, jb_indicator *out, jb_error *err)
{
    const jb_json *list = jb_json_find(entry, "units");
    jb_status status = texts_read(arena, list, &out->units, err);
    if (status != JB_OK || list == NULL) {
        out->units = jb_unit_words(out->unit);
        return status;
    }
    for (size_t i = 0; out->units[i] != NULL; i++) {
        jb_unit unit;
        if (!jb_unit_of(out->units[i], out->unit, &unit)) {
            return jb_json_fail(jb_json_at(list, i), err, "\"%s\" is not a unit this program knows",
                                "“%s”不是本程序认识的单位", out->units[i]);
        }
    }
    return JB_OK;
}

static jb_status read_lists(jb_arena *arena, const jb_json *entry, jb_indicator *out, jb_error *err)
{
    const char *const *phrases = NULL;
    const jb_json *unclear = jb_json_find(entry, "base_unclear");
    jb_status status = read_units(arena, entry, out, err);
    if (status == JB_OK) {
        status = texts_read(arena, jb_json_find(entry, "phrases"), &phrases, err);
    }
    if (status == JB_OK) {
        status = texts_read(arena, jb_json_find(entry, "anti_phrases"), &phrases, err);
    }
    if (status == JB_OK) {
        status = texts_read(arena, jb_json_find(entry, "whole_of"), &out->whole_of, err);
    }
    if (status == JB_OK) {
        status = texts_read(arena, jb_json_find(entry, "never_with"), &out->never_with, err);
    }
    if (status == JB_OK && unclear != NULL) {
        status = jb_json_bool(unclear, &out->base_unclear, err);
    }
    return status;
}

/* Letters, digits and underscores, beginning with the family and an underscore. */
static bool good_code(const jb_indicator *indicator)
{
    const char *code = indicator->code;
    size_t family = strlen(indicator->family);
    return strspn(code, "abcdefghijklmnopqrstuvwxyz0123456789_") == strlen(code) &&
           strncmp(code, indicator->family, family) == 0 && code[family] == '_' &&
           code[family + 1] != '\0';
}

static bool kind_fits(const jb_indicator *indicator)
{
    jb_unit unit = indicator->unit;
    switch (indicator->kind) {
    case JB_KIND_COUNT:
        return unit <= JB_UNIT_OCCASION;
    case JB_KIND_PERSONS:
        return unit == JB_UNIT_PERSON || unit == JB_UNIT_PERSON_TIME;
    case JB_KIND_AMOUNT:
        return unit == JB_UNIT_CNY;
    case JB_KIND_RATE:
        return unit == JB_UNIT_PERCENT;
    case JB_KIND_TEXT:
        return unit == JB_UNIT_NONE;
    }
    return false;
}

static jb_status check_whole(const jb_json *entry, const jb_indicator *out, jb_error *err)
{
    if (!good_code(out)) {
        return jb_json_fail(jb_json_find(entry, "code"), err,
                            "code \"%s\" must be \"%s_\" and lower-case letters, digits or _",
                            "指标代码“%s”应为“%s_”加小写字母、数字或下划线", out->code,
                            out->family);
    }
    if (!kind_fits(out)) {
        return jb_json_fail(jb_json_find(entry, "unit"), err, "a %s is not measured in %s",
                            "kind 为 %s 的指标不能用单位 %s", jb_code_at(jb_kind_codes, out->kind),
                            jb_unit_code(out->unit));
    }
    if ((out->pitfall_zh[0] == '\0') != (out->pitfall_en[0] == '\0')) {
        return jb_json_fail(entry, err, "%s has a pitfall in one language only",
                            "指标 %s 的 pitfall 只写了一种语言", out->code);
    }
    if (out->agg == JB_AGG_RATE && (out->numerator == NULL || out->denominator == NULL)) {
        return jb_json_fail(entry, err,
                            "%s has agg \"rate\" and so needs a numerator and a denominator",
                            "指标 %s 的 agg 为 rate，须写明 numerator 和 denominator", out->code);
    }
    return JB_OK;
}

jb_status jb_indicator_read(jb_arena *arena, const jb_json *entry, jb_indicator *out, jb_error *err)
{
    jb_status status = jb_json_want(entry, JB_JSON_OBJECT, err);
    if (status == JB_OK) {
        status = jb_json_only(entry, keys, err);
    }
    if (status == JB_OK) {
        status = read_texts(entry, out, err);
    }
    if (status == JB_OK) {
        status = read_choices(entry, out, err);
    }
    if (status == JB_OK) {
        status = read_lists(arena, entry, out, err);
    }
    if (status == JB_OK) {
        status = read_band(entry, out, err);
    }
    return status == JB_OK ? check_whole(entry, out, err) : status;
}
