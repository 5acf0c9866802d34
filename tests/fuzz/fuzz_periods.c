/* fuzz_periods.c - any text where a period is expected: a period starts before it ends, and a day
 * that is known is a day of the calendar.
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
    for (size_t i = 0; i < extraction->found_count; i++) {
        check_period(extraction->found[i].fact.period);
    }
    for (size_t i = 0; i < extraction->absent_count; i++) {
        check_period(extraction->absent_periods[i]);
    }
    check_day(extraction->identity.signed_on);
    check_day(extraction->identity.published_on);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_extract("", data, size, "，我局劳动保障监察立案320件，结案298件，未发生群体性事件。\n",
                 see);
    return 0;
}
