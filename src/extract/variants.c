/* variants.c - rare words read as the common ones they stand for.
 *
 * 结办 is 办结, 巡察 is 巡查, 劳务工 are 农民工: the catalogue's list serves phrases and
 * anti-phrases, topics and the words of grammar alike. The common word is no longer, and blanks
 * stand before a shorter one, so that every place stays where it is; what is printed is taken from
 * the original. Decides nothing about indicators.
 */
#include "work.h"

struct jb_variants {
    jb_trie *trie;       /* its numbers are places in the list */
    const char32_t **as; /* NULL: looks like one, but is not */
    size_t count;
};

static jb_status add_one(jb_variants *all, jb_arena *arena, const jb_json *word, const char32_t *as,
                         jb_error *err)
{
    const char *text = "";
    jb_status status = jb_json_text(word, &text, err);
    if (status != JB_OK) {
        return status;
    }
    const char32_t *points = jb_points_of(arena, text);
    size_t len = jb_points_len(points);
    if (as != NULL && jb_points_len(as) > len) {
        return jb_json_fail(word, err, "is shorter than the word it stands for; give a longer one",
                            "比所代表的词短；请给出不短于它的词");
    }
    if (jb_trie_add(all->trie, points, len) != all->count) {
        return jb_json_fail(word, err, "\"%s\" occurs twice among the variants; leave one out",
                            "“%s”在 variants 中重复；请删去一处", text);
    }
    all->as[all->count++] = as;
    return JB_OK;
}

static jb_status add_all(jb_variants *all, jb_arena *arena, const jb_json *list, const char32_t *as,
                         jb_error *err)
{
    jb_status status = JB_OK;
    for (const jb_json *word = jb_json_first(list); status == JB_OK && word != NULL;
         word = jb_json_next(word)) {
        status = add_one(all, arena, word, as, err);
    }
    return status;
}

static jb_status add_entry(jb_variants *all, jb_arena *arena, const jb_json *entry, jb_error *err)
{
    const jb_json *as = NULL;
    const jb_json *words = NULL;
    const jb_json *not_these = NULL;
    const char *text = "";
    jb_status status = jb_json_need(entry, "as", JB_JSON_STRING, &as, err);
    if (status == JB_OK) {
        status = jb_json_text(as, &text, err);
    }
    if (status == JB_OK && *text == '\0') {
        status = jb_json_fail(as, err, "say which word they stand for", "请写明代表哪个词");
    }
    if (status == JB_OK) {
        status = jb_json_need(entry, "words", JB_JSON_ARRAY, &words, err);
    }
    if (status == JB_OK) {
        status = jb_json_need(entry, "not", JB_JSON_ARRAY, &not_these, err);
    }
    if (status == JB_OK) {
        status = add_all(all, arena, words, jb_points_of(arena, text), err);
    }
    return status == JB_OK ? add_all(all, arena, not_these, NULL, err) : status;
}

static size_t words_of(const jb_json *list)
{
    size_t count = 0;
    for (const jb_json *entry = jb_json_first(list); entry != NULL; entry = jb_json_next(entry)) {
        count += jb_json_count(jb_json_find(entry, "words"));
        count += jb_json_count(jb_json_find(entry, "not"));
    }
    return count;
}

jb_status jb_variants_read(jb_arena *arena, const jb_json *list, jb_variants **out, jb_error *err)
{
    jb_variants *all = jb_arena_alloc(arena, sizeof *all);
    all->trie = jb_trie_new(arena);
    jb_status status = JB_OK;
    if (list != NULL) {
        all->as = jb_arena_array(arena, words_of(list) + 1, sizeof(void *));
        for (const jb_json *entry = jb_json_first(list); status == JB_OK && entry != NULL;
             entry = jb_json_next(entry)) {
            status = add_entry(all, arena, entry, err);
        }
    }
    *out = all;
    return status;
}

static void take_longest(void *context, uint32_t word, size_t at, size_t len)
{
    *(jb_trie_word *)context = (jb_trie_word){word, at, len};
}

/* The common word at the end of the place, blanks before it. */
static void put(uint32_t *place, size_t len, const char32_t *as)
{
    size_t blanks = len - jb_points_len(as);
    for (size_t k = 0; k < len; k++) {
        place[k] = k < blanks ? U' ' : as[k - blanks];
    }
}

void jb_variants_apply(const jb_variants *all, uint32_t *text, size_t count)
{
    const jb_trie *trie = all->trie;
    jb_points t = {text, count};
    size_t i = jb_trie_next(trie, t, 0);
    while (i < count) {
        jb_trie_word found = {0, i, 0};
        jb_trie_at(trie, t, i, take_longest, &found);
        const char32_t *as = found.len > 0 ? all->as[found.word] : NULL;
        if (as != NULL) {
            put(text + i, found.len, as);
        }
        i = jb_trie_next(trie, t, i + (found.len > 0 ? found.len : 1));
    }
}
