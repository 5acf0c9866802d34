/* row.c - the kinds of record seen alike: as a list of named fields.
 *
 * Decides which table, key and order a kind has. Refuses to know what the fields mean.
 */
#include "row.h"

#include <string.h>

static const char *const agency_required[] = {"code", "name", "level", NULL};
static const char *const report_required[] = {"agency_code", "year", "source", NULL};
static const char *const fact_required[] = {"agency_code", "year",   "indicator",
                                            "value",       "source", NULL};
static const char *const absent_required[] = {"agency_code", "year", "indicator", "kind", NULL};

static const char *const agency_key[] = {"code", "valid_from", NULL};
static const char *const report_key[] = {"agency_code", "year", "source", "title", NULL};
static const char *const fact_key[] = {"agency_code",
                                       "year",
                                       "indicator",
                                       "period_start",
                                       "period_end",
                                       "period_kind",
                                       "scope_population",
                                       "scope_channel",
                                       "scope_coverage",
                                       "term",
                                       "source",
                                       "source_sha256",
                                       "char_start",
                                       "char_end",
                                       NULL};
static const char *const absent_key[] = {"agency_code", "year", "indicator", NULL};
static const char *const denominator_required[] = {"agency_code", "year",   "kind",
                                                   "value",       "source", NULL};
static const char *const denominator_key[] = {"agency_code", "year", "kind", "source", NULL};

/* v_report counts facts and names agencies as well, which takes long to prepare. */
static const char read_reports[] =
    "(SELECT r.id, r.agency_code, r.year, r.title, r.source, r.sha256, r.signed_on, "
    "r.published_on, r.note, ifnull((SELECT l.reading FROM reading l "
    "WHERE l.agency_code = r.agency_code AND l.year = r.year AND l.source = r.source "
    "AND l.title = r.title AND l.sha256 = r.sha256 ORDER BY l.id DESC LIMIT 1), r.reading) "
    "AS reading FROM report r)";

const jb_row_kind *jb_row_kind_of(jb_table table)
{
    static const jb_row_kind kinds[] = {
        [JB_TABLE_AGENCIES] = {"agencies", "agency", "agency", jb_agency_fields, agency_required,
                               agency_key, "code, valid_from"},
        [JB_TABLE_REPORTS] = {"reports", "report", read_reports, jb_report_fields, report_required,
                              report_key, "agency_code, year"},
        [JB_TABLE_FACTS] = {"facts", "fact", "v_fact", jb_fact_fields, fact_required, fact_key,
                            "agency_code, year, indicator, period_start, period_end, period_kind, "
                            "scope_population, scope_channel, scope_coverage, term"},
        [JB_TABLE_ABSENCES] = {"absences", "absence", "absence", jb_absent_fields, absent_required,
                               absent_key, "agency_code, year, indicator"},
        [JB_TABLE_DENOMINATORS] = {"denominators", "denominator", "denominator",
                                   jb_denominator_fields, denominator_required, denominator_key,
                                   "agency_code, year, kind, source"},
    };
    return table == JB_TABLE_AUTO ? NULL : &kinds[table];
}

size_t jb_names_count(const char *const *names)
{
    size_t count = 0;
    while (names[count]) {
        count++;
    }
    return count;
}

bool jb_names_few(const char *const *names)
{
    enum { FEW = 64 };
    return names != NULL && jb_names_count(names) <= FEW;
}

int jb_names_find(const char *const *names, const char *name)
{
    for (int i = 0; names[i]; i++) {
        if (strcmp(names[i], name) == 0) {
            return i;
        }
    }
    return -1;
}

bool jb_column_is_int(const char *name)
{
    static const char *const ints[] = {"year", "char_start", "char_end", NULL};
    return jb_names_find(ints, name) >= 0;
}

bool jb_column_is_nullable(const char *name)
{
    static const char *const nullable[] = {"yoy_percent", "yoy_points", "char_start", "char_end",
                                           NULL};
    return jb_names_find(nullable, name) >= 0;
}

void jb_row_init(jb_table table, void *record)
{
    switch (table) {
    case JB_TABLE_AGENCIES:
        jb_agency_init(record);
        return;
    case JB_TABLE_REPORTS:
        jb_report_init(record);
        return;
    case JB_TABLE_FACTS:
        jb_fact_init(record);
        return;
    case JB_TABLE_ABSENCES:
        jb_absent_init(record);
        return;
    case JB_TABLE_DENOMINATORS:
        jb_denominator_init(record);
        return;
    case JB_TABLE_AUTO:
        break;
    }
    jb_panic("no such table: %d", (int)table);
}

jb_status jb_row_set(jb_arena *arena, jb_table table, void *record, unsigned field,
                     const char *text, const jb_loc *loc, jb_error *err)
{
    switch (table) {
    case JB_TABLE_AGENCIES:
        return jb_agency_set(arena, record, field, text, loc, err);
    case JB_TABLE_REPORTS:
        return jb_report_set(arena, record, field, text, loc, err);
    case JB_TABLE_FACTS:
        return jb_fact_set(arena, record, field, text, loc, err);
    case JB_TABLE_ABSENCES:
        return jb_absent_set(arena, record, field, text, loc, err);
    case JB_TABLE_DENOMINATORS:
        return jb_denominator_set(arena, record, field, text, loc, err);
    case JB_TABLE_AUTO:
        break;
    }
    jb_panic("no such table: %d", (int)table);
}

jb_status jb_row_check(jb_table table, const void *record, const jb_catalogue *catalogue,
                       const jb_loc *loc, jb_error *err)
{
    switch (table) {
    case JB_TABLE_AGENCIES:
        return jb_agency_check(record, loc, err);
    case JB_TABLE_REPORTS:
        return jb_report_check(record, loc, err);
    case JB_TABLE_FACTS:
        return jb_fact_check(record, catalogue, loc, err);
    case JB_TABLE_ABSENCES:
        return jb_absent_check(record, catalogue, loc, err);
    case JB_TABLE_DENOMINATORS:
        return jb_denominator_check(record, loc, err);
    case JB_TABLE_AUTO:
        break;
    }
    jb_panic("no such table: %d", (int)table);
}

const char *jb_row_field(jb_arena *arena, jb_table table, const void *record, unsigned field)
{
    switch (table) {
    case JB_TABLE_AGENCIES:
        return jb_agency_field(arena, record, field);
    case JB_TABLE_REPORTS:
        return jb_report_field(arena, record, field);
    case JB_TABLE_FACTS:
        return jb_fact_field(arena, record, field);
    case JB_TABLE_ABSENCES:
        return jb_absent_field(arena, record, field);
    case JB_TABLE_DENOMINATORS:
        return jb_denominator_field(arena, record, field);
    case JB_TABLE_AUTO:
        break;
    }
    jb_panic("no such table: %d", (int)table);
}

void jb_row_set_id(jb_table table, void *record, int64_t id)
{
    if (table == JB_TABLE_FACTS) {
        ((jb_fact *)record)->id = id;
    } else if (table == JB_TABLE_ABSENCES) {
        ((jb_absent *)record)->id = id;
    }
}
