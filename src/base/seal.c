/* seal.c - a hash that bytes hold of themselves.
 *
 * Decides how it is taken: with zeros where it stands. Refuses to know what the bytes are and where
 * in them it stands.
 */
#include <jianbao/base.h>

#include <stdlib.h>
#include <string.h>

static void digits_write(char *bytes, size_t len, const size_t *places, size_t count,
                         const char *digits)
{
    for (size_t i = 0; i < count; i++) {
        if (places[i] > len || len - places[i] < JB_SEAL_TEXT) {
            jb_panic("a seal of %zu bytes at %zu", len, places[i]);
        }
        memcpy(bytes + places[i], digits, JB_SEAL_TEXT);
    }
}

void jb_seal(char *bytes, size_t len, const size_t *places, size_t count)
{
    char hash[JB_SHA256_TEXT];
    memset(hash, '0', sizeof hash);
    digits_write(bytes, len, places, count, hash);
    jb_sha256(bytes, len, hash);
    digits_write(bytes, len, places, count, hash);
}

bool jb_seal_holds(const char *bytes, size_t len, const size_t *places, size_t count)
{
    char *copy = jb_xmalloc(len + 1);
    memcpy(copy, bytes, len);
    jb_seal(copy, len, places, count);
    bool same = memcmp(copy, bytes, len) == 0;
    free(copy);
    return same;
}
