/* columns.c - what a column's head says and how its figures stand.
 *
 * One unit in the head when all figures share it, one scale for a column of money. Knows no notes.
 */
#include "work.h"

#include <string.h>

/* The amounts that speak for a scale; 0 speaks for none. */
typedef struct amounts {
    size_t count;
    size_t in_zh[9], in_en[9]; /* how many are of each power */
    size_t written[9];         /* how many reports write each; 百万元 is 万元 */
} amounts;

/* What all figures of a column have in common, gathered in one pass. */
typedef struct survey {
    size_t figures;
    size_t crowded; /* cells with more than one figure */
    const jb_indicator *indicator;
    bool several;     /* indicators */
    const char *word; /* NULL once two differ */
    bool words_differ;
    jb_unit unit;
    bool units_differ;
    amounts money;    /* that nothing speaks against */
    amounts in_doubt; /* these count where there are no others */
} survey;

static void survey_unit(survey *s, const jb_figure *figure)
{
    jb_written unit = jb_fact_written(figure->fact, figure->indicator);
    if (s->figures == 0) {
        s->indicator = figure->indicator;
        s->word = unit.word;
        s->unit = unit.unit;
    }
    s->several = s->several || figure->indicator != s->indicator;
    s->words_differ = s->words_differ || strcmp(unit.word, s->word) != 0;
    s->units_differ = s->units_differ || unit.unit != s->unit;
    s->figures++;
}

static void survey_power(survey *s, const jb_figure *figure)
{
    jb_dec value = figure->fact->value;
    if (figure->indicator->unit != JB_UNIT_CNY || value.coef == 0) {
        return;
    }
    amounts *to = figure->doubtful ? &s->in_doubt : &s->money;
    int power = jb_fact_written(figure->fact, figure->indicator).power;
    to->count++;
    to->in_zh[jb_money_power(value, JB_LANG_ZH)]++;
    to->in_en[jb_money_power(value, JB_LANG_EN)]++;
    to->written[power >= 8 ? 8 : power >= 4 ? 4 : 0]++;
}

/* What most reports write: 亿元 only where every amount fills one, 元 only where more write it than
 * all else; else 万元, if most amounts fill one. The few that are smaller than one of it stand in
 * their own unit. */
static int power_zh(const amounts *of)
{
    if (of->in_zh[8] == of->count && 2 * of->written[8] > of->count) {
        return 8;
    }
    bool fill = 2 * (of->in_zh[4] + of->in_zh[8]) > of->count;
    return fill && 2 * of->written[0] <= of->count ? 4 : 0;
}

static int power_en(const amounts *of)
{
    return 2 * of->in_en[6] > of->count ? 6 : 0;
}

static survey survey_column(const work *w, size_t column)
{
    survey s = {0};
    for (size_t r = 0; r < w->row_count; r++) {
        const jb_cell *cell = cell_at(w, r, column);
        for (size_t i = 0; i < cell->figure_count; i++) {
            survey_unit(&s, &cell->figures[i]);
            survey_power(&s, &cell->figures[i]);
        }
        s.crowded += cell->figure_count > 1;
    }
    return s;
}

static void set_unit(jb_column *column, const survey *s)
{
    bool money = s->figures > 0 && s->unit == JB_UNIT_CNY && !s->units_differ;
    column->unit_zh = "";
    column->unit_en = "";
    if (money) {
        const amounts *of = s->money.count > 0 ? &s->money : &s->in_doubt;
        column->power = power_zh(of);
        column->power_en = power_en(of);
        column->unit_zh = jb_money_unit(column->power, JB_LANG_ZH);
        column->unit_en = jb_money_unit(column->power_en, JB_LANG_EN);
        return;
    }
    if (s->figures > 0 && !s->words_differ) {
        column->unit_zh = s->word;
    }
    if (s->figures > 0 && !s->units_differ) {
        column->unit_en = jb_unit_name(s->unit, JB_LANG_EN);
    }
}

static const char *first_text(const char *a, const char *b, const char *c)
{
    if (a != NULL) {
        return a;
    }
    return b != NULL && b[0] != '\0' ? b : c;
}

static void set_heads(const work *w, size_t index)
{
    jb_column *column = &w->columns[index];
    const jb_query_column *query = w->plan[index].query;
    if (w->plan[index].derive != JB_DERIVE_NONE) {
        return;
    }
    const jb_indicator *first = w->plan[index].indicators[0];
    column->head_zh =
        jb_arena_strdup(w->arena, first_text(query->head_zh, first->short_zh, first->zh));
    column->head_en =
        jb_arena_strdup(w->arena, first_text(query->head_en, first->short_en, first->en));
    column->group_zh = jb_arena_strdup(w->arena, first_text(query->group_zh, NULL, ""));
    column->group_en = jb_arena_strdup(w->arena, first_text(query->group_en, NULL, ""));
}

/* Which way the order runs: only where the catalogue knows a direction is it more than size. */
static void order_words(const work *w, size_t of, const char **zh, const char **en)
{
    jb_direction direction = w->plan[of].indicators[0]->direction;
    *zh = direction == JB_DIR_DOWN ? "由低到高次序"
          : direction == JB_DIR_UP ? "由高到低次序"
                                   : "数值大小次序";
    *en = direction == JB_DIR_DOWN ? "order, lowest first"
          : direction == JB_DIR_UP ? "order, highest first"
                                   : "order of size";
}

static const struct {
    const char *zh, *en;
} derived_heads[JB_DERIVES] = {
    [JB_DERIVE_NONE] = {"", ""},
    [JB_DERIVE_CHANGE] = {"较上年", "on the year before"},
    [JB_DERIVE_RANK] = {"", ""},
    [JB_DERIVE_SHARE] = {"占合计比重", "share of total"},
    [JB_DERIVE_BEFORE] = {"上年数", "the year before"},
    [JB_DERIVE_REMARK] = {"备注", "remarks"},
};

/* The head of a derived column repeats that of its figures: it may stand anywhere. */
static void set_derived(work *w, size_t index)
{
    jb_column *column = &w->columns[index];
    const plan_column *plan = &w->plan[index];
    const jb_column *of = &w->columns[plan->of];
    const char *zh = derived_heads[plan->derive].zh;
    const char *en = derived_heads[plan->derive].en;
    if (plan->derive == JB_DERIVE_RANK) {
        order_words(w, plan->of, &zh, &en);
    }
    column->head_zh = plan->query->head_zh != NULL
                          ? jb_arena_strdup(w->arena, plan->query->head_zh)
                          : jb_arena_printf(w->arena, "%s%s", of->head_zh, zh);
    column->head_en = plan->query->head_en != NULL
                          ? jb_arena_strdup(w->arena, plan->query->head_en)
                          : jb_arena_printf(w->arena, "%s, %s", of->head_en, en);
    column->group_zh = jb_arena_strdup(w->arena, first_text(plan->query->group_zh, NULL, ""));
    column->group_en = jb_arena_strdup(w->arena, first_text(plan->query->group_en, NULL, ""));
    column->unit_zh = column->unit_en = plan->derive == JB_DERIVE_SHARE ? "%" : "";
    if (plan->derive == JB_DERIVE_BEFORE) {
        column->unit_zh = of->unit_zh;
        column->unit_en = of->unit_en;
        column->power = of->power;
        column->power_en = of->power_en;
    }
    column->derive = plan->derive;
    column->of = plan->of;
    column->numeric = plan->derive != JB_DERIVE_REMARK;
}

void make_columns(work *w)
{
    w->columns = jb_arena_array(w->arena, w->column_count, sizeof *w->columns);
    for (size_t c = 0; c < w->column_count; c++) {
        jb_column *column = &w->columns[c];
        survey s = survey_column(w, c);
        set_heads(w, c);
        set_unit(column, &s);
        column->mixed = s.several;
        column->open = w->plan[c].count > 1 && !w->plan[c].all;
        column->numeric = s.figures > 0 && s.crowded == 0 && !w->plan[c].all;
        for (size_t r = 0; r < w->row_count; r++) {
            column->stated += cell_states(cell_at(w, r, c));
        }
        column->reasons = column_reasons(w, c);
        make_labels(w, c);
    }
    for (size_t c = 0; c < w->column_count; c++) {
        if (column_derives(w, c)) {
            set_derived(w, c);
        }
    }
}
