/* agency.c - an agency: who reports, where it stands and when its code was valid.
 *
 * Decides the columns of the record and what an empty one holds; field.c reads and writes them.
 */
#include "field.h"

/* name in files, member, type, the bool that says it is given */
#define FIELDS(F)                                                                                  \
    F("code", code, division, JB_NO_FLAG)                                                          \
    F("name", name, line, JB_NO_FLAG)                                                              \
    F("short_name", short_name, line, JB_NO_FLAG)                                                  \
    F("name_en", name_en, line, JB_NO_FLAG)                                                        \
    F("level", level, level, JB_NO_FLAG)                                                           \
    F("parent", parent, division, JB_NO_FLAG)                                                      \
    F("valid_from", valid_from, date, JB_NO_FLAG)                                                  \
    F("valid_to", valid_to, date, JB_NO_FLAG)

#define NAME(name, member, type, flag) name,
#define FIELD(name, member, type, flag)                                                            \
    {name, &jb_field_##type, offsetof(jb_agency, member), sizeof(((jb_agency *)0)->member), flag},

const char *const jb_agency_fields[] = {FIELDS(NAME) NULL};
static const jb_field fields[] = {FIELDS(FIELD)};
static const jb_agency blank = {
    .code = "", .name = "", .short_name = "", .name_en = "", .level = JB_LEVELS, .parent = ""};
static const jb_record record = {fields, sizeof fields / sizeof fields[0], &blank};

void jb_agency_init(jb_agency *agency)
{
    *agency = blank;
}

jb_status jb_agency_set(jb_arena *arena, jb_agency *agency, unsigned field, const char *text,
                        const jb_loc *loc, jb_error *err)
{
    return jb_record_set(&record, arena, agency, field, text, loc, err);
}

const char *jb_agency_field(jb_arena *arena, const jb_agency *agency, unsigned field)
{
    return jb_record_field(&record, arena, agency, field);
}
