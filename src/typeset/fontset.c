/* fontset.c - which font draws a character in a role, and the cache that makes asking cheap.
 *
 * Decides the order in which fonts are asked: the office's own, the prepared ones, the fallback;
 * Latin or Han first by the character. Knows nothing of lines.
 */
#include "chars.h"
#include "font.h"
#include "manifest.h"
#include "para.h"

#include <stdlib.h>
#include <string.h>

enum { LAYERS = 2, PAGES = 0x1100, PAGE_SLOTS = 256, NO_FONT = UINT16_MAX };

/* Punctuation narrower than this is not drawn in a full em and has no white to give. */
enum { FULL_WIDTH = 900, HALF_EM = 500, QUARTER_EM = 250 };

typedef struct chain {
    jb_font *fonts;
    size_t count;
} chain;

/* The slots of 256 code points, or NULL while none of them was asked for. */
typedef struct glyph_page {
    glyph_slot *slots;
} glyph_page;

struct jb_fontset {
    jb_arena *arena;
    font_file *files;
    size_t file_count;
    chain chains[JB_ROLES][2];      /* Han first, Latin first */
    glyph_page *pages[JB_ROLES][2]; /* by role and language; each of PAGES, or NULL */
    para_work work;
};

/* ---- building ---------------------------------------------------------------------------- */

static jb_font add_file(jb_fontset *set, const manifest_font *font)
{
    for (size_t i = 0; i < set->file_count; i++) {
        if (strcmp(set->files[i].path, font->path) == 0 && set->files[i].index == font->index) {
            return (jb_font)i;
        }
    }
    font_file *file = &set->files[set->file_count];
    file->path = font->path;
    file->name = font->name;
    file->family = font->family;
    file->index = font->index;
    return (jb_font)set->file_count++;
}

static void chain_add(jb_fontset *set, chain *c, const manifest_font *font)
{
    if (!font->name) {
        return;
    }
    jb_font file = add_file(set, font);
    for (size_t i = 0; i < c->count; i++) {
        if (c->fonts[i] == file) {
            return;
        }
    }
    c->fonts[c->count++] = file;
}

static void build_chain(jb_fontset *set, const manifest *layers, unsigned role, unsigned latin)
{
    chain *c = &set->chains[role][latin];
    c->fonts =
        jb_arena_array(set->arena, 2 * LAYERS + layers[0].fallback_count + layers[1].fallback_count,
                       sizeof(jb_font));
    for (unsigned turn = 0; turn < 2; turn++) {
        for (unsigned layer = 0; layer < LAYERS; layer++) {
            const manifest *m = &layers[layer];
            chain_add(set, c, (turn == latin) ? &m->han[role] : &m->latin[role]);
        }
    }
    for (unsigned layer = 0; layer < LAYERS; layer++) {
        for (size_t i = 0; i < layers[layer].fallback_count; i++) {
            chain_add(set, c, &layers[layer].fallback[i]);
        }
    }
}

jb_status jb_fontset_open(const char *dir, const char *own_dir, jb_fontset **out, jb_error *err)
{
    jb_fontset *set = jb_xmalloc(sizeof *set);
    memset(set, 0, sizeof *set);
    set->arena = jb_arena_new();
    manifest layers[LAYERS];
    memset(layers, 0, sizeof layers);
    *out = NULL;
    jb_status status = JB_OK;
    if (own_dir) {
        status = manifest_read(set->arena, own_dir, false, &layers[0], err);
    }
    if (status == JB_OK) {
        status = manifest_read(set->arena, dir, true, &layers[1], err);
    }
    if (status != JB_OK) {
        jb_fontset_free(set);
        return status;
    }
    size_t most = 2 * LAYERS * JB_ROLES + layers[0].fallback_count + layers[1].fallback_count;
    set->files = jb_arena_array(set->arena, most, sizeof *set->files);
    for (unsigned role = 0; role < JB_ROLES; role++) {
        build_chain(set, layers, role, 0);
        build_chain(set, layers, role, 1);
    }
    *out = set;
    return JB_OK;
}

void jb_fontset_free(jb_fontset *fonts)
{
    if (!fonts) {
        return;
    }
    for (size_t i = 0; i < fonts->file_count; i++) {
        font_close(&fonts->files[i]);
    }
    para_work_free(&fonts->work);
    jb_arena_free(fonts->arena);
    free(fonts);
}

size_t jb_fontset_count(const jb_fontset *fonts)
{
    return fonts->file_count;
}

para_work *fontset_work(jb_fontset *fonts)
{
    return &fonts->work;
}

jb_status fontset_file(jb_fontset *fonts, jb_font font, font_file **out, jb_error *err)
{
    if (font >= fonts->file_count) {
        jb_panic("font %u of a set of %zu", (unsigned)font, fonts->file_count);
    }
    *out = &fonts->files[font];
    return font_open(*out, err);
}

jb_status jb_font_describe(jb_fontset *fonts, jb_font font, const jb_font_info **out, jb_error *err)
{
    font_file *file = NULL;
    jb_status status = fontset_file(fonts, font, &file, err);
    if (status != JB_OK) {
        return status;
    }
    if (!file->described) {
        font_fill_info(fonts->arena, file);
    }
    *out = &file->info;
    return JB_OK;
}

/* ---- looking up -------------------------------------------------------------------------- */

/* The first font of the chain with the character; slot->font is NO_FONT when there is none. */
static jb_status find_glyph(jb_fontset *fonts, const chain *c, uint32_t code, glyph_slot *slot,
                            jb_error *err)
{
    slot->font = NO_FONT;
    for (size_t i = 0; i < c->count; i++) {
        font_file *file = NULL;
        jb_status status = fontset_file(fonts, c->fonts[i], &file, err);
        if (status != JB_OK) {
            return status;
        }
        hb_codepoint_t glyph = 0;
        if (hb_font_get_nominal_glyph(file->font, code, &glyph) && glyph != 0) {
            slot->font = c->fonts[i];
            slot->glyph = glyph;
            slot->advance = font_milli(file, hb_font_get_glyph_h_advance(file->font, glyph));
            return JB_OK;
        }
    }
    return JB_OK;
}

static int16_t clamp_white(int32_t white, int32_t most)
{
    return (int16_t)(white < 0 ? 0 : white > most ? most : white);
}

/* How much of a mark's body is white, from its ink, so that fonts that centre their marks are not
 * squeezed into their neighbours. */
static void measure_white(const jb_fontset *fonts, char_class cls, glyph_slot *slot)
{
    const font_file *file = &fonts->files[slot->font];
    hb_glyph_extents_t box;
    bool wide = slot->advance >= FULL_WIDTH;
    if (cls < CLS_OPEN || cls > CLS_DASH || (!wide && cls != CLS_DASH) ||
        !hb_font_get_glyph_extents(file->font, slot->glyph, &box)) {
        return;
    }
    int32_t left = font_milli(file, box.x_bearing);
    int32_t right = slot->advance - font_milli(file, box.x_bearing + box.width);
    int32_t most = cls == CLS_MIDDLE ? QUARTER_EM : HALF_EM;
    bool both = cls == CLS_MIDDLE || cls == CLS_DASH;
    if (both || cls == CLS_OPEN) {
        slot->before = clamp_white(left, most);
    }
    if (both || cls != CLS_OPEN) {
        slot->after = clamp_white(right, most);
    }
}

/* Spaces and signs without width are drawn with the space glyph, whatever the font has. */
static jb_status find_blank(jb_fontset *fonts, const chain *c, uint32_t code, char_class cls,
                            glyph_slot *slot, jb_error *err)
{
    jb_status status = find_glyph(fonts, c, ' ', slot, err);
    if (status != JB_OK || slot->font == NO_FONT) {
        return status;
    }
    const uint32_t like = code == 0x2007 ? '0' : code == 0x2008 ? '.' : 0;
    glyph_slot other = {0};
    if (cls == CLS_ZERO) {
        slot->advance = 0;
    } else if (like) {
        status = find_glyph(fonts, c, like, &other, err);
        slot->advance = other.advance;
    } else if (char_space_width(code)) {
        slot->advance = char_space_width(code);
    }
    return status;
}

static jb_status missing(jb_role role, uint32_t code, const jb_loc *loc, jb_error *err)
{
    char sign[5] = {0};
    (void)jb_utf8_put(code, sign);
    return jb_fail(err, JB_ERR_FONT, loc,
                   "no font has the character \"%s\" (U+%04X) that the role \"%s\" needs; write it "
                   "differently or add a font that has it to the office's font directory",
                   "没有字体含有字符“%s”（U+%04X），角色“%s”需要它；请改用其他写法，或在本单位"
                   "字体目录中加入含有该字的字体",
                   code < 0x20 || code == 0x7F ? "?" : sign, code, jb_role_code(role));
}

static jb_status fill_slot(jb_fontset *fonts, jb_role role, jb_lang lang, uint32_t code,
                           glyph_slot *slot, const jb_loc *loc, jb_error *err)
{
    const chain *c = &fonts->chains[role][char_prefers_latin(code, lang)];
    char_class cls = char_look(code).cls;
    jb_status status = JB_OK;
    if (cls == CLS_SPACE || cls == CLS_ZERO) {
        status = find_blank(fonts, c, code, cls, slot, err);
    } else {
        status = find_glyph(fonts, c, code, slot, err);
    }
    if (status == JB_OK && slot->font == NO_FONT) {
        status = missing(role, code, loc, err);
    }
    if (status == JB_OK) {
        measure_white(fonts, cls, slot);
        slot->known = 1;
    }
    return status;
}

const glyph_slot *fontset_slot(jb_fontset *fonts, jb_role role, jb_lang lang, uint32_t c,
                               const jb_loc *loc, jb_error *err)
{
    if (c > 0x10FFFF) {
        jb_panic("U+%X is no character", (unsigned)c);
    }
    glyph_page **pages = &fonts->pages[role][lang];
    if (!*pages) {
        *pages = jb_arena_array(fonts->arena, PAGES, sizeof **pages);
    }
    glyph_page *page = &(*pages)[c / PAGE_SLOTS];
    if (!page->slots) {
        page->slots = jb_arena_array(fonts->arena, PAGE_SLOTS, sizeof *page->slots);
    }
    glyph_slot *slot = &page->slots[c % PAGE_SLOTS];
    if (!slot->known && fill_slot(fonts, role, lang, c, slot, loc, err) != JB_OK) {
        return NULL;
    }
    return slot;
}

jb_status jb_fontset_glyph(jb_fontset *fonts, jb_role role, jb_lang lang, uint32_t code_point,
                           jb_glyph *out, const jb_loc *loc, jb_error *err)
{
    jb_error own = {0};
    jb_error *told = err ? err : &own;
    const glyph_slot *slot = fontset_slot(fonts, role, lang, code_point, loc, told);
    if (!slot) {
        return told->status;
    }
    out->font = slot->font;
    out->glyph = slot->glyph;
    out->advance = slot->advance;
    return JB_OK;
}
