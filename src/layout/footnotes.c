/* footnotes.c - notes at the foot of the page that calls them, under a short rule.
 *
 * Decides how much of the page notes take: a line with a call is only placed where at least the
 * first lines of its note have room as well; what has none goes on at the foot of the next page.
 */
#include "footnotes.h"

#include "page.h"

#include <stdlib.h>
#include <string.h>

#define TOGETHER 2    /* lines of a note on the page of its call */
#define CALLS_MOST 50 /* there are circled numbers up to 50 */
#define RULE_WIDTH 4  /* a part of the measure */
#define RULE_HEIGHT JB_MM100(25)

typedef struct footnote {
    para label;
    para texts[2]; /* in the measure of an upright and of a turned page */
    uint32_t anchor, tag;
    size_t line;   /* the next to be written */
    size_t number; /* on its page, from 1; 0 = not called yet */
    bool turned;   /* the page that calls it */
    uint32_t path; /* of the block that calls it */
} footnote;

struct footnotes {
    footnote *items;
    size_t count;
    jb_len text_x;
    size_t *here; /* called on the page in hand, or left over from the one before */
    size_t here_count;
    size_t numbered; /* calls on the page in hand */
    size_t lines;    /* what they want */
    jb_len taken;    /* of the page's foot */
};

static jb_len area(const run *r, size_t lines)
{
    const jb_style *style = &r->doc->footnote_style;
    return lines == 0 ? 0 : style->before + (jb_len)lines * style_pitch(style);
}

static const para *text_of(const run *r, const footnote *n)
{
    return &n->texts[n->number > 0 ? n->turned : page_turned(r)];
}

static size_t lines_left(const run *r, const footnote *n)
{
    return para_lines(text_of(r, n)) - n->line;
}

static jb_len page_floor(const run *r)
{
    return r->page->height - r->page->bottom - r->imprint_height;
}

/* ---- setting */

static const char *circled(run *r, size_t number)
{
    jb_str s = {0};
    uint32_t point = number <= 20   ? 0x245F + (uint32_t)number
                     : number <= 35 ? 0x3250 + (uint32_t)number - 20
                                    : 0x32B0 + (uint32_t)number - 35;
    jb_str_add_utf8(&s, point);
    const char *text = jb_arena_strdup(r->work, jb_str_text(&s));
    jb_str_free(&s);
    return text;
}

static jb_status build_label(run *r, const jb_text *label, size_t i, para *out)
{
    where at = {.path = "$.blocks", .what = "footnote", .row = i + 1};
    return text_build_label(r, label, &r->doc->footnote_style, &at, out);
}

/* The marks of a page are known when the page is: the first stands for all, they are as wide. */
static jb_text first_label(run *r, size_t i, size_t number)
{
    if (!r->doc->footnote_by_page) {
        return r->doc->footnotes[i].label;
    }
    jb_inline *item = jb_arena_alloc(r->work, sizeof *item);
    item->text = circled(r, number);
    return (jb_text){item, 1};
}

static jb_status build_text(run *r, footnotes *f, size_t i, bool turned)
{
    page_face(r, turned);
    const jb_style *style = &r->doc->footnote_style;
    jb_len label = para_width(&f->items[i].label);
    jb_len free_from = label + (label > 0 ? style->size / 4 : 0);
    text_spec spec = {
        .style = style,
        .align = style->align,
        .width = r->right - r->left - f->text_x,
        .first = free_from > f->text_x ? free_from - f->text_x : 0,
    };
    where at = {.path = "$.blocks", .what = "footnote", .row = i + 1};
    return text_build(r, &r->doc->footnotes[i].text, &spec, &at, &f->items[i].texts[turned]);
}

jb_status footnotes_build(run *r)
{
    size_t count = r->doc->footnote_count;
    footnotes *f = jb_arena_alloc(r->work, sizeof *f);
    f->items = jb_arena_array(r->work, count + 1, sizeof *f->items);
    f->here = jb_arena_array(r->work, count + 1, sizeof *f->here);
    f->count = count;
    f->text_x = r->doc->footnote_style.size * 3 / 2;
    r->foot = f;
    jb_status status = JB_OK;
    for (size_t i = 0; i < count && status == JB_OK; i++) {
        jb_text label = first_label(r, i, 1);
        f->items[i].anchor = ++r->anchors;
        status = build_label(r, &label, i, &f->items[i].label);
        if (status == JB_OK) {
            status = build_text(r, f, i, true);
        }
        if (status == JB_OK) {
            status = build_text(r, f, i, false);
        }
    }
    page_face(r, false);
    return status;
}

/* ---- taking room */

static void take_room(run *r, footnotes *f, jb_len y)
{
    jb_len end = page_floor(r);
    jb_len want = area(r, f->lines);
    f->taken = want > end - y ? end - y : want;
    r->bottom = end - f->taken;
}

void footnotes_begin(run *r)
{
    footnotes *f = r->foot;
    size_t kept = 0;
    if (f == NULL) {
        return;
    }
    f->lines = 0;
    f->numbered = 0;
    for (size_t i = 0; i < f->here_count; i++) {
        size_t left = lines_left(r, &f->items[f->here[i]]);
        if (left > 0) {
            f->here[kept++] = f->here[i];
            f->lines += left;
        }
    }
    f->here_count = kept;
    f->taken = 0;
    if (kept > 0) {
        take_room(r, f, r->top + (page_floor(r) - r->top) / 2);
    }
}

bool footnotes_pending(const run *r)
{
    return r->foot != NULL && r->foot->here_count > 0;
}

static footnote *called(const run *r, const para *p, size_t line, size_t piece)
{
    uint32_t number = p->items[p->set.lines[line].pieces[piece].ref].footnote;
    return number == 0 || number > r->foot->count ? NULL : &r->foot->items[number - 1];
}

/* Of `most` lines from `first`, those that have room from y with at least the beginnings of the
 * notes they call. */
size_t footnotes_room(const run *r, const para *p, size_t first, size_t most, jb_len y,
                      jb_len pitch)
{
    const footnotes *f = r->foot;
    if (f == NULL || f->count == 0 || p->set.count == 0) {
        return most;
    }
    size_t lines = f->lines;
    size_t calls = f->numbered;
    jb_len bottom = r->bottom;
    for (size_t i = 0; i < most && first + i < p->set.count; i++) {
        size_t least = 0;
        const jb_line *line = &p->set.lines[first + i];
        for (size_t k = 0; k < line->piece_count; k++) {
            const footnote *n = called(r, p, first + i, k);
            if (n != NULL && n->number == 0) {
                size_t whole = lines_left(r, n);
                least = lines + (whole < TOGETHER ? whole : TOGETHER);
                lines += whole;
                calls++;
            }
        }
        jb_len end = y + (jb_len)(i + 1) * pitch;
        if (least > 0 && (end + area(r, least) > page_floor(r) || calls > CALLS_MOST)) {
            return i;
        }
        if (least == 0 && end > bottom) {
            return i;
        }
        jb_len want = area(r, lines);
        jb_len room = page_floor(r) - end;
        bottom = least == 0 ? bottom : page_floor(r) - (want < room ? want : room);
    }
    return most;
}

jb_len footnotes_cost(const run *r, const para *p, size_t first, size_t count)
{
    const footnotes *f = r->foot;
    size_t lines = 0;
    if (f == NULL || f->count == 0) {
        return 0;
    }
    for (size_t i = first; i < first + count && i < p->set.count; i++) {
        for (size_t k = 0; k < p->set.lines[i].piece_count; k++) {
            const footnote *n = called(r, p, i, k);
            lines += n != NULL && n->number == 0 ? lines_left(r, n) : 0;
        }
    }
    return lines == 0 ? 0 : area(r, f->lines + lines) - area(r, f->lines);
}

void footnotes_call(run *r, const para *p, size_t line, jb_len y, uint32_t path)
{
    footnotes *f = r->foot;
    if (f == NULL || f->count == 0 || line >= p->set.count) {
        return;
    }
    bool any = false;
    for (size_t k = 0; k < p->set.lines[line].piece_count; k++) {
        footnote *n = called(r, p, line, k);
        if (n != NULL && n->number == 0) {
            n->turned = page_turned(r);
            n->number = ++f->numbered;
            n->path = path;
            f->here[f->here_count++] = (size_t)(n - f->items);
            f->lines += lines_left(r, n);
            any = true;
        }
    }
    if (any) {
        take_room(r, f, y);
    }
}

uint32_t footnotes_anchor(const run *r, uint32_t number)
{
    const footnotes *f = r->foot;
    return f != NULL && number > 0 && number <= f->count ? f->items[number - 1].anchor : 0;
}

/* The mark that the page gives a call, set in the footnotes' type; NULL when it keeps its own. */
const jb_piece *footnotes_mark(run *r, uint32_t number)
{
    footnotes *f = r->foot;
    if (f == NULL || !r->doc->footnote_by_page || number == 0 || number > f->count ||
        f->items[number - 1].number == 0) {
        return NULL;
    }
    para label = {0};
    jb_text text = first_label(r, number - 1, f->items[number - 1].number);
    r->late_status = build_label(r, &text, number - 1, &label);
    bool whole = r->late_status == JB_OK && label.set.count == 1;
    return whole ? &label.set.lines[0].pieces[0] : NULL;
}

/* ---- writing */

static jb_status begin_note(run *r, footnotes *f, footnote *n, jb_len y)
{
    const jb_style *style = &r->doc->footnote_style;
    size_t i = (size_t)(n - f->items);
    ink in = {.path = n->path};
    n->tag = tag_add(r, JB_TAG_NOTE, 0);
    r->tags[n->tag].id = n->anchor;
    mark_anchor(r, r->left, y, n->anchor, n->tag, n->path);
    jb_text label = first_label(r, i, n->number);
    jb_status status = build_label(r, &label, i, &n->label);
    if (status == JB_OK && n->label.set.count > 0) {
        in.tag = tag_add(r, JB_TAG_LBL, n->tag);
        mark_line(r, &n->label, 0, style, r->left, y, &in);
    }
    return status;
}

static jb_status write_notes(run *r, footnotes *f, size_t room, jb_len y)
{
    const jb_style *style = &r->doc->footnote_style;
    for (size_t i = 0; i < f->here_count && room > 0; i++) {
        footnote *n = &f->items[f->here[i]];
        if (n->line == 0) {
            jb_status status = begin_note(r, f, n, y);
            if (status != JB_OK) {
                return status;
            }
        }
        ink in = {.tag = n->tag, .path = n->path};
        for (; lines_left(r, n) > 0 && room > 0; room--) {
            mark_line(r, text_of(r, n), n->line++, style, r->left + f->text_x, y, &in);
            y += style_pitch(style);
        }
    }
    return JB_OK;
}

jb_status footnotes_write(run *r)
{
    footnotes *f = r->foot;
    if (!footnotes_pending(r)) {
        return JB_OK;
    }
    const jb_style *style = &r->doc->footnote_style;
    jb_len end = page_floor(r);
    jb_len taken = r->fresh ? end - r->top : f->taken;
    size_t room =
        taken > style->before ? (size_t)((taken - style->before) / style_pitch(style)) : 0;
    room = room > f->lines ? f->lines : room;
    if (room == 0) {
        return JB_OK;
    }
    jb_len y = end - (jb_len)room * style_pitch(style);
    mark_rule(r, r->left, y - style->before / 2, (r->right - r->left) / RULE_WIDTH, RULE_HEIGHT,
              f->items[f->here[0]].path);
    return write_notes(r, f, room, y);
}

jb_status footnotes_check(run *r)
{
    const footnotes *f = r->foot;
    for (size_t i = 0; f != NULL && i < f->count; i++) {
        if (f->items[i].number == 0 || lines_left(r, &f->items[i]) > 0) {
            return jb_fail(r->err, JB_ERR_INTERNAL, NULL,
                           "footnote %zu is called nowhere or lost; please report it",
                           "第 %zu 条脚注没有被引用或丢失；请报告此问题", i + 1);
        }
    }
    return JB_OK;
}
