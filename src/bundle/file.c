/* file.c - files attached to a PDF (ISO 32000-1 7.11.4): one is read, others are added.
 *
 * Decides what a file is called where its name is taken already. What is in it is the caller's.
 */
#include "bundle_private.h"

#include <stdlib.h>
#include <string.h>

static void files_read(const jb_bundle *b, leaves *out)
{
    qpdf_oh names = pdf_key(b, qpdf_get_root(b->pdf), "/Names");
    tree_read(b, pdf_key(b, names, "/EmbeddedFiles"), out);
}

static const char *spec_name(const jb_bundle *b, qpdf_oh spec)
{
    static const char *const keys[] = {"/UF", "/F"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        qpdf_oh name = pdf_key(b, spec, keys[i]);
        if (qpdf_oh_is_string(b->pdf, name)) {
            return jb_arena_strdup(b->arena, qpdf_oh_get_utf8_value(b->pdf, name));
        }
    }
    return "";
}

static qpdf_oh spec_stream(const jb_bundle *b, qpdf_oh spec)
{
    qpdf_oh streams = pdf_key(b, spec, "/EF");
    qpdf_oh stream = pdf_key(b, streams, "/UF");
    return qpdf_oh_is_stream(b->pdf, stream) ? stream : pdf_key(b, streams, "/F");
}

jb_status jb_bundle_file(jb_bundle *bundle, jb_arena *arena, const char *name, const char **bytes,
                         size_t *len, jb_error *err)
{
    leaves all = {0};
    qpdf_oh found = qpdf_oh_new_null(bundle->pdf);
    unsigned char *data = NULL;
    files_read(bundle, &all);
    for (size_t i = 0; i < all.count; i++) {
        if (strcmp(spec_name(bundle, all.items[i].value), name) == 0) {
            found = spec_stream(bundle, all.items[i].value);
        }
    }
    leaves_free(&all);
    *bytes = NULL;
    *len = 0;
    if (qpdf_oh_is_stream(bundle->pdf, found)) {
        (void)qpdf_oh_get_stream_data(bundle->pdf, found, qpdf_dl_all, NULL, &data, len);
    }
    jb_status st = bundle_check(bundle, err);
    if (st == JB_OK && data != NULL) {
        char *copy = jb_arena_alloc(arena, *len + 1);
        memcpy(copy, data, *len);
        *bytes = copy;
    }
    free(data);
    return st;
}

/* ---- joining */

/* By key or by the name it shows: keys may be written in another encoding. */
static bool is_taken(const jb_bundle *b, const leaves *all, const char *name)
{
    for (size_t i = 0; i < all->count; i++) {
        if (strcmp(spec_name(b, all->items[i].value), name) == 0) {
            return true;
        }
    }
    return tree_holds(all, name, strlen(name));
}

/* "figures.json", or "figures-2.json" where that is taken. */
static const char *free_name(const jb_bundle *b, const leaves *all, const char *name)
{
    const char *dot = strrchr(name, '.');
    size_t stem = dot != NULL ? (size_t)(dot - name) : strlen(name);
    const char *out = name;
    for (unsigned n = 2; is_taken(b, all, out); n++) {
        out = jb_arena_printf(b->arena, "%.*s-%u%s", (int)stem, name, n, name + stem);
    }
    return out;
}

static void list_add(const jb_bundle *b, qpdf_oh spec)
{
    qpdf_oh root = qpdf_get_root(b->pdf);
    qpdf_oh list = pdf_key(b, root, "/AF");
    if (!qpdf_oh_is_array(b->pdf, list)) {
        list = qpdf_oh_new_array(b->pdf);
        qpdf_oh_replace_key(b->pdf, root, "/AF", list);
    }
    qpdf_oh_append_item(b->pdf, list, spec);
}

static void spec_add(const jb_bundle *b, leaves *all, const char *name, qpdf_oh spec)
{
    const char *own = free_name(b, all, name);
    qpdf_oh text = qpdf_oh_new_unicode_string(b->pdf, own);
    qpdf_oh_replace_key(b->pdf, spec, "/F", text);
    qpdf_oh_replace_key(b->pdf, spec, "/UF", text);
    JB_PUSH(all->items, all->count, all->cap,
            ((leaf){.name = own, .len = strlen(own), .value = spec}));
    list_add(b, spec);
}

static qpdf_oh spec_make(const jb_bundle *b, const jb_annex *what)
{
    char *mime = jb_arena_printf(b->arena, "/%s", what->file_mime);
    qpdf_oh stream = qpdf_oh_new_stream(b->pdf);
    qpdf_oh keys = qpdf_oh_get_dict(b->pdf, stream);
    qpdf_oh null = qpdf_oh_new_null(b->pdf);
    qpdf_oh params = qpdf_oh_new_dictionary(b->pdf);
    qpdf_oh spec = qpdf_oh_parse(b->pdf, "<< /Type /Filespec /AFRelationship /Supplement >>");
    qpdf_oh files = qpdf_oh_new_dictionary(b->pdf);
    qpdf_oh_replace_stream_data(b->pdf, stream, what->file, what->file_len, null, null);
    qpdf_oh_replace_key(b->pdf, keys, "/Type", qpdf_oh_new_name(b->pdf, "/EmbeddedFile"));
    qpdf_oh_replace_key(b->pdf, keys, "/Subtype", qpdf_oh_new_name(b->pdf, mime));
    qpdf_oh_replace_key(b->pdf, params, "/Size",
                        qpdf_oh_new_integer(b->pdf, (long long)what->file_len));
    qpdf_oh_replace_key(b->pdf, keys, "/Params", params);
    qpdf_oh_replace_key(b->pdf, files, "/F", stream);
    qpdf_oh_replace_key(b->pdf, files, "/UF", stream);
    qpdf_oh_replace_key(b->pdf, spec, "/EF", files);
    qpdf_oh_replace_key(b->pdf, spec, "/Desc",
                        qpdf_oh_new_unicode_string(b->pdf, what->file_description));
    return qpdf_make_indirect_object(b->pdf, spec);
}

void files_join(const jb_bundle *b, jb_bundle *annex, const jb_annex *what)
{
    qpdf_oh names = pdf_dict_under(b, qpdf_get_root(b->pdf), "/Names");
    leaves all = {0}, ours = {0};
    files_read(b, &all);
    files_read(annex, &ours);
    for (size_t i = 0; i < ours.count; i++) {
        qpdf_oh spec = qpdf_oh_copy_foreign_object(b->pdf, annex->pdf, ours.items[i].value);
        spec_add(b, &all, spec_name(annex, ours.items[i].value), spec);
    }
    if (what->file_name != NULL) {
        spec_add(b, &all, what->file_name, spec_make(b, what));
    }
    if (all.count > 0) {
        qpdf_oh_replace_key(b->pdf, names, "/EmbeddedFiles", tree_write(b, &all));
    }
    leaves_free(&all);
    leaves_free(&ours);
}
