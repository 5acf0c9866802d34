/* fuzz_breaks.c - where lines of any text may end: one answer for each place, never inside what
 * must stay together, always after a forced line end, never before a mark that closes.
 */
#include "fuzz.h"

#include <jianbao/typeset.h>

/* A figure, a letter or a Han character: what no rule but the neighbour's speaks of. */
static bool is_plain(uint32_t c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 0x4E00 && c <= 0x9FA5);
}

static bool is_figure(uint32_t c)
{
    return c >= '0' && c <= '9';
}

static void check_place(uint32_t before, uint32_t here, uint8_t answer)
{
    FUZZ_CHECK(answer == JB_BREAK_NO || answer == JB_BREAK_MAY || answer == JB_BREAK_MUST);
    if (before == '\n') {
        FUZZ_CHECK(answer == JB_BREAK_MUST);
    }
    bool closes = here == 0x3002 || here == 0xFF0C || here == 0x3001 || here == 0xFF09 ||
                  here == 0x300B || here == 0x201D;
    bool opens = before == 0xFF08 || before == 0x300A || before == 0x201C;
    if ((is_figure(before) && is_figure(here)) || (opens && is_plain(here)) ||
        (closes && is_plain(before))) {
        FUZZ_CHECK(answer == JB_BREAK_NO);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 1 || size > 2048) {
        return 0;
    }
    jb_lang lang = data[0] & 1 ? JB_LANG_EN : JB_LANG_ZH;
    jb_arena *arena = jb_arena_new();
    size_t len = jb_utf8_check((const char *)data + 1, size - 1);
    const char *text = jb_arena_strndup(arena, (const char *)data + 1, len);
    jb_error err = {0};
    uint8_t *breaks = NULL;
    size_t count = 0;
    jb_status status = jb_breaks_find(arena, text, lang, &breaks, &count, &err);
    fuzz_check_error(status, &err);
    FUZZ_CHECK(status == JB_OK && count == jb_utf8_count(text, len));
    uint32_t before = 0;
    for (size_t i = 0, at = 0; i < count; i++) {
        uint32_t here = jb_utf8_next(text, len, &at);
        if (i > 0) {
            check_place(before, here, breaks[i]);
        }
        before = here;
    }
    jb_arena_free(arena);
    return 0;
}
