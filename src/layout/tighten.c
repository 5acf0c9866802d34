/* tighten.c - a last page with a few lines on it is a sheet too many.
 *
 * Decides which stretch of a document ends so, and how much closer it may be set to do away with
 * that page: step by step, never closer than the limits below, and not at all when they do not
 * do. Body text, its headings, mastheads and what signs a text stay as they are.
 */
#include "tighten.h"

#include <stdlib.h>
#include <string.h>

/* Of the white between blocks so much stays, in hundredths. */
#define WHITE_LEFT 50
/* Lines of small type are no closer than this, in hundredths of their size. */
#define LEAST_PITCH 125
/* Of what stands above and below the words of a cell so much stays, in hundredths. */
#define PADDING 75
/* Of more pages one is no matter: of a stretch, and of a document, which is laid out anew. */
#define STRETCH_MOST 24
#define PAGES_MOST 200

/* How close a block is set: each step besides the ones before. */
enum { AS_IT_IS, WHITE, SMALL, SMALL_LEAST, CELLS, CLOSEST = CELLS };

/* From one page that was asked for to the next. */
typedef struct stretch {
    size_t from, end; /* blocks */
    size_t pages;
    bool spills;
    bool cured;
} stretch;

struct tightening {
    jb_len spill;
    unsigned char *levels; /* of blocks */
    size_t blocks;
    stretch *list; /* as the document is laid out untouched */
    size_t count, cap;
    unsigned level; /* of the try in hand */
    bool heard;     /* the list is made */
    bool last;      /* no try is due after the one in hand */
    bool some, all; /* of the stretches that spilled are cured */
};

tightening *tighten_new(const jb_doc *doc)
{
    tightening *t = jb_xmalloc(sizeof *t);
    *t = (tightening){.spill = doc->page.spill, .blocks = doc->block_count};
    t->levels = jb_xmalloc(t->blocks + 1);
    memset(t->levels, AS_IT_IS, t->blocks + 1);
    return t;
}

void tighten_free(tightening *t)
{
    free(t->levels);
    free(t->list);
    free(t);
}

/* ---- setting closer ---------------------------------------------------------------------- */

static jb_len share(jb_len length, int hundredths)
{
    return (jb_len)((int64_t)length * hundredths / 100);
}

static void white_closer(jb_style *style)
{
    style->before = share(style->before, WHITE_LEFT);
    style->after = share(style->after, WHITE_LEFT);
}

/* Half of the way first, then to the limit. */
static void lines_closer(jb_style *style, unsigned level)
{
    jb_len least = share(style->size, LEAST_PITCH);
    if (style->pitch > least && level >= SMALL) {
        style->pitch = level == SMALL ? (style->pitch + least) / 2 : least;
    }
}

/* The white above notes parts them from the rule of their table. */
static void notes_closer(jb_style *style, unsigned level)
{
    style->after = share(style->after, WHITE_LEFT);
    lines_closer(style, level);
}

static const jb_table_block *table_closer(const jb_table_block *from, unsigned level,
                                          jb_arena *arena)
{
    jb_table_block *to = jb_arena_alloc(arena, sizeof *to);
    *to = *from;
    white_closer(&to->title_style);
    white_closer(&to->unit_style);
    notes_closer(&to->note_style, level);
    if (level >= CELLS) {
        to->pad_y = share(to->pad_y, PADDING);
        lines_closer(&to->head_style, level);
        lines_closer(&to->cell_style, level);
        lines_closer(&to->group_style, level);
        lines_closer(&to->total_style, level);
    }
    return to;
}

static const jb_chart_block *chart_closer(const jb_chart_block *from, unsigned level,
                                          jb_arena *arena)
{
    jb_chart_block *to = jb_arena_alloc(arena, sizeof *to);
    *to = *from;
    white_closer(&to->title_style);
    notes_closer(&to->note_style, level);
    return to;
}

/* Body text stands on the grid, and what is above and below it is part of that. */
static bool on_grid(const jb_doc *doc, const jb_block *block)
{
    return doc->page.line_pitch > 0 && style_pitch(&block->style) == doc->page.line_pitch;
}

static const jb_style *contents_closer(const jb_style *from, unsigned level, jb_arena *arena)
{
    jb_style *to = jb_arena_array(arena, JB_CONTENTS_LEVELS, sizeof *to);
    for (size_t i = 0; i < JB_CONTENTS_LEVELS; i++) {
        to[i] = from[i];
        white_closer(&to[i]);
        lines_closer(&to[i], level);
    }
    return to;
}

static void block_closer(const jb_doc *doc, jb_block *block, unsigned level, jb_arena *arena)
{
    bool words = block->kind == JB_BLOCK_PARAGRAPH || block->kind == JB_BLOCK_LIST;
    bool drawn = block->kind == JB_BLOCK_TABLE || block->kind == JB_BLOCK_CHART;
    if (block->kind == JB_BLOCK_CONTENTS && block->entry_styles != NULL) {
        block->entry_styles = contents_closer(block->entry_styles, level, arena);
    }
    if (block->masthead || !(drawn || (words && !on_grid(doc, block)))) {
        return;
    }
    white_closer(&block->style);
    if (block->kind == JB_BLOCK_LIST) {
        lines_closer(&block->style, level);
    } else if (block->kind == JB_BLOCK_TABLE) {
        block->table = table_closer(block->table, level, arena);
    } else if (block->kind == JB_BLOCK_CHART) {
        block->chart = chart_closer(block->chart, level, arena);
    }
}

const jb_doc *tighten_doc(const tightening *t, const jb_doc *doc, jb_arena *arena)
{
    if (t->level == AS_IT_IS) {
        return doc;
    }
    jb_doc *to = jb_arena_alloc(arena, sizeof *to);
    jb_block *blocks = jb_arena_array(arena, doc->block_count + 1, sizeof *blocks);
    memcpy(blocks, doc->blocks, doc->block_count * sizeof *blocks);
    *to = *doc;
    to->blocks = blocks;
    for (size_t i = 0; i < doc->block_count; i++) {
        if (t->levels[i] != AS_IT_IS) {
            block_closer(doc, &blocks[i], t->levels[i], arena);
        }
    }
    return to;
}

/* ---- what came of it ----------------------------------------------------------------------- */

static bool begins_stretch(const run *r, size_t page)
{
    return page == 0 || !r->late[page].flowed || r->late[page].turned != r->late[page - 1].turned;
}

/* Pages of the stretch that begins with a block; 0: none does. */
static size_t pages_from(const run *r, size_t block)
{
    size_t first = 0;
    while (first < r->page_count &&
           !(begins_stretch(r, first) && r->late[first].first_block == block)) {
        first++;
    }
    size_t end = first;
    while (end < r->page_count && (end == first || !begins_stretch(r, end))) {
        end++;
    }
    return end - first;
}

static void stretches_find(tightening *t, const run *r)
{
    for (size_t i = 0; i < r->page_count; i++) {
        const late_page *page = &r->late[i];
        if (begins_stretch(r, i)) {
            stretch next = {.from = page->first_block, .end = t->blocks};
            if (t->count > 0) {
                t->list[t->count - 1].end = next.from;
            }
            JB_PUSH(t->list, t->count, t->cap, next);
        }
        stretch *s = &t->list[t->count - 1];
        s->pages++;
        s->spills =
            s->pages > 1 && s->pages <= STRETCH_MOST && page->used < t->spill && !page->unnumbered;
    }
}

void tighten_hear(tightening *t, const run *r)
{
    if (t->spill <= 0 || r->page_count > PAGES_MOST) {
        t->last = true;
        return;
    }
    if (!t->heard) {
        t->heard = true;
        stretches_find(t, r);
        return;
    }
    t->all = true;
    for (size_t i = 0; i < t->count; i++) {
        stretch *s = &t->list[i];
        size_t pages = s->spills && !s->cured ? pages_from(r, s->from) : 0;
        s->cured = s->cured || (pages > 0 && pages < s->pages);
        t->all = t->all && (!s->spills || s->cured);
        t->some = t->some || s->cured;
    }
}

/* Says how close blocks are in stretches that spill and are not cured yet; false: there are none.
 */
static bool levels_put(tightening *t, unsigned level)
{
    bool put = false;
    for (size_t i = 0; i < t->count; i++) {
        const stretch *s = &t->list[i];
        if (s->spills && !s->cured) {
            memset(t->levels + s->from, (int)level, s->end - s->from);
            put = true;
        }
    }
    return put;
}

bool tighten_next(tightening *t)
{
    if (t->last || t->all) {
        return false;
    }
    if (t->level < CLOSEST) {
        return levels_put(t, ++t->level);
    }
    /* What the limits do not cure is not set closer for nothing. */
    t->last = true;
    return levels_put(t, AS_IT_IS) && t->some;
}

bool tighten_better(const tightening *t)
{
    return t->all || t->last;
}
