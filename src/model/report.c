/* report.c - a report: which paper of an agency the figures of a year come from.
 *
 * Decides the columns of the record and what an empty one holds; field.c reads and writes them.
 */
#include "field.h"

/* name in files, member, type, the bool that says it is given */
#define FIELDS(F)                                                                                  \
    F("agency_code", agency_code, division, JB_NO_FLAG)                                            \
    F("year", year, year, JB_NO_FLAG)                                                              \
    F("title", title, line, JB_NO_FLAG)                                                            \
    F("source", source, line, JB_NO_FLAG)                                                          \
    F("sha256", sha256, sha256, JB_NO_FLAG)                                                        \
    F("signed_on", signed_on, date, JB_NO_FLAG)                                                    \
    F("published_on", published_on, date, JB_NO_FLAG)                                              \
    F("reading", reading, reading, JB_NO_FLAG)                                                     \
    F("note", note, text, JB_NO_FLAG)

#define NAME(name, member, type, flag) name,
#define FIELD(name, member, type, flag)                                                            \
    {name, &jb_field_##type, offsetof(jb_report, member), sizeof(((jb_report *)0)->member), flag},

const char *const jb_report_fields[] = {FIELDS(NAME) NULL};
static const jb_field fields[] = {FIELDS(FIELD)};
static const jb_report blank = {
    .agency_code = "", .title = "", .source = "", .sha256 = "", .note = ""};
static const jb_record record = {fields, sizeof fields / sizeof fields[0], &blank};

void jb_report_init(jb_report *report)
{
    *report = blank;
}

jb_status jb_report_set(jb_arena *arena, jb_report *report, unsigned field, const char *text,
                        const jb_loc *loc, jb_error *err)
{
    return jb_record_set(&record, arena, report, field, text, loc, err);
}

const char *jb_report_field(jb_arena *arena, const jb_report *report, unsigned field)
{
    return jb_record_field(&record, arena, report, field);
}
