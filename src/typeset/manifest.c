/* manifest.c - reads fonts.json, or a directory of files named after the roles.
 *
 * Decides which file stands for which role. Opens no font: a file is only looked for, so that a
 * missing one is told before any page is made.
 */
#include "manifest.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static const char *const role_codes[] = {"title", "body", "hei", "kai", "song", NULL};

enum { MANIFEST_LIMIT = 1 << 20 };

typedef struct reader {
    jb_arena *arena;
    const char *dir;
    const jb_json *files;
    jb_error *err;
} reader;

const char *jb_role_code(jb_role role)
{
    return role_codes[role];
}

static bool is_folder(const char *path)
{
    struct stat info;
    return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

static bool is_file(const char *path)
{
    struct stat info;
    return stat(path, &info) == 0 && S_ISREG(info.st_mode);
}

/* "name.ttc#1" is face 1 of a collection. */
static void split_index(jb_arena *arena, const char *dir, manifest_font *font)
{
    const char *mark = strrchr(font->name, '#');
    size_t len = mark ? (size_t)(mark - font->name) : strlen(font->name);
    if (mark && (mark[1] == '\0' || strspn(mark + 1, "0123456789") != strlen(mark + 1) ||
                 strlen(mark + 1) > 4)) {
        mark = NULL;
        len = strlen(font->name);
    }
    font->index = mark ? (unsigned)strtoul(mark + 1, NULL, 10) : 0;
    const char *file = jb_arena_strndup(arena, font->name, len);
    font->path = file[0] == '/' ? file : jb_arena_printf(arena, "%s/%s", dir, file);
}

static jb_status read_font(reader *r, const jb_json *value, manifest_font *out)
{
    jb_status status = jb_json_text(value, &out->name, r->err);
    if (status != JB_OK) {
        return status;
    }
    split_index(r->arena, r->dir, out);
    if (!is_file(out->path)) {
        jb_loc loc = jb_json_loc(value);
        return jb_fail(
            r->err, JB_ERR_FONT, &loc,
            "the font file %s does not exist or is no file; put it there or name another",
            "字体文件 %s 不存在或不是文件；请放入该文件或改用其他字体", out->path);
    }
    const jb_json *entry = r->files ? jb_json_find(r->files, out->name) : NULL;
    const jb_json *family =
        entry && jb_json_kind(entry) == JB_JSON_OBJECT ? jb_json_find(entry, "family") : NULL;
    return family ? jb_json_text(family, &out->family, r->err) : JB_OK;
}

static jb_status read_role(reader *r, const jb_json *value, bool complete, manifest *out,
                           unsigned role)
{
    static const char *const keys[] = {"han", "latin", NULL};
    jb_status status = jb_json_want(value, JB_JSON_OBJECT, r->err);
    if (status == JB_OK) {
        status = jb_json_only(value, keys, r->err);
    }
    for (unsigned i = 0; i < 2 && status == JB_OK; i++) {
        const jb_json *font = NULL;
        if (complete) {
            status = jb_json_need(value, keys[i], JB_JSON_STRING, &font, r->err);
        } else {
            font = jb_json_find(value, keys[i]);
        }
        if (status == JB_OK && font) {
            status = read_font(r, font, i == 0 ? &out->han[role] : &out->latin[role]);
        }
    }
    return status;
}

static jb_status read_roles(reader *r, const jb_json *root, bool complete, manifest *out)
{
    const jb_json *roles = NULL;
    jb_status status = jb_json_need(root, "roles", JB_JSON_OBJECT, &roles, r->err);
    if (status == JB_OK) {
        status = jb_json_only(roles, role_codes, r->err);
    }
    for (unsigned i = 0; i < JB_ROLES && status == JB_OK; i++) {
        const jb_json *role = NULL;
        if (complete) {
            status = jb_json_need(roles, role_codes[i], JB_JSON_OBJECT, &role, r->err);
        } else {
            role = jb_json_find(roles, role_codes[i]);
        }
        if (status == JB_OK && role) {
            status = read_role(r, role, complete, out, i);
        }
    }
    return status;
}

static jb_status read_fallback(reader *r, const jb_json *root, manifest *out)
{
    const jb_json *list = jb_json_find(root, "fallback");
    if (!list) {
        return JB_OK;
    }
    jb_status status = jb_json_want(list, JB_JSON_ARRAY, r->err);
    if (status != JB_OK) {
        return status;
    }
    out->fallback = jb_arena_array(r->arena, jb_json_count(list) + 1, sizeof *out->fallback);
    for (const jb_json *item = jb_json_first(list); item && status == JB_OK;
         item = jb_json_next(item)) {
        status = read_font(r, item, &out->fallback[out->fallback_count++]);
    }
    return status;
}

static jb_status read_root(reader *r, const jb_json *root, bool complete, manifest *out)
{
    static const char *const keys[] = {"format", "roles", "fallback", "files", NULL};
    const jb_json *format = NULL;
    int64_t version = 0;
    jb_status status = jb_json_want(root, JB_JSON_OBJECT, r->err);
    if (status == JB_OK) {
        status = jb_json_only(root, keys, r->err);
    }
    if (status == JB_OK) {
        status = jb_json_need(root, "format", JB_JSON_NUMBER, &format, r->err);
    }
    if (status == JB_OK) {
        status = jb_json_int(format, 1, 1, &version, r->err);
    }
    r->files = status == JB_OK ? jb_json_find(root, "files") : NULL;
    if (r->files) {
        status = jb_json_want(r->files, JB_JSON_OBJECT, r->err);
    }
    if (status == JB_OK) {
        status = read_roles(r, root, complete, out);
    }
    return status == JB_OK ? read_fallback(r, root, out) : status;
}

static jb_status read_named(jb_arena *arena, const char *dir, manifest *out, jb_error *err)
{
    static const char *const ends[] = {"ttf", "otf", "ttc", "TTF", "OTF", "TTC"};
    bool any = false;
    for (unsigned role = 0; role < JB_ROLES; role++) {
        for (size_t i = 0; i < sizeof ends / sizeof *ends && !out->han[role].name; i++) {
            char *path = jb_arena_printf(arena, "%s/%s.%s", dir, role_codes[role], ends[i]);
            if (is_file(path)) {
                out->han[role].name = path + strlen(dir) + 1;
                out->han[role].path = path;
                any = true;
            }
        }
    }
    if (any) {
        return JB_OK;
    }
    return jb_fail(err, JB_ERR_NOTFOUND, NULL,
                   "the font directory %s has no fonts.json and no file named after a role, such "
                   "as title.ttf, body.ttf, hei.ttf, kai.ttf or song.ttf",
                   "字体目录 %s 中既没有 fonts.json，也没有以角色命名的文件（如 title.ttf、"
                   "body.ttf、hei.ttf、kai.ttf、song.ttf）",
                   dir);
}

static jb_status folder_check(const char *dir, bool lacks_list, jb_error *err)
{
    if (!is_folder(dir)) {
        return jb_fail(
            err, JB_ERR_NOTFOUND, NULL,
            "the font directory %s does not exist; check --fonts, --font-dir and JIANBAO_FONTS",
            "字体目录 %s 不存在；请检查 --fonts、--font-dir 和 JIANBAO_FONTS", dir);
    }
    if (lacks_list) {
        return jb_fail(err, JB_ERR_NOTFOUND, NULL,
                       "the font directory %s has no fonts.json; name the folder of the fonts that "
                       "come with jianbao",
                       "字体目录 %s 中没有 fonts.json；请指明 jianbao 自带字体所在的目录", dir);
    }
    return JB_OK;
}

jb_status manifest_read(jb_arena *arena, const char *dir, bool complete, manifest *out,
                        jb_error *err)
{
    memset(out, 0, sizeof *out);
    const char *path = jb_arena_printf(arena, "%s/fonts.json", dir);
    jb_status missing = folder_check(dir, complete && !is_file(path), err);
    if (missing != JB_OK) {
        return missing;
    }
    if (!complete && !is_file(path)) {
        return read_named(arena, dir, out, err);
    }
    const char *text = NULL;
    size_t len = 0;
    const jb_json *root = NULL;
    jb_status status = jb_file_read(arena, path, MANIFEST_LIMIT, &text, &len, err);
    if (status == JB_OK) {
        status = jb_json_parse(arena, path, text, len, 1, &root, err);
    }
    reader r = {arena, dir, NULL, err};
    return status == JB_OK ? read_root(&r, root, complete, out) : status;
}
