/* table.h - a table between its passes: measure, widths, rows, place.
 *
 * Head and body rows stand in one grid of `cols` columns; grid rows below `head_rows` are head.
 */
#ifndef JIANBAO_LAYOUT_TABLE_H
#define JIANBAO_LAYOUT_TABLE_H

#include "run.h"

#define RULE_THICK 750
#define RULE_THIN 500
#define RULE_HAIR 350

typedef struct cell {
    const jb_table_cell *src;
    para text, marks;
    jb_len natural; /* of the text on the lines it was given */
    jb_len left;    /* of it, before the decimal axis */
    jb_len mark;    /* of the note marks */
    uint32_t owner; /* the cell that covers this place; itself, when none does */
    uint32_t colspan, rowspan;
    uint32_t done; /* lines that stand on pages */
    uint32_t tag;
    bool begun;
    bool wrapped;      /* set again in the measure of its column */
    bool levelled;     /* on lines that were set in the middle and begin at the left */
    const para *again; /* a label over several rows, as later pages say it; NULL: as it is */
} cell;

typedef struct column {
    const jb_table_column *src;
    jb_len natural, minimum; /* padding included */
    jb_len robust;           /* natural but for outliers, in tolerant columns */
    jb_len left, right;      /* widest parts before and from the decimal axis */
    jb_len right_natural;    /* widest text that is set to the right */
    jb_len mark;             /* widest note marks that hang to the right */
    jb_len x, width;         /* from the left of the type area */
} column;

/* One table on paper: the whole of a block, or a part of its columns. */
typedef struct table {
    const jb_block *block;
    uint32_t path;
    const jb_table_block *src;
    jb_len before;                /* white above it */
    const bool *echo;             /* cells that an earlier part printed already; NULL: none */
    size_t cols, rows, head_rows; /* rows: head and body */
    size_t widest;                /* columns that a cell covers, at most */
    cell *cells;
    column *columns;
    jb_len *heights;
    jb_style group_style, total_style;
    size_t *group_of; /* row of the label over a row; SIZE_MAX: none */
    para *labels;     /* of group rows, as later pages say them */
    bool *grey;
    jb_len page_room; /* height of the type area */
    bool *joint;      /* the row is tied to the one above by a cell over both */
    bool minimums;    /* of the columns are known */
    jb_len width;

    para title, later_title, unit;
    stack notes;
    note_map note_map;

    /* where it stopped: the next row, what is left of it when it was begun */
    size_t row;
    bool opened, split, rows_done;
    jb_len rest;
    uint32_t tag, section, row_tag;
    jb_table_count count; /* echoes included */
    size_t first_out;     /* cells placed that are no echo */
    size_t last_page;     /* that it stands on, from 1 */
} table;

static inline cell *cell_at(const table *t, size_t row, size_t col)
{
    return &t->cells[row * t->cols + col];
}
static inline bool cell_stands(const cell *c)
{
    return !c->src->covered;
}
static inline bool row_in_head(const table *t, size_t row)
{
    return row < t->head_rows;
}
static inline jb_row_kind row_kind(const table *t, size_t row)
{
    bool plain = t->src->row_kinds == NULL || row < t->head_rows || row >= t->rows;
    return plain ? JB_ROW_PLAIN : t->src->row_kinds[row - t->head_rows];
}
static inline bool row_total(const table *t, size_t row)
{
    return row_kind(t, row) == JB_ROW_SUBTOTAL || row_kind(t, row) == JB_ROW_TOTAL;
}
static inline const jb_style *row_style(const table *t, size_t row)
{
    if (row_in_head(t, row)) {
        return &t->src->head_style;
    }
    if (row_kind(t, row) == JB_ROW_PLAIN) {
        return &t->src->cell_style;
    }
    return row_kind(t, row) == JB_ROW_GROUP ? &t->group_style : &t->total_style;
}

/* How a cell is set: the column's word, but heads are balanced, absences centred. */
jb_align cell_align(const table *t, size_t row, size_t col);
/* Width that note marks take from the text of a cell. */
jb_len cell_reserve(const table *t, size_t row, size_t col);
where cell_where(const table *t, size_t row, size_t col);
jb_len span_width(const table *t, size_t col, size_t colspan);

/* table_kinds.c: groups, totals, stripes */
void kinds_find(run *r, table *t);
/* Labels as later pages say them, once rows are set. */
jb_status kinds_labels(run *r, table *t) JB_MUST_USE;
/* The height of the label that is said again above `row` when a page begins there, 0 for none. */
jb_len label_height(const table *t, size_t row);
void label_place(run *r, table *t);
void stripes_draw(run *r, const table *t, size_t row, jb_len y, jb_len height);

/* table_bars.c */
/* Width that bars take from the text of a cell. */
jb_len bar_room(const table *t, size_t row, size_t col);
void bar_draw(run *r, const table *t, size_t index, jb_len right, jb_len middle);

/* table_grid.c: spans against covered places */
jb_status table_grid(run *r, table *t) JB_MUST_USE;
/* table_measure.c: sets every cell on one line, finds what columns want */
jb_status table_measure(run *r, table *t) JB_MUST_USE;
/* What columns cannot go below; only looked for, once, when they cannot have what they want. */
jb_status table_minimums(run *r, table *t) JB_MUST_USE;
/* What a column needs so that its short words are broken into halves at worst, and whole. */
void table_words(const table *t, size_t col, jb_len *part, jb_len *word);
/* table_widths.c: column widths that sum to the width of the type area */
jb_status table_widths(run *r, table *t) JB_MUST_USE;
/* Whether the columns have room in `width` without being squeezed until they cannot be read. When
 * not, floors[i] is what column i needs for that. */
jb_status table_fits(run *r, table *t, jb_len width, jb_len *floors, bool *fits) JB_MUST_USE;
jb_status table_too_wide(run *r, const table *t, size_t col, jb_len needs) JB_MUST_USE;

/* table_groups.c: columns shared out between parts, the key columns in each */
typedef struct groups {
    size_t keys;
    size_t *ends; /* of the columns of each part; the first begins after the keys */
    size_t count;
} groups;
jb_status groups_find(run *r, const table *t, const jb_len *floors, jb_len width,
                      groups *out) JB_MUST_USE;
/* The block that part `i` prints, and which of its cells are echoes. */
const jb_table_block *groups_block(run *r, const table *t, const groups *g, size_t i,
                                   const bool **echo);

/* table_rows.c: sets cells that must wrap, row heights */
jb_status table_rows(run *r, table *t) JB_MUST_USE;
/* table_parts.c: title, unit, notes */
jb_status table_parts(run *r, table *t) JB_MUST_USE;
jb_len caption_height(const table *t, bool opening);
void caption_place(run *r, table *t, bool opening);

/* table_split.c: which rows go on the page in hand */
typedef struct plan {
    jb_len y;        /* top of the caption */
    bool opening;    /* the table begins here */
    bool none;       /* it does not, yet */
    size_t end;      /* rows before this one are finished here */
    jb_len part;     /* of row `end`, what stands here */
    jb_len used;     /* by rows that would fit */
    bool notes;      /* they follow here */
    const char *why; /* not all of it is placed here */
} plan;
plan table_plan(run *r, table *t);
bool table_begins(const run *r, const table *t, jb_len y);
jb_len table_frame(const table *t, bool opening); /* caption, head and rules */
jb_len row_left(const table *t, size_t row);
jb_len table_whole(const run *r, const table *t, jb_len y);

/* table_draw.c: what was planned, as marks */
void table_draw(run *r, table *t, const plan *p);

#endif
