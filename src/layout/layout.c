/* layout.c - one layout run, from the document to its pages.
 *
 * What is unfinished when a fault is found is thrown away: there are all pages or none.
 */
#include "footnotes.h"
#include "page.h"
#include "refs.h"
#include "tighten.h"

#include <stdlib.h>
#include <string.h>

static jb_status check_page(const run *r)
{
    if (r->right > r->left && r->bottom > r->top) {
        return JB_OK;
    }
    jb_loc loc = jb_loc_make(r->doc->source, 0, 0, "$.page");
    return jb_fail(r->err, JB_ERR_INPUT, &loc,
                   "the margins leave no type area; make them smaller or the page larger",
                   "页边距过大，没有留下版心；请减小页边距或加大纸张");
}

static void *keep(run *r, const void *items, size_t count, size_t size)
{
    void *copy = jb_arena_array(r->arena, count + 1, size);
    if (count > 0) {
        memcpy(copy, items, count * size);
    }
    return copy;
}

static const char *copy_text(run *r, const char *text)
{
    return text != NULL ? jb_arena_strdup(r->arena, text) : NULL;
}

/* Paths of the blocks, then that of the page furniture. */
static const char *const *keep_paths(run *r)
{
    size_t count = r->doc->block_count;
    const char **paths = jb_arena_array(r->arena, count + 1, sizeof *paths);
    for (size_t i = 0; i < count; i++) {
        paths[i] = copy_text(r, r->doc->blocks[i].path);
    }
    paths[count] = "$.page";
    return paths;
}

static jb_pages *finish(run *r)
{
    for (size_t i = 0; i < r->tag_count; i++) {
        r->tags[i].alt = copy_text(r, r->tags[i].alt);
    }
    for (size_t i = 0; i < r->table_count; i++) {
        r->tables[i].path = copy_text(r, r->tables[i].path);
    }
    jb_pages *pages = jb_arena_alloc(r->arena, sizeof *pages);
    *pages = (jb_pages){
        .arena = r->arena,
        .title = copy_text(r, r->doc->title),
        .author = copy_text(r, r->doc->author),
        .subject = copy_text(r, r->doc->subject),
        .lang_tag = copy_text(r, r->doc->lang_tag),
        .pages = keep(r, r->pages, r->page_count, sizeof *r->pages),
        .count = r->page_count,
        .tags = keep(r, r->tags, r->tag_count, sizeof *r->tags),
        .tag_count = r->tag_count,
        .bookmarks = keep(r, r->bookmarks, r->bookmark_count, sizeof *r->bookmarks),
        .bookmark_count = r->bookmark_count,
        .paths = keep_paths(r),
        .path_count = r->doc->block_count + 1,
        .tables = keep(r, r->tables, r->table_count, sizeof *r->tables),
        .table_count = r->table_count,
    };
    return pages;
}

static void close_run(run *r)
{
    jb_arena_free(r->work);
    free(r->marks);
    free(r->pages);
    free(r->tags);
    free(r->bookmarks);
    free(r->tables);
    free(r->runs);
    free(r->slots);
    free(r->late);
    free(r->watermarks[0].marks);
    free(r->watermarks[1].marks);
}

static jb_status run_pages(run *r)
{
    notes_collect(r);
    refs_collect(r);
    receipts_collect(r);
    jb_status status = watermark_build(r);
    if (status == JB_OK) {
        status = footnotes_build(r);
    }
    if (status == JB_OK) {
        status = flow_blocks(r);
    }
    if (status == JB_OK) {
        status = footnotes_check(r);
    }
    if (status == JB_OK) {
        status = contents_fill(r);
    }
    return status == JB_OK ? furniture_finish(r) : status;
}

/* How a document is tried. */
typedef struct trial {
    tightening *closer; /* says how close blocks are set, and hears what came of it */
    bool thrifty;       /* short tables are cut rather than leave more white than any other */
    bool white;         /* out: one was not cut */
} trial;

static jb_status lay_out(const jb_doc *doc, jb_fontset *fonts, trial *t, jb_pages **out,
                         jb_error *err)
{
    run r = {
        .doc = doc,
        .fonts = fonts,
        .err = err,
        .arena = jb_arena_new(),
        .work = jb_arena_new(),
        .top_level = 1,
        .thrifty = t->thrifty,
        .white = &t->white,
    };
    *out = NULL;
    r.doc = tighten_doc(t->closer, doc, r.work);
    page_faces(&r);
    (void)tag_add(&r, JB_TAG_DOCUMENT, 0);
    jb_status status = check_page(&r);
    if (status == JB_OK) {
        status = run_pages(&r);
    }
    if (status == JB_OK) {
        tighten_hear(t->closer, &r);
        *out = finish(&r);
    } else {
        jb_arena_free(r.arena);
    }
    close_run(&r);
    return status;
}

/* Set closer it may fail or be no shorter: then it stays as it was. */
static void lay_closer(const jb_doc *doc, jb_fontset *fonts, trial *t, jb_pages **pages)
{
    while (tighten_next(t->closer)) {
        jb_error ignored = {0};
        jb_pages *closer = NULL;
        if (lay_out(doc, fonts, t, &closer, &ignored) != JB_OK) {
            return;
        }
        if (tighten_better(t->closer)) {
            jb_pages_free(*pages);
            *pages = closer;
        } else {
            jb_pages_free(closer);
        }
    }
}

static jb_status lay_best(const jb_doc *doc, jb_fontset *fonts, trial *t, jb_pages **out,
                          jb_error *err)
{
    t->closer = tighten_new(doc);
    jb_status status = lay_out(doc, fonts, t, out, err);
    if (status == JB_OK) {
        lay_closer(doc, fonts, t, out);
    }
    tighten_free(t->closer);
    return status;
}

/* Of more pages one is no matter. */
#define PAGES_MOST 200

jb_status jb_layout_run(const jb_doc *doc, jb_fontset *fonts, jb_pages **out, jb_error *err)
{
    jb_error own = {0};
    trial first = {0};
    jb_status status = lay_best(doc, fonts, &first, out, err != NULL ? err : &own);
    if (status != JB_OK || !first.white || (*out)->count > PAGES_MOST) {
        return status;
    }
    /* A table in one piece is not worth a sheet. */
    trial thrifty = {.thrifty = true};
    jb_pages *fewer = NULL;
    jb_error ignored = {0};
    if (lay_best(doc, fonts, &thrifty, &fewer, &ignored) == JB_OK) {
        bool better = fewer->count < (*out)->count;
        jb_pages_free(better ? *out : fewer);
        *out = better ? fewer : *out;
    }
    return JB_OK;
}

void jb_pages_free(jb_pages *pages)
{
    if (pages != NULL) {
        jb_arena_free(pages->arena);
    }
}
