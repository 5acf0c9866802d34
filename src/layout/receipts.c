/* receipts.c - figures lead to their receipts, receipts back to where the figure stands.
 *
 * Decides which place a receipt leads back to: the first table that shows the figure, else the
 * first place of all. Where a document holds no receipts nothing leads anywhere.
 */
#include "run.h"

#include <stdlib.h>

#define NOWHERE UINT32_MAX

typedef void (*see_item)(run *r, const jb_inline *item, uint32_t table);

static void see_text(run *r, const jb_text *text, uint32_t table, see_item see)
{
    for (size_t i = 0; i < text->count; i++) {
        if (text->items[i].fact != 0) {
            see(r, &text->items[i], table);
        }
    }
}

static void see_chart(run *r, const jb_chart_block *chart, see_item see)
{
    size_t points = chart->category_count * chart->series_count;
    for (size_t i = 0; i < chart->panel_count * points; i++) {
        see_text(r, &chart->panels[i / points].points[i % points].label, NOWHERE, see);
    }
}

/* Every figure of the document. */
static void see_all(run *r, see_item see)
{
    for (size_t i = 0; i < r->doc->block_count; i++) {
        const jb_block *block = &r->doc->blocks[i];
        const jb_table_block *table = block->table;
        see_text(r, &block->text, NOWHERE, see);
        for (size_t k = 0; k < block->item_count; k++) {
            see_text(r, &block->items[k].text, NOWHERE, see);
        }
        for (size_t k = 0; table != NULL && k < table->body_rows * table->column_count; k++) {
            if (!table->body[k].covered) {
                see_text(r, &table->body[k].text, (uint32_t)i, see);
            }
        }
        if (block->chart != NULL) {
            see_chart(r, block->chart, see);
        }
    }
}

static void see_receipt(run *r, const jb_inline *item, uint32_t table)
{
    (void)table;
    if (item->receipt) {
        r->receipts.items[r->receipts.count++] =
            (receipt){.fact = item->fact, .block = NOWHERE, .page = NOWHERE};
    }
}

static void count_receipt(run *r, const jb_inline *item, uint32_t table)
{
    (void)table;
    r->receipts.count += item->receipt;
}

/* Blocks are seen in their order. */
static void see_figure(run *r, const jb_inline *item, uint32_t table)
{
    receipt *found = item->receipt || item->back ? NULL : receipts_find(r, item->fact);
    if (found == NULL) {
        return;
    }
    if (found->place == 0) {
        found->place = ++r->anchors;
    }
    if (found->block == NOWHERE) {
        found->block = table;
    }
}

static int by_fact(const void *left, const void *right)
{
    const receipt *a = left;
    const receipt *b = right;
    return (a->fact > b->fact) - (a->fact < b->fact);
}

void receipts_collect(run *r)
{
    receipts *all = &r->receipts;
    see_all(r, count_receipt);
    if (all->count == 0) {
        return;
    }
    all->items = jb_arena_array(r->work, all->count, sizeof *all->items);
    all->count = 0;
    see_all(r, see_receipt);
    qsort(all->items, all->count, sizeof *all->items, by_fact);
    size_t kept = 0;
    for (size_t i = 0; i < all->count; i++) {
        if (i == 0 || all->items[i].fact != all->items[kept - 1].fact) {
            all->items[kept] = all->items[i];
            all->items[kept++].anchor = ++r->anchors;
        }
    }
    all->count = kept;
    see_all(r, see_figure);
}

receipt *receipts_find(const run *r, int64_t fact)
{
    size_t low = 0;
    size_t high = r->receipts.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (r->receipts.items[middle].fact < fact) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    bool found = low < r->receipts.count && r->receipts.items[low].fact == fact;
    return found ? &r->receipts.items[low] : NULL;
}

void receipts_place(run *r, const jb_text *text, jb_len y, uint32_t path)
{
    for (size_t i = 0; i < text->count; i++) {
        receipt *own = text->items[i].receipt ? receipts_find(r, text->items[i].fact) : NULL;
        if (own != NULL && !own->stands) { /* of two receipts the first counts */
            own->stands = true;
            mark_anchor(r, r->left, y, own->anchor, JB_TAG_ARTIFACT, path);
            r->marks[r->mark_count - 1].fact = own->fact;
        }
    }
}

void receipts_lead_back(run *r, receipt *to, const jb_mark *figure)
{
    if (to->page != NOWHERE || (to->block != NOWHERE && to->block != figure->block)) {
        return;
    }
    to->page = (uint32_t)r->page_count;
    mark_anchor(r, figure->x, figure->y - figure->size, to->place, JB_TAG_ARTIFACT, figure->block);
}

/* A table shows all its cells; a chart may leave a label out. */
uint32_t receipts_place_of(const receipt *of)
{
    return of->page != NOWHERE || of->block != NOWHERE ? of->place : 0;
}

static const char *number_of(run *r, const receipt *to)
{
    const jb_table_block *table = to->block != NOWHERE ? r->doc->blocks[to->block].table : NULL;
    return table != NULL ? text_flat(r->work, &table->number) : "";
}

/* Receipts mostly stand behind all else, when the pages of what they lead to are known. */
const char *receipts_words(run *r, const jb_inline *item)
{
    const receipt *to = item->back ? receipts_find(r, item->fact) : NULL;
    const char *own = item->text != NULL ? item->text : "";
    if (to == NULL || receipts_place_of(to) == 0) {
        return own;
    }
    const char *number = number_of(r, to);
    bool zh = r->doc->lang == JB_LANG_ZH;
    if (to->page == NOWHERE) {
        return *number != '\0' ? number : zh ? "见后" : "below";
    }
    return jb_arena_printf(r->work, zh ? "%s%s第%u页" : "%s%sp. %u", number,
                           *number != '\0' ? "\n" : "", to->page + 1);
}
