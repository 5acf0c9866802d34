/* table_split.c - which rows of a table go on the page in hand.
 *
 * Decides breaks: two rows at least where a table begins, rows under one merged cell together, the
 * last row not alone, notes with the last rows; and that a row no page could hold is split.
 */
#include "table.h"

/* Rows that keep together where a table begins, and with the notes where it ends. */
#define TOGETHER 2
/* A table of no more rows, and no higher than this much of a page, in hundredths, is not broken
 * where that leaves little white: rather more of it than its notes are worth. */
#define SHORT_ROWS 8
#define SHORT 45
#define WHITE 40

static jb_len rules_height(const table *t)
{
    if (t->src->rules == JB_RULES_NONE) {
        return 0;
    }
    return 2 * RULE_THICK + (t->head_rows > 0 ? RULE_THIN : 0);
}

jb_len table_frame(const table *t, bool opening)
{
    int64_t height = caption_height(t, opening) + rules_height(t);
    for (size_t row = 0; row < t->head_rows; row++) {
        height += t->heights[row];
    }
    height += opening ? 0 : label_height(t, t->row);
    return height < JB_PT(500000) ? (jb_len)height : JB_PT(500000);
}

jb_len row_left(const table *t, size_t row)
{
    return row == t->row && t->split ? t->rest : t->heights[row];
}

/* Height of rows, but no more than a little over `limit`: tables are long. */
static jb_len rows_height(const table *t, size_t from, size_t end, jb_len limit)
{
    int64_t height = 0;
    for (size_t row = from; row < end && height <= limit; row++) {
        height += row_left(t, row);
    }
    return height <= limit ? (jb_len)height : limit + 1;
}

static jb_len empty_room(const run *r, const table *t)
{
    return r->bottom - r->top - table_frame(t, false);
}

static jb_len notes_height(const run *r, const table *t)
{
    return stack_reach(r, &t->notes, r->bottom, true) - r->bottom;
}

/* A cell that began on an earlier page and is not all printed may need more than is left of its
 * rows, because every piece has its own padding: its last row grows. */
static void make_room(table *t)
{
    for (size_t col = 0; col < t->cols && t->row < t->rows; col++) {
        const cell *under = cell_at(t, t->row, col);
        const cell *c = &t->cells[under->owner];
        size_t from = under->owner / t->cols;
        size_t lines = para_lines(&c->text);
        if (!c->begun || c->done >= lines || under->owner % t->cols != col) {
            continue;
        }
        size_t last = from + c->rowspan - 1;
        int64_t need = (int64_t)(lines - c->done) * style_pitch(row_style(t, from));
        int64_t lacks = need + 2 * t->src->pad_y;
        for (size_t row = t->row; row <= last; row++) {
            lacks -= row_left(t, row);
        }
        if (lacks > 0) {
            *(last == t->row && t->split ? &t->rest : &t->heights[last]) += (jb_len)lacks;
        }
    }
}

/* Rows under one merged cell keep together when they take less than a quarter of a page. Else the
 * cell is cut, with two rows at least on either side, and its label is said again. */
static size_t before_merged(const run *r, const table *t, size_t end, bool forced)
{
    size_t start = end;
    size_t stop = end;
    while (start > t->row && t->joint[start]) {
        start--;
    }
    while (stop < t->rows && t->joint[stop]) {
        stop++;
    }
    if (start == end) {
        return end;
    }
    jb_len little = empty_room(r, t) / 4;
    if (rows_height(t, start, stop, little) <= little) {
        return start == t->row && forced ? end : start;
    }
    if (stop - end < TOGETHER && end >= start + 2 * TOGETHER - (stop - end)) {
        end -= TOGETHER - (stop - end);
    }
    return end - start < TOGETHER && start > t->row ? start : end;
}

/* Of a row that would not fit on an empty page either, the lines that fit here. */
static jb_len part_of_row(const run *r, const table *t, const plan *p, jb_len room, bool forced)
{
    bool first = p->end == t->row;
    jb_len left = row_left(t, p->end);
    jb_len limit = forced && first ? room : empty_room(r, t);
    jb_len pitch = style_pitch(row_style(t, p->end));
    jb_len lines = (room - p->used - 2 * t->src->pad_y) / pitch;
    if (left <= limit || lines < (forced && first ? 1 : 2)) {
        return 0;
    }
    return lines * pitch + 2 * t->src->pad_y;
}

static bool whole_fits_empty(const run *r, const table *t)
{
    jb_len room = r->bottom - r->top - table_frame(t, true) - notes_height(r, t);
    return rows_height(t, t->row, t->rows, room) <= room;
}

/* A label goes with the row under it, a total with the row above. */
static void keep_labels(const table *t, plan *p, bool forced)
{
    size_t end = p->end;
    if (end < t->rows && row_total(t, end) && end > t->row + 1 && !t->joint[end - 1]) {
        end--;
    }
    while (end > t->row && row_kind(t, end - 1) == JB_ROW_GROUP) {
        end--;
    }
    if (end > t->row && end < p->end) {
        p->why = "a label or total of the table is kept with its rows";
        p->end = end;
    } else if (end == t->row && end < p->end && p->opening && !forced) {
        p->end = end;
    }
}

static void break_rows(const run *r, const table *t, plan *p, jb_len room, bool forced)
{
    p->why = "the next row of the table does not fit";
    p->part = part_of_row(r, t, p, room, forced);
    if (p->part > 0) {
        p->why = "a row of the table is higher than a page and is split";
        return;
    }
    p->end = before_merged(r, t, p->end, forced);
    keep_labels(t, p, forced);
    bool lone = t->rows - p->end == 1;
    size_t least = p->opening && !forced ? TOGETHER : 1;
    if (lone && p->end > t->row + least && !t->joint[p->end - 1]) {
        p->end--;
        p->why = "the last rows of the table are kept together";
        keep_labels(t, p, forced);
    } else if (lone && p->opening && !forced && whole_fits_empty(r, t)) {
        p->why = "a short table is kept whole";
        p->none = true;
    }
    if (p->end < t->row + least) {
        p->why = "the first rows of a table are kept together";
        p->none = true;
    }
}

/* All rows fit. When their notes do not, the last rows go with them to the next page. */
static void join_notes(const run *r, const table *t, plan *p, bool forced)
{
    p->notes = true;
    jb_len end = p->y + table_frame(t, p->opening) + p->used;
    if (stack_reach(r, &t->notes, end, true) <= r->bottom) {
        return;
    }
    size_t keep = t->rows > TOGETHER ? t->rows - TOGETHER : 0;
    while (keep > t->row &&
           (t->joint[keep] || row_total(t, keep) || row_kind(t, keep - 1) == JB_ROW_GROUP)) {
        keep--;
    }
    jb_len room = empty_room(r, t);
    jb_len tail = keep > t->row ? rows_height(t, keep, t->rows, room) : room + 1;
    bool stay = keep >= t->row + (p->opening && !forced ? TOGETHER : 1);
    bool together = tail + notes_height(r, t) <= room;
    bool begin_here = stack_reach(r, &t->notes, end, false) <= r->bottom;
    /* Rows on one page outweigh notes on one page, and so does a page that is not half empty. */
    bool join = together && !p->opening && page_may_end(r, end - tail);
    if (stay && tail <= room && (!begin_here || join)) {
        p->end = keep;
        p->notes = false;
        p->why = "the last rows of the table are kept with its notes";
    } else if (p->opening && !forced && (!begin_here || !stay) && page_may_end(r, r->chain_y) &&
               whole_fits_empty(r, t)) {
        p->none = true;
        p->why = "a short table is kept with its notes";
    }
}

static jb_len opening_y(const run *r, const table *t, jb_len y)
{
    jb_len before = t->before;
    before += t->title.set.count > 0 ? t->src->title_style.before : 0;
    return page_drops_space(r, y) ? y : y + before;
}

static bool is_short(const run *r, const table *t, jb_len height)
{
    return t->rows - t->head_rows <= SHORT_ROWS && height <= (r->bottom - r->top) * SHORT / 100;
}

/* Its rows would be cut, for their own sake or for that of the first notes, and stand together on
 * the next page; the other notes follow as they can. */
static bool rows_better_whole(const run *r, const table *t, jb_len y)
{
    jb_len room = r->bottom - r->top;
    jb_len height = table_frame(t, true) + rows_height(t, t->head_rows, t->rows, room);
    jb_len white = r->bottom - r->chain_y;
    bool better = is_short(r, t, height) && white < (jb_len)((int64_t)room * WHITE / 100) &&
                  stack_reach(r, &t->notes, opening_y(r, t, y) + height, false) > r->bottom;
    *r->white = *r->white || better;
    return better && !r->thrifty;
}

/* A table that is told to, or a short one, rather leaves the rest of a page empty. */
static bool better_whole(const run *r, const table *t, jb_len y)
{
    bool keeps = is_short(r, t, table_whole(r, t, r->top) - r->top) && page_may_end(r, r->chain_y);
    return ((keeps || t->block->style.keep_lines) && table_whole(r, t, y) > r->bottom &&
            whole_fits_empty(r, t)) ||
           rows_better_whole(r, t, y);
}

static plan plan_at(const run *r, const table *t, jb_len y, bool forced)
{
    plan p = {.y = y, .opening = !t->opened, .end = t->row};
    if (p.opening) {
        p.y = opening_y(r, t, y);
    }
    jb_len room = r->bottom - p.y - table_frame(t, p.opening);
    while (p.end < t->rows && p.used + (int64_t)row_left(t, p.end) <= room) {
        p.used += row_left(t, p.end++);
    }
    if (room < 0) {
        p.why = "the head of a table does not fit";
        p.none = true;
    } else if (p.opening && !forced && better_whole(r, t, y)) {
        p.why = "a table is kept whole";
        p.none = true;
    } else if (p.end < t->rows) {
        break_rows(r, t, &p, room, forced);
    } else {
        join_notes(r, t, &p, forced);
    }
    return p;
}

plan table_plan(run *r, table *t)
{
    if (t->opened) {
        make_room(t);
    }
    plan p = plan_at(r, t, r->y, r->kept_only);
    r->why = p.why;
    return p;
}

bool table_begins(const run *r, const table *t, jb_len y)
{
    return !plan_at(r, t, y, false).none;
}

jb_len table_whole(const run *r, const table *t, jb_len y)
{
    jb_len limit = r->bottom - r->top;
    y = opening_y(r, t, y) + table_frame(t, true);
    y += rows_height(t, t->head_rows, t->rows, limit);
    return stack_reach(r, &t->notes, y, true);
}
