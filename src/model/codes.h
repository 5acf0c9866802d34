/* codes.h - the written codes of the model's closed lists, in the order of their enums.
 *
 * Decides spelling only. Each list ends with NULL; files, JSON and the store use these codes.
 */
#ifndef JIANBAO_MODEL_CODES_H
#define JIANBAO_MODEL_CODES_H

#include <jianbao/model.h>

extern const char *const jb_period_kind_codes[];
extern const char *const jb_qualifier_codes[];
extern const char *const jb_absence_codes[];
extern const char *const jb_per_codes[];
extern const char *const jb_reading_codes[];
extern const char *const jb_basis_codes[];
extern const char *const jb_review_codes[];
extern const char *const jb_level_codes[];
extern const char *const jb_unit_codes[];
extern const char *const jb_kind_codes[];
extern const char *const jb_agg_codes[];
extern const char *const jb_direction_codes[];

/* The place of `code` in a list. */
bool jb_code_find(const char *const *codes, const char *code, unsigned *out) JB_MUST_USE;
/* The code at that place, "" beyond the end: an enum's count means "not given". */
const char *jb_code_at(const char *const *codes, unsigned index);

#endif
