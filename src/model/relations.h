/* relations.h - what the indicators of a catalogue are to each other. */
#ifndef JIANBAO_MODEL_RELATIONS_H
#define JIANBAO_MODEL_RELATIONS_H

#include <jianbao/model.h>

/* Checks that `whole_of` and `never_with` name indicators, and fills `overlaps` of all. `list` is
 * the JSON they were read from, `indicators` the array that the catalogue's lookups go to. */
jb_status jb_relations_link(jb_arena *arena, const jb_catalogue *catalogue,
                            jb_indicator *indicators, const jb_json *list,
                            jb_error *err) JB_MUST_USE;
/* Reads `checks` of the document; absent is none. */
jb_status jb_relations_checks(jb_arena *arena, const jb_catalogue *catalogue, const jb_json *json,
                              const jb_check **out, size_t *count, jb_error *err) JB_MUST_USE;

#endif
