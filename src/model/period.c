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

const char *jb_period_kind_name(jb_period_kind kind, jb_lang lang)
{
    static const char *const names[JB_PERIOD_KINDS][2] = {
        [JB_PERIOD_FULL_YEAR] = {"", ""},
        [JB_PERIOD_PART_YEAR] = {"", ""},
        [JB_PERIOD_AS_OF] = {"", ""},
        [JB_PERIOD_CAMPAIGN] = {"专项行动", "campaign"},
        [JB_PERIOD_CUMULATIVE] = {"累计", "running total"},
        [JB_PERIOD_UNSTATED] = {"", ""},
    };
    return kind < JB_PERIOD_KINDS ? names[kind][lang] : "";
}

static bool is_whole_year(jb_period period, int year)
{
    jb_date a = period.start;
    jb_date b = period.end;
    return a.year == year && a.month == 1 && a.day == 1 && b.year == year && b.month == 12 &&
           b.day == 31;
}

const char *jb_period_label(jb_arena *arena, jb_period period, int year, jb_lang lang)
{
    bool english = lang == JB_LANG_EN;
    const char *days = jb_period_text(arena, period, lang);
    if (period.kind == JB_PERIOD_UNSTATED) {
        if (days[0] == '\0' || is_whole_year(period, year)) {
            return jb_arena_printf(arena, english ? "%d (not stated)" : "%d年（未写明）", year);
        }
        return jb_arena_printf(arena, english ? "%s (not stated)" : "%s（未写明）", days);
    }
    if (days[0] == '\0' && period.kind == JB_PERIOD_FULL_YEAR) {
        return jb_arena_printf(arena, english ? "the year %d" : "%d年全年", year);
    }
    if (days[0] == '\0' && period.kind == JB_PERIOD_PART_YEAR) {
        return jb_arena_printf(arena, english ? "part of %d" : "%d年部分时段", year);
    }
    if (days[0] == '\0' && period.kind == JB_PERIOD_AS_OF) {
        return english ? "a day not stated" : "时点（未写明）";
    }
    const char *name = jb_period_kind_name(period.kind, lang);
    const char *gap = name[0] != '\0' && days[0] != '\0' ? " " : "";
    return jb_arena_printf(arena, "%s%s%s", name, gap, days);
}
