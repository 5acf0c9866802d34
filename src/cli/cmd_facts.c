/* jianbao facts: what the store holds, and which indicators there are. */
#include "cli.h"

#include <string.h>

static const char *const formats[] = {"table", "csv", "jsonl", NULL};

static const option_spec options[] = {
    OPTION_AGENCIES,
    OPTION_YEARS,
    OPTION_INDICATORS,
    {0,
     "status",
     {"状态,...", "STATUS,..."},
     {"只看这些审核状态：extracted、approved、corrected、rejected",
      "only these review states: extracted, approved, corrected, rejected"}},
    OPTION_FORMAT,
    {0, "indicators", {NULL, NULL}, {"列出指标目录", "list the catalogue of indicators"}},
    OPTION_CATALOGUE,
    {0, NULL, {NULL, NULL}, {NULL, NULL}},
};

static void heads(term_table *t, const cli *c, const words *names, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        term_table_cell(t, wording(c, names[i]));
    }
    term_table_rule(t);
}

static void indicators_list(const cli *c, const jb_catalogue *catalogue)
{
    static const words names[] = {{"代码", "code"}, {"名称", "name"}, {"单位", "unit"}};
    term_table *t = term_table_new(c->arena, 3);
    heads(t, c, names, 3);
    const jb_indicator *in = NULL;
    for (size_t i = 0; (in = jb_catalogue_at(catalogue, i)) != NULL; i++) {
        term_table_cell(t, in->code);
        term_table_cell(t, c->lang == JB_LANG_ZH ? in->zh : in->en);
        term_table_cell(t, jb_unit_name(in->unit, c->lang));
    }
    term_table_print(t, stdout);
}

typedef struct listing {
    const cli *c;
    const jb_catalogue *catalogue;
    term_table *table;
    size_t count;
} listing;

static jb_status fact_list(const jb_fact *fact, void *context, jb_error *err)
{
    listing *l = context;
    const jb_indicator *in = jb_catalogue_find(l->catalogue, fact->indicator);
    const char *name = in == NULL ? fact->indicator : l->c->lang == JB_LANG_ZH ? in->zh : in->en;
    (void)err;
    term_table_cell(l->table, jb_arena_printf(l->c->arena, "%lld", (long long)fact->id));
    term_table_cell(l->table, fact->agency_code);
    term_table_cell(l->table, jb_arena_printf(l->c->arena, "%d", fact->year));
    term_table_cell(l->table, name);
    term_table_cell(l->table, figure_quoted(l->c, l->c->arena, fact));
    term_table_cell(l->table, jb_qualifier_name(fact->qualifier, l->c->lang));
    term_table_cell(l->table, jb_period_label(l->c->arena, fact->period, fact->year, l->c->lang));
    term_table_cell(l->table, jb_review_name(fact->status, l->c->lang));
    l->count++;
    return JB_OK;
}

static jb_status facts_table(const cli *c, jb_store *store, const jb_catalogue *catalogue,
                             const jb_filter *filter, jb_error *err)
{
    static const words names[] = {
        {"编号", "id"},         {"机构", "agency"},    {"年度", "year"},   {"指标", "indicator"},
        {"原文数字", "figure"}, {"限定", "qualifier"}, {"期间", "period"}, {"状态", "status"},
    };
    listing l = {.c = c, .catalogue = catalogue, .table = term_table_new(c->arena, 8)};
    heads(l.table, c, names, 8);
    jb_status st = jb_store_facts(store, filter, fact_list, &l, err);
    if (st == JB_OK) {
        term_table_print(l.table, stdout);
        st = stdout_check(err);
    }
    if (st == JB_OK && c->lang == JB_LANG_ZH) {
        fprintf(stderr, "共 %zu 条\n", l.count);
    } else if (st == JB_OK) {
        fprintf(stderr, "%zu fact%s\n", l.count, l.count == 1 ? "" : "s");
    }
    return st;
}

static jb_status facts_records(jb_store *store, jb_records format, const jb_filter *filter,
                               jb_error *err)
{
    jb_out *out = NULL;
    jb_status st = jb_out_open("-", &out, err);
    if (st != JB_OK) {
        return st;
    }
    st = jb_store_export(store, JB_TABLE_FACTS, format, filter, out, err);
    if (st == JB_OK) {
        return jb_out_commit(out, err);
    }
    jb_out_abort(out);
    return st;
}

/* ---- agencies asked for */

static jb_status agencies_check(const char *const *codes, jb_error *err)
{
    for (; codes != NULL && *codes != NULL; codes++) {
        if (strlen(*codes) != 6 || strspn(*codes, "0123456789") != 6) {
            return jb_fail(err, JB_ERR_USAGE, NULL,
                           "--agency: \"%s\" is no division code; write six digits each, separated "
                           "by commas, such as 440105,360121",
                           "--agency：“%s”不是行政区划代码；每个代码六位数字，用逗号隔开，如 "
                           "440105,360121",
                           *codes);
        }
    }
    return JB_OK;
}

static jb_status agency_count(const jb_agency *agency, void *context, jb_error *err)
{
    size_t *count = context;
    (void)agency;
    (void)err;
    ++*count;
    return JB_OK;
}

/* An agency that the store does not hold is another thing than one without figures. */
static jb_status agencies_held(jb_store *store, const char *const *codes, jb_error *err)
{
    jb_status st = JB_OK;
    for (; st == JB_OK && codes != NULL && *codes != NULL; codes++) {
        const char *const one[] = {*codes, NULL};
        jb_filter filter = {.agencies = one};
        size_t count = 0;
        st = jb_store_agencies(store, &filter, agency_count, &count, err);
        if (st == JB_OK && count == 0) {
            st = jb_fail(err, JB_ERR_NOTFOUND, NULL,
                         "the store has no agency %s; `jianbao export -t agencies` lists them",
                         "库中没有机构 %s；jianbao export -t agencies 可列出全部", *codes);
        }
    }
    return st;
}

static jb_status store_list(cli *c, const given *g, const jb_catalogue *catalogue, unsigned format,
                            jb_error *err)
{
    jb_filter filter = {
        .agencies = split_list(c->arena, option(&cmd_facts, g, "agency")),
        .indicators = split_list(c->arena, option(&cmd_facts, g, "indicator")),
    };
    jb_store *store = NULL;
    jb_status st =
        years_parse(option(&cmd_facts, g, "year"), &filter.year_from, &filter.year_to, err);
    if (st == JB_OK) {
        st = statuses_parse(c, option(&cmd_facts, g, "status"), &filter.statuses, err);
    }
    if (st == JB_OK) {
        st = indicators_check(catalogue, filter.indicators, err);
    }
    if (st == JB_OK) {
        st = agencies_check(filter.agencies, err);
    }
    if (st == JB_OK) {
        st = jb_store_open(c->store, JB_STORE_READ, &store, err);
    }
    if (st == JB_OK) {
        st = agencies_held(store, filter.agencies, err);
    }
    if (st == JB_OK) {
        st = format == 0 ? facts_table(c, store, catalogue, &filter, err)
                         : facts_records(store, format == 1 ? JB_RECORDS_CSV : JB_RECORDS_JSONL,
                                         &filter, err);
    }
    jb_store_close(store);
    return st;
}

/* The catalogue is listed whole and as a table; an option that would be ignored is refused. */
static jb_status alone_check(const given *g, jb_error *err)
{
    static const char *const allowed[] = {"indicators", "catalogue"};
    for (size_t i = 0; options[i].name != NULL && option(&cmd_facts, g, "indicators"); i++) {
        bool fine = strcmp(options[i].name, allowed[0]) == 0 ||
                    strcmp(options[i].name, allowed[1]) == 0 || g->last[i] == NULL;
        if (!fine) {
            return jb_fail(err, JB_ERR_USAGE, NULL,
                           "--indicators lists the whole catalogue and does not go with --%s",
                           "--indicators 列出整个指标目录，不能与 --%s 同用", options[i].name);
        }
    }
    return JB_OK;
}

static jb_status run(cli *c, const given *g, jb_error *err)
{
    jb_catalogue *catalogue = NULL;
    unsigned format = 0;
    const char *named = option(&cmd_facts, g, "format");
    jb_status st = named != NULL ? choose("--format", named, formats, &format, err) : JB_OK;
    if (st == JB_OK) {
        st = alone_check(g, err);
    }
    if (st == JB_OK) {
        st = jb_catalogue_load(option(&cmd_facts, g, "catalogue"), &catalogue, err);
    }
    if (st == JB_OK && option(&cmd_facts, g, "indicators") != NULL) {
        indicators_list(c, catalogue);
    } else if (st == JB_OK) {
        st = store_list(c, g, catalogue, format, err);
    }
    jb_catalogue_free(catalogue);
    return st;
}

const command cmd_facts = {
    .name = "facts",
    .args = {"", ""},
    .summary = {"列出库中的数字", "List the figures in the store"},
    .more = {"", ""},
    .options = options,
    .run = run,
};
