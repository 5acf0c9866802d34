/* grids.c - where a table's cells stand: in the report's own tables, and in typed lines.
 *
 * Lines typed with tabs or bars keep their empty cells; those typed with blanks must have a number
 * in each part. Decides where a table begins and ends. Refuses to know what its cells say.
 */
#include "tables.h"

#include <stdlib.h>

/* Merged cells are spread over so many rows, and in a table of no more cells than that. */
enum { HEAD_ROWS = 3, SPREAD = 64, CELLS_MAX = 1 << 16 };

static void add_cell(jb_grid *g, jb_span span, unsigned row, size_t column)
{
    jb_grid_cell cell = {span, row, (unsigned)column, false};
    JB_PUSH(g->cells, g->count, g->cap, cell);
}

/* ---- what a cell holds -------------------------------------------------------------------------
 */

bool jb_is_unit_cell(const jb_work *work, jb_span part)
{
    size_t len = 0;
    size_t i = part.start;
    while (i < part.end && (work->t.p[i] == U'万' || work->t.p[i] == U'亿')) {
        i++;
    }
    (void)jb_unit_word_at(work->t, i, &len);
    return len > 0 && i + len == part.end;
}

bool jb_holds_words(const jb_work *work, jb_span span)
{
    for (size_t i = span.start; i < span.end; i++) {
        if (jb_is_han(work->t.p[i])) {
            return true;
        }
    }
    return false;
}

static bool is_cell_sign(uint32_t c)
{
    return c == '-' || c == '+' || c == U'−' || c == U'↑' || c == U'↓';
}

bool jb_is_number_cell(const jb_work *work, jb_span span)
{
    size_t i = jb_skip_blanks(work->t, span.start);
    uint32_t c = jb_point(work->t, i);
    c = is_cell_sign(c) ? jb_point(work->t, i + 1) : c;
    if (i >= span.end || !jb_is_digit(c)) {
        return false;
    }
    /* 2023年, 12月 and 1-12月 are heads. */
    for (; i < span.end; i++) {
        if (work->t.p[i] == U'年' || work->t.p[i] == U'月') {
            return false;
        }
    }
    return true;
}

bool jb_is_year_cell(const jb_work *work, jb_span span)
{
    jb_points t = work->t;
    size_t i = jb_skip_blanks(t, span.start);
    bool four = i + 4 <= span.end &&
                ((t.p[i] == '1' && t.p[i + 1] == '9') || (t.p[i] == '2' && t.p[i + 1] == '0'));
    for (size_t k = i; four && k < i + 4; k++) {
        four = jb_is_digit(t.p[k]);
    }
    return four && jb_skip_blanks(t, i + 4) >= span.end;
}

/* ---- from the report's tables
 * -------------------------------------------------------------------- */

static int by_place(const void *a, const void *b)
{
    const jb_grid_cell *x = a;
    const jb_grid_cell *y = b;
    if (x->row != y->row) {
        return x->row < y->row ? -1 : 1;
    }
    return x->column < y->column ? -1 : x->column > y->column;
}

/* A cell under each of its columns and rows. */
static void spread(const jb_text_cell *c, jb_grid *g)
{
    for (unsigned r = 0; r < c->rowspan && r < SPREAD; r++) {
        for (unsigned k = 0; k < c->colspan && k < JB_COLUMNS_MAX; k++) {
            if (r + k == 0 || g->count < CELLS_MAX) {
                add_cell(g, c->span, c->row + r, c->column + k);
                g->cells[g->count - 1].again = r + k > 0;
            }
        }
    }
}

static bool row_has_number(const jb_work *work, const jb_grid *g, size_t first)
{
    for (size_t i = first; i < g->count && g->cells[i].row == g->cells[first].row; i++) {
        if (jb_is_number_cell(work, g->cells[i].span) && !jb_is_year_cell(work, g->cells[i].span)) {
            return true;
        }
    }
    return false;
}

static void count_heads(const jb_work *work, jb_grid *g)
{
    for (size_t i = 0; i < g->count; i++) {
        bool first = i == 0 || g->cells[i].row != g->cells[i - 1].row;
        if (first && (g->cells[i].row >= HEAD_ROWS || row_has_number(work, g, i))) {
            g->heads = g->cells[i].row;
            return;
        }
    }
    g->heads = g->rows;
}

void jb_grid_take(const jb_work *work, const jb_text_table *table, jb_grid *g)
{
    g->rows = table->rows;
    for (size_t i = 0; i < table->count; i++) {
        spread(&table->cells[i], g);
    }
    if (g->count > 0) {
        qsort(g->cells, g->count, sizeof *g->cells, by_place);
    }
    count_heads(work, g);
}

/* ---- from lines typed with blanks
 * ---------------------------------------------------------------- */

static bool is_bar(uint32_t c)
{
    return c == '|' || c == U'│' || c == U'┃';
}

/* Whether columns part at this place: two blanks, a tab, a bar; one blank when `single`. */
static bool is_gap(const jb_work *work, size_t i, size_t end, bool single)
{
    uint32_t c = work->t.p[i];
    return is_bar(c) ||
           (c == ' ' && (single || i + 1 >= end || work->t.p[i + 1] == ' ' ||
                         work->t.p[i + 1] == '|' || work->original->points[i] == '\t'));
}

static size_t split_by(const jb_work *work, jb_span line, bool single,
                       jb_span parts[JB_COLUMNS_MAX])
{
    jb_points t = work->t;
    size_t count = 0;
    size_t i = line.start;
    while (i < line.end) {
        while (i < line.end && (t.p[i] == ' ' || is_gap(work, i, line.end, single))) {
            i++;
        }
        size_t start = i;
        while (i < line.end && !is_gap(work, i, line.end, single)) {
            i++;
        }
        if (i > start && count < JB_COLUMNS_MAX) {
            parts[count++] = (jb_span){start, i};
        }
    }
    return count;
}

/* A line of running text, which is one part. */
static bool has_no_gap(const jb_work *work, jb_span line)
{
    for (size_t i = line.start; i < line.end; i++) {
        if (work->t.p[i] == ' ' || is_bar(work->t.p[i])) {
            return false;
        }
    }
    return line.start < line.end;
}

static size_t split_line(const jb_work *work, jb_span line, jb_span parts[JB_COLUMNS_MAX])
{
    if (has_no_gap(work, line)) {
        parts[0] = line;
        return 1;
    }
    size_t count = split_by(work, line, false, parts);
    return count >= 3 ? count : split_by(work, line, true, parts);
}

/* A row has words first, perhaps behind its number, perhaps a unit, and a number in each further
 * part. */
static bool is_row(const jb_work *work, const jb_span *parts, size_t count)
{
    if (count > 3 && jb_is_number_cell(work, parts[0]) && jb_holds_words(work, parts[1])) {
        return is_row(work, parts + 1, count - 1);
    }
    for (size_t i = 1; i < count; i++) {
        uint32_t c = work->t.p[parts[i].start];
        bool number = jb_is_digit(c) || is_cell_sign(c) || c == U'—' || c == '/';
        if ((!number || (!jb_is_number_cell(work, parts[i]) && jb_is_digit(c))) &&
            !(i == 1 && jb_is_unit_cell(work, parts[i]))) {
            return false;
        }
    }
    return count >= 3 && !jb_is_number_cell(work, parts[0]);
}

static void add_typed_row(const jb_work *work, size_t line, unsigned row, size_t wide, jb_grid *g)
{
    jb_span parts[JB_COLUMNS_MAX];
    size_t count = split_line(work, work->original->lines[line].span, parts);
    for (size_t i = 0; i < count; i++) {
        /* A head row may leave the corner empty. */
        add_cell(g, parts[i], row, i + (wide - count));
    }
}

/* 检查用人单位  1260户  已完成: between wide blanks one number is enough. */
static bool is_wide_row(const jb_work *work, jb_span line)
{
    jb_span parts[JB_COLUMNS_MAX];
    size_t count = split_by(work, line, false, parts);
    bool number = false;
    for (size_t i = 1; i < count; i++) {
        number = number || jb_is_number_cell(work, parts[i]);
    }
    return count >= 3 && number && jb_holds_words(work, parts[0]);
}

/* 指标  2024  2023 */
static bool has_years(const jb_work *work, const jb_span *parts, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        if (!jb_is_year_cell(work, parts[i])) {
            return false;
        }
    }
    return jb_holds_words(work, parts[0]);
}

/* A block of rows of as many parts with a head line above it; the line behind it. One row is
 * enough where wide blanks part it. */
static size_t take_blanks(const jb_work *work, size_t line, jb_grid *g)
{
    const jb_original *o = work->original;
    jb_span parts[JB_COLUMNS_MAX];
    size_t head = split_line(work, o->lines[line].span, parts);
    if (head < 2 || line + 1 >= o->line_count ||
        (is_row(work, parts, head) && !has_years(work, parts, head))) {
        return line;
    }
    bool wide_head = split_by(work, o->lines[line].span, false, parts) >= 3;
    size_t wide = split_line(work, o->lines[line + 1].span, parts);
    size_t end = line + 1;
    while (end < o->line_count && split_line(work, o->lines[end].span, parts) == wide &&
           (is_row(work, parts, wide) || (wide_head && is_wide_row(work, o->lines[end].span)))) {
        end++;
    }
    bool one =
        wide_head && wide == head && end == line + 2 && is_wide_row(work, o->lines[line + 1].span);
    if ((end < line + 3 && !one) || wide < head || wide > head + 1) {
        return line;
    }
    for (size_t i = line; i < end; i++) {
        add_typed_row(work, i, (unsigned)(i - line), wide, g);
    }
    g->rows = (unsigned)(end - line);
    g->heads = 1;
    return end;
}

/* ---- from lines typed with tabs or bars --------------------------------------------------------
 */

static bool parts_cells(const jb_work *work, size_t i)
{
    return is_bar(work->t.p[i]) || work->original->points[i] == '\t';
}

/* The cells between tabs or bars, empty ones too; the bars at the line's ends part nothing. */
static size_t split_hard(const jb_work *work, jb_span line, jb_span cells[JB_COLUMNS_MAX])
{
    jb_points t = work->t;
    size_t count = 0;
    size_t at = jb_skip_blanks(t, line.start);
    size_t end = line.end;
    bool framed = at < end && is_bar(t.p[at]);
    while (framed && end > at + 1 && t.p[end - 1] == ' ') {
        end--;
    }
    at = framed ? at + 1 : line.start;
    end -= framed && end > at && is_bar(t.p[end - 1]);
    while (at <= end && count < JB_COLUMNS_MAX) {
        size_t to = at;
        while (to < end && !parts_cells(work, to)) {
            to++;
        }
        jb_span cell = {jb_skip_blanks(t, at), to};
        while (cell.end > cell.start && t.p[cell.end - 1] == ' ') {
            cell.end--;
        }
        cell.start = cell.start < cell.end ? cell.start : cell.end;
        cells[count++] = cell;
        at = to + 1;
    }
    return count;
}

static bool has_hard_gap(const jb_work *work, jb_span line)
{
    for (size_t i = line.start; i < line.end; i++) {
        if (parts_cells(work, i)) {
            return true;
        }
    }
    return false;
}

/* |---|:--:| between head and rows. */
static bool is_rule(const jb_work *work, jb_span line)
{
    bool dashes = false;
    for (size_t i = line.start; i < line.end; i++) {
        uint32_t c = work->t.p[i];
        dashes = dashes || c == '-' || c == U'─' || c == U'—';
        if (c != '-' && c != U'─' && c != U'—' && c != ':' && c != '+' && c != ' ' && c != U'┼' &&
            c != U'├' && c != U'┤' && !is_bar(c)) {
            return false;
        }
    }
    return dashes;
}

static bool holds_number(const jb_work *work, const jb_span *cells, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (jb_is_number_cell(work, cells[i]) && !jb_is_year_cell(work, cells[i])) {
            return true;
        }
    }
    return false;
}

static void add_hard_row(const jb_span *cells, size_t count, size_t wide, jb_grid *g)
{
    for (size_t i = 0; i < count; i++) {
        if (cells[i].end > cells[i].start) {
            add_cell(g, cells[i], g->rows, i + (wide - count));
        }
    }
    g->rows++;
}

/* A head that spans columns leaves the cells behind it empty. */
static size_t fill_heads(jb_span *cells, size_t count)
{
    for (size_t i = 2; i < count; i++) {
        if (cells[i].end == cells[i].start && cells[i - 1].end > cells[i - 1].start) {
            cells[i] = cells[i - 1];
        }
    }
    return count;
}

/* How wide the row of this line is; 0 when it is none. */
static size_t hard_row(const jb_work *work, size_t line, jb_span cells[JB_COLUMNS_MAX])
{
    const jb_original *o = work->original;
    if (line >= o->line_count || o->lines[line].in_table ||
        !has_hard_gap(work, o->lines[line].span)) {
        return 0;
    }
    size_t count = split_hard(work, o->lines[line].span, cells);
    bool alone = count == 2 && cells[1].start == cells[1].end; /* 指标 |: a cell a line */
    return count >= 2 && !alone ? count : 0;
}

/* Head lines without a number, then rows as wide with one at least; the line behind them. */
static size_t take_hard(const jb_work *work, size_t line, jb_grid *g)
{
    const jb_original *o = work->original;
    jb_span cells[JB_COLUMNS_MAX];
    size_t first = line;
    size_t wide = 0;
    size_t count = hard_row(work, line, cells);
    while (count > 0 && line - first <= HEAD_ROWS && !holds_number(work, cells, count)) {
        count = hard_row(work, ++line, cells);
    }
    wide = count;
    if (line == first || wide == 0 || line - first > HEAD_ROWS + 1) {
        return first;
    }
    for (size_t i = first; i < line; i++) {
        size_t own = hard_row(work, i, cells);
        if (is_rule(work, o->lines[i].span)) {
            continue;
        }
        if (own != wide && own + 1 != wide) {
            return first;
        }
        add_hard_row(cells, i + 1 < line ? fill_heads(cells, own) : own, wide, g);
    }
    g->heads = g->rows;
    for (; hard_row(work, line, cells) == wide; line++) {
        if (!is_rule(work, o->lines[line].span)) {
            add_hard_row(cells, wide, wide, g);
        }
    }
    return g->heads > 0 ? line : first;
}

/* ---- a cell a line -----------------------------------------------------------------------------
 */

/* The words of a line that ends with a bar; false when it does not. */
static bool cell_line(const jb_work *work, size_t line, jb_span *cell)
{
    if (line >= work->original->line_count) {
        return false;
    }
    jb_span span = work->original->lines[line].span;
    while (span.end > span.start && work->t.p[span.end - 1] == ' ') {
        span.end--;
    }
    if (span.end == span.start || !is_bar(work->t.p[span.end - 1])) {
        return false;
    }
    span.end--;
    while (span.end > span.start && work->t.p[span.end - 1] == ' ') {
        span.end--;
    }
    *cell = span;
    return true;
}

/* Words, their unit and a number on three lines: the first figure of a row. */
static bool take_steps(const jb_work *work, size_t line, unsigned row, jb_grid *g)
{
    jb_span cells[3];
    for (size_t i = 0; i < 3; i++) {
        if (!cell_line(work, line + i, &cells[i])) {
            return false;
        }
    }
    /* 1、受理案件数 */
    while (cells[0].start < cells[0].end && !jb_is_han(work->t.p[cells[0].start])) {
        cells[0].start++;
    }
    if (!jb_holds_words(work, cells[0]) || jb_is_unit_cell(work, cells[0]) ||
        !jb_is_unit_cell(work, cells[1]) || !jb_is_number_cell(work, cells[2])) {
        return false;
    }
    for (size_t i = 0; i < 3; i++) {
        add_cell(g, cells[i], row, i);
    }
    g->rows = row + 1;
    return true;
}

/* A table that came out with one cell a line: 受理案件数 | / 件 | / 3315 | / 18.6% |. The line
 * behind it. */
static size_t take_ladder(const jb_work *work, size_t line, jb_grid *g)
{
    jb_span cell;
    size_t end = line;
    for (; cell_line(work, end, &cell); end++) {
        (void)take_steps(work, end, g->rows, g);
    }
    return end;
}

size_t jb_grid_typed(const jb_work *work, size_t line, jb_grid *g)
{
    if (has_no_gap(work, work->original->lines[line].span)) {
        return line;
    }
    size_t end = take_hard(work, line, g);
    if (end == line) {
        g->count = g->rows = 0;
        end = take_blanks(work, line, g);
    }
    return end > line ? end : take_ladder(work, line, g);
}
