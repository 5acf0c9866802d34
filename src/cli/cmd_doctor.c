/* jianbao doctor: whether the store is sound; with --figures, whether its figures agree. */
#include "doctor.h"

#include <string.h>

static const option_spec options[] = {
    {0,
     "figures",
     {NULL, NULL},
     {"核对数字之间的算术关系，结论存入库",
      "hold figures against one another, store the verdicts"}},
    {'a', "agency", {"代码,...", "CODE,..."}, {"只列这些机构", "list only these agencies"}},
    {'y', "year", {"年度", "YEARS"}, {"只列这些年度", "list only these years"}},
    {0,
     "verdict",
     {"结论,...", "VERDICT,..."},
     {"只列这些结论：holds、fails、untestable", "list only these: holds, fails, untestable"}},
    {0, "dry-run", {NULL, NULL}, {"不存入库", "do not store the verdicts"}},
    OPTION_FORMAT,
    OPTION_CATALOGUE,
    {0, "fonts", {"文件夹", "FOLDER"}, {"随附字体的文件夹", "the folder of the fonts"}},
    {0, NULL, {NULL, NULL}, {NULL, NULL}},
};

typedef struct ailment {
    const char *check;
    words what; /* takes the name */
} ailment;

static const ailment ailments[] = {
    {"integrity", {"文件损坏：%s", "the file is damaged: %s"}},
    {"reference", {"所指的记录不存在：%s", "a record that is referred to is missing: %s"}},
    {"schema", {"结构被改动或缺失：%s", "altered or missing in the schema: %s"}},
    {"stranger", {"不是 jianbao 所建：%s", "not made by jianbao: %s"}},
    {"text", {"原文与其 SHA-256 不符：%s", "a text is not what its SHA-256 says: %s"}},
    {"place", {"数据 %s 与原文该处不符", "fact %s is not what stands there in its text"}},
};

typedef struct rounds {
    cli *c;
    size_t found;
} rounds;

static jb_status ailment_print(const char *check, const char *what, void *context, jb_error *err)
{
    rounds *r = context;
    (void)err;
    for (size_t i = 0; i < sizeof ailments / sizeof *ailments; i++) {
        if (strcmp(ailments[i].check, check) == 0) {
            const char *format = wording(r->c, ailments[i].what);
            const char *hole = strstr(format, "%s");
            printf("%.*s%s%s\n", (int)(hole - format), format, what, hole + 2);
        }
    }
    r->found++;
    return JB_OK;
}

/* Fonts are looked at only where they are: a machine that only keeps figures needs none. */
static jb_status fonts_check(cli *c, const given *g, size_t *found, jb_error *err)
{
    const char *folder = NULL;
    jb_fontset *fonts = NULL;
    jb_error fault = {0};
    jb_status st = fonts_folder(c, option(&cmd_doctor, g, "fonts"), &folder, &fault);
    if (st == JB_OK) {
        st = jb_fontset_open(folder, NULL, &fonts, &fault);
    }
    if (st == JB_OK) {
        printf(SAY(c, "字体：%zu 个，齐全\n", "fonts: %zu, all there\n"), jb_fontset_count(fonts));
    } else {
        char text[2048];
        jb_error_format(&fault, c->lang, text, sizeof text);
        printf(SAY(c, "字体：%s\n", "fonts: %s\n"), text);
        ++*found;
    }
    jb_fontset_free(fonts);
    (void)err;
    return JB_OK;
}

static jb_status health(cli *c, const given *g, jb_error *err)
{
    jb_store *store = NULL;
    rounds r = {.c = c};
    jb_status st = jb_store_open(c->store, JB_STORE_READ, &store, err);
    if (st == JB_OK) {
        st = jb_store_health(store, ailment_print, &r, err);
    }
    if (st == JB_OK && r.found == 0) {
        printf(SAY(c, "库 %s：完好\n", "store %s: sound\n"), c->store);
    }
    jb_store_close(store);
    if (st == JB_OK) {
        st = fonts_check(c, g, &r.found, err);
    }
    c->found = r.found > 0;
    return st;
}

/* An option that would be ignored is refused. */
static jb_status fit_check(const given *g, jb_error *err)
{
    static const char *const of_figures[] = {"agency",  "year",   "verdict",
                                             "dry-run", "format", "catalogue"};
    bool figures = option(&cmd_doctor, g, "figures") != NULL;
    for (size_t i = 0; i < sizeof of_figures / sizeof *of_figures && !figures; i++) {
        if (option(&cmd_doctor, g, of_figures[i]) != NULL) {
            return jb_fail(err, JB_ERR_USAGE, NULL, "--%s goes with --figures only",
                           "--%s 只能与 --figures 同用", of_figures[i]);
        }
    }
    if (figures && option(&cmd_doctor, g, "fonts") != NULL) {
        return jb_fail(err, JB_ERR_USAGE, NULL, "--fonts does not go with --figures",
                       "--fonts 不能与 --figures 同用");
    }
    return JB_OK;
}

static jb_status run(cli *c, const given *g, jb_error *err)
{
    jb_status st = fit_check(g, err);
    if (st != JB_OK) {
        return st;
    }
    return option(&cmd_doctor, g, "figures") != NULL ? doctor_figures(c, g, err)
                                                     : health(c, g, err);
}

const command cmd_doctor = {
    .name = "doctor",
    .args = {"", ""},
    .summary = {"检查库是否完好；--figures 核对数字之间的算术关系",
                "Look over the store; --figures holds its figures against one another"},
    .more = {"有不成立的数字或库有问题时退出码为 1。从不改动任何数字。",
             "Exits with 1 when something is wrong or does not hold. Never changes a figure."},
    .options = options,
    .run = run,
};
