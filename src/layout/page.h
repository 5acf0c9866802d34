/* page.h - beginning a page; for the driver only. */
#ifndef JIANBAO_LAYOUT_PAGE_H
#define JIANBAO_LAYOUT_PAGE_H

#include "run.h"

/* `flowed`: because the one before was full, not because a new page was asked for. */
void page_begin(run *r, bool flowed);

/* Works out the page of the document, upright and turned. */
void page_faces(run *r);

#endif
