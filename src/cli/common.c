/* Small things the commands share: lists, years, choices, where the fonts are, exit codes. */
#include "cli.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

const char *const *split_list(jb_arena *arena, const char *text)
{
    if (text == NULL || *text == '\0') {
        return NULL;
    }
    size_t count = 1;
    for (const char *p = text; *p != '\0'; p++) {
        count += *p == ',';
    }
    const char **list = jb_arena_array(arena, count + 1, sizeof *list);
    for (size_t i = 0; i < count; i++) {
        size_t len = strcspn(text, ",");
        list[i] = jb_arena_strndup(arena, text, len);
        text += len + 1;
    }
    return list;
}

static bool year_read(const char **p, int *out)
{
    size_t digits = strspn(*p, "0123456789");
    if (digits != 4) {
        return digits == 0;
    }
    *out = 0;
    for (size_t i = 0; i < 4; i++) {
        *out = *out * 10 + (*p)[i] - '0';
    }
    *p += 4;
    return true;
}

jb_status years_parse(const char *text, int *from, int *to, jb_error *err)
{
    if (text == NULL) {
        return JB_OK;
    }
    const char *p = text;
    bool good = year_read(&p, from);
    if (good && *p == '-') {
        p++;
        good = year_read(&p, to) && (*from != 0 || *to != 0);
    } else {
        good = good && *from != 0;
        *to = *from;
    }
    if (!good || *p != '\0' || (*to != 0 && *from > *to)) {
        return jb_fail(err, JB_ERR_USAGE, NULL,
                       "\"%s\" is no year or span of years; write 2023, 2021-2024, 2021- or -2024",
                       "“%s”不是年度或年度范围；请写 2023、2021-2024、2021- 或 -2024", text);
    }
    return JB_OK;
}

jb_status choose(const char *name, const char *text, const char *const *choices, unsigned *out,
                 jb_error *err)
{
    jb_str list = {0};
    for (unsigned i = 0; choices[i] != NULL; i++) {
        if (strcmp(choices[i], text) == 0) {
            *out = i;
            jb_str_free(&list);
            return JB_OK;
        }
        jb_str_addf(&list, "%s%s", i > 0 ? ", " : "", choices[i]);
    }
    jb_status st = jb_fail(err, JB_ERR_USAGE, NULL, "%s: \"%s\" is none of %s",
                           "%s：“%s”不在可选值之内：%s", name, text, jb_str_text(&list));
    jb_str_free(&list);
    return st;
}

static jb_status status_read(const char *name, unsigned *out, jb_error *err)
{
    const char *codes[JB_REVIEWS + 1] = {NULL};
    unsigned choice = 0;
    for (unsigned i = 0; i < JB_REVIEWS; i++) {
        codes[i] = jb_review_code((jb_review)i);
    }
    jb_status st = choose("--status", name, codes, &choice, err);
    *out |= 1U << choice;
    return st;
}

jb_status statuses_parse(cli *c, const char *text, unsigned *out, jb_error *err)
{
    const char *const *names = split_list(c->arena, text);
    jb_status st = JB_OK;
    *out = 0;
    for (size_t i = 0; names != NULL && names[i] != NULL && st == JB_OK; i++) {
        st = status_read(names[i], out, err);
    }
    return st;
}

jb_status shown_statuses_parse(cli *c, const char *text, unsigned *out, jb_error *err)
{
    jb_status st = statuses_parse(c, text, out, err);
    if (st == JB_OK && (*out & 1U << JB_REVIEW_REJECTED) != 0) {
        return jb_fail(err, JB_ERR_USAGE, NULL,
                       "--status: rejected figures are never set side by side; `jianbao facts "
                       "--status rejected` lists them",
                       "--status：已否决的数字不参与对照；jianbao facts --status rejected 可列出");
    }
    return st;
}

jb_status epoch_read(int64_t *out, jb_error *err)
{
    const char *text = getenv("SOURCE_DATE_EPOCH");
    if (text == NULL || *text == '\0') {
        return JB_OK;
    }
    jb_dec number;
    if (!jb_dec_parse(text, strlen(text), &number) || number.scale != 0 || number.coef < 0 ||
        number.coef > INT64_C(253402300799)) {
        return jb_fail(err, JB_ERR_USAGE, NULL,
                       "SOURCE_DATE_EPOCH is \"%s\"; it must be seconds since 1970",
                       "SOURCE_DATE_EPOCH 为“%s”；应为 1970 年以来的秒数", text);
    }
    *out = number.coef;
    return JB_OK;
}

static jb_status indicator_unknown(const jb_catalogue *catalogue, const char *code, jb_error *err)
{
    const char *near = jb_catalogue_nearest(catalogue, code);
    if (near != NULL) {
        return jb_fail(
            err, JB_ERR_USAGE, NULL,
            "unknown indicator \"%s\"; did you mean \"%s\"? (`jianbao facts --indicators` "
            "lists them)",
            "没有名为“%s”的指标；是否指“%s”？（jianbao facts --indicators 可列出全部）", code,
            near);
    }
    return jb_fail(err, JB_ERR_USAGE, NULL,
                   "unknown indicator \"%s\"; `jianbao facts --indicators` lists them",
                   "没有名为“%s”的指标；jianbao facts --indicators 可列出全部", code);
}

jb_status indicators_check(const jb_catalogue *catalogue, const char *const *codes, jb_error *err)
{
    for (; codes != NULL && *codes != NULL; codes++) {
        if (jb_catalogue_find(catalogue, *codes) == NULL) {
            return indicator_unknown(catalogue, *codes, err);
        }
    }
    return JB_OK;
}

static bool is_font_folder(const char *path)
{
    char file[4096];
    snprintf(file, sizeof file, "%s/fonts.json", path);
    return access(file, R_OK) == 0;
}

const char *program_folder(jb_arena *arena)
{
    char self[4096];
    ssize_t len = readlink("/proc/self/exe", self, sizeof self - 1);
    if (len <= 0) {
        return NULL;
    }
    self[len] = '\0';
    char *slash = strrchr(self, '/');
    *(slash != NULL ? slash : self) = '\0';
    return jb_arena_strdup(arena, self);
}

/* Beside the program: in the build tree two or three folders up, installed under share/. */
static const char *fonts_near_program(jb_arena *arena)
{
    static const char *const places[] = {"../share/jianbao/fonts", "../../share/jianbao/fonts",
                                         "../../fonts", "../../../fonts", "../../../../fonts"};
    const char *self = program_folder(arena);
    for (size_t i = 0; self != NULL && i < sizeof places / sizeof *places; i++) {
        const char *path = jb_arena_printf(arena, "%s/%s", self, places[i]);
        if (is_font_folder(path)) {
            return path;
        }
    }
    return NULL;
}

jb_status fonts_folder(const cli *c, const char *given_folder, const char **out, jb_error *err)
{
    const char *from_environment = getenv("JIANBAO_FONTS");
    *out = given_folder;
    if (*out == NULL && from_environment != NULL && *from_environment != '\0') {
        *out = from_environment;
    }
    if (*out == NULL) {
        *out = fonts_near_program(c->arena);
    }
    if (*out == NULL && is_font_folder(JB_FONTS_INSTALLED)) {
        *out = JB_FONTS_INSTALLED;
    }
    if (*out != NULL) {
        return JB_OK;
    }
    return jb_fail(err, JB_ERR_NOTFOUND, NULL,
                   "the fonts that come with jianbao are not where they should be; say where with "
                   "--fonts DIR or JIANBAO_FONTS",
                   "找不到 jianbao 自带的字体；请用 --fonts 目录 或环境变量 JIANBAO_FONTS 指明");
}

int exit_code(jb_status status)
{
    switch (status) {
    case JB_OK:
        return EXIT_FINE;
    case JB_ERR_USAGE:
        return EXIT_USAGE;
    case JB_ERR_INPUT:
        return EXIT_INPUT;
    case JB_ERR_NOTFOUND:
        return EXIT_NOTFOUND;
    case JB_ERR_IO:
        return EXIT_REFUSED;
    case JB_ERR_STORE:
        return EXIT_STORE;
    case JB_ERR_FONT:
        return EXIT_FONT;
    case JB_ERR_INTERNAL:
        break;
    }
    return EXIT_OURS;
}

void error_show(const cli *c, const jb_error *err)
{
    char text[2048];
    jb_error_format(err, c->lang, text, sizeof text);
    fprintf(stderr, "jianbao: %s\n", text);
}

void done_say(const char *text)
{
    if (isatty(STDERR_FILENO) == 1) {
        fprintf(stderr, "%s\n", text);
    }
}

jb_status stdout_check(jb_error *err)
{
    /* When an earlier write failed, flushing has nothing left to do and sets no errno. */
    int code = errno;
    bool flushed = fflush(stdout) == 0;
    if (flushed && !ferror(stdout)) {
        return JB_OK;
    }
    code = flushed ? code : errno;
    return jb_fail_os(err, NULL, code != 0 ? code : EIO, "cannot write to standard output",
                      "无法写标准输出");
}
