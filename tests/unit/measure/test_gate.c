/* test_gate.c - each reason alone, what it bars, and how it is named and relaxed. */
#include "fixture.h"

#define A "440105"
#define B "330102"

typedef struct two {
    jb_measured a, b;
} two;

static two alike(fixture *f)
{
    return (two){figure_of(f, A, 2024, "enf_penalties", "41"),
                 figure_of(f, B, 2024, "enf_penalties", "40")};
}

/* What lies between them, and what each carries. */
static unsigned reasons(two t)
{
    assert_int_equal(jb_judge_pair(&t.a, &t.b), jb_judge_pair(&t.b, &t.a));
    return jb_judge_pair(&t.a, &t.b) | jb_judge_one(&t.a) | jb_judge_one(&t.b);
}

static void test_pair_alike_has_no_reason(void **state)
{
    two t = alike(*state);
    change(&t.b)->unit = "宗";
    assert_int_equal(reasons(t), 0);
    assert_int_equal(jb_gate_all(JB_USE_RANK, &t.a, 2, 0).bars, 0);
}

static void test_pair_names_each_difference(void **state)
{
    fixture *f = *state;
    two t = alike(f);
    change(&t.b)->scope_channel = "平台";
    assert_int_equal(reasons(t), JB_REASON_SCOPE);
    t = alike(f);
    t.b = figure_of(f, B, 2024, "oth_permits", "40");
    assert_int_equal(reasons(t), JB_REASON_INDICATOR);
    t = alike(f);
    change(&t.a)->unit = "家";
    assert_int_equal(reasons(t), JB_REASON_UNIT);
    t = alike(f);
    t.b = figure_of(f, B, 2023, "enf_penalties", "40");
    assert_int_equal(reasons(t), JB_REASON_YEAR);
    t = alike(f);
    set_period(&t.b, "2024-01-01", "2024-10-31", JB_PERIOD_PART_YEAR);
    assert_int_equal(reasons(t), JB_REASON_PERIOD);
    t = alike(f);
    change(&t.a)->term = "处罚";
    change(&t.b)->term = "行政处罚";
    assert_int_equal(reasons(t), JB_REASON_TERM);
    t = alike(f);
    change(&t.a)->basis = JB_BASIS_DERIVED;
    assert_int_equal(reasons(t), JB_REASON_DERIVED);
    t = alike(f);
    t.a.agency = agency_of(f, A, "海珠区", JB_LEVEL_COUNTY);
    t.b.agency = agency_of(f, B, "广州市", JB_LEVEL_PREFECTURE);
    assert_int_equal(reasons(t), JB_REASON_TIER);
}

static void test_one_names_what_it_carries(void **state)
{
    fixture *f = *state;
    two t = alike(f);
    change(&t.a)->qualifier = JB_QUAL_AT_LEAST;
    assert_int_equal(reasons(t), JB_REASON_QUALIFIER);
    t = alike(f);
    change(&t.a)->status = JB_REVIEW_EXTRACTED;
    assert_int_equal(reasons(t), JB_REASON_UNREVIEWED);
    t = alike(f);
    change(&t.a)->status = JB_REVIEW_REJECTED;
    assert_int_equal(reasons(t), JB_REASON_REJECTED);
    t = alike(f);
    set_period(&t.a, "2024-01-01", NULL, JB_PERIOD_CUMULATIVE);
    assert_int_equal(jb_judge_one(&t.a), JB_REASON_OPEN);
    t.a = figure_of(f, A, 2024, "arb_close_rate", "98");
    assert_int_equal(jb_judge_one(&t.a), JB_REASON_BASE | JB_REASON_ADDITIVE);
    t.a = figure_of(f, A, 2024, "wage_exam_grade", "1");
    assert_int_equal(jb_judge_one(&t.a), JB_REASON_TEXT | JB_REASON_ADDITIVE);
    jb_agency *gone = agency_of(f, A, "江干区", JB_LEVEL_COUNTY);
    gone->valid_to = day("2021-04-09");
    t = alike(f);
    t.a.agency = gone;
    assert_int_equal(jb_judge_one(&t.a), JB_REASON_BREAK);
}

/* Read as the report's year: that bars adding never, ranking only when nobody knows the day. */
static void test_unstated_period(void **state)
{
    two t = alike(*state);
    set_period(&t.a, NULL, NULL, JB_PERIOD_UNSTATED);
    assert_int_equal(reasons(t), JB_REASON_UNSTATED);
    assert_int_equal(jb_gate_all(JB_USE_RANK, &t.a, 2, 0).bars, 0);
    assert_int_equal(jb_gate_all(JB_USE_RANK, &t.a, 2, 0).notes, JB_REASON_UNSTATED);
    t.a.written = (jb_date){0};
    assert_int_equal(jb_gate_all(JB_USE_ADD, &t.a, 2, 0).bars, 0);
    assert_int_equal(jb_gate_all(JB_USE_RANK, &t.a, 2, 0).bars, JB_REASON_UNDATED);
    t.a.written = day("2024-11-18");
    assert_int_equal(jb_gate_all(JB_USE_ADD, &t.a, 2, 0).bars, JB_REASON_PERIOD);
}

static void test_overlap_from_the_catalogue(void **state)
{
    fixture *f = *state;
    static const char *const pairs[][2] = {
        {"disp_accepted_all", "arb_accepted"}, /* whole and part */
        {"arb_final_awards", "arb_closed"},    /* over two steps */
        {"wage_clues_received", "wage_cases"}, /* clue beside case */
        {"wage_recovered_amount", "wage_emergency_fund_used"},
        {"wage_recovered_amount", "wage_deposit_used"},
        {"wage_clues_closed", "wage_clues_received"}, /* the figures of a rate */
        {"disp_total", "arb_accepted"}};
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        two t = {figure_of(f, A, 2024, pairs[i][0], "41"),
                 figure_of(f, A, 2024, pairs[i][1], "40")};
        assert_true((reasons(t) & JB_REASON_OVERLAP) != 0);
        assert_true((jb_gate_all(JB_USE_ADD, &t.a, 2, ~0U).bars & JB_REASON_OVERLAP) != 0);
    }
    two parts = {figure_of(f, A, 2024, "med_accepted", "62"),
                 figure_of(f, A, 2024, "arb_accepted", "1528")};
    assert_int_equal(reasons(parts), JB_REASON_INDICATOR);
}

static void test_repeats_and_rivals_of_one_agency(void **state)
{
    fixture *f = *state;
    two t = alike(f);
    t.b = again(f, &t.a);
    change(&t.b)->sentence = "另一处";
    assert_int_equal(reasons(t), JB_REASON_REPEATED);
    change(&t.b)->value = dec("43");
    assert_int_equal(reasons(t), JB_REASON_OVERLAP);
    set_period(&t.a, "2024-01-01", "2024-06-30", JB_PERIOD_PART_YEAR);
    set_period(&t.b, "2024-07-01", "2024-12-31", JB_PERIOD_PART_YEAR);
    assert_int_equal(reasons(t), JB_REASON_PERIOD);
}

/* ---- uses -------------------------------------------------------------------------------- */

static void test_each_use_needs_more_than_the_one_before(void **state)
{
    (void)state;
    unsigned last = 0;
    static const jb_use steps[] = {JB_USE_TABLE, JB_USE_COLUMN, JB_USE_ADD, JB_USE_RANK,
                                   JB_USE_CHANGE};
    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++) {
        unsigned bars = jb_use_bars(steps[i]);
        /* Rates never add, but stand in an order. */
        assert_int_equal(last & ~bars & ~(unsigned)JB_REASON_ADDITIVE, 0);
        assert_true(bars != last);
        last = bars;
    }
    assert_int_equal(jb_use_bars(JB_USE_ADD) & ~jb_use_bars(JB_USE_SHARE), 0);
}

static void test_gate_sorts_reasons(void **state)
{
    (void)state;
    unsigned all = JB_REASON_PERIOD | JB_REASON_TERM | JB_REASON_OVERLAP;
    jb_gate gate = jb_gate_of(JB_USE_ADD, all, JB_REASON_PERIOD | JB_REASON_OVERLAP);
    assert_int_equal(gate.bars, JB_REASON_OVERLAP); /* firm */
    assert_int_equal(gate.notes, JB_REASON_TERM);
    assert_int_equal(gate.relaxed, JB_REASON_PERIOD);
    assert_int_equal(jb_gate_of(JB_USE_TABLE, all, 0).bars, 0);
    assert_int_equal(jb_gate_all(JB_USE_ADD, NULL, 0, 0).bars, JB_REASON_NOTHING);
}

static void test_gate_all_of_one_agency_is_no_ranking(void **state)
{
    two t = alike(*state);
    assert_int_equal(jb_gate_all(JB_USE_RANK, &t.a, 1, 0).bars, JB_REASON_SINGLE);
}

static void test_codes_read_what_they_write(void **state)
{
    (void)state;
    for (unsigned i = 0; i < JB_REASONS; i++) {
        unsigned back = 0;
        assert_true(jb_reason_parse(jb_reason_code(1U << i), &back));
        assert_int_equal(back, 1U << i);
        assert_true(jb_reason_text(1U << i, JB_LANG_ZH)[0] != '\0');
        assert_true(jb_reason_text(1U << i, JB_LANG_EN)[0] != '\0');
    }
    assert_null(jb_reason_code(3));
    assert_null(jb_reason_code(1U << JB_REASONS));
    for (unsigned i = 0; i < JB_USES; i++) {
        jb_use back;
        assert_true(jb_use_parse(jb_use_code((jb_use)i), &back));
        assert_int_equal(back, i);
    }
}

static jb_objection objection(const char *check, const int64_t *facts, size_t count)
{
    return (jb_objection){check, facts, count, check, check};
}

static void test_doubts_speak_against_the_figure_tested(void **state)
{
    fixture *f = *state;
    static const int64_t amount[] = {7, 8};
    static const int64_t part[] = {3, 4};
    static const int64_t stated[] = {5};
    const jb_objection list[] = {objection("average", amount, 2), objection("subset", part, 2),
                                 objection("implied", stated, 1), objection("restated", part, 2)};
    jb_doubts doubts = jb_doubts_make(f->arena, list, 4);
    assert_int_equal(doubts.count, 3);
    assert_true(jb_doubts_of(&doubts, 7)->bars);
    assert_null(jb_doubts_of(&doubts, 8));
    assert_true(jb_doubts_of(&doubts, 3)->bars);
    assert_string_equal(jb_doubts_of(&doubts, 3)->zh, "subset");
    assert_null(jb_doubts_of(&doubts, 4));
    assert_false(jb_doubts_of(&doubts, 5)->bars);
}

/* Of two years that are 10,000 times apart one is right. */
static void test_doubts_of_a_slip_find_the_culprit(void **state)
{
    fixture *f = *state;
    static const int64_t first[] = {2, 1};
    static const int64_t second[] = {3, 2};
    const jb_objection alone[] = {objection("slip", first, 2)};
    jb_doubts doubts = jb_doubts_make(f->arena, alone, 1);
    assert_non_null(jb_doubts_of(&doubts, 1));
    assert_non_null(jb_doubts_of(&doubts, 2));
    const jb_objection both[] = {objection("slip", first, 2), objection("slip", second, 2)};
    doubts = jb_doubts_make(f->arena, both, 2);
    assert_int_equal(doubts.count, 1);
    assert_int_equal(doubts.list[0].fact, 2);
    const jb_objection size[] = {objection("slip", second, 2), objection("average", second, 2)};
    doubts = jb_doubts_make(f->arena, size, 2);
    assert_int_equal(doubts.count, 1);
    assert_int_equal(doubts.list[0].fact, 3);
    assert_string_equal(doubts.list[0].zh, "averageslip");
}

static void test_doubtful_figures_are_shown_and_not_built_on(void **state)
{
    two t = alike(*state);
    t.b.doubtful = true;
    assert_int_equal(jb_judge_one(&t.b), JB_REASON_DOUBTFUL);
    assert_int_equal(jb_gate_all(JB_USE_COLUMN, &t.a, 2, 0).bars, 0);
    assert_int_equal(jb_gate_all(JB_USE_ADD, &t.a, 2, 0).bars, JB_REASON_DOUBTFUL);
    assert_int_equal(jb_gate_all(JB_USE_RANK, &t.a, 2, 0).bars, JB_REASON_DOUBTFUL);
}

static void test_relaxing_by_name(void **state)
{
    fixture *f = *state;
    unsigned bits = 0;
    assert_jb_ok(jb_relax_parse("period, scope", &bits, &f->err), &f->err);
    assert_int_equal(bits, JB_REASON_PERIOD | JB_REASON_SCOPE);
    assert_string_equal(
        jb_relax_text(f->arena, JB_USE_RANK, bits, JB_LANG_ZH),
        "排名时按要求未计较以下差异：期间的类别或长短不同；口径范围（对象、渠道、覆盖）"
        "不同。");
    assert_string_equal(jb_relax_text(f->arena, JB_USE_ADD, 0, JB_LANG_ZH), "");
    assert_string_equal(jb_reasons_codes(f->arena, bits), "period,scope");
    assert_jb_fails(jb_relax_parse("periods", &bits, &f->err), &f->err, JB_ERR_USAGE, "period");
    f->err = (jb_error){0};
    assert_jb_fails(jb_relax_parse("overlap", &bits, &f->err), &f->err, JB_ERR_USAGE,
                    "cannot be relaxed");
    f->err = (jb_error){0};
}

/* ---- the table in the documentation ------------------------------------------------------- */

/* The cells of one line of a Markdown table, in place. */
static size_t cells_of(char *line, char **cells, size_t most)
{
    size_t count = 0;
    for (char *at = strchr(line, '|'); at != NULL && count < most; at = strchr(at + 1, '|')) {
        *at = '\0';
        cells[count++] = at + 1;
    }
    return count;
}

static unsigned codes_in(char *cell)
{
    unsigned bits = 0;
    for (char *at = strtok(cell, " `,"); at != NULL; at = strtok(NULL, " `,")) {
        unsigned bit = 0;
        assert_true(jb_reason_parse(at, &bit));
        bits |= bit;
    }
    return bits;
}

static void compare_row(unsigned bits, char **cells)
{
    static const jb_use uses[] = {JB_USE_COLUMN, JB_USE_ADD, JB_USE_RANK, JB_USE_CHANGE,
                                  JB_USE_SHARE};
    for (size_t i = 0; i < sizeof uses / sizeof uses[0]; i++) {
        bool bars = strstr(cells[i], "×") != NULL;
        bool firm = strchr(cells[i], '!') != NULL;
        if ((jb_use_bars(uses[i]) & bits) != (bars ? bits : 0U) ||
            (bars && (jb_reasons_firm() & bits) != (firm ? bits : 0U))) {
            fail_msg("docs and code differ on %s for %s", jb_reason_code(bits & (~bits + 1)),
                     jb_use_code(uses[i]));
        }
    }
}

static void test_the_documented_table_is_the_code(void **state)
{
    fixture *f = *state;
    const char *text = NULL;
    size_t len = 0;
    unsigned seen = 0;
    assert_jb_ok(jb_file_read(f->arena, "docs/comparability.md", 1U << 20, &text, &len, &f->err),
                 &f->err);
    const char *table = strstr(text, "| reason | code | column |");
    assert_non_null(table);
    for (const char *at = table; at[0] == '|'; at = strchr(at, '\n') + 1) {
        char *cells[9];
        char *line = jb_arena_strndup(f->arena, at, (size_t)(strchr(at, '\n') - at));
        bool head = strchr(line, '`') == NULL;
        if (!head && cells_of(line, cells, 9) >= 7) {
            unsigned bits = codes_in(cells[1]);
            compare_row(bits, cells + 2);
            seen |= bits;
        }
    }
    assert_int_equal(seen, (1U << JB_REASONS) - 1);
}

/* ---- agencies and intervals -------------------------------------------------------------- */

static void test_agency_in_takes_the_record_of_the_year(void **state)
{
    fixture *f = *state;
    jb_agency list[2];
    list[0] = *agency_of(f, B, "上城区（旧）", JB_LEVEL_COUNTY);
    list[0].valid_to = day("2021-04-08");
    list[1] = *agency_of(f, B, "上城区", JB_LEVEL_COUNTY);
    list[1].valid_from = day("2021-04-09");
    assert_ptr_equal(jb_agency_in(list, 2, B, 2020), &list[0]);
    assert_ptr_equal(jb_agency_in(list, 2, B, 2021), &list[1]);
    assert_ptr_equal(jb_agency_in(list, 2, B, 2024), &list[1]);
    assert_null(jb_agency_in(list, 2, A, 2024));
    assert_null(jb_agency_in(list, 1, B, 2024));
}

static int compare(const char *a, jb_qualifier qa, const char *b, jb_qualifier qb)
{
    jb_fact x = {.value = dec(a), .qualifier = qa};
    jb_fact y = {.value = dec(b), .qualifier = qb};
    int order = jb_interval_cmp(jb_interval_of(&x), jb_interval_of(&y));
    assert_int_equal(jb_interval_cmp(jb_interval_of(&y), jb_interval_of(&x)), -order);
    return order;
}

static void test_intervals(void **state)
{
    (void)state;
    assert_int_equal(compare("3", JB_QUAL_EXACT, "4", JB_QUAL_EXACT), -1);
    assert_int_equal(compare("0.30", JB_QUAL_EXACT, "0.3", JB_QUAL_EXACT), 0);
    assert_int_equal(compare("80", JB_QUAL_AT_LEAST, "99.63", JB_QUAL_EXACT), 0);
    assert_int_equal(compare("80", JB_QUAL_AT_LEAST, "79", JB_QUAL_EXACT), 1);
    assert_int_equal(compare("80", JB_QUAL_MORE_THAN, "80", JB_QUAL_EXACT), 1);
    assert_int_equal(compare("80", JB_QUAL_AT_LEAST, "80", JB_QUAL_AT_MOST), 0);
    assert_int_equal(compare("500", JB_QUAL_ABOUT, "549", JB_QUAL_EXACT), 0);
    assert_int_equal(compare("500", JB_QUAL_ABOUT, "551", JB_QUAL_EXACT), -1);
    assert_int_equal(compare("500", JB_QUAL_NEARLY, "500", JB_QUAL_EXACT), -1);
    assert_int_equal(compare("2.1", JB_QUAL_ABOUT, "2.16", JB_QUAL_EXACT), -1);
    assert_int_equal(jb_qualifier_add(JB_QUAL_EXACT, JB_QUAL_AT_LEAST), JB_QUAL_AT_LEAST);
    assert_int_equal(jb_qualifier_add(JB_QUAL_MORE_THAN, JB_QUAL_AT_LEAST), JB_QUAL_MORE_THAN);
    assert_int_equal(jb_qualifier_add(JB_QUAL_AT_MOST, JB_QUAL_AT_LEAST), JB_QUAL_ABOUT);
    assert_int_equal(jb_qualifier_add(JB_QUAL_NEARLY, JB_QUAL_EXACT), JB_QUAL_LESS_THAN);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pair_alike_has_no_reason),
        cmocka_unit_test(test_pair_names_each_difference),
        cmocka_unit_test(test_one_names_what_it_carries),
        cmocka_unit_test(test_unstated_period),
        cmocka_unit_test(test_overlap_from_the_catalogue),
        cmocka_unit_test(test_repeats_and_rivals_of_one_agency),
        cmocka_unit_test(test_each_use_needs_more_than_the_one_before),
        cmocka_unit_test(test_gate_sorts_reasons),
        cmocka_unit_test(test_gate_all_of_one_agency_is_no_ranking),
        cmocka_unit_test(test_codes_read_what_they_write),
        cmocka_unit_test(test_doubts_speak_against_the_figure_tested),
        cmocka_unit_test(test_doubts_of_a_slip_find_the_culprit),
        cmocka_unit_test(test_doubtful_figures_are_shown_and_not_built_on),
        cmocka_unit_test(test_relaxing_by_name),
        cmocka_unit_test(test_the_documented_table_is_the_code),
        cmocka_unit_test(test_agency_in_takes_the_record_of_the_year),
        cmocka_unit_test(test_intervals),
    };
    return cmocka_run_group_tests(tests, fixture_setup, fixture_teardown);
}
