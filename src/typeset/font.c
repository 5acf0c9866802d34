/* font.c - one font file: opened, checked, described.
 *
 * Decides whether a file can be drawn and embedded at all; HarfBuzz silently treats a damaged
 * table as empty, so what is damaged is found here. Knows nothing of roles and characters.
 */
#include "font.h"

#include <ctype.h>
#include <errno.h>
#include <hb-ot.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TAG(a, b, c, d) HB_TAG(a, b, c, d)

static uint32_t be16(const char *p)
{
    const unsigned char *b = (const unsigned char *)p;
    return (uint32_t)b[0] << 8 | b[1];
}

static int32_t sbe16(const char *p)
{
    uint32_t v = be16(p);
    return v & 0x8000 ? (int32_t)v - 0x10000 : (int32_t)v;
}

static uint32_t be32(const char *p)
{
    return be16(p) << 16 | be16(p + 2);
}

static jb_status damaged(const font_file *file, jb_error *err)
{
    return jb_fail(err, JB_ERR_FONT, NULL,
                   "the font file %s is cut short or damaged; copy it again from its source",
                   "字体文件 %s 不完整或已损坏；请从来源重新复制", file->path);
}

static jb_status not_font(const font_file *file, jb_error *err)
{
    return jb_fail(err, JB_ERR_FONT, NULL,
                   "%s is not a font file; wanted is TrueType or OpenType (.ttf, .otf, .ttc)",
                   "%s 不是字体文件；需要 TrueType 或 OpenType 格式（.ttf、.otf、.ttc）",
                   file->path);
}

/* Every table the directory names lies within the file. */
static jb_status check_extent(const font_file *file, hb_blob_t *blob, jb_error *err)
{
    unsigned size = 0;
    const char *data = hb_blob_get_data(blob, &size);
    uint64_t start = 0;
    if (size >= 12 && memcmp(data, "ttcf", 4) == 0) {
        uint64_t entry = 12 + 4 * (uint64_t)file->index;
        if (entry + 4 > size) {
            return damaged(file, err);
        }
        start = be32(data + entry);
    }
    if (start + 12 > size) {
        return damaged(file, err);
    }
    unsigned tables = be16(data + start + 4);
    if (start + 12 + 16 * (uint64_t)tables > size) {
        return damaged(file, err);
    }
    for (unsigned i = 0; i < tables; i++) {
        const char *record = data + start + 12 + 16 * (size_t)i;
        if ((uint64_t)be32(record + 8) + be32(record + 12) > size) {
            return damaged(file, err);
        }
    }
    return JB_OK;
}

/* Begins like a font. */
static bool has_magic(hb_blob_t *blob)
{
    static const char magic[][5] = {"\0\1\0\0", "OTTO", "true", "ttcf"};
    unsigned size = 0;
    const char *data = hb_blob_get_data(blob, &size);
    for (size_t i = 0; i < sizeof magic / sizeof *magic && size >= 4; i++) {
        if (memcmp(data, magic[i], 4) == 0) {
            return true;
        }
    }
    return false;
}

static bool has_table(hb_face_t *face, hb_tag_t tag)
{
    hb_blob_t *blob = hb_face_reference_table(face, tag);
    bool has = hb_blob_get_length(blob) > 0;
    hb_blob_destroy(blob);
    return has;
}

static jb_status check_tables(const font_file *file, jb_error *err)
{
    static const char *const wanted[] = {"head", "hhea", "hmtx", "maxp", "cmap"};
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
        if (!has_table(file->face, hb_tag_from_string(wanted[i], 4))) {
            return jb_fail(err, JB_ERR_FONT, NULL,
                           "the font file %s lacks the table \"%s\" and cannot be used",
                           "字体文件 %s 缺少“%s”表，无法使用", file->path, wanted[i]);
        }
    }
    bool glyf = has_table(file->face, TAG('g', 'l', 'y', 'f')) &&
                has_table(file->face, TAG('l', 'o', 'c', 'a'));
    if (!glyf && !has_table(file->face, TAG('C', 'F', 'F', ' '))) {
        return jb_fail(err, JB_ERR_FONT, NULL,
                       "the font file %s has no TrueType or CFF outlines; bitmap and CFF2 fonts "
                       "cannot be embedded",
                       "字体文件 %s 没有 TrueType 或 CFF 轮廓；点阵字体和 CFF2 字体无法嵌入",
                       file->path);
    }
    return JB_OK;
}

/* Among its first characters at least one can be drawn. */
static bool draws_something(const font_file *file)
{
    hb_set_t *all = hb_set_create();
    hb_face_collect_unicodes(file->face, all);
    hb_codepoint_t c = HB_SET_VALUE_INVALID;
    bool drawn = false;
    for (int tries = 0; tries < 256 && !drawn && hb_set_next(all, &c); tries++) {
        hb_codepoint_t glyph = 0;
        hb_glyph_extents_t box;
        drawn = hb_font_get_nominal_glyph(file->font, c, &glyph) && glyph != 0 &&
                hb_font_get_glyph_extents(file->font, glyph, &box) && box.width > 0;
    }
    hb_set_destroy(all);
    return drawn;
}

static jb_status check_permission(const font_file *file, jb_error *err)
{
    hb_blob_t *os2 = hb_face_reference_table(file->face, TAG('O', 'S', '/', '2'));
    unsigned size = 0;
    const char *data = hb_blob_get_data(os2, &size);
    unsigned type = size >= 10 ? be16(data + 8) : 0;
    hb_blob_destroy(os2);
    /* Bits 1-3 hold the licence; bit 1 alone forbids. Bits 8 and 9: no subset, bitmaps only. */
    if ((type & 0x000E) == 0x0002 || (type & 0x0300) != 0) {
        return jb_fail(err, JB_ERR_FONT, NULL,
                       "the maker of the font %s forbids embedding it in documents "
                       "(fsType 0x%04X); use another font for this role",
                       "字体 %s 的制作者禁止将其嵌入文件（fsType 0x%04X）；请为该角色换用其他字体",
                       file->path, type);
    }
    return JB_OK;
}

static jb_status check_face(font_file *file, jb_error *err)
{
    jb_status status = check_tables(file, err);
    if (status != JB_OK) {
        return status;
    }
    file->upem = hb_face_get_upem(file->face);
    file->font = hb_font_create(file->face);
    hb_font_set_scale(file->font, (int)file->upem, (int)file->upem);
    if (hb_face_get_glyph_count(file->face) < 2 || !draws_something(file)) {
        return damaged(file, err);
    }
    return check_permission(file, err);
}

static jb_status open_blob(font_file *file, hb_blob_t *blob, jb_error *err)
{
    unsigned faces = hb_face_count(blob);
    if (faces == 0) {
        return has_magic(blob) ? damaged(file, err) : not_font(file, err);
    }
    if (file->index >= faces) {
        return jb_fail(err, JB_ERR_FONT, NULL,
                       "the font file %s has %u faces; there is none of number %u (the first is 0)",
                       "字体文件 %s 含 %u 个字体，没有第 %u 号（首个编号为 0）", file->path, faces,
                       file->index);
    }
    jb_status status = check_extent(file, blob, err);
    if (status != JB_OK) {
        return status;
    }
    file->face = hb_face_create(blob, file->index);
    return check_face(file, err);
}

jb_status font_open(font_file *file, jb_error *err)
{
    if (file->face) {
        return JB_OK;
    }
    errno = 0;
    hb_blob_t *blob = hb_blob_create_from_file_or_fail(file->path);
    if (!blob) {
        int code = errno ? errno : EIO;
        /* Both languages take all three; each leaves out the other's reason. */
        return jb_fail(err, JB_ERR_FONT, NULL, "the font file %s cannot be read: %s%.0s",
                       "无法读取字体文件 %s：%.0s%s", file->path, jb_os_reason(code, JB_LANG_EN),
                       jb_os_reason(code, JB_LANG_ZH));
    }
    jb_status status = open_blob(file, blob, err);
    hb_blob_destroy(blob);
    if (status != JB_OK) {
        font_close(file);
    }
    return status;
}

void font_close(font_file *file)
{
    hb_font_destroy(file->font);
    hb_face_destroy(file->face);
    hb_face_destroy(file->bare);
    for (size_t i = 0; i < KEPT_SUBSETS; i++) {
        free(file->kept[i].glyphs);
        file->kept[i] = (kept_subset){0};
    }
    file->font = NULL;
    file->face = NULL;
}

int32_t font_milli(const font_file *file, int32_t units)
{
    int64_t twice = (int64_t)units * 2000 + file->upem;
    int64_t whole = twice / (2 * (int64_t)file->upem);
    /* Division rounds towards zero; rounding half up needs the floor. */
    return (int32_t)(twice < 0 && twice % (2 * (int64_t)file->upem) != 0 ? whole - 1 : whole);
}

static int32_t metric(const font_file *file, hb_ot_metrics_tag_t tag, uint32_t like,
                      int32_t otherwise)
{
    hb_position_t value = 0;
    if (hb_ot_metrics_get_position(file->font, tag, &value) && value != 0) {
        return font_milli(file, value);
    }
    hb_codepoint_t glyph = 0;
    hb_glyph_extents_t box;
    if (like && hb_font_get_nominal_glyph(file->font, like, &glyph) &&
        hb_font_get_glyph_extents(file->font, glyph, &box)) {
        return font_milli(file, box.y_bearing);
    }
    return otherwise;
}

static void fill_tables(font_file *file)
{
    unsigned size = 0;
    hb_blob_t *head = hb_face_reference_table(file->face, TAG('h', 'e', 'a', 'd'));
    const char *data = hb_blob_get_data(head, &size);
    for (size_t i = 0; i < 4 && size >= 44; i++) {
        file->info.bbox[i] = font_milli(file, sbe16(data + 36 + 2 * i));
    }
    hb_blob_destroy(head);
    hb_blob_t *post = hb_face_reference_table(file->face, TAG('p', 'o', 's', 't'));
    data = hb_blob_get_data(post, &size);
    if (size >= 16) {
        file->info.italic_angle = sbe16(data + 4);
        file->info.fixed_pitch = be32(data + 12) != 0;
    }
    hb_blob_destroy(post);
    hb_blob_t *os2 = hb_face_reference_table(file->face, TAG('O', 'S', '/', '2'));
    data = hb_blob_get_data(os2, &size);
    file->info.weight = size >= 6 ? (int32_t)be16(data + 4) : 400;
    if (size >= 42) {
        unsigned family = (unsigned char)data[30];
        unsigned kind = (unsigned char)data[32];
        unsigned serifs = (unsigned char)data[33];
        /* Panose: text face with a serif style before "normal sans"; else the IBM class. */
        file->info.serif =
            kind == 2 && serifs >= 2 ? serifs <= 10 : family >= 1 && family <= 7 && family != 6;
    }
    hb_blob_destroy(os2);
}

static char *read_name(jb_arena *arena, const font_file *file, hb_ot_name_id_t id)
{
    char text[256];
    unsigned size = sizeof text;
    unsigned len =
        hb_ot_name_get_utf8(file->face, id, hb_language_from_string("en", 2), &size, text);
    return len ? jb_arena_strdup(arena, text) : NULL;
}

/* Leaves what a PDF name can hold without escapes. */
static bool keep_plain(char *text)
{
    char *to = text;
    for (const char *from = text; *from; from++) {
        if (*from > ' ' && *from < 0x7F && !strchr("()<>[]{}/%#", *from)) {
            *to++ = *from;
        }
    }
    *to = '\0';
    return to != text;
}

void font_fill_info(jb_arena *arena, font_file *file)
{
    jb_font_info *info = &file->info;
    info->file = file->name;
    info->cff = has_table(file->face, TAG('C', 'F', 'F', ' '));
    info->ascent = metric(file, HB_OT_METRICS_TAG_HORIZONTAL_ASCENDER, 0, 880);
    info->descent = metric(file, HB_OT_METRICS_TAG_HORIZONTAL_DESCENDER, 0, -120);
    if (info->descent > 0) { /* some fonts write it without its sign */
        info->descent = -info->descent;
    }
    info->cap_height = metric(file, HB_OT_METRICS_TAG_CAP_HEIGHT, 'H', info->ascent);
    info->x_height = metric(file, HB_OT_METRICS_TAG_X_HEIGHT, 'x', info->cap_height / 2);
    fill_tables(file);
    char *name = read_name(arena, file, HB_OT_NAME_ID_POSTSCRIPT_NAME);
    if (!name || !keep_plain(name)) {
        const char *base = strrchr(file->path, '/');
        name = jb_arena_strdup(arena, base ? base + 1 : file->path);
        if (!keep_plain(name)) {
            name = jb_arena_strdup(arena, "Font");
        }
    }
    info->postscript_name = name;
    const char *family = file->family;
    if (!family) {
        family = read_name(arena, file, HB_OT_NAME_ID_FONT_FAMILY);
    }
    info->family = family ? family : name;
    file->described = true;
}
