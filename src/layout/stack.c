/* stack.c - paragraphs, headings and hanging items one under the other.
 *
 * Decides how lines of text are shared out between pages: at least two lines of a paragraph on
 * either side of a break, body text on the line grid. Knows nothing of tables.
 */
#include "run.h"

/* Lines of a paragraph that keep together on either side of a page break. */
#define TOGETHER 2

jb_len stack_start(const run *r, const jb_style *style, jb_len before, jb_len y)
{
    if (!page_drops_space(r, y)) {
        y += before;
    }
    jb_len grid = r->page->line_pitch;
    if (grid > 0 && style_pitch(style) == grid) {
        jb_len off = (y - r->top) % grid;
        y += off > 0 ? grid - off : 0;
    }
    return y;
}

static jb_len start_y(const run *r, const stack *s, jb_len y)
{
    return s->at > 0 || s->line > 0 ? y : stack_start(r, s->style, s->before, y);
}

/* Of a paragraph of which `left` lines remain, those that go where `room` lines have room. */
static size_t share_lines(size_t left, bool begins, size_t room)
{
    if (room >= left) {
        return left;
    }
    size_t take = room;
    if (left - take < TOGETHER) {
        take = left > TOGETHER ? left - TOGETHER : 0;
    }
    return begins && take < TOGETHER ? 0 : take;
}

static size_t lines_left(const stack *s)
{
    size_t left = 0;
    for (size_t i = s->at; i < s->count; i++) {
        left += para_lines(&s->entries[i].text);
    }
    return left - s->line;
}

static size_t least_of(size_t lines)
{
    return lines <= 2 * TOGETHER - 1 ? lines : TOGETHER;
}

/* The fewest lines that may stand at the foot of a page. */
static size_t least_lines(const stack *s)
{
    if (s->at >= s->count) {
        return 0;
    }
    size_t left = lines_left(s);
    size_t first = para_lines(&s->entries[s->at].text) - s->line;
    size_t least = least_of(first);
    if (s->notes == NULL || s->at > 0 || s->line > 0) {
        return least;
    }
    if (left < 2 * TOGETHER) {
        return left;
    }
    return first > 1 ? least : first + least_of(para_lines(&s->entries[1].text));
}

jb_len stack_reach(const run *r, const stack *s, jb_len y, bool whole)
{
    size_t lines = whole || s->keep ? lines_left(s) : least_lines(s);
    if (lines == 0) {
        return y;
    }
    int64_t end = start_y(r, s, y) + (int64_t)lines * style_pitch(s->style);
    if (s->at < s->count) {
        end += footnotes_cost(r, &s->entries[s->at].text, s->line, lines);
    }
    return end < INT32_MAX / 2 ? (jb_len)end : INT32_MAX / 2;
}

/* Of an entry of notes, whose `left` lines would go here, those that may: no line of the notes
 * stands alone on either page. */
static size_t share_notes(const stack *s, size_t left, size_t room)
{
    size_t behind = lines_left(s) - left;
    bool begins = s->at == 0 && s->line == 0;
    if (room >= left + behind) {
        return left;
    }
    if (begins) {
        return room < least_lines(s) ? 0 : left;
    }
    if (behind >= TOGETHER) {
        return left;
    }
    return left >= 2 * TOGETHER ? left - TOGETHER : 0;
}

static bool stack_away(const run *r, const stack *s)
{
    return s->own.set.count > 0 && r->fresh && r->page_count != s->home;
}

/* Elements of an entry: a heading or paragraph is one; an item and a note have their label. */
static void begin_entry(run *r, stack *s, entry *e, jb_len y)
{
    uint32_t parent = s->list ? s->tag : 0;
    ink in = {.path = s->path, .notes = s->notes};
    if (!e->lead.set.count && !e->label.set.count && e->anchor == 0 && e->kind != JB_TAG_LI) {
        e->tag = tag_add(r, e->kind, parent);
        return;
    }
    if (e->lead.set.count > 0) {
        in.tag = tag_add(r, e->kind == JB_TAG_LI ? JB_TAG_CAPTION : JB_TAG_P, parent);
        mark_line(r, &e->lead, 0, s->style, r->left + e->lead_x, y, &in);
    }
    uint32_t item = tag_add(r, e->kind, parent);
    r->tags[item].id = e->kind == JB_TAG_NOTE ? e->anchor : 0;
    if (e->anchor != 0) {
        mark_anchor(r, r->left + e->label_x, y, e->anchor, item, s->path);
    }
    if (e->label.set.count > 0) {
        in.tag = tag_add(r, JB_TAG_LBL, item);
        mark_line(r, &e->label, 0, s->style, r->left + e->label_x, y, &in);
    }
    e->tag = e->kind == JB_TAG_LI ? tag_add(r, JB_TAG_LBODY, item) : item;
}

static void write_lines(run *r, stack *s, size_t count, jb_len y)
{
    entry *e = &s->entries[s->at];
    if (s->line == 0 && s->at == 0) {
        s->begun_at = y;
        s->begun_on = (uint32_t)r->page_count;
        s->tag = s->list ? tag_add(r, JB_TAG_LIST, 0) : 0;
    }
    if (s->line == 0) {
        begin_entry(r, s, e, y);
    }
    ink in = {.tag = e->tag, .path = s->path, .notes = s->notes};
    for (size_t i = 0; i < count; i++) {
        footnotes_call(r, &e->text, s->line + i, y + style_pitch(s->style), s->path);
        mark_line(r, &e->text, s->line + i, s->style, r->left + e->text_x, y, &in);
        y += style_pitch(s->style);
    }
    s->line += count;
    if (s->line >= para_lines(&e->text)) {
        s->at++;
        s->line = 0;
    }
}

/* Notes on another page than what they belong to say whose they are; a page that has hardly room
 * for them is better without. Returns where they begin. */
static jb_len write_owner(run *r, stack *s, jb_len y)
{
    jb_len pitch = style_pitch(s->style);
    bool begins = s->at == 0 && s->line == 0;
    if (!stack_away(r, s) || r->bottom - y < (TOGETHER + 1) * pitch) {
        return y;
    }
    ink in = {.path = s->path, .notes = s->notes, .tag = JB_TAG_ARTIFACT};
    mark_line(r, begins ? &s->own : &s->again, 0, s->style, r->left, y, &in);
    if (begins) {
        entry *first = &s->entries[0];
        in.tag = tag_add(r, JB_TAG_P, 0);
        mark_line(r, &first->lead, 0, s->style, r->left + para_width(&s->own), y, &in);
        first->lead = (para){0};
    }
    return y + pitch;
}

static bool better_whole(const run *r, const stack *s, jb_len y)
{
    return s->keep && s->at == 0 && s->line == 0 && stack_reach(r, s, y, true) > r->bottom &&
           (int64_t)lines_left(s) * style_pitch(s->style) <= r->bottom - r->top;
}

/* The lines of the entry in hand that may stand here when `room` of its `left` ones have room and
 * the last of the stack wait for what signs it: all but those, or none of a short entry, which
 * goes on with the signature. */
static size_t held_room(const stack *s, size_t left, size_t room)
{
    bool last = s->at + 1 == s->count;
    if (!last || s->hold == 0 || room < left) {
        return room;
    }
    return left > s->hold ? left - s->hold : 0;
}

placed stack_place(run *r, stack *s, bool forced)
{
    jb_len pitch = style_pitch(s->style);
    jb_len y = start_y(r, s, r->y);
    bool wrote = false;
    if (s->count == 0) {
        return PLACED_ALL;
    }
    if (!forced && better_whole(r, s, r->y)) {
        r->why = "a block is kept whole";
        return PLACED_NONE;
    }
    if (!forced && s->keep && s->hold > 0 && s->at == 0 && s->line == 0) {
        r->why = "what signs a text is kept with it";
        return PLACED_NONE;
    }
    y = s->at < s->count ? write_owner(r, s, y) : y;
    while (s->at < s->count) {
        size_t left = para_lines(&s->entries[s->at].text) - s->line;
        size_t room = y < r->bottom ? (size_t)((r->bottom - y) / pitch) : 0;
        size_t lines = room < left ? room : left;
        room = footnotes_room(r, &s->entries[s->at].text, s->line, room, y, pitch);
        const char *full =
            room < lines ? "the footnotes of the next line do not fit" : "the page is full";
        size_t unheld = forced && !wrote && left <= s->hold ? room : held_room(s, left, room);
        bool held = unheld < room;
        room = unheld;
        size_t take = share_lines(left, s->line == 0, room);
        take = s->notes != NULL && take == left && !(forced && !wrote) ? share_notes(s, left, room)
                                                                       : take;
        if (take == 0 && forced && !wrote) {
            take = room < left ? room : left;
        }
        if (take == 0) {
            r->why = held       ? "what signs a text is kept with it"
                     : room > 0 ? "two lines of a paragraph are kept together"
                                : full;
            break;
        }
        write_lines(r, s, take, y);
        wrote = true;
        y += (jb_len)take * pitch;
        if (take < left) {
            r->why = held ? "what signs a text is kept with it" : full;
            break;
        }
    }
    if (!wrote && s->at < s->count) {
        return PLACED_NONE;
    }
    r->y = s->at == s->count ? y + s->after : y;
    return s->at == s->count ? PLACED_ALL : PLACED_PART;
}

/* A label and what stands between it and the text. */
static jb_len label_room(const para *label, const jb_style *style)
{
    jb_len white = para_white(label);
    jb_len gap = style->size / 4;
    return para_width(label) + (white > gap ? white : gap);
}

static jb_status item_text(run *r, const jb_list_item *item, const jb_style *style, const where *at,
                           entry *e)
{
    text_spec spec = {.style = style, .align = style->align};
    spec.width = r->right - r->left - e->text_x;
    /* A label wider than its place pushes the first line on. */
    bool labelled = e->label.set.count > 0;
    jb_len free_from = e->label_x + (labelled ? label_room(&e->label, style) : 0);
    spec.first = free_from > e->text_x ? free_from - e->text_x : 0;
    return text_build(r, &item->text, &spec, at, &e->text);
}

jb_status stack_list(run *r, const jb_list_item *items, size_t count, const jb_style *style,
                     jb_len label_width, const jb_text *lead, const where *at, entry *out)
{
    jb_len widest = 0;
    jb_len left = style->first_indent;
    where item_at = *at;
    if (lead != NULL && count > 0) {
        jb_status status = text_build_label(r, lead, style, at, &out[0].lead);
        if (status != JB_OK) {
            return status;
        }
        out[0].lead_x = left;
        left += para_width(&out[0].lead) + para_white(&out[0].lead);
    }
    for (size_t i = 0; i < count; i++) {
        item_at.row = i + 1;
        jb_status status = text_build_label(r, &items[i].label, style, &item_at, &out[i].label);
        if (status != JB_OK) {
            return status;
        }
        jb_len width = out[i].label.set.count > 0 ? label_room(&out[i].label, style) : 0;
        widest = width > widest ? width : widest;
    }
    if (label_width <= 0) {
        label_width = widest;
    }
    for (size_t i = 0; i < count; i++) {
        item_at.row = i + 1;
        out[i].label_x = left;
        /* What has no label begins where labels do. */
        out[i].text_x = left + (items[i].label.count > 0 ? label_width : 0);
        jb_status status = item_text(r, &items[i], style, &item_at, &out[i]);
        if (status != JB_OK) {
            return status;
        }
    }
    return JB_OK;
}

jb_status stack_owned(run *r, stack *s, const char *continued, const jb_text *number,
                      const jb_text *lead, const where *at)
{
    if (text_empty(number) || text_empty(lead) || continued == NULL) {
        return JB_OK;
    }
    jb_text own = *number;
    jb_text again = caption_continued(r, continued, number, lead);
    if (r->doc->lang != JB_LANG_ZH) {
        own = text_join(r->work, number, " ", lead);
        own.count -= lead->count;
    }
    jb_status status = text_build_label(r, &own, s->style, at, &s->own);
    return status == JB_OK ? text_build_label(r, &again, s->style, at, &s->again) : status;
}
