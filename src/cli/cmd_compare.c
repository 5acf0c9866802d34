/* jianbao compare: the tables of a layout on the terminal, or as CSV or JSON Lines. The same
 * datasets as on paper, so they say the same. */
#include "cli.h"

#include <string.h>

static const char *const formats[] = {"table", "csv", "jsonl", NULL};

static const option_spec options[] = {
    OPTION_SET,
    OPTION_FORMAT,
    {0,
     "total",
     {NULL, NULL},
     {"加合计行：注明计入几家、缺哪些，不可加的说明原因",
      "rows of totals: over how many agencies, which are missing, or why not"}},
    {0,
     "subtotals",
     {NULL, NULL},
     {"再按上级区划加小计行", "and rows of subtotals for each division above"}},
    {0,
     "change",
     {NULL, NULL},
     {"加较上年变动列：由两年报告算出，或照报告自述",
      "columns of changes on the year before, from two reports or as stated"}},
    {0,
     "rank",
     {NULL, NULL},
     {"加数值大小次序列；不表示优劣", "columns of the order of size; nothing about better"}},
    {0, "share", {NULL, NULL}, {"加占合计比重列", "columns of shares of the total"}},
    {0,
     "relax",
     {"原因,...", "REASON,..."},
     {"推算时不计较这些原因，表下会注明；如 unstated,undated",
      "pass over these reasons, and say so under the table; such as unstated,undated"}},
    {0,
     "status",
     {"状态,...", "STATUS,..."},
     {"只看这些审核状态的数字，其余记为待核",
      "only figures of these review states; the others are marked as under review"}},
    OPTION_CATALOGUE,
    {0, NULL, {NULL, NULL}, {NULL, NULL}},
};

/* ---- table */

static void marks_add(jb_str *text, const unsigned *notes, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        jb_str_addf(text, "[%u]", notes[i] + 1);
    }
}

static void cell_add(term_table *t, jb_str *text)
{
    term_table_cell(t, jb_str_text(text));
    jb_str_clear(text);
}

/* The head of a derived column repeats that of its figures: what it adds goes below. */
static void head_add(const cli *c, const jb_dataset *data, const jb_column *col, jb_str *text)
{
    bool zh = c->lang == JB_LANG_ZH;
    const jb_column *of = col->derive != JB_DERIVE_NONE ? &data->columns[col->of] : col;
    const char *head = zh ? col->head_zh : col->head_en;
    const char *base = zh ? of->head_zh : of->head_en;
    size_t len = strlen(base);
    bool below = of != col && strncmp(head, base, len) == 0 && head[len] != '\0';
    jb_str_addn(text, head, below ? len : strlen(head));
    if (below) {
        jb_str_addf(text, "\n%s", head + len + (zh ? 0 : strspn(head + len, ", ")));
    }
}

static void heads_add(const cli *c, const jb_dataset *data, term_table *t, jb_str *text)
{
    bool zh = c->lang == JB_LANG_ZH;
    term_table_cell(t, zh ? "机构" : "agency");
    term_table_cell(t, zh ? "年度" : "year");
    for (size_t i = 0; i < data->column_count; i++) {
        const jb_column *col = &data->columns[i];
        const char *unit = zh ? col->unit_zh : col->unit_en;
        head_add(c, data, col, text);
        marks_add(text, col->notes, col->note_count);
        if (*unit != '\0') {
            jb_str_addf(text, "\n(%s)", unit);
        }
        cell_add(t, text);
    }
    term_table_rule(t);
}

static void derived_add(const cli *c, const jb_cell *cell, bool coverage, jb_str *text)
{
    const jb_derived *d = cell->derived;
    jb_str_add(text, jb_derived_text(c->arena, d, c->lang));
    marks_add(text, cell->notes, cell->note_count);
    if (coverage && d->given && d->expected > 0) {
        jb_str_addf(text, "\n%s", jb_coverage_text(c->arena, d->covered, d->expected, c->lang));
    }
}

/* One figure a line: the joined text of the cell, cut where figures end. */
static void figures_add(const cli *c, const jb_dataset *data, size_t row, size_t column,
                        jb_str *text)
{
    const jb_cell *cell = jb_dataset_cell(data, row, column);
    if (cell->derived != NULL) {
        derived_add(c, cell, false, text);
        return;
    }
    if (cell->figure_count == 0) {
        jb_str_add(text, jb_cell_text(c->arena, data, row, column, c->lang));
    }
    for (size_t i = 0; i < cell->figure_count; i++) {
        jb_parts p = jb_figure_parts(c->arena, data, column, &cell->figures[i], c->lang);
        jb_str_addf(text, "%s%s%s%s%s", i > 0 ? "\n" : "", p.prefix, p.whole, p.fraction, p.suffix);
        marks_add(text, cell->figures[i].notes, cell->figures[i].note_count);
    }
    if (cell->figure_count == 0) {
        marks_add(text, cell->notes, cell->note_count);
    }
}

static void notes_print(const cli *c, const jb_dataset *data)
{
    for (size_t i = 0; i < data->general_count; i++) {
        const jb_note *note = &data->general[i];
        printf("%s\n", c->lang == JB_LANG_ZH ? note->zh : note->en);
    }
    for (size_t i = 0; i < data->note_count; i++) {
        const jb_note *note = &data->notes[i];
        printf("[%zu] %s\n", i + 1, c->lang == JB_LANG_ZH ? note->zh : note->en);
    }
    const char *legend = jb_dataset_legend(c->arena, data, c->lang);
    if (*legend != '\0') {
        printf("%s\n", legend);
    }
}

/* Rows of totals that stand behind so many rows. */
static void summaries_print(const cli *c, const jb_dataset *data, size_t after, term_table *t)
{
    bool zh = c->lang == JB_LANG_ZH;
    jb_str text = {0};
    for (size_t i = 0; i < data->summary_count; i++) {
        const jb_summary *summary = &data->summaries[i];
        if (summary->after != after) {
            continue;
        }
        term_table_cell(t, zh ? summary->label_zh : summary->label_en);
        term_table_cell(t, jb_arena_printf(c->arena, "%d", summary->year));
        for (size_t k = 0; k < data->column_count; k++) {
            derived_add(c, &summary->cells[k], true, &text);
            cell_add(t, &text);
        }
    }
    jb_str_free(&text);
}

static bool summary_follows(const jb_dataset *data, size_t after)
{
    for (size_t i = 0; i < data->summary_count; i++) {
        if (data->summaries[i].after == after) {
            return true;
        }
    }
    return false;
}

static void table_print(const cli *c, const jb_dataset *data)
{
    term_table *t = term_table_new(c->arena, 2 + data->column_count);
    jb_str text = {0};
    heads_add(c, data, t, &text);
    for (size_t i = 0; i < data->column_count; i++) {
        if (data->columns[i].numeric) {
            term_table_right(t, 2 + i);
        }
    }
    for (size_t r = 0; r < data->row_count; r++) {
        const jb_row *row = &data->rows[r];
        term_table_cell(t, jb_agency_label(row->agency, c->lang));
        if (row->year != 0) {
            jb_str_addf(&text, "%d", row->year);
        }
        marks_add(&text, row->notes, row->note_count);
        cell_add(t, &text);
        for (size_t i = 0; i < data->column_count; i++) {
            figures_add(c, data, r, i, &text);
            cell_add(t, &text);
        }
        if (summary_follows(data, r + 1)) {
            term_table_rule(t);
            summaries_print(c, data, r + 1, t);
        }
    }
    term_table_print(t, stdout);
    notes_print(c, data);
    jb_str_free(&text);
}

/* ---- records: one line a figure, an absence or what was worked out */

/* What follows fact_id is of what was worked out: kind, how, why not, over how many agencies of how
 * many, from which facts. */
static const char *const fields[] = {
    "table",   "agency_code", "agency",    "year",         "column",     "indicator",
    "value",   "unit",        "qualifier", "period_start", "period_end", "period_kind",
    "absence", "comparable",  "fact_id",   "derived",      "rule",       "reasons",
    "relaxed", "covered",     "expected",  "from_facts",   NULL};
#define FIELDS 22

typedef void (*record_fn)(const char *const *values);

static void csv_record(const char *const *values)
{
    for (size_t i = 0; i < FIELDS; i++) {
        if (i > 0) {
            putchar(',');
        }
        csv_field(values[i], stdout);
    }
    putchar('\n');
}

static void json_record(const char *const *values)
{
    jb_str line = {0};
    for (size_t i = 0; i < FIELDS; i++) {
        jb_str_addf(&line, "%s\"%s\":", i > 0 ? "," : "{", fields[i]);
        jb_json_quote(&line, values[i]);
    }
    printf("%s}\n", jb_str_text(&line));
    jb_str_free(&line);
}

static void figure_record(const cli *c, const jb_fact *fact, const char **values)
{
    char *value = jb_arena_alloc(c->arena, JB_DEC_TEXT);
    char *start = jb_arena_alloc(c->arena, JB_DATE_TEXT);
    char *end = jb_arena_alloc(c->arena, JB_DATE_TEXT);
    jb_dec_text(fact->value, value);
    jb_date_text(fact->period.start, start);
    jb_date_text(fact->period.end, end);
    values[5] = fact->indicator;
    values[6] = value;
    values[7] = fact->unit;
    values[8] = jb_qualifier_code(fact->qualifier);
    values[9] = start;
    values[10] = end;
    values[11] = jb_period_kind_code(fact->period.kind);
    values[14] = jb_arena_printf(c->arena, "%lld", (long long)fact->id);
}

static const char *ids_text(const cli *c, const jb_derived *d)
{
    jb_str ids = {0};
    for (size_t i = 0; i < d->fact_count; i++) {
        jb_str_addf(&ids, "%s%lld", i > 0 ? " " : "", (long long)d->facts[i]->id);
    }
    const char *text = jb_arena_strdup(c->arena, jb_str_text(&ids));
    jb_str_free(&ids);
    return text;
}

/* A refusal has reasons and no value. */
static void derived_record(const cli *c, const jb_derived *d, const char **values)
{
    if (d->given) {
        char *value = jb_arena_alloc(c->arena, JB_DEC_TEXT);
        jb_dec_text(d->value, value);
        values[6] = value;
        values[7] = c->lang == JB_LANG_ZH ? d->unit_zh : d->unit_en;
        values[8] = jb_qualifier_code(d->qualifier);
    }
    if (d->given && d->expected > 0) {
        values[19] = jb_arena_printf(c->arena, "%zu", d->covered);
        values[20] = jb_arena_printf(c->arena, "%zu", d->expected);
    }
    values[15] = d->kind;
    values[16] = d->rule;
    values[17] = jb_reasons_codes(c->arena, d->reasons);
    values[18] = jb_reasons_codes(c->arena, d->relaxed);
    values[21] = ids_text(c, d);
}

static void values_clear(const char **values)
{
    for (size_t k = 0; k < FIELDS; k++) {
        values[k] = "";
    }
}

static void summary_records(const cli *c, const jb_dataset *data, const jb_summary *summary,
                            record_fn print)
{
    bool zh = c->lang == JB_LANG_ZH;
    for (size_t i = 0; i < data->column_count; i++) {
        const char *values[FIELDS];
        values_clear(values);
        values[0] = data->name;
        values[1] = summary->parent;
        values[2] = zh ? summary->label_zh : summary->label_en;
        values[3] = jb_arena_printf(c->arena, "%d", summary->year);
        values[4] = zh ? data->columns[i].head_zh : data->columns[i].head_en;
        derived_record(c, summary->cells[i].derived, values);
        print(values);
    }
}

static void cell_records(const cli *c, const jb_dataset *data, size_t r, size_t i, record_fn print)
{
    const jb_row *row = &data->rows[r];
    const jb_column *column = &data->columns[i];
    const jb_cell *cell = jb_dataset_cell(data, r, i);
    const char *base[FIELDS];
    values_clear(base);
    base[0] = data->name;
    base[1] = row->agency->code;
    base[2] = row->agency->name;
    base[3] = row->year != 0 ? jb_arena_printf(c->arena, "%d", row->year) : "";
    base[4] = c->lang == JB_LANG_ZH ? column->head_zh : column->head_en;
    if (cell->derived != NULL) {
        derived_record(c, cell->derived, base);
        print(base);
        return;
    }
    if (cell->figure_count == 0) {
        base[12] = jb_absence_code(cell->absence);
        print(base);
    }
    for (size_t k = 0; k < cell->figure_count; k++) {
        const char *values[FIELDS];
        memcpy(values, base, sizeof values);
        values[13] = column->reasons == 0 ? "yes" : "no";
        figure_record(c, cell->figures[k].fact, values);
        print(values);
        if (cell->figures[k].before != NULL) {
            figure_record(c, cell->figures[k].before, values);
            values[13] = "no";
            print(values);
        }
    }
}

static void records_print(const cli *c, const jb_dataset *data, record_fn print)
{
    for (size_t r = 0; r < data->row_count; r++) {
        for (size_t i = 0; i < data->column_count; i++) {
            cell_records(c, data, r, i, print);
        }
    }
    for (size_t i = 0; i < data->summary_count; i++) {
        summary_records(c, data, &data->summaries[i], print);
    }
}

static void all_print(const cli *c, const jb_brief *brief, unsigned format)
{
    const jb_dataset *data = NULL;
    if (format == 1) {
        csv_record(fields);
    }
    for (size_t i = 0; (data = jb_brief_data(brief, i)) != NULL; i++) {
        if (format == 0) {
            printf("%s%s\n\n", i > 0 ? "\n" : "", jb_brief_data_title(brief, i));
            table_print(c, data);
        } else {
            records_print(c, data, format == 1 ? csv_record : json_record);
        }
    }
}

/* ---- */

static jb_status bound_print(cli *c, jb_brief *brief, unsigned format, jb_error *err)
{
    jb_store *store = NULL;
    jb_doc *doc = NULL;
    jb_status st = jb_store_open(c->store, JB_STORE_READ, &store, err);
    if (st == JB_OK) {
        st = jb_brief_bind(brief, store, &doc, err);
    }
    if (st == JB_OK) {
        all_print(c, brief, format);
        st = stdout_check(err);
    }
    jb_doc_free(doc);
    jb_store_close(store);
    return st;
}

/* What is asked for beyond the layout. */
static jb_status derive(const given *g, jb_brief *brief, jb_error *err)
{
    static const char *const names[JB_DERIVES] = {
        [JB_DERIVE_CHANGE] = "change", [JB_DERIVE_RANK] = "rank", [JB_DERIVE_SHARE] = "share"};
    jb_totals totals = option(&cmd_compare, g, "total") != NULL ? JB_TOTALS_ALL : JB_TOTALS_NONE;
    unsigned derives = 0;
    unsigned relax = 0;
    if (option(&cmd_compare, g, "subtotals") != NULL) {
        totals = JB_TOTALS_PARENTS;
    }
    for (unsigned i = JB_DERIVE_CHANGE; i < JB_DERIVES && names[i] != NULL; i++) {
        derives |= option(&cmd_compare, g, names[i]) != NULL ? 1U << i : 0U;
    }
    const char *list = option(&cmd_compare, g, "relax");
    jb_status st = list != NULL ? jb_relax_parse(list, &relax, err) : JB_OK;
    if (st == JB_OK && !jb_brief_derive(brief, totals, derives, relax) && list != NULL) {
        return jb_fail(
            err, JB_ERR_USAGE, NULL,
            "--relax goes with what is worked out of the figures: --total, --subtotals, "
            "--change, --rank or --share, or a layout that has it",
            "--relax 须与推算的内容合用：--total、--subtotals、--change、--rank、--share，"
            "或含有这些内容的版式");
    }
    return st;
}

static jb_status run(cli *c, const given *g, jb_error *err)
{
    jb_catalogue *catalogue = NULL;
    jb_brief *brief = NULL;
    unsigned format = 0;
    size_t sets = 0;
    const char *const *set = option_list(&cmd_compare, g, "set", &sets);
    const char *named = option(&cmd_compare, g, "format");
    unsigned statuses = 0;
    jb_status st = named != NULL ? choose("--format", named, formats, &format, err) : JB_OK;
    if (st == JB_OK) {
        st = shown_statuses_parse(c, option(&cmd_compare, g, "status"), &statuses, err);
    }
    if (st == JB_OK) {
        st = jb_catalogue_load(option(&cmd_compare, g, "catalogue"), &catalogue, err);
    }
    if (st == JB_OK) {
        st = jb_brief_load(g->arg_count > 0 ? g->args[0] : "compare", catalogue, &brief, err);
    }
    for (size_t i = 0; i < sets && st == JB_OK; i++) {
        st = jb_brief_set(brief, set[i], err);
    }
    if (st == JB_OK) {
        st = derive(g, brief, err);
    }
    if (st == JB_OK) {
        jb_brief_statuses(brief, statuses);
        st = bound_print(c, brief, format, err);
    }
    jb_brief_free(brief);
    jb_catalogue_free(catalogue);
    return st;
}

const command cmd_compare = {
    .name = "compare",
    .args = {"[版式]", "[LAYOUT]"},
    .summary = {"在终端上并列各机构的数字，内容与打印的表相同（默认版式 compare）",
                "Put agencies side by side on the terminal, the same tables as on paper (default "
                "layout compare)"},
    .more = {"合计、次序、变动只在各数可比时给出；不可比的原因见表下各注。",
             "Totals, orders and changes are given only where figures compare; the notes say what "
             "does not."},
    .options = options,
    .max_args = 1,
    .run = run,
};
