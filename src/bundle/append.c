/* append.c - an annex behind a document: pages, page labels, bookmarks; then everything is written.
 *
 * Decides that the document's own things come first and stay as they are.
 */
#include "bundle_private.h"

#include <stdlib.h>
#include <string.h>

/* ---- pages and their labels */

/* A page taken over alone loses its links to pages that are not there yet: links come when all
 * pages are. */
static qpdf_oh annots_take(const jb_bundle *annex, qpdf_oh page)
{
    qpdf_oh annots = pdf_key(annex, page, "/Annots");
    qpdf_oh_remove_key(annex->pdf, page, "/Annots");
    return qpdf_oh_is_array(annex->pdf, annots) && !qpdf_oh_is_indirect(annex->pdf, annots)
               ? qpdf_make_indirect_object(annex->pdf, annots)
               : annots;
}

static void annots_join(const jb_bundle *b, const jb_bundle *annex, const qpdf_oh *annots)
{
    for (size_t i = 0; i < annex->traits.pages; i++) {
        if (qpdf_oh_is_array(annex->pdf, annots[i])) {
            qpdf_oh page = qpdf_get_page_n(b->pdf, b->traits.pages + i);
            qpdf_oh_replace_key(b->pdf, page, "/Annots",
                                qpdf_oh_copy_foreign_object(b->pdf, annex->pdf, annots[i]));
        }
    }
}

static jb_status pages_join(jb_bundle *b, jb_bundle *annex, jb_error *err)
{
    qpdf_oh *annots = jb_arena_array(b->arena, annex->traits.pages, sizeof *annots);
    for (size_t i = 0; i < annex->traits.pages; i++) {
        annots[i] = annots_take(annex, qpdf_get_page_n(annex->pdf, i));
    }
    for (size_t i = 0; i < annex->traits.pages; i++) {
        qpdf_oh page = qpdf_get_page_n(annex->pdf, i);
        (void)qpdf_add_page(b->pdf, annex->pdf, page, QPDF_FALSE);
    }
    annots_join(b, annex, annots);
    jb_status st = bundle_check(annex, err);
    return st == JB_OK ? bundle_check(b, err) : st;
}

static qpdf_oh label_make(const jb_bundle *b, const char *prefix)
{
    qpdf_oh label = qpdf_oh_parse(b->pdf, "<< /S /D >>");
    if (prefix != NULL) {
        qpdf_oh_replace_key(
            b->pdf, label, "/P",
            qpdf_oh_new_unicode_string(b->pdf, jb_arena_printf(b->arena, "%s-", prefix)));
    }
    return label;
}

static void labels_join(const jb_bundle *b, size_t first, const char *prefix)
{
    qpdf_oh root = qpdf_get_root(b->pdf);
    leaves all = {.numbers = true};
    size_t kept = 0;
    bool begun = false;
    tree_read(b, pdf_key(b, root, "/PageLabels"), &all);
    for (size_t i = 0; i < all.count; i++) {
        if (all.items[i].number >= 0 && all.items[i].number < (long long)first) {
            begun = begun || all.items[i].number == 0;
            all.items[kept++] = all.items[i];
        }
    }
    all.count = kept;
    if (!begun) {
        JB_PUSH(all.items, all.count, all.cap, ((leaf){.value = label_make(b, NULL)}));
    }
    JB_PUSH(all.items, all.count, all.cap,
            ((leaf){.number = (long long)first, .value = label_make(b, prefix)}));
    qpdf_oh_replace_key(b->pdf, root, "/PageLabels", tree_write(b, &all));
    leaves_free(&all);
}

/* ---- bookmarks */

/* The last bookmark at the top; a null object when there is none. */
static qpdf_oh outline_last(const jb_bundle *b, qpdf_oh outlines)
{
    qpdf_oh last = pdf_key(b, outlines, "/Last");
    if (qpdf_oh_is_dictionary(b->pdf, last)) {
        return last;
    }
    last = pdf_key(b, outlines, "/First");
    for (unsigned i = 0; i < 100000; i++) {
        qpdf_oh next = pdf_key(b, last, "/Next");
        if (!qpdf_oh_is_dictionary(b->pdf, next)) {
            break;
        }
        last = next;
    }
    return last;
}

/* The root of the annex's bookmarks becomes a bookmark itself, closed, over its own. */
static qpdf_oh outline_item(const jb_bundle *b, jb_bundle *annex, size_t first, const char *title)
{
    qpdf_oh own = pdf_key(annex, qpdf_get_root(annex->pdf), "/Outlines");
    qpdf_oh target = qpdf_oh_new_array(b->pdf);
    bool has_own = qpdf_oh_is_dictionary(annex->pdf, pdf_key(annex, own, "/First"));
    qpdf_oh item = has_own ? qpdf_oh_copy_foreign_object(b->pdf, annex->pdf, own)
                           : qpdf_make_indirect_object(b->pdf, qpdf_oh_new_dictionary(b->pdf));
    long long count = pdf_int(b, pdf_key(b, item, "/Count"), 0);
    qpdf_oh_remove_key(b->pdf, item, "/Type");
    if (count > 0) {
        qpdf_oh_replace_key(b->pdf, item, "/Count", qpdf_oh_new_integer(b->pdf, -count));
    }
    qpdf_oh_append_item(b->pdf, target, qpdf_get_page_n(b->pdf, first));
    qpdf_oh_append_item(b->pdf, target, qpdf_oh_new_name(b->pdf, "/Fit"));
    qpdf_oh_replace_key(b->pdf, item, "/Title", qpdf_oh_new_unicode_string(b->pdf, title));
    qpdf_oh_replace_key(b->pdf, item, "/Dest", target);
    return item;
}

static void bookmarks_join(const jb_bundle *b, jb_bundle *annex, size_t first, const char *title)
{
    qpdf_oh outlines = pdf_dict_under(b, qpdf_get_root(b->pdf), "/Outlines");
    qpdf_oh last = outline_last(b, outlines);
    qpdf_oh item = outline_item(b, annex, first, title);
    bool alone = !qpdf_oh_is_dictionary(b->pdf, last);
    long long count = pdf_int(b, pdf_key(b, outlines, "/Count"), alone ? 0 : -1);
    qpdf_oh_replace_key(b->pdf, item, "/Parent", outlines);
    if (alone) {
        qpdf_oh_replace_key(b->pdf, outlines, "/Type", qpdf_oh_new_name(b->pdf, "/Outlines"));
        qpdf_oh_replace_key(b->pdf, outlines, "/First", item);
    } else {
        qpdf_oh_replace_key(b->pdf, last, "/Next", item);
        qpdf_oh_replace_key(b->pdf, item, "/Prev", last);
    }
    qpdf_oh_replace_key(b->pdf, outlines, "/Last", item);
    if (count >= 0) {
        qpdf_oh_replace_key(b->pdf, outlines, "/Count", qpdf_oh_new_integer(b->pdf, count + 1));
    }
}

/* ---- writing */

static void seal(jb_str *out)
{
    size_t places[2];
    size_t count = seal_places(out->data, out->len, places);
    if (count > 0) {
        jb_seal(out->data, out->len, places, count, NULL);
    }
}

/* Streams stay byte for byte as they are; nothing depends on the clock. */
static jb_status write_all(jb_bundle *b, jb_str *out, jb_error *err)
{
    if ((qpdf_init_write_memory(b->pdf) & QPDF_ERRORS) == 0) { /* warnings are none */
        qpdf_set_stream_data_mode(b->pdf, qpdf_s_preserve);
        qpdf_set_compress_streams(b->pdf, QPDF_FALSE);
        qpdf_set_decode_level(b->pdf, qpdf_dl_none);
        qpdf_set_object_stream_mode(b->pdf, qpdf_o_preserve);
        qpdf_set_preserve_encryption(b->pdf, QPDF_FALSE);
        qpdf_set_minimum_pdf_version(b->pdf, "1.7");
        qpdf_set_deterministic_ID(b->pdf, QPDF_TRUE);
        (void)qpdf_write(b->pdf);
    }
    jb_status st = bundle_check(b, err);
    if (st == JB_OK) {
        jb_str_addn(out, (const char *)qpdf_get_buffer(b->pdf), qpdf_get_buffer_length(b->pdf));
        seal(out);
    }
    return st;
}

static jb_status parts_join(jb_bundle *b, jb_bundle *annex, const jb_annex *what, jb_error *err)
{
    size_t first = b->traits.pages;
    jb_status st = pages_join(b, annex, err);
    if (st != JB_OK) {
        return st;
    }
    labels_join(b, first, what->label);
    bookmarks_join(b, annex, first, what->bookmark);
    tags_join(b, annex, first);
    files_join(b, annex, what);
    st = bundle_check(annex, err);
    return st == JB_OK ? bundle_check(b, err) : st;
}

jb_status jb_bundle_append(jb_bundle *bundle, const jb_annex *annex, jb_str *out, jb_error *err)
{
    jb_bundle *ours = NULL;
    jb_status st = jb_bundle_open("annex", annex->bytes, annex->len, &ours, err);
    if (st == JB_OK) {
        st = parts_join(bundle, ours, annex, err);
    }
    if (st == JB_OK) {
        st = write_all(bundle, out, err);
    }
    jb_bundle_close(ours);
    return st;
}
