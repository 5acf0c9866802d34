/* What a run promises and shows that it kept: for `brief --report` and `brief --explain`. */
#ifndef JIANBAO_CLI_CONTRACT_H
#define JIANBAO_CLI_CONTRACT_H

#include "cli.h"

/* Rows and cells in and out, pages and their ends, notes, links, overfull lines. */
void contract_json(const jb_pages *pages, jb_str *out);
/* Links that lead nowhere, or to another figure's receipt, are an error. */
jb_status contract_check(const jb_pages *pages, jb_error *err) JB_MUST_USE;
/* The same of a run that printed nothing. */
void contract_fault(const jb_error *fault, jb_str *out);
/* A line a page: why it ended; a line a table. */
void contract_explain(const cli *c, const jb_pages *pages, FILE *to);

#endif
