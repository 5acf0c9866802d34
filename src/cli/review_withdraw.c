/* What was stored and should not have been: a report, or an absence. Both stay on record. */
#include "review.h"

#include <stdlib.h>

/* ---- a report ------------------------------------------------------------------------------- */

static jb_status report_take_back(jb_store *store, const jb_report *report,
                                  const jb_verdict *verdict, size_t *facts, jb_error *err)
{
    jb_status st = jb_store_begin(store, err);
    if (st == JB_OK) {
        st = jb_store_withdraw_report(store, report, verdict, facts, err);
    }
    if (st == JB_OK) {
        st = jb_store_commit(store, err);
    }
    if (st != JB_OK) {
        jb_store_rollback(store);
    }
    return st;
}

static jb_status report_withdraw(cli *c, jb_store *store, const given *g, const jb_verdict *verdict,
                                 jb_error *err)
{
    report_choice of = {0};
    size_t facts = 0;
    jb_status st = reports_choose(c, store, g, &of, err);
    if (st == JB_OK) {
        st = report_one_check(&of, err);
    }
    if (st == JB_OK) {
        st = report_take_back(store, &of.items[0], verdict, &facts, err);
    }
    if (st == JB_OK) {
        fprintf(stderr,
                SAY(c,
                    "%s %d 年度：已撤回报告 %s，其 %zu 个数字%.0s不再采用（仍留存）；用 "
                    "jianbao add 重新读入即可恢复，或用 -a、-y 改属他处\n",
                    "%s %d: report %s withdrawn, %zu figure%s no longer count and stay on "
                    "record; `jianbao add` brings the report back, with -a and -y to another "
                    "agency or year\n"),
                of.agency, of.year, of.items[0].source, facts, PLURAL(facts));
    }
    free(of.items);
    return st;
}

/* ---- an absence ----------------------------------------------------------------------------- */

static jb_status absence_withdraw(cli *c, jb_store *store, const jb_catalogue *catalogue,
                                  const given *g, const jb_verdict *verdict, jb_error *err)
{
    const char *const codes[] = {g->args[3], NULL};
    int year = 0;
    int to = 0;
    jb_status st = indicators_check(catalogue, codes, err);
    if (st == JB_OK) {
        st = years_parse(g->args[2], &year, &to, err);
    }
    if (st == JB_OK && (year != to || year == 0)) {
        st = jb_fail(err, JB_ERR_USAGE, NULL, "\"%s\"; an absence is of one year",
                     "“%s”：一条缺失记录只属一个年度", g->args[2]);
    }
    if (st == JB_OK) {
        st = jb_store_begin(store, err);
    }
    if (st == JB_OK) {
        st = jb_store_withdraw_absence(store, g->args[1], year, g->args[3], verdict, err);
        st = st == JB_OK ? jb_store_commit(store, err) : st;
        if (st != JB_OK) {
            jb_store_rollback(store);
        }
    }
    if (st == JB_OK) {
        fprintf(stderr,
                SAY(c, "%s %d 年度 %s：缺失记录已撤回（仍留存）\n",
                    "%s %d %s: the absence is withdrawn and stays on record\n"),
                g->args[1], year, g->args[3]);
    }
    return st;
}

/* ---- */

jb_status review_withdraw(cli *c, jb_store *store, const jb_catalogue *catalogue, const given *g,
                          jb_error *err)
{
    jb_verdict verdict;
    bool report = option(&cmd_review, g, "report") != NULL;
    bool absence = option(&cmd_review, g, "absence") != NULL;
    if (report == absence || g->arg_count != (report ? 3U : 4U)) {
        return jb_fail(err, JB_ERR_USAGE, NULL,
                       "review withdraw: write --report AGENCY YEAR, or --absence AGENCY YEAR "
                       "INDICATOR; a figure is taken back with `jianbao review reject`",
                       "review withdraw：请写 --report 机构代码 年度，或 --absence 机构代码 年度 "
                       "指标；单个数字请用 jianbao review reject");
    }
    jb_status st = verdict_read(g, &verdict, err);
    if (st != JB_OK) {
        return st;
    }
    return report ? report_withdraw(c, store, g, &verdict, err)
                  : absence_withdraw(c, store, catalogue, g, &verdict, err);
}
