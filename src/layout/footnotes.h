/* footnotes.h - notes at the foot of the page that calls them. */
#ifndef JIANBAO_LAYOUT_FOOTNOTES_H
#define JIANBAO_LAYOUT_FOOTNOTES_H

#include "run.h"

/* Sets the notes of the document. */
jb_status footnotes_build(run *r) JB_MUST_USE;
/* Takes its room from a new page for what the one before left over. */
void footnotes_begin(run *r);
/* Writes the notes of the page in hand; what has no room stays for the next. */
jb_status footnotes_write(run *r) JB_MUST_USE;
/* Whether notes are left over for the page in hand. */
/* Whether notes are left over for the page in hand. */
/* Whether notes called so far go on after the page in hand, were it to end here. */
bool footnotes_long(const run *r);
bool footnotes_pending(const run *r);
/* Every note must have been called. */
jb_status footnotes_check(run *r) JB_MUST_USE;

#endif
