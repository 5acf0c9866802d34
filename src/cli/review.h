/* What the parts of `review` share: showing a figure in its sentence, deciding on it. */
#ifndef JIANBAO_CLI_REVIEW_H
#define JIANBAO_CLI_REVIEW_H

#include "cli.h"

/* Where --agency, --year and --status extracted lead. */
jb_status review_filter(cli *c, const given *g, jb_filter *out, jb_error *err) JB_MUST_USE;

/* ---- review_show.c */
/* The figure's sentence with the figure marked: 【…】, or reverse video on a terminal. Found by its
 * place where the report's text is held, so that the right one of several equal numbers is marked.
 */
jb_status sentence_marked(cli *c, jb_store *store, const jb_fact *fact, bool terminal,
                          const char **out, jb_error *err) JB_MUST_USE;
/* "#12  440105 海珠区  2023  …  1590件  …" */
void figure_print(const cli *c, const jb_catalogue *catalogue, const jb_fact *fact);
/* One figure with its places and all that happened to it. */
jb_status review_show(cli *c, jb_store *store, const jb_catalogue *catalogue, const given *g,
                      jb_error *err) JB_MUST_USE;

/* ---- review_read.c */
/* The reports of an agency and year that a command names: arguments 1 and 2, and --source. */
typedef struct report_choice {
    cli *c;
    const char *agency, *source; /* source NULL: all of the year */
    const char *agency_name;     /* the latest that the store knows */
    int year;
    jb_reading reading;
    bool agency_known;
    size_t held;        /* reports of the agency and year */
    size_t left;        /* of those that are not meant nobody has read so many */
    const char *others; /* their sources, for a message */
    jb_report *items;   /* those of them that are meant; the caller frees */
    size_t count, cap;
} report_choice;

jb_status reports_choose(cli *c, jb_store *store, const given *g, report_choice *of,
                         jb_error *err) JB_MUST_USE;
/* Where several reports are meant, they are named: one must be chosen with --source. */
jb_status report_one_check(const report_choice *of, jb_error *err) JB_MUST_USE;
/* The reports of the filter that no person has read whole, on standard output when `listed`. */
jb_status review_unread(cli *c, jb_store *store, const jb_filter *filter, bool listed,
                        size_t *count, jb_error *err) JB_MUST_USE;
/* Declares the reports of an agency and year read whole, or takes that back. */
jb_status review_read(cli *c, jb_store *store, const given *g, jb_reading reading,
                      jb_error *err) JB_MUST_USE;

/* ---- review_decide.c */
/* --by, --reason and the day. */
jb_status verdict_read(const given *g, jb_verdict *out, jb_error *err) JB_MUST_USE;
jb_status ids_parse(cli *c, const given *g, const int64_t **out, size_t *count,
                    jb_error *err) JB_MUST_USE;
jb_status review_decide(cli *c, jb_store *store, const given *g, jb_review decision,
                        jb_error *err) JB_MUST_USE;

/* ---- review_figure.c: what is given of a figure, for correct and add */
/* The word that counts a number with `behind` after it, where the indicator is not counted in it:
 * 名 where inspections are counted in 家次. NULL when it fits, and when nothing counts the number.
 */
const char *unit_foreign(jb_arena *arena, const jb_indicator *indicator, const char *behind);
/* --value in --unit, else in the figure's unit. */
jb_status value_read(const given *g, jb_fact *fact, jb_error *err) JB_MUST_USE;
/* --qualifier, --period, --term and the scopes; *some when one of them is given. */
jb_status details_read(cli *c, const given *g, jb_fact *fact, bool *some,
                       jb_error *err) JB_MUST_USE;
/* A value beyond what the catalogue takes for plausible is said, not refused. */
void band_tell(const cli *c, const jb_catalogue *catalogue, const jb_fact *fact);

/* ---- review_correct.c, review_add.c, review_withdraw.c */
jb_status review_correct(cli *c, jb_store *store, const jb_catalogue *catalogue, const given *g,
                         jb_error *err) JB_MUST_USE;

/* A figure that the program missed: agency, year, indicator and the passage that states it. */
jb_status review_add(cli *c, jb_store *store, const jb_catalogue *catalogue, const given *g,
                     jb_error *err) JB_MUST_USE;
/* Takes back a report (--report) or an absence (--absence). */
jb_status review_withdraw(cli *c, jb_store *store, const jb_catalogue *catalogue, const given *g,
                          jb_error *err) JB_MUST_USE;

#endif
