/* The layouts and style sheets that come with the program. */
#include "brief_private.h"

#include <string.h>

static bool is_layout(const jb_embedded *file)
{
    return strncmp(file->name, "layouts/", 8) == 0;
}

const jb_embedded *builtin_find(const char *folder, const char *name)
{
    size_t skip = strlen(folder);
    for (const jb_embedded *f = jb_builtin_layouts; f->name != NULL; f++) {
        if (strncmp(f->name, folder, skip) == 0 && strcmp(f->name + skip, name) == 0) {
            return f;
        }
    }
    return NULL;
}

const char *jb_brief_builtin(size_t index)
{
    for (const jb_embedded *f = jb_builtin_layouts; f->name != NULL; f++) {
        if (is_layout(f) && index-- == 0) {
            return f->name + strlen("layouts/");
        }
    }
    return NULL;
}

jb_status jb_brief_builtin_text(const char *name, const char **text, size_t *len, jb_error *err)
{
    const jb_embedded *file = builtin_find("layouts/", name);
    if (file != NULL) {
        *text = (const char *)file->bytes;
        *len = file->len;
        return JB_OK;
    }
    const char *names[64] = {0};
    size_t count = 0;
    for (const jb_embedded *f = jb_builtin_layouts; f->name != NULL && count < 64; f++) {
        if (is_layout(f)) {
            names[count++] = f->name + 8;
        }
    }
    const char *near = jb_nearest(name, names, count);
    jb_loc loc = jb_loc_make(name, 0, 0, NULL);
    if (near != NULL) {
        return jb_fail(
            err, JB_ERR_NOTFOUND, &loc,
            "no such layout; did you mean %s? (a file of your own needs a name that ends "
            "in .json)",
            "没有这个版式；是否指 %s？（自己的版式文件名须以 .json 结尾）", near);
    }
    return jb_fail(err, JB_ERR_NOTFOUND, &loc,
                   "no such layout; `jianbao layout list` lists them, a file of your own needs a "
                   "name that ends in .json",
                   "没有这个版式；jianbao layout list 可列出全部，自己的版式文件名须以 .json 结尾");
}
