/* seal.c - the hash of the whole file that stands in its /ID (ISO 32000-1 14.4).
 *
 * Decides where it stands: in the second part of the last /ID, and in the first where both are the
 * same, as in a file that was written once.
 */
#include "bundle_private.h"

#include <stdlib.h>
#include <string.h>

static size_t skip(const char *bytes, size_t len, size_t at, const char *set)
{
    while (at < len && bytes[at] != '\0' && strchr(set, bytes[at]) != NULL) {
        at++;
    }
    return at;
}

/* The last occurrence of a word before `len`; `len` when there is none. */
static size_t find_last(const char *bytes, size_t len, const char *word)
{
    size_t size = strlen(word);
    for (size_t at = len >= size ? len - size + 1 : 0; at > 0; at--) {
        if (bytes[at - 1] == word[0] && memcmp(bytes + at - 1, word, size) == 0) {
            return at - 1;
        }
    }
    return len;
}

/* Digits between < and >; returns what follows, 0 when there are none. */
static size_t digits_read(const char *bytes, size_t len, size_t at, size_t *start, size_t *count)
{
    at = skip(bytes, len, at, " \r\n\t");
    if (at >= len || bytes[at] != '<') {
        return 0;
    }
    *start = at + 1;
    at = skip(bytes, len, at + 1, "0123456789abcdef");
    *count = at - *start;
    return at < len && bytes[at] == '>' ? at + 1 : 0;
}

size_t seal_places(const char *bytes, size_t len, size_t places[2])
{
    size_t first = 0, first_len = 0, second = 0, second_len = 0;
    size_t at = find_last(bytes, len, "/ID");
    if (at == len) {
        return 0;
    }
    at = skip(bytes, len, at + 3, " \r\n\t");
    if (at >= len || bytes[at] != '[') {
        return 0;
    }
    at = digits_read(bytes, len, at + 1, &first, &first_len);
    at = at > 0 ? digits_read(bytes, len, at, &second, &second_len) : 0;
    if (at == 0 || second_len != JB_SEAL_TEXT) {
        return 0;
    }
    places[0] = second;
    places[1] = first;
    bool twice =
        first_len == JB_SEAL_TEXT && memcmp(bytes + first, bytes + second, JB_SEAL_TEXT) == 0;
    return twice ? 2 : 1;
}

jb_seal_state jb_bundle_seal(const char *bytes, size_t len, size_t *behind)
{
    enum { TURNS = 64 };
    size_t end = len;
    *behind = 0;
    for (unsigned turn = 0; turn < TURNS; turn++) {
        size_t places[2];
        size_t mark = find_last(bytes, end, "%%EOF\n");
        if (mark == end) {
            return JB_SEAL_BROKEN;
        }
        size_t whole = mark + strlen("%%EOF\n");
        size_t count = seal_places(bytes, whole, places);
        if (count > 0 && jb_seal_holds(bytes, whole, places, count)) {
            *behind = len - whole;
            return *behind == 0 ? JB_SEAL_WHOLE : JB_SEAL_APPENDED;
        }
        end = mark;
    }
    return JB_SEAL_BROKEN;
}
