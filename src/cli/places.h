/* The agencies of a store as places in the tree of divisions, for commands that go through them. */
#ifndef JIANBAO_CLI_PLACES_H
#define JIANBAO_CLI_PLACES_H

#include "cli.h"

/* One code, as its latest record has it. */
typedef struct place {
    const char *code;
    const char *name;
    const char *short_name; /* the name when there is none */
    const char *parent;     /* the code above; "" for none */
    bool known;             /* of one of the years asked for anything is held */
    bool leaf;              /* no other agency is right below it */
} place;

typedef struct places {
    jb_arena *arena;
    place *list; /* by code */
    size_t count, cap;
    int *years; /* of which anything is held, ascending */
    size_t year_count, year_cap;
} places;

/* All agencies, and which of them the store knows anything of in the years (0 = open). `region`,
 * may be NULL: only those of that division; one without agencies is JB_ERR_NOTFOUND. */
jb_status places_load(cli *c, jb_store *store, const char *region, int from, int to, places *out,
                      jb_error *err);
void places_free(places *all);
/* What a division is called: by its agency's short name, by the list of divisions, or its code. */
const char *place_title(const places *all, jb_arena *arena, const char *code);
/* Six digits, or a usage error for --region; NULL is fine. */
jb_status region_check(const char *code, jb_error *err) JB_MUST_USE;

#endif
