/* keep.h - records at hand: all of a few agencies, and what is asked again. Private to the room. */
#ifndef JIANBAO_STORE_KEEP_H
#define JIANBAO_STORE_KEEP_H

#include "db.h"
#include "row.h"

/* Whether what is kept answers the question whole. */
bool jb_kept_has(const jb_kept *kept, jb_table table, const jb_filter *filter);
jb_status jb_kept_each(const jb_kept *kept, jb_table table, const jb_filter *filter, jb_row_fn fn,
                       void *context, jb_error *err) JB_MUST_USE;
/* As jb_store_years has them. */
jb_status jb_kept_years(const jb_kept *kept, const jb_filter *filter, jb_year_fn fn, void *context,
                        jb_error *err) JB_MUST_USE;
void jb_kept_free(jb_kept *kept);

/* Likewise of all agencies, while a snapshot lasts. */
bool jb_again_takes(const jb_store *store, jb_table table, const jb_filter *filter);
jb_status jb_again_each(jb_store *store, jb_table table, const jb_filter *filter, jb_row_fn fn,
                        void *context, jb_error *err) JB_MUST_USE;
/* Whether it is known that no fact of those years lacks its report; the second says so. */
bool jb_again_sourced(const jb_store *store, const jb_filter *filter);
void jb_again_source(jb_store *store, const jb_filter *filter);
void jb_again_forget(jb_again *again);

#endif
