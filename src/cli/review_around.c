/* What stands around a figure that a person adds: the period and the scope of the figures beside
 * it, and whether one of them is that very figure, or the whole it is a part of.
 *
 * Decides by the place in the text: figures of the passage quoted before those of the sentence.
 */
#include "review_add.h"

#include <string.h>

/* What figures say alike. */
typedef struct common {
    const char *text;
    bool any, split;
} common;

typedef struct ring {
    jb_period period;
    bool any_period, split_period;
    common scopes[SCOPES];
} ring;

typedef struct around {
    addition *a;
    int64_t from, to; /* the passage in code points; 0, 0 where the text is not held */
    ring passage, sentence, unstated;
    int64_t taken, other; /* figures that quote the same place: of this indicator, of another */
    jb_review taken_is;
    const char *other_code;
} around;

static bool same_period(jb_period a, jb_period b)
{
    return a.kind == b.kind && jb_date_cmp(a.start, b.start) == 0 && jb_date_cmp(a.end, b.end) == 0;
}

static void period_note(ring *r, jb_period period)
{
    r->split_period = r->split_period || (r->any_period && !same_period(r->period, period));
    r->period = r->any_period ? r->period : period;
    r->any_period = true;
}

static void scope_note(jb_arena *arena, common *c, const char *text)
{
    c->split = c->split || (c->any && strcmp(c->text, text) != 0);
    c->text = c->any ? c->text : jb_arena_strdup(arena, text);
    c->any = true;
}

static size_t byte_at(const char *text, int64_t points)
{
    size_t len = strlen(text);
    size_t at = 0;
    while (points-- > 0 && at < len) {
        (void)jb_utf8_next(text, len, &at);
    }
    return at;
}

/* 处理15个投诉，其中农民工9人: whom the part is of says nothing of the whole, nor the other way
 * round. */
static bool part_between(const addition *a, const jb_fact *other)
{
    const jb_fact *mine = &a->fact;
    bool before = other->char_start < mine->char_start;
    int64_t end = before ? other->char_end : mine->char_end;
    int64_t start = before ? mine->char_start : other->char_start;
    if (a->text == NULL || mine->char_start < 0 || other->char_start < 0 || start <= end) {
        return false;
    }
    size_t from = byte_at(a->text, end);
    size_t to = byte_at(a->text, start);
    const char *part = strstr(a->text + from, "其中");
    return part != NULL && (size_t)(part - a->text) < to;
}

static void ring_note(const addition *a, ring *r, const jb_fact *fact)
{
    const char *const texts[SCOPES] = {fact->scope_population, fact->scope_channel,
                                       fact->scope_coverage};
    bool part = part_between(a, fact);
    period_note(r, fact->period);
    for (size_t i = 0; i < SCOPES; i++) {
        if (i != SCOPE_POPULATION || !part) {
            scope_note(a->c->arena, &r->scopes[i], texts[i]);
        }
    }
}

static bool overlaps(const jb_fact *a, const jb_fact *b)
{
    return a->char_start >= 0 && b->char_start < a->char_end && a->char_start < b->char_end;
}

static void place_note(around *r, const jb_fact *fact)
{
    if (strcmp(fact->indicator, r->a->fact.indicator) == 0) {
        r->taken = fact->id;
        r->taken_is = fact->status;
    } else if (fact->status != JB_REVIEW_REJECTED) {
        r->other = fact->id;
        r->other_code = jb_arena_strdup(r->a->c->arena, fact->indicator);
    }
}

static jb_status neighbour_see(const jb_fact *fact, void *context, jb_error *err)
{
    around *r = context;
    const addition *a = r->a;
    (void)err;
    if (strcmp(fact->source, a->fact.source) != 0) {
        return JB_OK;
    }
    if (overlaps(&a->fact, fact)) {
        place_note(r, fact);
    }
    if (fact->status == JB_REVIEW_REJECTED) {
        return JB_OK;
    }
    if (fact->char_start >= r->from && fact->char_end <= r->to && fact->char_start >= 0) {
        ring_note(a, &r->passage, fact);
    }
    if (strcmp(fact->sentence, a->fact.sentence) == 0) {
        ring_note(a, &r->sentence, fact);
    }
    if (fact->period.kind == JB_PERIOD_UNSTATED) {
        period_note(&r->unstated, fact->period);
    }
    return JB_OK;
}

static jb_filter of_report(const addition *a, const char *const *codes)
{
    return (jb_filter){.agencies = codes,
                       .year_from = a->report->year,
                       .year_to = a->report->year,
                       .with_rejected = true};
}

static bool settled(const ring *r)
{
    return r->any_period && !r->split_period;
}

static void surroundings_take(addition *a, const around *r)
{
    const ring *const rings[] = {&r->passage, &r->sentence};
    const char **const fields[SCOPES] = {&a->fact.scope_population, &a->fact.scope_channel,
                                         &a->fact.scope_coverage};
    const ring *period = settled(&r->passage) ? &r->passage : &r->sentence;
    period = settled(period) ? period : &r->unstated;
    if (settled(period)) {
        a->fact.period = period->period;
    }
    for (size_t i = 0; i < SCOPES; i++) {
        const common *c = &rings[0]->scopes[i];
        c = c->any ? c : &rings[1]->scopes[i];
        *fields[i] = c->any && !c->split ? c->text : *fields[i];
        a->taken[i] = *fields[i];
    }
}

static jb_status place_check(const addition *a, const around *r, jb_error *err)
{
    const jb_indicator *in = r->other != 0 ? jb_catalogue_find(a->catalogue, r->other_code) : NULL;
    if (r->taken != 0) {
        bool rejected = r->taken_is == JB_REVIEW_REJECTED;
        return jb_fail(err, JB_ERR_INPUT, NULL,
                       "this place is held already as #%lld of the same indicator%s; use `jianbao "
                       "review %s %lld`",
                       "该处原文已有同一指标的数字 #%lld%s；请用 jianbao review %s %lld",
                       (long long)r->taken, rejected ? SAY(a->c, "（已否决）", " (rejected)") : "",
                       rejected ? "approve" : "correct", (long long)r->taken);
    }
    if (r->other == 0 || a->insisted) {
        return JB_OK;
    }
    const char *name = in == NULL ? r->other_code : a->c->lang == JB_LANG_ZH ? in->zh : in->en;
    return jb_fail(err, JB_ERR_USAGE, NULL,
                   "this place is held already as #%lld, \"%s\"; where that is wrong, `jianbao "
                   "review correct %lld --indicator %s`. Add --yes if it is both",
                   "该处原文已作为 #%lld“%s”入库；如属读错指标，请用 jianbao review correct %lld "
                   "--indicator %s；确属一数两用请加 --yes",
                   (long long)r->other, name, (long long)r->other, a->fact.indicator);
}

jb_status surroundings_read(addition *a, jb_error *err)
{
    const char *const codes[] = {a->report->agency_code, NULL};
    jb_filter filter = of_report(a, codes);
    around r = {.a = a};
    if (a->text != NULL) {
        r.from = (int64_t)jb_utf8_count(a->text, a->passage_from);
        r.to = r.from + (int64_t)jb_utf8_count(a->passage, strlen(a->passage));
    }
    jb_status st = jb_store_facts(a->store, &filter, neighbour_see, &r, err);
    surroundings_take(a, &r);
    return st == JB_OK ? place_check(a, &r, err) : st;
}

/* ---- the whole of a part -------------------------------------------------------------------- */

typedef struct whole {
    const addition *a;
    int64_t id;
    const char *stated;
} whole;

/* Another figure of the indicator in the same sentence, of the same scope and time. */
static jb_status whole_see(const jb_fact *fact, void *context, jb_error *err)
{
    whole *w = context;
    const jb_fact *mine = &w->a->fact;
    (void)err;
    bool like = strcmp(fact->source, mine->source) == 0 &&
                strcmp(fact->indicator, mine->indicator) == 0 &&
                strcmp(fact->sentence, mine->sentence) == 0 &&
                strcmp(fact->scope_population, mine->scope_population) == 0 &&
                strcmp(fact->scope_channel, mine->scope_channel) == 0 &&
                strcmp(fact->scope_coverage, mine->scope_coverage) == 0 &&
                (*mine->term == '\0' || strcmp(fact->term, mine->term) == 0) &&
                same_period(fact->period, mine->period);
    if (like && fact->status != JB_REVIEW_REJECTED && w->id == 0 &&
        jb_dec_cmp(fact->value, mine->value) != 0) {
        w->id = fact->id;
        w->stated = figure_stated(w->a->c->arena, fact);
    }
    return JB_OK;
}

jb_status whole_check(const addition *a, jb_error *err)
{
    const char *const codes[] = {a->report->agency_code, NULL};
    jb_filter filter = of_report(a, codes);
    whole w = {.a = a};
    if (a->insisted) {
        return JB_OK;
    }
    jb_status st = jb_store_facts(a->store, &filter, whole_see, &w, err);
    if (st != JB_OK || w.id == 0) {
        return st;
    }
    return jb_fail(
        err, JB_ERR_USAGE, NULL,
        "the same sentence has #%lld (%s) of the same indicator and scope; say what this "
        "one counts (--population, --channel, --coverage, --term, --period), or add "
        "--yes",
        "同一句中已有该指标的数字 #%lld（%s），口径相同；请用 --population、--channel、"
        "--coverage、--term 或 --period 写明此数计的是哪部分，确认无误请加 --yes",
        (long long)w.id, w.stated);
}
