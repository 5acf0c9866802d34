/* csv.h - comma-separated values after RFC 4180, read and written. Private to the room.
 *
 * Knows records as lists of fields with their places; not what they mean.
 */
#ifndef JIANBAO_STORE_CSV_H
#define JIANBAO_STORE_CSV_H

#include <jianbao/base.h>

typedef struct jb_csv_field {
    size_t at;       /* in the record's text */
    unsigned line;   /* where the field begins */
    unsigned column; /* in code points, of the first character, an opening quote included */
} jb_csv_field;

/* Zero-initialise with `lines` and `limit`; release with jb_csv_free, which leaves `lines`. */
typedef struct jb_csv {
    jb_lines *lines;
    size_t limit; /* bytes of one record, line breaks within quotes included */
    jb_csv_field *fields;
    size_t count, cap;
    jb_str text;
    unsigned line; /* where the record begins */
    bool broken;   /* the last fault leaves no way to find the next record */
} jb_csv;

/* The next record; empty lines are skipped. *more is false at the end of the file. After a fault
 * that is not `broken` the next call goes on with the line after it. */
jb_status jb_csv_read(jb_csv *csv, bool *more, jb_error *err) JB_MUST_USE;
const char *jb_csv_text(const jb_csv *csv, size_t index);
void jb_csv_free(jb_csv *csv);

/* Appends a field, in quotes only when it needs them. */
void jb_csv_quote(jb_str *out, const char *text);

#endif
