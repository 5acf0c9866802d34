/* tables.c - figures in tables: what their row and column say of them.
 *
 * Takes grids of cells. Decides which heads a cell has, which unit stands in a head's bracket,
 * which time it is of, and which columns and rows are of another year, aims or changes. Refuses to
 * know which indicator the heads name.
 */
#include "tables.h"

#include "divisions.h"

#include <stdlib.h>
#include <string.h>

/* The figures that changes belong to: the last of the row, and the last of each column. */
typedef struct owners {
    size_t row;
    size_t columns[JB_COLUMNS_MAX];
} owners;

typedef struct reading {
    jb_work *work;
    const jb_grid *g;
    jb_head *heads;       /* one for each cell of words */
    int month;            /* that other heads of the table end with: 1-10月; 0 for none */
    jb_head_time caption; /* said above the table, for all of it */
    bool monthly;         /* 本月 stands among its heads */
    bool other;           /* of all offices of a place */
    bool totalled;        /* a row sums up the others */
    jb_span unit;         /* said above the table, for all of it */
    jb_span whole;        /* the last row's head that is no part */
    owners of;
} reading;

/* The heads of one cell, nearest first; empty spans where there is none. */
typedef struct over {
    jb_head row, group, column, upper;
} over;

enum { HEADS = 4 };

/* ---- heads
 * --------------------------------------------------------------------------------------- */

static bool is_head(const reading *r, size_t i)
{
    const jb_grid_cell *c = &r->g->cells[i];
    jb_span span = c->span;
    if (jb_is_year_cell(r->work, span)) {
        bool first = i == 0 || r->g->cells[i - 1].row != c->row;
        return c->row < r->g->heads || first;
    }
    return !jb_is_number_cell(r->work, span) && jb_holds_words(r->work, span);
}

/* 其中：农民工工资, or set in by blanks under what it is a part of. */
static bool is_part(const jb_work *work, jb_span span)
{
    size_t at = jb_skip_blanks(work->t, span.start);
    bool wide = at > 0 && work->original->points[at - 1] == 0x3000;
    return wide || jb_any_at(work->t, at, (jb_words){U"其中", U"#", NULL}) > 0;
}

/* The nearest cells of words to the left in the row, past one with the unit alone. */
static void heads_of_row(const reading *r, size_t cell, over *o)
{
    const jb_grid *g = r->g;
    for (size_t i = cell; i > 0 && g->cells[i - 1].row == g->cells[cell].row; i--) {
        if (!is_head(r, i - 1) || jb_is_unit_cell(r->work, g->cells[i - 1].span)) {
            continue;
        }
        if (o->row.span.end == 0) {
            o->row = r->heads[i - 1];
        } else if (o->group.span.end == 0 && !r->heads[i - 1].plain) {
            o->group = r->heads[i - 1];
        }
    }
}

/* The heads of words above in the column, the nearest last. */
static void heads_of_column(const reading *r, size_t cell, over *o)
{
    const jb_grid *g = r->g;
    unsigned limit = g->heads > 0 ? g->heads : 1;
    for (size_t i = 0; i < cell && g->cells[i].row < limit; i++) {
        const jb_grid_cell *c = &g->cells[i];
        if (c->column != g->cells[cell].column || c->row >= g->cells[cell].row || !is_head(r, i) ||
            c->span.start == o->column.span.start) {
            continue;
        }
        o->upper = o->column;
        o->column = r->heads[i];
    }
}

/* ---- units -------------------------------------------------------------------------------------
 */

/* 受理案件数（件）: the unit in a head's bracket. */
static bool unit_in(const jb_work *work, jb_span head, jb_quantity *q)
{
    jb_points t = {work->t.p, head.end};
    for (size_t i = head.start; i < head.end; i++) {
        uint32_t c = t.p[i];
        if (c != '(' && c != U'（' && c != U'：' && c != ':') {
            continue;
        }
        int power = 0;
        size_t at = jb_skip_blanks(t, i + 1);
        for (; jb_point(t, at) == U'万' || jb_point(t, at) == U'亿'; at++) {
            power += t.p[at] == U'万' ? 4 : 8;
        }
        size_t len = 0;
        const jb_unit_word *unit = jb_unit_word_at(t, at, &len);
        if (len > 0 && jb_dec_shift(q->value, power, &q->value)) {
            q->unit = unit;
            q->power = power;
            return true;
        }
    }
    return false;
}

/* 件, 万元 in a cell of their own between the row's head and its numbers. */
static void unit_of_row(const jb_work *work, const jb_grid *g, size_t cell, jb_quantity *q)
{
    for (size_t i = cell; i > 0 && g->cells[i - 1].row == g->cells[cell].row; i--) {
        jb_span span = g->cells[i - 1].span;
        if (!jb_is_unit_cell(work, span)) {
            continue;
        }
        int power = 0;
        size_t len = 0;
        size_t at = span.start;
        for (; work->t.p[at] == U'万' || work->t.p[at] == U'亿'; at++) {
            power += work->t.p[at] == U'万' ? 4 : 8;
        }
        const jb_unit_word *unit = jb_unit_word_at(work->t, at, &len);
        if (jb_dec_shift(q->value, power, &q->value)) {
            q->unit = unit;
            q->power = power;
        }
        return;
    }
}

static bool is_list(const jb_work *work, jb_span units)
{
    return jb_any_in(work->t, units.start, units.end, (jb_words){U"、", U"，", U",", U"/", NULL});
}

/* Whether the row's head counts in this unit: 涉及人数 in 人, 追发金额 in 元, whatever else in what
 * is named first. */
static bool head_takes(const jb_work *work, jb_span head, size_t unit, size_t len, bool first)
{
    static jb_words counts = {U"件数", U"起数", U"宗数", U"人数", U"户数", U"家数", U"份数", NULL};
    static jb_words sums = {U"金额", U"经费", U"资金",   U"罚款", U"工资",
                            U"报酬", U"赔偿", U"保险费", U"补偿", NULL};
    static jb_words persons = {U"劳动者", U"职工", U"农民工", U"人员", NULL};
    jb_points t = work->t;
    bool money = jb_point(t, unit + len - 1) == U'元';
    for (size_t i = head.start; i + len <= head.end && !money; i++) {
        bool same = true;
        for (size_t k = 0; k < len; k++) {
            same = same && t.p[i + k] == t.p[unit + k];
        }
        if (same && (i + len == head.end || t.p[i + len] == U'数')) {
            return true;
        }
    }
    if (jb_any_in(t, head.start, head.end, counts)) {
        return false; /* another unit is named */
    }
    bool cases = jb_any_before(t, head.end, (jb_words){U"案件数", U"案数", U"数", NULL}) > 0;
    if (!cases && jb_any_in(t, head.start, head.end, sums)) {
        return money;
    }
    return first && !money && !jb_any_in(t, head.start, head.end, persons);
}

/* 单位：件、户、人、万元 for all rows: each takes the one that its head speaks of. */
static bool unit_of_list(const jb_work *work, jb_span units, jb_span head, jb_quantity *q)
{
    bool first = true;
    for (size_t i = units.start; i < units.end; i++) {
        int power = 0;
        size_t at = i;
        for (; at < units.end && (work->t.p[at] == U'万' || work->t.p[at] == U'亿'); at++) {
            power += work->t.p[at] == U'万' ? 4 : 8;
        }
        size_t len = 0;
        const jb_unit_word *unit = jb_unit_word_at(work->t, at, &len);
        uint32_t before = jb_point_before(work->t, i);
        if (len == 0 || before == U'千' || before == U'百' || before == U'十') {
            continue; /* 千元 is no scale that this knows */
        }
        if (head_takes(work, head, at, len, first) && jb_dec_shift(q->value, power, &q->value)) {
            q->unit = unit;
            q->power = power;
            return true;
        }
        first = false;
        i = at + len - 1;
    }
    return false;
}

static void take_unit(const reading *r, size_t cell, const over *o, jb_quantity *q)
{
    if (q->unit->class != JB_CLASS_NONE || unit_in(r->work, o->row.span, q) ||
        unit_in(r->work, o->column.span, q) || unit_in(r->work, o->upper.span, q)) {
        return;
    }
    unit_of_row(r->work, r->g, cell, q);
    bool part = o->group.span.start == r->whole.start && o->group.span.end > 0;
    if (q->unit->class == JB_CLASS_NONE && part) {
        (void)unit_in(r->work, r->whole, q);
    }
    static jb_words rates = {U"率", U"%", U"％", NULL};
    if (q->unit->class == JB_CLASS_NONE &&
        !jb_any_in(r->work->t, o->row.span.start, o->row.span.end, rates) &&
        !jb_any_in(r->work->t, o->column.span.start, o->column.span.end, rates)) {
        (void)(is_list(r->work, r->unit) ? unit_of_list(r->work, r->unit, o->row.span, q)
                                         : unit_in(r->work, r->unit, q));
    }
}

/* ---- changes -----------------------------------------------------------------------------------
 */

static bool is_less(uint32_t sign)
{
    return sign == '-' || sign == U'−' || sign == U'－' || sign == U'↓';
}

/* 增减 over a bare 160 is a difference; 同比, 增幅（%） over 6.7 a percentage. */
static bool is_percentage(const jb_work *work, const jb_quantity *q, jb_span head)
{
    static jb_words amounts = {U"量", U"数", U"额", U"值", NULL};
    static jb_words rates = {U"同比", U"幅", U"率", U"速", U"%", U"％", U"百分", NULL};
    if (q->unit->class == JB_CLASS_PERCENT) {
        return true;
    }
    return q->unit->class == JB_CLASS_NONE && jb_any_in(work->t, head.start, head.end, rates) &&
           !jb_any_in(work->t, head.start, head.end, amounts);
}

/* -2.5%: in a column of changes the sign stands before the number. */
static void take_change(jb_work *work, size_t quantity, size_t figure, jb_span head)
{
    jb_quantity *q = &work->quantities[quantity];
    q->why = JB_REJECT_CHANGE;
    if (figure == SIZE_MAX) {
        return;
    }
    jb_match *to = &work->matches[figure];
    jb_dec value = q->value;
    value.coef = is_less(jb_point_before(work->t, q->digits.start)) ? -value.coef : value.coef;
    work->matches[quantity].owner = figure;
    static jb_words points = {U"百分点", NULL};
    bool rate = work->quantities[figure].unit->class == JB_CLASS_PERCENT;
    if (q->unit->class == JB_CLASS_POINTS || (rate && q->unit->class == JB_CLASS_NONE &&
                                              jb_any_in(work->t, head.start, head.end, points))) {
        to->has_points = rate;
        to->points = value;
    } else if (!rate && is_percentage(work, q, head)) {
        to->has_percent = true;
        to->percent = value;
    } /* points or percent of a percentage: the head does not say */
}

/* ---- what a cell is ----------------------------------------------------------------------------
 */

static size_t quantity_in(const jb_work *work, jb_span span)
{
    size_t low = 0;
    size_t high = work->quantity_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (work->quantities[middle].span.start < span.start) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    /* Its unit may stand in the next cell. */
    return low < work->quantity_count && work->quantities[low].digits.end <= span.end ? low
                                                                                      : SIZE_MAX;
}

/* Of the heads of a cell the one that says most against its being a figure of the report's. */
static const jb_head *telling(const over *o)
{
    const jb_head *all[HEADS] = {&o->column, &o->upper, &o->row, &o->group};
    const jb_head *best = all[0];
    for (size_t i = 1; i < HEADS; i++) {
        if (best->kind == JB_HEAD_FIGURES) {
            best = all[i];
        }
    }
    return best;
}

static jb_reject why_not(jb_head_kind kind)
{
    switch (kind) {
    case JB_HEAD_EARLIER:
        return JB_REJECT_EARLIER;
    case JB_HEAD_AIM:
        return JB_REJECT_TARGET;
    case JB_HEAD_SHARE:
        return JB_REJECT_NO_INDICATOR;
    case JB_HEAD_RANK:
        return JB_REJECT_ORDINAL;
    case JB_HEAD_CHANGE:
    case JB_HEAD_RING:
        return JB_REJECT_CHANGE;
    case JB_HEAD_FIGURES:
        break;
    }
    return JB_REJECT_NONE;
}

/* The nearer head's time, with the year of the farther. */
static jb_head_time time_of(const over *o)
{
    const jb_head *all[HEADS] = {&o->column, &o->upper, &o->row, &o->group};
    jb_head_time time = {.kind = JB_TIME_NONE};
    for (size_t i = 0; i < HEADS; i++) {
        const jb_head_time *more = &all[i]->time;
        if (time.kind == JB_TIME_NONE || time.kind == JB_TIME_YEAR) {
            time = more->kind == JB_TIME_NONE ? time : *more;
        }
    }
    return time;
}

/* What of a head names an indicator; an empty span for what only says a time or a sum. */
static jb_span naming(const jb_head *head)
{
    return head->plain ? (jb_span){0, 0} : head->span;
}

static void keep_cell(const reading *r, size_t i, const over *o)
{
    jb_work *work = r->work;
    jb_cell *cell = jb_arena_alloc(work->scratch, sizeof *cell);
    cell->row = naming(&o->row);
    cell->column = naming(&o->column);
    cell->group = o->group.span.end > 0 && !o->group.plain ? o->group.span : naming(&o->upper);
    cell->row_unknown = o->row.unknown || (r->totalled && !o->row.plain);
    cell->column_unknown = o->column.unknown || o->upper.unknown;
    cell->time = time_of(o);
    if (cell->time.kind == JB_TIME_NONE) {
        cell->time = r->caption;
    }
    cell->time.month = r->month;
    cell->time.monthly = r->monthly;
    work->matches[i].in_table = true;
    work->matches[i].cell = cell;
}

static bool is_elsewhere(const jb_work *work, const over *o)
{
    return (o->row.span.end > 0 && jb_head_is_elsewhere(work, o->row.span)) ||
           (o->column.span.end > 0 && jb_head_is_elsewhere(work, o->column.span)) ||
           (o->upper.span.end > 0 && jb_head_is_elsewhere(work, o->upper.span));
}

/* A row of one firm. */
static bool is_firm(const jb_work *work, jb_span row)
{
    static jb_words firms = {U"公司", U"工厂", U"酒店", U"餐厅", U"商店", U"项目部", NULL};
    return jb_any_before(work->t, row.end, firms) > 0;
}

/* A change in a column belongs to the figure before it in the row, in a row to that above. */
static size_t owner_of(const reading *r, size_t cell, const over *o)
{
    unsigned column = r->g->cells[cell].column;
    if (o->column.kind == JB_HEAD_CHANGE || o->upper.kind == JB_HEAD_CHANGE) {
        return r->of.row;
    }
    return column < JB_COLUMNS_MAX ? r->of.columns[column] : SIZE_MAX;
}

static void settle(reading *r, size_t cell, size_t i, over *o)
{
    jb_work *work = r->work;
    jb_quantity *q = &work->quantities[i];
    const jb_head *head = telling(o);
    if (head->kind == JB_HEAD_CHANGE) {
        take_change(work, i, owner_of(r, cell, o), head->span);
        return;
    }
    q->why = why_not(head->kind);
    if (q->why == JB_REJECT_NONE && is_firm(work, o->row.span)) {
        q->why = JB_REJECT_STORY;
    }
    if (q->why == JB_REJECT_NONE && (r->other || is_elsewhere(work, o))) {
        q->why = JB_REJECT_ELSEWHERE;
    }
    if (q->why != JB_REJECT_NONE) {
        return;
    }
    take_unit(r, cell, o, q);
    r->of.row = i;
    if (r->g->cells[cell].column < JB_COLUMNS_MAX) {
        r->of.columns[r->g->cells[cell].column] = i;
    }
    keep_cell(r, i, o);
}

/* A part stands under what it is a part of. */
static void take_part(reading *r, over *o)
{
    if (o->row.span.end == 0 || !is_part(r->work, o->row.span)) {
        r->whole = o->row.span;
    } else if (o->group.span.end == 0 && r->whole.end > 0) {
        o->group = jb_head_read(r->work, r->whole);
    }
}

/* 甲 乙 1 2: the columns counted, under the heads of statistical tables. */
static bool is_label(const jb_work *work, jb_span row)
{
    static jb_words labels = {U"甲", U"乙", U"丙", U"丁", NULL};
    return row.end == row.start + 1 && jb_any_at(work->t, row.start, labels) > 0;
}

static void read_cell(reading *r, size_t cell)
{
    const jb_grid_cell *c = &r->g->cells[cell];
    size_t i = quantity_in(r->work, c->span);
    over o = {0};
    if (i == SIZE_MAX || c->again || !jb_is_number_cell(r->work, c->span)) {
        return;
    }
    if (is_head(r, cell)) {
        r->work->quantities[i].why = JB_REJECT_DATE;
        return;
    }
    o.row.plain = o.group.plain = o.column.plain = o.upper.plain = true;
    heads_of_row(r, cell, &o);
    heads_of_column(r, cell, &o);
    if (is_label(r->work, o.row.span)) {
        r->work->quantities[i].why = JB_REJECT_ORDINAL;
        return;
    }
    take_part(r, &o);
    settle(r, cell, i, &o);
}

/* ---- all
 * ------------------------------------------------------------------------------------------- */

/* 2024年11月劳动监察情况表 above the table: the time that its line names. NULL when there is none.
 */
static const jb_mark *time_above(const jb_work *work, size_t at)
{
    enum { REACH = 40, LINE = 60 };
    static jb_words tables = {U"表", U"统计", U"情况", U"数据", U"单位", U"）", U")", NULL};
    size_t index = jb_mark_before(work, at);
    const jb_mark *mark = index == SIZE_MAX ? NULL : &work->marks[index];
    if (mark == NULL || mark->kind != JB_MARK_PART || mark->span.end + REACH < at ||
        mark->from.month == 0 || mark->from.year == JB_YEAR_LAST ||
        (mark->from.year > JB_YEAR_NEXT && mark->from.year != work->identity.year)) {
        return NULL;
    }
    jb_span line = work->original->lines[jb_original_line(work->original, mark->span.start)].span;
    bool caption = line.end - line.start < LINE && line.end <= at &&
                   jb_any_in(work->t, mark->span.end, line.end, tables);
    return caption ? mark : NULL;
}

static void read_caption(reading *r, size_t at)
{
    const jb_mark *mark = time_above(r->work, at);
    if (mark == NULL) {
        return;
    }
    bool month = mark->from.month == mark->to.month || mark->from.month == 1;
    r->month = r->month == 0 && month ? mark->to.month : r->month;
    if (!r->monthly) {
        r->caption = (jb_head_time){.kind = JB_TIME_SPAN, .from = mark->from, .to = mark->to};
    }
}

/* 海珠县2024年度行政处罚实施情况统计表: of all offices of the place, and none is named. */
static bool is_of_government(const jb_work *work, size_t at)
{
    enum { ABOVE = 4 };
    static jb_words labour = {U"人社", U"人力资源", U"劳动", U"社会保障", NULL};
    static jb_words deeds = {U"行政处罚", U"行政执法", U"行政许可", U"行政强制", U"行政检查", NULL};
    size_t sentence = jb_sentence_of(work, at);
    for (size_t i = sentence; i + ABOVE > sentence; i--) {
        jb_span span = work->sentences[i].span;
        size_t len = 0;
        size_t named = jb_division_named(work->extractor->divisions, work->t,
                                         jb_skip_blanks(work->t, span.start), &len);
        if (jb_any_in(work->t, span.start, span.end, labour)) {
            return false;
        }
        if (named != SIZE_MAX && jb_any_in(work->t, span.start, span.end, deeds)) {
            return true;
        }
        if (i == 0) {
            break;
        }
    }
    return false;
}

/* 单位：件 above the table, from the colon on, or several, 单位：件、人、万元; empty when it names
 * none.
 */
static jb_span unit_above(const jb_work *work, size_t at)
{
    enum { REACH = 16 };
    size_t floor = at > REACH ? at - REACH : 0;
    for (size_t i = at; i > floor; i--) {
        size_t len = jb_any_at(work->t, i - 1, (jb_words){U"单位：", U"单位:", NULL});
        if (len > 0) {
            return (jb_span){i - 1 + len - 1, at};
        }
    }
    return (jb_span){0, 0};
}

static void read_heads(reading *r)
{
    const jb_grid *g = r->g;
    r->heads = jb_arena_array(r->work->scratch, g->count + 1, sizeof *r->heads);
    for (size_t i = 0; i < g->count; i++) {
        if (!is_head(r, i)) {
            continue;
        }
        const jb_head_time *time = &r->heads[i].time;
        r->heads[i] = jb_head_read(r->work, g->cells[i].span);
        bool first = i == 0 || g->cells[i - 1].row != g->cells[i].row;
        r->totalled = r->totalled || (r->heads[i].total && first && g->cells[i].row >= g->heads);
        r->monthly = r->monthly || time->kind == JB_TIME_MONTH || time->kind == JB_TIME_QUARTER;
        bool sum = time->kind == JB_TIME_SPAN && time->from.month == 1 && time->to.month > 1;
        r->month = sum && time->to.month > r->month ? time->to.month : r->month;
    }
    if (g->count > 0) {
        read_caption(r, g->cells[0].span.start);
        r->unit = unit_above(r->work, g->cells[0].span.start);
    }
}

static void read_grid(jb_work *work, const jb_grid *g)
{
    reading r = {.work = work, .g = g};
    memset(&r.of, 0xff, sizeof r.of);
    read_heads(&r);
    r.other = g->count > 0 && is_of_government(work, g->cells[0].span.start);
    for (size_t i = 0; i < g->count; i++) {
        if (i == 0 || g->cells[i].row != g->cells[i - 1].row) {
            r.of.row = SIZE_MAX;
        }
        read_cell(&r, i);
    }
}

void jb_tables_read(jb_work *work)
{
    const jb_original *o = work->original;
    for (size_t i = 0; i < o->table_count; i++) {
        jb_grid g = {0};
        jb_grid_take(work, &o->tables[i], &g);
        read_grid(work, &g);
        free(g.cells);
    }
    for (size_t line = 0; line < o->line_count;) {
        jb_grid g = {0};
        size_t end = o->lines[line].in_table ? line : jb_grid_typed(work, line, &g);
        if (end > line) {
            read_grid(work, &g);
        }
        free(g.cells);
        line = end > line ? end : line + 1;
    }
}
