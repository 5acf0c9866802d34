/* jianbao extract: the figures of reports, without a store. */
#include "reports.h"

#include <string.h>

static const char *const formats[] = {"jsonl", "table", "csv", NULL};

static const option_spec options[] = {
    {'f',
     "format",
     {"格式", "FORMAT"},
     {"jsonl、table 或 csv（默认 jsonl）", "jsonl, table or csv (default jsonl)"}},
    {0,
     "explain",
     {NULL, NULL},
     {"逐个说明文中数字为何成为或未成为指标数字",
      "tell of each number in the text why it is a figure or none"}},
    REPORT_OPTIONS,
    {0, NULL, {NULL, NULL}, {NULL, NULL}},
};

typedef struct job {
    unsigned format;
    bool explain;
    bool many;
    term_table *table;
} job;

static const char *indicator_name(const reports *r, const char *code)
{
    const jb_indicator *in = jb_catalogue_find(r->catalogue, code);
    return in == NULL ? code : r->c->lang == JB_LANG_ZH ? in->zh : in->en;
}

/* ---- why each number is a figure or none */

static const char *number_outcome(const reports *r, jb_arena *arena,
                                  const jb_extraction *extraction, const jb_number_seen *seen)
{
    jb_lang lang = r->c->lang;
    if (seen->found < extraction->found_count && seen->why == JB_REJECT_NONE) {
        const jb_fact *fact = &extraction->found[seen->found].fact;
        return jb_arena_printf(arena, "%s (%s, %s)", indicator_name(r, fact->indicator),
                               fact->indicator, fact->rule);
    }
    const char *why = jb_reject_text(seen->why, lang);
    if (seen->near == NULL || *seen->near == '\0') {
        return why;
    }
    return jb_arena_printf(arena, lang == JB_LANG_ZH ? "%s（最接近 %s）" : "%s (nearest: %s)", why,
                           seen->near);
}

/* How something was found out about the report, in the language of messages. */
static const char *how_known(const cli *c, const char *how)
{
    static const words names[] = {
        {"标题", "title"},         {"落款", "signature"}, {"来源行", "source line"},
        {"正文", "named in text"}, {"给定", "given"},
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (how != NULL && strcmp(names[i].en, how) == 0) {
            return wording(c, names[i]);
        }
    }
    return how != NULL ? how : "";
}

static void identity_print(const reports *r, const jb_original *original,
                           const jb_identity *identity)
{
    bool zh = r->c->lang == JB_LANG_ZH;
    const char *unknown = zh ? "不详" : "not known";
    printf(zh ? "%s：机构 %s %s（%s），年度 %d（%s）\n" : "%s: agency %s %s (%s), year %d (%s)\n",
           original->source, identity->agency_code, identity->agency,
           *identity->agency_code != '\0' ? how_known(r->c, identity->agency_by.how) : unknown,
           identity->year, identity->year != 0 ? how_known(r->c, identity->year_by.how) : unknown);
}

static void explain_print(const reports *r, const jb_original *original,
                          const jb_extraction *extraction)
{
    static const words heads[] = {{"位置", "place"}, {"数字", "number"}, {"结果", "outcome"}};
    jb_arena *arena = jb_arena_new();
    term_table *t = term_table_new(arena, 3);
    identity_print(r, original, &extraction->identity);
    for (size_t i = 0; i < 3; i++) {
        term_table_cell(t, wording(r->c, heads[i]));
    }
    term_table_rule(t);
    for (size_t i = 0; i < extraction->number_count; i++) {
        const jb_number_seen *seen = &extraction->numbers[i];
        term_table_cell(t, report_place(arena, original, seen->span.start));
        term_table_cell(t, jb_original_slice(arena, original, seen->span));
        term_table_cell(t, number_outcome(r, arena, extraction, seen));
    }
    term_table_print(t, stdout);
    jb_arena_free(arena);
}

/* ---- figures */

static void table_row(const reports *r, const job *j, const jb_original *original,
                      const jb_fact *fact)
{
    jb_arena *arena = r->c->arena;
    char confidence[JB_DEC_TEXT];
    (void)jb_dec_text(fact->confidence, confidence);
    size_t start = fact->char_start > 0 ? (size_t)fact->char_start : 0;
    const char *place = report_place(arena, original, start);
    if (j->many) {
        place = jb_arena_printf(arena, "%s:%s", original->source, place);
    }
    term_table_cell(j->table, place);
    term_table_cell(j->table, indicator_name(r, fact->indicator));
    term_table_cell(j->table, fact->raw);
    term_table_cell(j->table, jb_qualifier_name(fact->qualifier, r->c->lang));
    term_table_cell(j->table, fact->year > 0
                                  ? jb_period_label(arena, fact->period, fact->year, r->c->lang)
                                  : jb_period_text(arena, fact->period, r->c->lang));
    term_table_cell(j->table, confidence);
}

/* The fact as another place states it. */
static void move_to(jb_fact *fact, jb_arena *arena, const jb_original *original, jb_span place)
{
    if (fact->char_start == (int64_t)place.start && fact->char_end == (int64_t)place.end) {
        return;
    }
    fact->char_start = (int64_t)place.start;
    fact->char_end = (int64_t)place.end;
    fact->raw = jb_original_slice(arena, original, place);
    fact->sentence = jb_original_slice(arena, original, jb_original_sentence(original, place));
}

/* Records name every place that states a figure, the table one. */
static void fact_print(const reports *r, const job *j, const jb_original *original,
                       const jb_extraction *extraction, size_t index)
{
    const jb_found *found = &extraction->found[index];
    jb_fact fact = found->fact;
    fact.source = original->source;
    if (j->format == 1) {
        table_row(r, j, original, &fact);
        return;
    }
    for (size_t i = 0; i < found->place_count; i++) {
        move_to(&fact, extraction->arena, original, found->places[i]);
        if (j->format == 0) {
            fact_json(extraction->arena, &fact, 0, stdout);
        } else {
            fact_csv(extraction->arena, &fact, stdout);
        }
    }
}

static jb_status report_print(reports *r, const jb_original *original,
                              const jb_extraction *extraction, void *context, jb_error *err)
{
    const job *j = context;
    (void)err;
    if (j->explain) {
        explain_print(r, original, extraction);
    }
    for (size_t i = 0; i < extraction->found_count && !j->explain; i++) {
        fact_print(r, j, original, extraction, i);
    }
    r->figures += extraction->found_count;
    return JB_OK;
}

static void heads_print(cli *c, job *j)
{
    static const words heads[] = {
        {"位置", "place"},     {"指标", "indicator"}, {"原文数字", "figure"},
        {"限定", "qualifier"}, {"期间", "period"},    {"可信度", "confidence"},
    };
    if (j->explain || j->format == 0) {
        return;
    }
    if (j->format == 2) {
        fact_csv_head(stdout);
        return;
    }
    j->table = term_table_new(c->arena, sizeof heads / sizeof *heads);
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        term_table_cell(j->table, wording(c, heads[i]));
    }
    term_table_rule(j->table);
}

static jb_status run(cli *c, const given *g, jb_error *err)
{
    reports r = {0};
    job j = {.explain = option(&cmd_extract, g, "explain") != NULL, .many = g->arg_count > 1};
    const char *named = option(&cmd_extract, g, "format");
    jb_status st = named != NULL ? choose("--format", named, formats, &j.format, err) : JB_OK;
    if (st == JB_OK && j.explain && named != NULL) {
        st = jb_fail(err, JB_ERR_USAGE, NULL, "--explain has a form of its own; leave --format out",
                     "--explain 自有其格式，不能与 --format 合用");
    }
    if (st == JB_OK) {
        st = reports_open(c, &cmd_extract, g, &r, err);
    }
    if (st == JB_OK) {
        heads_print(c, &j);
        st = reports_read(&r, g, report_print, &j, err);
    }
    if (j.table != NULL) {
        term_table_print(j.table, stdout);
    }
    reports_close(&r);
    return st;
}

const command cmd_extract = {
    .name = "extract",
    .args = {"文件...", "FILE..."},
    .summary = {"从报告原文中读出数字，不经过库",
                "Read the figures out of reports, without a store"},
    .more = {"文件为 txt、html、docx 或有文字的 pdf；- 为标准输入。一个文件出错不影响其余。",
             "Files are txt, html, docx or pdf with text; - is standard input. A bad file does not "
             "stop the rest."},
    .options = options,
    .min_args = 1,
    .max_args = SIZE_MAX,
    .run = run,
};
