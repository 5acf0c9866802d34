/* so_far.c - the day up to which a text without a date of its own tells.
 *
 * Decides that from the times it names; what that day means for figures is periods.c's.
 */
#include "periods.h"

enum { TITLE_LEVEL = 9 };

/* The paragraph of the first figure that is some indicator's; SIZE_MAX when there is none. */
static size_t first_told(const jb_work *work)
{
    for (size_t i = 0; i < work->sentence_count; i++) {
        const jb_sentence *s = &work->sentences[i];
        for (size_t k = s->first_quantity; k < s->quantity_end; k++) {
            if (work->matches[k].target != SIZE_MAX && work->quantities[k].why == JB_REJECT_NONE) {
                return s->paragraph;
            }
        }
    }
    return SIZE_MAX;
}

/* Whether the mark says a month of the report's year. */
static bool is_of_year(const jb_work *work, const jb_mark *mark)
{
    int year = mark->to.year;
    return mark->to.month != 0 &&
           (year == JB_YEAR_UNSAID || year == JB_YEAR_THIS || year == work->identity.year);
}

/* The 截至 of the first paragraph with figures. */
static const jb_mark *first_cut(const jb_work *work)
{
    size_t told = first_told(work);
    for (size_t i = 0; i < work->mark_count && told != SIZE_MAX; i++) {
        const jb_mark *mark = &work->marks[i];
        if (mark->kind == JB_MARK_UNTIL && !mark->quoted && is_of_year(work, mark) &&
            work->sentences[jb_sentence_of(work, mark->span.start)].paragraph == told) {
            return mark;
        }
    }
    return NULL;
}

/* Whether a time goes past that cut, or is the whole year's. */
static bool goes_past(const jb_work *work, const jb_mark *mark, const jb_mark *cut)
{
    int month = mark->to.month;
    bool later = is_of_year(work, mark) &&
                 (month > cut->to.month ||
                  (month == cut->to.month && cut->to.day != 0 && mark->to.day > cut->to.day));
    return mark->whole || later || mark->from.year == JB_YEAR_NEXT ||
           mark->from.year > work->identity.year ||
           work->sentences[jb_sentence_of(work, mark->span.start)].level == TITLE_LEVEL;
}

/* 截至7月底 in the first paragraph with figures, and nothing later or of the whole year anywhere:
 * a text without a date was written then. NULL when it says no such thing. */
static const jb_mark *cut_of_first(const jb_work *work)
{
    const jb_mark *cut = first_cut(work);
    for (size_t i = 0; cut != NULL && i < work->mark_count; i++) {
        const jb_mark *mark = &work->marks[i];
        if (!mark->compared && !mark->quoted && goes_past(work, mark, cut)) {
            cut = NULL;
        }
    }
    return cut;
}

/* What is said of results: neither compared with nor in a name, nor among what is planned. */
static bool tells_result(const jb_work *work, const jb_mark *mark)
{
    const jb_sentence *s = &work->sentences[jb_sentence_of(work, mark->span.start)];
    return !mark->compared && !mark->quoted && !mark->carried && s->section != JB_SECTION_PLAN;
}

/* 1至11月, 截至10月底: late in the year and counted from its beginning. */
static bool counts_so_far(const jb_work *work, const jb_mark *mark)
{
    enum { AUTUMN = 9, LAST = 12 };
    bool counted = mark->kind == JB_MARK_UNTIL ||
                   (mark->kind == JB_MARK_PART && mark->from.month == 1 && mark->to.month > 1);
    return counted && is_of_year(work, mark) && mark->to.month >= AUTUMN && mark->to.month < LAST;
}

/* 1至11月受理…, anywhere, by who speaks of 今年, and nothing later or of the whole year but plans:
 * what is told without a time was written then, too, and is no whole year's. */
static const jb_mark *cut_of_year(const jb_work *work)
{
    const jb_mark *cut = NULL;
    bool present = false;
    for (size_t i = 0; i < work->mark_count; i++) {
        const jb_mark *mark = &work->marks[i];
        bool later = cut == NULL || mark->to.month > cut->to.month;
        present = present || mark->kind == JB_MARK_NOW ||
                  (mark->from.year == JB_YEAR_THIS && !mark->whole && tells_result(work, mark));
        cut = later && tells_result(work, mark) && counts_so_far(work, mark) ? mark : cut;
    }
    for (size_t i = 0; i < work->mark_count && cut != NULL; i++) {
        const jb_mark *mark = &work->marks[i];
        bool year = mark->kind == JB_MARK_YEAR && !mark->whole;
        if (tells_result(work, mark) && !year && mark != cut && goes_past(work, mark, cut)) {
            cut = NULL;
        }
    }
    return present ? cut : NULL;
}

jb_date jb_day_so_far(const jb_work *work)
{
    int year = work->identity.year;
    const jb_mark *cut = year == 0 ? NULL : cut_of_first(work);
    if (cut == NULL && year != 0) {
        cut = cut_of_year(work);
    }
    if (cut == NULL) {
        return (jb_date){0};
    }
    int day = cut->to.day != 0 ? cut->to.day : jb_days_of(year, cut->to.month);
    return (jb_date){(int16_t)year, (uint8_t)cut->to.month, (uint8_t)day};
}
