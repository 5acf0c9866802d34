/* A table of records, line by line: agency and year, then texts. What the lines say is the affair
 * of records.c and ledger.c; how a table looks is bind_table.c's. */
#include "brief_private.h"

#include <stdlib.h>
#include <string.h>

#define KEY_COLUMNS 2 /* agency and report year */

void listing_cell(listing *to, jb_text text)
{
    jb_table_cell cell = {.text = text, .header = to->cell_count % to->column_count == 0};
    JB_PUSH(to->cells, to->cell_count, to->cell_cap, cell);
}

void listing_text(listing *to, const char *text)
{
    listing_cell(to, text_plain(to->arena, text));
}

void listing_row_keys(listing *to, const jb_row *row)
{
    listing_text(to, jb_agency_label(row->agency, to->brief->lang));
    listing_text(to, row->year != 0 ? jb_arena_printf(to->arena, "%d", row->year) : "—");
}

static void columns_bind(const listing *from, jb_table_block *table)
{
    jb_table_column *columns = jb_arena_array(from->arena, from->column_count, sizeof *columns);
    jb_table_cell *head = jb_arena_array(from->arena, from->column_count, sizeof *head);
    bool zh = from->brief->lang == JB_LANG_ZH;
    for (size_t i = 0; i < from->column_count; i++) {
        const listing_column *c = &from->columns[i];
        columns[i].align = i == 1 ? JB_ALIGN_CENTER : JB_ALIGN_LEFT;
        columns[i].fraction = c->fraction;
        columns[i].tolerant = i >= KEY_COLUMNS;
        head[i].text = text_plain(from->arena, zh ? c->head_zh : c->head_en);
    }
    table->columns = columns;
    table->column_count = from->column_count;
    table->head = head;
    table->head_rows = 1;
    table->key_columns = KEY_COLUMNS;
}

static void body_bind(const listing *from, jb_table_block *table)
{
    table->body = jb_arena_keep(from->arena, from->cells, from->cell_count, sizeof *from->cells);
    table->body_rows = from->cell_count / from->column_count;
    table->notes = from->notes;
    table->note_count = from->note_count;
    if (from->note_count > 0) {
        bool zh = from->brief->lang == JB_LANG_ZH;
        table->notes_lead = text_plain(from->arena, zh ? "注：" : "Notes:\xC2\xA0");
    }
}

static jb_status none_bind(const listing *from, const char *none, jb_block *out, jb_error *err)
{
    const jb_style *style = style_find(from->brief, "body");
    if (style == NULL) {
        return jb_json_fail(from->from->json, err, "the style sheet has no style \"%s\"",
                            "样式表缺少样式“%s”", "body");
    }
    out->kind = JB_BLOCK_PARAGRAPH;
    out->style = *style;
    out->text = text_plain(from->arena, none);
    return style_fits(from->brief, from->from->json, "body", style, err);
}

jb_status listing_close(listing *from, const char *none, jb_block *out, jb_error *err)
{
    jb_table_block *table = jb_arena_alloc(from->arena, sizeof *table);
    const char *title = "";
    if (from->cell_count == 0) {
        free(from->cells);
        return none_bind(from, none, out, err);
    }
    columns_bind(from, table);
    body_bind(from, table);
    free(from->cells);
    jb_status st = table_looks_bind(from->brief, from->from, table, err);
    if (st == JB_OK) {
        st = table_titles_bind(from->brief, from->arena, from->from, table, &title, err);
    }
    if (st == JB_OK && from->from->summary == NULL) {
        bool zh = from->brief->lang == JB_LANG_ZH;
        table->summary = jb_arena_printf(from->arena, zh ? "%s：%zu 行。" : "%s: %zu rows.", title,
                                         table->body_rows);
    }
    out->table = table;
    return st;
}
