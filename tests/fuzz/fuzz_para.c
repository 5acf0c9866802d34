/* fuzz_para.c - any text in any measure: no character but white space is lost, added or moved, and
 * a line that is too long says so.
 */
#include "fuzz.h"

#include <jianbao/typeset.h>

#include <unicode/uchar.h>

/* Two bytes choose language, alignment and width. */
enum { HEAD = 2 };

/* White space may go at a line's end, what nobody sees may go anywhere. */
static bool may_go(uint32_t c)
{
    UChar32 code = (UChar32)c;
    return u_isUWhiteSpace(code) || u_iscntrl(code) ||
           u_hasBinaryProperty(code, UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
}

/* The next character of the text that must be drawn, 0 at the end. */
static uint32_t next_drawn(const char *text, size_t len, size_t *at)
{
    uint32_t c = jb_utf8_next(text, len, at);
    while (c && may_go(c)) {
        c = jb_utf8_next(text, len, at);
    }
    return c;
}

static void check_line(const jb_line *line, jb_len measure, const char *text, size_t len,
                       size_t *at)
{
    for (size_t p = 0; p < line->piece_count; p++) {
        const jb_piece *piece = &line->pieces[p];
        int64_t width = 0;
        for (uint32_t i = 0; i < piece->count; i++) {
            width += piece->adv[i];
            uint32_t c = piece->code_points[i];
            if (!may_go(c)) {
                FUZZ_CHECK(c == next_drawn(text, len, at));
            }
        }
        FUZZ_CHECK(width == piece->width);
        /* Half a character may hang: marks of punctuation are squeezed at a line's end. */
        FUZZ_CHECK(line->overfull || piece->x + piece->width <= measure + piece->size);
    }
}

/* Control characters are refused by name; a tab and line ends are not among them. */
static bool has_control(const char *text, size_t len)
{
    for (size_t at = 0; at < len;) {
        uint32_t c = jb_utf8_next(text, len, &at);
        if (c < 0x20 || (c >= 0x7f && c < 0xa0)) {
            return true;
        }
    }
    return false;
}

static void check_para(jb_arena *arena, jb_fontset *fonts, const uint8_t *data, size_t size)
{
    size_t len = jb_utf8_check((const char *)data + HEAD, size - HEAD);
    const char *text = jb_arena_strndup(arena, (const char *)data + HEAD, len);
    jb_run run = {.text = text, .role = JB_ROLE_BODY, .size = JB_PT(16)};
    jb_para_spec spec = {.width = JB_PT(20 + 2 * (int32_t)data[1]),
                         .align = (jb_align)((data[0] >> 1) % JB_ALIGN_DECIMAL),
                         .lang = data[0] & 1 ? JB_LANG_EN : JB_LANG_ZH,
                         .no_gap = (data[0] & 16) != 0};
    jb_error err = {0};
    jb_para para;
    jb_status status = jb_para_build(arena, fonts, &run, 1, &spec, &para, &err);
    fuzz_check_error(status, &err);
    if (status != JB_OK) {
        FUZZ_CHECK(status == JB_ERR_FONT || (status == JB_ERR_INPUT && has_control(text, len)));
        return;
    }
    size_t at = 0;
    for (size_t i = 0; i < para.count; i++) {
        check_line(&para.lines[i], spec.width, text, len, &at);
    }
    FUZZ_CHECK(next_drawn(text, len, &at) == 0);
    jb_len natural, minimum;
    FUZZ_CHECK(jb_para_measure(fonts, &run, 1, spec.lang, NULL, &natural, &minimum, &err) == JB_OK);
    FUZZ_CHECK(minimum <= natural);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static jb_fontset *fonts;
    jb_error err = {0};
    if (!fonts) {
        FUZZ_CHECK(jb_fontset_open("fonts", NULL, &fonts, &err) == JB_OK);
    }
    if (size >= HEAD && size <= 1024) {
        jb_arena *arena = jb_arena_new();
        check_para(arena, fonts, data, size);
        jb_arena_free(arena);
    }
    return 0;
}
