/* pack.c - an attachment deflated piece by piece.
 *
 * Decides that neither its text nor a copy of it need stand in memory: zlib takes pieces, as
 * libdeflate does not, which deflates all else. Refuses to know what the pieces are.
 */
#include <jianbao/paint.h>

#include <limits.h>
#include <stdlib.h>
#define ZLIB_CONST
#include <zlib.h>

enum { LEVEL = 3 }; /* higher ones take twice as long for little */

struct jb_packer {
    z_stream stream;
    jb_sha256_pieces hash;
    jb_str packed;
    size_t len; /* of what was added */
};

jb_packer *jb_packer_new(void)
{
    jb_packer *packer = jb_xmalloc(sizeof *packer);

    *packer = (jb_packer){.len = 0};
    if (deflateInit(&packer->stream, LEVEL) != Z_OK) {
        jb_panic("out of memory");
    }
    jb_sha256_begin(&packer->hash);
    return packer;
}

/* Deflates what the stream has been given. */
static void run(jb_packer *packer, int how)
{
    unsigned char part[16384];
    int result = Z_OK;

    do {
        packer->stream.next_out = part;
        packer->stream.avail_out = sizeof part;
        result = deflate(&packer->stream, how);
        if (result == Z_STREAM_ERROR) {
            jb_panic("zlib cannot deflate: %s", packer->stream.msg ? packer->stream.msg : "");
        }
        jb_str_addn(&packer->packed, (const char *)part, sizeof part - packer->stream.avail_out);
    } while (packer->stream.avail_out == 0);
}

void jb_packer_add(jb_packer *packer, const void *bytes, size_t len)
{
    const unsigned char *at = bytes;

    jb_sha256_add(&packer->hash, bytes, len);
    packer->len += len;
    while (len > 0) {
        unsigned now = len < UINT_MAX ? (unsigned)len : UINT_MAX;

        packer->stream.next_in = at;
        packer->stream.avail_in = now;
        run(packer, Z_NO_FLUSH);
        at += now;
        len -= now;
    }
}

void *jb_packer_end(jb_packer *packer, jb_attachment *attachment)
{
    void *packed;

    run(packer, Z_FINISH);
    (void)deflateEnd(&packer->stream);
    jb_sha256_end(&packer->hash, attachment->sha256);
    packed = jb_xrealloc(packer->packed.data, packer->packed.len);
    attachment->bytes = NULL;
    attachment->len = packer->len;
    attachment->packed = packed;
    attachment->packed_len = packer->packed.len;
    free(packer);
    return packed;
}
