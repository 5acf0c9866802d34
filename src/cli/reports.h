/* Reports read one after the other, for `extract` and `add`: a bad one does not stop the rest. */
#ifndef JIANBAO_CLI_REPORTS_H
#define JIANBAO_CLI_REPORTS_H

#include "cli.h"

#include <jianbao/extract.h>

typedef struct reports {
    cli *c;
    jb_catalogue *catalogue;
    jb_extractor *extractor;
    jb_original_options reading;
    jb_extract_options given;
    jb_store *store; /* whose agencies are known by name, or NULL */
    bool insisted;   /* what is given holds whatever the report says of itself */
    size_t files, failed, figures;
    jb_status fault; /* of those that failed: theirs when it is the same of all, else bad input */
} reports;

/* What a command does with a report that was read. */
typedef jb_status (*report_fn)(reports *r, const jb_original *original,
                               const jb_extraction *extraction, void *context, jb_error *err);

/* What reports_open reads, as rows of a command's table of options. */
#define REPORT_OPTIONS                                                                             \
    {'a',                                                                                          \
     "agency",                                                                                     \
     {"代码", "CODE"},                                                                             \
     {"报告机构的行政区划代码（默认由报告判断）",                                                  \
      "division code of the agency (default: told from the report)"}},                             \
        {'y',                                                                                      \
         "year",                                                                                   \
         {"年度", "YEAR"},                                                                         \
         {"报告年度（默认由报告判断）", "the year reported on (default: told from the report)"}},  \
        {0,                                                                                        \
         "encoding",                                                                               \
         {"编码", "ENCODING"},                                                                     \
         {"文件编码，如 GB18030（默认自动判断）", "such as GB18030 (default: detected)"}},         \
        OPTION_CATALOGUE

/* The options --agency, --year, --encoding and --catalogue of the command; reports_close in every
 * case. */
jb_status reports_open(cli *c, const command *cmd, const given *g, reports *r,
                       jb_error *err) JB_MUST_USE;
void reports_close(reports *r);

/* Reads the files in turn: progress on a terminal, a message for each that fails, at the end a line
 * that sums up when there are several. Their fault without a message in `err` when any failed. */
jb_status reports_read(reports *r, const given *g, report_fn fn, void *context,
                       jb_error *err) JB_MUST_USE;

/* ---- reports_agency.c */
/* The only agency of the store whose exact name the report's title bears, or a line of its own;
 * NULL where there is none, and where the report itself has settled whose it is. In the
 * extraction's arena. */
jb_status report_agency(jb_store *store, const jb_original *original,
                        const jb_extraction *extraction, const char **code,
                        jb_error *err) JB_MUST_USE;

/* ---- add_given.c */
/* Refuses an agency or a year that contradicts what the report clearly says of itself, unless it is
 * insisted on. */
jb_status report_given_check(reports *r, const jb_original *original, jb_error *err) JB_MUST_USE;

/* "12:5" in the arena: where a code point of the text stands. */
const char *report_place(jb_arena *arena, const jb_original *original, size_t point);

#endif
