/* date.c - calendar days as they stand in records: YYYY-MM-DD or nothing.
 *
 * Decides which days exist. Knows neither the clock nor any other way of writing a date.
 */
#include <jianbao/model.h>

#include <string.h>

static bool leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int days_in_month(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && leap(year) ? 29 : days[month - 1];
}

/* `count` digits at text as a number, or -1. */
static int digits(const char *text, size_t count)
{
    int value = 0;
    for (size_t i = 0; i < count; i++) {
        if (text[i] < '0' || text[i] > '9') {
            return -1;
        }
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

bool jb_date_parse(const char *text, jb_date *out)
{
    if (strlen(text) != 10 || text[4] != '-' || text[7] != '-') {
        return false;
    }
    int year = digits(text, 4);
    int month = digits(text + 5, 2);
    int day = digits(text + 8, 2);
    if (year < 1900 || year > 2199 || month < 1 || month > 12) {
        return false;
    }
    if (day < 1 || day > days_in_month(year, month)) {
        return false;
    }
    *out = (jb_date){(int16_t)year, (uint8_t)month, (uint8_t)day};
    return true;
}

bool jb_date_known(jb_date date)
{
    return date.year != 0;
}

int jb_date_cmp(jb_date a, jb_date b)
{
    int left = a.year * 512 + a.month * 32 + a.day;
    int right = b.year * 512 + b.month * 32 + b.day;
    return (left > right) - (left < right);
}

static char *put_digits(char *to, int value, int count)
{
    for (int i = count - 1; i >= 0; i--) {
        to[i] = (char)('0' + value % 10);
        value /= 10;
    }
    return to + count;
}

void jb_date_text(jb_date date, char out[JB_DATE_TEXT])
{
    char *to = out;
    if (jb_date_known(date)) {
        to = put_digits(to, date.year, 4);
        *to++ = '-';
        to = put_digits(to, date.month, 2);
        *to++ = '-';
        to = put_digits(to, date.day, 2);
    }
    *to = '\0';
}
