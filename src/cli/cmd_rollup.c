/* jianbao rollup: figures added up the tree of divisions, by year or by group. */
#include "rollup.h"

#include <string.h>

static const char *const formats[] = {"table", "csv", "jsonl", NULL};

static const option_spec options[] = {
    {0,
     "by",
     {"方式", "WAY"},
     {"division（默认）、year 或 group=文件（CSV：group,agency_code）",
      "division (default), year or group=FILE (CSV: group,agency_code)"}},
    {0,
     "level",
     {"层级", "LEVEL"},
     {"division：列到 nation、province、prefecture 或 county（默认起点之下一级）",
      "division: down to nation, province, prefecture or county (default one below the first)"}},
    {'r',
     "region",
     {"代码", "CODE"},
     {"从这一行政区划起（默认库中全部单位）",
      "begin with this division (default all that the store holds)"}},
    OPTION_INDICATORS,
    OPTION_YEARS,
    {0,
     "per",
     {"分母,...", "KIND,..."},
     {"折算：population、workers、migrant_workers、enterprises 或 inspectors",
      "divide by population, workers, migrant_workers, enterprises or inspectors"}},
    {0,
     "change",
     {NULL, NULL},
     {"列出比上年的变化（按年度汇总时总是列出）",
      "the change on the year before (by year it is always given)"}},
    {0,
     "rank",
     {NULL, NULL},
     {"没有下级的机构按大小列出位次", "the place of agencies without others below them, by size"}},
    {0,
     "relax",
     {"理由,...", "REASON,..."},
     {"不计较这些理由，如 period（见 docs/comparability.md）",
      "set these reasons aside, such as period (docs/comparability.md)"}},
    {0,
     "status",
     {"状态,...", "STATUS,..."},
     {"只计这些审核状态的数字", "only figures of these review states"}},
    OPTION_FORMAT,
    OPTION_CATALOGUE,
    {0, NULL, {NULL, NULL}, {NULL, NULL}},
};

/* ---- options -----------------------------------------------------------------------------------
 */

static jb_status by_parse(const given *g, jb_rollup_ask *ask, jb_groups **groups, jb_error *err)
{
    static const char *const ways[] = {"division", "year", "group=FILE", NULL};
    const char *text = option(&cmd_rollup, g, "by");
    unsigned way = 0;
    if (text != NULL && strncmp(text, "group=", 6) == 0 && text[6] != '\0') {
        ask->by = JB_ROLLUP_GROUP;
        jb_status st = jb_groups_load(text + 6, groups, err);
        ask->groups = *groups;
        return st;
    }
    jb_status st = text != NULL ? choose("--by", text, ways, &way, err) : JB_OK;
    if (st == JB_OK && way == JB_ROLLUP_GROUP) {
        return jb_fail(err, JB_ERR_USAGE, NULL, "--by group needs a file: group=FILE",
                       "--by group 需要文件：group=文件");
    }
    ask->by = (jb_rollup_by)way;
    return st;
}

/* An option that would be ignored is refused. */
static jb_status fit_check(const given *g, const jb_rollup_ask *ask, jb_error *err)
{
    const char *lost = option(&cmd_rollup, g, "level") != NULL && ask->by != JB_ROLLUP_DIVISION
                           ? "level"
                       : ask->rank && ask->by != JB_ROLLUP_DIVISION        ? "rank"
                       : ask->region != NULL && ask->by == JB_ROLLUP_GROUP ? "region"
                                                                           : NULL;
    if (lost != NULL) {
        return jb_fail(err, JB_ERR_USAGE, NULL, "--%s does not go with this --by",
                       "--%s 不能与所选的 --by 同用", lost);
    }
    return JB_OK;
}

static jb_status level_parse(const given *g, jb_rollup_ask *ask, jb_error *err)
{
    const char *names[JB_LEVELS + 1] = {NULL};
    const char *text = option(&cmd_rollup, g, "level");
    unsigned level = JB_LEVELS;
    for (unsigned i = 0; i < JB_LEVELS; i++) {
        names[i] = jb_level_code((jb_level)i);
    }
    jb_status st = text != NULL ? choose("--level", text, names, &level, err) : JB_OK;
    ask->level = (jb_level)level;
    return st;
}

static jb_status region_parse(const given *g, jb_rollup_ask *ask, jb_error *err)
{
    const char *code = option(&cmd_rollup, g, "region");
    ask->region = code;
    if (code != NULL && (strlen(code) != 6 || strspn(code, "0123456789") != 6)) {
        return jb_fail(err, JB_ERR_USAGE, NULL,
                       "--region: \"%s\" is no division code; write six digits, such as 440100",
                       "--region：“%s”不是行政区划代码；应为六位数字，如 440100", code);
    }
    return JB_OK;
}

static jb_status per_parse(cli *c, const given *g, jb_rollup_ask *ask, jb_error *err)
{
    const char *const *list = split_list(c->arena, option(&cmd_rollup, g, "per"));
    const char *names[JB_PER_KINDS + 1] = {NULL};
    jb_per *kinds = jb_arena_array(c->arena, JB_PER_KINDS, sizeof *kinds);
    jb_status st = JB_OK;
    for (unsigned i = 0; i < JB_PER_KINDS; i++) {
        names[i] = jb_per_code((jb_per)i);
    }
    for (size_t i = 0; list != NULL && list[i] != NULL && st == JB_OK; i++) {
        unsigned kind = 0;
        st = choose("--per", list[i], names, &kind, err);
        for (size_t k = 0; k < ask->per_count && st == JB_OK; k++) {
            if (kinds[k] == (jb_per)kind) {
                st = jb_fail(err, JB_ERR_USAGE, NULL, "--per: %s stands twice",
                             "--per：%s 重复出现", list[i]);
            }
        }
        if (st == JB_OK) {
            kinds[ask->per_count++] = (jb_per)kind;
        }
    }
    ask->per = kinds;
    return st;
}

static jb_status ask_parse(cli *c, const given *g, const jb_catalogue *catalogue,
                           jb_rollup_ask *ask, jb_groups **groups, jb_error *err)
{
    const char *relax = option(&cmd_rollup, g, "relax");
    ask->change = option(&cmd_rollup, g, "change") != NULL;
    ask->rank = option(&cmd_rollup, g, "rank") != NULL;
    ask->indicators = split_list(c->arena, option(&cmd_rollup, g, "indicator"));
    jb_status st = indicators_check(catalogue, ask->indicators, err);
    if (st == JB_OK) {
        st = years_parse(option(&cmd_rollup, g, "year"), &ask->year_from, &ask->year_to, err);
    }
    if (st == JB_OK) {
        st = shown_statuses_parse(c, option(&cmd_rollup, g, "status"), &ask->statuses, err);
    }
    if (st == JB_OK) {
        st = level_parse(g, ask, err);
    }
    if (st == JB_OK) {
        st = region_parse(g, ask, err);
    }
    if (st == JB_OK) {
        st = per_parse(c, g, ask, err);
    }
    if (st == JB_OK && relax != NULL) {
        st = jb_relax_parse(relax, &ask->relaxed, err);
    }
    if (st == JB_OK) {
        st = by_parse(g, ask, groups, err);
    }
    return st == JB_OK ? fit_check(g, ask, err) : st;
}

/* ---- lines -------------------------------------------------------------------------------------
 */

typedef struct printer {
    const cli *c;
    const jb_rollup_ask *ask;
    rollup_table *table;
    jb_arena *arena;
    unsigned format;
    size_t lines;
} printer;

static jb_status line_print(const jb_rollup_line *line, void *context, jb_error *err)
{
    printer *p = context;
    (void)err;
    jb_arena_mark at = jb_arena_save(p->arena);
    if (p->format == 0) {
        rollup_table_line(p->table, line);
    } else if (p->format == 1) {
        rollup_csv_line(p->c, p->arena, line);
    } else {
        rollup_json_line(p->c, p->arena, line);
    }
    jb_arena_restore(p->arena, at);
    p->lines++;
    return JB_OK;
}

static jb_status print_all(cli *c, const jb_catalogue *catalogue, const jb_rollup_ask *ask,
                           unsigned format, jb_error *err)
{
    jb_store *store = NULL;
    printer p = {.c = c, .ask = ask, .format = format, .arena = jb_arena_new()};
    p.table = rollup_table_new(c, ask);
    jb_status st = jb_store_open(c->store, JB_STORE_READ, &store, err);
    if (st == JB_OK && format == 1) {
        rollup_csv_head(ask);
    }
    if (st == JB_OK) {
        st = jb_rollup_run(store, catalogue, ask, line_print, &p, err);
    }
    rollup_table_end(p.table);
    if (st == JB_OK && p.lines == 0) {
        fputs(SAY(c, "没有可汇总的数字\n", "no figures to add up\n"), stderr);
    }
    jb_arena_free(p.arena);
    jb_store_close(store);
    return st == JB_OK ? stdout_check(err) : st;
}

static jb_status run(cli *c, const given *g, jb_error *err)
{
    jb_catalogue *catalogue = NULL;
    jb_groups *groups = NULL;
    jb_rollup_ask ask = {.by = JB_ROLLUP_DIVISION};
    unsigned format = 0;
    const char *named = option(&cmd_rollup, g, "format");
    jb_status st = named != NULL ? choose("--format", named, formats, &format, err) : JB_OK;
    if (st == JB_OK) {
        st = jb_catalogue_load(option(&cmd_rollup, g, "catalogue"), &catalogue, err);
    }
    if (st == JB_OK) {
        st = ask_parse(c, g, catalogue, &ask, &groups, err);
    }
    if (st == JB_OK) {
        st = print_all(c, catalogue, &ask, format, err);
    }
    jb_groups_free(groups);
    jb_catalogue_free(catalogue);
    return st;
}

const command cmd_rollup = {
    .name = "rollup",
    .args = {"", ""},
    .summary = {"按行政区划、年度或分组汇总，写明覆盖、界限和不计入的理由",
                "Add figures up by division, year or group, with coverage, bounds and reasons"},
    .more =
        {"只加同口径的数字；有下级机构的单位自报的数并列而不相加。没有数字不是零。",
         "Only like figures are added; what an agency with others below it states itself stands "
         "beside the total. Silence is never zero."},
    .options = options,
    .run = run,
};
