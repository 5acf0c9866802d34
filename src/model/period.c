/* period.c - the time a figure speaks of, as a note says it.
 *
 * Decides how two days are joined in either language; years are named once where they agree.
 * Knows nothing of what a period means for comparison: that is the dataset's business.
 */
#include <jianbao/model.h>

static const char *const months_en[] = {"January",   "February", "March",    "April",
                                        "May",       "June",     "July",     "August",
                                        "September", "October",  "November", "December"};

bool jb_period_equal(jb_period a, jb_period b)
{
    return a.kind == b.kind && jb_date_cmp(a.start, b.start) == 0 && jb_date_cmp(a.end, b.end) == 0;
}

static const char *day_text(jb_arena *arena, jb_date day, jb_lang lang, bool with_year)
{
    if (lang == JB_LANG_ZH) {
        return with_year ? jb_arena_printf(arena, "%d年%d月%d日", day.year, day.month, day.day)
                         : jb_arena_printf(arena, "%d月%d日", day.month, day.day);
    }
    const char *month = months_en[day.month - 1];
    return with_year ? jb_arena_printf(arena, "%d %s %d", day.day, month, day.year)
                     : jb_arena_printf(arena, "%d %s", day.day, month);
}

/* Chinese names the year first and so drops it from the end; English the other way round. */
static const char *span_text(jb_arena *arena, jb_date start, jb_date end, jb_lang lang)
{
    bool same = start.year == end.year;
    if (lang == JB_LANG_ZH) {
        return jb_arena_printf(arena, "%s至%s", day_text(arena, start, lang, true),
                               day_text(arena, end, lang, !same));
    }
    return jb_arena_printf(arena, "%s to %s", day_text(arena, start, lang, !same),
                           day_text(arena, end, lang, true));
}

static const char *end_text(jb_arena *arena, jb_period period, jb_lang lang)
{
    const char *day = day_text(arena, period.end, lang, true);
    if (lang == JB_LANG_ZH) {
        return jb_arena_printf(arena, "截至%s", day);
    }
    return jb_arena_printf(arena, period.kind == JB_PERIOD_AS_OF ? "as of %s" : "up to %s", day);
}

const char *jb_period_text(jb_arena *arena, jb_period period, jb_lang lang)
{
    bool start = jb_date_known(period.start);
    bool end = jb_date_known(period.end);
    if (!start && !end) {
        return "";
    }
    if (start && end && jb_date_cmp(period.start, period.end) != 0) {
        return span_text(arena, period.start, period.end, lang);
    }
    if (end && (!start || period.kind == JB_PERIOD_AS_OF)) {
        return end_text(arena, period, lang);
    }
    const char *day = day_text(arena, period.start, lang, true);
    if (end) {
        return day;
    }
    return jb_arena_printf(arena, lang == JB_LANG_ZH ? "自%s起" : "from %s", day);
}
