/* svg.c - a page as an SVG picture, to be looked at where there is no PDF viewer.
 *
 * Decides the form: each glyph's outline stands in the file once and is placed where the page list
 * has it, so that the picture needs no font and is the same in every viewer. What a text says
 * stands beside it as a label. Links lead to other pages, so a picture has none.
 */
#include "check.h"
#include "hatch.h"
#include "outline.h"
#include "pdf.h"
#include "xml.h"

#include <jianbao/paint.h>

#include <stdlib.h>

typedef struct picture {
    const jb_page *page;
    jb_fontset *fonts;
    jb_arena *arena;
    uint64_t *glyphs; /* font << 32 | glyph, sorted, each once */
    size_t glyph_count, glyph_cap;
    bool *blank; /* by place in `glyphs`: draws nothing */
    unsigned clips;
    jb_str out;
} picture;

/* ---- outlines ---------------------------------------------------------------------------- */

static uint64_t key_of(jb_font font, uint32_t glyph)
{
    return (uint64_t)font << 32 | glyph;
}

static int compare_keys(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

    return x < y ? -1 : x > y;
}

static void collect_glyphs(picture *p)
{
    size_t kept = 0;

    for (size_t i = 0; i < p->page->mark_count; i++) {
        const jb_mark *mark = &p->page->marks[i];

        for (uint32_t k = 0; mark->kind == JB_MARK_TEXT && k < mark->count; k++) {
            JB_PUSH(p->glyphs, p->glyph_count, p->glyph_cap, key_of(mark->font, mark->glyphs[k]));
        }
    }
    if (p->glyph_count > 0) {
        qsort(p->glyphs, p->glyph_count, sizeof *p->glyphs, compare_keys);
    }
    for (size_t i = 0; i < p->glyph_count; i++) {
        if (kept == 0 || p->glyphs[i] != p->glyphs[kept - 1]) {
            p->glyphs[kept++] = p->glyphs[i];
        }
    }
    p->glyph_count = kept;
    p->blank = jb_arena_array(p->arena, kept + 1, sizeof *p->blank);
}

static void add_glyph_name(jb_str *out, uint64_t key)
{
    jb_str_addf(out, "f%ug%u", (unsigned)(key >> 32), (unsigned)(uint32_t)key);
}

/* The outlines of one font's glyphs, which start at `from`; gives the place after them. */
static jb_status add_font(picture *p, size_t from, size_t *next, jb_error *err)
{
    jb_font font = (jb_font)(p->glyphs[from] >> 32);
    uint32_t *ids = jb_arena_array(p->arena, p->glyph_count - from, sizeof *ids);
    const char **paths;
    size_t count = 0;
    jb_status status;

    while (from + count < p->glyph_count && p->glyphs[from + count] >> 32 == font) {
        ids[count] = (uint32_t)p->glyphs[from + count];
        count++;
    }
    *next = from + count;
    status = jb_outlines_list(p->arena, p->fonts, font, ids, count, &paths, err);
    for (size_t i = 0; i < count && status == JB_OK; i++) {
        p->blank[from + i] = *paths[i] == '\0';
        if (!p->blank[from + i]) {
            jb_str_add(&p->out, "<path id=\"");
            add_glyph_name(&p->out, p->glyphs[from + i]);
            jb_str_add(&p->out, "\" d=\"");
            jb_str_add(&p->out, paths[i]);
            jb_str_add(&p->out, "\"/>\n");
        }
    }
    return status;
}

static jb_status add_outlines(picture *p, jb_error *err)
{
    jb_status status = JB_OK;

    collect_glyphs(p);
    jb_str_add(&p->out, "<defs>\n");
    for (size_t i = 0; i < p->glyph_count && status == JB_OK;) {
        status = add_font(p, i, &i, err);
    }
    jb_str_add(&p->out, "</defs>\n");
    return status;
}

/* ---- marks ------------------------------------------------------------------------------- */

static void add_length(jb_str *out, const char *name, int64_t value)
{
    jb_str_addc(out, ' ');
    jb_str_add(out, name);
    jb_str_add(out, "=\"");
    jb_pdf_add_milli(out, value);
    jb_str_addc(out, '"');
}

static void add_color(jb_str *out, const char *name, uint32_t color)
{
    jb_str_addf(out, " %s=\"#%06x\"", name, (unsigned)(color & 0xFFFFFF));
}

static void add_label(jb_str *out, const jb_mark *mark)
{
    jb_str text = {0};

    for (uint32_t i = 0; i < mark->count; i++) {
        jb_str_add_utf8(&text, mark->code_points[i]);
    }
    jb_str_add(out, " aria-label=\"");
    jb_xml_add(out, jb_str_text(&text));
    jb_str_addc(out, '"');
    jb_str_free(&text);
}

/* Inside, a unit is 1/1000 em, as in the outlines, and y grows upwards. */
static void add_text(picture *p, const jb_mark *mark)
{
    int64_t at = 0;

    jb_str_add(&p->out, "<g");
    add_color(&p->out, "fill", mark->color);
    add_label(&p->out, mark);
    jb_str_add(&p->out, " transform=\"translate(");
    jb_pdf_add_milli(&p->out, mark->x);
    jb_str_addc(&p->out, ' ');
    jb_pdf_add_milli(&p->out, mark->y);
    jb_str_addf(&p->out, ") scale(%u.%06u -%u.%06u)\">", (unsigned)mark->size / 1000000,
                (unsigned)mark->size % 1000000, (unsigned)mark->size / 1000000,
                (unsigned)mark->size % 1000000);
    for (uint32_t i = 0; i < mark->count; i++) {
        uint64_t key = key_of(mark->font, mark->glyphs[i]);
        const uint64_t *found =
            bsearch(&key, p->glyphs, p->glyph_count, sizeof *p->glyphs, compare_keys);

        if (found != NULL && !p->blank[found - p->glyphs]) {
            jb_str_add(&p->out, "<use xlink:href=\"#");
            add_glyph_name(&p->out, key);
            jb_str_addc(&p->out, '"');
            add_length(&p->out, "x", (at * 2000000 / mark->size + 1) / 2);
            jb_str_add(&p->out, "/>");
        }
        at += mark->adv[i];
    }
    jb_str_add(&p->out, "</g>\n");
}

static void add_rect(picture *p, const jb_mark *mark)
{
    jb_str_add(&p->out, "<rect");
    add_length(&p->out, "x", mark->x);
    add_length(&p->out, "y", mark->y);
    add_length(&p->out, "width", mark->width);
    add_length(&p->out, "height", mark->height);
    add_color(&p->out, "fill", mark->color);
    jb_str_add(&p->out, "/>\n");
}

static void add_point(jb_str *out, char operator, jb_point at)
{
    jb_str_addc(out, operator);
    jb_pdf_add_milli(out, at.x);
    jb_str_addc(out, ' ');
    jb_pdf_add_milli(out, at.y);
}

static void add_outline(picture *p, const jb_path *path)
{
    jb_str_add(&p->out, " d=\"");
    for (uint32_t i = 0; i < path->count; i++) {
        add_point(&p->out, i == 0 ? 'M' : 'L', path->points[i]);
    }
    jb_str_add(&p->out, path->closed ? "Z\"" : "\"");
}

static void add_hatch(picture *p, const jb_mark *mark)
{
    jb_segment *lines;
    size_t count = jb_hatch_list(mark, &lines);

    jb_str_addf(&p->out, "<clipPath id=\"c%u\"><path clip-rule=\"evenodd\"", ++p->clips);
    add_outline(p, mark->path);
    jb_str_addf(&p->out, "/></clipPath>\n<path clip-path=\"url(#c%u)\" fill=\"none\"", p->clips);
    add_color(&p->out, "stroke", mark->color);
    add_length(&p->out, "stroke-width", jb_hatch_width(mark->path->hatch));
    jb_str_add(&p->out, " stroke-linecap=\"round\" d=\"");
    for (size_t i = 0; i < count; i++) {
        add_point(&p->out, 'M', lines[i].from);
        add_point(&p->out, 'L', lines[i].to);
    }
    jb_str_add(&p->out, "\"/>\n");
    free(lines);
}

/* Fill, pattern, then the line on top, as in the PDF. */
static void add_path(picture *p, const jb_mark *mark)
{
    const jb_path *path = mark->path;

    if (path->filled) {
        jb_str_add(&p->out, "<path fill-rule=\"evenodd\"");
        add_color(&p->out, "fill", path->fill);
        add_outline(p, path);
        jb_str_add(&p->out, "/>\n");
    }
    if (path->hatch != JB_HATCH_NONE) {
        add_hatch(p, mark);
    }
    if (path->stroke > 0) {
        jb_str_add(&p->out, "<path fill=\"none\" stroke-linejoin=\"round\"");
        add_color(&p->out, "stroke", mark->color);
        add_length(&p->out, "stroke-width", path->stroke);
        jb_str_add(&p->out, path->dotted   ? " stroke-dasharray=\".8 1.2\""
                            : path->dashed ? " stroke-dasharray=\"3 2\""
                                           : "");
        add_outline(p, path);
        jb_str_add(&p->out, "/>\n");
    }
}

static void add_mark(picture *p, const jb_mark *mark)
{
    switch (mark->kind) {
    case JB_MARK_TEXT:
        add_text(p, mark);
        break;
    case JB_MARK_RECT:
        add_rect(p, mark);
        break;
    case JB_MARK_PATH:
        add_path(p, mark);
        break;
    case JB_MARK_LINK:
    case JB_MARK_ANCHOR:
        break;
    }
}

/* ---- the page ---------------------------------------------------------------------------- */

static void begin_page(picture *p, const jb_pages *pages, size_t number)
{
    jb_str_add(&p->out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                        "<svg xmlns=\"http://www.w3.org/2000/svg\""
                        " xmlns:xlink=\"http://www.w3.org/1999/xlink\" version=\"1.1\" width=\"");
    jb_pdf_add_milli(&p->out, p->page->width);
    jb_str_add(&p->out, "pt\" height=\"");
    jb_pdf_add_milli(&p->out, p->page->height);
    jb_str_add(&p->out, "pt\" viewBox=\"0 0 ");
    jb_pdf_add_milli(&p->out, p->page->width);
    jb_str_addc(&p->out, ' ');
    jb_pdf_add_milli(&p->out, p->page->height);
    jb_str_add(&p->out, "\" xml:lang=\"");
    jb_xml_add(&p->out, pages->lang_tag == NULL ? "zh-CN" : pages->lang_tag);
    jb_str_add(&p->out, "\">\n<title>");
    jb_xml_add(&p->out, pages->title == NULL ? "" : pages->title);
    jb_str_addf(&p->out, " %zu/%zu</title>\n", number + 1, pages->count);
    jb_str_add(&p->out, "<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n");
}

jb_status jb_paint_svg(const jb_pages *pages, size_t page, jb_fontset *fonts, jb_out *out,
                       jb_error *err)
{
    picture p = {.fonts = fonts};
    jb_status status = jb_pages_check(pages, fonts, err);

    if (status != JB_OK) {
        return status;
    }
    if (page >= pages->count) {
        return jb_fail(err, JB_ERR_USAGE, NULL,
                       "there is no page %zu: the document has pages 1 to %zu",
                       "没有第 %zu 页：文件共 %zu 页", page + 1, pages->count);
    }
    p.page = &pages->pages[page];
    p.arena = jb_arena_new();
    begin_page(&p, pages, page);
    status = add_outlines(&p, err);
    for (size_t i = 0; i < p.page->mark_count && status == JB_OK; i++) {
        add_mark(&p, &p.page->marks[i]);
    }
    if (status == JB_OK) {
        jb_str_add(&p.out, "</svg>\n");
        jb_out_write(out, p.out.data, p.out.len);
    }
    jb_str_free(&p.out);
    free(p.glyphs);
    jb_arena_free(p.arena);
    return status;
}
