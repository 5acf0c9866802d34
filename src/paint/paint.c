/* paint.c - pages to a PDF.
 *
 * Decides the order of work: check, collect characters, embed fonts, draw pages, then what depends
 * on the pages (links, bookmarks, description, structure), then write. Object numbers follow from
 * it.
 */
#include "check.h"
#include "content.h"
#include "describe.h"
#include "navigate.h"
#include "structure.h"

#include <jianbao/paint.h>

#include <stdlib.h>

typedef struct job {
    const jb_pages *pages;
    jb_arena *arena;
    jb_pdf *pdf;
    jb_faces *faces;
    jb_obj resources;
    jb_obj *pages_at;
    jb_pieces pieces;
    jb_guide guide;
} job;

static void collect_characters(job *j)
{
    for (size_t p = 0; p < j->pages->count; p++) {
        for (size_t i = 0; i < j->pages->pages[p].mark_count; i++) {
            const jb_mark *mark = &j->pages->pages[p].marks[i];

            if (mark->kind == JB_MARK_TEXT) {
                jb_faces_use(j->faces, mark->font, mark->glyphs, mark->code_points, mark->count);
            }
        }
    }
}

/* All pages exist before any is drawn, so that links can point forward. */
static void add_pages(job *j)
{
    jb_anchor *anchors;
    size_t anchor_count = jb_anchors_list(j->arena, j->pages, &anchors);

    j->pages_at = jb_arena_array(j->arena, j->pages->count, sizeof *j->pages_at);
    for (size_t p = 0; p < j->pages->count; p++) {
        j->pages_at[p] = jb_pdf_page(j->pdf, j->resources);
    }
    j->guide = (jb_guide){.pdf = j->pdf,
                          .pages = j->pages,
                          .pages_at = j->pages_at,
                          .anchors = anchors,
                          .anchor_count = anchor_count,
                          .next_key = (uint32_t)j->pages->count};
}

static void draw_page(job *j, uint32_t number, jb_str *content, jb_str *body)
{
    const jb_page *page = &j->pages->pages[number];

    jb_str_clear(content);
    jb_str_clear(body);
    jb_content_add(content, j->pages, number, j->faces, &j->pieces);
    jb_pdf_page_content(j->pdf, j->pages_at[number], jb_str_text(content), content->len);

    jb_str_clear(content);
    jb_links_add(&j->guide, number, content, &j->pieces);
    jb_str_add(body, "/MediaBox[0 0 ");
    jb_pdf_add_milli(body, page->width);
    jb_str_addc(body, ' ');
    jb_pdf_add_milli(body, page->height);
    jb_str_addf(body, "]/StructParents %u/Tabs/S", (unsigned)number);
    if (content->len > 0) {
        jb_str_addf(body, "/Annots[%s]", jb_str_text(content));
    }
    jb_str_addc(body, '\n');
    jb_pdf_fill(j->pdf, j->pages_at[number], jb_str_text(body));
}

static void draw_pages(job *j)
{
    jb_str content = {0}, body = {0};

    add_pages(j);
    for (uint32_t p = 0; p < j->pages->count; p++) {
        draw_page(j, p, &content, &body);
    }
    jb_str_free(&content);
    jb_str_free(&body);
}

static jb_status make(job *j, jb_fontset *fonts, const jb_pdf_options *options, jb_str *out,
                      jb_error *err)
{
    jb_obj structure;
    jb_status status;

    collect_characters(j);
    status = jb_faces_embed(j->faces, fonts, j->pdf, &j->resources, err);
    if (status != JB_OK) {
        return status;
    }
    draw_pages(j);
    jb_bookmarks_write(&j->guide, j->arena);
    structure = jb_pdf_dict(j->pdf);
    status = jb_document_describe(j->pdf, j->pages, options, structure, err);
    if (status != JB_OK) {
        return status;
    }
    jb_structure_write(j->pdf, j->arena, j->pages, j->pages_at, &j->pieces, structure);
    return jb_pdf_write(j->pdf, out, options->sha256, err);
}

jb_status jb_paint_pdf(const jb_pages *pages, jb_fontset *fonts, const jb_pdf_options *options,
                       jb_out *out, jb_error *err)
{
    job j = {.pages = pages};
    jb_str file = {0};
    jb_status status = jb_pages_check(pages, fonts, err);

    if (status != JB_OK) {
        return status;
    }
    j.arena = jb_arena_new();
    j.pdf = jb_pdf_new(j.arena);
    j.faces = jb_faces_new(j.arena, jb_fontset_count(fonts));
    status = make(&j, fonts, options, &file, err);
    if (status == JB_OK) {
        jb_out_write(out, file.data, file.len);
    }
    jb_str_free(&file);
    free(j.pieces.items);
    jb_faces_free(j.faces);
    jb_pdf_free(j.pdf);
    jb_arena_free(j.arena);
    return status;
}
