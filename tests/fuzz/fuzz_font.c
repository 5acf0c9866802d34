/* fuzz_font.c - any bytes as a font file: refused, or metrics and a subset without a fault. */
#include "fuzz.h"

#include <jianbao/typeset.h>

static const char manifest[] =
    "{\"format\": 1, \"roles\": {"
    "\"title\": {\"han\": \"f\", \"latin\": \"f\"}, \"body\": {\"han\": \"f\", \"latin\": \"f\"},"
    "\"hei\": {\"han\": \"f\", \"latin\": \"f\"}, \"kai\": {\"han\": \"f\", \"latin\": \"f\"},"
    "\"song\": {\"han\": \"f\", \"latin\": \"f\"}}, \"fallback\": [\"f\"],"
    "\"files\": {\"f\": {\"family\": \"Fuzz\", \"licence\": \"none\", \"sha256\": "
    "\"0000000000000000000000000000000000000000000000000000000000000000\"}}}";

static void check_glyphs(jb_arena *arena, jb_fontset *fonts)
{
    static const uint32_t characters[] = {'A', '1', 0x4E00, 0x3002, 0x20000};
    uint32_t glyphs[8], map[8];
    int32_t advances[8];
    size_t count = 0;
    jb_font font = 0;
    for (size_t i = 0; i < sizeof characters / sizeof *characters; i++) {
        jb_error err = {0};
        jb_glyph glyph;
        jb_status status =
            jb_fontset_glyph(fonts, JB_ROLE_BODY, JB_LANG_ZH, characters[i], &glyph, NULL, &err);
        fuzz_check_error(status, &err);
        if (status == JB_OK) {
            font = glyph.font;
            glyphs[count++] = glyph.glyph;
        }
    }
    jb_error err = {0};
    const jb_font_info *info = NULL;
    jb_status status = jb_font_describe(fonts, font, &info, &err);
    fuzz_check_error(status, &err);
    const char *bytes = NULL;
    size_t len = 0;
    if (status == JB_OK && count > 0) {
        status =
            jb_font_subset(arena, fonts, font, glyphs, count, &bytes, &len, map, advances, &err);
        fuzz_check_error(status, &err);
        FUZZ_CHECK(status != JB_OK || len > 0);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static bool ready;
    char path[FUZZ_PATH + 64];
    if (!ready) {
        fuzz_write("fonts.json", manifest, sizeof manifest - 1, path);
        ready = true;
    }
    fuzz_write("f", data, size, path);
    jb_error err = {0};
    jb_fontset *fonts = NULL;
    jb_status status = jb_fontset_open(fuzz_folder(), NULL, &fonts, &err);
    fuzz_check_error(status, &err);
    if (status == JB_OK) {
        jb_arena *arena = jb_arena_new();
        check_glyphs(arena, fonts);
        jb_arena_free(arena);
        jb_fontset_free(fonts);
    }
    return 0;
}
