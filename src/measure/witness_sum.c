/* witness_sum.c - parts and wholes, balances, and figures that are suspiciously equal. */
#include "witness.h"

/* Coincidences of small numbers say nothing. */
#define SMALL 10

static bool sum_of(const party *p, size_t from, size_t to, jb_dec *sum)
{
    bool fits = true;
    for (size_t i = from; fits && i < to; i++) {
        fits = jb_dec_add(*sum, p->figures[i]->fact->value, sum);
    }
    return fits;
}

static void units_agree(party *p)
{
    for (size_t i = 1; i < p->count; i++) {
        bool same = jb_measured_unit(p->figures[i]) == jb_measured_unit(p->figures[0]);
        p->hinders |= same ? 0U : (unsigned)JB_REASON_UNIT;
    }
}

/* Amounts in the scale of their size. */
static const char *sum_words(court *c, const party *p, jb_dec sum, jb_lang lang)
{
    const jb_indicator *of = p->figures[0]->indicator;
    return of->unit == JB_UNIT_CNY ? jb_value_words(c->arena, sum, of, lang)
                                   : jb_number_text(c->arena, sum, lang);
}

static void say_equal(court *c, const party *p, const char *check, jb_dec found, const char *how_zh,
                      const char *how_en)
{
    bool holds = jb_dec_cmp(p->figures[0]->fact->value, found) == 0;
    testimony t = {.check = check, .outcome = holds ? JB_OUTCOME_HOLDS : JB_OUTCOME_FAILS};
    t.stated = dec_words(c->arena, p->figures[0]->fact->value);
    t.found = dec_words(c->arena, found);
    t.zh = jb_arena_printf(c->arena, "%s，%s（%s）为%s，%s。",
                           figure_words(c->arena, p->figures[0], JB_LANG_ZH), how_zh,
                           party_words(c->arena, p, 1, JB_LANG_ZH),
                           sum_words(c, p, found, JB_LANG_ZH), holds ? "核对成立" : "两者不等");
    t.en = jb_arena_printf(
        c->arena, "%s; %s, %s, %s %s.", figure_words(c->arena, p->figures[0], JB_LANG_EN), how_en,
        party_words(c->arena, p, 1, JB_LANG_EN),
        holds ? "agrees:" : "does not agree:", sum_words(c, p, found, JB_LANG_EN));
    court_say(c, p, t);
}

static void whole(court *c, const jb_measured *figure)
{
    party p = party_of(figure);
    const char *const *codes = figure->indicator->whole_of;
    if (codes == NULL || codes[0] == NULL) {
        return;
    }
    for (size_t i = 0; codes[i] != NULL; i++) {
        if (!party_join(&p, &c->now, jb_catalogue_find(c->catalogue, codes[i]))) {
            return;
        }
    }
    units_agree(&p);
    jb_dec sum = jb_dec_int(0);
    p.hinders |= sum_of(&p, 1, p.count, &sum) ? 0U : (unsigned)JB_REASON_RANGE;
    if (p.hinders != 0) {
        court_untestable(c, &p, "parts");
    } else {
        say_equal(c, &p, "parts", sum, "各部分之和", "the sum of the parts");
    }
}

static void subset(court *c, const jb_measured *figure)
{
    const char *code = figure->indicator->part_of;
    party p = party_of(figure);
    if (code == NULL || !party_join(&p, &c->now, jb_catalogue_find(c->catalogue, code))) {
        return;
    }
    units_agree(&p);
    if (p.hinders != 0) {
        court_untestable(c, &p, "subset");
        return;
    }
    bool holds = jb_dec_cmp(figure->fact->value, p.figures[1]->fact->value) <= 0;
    testimony t = {.check = "subset", .outcome = holds ? JB_OUTCOME_HOLDS : JB_OUTCOME_FAILS};
    t.stated = dec_words(c->arena, figure->fact->value);
    t.found = dec_words(c->arena, p.figures[1]->fact->value);
    t.zh =
        jb_arena_printf(c->arena, "%s%s所属的%s，%s。", figure_words(c->arena, figure, JB_LANG_ZH),
                        holds ? "不大于" : "大于", figure_words(c->arena, p.figures[1], JB_LANG_ZH),
                        holds ? "核对成立" : "不成立");
    t.en = jb_arena_printf(
        c->arena, "%s is %s %s, of which it is a part.", figure_words(c->arena, figure, JB_LANG_EN),
        holds ? "not more than" : "more than", figure_words(c->arena, p.figures[1], JB_LANG_EN));
    court_say(c, &p, t);
}

static bool join_all(party *p, const group *g, const jb_indicator *const *list)
{
    for (size_t i = 0; list[i] != NULL; i++) {
        if (!party_join(p, g, list[i])) {
            return false;
        }
    }
    return true;
}

static void balance(court *c, const jb_measured *figure, const jb_check *check)
{
    party p = party_of(figure);
    if (!join_all(&p, &c->now, check->plus)) {
        return;
    }
    size_t plus = p.count;
    if (!join_all(&p, &c->now, check->minus)) {
        return;
    }
    jb_dec sum = jb_dec_int(0);
    jb_dec less = jb_dec_int(0);
    units_agree(&p);
    bool fits = sum_of(&p, 1, plus, &sum) && sum_of(&p, plus, p.count, &less) &&
                jb_dec_sub(sum, less, &sum);
    p.hinders |= fits ? 0U : (unsigned)JB_REASON_RANGE;
    if (p.hinders != 0) {
        court_untestable(c, &p, "balance");
    } else {
        say_equal(c, &p, "balance", sum, "按结转加受理减办结",
                  "carried in plus accepted less closed");
    }
}

static void equal(court *c, const jb_measured *figure, const jb_check *check)
{
    party p = party_of(figure);
    jb_dec value = figure->fact->value;
    if (!party_join(&p, &c->now, check->plus[0]) || p.hinders != 0 ||
        jb_dec_cmp(value, jb_dec_int(SMALL)) < 0 ||
        jb_dec_cmp(value, p.figures[1]->fact->value) != 0) {
        return;
    }
    testimony t = {.check = "equal", .outcome = JB_OUTCOME_FAILS};
    t.stated = dec_words(c->arena, value);
    t.found = dec_words(c->arena, p.figures[1]->fact->value);
    t.zh = jb_arena_printf(c->arena, "%s与%s数值相同，存疑。",
                           figure_words(c->arena, figure, JB_LANG_ZH),
                           figure_words(c->arena, p.figures[1], JB_LANG_ZH));
    t.en = jb_arena_printf(c->arena, "%s and %s are the same number, which is doubtful.",
                           figure_words(c->arena, figure, JB_LANG_EN),
                           figure_words(c->arena, p.figures[1], JB_LANG_EN));
    court_say(c, &p, t);
}

void witness_sums(court *c, const jb_measured *figure)
{
    whole(c, figure);
    subset(c, figure);
    const jb_check *check = NULL;
    for (size_t i = 0; (check = jb_catalogue_check(c->catalogue, i)) != NULL; i++) {
        if (check->of != figure->indicator) {
            continue;
        }
        if (check->kind == JB_CHECK_BALANCE) {
            balance(c, figure, check);
        } else if (check->kind == JB_CHECK_EQUAL) {
            equal(c, figure, check);
        }
    }
}
