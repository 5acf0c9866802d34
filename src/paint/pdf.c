/* pdf.c - numbered objects on libharu.
 *
 * Decides how libharu's objects reach the file: each dictionary is written by libharu, which calls
 * write_body for our part of it, found by the object's number; file.c packs it. The structure's
 * elements, which are most of all objects, never pass through libharu. Uses only what 2.3.0 and 2.4
 * share. Nothing is written before the whole file stands in memory, so a fault leaves no half file.
 */
#include "pdf.h"

#include "file.h"

#include <hpdf.h>
#include <hpdf_doc.h>
#include <libdeflate.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define OBJECT_NUMBER 0x00FFFFFFu

/* Our part of an object: what stands between << and >>, and the bytes of a stream. */
typedef struct part {
    const char *body; /* in the arena */
    const void *bytes;
    void *owned; /* the same bytes, when they are to be freed once they are written */
    size_t len;
} part;

struct jb_pdf {
    HPDF_Doc doc;
    jb_arena *arena;
    part *parts; /* by object number */
    size_t part_count;
    jb_str scratch; /* the object that libharu is writing */
    struct libdeflate_compressor *deflater;
    jb_file *file;             /* from jb_pdf_seal on */
    uint32_t sealed;           /* the next of the numbers given out then, */
    uint32_t end;              /* and the one after the last */
    HPDF_STATUS fault, detail; /* the first that libharu reported */
};

static void note_fault(HPDF_STATUS status, HPDF_STATUS detail, void *user)
{
    jb_pdf *pdf = user;

    if (pdf->fault == HPDF_OK) {
        pdf->fault = status;
        pdf->detail = detail;
    }
}

static void check(jb_pdf *pdf, HPDF_STATUS status)
{
    if (status != HPDF_OK) {
        note_fault(status, HPDF_GetErrorDetail(pdf->doc), pdf);
    }
}

static void *take(HPDF_UINT size)
{
    return jb_xmalloc(size);
}

static HPDF_STATUS write_bytes(HPDF_Stream stream, const HPDF_BYTE *bytes, HPDF_UINT len)
{
    jb_pdf *pdf = stream->attr;

    jb_str_addn(&pdf->scratch, (const char *)bytes, len);
    return HPDF_OK;
}

static HPDF_STATUS write_body(HPDF_Dict dict, HPDF_Stream stream)
{
    jb_pdf *pdf = stream->attr;
    size_t number = dict->header.obj_id & OBJECT_NUMBER;

    if (number >= pdf->part_count || pdf->parts[number].body == NULL) {
        return HPDF_OK;
    }
    jb_str_add(&pdf->scratch, pdf->parts[number].body);
    return HPDF_OK;
}

jb_pdf *jb_pdf_new(jb_arena *arena)
{
    jb_pdf *pdf = jb_arena_alloc(arena, sizeof *pdf);

    pdf->arena = arena;
    pdf->doc = HPDF_NewEx(note_fault, take, free, 0, pdf);
    pdf->deflater = libdeflate_alloc_compressor(1);
    if (pdf->doc == NULL || pdf->deflater == NULL) {
        jb_panic("cannot start a PDF document");
    }
    pdf->doc->info->write_fn = write_body;
    pdf->doc->catalog->write_fn = write_body;
    /* Its producer names a version: the same pages must give the same bytes on every libharu. */
    check(pdf, HPDF_Dict_RemoveElement(pdf->doc->info, "Producer"));
    return pdf;
}

void jb_pdf_free(jb_pdf *pdf)
{
    if (pdf != NULL) {
        HPDF_Free(pdf->doc);
        for (size_t i = 0; i < pdf->part_count; i++) {
            free(pdf->parts[i].owned);
        }
        libdeflate_free_compressor(pdf->deflater);
        jb_file_free(pdf->file);
        jb_str_free(&pdf->scratch);
        free(pdf->parts);
    }
}

static jb_obj number_of(HPDF_Dict dict)
{
    return dict == NULL ? 0 : dict->header.obj_id & OBJECT_NUMBER;
}

static HPDF_Dict dict_of(jb_pdf *pdf, jb_obj object)
{
    HPDF_XrefEntry entry = object == 0 ? NULL : HPDF_Xref_GetEntry(pdf->doc->xref, object);

    return entry == NULL ? NULL : entry->obj;
}

static part *part_of(jb_pdf *pdf, jb_obj object)
{
    if (object >= pdf->part_count) {
        size_t old = pdf->part_count;
        size_t grown = (size_t)object + 1 + old / 2;

        pdf->parts = jb_xrealloc(pdf->parts, grown * sizeof *pdf->parts);
        memset(pdf->parts + old, 0, (grown - old) * sizeof *pdf->parts);
        pdf->part_count = grown;
    }
    return &pdf->parts[object];
}

void jb_pdf_fill(jb_pdf *pdf, jb_obj object, const char *body)
{
    part_of(pdf, object)->body = jb_arena_strdup(pdf->arena, body);
}

jb_obj jb_pdf_dict(jb_pdf *pdf)
{
    HPDF_Dict dict = HPDF_Dict_New(pdf->doc->mmgr);

    if (dict == NULL) {
        return 0;
    }
    dict->write_fn = write_body;
    check(pdf, HPDF_Xref_Add(pdf->doc->xref, dict));
    return pdf->fault == HPDF_OK ? number_of(dict) : 0;
}

/* Neither the bytes of a stream nor how they are packed pass through libharu: it would copy them
 * twice, byte by byte, and deflate five times slower. `owned` are the bytes when they are to be
 * freed with the file, else NULL. */
static void put_bytes(jb_pdf *pdf, HPDF_Dict dict, const char *keys, const void *bytes, void *owned,
                      size_t len)
{
    *part_of(pdf, number_of(dict)) = (part){keys, bytes, owned, len};
}

static void put_stream(jb_pdf *pdf, HPDF_Dict dict, const char *body, const void *bytes, size_t len,
                       bool deflate)
{
    enum { WORTH_IT = 1024 };
    const char *filter = deflate && len >= WORTH_IT ? "/Filter/FlateDecode\n" : "\n";
    const char *keys = jb_arena_join(pdf->arena, body, filter, "", "");
    void *kept;

    if (deflate && len >= WORTH_IT) {
        size_t room = libdeflate_zlib_compress_bound(pdf->deflater, len);

        kept = jb_xmalloc(room);
        len = libdeflate_zlib_compress(pdf->deflater, bytes, len, kept, room);
        kept = jb_xrealloc(kept, len); /* a large paper has many */
    } else {
        kept = jb_xmalloc(len);
        memcpy(kept, bytes, len);
    }
    put_bytes(pdf, dict, keys, kept, kept, len);
}

static HPDF_Dict stream_new(jb_pdf *pdf)
{
    HPDF_Dict dict = HPDF_DictStream_New(pdf->doc->mmgr, pdf->doc->xref);

    if (dict == NULL || dict->stream == NULL) {
        note_fault(HPDF_GetError(pdf->doc), HPDF_GetErrorDetail(pdf->doc), pdf);
        return NULL;
    }
    return dict;
}

jb_obj jb_pdf_stream(jb_pdf *pdf, const char *body, const void *bytes, size_t len, bool deflate)
{
    HPDF_Dict dict = stream_new(pdf);

    if (dict != NULL) {
        put_stream(pdf, dict, body, bytes, len, deflate);
    }
    return number_of(dict);
}

jb_obj jb_pdf_packed_stream(jb_pdf *pdf, const char *body, void *packed, size_t len, bool given)
{
    HPDF_Dict dict = stream_new(pdf);

    if (dict != NULL) {
        put_bytes(pdf, dict, jb_arena_join(pdf->arena, body, "/Filter/FlateDecode\n", "", ""),
                  packed, given ? packed : NULL, len);
    } else if (given) {
        free(packed);
    }
    return number_of(dict);
}

jb_obj jb_pdf_page(jb_pdf *pdf, jb_obj fonts)
{
    HPDF_Page page = HPDF_AddPage(pdf->doc);
    HPDF_Dict resources;

    if (page == NULL) {
        return 0;
    }
    page->write_fn = write_body;
    check(pdf, HPDF_Dict_RemoveElement(page, "MediaBox"));
    resources = HPDF_Dict_GetItem(page, "Resources", HPDF_OCLASS_DICT);
    if (resources != NULL && fonts != 0) {
        check(pdf, HPDF_Dict_Add(resources, "Font", dict_of(pdf, fonts)));
    }
    return number_of(page);
}

void jb_pdf_page_content(jb_pdf *pdf, jb_obj page, const void *bytes, size_t len)
{
    HPDF_Dict dict = dict_of(pdf, page);
    HPDF_Dict contents = NULL;

    if (dict != NULL) {
        contents = HPDF_Dict_GetItem(dict, "Contents", HPDF_OCLASS_DICT);
    }
    if (contents != NULL && contents->stream != NULL) {
        put_stream(pdf, contents, "", bytes, len, true);
    } else {
        note_fault(HPDF_INVALID_OBJECT, 0, pdf);
    }
}

jb_obj jb_pdf_bookmark(jb_pdf *pdf, jb_obj parent)
{
    HPDF_Outline outline = HPDF_CreateOutline(pdf->doc, dict_of(pdf, parent), "", NULL);

    if (outline == NULL) {
        return 0;
    }
    outline->write_fn = write_body;
    check(pdf, HPDF_Dict_RemoveElement(outline, "Title"));
    return number_of(outline);
}

jb_obj jb_pdf_catalog(const jb_pdf *pdf)
{
    return number_of(pdf->doc->catalog);
}

jb_obj jb_pdf_info(const jb_pdf *pdf)
{
    return number_of(pdf->doc->info);
}

/* ---- the file ---------------------------------------------------------------------------- */

static uint32_t libharu_count(const jb_pdf *pdf)
{
    return pdf->doc->xref->entries->count;
}

jb_obj jb_pdf_seal(jb_pdf *pdf, size_t count)
{
    pdf->sealed = libharu_count(pdf);
    pdf->end = pdf->sealed + (uint32_t)count;
    pdf->file = jb_file_new(pdf->end - 1, pdf->deflater);
    return pdf->sealed;
}

void jb_pdf_add(jb_pdf *pdf, const jb_str *body)
{
    if (pdf->sealed >= pdf->end) {
        jb_panic("paint: more objects than numbers were given out");
    }
    jb_file_add_dict(pdf->file, pdf->sealed++, jb_str_text(body), body->len);
}

/* A stream's dictionary is ours alone; libharu's part of it is a length that is an object of its
 * own, which stays out of the file. Large files are written once and held once. */
static void write_stream(jb_pdf *pdf, uint32_t number)
{
    part *p = part_of(pdf, number);

    jb_file_add_stream(pdf->file, number, p->body == NULL ? "" : p->body,
                       p->bytes == NULL ? "" : p->bytes, p->len);
    free(p->owned);
    *p = (part){0};
}

static void write_object(jb_pdf *pdf, uint32_t number, HPDF_Stream to)
{
    HPDF_XrefEntry entry = HPDF_Xref_GetEntry(pdf->doc->xref, number);
    HPDF_Dict dict = entry == NULL ? NULL : entry->obj;

    if (dict == NULL || (dict->header.obj_class & HPDF_OCLASS_ANY) != HPDF_OCLASS_DICT) {
        return;
    }
    if (dict->stream != NULL) {
        write_stream(pdf, number);
    } else {
        jb_str_clear(&pdf->scratch);
        check(pdf, HPDF_Dict_Write(dict, to, NULL));
        jb_file_add_dict(pdf->file, number, jb_str_text(&pdf->scratch), pdf->scratch.len);
    }
}

static void write_file(jb_pdf *pdf, jb_str *out, char sha256[JB_SHA256_TEXT])
{
    HPDF_Stream to = HPDF_CallbackWriter_New(pdf->doc->mmgr, write_bytes, pdf);
    uint32_t count = libharu_count(pdf);

    if (to == NULL) {
        return;
    }
    if (pdf->file == NULL) {
        (void)jb_pdf_seal(pdf, 0);
    }
    if (pdf->sealed != pdf->end || pdf->end < count) {
        jb_panic("paint: numbers were given out and not used");
    }
    for (uint32_t i = 1; i < count; i++) {
        write_object(pdf, i, to);
    }
    HPDF_Stream_Free(to);
    jb_file_finish(pdf->file, jb_pdf_catalog(pdf), jb_pdf_info(pdf), out, sha256);
}

/* Readers keep offsets in 31 bits. */
enum { LARGEST_FILE = INT32_MAX };

jb_status jb_pdf_write(jb_pdf *pdf, jb_str *out, char sha256[JB_SHA256_TEXT], jb_error *err)
{
    check(pdf, HPDF_GetError(pdf->doc));
    if (pdf->fault == HPDF_OK) {
        write_file(pdf, out, sha256);
        check(pdf, HPDF_GetError(pdf->doc));
    }
    if (pdf->fault != HPDF_OK) {
        return jb_fail(
            err, JB_ERR_INTERNAL, NULL,
            "libharu could not make the PDF (error 0x%04lX, detail %lu); please report it",
            "libharu 无法生成 PDF（错误 0x%04lX，细节 %lu），请报告此问题",
            (unsigned long)pdf->fault, (unsigned long)pdf->detail);
    }
    if (out->len > LARGEST_FILE) {
        return jb_fail(err, JB_ERR_INPUT, NULL,
                       "the PDF would have %zu MB, more than readers take; print it in parts",
                       "生成的 PDF 将有 %zu MB，超出阅读器的限度，请分册输出", out->len >> 20);
    }
    return JB_OK;
}
