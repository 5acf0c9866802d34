/* test_fonts.c - which font draws what, fonts that must be refused, and subsets. */
#include "jbtest.h"

#include <jianbao/typeset.h>

#include <hb-subset.h>
#include <hb.h>
#include <uchar.h>

#define TINY "tests/data/fonts/"

static jb_fontset *open_set(const char *own)
{
    jb_fontset *fonts = NULL;
    jb_error err = {0};
    assert_jb_ok(jb_fontset_open("fonts", own, &fonts, &err), &err);
    return fonts;
}

static jb_glyph glyph_of(jb_fontset *fonts, jb_role role, jb_lang lang, uint32_t c)
{
    jb_error err = {0};
    jb_glyph glyph = {0};
    assert_jb_ok(jb_fontset_glyph(fonts, role, lang, c, &glyph, NULL, &err), &err);
    return glyph;
}

static const char *file_of(jb_fontset *fonts, jb_role role, jb_lang lang, uint32_t c)
{
    jb_error err = {0};
    const jb_font_info *info = NULL;
    jb_glyph glyph = glyph_of(fonts, role, lang, c);
    assert_jb_ok(jb_font_describe(fonts, glyph.font, &info, &err), &err);
    return info->file;
}

static void copy_file(const char *from, const char *to, size_t keep)
{
    size_t len = 0;
    char *bytes = jb_test_read_bytes(from, &len);
    jb_test_write_bytes(to, bytes, keep && keep < len ? keep : len);
    free(bytes);
}

/* ---- lookup ------------------------------------------------------------------------------ */

static void test_fontset_glyph_by_script(void **state)
{
    (void)state;
    jb_fontset *fonts = open_set(NULL);
    assert_string_equal(file_of(fonts, JB_ROLE_BODY, JB_LANG_ZH, 0x4E2D), "body-fandolfang.otf");
    assert_string_equal(file_of(fonts, JB_ROLE_BODY, JB_LANG_ZH, '8'), "latin-brief.ttf");
    assert_string_equal(file_of(fonts, JB_ROLE_TITLE, JB_LANG_ZH, 'A'), "latin-brief-bold.ttf");
    assert_string_equal(file_of(fonts, JB_ROLE_SONG, JB_LANG_EN, '%'), "latin-brief.ttf");
    assert_int_equal(glyph_of(fonts, JB_ROLE_SONG, JB_LANG_ZH, '7').advance, 500);
    assert_int_equal(glyph_of(fonts, JB_ROLE_SONG, JB_LANG_ZH, 0x4E2D).advance, 1000);
    jb_fontset_free(fonts);
}

static void test_fontset_glyph_quotes_and_dashes_follow_language(void **state)
{
    (void)state;
    jb_fontset *fonts = open_set(NULL);
    static const uint32_t marks[] = {0x201C, 0x201D, 0x2018, 0x2019, 0x2014, 0x2026};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        assert_string_equal(file_of(fonts, JB_ROLE_BODY, JB_LANG_ZH, marks[i]),
                            "body-fandolfang.otf");
        assert_string_equal(file_of(fonts, JB_ROLE_BODY, JB_LANG_EN, marks[i]), "latin-brief.ttf");
    }
    assert_string_equal(file_of(fonts, JB_ROLE_BODY, JB_LANG_ZH, 0xB7), "body-fandolfang.otf");
    assert_string_equal(file_of(fonts, JB_ROLE_BODY, JB_LANG_EN, 0xB1), "latin-brief.ttf");
    jb_fontset_free(fonts);
}

static void test_fontset_glyph_falls_back(void **state)
{
    (void)state;
    jb_fontset *fonts = open_set(NULL);
    assert_string_equal(file_of(fonts, JB_ROLE_BODY, JB_LANG_ZH, 0x9555), "song-noto-serif-sc.ttf");
    assert_string_equal(file_of(fonts, JB_ROLE_KAI, JB_LANG_ZH, 0x20164), "song-noto-serif-sc.ttf");
    jb_fontset_free(fonts);
}

static void test_fontset_glyph_spaces_have_their_width(void **state)
{
    (void)state;
    jb_fontset *fonts = open_set(NULL);
    uint32_t space = glyph_of(fonts, JB_ROLE_KAI, JB_LANG_ZH, ' ').glyph;
    static const struct {
        uint32_t code;
        int32_t advance;
    } wanted[] = {{0xA0, 250},    {0x2002, 500}, {0x2007, 500}, {0x2009, 200}, {0x202F, 200},
                  {0x3000, 1000}, {0xAD, 0},     {0x200B, 0},   {0x2060, 0},   {0xFE0F, 0}};
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
        jb_glyph glyph = glyph_of(fonts, JB_ROLE_KAI, JB_LANG_ZH, wanted[i].code);
        assert_int_equal(glyph.advance, wanted[i].advance);
        if (wanted[i].advance && wanted[i].code < 0x3000) {
            assert_int_equal(glyph.glyph, space);
        }
    }
    jb_fontset_free(fonts);
}

static void test_fontset_glyph_missing_names_the_character(void **state)
{
    (void)state;
    jb_fontset *fonts = open_set(NULL);
    jb_error err = {0};
    jb_glyph glyph;
    jb_loc loc = jb_loc_make("layout.json", 7, 3, "$.blocks[0]");
    assert_jb_fails(jb_fontset_glyph(fonts, JB_ROLE_KAI, JB_LANG_ZH, 0x1F600, &glyph, &loc, &err),
                    &err, JB_ERR_FONT, "U+1F600");
    assert_non_null(strstr(err.en, "\U0001F600"));
    assert_non_null(strstr(err.en, "\"kai\""));
    assert_non_null(strstr(err.zh, "U+1F600"));
    assert_jb_at(&err, 7, 3);
    jb_error other = {0};
    assert_jb_fails(jb_fontset_glyph(fonts, JB_ROLE_KAI, JB_LANG_ZH, 0x07, &glyph, NULL, &other),
                    &other, JB_ERR_FONT, "U+0007");
    jb_fontset_free(fonts);
}

/* ---- an office's own fonts ---------------------------------------------------------------- */

static void test_fontset_open_own_fonts_come_first(void **state)
{
    (void)state;
    char dir[JB_TEST_DIR];
    jb_test_dir(dir);
    copy_file(TINY "tiny-ttf.ttf", jb_test_path(dir, "own.ttf"), 0);
    jb_test_write(jb_test_path(dir, "fonts.json"),
                  "{\"format\": 1, \"roles\": {\"body\": {\"han\": \"own.ttf\"}},"
                  " \"files\": {\"own.ttf\": {\"family\": \"Our Own\"}}}");
    jb_fontset *fonts = open_set(dir);
    assert_string_equal(file_of(fonts, JB_ROLE_BODY, JB_LANG_ZH, 0x4E2D), "own.ttf");
    assert_string_equal(file_of(fonts, JB_ROLE_BODY, JB_LANG_ZH, 0x6848), "body-fandolfang.otf");
    assert_string_equal(file_of(fonts, JB_ROLE_BODY, JB_LANG_ZH, 'A'), "latin-brief.ttf");
    assert_string_equal(file_of(fonts, JB_ROLE_KAI, JB_LANG_ZH, 0x4E2D), "kai-gkai00mp.ttf");
    jb_error err = {0};
    const jb_font_info *info = NULL;
    jb_font own = glyph_of(fonts, JB_ROLE_BODY, JB_LANG_ZH, 0x4E2D).font;
    assert_jb_ok(jb_font_describe(fonts, own, &info, &err), &err);
    assert_string_equal(info->family, "Our Own");
    jb_fontset_free(fonts);
    jb_test_dir_remove(dir);
}

static void test_fontset_open_files_named_after_roles(void **state)
{
    (void)state;
    char dir[JB_TEST_DIR];
    jb_test_dir(dir);
    copy_file(TINY "tiny-cff.otf", jb_test_path(dir, "kai.otf"), 0);
    jb_fontset *fonts = open_set(dir);
    assert_string_equal(file_of(fonts, JB_ROLE_KAI, JB_LANG_ZH, 0x4E2D), "kai.otf");
    assert_string_equal(file_of(fonts, JB_ROLE_HEI, JB_LANG_ZH, 0x4E2D),
                        "hei-noto-sans-sc-medium.ttf");
    jb_fontset_free(fonts);
    jb_test_dir_remove(dir);
}

static void open_fails(const char *json, jb_status want, const char *part)
{
    char dir[JB_TEST_DIR];
    jb_test_dir(dir);
    if (json) {
        jb_test_write(jb_test_path(dir, "fonts.json"), json);
    }
    jb_fontset *fonts = NULL;
    jb_error err = {0};
    assert_jb_fails(jb_fontset_open("fonts", dir, &fonts, &err), &err, want, part);
    assert_null(fonts);
    jb_test_dir_remove(dir);
}

static void test_fontset_open_bad_manifest(void **state)
{
    (void)state;
    open_fails(NULL, JB_ERR_NOTFOUND, "title.ttf");
    open_fails("{\"format\": 2, \"roles\": {}}", JB_ERR_INPUT, "1");
    open_fails("{\"format\": 1}", JB_ERR_INPUT, "roles");
    open_fails("{\"format\": 1, \"roles\": {\"bodi\": {}}}", JB_ERR_INPUT, "body");
    open_fails("{\"format\": 1, \"roles\": {\"body\": {\"han\": 3}}}", JB_ERR_INPUT, "string");
    open_fails("{\"format\": 1, \"roles\": {\"body\": {\"han\": \"none.ttf\"}}}", JB_ERR_FONT,
               "/none.ttf does not exist");
    open_fails("{\"format\": 1, \"roles\": {}, \"fallback\": {}}", JB_ERR_INPUT, "array");
    open_fails("[]", JB_ERR_INPUT, "object");
    open_fails("{", JB_ERR_INPUT, "");
}

static void test_fontset_open_prepared_needs_all_roles(void **state)
{
    (void)state;
    char dir[JB_TEST_DIR];
    jb_test_dir(dir);
    jb_fontset *fonts = NULL;
    jb_error err = {0};
    jb_test_write(jb_test_path(dir, "fonts.json"), "{\"format\": 1, \"roles\": {}}");
    assert_jb_fails(jb_fontset_open(dir, NULL, &fonts, &err), &err, JB_ERR_INPUT, "title");
    jb_test_dir_remove(dir);
    jb_error gone = {0};
    assert_int_not_equal(jb_fontset_open(dir, NULL, &fonts, &gone), JB_OK);
    assert_int_equal(gone.status, JB_ERR_NOTFOUND);
    assert_non_null(strstr(gone.en, "does not exist"));
    jb_error own = {0};
    assert_jb_fails(jb_fontset_open("fonts", dir, &fonts, &own), &own, JB_ERR_NOTFOUND,
                    "does not exist");
    jb_error bare = {0};
    assert_jb_fails(jb_fontset_open("tests", NULL, &fonts, &bare), &bare, JB_ERR_NOTFOUND,
                    "no fonts.json");
}

/* ---- files that cannot be used ------------------------------------------------------------ */

/* Uses a file as the own body font and expects the first look-up to refuse it. */
static void font_refused(const char *path, const char *reference, const char *part)
{
    char dir[JB_TEST_DIR];
    jb_test_dir(dir);
    copy_file(path, jb_test_path(dir, "own.ttf"), 0);
    jb_str json = {0};
    jb_str_addf(&json, "{\"format\": 1, \"roles\": {\"body\": {\"han\": \"%s\"}}}", reference);
    jb_test_write(jb_test_path(dir, "fonts.json"), jb_str_text(&json));
    jb_fontset *fonts = open_set(dir);
    jb_error err = {0};
    jb_glyph glyph;
    assert_jb_fails(jb_fontset_glyph(fonts, JB_ROLE_BODY, JB_LANG_ZH, 0x4E2D, &glyph, NULL, &err),
                    &err, JB_ERR_FONT, part);
    assert_non_null(strstr(err.en, "own.ttf"));
    assert_non_null(strstr(err.zh, "own.ttf"));
    jb_error again = {0};
    assert_jb_fails(jb_fontset_glyph(fonts, JB_ROLE_BODY, JB_LANG_ZH, 0x4E2D, &glyph, NULL, &again),
                    &again, JB_ERR_FONT, part);
    jb_fontset_free(fonts);
    jb_str_free(&json);
    jb_test_dir_remove(dir);
}

static void test_font_open_not_a_font(void **state)
{
    (void)state;
    char dir[JB_TEST_DIR];
    const char *path = jb_test_path(jb_test_dir(dir), "bad");
    jb_test_write(path, "This is a text, not a font; long enough to look at.");
    font_refused(path, "own.ttf", "not a font");
    jb_test_write(path, "");
    font_refused(path, "own.ttf", "");
    jb_test_dir_remove(dir);
}

static void test_font_open_truncated(void **state)
{
    (void)state;
    static const char *const files[] = {TINY "tiny-ttf.ttf", TINY "tiny-cff.otf"};
    char dir[JB_TEST_DIR];
    char path[JB_TEST_DIR + 8];
    (void)snprintf(path, sizeof path, "%s/cut", jb_test_dir(dir));
    for (size_t i = 0; i < 2; i++) {
        size_t len = 0;
        free(jb_test_read_bytes(files[i], &len));
        for (size_t keep = 16; keep < len; keep += len / 7) {
            copy_file(files[i], path, keep);
            font_refused(path, "own.ttf", "cut short");
        }
        copy_file(files[i], path, len - 4);
        font_refused(path, "own.ttf", "cut short");
    }
    jb_test_dir_remove(dir);
}

static size_t find_table(const char *bytes, const char *tag)
{
    for (size_t i = 12; i < 12 + 16 * 20; i += 16) {
        if (memcmp(bytes + i, tag, 4) == 0) {
            return i;
        }
    }
    fail_msg("no table %s", tag);
    return 0;
}

static size_t table_at(const char *bytes, const char *tag)
{
    const unsigned char *r = (const unsigned char *)bytes + find_table(bytes, tag) + 8;
    return (size_t)r[0] << 24 | (size_t)r[1] << 16 | (size_t)r[2] << 8 | r[3];
}

/* A copy of the tiny font with one thing changed. */
static void refuse_changed(void (*change)(char *bytes), const char *part)
{
    char dir[JB_TEST_DIR];
    char path[JB_TEST_DIR + 8];
    (void)snprintf(path, sizeof path, "%s/odd", jb_test_dir(dir));
    size_t len = 0;
    char *bytes = jb_test_read_bytes(TINY "tiny-ttf.ttf", &len);
    change(bytes);
    jb_test_write_bytes(path, bytes, len);
    free(bytes);
    font_refused(path, "own.ttf", part);
    jb_test_dir_remove(dir);
}

static void drop_glyf(char *bytes)
{
    bytes[find_table(bytes, "glyf")] = 'x';
}

static void drop_cmap(char *bytes)
{
    bytes[find_table(bytes, "cmap")] = 'x';
}

static void spoil_cmap(char *bytes)
{
    memset(bytes + table_at(bytes, "cmap"), 0xFF, 16);
}

static void spoil_loca(char *bytes)
{
    memset(bytes + table_at(bytes, "loca"), 0xFF, 64);
}

static void restrict_embedding(char *bytes)
{
    bytes[table_at(bytes, "OS/2") + 9] = 2;
}

static void test_font_open_damaged_or_forbidden(void **state)
{
    (void)state;
    refuse_changed(drop_glyf, "outlines");
    refuse_changed(drop_cmap, "cmap");
    refuse_changed(spoil_cmap, "damaged");
    (void)spoil_loca;
    refuse_changed(restrict_embedding, "forbids");
}

static void test_font_open_face_number(void **state)
{
    (void)state;
    font_refused(TINY "tiny-ttf.ttf", "own.ttf#1", "1 faces");
}

static void test_font_open_directory(void **state)
{
    (void)state;
    char dir[JB_TEST_DIR];
    jb_test_dir(dir);
    assert_int_equal(mkdir(jb_test_path(dir, "own.ttf"), 0700), 0);
    jb_test_write(jb_test_path(dir, "fonts.json"),
                  "{\"format\": 1, \"roles\": {\"body\": {\"han\": \"own.ttf\"}}}");
    jb_fontset *fonts = NULL;
    jb_error err = {0};
    assert_jb_fails(jb_fontset_open("fonts", dir, &fonts, &err), &err, JB_ERR_FONT, "/own.ttf");
    jb_test_dir_remove(dir);
}

/* ---- description -------------------------------------------------------------------------- */

static void test_font_describe_all(void **state)
{
    (void)state;
    jb_fontset *fonts = open_set(NULL);
    assert_int_equal(jb_fontset_count(fonts), 7);
    for (size_t i = 0; i < jb_fontset_count(fonts); i++) {
        jb_error err = {0};
        const jb_font_info *info = NULL;
        assert_jb_ok(jb_font_describe(fonts, (jb_font)i, &info, &err), &err);
        assert_true(info->ascent > 600 && info->ascent < 1400);
        assert_true(info->descent < 0 && info->descent > -600);
        assert_true(info->cap_height > 400 && info->cap_height <= 1000);
        assert_true(info->x_height > 250 && info->x_height < info->cap_height);
        assert_true(info->bbox[0] < info->bbox[2] && info->bbox[1] < info->bbox[3]);
        assert_int_equal(info->cff, strstr(info->file, ".otf") != NULL);
        assert_int_equal(info->weight, strstr(info->file, "bold")     ? 700
                                       : strstr(info->file, "medium") ? 500
                                                                      : 400);
        assert_true(info->postscript_name[0] != '\0' && !strpbrk(info->postscript_name, " /()[]"));
        assert_int_equal(info->italic_angle, 0);
    }
    jb_fontset_free(fonts);
}

static void test_role_code(void **state)
{
    (void)state;
    assert_string_equal(jb_role_code(JB_ROLE_TITLE), "title");
    assert_string_equal(jb_role_code(JB_ROLE_SONG), "song");
}

/* ---- subsets ------------------------------------------------------------------------------ */

typedef struct subset {
    const char *bytes;
    size_t len;
    uint32_t map[4];
    int32_t advances[4];
} subset;

static subset make_subset(jb_arena *arena, jb_fontset *fonts, jb_role role, const uint32_t codes[3],
                          uint32_t glyphs[3])
{
    subset made = {0};
    jb_error err = {0};
    jb_font font = 0;
    for (size_t i = 0; i < 3; i++) {
        jb_glyph glyph = glyph_of(fonts, role, JB_LANG_ZH, codes[i]);
        assert_true(i == 0 || glyph.font == font);
        font = glyph.font;
        glyphs[i] = glyph.glyph;
    }
    assert_jb_ok(jb_font_subset(arena, fonts, font, glyphs, 3, &made.bytes, &made.len, made.map,
                                made.advances, &err),
                 &err);
    return made;
}

static hb_font_t *open_bytes(const subset *made)
{
    hb_blob_t *blob =
        hb_blob_create(made->bytes, (unsigned)made->len, HB_MEMORY_MODE_READONLY, NULL, NULL);
    hb_face_t *face = hb_face_create(blob, 0);
    hb_font_t *font = hb_font_create(face);
    hb_face_destroy(face);
    hb_blob_destroy(blob);
    return font;
}

static void check_subset(jb_role role, const uint32_t codes[3], size_t most)
{
    jb_arena *arena = jb_arena_new();
    jb_fontset *fonts = open_set(NULL);
    uint32_t glyphs[3];
    subset one = make_subset(arena, fonts, role, codes, glyphs);
    assert_true(one.len > 200 && one.len < most);
    hb_font_t *font = open_bytes(&one);
    assert_int_equal(hb_face_get_glyph_count(hb_font_get_face(font)), 4);
    for (size_t i = 0; i < 3; i++) {
        hb_glyph_extents_t box;
        assert_in_range(one.map[i], 1, 3);
        assert_int_equal(one.advances[i], glyph_of(fonts, role, JB_LANG_ZH, codes[i]).advance);
        assert_true(hb_font_get_glyph_extents(font, one.map[i], &box));
        assert_true(box.width > 0);
    }
    hb_font_destroy(font);
    jb_fontset *other = open_set(NULL);
    subset two = make_subset(arena, other, role, codes, glyphs);
    assert_int_equal(one.len, two.len);
    assert_memory_equal(one.bytes, two.bytes, one.len);
    assert_memory_equal(one.map, two.map, sizeof one.map);
    jb_fontset_free(other);
    jb_fontset_free(fonts);
    jb_arena_free(arena);
}

static void test_font_subset_truetype(void **state)
{
    (void)state;
    check_subset(JB_ROLE_SONG, (const uint32_t[]){0x4E2D, 0x56FD, 0x20164}, 4000);
    check_subset(JB_ROLE_BODY, (const uint32_t[]){'7', 'g', '%'}, 4000);
}

static void test_font_subset_cff(void **state)
{
    (void)state;
    check_subset(JB_ROLE_BODY, (const uint32_t[]){0x4E2D, 0x56FD, 0x3002}, 6000);
}

static bool holds(const char *bytes, size_t len, const void *part, size_t part_len)
{
    for (size_t i = 0; i + part_len <= len; i++) {
        if (memcmp(bytes + i, part, part_len) == 0) {
            return true;
        }
    }
    return false;
}

/* In the charset of a CID-keyed subset glyph i has CID i. */
static void test_font_subset_cids_are_glyphs(void **state)
{
    (void)state;
    jb_arena *arena = jb_arena_new();
    jb_fontset *fonts = open_set(NULL);
    uint32_t glyphs[3];
    subset made =
        make_subset(arena, fonts, JB_ROLE_BODY, (const uint32_t[]){0x4E2D, 0x56FD, 0x3002}, glyphs);
    static const unsigned char range[] = {2, 0, 1, 0, 2}; /* format 2: CIDs from 1, two more */
    static const unsigned char list[] = {0, 0, 1, 0, 2, 0, 3};
    const char *cff = made.bytes + table_at(made.bytes, "CFF ");
    size_t len = made.len - (size_t)(cff - made.bytes);
    assert_true(holds(cff, len, range, sizeof range) || holds(cff, len, list, sizeof list));
    jb_fontset_free(fonts);
    jb_arena_free(arena);
}

/* Whatever was asked for before, and however often: a document is not to show what was made before
 * it. */
static void test_font_subset_again_is_the_same(void **state)
{
    (void)state;
    jb_arena *arena = jb_arena_new();
    jb_fontset *fonts = open_set(NULL);
    static const uint32_t codes[] = {0x4E2D, 0x56FD, 0x3002};
    static const char32_t numerals[] = U"一二三四五六七八九十";
    uint32_t glyphs[3];
    subset first = make_subset(arena, fonts, JB_ROLE_BODY, codes, glyphs);
    for (uint32_t i = 0; i < 10; i++) {
        subset again = make_subset(arena, fonts, JB_ROLE_BODY, codes, glyphs);
        assert_int_equal(again.len, first.len);
        assert_memory_equal(again.bytes, first.bytes, first.len);
        assert_memory_equal(again.map, first.map, sizeof first.map);
        assert_memory_equal(again.advances, first.advances, sizeof first.advances);
        for (uint32_t k = 0; k < i; k++) {
            const uint32_t others[] = {0x4E2D, 0x56FD, numerals[k]};
            subset other = make_subset(arena, fonts, JB_ROLE_BODY, others, glyphs);
            assert_true(other.len != first.len || memcmp(other.bytes, first.bytes, first.len) != 0);
        }
    }
    jb_fontset_free(fonts);
    jb_arena_free(arena);
}

static void test_font_subset_of_nothing(void **state)
{
    (void)state;
    jb_arena *arena = jb_arena_new();
    jb_fontset *fonts = open_set(NULL);
    jb_error err = {0};
    subset made = {0};
    jb_font font = glyph_of(fonts, JB_ROLE_SONG, JB_LANG_ZH, 0x4E2D).font;
    assert_jb_ok(jb_font_subset(arena, fonts, font, made.map, 0, &made.bytes, &made.len, made.map,
                                made.advances, &err),
                 &err);
    hb_font_t *only_notdef = open_bytes(&made);
    assert_int_equal(hb_face_get_glyph_count(hb_font_get_face(only_notdef)), 1);
    hb_font_destroy(only_notdef);
    jb_fontset_free(fonts);
    jb_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_fontset_glyph_by_script),
        cmocka_unit_test(test_fontset_glyph_quotes_and_dashes_follow_language),
        cmocka_unit_test(test_fontset_glyph_falls_back),
        cmocka_unit_test(test_fontset_glyph_spaces_have_their_width),
        cmocka_unit_test(test_fontset_glyph_missing_names_the_character),
        cmocka_unit_test(test_fontset_open_own_fonts_come_first),
        cmocka_unit_test(test_fontset_open_files_named_after_roles),
        cmocka_unit_test(test_fontset_open_bad_manifest),
        cmocka_unit_test(test_fontset_open_prepared_needs_all_roles),
        cmocka_unit_test(test_font_open_not_a_font),
        cmocka_unit_test(test_font_open_truncated),
        cmocka_unit_test(test_font_open_damaged_or_forbidden),
        cmocka_unit_test(test_font_open_face_number),
        cmocka_unit_test(test_font_open_directory),
        cmocka_unit_test(test_font_describe_all),
        cmocka_unit_test(test_role_code),
        cmocka_unit_test(test_font_subset_truetype),
        cmocka_unit_test(test_font_subset_cff),
        cmocka_unit_test(test_font_subset_cids_are_glyphs),
        cmocka_unit_test(test_font_subset_again_is_the_same),
        cmocka_unit_test(test_font_subset_of_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
