/* table_rows.c - sets again what must wrap, and finds how high rows are.
 */
#include "table.h"

/* A text of no more is broken between words into like parts: no character stands alone. */
#define SHORT_WORDS 10

static jb_status wrap_text(run *r, const table *t, size_t row, size_t col, jb_len measure)
{
    cell *c = cell_at(t, row, col);
    where at = cell_where(t, row, col);
    jb_align align = cell_align(t, row, col);
    text_spec spec = {
        .style = row_style(t, row), .align = align, .width = measure > 0 ? measure : 1};
    bool is_short = c->natural <= SHORT_WORDS * spec.style->size && c->text.set.count == 1;
    c->levelled = is_short && (align == JB_ALIGN_LEFT || align == JB_ALIGN_JUSTIFY);
    if (c->levelled || (is_short && align == JB_ALIGN_CENTER)) {
        spec.align = JB_ALIGN_BALANCED;
    }
    return text_build(r, &c->src->text, &spec, &at, &c->text);
}

static jb_status wrap_cell(run *r, table *t, size_t row, size_t col)
{
    cell *c = cell_at(t, row, col);
    jb_len measure = span_width(t, col, c->colspan) - 2 * t->src->pad_x -
                     cell_reserve(t, row, col) - bar_room(t, row, col);
    jb_len whole = measure + (cell_align(t, row, col) == JB_ALIGN_CENTER ? c->mark : 0);
    if (c->text.set.count == 0 || c->natural <= whole) {
        return JB_OK;
    }
    c->wrapped = true;
    return wrap_text(r, t, row, col, measure);
}

static jb_len cell_height(const table *t, size_t row, size_t col)
{
    const cell *c = cell_at(t, row, col);
    jb_len pitch = style_pitch(row_style(t, row));
    return (jb_len)para_lines(&c->text) * pitch + 2 * t->src->pad_y;
}

/* Rows under a high cell share what it lacks. */
static void raise_rows(table *t, size_t row, size_t span, jb_len wanted)
{
    int64_t have = 0;
    for (size_t i = row; i < row + span; i++) {
        have += t->heights[i];
    }
    int64_t lacks = wanted - have;
    for (size_t i = row; i < row + span && lacks > 0; i++) {
        jb_len part = (jb_len)(lacks / (int64_t)(row + span - i));
        t->heights[i] += part;
        lacks -= part;
    }
}

jb_status table_rows(run *r, table *t)
{
    t->heights = jb_arena_array(r->work, t->rows + 1, sizeof *t->heights);
    for (size_t row = 0; row < t->rows; row++) {
        t->heights[row] = style_pitch(row_style(t, row)) + 2 * t->src->pad_y;
        for (size_t col = 0; col < t->cols; col++) {
            const cell *c = cell_at(t, row, col);
            if (!cell_stands(c)) {
                continue;
            }
            jb_status status = wrap_cell(r, t, row, col);
            if (status != JB_OK) {
                return status;
            }
            jb_len height = cell_height(t, row, col);
            if (c->rowspan == 1 && height > t->heights[row]) {
                t->heights[row] = height;
            }
        }
    }
    for (size_t i = 0; i < t->rows * t->cols; i++) {
        const cell *c = &t->cells[i];
        if (cell_stands(c) && c->rowspan > 1) {
            raise_rows(t, i / t->cols, c->rowspan, cell_height(t, i / t->cols, i % t->cols));
        }
    }
    return JB_OK;
}
