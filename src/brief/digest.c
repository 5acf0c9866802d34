/* digest.c - one number for all that a bound document is made from.
 *
 * The fingerprint of a comparison leaves out what is the same data in other words; a page is not
 * the same when an agency goes by another short name.
 */
#include "brief_private.h"

static void add(jb_str *out, const char *text)
{
    jb_json_quote(out, text != NULL ? text : "");
    jb_str_addc(out, '\n');
}

static void notes_add(jb_str *out, const jb_note *notes, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        add(out, notes[i].zh);
        add(out, notes[i].en);
    }
}

static void rows_add(jb_str *out, const jb_dataset *data)
{
    for (size_t i = 0; i < data->row_count; i++) {
        const jb_row *row = &data->rows[i];
        jb_str_addf(out, "row %d %d %d ", row->year, row->reported, row->unread);
        add(out, row->agency->name);
        add(out, row->agency->short_name);
        add(out, row->agency->name_en);
    }
    for (size_t i = 0; i < data->summary_count; i++) {
        add(out, data->summaries[i].label_zh);
        add(out, data->summaries[i].label_en);
    }
}

static void columns_add(jb_str *out, const jb_dataset *data)
{
    for (size_t i = 0; i < data->column_count; i++) {
        const jb_column *column = &data->columns[i];
        add(out, column->head_zh);
        add(out, column->head_en);
        add(out, column->unit_zh);
        add(out, column->unit_en);
    }
}

static void set_add(jb_str *out, const data_set *set)
{
    char digest[JB_SHA256_TEXT] = "";
    add(out, set->name);
    jb_str_addf(out, "asks %d %u %zu\n", (int)set->totals, set->relax, set->column_count);
    if (set->bound != NULL) {
        jb_dataset_fingerprint(set->bound, digest);
        add(out, digest);
        rows_add(out, set->bound);
        columns_add(out, set->bound);
        notes_add(out, set->bound->general, set->bound->general_count);
        notes_add(out, set->bound->notes, set->bound->note_count);
    }
}

void jb_brief_fingerprint(const jb_brief *brief, char out[JB_SHA256_TEXT])
{
    jb_str text = {0};
    add(&text, "jianbao document 1");
    add(&text, brief->digest);
    jb_str_addf(&text, "statuses %u\n", brief->statuses);
    for (size_t i = 0; i < brief->param_count; i++) {
        add(&text, brief->params[i].shown.name);
        add(&text, brief->params[i].value);
    }
    for (size_t i = 0; i < brief->data_count; i++) {
        set_add(&text, &brief->data[i]);
    }
    if (brief->query_count > 0) {
        add(&text, brief->asked);
    }
    jb_sha256(jb_str_text(&text), text.len, out);
    jb_str_free(&text);
}
