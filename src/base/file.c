/* file.c - a whole file in memory.
 *
 * Decides that a file larger than its reader can use is refused before it is all read. Refuses
 * to know what is in it.
 */
#include "error.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

static jb_status unreadable(jb_error *err, const char *path, int code)
{
    return jb_fail_os(err, path, code, "cannot be read", "无法读取");
}

static jb_status read_all(FILE *file, const char *path, size_t limit, jb_str *all, jb_error *err)
{
    char part[65536];
    size_t got = 0;
    while ((got = fread(part, 1, sizeof part, file)) > 0) {
        if (got > limit - all->len) {
            jb_loc loc = jb_loc_make(path, 0, 0, NULL);
            return jb_fail(err, JB_ERR_INPUT, &loc, "the file is larger than %zu bytes",
                           "文件超过 %zu 字节", limit);
        }
        jb_str_addn(all, part, got);
    }
    return ferror(file) ? unreadable(err, path, errno) : JB_OK;
}

jb_status jb_file_read(jb_arena *arena, const char *path, size_t limit, const char **bytes,
                       size_t *len, jb_error *err)
{
    bool standard = strcmp(path, "-") == 0;
    FILE *file = standard ? stdin : fopen(path, "rbe");
    if (!file) {
        return unreadable(err, path, errno);
    }
    jb_str all = {0};
    jb_status status = read_all(file, path, limit, &all, err);
    if (!standard) {
        (void)fclose(file);
    }
    if (status == JB_OK) {
        *bytes = jb_arena_strndup(arena, jb_str_text(&all), all.len);
        *len = all.len;
    }
    jb_str_free(&all);
    return status;
}
