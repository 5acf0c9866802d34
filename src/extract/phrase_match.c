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
    GAP_RIGHT = 26,
    TURN_COST = 4,
    WORTH = 8,
    REACH_COST = 6,
    SHARE_REACH = 6,
    NOUN = 7,
    LIST_ITEM = 10
};

/* What may stand between the nearest word and the figure. */
static const char32_t *const fill_left[] = {
    U"的有",   U"的案件", U"的案件数", U"的为",     U"的共",     U"的达",     U"的计",
    U"的已有", U"一共有", U"一共",     U"总共",     U"累计为",   U"共计",     U"总计",
    U"合计",   U"累计",   U"共",       U"达到",     U"高达",     U"已达",     U"达",
    U"为",     U"总数为", U"总数",     U"总量",     U"数量",     U"数",       U"量",
    U"有",     U"了",     U"案件",     U"案",       U"计",       U"总额",     U"金额",
    U"人数",   U"件数",   U"户数",     U"家数",     U"是",       U":",        U"：",
    U"仅",     U"近",     U"均",       U"已",       U"各",       U"等",       U"事项",
    U"情况",   U"工作",   U"总",       U",共",      U",共计",    U",达",      U",达到",
    U",累计",  U",合计",  U",为",      U"各类",     U"稳定在",   U"保持在",   U"在",
    U"只有",   U"实现",   U"一批",     U"持续保持", U"始终保持", U"稳定保持", U"动态保持",
    U"持续",   U"始终",   U"保持",     U"的",       U"年均",     U"平均",     U"均达",
    U"均达到", U"均为",   U"都为",     U"分别达到", U"约为",     U"已经",     U"共有",
    U"累计有", U"(件)",   U"(人)",     U"(万元)",   U"(户)",     U"(家)",     U"(%)",
    U"(起)",   U"(宗)",   U"(条)",     U"(名)",     U"(元)",     U"(亿元)",   NULL};
static const char32_t *const fill_right[] = {U"的",   U"各类", U"个",   U"涉及", U"已",
                                             U"已经", U"均已", U"全部", NULL};

typedef struct walk {
    const uint32_t *p;
    size_t n;
    bool backwards; /* p[n - 1] stands next to the figure */
    int weight;
    bool counts;  /* it is a count, and shares them less far */
    bool shares;  /* the figure may share the words of the one beside it */
    bool reached; /* stepped over a figure */
    size_t near_at, near_len;
    bool has_near;
} walk;

enum { STEPS = 6 };

typedef struct steps {
    size_t at[STEPS];
    bool reached[STEPS]; /* stepped over a figure */
    size_t count;
} steps;

static bool parts(uint32_t c)
{
    return c == ',' || c == U'，' || c == ';' || c == U'；' || c == '(' || c == ')' || c == U'（' ||
           c == U'）' || c == U'。' || c == ':' || c == U'：' || c == '\n' || c == JB_FIGURE;
}

/* Whether the word stands at distance `d` from the figure. */
static bool word_at(const walk *w, size_t d, const char32_t *word, size_t len)
{
    if (d + len > w->n) {
        return false;
    }
    const uint32_t *at = w->backwards ? w->p + (w->n - d - len) : w->p + d;
    for (size_t i = 0; i < len; i++) {
        if (at[i] != word[i]) {
            return false;
        }
    }
    return true;
}

static uint32_t at_distance(const walk *w, size_t d)
{
    return d >= w->n ? 0 : w->backwards ? w->p[w->n - 1 - d] : w->p[d];
}

/* The longest filler at a distance. */
static size_t filler(const walk *w, size_t d)
{
    const char32_t *const *list = w->backwards ? fill_left : fill_right;
    size_t best = 0;
    for (; *list != NULL; list++) {
        size_t len = jb_points_len(*list);
        best = len > best && word_at(w, d, *list, len) ? len : best;
    }
    return best;
}

static bool walk_items(walk *w, const jb_item *items, size_t count, size_t d);

/* 未办结案件11件: what was not done; 结 is denied, too. */
static bool is_denied(const walk *w, size_t d)
{
    uint32_t before = at_distance(w, d);
    return before == U'未' || (!parts(before) && at_distance(w, d + 1) == U'未');
}

/* 查处 in 调查处理 is no word. */
static bool is_cut(const walk *w, size_t d, const char32_t *word)
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

static bool walk_words(walk *w, const jb_item *items, size_t count, size_t d)
{
    bool possible = (items->near & jb_near_bit(at_distance(w, d))) != 0;
    for (const jb_choice *word = items->words; possible && word->text != NULL; word++) {
        size_t len = word->len;
        if (!word_at(w, d, word->text, len)) {
            continue;
        }
        if (w->backwards && word->text[0] != U'未' &&
            (is_denied(w, d + len) || is_cut(w, d + len, word->text))) {
            continue;
        }
        walk next = *w;
        next.weight += (int)len * WORTH;
        if (!next.has_near) {
            next.has_near = true;
            next.near_at = d;
            next.near_len = len;
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
static bool joined(const walk *w, size_t d)
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

static bool walk_gap(walk *w, const jb_item *items, size_t count, size_t d)
{
    walk start = *w;
    uint32_t first = at_distance(w, d);
    if (!w->has_near && (first == U'、' || first == ',')) {
        return false; /* 行政复议、五起: a new item begins with the figure */
    }
    size_t widest = w->backwards ? GAP_LEFT : GAP_RIGHT;
    size_t own = 0; /* up to here stand the words of a figure stepped over */
    for (size_t gap = 0; gap <= widest && d + gap <= w->n; gap++) {
        walk next = start;
        next.weight -= (int)gap;
        if (d + gap >= own && walk_items(&next, items + 1, count - 1, d + gap)) {
            *w = next;
            return true;
        }
        uint32_t c = at_distance(w, d + gap);
        if (c == JB_FIGURE && (w->has_near || !w->backwards) && joined(w, d + gap)) {
            start.weight -= REACH_COST;
            start.reached = true;
            widest += w->backwards ? LIST_ITEM : 0;
            own = w->backwards || w->has_near ? 0 : words_end(&items[1], d + gap);
        } else if (c == 0 || parts(c)) {
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
static size_t beside_figure(const walk *w, size_t d)
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
static void find_steps(const walk *w, steps *out)
{
    size_t d = 0;
    bool reached = false;
    out->count = 0;
    while (out->count < STEPS) {
        out->at[out->count] = d;
        out->reached[out->count++] = reached;
        size_t len = filler(w, d);
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

static walk left_walk(const jb_window *window)
{
    return (walk){.p = window->left,
                  .n = window->left_len,
                  .backwards = true,
                  .counts = window->counts,
                  .shares = window->shares};
}

static bool fits(const jb_phrase *phrase, const jb_window *window, const steps sides[2],
                 jb_fit *fit)
{
    walk left = left_walk(window);
    walk right = {.p = window->right, .n = window->right_len};
    if (!walk_out(&left, &sides[0], phrase->left, phrase->left_count) ||
        !walk_out(&right, &sides[1], phrase->right, phrase->right_count)) {
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
    const jb_window *window;
    jb_fit_found *found;
    void *context;
    uint8_t groups;
    bool right;
    steps sides[2]; /* left and right */
} search;

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
    const steps *from = &s->sides[s->right];
    for (size_t i = 0; i < from->count; i++) {
        if (from->at[i] == distance) {
            return true;
        }
    }
    return false;
}

static void found_word(void *context, uint32_t word, size_t at, size_t len)
{
    search *s = context;
    size_t distance = s->right ? at : s->window->left_len - at - len;
    bool reached = in_reach(s, distance);
    for (uint32_t a = s->all->heads[word]; a != 0; a = s->all->anchors[a].next) {
        const jb_anchor *anchor = &s->all->anchors[a];
        jb_fit fit;
        if (anchor->right == s->right && (anchor->groups & s->groups) != 0 &&
            (reached || !anchor->tight) && try_once(s, anchor->phrase) &&
            fits(&s->all->list[anchor->phrase], s->window, s->sides, &fit)) {
            s->found(s->context, &fit);
        }
    }
}

static void start_round(jb_phrases *all)
{
    if (all->tried == NULL) {
        all->tried = jb_arena_array(all->arena, all->count + 1, sizeof *all->tried);
    }
    all->round++;
}

void jb_phrases_match(jb_phrases *all, const jb_window *window, uint8_t groups, jb_fit_found *found,
                      void *context)
{
    search s = {.all = all, .window = window, .groups = groups, .found = found, .context = context};
    walk left_side = left_walk(window);
    walk right_side = {.p = window->right, .n = window->right_len};
    start_round(all);
    find_steps(&left_side, &s.sides[0]);
    find_steps(&right_side, &s.sides[1]);
    jb_points left = {window->left, window->left_len};
    jb_points right = {window->right, window->right_len};
    for (size_t i = 0; i < left.n; i++) {
        jb_trie_at(all->trie, left, i, found_word, &s);
    }
    s.right = true;
    for (size_t i = 0; i < right.n; i++) {
        jb_trie_at(all->trie, right, i, found_word, &s);
    }
}
