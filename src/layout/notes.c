/* notes.c - which anchor a called note stands at.
 *
 * A table's own notes come before the document's lists of notes. A call of a note that nobody
 * wrote stays plain text.
 */
#include "run.h"

#include <stdlib.h>

static int by_note(const void *a, const void *b)
{
    const note_target *left = a;
    const note_target *right = b;
    if (left->note != right->note) {
        return left->note < right->note ? -1 : 1;
    }
    return left->anchor < right->anchor ? -1 : left->anchor > right->anchor;
}

void note_map_sort(note_map *map)
{
    if (map->count > 1) {
        qsort(map->items, map->count, sizeof *map->items, by_note);
    }
}

note_map notes_number(run *r, const jb_list_item *items, size_t count, uint32_t *anchors)
{
    note_map map = {.items = jb_arena_array(r->work, count + 1, sizeof *map.items)};
    for (size_t i = 0; i < count; i++) {
        anchors[i] = ++r->anchors;
        if (items[i].note != 0) {
            map.items[map.count++] = (note_target){items[i].note, anchors[i]};
        }
    }
    note_map_sort(&map);
    return map;
}

/* Anchors of the document's lists are numbered first and in their order, so that a call can stand
 * before its note. */
void notes_collect(run *r)
{
    size_t total = 0;
    for (size_t i = 0; i < r->doc->block_count; i++) {
        const jb_block *block = &r->doc->blocks[i];
        total += block->kind == JB_BLOCK_LIST ? block->item_count : 0;
    }
    r->notes.items = jb_arena_array(r->work, total + 1, sizeof *r->notes.items);
    for (size_t i = 0; i < r->doc->block_count; i++) {
        const jb_block *block = &r->doc->blocks[i];
        for (size_t k = 0; block->kind == JB_BLOCK_LIST && k < block->item_count; k++) {
            if (block->items[k].note != 0) {
                r->notes.items[r->notes.count++] =
                    (note_target){block->items[k].note, ++r->anchors};
            }
        }
    }
    note_map_sort(&r->notes);
}

uint32_t note_map_find(const note_map *map, uint32_t note)
{
    size_t low = 0;
    size_t high = map->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (map->items[middle].note < note) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < map->count && map->items[low].note == note ? map->items[low].anchor : 0;
}

uint32_t notes_find(const run *r, const note_map *own, uint32_t note)
{
    uint32_t anchor = own != NULL ? note_map_find(own, note) : 0;
    return anchor != 0 ? anchor : note_map_find(&r->notes, note);
}
