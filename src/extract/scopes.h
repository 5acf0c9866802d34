/* scopes.h - whom a figure counts, through which channel, and whose work it covers. */
#ifndef JIANBAO_EXTRACT_SCOPES_H
#define JIANBAO_EXTRACT_SCOPES_H

#include "work.h"

typedef enum jb_scope_field {
    JB_SCOPE_POPULATION,
    JB_SCOPE_CHANNEL,
    JB_SCOPE_COVERAGE
} jb_scope_field;

typedef struct jb_scope {
    jb_scope_field field;
    const char *say;       /* what the record says */
    jb_wordset words;      /* any of these */
    const char **families; /* of indicators it is for, ended by NULL */
} jb_scope;

jb_status jb_scopes_read(jb_arena *arena, const jb_json *list, jb_scope **out, size_t *count,
                         jb_error *err) JB_MUST_USE;
void jb_scopes_apply(const jb_work *work, size_t quantity, const jb_indicator *it, jb_fact *fact);

#endif
