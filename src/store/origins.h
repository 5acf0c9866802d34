/* origins.h - where the records of the open transaction came from.
 *
 * A record repeated within one import is best named by its line; its id would be gone after the
 * rollback.
 */
#ifndef JIANBAO_STORE_ORIGINS_H
#define JIANBAO_STORE_ORIGINS_H

#include "db.h"

/* Ids of a table must be added in ascending order. Does nothing when `loc` names no line. */
void jb_origins_add(jb_store *store, jb_table table, int64_t id, const jb_loc *loc);
/* NULL when the record was held before the transaction began, or came from no file. */
const jb_origin *jb_origins_find(const jb_store *store, jb_table table, int64_t id);
/* Forgets the records with an id above the last `len`; 0 forgets all. */
void jb_origins_cut(jb_store *store, jb_table table, size_t len);
void jb_origins_clear(jb_store *store);
/* "facts.csv:3" or "#12"; borrowed from the arena. */
const char *jb_origins_name(const jb_store *store, jb_arena *arena, jb_table table, int64_t id);

#endif
