/* absent.c - an absence recorded on purpose: why there is no figure.
 *
 * Decides the columns of the record and what an empty one holds; field.c reads and writes them.
 */
#include "field.h"

/* name in files, member, type, the bool that says it is given */
#define FIELDS(F)                                                                                  \
    F("agency_code", agency_code, division, JB_NO_FLAG)                                            \
    F("year", year, year, JB_NO_FLAG)                                                              \
    F("indicator", indicator, line, JB_NO_FLAG)                                                    \
    F("kind", kind, absence, JB_NO_FLAG)                                                           \
    F("source", source, line, JB_NO_FLAG)                                                          \
    F("note", note, text, JB_NO_FLAG)

#define NAME(name, member, type, flag) name,
#define FIELD(name, member, type, flag)                                                            \
    {name, &jb_field_##type, offsetof(jb_absent, member), sizeof(((jb_absent *)0)->member), flag},

const char *const jb_absent_fields[] = {FIELDS(NAME) NULL};
static const jb_field fields[] = {FIELDS(FIELD)};
static const jb_absent blank = {
    .agency_code = "", .indicator = "", .kind = JB_ABSENCES, .source = "", .note = ""};
static const jb_record record = {fields, sizeof fields / sizeof fields[0], &blank};

void jb_absent_init(jb_absent *absent)
{
    *absent = blank;
}

jb_status jb_absent_set(jb_arena *arena, jb_absent *absent, unsigned field, const char *text,
                        const jb_loc *loc, jb_error *err)
{
    return jb_record_set(&record, arena, absent, field, text, loc, err);
}

const char *jb_absent_field(jb_arena *arena, const jb_absent *absent, unsigned field)
{
    return jb_record_field(&record, arena, absent, field);
}
