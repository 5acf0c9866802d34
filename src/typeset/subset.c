/* subset.c - a font file with just the glyphs a document draws.
 *
 * Decides which tables a PDF needs and that glyph numbers and CIDs agree. HarfBuzz does the rest.
 */
#include "font.h"

#include <hb-subset.h>
#include <stdlib.h>
#include <string.h>

/* ---- CFF charset ------------------------------------------------------------------------- */

/* In a CID-keyed CFF font a PDF's codes are CIDs, which the charset turns into glyphs. HarfBuzz
 * keeps the CIDs of the whole font; here they become the new glyph numbers, so that a painter
 * writes one kind of number for all fonts. The table keeps its length. */

typedef struct bytes {
    unsigned char *data;
    size_t len;
} bytes;

static size_t number(const bytes *b, size_t at, unsigned size)
{
    size_t value = 0;
    for (unsigned i = 0; i < size && at + i < b->len; i++) {
        value = value << 8 | b->data[at + i];
    }
    return value;
}

/* The place after an INDEX; its first object lies at *first. Past the end when damaged. */
static size_t skip_index(const bytes *b, size_t at, size_t *first, size_t *first_end)
{
    size_t count = number(b, at, 2);
    if (count == 0) {
        *first = *first_end = at + 2;
        return at + 2;
    }
    unsigned width = (unsigned)number(b, at + 2, 1);
    if (width < 1 || width > 4) {
        return b->len + 1;
    }
    size_t base = at + 3 + (count + 1) * width - 1;
    *first = base + number(b, at + 3, width);
    *first_end = base + number(b, at + 3 + width, width);
    return base + number(b, at + 3 + count * width, width);
}

/* Reads one DICT operand of an integer kind; other kinds are skipped. */
static size_t skip_operand(const bytes *b, size_t at, size_t *value)
{
    unsigned lead = b->data[at];
    if (lead == 28) {
        *value = number(b, at + 1, 2);
        return at + 3;
    }
    if (lead == 29) {
        *value = number(b, at + 1, 4);
        return at + 5;
    }
    if (lead == 30) {
        do {
            at++;
        } while (at < b->len && (b->data[at] & 0x0F) != 0x0F && (b->data[at] >> 4) != 0x0F);
        return at + 1;
    }
    if (lead >= 247 && lead <= 250) {
        *value = (size_t)(lead - 247) * 256 + number(b, at + 1, 1) + 108;
        return at + 2;
    }
    if (lead >= 251) {
        return at + 2;
    }
    *value = lead >= 139 ? lead - 139 : 0;
    return at + 1;
}

/* Offset of the charset of a CID-keyed font; 0 when there is none to change. */
static size_t find_charset(const bytes *b)
{
    enum { OP_CHARSET = 15, OP_ESCAPE = 12, OP_ROS = 30 };
    size_t first = 0;
    size_t end = 0;
    size_t charset = 0;
    size_t value = 0;
    bool cid = false;
    size_t at = skip_index(b, number(b, 2, 1), &first, &end);
    at = skip_index(b, at, &first, &end);
    if (at > b->len || end > b->len) {
        return 0;
    }
    for (at = first; at < end;) {
        unsigned lead = b->data[at];
        if (lead > 21) {
            at = skip_operand(b, at, &value);
            continue;
        }
        bool escape = lead == OP_ESCAPE;
        cid = cid || (escape && number(b, at + 1, 1) == OP_ROS);
        charset = lead == OP_CHARSET ? value : charset;
        at += escape ? 2 : 1;
    }
    return cid && charset > 2 && charset < b->len ? charset : 0;
}

static void put16(unsigned char *to, size_t value)
{
    to[0] = (unsigned char)(value >> 8);
    to[1] = (unsigned char)value;
}

/* Bytes the charset at `at` takes for `glyphs` glyphs; 0 when damaged. */
static size_t charset_length(const bytes *b, size_t at, size_t glyphs)
{
    unsigned format = b->data[at];
    if (format == 0) {
        return 1 + 2 * (glyphs - 1);
    }
    size_t record = format == 1 ? 3 : 4;
    size_t pos = at + 1;
    for (size_t seen = 1; seen < glyphs; pos += record) {
        if (format > 2 || pos + record > b->len) {
            return 0;
        }
        seen += number(b, pos + 2, (unsigned)record - 2) + 1;
    }
    return pos - at;
}

static void number_cids(bytes *b, size_t glyphs)
{
    size_t at = find_charset(b);
    size_t len = at && glyphs > 1 ? charset_length(b, at, glyphs) : 0;
    if (len == 0 || at + len > b->len) {
        return;
    }
    unsigned char *to = b->data + at;
    memset(to, 0, len);
    if (len >= 5) { /* format 2: one range of any length */
        to[0] = 2;
        put16(to + 1, 1);
        put16(to + 3, glyphs - 2);
    } else if (len == 4) { /* format 1: one range of at most 256, as it was */
        to[0] = 1;
        put16(to + 1, 1);
        to[3] = (unsigned char)(glyphs - 2);
    } else { /* format 0 with a single glyph */
        put16(to + 1, 1);
    }
}

static hb_blob_t *renumbered_cff(hb_face_t *face)
{
    hb_blob_t *blob = hb_face_reference_table(face, HB_TAG('C', 'F', 'F', ' '));
    hb_blob_t *copy = hb_blob_copy_writable_or_fail(blob);
    hb_blob_destroy(blob);
    if (!copy) {
        jb_panic("out of memory");
    }
    unsigned len = 0;
    char *data = hb_blob_get_data_writable(copy, &len);
    bytes b = {(unsigned char *)data, len};
    if (len > 4) {
        number_cids(&b, hb_face_get_glyph_count(face));
    }
    return copy;
}

/* ---- subset ------------------------------------------------------------------------------ */

/* Only the tables a PDF reads, in one order. */
static const char *const tables[] = {"head", "hhea", "hmtx", "maxp", "loca", "glyf", "OS/2"};

/* The font as a subset is taken from: without the tables that no PDF reads. HarfBuzz would go
 * through the whole character map each time, tens of thousands of entries, although glyphs are
 * asked for by number. */
static hb_face_t *bare_face(font_file *file)
{
    if (file->bare) {
        return file->bare;
    }
    static const char *const needed[] = {"head", "hhea", "hmtx", "maxp",
                                         "loca", "glyf", "OS/2", "CFF "};
    file->bare = hb_face_builder_create();
    for (size_t i = 0; i < sizeof needed / sizeof *needed; i++) {
        hb_tag_t tag = hb_tag_from_string(needed[i], 4);
        hb_blob_t *table = hb_face_reference_table(file->face, tag);
        if (hb_blob_get_length(table) > 0) {
            hb_face_builder_add_table(file->bare, tag, table);
        }
        hb_blob_destroy(table);
    }
    hb_face_set_upem(file->bare, file->upem);
    hb_face_set_glyph_count(file->bare, hb_face_get_glyph_count(file->face));
    return file->bare;
}

static hb_blob_t *pack(hb_face_t *subset, bool cff)
{
    hb_face_t *packed = hb_face_builder_create();
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        hb_tag_t tag = hb_tag_from_string(tables[i], 4);
        hb_blob_t *table = hb_face_reference_table(subset, tag);
        if (hb_blob_get_length(table) > 0) {
            hb_face_builder_add_table(packed, tag, table);
        }
        hb_blob_destroy(table);
    }
    if (cff) {
        hb_blob_t *table = renumbered_cff(subset);
        hb_face_builder_add_table(packed, HB_TAG('C', 'F', 'F', ' '), table);
        hb_blob_destroy(table);
    }
    hb_blob_t *whole = hb_face_reference_blob(packed);
    hb_face_destroy(packed);
    return whole;
}

static hb_subset_plan_t *make_plan(hb_face_t *face, const uint32_t *glyphs, size_t count)
{
    static const char *const drop[] = {"GSUB", "GPOS", "GDEF", "BASE", "JSTF", "MATH", "kern",
                                       "vhea", "vmtx", "VORG", "name", "post", "DSIG", "hdmx",
                                       "VDMX", "LTSH", "gasp", "fvar", "gvar", "avar", "HVAR",
                                       "VVAR", "MVAR", "STAT", "COLR", "CPAL"};
    hb_subset_input_t *input = hb_subset_input_create_or_fail();
    if (!input) {
        jb_panic("out of memory");
    }
    hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_NOTDEF_OUTLINE);
    hb_set_t *dropped = hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG);
    for (size_t i = 0; i < sizeof drop / sizeof *drop; i++) {
        hb_set_add(dropped, hb_tag_from_string(drop[i], 4));
    }
    hb_set_t *wanted = hb_subset_input_glyph_set(input);
    for (size_t i = 0; i < count; i++) {
        hb_set_add(wanted, glyphs[i]);
    }
    hb_subset_plan_t *plan = hb_subset_plan_create_or_fail(face, input);
    hb_subset_input_destroy(input);
    return plan;
}

static bool fill_map(const hb_subset_plan_t *plan, const font_file *file, hb_face_t *subset,
                     const uint32_t *glyphs, size_t count, uint32_t *map, int32_t *advances)
{
    const hb_map_t *old_to_new = hb_subset_plan_old_to_new_glyph_mapping(plan);
    hb_font_t *font = hb_font_create(subset);
    hb_font_set_scale(font, (int)file->upem, (int)file->upem);
    bool complete = true;
    for (size_t i = 0; i < count; i++) {
        hb_codepoint_t glyph = hb_map_get(old_to_new, glyphs[i]);
        complete = complete && glyph != HB_MAP_VALUE_INVALID;
        map[i] = glyph;
        advances[i] = complete ? font_milli(file, hb_font_get_glyph_h_advance(font, glyph)) : 0;
    }
    hb_font_destroy(font);
    return complete;
}

/* HarfBuzz leaves a table out when it finds it damaged. */
static bool has_outlines(hb_face_t *subset, bool cff)
{
    hb_blob_t *table = hb_face_reference_table(subset, HB_TAG('C', 'F', 'F', ' '));
    bool there = hb_blob_get_length(table) > 0;
    hb_blob_destroy(table);
    return there || !cff;
}

/* ---- subsets kept ------------------------------------------------------------------------ */

/* What is asked and what is answered. */
typedef struct order {
    const uint32_t *glyphs;
    size_t count;
    uint32_t *map;
    int32_t *advances;
    const char *bytes; /* in the caller's arena */
    size_t len;
} order;

static bool take_kept(jb_arena *arena, const font_file *file, order *o)
{
    for (size_t i = 0; i < KEPT_SUBSETS; i++) {
        const kept_subset *kept = &file->kept[i];
        if (kept->glyphs == NULL || kept->count != o->count ||
            memcmp(kept->glyphs, o->glyphs, o->count * sizeof *o->glyphs) != 0) {
            continue;
        }
        memcpy(o->map, kept->map, o->count * sizeof *o->map);
        memcpy(o->advances, kept->advances, o->count * sizeof *o->advances);
        o->bytes = jb_arena_strndup(arena, kept->bytes, kept->len);
        o->len = kept->len;
        return true;
    }
    return false;
}

static void keep(font_file *file, const order *o)
{
    size_t words = o->count * sizeof *o->glyphs;
    if (o->count == 0 || o->count > KEPT_GLYPHS) {
        return;
    }
    kept_subset *kept = &file->kept[file->kept_next];
    file->kept_next = (file->kept_next + 1) % KEPT_SUBSETS;
    free(kept->glyphs);
    kept->glyphs = jb_xmalloc(3 * words + o->len);
    kept->map = kept->glyphs + o->count;
    kept->advances = (int32_t *)(kept->map + o->count);
    kept->bytes = (char *)(kept->advances + o->count);
    kept->count = o->count;
    kept->len = o->len;
    memcpy(kept->glyphs, o->glyphs, words);
    memcpy(kept->map, o->map, words);
    memcpy(kept->advances, o->advances, words);
    memcpy(kept->bytes, o->bytes, o->len);
}

/* ---- entry point ------------------------------------------------------------------------- */

static bool take_new(jb_arena *arena, font_file *file, bool cff, order *o)
{
    hb_subset_plan_t *plan = make_plan(bare_face(file), o->glyphs, o->count);
    hb_face_t *subset = plan ? hb_subset_plan_execute_or_fail(plan) : NULL;
    bool done = subset && has_outlines(subset, cff) &&
                fill_map(plan, file, subset, o->glyphs, o->count, o->map, o->advances);
    if (done) {
        hb_blob_t *whole = pack(subset, cff);
        unsigned size = 0;
        const char *data = hb_blob_get_data(whole, &size);
        o->bytes = jb_arena_strndup(arena, data, size);
        o->len = size;
        hb_blob_destroy(whole);
        keep(file, o);
    }
    hb_face_destroy(subset);
    hb_subset_plan_destroy(plan);
    return done;
}

/* What goes in and what comes out is all needed. */
jb_status jb_font_subset(/* NOLINT(readability-function-size) */ jb_arena *arena, jb_fontset *fonts,
                         jb_font font, const uint32_t *glyphs, size_t count, const char **bytes_out,
                         size_t *len, uint32_t *map, int32_t *advances, jb_error *err)
{
    order o = {.glyphs = glyphs, .count = count, .map = map, .advances = advances};
    font_file *file = NULL;
    jb_status status = fontset_file(fonts, font, &file, err);
    const jb_font_info *info = NULL;
    if (status == JB_OK) {
        status = jb_font_describe(fonts, font, &info, err);
    }
    if (status != JB_OK) {
        return status;
    }
    if (!take_kept(arena, file, &o) && !take_new(arena, file, info->cff, &o)) {
        return jb_fail(err, JB_ERR_FONT, NULL,
                       "the font file %s is damaged: the characters used cannot be taken from it",
                       "字体文件 %s 已损坏：无法从中取出所用的字", file->path);
    }
    *bytes_out = o.bytes;
    *len = o.len;
    return JB_OK;
}
