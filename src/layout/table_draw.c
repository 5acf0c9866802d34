/* table_draw.c - the planned rows of a table as marks, with their elements.
 *
 * Reading order is row by row. Rules, and heads and labels that are only repeated, are furniture.
 */
#include "table.h"

/* Where a cell stands on the page in hand, and what is wanted of it. */
typedef struct frame {
    jb_len x, y, width, height;
    bool begins, ends; /* its first, its last row is finished here */
} frame;

/* The left edge of a line's measure in a cell that is `width` wide inside. */
static jb_len line_x(const table *t, size_t row, size_t col, size_t i, jb_len width)
{
    const cell *c = cell_at(t, row, col);
    const column *lane = &t->columns[col];
    jb_align align = cell_align(t, row, col);
    jb_len reserve = cell_reserve(t, row, col);
    const jb_line *line = &c->text.set.lines[i];
    jb_len natural = line_end(line);
    if (c->levelled) {
        return -line->x;
    }
    if (c->wrapped) {
        return align == JB_ALIGN_CENTER || align == JB_ALIGN_BALANCED ? reserve / 2 : 0;
    }
    switch (align) {
    case JB_ALIGN_LEFT:
    case JB_ALIGN_JUSTIFY:
        return 0;
    case JB_ALIGN_RIGHT:
        return width - reserve - natural;
    case JB_ALIGN_CENTER:
    case JB_ALIGN_BALANCED: {
        /* Where marks have no like white on the left, the words give way rather than break. */
        jb_len last = width - reserve / 2 - natural;
        return last < (width - natural) / 2 ? last : (width - natural) / 2;
    }
    case JB_ALIGN_DECIMAL:
        break;
    }
    /* The block of all left and right parts stands in the middle, marks hang out of it. */
    jb_len block = lane->left + lane->right;
    jb_len x = (width - block) / 2;
    if (x + block + lane->mark > width) {
        x = width - block - lane->mark;
    }
    return x + lane->left - c->left;
}

static void draw_marks(run *r, const cell *c, const jb_style *style, jb_len x, jb_len top,
                       const ink *in)
{
    if (c->marks.set.count > 0) {
        mark_line(r, &c->marks, 0, style, x, top, in);
    }
}

static void draw_lines(run *r, const table *t, size_t index, const frame *f, size_t from,
                       size_t count, bool middle, const ink *in)
{
    size_t row = index / t->cols;
    size_t col = index % t->cols;
    const cell *c = &t->cells[index];
    const jb_style *style = row_style(t, row);
    jb_len pitch = style_pitch(style);
    jb_len left = r->left + f->x + t->src->pad_x;
    jb_len width = f->width - 2 * t->src->pad_x - bar_room(t, row, col);
    jb_len y = f->y + (middle ? (f->height - (jb_len)count * pitch) / 2 : t->src->pad_y);
    for (size_t i = from; i < from + count; i++, y += pitch) {
        if (i >= c->text.set.count) {
            draw_marks(r, c, style, left, y, in);
            return;
        }
        jb_len x = left + line_x(t, row, col, i, width);
        mark_line(r, &c->text, i, style, x, y, in);
        if (i + 1 == c->text.set.count) {
            draw_marks(r, c, style, x + line_end(&c->text.set.lines[i]), y, in);
        }
    }
}

static uint32_t add_cell_tag(run *r, const table *t, size_t row, const cell *c)
{
    bool header = row_in_head(t, row) || c->src->header;
    uint32_t tag = tag_add(r, header ? JB_TAG_TH : JB_TAG_TD, t->row_tag);
    r->tags[tag].colspan = (uint16_t)c->colspan;
    r->tags[tag].rowspan = (uint16_t)c->rowspan;
    r->tags[tag].row_header = header && !row_in_head(t, row);
    return tag;
}

/* Set in its measure, so that every line stands where it should. */
static void draw_again(run *r, const table *t, const cell *c, const frame *f, size_t row)
{
    const jb_style *style = row_style(t, row);
    size_t lines = para_lines(c->again);
    ink in = {.tag = JB_TAG_ARTIFACT, .path = t->path};
    jb_len y = f->y + (f->height - (jb_len)lines * style_pitch(style)) / 2;
    for (size_t i = 0; i < lines; i++, y += style_pitch(style)) {
        mark_line(r, c->again, i, style, r->left + f->x + t->src->pad_x, y, &in);
    }
}

/* A label that stands beside rows on several pages is said again on each of them. */
static void draw_cell(run *r, table *t, size_t index, const frame *f, bool repeat)
{
    size_t row = index / t->cols;
    cell *c = &t->cells[index];
    size_t lines = para_lines(&c->text);
    size_t room = (size_t)((f->height - 2 * t->src->pad_y) / style_pitch(row_style(t, row)));
    ink in = {.tag = JB_TAG_ARTIFACT, .path = t->path, .notes = &t->note_map};
    if (repeat || (c->begun && c->done >= lines)) {
        bool label = repeat || c->rowspan > 1 || c->src->header;
        if (c->again != NULL && !repeat && room >= para_lines(c->again)) {
            draw_again(r, t, c, f, row);
        } else if (label && room >= lines) {
            draw_lines(r, t, index, f, 0, lines, repeat || c->rowspan > 1, &in);
        }
        return;
    }
    if (!c->begun) {
        c->begun = true;
        receipts_place(r, &c->src->text, f->y, t->path);
        c->tag = add_cell_tag(r, t, row, c);
    }
    in.tag = c->tag;
    size_t left = lines - c->done;
    size_t count = room < left ? room : left;
    bool middle = (f->begins && f->ends) || (c->rowspan > 1 && count == lines);
    draw_lines(r, t, index, f, c->done, count, middle, &in);
    if (c->done == 0) {
        bar_draw(r, t, index, r->left + f->x + f->width - t->src->pad_x, f->y + f->height / 2);
    }
    c->done += (uint32_t)count;
    t->count.cells_out += c->done >= lines;
    t->first_out += c->done >= lines && !(t->echo != NULL && t->echo[index]);
}

/* Height on this page of a row that the plan finishes or splits. */
static jb_len here(const table *t, const plan *p, size_t row)
{
    return row == p->end ? p->part : row_left(t, row);
}

static void draw_body_row(run *r, table *t, const plan *p, size_t row, jb_len y)
{
    bool first = row == t->row;
    for (size_t col = 0; col < t->cols; col++) {
        size_t index = cell_at(t, row, col)->owner;
        const cell *c = &t->cells[index];
        size_t from = index / t->cols;
        bool starts = from == row;
        if (index % t->cols != col || (!starts && !first)) {
            continue;
        }
        frame f = {.x = t->columns[col].x, .y = y, .width = span_width(t, col, c->colspan)};
        size_t last = from + c->rowspan - 1;
        for (size_t i = row; i <= last && i < p->end + (p->part > 0); i++) {
            f.height += here(t, p, i);
        }
        f.begins = starts && !(first && t->split);
        f.ends = last < p->end;
        draw_cell(r, t, index, &f, false);
    }
}

static jb_len rule_thin(const table *t)
{
    return t->src->rules == JB_RULES_NONE ? 0 : RULE_THIN;
}

static void draw_rule(run *r, const table *t, jb_len height)
{
    if (t->src->rules != JB_RULES_NONE) {
        mark_rule(r, r->left, r->y, t->width, height, t->path);
        r->y += height;
    }
}

/* Between two rows, but not through a cell that covers both. Lies on the boundary: rows keep
 * their heights. */
static void draw_grid_rule(run *r, const table *t, size_t below, jb_len y, jb_len height)
{
    jb_len from = -1;
    for (size_t col = 0; col <= t->cols; col++) {
        bool stop = col == t->cols || cell_at(t, below, col)->owner / t->cols < below;
        jb_len x = col == t->cols ? t->width : t->columns[col].x;
        if (stop && from >= 0) {
            mark_rule(r, r->left + from, y - height / 2, x - from, height, t->path);
            from = -1;
        } else if (!stop && from < 0) {
            from = x;
        }
    }
}

/* A head over several columns is underlined, short of its neighbours. */
static void draw_group_rule(run *r, const table *t, const cell *c, size_t row, const frame *f)
{
    jb_len inset = t->src->pad_x > 0 ? t->src->pad_x : JB_PT(2);
    bool over_heads = row + c->rowspan < t->head_rows;
    if (c->colspan < 2 || !over_heads || rule_thin(t) == 0 || f->width <= 4 * inset) {
        return;
    }
    mark_rule(r, r->left + f->x + inset, f->y + f->height - RULE_THIN / 2, f->width - 2 * inset,
              RULE_THIN, t->path);
}

static void draw_head_row(run *r, table *t, size_t row, bool opening)
{
    if (opening) {
        t->row_tag = tag_add(r, JB_TAG_TR, t->section);
    }
    for (size_t col = 0; col < t->cols; col++) {
        const cell *c = cell_at(t, row, col);
        if (!cell_stands(c)) {
            continue;
        }
        frame f = {
            .x = t->columns[col].x,
            .y = r->y,
            .width = span_width(t, col, c->colspan),
            .begins = true,
            .ends = true,
        };
        for (size_t i = row; i < row + c->rowspan; i++) {
            f.height += t->heights[i];
        }
        draw_cell(r, t, row * t->cols + col, &f, !opening);
        draw_group_rule(r, t, c, row, &f);
    }
    r->y += t->heights[row];
}

static void draw_head(run *r, table *t, bool opening)
{
    draw_rule(r, t, RULE_THICK);
    if (opening && t->head_rows > 0) {
        /* A head without a body is no head (PDF/UA-1). */
        t->section = tag_add(r, t->rows > t->head_rows ? JB_TAG_THEAD : JB_TAG_TBODY, t->tag);
    }
    for (size_t row = 0; row < t->head_rows; row++) {
        draw_head_row(r, t, row, opening);
    }
    if (t->head_rows > 0) {
        draw_rule(r, t, RULE_THIN);
    }
    if (opening && t->rows > t->head_rows) {
        t->section = tag_add(r, JB_TAG_TBODY, t->tag);
    }
}

/* Between a row and the one above it. */
static jb_len row_rule(const table *t, size_t row)
{
    if (t->src->rules == JB_RULES_NONE) {
        return 0;
    }
    if (row_total(t, row)) {
        return row_kind(t, row) == JB_ROW_TOTAL ? RULE_THIN : RULE_HAIR;
    }
    return t->src->rules == JB_RULES_OPEN_GRID ? RULE_HAIR : 0;
}

/* Before any text: a cell over several rows stands on the stripes of all. */
static void draw_stripes(run *r, const table *t, const plan *p)
{
    jb_len y = r->y;
    for (size_t row = t->row; row < p->end + (p->part > 0); row++) {
        stripes_draw(r, t, row, y, here(t, p, row));
        y += here(t, p, row);
    }
}

static void draw_body(run *r, table *t, const plan *p)
{
    size_t stop = p->end + (p->part > 0);
    draw_stripes(r, t, p);
    for (size_t row = t->row; row < stop; row++) {
        if (row > t->row || !t->split) {
            t->row_tag = tag_add(r, JB_TAG_TR, t->section);
        }
        if (row > t->row && row_rule(t, row) > 0) {
            draw_grid_rule(r, t, row, r->y, row_rule(t, row));
        }
        draw_body_row(r, t, p, row, r->y);
        r->y += here(t, p, row);
        t->count.rows_out += row < p->end;
    }
}

void table_draw(run *r, table *t, const plan *p)
{
    r->y = p->y;
    if (p->opening) {
        t->opened = true;
        t->tag = tag_add(r, JB_TAG_TABLE, 0);
        r->tags[t->tag].alt = t->src->summary;
    }
    t->count.pages++;
    t->last_page = r->page_count + 1;
    t->notes.home = r->page_count;
    caption_place(r, t, p->opening);
    draw_head(r, t, p->opening);
    if (!p->opening) {
        label_place(r, t);
    }
    draw_body(r, t, p);
    jb_len left = p->part > 0 ? row_left(t, p->end) - p->part : 0;
    t->split = p->part > 0;
    t->count.splits += t->split;
    t->rest = left;
    t->row = p->end;
    t->rows_done = t->row == t->rows;
    draw_rule(r, t, t->rows_done ? RULE_THICK : RULE_THIN);
}
