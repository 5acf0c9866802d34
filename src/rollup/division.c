/* division.c - the place of a division code in the tree, without any agency.
 *
 * Reads the embedded list of divisions where it stands: a line for each, in the order of codes.
 * Refuses to know agencies and figures.
 */
#include "division.h"

#include <string.h>

extern const jb_embedded jb_rollup_embedded[];

jb_level jb_code_level(const char *code)
{
    if (strcmp(code, "000000") == 0 || strcmp(code, "100000") == 0) {
        return JB_LEVEL_NATION;
    }
    if (strcmp(code + 2, "0000") == 0) {
        return JB_LEVEL_PROVINCE;
    }
    return strcmp(code + 4, "00") == 0 ? JB_LEVEL_PREFECTURE : JB_LEVEL_COUNTY;
}

typedef struct span {
    const char *text;
    size_t len;
} span;

static size_t line_start(span all, size_t at)
{
    while (at > 0 && all.text[at - 1] != '\n') {
        at--;
    }
    return at;
}

/* What follows "code," on its line: "name,parent". */
static bool find_line(const char *code, span *rest)
{
    span all = {(const char *)jb_rollup_embedded[0].bytes, jb_rollup_embedded[0].len};
    size_t low = 0;
    size_t high = all.len;
    while (low < high) {
        size_t at = line_start(all, low + (high - low) / 2);
        const char *line = all.text + at;
        const char *end = memchr(line, '\n', all.len - at);
        size_t len = end != NULL ? (size_t)(end - line) : all.len - at;
        int order = len > 7 ? memcmp(line, code, 6) : 1;
        if (order == 0) {
            *rest = (span){line + 7, len - 7};
            return true;
        }
        if (order < 0) {
            low = at + len + 1;
        } else {
            high = at;
        }
    }
    return false;
}

const char *jb_code_name(jb_arena *arena, const char *code)
{
    span rest;
    if (!find_line(code, &rest)) {
        return "";
    }
    const char *comma = memchr(rest.text, ',', rest.len);
    return jb_arena_strndup(arena, rest.text, comma ? (size_t)(comma - rest.text) : rest.len);
}

void jb_code_parent(const char *code, char out[8])
{
    span rest;
    jb_level level = jb_code_level(code);
    memcpy(out, "000000", 7);
    if (level == JB_LEVEL_NATION) {
        out[0] = '\0';
        return;
    }
    const char *comma = find_line(code, &rest) ? memchr(rest.text, ',', rest.len) : NULL;
    size_t left = comma != NULL ? rest.len - (size_t)(comma + 1 - rest.text) : 0;
    if (left >= 6) {
        memcpy(out, comma + 1, 6);
    } else if (level == JB_LEVEL_COUNTY) {
        memcpy(out, code, 4);
    } else if (level == JB_LEVEL_PREFECTURE) {
        memcpy(out, code, 2);
    }
}
