/* attach.c - see attach.h; ISO 32000-1 7.11.4 and ISO 19005-3 6.8.
 *
 * Decides how an attachment is named and found: a file specification with what it is to the
 * document, listed in the name tree and associated with the document as a whole. What is in it is
 * the caller's.
 */
#include "attach.h"

#include <jianbao/paint.h>

#include <stdlib.h>
#include <string.h>

typedef struct attached {
    jb_str name; /* as PDF text: hexadecimal, so its order is that of the bytes */
    jb_obj spec;
} attached;

/* A media type as a name: the slash and the number sign are not regular characters. */
static void add_media_type(jb_str *out, const char *mime)
{
    for (; *mime != '\0'; mime++) {
        if (*mime == '/' || *mime == '#') {
            jb_str_add(out, *mime == '/' ? "#2F" : "#23");
        } else {
            jb_str_addc(out, *mime);
        }
    }
}

static jb_obj write_bytes(jb_pdf *pdf, const jb_attachment *a, const char *date)
{
    jb_str keys = {0};
    jb_attachment packed = *a;
    jb_obj object;

    jb_str_add(&keys, "/Type/EmbeddedFile/Subtype/");
    add_media_type(&keys, a->mime);
    jb_str_addf(&keys, "/Params<</Size %zu/CreationDate(%s)/ModDate(%s)>>", a->len, date, date);
    if (a->packed != NULL) {
        object = jb_pdf_packed_stream(pdf, jb_str_text(&keys), a->packed, a->packed_len, false);
    } else {
        jb_packer *packer = jb_packer_new();
        void *given;

        jb_packer_add(packer, a->bytes, a->len);
        given = jb_packer_end(packer, &packed);
        object = jb_pdf_packed_stream(pdf, jb_str_text(&keys), given, packed.packed_len, true);
    }
    jb_str_free(&keys);
    return object;
}

static jb_obj write_spec(jb_pdf *pdf, const jb_attachment *a, const char *name, jb_obj bytes)
{
    static const char *const relations[JB_RELATIONS] = {
        [JB_RELATION_DATA] = "Data",
        [JB_RELATION_SOURCE] = "Source",
        [JB_RELATION_SUPPLEMENT] = "Supplement",
        [JB_RELATION_UNSPECIFIED] = "Unspecified",
    };
    jb_str body = {0};
    jb_obj object = jb_pdf_dict(pdf);

    jb_str_addf(&body, "/Type/Filespec/F%s/UF%s/EF<</F %u 0 R/UF %u 0 R>>/AFRelationship/%s", name,
                name, (unsigned)bytes, (unsigned)bytes, relations[a->relation]);
    if (a->description != NULL && *a->description != '\0') {
        jb_str_add(&body, "/Desc");
        jb_pdf_add_text(&body, a->description);
    }
    jb_str_addc(&body, '\n');
    jb_pdf_fill(pdf, object, jb_str_text(&body));
    jb_str_free(&body);
    return object;
}

static int compare_attached(const void *a, const void *b)
{
    return strcmp(jb_str_text(&((const attached *)a)->name),
                  jb_str_text(&((const attached *)b)->name));
}

/* /AF keeps the caller's order, the name tree must be sorted. */
static void add_lists(jb_str *catalog, attached *files, size_t count)
{
    jb_str_add(catalog, "/AF[");
    for (size_t i = 0; i < count; i++) {
        jb_str_addf(catalog, "%u 0 R ", (unsigned)files[i].spec);
    }
    qsort(files, count, sizeof *files, compare_attached);
    jb_str_add(catalog, "]/Names<</EmbeddedFiles<</Names[");
    for (size_t i = 0; i < count; i++) {
        jb_str_addf(catalog, "%s %u 0 R ", jb_str_text(&files[i].name), (unsigned)files[i].spec);
    }
    jb_str_add(catalog, "]>>>>\n");
}

void jb_attachments_write(jb_pdf *pdf, const jb_pages *pages, const char *date, jb_str *catalog)
{
    size_t count = pages->attachment_count;
    attached *files = jb_xmalloc((count + 1) * sizeof *files);

    for (size_t i = 0; i < count; i++) {
        const jb_attachment *a = &pages->attachments[i];

        files[i] = (attached){{0}, 0};
        jb_pdf_add_text(&files[i].name, a->name);
        files[i].spec = write_spec(pdf, a, jb_str_text(&files[i].name), write_bytes(pdf, a, date));
    }
    if (count > 0) {
        add_lists(catalog, files, count);
    }
    for (size_t i = 0; i < count; i++) {
        jb_str_free(&files[i].name);
    }
    free(files);
}
