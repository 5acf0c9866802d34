/* jianbao doctor --figures: arithmetic over the figures held, its verdicts stored and listed. */
#include "doctor.h"

#include <jianbao/rollup.h>

#include <stdlib.h>
#include <string.h>

static const char *const formats[] = {"table", "csv", "jsonl", NULL};

typedef struct verdicts {
    jb_arena *arena;
    jb_testimony *list;
    size_t count, cap;
} verdicts;

/* ---- running -----------------------------------------------------------------------------------
 */

static jb_testimony testimony_of(jb_arena *arena, const jb_witness *w)
{
    int64_t *facts = jb_arena_array(arena, w->figure_count + 1, sizeof *facts);
    for (size_t i = 0; i < w->figure_count; i++) {
        facts[i] = w->figures[i]->fact->id;
    }
    return (jb_testimony){.agency_code = jb_arena_strdup(arena, w->figures[0]->fact->agency_code),
                          .year = w->figures[0]->year,
                          .check = w->check,
                          .verdict = jb_outcome_code(w->outcome),
                          .stated = jb_arena_strdup(arena, w->stated),
                          .found = jb_arena_strdup(arena, w->found),
                          .reasons = jb_arena_strdup(arena, jb_reasons_codes(arena, w->reasons)),
                          .zh = jb_arena_strdup(arena, w->zh),
                          .en = jb_arena_strdup(arena, w->en),
                          .facts = facts,
                          .fact_count = w->figure_count,
                          .current = true};
}

static jb_status keep(const jb_agency *agency, const jb_witnesses *witnesses, void *context,
                      jb_error *err)
{
    verdicts *v = context;
    (void)agency;
    (void)err;
    for (size_t i = 0; i < witnesses->count; i++) {
        jb_testimony t = testimony_of(v->arena, &witnesses->list[i]);
        /* The check's name is a constant of measure and outlives the witness. */
        JB_PUSH(v->list, v->count, v->cap, t);
    }
    return JB_OK;
}

static jb_status store_all(jb_store *store, const verdicts *v, jb_error *err)
{
    jb_status st = jb_store_begin(store, err);
    if (st == JB_OK) {
        st = jb_store_put_testimonies(store, v->list, v->count, err);
    }
    if (st == JB_OK) {
        return jb_store_commit(store, err);
    }
    jb_store_rollback(store);
    return st;
}

/* ---- printing ----------------------------------------------------------------------------------
 */

typedef struct shown {
    const char *const *agencies;
    int from, to;
    unsigned verdicts; /* bits 1 << jb_outcome, 0 = all */
} shown;

static bool is_shown(const shown *s, const jb_testimony *t)
{
    bool agency = s->agencies == NULL;
    for (size_t i = 0; !agency && s->agencies[i] != NULL; i++) {
        agency = strcmp(s->agencies[i], t->agency_code) == 0;
    }
    bool verdict = s->verdicts == 0;
    for (unsigned i = 0; i <= JB_OUTCOME_UNTESTABLE && !verdict; i++) {
        verdict =
            (s->verdicts & 1U << i) != 0 && strcmp(jb_outcome_code((jb_outcome)i), t->verdict) == 0;
    }
    return agency && verdict && t->year >= s->from && (s->to == 0 || t->year <= s->to);
}

static const char *verdict_name(const char *check, const char *code, jb_lang lang)
{
    for (unsigned i = 0; i <= JB_OUTCOME_UNTESTABLE; i++) {
        if (strcmp(jb_outcome_code((jb_outcome)i), code) == 0) {
            return jb_verdict_name(check, (jb_outcome)i, lang);
        }
    }
    return code;
}

static const char *ids_text(jb_arena *arena, const jb_testimony *t, const char *glue)
{
    jb_str text = {0};
    for (size_t i = 0; i < t->fact_count; i++) {
        jb_str_addf(&text, "%s%lld", i > 0 ? glue : "", (long long)t->facts[i]);
    }
    const char *kept = jb_arena_strdup(arena, jb_str_text(&text));
    jb_str_free(&text);
    return kept;
}

static void table_print(const cli *c, const verdicts *v, const shown *s)
{
    term_table *t = term_table_new(c->arena, 5);
    term_table_cell(t, SAY(c, "机构", "agency"));
    term_table_cell(t, SAY(c, "年度", "year"));
    term_table_cell(t, SAY(c, "结论", "verdict"));
    term_table_cell(t, SAY(c, "数据", "facts"));
    term_table_cell(t, SAY(c, "说明", "what it says"));
    term_table_rule(t);
    for (size_t i = 0; i < v->count; i++) {
        const jb_testimony *w = &v->list[i];
        if (is_shown(s, w)) {
            term_table_cell(t, w->agency_code);
            term_table_cell(t, jb_arena_printf(c->arena, "%d", w->year));
            term_table_cell(t, verdict_name(w->check, w->verdict, c->lang));
            term_table_cell(t, ids_text(c->arena, w, " "));
            term_table_cell(t, SAY(c, w->zh, w->en));
        }
    }
    term_table_print(t, stdout);
}

static void csv_print(const cli *c, const verdicts *v, const shown *s)
{
    puts("agency_code,year,check,verdict,stated,found,reasons,sentence,fact_ids");
    for (size_t i = 0; i < v->count; i++) {
        const jb_testimony *w = &v->list[i];
        const char *const texts[] = {w->check,
                                     w->verdict,
                                     w->stated,
                                     w->found,
                                     w->reasons,
                                     SAY(c, w->zh, w->en),
                                     ids_text(c->arena, w, " ")};
        if (!is_shown(s, w)) {
            continue;
        }
        printf("%s,%d", w->agency_code, w->year);
        for (size_t k = 0; k < sizeof texts / sizeof *texts; k++) {
            putchar(',');
            csv_field(texts[k], stdout);
        }
        putchar('\n');
    }
}

static void json_print(const cli *c, const verdicts *v, const shown *s)
{
    static const char *const names[] = {"check",   "verdict", "stated", "found",
                                        "reasons", "zh",      "en"};
    for (size_t i = 0; i < v->count; i++) {
        const jb_testimony *w = &v->list[i];
        const char *const texts[] = {w->check,   w->verdict, w->stated, w->found,
                                     w->reasons, w->zh,      w->en};
        jb_str line = {0};
        if (!is_shown(s, w)) {
            continue;
        }
        jb_str_addf(&line, "{\"agency_code\":\"%s\",\"year\":%d", w->agency_code, w->year);
        for (size_t k = 0; k < sizeof texts / sizeof *texts; k++) {
            jb_str_addf(&line, ",\"%s\":", names[k]);
            jb_json_quote(&line, texts[k]);
        }
        printf("%s,\"fact_ids\":[%s]}\n", jb_str_text(&line), ids_text(c->arena, w, ","));
        jb_str_free(&line);
    }
}

static void sum_up(cli *c, const verdicts *v)
{
    size_t counts[JB_OUTCOME_UNTESTABLE + 1] = {0};
    size_t unlikely = 0;
    for (size_t i = 0; i < v->count; i++) {
        const jb_testimony *t = &v->list[i];
        unlikely += strcmp(t->verdict, jb_outcome_code(JB_OUTCOME_FAILS)) == 0 &&
                    jb_check_is_likelihood(t->check);
        for (unsigned k = 0; k <= JB_OUTCOME_UNTESTABLE; k++) {
            counts[k] += strcmp(jb_outcome_code((jb_outcome)k), t->verdict) == 0;
        }
    }
    c->found = counts[JB_OUTCOME_FAILS] > 0;
    fprintf(stderr,
            SAY(c, "成立 %zu 项，不成立 %zu 项，存疑 %zu 项，无法核对 %zu 项\n",
                "%zu hold, %zu do not hold, %zu doubtful, %zu cannot be tested\n"),
            counts[JB_OUTCOME_HOLDS], counts[JB_OUTCOME_FAILS] - unlikely, unlikely,
            counts[JB_OUTCOME_UNTESTABLE]);
}

/* ---- */

static jb_status verdicts_parse(cli *c, const char *text, unsigned *out, jb_error *err)
{
    const char *const *list = split_list(c->arena, text);
    const char *names[JB_OUTCOME_UNTESTABLE + 2] = {NULL};
    jb_status st = JB_OK;
    for (unsigned i = 0; i <= JB_OUTCOME_UNTESTABLE; i++) {
        names[i] = jb_outcome_code((jb_outcome)i);
    }
    for (size_t i = 0; list != NULL && list[i] != NULL && st == JB_OK; i++) {
        unsigned choice = 0;
        st = choose("--verdict", list[i], names, &choice, err);
        *out |= 1U << choice;
    }
    return st;
}

static jb_status work_out(cli *c, const given *g, verdicts *v, jb_error *err)
{
    bool dry = option(&cmd_doctor, g, "dry-run") != NULL;
    jb_catalogue *catalogue = NULL;
    jb_store *store = NULL;
    jb_status st = jb_catalogue_load(option(&cmd_doctor, g, "catalogue"), &catalogue, err);
    if (st == JB_OK) {
        st = jb_store_open(c->store, dry ? JB_STORE_READ : JB_STORE_WRITE, &store, err);
    }
    if (st == JB_OK) {
        st = jb_witness_run(store, catalogue, keep, v, err);
    }
    if (st == JB_OK && !dry) {
        st = store_all(store, v, err);
    }
    jb_store_close(store);
    jb_catalogue_free(catalogue);
    return st;
}

jb_status doctor_figures(cli *c, const given *g, jb_error *err)
{
    verdicts v = {.arena = c->arena};
    shown s = {.agencies = split_list(c->arena, option(&cmd_doctor, g, "agency"))};
    unsigned format = 0;
    const char *named = option(&cmd_doctor, g, "format");
    jb_status st = named != NULL ? choose("--format", named, formats, &format, err) : JB_OK;
    if (st == JB_OK) {
        st = years_parse(option(&cmd_doctor, g, "year"), &s.from, &s.to, err);
    }
    if (st == JB_OK) {
        st = verdicts_parse(c, option(&cmd_doctor, g, "verdict"), &s.verdicts, err);
    }
    if (st == JB_OK) {
        st = work_out(c, g, &v, err);
    }
    if (st == JB_OK) {
        void (*const print[])(const cli *, const verdicts *,
                              const shown *) = {table_print, csv_print, json_print};
        print[format](c, &v, &s);
        st = stdout_check(err);
    }
    if (st == JB_OK) {
        sum_up(c, &v);
    }
    free(v.list);
    return st;
}
