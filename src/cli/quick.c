/* The commands that need no library but those that printing needs. To load the libraries that read
 * other people's papers (HTML, DOCX, PDF) takes as long as to print a short briefing, so these
 * commands, and all that concerns every command, are left to the whole program. */
#include "cli.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

const command *const commands[] = {
    &cmd_init,   &cmd_import, &cmd_facts,  &cmd_compare, &cmd_brief, &cmd_layout,
    &cmd_export, &cmd_rollup, &cmd_doctor, &cmd_batch,   &cmd_gaps,  NULL,
};

/* The command, past the options before it; NULL when there is none or one of them is strange. */
static const char *command_word(int argc, char **argv)
{
    int at = 1;
    while (at < argc && argv[at][0] == '-') {
        bool apart = strcmp(argv[at], "--store") == 0 || strcmp(argv[at], "--lang") == 0;
        if (!apart && strncmp(argv[at], "--store=", 8) != 0 &&
            strncmp(argv[at], "--lang=", 7) != 0) {
            return NULL;
        }
        at += apart ? 2 : 1;
    }
    return at < argc ? argv[at] : NULL;
}

static bool is_ours(const char *word)
{
    for (size_t i = 0; word != NULL && commands[i] != NULL; i++) {
        if (strcmp(commands[i]->name, word) == 0) {
            return true;
        }
    }
    return false;
}

void hand_on(const cli *c, int argc, char **argv, jb_error *err)
{
    static const char *const places[] = {".", "../libexec/jianbao"};
    if (is_ours(command_word(argc, argv))) {
        return;
    }
    const char *folder = program_folder(c->arena);
    for (size_t i = 0; folder != NULL && i < sizeof places / sizeof *places; i++) {
        execv(jb_arena_printf(c->arena, "%s/%s/jianbao-whole", folder, places[i]), argv);
    }
    execv(JB_WHOLE_INSTALLED, argv);
    int code = errno;
    jb_loc loc = jb_loc_make(JB_WHOLE_INSTALLED, 0, 0, NULL);
    /* Both languages take both; each leaves out the other's. */
    jb_fail(err, JB_ERR_NOTFOUND, &loc,
            "this part of jianbao is missing here and beside the program: %s%.0s; install it again",
            "jianbao 的这一部分不在此处，也不在程序旁边：%.0s%s；请重新安装",
            jb_os_reason(code, JB_LANG_EN), jb_os_reason(code, JB_LANG_ZH));
}
