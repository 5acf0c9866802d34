/* fonts.c - collects the characters of each font and gives them codes.
 *
 * Decides which characters a subset needs and in which order they are numbered; HarfBuzz makes the
 * subset, face.c the PDF objects.
 */
#include "fonts.h"

#include <stdlib.h>
#include <string.h>

enum { RECENT = 1024 }; /* a power of two */

jb_faces *jb_faces_new(jb_arena *arena, size_t count)
{
    jb_faces *faces = jb_arena_alloc(arena, sizeof *faces);

    faces->arena = arena;
    faces->count = count;
    faces->faces = jb_arena_array(arena, count, sizeof *faces->faces);
    return faces;
}

void jb_faces_free(jb_faces *faces)
{
    for (size_t i = 0; i < faces->count; i++) {
        free(faces->faces[i].pairs);
        free(faces->faces[i].recent);
    }
}

static int compare_pairs(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

    return x < y ? -1 : x > y;
}

static void tidy(jb_face *face)
{
    size_t kept = 0;

    if (face->count > 0) {
        qsort(face->pairs, face->count, sizeof *face->pairs, compare_pairs);
    }
    for (size_t i = 0; i < face->count; i++) {
        if (kept == 0 || face->pairs[i] != face->pairs[kept - 1]) {
            face->pairs[kept++] = face->pairs[i];
        }
    }
    face->count = kept;
    face->tidy_at = kept * 2 + 4096;
}

static size_t hash_of(uint64_t pair)
{
    return (size_t)((pair * 0x9E3779B97F4A7C15u) >> 40);
}

void jb_faces_use(jb_faces *faces, jb_font font, const uint32_t *glyphs,
                  const uint32_t *code_points, size_t count)
{
    jb_face *face = &faces->faces[font];

    if (face->recent == NULL) {
        face->recent = jb_xmalloc(RECENT * sizeof *face->recent);
        memset(face->recent, 0, RECENT * sizeof *face->recent);
    }
    for (size_t i = 0; i < count; i++) {
        uint64_t pair = (uint64_t)glyphs[i] << 32 | code_points[i];
        uint64_t *seen = &face->recent[hash_of(pair) % RECENT];

        if (*seen == pair) {
            continue;
        }
        *seen = pair;
        JB_PUSH(face->pairs, face->count, face->cap, pair);
        if (face->count >= face->tidy_at) {
            tidy(face);
        }
    }
}

/* A table twice as large as what it holds, so that a pair is found at once. */
static void index_pairs(jb_arena *arena, jb_face *face)
{
    size_t size = 16;

    while (size < face->count * 2) {
        size *= 2;
    }
    face->slots = jb_arena_array(arena, size, sizeof *face->slots);
    face->slot_mask = size - 1;
    for (size_t i = 0; i < face->count; i++) {
        size_t at = hash_of(face->pairs[i]) & face->slot_mask;

        while (face->slots[at] != 0) {
            at = (at + 1) & face->slot_mask;
        }
        face->slots[at] = (uint32_t)i + 1;
    }
}

static uint32_t glyph_of(uint64_t pair)
{
    return (uint32_t)(pair >> 32);
}

/* The distinct glyphs of a face, in order. */
static size_t list_glyphs(jb_arena *arena, const jb_face *face, uint32_t **out)
{
    uint32_t *glyphs = jb_arena_array(arena, face->count, sizeof *glyphs);
    size_t count = 0;

    for (size_t i = 0; i < face->count; i++) {
        if (count == 0 || glyphs[count - 1] != glyph_of(face->pairs[i])) {
            glyphs[count++] = glyph_of(face->pairs[i]);
        }
    }
    *out = glyphs;
    return count;
}

static jb_status lacks_glyph(const jb_program *program, uint32_t glyph, jb_error *err)
{
    return jb_fail(err, JB_ERR_FONT, NULL,
                   "font %s: its subset lacks glyph %u; the font file is damaged, replace it",
                   "字体 %s：子集中缺少字形 %u，字体文件已损坏，请更换", program->info->file,
                   (unsigned)glyph);
}

/* The CID that selects a glyph of the subset; 0, which is .notdef, when there is none. */
static uint16_t cid_of(const jb_program *program, uint32_t glyph)
{
    if (program->cff.keyed) {
        return glyph < program->cff.count ? program->cff.cids[glyph] : 0;
    }
    return glyph <= UINT16_MAX ? (uint16_t)glyph : 0;
}

/* `map`, the glyphs' numbers in the subset, and `advances` are by distinct glyph. */
static jb_status number_codes(jb_arena *arena, jb_face *face, const jb_program *program,
                              const uint32_t *map, const int32_t *advances, jb_error *err)
{
    size_t glyph = 0;

    index_pairs(arena, face);
    face->codes = jb_arena_array(arena, face->count, sizeof *face->codes);
    face->layers = jb_arena_array(arena, face->count, sizeof *face->layers);
    face->widths = jb_arena_array(arena, face->count, sizeof *face->widths);
    for (size_t i = 0; i < face->count; i++) {
        if (i > 0 && glyph_of(face->pairs[i]) == glyph_of(face->pairs[i - 1])) {
            face->layers[i] = (uint16_t)(face->layers[i - 1] + 1);
        } else if (i > 0) {
            glyph++;
        }
        if (face->layers[i] >= face->layer_count) {
            face->layer_count = (uint16_t)(face->layers[i] + 1);
        }
        face->codes[i] = cid_of(program, map[glyph]);
        face->widths[i] = advances[glyph];
        if (face->codes[i] == 0) {
            return lacks_glyph(program, glyph_of(face->pairs[i]), err);
        }
    }
    return JB_OK;
}

static jb_status embed_face(jb_faces *faces, jb_font font, jb_fontset *fonts, jb_pdf *pdf,
                            jb_str *resources, jb_error *err)
{
    jb_face *face = &faces->faces[font];
    jb_program program = {0};
    uint32_t *glyphs, *map;
    int32_t *advances;
    size_t count = list_glyphs(faces->arena, face, &glyphs);
    jb_status status = jb_font_describe(fonts, font, &program.info, err);

    if (status != JB_OK) {
        return status;
    }
    map = jb_arena_array(faces->arena, count, sizeof *map);
    advances = jb_arena_array(faces->arena, count, sizeof *advances);
    status = jb_font_subset(faces->arena, fonts, font, glyphs, count, &program.bytes, &program.len,
                            map, advances, err);
    if (status != JB_OK) {
        return status;
    }
    if (program.info->cff && !jb_cff_read(faces->arena, program.bytes, program.len, &program.cff)) {
        return jb_fail(err, JB_ERR_FONT, NULL,
                       "font %s: its CFF outlines cannot be read; replace the font file",
                       "字体 %s：无法读取其 CFF 轮廓，请更换字体文件", program.info->file);
    }
    status = number_codes(faces->arena, face, &program, map, advances, err);
    if (status == JB_OK) {
        const jb_obj *layers = jb_face_write(faces->arena, pdf, face, &program);

        for (uint16_t i = 0; i < face->layer_count; i++) {
            jb_faces_add_name(resources, font, i);
            jb_str_addf(resources, " %u 0 R", (unsigned)layers[i]);
        }
    }
    return status;
}

jb_status jb_faces_embed(jb_faces *faces, jb_fontset *fonts, jb_pdf *pdf, jb_obj *resources,
                         jb_error *err)
{
    jb_str body = {0};
    jb_status status = JB_OK;

    *resources = jb_pdf_dict(pdf);
    for (size_t i = 0; i < faces->count && status == JB_OK; i++) {
        tidy(&faces->faces[i]);
        if (faces->faces[i].count > 0) {
            status = embed_face(faces, (jb_font)i, fonts, pdf, &body, err);
        }
    }
    jb_str_addc(&body, '\n');
    jb_pdf_fill(pdf, *resources, jb_str_text(&body));
    jb_str_free(&body);
    return status;
}

void jb_faces_add_name(jb_str *out, jb_font font, uint16_t layer)
{
    jb_str_add(out, "/F");
    jb_pdf_add_uint(out, font);
    if (layer > 0) {
        jb_str_addc(out, '.');
        jb_pdf_add_uint(out, layer);
    }
}

jb_coded jb_faces_code(const jb_faces *faces, jb_font font, uint32_t glyph, uint32_t code_point)
{
    const jb_face *face = &faces->faces[font];
    uint64_t pair = (uint64_t)glyph << 32 | code_point;
    size_t at = hash_of(pair);
    size_t i;

    for (;; at++) {
        uint32_t slot = face->slots[at & face->slot_mask];

        if (slot == 0) {
            jb_panic("paint: a character was drawn that had not been collected");
        }
        i = slot - 1;
        if (face->pairs[i] == pair) {
            return (jb_coded){face->codes[i], face->layers[i], face->widths[i]};
        }
    }
}
