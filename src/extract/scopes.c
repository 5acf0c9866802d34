/* scopes.c - whom a figure counts, through which channel, and whose work it covers.
 *
 * The words are the catalogue's; this file decides how far they reach: a group of people or a
 * coverage within the clause, a channel to the end of its sentence and over the one behind it. A
 * size named before the figure (30人以上) is its coverage.
 */
#include "scopes.h"

#include <string.h>

static const char *const fields[] = {"population", "channel", "coverage", NULL};

/* ---- reading the catalogue ------------------------------------------------------------------- */

static jb_status read_families(const jb_json *list, jb_scope *scope, jb_arena *arena, jb_error *err)
{
    scope->families = jb_arena_array(arena, jb_json_count(list) + 1, sizeof *scope->families);
    size_t count = 0;
    jb_status status = JB_OK;
    const jb_json *item = jb_json_first(list);
    for (; status == JB_OK && item != NULL; item = jb_json_next(item)) {
        status = jb_json_text(item, &scope->families[count++], err);
    }
    return status;
}

static jb_status read_words(const jb_json *list, jb_scope *scope, jb_arena *arena, jb_error *err)
{
    const char32_t **words = jb_arena_array(arena, jb_json_count(list) + 1, sizeof *words);
    size_t count = 0;
    jb_status status = JB_OK;
    const jb_json *item = jb_json_first(list);
    for (; status == JB_OK && item != NULL; item = jb_json_next(item)) {
        const char *text = "";
        status = jb_json_text(item, &text, err);
        words[count++] = jb_points_of(arena, text);
    }
    scope->words.words = words;
    return status;
}

static jb_status read_scope(const jb_json *entry, jb_scope *scope, jb_arena *arena, jb_error *err)
{
    const jb_json *field = NULL;
    const jb_json *say = NULL;
    const jb_json *words = NULL;
    const jb_json *families = NULL;
    unsigned choice = 0;
    jb_status status = jb_json_need(entry, "field", JB_JSON_STRING, &field, err);
    if (status == JB_OK) {
        status = jb_json_choice(field, fields, &choice, err);
    }
    if (status == JB_OK) {
        status = jb_json_need(entry, "say", JB_JSON_STRING, &say, err);
    }
    if (status == JB_OK) {
        status = jb_json_text(say, &scope->say, err);
    }
    if (status == JB_OK) {
        status = jb_json_need(entry, "words", JB_JSON_ARRAY, &words, err);
    }
    if (status == JB_OK) {
        status = jb_json_need(entry, "families", JB_JSON_ARRAY, &families, err);
    }
    if (status == JB_OK) {
        status = read_words(words, scope, arena, err);
    }
    scope->field = (jb_scope_field)choice;
    return status == JB_OK ? read_families(families, scope, arena, err) : status;
}

jb_status jb_scopes_read(jb_arena *arena, const jb_json *list, jb_scope **out, size_t *count,
                         jb_error *err)
{
    jb_status status = JB_OK;
    *count = 0;
    *out = NULL;
    if (list == NULL) {
        return JB_OK;
    }
    *out = jb_arena_array(arena, jb_json_count(list) + 1, sizeof **out);
    const jb_json *entry = jb_json_first(list);
    for (; status == JB_OK && entry != NULL; entry = jb_json_next(entry)) {
        status = read_scope(entry, &(*out)[(*count)++], arena, err);
    }
    return status;
}

/* ---- laying them on a figure ------------------------------------------------------------------
 */

static bool of_family(const jb_scope *scope, const char *family)
{
    for (size_t i = 0; scope->families[i] != NULL; i++) {
        if (strcmp(scope->families[i], family) == 0) {
            return true;
        }
    }
    return false;
}

static jb_span clause_of(const jb_work *work, const jb_sentence *s, jb_span span)
{
    enum { REACH = 60 };
    size_t floor = span.start > s->span.start + REACH ? span.start - REACH : s->span.start;
    size_t limit = span.end + REACH < s->span.end ? span.end + REACH : s->span.end;
    span.start = jb_clause_begin(work, span.start, floor);
    while (span.end < limit && !jb_is_comma(work->t.p[span.end])) {
        span.end++;
    }
    return span;
}

/* From the sentence before, of the same paragraph, up to the figure. A sentence that sums up anew
 * (全市共, 全年) is not about the channel named before. */
static jb_span channel_reach(const jb_work *work, size_t sentence, jb_span span)
{
    enum { REACH = 200 };
    static jb_words anew = {U"全市", U"全县", U"全区", U"全省", U"全年", U"共",
                            U"累计", U"总计", U"合计", U"我局", U"今年", NULL};
    static jb_wordset anew_set = {.words = anew};
    const jb_sentence *s = &work->sentences[sentence];
    bool goes_on =
        s->paragraph < sentence && !jb_set_in(work->t, s->span.start, span.start, &anew_set);
    size_t start = goes_on ? work->sentences[sentence - 1].span.start : s->span.start;
    start = span.start > start + REACH ? span.start - REACH : start;
    return (jb_span){start, span.end};
}

/* 30人以上 right before the figure in its clause. */
static const char *size_before(const jb_work *work, jb_span clause, size_t quantity)
{
    if (quantity == 0) {
        return "";
    }
    const jb_quantity *before = &work->quantities[quantity - 1];
    if (before->why != JB_REJECT_THRESHOLD || !before->bounded ||
        before->span.start < clause.start) {
        return "";
    }
    return jb_original_slice(work->arena, work->original, before->span);
}

void jb_scopes_apply(const jb_work *work, size_t quantity, const jb_indicator *it, jb_fact *fact)
{
    const jb_extractor *e = work->extractor;
    jb_span span = work->quantities[quantity].span;
    size_t sentence = jb_sentence_of(work, span.start);
    jb_span clause = clause_of(work, &work->sentences[sentence], span);
    jb_span wide = channel_reach(work, sentence, span);
    const char **into[] = {&fact->scope_population, &fact->scope_channel, &fact->scope_coverage};
    fact->scope_coverage = size_before(work, clause, quantity);
    for (size_t i = 0; i < e->scope_count; i++) {
        jb_scope *scope = &e->scopes[i];
        jb_span reach = scope->field == JB_SCOPE_CHANNEL ? wide : clause;
        if ((*into[scope->field])[0] == '\0' && of_family(scope, it->family) &&
            jb_set_in(work->t, reach.start, reach.end, &scope->words)) {
            *into[scope->field] = scope->say;
        }
    }
}
