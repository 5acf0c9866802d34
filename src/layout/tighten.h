/* tighten.h - setting a document closer when that saves a sheet; for layout.c only. */
#ifndef JIANBAO_LAYOUT_TIGHTEN_H
#define JIANBAO_LAYOUT_TIGHTEN_H

#include "run.h"

typedef struct tightening tightening;

tightening *tighten_new(const jb_doc *doc);
void tighten_free(tightening *t);
/* The document with its blocks as close as it is their turn to be: itself while none is. */
const jb_doc *tighten_doc(const tightening *t, const jb_doc *doc, jb_arena *arena);
/* What pages came of it. */
void tighten_hear(tightening *t, const run *r);
/* Whether another try is due, and says how close its blocks are. */
bool tighten_next(tightening *t);
/* Whether the try saved pages where it was to. */
bool tighten_better(const tightening *t);

#endif
