/* jianbao brief: a layout and a store to one PDF. */
#include "cli.h"

enum { FORMAT_PDF, FORMAT_DUMP, FORMAT_SVG };
static const char *const formats[] = {"pdf", "dump", "svg", NULL};

static const option_spec options[] = {
    {'o',
     "output",
     {"文件", "FILE"},
     {"输出文件（必需；- 为标准输出）", "file to write (required; - is standard output)"}},
    {'s',
     "set",
     {"名称=值", "NAME=VALUE"},
     {"设定版式参数，可多次", "set a parameter of the layout; may be repeated"}},
    {'f',
     "format",
     {"格式", "FORMAT"},
     {"pdf、dump（页面内容的文本）或 svg（每页一个图形文件），默认 pdf",
      "pdf, dump (the marks as text) or svg (a picture a page); default pdf"}},
    {0, "page", {"页数", "N"}, {"svg：只输出第 N 页", "svg: only page N"}},
    {0,
     "font-dir",
     {"目录", "DIR"},
     {"本单位字体目录，优先使用", "an office's own fonts, used first"}},
    {0,
     "fonts",
     {"目录", "DIR"},
     {"自带字体所在目录", "where the fonts that come with jianbao are"}},
    {0,
     "status",
     {"状态,...", "STATUS,..."},
     {"只印这些审核状态的数字，其余记为待核",
      "only figures of these review states; the others are marked as under review"}},
    {0,
     "approved-only",
     {NULL, NULL},
     {"有未经审核的数字时拒绝输出", "refuse to print when a figure shown is unreviewed"}},
    {0, "catalogue", {"文件", "FILE"}, {"另用指标目录", "another catalogue of indicators"}},
    {0, NULL, {NULL, NULL}, {NULL, NULL}},
};

static jb_status doc_print(cli *c, const given *g, const jb_doc *doc, unsigned format,
                           jb_error *err)
{
    const char *folder = NULL;
    jb_fontset *fonts = NULL;
    jb_pages *pages = NULL;
    jb_status st = fonts_folder(c, option(&cmd_brief, g, "fonts"), &folder, err);
    if (st == JB_OK) {
        st = jb_fontset_open(folder, option(&cmd_brief, g, "font-dir"), &fonts, err);
    }
    if (st == JB_OK) {
        st = jb_layout_run(doc, fonts, &pages, err);
    }
    if (st == JB_OK && format == FORMAT_SVG) {
        pictures what = {.pages = pages,
                         .fonts = fonts,
                         .page = option(&cmd_brief, g, "page"),
                         .path = option(&cmd_brief, g, "output"),
                         .layout = g->args[0],
                         .catalogue = option(&cmd_brief, g, "catalogue")};
        st = pictures_paint(c, &what, err);
    } else if (st == JB_OK) {
        st = pages_paint(doc, pages, fonts, format == FORMAT_PDF, option(&cmd_brief, g, "output"),
                         err);
    }
    jb_pages_free(pages);
    jb_fontset_free(fonts);
    return st;
}

static jb_status reviewed_check(const given *g, const jb_brief *brief, jb_error *err)
{
    size_t count = jb_brief_unreviewed(brief);
    if (option(&cmd_brief, g, "approved-only") == NULL || count == 0) {
        return JB_OK;
    }
    return jb_fail(err, JB_ERR_INPUT, NULL,
                   "figures shown that nobody reviewed: %zu, so nothing was printed; `jianbao "
                   "review` lists them, --status approved,corrected leaves them out",
                   "所印数字中有 %zu 个未经审核，因此未输出；jianbao review 可列出，--status "
                   "approved,corrected 可略去",
                   count);
}

static jb_status brief_print(cli *c, const given *g, jb_brief *brief, unsigned format,
                             jb_error *err)
{
    jb_store *store = NULL;
    jb_doc *doc = NULL;
    size_t sets = 0;
    const char *const *set = option_list(&cmd_brief, g, "set", &sets);
    unsigned statuses = 0;
    jb_status st = shown_statuses_parse(c, option(&cmd_brief, g, "status"), &statuses, err);
    jb_brief_statuses(brief, statuses);
    for (size_t i = 0; i < sets && st == JB_OK; i++) {
        st = jb_brief_set(brief, set[i], err);
    }
    if (st == JB_OK) {
        st = jb_store_open(c->store, JB_STORE_READ, &store, err);
    }
    if (st == JB_OK) {
        st = jb_brief_bind(brief, store, &doc, err);
    }
    if (st == JB_OK) {
        st = reviewed_check(g, brief, err);
    }
    if (st == JB_OK) {
        st = doc_print(c, g, doc, format, err);
    }
    jb_doc_free(doc);
    jb_store_close(store);
    return st;
}

static jb_status run(cli *c, const given *g, jb_error *err)
{
    jb_catalogue *catalogue = NULL;
    jb_brief *brief = NULL;
    unsigned format = 0;
    const char *named = option(&cmd_brief, g, "format");
    jb_status st = named != NULL ? choose("--format", named, formats, &format, err) : JB_OK;
    if (st == JB_OK && option(&cmd_brief, g, "output") == NULL) {
        st = jb_fail(err, JB_ERR_USAGE, NULL, "say where to write: jianbao brief %s -o FILE.pdf",
                     "请指明输出文件：jianbao brief %s -o 文件.pdf", g->args[0]);
    }
    if (st == JB_OK && format != FORMAT_SVG && option(&cmd_brief, g, "page") != NULL) {
        st = jb_fail(err, JB_ERR_USAGE, NULL, "--page goes with --format svg only",
                     "--page 只能与 --format svg 合用");
    }
    if (st == JB_OK) {
        st = output_check(c, option(&cmd_brief, g, "output"), g->args[0],
                          option(&cmd_brief, g, "catalogue"), err);
    }
    if (st == JB_OK) {
        st = jb_catalogue_load(option(&cmd_brief, g, "catalogue"), &catalogue, err);
    }
    if (st == JB_OK) {
        st = jb_brief_load(g->args[0], catalogue, &brief, err);
    }
    if (st == JB_OK) {
        st = brief_print(c, g, brief, format, err);
    }
    jb_brief_free(brief);
    jb_catalogue_free(catalogue);
    return st;
}

const command cmd_brief = {
    .name = "brief",
    .args = {"版式", "LAYOUT"},
    .summary = {"按版式把库中数字排成 PDF", "Set the figures of the store as a PDF after a layout"},
    .more = {"版式为自带版式名（jianbao layout list）或自己的 .json 文件。",
             "LAYOUT is one that comes with jianbao (jianbao layout list) or a .json file."},
    .options = options,
    .min_args = 1,
    .max_args = 1,
    .run = run,
};
