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
jb_status review_correct(cli *c, jb_store *store, const jb_catalogue *catalogue, const given *g,
                         jb_error *err) JB_MUST_USE;

#endif
