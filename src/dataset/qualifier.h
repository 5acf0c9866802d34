/* qualifier.h - the words for "about", "at least" and their kin. */
#ifndef JIANBAO_DATASET_QUALIFIER_H
#define JIANBAO_DATASET_QUALIFIER_H

#include <jianbao/dataset.h>

/* Where a Chinese qualifier stands: 约500家, 2100余条次, 80%以上. Two of the three are "". */
typedef struct qualifier_words {
    const char *before;
    const char *inner; /* between number and unit */
    const char *after;
} qualifier_words;

/* The report's own word when its `raw` has one, else the usual one. */
qualifier_words qualifier_zh(const jb_fact *fact);
/* A sign for a cell, a word for a sentence; both stand before the number. */
const char *qualifier_sign_en(jb_qualifier qualifier);
const char *qualifier_word_en(jb_qualifier qualifier);

#endif
