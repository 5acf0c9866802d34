/* table_parts.c - what stands around a table: number and title, unit, notes, legend, source.
 *
 * Decides that pages after the first repeat the title from a template ("续{number}　{title}").
 */
#include "table.h"

#include <string.h>

static void add_text(jb_inline *items, size_t *n, const jb_text *text)
{
    for (size_t i = 0; i < text->count; i++) {
        items[(*n)++] = text->items[i];
    }
}

jb_text caption_continued(run *r, const char *format, const jb_text *number_text,
                          const jb_text *title_text)
{
    static const char number[] = "{number}";
    static const char title[] = "{title}";
    size_t most = 2;
    for (const char *p = format; (p = strchr(p, '{')) != NULL; p++) {
        most += 1 + number_text->count + title_text->count;
    }
    jb_inline *items = jb_arena_array(r->work, most, sizeof *items);
    size_t n = 0;
    const char *from = format;
    for (const char *p = from; *p != '\0';) {
        bool is_number = strncmp(p, number, sizeof number - 1) == 0;
        if (!is_number && strncmp(p, title, sizeof title - 1) != 0) {
            p++;
            continue;
        }
        if (p > from) {
            items[n++].text = jb_arena_strndup(r->work, from, (size_t)(p - from));
        }
        add_text(items, &n, is_number ? number_text : title_text);
        p += is_number ? sizeof number - 1 : sizeof title - 1;
        from = p;
    }
    if (*from != '\0') {
        items[n++].text = from;
    }
    return (jb_text){.items = items, .count = n};
}

static jb_status build_titles(run *r, table *t)
{
    const jb_table_block *src = t->src;
    where at = {.path = t->block->path, .what = "title"};
    jb_align align = src->title_style.align;
    text_spec spec = {
        .style = &src->title_style,
        .align = align == JB_ALIGN_CENTER ? JB_ALIGN_BALANCED : align,
        .width = t->width,
    };
    jb_text first = text_join(r->work, &src->number, "\u3000", &src->title);
    if (text_empty(&first)) {
        return JB_OK;
    }
    jb_text later = src->continued != NULL
                        ? caption_continued(r, src->continued, &src->number, &src->title)
                        : first;
    jb_status status = text_build(r, &first, &spec, &at, &t->title);
    return status != JB_OK ? status : text_build(r, &later, &spec, &at, &t->later_title);
}

static jb_status build_unit(run *r, table *t)
{
    where at = {.path = t->block->path, .what = "unit"};
    text_spec spec = {
        .style = &t->src->unit_style,
        .align = JB_ALIGN_RIGHT,
        .width = t->width,
    };
    return text_build(r, &t->src->unit, &spec, &at, &t->unit);
}

static jb_status build_note_line(run *r, table *t, const jb_text *text, const char *what)
{
    if (text_empty(text)) {
        return JB_OK;
    }
    where at = {.path = t->block->path, .what = what};
    text_spec spec = {
        .style = &t->src->note_style,
        .align = t->src->note_style.align,
        .width = t->width,
        .first = t->src->note_style.first_indent,
        .rest = t->src->note_style.rest_indent,
    };
    entry *e = &t->notes.entries[t->notes.count++];
    e->kind = JB_TAG_P;
    return text_build(r, text, &spec, &at, &e->text);
}

static jb_status build_notes(run *r, table *t)
{
    const jb_table_block *src = t->src;
    uint32_t *anchors = jb_arena_array(r->work, src->note_count + 1, sizeof *anchors);
    t->note_map = notes_number(r, src->notes, src->note_count, anchors);
    t->notes = (stack){
        .style = &src->note_style,
        .entries = jb_arena_array(r->work, src->note_count + 3, sizeof(entry)),
        .count = src->note_count,
        .before = src->note_style.before,
        .after = src->note_style.after,
        .notes = &t->note_map,
        .path = t->path,
    };
    for (size_t i = 0; i < src->note_count; i++) {
        t->notes.entries[i].kind = JB_TAG_NOTE;
        t->notes.entries[i].anchor = anchors[i];
    }
    where at = {.path = t->block->path, .what = "note"};
    jb_status status = stack_list(r, src->notes, src->note_count, &src->note_style, 0,
                                  &src->notes_lead, &at, t->notes.entries);
    if (status == JB_OK) {
        status = stack_owned(r, &t->notes, src->continued, &src->number, &src->notes_lead, &at);
    }
    if (status == JB_OK) {
        status = build_note_line(r, t, &src->legend, "legend");
    }
    return status != JB_OK ? status : build_note_line(r, t, &src->source, "source");
}

jb_status table_parts(run *r, table *t)
{
    jb_status status = build_titles(r, t);
    if (status == JB_OK) {
        status = build_unit(r, t);
    }
    return status != JB_OK ? status : build_notes(r, t);
}

static jb_len block_height(const para *p, const jb_style *style)
{
    return (jb_len)p->set.count * style_pitch(style);
}

jb_len caption_height(const table *t, bool opening)
{
    const para *title = opening ? &t->title : &t->later_title;
    jb_len height =
        block_height(title, &t->src->title_style) + block_height(&t->unit, &t->src->unit_style);
    if (title->set.count > 0) {
        height += t->src->title_style.after;
    }
    return t->unit.set.count > 0 ? height + t->src->unit_style.after : height;
}

static void place_lines(run *r, const table *t, const para *p, const jb_style *style,
                        uint32_t caption)
{
    if (p->set.count == 0) {
        return;
    }
    ink in = {.tag = caption, .path = t->path, .notes = &t->note_map};
    if (caption != JB_TAG_ARTIFACT) {
        in.tag = tag_add(r, JB_TAG_P, caption);
    }
    for (size_t i = 0; i < p->set.count; i++) {
        mark_line(r, p, i, style, r->left, r->y, &in);
        r->y += style_pitch(style);
    }
    r->y += style->after;
}

/* Only the first title and unit have a meaning; those of later pages are furniture. */
void caption_place(run *r, table *t, bool opening)
{
    const para *title = opening ? &t->title : &t->later_title;
    uint32_t caption = JB_TAG_ARTIFACT;
    if (opening && (title->set.count > 0 || t->unit.set.count > 0)) {
        caption = tag_add(r, JB_TAG_CAPTION, t->tag);
    }
    place_lines(r, t, title, &t->src->title_style, caption);
    place_lines(r, t, &t->unit, &t->src->unit_style, caption);
}
