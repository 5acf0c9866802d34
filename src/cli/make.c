/* A paper from a layout and a store: loaded, bound, set, painted; with the figures it shows. */
#include "make.h"

#include <stdlib.h>
#include <string.h>

static const char *option_if(const command *cmd, const given *g, const char *name)
{
    for (size_t i = 0; cmd->options[i].name != NULL; i++) {
        if (strcmp(cmd->options[i].name, name) == 0) {
            return option(cmd, g, name);
        }
    }
    return NULL;
}

recipe recipe_read(const command *cmd, const given *g, const char *layout)
{
    recipe r = {.layout = layout,
                .statuses = option_if(cmd, g, "status"),
                .catalogue = option_if(cmd, g, "catalogue"),
                .fonts = option_if(cmd, g, "fonts"),
                .font_dir = option_if(cmd, g, "font-dir"),
                .approved_only = option_if(cmd, g, "approved-only") != NULL,
                .without_data = option_if(cmd, g, "no-data") != NULL};
    r.set = option_list(cmd, g, "set", &r.set_count);
    return r;
}

/* ---- binding */

static jb_status reviewed_check(const recipe *r, const jb_brief *brief, jb_error *err)
{
    size_t count = jb_brief_unreviewed(brief);
    if (!r->approved_only || count == 0) {
        return JB_OK;
    }
    return jb_fail(err, JB_ERR_INPUT, NULL,
                   "figures shown that nobody reviewed: %zu, so nothing was printed; `jianbao "
                   "review` lists them, --status approved,corrected leaves them out",
                   "所印数字中有 %zu 个未经审核，因此未输出；jianbao review 可列出，--status "
                   "approved,corrected 可略去",
                   count);
}

static jb_status brief_ready(cli *c, const recipe *r, paper *out, jb_error *err)
{
    unsigned statuses = 0;
    jb_status st = jb_catalogue_load(r->catalogue, &out->catalogue, err);
    if (st == JB_OK) {
        st = r->text != NULL
                 ? jb_brief_read(r->layout, r->text, r->text_len, out->catalogue, &out->brief, err)
                 : jb_brief_load(r->layout, out->catalogue, &out->brief, err);
    }
    if (st == JB_OK) {
        st = shown_statuses_parse(c, r->statuses, &statuses, err);
    }
    if (st != JB_OK) {
        return st;
    }
    jb_brief_statuses(out->brief, statuses);
    if (r->annex != NULL) {
        st = jb_brief_annex(out->brief, r->annex, err);
    }
    for (size_t i = 0; i < r->set_count && st == JB_OK; i++) {
        st = jb_brief_set(out->brief, r->set[i], err);
    }
    return st;
}

/* SOURCE_DATE_EPOCH when set, else the newest report's date: never the clock. */
static jb_status date_decide(const recipe *r, paper *p, jb_error *err)
{
    p->made.date = r->dated ? r->date : p->doc->date;
    return r->dated ? JB_OK : epoch_read(&p->made.date, err);
}

/* What was read stands in the document: the store's pages are let go of, which are a fifth of what
 * a large paper takes. */
static jb_status store_bind(const cli *c, paper *out, jb_error *err)
{
    jb_store *store = NULL;
    jb_status st = jb_store_open(c->store, JB_STORE_READ, &store, err);
    if (st == JB_OK) {
        st = jb_brief_bind(out->brief, store, &out->doc, err);
    }
    jb_store_close(store);
    return st;
}

jb_status paper_bind(cli *c, const recipe *r, paper *out, jb_error *err)
{
    *out = (paper){0};
    jb_status st = brief_ready(c, r, out, err);
    if (st == JB_OK) {
        st = store_bind(c, out, err);
    }
    if (st == JB_OK) {
        st = reviewed_check(r, out->brief, err);
    }
    if (st == JB_OK) {
        st = date_decide(r, out, err);
    }
    if (st != JB_OK) {
        return st;
    }
    int64_t date = out->made.date;
    out->made = (jb_proof_made){.program = JB_VERSION,
                                .set = r->set,
                                .set_count = r->set_count,
                                .statuses = r->statuses != NULL ? r->statuses : "",
                                .annex = r->annex != NULL ? r->annex : "",
                                .own_catalogue = r->catalogue != NULL,
                                .own_fonts = r->font_dir != NULL,
                                .date = date};
    return JB_OK;
}

/* ---- pages */

static void take(void *context, const void *bytes, size_t len)
{
    jb_packer_add(context, bytes, len);
}

/* Either text may be far larger than the paper: it is packed as it is written. */
static void figures_pack(paper *p, size_t index, jb_attachment file,
                         void (*write)(const jb_brief *brief, const jb_proof_made *made,
                                       jb_out *out))
{
    jb_packer *packer = jb_packer_new();
    jb_out *out = jb_out_function(take, packer);
    jb_error none = {0};
    write(p->brief, &p->made, out);
    (void)!jb_out_commit(out, &none); /* what goes to a function does not fail */
    p->packed[index] = jb_packer_end(packer, &file);
    p->files[index] = file;
}

/* The figures as a spreadsheet and as JSON, and the layout, which makes the paper again. */
void paper_figures(paper *p)
{
    bool zh = jb_brief_lang(p->brief) == JB_LANG_ZH;
    size_t layout_len = 0;
    const char *layout = jb_brief_source_text(p->brief, &layout_len);
    jb_attachment csv = {.name = JB_PROOF_CSV,
                         .mime = "text/csv",
                         .description =
                             zh ? "文中数字及其来源（表格）" : "the figures with their sources",
                         .relation = JB_RELATION_DATA};
    jb_attachment json = {.name = JB_PROOF_JSON,
                          .mime = "application/json",
                          .description =
                              zh ? "文中数字、推算依据和制作参数"
                                 : "the figures, what they rest on and how they were set",
                          .relation = JB_RELATION_DATA};
    figures_pack(p, 0, csv, jb_proof_write_csv);
    figures_pack(p, 1, json, jb_proof_write_json);
    p->files[2] = (jb_attachment){.name = JB_PROOF_LAYOUT,
                                  .mime = "application/json",
                                  .description = zh ? "版式" : "the layout",
                                  .bytes = layout,
                                  .len = layout_len,
                                  .relation = JB_RELATION_SOURCE};
}

/* The comparisons are let go of before the pages need their memory. */
jb_status paper_pages(paper *p, bool without_data, jb_error *err)
{
    if (p->brief != NULL) {
        jb_brief_release(p->brief);
    }
    jb_status st = jb_layout_run(p->doc, p->fonts, &p->pages, err);
    if (st == JB_OK && !without_data) {
        p->pages->attachments = p->files;
        p->pages->attachment_count = 3;
    }
    return st;
}

jb_status paper_set(cli *c, const recipe *r, paper *p, jb_error *err)
{
    const char *folder = NULL;
    jb_status st = fonts_folder(c, r->fonts, &folder, err);
    if (st == JB_OK) {
        st = jb_fontset_open(folder, r->font_dir, &p->fonts, err);
    }
    if (st == JB_OK && !r->without_data) {
        paper_figures(p);
    }
    return st == JB_OK ? paper_pages(p, r->without_data, err) : st;
}

jb_status paper_paint(paper *p, jb_out *out, jb_error *err)
{
    jb_pdf_options how = {.version = JB_VERSION, .date = p->made.date, .sha256 = p->sha256};
    return jb_paint_pdf(p->pages, p->fonts, &how, out, err);
}

jb_status paper_write(paper *p, const char *path, bool early, jb_error *err)
{
    jb_out *out = NULL;
    jb_status st = output_open(path, OUTPUT_PDF, &out, err);
    if (st != JB_OK) {
        return st;
    }
    st = paper_paint(p, out, err);
    if (st == JB_OK) {
        return early ? jb_out_commit_early(out, err) : jb_out_commit(out, err);
    }
    jb_out_abort(out);
    return st;
}

void paper_clear(paper *p)
{
    jb_pages_free(p->pages);
    jb_doc_free(p->doc);
    for (size_t i = 0; i < sizeof p->packed / sizeof *p->packed; i++) {
        free(p->packed[i]);
        p->packed[i] = NULL;
    }
    p->pages = NULL;
    p->doc = NULL;
}

void paper_free(paper *p)
{
    paper_clear(p);
    jb_fontset_free(p->fonts);
    jb_brief_free(p->brief);
    jb_catalogue_free(p->catalogue);
    *p = (paper){0};
}
