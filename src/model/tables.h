/* tables.h - the catalogue that comes with the program, read when the program was built. */
#ifndef JIANBAO_MODEL_TABLES_H
#define JIANBAO_MODEL_TABLES_H

#include <jianbao/model.h>

/* How a scope that reports name in Chinese is said in English. */
typedef struct scope_name {
    const char *zh, *en;
} scope_name;

typedef struct catalogue_tables {
    const jb_family *families;
    size_t family_count;
    const jb_indicator *indicators;
    const jb_indicator *const *by_code; /* sorted by code */
    const char *const *codes;           /* in the catalogue's order */
    size_t count;
    const jb_check *checks;
    size_t check_count;
    const scope_name *scopes;
    size_t scope_count;
} catalogue_tables;

/* Written by make_tables.c. */
extern const catalogue_tables jb_model_tables;

/* What a catalogue was read into. */
const catalogue_tables *jb_catalogue_tables(const jb_catalogue *catalogue);

#endif
