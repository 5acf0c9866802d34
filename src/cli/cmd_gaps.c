/* jianbao gaps: what agencies did not disclose or what cannot be compared, as a list or as a sheet
 * that asks them for it. */
#include "make.h"
#include "places.h"

#include <stdlib.h>
#include <string.h>

enum { FORMAT_TABLE, FORMAT_CSV, FORMAT_JSONL, FORMAT_PDF };
static const char *const formats[] = {"table", "csv", "jsonl", "pdf", NULL};

static const option_spec options[] = {
    OPTION_REGION,
    OPTION_YEARS,
    {'i',
     "indicator",
     {"指标,...", "CODE,..."},
     {"只看这些指标（默认为版式 gaps 的各列）",
      "only these indicators (default: the columns of the layout gaps)"}},
    {0,
     "status",
     {"状态,...", "STATUS,..."},
     {"只用这些审核状态的数字，其余记为待核",
      "only figures of these review states; the others are under review"}},
    {'f',
     "format",
     {"格式", "FORMAT"},
     {"table、csv、jsonl，或 pdf（请求单），默认 table",
      "table, csv, jsonl, or pdf (a request sheet); default table"}},
    {'o', "output", {"文件", "FILE"}, {"pdf：输出文件", "pdf: file to write"}},
    OPTION_SET,
    {0,
     "layout",
     {"版式", "LAYOUT"},
     {"另用请求单版式（默认 gaps）", "another layout of the sheet (default gaps)"}},
    {0,
     "font-dir",
     {"目录", "DIR"},
     {"pdf：本单位字体目录，优先使用", "pdf: an office's own fonts, used first"}},
    {0,
     "fonts",
     {"目录", "DIR"},
     {"pdf：自带字体所在目录", "pdf: where the fonts that come with jianbao are"}},
    OPTION_CATALOGUE,
    {0, NULL, {NULL, NULL}, {NULL, NULL}},
};

static const char *given_of(const given *g, const char *name)
{
    return option(&cmd_gaps, g, name);
}

/* ---- what is asked */

typedef struct gaps_ask {
    const char *layout;
    unsigned format;
    unsigned statuses;
    int from, to;
    const char *const *indicators;
} gaps_ask;

/* An option that would be ignored is refused. */
static jb_status fit_check(const given *g, const gaps_ask *ask, jb_error *err)
{
    static const char *const pdf_only[] = {"output", "font-dir", "fonts"};
    for (size_t i = 0; i < sizeof pdf_only / sizeof *pdf_only; i++) {
        if (ask->format != FORMAT_PDF && given_of(g, pdf_only[i]) != NULL) {
            return jb_fail(err, JB_ERR_USAGE, NULL, "--%s goes with --format pdf only",
                           "--%s 只能与 --format pdf 合用", pdf_only[i]);
        }
    }
    if (ask->format == FORMAT_PDF && given_of(g, "output") == NULL) {
        return jb_fail(err, JB_ERR_USAGE, NULL,
                       "say where to write: jianbao gaps --format pdf -o FILE.pdf",
                       "请指明输出文件：jianbao gaps --format pdf -o 文件.pdf");
    }
    return JB_OK;
}

static jb_status ask_parse(cli *c, const given *g, gaps_ask *ask, jb_error *err)
{
    const char *named = given_of(g, "format");
    const char *layout = given_of(g, "layout");
    *ask = (gaps_ask){.layout = layout != NULL ? layout : "gaps",
                      .indicators = split_list(c->arena, given_of(g, "indicator"))};
    jb_status st = named != NULL ? choose("--format", named, formats, &ask->format, err) : JB_OK;
    if (st == JB_OK) {
        st = fit_check(g, ask, err);
    }
    if (st == JB_OK) {
        st = region_check(given_of(g, "region"), err);
    }
    if (st == JB_OK) {
        st = years_parse(given_of(g, "year"), &ask->from, &ask->to, err);
    }
    if (st == JB_OK && ask->format == FORMAT_PDF) {
        st = output_check(c, given_of(g, "output"), OUTPUT_PDF, ask->layout,
                          given_of(g, "catalogue"), err);
    }
    return st == JB_OK ? shown_statuses_parse(c, given_of(g, "status"), &ask->statuses, err) : st;
}

/* All that are known, and those that have nobody below them and are silent. What only stands above
 * others and never reports is not asked. */
static jb_status region_set(cli *c, jb_store *store, const char *region, jb_brief *brief,
                            jb_error *err)
{
    places all = {0};
    jb_str codes = {0};
    jb_status st = places_load(c, store, region, 0, 0, &all, err);
    jb_str_add(&codes, "agencies=");
    for (size_t i = 0; i < all.count && st == JB_OK; i++) {
        if (all.list[i].known || all.list[i].leaf) {
            jb_str_addf(&codes, "%s%s", codes.len > 9 ? "," : "", all.list[i].code);
        }
    }
    if (st == JB_OK) {
        st = jb_brief_set(brief, jb_str_text(&codes), err);
    }
    jb_str_free(&codes);
    places_free(&all);
    return st;
}

/* Those of --year, else of --set from and to; what is written wrong there is refused elsewhere. */
static jb_filter years_asked(const given *g, const gaps_ask *ask)
{
    size_t count = 0;
    const char *const *sets = option_list(&cmd_gaps, g, "set", &count);
    jb_filter out = {.year_from = ask->from, .year_to = ask->to};
    for (size_t i = 0; i < count && given_of(g, "year") == NULL; i++) {
        if (strncmp(sets[i], "from=", 5) == 0) {
            out.year_from = (int)strtol(sets[i] + 5, NULL, 10);
        } else if (strncmp(sets[i], "to=", 3) == 0) {
            out.year_to = (int)strtol(sets[i] + 3, NULL, 10);
        }
    }
    return out;
}

static jb_status year_seen(const char *agency, int year, void *context, jb_error *err)
{
    bool *any = context;
    (void)agency;
    (void)year;
    (void)err;
    *any = true;
    return JB_OK;
}

/* Of years that nobody has brought in every agency would be said to be silent: then none is named,
 * and the layout refuses as it does without agencies. */
static jb_status agencies_set(cli *c, const given *g, const gaps_ask *ask, jb_store *store,
                              jb_brief *brief, jb_error *err)
{
    jb_filter years = years_asked(g, ask);
    bool any = years.year_from == 0 && years.year_to == 0;
    jb_status st = any ? JB_OK : jb_store_years(store, &years, year_seen, &any, err);
    return st == JB_OK && any ? region_set(c, store, given_of(g, "region"), brief, err) : st;
}

static jb_status brief_narrow(cli *c, const given *g, const gaps_ask *ask, jb_store *store,
                              jb_brief *brief, jb_error *err)
{
    size_t count = 0;
    bool named = false;
    const char *const *sets = option_list(&cmd_gaps, g, "set", &count);
    jb_status st = JB_OK;
    for (size_t i = 0; i < count && st == JB_OK; i++) {
        named = named || strncmp(sets[i], "agencies=", 9) == 0;
        st = jb_brief_set(brief, sets[i], err);
    }
    if (named && given_of(g, "region") != NULL) {
        return jb_fail(err, JB_ERR_USAGE, NULL, "--region does not go with --set agencies",
                       "--region 不能与 --set agencies 同用");
    }
    if (st == JB_OK && given_of(g, "year") != NULL) {
        st = jb_brief_set(brief, jb_arena_printf(c->arena, "from=%d", ask->from), err);
    }
    if (st == JB_OK && given_of(g, "year") != NULL) {
        st = jb_brief_set(brief, jb_arena_printf(c->arena, "to=%d", ask->to), err);
    }
    if (st == JB_OK && !named) {
        st = agencies_set(c, g, ask, store, brief, err);
    }
    if (ask->indicators != NULL) {
        jb_brief_indicators(brief, ask->indicators);
    }
    jb_brief_statuses(brief, ask->statuses);
    return st;
}

/* ---- lists */

#define FIELDS 13
static const char *const fields[FIELDS] = {"agency_code", "agency",  "year",   "indicator", "name",
                                           "gap",         "reasons", "stated", "fact_id",   "why",
                                           "source",      "from",    "to"};

static void values_fill(const cli *c, const jb_gap *gap, const char **values)
{
    bool zh = c->lang == JB_LANG_ZH;
    for (size_t i = 0; i < FIELDS; i++) {
        values[i] = "";
    }
    values[0] = gap->agency->code;
    values[1] = gap->agency->name;
    values[5] = jb_gap_code(gap->kind);
    values[6] = jb_reasons_codes(c->arena, gap->reasons);
    values[7] = zh ? gap->found_zh : gap->found_en;
    values[9] = zh ? gap->why_zh : gap->why_en;
    if (gap->indicator != NULL) {
        values[3] = gap->indicator->code;
        values[4] = zh ? gap->indicator->zh : gap->indicator->en;
    }
    if (gap->fact != NULL) {
        values[8] = jb_arena_printf(c->arena, "%lld", (long long)gap->fact->id);
        values[10] = gap->fact->source;
    }
    if (gap->year != 0) {
        values[2] = jb_arena_printf(c->arena, "%d", gap->year);
        values[11] = jb_arena_printf(c->arena, "%d-01-01", gap->year);
        values[12] = jb_arena_printf(c->arena, "%d-12-31", gap->year);
    }
}

static void csv_print(const char *const *values)
{
    for (size_t i = 0; i < FIELDS; i++) {
        fputs(i > 0 ? "," : "", stdout);
        csv_field(values[i], stdout);
    }
    putchar('\n');
}

static void json_print(const char *const *values)
{
    jb_str out = {0};
    for (size_t i = 0; i < FIELDS; i++) {
        bool number = i == 2 || i == 8;
        jb_str_addf(&out, "%s\"%s\": ", i > 0 ? ", " : "{", fields[i]);
        if (values[i][0] == '\0') {
            jb_str_add(&out, "null");
        } else if (number) {
            jb_str_add(&out, values[i]);
        } else {
            jb_json_quote(&out, values[i]);
        }
    }
    jb_str_add(&out, "}");
    puts(jb_str_text(&out));
    jb_str_free(&out);
}

static void row_print(const cli *c, const jb_gap *gap, term_table *t)
{
    bool zh = c->lang == JB_LANG_ZH;
    const char *found = zh ? gap->found_zh : gap->found_en;
    const char *why = zh ? gap->why_zh : gap->why_en;
    const char *all = zh ? "全部" : "all";
    const char *name = gap->indicator == NULL ? all
                       : zh                   ? gap->indicator->short_zh
                                              : gap->indicator->short_en;
    term_table_cell(t, jb_agency_label(gap->agency, c->lang));
    term_table_cell(t, gap->year != 0 ? jb_arena_printf(c->arena, "%d", gap->year) : "—");
    term_table_cell(t, name);
    term_table_cell(t, jb_gap_name(gap->kind, c->lang));
    term_table_cell(t, found[0] == '\0'
                           ? why
                           : jb_arena_printf(c->arena, zh ? "%s：%s" : "%s: %s", found, why));
}

static void heads_print(const cli *c, term_table *t)
{
    static const char *const zh[] = {"机构", "年度", "指标", "情况", "说明"};
    static const char *const en[] = {"agency", "year", "indicator", "gap", "why"};
    for (size_t i = 0; i < 5; i++) {
        term_table_cell(t, c->lang == JB_LANG_ZH ? zh[i] : en[i]);
    }
    term_table_rule(t);
}

static void list_print(const cli *c, const jb_brief *brief, unsigned format)
{
    term_table *t = term_table_new(c->arena, 5);
    const char *values[FIELDS];
    heads_print(c, t);
    if (format == FORMAT_CSV) {
        csv_print(fields);
    }
    for (size_t d = 0; jb_brief_data(brief, d) != NULL; d++) {
        jb_gap_list gaps = jb_brief_gaps(brief, d, c->arena);
        for (size_t i = 0; i < gaps.count; i++) {
            values_fill(c, &gaps.list[i], values);
            if (format == FORMAT_CSV) {
                csv_print(values);
            } else if (format == FORMAT_JSONL) {
                json_print(values);
            } else {
                row_print(c, &gaps.list[i], t);
            }
        }
    }
    if (format == FORMAT_TABLE) {
        term_table_print(t, stdout);
    }
}

/* ---- */

/* It goes to others: the figures of the store stay here. Takes the document. */
static jb_status sheet_print(cli *c, const given *g, jb_doc *doc, jb_error *err)
{
    const char *folder = NULL;
    paper p = {.doc = doc, .made = {.date = doc->date}};
    jb_status st = epoch_read(&p.made.date, err);
    if (st == JB_OK) {
        st = fonts_folder(c, given_of(g, "fonts"), &folder, err);
    }
    if (st == JB_OK) {
        st = jb_fontset_open(folder, given_of(g, "font-dir"), &p.fonts, err);
    }
    if (st == JB_OK) {
        st = paper_pages(&p, true, err);
    }
    if (st == JB_OK) {
        st = paper_write(&p, given_of(g, "output"), false, err);
    }
    paper_free(&p);
    return st;
}

static jb_status brief_gaps(cli *c, const given *g, const gaps_ask *ask, jb_brief *brief,
                            jb_error *err)
{
    jb_store *store = NULL;
    jb_doc *doc = NULL;
    jb_status st = jb_store_open(c->store, JB_STORE_READ, &store, err);
    if (st == JB_OK) {
        st = brief_narrow(c, g, ask, store, brief, err);
    }
    if (st == JB_OK) {
        st = jb_brief_bind(brief, store, &doc, err);
    }
    if (st == JB_OK && ask->format == FORMAT_PDF) {
        st = sheet_print(c, g, doc, err);
        doc = NULL;
    } else if (st == JB_OK) {
        list_print(c, brief, ask->format);
        st = stdout_check(err);
    }
    jb_doc_free(doc);
    jb_store_close(store);
    return st;
}

static jb_status run(cli *c, const given *g, jb_error *err)
{
    jb_catalogue *catalogue = NULL;
    jb_brief *brief = NULL;
    gaps_ask ask;
    jb_status st = ask_parse(c, g, &ask, err);
    if (st == JB_OK) {
        st = jb_catalogue_load(given_of(g, "catalogue"), &catalogue, err);
    }
    if (st == JB_OK) {
        st = indicators_check(catalogue, ask.indicators, err);
    }
    if (st == JB_OK) {
        st = jb_brief_load(ask.layout, catalogue, &brief, err);
    }
    if (st == JB_OK) {
        st = brief_gaps(c, g, &ask, brief, err);
    }
    jb_brief_free(brief);
    jb_catalogue_free(catalogue);
    return st;
}

const command cmd_gaps = {
    .name = "gaps",
    .args = {"", ""},
    .summary = {"列出各机构未披露或不可比的数字，或制成请求单",
                "List what agencies did not disclose or what cannot be compared, or ask for it"},
    .more = {"未经通读的报告记为待核，不算未披露，也不列入请求单。",
             "What an unread report does not give is under review, never not disclosed, and is not "
             "asked for."},
    .options = options,
    .run = run,
};
