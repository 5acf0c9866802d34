/* jianbao: finds the command, runs it, turns its outcome into an exit code. */
#include "cli.h"

#include <stdlib.h>
#include <string.h>

static jb_lang language_from_environment(void)
{
    static const char *const names[] = {"JIANBAO_LANG", "LC_ALL", "LC_MESSAGES", "LANG"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *value = getenv(names[i]);
        if (value != NULL && *value != '\0') {
            return strncmp(value, "zh", 2) == 0 ? JB_LANG_ZH : JB_LANG_EN;
        }
    }
    return JB_LANG_EN;
}

static void usage(const cli *c, FILE *to)
{
    fputs(
        wording(c,
                (words){"jianbao 把劳动部门年度报告中的数字并列成可打印、可追溯的对照简报。\n\n"
                        "用法：jianbao [--store 文件] [--lang zh|en] 命令 ...\n\n命令：\n",
                        "jianbao puts the figures of labour authorities' annual reports side by "
                        "side, printed and traceable.\n\n"
                        "Usage: jianbao [--store FILE] [--lang zh|en] COMMAND ...\n\nCommands:\n"}),
        to);
    for (size_t i = 0; commands[i] != NULL; i++) {
        fprintf(to, "  %-9s %s\n", commands[i]->name, wording(c, commands[i]->summary));
    }
    fputs(wording(
              c, (words){"\njianbao 命令 --help 说明该命令；jianbao --version 显示版本。\n",
                         "\njianbao COMMAND --help explains a command; jianbao --version tells the "
                         "version.\n"}),
          to);
}

static const command *command_find(const char *name, jb_error *err)
{
    const char *names[32];
    size_t count = 0;
    for (; commands[count] != NULL; count++) {
        names[count] = commands[count]->name;
        if (strcmp(name, names[count]) == 0) {
            return commands[count];
        }
    }
    const char *near = jb_nearest(name, names, count);
    if (near != NULL) {
        jb_fail(err, JB_ERR_USAGE, NULL, "unknown command \"%s\"; did you mean \"%s\"?",
                "没有命令“%s”；是否指“%s”？", name, near);
    } else {
        jb_fail(err, JB_ERR_USAGE, NULL, "unknown command \"%s\"; jianbao --help lists them",
                "没有命令“%s”；jianbao --help 可列出", name);
    }
    return NULL;
}

/* `jianbao help` and `jianbao help brief`, as many are used to. */
static jb_status help_run(cli *c, int count, char **argv, jb_error *err)
{
    if (count > 2) {
        return jb_fail(err, JB_ERR_USAGE, NULL, "help: one command at a time",
                       "help：一次只说明一个命令");
    }
    const command *cmd = count == 2 ? command_find(argv[1], err) : NULL;
    if (count == 2 && cmd == NULL) {
        return JB_ERR_USAGE;
    }
    if (cmd != NULL) {
        command_help(c, cmd, stdout);
    } else {
        usage(c, stdout);
    }
    return stdout_check(err);
}

static jb_status command_run(cli *c, int count, char **argv, jb_error *err)
{
    if (strcmp(argv[0], "help") == 0) {
        return help_run(c, count, argv, err);
    }
    const command *cmd = command_find(argv[0], err);
    given g = {0};
    bool help = false;
    if (cmd == NULL) {
        return JB_ERR_USAGE;
    }
    jb_status st = options_parse(c, cmd, count, argv, &g, &help, err);
    if (st == JB_OK && help) {
        command_help(c, cmd, stdout);
    } else if (st == JB_OK) {
        st = cmd->run(c, &g, err);
    }
    return st == JB_OK ? stdout_check(err) : st;
}

static jb_status language_word(cli *c, const char *text, jb_error *err)
{
    if (strcmp(text, "zh") != 0 && strcmp(text, "en") != 0) {
        return jb_fail(err, JB_ERR_USAGE, NULL, "--lang: \"%s\" is neither zh nor en",
                       "--lang：“%s”不是 zh 或 en", text);
    }
    c->lang = text[0] == 'z' ? JB_LANG_ZH : JB_LANG_EN;
    return JB_OK;
}

/* Options before the command; *at becomes the index of the command. `done` when nothing is left. */
static jb_status front_options(cli *c, int argc, char **argv, int *at, bool *done, jb_error *err)
{
    jb_status st = JB_OK;
    for (*at = 1; *at < argc && argv[*at][0] == '-' && st == JB_OK && !*done; (*at)++) {
        const char *word = argv[*at];
        if (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0) {
            usage(c, stdout);
            *done = true;
        } else if (strcmp(word, "--version") == 0) {
            printf("jianbao %s\n", JB_VERSION);
            *done = true;
        } else if (strcmp(word, "--store") == 0 && *at + 1 < argc) {
            st = store_name(c, argv[++*at], err);
        } else if (strncmp(word, "--store=", 8) == 0) {
            st = store_name(c, word + 8, err);
        } else if (strcmp(word, "--lang") == 0 && *at + 1 < argc) {
            st = language_word(c, argv[++*at], err);
        } else if (strncmp(word, "--lang=", 7) == 0) {
            st = language_word(c, word + 7, err);
        } else {
            st = jb_fail(err, JB_ERR_USAGE, NULL,
                         "%s: not an option before the command, or its value is missing (jianbao "
                         "--help)",
                         "%s：不是命令之前的选项，或缺少它的值（jianbao --help）", word);
        }
    }
    return st;
}

int main(int argc, char **argv)
{
    cli c = {.arena = jb_arena_new(), .lang = language_from_environment(), .program = argv[0]};
    jb_error err = {0};
    bool done = false;
    signals_install();
    int at = 1;
    const char *store = getenv("JIANBAO_STORE");
    c.store = store != NULL && *store != '\0' ? store : "jianbao.db";
    hand_on(&c, argc, argv, &err);
    jb_status st = err.status;
    if (st == JB_OK) {
        st = front_options(&c, argc, argv, &at, &done, &err);
    }
    if (st == JB_OK && !done && at >= argc) {
        usage(&c, stderr);
        st = JB_ERR_USAGE;
    } else if (st == JB_OK && !done) {
        st = command_run(&c, argc - at, argv + at, &err);
    } else if (st == JB_OK) {
        st = stdout_check(&err);
    }
    if (err.status != JB_OK) {
        error_show(&c, &err);
    }
    jb_arena_free(c.arena);
    return st == JB_OK && c.found ? EXIT_FOUND : exit_code(st);
}
