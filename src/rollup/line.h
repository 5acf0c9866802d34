/* line.h - one indicator, one year, one node. Private to the room. */
#ifndef JIANBAO_ROLLUP_LINE_H
#define JIANBAO_ROLLUP_LINE_H

#include "load.h"

/* The figures of one indicator and year, laid out along a tree: those of leaves and strays below a
 * node are a span, those of agencies above others stand apart. */
typedef struct jb_sheet {
    const jb_tree *tree;
    const jb_indicator *indicator;
    jb_measured *added; /* of leaves and strays */
    size_t *added_at;   /* count + 1: where a node's begin */
    jb_measured *own;   /* of agencies with others below them */
    size_t *own_at;
    const jb_expected *expected; /* of the leaves */
    jb_measured *zeros;          /* of leaves that state 0 in words, and which nodes they are */
    size_t *zero_nodes;
    size_t zero_count;
    const jb_measured *like;   /* what figures must be like; NULL: each node judges alone */
    const jb_ranking *ranking; /* of the added figures below the first node, or NULL */
    const jb_rank **ranks;     /* of each added figure, then of each node's zero; or NULL */
} jb_sheet;

jb_sheet jb_sheet_make(const jb_ground *ground, jb_arena *arena, const jb_tree *tree,
                       const jb_series *year);
/* What is asked of measure for a node. */
jb_total_ask jb_sheet_ask(const jb_sheet *sheet, size_t node, unsigned relaxed);
/* Settles what figures must be like from the node: what most of its agencies state. */
void jb_sheet_settle(jb_sheet *sheet, jb_arena *arena, size_t node, unsigned relaxed);

/* Puts the figures of the leaves below the node in order. */
void jb_sheet_rank(jb_sheet *sheet, jb_arena *arena, size_t node, unsigned relaxed);

typedef struct jb_line_ask {
    const jb_rollup_ask *ask;
    const jb_denominators *denominators; /* may be NULL */
    const jb_sheet *sheet;
    const jb_sheet *before;                  /* the year before, or NULL */
    const jb_sheet *numerator, *denominator; /* of a rate that can be recomputed, or NULL */
} jb_line_ask;

jb_rollup_line jb_line_make(jb_arena *arena, const jb_line_ask *how, size_t node, size_t first,
                            size_t node_before);

#endif
