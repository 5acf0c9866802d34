/* heads.c - the sentences about a whole column, composed from its reasons.
 *
 * Adds nothing to the judgement of reasons.c.
 */
#include "heads.h"

#include <stdlib.h>
#include <string.h>

static const remark nothing = {"", NULL, NULL};

/* ---- reasons ----------------------------------------------------------------------------- */

static const struct {
    unsigned bit;
    const char *zh, *en;
} differences[] = {
    {JB_REASON_INDICATOR, "指标", "indicator"}, {JB_REASON_UNIT, "计量单位", "unit of count"},
    {JB_REASON_YEAR, "年度", "year"},           {JB_REASON_PERIOD, "期间", "period"},
    {JB_REASON_SCOPE, "范围", "scope"},         {JB_REASON_QUALIFIER, "精确程度", "exactness"},
    {JB_REASON_TERM, "用语", "wording"},
};

/* "年度、期间" / "year and period"; "" when nothing differs. */
static const char *differing(jb_arena *arena, unsigned reasons, jb_lang lang)
{
    const char *list = "";
    const char *last = "";
    for (size_t i = 0; i < sizeof differences / sizeof differences[0]; i++) {
        if ((reasons & differences[i].bit) != 0) {
            const char *gap = list[0] == '\0' ? "" : lang == JB_LANG_EN ? ", " : "、";
            list = last[0] == '\0' ? "" : jb_arena_printf(arena, "%s%s%s", list, gap, last);
            last = lang == JB_LANG_EN ? differences[i].en : differences[i].zh;
        }
    }
    const char *gap = list[0] == '\0' ? "" : lang == JB_LANG_EN ? " and " : "、";
    return jb_arena_printf(arena, "%s%s%s", list, gap, last);
}

/* All rows are of one report year, or of none. */
static bool one_year(const work *w)
{
    int year = 0;
    for (size_t r = 0; r < w->row_count; r++) {
        if (year != 0 && w->rows[r].year != 0 && w->rows[r].year != year) {
            return false;
        }
        year = w->rows[r].year != 0 ? w->rows[r].year : year;
    }
    return true;
}

/* Where something is worked out, the table must not say that nothing is. The subject is what
 * differs: "本列各数" of one column, "本表各列数字的" of the whole table. */
static remark remark_reasons(const work *w, unsigned reasons, const char *subject_zh,
                             const char *subject_en)
{
    jb_arena *arena = w->arena;
    bool derives = plan_derives(w);
    remark out = {.kind = "column"};
    const char *end_zh = derives ? "只有彼此可比的数才相加、排序" : "只并列，不排名、不相加";
    const char *end_en = derives ? "only those that compare are added or put in order"
                                 : "they stand side by side and are neither ranked nor added";
    /* Reports of one year are not of different years because a campaign of one reaches beyond it.
     */
    if (one_year(w) && (reasons & JB_REASON_YEAR) != 0) {
        reasons = (reasons & ~(unsigned)JB_REASON_YEAR) | JB_REASON_PERIOD;
    }
    const char *zh = differing(arena, reasons, JB_LANG_ZH);
    const char *en = differing(arena, reasons, JB_LANG_EN);
    bool unstated = (reasons & JB_REASON_UNSTATED) != 0;
    if (zh[0] == '\0') {
        /* "本表各列数字的" loses its 的 before a verb. */
        static const char of[] = "的";
        size_t len = strlen(subject_zh);
        len -= len > strlen(of) && strcmp(subject_zh + len - strlen(of), of) == 0 ? strlen(of) : 0;
        out.zh = jb_arena_printf(arena, "%.*s有的未写明期间，%s。", (int)len, subject_zh, end_zh);
        out.en =
            jb_arena_printf(arena, "Some figures of %s state no period; %s.", subject_en, end_en);
        return out;
    }
    out.zh = jb_arena_printf(arena, "%s%s不同%s，%s。", subject_zh, zh,
                             unstated ? "，有的未写明期间" : "", end_zh);
    out.en = jb_arena_printf(arena, "The figures of %s differ in %s%s; %s.", subject_en, en,
                             unstated ? ", and some state no period" : "", end_en);
    return out;
}

static bool one_agency_asked(const work *w)
{
    for (size_t r = 1; r < w->row_count; r++) {
        if (strcmp(w->rows[r].agency->code, w->rows[0].agency->code) != 0) {
            return false;
        }
    }
    return true;
}

static bool stands_alone(const work *w, size_t column)
{
    return (w->columns[column].reasons & JB_REASON_SINGLE) != 0 && !one_agency_asked(w);
}

/* More agencies may turn out to have a figure. */
static bool waits(const work *w, size_t column)
{
    for (size_t r = 0; r < w->row_count; r++) {
        if (cell_waits(cell_at(w, r, column))) {
            return true;
        }
    }
    return false;
}

/* What is to be said of how a column's figures differ from each other; 0 for nothing. A figure
 * alone has no "each other"; its own notes say the rest. */
static unsigned telling(const work *w, size_t column)
{
    const jb_column *of = &w->columns[column];
    unsigned reasons = of->reasons & ~(unsigned)(JB_REASON_SINGLE | JB_REASON_BASE);
    if (stands_alone(w, column) || (of->stated == 1 && reasons == JB_REASON_UNSTATED)) {
        return 0;
    }
    return reasons;
}

static size_t count_columns(const work *w, bool alone)
{
    size_t count = 0;
    for (size_t i = 0; i < w->column_count; i++) {
        count += alone ? stands_alone(w, i) : telling(w, i) != 0;
    }
    return count;
}

/* The same sentence over several columns is said once, of the table. */
static remark general_differences(const work *w)
{
    unsigned reasons = 0;
    for (size_t i = 0; i < w->column_count; i++) {
        reasons |= telling(w, i);
    }
    return count_columns(w, false) > 1
               ? remark_reasons(w, reasons, "本表各列数字的", "the columns of this table")
               : nothing;
}

static size_t count_stated(const work *w)
{
    size_t count = 0;
    for (size_t i = 0; i < w->column_count; i++) {
        count += w->columns[i].stated > 0;
    }
    return count;
}

/* Of columns of which something waits "only" would be more than is known. */
static remark alone(jb_arena *arena, bool wait, bool many, const char *where_zh,
                    const char *where_en)
{
    const char *all = many ? "都" : "";
    if (wait) {
        return (remark){"column",
                        jb_arena_printf(arena, "%s目前%s仅1个机构有数，待核的尚未计入，暂不比较。",
                                        where_zh, all),
                        jb_arena_printf(arena,
                                        "So far one agency has a figure in %s, what is under "
                                        "review not counted; there is nothing to compare yet.",
                                        where_en)};
    }
    return (remark){"column",
                    jb_arena_printf(arena, "%s%s仅1个机构有数，无从比较。", where_zh, all),
                    jb_arena_printf(arena,
                                    "Only one agency has a figure in %s; there is nothing to "
                                    "compare.",
                                    where_en)};
}

static remark general_alone(const work *w)
{
    const jb_dataset heads = {.columns = w->columns, .column_count = w->column_count};
    const char *zh = "";
    const char *en = "";
    bool wait = false;
    for (size_t i = 0; i < w->column_count; i++) {
        if (stands_alone(w, i)) {
            const jb_column *of = &w->columns[i];
            wait = wait || waits(w, i);
            zh = jb_arena_printf(w->arena, "%s“%s”", zh,
                                 jb_column_name(w->arena, &heads, of, JB_LANG_ZH));
            en = jb_arena_printf(w->arena, "%s%s\"%s\"", en, en[0] == '\0' ? "" : ", ",
                                 jb_column_name(w->arena, &heads, of, JB_LANG_EN));
        }
    }
    size_t columns = count_columns(w, true);
    if (columns < 2) {
        return nothing;
    }
    if (columns == count_stated(w)) {
        return alone(w->arena, wait, true, "各列", "each column");
    }
    return alone(w->arena, wait, true, jb_arena_printf(w->arena, "%s各列", zh),
                 jb_arena_printf(w->arena, "each of the columns %s", en));
}

void remarks_general(work *w)
{
    const remark said[] = {general_differences(w), general_alone(w)};
    for (size_t i = 0; i < sizeof said / sizeof *said; i++) {
        if (said[i].zh != NULL) {
            w->general[w->general_count++] = (jb_note){said[i].kind, said[i].zh, said[i].en};
        }
    }
    remarks_relaxed(w);
}

remark remark_column(const work *w, size_t column)
{
    if (stands_alone(w, column)) {
        return count_columns(w, true) > 1
                   ? nothing
                   : alone(w->arena, waits(w, column), false, "本列", "this column");
    }
    unsigned reasons = telling(w, column);
    if (reasons == 0 || count_columns(w, false) > 1) {
        return nothing;
    }
    return remark_reasons(w, reasons, "本列各数", "this column");
}

/* ---- words ------------------------------------------------------------------------------- */

typedef struct words {
    const char **items;
    size_t count, cap;
} words;

static void add_word(words *list, const char *word)
{
    for (size_t i = 0; i < list->count; i++) {
        if (!jb_terms_differ(list->items[i], word)) {
            return;
        }
    }
    JB_PUSH(list->items, list->count, list->cap, word);
}

/* The known words for one indicator, or for all of them when `only` is NULL. */
static void gather(const work *w, size_t column, const jb_indicator *only, words *list)
{
    for (size_t r = 0; r < w->row_count; r++) {
        const jb_cell *cell = cell_at(w, r, column);
        for (size_t i = 0; i < cell->figure_count; i++) {
            const jb_figure *figure = &cell->figures[i];
            const char *word = label_word(figure);
            if (word[0] != '\0' && (only == NULL || figure->indicator == only)) {
                add_word(list, word);
            }
        }
    }
}

/* Where all of several indicators are shown, only words for the same one count as differing. */
static void differing_words(const work *w, size_t column, words *out)
{
    const plan_column *plan = &w->plan[column];
    if (!plan->all) {
        gather(w, column, NULL, out);
        return;
    }
    for (size_t i = 0; i < plan->count; i++) {
        words list = {0};
        gather(w, column, plan->indicators[i], &list);
        for (size_t j = 0; list.count > 1 && j < list.count; j++) {
            add_word(out, list.items[j]);
        }
        free(list.items);
    }
}

/* At most so many words are named; the cells show the rest. */
#define NAMED 4

static const char *quoted(jb_arena *arena, const words *list, jb_lang lang)
{
    static const char *const marks[2][5] = {{"“", "”", "", "与", "等"},
                                            {"\"", "\"", ", ", " and ", " and others"}};
    const char *const *use = marks[lang];
    size_t named = list->count < NAMED ? list->count : NAMED;
    const char *text = "";
    for (size_t i = 0; i < named; i++) {
        bool last = i + 1 == list->count && (lang == JB_LANG_EN || list->count == 2);
        const char *gap = last ? use[3] : use[2];
        text = jb_arena_printf(arena, "%s%s%s%s%s", text, i == 0 ? "" : gap, use[0], list->items[i],
                               use[1]);
    }
    return jb_arena_printf(arena, "%s%s", text, named < list->count ? use[4] : "");
}

remark remark_terms(const work *w, size_t column)
{
    if ((w->columns[column].reasons & JB_REASON_TERM) == 0) {
        return nothing;
    }
    words list = {0};
    differing_words(w, column, &list);
    remark out = {.kind = "term"};
    out.zh = jb_arena_printf(w->arena, "%s是各报告自己的用语，未必同义。",
                             quoted(w->arena, &list, JB_LANG_ZH));
    out.en = jb_arena_printf(w->arena, "%s are the reports' own words and need not mean the same.",
                             quoted(w->arena, &list, JB_LANG_EN));
    free(list.items);
    return out;
}

/* ---- rates ------------------------------------------------------------------------------- */

remark remark_base(const work *w, size_t column)
{
    static const remark one = {"base", "报告未说明该率的分母，不与其他率比较。",
                               "The report does not state the base of this rate; it is not "
                               "compared with other rates."};
    static const remark many = {"base", "各报告未说明率的分母，率之间不作比较。",
                                "The reports do not state the bases of these rates; they are not "
                                "compared with one another."};
    size_t rates = 0;
    for (size_t r = 0; r < w->row_count; r++) {
        const jb_cell *cell = cell_at(w, r, column);
        for (size_t i = 0; i < cell->figure_count; i++) {
            rates += cell->figures[i].indicator->base_unclear;
        }
    }
    if (rates == 0) {
        return nothing;
    }
    return rates == 1 ? one : many;
}
