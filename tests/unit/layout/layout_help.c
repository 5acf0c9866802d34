#include "layout_help.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

jb_style body_style(void)
{
    return (jb_style){
        .role = JB_ROLE_BODY, .size = JB_PT(16), .pitch = 28990, .align = JB_ALIGN_JUSTIFY};
}

static jb_style small_style(jb_len size, jb_len pitch, jb_align align)
{
    return (jb_style){.role = JB_ROLE_SONG, .size = size, .pitch = pitch, .align = align};
}

void made_open(made *m)
{
    *m = (made){.arena = jb_arena_new()};
    m->doc.arena = m->arena;
    m->doc.source = "test.json";
    m->doc.title = "test";
    m->doc.lang_tag = "zh-CN";
    m->doc.page = (jb_page_spec){
        .width = JB_MM100(21000),
        .height = JB_MM100(29700),
        .top = JB_MM100(3700),
        .left = JB_MM100(2800),
        .right = JB_MM100(21000) - JB_MM100(2800) - JB_MM100(15600),
        .bottom = JB_MM100(29700) - JB_MM100(3700) - JB_MM100(22500),
        .line_pitch = 28990,
        .numbering = JB_NUMBERING_GONGWEN,
        .number_style = small_style(JB_PT(14), JB_PT(14), JB_ALIGN_LEFT),
        .number_drop = JB_MM100(700),
        .footer_style = small_style(JB_PT(7), JB_PT(9), JB_ALIGN_LEFT),
    };
}

void made_close(made *m)
{
    free(m->blocks);
    jb_arena_free(m->arena);
}

const jb_doc *made_doc(made *m)
{
    m->doc.blocks = m->blocks;
    m->doc.block_count = m->count;
    return &m->doc;
}

jb_text words(made *m, const char *text)
{
    jb_inline *item = jb_arena_alloc(m->arena, sizeof *item);
    item->text = jb_arena_strdup(m->arena, text);
    return (jb_text){.items = item, .count = 1};
}

jb_text words_of(made *m, const char *const *parts)
{
    size_t n = 0;
    while (parts[n] != NULL) {
        n++;
    }
    jb_inline *items = jb_arena_array(m->arena, n + 1, sizeof *items);
    for (size_t i = 0; i < n; i++) {
        bool call = parts[i][0] == '^';
        items[i].text = parts[i] + call;
        items[i].superscript = call;
        items[i].note = call ? (uint32_t)strtoul(parts[i] + 1, NULL, 10) : 0;
    }
    return (jb_text){.items = items, .count = n};
}

jb_block *add_block(made *m, jb_block_kind kind)
{
    jb_block block = {.kind = kind, .style = body_style()};
    block.path = jb_arena_printf(m->arena, "$.blocks[%zu]", m->count);
    JB_PUSH(m->blocks, m->count, m->cap, block);
    return &m->blocks[m->count - 1];
}

jb_block *add_text(made *m, jb_block_kind kind, const char *text)
{
    jb_block *block = add_block(m, kind);
    block->text = words(m, text);
    return block;
}

jb_block *add_heading(made *m, unsigned level, const char *text)
{
    jb_block *block = add_text(m, JB_BLOCK_HEADING, text);
    block->level = level;
    block->style.align = level == 0 ? JB_ALIGN_BALANCED : JB_ALIGN_LEFT;
    block->style.size = level == 0 ? JB_PT(22) : JB_PT(16);
    block->style.pitch = level == 0 ? JB_PT(36) : 28990;
    return block;
}

jb_block *add_space(made *m, jb_len height)
{
    jb_block *block = add_block(m, JB_BLOCK_SPACE);
    block->height = height;
    return block;
}

jb_block *add_break(made *m)
{
    return add_block(m, JB_BLOCK_PAGE_BREAK);
}

jb_block *add_list(made *m, size_t count, const char *const *labels, const char *const *texts,
                   bool notes)
{
    jb_list_item *items = jb_arena_array(m->arena, count + 1, sizeof *items);
    for (size_t i = 0; i < count; i++) {
        items[i].label = words(m, labels[i]);
        items[i].text = words(m, texts[i]);
        items[i].note = notes ? (uint32_t)i + 1 : 0;
    }
    jb_block *block = add_block(m, JB_BLOCK_LIST);
    block->items = items;
    block->item_count = count;
    block->label_width = JB_PT(32);
    return block;
}

made_table add_table(made *m, size_t cols, size_t head_rows, size_t body_rows)
{
    made_table t = {.src = jb_arena_alloc(m->arena, sizeof *t.src)};
    t.columns = jb_arena_array(m->arena, cols + 1, sizeof *t.columns);
    t.head = jb_arena_array(m->arena, head_rows * cols + 1, sizeof *t.head);
    t.body = jb_arena_array(m->arena, body_rows * cols + 1, sizeof *t.body);
    for (size_t i = 1; i < cols; i++) {
        t.columns[i].align = JB_ALIGN_DECIMAL;
    }
    for (size_t i = 0; i < body_rows; i++) {
        t.body[i * cols].header = true;
    }
    *t.src = (jb_table_block){
        .number = words(m, "表1"),
        .title = words(m, "各局办案情况"),
        .unit = words(m, "单位：件"),
        .continued = "续{number}　{title}",
        .columns = t.columns,
        .column_count = cols,
        .head = t.head,
        .head_rows = head_rows,
        .body = t.body,
        .body_rows = body_rows,
        .title_style = small_style(JB_PT(12), JB_PT(20), JB_ALIGN_CENTER),
        .unit_style = small_style(JB_PT(9), JB_PT(14), JB_ALIGN_RIGHT),
        .head_style = small_style(JB_PT(10), JB_PT(15), JB_ALIGN_CENTER),
        .cell_style = small_style(JB_PT(10), JB_PT(15), JB_ALIGN_LEFT),
        .note_style = small_style(JB_PT(9), JB_PT(13), JB_ALIGN_JUSTIFY),
        .pad_x = JB_PT(3),
        .pad_y = JB_PT(2),
        .notes_lead = words(m, "注："),
    };
    add_block(m, JB_BLOCK_TABLE)->table = t.src;
    return t;
}

void set_cell(made *m, jb_table_cell *cell, const char *text)
{
    cell->text = words(m, text);
}

void set_figure(made *m, jb_table_cell *cell, const char *text)
{
    cell->text = words(m, text);
    cell->has_axis = true;
    cell->axis = strcspn(text, ".");
}

void span_cell(jb_table_cell *cells, size_t cols, size_t row, size_t col, unsigned rowspan,
               unsigned colspan)
{
    for (size_t i = row; i < row + rowspan; i++) {
        for (size_t k = col; k < col + colspan; k++) {
            cells[i * cols + k] =
                i == row && k == col ? cells[i * cols + k] : (jb_table_cell){.covered = true};
        }
    }
    cells[row * cols + col].rowspan = rowspan;
    cells[row * cols + col].colspan = colspan;
}

void set_notes(made *m, made_table *t, size_t count, const char *const *texts)
{
    t->notes = jb_arena_array(m->arena, count + 1, sizeof *t->notes);
    for (size_t i = 0; i < count; i++) {
        t->notes[i].label = words(m, jb_arena_printf(m->arena, "%zu.", i + 1));
        t->notes[i].text = words(m, texts[i]);
        t->notes[i].note = (uint32_t)i + 1;
    }
    t->src->notes = t->notes;
    t->src->note_count = count;
}

static const char *tag_name(const jb_pages *pages, uint32_t tag)
{
    static const char *const names[JB_TAG_KINDS] = {
        "Document", "Title", "H1",   "H2",    "H3",    "H4",     "H5",    "H6",    "P",
        "L",        "LI",    "Lbl",  "LBody", "Table", "Cap",    "THead", "TBody", "TR",
        "TH",       "TD",    "Note", "Span",  "Link",  "Figure", "TOC",   "TOCI",  "Reference"};
    return tag == JB_TAG_ARTIFACT ? "-" : names[pages->tags[tag].kind];
}

static void add_points(jb_str *out, const jb_mark *mark)
{
    for (uint32_t i = 0; i < mark->count; i++) {
        jb_str_add_utf8(out, mark->code_points[i]);
    }
}

static void dump_mark(jb_str *out, const jb_pages *pages, const jb_mark *mark)
{
    static const char *const kinds[] = {"text", "rect", "link", "anchor", "path"};
    jb_str_addf(out, "%s %s %.1f,%.1f", kinds[mark->kind], tag_name(pages, mark->tag),
                mark->x / 1000.0, mark->y / 1000.0);
    if (mark->kind == JB_MARK_RECT || mark->kind == JB_MARK_PATH) {
        jb_str_addf(out, " %.1fx%.2f", mark->width / 1000.0, mark->height / 1000.0);
    } else if (mark->kind != JB_MARK_TEXT) {
        jb_str_addf(out, " #%u", mark->target);
    } else {
        jb_str_addc(out, ' ');
        add_points(out, mark);
        jb_str_add(out, mark->soft_end ? "~" : "");
    }
    jb_str_addc(out, '\n');
}

static char *keep_str(made *m, jb_str *s)
{
    char *copy = jb_arena_strdup(m->arena, jb_str_text(s));
    jb_str_free(s);
    return copy;
}

char *dump_pages(made *m, const jb_pages *pages)
{
    jb_str out = {0};
    for (size_t p = 0; p < pages->count; p++) {
        jb_str_addf(&out, "page %s: %s\n", pages->pages[p].label, pages->pages[p].ended);
        for (size_t i = 0; i < pages->pages[p].mark_count; i++) {
            dump_mark(&out, pages, &pages->pages[p].marks[i]);
        }
    }
    return keep_str(m, &out);
}

char *page_text(made *m, const jb_pages *pages, size_t page, bool artifacts)
{
    jb_str out = {0};
    for (size_t i = 0; i < pages->pages[page].mark_count; i++) {
        const jb_mark *mark = &pages->pages[page].marks[i];
        if (mark->kind == JB_MARK_TEXT && (mark->tag == JB_TAG_ARTIFACT) == artifacts) {
            add_points(&out, mark);
            jb_str_addc(&out, '|');
        }
    }
    return keep_str(m, &out);
}

size_t page_with(made *m, const jb_pages *pages, const char *text)
{
    for (size_t p = 0; p < pages->count; p++) {
        if (strstr(page_text(m, pages, p, false), text) != NULL) {
            return p + 1;
        }
    }
    return 0;
}

const jb_mark *mark_with(const jb_pages *pages, size_t page, const char *text)
{
    for (size_t i = 0; i < pages->pages[page].mark_count; i++) {
        const jb_mark *mark = &pages->pages[page].marks[i];
        jb_str s = {0};
        if (mark->kind == JB_MARK_TEXT) {
            add_points(&s, mark);
        }
        bool begins = s.len > 0 && strncmp(jb_str_text(&s), text, strlen(text)) == 0;
        jb_str_free(&s);
        if (begins) {
            return mark;
        }
    }
    return NULL;
}

size_t marks_of_tag(const jb_pages *pages, uint32_t tag, const jb_mark **out, size_t most)
{
    size_t n = 0;
    for (size_t p = 0; p < pages->count; p++) {
        for (size_t i = 0; i < pages->pages[p].mark_count && n < most; i++) {
            if (pages->pages[p].marks[i].tag == tag) {
                out[n++] = &pages->pages[p].marks[i];
            }
        }
    }
    return n;
}

size_t count_tags(const jb_pages *pages, jb_tag_kind kind)
{
    size_t n = 0;
    for (size_t i = 0; i < pages->tag_count; i++) {
        n += pages->tags[i].kind == kind;
    }
    return n;
}
