/* witness.c - a report's figures held against one another.
 *
 * Sorts figures by agency and year, finds which of them belong to a check and whether they may be
 * held against each other at all. Which indicators check which is the catalogue's; what a check
 * computes is in witness_sum.c, witness_rate.c and witness_year.c. Never changes a figure.
 */
#include "witness.h"

#include <stdlib.h>
#include <string.h>

bool is_counted(const jb_measured *figure)
{
    jb_kind kind = figure->indicator->kind;
    return kind == JB_KIND_COUNT || kind == JB_KIND_PERSONS;
}

bool is_exact(const jb_measured *figure)
{
    return figure->fact->qualifier == JB_QUAL_EXACT;
}

/* ---- finding ----------------------------------------------------------------------------- */

static int indicator_order(const void *indicator, const void *figure)
{
    const jb_indicator *wanted = indicator;
    const jb_indicator *held = (*(const jb_measured *const *)figure)->indicator;
    return (wanted->order > held->order) - (wanted->order < held->order);
}

const jb_measured *const *group_find(const group *g, const jb_indicator *indicator, size_t *count)
{
    size_t from = jb_sorted_from(indicator, g->from, g->count, sizeof(void *), indicator_order);
    size_t end = from;
    while (end < g->count && g->from[end]->indicator == indicator) {
        end++;
    }
    *count = end - from;
    return end > from ? g->from + from : NULL;
}

static bool stock(const jb_measured *figure)
{
    return figure->indicator->agg == JB_AGG_LATEST;
}

/* What hinders holding two figures against each other. A period that is not stated clashes with
 * none; a stock has another time than a flow by nature, and what was carried in another than what
 * is pending. */
static unsigned clash(const jb_measured *a, const jb_measured *b)
{
    key x = key_of(a);
    key y = key_of(b);
    unsigned bits = key_diff(&x, &y) & (JB_REASON_SCOPE | JB_REASON_PERIOD | JB_REASON_YEAR);
    bool unstated =
        a->fact->period.kind == JB_PERIOD_UNSTATED || b->fact->period.kind == JB_PERIOD_UNSTATED;
    if (unstated || stock(a) || stock(b)) {
        bits &= ~(unsigned)(JB_REASON_PERIOD | JB_REASON_YEAR);
    }
    return bits | (is_exact(b) ? 0U : (unsigned)JB_REASON_QUALIFIER);
}

static unsigned weight(unsigned bits)
{
    unsigned out = 0;
    for (; bits != 0; bits &= bits - 1) {
        out++;
    }
    return out;
}

party party_of(const jb_measured *first)
{
    party p = {{first}, 1, is_exact(first) ? 0U : (unsigned)JB_REASON_QUALIFIER};
    return p;
}

bool party_join(party *p, const group *g, const jb_indicator *indicator)
{
    size_t count = 0;
    const jb_measured *const *found = group_find(g, indicator, &count);
    const jb_measured *best = NULL;
    unsigned least = 0;
    for (size_t i = 0; i < count; i++) {
        unsigned bits = clash(p->figures[0], found[i]);
        if (best == NULL || weight(bits) < weight(least)) {
            best = found[i];
            least = bits;
        }
    }
    if (best == NULL || p->count == MOST_PARTIES) {
        return false;
    }
    for (size_t i = 1; i < p->count; i++) {
        least |= clash(p->figures[i], best);
    }
    p->hinders |= least;
    p->figures[p->count++] = best;
    return true;
}

/* ---- words ------------------------------------------------------------------------------- */

const char *dec_words(jb_arena *arena, jb_dec value)
{
    char text[JB_DEC_TEXT];
    (void)jb_dec_text(value, text);
    return jb_arena_strdup(arena, text);
}

/* With the unit, and with the qualifier of a figure that has one, as its report writes it. */
const char *figure_words(jb_arena *arena, const jb_measured *figure, jb_lang lang)
{
    const jb_indicator *of = figure->indicator;
    const char *value = jb_fact_words(arena, figure->fact, of, lang);
    return lang == JB_LANG_EN ? jb_arena_printf(arena, "%s (%s)", of->short_en, value)
                              : jb_arena_printf(arena, "“%s”%s", of->short_zh, value);
}

const char *party_words(jb_arena *arena, const party *p, size_t from, jb_lang lang)
{
    const char *out = "";
    for (size_t i = from; i < p->count; i++) {
        const char *between = lang == JB_LANG_EN ? " and " : "与";
        out = jb_arena_printf(arena, "%s%s%s", out, i == from ? "" : between,
                              figure_words(arena, p->figures[i], lang));
    }
    return out;
}

/* ---- saying ------------------------------------------------------------------------------ */

void court_say(court *c, const party *p, testimony t)
{
    const jb_measured **figures = jb_arena_array(c->arena, p->count + 1, sizeof(void *));
    for (size_t i = 0; i < p->count; i++) {
        figures[i] = p->figures[i];
    }
    jb_witness out = {.check = t.check,
                      .outcome = t.outcome,
                      .figures = figures,
                      .figure_count = p->count,
                      .stated = t.stated == NULL ? "" : t.stated,
                      .found = t.found == NULL ? "" : t.found,
                      .reasons = t.reasons,
                      .zh = t.zh,
                      .en = t.en};
    JB_PUSH(c->list, c->count, c->cap, out);
}

void court_untestable(court *c, const party *p, const char *check)
{
    testimony t = {.check = check, .outcome = JB_OUTCOME_UNTESTABLE, .reasons = p->hinders};
    t.zh = jb_arena_printf(
        c->arena, "%s无法与%s核对：%s。", figure_words(c->arena, p->figures[0], JB_LANG_ZH),
        party_words(c->arena, p, 1, JB_LANG_ZH), jb_reasons_text(c->arena, p->hinders, JB_LANG_ZH));
    t.en = jb_arena_printf(c->arena, "%s cannot be held against %s: %s.",
                           figure_words(c->arena, p->figures[0], JB_LANG_EN),
                           party_words(c->arena, p, 1, JB_LANG_EN),
                           jb_reasons_text(c->arena, p->hinders, JB_LANG_EN));
    court_say(c, p, t);
}

/* ---- one figure alone -------------------------------------------------------------------- */

static void over_hundred(court *c, const jb_measured *figure)
{
    const jb_indicator *of = figure->indicator;
    jb_dec hundred = jb_dec_int(100);
    if (of->unit != JB_UNIT_PERCENT || jb_dec_cmp(of->band_max, hundred) > 0 ||
        jb_dec_cmp(figure->fact->value, hundred) <= 0) {
        return;
    }
    party p = party_of(figure);
    testimony t = {.check = "percent", .outcome = JB_OUTCOME_FAILS, .found = "100"};
    t.stated = dec_words(c->arena, figure->fact->value);
    t.zh = jb_arena_printf(c->arena, "%s超过100%%。", figure_words(c->arena, figure, JB_LANG_ZH));
    t.en =
        jb_arena_printf(c->arena, "%s is over 100%%.", figure_words(c->arena, figure, JB_LANG_EN));
    court_say(c, &p, t);
}

static void out_of_band(court *c, const jb_measured *figure)
{
    const jb_indicator *of = figure->indicator;
    jb_dec value = figure->fact->value;
    bool low = jb_dec_cmp(value, of->band_min) < 0;
    bool high = jb_dec_cmp(value, of->band_max) > 0;
    if (of->unit == JB_UNIT_PERCENT || of->kind == JB_KIND_TEXT || (!low && !high)) {
        return;
    }
    party p = party_of(figure);
    testimony t = {.check = "band", .outcome = JB_OUTCOME_FAILS};
    t.stated = dec_words(c->arena, value);
    jb_dec end = low ? of->band_min : of->band_max;
    t.found = dec_words(c->arena, end);
    t.zh = jb_arena_printf(c->arena, "%s%s一个机构一年可信的范围（%s）。",
                           figure_words(c->arena, figure, JB_LANG_ZH), low ? "低于" : "超出",
                           jb_value_words(c->arena, end, of, JB_LANG_ZH));
    t.en = jb_arena_printf(c->arena, "%s is %s what is plausible for one agency and year (%s).",
                           figure_words(c->arena, figure, JB_LANG_EN), low ? "below" : "above",
                           jb_value_words(c->arena, end, of, JB_LANG_EN));
    court_say(c, &p, t);
}

/* ---- all --------------------------------------------------------------------------------- */

static int by_content(const void *a, const void *b)
{
    return jb_measured_cmp(*(const jb_measured *const *)a, *(const jb_measured *const *)b);
}

static bool same_group(const jb_measured *a, const jb_measured *b)
{
    return a->year == b->year && strcmp(a->fact->agency_code, b->fact->agency_code) == 0;
}

static void hear(court *c)
{
    for (size_t i = 0; i < c->now.count; i++) {
        const jb_measured *figure = c->now.from[i];
        witness_years(c, figure);
        if (i > 0 && jb_measured_same(c->now.from[i - 1], figure)) {
            continue; /* said once */
        }
        over_hundred(c, figure);
        out_of_band(c, figure);
        witness_sums(c, figure);
        witness_rates(c, figure);
    }
}

static bool year_before(const group *before, const group *now)
{
    return before->count > 0 && before->from[0]->year + 1 == now->from[0]->year &&
           strcmp(before->from[0]->fact->agency_code, now->from[0]->fact->agency_code) == 0;
}

static void hear_all(court *c, const jb_measured **order, size_t count)
{
    group last = {0};
    for (size_t from = 0, to = 0; from < count; from = to) {
        while (to < count && same_group(order[from], order[to])) {
            to++;
        }
        c->now = (group){order + from, to - from};
        c->before = year_before(&last, &c->now) ? last : (group){0};
        hear(c);
        last = c->now;
    }
}

jb_witnesses jb_witness_all(jb_arena *arena, const jb_catalogue *catalogue,
                            const jb_measured *figures, size_t count)
{
    court c = {.arena = arena, .catalogue = catalogue};
    const jb_measured **order = jb_xmalloc((count + 1) * sizeof(void *));
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        if (figures[i].fact->status != JB_REVIEW_REJECTED) {
            order[kept++] = &figures[i];
        }
    }
    sort_if_needed((void *)order, kept, sizeof(void *), by_content);
    hear_all(&c, order, kept);
    jb_witness *list = jb_arena_array(arena, c.count + 1, sizeof *list);
    if (c.count > 0) {
        memcpy(list, c.list, c.count * sizeof *list);
    }
    free(c.list);
    free((void *)order);
    return (jb_witnesses){list, c.count};
}
