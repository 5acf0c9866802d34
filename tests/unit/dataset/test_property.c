/* test_property.c - what must hold for any store, tried on random ones from a fixed seed.
 *
 * The same records go into two stores in different orders; the tables must not differ, and must
 * hold every agency-year and nothing that no record says.
 */
#include "fixture.h"

#define STORES 25
#define MAX_FACTS 80
#define MAX_ABSENTS 12
#define MAX_REPORTS 12

static const char *const agencies[] = {"440105", "440311", "330102", "360121", "120116"};
static const char *const codes[] = {
    "enf_penalties",  "enf_random_entities", "disp_accepted_all",    "arb_accepted",
    "arb_close_rate", "wage_workers",        "wage_recovered_amount"};
#define AGENCIES (sizeof agencies / sizeof agencies[0])
#define INDICATORS (sizeof codes / sizeof codes[0])

typedef struct world {
    jb_fact facts[MAX_FACTS];
    size_t fact_count;
    jb_absent absents[MAX_ABSENTS];
    size_t absent_count;
    jb_report reports[MAX_REPORTS];
    size_t report_count;
} world;

static size_t below(uint64_t *seed, size_t bound)
{
    return (size_t)(jb_test_random(seed) % bound);
}

/* ---- making worlds ----------------------------------------------------------------------- */

static const char *random_unit(uint64_t *seed, const char *code)
{
    if (strcmp(code, "wage_recovered_amount") == 0) {
        return below(seed, 2) == 0 ? "万元" : "元";
    }
    if (strcmp(code, "arb_close_rate") == 0) {
        return "%";
    }
    if (strcmp(code, "wage_workers") == 0) {
        return below(seed, 2) == 0 ? "人" : "名";
    }
    if (strcmp(code, "enf_random_entities") == 0) {
        return below(seed, 2) == 0 ? "家" : "家次";
    }
    return below(seed, 2) == 0 ? "件" : "宗";
}

static jb_period random_period(fixture *f, uint64_t *seed, int year)
{
    const char *start = jb_arena_printf(f->arena, "%d-01-01", year);
    switch (below(seed, 5)) {
    case 0:
        return period_of(NULL, NULL, JB_PERIOD_UNSTATED);
    case 1:
        return period_of(start, jb_arena_printf(f->arena, "%d-10-31", year), JB_PERIOD_PART_YEAR);
    case 2:
        return period_of(jb_arena_printf(f->arena, "%d-11-01", year),
                         jb_arena_printf(f->arena, "%d-01-28", year + 1), JB_PERIOD_CAMPAIGN);
    case 3:
        return period_of(NULL, jb_arena_printf(f->arena, "%d-11-14", year), JB_PERIOD_AS_OF);
    default:
        return period_of(start, jb_arena_printf(f->arena, "%d-12-31", year), JB_PERIOD_FULL_YEAR);
    }
}

static jb_fact random_fact(fixture *f, uint64_t *seed, size_t serial)
{
    static const char *const terms[] = {"", "受理", "调处"};
    static const char *const notes[] = {"", "照录。", "分母未说明。"};
    int year = 2021 + (int)below(seed, 3);
    const char *code = codes[below(seed, INDICATORS)];
    const char *value = jb_arena_printf(f->arena, "%zu", below(seed, 4) * 33333333 / 7);
    if (strcmp(code, "arb_close_rate") == 0) {
        value = jb_arena_printf(f->arena, "%zu.%zu", below(seed, 100), below(seed, 10));
    }
    jb_fact fact =
        fact_of(f, agencies[below(seed, AGENCIES)], year, code, value, random_unit(seed, code));
    fact.period = random_period(f, seed, year);
    fact.term = terms[below(seed, 3)];
    fact.note = notes[below(seed, 3)];
    fact.scope_channel = below(seed, 4) == 0 ? "平台" : "";
    fact.qualifier = below(seed, 5) == 0 ? (jb_qualifier)below(seed, JB_QUALIFIERS) : JB_QUAL_EXACT;
    fact.char_start = (int64_t)(serial * 100); /* no two records are equal */
    fact.char_end = fact.char_start + 5;
    fact.rule = jb_arena_printf(f->arena, "rule-%zu", serial);
    return fact;
}

/* A store does not take a figure and an absence for one thing. */
static bool stated(const world *w, const jb_absent *absent)
{
    for (size_t i = 0; i < w->fact_count; i++) {
        if (w->facts[i].year == absent->year &&
            strcmp(w->facts[i].agency_code, absent->agency_code) == 0 &&
            strcmp(w->facts[i].indicator, absent->indicator) == 0) {
            return true;
        }
    }
    return false;
}

static void random_world(fixture *f, uint64_t *seed, world *w)
{
    w->fact_count = below(seed, MAX_FACTS);
    for (size_t i = 0; i < w->fact_count; i++) {
        w->facts[i] = random_fact(f, seed, i);
    }
    w->absent_count = 0;
    for (size_t i = 0; i < AGENCIES && w->absent_count < MAX_ABSENTS; i++) {
        jb_absent *absent = &w->absents[w->absent_count];
        jb_absent_init(absent);
        absent->agency_code = agencies[i];
        absent->year = 2020 + (int)below(seed, 4);
        absent->indicator = codes[below(seed, INDICATORS)];
        absent->kind = (jb_absence)below(seed, JB_ABSENCES);
        absent->source = "来源";
        absent->note = below(seed, 2) == 0 ? "只有描述。" : "";
        w->absent_count += !stated(w, absent);
    }
    w->report_count = 0;
    for (size_t i = 0; i < AGENCIES; i++) {
        jb_report *report = &w->reports[w->report_count++];
        jb_report_init(report);
        report->agency_code = agencies[i];
        report->year = 2021 + (int)below(seed, 3);
        report->source = jb_arena_printf(f->arena, "%s.txt", agencies[i]);
        if (below(seed, 3) == 0) {
            report->signed_on = (jb_date){(int16_t)report->year, 11, 18};
        }
    }
}

/* Every `step`-th record, wrapping around: another order for another step. */
static void fill(fixture *f, const world *w, size_t step)
{
    for (size_t i = 0; i < AGENCIES; i++) {
        put_agency(f, agencies[(i * step) % AGENCIES], "某某人力资源和社会保障局", "某某", "");
    }
    for (size_t i = 0; i < w->fact_count; i++) {
        size_t at = step == 1 ? i : w->fact_count - 1 - i;
        put_fact(f, w->facts[at]);
    }
    for (size_t i = 0; i < w->absent_count; i++) {
        size_t at = step == 1 ? i : w->absent_count - 1 - i;
        assert_jb_ok(jb_store_put_absent(f->store, &w->absents[at], NULL, &f->err), &f->err);
    }
    for (size_t i = 0; i < w->report_count; i++) {
        size_t at = step == 1 ? i : w->report_count - 1 - i;
        assert_jb_ok(jb_store_put_report(f->store, &w->reports[at], NULL, &f->err), &f->err);
    }
}

static jb_dataset *ask_world(fixture *f)
{
    const jb_query_column columns[] = {
        {.indicators = CODES("enf_penalties")},
        {.indicators = CODES("enf_random_entities")},
        {.indicators = CODES("disp_accepted_all", "arb_accepted")},
        {.indicators = CODES("arb_close_rate")},
        {.indicators = CODES("wage_recovered_amount")},
        {.indicators = CODES("wage_workers", "wage_recovered_amount"), .pick = JB_PICK_ALL}};
    return ask(f, columns, sizeof columns / sizeof columns[0]);
}

/* ---- what must hold ---------------------------------------------------------------------- */

static bool has_row(const jb_dataset *d, const char *code, int year)
{
    for (size_t r = 0; r < d->row_count; r++) {
        if (d->rows[r].year == year && strcmp(d->rows[r].agency->code, code) == 0) {
            return true;
        }
    }
    return false;
}

/* Rows in = rows out: each agency-year of which anything is held, none twice. */
static void check_rows(const jb_dataset *d, const world *w)
{
    for (size_t i = 0; i < w->fact_count; i++) {
        assert_true(has_row(d, w->facts[i].agency_code, w->facts[i].year));
    }
    for (size_t i = 0; i < w->absent_count; i++) {
        assert_true(has_row(d, w->absents[i].agency_code, w->absents[i].year));
    }
    for (size_t i = 0; i < w->report_count; i++) {
        assert_true(has_row(d, w->reports[i].agency_code, w->reports[i].year));
    }
    for (size_t r = 1; r < d->row_count; r++) {
        int order = strcmp(d->rows[r - 1].agency->code, d->rows[r].agency->code);
        assert_true(order < 0 || (order == 0 && d->rows[r - 1].year < d->rows[r].year));
    }
}

static const jb_fact *recorded(const world *w, const jb_fact *shown)
{
    for (size_t i = 0; i < w->fact_count; i++) {
        if (strcmp(w->facts[i].rule, shown->rule) == 0) {
            return &w->facts[i];
        }
    }
    return NULL;
}

static void check_figure(fixture *f, const jb_dataset *d, const world *w, size_t row, size_t column,
                         const jb_figure *figure)
{
    const jb_fact *fact = recorded(w, figure->fact);
    assert_non_null(fact);
    assert_int_equal(jb_dec_cmp(fact->value, figure->fact->value), 0);
    assert_int_equal(fact->year, d->rows[row].year);
    assert_string_equal(fact->agency_code, d->rows[row].agency->code);
    assert_string_equal(fact->indicator, figure->indicator->code);
    /* the digits shown, moved back by the column's power, are the value */
    jb_parts parts = jb_figure_parts(f->arena, d, column, figure, JB_LANG_ZH);
    const char *digits = jb_arena_printf(f->arena, "%s%s", parts.whole, parts.fraction);
    jb_dec number;
    assert_true(jb_dec_parse(digits, strlen(digits), &number));
    if (d->columns[column].unit_zh[0] != '\0') {
        assert_true(jb_dec_shift(number, d->columns[column].power, &number));
        assert_int_equal(jb_dec_cmp(number, fact->value), 0);
    }
}

/* Each fact of a column's indicators is shown, itself or as a repeat of an equal figure, unless a
 * preferred indicator stands in the cell. */
static void check_shown(const jb_dataset *d, const jb_fact *fact, size_t column)
{
    for (size_t r = 0; r < d->row_count; r++) {
        if (d->rows[r].year != fact->year ||
            strcmp(d->rows[r].agency->code, fact->agency_code) != 0) {
            continue;
        }
        const jb_cell *cell = jb_dataset_cell(d, r, column);
        size_t equal = 0;
        for (size_t i = 0; i < cell->figure_count; i++) {
            const jb_fact *shown = cell->figures[i].fact;
            equal += jb_dec_cmp(shown->value, fact->value) == 0 &&
                     jb_period_equal(shown->period, fact->period) &&
                     shown->qualifier == fact->qualifier && strcmp(shown->term, fact->term) == 0 &&
                     strcmp(shown->scope_channel, fact->scope_channel) == 0;
        }
        assert_int_equal(equal, 1);
    }
}

static void check_facts(const jb_dataset *d, const world *w)
{
    for (size_t i = 0; i < w->fact_count; i++) {
        if (strcmp(w->facts[i].indicator, "enf_penalties") == 0) {
            check_shown(d, &w->facts[i], 0);
        }
        if (strcmp(w->facts[i].indicator, "arb_close_rate") == 0) {
            check_shown(d, &w->facts[i], 3);
        }
    }
}

/* Reading the marks of a place: they ascend, and a number not seen before is the next one. */
static void read_marks(const jb_dataset *d, const unsigned *notes, size_t count, size_t *next)
{
    for (size_t i = 0; i < count; i++) {
        assert_true(notes[i] < d->note_count);
        assert_true(i == 0 || notes[i] > notes[i - 1]);
        assert_true(notes[i] <= *next);
        *next += notes[i] == *next;
    }
}

/* A cell's notes hold those of its figures. */
static void check_held(const jb_cell *cell, const unsigned *notes, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        size_t at = 0;
        while (at < cell->note_count && cell->notes[at] != notes[i]) {
            at++;
        }
        assert_true(at < cell->note_count);
    }
}

static void check_notes(const jb_dataset *d)
{
    size_t next = 0;
    for (size_t c = 0; c < d->column_count; c++) {
        read_marks(d, d->columns[c].notes, d->columns[c].note_count, &next);
    }
    for (size_t r = 0; r < d->row_count; r++) {
        read_marks(d, d->rows[r].notes, d->rows[r].note_count, &next);
        for (size_t c = 0; c < d->column_count; c++) {
            const jb_cell *cell = jb_dataset_cell(d, r, c);
            for (size_t f = 0; f < cell->figure_count; f++) {
                const jb_figure *figure = &cell->figures[f];
                read_marks(d, figure->notes, figure->note_count, &next);
                check_held(cell, figure->notes, figure->note_count);
            }
            read_marks(d, cell->notes, cell->note_count, &next);
        }
    }
    assert_int_equal(next, d->note_count); /* no note without a mark */
    for (size_t i = 0; i < d->note_count; i++) {
        size_t len = strlen(d->notes[i].zh);
        assert_true(len > 3);
        assert_string_equal(d->notes[i].zh + len - 3, "。");
        assert_true(d->notes[i].en[0] != '\0');
    }
}

/* Where a figure stands, its source is listed and nothing says that there is no report. */
static void check_sources(fixture *f, const jb_dataset *d, size_t row)
{
    const jb_row *of = &d->rows[row];
    for (size_t c = 0; c < d->column_count; c++) {
        const jb_cell *cell = jb_dataset_cell(d, row, c);
        assert_true(of->reported || cell->figure_count == 0);
        assert_false(of->reported && cell->figure_count == 0 &&
                     cell->absence == JB_ABSENT_NO_REPORT);
        for (size_t i = 0; i < cell->figure_count; i++) {
            bool listed = false;
            for (size_t k = 0; k < jb_source_count(of); k++) {
                listed = listed || strstr(jb_source_line(f->arena, of, k, JB_LANG_ZH),
                                          cell->figures[i].fact->source) != NULL;
            }
            assert_true(listed);
        }
    }
}

static void check_columns(const jb_dataset *d)
{
    for (size_t c = 0; c < d->column_count; c++) {
        size_t stated = 0;
        bool crowded = false;
        for (size_t r = 0; r < d->row_count; r++) {
            const jb_cell *cell = jb_dataset_cell(d, r, c);
            stated += cell->figure_count > 0 || cell->absence == JB_ABSENT_ZERO_STATED;
            crowded = crowded || cell->figure_count > 1;
        }
        assert_int_equal(d->columns[c].stated, stated);
        assert_false(crowded && d->columns[c].numeric);
    }
}

static void check_world(fixture *f, const jb_dataset *d, const world *w)
{
    check_rows(d, w);
    check_facts(d, w);
    check_notes(d);
    check_columns(d);
    for (size_t r = 0; r < d->row_count; r++) {
        check_sources(f, d, r);
        for (size_t c = 0; c < d->column_count; c++) {
            const jb_cell *cell = jb_dataset_cell(d, r, c);
            for (size_t i = 0; i < cell->figure_count; i++) {
                check_figure(f, d, w, r, c, &cell->figures[i]);
            }
        }
    }
}

/* The tables of the two stores are the same text, note for note. */
static void check_same(fixture *f, const jb_dataset *a, const jb_dataset *b)
{
    char one[JB_SHA256_TEXT];
    char two[JB_SHA256_TEXT];
    jb_dataset_fingerprint(a, one);
    jb_dataset_fingerprint(b, two);
    assert_string_equal(one, two);
    assert_int_equal(a->note_count, b->note_count);
    for (size_t i = 0; i < a->note_count; i++) {
        assert_string_equal(a->notes[i].zh, b->notes[i].zh);
        assert_string_equal(a->notes[i].en, b->notes[i].en);
    }
    for (size_t r = 0; r < a->row_count; r++) {
        for (size_t c = 0; c < a->column_count; c++) {
            assert_string_equal(jb_cell_text(f->arena, a, r, c, JB_LANG_EN),
                                jb_cell_text(f->arena, b, r, c, JB_LANG_EN));
        }
    }
}

static void check_same_findings(fixture *f, const jb_dataset *a, const jb_dataset *b)
{
    const jb_theme theme[2] = {{a, "各项", "表1"}, {b, "各项", "表1"}};
    jb_findings one;
    jb_findings two;
    assert_jb_ok(jb_findings_build(f->arena, &theme[0], 1, 3, JB_LANG_ZH, &one, &f->err), &f->err);
    assert_jb_ok(jb_findings_build(f->arena, &theme[1], 1, 3, JB_LANG_ZH, &two, &f->err), &f->err);
    assert_string_equal(findings_text(f, &one), findings_text(f, &two));
}

/* ---- what is derived --------------------------------------------------------------------- */

/* Everything that can be asked for, of a column of each kind. */
static jb_dataset *ask_derived(fixture *f)
{
    static const char *const lists[][3] = {{"enf_penalties", NULL},
                                           {"disp_accepted_all", "arb_accepted", NULL},
                                           {"wage_recovered_amount", NULL},
                                           {"arb_close_rate", NULL}};
    jb_query_column columns[16] = {{0}};
    for (size_t i = 0; i < 4; i++) {
        columns[4 * i].indicators = lists[i];
        for (size_t d = 1; d < 4; d++) {
            columns[4 * i + d] = (jb_query_column){.derive = (jb_derive)d, .of = 4 * i};
        }
    }
    jb_query query = {
        .name = "test", .columns = columns, .column_count = 16, .totals = JB_TOTALS_PARENTS};
    jb_dataset *dataset = NULL;
    assert_jb_ok(jb_dataset_build(f->store, f->catalogue, &query, &dataset, &f->err), &f->err);
    return dataset;
}

static void check_sum(const jb_derived *derived)
{
    jb_dec sum = jb_dec_int(0);
    for (size_t i = 0; i < derived->fact_count; i++) {
        assert_true(jb_dec_add(sum, derived->facts[i]->value, &sum));
    }
    assert_int_equal(jb_dec_cmp(sum, derived->value), 0);
    assert_true(derived->covered > 1 && derived->covered <= derived->expected);
}

/* NOLINTBEGIN(clang-analyzer-core.NullDereference): cells that derive hold something. */
/* A value has what it comes from, a refusal its reason; a sum is the sum of the facts it lists. */
static void check_derived(const jb_derived *derived)
{
    assert_true(derived->given ? derived->fact_count > 0 : derived->reasons != 0);
    assert_true(derived->given || derived->reasons == JB_REASON_NOTHING ||
                derived->note_zh != NULL);
    assert_true(derived->zh.whole[0] != '\0' && derived->en.whole[0] != '\0');
    if (strncmp(derived->rule, "sum", 3) == 0) {
        check_sum(derived);
    }
}

/* Facts that go into one value agree in what the measure holds against adding and ordering. */
static void check_alike(const jb_derived *derived)
{
    bool joined = strncmp(derived->rule, "sum", 3) == 0 || strcmp(derived->rule, "of_total") == 0;
    for (size_t i = 1; joined && i < derived->fact_count; i++) {
        assert_string_equal(derived->facts[i]->indicator, derived->facts[0]->indicator);
        assert_int_equal(derived->facts[i]->year, derived->facts[0]->year);
        assert_string_equal(derived->facts[i]->scope_channel, derived->facts[0]->scope_channel);
    }
}
/* NOLINTEND(clang-analyzer-core.NullDereference) */

/* Returns how many totals were given: a test that never sees one shows nothing. */
static size_t check_all_derived(const jb_dataset *d)
{
    size_t totals = 0;
    for (size_t i = 0; i < d->row_count * d->column_count; i++) {
        bool derives = d->columns[i % d->column_count].derive != JB_DERIVE_NONE;
        assert_int_equal(d->cells[i].derived != NULL, derives);
        if (derives) {
            check_derived(d->cells[i].derived);
            check_alike(d->cells[i].derived);
        }
    }
    for (size_t i = 0; i < d->summary_count; i++) {
        for (size_t c = 0; c < d->column_count; c++) {
            check_derived(d->summaries[i].cells[c].derived);
            check_alike(d->summaries[i].cells[c].derived);
            totals += strcmp(d->summaries[i].cells[c].derived->rule, "sum") == 0;
        }
    }
    return totals;
}

static void test_what_is_derived_of_any_store(void **state)
{
    (void)state;
    uint64_t seed = 20250131;
    size_t totals = 0;
    for (size_t i = 0; i < STORES; i++) {
        fixture *f = fixture_new();
        fixture *g = fixture_new();
        world w;
        random_world(f, &seed, &w);
        for (size_t k = 0; k < w.fact_count; k++) {
            w.facts[k].status = below(&seed, 4) == 0 ? w.facts[k].status : JB_REVIEW_APPROVED;
        }
        fill(f, &w, 1);
        fill(g, &w, 2);
        jb_dataset *a = ask_derived(f);
        jb_dataset *b = ask_derived(g);
        totals += check_all_derived(a);
        check_same(f, a, b);
        check_same_findings(f, a, b);
        jb_dataset_free(a);
        jb_dataset_free(b);
        fixture_free(g);
        fixture_free(f);
    }
    assert_true(totals > 0);
}

static void test_any_store(void **state)
{
    (void)state;
    uint64_t seed = 20240131;
    for (size_t i = 0; i < STORES; i++) {
        fixture *f = fixture_new();
        fixture *g = fixture_new();
        world w;
        random_world(f, &seed, &w);
        fill(f, &w, 1);
        fill(g, &w, 2);
        jb_dataset *a = ask_world(f);
        jb_dataset *b = ask_world(g);
        check_world(f, a, &w);
        check_same(f, a, b);
        check_same_findings(f, a, b);
        jb_dataset_free(a);
        jb_dataset_free(b);
        fixture_free(g);
        fixture_free(f);
    }
}

/* ---- a crowd ----------------------------------------------------------------------------- */

#define CROWD 3000
#define PARAGRAPH 600

/* Of so many agencies, each states something with the given chance in 1000. */
static jb_dataset *ask_crowd(fixture *f, uint64_t *seed, size_t chance)
{
    for (size_t i = 0; i < CROWD; i++) {
        const char *code = jb_arena_printf(f->arena, "%06zu", 110000 + i);
        put_agency(f, code, "某某市某某区人力资源和社会保障局", "", "");
        if (below(seed, 4) > 0) {
            put_report(f, code, 2024 - (int)below(seed, 8), NULL);
        }
        for (size_t c = 0; below(seed, 1000) < chance && c < 4; c++) {
            put_plain(f, code, 2024, codes[c], "1234567", "件");
        }
    }
    return ask_world(f);
}

static size_t count_of(const char *text, const char *word)
{
    size_t count = 0;
    while ((text = strstr(text, word)) != NULL) {
        count++;
        text += strlen(word);
    }
    return count;
}

/* However many agencies there are and however many of them state figures, the paragraph over three
 * tables stays a paragraph and names no more than eight a table. */
static void test_findings_of_any_crowd_stay_short(void **state)
{
    (void)state;
    static const size_t chances[] = {0, 1, 2, 3, 20, 1000};
    uint64_t seed = 7;
    for (size_t i = 0; i < sizeof chances / sizeof *chances; i++) {
        fixture *f = fixture_new();
        jb_dataset *d = ask_crowd(f, &seed, chances[i]);
        const jb_theme themes[] = {{d, "执法", "表1"}, {d, "争议", "表2"}, {d, "工资", "表3"}};
        jb_findings found;
        assert_jb_ok(jb_findings_build(f->arena, themes, 3, 4, JB_LANG_ZH, &found, &f->err),
                     &f->err);
        const char *text = findings_text(f, &found);
        assert_true(jb_utf8_count(text, strlen(text)) <= PARAGRAPH);
        assert_true(count_of(text, "某某市某某区") <= 3 * 8 + 2 * 8);
        jb_dataset_free(d);
        fixture_free(f);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_any_store),
                                       cmocka_unit_test(test_what_is_derived_of_any_store),
                                       cmocka_unit_test(test_findings_of_any_crowd_stay_short)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
