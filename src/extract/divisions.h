/* divisions.h - the administrative divisions of China and their codes.
 *
 * Names as the statistics bureau lists them, with their short forms (海珠 for 海珠区). Knows
 * nothing of reports.
 */
#ifndef JIANBAO_EXTRACT_DIVISIONS_H
#define JIANBAO_EXTRACT_DIVISIONS_H

#include "trie.h"

#include <jianbao/model.h>

typedef struct jb_division {
    const char *code;
    const char *name;
    size_t parent; /* index; SIZE_MAX for a province */
    jb_level level;
    size_t stem;      /* code points of the name without 区, 县, 市 */
    size_t len;       /* code points of the name */
    size_t next_same; /* the next division with the same name; SIZE_MAX none */
    size_t next_stem; /* the next with the same short form */
} jb_division;

typedef struct jb_divisions jb_divisions;

jb_divisions *jb_divisions_new(jb_arena *arena);
const jb_division *jb_division_at(const jb_divisions *all, size_t index);
size_t jb_divisions_count(const jb_divisions *all);
/* The longest name that begins at `i`; the first of those so named, SIZE_MAX when none. */
size_t jb_division_named(const jb_divisions *all, jb_points t, size_t i, size_t *len);
/* The same for short forms: 海珠. */
size_t jb_division_short(const jb_divisions *all, jb_points t, size_t i, size_t *len);
size_t jb_division_coded(const jb_divisions *all, const char *code);
bool jb_division_within(const jb_divisions *all, size_t inner, size_t outer);

#endif
