/* fonts.c - collects the characters of each font and gives them codes.
 *
 * Decides: a character's code is the CID of its glyph in the subset, so that Identity-H serves and
 * most viewers take their plainest path; only where two code points share a glyph (U+00A0 and the
 * space, a radical and its character) the second gets a code of its own above all others.
 */
#include "fonts.h"

#include <stdlib.h>
#include <string.h>

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

void jb_faces_use(jb_faces *faces, jb_font font, const uint32_t *glyphs,
                  const uint32_t *code_points, size_t count)
{
    jb_face *face = &faces->faces[font];

    for (size_t i = 0; i < count; i++) {
        JB_PUSH(face->pairs, face->count, face->cap, (uint64_t)glyphs[i] << 32 | code_points[i]);
        if (face->count >= face->tidy_at) {
            tidy(face);
        }
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

static jb_status no_room(const jb_program *program, jb_error *err)
{
    return jb_fail(err, JB_ERR_FONT, NULL,
                   "font %s: more than 65535 different characters in one document; split it",
                   "字体 %s：一份文件使用了超过 65535 个不同字符，请拆分文件", program->info->file);
}

/* The glyphs are numbered by the subset; `map` and `advances` are by distinct glyph. */
static jb_status number_codes(jb_arena *arena, jb_face *face, const jb_program *program,
                              const uint32_t *map, const int32_t *advances, jb_error *err)
{
    size_t glyph = 0;
    uint32_t next = 0;

    face->codes = jb_arena_array(arena, face->count, sizeof *face->codes);
    face->cids = jb_arena_array(arena, face->count, sizeof *face->cids);
    face->gids = jb_arena_array(arena, face->count, sizeof *face->gids);
    face->widths = jb_arena_array(arena, face->count, sizeof *face->widths);
    for (size_t i = 0; i < face->count; i++) {
        bool first = i == 0 || glyph_of(face->pairs[i]) != glyph_of(face->pairs[i - 1]);

        glyph += first && i > 0;
        if (map[glyph] == 0 || map[glyph] > UINT16_MAX ||
            (program->cff.keyed && map[glyph] >= program->cff.count)) {
            return jb_fail(
                err, JB_ERR_FONT, NULL,
                "font %s: its subset lacks glyph %u; the font file is damaged, replace it",
                "字体 %s：子集中缺少字形 %u，字体文件已损坏，请更换", program->info->file,
                (unsigned)glyph_of(face->pairs[i]));
        }
        face->gids[i] = (uint16_t)map[glyph];
        face->cids[i] = program->cff.keyed ? program->cff.cids[map[glyph]] : face->gids[i];
        face->widths[i] = advances[glyph];
        face->codes[i] = first ? face->cids[i] : 0;
        face->shared = face->shared || !first;
        next = face->cids[i] >= next ? face->cids[i] + 1u : next;
    }
    for (size_t i = 0; i < face->count; i++) {
        if (face->codes[i] == 0) {
            if (next > UINT16_MAX) {
                return no_room(program, err);
            }
            face->codes[i] = (uint16_t)next++;
        }
    }
    return JB_OK;
}

static jb_status embed_face(jb_faces *faces, jb_font font, jb_fontset *fonts, jb_pdf *pdf,
                            jb_error *err)
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
        face->object = jb_face_write(faces->arena, pdf, face, &program);
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
        jb_face *face = &faces->faces[i];

        tidy(face);
        if (face->count > 0) {
            status = embed_face(faces, (jb_font)i, fonts, pdf, err);
            jb_str_addf(&body, "/F%zu %u 0 R", i, (unsigned)face->object);
        }
    }
    jb_pdf_fill(pdf, *resources, jb_str_text(&body));
    jb_str_free(&body);
    return status;
}

uint16_t jb_faces_code(const jb_faces *faces, jb_font font, uint32_t glyph, uint32_t code_point,
                       int32_t *width)
{
    const jb_face *face = &faces->faces[font];
    uint64_t pair = (uint64_t)glyph << 32 | code_point;
    const uint64_t *found =
        bsearch(&pair, face->pairs, face->count, sizeof *face->pairs, compare_pairs);

    if (found == NULL) {
        jb_panic("paint: a character was drawn that had not been collected");
    }
    *width = face->widths[found - face->pairs];
    return face->codes[found - face->pairs];
}
