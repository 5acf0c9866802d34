/* table.h - a table while its cells come in, one after the other. */
#ifndef JIANBAO_REPORT_TABLE_H
#define JIANBAO_REPORT_TABLE_H

#include "text.h"

/* Wider tables are no tables of figures. */
#define COLUMNS_MAX 256U

typedef struct build_cell {
    jb_text_cell cell;
    size_t from, to; /* bytes of the draft's text */
} build_cell;

typedef struct build_table {
    build_cell *cells;
    size_t count, cap;
    unsigned rows;
    bool in_row, in_cell;
    bool nests;  /* another table is inside: it only places things on a page */
    bool places; /* columns are known already */
    size_t start;
} build_table;

/* Each begins and ends on a line of its own; rows are lines and tabs stand between cells. */
void table_begin(build_table *t, draft *d);
void table_row(build_table *t, draft *d);
void table_cell(build_table *t, draft *d, jb_text_cell cell);
void table_cell_end(build_table *t, draft *d);
void table_row_end(build_table *t, draft *d);
/* Adds the table to the draft, or nothing when it only places text on a page. Frees it. */
void table_end(build_table *t, draft *d);

/* Whether what comes next begins a line or a cell. */
bool draft_at_start(const draft *d, const build_table *t);
/* Ends the line that has text. */
void draft_break(draft *d, const build_table *t);
/* Takes back what was added behind this many bytes. */
void draft_cut(draft *d, size_t bytes);

#endif
