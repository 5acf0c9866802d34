/* fixture.h - a small store to ask, and the questions of the five-agency comparison.
 *
 * The catalogue is the test's own: what is tested here must not change when an indicator does.
 */
#ifndef DATASET_FIXTURE_H
#define DATASET_FIXTURE_H

#include <jianbao/dataset.h>

#include <jbtest.h>

#define NBSP "\xC2\xA0"

typedef struct fixture {
    char dir[JB_TEST_DIR];
    jb_store *store;
    jb_catalogue *catalogue;
    jb_arena *arena;
    jb_error err;
} fixture;

static inline fixture *fixture_new(void)
{
    fixture *f = calloc(1, sizeof *f);
    assert_non_null(f);
    (void)jb_test_dir(f->dir);
    f->arena = jb_arena_new();
    assert_jb_ok(jb_catalogue_load("tests/unit/dataset/catalogue.json", &f->catalogue, &f->err),
                 &f->err);
    assert_jb_ok(
        jb_store_open(jb_test_path(f->dir, "store.db"), JB_STORE_CREATE, &f->store, &f->err),
        &f->err);
    assert_jb_ok(jb_store_begin(f->store, &f->err), &f->err);
    return f;
}

static inline int fixture_setup(void **state)
{
    *state = fixture_new();
    return 0;
}

static inline void fixture_free(fixture *f)
{
    jb_store_close(f->store);
    jb_catalogue_free(f->catalogue);
    jb_arena_free(f->arena);
    jb_test_dir_remove(f->dir);
    free(f);
}

static inline int fixture_teardown(void **state)
{
    fixture_free(*state);
    return 0;
}

/* ---- records ----------------------------------------------------------------------------- */

static inline void put_agency(fixture *f, const char *code, const char *name,
                              const char *short_name, const char *name_en)
{
    jb_agency agency;
    jb_agency_init(&agency);
    agency.code = code;
    agency.name = name;
    agency.short_name = short_name;
    agency.name_en = name_en;
    agency.level = JB_LEVEL_COUNTY;
    assert_jb_ok(jb_store_put_agency(f->store, &agency, NULL, &f->err), &f->err);
}

/* `signed_on` may be NULL. */
static inline void put_report(fixture *f, const char *code, int year, const char *signed_on)
{
    jb_report report;
    jb_report_init(&report);
    report.agency_code = code;
    report.year = year;
    report.title = "年度报告";
    report.source = jb_arena_printf(f->arena, "%s-%d.txt", code, year);
    if (signed_on != NULL) {
        assert_true(jb_date_parse(signed_on, &report.signed_on));
    }
    assert_jb_ok(jb_store_put_report(f->store, &report, NULL, &f->err), &f->err);
}

static inline jb_period period_of(const char *start, const char *end, jb_period_kind kind)
{
    jb_period period = {.kind = kind};
    if (start != NULL) {
        assert_true(jb_date_parse(start, &period.start));
    }
    if (end != NULL) {
        assert_true(jb_date_parse(end, &period.end));
    }
    return period;
}

/* A full-year figure; the caller changes what the test is about. */
static inline jb_fact fact_of(fixture *f, const char *code, int year, const char *indicator,
                              const char *value, const char *unit)
{
    jb_fact fact;
    jb_fact_init(&fact);
    fact.agency_code = code;
    fact.year = year;
    fact.indicator = indicator;
    fact.unit = unit;
    fact.source = jb_arena_printf(f->arena, "%s-%d.txt", code, year);
    fact.period = period_of(jb_arena_printf(f->arena, "%d-01-01", year),
                            jb_arena_printf(f->arena, "%d-12-31", year), JB_PERIOD_FULL_YEAR);
    assert_true(jb_dec_parse(value, strlen(value), &fact.value));
    return fact;
}

static inline void put_fact(fixture *f, jb_fact fact)
{
    int64_t id = 0;
    assert_jb_ok(jb_store_put_fact(f->store, &fact, NULL, &id, &f->err), &f->err);
}

static inline void put_plain(fixture *f, const char *code, int year, const char *indicator,
                             const char *value, const char *unit)
{
    put_fact(f, fact_of(f, code, year, indicator, value, unit));
}

static inline void put_absent(fixture *f, const char *code, int year, const char *indicator,
                              jb_absence kind, const char *note)
{
    jb_absent absent;
    jb_absent_init(&absent);
    absent.agency_code = code;
    absent.year = year;
    absent.indicator = indicator;
    absent.kind = kind;
    absent.source = jb_arena_printf(f->arena, "%s-%d.txt", code, year);
    absent.note = note;
    assert_jb_ok(jb_store_put_absent(f->store, &absent, NULL, &f->err), &f->err);
}

/* Three agencies, each with a report of its year: 海珠区 2024, 光明区 2021, 上城区 2023. */
#define HAIZHU "440105"
#define GUANGMING "440311"
#define SHANGCHENG "330102"

static inline void put_three(fixture *f)
{
    put_agency(f, HAIZHU, "广州市海珠区人力资源和社会保障局", "海珠区", "Haizhu");
    put_agency(f, GUANGMING, "深圳市光明区人力资源局", "光明区", "Guangming");
    put_agency(f, SHANGCHENG, "杭州市上城区人力资源和社会保障局", "上城区", "Shangcheng");
    put_report(f, HAIZHU, 2024, NULL);
    put_report(f, GUANGMING, 2021, "2021-11-18");
    put_report(f, SHANGCHENG, 2023, "2024-01-29");
}

/* ---- questions --------------------------------------------------------------------------- */

#define CODES(...) ((const char *const[]){__VA_ARGS__, NULL})

/* Asks for one table of all agencies; the dataset is freed by the caller. */
static inline jb_dataset *ask(fixture *f, const jb_query_column *columns, size_t count)
{
    jb_query query = {.name = "test", .columns = columns, .column_count = count};
    jb_dataset *dataset = NULL;
    assert_jb_ok(jb_dataset_build(f->store, f->catalogue, &query, &dataset, &f->err), &f->err);
    assert_non_null(dataset);
    return dataset;
}

/* The table of a single column that shows the first stated of the codes. */
static inline jb_dataset *ask_first(fixture *f, const char *const *codes)
{
    jb_query_column column = {.indicators = codes, .pick = JB_PICK_FIRST};
    return ask(f, &column, 1);
}

static inline jb_dataset *ask_all(fixture *f, const char *const *codes)
{
    jb_query_column column = {.indicators = codes, .pick = JB_PICK_ALL};
    return ask(f, &column, 1);
}

static inline size_t row_of(const jb_dataset *dataset, const char *code)
{
    for (size_t r = 0; r < dataset->row_count; r++) {
        if (strcmp(dataset->rows[r].agency->code, code) == 0) {
            return r;
        }
    }
    fail_msg("no row for %s", code);
    return 0;
}

/* The text of the cell of an agency's first row. */
static inline const char *text_of(fixture *f, const jb_dataset *dataset, const char *code,
                                  size_t column, jb_lang lang)
{
    return jb_cell_text(f->arena, dataset, row_of(dataset, code), column, lang);
}

/* The notes of a list of indices, one after the other. */
static inline const char *notes_text(fixture *f, const jb_dataset *dataset, const unsigned *notes,
                                     size_t count, jb_lang lang)
{
    const char *text = "";
    for (size_t i = 0; i < count; i++) {
        assert_true(notes[i] < dataset->note_count);
        const jb_note *note = &dataset->notes[notes[i]];
        text = jb_arena_printf(f->arena, "%s%s", text, lang == JB_LANG_EN ? note->en : note->zh);
    }
    return text;
}

static inline const char *cell_notes(fixture *f, const jb_dataset *dataset, const char *code,
                                     size_t column, jb_lang lang)
{
    const jb_cell *cell = jb_dataset_cell(dataset, row_of(dataset, code), column);
    return notes_text(f, dataset, cell->notes, cell->note_count, lang);
}

static inline const char *row_notes(fixture *f, const jb_dataset *dataset, const char *code,
                                    jb_lang lang)
{
    const jb_row *row = &dataset->rows[row_of(dataset, code)];
    return notes_text(f, dataset, row->notes, row->note_count, lang);
}

static inline const char *head_notes(fixture *f, const jb_dataset *dataset, size_t column,
                                     jb_lang lang)
{
    const jb_column *of = &dataset->columns[column];
    return notes_text(f, dataset, of->notes, of->note_count, lang);
}

static inline const char *findings_text(fixture *f, const jb_findings *findings)
{
    const char *text = "";
    for (size_t i = 0; i < findings->count; i++) {
        text = jb_arena_printf(f->arena, "%s%s", text, findings->phrases[i].text);
    }
    return text;
}

#endif
