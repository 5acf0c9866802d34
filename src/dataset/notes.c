/* notes.c - walks the table as a reader does and hangs each sentence where it belongs.
 *
 * Heads from left to right, then row by row: what holds for the whole row on its year, the rest on
 * the cells. The sentences themselves are made in heads.c and remarks.c.
 */
#include "collect.h"
#include "derive.h"
#include "heads.h"
#include "work.h"

#include <string.h>

/* Aspects that may hold for a whole column or row and are then said there, once. */
static bool may_be_shared(int of)
{
    return of != ASPECT_QUALIFIER && of != ASPECT_CHANGE && of != ASPECT_FACT;
}

/* Takes another figure's remark; false when they are not all the same. */
static bool share(remark *shared, size_t *figures, remark said)
{
    if (said.zh == NULL || (*figures > 0 && strcmp(said.zh, shared->zh) != 0)) {
        return false;
    }
    *shared = said;
    (*figures)++;
    return true;
}

static const remark nothing = {"", NULL, NULL};

/* What is remarked of every figure of the column, when that is one and the same. */
static remark column_shared(const work *w, size_t column, aspect of)
{
    remark shared = nothing;
    size_t figures = 0;
    for (size_t r = 0; r < w->row_count; r++) {
        const jb_cell *cell = cell_at(w, r, column);
        for (size_t f = 0; f < cell->figure_count; f++) {
            if (!share(&shared, &figures,
                       remark_of(w->arena, of, &cell->figures[f], &w->rows[r]))) {
                return nothing;
            }
        }
    }
    return figures > 1 ? shared : nothing;
}

/* Which aspects were said of a whole column or row, so that its figures need not repeat them. */
typedef struct walk {
    work *w;
    collector notes;
    bool (*columns)[ASPECTS];
    bool row[ASPECTS];
    remark *refusals; /* by column: what was said in the head of every refusal in it */
} walk;

static bool derived_noted(const walk *k, size_t column, const jb_derived *derived)
{
    return column < k->w->column_count && k->refusals[column].zh != NULL && !derived->given &&
           strcmp(k->refusals[column].zh, derived->note_zh) == 0;
}

/* Likewise of every figure of the row, but for columns whose heads said it. */
static remark row_shared(const walk *k, size_t row, aspect of)
{
    const work *w = k->w;
    remark shared = nothing;
    size_t figures = 0;
    for (size_t i = 0; i < w->column_count; i++) {
        const jb_cell *cell = cell_at(w, row, i);
        for (size_t f = 0; f < cell->figure_count && !k->columns[i][of]; f++) {
            if (!share(&shared, &figures,
                       remark_of(w->arena, of, &cell->figures[f], &w->rows[row]))) {
                return nothing;
            }
        }
    }
    return figures > 1 ? shared : nothing;
}

static void note_heads(walk *k)
{
    work *w = k->w;
    collector *c = &k->notes;
    remarks_general(w);
    for (size_t i = 0; i < w->column_count; i++) {
        collect(c, remark_column(w, i));
        collect(c, remark_terms(w, i));
        collect(c, remark_base(w, i));
        collect(c, remark_derived(w, i));
        k->refusals[i] = remark_refused(w, i);
        collect(c, k->refusals[i]);
        k->columns[i][ASPECT_FACT] = plan_remarks(w, i);
        for (int of = 0; of < ASPECTS; of++) {
            if (may_be_shared(of)) {
                remark shared = column_shared(w, i, (aspect)of);
                k->columns[i][of] = shared.zh != NULL;
                collect(c, shared);
            }
        }
        w->columns[i].notes = collect_place(c, &w->columns[i].note_count);
    }
}

/* ---- absences ---------------------------------------------------------------------------- */

/* The texts recorded with the absences of a cell; returns how many were called. */
static size_t note_absence(const work *w, collector *c, size_t row, size_t column)
{
    const plan_column *plan = &w->plan[column];
    const row_span *span = &w->spans[row];
    size_t called = 0;
    for (size_t i = 0; i < plan->count; i++) {
        for (size_t a = span->absent_from; a < span->absent_to; a++) {
            const jb_absent *absent = &w->records.absents[a];
            if (absent->note[0] == '\0' ||
                strcmp(absent->indicator, plan->indicators[i]->code) != 0) {
                continue;
            }
            remark said = {"absence", absent->note, absent->note};
            if (c != NULL) {
                collect(c, said);
            }
            called++;
        }
    }
    return called;
}

static bool row_without_figures(const work *w, size_t row)
{
    size_t stated = 0;
    for (size_t i = 0; i < w->column_count; i++) {
        if (cell_at(w, row, i)->figure_count > 0) {
            return false;
        }
        stated += !column_derives(w, i);
    }
    return stated > 1;
}

/* The one text that was recorded for each cell of an empty row, or NULL. */
static const char *shared_absence(const work *w, size_t row)
{
    const row_span *span = &w->spans[row];
    if (span->absent_from == span->absent_to || !row_without_figures(w, row)) {
        return NULL;
    }
    const char *text = w->records.absents[span->absent_from].note;
    for (size_t a = span->absent_from; a < span->absent_to; a++) {
        if (strcmp(w->records.absents[a].note, text) != 0) {
            return NULL;
        }
    }
    for (size_t i = 0; i < w->column_count; i++) {
        if (plan_remarks(w, i)) {
            return NULL;
        }
        if (!column_derives(w, i) && note_absence(w, NULL, row, i) == 0) {
            return NULL;
        }
    }
    return text;
}

/* A report is held and says nothing of the whole table. */
static bool silent_row(const work *w, size_t row)
{
    bool silent = false;
    for (size_t i = 0; i < w->column_count; i++) {
        jb_absence absence = cell_at(w, row, i)->absence;
        if (column_derives(w, i)) {
            continue;
        }
        if (absence != JB_ABSENT_SILENT && absence != JB_ABSENT_NO_NUMBER &&
            absence != JB_ABSENT_NOT_APPLICABLE) {
            return false;
        }
        silent = silent || absence == JB_ABSENT_SILENT;
    }
    return silent && row_without_figures(w, row) && w->rows[row].reported;
}

/* ---- rows and cells ---------------------------------------------------------------------- */

static const char *joined(jb_arena *arena, const char *before, const char *gap, const char *next)
{
    return before == NULL ? next : jb_arena_printf(arena, "%s%s%s", before, gap, next);
}

/* With its full stop. */
static size_t sentence_length(const char *text)
{
    static const char stop[] = "。";
    const char *at = strstr(text, stop);
    return at != NULL ? (size_t)(at - text) + strlen(stop) : strlen(text);
}

static bool holds_sentence(const char *note, const char *sentence, size_t length)
{
    while (*note != '\0') {
        size_t next = sentence_length(note);
        if (next == length && strncmp(note, sentence, length) == 0) {
            return true;
        }
        note += next;
    }
    return false;
}

/* Another figure of the row has the sentence in its note too. */
static bool sentence_shared(const work *w, size_t row, const jb_fact *fact, const char *sentence,
                            size_t length)
{
    for (size_t i = 0; i < w->column_count; i++) {
        const jb_cell *cell = cell_at(w, row, i);
        for (size_t f = 0; f < cell->figure_count; f++) {
            const jb_fact *other = cell->figures[f].fact;
            if (other != fact && holds_sentence(other->note, sentence, length)) {
                return true;
            }
        }
    }
    return false;
}

/* A sentence that the notes of several figures of a row share is one note, marked at each. Returns
 * what the figure's note says besides. */
static remark note_sentences(walk *k, size_t row, const jb_fact *fact)
{
    jb_arena *arena = k->w->arena;
    remark own = {"fact", NULL, NULL};
    size_t length = 0;
    for (const char *at = fact->note; *at != '\0'; at += length) {
        length = sentence_length(at);
        const char *sentence = jb_arena_strndup(arena, at, length);
        if (sentence_shared(k->w, row, fact, at, length)) {
            collect(&k->notes, (remark){"fact", sentence, sentence});
        } else {
            own.zh = own.en = joined(arena, own.zh, "", sentence);
        }
    }
    return own;
}

/* What was not already said of the whole row or column. What only this figure can be told - its
 * exactness, its change, its own note - is one note with one mark. */
static void note_figure(walk *k, size_t row, size_t column, const jb_figure *figure)
{
    jb_arena *arena = k->w->arena;
    remark own = nothing;
    for (int of = 0; of < ASPECTS; of++) {
        if (k->row[of] || k->columns[column][of]) {
            continue;
        }
        remark said = of == ASPECT_FACT ? note_sentences(k, row, figure->fact)
                                        : remark_of(arena, (aspect)of, figure, &k->w->rows[row]);
        if (said.zh == NULL) {
            continue;
        }
        if (may_be_shared(of)) {
            collect(&k->notes, said);
            continue;
        }
        own.kind = own.zh == NULL ? said.kind : "fact";
        own.zh = joined(arena, own.zh, "", said.zh);
        own.en = joined(arena, own.en, " ", said.en);
    }
    collect(&k->notes, own);
}

/* Both speak of the same thing and give different numbers. */
static bool contradict(const work *w, size_t row, const jb_figure *a, const jb_figure *b)
{
    unsigned apart =
        JB_REASON_INDICATOR | JB_REASON_UNIT | JB_REASON_YEAR | JB_REASON_PERIOD | JB_REASON_SCOPE;
    jb_measured left = measured_figure(a, &w->rows[row]);
    jb_measured right = measured_figure(b, &w->rows[row]);
    return a->indicator == b->indicator &&
           jb_interval_cmp(jb_interval_of(a->fact), jb_interval_of(b->fact)) != 0 &&
           (jb_judge_pair(&left, &right) & apart) == 0;
}

/* Which of them holds nobody has decided: both stand, and the reader is told. */
static void note_contradiction(walk *k, size_t row, const jb_cell *cell, size_t figure)
{
    static const remark said = {
        "fact", "对同一事项另有不同的数，未作取舍。",
        "Another number is given for the same matter; neither was preferred."};
    for (size_t i = 0; i < cell->figure_count; i++) {
        if (i != figure && contradict(k->w, row, &cell->figures[figure], &cell->figures[i])) {
            collect(&k->notes, said);
            return;
        }
    }
}

/* What arithmetic says against the figure comes before all that may be said of a sound one. */
static void note_doubt(walk *k, const jb_fact *fact)
{
    const jb_doubt *doubt = doubt_of(k->w, fact);
    if (doubt != NULL) {
        collect(&k->notes, remark_doubt(k->w->arena, doubt));
    }
}

static void note_figures(walk *k, size_t row, size_t column)
{
    jb_cell *cell = cell_at(k->w, row, column);
    jb_figure *figures = k->w->figures[row * k->w->column_count + column];
    for (size_t i = 0; i < cell->figure_count; i++) {
        note_doubt(k, figures[i].fact);
        note_figure(k, row, column, &figures[i]);
        note_contradiction(k, row, cell, i);
        figures[i].notes = collect_place(&k->notes, &figures[i].note_count);
    }
    for (size_t i = 0; i < cell->figure_count; i++) {
        collect_again(&k->notes, figures[i].notes, figures[i].note_count);
    }
}

static void note_year(walk *k, size_t row, const char *absence)
{
    static const remark silence = {"absence", "该报告未给出本表任何数字；未披露不等于零。",
                                   "The report gives no figure for this table; not disclosed is "
                                   "not zero."};
    for (int of = 0; of < ASPECTS; of++) {
        remark shared = may_be_shared(of) ? row_shared(k, row, (aspect)of) : nothing;
        k->row[of] = shared.zh != NULL;
        collect(&k->notes, shared);
    }
    if (absence != NULL) {
        collect(&k->notes, (remark){"absence", absence, absence});
    } else if (silent_row(k->w, row)) {
        collect(&k->notes, silence);
    }
    k->w->rows[row].notes = collect_place(&k->notes, &k->w->rows[row].note_count);
}

/* ---- what is derived --------------------------------------------------------------------- */

static void note_derived(walk *k, size_t column, jb_cell *cell)
{
    const jb_derived *derived = cell->derived;
    if (derived != NULL && derived->note_zh != NULL && !derived_noted(k, column, derived)) {
        collect(&k->notes, (remark){derived->kind, derived->note_zh, derived->note_en});
    }
    cell->notes = collect_place(&k->notes, &cell->note_count);
}

/* Totals that stand behind so many rows. */
static void note_summaries(walk *k, size_t after)
{
    work *w = k->w;
    for (size_t i = 0; i < w->summary_count; i++) {
        for (size_t c = 0; c < w->column_count && w->summaries[i].after == after; c++) {
            note_derived(k, w->column_count, &w->summary_cells[i * w->column_count + c]);
        }
    }
}

static void note_row(walk *k, size_t row)
{
    const char *absence = shared_absence(k->w, row);
    note_year(k, row, absence);
    for (size_t i = 0; i < k->w->column_count; i++) {
        jb_cell *cell = cell_at(k->w, row, i);
        if (cell->derived != NULL) {
            note_derived(k, i, cell);
            continue;
        }
        if (cell->figure_count == 0 && absence == NULL && !k->columns[i][ASPECT_FACT]) {
            (void)note_absence(k->w, &k->notes, row, i);
        }
        note_figures(k, row, i);
        cell->notes = collect_place(&k->notes, &cell->note_count);
    }
}

void make_notes(work *w)
{
    walk k = {.w = w, .notes = {.arena = w->arena}};
    k.columns = jb_arena_array(w->arena, w->column_count, sizeof *k.columns);
    k.refusals = jb_arena_array(w->arena, w->column_count, sizeof *k.refusals);
    note_heads(&k);
    for (size_t r = 0; r < w->row_count; r++) {
        note_row(&k, r);
        note_summaries(&k, r + 1);
    }
    w->notes = collect_end(&k.notes, &w->note_count);
}
