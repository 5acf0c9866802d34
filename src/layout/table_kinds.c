/* table_kinds.c - labels over groups of rows, totals, stripes.
 *
 * Decides that a label whose rows go on over the page is said again there, with "（续）" behind it:
 * as furniture, because its meaning was told once.
 */
#include "table.h"

#define GREY 0xF0F0F0

/* What has no style of its own looks like the cells, in bold. */
static jb_style bold(const jb_style *own, const jb_style *cells)
{
    jb_style style = *cells;
    style.role = JB_ROLE_HEI;
    return own->size > 0 ? *own : style;
}

/* A stripe is as high as the rows that a merged cell ties together. */
static void find_stripes(table *t)
{
    bool grey = true;
    for (size_t row = t->head_rows; row < t->rows; row++) {
        if (row_kind(t, row) == JB_ROW_GROUP) {
            grey = true;
        } else if (row_kind(t, row) == JB_ROW_PLAIN) {
            grey = t->joint[row] ? grey : !grey;
            t->grey[row] = grey;
        }
    }
}

void kinds_find(run *r, table *t)
{
    size_t group = SIZE_MAX;
    t->group_style = bold(&t->src->group_style, &t->src->cell_style);
    t->total_style = bold(&t->src->total_style, &t->src->cell_style);
    t->group_of = jb_arena_array(r->work, t->rows + 1, sizeof *t->group_of);
    t->labels = jb_arena_array(r->work, t->rows + 1, sizeof *t->labels);
    t->grey = jb_arena_array(r->work, t->rows + 1, sizeof *t->grey);
    for (size_t row = 0; row < t->rows; row++) {
        if (row_kind(t, row) == JB_ROW_GROUP) {
            group = row;
        } else if (row_kind(t, row) == JB_ROW_TOTAL) {
            group = SIZE_MAX;
        }
        t->group_of[row] = row_kind(t, row) == JB_ROW_GROUP ? SIZE_MAX : group;
    }
}

static jb_text said_again(run *r, const table *t, const jb_text *label)
{
    const char *usual = r->doc->lang == JB_LANG_ZH ? "（续）" : " (continued)";
    jb_inline *item = jb_arena_alloc(r->work, sizeof *item);
    item->text = t->src->again != NULL ? t->src->again : usual;
    jb_text words = {.items = item, .count = 1};
    return text_join(r->work, label, "", &words);
}

static jb_status build_label(run *r, table *t, size_t row)
{
    const cell *c = cell_at(t, row, 0);
    jb_text text = said_again(r, t, &c->src->text);
    text_spec spec = {
        .style = &t->group_style,
        .align = cell_align(t, row, 0),
        .width = span_width(t, 0, c->colspan) - 2 * t->src->pad_x,
    };
    where at = cell_where(t, row, 0);
    return text_empty(&c->src->text) ? JB_OK : text_build(r, &text, &spec, &at, &t->labels[row]);
}

/* A row header over several rows, that pages may part. */
static jb_status build_again(run *r, table *t, size_t row, size_t col)
{
    cell *c = cell_at(t, row, col);
    jb_text text = said_again(r, t, &c->src->text);
    text_spec spec = {
        .style = row_style(t, row),
        .align = cell_align(t, row, col),
        .width = span_width(t, col, c->colspan) - 2 * t->src->pad_x,
    };
    where at = cell_where(t, row, col);
    jb_len least = 0;
    jb_status status = text_minimum(r, &text, spec.style, &at, &least);
    if (status != JB_OK || least > spec.width) {
        return status;
    }
    para *again = jb_arena_alloc(r->work, sizeof *again);
    c->again = again;
    return text_build(r, &text, &spec, &at, again);
}

jb_status kinds_labels(run *r, table *t)
{
    jb_status status = JB_OK;
    find_stripes(t);
    for (size_t row = t->head_rows; row < t->rows && status == JB_OK; row++) {
        bool label = row_kind(t, row) == JB_ROW_GROUP && cell_stands(cell_at(t, row, 0));
        if (label) {
            status = build_label(r, t, row);
        }
        for (size_t col = 0; col < t->cols && status == JB_OK; col++) {
            const cell *c = cell_at(t, row, col);
            if (cell_stands(c) && c->src->header && c->rowspan > 1 && !text_empty(&c->src->text)) {
                status = build_again(r, t, row, col);
            }
        }
    }
    return status;
}

/* A label that would take the page from its rows is not said again. */
jb_len label_height(const table *t, size_t row)
{
    size_t group = row < t->rows ? t->group_of[row] : SIZE_MAX;
    if (group == SIZE_MAX || t->labels == NULL || t->labels[group].set.count == 0) {
        return 0;
    }
    int64_t lines = (int64_t)t->labels[group].set.count;
    int64_t height = lines * style_pitch(&t->group_style) + 2 * (int64_t)t->src->pad_y;
    return height <= t->page_room / 8 ? (jb_len)height : 0;
}

void label_place(run *r, table *t)
{
    jb_len height = label_height(t, t->row);
    if (height == 0) {
        return;
    }
    const para *label = &t->labels[t->group_of[t->row]];
    ink in = {.tag = JB_TAG_ARTIFACT, .path = t->path};
    jb_len y = r->y + t->src->pad_y;
    for (size_t i = 0; i < label->set.count; i++) {
        mark_line(r, label, i, &t->group_style, r->left + t->src->pad_x, y, &in);
        y += style_pitch(&t->group_style);
    }
    r->y += height;
}

void stripes_draw(run *r, const table *t, size_t row, jb_len y, jb_len height)
{
    if (t->src->zebra && t->grey[row]) {
        mark_fill(r, r->left, y, t->width, height, GREY, t->path);
    }
}
