/* gather.c - which figures go into a total, a rank or a change, and which agencies should have one.
 *
 * Judges nothing: what does not belong together is found out by the measure.
 */
#include "derive.h"

#include <stdlib.h>
#include <string.h>

jb_measured measured_figure(const jb_figure *figure, const jb_row *row)
{
    return (jb_measured){.fact = figure->fact,
                         .indicator = figure->indicator,
                         .agency = row->agency,
                         .written = figure_written(figure->fact, row),
                         .year = row->year,
                         .doubtful = figure->doubtful};
}

jb_measured measured_of(const work *w, const jb_fact *fact, const jb_indicator *indicator,
                        const jb_row *row)
{
    jb_figure figure = {.fact = fact, .indicator = indicator, .doubtful = doubts_bar(w, fact)};
    return measured_figure(&figure, row);
}

/* A report may quote another year's figure: that stands in the cell and is not the row's. */
static bool own_year(const jb_measured *figure)
{
    jb_shape shape = jb_shape_of(figure);
    jb_date day = jb_date_known(shape.start) ? shape.start : shape.end;
    return !jb_date_known(day) || day.year == figure->year || shape.end.year == figure->year;
}

bool cell_figure(const work *w, size_t row, size_t column, jb_measured *out, unsigned *reasons)
{
    const jb_cell *cell = cell_at(w, row, column);
    size_t found = 0;
    for (size_t i = 0; i < cell->figure_count; i++) {
        jb_measured one = measured_figure(&cell->figures[i], &w->rows[row]);
        if (own_year(&one)) {
            *out = found++ == 0 ? one : *out;
        }
    }
    *reasons = found == 1 ? 0U : found == 0 ? JB_REASON_NOTHING : JB_REASON_OVERLAP;
    return found == 1;
}

/* Of the column's indicators the one that was recorded. */
static const jb_indicator *recorded_zero(const work *w, size_t row, const plan_column *plan)
{
    const row_span *span = &w->spans[row];
    for (size_t i = 0; i < plan->count; i++) {
        for (size_t a = span->absent_from; a < span->absent_to; a++) {
            const jb_absent *absent = &w->records.absents[a];
            if (absent->kind == JB_ABSENT_ZERO_STATED &&
                strcmp(absent->indicator, plan->indicators[i]->code) == 0) {
                return plan->indicators[i];
            }
        }
    }
    return NULL;
}

bool rank_figure(const work *w, size_t row, size_t column, jb_measured *out, unsigned *reasons)
{
    const jb_cell *cell = cell_at(w, row, column);
    bool zero = cell->figure_count == 0 && cell->absence == JB_ABSENT_ZERO_STATED;
    const jb_indicator *of = zero ? recorded_zero(w, row, &w->plan[column]) : NULL;
    if (of == NULL) {
        return cell_figure(w, row, column, out, reasons);
    }
    const char *code = w->rows[row].agency->code;
    jb_figure figure = {.fact = jb_zero_in_words(w->arena, code, w->rows[row].year, of),
                        .indicator = of};
    *out = measured_figure(&figure, &w->rows[row]);
    *reasons = 0;
    return true;
}

bool row_under(const jb_row *row, const char *parent)
{
    return parent == NULL || strcmp(row->agency->parent, parent) == 0;
}

void batch_add(batch *b, jb_measured figure, size_t row)
{
    size_t rows = b->count;
    size_t cap = b->cap;
    JB_PUSH(b->rows, rows, cap, row);
    JB_PUSH(b->figures, b->count, b->cap, figure);
}

void batch_free(batch *b)
{
    free(b->figures);
    free(b->rows);
}

static bool row_counts(const work *w, const batch *b, size_t row)
{
    return w->rows[row].year == b->year && row_under(&w->rows[row], b->parent);
}

void batch_all(const work *w, batch *b)
{
    for (size_t r = 0; r < w->row_count; r++) {
        const jb_cell *cell = cell_at(w, r, b->column);
        for (size_t i = 0; i < cell->figure_count && row_counts(w, b, r); i++) {
            const jb_figure *figure = &cell->figures[i];
            batch_add(b, measured_figure(figure, &w->rows[r]), r);
        }
    }
}

static void add_facts(const work *w, batch *b, const row_span *span, const jb_row *row, size_t at,
                      const jb_indicator *indicator)
{
    const jb_fact *last = NULL;
    for (size_t i = span->fact_from; i < span->fact_to; i++) {
        const jb_fact *fact = &w->records.facts[i];
        if (strcmp(fact->indicator, indicator->code) == 0 &&
            (last == NULL || !fact_same_figure(last, fact))) {
            batch_add(b, measured_of(w, fact, indicator, row), at);
            last = fact;
        }
    }
}

void batch_before(const work *w, batch *b)
{
    for (size_t r = 0; r < w->row_count; r++) {
        const jb_cell *cell = cell_at(w, r, b->column);
        row_span span;
        if (!row_counts(w, b, r) || cell->figure_count == 0) {
            continue;
        }
        const jb_row *before = row_before(w, r, &span);
        if (before != NULL) {
            add_facts(w, b, &span, before, r, cell->figures[0].indicator);
        }
    }
}

void batch_indicator(const work *w, const jb_indicator *indicator, batch *b)
{
    for (size_t r = 0; r < w->row_count; r++) {
        if (row_counts(w, b, r)) {
            add_facts(w, b, &w->spans[r], &w->rows[r], r, indicator);
        }
    }
}

/* ---- the year before --------------------------------------------------------------------- */

typedef struct row_key {
    const char *code;
    int year;
} row_key;

static int key_order(const void *key, const void *row)
{
    const row_key *wanted = key;
    const jb_row *held = row;
    int order = strcmp(wanted->code, held->agency->code);
    return order != 0 ? order : (wanted->year > held->year) - (wanted->year < held->year);
}

const jb_row *row_before(const work *w, size_t row, row_span *span)
{
    row_key key = {.code = w->rows[row].agency->code, .year = w->rows[row].year - 1};
    if (row > 0 && key_order(&key, &w->rows[row - 1]) == 0) {
        *span = w->spans[row - 1];
        return &w->rows[row - 1];
    }
    size_t at =
        jb_sorted_from(&key, w->prior_rows, w->prior_count, sizeof *w->prior_rows, key_order);
    if (at == w->prior_count || key_order(&key, &w->prior_rows[at]) != 0) {
        return NULL;
    }
    *span = w->prior_spans[at];
    return &w->prior_rows[at];
}

/* ---- who should have one ----------------------------------------------------------------- */

static int text_order(const void *left, const void *right)
{
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

/* Sorted and without repeats; returns how many. */
static size_t sort_unique(const char **items, size_t count)
{
    size_t kept = 0;
    if (count > 0) {
        qsort(items, count, sizeof *items, text_order);
    }
    for (size_t i = 0; i < count; i++) {
        if (kept == 0 || strcmp(items[kept - 1], items[i]) != 0) {
            items[kept++] = items[i];
        }
    }
    return kept;
}

typedef struct child {
    const char *parent;
    size_t member;
} child;

/* Members as they were in the year. */
typedef struct roll {
    const struct roll *next; /* of another year */
    int year;
    const jb_agency **agencies; /* NULL: not valid then, or no record */
    bool *present;
    child *children; /* by parent, then in the order of members */
    size_t child_count;
} roll;

struct rolls {
    const roll *first;
};

void make_members(work *w)
{
    const records *held = &w->records;
    size_t most = held->agency_count + w->row_count;
    const char **codes = jb_arena_array(w->arena, most, sizeof *codes);
    for (size_t i = 0; i < held->agency_count; i++) {
        codes[i] = held->agencies[i].code;
    }
    for (size_t r = 0; r < w->row_count; r++) {
        codes[held->agency_count + r] = w->rows[r].agency->code;
    }
    w->members = codes;
    w->member_count = sort_unique(codes, most);
    w->rolls = jb_arena_alloc(w->arena, sizeof *w->rolls);
}

/* Agencies are sorted by code, and so are members. */
static const jb_agency *valid_agency(const work *w, size_t *from, const char *code, int year,
                                     bool *recorded)
{
    const records *held = &w->records;
    while (*from < held->agency_count && strcmp(held->agencies[*from].code, code) < 0) {
        (*from)++;
    }
    size_t end = *from;
    while (end < held->agency_count && strcmp(held->agencies[end].code, code) == 0) {
        end++;
    }
    *recorded = end > *from;
    return *recorded ? jb_agency_in(&held->agencies[*from], end - *from, code, year) : NULL;
}

static int child_order(const void *left, const void *right)
{
    const child *a = left;
    const child *b = right;
    int order = strcmp(a->parent, b->parent);
    return order != 0 ? order : (a->member > b->member) - (a->member < b->member);
}

static roll *roll_make(const work *w, int year)
{
    roll *out = jb_arena_alloc(w->arena, sizeof *out);
    size_t from = 0;
    out->year = year;
    out->agencies = jb_arena_array(w->arena, w->member_count, sizeof(void *));
    out->present = jb_arena_array(w->arena, w->member_count, sizeof(bool));
    out->children = jb_arena_array(w->arena, w->member_count, sizeof(child));
    for (size_t i = 0; i < w->member_count; i++) {
        bool recorded = false;
        const jb_agency *agency = valid_agency(w, &from, w->members[i], year, &recorded);
        out->agencies[i] = agency;
        out->present[i] = agency != NULL || !recorded;
        if (agency != NULL && agency->parent[0] != '\0') {
            out->children[out->child_count++] = (child){agency->parent, i};
        }
    }
    if (out->child_count > 0) {
        qsort(out->children, out->child_count, sizeof *out->children, child_order);
    }
    return out;
}

/* Made once a year: every division above asks for it. */
static const roll *roll_of(const work *w, int year)
{
    for (const roll *r = w->rolls->first; r != NULL; r = r->next) {
        if (r->year == year) {
            return r;
        }
    }
    roll *made = roll_make(w, year);
    made->next = w->rolls->first;
    w->rolls->first = made;
    return made;
}

static int parent_order(const void *parent, const void *one)
{
    return strcmp(parent, ((const child *)one)->parent);
}

/* Where the children of the division begin. */
static size_t children_from(const roll *r, const char *parent)
{
    return jb_sorted_from(parent, r->children, r->child_count, sizeof *r->children, parent_order);
}

/* A division above others of the table is their whole, not one more of them. */
static bool is_above(const roll *r, const char *code)
{
    size_t at = children_from(r, code);
    return at < r->child_count && strcmp(r->children[at].parent, code) == 0;
}

static int code_order(const void *code, const void *row)
{
    return strcmp(code, ((const jb_row *)row)->agency->code);
}

/* Rows are sorted by code: the one of the year, or the row count. */
static size_t row_in_year(const work *w, const char *code, int year)
{
    size_t from = jb_sorted_from(code, w->rows, w->row_count, sizeof *w->rows, code_order);
    for (size_t r = from; r < w->row_count && strcmp(w->rows[r].agency->code, code) == 0; r++) {
        if (w->rows[r].year == year) {
            return r;
        }
    }
    return w->row_count;
}

/* What is known where no figure is; nobody waits for what does not apply. */
static jb_absence absence_at(const work *w, size_t row, size_t column)
{
    if (row == w->row_count) {
        return JB_ABSENT_NO_REPORT;
    }
    const jb_cell *cell = cell_at(w, row, column);
    return cell->figure_count > 0 ? JB_ABSENT_SILENT : cell->absence;
}

typedef struct expecting {
    const work *w;
    const batch *b;
    const roll *r;
    jb_expected *out;
    size_t count;
} expecting;

static void expect(expecting *e, size_t member)
{
    const work *w = e->w;
    const char *code = w->members[member];
    size_t row = row_in_year(w, code, e->b->year);
    if (!(e->r->present[member] || row < w->row_count) || is_above(e->r, code)) {
        return;
    }
    jb_absence absence = absence_at(w, row, e->b->column);
    if (absence != JB_ABSENT_NOT_APPLICABLE) {
        e->out[e->count++] = (jb_expected){code, e->r->agencies[member], absence};
    }
}

jb_expected *expected_of(const work *w, const batch *b, size_t *count)
{
    const roll *r = roll_of(w, b->year);
    size_t first = b->parent != NULL ? children_from(r, b->parent) : 0;
    size_t end = b->parent != NULL ? first : w->member_count;
    while (b->parent != NULL && end < r->child_count &&
           strcmp(r->children[end].parent, b->parent) == 0) {
        end++;
    }
    expecting e = {.w = w, .b = b, .r = r};
    e.out = jb_arena_array(w->arena, end - first, sizeof *e.out);
    for (size_t i = first; i < end; i++) {
        expect(&e, b->parent != NULL ? r->children[i].member : i);
    }
    *count = e.count;
    return e.out;
}
