/* divisions.c - the administrative divisions of China and their codes, from an embedded table. */
#include "divisions.h"

#include <stdlib.h>
#include <string.h>

extern const jb_embedded jb_extract_embedded[];

typedef struct named {
    size_t full, stem; /* first division of that name, SIZE_MAX none */
} named;

struct jb_divisions {
    jb_division *list;
    size_t count;
    jb_trie *trie;
    named *by_word;
};

static const char32_t *const tails[] = {
    U"哈萨克自治县", U"特别行政区", U"自治区", U"自治州", U"自治县", U"自治旗",
    U"新区",         U"林区",       U"特区",   U"地区",   U"省",     U"市",
    U"区",           U"县",         U"盟",     U"旗",     NULL};

/* 滨海新区 is called 滨海, but 上城区 needs both its characters. */
static size_t stem_of(const char32_t *name, size_t len)
{
    jb_points t = {(const uint32_t *)name, len};
    size_t tail = jb_any_before(t, len, tails);
    return len - tail >= 2 ? len - tail : len;
}

static size_t count_lines(const char *text, size_t len)
{
    size_t count = 0;
    for (size_t i = 0; i < len; i++) {
        count += text[i] == '\n';
    }
    return count;
}

static jb_level level_of(const char *code)
{
    if (strcmp(code + 2, "0000") == 0) {
        return JB_LEVEL_PROVINCE;
    }
    return strcmp(code + 4, "00") == 0 ? JB_LEVEL_PREFECTURE : JB_LEVEL_COUNTY;
}

static void add(jb_divisions *all, jb_arena *arena, const char *line, size_t len)
{
    const char *name = memchr(line, ',', len);
    const char *parent =
        name == NULL ? NULL : memchr(name + 1, ',', len - (size_t)(name + 1 - line));
    if (parent == NULL) {
        jb_panic("divisions.csv: a broken line");
    }
    jb_division *d = &all->list[all->count++];
    d->code = jb_arena_strndup(arena, line, (size_t)(name - line));
    d->name = jb_arena_strndup(arena, name + 1, (size_t)(parent - name - 1));
    d->level = level_of(d->code);
    char *above = jb_arena_strndup(arena, parent + 1, len - (size_t)(parent + 1 - line));
    d->parent = above[0] == '\0' ? SIZE_MAX : jb_division_coded(all, above);
}

static void file_word(jb_divisions *all, size_t index, const char32_t *name, size_t len, bool full)
{
    jb_division *d = &all->list[index];
    uint32_t word = jb_trie_add(all->trie, name, len);
    size_t *first = full ? &all->by_word[word].full : &all->by_word[word].stem;
    /* 0 stands for none until all are filed: indexes are kept one higher. */
    size_t before = *first == 0 ? SIZE_MAX : *first - 1;
    if (full) {
        d->next_same = before;
    } else {
        d->next_stem = before;
    }
    *first = index + 1;
}

jb_divisions *jb_divisions_new(jb_arena *arena)
{
    const char *text = (const char *)jb_extract_embedded[0].bytes;
    size_t len = jb_extract_embedded[0].len;
    jb_divisions *all = jb_arena_alloc(arena, sizeof *all);
    size_t lines = count_lines(text, len);
    all->list = jb_arena_array(arena, lines + 1, sizeof *all->list);
    all->by_word = jb_arena_array(arena, 2 * lines + 2, sizeof *all->by_word);
    all->trie = jb_trie_new(arena);
    for (size_t at = 0; at < len;) {
        const char *end = memchr(text + at, '\n', len - at);
        size_t line = end == NULL ? len - at : (size_t)(end - text) - at;
        add(all, arena, text + at, line);
        at += line + 1;
    }
    for (size_t i = all->count; i > 0; i--) {
        jb_division *d = &all->list[i - 1];
        const char32_t *name = jb_points_of(arena, d->name);
        d->len = jb_points_len(name);
        d->stem = stem_of(name, d->len);
        file_word(all, i - 1, name, d->len, true);
        file_word(all, i - 1, name, d->stem, false);
    }
    return all;
}

const jb_division *jb_division_at(const jb_divisions *all, size_t index)
{
    return index < all->count ? &all->list[index] : NULL;
}

size_t jb_divisions_count(const jb_divisions *all)
{
    return all->count;
}

static int cmp_code(const void *code, const void *division)
{
    return strcmp(code, ((const jb_division *)division)->code);
}

/* Rows are in the order of codes, parents before children. */
size_t jb_division_coded(const jb_divisions *all, const char *code)
{
    const jb_division *d = bsearch(code, all->list, all->count, sizeof *all->list, cmp_code);
    return d != NULL ? (size_t)(d - all->list) : SIZE_MAX;
}

bool jb_division_within(const jb_divisions *all, size_t inner, size_t outer)
{
    while (inner != SIZE_MAX && inner != outer) {
        inner = all->list[inner].parent;
    }
    return inner == outer;
}

typedef struct best {
    const jb_divisions *all;
    bool full;
    size_t index, len;
} best;

static void keep_longest(void *context, uint32_t word, size_t at, size_t len)
{
    best *b = context;
    const named *n = &b->all->by_word[word];
    size_t first = b->full ? n->full : n->stem;
    (void)at;
    if (first > 0) {
        b->index = first - 1;
        b->len = len;
    }
}

static size_t look(const jb_divisions *all, jb_points t, size_t i, bool full, size_t *len)
{
    best b = {all, full, SIZE_MAX, 0};
    if (i < t.n) {
        jb_trie_at(all->trie, t, i, keep_longest, &b);
    }
    *len = b.len;
    return b.index;
}

size_t jb_division_named(const jb_divisions *all, jb_points t, size_t i, size_t *len)
{
    return look(all, t, i, true, len);
}

size_t jb_division_short(const jb_divisions *all, jb_points t, size_t i, size_t *len)
{
    return look(all, t, i, false, len);
}
