/* prose.c - parts of sentences: when, of what, how many.
 *
 * Every word limits what the figure claims: a period that is not the plain year is always named.
 */
#include "format.h"
#include "remarks.h"
#include "say.h"

#include <string.h>

/* ---- when -------------------------------------------------------------------------------- */

static bool month_end(jb_date date)
{
    static const uint8_t last[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return date.day >= last[date.month - 1];
}

static const char *month_name(unsigned month)
{
    static const char *const names[] = {"January",   "February", "March",    "April",
                                        "May",       "June",     "July",     "August",
                                        "September", "October",  "November", "December"};
    return names[month - 1];
}

/* Whole months of one year are said shorter than their days. */
static const char *months_text(jb_arena *arena, jb_period period, jb_lang lang)
{
    jb_date a = period.start;
    jb_date b = period.end;
    if (lang == JB_LANG_EN) {
        return a.month == b.month ? jb_arena_printf(arena, "%s %d", month_name(a.month), a.year)
                                  : jb_arena_printf(arena, "%s to %s %d", month_name(a.month),
                                                    month_name(b.month), a.year);
    }
    return a.month == b.month ? jb_arena_printf(arena, "%d年%d月", a.year, a.month)
                              : jb_arena_printf(arena, "%d年%d—%d月", a.year, a.month, b.month);
}

static const char *span_text(jb_arena *arena, jb_period period, jb_lang lang)
{
    jb_date a = period.start;
    jb_date b = period.end;
    bool one_year = jb_date_known(a) && jb_date_known(b) && a.year == b.year;
    if (one_year && a.day == 1 && month_end(b)) {
        return months_text(arena, period, lang);
    }
    if (one_year && a.month == 1 && a.day == 1 && lang == JB_LANG_ZH) {
        return jb_arena_printf(arena, "%d年截至%d月%d日", a.year, b.month, b.day);
    }
    return jb_period_text(arena, period, lang);
}

typedef struct lead {
    jb_arena *arena;
    jb_lang lang;
    const char *text;
    const char *extras; /* to go into brackets */
} lead;

static void lead_extra(lead *l, const char *extra)
{
    const char *gap = l->lang == JB_LANG_EN ? ", " : "，";
    if (extra[0] != '\0') {
        l->extras =
            jb_arena_printf(l->arena, "%s%s%s", l->extras, l->extras[0] == '\0' ? "" : gap, extra);
    }
}

static void lead_in(lead *l, const char *zh, const char *en)
{
    lead_extra(l, l->lang == JB_LANG_EN ? en : zh);
}

/* A period that is not stated is read as the report's year: the first sentence and the note under
 * the table say so. */
static void lead_year(lead *l, const jb_fact *fact, const jb_row *row)
{
    int year = row->year;
    if (fact->period.kind == JB_PERIOD_FULL_YEAR && jb_date_known(fact->period.start)) {
        year = fact->period.start.year;
    }
    bool unstated = fact->period.kind == JB_PERIOD_UNSTATED;
    if (l->lang == JB_LANG_EN) {
        l->text = jb_arena_printf(l->arena, unstated ? "report for %d" : "%d", year);
    } else {
        l->text = jb_arena_printf(l->arena, "%d年", year);
    }
    jb_date day;
    if (year != row->year || !figure_ends_early(fact, row, &day)) {
        return;
    }
    if (l->lang == JB_LANG_EN) {
        lead_extra(
            l, jb_arena_printf(l->arena, "to %s at most", date_words(l->arena, day, JB_LANG_EN)));
    } else {
        lead_extra(l, jb_arena_printf(l->arena, "至多到%d月%d日", day.month, day.day));
    }
}

static void lead_period(lead *l, const jb_fact *fact, const jb_row *row)
{
    bool english = l->lang == JB_LANG_EN;
    const char *span = span_text(l->arena, fact->period, l->lang);
    switch (fact->period.kind) {
    case JB_PERIOD_FULL_YEAR:
    case JB_PERIOD_UNSTATED:
        lead_year(l, fact, row);
        return;
    case JB_PERIOD_PART_YEAR:
    case JB_PERIOD_AS_OF:
        l->text = span;
        break;
    case JB_PERIOD_CAMPAIGN:
        l->text = jb_period_kind_name(fact->period.kind, l->lang);
        lead_extra(l, span);
        lead_in(l, "非全年数", "not the full year");
        return;
    case JB_PERIOD_CUMULATIVE:
        l->text = jb_period_kind_name(fact->period.kind, l->lang);
        lead_extra(l, span);
        break;
    case JB_PERIOD_KINDS:
        break;
    }
    if (l->text[0] == '\0') {
        l->text = jb_arena_printf(l->arena, english ? "part of %d" : "%d年部分时段", row->year);
    }
}

/* What the bracket before a figure leaves out, such as the bodies covered, stands in the notes. */
const char *prose_lead(jb_arena *arena, const jb_figure *figure, const jb_row *row, jb_lang lang)
{
    const jb_fact *fact = figure->fact;
    lead l = {arena, lang, "", ""};
    lead_period(&l, fact, row);
    bool english = lang == JB_LANG_EN;
    if (fact->scope_channel[0] != '\0') {
        lead_extra(&l, jb_arena_printf(arena, english ? "only through \"%s\"" : "限“%s”",
                                       english ? figure->channel_en : fact->scope_channel));
    }
    if (l.extras[0] == '\0') {
        return l.text;
    }
    return jb_arena_printf(arena, english ? "%s, %s" : "%s（%s）", l.text, l.extras);
}

/* ---- beside it ---------------------------------------------------------------------------- */

/* A change as stated: word for its direction and the bare number. */
static const char *change(jb_arena *arena, jb_dec by, bool points, jb_lang lang)
{
    char digits[JB_DEC_TEXT];
    (void)jb_dec_text(by, digits);
    const char *size = digits[0] == '-' ? digits + 1 : digits;
    bool english = lang == JB_LANG_EN;
    if (by.coef == 0) {
        return english ? "unchanged on the year" : "同比持平";
    }
    const char *up = english ? "up" : points ? "提高" : "增加";
    const char *down = english ? "down" : "下降";
    const char *unit = english ? (points ? " points" : "%") : (points ? "个百分点" : "%");
    return jb_arena_printf(arena, english ? "%s %s%s on the year" : "同比%s%s%s",
                           by.coef > 0 ? up : down, size, unit);
}

static void add_changes(lead *l, const jb_fact *fact)
{
    if (fact->has_yoy_percent) {
        lead_extra(l, change(l->arena, fact->yoy_percent, false, l->lang));
    }
    if (fact->has_yoy_points) {
        lead_extra(l, change(l->arena, fact->yoy_points, true, l->lang));
    }
}

const char *prose_changes(jb_arena *arena, const jb_fact *fact, jb_lang lang)
{
    lead l = {arena, lang, "", ""};
    add_changes(&l, fact);
    return l.extras;
}

const char *prose_remarks(jb_arena *arena, const jb_figure *figure, bool with_people, jb_lang lang)
{
    const jb_fact *fact = figure->fact;
    lead l = {arena, lang, "", ""};
    const char *who = lang == JB_LANG_EN ? figure->population_en : fact->scope_population;
    if (figure->doubtful) {
        lead_in(&l, "存疑，待核", "in doubt");
    }
    if (with_people && who[0] != '\0') {
        lead_extra(&l, jb_arena_printf(arena, lang == JB_LANG_EN ? "only \"%s\"" : "仅指%s", who));
    }
    add_changes(&l, fact);
    if (l.extras[0] == '\0') {
        return "";
    }
    return jb_arena_printf(arena, lang == JB_LANG_EN ? " (%s)" : "（%s）", l.extras);
}

/* ---- how many ---------------------------------------------------------------------------- */

const char *prose_count(jb_arena *arena, size_t count, jb_lang lang)
{
    static const char *const words[][2] = {
        {"零", "no"},    {"一", "one"},  {"两", "two"}, {"三", "three"},
        {"四", "four"},  {"五", "five"}, {"六", "six"}, {"七", "seven"},
        {"八", "eight"}, {"九", "nine"}, {"十", "ten"},
    };
    if (count < sizeof words / sizeof words[0]) {
        return words[count][lang];
    }
    return jb_arena_printf(arena, "%zu", count);
}
