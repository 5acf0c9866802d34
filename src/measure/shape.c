/* shape.c - what a figure's period, unit and agency are once they are read.
 *
 * Decides how an unstated period is read and that no year is longer than its report. Says nothing
 * about whether two figures go together.
 */
#include <jianbao/measure.h>

#include <string.h>

static jb_date year_end(int year)
{
    return (jb_date){(int16_t)year, 12, 31};
}

bool jb_measured_ends_early(const jb_measured *figure, jb_date *day)
{
    jb_date end = figure->fact->period.end;
    jb_date closed = figure->written;
    jb_date last = year_end(figure->year);
    bool known = jb_date_known(end) && jb_date_cmp(end, last) < 0;
    bool early = figure->year != 0 && jb_date_known(closed) && jb_date_cmp(closed, last) < 0;
    if (early && (!known || jb_date_cmp(closed, end) < 0)) {
        *day = closed;
        return true;
    }
    if (known) {
        *day = end;
    }
    return known;
}

jb_shape jb_shape_of(const jb_measured *figure)
{
    const jb_period *period = &figure->fact->period;
    jb_shape out = {period->kind, period->start, period->end};
    jb_date early = {0};
    if (out.kind == JB_PERIOD_FULL_YEAR || out.kind == JB_PERIOD_UNSTATED) {
        int16_t of = (int16_t)figure->year;
        if (out.kind == JB_PERIOD_FULL_YEAR && jb_date_known(period->start)) {
            of = period->start.year;
        }
        bool cut = of == figure->year && jb_measured_ends_early(figure, &early);
        out.kind = cut ? JB_PERIOD_PART_YEAR : JB_PERIOD_FULL_YEAR;
        out.start = (jb_date){of, 1, 1};
        out.end = cut ? early : year_end(of);
    }
    return out;
}

static bool same_day_of_year(jb_date a, jb_date b)
{
    return a.month == b.month && a.day == b.day;
}

bool jb_shapes_differ(jb_shape a, jb_shape b)
{
    return a.kind != b.kind || !same_day_of_year(a.start, b.start) ||
           !same_day_of_year(a.end, b.end) ||
           (jb_date_known(a.start) && jb_date_known(a.end) && jb_date_known(b.start) &&
            jb_date_known(b.end) && a.end.year - a.start.year != b.end.year - b.start.year);
}

bool jb_shape_years_differ(jb_shape a, jb_shape b)
{
    bool starts = jb_date_known(a.start) && jb_date_known(b.start);
    bool ends = jb_date_known(a.end) && jb_date_known(b.end);
    return (starts && a.start.year != b.start.year) || (ends && a.end.year != b.end.year);
}

jb_unit jb_measured_unit(const jb_measured *figure)
{
    int power = 0;
    const char *word = "";
    jb_unit unit = figure->indicator->unit;
    if (!jb_unit_split(figure->fact->unit, &power, &word) ||
        !jb_unit_of(word, figure->indicator->unit, &unit)) {
        unit = figure->indicator->unit;
    }
    return unit;
}

bool jb_agency_valid_in(const jb_agency *agency, int year)
{
    return (!jb_date_known(agency->valid_from) || agency->valid_from.year <= year) &&
           (!jb_date_known(agency->valid_to) || agency->valid_to.year >= year);
}

/* Of two records of one code that are valid in a year, the later. */
static bool later(const jb_agency *a, const jb_agency *b)
{
    int order = jb_date_cmp(a->valid_from, b->valid_from);
    if (order == 0) {
        bool open = !jb_date_known(a->valid_to);
        return open != !jb_date_known(b->valid_to) ? open
                                                   : jb_date_cmp(a->valid_to, b->valid_to) > 0;
    }
    return order > 0;
}

const jb_agency *jb_agency_in(const jb_agency *agencies, size_t count, const char *code, int year)
{
    const jb_agency *found = NULL;
    for (size_t i = 0; i < count; i++) {
        const jb_agency *one = &agencies[i];
        if (strcmp(one->code, code) == 0 && jb_agency_valid_in(one, year) &&
            (found == NULL || later(one, found))) {
            found = one;
        }
    }
    return found;
}
