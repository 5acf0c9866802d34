/* torture_doc.c - a random document from its seed.
 *
 * Mostly small, now and then a table of sixty columns, three thousand rows, or a cell of three
 * pages: large things are rare so that ten thousand documents take minutes.
 */
#include "torture_make.h"

/* ---- tables */

static uint32_t column_count(void)
{
    uint32_t kind = pick(100);
    return 1 + (kind < 70 ? pick(6) : kind < 92 ? pick(16) : pick(60));
}

static uint32_t row_count(uint32_t cols)
{
    uint32_t kind = pick(1000);
    uint32_t rows = kind < 600   ? pick(10)
                    : kind < 900 ? pick(45)
                    : kind < 994 ? pick(200)
                                 : pick(3001);
    return rows * cols > 6000 && !one_in(12) ? 6000 / cols : rows;
}

/* From nothing to three pages; long ones are rare in a table of many cells. */
static size_t cell_length(size_t cells)
{
    uint32_t often = cells < 40 ? 40 : (uint32_t)cells;
    if (one_in(often * 12)) {
        return pick(6000);
    }
    if (one_in(often / 2)) {
        return pick(600);
    }
    return one_in(5) ? pick(40) : pick(9);
}

static void fill_figure(made *m, jb_table_cell *cell, uint32_t notes)
{
    static const char *const figures[] = {"0",     "7",     "41",   "136",         "9545",
                                          "1,234", "99.63", "-0.2", "1 234 567.8", "100,000,000.00",
                                          "约120", "≥3.5",  "12.5%"};
    set_figure(m, cell, ONE_OF(figures));
    if (notes > 0 && one_in(6)) {
        jb_inline *item = jb_arena_alloc(m->arena, sizeof *item);
        item->note = 1 + pick(notes);
        item->text = jb_arena_printf(m->arena, "[%u]", item->note);
        item->superscript = true;
        cell->marks = (jb_text){.items = item, .count = 1};
    }
}

static void fill_body(made *m, made_table *t, uint32_t notes)
{
    size_t cols = t->src->column_count;
    size_t cells = t->src->body_rows * cols;
    for (size_t i = 0; i < cells; i++) {
        jb_table_cell *cell = &t->body[i];
        uint32_t kind = pick(20);
        if (i % cols == 0) {
            set_cell(m, cell, name(m, 1 + pick(7)));
        } else if (kind < 13) {
            fill_figure(m, cell, notes);
        } else if (kind < 15) {
            set_cell(m, cell, one_in(2) ? "—" : "×");
            cell->centered = true;
        } else if (kind < 18) {
            cell->text = pieces(m, cell_length(cells), notes);
        }
    }
}

/* Merged cells that do not touch: blocks of three columns, one under the other. */
static void merge_body(made_table *t)
{
    size_t cols = t->src->column_count;
    size_t rows = t->src->body_rows;
    uint32_t most = one_in(4) ? 40 : 3;
    for (size_t col = 0; col < cols; col += 3) {
        for (size_t row = 0; row + most < rows && one_in(2);) {
            unsigned down = 1 + pick(most);
            unsigned across = cols - col < 3 ? 1 : 1 + pick(3);
            span_cell(t->body, cols, row, col, down, one_in(3) ? across : 1);
            row += down;
        }
    }
}

static void fill_head(made *m, made_table *t)
{
    size_t cols = t->src->column_count;
    size_t rows = t->src->head_rows;
    for (size_t i = 0; i < rows * cols; i++) {
        set_cell(m, &t->head[i], name(m, 1 + pick(one_in(6) ? 20 : 6)));
    }
    if (rows < 2) {
        return;
    }
    span_cell(t->head, cols, 0, 0, (unsigned)rows, 1);
    for (size_t col = 1; col + 1 < cols;) {
        size_t across = 1 + pick(5);
        across = col + across > cols ? cols - col : across;
        if (one_in(4)) {
            span_cell(t->head, cols, 0, col, (unsigned)rows, 1);
            across = 1;
        } else {
            span_cell(t->head, cols, 0, col, 1, (unsigned)across);
        }
        col += across;
    }
}

static void choose_columns(made_table *t)
{
    for (size_t i = 0; i < t->src->column_count; i++) {
        if (one_in(4)) {
            t->columns[i].align = (jb_align)pick(6);
        }
        t->columns[i].tolerant = one_in(3);
        t->columns[i].fraction = one_in(14) ? 10 + pick(400) : 0;
        t->columns[i].fixed = one_in(14) ? JB_PT(10 + (int)pick(120)) : 0;
    }
}

/* Labels over groups of rows, sub-totals under them, a total at the end. */
static void choose_kinds(made *m, made_table *t)
{
    size_t cols = t->src->column_count;
    jb_row_kind *kinds = jb_arena_array(m->arena, t->src->body_rows + 1, sizeof *kinds);
    t->src->row_kinds = kinds;
    for (size_t row = 0; row < t->src->body_rows; row++) {
        kinds[row] = one_in(6) ? (jb_row_kind)pick(4) : JB_ROW_PLAIN;
        if (kinds[row] == JB_ROW_GROUP) {
            span_cell(t->body, cols, row, 0, 1, (unsigned)cols);
            set_cell(m, &t->body[row * cols], name(m, 1 + pick(one_in(9) ? 90 : 9)));
        }
    }
}

static void choose_looks(made *m, made_table *t)
{
    size_t cols = t->src->column_count;
    t->src->zebra = one_in(3);
    t->src->again = one_in(4) ? "（接上页）" : NULL;
    for (size_t col = 1; col < cols && one_in(3); col++) {
        t->columns[col].bar = JB_PT(5 + (int)pick(60));
        for (size_t row = 0; row < t->src->body_rows; row++) {
            t->body[row * cols + col].bar = pick(1001);
            t->body[row * cols + col].bar_kind = (jb_bar)pick(3);
        }
    }
    if (one_in(4)) {
        t->src->total_style = t->src->title_style;
        t->src->group_style = t->src->note_style;
    }
    (void)m;
}

static void add_random_table(made *m)
{
    uint32_t cols = column_count();
    made_table t = add_table(m, cols, pick(4), row_count(cols));
    uint32_t notes = pick(5);
    const char *texts[4];
    for (size_t i = 0; i < 4; i++) {
        texts[i] = prose(m, 1 + text_length());
    }
    t.src->rules = (jb_rules)pick(3);
    t.src->orient = one_in(3) ? (jb_orient)pick(3) : JB_ORIENT_AUTO;
    t.src->key_columns = one_in(4) ? pick(4) : 0;
    fill_head(m, &t);
    fill_body(m, &t, notes);
    if (one_in(2)) {
        merge_body(&t);
    } else if (one_in(2)) {
        choose_kinds(m, &t);
    }
    choose_looks(m, &t);
    choose_columns(&t);
    set_notes(m, &t, notes, texts);
    t.src->title = words(m, name(m, 1 + pick(40)));
    t.src->number = words(m, one_in(4) ? "" : "表1");
    t.src->unit = words(m, one_in(3) ? "" : "单位：件");
    t.src->legend = words(m, one_in(2) ? "" : prose(m, pick(60)));
    t.src->source = words(m, one_in(2) ? "" : prose(m, pick(40)));
    /* Never less than a brief gives to this size of type: rows are told from lines by it. */
    t.src->pad_x = JB_PT(3 + (int)pick(4));
    t.src->pad_y = JB_PT(2 + (int)pick(4));
    m->blocks[m->count - 1].style.keep_lines = one_in(4);
    m->blocks[m->count - 1].style.before = JB_PT((int)pick(20));
}

/* ---- blocks */

static void add_random_list(made *m, bool notes)
{
    static const char *const kinds[] = {"1.", "（一）", "〔100〕", "·", "第十二条"};
    size_t count = 1 + pick(5);
    const char *labels[5];
    const char *texts[5];
    for (size_t i = 0; i < count; i++) {
        labels[i] = ONE_OF(kinds);
        texts[i] = prose(m, 1 + text_length());
    }
    jb_block *block = add_list(m, count, labels, texts, notes);
    block->label_width = one_in(3) ? 0 : JB_PT(20 + (int)pick(40));
    if (one_in(4)) {
        block->lead = words(m, "附件：");
    }
    for (size_t i = 0; !notes && i < count; i++) {
        jb_list_item *item = (jb_list_item *)(uintptr_t)&block->items[i];
        item->text = one_in(4) ? rich(m, text_length()) : item->text;
    }
}

static void add_random_paragraph(made *m)
{
    jb_block *block = add_text(m, JB_BLOCK_PARAGRAPH, "");
    block->text = one_in(2) ? rich(m, 1 + text_length()) : pieces(m, 1 + text_length(), 0);
    block->style.align = (jb_align)pick(5);
    block->style.first_indent = one_in(3) ? 0 : JB_PT(32);
    block->style.rest_indent = one_in(6) ? JB_PT(40) : 0;
    block->style.keep_next = one_in(6);
    block->style.keep_lines = one_in(6);
    block->style.before = one_in(4) ? JB_PT((int)pick(30)) : 0;
    block->style.after = one_in(4) ? JB_PT((int)pick(30)) : 0;
    if (one_in(4)) {
        block->style.size = JB_PT(8 + (int)pick(15));
        block->style.pitch = block->style.size + JB_PT(1 + (int)pick(14));
    }
    block->style.grid = block->style.size == JB_PT(16) && one_in(2);
}

/* A section on turned pages lasts until the next page that is asked for. */
static bool turned;

static void add_random_break(made *m)
{
    (void)add_break(m);
    turned = one_in(3);
}

static void add_random_part(made *m)
{
    switch (pick(6)) {
    case 0:
        add_random_annexes(m);
        break;
    case 1:
        add_random_signature(m);
        break;
    case 2:
        turned = false;
        add_random_annex(m);
        break;
    case 3:
        add_random_contents(m);
        break;
    default:
        add_random_chart(m);
    }
}

static void add_random_block(made *m)
{
    switch (pick(16)) {
    case 0:
    case 1:
    case 2:
        (void)add_heading(m, m->count == 0 ? 0 : 1 + pick(one_in(4) ? 6 : 3),
                          name(m, 1 + pick(40)));
        break;
    case 3:
        add_random_list(m, one_in(3));
        break;
    case 4:
        (void)add_space(m, JB_PT(1 + (int)pick(120)));
        break;
    case 5:
        if (one_in(3)) {
            add_random_break(m);
        }
        break;
    case 6:
    case 7:
    case 8:
        add_random_table(m);
        break;
    case 9:
    case 10:
        add_random_chart(m);
        break;
    case 11:
    case 12:
        add_random_part(m);
        break;
    default:
        add_random_paragraph(m);
    }
}

static void choose_furniture(made *m)
{
    jb_page_spec *page = &m->doc.page;
    page->numbering = (jb_numbering)pick(4);
    page->footer = words(m, one_in(2) ? name(m, pick(30)) : "");
    page->watermark = one_in(8) ? "草稿" : NULL;
    page->header_style = page->footer_style;
    page->header_style.rule = one_in(2) ? 500 : 0;
    page->header_gap = JB_PT(8);
    if (one_in(3)) {
        jb_inline *items = jb_arena_array(m->arena, 3, sizeof *items);
        items[0].text = name(m, 1 + pick(12));
        items[1].field = one_in(2) ? JB_FIELD_SECTION : JB_FIELD_PAGE;
        items[1].text = "";
        items[2].text = one_in(2) ? "　" : "";
        page->header = (jb_text){items, 3};
    }
    m->doc.footnote_style = page->footer_style;
    m->doc.footnote_style.size = JB_PT(9);
    m->doc.footnote_style.pitch = JB_PT(13);
    m->doc.footnote_style.before = JB_PT(10);
    m->doc.footnote_style.align = JB_ALIGN_JUSTIFY;
    m->doc.footnote_by_page = one_in(2);
}

/* A4 as the standard has it, low, narrow, or turned. */
static void choose_page(made *m)
{
    jb_page_spec *page = &m->doc.page;
    page->char_pitch = one_in(2) ? 15790 : 0;
    page->line_pitch = one_in(4) ? 0 : page->line_pitch;
    if (one_in(4)) {
        page->bottom += JB_PT(200 + (int)pick(250));
    }
    if (one_in(6)) {
        page->right += JB_PT((int)pick(200));
    }
    if (one_in(6)) {
        jb_len width = page->width;
        page->width = page->height;
        page->height = width;
        page->bottom = JB_PT(80);
    }
    m->doc.lang = one_in(5) ? JB_LANG_EN : JB_LANG_ZH;
}

void torture_document(made *m, uint32_t seed)
{
    chance_begin(seed);
    choose_page(m);
    choose_furniture(m);
    m->doc.page.spill = seed % 2 == 0 ? JB_PT(110) : 0;
    m->doc.page.cover = seed % 7 == 0;
    turned = false;
    if (one_in(4)) {
        add_random_masthead(m);
    }
    for (uint32_t n = 1 + pick(14); n > 0; n--) {
        size_t from = m->count;
        add_random_block(m);
        for (size_t i = from; i < m->count; i++) {
            m->blocks[i].turned = turned && m->blocks[i].kind != JB_BLOCK_PAGE_BREAK;
        }
    }
    if (one_in(5)) {
        add_random_imprint(m);
        m->blocks[m->count - 1].turned = turned;
    }
    references_settle(m);
}
