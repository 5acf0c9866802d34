/* A dataset as a table block: heads, cells with their axis, marks and notes.
 *
 * Every figure keeps the id of its fact, every mark the number of its note. What the cells say is
 * the dataset's affair.
 */
#include "brief_private.h"

#include <string.h>

typedef struct binding {
    const jb_brief *brief;
    jb_arena *arena;
    const block *from;
    const jb_dataset *data;
    bool grouped;
    bool one_unit;   /* said once above the table */
    jb_dec *longest; /* by column: the figure of the longest bar; NULL: no bars */
} binding;

jb_text text_plain(jb_arena *arena, const char *text)
{
    jb_text out = {0};
    if (text != NULL && *text != '\0') {
        jb_inline *item = jb_arena_alloc(arena, sizeof *item);
        item->text = jb_arena_strdup(arena, text); /* the document outlives the data */
        out.items = item;
        out.count = 1;
    }
    return out;
}

const char *note_mark(jb_arena *arena, size_t number, size_t count)
{
    if (count > 20) {
        return jb_arena_printf(arena, "[%zu]", number);
    }
    jb_str mark = {0};
    jb_str_add_utf8(&mark, (uint32_t)(0x245F + number)); /* ① is U+2460 */
    const char *text = jb_arena_strdup(arena, jb_str_text(&mark));
    jb_str_free(&mark);
    return text;
}

static jb_text marks_text(const binding *b, const unsigned *notes, size_t count)
{
    jb_text out = {0};
    if (count == 0) {
        return out;
    }
    jb_inline *items = jb_arena_array(b->arena, count, sizeof *items);
    for (size_t i = 0; i < count; i++) {
        items[i].text = note_mark(b->arena, notes[i] + 1, b->data->note_count);
        items[i].superscript = true;
        items[i].note = notes[i] + 1;
    }
    out.items = items;
    out.count = count;
    return out;
}

static bool is_zh(const binding *b)
{
    return b->brief->lang == JB_LANG_ZH;
}

static const char *by_lang(const binding *b, const char *zh, const char *en)
{
    return is_zh(b) ? zh : en;
}

static const char *column_unit(const binding *b, size_t column)
{
    const jb_column *c = &b->data->columns[column];
    return by_lang(b, c->unit_zh, c->unit_en);
}

/* All columns count in the same unit: it is said once, above the table. */
static bool unit_shared(const binding *b)
{
    const char *first = column_unit(b, 0);
    for (size_t i = 0; i < b->data->column_count; i++) {
        if (*first == '\0' || strcmp(column_unit(b, i), first) != 0) {
            return false;
        }
    }
    return true;
}

/* ---- heads */

/* The words, then the marks of the column's notes, then the unit on a line of its own. */
static jb_text head_text(const binding *b, size_t column)
{
    const jb_column *c = &b->data->columns[column];
    const char *unit = column_unit(b, column);
    jb_text marks = marks_text(b, c->notes, c->note_count);
    jb_inline *items = jb_arena_array(b->arena, marks.count + 2, sizeof *items);
    size_t count = 0;
    items[count++].text = jb_arena_strdup(b->arena, by_lang(b, c->head_zh, c->head_en));
    for (size_t i = 0; i < marks.count; i++) {
        items[count++] = marks.items[i];
    }
    if (!b->one_unit && *unit != '\0') {
        items[count++].text = jb_arena_printf(b->arena, is_zh(b) ? "\n（%s）" : "\n(%s)", unit);
    }
    return (jb_text){items, count};
}

static const char *group_text(const binding *b, size_t column)
{
    const jb_column *c = &b->data->columns[column];
    return by_lang(b, c->group_zh, c->group_en);
}

static bool has_groups(const binding *b)
{
    for (size_t i = 0; i < b->data->column_count; i++) {
        if (*group_text(b, i) != '\0') {
            return true;
        }
    }
    return false;
}

/* The upper of two head rows: groups span their columns, the others both rows. */
static void group_row(const binding *b, jb_table_cell *upper, jb_table_cell *lower)
{
    for (size_t i = 0; i < b->data->column_count;) {
        const char *group = group_text(b, i);
        size_t end = i + 1;
        if (*group == '\0') {
            upper[i] = lower[i];
            upper[i].rowspan = 2;
            memset(&lower[i], 0, sizeof lower[i]);
            lower[i].covered = true;
            i = end;
            continue;
        }
        while (end < b->data->column_count && strcmp(group_text(b, end), group) == 0) {
            upper[end++].covered = true;
        }
        upper[i].text = text_plain(b->arena, group);
        upper[i].colspan = (unsigned)(end - i);
        i = end;
    }
}

static void heads_bind(const binding *b, jb_table_block *table)
{
    size_t columns = table->column_count;
    table->head_rows = b->grouped ? 2 : 1;
    jb_table_cell *cells = jb_arena_array(b->arena, table->head_rows * columns, sizeof *cells);
    jb_table_cell *last = cells + (table->head_rows - 1) * columns;
    size_t keys = b->from->key_count;
    keys_heads(b->from, b->arena, last);
    for (size_t i = 0; i < b->data->column_count; i++) {
        last[keys + i].text = head_text(b, i);
    }
    if (b->grouped) {
        for (size_t i = 0; i < keys; i++) {
            cells[i] = last[i];
            cells[i].rowspan = 2;
            last[i] = (jb_table_cell){.covered = true};
        }
        group_row(b, cells + keys, last + keys);
    }
    table->head = cells;
}

/* ---- cells */

/* English labels are words of some length: on an axis they could not wrap, and few columns of them
 * would fill the page. Their figures then begin where their words end. */
static bool on_axis(const binding *b, size_t column)
{
    const jb_column *c = &b->data->columns[column];
    return c->numeric && (is_zh(b) || !c->mixed || c->derive != JB_DERIVE_NONE);
}

static void axis_bind(const binding *b, size_t column, const jb_figure *figure, jb_table_cell *out)
{
    jb_parts p = jb_figure_parts(b->arena, b->data, column, figure, b->brief->lang);
    const char *left = jb_arena_join(b->arena, p.prefix, p.whole, "", "");
    jb_inline *item = jb_arena_alloc(b->arena, sizeof *item);
    item->text = jb_arena_join(b->arena, left, p.fraction, p.suffix, "");
    item->fact = figure->fact->id;
    item->support = support_of(figure->fact);
    out->text = (jb_text){item, 1};
    out->has_axis = true;
    out->axis = jb_utf8_count(left, strlen(left));
    if (b->longest != NULL) {
        bar_bind(b->longest[column], figure, out);
    }
}

/* One figure a line, each with the marks of its own notes. */
static void lines_bind(const binding *b, size_t column, const jb_cell *cell, jb_table_cell *out)
{
    size_t most = cell->figure_count * 2;
    for (size_t i = 0; i < cell->figure_count; i++) {
        most += cell->figures[i].note_count;
    }
    jb_inline *items = jb_arena_array(b->arena, most, sizeof *items);
    size_t count = 0;
    for (size_t i = 0; i < cell->figure_count; i++) {
        const jb_figure *figure = &cell->figures[i];
        jb_parts p = jb_figure_parts(b->arena, b->data, column, figure, b->brief->lang);
        items[count].text = jb_arena_printf(b->arena, "%s%s%s%s%s", i > 0 ? "\n" : "", p.prefix,
                                            p.whole, p.fraction, p.suffix);
        items[count].support = support_of(figure->fact);
        items[count++].fact = figure->fact->id;
        jb_text marks = marks_text(b, figure->notes, figure->note_count);
        for (size_t k = 0; k < marks.count; k++) {
            items[count++] = marks.items[k];
        }
    }
    out->text = (jb_text){items, count};
}

/* What was worked out, or the mark that says it was not; of totals in bold. */
static void derived_bind(const binding *b, const jb_cell *cell, bool bold, jb_table_cell *out)
{
    const jb_derived *d = cell->derived;
    const jb_parts *p = is_zh(b) ? &d->zh : &d->en;
    const char *left = jb_arena_join(b->arena, p->prefix, p->whole, "", "");
    jb_inline *item = jb_arena_alloc(b->arena, sizeof *item);
    item->text = jb_arena_join(b->arena, left, p->fraction, p->suffix, "");
    item->bold = bold;
    out->text = (jb_text){item, 1};
    out->marks = marks_text(b, cell->notes, cell->note_count);
    out->centered = !d->given;
    out->has_axis = !out->centered && strcmp(d->kind, "remark") != 0;
    out->axis = jb_utf8_count(left, strlen(left));
}

static void cell_bind(const binding *b, size_t row, size_t column, jb_table_cell *out)
{
    const jb_cell *cell = jb_dataset_cell(b->data, row, column);
    if (cell->derived != NULL) {
        derived_bind(b, cell, false, out);
        return;
    }
    if (cell->figure_count > 0 && !on_axis(b, column)) {
        lines_bind(b, column, cell, out);
        return;
    }
    if (cell->figure_count > 0) {
        axis_bind(b, column, &cell->figures[0], out);
    } else {
        out->text = text_plain(b->arena, jb_absence_text(cell->absence, b->brief->lang));
        out->centered = true;
    }
    out->marks = marks_text(b, cell->notes, cell->note_count);
}

static void row_bind(const binding *b, size_t index, jb_table_cell *out)
{
    const jb_row *row = &b->data->rows[index];
    keys_row(b->from, b->arena, b->data, index, b->brief->lang,
             marks_text(b, row->notes, row->note_count), out);
    for (size_t i = 0; i < b->data->column_count; i++) {
        cell_bind(b, index, i, &out[b->from->key_count + i]);
    }
}

/* ---- rows of totals */

static bool has_coverage(const binding *b, const jb_summary *summary)
{
    for (size_t i = 0; i < b->data->column_count; i++) {
        const jb_derived *d = summary->cells[i].derived;
        if (d != NULL && d->given && d->expected > 0) {
            return true;
        }
    }
    return false;
}

jb_text text_bold(jb_arena *arena, const char *text)
{
    jb_inline *item = jb_arena_alloc(arena, sizeof *item);
    item->text = jb_arena_strdup(arena, text);
    item->bold = true;
    return (jb_text){item, 1};
}

static void total_bind(const binding *b, const jb_summary *summary, jb_table_cell *out)
{
    const char *label = by_lang(b, summary->label_zh, summary->label_en);
    keys_label(b->from, b->arena, label, summary->year, true, out);
    for (size_t i = 0; i < b->data->column_count; i++) {
        if (summary->cells[i].derived != NULL) {
            derived_bind(b, &summary->cells[i], true, &out[b->from->key_count + i]);
        }
    }
}

/* Under a total stands how many agencies it covers. */
static void coverage_bind(const binding *b, const jb_summary *summary, jb_table_cell *out)
{
    const char *label = by_lang(b, "　计入单位", "  agencies counted");
    keys_label(b->from, b->arena, label, 0, false, out);
    for (size_t i = 0; i < b->data->column_count; i++) {
        jb_table_cell *cell = &out[b->from->key_count + i];
        const jb_derived *d = summary->cells[i].derived;
        if (d != NULL && d->given && d->expected > 0) {
            cell->text = text_plain(
                b->arena, jb_coverage_text(b->arena, d->covered, d->expected, b->brief->lang));
            cell->centered = on_axis(b, i);
        }
    }
}

/* Totals stand behind the rows they belong to. Returns the cell behind them. */
static jb_table_cell *summaries_bind(const binding *b, size_t after, size_t columns,
                                     const jb_table_cell *first, jb_row_kind *kinds,
                                     jb_table_cell *out)
{
    for (size_t i = 0; i < b->data->summary_count; i++) {
        const jb_summary *summary = &b->data->summaries[i];
        if (summary->after != after) {
            continue;
        }
        total_bind(b, summary, out);
        kinds[(size_t)(out - first) / columns] =
            after == b->data->row_count ? JB_ROW_TOTAL : JB_ROW_SUBTOTAL;
        out += columns;
        if (has_coverage(b, summary)) {
            coverage_bind(b, summary, out);
            out += columns;
        }
    }
    return out;
}

static void body_bind(const binding *b, jb_table_block *table)
{
    size_t most = b->data->row_count + 2 * b->data->summary_count;
    jb_table_cell *cells = jb_arena_array(b->arena, most * table->column_count, sizeof *cells);
    jb_row_kind *kinds = jb_arena_array(b->arena, most + 1, sizeof *kinds);
    jb_table_cell *out = cells;
    for (size_t i = 0; i < b->data->row_count; i++) {
        row_bind(b, i, out);
        out =
            summaries_bind(b, i + 1, table->column_count, cells, kinds, out + table->column_count);
    }
    table->body = cells;
    table->row_kinds = kinds;
    table->body_rows = (size_t)(out - cells) / table->column_count;
}

static void bars_find(binding *b)
{
    if (b->from->bars <= 0) {
        return;
    }
    b->longest = jb_arena_array(b->arena, b->data->column_count + 1, sizeof *b->longest);
    for (size_t i = 0; i < b->data->column_count; i++) {
        b->longest[i] = bar_longest(b->data, i);
    }
}

/* Absences, and what mostly is none, stand in the middle; words on the left. */
static jb_align column_align(const jb_column *column, bool axis)
{
    if (column->derive == JB_DERIVE_BEFORE) {
        return JB_ALIGN_DECIMAL;
    }
    if (column->stated == 0 && column->derive != JB_DERIVE_REMARK) {
        return JB_ALIGN_CENTER;
    }
    if (axis) {
        return JB_ALIGN_DECIMAL;
    }
    return column->mixed || column->derive == JB_DERIVE_REMARK ? JB_ALIGN_LEFT : JB_ALIGN_CENTER;
}

static void columns_bind(const binding *b, jb_table_block *table)
{
    table->column_count = b->from->key_count + b->data->column_count;
    jb_table_column *columns = jb_arena_array(b->arena, table->column_count, sizeof *columns);
    keys_columns(b->from, columns);
    for (size_t i = 0; i < b->data->column_count; i++) {
        const jb_column *c = &b->data->columns[i];
        bool axis = on_axis(b, i);
        jb_table_column *column = &columns[b->from->key_count + i];
        column->align = column_align(c, axis);
        column->tolerant = !axis;
        if (b->longest != NULL && axis && jb_dec_cmp(b->longest[i], jb_dec_int(0)) > 0) {
            column->bar = b->from->bars;
        }
    }
    table->columns = columns;
}

/* ---- around the table */

/* What holds for the whole table comes first and has no mark. */
static void notes_bind(const binding *b, jb_table_block *table)
{
    size_t general = b->data->general_count;
    size_t count = b->data->note_count;
    jb_list_item *items = jb_arena_array(b->arena, general + count, sizeof *items);
    for (size_t i = 0; i < general; i++) {
        const jb_note *note = &b->data->general[i];
        items[i].text = text_plain(b->arena, by_lang(b, note->zh, note->en));
    }
    for (size_t i = 0; i < count; i++) {
        const jb_note *note = &b->data->notes[i];
        jb_list_item *item = &items[general + i];
        item->label = text_plain(b->arena, note_mark(b->arena, i + 1, count));
        item->text = text_plain(b->arena, by_lang(b, note->zh, note->en));
        item->note = (uint32_t)(i + 1);
    }
    table->notes = items;
    table->note_count = general + count;
    table->notes_lead = text_plain(b->arena, by_lang(b, "注：", "Notes:\xC2\xA0"));
    jb_text legend = text_plain(b->arena, jb_dataset_legend(b->arena, b->data, b->brief->lang));
    table->legend = support_legend(b->arena, legend, supports_of(b->data), b->brief->lang);
}

jb_status table_titles_bind(const jb_brief *brief, jb_arena *arena, const block *from,
                            jb_table_block *table, const char **title, jb_error *err)
{
    const char *number = "";
    jb_status st = JB_OK;
    if (from->number != NULL) {
        st = template_expand(brief, arena, from->number, &number, err);
    }
    if (st == JB_OK) {
        st = template_fill(brief, arena, from->caption, title, err);
    }
    if (st == JB_OK && from->summary != NULL) {
        st = template_expand(brief, arena, from->summary, &table->summary, err);
    }
    table->number = text_plain(arena, number);
    table->title = text_plain(arena, *title);
    table->continued =
        brief->lang == JB_LANG_ZH ? "续{number}　{title}" : "{number} {title} (continued)";
    return st;
}

static jb_status words_bind(const binding *b, jb_table_block *table, jb_error *err)
{
    const char *title = "";
    jb_status st = table_titles_bind(b->brief, b->arena, b->from, table, &title, err);
    if (st == JB_OK && b->from->summary == NULL) {
        table->summary = jb_arena_printf(
            b->arena, is_zh(b) ? "%s：%zu 行，%zu 项指标。" : "%s: %zu rows, %zu measures.", title,
            b->data->row_count, b->data->column_count);
    }
    if (b->one_unit) {
        table->unit =
            text_plain(b->arena, jb_arena_printf(b->arena, is_zh(b) ? "单位：%s" : "Unit: %s",
                                                 column_unit(b, 0)));
    }
    return st;
}

jb_status table_looks_bind(const jb_brief *brief, const block *from, jb_table_block *table,
                           jb_error *err)
{
    bool ledger = from->type == BLOCK_LEDGER;
    struct {
        const char *name;
        jb_style *to;
    } const fields[] = {
        {"table_title", &table->title_style},
        {"table_unit", &table->unit_style},
        {ledger ? "ledger_head" : "table_head", &table->head_style},
        {ledger ? "ledger_cell" : "table_cell", &table->cell_style},
        {"table_note", &table->note_style},
    };
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        const jb_style *style = style_find(brief, fields[i].name);
        if (style == NULL) {
            return jb_json_fail(from->json, err, "the style sheet has no style \"%s\"",
                                "样式表缺少样式“%s”", fields[i].name);
        }
        jb_status st = style_fits(brief, from->json, fields[i].name, style, err);
        if (st != JB_OK) {
            return st;
        }
        *fields[i].to = *style;
    }
    table->rules = from->rules;
    table->orient = from->orient;
    table->zebra = from->zebra;
    table->pad_x = table->cell_style.size * 3 / 10;
    table->pad_y = table->cell_style.size / 5;
    return JB_OK;
}

jb_status table_bind(const jb_brief *brief, jb_arena *arena, const block *from,
                     const jb_table_block **out, jb_error *err)
{
    jb_table_block *table = jb_arena_alloc(arena, sizeof *table);
    jb_status st = keys_check(from, from->refs[0].data->bound, err);
    *out = table;
    if (st != JB_OK) {
        return st;
    }
    block own = *from;
    keys_settle(&own, from->refs[0].data->bound);
    binding b = {.brief = brief, .arena = arena, .from = &own};
    b.data = dataset_lean(arena, from->refs[0].data->bound);
    b.grouped = has_groups(&b);
    b.one_unit = unit_shared(&b);
    table->key_columns = own.key_count;
    bars_find(&b);
    columns_bind(&b, table);
    heads_bind(&b, table);
    body_bind(&b, table);
    notes_bind(&b, table);
    st = table_looks_bind(brief, from, table, err);
    return st == JB_OK ? words_bind(&b, table, err) : st;
}
