/* division.h - the place of a division code in the tree, without any agency. Private to the room.
 *
 * Decides level and parent of a code and what a division is called that has no agency in the store.
 */
#ifndef JIANBAO_ROLLUP_DIVISION_H
#define JIANBAO_ROLLUP_DIVISION_H

#include <jianbao/model.h>

/* The level that the zeros of a code say. */
jb_level jb_code_level(const char *code);
/* The code above by the list of divisions, else by its digits; "" for the nation. */
void jb_code_parent(const char *code, char out[8]);
/* 广州市; "" when the list does not have the code. Borrowed from the arena. */
const char *jb_code_name(jb_arena *arena, const char *code);

#endif
