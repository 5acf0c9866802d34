/* Styles: named sets of type, size, spacing and alignment; a layout may change the sheet's. */
#include "brief_private.h"

#include <stdlib.h>
#include <string.h>

static const char *const style_keys[] = {
    "like",  "role",  "size",      "pitch",      "align", "first_indent", "rest_indent", "before",
    "after", "color", "keep_next", "keep_lines", "grid",  "rule",         "line_breaks", NULL};

static const char *const role_names[] = {"title", "body", "hei", "kai", "song", NULL};
static const char *const break_names[] = {"strict", "loose", NULL};
static const char *const align_names[] = {"left", "center", "right", "justify", "balanced", NULL};

static named_style *find(const sheet *styles, const char *name)
{
    for (size_t i = 0; i < styles->count; i++) {
        if (strcmp(styles->items[i].name, name) == 0) {
            return &styles->items[i];
        }
    }
    return NULL;
}

const jb_style *style_find(const jb_brief *brief, const char *name)
{
    const named_style *found = find(&brief->styles, name);
    return found != NULL ? &found->style : NULL;
}

static jb_status unknown_style(const jb_brief *brief, const jb_json *value, const char *name,
                               jb_error *err)
{
    const char *names[128] = {0};
    size_t count = brief->styles.count < 128 ? brief->styles.count : 128;
    for (size_t i = 0; i < count; i++) {
        names[i] = brief->styles.items[i].name;
    }
    hint near = hint_make(brief->arena, name, names, count);
    return jb_json_fail(value, err, "unknown style \"%s\"%s%.0s", "没有名为“%s”的样式%.0s%s", name,
                        near.en, near.zh);
}

static jb_status color_read(const jb_json *value, uint32_t *out, jb_error *err)
{
    const char *text = NULL;
    jb_status st = jb_json_text(value, &text, err);
    if (st != JB_OK) {
        return st;
    }
    if (text[0] != '#' || strlen(text) != 7 || strspn(text + 1, "0123456789abcdefABCDEF") != 6) {
        return jb_json_fail(value, err, "\"%s\" is no colour; write it as \"#RRGGBB\"",
                            "“%s”不是颜色；请写成 \"#RRGGBB\"", text);
    }
    *out = (uint32_t)strtoul(text + 1, NULL, 16);
    return JB_OK;
}

static jb_status flag_read(const jb_json *json, const char *key, bool *out, jb_error *err)
{
    const jb_json *value = jb_json_find(json, key);
    return value != NULL ? jb_json_bool(value, out, err) : JB_OK;
}

static jb_status len_read(const jb_json *json, const char *key, jb_len em, jb_len *out,
                          jb_error *err)
{
    const jb_json *value = jb_json_find(json, key);
    return value != NULL ? length_read(value, em, out, err) : JB_OK;
}

static jb_status looks_read(const jb_json *json, jb_style *style, jb_error *err)
{
    const jb_json *role = jb_json_find(json, "role");
    const jb_json *align = jb_json_find(json, "align");
    const jb_json *color = jb_json_find(json, "color");
    const jb_json *breaks = jb_json_find(json, "line_breaks");
    unsigned choice = 0;
    jb_status st = JB_OK;
    if (role != NULL) {
        st = jb_json_choice(role, role_names, &choice, err);
        style->role = (jb_role)choice;
    }
    if (st == JB_OK && align != NULL) {
        st = jb_json_choice(align, align_names, &choice, err);
        style->align = (jb_align)choice;
    }
    if (st == JB_OK && breaks != NULL) {
        st = jb_json_choice(breaks, break_names, &choice, err);
        style->loose = choice == 1;
    }
    if (st == JB_OK && color != NULL) {
        st = color_read(color, &style->color, err);
    }
    return st;
}

/* The size comes first: the others may be given in em. */
static jb_status lengths_read(const jb_json *json, jb_style *style, jb_error *err)
{
    jb_status st = len_read(json, "size", style->size, &style->size, err);
    struct {
        const char *key;
        jb_len *to;
    } const fields[] = {
        {"pitch", &style->pitch},   {"first_indent", &style->first_indent},
        {"before", &style->before}, {"rest_indent", &style->rest_indent},
        {"after", &style->after},   {"rule", &style->rule},
    };
    for (size_t i = 0; i < sizeof fields / sizeof *fields && st == JB_OK; i++) {
        st = len_read(json, fields[i].key, style->size, fields[i].to, err);
    }
    return st;
}

static jb_status style_check(const jb_json *json, const jb_style *style, jb_error *err)
{
    if (style->size < 4000 || style->size > 200000) {
        return jb_json_fail(json, err, "type must be 4 to 200 points in size",
                            "字号必须在 4 磅到 200 磅之间");
    }
    if (style->pitch < style->size) {
        return jb_json_fail(json, err, "the pitch is smaller than the type: lines would overlap",
                            "行距小于字号，文字会重叠");
    }
    if (style->rule < 0 || style->rule > JB_PT(20)) {
        return jb_json_fail(json, err, "a rule is 0 to 20 points thick",
                            "线条粗细必须在 0 到 20 磅之间");
    }
    if (style->before < 0 || style->after < 0) {
        return jb_json_fail(json, err, "space before or after cannot be negative",
                            "段前、段后距不能为负");
    }
    return JB_OK;
}

static jb_status style_read(jb_brief *brief, const jb_json *json, jb_error *err)
{
    jb_status st = jb_json_only(json, style_keys, err);
    if (st != JB_OK) {
        return st;
    }
    named_style *old = find(&brief->styles, jb_json_key(json));
    jb_style style = {.role = JB_ROLE_BODY, .size = JB_PT(16), .pitch = JB_PT(28)};
    if (old != NULL) {
        style = old->style;
    }
    const jb_json *like = jb_json_find(json, "like");
    const char *base = NULL;
    if (like != NULL) {
        st = jb_json_text(like, &base, err);
        if (st != JB_OK) {
            return st;
        }
        const named_style *found = find(&brief->styles, base);
        if (found == NULL) {
            return unknown_style(brief, like, base, err);
        }
        style = found->style;
    }
    st = looks_read(json, &style, err);
    if (st == JB_OK) {
        st = lengths_read(json, &style, err);
    }
    if (st == JB_OK) {
        st = flag_read(json, "keep_next", &style.keep_next, err);
    }
    if (st == JB_OK) {
        st = flag_read(json, "keep_lines", &style.keep_lines, err);
    }
    if (st == JB_OK) {
        st = flag_read(json, "grid", &style.grid, err);
    }
    if (st == JB_OK) {
        st = style_check(json, &style, err);
    }
    if (st == JB_OK && old != NULL) {
        old->style = style;
    } else if (st == JB_OK) {
        named_style item = {jb_json_key(json), style};
        JB_PUSH(brief->styles.items, brief->styles.count, brief->styles.cap, item);
    }
    return st;
}

jb_status styles_read(jb_brief *brief, const jb_json *styles, jb_error *err)
{
    if (styles == NULL) {
        return JB_OK;
    }
    jb_status st = jb_json_want(styles, JB_JSON_OBJECT, err);
    for (const jb_json *j = st == JB_OK ? jb_json_first(styles) : NULL; j != NULL && st == JB_OK;
         j = jb_json_next(j)) {
        st = style_read(brief, j, err);
    }
    return st;
}

jb_status style_sheet_read(jb_brief *brief, const jb_json *name, jb_error *err)
{
    static const char *const keys[] = {"$schema", "jianbao_styles", "description",
                                       "page",    "styles",         NULL};
    const char *text = NULL;
    jb_status st = jb_json_text(name, &text, err);
    if (st != JB_OK) {
        return st;
    }
    const jb_embedded *file = builtin_find("styles/", text);
    if (file == NULL) {
        return jb_json_fail(name, err, "unknown style sheet \"%s\"; there is: gongwen",
                            "没有名为“%s”的样式表；现有：gongwen", text);
    }
    const jb_json *root = NULL;
    st = jb_json_parse(brief->arena, file->name, (const char *)file->bytes, file->len, 1, &root,
                       err);
    if (st == JB_OK) {
        st = jb_json_only(root, keys, err);
    }
    if (st == JB_OK) {
        st = styles_read(brief, jb_json_find(root, "styles"), err);
    }
    return st == JB_OK ? page_read(brief, jb_json_find(root, "page"), err) : st;
}

static jb_status indent_fits(const jb_brief *brief, const jb_json *json, const char *name,
                             jb_len indent, jb_len size, jb_error *err)
{
    const jb_page_spec *page = &brief->page;
    jb_len measure = page->width - page->left - page->right;
    if (indent > measure - size) {
        return jb_json_fail(json, err,
                            "the indents of style \"%s\" leave no room for a character in the line",
                            "样式“%s”的缩进过大，一行连一个字也放不下", name);
    }
    if (indent < -page->left) {
        return jb_json_fail(json, err, "the indents of style \"%s\" begin the line off the paper",
                            "样式“%s”的缩进使文字超出纸边", name);
    }
    return JB_OK;
}

/* Characters may stand a little closer than their size, as 28 of size 3 in 156 mm do. */
#define GRID_LEAST 75 /* percent */

jb_status style_fits(const jb_brief *brief, const jb_json *json, const char *name,
                     const jb_style *style, jb_error *err)
{
    jb_status st = indent_fits(brief, json, name, style->first_indent, style->size, err);
    if (st == JB_OK) {
        st = indent_fits(brief, json, name, style->rest_indent, style->size, err);
    }
    if (st == JB_OK && style->grid &&
        (int64_t)brief->page.char_pitch * 100 < (int64_t)style->size * GRID_LEAST) {
        return jb_json_fail(
            json, err,
            "style \"%s\" sets its characters on the grid, for which page.char_pitch "
            "is too small; make it about the size of the type, or give the style "
            "\"grid\": false",
            "样式“%s”按网格排字，而 page.char_pitch 过小；请改为与字号相近，或将该样式"
            "设为 \"grid\": false",
            name);
    }
    return st;
}

jb_status style_of(const jb_brief *brief, const jb_json *json, const char *usual,
                   const jb_style **out, jb_error *err)
{
    const jb_json *named = jb_json_find(json, "style");
    const char *name = usual;
    if (named != NULL) {
        jb_status st = jb_json_text(named, &name, err);
        if (st != JB_OK) {
            return st;
        }
    }
    *out = style_find(brief, name);
    if (*out == NULL) {
        return unknown_style(brief, named != NULL ? named : json, name, err);
    }
    return style_fits(brief, named != NULL ? named : json, name, *out, err);
}
