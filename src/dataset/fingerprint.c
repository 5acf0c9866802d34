/* fingerprint.c - one number for the data that a paper shows.
 *
 * Hashes a fixed text of rows, reports, figures and absences. Leaves out ids, marks, scales and
 * languages, so that the same data printed another way keeps its fingerprint.
 */
#include <jianbao/dataset.h>

#include <string.h>

/* Fields are quoted as JSON strings, so that no content can imitate a boundary. */
static void add_field(jb_str *out, const char *text)
{
    jb_json_quote(out, text);
    jb_str_addc(out, ' ');
}

static void add_row(jb_arena *arena, jb_str *out, const jb_row *row)
{
    jb_str_addf(out, "row %d ", row->year);
    add_field(out, row->agency->code);
    add_field(out, row->agency->name);
    for (size_t r = 0; r < row->report_count; r++) {
        for (unsigned i = 0; jb_report_fields[i] != NULL; i++) {
            add_field(out, jb_report_field(arena, row->reports[r], i));
        }
    }
    for (size_t i = 0; i < row->source_count; i++) {
        jb_str_add(out, "source ");
        add_field(out, row->sources[i]);
    }
    jb_str_addc(out, '\n');
}

/* What was worked out, from what: the facts need not stand in the table. */
static void add_derived(jb_arena *arena, jb_str *out, const jb_derived *derived)
{
    jb_str_addf(out, "derived %s %s %zu/%zu ", derived->kind, derived->rule, derived->covered,
                derived->expected);
    char value[JB_DEC_TEXT];
    (void)jb_dec_text(derived->value, value);
    add_field(out, value);
    add_field(out, jb_qualifier_code(derived->qualifier));
    add_field(out, jb_reasons_codes(arena, derived->reasons));
    if (strcmp(derived->kind, "remark") == 0) {
        add_field(out, derived->zh.whole);
    }
    jb_str_addc(out, '\n');
    for (size_t f = 0; f < derived->fact_count; f++) {
        for (unsigned i = 0; jb_fact_fields[i] != NULL; i++) {
            add_field(out, jb_fact_field(arena, derived->facts[f], i));
        }
        jb_str_addc(out, '\n');
    }
}

static void add_cell(jb_arena *arena, jb_str *out, const jb_cell *cell, size_t column)
{
    jb_str_addf(out, "cell %zu\n", column);
    if (cell->derived != NULL) {
        add_derived(arena, out, cell->derived);
        return;
    }
    if (cell->figure_count == 0) {
        jb_str_addf(out, "absent %s\n", jb_absence_code(cell->absence));
    }
    for (size_t f = 0; f < cell->figure_count; f++) {
        const jb_fact *before = cell->figures[f].before;
        for (unsigned i = 0; jb_fact_fields[i] != NULL; i++) {
            add_field(out, jb_fact_field(arena, cell->figures[f].fact, i));
        }
        for (unsigned i = 0; before != NULL && jb_fact_fields[i] != NULL; i++) {
            add_field(out, jb_fact_field(arena, before, i));
        }
        jb_str_addc(out, '\n');
    }
}

/* What was recorded about an absence, and what speaks against a figure, is shown only as a note. */
static void add_notes(jb_str *out, const jb_dataset *dataset)
{
    for (size_t i = 0; i < dataset->note_count; i++) {
        if (strcmp(dataset->notes[i].kind, "absence") == 0 ||
            strcmp(dataset->notes[i].kind, "doubt") == 0) {
            jb_str_addf(out, "note %zu ", i);
            add_field(out, dataset->notes[i].zh);
            jb_str_addc(out, '\n');
        }
    }
}

void jb_dataset_fingerprint(const jb_dataset *dataset, char out[JB_SHA256_TEXT])
{
    jb_str text = {0};
    jb_arena *scratch = jb_arena_new();
    jb_str_add(&text, "jianbao data 1\n");
    for (size_t r = 0; r < dataset->row_count; r++) {
        add_row(scratch, &text, &dataset->rows[r]);
        for (size_t c = 0; c < dataset->column_count; c++) {
            add_cell(scratch, &text, jb_dataset_cell(dataset, r, c), c);
        }
    }
    for (size_t i = 0; i < dataset->summary_count; i++) {
        const jb_summary *summary = &dataset->summaries[i];
        jb_str_addf(&text, "total %d %s\n", summary->year, summary->parent);
        for (size_t c = 0; c < dataset->column_count; c++) {
            add_cell(scratch, &text, &summary->cells[c], c);
        }
    }
    add_notes(&text, dataset);
    jb_sha256(jb_str_text(&text), text.len, out);
    jb_arena_free(scratch);
    jb_str_free(&text);
}
