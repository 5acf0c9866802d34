/* match.c - which indicator each figure states.
 *
 * Lays the phrases upon the words around a figure; the best of those that fit wins: the longer its
 * words, the nearer its topic. An anti-phrase that fits takes its indicator out. Units that an
 * indicator is not counted in rule it out.
 */
#include "work.h"

#include <string.h>

enum { NEUTRAL = 22, WEIGHT_MAX = 96, RIGHT_COST = 4, ALWAYS = 1000 };

typedef struct contest {
    jb_work *work;
    size_t sentence, quantity;
    const jb_quantity *q;
    int weights[JB_TOPICS];
    size_t count; /* of fits, their scores and topics */
    jb_fit fits[96];
    int scores[96];
    int topics[96];  /* how near the topic of each fit is */
    int vetoes[512]; /* by indicator: the nearest topic of an anti-phrase that fits, 0 for none */
} contest;

static int topic_weight(const contest *c, uint64_t topics)
{
    int best = 0;
    for (; topics != 0; topics &= topics - 1) {
        int weight = c->weights[__builtin_ctzll(topics)];
        best = weight > best ? weight : best;
    }
    return best;
}

static void on_fit(void *context, const jb_fit *fit)
{
    contest *c = context;
    /* 零败诉: what there is none of stands behind. */
    if (c->q->kind != JB_QUANTITY_NUMBER && !fit->right_only) {
        return;
    }
    int topic = fit->phrase->topics ? topic_weight(c, fit->phrase->topics) : NEUTRAL;
    if (topic == 0) {
        return;
    }
    if (fit->phrase->anti) {
        /* One with a topic vetoes only what has its own topic farther away. */
        int weight = fit->phrase->topics ? topic : ALWAYS;
        size_t owner = fit->phrase->owner;
        if (owner < sizeof c->vetoes / sizeof *c->vetoes && weight > c->vetoes[owner]) {
            c->vetoes[owner] = weight;
        }
        return;
    }
    if (c->count < sizeof c->fits / sizeof *c->fits) {
        int weight = fit->weight > WEIGHT_MAX ? WEIGHT_MAX : fit->weight;
        c->scores[c->count] = weight + topic - (fit->right_only ? RIGHT_COST : 0);
        c->topics[c->count] = topic;
        c->fits[c->count++] = *fit;
    }
}

/* ---- units -------------------------------------------------------------------------------------
 */

static bool listed(const char *const *list, const char *word)
{
    for (; *list != NULL; list++) {
        if ((*list)[0] == word[0] && strcmp(*list, word) == 0) {
            return true;
        }
    }
    return false;
}

static bool accepts(const jb_indicator *it, const jb_quantity *q)
{
    if (q->kind != JB_QUANTITY_NUMBER) {
        return it->unit != JB_UNIT_CNY;
    }
    switch (q->unit->class) {
    case JB_CLASS_PERCENT:
        return it->unit == JB_UNIT_PERCENT;
    case JB_CLASS_MONEY:
        return it->unit == JB_UNIT_CNY;
    case JB_CLASS_NONE:
        return q->power >= 8   ? it->unit == JB_UNIT_CNY
               : q->power >= 4 ? it->unit == JB_UNIT_CNY || it->unit == JB_UNIT_PERSON
                               : it->unit == JB_UNIT_PERCENT || q->value.coef == 0;
    case JB_CLASS_COUNT:
        return it->unit != JB_UNIT_CNY && it->unit != JB_UNIT_PERCENT &&
               listed(it->units, q->unit->utf8);
    case JB_CLASS_POINTS:
    case JB_CLASS_TIMES:
    case JB_CLASS_TIME:
    case JB_CLASS_OTHER:
        break;
    }
    return false;
}

/* A count is whole; 4.1千 is, 0.5件 is not. */
static bool whole_enough(const jb_indicator *it, const jb_quantity *q)
{
    bool counted = it->kind == JB_KIND_COUNT || it->kind == JB_KIND_PERSONS;
    return !counted || jb_dec_trim(q->value).scale == 0;
}

static void choose(contest *c, jb_match *match)
{
    for (size_t i = 0; i < c->count; i++) {
        size_t owner = c->fits[i].phrase->owner;
        const jb_indicator *it = c->work->extractor->targets[owner].indicator;
        if (c->vetoes[owner] > c->topics[i] || !whole_enough(it, c->q)) {
            continue;
        }
        int score = c->scores[i] + jb_follows_bonus(c->work, c->sentence, c->quantity, owner);
        if (!accepts(it, c->q)) {
            match->other_unit = owner;
            continue;
        }
        bool better = match->target == SIZE_MAX || score > match->score ||
                      (score == match->score && owner < match->target);
        if (!better) {
            match->second = score > match->second && owner != match->target ? score : match->second;
            continue;
        }
        if (match->target != SIZE_MAX && match->target != owner) {
            match->second = match->score;
        }
        match->target = owner;
        match->score = score;
        match->phrase = c->fits[i].phrase;
    }
}

bool jb_counts_people(const char *unit)
{
    static const char *const people[] = {"人", "名", "位", "人次", "名次", NULL};
    return listed(people, unit);
}

/* 9.5万农民工, 农民工5.76万: people; 832.53万 alone is money. */
static bool is_of_people(const jb_work *work, const jb_quantity *q)
{
    static jb_words people = {U"农民工", U"农牧民工", U"劳动者", U"职工", U"员工", U"工人",
                              U"民工",   U"务工",     U"群众",   U"人",   NULL};
    static jb_words counted = {U"农民工", U"劳动者", U"职工", U"员工", U"工人",
                               U"民工",   U"人员",   U"人数", U"人",   NULL};
    jb_points t = work->t;
    size_t behind = q->span.end;
    behind += jb_any_at(t, behind, (jb_words){U"的", U"余", U"外来", U"名", NULL});
    return jb_any_at(t, behind, people) > 0 || jb_any_before(t, q->span.start, counted) > 0;
}

/* What a figure with this unit may count. */
static uint8_t groups_of(const jb_work *work, const jb_quantity *q)
{
    if (q->kind != JB_QUANTITY_NUMBER) {
        return JB_COUNTS_ALL;
    }
    switch (q->unit->class) {
    case JB_CLASS_PERCENT:
        return JB_COUNTS_PERCENT;
    case JB_CLASS_MONEY:
        return JB_COUNTS_MONEY;
    case JB_CLASS_COUNT:
        return jb_counts_people(q->unit->utf8) ? JB_COUNTS_PEOPLE : JB_COUNTS_THINGS;
    case JB_CLASS_NONE:
        if (q->power >= 4) {
            return is_of_people(work, q) ? JB_COUNTS_PEOPLE : JB_COUNTS_MONEY;
        }
        break;
    case JB_CLASS_POINTS:
    case JB_CLASS_TIMES:
    case JB_CLASS_TIME:
    case JB_CLASS_OTHER:
        break;
    }
    return JB_COUNTS_ALL;
}

/* The phrases for what the figure may count; when none of them fits, the others, to say which
 * indicator is counted in another unit. */
static void match_window(contest *c, const jb_window *window, jb_match *match)
{
    jb_phrases *phrases = &c->work->extractor->phrases;
    uint8_t groups = groups_of(c->work, c->q);
    jb_phrases_match(phrases, window, groups, on_fit, c);
    choose(c, match);
    if (match->target == SIZE_MAX && groups != JB_COUNTS_ALL) {
        jb_phrases_match(phrases, window, (uint8_t)(JB_COUNTS_ALL & ~groups), on_fit, c);
        choose(c, match);
    }
}

static void lay_heads(contest *c, jb_span outer, jb_span inner)
{
    jb_window window;
    if (outer.end > 0 || inner.end > 0) {
        bool both = outer.end > 0 && inner.end > 0;
        jb_window_cell(c->work, both ? outer : (jb_span){0, 0}, inner.end > 0 ? inner : outer,
                       &window);
        jb_phrases_match(&c->work->extractor->phrases, &window, JB_COUNTS_ALL, on_fit, c);
    }
}

/* Whether one head alone names the indicator, so that the other, not understood, may say anything
 * of it. */
static bool names_alone(contest *c, jb_span head, size_t target)
{
    jb_match alone = {.target = SIZE_MAX, .other_unit = SIZE_MAX};
    c->count = 0;
    memset(c->vetoes, 0, sizeof c->vetoes);
    lay_heads(c, (jb_span){0, 0}, head);
    choose(c, &alone);
    return alone.target == target;
}

static void match_cell(contest *c, size_t quantity)
{
    jb_match *match = &c->work->matches[quantity];
    const jb_cell *cell = match->cell;
    lay_heads(c, cell->column, cell->row);
    if (cell->row.end > 0 && cell->column.end > 0) {
        lay_heads(c, cell->row, cell->column);
    }
    if (cell->group.end > 0) {
        lay_heads(c, cell->group, cell->column.end > 0 ? cell->column : cell->row);
        lay_heads(c, cell->group, cell->row);
    }
    choose(c, match);
    if (match->target != SIZE_MAX) {
        match->by_column = cell->row.end > 0 && names_alone(c, cell->column, match->target);
        match->doubtful = (cell->row_unknown && match->by_column) ||
                          (cell->column_unknown && names_alone(c, cell->row, match->target));
    }
}

/* 建筑业, 餐饮业 under one head that alone names the indicator: each is a part, none the whole. */
static void doubt_parts(jb_work *work, const jb_sentence *s)
{
    enum { BACK = 64 };
    for (size_t i = s->first_quantity; i < s->quantity_end; i++) {
        jb_match *match = &work->matches[i];
        for (size_t k = i; match->by_column && k > 0 && k + BACK > i; k--) {
            jb_match *other = &work->matches[k - 1];
            if (other->by_column && other->target == match->target &&
                other->cell->column.start == match->cell->column.start &&
                other->cell->row.start != match->cell->row.start) {
                other->doubtful = match->doubtful = true;
                break;
            }
        }
    }
}

static void match_one(jb_work *work, size_t sentence, size_t quantity)
{
    jb_window window;
    contest c; /* most of it is not looked at: only what is counted */
    c.work = work;
    c.sentence = sentence;
    c.quantity = quantity;
    c.q = &work->quantities[quantity];
    c.count = 0;
    memset(c.vetoes, 0, sizeof c.vetoes);
    jb_topics_weigh(work, sentence, quantity, c.weights);
    if (work->matches[quantity].in_table) {
        match_cell(&c, quantity);
        return;
    }
    if (jb_is_other_business(work, sentence, quantity)) {
        return;
    }
    jb_window_make(work, sentence, quantity, &window);
    if (window.heads.end > 0) {
        jb_topics_of_head(work, &window, c.weights);
    }
    match_window(&c, &window, &work->matches[quantity]);
}

/* 118个352次: one thing counted twice is one figure, the first. */
static void drop_second_count(jb_work *work, const jb_sentence *s)
{
    for (size_t i = s->first_quantity + 1; i < s->quantity_end; i++) {
        const jb_quantity *q = &work->quantities[i];
        if (work->matches[i].target != SIZE_MAX &&
            work->matches[i].target == work->matches[i - 1].target && !work->matches[i].in_table &&
            q[-1].span.end == q->span.start && q[-1].unit != q->unit) {
            work->matches[i].target = SIZE_MAX;
        }
    }
}

void jb_match_all(jb_work *work)
{
    for (size_t s = 0; s < work->sentence_count; s++) {
        const jb_sentence *sentence = &work->sentences[s];
        for (size_t i = sentence->first_quantity; i < sentence->quantity_end; i++) {
            if (work->quantities[i].why == JB_REJECT_NONE) {
                match_one(work, s, i);
            }
        }
        drop_second_count(work, sentence);
        doubt_parts(work, sentence);
    }
}
