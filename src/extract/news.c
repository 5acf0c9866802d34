/* news.c - the day a piece of news speaks from: 新华社…2月6日电, 1月25日，记者从…获悉.
 *
 * Says no more than a month and a day; the year comes from the day of signing or publishing, else
 * from the report's year. That day is where 今年以来 and 截至目前 end.
 */
#include "identity.h"

enum { SENTENCES = 12, HEARD = 60, DAYS_BEFORE = 45, SPRING = 4 };

/* 2月6日电, 12月14日讯, 1月25日，记者从…获悉 */
static bool speaks_from(const jb_work *work, const jb_mark *mark)
{
    static jb_words wire = {U"电", U"专电", U"讯", U"消息", U"（记者", U"(记者", NULL};
    static jb_words heard = {U"获悉", U"了解到", U"记者从", U"介绍", NULL};
    size_t end = jb_skip_blanks(work->t, mark->span.end);
    if (jb_any_at(work->t, end, wire) > 0) {
        return true;
    }
    const jb_sentence *s = &work->sentences[jb_sentence_of(work, mark->span.start)];
    size_t limit = end + HEARD < s->span.end ? end + HEARD : s->span.end;
    /* 记者9月21日从…了解到 */
    bool reporter = jb_any_before(work->t, mark->span.start, (jb_words){U"记者", NULL}) > 0 &&
                    jb_point(work->t, end) == U'从';
    bool first = mark->span.start <= s->span.start + 2;
    if (reporter && jb_any_in(work->t, end, limit, heard)) {
        return true;
    }
    return first && jb_is_comma(jb_point(work->t, end)) && jb_any_in(work->t, end, limit, heard);
}

static const jb_mark *news_mark(const jb_work *work)
{
    size_t limit = work->sentence_count < SENTENCES ? work->sentence_count : SENTENCES;
    size_t end = limit == 0 ? 0 : work->sentences[limit - 1].span.end;
    for (size_t i = 0; i < work->mark_count && work->marks[i].span.start < end; i++) {
        const jb_mark *mark = &work->marks[i];
        bool day = mark->kind == JB_MARK_DAY && mark->from.month != 0 && mark->from.day != 0;
        if (day && mark->from.year != JB_YEAR_LAST && !mark->quoted && speaks_from(work, mark)) {
            return mark;
        }
    }
    return NULL;
}

/* Whether the text speaks of this year as over: 去年 without 今年, or the year by its number in
 * news of the spring. */
static bool year_is_over(const jb_work *work, int month)
{
    bool last = false;
    for (size_t i = 0; i < work->mark_count; i++) {
        const jb_mark *mark = &work->marks[i];
        size_t sentence = jb_sentence_of(work, mark->span.start);
        if (mark->compared || mark->quoted ||
            work->sentences[sentence].section == JB_SECTION_FURNITURE) {
            continue;
        }
        if (mark->from.year == JB_YEAR_THIS && !mark->whole) {
            return false;
        }
        last = last || mark->from.year == JB_YEAR_LAST ||
               (mark->kind == JB_MARK_YEAR && mark->from.year == work->identity.year);
    }
    return last && month <= SPRING;
}

/* The year of a full day in the head of the page that is the same day: 2026-02-08 13:16. */
static int year_in_head(const jb_work *work, const jb_mark *news)
{
    size_t limit = work->sentence_count < SENTENCES ? work->sentence_count : SENTENCES;
    size_t end = limit == 0 ? 0 : work->sentences[limit - 1].span.end;
    for (size_t i = 0; i < work->mark_count && work->marks[i].span.start < end; i++) {
        const jb_when *when = &work->marks[i].from;
        if (work->marks[i].kind == JB_MARK_DAY && when->year > JB_YEAR_NEXT &&
            when->month == news->from.month && when->day == news->from.day) {
            return when->year;
        }
    }
    return 0;
}

static int days_of(jb_date date)
{
    return date.year * 372 + date.month * 31 + date.day;
}

/* The day in the year of publication, when it is not long before it. */
static jb_date before_publication(jb_date day, jb_date published)
{
    day.year = published.year;
    if (jb_date_cmp(day, published) > 0) {
        day.year--;
    }
    return days_of(published) - days_of(day) <= DAYS_BEFORE ? day : published;
}

jb_date jb_news_day(const jb_work *work)
{
    const jb_identity *id = &work->identity;
    jb_date known = jb_date_known(id->signed_on) ? id->signed_on : id->published_on;
    const jb_mark *mark = jb_date_known(id->signed_on) ? NULL : news_mark(work);
    if (mark == NULL) {
        return known;
    }
    jb_date day = {0, (uint8_t)mark->from.month, (uint8_t)mark->from.day};
    if (mark->from.year > JB_YEAR_NEXT) {
        day.year = (int16_t)mark->from.year;
        return day;
    }
    if (jb_date_known(known)) {
        return before_publication(day, known);
    }
    int year = year_in_head(work, mark);
    if (year == 0 && id->year != 0) {
        year = id->year + year_is_over(work, mark->from.month);
    }
    day.year = (int16_t)year;
    return year == 0 ? known : day;
}
