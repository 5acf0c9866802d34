/* Reads a layout and checks it as a whole, without data. */
#include "brief_private.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define LAYOUT_MAX ((size_t)4 << 20)

static const char *const root_keys[] = {
    "$schema",        "jianbao", "id",     "title",       "description", "language",
    "document_title", "author",  "params", "style_sheet", "styles",      "page",
    "data",           "queries", "blocks", "draft_mark",  "footnotes",   NULL};

static bool is_file_name(const char *name)
{
    size_t length = strlen(name);
    return strchr(name, '/') != NULL || strcmp(name, "-") == 0 ||
           (length > 5 && strcmp(name + length - 5, ".json") == 0);
}

/* A layout that does not exist is not found, be it a file or one of ours. */
static jb_status file_read(jb_arena *arena, const char *name, const char **text, size_t *len,
                           jb_error *err)
{
    if (strcmp(name, "-") != 0 && access(name, F_OK) != 0 && errno == ENOENT) {
        jb_loc loc = jb_loc_make(name, 0, 0, NULL);
        return jb_fail(err, JB_ERR_NOTFOUND, &loc,
                       "there is no such layout file; check the name, or see `jianbao layout list`",
                       "没有这个版式文件；请检查文件名，或用 jianbao layout list 列出自带版式");
    }
    return jb_file_read(arena, name, LAYOUT_MAX, text, len, err);
}

jb_status jb_brief_text(jb_arena *arena, const char *name, const char **text, size_t *len,
                        jb_error *err)
{
    if (is_file_name(name)) {
        return file_read(arena, name, text, len, err);
    }
    return jb_brief_builtin_text(name, text, len, err);
}

static jb_status pair_read(const jb_json *root, const char *key, const char *out[2], jb_error *err)
{
    static const char *const keys[] = {"zh", "en", NULL};
    const jb_json *pair = NULL;
    jb_status st = jb_json_need(root, key, JB_JSON_OBJECT, &pair, err);
    if (st == JB_OK) {
        st = jb_json_only(pair, keys, err);
    }
    for (int i = 0; i < 2 && st == JB_OK; i++) {
        const jb_json *value = NULL;
        st = jb_json_need(pair, keys[i], JB_JSON_STRING, &value, err);
        if (st == JB_OK) {
            st = jb_json_text(value, &out[i], err);
        }
    }
    return st;
}

static jb_status version_check(const jb_json *root, jb_error *err)
{
    const jb_json *version = NULL;
    int64_t number = 0;
    jb_status st = jb_json_need(root, "jianbao", JB_JSON_NUMBER, &version, err);
    if (st == JB_OK) {
        st = jb_json_int(version, 0, INT32_MAX, &number, err);
    }
    if (st == JB_OK && number != 1) {
        st = jb_json_fail(version, err, "layout format %d is not known; this program reads 1",
                          "不认识版式格式 %d；本程序只读 1", (int)number);
    }
    return st;
}

static jb_status head_read(jb_brief *brief, const jb_json *root, jb_error *err)
{
    static const char *const langs[] = {"zh", "en", NULL};
    const jb_json *id = NULL;
    const jb_json *lang = jb_json_find(root, "language");
    unsigned choice = 0;
    jb_status st = version_check(root, err);
    if (st == JB_OK) {
        st = jb_json_need(root, "id", JB_JSON_STRING, &id, err);
    }
    if (st == JB_OK) {
        st = jb_json_text(id, &brief->id, err);
    }
    if (st == JB_OK) {
        st = pair_read(root, "title", brief->title, err);
    }
    if (st == JB_OK) {
        st = pair_read(root, "description", brief->description, err);
    }
    if (st == JB_OK && lang != NULL) {
        st = jb_json_choice(lang, langs, &choice, err);
    }
    brief->lang = (jb_lang)choice;
    return st;
}

static void page_defaults(jb_page_spec *page)
{
    *page = (jb_page_spec){
        .width = JB_MM100(21000),
        .height = JB_MM100(29700),
        .top = JB_MM100(3700),
        .right = JB_MM100(2600),
        .bottom = JB_MM100(3500),
        .left = JB_MM100(2800),
        .number_drop = JB_MM100(700),
        .header_gap = JB_MM100(400),
    };
}

static jb_status looks_read(jb_brief *brief, const jb_json *root, jb_error *err)
{
    const jb_json *sheet_name = NULL;
    page_defaults(&brief->page);
    jb_status st = jb_json_need(root, "style_sheet", JB_JSON_STRING, &sheet_name, err);
    if (st == JB_OK) {
        st = style_sheet_read(brief, sheet_name, err);
    }
    if (st == JB_OK) {
        st = styles_read(brief, jb_json_find(root, "styles"), err);
    }
    if (st == JB_OK) {
        st = page_read(brief, jb_json_find(root, "page"), err);
    }
    return st == JB_OK ? page_fits(brief, root, err) : st;
}

/* A text, or false for none. */
static jb_status draft_mark_read(jb_brief *brief, const jb_json *root, jb_error *err)
{
    const jb_json *mark = jb_json_find(root, "draft_mark");
    bool on = false;
    if (mark != NULL && jb_json_kind(mark) == JB_JSON_BOOL) {
        jb_status st = jb_json_bool(mark, &on, err);
        return st != JB_OK || !on
                   ? st
                   : jb_json_fail(mark, err, "write the words of the mark, or false for none",
                                  "请写出标记文字；不要标记则写 false");
    }
    brief->draft_mark = mark;
    return mark != NULL ? template_check(brief, mark, err) : JB_OK;
}

/* {"numbering": "page"}: marks begin anew on each page. */
static jb_status footnotes_read(jb_brief *brief, const jb_json *root, jb_error *err)
{
    static const char *const keys[] = {"numbering", NULL};
    static const char *const names[] = {"document", "page", NULL};
    const jb_json *json = jb_json_find(root, "footnotes");
    const jb_json *numbering = NULL;
    unsigned choice = 0;
    if (json == NULL) {
        return JB_OK;
    }
    jb_status st = jb_json_want(json, JB_JSON_OBJECT, err);
    if (st == JB_OK) {
        st = jb_json_only(json, keys, err);
    }
    if (st == JB_OK) {
        st = jb_json_need(json, "numbering", JB_JSON_STRING, &numbering, err);
    }
    if (st == JB_OK) {
        st = jb_json_choice(numbering, names, &choice, err);
    }
    brief->notes_by_page = choice == 1;
    return st;
}

static jb_status words_check(jb_brief *brief, const jb_json *root, jb_error *err)
{
    jb_status st = jb_json_need(root, "document_title", JB_JSON_STRING, &brief->doc_title, err);
    if (st == JB_OK) {
        st = template_check(brief, brief->doc_title, err);
    }
    if (st == JB_OK) {
        st = title_check(brief->doc_title, err);
    }
    brief->author = jb_json_find(root, "author");
    if (st == JB_OK && brief->author != NULL) {
        st = template_check(brief, brief->author, err);
    }
    if (st == JB_OK && brief->footer != NULL) {
        st = template_check(brief, brief->footer, err);
    }
    if (st == JB_OK && brief->header != NULL) {
        st = rich_check(brief, brief->header, true, err);
    }
    if (st == JB_OK && brief->watermark != NULL) {
        st = template_check(brief, brief->watermark, err);
    }
    if (st == JB_OK && brief->watermark != NULL) {
        st = title_check(brief->watermark, err);
    }
    if (st == JB_OK) {
        st = footnotes_read(brief, root, err);
    }
    return st == JB_OK ? draft_mark_read(brief, root, err) : st;
}

static jb_status root_read(jb_brief *brief, const jb_json *root, jb_error *err)
{
    const jb_json *blocks = NULL;
    jb_status st = jb_json_want(root, JB_JSON_OBJECT, err);
    if (st == JB_OK) {
        st = jb_json_only(root, root_keys, err);
    }
    if (st == JB_OK) {
        st = head_read(brief, root, err);
    }
    if (st == JB_OK) {
        st = params_read(brief, jb_json_find(root, "params"), err);
    }
    if (st == JB_OK) {
        st = looks_read(brief, root, err);
    }
    if (st == JB_OK) {
        st = data_read(brief, jb_json_find(root, "data"), err);
    }
    if (st == JB_OK) {
        st = queries_read(brief, jb_json_find(root, "queries"), err);
    }
    if (st == JB_OK) {
        st = words_check(brief, root, err);
    }
    if (st == JB_OK) {
        st = jb_json_need(root, "blocks", JB_JSON_ARRAY, &blocks, err);
    }
    return st == JB_OK ? blocks_read(brief, blocks, err) : st;
}

static jb_brief *brief_new(const char *name, const jb_catalogue *catalogue)
{
    jb_arena *arena = jb_arena_new();
    jb_brief *brief = jb_arena_alloc(arena, sizeof *brief);
    brief->arena = arena;
    brief->catalogue = catalogue;
    brief->heard = jb_arena_alloc(arena, sizeof *brief->heard);
    brief->untested = jb_arena_alloc(arena, sizeof *brief->untested);
    brief->name = jb_arena_strdup(arena, name);
    brief->source =
        is_file_name(name) ? jb_arena_strdup(arena, name) : jb_arena_printf(arena, "%s.json", name);
    return brief;
}

/* The layout's text is known, or `st` tells why it is not. */
static jb_status text_take(jb_brief *brief, jb_status st, jb_brief **out, jb_error *err)
{
    if (st == JB_OK) {
        jb_sha256(brief->text, brief->text_len, brief->digest);
        st = jb_json_parse(brief->arena, brief->source, brief->text, brief->text_len, 1,
                           &brief->root, err);
    }
    if (st == JB_OK) {
        st = root_read(brief, brief->root, err);
    }
    if (st != JB_OK) {
        jb_brief_free(brief);
        brief = NULL;
    }
    *out = brief;
    return st;
}

jb_status jb_brief_load(const char *name, const jb_catalogue *catalogue, jb_brief **out,
                        jb_error *err)
{
    jb_brief *brief = brief_new(name, catalogue);
    jb_status st = jb_brief_text(brief->arena, name, &brief->text, &brief->text_len, err);
    return text_take(brief, st, out, err);
}

jb_status jb_brief_read(const char *name, const char *text, size_t len,
                        const jb_catalogue *catalogue, jb_brief **out, jb_error *err)
{
    jb_brief *brief = brief_new(name, catalogue);
    brief->text = jb_arena_strndup(brief->arena, text, len);
    brief->text_len = len;
    return text_take(brief, JB_OK, out, err);
}

const char *jb_brief_source_text(const jb_brief *brief, size_t *len)
{
    *len = brief->text_len;
    return brief->text;
}

void jb_brief_free(jb_brief *brief)
{
    if (brief == NULL) {
        return;
    }
    for (size_t i = 0; i < brief->data_count; i++) {
        jb_dataset_free(brief->data[i].bound);
    }
    queries_free(brief);
    free(brief->styles.items);
    free(brief->notes);
    free(brief->sees);
    jb_str_free(brief->heard);
    jb_arena_free(brief->arena);
}

const char *jb_brief_id(const jb_brief *brief)
{
    return brief->id;
}

const char *jb_brief_title(const jb_brief *brief, jb_lang lang)
{
    return brief->title[lang];
}

const char *jb_brief_description(const jb_brief *brief, jb_lang lang)
{
    return brief->description[lang];
}

jb_lang jb_brief_lang(const jb_brief *brief)
{
    return brief->lang;
}
