/* manifest.h - what the fonts.json of a directory says, before any font is opened.
 *
 * Private to the room.
 */
#ifndef JIANBAO_TYPESET_MANIFEST_H
#define JIANBAO_TYPESET_MANIFEST_H

#include <jianbao/typeset.h>

/* A font as a manifest names it. */
typedef struct manifest_font {
    const char *name;   /* as written, with "#index" */
    const char *path;   /* without it */
    const char *family; /* NULL when the manifest does not say */
    unsigned index;
} manifest_font;

typedef struct manifest {
    manifest_font han[JB_ROLES]; /* name is NULL for a role the directory leaves to others */
    manifest_font latin[JB_ROLES];
    manifest_font *fallback;
    size_t fallback_count;
} manifest;

/* Reads DIR/fonts.json. With `complete` every role must be there (the prepared fonts); without it
 * (an office's own) any role may be missing, and a directory without fonts.json may hold files
 * named after the roles instead: title.ttf, body.otf. Every file named must exist. */
jb_status manifest_read(jb_arena *arena, const char *dir, bool complete, manifest *out,
                        jb_error *err) JB_MUST_USE;

#endif
