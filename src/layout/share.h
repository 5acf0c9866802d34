/* share.h - sharing a length out without losing or making any. */
#ifndef JIANBAO_LAYOUT_SHARE_H
#define JIANBAO_LAYOUT_SHARE_H

#include <jianbao/typeset.h>

/* Every item gets its floor, the rest of `total` goes by weight (evenly when all are 0). */
void share_out(jb_len total, const jb_len *floors, const jb_len *weights, size_t count,
               jb_len *out);

#endif
