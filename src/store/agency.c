/* agency.c - another name or standing for an agency that is held.
 *
 * Decides that the row keeps its id, its code and its day; a name that changed on a day is a row of
 * its own instead. Refuses to know who may rename.
 */
#include "db.h"
#include "row.h"

jb_status jb_agency_replace(jb_store *store, const jb_agency *agency, bool *held, jb_error *err)
{
    char from[JB_DATE_TEXT];
    char to[JB_DATE_TEXT];
    jb_date_text(agency->valid_from, from);
    jb_date_text(agency->valid_to, to);
    const char *const texts[] = {agency->code,    from,
                                 agency->name,    agency->short_name,
                                 agency->name_en, jb_level_code(agency->level),
                                 agency->parent,  to};
    jb_status status =
        jb_store_run(store,
                     "UPDATE agency SET name = ?3, short_name = ?4, name_en = ?5, level = ?6, "
                     "parent = ?7, valid_to = ?8 WHERE code = ?1 AND valid_from = ?2",
                     texts, sizeof texts / sizeof texts[0], err);
    *held = status == JB_OK && sqlite3_changes64(store->db) > 0;
    return status;
}
