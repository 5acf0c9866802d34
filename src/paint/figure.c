/* figure.c - see figure.h. Text is as high as its size, and a quarter of that below its line. */
#include "figure.h"

#define NONE UINT32_MAX

/* The figure that holds each tag, NONE for those in none; parents come before their children. */
static uint32_t *list_holders(jb_arena *arena, const jb_pages *pages)
{
    uint32_t *holders = jb_arena_array(arena, pages->tag_count, sizeof *holders);
    bool any = false;

    for (size_t i = 0; i < pages->tag_count; i++) {
        bool figure = pages->tags[i].kind == JB_TAG_FIGURE;

        holders[i] = figure ? (uint32_t)i : i == 0 ? NONE : holders[pages->tags[i].parent];
        any = any || figure;
    }
    return any ? holders : NULL;
}

static jb_figure box_of(const jb_mark *mark, uint32_t page)
{
    jb_figure box = {page, true, mark->x, mark->y, mark->x + mark->width, mark->y + mark->height};

    if (mark->kind == JB_MARK_TEXT) {
        box.top = mark->y - mark->size;
        box.bottom = mark->y + mark->size / 4;
    }
    return box;
}

static void widen(jb_figure *all, const jb_figure *box)
{
    if (!all->seen) {
        *all = *box;
        return;
    }
    all->page = all->page == box->page ? all->page : NONE;
    all->left = box->left < all->left ? box->left : all->left;
    all->top = box->top < all->top ? box->top : all->top;
    all->right = box->right > all->right ? box->right : all->right;
    all->bottom = box->bottom > all->bottom ? box->bottom : all->bottom;
}

const jb_figure *jb_figures_find(jb_arena *arena, const jb_pages *pages)
{
    const uint32_t *holders = list_holders(arena, pages);
    jb_figure *figures;

    if (holders == NULL) {
        return NULL;
    }
    figures = jb_arena_array(arena, pages->tag_count, sizeof *figures);
    for (size_t i = 0; i < pages->tag_count; i++) {
        figures[i].page = NONE;
    }
    for (uint32_t p = 0; p < pages->count; p++) {
        for (size_t i = 0; i < pages->pages[p].mark_count; i++) {
            const jb_mark *mark = &pages->pages[p].marks[i];

            if (mark->tag != JB_TAG_ARTIFACT && mark->kind != JB_MARK_ANCHOR &&
                holders[mark->tag] != NONE) {
                jb_figure box = box_of(mark, p);

                widen(&figures[holders[mark->tag]], &box);
            }
        }
    }
    return figures;
}
