/* A figure that the program missed: found in the report's text by a person, approved with it. */
#include "review_add.h"

#include <stdlib.h>
#include <string.h>

/* ---- the sentence around it ----------------------------------------------------------------- */

static bool is_stop(uint32_t c)
{
    return c == U'。' || c == U'！' || c == U'？' || c == U'；' || c == '\n';
}

/* From behind the stop before the place to the stop behind it. */
static const char *sentence_around(jb_arena *arena, const char *text, size_t start, size_t end)
{
    size_t len = strlen(text);
    size_t from = 0;
    for (size_t i = 0; i < start;) {
        if (is_stop(jb_utf8_next(text, len, &i)) && i <= start) {
            from = i;
        }
    }
    size_t to = end;
    while (to < len) {
        size_t next = to;
        uint32_t c = jb_utf8_next(text, len, &next);
        to = c == '\n' ? to : next;
        if (is_stop(c)) {
            break;
        }
    }
    while (from < start && strchr(" \t\r", text[from]) != NULL) {
        from++;
    }
    return jb_arena_strndup(arena, text + from, to - from);
}

/* The store has line breaks as LF; a number that a wider one breaks keeps no place. */
static const char *without_returns(jb_arena *arena, const char *text)
{
    char *copy = jb_arena_strdup(arena, text);
    char *to = copy;
    for (; *text != '\0'; text++) {
        if (*text != '\r') {
            *to++ = *text;
        }
    }
    *to = '\0';
    return copy;
}

static void evidence_set(addition *a)
{
    jb_arena *arena = a->c->arena;
    jb_fact *fact = &a->fact;
    fact->sentence = without_returns(arena, a->passage);
    if (a->text != NULL) {
        size_t len = strlen(fact->raw);
        fact->char_start = (int64_t)jb_utf8_count(a->text, a->passage_at);
        fact->char_end = fact->char_start + (int64_t)jb_utf8_count(fact->raw, len);
        fact->source_sha256 = a->report->sha256;
        fact->sentence = without_returns(
            arena, sentence_around(arena, a->text, a->passage_at, a->passage_at + len));
    }
    if (strchr(fact->raw, '\r') != NULL) {
        fact->raw = without_returns(arena, fact->raw);
        fact->char_start = -1;
        fact->char_end = -1;
    }
}

/* ---- */

static jb_status fact_make(addition *a, jb_error *err)
{
    bool some = false;
    jb_fact *fact = &a->fact;
    fact->agency_code = a->report->agency_code;
    fact->year = a->report->year;
    fact->source = a->report->source;
    fact->indicator = a->indicator->code;
    fact->rule = a->verdict.by;
    jb_status st = passage_find(a, err);
    if (st == JB_OK) {
        st = number_find(a, err);
    }
    if (st == JB_OK) {
        evidence_set(a);
        st = surroundings_read(a, err);
    }
    if (st == JB_OK) {
        st = details_read(a->c, a->g, fact, &some, err);
    }
    if (st == JB_OK) {
        st = jb_fact_check(fact, a->catalogue, NULL, err);
    }
    if (st == JB_OK) {
        st = reading_check(a, err);
    }
    return st == JB_OK ? whole_check(a, err) : st;
}

static jb_status fact_put(const addition *a, int64_t *id, bool *withdrawn, jb_error *err)
{
    jb_status st = jb_store_begin(a->store, err);
    if (st == JB_OK) {
        st = jb_store_add_fact(a->store, &a->fact, &a->verdict, id, withdrawn, err);
    }
    if (st == JB_OK) {
        st = jb_store_commit(a->store, err);
    }
    if (st != JB_OK) {
        jb_store_rollback(a->store);
    }
    return st;
}

/* What was taken over unasked, so that the one who adds it can see whether it is right. */
static void taken_tell(const addition *a, int64_t id)
{
    static const char *const names[SCOPES] = {"population", "channel", "coverage"};
    static const words heads[SCOPES] = {
        {"对象", "population"}, {"渠道", "channel"}, {"覆盖", "coverage"}};
    const cli *c = a->c;
    const char *list = "";
    for (size_t i = 0; i < SCOPES; i++) {
        if (*a->taken[i] != '\0' && option(&cmd_review, a->g, names[i]) == NULL) {
            list = jb_arena_printf(c->arena, "%s%s%s %s", list,
                                   *list != '\0' ? SAY(c, "，", ", ") : "", wording(c, heads[i]),
                                   a->taken[i]);
        }
    }
    if (*list != '\0') {
        fprintf(stderr,
                SAY(c,
                    "  口径随同处的数字：%s；不是的请用 jianbao review correct %lld 改（- 表示"
                    "不限）\n",
                    "  scope as of the figures beside it: %s; where that is wrong, `jianbao review "
                    "correct %lld` (- for none)\n"),
                list, (long long)id);
    }
}

static void done_tell(const addition *a, int64_t id, bool withdrawn)
{
    const cli *c = a->c;
    const jb_fact *fact = &a->fact;
    bool zh = c->lang == JB_LANG_ZH;
    const char *period = jb_period_label(c->arena, fact->period, fact->year, c->lang);
    fprintf(stderr,
            SAY(c, "已补录并通过 #%lld：%s %d 年度 %s %s（%s，%s）%s\n",
                "#%lld added and approved: %s %d %s %s (%s, %s)%s\n"),
            (long long)id, fact->agency_code, fact->year, zh ? a->indicator->zh : a->indicator->en,
            figure_stated(c->arena, fact), jb_qualifier_name(fact->qualifier, c->lang), period,
            withdrawn ? SAY(c, "；原缺失记录已撤回", "; the absence recorded is withdrawn") : "");
    taken_tell(a, id);
    if (a->text == NULL) {
        fprintf(stderr, "%s\n",
                SAY(c, "库中没有该报告的原文，片段照所给保存，未核对",
                    "the report's text is not held: the passage is kept as given, unchecked"));
    }
    band_tell(c, a->catalogue, fact);
}

jb_status review_add(cli *c, jb_store *store, const jb_catalogue *catalogue, const given *g,
                     jb_error *err)
{
    addition a = {.c = c,
                  .store = store,
                  .catalogue = catalogue,
                  .g = g,
                  .insisted = option(&cmd_review, g, "yes") != NULL,
                  .taken = {"", "", ""}};
    report_choice of = {0};
    int64_t id = 0;
    bool withdrawn = false;
    if (g->arg_count != 4) {
        return jb_fail(err, JB_ERR_USAGE, NULL,
                       "review add: say whose report, of which year, and which indicator: "
                       "`jianbao review add 440105 2024 arb_accepted --value 2045 --text "
                       "'PASSAGE' --by NAME`",
                       "review add：请写明机构代码、年度和指标，如 jianbao review add 440105 2024 "
                       "arb_accepted --value 2045 --text '原文片段' --by 姓名");
    }
    const char *const codes[] = {g->args[3], NULL};
    jb_status st = verdict_read(g, &a.verdict, err);
    if (st == JB_OK) {
        st = indicators_check(catalogue, codes, err);
    }
    if (st == JB_OK) {
        st = reports_choose(c, store, g, &of, err);
    }
    if (st == JB_OK) {
        st = report_one_check(&of, err);
    }
    if (st == JB_OK) {
        jb_fact_init(&a.fact);
        a.report = &of.items[0];
        a.indicator = jb_catalogue_find(catalogue, g->args[3]);
        a.fact.agency = of.agency_name != NULL ? of.agency_name : "";
        st = fact_make(&a, err);
    }
    if (st == JB_OK) {
        st = fact_put(&a, &id, &withdrawn, err);
    }
    if (st == JB_OK) {
        done_tell(&a, id, withdrawn);
    }
    free(of.items);
    return st;
}
