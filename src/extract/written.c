/* written.c - of which year a report is, when it was signed and when published.
 *
 * A date alone in its line is a signature's; one behind 发布日期 and the like is of publication;
 * one in brackets in the title is that of the text. Looks only at times already found.
 */
#include "identity.h"

#include <stdlib.h>

enum { CHRONICLE = 5, HEAD_SENTENCES = 6, HEAD_LINE = 40 };

static jb_date day_of(const jb_mark *mark)
{
    return (jb_date){(int16_t)mark->from.year, (uint8_t)mark->from.month, (uint8_t)mark->from.day};
}

static bool is_full_day(const jb_mark *mark)
{
    return mark->kind == JB_MARK_DAY && mark->from.year > JB_YEAR_NEXT && mark->from.month != 0 &&
           mark->from.day != 0;
}

/* Whether nothing but blanks and brackets stands in the line beside the mark. */
static bool is_alone(const jb_work *work, const jb_mark *mark)
{
    size_t from = mark->span.start;
    size_t to = mark->span.end;
    while (from > 0 && (work->t.p[from - 1] == ' ' || jb_is_opening(work->t.p[from - 1]))) {
        from--;
    }
    while (to < work->t.n && (work->t.p[to] == ' ' || jb_is_closing(work->t.p[to]))) {
        to++;
    }
    return (from == 0 || work->t.p[from - 1] == '\n') && (to == work->t.n || work->t.p[to] == '\n');
}

static bool is_labelled(const jb_work *work, const jb_mark *mark)
{
    static jb_words labels = {U"发布日期", U"发布时间", U"发文日期", U"公开日期",
                              U"日期",     U"时间",     U"发稿时间", NULL};
    size_t end = jb_skip_blanks_before(work->t, mark->span.start);
    uint32_t colon = jb_point_before(work->t, end);
    if (colon == ':' || colon == U'：') {
        end = jb_skip_blanks_before(work->t, end - 1);
        return jb_any_before(work->t, end, labels) > 0;
    }
    return false;
}

/* 2024年2月8日 09:30 某网: a day that begins a short line near the top. */
static bool heads_text(const jb_work *work, const jb_mark *mark)
{
    size_t index = jb_sentence_of(work, mark->span.start);
    const jb_sentence *s = &work->sentences[index];
    const jb_text_line *line = &work->original->lines[s->line];
    return index < HEAD_SENTENCES && line->span.start + 2 > mark->span.start &&
           line->span.end - line->span.start <= HEAD_LINE && s->first_quantity == s->quantity_end;
}

static bool in_title(const jb_work *work, const jb_mark *mark)
{
    const jb_sentence *s = &work->sentences[jb_sentence_of(work, mark->span.start)];
    uint32_t after = jb_point(work->t, mark->span.end);
    return s->level == 9 && (after == U'）' || after == ')');
}

void jb_identity_dates(jb_work *work)
{
    jb_identity *id = &work->identity;
    for (size_t i = 0; i < work->mark_count && work->sentence_count > 0; i++) {
        const jb_mark *mark = &work->marks[i];
        if (!is_full_day(mark)) {
            continue;
        }
        if (is_labelled(work, mark)) {
            if (!jb_date_known(id->published_on)) {
                id->published_on = day_of(mark);
                id->published_by = (jb_evidence){mark->span, "source line", {9, 1}};
            }
        } else if (is_alone(work, mark)) {
            id->signed_on = day_of(mark);
            id->signed_by = (jb_evidence){mark->span, "signature", {95, 2}};
        } else if (heads_text(work, mark) && !jb_date_known(id->published_on)) {
            id->published_on = day_of(mark);
            id->published_by = (jb_evidence){mark->span, "source line", {8, 1}};
        } else if (in_title(work, mark) && !jb_date_known(id->signed_on)) {
            id->signed_on = day_of(mark);
            id->signed_by = (jb_evidence){mark->span, "title", {8, 1}};
        }
    }
}

/* ---- the year ----------------------------------------------------------------------------------
 */

/* 从2015年的107件增长到…: a year that something began in is not the report's. */
static bool says_year(const jb_work *work, const jb_mark *mark)
{
    static jb_words from = {U"从", U"由", NULL};
    bool begins = jb_any_before(work->t, mark->span.start, from) > 0 ||
                  jb_any_at(work->t, mark->span.start, from) > 0;
    return mark->from.year >= 1990 && !mark->quoted && !mark->compared && !begins &&
           mark->from.year == mark->to.year &&
           (mark->kind == JB_MARK_YEAR || mark->kind == JB_MARK_PART ||
            mark->kind == JB_MARK_UNTIL);
}

static void take_year(jb_work *work, const jb_mark *mark, const char *how, int percent)
{
    work->identity.year = mark->from.year;
    work->identity.year_by = (jb_evidence){mark->span, how, {percent, 2}};
}

/* The first year of the title. */
static void year_of_title(jb_work *work)
{
    for (size_t i = 0; i < work->mark_count && work->sentence_count > 0; i++) {
        const jb_mark *mark = &work->marks[i];
        const jb_sentence *s = &work->sentences[jb_sentence_of(work, mark->span.start)];
        if (s->level == 9 && says_year(work, mark)) {
            take_year(work, mark, "title", 95);
            return;
        }
    }
}

/* Whether a month of the second half is named without a year: what is told happened before the
 * festival of the year after. */
static bool tells_of_autumn(const jb_work *work)
{
    for (size_t i = 0; i < work->mark_count; i++) {
        const jb_mark *mark = &work->marks[i];
        if (mark->from.month >= 7 && mark->from.year <= JB_YEAR_THIS && !mark->quoted) {
            return true;
        }
    }
    return false;
}

/* A campaign to Spring Festival is of the year it ends in, told in autumn of the year before. */
static void year_of_festival(jb_work *work, jb_date written)
{
    for (size_t i = 0; i < work->mark_count && work->identity.year == 0; i++) {
        const jb_mark *mark = &work->marks[i];
        bool come = !jb_date_known(written) || mark->from.year <= written.year;
        if (come && mark->kind == JB_MARK_FESTIVAL && mark->to.year > JB_YEAR_NEXT) {
            take_year(work, mark, "named in text", 60);
            work->identity.year = mark->to.year - tells_of_autumn(work);
        }
    }
}

/* 2005年，检查…; but 2030年，全面实现… is a plan. */
static bool opens_sentence(const jb_work *work, const jb_mark *mark)
{
    enum { PLAN = 6 };
    static jb_words plans = {U"将", U"全面", U"力争", U"计划", U"拟", U"要", U"实现", NULL};
    size_t at = jb_skip_blanks_before(work->t, mark->span.start);
    uint32_t before = jb_point_before(work->t, at);
    return mark->kind == JB_MARK_YEAR && (before == 0 || jb_is_stop(before)) &&
           jb_is_comma(jb_point(work->t, mark->span.end)) && says_year(work, mark) &&
           !jb_any_in(work->t, mark->span.end, mark->span.end + PLAN, plans);
}

/* 1994年，…成立。2005年，检查…。2008年，检查…: a chronicle, of three such years in their order, is
 * of the last. */
static void year_of_chronicle(jb_work *work)
{
    size_t count = 0;
    const jb_mark *last = NULL;
    for (size_t i = 0; i < work->mark_count; i++) {
        const jb_mark *mark = &work->marks[i];
        if (opens_sentence(work, mark)) {
            bool later = last == NULL || mark->from.year > last->from.year;
            count = later ? count + 1 : 0;
            last = mark;
        }
    }
    if (count >= 3 && last->from.year >= work->identity.year + CHRONICLE) {
        take_year(work, last, "named in text", 60);
    }
}

/* The first year named; one long before the text was written is only remembered. */
static void year_of_text(jb_work *work, jb_date written)
{
    for (size_t i = 0; i < work->mark_count && work->identity.year == 0; i++) {
        const jb_mark *mark = &work->marks[i];
        bool come = !jb_date_known(written) || mark->from.year <= written.year;
        if (come && says_year(work, mark)) {
            take_year(work, mark, "named in text", 80);
            if (!jb_date_known(written)) {
                year_of_chronicle(work);
            }
        }
    }
    year_of_festival(work, written);
}

/* A text that names no other year than 2021年以来 is of that year. */
static void year_of_since(jb_work *work)
{
    for (size_t i = 0; i < work->mark_count && work->identity.year == 0; i++) {
        const jb_mark *mark = &work->marks[i];
        if (mark->kind == JB_MARK_SINCE && mark->from.year >= 1990) {
            take_year(work, mark, "named in text", 60);
        }
    }
}

/* Whether the text speaks of the year it was written in: 今年, 1-11月, 截至目前. */
static bool written_says(const jb_work *work, jb_date written)
{
    if (!jb_date_known(written)) {
        return false;
    }
    for (size_t i = 0; i < work->mark_count; i++) {
        const jb_mark *mark = &work->marks[i];
        if (mark->compared || mark->quoted) {
            continue;
        }
        if (mark->from.year > JB_YEAR_NEXT && mark->kind == JB_MARK_YEAR) {
            return mark->from.year == written.year;
        }
        if (mark->from.year == JB_YEAR_THIS || mark->kind == JB_MARK_NOW ||
            (mark->kind == JB_MARK_PART && mark->from.year == JB_YEAR_UNSAID)) {
            return true;
        }
    }
    return false;
}

void jb_identity_year(jb_work *work, int given)
{
    jb_identity *id = &work->identity;
    if (given != 0) {
        id->year = given;
        id->year_by = (jb_evidence){{0, 0}, "given", {1, 0}};
        return;
    }
    year_of_title(work);
    jb_date written = jb_date_known(id->signed_on) ? id->signed_on : id->published_on;
    bool past = written_says(work, written);
    if (id->year == 0 && !past) {
        year_of_text(work, written);
    }
    if (id->year == 0 && jb_date_known(written)) {
        /* Only 今年, 至今年4月 or 去年5月以来 is said, and this is the year it is said in. */
        for (size_t i = 0; i < work->mark_count && id->year == 0; i++) {
            const jb_mark *mark = &work->marks[i];
            bool now = mark->kind == JB_MARK_NOW || mark->kind == JB_MARK_PART ||
                       mark->kind == JB_MARK_UNTIL || mark->kind == JB_MARK_YEAR ||
                       mark->kind == JB_MARK_SINCE;
            bool till = mark->to.year == JB_YEAR_THIS ||
                        (mark->to.year == written.year && mark->from.year < written.year);
            bool since_last = mark->kind == JB_MARK_SINCE && mark->from.year == JB_YEAR_LAST;
            if (mark->from.year == JB_YEAR_THIS || till || since_last ||
                (now && mark->from.year == JB_YEAR_UNSAID)) {
                id->year = written.year;
                id->year_by = (jb_evidence){work->marks[i].span, "named in text", {7, 1}};
            }
        }
    }
    year_of_since(work);
}
