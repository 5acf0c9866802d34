/* error.h - what the files of this room share about errors. */
#ifndef JIANBAO_BASE_ERROR_H
#define JIANBAO_BASE_ERROR_H

#include <jianbao/base.h>

/* jb_fail with its arguments as a list. */
jb_status jb_fail_list(jb_error *err, jb_status status, const jb_loc *loc, const char *en,
                       const char *zh, va_list args) JB_PRINTF(4, 0) JB_PRINTF(5, 0);

/* The byte at the place is NUL or not UTF-8. */
jb_status jb_fail_byte(jb_error *err, const jb_loc *loc, char byte);

/* Line and column (both from 1) of a byte offset; a byte order mark takes no column. */
void jb_place(const char *text, size_t offset, unsigned *line, unsigned *column);

/* Length of a byte order mark at the beginning: 3 or 0. */
size_t jb_mark_length(const char *text, size_t len);

#endif
