/* ends.c - the first and the last year of which anything is held of an agency.
 *
 * For those who ask of many agencies: two looks into each index, whatever the store holds.
 */
#include "db.h"

#define HALF(which, order)                                                                         \
    "(SELECT " which "(y) FROM (SELECT " which "(year) AS y FROM report WHERE agency_code = ?1 "   \
    "UNION ALL SELECT y FROM (SELECT year AS y FROM v_fact WHERE agency_code = ?1 "                \
    "AND status <> 'rejected' ORDER BY year" order " LIMIT 1) "                                    \
    "UNION ALL SELECT " which "(year) FROM absence WHERE agency_code = ?1 "                        \
    "AND kind <> 'no_report'))"

jb_status jb_store_ends(jb_store *store, const char *agency_code, int *first, int *last,
                        jb_error *err)
{
    sqlite3_stmt *stmt = NULL;
    *first = *last = 0;
    jb_status status = jb_store_ask(store, "SELECT " HALF("min", "") ", " HALF("max", " DESC"),
                                    &agency_code, 1, &stmt, err);
    if (status == JB_OK) {
        int rc = sqlite3_step(stmt);
        if (rc == SQLITE_ROW) {
            *first = sqlite3_column_int(stmt, 0);
            *last = sqlite3_column_int(stmt, 1);
        } else {
            status = jb_store_fail(store, rc, err);
        }
    }
    jb_store_done(store, stmt);
    return status;
}
