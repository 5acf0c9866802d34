/* check.c - refuses page lists that break their contract, before a byte is made of them.
 *
 * Decides what a painter may rely on: indices in range, texts whole, links that lead somewhere, no
 * content in elements that only group others. Draws nothing.
 */
#include "check.h"

#include <stdlib.h>
#include <string.h>

/* The sizes a PDF page may have, 3 to 14400 pt. */
enum { PAGE_MIN = JB_PT(3), PAGE_MAX = JB_PT(14400) };

typedef struct checker {
    const jb_pages *pages;
    size_t fonts;
    jb_anchor *anchors;
    size_t anchor_count;
    jb_error *err;
} checker;

static jb_status broken(const checker *c, const char *what, size_t page, size_t index)
{
    return jb_fail(c->err, JB_ERR_INTERNAL, NULL,
                   "the page list is broken: %s (page %zu, item %zu); please report it",
                   "页面清单有误：%s（第 %zu 页，第 %zu 项），请报告此问题", what, page, index);
}

const char *jb_tag_kind_name(jb_tag_kind kind)
{
    static const char *const names[JB_TAG_KINDS] = {
        [JB_TAG_DOCUMENT] = "Document",
        [JB_TAG_TITLE] = "Title",
        [JB_TAG_H1] = "H1",
        [JB_TAG_H2] = "H2",
        [JB_TAG_H3] = "H3",
        [JB_TAG_H4] = "H4",
        [JB_TAG_H5] = "H5",
        [JB_TAG_H6] = "H6",
        [JB_TAG_P] = "P",
        [JB_TAG_LIST] = "L",
        [JB_TAG_LI] = "LI",
        [JB_TAG_LBL] = "Lbl",
        [JB_TAG_LBODY] = "LBody",
        [JB_TAG_TABLE] = "Table",
        [JB_TAG_CAPTION] = "Caption",
        [JB_TAG_THEAD] = "THead",
        [JB_TAG_TBODY] = "TBody",
        [JB_TAG_TR] = "TR",
        [JB_TAG_TH] = "TH",
        [JB_TAG_TD] = "TD",
        [JB_TAG_NOTE] = "Note",
        [JB_TAG_SPAN] = "Span",
        [JB_TAG_LINK] = "Link",
        [JB_TAG_FIGURE] = "Figure",
        [JB_TAG_TOC] = "TOC",
        [JB_TAG_TOCI] = "TOCI",
        [JB_TAG_REFERENCE] = "Reference",
    };

    return names[kind];
}

const char *jb_tag_kind_role(jb_tag_kind kind)
{
    return jb_tag_kind_name(kind == JB_TAG_TITLE ? JB_TAG_H1 : kind);
}

static bool groups_only(jb_tag_kind kind)
{
    return kind == JB_TAG_DOCUMENT || kind == JB_TAG_LIST || kind == JB_TAG_LI ||
           kind == JB_TAG_TABLE || kind == JB_TAG_THEAD || kind == JB_TAG_TBODY ||
           kind == JB_TAG_TR || kind == JB_TAG_TOC || kind == JB_TAG_TOCI;
}

static bool is_text(const char *text)
{
    size_t len = text == NULL ? 0 : strlen(text);

    return text == NULL || jb_utf8_check(text, len) == len;
}

static bool is_language(const char *tag)
{
    return tag == NULL ||
           (*tag != '\0' && strspn(tag, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                        "0123456789-") == strlen(tag));
}

static int compare_ids(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

    return x < y ? -1 : x > y;
}

static bool ids_differ(const jb_pages *pages)
{
    uint32_t *ids = jb_xmalloc((pages->tag_count + 1) * sizeof *ids);
    size_t count = 0;
    bool differ = true;

    for (size_t i = 0; i < pages->tag_count; i++) {
        if (pages->tags[i].id != 0) {
            ids[count++] = pages->tags[i].id;
        }
    }
    qsort(ids, count, sizeof *ids, compare_ids);
    for (size_t i = 1; i < count; i++) {
        differ = differ && ids[i] != ids[i - 1];
    }
    free(ids);
    return differ;
}

static const char *fault_of_tag(const jb_pages *pages, size_t index)
{
    const jb_tag *tag = &pages->tags[index];
    bool entry;

    if ((unsigned)tag->kind >= JB_TAG_KINDS || (index > 0 && tag->kind == JB_TAG_DOCUMENT)) {
        return "an element of unknown or misplaced kind";
    }
    if (index > 0 && tag->parent >= index) {
        return "an element stands before its parent";
    }
    if (!is_text(tag->alt) || !is_language(tag->lang)) {
        return "an element's alternative text or language is malformed";
    }
    if (tag->kind == JB_TAG_FIGURE && (tag->alt == NULL || *tag->alt == '\0')) {
        return "a figure has no alternative text";
    }
    entry = index > 0 && pages->tags[tag->parent].kind == JB_TAG_TOC;
    if (entry != (tag->kind == JB_TAG_TOCI) && !(entry && tag->kind == JB_TAG_CAPTION)) {
        return "an entry outside the contents, or something else within them";
    }
    return NULL;
}

static jb_status check_tags(const checker *c)
{
    const jb_pages *pages = c->pages;

    if (pages->tag_count == 0 || pages->tags[0].kind != JB_TAG_DOCUMENT) {
        return broken(c, "element 0 is not the document", 0, 0);
    }
    for (size_t i = 0; i < pages->tag_count; i++) {
        const char *fault = fault_of_tag(pages, i);

        if (fault != NULL) {
            return broken(c, fault, 0, i);
        }
    }
    return ids_differ(pages) ? JB_OK : broken(c, "two elements have the same id", 0, 0);
}

static bool text_is_whole(const checker *c, const jb_mark *mark)
{
    if (mark->font >= c->fonts || mark->size <= 0 || mark->size > JB_PT(1000)) {
        return false;
    }
    if (mark->count > 0 &&
        (mark->code_points == NULL || mark->glyphs == NULL || mark->adv == NULL)) {
        return false;
    }
    for (uint32_t i = 0; i < mark->count; i++) {
        uint32_t p = mark->code_points[i];

        if (mark->glyphs[i] == 0 || mark->glyphs[i] > UINT16_MAX || p < 0x20 || p > 0x10FFFF ||
            p == 0xFEFF || p == 0xFFFE || (p >= 0xD800 && p <= 0xDFFF)) {
            return false;
        }
    }
    return true;
}

static bool path_is_whole(const jb_mark *mark)
{
    const jb_path *path = mark->path;
    int64_t right = (int64_t)mark->x + mark->width, bottom = (int64_t)mark->y + mark->height;

    if (path == NULL || path->points == NULL || path->count < (path->closed ? 3u : 2u) ||
        path->stroke < 0 || (unsigned)path->hatch >= JB_HATCHES) {
        return false;
    }
    if (path->stroke == 0 && !path->filled && path->hatch == JB_HATCH_NONE) {
        return false;
    }
    if (!path->closed && (path->filled || path->hatch != JB_HATCH_NONE)) {
        return false;
    }
    for (uint32_t i = 0; i < path->count; i++) {
        const jb_point *p = &path->points[i];

        if (p->x < mark->x || p->x > right || p->y < mark->y || p->y > bottom) {
            return false;
        }
    }
    /* No larger than a page can be, so that patterns end. */
    return mark->width <= PAGE_MAX && mark->height <= PAGE_MAX && mark->x >= -PAGE_MAX &&
           mark->x <= PAGE_MAX && mark->y >= -PAGE_MAX && mark->y <= PAGE_MAX;
}

static bool is_uri(const char *uri)
{
    size_t len = 0;

    while (uri[len] > 0x20 && uri[len] < 0x7F) {
        len++;
    }
    return len > 0 && uri[len] == '\0';
}

static const char *fault_of(const checker *c, const jb_mark *mark)
{
    const jb_pages *pages = c->pages;
    bool artifact = mark->tag == JB_TAG_ARTIFACT;
    bool drawn =
        mark->kind == JB_MARK_TEXT || mark->kind == JB_MARK_RECT || mark->kind == JB_MARK_PATH;

    if ((unsigned)mark->kind > JB_MARK_PATH) {
        return "a mark of unknown kind";
    }
    if (!artifact && mark->tag >= pages->tag_count) {
        return "a mark's element does not exist";
    }
    if (!artifact && drawn && groups_only(pages->tags[mark->tag].kind)) {
        return "a mark stands in an element that only groups others";
    }
    if (mark->kind == JB_MARK_TEXT && !text_is_whole(c, mark)) {
        return "a text lacks its font, size, glyphs or characters";
    }
    if (mark->kind == JB_MARK_PATH && !path_is_whole(mark)) {
        return "a path lacks its points, leaves its box, draws nothing or fills an open line";
    }
    if (mark->kind == JB_MARK_LINK && !artifact && pages->tags[mark->tag].kind != JB_TAG_LINK) {
        return "a link stands outside a Link element";
    }
    if (mark->kind == JB_MARK_LINK && mark->target == 0 && mark->uri != NULL) {
        return is_uri(mark->uri) ? NULL : "a link out of the file is not printable ASCII";
    }
    if (mark->kind == JB_MARK_LINK &&
        jb_anchors_find(c->anchors, c->anchor_count, mark->target) == NULL) {
        return "a link leads nowhere";
    }
    return NULL;
}

static jb_status check_page(const checker *c, size_t number)
{
    const jb_page *page = &c->pages->pages[number];

    if (page->width < PAGE_MIN || page->width > PAGE_MAX || page->height < PAGE_MIN ||
        page->height > PAGE_MAX) {
        return broken(c, "a page is smaller than 3 pt or larger than 14400 pt", number + 1, 0);
    }
    if (!is_text(page->label)) {
        return broken(c, "a page label is not UTF-8", number + 1, 0);
    }
    for (size_t i = 0; i < page->mark_count; i++) {
        const char *fault = fault_of(c, &page->marks[i]);

        if (fault != NULL) {
            return broken(c, fault, number + 1, i);
        }
    }
    return JB_OK;
}

static bool is_mime(const char *text)
{
    static const char allowed[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
                                  "!#$&-^_.+";
    size_t type = text == NULL ? 0 : strspn(text, allowed);
    size_t subtype;

    if (type == 0 || text[type] != '/') {
        return false;
    }
    subtype = strspn(text + type + 1, allowed);
    return subtype > 0 && text[type + 1 + subtype] == '\0';
}

static jb_status check_attachments(const checker *c)
{
    const jb_pages *pages = c->pages;

    for (size_t i = 0; i < pages->attachment_count; i++) {
        const jb_attachment *a = &pages->attachments[i];

        if (a->name == NULL || *a->name == '\0' || !is_text(a->name) ||
            strpbrk(a->name, "/\\") != NULL) {
            return broken(c, "an attachment has no name or one with a folder", 0, i);
        }
        if (!is_mime(a->mime) || !is_text(a->description) ||
            (unsigned)a->relation >= JB_RELATIONS ||
            (a->bytes == NULL && a->packed == NULL && a->len > 0)) {
            return broken(c, "an attachment is malformed", 0, i);
        }
        for (size_t k = 0; k < i; k++) {
            if (strcmp(pages->attachments[k].name, a->name) == 0) {
                return broken(c, "two attachments have the same name", 0, i);
            }
        }
    }
    return JB_OK;
}

static jb_status check_frame(const checker *c)
{
    const jb_pages *pages = c->pages;

    if (pages->count == 0) {
        return broken(c, "there is no page", 0, 0);
    }
    if (!is_text(pages->title) || !is_text(pages->author) || !is_text(pages->subject) ||
        !is_language(pages->lang_tag)) {
        return broken(c, "title, author, subject or language is malformed", 0, 0);
    }
    for (size_t i = 0; i < pages->bookmark_count; i++) {
        const jb_bookmark *mark = &pages->bookmarks[i];

        if (mark->title == NULL || !is_text(mark->title) || mark->level == 0 ||
            mark->page >= pages->count) {
            return broken(c, "a bookmark is malformed or leads nowhere", 0, i);
        }
    }
    for (size_t i = 1; i < c->anchor_count; i++) {
        if (c->anchors[i].number == c->anchors[i - 1].number) {
            return broken(c, "two anchors have the same number", c->anchors[i].page + 1u,
                          c->anchors[i].number);
        }
    }
    return check_attachments(c);
}

jb_status jb_pages_check(const jb_pages *pages, const jb_fontset *fonts, jb_error *err)
{
    jb_arena *arena = jb_arena_new();
    checker c = {pages, jb_fontset_count(fonts), NULL, 0, err};
    jb_status status;

    c.anchor_count = jb_anchors_list(arena, pages, &c.anchors);
    status = check_frame(&c);
    if (status == JB_OK) {
        status = check_tags(&c);
    }
    for (size_t i = 0; i < pages->count && status == JB_OK; i++) {
        status = check_page(&c, i);
    }
    jb_arena_free(arena);
    return status;
}

/* ---- anchors ----------------------------------------------------------------------------- */

static int compare_anchors(const void *a, const void *b)
{
    const jb_anchor *x = a, *y = b;

    if (x->number != y->number) {
        return x->number < y->number ? -1 : 1;
    }
    return x->page < y->page ? -1 : x->page > y->page;
}

/* The anchors of a page; only counts them when `out` is NULL. */
static size_t page_anchors(const jb_pages *pages, size_t page, jb_anchor *out)
{
    size_t count = 0;

    for (size_t i = 0; i < pages->pages[page].mark_count; i++) {
        const jb_mark *mark = &pages->pages[page].marks[i];

        if (mark->kind != JB_MARK_ANCHOR) {
            continue;
        }
        if (out != NULL) {
            out[count] = (jb_anchor){mark->target, (uint32_t)page, mark->x, mark->y};
        }
        count++;
    }
    return count;
}

size_t jb_anchors_list(jb_arena *arena, const jb_pages *pages, jb_anchor **out)
{
    size_t count = 0, at = 0;

    for (size_t p = 0; p < pages->count; p++) {
        count += page_anchors(pages, p, NULL);
    }
    *out = jb_arena_array(arena, count + 1, sizeof **out);
    for (size_t p = 0; p < pages->count; p++) {
        at += page_anchors(pages, p, *out + at);
    }
    if (count > 1) {
        qsort(*out, count, sizeof **out, compare_anchors);
    }
    return count;
}

const jb_anchor *jb_anchors_find(const jb_anchor *anchors, size_t count, uint32_t number)
{
    size_t low = 0, high = count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (anchors[middle].number < number) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < count && anchors[low].number == number ? &anchors[low] : NULL;
}
