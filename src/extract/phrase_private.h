/* phrase_private.h - what compiling and matching phrases share. */
#ifndef JIANBAO_EXTRACT_PHRASE_PRIVATE_H
#define JIANBAO_EXTRACT_PHRASE_PRIVATE_H

#include "phrase.h"

/* A phrase filed under a word; a list through `next`, 0 ends it. */
typedef struct jb_anchor {
    uint32_t phrase, next;
    bool right;
} jb_anchor;

#endif
