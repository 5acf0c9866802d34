/* tree.c - name trees and number trees (ISO 32000-1 7.9.6, 7.9.7), read whole and written flat.
 *
 * Decides how much of a damaged tree is taken: what can be reached, each node once.
 */
#include "bundle_private.h"

#include <stdlib.h>
#include <string.h>

enum { NODES_MAX = 1000000, DEPTH_MAX = 64 };

static void pairs_read(const jb_bundle *b, qpdf_oh list, leaves *out)
{
    int count = qpdf_oh_is_array(b->pdf, list) ? qpdf_oh_get_array_n_items(b->pdf, list) : 0;
    for (int i = 0; i + 1 < count; i += 2) {
        qpdf_oh key = qpdf_oh_get_array_item(b->pdf, list, i);
        leaf found = {.value = qpdf_oh_get_array_item(b->pdf, list, i + 1)};
        if (out->numbers && qpdf_oh_is_integer(b->pdf, key)) {
            found.number = qpdf_oh_get_int_value(b->pdf, key);
        } else if (!out->numbers && qpdf_oh_is_string(b->pdf, key)) {
            const char *name = qpdf_oh_get_binary_string_value(b->pdf, key, &found.len);
            char *copy = jb_arena_alloc(b->arena, found.len + 1);
            memcpy(copy, name, found.len);
            found.name = copy;
        } else {
            continue;
        }
        JB_PUSH(out->items, out->count, out->cap, found);
    }
}

static void node_read(const jb_bundle *b, qpdf_oh node, unsigned depth, leaves *out)
{
    qpdf_oh kids = pdf_key(b, node, "/Kids");
    if (depth > DEPTH_MAX || out->nodes++ > NODES_MAX) {
        return;
    }
    pairs_read(b, pdf_key(b, node, out->numbers ? "/Nums" : "/Names"), out);
    int count = qpdf_oh_is_array(b->pdf, kids) ? qpdf_oh_get_array_n_items(b->pdf, kids) : 0;
    for (int i = 0; i < count; i++) {
        node_read(b, qpdf_oh_get_array_item(b->pdf, kids, i), depth + 1, out);
    }
}

void tree_read(const jb_bundle *b, qpdf_oh tree, leaves *out)
{
    node_read(b, tree, 0, out);
}

bool tree_holds(const leaves *all, const char *name, size_t len)
{
    for (size_t i = 0; i < all->count; i++) {
        if (all->items[i].len == len && memcmp(all->items[i].name, name, len) == 0) {
            return true;
        }
    }
    return false;
}

static int compare_names(const void *left, const void *right)
{
    const leaf *a = left;
    const leaf *b = right;
    int order = memcmp(a->name, b->name, a->len < b->len ? a->len : b->len);
    return order != 0 ? order : (a->len > b->len) - (a->len < b->len);
}

static int compare_numbers(const void *left, const void *right)
{
    const leaf *a = left;
    const leaf *b = right;
    return (a->number > b->number) - (a->number < b->number);
}

qpdf_oh tree_write(const jb_bundle *b, leaves *all)
{
    qpdf_oh tree = qpdf_oh_new_dictionary(b->pdf);
    qpdf_oh list = qpdf_oh_new_array(b->pdf);
    if (all->count > 0) {
        qsort(all->items, all->count, sizeof *all->items,
              all->numbers ? compare_numbers : compare_names);
    }
    for (size_t i = 0; i < all->count; i++) {
        const leaf *item = &all->items[i];
        qpdf_oh_append_item(b->pdf, list,
                            all->numbers
                                ? qpdf_oh_new_integer(b->pdf, item->number)
                                : qpdf_oh_new_binary_string(b->pdf, item->name, item->len));
        qpdf_oh_append_item(b->pdf, list, item->value);
    }
    qpdf_oh_replace_key(b->pdf, tree, all->numbers ? "/Nums" : "/Names", list);
    return qpdf_make_indirect_object(b->pdf, tree);
}

void leaves_free(leaves *all)
{
    free(all->items);
    *all = (leaves){0};
}
