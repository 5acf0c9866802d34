/* Random documents from fixed seeds. */
#include "random_doc.h"

#include <jbtest.h>

static uint32_t state;

void pick_from(uint32_t seed)
{
    state = seed * 2654435761U;
}

uint32_t pick(uint32_t below)
{
    state ^= state << 13;
    state ^= state >> 17;
    state ^= state << 5;
    return state % below;
}

static const char *han(made *m, size_t count)
{
    static const char letters[] = "劳动保障监察执法办案年度情况一二三四五六七八九十";
    jb_str s = {0};
    for (size_t i = 0; i < count; i++) {
        jb_str_addn(&s, letters + 3 * pick(24), 3);
        jb_str_add(&s, pick(17) == 0 ? "，" : "");
        jb_str_add(&s, pick(29) == 0 ? "12345" : "");
    }
    const char *copy = jb_arena_strdup(m->arena, jb_str_text(&s));
    jb_str_free(&s);
    return copy;
}

static size_t length(void)
{
    switch (pick(8)) {
    case 0:
        return pick(400);
    case 1:
    case 2:
        return pick(60);
    default:
        return pick(8);
    }
}

static void random_figure(made *m, jb_table_cell *cell)
{
    static const char *const figures[] = {"0", "7", "41", "136", "9545", "1,234", "99.63", "-0.2"};
    set_figure(m, cell, figures[pick(8)]);
    if (pick(5) == 0) {
        const char *parts[] = {"^1", NULL};
        cell->marks = words_of(m, parts);
    }
}

/* Blocks of three columns that do not touch each other. */
static void random_spans(made_table *t)
{
    size_t cols = t->src->column_count;
    size_t rows = t->src->body_rows;
    uint32_t most = pick(3) == 0 ? 12 : 3;
    for (size_t col = 0; col < cols && pick(3) == 0; col += 3) {
        for (size_t row = 0; row + most < rows;) {
            unsigned down = 1 + pick(most);
            unsigned across = cols - col < 3 ? 1 : 1 + pick(3);
            span_cell(t->body, cols, row, col, down, pick(4) == 0 ? across : 1);
            row += down;
        }
    }
}

static void random_cells(made *m, made_table *t, size_t long_cells)
{
    size_t cols = t->src->column_count;
    for (size_t i = 0; i < t->src->body_rows * cols; i++) {
        jb_table_cell *cell = &t->body[i];
        if (i % cols == 0) {
            set_cell(m, cell, han(m, 1 + pick(6)));
        } else if (pick(10) < 7) {
            random_figure(m, cell);
        } else if (pick(3) == 0) {
            set_cell(m, cell, "—");
            cell->centered = true;
        } else if (pick(3) == 0) {
            size_t most = pick(100) < long_cells ? 1500 : 12;
            set_cell(m, cell, han(m, pick((uint32_t)most)));
        }
    }
    random_spans(t);
}

static void random_head(made *m, made_table *t)
{
    size_t cols = t->src->column_count;
    for (size_t i = 0; i < t->src->head_rows * cols; i++) {
        set_cell(m, &t->head[i], han(m, 1 + pick(7)));
    }
    if (t->src->head_rows == 2) {
        span_cell(t->head, cols, 0, 0, 2, 1);
        for (size_t col = 1; col + 1 < cols; col += 2) {
            if (pick(2) == 0) {
                span_cell(t->head, cols, 0, col, 1, 2);
            }
        }
    }
}

static void random_table(made *m)
{
    static const uint32_t rows[] = {0, 1, 2, 3, 4, 5, 9, 14, 25, 60, 300};
    made_table t = add_table(m, 1 + pick(pick(3) == 0 ? 20 : 6), pick(3), rows[pick(11)]);
    t.src->rules = (jb_rules)pick(3);
    random_head(m, &t);
    random_cells(m, &t, pick(3));
    for (size_t i = 0; i < t.src->column_count; i++) {
        if (pick(4) == 0) {
            t.columns[i].align = (jb_align)pick(6);
        }
        t.columns[i].tolerant = pick(3) == 0;
        t.columns[i].fraction = pick(12) == 0 ? 100 : 0;
        t.columns[i].fixed = pick(12) == 0 ? JB_PT(40) : 0;
    }
    const char *notes[] = {han(m, 5), han(m, length()), han(m, length() * 2), han(m, 40)};
    set_notes(m, &t, pick(5), notes);
    t.src->legend = words(m, pick(2) == 0 ? "" : han(m, 20));
    t.src->source = words(m, pick(2) == 0 ? "" : han(m, 12));
    t.src->title = words(m, han(m, 1 + pick(50)));
    t.src->pad_x = pick(5) == 0 ? 0 : JB_PT(3);
    t.src->pad_y = pick(5) == 0 ? 0 : JB_PT(2);
    m->blocks[m->count - 1].style.keep_lines = pick(4) == 0;
    m->blocks[m->count - 1].style.before = JB_PT(6);
}

static void random_block(made *m)
{
    static const char *const labels[] = {"1.", "2.", "〔100〕"};
    const char *texts[] = {han(m, 1 + length()), han(m, 3), han(m, 1 + length())};
    switch (pick(9)) {
    case 0:
    case 1:
        (void)add_heading(m, pick(4), han(m, 1 + pick(40)));
        break;
    case 2:
        (void)add_list(m, 3, labels, texts, pick(2) == 0);
        break;
    case 3:
        (void)add_space(m, JB_PT(10 + (int)pick(60)));
        break;
    case 4:
        if (pick(4) == 0) {
            (void)add_break(m);
        }
        break;
    case 5:
    case 6:
        random_table(m);
        break;
    default: {
        jb_block *block = add_text(m, JB_BLOCK_PARAGRAPH, han(m, 1 + length()));
        block->style.first_indent = JB_PT(32);
        block->style.keep_next = pick(6) == 0;
        block->style.keep_lines = pick(6) == 0;
        block->style.after = pick(3) == 0 ? JB_PT(5) : 0;
    }
    }
}

/* One page in three is low, so that everything breaks. */
void random_document(made *m, uint32_t seed)
{
    pick_from(seed);
    if (seed % 3 == 0) {
        m->doc.page.bottom += JB_PT(300 + (int)pick(200));
    }
    m->doc.page.spill = seed % 2 == 0 ? JB_PT(110) : 0;
    for (uint32_t n = 1 + pick(12); n > 0; n--) {
        random_block(m);
    }
}

bool random_refused(jb_status status, const jb_error *err)
{
    return status == JB_ERR_INPUT && (strstr(err->en, "of this table needs") != NULL ||
                                      strstr(err->en, "fits on an empty page") != NULL);
}

size_t random_check(jb_fontset *fonts, uint32_t count)
{
    size_t laid = 0;
    for (uint32_t seed = 1; seed <= count; seed++) {
        made m;
        made_open(&m);
        random_document(&m, seed);
        jb_pages *pages = NULL;
        jb_error err = {0};
        jb_status status = jb_layout_run(made_doc(&m), fonts, &pages, &err);
        if (getenv("LAYOUT_TRACE") != NULL) {
            (void)fprintf(stderr, "seed %u\n%s", seed, pages ? dump_pages(&m, pages) : "");
        }
        if (random_refused(status, &err)) {
            assert_null(pages);
        } else {
            assert_jb_ok(status, &err);
            check_pages(&m, pages);
            laid++;
        }
        jb_pages_free(pages);
        made_close(&m);
    }
    return laid;
}
