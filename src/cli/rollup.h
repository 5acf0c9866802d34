/* What `jianbao rollup` prints, line by line. */
#ifndef JIANBAO_CLI_ROLLUP_H
#define JIANBAO_CLI_ROLLUP_H

#include "cli.h"

#include <jianbao/rollup.h>

/* The figure of a line: its total, its recomputed rate, or what its one agency states. */
typedef struct line_value {
    bool given;
    jb_dec value;
    jb_qualifier qualifier;
    unsigned barred;
} line_value;

line_value line_value_of(const jb_rollup_line *line);

/* ---- rollup_table.c */
typedef struct rollup_table rollup_table;
rollup_table *rollup_table_new(const cli *c, const jb_rollup_ask *ask);
void rollup_table_line(rollup_table *t, const jb_rollup_line *line);
void rollup_table_end(rollup_table *t);

/* ---- rollup_record.c */
void rollup_csv_head(const jb_rollup_ask *ask);
void rollup_csv_line(const cli *c, jb_arena *arena, const jb_rollup_line *line);
void rollup_json_line(const cli *c, jb_arena *arena, const jb_rollup_line *line);

#endif
