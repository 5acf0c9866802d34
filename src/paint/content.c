/* content.c - marks to operators of a PDF content stream.
 *
 * Decides how marks group into marked content and how glyph positions become TJ adjustments. All
 * arithmetic is on integers. Knows neither libharu nor what an element is good for.
 */
#include "content.h"

#include "check.h"
#include "hatch.h"

#include <stdlib.h>

/* A position may be off by this much, 1/1000 pt, before it is adjusted. */
enum { TOLERANCE = 5 };
/* A glyph whose advance is cut by more than this (1/1000 em) has white under the next one: readers
 * would see two words, one over the other. */
enum { CUT = 90 };
/* Codes in one string operand, far below the 32767 bytes PDF/A allows. */
enum { STRING_CODES = 4000 };

typedef struct pen {
    jb_str *out;
    jb_len height; /* of the page: PDF counts from below */
    const jb_faces *faces;
    const jb_tag *tags;
    bool marked; /* inside marked content of ... */
    uint32_t tag;
    bool tag_text; /* an artifact of text: furniture, not lines */
    bool in_text;  /* inside a text object, */
    bool text_out; /* which holds the marked content; else that holds the text object */
    jb_len x, y;   /* start of the last text in this text object */
    bool set;      /* font, layer, size are known */
    jb_font font;
    uint16_t layer;
    jb_len size;
    bool colored;
    uint32_t color;
    uint32_t next_mcid;
    bool string;    /* a string operand is open */
    size_t spanned; /* glyphs still to come in the span in hand */
} pen;

/* Marks of a page from the one in hand on. */
typedef struct rest {
    const jb_mark *marks;
    size_t count;
} rest;

static void end_text(pen *p)
{
    jb_str_add(p->out, p->in_text ? "ET\n" : "");
    p->in_text = false;
}

static void end_marked(pen *p)
{
    if (p->in_text && !p->text_out) {
        end_text(p);
    }
    jb_str_add(p->out, p->marked ? "EMC\n" : "");
    p->marked = false;
}

static void begin_text(pen *p)
{
    if (!p->in_text) {
        jb_str_add(p->out, "BT\n");
        p->in_text = true;
        p->text_out = !p->marked;
        p->x = 0;
        p->y = 0;
    }
}

static void add_mcid(pen *p, uint32_t tag, uint32_t page, jb_pieces *pieces)
{
    jb_piece_of piece = {tag, page, p->next_mcid++, 0};

    jb_str_add(p->out, "<</MCID ");
    jb_pdf_add_uint(p->out, piece.mcid);
    JB_PUSH(pieces->items, pieces->count, pieces->cap, piece);
}

static void begin_marked(pen *p, const jb_mark *mark, uint32_t page, jb_pieces *pieces)
{
    if (mark->tag == JB_TAG_ARTIFACT) {
        jb_str_add(p->out, mark->kind == JB_MARK_TEXT ? "/Artifact<</Type/Pagination>>BDC\n"
                                                      : "/Artifact<</Type/Layout>>BDC\n");
    } else {
        jb_str_addc(p->out, '/');
        jb_str_add(p->out, jb_tag_kind_role(p->tags[mark->tag].kind));
        add_mcid(p, mark->tag, page, pieces);
        jb_str_add(p->out, ">>BDC\n");
    }
    p->marked = true;
    p->tag = mark->tag;
    p->tag_text = mark->kind == JB_MARK_TEXT;
}

/* ---- squeezed marks: what they say is told for them and the next glyph together, so that readers
 * see one box, as wide as what is printed */

static bool cut(const pen *p, const jb_mark *mark, uint32_t i)
{
    jb_coded c = jb_faces_code(p->faces, mark->font, mark->glyphs[i], mark->code_points[i]);
    int64_t off = (int64_t)c.width * mark->size - (int64_t)mark->adv[i] * 1000;

    return off > (int64_t)CUT * mark->size;
}

static bool is_mark(uint32_t c)
{
    bool word = (c | 32) - 'a' < 26 || c - '0' < 10 || c == ' ';

    return !word && (c < 0x3020 || c >= 0xFF00);
}

/* White is cut at marks only: behind one that closes, before one that opens. */
static bool has_white(const jb_mark *mark, uint32_t i)
{
    return is_mark(mark->code_points[i]) ||
           (i + 1 < mark->count && is_mark(mark->code_points[i + 1]));
}

/* The text that goes on where the first of the marks ends, NULL when none does. */
static const jb_mark *joined(const rest *r)
{
    const jb_mark *a = &r->marks[0];
    const jb_mark *b = &r->marks[1];
    bool next = r->count > 1 && b->kind == JB_MARK_TEXT && b->count > 0 && b->tag == a->tag;

    return next && b->y == a->y && b->x == a->x + a->width ? b : NULL;
}

/* Whether the next glyph stands under the white of this one. */
static bool spans(const pen *p, const rest *r, uint32_t i)
{
    const jb_mark *mark = r->marks;

    return has_white(mark, i) && cut(p, mark, i) && (i + 1 < mark->count || joined(r) != NULL);
}

static bool any_span(const pen *p, const rest *r)
{
    uint32_t i = 0;

    while (i < r->marks->count && !spans(p, r, i)) {
        i++;
    }
    return i < r->marks->count;
}

/* Neighbours of one element are one piece of marked content. A text object may hold the pieces of
 * many cells, or a piece many text objects, as long as the two nest. */
static void begin(pen *p, rest r, uint32_t page, jb_pieces *pieces)
{
    const jb_mark *mark = r.marks;
    bool text = mark->kind == JB_MARK_TEXT;
    bool same =
        p->marked && p->tag == mark->tag && (p->tag != JB_TAG_ARTIFACT || p->tag_text == text);

    /* Spans are marked content of their own, within the text object. */
    if (same && text && !(p->in_text && p->text_out) && any_span(p, &r)) {
        end_marked(p);
        same = false;
    }
    if (!same || (!text && p->in_text && p->text_out)) {
        end_marked(p);
        same = false;
    }
    if (text) {
        begin_text(p);
    } else {
        end_text(p);
    }
    if (!same) {
        begin_marked(p, mark, page, pieces);
    }
}

static void add_color(jb_str *out, uint32_t color, const char *operator)
{
    for (int shift = 16; shift >= 0; shift -= 8) {
        jb_pdf_add_milli(out, ((color >> shift & 255) * 1000 + 127) / 255);
        jb_str_addc(out, ' ');
    }
    jb_str_add(out, operator);
}

static void set_color(pen *p, uint32_t color)
{
    if (p->colored && p->color == color) {
        return;
    }
    add_color(p->out, color, "rg\n");
    p->colored = true;
    p->color = color;
}

static void add_rect(pen *p, const jb_mark *mark)
{
    set_color(p, mark->color);
    jb_pdf_add_milli(p->out, mark->x);
    jb_str_addc(p->out, ' ');
    jb_pdf_add_milli(p->out, (int64_t)p->height - mark->y - mark->height);
    jb_str_addc(p->out, ' ');
    jb_pdf_add_milli(p->out, mark->width);
    jb_str_addc(p->out, ' ');
    jb_pdf_add_milli(p->out, mark->height);
    jb_str_add(p->out, " re f\n");
}

static void add_point(pen *p, jb_point at, const char *operator)
{
    jb_pdf_add_milli(p->out, at.x);
    jb_str_addc(p->out, ' ');
    jb_pdf_add_milli(p->out, (int64_t)p->height - at.y);
    jb_str_add(p->out, operator);
}

static void add_outline(pen *p, const jb_path *path)
{
    for (uint32_t i = 0; i < path->count; i++) {
        add_point(p, path->points[i], i == 0 ? " m\n" : " l\n");
    }
    jb_str_add(p->out, path->closed ? "h " : "");
}

static void add_width(pen *p, jb_len width)
{
    jb_pdf_add_milli(p->out, width);
    jb_str_add(p->out, " w ");
}

/* Clipped to the area; a dot is a line of no length with a round end. */
static void add_hatch(pen *p, const jb_mark *mark)
{
    jb_segment *lines;
    size_t count = jb_hatch_list(mark, &lines);

    jb_str_add(p->out, "q\n");
    add_outline(p, mark->path);
    jb_str_add(p->out, "W* n\n1 J ");
    add_width(p, jb_hatch_width(mark->path->hatch));
    jb_str_add(p->out, "\n");
    for (size_t i = 0; i < count; i++) {
        add_point(p, lines[i].from, " m ");
        add_point(p, lines[i].to, " l\n");
    }
    jb_str_add(p->out, "S\nQ\n");
    free(lines);
}

/* Fill, pattern, then the line on top; whatever is set here ends with it. */
static void add_path(pen *p, const jb_mark *mark)
{
    const jb_path *path = mark->path;

    jb_str_add(p->out, "q 1 j ");
    add_color(p->out, mark->color, "RG\n");
    if (path->filled) {
        add_color(p->out, path->fill, "rg\n");
        add_outline(p, path);
        jb_str_add(p->out, "f*\n");
    }
    if (path->hatch != JB_HATCH_NONE) {
        add_hatch(p, mark);
    }
    if (path->stroke > 0) {
        add_width(p, path->stroke);
        jb_str_add(p->out, path->dashed ? "[3 2] 0 d\n" : "\n");
        add_outline(p, path);
        jb_str_add(p->out, "S\n");
    }
    jb_str_add(p->out, "Q\n");
}

/* Selects a font unless it is selected already. */
static void set_font(pen *p, const jb_mark *mark, uint16_t layer)
{
    if (p->set && p->font == mark->font && p->layer == layer && p->size == mark->size) {
        return;
    }
    jb_faces_add_name(p->out, mark->font, layer);
    jb_str_addc(p->out, ' ');
    jb_pdf_add_milli(p->out, mark->size);
    jb_str_add(p->out, " Tf\n");
    p->set = true;
    p->font = mark->font;
    p->layer = layer;
    p->size = mark->size;
}

/* Moves to the text's start. Positions are whole thousandths, so relative moves do not drift. */
static void place(pen *p, const jb_mark *mark)
{
    jb_len y = p->height - mark->y;

    set_color(p, mark->color);
    jb_pdf_add_milli(p->out, mark->x - p->x);
    jb_str_addc(p->out, ' ');
    jb_pdf_add_milli(p->out, y - p->y);
    jb_str_add(p->out, " Td\n");
    p->x = mark->x;
    p->y = y;
}

static int64_t round_div(int64_t a, int64_t b)
{
    return a >= 0 ? (a + b / 2) / b : -((-a + b / 2) / b);
}

/* What to write between two glyphs, in 1/10000 em, so that the pen at `at` comes to `want` (both
 * in 1/1000000 pt); 0 when it is near enough. Whole thousandths when those are exact enough. */
static int64_t adjustment(int64_t at, int64_t want, jb_len size)
{
    int64_t off = at - want;
    int64_t whole, left;

    if (off <= TOLERANCE * 1000 && off >= -TOLERANCE * 1000) {
        return 0;
    }
    whole = round_div(off, size);
    left = off - whole * size;
    if (left <= TOLERANCE * 1000 && left >= -TOLERANCE * 1000) {
        return whole * 10;
    }
    return round_div(off * 10, size);
}

static void end_string(pen *p)
{
    jb_str_add(p->out, p->string ? ">]TJ\n" : "");
    p->string = false;
}

/* The next glyph, after `before` of the same text. A new string begins before one grows too long, a
 * new operator where the layer changes. */
static void add_code(pen *p, const jb_mark *mark, jb_coded c, uint32_t before)
{
    if (!p->string || p->layer != c.layer) {
        end_string(p);
        set_font(p, mark, c.layer);
        jb_str_add(p->out, "[<");
        p->string = true;
    } else if (before % STRING_CODES == 0) {
        jb_str_add(p->out, "><");
    }
    jb_pdf_add_hex(p->out, c.code);
}

static void add_utf16(jb_str *out, uint32_t c)
{
    if (c > 0xFFFF) {
        jb_pdf_add_hex(out, (uint16_t)(0xD7C0 + (c >> 10)));
        c = 0xDC00 | (c & 0x3FF);
    }
    jb_pdf_add_hex(out, (uint16_t)c);
}

/* Begins a span at a glyph under whose white the next one stands. It is a piece of its own of the
 * element: readers are known to end the outer content where an inner one ends. */
static void begin_span(pen *p, rest r, uint32_t i, uint32_t page, jb_pieces *pieces)
{
    uint32_t tag = r.marks->tag;
    bool more = true;

    if (!spans(p, &r, i)) {
        return;
    }
    end_string(p);
    jb_str_add(p->out, tag == JB_TAG_ARTIFACT ? "/Span<<" : "EMC\n/Span");
    if (tag != JB_TAG_ARTIFACT) {
        add_mcid(p, tag, page, pieces);
    }
    jb_str_add(p->out, "/ActualText<FEFF");
    while (more) {
        const jb_mark *mark = r.marks;

        add_utf16(p->out, mark->code_points[i]);
        p->spanned++;
        more = cut(p, mark, i) && (i + 1 < mark->count || joined(&r) != NULL);
        if (++i == mark->count) {
            i = 0;
            r.marks++;
            r.count--;
        }
    }
    jb_str_add(p->out, ">>>BDC\n");
}

static void end_span(pen *p, const jb_mark *mark, uint32_t page, jb_pieces *pieces)
{
    if (p->spanned == 0 || --p->spanned > 0) {
        return;
    }
    end_string(p);
    jb_str_add(p->out, "EMC\n");
    if (mark->tag != JB_TAG_ARTIFACT) {
        begin_marked(p, mark, page, pieces);
    }
}

/* The error of each adjustment is carried to the next, so it cannot accumulate. */
static void add_glyphs(pen *p, rest r, uint32_t page, jb_pieces *pieces)
{
    const jb_mark *mark = r.marks;
    int64_t at = 0, want = 0;

    for (uint32_t i = 0; i < mark->count; i++) {
        jb_coded c = jb_faces_code(p->faces, mark->font, mark->glyphs[i], mark->code_points[i]);
        int64_t step;

        if (p->spanned == 0) {
            begin_span(p, r, i, page, pieces);
        }
        add_code(p, mark, c, i);
        at += (int64_t)c.width * mark->size;
        want += (int64_t)mark->adv[i] * 1000;
        step = i + 1 == mark->count ? 0 : adjustment(at, want, mark->size);
        if (step != 0) {
            jb_str_addc(p->out, '>');
            jb_pdf_add_milli(p->out, step * 100);
            jb_str_addc(p->out, '<');
            at -= step * mark->size / 10;
        }
        end_span(p, mark, page, pieces);
    }
    end_string(p);
}

void jb_content_add(jb_str *out, const jb_pages *pages, uint32_t number, const jb_faces *faces,
                    jb_pieces *pieces)
{
    const jb_page *page = &pages->pages[number];
    pen p = {.out = out, .height = page->height, .faces = faces, .tags = pages->tags};

    for (size_t i = 0; i < page->mark_count; i++) {
        const jb_mark *mark = &page->marks[i];
        rest r = {mark, page->mark_count - i};

        if (mark->kind == JB_MARK_TEXT && mark->count > 0) {
            begin(&p, r, number, pieces);
            place(&p, mark);
            add_glyphs(&p, r, number, pieces);
        } else if (mark->kind == JB_MARK_RECT) {
            begin(&p, r, number, pieces);
            add_rect(&p, mark);
        } else if (mark->kind == JB_MARK_PATH) {
            begin(&p, r, number, pieces);
            add_path(&p, mark);
        }
    }
    end_marked(&p);
    end_text(&p);
}
