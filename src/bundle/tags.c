/* tags.c - the annex's structure below the document's (ISO 32000-1 14.7).
 *
 * Decides that a document without tags does not get some for its last pages only: there the annex
 * loses its own, whose numbers would lead nowhere.
 */
#include "bundle_private.h"

#include <string.h>

static void shift_key(const jb_bundle *b, qpdf_oh dict, const char *key, long long by)
{
    qpdf_oh value = pdf_key(b, dict, key);
    if (!qpdf_oh_is_integer(b->pdf, value)) {
        return;
    }
    if (by < 0) {
        qpdf_oh_remove_key(b->pdf, dict, key);
    } else {
        qpdf_oh_replace_key(b->pdf, dict, key,
                            qpdf_oh_new_integer(b->pdf, qpdf_oh_get_int_value(b->pdf, value) + by));
    }
}

/* Moves the keys by which the annex's pages and links find their elements; below 0: takes them
 * away. */
static void keys_shift(const jb_bundle *b, size_t first, long long by)
{
    size_t pages = (size_t)qpdf_get_num_pages(b->pdf);
    for (size_t p = first; p < pages; p++) {
        qpdf_oh page = qpdf_get_page_n(b->pdf, p);
        qpdf_oh annots = pdf_key(b, page, "/Annots");
        int count =
            qpdf_oh_is_array(b->pdf, annots) ? qpdf_oh_get_array_n_items(b->pdf, annots) : 0;
        shift_key(b, page, "/StructParents", by);
        for (int i = 0; i < count; i++) {
            shift_key(b, qpdf_oh_get_array_item(b->pdf, annots, i), "/StructParent", by);
        }
    }
}

/* The parent trees as one, the annex's numbers behind the document's; returns the distance. */
static long long parents_join(const jb_bundle *b, qpdf_oh root, qpdf_oh ours)
{
    leaves all = {.numbers = true};
    long long next = pdf_int(b, pdf_key(b, root, "/ParentTreeNextKey"), 0);
    tree_read(b, pdf_key(b, root, "/ParentTree"), &all);
    for (size_t i = 0; i < all.count; i++) {
        next = all.items[i].number >= next ? all.items[i].number + 1 : next;
    }
    size_t before = all.count;
    long long end = next;
    tree_read(b, pdf_key(b, ours, "/ParentTree"), &all);
    for (size_t i = before; i < all.count; i++) {
        all.items[i].number += next;
        end = all.items[i].number >= end ? all.items[i].number + 1 : end;
    }
    qpdf_oh_replace_key(b->pdf, root, "/ParentTree", tree_write(b, &all));
    qpdf_oh_replace_key(b->pdf, root, "/ParentTreeNextKey", qpdf_oh_new_integer(b->pdf, end));
    leaves_free(&all);
    return next;
}

static void kid_add(const jb_bundle *b, qpdf_oh root, qpdf_oh kids, qpdf_oh kid, qpdf_oh lang)
{
    if (!qpdf_oh_is_dictionary(b->pdf, kid)) {
        return;
    }
    qpdf_oh_replace_key(b->pdf, kid, "/P", root);
    if (qpdf_oh_is_string(b->pdf, lang) && !qpdf_oh_has_key(b->pdf, kid, "/Lang")) {
        qpdf_oh_replace_key(b->pdf, kid, "/Lang", lang);
    }
    qpdf_oh_append_item(b->pdf, kids, kid);
}

static void kids_join(const jb_bundle *b, qpdf_oh root, qpdf_oh ours, qpdf_oh lang)
{
    qpdf_oh old = pdf_key(b, root, "/K");
    qpdf_oh added = pdf_key(b, ours, "/K");
    qpdf_oh kids = qpdf_oh_is_array(b->pdf, old) ? old : qpdf_oh_new_array(b->pdf);
    if (qpdf_oh_is_dictionary(b->pdf, old)) {
        qpdf_oh_append_item(b->pdf, kids, old);
    }
    if (!qpdf_oh_is_array(b->pdf, added)) {
        kid_add(b, root, kids, added, lang);
    } else {
        int count = qpdf_oh_get_array_n_items(b->pdf, added);
        for (int i = 0; i < count; i++) {
            kid_add(b, root, kids, qpdf_oh_get_array_item(b->pdf, added, i), lang);
        }
    }
    qpdf_oh_replace_key(b->pdf, root, "/K", kids);
}

/* Ids must be told apart over the whole document; false when two are the same. */
static bool ids_join(const jb_bundle *b, qpdf_oh root, qpdf_oh ours)
{
    leaves all = {0}, added = {0};
    bool apart = true;
    tree_read(b, pdf_key(b, root, "/IDTree"), &all);
    tree_read(b, pdf_key(b, ours, "/IDTree"), &added);
    for (size_t i = 0; i < added.count && apart; i++) {
        apart = !tree_holds(&all, added.items[i].name, added.items[i].len);
    }
    for (size_t i = 0; i < added.count && apart; i++) {
        JB_PUSH(all.items, all.count, all.cap, added.items[i]);
    }
    if (apart && added.count > 0) {
        qpdf_oh_replace_key(b->pdf, root, "/IDTree", tree_write(b, &all));
    }
    leaves_free(&all);
    leaves_free(&added);
    return apart;
}

void tags_join(const jb_bundle *b, jb_bundle *annex, size_t first)
{
    qpdf_oh root = pdf_key(b, qpdf_get_root(b->pdf), "/StructTreeRoot");
    qpdf_oh theirs = qpdf_get_root(annex->pdf);
    if (!b->traits.tagged || !annex->traits.tagged) {
        keys_shift(b, first, -1);
        return;
    }
    qpdf_oh ours =
        qpdf_oh_copy_foreign_object(b->pdf, annex->pdf, pdf_key(annex, theirs, "/StructTreeRoot"));
    qpdf_oh lang = pdf_key(annex, theirs, "/Lang");
    if (!ids_join(b, root, ours)) {
        keys_shift(b, first, -1);
        return;
    }
    if (qpdf_oh_is_string(annex->pdf, lang)) {
        lang = qpdf_oh_new_string(b->pdf, qpdf_oh_get_string_value(annex->pdf, lang));
    } else {
        lang = qpdf_oh_new_null(b->pdf);
    }
    keys_shift(b, first, parents_join(b, root, ours));
    kids_join(b, root, ours, lang);
}
