/* A roll-up on the terminal: a table for each indicator and year, its notes under it. */
#include "rollup.h"

#include <stdlib.h>
#include <string.h>

#define NAMED_MAX 5 /* agencies that a note names */

struct rollup_table {
    const cli *c;
    const jb_rollup_ask *ask;
    jb_arena *arena;    /* of the table at hand */
    const char **cells; /* of the table at hand, row by row; "" for an empty one */
    size_t cell_count, cell_cap;
    const jb_indicator *indicator;
    int year;
    const char **notes;
    size_t note_count, note_cap;
    size_t tables;
};

line_value line_value_of(const jb_rollup_line *line)
{
    const jb_total *total = line->total;
    if (line->ratio != NULL) {
        return (line_value){line->ratio->given, line->ratio->value, JB_QUAL_EXACT,
                            line->ratio->barred};
    }
    return (line_value){total->given, total->value, total->qualifier, total->barred};
}

rollup_table *rollup_table_new(const cli *c, const jb_rollup_ask *ask)
{
    rollup_table *t = jb_arena_alloc(c->arena, sizeof *t);
    t->c = c;
    t->ask = ask;
    return t;
}

/* ---- cells ------------------------------------------------------------------------------------
 */

static const char *number_text(const rollup_table *t, jb_dec value, jb_qualifier qualifier)
{
    static const char *const marks[JB_QUALIFIERS] = {
        [JB_QUAL_EXACT] = "",  [JB_QUAL_AT_LEAST] = "≥", [JB_QUAL_MORE_THAN] = ">",
        [JB_QUAL_ABOUT] = "≈", [JB_QUAL_AT_MOST] = "≤",  [JB_QUAL_LESS_THAN] = "<",
        [JB_QUAL_NEARLY] = "≲"};
    return jb_arena_printf(t->arena, "%s%s", marks[qualifier],
                           jb_number_text(t->arena, value, t->c->lang));
}

static void cell_add(rollup_table *t, const char *text)
{
    JB_PUSH(t->cells, t->cell_count, t->cell_cap, text);
}

/* "[3]", the same for the same note; "" for an empty one. */
static const char *mark(rollup_table *t, const char *note)
{
    if (note[0] == '\0') {
        return "";
    }
    size_t i = 0;
    while (i < t->note_count && strcmp(t->notes[i], note) != 0) {
        i++;
    }
    if (i == t->note_count) {
        JB_PUSH(t->notes, t->note_count, t->note_cap, jb_arena_strdup(t->arena, note));
    }
    return jb_arena_printf(t->arena, "[%zu]", i + 1);
}

static const char *barred_note(rollup_table *t, unsigned barred)
{
    if (barred == 0) {
        return "";
    }
    const char *why = jb_reasons_text(t->arena, jb_reasons_telling(barred), t->c->lang);
    return jb_arena_printf(t->arena, SAY(t->c, "不作合计：%s。", "No total: %s."), why);
}

/* A rate is the quotient of two sums, or it is not given. */
static const char *ratio_note(rollup_table *t, const jb_rollup_line *line)
{
    bool zh = t->c->lang == JB_LANG_ZH;
    const char *over = zh ? line->over->zh : line->over->en;
    const char *under = zh ? line->under->zh : line->under->en;
    if (line->ratio->given) {
        return jb_arena_printf(t->arena,
                               SAY(t->c, "由“%s”合计除以“%s”合计重算，不是各率的平均。",
                                   "Worked out again as the total of \"%s\" over the total of "
                                   "\"%s\"; no average of the rates."),
                               over, under);
    }
    if (jb_reasons_telling(line->ratio->barred) != JB_REASON_NOTHING) {
        return barred_note(t, line->ratio->barred);
    }
    return jb_arena_printf(t->arena,
                           SAY(t->c, "率不相加；也没有成对的“%s”与“%s”可供重算。",
                               "Rates never add, and there are no matching figures of \"%s\" and "
                               "\"%s\" to work it out again."),
                           over, under);
}

/* Nothing was added: who says nothing, and why. */
static const char *nothing_note(rollup_table *t, const jb_total *total)
{
    jb_str text = {0};
    bool zh = t->c->lang == JB_LANG_ZH;
    size_t named = total->missing_count < NAMED_MAX ? total->missing_count : NAMED_MAX;
    jb_str_add(&text, zh ? "没有数据：" : "There is no figure: ");
    for (size_t i = 0; i < named; i++) {
        const jb_expected *e = total->missing[i].expected;
        jb_str_addf(&text, zh ? "%s%s（%s）" : "%s%s (%s)",
                    i == 0 ? ""
                    : zh   ? "、"
                           : ", ",
                    e->agency != NULL ? jb_agency_label(e->agency, t->c->lang) : e->code,
                    jb_absence_text(e->absence, t->c->lang));
    }
    if (total->missing_count > named) {
        jb_str_addf(&text, zh ? "等%zu局" : " and others, %zu in all", total->missing_count);
    }
    jb_str_add(&text, zh ? "。" : ".");
    const char *kept = jb_arena_strdup(t->arena, jb_str_text(&text));
    jb_str_free(&text);
    return kept;
}

/* One agency that gives several figures of one thing: all of them, none in place of the others. */
static const char *several_note(rollup_table *t, const jb_total *total)
{
    jb_str text = {0};
    unsigned reasons = 0;
    for (size_t i = 0; i < total->left_out_count; i++) {
        const jb_fact *fact = total->left_out[i].figure->fact;
        reasons |= total->left_out[i].reasons;
        jb_str_addf(&text, "%s%s", i == 0 ? "" : SAY(t->c, "、", ", "),
                    number_text(t, fact->value, fact->qualifier));
    }
    const char *why = jb_reasons_text(t->arena, jb_reasons_telling(reasons), t->c->lang);
    const char *note = jb_arena_printf(t->arena,
                                       SAY(t->c, "该局有%zu个数，不以其一为准：%s（%s）。",
                                           "It states %zu figures, none for the others: %s (%s)."),
                                       total->left_out_count, jb_str_text(&text), why);
    jb_str_free(&text);
    return note;
}

/* What the figures added have in common, where that is not the plain year of the whole bureau. */
static const char *like_note(rollup_table *t, const jb_total *total, bool ratio)
{
    const jb_fact *fact = total->addend_count > 0 ? total->addends[0]->fact : NULL;
    jb_lang lang = t->c->lang;
    jb_str text = {0};
    if (fact == NULL) {
        return "";
    }
    bool plain =
        fact->period.kind == JB_PERIOD_FULL_YEAR || fact->period.kind == JB_PERIOD_UNSTATED;
    jb_unit unit = jb_measured_unit(total->addends[0]);
    const char *const parts[] = {
        ratio || unit == t->indicator->unit ? "" : jb_unit_name(unit, lang),
        plain ? "" : jb_period_label(t->arena, fact->period, fact->year, lang),
        fact->scope_population, fact->scope_channel, fact->scope_coverage};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (parts[i][0] != '\0') {
            jb_str_addf(&text, "%s%s", text.len == 0 ? "" : SAY(t->c, "，", ", "), parts[i]);
        }
    }
    const char *note =
        text.len == 0
            ? ""
            : jb_arena_printf(t->arena, SAY(t->c, "所计数字的口径：%s。", "What is counted: %s."),
                              jb_str_text(&text));
    jb_str_free(&text);
    return note;
}

/* A figure of an agency that is not one of those to be covered: its code is not valid any more. */
static const char *stray_note(rollup_table *t, const jb_total *total)
{
    jb_str text = {0};
    bool zh = t->c->lang == JB_LANG_ZH;
    for (size_t i = 0; i < total->left_out_count; i++) {
        const jb_left_out *l = &total->left_out[i];
        const jb_agency *agency = l->figure->agency;
        if ((l->reasons & (JB_REASON_OUTSIDE | JB_REASON_BREAK)) == 0) {
            continue;
        }
        jb_str_addf(
            &text, zh ? "%s%s（%s）%s" : "%s%s (%s) %s", text.len == 0 ? "" : SAY(t->c, "、", ", "),
            agency != NULL ? jb_agency_label(agency, t->c->lang) : "", l->figure->fact->agency_code,
            number_text(t, l->figure->fact->value, l->figure->fact->qualifier));
    }
    const char *note =
        text.len == 0
            ? ""
            : jb_arena_printf(t->arena,
                              SAY(t->c, "未计入：%s；其代码在当年年末不在使用。",
                                  "Left out: %s; the code was not in use at the end of the year."),
                              jb_str_text(&text));
    jb_str_free(&text);
    return note;
}

static void total_cell(rollup_table *t, const jb_rollup_line *line)
{
    line_value v = line_value_of(line);
    const jb_total *total = line->total;
    const char *text = v.given ? number_text(t, v.value, v.qualifier) : "—";
    const char *why = "";
    if (!v.given && total->missing_count > 0 && v.barred == JB_REASON_NOTHING &&
        total->left_out_count == 0) {
        why = mark(t, nothing_note(t, total));
    } else if (!v.given && line->listed == 1 && total->left_out_count > 1 &&
               total->addend_count == 0) {
        why = mark(t, several_note(t, total));
    } else if (line->ratio != NULL) {
        const char *said = ratio_note(t, line);
        const char *covers = v.given ? jb_total_text(t->arena, total, NAMED_MAX, t->c->lang) : "";
        const char *gap = covers[0] == '\0' ? "" : SAY(t->c, "", " ");
        why = mark(t, jb_arena_printf(t->arena, "%s%s%s", said, gap, covers));
    } else if (!v.given) {
        why = mark(t, barred_note(t, v.barred));
    } else {
        why = mark(t, jb_total_text(t->arena, total, NAMED_MAX, t->c->lang));
    }
    unsigned relaxed = line->ratio != NULL ? line->ratio->relaxed : total->relaxed;
    relaxed &= ~(unsigned)JB_REASON_TIER; /* the tree itself sees to it */
    why = jb_arena_printf(t->arena, "%s%s", why,
                          mark(t, jb_relax_text(t->arena, JB_USE_ADD, relaxed, t->c->lang)));
    const char *like = mark(t, like_note(t, total, line->ratio != NULL));
    const char *stray = mark(t, stray_note(t, total));
    cell_add(t, jb_arena_printf(t->arena, "%s%s%s%s", text, why, like, stray));
    cell_add(t, jb_coverage_text(t->arena, total->covered, total->expected, t->c->lang));
}

static void own_cells(rollup_table *t, const jb_rollup_line *line)
{
    const jb_total *own = line->own;
    const char *text = "";
    if (own != NULL && own->given) {
        text = number_text(t, own->value, own->qualifier);
    } else if (own != NULL && own->addend_count == 1) {
        const jb_fact *fact = own->addends[0]->fact;
        text = number_text(t, fact->value, fact->qualifier);
    } else if (own != NULL) {
        unsigned reasons = own->barred;
        for (size_t i = 0; i < own->left_out_count; i++) {
            reasons |= own->left_out[i].reasons;
        }
        const char *why = jb_reasons_text(t->arena, jb_reasons_telling(reasons), t->c->lang);
        text =
            jb_arena_printf(t->arena, "—%s",
                            mark(t, jb_arena_printf(t->arena,
                                                    SAY(t->c, "自报数口径不同，不并列：%s。",
                                                        "What it states itself is not alike: %s."),
                                                    why)));
    }
    cell_add(t, text);
    cell_add(t, line->has_difference ? jb_number_text(t->arena, line->difference, t->c->lang) : "");
}

static void change_cell(rollup_table *t, const jb_rollup_line *line)
{
    const jb_like_change *like = line->change;
    const char *text = "";
    if (like != NULL && like->change.has_percent) {
        const char *sign = like->change.percent.coef > 0 ? "+" : "";
        text = jb_arena_printf(
            t->arena, "%s%s%%%s", sign, jb_number_text(t->arena, like->change.percent, t->c->lang),
            mark(t, jb_arena_printf(
                        t->arena,
                        SAY(t->c, "变化只就两年都有可比数字的%zu局计算。",
                            "The change is over the %zu agencies with figures of both years that "
                            "compare."),
                        like->now.covered)));
        unsigned relaxed = like->change.relaxed & ~(unsigned)JB_REASON_TIER;
        text =
            jb_arena_printf(t->arena, "%s%s", text,
                            mark(t, jb_relax_text(t->arena, JB_USE_CHANGE, relaxed, t->c->lang)));
    } else if (like != NULL) {
        const char *why =
            jb_reasons_text(t->arena, jb_reasons_telling(like->change.barred), t->c->lang);
        text = jb_arena_printf(
            t->arena, "—%s",
            mark(t, jb_arena_printf(t->arena, SAY(t->c, "不计变化：%s。", "No change: %s."), why)));
    }
    cell_add(t, text);
}

/* "3/22"; "3-5/22" where a bound leaves it open. */
static void rank_cell(rollup_table *t, const jb_rollup_line *line)
{
    const jb_rank *rank = line->rank;
    if (rank == NULL) {
        cell_add(t, "");
        return;
    }
    if (line->ranking->given && rank->ranked) {
        const char *last =
            rank->last > rank->first ? jb_arena_printf(t->arena, "-%u", rank->last) : "";
        cell_add(t,
                 jb_arena_printf(t->arena, "%u%s/%zu", rank->first, last, line->ranking->ranked));
        return;
    }
    unsigned reasons = jb_reasons_telling(rank->reasons | line->ranking->barred);
    const char *why = jb_reasons_text(t->arena, reasons, t->c->lang);
    const char *note = jb_arena_printf(t->arena, SAY(t->c, "不列位次：%s。", "No place: %s."), why);
    cell_add(t, jb_arena_printf(t->arena, "—%s", mark(t, note)));
}

static void per_cells(rollup_table *t, const jb_rollup_line *line)
{
    for (size_t i = 0; i < t->ask->per_count; i++) {
        const jb_per_value *per = i < line->per_count ? &line->per[i] : NULL;
        if (per == NULL) {
            cell_add(t, "");
        } else if (per->given) {
            cell_add(t, number_text(t, per->value, per->qualifier));
        } else {
            const char *why = jb_per_text(t->arena, per, t->c->lang);
            const char *note = jb_arena_printf(t->arena, SAY(t->c, "%s。", "%s."), why);
            cell_add(t, jb_arena_printf(t->arena, "—%s", mark(t, note)));
        }
    }
}

/* ---- tables ------------------------------------------------------------------------------------
 */

/* Columns: name, total, coverage, stated itself, difference, change, rank, then what is divided by.
 */
enum { OWN = 3, PER = 7 };

static size_t columns_of(const rollup_table *t)
{
    return PER + t->ask->per_count;
}

static void heads(rollup_table *t)
{
    const cli *c = t->c;
    jb_rollup_by by = t->ask->by;
    const char *first = by == JB_ROLLUP_YEAR    ? SAY(c, "年度", "year")
                        : by == JB_ROLLUP_GROUP ? SAY(c, "组", "group")
                                                : SAY(c, "地区", "division");
    cell_add(t, first);
    cell_add(t, SAY(c, "合计", "total"));
    cell_add(t, SAY(c, "覆盖", "coverage"));
    cell_add(t, SAY(c, "自报", "stated itself"));
    cell_add(t, SAY(c, "差", "difference"));
    cell_add(t, SAY(c, "比上年", "on the year before"));
    cell_add(t, SAY(c, "位次", "place"));
    for (size_t i = 0; i < t->ask->per_count; i++) {
        cell_add(t, jb_per_rate(t->ask->per[i], c->lang));
    }
}

/* What no line fills is no column. */
static bool is_column(const rollup_table *t, size_t column)
{
    bool filled = column < OWN || column >= PER;
    for (size_t i = columns_of(t) + column; i < t->cell_count && !filled; i += columns_of(t)) {
        filled = t->cells[i][0] != '\0';
    }
    return filled;
}

static void cells_print(const rollup_table *t)
{
    size_t columns = columns_of(t);
    size_t shown = 0;
    bool is_shown[PER + JB_PER_KINDS] = {false};
    for (size_t i = 0; i < columns; i++) {
        is_shown[i] = is_column(t, i);
        shown += is_shown[i];
    }
    term_table *table = term_table_new(t->arena, shown);
    for (size_t i = 1; i < shown; i++) {
        term_table_right(table, i);
    }
    for (size_t i = 0, at = 0; i < t->cell_count; i++, at = at + 1 < columns ? at + 1 : 0) {
        if (is_shown[at]) {
            term_table_cell(table, t->cells[i]);
        }
        if (i + 1 == columns) {
            term_table_rule(table);
        }
    }
    term_table_print(table, stdout);
}

static void title_print(const rollup_table *t, const jb_rollup_line *line)
{
    bool zh = t->c->lang == JB_LANG_ZH;
    const jb_indicator *in = t->indicator;
    const char *unit = jb_unit_name(in->unit, t->c->lang);
    printf("%s%s", t->tables > 1 ? "\n" : "", zh ? in->zh : in->en);
    if (t->ask->by == JB_ROLLUP_YEAR) {
        printf(zh ? "，%s" : ", %s", zh ? line->name_zh : line->name_en);
    } else {
        printf(zh ? "，%d年" : ", %d", line->year);
    }
    printf(unit[0] == '\0' ? "\n\n" : zh ? "（%s）\n\n" : " (%s)\n\n", unit);
}

void rollup_table_end(rollup_table *t)
{
    if (t->arena == NULL) {
        return;
    }
    cells_print(t);
    for (size_t i = 0; i < t->note_count; i++) {
        printf("[%zu] %s\n", i + 1, t->notes[i]);
    }
    free(t->notes);
    t->notes = NULL;
    t->note_count = t->note_cap = 0;
    free(t->cells);
    t->cells = NULL;
    t->cell_count = t->cell_cap = 0;
    jb_arena_free(t->arena);
    t->arena = NULL;
}

static void table_begin(rollup_table *t, const jb_rollup_line *line)
{
    t->arena = jb_arena_new();
    t->indicator = line->indicator;
    t->year = line->year;
    t->tables++;
    title_print(t, line);
    heads(t);
}

/* What was counted: "青虚省（22个单位）" is a sum over 22 that the store has, not over the
 * province. */
static const char *line_name(const rollup_table *t, const jb_rollup_line *line)
{
    const char *name = t->c->lang == JB_LANG_ZH ? line->name_zh : line->name_en;
    if (line->leaf || line->level == JB_LEVELS) {
        return name;
    }
    if (line->level == JB_LEVEL_NATION) {
        return jb_arena_printf(t->arena, SAY(t->c, "所列%zu个单位", "%zu agencies listed"),
                               line->listed);
    }
    return jb_arena_printf(t->arena, SAY(t->c, "%s（%zu个单位）", "%s (%zu)"), name, line->listed);
}

void rollup_table_line(rollup_table *t, const jb_rollup_line *line)
{
    bool by_year = t->ask->by == JB_ROLLUP_YEAR;
    if (t->arena == NULL || t->indicator != line->indicator ||
        (!by_year && t->year != line->year)) {
        rollup_table_end(t);
        table_begin(t, line);
    }
    const char *name = line_name(t, line);
    cell_add(t, by_year ? jb_arena_printf(t->arena, "%d", line->year)
                        : jb_arena_printf(t->arena, "%*s%s", (int)(2 * line->depth), "", name));
    total_cell(t, line);
    own_cells(t, line);
    change_cell(t, line);
    rank_cell(t, line);
    per_cells(t, line);
}
