/* say.c - what a total covers, in words.
 *
 * Names whom it misses and why, in the order of codes.
 */
#include <jianbao/measure.h>

static bool english(jb_lang lang)
{
    return lang == JB_LANG_EN;
}

const char *jb_coverage_text(jb_arena *arena, size_t covered, size_t expected, jb_lang lang)
{
    return jb_arena_printf(arena, english(lang) ? "%zu of %zu agencies" : "%zu/%zu局", covered,
                           expected);
}

static const char *name_of(const jb_expected *whom, jb_lang lang)
{
    const jb_agency *agency = whom->agency;
    if (agency == NULL) {
        return whom->code;
    }
    if (english(lang) && agency->name_en[0] != '\0') {
        return agency->name_en;
    }
    return agency->short_name[0] != '\0' ? agency->short_name : agency->name;
}

static const char *why(jb_arena *arena, const jb_missing *missing, jb_lang lang)
{
    return missing->figure == NULL ? jb_absence_text(missing->expected->absence, lang)
                                   : jb_reasons_text(arena, missing->reasons, lang);
}

static const char *missing_text(jb_arena *arena, const jb_total *total, size_t limit, jb_lang lang)
{
    const char *out = "";
    size_t named = total->missing_count < limit ? total->missing_count : limit;
    for (size_t i = 0; i < named; i++) {
        const jb_missing *one = &total->missing[i];
        out = jb_arena_printf(arena, english(lang) ? "%s%s%s (%s)" : "%s%s%s（%s）", out,
                              i == 0          ? ""
                              : english(lang) ? ", "
                                              : "、",
                              name_of(one->expected, lang), why(arena, one, lang));
    }
    if (named < total->missing_count) {
        out = jb_arena_printf(arena, english(lang) ? "%s and %zu more" : "%s等%zu家", out,
                              english(lang) ? total->missing_count - named : total->missing_count);
    }
    return out;
}

const char *jb_total_text(jb_arena *arena, const jb_total *total, size_t limit, jb_lang lang)
{
    if (total->barred != 0) {
        return jb_arena_printf(arena, english(lang) ? "No total: %s." : "不作合计：%s。",
                               jb_reasons_text(arena, total->barred, lang));
    }
    if (total->missing_count == 0) {
        return "";
    }
    return jb_arena_printf(
        arena, english(lang) ? "The total covers %s; not included: %s." : "合计含%s，未含%s。",
        jb_coverage_text(arena, total->covered, total->expected, lang),
        missing_text(arena, total, limit, lang));
}
