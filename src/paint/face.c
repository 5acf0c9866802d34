/* face.c - writes one embedded font: Type0 font, CIDFont, descriptor, program and maps.
 *
 * Decides the PDF shapes of TrueType (CIDFontType2) and CFF (CIDFontType0) outlines after
 * ISO 32000-1 9.7 to 9.10 with what PDF/A-2 asks. The codes are settled elsewhere.
 */
#include "fonts.h"

#include <stdlib.h>
#include <string.h>

typedef struct entry {
    uint16_t code, layer;
    int32_t width;
    uint32_t code_point;
} entry;

typedef struct work {
    jb_arena *arena;
    jb_pdf *pdf;
    const jb_face *face;
    const jb_program *program;
    entry *entries;   /* by code, then layer */
    const char *name; /* ABCDEF+Name */
} work;

static int compare_entries(const void *a, const void *b)
{
    const entry *x = a, *y = b;

    return x->code == y->code ? (int)x->layer - (int)y->layer : (int)x->code - (int)y->code;
}

static entry *list_entries(jb_arena *arena, const jb_face *face)
{
    entry *entries = jb_arena_array(arena, face->count, sizeof *entries);

    for (size_t i = 0; i < face->count; i++) {
        entries[i] =
            (entry){face->codes[i], face->layers[i], face->widths[i], (uint32_t)face->pairs[i]};
    }
    qsort(entries, face->count, sizeof *entries, compare_entries);
    return entries;
}

/* Six letters made of the subset's checksums, which stand before its tables: equal subsets have
 * equal names. */
static const char *subset_name(const work *w)
{
    enum { HEAD = 12, ENTRY = 16 };
    const unsigned char *bytes = (const unsigned char *)w->program->bytes;
    size_t tables = w->program->len < HEAD ? 0 : (size_t)bytes[4] << 8 | bytes[5];
    size_t len = HEAD + tables * ENTRY;
    char hash[JB_SHA256_TEXT];
    jb_str name = {0};
    const char *kept;

    jb_sha256(bytes, len < w->program->len ? len : w->program->len, hash);
    for (size_t i = 0; i < 6; i++) {
        char pair[3] = {hash[2 * i], hash[2 * i + 1], '\0'};

        jb_str_addc(&name, (char)('A' + strtoul(pair, NULL, 16) % 26));
    }
    jb_str_addc(&name, '+');
    jb_pdf_add_name(&name, w->program->info->postscript_name);
    kept = jb_arena_strdup(w->arena, jb_str_text(&name));
    jb_str_free(&name);
    return kept;
}

/* A subset's CIDs number nothing but its own glyphs, whatever collection the whole font had. */
#define COLLECTION "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"

/* Blocks of at most a hundred single characters, as the CMap rules demand. Ranges would be shorter
 * before compression, but not every reader takes them apart correctly. */
static jb_obj write_to_unicode(const work *w, uint16_t layer)
{
    jb_str map = {0}, block = {0};
    size_t in_block = 0;
    jb_obj object;

    jb_str_add(&map, "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
                     "/CIDSystemInfo 3 dict dup begin\n/Registry (Adobe) def\n"
                     "/Ordering (UCS) def\n/Supplement 0 def\nend def\n"
                     "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
                     "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n");
    for (size_t i = 0; i < w->face->count; i++) {
        if (w->entries[i].layer == layer) {
            jb_str_addc(&block, '<');
            jb_pdf_add_utf16(&block, w->entries[i].code);
            jb_str_add(&block, "> <");
            jb_pdf_add_utf16(&block, w->entries[i].code_point);
            jb_str_add(&block, ">\n");
            in_block++;
        }
        if (in_block == 100 || (in_block > 0 && i + 1 == w->face->count)) {
            jb_pdf_add_uint(&map, in_block);
            jb_str_add(&map, " beginbfchar\n");
            jb_str_addn(&map, block.data, block.len);
            jb_str_add(&map, "endbfchar\n");
            jb_str_clear(&block);
            in_block = 0;
        }
    }
    jb_str_add(&map, "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
    object = jb_pdf_stream(w->pdf, "", map.data, map.len, true);
    jb_str_free(&map);
    jb_str_free(&block);
    return object;
}

/* ---- dictionaries ------------------------------------------------------------------------ */

/* Outlines hardly deflate, by a quarter, and slowly: for the few glyphs of a short paper that takes
 * longer than to write all else of it. With more of them the file's size counts. */
enum { PLAIN_PROGRAM = 96 * 1024 };

static jb_obj write_program(const work *w)
{
    const jb_cff *cff = &w->program->cff;

    if (w->program->info->cff) {
        return jb_pdf_stream(w->pdf, "/Subtype/CIDFontType0C", cff->bytes, cff->len,
                             cff->len > PLAIN_PROGRAM);
    }
    return jb_pdf_stream(w->pdf, jb_arena_printf(w->arena, "/Length1 %zu", w->program->len),
                         w->program->bytes, w->program->len, w->program->len > PLAIN_PROGRAM);
}

static jb_obj write_descriptor(const work *w)
{
    enum { FIXED_PITCH = 1, SERIF = 2, SYMBOLIC = 4, ITALIC = 64 };
    const jb_font_info *info = w->program->info;
    jb_obj object = jb_pdf_dict(w->pdf);
    jb_obj program;
    int flags = SYMBOLIC | (info->fixed_pitch ? FIXED_PITCH : 0) | (info->serif ? SERIF : 0) |
                (info->italic_angle != 0 ? ITALIC : 0);
    /* Fonts do not state the stem; this is the usual estimate from the weight. */
    int stem = 50 + (int)(info->weight * info->weight / 4225);

    program = write_program(w);
    jb_pdf_fill(w->pdf, object,
                jb_arena_printf(w->arena,
                                "/Type/FontDescriptor/FontName/%s/Flags %d/FontBBox[%d %d %d %d]"
                                "/ItalicAngle %d/Ascent %d/Descent %d/CapHeight %d/StemV %d"
                                "/FontFile%d %u 0 R\n",
                                w->name, flags, (int)info->bbox[0], (int)info->bbox[1],
                                (int)info->bbox[2], (int)info->bbox[3], (int)info->italic_angle,
                                (int)info->ascent, (int)info->descent, (int)info->cap_height, stem,
                                info->cff ? 3 : 2, (unsigned)program));
    return object;
}

/* Widths by CID: [c [w w w] ...]; 1000, the width of a Han character, is the default. */
static void add_widths(jb_str *out, const work *w)
{
    uint32_t next = UINT32_MAX;

    for (size_t i = 0; i < w->face->count; i++) {
        const entry *e = &w->entries[i];

        if (e->width == 1000 || (i > 0 && e->code == e[-1].code)) {
            continue;
        }
        if (e->code == next) {
            jb_str_addc(out, ' ');
        } else {
            jb_str_add(out, next == UINT32_MAX ? "" : "]");
            jb_pdf_add_uint(out, e->code);
            jb_str_addc(out, '[');
        }
        if (e->width < 0) {
            jb_str_addc(out, '-');
        }
        jb_pdf_add_uint(out, (uint64_t)(e->width < 0 ? -(int64_t)e->width : e->width));
        next = e->code + 1u;
    }
    jb_str_add(out, next == UINT32_MAX ? "" : "]");
}

static jb_obj write_cid_font(const work *w)
{
    jb_str body = {0};
    jb_obj object = jb_pdf_dict(w->pdf);
    bool cff = w->program->info->cff;

    /* A subset's CIDs number nothing but its own glyphs, whatever collection the whole font had. */
    jb_str_addf(&body,
                "/Type/Font/Subtype/CIDFontType%d/BaseFont/%s"
                "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
                "/FontDescriptor %u 0 R%s/DW 1000/W[",
                cff ? 0 : 2, w->name, (unsigned)write_descriptor(w),
                cff ? "" : "/CIDToGIDMap/Identity");
    add_widths(&body, w);
    jb_str_add(&body, "]\n");
    jb_pdf_fill(w->pdf, object, jb_str_text(&body));
    jb_str_free(&body);
    return object;
}

jb_obj *jb_face_write(jb_arena *arena, jb_pdf *pdf, const jb_face *face, const jb_program *program)
{
    work w = {arena, pdf, face, program, list_entries(arena, face), NULL};
    jb_obj *layers = jb_arena_array(arena, face->layer_count, sizeof *layers);
    jb_obj outlines;

    w.name = subset_name(&w);
    outlines = write_cid_font(&w);
    for (uint16_t i = 0; i < face->layer_count; i++) {
        layers[i] = jb_pdf_dict(pdf);
        /* The name of a font over CFF outlines ends with its CMap's. */
        jb_pdf_fill(pdf, layers[i],
                    jb_arena_printf(arena,
                                    "/Type/Font/Subtype/Type0/BaseFont/%s%s/Encoding/Identity-H"
                                    "/DescendantFonts[%u 0 R]/ToUnicode %u 0 R\n",
                                    w.name, program->info->cff ? "-Identity-H" : "",
                                    (unsigned)outlines, (unsigned)write_to_unicode(&w, i)));
    }
    return layers;
}
