/* tables.h - a table as the extraction sees it, and what a head says of the cells it stands over.
 */
#ifndef JIANBAO_EXTRACT_TABLES_H
#define JIANBAO_EXTRACT_TABLES_H

#include "work.h"

enum { JB_COLUMNS_MAX = 16 };

typedef struct jb_grid_cell {
    jb_span span;
    unsigned row, column;
    bool again; /* the merged cell above or to the left, once more */
} jb_grid_cell;

/* Cells in order of rows and columns, merged ones under each of their columns and rows. */
typedef struct jb_grid {
    jb_grid_cell *cells;
    size_t count, cap;
    unsigned rows;
    unsigned heads; /* rows before the first with a number in it */
} jb_grid;

/* What the cells under or behind a head are. */
typedef enum jb_head_kind {
    JB_HEAD_FIGURES,
    JB_HEAD_CHANGE, /* on the year before */
    JB_HEAD_RING,   /* on the month or quarter before */
    JB_HEAD_EARLIER,
    JB_HEAD_AIM,
    JB_HEAD_SHARE, /* 占比, 完成率: rates of no indicator */
    JB_HEAD_RANK
} jb_head_kind;

typedef struct jb_head {
    jb_span span;
    jb_head_kind kind;
    jb_head_time time;
    bool total;   /* 合计, 全区 */
    bool plain;   /* says no more than its kind and time: 累计, 合计 */
    bool unknown; /* holds words that are neither that nor of a topic */
} jb_head;

/* grids.c */
void jb_grid_take(const jb_work *work, const jb_text_table *table, jb_grid *grid);
/* A table typed as lines that begins at this one; the line behind it, or the same for none. */
size_t jb_grid_typed(const jb_work *work, size_t line, jb_grid *grid);
bool jb_is_number_cell(const jb_work *work, jb_span span);
bool jb_is_unit_cell(const jb_work *work, jb_span span);
bool jb_holds_words(const jb_work *work, jb_span span);
/* 2024 alone, which is a year where heads stand. */
bool jb_is_year_cell(const jb_work *work, jb_span span);
/* heads.c */
jb_head jb_head_read(const jb_work *work, jb_span span);
/* A place or a part of the agency other than the agency as a whole. */
bool jb_head_is_elsewhere(const jb_work *work, jb_span span);

#endif
