/* text.c - the document's texts as set lines.
 *
 * Decides how a note mark is raised and how a fault names its place. Knows nothing of pages.
 */
#include "run.h"

#include <stdio.h>
#include <string.h>

/* Note marks: two thirds of the size, raised by a third. */
#define MARK_SIZE(size) ((size)*2 / 3)
#define MARK_RISE(size) ((size) / 3)
/* No text may be higher than this, so that sums of heights stay far inside a jb_len. */
#define HEIGHT_LIMIT JB_PT(500000)

bool text_empty(const jb_text *text)
{
    for (size_t i = 0; i < text->count; i++) {
        if (text->items[i].text != NULL && text->items[i].text[0] != '\0') {
            return false;
        }
    }
    return true;
}

jb_len style_pitch(const jb_style *style)
{
    return style->pitch > 0 ? style->pitch : style->size;
}

static void fill_runs(run *r, const jb_text *text, const jb_style *style)
{
    if (text->count > r->run_cap) {
        r->runs = jb_grow(r->runs, &r->run_cap, text->count, sizeof *r->runs);
    }
    for (size_t i = 0; i < text->count; i++) {
        const jb_inline *item = &text->items[i];
        r->runs[i] = (jb_run){
            .text = item->text != NULL ? item->text : "",
            .role = item->bold ? JB_ROLE_TITLE : style->role,
            .size = item->superscript ? MARK_SIZE(style->size) : style->size,
            .rise = item->superscript ? MARK_RISE(style->size) : 0,
            .color = style->color,
            .ref = (uint32_t)i,
        };
    }
}

/* The parts of a block in Chinese; a part that is counted stands before its number. */
static const char *part_zh(const char *what)
{
    static const char *const names[][2] = {
        {"title", "题"},      {"unit", "单位"},        {"figure", "数字"},
        {"series", "系列"},   {"category", "类目"},    {"axis", "坐标"},
        {"note", "注"},       {"legend", "图例"},      {"source", "资料来源"},
        {"item", "项"},       {"table row", "表"},     {"entry", "条目"},
        {"footnote", "脚注"}, {"page number", "页码"}, {"table head row", "表头"},
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strcmp(names[i][0], what) == 0) {
            return names[i][1];
        }
    }
    return what;
}

jb_loc where_loc(const run *r, const where *at)
{
    jb_loc loc = jb_loc_make(r->doc->source, 0, 0, at->path);
    size_t size = sizeof loc.part_en;
    if (at->what == NULL) {
        return loc;
    }
    const char *zh = part_zh(at->what);
    if (at->row == 0) {
        (void)snprintf(loc.part_en, size, "%s", at->what);
        (void)snprintf(loc.part_zh, size, "%s", zh);
    } else if (at->column == 0) {
        (void)snprintf(loc.part_en, size, "%s %zu", at->what, at->row);
        (void)snprintf(loc.part_zh, size, "%s %zu", zh, at->row);
    } else {
        (void)snprintf(loc.part_en, size, "%s %zu, column %zu", at->what, at->row, at->column);
        (void)snprintf(loc.part_zh, size, "%s第 %zu 行第 %zu 列", zh, at->row, at->column);
    }
    return loc;
}

/* The place is only spelt out when something is wrong: a table has many thousand cells. */
static jb_status build(run *r, const jb_text *text, const jb_para_spec *ps, const where *at,
                       jb_para *set)
{
    size_t count = text->count;
    if (jb_para_build(r->arena, r->fonts, r->runs, count, ps, set, NULL) == JB_OK) {
        return JB_OK;
    }
    jb_loc loc = where_loc(r, at);
    jb_para_spec told = *ps;
    told.loc = &loc;
    return jb_para_build(r->arena, r->fonts, r->runs, count, &told, set, r->err);
}

static jb_status check_size(run *r, const text_spec *spec, const where *at, const jb_para *set)
{
    if ((int64_t)set->count * style_pitch(spec->style) <= HEIGHT_LIMIT) {
        return JB_OK;
    }
    jb_loc loc = where_loc(r, at);
    return jb_fail(r->err, JB_ERR_INPUT, &loc,
                   "this text takes %zu lines in a measure of %d mm; shorten it or give it more "
                   "room",
                   "这段文字要排 %zu 行（行宽 %d 毫米）；请缩短文字或加宽版面", set->count,
                   len_tenths(spec->width) / 10);
}

jb_status text_build(run *r, const jb_text *text, const text_spec *spec, const where *at, para *out)
{
    *out = (para){.items = text->items};
    if (text_empty(text)) {
        return JB_OK;
    }
    if (spec->width <= 0) {
        jb_loc loc = where_loc(r, at);
        return jb_fail(r->err, JB_ERR_INPUT, &loc,
                       "the indents or margins leave no room for text; make them smaller",
                       "缩进或页边距过大，没有留下排文字的位置；请减小");
    }
    fill_runs(r, text, spec->style);
    jb_para_spec ps = {
        .width = spec->width,
        .first_indent = spec->first,
        .rest_indent = spec->rest,
        .align = spec->align == JB_ALIGN_DECIMAL ? JB_ALIGN_RIGHT : spec->align,
        .lang = r->doc->lang,
        .loose = spec->style->loose,
        .grid = spec->style->grid && r->doc->page.char_pitch > 0,
        .pitch = r->doc->page.char_pitch,
    };
    jb_status status = build(r, text, &ps, at, &out->set);
    return status != JB_OK ? status : check_size(r, spec, at, &out->set);
}

jb_status text_build_line(run *r, const jb_text *text, const jb_style *style, const where *at,
                          para *out)
{
    text_spec spec = {.style = style, .align = JB_ALIGN_LEFT, .width = TEXT_ENDLESS};
    return text_build(r, text, &spec, at, out);
}

jb_status text_build_label(run *r, const jb_text *text, const jb_style *style, const where *at,
                           para *out)
{
    jb_status status = text_build_line(r, text, style, at, out);
    if (status != JB_OK || out->set.count <= 1) {
        return status;
    }
    jb_loc loc = where_loc(r, at);
    return jb_fail(r->err, JB_ERR_INPUT, &loc,
                   "a label or note mark must stand on one line; this one takes %zu",
                   "标号或注码只能占一行，这里占了 %zu 行", out->set.count);
}

static jb_status measure(run *r, const jb_text *text, const jb_style *style, const where *at,
                         jb_len *natural, jb_len *minimum)
{
    size_t count = text->count;
    *natural = *minimum = 0;
    if (text_empty(text)) {
        return JB_OK;
    }
    fill_runs(r, text, style);
    if (jb_para_measure(r->fonts, r->runs, count, r->doc->lang, NULL, natural, minimum, NULL) ==
        JB_OK) {
        return JB_OK;
    }
    jb_loc loc = where_loc(r, at);
    return jb_para_measure(r->fonts, r->runs, count, r->doc->lang, &loc, natural, minimum, r->err);
}

jb_status text_natural(run *r, const jb_text *text, const jb_style *style, const where *at,
                       jb_len *natural)
{
    jb_len minimum = 0;
    return measure(r, text, style, at, natural, &minimum);
}

jb_status text_minimum(run *r, const jb_text *text, const jb_style *style, const where *at,
                       jb_len *minimum)
{
    jb_len natural = 0;
    return measure(r, text, style, at, &natural, minimum);
}

int len_tenths(int64_t length)
{
    return (int)((length * 254 + 36000) / 72000);
}

jb_len line_end(const jb_line *line)
{
    jb_len end = line->x + line->width;
    if (line->piece_count > 0) {
        const jb_piece *last = &line->pieces[line->piece_count - 1];
        jb_len drawn = last->x + last->width;
        end = drawn > end ? drawn : end;
    }
    return end;
}

jb_len para_width(const para *p)
{
    jb_len widest = 0;
    for (size_t i = 0; i < p->set.count; i++) {
        jb_len end = line_end(&p->set.lines[i]);
        widest = end > widest ? end : widest;
    }
    return widest;
}

/* Full-width marks whose right half is white. */
static bool ends_white(uint32_t c)
{
    static const uint32_t marks[] = {0x3001, 0x3002, 0x300B, 0x300D, 0x300F, 0x3011, 0x3015,
                                     0x201D, 0xFF09, 0xFF0C, 0xFF1A, 0xFF1B, 0};
    size_t i = 0;
    while (marks[i] != 0 && marks[i] != c) {
        i++;
    }
    return marks[i] != 0;
}

jb_len para_white(const para *p)
{
    const jb_line *line = p->set.count > 0 ? &p->set.lines[p->set.count - 1] : NULL;
    const jb_piece *last =
        line != NULL && line->piece_count > 0 ? &line->pieces[line->piece_count - 1] : NULL;
    if (last == NULL || last->count == 0 || !ends_white(last->code_points[last->count - 1])) {
        return 0;
    }
    jb_len adv = last->adv[last->count - 1];
    return adv < last->size ? last->size - adv : 0;
}

size_t para_lines(const para *p)
{
    return p->set.count > 0 ? p->set.count : 1;
}

jb_text text_join(jb_arena *arena, const jb_text *a, const char *between, const jb_text *b)
{
    bool both = !text_empty(a) && !text_empty(b);
    jb_inline *items = jb_arena_array(arena, a->count + b->count + 1, sizeof *items);
    size_t n = 0;
    for (size_t i = 0; i < a->count; i++) {
        items[n++] = a->items[i];
    }
    if (both) {
        items[n++] = (jb_inline){.text = between};
    }
    for (size_t i = 0; i < b->count; i++) {
        items[n++] = b->items[i];
    }
    return (jb_text){.items = items, .count = n};
}

const char *text_flat(jb_arena *arena, const jb_text *text)
{
    jb_str flat = {0};
    for (size_t i = 0; i < text->count; i++) {
        if (!text->items[i].superscript && text->items[i].text != NULL) {
            jb_str_add(&flat, text->items[i].text);
        }
    }
    char *copy = jb_arena_strdup(arena, jb_str_text(&flat));
    for (char *p = strpbrk(copy, "\n\t"); p != NULL; p = strpbrk(p, "\n\t")) {
        *p = ' ';
    }
    jb_str_free(&flat);
    return copy;
}
