/* term.c - the report's own word for what it did with the things it counts: 受理, 审结, 调处, 办理.
 *
 * Looks only in the figure's own clause: before the figure, nearest first, else behind it. Rates
 * have names, not verbs. Decides nothing about indicators.
 */
#include "work.h"

/* Longest first where one begins with another. */
static jb_words verbs = {
    U"接收处理", U"受理立案", U"立案查处", U"立案调查", U"立案受理", U"调解成功", U"责令支付",
    U"责令改正", U"限期改正", U"清理拖欠", U"行政处罚", U"行政处理", U"案前化解", U"被提起",
    U"接收",     U"接处",     U"接待",     U"受理",     U"立案",     U"办理",     U"办结",
    U"审结",     U"结案",     U"裁决",     U"仲裁裁决", U"调处",     U"调解结案", U"化解",
    U"解决",     U"处置",     U"处理",     U"查处",     U"查办",     U"移送",     U"移交",
    U"纳入",     U"列入",     U"公布",     U"曝光",     U"追发",     U"追回",     U"追讨",
    U"追缴",     U"讨要",     U"讨回",     U"清欠",     U"清偿",     U"补发",     U"兑付",
    U"挽回",     U"启用",     U"动用",     U"垫付",     U"消除",     U"检查",     U"巡查",
    U"排查",     U"抽查",     U"下达",     U"发出",     U"约谈",     U"评查",     U"审查",
    U"审核",     U"撤回",     U"应诉",     U"涉及",     U"惠及",     U"存缴",     U"缴存",
    U"设立",     NULL};

/* Numbers of the trie are places in the list: of two that would do, the first of the list wins. */
jb_trie *jb_terms_new(jb_arena *arena)
{
    jb_trie *trie = jb_trie_new(arena);
    for (const char32_t *const *verb = verbs; *verb != NULL; verb++) {
        (void)jb_trie_add(trie, *verb, jb_points_len(*verb));
    }
    return trie;
}

typedef struct choice {
    uint32_t word;
    jb_span span; /* empty: none */
} choice;

static bool is_none(const choice *c)
{
    return c->span.end == c->span.start;
}

/* The verb that ends last, of those that end together the first of the list. */
static void take_last(void *context, uint32_t word, size_t at, size_t len)
{
    choice *best = context;
    size_t end = at + len;
    if (is_none(best) || end > best->span.end || (end == best->span.end && word < best->word)) {
        *best = (choice){word, {at, end}};
    }
}

/* The verb that ends nearest before `end` and begins at `from` or later. */
static jb_span verb_before(const jb_trie *trie, jb_points t, size_t from, size_t end)
{
    choice best = {0, {end, end}};
    jb_points clause = {t.p, end};
    for (size_t i = jb_trie_next(trie, clause, from); i < end;
         i = jb_trie_next(trie, clause, i + 1)) {
        jb_trie_at(trie, clause, i, take_last, &best);
    }
    return best.span;
}

static jb_span verb_behind(const jb_trie *trie, jb_points t, size_t from, size_t end)
{
    jb_trie_word verb = jb_trie_first(trie, (jb_points){t.p, end}, from, end);
    return verb.len > 0 ? (jb_span){verb.at, verb.at + verb.len} : (jb_span){from, from};
}

static bool parts(uint32_t c)
{
    return c == 0 || jb_is_stop(c) || jb_is_comma(c) || c == U'、' || c == U',' || c == U';';
}

jb_span jb_term_find(const jb_work *work, const jb_quantity *quantity)
{
    jb_points t = work->t;
    const jb_trie *trie = work->extractor->terms;
    size_t from = quantity->span.start;
    size_t end = quantity->span.end;
    while (from > 0 && !parts(jb_point_before(t, from))) {
        from--;
    }
    while (end < t.n && !parts(jb_point(t, end))) {
        end++;
    }
    jb_span term = verb_before(trie, t, from, quantity->span.start);
    return term.end > term.start ? term : verb_behind(trie, t, quantity->span.end, end);
}
