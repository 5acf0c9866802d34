/* A figure in its sentence, and the life of a figure. */
#include "review.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- the figure in its sentence */

static size_t byte_of(const char *text, int64_t point)
{
    size_t len = strlen(text);
    size_t at = 0;
    for (; point > 0 && at < len; point--) {
        (void)jb_utf8_next(text, len, &at);
    }
    return at;
}

/* Where in the sentence raw stands: told by its place in the text, else the first one. */
static const char *raw_in_sentence(const jb_fact *fact, const char *text)
{
    const char *first = strstr(fact->sentence, fact->raw);
    if (first == NULL || text == NULL || fact->char_start < 0) {
        return first;
    }
    size_t span = byte_of(text, fact->char_start);
    size_t sentence = strlen(fact->sentence);
    for (const char *at = strstr(text, fact->sentence); at != NULL;
         at = strstr(at + 1, fact->sentence)) {
        size_t from = (size_t)(at - text);
        if (from <= span && span + strlen(fact->raw) <= from + sentence) {
            return fact->sentence + (span - from);
        }
    }
    return first;
}

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
    const char *raw = *fact->raw == '\0'        ? NULL
                      : *fact->sentence == '\0' ? sentence
                                                : raw_in_sentence(fact, held ? held->text : NULL);
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

static const char *one_line(jb_arena *arena, const char *text)
{
    jb_str line = {0};
    add_line(&line, text, strlen(text));
    const char *out = jb_arena_strdup(arena, jb_str_text(&line));
    jb_str_free(&line);
    return out;
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
           *fact->raw != '\0' ? one_line(c->arena, fact->raw) : figure_stated(c->arena, fact),
           SAY(c, "可信度", "confidence"), confidence);
}

/* ---- show */

static jb_status event_row(const jb_event *event, void *context, jb_error *err)
{
    term_table *t = context;
    char id[32];
    char other[32] = "";
    (void)err;
    snprintf(id, sizeof id, "#%lld", (long long)event->fact_id);
    if (event->other_id != 0) {
        snprintf(other, sizeof other, "#%lld", (long long)event->other_id);
    }
    term_table_cell(t, event->decided_on);
    term_table_cell(t, id);
    term_table_cell(t, event->event);
    term_table_cell(t, event->status);
    term_table_cell(t, event->by);
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
    jb_status st = jb_store_history(store, id, event_row, t, err);
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
           jb_qualifier_code(fact->qualifier), *period != '\0' ? "  " : "", period);
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
