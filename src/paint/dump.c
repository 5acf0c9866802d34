/* dump.c - the page list as text, a line a mark, for golden tests and for the curious.
 *
 * Decides the form only: lengths in points with three decimals, the origin top left as in the page
 * list, names instead of numbers where there are any, so that a difference reads well.
 */
#include "check.h"

#include <jianbao/paint.h>

#include <string.h>

typedef struct dumper {
    const jb_pages *pages;
    jb_fontset *fonts;
    jb_str out;
} dumper;

static void add_points(jb_str *out, jb_len length)
{
    int64_t size = length < 0 ? -(int64_t)length : length;

    jb_str_addf(out, " %s%lld.%03lld", length < 0 ? "-" : "", (long long)(size / 1000),
                (long long)(size % 1000));
}

static void add_box(jb_str *out, const jb_mark *mark)
{
    add_points(out, mark->x);
    add_points(out, mark->y);
    add_points(out, mark->width);
    add_points(out, mark->height);
}

/* What is the same for most marks is left out. */
static void add_meaning(dumper *d, const jb_mark *mark)
{
    if (mark->color != 0) {
        jb_str_addf(&d->out, " color %06x", (unsigned)mark->color);
    }
    if (mark->tag == JB_TAG_ARTIFACT) {
        jb_str_add(&d->out, " artifact");
    } else {
        jb_str_addf(&d->out, " %s#%u", jb_tag_kind_name(d->pages->tags[mark->tag].kind),
                    (unsigned)mark->tag);
    }
    if (mark->fact != 0) {
        jb_str_addf(&d->out, " fact %lld", (long long)mark->fact);
    }
    if (mark->block < d->pages->path_count) {
        jb_str_addf(&d->out, " %s", d->pages->paths[mark->block]);
    }
}

static jb_status add_text(dumper *d, const jb_mark *mark, jb_error *err)
{
    const jb_font_info *info;
    jb_status status = jb_font_describe(d->fonts, mark->font, &info, err);
    jb_str text = {0};

    if (status != JB_OK) {
        return status;
    }
    for (uint32_t i = 0; i < mark->count; i++) {
        jb_str_add_utf8(&text, mark->code_points[i]);
    }
    jb_str_add(&d->out, "text");
    add_points(&d->out, mark->x);
    add_points(&d->out, mark->y);
    add_points(&d->out, mark->width);
    add_points(&d->out, mark->size);
    jb_str_addf(&d->out, " %s ", info->postscript_name);
    jb_json_quote(&d->out, jb_str_text(&text));
    jb_str_free(&text);
    add_meaning(d, mark);
    jb_str_add(&d->out, mark->soft_end ? " soft\n" : "\n");
    return JB_OK;
}

static void add_path(dumper *d, const jb_path *path)
{
    static const char *const hatches[JB_HATCHES] = {"", " hatch diagonal", " hatch dots"};

    if (path->stroke > 0) {
        jb_str_add(&d->out, " stroke");
        add_points(&d->out, path->stroke);
    }
    jb_str_add(&d->out, path->dashed ? " dashed" : "");
    if (path->filled) {
        jb_str_addf(&d->out, " fill %06x", (unsigned)path->fill);
    }
    jb_str_addf(&d->out, "%s %s", hatches[path->hatch], path->closed ? "area" : "line");
    for (uint32_t i = 0; i < path->count; i++) {
        add_points(&d->out, path->points[i].x);
        add_points(&d->out, path->points[i].y);
        jb_str_add(&d->out, i + 1 < path->count ? "," : "");
    }
}

static jb_status add_mark(dumper *d, const jb_mark *mark, jb_error *err)
{
    switch (mark->kind) {
    case JB_MARK_TEXT:
        return add_text(d, mark, err);
    case JB_MARK_RECT:
        jb_str_add(&d->out, "rect");
        add_box(&d->out, mark);
        add_meaning(d, mark);
        break;
    case JB_MARK_LINK:
        jb_str_add(&d->out, "link");
        add_box(&d->out, mark);
        if (mark->target == 0 && mark->uri != NULL) {
            jb_str_addf(&d->out, " to %s", mark->uri);
        } else {
            jb_str_addf(&d->out, " to %u", (unsigned)mark->target);
        }
        add_meaning(d, mark);
        break;
    case JB_MARK_ANCHOR:
        jb_str_add(&d->out, "anchor");
        add_points(&d->out, mark->x);
        add_points(&d->out, mark->y);
        jb_str_addf(&d->out, " is %u", (unsigned)mark->target);
        break;
    case JB_MARK_PATH:
        jb_str_add(&d->out, "path");
        add_box(&d->out, mark);
        add_path(d, mark->path);
        add_meaning(d, mark);
        break;
    }
    jb_str_addc(&d->out, '\n');
    return JB_OK;
}

static jb_status add_page(dumper *d, size_t number, jb_error *err)
{
    const jb_page *page = &d->pages->pages[number];
    jb_status status = JB_OK;

    jb_str_addf(&d->out, "page %zu", number + 1);
    add_points(&d->out, page->width);
    add_points(&d->out, page->height);
    jb_str_add(&d->out, " label ");
    jb_json_quote(&d->out, page->label == NULL ? "" : page->label);
    jb_str_add(&d->out, page->overfull ? " overfull" : "");
    if (page->ended != NULL && *page->ended != '\0') {
        jb_str_add(&d->out, " ended ");
        jb_json_quote(&d->out, page->ended);
    }
    jb_str_addc(&d->out, '\n');
    for (size_t i = 0; i < page->mark_count && status == JB_OK; i++) {
        status = add_mark(d, &page->marks[i], err);
    }
    return status;
}

/* ---- tags, bookmarks --------------------------------------------------------------------- */

static void add_tag(dumper *d, uint32_t index, unsigned depth)
{
    const jb_tag *tag = &d->pages->tags[index];

    jb_str_addf(&d->out, "%*s%s#%u", (int)depth * 2, "", jb_tag_kind_name(tag->kind),
                (unsigned)index);
    if (tag->colspan > 1 || tag->rowspan > 1) {
        jb_str_addf(&d->out, " span %ux%u", tag->colspan > 1 ? tag->colspan : 1u,
                    tag->rowspan > 1 ? tag->rowspan : 1u);
    }
    if (tag->kind == JB_TAG_TH) {
        jb_str_add(&d->out, tag->row_header ? " scope row" : " scope column");
    }
    if (tag->id != 0) {
        jb_str_addf(&d->out, " id %u", (unsigned)tag->id);
    }
    if (tag->lang != NULL) {
        jb_str_addf(&d->out, " lang %s", tag->lang);
    }
    if (tag->alt != NULL) {
        jb_str_add(&d->out, " alt ");
        jb_json_quote(&d->out, tag->alt);
    }
    jb_str_addc(&d->out, '\n');
}

/* Depth first without recursion: a tree may be as deep as it is long. */
static void add_tags(dumper *d, jb_arena *arena)
{
    size_t count = d->pages->tag_count;
    uint32_t *child = jb_arena_array(arena, count, sizeof *child);
    uint32_t *next = jb_arena_array(arena, count, sizeof *next);
    uint32_t at = 0;
    unsigned depth = 0;

    for (size_t i = count; i-- > 1;) { /* 0, the document, is nobody's child: it means none */
        next[i] = child[d->pages->tags[i].parent];
        child[d->pages->tags[i].parent] = (uint32_t)i;
    }
    jb_str_add(&d->out, "tags\n");
    for (;;) {
        add_tag(d, at, depth + 1);
        if (child[at] != 0) {
            at = child[at];
            depth++;
            continue;
        }
        while (depth > 0 && next[at] == 0) {
            at = d->pages->tags[at].parent;
            depth--;
        }
        if (depth == 0) {
            return;
        }
        at = next[at];
    }
}

static void add_bookmarks(dumper *d)
{
    jb_str_add(&d->out, "bookmarks\n");
    for (size_t i = 0; i < d->pages->bookmark_count; i++) {
        const jb_bookmark *mark = &d->pages->bookmarks[i];

        jb_str_addf(&d->out, "%*s", (int)(mark->level < 16 ? mark->level : 16) * 2, "");
        jb_json_quote(&d->out, mark->title);
        jb_str_addf(&d->out, " page %u", (unsigned)mark->page + 1);
        add_points(&d->out, mark->y);
        jb_str_addc(&d->out, '\n');
    }
}

static void add_head(dumper *d)
{
    static const char *const keys[] = {"title ", "author ", "subject "};
    const char *const texts[] = {d->pages->title, d->pages->author, d->pages->subject};

    for (size_t i = 0; i < 3; i++) {
        if (texts[i] != NULL && *texts[i] != '\0') {
            jb_str_add(&d->out, keys[i]);
            jb_json_quote(&d->out, texts[i]);
            jb_str_addc(&d->out, '\n');
        }
    }
    if (d->pages->lang_tag != NULL) {
        jb_str_addf(&d->out, "lang %s\n", d->pages->lang_tag);
    }
}

/* An attachment is told by what it is and a hash of its bytes. */
static void add_attachments(dumper *d)
{
    static const char *const relations[JB_RELATIONS] = {"data", "source", "supplement",
                                                        "unspecified"};

    for (size_t i = 0; i < d->pages->attachment_count; i++) {
        const jb_attachment *a = &d->pages->attachments[i];
        char hash[JB_SHA256_TEXT];

        memcpy(hash, a->sha256, sizeof hash);
        if (a->packed == NULL) {
            jb_sha256(a->len == 0 ? "" : a->bytes, a->len, hash);
        }
        jb_str_add(&d->out, i == 0 ? "attachments\n  " : "  ");
        jb_json_quote(&d->out, a->name);
        jb_str_addf(&d->out, " %s %s %zu bytes %.16s", a->mime, relations[a->relation], a->len,
                    hash);
        if (a->description != NULL) {
            jb_str_addc(&d->out, ' ');
            jb_json_quote(&d->out, a->description);
        }
        jb_str_addc(&d->out, '\n');
    }
}

jb_status jb_paint_dump(const jb_pages *pages, jb_fontset *fonts, jb_out *out, jb_error *err)
{
    dumper d = {pages, fonts, {0}};
    jb_status status = jb_pages_check(pages, fonts, err);

    if (status != JB_OK) {
        return status;
    }
    add_head(&d);
    for (size_t i = 0; i < pages->count && status == JB_OK; i++) {
        status = add_page(&d, i, err);
    }
    if (status == JB_OK) {
        jb_arena *arena = jb_arena_new();

        add_tags(&d, arena);
        add_bookmarks(&d);
        add_attachments(&d);
        jb_arena_free(arena);
        jb_out_write(out, jb_str_text(&d.out), d.out.len);
    }
    jb_str_free(&d.out);
    return status;
}
