/* sha256.c - the fingerprint of some bytes, by nettle. */
#include <jianbao/base.h>

#include <nettle/base16.h>
#include <nettle/sha2.h>

void jb_sha256(const void *bytes, size_t len, char out[JB_SHA256_TEXT])
{
    struct sha256_ctx state;
    uint8_t digest[SHA256_DIGEST_SIZE];
    sha256_init(&state);
    sha256_update(&state, len, bytes);
    sha256_digest(&state, sizeof digest, digest);
    base16_encode_update(out, sizeof digest, digest);
    out[JB_SHA256_TEXT - 1] = '\0';
}
