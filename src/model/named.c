/* named.c - the indicator that somebody calls by its Chinese name where a code is wanted.
 *
 * Decides what counts as the name: 责令改正 is 责令(限期)改正. Knows no other words for it.
 */
#include <jianbao/model.h>

#include <string.h>

/* The name without its brackets, and without what stands in them either. */
static const char *plain(jb_arena *arena, const char *name, bool with_inner)
{
    char *out = jb_arena_strdup(arena, name);
    char *to = out;
    bool inside = false;
    for (const char *p = name; *p != '\0'; p++) {
        bool bracket = *p == '(' || *p == ')';
        inside = bracket ? *p == '(' : inside;
        if (!bracket && (with_inner || !inside)) {
            *to++ = *p;
        }
    }
    *to = '\0';
    return out;
}

enum { SAME, SHORT, HOLDS, HELD, NONE };

/* How well the text names it: as its short name, as its name, as a part of it, or with more words.
 */
static unsigned fit(jb_arena *arena, const jb_indicator *in, const char *text)
{
    const char *const names[] = {in->short_zh, in->zh, plain(arena, in->zh, true),
                                 plain(arena, in->zh, false)};
    unsigned best = NONE;
    for (unsigned i = 0; i < sizeof names / sizeof *names; i++) {
        if (names[i] == NULL || *names[i] == '\0') {
            continue;
        }
        unsigned rank = strcmp(names[i], text) == 0      ? (i == 0 ? SAME : SHORT)
                        : strstr(names[i], text) != NULL ? HOLDS
                        : strstr(text, names[i]) != NULL ? HELD
                                                         : NONE;
        best = rank < best ? rank : best;
    }
    return best;
}

const jb_indicator *jb_catalogue_named(const jb_catalogue *catalogue, const char *text)
{
    const jb_indicator *best = NULL;
    const jb_indicator *in = NULL;
    unsigned least = NONE;
    if ((unsigned char)text[0] < 0x80 || strlen(text) < strlen("立案")) {
        return NULL;
    }
    jb_arena *arena = jb_arena_new();
    for (size_t i = 0; (in = jb_catalogue_at(catalogue, i)) != NULL; i++) {
        unsigned rank = fit(arena, in, text);
        best = rank < least ? in : best;
        least = rank < least ? rank : least;
    }
    jb_arena_free(arena);
    return best;
}
