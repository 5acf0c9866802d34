/* The page: paper, margins, grid and what stands on every page. */
#include "brief_private.h"

#include <string.h>

static const char *const size_names[] = {"A4", "A5", "A3", NULL};
static const jb_len sizes[][2] = {
    {JB_MM100(21000), JB_MM100(29700)},
    {JB_MM100(14800), JB_MM100(21000)},
    {JB_MM100(29700), JB_MM100(42000)},
};
static const char *const orientation_names[] = {"portrait", "landscape", NULL};
static const char *const numbering_names[] = {"none", "gongwen", "center", "total", NULL};

static jb_status paper_read(const jb_json *json, jb_page_spec *page, jb_error *err)
{
    const jb_json *size = jb_json_find(json, "size");
    const jb_json *orientation = jb_json_find(json, "orientation");
    unsigned choice = 0;
    jb_status st = JB_OK;
    if (size != NULL) {
        st = jb_json_choice(size, size_names, &choice, err);
        if (st == JB_OK) {
            page->width = sizes[choice][0];
            page->height = sizes[choice][1];
        }
    }
    if (st == JB_OK && orientation != NULL) {
        st = jb_json_choice(orientation, orientation_names, &choice, err);
        if (st == JB_OK && (choice == 1) != (page->width > page->height)) {
            jb_len width = page->width;
            page->width = page->height;
            page->height = width;
        }
    }
    return st;
}

static jb_status margins_read(const jb_json *margins, jb_page_spec *page, jb_error *err)
{
    static const char *const keys[] = {"top", "right", "bottom", "left", NULL};
    if (margins == NULL) {
        return JB_OK;
    }
    jb_len *const fields[] = {&page->top, &page->right, &page->bottom, &page->left};
    jb_status st = jb_json_only(margins, keys, err);
    for (size_t i = 0; i < 4 && st == JB_OK; i++) {
        const jb_json *value = jb_json_find(margins, keys[i]);
        if (value != NULL) {
            st = length_read(value, 0, fields[i], err);
        }
        if (st == JB_OK && *fields[i] < 0) {
            st = jb_json_fail(value, err, "a margin cannot be negative", "页边距不能为负");
        }
    }
    return st;
}

static jb_status page_check(const jb_json *json, const jb_page_spec *page, jb_error *err)
{
    if (page->width - page->left - page->right < JB_PT(72) ||
        page->height - page->top - page->bottom < JB_PT(72)) {
        return jb_json_fail(json, err, "the margins leave less than 72 pt (25 mm) for the text",
                            "页边距过大，版心不足 72 磅（25 毫米）");
    }
    return JB_OK;
}

/* {"text": "草稿", "when": "draft"} */
static jb_status watermark_read(jb_brief *brief, const jb_json *json, jb_error *err)
{
    static const char *const keys[] = {"text", "when", NULL};
    static const char *const times[] = {"draft", "always", NULL};
    unsigned choice = 0;
    jb_status st = jb_json_want(json, JB_JSON_OBJECT, err);
    if (st == JB_OK) {
        st = jb_json_only(json, keys, err);
    }
    if (st == JB_OK) {
        st = jb_json_need(json, "text", JB_JSON_STRING, &brief->watermark, err);
    }
    if (st == JB_OK && jb_json_find(json, "when") != NULL) {
        st = jb_json_choice(jb_json_find(json, "when"), times, &choice, err);
    }
    brief->watermark_always = choice == 1;
    return st;
}

static jb_status furniture_read(jb_brief *brief, const jb_json *json, jb_error *err)
{
    const jb_json *numbering = jb_json_find(json, "numbering");
    const jb_json *footer = jb_json_find(json, "footer");
    jb_status st = JB_OK;
    unsigned choice = 0;
    if (numbering != NULL) {
        st = jb_json_choice(numbering, numbering_names, &choice, err);
        brief->page.numbering = (jb_numbering)choice;
    }
    if (st == JB_OK && footer != NULL) {
        st = jb_json_want(footer, JB_JSON_STRING, err);
        brief->footer = footer;
    }
    const jb_json *cover = jb_json_find(json, "cover");
    if (st == JB_OK && cover != NULL) {
        st = jb_json_bool(cover, &brief->page.cover, err);
    }
    brief->header =
        jb_json_find(json, "header") != NULL ? jb_json_find(json, "header") : brief->header;
    const jb_json *watermark = jb_json_find(json, "watermark");
    return st == JB_OK && watermark != NULL ? watermark_read(brief, watermark, err) : st;
}

jb_status page_read(jb_brief *brief, const jb_json *json, jb_error *err)
{
    static const char *const keys[] = {"size",       "orientation", "margins",   "line_pitch",
                                       "char_pitch", "number_drop", "numbering", "footer",
                                       "header",     "header_gap",  "watermark", "spill",
                                       "cover",      NULL};
    if (json == NULL) {
        return JB_OK;
    }
    struct {
        const char *key;
        jb_len *to;
    } const fields[] = {
        {"line_pitch", &brief->page.line_pitch},
        {"char_pitch", &brief->page.char_pitch},
        {"number_drop", &brief->page.number_drop},
        {"header_gap", &brief->page.header_gap},
        {"spill", &brief->page.spill},
    };
    jb_status st = jb_json_only(json, keys, err);
    if (st == JB_OK) {
        st = paper_read(json, &brief->page, err);
    }
    if (st == JB_OK) {
        st = margins_read(jb_json_find(json, "margins"), &brief->page, err);
    }
    for (size_t i = 0; i < sizeof fields / sizeof *fields && st == JB_OK; i++) {
        const jb_json *value = jb_json_find(json, fields[i].key);
        if (value != NULL) {
            st = length_read(value, 0, fields[i].to, err);
        }
        if (st == JB_OK && *fields[i].to < 0) {
            st = jb_json_fail(value, err, "%s cannot be negative", "%s 不能为负", fields[i].key);
        }
    }
    if (st == JB_OK) {
        st = furniture_read(brief, json, err);
    }
    return st == JB_OK ? page_check(json, &brief->page, err) : st;
}

/* Where the layout says it, or the nearest place that it has. */
static const jb_json *place_of(const jb_json *root, const char *key)
{
    const jb_json *page = jb_json_find(root, "page");
    const jb_json *value = page != NULL ? jb_json_find(page, key) : NULL;
    if (value != NULL) {
        return value;
    }
    return page != NULL ? page : root;
}

jb_status page_fits(const jb_brief *brief, const jb_json *root, jb_error *err)
{
    const jb_page_spec *page = &brief->page;
    const jb_style *body = style_find(brief, "body");
    bool numbered = page->numbering != JB_NUMBERING_NONE;
    const jb_style *foot = style_find(brief, numbered ? "page_number" : "footer");
    if (body != NULL && page->line_pitch > 0 && page->line_pitch < body->size) {
        return jb_json_fail(place_of(root, "line_pitch"), err,
                            "line_pitch is smaller than the body type: lines would overlap; 0pt is "
                            "no grid",
                            "line_pitch 小于正文字号，文字会重叠；不用网格请写 0pt");
    }
    if (foot != NULL && (numbered || brief->footer != NULL) &&
        page->number_drop + foot->size > page->bottom) {
        return jb_json_fail(place_of(root, "number_drop"), err,
                            "number_drop puts the foot of the page off the paper; it and the type "
                            "under it must fit into the bottom margin",
                            "number_drop 过大，页码或页脚超出纸边；它连同其下的文字须在下边距之内");
    }
    return JB_OK;
}
