/* points.c - one point of time in a text: a year, a part of one, a day.
 *
 * Decides how the forms are written: 2024年3月, 前三季度, 7、8月, 2024-02-08, 30.12.2014. What
 * stands before and behind them is dates.c's.
 */
#include "points.h"

#include "hans.h"

int jb_days_of(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && leap ? 29 : days[(month + 11) % 12];
}

/* ---- numbers inside dates ---------------------------------------------------------------- */

static size_t read_digits(jb_points t, size_t i, int *value)
{
    size_t len = 0;
    *value = 0;
    for (; len < 5 && jb_is_digit(jb_point(t, i + len)); len++) {
        *value = *value * 10 + (int)(jb_point(t, i + len) - '0');
    }
    return len;
}

/* A small number in either script, blanks around it allowed: 2021年 11月 19日. */
size_t jb_point_small(jb_points t, size_t i, int low, int high, int *value)
{
    size_t at = jb_skip_blanks(t, i);
    size_t len = read_digits(t, at, value);
    if (len == 0) {
        int64_t han = 0;
        len = jb_han_read(t, at, &han);
        *value = len > 0 && han < 10000 ? (int)han : -1;
    }
    return len > 0 && *value >= low && *value <= high ? at + len - i : 0;
}

/* 二0一六: a nought typed as a figure or a letter among characters. */
static size_t read_mixed(jb_points t, size_t i, int *year)
{
    *year = 0;
    for (size_t k = 0; k < 4; k++) {
        uint32_t c = jb_point(t, i + k);
        bool nought = c == '0' || c == 'O' || c == 'o' || c == U'○' || c == U'Ｏ';
        int digit = nought ? 0 : jb_han_digit(c);
        if (digit < 0 || (k == 0 && nought)) {
            return 0;
        }
        *year = *year * 10 + digit;
    }
    return 4;
}

size_t jb_point_number(jb_points t, size_t i, int *year)
{
    size_t len = read_digits(t, i, year);
    if (len == 0) {
        len = read_mixed(t, i, year);
    }
    if (len == 0) {
        int64_t han = 0;
        len = jb_han_read(t, i, &han);
        *year = len == 4 ? (int)han : 0;
    }
    return len == 4 && *year >= 1949 && *year <= 2100 ? len : 0;
}

/* ---- years --------------------------------------------------------------------------------- */

typedef struct named_year {
    const char32_t *word;
    int year;
    bool whole;
} named_year;

static const named_year named_years[] = {
    {U"去年全年", JB_YEAR_LAST, true},  {U"上年全年", JB_YEAR_LAST, true},
    {U"今年全年", JB_YEAR_THIS, true},  {U"今年度", JB_YEAR_THIS, false},
    {U"今年", JB_YEAR_THIS, false},     {U"本年度", JB_YEAR_THIS, false},
    {U"本年", JB_YEAR_THIS, false},     {U"当年", JB_YEAR_THIS, false},
    {U"全年", JB_YEAR_THIS, true},      {U"年内", JB_YEAR_THIS, false},
    {U"去年", JB_YEAR_LAST, false},     {U"上年度", JB_YEAR_LAST, false},
    {U"上一年度", JB_YEAR_LAST, false}, {U"上一年", JB_YEAR_LAST, false},
    {U"明年", JB_YEAR_NEXT, false},     {U"来年", JB_YEAR_NEXT, false},
    {U"下一年度", JB_YEAR_NEXT, false}, {U"下年度", JB_YEAR_NEXT, false},
    {U"新的一年", JB_YEAR_NEXT, false},
};

static size_t read_named_year(jb_points t, size_t i, jb_when_read *out)
{
    for (size_t k = 0; k < sizeof named_years / sizeof *named_years; k++) {
        size_t len = jb_word_at(t, i, named_years[k].word);
        if (len > 0) {
            out->year = named_years[k].year;
            out->whole = named_years[k].whole;
            return len;
        }
    }
    /* 上年 but not 上年轻; 上半年 is a part of a year. */
    if (jb_point(t, i) == U'上' && jb_point(t, i + 1) == U'年' && jb_point(t, i + 2) != U'轻') {
        out->year = JB_YEAR_LAST;
        return 2;
    }
    return 0;
}

size_t jb_point_year(jb_points t, size_t i, jb_when_read *out)
{
    size_t len = jb_point_number(t, i, &out->year);
    if (len == 0) {
        out->year = 0;
        return read_named_year(t, i, out);
    }
    size_t at = jb_skip_blanks(t, i + len);
    if (jb_point(t, at) != U'年') {
        out->year = 0;
        return 0;
    }
    at++;
    if (jb_point(t, at) == U'度') {
        at++;
    }
    if (jb_word_at(t, at, U"全年") > 0) {
        out->whole = true;
        at += 2;
    }
    return at - i;
}

/* ---- parts of a year ------------------------------------------------------------------------ */

static void set_months(jb_when_read *out, int from, int to)
{
    out->month1 = from;
    out->month2 = to;
}

static size_t read_half(jb_points t, size_t i, jb_when_read *out)
{
    static const struct {
        const char32_t *word;
        int from, to;
    } parts[] = {{U"上半年", 1, 6},        {U"下半年", 7, 12},      {U"前三季度", 1, 9},
                 {U"前3季度", 1, 9},       {U"前两季度", 1, 6},     {U"前二季度", 1, 6},
                 {U"第一季度", 1, 3},      {U"第二季度", 4, 6},     {U"第三季度", 7, 9},
                 {U"第四季度", 10, 12},    {U"一季度", 1, 3},       {U"二季度", 4, 6},
                 {U"三季度", 7, 9},        {U"四季度", 10, 12},     {U"1季度", 1, 3},
                 {U"2季度", 4, 6},         {U"3季度", 7, 9},        {U"4季度", 10, 12},
                 {U"前三个季度", 1, 9},    {U"第一、二季度", 1, 6}, {U"一、二季度", 1, 6},
                 {U"第三、四季度", 7, 12}, {U"三、四季度", 7, 12},  {U"二、三季度", 4, 9},
                 {U"头三个季度", 1, 9},    {U"头三季度", 1, 9},     {U"头两个季度", 1, 6},
                 {U"前两个季度", 1, 6},    {U"首季度", 1, 3},       {U"首季", 1, 3}};
    for (size_t k = 0; k < sizeof parts / sizeof *parts; k++) {
        size_t len = jb_word_at(t, i, parts[k].word);
        if (len > 0) {
            set_months(out, parts[k].from, parts[k].to);
            return len;
        }
    }
    return 0;
}

/* 前10个月, 前10月, 头10个月. */
static size_t read_first_months(jb_points t, size_t i, jb_when_read *out)
{
    int count = 0;
    if (jb_point(t, i) != U'前' && jb_point(t, i) != U'头') {
        return 0;
    }
    size_t at = i + 1;
    size_t len = jb_point_small(t, at, 2, 12, &count);
    at += len;
    if (len == 0) {
        return 0;
    }
    if (jb_point(t, at) == U'个') {
        at++;
    }
    if (jb_point(t, at) != U'月') {
        return 0;
    }
    set_months(out, 1, count);
    return at + 1 - i;
}

bool jb_is_dash(uint32_t c)
{
    return c == '-' || c == U'—' || c == U'–' || c == U'－' || c == '~' || c == U'～' ||
           c == U'至' || c == U'到' || c == U'─' || c == U'―' || c == U'‐' || c == U'−';
}

size_t jb_point_dash(jb_points t, size_t i)
{
    size_t at = jb_skip_blanks(t, i);
    size_t from = at;
    while (at < from + 2 && jb_is_dash(jb_point(t, at))) {
        at++;
    }
    return at > from ? jb_skip_blanks(t, at) - i : 0;
}

static size_t read_day(jb_points t, size_t i, int *day)
{
    size_t len = jb_point_small(t, i, 1, 31, day);
    size_t at = jb_skip_blanks(t, i + len);
    if (len == 0 || (jb_point(t, at) != U'日' && jb_point(t, at) != U'号')) {
        *day = 0;
        return 0;
    }
    return at + 1 - i;
}

static size_t skip_moon(jb_points t, size_t i)
{
    size_t at = jb_skip_blanks(t, i);
    if (jb_point(t, at) != U'月') {
        return 0;
    }
    return at + (jb_point(t, at + 1) == U'份' ? 2U : 1U) - i;
}

static size_t read_tail_day(jb_points t, size_t i, jb_when_read *out)
{
    static const struct {
        const char32_t *word;
        int from, to;
    } parts[] = {{U"上旬", 1, 10}, {U"中旬", 11, 20}, {U"下旬", 21, 0},
                 {U"初", 1, 0},    {U"底", 0, 0},     {U"末", 0, 0}};
    size_t len = read_day(t, i, &out->day1);
    if (len > 0) {
        out->day2 = out->day1;
        out->day = true;
        return len;
    }
    for (size_t k = 0; k < sizeof parts / sizeof *parts; k++) {
        len = jb_word_at(t, i, parts[k].word);
        if (len > 0) {
            out->day1 = parts[k].from;
            out->day2 = parts[k].to;
            return len;
        }
    }
    return 0;
}

/* 7、8月, 10、11、12月: months that follow one another. */
static size_t read_month_list(jb_points t, size_t i, int first, jb_when_read *out)
{
    size_t at = i;
    int last = first;
    while (jb_point(t, at) == U'、') {
        int next = 0;
        size_t len = jb_point_small(t, at + 1, last + 1, last + 1, &next);
        if (len == 0) {
            return 0;
        }
        last = next;
        at += 1 + len;
    }
    size_t moon = last > first ? skip_moon(t, at) : 0;
    if (moon > 0) {
        set_months(out, first, last);
    }
    return moon > 0 ? at + moon - i : 0;
}

/* 1-10月, 11月, 11月14日, 11月底, 7、8月. */
static size_t read_months(jb_points t, size_t i, jb_when_read *out)
{
    int first = 0;
    int second = 0;
    size_t len = jb_point_small(t, i, 1, 12, &first);
    if (len == 0) {
        return 0;
    }
    size_t at = i + len;
    size_t moon = skip_moon(t, at);
    if (moon > 0) {
        set_months(out, first, first);
        at += moon;
        return at + read_tail_day(t, at, out) - i;
    }
    size_t listed = read_month_list(t, at, first, out);
    if (listed > 0) {
        return len + listed;
    }
    size_t dash = jb_point_dash(t, at);
    size_t more = dash > 0 ? jb_point_small(t, at + dash, first, 12, &second) : 0;
    moon = more > 0 ? skip_moon(t, at + dash + more) : 0;
    if (moon == 0) {
        return 0;
    }
    set_months(out, first, second);
    return len + dash + more + moon;
}

/* What may follow a year or stand alone. */
size_t jb_point_part(jb_points t, size_t i, bool after_year, jb_when_read *out)
{
    size_t len = read_half(t, i, out);
    if (len == 0) {
        len = read_first_months(t, i, out);
    }
    if (len == 0) {
        len = read_months(t, i, out);
    }
    if (len == 0 && after_year) {
        if (jb_point(t, i) == U'底' || jb_point(t, i) == U'末') {
            set_months(out, 12, 12);
            out->day1 = out->day2 = 31;
            out->day = true;
            return 1;
        }
        if (jb_point(t, i) == U'初') {
            set_months(out, 1, 1);
            out->day1 = out->day2 = 1;
            out->day = true;
            return 1;
        }
    }
    return len;
}

/* 2024-02-08, 2024.2.8, 2024/02/08 and a time of day behind it. */
static size_t read_dashed(jb_points t, size_t i, jb_when_read *out)
{
    size_t len = jb_point_number(t, i, &out->year);
    uint32_t sep = jb_point(t, i + len);
    if (len == 0 || (sep != '-' && sep != '.' && sep != '/')) {
        return 0;
    }
    size_t at = i + len + 1;
    size_t month = read_digits(t, at, &out->month1);
    at += month;
    if (month == 0 || month > 2 || jb_point(t, at) != sep || out->month1 < 1 || out->month1 > 12) {
        return 0;
    }
    size_t day = read_digits(t, at + 1, &out->day1);
    if (day == 0 || day > 2 || out->day1 < 1 || out->day1 > 31) {
        return 0;
    }
    at += 1 + day;
    out->month2 = out->month1;
    out->day2 = out->day1;
    out->day = true;
    size_t clock = jb_skip_blanks(t, at);
    int value = 0;
    for (size_t n = read_digits(t, clock, &value); n > 0 && n <= 2;
         n = read_digits(t, clock, &value)) {
        if (jb_point(t, clock + n) != ':' && jb_point_before(t, clock) != ':') {
            break;
        }
        clock += n + (jb_point(t, clock + n) == ':');
        at = clock;
    }
    return at - i;
}

/* 30.12.2014 15:55, as some sites print the day. */
static size_t read_dotted(jb_points t, size_t i, jb_when_read *out)
{
    size_t day = read_digits(t, i, &out->day1);
    size_t month = jb_point(t, i + day) == '.' ? read_digits(t, i + day + 1, &out->month1) : 0;
    size_t at = i + day + 1 + month;
    size_t year = jb_point(t, at) == '.' ? jb_point_number(t, at + 1, &out->year) : 0;
    bool known = out->day1 >= 1 && out->day1 <= 31 && out->month1 >= 1 && out->month1 <= 12;
    if (day == 0 || day > 2 || month == 0 || month > 2 || year == 0 || !known) {
        return 0;
    }
    out->month2 = out->month1;
    out->day2 = out->day1;
    out->day = true;
    return at + 1 + year - i;
}

size_t jb_point_read(jb_points t, size_t i, jb_when_read *out)
{
    *out = (jb_when_read){0};
    size_t len = read_dotted(t, i, out);
    if (len > 0) {
        return len;
    }
    *out = (jb_when_read){0};
    len = read_dashed(t, i, out);
    if (len > 0) {
        return len;
    }
    *out = (jb_when_read){0};
    len = jb_point_year(t, i, out);
    size_t at = len > 0 ? jb_skip_blanks(t, i + len) : i;
    if (len > 0 && jb_point(t, at) == U'的') {
        at++;
    }
    size_t part = jb_point_part(t, at, len > 0, out);
    return part > 0 ? at + part - i : len;
}
