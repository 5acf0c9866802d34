/* refs.c - what is pointed to: anchors of blocks and the pages they came to stand on.
 *
 * Decides which blocks have an anchor: those a cross-reference names, and headings when there are
 * contents. Does not know what points to them.
 */
#include "refs.h"

static bool has_contents(const run *r)
{
    for (size_t i = 0; i < r->doc->block_count; i++) {
        if (r->doc->blocks[i].kind == JB_BLOCK_CONTENTS) {
            return true;
        }
    }
    return false;
}

void refs_collect(run *r)
{
    size_t count = r->doc->block_count;
    bool contents = has_contents(r);
    refs *all = &r->refs;
    all->of_block = jb_arena_array(r->work, count + 1, sizeof *all->of_block);
    all->page_of = jb_arena_array(r->work, count + 1, sizeof *all->page_of);
    all->ids.items = jb_arena_array(r->work, count + 1, sizeof *all->ids.items);
    for (size_t i = 0; i < count; i++) {
        const jb_block *block = &r->doc->blocks[i];
        bool listed = contents && block->kind == JB_BLOCK_HEADING && block->level > 0;
        if (block->id != 0 || listed) {
            all->of_block[i] = ++r->anchors;
        }
        if (block->id != 0) {
            all->ids.items[all->ids.count++] = (note_target){block->id, all->of_block[i]};
        }
    }
    note_map_sort(&all->ids);
}

void refs_place(run *r, size_t block, jb_len y)
{
    uint32_t anchor = r->refs.of_block[block];
    bool fresh = r->fresh;
    if (anchor == 0) {
        return;
    }
    mark_anchor(r, r->left, y, anchor, JB_TAG_ARTIFACT, (uint32_t)block);
    r->refs.page_of[block] = (uint32_t)r->page_count;
    r->fresh = fresh;
}

uint32_t refs_find(const run *r, uint32_t id)
{
    return note_map_find(&r->refs.ids, id);
}
