/* derive_change.c - the change on the year before: from two reports, else as the report states it;
 * the print tells them apart.
 *
 * Percent and percentage points are never turned into each other.
 */
#include "derive.h"

#include <stdlib.h>
#include <string.h>

#define DIGITS 2
/* Stands before a change that the report itself states. */
#define CLAIMED_ZH "称"
#define CLAIMED_EN "rep. "

static jb_change_ask asking(const work *w)
{
    return (jb_change_ask){.digits = DIGITS, .relaxed = w->query->relax};
}

/* ---- which figure of the year before ----------------------------------------------------- */

/* The facts of the year before that may be the figure's base. */
void change_bases(const work *w, const jb_measured *now, size_t row, batch *b)
{
    row_span span;
    const jb_row *before = row_before(w, row, &span);
    const jb_fact *last = NULL;
    for (size_t i = before != NULL ? span.fact_from : 1; before != NULL && i < span.fact_to; i++) {
        const jb_fact *fact = &w->records.facts[i];
        if (strcmp(fact->indicator, now->indicator->code) == 0 &&
            (last == NULL || !fact_same_figure(last, fact))) {
            batch_add(b, measured_of(w, fact, now->indicator, before), row);
            last = fact;
        }
    }
}

/* The one that allows most: a percentage, else a difference; among equals the plainest. */
jb_change change_best(const work *w, const jb_measured *now, const batch *b)
{
    jb_change_ask ask = asking(w);
    jb_change best = jb_change_make(now, b->count > 0 ? &b->figures[0] : NULL, &ask);
    for (size_t i = 1; i < b->count && best.barred != 0; i++) {
        jb_change next = jb_change_make(now, &b->figures[i], &ask);
        if (next.barred == 0 || (next.has_difference && !best.has_difference)) {
            best = next;
        }
    }
    return best;
}

/* ---- in words ---------------------------------------------------------------------------- */

static jb_derived *given_change(const work *w, const jb_change *change, const char *rule,
                                const char *before_zh, const char *before_en)
{
    jb_derived *out =
        derived_given(w, "change", rule, change->has_points ? change->points : change->percent);
    out->unit_zh = change->has_points ? "个百分点" : "%";
    out->unit_en = change->has_points ? "points" : "%";
    derived_signed(w, out, before_zh, before_en);
    if (change->now != NULL) {
        derived_fact_pair(w, out, change->now, change->before);
    }
    return out;
}

/* The base allows no percentage; how many more or fewer there are is still true. */
static jb_derived *difference_only(const work *w, const jb_change *change)
{
    const jb_indicator *of = change->now->indicator;
    jb_derived *out = derived_given(w, "change", "difference", change->difference);
    out->unit_zh = jb_unit_name(of->unit, JB_LANG_ZH);
    out->unit_en = jb_unit_name(of->unit, JB_LANG_EN);
    out->reasons = change->barred;
    derived_signed(w, out, "", "");
    derived_fact_pair(w, out, change->now, change->before);
    const char *why = jb_reasons_text(w->arena, change->barred, JB_LANG_ZH);
    const char *why_en = jb_reasons_text(w->arena, change->barred, JB_LANG_EN);
    derived_say(w, out, jb_arena_printf(w->arena, "只列增减数，不算百分比：%s。", why),
                jb_arena_printf(w->arena, "The difference only, no percentage: %s.", why_en));
    return out;
}

static jb_derived *direction_only(const work *w, const jb_change *change)
{
    static const char *const words[3][2] = {
        {"减少", "fewer"}, {"持平", "unchanged"}, {"增加", "more"}};
    jb_derived *out = derived_given(w, "change", "direction", jb_dec_int(change->direction));
    const char *const *word = words[change->direction + 1];
    out->reasons = change->barred;
    derived_words(out, word[JB_LANG_ZH], word[JB_LANG_EN]);
    derived_fact_pair(w, out, change->now, change->before);
    const char *why = jb_reasons_text(w->arena, change->barred, JB_LANG_ZH);
    const char *why_en = jb_reasons_text(w->arena, change->barred, JB_LANG_EN);
    derived_say(w, out, jb_arena_printf(w->arena, "只能判断增减，不能算出多少：%s。", why),
                jb_arena_printf(w->arena, "Only the direction is certain: %s.", why_en));
    return out;
}

/* Where there is no figure of the year before nothing else matters. */
static unsigned why_not(const jb_change *computed)
{
    return computed->before == NULL ? (unsigned)JB_REASON_NO_BASE : computed->barred;
}

static jb_derived *stated_change(const work *w, const jb_change *stated, const jb_change *computed)
{
    jb_derived *out = given_change(w, stated, "stated", CLAIMED_ZH, CLAIMED_EN);
    out->reasons = why_not(computed);
    const char *why = jb_reasons_text(w->arena, out->reasons, JB_LANG_ZH);
    const char *why_en = jb_reasons_text(w->arena, out->reasons, JB_LANG_EN);
    derived_say(
        w, out, jb_arena_printf(w->arena, "报告自述的变动，未能由两年的报告复算：%s。", why),
        jb_arena_printf(w->arena, "As the report states it; not worked out from two reports: %s.",
                        why_en));
    return out;
}

/* ---- what the report says of last year ----------------------------------------------------- */

/* The report's own figure of the year before, when it quotes one. */
bool change_quoted(const work *w, size_t row, const jb_measured *now, jb_measured *out)
{
    for (size_t i = w->spans[row].fact_from; i < w->spans[row].fact_to; i++) {
        const jb_fact *fact = &w->records.facts[i];
        jb_measured one = measured_of(w, fact, now->indicator, &w->rows[row]);
        if (fact == now->fact || strcmp(fact->indicator, now->indicator->code) != 0) {
            continue;
        }
        jb_shape shape = jb_shape_of(&one);
        if (jb_date_known(shape.end) && shape.end.year == now->year - 1) {
            *out = one;
            return true;
        }
    }
    return false;
}

static const char *value_text(const work *w, jb_dec value)
{
    return jb_number_text(w->arena, value, JB_LANG_ZH);
}

static void say_restated(const work *w, jb_derived *out, const jb_restatement *made)
{
    const jb_fact *was = made->original->fact;
    const char *old = value_text(w, was->value);
    const char *source = was->source[0] != '\0' ? was->source : "—";
    if (made->quoted != NULL) {
        const char *now = value_text(w, made->quoted->fact->value);
        derived_say(w, out,
                    jb_arena_printf(w->arena, "上年数有两说：本年报告引作%s，上年报告（%s）为%s。",
                                    now, source, old),
                    jb_arena_printf(w->arena,
                                    "Last year's figure is told in two ways: this report quotes "
                                    "%s, last year's (%s) gives %s.",
                                    now, source, old));
        return;
    }
    const char *range = jb_arena_printf(w->arena, "%lld", (long long)made->low);
    if (made->high > made->low) {
        range = jb_arena_printf(w->arena, "%lld—%lld", (long long)made->low, (long long)made->high);
    }
    derived_say(w, out,
                jb_arena_printf(
                    w->arena, "按本年报告自述的变动，上年数应为%s；上年报告（%s）为%s，两者不符。",
                    range, source, old),
                jb_arena_printf(w->arena,
                                "The change this report states implies %s for last year; last "
                                "year's report (%s) gives %s.",
                                range, source, old));
}

void change_restated(const work *w, size_t row, const jb_measured *now, const jb_measured *before,
                     jb_derived *out)
{
    jb_measured quoted;
    bool quotes = change_quoted(w, row, now, &quoted);
    jb_restatement made = jb_restatement_make(now, quotes ? &quoted : NULL, before);
    if (!made.testable || !made.differs || made.original == NULL ||
        (made.quoted == NULL && made.low > made.high)) {
        return;
    }
    out->reasons |= JB_REASON_RESTATED;
    say_restated(w, out, &made);
}

/* ---- ------------------------------------------------------------------------------------- */

static jb_derived *print_change(work *w, const jb_change *computed, const jb_change *stated)
{
    jb_derived *out = NULL;
    if (computed->barred == 0 && (computed->has_percent || computed->has_points)) {
        out = given_change(w, computed, "two_reports", "", "");
    } else if (stated->barred == 0 && (stated->has_percent || stated->has_points)) {
        return stated_change(w, stated, computed);
    } else if (computed->has_difference) {
        out = difference_only(w, computed);
    } else if (computed->has_direction) {
        out = direction_only(w, computed);
    } else {
        return derived_refused(w, "change", JB_USE_CHANGE, why_not(computed));
    }
    derived_relaxed(w, out, JB_USE_CHANGE, computed->relaxed);
    return out;
}

/* Of a cell with several figures: the change that the report states of one of them alone. */
static jb_derived *stated_of_several(const work *w, const jb_row *row, const jb_cell *cell)
{
    const jb_figure *found = NULL;
    for (size_t i = 0; i < cell->figure_count && cell->figure_count > 1; i++) {
        const jb_fact *fact = cell->figures[i].fact;
        if (fact->has_yoy_percent || fact->has_yoy_points) {
            if (found != NULL) {
                return NULL;
            }
            found = &cell->figures[i];
        }
    }
    if (found == NULL) {
        return NULL;
    }
    jb_measured figure = measured_figure(found, row);
    jb_change stated = jb_change_stated(&figure);
    if (stated.barred != 0) {
        return NULL;
    }
    jb_derived *out = given_change(w, &stated, "stated", CLAIMED_ZH, CLAIMED_EN);
    out->reasons = JB_REASON_OVERLAP;
    derived_say(w, out,
                jb_arena_printf(w->arena,
                                "报告自述的变动，只就其中的%s而言；该格有几个数，未作复算。",
                                jb_figure_prose(w->arena, found, JB_LANG_ZH)),
                jb_arena_printf(w->arena,
                                "As the report states it, of %s only; the cell has several "
                                "figures, and nothing was worked out again.",
                                jb_figure_prose(w->arena, found, JB_LANG_EN)));
    return out;
}

void derive_change(work *w, size_t row, size_t column)
{
    size_t of = w->plan[column].of;
    jb_measured now;
    unsigned reasons = 0;
    batch b = {.column = of, .year = w->rows[row].year - 1};
    jb_cell *cell = cell_at(w, row, column);
    bool all = w->plan[of].all;
    cell->derived = all ? NULL : stated_of_several(w, &w->rows[row], cell_at(w, row, of));
    if (cell->derived != NULL) {
        return;
    }
    if (all || !cell_figure(w, row, of, &now, &reasons)) {
        cell->derived = derived_refused(w, "change", JB_USE_CHANGE,
                                        all ? (unsigned)JB_REASON_INDICATOR : reasons);
        return;
    }
    change_bases(w, &now, row, &b);
    jb_change computed = change_best(w, &now, &b);
    jb_change stated = jb_change_stated(&now);
    jb_derived *out = print_change(w, &computed, &stated);
    if (b.count > 0) {
        change_restated(w, row, &now, computed.before != NULL ? computed.before : &b.figures[0],
                        out);
    }
    cell->derived = out;
    batch_free(&b);
}

/* ---- of totals, like for like ------------------------------------------------------------ */

static void say_like(const work *w, jb_derived *out, size_t column, const jb_like_change *made)
{
    /* Printed like figures of the column; they live in the note only. */
    jb_derived now = {.value = made->now.value, .qualifier = made->now.qualifier};
    jb_derived before = {.value = made->before.value, .qualifier = made->before.qualifier};
    derived_as_figure(w, &now, column, made->now.addends[0]);
    derived_as_figure(w, &before, column, made->before.addends[0]);
    derived_say(w, out,
                jb_arena_printf(w->arena, "只比两年都有可比数的%zu家：本年%s，上年%s。",
                                made->now.covered, now.prose_zh, before.prose_zh),
                jb_arena_printf(w->arena,
                                "Like for like, over the %zu agencies with figures of both years: "
                                "%s now, %s before.",
                                made->now.covered, now.prose_en, before.prose_en));
}

static jb_derived *print_like(work *w, size_t of, const jb_like_change *made)
{
    const jb_change *change = &made->change;
    bool percent = change->barred == 0 && (change->has_percent || change->has_points);
    if (!percent || made->now.addend_count == 0 || made->before.addend_count == 0) {
        unsigned bars = change->barred | made->now.barred | made->before.barred;
        return derived_refused(w, "change", JB_USE_CHANGE, bars != 0 ? bars : JB_REASON_NO_BASE);
    }
    jb_derived *out = given_change(w, change, "like_for_like", "", "");
    out->covered = made->now.covered;
    out->expected = made->now.expected;
    say_like(w, out, of, made);
    derived_facts(w, out, (const jb_total *const[]){&made->now, &made->before}, 2);
    derived_relaxed(w, out, JB_USE_CHANGE,
                    change->relaxed | made->now.relaxed | made->before.relaxed);
    return out;
}

const jb_derived *derive_like_change(work *w, size_t of, int year, const char *parent)
{
    batch now = {.column = of, .year = year, .parent = parent};
    batch before = now;
    if (w->plan[of].all) {
        return derived_refused(w, "change", JB_USE_CHANGE, JB_REASON_INDICATOR);
    }
    batch_all(w, &now);
    batch_before(w, &before);
    jb_total_ask ask_now = {.figures = now.figures, .count = now.count, .relaxed = w->query->relax};
    jb_total_ask ask_before = {
        .figures = before.figures, .count = before.count, .relaxed = w->query->relax};
    ask_now.expected = expected_of(w, &now, &ask_now.expected_count);
    jb_change_ask ask = asking(w);
    jb_like_change made = jb_change_totals(w->arena, &ask_now, &ask_before, &ask);
    const jb_derived *out = print_like(w, of, &made);
    batch_free(&now);
    batch_free(&before);
    return out;
}
