/* json.c - the figures of a briefing as one JSON document.
 *
 * Decides its shape: tables with rows and cells as they are printed, facts once, by number. All
 * figures are text, so that no reader turns them into binary fractions.
 */
#include "proof_private.h"

#include <string.h>

typedef struct writer {
    jb_arena *arena;
    jb_str *out; /* what was not handed on yet */
    jb_out *to;
    fact_list facts;
    jb_lang lang;
    shares_met met; /* of the table */
} writer;

void layout_version(const jb_brief *brief, char out[JB_SHA256_TEXT])
{
    size_t len = 0;
    const char *text = jb_brief_source_text(brief, &len);
    jb_sha256(text, len, out);
}

/* "key":"text", with a comma before it unless it is the first. */
static void pair(jb_str *out, const char *key, const char *text)
{
    bool first = out->len == 0 || strchr("{\n", out->data[out->len - 1]) != NULL;
    jb_str_add(out, first ? "\"" : ",\"");
    jb_str_add(out, key);
    jb_str_add(out, "\":");
    jb_json_quote(out, text != NULL ? text : "");
}

static void texts(jb_str *out, const char *key, const char *const *list, size_t count)
{
    jb_str_addf(out, ",\"%s\":[", key);
    for (size_t i = 0; i < count; i++) {
        jb_str_add(out, i > 0 ? "," : "");
        jb_json_quote(out, list[i]);
    }
    jb_str_addc(out, ']');
}

/* ---- cells */

static void figures_add(writer *w, const jb_cell *cell)
{
    bool before = false;
    jb_str_add(w->out, ",\"facts\":[");
    for (size_t i = 0; i < cell->figure_count; i++) {
        jb_str_addf(w->out, "%s%zu", i > 0 ? "," : "",
                    fact_number(&w->facts, cell->figures[i].fact));
        before = before || cell->figures[i].before != NULL;
    }
    jb_str_addc(w->out, ']');
    if (!before) {
        return;
    }
    const char *glue = "";
    jb_str_add(w->out, ",\"before\":[");
    for (size_t i = 0; i < cell->figure_count; i++) {
        if (cell->figures[i].before != NULL) {
            jb_str_addf(w->out, "%s%zu", glue, fact_number(&w->facts, cell->figures[i].before));
            glue = ",";
        }
    }
    jb_str_addc(w->out, ']');
}

static void derived_add(writer *w, const jb_derived *d, bool again)
{
    char value[JB_DEC_TEXT] = "";
    jb_str_add(w->out, ",\"derived\":{");
    pair(w->out, "kind", d->kind);
    pair(w->out, "rule", d->rule);
    if (d->given) {
        (void)jb_dec_text(d->value, value);
    }
    pair(w->out, "value", value);
    pair(w->out, "unit", w->lang == JB_LANG_ZH ? d->unit_zh : d->unit_en);
    pair(w->out, "qualifier", jb_qualifier_code(d->qualifier));
    pair(w->out, "reasons", jb_reasons_codes(w->arena, d->reasons));
    pair(w->out, "relaxed", jb_reasons_codes(w->arena, d->relaxed));
    jb_str_addf(w->out, ",\"covered\":%zu,\"expected\":%zu", d->covered, d->expected);
    jb_str_add(w->out, again ? ",\"facts\":[\"same\"" : ",\"facts\":[");
    for (size_t i = 0; !again && i < d->fact_count; i++) {
        jb_str_addf(w->out, "%s%zu", i > 0 ? "," : "", fact_number(&w->facts, d->facts[i]));
    }
    jb_str_add(w->out, "]}");
}

static void cell_add(writer *w, const jb_cell *cell, const char *shown, bool again)
{
    jb_str_addc(w->out, '{');
    pair(w->out, "shown", shown);
    if (cell->derived != NULL) {
        derived_add(w, cell->derived, again);
    } else if (cell->figure_count > 0) {
        figures_add(w, cell);
    } else {
        pair(w->out, "absence", jb_absence_code(cell->absence));
    }
    jb_str_addc(w->out, '}');
}

/* ---- tables */

static void column_add(writer *w, const jb_column *column)
{
    bool zh = w->lang == JB_LANG_ZH;
    jb_str_addc(w->out, '{');
    pair(w->out, "head", zh ? column->head_zh : column->head_en);
    pair(w->out, "group", zh ? column->group_zh : column->group_en);
    pair(w->out, "unit", zh ? column->unit_zh : column->unit_en);
    pair(w->out, "derive", jb_derive_code(column->derive));
    pair(w->out, "reasons", jb_reasons_codes(w->arena, column->reasons));
    jb_str_addc(w->out, '}');
}

static void report_add(writer *w, const jb_report *report)
{
    jb_str_addc(w->out, '{');
    for (unsigned i = 0; jb_report_fields[i] != NULL; i++) {
        pair(w->out, jb_report_fields[i], jb_report_field(w->arena, report, i));
    }
    jb_str_addc(w->out, '}');
}

static void row_add(writer *w, const jb_dataset *data, size_t index)
{
    const jb_row *row = &data->rows[index];
    jb_arena_mark mark = jb_arena_save(w->arena);
    jb_str_add(w->out, "\n{");
    pair(w->out, "agency_code", row->agency->code);
    pair(w->out, "agency", row->agency->name);
    pair(w->out, "short_name", jb_agency_label(row->agency, w->lang));
    jb_str_addf(w->out, ",\"year\":%d,\"reported\":%s,\"read\":%s,\"reports\":[", row->year,
                row->reported ? "true" : "false", row->unread ? "false" : "true");
    for (size_t i = 0; i < row->report_count; i++) {
        jb_str_add(w->out, i > 0 ? "," : "");
        report_add(w, row->reports[i]);
    }
    jb_str_addc(w->out, ']');
    texts(w->out, "sources", row->sources, row->source_count);
    jb_str_add(w->out, ",\"cells\":[");
    for (size_t c = 0; c < data->column_count; c++) {
        const jb_cell *cell = jb_dataset_cell(data, index, c);
        bool again = cell->derived != NULL && share_repeats(&w->met, c, row->year, cell->derived);
        jb_str_add(w->out, c > 0 ? "," : "");
        cell_add(w, cell, jb_cell_text(w->arena, data, index, c, w->lang), again);
    }
    jb_str_add(w->out, "]}");
    text_pass(w->out, TEXT_PIECE, w->to);
    jb_arena_restore(w->arena, mark);
}

static void total_add(writer *w, const jb_dataset *data, const jb_summary *summary)
{
    jb_str_add(w->out, "\n{");
    pair(w->out, "label", w->lang == JB_LANG_ZH ? summary->label_zh : summary->label_en);
    pair(w->out, "parent", summary->parent);
    jb_str_addf(w->out, ",\"year\":%d,\"cells\":[", summary->year);
    for (size_t c = 0; c < data->column_count; c++) {
        const jb_derived *derived = summary->cells[c].derived;
        jb_str_add(w->out, c > 0 ? "," : "");
        cell_add(w, &summary->cells[c],
                 derived != NULL ? jb_derived_text(w->arena, derived, w->lang) : "", false);
    }
    jb_str_add(w->out, "]}");
}

static void notes_add(writer *w, const char *key, const jb_note *notes, size_t count)
{
    const char **list = jb_arena_array(w->arena, count, sizeof *list);
    for (size_t i = 0; i < count; i++) {
        list[i] = w->lang == JB_LANG_ZH ? notes[i].zh : notes[i].en;
    }
    texts(w->out, key, list, count);
}

static void table_add(writer *w, const jb_dataset *data, const char *title)
{
    char fingerprint[JB_SHA256_TEXT];
    jb_dataset_fingerprint(data, fingerprint);
    jb_str_add(w->out, "\n{");
    pair(w->out, "name", data->name);
    pair(w->out, "title", title);
    pair(w->out, "fingerprint", fingerprint);
    jb_str_add(w->out, ",\"columns\":[");
    for (size_t i = 0; i < data->column_count; i++) {
        jb_str_add(w->out, i > 0 ? "," : "");
        column_add(w, &data->columns[i]);
    }
    jb_str_add(w->out, "],\"rows\":[");
    for (size_t i = 0; i < data->row_count; i++) {
        jb_str_add(w->out, i > 0 ? "," : "");
        row_add(w, data, i);
    }
    jb_str_add(w->out, "],\"totals\":[");
    for (size_t i = 0; i < data->summary_count; i++) {
        jb_str_add(w->out, i > 0 ? "," : "");
        total_add(w, data, &data->summaries[i]);
    }
    jb_str_addc(w->out, ']');
    notes_add(w, "general", data->general, data->general_count);
    notes_add(w, "notes", data->notes, data->note_count);
    jb_str_addc(w->out, '}');
    shares_forget(&w->met);
}

/* ---- the document */

static void head_add(writer *w, const jb_brief *brief, const jb_proof_made *made)
{
    char version[JB_SHA256_TEXT];
    layout_version(brief, version);
    jb_str_add(w->out, "{\"jianbao_data\":1");
    pair(w->out, "program", made->program);
    jb_str_add(w->out, ",\n\"layout\":{");
    pair(w->out, "id", jb_brief_id(brief));
    pair(w->out, "title", jb_brief_title(brief, w->lang));
    pair(w->out, "version", version);
    jb_str_add(w->out, "},\n\"made\":{");
    pair(w->out, "status", made->statuses);
    pair(w->out, "annex", made->annex);
    texts(w->out, "set", made->set, made->set_count);
    jb_str_addf(w->out, ",\"own_catalogue\":%s,\"own_fonts\":%s,\"date\":%lld},\n",
                made->own_catalogue ? "true" : "false", made->own_fonts ? "true" : "false",
                (long long)made->date);
    pair(w->out, "language", w->lang == JB_LANG_ZH ? "zh" : "en");
}

static void fact_add(writer *w, const numbered *item)
{
    jb_arena_mark mark = jb_arena_save(w->arena);
    jb_str_addf(w->out, "\n{\"n\":%zu", item->number);
    for (unsigned i = 0; jb_fact_fields[i] != NULL; i++) {
        pair(w->out, jb_fact_fields[i], jb_fact_field(w->arena, item->fact, i));
    }
    jb_str_addc(w->out, '}');
    text_pass(w->out, TEXT_PIECE, w->to);
    jb_arena_restore(w->arena, mark);
}

void jb_proof_write_json(const jb_brief *brief, const jb_proof_made *made, jb_out *out)
{
    jb_arena *arena = jb_arena_new();
    jb_str text = {0};
    writer w = {.arena = arena,
                .out = &text,
                .to = out,
                .facts = facts_number(arena, brief),
                .lang = jb_brief_lang(brief)};
    const jb_dataset *data = NULL;
    head_add(&w, brief, made);
    jb_str_add(&text, ",\n\"tables\":[");
    for (size_t i = 0; (data = jb_brief_data(brief, i)) != NULL; i++) {
        jb_str_add(&text, i > 0 ? "," : "");
        table_add(&w, data, jb_brief_data_title(brief, i));
    }
    jb_str_add(&text, "],\n\"facts\":[");
    for (size_t i = 0; i < w.facts.count; i++) {
        jb_str_add(&text, i > 0 ? "," : "");
        fact_add(&w, w.facts.in_order[i]);
    }
    jb_str_add(&text, "]}\n");
    text_pass(&text, 0, out);
    jb_str_free(&text);
    jb_arena_free(arena);
}
