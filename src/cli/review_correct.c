/* A figure corrected by a person: another number, another indicator, or what else was misread. */
#include "review.h"

#include <stdlib.h>
#include <string.h>

#define FAR 100 /* times as much or as little asks whether that is meant */

/* A correction on its way in. */
typedef struct correction {
    cli *c;
    jb_store *store;
    const jb_catalogue *catalogue;
    const given *g;
    jb_verdict verdict;
    jb_fact before, fact;
    bool noted;          /* the sentence does not say so: a note does */
    bool change_dropped; /* the change on the year before was given up */
} correction;

/* ---- whether it is meant -------------------------------------------------------------------- */

static bool is_far(jb_dec a, jb_dec b)
{
    jb_dec times;
    jb_dec small = {a.coef < 0 ? -a.coef : a.coef, a.scale};
    jb_dec large = {b.coef < 0 ? -b.coef : b.coef, b.scale};
    if (jb_dec_cmp(small, large) > 0) {
        jb_dec swap = small;
        small = large;
        large = swap;
    }
    return small.coef != 0 && (!jb_dec_shift(small, 2, &times) || jb_dec_cmp(large, times) >= 0);
}

/* 元 and 万元 count the same. */
static bool same_word(const char *a, const char *b)
{
    const char *counted[] = {"", ""};
    int power = 0;
    bool some = jb_unit_split(a, &power, &counted[0]);
    bool other = jb_unit_split(b, &power, &counted[1]);
    return some == other && strcmp(counted[0], counted[1]) == 0;
}

/* A slip between 元 and 万元 must not pass for a correction. */
static jb_status meant_check(const correction *k, jb_error *err)
{
    jb_arena *arena = k->c->arena;
    bool unit = !same_word(k->before.unit, k->fact.unit);
    if (option(&cmd_review, k->g, "yes") != NULL ||
        (!unit && !is_far(k->before.value, k->fact.value))) {
        return JB_OK;
    }
    const char *from = figure_stated(arena, &k->before);
    const char *to = figure_stated(arena, &k->fact);
    if (unit) {
        return jb_fail(
            err, JB_ERR_USAGE, NULL, "#%lld %s -> %s: the unit changes; add --yes if that is meant",
            "#%lld %s → %s：单位有变；确认无误请加 --yes", (long long)k->before.id, from, to);
    }
    return jb_fail(err, JB_ERR_USAGE, NULL,
                   "#%lld %s -> %s: %d times or more apart; --value is in the figure's unit (%s). "
                   "Add --yes if that is meant",
                   "#%lld %s → %s：相差 %d 倍以上；--value 以该数字的单位（%s）计。确认无误请加 "
                   "--yes",
                   (long long)k->before.id, from, to, FAR, k->fact.unit);
}

/* ---- evidence ------------------------------------------------------------------------------- */

static int64_t points_before(const char *text, size_t bytes)
{
    return (int64_t)jb_utf8_count(text, bytes);
}

/* Where in the text the figure's sentence stands that holds its place. */
static const char *sentence_in(const char *text, const jb_fact *fact)
{
    for (const char *at = strstr(text, fact->sentence); at != NULL && *fact->sentence != '\0';
         at = strstr(at + 1, fact->sentence)) {
        int64_t start = points_before(text, (size_t)(at - text));
        int64_t end = start + points_before(at, strlen(fact->sentence));
        if (start <= fact->char_start && fact->char_end <= end) {
            return at;
        }
    }
    return NULL;
}

/* The same number of something else is no place to quote. */
static bool counts_other(const correction *k, const char *behind)
{
    const jb_indicator *in = jb_catalogue_find(k->catalogue, k->fact.indicator);
    return in != NULL && unit_foreign(k->c->arena, in, behind) != NULL;
}

/* The right number may stand beside the wrong one: then the figure quotes that place. */
static jb_status place_move(correction *k, bool *moved, jb_error *err)
{
    jb_fact *fact = &k->fact;
    const jb_held *held = NULL;
    jb_number_place place;
    *moved = false;
    if (fact->char_start < 0 || *fact->source_sha256 == '\0' ||
        jb_number_find(fact->sentence, fact->unit, fact->value, &place, 1) != 1 ||
        counts_other(k, fact->sentence + place.unit)) {
        return JB_OK;
    }
    jb_status st = jb_store_original(k->store, fact->source_sha256, k->c->arena, &held, err);
    const char *at = st == JB_OK && held != NULL ? sentence_in(held->text, fact) : NULL;
    if (at != NULL) {
        size_t start = (size_t)(at - held->text) + place.start;
        size_t len = place.end - place.start;
        fact->raw = jb_arena_strndup(k->c->arena, held->text + start, len);
        fact->char_start = points_before(held->text, start);
        fact->char_end = fact->char_start + points_before(fact->raw, len);
        *moved = true;
    }
    return st;
}

/* The change on the year before that a report states is that of its own number. */
static bool change_drop(jb_fact *fact)
{
    bool had = fact->has_yoy_percent || fact->has_yoy_points;
    fact->has_yoy_percent = false;
    fact->has_yoy_points = false;
    return had;
}

/* A number that is not in the sentence stands on the reviewer's word: its place is given up, the
 * sentence stays, and a note says what stands there. All else is that of the figure corrected. */
static jb_status evidence_settle(correction *k, jb_error *err)
{
    jb_fact *fact = &k->fact;
    jb_error fault = {0};
    bool moved = false;
    if (jb_fact_check(fact, k->catalogue, NULL, &fault) == JB_OK &&
        (jb_number_any(k->before.raw) || jb_dec_cmp(k->before.value, fact->value) == 0)) {
        return JB_OK;
    }
    jb_status st = place_move(k, &moved, err);
    if (st != JB_OK) {
        return st;
    }
    if (!moved && *k->before.raw != '\0') {
        /* It is printed under Chinese tables, whatever the reviewer's language. */
        k->change_dropped = change_drop(fact);
        fact->note = jb_arena_printf(k->c->arena, "更正：原文作“%s”%s。", k->before.raw,
                                     k->change_dropped ? "，所附同比未沿用" : "");
        k->noted = true;
    }
    if (!moved) {
        fact->raw = "";
        fact->char_start = -1;
        fact->char_end = -1;
    }
    return jb_fact_check(fact, k->catalogue, NULL, err);
}

/* ---- what is given -------------------------------------------------------------------------- */

static jb_status indicator_move(correction *k, const char *code, jb_error *err)
{
    const char *const codes[] = {code, NULL};
    jb_status st = indicators_check(k->catalogue, codes, err);
    if (st == JB_OK && strcmp(code, k->before.indicator) != 0) {
        k->fact.indicator = code;
        k->fact.term = ""; /* it was a word for the other indicator */
    }
    return st;
}

static jb_status given_read(correction *k, bool *some, jb_error *err)
{
    const char *code = option(&cmd_review, k->g, "indicator");
    const char *unit = option(&cmd_review, k->g, "unit");
    const char *value = option(&cmd_review, k->g, "value");
    jb_status st = code != NULL ? indicator_move(k, code, err) : JB_OK;
    if (st == JB_OK && value == NULL && unit != NULL) {
        st = jb_fail(err, JB_ERR_USAGE, NULL, "--unit goes with --value: the number in that unit",
                     "--unit 须与 --value 合用：以该单位计的数值");
    }
    k->fact.unit = unit != NULL ? unit : k->fact.unit;
    if (st == JB_OK && value != NULL) {
        st = value_read(k->g, &k->fact, err);
    }
    if (st == JB_OK) {
        st = details_read(k->c, k->g, &k->fact, some, err);
    }
    *some = *some || code != NULL || value != NULL;
    return st;
}

static bool is_same(const jb_fact *a, const jb_fact *b)
{
    return jb_dec_cmp(a->value, b->value) == 0 && a->qualifier == b->qualifier &&
           strcmp(a->unit, b->unit) == 0 && strcmp(a->indicator, b->indicator) == 0 &&
           strcmp(a->term, b->term) == 0 && a->period.kind == b->period.kind &&
           jb_date_cmp(a->period.start, b->period.start) == 0 &&
           jb_date_cmp(a->period.end, b->period.end) == 0 &&
           strcmp(a->scope_population, b->scope_population) == 0 &&
           strcmp(a->scope_channel, b->scope_channel) == 0 &&
           strcmp(a->scope_coverage, b->scope_coverage) == 0;
}

static jb_status correction_read(correction *k, jb_error *err)
{
    bool some = false;
    jb_status st = given_read(k, &some, err);
    if (st == JB_OK && !some) {
        return jb_fail(err, JB_ERR_USAGE, NULL,
                       "say the right number: --value VALUE (or --indicator CODE, --period ...)",
                       "请给出正确数值：--value 数值（或 --indicator 指标、--period 期间等）");
    }
    if (st == JB_OK && is_same(&k->before, &k->fact)) {
        return jb_fail(err, JB_ERR_USAGE, NULL,
                       "figure %lld says that already; to confirm it use `jianbao review approve`",
                       "数字 %lld 本来如此；确认无误请用 jianbao review approve",
                       (long long)k->before.id);
    }
    k->fact.rule = k->verdict.by;
    k->fact.confidence = jb_dec_int(1);
    if (st == JB_OK) {
        st = evidence_settle(k, err);
    }
    return st == JB_OK ? meant_check(k, err) : st;
}

/* ---- */

static jb_status correction_put(const correction *k, int64_t *id, jb_error *err)
{
    jb_status st = jb_store_begin(k->store, err);
    if (st == JB_OK) {
        st = jb_store_correct(k->store, k->before.id, &k->fact, &k->verdict, id, err);
    }
    if (st == JB_OK) {
        st = jb_store_commit(k->store, err);
    }
    if (st != JB_OK) {
        jb_store_rollback(k->store);
    }
    return st;
}

static const char *indicator_name(const correction *k, const char *code)
{
    const jb_indicator *in = jb_catalogue_find(k->catalogue, code);
    return in == NULL ? code : k->c->lang == JB_LANG_ZH ? in->zh : in->en;
}

/* "#16 285件 → 258件，更正为 #50；原文作“285件”" */
static void done_tell(const correction *k, int64_t id)
{
    const cli *c = k->c;
    const char *from = figure_stated(c->arena, &k->before);
    const char *to = figure_stated(c->arena, &k->fact);
    fprintf(stderr, "#%lld %s", (long long)k->before.id, from);
    if (strcmp(from, to) != 0) {
        fprintf(stderr, SAY(c, " → %s", " -> %s"), to);
    }
    if (strcmp(k->before.indicator, k->fact.indicator) != 0) {
        fprintf(stderr, SAY(c, "，%s → %s", ", %s -> %s"), indicator_name(k, k->before.indicator),
                indicator_name(k, k->fact.indicator));
    }
    fprintf(stderr, SAY(c, "，更正后为 #%lld", ", now #%lld"), (long long)id);
    if (k->noted) {
        fprintf(stderr, SAY(c, "；原文作“%s”", "; the report has \"%s\""), k->before.raw);
    }
    if (k->change_dropped) {
        fprintf(stderr, SAY(c, "，其同比是原数的，未沿用",
                            ", and its change on the year was that number's: not kept"));
    }
    fputc('\n', stderr);
    band_tell(c, k->catalogue, &k->fact);
}

jb_status review_correct(cli *c, jb_store *store, const jb_catalogue *catalogue, const given *g,
                         jb_error *err)
{
    correction k = {.c = c, .store = store, .catalogue = catalogue, .g = g};
    jb_standing standing;
    const int64_t *ids = NULL;
    size_t count = 0;
    int64_t id = 0;
    jb_status st = verdict_read(g, &k.verdict, err);
    if (st == JB_OK) {
        st = ids_parse(c, g, &ids, &count, err);
    }
    if (st == JB_OK && count > 1) {
        st = jb_fail(err, JB_ERR_USAGE, NULL, "correct one figure at a time",
                     "一次只能更正一个数字");
    }
    if (st == JB_OK) {
        st = jb_store_fact(store, ids[0], c->arena, &k.before, &standing, err);
    }
    k.fact = k.before;
    if (st == JB_OK) {
        st = correction_read(&k, err);
    }
    if (st == JB_OK) {
        st = correction_put(&k, &id, err);
    }
    if (st == JB_OK) {
        done_tell(&k, id);
    }
    return st;
}
