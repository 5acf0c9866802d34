/* scopes.c - whom a figure counts, through which channel, and whose work it covers.
 *
 * The words are the catalogue's; this file decides how far they reach: a group of people or a
 * coverage within the clause, a channel over what became of its clues up to a new sum or ；. A size
 * named before the figure (30人以上) is its coverage.
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

/* ---- channels ----------------------------------------------------------------------------------
 */

/* A channel goes on past its clause to what came through it; funds and cases are work of their own,
 * and clues themselves may be summed up without leaving it. */
static bool is_of_clues(const jb_indicator *it)
{
    return strncmp(it->code, "wage_clue", 9) == 0;
}

static bool is_outcome(const jb_indicator *it)
{
    static const char *const own[] = {"wage_emergency", "wage_deposit", "wage_cases"};
    bool other = strcmp(it->family, "wage") != 0;
    for (size_t i = 0; i < sizeof own / sizeof *own; i++) {
        other = other || strncmp(it->code, own[i], strlen(own[i])) == 0;
    }
    return !other;
}

/* Behind the last place in [from, to) where the channel is named; 0 when it is not. */
static size_t last_named(jb_points t, size_t from, size_t to, jb_wordset *words)
{
    size_t end = 0;
    for (size_t at = from; (at = jb_set_next(t, at, to, words)) < to; at = end) {
        end = at + jb_set_at(t, at, words);
    }
    return end;
}

/* A clause that sums up anew: 全区共为…, 累计为…. Clues themselves may be summed up: 累计办结310条.
 */
static bool is_anew(jb_points t, size_t at, bool clues)
{
    static jb_words whole = {U"全市", U"全县", U"全区", U"全省", U"全州",
                             U"全旗", U"全年", U"我局", U"今年", NULL};
    static jb_wordset whole_set = {.words = whole};
    static jb_words sum = {U"共", U"累计", U"总计", U"合计", NULL};
    static jb_wordset sum_set = {.words = sum};
    at = jb_skip_blanks(t, at);
    return jb_set_at(t, at, &whole_set) > 0 || (!clues && jb_set_at(t, at, &sum_set) > 0);
}

/* Behind ；: 办结302条, 涉及120人 go on about the clues. */
static bool goes_on(jb_points t, size_t at)
{
    static jb_words words = {U"其中", U"已办结", U"办结",     U"化解",     U"已化解", U"涉及",
                             U"通过", U"按期",   U"上述线索", U"线索办结", U"平台",   NULL};
    return jb_any_at(t, jb_skip_blanks(t, at), words) > 0;
}

/* Whether a figure between the two places is of other business: 立案查处18件. */
static bool is_left(const jb_work *work, size_t quantity, size_t from)
{
    for (size_t i = quantity; i > 0 && work->quantities[i - 1].span.start >= from; i--) {
        size_t target = work->matches[i - 1].target;
        bool other = target != SIZE_MAX && work->quantities[i - 1].why == JB_REJECT_NONE &&
                     !is_outcome(work->extractor->targets[target].indicator);
        if (other && !jb_same_clause(work, from, work->quantities[i - 1].span.start)) {
            return true;
        }
    }
    return false;
}

/* Whether no clause between `from` and the figure sums up anew or is of other business. */
static bool reaches_part(const jb_work *work, size_t quantity, size_t from, const jb_indicator *it)
{
    size_t to = work->quantities[quantity].span.start;
    if (!is_outcome(it) || is_left(work, quantity, from)) {
        return false;
    }
    for (size_t i = from; i < to; i++) {
        uint32_t c = work->t.p[i];
        if (!jb_is_comma(c)) {
            continue;
        }
        bool part = (c == ';' || c == U'；') && !goes_on(work->t, i + 1);
        if (part || is_anew(work->t, i + 1, is_of_clues(it))) {
            return false;
        }
    }
    return true;
}

/* Whether what is said at `from` still holds at the figure, of its sentence. */
static bool reaches(const jb_work *work, size_t quantity, size_t from, const jb_indicator *it)
{
    size_t to = work->quantities[quantity].span.start;
    return from >= to || jb_same_clause(work, from, to) || reaches_part(work, quantity, from, it);
}

/* 其中, 通过上述平台, 办结率: what a sentence takes up from the one before. */
static bool takes_up(const jb_work *work, size_t quantity, const jb_sentence *s,
                     const jb_indicator *it)
{
    static jb_words again = {U"上述平台", U"该平台", U"此平台",   U"通过平台",
                             U"平台上",   U"平台共", U"上述线索", NULL};
    static jb_wordset again_set = {.words = again};
    size_t start = jb_skip_blanks(work->t, s->span.start);
    size_t named = last_named(work->t, start, work->quantities[quantity].span.start, &again_set);
    if (named > 0) {
        return reaches(work, quantity, named, it);
    }
    bool among = jb_word_at(work->t, start, U"其中") > 0;
    return (among || (is_of_clues(it) && !is_anew(work->t, start, true))) &&
           reaches_part(work, quantity, start, it);
}

/* Behind the figure up to the end of its clause or the next figure: 310条平台线索. */
static size_t words_behind(const jb_work *work, const jb_sentence *s, size_t quantity)
{
    enum { REACH = 24 };
    size_t i = work->quantities[quantity].span.end;
    size_t limit = i + REACH < s->span.end ? i + REACH : s->span.end;
    while (i < limit && !jb_is_comma(work->t.p[i]) && work->t.p[i] != U'、' &&
           !jb_is_digit(work->t.p[i])) {
        i++;
    }
    return i;
}

static bool in_heads(const jb_work *work, const jb_cell *cell, jb_wordset *words)
{
    return jb_set_in(work->t, cell->row.start, cell->row.end, words) ||
           jb_set_in(work->t, cell->column.start, cell->column.end, words) ||
           jb_set_in(work->t, cell->group.start, cell->group.end, words);
}

/* A channel governs its clause, and what became of its clues behind it in the sentence. */
static bool is_through(const jb_work *work, size_t quantity, const jb_indicator *it,
                       jb_wordset *words)
{
    enum { REACH = 200 };
    jb_span span = work->quantities[quantity].span;
    size_t sentence = jb_sentence_of(work, span.start);
    const jb_sentence *s = &work->sentences[sentence];
    size_t floor = span.start > s->span.start + REACH ? span.start - REACH : s->span.start;
    if (work->matches[quantity].in_table) {
        return in_heads(work, work->matches[quantity].cell, words);
    }
    size_t named = last_named(work->t, floor, words_behind(work, s, quantity), words);
    if (named > 0) {
        return reaches(work, quantity, named, it);
    }
    if (s->paragraph == sentence || !is_outcome(it) || !takes_up(work, quantity, s, it)) {
        return false;
    }
    const jb_sentence *before = &work->sentences[sentence - 1];
    return jb_set_in(work->t, before->span.start, before->span.end, words);
}

/* ---- sizes -------------------------------------------------------------------------------------
 */

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
    const char **into[] = {&fact->scope_population, &fact->scope_channel, &fact->scope_coverage};
    fact->scope_coverage = size_before(work, clause, quantity);
    for (size_t i = 0; i < e->scope_count; i++) {
        jb_scope *scope = &e->scopes[i];
        if ((*into[scope->field])[0] != '\0' || !of_family(scope, it->family)) {
            continue;
        }
        bool said = scope->field == JB_SCOPE_CHANNEL
                        ? is_through(work, quantity, it, &scope->words)
                        : jb_set_in(work->t, clause.start, clause.end, &scope->words);
        if (said) {
            *into[scope->field] = scope->say;
        }
    }
}
