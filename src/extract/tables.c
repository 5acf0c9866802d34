/* tables.c - figures in tables: what their row and column say of them.
 *
 * Takes the report's tables, and lines typed with blanks between columns. Decides which heads a
 * cell has, which unit stands in a head's bracket, and which columns are of another year or hold
 * changes. Refuses to know what the heads mean.
 */
#include "divisions.h"
#include "work.h"

#include <stdlib.h>
#include <string.h>

enum { PARTS_MAX = 16, HEAD_ROWS = 2 };

typedef struct grid_cell {
    jb_span span;
    unsigned row, column;
} grid_cell;

/* A table as this pass sees it: cells in order of rows, merged ones under each of their columns. */
typedef struct grid {
    grid_cell *cells;
    size_t count, cap;
    unsigned rows;
    jb_span span;
} grid;

/* ---- from the report's tables
 * -------------------------------------------------------------------- */

static void add_cell(grid *g, jb_span span, unsigned row, size_t column)
{
    grid_cell cell = {span, row, (unsigned)column};
    JB_PUSH(g->cells, g->count, g->cap, cell);
}

static void take_table(const jb_text_table *table, grid *g)
{
    g->span = table->span;
    g->rows = table->rows;
    for (size_t i = 0; i < table->count; i++) {
        const jb_text_cell *c = &table->cells[i];
        for (unsigned k = 0; k < c->colspan && k < PARTS_MAX; k++) {
            add_cell(g, c->span, c->row, c->column + k);
        }
    }
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

static size_t split_by(const jb_work *work, jb_span line, bool single, jb_span parts[PARTS_MAX])
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
        if (i > start && count < PARTS_MAX) {
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

static bool has_bar(const jb_work *work, jb_span line)
{
    for (size_t i = line.start; i < line.end; i++) {
        if (is_bar(work->t.p[i])) {
            return true;
        }
    }
    return false;
}

static size_t split_line(const jb_work *work, jb_span line, jb_span parts[PARTS_MAX])
{
    if (has_no_gap(work, line)) {
        parts[0] = line;
        return 1;
    }
    size_t count = split_by(work, line, false, parts);
    return count >= 3 || (count == 2 && has_bar(work, line)) ? count
                                                             : split_by(work, line, true, parts);
}

static bool is_unit(const jb_work *work, jb_span part)
{
    size_t len = 0;
    size_t i = part.start;
    while (i < part.end && (work->t.p[i] == U'万' || work->t.p[i] == U'亿')) {
        i++;
    }
    (void)jb_unit_word_at(work->t, i, &len);
    return len > 0 && i + len == part.end;
}

static bool holds_words(const jb_work *work, jb_span span)
{
    for (size_t i = span.start; i < span.end; i++) {
        if (jb_is_han(work->t.p[i])) {
            return true;
        }
    }
    return false;
}

static bool is_number_cell(const jb_work *work, jb_span span)
{
    size_t i = jb_skip_blanks(work->t, span.start);
    uint32_t c = jb_point(work->t, i);
    c = c == '-' || c == '+' || c == U'−' ? jb_point(work->t, i + 1) : c;
    if (i >= span.end || !jb_is_digit(c)) {
        return false;
    }
    /* 2023年 is a head. */
    for (; i < span.end; i++) {
        if (work->t.p[i] == U'年') {
            return false;
        }
    }
    return true;
}

/* A row has words first, perhaps behind its number, perhaps a unit, and a number in each further
 * part. With a bar between them words and one number are enough: 立案（件） | 42. */
static bool is_row(const jb_work *work, const jb_span *parts, size_t count)
{
    if (count > 3 && is_number_cell(work, parts[0]) && holds_words(work, parts[1])) {
        return is_row(work, parts + 1, count - 1);
    }
    for (size_t i = 1; i < count; i++) {
        uint32_t c = work->t.p[parts[i].start];
        bool number = jb_is_digit(c) || c == '-' || c == '+' || c == U'—' || c == '/' ||
                      c == U'↑' || c == U'↓' || c == U'−';
        if (!number && !(i == 1 && is_unit(work, parts[i]))) {
            return false;
        }
    }
    bool enough =
        count >= 3 || (count == 2 && has_bar(work, (jb_span){parts[0].end, parts[1].start}));
    return enough && !is_number_cell(work, parts[0]);
}

static void add_typed_row(const jb_work *work, size_t line, unsigned row, size_t wide, grid *g)
{
    jb_span parts[PARTS_MAX];
    size_t count = split_line(work, work->original->lines[line].span, parts);
    for (size_t i = 0; i < count; i++) {
        /* A head row may leave the corner empty. */
        add_cell(g, parts[i], row, i + (wide - count));
    }
}

/* A block of rows of as many parts with a head line above it; the line behind it. */
static size_t take_typed(const jb_work *work, size_t line, grid *g)
{
    const jb_original *o = work->original;
    jb_span parts[PARTS_MAX];
    size_t head = split_line(work, o->lines[line].span, parts);
    if (head < 2 || is_row(work, parts, head) || line + 2 >= o->line_count) {
        return line;
    }
    size_t wide = split_line(work, o->lines[line + 1].span, parts);
    size_t end = line + 1;
    while (end < o->line_count && split_line(work, o->lines[end].span, parts) == wide &&
           is_row(work, parts, wide)) {
        end++;
    }
    if (end < line + 3 || wide < head || wide > head + 1) {
        return line;
    }
    for (size_t i = line; i < end; i++) {
        add_typed_row(work, i, (unsigned)(i - line), wide, g);
    }
    g->rows = (unsigned)(end - line);
    g->span = (jb_span){o->lines[line].span.start, o->lines[end - 1].span.end};
    return end;
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
static bool take_steps(const jb_work *work, size_t line, unsigned row, grid *g)
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
    if (!holds_words(work, cells[0]) || is_unit(work, cells[0]) || !is_unit(work, cells[1]) ||
        !is_number_cell(work, cells[2])) {
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
static size_t take_ladder(const jb_work *work, size_t line, grid *g)
{
    jb_span cell;
    size_t end = line;
    for (; cell_line(work, end, &cell); end++) {
        (void)take_steps(work, end, g->rows, g);
    }
    return end;
}

/* ---- heads
 * --------------------------------------------------------------------------------------- */

/* The nearest cell of words to the left in the row, past a cell with the unit alone. */
static jb_span row_head(const jb_work *work, const grid *g, size_t cell)
{
    for (size_t i = cell; i > 0 && g->cells[i - 1].row == g->cells[cell].row; i--) {
        jb_span span = g->cells[i - 1].span;
        if (is_unit(work, span)) {
            continue;
        }
        if (!is_number_cell(work, span) && holds_words(work, span)) {
            return span;
        }
    }
    return (jb_span){0, 0};
}

/* The nearest head of words above in the column, from the table's first rows. */
static jb_span column_head(const jb_work *work, const grid *g, size_t cell)
{
    jb_span best = {0, 0};
    for (size_t i = 0; i < cell && g->cells[i].row <= HEAD_ROWS; i++) {
        const grid_cell *c = &g->cells[i];
        if (c->column == g->cells[cell].column && c->row < g->cells[cell].row &&
            !is_number_cell(work, c->span) && holds_words(work, c->span)) {
            best = c->span;
        }
    }
    return best;
}

/* 受理案件数（件）: the unit in a head's bracket, or behind 单位： above the table. */
static bool unit_in(const jb_work *work, jb_span head, jb_quantity *q)
{
    jb_points t = {work->t.p, head.end};
    for (size_t i = head.start; i < head.end; i++) {
        uint32_t c = t.p[i];
        if (c != '(' && c != U'（' && c != U'：' && c != ':') {
            continue;
        }
        int power = 0;
        size_t at = jb_skip_blanks(t, i + 1);
        for (; jb_point(t, at) == U'万' || jb_point(t, at) == U'亿'; at++) {
            power += t.p[at] == U'万' ? 4 : 8;
        }
        size_t len = 0;
        const jb_unit_word *unit = jb_unit_word_at(t, at, &len);
        if (len > 0 && jb_dec_shift(q->value, power, &q->value)) {
            q->unit = unit;
            q->power = power;
            return true;
        }
    }
    return false;
}

/* 件, 万元 in a cell of their own between the row's head and its numbers. */
static void unit_of_row(const jb_work *work, const grid *g, size_t cell, jb_quantity *q)
{
    for (size_t i = cell; i > 0 && g->cells[i - 1].row == g->cells[cell].row; i--) {
        jb_span span = g->cells[i - 1].span;
        if (!is_unit(work, span)) {
            continue;
        }
        int power = 0;
        size_t len = 0;
        size_t at = span.start;
        for (; work->t.p[at] == U'万' || work->t.p[at] == U'亿'; at++) {
            power += work->t.p[at] == U'万' ? 4 : 8;
        }
        const jb_unit_word *unit = jb_unit_word_at(work->t, at, &len);
        if (jb_dec_shift(q->value, power, &q->value)) {
            q->unit = unit;
            q->power = power;
        }
        return;
    }
}

/* ---- what a column says ------------------------------------------------------------------------
 */

static const jb_mark *mark_in(const jb_work *work, jb_span span)
{
    size_t index = jb_mark_before(work, span.end);
    return index != SIZE_MAX && work->marks[index].span.start >= span.start ? &work->marks[index]
                                                                            : NULL;
}

static bool is_change_column(const jb_work *work, jb_span head)
{
    return jb_any_in(
        work->t, head.start, head.end,
        (jb_words){U"同比", U"增减", U"增长", U"增幅", U"比上年", U"较上年", U"变化", NULL});
}

static bool is_earlier_column(const jb_work *work, jb_span head)
{
    const jb_mark *mark = mark_in(work, head);
    if (mark != NULL) {
        int year = mark->from.year;
        return year == JB_YEAR_LAST || mark->compared ||
               (year > JB_YEAR_NEXT && year < work->identity.year);
    }
    return jb_any_in(work->t, head.start, head.end, (jb_words){U"上年", U"同期", U"去年", NULL});
}

/* A row of one of the divisions below, in a table of all of them. */
static bool is_row_of_others(const jb_work *work, jb_span head)
{
    size_t len = 0;
    size_t named = jb_division_named(work->extractor->divisions, work->t, head.start, &len);
    return named != SIZE_MAX && len + 1 >= head.end - head.start &&
           strcmp(jb_division_at(work->extractor->divisions, named)->code,
                  work->identity.agency_code) != 0;
}

/* -2.5%: in a column of changes the sign stands before the number. */
static void take_change(jb_work *work, size_t quantity, size_t figure)
{
    jb_quantity *q = &work->quantities[quantity];
    jb_match *to = &work->matches[figure];
    uint32_t sign = jb_point_before(work->t, q->digits.start);
    jb_dec value = q->value;
    value.coef =
        sign == '-' || sign == U'−' || sign == U'－' || sign == U'↓' ? -value.coef : value.coef;
    q->why = JB_REJECT_CHANGE;
    work->matches[quantity].owner = figure;
    if (q->unit->class == JB_CLASS_POINTS) {
        to->has_points = true;
        to->points = value;
    } else if (work->quantities[figure].unit->class == JB_CLASS_PERCENT) {
        return; /* points or percent of a percentage: the head does not say */
    } else if (q->unit->class == JB_CLASS_PERCENT || q->unit->class == JB_CLASS_NONE) {
        to->has_percent = true;
        to->percent = value;
    }
}

/* ---- all
 * ------------------------------------------------------------------------------------------- */

static size_t quantity_in(const jb_work *work, jb_span span)
{
    size_t low = 0;
    size_t high = work->quantity_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (work->quantities[middle].span.start < span.start) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < work->quantity_count && work->quantities[low].span.end <= span.end ? low
                                                                                    : SIZE_MAX;
}

/* The figures that changes belong to: the last of the row, and the last of each column. */
typedef struct owners {
    size_t row;
    size_t columns[PARTS_MAX];
} owners;

/* 同比 or an earlier year may be the head of a row as well as of a column. */
static bool settle_by_row(jb_work *work, const grid *g, size_t cell, size_t i, owners *of)
{
    jb_span row = row_head(work, g, cell);
    unsigned column = g->cells[cell].column;
    size_t above = column < PARTS_MAX ? of->columns[column] : SIZE_MAX;
    if (row.end == 0) {
        return false;
    }
    if (is_change_column(work, row) && above != SIZE_MAX) {
        take_change(work, i, above);
        return true;
    }
    if (is_earlier_column(work, row)) {
        work->quantities[i].why = JB_REJECT_EARLIER;
        return true;
    }
    return false;
}

static void read_cell(jb_work *work, const grid *g, size_t cell, owners *of)
{
    size_t i = quantity_in(work, g->cells[cell].span);
    if (i == SIZE_MAX || !is_number_cell(work, g->cells[cell].span)) {
        return;
    }
    jb_quantity *q = &work->quantities[i];
    jb_span row = row_head(work, g, cell);
    jb_span column = column_head(work, g, cell);
    if (is_change_column(work, column) && of->row != SIZE_MAX) {
        take_change(work, i, of->row);
        return;
    }
    if (settle_by_row(work, g, cell, i, of)) {
        return;
    }
    if (q->unit->class == JB_CLASS_NONE && !unit_in(work, row, q) && !unit_in(work, column, q)) {
        unit_of_row(work, g, cell, q);
    }
    if (is_earlier_column(work, column)) {
        q->why = JB_REJECT_EARLIER;
        return;
    }
    if (is_row_of_others(work, row)) {
        q->why = JB_REJECT_ELSEWHERE;
        return;
    }
    of->row = i;
    if (g->cells[cell].column < PARTS_MAX) {
        of->columns[g->cells[cell].column] = i;
    }
    work->matches[i].in_table = true;
    work->matches[i].row = row;
    work->matches[i].column = column;
}

static void read_grid(jb_work *work, const grid *g)
{
    owners of;
    memset(&of, 0xff, sizeof of);
    for (size_t i = 0; i < g->count; i++) {
        if (i == 0 || g->cells[i].row != g->cells[i - 1].row) {
            of.row = SIZE_MAX;
        }
        read_cell(work, g, i, &of);
    }
}

void jb_tables_read(jb_work *work)
{
    const jb_original *o = work->original;
    for (size_t i = 0; i < o->table_count; i++) {
        grid g = {0};
        take_table(&o->tables[i], &g);
        read_grid(work, &g);
        free(g.cells);
    }
    for (size_t line = 0; line < o->line_count;) {
        grid g = {0};
        size_t end = o->lines[line].in_table ? line : take_typed(work, line, &g);
        end = end > line || o->lines[line].in_table ? end : take_ladder(work, line, &g);
        if (end > line) {
            read_grid(work, &g);
        }
        free(g.cells);
        line = end > line ? end : line + 1;
    }
}
