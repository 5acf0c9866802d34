/* Every command. The program that has them all is started by the one of quick.c for those that it
 * lacks. */
#include "cli.h"

const command *const commands[] = {
    &cmd_init,    &cmd_add,    &cmd_review, &cmd_extract, &cmd_import, &cmd_facts,
    &cmd_compare, &cmd_brief,  &cmd_verify, &cmd_attach,  &cmd_layout, &cmd_export,
    &cmd_rollup,  &cmd_doctor, &cmd_batch,  &cmd_gaps,    NULL,
};

void hand_on(const cli *c, int argc, char **argv, jb_error *err)
{
    (void)c;
    (void)argc;
    (void)argv;
    (void)err;
}
