/* denominator.c - how many there are of what figures are measured by: workers, inspectors.
 *
 * Decides the columns of the record, what an empty one holds and which kinds there are; field.c
 * reads and writes them. Refuses to know what is divided by them.
 */
#include "codes.h"
#include "field.h"

/* name in files, member, type, the bool that says it is given */
#define FIELDS(F)                                                                                  \
    F("agency_code", agency_code, division, JB_NO_FLAG)                                            \
    F("year", year, year, JB_NO_FLAG)                                                              \
    F("kind", kind, denominator, JB_NO_FLAG)                                                       \
    F("value", value, decimal, JB_NO_FLAG)                                                         \
    F("as_of", as_of, date, JB_NO_FLAG)                                                            \
    F("source", source, line, JB_NO_FLAG)                                                          \
    F("note", note, text, JB_NO_FLAG)

#define NAME(name, member, type, flag) name,
#define FIELD(name, member, type, flag)                                                            \
    {name, &jb_field_##type, offsetof(jb_denominator, member),                                     \
     sizeof(((jb_denominator *)0)->member), flag},

const char *const jb_denominator_fields[] = {FIELDS(NAME) NULL};
static const jb_field fields[] = {FIELDS(FIELD)};
static const jb_denominator blank = {
    .agency_code = "", .kind = JB_PER_KINDS, .value = {0, JB_DEC_UNSET}, .source = "", .note = ""};
static const jb_record record = {fields, sizeof fields / sizeof fields[0], &blank};

void jb_denominator_init(jb_denominator *denominator)
{
    *denominator = blank;
}

jb_status jb_denominator_set(jb_arena *arena, jb_denominator *denominator, unsigned field,
                             const char *text, const jb_loc *loc, jb_error *err)
{
    return jb_record_set(&record, arena, denominator, field, text, loc, err);
}

const char *jb_denominator_field(jb_arena *arena, const jb_denominator *denominator, unsigned field)
{
    return jb_record_field(&record, arena, denominator, field);
}

static jb_status missing(const char *name, const jb_loc *loc, jb_error *err)
{
    return jb_fail(err, JB_ERR_INPUT, loc, "%s is missing", "缺少 %s", name);
}

/* The day may lie a year off: a year's end is often counted at the start of the next. */
static jb_status check_day(const jb_denominator *d, const jb_loc *loc, jb_error *err)
{
    if (!jb_date_known(d->as_of) ||
        (d->as_of.year >= d->year - 1 && d->as_of.year <= d->year + 1)) {
        return JB_OK;
    }
    char day[JB_DATE_TEXT];
    jb_date_text(d->as_of, day);
    return jb_fail(err, JB_ERR_INPUT, loc,
                   "as_of %s lies more than a year from %d, which it is to stand for",
                   "as_of %s 与所用年度 %d 相差一年以上", day, d->year);
}

jb_status jb_denominator_check(const jb_denominator *d, const jb_loc *loc, jb_error *err)
{
    const char *name = d->agency_code[0] == '\0'        ? "agency_code"
                       : d->year == 0                   ? "year"
                       : d->kind >= JB_PER_KINDS        ? "kind"
                       : d->value.scale == JB_DEC_UNSET ? "value"
                       : d->source[0] == '\0'           ? "source"
                                                        : NULL;
    if (name != NULL) {
        return missing(name, loc, err);
    }
    if (jb_dec_trim(d->value).scale != 0 || d->value.coef < 0) {
        char text[JB_DEC_TEXT];
        (void)jb_dec_text(d->value, text);
        return jb_fail(err, JB_ERR_INPUT, loc,
                       "value %s is not a whole number of 0 or more: write it in single units "
                       "(12.34万 is 123400)",
                       "%s 不是不小于零的整数：请换算为基本单位（12.34万应写 123400）", text);
    }
    return check_day(d, loc, err);
}

/* ---- kinds ---------------------------------------------------------------------------------- */

typedef struct per_words {
    const char *name[2];
    const char *rate[2];
    int64_t units;
} per_words;

static const per_words kinds[JB_PER_KINDS] = {
    [JB_PER_POPULATION] = {{"常住人口", "residents"}, {"每万人口", "per 10,000 residents"}, 10000},
    [JB_PER_WORKERS] = {{"从业人员", "workers"}, {"每万名从业人员", "per 10,000 workers"}, 10000},
    [JB_PER_MIGRANTS] = {{"农民工", "migrant workers"},
                         {"每万名农民工", "per 10,000 migrant workers"},
                         10000},
    [JB_PER_ENTERPRISES] = {{"用人单位", "enterprises"},
                            {"每万户用人单位", "per 10,000 enterprises"},
                            10000},
    [JB_PER_INSPECTORS] = {{"监察员", "inspectors"}, {"每名监察员", "per inspector"}, 1},
};

const char *jb_per_name(jb_per kind, jb_lang lang)
{
    return kind < JB_PER_KINDS ? kinds[kind].name[lang] : "";
}

const char *jb_per_rate(jb_per kind, jb_lang lang)
{
    return kind < JB_PER_KINDS ? kinds[kind].rate[lang] : "";
}

int64_t jb_per_units(jb_per kind)
{
    return kind < JB_PER_KINDS ? kinds[kind].units : 1;
}
