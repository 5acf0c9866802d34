/* out.c - a file that appears whole or not at all.
 *
 * Decides where the bytes wait (a hidden file beside the target, which a rename puts in its
 * place after fsync) and when they go straight out (standard output, pipes, devices). Refuses to
 * know what is written.
 */
#include "error.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct jb_out {
    int fd;
    int fault;    /* errno of the first write that failed */
    char *path;   /* as the user gave it */
    char *target; /* with links followed */
    char *temp;   /* NULL when written directly */
    size_t len;   /* of the bytes waiting in part */
    unsigned char part[65536];
};

static char *copied(const char *text)
{
    size_t size = strlen(text) + 1;
    return memcpy(jb_xmalloc(size), text, size);
}

static jb_status unwritable(jb_error *err, const char *path, int code)
{
    return jb_fail_os(err, path, code, "cannot be written", "无法写入");
}

static void release(jb_out *out)
{
    free(out->path);
    free(out->target);
    free(out->temp);
    free(out);
}

/* The folder of a path with its final slash; "" for the current one. */
static size_t folder_length(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? (size_t)(slash - path) + 1 : 0;
}

/* What mkstemp made for its owner alone gets the rights of the file it replaces, or those any
 * new file gets. */
static int give_rights(int fd, const struct stat *old)
{
    mode_t mask = umask(0);
    (void)umask(mask);
    return fchmod(fd, old ? old->st_mode & 0777U : 0666U & ~mask);
}

static jb_status open_beside(jb_out *out, const struct stat *old, jb_error *err)
{
    size_t folder = folder_length(out->target);
    jb_str temp = {0};
    /* The name is shortened so that it stays valid when the target's is as long as may be. */
    jb_str_addf(&temp, "%.*s.%.200s.XXXXXX", (int)folder, out->target, out->target + folder);
    out->temp = temp.data;
    out->fd = mkstemp(out->temp);
    if (out->fd < 0) {
        int code = errno;
        free(out->temp);
        out->temp = NULL;
        if (code == ENOENT) {
            jb_loc loc = jb_loc_make(out->path, 0, 0, NULL);
            return jb_fail(err, JB_ERR_IO, &loc,
                           "cannot be written: the directory %.*s does not exist",
                           "无法写入：目录 %.*s 不存在", (int)folder, out->target);
        }
        return unwritable(err, out->path, code);
    }
    if (give_rights(out->fd, old) != 0) {
        out->fault = errno;
    }
    return JB_OK;
}

static jb_status open_directly(jb_out *out, jb_error *err)
{
    out->fd = open(out->path, O_WRONLY | O_NOCTTY | O_CLOEXEC);
    return out->fd < 0 ? unwritable(err, out->path, errno) : JB_OK;
}

static jb_status open_existing(jb_out *out, const struct stat *old, jb_error *err)
{
    if (S_ISDIR(old->st_mode)) {
        return unwritable(err, out->path, EISDIR);
    }
    if (!S_ISREG(old->st_mode)) {
        return open_directly(out, err);
    }
    /* A rename would replace even a file that is protected against writing. */
    if (access(out->path, W_OK) != 0) {
        return unwritable(err, out->path, errno);
    }
    char *target = realpath(out->path, NULL);
    if (!target) {
        return unwritable(err, out->path, errno);
    }
    free(out->target);
    out->target = target;
    return open_beside(out, old, err);
}

static jb_status open_any(jb_out *out, jb_error *err)
{
    struct stat info;
    if (strcmp(out->path, "-") == 0) {
        (void)fflush(stdout);
        out->fd = STDOUT_FILENO;
        return JB_OK;
    }
    if (stat(out->path, &info) == 0) {
        return open_existing(out, &info, err);
    }
    if (errno != ENOENT) {
        return unwritable(err, out->path, errno);
    }
    if (lstat(out->path, &info) == 0) {
        jb_loc loc = jb_loc_make(out->path, 0, 0, NULL);
        return jb_fail(err, JB_ERR_IO, &loc,
                       "cannot be written: a link to something that does not exist",
                       "无法写入：所指向的文件不存在的符号链接");
    }
    if (folder_length(out->path) == strlen(out->path)) {
        return unwritable(err, out->path, out->path[0] ? EISDIR : ENOENT);
    }
    return open_beside(out, NULL, err);
}

jb_status jb_out_open(const char *path, jb_out **out, jb_error *err)
{
    jb_out *made = jb_xmalloc(sizeof *made);
    made->fd = -1;
    made->fault = 0;
    made->path = copied(path);
    made->target = copied(path);
    made->temp = NULL;
    made->len = 0;
    jb_status status = open_any(made, err);
    if (status != JB_OK) {
        release(made);
        made = NULL;
    }
    *out = made;
    return status;
}

static void send(jb_out *out, const unsigned char *bytes, size_t len)
{
    while (len > 0 && !out->fault) {
        ssize_t done = write(out->fd, bytes, len);
        if (done > 0) {
            bytes += done;
            len -= (size_t)done;
        } else if (done == 0 || errno != EINTR) {
            out->fault = done == 0 ? EIO : errno;
        }
    }
}

static void flush(jb_out *out)
{
    send(out, out->part, out->len);
    out->len = 0;
}

void jb_out_write(jb_out *out, const void *bytes, size_t len)
{
    if (len > sizeof out->part - out->len) {
        flush(out);
    }
    if (len > sizeof out->part) {
        send(out, bytes, len);
    } else if (len > 0) {
        memcpy(out->part + out->len, bytes, len);
        out->len += len;
    }
}

static void keep_fault(jb_out *out, int result)
{
    if (result != 0 && !out->fault) {
        out->fault = errno;
    }
}

/* So that the new name survives a loss of power; a file system that cannot is not our fault. */
static void sync_folder(const char *target)
{
    size_t folder = folder_length(target);
    jb_str name = {0};
    jb_str_addn(&name, folder ? target : ".", folder ? folder : 1);
    int fd = open(name.data, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd >= 0) {
        (void)fsync(fd);
        (void)close(fd);
    }
    jb_str_free(&name);
}

static void put_in_place(jb_out *out)
{
    keep_fault(out, out->fault ? 0 : fsync(out->fd));
    keep_fault(out, close(out->fd));
    keep_fault(out, out->fault ? 0 : rename(out->temp, out->target));
    if (out->fault) {
        (void)unlink(out->temp);
    } else {
        sync_folder(out->target);
    }
}

jb_status jb_out_commit(jb_out *out, jb_error *err)
{
    flush(out);
    if (out->temp) {
        put_in_place(out);
    } else if (out->fd != STDOUT_FILENO) {
        keep_fault(out, close(out->fd));
    }
    jb_status status = out->fault ? unwritable(err, out->path, out->fault) : JB_OK;
    release(out);
    return status;
}

void jb_out_abort(jb_out *out)
{
    if (!out) {
        return;
    }
    if (out->fd != STDOUT_FILENO) {
        (void)close(out->fd);
    }
    if (out->temp) {
        (void)unlink(out->temp);
    }
    release(out);
}
