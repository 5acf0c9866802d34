/* unit.h - which words a report may use for a base unit, and powers of ten in Chinese.
 *
 * Decides vocabulary; shared by the catalogue (defaults) and the checks.
 */
#ifndef JIANBAO_MODEL_UNIT_H
#define JIANBAO_MODEL_UNIT_H

#include <jianbao/model.h>

/* Words that commonly stand for the unit, NULL-terminated; empty for JB_UNIT_NONE. */
const char *const *jb_unit_words(jb_unit unit);

/* The powers of ten (十 百 千 万 亿, multiplied: 百万) at the start of text: their sum, and how
 * many bytes they take. 百 of 百分点 is none. */
int jb_scale_read(const char *text, size_t *bytes);

/* Length of 余 多 几 来 ("and some more") at the start of text, or 0. */
size_t jb_vague_len(const char *text);

#endif
