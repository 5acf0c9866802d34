/* Adding up a store: trees of a year, coverage, what stands beside; properties over random years.
 */
#include <jianbao/rollup.h>

#include <jbtest.h>

typedef struct world {
    char dir[JB_TEST_DIR];
    jb_catalogue *catalogue;
    jb_store *store;
    jb_arena *arena;
    jb_error err;
    /* what the lines said, copied */
    struct seen {
        char code[16];
        int year;
        bool given, leaf, has_difference;
        int64_t value, difference;
        size_t covered, expected, left_out;
        jb_qualifier qualifier;
        jb_per_value per;
    } lines[4000];
    size_t count;
} world;

static int setup(void **state)
{
    world *w = calloc(1, sizeof *w);
    assert_non_null(w);
    (void)jb_test_dir(w->dir);
    w->arena = jb_arena_new();
    assert_jb_ok(jb_catalogue_load(NULL, &w->catalogue, &w->err), &w->err);
    assert_jb_ok(jb_store_open(jb_test_path(w->dir, "a.db"), JB_STORE_CREATE, &w->store, &w->err),
                 &w->err);
    assert_jb_ok(jb_store_begin(w->store, &w->err), &w->err);
    *state = w;
    return 0;
}

static int teardown(void **state)
{
    world *w = *state;
    jb_store_close(w->store);
    jb_catalogue_free(w->catalogue);
    jb_arena_free(w->arena);
    jb_test_dir_remove(w->dir);
    free(w);
    return 0;
}

/* "" for a day that is not known. */
static void agency(world *w, const char *code, const char *parent, const char *from, const char *to)
{
    jb_agency a;
    jb_agency_init(&a);
    a.code = code;
    a.name = code;
    a.parent = parent;
    a.level = strcmp(code + 4, "00") != 0     ? JB_LEVEL_COUNTY
              : strcmp(code + 2, "0000") == 0 ? JB_LEVEL_PROVINCE
                                              : JB_LEVEL_PREFECTURE;
    assert_true(from[0] == '\0' || jb_date_parse(from, &a.valid_from));
    assert_true(to[0] == '\0' || jb_date_parse(to, &a.valid_to));
    assert_jb_ok(jb_store_put_agency(w->store, &a, NULL, &w->err), &w->err);
}

static void fact(world *w, const char *code, int year, int64_t value, jb_qualifier qualifier)
{
    jb_fact f;
    jb_fact_init(&f);
    f.agency_code = code;
    f.year = year;
    f.indicator = "enf_cases_filed";
    f.value = jb_dec_int(value);
    f.unit = "件";
    f.qualifier = qualifier;
    f.period = (jb_period){{(int16_t)year, 1, 1}, {(int16_t)year, 12, 31}, JB_PERIOD_FULL_YEAR};
    f.status = JB_REVIEW_APPROVED;
    f.source = jb_arena_printf(w->arena, "%s-%d", code, year);
    assert_jb_ok(jb_store_put_fact(w->store, &f, NULL, NULL, &w->err), &w->err);
}

static void denominator(world *w, const char *code, int year, int64_t value, const char *source)
{
    jb_denominator d;
    jb_denominator_init(&d);
    d.agency_code = code;
    d.year = year;
    d.kind = JB_PER_INSPECTORS;
    d.value = jb_dec_int(value);
    d.source = source;
    assert_jb_ok(jb_store_put_denominator(w->store, &d, NULL, &w->err), &w->err);
}

static jb_status see(const jb_rollup_line *line, void *context, jb_error *err)
{
    world *w = context;
    (void)err;
    assert_true(w->count < sizeof w->lines / sizeof w->lines[0]);
    struct seen *s = &w->lines[w->count++];
    *s = (struct seen){.year = line->year,
                       .given = line->total->given,
                       .leaf = line->leaf,
                       .has_difference = line->has_difference,
                       .value = line->total->value.coef,
                       .difference = line->difference.coef,
                       .covered = line->total->covered,
                       .expected = line->total->expected,
                       .left_out = line->total->left_out_count,
                       .qualifier = line->total->qualifier};
    (void)snprintf(s->code, sizeof s->code, "%s", line->code);
    if (line->per_count > 0) {
        s->per = line->per[0];
    }
    return JB_OK;
}

static const char *const filed[] = {"enf_cases_filed", NULL};

static void run(world *w, jb_rollup_ask ask)
{
    ask.indicators = filed;
    w->count = 0;
    assert_jb_ok(jb_rollup_run(w->store, w->catalogue, &ask, see, w, &w->err), &w->err);
}

static const struct seen *line_of(const world *w, const char *code, int year)
{
    for (size_t i = 0; i < w->count; i++) {
        if (strcmp(w->lines[i].code, code) == 0 && w->lines[i].year == year) {
            return &w->lines[i];
        }
    }
    fail_msg("no line of %s in %d", code, year);
    return NULL;
}

#define COUNTIES                                                                                   \
    {                                                                                              \
        .level = JB_LEVEL_COUNTY                                                                   \
    }

/* ---- trees --------------------------------------------------------------------------------------
 */

static void test_run_adds_leaves_and_sets_own_figure_beside(void **state)
{
    world *w = *state;
    agency(w, "990100", "990000", "", "");
    agency(w, "990101", "990100", "", "");
    agency(w, "990102", "990100", "", "");
    fact(w, "990100", 2023, 35, JB_QUAL_EXACT);
    fact(w, "990101", 2023, 10, JB_QUAL_EXACT);
    fact(w, "990102", 2023, 20, JB_QUAL_EXACT);
    run(w, (jb_rollup_ask)COUNTIES);
    const struct seen *s = line_of(w, "990100", 2023);
    assert_int_equal(s->value, 30);
    assert_int_equal(s->covered, 2);
    assert_int_equal(s->expected, 2);
    assert_true(s->has_difference);
    assert_int_equal(s->difference, 5);
    assert_int_equal(line_of(w, "000000", 2023)->value, 30);
    assert_true(line_of(w, "990101", 2023)->leaf);
}

static void test_run_silence_is_never_zero(void **state)
{
    world *w = *state;
    agency(w, "990101", "990100", "", "");
    agency(w, "990201", "990200", "", "");
    fact(w, "990101", 2023, 10, JB_QUAL_EXACT);
    run(w, (jb_rollup_ask)COUNTIES);
    assert_false(line_of(w, "990200", 2023)->given);
    assert_int_equal(line_of(w, "990200", 2023)->covered, 0);
    assert_int_equal(line_of(w, "990200", 2023)->expected, 1);
    assert_int_equal(line_of(w, "000000", 2023)->expected, 2);
}

static void test_run_follows_the_parent_of_the_year(void **state)
{
    world *w = *state;
    agency(w, "990101", "990100", "", "2022-12-31");
    agency(w, "990101", "990200", "2023-01-01", "");
    agency(w, "990102", "990100", "", "");
    agency(w, "990201", "990200", "", "");
    for (int year = 2022; year <= 2023; year++) {
        fact(w, "990101", year, 10, JB_QUAL_EXACT);
        fact(w, "990102", year, 1, JB_QUAL_EXACT);
        fact(w, "990201", year, 2, JB_QUAL_EXACT);
    }
    run(w, (jb_rollup_ask)COUNTIES);
    assert_int_equal(line_of(w, "990100", 2022)->value, 11);
    assert_int_equal(line_of(w, "990200", 2022)->value, 2);
    assert_int_equal(line_of(w, "990100", 2023)->value, 1);
    assert_int_equal(line_of(w, "990200", 2023)->value, 12);
    assert_int_equal(line_of(w, "000000", 2023)->value, 13);
}

static void test_run_counts_a_code_that_ended_once(void **state)
{
    world *w = *state;
    agency(w, "990101", "990100", "", "2023-06-30"); /* merged into 990103 */
    agency(w, "990103", "990100", "2023-07-01", "");
    agency(w, "990102", "990100", "", "2023-06-30"); /* renamed */
    agency(w, "990102", "990100", "2023-07-01", "");
    fact(w, "990101", 2023, 5, JB_QUAL_EXACT);
    fact(w, "990103", 2023, 50, JB_QUAL_EXACT);
    fact(w, "990102", 2023, 7, JB_QUAL_EXACT);
    run(w, (jb_rollup_ask)COUNTIES);
    const struct seen *s = line_of(w, "990100", 2023);
    assert_int_equal(s->value, 57);
    assert_int_equal(s->covered, 2);
    assert_int_equal(s->expected, 2);
    assert_int_equal(s->left_out, 1); /* said to be left out, not lost */
}

static void test_run_keeps_bounds(void **state)
{
    world *w = *state;
    agency(w, "990101", "990100", "", "");
    agency(w, "990102", "990100", "", "");
    fact(w, "990101", 2023, 10, JB_QUAL_AT_LEAST);
    fact(w, "990102", 2023, 20, JB_QUAL_EXACT);
    run(w, (jb_rollup_ask)COUNTIES);
    assert_int_equal(line_of(w, "990100", 2023)->qualifier, JB_QUAL_AT_LEAST);
    assert_int_equal(line_of(w, "990100", 2023)->value, 30);
}

static void test_run_refuses_a_circle_of_parents(void **state)
{
    world *w = *state;
    agency(w, "990100", "990200", "", "");
    agency(w, "990200", "990100", "", "");
    fact(w, "990100", 2023, 1, JB_QUAL_EXACT);
    jb_rollup_ask ask = {.indicators = filed};
    assert_jb_fails(jb_rollup_run(w->store, w->catalogue, &ask, see, w, &w->err), &w->err,
                    JB_ERR_INPUT, "circle");
}

static void test_run_refuses_an_unknown_region(void **state)
{
    world *w = *state;
    agency(w, "990101", "990100", "", "");
    fact(w, "990101", 2023, 1, JB_QUAL_EXACT);
    jb_rollup_ask ask = {.indicators = filed, .region = "880000"};
    assert_jb_fails(jb_rollup_run(w->store, w->catalogue, &ask, see, w, &w->err), &w->err,
                    JB_ERR_NOTFOUND, "880000");
}

/* ---- divided ------------------------------------------------------------------------------------
 */

static void divided(world *w)
{
    static const jb_per per[] = {JB_PER_INSPECTORS};
    agency(w, "990101", "990100", "", "");
    agency(w, "990102", "990100", "", "");
    fact(w, "990101", 2023, 10, JB_QUAL_EXACT);
    fact(w, "990102", 2023, 21, JB_QUAL_EXACT);
    run(w, (jb_rollup_ask){.level = JB_LEVEL_COUNTY, .per = per, .per_count = 1});
}

static void test_per_divides_by_exactly_the_agencies_added(void **state)
{
    world *w = *state;
    denominator(w, "990101", 2023, 3, "a");
    denominator(w, "990102", 2023, 4, "a");
    denominator(w, "990100", 2023, 100, "a"); /* the city's own bureau is not in the total */
    divided(w);
    const struct seen *s = line_of(w, "990100", 2023);
    assert_true(s->per.given);
    assert_int_equal(s->per.divisor.coef, 7);
    assert_int_equal(s->per.value.coef, 443); /* 31 / 7 = 4.43 */
    assert_int_equal(s->per.value.scale, 2);
}

static void test_per_is_not_given_without_a_number(void **state)
{
    world *w = *state;
    denominator(w, "990101", 2023, 3, "a");
    denominator(w, "990102", 2022, 4, "a"); /* another year */
    divided(w);
    assert_false(line_of(w, "990100", 2023)->per.given);
    assert_int_equal(line_of(w, "990100", 2023)->per.missing, 1);
    assert_true(line_of(w, "990101", 2023)->per.given);
}

static void test_per_is_not_given_where_sources_differ_or_nobody_is_there(void **state)
{
    world *w = *state;
    denominator(w, "990101", 2023, 3, "a");
    denominator(w, "990101", 2023, 5, "b");
    denominator(w, "990102", 2023, 0, "a");
    divided(w);
    assert_false(line_of(w, "990101", 2023)->per.given);
    assert_int_equal(line_of(w, "990101", 2023)->per.unsettled, 1);
    assert_false(line_of(w, "990102", 2023)->per.given);
    jb_per_value none = line_of(w, "990102", 2023)->per;
    assert_non_null(strstr(jb_per_text(w->arena, &none, JB_LANG_EN), "is 0"));
}

static void test_per_takes_the_number_of_the_whole_when_all_are_added(void **state)
{
    world *w = *state;
    denominator(w, "990100", 2023, 10, "a");
    divided(w);
    assert_true(line_of(w, "990100", 2023)->per.given);
    assert_int_equal(line_of(w, "990100", 2023)->per.value.coef, 310);
}

/* ---- properties over random worlds
 * ---------------------------------------------------------------- */

static uint64_t seed = 20240601;

static unsigned below(unsigned limit)
{
    seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (unsigned)(seed >> 33) % limit;
}

/* A total is the sum of those one level below, but that one agency's figure is none; n and N too.
 */
static void test_run_totals_are_the_sums_of_those_below(void **state)
{
    world *w = *state;
    char code[8];
    char above[8];
    for (unsigned p = 1; p <= 4; p++) {
        for (unsigned c = 1; c <= 6; c++) {
            (void)snprintf(code, sizeof code, "99%02u%02u", p, c);
            (void)snprintf(above, sizeof above, "99%02u00", p);
            agency(w, jb_arena_strdup(w->arena, code), jb_arena_strdup(w->arena, above), "",
                   below(5) == 0 ? "2021-06-30" : "");
            for (int year = 2020; year <= 2023; year++) {
                if (below(3) > 0) {
                    fact(w, jb_arena_strdup(w->arena, code), year, below(1000),
                         below(6) == 0 ? JB_QUAL_AT_LEAST : JB_QUAL_EXACT);
                }
            }
        }
    }
    run(w, (jb_rollup_ask){.level = JB_LEVEL_PREFECTURE});
    for (int year = 2020; year <= 2023; year++) {
        const struct seen *top = line_of(w, "000000", year);
        int64_t value = 0;
        size_t covered = 0;
        size_t expected = 0;
        bool alone = false;
        for (size_t i = 0; i < w->count; i++) {
            const struct seen *s = &w->lines[i];
            if (s->year == year && strcmp(s->code + 4, "00") == 0 &&
                strcmp(s->code + 2, "0000") != 0) {
                value += s->given ? s->value : 0;
                alone = alone || (s->covered == 1 && s->expected > 1);
                assert_false(s->given && s->covered == 1 && s->expected > 1);
                covered += s->covered;
                expected += s->expected;
            }
        }
        assert_true(alone ? top->value >= value : top->value == value);
        assert_int_equal(top->covered, covered);
        assert_int_equal(top->expected, expected);
    }
}

#define world_test(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        world_test(test_run_adds_leaves_and_sets_own_figure_beside),
        world_test(test_run_silence_is_never_zero),
        world_test(test_run_follows_the_parent_of_the_year),
        world_test(test_run_counts_a_code_that_ended_once),
        world_test(test_run_keeps_bounds),
        world_test(test_run_refuses_a_circle_of_parents),
        world_test(test_run_refuses_an_unknown_region),
        world_test(test_per_divides_by_exactly_the_agencies_added),
        world_test(test_per_is_not_given_without_a_number),
        world_test(test_per_is_not_given_where_sources_differ_or_nobody_is_there),
        world_test(test_per_takes_the_number_of_the_whole_when_all_are_added),
        world_test(test_run_totals_are_the_sums_of_those_below),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
