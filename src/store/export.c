/* export.c - a table as CSV or JSON Lines.
 *
 * Decides the written form: all columns in the model's order, canonical texts, LF; reading it back
 * and writing again gives the same bytes. Refuses to know what the columns mean.
 */
#include "csv.h"
#include "row.h"

typedef struct exporter {
    jb_table table;
    const jb_row_kind *kind;
    jb_arena *arena;
    jb_str line;
    jb_out *out;
} exporter;

static void flush(exporter *e)
{
    jb_str_addc(&e->line, '\n');
    jb_out_write(e->out, e->line.data, e->line.len);
    jb_str_clear(&e->line);
}

static void write_header(exporter *e)
{
    for (size_t i = 0; e->kind->fields[i]; i++) {
        jb_str_add(&e->line, i ? "," : "");
        jb_csv_quote(&e->line, e->kind->fields[i]);
    }
    flush(e);
}

static jb_status write_csv(const void *record, void *context, jb_error *err)
{
    (void)err;
    exporter *e = context;
    jb_arena_mark mark = jb_arena_save(e->arena);
    for (size_t i = 0; e->kind->fields[i]; i++) {
        jb_str_add(&e->line, i ? "," : "");
        jb_csv_quote(&e->line, jb_row_field(e->arena, e->table, record, (unsigned)i));
    }
    jb_arena_restore(e->arena, mark);
    flush(e);
    return JB_OK;
}

/* Decimals are strings, so that no reader takes them for binary fractions. What is empty is left
 * out. */
static jb_status write_jsonl(const void *record, void *context, jb_error *err)
{
    (void)err;
    exporter *e = context;
    jb_arena_mark mark = jb_arena_save(e->arena);
    const char *glue = "{";
    for (size_t i = 0; e->kind->fields[i]; i++) {
        const char *text = jb_row_field(e->arena, e->table, record, (unsigned)i);
        if (!text[0]) {
            continue;
        }
        jb_str_addf(&e->line, "%s\"%s\":", glue, e->kind->fields[i]);
        glue = ",";
        if (jb_column_is_int(e->kind->fields[i])) {
            jb_str_add(&e->line, text);
        } else {
            jb_json_quote(&e->line, text);
        }
    }
    jb_str_addc(&e->line, '}');
    jb_arena_restore(e->arena, mark);
    flush(e);
    return JB_OK;
}

jb_status jb_store_export(jb_store *store, jb_table table, jb_records format,
                          const jb_filter *filter, jb_out *out, jb_error *err)
{
    if (table == JB_TABLE_AUTO || format == JB_RECORDS_AUTO) {
        return jb_fail(err, JB_ERR_USAGE, NULL, "say which table to export, and in which format",
                       "请指明要导出的表和格式");
    }
    bool csv = format == JB_RECORDS_CSV;
    exporter e = {
        .table = table, .kind = jb_row_kind_of(table), .arena = jb_arena_new(), .out = out};
    if (csv) {
        write_header(&e);
    }
    jb_status status = jb_row_each(store, table, filter, csv ? write_csv : write_jsonl, &e, err);
    jb_arena_free(e.arena);
    jb_str_free(&e.line);
    return status;
}
