/* torture_words.h - what is expected of a document's words and what was heard from its pages.
 */
#ifndef JIANBAO_TORTURE_WORDS_H
#define JIANBAO_TORTURE_WORDS_H

#include "torture.h"

typedef struct strings {
    char **items;
    size_t count, cap;
} strings;

/* Takes what is not empty; the text is empty afterwards. */
void strings_take(strings *s, jb_str *text);
void strings_free(strings *s);
void sort_bytes(jb_str *s);

void expect_begin(const made *m);
bool circled(uint32_t c);
uint32_t circled_number(uint32_t c); /* 0: not one */

/* A table in parts says its key columns and its title again: it is looked at by itself. */
bool in_parts(const made *m, const jb_pages *pages, uint32_t block);
void want_cells(strings *want, jb_str *s, const jb_table_cell *cells, size_t count);
void want_all(const made *m, const jb_pages *pages, strings *want);
void want_footnotes(const made *m, strings *want);

#endif
