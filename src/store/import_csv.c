/* import_csv.c - a CSV file, row by row, into the importer.
 *
 * Decides what a header must hold and where a faulty field stands. Refuses to know the fields.
 */
#include "csv.h"
#include "import.h"

#define ROW_LIMIT ((size_t)1 << 20)
#define COLUMNS_MAX 64 /* more than any record has */

/* Columns of the file and the fields they fill. */
typedef struct columns {
    unsigned fields[COLUMNS_MAX];
    size_t count;
} columns;

static void move_to(jb_importer *run, const jb_csv *csv, size_t column)
{
    run->loc.line = csv->fields[column].line;
    run->loc.column = csv->fields[column].column;
}

static jb_status add_column(jb_importer *run, columns *cols, const char *name, jb_error *err)
{
    unsigned field = 0;
    jb_status status = jb_importer_find(run, name, &run->loc, &field, err);
    if (status != JB_OK) {
        return status;
    }
    for (size_t i = 0; i < cols->count; i++) {
        if (cols->fields[i] == field) {
            return jb_fail(err, JB_ERR_INPUT, &run->loc, "column \"%s\" stands twice",
                           "“%s”栏重复出现", name);
        }
    }
    if (cols->count == COLUMNS_MAX) {
        jb_panic("more than %d columns in %s", COLUMNS_MAX, run->kind->table);
    }
    cols->fields[cols->count++] = field;
    return JB_OK;
}

static jb_status want_required(jb_importer *run, const char *const *names, size_t count,
                               unsigned line, jb_error *err)
{
    run->loc.line = line;
    run->loc.column = 0;
    for (size_t i = 0; run->kind->required[i]; i++) {
        const char *name = run->kind->required[i];
        if (jb_names_find(names, name) < 0) {
            return jb_fail(err, JB_ERR_INPUT, &run->loc,
                           "%s need a column \"%s\", which is missing (%zu columns found); needed "
                           "are %s%.0s",
                           "%s 表须有“%s”栏，文件中没有（共 %zu 栏）；须有的栏：%.0s%s",
                           run->kind->name, name, count,
                           jb_importer_needs(run->arena, run->kind, JB_LANG_EN),
                           jb_importer_needs(run->arena, run->kind, JB_LANG_ZH));
        }
    }
    return JB_OK;
}

static jb_status map_columns(jb_importer *run, const jb_csv *csv, const char *const *names,
                             columns *cols, jb_error *err)
{
    move_to(run, csv, 0);
    jb_status status = jb_importer_choose(run, names, csv->count, &run->loc, err);
    for (size_t i = 0; i < csv->count && status == JB_OK; i++) {
        move_to(run, csv, i);
        status = add_column(run, cols, names[i], err);
    }
    return status == JB_OK ? want_required(run, names, csv->count, csv->line, err) : status;
}

static jb_status read_header(jb_importer *run, jb_csv *csv, columns *cols, jb_error *err)
{
    bool more = false;
    jb_status status = jb_csv_read(csv, &more, err);
    if (status != JB_OK) {
        return status;
    }
    if (!more) {
        return jb_fail(err, JB_ERR_INPUT, &run->loc,
                       "the file is empty; the first line must hold the names of the columns",
                       "文件为空；首行须为栏名");
    }
    jb_arena_mark mark = jb_arena_save(run->arena);
    const char **names = jb_arena_array(run->arena, csv->count + 1, sizeof *names);
    for (size_t i = 0; i < csv->count; i++) {
        names[i] = jb_csv_text(csv, i);
    }
    status = map_columns(run, csv, names, cols, err);
    jb_arena_restore(run->arena, mark);
    return status;
}

static jb_status fail_count(jb_importer *run, const jb_csv *csv, const columns *cols, jb_error *err)
{
    run->loc.line = csv->line;
    run->loc.column = 0;
    if (csv->count > cols->count) {
        move_to(run, csv, cols->count);
    }
    return jb_fail(err, JB_ERR_INPUT, &run->loc,
                   "the row has %zu fields, the first line names %zu (a field that holds a comma "
                   "must stand in quotes)",
                   "该行有 %zu 个字段，首行有 %zu 栏（含逗号的字段须加引号）", csv->count,
                   cols->count);
}

static jb_status fill_row(jb_importer *run, const jb_csv *csv, const columns *cols, jb_error *err)
{
    if (csv->count != cols->count) {
        return fail_count(run, csv, cols, err);
    }
    for (size_t i = 0; i < cols->count; i++) {
        move_to(run, csv, i);
        jb_status status =
            jb_importer_set(run, cols->fields[i], jb_csv_text(csv, i), &run->loc, err);
        if (status != JB_OK) {
            return status;
        }
    }
    return jb_importer_put(run, csv->line, err);
}

/* *more is false at the end of the file. */
static jb_status read_row(jb_importer *run, jb_csv *csv, const columns *cols, bool *more,
                          jb_error *err)
{
    jb_error fault = {.status = JB_OK};
    jb_status status = jb_csv_read(csv, more, &fault);
    if (csv->broken) {
        return jb_importer_stop(status, &fault, err);
    }
    if (!*more) {
        return JB_OK;
    }
    jb_arena_mark mark = jb_arena_save(run->arena);
    run->seen++;
    jb_row_init(run->result->table, &run->row);
    if (status == JB_OK) {
        status = fill_row(run, csv, cols, &fault);
    }
    jb_arena_restore(run->arena, mark);
    return jb_importer_row_end(run, status, &fault, err);
}

jb_status jb_import_csv(jb_importer *run, jb_error *err)
{
    jb_csv csv = {.lines = run->lines, .limit = ROW_LIMIT};
    columns cols = {.count = 0};
    bool more = true;
    jb_status status = read_header(run, &csv, &cols, err);
    while (status == JB_OK && more && !run->stopped) {
        status = read_row(run, &csv, &cols, &more, err);
    }
    jb_csv_free(&csv);
    return status;
}
