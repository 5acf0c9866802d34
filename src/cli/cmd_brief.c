/* jianbao brief: a layout and a store to one PDF. */
#include "contract.h"
#include "make.h"

#include <string.h>

enum { FORMAT_PDF, FORMAT_DUMP, FORMAT_SVG };
static const char *const formats[] = {"pdf", "dump", "svg", NULL};

static const option_spec options[] = {
    {'o',
     "output",
     {"文件", "FILE"},
     {"输出文件（必需；- 为标准输出）", "file to write (required; - is standard output)"}},
    OPTION_SET,
    {'f',
     "format",
     {"格式", "FORMAT"},
     {"pdf、dump（页面内容的文本）或 svg（每页一个图形文件），默认 pdf",
      "pdf, dump (the marks as text) or svg (a picture a page); default pdf"}},
    {0, "page", {"页数", "N"}, {"svg：只输出第 N 页", "svg: only page N"}},
    OPTION_FONT_DIR,
    OPTION_FONTS,
    OPTION_STATUS,
    OPTION_APPROVED_ONLY,
    {0,
     "report",
     {"文件", "FILE"},
     {"另写一份 JSON：进出的行与格、页、注、链接、拆分及其原因",
      "also write what went onto the pages as JSON: rows and cells in and out, pages, notes, "
      "links, splits and their reasons"}},
    {0,
     "explain",
     {NULL, NULL},
     {"说明每页为何到此为止（PDF 写到标准输出时改写到标准错误）",
      "say why each page ended where it did (on standard error when the PDF goes to standard "
      "output)"}},
    OPTION_NO_DATA,
    OPTION_CATALOGUE,
    {0, NULL, {NULL, NULL}, {NULL, NULL}},
};

static jb_status dump_write(const paper *p, const char *path, jb_error *err)
{
    jb_out *out = NULL;
    jb_status st = output_open(path, OUTPUT_TEXT, &out, err);
    if (st != JB_OK) {
        return st;
    }
    st = jb_paint_dump(p->pages, p->fonts, out, err);
    if (st == JB_OK) {
        return jb_out_commit(out, err);
    }
    jb_out_abort(out);
    return st;
}

/* The report appears with the file it tells of, or tells why there is none. */
static jb_status report_write(const char *path, const jb_pages *pages, const jb_error *fault,
                              jb_error *err)
{
    jb_out *out = NULL;
    jb_str s = {0};
    if (path == NULL) {
        return JB_OK;
    }
    jb_status st = output_open(path, OUTPUT_TEXT, &out, err);
    if (st != JB_OK) {
        return st;
    }
    if (pages != NULL) {
        contract_json(pages, &s);
    } else {
        contract_fault(fault, &s);
    }
    jb_out_write(out, s.data, s.len);
    jb_str_free(&s);
    return jb_out_commit(out, err);
}

static jb_status pages_tell(const cli *c, const given *g, const jb_pages *pages, jb_error *err)
{
    jb_status st = report_write(option(&cmd_brief, g, "report"), pages, NULL, err);
    if (st != JB_OK || option(&cmd_brief, g, "explain") == NULL) {
        return st;
    }
    bool taken = strcmp(option(&cmd_brief, g, "output"), "-") == 0;
    contract_explain(c, pages, taken ? stderr : stdout);
    return taken ? JB_OK : stdout_check(err);
}

static jb_status paper_out(cli *c, const given *g, paper *p, unsigned format, jb_error *err)
{
    const char *path = option(&cmd_brief, g, "output");
    if (format == FORMAT_SVG) {
        pictures what = {.pages = p->pages,
                         .fonts = p->fonts,
                         .page = option(&cmd_brief, g, "page"),
                         .path = path,
                         .layout = g->args[0],
                         .catalogue = option(&cmd_brief, g, "catalogue")};
        return pictures_paint(c, &what, err);
    }
    return format == FORMAT_DUMP ? dump_write(p, path, err) : paper_write(p, path, false, err);
}

static jb_status brief_print(cli *c, const given *g, unsigned format, jb_error *err)
{
    recipe r = recipe_read(&cmd_brief, g, g->args[0]);
    paper p = {0};
    r.without_data = r.without_data || format != FORMAT_PDF;
    jb_status st = paper_bind(c, &r, &p, err);
    if (st == JB_OK) {
        const char *report = option(&cmd_brief, g, "report");
        st = paper_set(c, &r, &p, err);
        if (st == JB_OK && report != NULL) {
            st = contract_check(p.pages, err);
        }
        jb_error other = {0}; /* the fault of the pages is what is told */
        if (st != JB_OK) {
            (void)!report_write(report, NULL, err, &other);
        }
    }
    if (st == JB_OK) {
        st = paper_out(c, g, &p, format, err);
    }
    if (st == JB_OK) {
        st = pages_tell(c, g, p.pages, err);
    }
    if (st == JB_OK && jb_brief_untested(p.brief)) {
        fputs(
            SAY(c, "注意：库中尚无数字核对结论；运行 jianbao doctor --figures 后再印，文中即列出\n",
                "note: the store holds no verdicts on figures yet; run `jianbao doctor --figures` "
                "and print again to have them listed\n"),
            stderr);
    }
    paper_free(&p);
    return st;
}

static jb_status run(cli *c, const given *g, jb_error *err)
{
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
        st = output_check(c, option(&cmd_brief, g, "output"),
                          format == FORMAT_PDF ? OUTPUT_PDF : OUTPUT_TEXT, g->args[0],
                          option(&cmd_brief, g, "catalogue"), err);
    }
    const char *report = option(&cmd_brief, g, "report");
    if (st == JB_OK && report != NULL) {
        st = outputs_differ(c, report, option(&cmd_brief, g, "output"), err);
    }
    if (st == JB_OK && report != NULL) {
        st = output_check(c, report, OUTPUT_TEXT, g->args[0], option(&cmd_brief, g, "catalogue"),
                          err);
    }
    if (st == JB_OK) {
        st = brief_print(c, g, format, err);
    }
    if (st == JB_OK) {
        done_say(jb_arena_printf(c->arena, SAY(c, "%s：已写成", "%s: written"),
                                 option(&cmd_brief, g, "output")));
    }
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
