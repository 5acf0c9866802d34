/* torture_make.h - what the makers of random documents share.
 */
#ifndef JIANBAO_TORTURE_MAKE_H
#define JIANBAO_TORTURE_MAKE_H

#include "torture.h"

#define ONE_OF(list) (list)[pick((uint32_t)(sizeof(list) / sizeof *(list)))]

/* ---- torture_text.c */

void chance_begin(uint32_t seed);
uint32_t pick(uint32_t below);
bool one_in(uint32_t n);
const char *prose(made *m, size_t bits);
/* Words without punctuation, for labels and heads. */
const char *name(made *m, size_t letters);
/* Text in several pieces: words, bold words, calls of notes. */
jb_text pieces(made *m, size_t bits, uint32_t notes);
/* The same with calls of footnotes, cross-references and links out of the file. */
jb_text rich(made *m, size_t bits);
size_t text_length(void);
/* Lets every cross-reference lead to one of the blocks that can be named. */
void references_settle(made *m);

/* ---- torture_parts.c: charts, contents, parts of official documents */

void add_random_chart(made *m);
void add_random_contents(made *m);
void add_random_masthead(made *m);
void add_random_annexes(made *m);
void add_random_signature(made *m);
void add_random_annex(made *m);
void add_random_imprint(made *m);

#endif
