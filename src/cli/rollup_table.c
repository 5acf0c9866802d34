/* A roll-up on the terminal: a table for each indicator and year, its notes under it. */
#include "rollup.h"

#include <stdlib.h>
#include <string.h>

#define NAMED_MAX 5 /* agencies that a note names */

struct rollup_table {
    const cli *c;
    const jb_rollup_ask *ask;
    jb_arena *arena; /* of the table at hand */
    term_table *table;
    const jb_indicator *indicator;
    int year;
    bool own, change; /* columns of the table at hand */
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
    /* What one agency states of itself is no sum: a rate, too, is shown as it stands. */
    if (!total->given && line->leaf && total->addend_count == 1) {
        const jb_fact *fact = total->addends[0]->fact;
        return (line_value){true, fact->value, fact->qualifier, 0};
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
    const char *why = jb_reasons_text(t->arena, barred, t->c->lang);
    return jb_arena_printf(t->arena, SAY(t->c, "不作合计：%s。", "No total: %s."), why);
}

static void total_cell(rollup_table *t, const jb_rollup_line *line)
{
    line_value v = line_value_of(line);
    const char *text = v.given ? number_text(t, v.value, v.qualifier) : "—";
    const char *why = v.given ? "" : mark(t, barred_note(t, v.barred));
    const char *confession = jb_total_text(t->arena, line->total, NAMED_MAX, t->c->lang);
    term_table_cell(t->table, jb_arena_printf(t->arena, "%s%s%s", text, why, mark(t, confession)));
    term_table_cell(t->table, jb_coverage_text(t->arena, line->total->covered,
                                               line->total->expected, t->c->lang));
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
        const char *why = jb_reasons_text(t->arena, reasons, t->c->lang);
        text =
            jb_arena_printf(t->arena, "—%s",
                            mark(t, jb_arena_printf(t->arena,
                                                    SAY(t->c, "自报数口径不同，不并列：%s。",
                                                        "What it states itself is not alike: %s."),
                                                    why)));
    }
    term_table_cell(t->table, text);
    term_table_cell(t->table, line->has_difference
                                  ? jb_number_text(t->arena, line->difference, t->c->lang)
                                  : "");
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
    } else if (like != NULL) {
        const char *why = jb_reasons_text(t->arena, like->change.barred, t->c->lang);
        text = jb_arena_printf(
            t->arena, "—%s",
            mark(t, jb_arena_printf(t->arena, SAY(t->c, "不计变化：%s。", "No change: %s."), why)));
    }
    term_table_cell(t->table, text);
}

static void per_cells(rollup_table *t, const jb_rollup_line *line)
{
    for (size_t i = 0; i < t->ask->per_count; i++) {
        const jb_per_value *per = i < line->per_count ? &line->per[i] : NULL;
        if (per == NULL) {
            term_table_cell(t->table, "");
        } else if (per->given) {
            term_table_cell(t->table, number_text(t, per->value, per->qualifier));
        } else {
            const char *why = jb_per_text(t->arena, per, t->c->lang);
            const char *note = jb_arena_printf(t->arena, SAY(t->c, "%s。", "%s."), why);
            term_table_cell(t->table, jb_arena_printf(t->arena, "—%s", mark(t, note)));
        }
    }
}

/* ---- tables ------------------------------------------------------------------------------------
 */

static void heads(rollup_table *t)
{
    const cli *c = t->c;
    bool by_year = t->ask->by == JB_ROLLUP_YEAR;
    size_t columns = 3 + (t->own ? 2U : 0U) + t->change + t->ask->per_count;
    t->table = term_table_new(t->arena, columns);
    const char *first = by_year                         ? SAY(c, "年度", "year")
                        : t->ask->by == JB_ROLLUP_GROUP ? SAY(c, "组", "group")
                                                        : SAY(c, "地区", "division");
    term_table_cell(t->table, first);
    term_table_cell(t->table, SAY(c, "合计", "total"));
    term_table_cell(t->table, SAY(c, "覆盖", "coverage"));
    if (t->own) {
        term_table_cell(t->table, SAY(c, "自报", "stated itself"));
        term_table_cell(t->table, SAY(c, "差", "difference"));
    }
    if (t->change) {
        term_table_cell(t->table, SAY(c, "比上年", "on the year before"));
    }
    for (size_t i = 0; i < t->ask->per_count; i++) {
        term_table_cell(t->table, jb_per_rate(t->ask->per[i], c->lang));
    }
    term_table_rule(t->table);
    for (size_t i = 1; i < columns; i++) {
        term_table_right(t->table, i);
    }
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
    if (t->table == NULL) {
        return;
    }
    term_table_print(t->table, stdout);
    for (size_t i = 0; i < t->note_count; i++) {
        printf("[%zu] %s\n", i + 1, t->notes[i]);
    }
    free(t->notes);
    t->notes = NULL;
    t->note_count = t->note_cap = 0;
    t->table = NULL;
    jb_arena_free(t->arena);
    t->arena = NULL;
}

static void table_begin(rollup_table *t, const jb_rollup_line *line)
{
    t->arena = jb_arena_new();
    t->indicator = line->indicator;
    t->year = line->year;
    t->own = t->ask->by == JB_ROLLUP_DIVISION;
    t->change = t->ask->by == JB_ROLLUP_YEAR;
    t->tables++;
    title_print(t, line);
    heads(t);
}

void rollup_table_line(rollup_table *t, const jb_rollup_line *line)
{
    bool by_year = t->ask->by == JB_ROLLUP_YEAR;
    if (t->table == NULL || t->indicator != line->indicator ||
        (!by_year && t->year != line->year)) {
        rollup_table_end(t);
        table_begin(t, line);
    }
    const char *name = t->c->lang == JB_LANG_ZH ? line->name_zh : line->name_en;
    term_table_cell(t->table,
                    by_year ? jb_arena_printf(t->arena, "%d", line->year)
                            : jb_arena_printf(t->arena, "%*s%s", (int)(2 * line->depth), "", name));
    total_cell(t, line);
    if (t->own) {
        own_cells(t, line);
    }
    if (t->change) {
        change_cell(t, line);
    }
    per_cells(t, line);
}
