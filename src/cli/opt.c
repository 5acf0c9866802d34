/* Options: one table per command makes parsing and help. getopt_long does the parsing. */
#include "cli.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>

const char *wording(const cli *c, words text)
{
    return c->lang == JB_LANG_ZH ? text.zh : text.en;
}

static size_t option_count(const command *cmd)
{
    size_t count = 0;
    while (cmd->options[count].name != NULL) {
        count++;
    }
    if (count > OPTIONS_MAX) {
        jb_panic("command %s has too many options", cmd->name);
    }
    return count;
}

static bool takes_value(const option_spec *spec)
{
    return spec->value.en != NULL;
}

/* Codes that getopt_long returns for long options: above any letter. */
enum { CODE_HELP = 1000, CODE_STORE, CODE_LANG, CODE_FIRST };

/* The table and the letters that getopt_long wants. */
static struct option *long_table(jb_arena *arena, const command *cmd, size_t count, jb_str *letters)
{
    struct option *table = jb_arena_array(arena, count + 4, sizeof *table);
    table[0] = (struct option){"help", no_argument, NULL, CODE_HELP};
    table[1] = (struct option){"store", required_argument, NULL, CODE_STORE};
    table[2] = (struct option){"lang", required_argument, NULL, CODE_LANG};
    jb_str_add(letters, ":h");
    for (size_t i = 0; i < count; i++) {
        const option_spec *spec = &cmd->options[i];
        int wants = takes_value(spec) ? required_argument : no_argument;
        table[3 + i] = (struct option){spec->name, wants, NULL, CODE_FIRST + (int)i};
        if (spec->letter != 0) {
            jb_str_addf(letters, "%c%s", spec->letter, takes_value(spec) ? ":" : "");
        }
    }
    return table;
}

static jb_status unknown_option(const command *cmd, const char *word, size_t count, jb_error *err)
{
    const char *names[OPTIONS_MAX + 3] = {"help", "store", "lang"};
    for (size_t i = 0; i < count; i++) {
        names[3 + i] = cmd->options[i].name;
    }
    const char *bare = word;
    while (*bare == '-') {
        bare++;
    }
    const char *near = jb_nearest(bare, names, count + 3);
    if (near != NULL) {
        return jb_fail(err, JB_ERR_USAGE, NULL,
                       "unknown option %s; did you mean --%s? (jianbao %s --help)",
                       "没有选项 %s；是否指 --%s？（jianbao %s --help）", word, near, cmd->name);
    }
    return jb_fail(err, JB_ERR_USAGE, NULL, "unknown option %s (jianbao %s --help lists them)",
                   "没有选项 %s（jianbao %s --help 可列出）", word, cmd->name);
}

static size_t index_of(const command *cmd, size_t count, int code)
{
    if (code >= CODE_FIRST) {
        return (size_t)(code - CODE_FIRST);
    }
    for (size_t i = 0; i < count; i++) {
        if (cmd->options[i].letter == code) {
            return i;
        }
    }
    return count;
}

static jb_status language_set(cli *c, const char *text, jb_error *err)
{
    static const char *const names[] = {"zh", "en", NULL};
    unsigned choice = 0;
    jb_status st = choose("--lang", text, names, &choice, err);
    c->lang = (jb_lang)choice;
    return st;
}

static void value_keep(jb_arena *arena, given *out, size_t at, const char *value, int argc)
{
    const char **list = NULL;
    if (out->list[at] == NULL) {
        list = jb_arena_array(arena, (size_t)argc + 1, sizeof *list);
    } else {
        /* Only this file writes the lists it made. */
        memcpy(&list, &out->list[at], sizeof(const char **));
    }
    list[out->list_count[at]++] = value;
    out->list[at] = list;
    out->last[at] = value;
}

static jb_status args_check(const command *cmd, const given *g, const cli *c, jb_error *err)
{
    if (g->arg_count < cmd->min_args) {
        return jb_fail(err, JB_ERR_USAGE, NULL, "%s: missing %s (jianbao %s --help)",
                       "%s：缺少参数“%s”（jianbao %s --help）", cmd->name, wording(c, cmd->args),
                       cmd->name);
    }
    if (g->arg_count > cmd->max_args) {
        return jb_fail(err, JB_ERR_USAGE, NULL, "%s: \"%s\" is one argument too many",
                       "%s：多出参数“%s”", cmd->name, g->args[cmd->max_args]);
    }
    for (size_t i = 0; i < g->arg_count; i++) {
        if (*g->args[i] == '\0') {
            return jb_fail(err, JB_ERR_USAGE, NULL, "%s: argument %zu is empty; give a name",
                           "%s：第 %zu 个参数为空；请写明名称", cmd->name, i + 1);
        }
    }
    return JB_OK;
}

jb_status store_name(cli *c, const char *name, jb_error *err)
{
    if (*name == '\0') {
        return jb_fail(err, JB_ERR_USAGE, NULL, "--store: the name of the store is empty",
                       "--store：库文件名为空");
    }
    c->store = name;
    c->store_named = true;
    return JB_OK;
}

/* "--format" or "-f", as getopt_long numbers it. */
static const char *option_name(const cli *c, const command *cmd, int code)
{
    static const char *const common[] = {"--help", "--store", "--lang"};
    if (code >= CODE_FIRST) {
        return jb_arena_printf(c->arena, "--%s", cmd->options[code - CODE_FIRST].name);
    }
    return code >= CODE_HELP ? common[code - CODE_HELP] : jb_arena_printf(c->arena, "-%c", code);
}

static jb_status value_fault(const cli *c, const command *cmd, bool missing, jb_error *err)
{
    const char *name = option_name(c, cmd, optopt);
    if (missing) {
        return jb_fail(err, JB_ERR_USAGE, NULL, "option %s needs a value", "选项 %s 需要一个值",
                       name);
    }
    return jb_fail(err, JB_ERR_USAGE, NULL, "option %s takes no value", "选项 %s 不带值", name);
}

/* One option that getopt_long found. */
static jb_status option_take(cli *c, const command *cmd, size_t options, int code, int count,
                             const char *word, given *out, jb_error *err)
{
    size_t at = index_of(cmd, options, code);
    if (code == ':' || (code == '?' && optopt >= CODE_HELP)) {
        return value_fault(c, cmd, code == ':', err);
    }
    if (optarg != NULL && *optarg == '\0' && code != '?') {
        return jb_fail(err, JB_ERR_USAGE, NULL, "the value of option %s is empty",
                       "选项 %s 的值为空", option_name(c, cmd, code));
    }
    if (code == CODE_STORE) {
        return store_name(c, optarg != NULL ? optarg : "", err);
    }
    if (code == CODE_LANG) {
        return language_set(c, optarg, err);
    }
    if (at >= options) {
        /* Of letters in one word getopt tells which; of a long option nothing. */
        bool letter = optopt > ' ' && optopt < 0x7F;
        const char *named = letter ? jb_arena_printf(c->arena, "-%c", optopt) : word;
        return unknown_option(cmd, named, options, err);
    }
    value_keep(c->arena, out, at, optarg != NULL ? optarg : "", count);
    return JB_OK;
}

static void args_keep(const cli *c, int count, char **argv, given *out)
{
    const char **args = jb_arena_array(c->arena, (size_t)(count - optind) + 1, sizeof args[0]);
    for (int i = optind; i < count; i++) {
        args[out->arg_count++] = argv[i];
    }
    out->args = args;
}

jb_status options_parse(cli *c, const command *cmd, int count, char **argv, given *out, bool *help,
                        jb_error *err)
{
    jb_str letters = {0};
    size_t options = option_count(cmd);
    struct option *table = long_table(c->arena, cmd, options, &letters);
    jb_status st = JB_OK;
    int code = 0;
    opterr = 0;
    optind = 1;
    *help = false;
    while (st == JB_OK && !*help &&
           (code = getopt_long(count, argv, jb_str_text(&letters), table, NULL)) != -1) {
        *help = code == CODE_HELP || code == 'h';
        if (!*help) {
            st = option_take(c, cmd, options, code, count, argv[optind - 1], out, err);
        }
    }
    jb_str_free(&letters);
    if (st != JB_OK || *help) {
        return st;
    }
    args_keep(c, count, argv, out);
    return args_check(cmd, out, c, err);
}

static size_t option_index(const command *cmd, const char *name)
{
    for (size_t i = 0; cmd->options[i].name != NULL; i++) {
        if (strcmp(cmd->options[i].name, name) == 0) {
            return i;
        }
    }
    jb_panic("command %s has no option %s", cmd->name, name);
}

const char *option(const command *cmd, const given *g, const char *name)
{
    return g->last[option_index(cmd, name)];
}

const char *const *option_list(const command *cmd, const given *g, const char *name, size_t *count)
{
    size_t at = option_index(cmd, name);
    *count = g->list_count[at];
    return g->list[at];
}

static void help_line(const cli *c, const option_spec *spec, FILE *to)
{
    char head[128];
    const char *value = takes_value(spec) ? wording(c, spec->value) : "";
    char letter[5] = "    ";
    if (spec->letter != 0) {
        snprintf(letter, sizeof letter, "-%c, ", spec->letter);
    }
    snprintf(head, sizeof head, "  %s--%s%s%s", letter, spec->name, *value != '\0' ? " " : "",
             value);
    unsigned columns = jb_utf8_columns(head);
    fputs(head, to);
    for (; columns < 30; columns++) {
        fputc(' ', to);
    }
    fprintf(to, " %s\n", wording(c, spec->help));
}

void command_help(const cli *c, const command *cmd, FILE *to)
{
    static const option_spec common[] = {
        {0,
         "store",
         {"文件", "FILE"},
         {"库文件（默认 $JIANBAO_STORE 或 jianbao.db）",
          "the store (default $JIANBAO_STORE or jianbao.db)"}},
        {0, "lang", {"zh|en", "zh|en"}, {"消息语言", "language of messages"}},
        {'h', "help", {NULL, NULL}, {"本帮助", "this help"}},
    };
    fprintf(to, "jianbao %s %s%s%s\n\n%s\n\n", cmd->name,
            wording(c, (words){"[选项]", "[OPTION]..."}), *wording(c, cmd->args) != '\0' ? " " : "",
            wording(c, cmd->args), wording(c, cmd->summary));
    for (size_t i = 0; cmd->options[i].name != NULL; i++) {
        help_line(c, &cmd->options[i], to);
    }
    for (size_t i = 0; i < sizeof common / sizeof *common; i++) {
        help_line(c, &common[i], to);
    }
    if (*wording(c, cmd->more) != '\0') {
        fprintf(to, "\n%s\n", wording(c, cmd->more));
    }
}
