/* test_scopes.c - through which channel figures came: how far one reaches and where it ends. */
#include "run.h"

typedef struct row {
    const char *passage;
    const char *want; /* indicators with the channel, "; " between them */
} row;

#define PLATFORM "全国根治欠薪线索反映平台"

static const row rows[] = {
    {"全年接收" PLATFORM
     "线索1873条，办结1866条，办结率99.63%；全年共为2915名劳动者追回工资4127.6万元。"
     "动用应急周转金85万元。",
     "wage_clues_received; wage_clues_closed; wage_clue_close_rate"},
    {PLATFORM "转办线索310条，办结302条，为120名农民工追回工资210万元。",
     "wage_clues_received; wage_clues_closed; wage_workers; wage_recovered_amount"},
    {"办理" PLATFORM "线索310条。其中，办结302条，为120名农民工追回工资210万元。",
     "wage_clues_received; wage_clues_closed; wage_workers; wage_recovered_amount"},
    {"办理" PLATFORM "线索310条。通过上述平台为120名农民工追回工资210万元。",
     "wage_clues_received; wage_workers; wage_recovered_amount"},
    {"办理" PLATFORM "线索310条，办结率98.7%。为420名农民工追回工资610万元。",
     "wage_clues_received; wage_clue_close_rate"},
    {"办理" PLATFORM "线索310条，全区共追回工资610万元。", "wage_clues_received"},
    {"办理" PLATFORM "线索310条，累计为420名农民工追回工资610万元。", "wage_clues_received"},
    {"办理" PLATFORM "线索310条，动用应急周转金85万元。", "wage_clues_received"},
    {"办理" PLATFORM "线索310条；立案查处欠薪案件18件，为80名农民工追回工资90万元。",
     "wage_clues_received"},
    {"办理" PLATFORM "线索310条，立案查处欠薪案件18件，为80名农民工追回工资90万元。",
     "wage_clues_received"},
    {"共接收" PLATFORM "线索310条；办结302条，涉及农民工120人。",
     "wage_clues_received; wage_clues_closed; wage_workers"},
    {PLATFORM "核处线索310条。办结率100%。", "wage_clues_received; wage_clue_close_rate"},
    {"核处310条" PLATFORM "线索，为120名农民工追回工资210万元。",
     "wage_clues_received; wage_workers; wage_recovered_amount"},
    {"为420名农民工追回工资610万元，办理" PLATFORM "线索310条。", "wage_clues_received"},
    {"指标\t数量（条）\n" PLATFORM "线索接收\t310\n欠薪线索办结\t302\n", "wage_clues_received"},
};

static void test_scopes_apply_channels(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        run r = run_passage(rows[i].passage);
        jb_str out = {0};
        jb_str_add(&out, "");
        for (size_t k = 0; k < r.extraction->found_count; k++) {
            const jb_fact *f = &r.extraction->found[k].fact;
            if (strcmp(f->scope_channel, PLATFORM) == 0) {
                jb_str_addf(&out, "%s%s", out.len > 0 ? "; " : "", f->indicator);
            }
        }
        if (strcmp(jb_str_text(&out), rows[i].want) != 0) {
            fail_msg("%s\n  wanted %s\n  found  %s", rows[i].passage, rows[i].want,
                     jb_str_text(&out));
        }
        jb_str_free(&out);
        run_free(&r);
    }
}

static void test_scopes_apply_monitoring(void **state)
{
    (void)state;
    run r = run_passage(
        "建成工资支付监控预警平台。共涉及平台上在建项目306个，召开约谈会51次，消除预警2100条次。"
        "动用应急周转金85万元。");
    assert_string_equal(run_fact(&r, "wage_projects_monitored")->scope_channel,
                        "工资支付监控预警平台");
    assert_string_equal(run_fact(&r, "wage_alerts_cleared")->scope_channel, "工资支付监控预警平台");
    assert_string_equal(run_fact(&r, "wage_emergency_fund_used")->scope_channel, "");
    run_free(&r);
}

static void test_match_all_clues_dealt_with(void **state)
{
    (void)state;
    run_expect("处置欠薪线索5214条。", "wage_clues_closed=5214条");
    run_expect("接收处置欠薪线索5214条。", "wage_clues_received=5214条");
    run_expect("办理欠薪线索5214条。", "wage_clues_received=5214条");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_scopes_apply_channels),
        cmocka_unit_test(test_scopes_apply_monitoring),
        cmocka_unit_test(test_match_all_clues_dealt_with),
    };
    return cmocka_run_group_tests_name("extract_scopes", tests, run_setup, run_teardown);
}
