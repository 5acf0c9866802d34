/* import.c - one file of records into the open transaction, all of it or nothing.
 *
 * Decides what happens to faults and when to stop. Refuses to know how the file is written
 * (import_csv.c, import_jsonl.c), which table it belongs to (import_heads.c) and what makes a
 * record right (model).
 */
#include "import.h"

#include "db.h"
#include "origins.h"

#include <string.h>
#include <strings.h>

#define LINE_LIMIT ((size_t)1 << 20)
#define FAULTS_DEFAULT 20

/* ---- a row ---------------------------------------------------------------------------------- */

/* Line breaks are LF in the store, whatever the file has. */
static const char *plain_breaks(jb_arena *arena, const char *text)
{
    if (!strchr(text, '\r')) {
        return text;
    }
    char *copy = jb_arena_strdup(arena, text);
    char *to = copy;
    for (const char *from = text; *from; from++) {
        if (*from != '\r') {
            *to++ = *from;
        } else if (from[1] != '\n') {
            *to++ = '\n';
        }
    }
    *to = '\0';
    return copy;
}

jb_status jb_importer_set(jb_importer *run, unsigned field, const char *text, const jb_loc *loc,
                          jb_error *err)
{
    if (strcmp(run->kind->fields[field], "value") == 0) {
        run->value_at = *loc;
    }
    return jb_row_set(run->arena, run->result->table, &run->row, field,
                      plain_breaks(run->arena, text), loc, err);
}

/* 1234.5,万元 is meant as 1234.5万元, but value counts in yuan whatever the unit: nobody writes
 * less than one 万元 in 万元. What the program itself wrote has the words of the number, or who
 * gave it. */
static jb_status scale_check(const jb_importer *run, jb_error *err)
{
    const jb_fact *fact = &run->row.fact;
    const char *word = "";
    int power = 0;
    jb_dec one = jb_dec_int(1);
    jb_dec scaled;
    jb_dec meant;
    char given[JB_DEC_TEXT];
    char means[JB_DEC_TEXT];
    char right[JB_DEC_TEXT];
    if (run->result->table != JB_TABLE_FACTS || fact->raw[0] != '\0' || fact->rule[0] != '\0' ||
        fact->value.coef == 0 || !jb_unit_split(fact->unit, &power, &word) || power <= 0 ||
        !jb_dec_shift(one, power, &one) || !jb_dec_shift(fact->value, -power, &scaled) ||
        !jb_dec_shift(fact->value, power, &meant)) {
        return JB_OK;
    }
    jb_dec size = {fact->value.coef < 0 ? -fact->value.coef : fact->value.coef, fact->value.scale};
    if (jb_dec_cmp(size, one) >= 0) {
        return JB_OK;
    }
    (void)jb_dec_text(fact->value, given);
    (void)jb_dec_text(jb_dec_trim(scaled), means);
    (void)jb_dec_text(jb_dec_trim(meant), right);
    return jb_fail(err, JB_ERR_INPUT, &run->value_at,
                   "value %s with the unit %s: value is in %s whatever the unit, so that this is "
                   "%s%s; write %s for %s%s, or give raw, or make the unit %s",
                   "value %s，unit %s：value 不论 unit 一律以%s计，此处即 %s%s；应写 %s（%s%s），"
                   "或给出 raw，或把 unit 改为%s",
                   given, fact->unit, word, means, fact->unit, right, given, fact->unit, word);
}

static jb_status put_row(jb_importer *run, jb_error *err)
{
    bool held = false;
    jb_status status = JB_OK;
    if (run->options->update && run->result->table == JB_TABLE_AGENCIES) {
        status = jb_agency_replace(run->store, &run->row.agency, &held, err);
    }
    return status == JB_OK && !held
               ? jb_row_put(run->store, run->result->table, &run->row, &run->loc, NULL, err)
               : status;
}

jb_status jb_importer_put(jb_importer *run, unsigned line, jb_error *err)
{
    run->loc.line = line;
    run->loc.column = 0;
    jb_status status =
        jb_row_check(run->result->table, &run->row, run->options->catalogue, &run->loc, err);
    if (status == JB_OK) {
        status = scale_check(run, err);
    }
    if (status == JB_OK) {
        status = put_row(run, err);
    }
    return status;
}

jb_status jb_importer_stop(jb_status status, const jb_error *fault, jb_error *err)
{
    if (err && err->status == JB_OK) {
        *err = *fault;
    }
    return status;
}

jb_status jb_importer_row_end(jb_importer *run, jb_status status, const jb_error *fault,
                              jb_error *err)
{
    if (status == JB_OK) {
        run->result->rows++;
        return JB_OK;
    }
    if (status != JB_ERR_INPUT) {
        return jb_importer_stop(status, fault, err);
    }
    unsigned most = run->options->max_faults ? run->options->max_faults : FAULTS_DEFAULT;
    if (run->result->faults++ == 0) {
        run->first = *fault;
    }
    if (run->options->on_fault) {
        run->options->on_fault(fault, run->options->context);
    }
    run->stopped = run->result->faults >= most;
    return JB_OK;
}

/* ---- the file ------------------------------------------------------------------------------- */

static jb_status fail_summary(const jb_importer *run, jb_error *err)
{
    jb_loc loc = jb_loc_make(run->loc.source, 0, 0, NULL);
    size_t bad = run->result->faults;
    if (!run->options->on_fault) {
        return jb_fail(err, JB_ERR_INPUT, &run->first.loc,
                       "%s%.0s (%zu of %zu rows read are wrong; nothing was imported)",
                       "%.0s%s（%zu 行有误，已读 %zu 行；未导入任何数据）", run->first.en,
                       run->first.zh, bad, run->seen);
    }
    if (run->stopped) {
        return jb_fail(err, JB_ERR_INPUT, &loc,
                       "stopped after %zu wrong rows of %zu read; nothing was imported",
                       "出现 %zu 行错误后停止（共读 %zu 行）；未导入任何数据", bad, run->seen);
    }
    return jb_fail(err, JB_ERR_INPUT, &loc, "%zu of %zu rows are wrong; nothing was imported",
                   "%zu 行有误（共 %zu 行）；未导入任何数据", bad, run->seen);
}

static bool ends_with(const char *path, const char *ending)
{
    size_t len = strlen(path);
    size_t end = strlen(ending);
    return len > end && strcasecmp(path + len - end, ending) == 0;
}

static jb_status choose_format(const char *path, jb_records given, jb_records *out, jb_error *err)
{
    *out = given;
    if (given != JB_RECORDS_AUTO) {
        return JB_OK;
    }
    if (ends_with(path, ".csv")) {
        *out = JB_RECORDS_CSV;
        return JB_OK;
    }
    if (ends_with(path, ".jsonl") || ends_with(path, ".ndjson")) {
        *out = JB_RECORDS_JSONL;
        return JB_OK;
    }
    jb_loc loc = jb_loc_make(path, 0, 0, NULL);
    return jb_fail(err, JB_ERR_USAGE, &loc,
                   "the name does not end in .csv or .jsonl, so say which format it is with "
                   "--format csv or --format jsonl",
                   "文件名不以 .csv 或 .jsonl 结尾；请用 --format csv 或 --format jsonl 指明格式");
}

static jb_status read_file(jb_importer *run, jb_records format, jb_error *err)
{
    jb_status status =
        format == JB_RECORDS_CSV ? jb_import_csv(run, err) : jb_import_jsonl(run, err);
    if (status == JB_OK && run->result->faults > 0) {
        status = fail_summary(run, err);
    }
    return status;
}

/* Within a savepoint, so that a failed import leaves the transaction as it was. */
static jb_status run_import(jb_importer *run, jb_records format, jb_error *err)
{
    jb_store *store = run->store;
    size_t known[JB_TABLE_COUNT];
    for (size_t i = 0; i < JB_TABLE_COUNT; i++) {
        known[i] = store->origins[i].len;
    }
    jb_status status = jb_db_run(store->db, store->path, "SAVEPOINT import", err);
    if (status != JB_OK) {
        return status;
    }
    status = read_file(run, format, err);
    if (status == JB_OK) {
        return jb_db_run(store->db, store->path, "RELEASE import", err);
    }
    (void)sqlite3_exec(store->db, "ROLLBACK TO import; RELEASE import", NULL, NULL, NULL);
    for (size_t i = 0; i < JB_TABLE_COUNT; i++) {
        jb_origins_cut(store, (jb_table)i, known[i]);
    }
    run->result->rows = 0;
    return status;
}

jb_status jb_store_import(jb_store *store, const char *path, const jb_import *options,
                          jb_import_result *result, jb_error *err)
{
    jb_records format = JB_RECORDS_AUTO;
    *result = (jb_import_result){.table = options->table};
    jb_status status = jb_store_want_transaction(store, err);
    if (status == JB_OK) {
        status = choose_format(path, options->format, &format, err);
    }
    if (status != JB_OK) {
        return status;
    }
    jb_importer run = {
        .store = store, .options = options, .result = result, .loc = jb_loc_make(path, 0, 0, NULL)};
    status = jb_lines_open(path, LINE_LIMIT, &run.lines, err);
    if (status != JB_OK) {
        return status;
    }
    run.arena = jb_arena_new();
    status = run_import(&run, format, err);
    jb_arena_free(run.arena);
    jb_lines_close(run.lines);
    return status;
}
