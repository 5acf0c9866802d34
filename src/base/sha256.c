/* sha256.c - the fingerprint of some bytes, by nettle. */
#include <jianbao/base.h>

#include <nettle/base16.h>
#include <nettle/sha2.h>

_Static_assert(sizeof(struct sha256_ctx) <= sizeof(jb_sha256_pieces), "room for nettle's state");

static struct sha256_ctx *state_of(jb_sha256_pieces *pieces)
{
    return (struct sha256_ctx *)(void *)pieces->state;
}

void jb_sha256_begin(jb_sha256_pieces *pieces)
{
    sha256_init(state_of(pieces));
}

void jb_sha256_add(jb_sha256_pieces *pieces, const void *bytes, size_t len)
{
    sha256_update(state_of(pieces), len, bytes);
}

void jb_sha256_end(jb_sha256_pieces *pieces, char out[JB_SHA256_TEXT])
{
    uint8_t digest[SHA256_DIGEST_SIZE];
    sha256_digest(state_of(pieces), sizeof digest, digest);
    base16_encode_update(out, sizeof digest, digest);
    out[JB_SHA256_TEXT - 1] = '\0';
}

void jb_sha256(const void *bytes, size_t len, char out[JB_SHA256_TEXT])
{
    jb_sha256_pieces pieces;
    jb_sha256_begin(&pieces);
    jb_sha256_add(&pieces, bytes, len);
    jb_sha256_end(&pieces, out);
}
