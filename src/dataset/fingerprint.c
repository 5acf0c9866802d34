/* fingerprint.c - one number for the data that a paper shows.
 *
 * Hashes a fixed text of rows, reports, figures and absences. Leaves out marks, scales and
 * languages, and of ids all but which figure is told again, so that the same data printed another
 * way keeps its fingerprint.
 */
#include <jianbao/dataset.h>

#include <stdlib.h>
#include <string.h>

#define PIECE ((size_t)1 << 16)
#define PLACES 256

/* Which fact was told as the how-manieth. A figure is told where it first stands; every total and
 * change that rests on it then only names it. */
typedef struct told {
    int64_t id; /* 0: a free place */
    size_t nth;
} told;

typedef struct print {
    jb_sha256_pieces hash;
    jb_str text; /* not yet in the hash */
    jb_arena *scratch;
    told *told; /* by id, open addressing; `places` is a power of two */
    size_t places, count;
} print;

/* A table of a country is tens of megabytes of such text, which need not stand in memory at once.
 */
static void pass_on(print *p, size_t at_least)
{
    if (p->text.len >= at_least) {
        jb_sha256_add(&p->hash, jb_str_text(&p->text), p->text.len);
        jb_str_clear(&p->text);
    }
}

static void add_count(jb_str *out, size_t count, char after)
{
    char number[JB_DEC_TEXT];
    jb_str_addn(out, number, jb_dec_text(jb_dec_int((int64_t)count), number));
    jb_str_addc(out, after);
}

/* Fields are quoted as JSON strings, so that no content can imitate a boundary. */
static void add_field(jb_str *out, const char *text)
{
    jb_json_quote(out, text);
    jb_str_addc(out, ' ');
}

static void add_row(print *p, const jb_row *row)
{
    jb_str *out = &p->text;
    jb_arena_mark mark = jb_arena_save(p->scratch);
    jb_str_addf(out, "row %d ", row->year);
    add_field(out, row->agency->code);
    add_field(out, row->agency->name);
    for (size_t r = 0; r < row->report_count; r++) {
        for (unsigned i = 0; jb_report_fields[i] != NULL; i++) {
            add_field(out, jb_report_field(p->scratch, row->reports[r], i));
        }
    }
    for (size_t i = 0; i < row->source_count; i++) {
        jb_str_add(out, "source ");
        add_field(out, row->sources[i]);
    }
    jb_str_addc(out, '\n');
    jb_arena_restore(p->scratch, mark);
}

static told *place_of(const print *p, int64_t id)
{
    size_t at = (size_t)((uint64_t)id * UINT64_C(0x9E3779B97F4A7C15) >> 32) & (p->places - 1);
    while (p->told[at].id != 0 && p->told[at].id != id) {
        at = (at + 1) & (p->places - 1);
    }
    return &p->told[at];
}

static void places_double(print *p)
{
    print more = {.places = p->places == 0 ? PLACES : 2 * p->places};
    more.told = jb_xmalloc(more.places * sizeof *more.told);
    memset(more.told, 0, more.places * sizeof *more.told);
    for (size_t i = 0; i < p->places; i++) {
        if (p->told[i].id != 0) {
            *place_of(&more, p->told[i].id) = p->told[i];
        }
    }
    free(p->told);
    p->told = more.told;
    p->places = more.places;
}

/* 0 where it is told for the first time. What no store holds has no id and is told each time. */
static size_t told_before(print *p, int64_t id)
{
    if (id == 0) {
        p->count++;
        return 0;
    }
    if (2 * p->count >= p->places) {
        places_double(p);
    }
    told *place = place_of(p, id);
    if (place->id == id) {
        return place->nth;
    }
    *place = (told){id, ++p->count};
    return 0;
}

static void add_fact(print *p, const jb_fact *fact)
{
    size_t before = told_before(p, fact->id);
    if (before > 0) {
        add_count(&p->text, before, ' ');
        pass_on(p, PIECE);
        return;
    }
    jb_arena_mark mark = jb_arena_save(p->scratch);
    for (unsigned i = 0; jb_fact_fields[i] != NULL; i++) {
        add_field(&p->text, jb_fact_field(p->scratch, fact, i));
    }
    jb_arena_restore(p->scratch, mark);
    pass_on(p, PIECE);
}

/* What was worked out, from what: the facts need not stand in the table. */
static void add_derived(print *p, const jb_derived *derived)
{
    jb_str *out = &p->text;
    jb_str_add(out, "derived ");
    jb_str_add(out, derived->kind);
    jb_str_addc(out, ' ');
    jb_str_add(out, derived->rule);
    jb_str_addc(out, ' ');
    add_count(out, derived->covered, '/');
    add_count(out, derived->expected, ' ');
    char value[JB_DEC_TEXT];
    (void)jb_dec_text(derived->value, value);
    add_field(out, value);
    add_field(out, jb_qualifier_code(derived->qualifier));
    add_field(out, jb_reasons_codes(p->scratch, derived->reasons));
    if (strcmp(derived->kind, "remark") == 0) {
        add_field(out, derived->zh.whole);
    }
    jb_str_addc(out, '\n');
    for (size_t f = 0; f < derived->fact_count; f++) {
        add_fact(p, derived->facts[f]);
        jb_str_addc(out, '\n');
    }
}

static void add_cell(print *p, const jb_cell *cell, size_t column)
{
    jb_str *out = &p->text;
    jb_str_add(out, "cell ");
    add_count(out, column, '\n');
    if (cell->derived != NULL) {
        add_derived(p, cell->derived);
        return;
    }
    if (cell->figure_count == 0) {
        jb_str_addf(out, "absent %s\n", jb_absence_code(cell->absence));
    }
    for (size_t f = 0; f < cell->figure_count; f++) {
        const jb_fact *before = cell->figures[f].before;
        add_fact(p, cell->figures[f].fact);
        if (before != NULL) {
            add_fact(p, before);
        }
        jb_str_addc(out, '\n');
    }
}

/* What was recorded about an absence, and what speaks against a figure, is shown only as a note. */
static void add_notes(jb_str *out, const jb_dataset *dataset)
{
    for (size_t i = 0; i < dataset->note_count; i++) {
        if (strcmp(dataset->notes[i].kind, "absence") == 0 ||
            strcmp(dataset->notes[i].kind, "doubt") == 0) {
            jb_str_addf(out, "note %zu ", i);
            add_field(out, dataset->notes[i].zh);
            jb_str_addc(out, '\n');
        }
    }
}

static void hash_take(const jb_dataset *dataset, char out[JB_SHA256_TEXT])
{
    print p = {.scratch = jb_arena_new()};
    (void)jb_arena_alloc(p.scratch, 1); /* a chunk that no mark lies before */
    jb_sha256_begin(&p.hash);
    jb_str_add(&p.text, "jianbao data 2\n");
    for (size_t r = 0; r < dataset->row_count; r++) {
        add_row(&p, &dataset->rows[r]);
        for (size_t c = 0; c < dataset->column_count; c++) {
            add_cell(&p, jb_dataset_cell(dataset, r, c), c);
        }
    }
    for (size_t i = 0; i < dataset->summary_count; i++) {
        const jb_summary *summary = &dataset->summaries[i];
        jb_str_addf(&p.text, "total %d %s\n", summary->year, summary->parent);
        for (size_t c = 0; c < dataset->column_count; c++) {
            add_cell(&p, &summary->cells[c], c);
        }
    }
    add_notes(&p.text, dataset);
    pass_on(&p, 0);
    jb_sha256_end(&p.hash, out);
    jb_arena_free(p.scratch);
    jb_str_free(&p.text);
    free(p.told);
}

/* Everybody who says what data a paper shows asks for it. */
void jb_dataset_fingerprint(const jb_dataset *dataset, char out[JB_SHA256_TEXT])
{
    if (dataset->fingerprint == NULL) {
        hash_take(dataset, out);
        return;
    }
    if (dataset->fingerprint[0] == '\0') {
        hash_take(dataset, dataset->fingerprint);
    }
    memcpy(out, dataset->fingerprint, JB_SHA256_TEXT);
}
