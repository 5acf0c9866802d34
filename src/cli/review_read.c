/* Reports that no person has read whole: listing them, and declaring them read. */
#include "review.h"

#include <stdlib.h>
#include <string.h>

/* ---- the list */

typedef struct unread_list {
    cli *c;
    bool listed;
    size_t count;
} unread_list;

static jb_status unread_print(const jb_report *report, void *context, jb_error *err)
{
    unread_list *list = context;
    (void)err;
    if (report->reading == JB_READING_PERSON) {
        return JB_OK;
    }
    if (list->listed && list->count == 0) {
        printf("%s\n", SAY(list->c, "尚无人通读的报告（其中没有的数字印作“待核”）：",
                           "Reports that no person has read whole (what they do not give is "
                           "printed as under review):"));
    }
    if (list->listed) {
        printf("%s %d  %s%s%s\n", report->agency_code, report->year, report->source,
               *report->title != '\0' ? "  " : "", report->title);
    }
    list->count++;
    return JB_OK;
}

jb_status review_unread(cli *c, jb_store *store, const jb_filter *filter, bool listed,
                        size_t *count, jb_error *err)
{
    unread_list list = {.c = c, .listed = listed};
    jb_status st = jb_store_reports(store, filter, unread_print, &list, err);
    *count = list.count;
    if (st == JB_OK && listed && list.count > 0) {
        printf("%s\n\n", SAY(c, "通读后请确认：jianbao review read 机构代码 年度 --by 姓名",
                             "When you have read one: jianbao review read AGENCY YEAR --by NAME"));
    }
    return st;
}

/* ---- which reports are meant */

static jb_status choice_parse(cli *c, const given *g, report_choice *out, jb_error *err)
{
    int to = 0;
    out->c = c;
    out->agency = g->args[1];
    out->source = option(&cmd_review, g, "source");
    out->others = "";
    jb_status st = years_parse(g->args[2], &out->year, &to, err);
    if (st == JB_OK && (out->year != to || out->year == 0)) {
        return jb_fail(err, JB_ERR_USAGE, NULL, "review %s: \"%s\"; a report is of one year",
                       "review %s：“%s”；一份报告只属一个年度", g->args[0], g->args[2]);
    }
    return st;
}

static jb_status agency_found(const jb_agency *agency, void *context, jb_error *err)
{
    report_choice *of = context;
    (void)err;
    of->agency_name = jb_arena_strdup(of->c->arena, agency->name);
    of->agency_known = true;
    return JB_OK;
}

static jb_status report_found(const jb_report *report, void *context, jb_error *err)
{
    report_choice *of = context;
    jb_arena *arena = of->c->arena;
    jb_report copy = *report;
    (void)err;
    copy.agency_code = of->agency;
    copy.sha256 = jb_arena_strdup(arena, report->sha256);
    copy.source = jb_arena_strdup(arena, report->source);
    copy.title = jb_arena_strdup(arena, report->title);
    of->others =
        jb_arena_printf(arena, "%s%s%s", of->others, of->held > 0 ? ", " : "", copy.source);
    of->held++;
    if (of->source != NULL && strcmp(of->source, report->source) != 0) {
        of->left += report->reading != JB_READING_PERSON;
        return JB_OK;
    }
    JB_PUSH(of->items, of->count, of->cap, copy);
    return JB_OK;
}

static jb_status choice_check(const report_choice *of, jb_error *err)
{
    if (!of->agency_known && of->held == 0) {
        return jb_fail(err, JB_ERR_NOTFOUND, NULL,
                       "the store has no agency %s; `jianbao review` lists the reports that wait, "
                       "with their codes",
                       "库里没有机构%s；jianbao review 可列出待通读的报告及其机构代码", of->agency);
    }
    if (of->held == 0) {
        return jb_fail(err, JB_ERR_NOTFOUND, NULL, "the store has no report of %s for %d",
                       "库里没有机构 %s %d 年度的报告", of->agency, of->year);
    }
    if (of->count == 0) {
        return jb_fail(err, JB_ERR_NOTFOUND, NULL, "%s has no report \"%s\" for %d; there are: %s",
                       "机构 %s 没有报告“%s”（%d 年度）；现有：%s", of->agency, of->source,
                       of->year, of->others);
    }
    return JB_OK;
}

jb_status reports_choose(cli *c, jb_store *store, const given *g, report_choice *of, jb_error *err)
{
    jb_status st = choice_parse(c, g, of, err);
    if (st != JB_OK) {
        return st;
    }
    const char *const codes[] = {of->agency, NULL};
    jb_filter who = {.agencies = codes};
    jb_filter which = {.agencies = codes, .year_from = of->year, .year_to = of->year};
    st = jb_store_agencies(store, &who, agency_found, of, err);
    if (st == JB_OK) {
        st = jb_store_reports(store, &which, report_found, of, err);
    }
    return st == JB_OK ? choice_check(of, err) : st;
}

jb_status report_one_check(const report_choice *of, jb_error *err)
{
    if (of->count == 1) {
        return JB_OK;
    }
    return jb_fail(err, JB_ERR_USAGE, NULL,
                   "%s has %zu reports for %d; say which with --source: %s",
                   "机构 %s 有 %zu 份报告（%d 年度）；请用 --source 指明：%s", of->agency,
                   of->count, of->year, of->others);
}

/* ---- declaring */

/* Of several reports those that say so already are passed over; when all do, that is the fault. */
static jb_status all_declare(jb_store *store, const report_choice *of, const jb_verdict *verdict,
                             size_t *done, jb_error *err)
{
    jb_status st = jb_store_begin(store, err);
    for (size_t i = 0; i < of->count && st == JB_OK; i++) {
        bool last = i + 1 == of->count;
        if (of->items[i].reading != of->reading || (last && *done == 0)) {
            st = jb_store_read_report(store, &of->items[i], of->reading, verdict, err);
            *done += st == JB_OK;
        }
    }
    if (st == JB_OK) {
        st = jb_store_commit(store, err);
    }
    if (st != JB_OK) {
        jb_store_rollback(store);
    }
    return st;
}

static void done_tell(const report_choice *of, size_t done)
{
    const cli *c = of->c;
    bool read = of->reading == JB_READING_PERSON;
    fprintf(stderr,
            read ? SAY(c, "%s %d 年度：%zu 份报告%.0s已确认通读",
                       "%s %d: %zu report%s declared read whole")
                 : SAY(c, "%s %d 年度：%zu 份报告%.0s改回尚未通读",
                       "%s %d: %zu report%s no longer declared read whole"),
            of->agency, of->year, done, PLURAL(done));
    if (read && of->left > 0) {
        fprintf(stderr,
                SAY(c, "；该年度另有 %zu 份%.0s尚无人通读，没有的数字仍印作“待核”\n",
                    "; %zu other report%s of that year still to be read, what is not given stays "
                    "under review\n"),
                of->left, PLURAL(of->left));
        return;
    }
    fprintf(stderr, "%s\n",
            read ? SAY(c, "；其中没有的数字今后印作“未披露”",
                       "; what is not given is now printed as not disclosed")
                 : SAY(c, "；其中没有的数字印作“待核”",
                       "; what is not given is printed as under review"));
}

jb_status review_read(cli *c, jb_store *store, const given *g, jb_reading reading, jb_error *err)
{
    report_choice of = {.reading = reading};
    jb_verdict verdict;
    size_t done = 0;
    if (g->arg_count != 3) {
        return jb_fail(
            err, JB_ERR_USAGE, NULL,
            "review %s: say whose report and of which year, such as "
            "`jianbao review %s 440105 2024 --by NAME`",
            "review %s：请写明机构代码和年度，如 jianbao review %s 440105 2024 --by 姓名",
            g->args[0], g->args[0]);
    }
    jb_status st = verdict_read(g, &verdict, err);
    if (st == JB_OK) {
        st = reports_choose(c, store, g, &of, err);
    }
    if (st == JB_OK) {
        st = all_declare(store, &of, &verdict, &done, err);
    }
    if (st == JB_OK) {
        done_tell(&of, done);
    }
    free(of.items);
    return st;
}
