/* raw.h - whether a value agrees with the words it was read from. */
#ifndef JIANBAO_MODEL_RAW_H
#define JIANBAO_MODEL_RAW_H

#include <jianbao/model.h>

/* True when `raw` has no number in digits (then it says nothing we can check), or when one of
 * its numbers, read as the extraction reads them, is the value. A number that ends `raw` may take
 * its scale from `unit`. */
bool jb_raw_agrees(const char *raw, const char *unit, jb_dec value);

#endif
