/* phrase_match.c - laying phrases upon the words around a figure.
 *
 * Walks outwards from the figure, first left, then right. Between a word and the figure stand
 * often a few words that say nothing (共, 达, 为, 案件): these are stepped over. A gap stays inside
 * its clause; it may step over another figure only where 、 joins the two.
 */
#include "phrase.h"
#include "phrase_private.h"

#include <string.h>

enum {
    GAP_LEFT = 16,
    GAP_RIGHT = 34,
    TURN_COST = 4,
    WORTH = 8,
    BORROWED = 6,
    REACH_COST = 6,
    SHARE_REACH = 6,
    NOUN = 7,
    LIST_ITEM = 10
};

/* The words on one side of the figure. */
typedef struct flank {
    const uint32_t *p;
    size_t n;
    bool backwards; /* p[n - 1] stands next to the figure */
    bool counts;    /* it is a count, and shares them less far */
    bool shares;    /* the figure may share the words of the one beside it */
} flank;

/* How far a phrase got; copied at every choice, so it is small. */
typedef struct walk {
    const flank *on;
    int weight;
    bool reached; /* stepped over a figure */
    bool has_near;
    uint16_t near_at, near_len;
} walk;

enum { STEPS = 6 };

typedef struct steps {
    size_t at[STEPS];
    bool reached[STEPS]; /* stepped over a figure */
    size_t count;
} steps;

static uint32_t at_distance(const flank *w, size_t d)
{
    return d >= w->n ? 0 : w->backwards ? w->p[w->n - 1 - d] : w->p[d];
}

/* Whether the word stands at distance `d` from the figure, where `c` is. */
static bool word_at(const flank *w, size_t d, uint32_t c, const jb_choice *word)
{
    if (c != (w->backwards ? word->last : word->first) || d + word->len > w->n) {
        return false;
    }
    const uint32_t *at = w->backwards ? w->p + (w->n - d - word->len) : w->p + d;
    for (size_t i = 0; i < word->len; i++) {
        if (at[i] != word->text[i]) {
            return false;
        }
    }
    return true;
}

/* The longest filler at a distance. */
static size_t filler(const jb_fillers *fillers, const flank *w, size_t d)
{
    const jb_filler_rows *side = w->backwards ? &fillers->left : &fillers->right;
    uint32_t c = at_distance(w, d);
    size_t row = c % JB_FILLER_ROWS;
    size_t best = 0;
    for (size_t i = side->firsts[row]; i < side->firsts[row + 1]; i++) {
        const jb_choice *word = &side->words[i];
        best = word->len > best && word_at(w, d, c, word) ? word->len : best;
    }
    return best;
}

static bool walk_items(walk *w, const jb_item *items, size_t count, size_t d);

/* 未办结案件11件: what was not done; 结 is denied, too. */
static bool is_denied(const flank *w, size_t d)
{
    uint32_t before = at_distance(w, d);
    return before == U'未' || (!jb_parts_gap(before) && at_distance(w, d + 1) == U'未');
}

/* 查处 in 调查处理 is no word. */
static bool is_cut(const flank *w, size_t d, const char32_t *word)
{
    static const char32_t verbs[] = U"调检核排巡抽督清";
    uint32_t before = at_distance(w, d);
    for (size_t i = 0; word[0] == U'查' && word[1] == U'处' && verbs[i] != 0; i++) {
        if (verbs[i] == before) {
            return true;
        }
    }
    return false;
}

/* 监察机构采集单位信息: who acts, not what was done. */
static bool is_name_of_body(const flank *w, size_t d, const jb_choice *word)
{
    static const char32_t second[] = U"构队门局员团部";
    if (word->len != 2 || word->text[0] != U'监' || !w->backwards || d == 0) {
        return false;
    }
    uint32_t after = at_distance(w, d - 1);
    uint32_t next = d > 1 ? at_distance(w, d - 2) : 0;
    bool body = after == U'局' || after == U'员';
    for (size_t i = 0; second[i] != 0; i++) {
        body = body || (next == second[i] && (after == U'机' || after == U'大' || after == U'中' ||
                                              after == U'支' || after == U'总' || after == U'部'));
    }
    return body;
}

static bool walk_words(walk *w, const jb_item *items, size_t count, size_t d)
{
    uint32_t c = at_distance(w->on, d);
    bool possible = (items->near & jb_near_bit(c)) != 0;
    for (const jb_choice *word = items->words; possible && word->text != NULL; word++) {
        size_t len = word->len;
        if (!word_at(w->on, d, c, word)) {
            continue;
        }
        if (w->on->backwards && word->text[0] != U'未' &&
            (is_denied(w->on, d + len) || is_cut(w->on, d + len, word->text) ||
             is_name_of_body(w->on, d, word))) {
            continue;
        }
        walk next = *w;
        next.weight += (int)len * WORTH - (word->borrowed ? BORROWED : 0);
        if (!next.has_near) {
            next.has_near = true;
            next.near_at = (uint16_t)d;
            next.near_len = (uint16_t)len;
        }
        if (walk_items(&next, items + 1, count - 1, d + len)) {
            *w = next;
            return true;
        }
    }
    return items->optional && walk_items(w, items + 1, count - 1, d);
}

/* Whether a gap may step over the figure at this distance: 、 or 和 joins it with what is nearer.
 */
static bool joined(const flank *w, size_t d)
{
    uint32_t nearer = d > 0 ? at_distance(w, d - 1) : 0;
    return nearer == U'、' || nearer == U'和' || nearer == U'及' ||
           (!w->backwards && nearer == U'的');
}

/* 10户机构和301户用人单位进行检查: the noun right behind a figure is its own;
 * 5家单位和1名个人被列入 share the verb. Where the own words of the figure at a distance end for
 * this item. */
static size_t words_end(const jb_item *item, size_t figure)
{
    return figure + 1 + (item->of_class ? NOUN : 1);
}

/* Whether the next item can stand where this character is next to the figure. */
static bool may_stand(const jb_item *items, size_t count, uint32_t c)
{
    return count == 0 || items->kind == JB_ITEM_GAP || items->optional ||
           (items->near & jb_near_bit(c)) != 0;
}

static bool walk_gap(walk *w, const jb_item *items, size_t count, size_t d)
{
    const flank *on = w->on;
    walk start = *w;
    uint32_t first = at_distance(on, d);
    if (!w->has_near && (first == U'、' || first == ',')) {
        return false; /* 行政复议、五起: a new item begins with the figure */
    }
    size_t widest = on->backwards ? GAP_LEFT : GAP_RIGHT;
    size_t own = 0; /* up to here stand the words of a figure stepped over */
    for (size_t gap = 0; gap <= widest && d + gap <= on->n; gap++) {
        uint32_t c = at_distance(on, d + gap);
        if (d + gap >= own && may_stand(items + 1, count - 1, c)) {
            walk next = start;
            next.weight -= (int)gap;
            if (walk_items(&next, items + 1, count - 1, d + gap)) {
                *w = next;
                return true;
            }
        }
        if (c == JB_FIGURE && (w->has_near || !on->backwards) && joined(on, d + gap)) {
            start.weight -= REACH_COST;
            start.reached = true;
            widest += on->backwards ? LIST_ITEM : 0;
            own = on->backwards || w->has_near ? 0 : words_end(&items[1], d + gap);
        } else if (c == 0 || jb_parts_gap(c)) {
            break;
        }
    }
    return false;
}

static bool walk_items(walk *w, const jb_item *items, size_t count, size_t d)
{
    if (count == 0) {
        return true;
    }
    return items->kind == JB_ITEM_GAP ? walk_gap(w, items, count, d)
                                      : walk_words(w, items, count, d);
}

/* 3541人，2208.6万元: the figure before shares its words with this one. */
static size_t beside_figure(const flank *w, size_t d)
{
    uint32_t c = at_distance(w, d);
    if (!w->shares || d > SHARE_REACH) {
        return 0;
    }
    /* 3笔共120万元 goes on; 52起，为734名 begins anew. */
    for (size_t i = 0; i < d; i++) {
        uint32_t nearer = at_distance(w, i);
        bool joins = nearer == U'、' || nearer == ',' || nearer == JB_FIGURE;
        if (!joins && nearer != U'共' && nearer != U'计' && nearer != U'合') {
            return 0;
        }
    }
    if (c == JB_FIGURE) {
        return 1;
    }
    bool people_or_money = !w->counts; /* 工资468万元，312人; 工资468万元(312人) */
    return (c == U'、' || ((c == ',' || c == '(') && people_or_money)) &&
                   at_distance(w, d + 1) == JB_FIGURE
               ? 2
               : 0;
}

/* Where a phrase may begin on one side: at the figure and behind each filler. The same for all
 * phrases, so it is worked out once for a window. */
static void find_steps(const jb_fillers *fillers, const flank *w, steps *out)
{
    size_t d = 0;
    bool reached = false;
    out->count = 0;
    while (out->count < STEPS) {
        out->at[out->count] = d;
        out->reached[out->count++] = reached;
        size_t len = filler(fillers, w, d);
        if (len == 0) {
            len = beside_figure(w, d);
            reached = reached || len > 0;
        }
        if (len == 0) {
            break;
        }
        d += len;
    }
}

static bool walk_out(walk *w, const steps *from, const jb_item *items, size_t count)
{
    if (count == 0) {
        return true;
    }
    for (size_t step = 0; step < from->count; step++) {
        walk next = *w;
        next.reached = from->reached[step];
        next.weight -= (int)step + (next.reached ? REACH_COST : 0);
        if (walk_items(&next, items, count, from->at[step])) {
            *w = next;
            return true;
        }
    }
    return false;
}

static flank left_flank(const jb_window *window)
{
    return (flank){.p = window->left,
                   .n = window->left_len,
                   .backwards = true,
                   .counts = window->counts,
                   .shares = window->shares};
}

/* A window as phrases are laid upon it; left and right. */
typedef struct ground {
    const jb_window *window;
    flank flanks[2];
    steps steps[2];
    uint64_t seen[2];                /* the characters on either side, a bit each */
    uint64_t held[2 * JB_HELD / 64]; /* the same with more bits, right behind left */
    size_t reach[2];                 /* how far a gap can get from the last step */
} ground;

static bool fits(const jb_phrase *phrase, const ground *on, jb_fit *fit)
{
    const jb_window *window = on->window;
    walk left = {.on = &on->flanks[0]};
    walk right = {.on = &on->flanks[1]};
    if (!walk_out(&left, &on->steps[0], phrase->left, phrase->left_count) ||
        !walk_out(&right, &on->steps[1], phrase->right, phrase->right_count)) {
        return false;
    }
    *fit = (jb_fit){.phrase = phrase,
                    .weight = left.weight + right.weight - (phrase->turned ? TURN_COST : 0),
                    .right_only = phrase->left_count == 0,
                    .coordinate = left.reached};
    if (left.has_near) {
        size_t from = window->left_len - left.near_at - left.near_len;
        fit->near_at = window->left_at[from];
        fit->near_len = left.near_len;
    } else if (right.has_near) {
        fit->near_at = window->right_at[right.near_at];
        fit->near_len = right.near_len;
    }
    return true;
}

/* ---- which phrases to try ------------------------------------------------------------------- */

typedef struct search {
    jb_phrases *all;
    ground on;
    jb_fit_found *found;
    void *context;
    uint8_t groups;
    bool right;
} search;

static void note_characters(ground *on, unsigned right)
{
    const flank *side = &on->flanks[right];
    uint64_t *held = on->held + right * (JB_HELD / 64);
    memset(held, 0, JB_HELD / 64 * sizeof *held);
    on->seen[right] = JB_NO_NEED;
    for (size_t i = 0; i < side->n; i++) {
        held[side->p[i] % JB_HELD / 64] |= jb_near_bit(side->p[i]);
    }
    for (size_t k = 0; k < JB_HELD / 64; k++) {
        on->seen[right] |= held[k];
    }
}

/* Whether the phrase is of what is asked for and the other words that must be there can be: of each
 * a character occurs on its side. All asked at once, for each alone goes either way as often. */
static bool may_fit(const search *s, const jb_anchor *anchor, bool reached)
{
    unsigned seen = (unsigned)((anchor->seen[0] & s->on.seen[0]) != 0) &
                    (unsigned)((anchor->seen[1] & s->on.seen[1]) != 0);
    unsigned asked = (unsigned)((anchor->groups & s->groups) != 0) &
                     ((unsigned)reached | (unsigned)!anchor->tight);
    return (seen & asked) != 0;
}

/* The same for all of them, more closely. */
static bool holds_needs(const search *s, const jb_anchor *anchor)
{
    const uint16_t *need = s->all->needs + anchor->needs;
    for (; *need != JB_NEEDS_END; need++) {
        uint64_t met = 0;
        for (; *need != JB_GROUP_END; need++) {
            met |= s->on.held[*need / 64] >> (*need % 64);
        }
        if ((met & 1) == 0) {
            return false;
        }
    }
    return true;
}

/* Each phrase is tried once for a window. */
static bool try_once(search *s, uint32_t phrase)
{
    bool fresh = s->all->tried[phrase] != s->all->round;
    s->all->tried[phrase] = s->all->round;
    return fresh;
}

/* Whether a phrase that begins with its word can begin where this one stands. */
static bool in_reach(const search *s, size_t distance)
{
    const steps *from = &s->on.steps[s->right];
    for (size_t i = 0; i < from->count; i++) {
        if (from->at[i] == distance) {
            return true;
        }
    }
    return false;
}

/* The row to go through: only phrases of the one group asked for, and where none can begin with
 * the word, only those that may reach it. */
static const jb_rows *rows_for(const search *s, bool reached)
{
    const jb_anchored *side = &s->all->sides[s->right];
    for (unsigned group = 0; !reached && group < JB_GROUPS; group++) {
        if (s->groups == 1U << group) {
            return &side->loose[group];
        }
    }
    return &side->all;
}

static void found_word(void *context, uint32_t word, size_t at, size_t len)
{
    search *s = context;
    size_t distance = s->right ? at : s->on.flanks[0].n - at - len;
    if (distance > s->on.reach[s->right]) {
        return;
    }
    bool reached = in_reach(s, distance);
    const jb_rows *rows = rows_for(s, reached);
    for (uint32_t a = rows->firsts[word]; a < rows->firsts[word + 1]; a++) {
        const jb_anchor *anchor = &rows->anchors[a];
        jb_fit fit;
        if (may_fit(s, anchor, reached) && try_once(s, anchor->phrase) && holds_needs(s, anchor) &&
            fits(&s->all->list[anchor->phrase], &s->on, &fit)) {
            s->found(s->context, &fit);
        }
    }
}

/* Looks for words as far from the figure as a gap can get. */
static void try_side(search *s, bool right)
{
    const jb_anchored *side = &s->all->sides[right];
    const flank *words = &s->on.flanks[right];
    size_t zone = s->on.reach[right] + side->longest;
    size_t from = !right && words->n > zone ? words->n - zone : 0;
    jb_points t = {words->p, right && words->n > zone ? zone : words->n};
    s->right = right;
    for (size_t i = jb_trie_next(side->trie, t, from); i < t.n;
         i = jb_trie_next(side->trie, t, i + 1)) {
        jb_trie_at(side->trie, t, i, found_word, s);
    }
}

static void start_round(jb_phrases *all)
{
    if (all->tried == NULL) {
        jb_phrases_settle(all);
        all->tried = jb_arena_array(all->arena, all->count + 1, sizeof *all->tried);
    }
    all->round++;
}

/* The distance at which something parts the clause, from the last step on. */
static size_t reach_of(const flank *side, const steps *from)
{
    size_t d = from->at[from->count - 1];
    for (; d < side->n; d++) {
        uint32_t c = at_distance(side, d);
        if (c != JB_FIGURE && jb_parts_gap(c)) {
            break;
        }
    }
    return d;
}

static void prepare(const jb_phrases *all, const jb_window *window, ground *on)
{
    on->window = window;
    on->flanks[0] = left_flank(window);
    on->flanks[1] = (flank){.p = window->right, .n = window->right_len};
    for (unsigned right = 0; right < 2; right++) {
        const flank *side = &on->flanks[right];
        find_steps(all->fillers, side, &on->steps[right]);
        note_characters(on, right);
        on->reach[right] = all->sides[right].far ? side->n : reach_of(side, &on->steps[right]);
    }
}

void jb_phrases_match(jb_phrases *all, const jb_window *window, uint8_t groups, jb_fit_found *found,
                      void *context)
{
    search s = {.all = all, .groups = groups, .found = found, .context = context};
    start_round(all);
    prepare(all, window, &s.on);
    try_side(&s, false);
    try_side(&s, true);
}
