/* out.c - a file that appears whole or not at all.
 *
 * Decides where the bytes wait (a file without a name where the system has such, else a hidden
 * one beside the target; a rename puts it in its place after fsync) and when they go straight out
 * (standard output, pipes, devices). Refuses to know what is written.
 */
#define _GNU_SOURCE /* O_TMPFILE. NOLINT(bugprone-reserved-identifier) */
#include "error.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct jb_out {
    int fd;
    int fault;        /* errno of the first write that failed */
    char *path;       /* as the user gave it */
    char *target;     /* with links followed */
    char *temp;       /* the name beside the target, NULL while there is none */
    bool nameless;    /* waits in a file that has no name yet */
    jb_out_take take; /* a function instead of a file, or NULL */
    void *context;
    size_t len; /* of the bytes waiting in part */
    unsigned char part[65536];
};

static char *copied(const char *text)
{
    size_t size = strlen(text) + 1;
    return memcpy(jb_xmalloc(size), text, size);
}

static jb_status unwritable(jb_error *err, const char *path, int code)
{
    if (strcmp(path, "-") == 0) {
        return jb_fail_os(err, NULL, code, "cannot write to standard output", "无法写标准输出");
    }
    return jb_fail_os(err, path, code, "cannot be written", "无法写入");
}

/* ---- names to be removed when the program is ended ----------------------------------------- */

/* Only pointers that a signal handler may read at any moment. A name beyond these would stay
 * behind; the program writes one file at a time. */
static char *_Atomic pending[16];

static void pending_add(char *temp)
{
    for (size_t i = 0; i < sizeof pending / sizeof *pending; i++) {
        char *none = NULL;
        if (atomic_compare_exchange_strong(&pending[i], &none, temp)) {
            return;
        }
    }
}

static void pending_drop(char *temp)
{
    for (size_t i = 0; temp && i < sizeof pending / sizeof *pending; i++) {
        char *held = temp;
        if (atomic_compare_exchange_strong(&pending[i], &held, NULL)) {
            return;
        }
    }
}

void jb_out_abandon_all(void)
{
    for (size_t i = 0; i < sizeof pending / sizeof *pending; i++) {
        const char *temp = atomic_load(&pending[i]);
        if (temp) {
            (void)unlink(temp);
        }
    }
}

/* ---- opening ------------------------------------------------------------------------------- */

static void release(jb_out *out)
{
    pending_drop(out->temp);
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

/* The folder of the target as a name of its own; the caller frees it. */
static jb_str folder_name(const char *target)
{
    size_t folder = folder_length(target);
    jb_str name = {0};
    jb_str_addn(&name, folder ? target : ".", folder ? folder : 1);
    return name;
}

/* Where a descriptor's file can be named, for linkat. */
static void descriptor_name(int fd, char out[32])
{
    (void)snprintf(out, 32, "/proc/self/fd/%d", fd);
}

/* A file that no name leads to: whatever ends the program, nothing is left of it. Not every file
 * system has such, and without /proc it could not be given a name later. */
static bool open_nameless(jb_out *out)
{
    char name[32];
    jb_str folder = folder_name(out->target);
    out->fd = open(folder.data, O_TMPFILE | O_WRONLY | O_CLOEXEC, 0600);
    jb_str_free(&folder);
    if (out->fd < 0) {
        return false;
    }
    descriptor_name(out->fd, name);
    if (access(name, F_OK) != 0) {
        (void)close(out->fd);
        out->fd = -1;
        return false;
    }
    out->nameless = true;
    return true;
}

/* ".name." in the target's folder. The name is shortened so that it stays valid when the
 * target's is as long as may be. */
static jb_str hidden_name(const char *target)
{
    size_t folder = folder_length(target);
    jb_str temp = {0};
    jb_str_addf(&temp, "%.*s.%.200s.", (int)folder, target, target + folder);
    return temp;
}

/* Signals wait while a name is made and noted: in between it would be left behind. */
static void hold_signals(sigset_t *before)
{
    sigset_t all;
    (void)sigfillset(&all);
    (void)sigprocmask(SIG_SETMASK, &all, before);
}

/* Keeps errno. */
static void free_signals(const sigset_t *before)
{
    int code = errno;
    (void)sigprocmask(SIG_SETMASK, before, NULL);
    errno = code;
}

static int make_noted(char *temp)
{
    sigset_t before;
    hold_signals(&before);
    int fd = mkstemp(temp);
    if (fd >= 0) {
        pending_add(temp);
    }
    free_signals(&before);
    return fd;
}

static int link_noted(const char *from, char *temp)
{
    sigset_t before;
    hold_signals(&before);
    int result = linkat(AT_FDCWD, from, AT_FDCWD, temp, AT_SYMLINK_FOLLOW);
    if (result == 0) {
        pending_add(temp);
    }
    free_signals(&before);
    return result;
}

static jb_status open_named(jb_out *out, jb_error *err)
{
    size_t folder = folder_length(out->target);
    jb_str temp = hidden_name(out->target);
    jb_str_add(&temp, "XXXXXX");
    out->temp = temp.data;
    out->fd = make_noted(out->temp);
    if (out->fd >= 0) {
        return JB_OK;
    }
    int code = errno;
    free(out->temp);
    out->temp = NULL;
    if (code == ENOENT) {
        jb_loc loc = jb_loc_make(out->path, 0, 0, NULL);
        jb_str name = folder_name(out->target);
        bool there = access(jb_str_text(&name), F_OK) == 0;
        jb_str_free(&name);
        if (there) {
            /* /proc and the like. */
            return jb_fail(err, JB_ERR_IO, &loc,
                           "cannot be written: the directory %.*s takes no new files",
                           "无法写入：目录 %.*s 不接受新文件", (int)folder, out->target);
        }
        return jb_fail(err, JB_ERR_IO, &loc, "cannot be written: the directory %.*s does not exist",
                       "无法写入：目录 %.*s 不存在", (int)folder, out->target);
    }
    return unwritable(err, out->path, code);
}

static jb_status open_beside(jb_out *out, const struct stat *old, jb_error *err)
{
    jb_status status = open_nameless(out) ? JB_OK : open_named(out, err);
    if (status == JB_OK && give_rights(out->fd, old) != 0) {
        out->fault = errno;
    }
    return status;
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
    made->nameless = false;
    made->take = NULL;
    made->len = 0;
    jb_status status = open_any(made, err);
    if (status != JB_OK) {
        release(made);
        made = NULL;
    }
    *out = made;
    return status;
}

jb_out *jb_out_function(jb_out_take take, void *context)
{
    jb_out *made = jb_xmalloc(sizeof *made);
    made->fd = -1;
    made->fault = 0;
    made->path = copied("");
    made->target = copied("");
    made->temp = NULL;
    made->nameless = false;
    made->take = take;
    made->context = context;
    made->len = 0;
    return made;
}

static void append(void *context, const void *bytes, size_t len)
{
    jb_str_addn(context, bytes, len);
}

jb_out *jb_out_memory(jb_str *into)
{
    return jb_out_function(append, into);
}

static void send(jb_out *out, const unsigned char *bytes, size_t len)
{
    if (out->take) {
        out->take(out->context, bytes, len);
        return;
    }
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
    jb_str name = folder_name(target);
    int fd = open(name.data, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd >= 0) {
        (void)fsync(fd);
        (void)close(fd);
    }
    jb_str_free(&name);
}

/* Gives the nameless file a hidden name beside its target: a link cannot replace a file, a rename
 * can. */
static int link_beside(jb_out *out)
{
    char from[32];
    int result = -1;
    descriptor_name(out->fd, from);
    errno = EEXIST;
    for (unsigned turn = 0; result != 0 && errno == EEXIST && turn < 1000; turn++) {
        jb_str temp = hidden_name(out->target);
        jb_str_addf(&temp, "%ld-%u", (long)getpid(), turn);
        result = link_noted(from, temp.data);
        if (result == 0) {
            out->temp = temp.data;
        } else {
            free(temp.data);
        }
    }
    return result;
}

/* Where nothing is to be replaced, the nameless file gets its own name at once. */
static bool link_new(const jb_out *out)
{
    char from[32];
    descriptor_name(out->fd, from);
    return linkat(AT_FDCWD, from, AT_FDCWD, out->target, AT_SYMLINK_FOLLOW) == 0;
}

static void put_in_place(jb_out *out, bool synced)
{
    keep_fault(out, out->fault || !synced ? 0 : fsync(out->fd));
    bool placed = !out->fault && out->nameless && link_new(out);
    keep_fault(out, out->fault || placed || !out->nameless ? 0 : link_beside(out));
    keep_fault(out, close(out->fd));
    keep_fault(out, out->fault || placed ? 0 : rename(out->temp, out->target));
    if (out->fault && out->temp) {
        (void)unlink(out->temp);
    } else if (!out->fault && synced) {
        sync_folder(out->target);
    }
}

static jb_status commit(jb_out *out, bool synced, jb_error *err)
{
    flush(out);
    if (out->temp || out->nameless) {
        put_in_place(out, synced);
    } else if (out->fd != STDOUT_FILENO && !out->take) {
        keep_fault(out, close(out->fd));
    }
    jb_status status = out->fault ? unwritable(err, out->path, out->fault) : JB_OK;
    release(out);
    return status;
}

jb_status jb_out_commit(jb_out *out, jb_error *err)
{
    return commit(out, true, err);
}

jb_status jb_out_commit_early(jb_out *out, jb_error *err)
{
    return commit(out, false, err);
}

void jb_out_abort(jb_out *out)
{
    if (!out) {
        return;
    }
    if (out->fd != STDOUT_FILENO && !out->take) {
        (void)close(out->fd);
    }
    if (out->temp) {
        (void)unlink(out->temp);
    }
    release(out);
}
