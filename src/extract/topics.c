/* topics.c - what is being spoken of where a figure stands.
 *
 * Weighs each topic of the catalogue by where it was last named: beside the figure, earlier in the
 * sentence, in the sentence that announces the paragraph, before that, in a heading, in the title.
 */
#include "work.h"

#include <string.h>

enum {
    BESIDE = 60,
    SAME_SENTENCE = 48,
    PER_CLAUSE = 3,
    SENTENCE_LEAST = 33,
    SENTENCE_LOWEST = 28,
    LEAD = 34,
    BEFORE = 24,
    AMONG = 32,
    PARAGRAPH = 18,
    HEADING = 26,
    TITLE = 23,
    BEHIND = 20,
    BEHIND_REACH = 24,
    PER_POINTS = 8,
    FAR = 240,
};

static void raise_all(int weights[JB_TOPICS], uint64_t topics, int weight)
{
    for (; topics != 0; topics &= topics - 1) {
        int *of = &weights[__builtin_ctzll(topics)];
        *of = weight > *of ? weight : *of;
    }
}

/* Where the clause of the figure begins: behind the last comma or figure. */
static size_t piece_start(const jb_work *work, const jb_sentence *s, size_t quantity)
{
    size_t at = work->quantities[quantity].span.start;
    size_t floor =
        quantity > s->first_quantity ? work->quantities[quantity - 1].span.end : s->span.start;
    floor = at > floor + FAR ? at - FAR : floor;
    return jb_clause_begin(work, at, floor);
}

static size_t piece_end(const jb_work *work, const jb_sentence *s, size_t quantity)
{
    size_t at = work->quantities[quantity].span.end;
    size_t limit =
        quantity + 1 < s->quantity_end ? work->quantities[quantity + 1].span.start : s->span.end;
    limit = limit > at + FAR ? at + FAR : limit;
    while (at < limit && !jb_is_comma(work->t.p[at]) && work->t.p[at] != U'、') {
        at++;
    }
    return at;
}

/* Where the part after 其中 ends that holds no longer: at ； or a bracket. */
static size_t among_end(const jb_work *work, size_t from, size_t limit)
{
    for (size_t i = from; i < limit; i++) {
        uint32_t c = work->t.p[i];
        if (c == ';' || c == U'；' || c == ')' || c == U'）') {
            return i;
        }
    }
    return limit;
}

/* The hits of a part that is over: whether this one is inside one. */
static bool in_past_part(const jb_work *work, const jb_sentence *s, size_t hit, size_t at)
{
    for (size_t i = hit + 1; i > s->first_hit; i--) {
        const jb_hit *h = &work->hits[i - 1];
        if (h->at + FAR < at) {
            return false;
        }
        if (h->cue == JB_CUE_AMONG) {
            size_t end = among_end(work, h->at, at);
            return end < at && work->hits[hit].at < end;
        }
    }
    return false;
}

/* What is named before the figure, the nearer the heavier; backwards, so that clauses are counted
 * as they come. */
static void weigh_before(const jb_work *work, const jb_sentence *s, size_t quantity,
                         int weights[JB_TOPICS])
{
    size_t at = work->quantities[quantity].span.start;
    size_t from = piece_start(work, s, quantity);
    size_t floor = at > s->span.start + FAR ? at - FAR : s->span.start;
    size_t hit = jb_hit_from(work, at);
    int clauses = 0;
    int least = SENTENCE_LEAST;
    size_t counted = at; /* up to here, from the figure */
    for (; hit > s->first_hit && work->hits[hit - 1].at >= floor; hit--) {
        size_t place = work->hits[hit - 1].at;
        for (; work->clauses[counted] > place; clauses++) {
            counted = work->clauses[counted] - 1;
        }
        int distance = (int)(at - place - 1) / PER_POINTS;
        int weight = SAME_SENTENCE - PER_CLAUSE * clauses - distance;
        if (weight < least) {
            /* All far: still the nearer one before the others. */
            weight = least;
            least -= least > SENTENCE_LOWEST;
        }
        if (in_past_part(work, s, hit - 1, at)) {
            weight = BEFORE;
        }
        raise_all(weights, work->hits[hit - 1].topics, place >= from ? BESIDE - distance : weight);
    }
}

/* What is named behind it: in its clause as good as before, farther on hardly. */
static void weigh_behind(const jb_work *work, const jb_sentence *s, size_t quantity,
                         int weights[JB_TOPICS])
{
    size_t at = work->quantities[quantity].span.end;
    size_t to = piece_end(work, s, quantity);
    for (size_t i = jb_hit_from(work, at); i < s->hit_end; i++) {
        size_t place = work->hits[i].at;
        if (place >= at + BEHIND_REACH) {
            break;
        }
        raise_all(weights, work->hits[i].topics, place < to ? BESIDE : BEHIND);
    }
}

static void weigh_words(const jb_work *work, jb_span head, int weights[JB_TOPICS])
{
    for (size_t i = jb_hit_from(work, head.start);
         i < work->hit_count && work->hits[i].at < head.end; i++) {
        raise_all(weights, work->hits[i].topics, BESIDE);
    }
}

/* The heads of a cell speak of it as much as words beside it. */
static void weigh_heads(const jb_work *work, const jb_match *match, int weights[JB_TOPICS])
{
    if (match->in_table) {
        weigh_words(work, match->cell->column, weights);
        weigh_words(work, match->cell->group, weights);
    }
}

/* …，处理争议191件。其中，受理150件: what the sentence before came to last. */
static void weigh_last(const jb_work *work, size_t sentence, int weights[JB_TOPICS])
{
    const jb_sentence *before = &work->sentences[sentence - 1];
    if (before->first_quantity == before->quantity_end ||
        jb_any_at(work->t, jb_skip_blanks(work->t, work->sentences[sentence].span.start),
                  (jb_words){U"其中", NULL}) == 0) {
        return;
    }
    size_t from = jb_clause_begin(work, work->quantities[before->quantity_end - 1].span.start,
                                  before->span.start);
    for (size_t i = jb_hit_from(work, from); i < before->hit_end; i++) {
        raise_all(weights, work->hits[i].topics, AMONG);
    }
}

static void weigh_paragraph(const jb_work *work, size_t sentence, int weights[JB_TOPICS])
{
    const jb_sentence *s = &work->sentences[sentence];
    size_t first = s->paragraph;
    if (sentence > first + 8) {
        first = sentence - 8; /* what was said long ago is forgotten */
    }
    uint64_t named = 0;
    for (size_t k = first; k + 1 < sentence; k++) {
        named |= work->sentences[k].topics;
    }
    raise_all(weights, named, PARAGRAPH);
    if (sentence > first) {
        raise_all(weights, work->sentences[sentence - 1].topics, BEFORE);
        weigh_last(work, sentence, weights);
    }
}

/* 劳动能力鉴定受理265件，办结260件: up to the figure the sentence, or its part behind a ；, names
 * nothing but other business. */
static bool is_of_other_business(const jb_work *work, const jb_sentence *s, size_t quantity)
{
    uint64_t other = work->extractor->other_topics;
    size_t at = work->quantities[quantity].span.start;
    size_t hit = jb_hit_from(work, piece_end(work, s, quantity));
    bool named = false;
    if ((s->topics & other) == 0) {
        return false;
    }
    for (; hit > s->first_hit; hit--) {
        const jb_hit *h = &work->hits[hit - 1];
        if (h->at < at && jb_any_in(work->t, h->at, at, (jb_words){U"；", U";", NULL})) {
            break;
        }
        if ((h->topics & ~other) != 0 || h->cue == JB_CUE_AMONG) {
            return false;
        }
        named = named || (h->topics != 0 && h->at < at);
    }
    return named;
}

/* 组织…人进行劳动能力鉴定。案件办结率100%。: a rate without a word of its own behind a sentence
 * that names nothing but other business. */
static bool is_rate_of_business(const jb_work *work, size_t sentence, size_t quantity)
{
    const jb_sentence *s = &work->sentences[sentence];
    uint64_t before = sentence > s->paragraph ? s[-1].topics : 0;
    return work->quantities[quantity].unit->class == JB_CLASS_PERCENT && s->topics == 0 &&
           before != 0 && (before & ~work->extractor->other_topics) == 0;
}

void jb_topics_weigh(const jb_work *work, size_t sentence, size_t quantity, int weights[JB_TOPICS])
{
    const jb_sentence *s = &work->sentences[sentence];
    memset(weights, 0, JB_TOPICS * sizeof *weights);
    weigh_before(work, s, quantity, weights);
    weigh_behind(work, s, quantity, weights);
    weigh_heads(work, &work->matches[quantity], weights);
    if (!work->matches[quantity].in_table && (is_of_other_business(work, s, quantity) ||
                                              is_rate_of_business(work, sentence, quantity))) {
        return;
    }
    raise_all(weights, s->lead, LEAD);
    weigh_paragraph(work, sentence, weights);
    raise_all(weights, s->headings, HEADING);
    raise_all(weights, work->title_topics, TITLE);
}

/* 监察、仲裁案件结案率分别为…: of the heads of a list the figure's own is spoken of, the others are
 * not. */
void jb_topics_of_head(const jb_work *work, const jb_window *window, int weights[JB_TOPICS])
{
    uint64_t own = 0;
    uint64_t others = 0;
    for (size_t i = jb_hit_from(work, window->heads.start);
         i < work->hit_count && work->hits[i].at < window->heads.end; i++) {
        bool is_own = work->hits[i].at >= window->head.start && work->hits[i].at < window->head.end;
        own |= is_own ? work->hits[i].topics : 0;
        others |= is_own ? 0 : work->hits[i].topics;
    }
    if (own == 0) {
        return;
    }
    others &= ~own;
    for (unsigned i = 0; others != 0; i++, others >>= 1) {
        if ((others & 1) && weights[i] > BEFORE) {
            weights[i] = BEFORE;
        }
    }
    raise_all(weights, own, BESIDE);
}
