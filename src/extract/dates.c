/* dates.c - expressions of time in a text.
 *
 * Reads a point of time (a year, a part of one), joins two of them to a span, and looks at what
 * stands before and behind: 截至, 自, 以来, 底. Refuses to know the report's year.
 */
#include "dates.h"

#include "hans.h"

#include <stdlib.h>

/* A point of time while it is read: a span of months within a year. */
typedef struct point {
    int year;
    int month1, day1, month2, day2;
    bool whole, day;
} point;

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
static size_t read_small(jb_points t, size_t i, int low, int high, int *value)
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

static size_t read_year_number(jb_points t, size_t i, int *year)
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

static size_t read_named_year(jb_points t, size_t i, point *out)
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

static size_t read_year(jb_points t, size_t i, point *out)
{
    size_t len = read_year_number(t, i, &out->year);
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

static void set_months(point *out, int from, int to)
{
    out->month1 = from;
    out->month2 = to;
}

static size_t read_half(jb_points t, size_t i, point *out)
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
                 {U"第三、四季度", 7, 12}, {U"三、四季度", 7, 12},  {U"二、三季度", 4, 9}};
    for (size_t k = 0; k < sizeof parts / sizeof *parts; k++) {
        size_t len = jb_word_at(t, i, parts[k].word);
        if (len > 0) {
            set_months(out, parts[k].from, parts[k].to);
            return len;
        }
    }
    return 0;
}

/* 前10个月, 前10月. */
static size_t read_first_months(jb_points t, size_t i, point *out)
{
    int count = 0;
    if (jb_point(t, i) != U'前') {
        return 0;
    }
    size_t at = i + 1;
    size_t len = read_small(t, at, 2, 12, &count);
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

static size_t skip_dash(jb_points t, size_t i)
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
    size_t len = read_small(t, i, 1, 31, day);
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

static size_t read_tail_day(jb_points t, size_t i, point *out)
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

/* 1-10月, 11月, 11月14日, 11月底. */
static size_t read_months(jb_points t, size_t i, point *out)
{
    int first = 0;
    int second = 0;
    size_t len = read_small(t, i, 1, 12, &first);
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
    size_t dash = skip_dash(t, at);
    size_t more = dash > 0 ? read_small(t, at + dash, first, 12, &second) : 0;
    moon = more > 0 ? skip_moon(t, at + dash + more) : 0;
    if (moon == 0) {
        return 0;
    }
    set_months(out, first, second);
    return len + dash + more + moon;
}

/* What may follow a year or stand alone. */
static size_t read_part(jb_points t, size_t i, bool after_year, point *out)
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
static size_t read_dashed(jb_points t, size_t i, point *out)
{
    size_t len = read_year_number(t, i, &out->year);
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
static size_t read_dotted(jb_points t, size_t i, point *out)
{
    size_t day = read_digits(t, i, &out->day1);
    size_t month = jb_point(t, i + day) == '.' ? read_digits(t, i + day + 1, &out->month1) : 0;
    size_t at = i + day + 1 + month;
    size_t year = jb_point(t, at) == '.' ? read_year_number(t, at + 1, &out->year) : 0;
    bool known = out->day1 >= 1 && out->day1 <= 31 && out->month1 >= 1 && out->month1 <= 12;
    if (day == 0 || day > 2 || month == 0 || month > 2 || year == 0 || !known) {
        return 0;
    }
    out->month2 = out->month1;
    out->day2 = out->day1;
    out->day = true;
    return at + 1 + year - i;
}

static size_t read_point(jb_points t, size_t i, point *out)
{
    *out = (point){0};
    size_t len = read_dotted(t, i, out);
    if (len > 0) {
        return len;
    }
    *out = (point){0};
    len = read_dashed(t, i, out);
    if (len > 0) {
        return len;
    }
    *out = (point){0};
    len = read_year(t, i, out);
    size_t at = len > 0 ? jb_skip_blanks(t, i + len) : i;
    if (len > 0 && jb_point(t, at) == U'的') {
        at++;
    }
    size_t part = read_part(t, at, len > 0, out);
    return part > 0 ? at + part - i : len;
}

/* ---- the whole expression -------------------------------------------------------------------- */

static jb_when first_day(const point *p)
{
    return (jb_when){p->year, p->month1, p->month1 ? (p->day1 ? p->day1 : 1) : 0};
}

static jb_when last_day(const point *p)
{
    return (jb_when){p->year, p->month2, p->month2 ? p->day2 : 0};
}

static jb_words since_words = {U"以来", U"开始", U"起至今", U"至今", U"以后", U"起", NULL};
static jb_wordset since_words_set = {.words = since_words};
static jb_words until_words = {U"截至", U"截止到", U"截止至", U"截止", U"截到", NULL};
static jb_wordset until_words_set = {.words = until_words};
static jb_words now_words = {U"截至目前", U"截止目前", U"截至报告期末", U"截至发稿", U"目前",
                             U"当前",     U"至今",     U"迄今为止",     U"迄今",     NULL};
static jb_wordset now_words_set = {.words = now_words};
static jb_words every_words = {U"每季度", U"每个季度", U"每半年", U"每个月", U"每月", U"每年度",
                               U"每年",   U"每周",     U"每天",   U"每日",   NULL};
static jb_wordset every_words_set = {.words = every_words};
static jb_words compare_words = {U"较", U"比", U"与", U"同", U"相比", U"相较", U"对比", NULL};
static jb_wordset compare_words_set = {.words = compare_words};
static jb_words carried_words = {U"结转", U"未结", U"度结转", U"遗留", U"转入",
                                 U"转来", U"移交", U"带入",   NULL};
static jb_wordset carried_words_set = {.words = carried_words};

static void set_kind(jb_mark *out, const point *a, const point *b, bool joined)
{
    out->from = first_day(a);
    out->to = last_day(b);
    out->whole = a->whole;
    if (joined && out->to.year == JB_YEAR_UNSAID) {
        out->to.year = a->year;
    }
    if (joined && out->from.year == JB_YEAR_UNSAID && b->year > 3) {
        out->from.year = b->year;
    }
    out->kind = joined || a->month1 ? JB_MARK_PART : JB_MARK_YEAR;
    if (!joined && a->day) {
        out->kind = JB_MARK_DAY;
    }
}

/* 2021—2025年: the first year goes without its 年. */
static size_t read_year_span(jb_points t, size_t i, jb_mark *out)
{
    point a = {0};
    point b = {0};
    size_t len = read_year_number(t, i, &a.year);
    size_t dash = len > 0 ? skip_dash(t, i + len) : 0;
    if (dash == 0) {
        return 0;
    }
    size_t more = read_year(t, i + len + dash, &b);
    if (more == 0 || b.year <= a.year) {
        return 0;
    }
    *out = (jb_mark){.kind = JB_MARK_PART};
    out->from = (jb_when){a.year, 0, 0};
    out->to = (jb_when){b.year, 0, 0};
    return len + dash + more;
}

/* Behind 至 the festival's name alone will do. */
static size_t read_festival(jb_points t, size_t i, bool until, jb_when *when)
{
    static jb_words before = {U"春节前夕", U"春节之前", U"春节前", U"农历春节前", NULL};
    static jb_wordset before_set = {.words = before};
    point year = {0};
    size_t len = read_year(t, i, &year);
    size_t more = jb_set_at(t, i + len, &before_set);
    if (more == 0 && until) {
        more = jb_any_at(t, i + len, (jb_words){U"春节期间", U"春节", NULL});
    }
    *when = (jb_when){year.year, 0, 0};
    return more > 0 ? len + more : 0;
}

/* A span of two points, or one. */
static size_t read_span(jb_points t, size_t i, jb_mark *out)
{
    size_t len = read_year_span(t, i, out);
    if (len > 0) {
        return len;
    }
    point a;
    point b;
    jb_when eve;
    len = read_point(t, i, &a);
    if (len == 0) {
        return 0;
    }
    *out = (jb_mark){0};
    size_t skip = jb_any_at(t, i + len, (jb_words){U"起", U"开始", NULL});
    size_t dash = skip_dash(t, i + len + skip);
    if (dash > 0 && jb_word_at(t, i + len + skip, U"至今") == 0) {
        size_t more = read_festival(t, i + len + skip + dash, true, &eve);
        if (more > 0) {
            set_kind(out, &a, &a, false);
            out->kind = JB_MARK_FESTIVAL;
            out->to = eve;
            return len + skip + dash + more;
        }
        more = read_point(t, i + len + skip + dash, &b);
        if (more > 0) {
            set_kind(out, &a, &b, true);
            return len + skip + dash + more;
        }
    }
    set_kind(out, &a, &a, false);
    return len;
}

/* “十三五”期间: the five-year plans since the tenth, 2001 to 2005. */
static size_t read_plan(jb_points t, size_t i, jb_mark *out)
{
    static const char32_t *const plans[] = {U"十五",   U"十一五", U"十二五",
                                            U"十三五", U"十四五", U"十五五"};
    size_t head = jb_point(t, i) == U'“';
    for (size_t k = 0; k < sizeof plans / sizeof *plans; k++) {
        size_t len = jb_word_at(t, i + head, plans[k]);
        size_t at = i + head + len;
        if (len == 0 || (head && jb_point(t, at) != U'”')) {
            continue;
        }
        size_t more = jb_any_at(t, at + head, (jb_words){U"以来", U"期间", U"时期", NULL});
        if (more > 0) {
            int first = 2001 + 5 * (int)k;
            *out = (jb_mark){.kind = JB_MARK_YEARS, .from = {first, 0, 0}, .to = {first + 4, 0, 0}};
            return at + head + more - i;
        }
    }
    return 0;
}

/* 近五年, 连续6年, 五年来, “十四五”以来. */
static size_t read_years(jb_points t, size_t i, jb_mark *out)
{
    static jb_words heads = {U"近", U"连续", U"过去", U"最近", NULL};
    static jb_wordset heads_set = {.words = heads};
    size_t len = read_plan(t, i, out);
    if (len > 0) {
        return len;
    }
    *out = (jb_mark){.kind = JB_MARK_YEARS};
    len = jb_set_at(t, i, &heads_set);
    size_t number = read_small(t, i + len, 2, 20, &out->count);
    size_t at = i + len + number;
    if (number == 0 || jb_point(t, at) == ' ') {
        return 0;
    }
    if (jb_point(t, at) == U'个') {
        at++;
    }
    if (jb_point(t, at) != U'年' && !(len > 0 && jb_point(t, at) == U'月')) {
        return 0;
    }
    at++;
    size_t tail = jb_any_at(t, at, (jb_words){U"以来", U"来", U"间", NULL});
    return len > 0 || (tail > 0 && jb_point(t, at + tail) != U'自') ? at + tail - i : 0;
}

/* 本季度 is what the whole report speaks of; 上季度 lies before it. */
static size_t read_relative(jb_points t, size_t i, jb_mark *out)
{
    static jb_words this_words = {U"本季度", U"本月份", U"本月", U"期内", U"本期", NULL};
    static jb_wordset this_words_set = {.words = this_words};
    static jb_words last_words = {U"上季度", U"上一季度", U"上个月", U"上月", U"上一月", NULL};
    static jb_wordset last_words_set = {.words = last_words};
    *out = (jb_mark){.kind = JB_MARK_REPORT};
    size_t len = jb_set_at(t, i, &this_words_set);
    if (len == 0) {
        len = jb_set_at(t, i, &last_words_set);
        out->kind = JB_MARK_PART;
        out->from.year = out->to.year = JB_YEAR_LAST;
    }
    return len;
}

static size_t read_simple(jb_points t, size_t i, jb_mark *out)
{
    static jb_words since_new_year = {U"年初以来", U"年初至今", U"开年以来", U"入年以来", NULL};
    static jb_wordset since_new_year_set = {.words = since_new_year};
    size_t len = read_relative(t, i, out);
    if (len > 0) {
        return len;
    }
    *out = (jb_mark){.kind = JB_MARK_SINCE};
    len = jb_set_at(t, i, &since_new_year_set);
    if (len > 0) {
        out->from.year = out->to.year = JB_YEAR_THIS;
        return len;
    }
    *out = (jb_mark){.kind = JB_MARK_EVERY};
    len = jb_set_at(t, i, &every_words_set);
    if (len == 0) {
        out->kind = JB_MARK_NOW;
        len = jb_set_at(t, i, &now_words_set);
    }
    if (len == 0) {
        out->kind = JB_MARK_FESTIVAL;
        len = read_festival(t, i, false, &out->to);
    }
    return len;
}

static size_t read_dated(jb_points t, size_t i, jb_mark *out)
{
    size_t until = jb_set_at(t, i, &until_words_set);
    size_t head = until > 0 ? until : jb_any_at(t, i, (jb_words){U"自从", U"自", U"从", NULL});
    size_t at = jb_skip_blanks(t, i + head);
    size_t len = read_span(t, at, out);
    if (len == 0) {
        return 0;
    }
    at += len;
    size_t since = jb_set_at(t, at, &since_words_set);
    if (since > 0 && until == 0 && out->kind != JB_MARK_FESTIVAL) {
        out->kind = out->kind == JB_MARK_PART && out->from.month != out->to.month &&
                            out->to.month != 0 && head == 0
                        ? JB_MARK_PART
                        : JB_MARK_SINCE;
        at += since;
    } else if (until > 0) {
        out->kind = JB_MARK_UNTIL;
    } else if (head > 0 && (out->kind == JB_MARK_DAY ||
                            (out->kind == JB_MARK_PART && out->from.month == out->to.month))) {
        out->kind = JB_MARK_SINCE; /* 自11月15日专项行动启动 */
    }
    return at - i;
}

/* 较去年, 2023年同期, 是上年的1.5倍: measured against, not spoken of. */
static bool is_compared(jb_points t, const jb_mark *mark)
{
    size_t start = mark->span.start;
    size_t end = mark->span.end;
    if (jb_set_before(t, start, &compare_words_set) > 0 ||
        jb_any_at(t, end, (jb_words){U"同期", U"同比", U"相比", U"度同期", NULL}) > 0) {
        return true;
    }
    uint32_t after = jb_point(t, end);
    return mark->from.year == JB_YEAR_LAST && (after == U'的' || after == U'（' || after == '(') &&
           mark->kind != JB_MARK_SINCE;
}

size_t jb_mark_read(jb_points t, size_t i, jb_mark *out)
{
    if (!jb_mark_may_begin(t, i)) {
        return 0;
    }
    uint32_t c = jb_point(t, i);
    uint32_t before = jb_point_before(t, i);
    if (jb_is_digit(c) && (jb_is_digit(before) || before == '.' || jb_is_latin(before))) {
        return 0;
    }
    size_t len = read_simple(t, i, out);
    if (len == 0) {
        len = read_years(t, i, out);
    }
    if (len == 0) {
        len = read_dated(t, i, out);
    }
    if (len == 0) {
        return 0;
    }
    out->span = (jb_span){i, i + len};
    out->carried = jb_set_at(t, i + len, &carried_words_set) > 0;
    out->compared = is_compared(t, out);
    return len;
}
