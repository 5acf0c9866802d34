/* torture_doc.c - a random document from its seed.
 *
 * Mostly small, now and then a table of sixty columns, three thousand rows, or a cell of three
 * pages: large things are rare so that ten thousand documents take minutes.
 */
#include "torture.h"

#include <stdio.h>
#include <string.h>

static uint64_t state;

static uint32_t pick(uint32_t below)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return (uint32_t)((state >> 16) % below);
}

static bool one_in(uint32_t n)
{
    return pick(n) == 0;
}

/* ---- text */

static const char *const han[] = {
    "劳", "动", "保", "障", "监", "察", "仲", "裁", "案", "件", "工", "资", "年",
    "度", "省", "市", "县", "区", "办", "结", "追", "回", "元", "人", "的", "了",
    "和", "与", "一", "二", "三", "十", "百", "万", "亿", "々", "〇",
};
static const char *const marks[] = {
    "，", "。", "、", "；", "：", "？", "！", "）", "》", "〉", "」", "』", "】",
    "〕", "”",  "’",  "——", "……", "·",  "～", "—",  "-",  "/",  "％", "‰",  "℃",
    ",",  ".",  ";",  ":",  "?",  "!",  ")",  "]",  "}",  "%",  "'",  "\"",
};
static const char *const openers[] = {"（", "《", "〈", "「", "『", "【", "〔", "“",
                                      "‘",  "(",  "[",  "{",  "￥", "$",  "№",  "+"};
static const char *const numbers[] = {
    "0",       "7",       "12",      "2024",       "1,234.56万元",
    "99.63%",  "-3.2%",   "¥1 350",  "￥9,545.00", "2023年12月31日",
    "10—20件", "3.5‰",    "1.2亿元", "A-7",        "5×8",
    "20℃",     "第3季度", "12:30",   "1/2",        "第128号",
    "500余人",
};
static const char *const latin[] = {"labour",    "a",     "inspection", "Annual Report",
                                    "e.g.",      "x-ray", "naïve",      "http://example.org/a?b=c",
                                    "GB/T 9704", "don't", "II",         "No. 5"};
static const uint32_t rare[] = {
    0x9F98, 0x9B31, 0x3402,  0x3105,  0x20BB7, 0x2B74E, 0x29E3D, 0x2A6D6,
    0x3400, 0x9FA5, 0x20000, 0x2B4E7, 0x30EDE, 0x2B5F4, 0x25B7D, 0xB7,
    0x2461, 0x2160, 0x2103,  0x3008,  0xFF08,  0x2605,  0x25CB,  0x0394,
};
static uint32_t drawn[sizeof rare / sizeof *rare];
static size_t drawn_count;

static bool all_roles_draw(jb_fontset *fonts, uint32_t point)
{
    for (int role = 0; role < JB_ROLES; role++) {
        jb_glyph glyph;
        jb_error err = {0};
        if (jb_fontset_glyph(fonts, (jb_role)role, JB_LANG_ZH, point, &glyph, NULL, &err) !=
            JB_OK) {
            return false;
        }
    }
    return true;
}

void torture_letters(jb_fontset *fonts)
{
    drawn_count = 0;
    for (size_t i = 0; i < sizeof rare / sizeof *rare; i++) {
        if (all_roles_draw(fonts, rare[i])) {
            drawn[drawn_count++] = rare[i];
        }
    }
}

#define ONE_OF(list) (list)[pick((uint32_t)(sizeof(list) / sizeof *(list)))]

/* One more bit of text. Marks do not pile up: six closing marks in a row have no good break. */
static void add_bit(jb_str *s, unsigned *piled)
{
    uint32_t kind = pick(100);
    if (kind >= 80 && kind < 94 && *piled < 2) {
        ++*piled;
        jb_str_add(s, kind < 90 ? ONE_OF(marks) : ONE_OF(openers));
        return;
    }
    *piled = 0;
    if (kind < 72 || (kind >= 80 && kind < 94)) {
        jb_str_add(s, ONE_OF(han));
    } else if (kind < 76) {
        jb_str_add(s, ONE_OF(numbers));
    } else if (kind < 80) {
        jb_str_add(s, ONE_OF(latin));
    } else if (kind < 96) {
        jb_str_addc(s, ' ');
    } else if (kind < 99 && drawn_count > 0) {
        jb_str_add_utf8(s, drawn[pick((uint32_t)drawn_count)]);
    } else {
        jb_str_add(s, one_in(6) ? "\n" : "，");
    }
}

static const char *prose(made *m, size_t bits)
{
    jb_str s = {0};
    unsigned piled = 0;
    jb_str_add(&s, bits > 0 ? ONE_OF(han) : "");
    for (size_t i = 1; i < bits; i++) {
        add_bit(&s, &piled);
    }
    const char *copy = jb_arena_strdup(m->arena, jb_str_text(&s));
    jb_str_free(&s);
    return copy;
}

/* Words without punctuation, for labels and heads. */
static const char *name(made *m, size_t letters)
{
    jb_str s = {0};
    for (size_t i = 0; i < letters; i++) {
        jb_str_add(&s, han[pick(30)]);
    }
    const char *copy = jb_arena_strdup(m->arena, jb_str_text(&s));
    jb_str_free(&s);
    return copy;
}

/* Text in several pieces: words, bold words, calls of notes. */
static jb_text pieces(made *m, size_t bits, uint32_t notes)
{
    size_t count = 1 + (one_in(4) ? pick(4) : 0);
    jb_inline *items = jb_arena_array(m->arena, count, sizeof *items);
    for (size_t i = 0; i < count; i++) {
        bool call = i > 0 && notes > 0 && one_in(2);
        items[i].note = call ? 1 + pick(notes) : 0;
        items[i].superscript = call;
        items[i].text =
            call ? jb_arena_printf(m->arena, "[%u]", items[i].note) : prose(m, bits / count);
        items[i].bold = !call && one_in(5);
        items[i].fact = one_in(6) ? 1 + pick(999) : 0;
    }
    return (jb_text){.items = items, .count = count};
}

static size_t text_length(void)
{
    switch (pick(10)) {
    case 0:
        return pick(900);
    case 1:
    case 2:
    case 3:
        return pick(120);
    default:
        return pick(24);
    }
}

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
    t.src->pad_x = one_in(6) ? 0 : JB_PT(1 + (int)pick(5));
    t.src->pad_y = one_in(6) ? 0 : JB_PT((int)pick(4));
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
}

static void add_random_paragraph(made *m)
{
    jb_block *block = add_text(m, JB_BLOCK_PARAGRAPH, "");
    block->text = pieces(m, 1 + text_length(), 0);
    block->style.align = (jb_align)pick(5);
    block->style.first_indent = one_in(3) ? 0 : JB_PT(32);
    block->style.rest_indent = one_in(6) ? JB_PT(40) : 0;
    block->style.keep_next = one_in(6);
    block->style.keep_lines = one_in(6);
    block->style.before = one_in(4) ? JB_PT((int)pick(30)) : 0;
    block->style.after = one_in(4) ? JB_PT((int)pick(30)) : 0;
    if (one_in(4)) {
        block->style.size = JB_PT(8 + (int)pick(15));
        block->style.pitch = block->style.size + JB_PT((int)pick(15));
    }
    block->style.grid = block->style.size == JB_PT(16) && one_in(2);
}

static void add_random_block(made *m)
{
    switch (pick(12)) {
    case 0:
    case 1:
    case 2:
        (void)add_heading(m, m->count == 0 ? 0 : 1 + pick(3), name(m, 1 + pick(40)));
        break;
    case 3:
        add_random_list(m, one_in(3));
        break;
    case 4:
        (void)add_space(m, JB_PT(1 + (int)pick(120)));
        break;
    case 5:
        if (one_in(3)) {
            (void)add_break(m);
        }
        break;
    case 6:
    case 7:
    case 8:
        add_random_table(m);
        break;
    default:
        add_random_paragraph(m);
    }
}

/* A4 as the standard has it, low, narrow, or turned. */
static void choose_page(made *m)
{
    jb_page_spec *page = &m->doc.page;
    page->char_pitch = one_in(2) ? 15790 : 0;
    page->line_pitch = one_in(4) ? 0 : page->line_pitch;
    page->numbering = (jb_numbering)pick(3);
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
    page->footer = words(m, one_in(2) ? name(m, pick(30)) : "");
}

void torture_document(made *m, uint32_t seed)
{
    state = seed * UINT64_C(0x9E3779B97F4A7C15) + 1;
    for (int i = 0; i < 4; i++) {
        (void)pick(2);
    }
    choose_page(m);
    for (uint32_t n = 1 + pick(14); n > 0; n--) {
        add_random_block(m);
    }
}
