/* file.c - see file.h; ISO 32000-1 7.5.7 and 7.5.8. */
#include "file.h"

#include "pdf.h"

#include <libdeflate.h>
#include <stdlib.h>
#include <string.h>

/* What one object stream holds at most, objects and about bytes: a reader unpacks it all to see one
 * of them. */
enum { PACKED = 200, PACKED_BYTES = 65536 };
/* Bytes of an entry's fields: kind, offset or object stream, place in the stream. */
enum { KIND = 1, OFFSET = 4, PLACE = 1, ENTRY = KIND + OFFSET + PLACE };

typedef enum place_kind { FREE = 0, ALONE = 1, INSIDE = 2 } place_kind;

typedef struct place {
    uint32_t at; /* offset, object stream, or the next free number */
    uint8_t kind;
    uint8_t index;
} place;

struct jb_file {
    jb_str out;
    place *places; /* by object number */
    size_t count, cap;
    jb_str numbers, bodies; /* of the object stream that is being filled */
    unsigned packed;
    struct libdeflate_compressor *deflater;
};

jb_file *jb_file_new(uint32_t count, struct libdeflate_compressor *deflater)
{
    jb_file *file = jb_xmalloc(sizeof *file);

    memset(file, 0, sizeof *file);
    file->places = jb_grow(NULL, &file->cap, (size_t)count + 1, sizeof *file->places);
    file->count = (size_t)count + 1;
    memset(file->places, 0, file->count * sizeof *file->places);
    file->deflater = deflater;
    jb_str_add(&file->out, "%PDF-1.7\n%\xE7\xAE\x80\xE6\x8A\xA5\n");
    return file;
}

void jb_file_free(jb_file *file)
{
    if (file != NULL) {
        jb_str_free(&file->out);
        jb_str_free(&file->numbers);
        jb_str_free(&file->bodies);
        free(file->places);
        free(file);
    }
}

/* The next number after all others, for what only the file itself needs. */
static uint32_t next_number(jb_file *file)
{
    JB_PUSH(file->places, file->count, file->cap, (place){0});
    return (uint32_t)(file->count - 1);
}

static void *deflated(const jb_file *file, const void *bytes, size_t *len)
{
    size_t room = libdeflate_zlib_compress_bound(file->deflater, *len);
    void *packed = jb_xmalloc(room);

    *len = libdeflate_zlib_compress(file->deflater, bytes, *len, packed, room);
    return packed;
}

void jb_file_add_stream(jb_file *file, uint32_t number, const char *keys, const void *bytes,
                        size_t len)
{
    file->places[number] = (place){.at = (uint32_t)file->out.len, .kind = ALONE};
    jb_str_addf(&file->out, "%u 0 obj\n<<%s/Length %zu>>\nstream\n", (unsigned)number, keys, len);
    jb_str_addn(&file->out, bytes, len);
    jb_str_add(&file->out, "\nendstream\nendobj\n");
}

/* Ends the object stream: its numbers and offsets, then the dictionaries themselves. */
static void flush(jb_file *file)
{
    uint32_t number;
    size_t first = file->numbers.len, len;
    jb_str keys = {0};
    void *packed;

    if (file->packed == 0) {
        return;
    }
    number = next_number(file);
    jb_str_addn(&file->numbers, jb_str_text(&file->bodies), file->bodies.len);
    len = file->numbers.len;
    packed = deflated(file, file->numbers.data, &len);
    jb_str_addf(&keys, "/Type/ObjStm/N %u/First %zu/Filter/FlateDecode", file->packed, first);
    jb_file_add_stream(file, number, jb_str_text(&keys), packed, len);
    free(packed);
    jb_str_free(&keys);
    jb_str_clear(&file->numbers);
    jb_str_clear(&file->bodies);
    file->packed = 0;
}

void jb_file_add_dict(jb_file *file, uint32_t number, const char *text, size_t len)
{
    /* The stream will have the next number: nothing else takes one before it is full. */
    file->places[number] =
        (place){.at = (uint32_t)file->count, .kind = INSIDE, .index = (uint8_t)file->packed};
    jb_pdf_add_uint(&file->numbers, number);
    jb_str_addc(&file->numbers, ' ');
    jb_pdf_add_uint(&file->numbers, file->bodies.len);
    jb_str_addc(&file->numbers, ' ');
    jb_str_addn(&file->bodies, text, len);
    jb_str_addc(&file->bodies, '\n');
    if (++file->packed == PACKED || file->bodies.len >= PACKED_BYTES) {
        flush(file);
    }
}

/* ---- cross-reference stream -------------------------------------------------------------- */

/* Free numbers form a ring through 0. */
static void link_free(jb_file *file)
{
    uint32_t next = 0;

    for (size_t i = file->count; i-- > 0;) {
        if (file->places[i].kind == FREE) {
            file->places[i].at = next;
            next = (uint32_t)i;
        }
    }
}

static void add_entry(unsigned char *to, const place *p)
{
    to[0] = p->kind;
    for (int i = 0; i < OFFSET; i++) {
        to[KIND + i] = (unsigned char)(p->at >> (8 * (OFFSET - 1 - i)));
    }
    to[KIND + OFFSET] = p->index;
}

/* Each row as its difference to the one above, PNG's predictor 2: almost all of them are alike. */
static unsigned char *rows(const jb_file *file, size_t *len)
{
    unsigned char *bytes = jb_xmalloc(file->count * (ENTRY + 1));
    unsigned char above[ENTRY] = {0}, row[ENTRY];

    for (size_t i = 0; i < file->count; i++) {
        unsigned char *to = bytes + i * (ENTRY + 1);

        add_entry(row, &file->places[i]);
        to[0] = 2;
        for (int k = 0; k < ENTRY; k++) {
            to[1 + k] = (unsigned char)(row[k] - above[k]);
        }
        memcpy(above, row, sizeof above);
    }
    *len = file->count * (ENTRY + 1);
    return bytes;
}

/* Both parts of /ID are the hash of the whole file, so that it shows whether it was changed. */
static void seal(jb_str *out, size_t start, char sha256[JB_SHA256_TEXT])
{
    size_t first = start + (size_t)(strstr(out->data + start, "/ID[<") - (out->data + start)) + 5;
    size_t places[] = {first, first + JB_SEAL_TEXT + 2};

    jb_seal(out->data, out->len, places, 2, sha256);
}

void jb_file_finish(jb_file *file, uint32_t root, uint32_t info, jb_str *out,
                    char sha256[JB_SHA256_TEXT])
{
    char zeros[JB_SEAL_TEXT];
    jb_str keys = {0};
    unsigned char *table;
    void *packed;
    uint32_t number;
    size_t len, start;

    flush(file);
    number = next_number(file);
    start = file->out.len;
    file->places[number] = (place){.at = (uint32_t)start, .kind = ALONE};
    link_free(file);
    table = rows(file, &len);
    packed = deflated(file, table, &len);
    memset(zeros, '0', JB_SEAL_TEXT);
    jb_str_addf(&keys,
                "/Type/XRef/Size %zu/W[%d %d %d]/Root %u 0 R/Info %u 0 R/ID[<%.*s><%.*s>]"
                "/Filter/FlateDecode/DecodeParms<</Columns %d/Predictor 12>>",
                file->count, KIND, OFFSET, PLACE, (unsigned)root, (unsigned)info, JB_SEAL_TEXT,
                zeros, JB_SEAL_TEXT, zeros, ENTRY);
    jb_file_add_stream(file, number, jb_str_text(&keys), packed, len);
    jb_str_addf(&file->out, "startxref\n%zu\n%%%%EOF\n", start);
    seal(&file->out, start, sha256);
    free(packed);
    free(table);
    jb_str_free(&keys);
    *out = file->out;
    file->out = (jb_str){0};
}
