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

/* What stands before the first place is the same with zeros and with digits: hashed once. */
void jb_seal(char *bytes, size_t len, const size_t *places, size_t count,
             char whole[JB_SHA256_TEXT])
{
    char hash[JB_SHA256_TEXT];
    jb_sha256_pieces zeros;
    size_t same = len;
    for (size_t i = 0; i < count; i++) {
        same = places[i] < same ? places[i] : same;
    }
    memset(hash, '0', sizeof hash);
    digits_write(bytes, len, places, count, hash);
    jb_sha256_begin(&zeros);
    jb_sha256_add(&zeros, bytes, same);
    jb_sha256_pieces digits = zeros;
    jb_sha256_add(&zeros, bytes + same, len - same);
    jb_sha256_end(&zeros, hash);
    digits_write(bytes, len, places, count, hash);
    if (whole != NULL) {
        jb_sha256_add(&digits, bytes + same, len - same);
        jb_sha256_end(&digits, whole);
    }
}

bool jb_seal_holds(const char *bytes, size_t len, const size_t *places, size_t count)
{
    char *copy = jb_xmalloc(len + 1);
    memcpy(copy, bytes, len);
    jb_seal(copy, len, places, count, NULL);
    bool same = memcmp(copy, bytes, len) == 0;
    free(copy);
    return same;
}
