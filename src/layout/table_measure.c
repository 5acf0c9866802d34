/* table_measure.c - what the cells of a table want: natural and minimum widths, decimal parts.
 *
 * Every cell is set once without a measure; most stay as they are. Minimums cost more and are only
 * looked for when the columns cannot have what they want.
 */
#include "table.h"

#include <stdlib.h>

where cell_where(const table *t, size_t row, size_t col)
{
    bool head = row_in_head(t, row);
    return (where){
        .path = t->block->path,
        .what = head ? "table head row" : "table row",
        .row = head ? row + 1 : row - t->head_rows + 1,
        .column = col + 1,
    };
}

jb_align cell_align(const table *t, size_t row, size_t col)
{
    const cell *c = cell_at(t, row, col);
    jb_align align = t->src->columns[col].align;
    if (row_in_head(t, row)) {
        return JB_ALIGN_BALANCED;
    }
    if (c->src->centered) {
        return JB_ALIGN_CENTER;
    }
    if (align == JB_ALIGN_DECIMAL && (!c->src->has_axis || c->colspan > 1)) {
        return JB_ALIGN_CENTER;
    }
    return align;
}

jb_len cell_reserve(const table *t, size_t row, size_t col)
{
    const cell *c = cell_at(t, row, col);
    switch (cell_align(t, row, col)) {
    case JB_ALIGN_LEFT:
    case JB_ALIGN_JUSTIFY:
        return c->mark;
    case JB_ALIGN_CENTER:
    case JB_ALIGN_BALANCED:
        return 2 * c->mark;
    case JB_ALIGN_RIGHT:
    case JB_ALIGN_DECIMAL:
        break;
    }
    return t->columns[col].mark > c->mark ? t->columns[col].mark : c->mark;
}

/* Where the decimal axis lies: the width of the code points before it. */
static jb_len axis_offset(const para *p, size_t axis)
{
    if (p->set.count == 0) {
        return 0;
    }
    const jb_line *line = &p->set.lines[0];
    size_t seen = 0;
    for (size_t k = 0; k < line->piece_count; k++) {
        const jb_piece *piece = &line->pieces[k];
        jb_len x = piece->x;
        for (uint32_t i = 0; i < piece->count; i++, seen++) {
            if (seen == axis) {
                return x;
            }
            x += piece->adv[i];
        }
    }
    return line_end(line);
}

static jb_len greater(jb_len a, jb_len b)
{
    return a > b ? a : b;
}

static jb_status set_cell(run *r, table *t, size_t row, size_t col)
{
    cell *c = cell_at(t, row, col);
    where at = cell_where(t, row, col);
    const jb_style *style = row_style(t, row);
    jb_status status = text_build_line(r, &c->src->text, style, &at, &c->text);
    if (status == JB_OK && c->src->marks.count > 0) {
        status = text_build_label(r, &c->src->marks, style, &at, &c->marks);
    }
    if (status != JB_OK) {
        return status;
    }
    c->natural = para_width(&c->text);
    c->mark = para_width(&c->marks);
    column *lane = &t->columns[col];
    jb_align align = cell_align(t, row, col);
    if (align == JB_ALIGN_DECIMAL) {
        c->left = axis_offset(&c->text, c->src->axis);
        lane->left = greater(lane->left, c->left);
        lane->right = greater(lane->right, c->natural - c->left);
    }
    if (c->colspan == 1 && (align == JB_ALIGN_DECIMAL || align == JB_ALIGN_RIGHT)) {
        lane->mark = greater(lane->mark, c->mark);
    }
    return JB_OK;
}

/* What a cell of one column wants, padding included. */
static jb_len want(const table *t, size_t row, size_t col)
{
    const cell *c = cell_at(t, row, col);
    const column *lane = &t->columns[col];
    jb_len pad = 2 * t->src->pad_x;
    if (cell_align(t, row, col) == JB_ALIGN_DECIMAL) {
        return lane->left + lane->right + lane->mark + pad + bar_room(t, row, col);
    }
    return c->natural + cell_reserve(t, row, col) + pad + bar_room(t, row, col);
}

static int by_length(const void *a, const void *b)
{
    jb_len left = *(const jb_len *)a;
    jb_len right = *(const jb_len *)b;
    return left < right ? -1 : left > right;
}

/* A tolerant column may be as narrow as nine in ten of its cells allow, when the rest are freaks:
 * half as wide again. The head counts as it is. */
static jb_len robust_width(run *r, const table *t, size_t col)
{
    jb_len *wants = jb_arena_array(r->work, t->rows + 1, sizeof *wants);
    jb_len head = 0;
    size_t n = 0;
    for (size_t row = 0; row < t->rows; row++) {
        const cell *c = cell_at(t, row, col);
        if (!cell_stands(c) || c->colspan > 1) {
            continue;
        }
        if (row_in_head(t, row)) {
            head = greater(head, want(t, row, col));
        } else {
            wants[n++] = want(t, row, col);
        }
    }
    if (n == 0) {
        return head;
    }
    qsort(wants, n, sizeof *wants, by_length);
    jb_len most = wants[(n - 1) * 9 / 10];
    return greater(head, wants[n - 1] > most + most / 2 ? most : wants[n - 1]);
}

static jb_status cell_minimum(run *r, const table *t, size_t row, size_t col, jb_len *out)
{
    const cell *c = cell_at(t, row, col);
    where at = cell_where(t, row, col);
    jb_len least = 0;
    *out = want(t, row, col);
    if (cell_align(t, row, col) == JB_ALIGN_DECIMAL) {
        return JB_OK;
    }
    jb_status status = text_minimum(r, &c->src->text, row_style(t, row), &at, &least);
    if (least < c->natural) {
        *out -= c->natural - least;
    }
    return status;
}

/* Of a table's short words so many characters at least stand on a line; a longer text than a word
 * may be broken as it comes. */
#define PART 3
#define WORD 10

/* What a column needs for its short words not to be broken badly, and not at all. */
void table_words(const table *t, size_t col, jb_len *part, jb_len *word)
{
    jb_len longest = -1; /* of the short words seen: one that is within it asks for no more */
    jb_len mark = 0;
    *part = *word = 0;
    for (size_t row = 0; row < t->rows; row++) {
        const cell *c = cell_at(t, row, col);
        if ((c->natural <= longest && c->mark <= mark) || !cell_stands(c) || c->colspan > 1) {
            continue;
        }
        jb_len em = row_style(t, row)->size;
        bool head = row_in_head(t, row);
        bool is_short = !head && c->natural <= WORD * em;
        jb_len whole = want(t, row, col);
        whole -= cell_align(t, row, col) == JB_ALIGN_CENTER ? c->mark : 0;
        jb_len half = (c->natural / 2 + em - 1) / em * em;
        jb_len least = is_short && half > PART * em ? half : PART * em;
        least = head && half < least ? half : least;
        *part = greater(*part, least < c->natural ? whole - (c->natural - least) : whole);
        if (is_short) {
            *word = greater(*word, whole);
            mark = c->natural > longest ? c->mark : mark;
            longest = greater(longest, c->natural);
        }
    }
}

/* Columns under a wide cell share what it lacks. */
static void widen_span(const table *t, size_t col, size_t span, jb_len wanted, bool minimum)
{
    jb_len have = 0;
    for (size_t i = col; i < col + span; i++) {
        have += minimum ? t->columns[i].minimum : t->columns[i].natural;
    }
    jb_len lacks = wanted - have;
    for (size_t i = col; i < col + span && lacks > 0; i++) {
        jb_len part = lacks / (jb_len)(col + span - i);
        column *lane = &t->columns[i];
        if (minimum) {
            lane->minimum += part;
        } else {
            lane->natural += part;
            lane->robust += part;
        }
        lacks -= part;
    }
}

static jb_status widen_for(run *r, const table *t, size_t row, size_t col, bool minimum)
{
    jb_len wanted = want(t, row, col);
    jb_status status = JB_OK;
    if (minimum) {
        status = cell_minimum(r, t, row, col, &wanted);
    }
    if (status == JB_OK) {
        widen_span(t, col, cell_at(t, row, col)->colspan, wanted, minimum);
    }
    return status;
}

/* Narrow spans first, so that wide ones see what they did. */
static jb_status widen_spans(run *r, const table *t, bool minimum)
{
    for (size_t span = 2; span <= t->widest; span++) {
        for (size_t i = 0; i < t->rows * t->cols; i++) {
            const cell *c = &t->cells[i];
            jb_status status = JB_OK;
            if (cell_stands(c) && c->colspan == span) {
                status = widen_for(r, t, i / t->cols, i % t->cols, minimum);
            }
            if (status != JB_OK) {
                return status;
            }
        }
    }
    return JB_OK;
}

/* Needs all cells of the column set: decimal parts and note marks are shared by its rows. */
static void column_wants(run *r, table *t, size_t col)
{
    column *lane = &t->columns[col];
    lane->natural = 2 * t->src->pad_x;
    for (size_t row = 0; row < t->rows; row++) {
        const cell *c = cell_at(t, row, col);
        if (cell_stands(c) && c->colspan == 1) {
            lane->natural = greater(lane->natural, want(t, row, col));
        }
    }
    lane->robust = lane->src->tolerant ? robust_width(r, t, col) : lane->natural;
}

jb_status table_measure(run *r, table *t)
{
    for (size_t i = 0; i < t->rows * t->cols; i++) {
        jb_status status = JB_OK;
        if (cell_stands(&t->cells[i])) {
            status = set_cell(r, t, i / t->cols, i % t->cols);
        }
        if (status != JB_OK) {
            return status;
        }
    }
    for (size_t col = 0; col < t->cols; col++) {
        column_wants(r, t, col);
    }
    return widen_spans(r, t, false);
}

jb_status table_minimums(run *r, table *t)
{
    if (t->minimums) {
        return JB_OK;
    }
    t->minimums = true;
    for (size_t col = 0; col < t->cols; col++) {
        column *lane = &t->columns[col];
        lane->minimum = 2 * t->src->pad_x;
        for (size_t row = 0; row < t->rows; row++) {
            const cell *c = cell_at(t, row, col);
            jb_len least = 0;
            if (!cell_stands(c) || c->colspan > 1 || want(t, row, col) <= lane->minimum) {
                continue;
            }
            jb_status status = cell_minimum(r, t, row, col, &least);
            if (status != JB_OK) {
                return status;
            }
            lane->minimum = greater(lane->minimum, least);
        }
    }
    return widen_spans(r, t, true);
}
