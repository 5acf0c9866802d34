/* phrase.c - compiling the catalogue's phrases.
 *
 * A phrase is words, gaps and choices around the place of a figure, then the topics that must be
 * spoken of.
 */
#include "phrase.h"

#include "phrase_private.h"

#include <string.h>

enum { CHOICES = 96 };

static bool same(const char32_t *a, const char32_t *b)
{
    size_t i = 0;
    while (a[i] != 0 && a[i] == b[i]) {
        i++;
    }
    return a[i] == b[i];
}

jb_choice jb_choice_of(const char32_t *text, size_t len)
{
    return (jb_choice){text, (uint32_t)len, text[0], text[len - 1], false};
}

void jb_phrases_init(jb_phrases *all, jb_arena *arena)
{
    *all = (jb_phrases){.arena = arena};
    all->sides[0].trie = jb_trie_new(arena);
    all->sides[1].trie = jb_trie_new(arena);
    all->topics = jb_arena_array(arena, 64, sizeof *all->topics);
    all->fillers = jb_fillers_new(arena);
}

static bool find_topic(const jb_phrases *all, const char32_t *name, size_t *index)
{
    for (*index = 0; *index < all->topic_count; ++*index) {
        if (same(all->topics[*index], name)) {
            return true;
        }
    }
    return false;
}

jb_status jb_phrases_topic(jb_phrases *all, const jb_json *name, jb_error *err)
{
    const char *text = "";
    size_t index = 0;
    jb_status status = jb_json_text(name, &text, err);
    if (status != JB_OK) {
        return status;
    }
    const char32_t *points = jb_points_of(all->arena, text);
    if (find_topic(all, points, &index)) {
        return jb_json_fail(name, err, "topic \"%s\" occurs twice", "话题“%s”重复", text);
    }
    if (all->topic_count == 64) {
        return jb_json_fail(name, err, "more than 64 topics", "话题超过 64 个");
    }
    all->topics[all->topic_count++] = points;
    return JB_OK;
}

static const jb_word_class *find_class(const jb_word_class *list, size_t count,
                                       const char32_t *name)
{
    for (size_t i = 0; i < count; i++) {
        if (same(list[i].name, name)) {
            return &list[i];
        }
    }
    return NULL;
}

static jb_status read_class(jb_arena *arena, const jb_json *name, const jb_json *words,
                            jb_word_class *class, jb_error *err)
{
    const char *text = "";
    jb_status status = jb_json_text(name, &text, err);
    class->name = jb_points_of(arena, text);
    class->words = jb_arena_array(arena, jb_json_count(words) + 1, sizeof *class->words);
    for (const jb_json *word = jb_json_first(words); status == JB_OK && word != NULL;
         word = jb_json_next(word)) {
        status = jb_json_text(word, &text, err);
        const char32_t *points = jb_points_of(arena, text);
        class->words[class->count++] = jb_choice_of(points, jb_points_len(points));
    }
    return status;
}

jb_status jb_phrases_class(jb_phrases *all, const jb_json *name, const jb_json *words,
                           jb_error *err)
{
    jb_word_class class = {.count = 0};
    jb_status status = read_class(all->arena, name, words, &class, err);
    if (status == JB_OK && find_class(all->classes, all->class_count, class.name) != NULL) {
        const char *text = "";
        status = jb_json_text(name, &text, err);
        return status != JB_OK ? status
                               : jb_json_fail(name, err, "word class \"%s\" occurs twice",
                                              "词类“%s”重复", text);
    }
    all->classes = jb_arena_grow(all->arena, all->classes, &all->class_cap, all->class_count + 1,
                                 sizeof class);
    all->classes[all->class_count++] = class;
    return status;
}

jb_status jb_phrases_synonyms(jb_phrases *all, const jb_json *name, const jb_json *words,
                              jb_error *err)
{
    jb_word_class class = {.count = 0};
    jb_status status = read_class(all->arena, name, words, &class, err);
    all->synonyms = jb_arena_grow(all->arena, all->synonyms, &all->synonym_cap,
                                  all->synonym_count + 1, sizeof class);
    all->synonyms[all->synonym_count++] = class;
    return status;
}

/* ---- parsing -----------------------------------------------------------------------------------
 */

typedef struct parser {
    jb_phrases *all;
    const jb_json *json;
    const char *text;
    const char32_t *p;
    size_t i;
    jb_item items[2 * JB_ITEMS]; /* in the order of writing */
    size_t count, slot;
    bool has_slot, anti;
    uint64_t topics;
    jb_error *err;
} parser;

static jb_status push(parser *p, jb_item item)
{
    if (p->count == 2 * JB_ITEMS) {
        return jb_json_fail(p->json, p->err, "phrase \"%s\" is too long", "短语“%s”过长", p->text);
    }
    p->items[p->count++] = item;
    return JB_OK;
}

static const char32_t *cut(parser *p, size_t from, size_t to)
{
    char32_t *word = jb_arena_array(p->all->arena, to - from + 1, sizeof *word);
    memcpy(word, p->p + from, (to - from) * sizeof *word);
    return word;
}

static bool special(char32_t c)
{
    return c == 0 || c == U'(' || c == U')' || c == U'|' || c == U'?' || c == U'…' || c == U'{' ||
           c == U'}' || c == U'@' || c == U' ' || c == U'<' || c == U'>';
}

static bool equal(const jb_choice *a, const jb_choice *b)
{
    return a->len == b->len && memcmp(a->text, b->text, a->len * sizeof *a->text) == 0;
}

static void add_one(jb_choice *words, size_t *count, jb_choice word)
{
    for (size_t i = 0; i < *count; i++) {
        if (equal(&words[i], &word)) {
            words[i].borrowed = words[i].borrowed && word.borrowed;
            return;
        }
    }
    if (*count + 1 < CHOICES) {
        words[(*count)++] = word;
    }
}

/* A word and those that mean the same. */
static void add_choice(parser *p, jb_choice *words, size_t *count, jb_choice word)
{
    const jb_phrases *all = p->all;
    add_one(words, count, word);
    for (size_t i = 0; !p->anti && i < all->synonym_count; i++) {
        const jb_word_class *class = &all->synonyms[i];
        bool among = false;
        for (size_t k = 0; k < class->count; k++) {
            among = among || equal(&class->words[k], &word);
        }
        for (size_t k = 0; among && k < class->count; k++) {
            jb_choice other = class->words[k];
            other.borrowed = true;
            add_one(words, count, other);
        }
    }
}

static jb_choice *keep_choices(parser *p, const jb_choice *words, size_t count)
{
    jb_choice *kept = jb_arena_array(p->all->arena, count + 1, sizeof *kept);
    memcpy(kept, words, count * sizeof *kept);
    return kept;
}

static jb_status parse_word(parser *p)
{
    size_t from = p->i;
    while (!special(p->p[p->i])) {
        p->i++;
    }
    if (p->i == from) {
        return jb_json_fail(p->json, p->err, "phrase \"%s\": stray sign at character %zu",
                            "短语“%s”：第 %zu 个字符的位置不对", p->text, from + 1);
    }
    jb_choice words[CHOICES];
    size_t count = 0;
    add_choice(p, words, &count, jb_choice_of(cut(p, from, p->i), p->i - from));
    return push(p, (jb_item){.words = keep_choices(p, words, count)});
}

static jb_status parse_choice(parser *p)
{
    jb_choice words[CHOICES];
    size_t count = 0;
    size_t from = ++p->i;
    for (;; p->i++) {
        char32_t c = p->p[p->i];
        if (c != U'|' && c != U')' && special(c)) {
            return jb_json_fail(p->json, p->err, "phrase \"%s\": a bracket is not closed",
                                "短语“%s”：括号没有闭合", p->text);
        }
        if (c != U'|' && c != U')') {
            continue;
        }
        if (p->i == from || count + 1 >= CHOICES) {
            return jb_json_fail(p->json, p->err, "phrase \"%s\": an empty or too long choice",
                                "短语“%s”：选项为空或过多", p->text);
        }
        add_choice(p, words, &count, jb_choice_of(cut(p, from, p->i), p->i - from));
        from = p->i + 1;
        if (c == U')') {
            break;
        }
    }
    p->i++;
    jb_item item = {.words = keep_choices(p, words, count)};
    if (p->p[p->i] == U'?') {
        item.optional = true;
        p->i++;
    }
    return push(p, item);
}

/* <人>: any word of that class. */
static jb_status parse_class(parser *p)
{
    size_t from = ++p->i;
    while (!special(p->p[p->i])) {
        p->i++;
    }
    const jb_word_class *class =
        find_class(p->all->classes, p->all->class_count, cut(p, from, p->i));
    if (class == NULL || p->p[p->i] != U'>') {
        return jb_json_fail(p->json, p->err, "phrase \"%s\": it names an unknown word class",
                            "短语“%s”：所指的词类不存在", p->text);
    }
    p->i++;
    jb_item item = {.words = class->words, .of_class = true};
    if (p->p[p->i] == U'?') {
        item.optional = true;
        p->i++;
    }
    return push(p, item);
}

/* {m}: another figure, 清欠{m}…工资{n}. */
static jb_status parse_figure(parser *p)
{
    char32_t *word = jb_arena_array(p->all->arena, 2, sizeof *word);
    word[0] = JB_FIGURE;
    jb_choice *words = jb_arena_array(p->all->arena, 2, sizeof *words);
    words[0] = jb_choice_of(word, 1);
    p->i += 3;
    return push(p, (jb_item){.words = words});
}

static jb_status parse_slot(parser *p)
{
    if (p->p[p->i + 1] == U'm' && p->p[p->i + 2] == U'}') {
        return parse_figure(p);
    }
    if (p->p[p->i + 1] != U'n' || p->p[p->i + 2] != U'}' || p->has_slot) {
        return jb_json_fail(p->json, p->err,
                            "phrase \"%s\": the place of the figure is written {n}, once",
                            "短语“%s”：数字的位置写作 {n}，限一次", p->text);
    }
    p->has_slot = true;
    p->slot = p->count;
    p->i += 3;
    return JB_OK;
}

/* @仲裁|争议 */
static jb_status parse_topics(parser *p)
{
    do {
        size_t from = ++p->i;
        size_t index = 0;
        while (!special(p->p[p->i])) {
            p->i++;
        }
        if (!find_topic(p->all, cut(p, from, p->i), &index)) {
            return jb_json_fail(p->json, p->err, "phrase \"%s\": it names an unknown topic",
                                "短语“%s”：所指的话题不存在", p->text);
        }
        p->topics |= (uint64_t)1 << index;
    } while (p->p[p->i] == U'|');
    return p->p[p->i] == 0 ? JB_OK
                           : jb_json_fail(p->json, p->err, "phrase \"%s\": topics come last",
                                          "短语“%s”：话题应在最后", p->text);
}

static jb_status parse_one(parser *p)
{
    switch (p->p[p->i]) {
    case U'(':
        return parse_choice(p);
    case U'<':
        return parse_class(p);
    case U'{':
        return parse_slot(p);
    case U'@':
        return parse_topics(p);
    case U'…':
        p->i++;
        return push(p, (jb_item){.kind = JB_ITEM_GAP});
    case U' ':
        p->i++;
        return JB_OK;
    default:
        return parse_word(p);
    }
}

/* ---- filing ------------------------------------------------------------------------------------
 */

/* Notes which characters of the item stand next to the figure: the last ones to its left. */
static uint64_t near_bits(const jb_item *item, bool left)
{
    uint64_t bits = 0;
    for (const jb_choice *word = item->words; word != NULL && word->text != NULL; word++) {
        bits |= jb_near_bit(left ? word->last : word->first);
    }
    return bits;
}

/* The items of one side, in the arena. */
static const jb_item *side_of(jb_phrases *all, const jb_item *items, size_t count, bool left)
{
    jb_item *side = jb_arena_array(all->arena, count, sizeof *side);
    for (size_t i = 0; i < count; i++) {
        side[i] = items[i];
        side[i].near = near_bits(&items[i], left);
    }
    return side;
}

static jb_status file_phrase(parser *p, const jb_phrase *phrase)
{
    if (!jb_phrase_file(p->all, phrase, (uint32_t)p->all->count)) {
        return jb_json_fail(p->json, p->err, "phrase \"%s\": it has no word that must be there",
                            "短语“%s”：没有必须出现的词", p->text);
    }
    return JB_OK;
}

static void keep(jb_phrases *all, const jb_phrase *phrase)
{
    all->list = jb_arena_grow(all->arena, all->list, &all->cap, all->count + 1, sizeof *all->list);
    all->list[all->count++] = *phrase;
}

/* 检查…用人单位{n} is also said 检查1260户用人单位: the figure goes before the last word. */
static jb_status add_turned(parser *p, const jb_phrase *phrase)
{
    jb_phrase turned = *phrase;
    size_t last = 0;
    while (last < phrase->left_count && phrase->left[last].kind == JB_ITEM_GAP) {
        last++;
    }
    size_t rest = last + 1;
    bool gap = rest < phrase->left_count && phrase->left[rest].kind == JB_ITEM_GAP;
    rest += gap;
    if (phrase->right_count > 0 || rest >= phrase->left_count || phrase->left[last].optional) {
        return JB_OK;
    }
    jb_item right[2] = {{.kind = JB_ITEM_GAP}, phrase->left[last]};
    turned.turned = true;
    turned.left = phrase->left + rest;
    turned.left_count = phrase->left_count - rest;
    turned.right_count = gap ? 2 : 1;
    turned.right = side_of(p->all, gap ? right : right + 1, turned.right_count, false);
    jb_status status = file_phrase(p, &turned);
    if (status == JB_OK) {
        keep(p->all, &turned);
    }
    return status;
}

jb_status jb_phrases_add(jb_phrases *all, jb_phrase_of of, const jb_json *text, jb_error *err)
{
    parser p = {.all = all, .json = text, .anti = of.anti, .err = err};
    jb_status status = jb_json_text(text, &p.text, err);
    if (status != JB_OK) {
        return status;
    }
    p.p = jb_points_of(all->arena, p.text);
    while (status == JB_OK && p.p[p.i] != 0) {
        status = parse_one(&p);
    }
    if (status != JB_OK) {
        return status;
    }
    if (!p.has_slot) {
        return jb_json_fail(p.json, p.err,
                            "phrase \"%s\": the place of the figure, {n}, is missing",
                            "短语“%s”：缺少数字的位置 {n}", p.text);
    }
    jb_phrase phrase = {.owner = of.owner,
                        .groups = of.groups,
                        .anti = of.anti,
                        .topics = p.topics,
                        .source = p.text};
    if (p.slot > JB_ITEMS || p.count - p.slot > JB_ITEMS) {
        return jb_json_fail(p.json, p.err, "phrase \"%s\": it is too long", "短语“%s”：过长",
                            p.text);
    }
    jb_item left[JB_ITEMS] = {{.kind = JB_ITEM_GAP}};
    for (size_t i = 0; i < p.slot; i++) {
        left[i] = p.items[p.slot - 1 - i];
    }
    phrase.left_count = p.slot;
    phrase.left = side_of(all, left, p.slot, true);
    phrase.right_count = p.count - p.slot;
    phrase.right = side_of(all, p.items + p.slot, phrase.right_count, false);
    status = file_phrase(&p, &phrase);
    if (status == JB_OK) {
        keep(all, &phrase);
        status = add_turned(&p, &phrase);
    }
    return status;
}
