/* import.h - one run over one file of records. Private to the room.
 *
 * Collects the faults of rows; what reads CSV and what reads JSON Lines fill the row.
 */
#ifndef JIANBAO_STORE_IMPORT_H
#define JIANBAO_STORE_IMPORT_H

#include "row.h"

typedef struct jb_importer {
    jb_store *store;
    const jb_import *options;
    jb_import_result *result;
    jb_lines *lines;
    jb_arena *arena; /* of the row */
    const jb_row_kind *kind;
    jb_row row;
    jb_loc loc;      /* of the row, then of its fields; only the numbers change */
    jb_loc value_at; /* of the row's value */
    size_t seen;     /* rows read, good or bad */
    jb_error first;  /* fault of a row */
    bool stopped;    /* too many faults */
} jb_importer;

/* Settles which table the names belong to. */
jb_status jb_importer_choose(jb_importer *run, const char *const *names, size_t count,
                             const jb_loc *loc, jb_error *err) JB_MUST_USE;

/* Faults for a name that is no column of the table. */
jb_status jb_importer_find(const jb_importer *run, const char *name, const jb_loc *loc,
                           unsigned *field, jb_error *err) JB_MUST_USE;

/* "code, name, level (nation, province ...)": what every row of the table must have. */
const char *jb_importer_needs(jb_arena *arena, const jb_row_kind *kind, jb_lang lang);

/* Empty text leaves the field as an empty record has it. */
jb_status jb_importer_set(jb_importer *run, unsigned field, const char *text, const jb_loc *loc,
                          jb_error *err) JB_MUST_USE;
/* Checks the row, which begins at `line`, and puts it into the store. */
jb_status jb_importer_put(jb_importer *run, unsigned line, jb_error *err) JB_MUST_USE;
/* Hands a fault on that ends the run. */
jb_status jb_importer_stop(jb_status status, const jb_error *fault, jb_error *err);
/* Ends the row: a fault of the row is told and counted, any other ends the run through `err`. */
jb_status jb_importer_row_end(jb_importer *run, jb_status status, const jb_error *fault,
                              jb_error *err) JB_MUST_USE;

jb_status jb_import_csv(jb_importer *run, jb_error *err) JB_MUST_USE;
jb_status jb_import_jsonl(jb_importer *run, jb_error *err) JB_MUST_USE;

#endif
