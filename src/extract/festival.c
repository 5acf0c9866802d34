/* festival.c - when Spring Festival was, by ICU's Chinese calendar.
 *
 * Campaigns against wage arrears end with it. Everything is counted in China's time. The calendar
 * speaks in milliseconds as a double; the days asked of it are exact.
 */
#include "festival.h"

#include <unicode/ucal.h>

/* Where ICU reckons a new moon to the wrong side of midnight by minutes, and what to add: by the
 * almanac the festivals were and are on 6 February 2027 and 3 February 2030. */
static int correction(int year)
{
    return year == 2027 ? -1 : year == 2030 ? 1 : 0;
}

jb_date jb_festival_eve(int year)
{
    static const UChar zone[] = u"Asia/Shanghai";
    jb_date out = {0};
    UErrorCode code = U_ZERO_ERROR;
    if (year < 1950 || year > 2100) {
        return out;
    }
    UCalendar *chinese = ucal_open(zone, -1, "zh_CN@calendar=chinese", UCAL_DEFAULT, &code);
    UCalendar *common = ucal_open(zone, -1, "zh_CN@calendar=gregorian", UCAL_DEFAULT, &code);
    /* The extended year of the Chinese calendar that begins in `year`. */
    ucal_clear(chinese);
    ucal_set(chinese, UCAL_EXTENDED_YEAR, year + 2637);
    ucal_set(chinese, UCAL_MONTH, 0);
    ucal_set(chinese, UCAL_DATE, 1);
    ucal_add(chinese, UCAL_DATE, correction(year) - 1, &code);
    ucal_setMillis(common, ucal_getMillis(chinese, &code), &code);
    out.year = (int16_t)ucal_get(common, UCAL_YEAR, &code);
    out.month = (uint8_t)(ucal_get(common, UCAL_MONTH, &code) + 1);
    out.day = (uint8_t)ucal_get(common, UCAL_DATE, &code);
    ucal_close(chinese);
    ucal_close(common);
    if (U_FAILURE(code)) {
        out = (jb_date){0};
    }
    return out;
}
