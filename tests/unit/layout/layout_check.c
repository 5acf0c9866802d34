/* layout_check.c - what must hold of the pages of any document. */
#include "layout_help.h"

#include <jbtest.h>

static bool is_heading(const jb_pages *pages, uint32_t tag)
{
    jb_tag_kind kind = pages->tags[tag].kind;
    return kind >= JB_TAG_TITLE && kind <= JB_TAG_H6;
}

static void check_tags(const jb_pages *pages)
{
    assert_true(pages->tag_count > 0);
    assert_int_equal(pages->tags[0].kind, JB_TAG_DOCUMENT);
    for (size_t i = 1; i < pages->tag_count; i++) {
        const jb_tag *tag = &pages->tags[i];
        jb_tag_kind parent = pages->tags[tag->parent].kind;
        assert_true(tag->parent < i);
        if (tag->kind == JB_TAG_TR) {
            assert_true(parent == JB_TAG_THEAD || parent == JB_TAG_TBODY);
        }
        if (tag->kind == JB_TAG_TH || tag->kind == JB_TAG_TD) {
            assert_int_equal(parent, JB_TAG_TR);
        }
        if (tag->kind == JB_TAG_NOTE) {
            assert_int_not_equal(tag->id, 0);
        }
    }
}

static void check_place(const made *m, const jb_page *page, const jb_mark *mark)
{
    jb_page_spec turned = m->doc.page;
    const jb_page_spec *spec = &m->doc.page;
    if (page->width != spec->width) { /* clockwise */
        turned = (jb_page_spec){.width = spec->height,
                                .height = spec->width,
                                .top = spec->left,
                                .right = spec->top,
                                .bottom = spec->right,
                                .left = spec->bottom};
        spec = &turned;
    }
    if (mark->kind == JB_MARK_PATH && mark->block == m->count) {
        assert_int_equal(mark->tag, JB_TAG_ARTIFACT); /* a watermark: anywhere on the paper */
        assert_true(mark->x >= 0 && mark->x + mark->width <= spec->width);
        assert_true(mark->y >= 0 && mark->y + mark->height <= spec->height);
        return;
    }
    jb_len top = mark->kind == JB_MARK_TEXT ? mark->y - mark->size * 88 / 100 : mark->y;
    jb_len bottom = top + mark->height;
    assert_true(mark->x >= spec->left);
    assert_true(mark->x + mark->width <= spec->width - spec->right || page->overfull);
    if (mark->block < m->count) {
        assert_true(top >= spec->top - JB_PT(1));
        assert_true(bottom <= spec->height - spec->bottom + JB_PT(1));
    } else {
        assert_int_equal(mark->tag, JB_TAG_ARTIFACT);
        assert_true(top >= spec->height - spec->bottom || bottom <= spec->top);
        assert_true(top >= 0 && bottom <= spec->height);
    }
}

static bool overlap(const jb_mark *a, const jb_mark *b)
{
    jb_len a_top = a->y - a->size * 88 / 100;
    jb_len b_top = b->y - b->size * 88 / 100;
    return a->kind == JB_MARK_TEXT && b->kind == JB_MARK_TEXT && a->x < b->x + b->width &&
           b->x < a->x + a->width && a_top < b_top + b->height && b_top < a_top + a->height;
}

static void check_overlaps(const jb_page *page)
{
    for (size_t i = 0; i < page->mark_count; i++) {
        for (size_t k = i + 1; k < page->mark_count; k++) {
            const jb_mark *a = &page->marks[i];
            const jb_mark *b = &page->marks[k];
            assert_false(overlap(a, b));
        }
    }
}

static void check_page(const made *m, const jb_pages *pages, size_t p)
{
    const jb_page *page = &pages->pages[p];
    const jb_mark *last = NULL;
    /* On a low page, what is kept with what follows may fill it. */
    bool low = m->doc.page.height - m->doc.page.bottom < JB_PT(600);
    for (size_t i = 0; i < page->mark_count; i++) {
        const jb_mark *mark = &page->marks[i];
        check_place(m, page, mark);
        assert_true(mark->tag == JB_TAG_ARTIFACT || mark->tag < pages->tag_count);
        if (mark->kind == JB_MARK_RECT) {
            assert_int_equal(mark->tag, JB_TAG_ARTIFACT);
        }
        if (mark->kind == JB_MARK_TEXT && mark->tag != JB_TAG_ARTIFACT) {
            last = mark;
        }
    }
    check_overlaps(page);
    if (p + 1 < pages->count) {
        assert_string_not_equal(page->ended, "");
        bool asked = strcmp(page->ended, "a new page was asked for") == 0;
        assert_true(asked || low || last == NULL || !is_heading(pages, last->tag));
    } else {
        assert_string_equal(page->ended, "");
    }
}

/* ---- every word once, in its element, in reading order ---- */

typedef struct strings {
    char **items;
    size_t count, cap;
} strings;

static void add_string(strings *s, jb_str *text)
{
    if (text->len > 0) {
        char *copy = jb_xmalloc(text->len + 1);
        memcpy(copy, text->data, text->len + 1);
        JB_PUSH(s->items, s->count, s->cap, copy);
    }
    jb_str_clear(text);
}

static void add_words(jb_str *out, const char *text)
{
    for (; text != NULL && *text != '\0'; text++) {
        if (*text != ' ' && *text != '\n') {
            jb_str_addc(out, *text);
        }
    }
}

static void want_text(jb_str *out, const jb_text *text)
{
    for (size_t i = 0; i < text->count; i++) {
        add_words(out, text->items[i].text);
    }
}

static void want_items(strings *want, const jb_list_item *items, size_t count, bool text_first)
{
    jb_str s = {0};
    for (size_t i = 0; i < count; i++) {
        want_text(&s, text_first ? &items[i].text : &items[i].label);
        add_string(want, &s);
        want_text(&s, text_first ? &items[i].label : &items[i].text);
        add_string(want, &s);
    }
    jb_str_free(&s);
}

static void want_table(strings *want, const jb_table_block *t)
{
    jb_str s = {0};
    bool titled = t->number.count > 0 && t->title.count > 0;
    want_text(&s, &t->number);
    jb_str_add(&s, titled ? "　" : "");
    want_text(&s, &t->title);
    add_string(want, &s);
    want_text(&s, &t->unit);
    add_string(want, &s);
    for (size_t i = 0; i < (t->head_rows + t->body_rows) * t->column_count; i++) {
        size_t heads = t->head_rows * t->column_count;
        const jb_table_cell *cell = i < heads ? &t->head[i] : &t->body[i - heads];
        want_text(&s, &cell->text);
        want_text(&s, &cell->marks);
        add_string(want, &s);
    }
    if (t->note_count > 0) {
        want_text(&s, &t->notes_lead);
        add_string(want, &s);
    }
    want_items(want, t->notes, t->note_count, true);
    want_text(&s, &t->legend);
    add_string(want, &s);
    want_text(&s, &t->source);
    add_string(want, &s);
    jb_str_free(&s);
}

static void want_all(const made *m, strings *want)
{
    jb_str s = {0};
    for (size_t i = 0; i < m->count; i++) {
        const jb_block *block = &m->blocks[i];
        if (block->kind == JB_BLOCK_TABLE) {
            want_table(want, block->table);
        } else if (block->kind == JB_BLOCK_CHART) {
            if (block->chart->note_count > 0) {
                want_text(&s, &block->chart->notes_lead);
                add_string(want, &s);
            }
            want_items(want, block->chart->notes, block->chart->note_count, true);
        } else if (block->kind == JB_BLOCK_LIST) {
            want_text(&s, &block->lead);
            add_string(want, &s);
            want_items(want, block->items, block->item_count, false);
        } else {
            want_text(&s, &block->text);
            add_string(want, &s);
            want_text(&s, &block->right);
            add_string(want, &s);
        }
    }
    jb_str_free(&s);
}

/* The words of a mark go to its element; those of a link to the element it stands in. */
static void have_mark(const jb_pages *pages, const jb_mark *mark, jb_str *texts)
{
    if (mark->kind != JB_MARK_TEXT || mark->tag == JB_TAG_ARTIFACT) {
        return;
    }
    const jb_tag *tag = &pages->tags[mark->tag];
    if (tag->kind == JB_TAG_FIGURE || pages->tags[tag->parent].kind == JB_TAG_FIGURE) {
        return; /* a chart's words: test_layout_chart.c */
    }
    uint32_t holder = tag->kind == JB_TAG_LINK ? tag->parent : mark->tag;
    if (pages->tags[holder].kind == JB_TAG_REFERENCE) {
        holder = pages->tags[holder].parent;
    }
    if (pages->tags[holder].kind == JB_TAG_TOCI) {
        return; /* test_layout_furniture.c */
    }
    jb_str *text = &texts[holder];
    for (uint32_t k = 0; k < mark->count; k++) {
        if (mark->code_points[k] != ' ') {
            jb_str_add_utf8(text, mark->code_points[k]);
        }
    }
}

static void have_all(const jb_pages *pages, strings *have)
{
    jb_str *texts = jb_xmalloc(pages->tag_count * sizeof *texts);
    memset(texts, 0, pages->tag_count * sizeof *texts);
    for (size_t p = 0; p < pages->count; p++) {
        for (size_t i = 0; i < pages->pages[p].mark_count; i++) {
            have_mark(pages, &pages->pages[p].marks[i], texts);
        }
    }
    for (size_t i = 0; i < pages->tag_count; i++) {
        add_string(have, &texts[i]);
        jb_str_free(&texts[i]);
    }
    free(texts);
}

static void free_strings(strings *s)
{
    for (size_t i = 0; i < s->count; i++) {
        free(s->items[i]);
    }
    free(s->items);
}

static void check_words(const made *m, const jb_pages *pages)
{
    strings want = {0};
    strings have = {0};
    want_all(m, &want);
    have_all(pages, &have);
    for (size_t i = 0; i < want.count && i < have.count; i++) {
        assert_string_equal(have.items[i], want.items[i]);
    }
    assert_int_equal(have.count, want.count);
    free_strings(&want);
    free_strings(&have);
}

/* ---- tables ---- */

static jb_len axis_x(const jb_pages *pages, uint32_t tag, size_t axis)
{
    const jb_mark *marks[8];
    size_t n = marks_of_tag(pages, tag, marks, 8);
    size_t seen = 0;
    for (size_t i = 0; i < n; i++) {
        jb_len x = marks[i]->x;
        for (uint32_t k = 0; marks[i]->kind == JB_MARK_TEXT && k < marks[i]->count; k++, seen++) {
            if (seen == axis) {
                return x;
            }
            x += marks[i]->adv[k];
        }
        if (marks[i]->kind == JB_MARK_TEXT && seen == axis) {
            return x;
        }
    }
    return -1;
}

/* The element of the next body cell after `tag`. */
static uint32_t next_cell(const jb_pages *pages, uint32_t tag)
{
    for (tag++; tag < pages->tag_count; tag++) {
        const jb_tag *t = &pages->tags[tag];
        bool cell = t->kind == JB_TAG_TD || t->kind == JB_TAG_TH;
        if (cell && pages->tags[pages->tags[t->parent].parent].kind == JB_TAG_TBODY) {
            return tag;
        }
    }
    fail_msg("a cell has no element");
    return 0;
}

static uint32_t check_axes(const jb_pages *pages, const jb_table_block *t, uint32_t tag)
{
    jb_len *axes = jb_xmalloc((t->column_count + 1) * sizeof *axes);
    memset(axes, 0, (t->column_count + 1) * sizeof *axes);
    /* Heads stand in the body of a table that has no other rows. */
    for (size_t i = 0; t->body_rows == 0 && i < t->head_rows * t->column_count; i++) {
        tag = t->head[i].covered ? tag : next_cell(pages, tag);
    }
    for (size_t i = 0; i < t->body_rows * t->column_count; i++) {
        const jb_table_cell *cell = &t->body[i];
        size_t col = i % t->column_count;
        if (cell->covered) {
            continue;
        }
        tag = next_cell(pages, tag);
        assert_int_equal(pages->tags[tag].kind, cell->header ? JB_TAG_TH : JB_TAG_TD);
        if (!cell->has_axis || cell->colspan > 1 || t->columns[col].align != JB_ALIGN_DECIMAL ||
            cell->centered || cell->text.count == 0) {
            continue;
        }
        /* A figure that leads to its receipt stands in a Link. */
        bool leads = tag + 1 < pages->tag_count && pages->tags[tag + 1].parent == tag &&
                     pages->tags[tag + 1].kind == JB_TAG_LINK && cell->text.items[0].fact != 0;
        jb_len x = axis_x(pages, tag + leads, cell->axis);
        assert_true(x >= 0);
        if (axes[col] != 0) {
            assert_int_equal(x, axes[col]);
        }
        axes[col] = x;
    }
    free(axes);
    return tag;
}

static void check_tables(const made *m, const jb_pages *pages)
{
    size_t n = 0;
    size_t repeats = 0;
    uint32_t tag = 0;
    for (size_t i = 0; i < m->count; i++) {
        const jb_table_block *t = m->blocks[i].table;
        if (m->blocks[i].kind != JB_BLOCK_TABLE) {
            continue;
        }
        assert_true(n < pages->table_count);
        const jb_table_count *count = &pages->tables[n++];
        assert_string_equal(count->path, m->blocks[i].path);
        assert_int_equal(count->rows_in, t->body_rows);
        assert_int_equal(count->rows_out, t->body_rows);
        assert_int_equal(count->cells_in, count->cells_out);
        repeats += t->title.count > 0 ? count->pages - 1 : 0;
        tag = check_axes(pages, t, tag);
    }
    assert_int_equal(n, pages->table_count);
    for (size_t p = 0; p < pages->count; p++) {
        for (size_t i = 0; i < pages->pages[p].mark_count; i++) {
            const jb_mark *mark = &pages->pages[p].marks[i];
            bool continued = mark->kind == JB_MARK_TEXT && mark->tag == JB_TAG_ARTIFACT &&
                             mark->size == JB_PT(12) && mark->code_points[0] == 0x7EED &&
                             mark->block < m->count &&
                             m->blocks[mark->block].kind == JB_BLOCK_TABLE;
            repeats -= continued;
        }
    }
    assert_int_equal(repeats, 0);
}

void check_pages(const made *m, const jb_pages *pages)
{
    assert_non_null(pages);
    assert_true(pages->count > 0);
    check_tags(pages);
    for (size_t p = 0; p < pages->count; p++) {
        check_page(m, pages, p);
    }
    /* Tables in parts say some of their cells again: the torture looks at those. */
    for (size_t i = 0; i < pages->table_count; i++) {
        if (pages->tables[i].parts > 1) {
            return;
        }
    }
    if (m->doc.footnote_count == 0) { /* they stand between parts of other texts */
        check_words(m, pages);
    }
    check_tables(m, pages);
}
