/* extract.c - the extractor: the catalogue compiled, and the passes over a report in order. */
#include "divisions.h"
#include "scopes.h"

#include <stdlib.h>
#include <string.h>

/* ---- compiling the catalogue ----------------------------------------------------------------- */

static jb_status read_topic(jb_extractor *e, const jb_json *entry, jb_error *err)
{
    const jb_json *name = NULL;
    const jb_json *words = NULL;
    jb_status status = jb_json_need(entry, "name", JB_JSON_STRING, &name, err);
    if (status == JB_OK) {
        status = jb_json_need(entry, "words", JB_JSON_ARRAY, &words, err);
    }
    if (status == JB_OK) {
        status = jb_phrases_topic(&e->phrases, name, err);
    }
    size_t topic = e->phrases.topic_count - 1;
    const char *called = "";
    if (status == JB_OK) {
        status = jb_json_text(name, &called, err);
    }
    if (strcmp(called, "他事") == 0) {
        e->other_topics |= (uint64_t)1 << topic;
    }
    for (const jb_json *word = status == JB_OK ? jb_json_first(words) : NULL; word != NULL;
         word = jb_json_next(word)) {
        const char *text = "";
        status = jb_json_text(word, &text, err);
        if (status != JB_OK) {
            break;
        }
        jb_lexicon_topic(&e->lexicon, e->arena, jb_points_of(e->arena, text), topic);
    }
    return status;
}

static jb_status read_topics(jb_extractor *e, jb_error *err)
{
    const jb_json *list = jb_json_find(jb_catalogue_json(e->catalogue), "topics");
    jb_status status = JB_OK;
    const jb_json *entry = list == NULL ? NULL : jb_json_first(list);
    for (; status == JB_OK && entry != NULL; entry = jb_json_next(entry)) {
        status = read_topic(e, entry, err);
    }
    return status;
}

typedef jb_status add_words(jb_phrases *all, const jb_json *name, const jb_json *words,
                            jb_error *err);

/* The named lists of words under a key. */
static jb_status read_words(jb_extractor *e, const char *key, add_words *add, jb_error *err)
{
    const jb_json *list = jb_json_find(jb_catalogue_json(e->catalogue), key);
    jb_status status = JB_OK;
    const jb_json *entry = list == NULL ? NULL : jb_json_first(list);
    for (; status == JB_OK && entry != NULL; entry = jb_json_next(entry)) {
        const jb_json *name = NULL;
        const jb_json *words = NULL;
        status = jb_json_need(entry, "name", JB_JSON_STRING, &name, err);
        if (status == JB_OK) {
            status = jb_json_need(entry, "words", JB_JSON_ARRAY, &words, err);
        }
        if (status == JB_OK) {
            status = add(&e->phrases, name, words, err);
        }
    }
    return status;
}

/* What the figures of an indicator count, by its units. */
static uint8_t groups_of(const jb_indicator *it)
{
    if (it->unit == JB_UNIT_PERCENT) {
        return JB_COUNTS_PERCENT;
    }
    if (it->unit == JB_UNIT_CNY) {
        return JB_COUNTS_MONEY;
    }
    uint8_t groups = 0;
    for (const char *const *unit = it->units; *unit != NULL; unit++) {
        groups |= jb_counts_people(*unit) ? JB_COUNTS_PEOPLE : JB_COUNTS_THINGS;
    }
    return groups == 0 ? JB_COUNTS_ALL : groups;
}

static jb_status read_phrases(jb_extractor *e, size_t owner, const jb_json *entry, bool anti,
                              jb_error *err)
{
    jb_phrase_of of = {owner, groups_of(e->targets[owner].indicator), anti};
    const jb_json *list = jb_json_find(entry, anti ? "anti_phrases" : "phrases");
    jb_status status = JB_OK;
    const jb_json *text = list == NULL ? NULL : jb_json_first(list);
    for (; status == JB_OK && text != NULL; text = jb_json_next(text)) {
        status = jb_phrases_add(&e->phrases, of, text, err);
    }
    return status;
}

static size_t target_of(const jb_extractor *e, const char *code)
{
    for (size_t i = 0; i < e->target_count; i++) {
        if (strcmp(e->targets[i].indicator->code, code) == 0) {
            return i;
        }
    }
    return SIZE_MAX;
}

/* The indicators that a key of the entry names, ended by SIZE_MAX; NULL when it is not there. */
static jb_status read_codes(jb_extractor *e, const jb_json *entry, const char *key,
                            const size_t **out, jb_error *err)
{
    const jb_json *list = jb_json_find(entry, key);
    if (list == NULL) {
        return JB_OK;
    }
    size_t *parts = jb_arena_array(e->arena, jb_json_count(list) + 1, sizeof *parts);
    size_t count = 0;
    for (const jb_json *part = jb_json_first(list); part != NULL; part = jb_json_next(part)) {
        const char *code = "";
        jb_status status = jb_json_text(part, &code, err);
        if (status != JB_OK) {
            return status;
        }
        parts[count++] = target_of(e, code);
    }
    parts[count] = SIZE_MAX;
    *out = parts;
    return JB_OK;
}

static void note_wholes(jb_extractor *e)
{
    size_t count = 0;
    e->wholes = jb_arena_array(e->arena, e->target_count + 1, sizeof *e->wholes);
    for (size_t i = 0; i < e->target_count; i++) {
        if (e->targets[i].whole_of != NULL) {
            e->wholes[count++] = i;
        }
    }
    e->wholes[count] = SIZE_MAX;
}

static jb_status compile(jb_extractor *e, jb_error *err)
{
    const jb_json *list = jb_json_find(jb_catalogue_json(e->catalogue), "indicators");
    size_t count = jb_json_count(list);
    e->targets = jb_arena_array(e->arena, count + 1, sizeof *e->targets);
    for (; e->target_count < count; e->target_count++) {
        e->targets[e->target_count].indicator = jb_catalogue_at(e->catalogue, e->target_count);
    }
    jb_status status = read_topics(e, err);
    if (status == JB_OK) {
        status = read_words(e, "classes", jb_phrases_class, err);
    }
    if (status == JB_OK) {
        status = read_words(e, "synonyms", jb_phrases_synonyms, err);
    }
    if (status == JB_OK) {
        status = jb_variants_read(
            e->arena, jb_json_find(jb_catalogue_json(e->catalogue), "variants"), &e->variants, err);
    }
    if (status == JB_OK) {
        status = jb_scopes_read(e->arena, jb_json_find(jb_catalogue_json(e->catalogue), "scopes"),
                                &e->scopes, &e->scope_count, err);
    }
    const jb_json *entry = jb_json_first(list);
    for (size_t i = 0; status == JB_OK && i < count; i++, entry = jb_json_next(entry)) {
        status = read_phrases(e, i, entry, false, err);
        if (status == JB_OK) {
            status = read_phrases(e, i, entry, true, err);
        }
        if (status == JB_OK) {
            status = read_codes(e, entry, "whole_of", &e->targets[i].whole_of, err);
        }
        if (status == JB_OK) {
            status = read_codes(e, entry, "follows", &e->targets[i].follows, err);
        }
    }
    note_wholes(e);
    return status;
}

jb_status jb_extractor_open(const jb_catalogue *catalogue, jb_extractor **out, jb_error *err)
{
    jb_arena *arena = jb_arena_new();
    jb_extractor *e = jb_arena_alloc(arena, sizeof *e);
    e->arena = arena;
    e->catalogue = catalogue;
    jb_phrases_init(&e->phrases, arena);
    jb_lexicon_init(&e->lexicon, arena);
    e->terms = jb_terms_new(arena);
    e->bodies = jb_bodies_new(arena);
    e->divisions = jb_divisions_new(arena);
    jb_status status = compile(e, err);
    if (status != JB_OK) {
        jb_extractor_free(e);
        return status;
    }
    *out = e;
    return JB_OK;
}

void jb_extractor_free(jb_extractor *extractor)
{
    if (extractor != NULL) {
        jb_arena_free(extractor->arena);
    }
}

/* ---- one report --------------------------------------------------------------------------------
 */

static void share_quantities(jb_work *work)
{
    size_t q = 0;
    for (size_t s = 0; s < work->sentence_count; s++) {
        jb_sentence *at = &work->sentences[s];
        while (q < work->quantity_count && work->quantities[q].span.start < at->span.start) {
            q++;
        }
        at->first_quantity = q;
        while (q < work->quantity_count && work->quantities[q].span.start < at->span.end) {
            q++;
        }
        at->quantity_end = q;
    }
}

static void new_matches(jb_work *work)
{
    work->matches = jb_arena_array(work->scratch, work->quantity_count + 1, sizeof *work->matches);
    for (size_t i = 0; i < work->quantity_count; i++) {
        work->matches[i].target = work->matches[i].other_unit = SIZE_MAX;
        work->matches[i].owner = work->matches[i].found = SIZE_MAX;
    }
}

static void read_report(jb_work *work, const jb_extract_options *options)
{
    jb_lines_join(work);
    jb_clauses_find(work);
    jb_hits_find(work);
    jb_sentences_find(work);
    work->marks = jb_marks_find(work->t, &work->mark_count);
    jb_marks_index(work);
    jb_identity_find(work, options);
    work->quantities = jb_quantities_find(work->t, work->original->points, work->marks,
                                          work->mark_count, &work->quantity_count);
    new_matches(work);
    share_quantities(work);
    jb_tables_read(work);
    jb_changes_find(work);
    jb_reject_all(work);
    jb_match_all(work);
    jb_periods_assign(work);
    jb_campaigns_assign(work);
    jb_parts_settle(work);
    jb_changes_attach(work);
}

jb_status jb_extract_run(jb_extractor *extractor, const jb_original *original,
                         const jb_extract_options *options, jb_extraction **out, jb_error *err)
{
    jb_arena *arena = jb_arena_new();
    jb_extraction *result = jb_arena_alloc(arena, sizeof *result);
    jb_work work = {.extractor = extractor, .original = original, .arena = arena};
    result->arena = arena;
    work.scratch = jb_arena_new();
    read_report(&work, options);
    jb_status status = jb_facts_make(&work, result, err);
    free(work.marks);
    free(work.quantities);
    free(work.sentences);
    free(work.hits);
    jb_arena_free(work.scratch);
    if (status != JB_OK) {
        jb_extraction_free(result);
        return status;
    }
    *out = result;
    return JB_OK;
}

void jb_extraction_free(jb_extraction *extraction)
{
    if (extraction != NULL) {
        jb_arena_free(extraction->arena);
    }
}

/* ---- names of reasons --------------------------------------------------------------------------
 */

static const struct {
    const char *code, *zh, *en;
} reasons[JB_REJECTS] = {
    [JB_REJECT_NONE] = {"none", "已采用", "it became a figure"},
    [JB_REJECT_DATE] = {"date", "日期或时段", "a date or period"},
    [JB_REJECT_DOCUMENT] = {"document", "文号、条款、电话或标签", "a document number or label"},
    [JB_REJECT_ENUMERATOR] = {"enumerator", "序号", "a list number"},
    [JB_REJECT_ORDINAL] = {"ordinal", "名次或序数", "a rank or ordinal"},
    [JB_REJECT_THRESHOLD] = {"threshold", "界限、时限或频次", "a threshold, limit or frequency"},
    [JB_REJECT_TARGET] = {"target", "目标或计划", "an aim or plan"},
    [JB_REJECT_STORY] = {"story", "个案", "a single case told"},
    [JB_REJECT_ELSEWHERE] = {"elsewhere", "上级或其他单位的数据", "of a higher or another body"},
    [JB_REJECT_EARLIER] = {"earlier", "往年数据", "an earlier year's value"},
    [JB_REJECT_CHANGE] = {"change", "增减幅度", "a change, attached to its figure"},
    [JB_REJECT_SLOGAN] = {"slogan", "引号内的名称或话语", "a name or words in quotes"},
    [JB_REJECT_NO_INDICATOR] = {"no_indicator", "无对应指标", "no indicator is near"},
    [JB_REJECT_UNIT] = {"unit", "单位与指标不符", "its unit does not fit the indicator"},
    [JB_REJECT_RANGE] = {"range", "是范围，不是一个数", "a range, not one figure"},
    [JB_REJECT_OWED] = {"owed", "查出的拖欠或尚在办理，不是追回", "owed or pending, not recovered"},
    [JB_REJECT_PERIOD] = {"period", "表头时段未写明是哪月哪季", "of a month or quarter not said"},
    [JB_REJECT_MEASURE] = {"measure", "后面的量词不认识", "an unknown measure word follows"},
};

const char *jb_reject_code(jb_reject why)
{
    return why < JB_REJECTS ? reasons[why].code : "";
}

const char *jb_reject_text(jb_reject why, jb_lang lang)
{
    if (why >= JB_REJECTS) {
        return "";
    }
    return lang == JB_LANG_ZH ? reasons[why].zh : reasons[why].en;
}
