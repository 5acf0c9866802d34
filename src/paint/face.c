/* face.c - writes one embedded font: Type0 font, CIDFont, descriptor, program and maps.
 *
 * Decides the PDF shapes of TrueType (CIDFontType2) and CFF (CIDFontType0) outlines after
 * ISO 32000-1 9.7 to 9.10 with what PDF/A-2 asks. The codes are settled elsewhere.
 */
#include "fonts.h"

#include <stdlib.h>
#include <string.h>

typedef struct entry {
    uint16_t code, cid, gid;
    int32_t width;
    uint32_t code_point;
} entry;

typedef struct work {
    jb_arena *arena;
    jb_pdf *pdf;
    const jb_face *face;
    const jb_program *program;
    entry *entries;   /* by code */
    const char *name; /* ABCDEF+Name */
} work;

static int compare_codes(const void *a, const void *b)
{
    return (int)((const entry *)a)->code - (int)((const entry *)b)->code;
}

static int compare_cids(const void *a, const void *b)
{
    return (int)((const entry *)a)->cid - (int)((const entry *)b)->cid;
}

static entry *list_entries(jb_arena *arena, const jb_face *face)
{
    entry *entries = jb_arena_array(arena, face->count, sizeof *entries);

    for (size_t i = 0; i < face->count; i++) {
        entries[i] = (entry){face->codes[i], face->cids[i], face->gids[i], face->widths[i],
                             (uint32_t)face->pairs[i]};
    }
    qsort(entries, face->count, sizeof *entries, compare_codes);
    return entries;
}

/* Six letters made of the subset's bytes: equal subsets have equal names. */
static const char *subset_name(const work *w)
{
    char hash[JB_SHA256_TEXT];
    jb_str name = {0};
    const char *kept;

    jb_sha256(w->program->bytes, w->program->len, hash);
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

/* ---- maps -------------------------------------------------------------------------------- */

static void open_cmap(jb_str *out, const char *name, bool to_unicode)
{
    jb_str_addf(out,
                "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
                "/CIDSystemInfo 3 dict dup begin\n/Registry (Adobe) def\n/Ordering (%s) def\n"
                "/Supplement 0 def\nend def\n/CMapName /%s def\n/CMapType %d def\n"
                "%s1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n",
                to_unicode ? "UCS" : "Identity", name, to_unicode ? 2 : 1,
                to_unicode ? "" : "/WMode 0 def\n");
}

static void close_cmap(jb_str *out)
{
    jb_str_add(out, "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
}

/* How many entries from `i` on make one range: codes and values count up together, and only the
 * last byte of the code (and of a UTF-16 value) changes. */
static size_t range_length(const work *w, size_t i, bool to_unicode)
{
    const entry *e = w->entries + i;
    size_t n = 1;

    while (i + n < w->face->count && e[n].code == e[0].code + n &&
           e[n].code >> 8 == e[0].code >> 8) {
        bool next = to_unicode ? e[n].code_point == e[0].code_point + n &&
                                     e[n].code_point >> 8 == e[0].code_point >> 8 &&
                                     e[n].code_point <= 0xFFFF
                               : e[n].cid == e[0].cid + n;

        if (!next) {
            break;
        }
        n++;
    }
    return n;
}

static void add_range(jb_str *out, const entry *first, size_t n, bool to_unicode)
{
    jb_str_addf(out, "<%04X> <%04X> ", first->code, first[n - 1].code);
    if (to_unicode) {
        jb_str_addc(out, '<');
        jb_pdf_add_utf16(out, first->code_point);
        jb_str_addc(out, '>');
    } else {
        jb_str_addf(out, "%u", first->cid);
    }
    jb_str_addc(out, '\n');
}

/* Ranges in blocks of at most a hundred, as the CMap rules demand. */
static void add_ranges(jb_str *out, const work *w, bool to_unicode)
{
    const char *what = to_unicode ? "bfrange" : "cidrange";
    jb_str block = {0};
    size_t in_block = 0;

    for (size_t i = 0, n; i < w->face->count; i += n) {
        n = range_length(w, i, to_unicode);
        add_range(&block, w->entries + i, n, to_unicode);
        in_block++;
        if (in_block == 100 || i + n == w->face->count) {
            jb_str_addf(out, "%zu begin%s\n%send%s\n", in_block, what, jb_str_text(&block), what);
            jb_str_clear(&block);
            in_block = 0;
        }
    }
    jb_str_free(&block);
}

static jb_obj write_to_unicode(const work *w)
{
    jb_str map = {0};
    jb_obj object;

    open_cmap(&map, "Adobe-Identity-UCS", true);
    add_ranges(&map, w, true);
    close_cmap(&map);
    object = jb_pdf_stream(w->pdf, "", map.data, map.len, true);
    jb_str_free(&map);
    return object;
}

/* Only CFF needs one: there a second code for a glyph must lead to the same CID. */
static const char *write_encoding(const work *w)
{
    jb_str map = {0};
    const char *name, *dict;
    jb_obj object;

    if (!w->face->shared || !w->program->info->cff) {
        return "/Identity-H";
    }
    name = jb_arena_printf(w->arena, "JB-%.6s", w->name);
    open_cmap(&map, name, false);
    add_ranges(&map, w, false);
    close_cmap(&map);
    dict = jb_arena_printf(w->arena, "/Type/CMap/CMapName/%s" COLLECTION "/WMode 0", name);
    object = jb_pdf_stream(w->pdf, dict, map.data, map.len, true);
    jb_str_free(&map);
    return jb_arena_printf(w->arena, " %u 0 R", (unsigned)object);
}

/* TrueType finds a second code's glyph here. */
static const char *write_glyph_map(const work *w)
{
    size_t count = (size_t)w->entries[w->face->count - 1].code + 1;
    unsigned char *map;
    jb_obj object;

    if (!w->face->shared) {
        return "/Identity";
    }
    map = jb_arena_array(w->arena, count, 2);
    for (size_t i = 0; i < w->face->count; i++) {
        map[(size_t)w->entries[i].code * 2] = (unsigned char)(w->entries[i].gid >> 8);
        map[(size_t)w->entries[i].code * 2 + 1] = (unsigned char)(w->entries[i].gid & 255);
    }
    object = jb_pdf_stream(w->pdf, "", map, count * 2, true);
    return jb_arena_printf(w->arena, " %u 0 R", (unsigned)object);
}

/* ---- dictionaries ------------------------------------------------------------------------ */

static jb_obj write_descriptor(const work *w)
{
    enum { FIXED_PITCH = 1, SERIF = 2, SYMBOLIC = 4, ITALIC = 64 };
    const jb_font_info *info = w->program->info;
    const jb_cff *cff = &w->program->cff;
    jb_obj object = jb_pdf_dict(w->pdf);
    jb_obj program;
    int flags = SYMBOLIC | (info->fixed_pitch ? FIXED_PITCH : 0) | (info->serif ? SERIF : 0) |
                (info->italic_angle != 0 ? ITALIC : 0);
    /* Fonts do not state the stem; this is the usual estimate from the weight. */
    int stem = 50 + (int)(info->weight * info->weight / 4225);

    if (info->cff) {
        program = jb_pdf_stream(w->pdf, "/Subtype/CIDFontType0C", cff->bytes, cff->len, true);
    } else {
        program = jb_pdf_stream(w->pdf, jb_arena_printf(w->arena, "/Length1 %zu", w->program->len),
                                w->program->bytes, w->program->len, true);
    }
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
    entry *sorted = jb_arena_array(w->arena, w->face->count, sizeof *sorted);
    bool by_cid = w->program->info->cff;
    uint32_t next = UINT32_MAX;

    memcpy(sorted, w->entries, w->face->count * sizeof *sorted);
    for (size_t i = 0; i < w->face->count; i++) {
        sorted[i].cid = by_cid ? sorted[i].cid : sorted[i].code;
    }
    qsort(sorted, w->face->count, sizeof *sorted, compare_cids);
    for (size_t i = 0; i < w->face->count; i++) {
        if (sorted[i].width == 1000 || (i > 0 && sorted[i].cid == sorted[i - 1].cid)) {
            continue;
        }
        if (sorted[i].cid == next) {
            jb_str_addf(out, " %d", (int)sorted[i].width);
        } else {
            jb_str_addf(out, "%s%u[%d", next == UINT32_MAX ? "" : "]", sorted[i].cid,
                        (int)sorted[i].width);
        }
        next = sorted[i].cid + 1u;
    }
    jb_str_add(out, next == UINT32_MAX ? "" : "]");
}

static jb_obj write_cid_font(const work *w)
{
    jb_str body = {0};
    jb_obj object = jb_pdf_dict(w->pdf);
    bool cff = w->program->info->cff;

    jb_str_addf(&body,
                "/Type/Font/Subtype/CIDFontType%d/BaseFont/%s" COLLECTION "/FontDescriptor %u 0 R",
                cff ? 0 : 2, w->name, (unsigned)write_descriptor(w));
    if (!cff) {
        jb_str_addf(&body, "/CIDToGIDMap%s", write_glyph_map(w));
    }
    jb_str_add(&body, "/DW 1000/W[");
    add_widths(&body, w);
    jb_str_add(&body, "]\n");
    jb_pdf_fill(w->pdf, object, jb_str_text(&body));
    jb_str_free(&body);
    return object;
}

jb_obj jb_face_write(jb_arena *arena, jb_pdf *pdf, const jb_face *face, const jb_program *program)
{
    work w = {arena, pdf, face, program, list_entries(arena, face), NULL};
    jb_obj object = jb_pdf_dict(pdf);
    const char *encoding, *suffix = "";

    w.name = subset_name(&w);
    encoding = write_encoding(&w);
    if (program->info->cff) { /* the name of a font on CFF outlines ends with its CMap's */
        suffix = encoding[0] == '/' ? "-Identity-H" : jb_arena_printf(arena, "-JB-%.6s", w.name);
    }
    jb_pdf_fill(pdf, object,
                jb_arena_printf(arena,
                                "/Type/Font/Subtype/Type0/BaseFont/%s%s/Encoding%s"
                                "/DescendantFonts[%u 0 R]/ToUnicode %u 0 R\n",
                                w.name, suffix, encoding, (unsigned)write_cid_font(&w),
                                (unsigned)write_to_unicode(&w)));
    return object;
}
