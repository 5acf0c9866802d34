/* jianbao import and export: records in and out of the store. */
#include "cli.h"

#include <string.h>

/* By jb_table and jb_records, without their first. */
static const char *const tables[] = {"agencies", "reports",      "facts",
                                     "absences", "denominators", NULL};
static const char *const formats[] = {"csv", "jsonl", NULL};

static const option_spec import_options[] = {
    {'t',
     "table",
     {"表", "TABLE"},
     {"agencies、reports、facts、absences 或 denominators（默认按列名判断）",
      "agencies, reports, facts, absences or denominators (default: told from the columns)"}},
    {'f',
     "format",
     {"格式", "FORMAT"},
     {"csv 或 jsonl（默认按文件名）", "csv or jsonl (default: by the file's name)"}},
    {0,
     "update",
     {NULL, NULL},
     {"机构：代码和 valid_from 相同的已有记录改为文件所写（更名）",
      "agencies: those held under the same code and valid_from become what the file says (a new "
      "name)"}},
    OPTION_CATALOGUE,
    {0, NULL, {NULL, NULL}, {NULL, NULL}},
};

static void fault_print(const jb_error *fault, void *context)
{
    error_show(context, fault);
}

static jb_status table_choose(const command *cmd, const given *g, jb_table *table,
                              jb_records *format, jb_error *err)
{
    unsigned choice = 0;
    const char *named = option(cmd, g, "table");
    jb_status st = named != NULL ? choose("--table", named, tables, &choice, err) : JB_OK;
    *table = st == JB_OK && named != NULL ? (jb_table)(choice + 1) : JB_TABLE_AUTO;
    named = option(cmd, g, "format");
    if (st == JB_OK && named != NULL) {
        st = choose("--format", named, formats, &choice, err);
    }
    *format = st == JB_OK && named != NULL ? (jb_records)(choice + 1) : JB_RECORDS_AUTO;
    return st;
}

static void result_print(const cli *c, const char *path, const jb_import_result *result)
{
    static const char *const one[] = {"agency", "report", "fact", "absence", "denominator"};
    static const char *const zh[] = {"个机构", "份报告", "个数字", "条缺失记录", "个分母"};
    size_t table = (size_t)result->table - 1;
    if (c->lang == JB_LANG_ZH) {
        fprintf(stderr, "%s：%zu %s\n", path, result->rows, zh[table]);
    } else {
        fprintf(stderr, "%s: %zu %s\n", path, result->rows,
                result->rows == 1 ? one[table] : tables[table]);
    }
}

/* One round over the files that are not in yet; what fails now may only need another file first.
 * A failed import leaves the transaction as it was. How many went in. */
static size_t round_import(const given *g, jb_store *store, const jb_import *how, bool *done,
                           jb_import_result *results)
{
    size_t count = 0;
    jb_import quiet = *how;
    quiet.on_fault = NULL;
    quiet.max_faults = 1;
    for (size_t i = 0; i < g->arg_count; i++) {
        jb_error ignored = {0};
        if (!done[i] &&
            jb_store_import(store, g->args[i], &quiet, &results[i], &ignored) == JB_OK) {
            done[i] = true;
            count++;
        }
    }
    return count;
}

static bool reads_stdin(const given *g)
{
    for (size_t i = 0; i < g->arg_count; i++) {
        if (strcmp(g->args[i], "-") == 0) {
            return true;
        }
    }
    return false;
}

/* Files in any order (*.csv names absences before agencies): as long as a round lets some in, the
 * others are tried again; then those that are left say what is wrong. */
static jb_status each_import(cli *c, const given *g, jb_store *store, const jb_import *how,
                             jb_import_result *results, jb_error *err)
{
    bool *done = jb_arena_array(c->arena, g->arg_count, sizeof *done);
    jb_status st = JB_OK;
    while (g->arg_count > 1 && !reads_stdin(g) && round_import(g, store, how, done, results) > 0) {
    }
    for (size_t i = 0; i < g->arg_count && st == JB_OK; i++) {
        if (!done[i]) {
            st = jb_store_import(store, g->args[i], how, &results[i], err);
        }
    }
    return st;
}

static jb_status files_import(cli *c, const given *g, jb_store *store, const jb_import *how,
                              jb_error *err)
{
    jb_import_result *results = jb_arena_array(c->arena, g->arg_count, sizeof *results);
    jb_status st = jb_store_begin(store, err);
    if (st == JB_OK) {
        st = each_import(c, g, store, how, results, err);
    }
    if (st == JB_OK) {
        st = jb_store_commit(store, err);
    }
    if (st != JB_OK) {
        jb_store_rollback(store);
        return st;
    }
    for (size_t i = 0; i < g->arg_count; i++) {
        result_print(c, g->args[i], &results[i]);
    }
    return JB_OK;
}

static jb_status import_run(cli *c, const given *g, jb_error *err)
{
    jb_catalogue *catalogue = NULL;
    jb_store *store = NULL;
    jb_import how = {
        .on_fault = fault_print, .context = c, .update = option(&cmd_import, g, "update") != NULL};
    jb_status st = table_choose(&cmd_import, g, &how.table, &how.format, err);
    if (st == JB_OK) {
        st = jb_catalogue_load(option(&cmd_import, g, "catalogue"), &catalogue, err);
    }
    if (st == JB_OK) {
        st = jb_store_open(c->store, JB_STORE_WRITE, &store, err);
    }
    how.catalogue = catalogue;
    if (st == JB_OK) {
        st = files_import(c, g, store, &how, err);
    }
    jb_store_close(store);
    jb_catalogue_free(catalogue);
    return st;
}

const command cmd_import = {
    .name = "import",
    .args = {"文件...", "FILE..."},
    .summary = {"把机构、报告、数字、缺失记录、分母读入库；全部成功，否则一条不进",
                "Read agencies, reports, facts, absences or denominators into the store; "
                "everything or nothing"},
    .more = {"文件为 UTF-8 的 CSV 或 JSON Lines，先后随意，列的含义见 docs/formats.md。文件名 - "
             "表示标准输入。",
             "Files are CSV or JSON Lines in UTF-8, in any order; docs/formats.md explains the "
             "columns. - is "
             "standard input."},
    .options = import_options,
    .min_args = 1,
    .max_args = SIZE_MAX,
    .run = import_run,
};

static const option_spec export_options[] = {
    {'t',
     "table",
     {"表", "TABLE"},
     {"agencies、reports、facts、absences 或 denominators（默认 facts）",
      "agencies, reports, facts, absences or denominators (default facts)"}},
    {'f', "format", {"格式", "FORMAT"}, {"csv 或 jsonl（默认 csv）", "csv or jsonl (default csv)"}},
    {'o',
     "output",
     {"文件", "FILE"},
     {"输出文件（默认标准输出）", "file to write (default standard output)"}},
    {0, NULL, {NULL, NULL}, {NULL, NULL}},
};

static jb_status export_run(cli *c, const given *g, jb_error *err)
{
    jb_table table = JB_TABLE_AUTO;
    jb_records format = JB_RECORDS_AUTO;
    jb_store *store = NULL;
    jb_out *out = NULL;
    jb_filter filter = {.with_rejected = true};
    const char *path = option(&cmd_export, g, "output");
    jb_status st = table_choose(&cmd_export, g, &table, &format, err);
    if (st == JB_OK && path != NULL) {
        st = output_check(c, path, OUTPUT_TEXT, NULL, NULL, err);
    }
    table = table == JB_TABLE_AUTO ? JB_TABLE_FACTS : table;
    format = format == JB_RECORDS_AUTO ? JB_RECORDS_CSV : format;
    if (st == JB_OK) {
        st = jb_store_open(c->store, JB_STORE_READ, &store, err);
    }
    if (st == JB_OK) {
        st = output_open(path != NULL ? path : "-", OUTPUT_TEXT, &out, err);
    }
    if (st == JB_OK && path != NULL && strcmp(path, "-") != 0 && format == JB_RECORDS_CSV) {
        jb_out_write(out, "\xEF\xBB\xBF", 3); /* spreadsheets take it for UTF-8 only then */
    }
    if (st == JB_OK) {
        st = jb_store_export(store, table, format, &filter, out, err);
        if (st == JB_OK) {
            st = jb_out_commit(out, err);
        } else {
            jb_out_abort(out);
        }
    }
    jb_store_close(store);
    return st;
}

const command cmd_export = {
    .name = "export",
    .args = {"", ""},
    .summary =
        {"把库中一个表写成 CSV 或 JSON Lines；再导入可得同样的库",
         "Write a table of the store as CSV or JSON Lines; importing it gives the same store"},
    .more = {"", ""},
    .options = export_options,
    .run = export_run,
};
