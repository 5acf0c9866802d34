/* field.h - records as tables of fields: one row says a field's name, type and place.
 *
 * Decides how a field is read from and written as text. A record's own file only lists its fields.
 */
#ifndef JIANBAO_MODEL_FIELD_H
#define JIANBAO_MODEL_FIELD_H

#include <jianbao/model.h>

typedef struct jb_field_type jb_field_type;

typedef struct jb_field {
    const char *name;
    const jb_field_type *type;
    size_t at;   /* offset of the member */
    size_t size; /* of the member */
    size_t flag; /* offset of the bool that says it is given, or JB_NO_FLAG */
} jb_field;

#define JB_NO_FLAG ((size_t)-1)

/* `blank` is the record with nothing given. */
typedef struct jb_record {
    const jb_field *fields;
    unsigned count;
    const void *blank;
} jb_record;

/* The scale of a decimal that was not given. */
#define JB_DEC_UNSET 255

extern const jb_field_type jb_field_text;     /* may have line breaks */
extern const jb_field_type jb_field_line;     /* may not */
extern const jb_field_type jb_field_division; /* six digits */
extern const jb_field_type jb_field_sha256;
extern const jb_field_type jb_field_year;
extern const jb_field_type jb_field_offset;
extern const jb_field_type jb_field_decimal;
extern const jb_field_type jb_field_share; /* 0 to 1 */
extern const jb_field_type jb_field_date;
extern const jb_field_type jb_field_qualifier;
extern const jb_field_type jb_field_period_kind;
extern const jb_field_type jb_field_basis;
extern const jb_field_type jb_field_review;
extern const jb_field_type jb_field_level;
extern const jb_field_type jb_field_absence;
extern const jb_field_type jb_field_denominator;
extern const jb_field_type jb_field_reading;

jb_status jb_record_set(const jb_record *kind, jb_arena *arena, void *record, unsigned field,
                        const char *text, const jb_loc *loc, jb_error *err) JB_MUST_USE;
const char *jb_record_field(const jb_record *kind, jb_arena *arena, const void *record,
                            unsigned field);

#endif
