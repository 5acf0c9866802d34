/* table_grid.c - which cell covers which place of a table's grid.
 *
 * Spans that leave the table are cut; a grid whose covered places do not match its spans is
 * refused, because a cell would vanish or stand upon another.
 */
#include "table.h"

static jb_status clash(run *r, const table *t, size_t row, size_t col)
{
    where at = cell_where(t, row, col);
    jb_loc loc = where_loc(r, &at);
    return jb_fail(r->err, JB_ERR_INTERNAL, &loc,
                   "the spans of this table do not match the places they cover",
                   "表格的合并单元格与其覆盖的位置不一致");
}

static jb_status cover(run *r, table *t, size_t row, size_t col)
{
    cell *c = cell_at(t, row, col);
    for (size_t i = row; i < row + c->rowspan; i++) {
        for (size_t k = col; k < col + c->colspan; k++) {
            cell *under = cell_at(t, i, k);
            if (under != c && (!under->src->covered || under->owner != UINT32_MAX)) {
                return clash(r, t, i, k);
            }
            under->owner = (uint32_t)(row * t->cols + col);
        }
        if (i > row) {
            t->joint[i] = true;
        }
    }
    return JB_OK;
}

static uint32_t clamp_span(unsigned span, size_t room)
{
    size_t wanted = span > 1 ? span : 1;
    return (uint32_t)(wanted < room ? wanted : room);
}

jb_status table_grid(run *r, table *t)
{
    for (size_t row = 0; row < t->rows; row++) {
        bool head = row_in_head(t, row);
        for (size_t col = 0; col < t->cols; col++) {
            cell *c = cell_at(t, row, col);
            c->src = head ? &t->src->head[row * t->cols + col]
                          : &t->src->body[(row - t->head_rows) * t->cols + col];
            c->colspan = clamp_span(c->src->colspan, t->cols - col);
            c->rowspan = clamp_span(c->src->rowspan, (head ? t->head_rows : t->rows) - row);
            c->owner = UINT32_MAX;
            t->widest = c->colspan > t->widest ? c->colspan : t->widest;
        }
    }
    for (size_t row = 0; row < t->rows; row++) {
        for (size_t col = 0; col < t->cols; col++) {
            cell *c = cell_at(t, row, col);
            if (c->src->covered && c->owner == UINT32_MAX) {
                return clash(r, t, row, col);
            }
            if (c->src->covered) {
                continue;
            }
            jb_status status = cover(r, t, row, col);
            if (status != JB_OK) {
                return status;
            }
            t->count.cells_in++;
        }
    }
    return JB_OK;
}
