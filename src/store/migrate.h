/* migrate.h - numbered SQL files that bring a store to the current schema.
 *
 * Decides order and atomicity. Refuses to know what the files say.
 */
#ifndef JIANBAO_STORE_MIGRATE_H
#define JIANBAO_STORE_MIGRATE_H

#include <jianbao/base.h>

#include <sqlite3.h>

/* src/store/schema, in order of their numbers. */
extern const jb_embedded jb_store_schema[];

/* The number of the last file: "schema/012_what.sql" is 12. The list ends with a NULL name. */
int jb_migrations_last(const jb_embedded *list);

/* The version a store says it has. */
jb_status jb_migrations_version(sqlite3 *db, const char *path, int *out, jb_error *err) JB_MUST_USE;

/* Runs each file with a number above the store's version in a transaction of its own, together
 * with the new version: after a failure the store is as the last whole step left it. */
jb_status jb_migrations_run(sqlite3 *db, const char *path, const jb_embedded *list,
                            jb_error *err) JB_MUST_USE;

#endif
