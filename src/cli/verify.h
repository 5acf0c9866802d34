/* verify.h - what jianbao verify found and says. */
#ifndef JIANBAO_CLI_VERIFY_H
#define JIANBAO_CLI_VERIFY_H

#include "make.h"

#include <jianbao/bundle.h>

typedef enum remake {
    REMAKE_SKIPPED, /* no store, figures differ, or part of another document */
    REMAKE_SAME,
    REMAKE_OTHER,
    REMAKE_ASKED, /* other bytes, and queries may answer otherwise now */
    REMAKE_UNSURE /* other bytes, as another version of the program or other fonts may make */
} remake;

void verify_show_head(const cli *c, const char *path, const jb_proof *proof);
void verify_show_seal(const cli *c, jb_seal_state seal, size_t behind);
/* All differences, and how many values of each kind. */
void verify_show_differences(const cli *c, const jb_difference *list, size_t count);
void verify_show_remake(const cli *c, remake outcome, const jb_proof_made *made);

#endif
