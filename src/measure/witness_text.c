/* witness_text.c - a verdict in a list: its name, the figure tested, what it was held against.
 *
 * Each kind of check says what stands there, with units; figures stand as their reports write them.
 * Decides no verdict.
 */
#include "witness.h"

#include <string.h>

/* ---- verdicts ---------------------------------------------------------------------------- */

const char *jb_outcome_code(jb_outcome outcome)
{
    static const char *const codes[] = {"holds", "fails", "untestable"};
    return codes[outcome];
}

const char *jb_outcome_name(jb_outcome outcome, jb_lang lang)
{
    static const char *const zh[] = {"成立", "不成立", "无法核对"};
    static const char *const en[] = {"holds", "does not hold", "cannot be tested"};
    return lang == JB_LANG_EN ? en[outcome] : zh[outcome];
}

bool jb_check_is_likelihood(const char *check)
{
    static const char *const checks[] = {"equal", "average", "slip", "band"};
    for (size_t i = 0; i < sizeof checks / sizeof *checks; i++) {
        if (strcmp(check, checks[i]) == 0) {
            return true;
        }
    }
    return false;
}

const char *jb_verdict_name(const char *check, jb_outcome outcome, jb_lang lang)
{
    if (outcome == JB_OUTCOME_FAILS && jb_check_is_likelihood(check)) {
        return lang == JB_LANG_EN ? "doubtful" : "存疑";
    }
    return jb_outcome_name(outcome, lang);
}

/* ---- words ------------------------------------------------------------------------------- */

const char *band_words(jb_arena *arena, const jb_indicator *of, jb_lang lang)
{
    return jb_arena_printf(arena, lang == JB_LANG_EN ? "%s to %s" : "%s—%s",
                           jb_value_words(arena, of->band_min, of, lang),
                           jb_value_words(arena, of->band_max, of, lang));
}

static const char *in_words(jb_arena *arena, const jb_measured *figure, jb_lang lang)
{
    return jb_fact_words(arena, figure->fact, figure->indicator, lang);
}

/* A number that a check worked out, "70" or "1085-1090", in the unit of the figure. */
static const char *found_words(const jb_hearing *h, const char *text)
{
    const jb_measured *figure = &h->figures[0];
    const char *dash = strchr(text[0] == '-' ? text + 1 : text, '-');
    const char *number = text;
    jb_dec value;
    if (dash != NULL) {
        number = jb_arena_printf(h->arena, h->lang == JB_LANG_EN ? "%.*s to %s" : "%.*s—%s",
                                 (int)(dash - text), text, dash + 1);
    } else if (!jb_dec_parse(text, strlen(text), &value)) {
        return text;
    } else if (figure->indicator->unit == JB_UNIT_CNY || h->lang == JB_LANG_EN) {
        return jb_value_words(h->arena, value, figure->indicator, h->lang);
    }
    return jb_arena_join(h->arena, number, h->lang == JB_LANG_EN ? " " : "",
                         h->lang == JB_LANG_EN
                             ? jb_unit_name(jb_measured_unit(figure), h->lang)
                             : jb_fact_written(figure->fact, figure->indicator).word,
                         "");
}

/* "核算70", "各部分之和269" / "worked out: 70". */
static const char *labelled(const jb_hearing *h, const char *zh, const char *en, const char *text)
{
    return h->lang == JB_LANG_EN ? jb_arena_printf(h->arena, "%s: %s", en, text)
                                 : jb_arena_printf(h->arena, "%s%s", zh, text);
}

/* The figures that it was held against, by name. */
static const char *others(const jb_hearing *h)
{
    bool english = h->lang == JB_LANG_EN;
    const char *out = "";
    for (size_t i = 1; i < h->count; i++) {
        const jb_indicator *of = h->figures[i].indicator;
        const char *words = in_words(h->arena, &h->figures[i], h->lang);
        const char *name = english ? jb_arena_printf(h->arena, "%s: ", of->short_en) : of->short_zh;
        out = jb_arena_join(h->arena, out, i == 1 ? "" : english ? "; " : "；", name, words);
    }
    return out;
}

/* The quotient that the catalogue makes of the two figures. */
static const jb_indicator *quotient_of(const jb_hearing *h)
{
    const jb_indicator *of = NULL;
    for (size_t i = 0; h->count > 1 && (of = jb_catalogue_at(h->catalogue, i)) != NULL; i++) {
        if (of->agg == JB_AGG_RATE && of->unit != JB_UNIT_PERCENT && of->numerator != NULL &&
            of->denominator != NULL && strcmp(of->numerator, h->figures[0].indicator->code) == 0 &&
            strcmp(of->denominator, h->figures[1].indicator->code) == 0) {
            return of;
        }
    }
    return NULL;
}

static const char *average_words(const jb_hearing *h)
{
    const jb_indicator *of = quotient_of(h);
    jb_dec value;
    if (of == NULL || !jb_dec_parse(h->found, strlen(h->found), &value)) {
        return others(h);
    }
    const char *mean = jb_value_words(h->arena, value, of, h->lang);
    const char *band = band_words(h->arena, of, h->lang);
    return h->lang == JB_LANG_EN
               ? jb_arena_printf(h->arena, "%s: %s; usual: %s", of->short_en, mean, band)
               : jb_arena_printf(h->arena, "%s%s；常见范围%s", of->short_zh, mean, band);
}

static const char *band_end(const jb_hearing *h)
{
    const jb_indicator *of = h->figures[0].indicator;
    bool low = jb_dec_cmp(h->figures[0].fact->value, of->band_min) < 0;
    const char *end = jb_value_words(h->arena, low ? of->band_min : of->band_max, of, h->lang);
    return low ? labelled(h, "常见下限", "usually at least", end)
               : labelled(h, "常见上限", "usually at most", end);
}

/* ---- the two columns --------------------------------------------------------------------- */

static bool is(const jb_hearing *h, const char *check)
{
    return strcmp(h->check, check) == 0;
}

/* This year's report quotes last year's figure; else its stated change implies one. */
static bool quotes_last_year(const jb_hearing *h)
{
    return is(h, "restated") &&
           strcmp(dec_words(h->arena, h->figures[0].fact->value), h->stated) == 0;
}

/* "推算上年数537件；上年报告523件". */
static const char *implied_words(const jb_hearing *h)
{
    const char *then = in_words(h->arena, &h->figures[1], h->lang);
    return jb_arena_printf(h->arena,
                           h->lang == JB_LANG_EN ? "implied %s; by the report of that year %s"
                                                 : "推算上年数%s；上年报告%s",
                           found_words(h, h->stated), then);
}

/* Held against one figure, which has no other name there. */
static const char *one_words(const jb_hearing *h)
{
    static const struct {
        const char *check, *zh, *en;
    } names[] = {{"slip", "上年", "the year before"},
                 {"repeated", "另载", "also stated"},
                 {"restated", "上年报告", "by the report of that year"}};
    if (is(h, "restated") && h->count > 1 && !quotes_last_year(h)) {
        return implied_words(h);
    }
    for (size_t i = 0; i < sizeof names / sizeof *names && h->count > 1; i++) {
        if (is(h, names[i].check)) {
            return labelled(h, names[i].zh, names[i].en,
                            in_words(h->arena, &h->figures[1], h->lang));
        }
    }
    return NULL;
}

/* A number that was worked out. */
static const char *worked_out(const jb_hearing *h)
{
    bool english = h->lang == JB_LANG_EN;
    bool none = h->found[0] == '\0';
    if (is(h, "attainable") && h->outcome != JB_OUTCOME_UNTESTABLE) {
        return none ? (english ? "no whole numerator" : "无整数可作分子")
                    : labelled(h, "分子", "numerator", h->found);
    }
    const char *found = found_words(h, h->found);
    if (is(h, "rate") && !none) {
        return labelled(h, "核算", "worked out", found);
    }
    if (is(h, "implied")) {
        return none ? (english ? "no whole number for the year before" : "无整数可作上年数")
                    : labelled(h, "上年数", "the year before", found);
    }
    if (is(h, "parts") && !none) {
        return labelled(h, "各部分之和", "sum of the parts", found);
    }
    return is(h, "balance") && !none ? labelled(h, "核算", "worked out", found) : NULL;
}

const char *jb_hearing_against(const jb_hearing *h)
{
    bool english = h->lang == JB_LANG_EN;
    const char *out = one_words(h);
    out = out != NULL ? out : worked_out(h);
    if (out != NULL) {
        return out;
    }
    if (is(h, "average")) {
        return average_words(h);
    }
    if (is(h, "percent")) {
        return english ? "at most 100%" : "上限100%";
    }
    return is(h, "band") ? band_end(h) : others(h);
}

const char *jb_hearing_stated(const jb_hearing *h)
{
    const jb_measured *figure = &h->figures[0];
    const char *words = in_words(h->arena, figure, h->lang);
    if (quotes_last_year(h)) {
        return labelled(h, "上年数", "the year before", words);
    }
    if ((is(h, "implied") || is(h, "restated")) && figure->fact->has_yoy_percent) {
        const char *sign = figure->fact->yoy_percent.coef > 0 ? "+" : "";
        return jb_arena_printf(h->arena, h->lang == JB_LANG_EN ? "%s, %s%s%%" : "%s，称%s%s%%",
                               words, sign, dec_words(h->arena, figure->fact->yoy_percent));
    }
    return words;
}
