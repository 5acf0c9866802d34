/* random_doc.h - random documents from fixed seeds. */
#ifndef JIANBAO_RANDOM_DOC_H
#define JIANBAO_RANDOM_DOC_H

#include "layout_help.h"

void random_document(made *m, uint32_t seed);
/* Whether a random document may rightly be refused for this. */
bool random_refused(jb_status status, const jb_error *err);
/* Lays out `count` of them; what must hold of any pages must hold. Returns how many were. */
size_t random_check(jb_fontset *fonts, uint32_t count);
/* From 0 to below - 1. */
uint32_t pick(uint32_t below);
void pick_from(uint32_t seed);

#endif
