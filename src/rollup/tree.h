/* tree.h - whose figure counts under which node in a given year. Private to the room.
 *
 * Nodes stand in depth-first order, so that what lies below a node is a span of the list.
 */
#ifndef JIANBAO_ROLLUP_TREE_H
#define JIANBAO_ROLLUP_TREE_H

#include <jianbao/rollup.h>

typedef struct jb_node {
    const char *code;        /* of a group its name */
    const jb_agency *agency; /* NULL: a division of which the store has no agency, or a group */
    const char *name_zh, *name_en;
    jb_level level;
    unsigned depth;
    size_t parent; /* SIZE_MAX for the first */
    size_t end;    /* one past what lies below */
    bool leaf;     /* an agency that has none below it: its figures are added */
    bool stray;    /* its code is not valid at the end of the year */
} jb_node;

typedef struct jb_tree {
    int year;
    jb_node *nodes;
    size_t count;
    size_t *leaves;  /* count + 1: how many leaves stand before a node */
    size_t *by_code; /* indices of nodes with an agency, by code */
    size_t coded;
} jb_tree;

/* Agencies by code and valid_from, as the store gives them. */
typedef struct jb_agencies {
    jb_agency *list;
    size_t count;
} jb_agencies;

jb_status jb_tree_divisions(jb_arena *arena, const jb_agencies *all, int year, jb_tree *out,
                            jb_error *err) JB_MUST_USE;
jb_status jb_tree_groups(jb_arena *arena, const jb_agencies *all, const jb_groups *groups, int year,
                         jb_tree *out, jb_error *err) JB_MUST_USE;
/* One agency of a year: its record, NULL when the code has none. *valid: on the year's last day. */
const jb_agency *jb_agencies_in(const jb_agencies *all, const char *code, int year, bool *valid);
/* The code above an agency, "" for the nation. */
const char *jb_agency_above(jb_arena *arena, const char *code, const jb_agency *agency);

/* ---- groups.c */
typedef struct jb_member {
    const char *group;
    const char *code;
    unsigned line;
} jb_member;

struct jb_groups {
    jb_arena *arena;
    const char *path;
    jb_member *members; /* by group in order of the file, then by code */
    size_t count;
};

#endif
