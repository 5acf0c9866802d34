/* A figure in its sentence, and the life of a figure. */
#include "review.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- the figure in its sentence */

/* One line: breaks of the text become blanks. */
static void add_line(jb_str *out, const char *text, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        char c = text[i];
        if (c == '\n' || c == '\r' || c == '\t') {
            c = ' ';
        }
        jb_str_addc(out, c);
    }
}

jb_status sentence_marked(cli *c, jb_store *store, const jb_fact *fact, bool terminal,
                          const char **out, jb_error *err)
{
    const jb_held *held = NULL;
    jb_str line = {0};
    jb_status st = JB_OK;
    if (*fact->source_sha256 != '\0') {
        st = jb_store_original(store, fact->source_sha256, c->arena, &held, err);
    }
    const char *sentence = *fact->sentence != '\0' ? fact->sentence : fact->raw;
    const char *raw = *fact->raw == '\0' ? NULL
                      : *fact->sentence == '\0'
                          ? sentence
                          : jb_fact_in_sentence(fact, held ? held->text : NULL);
    size_t before = raw != NULL ? (size_t)(raw - sentence) : strlen(sentence);
    add_line(&line, sentence, before);
    if (raw != NULL) {
        size_t len = strlen(fact->raw);
        jb_str_add(&line, terminal ? "\033[7m" : "【");
        add_line(&line, raw, len);
        jb_str_add(&line, terminal ? "\033[27m" : "】");
        add_line(&line, raw + len, strlen(raw + len));
    }
    *out = jb_arena_strdup(c->arena, jb_str_text(&line));
    jb_str_free(&line);
    return st;
}

void figure_print(const cli *c, const jb_catalogue *catalogue, const jb_fact *fact)
{
    const jb_indicator *in = jb_catalogue_find(catalogue, fact->indicator);
    char confidence[JB_DEC_TEXT];
    (void)jb_dec_text(fact->confidence, confidence);
    printf("#%lld  %s %s  %d  %s  %s  %s %s\n", (long long)fact->id, fact->agency_code,
           fact->agency, fact->year,
           in == NULL              ? fact->indicator
           : c->lang == JB_LANG_ZH ? in->zh
                                   : in->en,
           figure_quoted(c, c->arena, fact), SAY(c, "可信度", "confidence"), confidence);
}

/* ---- show */

typedef struct history {
    const cli *c;
    term_table *table;
} history;

static const char *event_name(const cli *c, const char *event)
{
    static const struct {
        const char *code;
        words name;
    } names[] = {
        {"entered", {"读入", "entered"}},         {"decided", {"审核", "decided"}},
        {"superseded", {"被取代", "superseded"}}, {"replaced", {"报告有新版本", "replaced"}},
        {"withdrawn", {"报告撤回", "withdrawn"}}, {"restored", {"报告恢复", "restored"}},
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strcmp(event, names[i].code) == 0) {
            return wording(c, names[i].name);
        }
    }
    return event;
}

/* A phrase of the catalogue is no person: the program read the figure by it. */
static const char *who(const cli *c, const jb_event *event)
{
    bool phrase = strcmp(event->event, "entered") == 0 && strpbrk(event->by, "{<|@") != NULL;
    return phrase ? SAY(c, "程序", "the program") : event->by;
}

static jb_status event_row(const jb_event *event, void *context, jb_error *err)
{
    const history *h = context;
    const cli *c = h->c;
    term_table *t = h->table;
    jb_review status = JB_REVIEW_EXTRACTED;
    char id[32];
    char other[32] = "";
    (void)err;
    snprintf(id, sizeof id, "#%lld", (long long)event->fact_id);
    if (event->other_id != 0) {
        snprintf(other, sizeof other, "#%lld", (long long)event->other_id);
    }
    bool named = c->lang == JB_LANG_ZH && jb_review_parse(event->status, &status);
    term_table_cell(t, event->decided_on);
    term_table_cell(t, id);
    term_table_cell(t, event_name(c, event->event));
    term_table_cell(t, named ? jb_review_name(status, c->lang) : event->status);
    term_table_cell(t, who(c, event));
    term_table_cell(t, event->reason);
    term_table_cell(t, other);
    return JB_OK;
}

static jb_status history_print(cli *c, jb_store *store, int64_t id, jb_error *err)
{
    static const words heads[] = {
        {"日期", "day"}, {"编号", "id"},     {"事项", "event"}, {"状态", "status"},
        {"谁", "by"},    {"理由", "reason"}, {"另见", "other"},
    };
    term_table *t = term_table_new(c->arena, sizeof heads / sizeof *heads);
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        term_table_cell(t, wording(c, heads[i]));
    }
    term_table_rule(t);
    history h = {c, t};
    jb_status st = jb_store_history(store, id, event_row, &h, err);
    if (st == JB_OK) {
        term_table_print(t, stdout);
    }
    return st;
}

static jb_status places_print(cli *c, jb_store *store, const jb_fact *fact, jb_error *err)
{
    const jb_place *places = NULL;
    size_t count = 0;
    jb_status st = jb_store_evidence(store, fact->id, c->arena, &places, &count, err);
    printf("    %s", fact->source);
    if (fact->char_start >= 0) {
        printf("  %lld-%lld", (long long)fact->char_start, (long long)fact->char_end);
    }
    for (size_t i = 0; i < count; i++) {
        printf(", %lld-%lld", (long long)places[i].start, (long long)places[i].end);
    }
    putchar('\n');
    return st;
}

/* The number in the report's unit, how exactly and for when. */
static void value_print(const cli *c, const jb_fact *fact)
{
    const char *period = jb_period_text(c->arena, fact->period, c->lang);
    printf("    %s = %s  %s%s%s\n", fact->indicator, figure_stated(c->arena, fact),
           jb_qualifier_name(fact->qualifier, c->lang), *period != '\0' ? "  " : "", period);
    if (*fact->note != '\0') {
        printf("    %s\n", fact->note);
    }
}

static void standing_print(const cli *c, const jb_standing *standing)
{
    if (standing->superseded_by != 0) {
        printf(SAY(c, "    已由 #%lld 更正\n", "    corrected by #%lld\n"),
               (long long)standing->superseded_by);
    }
    if (standing->withdrawn) {
        printf("    %s\n", SAY(c, "所在报告已撤回，不再采用", "its report was withdrawn"));
    }
    if (*standing->replaced_by != '\0') {
        printf("    %s\n", SAY(c, "出自报告的旧版本，已不再采用",
                               "of an older version of its report, which no longer "
                               "counts"));
    }
}

static jb_status one_show(cli *c, jb_store *store, const jb_catalogue *catalogue, int64_t id,
                          jb_error *err)
{
    jb_fact fact;
    jb_standing standing;
    const char *sentence = "";
    jb_status st = jb_store_fact(store, id, c->arena, &fact, &standing, err);
    if (st == JB_OK) {
        bool terminal = isatty(STDOUT_FILENO) == 1 && getenv("NO_COLOR") == NULL;
        st = sentence_marked(c, store, &fact, terminal, &sentence, err);
    }
    if (st != JB_OK) {
        return st;
    }
    figure_print(c, catalogue, &fact);
    value_print(c, &fact);
    standing_print(c, &standing);
    printf(*sentence != '\0' ? "    %s\n" : "%s", sentence);
    st = places_print(c, store, &fact, err);
    putchar('\n');
    return st == JB_OK ? history_print(c, store, id, err) : st;
}

jb_status review_show(cli *c, jb_store *store, const jb_catalogue *catalogue, const given *g,
                      jb_error *err)
{
    const int64_t *ids = NULL;
    size_t count = 0;
    jb_status st = ids_parse(c, g, &ids, &count, err);
    for (size_t i = 0; i < count && st == JB_OK; i++) {
        if (i > 0) {
            putchar('\n');
        }
        st = one_show(c, store, catalogue, ids[i], err);
    }
    return st;
}
