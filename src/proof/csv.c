/* csv.c - the figures of a briefing as one table for spreadsheets.
 *
 * Decides its columns; the same numbers name the facts as in the JSON.
 */
#include "proof_private.h"

#include <string.h>

/* Before the fields of the fact; those of them that stand here already are left out there. */
static const char *const front[] = {
    "table", "title", "fingerprint", "kind",         "agency_code", "agency",  "year",     "column",
    "shown", "fact",  "from_facts",  "derived_rule", "reasons",     "covered", "expected", NULL};
enum {
    TABLE,
    TITLE,
    FINGERPRINT,
    KIND,
    CODE,
    AGENCY,
    YEAR,
    COLUMN,
    SHOWN,
    FACT,
    FROM,
    RULE,
    REASONS,
    COVERED,
    EXPECTED,
    FRONT
};

typedef struct writer {
    jb_arena *arena;
    jb_str *out; /* what was not handed on yet */
    jb_out *to;
    fact_list facts;
    jb_lang lang;
    const char *tail; /* layout, its version, program: the end of each line */
    unsigned *own;    /* the fields of a fact that do not stand in front */
    size_t own_count;
    const char *values[FRONT];
    shares_met met; /* of the table */
} writer;

static void field(jb_str *out, const char *text)
{
    if (strpbrk(text, ",\"\n\r") == NULL) {
        jb_str_add(out, text);
        return;
    }
    jb_str_addc(out, '"');
    for (; *text != '\0'; text++) {
        jb_str_add(out, *text == '"' ? "\"" : "");
        jb_str_addc(out, *text);
    }
    jb_str_addc(out, '"');
}

static bool in_front(const char *name)
{
    for (size_t i = 0; front[i] != NULL; i++) {
        if (strcmp(front[i], name) == 0) {
            return true;
        }
    }
    return false;
}

static void own_find(writer *w)
{
    size_t count = 0;
    while (jb_fact_fields[count] != NULL) {
        count++;
    }
    w->own = jb_arena_array(w->arena, count, sizeof *w->own);
    for (unsigned i = 0; i < count; i++) {
        if (!in_front(jb_fact_fields[i])) {
            w->own[w->own_count++] = i;
        }
    }
}

static void head_add(const writer *w)
{
    for (size_t i = 0; i < FRONT; i++) {
        jb_str_addf(w->out, "%s%s", i > 0 ? "," : "", front[i]);
    }
    for (size_t i = 0; i < w->own_count; i++) {
        jb_str_addf(w->out, ",%s", jb_fact_fields[w->own[i]]);
    }
    jb_str_add(w->out, ",layout,layout_version,program\n");
}

/* What a derived value says in the columns of a fact. */
static const char *derived_field(writer *w, const jb_derived *d, const char *name)
{
    if (strcmp(name, "value") == 0) {
        char *value = jb_arena_alloc(w->arena, JB_DEC_TEXT);
        (void)jb_dec_text(d->value, value);
        return value;
    }
    if (strcmp(name, "unit") == 0) {
        return w->lang == JB_LANG_ZH ? d->unit_zh : d->unit_en;
    }
    return strcmp(name, "qualifier") == 0 ? jb_qualifier_code(d->qualifier) : "";
}

static void line_add(writer *w, const jb_fact *fact, const jb_derived *derived)
{
    jb_arena_mark mark = jb_arena_save(w->arena);
    for (size_t i = 0; i < FRONT; i++) {
        jb_str_add(w->out, i > 0 ? "," : "");
        field(w->out, w->values[i]);
    }
    bool given = derived != NULL && derived->given;
    for (size_t i = 0; i < w->own_count; i++) {
        unsigned own = w->own[i];
        jb_str_addc(w->out, ',');
        if (fact != NULL) {
            field(w->out, jb_fact_field(w->arena, fact, own));
        } else if (given) {
            field(w->out, derived_field(w, derived, jb_fact_fields[own]));
        }
    }
    jb_str_add(w->out, w->tail);
    text_pass(w->out, TEXT_PIECE, w->to);
    jb_arena_restore(w->arena, mark);
}

static void rest_clear(writer *w)
{
    for (size_t i = COLUMN; i < FRONT; i++) {
        w->values[i] = "";
    }
}

static void fact_line(writer *w, const char *kind, const jb_fact *fact)
{
    w->values[KIND] = kind;
    w->values[FACT] = jb_arena_printf(w->arena, "%zu", fact_number(&w->facts, fact));
    line_add(w, fact, NULL);
}

static void derived_line(writer *w, const jb_derived *d, bool again)
{
    jb_str from = {0};
    jb_str_add(&from, again ? "same" : "");
    for (size_t i = 0; !again && i < d->fact_count; i++) {
        jb_str_addf(&from, "%s%zu", i > 0 ? " " : "", fact_number(&w->facts, d->facts[i]));
    }
    w->values[KIND] = d->kind;
    w->values[FROM] = jb_str_text(&from);
    w->values[RULE] = d->rule;
    w->values[REASONS] = jb_reasons_codes(w->arena, d->reasons);
    if (d->expected > 0) {
        w->values[COVERED] = jb_arena_printf(w->arena, "%zu", d->covered);
        w->values[EXPECTED] = jb_arena_printf(w->arena, "%zu", d->expected);
    }
    line_add(w, NULL, d);
    jb_str_free(&from);
}

static const char *head_of(const writer *w, const jb_column *column)
{
    return w->lang == JB_LANG_ZH ? column->head_zh : column->head_en;
}

static void cell_add(writer *w, const jb_dataset *data, size_t row, size_t column)
{
    const jb_cell *cell = jb_dataset_cell(data, row, column);
    rest_clear(w);
    w->values[COLUMN] = head_of(w, &data->columns[column]);
    w->values[SHOWN] = jb_cell_text(w->arena, data, row, column, w->lang);
    if (cell->derived != NULL) {
        derived_line(w, cell->derived,
                     share_repeats(&w->met, column, data->rows[row].year, cell->derived));
    } else if (cell->figure_count == 0) {
        w->values[KIND] = jb_absence_code(cell->absence);
        line_add(w, NULL, NULL);
    }
    for (size_t i = 0; cell->derived == NULL && i < cell->figure_count; i++) {
        fact_line(w, "figure", cell->figures[i].fact);
    }
}

static void rows_add(writer *w, const jb_dataset *data)
{
    for (size_t r = 0; r < data->row_count; r++) {
        const jb_row *row = &data->rows[r];
        jb_arena_mark mark = jb_arena_save(w->arena);
        w->values[CODE] = row->agency->code;
        w->values[AGENCY] = row->agency->name;
        w->values[YEAR] = row->year != 0 ? jb_arena_printf(w->arena, "%d", row->year) : "";
        for (size_t c = 0; c < data->column_count; c++) {
            cell_add(w, data, r, c);
        }
        jb_arena_restore(w->arena, mark);
    }
}

static void totals_add(writer *w, const jb_dataset *data)
{
    for (size_t i = 0; i < data->summary_count * data->column_count; i++) {
        const jb_summary *summary = &data->summaries[i / data->column_count];
        const jb_derived *derived = summary->cells[i % data->column_count].derived;
        if (derived == NULL) {
            continue;
        }
        rest_clear(w);
        w->values[CODE] = summary->parent;
        w->values[AGENCY] = w->lang == JB_LANG_ZH ? summary->label_zh : summary->label_en;
        w->values[YEAR] = jb_arena_printf(w->arena, "%d", summary->year);
        w->values[COLUMN] = head_of(w, &data->columns[i % data->column_count]);
        w->values[SHOWN] = jb_derived_text(w->arena, derived, w->lang);
        derived_line(w, derived, false);
    }
}

/* What the figures rest on and no cell shows: last year's, for a change. */
static void basis_add(writer *w)
{
    for (size_t i = 0; i < FRONT; i++) {
        w->values[i] = "";
    }
    for (size_t i = 0; i < w->facts.count; i++) {
        const jb_fact *fact = w->facts.in_order[i]->fact;
        if (!w->facts.in_order[i]->shown) {
            jb_arena_mark mark = jb_arena_save(w->arena);
            w->values[CODE] = fact->agency_code;
            w->values[AGENCY] = fact->agency;
            w->values[YEAR] = jb_arena_printf(w->arena, "%d", fact->year);
            fact_line(w, "basis", fact);
            jb_arena_restore(w->arena, mark);
        }
    }
}

void jb_proof_write_csv(const jb_brief *brief, const jb_proof_made *made, jb_out *out)
{
    jb_arena *arena = jb_arena_new();
    jb_str text = {0};
    writer w = {.arena = arena,
                .out = &text,
                .to = out,
                .facts = facts_number(arena, brief),
                .lang = jb_brief_lang(brief)};
    char version[JB_SHA256_TEXT];
    jb_str tail = {0};
    const jb_dataset *data = NULL;
    layout_version(brief, version);
    jb_str_addc(&tail, ',');
    field(&tail, jb_brief_id(brief));
    jb_str_addf(&tail, ",%s,%s\n", version, made->program);
    w.tail = jb_str_text(&tail);
    /* Spreadsheets take UTF-8 for what it is only behind a byte order mark. */
    jb_str_add(&text, "\xEF\xBB\xBF");
    own_find(&w);
    head_add(&w);
    for (size_t i = 0; (data = jb_brief_data(brief, i)) != NULL; i++) {
        char *fingerprint = jb_arena_alloc(arena, JB_SHA256_TEXT);
        jb_dataset_fingerprint(data, fingerprint);
        w.values[TABLE] = data->name;
        w.values[TITLE] = jb_brief_data_title(brief, i);
        w.values[FINGERPRINT] = fingerprint;
        rows_add(&w, data);
        totals_add(&w, data);
        shares_forget(&w.met);
    }
    basis_add(&w);
    text_pass(&text, 0, out);
    jb_str_free(&text);
    jb_str_free(&tail);
    jb_arena_free(arena);
}
