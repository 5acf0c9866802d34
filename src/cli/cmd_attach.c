/* jianbao attach: a memo with a summary of figures behind it, as its annex. */
#include "make.h"

#include <jianbao/bundle.h>

#include <string.h>

#define MEMO_MAX ((size_t)1 << 30)

static const option_spec options[] = {
    {'o',
     "output",
     {"文件", "FILE"},
     {"签报加附件的输出文件", "file to write: the memo with its annex"}},
    {0, "digest", {"文件", "FILE"}, {"另存附件本身（一页纸）", "file for the annex alone"}},
    {'l',
     "layout",
     {"版式", "LAYOUT"},
     {"附件的版式，默认 memo_attachment", "layout of the annex; default memo_attachment"}},
    {'s',
     "set",
     {"名称=值", "NAME=VALUE"},
     {"设定附件版式的参数，可多次", "set a parameter of the annex's layout; may be repeated"}},
    {0, "mark", {"文字", "TEXT"}, {"附件标记，默认“附件”", "the annex's mark; default 附件"}},
    {0,
     "embed",
     {"版式", "LAYOUT"},
     {"把此版式的完整简报作为文件嵌入", "embed the full briefing of this layout as a file"}},
    {0,
     "embed-set",
     {"名称=值", "NAME=VALUE"},
     {"设定嵌入简报的参数，可多次", "set a parameter of the embedded briefing; may be repeated"}},
    OPTION_FONT_DIR,
    OPTION_FONTS,
    OPTION_STATUS,
    OPTION_APPROVED_ONLY,
    {0, "no-data", {NULL, NULL}, {"不随附数字和版式", "attach no figures and no layout"}},
    OPTION_CATALOGUE,
    {0, NULL, {NULL, NULL}, {NULL, NULL}},
};

/* ---- what is asked */

/* What is read from or written to a standard stream is no file. */
static bool overwrites(const cli *c, const char *path, const char *other)
{
    return strcmp(path, "-") != 0 && strcmp(other, "-") != 0 && same_place(c, path, other);
}

static jb_status target_check(const cli *c, const given *g, const char *path, jb_error *err)
{
    const char *embed = option(&cmd_attach, g, "embed");
    const char *catalogue = option(&cmd_attach, g, "catalogue");
    jb_status st =
        output_check(c, path, OUTPUT_PDF, option(&cmd_attach, g, "layout"), catalogue, err);
    if (st == JB_OK && embed != NULL) {
        st = output_check(c, path, OUTPUT_PDF, embed, catalogue, err);
    }
    if (st == JB_OK && g->arg_count > 0 && overwrites(c, path, g->args[0])) {
        jb_loc loc = jb_loc_make(path, 0, 0, NULL);
        st = jb_fail(err, JB_ERR_USAGE, &loc,
                     "this is the memo itself, which would be overwritten; choose another output "
                     "file",
                     "这正是签报文件，写入会将其覆盖；请另选输出文件");
    }
    return st;
}

static jb_status asked_check(const cli *c, const given *g, jb_error *err)
{
    const char *output = option(&cmd_attach, g, "output");
    const char *digest = option(&cmd_attach, g, "digest");
    if (g->arg_count > 0 && output == NULL) {
        return jb_fail(err, JB_ERR_USAGE, NULL, "say where to write: jianbao attach %s -o OUT.pdf",
                       "请指明输出文件：jianbao attach %s -o 输出.pdf", g->args[0]);
    }
    if (g->arg_count == 0 && (output != NULL || digest == NULL)) {
        return jb_fail(err, JB_ERR_USAGE, NULL,
                       "which memo? jianbao attach MEMO.pdf -o OUT.pdf, or --digest OUT.pdf for "
                       "the annex alone",
                       "请指明签报：jianbao attach 签报.pdf -o 输出.pdf；只要附件则用 --digest "
                       "输出.pdf");
    }
    if (option(&cmd_attach, g, "embed-set") != NULL && option(&cmd_attach, g, "embed") == NULL) {
        return jb_fail(err, JB_ERR_USAGE, NULL, "--embed-set goes with --embed only",
                       "--embed-set 只能与 --embed 合用");
    }
    if (output != NULL && digest != NULL && overwrites(c, output, digest)) {
        return jb_fail(err, JB_ERR_USAGE, NULL, "-o and --digest name the same file",
                       "-o 与 --digest 是同一文件");
    }
    jb_status st = output != NULL ? target_check(c, g, output, err) : JB_OK;
    return st == JB_OK && digest != NULL ? target_check(c, g, digest, err) : st;
}

/* ---- the memo */

static void say(const cli *c, const char *path, const char *zh, const char *en)
{
    fprintf(stderr, SAY(c, "%s：注意：%s\n", "%s: note: %s\n"), path, SAY(c, zh, en));
}

static jb_status memo_check(const cli *c, const char *path, const jb_bundle *memo, jb_error *err)
{
    const jb_bundle_traits *about = jb_bundle_about(memo);
    if (about->restricted) {
        jb_loc loc = jb_loc_make(path, 0, 0, NULL);
        return jb_fail(err, JB_ERR_INPUT, &loc,
                       "the PDF is encrypted and its author restricted what may be done with it; "
                       "ask for a copy without encryption",
                       "PDF 已加密，作者限制了其用途；请索取未加密的文件");
    }
    if (about->is_signed) {
        say(c, path, "签报带有电子签名；加附件后签名不再有效，请在加附件之后签名",
            "the memo is signed; with an annex the signature is no longer valid: sign afterwards");
    }
    if (about->archival) {
        say(c, path, "签报自称 PDF/A；加附件后是否仍合规未经检验",
            "the memo says it is PDF/A; whether it still is with the annex is not checked");
    }
    if (about->repaired) {
        say(c, path, "签报文件有损坏，已修复；请核对各页",
            "the memo was damaged and has been repaired: look over its pages");
    }
    return JB_OK;
}

/* Our own figures are in it already: a briefing of ours, or what attach made before. */
static jb_status own_check(const cli *c, const char *path, jb_bundle *memo, jb_error *err)
{
    const char *figures = NULL;
    size_t len = 0;
    jb_status st = jb_bundle_file(memo, c->arena, JB_PROOF_JSON, &figures, &len, err);
    if (st == JB_OK && figures != NULL) {
        say(c, path,
            "其中已有 jianbao "
            "附上的数字（figures.json）；如已加过附件，输出中将有两份，要更换请用未加过"
            "附件的签报",
            "it holds figures that jianbao attached (figures.json); if it has an annex already the "
            "output will have two: to replace it start from the memo without one");
    }
    return st;
}

/* ---- making */

typedef struct job {
    cli *c;
    const given *g;
    jb_bundle *memo; /* NULL: the annex alone */
    jb_str annex, full, out;
    const char *title;
    const char *mark;
} job;

static jb_status paper_bytes(cli *c, const recipe *r, paper *p, jb_str *into, jb_error *err)
{
    jb_status st = paper_bind(c, r, p, err);
    if (st == JB_OK) {
        st = paper_set(c, r, p, err);
    }
    if (st != JB_OK) {
        return st;
    }
    jb_out *out = jb_out_memory(into);
    st = paper_paint(p, out, err);
    if (st == JB_OK) {
        return jb_out_commit(out, err);
    }
    jb_out_abort(out);
    return st;
}

static jb_status annex_make(job *j, jb_error *err)
{
    const char *layout = option(&cmd_attach, j->g, "layout");
    recipe r = recipe_read(&cmd_attach, j->g, layout != NULL ? layout : "memo_attachment");
    paper p = {0};
    r.annex = j->mark;
    jb_status st = paper_bytes(j->c, &r, &p, &j->annex, err);
    if (st == JB_OK) {
        j->title = jb_arena_strdup(j->c->arena, p.doc->title);
        if (p.pages->count > 1) {
            fprintf(stderr, SAY(j->c, "注意：附件有 %zu 页\n", "note: the annex has %zu pages\n"),
                    p.pages->count);
        }
    }
    paper_free(&p);
    return st;
}

static jb_status full_make(job *j, jb_error *err)
{
    const char *layout = option(&cmd_attach, j->g, "embed");
    paper p = {0};
    if (layout == NULL) {
        return JB_OK;
    }
    recipe r = recipe_read(&cmd_attach, j->g, layout);
    r.set = option_list(&cmd_attach, j->g, "embed-set", &r.set_count);
    jb_status st = paper_bytes(j->c, &r, &p, &j->full, err);
    paper_free(&p);
    return st;
}

static jb_status parts_join(job *j, jb_error *err)
{
    jb_annex annex = {
        .bytes = j->annex.data,
        .len = j->annex.len,
        .bookmark = jb_arena_printf(j->c->arena, "%s：%s", j->mark, j->title),
        .label = j->mark,
    };
    if (j->full.len > 0) {
        annex.file_name = "briefing.pdf";
        annex.file_mime = "application/pdf";
        annex.file_description = "完整简报 / the full briefing";
        annex.file = j->full.data;
        annex.file_len = j->full.len;
    }
    return jb_bundle_append(j->memo, &annex, &j->out, err);
}

static jb_status bytes_write(const char *path, const jb_str *bytes, jb_error *err)
{
    jb_out *out = NULL;
    jb_status st = output_open(path, OUTPUT_PDF, &out, err);
    if (st == JB_OK) {
        jb_out_write(out, bytes->data, bytes->len);
        st = jb_out_commit(out, err);
    }
    return st;
}

static jb_status all_write(job *j, jb_error *err)
{
    const char *output = option(&cmd_attach, j->g, "output");
    const char *digest = option(&cmd_attach, j->g, "digest");
    jb_status st = JB_OK;
    if (j->memo != NULL) {
        st = full_make(j, err);
        if (st == JB_OK) {
            st = parts_join(j, err);
        }
        if (st == JB_OK) {
            st = bytes_write(output, &j->out, err);
        }
    }
    return st == JB_OK && digest != NULL ? bytes_write(digest, &j->annex, err) : st;
}

static jb_status memo_open(job *j, jb_error *err)
{
    const char *bytes = NULL;
    size_t len = 0;
    if (j->g->arg_count == 0) {
        return JB_OK;
    }
    const char *path = j->g->args[0];
    jb_status st = jb_file_read(j->c->arena, path, MEMO_MAX, &bytes, &len, err);
    if (st == JB_OK) {
        st = jb_bundle_open(path, bytes, len, &j->memo, err);
    }
    if (st == JB_OK) {
        st = memo_check(j->c, path, j->memo, err);
    }
    return st == JB_OK ? own_check(j->c, path, j->memo, err) : st;
}

static jb_status run(cli *c, const given *g, jb_error *err)
{
    const char *mark = option(&cmd_attach, g, "mark");
    job j = {.c = c, .g = g, .mark = mark != NULL ? mark : "附件"};
    jb_status st = asked_check(c, g, err);
    if (st == JB_OK) {
        st = memo_open(&j, err);
    }
    if (st == JB_OK) {
        st = annex_make(&j, err);
    }
    if (st == JB_OK) {
        st = all_write(&j, err);
    }
    if (st == JB_OK) {
        const char *path = option(&cmd_attach, g, j.memo != NULL ? "output" : "digest");
        done_say(jb_arena_printf(c->arena, SAY(c, "%s：已写成", "%s: written"), path));
    }
    jb_bundle_close(j.memo);
    jb_str_free(&j.annex);
    jb_str_free(&j.full);
    jb_str_free(&j.out);
    return st;
}

const command cmd_attach = {
    .name = "attach",
    .args = {"[签报.pdf]", "[MEMO.pdf]"},
    .summary = {"在签报之后加上数字摘要作为附件",
                "Put a summary of figures behind a memo, as its annex"},
    .more = {"签报各页、书签、页码标签和附件保持原样；--digest 另存附件，不给签报时只出附件。",
             "The memo's pages, bookmarks, page labels and attached files stay as they are; "
             "--digest writes the annex alone, with a memo or without."},
    .options = options,
    .max_args = 1,
    .run = run,
};
