/* division.h - the place of a division code in the tree, without any agency.
 *
 * Decides level and parent of a code and what a division is called that has no agency in the store.
 * Other rooms ask this, too: the public header has it.
 */
#ifndef JIANBAO_ROLLUP_DIVISION_H
#define JIANBAO_ROLLUP_DIVISION_H

#include <jianbao/rollup.h>

#endif
