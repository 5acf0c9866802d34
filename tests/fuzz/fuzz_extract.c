/* fuzz_extract.c - any text inside a report: every figure's span is its raw text, every number has
 * a reason, a period starts before it ends and its days are days of the calendar, and a record
 * passes the checks that an import makes.
 */
#include "fuzz_extract.h"

static void check_day(jb_date date)
{
    if (jb_date_known(date)) {
        char text[JB_DATE_TEXT];
        jb_date again;
        jb_date_text(date, text);
        FUZZ_CHECK(jb_date_parse(text, &again));
        FUZZ_CHECK(jb_date_cmp(date, again) == 0);
    }
}

static void check_period(jb_period period)
{
    FUZZ_CHECK(period.kind < JB_PERIOD_KINDS);
    check_day(period.start);
    check_day(period.end);
    if (jb_date_known(period.start) && jb_date_known(period.end)) {
        FUZZ_CHECK(jb_date_cmp(period.start, period.end) <= 0);
    }
}

static void see(const jb_original *original, const jb_extraction *extraction)
{
    (void)original;
    check_day(extraction->identity.signed_on);
    check_day(extraction->identity.published_on);
    for (size_t i = 0; i < extraction->absent_count; i++) {
        check_period(extraction->absent_periods[i]);
    }
    for (size_t i = 0; i < extraction->found_count; i++) {
        const jb_fact *fact = &extraction->found[i].fact;
        check_period(fact->period);
        FUZZ_CHECK(jb_catalogue_find(fuzz_catalogue, fact->indicator) != NULL);
        FUZZ_CHECK(fact->qualifier < JB_QUALIFIERS);
        jb_error err = {0};
        jb_loc loc = {0};
        fuzz_check_error(jb_fact_check(fact, fuzz_catalogue, &loc, &err), &err);
        jb_str line = {0};
        jb_fact_line(&line, extraction->arena, fact);
        FUZZ_CHECK(line.len > 0 && line.data[line.len - 1] == '\n');
        jb_str_free(&line);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_extract("我局劳动保障监察立案", data, size, "件，结案298件，追回工资12.5万元。\n", see);
    return 0;
}
