/* facts.c - what was read, as records with their places.
 *
 * One figure said twice is one record with two places. Checks that every record's raw text stands
 * where it says.
 */
#include "scopes.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A figure is not said again after so many others. */
enum { LOOK_BACK = 300, TITLE_LEVEL = 9, DOUBTFUL = 50 };

typedef struct maker {
    jb_work *work;
    jb_found *found;
    size_t count, cap;
    jb_absent *absents;
    jb_span *absent_places;
    jb_period *absent_periods;
    size_t absent_count, absent_cap, place_cap, period_cap;
} maker;

static const jb_indicator *indicator_of(const jb_work *work, size_t i)
{
    size_t target = work->matches[i].target;
    return target == SIZE_MAX ? NULL : work->extractor->targets[target].indicator;
}

/* The unit as written: 万元 keeps its scale, 2.88万家次 is in 家次. */
static const char *unit_text(const jb_work *work, const jb_quantity *q)
{
    static const char *const scales[] = {"", "十", "百", "千", "万", "十万", "百万", "千万", "亿"};
    bool money = q->unit->class == JB_CLASS_MONEY || (q->unit->utf8[0] == '\0' && q->power >= 4);
    if (!money || q->power > 8) {
        return q->unit->utf8;
    }
    return jb_arena_printf(work->arena, "%s%s", scales[q->power], q->unit->utf8);
}

/* How sure a match is: by its score and by the lead over what else would fit. */
static jb_dec confidence(const jb_match *match)
{
    int lead = match->score - match->second;
    int percent = match->score >= 100 ? 95 : match->score >= 70 ? 90 : match->score >= 55 ? 80 : 65;
    if (lead < 6) {
        percent -= 15;
    }
    percent = match->doubtful && percent > DOUBTFUL ? DOUBTFUL : percent;
    return (jb_dec){percent, 2};
}

/* As the report writes it; one that a line's end broke as it is read. */
static const char *term_text(const jb_work *work, jb_span span)
{
    const char *own = jb_original_slice(work->arena, work->original, span);
    if (strchr(own, '\n') == NULL) {
        return own;
    }
    jb_str text = {0};
    for (size_t i = span.start; i < span.end; i++) {
        jb_str_add_utf8(&text, work->t.p[i]);
    }
    own = jb_arena_strdup(work->arena, jb_str_text(&text));
    jb_str_free(&text);
    return own;
}

static void fill(maker *m, size_t i, jb_fact *fact)
{
    const jb_work *work = m->work;
    const jb_quantity *q = &work->quantities[i];
    const jb_match *match = &work->matches[i];
    const jb_indicator *it = indicator_of(work, i);
    const jb_identity *id = &work->identity;
    jb_fact_init(fact);
    fact->agency_code = id->agency_code;
    fact->agency = id->agency;
    fact->year = id->year;
    fact->indicator = it->code;
    fact->term = it->kind == JB_KIND_RATE ? "" : term_text(work, jb_term_find(work, q));
    fact->value = q->value;
    fact->unit = unit_text(work, q);
    fact->qualifier = q->qualifier;
    if (id->year != 0) {
        fact->period = match->period;
    }
    fact->has_yoy_percent = match->has_percent;
    fact->yoy_percent = match->percent;
    fact->has_yoy_points = match->has_points;
    fact->yoy_points = match->points;
    fact->source = work->original->source;
    fact->source_sha256 = work->original->sha256;
    fact->char_start = (int64_t)q->span.start;
    fact->char_end = (int64_t)q->span.end;
    fact->raw = jb_original_slice(work->arena, work->original, q->span);
    fact->sentence = jb_original_slice(work->arena, work->original,
                                       jb_original_sentence(work->original, q->span));
    jb_scopes_apply(work, i, it, fact);
    fact->rule = match->phrase->source;
    fact->confidence = confidence(match);
}

/* ---- repeats -----------------------------------------------------------------------------------
 */

static bool same_sentence(const jb_work *work, int64_t a, int64_t b)
{
    return jb_sentence_of(work, (size_t)a) == jb_sentence_of(work, (size_t)b);
}

static bool same_period(const jb_fact *a, const jb_fact *b)
{
    return jb_date_cmp(a->period.start, b->period.start) == 0 &&
           jb_date_cmp(a->period.end, b->period.end) == 0;
}

/* A figure in the title or a headline, without a time of its own. */
static bool in_headline(const jb_work *work, const jb_fact *fact)
{
    const jb_sentence *s = &work->sentences[jb_sentence_of(work, (size_t)fact->char_start)];
    return s->level == TITLE_LEVEL && fact->period.kind == JB_PERIOD_UNSTATED;
}

/* The same figure said again, elsewhere; two alike in one sentence are two figures. What the title
 * says without a time is of the time that the text gives it. */
static jb_found *earlier(maker *m, const jb_fact *fact)
{
    for (size_t i = m->count; i > 0 && i + LOOK_BACK > m->count; i--) {
        jb_found *f = &m->found[i - 1];
        if (f->fact.indicator == fact->indicator && jb_dec_cmp(f->fact.value, fact->value) == 0 &&
            strcmp(f->fact.unit, fact->unit) == 0 &&
            (same_period(&f->fact, fact) || in_headline(m->work, &f->fact)) &&
            !same_sentence(m->work, f->fact.char_start, fact->char_start)) {
            return f;
        }
    }
    return NULL;
}

static void add_place(maker *m, jb_found *found, jb_span span)
{
    jb_span *places = jb_arena_array(m->work->arena, found->place_count + 1, sizeof *places);
    if (found->place_count > 0) {
        memcpy(places, found->places, found->place_count * sizeof *places);
    }
    places[found->place_count++] = span;
    found->places = places;
}

/* The sentence says more than the title: the figure moves to where the text gives it. */
static jb_found *move_here(maker *m, size_t from, size_t i, jb_fact fact)
{
    jb_found old = m->found[from];
    jb_found fresh = {.fact = fact};
    memmove(m->found + from, m->found + from + 1, (m->count - from - 1) * sizeof *m->found);
    m->count--;
    JB_PUSH(m->found, m->count, m->cap, fresh);
    for (size_t k = 0; k < i; k++) {
        size_t *at = &m->work->matches[k].found;
        if (*at != SIZE_MAX && *at >= from) {
            *at = *at == from ? m->count - 1 : *at - 1;
        }
    }
    jb_found *here = &m->found[m->count - 1];
    add_place(m, here, m->work->quantities[i].span);
    for (size_t k = 0; k < old.place_count; k++) {
        add_place(m, here, old.places[k]);
    }
    return here;
}

static void add_fact(maker *m, size_t i)
{
    jb_fact fact;
    fill(m, i, &fact);
    jb_found *before = earlier(m, &fact);
    if (before != NULL && in_headline(m->work, &before->fact)) {
        before = move_here(m, (size_t)(before - m->found), i, fact);
    } else {
        if (before == NULL) {
            jb_found fresh = {.fact = fact};
            JB_PUSH(m->found, m->count, m->cap, fresh);
            before = &m->found[m->count - 1];
        }
        add_place(m, before, m->work->quantities[i].span);
    }
    m->work->matches[i].found = (size_t)(before - m->found);
}

static void add_absent(maker *m, size_t i, jb_absence kind)
{
    const jb_work *work = m->work;
    const jb_indicator *it = indicator_of(work, i);
    for (size_t k = 0; k < m->absent_count; k++) {
        if (strcmp(m->absents[k].indicator, it->code) == 0) {
            return;
        }
    }
    jb_absent absent;
    jb_absent_init(&absent);
    absent.agency_code = work->identity.agency_code;
    absent.year = work->identity.year;
    absent.indicator = it->code;
    absent.kind = kind;
    absent.source = work->original->source;
    JB_PUSH(m->absents, m->absent_count, m->absent_cap, absent);
    size_t places = m->absent_count - 1;
    JB_PUSH(m->absent_places, places, m->place_cap, work->quantities[i].span);
    size_t periods = m->absent_count - 1;
    JB_PUSH(m->absent_periods, periods, m->period_cap, work->matches[i].period);
}

static bool has_fact(const maker *m, const char *indicator)
{
    for (size_t i = 0; i < m->count; i++) {
        if (strcmp(m->found[i].fact.indicator, indicator) == 0) {
            return true;
        }
    }
    return false;
}

static void take_words(maker *m, jb_quantity_kind kind, jb_absence absence)
{
    const jb_work *work = m->work;
    for (size_t i = 0; i < work->quantity_count; i++) {
        const jb_indicator *it = indicator_of(work, i);
        if (work->quantities[i].kind == kind && work->quantities[i].why == JB_REJECT_NONE &&
            it != NULL && !has_fact(m, it->code)) {
            add_absent(m, i, absence);
        }
    }
}

/* ---- checks and numbers ------------------------------------------------------------------------
 */

static jb_status check_places(const maker *m, jb_error *err)
{
    const jb_work *work = m->work;
    for (size_t i = 0; i < m->count; i++) {
        const jb_fact *f = &m->found[i].fact;
        jb_span span = {(size_t)f->char_start, (size_t)f->char_end};
        size_t from = work->original->bytes[span.start];
        size_t len = work->original->bytes[span.end] - from;
        if (strlen(f->raw) != len || memcmp(f->raw, work->original->text + from, len) != 0) {
            return jb_fail(err, JB_ERR_INTERNAL, NULL, "the figure \"%s\" does not stand at %zu",
                           "“%s”不在第 %zu 个字符处", f->raw, span.start);
        }
    }
    return JB_OK;
}

static const char *near_code(const jb_work *work, size_t i)
{
    size_t near =
        work->matches[i].target != SIZE_MAX ? work->matches[i].target : work->matches[i].other_unit;
    return near == SIZE_MAX ? "" : work->extractor->targets[near].indicator->code;
}

static jb_reject why_of(const jb_work *work, size_t i)
{
    if (work->quantities[i].why != JB_REJECT_NONE || work->matches[i].found != SIZE_MAX) {
        return work->quantities[i].why;
    }
    return work->matches[i].other_unit != SIZE_MAX ? JB_REJECT_UNIT : JB_REJECT_NO_INDICATOR;
}

/* Every number, dates among them, in the order of the text. */
static void list_numbers(const jb_work *work, jb_extraction *out)
{
    size_t total = work->quantity_count + work->mark_count;
    jb_number_seen *list = jb_arena_array(work->arena, total + 1, sizeof *list);
    size_t mark = 0;
    size_t count = 0;
    for (size_t i = 0; i <= work->quantity_count; i++) {
        size_t limit = i < work->quantity_count ? work->quantities[i].span.start : SIZE_MAX;
        for (; mark < work->mark_count && work->marks[mark].span.start < limit; mark++) {
            list[count++] = (jb_number_seen){work->marks[mark].span, JB_REJECT_DATE, SIZE_MAX, ""};
        }
        if (i < work->quantity_count && work->quantities[i].kind == JB_QUANTITY_NUMBER) {
            size_t owner = work->matches[i].owner;
            size_t found = work->matches[i].found;
            if (found == SIZE_MAX && owner < work->quantity_count) {
                found = work->matches[owner].found;
            }
            list[count++] = (jb_number_seen){work->quantities[i].span, why_of(work, i), found,
                                             near_code(work, i)};
        }
    }
    out->numbers = list;
    out->number_count = count;
}

static void hand_over(maker *m, jb_extraction *out)
{
    jb_arena *arena = m->work->arena;
    size_t count = m->absent_count;
    out->found = jb_arena_keep(arena, m->found, m->count, sizeof *m->found);
    out->found_count = m->count;
    out->absents = jb_arena_keep(arena, m->absents, count, sizeof *m->absents);
    out->absent_places = jb_arena_keep(arena, m->absent_places, count, sizeof *m->absent_places);
    out->absent_periods = jb_arena_keep(arena, m->absent_periods, count, sizeof *m->absent_periods);
    out->absent_count = count;
}

jb_status jb_facts_make(jb_work *work, jb_extraction *out, jb_error *err)
{
    maker m = {.work = work};
    for (size_t i = 0; i < work->quantity_count; i++) {
        if (work->quantities[i].kind == JB_QUANTITY_NUMBER &&
            work->quantities[i].why == JB_REJECT_NONE && work->matches[i].target != SIZE_MAX) {
            add_fact(&m, i);
        }
    }
    take_words(&m, JB_QUANTITY_ZERO, JB_ABSENT_ZERO_STATED);
    take_words(&m, JB_QUANTITY_VAGUE, JB_ABSENT_NO_NUMBER);
    jb_status status = check_places(&m, err);
    hand_over(&m, out);
    list_numbers(work, out);
    out->identity = work->identity;
    free(m.found);
    free(m.absents);
    free(m.absent_places);
    free(m.absent_periods);
    return status;
}
