/* fact.c - a fact: one stated figure with its period, scope, origin and standing.
 *
 * Decides the columns of the record and what an empty one holds; field.c reads and writes them.
 */
#include "field.h"

/* name in files, member, type, the bool that says it is given */
#define FIELDS(F)                                                                                  \
    F("agency_code", agency_code, division, JB_NO_FLAG)                                            \
    F("agency", agency, line, JB_NO_FLAG)                                                          \
    F("year", year, year, JB_NO_FLAG)                                                              \
    F("indicator", indicator, line, JB_NO_FLAG)                                                    \
    F("term", term, line, JB_NO_FLAG)                                                              \
    F("value", value, decimal, JB_NO_FLAG)                                                         \
    F("unit", unit, line, JB_NO_FLAG)                                                              \
    F("qualifier", qualifier, qualifier, JB_NO_FLAG)                                               \
    F("period_start", period.start, date, JB_NO_FLAG)                                              \
    F("period_end", period.end, date, JB_NO_FLAG)                                                  \
    F("period_kind", period.kind, period_kind, JB_NO_FLAG)                                         \
    F("scope_population", scope_population, line, JB_NO_FLAG)                                      \
    F("scope_channel", scope_channel, line, JB_NO_FLAG)                                            \
    F("scope_coverage", scope_coverage, line, JB_NO_FLAG)                                          \
    F("yoy_percent", yoy_percent, decimal, offsetof(jb_fact, has_yoy_percent))                     \
    F("yoy_points", yoy_points, decimal, offsetof(jb_fact, has_yoy_points))                        \
    F("basis", basis, basis, JB_NO_FLAG)                                                           \
    F("status", status, review, JB_NO_FLAG)                                                        \
    F("source", source, line, JB_NO_FLAG)                                                          \
    F("source_sha256", source_sha256, sha256, JB_NO_FLAG)                                          \
    F("char_start", char_start, offset, JB_NO_FLAG)                                                \
    F("char_end", char_end, offset, JB_NO_FLAG)                                                    \
    F("raw", raw, text, JB_NO_FLAG)                                                                \
    F("sentence", sentence, text, JB_NO_FLAG)                                                      \
    F("rule", rule, line, JB_NO_FLAG)                                                              \
    F("confidence", confidence, share, JB_NO_FLAG)                                                 \
    F("note", note, text, JB_NO_FLAG)

#define NAME(name, member, type, flag) name,
#define FIELD(name, member, type, flag)                                                            \
    {name, &jb_field_##type, offsetof(jb_fact, member), sizeof(((jb_fact *)0)->member), flag},

const char *const jb_fact_fields[] = {FIELDS(NAME) NULL};
static const jb_field fields[] = {FIELDS(FIELD)};
static const jb_fact blank = {.agency_code = "",
                              .agency = "",
                              .indicator = "",
                              .term = "",
                              .value = {0, JB_DEC_UNSET},
                              .unit = "",
                              .qualifier = JB_QUAL_EXACT,
                              .period = {.kind = JB_PERIOD_UNSTATED},
                              .scope_population = "",
                              .scope_channel = "",
                              .scope_coverage = "",
                              .basis = JB_BASIS_STATED,
                              .status = JB_REVIEW_EXTRACTED,
                              .source = "",
                              .source_sha256 = "",
                              .char_start = -1,
                              .char_end = -1,
                              .raw = "",
                              .sentence = "",
                              .rule = "",
                              .confidence = {1, 0},
                              .note = ""};
static const jb_record record = {fields, sizeof fields / sizeof fields[0], &blank};

void jb_fact_init(jb_fact *fact)
{
    *fact = blank;
}

jb_status jb_fact_set(jb_arena *arena, jb_fact *fact, unsigned field, const char *text,
                      const jb_loc *loc, jb_error *err)
{
    return jb_record_set(&record, arena, fact, field, text, loc, err);
}

const char *jb_fact_field(jb_arena *arena, const jb_fact *fact, unsigned field)
{
    return jb_record_field(&record, arena, fact, field);
}
