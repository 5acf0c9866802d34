/* witness_year.c - a figure against its stated change, its repeats and the year before. */
#include "change.h"
#include "witness.h"

#include <string.h>

/* ---- the stated change ------------------------------------------------------------------- */

static const char *range_words(jb_arena *arena, int64_t low, int64_t high, const char *dash)
{
    if (low > high) {
        return "";
    }
    return low == high
               ? jb_arena_printf(arena, "%lld", (long long)low)
               : jb_arena_printf(arena, "%lld%s%lld", (long long)low, dash, (long long)high);
}

static void say_implied(court *c, const party *p, int64_t low, int64_t high)
{
    const jb_measured *figure = p->figures[0];
    testimony t = {.check = "implied",
                   .outcome = low <= high ? JB_OUTCOME_HOLDS : JB_OUTCOME_FAILS};
    const char *percent = dec_words(c->arena, figure->fact->yoy_percent);
    const char *zh = figure_words(c->arena, figure, JB_LANG_ZH);
    const char *en = figure_words(c->arena, figure, JB_LANG_EN);
    t.stated = percent;
    t.found = range_words(c->arena, low, high, "-");
    if (low > high) {
        t.zh = jb_arena_printf(c->arena, "%s，报告称同比%s%%，没有整数可作上年数，不成立。", zh,
                               percent);
        t.en = jb_arena_printf(c->arena,
                               "%s, a change of %s%% by the report: no whole number can be the "
                               "year before's.",
                               en, percent);
    } else if (low == high) {
        t.zh = jb_arena_printf(c->arena, "%s，报告称同比%s%%，推得上年数恰为%s，成立。", zh,
                               percent, t.found);
        t.en = jb_arena_printf(c->arena,
                               "%s, a change of %s%% by the report: exactly one whole number, %s, "
                               "can be the year before's.",
                               en, percent, t.found);
    } else {
        t.zh = jb_arena_printf(c->arena, "%s，报告称同比%s%%，上年数可为%s中的任一整数，成立。", zh,
                               percent, range_words(c->arena, low, high, "—"));
        t.en = jb_arena_printf(c->arena,
                               "%s, a change of %s%% by the report: the year before's may be any "
                               "whole number from %s.",
                               en, percent, range_words(c->arena, low, high, " to "));
    }
    court_say(c, p, t);
}

static void implied(court *c, const jb_measured *figure)
{
    int64_t low = 0;
    int64_t high = 0;
    party p = party_of(figure);
    if (figure->fact->has_yoy_percent && is_counted(figure) && p.hinders == 0 &&
        jb_implied_bases(figure->fact->value, figure->fact->yoy_percent, &low, &high)) {
        say_implied(c, &p, low, high);
    }
}

/* ---- repeats ----------------------------------------------------------------------------- */

static bool same_place(const jb_measured *a, const jb_measured *b)
{
    return jb_period_equal(a->fact->period, b->fact->period) &&
           strcmp(a->fact->scope_population, b->fact->scope_population) == 0 &&
           strcmp(a->fact->scope_channel, b->fact->scope_channel) == 0 &&
           strcmp(a->fact->scope_coverage, b->fact->scope_coverage) == 0 &&
           jb_measured_unit(a) == jb_measured_unit(b);
}

/* Other words may count other things. */
static bool other_words(const jb_measured *a, const jb_measured *b)
{
    return a->fact->term[0] != '\0' && b->fact->term[0] != '\0' &&
           strcmp(a->fact->term, b->fact->term) != 0;
}

static void say_repeated(court *c, const party *p, jb_outcome outcome)
{
    const char *zh_a = figure_words(c->arena, p->figures[0], JB_LANG_ZH);
    const char *zh_b = figure_words(c->arena, p->figures[1], JB_LANG_ZH);
    const char *en_a = figure_words(c->arena, p->figures[0], JB_LANG_EN);
    const char *en_b = figure_words(c->arena, p->figures[1], JB_LANG_EN);
    testimony t = {.check = "repeated", .outcome = outcome};
    t.stated = dec_words(c->arena, p->figures[0]->fact->value);
    t.found = dec_words(c->arena, p->figures[1]->fact->value);
    if (outcome == JB_OUTCOME_HOLDS) {
        t.zh = jb_arena_printf(c->arena, "%s在报告中重复出现，数值一致，只计一次。", zh_a);
        t.en =
            jb_arena_printf(c->arena, "%s is stated again with the same number: one figure.", en_a);
    } else {
        t.zh = jb_arena_printf(c->arena, "同一指标出现两个数：%s、%s，互相矛盾。", zh_a, zh_b);
        t.en = jb_arena_printf(c->arena,
                               "One indicator has two figures, %s and %s, that "
                               "contradict each other.",
                               en_a, en_b);
    }
    court_say(c, p, t);
}

static const jb_measured *first_in_place(const court *c, const jb_measured *figure)
{
    size_t count = 0;
    const jb_measured *const *run = group_find(&c->now, figure->indicator, &count);
    for (size_t i = 0; i < count && run[i] != figure; i++) {
        if (same_place(run[i], figure) && !other_words(run[i], figure)) {
            return run[i];
        }
    }
    return NULL;
}

static void repeated(court *c, const jb_measured *figure)
{
    const jb_measured *first = first_in_place(c, figure);
    if (first == NULL) {
        return;
    }
    party p = party_of(figure);
    p.figures[p.count++] = first;
    bool equal = jb_dec_cmp(figure->fact->value, first->fact->value) == 0;
    if (equal && figure->fact->qualifier == first->fact->qualifier) {
        say_repeated(c, &p, JB_OUTCOME_HOLDS);
    } else if (jb_interval_cmp(jb_interval_of(figure->fact), jb_interval_of(first->fact)) != 0) {
        say_repeated(c, &p, JB_OUTCOME_FAILS);
    } else {
        p.hinders = JB_REASON_QUALIFIER;
        court_untestable(c, &p, "repeated");
    }
}

/* ---- the year before --------------------------------------------------------------------- */

static const jb_measured *fellow_before(const court *c, const jb_measured *figure)
{
    size_t count = 0;
    const jb_measured *const *run = group_find(&c->before, figure->indicator, &count);
    unsigned hinders = JB_REASON_UNIT | JB_REASON_YEAR | JB_REASON_PERIOD | JB_REASON_SCOPE;
    for (size_t i = 0; i < count; i++) {
        if ((change_between(figure, run[i]) & hinders) == 0) {
            return run[i];
        }
    }
    return NULL;
}

static const char *words_of(court *c, const jb_measured *figure, jb_lang lang)
{
    return jb_fact_words(c->arena, figure->fact, figure->indicator, lang);
}

static void slip(court *c, const jb_measured *figure, const jb_measured *before)
{
    if (figure->indicator->kind != JB_KIND_AMOUNT) {
        return;
    }
    jb_dec now = figure->fact->value;
    jb_dec then = before->fact->value;
    bool fails = amount_slips(now, then);
    party p = party_of(figure);
    p.figures[p.count++] = before;
    testimony t = {.check = "slip", .outcome = fails ? JB_OUTCOME_FAILS : JB_OUTCOME_HOLDS};
    t.stated = dec_words(c->arena, now);
    t.found = dec_words(c->arena, then);
    t.zh = jb_arena_printf(
        c->arena, "%s，上年为%s，%s。", figure_words(c->arena, figure, JB_LANG_ZH),
        words_of(c, before, JB_LANG_ZH), fails ? "相差约一万倍，疑为元与万元之误" : "数量级相当");
    t.en = jb_arena_printf(
        c->arena, "%s, the year before %s: %s.", figure_words(c->arena, figure, JB_LANG_EN),
        words_of(c, before, JB_LANG_EN),
        fails ? "about 10,000 times apart, perhaps yuan for 10,000 yuan" : "of like magnitude");
    court_say(c, &p, t);
}

/* Last year's figure by this year's report. */
static const char *last_year(court *c, const jb_restatement *r, const char *dash, jb_lang lang)
{
    return r->quoted != NULL ? words_of(c, r->quoted, lang)
                             : range_words(c->arena, r->low, r->high, dash);
}

static void say_restated(court *c, const jb_restatement *r, const jb_measured *now)
{
    party p = party_of(now);
    p.figures[p.count++] = r->original;
    testimony t = {.check = "restated",
                   .outcome = r->differs ? JB_OUTCOME_FAILS : JB_OUTCOME_HOLDS,
                   .reasons = r->differs ? (unsigned)JB_REASON_RESTATED : 0U};
    t.stated = r->quoted != NULL ? dec_words(c->arena, r->quoted->fact->value)
                                 : range_words(c->arena, r->low, r->high, "-");
    t.found = dec_words(c->arena, r->original->fact->value);
    t.zh = jb_arena_printf(c->arena, "“%s”上年数，本年报告%s为%s，上年报告为%s，%s。",
                           now->indicator->short_zh, r->quoted != NULL ? "所列" : "按增幅推算",
                           last_year(c, r, "—", JB_LANG_ZH), words_of(c, r->original, JB_LANG_ZH),
                           r->differs ? "两者不一致" : "核对一致");
    t.en = jb_arena_printf(c->arena,
                           "%s of the year before: %s by this year's report%s, %s by the report "
                           "of that year; the two %s.",
                           now->indicator->short_en, last_year(c, r, " to ", JB_LANG_EN),
                           r->quoted != NULL ? "" : "'s stated change",
                           words_of(c, r->original, JB_LANG_EN), r->differs ? "differ" : "agree");
    court_say(c, &p, t);
}

/* This year's report states last year's figure again. */
static void quoted(court *c, const jb_measured *figure)
{
    jb_shape shape = jb_shape_of(figure);
    if (shape.end.year != figure->year - 1) {
        return;
    }
    size_t count = 0;
    const jb_measured *const *run = group_find(&c->before, figure->indicator, &count);
    for (size_t i = 0; i < count; i++) {
        jb_restatement r = jb_restatement_make(NULL, figure, run[i]);
        if (r.testable) {
            say_restated(c, &r, figure);
            return;
        }
    }
}

void witness_years(court *c, const jb_measured *figure)
{
    const jb_measured *before = fellow_before(c, figure);
    repeated(c, figure);
    implied(c, figure);
    quoted(c, figure);
    if (before != NULL) {
        slip(c, figure, before);
        jb_restatement r = jb_restatement_make(figure, NULL, before);
        if (r.testable) {
            say_restated(c, &r, figure);
        }
    }
}
