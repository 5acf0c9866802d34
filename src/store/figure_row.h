/* figure_row.h - a fact as a row of many. Private to the room. */
#ifndef JIANBAO_STORE_FIGURE_ROW_H
#define JIANBAO_STORE_FIGURE_ROW_H

#include "db.h"

/* Texts held once, in the arena; equal ones are the same pointer. */
typedef struct jb_texts {
    jb_arena *arena;
    struct jb_texts_slot *slots; /* open addressing; a power of two */
    size_t size, used;
    const char *last[32];  /* by column of the row: the text of the record before */
    const char *given[32]; /* likewise as it was handed over, see jb_figure_take */
} jb_texts;

void jb_texts_free(jb_texts *texts);

/* "SELECT ..." up to the table, which is to be named f. Where nobody has decided anything that is
 * not asked for of each; `whole`: with what proves it. */
void jb_figure_columns(jb_str *sql, bool decisions, bool whole);
/* Faults when the row holds what no jianbao wrote. */
jb_status jb_figure_read(const jb_store *store, jb_texts *texts, sqlite3_stmt *stmt, bool whole,
                         jb_fact *out, jb_error *err) JB_MUST_USE;
/* Of the row, "" for none. */
const char *jb_figure_sha256(sqlite3_stmt *stmt);
/* Instead of reading: moves the texts of a whole record to these. */
void jb_figure_take(jb_texts *texts, jb_fact *fact);
/* By term, unit, scope and source. */
int jb_figure_cmp_texts(const jb_fact *a, const jb_fact *b);

#endif
