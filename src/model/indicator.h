/* indicator.h - reading one entry of the catalogue's JSON. */
#ifndef JIANBAO_MODEL_INDICATOR_H
#define JIANBAO_MODEL_INDICATOR_H

#include <jianbao/model.h>

/* Reads what an entry says by itself; names of other entries are checked when all are read. */
jb_status jb_indicator_read(jb_arena *arena, const jb_json *entry, jb_indicator *out,
                            jb_error *err) JB_MUST_USE;

#endif
