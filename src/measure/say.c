/* say.c - what a total covers, in words.
 *
 * Names whom it misses and why, in the order of codes.
 */
#include <jianbao/measure.h>

#include <string.h>

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
    unsigned reasons = jb_reasons_telling(missing->reasons);
    if (missing->figure == NULL) {
        return jb_absence_text(missing->expected->absence, lang);
    }
    if (reasons == JB_REASON_NOTHING) {
        /* Of a rate only one of the two figures that it is made of. */
        return english(lang) ? "one of the two figures is not there" : "缺配对的另一个数";
    }
    return jb_reasons_text(arena, reasons, lang);
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

static bool is_missing(const jb_total *total, const char *code)
{
    for (size_t i = 0; i < total->missing_count; i++) {
        if (strcmp(total->missing[i].expected->code, code) == 0) {
            return true;
        }
    }
    return false;
}

/* Of an agency that is counted another figure may be left: it says so, or one of two would seem to
 * be all there is. Repeats, and figures of divisions above, are no such thing. */
static const char *beside_text(jb_arena *arena, const jb_total *total, size_t limit, jb_lang lang)
{
    const unsigned harmless = JB_REASON_REPEATED | JB_REASON_OUTSIDE | JB_REASON_REJECTED;
    const char *out = "";
    size_t count = 0;
    for (size_t i = 0; i < total->left_out_count; i++) {
        const jb_measured *one = total->left_out[i].figure;
        unsigned reasons = total->left_out[i].reasons;
        if ((reasons & harmless) != 0 || is_missing(total, one->fact->agency_code) ||
            ++count > limit) {
            continue;
        }
        jb_expected whom = {.code = one->fact->agency_code, .agency = one->agency};
        out = jb_arena_printf(arena, english(lang) ? "%s%s%s (%s)" : "%s%s%s（%s）", out,
                              count == 1      ? ""
                              : english(lang) ? ", "
                                              : "、",
                              name_of(&whom, lang), jb_reasons_text(arena, reasons, lang));
    }
    if (count == 0) {
        return "";
    }
    return jb_arena_printf(arena,
                           english(lang) ? "Further figures not counted: %zu, of %s."
                                         : "另有%zu个数未计入：%s。",
                           count, out);
}

const char *jb_total_text(jb_arena *arena, const jb_total *total, size_t limit, jb_lang lang)
{
    if (total->barred != 0) {
        return jb_arena_printf(arena, english(lang) ? "No total: %s." : "不作合计：%s。",
                               jb_reasons_text(arena, jb_reasons_telling(total->barred), lang));
    }
    const char *beside = beside_text(arena, total, limit, lang);
    if (total->missing_count == 0) {
        return beside;
    }
    return jb_arena_printf(arena,
                           english(lang) ? "The total covers %s; not included: %s.%s%s"
                                         : "合计含%s，未含%s。%s%s",
                           jb_coverage_text(arena, total->covered, total->expected, lang),
                           missing_text(arena, total, limit, lang),
                           english(lang) && *beside != '\0' ? " " : "", beside);
}
